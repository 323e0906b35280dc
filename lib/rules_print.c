// SPDX-License-Identifier: LGPL-2.1-or-later
/* Rules as a text that parses again. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "export.h"
#include "object.h"

/* What a word may be made of, and not begin with. */
static bool is_word(const char *text)
{
	const char *c;

	if (!*text || *text == '#')
		return false;
	for (c = text; *c; c++)
		if (*c <= ' ' || *c > '~' || strchr("{},;\"'", *c))
			return false;
	return true;
}

static void put_quoted(FILE *out, const char *text, char quote)
{
	putc(quote, out);
	for (; *text; text++) {
		if (*text == quote || *text == '\\')
			putc('\\', out);
		putc(*text, out);
	}
	putc(quote, out);
}

static void put_name(FILE *out, const char *name)
{
	if (!name)
		name = "";
	if (is_word(name))
		fputs(name, out);
	else
		put_quoted(out, name, '"');
}

static const char *value_name(const struct vsw_obj *obj, unsigned int attr)
{
	const char *name = vsw_value_name(vsw_obj_kind(obj), attr,
					  vsw_obj_uint(obj, attr));

	return name ? name : "unknown";
}

/* Address sets ------------------------------------------------------------- */

static void put_address(FILE *out, const struct vsw_obj *address)
{
	char text[VSW_ADDRESS_TEXT_LEN];
	const char *known = vsw_address_text(address, text);

	fprintf(out, "ip %s", known ? known : "unknown");
}

static void put_addrset(FILE *out, const struct vsw_obj *set)
{
	unsigned int i, n = vsw_obj_count(set, VSW_A_ADDRSET_ADDRESS);

	fputs("addrset ", out);
	put_name(out, vsw_obj_str(set, VSW_A_ADDRSET_NAME));
	fputs(" {\n", out);
	for (i = 0; i < n; i++) {
		put_address(out, vsw_obj_at(set, VSW_A_ADDRSET_ADDRESS, i));
		fputs(",\n", out);
	}
	fputs("}\n", out);
}

/* Rules -------------------------------------------------------------------- */

static void put_item(FILE *out, unsigned int *n)
{
	if ((*n)++)
		fputs(", ", out);
}

static void put_items(FILE *out, const struct vsw_obj *match)
{
	unsigned int i, n = 0;

	for (i = 0; i < vsw_obj_count(match, VSW_A_MATCH_SET); i++) {
		put_item(out, &n);
		fputs("addrset ", out);
		put_name(out, vsw_obj_str_at(match, VSW_A_MATCH_SET, i));
	}
	for (i = 0; i < vsw_obj_count(match, VSW_A_MATCH_GROUP); i++) {
		put_item(out, &n);
		fputs("group ", out);
		put_name(out, vsw_obj_str_at(match, VSW_A_MATCH_GROUP, i));
	}
	for (i = 0; i < vsw_obj_count(match, VSW_A_MATCH_ADDRESS); i++) {
		put_item(out, &n);
		put_address(out, vsw_obj_at(match, VSW_A_MATCH_ADDRESS, i));
	}
	for (i = 0; i < vsw_obj_count(match, VSW_A_MATCH_MAC); i++) {
		const uint8_t *mac = vsw_obj_mac_at(match, VSW_A_MATCH_MAC, i);

		put_item(out, &n);
		fprintf(out, "mac %02x:%02x:%02x:%02x:%02x:%02x", mac[0],
			mac[1], mac[2], mac[3], mac[4], mac[5]);
	}
}

static void put_match(FILE *out, const char *word, const struct vsw_obj *match)
{
	unsigned int n = vsw_obj_count(match, VSW_A_MATCH_SET) +
			 vsw_obj_count(match, VSW_A_MATCH_GROUP) +
			 vsw_obj_count(match, VSW_A_MATCH_ADDRESS) +
			 vsw_obj_count(match, VSW_A_MATCH_MAC);

	fprintf(out, " %s ", word);
	if (!n) {
		fputs("any", out);
		return;
	}
	if (vsw_obj_has(match, VSW_A_MATCH_NEGATED))
		fputs("not ", out);
	if (n > 1)
		fputs("{ ", out);
	put_items(out, match);
	if (n > 1)
		fputs(" }", out);
}

static void put_range(FILE *out, const struct vsw_obj *range)
{
	unsigned int first = vsw_obj_uint(range, VSW_A_PORT_RANGE_FIRST);
	unsigned int last = vsw_obj_has(range, VSW_A_PORT_RANGE_LAST) ?
			    vsw_obj_uint(range, VSW_A_PORT_RANGE_LAST) : first;

	fprintf(out, first == last ? "%u" : "%u-%u", first, last);
}

static void put_ports(FILE *out, const struct vsw_obj *rule, unsigned int attr)
{
	unsigned int i, n = vsw_obj_count(rule, attr);

	if (!n)
		return;
	fputs(n > 1 ? " port { " : " port ", out);
	for (i = 0; i < n; i++) {
		if (i)
			fputs(", ", out);
		put_range(out, vsw_obj_at(rule, attr, i));
	}
	if (n > 1)
		fputs(" }", out);
}

static void put_protocol(FILE *out, const struct vsw_obj *rule)
{
	unsigned int number = vsw_obj_uint(rule, VSW_A_RULE_PROTOCOL);
	const char *name = vsw_protocol_name(number);

	if (vsw_obj_uint(rule, VSW_A_RULE_FAMILY))
		fprintf(out, " family %s", value_name(rule, VSW_A_RULE_FAMILY));
	if (!vsw_obj_has(rule, VSW_A_RULE_PROTOCOL))
		fputs(" protocol any", out);
	else if (name)
		fprintf(out, " protocol %s", name);
	else
		fprintf(out, " protocol %u", number);
	if (!vsw_obj_has(rule, VSW_A_RULE_ICMP_TYPE))
		return;
	fprintf(out, " icmptype %u",
		(unsigned int)vsw_obj_uint(rule, VSW_A_RULE_ICMP_TYPE));
	if (vsw_obj_has(rule, VSW_A_RULE_ICMP_CODE))
		fprintf(out, " icmpcode %u",
			(unsigned int)vsw_obj_uint(rule, VSW_A_RULE_ICMP_CODE));
}

static void put_ethertype(FILE *out, const struct vsw_obj *rule)
{
	unsigned int number = vsw_obj_uint(rule, VSW_A_RULE_ETHERTYPE);
	const char *name = vsw_ethertype_name(number);

	if (!vsw_obj_has(rule, VSW_A_RULE_ETHERTYPE))
		fputs(" ethertype any", out);
	else if (name)
		fprintf(out, " ethertype %s", name);
	else
		fprintf(out, " ethertype 0x%04x", number);
}

/* The word that is no name of a client. */
static void put_client(FILE *out, const char *name)
{
	if (name && !strcmp(name, "group"))
		put_quoted(out, name, '"');
	else
		put_name(out, name);
}

static void put_applied(FILE *out, const struct vsw_obj *rule)
{
	unsigned int i, n = vsw_obj_count(rule, VSW_A_RULE_APPLIED_TO);
	unsigned int groups = vsw_obj_count(rule, VSW_A_RULE_APPLIED_GROUP);

	for (i = 0; i < n + groups; i++) {
		fputs(i ? ", " : " applied-to ", out);
		if (i < n) {
			put_client(out, vsw_obj_str_at(rule,
						       VSW_A_RULE_APPLIED_TO, i));
			continue;
		}
		fputs("group ", out);
		put_name(out, vsw_obj_str_at(rule, VSW_A_RULE_APPLIED_GROUP,
					     i - n));
	}
}

static void put_options(FILE *out, const struct vsw_obj *rule)
{
	if (vsw_obj_has(rule, VSW_A_RULE_STATELESS))
		fputs(" stateless", out);
	if (vsw_obj_uint(rule, VSW_A_RULE_STRICTNESS))
		fprintf(out, " %s", value_name(rule, VSW_A_RULE_STRICTNESS));
	if (vsw_obj_uint(rule, VSW_A_RULE_ALG))
		fprintf(out, " alg %s", value_name(rule, VSW_A_RULE_ALG));
	if (vsw_obj_has(rule, VSW_A_RULE_TAG)) {
		fputs(" tag ", out);
		put_quoted(out, vsw_obj_str(rule, VSW_A_RULE_TAG), '\'');
	}
	put_applied(out, rule);
	if (vsw_obj_has(rule, VSW_A_RULE_DISABLED))
		fputs(" disabled", out);
	if (vsw_obj_has(rule, VSW_A_RULE_LOG))
		fputs(" with log", out);
}

static void put_rule(FILE *out, const struct vsw_obj *rule, bool layer2)
{
	fprintf(out, "rule %u at %u %s",
		(unsigned int)vsw_obj_uint(rule, VSW_A_RULE_ID),
		(unsigned int)vsw_obj_uint(rule, VSW_A_RULE_POSITION),
		value_name(rule, VSW_A_RULE_DIRECTION));
	if (layer2)
		put_ethertype(out, rule);
	else
		put_protocol(out, rule);
	put_match(out, "from", vsw_obj_get(rule, VSW_A_RULE_FROM));
	put_ports(out, rule, VSW_A_RULE_SOURCE_PORT);
	put_match(out, "to", vsw_obj_get(rule, VSW_A_RULE_TO));
	put_ports(out, rule, VSW_A_RULE_DESTINATION_PORT);
	fprintf(out, " %s", value_name(rule, VSW_A_RULE_ACTION));
	put_options(out, rule);
	putc(';', out);
}

/* Rulesets ----------------------------------------------------------------- */

static bool is_layer2(const struct vsw_obj *ruleset)
{
	return vsw_obj_has(ruleset, VSW_A_RULESET_CATEGORY) &&
	       vsw_obj_uint(ruleset, VSW_A_RULESET_CATEGORY) ==
	       VSW_CATEGORY_ETHERNET;
}

/* That of layer 2 is told by its rules, and application is the default. */
static bool says_category(const struct vsw_obj *ruleset, bool empty)
{
	if (!vsw_obj_has(ruleset, VSW_A_RULESET_CATEGORY))
		return false;
	if (is_layer2(ruleset))
		return empty;
	return vsw_obj_uint(ruleset, VSW_A_RULESET_CATEGORY) !=
	       VSW_CATEGORY_APPLICATION;
}

static void put_ruleset_head(FILE *out, const struct vsw_obj *ruleset,
			     bool empty)
{
	fputs("ruleset ", out);
	put_name(out, vsw_obj_str(ruleset, VSW_A_RULESET_NAME));
	if (says_category(ruleset, empty))
		fprintf(out, " category %s",
			value_name(ruleset, VSW_A_RULESET_CATEGORY));
	if (vsw_obj_uint(ruleset, VSW_A_RULESET_STRICTNESS) ==
	    VSW_STRICTNESS_LOOSE)
		fputs(" loose", out);
	fputs(" {", out);
}

static void put_default(FILE *out, const struct vsw_obj *ruleset)
{
	fprintf(out, "default %s%s;",
		value_name(ruleset, VSW_A_RULESET_DEFAULT_ACTION),
		vsw_obj_uint(ruleset, VSW_A_RULESET_DEFAULT_LOG) ?
		" with log" : "");
}

static bool is_of(const struct vsw_obj *rule, const struct vsw_obj *ruleset)
{
	const char *said = vsw_obj_str(rule, VSW_A_RULE_RULESET);
	const char *name = vsw_obj_str(ruleset, VSW_A_RULESET_NAME);

	return said && name && !strcmp(said, name);
}

/*
 * The rules of a ruleset follow each other, in order, in what the parser makes
 * and in what the kernel lists. @i is the first of them.
 */
static unsigned int put_ruleset(FILE *out, const struct vsw_obj *rules,
				const struct vsw_obj *ruleset, unsigned int i)
{
	unsigned int n = vsw_obj_count(rules, VSW_A_RULES_RULE), first = i;

	for (; i < n; i++) {
		const struct vsw_obj *rule;

		rule = vsw_obj_at(rules, VSW_A_RULES_RULE, i);
		if (!is_of(rule, ruleset))
			break;
		if (i == first) {
			put_ruleset_head(out, ruleset, false);
			fputs("\n  # Filter rules\n", out);
		}
		fputs("  ", out);
		put_rule(out, rule, is_layer2(ruleset));
		putc('\n', out);
	}
	if (i == first) {
		put_ruleset_head(out, ruleset, true);
		putc('\n', out);
	}
	if (vsw_obj_has(ruleset, VSW_A_RULESET_DEFAULT_ACTION)) {
		fputs("  ", out);
		put_default(out, ruleset);
		putc('\n', out);
	}
	fputs("}\n", out);
	return i;
}

VSW_EXPORT int vsw_rules_print(const struct vsw_obj *rules, FILE *out)
{
	unsigned int i, n, next = 0;

	if (vsw_obj_has(rules, VSW_A_RULES_GENERATION))
		fprintf(out, "# generation %u\n",
			(unsigned int)vsw_obj_uint(rules,
						   VSW_A_RULES_GENERATION));
	n = vsw_obj_count(rules, VSW_A_RULES_ADDRSET);
	for (i = 0; i < n; i++)
		put_addrset(out, vsw_obj_at(rules, VSW_A_RULES_ADDRSET, i));
	n = vsw_obj_count(rules, VSW_A_RULES_RULESET);
	for (i = 0; i < n; i++)
		next = put_ruleset(out, rules,
				   vsw_obj_at(rules, VSW_A_RULES_RULESET, i),
				   next);
	if (next != vsw_obj_count(rules, VSW_A_RULES_RULE))
		return -EINVAL;
	return ferror(out) ? -EIO : 0;
}
