/* SPDX-License-Identifier: GPL-2.0 */
/* A port group: what its ports have in common. */
#ifndef VSW_L2_PORTGROUP_H
#define VSW_L2_PORTGROUP_H

#include <linux/list.h>
#include <linux/netlink.h>

#include "frame/discovery.h"
#include "l2/guard.h"
#include "l2/policy.h"
#include "l2/vlan.h"

#define VSW_PORTGROUP_DEFAULT		"default"
#define VSW_LEARNING_LIMIT_DEFAULT	4096
#define VSW_LEARNING_AGEING_DEFAULT	600
#define VSW_DISCOVERY_LIMIT_DEFAULT	256
#define VSW_DISCOVERY_AGEING_DEFAULT	600

struct vsw_switch;

/**
 * struct vsw_learning - MAC learning, for hypervisors inside of guests
 * @enabled: learn the source addresses of frames
 * @flood: deliver unknown unicast of the VLAN
 * @forward: pass frames whose source could not be learned; they are dropped
 *   otherwise
 * @limit: most addresses of a port
 * @ageing: seconds after which an unseen address is forgotten
 */
struct vsw_learning {
	bool enabled;
	bool flood;
	bool forward;
	u32 limit;
	u32 ageing;
};

/**
 * struct vsw_portgroup_config - what an administrator says of a port group
 * @name: unique on the switch
 * @security: policies, each may be inherited from the switch
 * @vlan: VLANs; owned
 * @learning: MAC learning
 * @adopt: the first source seen becomes the initial MAC of a port without one
 * @promisc_scope: enum vsw_promiscuous_scope
 * @guard: what guests may not send; its list is owned
 * @spoofguard: enum vsw_spoofguard_mode, not INHERIT
 * @discovery: IP discovery
 */
struct vsw_portgroup_config {
	char name[VSW_NAME_LEN];
	struct vsw_security security;
	struct vsw_vlan *vlan;
	struct vsw_learning learning;
	bool adopt;
	u8 promisc_scope;
	struct vsw_guard guard;
	u8 spoofguard;
	struct vsw_discovery discovery;
};

/**
 * struct vsw_portgroup - a port group
 * @node: in vsw_switch.portgroups
 * @sw: its switch
 * @ports: its ports, RCU list
 * @vlan: what frames read, the same as in @config
 * @rcu: frees it once no frame can still read it
 * @id: number, never used twice by one switch
 * @n_ports: number of ports
 * @config: what an administrator said; under the lock of the namespace
 */
struct vsw_portgroup {
	struct list_head node;
	struct vsw_switch *sw;
	struct list_head ports;
	struct vsw_vlan __rcu *vlan;
	struct rcu_head rcu;
	u32 id;
	u32 n_ports;
	struct vsw_portgroup_config config;
};

int vsw_portgroup_config_init(struct vsw_portgroup_config *config,
			      const char *name);
struct vsw_portgroup *
vsw_portgroup_create(struct vsw_switch *sw,
		     struct vsw_portgroup_config *config,
		     struct netlink_ext_ack *extack);
int vsw_portgroup_set(struct vsw_portgroup *pg,
		      struct vsw_portgroup_config *config,
		      struct netlink_ext_ack *extack);
int vsw_portgroup_destroy(struct vsw_portgroup *pg,
			  struct netlink_ext_ack *extack);
struct vsw_portgroup *vsw_portgroup_find(struct vsw_switch *sw,
					 const char *name);
struct vsw_portgroup *vsw_portgroup_default(struct vsw_switch *sw);

#endif
