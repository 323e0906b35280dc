// SPDX-License-Identifier: GPL-2.0
/* Security policies in messages. */
#include <linux/etherdevice.h>
#include <linux/slab.h>

#include "nl/family.h"

static const int vsw_nl_policy_attr[VSW_POLICIES] = {
	[VSW_PROMISCUOUS] = VSW_A_SECURITY_PROMISCUOUS,
	[VSW_MAC_CHANGES] = VSW_A_SECURITY_MAC_CHANGES,
	[VSW_FORGED_TRANSMITS] = VSW_A_SECURITY_FORGED_TRANSMITS,
};

static struct vsw_mac_list *
vsw_nl_policy_list(const struct nlattr *attr, struct netlink_ext_ack *extack)
{
	struct vsw_mac_list *list;
	const struct nlattr *pos;
	unsigned int n = 0;
	int rem;

	nla_for_each_nested(pos, attr, rem)
		n += nla_type(pos) == VSW_A_POLICY_ADDRESS;
	if (!n || n > VSW_POLICY_MAX_ADDRESSES) {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "mode list needs 1 to 32 addresses");
		return ERR_PTR(-EINVAL);
	}
	list = kzalloc(struct_size(list, addr, n), GFP_KERNEL_ACCOUNT);
	if (!list)
		return ERR_PTR(-ENOMEM);
	nla_for_each_nested(pos, attr, rem) {
		if (nla_type(pos) != VSW_A_POLICY_ADDRESS)
			continue;
		if (!is_valid_ether_addr(nla_data(pos))) {
			NL_SET_ERR_MSG_ATTR(extack, pos,
					    "accepted addresses must be unicast and not zero");
			kfree(list);
			return ERR_PTR(-EINVAL);
		}
		ether_addr_copy(list->addr[list->n++], nla_data(pos));
	}
	return list;
}

static int vsw_nl_policy_parse(const struct nlattr *attr, int kind,
			       struct vsw_policy *policy, bool inherit,
			       struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_POLICY_MAX + 1];
	struct vsw_mac_list *list;
	int err;

	err = nla_parse_nested(tb, VSW_A_POLICY_SOURCE, attr,
			       vsw_policy_nl_policy, extack);
	if (err)
		return err;
	if (!tb[VSW_A_POLICY_MODE]) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "the policy lacks a mode");
		return -EINVAL;
	}
	if (tb[VSW_A_POLICY_SOURCE]) {
		NL_SET_ERR_MSG_ATTR(extack, tb[VSW_A_POLICY_SOURCE],
				    "source stands in answers only");
		return -EINVAL;
	}

	policy->mode = nla_get_u8(tb[VSW_A_POLICY_MODE]);
	policy->list = NULL;
	if (policy->mode == VSW_POLICY_MODE_INHERIT && !inherit) {
		NL_SET_ERR_MSG_ATTR(extack, tb[VSW_A_POLICY_MODE],
				    "a switch has nothing to inherit from");
		return -EINVAL;
	}
	if (policy->mode != VSW_POLICY_MODE_LIST) {
		if (!tb[VSW_A_POLICY_ADDRESS])
			return 0;
		NL_SET_ERR_MSG_ATTR(extack, tb[VSW_A_POLICY_ADDRESS],
				    "addresses go with mode list only");
		return -EINVAL;
	}
	if (kind == VSW_PROMISCUOUS) {
		NL_SET_ERR_MSG_ATTR(extack, tb[VSW_A_POLICY_MODE],
				    "promiscuous mode is accepted or rejected, not by address");
		return -EINVAL;
	}
	list = vsw_nl_policy_list(attr, extack);
	if (IS_ERR(list))
		return PTR_ERR(list);
	policy->list = list;
	return 0;
}

/**
 * vsw_nl_security_parse() - what a level is to say, from what it says
 * @attr: nested security attribute, or NULL for no change
 * @old: what the level says now
 * @new: what it is to say. Lists that are not in @old are the caller's: it
 *   gives them to the level, or back with vsw_security_drop(new, old).
 * @inherit: the level may inherit
 * @extack: says what is wrong
 *
 * Return: 0, or -EINVAL or -ENOMEM with nothing to give back
 */
int vsw_nl_security_parse(const struct nlattr *attr,
			  const struct vsw_security *old,
			  struct vsw_security *new, bool inherit,
			  struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_SECURITY_MAX + 1];
	int i, err;

	*new = *old;
	if (!attr)
		return 0;
	err = nla_parse_nested(tb, VSW_A_SECURITY_MAX, attr,
			       vsw_security_nl_policy, extack);
	if (err)
		return err;
	for (i = 0; i < VSW_POLICIES; i++) {
		const struct nlattr *policy = tb[vsw_nl_policy_attr[i]];

		if (!policy)
			continue;
		err = vsw_nl_policy_parse(policy, i, &new->policy[i], inherit,
					  extack);
		if (err) {
			new->policy[i].list = NULL;
			vsw_security_drop(new, old);
			return err;
		}
	}
	return 0;
}

/**
 * vsw_nl_security_fill() - write policies
 * @skb: message
 * @attr: attribute to nest them in
 * @security: policies
 * @source: also say which level they come from
 */
int vsw_nl_security_fill(struct sk_buff *skb, int attr,
			 const struct vsw_security *security, bool source)
{
	struct nlattr *outer, *nest;
	unsigned int j;
	int i;

	outer = nla_nest_start(skb, attr);
	if (!outer)
		return -EMSGSIZE;
	for (i = 0; i < VSW_POLICIES; i++) {
		const struct vsw_policy *policy = &security->policy[i];

		nest = nla_nest_start(skb, vsw_nl_policy_attr[i]);
		if (!nest ||
		    nla_put_u8(skb, VSW_A_POLICY_MODE, policy->mode) ||
		    (source && nla_put_u8(skb, VSW_A_POLICY_SOURCE,
					  policy->source)))
			return -EMSGSIZE;
		for (j = 0; policy->list && j < policy->list->n; j++)
			if (nla_put(skb, VSW_A_POLICY_ADDRESS, ETH_ALEN,
				    policy->list->addr[j]))
				return -EMSGSIZE;
		nla_nest_end(skb, nest);
	}
	nla_nest_end(skb, outer);
	return 0;
}
