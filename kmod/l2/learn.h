/* SPDX-License-Identifier: GPL-2.0 */
/* Addresses learned behind a port, for hypervisors inside of guests. */
#ifndef VSW_L2_LEARN_H
#define VSW_L2_LEARN_H

#include <linux/if_ether.h>
#include <linux/rhashtable.h>

#include "frame/drop.h"

struct vsw_port;
struct vsw_switch;
struct vsw_view;

/**
 * struct vsw_learned_key - what a learned address is found by
 * @addr: the address
 * @vid: the VLAN it was seen in
 */
struct vsw_learned_key {
	u8 addr[ETH_ALEN];
	u16 vid;
};

/**
 * struct vsw_learned - a learned address
 * @node: in vsw_switch.learned
 * @key: address and VLAN
 * @upstream: an uplink has proved that the address lives there; frames for it
 *   leave, and @port only pays for the entry
 * @port: the port behind which it was last seen; frames read it under RCU
 * @seen: jiffies when it was last seen, behind @port or upstream
 * @port_node: in vsw_port.learned, under vsw_switch.learned_lock
 * @rcu: frees it once no frame can still read it
 */
struct vsw_learned {
	struct rhash_head node;
	struct vsw_learned_key key;
	bool upstream;
	struct vsw_port *port;
	unsigned long seen;
	struct list_head port_node;
	struct rcu_head rcu;
};

int vsw_learn_init(struct vsw_switch *sw);
void vsw_learn_exit(struct vsw_switch *sw);

enum vsw_drop vsw_learn(struct vsw_port *port, const struct vsw_view *view,
			const u8 *addr, u16 vid);
struct vsw_learned *vsw_learn_find(struct vsw_switch *sw, const u8 *addr,
				   u16 vid);
bool vsw_learn_echo(struct vsw_switch *sw, const u8 *addr, u16 vid, bool proof);
int vsw_learn_walk(struct vsw_port *port, unsigned int skip,
		   int (*fn)(const struct vsw_learned *entry, void *arg),
		   void *arg);
void vsw_learn_flush(struct vsw_port *port);
void vsw_learn_forget(struct vsw_port *port, const u8 *addr);

#endif
