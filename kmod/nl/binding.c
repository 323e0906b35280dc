// SPDX-License-Identifier: GPL-2.0
/* IP addresses of ports in messages. */

#include "l2/port.h"
#include "nl/binding.h"
#include "nl/family.h"
#include "nl/rules.h"

static int vsw_nl_binding_dump_port(struct sk_buff *skb,
				    struct netlink_callback *cb,
				    struct vsw_port *port);

static const struct vsw_nl_ports vsw_nl_binding_ports = {
	.key = {
		.sw = VSW_A_BINDING_SWITCH,
		.id = VSW_A_BINDING_PORT_ID,
		.name = VSW_A_BINDING_PORT,
		.missing = "port-id or port is missing",
	},
	.each = vsw_nl_binding_dump_port,
};

/* Frames may see an address a second later than the clock was read. */
static u32 vsw_nl_binding_idle(const struct vsw_binding *binding, u64 now)
{
	return max_t(s32, (u32)now - READ_ONCE(binding->seen), 0);
}

/* Seconds until nobody tells of it any more; U32_MAX for never. */
static u32 vsw_nl_binding_expires(const struct vsw_binding *binding, u64 now)
{
	const struct vsw_discovery *discovery =
		&binding->bindings->setup.discovery;
	u64 left = 0;

	if (binding->sources & VSW_BINDING_SOURCE_STATIC || !binding->sources)
		return U32_MAX;
	if (binding->sources & (VSW_BINDING_SOURCE_ARP | VSW_BINDING_SOURCE_ND)) {
		u32 idle = vsw_nl_binding_idle(binding, now);

		if (discovery->tofu)
			return U32_MAX;
		if (idle < discovery->ageing)
			left = discovery->ageing - idle;
	}
	if (binding->sources & VSW_BINDING_SOURCE_DHCP &&
	    binding->lease_end > now)
		left = max(left, binding->lease_end - now);
	return min_t(u64, left, U32_MAX);
}

static int vsw_nl_binding_fill_times(struct sk_buff *skb,
				     const struct vsw_binding *binding)
{
	u64 now = vsw_seconds();
	u32 expires = vsw_nl_binding_expires(binding, now);

	if ((READ_ONCE(binding->seen) &&
	     nla_put_u32(skb, VSW_A_BINDING_AGE,
			 vsw_nl_binding_idle(binding, now))) ||
	    (expires != U32_MAX &&
	     nla_put_u32(skb, VSW_A_BINDING_EXPIRES, expires)))
		return -EMSGSIZE;
	return 0;
}

/**
 * vsw_nl_binding_fill() - write an address of a port
 * @skb: message
 * @object: struct vsw_binding
 */
int vsw_nl_binding_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_binding *binding = object;
	u64 number = atomic64_read(&binding->mac);
	u16 vid = vsw_binding_vlan(binding);
	u8 mac[ETH_ALEN];

	u64_to_ether_addr(number, mac);
	if (vsw_nl_key_fill(skb, &vsw_nl_binding_ports.key,
			    binding->bindings->port) ||
	    vsw_nl_addr_fill(skb, VSW_A_BINDING_ADDRESS, binding->family,
			     &binding->addr) ||
	    (vid != VSW_BINDING_OWN &&
	     nla_put_u16(skb, VSW_A_BINDING_VLAN, vid)) ||
	    (number && nla_put(skb, VSW_A_BINDING_MAC, ETH_ALEN, mac)) ||
	    nla_put_u32(skb, VSW_A_BINDING_SOURCES, binding->sources) ||
	    nla_put_u8(skb, VSW_A_BINDING_STATE, vsw_binding_state(binding)) ||
	    nla_put_u8(skb, VSW_A_BINDING_APPROVED, binding->approved))
		return -EMSGSIZE;
	return vsw_nl_binding_fill_times(skb, binding);
}

/**
 * struct vsw_nl_address - an address of a port that a request names
 * @port: the port
 * @bindings: its addresses
 * @vid: VLAN of a trunk, or VSW_BINDING_OWN
 * @family: AF_INET or AF_INET6
 * @addr: the address
 */
struct vsw_nl_address {
	struct vsw_port *port;
	struct vsw_bindings *bindings;
	u16 vid;
	u8 family;
	union vsw_addr addr;
};

/* The VLAN of the port's untagged frames needs no name. */
static int vsw_nl_binding_vlan(struct genl_info *info,
			       struct vsw_nl_address *address)
{
	const struct vsw_bindings_setup *setup = &address->bindings->setup;
	struct nlattr *vlan = info->attrs[VSW_A_BINDING_VLAN];
	u16 vid = vlan ? nla_get_u16(vlan) : setup->own;

	if (vid >= VLAN_N_VID) {
		vsw_nl_missing(info, VSW_A_BINDING_VLAN,
			       "the port is on a trunk without a native VLAN: name the vlan");
		return -EINVAL;
	}
	if (!test_bit(vid, setup->member)) {
		NL_SET_ERR_MSG_ATTR(info->extack, vlan,
				    "the port is not in this VLAN");
		return -EINVAL;
	}
	address->vid = vid == setup->own ? VSW_BINDING_OWN : vid;
	return 0;
}

static int vsw_nl_binding_parse(struct vsw_net *vn, struct genl_info *info,
				struct vsw_nl_address *address)
{
	struct nlattr *attr = info->attrs[VSW_A_BINDING_ADDRESS];
	int err;

	address->port = vsw_nl_port(vn, info, &vsw_nl_binding_ports.key);
	if (IS_ERR(address->port))
		return PTR_ERR(address->port);
	address->bindings = address->port->bindings;
	if (!attr)
		return vsw_nl_missing(info, VSW_A_BINDING_ADDRESS,
				      "address is missing");
	err = vsw_nl_addr_parse(attr, &address->family, &address->addr,
				info->extack);
	if (err)
		return err;
	if (!vsw_addr_usable(address->family, &address->addr)) {
		NL_SET_ERR_MSG_ATTR(info->extack, attr,
				    "not an address that a host may have");
		return -EINVAL;
	}
	return vsw_nl_binding_vlan(info, address);
}

static struct vsw_binding *vsw_nl_binding(struct vsw_net *vn,
					  struct genl_info *info)
{
	struct vsw_nl_address address;
	struct vsw_binding *binding;
	int err;

	err = vsw_nl_binding_parse(vn, info, &address);
	if (err)
		return ERR_PTR(err);
	binding = vsw_binding_find(address.bindings, address.vid,
				   address.family, &address.addr);
	if (binding)
		return binding;
	NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[VSW_A_BINDING_ADDRESS],
			    "the port has no such address");
	return ERR_PTR(-ENOENT);
}

static int vsw_nl_binding_new(struct vsw_net *vn, struct genl_info *info)
{
	struct nlattr *attr = info->attrs[VSW_A_BINDING_MAC];
	struct vsw_nl_address address;
	u64 mac = 0;
	int err;

	err = vsw_nl_binding_parse(vn, info, &address);
	if (err)
		return err;
	if (attr && !is_valid_ether_addr(nla_data(attr))) {
		NL_SET_ERR_MSG_ATTR(info->extack, attr,
				    "not a unicast address, or zero");
		return -EINVAL;
	}
	if (attr)
		mac = ether_addr_to_u64(nla_data(attr));
	return vsw_binding_state_address(address.bindings, address.vid,
					 address.family, &address.addr, mac,
					 info->extack);
}

static int vsw_nl_binding_set(struct vsw_net *vn, struct genl_info *info)
{
	struct nlattr *approved = info->attrs[VSW_A_BINDING_APPROVED];
	struct vsw_nl_address address;
	int err;

	err = vsw_nl_binding_parse(vn, info, &address);
	if (err)
		return err;
	if (!approved)
		return vsw_nl_missing(info, VSW_A_BINDING_APPROVED,
				      "approved is missing");
	return vsw_binding_approve(address.bindings, address.vid,
				   address.family, &address.addr,
				   nla_get_u8(approved), info->extack);
}

/* Nothing here has to do with devices, so a busy RTNL does not matter. */
int vsw_nl_binding_new_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	int err;

	mutex_lock(&vn->lock);
	err = vsw_nl_binding_new(vn, info);
	mutex_unlock(&vn->lock);
	return err;
}

int vsw_nl_binding_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	int err;

	mutex_lock(&vn->lock);
	err = vsw_nl_binding_set(vn, info);
	mutex_unlock(&vn->lock);
	return err;
}

int vsw_nl_binding_del_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_binding *binding;

	mutex_lock(&vn->lock);
	binding = vsw_nl_binding(vn, info);
	if (!IS_ERR(binding))
		vsw_binding_forget(binding);
	mutex_unlock(&vn->lock);
	return PTR_ERR_OR_ZERO(binding);
}

int vsw_nl_binding_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_binding *binding;
	int err;

	mutex_lock(&vn->lock);
	binding = vsw_nl_binding(vn, info);
	err = PTR_ERR_OR_ZERO(binding);
	if (!err)
		err = vsw_nl_reply(info, VSW_CMD_BINDING_GET,
				   vsw_nl_binding_fill, binding);
	mutex_unlock(&vn->lock);
	return err;
}

/* The oldest first, and on behind the last one, whatever went in between. */
static int vsw_nl_binding_dump_port(struct sk_buff *skb,
				    struct netlink_callback *cb,
				    struct vsw_port *port)
{
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	const struct vsw_binding *binding;
	int err;

	list_for_each_entry(binding, &port->bindings->list, list) {
		if (binding->serial <= walk->pos)
			continue;
		err = vsw_nl_dump_one(skb, cb, VSW_CMD_BINDING_GET,
				      vsw_nl_binding_fill, binding);
		if (err)
			return err;
		walk->pos = binding->serial;
	}
	return 0;
}

int vsw_nl_binding_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_dump_ports(skb, cb, &vsw_nl_binding_ports);
}

static void vsw_nl_binding_flush_port(struct vsw_port *port)
{
	vsw_bindings_flush(port->bindings);
}

int vsw_nl_binding_flush_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	int err;

	mutex_lock(&vn->lock);
	err = vsw_nl_each_port(vn, info, &vsw_nl_binding_ports.key,
			       vsw_nl_binding_flush_port);
	mutex_unlock(&vn->lock);
	return err;
}

/**
 * vsw_nl_port_fill_bindings() - write what a port shows of its addresses
 * @skb: message
 * @port: the port
 */
int vsw_nl_port_fill_bindings(struct sk_buff *skb, const struct vsw_port *port)
{
	struct vsw_bindings *bindings = port->bindings;
	const struct vsw_binding *first = vsw_bindings_first(bindings);

	if (nla_put_u8(skb, VSW_A_PORT_SPOOFGUARD, port->config.spoofguard) ||
	    nla_put_u8(skb, VSW_A_PORT_SPOOFGUARD_EFFECTIVE,
		       vsw_port_spoofguard(port)) ||
	    (first && vsw_nl_addr_fill(skb, VSW_A_PORT_IP_ADDRESS,
				       first->family, &first->addr)) ||
	    nla_put_u32(skb, VSW_A_PORT_BINDINGS, bindings->total) ||
	    nla_put_u64_64bit(skb, VSW_A_PORT_BINDINGS_REFUSED,
			      atomic64_read(&bindings->refused),
			      VSW_A_PORT_PAD))
		return -EMSGSIZE;
	return 0;
}
