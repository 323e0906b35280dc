/* SPDX-License-Identifier: GPL-2.0 */
/* A port: one vNIC, or one uplink, and what frames read of it. */
#ifndef VSW_L2_PORT_H
#define VSW_L2_PORT_H

#include <linux/etherdevice.h>
#include <linux/netdevice.h>
#include <linux/ratelimit.h>

#include "frame/stats.h"
#include "frame/why.h"
#include "l2/fdb.h"
#include "l2/guard.h"
#include "l2/policy.h"
#include "l2/portgroup.h"

struct vsw_bindings;
struct vsw_filter;
struct vsw_net;
struct vsw_switch;

/* Reasons for which the effective address is not the port's. */
#define VSW_MAC_REFUSED		(VSW_BLOCK_REASON_MAC_CHANGE |	\
				 VSW_BLOCK_REASON_DUPLICATE_MAC)

/* Bits of vsw_port.pending, for vsw_net.pending to look at. */
#define VSW_PENDING_PROMISC	0	/* a frame saw promiscuous mode change */
#define VSW_PENDING_RETRY	1	/* an update ran out of memory */
#define VSW_PENDING_FILTER	2	/* the filter could not keep a state */
#define VSW_PENDING_BPDU	3	/* the BPDU filter is to block the port */

/* Bits of vsw_port.watch: frames that tell of IP addresses, or must not. */
#define VSW_WATCH_CLAIM	1	/* ARP and neighbour discovery from the vNIC */
#define VSW_WATCH_IP		2	/* all that it sends */
#define VSW_WATCH_DHCP		4	/* DHCP, from and to the vNIC */
#define VSW_WATCH_EXTRA		8	/* guards or learning: all that it sends */

/**
 * struct vsw_view - what frames read of a port, replaced as a whole
 * @rcu: frees it once no frame can still read it
 * @reasons: why no frame passes, enum vsw_block_reason; 0 for an open port
 * @mac: effective MAC address
 * @observe: tell process context of sources other than @mac
 * @learning: learn sources, as @learn says
 * @guarded: @guard has something against frames that the guest may send
 * @limited: @guard limits what the guest gets
 * @flood: gets unknown unicast
 * @promiscuous: the policy accepts promiscuous mode
 * @promisc_requested: the agent says that the guest asks for it
 * @promisc_peer: IFF_PROMISC of @peer says it instead
 * @promisc_scope: enum vsw_promiscuous_scope
 * @spoofguard: enum vsw_spoofguard_mode in force
 * @vlan: VLANs of the port group, NULL for an uplink
 * @dev: the device
 * @peer: the guest's end of @dev where it has one
 * @uplink: where frames leave the host, or NULL
 * @pg: the port group, NULL for an uplink
 * @forged: policy in force on forged transmits
 * @learn: limits of learning
 * @guard: guards of the port group
 * @discovery: IP discovery
 */
struct vsw_view {
	u32 reasons;
	u8 mac[ETH_ALEN];
	bool observe : 1;
	bool learning : 1;
	bool guarded : 1;
	bool limited : 1;
	bool flood : 1;
	bool promiscuous : 1;
	bool promisc_requested : 1;
	bool promisc_peer : 1;
	u8 promisc_scope;
	u8 spoofguard;
	const struct vsw_vlan *vlan;
	struct net_device *dev;
	struct net_device *peer;
	struct vsw_port *uplink;
	struct vsw_portgroup *pg;
	struct vsw_policy forged;
	struct vsw_learning learn;
	struct vsw_guard guard;
	struct vsw_discovery discovery;
	struct rcu_head rcu;
};

/**
 * struct vsw_port_config - what an administrator says of a port
 * @name: client name, unique on the switch
 * @pg: port group
 * @security: overrides, each may be inherited
 * @initial: initial MAC address
 * @has_initial: @initial is known
 * @initial_given: it was said by an administrator or adopted, not taken from
 *   the peer at attach
 * @mac_source: enum vsw_mac_source
 * @admin_blocked: blocked by hand
 * @isolated: blocked for being in quarantine
 * @spoofguard: enum vsw_spoofguard_mode
 */
struct vsw_port_config {
	char name[VSW_NAME_LEN];
	struct vsw_portgroup *pg;
	struct vsw_security security;
	u8 initial[ETH_ALEN];
	bool has_initial;
	bool initial_given;
	u8 mac_source;
	bool admin_blocked;
	bool isolated;
	u8 spoofguard;
};

/**
 * struct vsw_port - a port or an uplink
 * @view: what frames read, NULL while there is nothing to read
 * @stats: counters
 * @filter: the stateful filter, NULL for an uplink; as long as the port
 * @bindings: IP addresses, likewise
 * @sw: the switch
 * @why: the last drops
 * @id: port id, unique in the namespace
 * @uplink: an uplink; it has no port group, no policies and no addresses
 * @promisc_seen: what the guest's wish was when a frame last looked
 * @watch: VSW_WATCH_*, path/'s
 * @pending: VSW_PENDING_* bits
 * @observed: source address that a frame brought, as a number; 0 for none
 * @n_learned: addresses learned
 * @learned: struct vsw_learned, under vsw_switch.learned_lock
 * @due: buckets of the rate limits
 * @node: in vsw_switch.port_list
 * @pg_node: in vsw_portgroup.ports, or in vsw_switch.uplinks
 * @promisc_node: in vsw_switch.promiscuous while @in_promisc
 * @in_promisc: the policy accepts promiscuous mode
 * @promisc_left: the grace period in which @promisc_node left its list
 * @config: what an administrator said
 * @in_force: policies in force
 * @reasons: the same as in @view
 * @effective: effective MAC address, as far as known
 * @changed: it differs from the initial one
 * @told: the guest has told, by one of the three sources
 * @promisc_told: the agent says that the guest asks for promiscuous mode
 * @promisc_denied: times it asked in vain
 * @bpdu_seen: it sent a BPDU, for which it is blocked
 * @denied: the last address that was refused and logged
 * @dev: the device, NULL while disconnected
 * @dev_tracker: reference on @dev
 * @peer: the guest's end, or NULL
 * @peer_tracker: reference on @peer
 * @dev_name: name of @dev or of the last one
 * @last_ifindex: index of @dev or of the last one
 * @claim: what frames find the port by, each NULL while there is none
 * @log: keeps a guest from filling the kernel log
 * @filter_told: jiffies of the last event about @filter
 * @rcu: frees it once no frame can still read it
 *
 * What frames touch comes first; from @node on everything is under the lock
 * of the namespace.
 */
struct vsw_port {
	struct vsw_view __rcu *view;
	struct vsw_stats __percpu *stats;
	struct vsw_filter *filter;
	struct vsw_bindings *bindings;
	struct vsw_switch *sw;
	struct vsw_why *why;
	u32 id;
	bool uplink;
	bool promisc_seen;
	u8 watch;
	unsigned long pending;
	atomic64_t observed;
	atomic_t n_learned;
	struct list_head learned;
	atomic64_t due[VSW_DIRS][VSW_RATES];

	struct list_head node;
	struct list_head pg_node;
	struct list_head promisc_node;
	bool in_promisc;
	unsigned long promisc_left;
	struct vsw_port_config config;
	struct vsw_security in_force;
	u32 reasons;
	u8 effective[ETH_ALEN];
	bool changed;
	bool told;
	bool promisc_told;
	u64 promisc_denied;
	bool bpdu_seen;
	u8 denied[ETH_ALEN];
	struct net_device *dev;
	netdevice_tracker dev_tracker;
	struct net_device *peer;
	netdevice_tracker peer_tracker;
	char dev_name[IFNAMSIZ];
	int last_ifindex;
	struct vsw_claim *claim[VSW_CLAIMS];
	struct ratelimit_state log;
	unsigned long filter_told;
	struct rcu_head rcu;
};

/**
 * struct vsw_port_ops - who keeps something with each vNIC's port
 * @init: the port is about to come; sets vsw_port.filter and .bindings. An error
 *   refuses it.
 * @exit: the port goes; no frame can find what @init has made
 * @identify: name, port group or MAC addresses of the port may have changed, and
 *   no frame knows yet; for these reasons it is about to be blocked. Without
 *   memory the port is closed and tried again.
 * @update: something has changed of the port, which frames do not see yet
 * @fails_open: what the filter does with what it cannot keep a state for
 *
 * Registered by path/ before the first switch can exist. Called with RTNL and
 * the lock of the namespace held.
 */
struct vsw_port_ops {
	int (*init)(struct vsw_port *port);
	void (*exit)(struct vsw_port *port);
	int (*identify)(struct vsw_port *port, u32 reasons);
	void (*update)(struct vsw_port *port);
	bool (*fails_open)(const struct vsw_port *port);
};

/**
 * vsw_port_wants_all() - does the guest ask for promiscuous mode now?
 * @view: view of the port
 *
 * Nobody tells of a change of a peer's IFF_PROMISC, so it is read every time.
 */
static inline bool vsw_port_wants_all(const struct vsw_view *view)
{
	if (view->promisc_peer)
		return READ_ONCE(view->peer->flags) & IFF_PROMISC;
	return view->promisc_requested;
}

void vsw_port_ops_register(const struct vsw_port_ops *ops);

struct vsw_port *vsw_port_create(struct vsw_switch *sw,
				 const struct vsw_port_config *config,
				 struct netlink_ext_ack *extack);
struct vsw_port *vsw_uplink_create(struct vsw_switch *sw, const char *name,
				   struct netlink_ext_ack *extack);
void vsw_port_destroy(struct vsw_port *port);
void vsw_port_delete(struct vsw_port *port);
struct vsw_port *vsw_port_find_id(struct vsw_net *vn, u32 id);
struct vsw_port *vsw_port_find_name(struct vsw_switch *sw, const char *name);
struct vsw_port *vsw_port_find_dev(struct vsw_switch *sw, const char *name,
				   bool attached);

void vsw_port_config_init(struct vsw_port_config *config, const char *name,
			  struct vsw_portgroup *pg);
int vsw_port_config_check(const struct vsw_port_config *config,
			  const struct vsw_port *self,
			  struct netlink_ext_ack *extack);
void vsw_port_config_commit(struct vsw_port *port,
			    const struct vsw_port_config *config);

u8 vsw_port_mac_source(const struct vsw_port *port);
u8 vsw_port_spoofguard(const struct vsw_port *port);
enum vsw_port_state vsw_port_state(const struct vsw_port *port);
void vsw_port_plugged(struct vsw_port *port, struct net_device *dev,
		      struct net_device *peer);
void vsw_port_unplugged(struct vsw_port *port);
void vsw_port_quiet(struct vsw_port *port);
void vsw_port_forget_learned(struct vsw_port *port);
void vsw_port_told(struct vsw_port *port, const u8 *mac);
void vsw_port_told_promisc(struct vsw_port *port, bool on);
void vsw_port_forgive_bpdu(struct vsw_port *port);
void vsw_port_update(struct vsw_port *port);
void vsw_ports_update(struct vsw_switch *sw);
int vsw_port_check_initial(const struct vsw_port_config *config,
			   const struct vsw_port *self,
			   const struct vsw_vlan *vlan,
			   struct netlink_ext_ack *extack);
void vsw_port_pending(struct vsw_port *port);

void vsw_port_notice_promisc(struct vsw_port *port, bool on);
void vsw_port_notice_filter(struct vsw_port *port);
void vsw_port_notice_bpdu(struct vsw_port *port);
void vsw_port_observe(struct vsw_port *port, const struct vsw_view *view,
		      const u8 *mac);

#endif
