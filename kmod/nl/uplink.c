// SPDX-License-Identifier: GPL-2.0
/* Uplinks in messages. */
#include <linux/rtnetlink.h>

#include "l2/event.h"
#include "l2/port.h"
#include "nl/family.h"
#include "path/attach.h"

static u32 vsw_nl_uplink_ports(const struct vsw_port *uplink)
{
	struct mutex *lock = &uplink->sw->vn->lock;
	struct vsw_port *port;
	u32 n = 0;

	list_for_each_entry(port, &uplink->sw->port_list, node) {
		const struct vsw_view *view =
			rcu_dereference_protected(port->view,
						  lockdep_is_held(lock));

		n += view && view->uplink == uplink;
	}
	return n;
}

int vsw_nl_uplink_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_port *uplink = object;

	if (nla_put_string(skb, VSW_A_UPLINK_SWITCH, uplink->sw->dev->name) ||
	    nla_put_u32(skb, VSW_A_UPLINK_ID, uplink->id) ||
	    nla_put_string(skb, VSW_A_UPLINK_DEV, uplink->dev_name) ||
	    (uplink->dev && nla_put_u32(skb, VSW_A_UPLINK_IFINDEX,
					uplink->dev->ifindex)) ||
	    nla_put_u8(skb, VSW_A_UPLINK_STATE, vsw_port_state(uplink)) ||
	    nla_put_u32(skb, VSW_A_UPLINK_REASONS, uplink->reasons) ||
	    nla_put_u32(skb, VSW_A_UPLINK_PORTS, vsw_nl_uplink_ports(uplink)) ||
	    vsw_nl_stats_fill(skb, uplink, VSW_A_UPLINK_STATS,
			      VSW_A_UPLINK_DROP))
		return -EMSGSIZE;
	return 0;
}

static struct vsw_port *vsw_nl_uplink_of(struct vsw_switch *sw,
					 const char *name)
{
	struct vsw_port *uplink;

	list_for_each_entry(uplink, &sw->uplinks, pg_node)
		if (!strcmp(uplink->dev_name, name))
			return uplink;
	return NULL;
}

static struct vsw_port *vsw_nl_uplink_key(struct vsw_net *vn,
					  struct genl_info *info)
{
	struct vsw_switch *only = vsw_nl_switch(vn, info, VSW_A_UPLINK_SWITCH);
	struct nlattr *dev = info->attrs[VSW_A_UPLINK_DEV];
	struct vsw_port *uplink, *found = NULL;
	struct vsw_switch *sw;

	if (IS_ERR(only))
		return ERR_CAST(only);
	if (!dev)
		return ERR_PTR(vsw_nl_missing(info, VSW_A_UPLINK_DEV,
					      "dev of the uplink is missing"));
	list_for_each_entry(sw, &vn->switches, node) {
		if (only && sw != only)
			continue;
		uplink = vsw_nl_uplink_of(sw, nla_data(dev));
		if (uplink && (!found || uplink->dev))
			found = uplink;
	}
	if (found)
		return found;
	NL_SET_ERR_MSG_ATTR(info->extack, dev, "no such uplink");
	return ERR_PTR(-ENOENT);
}

static int vsw_nl_uplink_new(struct vsw_net *vn, struct genl_info *info)
{
	struct vsw_switch *sw = vsw_nl_switch(vn, info, VSW_A_UPLINK_SWITCH);
	struct nlattr *name = info->attrs[VSW_A_UPLINK_DEV];
	struct vsw_port *uplink, *known;
	struct net_device *dev;
	int err;

	if (IS_ERR(sw))
		return PTR_ERR(sw);
	if (!sw)
		return vsw_nl_missing(info, VSW_A_UPLINK_SWITCH,
				      "switch of the uplink is missing");
	if (!name)
		return vsw_nl_missing(info, VSW_A_UPLINK_DEV,
				      "dev of the uplink is missing");
	dev = __dev_get_by_name(vn->net, nla_data(name));
	if (!dev) {
		NL_SET_ERR_MSG_ATTR(info->extack, name, "no such device");
		return -ENODEV;
	}

	/* An uplink whose device went away is taken up again. */
	known = vsw_nl_uplink_of(sw, dev->name);
	if (known && known->dev) {
		NL_SET_ERR_MSG_ATTR(info->extack, name,
				    "the device is an uplink of the switch already");
		return -EEXIST;
	}
	uplink = known ?: vsw_uplink_create(sw, dev->name, info->extack);
	if (IS_ERR(uplink))
		return PTR_ERR(uplink);
	err = vsw_attach(uplink, NULL, dev, info->extack);
	if (err && !known)
		vsw_port_destroy(uplink);
	return err;
}

int vsw_nl_uplink_new_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_nl_lock(info);
	int err;

	err = vsw_nl_uplink_new(vn, info);
	vsw_nl_unlock(vn);
	return err;
}

int vsw_nl_uplink_del_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_nl_lock(info);
	struct vsw_port *uplink;

	uplink = vsw_nl_uplink_key(vn, info);
	if (!IS_ERR(uplink)) {
		if (uplink->dev)
			vsw_detach(uplink);
		vsw_port_destroy(uplink);
	}
	vsw_nl_unlock(vn);
	return PTR_ERR_OR_ZERO(uplink);
}

int vsw_nl_uplink_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_port *uplink;
	int err;

	mutex_lock(&vn->lock);
	uplink = vsw_nl_uplink_key(vn, info);
	err = PTR_ERR_OR_ZERO(uplink);
	if (!err)
		err = vsw_nl_reply(info, VSW_CMD_UPLINK_GET, vsw_nl_uplink_fill,
				   uplink);
	mutex_unlock(&vn->lock);
	return err;
}

static int vsw_nl_dump_uplinks(struct sk_buff *skb, struct netlink_callback *cb,
			       struct vsw_switch *sw)
{
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	struct vsw_port *uplink;
	int id = walk->id, err;

	idr_for_each_entry_continue(&sw->ports, uplink, id) {
		if (!uplink->uplink)
			continue;
		err = vsw_nl_dump_one(skb, cb, VSW_CMD_UPLINK_GET,
				      vsw_nl_uplink_fill, uplink);
		if (err)
			return err;
		walk->id = id + 1;
	}
	return 0;
}

int vsw_nl_uplink_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_dump(skb, cb, VSW_A_UPLINK_SWITCH, vsw_nl_dump_uplinks);
}
