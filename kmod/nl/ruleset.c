// SPDX-License-Identifier: GPL-2.0
/* Rulesets in messages, and requests for one ruleset or rule. */
#include <linux/mm.h>

#include "nl/family.h"
#include "nl/rules.h"

static int vsw_nl_ruleset_check(struct nlattr **tb,
				struct netlink_ext_ack *extack)
{
	const struct nlattr *answer = tb[VSW_A_RULESET_RULES] ?:
				      tb[VSW_A_RULESET_DEFAULT_STATS];
	const struct nlattr *strict = tb[VSW_A_RULESET_STRICTNESS];

	if (answer) {
		NL_SET_ERR_MSG_ATTR(extack, answer,
				    "rules and default-stats stand in answers only");
		return -EINVAL;
	}
	if (strict && nla_get_u8(strict) == VSW_STRICTNESS_INHERIT) {
		NL_SET_ERR_MSG_ATTR(extack, strict,
				    "a ruleset has nothing to inherit from");
		return -EINVAL;
	}
	if (tb[VSW_A_RULESET_DEFAULT_LOG] &&
	    !tb[VSW_A_RULESET_DEFAULT_ACTION]) {
		NL_SET_ERR_MSG_ATTR(extack, tb[VSW_A_RULESET_DEFAULT_LOG],
				    "default-log goes with default-action");
		return -EINVAL;
	}
	return 0;
}

/**
 * vsw_nl_ruleset_add() - add a ruleset to a load
 * @rules: the load
 * @attr: nest of the set ruleset
 * @extack: says what is wrong
 */
int vsw_nl_ruleset_add(struct vsw_rules *rules, const struct nlattr *attr,
		       struct netlink_ext_ack *extack)
{
	struct vsw_ruleset ruleset = {
		.category = VSW_CATEGORY_APPLICATION,
		.strict = true,
	};
	struct nlattr *tb[VSW_A_RULESET_MAX + 1];
	struct vsw_ruleset *added;
	int err;

	err = nla_parse_nested(tb, VSW_A_RULESET_MAX, attr,
			       vsw_ruleset_nl_policy, extack);
	if (!err)
		err = vsw_nl_ruleset_check(tb, extack);
	if (!err)
		err = vsw_nl_name_parse(ruleset.name, tb[VSW_A_RULESET_NAME],
					attr, extack);
	if (err)
		return err;

	if (tb[VSW_A_RULESET_CATEGORY])
		ruleset.category = nla_get_u8(tb[VSW_A_RULESET_CATEGORY]);
	ruleset.layer2 = ruleset.category == VSW_CATEGORY_ETHERNET;
	if (tb[VSW_A_RULESET_STRICTNESS])
		ruleset.strict = nla_get_u8(tb[VSW_A_RULESET_STRICTNESS]) ==
				 VSW_STRICTNESS_STRICT;
	if (tb[VSW_A_RULESET_DEFAULT_ACTION]) {
		ruleset.has_default = true;
		ruleset.default_action =
			nla_get_u8(tb[VSW_A_RULESET_DEFAULT_ACTION]);
	}
	ruleset.default_log = !!tb[VSW_A_RULESET_DEFAULT_LOG];
	added = vsw_rules_add_ruleset(rules, &ruleset, extack);
	if (!IS_ERR(added))
		return 0;
	vsw_nl_blame(extack, attr);
	return PTR_ERR(added);
}

/**
 * vsw_nl_ruleset_fill() - write a ruleset, without its rules
 * @skb: message
 * @active: rules in force
 * @ruleset: one of their rulesets
 * @sums: what all rules have done
 *
 * Return: 0, or -EMSGSIZE with a part of it left in the message
 */
int vsw_nl_ruleset_fill(struct sk_buff *skb, const struct vsw_active *active,
			const struct vsw_ruleset *ruleset,
			const struct vsw_rule_sum *sums)
{
	struct nlattr *nest = nla_nest_start(skb, VSW_A_RULES_RULESET);

	if (!nest ||
	    nla_put_string(skb, VSW_A_RULESET_NAME, ruleset->name) ||
	    nla_put_u8(skb, VSW_A_RULESET_CATEGORY, ruleset->category) ||
	    nla_put_u8(skb, VSW_A_RULESET_STRICTNESS,
		       ruleset->strict ? VSW_STRICTNESS_STRICT :
					 VSW_STRICTNESS_LOOSE) ||
	    (ruleset->has_default &&
	     nla_put_u8(skb, VSW_A_RULESET_DEFAULT_ACTION,
			ruleset->default_action)) ||
	    (ruleset->default_log &&
	     nla_put_flag(skb, VSW_A_RULESET_DEFAULT_LOG)) ||
	    nla_put_u32(skb, VSW_A_RULESET_RULES, ruleset->n_rules))
		return -EMSGSIZE;
	if (ruleset->has_default &&
	    vsw_nl_rule_stats_fill(skb, VSW_A_RULESET_DEFAULT_STATS,
				   &sums[ruleset->layer2 ?
					 vsw_counter_l2_default(active) :
					 vsw_counter_default(active)]))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

/**
 * vsw_nl_counter() - counter of the first rule of a ruleset
 * @active: rules in force
 * @ruleset: the ruleset
 * @before: rules in the rulesets before it, by layer: 0 for layer 3
 */
u32 vsw_nl_counter(const struct vsw_active *active,
		   const struct vsw_ruleset *ruleset, const u32 *before)
{
	return ruleset->layer2 ? vsw_counter_l2(active, before[1]) : before[0];
}

/**
 * vsw_nl_ruleset() - the ruleset in force of a name
 * @active: the rules in force, or NULL
 * @name: the name
 * @counter: gets the counter of its first rule
 * @extack: says if there is none
 *
 * Return: the ruleset, or ERR_PTR(-ENOENT)
 */
struct vsw_ruleset *vsw_nl_ruleset(struct vsw_active *active,
				   const struct nlattr *name, u32 *counter,
				   struct netlink_ext_ack *extack)
{
	struct vsw_ruleset *ruleset;
	u32 before[2] = {};

	if (active) {
		list_for_each_entry(ruleset, &active->rules->rulesets, node) {
			if (!strcmp(ruleset->name, nla_data(name))) {
				*counter = vsw_nl_counter(active, ruleset,
							  before);
				return ruleset;
			}
			before[ruleset->layer2] += ruleset->n_rules;
		}
	}
	NL_SET_ERR_MSG_ATTR(extack, name, "no such ruleset");
	return ERR_PTR(-ENOENT);
}

/**
 * struct vsw_nl_rules_one - the answer to a request for one of them
 * @generation: of the rules in force
 * @active: these
 * @ruleset: the ruleset
 * @rule: the rule, or NULL if the ruleset itself is asked for
 * @sums: what all rules have done
 * @counter: counter of @rule
 */
struct vsw_nl_rules_one {
	u32 generation;
	const struct vsw_active *active;
	const struct vsw_ruleset *ruleset;
	const struct vsw_rule *rule;
	struct vsw_rule_sum *sums;
	u32 counter;
};

static int vsw_nl_rules_one_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_rules_one *one = object;

	if (nla_put_u32(skb, VSW_A_RULES_GENERATION, one->generation))
		return -EMSGSIZE;
	if (!one->rule)
		return vsw_nl_ruleset_fill(skb, one->active, one->ruleset,
					   one->sums);
	return vsw_nl_rule_fill(skb, one->rule, &one->sums[one->counter]);
}

static int vsw_nl_rules_one_reply(struct vsw_filter_net *fn,
				  struct genl_info *info, u8 cmd,
				  struct vsw_nl_rules_one *one)
{
	int err;

	one->generation = fn->generation;
	one->sums = vsw_rule_sums(fn);
	if (!one->sums)
		return -ENOMEM;
	err = vsw_nl_reply_sized(info, cmd, VSW_NL_RULE_MSG,
				 vsw_nl_rules_one_fill, one);
	kvfree(one->sums);
	return err;
}

int vsw_nl_ruleset_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct nlattr *name = info->attrs[VSW_A_RULES_NAME];
	struct vsw_nl_rules_one one = {};
	int err;

	if (!name)
		return vsw_nl_missing(info, VSW_A_RULES_NAME,
				      "name of the ruleset is missing");
	mutex_lock(&fn->lock);
	one.active = vsw_nl_active(fn);
	one.ruleset = vsw_nl_ruleset(vsw_nl_active(fn), name, &one.counter,
				     info->extack);
	err = PTR_ERR_OR_ZERO(one.ruleset);
	if (!err)
		err = vsw_nl_rules_one_reply(fn, info, VSW_CMD_RULESET_GET,
					     &one);
	mutex_unlock(&fn->lock);
	return err;
}

static int vsw_nl_rule_find(struct vsw_filter_net *fn, struct nlattr **tb,
			    struct vsw_nl_rules_one *one,
			    struct netlink_ext_ack *extack)
{
	u32 position = nla_get_u32(tb[VSW_A_RULE_POSITION]);
	const struct vsw_ruleset *ruleset;
	u32 i;

	one->active = vsw_nl_active(fn);
	ruleset = vsw_nl_ruleset(vsw_nl_active(fn), tb[VSW_A_RULE_RULESET],
				 &one->counter, extack);
	if (IS_ERR(ruleset))
		return PTR_ERR(ruleset);
	one->ruleset = ruleset;
	for (i = 0; i < ruleset->n_rules; i++) {
		if (ruleset->rules[i]->position != position)
			continue;
		one->rule = ruleset->rules[i];
		one->counter += i;
		return 0;
	}
	NL_SET_ERR_MSG_ATTR(extack, tb[VSW_A_RULE_POSITION],
			    "the ruleset has no rule at that position");
	return -ENOENT;
}

int vsw_nl_rule_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct nlattr *rule = info->attrs[VSW_A_RULES_RULE];
	struct nlattr *tb[VSW_A_RULE_MAX + 1];
	struct vsw_nl_rules_one one = {};
	int err;

	if (!rule)
		return vsw_nl_missing(info, VSW_A_RULES_RULE,
				      "rule, with ruleset and position, is missing");
	err = nla_parse_nested(tb, VSW_A_RULE_MAX, rule, vsw_rule_nl_policy,
			       info->extack);
	if (err)
		return err;
	if (!tb[VSW_A_RULE_RULESET] || !tb[VSW_A_RULE_POSITION]) {
		NL_SET_ERR_MSG_ATTR(info->extack, rule,
				    "ruleset or position of the rule is missing");
		return -EINVAL;
	}
	mutex_lock(&fn->lock);
	err = vsw_nl_rule_find(fn, tb, &one, info->extack);
	if (!err)
		err = vsw_nl_rules_one_reply(fn, info, VSW_CMD_RULE_GET, &one);
	mutex_unlock(&fn->lock);
	return err;
}
