/* SPDX-License-Identifier: GPL-2.0 */
/* The network device that a switch lives in. */
#ifndef VSW_PATH_LINK_H
#define VSW_PATH_LINK_H

#include <linux/netdevice.h>

struct vsw_switch;

bool vsw_link_is_switch(const struct net_device *dev);
struct vsw_switch *vsw_link_create(struct net *net, const char *name,
				   struct netlink_ext_ack *extack);
void vsw_link_destroy(struct vsw_switch *sw);

int vsw_link_register(void);
void vsw_link_unregister(void);

#endif
