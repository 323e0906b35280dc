// SPDX-License-Identifier: GPL-2.0
/* One side of a rule in messages: who. */
#include <linux/etherdevice.h>

#include "nl/rules.h"
#include "nl/spec.h"

/**
 * vsw_nl_name_parse() - read the name of a ruleset, address set or port
 * @name: VSW_NAME_LEN bytes
 * @attr: the name, or NULL
 * @nest: where it is missing if it is
 * @extack: says what is wrong
 *
 * Several attributes of one type may come without their final zero, for that is
 * what the policy of the generator lets through.
 */
int vsw_nl_name_parse(char *name, const struct nlattr *attr,
		      const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	if (!attr) {
		NL_SET_ERR_MSG_ATTR(extack, nest, "the name is missing");
		return -EINVAL;
	}
	if (nla_strscpy(name, attr, VSW_NAME_LEN) <= 0) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "the name is empty");
		return -EINVAL;
	}
	return 0;
}

static int vsw_nl_match_set(struct vsw_rules *rules, const struct nlattr *attr,
			    struct vsw_match *match,
			    struct netlink_ext_ack *extack)
{
	char name[VSW_NAME_LEN];
	struct vsw_addrset *set;
	int err;

	err = vsw_nl_name_parse(name, attr, attr, extack);
	if (err)
		return err;
	set = vsw_rules_find_set(rules, name);
	if (!set) {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "no such address set came before the rule");
		return -ENOENT;
	}
	match->sets[match->n_sets++] = set;
	return 0;
}

/**
 * vsw_nl_group_set() - the set of a group that a rule names
 * @rules: the load, which gets the set with the first rule that does
 * @attr: name of the group
 * @extack: says what is wrong
 *
 * Return: the set, or an ERR_PTR()
 */
struct vsw_addrset *vsw_nl_group_set(struct vsw_rules *rules,
				     const struct nlattr *attr,
				     struct netlink_ext_ack *extack)
{
	char name[VSW_NAME_LEN];
	struct vsw_addrset *set;
	struct vsw_group *group;
	int err;

	err = vsw_nl_name_parse(name, attr, attr, extack);
	if (err)
		return ERR_PTR(err);
	group = vsw_group_find(rules->groups, name);
	if (!group) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "no such group");
		return ERR_PTR(-ENOENT);
	}
	set = vsw_rules_find_group(rules, name);
	if (set && set->group != group) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "the group has been deleted and made anew since the load began");
		return ERR_PTR(-ESTALE);
	}
	return set ?: vsw_rules_add_group(rules, group, extack);
}

static int vsw_nl_match_group(struct vsw_rules *rules,
			      const struct nlattr *attr,
			      struct vsw_match *match,
			      struct netlink_ext_ack *extack)
{
	struct vsw_addrset *set = vsw_nl_group_set(rules, attr, extack);

	if (IS_ERR(set))
		return PTR_ERR(set);
	match->sets[match->n_sets++] = set;
	return 0;
}

static int vsw_nl_match_attr(struct vsw_rules *rules, const struct nlattr *attr,
			     struct vsw_match *match,
			     struct netlink_ext_ack *extack)
{
	int err;

	switch (nla_type(attr)) {
	case VSW_A_MATCH_NEGATED:
		match->negated = true;
		return 0;
	case VSW_A_MATCH_ADDRESS:
		err = vsw_nl_address_parse(attr, &match->ranges[match->n_ranges],
					   extack);
		if (!err)
			match->n_ranges++;
		return err;
	case VSW_A_MATCH_SET:
		return vsw_nl_match_set(rules, attr, match, extack);
	case VSW_A_MATCH_GROUP:
		return vsw_nl_match_group(rules, attr, match, extack);
	case VSW_A_MATCH_MAC:
		ether_addr_copy(match->macs[match->n_macs++], nla_data(attr));
		return 0;
	}
	return 0;
}

/* Room for what is named; it is the rule's from now on. */
static int vsw_nl_match_alloc(const struct nlattr *attr, struct vsw_rule *rule,
			      struct vsw_match *match)
{
	u32 n[VSW_A_MATCH_MAX + 1] = {};
	const struct nlattr *pos;
	u32 n_sets;
	int rem;

	/* The policy has seen the types. */
	nla_for_each_nested(pos, attr, rem)
		n[nla_type(pos)]++;
	if (n[VSW_A_MATCH_ADDRESS])
		match->ranges = vsw_rule_array(rule, n[VSW_A_MATCH_ADDRESS],
					       sizeof(*match->ranges));
	n_sets = n[VSW_A_MATCH_SET] + n[VSW_A_MATCH_GROUP];
	if (n_sets)
		match->sets = vsw_rule_array(rule, n_sets,
					     sizeof(*match->sets));
	if (n[VSW_A_MATCH_MAC])
		match->macs = vsw_rule_array(rule, n[VSW_A_MATCH_MAC],
					     sizeof(*match->macs));
	if ((n[VSW_A_MATCH_ADDRESS] && !match->ranges) ||
	    (n_sets && !match->sets) ||
	    (n[VSW_A_MATCH_MAC] && !match->macs))
		return -ENOMEM;
	return 0;
}

/**
 * vsw_nl_match_parse() - read one side of a rule
 * @rules: the load, which has the address sets
 * @attr: nest of the set match, or NULL for anybody
 * @rule: the rule
 * @match: the side of it, zeroed; whatever is in it afterwards goes with the
 *   rule, also after an error
 * @extack: says what is wrong
 *
 * Return: 0, -EINVAL, -ERANGE, -ENOENT or -ENOMEM
 */
int vsw_nl_match_parse(struct vsw_rules *rules, const struct nlattr *attr,
		       struct vsw_rule *rule, struct vsw_match *match,
		       struct netlink_ext_ack *extack)
{
	const struct nlattr *pos;
	int rem, err;

	if (!attr)
		return 0;
	err = vsw_nl_match_alloc(attr, rule, match);
	if (err)
		return err;
	nla_for_each_nested(pos, attr, rem) {
		err = vsw_nl_match_attr(rules, pos, match, extack);
		if (err)
			return err;
	}
	if (match->negated && vsw_match_any(match)) {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "negated, but nobody is named");
		return -EINVAL;
	}
	return 0;
}

/* Write one side of a rule. */
int vsw_nl_match_fill(struct sk_buff *skb, int attr,
		      const struct vsw_match *match)
{
	struct nlattr *nest = nla_nest_start(skb, attr);
	u32 i;

	if (!nest ||
	    (match->negated && nla_put_flag(skb, VSW_A_MATCH_NEGATED)))
		return -EMSGSIZE;
	for (i = 0; i < match->n_ranges; i++)
		if (vsw_nl_address_fill(skb, VSW_A_MATCH_ADDRESS,
					&match->ranges[i]))
			return -EMSGSIZE;
	for (i = 0; i < match->n_sets; i++)
		if (nla_put_string(skb, match->sets[i]->group ?
					VSW_A_MATCH_GROUP : VSW_A_MATCH_SET,
				   match->sets[i]->name))
			return -EMSGSIZE;
	for (i = 0; i < match->n_macs; i++)
		if (nla_put(skb, VSW_A_MATCH_MAC, ETH_ALEN, match->macs[i]))
			return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}
