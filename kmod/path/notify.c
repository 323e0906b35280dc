// SPDX-License-Identifier: GPL-2.0
/*
 * Changes of devices: of the ports' own, and of the guest's ends of veth pairs
 * in whichever network namespace they live.
 */
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#include "l2/event.h"
#include "l2/port.h"
#include "l2/switch.h"
#include "path/attach.h"
#include "path/link.h"

/* The device came up or went down, or its carrier did. */
static void vsw_notify_link(struct vsw_port *port)
{
	u32 before = port->reasons;

	vsw_port_update(port);
	if (before != port->reasons)
		vsw_event_port(port, VSW_CHANGE_SET);
}

static void vsw_notify_name(struct vsw_port *port)
{
	strscpy(port->dev_name, port->dev->name, sizeof(port->dev_name));
	vsw_event_port(port, VSW_CHANGE_SET);
}

/*
 * Only for what matters here is the lock taken: attaching a device sends
 * events of its own, with the lock held.
 */
static int vsw_notify_port(struct vsw_port *port, unsigned long event)
{
	struct mutex *lock = &port->sw->vn->lock;
	void (*act)(struct vsw_port *port);

	switch (event) {
	case NETDEV_UNREGISTER:
		act = vsw_detach;
		break;
	case NETDEV_UP:
	case NETDEV_DOWN:
	case NETDEV_CHANGE:
		act = vsw_notify_link;
		break;
	case NETDEV_CHANGENAME:
		act = vsw_notify_name;
		break;
	case NETDEV_PRE_TYPE_CHANGE:
		return notifier_from_errno(-EBUSY);
	default:
		return NOTIFY_DONE;
	}
	mutex_lock(lock);
	act(port);
	mutex_unlock(lock);
	return NOTIFY_DONE;
}

/* The guest changed the address of its end. */
static void vsw_notify_peer(struct net_device *peer)
{
	struct net_device *dev = vsw_peer_of_dev(peer);
	struct vsw_port *port = dev ? vsw_port_of_dev(dev) : NULL;

	if (!port || port->peer != peer)
		return;
	mutex_lock(&port->sw->vn->lock);
	if (vsw_port_mac_source(port) == VSW_MAC_SOURCE_PEER)
		vsw_port_told(port, peer->dev_addr);
	mutex_unlock(&port->sw->vn->lock);
}

static void vsw_notify_switch(struct net_device *dev)
{
	struct vsw_switch *sw = netdev_priv(dev);

	mutex_lock(&sw->vn->lock);
	vsw_event_switch(sw, VSW_CHANGE_SET);
	mutex_unlock(&sw->vn->lock);
}

static int vsw_notify(struct notifier_block *nb, unsigned long event, void *ptr)
{
	struct net_device *dev = netdev_notifier_info_to_dev(ptr);
	struct vsw_port *port = vsw_port_of_dev(dev);

	/* A device may be a port and the guest's end of another one's. */
	if (event == NETDEV_CHANGEADDR)
		vsw_notify_peer(dev);
	if (event == NETDEV_CHANGENAME && vsw_link_is_switch(dev))
		vsw_notify_switch(dev);
	return port ? vsw_notify_port(port, event) : NOTIFY_DONE;
}

static struct notifier_block vsw_notifier = {
	.notifier_call = vsw_notify,
};

int vsw_notify_register(void)
{
	return register_netdevice_notifier(&vsw_notifier);
}

void vsw_notify_unregister(void)
{
	unregister_netdevice_notifier(&vsw_notifier);
}
