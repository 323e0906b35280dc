// SPDX-License-Identifier: GPL-2.0
/*
 * News from below, sent to the multicast groups config and event.
 *
 * Each message has a number, counted for each group and namespace whether
 * anybody listens or not, so that a listener notices what it missed.
 */
#include <linux/mutex.h>

#include "l2/event.h"
#include "l2/port.h"
#include "nl/binding.h"
#include "nl/family.h"
#include "nl/rules.h"

/*
 * The switches live longer than the family when the module goes; innermost of
 * all locks.
 */
static DEFINE_MUTEX(vsw_nl_live_lock);
static bool vsw_nl_live;

void vsw_nl_event_live(bool live)
{
	mutex_lock(&vsw_nl_live_lock);
	vsw_nl_live = live;
	mutex_unlock(&vsw_nl_live_lock);
}

/**
 * vsw_nl_send() - send an object to a multicast group
 * @vn: the namespace
 * @group: the group
 * @cmd: the notification
 * @size: bytes that the object may take
 * @fill: writes the object's attributes
 * @object: the object, stable under the locks that the caller holds
 */
void vsw_nl_send(struct vsw_net *vn, unsigned int group, u8 cmd, size_t size,
		 int (*fill)(struct sk_buff *skb, const void *object),
		 const void *object)
{
	struct sk_buff *skb;
	void *hdr;

	mutex_lock(&vsw_nl_live_lock);
	if (!vsw_nl_live ||
	    !genl_has_listeners(&vsw_nl_family, vn->net, group))
		goto out;

	skb = genlmsg_new(size, GFP_KERNEL);
	if (!skb)
		goto out;
	hdr = genlmsg_put(skb, 0, 0, &vsw_nl_family, 0, cmd);
	if (!hdr || fill(skb, object)) {
		nlmsg_free(skb);
		goto out;
	}
	genlmsg_end(skb, hdr);
	genlmsg_multicast_netns(&vsw_nl_family, vn->net, skb, 0, group,
				GFP_KERNEL);
out:
	mutex_unlock(&vsw_nl_live_lock);
}

static int vsw_nl_fill_port(struct sk_buff *skb, const void *object)
{
	const struct vsw_port *port = object;
	u32 seq = port->sw->vn->seq_config;

	if (port->uplink)
		return vsw_nl_uplink_fill(skb, port) ?:
		       nla_put_u32(skb, VSW_A_UPLINK_SEQ, seq);
	return vsw_nl_port_fill(skb, port) ?:
	       nla_put_u32(skb, VSW_A_PORT_SEQ, seq);
}

static void vsw_nl_port_changed(struct vsw_port *port, enum vsw_change change)
{
	static const u8 cmd[2][2] = {
		{ VSW_CMD_PORT_NTF, VSW_CMD_PORT_DEL_NTF },
		{ VSW_CMD_UPLINK_NTF, VSW_CMD_UPLINK_DEL_NTF },
	};

	port->sw->vn->seq_config++;
	vsw_nl_send(port->sw->vn, VSW_NLGRP_CONFIG,
		    cmd[port->uplink][change == VSW_CHANGE_DEL],
		    VSW_NL_OBJECT_SIZE, vsw_nl_fill_port, port);
}

static int vsw_nl_fill_portgroup(struct sk_buff *skb, const void *object)
{
	const struct vsw_portgroup *pg = object;

	return vsw_nl_portgroup_fill(skb, pg) ?:
	       nla_put_u32(skb, VSW_A_PORTGROUP_SEQ, pg->sw->vn->seq_config);
}

static void vsw_nl_portgroup_changed(struct vsw_portgroup *pg,
				     enum vsw_change change)
{
	pg->sw->vn->seq_config++;
	vsw_nl_send(pg->sw->vn, VSW_NLGRP_CONFIG,
		    change == VSW_CHANGE_DEL ? VSW_CMD_PORTGROUP_DEL_NTF :
					       VSW_CMD_PORTGROUP_NTF,
		    VSW_NL_OBJECT_SIZE, vsw_nl_fill_portgroup, pg);
}

static int vsw_nl_fill_switch(struct sk_buff *skb, const void *object)
{
	const struct vsw_switch *sw = object;

	return vsw_nl_switch_fill(skb, sw) ?:
	       nla_put_u32(skb, VSW_A_SWITCH_SEQ, sw->vn->seq_config);
}

static void vsw_nl_switch_changed(struct vsw_switch *sw, enum vsw_change change)
{
	sw->vn->seq_config++;
	vsw_nl_send(sw->vn, VSW_NLGRP_CONFIG,
		    change == VSW_CHANGE_DEL ? VSW_CMD_SWITCH_DEL_NTF :
					       VSW_CMD_SWITCH_NTF,
		    VSW_NL_OBJECT_SIZE, vsw_nl_fill_switch, sw);
}

/**
 * struct vsw_nl_load_ntf - rules or addresses have changed
 * @loaded: what holds now
 * @seq: number of the message
 */
struct vsw_nl_load_ntf {
	struct vsw_nl_loaded loaded;
	u32 seq;
};

static int vsw_nl_fill_loaded(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_load_ntf *ntf = object;

	return vsw_nl_loaded_fill(skb, &ntf->loaded) ?:
	       nla_put_u32(skb, VSW_A_RULES_SEQ, ntf->seq);
}

/**
 * vsw_nl_rules_changed() - tell that rules or addresses have changed
 * @net: the namespace
 *
 * What holds when the message is sent is what it says, so that of two changes
 * at the same time both messages may tell of the later one.
 *
 * Context: process, neither vsw_net.lock nor vsw_filter_net.lock held.
 */
void vsw_nl_rules_changed(const struct net *net)
{
	struct vsw_filter_net *fn = vsw_filter_net(net);
	struct vsw_net *vn = vsw_net(net);
	struct vsw_nl_load_ntf ntf;

	mutex_lock(&vn->lock);
	ntf.seq = ++vn->seq_config;
	mutex_lock(&fn->lock);
	vsw_nl_loaded_read(fn, &ntf.loaded);
	mutex_unlock(&fn->lock);
	vsw_nl_send(vn, VSW_NLGRP_CONFIG, VSW_CMD_LOAD_NTF,
		    VSW_NL_OBJECT_SIZE, vsw_nl_fill_loaded, &ntf);
	mutex_unlock(&vn->lock);
}

struct vsw_nl_event {
	const struct vsw_port *port;
	enum vsw_event_type type;
	const u8 *mac;
	const char *tag;
};

static int vsw_nl_fill_event(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_event *event = object;
	const struct vsw_port *port = event->port;

	if (nla_put_u8(skb, VSW_A_EVENT_TYPE, event->type) ||
	    nla_put_u32(skb, VSW_A_EVENT_SEQ, port->sw->vn->seq_event) ||
	    nla_put_u64_64bit(skb, VSW_A_EVENT_TIME, ktime_get_real_ns(),
			      VSW_A_EVENT_PAD) ||
	    nla_put_string(skb, VSW_A_EVENT_SWITCH, port->sw->dev->name) ||
	    nla_put_u32(skb, VSW_A_EVENT_PORT_ID, port->id) ||
	    nla_put_string(skb, VSW_A_EVENT_PORT, port->config.name) ||
	    nla_put_u32(skb, VSW_A_EVENT_REASONS, port->reasons))
		return -EMSGSIZE;
	if (port->dev &&
	    nla_put_string(skb, VSW_A_EVENT_DEV, port->dev->name))
		return -EMSGSIZE;
	if (event->mac &&
	    nla_put(skb, VSW_A_EVENT_MAC, ETH_ALEN, event->mac))
		return -EMSGSIZE;
	if (event->tag && nla_put_string(skb, VSW_A_EVENT_TAG, event->tag))
		return -EMSGSIZE;
	return 0;
}

static void vsw_nl_event(struct vsw_port *port, enum vsw_event_type type,
			 const u8 *mac, const char *tag)
{
	const struct vsw_nl_event event = {
		.port = port,
		.type = type,
		.mac = mac,
		.tag = tag,
	};

	port->sw->vn->seq_event++;
	vsw_nl_send(port->sw->vn, VSW_NLGRP_EVENT, VSW_CMD_EVENT,
		    VSW_NL_OBJECT_SIZE, vsw_nl_fill_event, &event);
}

struct vsw_nl_address_event {
	struct vsw_nl_event event;
	const struct vsw_event_address *address;
};

static int vsw_nl_fill_address_event(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_address_event *event = object;
	const struct vsw_event_address *address = event->address;

	if (vsw_nl_fill_event(skb, &event->event))
		return -EMSGSIZE;
	if (address->family &&
	    (vsw_nl_addr_fill(skb, VSW_A_EVENT_ADDRESS, address->family,
			      address->addr) ||
	     (address->vid < VLAN_N_VID &&
	      nla_put_u16(skb, VSW_A_EVENT_VLAN, address->vid))))
		return -EMSGSIZE;
	if (address->reason &&
	    (nla_put_string(skb, VSW_A_EVENT_DROP_REASON, address->reason) ||
	     nla_put_u32(skb, VSW_A_EVENT_LOST, address->lost)))
		return -EMSGSIZE;
	return 0;
}

static void vsw_nl_address_event(struct vsw_port *port,
				 enum vsw_event_type type,
				 const struct vsw_event_address *address)
{
	const struct vsw_nl_address_event event = {
		.event.port = port,
		.event.type = type,
		.event.mac = address->mac,
		.address = address,
	};

	port->sw->vn->seq_event++;
	vsw_nl_send(port->sw->vn, VSW_NLGRP_EVENT, VSW_CMD_EVENT,
		    VSW_NL_OBJECT_SIZE, vsw_nl_fill_address_event, &event);
}

static int vsw_nl_fill_binding(struct sk_buff *skb, const void *object)
{
	const struct vsw_binding *binding = object;

	return vsw_nl_binding_fill(skb, binding) ?:
	       nla_put_u32(skb, VSW_A_BINDING_SEQ,
			   binding->bindings->port->sw->vn->seq_config);
}

static void vsw_nl_binding_changed(struct vsw_port *port,
				   const struct vsw_binding *binding,
				   enum vsw_change change)
{
	port->sw->vn->seq_config++;
	vsw_nl_send(port->sw->vn, VSW_NLGRP_CONFIG,
		    change == VSW_CHANGE_DEL ? VSW_CMD_BINDING_DEL_NTF :
					       VSW_CMD_BINDING_NTF,
		    VSW_NL_OBJECT_SIZE, vsw_nl_fill_binding, binding);
}

static const struct vsw_event_ops vsw_nl_event_ops = {
	.event = vsw_nl_event,
	.address = vsw_nl_address_event,
	.binding = vsw_nl_binding_changed,
	.port = vsw_nl_port_changed,
	.portgroup = vsw_nl_portgroup_changed,
	.sw = vsw_nl_switch_changed,
};

void vsw_nl_event_register(void)
{
	vsw_event_register(&vsw_nl_event_ops);
}
