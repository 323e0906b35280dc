// SPDX-License-Identifier: LGPL-2.1-or-later
/* Words that have a meaning of their own: names, numbers, addresses. */
#include <errno.h>
#include <stdio.h>

#include "parser.h"

/* A word does not begin with a quote. */
static bool is_quoted(const struct vsw_token *token)
{
	return *token->text == '"' || *token->text == '\'';
}

int vsw_token_text(const struct vsw_token *token, char *out, size_t size)
{
	const char *text = token->text, *end = text + token->len;
	size_t len = 0;

	if (!is_quoted(token)) {
		if (token->len >= size)
			return -ENAMETOOLONG;
		memcpy(out, text, token->len);
		out[token->len] = '\0';
		return 0;
	}
	for (text++, end--; text < end; text++) {
		if (*text == '\\')
			text++;
		if (len + 1 >= size)
			return -ENAMETOOLONG;
		out[len++] = *text;
	}
	out[len] = '\0';
	return 0;
}

static int parse_name(struct vsw_parser *parser, const struct vsw_token *token,
		      const char *none, char name[VSW_NAME_LEN])
{
	const char *c;

	if (vsw_token_text(token, name, VSW_NAME_LEN))
		return vsw_parser_error(parser, token,
					"a name has at most %d characters",
					VSW_NAME_LEN - 1);
	if (!*name)
		return vsw_parser_error(parser, token, "the name is empty");
	/* What makes a word is what makes a name, quotes hold more. */
	for (c = name; is_quoted(token) && *c; c++)
		if (*c <= ' ' || *c > '~')
			return vsw_parser_error(parser, token,
						"a name has no spaces, and characters of ASCII only");
	if (name[strcspn(name, none)])
		return vsw_parser_error(parser, token,
					"the name of a ruleset or address set has none of %s",
					none);
	return 0;
}

int vsw_parser_name(struct vsw_parser *parser, const struct vsw_token *token,
		    char name[VSW_NAME_LEN])
{
	return parse_name(parser, token, VSW_NAME_NONE, name);
}

int vsw_parser_client(struct vsw_parser *parser, const struct vsw_token *token,
		      char name[VSW_NAME_LEN])
{
	return parse_name(parser, token, "", name);
}

int vsw_parser_define(struct vsw_parser *parser, const struct vsw_token *token,
		      struct vsw_names *names, const char *what,
		      char name[VSW_NAME_LEN])
{
	int err = vsw_parser_name(parser, token, name);
	struct vsw_name *found;

	if (err)
		return err;
	found = vsw_names_get(names, name);
	if (!found)
		return -ENOMEM;
	if (found->defined)
		return vsw_parser_error(parser, token,
					"there is %s %s already", what, name);
	found->defined = true;
	return 0;
}

int vsw_parser_number(struct vsw_parser *parser, const struct vsw_token *token,
		      uint64_t min, uint64_t max, uint64_t *value)
{
	uint64_t number = 0;
	unsigned int i;

	for (i = 0; i < token->len && number <= max; i++)
		number = number * 10 + token->text[i] - '0';
	if (number < min || number > max)
		return vsw_parser_error(parser, token,
					"the number is not in the range of %llu to %llu",
					(unsigned long long)min,
					(unsigned long long)max);
	*value = number;
	return 0;
}

int vsw_parser_address(struct vsw_parser *parser,
		       const struct vsw_token *token, struct vsw_obj *address)
{
	const char *why = VSW_NO_ADDRESS;
	uint8_t ip[4];
	char text[128];
	int err = 0;

	if (vsw_ip4_scan(token->text, token->len, ip))
		return vsw_obj_set_ip(address, VSW_A_ADDRESS_IP, ip,
				      sizeof(ip));
	if (!vsw_token_text(token, text, sizeof(text)))
		err = vsw_address_parse(address, text, &why);
	if (why && !strcmp(why, VSW_NO_ADDRESS))
		return vsw_parser_not(parser, token, "an address");
	if (why)
		return vsw_parser_error(parser, token, "%s: '%s'", why, text);
	return err;
}

/* "'a', 'b' or 'c'": names of all values of @min or more. */
static void list_values(enum vsw_kind kind, unsigned int attr,
			unsigned int min, char *out, size_t size)
{
	const char *name, *next = vsw_value_name(kind, attr, min);
	const char *separator = "";
	unsigned int value = min;
	size_t len = 0;

	while ((name = next) && len < size) {
		len += snprintf(out + len, size - len, "%s'%s'", separator,
				name);
		next = vsw_value_name(kind, attr, ++value);
		separator = vsw_value_name(kind, attr, value + 1) ? ", " :
								    " or ";
	}
}

int vsw_parser_value(struct vsw_parser *parser, const struct vsw_token *token,
		     enum vsw_kind kind, unsigned int attr, unsigned int min,
		     uint64_t *value)
{
	char text[32], list[128] = "";

	if (!is_quoted(token) && !vsw_token_text(token, text, sizeof(text)) &&
	    !vsw_value_find(kind, attr, text, value) && *value >= min)
		return 0;
	list_values(kind, attr, min, list, sizeof(list));
	return vsw_parser_not(parser, token, list);
}
