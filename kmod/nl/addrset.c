// SPDX-License-Identifier: GPL-2.0
/*
 * Address sets in messages: as a part of a load, changed by themselves, and
 * dumped. A set has a million addresses at most, so a dump stands in the middle
 * of one between two messages; any change of rules or addresses ends it, which
 * the client sees by NLM_F_DUMP_INTR.
 */
#include <linux/mm.h>
#include <net/sock.h>

#include "compat.h"
#include "nl/family.h"
#include "nl/rules.h"

/**
 * struct vsw_nl_sets_walk - where a dump stands, in netlink_callback.ctx
 * @changes: vsw_filter_net.changes when it began
 * @set: set to go on with, NULL at the end
 * @member: last single address of it that was sent, NULL if none was
 * @range: how many of its prefixes and ranges were sent
 * @begun: the first message is behind
 * @only: this set is all that is asked for
 */
struct vsw_nl_sets_walk {
	u64 changes;
	struct vsw_addrset *set;
	struct vsw_member *member;
	u32 range;
	bool begun;
	bool only;
};

static int vsw_nl_addrset_parse(const struct nlattr *attr, char *name,
				struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_ADDRSET_MAX + 1];
	const struct nlattr *answer;
	int err;

	err = nla_parse_nested(tb, VSW_A_ADDRSET_MAX, attr,
			       vsw_addrset_nl_policy, extack);
	if (err)
		return err;
	answer = tb[VSW_A_ADDRSET_COUNT] ?: tb[VSW_A_ADDRSET_USERS];
	if (answer) {
		NL_SET_ERR_MSG_ATTR(extack, answer,
				    "count and users stand in answers only");
		return -EINVAL;
	}
	return vsw_nl_name_parse(name, tb[VSW_A_ADDRSET_NAME], attr, extack);
}

/**
 * vsw_nl_addrset_load() - add an address set, or addresses to one, to a load
 * @rules: the load
 * @attr: nest of the set addrset
 * @extack: says what is wrong, and with which address
 */
int vsw_nl_addrset_load(struct vsw_rules *rules, const struct nlattr *attr,
			struct netlink_ext_ack *extack)
{
	const struct nlattr *pos;
	char name[VSW_NAME_LEN];
	struct vsw_addrset *set;
	struct vsw_range range;
	int rem, err;
	u32 n = 0;

	err = vsw_nl_addrset_parse(attr, name, extack);
	if (err)
		return err;
	set = vsw_rules_find_set(rules, name) ?:
	      vsw_rules_add_set(rules, name, extack);
	if (IS_ERR(set)) {
		vsw_nl_blame(extack, attr);
		return PTR_ERR(set);
	}
	nla_for_each_nested(pos, attr, rem) {
		if (nla_type(pos) != VSW_A_ADDRSET_ADDRESS)
			continue;
		n++;
		err = vsw_nl_address_parse(pos, &range, extack);
		if (!err)
			err = vsw_addrset_add(rules, set, &range, extack);
		if (err) {
			vsw_nl_blame(extack, pos);
			vsw_compat_err_entry(extack, "address", n);
			return err;
		}
	}
	return 0;
}

/* The addresses of a message; an ERR_PTR() or, without any, NULL. */
static struct vsw_range *vsw_nl_ranges_parse(const struct nlattr *attr, u32 *n,
					     struct netlink_ext_ack *extack)
{
	struct vsw_range *ranges;
	const struct nlattr *pos;
	int rem, err;
	u32 max = 0;

	*n = 0;
	nla_for_each_nested(pos, attr, rem)
		max += nla_type(pos) == VSW_A_ADDRSET_ADDRESS;
	if (!max)
		return NULL;
	ranges = kvmalloc_array(max, sizeof(*ranges), GFP_KERNEL_ACCOUNT);
	if (!ranges)
		return ERR_PTR(-ENOMEM);
	nla_for_each_nested(pos, attr, rem) {
		if (nla_type(pos) != VSW_A_ADDRSET_ADDRESS)
			continue;
		err = vsw_nl_address_parse(pos, &ranges[*n], extack);
		(*n)++;
		if (err) {
			vsw_compat_err_entry(extack, "address", *n);
			kvfree(ranges);
			return ERR_PTR(err);
		}
	}
	return ranges;
}

static int vsw_nl_addrset_change(struct genl_info *info, bool add)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct nlattr *attr = info->attrs[VSW_A_RULES_ADDRSET];
	struct vsw_range *ranges;
	char name[VSW_NAME_LEN];
	int err;
	u32 n;

	if (!attr)
		return vsw_nl_missing(info, VSW_A_RULES_ADDRSET,
				      "addrset is missing");
	err = vsw_nl_addrset_parse(attr, name, info->extack);
	if (err)
		return err;
	ranges = vsw_nl_ranges_parse(attr, &n, info->extack);
	if (IS_ERR(ranges))
		return PTR_ERR(ranges);
	if (n || add)
		err = vsw_filter_set_change(fn, name, ranges, n, add,
					    info->extack);
	else
		err = vsw_filter_set_delete(fn, name, info->extack);
	kvfree(ranges);
	if (err) {
		vsw_nl_blame(info->extack, attr);
		return err;
	}
	vsw_nl_rules_changed(fn->net);
	return 0;
}

int vsw_nl_addrset_add_doit(struct sk_buff *skb, struct genl_info *info)
{
	return vsw_nl_addrset_change(info, true);
}

int vsw_nl_addrset_del_doit(struct sk_buff *skb, struct genl_info *info)
{
	return vsw_nl_addrset_change(info, false);
}

/* Open the nest of a set and say all but its addresses. */
static struct nlattr *vsw_nl_addrset_begin(struct sk_buff *skb,
					   const struct vsw_addrset *set)
{
	struct nlattr *nest = nla_nest_start(skb, VSW_A_RULES_ADDRSET);

	if (!nest || nla_put_string(skb, VSW_A_ADDRSET_NAME, set->name) ||
	    nla_put_u32(skb, VSW_A_ADDRSET_COUNT,
			set->n_ranges + set->n_singles) ||
	    nla_put_u32(skb, VSW_A_ADDRSET_USERS, set->n_users))
		return NULL;
	return nest;
}

static struct vsw_addrset *vsw_nl_addrset(struct vsw_active *active,
					  const struct nlattr *name,
					  struct netlink_ext_ack *extack)
{
	struct vsw_addrset *set = NULL;

	if (active)
		set = vsw_rules_find_set(active->rules, nla_data(name));
	if (set)
		return set;
	NL_SET_ERR_MSG_ATTR(extack, name, "no such address set");
	return ERR_PTR(-ENOENT);
}

/**
 * struct vsw_nl_addrset_one - the answer to a request for one set
 * @generation: of the rules in force
 * @set: the set
 */
struct vsw_nl_addrset_one {
	u32 generation;
	const struct vsw_addrset *set;
};

static int vsw_nl_addrset_one_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_addrset_one *one = object;
	struct nlattr *nest;

	if (nla_put_u32(skb, VSW_A_RULES_GENERATION, one->generation))
		return -EMSGSIZE;
	nest = vsw_nl_addrset_begin(skb, one->set);
	if (!nest)
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

int vsw_nl_addrset_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct nlattr *name = info->attrs[VSW_A_RULES_NAME];
	struct vsw_nl_addrset_one one;
	int err;

	if (!name)
		return vsw_nl_missing(info, VSW_A_RULES_NAME,
				      "name of the address set is missing");
	mutex_lock(&fn->lock);
	one.generation = fn->generation;
	one.set = vsw_nl_addrset(vsw_nl_active(fn), name, info->extack);
	err = PTR_ERR_OR_ZERO(one.set);
	if (!err)
		err = vsw_nl_reply(info, VSW_CMD_ADDRSET_GET,
				   vsw_nl_addrset_one_fill, &one);
	mutex_unlock(&fn->lock);
	return err;
}

/* The set at @node or the first one behind it that is no group's, or NULL. */
static struct vsw_addrset *vsw_nl_set_from(struct vsw_active *active,
					   struct list_head *node)
{
	struct vsw_addrset *set;

	for (; node != &active->rules->sets; node = node->next) {
		set = list_entry(node, struct vsw_addrset, node);
		if (!set->group)
			return set;
	}
	return NULL;
}

/* The first message finds the set that the dump begins with. */
static int vsw_nl_sets_begin(struct vsw_filter_net *fn,
			     struct netlink_callback *cb)
{
	struct nlattr **attrs = vsw_compat_dump_attrs(cb);
	struct vsw_nl_sets_walk *walk = (void *)cb->ctx;
	struct vsw_active *active = vsw_nl_active(fn);
	struct vsw_addrset *set = NULL;

	BUILD_BUG_ON(sizeof(*walk) > sizeof(cb->ctx));
	walk->begun = true;
	walk->changes = fn->changes;
	if (attrs[VSW_A_RULES_NAME]) {
		set = vsw_nl_addrset(active, attrs[VSW_A_RULES_NAME],
				     cb->extack);
		walk->only = true;
	} else if (active) {
		set = vsw_nl_set_from(active, active->rules->sets.next);
	}
	if (IS_ERR(set))
		return PTR_ERR(set);
	walk->set = set;
	return 0;
}

/* The single address after the last one that was sent, or NULL. */
static struct vsw_member *
vsw_nl_member_next(const struct vsw_nl_sets_walk *walk)
{
	struct vsw_addrset *set = walk->set;

	if (!walk->member)
		return list_first_entry_or_null(&set->singles,
						struct vsw_member, node);
	if (list_is_last(&walk->member->node, &set->singles))
		return NULL;
	return list_next_entry(walk->member, node);
}

/* Write an address, or nothing. */
static int vsw_nl_addrset_put(struct sk_buff *skb,
			      const struct vsw_range *range)
{
	unsigned int len = skb->len;

	if (!vsw_nl_address_fill(skb, VSW_A_ADDRSET_ADDRESS, range))
		return 0;
	nlmsg_trim(skb, skb->data + len);
	return -EMSGSIZE;
}

/* Addresses of a set as far as they go. */
static int vsw_nl_addrset_put_all(struct sk_buff *skb,
				  struct vsw_nl_sets_walk *walk)
{
	const struct vsw_addrset *set = walk->set;
	struct vsw_range range = {};
	struct vsw_member *member;

	for (; walk->range < set->n_ranges; walk->range++)
		if (vsw_nl_addrset_put(skb, &set->ranges[walk->range]))
			return -EMSGSIZE;
	while ((member = vsw_nl_member_next(walk))) {
		range.family = member->address->family;
		range.first = member->address->addr;
		range.last = range.first;
		if (vsw_nl_addrset_put(skb, &range))
			return -EMSGSIZE;
		walk->member = member;
	}
	return 0;
}

/* A set, or a part of it that has at least one address; else nothing. */
static int vsw_nl_set_put(struct sk_buff *skb, struct vsw_nl_sets_walk *walk)
{
	unsigned int len = skb->len, empty;
	struct nlattr *nest;
	int err;

	nest = vsw_nl_addrset_begin(skb, walk->set);
	if (!nest) {
		nlmsg_trim(skb, skb->data + len);
		return -EMSGSIZE;
	}
	empty = skb->len;
	err = vsw_nl_addrset_put_all(skb, walk);
	if (err && skb->len == empty)
		nlmsg_trim(skb, skb->data + len);
	else
		nla_nest_end(skb, nest);
	return err;
}

static void vsw_nl_sets_next(struct vsw_active *active,
			     struct vsw_nl_sets_walk *walk)
{
	walk->range = 0;
	walk->member = NULL;
	if (walk->only)
		walk->set = NULL;
	else
		walk->set = vsw_nl_set_from(active, walk->set->node.next);
}

/* One message with as much as it takes. */
static int vsw_nl_sets_message(struct sk_buff *skb, struct netlink_callback *cb,
			       struct vsw_filter_net *fn)
{
	struct vsw_active *active = vsw_nl_active(fn);
	struct vsw_nl_sets_walk *walk = (void *)cb->ctx;
	unsigned int empty;
	void *hdr;
	int err = 0;

	hdr = vsw_nl_batch_begin(skb, cb, VSW_CMD_ADDRSET_GET,
				 fn->generation);
	if (!hdr)
		return -EMSGSIZE;
	empty = skb->len;
	while (walk->set && !err) {
		err = vsw_nl_set_put(skb, walk);
		if (!err)
			vsw_nl_sets_next(active, walk);
	}
	if (skb->len == empty) {
		genlmsg_cancel(skb, hdr);
		return err;
	}
	genlmsg_end(skb, hdr);
	return skb->len;
}

int vsw_nl_addrset_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct vsw_filter_net *fn = vsw_filter_net(sock_net(skb->sk));
	struct vsw_nl_sets_walk *walk = (void *)cb->ctx;
	int err = 0;

	mutex_lock(&fn->lock);
	cb->seq = vsw_nl_rules_seq(fn);
	if (!walk->begun)
		err = vsw_nl_sets_begin(fn, cb);
	if (walk->changes != fn->changes)
		walk->set = NULL;
	if (!err && walk->set)
		err = vsw_nl_sets_message(skb, cb, fn);
	mutex_unlock(&fn->lock);
	return err;
}
