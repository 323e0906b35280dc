// SPDX-License-Identifier: GPL-2.0
/* Switches in messages. */
#include <linux/rtnetlink.h>

#include "nl/family.h"
#include "path/link.h"

int vsw_nl_switch_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_switch *sw = object;
	const struct vsw_portgroup *pg;
	u32 portgroups = 0;

	list_for_each_entry(pg, &sw->portgroups, node)
		portgroups++;
	if (nla_put_u32(skb, VSW_A_SWITCH_IFINDEX, sw->dev->ifindex) ||
	    nla_put_string(skb, VSW_A_SWITCH_NAME, sw->dev->name) ||
	    vsw_nl_security_fill(skb, VSW_A_SWITCH_SECURITY, &sw->security,
				 false) ||
	    nla_put_u32(skb, VSW_A_SWITCH_PORTGROUPS, portgroups) ||
	    nla_put_u32(skb, VSW_A_SWITCH_PORTS, sw->n_ports) ||
	    nla_put_u32(skb, VSW_A_SWITCH_UPLINKS, sw->n_uplinks))
		return -EMSGSIZE;
	return 0;
}

/* Switches are also found by ifindex, for who has it from rtnetlink. */
static struct vsw_switch *vsw_nl_switch_key(struct vsw_net *vn,
					    struct genl_info *info)
{
	struct nlattr *index = info->attrs[VSW_A_SWITCH_IFINDEX];
	struct nlattr *name = info->attrs[VSW_A_SWITCH_NAME];
	struct vsw_switch *sw;

	if (!index && !name)
		return ERR_PTR(vsw_nl_missing(info, VSW_A_SWITCH_NAME,
					      "name or ifindex of the switch is missing"));
	sw = vsw_switch_find(vn, name ? nla_data(name) : NULL,
			     index ? nla_get_u32(index) : 0);
	if (sw)
		return sw;
	NL_SET_ERR_MSG_ATTR(info->extack, name ?: index, "no such switch");
	return ERR_PTR(-ENODEV);
}

int vsw_nl_switch_new_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *name = info->attrs[VSW_A_SWITCH_NAME];
	struct net *net = genl_info_net(info);
	struct vsw_net *vn = vsw_net(net);
	struct vsw_security security;
	struct vsw_switch *sw;
	int err;

	if (!name)
		return vsw_nl_missing(info, VSW_A_SWITCH_NAME,
				      "name of the switch is missing");
	if (info->attrs[VSW_A_SWITCH_IFINDEX]) {
		NL_SET_ERR_MSG_ATTR(info->extack,
				    info->attrs[VSW_A_SWITCH_IFINDEX],
				    "the kernel chooses the ifindex");
		return -EINVAL;
	}
	err = vsw_nl_security_parse(info->attrs[VSW_A_SWITCH_SECURITY],
				    &vsw_security_default, &security, false,
				    info->extack);
	if (err)
		return err;

	rtnl_lock();
	sw = vsw_link_create(net, nla_data(name), info->extack);
	if (IS_ERR(sw)) {
		vsw_security_drop(&security, NULL);
		err = PTR_ERR(sw);
	} else if (info->attrs[VSW_A_SWITCH_SECURITY]) {
		mutex_lock(&vn->lock);
		vsw_switch_set_security(sw, &security);
		mutex_unlock(&vn->lock);
	}
	rtnl_unlock();
	return err;
}

int vsw_nl_switch_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_nl_lock(info);
	struct vsw_security security;
	struct vsw_switch *sw;
	int err;

	sw = vsw_nl_switch_key(vn, info);
	err = PTR_ERR_OR_ZERO(sw);
	if (!err)
		err = vsw_nl_security_parse(info->attrs[VSW_A_SWITCH_SECURITY],
					    &sw->security, &security, false,
					    info->extack);
	if (!err)
		vsw_switch_set_security(sw, &security);
	vsw_nl_unlock(vn);
	return err;
}

int vsw_nl_switch_del_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_switch *sw;

	rtnl_lock();
	mutex_lock(&vn->lock);
	sw = vsw_nl_switch_key(vn, info);
	/* Switches come and go under RTNL, so it is still there afterwards. */
	mutex_unlock(&vn->lock);
	if (!IS_ERR(sw))
		vsw_link_destroy(sw);
	rtnl_unlock();
	return PTR_ERR_OR_ZERO(sw);
}

int vsw_nl_switch_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_switch *sw;
	int err;

	mutex_lock(&vn->lock);
	sw = vsw_nl_switch_key(vn, info);
	err = PTR_ERR_OR_ZERO(sw);
	if (!err)
		err = vsw_nl_reply(info, VSW_CMD_SWITCH_GET, vsw_nl_switch_fill,
				   sw);
	mutex_unlock(&vn->lock);
	return err;
}

static int vsw_nl_dump_switch(struct sk_buff *skb, struct netlink_callback *cb,
			      struct vsw_switch *sw)
{
	return vsw_nl_dump_one(skb, cb, VSW_CMD_SWITCH_GET, vsw_nl_switch_fill,
			       sw);
}

int vsw_nl_switch_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_dump(skb, cb, 0, vsw_nl_dump_switch);
}
