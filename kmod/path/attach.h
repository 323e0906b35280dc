/* SPDX-License-Identifier: GPL-2.0 */
/* A device becomes a port's plug, and stops being it. */
#ifndef VSW_PATH_ATTACH_H
#define VSW_PATH_ATTACH_H

#include <linux/netdevice.h>

struct vsw_port;
struct vsw_port_config;
struct vsw_switch;

struct vsw_port *vsw_port_of_dev(const struct net_device *dev);
struct net_device *vsw_peer_of_dev(struct net_device *dev);

int vsw_attach_check(struct vsw_port *port,
		     const struct vsw_port_config *config,
		     struct net_device *dev, struct netlink_ext_ack *extack);
int vsw_attach(struct vsw_port *port, const struct vsw_port_config *config,
	       struct net_device *dev, struct netlink_ext_ack *extack);
void vsw_detach(struct vsw_port *port);
int vsw_enslave(struct vsw_switch *sw, struct net_device *dev,
		struct netlink_ext_ack *extack);

int vsw_notify_register(void);
void vsw_notify_unregister(void);

#endif
