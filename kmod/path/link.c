// SPDX-License-Identifier: GPL-2.0
/*
 * The network device that a switch lives in, link kind vsw, so that
 * "ip link add vs0 type vsw" and "ip link set tap0 master vs0" work, as do
 * tools that attach guests over rtnetlink. The older way, SIOCBRADDIF, is the
 * bridge's alone: the core takes any device that allows it for one.
 *
 * The device itself is not a port: what the host sends into it is dropped. A
 * host that wants to talk to its guests attaches a veth pair.
 *
 * Teardown, whoever began it (a link deletion, the end of the namespace, the
 * module's):
 *   1. ndo_uninit: every port loses its device, which withdraws the view and
 *      waits for frames that came in there; ports and port groups are unlinked
 *      and freed by RCU callbacks; the switch leaves its namespace.
 *   2. the core waits for a grace period: no frame has the switch any more.
 *   3. priv_destructor frees the tables; the learning sweep is stopped there.
 */
#include <linux/etherdevice.h>
#include <linux/ethtool.h>
#include <linux/rtnetlink.h>
#include <net/rtnetlink.h>

#include "compat.h"
#include "l2/event.h"
#include "l2/port.h"
#include "l2/switch.h"
#include "path/attach.h"
#include "path/link.h"

static struct rtnl_link_ops vsw_link_ops;
static const struct net_device_ops vsw_dev_ops;

bool vsw_link_is_switch(const struct net_device *dev)
{
	return dev->netdev_ops == &vsw_dev_ops;
}

static void vsw_dev_free(struct net_device *dev)
{
	vsw_switch_free(netdev_priv(dev));
}

static int vsw_dev_init(struct net_device *dev)
{
	struct vsw_switch *sw = netdev_priv(dev);
	struct vsw_net *vn = vsw_net(dev_net(dev));
	int err;

	mutex_lock(&vn->lock);
	err = vsw_switch_init(sw, dev);
	mutex_unlock(&vn->lock);
	if (!err)
		dev->priv_destructor = vsw_dev_free;
	return err;
}

static void vsw_dev_uninit(struct net_device *dev)
{
	struct vsw_switch *sw = netdev_priv(dev);
	struct vsw_net *vn = sw->vn;
	struct vsw_port *port;

	mutex_lock(&vn->lock);
	list_for_each_entry(port, &sw->port_list, node)
		if (port->dev)
			vsw_detach(port);
	vsw_switch_exit(sw);
	mutex_unlock(&vn->lock);
}

static netdev_tx_t vsw_dev_xmit(struct sk_buff *skb, struct net_device *dev)
{
	dev_core_stats_tx_dropped_inc(dev);
	dev_kfree_skb_any(skb);
	return NETDEV_TX_OK;
}

static int vsw_dev_add_slave(struct net_device *dev, struct net_device *slave,
			     struct netlink_ext_ack *extack)
{
	struct vsw_switch *sw = netdev_priv(dev);
	int err;

	mutex_lock(&sw->vn->lock);
	err = vsw_enslave(sw, slave, extack);
	mutex_unlock(&sw->vn->lock);
	return err;
}

static int vsw_dev_del_slave(struct net_device *dev, struct net_device *slave)
{
	struct vsw_switch *sw = netdev_priv(dev);
	struct vsw_port *port = vsw_port_of_dev(slave);

	if (!port || port->sw != sw)
		return -EINVAL;
	mutex_lock(&sw->vn->lock);
	vsw_detach(port);
	if (port->uplink)
		vsw_port_destroy(port);
	mutex_unlock(&sw->vn->lock);
	return 0;
}

static const struct net_device_ops vsw_dev_ops = {
	.ndo_init = vsw_dev_init,
	.ndo_uninit = vsw_dev_uninit,
	.ndo_start_xmit = vsw_dev_xmit,
	.ndo_set_mac_address = eth_mac_addr,
	.ndo_validate_addr = eth_validate_addr,
	.ndo_add_slave = vsw_dev_add_slave,
	.ndo_del_slave = vsw_dev_del_slave,
};

static void vsw_dev_drvinfo(struct net_device *dev,
			    struct ethtool_drvinfo *info)
{
	strscpy(info->driver, KBUILD_MODNAME, sizeof(info->driver));
}

static const struct ethtool_ops vsw_dev_ethtool_ops = {
	.get_drvinfo = vsw_dev_drvinfo,
	.get_link = ethtool_op_get_link,
};

static const struct device_type vsw_dev_type = {
	.name = "vsw",
};

static void vsw_dev_setup(struct net_device *dev)
{
	ether_setup(dev);
	eth_hw_addr_random(dev);
	dev->netdev_ops = &vsw_dev_ops;
	dev->ethtool_ops = &vsw_dev_ethtool_ops;
	dev->rtnl_link_ops = &vsw_link_ops;
	dev->needs_free_netdev = true;
	dev->priv_flags |= IFF_NO_QUEUE;
	dev->flags |= IFF_NOARP;
	dev->max_mtu = ETH_MAX_MTU;
	vsw_compat_netns_immutable(dev);
	SET_NETDEV_DEVTYPE(dev, &vsw_dev_type);
}

static int vsw_link_register_dev(struct net_device *dev)
{
	struct vsw_switch *sw = netdev_priv(dev);
	int err;

	err = register_netdevice(dev);
	if (err)
		return err;
	netif_carrier_on(dev);
	mutex_lock(&sw->vn->lock);
	vsw_event_switch(sw, VSW_CHANGE_SET);
	mutex_unlock(&sw->vn->lock);
	return 0;
}

static int vsw_link_new(VSW_COMPAT_NEWLINK_ARGS)
{
	return vsw_link_register_dev(dev);
}

static struct rtnl_link_ops vsw_link_ops = {
	.kind = "vsw",
	.priv_size = sizeof(struct vsw_switch),
	.setup = vsw_dev_setup,
	.newlink = vsw_link_new,
};

/**
 * vsw_link_create() - make a switch by making its device
 * @net: the namespace
 * @name: name of both
 * @extack: says why not
 *
 * Context: RTNL held, the lock of the namespace not.
 */
struct vsw_switch *vsw_link_create(struct net *net, const char *name,
				   struct netlink_ext_ack *extack)
{
	struct net_device *dev;
	int err;

	if (!dev_valid_name(name)) {
		NL_SET_ERR_MSG(extack, "not a valid device name");
		return ERR_PTR(-EINVAL);
	}
	if (__dev_get_by_name(net, name)) {
		NL_SET_ERR_MSG(extack, "a device of that name exists");
		return ERR_PTR(-EEXIST);
	}
	dev = alloc_netdev(sizeof(struct vsw_switch), name, NET_NAME_USER,
			   vsw_dev_setup);
	if (!dev)
		return ERR_PTR(-ENOMEM);
	dev_net_set(dev, net);
	err = vsw_link_register_dev(dev);
	if (err) {
		free_netdev(dev);
		return ERR_PTR(err);
	}
	dev_open(dev, NULL);
	return netdev_priv(dev);
}

/* Context: RTNL held, the lock of the namespace not. */
void vsw_link_destroy(struct vsw_switch *sw)
{
	unregister_netdevice(sw->dev);
}

int vsw_link_register(void)
{
	return rtnl_link_register(&vsw_link_ops);
}

/* Deletes all switches in all namespaces. */
void vsw_link_unregister(void)
{
	rtnl_link_unregister(&vsw_link_ops);
}
