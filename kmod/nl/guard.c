// SPDX-License-Identifier: GPL-2.0
/* Guards of port groups in messages. */
#include <linux/etherdevice.h>
#include <linux/slab.h>

#include "l2/guard.h"
#include "nl/family.h"

static const int vsw_nl_limit_attr[VSW_DIRS][VSW_RATES] = {
	[VSW_OUT] = {
		[VSW_RATE_BROADCAST] = VSW_A_GUARD_BROADCAST_LIMIT_OUT,
		[VSW_RATE_MULTICAST] = VSW_A_GUARD_MULTICAST_LIMIT_OUT,
	},
	[VSW_IN] = {
		[VSW_RATE_BROADCAST] = VSW_A_GUARD_BROADCAST_LIMIT_IN,
		[VSW_RATE_MULTICAST] = VSW_A_GUARD_MULTICAST_LIMIT_IN,
	},
};

/* The list of the BPDU filter; NULL if it is empty, or an ERR_PTR(). */
static struct vsw_mac_list *vsw_nl_allow_parse(const struct nlattr *attr,
					       struct netlink_ext_ack *extack)
{
	struct vsw_mac_list *list;
	const struct nlattr *pos;
	unsigned int n = 0;
	int rem;

	nla_for_each_nested(pos, attr, rem) {
		if (nla_type(pos) != VSW_A_MAC_LIST_ADDRESS)
			continue;
		if (!vsw_guard_bpdu_address(nla_data(pos))) {
			NL_SET_ERR_MSG_ATTR(extack, pos,
					    "not an address that the BPDU filter drops");
			return ERR_PTR(-EINVAL);
		}
		n++;
	}
	if (n > VSW_POLICY_MAX_ADDRESSES) {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "the BPDU filter allows at most 32 addresses");
		return ERR_PTR(-EINVAL);
	}
	if (!n)
		return NULL;
	list = kzalloc(struct_size(list, addr, n), GFP_KERNEL_ACCOUNT);
	if (!list)
		return ERR_PTR(-ENOMEM);
	nla_for_each_nested(pos, attr, rem)
		if (nla_type(pos) == VSW_A_MAC_LIST_ADDRESS)
			ether_addr_copy(list->addr[list->n++], nla_data(pos));
	return list;
}

/* A range that nla_policy of 6.1 cannot express without a warning. */
static int vsw_nl_limits_parse(struct nlattr **tb, struct vsw_guard *guard,
			       struct netlink_ext_ack *extack)
{
	int dir, rate;

	for (dir = 0; dir < VSW_DIRS; dir++)
		for (rate = 0; rate < VSW_RATES; rate++) {
			const struct nlattr *attr =
				tb[vsw_nl_limit_attr[dir][rate]];

			if (!attr)
				continue;
			if (nla_get_u32(attr) > VSW_RATE_MAX) {
				NL_SET_ERR_MSG_ATTR(extack, attr,
						    "larger than allowed");
				return -ERANGE;
			}
			guard->limit[dir][rate] = nla_get_u32(attr);
		}
	return 0;
}

/**
 * vsw_nl_guard_parse() - what the guards are to be like, from what they are
 * @attr: nested guard attribute, or NULL for no change
 * @old: what they are like now
 * @new: what they are to be like. A list that is not that of @old is the
 *   caller's: it gives it to the port group, or back with vsw_guard_drop(new, old).
 * @extack: says what is wrong
 *
 * Return: 0, or -EINVAL, -ERANGE or -ENOMEM with nothing to give back
 */
int vsw_nl_guard_parse(const struct nlattr *attr, const struct vsw_guard *old,
		       struct vsw_guard *new, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_GUARD_MAX + 1];
	struct vsw_mac_list *list;
	int err;

	*new = *old;
	if (!attr)
		return 0;
	err = nla_parse_nested(tb, VSW_A_GUARD_MAX, attr, vsw_guard_nl_policy,
			       extack);
	if (err)
		return err;
	err = vsw_nl_limits_parse(tb, new, extack);
	if (err)
		return err;
	if (tb[VSW_A_GUARD_DHCP_SERVER_BLOCK])
		new->dhcp_server = nla_get_u8(tb[VSW_A_GUARD_DHCP_SERVER_BLOCK]);
	if (tb[VSW_A_GUARD_DHCP_CLIENT_BLOCK])
		new->dhcp_client = nla_get_u8(tb[VSW_A_GUARD_DHCP_CLIENT_BLOCK]);
	if (tb[VSW_A_GUARD_RA_GUARD])
		new->ra = nla_get_u8(tb[VSW_A_GUARD_RA_GUARD]);
	if (tb[VSW_A_GUARD_NON_IP_BLOCK])
		new->non_ip = nla_get_u8(tb[VSW_A_GUARD_NON_IP_BLOCK]);
	if (tb[VSW_A_GUARD_BPDU_FILTER])
		new->bpdu = nla_get_u8(tb[VSW_A_GUARD_BPDU_FILTER]);
	if (tb[VSW_A_GUARD_BPDU_ALLOW]) {
		list = vsw_nl_allow_parse(tb[VSW_A_GUARD_BPDU_ALLOW], extack);
		if (IS_ERR(list))
			return PTR_ERR(list);
		new->allow = list;
	}
	return 0;
}

static int vsw_nl_allow_fill(struct sk_buff *skb,
			     const struct vsw_mac_list *list)
{
	struct nlattr *nest = nla_nest_start(skb, VSW_A_GUARD_BPDU_ALLOW);
	unsigned int i;

	if (!nest)
		return -EMSGSIZE;
	for (i = 0; list && i < list->n; i++)
		if (nla_put(skb, VSW_A_MAC_LIST_ADDRESS, ETH_ALEN,
			    list->addr[i]))
			return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int vsw_nl_limits_fill(struct sk_buff *skb,
			      const struct vsw_guard *guard)
{
	int dir, rate;

	for (dir = 0; dir < VSW_DIRS; dir++)
		for (rate = 0; rate < VSW_RATES; rate++)
			if (nla_put_u32(skb, vsw_nl_limit_attr[dir][rate],
					guard->limit[dir][rate]))
				return -EMSGSIZE;
	return 0;
}

/**
 * vsw_nl_guard_fill() - write guards
 * @skb: message
 * @attr: attribute to nest them in
 * @guard: guards
 */
int vsw_nl_guard_fill(struct sk_buff *skb, int attr,
		      const struct vsw_guard *guard)
{
	struct nlattr *nest = nla_nest_start(skb, attr);

	if (!nest ||
	    nla_put_u8(skb, VSW_A_GUARD_DHCP_SERVER_BLOCK,
		       guard->dhcp_server) ||
	    nla_put_u8(skb, VSW_A_GUARD_DHCP_CLIENT_BLOCK,
		       guard->dhcp_client) ||
	    nla_put_u8(skb, VSW_A_GUARD_RA_GUARD, guard->ra) ||
	    nla_put_u8(skb, VSW_A_GUARD_BPDU_FILTER, guard->bpdu) ||
	    vsw_nl_allow_fill(skb, guard->allow) ||
	    nla_put_u8(skb, VSW_A_GUARD_NON_IP_BLOCK, guard->non_ip) ||
	    vsw_nl_limits_fill(skb, guard))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}
