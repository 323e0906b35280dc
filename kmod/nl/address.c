// SPDX-License-Identifier: GPL-2.0
/* Addresses, prefixes and ranges of layer 3 in messages. */
#include "nl/rules.h"
#include "nl/spec.h"

static unsigned int vsw_nl_addr_len(u8 family)
{
	return family == AF_INET ? sizeof(__be32) : sizeof(struct in6_addr);
}

/* Sets @family by the length of the attribute. */
int vsw_nl_addr_parse(const struct nlattr *attr, u8 *family,
		      union vsw_addr *addr, struct netlink_ext_ack *extack)
{
	if (nla_len(attr) == sizeof(__be32)) {
		*family = AF_INET;
	} else if (nla_len(attr) == sizeof(struct in6_addr)) {
		*family = AF_INET6;
	} else {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "an address has four or sixteen bytes");
		return -EINVAL;
	}
	memset(addr, 0, sizeof(*addr));
	memcpy(addr, nla_data(attr), nla_len(attr));
	return 0;
}

/* Bits of byte @i that belong to the host, not to a prefix of @prefix bits. */
static u8 vsw_nl_host_bits(unsigned int i, unsigned int prefix)
{
	unsigned int begin = i * 8;

	if (prefix <= begin)
		return 0xff;
	return prefix >= begin + 8 ? 0 : 0xff >> (prefix - begin);
}

static int vsw_nl_prefix_parse(const struct nlattr *attr,
			       struct vsw_range *range,
			       struct netlink_ext_ack *extack)
{
	unsigned int len = vsw_nl_addr_len(range->family);
	unsigned int i, prefix = nla_get_u8(attr);
	u8 *first = (u8 *)&range->first;
	u8 *last = (u8 *)&range->last;

	if (prefix > len * 8) {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "the prefix is longer than the address");
		return -ERANGE;
	}
	for (i = 0; i < len; i++) {
		u8 host = vsw_nl_host_bits(i, prefix);

		if (first[i] & host) {
			NL_SET_ERR_MSG_ATTR(extack, attr,
					    "the address has bits set beyond the prefix");
			return -EINVAL;
		}
		last[i] = first[i] | host;
	}
	return 0;
}

static int vsw_nl_last_parse(const struct nlattr *attr, struct vsw_range *range,
			     struct netlink_ext_ack *extack)
{
	u8 family;
	int err;

	err = vsw_nl_addr_parse(attr, &family, &range->last, extack);
	if (err)
		return err;
	if (family != range->family) {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "both ends of a range are of one family");
		return -EINVAL;
	}
	if (memcmp(&range->first, &range->last, sizeof(range->first)) > 0) {
		NL_SET_ERR_MSG_ATTR(extack, attr,
				    "the range ends before it begins");
		return -EINVAL;
	}
	return 0;
}

/**
 * vsw_nl_address_parse() - read an address, a prefix or a range
 * @attr: nest of the set address, which the policy of what it is in has seen
 * @range: filled in
 * @extack: says what is wrong
 *
 * Return: 0, -EINVAL or -ERANGE
 */
int vsw_nl_address_parse(const struct nlattr *attr, struct vsw_range *range,
			 struct netlink_ext_ack *extack)
{
	const struct nlattr *tb[VSW_A_ADDRESS_MAX + 1] = {};
	const struct nlattr *pos;
	int rem, err;

	nla_for_each_nested(pos, attr, rem)
		tb[nla_type(pos)] = pos;
	if (!tb[VSW_A_ADDRESS_IP]) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "the address lacks ip");
		return -EINVAL;
	}
	err = vsw_nl_addr_parse(tb[VSW_A_ADDRESS_IP], &range->family,
				&range->first, extack);
	if (err)
		return err;
	range->last = range->first;
	if (tb[VSW_A_ADDRESS_PREFIX_LEN] && tb[VSW_A_ADDRESS_LAST]) {
		NL_SET_ERR_MSG_ATTR(extack, tb[VSW_A_ADDRESS_LAST],
				    "a range has no prefix-len");
		return -EINVAL;
	}
	if (tb[VSW_A_ADDRESS_PREFIX_LEN])
		return vsw_nl_prefix_parse(tb[VSW_A_ADDRESS_PREFIX_LEN], range,
					   extack);
	if (tb[VSW_A_ADDRESS_LAST])
		return vsw_nl_last_parse(tb[VSW_A_ADDRESS_LAST], range, extack);
	return 0;
}

/* Length of the prefix that a range is, or -1. */
static int vsw_nl_prefix_len(const struct vsw_range *range)
{
	unsigned int i, prefix = 0, len = vsw_nl_addr_len(range->family);
	const u8 *first = (const u8 *)&range->first;
	const u8 *last = (const u8 *)&range->last;

	for (i = 0; i < len && first[i] == last[i]; i++)
		prefix += 8;
	if (i < len)
		prefix += 8 - fls(first[i] ^ last[i]);
	for (i = 0; i < len; i++) {
		u8 host = vsw_nl_host_bits(i, prefix);

		if ((first[i] & host) || (last[i] & host) != host)
			return -1;
	}
	return prefix;
}

int vsw_nl_addr_fill(struct sk_buff *skb, int attr, u8 family,
		     const union vsw_addr *addr)
{
	return nla_put(skb, attr, vsw_nl_addr_len(family), addr);
}

/* Never takes more room than the same range took in a request. */
int vsw_nl_address_fill(struct sk_buff *skb, int attr,
			const struct vsw_range *range)
{
	struct nlattr *nest = nla_nest_start(skb, attr);
	int prefix = vsw_nl_prefix_len(range);

	if (!nest || vsw_nl_addr_fill(skb, VSW_A_ADDRESS_IP, range->family,
				      &range->first))
		return -EMSGSIZE;
	if (prefix < 0 &&
	    vsw_nl_addr_fill(skb, VSW_A_ADDRESS_LAST, range->family,
			     &range->last))
		return -EMSGSIZE;
	if (prefix >= 0 && !vsw_range_single(range) &&
	    nla_put_u8(skb, VSW_A_ADDRESS_PREFIX_LEN, prefix))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}
