// SPDX-License-Identifier: LGPL-2.1-or-later
/* One rule, but for what it matches. */
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "parser.h"

static int add_place(struct vsw_parser *parser, const struct vsw_token *token,
		     uint32_t position)
{
	struct vsw_place *place;

	if (parser->n_places == parser->max_places) {
		unsigned int max = parser->max_places ?
				   parser->max_places * 2 : 64;

		place = reallocarray(parser->places, max, sizeof(*place));
		if (!place)
			return -ENOMEM;
		parser->places = place;
		parser->max_places = max;
	}
	place = &parser->places[parser->n_places++];
	place->position = position;
	place->index = vsw_obj_count(parser->rules, VSW_A_RULES_RULE) - 1;
	place->token = *token;
	return 0;
}

int vsw_build_rule_begin(struct vsw_parser *parser, const struct vsw_token *id,
			 const struct vsw_token *position,
			 const struct vsw_token *direction)
{
	struct vsw_obj *rule;
	uint64_t number;
	int err;

	rule = vsw_obj_add_nest(parser->rules, VSW_A_RULES_RULE);
	parser->rule = rule;
	parser->end_attr = VSW_A_RULE_FROM;
	parser->port_attr = VSW_A_RULE_SOURCE_PORT;
	parser->families = VSW_IP_BOTH;
	parser->named = 0;
	parser->protocol = VSW_PROTOCOL_ANY;
	err = vsw_obj_set_str(rule, VSW_A_RULE_RULESET, parser->ruleset_name);
	if (!err)
		err = vsw_parser_number(parser, id, 0, UINT32_MAX, &number);
	if (err)
		return err;
	vsw_obj_set_uint(rule, VSW_A_RULE_ID, number);
	err = vsw_parser_number(parser, position, 1, UINT32_MAX, &number);
	if (err)
		return err;
	vsw_obj_set_uint(rule, VSW_A_RULE_POSITION, number);
	vsw_obj_set_uint(rule, VSW_A_RULE_DIRECTION, direction->value);
	return add_place(parser, position, number);
}

/* The category may have said already what the first rule says. */
int vsw_build_rule_layer(struct vsw_parser *parser,
			 const struct vsw_token *word, unsigned int layer)
{
	if (parser->layer && parser->layer != layer)
		return vsw_parser_not(parser, word, layer == 3 ?
				      "'ethertype'" :
				      "'family' or 'protocol'");
	parser->layer = layer;
	return 0;
}

void vsw_build_rule_turn(struct vsw_parser *parser)
{
	parser->end_attr = VSW_A_RULE_TO;
	parser->port_attr = VSW_A_RULE_DESTINATION_PORT;
	parser->named = 0;
}

int vsw_build_rule_action(struct vsw_parser *parser,
			  const struct vsw_token *action)
{
	return vsw_obj_set_uint(parser->rule, VSW_A_RULE_ACTION,
				action->value);
}

/* Options ------------------------------------------------------------------ */

static int check_once(struct vsw_parser *parser, const struct vsw_token *word,
		      unsigned int attr)
{
	if (vsw_obj_has(parser->rule, attr))
		return vsw_parser_error(parser, word, "'%.*s' is said twice",
					(int)word->len, word->text);
	return 0;
}

int vsw_build_rule_once(struct vsw_parser *parser, const struct vsw_token *word,
			unsigned int attr, uint64_t value)
{
	int err = check_once(parser, word, attr);

	return err ? err : vsw_obj_set_uint(parser->rule, attr, value);
}

/* What needs states goes with no 'stateless', whichever comes first. */
static int check_stateless(struct vsw_parser *parser,
			   const struct vsw_token *word)
{
	const struct vsw_obj *rule = parser->rule;

	if (!vsw_obj_has(rule, VSW_A_RULE_STATELESS))
		return 0;
	if (vsw_obj_has(rule, VSW_A_RULE_ALG))
		return vsw_parser_error(parser, word,
					"a rule with 'alg' cannot be 'stateless'");
	if (vsw_obj_uint(rule, VSW_A_RULE_STRICTNESS) == VSW_STRICTNESS_STRICT)
		return vsw_parser_error(parser, word,
					"a rule that is 'strict' cannot be 'stateless'");
	return 0;
}

int vsw_build_rule_stateless(struct vsw_parser *parser,
			     const struct vsw_token *word)
{
	int err = vsw_build_rule_once(parser, word, VSW_A_RULE_STATELESS, 1);

	return err ? err : check_stateless(parser, word);
}

int vsw_build_rule_strictness(struct vsw_parser *parser,
			      const struct vsw_token *word)
{
	int err;

	if (parser->protocol != IPPROTO_TCP &&
	    parser->protocol != VSW_PROTOCOL_ANY)
		return vsw_parser_error(parser, word,
					"only protocol tcp and any may be '%.*s'",
					(int)word->len, word->text);
	err = vsw_build_rule_once(parser, word, VSW_A_RULE_STRICTNESS,
				  word->value);
	return err ? err : check_stateless(parser, word);
}

int vsw_build_rule_alg(struct vsw_parser *parser, const struct vsw_token *word,
		       const struct vsw_token *name)
{
	uint64_t alg;
	int err;

	err = vsw_parser_value(parser, name, VSW_KIND_RULE, VSW_A_RULE_ALG, 1,
			       &alg);
	if (err)
		return err;
	if (alg == VSW_ALG_FTP && parser->protocol != IPPROTO_TCP)
		return vsw_parser_error(parser, name, "ftp needs protocol tcp");
	if (alg == VSW_ALG_TFTP && parser->protocol != IPPROTO_UDP)
		return vsw_parser_error(parser, name,
					"tftp needs protocol udp");
	err = vsw_build_rule_once(parser, word, VSW_A_RULE_ALG, alg);
	return err ? err : check_stateless(parser, word);
}

int vsw_build_rule_tag(struct vsw_parser *parser, const struct vsw_token *word,
		       const struct vsw_token *text)
{
	int err = check_once(parser, word, VSW_A_RULE_TAG);
	char tag[VSW_NAME_LEN];
	const char *c;

	if (err)
		return err;
	if (vsw_token_text(text, tag, sizeof(tag)))
		return vsw_parser_error(parser, text,
					"a tag has at most %zu characters",
					sizeof(tag) - 1);
	if (!*tag)
		return vsw_parser_error(parser, text, "the tag is empty");
	for (c = tag; *c; c++)
		if (*c < ' ' || *c > '~' || *c == '\'')
			return vsw_parser_error(parser, text,
						"a tag has characters of ASCII only, and no '");
	return vsw_obj_set_str(parser->rule, VSW_A_RULE_TAG, tag);
}

int vsw_build_rule_applied(struct vsw_parser *parser,
			   const struct vsw_token *word)
{
	return check_once(parser, word, VSW_A_RULE_APPLIED_TO);
}

int vsw_build_rule_apply(struct vsw_parser *parser,
			 const struct vsw_token *token)
{
	char name[VSW_NAME_LEN];
	int err = vsw_parser_client(parser, token, name);

	return err ? err : vsw_obj_add_str(parser->rule, VSW_A_RULE_APPLIED_TO,
					   name);
}

int vsw_build_rule_apply_group(struct vsw_parser *parser,
			       const struct vsw_token *token)
{
	char name[VSW_NAME_LEN];
	int err = vsw_parser_name(parser, token, name);

	return err ? err : vsw_obj_add_str(parser->rule,
					   VSW_A_RULE_APPLIED_GROUP, name);
}
