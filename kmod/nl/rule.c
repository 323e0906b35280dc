// SPDX-License-Identifier: GPL-2.0
/* Rules in messages. */
#include <linux/slab.h>

#include "compat.h"
#include "nl/rules.h"
#include "nl/spec.h"

/* What is in the nest the policy of the rule has seen. */
static int vsw_nl_port_range_parse(const struct nlattr *attr,
				   struct vsw_port_range *range,
				   struct netlink_ext_ack *extack)
{
	const struct nlattr *pos, *first = NULL, *last = NULL;
	int rem;

	nla_for_each_nested(pos, attr, rem) {
		if (nla_type(pos) == VSW_A_PORT_RANGE_FIRST)
			first = pos;
		else
			last = pos;
	}
	if (!first) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "the range lacks first");
		return -EINVAL;
	}
	range->first = nla_get_u16(first);
	range->last = nla_get_u16(last ?: first);
	if (range->first > range->last) {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "the range ends before it begins");
		return -EINVAL;
	}
	return 0;
}

static u32 vsw_nl_count(const struct nlattr *nest, int type)
{
	const struct nlattr *pos;
	u32 n = 0;
	int rem;

	nla_for_each_nested(pos, nest, rem)
		n += nla_type(pos) == type;
	return n;
}

/* How many there are of those that may be there several times, by type. */
static void vsw_nl_rule_counts(const struct nlattr *attr, u16 *counts)
{
	const struct nlattr *pos;
	int rem;

	memset(counts, 0, (VSW_A_RULE_MAX + 1) * sizeof(*counts));
	nla_for_each_nested(pos, attr, rem)
		counts[nla_type(pos)]++;
}

static int vsw_nl_l4_ports_parse(struct vsw_rule *rule,
				 const struct nlattr *attr, int type, u32 max,
				 struct vsw_port_range **ranges, u32 *n,
				 struct netlink_ext_ack *extack)
{
	const struct nlattr *pos;
	int rem, err;

	if (!max)
		return 0;
	*ranges = vsw_rule_array(rule, max, sizeof(**ranges));
	if (!*ranges)
		return -ENOMEM;
	nla_for_each_nested(pos, attr, rem) {
		if (nla_type(pos) != type)
			continue;
		err = vsw_nl_port_range_parse(pos, &(*ranges)[*n], extack);
		if (err)
			return err;
		(*n)++;
	}
	return 0;
}

static int vsw_nl_applied_parse(const struct nlattr *attr, u32 max,
				struct vsw_rule *rule,
				struct netlink_ext_ack *extack)
{
	const struct nlattr *pos;
	char name[VSW_NAME_LEN];
	int rem, err;

	if (!max)
		return 0;
	rule->applied = vsw_rule_array(rule, max, sizeof(*rule->applied));
	if (!rule->applied)
		return -ENOMEM;
	nla_for_each_nested(pos, attr, rem) {
		if (nla_type(pos) != VSW_A_RULE_APPLIED_TO)
			continue;
		err = vsw_nl_name_parse(name, pos, attr, extack);
		if (err)
			return err;
		rule->applied[rule->n_applied] = kstrdup(name,
							 GFP_KERNEL_ACCOUNT);
		if (!rule->applied[rule->n_applied])
			return -ENOMEM;
		rule->n_applied++;
	}
	return 0;
}

static int vsw_nl_applied_groups_parse(struct vsw_rules *rules,
				       const struct nlattr *attr, u32 max,
				       struct vsw_rule *rule,
				       struct netlink_ext_ack *extack)
{
	struct vsw_addrset *set;
	const struct nlattr *pos;
	int rem;

	if (!max)
		return 0;
	rule->applied_groups = vsw_rule_array(rule, max,
					      sizeof(*rule->applied_groups));
	if (!rule->applied_groups)
		return -ENOMEM;
	nla_for_each_nested(pos, attr, rem) {
		if (nla_type(pos) != VSW_A_RULE_APPLIED_GROUP)
			continue;
		set = vsw_nl_group_set(rules, pos, extack);
		if (IS_ERR(set))
			return PTR_ERR(set);
		rule->applied_groups[rule->n_applied_groups++] = set;
	}
	return 0;
}

/* What is one number or flag. */
static void vsw_nl_rule_scalars(struct nlattr **tb, struct vsw_rule *rule)
{
	static const u8 dirs[] = {
		[VSW_DIRECTION_OUT] = BIT(VSW_OUT),
		[VSW_DIRECTION_IN] = BIT(VSW_IN),
		[VSW_DIRECTION_INOUT] = BIT(VSW_OUT) | BIT(VSW_IN),
	};
	static const u8 families[] = {
		[VSW_FAMILY_ANY] = 0,
		[VSW_FAMILY_IPV4] = AF_INET,
		[VSW_FAMILY_IPV6] = AF_INET6,
	};
#define GET(attr, size, otherwise)					\
	(tb[VSW_A_RULE_##attr] ? nla_get_##size(tb[VSW_A_RULE_##attr]) : \
				 (otherwise))

	rule->id = nla_get_u32(tb[VSW_A_RULE_ID]);
	rule->position = nla_get_u32(tb[VSW_A_RULE_POSITION]);
	rule->dirs = dirs[GET(DIRECTION, u8, VSW_DIRECTION_INOUT)];
	rule->family = families[GET(FAMILY, u8, VSW_FAMILY_ANY)];
	rule->proto = GET(PROTOCOL, u8, VSW_PROTO_ANY);
	rule->icmp_type = GET(ICMP_TYPE, u8, VSW_ICMP_ANY);
	rule->icmp_code = GET(ICMP_CODE, u8, VSW_ICMP_ANY);
	rule->ethertype = GET(ETHERTYPE, u16, 0);
	rule->action = nla_get_u8(tb[VSW_A_RULE_ACTION]);
	rule->log = !!tb[VSW_A_RULE_LOG];
	rule->stateless = !!tb[VSW_A_RULE_STATELESS];
	rule->strict = GET(STRICTNESS, u8, VSW_STRICTNESS_INHERIT);
	rule->disabled = !!tb[VSW_A_RULE_DISABLED];
	rule->alg = GET(ALG, u8, VSW_ALG_NONE);
#undef GET
}

static int vsw_nl_rule_required(const struct nlattr *attr, struct nlattr **tb,
				struct netlink_ext_ack *extack)
{
	if (!tb[VSW_A_RULE_RULESET])
		NL_SET_ERR_MSG_ATTR(extack, attr, "the rule lacks a ruleset");
	else if (!tb[VSW_A_RULE_ID])
		NL_SET_ERR_MSG_ATTR(extack, attr, "the rule lacks an id");
	else if (!tb[VSW_A_RULE_POSITION])
		NL_SET_ERR_MSG_ATTR(extack, attr, "the rule lacks a position");
	else if (!tb[VSW_A_RULE_ACTION])
		NL_SET_ERR_MSG_ATTR(extack, attr, "the rule lacks an action");
	else if (tb[VSW_A_RULE_STATS])
		NL_SET_ERR_MSG_ATTR(extack, tb[VSW_A_RULE_STATS],
				    "stats stand in answers only");
	else
		return 0;
	return -EINVAL;
}

/* Read all but the ruleset; what was allocated goes with the rule. */
static int vsw_nl_rule_parse(struct vsw_rules *rules, const struct nlattr *attr,
			     struct nlattr **tb, const u16 *counts,
			     struct vsw_rule *rule,
			     struct netlink_ext_ack *extack)
{
	int err;

	vsw_nl_rule_scalars(tb, rule);
	err = vsw_nl_match_parse(rules, tb[VSW_A_RULE_FROM], rule,
				 &rule->from, extack);
	if (err)
		return err;
	err = vsw_nl_match_parse(rules, tb[VSW_A_RULE_TO], rule, &rule->to,
				 extack);
	if (err)
		return err;
	err = vsw_nl_l4_ports_parse(rule, attr, VSW_A_RULE_SOURCE_PORT,
				    counts[VSW_A_RULE_SOURCE_PORT],
				    &rule->sports, &rule->n_sports, extack);
	if (err)
		return err;
	err = vsw_nl_l4_ports_parse(rule, attr, VSW_A_RULE_DESTINATION_PORT,
				    counts[VSW_A_RULE_DESTINATION_PORT],
				    &rule->dports, &rule->n_dports, extack);
	if (err)
		return err;
	if (tb[VSW_A_RULE_TAG]) {
		rule->tag = nla_strdup(tb[VSW_A_RULE_TAG], GFP_KERNEL_ACCOUNT);
		if (!rule->tag)
			return -ENOMEM;
	}
	return vsw_nl_applied_parse(attr, counts[VSW_A_RULE_APPLIED_TO], rule,
				    extack) ?:
	       vsw_nl_applied_groups_parse(rules, attr,
					   counts[VSW_A_RULE_APPLIED_GROUP],
					   rule, extack);
}

static struct vsw_ruleset *vsw_nl_rule_ruleset(struct vsw_rules *rules,
					       const struct nlattr *attr,
					       struct netlink_ext_ack *extack)
{
	struct vsw_ruleset *ruleset;

	/* Rules mostly follow their ruleset. */
	if (!list_empty(&rules->rulesets)) {
		ruleset = list_last_entry(&rules->rulesets, struct vsw_ruleset,
					  node);
		if (!strcmp(ruleset->name, nla_data(attr)))
			return ruleset;
	}
	ruleset = vsw_rules_find_ruleset(rules, nla_data(attr));
	if (ruleset)
		return ruleset;
	NL_SET_ERR_MSG_ATTR(extack, attr,
			    "no such ruleset came before the rule");
	return ERR_PTR(-ENOENT);
}

/* Names may come without the zero at the end, which answers have. */
static u32 vsw_nl_rule_len(const struct nlattr *attr, struct nlattr **tb,
			   const u16 *counts)
{
	u32 names = counts[VSW_A_RULE_APPLIED_TO] +
		    counts[VSW_A_RULE_APPLIED_GROUP];

	if (tb[VSW_A_RULE_FROM])
		names += vsw_nl_count(tb[VSW_A_RULE_FROM], VSW_A_MATCH_SET) +
			 vsw_nl_count(tb[VSW_A_RULE_FROM], VSW_A_MATCH_GROUP);
	if (tb[VSW_A_RULE_TO])
		names += vsw_nl_count(tb[VSW_A_RULE_TO], VSW_A_MATCH_SET) +
			 vsw_nl_count(tb[VSW_A_RULE_TO], VSW_A_MATCH_GROUP);
	return nla_len(attr) + names * NLA_ALIGNTO;
}

/**
 * vsw_nl_rule_add() - add a rule to a load
 * @rules: the load
 * @attr: nest of the set rule
 * @extack: says what is wrong, and with which rule
 *
 * Return: 0 or a negative errno, with nothing added
 */
int vsw_nl_rule_add(struct vsw_rules *rules, const struct nlattr *attr,
		    struct netlink_ext_ack *extack)
{
	/* Cleared by those who fill them. */
	struct nlattr *tb[VSW_A_RULE_MAX + 1] __uninitialized;
	u16 counts[VSW_A_RULE_MAX + 1] __uninitialized;
	struct vsw_ruleset *ruleset;
	struct vsw_rule *rule;
	int err;

	err = nla_parse_nested(tb, VSW_A_RULE_MAX, attr, vsw_rule_nl_policy,
			       extack);
	if (!err)
		err = vsw_nl_rule_required(attr, tb, extack);
	if (err)
		return err;
	vsw_nl_rule_counts(attr, counts);
	if (vsw_nl_rule_len(attr, tb, counts) > VSW_NL_RULE_MAX) {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "a rule takes at most 16000 bytes: use address sets");
		return -E2BIG;
	}
	ruleset = vsw_nl_rule_ruleset(rules, tb[VSW_A_RULE_RULESET], extack);
	if (IS_ERR(ruleset))
		return PTR_ERR(ruleset);

	rule = vsw_rule_alloc();
	if (!rule)
		return -ENOMEM;
	err = vsw_nl_rule_parse(rules, attr, tb, counts, rule, extack);
	if (!err)
		err = vsw_rules_add_rule(rules, ruleset, rule, extack);
	if (!err)
		return 0;
	vsw_nl_blame(extack, attr);
	vsw_compat_err_entry(extack, "rule at",
			     nla_get_u32(tb[VSW_A_RULE_POSITION]));
	vsw_rule_free(rule);
	return err;
}

int vsw_nl_rule_stats_fill(struct sk_buff *skb, int attr,
			   const struct vsw_rule_sum *sum)
{
	struct nlattr *nest = nla_nest_start(skb, attr);

	if (!nest)
		return -EMSGSIZE;
#define PUT(attr, value)						\
	nla_put_u64_64bit(skb, VSW_A_RULE_STATS_##attr, value,		\
			  VSW_A_RULE_STATS_PAD)
	if (PUT(EVALUATIONS, sum->evaluations) ||
	    PUT(HITS, sum->hits) ||
	    PUT(PACKETS_OUT, sum->packets[VSW_OUT]) ||
	    PUT(PACKETS_IN, sum->packets[VSW_IN]) ||
	    PUT(BYTES_OUT, sum->bytes[VSW_OUT]) ||
	    PUT(BYTES_IN, sum->bytes[VSW_IN]) ||
	    PUT(CONNECTIONS, sum->connections))
		return -EMSGSIZE;
#undef PUT
	nla_nest_end(skb, nest);
	return 0;
}

static int vsw_nl_l4_ports_fill(struct sk_buff *skb, int attr,
				const struct vsw_port_range *ranges, u32 n)
{
	struct nlattr *nest;
	u32 i;

	for (i = 0; i < n; i++) {
		nest = nla_nest_start(skb, attr);
		if (!nest ||
		    nla_put_u16(skb, VSW_A_PORT_RANGE_FIRST, ranges[i].first) ||
		    (ranges[i].last != ranges[i].first &&
		     nla_put_u16(skb, VSW_A_PORT_RANGE_LAST, ranges[i].last)))
			return -EMSGSIZE;
		nla_nest_end(skb, nest);
	}
	return 0;
}

static u8 vsw_nl_rule_direction(const struct vsw_rule *rule)
{
	if (rule->dirs == BIT(VSW_OUT))
		return VSW_DIRECTION_OUT;
	return rule->dirs == BIT(VSW_IN) ? VSW_DIRECTION_IN :
					   VSW_DIRECTION_INOUT;
}

static u8 vsw_nl_rule_family(const struct vsw_rule *rule)
{
	if (rule->family == AF_INET)
		return VSW_FAMILY_IPV4;
	return rule->family == AF_INET6 ? VSW_FAMILY_IPV6 : VSW_FAMILY_ANY;
}

/* What says something only if it is there. */
static int vsw_nl_rule_fill_options(struct sk_buff *skb,
				    const struct vsw_rule *rule)
{
	if ((rule->proto != VSW_PROTO_ANY &&
	     nla_put_u8(skb, VSW_A_RULE_PROTOCOL, rule->proto)) ||
	    (rule->icmp_type != VSW_ICMP_ANY &&
	     nla_put_u8(skb, VSW_A_RULE_ICMP_TYPE, rule->icmp_type)) ||
	    (rule->icmp_code != VSW_ICMP_ANY &&
	     nla_put_u8(skb, VSW_A_RULE_ICMP_CODE, rule->icmp_code)) ||
	    (rule->ethertype &&
	     nla_put_u16(skb, VSW_A_RULE_ETHERTYPE, rule->ethertype)) ||
	    (rule->log && nla_put_flag(skb, VSW_A_RULE_LOG)) ||
	    (rule->stateless && nla_put_flag(skb, VSW_A_RULE_STATELESS)) ||
	    (rule->disabled && nla_put_flag(skb, VSW_A_RULE_DISABLED)) ||
	    (rule->tag && nla_put_string(skb, VSW_A_RULE_TAG, rule->tag)))
		return -EMSGSIZE;
	return 0;
}

/**
 * vsw_nl_rule_fill() - write a rule
 * @skb: message
 * @rule: the rule
 * @sum: what it has done
 *
 * Return: 0, or -EMSGSIZE with a part of it left in the message
 */
int vsw_nl_rule_fill(struct sk_buff *skb, const struct vsw_rule *rule,
		     const struct vsw_rule_sum *sum)
{
	struct nlattr *nest = nla_nest_start(skb, VSW_A_RULES_RULE);
	u32 i;

	if (!nest ||
	    nla_put_string(skb, VSW_A_RULE_RULESET, rule->ruleset->name) ||
	    nla_put_u32(skb, VSW_A_RULE_ID, rule->id) ||
	    nla_put_u32(skb, VSW_A_RULE_POSITION, rule->position) ||
	    nla_put_u8(skb, VSW_A_RULE_DIRECTION,
		       vsw_nl_rule_direction(rule)) ||
	    nla_put_u8(skb, VSW_A_RULE_FAMILY, vsw_nl_rule_family(rule)) ||
	    vsw_nl_match_fill(skb, VSW_A_RULE_FROM, &rule->from) ||
	    vsw_nl_match_fill(skb, VSW_A_RULE_TO, &rule->to) ||
	    vsw_nl_l4_ports_fill(skb, VSW_A_RULE_SOURCE_PORT, rule->sports,
				 rule->n_sports) ||
	    vsw_nl_l4_ports_fill(skb, VSW_A_RULE_DESTINATION_PORT,
				 rule->dports, rule->n_dports) ||
	    nla_put_u8(skb, VSW_A_RULE_ACTION, rule->action) ||
	    nla_put_u8(skb, VSW_A_RULE_STRICTNESS, rule->strict) ||
	    nla_put_u8(skb, VSW_A_RULE_ALG, rule->alg) ||
	    vsw_nl_rule_fill_options(skb, rule))
		return -EMSGSIZE;
	for (i = 0; i < rule->n_applied; i++)
		if (nla_put_string(skb, VSW_A_RULE_APPLIED_TO,
				   rule->applied[i]))
			return -EMSGSIZE;
	for (i = 0; i < rule->n_applied_groups; i++)
		if (nla_put_string(skb, VSW_A_RULE_APPLIED_GROUP,
				   rule->applied_groups[i]->name))
			return -EMSGSIZE;
	if (vsw_nl_rule_stats_fill(skb, VSW_A_RULE_STATS, sum))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}
