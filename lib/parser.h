/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The rule language. rules_lex.l cuts a text into words, rules_parse.y knows
 * how they follow each other, and what is declared here makes objects of them
 * and checks what a grammar cannot say. There are no reserved words: where a
 * name is expected, all words are names.
 *
 * Rules come by the ten thousand, and their load is to cost what the kernel
 * needs for them and not much more: words are used where they stand in the
 * text, and its lines are counted only for an error.
 */
#ifndef VSW_LIB_PARSER_H
#define VSW_LIB_PARSER_H

#include <string.h>

#include "names.h"
#include "object.h"

/**
 * struct vsw_token - a piece of the text
 * @text: where it is, not terminated
 * @len: its length, 0 at the end of the text
 * @value: what an action, a direction or a strictness is for the kernel
 */
struct vsw_token {
	const char *text;
	unsigned int len;
	unsigned int value;
};

/**
 * struct vsw_place - position of a rule, and where that was said
 * @position: position
 * @index: of the rule among all rules
 * @token: the place in the text
 */
struct vsw_place {
	uint32_t position;
	unsigned int index;
	struct vsw_token token;
};

/* Families of addresses, as bits. */
#define VSW_IPV4	1
#define VSW_IPV6	2
#define VSW_IP_BOTH	(VSW_IPV4 | VSW_IPV6)

/* Answers of getservbyname_r() that are kept. */
#define VSW_SERVICES	64

/**
 * struct vsw_service - answer of getservbyname_r()
 * @name: as asked, "" when the entry is free
 * @protocol: number of the protocol
 * @port: host order, or -1 when there is no such service
 */
struct vsw_service {
	char name[32];
	int protocol;
	int port;
};

/* What vsw_address_parse() says of what is no address at all. */
#define VSW_NO_ADDRESS "expected an address, a prefix or a range"

#define VSW_PROTOCOL_ANY	(-1)

/* address.c: is it one IPv4 address, and nothing else? */
bool vsw_ip4_scan(const char *text, size_t len, uint8_t ip[4]);

/**
 * struct vsw_parser - a parse
 * @text: what is parsed, an owned copy that ends with two zeros
 * @end: where that is
 * @file: name of the text
 * @error: where to say what is wrong
 * @err: negative errno of what ended the parse, or 0
 * @room: memory of the scanner
 * @room_used: how much of it
 * @rules: the result
 * @sets: names of address sets
 * @rulesets: names of rulesets
 * @set: the address set that is read
 * @ruleset: the ruleset that is read
 * @ruleset_name: its name
 * @layer: 2 or 3 as soon as it is known, else 0
 * @has_default: by layer, a default was said
 * @places: of the rules of the ruleset that is read
 * @n_places: how many
 * @max_places: how many have room
 * @rule: the one that is read
 * @end_attr: attribute of the end of it that is read
 * @port_attr: attribute for the ports there
 * @families: that a packet can be of, by what was read of the rule
 * @named: families of what is named at this end of it
 * @protocol: of it, or VSW_PROTOCOL_ANY
 * @services: by hash
 */
struct vsw_parser {
	char *text;
	const char *end;
	const char *file;
	struct vsw_rules_error *error;
	int err;
	char room[1024] __attribute__((aligned(16)));
	size_t room_used;
	struct vsw_obj *rules;
	struct vsw_names sets;
	struct vsw_names rulesets;
	struct vsw_obj *set;
	struct vsw_obj *ruleset;
	char ruleset_name[VSW_NAME_LEN];
	unsigned int layer;
	bool has_default[4];
	struct vsw_place *places;
	unsigned int n_places;
	unsigned int max_places;
	struct vsw_obj *rule;
	unsigned int end_attr;
	unsigned int port_attr;
	unsigned int families;
	unsigned int named;
	int protocol;
	struct vsw_service services[VSW_SERVICES];
};

/* rules_lex.l: the scanner of @parser->text; it needs no end. */
void *vsw_parser_scan(struct vsw_parser *parser);
/* What the scanner found last, not the end. */
void vsw_scanner_last(void *scanner, struct vsw_token *token);

/* All that returns int: 0, -EINVAL with the error said, or -ENOMEM. */

/* rules_error.c */
int vsw_parser_error(struct vsw_parser *parser, const struct vsw_token *token,
		     const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* @token is not @what. */
int vsw_parser_not(struct vsw_parser *parser, const struct vsw_token *token,
		   const char *what);

/* rules_word.c: words that have a meaning of their own. */

/* Of rulesets and address sets; clients may have names with these in them. */
#define VSW_NAME_NONE	"{};,#'\""

/* The token as a string, without its quotes. -ENAMETOOLONG. */
int vsw_token_text(const struct vsw_token *token, char *out, size_t size);
int vsw_parser_name(struct vsw_parser *parser, const struct vsw_token *token,
		    char name[VSW_NAME_LEN]);
/* The same of a client, which may have any printable character. */
int vsw_parser_client(struct vsw_parser *parser, const struct vsw_token *token,
		      char name[VSW_NAME_LEN]);
/* The name in @names, to be defined now. */
int vsw_parser_define(struct vsw_parser *parser, const struct vsw_token *token,
		      struct vsw_names *names, const char *what,
		      char name[VSW_NAME_LEN]);
int vsw_parser_number(struct vsw_parser *parser, const struct vsw_token *token,
		      uint64_t min, uint64_t max, uint64_t *value);
int vsw_parser_address(struct vsw_parser *parser,
		       const struct vsw_token *token, struct vsw_obj *address);
/* The name of a value of @attr, of @min or more. */
int vsw_parser_value(struct vsw_parser *parser, const struct vsw_token *token,
		     enum vsw_kind kind, unsigned int attr, unsigned int min,
		     uint64_t *value);

/* rules_ruleset.c: what is around the rules. */
int vsw_build_addrset_begin(struct vsw_parser *parser,
			    const struct vsw_token *name);
int vsw_build_addrset_add(struct vsw_parser *parser,
			  const struct vsw_token *address);
int vsw_build_ruleset_begin(struct vsw_parser *parser,
			    const struct vsw_token *name);
int vsw_build_ruleset_category(struct vsw_parser *parser,
			       const struct vsw_token *name);
int vsw_build_ruleset_strictness(struct vsw_parser *parser,
				 const struct vsw_token *word);
int vsw_build_ruleset_default(struct vsw_parser *parser,
			      const struct vsw_token *action, bool log);
int vsw_build_ruleset_end(struct vsw_parser *parser);

/* rules_rule.c: a rule, from its beginning to its end. */
int vsw_build_rule_begin(struct vsw_parser *parser, const struct vsw_token *id,
			 const struct vsw_token *position,
			 const struct vsw_token *direction);
/* @word says that the rule is of @layer. */
int vsw_build_rule_layer(struct vsw_parser *parser,
			 const struct vsw_token *word, unsigned int layer);
/* What follows is said of the other end. */
void vsw_build_rule_turn(struct vsw_parser *parser);
int vsw_build_rule_action(struct vsw_parser *parser,
			  const struct vsw_token *action);
/* An option which is one number, and @word of it. */
int vsw_build_rule_once(struct vsw_parser *parser, const struct vsw_token *word,
			unsigned int attr, uint64_t value);
int vsw_build_rule_stateless(struct vsw_parser *parser,
			     const struct vsw_token *word);
int vsw_build_rule_strictness(struct vsw_parser *parser,
			      const struct vsw_token *word);
int vsw_build_rule_alg(struct vsw_parser *parser, const struct vsw_token *word,
		       const struct vsw_token *name);
int vsw_build_rule_tag(struct vsw_parser *parser, const struct vsw_token *word,
		       const struct vsw_token *text);
int vsw_build_rule_applied(struct vsw_parser *parser,
			   const struct vsw_token *word);
int vsw_build_rule_apply(struct vsw_parser *parser,
			 const struct vsw_token *name);
int vsw_build_rule_apply_group(struct vsw_parser *parser,
			       const struct vsw_token *name);

/* rules_match.c: what a rule matches. */
int vsw_build_rule_ethertype(struct vsw_parser *parser,
			     const struct vsw_token *word);
int vsw_build_rule_family(struct vsw_parser *parser,
			  const struct vsw_token *name);
int vsw_build_rule_protocol(struct vsw_parser *parser,
			    const struct vsw_token *word);
int vsw_build_rule_protocol_number(struct vsw_parser *parser,
				   const struct vsw_token *number);
int vsw_build_rule_icmp_type(struct vsw_parser *parser,
			     const struct vsw_token *word,
			     const struct vsw_token *number);
int vsw_build_rule_icmp_code(struct vsw_parser *parser,
			     const struct vsw_token *number);
int vsw_build_match_negate(struct vsw_parser *parser);
int vsw_build_match_set(struct vsw_parser *parser,
			const struct vsw_token *name);
int vsw_build_match_group(struct vsw_parser *parser,
			  const struct vsw_token *name);
int vsw_build_match_ip(struct vsw_parser *parser,
		       const struct vsw_token *address);
int vsw_build_match_mac(struct vsw_parser *parser,
			const struct vsw_token *address);
/* An end that is not negated is complete; @word begins it. */
int vsw_build_match_families(struct vsw_parser *parser,
			     const struct vsw_token *word);
int vsw_build_match_ports(struct vsw_parser *parser,
			  const struct vsw_token *word);
int vsw_build_match_port(struct vsw_parser *parser,
			 const struct vsw_token *port);
int vsw_build_match_service(struct vsw_parser *parser,
			    const struct vsw_token *name);

#endif /* VSW_LIB_PARSER_H */
