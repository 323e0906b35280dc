// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is wrong with a text of rules, and where. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "parser.h"

/* Longest piece of the text that an error message shows. */
#define SHOW_MAX 40

/*
 * The place of a token is worked out only when it is needed. Columns count
 * characters, not the bytes of them.
 */
static void find_place(const struct vsw_parser *parser,
		       const struct vsw_token *token)
{
	struct vsw_rules_error *error = parser->error;
	const char *pos;

	error->line = 1;
	error->column = 1;
	for (pos = parser->text; pos < token->text; pos++) {
		if (*pos == '\n') {
			error->line++;
			error->column = 1;
		} else if ((*pos & 0xc0) != 0x80) {
			error->column++;
		}
	}
}

int vsw_parser_error(struct vsw_parser *parser, const struct vsw_token *token,
		     const char *fmt, ...)
{
	struct vsw_rules_error *error = parser->error;
	va_list ap;
	int len;

	find_place(parser, token);
	len = snprintf(error->text, sizeof(error->text), "%.200s:%u:%u: ",
		       parser->file, error->line, error->column);
	va_start(ap, fmt);
	vsnprintf(error->text + len, sizeof(error->text) - len, fmt, ap);
	va_end(ap);
	return -EINVAL;
}

/* "'text'", or in words; cut when it is long. */
static void show_token(char *out, size_t size, const struct vsw_token *token)
{
	unsigned int i, len = token->len < SHOW_MAX ? token->len : SHOW_MAX;
	size_t used;

	if (!token->len) {
		snprintf(out, size, "the end of the file");
		return;
	}
	used = snprintf(out, size, "'");
	for (i = 0; i < len && used < size; i++) {
		unsigned char c = token->text[i];

		used += snprintf(out + used, size - used,
				 c >= ' ' && c <= '~' ? "%c" : "\\x%02x", c);
	}
	if (used < size)
		snprintf(out + used, size - used, "%s'",
			 len < token->len ? "..." : "");
}

int vsw_parser_not(struct vsw_parser *parser, const struct vsw_token *token,
		   const char *what)
{
	char found[4 * SHOW_MAX + 8];

	show_token(found, sizeof(found), token);
	return vsw_parser_error(parser, token, "expected %s, found %s", what,
				found);
}
