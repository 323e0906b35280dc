// SPDX-License-Identifier: GPL-2.0
/*
 * A device becomes a port's plug, and stops being it.
 *
 * Coming:  upper link, LRO off, promiscuous (uplinks), rx handler - each of
 *          which may fail and is undone in reverse - then the port publishes
 *          its view and frames pass.
 * Going:   the port withdraws its view, so that no new frame finds the device;
 *          unregistering the rx handler waits for a grace period, so that no
 *          frame under way has it any more; then the links and the references
 *          go.
 *
 * The references are given back here for a device that is told to leave and
 * for one that is being unregistered alike, the latter from the notifier, so
 * the core never waits for them.
 */
#include <linux/if_arp.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#include "filter/filter.h"
#include "l2/event.h"
#include "l2/port.h"
#include "l2/switch.h"
#include "path/attach.h"
#include "path/link.h"
#include "path/path.h"

/**
 * vsw_port_of_dev() - the port that a device is plugged into
 * @dev: any device
 *
 * Context: RTNL. Return: the port or uplink, or NULL
 */
struct vsw_port *vsw_port_of_dev(const struct net_device *dev)
{
	if (rtnl_dereference(dev->rx_handler) != vsw_rx)
		return NULL;
	return rtnl_dereference(dev->rx_handler_data);
}

/**
 * vsw_peer_of_dev() - the other end of a veth or netkit device
 * @dev: any device
 *
 * Context: RTNL, which keeps the answer true. Return: the peer or NULL
 */
struct net_device *vsw_peer_of_dev(struct net_device *dev)
{
	struct net_device *peer = NULL;

	if (dev->netdev_ops->ndo_get_peer_dev) {
		rcu_read_lock();
		peer = dev->netdev_ops->ndo_get_peer_dev(dev);
		rcu_read_unlock();
	}
	return peer;
}

static int vsw_attach_check_dev(const struct vsw_switch *sw,
				const struct net_device *dev,
				struct netlink_ext_ack *extack)
{
	if (!net_eq(dev_net(dev), sw->vn->net)) {
		NL_SET_ERR_MSG(extack, "the device is in another network namespace than the switch");
		return -EXDEV;
	}
	if (dev->reg_state != NETREG_REGISTERED) {
		NL_SET_ERR_MSG(extack, "the device is going away");
		return -ENODEV;
	}
	if (vsw_link_is_switch(dev)) {
		NL_SET_ERR_MSG(extack, "a switch cannot be a port");
		return -ELOOP;
	}
	if (netdev_has_upper_dev(sw->dev, (struct net_device *)dev)) {
		NL_SET_ERR_MSG(extack, "the device stands on the switch");
		return -ELOOP;
	}
	if (dev->flags & IFF_LOOPBACK || dev->type != ARPHRD_ETHER ||
	    dev->addr_len != ETH_ALEN) {
		NL_SET_ERR_MSG(extack, "the device is not an Ethernet device");
		return -EINVAL;
	}
	if (dev->priv_flags & IFF_DONT_BRIDGE) {
		NL_SET_ERR_MSG(extack, "the device does not allow itself to be bridged");
		return -EOPNOTSUPP;
	}
	if (vsw_port_of_dev(dev)) {
		NL_SET_ERR_MSG(extack, "the device is attached to a port already");
		return -EBUSY;
	}
	if (netdev_is_rx_handler_busy((struct net_device *)dev) ||
	    netdev_master_upper_dev_get((struct net_device *)dev)) {
		NL_SET_ERR_MSG(extack, "the device belongs to a bridge, a bond or the like");
		return -EBUSY;
	}
	return 0;
}

static int vsw_attach_dev(struct vsw_port *port, struct net_device *dev,
			  struct netlink_ext_ack *extack)
{
	int err;

	err = netdev_master_upper_dev_link(dev, port->sw->dev, NULL, NULL,
					   extack);
	if (err)
		return err;
	dev_disable_lro(dev);
	/* A vNIC's device sees all that its guest sends; a NIC filters. */
	if (port->uplink) {
		err = dev_set_promiscuity(dev, 1);
		if (err)
			goto err_link;
	}
	err = netdev_rx_handler_register(dev, vsw_rx, port);
	if (err)
		goto err_promisc;
	return 0;

err_promisc:
	if (port->uplink)
		dev_set_promiscuity(dev, -1);
err_link:
	netdev_upper_dev_unlink(dev, port->sw->dev);
	return err;
}

/* Can it be plugged? @new: what the port is to be like then */
static int vsw_attach_prepare(struct vsw_port *port,
			      const struct vsw_port_config *config,
			      struct net_device *dev,
			      struct vsw_port_config *new,
			      struct netlink_ext_ack *extack)
{
	struct net_device *peer;
	int err;

	err = vsw_attach_check_dev(port->sw, dev, extack);
	if (err)
		return err;
	*new = config ? *config : port->config;
	if (port->uplink)
		return 0;
	peer = vsw_peer_of_dev(dev);
	if (peer && !new->initial_given &&
	    (!new->has_initial || dev->ifindex != port->last_ifindex)) {
		ether_addr_copy(new->initial, peer->dev_addr);
		new->has_initial = true;
	}
	return vsw_port_check_initial(new, port, new->pg->config.vlan, extack);
}

/**
 * vsw_attach_check() - would vsw_attach() work?
 * @port: a disconnected port or uplink
 * @config: as for vsw_attach()
 * @dev: the device
 * @extack: says why not
 *
 * Where it says yes, memory can still be missing, or a driver refuse.
 *
 * Context: RTNL and the lock of the namespace held.
 */
int vsw_attach_check(struct vsw_port *port,
		     const struct vsw_port_config *config,
		     struct net_device *dev, struct netlink_ext_ack *extack)
{
	struct vsw_port_config new;

	return vsw_attach_prepare(port, config, dev, &new, extack);
}

/**
 * vsw_attach() - plug a device into a port
 * @port: a disconnected port or uplink
 * @config: what the port is to be like from now on, or NULL for as it is; its
 *   name is checked, its lists are taken over on success. Unless an
 *   administrator has given it, the initial MAC address becomes that of the
 *   device's peer; not again for the device that the port had last, whose guest
 *   may have changed it since.
 * @dev: the device
 * @extack: says why not
 *
 * Context: RTNL and the lock of the namespace held.
 * Return: 0, or an error with nothing changed
 */
int vsw_attach(struct vsw_port *port, const struct vsw_port_config *config,
	       struct net_device *dev, struct netlink_ext_ack *extack)
{
	struct vsw_port_config new;
	int err;

	ASSERT_RTNL();
	lockdep_assert_held(&port->sw->vn->lock);
	err = vsw_attach_prepare(port, config, dev, &new, extack) ?:
	      vsw_attach_dev(port, dev, extack);
	if (err)
		return err;
	if (!port->uplink)
		vsw_port_config_commit(port, &new);
	vsw_port_plugged(port, dev, port->uplink ? NULL : vsw_peer_of_dev(dev));
	return 0;
}

/**
 * vsw_detach() - take the device out of a port
 * @port: a connected port or uplink
 *
 * Context: RTNL and the lock of the namespace held. Waits for a grace period.
 */
void vsw_detach(struct vsw_port *port)
{
	struct net_device *dev = port->dev;

	ASSERT_RTNL();
	vsw_port_unplugged(port);
	netdev_rx_handler_unregister(dev);
	vsw_port_quiet(port);
	if (port->bindings)
		vsw_secure_flush(port);
	/* Neither are the last guest's connections the next one's. */
	if (port->filter)
		vsw_filter_flush(port->filter);
	if (port->uplink)
		dev_set_promiscuity(dev, -1);
	netdev_upper_dev_unlink(dev, port->sw->dev);
	if (port->peer) {
		netdev_put(port->peer, &port->peer_tracker);
		port->peer = NULL;
	}
	netdev_put(dev, &port->dev_tracker);
}

/**
 * vsw_enslave() - attach a device by "ip link set DEV master SWITCH"
 * @sw: the switch
 * @dev: the device
 * @extack: says why not
 *
 * The port that last had a device of this name takes it up again; otherwise a
 * port of that name is made in the default port group.
 *
 * Context: RTNL and the lock of the namespace held.
 */
int vsw_enslave(struct vsw_switch *sw, struct net_device *dev,
		struct netlink_ext_ack *extack)
{
	struct vsw_port *port = vsw_port_find_dev(sw, dev->name, false);
	struct vsw_port_config config;
	int err;

	/* An uplink has no policies: only uplink-new makes one of a device. */
	if (port && !port->uplink)
		return vsw_attach(port, NULL, dev, extack);

	vsw_port_config_init(&config, dev->name, vsw_portgroup_default(sw));
	port = vsw_port_create(sw, &config, extack);
	if (IS_ERR(port))
		return PTR_ERR(port);
	err = vsw_attach(port, NULL, dev, extack);
	if (err)
		vsw_port_destroy(port);
	return err;
}
