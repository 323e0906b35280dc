// SPDX-License-Identifier: GPL-2.0
/* Ports named in requests, and dumps of what belongs to them. */
#include <net/sock.h>

#include "compat.h"
#include "l2/port.h"
#include "nl/family.h"

static struct vsw_port *vsw_nl_port_by_name(struct vsw_switch *sw,
					    const char *name,
					    const struct vsw_nl_key *key)
{
	struct vsw_port *port = vsw_port_find_name(sw, name);

	if (port || !key->uplinks)
		return port;
	port = vsw_port_find_dev(sw, name, true);
	return port && port->uplink ? port : NULL;
}

static struct vsw_port *vsw_nl_port_by_dev(struct vsw_switch *sw,
					   const char *name)
{
	struct vsw_port *port = vsw_port_find_dev(sw, name, true);

	return port && !port->uplink ? port : NULL;
}

static struct vsw_port *vsw_nl_port_on(struct vsw_switch *sw,
				       struct nlattr **attrs,
				       const struct vsw_nl_key *key)
{
	if (attrs[key->name])
		return vsw_nl_port_by_name(sw, nla_data(attrs[key->name]), key);
	return vsw_nl_port_by_dev(sw, nla_data(attrs[key->dev]));
}

static struct vsw_port *vsw_nl_port_by_id(struct vsw_net *vn, u32 id,
					  const struct vsw_switch *only,
					  const struct vsw_nl_key *key)
{
	struct vsw_port *port = vsw_port_find_id(vn, id);

	if (!port || (port->uplink && !key->uplinks) ||
	    (only && port->sw != only))
		return NULL;
	return port;
}

/* Return: the port; NULL if none is named; or an ERR_PTR(). */
static struct vsw_port *vsw_nl_port_find(struct vsw_net *vn,
					 struct nlattr **attrs,
					 const struct vsw_nl_key *key,
					 struct netlink_ext_ack *extack)
{
	struct nlattr *by = attrs[key->id] ?: attrs[key->name];
	struct vsw_switch *sw, *only = NULL;
	struct vsw_port *port, *found = NULL;

	if (!by && key->dev)
		by = attrs[key->dev];
	if (attrs[key->sw]) {
		only = vsw_switch_find(vn, nla_data(attrs[key->sw]), 0);
		if (!only) {
			NL_SET_ERR_MSG_ATTR(extack, attrs[key->sw],
					    "no such switch");
			return ERR_PTR(-ENODEV);
		}
	}
	if (!by)
		return NULL;

	if (attrs[key->id]) {
		found = vsw_nl_port_by_id(vn, nla_get_u32(by), only, key);
		goto out;
	}
	list_for_each_entry(sw, &vn->switches, node) {
		port = only && sw != only ? NULL :
					    vsw_nl_port_on(sw, attrs, key);
		if (port && found) {
			NL_SET_ERR_MSG_ATTR(extack, by,
					    "several switches have such a port: name the switch");
			return ERR_PTR(-ENOTUNIQ);
		}
		if (port)
			found = port;
	}
out:
	if (found)
		return found;
	NL_SET_ERR_MSG_ATTR(extack, by, "no such port");
	return ERR_PTR(-ENOENT);
}

/**
 * vsw_nl_port() - the port that a request means
 * @vn: the namespace, its lock held
 * @info: the request
 * @key: attributes that name it: by id, or by client name, or by device, the
 *   last two on the switch named or unique in the namespace
 *
 * Return: the port, or an ERR_PTR() of -EINVAL, -ENODEV, -ENOENT, -ENOTUNIQ
 */
struct vsw_port *vsw_nl_port(struct vsw_net *vn, struct genl_info *info,
			     const struct vsw_nl_key *key)
{
	struct vsw_port *port;

	port = vsw_nl_port_find(vn, info->attrs, key, info->extack);
	return port ?: ERR_PTR(vsw_nl_missing(info, key->name, key->missing));
}

/**
 * vsw_nl_each_port() - do something to the port that a request means
 * @vn: the namespace, its lock held
 * @info: the request
 * @key: attributes that name the port; with the switch alone it is all ports of
 *   that, with nothing all there are
 * @each: what to do
 */
int vsw_nl_each_port(struct vsw_net *vn, struct genl_info *info,
		     const struct vsw_nl_key *key,
		     void (*each)(struct vsw_port *port))
{
	struct vsw_switch *sw, *only;
	struct vsw_port *port;

	port = vsw_nl_port_find(vn, info->attrs, key, info->extack);
	if (IS_ERR(port))
		return PTR_ERR(port);
	if (port) {
		each(port);
		return 0;
	}
	only = vsw_nl_switch(vn, info, key->sw);
	list_for_each_entry(sw, &vn->switches, node) {
		if (only && sw != only)
			continue;
		list_for_each_entry(port, &sw->port_list, node)
			if (!port->uplink || key->uplinks)
				each(port);
	}
	return 0;
}

/* The first message of a dump finds the port that it is about. */
static int vsw_nl_dump_ports_begin(struct netlink_callback *cb,
				   struct vsw_net *vn,
				   const struct vsw_nl_ports *ports)
{
	struct nlattr **attrs = vsw_compat_dump_attrs(cb);
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	struct vsw_port *port = NULL;

	if (attrs)
		port = vsw_nl_port_find(vn, attrs, &ports->key, cb->extack);
	if (IS_ERR(port))
		return PTR_ERR(port);
	if (port)
		walk->only = port->id;
	walk->ports = ports;
	return 0;
}

static int vsw_nl_dump_ports_of(struct sk_buff *skb,
				struct netlink_callback *cb,
				struct vsw_switch *sw)
{
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	const struct vsw_nl_ports *ports = walk->ports;
	int id = walk->id, err;
	struct vsw_port *port;

	if (walk->only) {
		port = vsw_nl_port_by_id(sw->vn, walk->only, sw, &ports->key);
		return port ? ports->each(skb, cb, port) : 0;
	}
	idr_for_each_entry_continue(&sw->ports, port, id) {
		if (port->uplink && !ports->key.uplinks)
			continue;
		if (walk->id != id) {
			walk->id = id;
			walk->off = 0;
			walk->pos = 0;
		}
		err = ports->each(skb, cb, port);
		if (err)
			return err;
		walk->id = id + 1;
		walk->off = 0;
		walk->pos = 0;
	}
	return 0;
}

/**
 * vsw_nl_dump_ports() - dump what belongs to ports, port by port
 * @skb: message that takes it
 * @cb: the dump
 * @ports: what
 *
 * The lock of the namespace is held for one message at a time. A port that has
 * gone meanwhile is not listed any more.
 */
int vsw_nl_dump_ports(struct sk_buff *skb, struct netlink_callback *cb,
		      const struct vsw_nl_ports *ports)
{
	struct vsw_net *vn = vsw_net(sock_net(skb->sk));
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	int err = 0;

	mutex_lock(&vn->lock);
	if (!walk->ports)
		err = vsw_nl_dump_ports_begin(cb, vn, ports);
	mutex_unlock(&vn->lock);
	if (err)
		return err;
	return vsw_nl_dump(skb, cb, ports->key.sw, vsw_nl_dump_ports_of);
}

/* Say which port it is; of an uplink, the device. */
int vsw_nl_key_fill(struct sk_buff *skb, const struct vsw_nl_key *key,
		    const struct vsw_port *port)
{
	const char *name = port->uplink ? port->dev_name : port->config.name;

	if (nla_put_string(skb, key->sw, port->sw->dev->name) ||
	    nla_put_u32(skb, key->id, port->id) ||
	    nla_put_string(skb, key->name, name))
		return -EMSGSIZE;
	return 0;
}
