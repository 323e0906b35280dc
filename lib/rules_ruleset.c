// SPDX-License-Identifier: LGPL-2.1-or-later
/* Address sets, and rulesets but for the rules in them. */
#include <errno.h>
#include <stdlib.h>

#include "parser.h"

int vsw_build_addrset_begin(struct vsw_parser *parser,
			    const struct vsw_token *token)
{
	char name[VSW_NAME_LEN];
	int err;

	err = vsw_parser_define(parser, token, &parser->sets, "an address set",
				name);
	if (err)
		return err;
	parser->set = vsw_obj_add_nest(parser->rules, VSW_A_RULES_ADDRSET);
	return vsw_obj_set_str(parser->set, VSW_A_ADDRSET_NAME, name);
}

int vsw_build_addrset_add(struct vsw_parser *parser,
			  const struct vsw_token *address)
{
	return vsw_parser_address(parser, address,
				  vsw_obj_add_nest(parser->set,
						   VSW_A_ADDRSET_ADDRESS));
}

/* Rulesets ----------------------------------------------------------------- */

int vsw_build_ruleset_begin(struct vsw_parser *parser,
			    const struct vsw_token *name)
{
	int err;

	err = vsw_parser_define(parser, name, &parser->rulesets, "a ruleset",
				parser->ruleset_name);
	if (err)
		return err;
	parser->layer = 0;
	parser->n_places = 0;
	parser->ruleset = vsw_obj_add_nest(parser->rules, VSW_A_RULES_RULESET);
	return vsw_obj_set_str(parser->ruleset, VSW_A_RULESET_NAME,
			       parser->ruleset_name);
}

int vsw_build_ruleset_category(struct vsw_parser *parser,
			       const struct vsw_token *name)
{
	uint64_t category;
	int err;

	err = vsw_parser_value(parser, name, VSW_KIND_RULESET,
			       VSW_A_RULESET_CATEGORY, 0, &category);
	if (!err && vsw_obj_has(parser->ruleset, VSW_A_RULESET_CATEGORY))
		err = vsw_parser_error(parser, name,
				       "the category is said twice");
	if (err)
		return err;
	parser->layer = category == VSW_CATEGORY_ETHERNET ? 2 : 3;
	return vsw_obj_set_uint(parser->ruleset, VSW_A_RULESET_CATEGORY,
				category);
}

int vsw_build_ruleset_strictness(struct vsw_parser *parser,
				 const struct vsw_token *word)
{
	return vsw_obj_set_uint(parser->ruleset, VSW_A_RULESET_STRICTNESS,
				word->value);
}

int vsw_build_ruleset_default(struct vsw_parser *parser,
			      const struct vsw_token *action, bool log)
{
	unsigned int layer = parser->layer == 2 ? 2 : 3;

	if (layer == 2 && action->value == VSW_ACTION_REJECT)
		return vsw_parser_not(parser, action, "'accept' or 'drop'");
	if (parser->has_default[layer])
		return vsw_parser_error(parser, action,
					"another ruleset has the default of layer %u",
					layer);
	parser->has_default[layer] = true;
	vsw_obj_set_uint(parser->ruleset, VSW_A_RULESET_DEFAULT_ACTION,
			 action->value);
	return vsw_obj_set_uint(parser->ruleset, VSW_A_RULESET_DEFAULT_LOG,
				log);
}

static int compare_places(const void *a, const void *b)
{
	const struct vsw_place *left = a, *right = b;

	if (left->position != right->position)
		return left->position < right->position ? -1 : 1;
	return left->index < right->index ? -1 : 1;
}

/* Put the rules of the ruleset, @first and after, in order of positions. */
static int sort_rules(struct vsw_parser *parser, unsigned int first)
{
	struct vsw_val *val = &parser->rules->val[VSW_A_RULES_RULE];
	struct vsw_place *places = parser->places;
	unsigned int i, n = parser->n_places;
	void **sorted = reallocarray(NULL, n, sizeof(*sorted));

	if (!sorted)
		return -ENOMEM;
	qsort(places, n, sizeof(*places), compare_places);
	for (i = 0; i < n; i++)
		sorted[i] = val->many[places[i].index];
	memcpy(val->many + first, sorted, n * sizeof(*sorted));
	free(sorted);
	for (i = 1; i < n; i++)
		if (places[i].position == places[i - 1].position)
			return vsw_parser_error(parser, &places[i].token,
						"another rule of this ruleset is at position %u",
						places[i].position);
	return 0;
}

/* Most rules stand in order already. */
static int order_rules(struct vsw_parser *parser)
{
	const struct vsw_place *places = parser->places;
	unsigned int i;

	for (i = 1; i < parser->n_places; i++)
		if (places[i].position <= places[i - 1].position)
			return sort_rules(parser, places[0].index);
	return 0;
}

int vsw_build_ruleset_end(struct vsw_parser *parser)
{
	int err = order_rules(parser);

	/* Rules of layer 2 tell what they are by themselves. */
	if (!err && parser->layer == 2)
		err = vsw_obj_set_uint(parser->ruleset, VSW_A_RULESET_CATEGORY,
				       VSW_CATEGORY_ETHERNET);
	return err;
}
