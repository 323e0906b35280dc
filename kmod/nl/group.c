// SPDX-License-Identifier: GPL-2.0
/* Groups in messages. */
#include <linux/etherdevice.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <net/sock.h>

#include "compat.h"
#include "l2/port.h"
#include "nl/family.h"
#include "nl/rules.h"

/* Reading ------------------------------------------------------------------- */

static int vsw_nl_step_parse(const struct nlattr *attr,
			     struct vsw_criterion *step,
			     struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_GROUP_STEP_MAX + 1];
	int err;

	err = nla_parse_nested(tb, VSW_A_GROUP_STEP_MAX, attr,
			       vsw_group_step_nl_policy, extack);
	if (err)
		return err;
	if (!tb[VSW_A_GROUP_STEP_OP]) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "the step lacks an op");
		return -EINVAL;
	}
	step->op = nla_get_u8(tb[VSW_A_GROUP_STEP_OP]);
	if (tb[VSW_A_GROUP_STEP_PATTERN])
		nla_strscpy(step->pattern, tb[VSW_A_GROUP_STEP_PATTERN],
			    sizeof(step->pattern));
	return 0;
}

/* In order, as address sets have them. */
static int vsw_nl_group_sort(struct vsw_group_def *def,
			     struct netlink_ext_ack *extack)
{
	u32 i;

	sort(def->ranges, def->n_ranges, sizeof(*def->ranges),
	     vsw_range_cmp, NULL);
	for (i = 1; i < def->n_ranges; i++)
		if (!vsw_range_cmp(&def->ranges[i - 1], &def->ranges[i])) {
			NL_SET_ERR_MSG(extack,
				       "the group has an address twice");
			return -EEXIST;
		}
	return 0;
}

static int vsw_nl_group_attr(const struct nlattr *attr,
			     struct vsw_group_def *def,
			     struct netlink_ext_ack *extack)
{
	int err = 0;

	switch (nla_type(attr)) {
	case VSW_A_GROUP_STEP:
		err = vsw_nl_step_parse(attr,
					&def->criteria->step[def->criteria->n++],
					extack);
		break;
	case VSW_A_GROUP_ADDRESS:
		err = vsw_nl_address_parse(attr, &def->ranges[def->n_ranges++],
					   extack);
		if (!err)
			err = vsw_range_check(&def->ranges[def->n_ranges - 1],
					      extack);
		break;
	case VSW_A_GROUP_MAC:
		memcpy(def->macs[def->n_macs++], nla_data(attr), ETH_ALEN);
		break;
	}
	if (err)
		vsw_nl_blame(extack, attr);
	return err;
}

/* Room for what the request has of each. */
static int vsw_nl_group_alloc(struct genl_info *info, struct vsw_group_def *def)
{
	static const struct {
		int attr;
		u32 max;
		const char *msg;
	} limit[] = {
		{ VSW_A_GROUP_STEP, VSW_GROUP_MAX_STEPS,
		  "criteria have at most 64 steps" },
		{ VSW_A_GROUP_ADDRESS, VSW_GROUP_MAX_ADDRESSES,
		  "a group states at most 128 addresses itself: use an address set" },
		{ VSW_A_GROUP_MAC, VSW_GROUP_MAX_MACS,
		  "a group states at most 64 MAC addresses itself" },
	};
	u32 n[VSW_A_GROUP_MAX + 1] = {};
	const struct nlattr *attr;
	int rem, i;

	nlmsg_for_each_attr(attr, info->nlhdr, GENL_HDRLEN, rem)
		if (nla_type(attr) <= VSW_A_GROUP_MAX)
			n[nla_type(attr)]++;
	for (i = 0; i < ARRAY_SIZE(limit); i++)
		if (n[limit[i].attr] > limit[i].max) {
			info->extack->_msg = limit[i].msg;
			NL_SET_BAD_ATTR(info->extack,
					info->attrs[limit[i].attr]);
			return -E2BIG;
		}
	if (n[VSW_A_GROUP_STEP])
		def->criteria = kzalloc(struct_size(def->criteria, step,
						    n[VSW_A_GROUP_STEP]),
					GFP_KERNEL_ACCOUNT);
	def->ranges = kcalloc(n[VSW_A_GROUP_ADDRESS], sizeof(*def->ranges),
			      GFP_KERNEL_ACCOUNT);
	def->macs = kcalloc(n[VSW_A_GROUP_MAC], sizeof(*def->macs),
			    GFP_KERNEL_ACCOUNT);
	if (n[VSW_A_GROUP_STEP] && !def->criteria)
		return -ENOMEM;
	return def->ranges && def->macs ? 0 : -ENOMEM;
}

/* What a request says of a group; to be freed, also after an error. */
static int vsw_nl_group_parse(struct genl_info *info, struct vsw_group_def *def)
{
	const struct nlattr *attr;
	int rem, err;

	if (!info->attrs[VSW_A_GROUP_NAME])
		return vsw_nl_missing(info, VSW_A_GROUP_NAME,
				      "name of the group is missing");
	err = vsw_nl_group_alloc(info, def);
	if (err)
		return err;
	nlmsg_for_each_attr(attr, info->nlhdr, GENL_HDRLEN, rem) {
		err = vsw_nl_group_attr(attr, def, info->extack);
		if (err)
			return err;
	}
	err = def->criteria ? vsw_criteria_check(def->criteria, info->extack) :
			      0;
	if (err) {
		NL_SET_BAD_ATTR(info->extack, info->attrs[VSW_A_GROUP_STEP]);
		return err;
	}
	return vsw_nl_group_sort(def, info->extack);
}

static int vsw_nl_group_write(struct genl_info *info,
			      int (*write)(struct vsw_filter_net *fn,
					   const char *name,
					   struct vsw_group_def *def,
					   struct netlink_ext_ack *extack))
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct vsw_group_def def = {};
	const char *name;
	int err;

	err = vsw_nl_group_parse(info, &def);
	if (!err) {
		name = nla_data(info->attrs[VSW_A_GROUP_NAME]);
		err = write(fn, name, &def, info->extack);
		if (err < 0)
			vsw_nl_blame(info->extack,
				     info->attrs[VSW_A_GROUP_NAME]);
		else
			vsw_nl_group_changed(fn->net, name, false);
		if (err > 0)
			vsw_nl_rules_changed(fn->net);
	}
	/* On success, what was said of it before. */
	vsw_group_def_free(&def);
	return min(err, 0);
}

int vsw_nl_group_new_doit(struct sk_buff *skb, struct genl_info *info)
{
	return vsw_nl_group_write(info, vsw_filter_group_new);
}

int vsw_nl_group_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	return vsw_nl_group_write(info, vsw_filter_group_set);
}

int vsw_nl_group_del_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct nlattr *name = info->attrs[VSW_A_GROUP_NAME];
	int err;

	if (!name)
		return vsw_nl_missing(info, VSW_A_GROUP_NAME,
				      "name of the group is missing");
	err = vsw_filter_group_del(fn, nla_data(name), info->extack);
	if (err)
		vsw_nl_blame(info->extack, name);
	else
		vsw_nl_group_changed(fn->net, nla_data(name), true);
	return err;
}

/* Writing ------------------------------------------------------------------- */

/**
 * struct vsw_nl_group - a group that is told of
 * @group: the group
 * @users: rules that name it
 */
struct vsw_nl_group {
	const struct vsw_group *group;
	u32 users;
};

static void vsw_nl_group_read(struct vsw_filter_net *fn,
			      const struct vsw_group *group,
			      struct vsw_nl_group *told)
{
	struct vsw_active *active = vsw_nl_active(fn);
	const struct vsw_addrset *set = NULL;

	if (active)
		set = vsw_rules_find_group(active->rules, group->name);
	told->group = group;
	told->users = set ? set->n_users : 0;
}

static int vsw_nl_steps_fill(struct sk_buff *skb,
			     const struct vsw_criteria *criteria)
{
	struct nlattr *nest;
	u32 i;

	for (i = 0; criteria && i < criteria->n; i++) {
		const struct vsw_criterion *step = &criteria->step[i];

		nest = nla_nest_start(skb, VSW_A_GROUP_STEP);
		if (!nest || nla_put_u8(skb, VSW_A_GROUP_STEP_OP, step->op) ||
		    (*step->pattern &&
		     nla_put_string(skb, VSW_A_GROUP_STEP_PATTERN,
				    step->pattern)))
			return -EMSGSIZE;
		nla_nest_end(skb, nest);
	}
	return 0;
}

static int vsw_nl_group_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_group *told = object;
	const struct vsw_group_def *def = &told->group->def;
	u32 i;

	if (nla_put_string(skb, VSW_A_GROUP_NAME, told->group->name) ||
	    vsw_nl_steps_fill(skb, def->criteria))
		return -EMSGSIZE;
	for (i = 0; i < def->n_ranges; i++)
		if (vsw_nl_address_fill(skb, VSW_A_GROUP_ADDRESS,
					&def->ranges[i]))
			return -EMSGSIZE;
	for (i = 0; i < def->n_macs; i++)
		if (nla_put(skb, VSW_A_GROUP_MAC, ETH_ALEN, def->macs[i]))
			return -EMSGSIZE;
	if (nla_put_u32(skb, VSW_A_GROUP_MEMBERS, told->group->n_members) ||
	    nla_put_u32(skb, VSW_A_GROUP_USERS, told->users))
		return -EMSGSIZE;
	return 0;
}

static struct vsw_group *vsw_nl_group(struct vsw_filter_net *fn,
				      const struct nlattr *name,
				      struct netlink_ext_ack *extack)
{
	struct vsw_group *group = vsw_group_find(&fn->groups, nla_data(name));

	if (group)
		return group;
	NL_SET_ERR_MSG_ATTR(extack, name, "no such group");
	return ERR_PTR(-ENOENT);
}

int vsw_nl_group_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct nlattr *name = info->attrs[VSW_A_GROUP_NAME];
	struct vsw_nl_group told;
	struct vsw_group *group;
	int err;

	if (!name)
		return vsw_nl_missing(info, VSW_A_GROUP_NAME,
				      "name of the group is missing");
	mutex_lock(&fn->lock);
	group = vsw_nl_group(fn, name, info->extack);
	err = PTR_ERR_OR_ZERO(group);
	if (!err) {
		vsw_nl_group_read(fn, group, &told);
		err = vsw_nl_reply_sized(info, VSW_CMD_GROUP_GET,
					 VSW_NL_RULE_MSG, vsw_nl_group_fill,
					 &told);
	}
	mutex_unlock(&fn->lock);
	return err;
}

/* New groups go last, so their order is where a dump stands. */
int vsw_nl_group_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct vsw_filter_net *fn = vsw_filter_net(sock_net(skb->sk));
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	struct vsw_nl_group told;
	struct vsw_group *group;
	u32 n = 0;
	int err = 0;

	mutex_lock(&fn->lock);
	cb->seq = fn->groups.changes << 1 | 1;
	list_for_each_entry(group, &fn->groups.list, node) {
		if (n++ < walk->id)
			continue;
		vsw_nl_group_read(fn, group, &told);
		err = vsw_nl_dump_one(skb, cb, VSW_CMD_GROUP_GET,
				      vsw_nl_group_fill, &told);
		if (err)
			break;
		walk->id = n;
	}
	mutex_unlock(&fn->lock);
	if (err == -EMSGSIZE && skb->len)
		err = 0;
	return err ?: skb->len;
}

/**
 * struct vsw_nl_group_ntf - news of a group
 * @name: its name
 * @told: the group as it is now; no group when it is gone
 * @seq: number of the message
 */
struct vsw_nl_group_ntf {
	const char *name;
	struct vsw_nl_group told;
	u32 seq;
};

static int vsw_nl_group_ntf_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_group_ntf *ntf = object;
	int err;

	if (ntf->told.group)
		err = vsw_nl_group_fill(skb, &ntf->told);
	else
		err = nla_put_string(skb, VSW_A_GROUP_NAME, ntf->name);
	return err ?: nla_put_u32(skb, VSW_A_GROUP_SEQ, ntf->seq);
}

/**
 * vsw_nl_group_changed() - tell that a group was defined or deleted
 * @net: the namespace
 * @name: name of the group
 * @gone: it was deleted
 *
 * Context: process, neither vsw_net.lock nor vsw_filter_net.lock held.
 */
void vsw_nl_group_changed(const struct net *net, const char *name, bool gone)
{
	struct vsw_nl_group_ntf ntf = { .name = name };
	struct vsw_filter_net *fn = vsw_filter_net(net);
	struct vsw_net *vn = vsw_net(net);
	struct vsw_group *group;

	mutex_lock(&vn->lock);
	mutex_lock(&fn->lock);
	group = vsw_group_find(&fn->groups, name);
	/* Deleted or made again meanwhile, it has news of its own. */
	if (gone == !group) {
		if (group)
			vsw_nl_group_read(fn, group, &ntf.told);
		ntf.seq = ++vn->seq_config;
		vsw_nl_send(vn, VSW_NLGRP_CONFIG,
			    gone ? VSW_CMD_GROUP_DEL_NTF : VSW_CMD_GROUP_NTF,
			    VSW_NL_RULE_MSG, vsw_nl_group_ntf_fill, &ntf);
	}
	mutex_unlock(&fn->lock);
	mutex_unlock(&vn->lock);
}

/* Members ------------------------------------------------------------------- */

static int vsw_nl_member_dump_port(struct sk_buff *skb,
				   struct netlink_callback *cb,
				   struct vsw_port *port);

static const struct vsw_nl_ports vsw_nl_members = {
	.key = {
		.sw = VSW_A_GROUP_MEMBER_SWITCH,
		.id = VSW_A_GROUP_MEMBER_PORT_ID,
		.name = VSW_A_GROUP_MEMBER_PORT,
		.missing = "port-id or port is missing",
	},
	.each = vsw_nl_member_dump_port,
};

/**
 * struct vsw_nl_member - a port in a group
 * @port: the port
 * @group: the group
 */
struct vsw_nl_member {
	const struct vsw_port *port;
	const struct vsw_group *group;
};

/* Room that the last address of a member leaves in its message. */
#define VSW_NL_MEMBER_TAIL	64

/* Of a member with very many addresses, as many as a message takes. */
static int vsw_nl_member_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_member *member = object;
	const struct vsw_filter *filter = member->port->filter;
	const struct vsw_filter_addr *addr;
	unsigned int begin = skb->len;
	u64 matched;
	int i;

	vsw_criteria_match(member->group->def.criteria, &filter->id, &matched);
	if (nla_put_string(skb, VSW_A_GROUP_MEMBER_GROUP,
			   member->group->name) ||
	    vsw_nl_key_fill(skb, &vsw_nl_members.key, member->port) ||
	    nla_put_u64_64bit(skb, VSW_A_GROUP_MEMBER_MATCHED, matched,
			      VSW_A_GROUP_MEMBER_PAD))
		return -EMSGSIZE;
	for (i = 0; i < VSW_MACS; i++) {
		const u8 *mac = filter->id.mac[i];

		if (is_zero_ether_addr(mac) ||
		    (i && !memcmp(mac, filter->id.mac[0], ETH_ALEN)))
			continue;
		if (nla_put(skb, VSW_A_GROUP_MEMBER_MAC, ETH_ALEN, mac))
			return -EMSGSIZE;
	}
	list_for_each_entry(addr, &filter->addrs, node) {
		if (skb->len - begin + VSW_NL_MEMBER_TAIL > VSW_NL_RULE_MSG)
			break;
		if (vsw_nl_addr_fill(skb, VSW_A_GROUP_MEMBER_IP,
				     addr->range.family, &addr->range.first))
			return -EMSGSIZE;
	}
	return 0;
}

static int vsw_nl_member_missing(struct genl_info *info)
{
	return vsw_nl_missing(info, VSW_A_GROUP_MEMBER_GROUP,
			      "name of the group is missing");
}

static int vsw_nl_member_get(struct vsw_net *vn, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct nlattr *name = info->attrs[VSW_A_GROUP_MEMBER_GROUP];
	struct vsw_nl_member member;
	struct vsw_group *group;
	struct vsw_port *port;

	if (!name)
		return vsw_nl_member_missing(info);
	group = vsw_nl_group(fn, name, info->extack);
	if (IS_ERR(group))
		return PTR_ERR(group);
	port = vsw_nl_port(vn, info, &vsw_nl_members.key);
	if (IS_ERR(port))
		return PTR_ERR(port);
	if (!test_bit(group->index, port->filter->groups)) {
		NL_SET_ERR_MSG(info->extack,
			       "the port is not a member of the group");
		return -ENOENT;
	}
	member.port = port;
	member.group = group;
	return vsw_nl_reply_sized(info, VSW_CMD_GROUP_MEMBER_GET,
				  VSW_NL_RULE_MSG, vsw_nl_member_fill, &member);
}

int vsw_nl_group_member_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	int err;

	mutex_lock(&vn->lock);
	mutex_lock(&fn->lock);
	err = vsw_nl_member_get(vn, info);
	mutex_unlock(&fn->lock);
	mutex_unlock(&vn->lock);
	return err;
}

/* With the group named for each port: it may go between two messages. */
static int vsw_nl_member_dump_port(struct sk_buff *skb,
				   struct netlink_callback *cb,
				   struct vsw_port *port)
{
	struct vsw_filter_net *fn = vsw_filter_net(sock_net(skb->sk));
	struct nlattr **attrs = vsw_compat_dump_attrs(cb);
	struct vsw_nl_member member = { .port = port };
	struct vsw_group *group;
	int err = 0;

	mutex_lock(&fn->lock);
	group = vsw_nl_group(fn, attrs[VSW_A_GROUP_MEMBER_GROUP], cb->extack);
	if (IS_ERR(group)) {
		err = PTR_ERR(group);
	} else if (test_bit(group->index, port->filter->groups)) {
		member.group = group;
		err = vsw_nl_dump_one(skb, cb, VSW_CMD_GROUP_MEMBER_GET,
				      vsw_nl_member_fill, &member);
	}
	mutex_unlock(&fn->lock);
	return err;
}

int vsw_nl_group_member_get_dumpit(struct sk_buff *skb,
				   struct netlink_callback *cb)
{
	struct vsw_filter_net *fn = vsw_filter_net(sock_net(skb->sk));
	struct nlattr **attrs = vsw_compat_dump_attrs(cb);
	int err;

	if (!attrs || !attrs[VSW_A_GROUP_MEMBER_GROUP]) {
		NL_SET_ERR_MSG(cb->extack, "name of the group is missing");
		return -EINVAL;
	}
	/* Also where there is no port to ask it of. */
	mutex_lock(&fn->lock);
	err = PTR_ERR_OR_ZERO(vsw_nl_group(fn, attrs[VSW_A_GROUP_MEMBER_GROUP],
					   cb->extack));
	mutex_unlock(&fn->lock);
	return err ?: vsw_nl_dump_ports(skb, cb, &vsw_nl_members);
}
