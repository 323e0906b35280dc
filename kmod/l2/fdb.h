/* SPDX-License-Identifier: GPL-2.0 */
/* Whose is an address? */
#ifndef VSW_L2_FDB_H
#define VSW_L2_FDB_H

#include <linux/if_ether.h>
#include <linux/rhashtable.h>

struct vsw_port;
struct vsw_switch;

/**
 * struct vsw_claim - a port's right to the frames for an address
 * @node: in vsw_switch.macs; several ports may share an address
 * @rcu: frees it once no frame can still read it
 * @port: the port
 * @addr: the effective MAC address where policy accepts it, else the initial
 *   one: a blocked port gets nothing, and nobody else its frames
 */
struct vsw_claim {
	struct rhlist_head node;
	struct rcu_head rcu;
	struct vsw_port *port;
	u8 addr[ETH_ALEN];
};

int vsw_fdb_init(struct vsw_switch *sw);
void vsw_fdb_exit(struct vsw_switch *sw);
struct rhlist_head *vsw_fdb_find(struct vsw_switch *sw, const u8 *addr);

int vsw_fdb_claim(struct vsw_port *port, const u8 *addr);
void vsw_fdb_release(struct vsw_port *port);

#endif
