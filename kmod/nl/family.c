// SPDX-License-Identifier: GPL-2.0
/*
 * The generic netlink family, and what its handlers share.
 *
 * spec.h and spec.c are generated from Documentation/netlink/specs/vsw.yaml:
 * attribute policies, operations and the names of the multicast groups. spec.c
 * keeps the groups static, so it is included here instead of being linked.
 */
#include <linux/rtnetlink.h>
#include <net/sock.h>

#include "compat.h"
#include "nl/family.h"
#include "nl/rules.h"

#include "nl/spec.c"

static struct genl_multicast_group vsw_nl_groups[ARRAY_SIZE(vsw_nl_mcgrps)];
static struct genl_ops vsw_nl_own_ops[ARRAY_SIZE(vsw_nl_ops)];

struct genl_family vsw_nl_family = {
	.name = VSW_GENL_NAME,
	.version = VSW_GENL_VERSION,
	.netnsok = true,
	.parallel_ops = true,
	.module = THIS_MODULE,
	.ops = vsw_nl_own_ops,
	.n_ops = ARRAY_SIZE(vsw_nl_own_ops),
	.mcgrps = vsw_nl_groups,
	.n_mcgrps = ARRAY_SIZE(vsw_nl_groups),
};

/* Nests, whatever is in them. */
static const struct nla_policy vsw_nl_load_add_policy[VSW_A_RULES_RULE + 1] = {
	[VSW_A_RULES_RULESET] = { .type = NLA_NESTED },
	[VSW_A_RULES_ADDRSET] = { .type = NLA_NESTED },
	[VSW_A_RULES_RULE] = { .type = NLA_NESTED },
};

/* What the generator has no words for. */
static void vsw_nl_op_amend(struct genl_ops *op)
{
	switch (op->cmd) {
	case VSW_CMD_LOAD_ADD:
		/*
		 * A rule that is refused ends the load, so the handler has to
		 * see also what the policy refuses of it, and asks it itself.
		 */
		op->policy = vsw_nl_load_add_policy;
		break;
	case VSW_CMD_SWITCH_GET:
	case VSW_CMD_PORTGROUP_GET:
	case VSW_CMD_PORT_GET:
	case VSW_CMD_UPLINK_GET:
		op->start = vsw_nl_dump_start;
		break;
	case VSW_CMD_RULE_GET:
	case VSW_CMD_RULESET_GET:
		op->start = vsw_nl_rules_start;
		op->done = vsw_nl_rules_done;
		break;
	case VSW_CMD_GROUP_GET:
	case VSW_CMD_GROUP_MEMBER_GET:
		op->start = vsw_nl_rules_start;
		break;
	}
}

/*
 * Loads go with their sockets, which the notifier tells of, and what is left
 * at the end goes with vsw_nl_load_unregister(). It comes after the family,
 * and the log after what its messages need.
 */
int vsw_nl_register(void)
{
	int i, err;

	/* Who may not read states may not listen to their changes either. */
	for (i = 0; i < ARRAY_SIZE(vsw_nl_groups); i++) {
		vsw_nl_groups[i] = vsw_nl_mcgrps[i];
		vsw_nl_groups[i].flags = GENL_MCAST_CAP_NET_ADMIN;
	}
	for (i = 0; i < ARRAY_SIZE(vsw_nl_own_ops); i++) {
		vsw_nl_own_ops[i] = vsw_nl_ops[i];
		vsw_nl_op_amend(&vsw_nl_own_ops[i]);
	}
	err = vsw_nl_load_register();
	if (err)
		return err;
	err = genl_register_family(&vsw_nl_family);
	if (err) {
		vsw_nl_load_unregister();
		return err;
	}
	vsw_nl_event_live(true);
	vsw_nl_log_register();
	return 0;
}

void vsw_nl_unregister(void)
{
	vsw_nl_log_unregister();
	vsw_nl_event_live(false);
	genl_unregister_family(&vsw_nl_family);
	vsw_nl_load_unregister();
}

/**
 * vsw_nl_lock() - take what a request that changes something needs
 * @info: the request
 *
 * Return: the namespace of the request, for vsw_nl_unlock()
 */
struct vsw_net *vsw_nl_lock(struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));

	rtnl_lock();
	mutex_lock(&vn->lock);
	return vn;
}

void vsw_nl_unlock(struct vsw_net *vn)
{
	mutex_unlock(&vn->lock);
	rtnl_unlock();
}

/* Refuse a request that lacks an attribute; @what says so in words. */
int vsw_nl_missing(struct genl_info *info, int attr, const char *what)
{
	if (info->extack) {
		info->extack->_msg = what;
		NL_SET_ERR_ATTR_MISS(info->extack, NULL, attr);
	}
	return -EINVAL;
}

/**
 * vsw_nl_reply_sized() - answer a get request with one object
 * @info: the request
 * @cmd: command of the answer
 * @size: bytes that the object may take
 * @fill: writes the object's attributes
 * @object: the object, stable under the lock that the caller holds
 */
int vsw_nl_reply_sized(struct genl_info *info, u8 cmd, size_t size,
		       int (*fill)(struct sk_buff *skb, const void *object),
		       const void *object)
{
	struct sk_buff *skb;
	void *hdr;
	int err;

	skb = genlmsg_new(size, GFP_KERNEL);
	if (!skb)
		return -ENOMEM;
	hdr = genlmsg_put_reply(skb, info, &vsw_nl_family, 0, cmd);
	err = hdr ? fill(skb, object) : -EMSGSIZE;
	if (err) {
		nlmsg_free(skb);
		return err;
	}
	genlmsg_end(skb, hdr);
	return genlmsg_reply(skb, info);
}

/* The same for objects that have no size of their own. */
int vsw_nl_reply(struct genl_info *info, u8 cmd,
		 int (*fill)(struct sk_buff *skb, const void *object),
		 const void *object)
{
	return vsw_nl_reply_sized(info, cmd, VSW_NL_OBJECT_SIZE, fill,
				  object);
}

/* Have the first message of a dump be large enough for any object. */
int vsw_nl_dump_start(struct netlink_callback *cb)
{
	cb->min_dump_alloc = VSW_NL_OBJECT_SIZE;
	return 0;
}

static int vsw_nl_dump_begin(struct vsw_net *vn, struct netlink_callback *cb,
			     int switch_attr, struct vsw_switch **only)
{
	struct nlattr **attrs = vsw_compat_dump_attrs(cb);

	cb->seq = vn->generation << 1 | 1;
	*only = NULL;
	if (!switch_attr || !attrs || !attrs[switch_attr])
		return 0;
	*only = vsw_switch_find(vn, nla_data(attrs[switch_attr]), 0);
	if (*only)
		return 0;
	NL_SET_ERR_MSG_ATTR(cb->extack, attrs[switch_attr], "no such switch");
	return -ENODEV;
}

static void vsw_nl_walk_to(struct vsw_nl_walk *walk, u32 sw)
{
	walk->sw = sw;
	walk->id = 0;
	walk->off = 0;
	walk->pos = 0;
}

/**
 * vsw_nl_dump() - dump objects switch by switch
 * @skb: message that takes them
 * @cb: the dump
 * @switch_attr: attribute that restricts the dump to one switch, or 0
 * @each: writes the objects of a switch from struct vsw_nl_walk.id on, and
 *   keeps that up to date
 *
 * Switches are listed by number, so a dump that goes on in another message
 * finds its place whatever came or went; a change between two messages shows
 * as NLM_F_DUMP_INTR.
 */
int vsw_nl_dump(struct sk_buff *skb, struct netlink_callback *cb,
		int switch_attr,
		int (*each)(struct sk_buff *skb, struct netlink_callback *cb,
			    struct vsw_switch *sw))
{
	struct vsw_net *vn = vsw_net(sock_net(skb->sk));
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	struct vsw_switch *sw, *only;
	int err;

	mutex_lock(&vn->lock);
	err = vsw_nl_dump_begin(vn, cb, switch_attr, &only);
	if (err)
		goto out;
	list_for_each_entry(sw, &vn->switches, node) {
		if (sw->number < walk->sw || (only && sw != only))
			continue;
		if (sw->number > walk->sw)
			vsw_nl_walk_to(walk, sw->number);
		err = each(skb, cb, sw);
		if (err)
			break;
		vsw_nl_walk_to(walk, sw->number + 1);
	}
out:
	mutex_unlock(&vn->lock);
	/* A full message is fine, one too small for a single object is not. */
	if (err == -EMSGSIZE && skb->len)
		err = 0;
	return err ?: skb->len;
}

/* Add one object to a dump; -EMSGSIZE and nothing added if it does not fit. */
int vsw_nl_dump_one(struct sk_buff *skb, struct netlink_callback *cb, u8 cmd,
		    int (*fill)(struct sk_buff *skb, const void *object),
		    const void *object)
{
	void *hdr;

	hdr = genlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq,
			  &vsw_nl_family, NLM_F_MULTI, cmd);
	if (!hdr)
		return -EMSGSIZE;
	genl_dump_check_consistent(cb, hdr);
	if (fill(skb, object)) {
		genlmsg_cancel(skb, hdr);
		return -EMSGSIZE;
	}
	genlmsg_end(skb, hdr);
	return 0;
}

/**
 * vsw_nl_switch() - the switch that a request names
 * @vn: the namespace, its lock held
 * @info: the request
 * @attr: attribute with the name
 *
 * Return: the switch; NULL if the request names none; or ERR_PTR(-ENODEV)
 */
struct vsw_switch *vsw_nl_switch(struct vsw_net *vn, struct genl_info *info,
				 int attr)
{
	struct vsw_switch *sw;

	if (!info->attrs[attr])
		return NULL;
	sw = vsw_switch_find(vn, nla_data(info->attrs[attr]), 0);
	if (sw)
		return sw;
	NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[attr], "no such switch");
	return ERR_PTR(-ENODEV);
}

/**
 * vsw_nl_portgroup() - the port group that a request names
 * @vn: the namespace, its lock held
 * @sw: its switch, or NULL if the name is to be unique in the namespace
 * @info: the request
 * @attr: attribute with the name, present
 *
 * Return: the port group, or ERR_PTR() of -ENOENT or -ENOTUNIQ
 */
struct vsw_portgroup *vsw_nl_portgroup(struct vsw_net *vn,
				       struct vsw_switch *sw,
				       struct genl_info *info, int attr)
{
	struct vsw_portgroup *pg = NULL, *found = NULL;
	const char *name = nla_data(info->attrs[attr]);
	struct vsw_switch *each;

	list_for_each_entry(each, &vn->switches, node) {
		if (sw && each != sw)
			continue;
		pg = vsw_portgroup_find(each, name);
		if (pg && found) {
			NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[attr],
					    "several switches have a port group of that name: name the switch");
			return ERR_PTR(-ENOTUNIQ);
		}
		if (pg)
			found = pg;
	}
	if (found)
		return found;
	NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[attr],
			    "no such port group");
	return ERR_PTR(-ENOENT);
}
