// SPDX-License-Identifier: GPL-2.0
/* Ports in messages. */
#include <linux/etherdevice.h>
#include <linux/overflow.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "filter/filter.h"
#include "l2/event.h"
#include "l2/port.h"
#include "nl/binding.h"
#include "nl/family.h"
#include "path/attach.h"

static int vsw_nl_port_fill_device(struct sk_buff *skb,
				   const struct vsw_port *port)
{
	if (port->dev &&
	    nla_put_u32(skb, VSW_A_PORT_IFINDEX, port->dev->ifindex))
		return -EMSGSIZE;
	if (port->dev_name[0] &&
	    nla_put_string(skb, VSW_A_PORT_DEV, port->dev_name))
		return -EMSGSIZE;
	return 0;
}

static int vsw_nl_port_fill_uplink(struct sk_buff *skb,
				   const struct vsw_port *port)
{
	const struct vsw_view *view;
	const struct vsw_port *uplink;

	view = rcu_dereference_protected(port->view,
					 lockdep_is_held(&port->sw->vn->lock));
	uplink = view ? view->uplink : NULL;
	if (!uplink)
		return 0;
	if (nla_put_string(skb, VSW_A_PORT_UPLINK, uplink->dev_name) ||
	    nla_put_u32(skb, VSW_A_PORT_UPLINK_ID, uplink->id))
		return -EMSGSIZE;
	return 0;
}

int vsw_nl_port_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_port *port = object;
	const struct vsw_port_config *config = &port->config;
	bool known = config->has_initial || port->told;
	bool promisc = port->promisc_told;

	if (port->peer && vsw_port_mac_source(port) == VSW_MAC_SOURCE_PEER)
		promisc = READ_ONCE(port->peer->flags) & IFF_PROMISC;
	if (nla_put_string(skb, VSW_A_PORT_SWITCH, port->sw->dev->name) ||
	    nla_put_u32(skb, VSW_A_PORT_ID, port->id) ||
	    nla_put_string(skb, VSW_A_PORT_NAME, config->name) ||
	    nla_put_string(skb, VSW_A_PORT_PORTGROUP, config->pg->config.name) ||
	    vsw_nl_port_fill_device(skb, port) ||
	    (config->has_initial && nla_put(skb, VSW_A_PORT_INITIAL_MAC,
					    ETH_ALEN, config->initial)) ||
	    (known && nla_put(skb, VSW_A_PORT_EFFECTIVE_MAC, ETH_ALEN,
			      port->effective)) ||
	    nla_put_u8(skb, VSW_A_PORT_MAC_SOURCE, vsw_port_mac_source(port)) ||
	    (config->mac_source == VSW_MAC_SOURCE_AUTO &&
	     nla_put_flag(skb, VSW_A_PORT_MAC_SOURCE_AUTO)) ||
	    nla_put_u8(skb, VSW_A_PORT_ADMIN_BLOCKED, config->admin_blocked) ||
	    nla_put_u8(skb, VSW_A_PORT_ISOLATED, config->isolated) ||
	    vsw_nl_tags_fill(skb, VSW_A_PORT_TAG, port->filter->id.tags) ||
	    nla_put_u8(skb, VSW_A_PORT_STATE, vsw_port_state(port)) ||
	    nla_put_u32(skb, VSW_A_PORT_REASONS, port->reasons) ||
	    nla_put_u8(skb, VSW_A_PORT_PROMISCUOUS_REQUESTED, promisc) ||
	    vsw_nl_security_fill(skb, VSW_A_PORT_SECURITY, &config->security,
				 false) ||
	    vsw_nl_security_fill(skb, VSW_A_PORT_SECURITY_EFFECTIVE,
				 &port->in_force, true) ||
	    vsw_nl_port_fill_uplink(skb, port) ||
	    nla_put_u32(skb, VSW_A_PORT_LEARNED,
			atomic_read(&port->n_learned)) ||
	    vsw_nl_port_fill_bindings(skb, port) ||
	    vsw_nl_stats_fill(skb, port, VSW_A_PORT_STATS, VSW_A_PORT_DROP))
		return -EMSGSIZE;
	return 0;
}

static const struct vsw_nl_key vsw_nl_port_key = {
	.sw = VSW_A_PORT_SWITCH,
	.id = VSW_A_PORT_ID,
	.name = VSW_A_PORT_NAME,
	.dev = VSW_A_PORT_DEV,
	.missing = "id, name or dev of the port is missing",
};

/**
 * struct vsw_nl_plug - what a request says of the port's device
 * @dev: attach this one, or NULL
 * @detach: take off the one that is there
 * @expect: name of the device to wait for, or NULL
 */
struct vsw_nl_plug {
	struct net_device *dev;
	bool detach;
	const char *expect;
};

static int vsw_nl_plug_parse(struct vsw_net *vn, struct genl_info *info,
			     struct vsw_nl_plug *plug)
{
	struct nlattr *index = info->attrs[VSW_A_PORT_IFINDEX];
	struct nlattr *dev = info->attrs[VSW_A_PORT_DEV];
	const char *name = dev ? nla_data(dev) : NULL;

	memset(plug, 0, sizeof(*plug));
	if (index && !nla_get_u32(index)) {
		plug->detach = true;
		plug->expect = name && *name ? name : NULL;
		return 0;
	}
	if (!index && name && !*name) {
		plug->detach = true;
		return 0;
	}
	if (index)
		plug->dev = __dev_get_by_index(vn->net, nla_get_u32(index));
	else if (name)
		plug->dev = __dev_get_by_name(vn->net, name);
	if (!index && !name)
		return 0;
	if (plug->dev && (!name || !strcmp(plug->dev->name, name)))
		return 0;
	NL_SET_ERR_MSG_ATTR(info->extack, dev ?: index, "no such device");
	return -ENODEV;
}

static int vsw_nl_mac_parse(const struct nlattr *attr,
			    struct netlink_ext_ack *extack)
{
	if (is_valid_ether_addr(nla_data(attr)))
		return 0;
	NL_SET_ERR_MSG_ATTR(extack, attr,
			    "not a unicast address, or zero");
	return -EINVAL;
}

/*
 * What only an agent may say, and only of a port that listens to agents. @peer
 * is the guest's end of the device that the port has, @dev the one it gets.
 */
static int vsw_nl_agent_check(struct genl_info *info,
			      const struct vsw_port_config *config,
			      struct net_device *peer, struct net_device *dev)
{
	struct nlattr *mac = info->attrs[VSW_A_PORT_EFFECTIVE_MAC];
	struct nlattr *promisc = info->attrs[VSW_A_PORT_PROMISCUOUS_REQUESTED];
	u8 source = config->mac_source;

	if (!mac && !promisc)
		return 0;
	if (dev)
		peer = vsw_peer_of_dev(dev);
	if (source == VSW_MAC_SOURCE_AUTO)
		source = peer ? VSW_MAC_SOURCE_PEER : VSW_MAC_SOURCE_AGENT;
	if (source != VSW_MAC_SOURCE_AGENT) {
		NL_SET_ERR_MSG_ATTR(info->extack, mac ?: promisc,
				    "the mac-source of the port is not agent");
		return -EINVAL;
	}
	return mac ? vsw_nl_mac_parse(mac, info->extack) : 0;
}

/*
 * What the port is to be like: @old, changed by what the request says. Lists
 * of policies are to be given back on a later error.
 */
static int vsw_nl_port_parse(struct vsw_net *vn, struct genl_info *info,
			     const struct vsw_port_config *old,
			     struct vsw_port_config *config)
{
	struct nlattr **attrs = info->attrs;
	struct vsw_portgroup *pg;
	int err;

	*config = *old;
	if (attrs[VSW_A_PORT_NEW_NAME])
		nla_strscpy(config->name, attrs[VSW_A_PORT_NEW_NAME],
			    sizeof(config->name));
	if (attrs[VSW_A_PORT_PORTGROUP]) {
		pg = vsw_nl_portgroup(vn, old->pg->sw, info,
				      VSW_A_PORT_PORTGROUP);
		if (IS_ERR(pg))
			return PTR_ERR(pg);
		config->pg = pg;
	}
	if (attrs[VSW_A_PORT_INITIAL_MAC]) {
		err = vsw_nl_mac_parse(attrs[VSW_A_PORT_INITIAL_MAC],
				       info->extack);
		if (err)
			return err;
		ether_addr_copy(config->initial,
				nla_data(attrs[VSW_A_PORT_INITIAL_MAC]));
		config->has_initial = true;
		config->initial_given = true;
	}
	if (attrs[VSW_A_PORT_MAC_SOURCE])
		config->mac_source = nla_get_u8(attrs[VSW_A_PORT_MAC_SOURCE]);
	if (attrs[VSW_A_PORT_ADMIN_BLOCKED])
		config->admin_blocked =
			nla_get_u8(attrs[VSW_A_PORT_ADMIN_BLOCKED]);
	if (attrs[VSW_A_PORT_ISOLATED])
		config->isolated = nla_get_u8(attrs[VSW_A_PORT_ISOLATED]);
	if (attrs[VSW_A_PORT_SPOOFGUARD])
		config->spoofguard = nla_get_u8(attrs[VSW_A_PORT_SPOOFGUARD]);
	return vsw_nl_security_parse(attrs[VSW_A_PORT_SECURITY], &old->security,
				     &config->security, true, info->extack);
}

/* What cannot fail any more, after the configuration is in place. */
static void vsw_nl_port_told(struct vsw_port *port, struct genl_info *info,
			     const struct vsw_nl_plug *plug)
{
	struct nlattr *mac = info->attrs[VSW_A_PORT_EFFECTIVE_MAC];
	struct nlattr *promisc = info->attrs[VSW_A_PORT_PROMISCUOUS_REQUESTED];

	if (plug->expect)
		strscpy(port->dev_name, plug->expect, sizeof(port->dev_name));
	if (mac)
		vsw_port_told(port, nla_data(mac));
	if (promisc)
		vsw_port_told_promisc(port, nla_get_u8(promisc));
	if (info->attrs[VSW_A_PORT_BPDU_BLOCKED])
		vsw_port_forgive_bpdu(port);
}

/* The tags of the request; NULL if it says nothing of them; or an ERR_PTR() */
static struct vsw_tags *vsw_nl_port_tags(struct genl_info *info)
{
	if (!info->attrs[VSW_A_PORT_TAG])
		return NULL;
	return vsw_nl_tags_parse(info, VSW_A_PORT_TAG, VSW_TAG_SET);
}

static int vsw_nl_port_tag(struct vsw_port *port, const struct vsw_tags *tags,
			   struct netlink_ext_ack *extack)
{
	return tags ? vsw_nl_tags_change(port, tags, VSW_TAG_SET, extack) : 0;
}

static int vsw_nl_port_new(struct vsw_net *vn, struct genl_info *info,
			   const struct vsw_tags *tags)
{
	struct vsw_switch *sw = vsw_nl_switch(vn, info, VSW_A_PORT_SWITCH);
	struct nlattr *name = info->attrs[VSW_A_PORT_NAME] ?:
			      info->attrs[VSW_A_PORT_DEV];
	struct vsw_port_config base, config;
	struct vsw_nl_plug plug;
	struct vsw_port *port;
	int err;

	if (IS_ERR(sw))
		return PTR_ERR(sw);
	if (!sw)
		return vsw_nl_missing(info, VSW_A_PORT_SWITCH,
				      "switch of the port is missing");
	if (!name)
		return vsw_nl_missing(info, VSW_A_PORT_NAME,
				      "name or dev of the port is missing");
	if (info->attrs[VSW_A_PORT_ID] || info->attrs[VSW_A_PORT_NEW_NAME]) {
		NL_SET_ERR_MSG_ATTR(info->extack,
				    info->attrs[VSW_A_PORT_ID] ?:
				    info->attrs[VSW_A_PORT_NEW_NAME],
				    "a new port gets its id from the kernel and has no other name");
		return -EINVAL;
	}
	err = vsw_nl_plug_parse(vn, info, &plug);
	if (err)
		return err;
	vsw_port_config_init(&base, nla_data(name), vsw_portgroup_default(sw));
	err = vsw_nl_port_parse(vn, info, &base, &config);
	if (err)
		return err;
	err = vsw_nl_agent_check(info, &config, NULL, plug.dev);
	if (err)
		goto err_config;

	port = vsw_port_create(sw, &config, info->extack);
	if (IS_ERR(port)) {
		err = PTR_ERR(port);
		goto err_config;
	}
	/* A request that is refused has told nobody of tags. */
	if (plug.dev)
		err = vsw_attach_check(port, NULL, plug.dev, info->extack);
	if (!err)
		err = vsw_nl_port_tag(port, tags, info->extack);
	if (!err && plug.dev)
		err = vsw_attach(port, NULL, plug.dev, info->extack);
	if (err) {
		/* Its lists go with it. */
		vsw_port_destroy(port);
		return err;
	}
	if (tags && !plug.dev)
		vsw_event_port(port, VSW_CHANGE_SET);
	vsw_nl_port_told(port, info, &plug);
	return 0;

err_config:
	vsw_security_drop(&config.security, NULL);
	return err;
}

int vsw_nl_port_new_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_tags *tags = vsw_nl_port_tags(info);
	struct vsw_net *vn;
	int err;

	if (IS_ERR(tags))
		return PTR_ERR(tags);
	vn = vsw_nl_lock(info);
	err = vsw_nl_port_new(vn, info, tags);
	vsw_nl_unlock(vn);
	kfree(tags);
	return err;
}

static int vsw_nl_port_replug(struct vsw_port *port,
			      const struct vsw_port_config *config,
			      const struct vsw_nl_plug *plug,
			      struct netlink_ext_ack *extack)
{
	if (plug->dev && !port->dev)
		return vsw_attach(port, config, plug->dev, extack);
	if (plug->detach && port->dev)
		vsw_detach(port);
	vsw_port_config_commit(port, config);
	vsw_event_port(port, VSW_CHANGE_SET);
	return 0;
}

/* Tags come first: a device that is attached is to meet them. */
static int vsw_nl_port_change(struct vsw_port *port,
			      const struct vsw_port_config *config,
			      const struct vsw_nl_plug *plug,
			      const struct vsw_tags *tags,
			      struct netlink_ext_ack *extack)
{
	const struct vsw_tags *now = port->filter ? port->filter->id.tags : NULL;
	struct vsw_tags *old;
	int err;

	if (plug->dev && port->dev && plug->dev != port->dev) {
		NL_SET_ERR_MSG(extack, "the port has another device: detach it first");
		return -EBUSY;
	}
	if (plug->dev && !port->dev) {
		err = vsw_attach_check(port, config, plug->dev, extack);
		if (err)
			return err;
	}
	old = vsw_tags_alloc(now ? now->n : 0);
	if (!old)
		return -ENOMEM;
	if (now)
		memcpy(old, now, struct_size(now, tag, now->n));
	err = vsw_nl_port_tag(port, tags, extack);
	if (!err) {
		err = vsw_nl_port_replug(port, config, plug, extack);
		if (err)
			vsw_nl_port_tag(port, tags ? old : NULL, NULL);
	}
	kfree(old);
	return err;
}

static int vsw_nl_port_set(struct vsw_net *vn, struct genl_info *info,
			   const struct vsw_tags *tags)
{
	struct vsw_port_config config;
	struct vsw_nl_plug plug = {};
	struct vsw_port *port;
	int err;

	port = vsw_nl_port(vn, info, &vsw_nl_port_key);
	if (IS_ERR(port))
		return PTR_ERR(port);
	/* With neither id nor name, dev is what the port was found by. */
	if (info->attrs[VSW_A_PORT_ID] || info->attrs[VSW_A_PORT_NAME]) {
		err = vsw_nl_plug_parse(vn, info, &plug);
		if (err)
			return err;
	} else if (info->attrs[VSW_A_PORT_IFINDEX]) {
		NL_SET_ERR_MSG_ATTR(info->extack,
				    info->attrs[VSW_A_PORT_IFINDEX],
				    "to change the device, name the port by id or name");
		return -EINVAL;
	}
	err = vsw_nl_port_parse(vn, info, &port->config, &config);
	if (err)
		return err;
	err = vsw_nl_agent_check(info, &config, port->peer, plug.dev);
	if (!err)
		err = vsw_port_config_check(&config, port, info->extack);
	if (!err)
		err = vsw_nl_port_change(port, &config, &plug, tags,
					 info->extack);
	if (err) {
		vsw_security_drop(&config.security, &port->config.security);
		return err;
	}
	vsw_nl_port_told(port, info, &plug);
	return 0;
}

int vsw_nl_port_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_tags *tags = vsw_nl_port_tags(info);
	struct vsw_net *vn;
	int err;

	if (IS_ERR(tags))
		return PTR_ERR(tags);
	vn = vsw_nl_lock(info);
	err = vsw_nl_port_set(vn, info, tags);
	vsw_nl_unlock(vn);
	kfree(tags);
	return err;
}

int vsw_nl_port_del_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_nl_lock(info);
	struct vsw_port *port;

	port = vsw_nl_port(vn, info, &vsw_nl_port_key);
	if (!IS_ERR(port)) {
		if (port->dev)
			vsw_detach(port);
		vsw_port_delete(port);
	}
	vsw_nl_unlock(vn);
	return PTR_ERR_OR_ZERO(port);
}

int vsw_nl_port_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_port *port;
	int err;

	mutex_lock(&vn->lock);
	port = vsw_nl_port(vn, info, &vsw_nl_port_key);
	err = PTR_ERR_OR_ZERO(port);
	if (!err)
		err = vsw_nl_reply(info, VSW_CMD_PORT_GET, vsw_nl_port_fill,
				   port);
	mutex_unlock(&vn->lock);
	return err;
}

static int vsw_nl_dump_port(struct sk_buff *skb, struct netlink_callback *cb,
			    struct vsw_switch *sw)
{
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	struct vsw_port *port;
	int id = walk->id, err;

	idr_for_each_entry_continue(&sw->ports, port, id) {
		if (port->uplink)
			continue;
		err = vsw_nl_dump_one(skb, cb, VSW_CMD_PORT_GET,
				      vsw_nl_port_fill, port);
		if (err)
			return err;
		walk->id = id + 1;
	}
	return 0;
}

int vsw_nl_port_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_dump(skb, cb, VSW_A_PORT_SWITCH, vsw_nl_dump_port);
}
