/* SPDX-License-Identifier: GPL-2.0 */
/* A switch, and what a network namespace keeps for all of its switches. */
#ifndef VSW_L2_SWITCH_H
#define VSW_L2_SWITCH_H

#include <linux/idr.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/rhashtable.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>

#include "l2/policy.h"
#include "l2/portgroup.h"

struct vsw_port;

/* Port ids are SWITCH << 24 | PORT, so that they look like those of ESXi. */
#define VSW_PORT_ID_SHIFT	24
#define VSW_SWITCH_NUMBER_MAX	254
#define VSW_PORT_NUMBER_MAX	((1 << VSW_PORT_ID_SHIFT) - 1)

/* Ports and uplinks of one switch; what changes them all holds RTNL. */
#define VSW_PORTS_MAX		8192

/**
 * struct vsw_net - a network namespace, a host of its own
 * @lock: everything configured in the namespace; taken inside RTNL
 * @net: the namespace
 * @switches: all switches, by number
 * @numbers: numbers of switches, the upper byte of port ids
 * @generation: goes up with each change, so that dumps notice
 * @seq_config: messages sent to the multicast group config so far
 * @seq_event: messages sent to the multicast group event so far
 * @pending: carries what frames have noticed over to process context
 * @pending_last: jiffies of its last run
 */
struct vsw_net {
	struct mutex lock;
	struct net *net;
	struct list_head switches;
	struct ida numbers;
	u32 generation;
	u32 seq_config;
	u32 seq_event;
	struct delayed_work pending;
	unsigned long pending_last;
};

/**
 * struct vsw_switch - lives in its network device, kind vsw
 * @dev: that device
 * @vn: the namespace, for the whole of the switch's life
 * @node: in vsw_net.switches
 * @number: upper byte of the ids of its ports
 * @portgroup_ids: last number given to a port group
 * @ports: ports and uplinks by the low 24 bits of their ids
 * @port_list: the same by age, for passes over all of them
 * @n_ports: ports, without uplinks
 * @n_uplinks: uplinks
 * @n_changed: ports whose effective MAC address is not the initial one
 * @portgroups: all port groups, RCU list, the default one first
 * @uplinks: all uplinks, RCU list
 * @promiscuous: ports whose policy accepts promiscuous mode, RCU list
 * @promisc_idle: jiffies when no guest of these asked for it
 * @macs: struct vsw_claim by address; who gets a frame
 * @learned: struct vsw_learned by VLAN and address
 * @learned_lock: insertion, moving and removal in @learned and vsw_port.learned;
 *   taken in softirq
 * @learned_gc: forgets what was not seen for long
 * @security: policies of the switch
 */
struct vsw_switch {
	struct net_device *dev;
	struct vsw_net *vn;
	struct list_head node;
	u32 number;
	u32 portgroup_ids;
	struct idr ports;
	struct list_head port_list;
	u32 n_ports;
	u32 n_uplinks;
	u32 n_changed;

	struct list_head portgroups;
	struct list_head uplinks;
	struct list_head promiscuous;
	unsigned long promisc_idle;
	struct rhltable macs;
	struct rhashtable learned;
	spinlock_t learned_lock;
	struct delayed_work learned_gc;

	struct vsw_security security;
};

struct vsw_net *vsw_net(const struct net *net);
int vsw_net_register(void);
void vsw_net_unregister(void);
void vsw_net_pending(struct vsw_net *vn);

int vsw_switch_init(struct vsw_switch *sw, struct net_device *dev);
void vsw_switch_exit(struct vsw_switch *sw);
void vsw_switch_free(struct vsw_switch *sw);
struct vsw_switch *vsw_switch_find(struct vsw_net *vn, const char *name,
				   int ifindex);
void vsw_switch_set_security(struct vsw_switch *sw,
			     const struct vsw_security *security);

#endif
