// SPDX-License-Identifier: GPL-2.0
/*
 * A port: one vNIC, or one uplink.
 *
 * What an administrator says (struct vsw_port_config), what the guest tells
 * (the effective MAC address, promiscuous mode) and what the device does (link)
 * come together in vsw_port_update(), which alone decides whether the port is
 * blocked and makes the view that frames read. Everything that changes
 * something says so and calls it; nothing is decided anywhere else.
 */
#include <linux/ctype.h>
#include <linux/slab.h>

#include "l2/event.h"
#include "l2/learn.h"
#include "l2/port.h"
#include "l2/switch.h"

/* A guest that changes its address in a loop gets ten lines in five seconds. */
#define VSW_LOG_INTERVAL	(5 * HZ)
#define VSW_LOG_BURST		10

/* A filter that cannot keep states is an event once in this time. */
#define VSW_FILTER_INTERVAL	(10 * HZ)

/* Reasons that the guest's behaviour gave, for the words of the log. */
#define VSW_VIOLATIONS	(VSW_MAC_REFUSED | VSW_BLOCK_REASON_BPDU)

#define vsw_port_log(port, fmt, ...)					\
	do {								\
		if (__ratelimit(&(port)->log))				\
			pr_info("vsw: client %s " fmt "\n",		\
				(port)->config.name, ##__VA_ARGS__);	\
	} while (0)

/* Set once before the first switch can exist, so readers need no lock. */
static const struct vsw_port_ops *vsw_port_ops;

/**
 * vsw_port_ops_register() - say who keeps something with each port
 * @ops: functions to call; must stay for as long as there are switches
 */
void vsw_port_ops_register(const struct vsw_port_ops *ops)
{
	vsw_port_ops = ops;
}

static void vsw_port_free(struct vsw_port *port)
{
	free_percpu(port->stats);
	kfree(port->why);
	kfree(port);
}

static void vsw_port_free_rcu(struct rcu_head *rcu)
{
	struct vsw_port *port = container_of(rcu, struct vsw_port, rcu);

	vsw_port_free(port);
}

static struct vsw_port *vsw_port_alloc(struct vsw_switch *sw,
				       struct netlink_ext_ack *extack)
{
	struct vsw_port *port;
	int number, cpu;

	if (sw->n_ports + sw->n_uplinks >= VSW_PORTS_MAX) {
		NL_SET_ERR_MSG(extack, "the switch has 8192 ports already");
		return ERR_PTR(-ENOSPC);
	}
	port = kzalloc(sizeof(*port), GFP_KERNEL_ACCOUNT);
	if (!port)
		return ERR_PTR(-ENOMEM);
	port->stats = alloc_percpu_gfp(struct vsw_stats, GFP_KERNEL_ACCOUNT);
	port->why = vsw_why_alloc();
	if (!port->stats || !port->why) {
		vsw_port_free(port);
		return ERR_PTR(-ENOMEM);
	}
	for_each_possible_cpu(cpu)
		u64_stats_init(&per_cpu_ptr(port->stats, cpu)->syncp);

	/* Cyclic: an id is not soon given to another client. */
	number = idr_alloc_cyclic(&sw->ports, port, 1, VSW_PORT_NUMBER_MAX,
				  GFP_KERNEL);
	if (number < 0) {
		NL_SET_ERR_MSG(extack, "the switch has no port id left");
		vsw_port_free(port);
		return ERR_PTR(number);
	}
	port->sw = sw;
	list_add_tail(&port->node, &sw->port_list);
	INIT_LIST_HEAD(&port->learned);
	port->id = sw->number << VSW_PORT_ID_SHIFT | number;
	ratelimit_state_init(&port->log, VSW_LOG_INTERVAL, VSW_LOG_BURST);
	port->filter_told = jiffies - VSW_FILTER_INTERVAL;
	return port;
}

/* The inverse, for a port that nobody has seen. */
static void vsw_port_unalloc(struct vsw_port *port)
{
	list_del(&port->node);
	idr_remove(&port->sw->ports, port->id & VSW_PORT_NUMBER_MAX);
	vsw_port_free(port);
}

/**
 * vsw_port_create() - add a port to a switch
 * @sw: the switch, the lock of its namespace held
 * @config: what it is like; on success its lists belong to the port
 * @extack: says why not
 *
 * Return: the port, disconnected, or -EEXIST, -EINVAL, -ENOMEM
 */
struct vsw_port *vsw_port_create(struct vsw_switch *sw,
				 const struct vsw_port_config *config,
				 struct netlink_ext_ack *extack)
{
	struct vsw_port *port;
	int err;

	lockdep_assert_held(&sw->vn->lock);
	err = vsw_port_config_check(config, NULL, extack);
	if (err)
		return ERR_PTR(err);
	port = vsw_port_alloc(sw, extack);
	if (IS_ERR(port))
		return port;

	port->config = *config;
	err = vsw_port_ops->init(port);
	if (err) {
		vsw_port_unalloc(port);
		return ERR_PTR(err);
	}
	list_add_tail_rcu(&port->pg_node, &config->pg->ports);
	config->pg->n_ports++;
	sw->n_ports++;
	if (config->has_initial)
		ether_addr_copy(port->effective, config->initial);
	vsw_port_update(port);
	vsw_event_port(port, VSW_CHANGE_SET);
	return port;
}

/**
 * vsw_uplink_create() - add an uplink to a switch
 * @sw: the switch, the lock of its namespace held
 * @name: name of the device that is to be attached
 * @extack: says why not
 *
 * Return: the uplink, disconnected, or -ENOMEM
 */
struct vsw_port *vsw_uplink_create(struct vsw_switch *sw, const char *name,
				   struct netlink_ext_ack *extack)
{
	struct vsw_port *port;

	lockdep_assert_held(&sw->vn->lock);
	port = vsw_port_alloc(sw, extack);
	if (IS_ERR(port))
		return port;
	port->uplink = true;
	strscpy(port->config.name, name, sizeof(port->config.name));
	strscpy(port->dev_name, name, sizeof(port->dev_name));
	list_add_tail_rcu(&port->pg_node, &sw->uplinks);
	sw->n_uplinks++;
	vsw_event_port(port, VSW_CHANGE_SET);
	return port;
}

static void vsw_port_release(struct vsw_port *port)
{
	vsw_fdb_release(port, VSW_CLAIM_INITIAL);
	vsw_fdb_release(port, VSW_CLAIM_EFFECTIVE);
}

/**
 * vsw_port_destroy() - take a port or an uplink off its switch for good
 * @port: the port, without a device; RTNL and the lock of the namespace held
 *
 * Its view went with the device; its claims and its place in lists go now. A
 * frame that has found it there may use it until the RCU callback frees it.
 */
void vsw_port_destroy(struct vsw_port *port)
{
	struct vsw_switch *sw = port->sw;

	lockdep_assert_held(&sw->vn->lock);
	vsw_event_port(port, VSW_CHANGE_DEL);
	vsw_port_release(port);
	list_del_rcu(&port->pg_node);
	list_del(&port->node);
	idr_remove(&sw->ports, port->id & VSW_PORT_NUMBER_MAX);
	if (port->uplink) {
		sw->n_uplinks--;
	} else {
		port->config.pg->n_ports--;
		sw->n_ports--;
		vsw_security_drop(&port->config.security, NULL);
		vsw_port_ops->exit(port);
	}
	call_rcu(&port->rcu, vsw_port_free_rcu);
}

/**
 * vsw_port_find_id() - find a port or an uplink by its id
 * @vn: the namespace, its lock held
 * @id: port id
 */
struct vsw_port *vsw_port_find_id(struct vsw_net *vn, u32 id)
{
	struct vsw_switch *sw;

	lockdep_assert_held(&vn->lock);
	list_for_each_entry(sw, &vn->switches, node)
		if (sw->number == id >> VSW_PORT_ID_SHIFT)
			return idr_find(&sw->ports, id & VSW_PORT_NUMBER_MAX);
	return NULL;
}

/* Find a port, not an uplink, by client name. */
struct vsw_port *vsw_port_find_name(struct vsw_switch *sw, const char *name)
{
	struct vsw_port *port;

	lockdep_assert_held(&sw->vn->lock);
	list_for_each_entry(port, &sw->port_list, node)
		if (!port->uplink && !strcmp(port->config.name, name))
			return port;
	return NULL;
}

/**
 * vsw_port_find_dev() - find a port or an uplink by the name of its device
 * @sw: the switch, the lock of its namespace held
 * @name: name of the device
 * @attached: the device must be attached now, else must not be
 */
struct vsw_port *vsw_port_find_dev(struct vsw_switch *sw, const char *name,
				   bool attached)
{
	struct vsw_port *port;

	lockdep_assert_held(&sw->vn->lock);
	list_for_each_entry(port, &sw->port_list, node)
		if (!!port->dev == attached && !strcmp(port->dev_name, name))
			return port;
	return NULL;
}

/* What a port is like if nothing is said. */
void vsw_port_config_init(struct vsw_port_config *config, const char *name,
			  struct vsw_portgroup *pg)
{
	memset(config, 0, sizeof(*config));
	strscpy(config->name, name, sizeof(config->name));
	config->pg = pg;
	config->mac_source = VSW_MAC_SOURCE_AUTO;
}

/* Transparent ports get the frames of every VLAN from uplinks. */
static bool vsw_vlan_overlap(const struct vsw_vlan *a, const struct vsw_vlan *b)
{
	return a->transparent || b->transparent ||
	       bitmap_intersects(a->member, b->member, VLAN_N_VID);
}

/*
 * Client names end up in the kernel log, in tables and on command lines, and
 * "0x" is how port ids begin.
 */
static bool vsw_port_name_valid(const char *name)
{
	const char *c;

	if (!*name || strlen(name) >= VSW_NAME_LEN || !strncmp(name, "0x", 2))
		return false;
	for (c = name; *c; c++)
		if (!isascii(*c) || !isgraph(*c))
			return false;
	return true;
}

/**
 * vsw_port_check_initial() - may a port have its initial MAC address there?
 * @config: what the port is to be like
 * @self: the port, or NULL for a new one
 * @vlan: VLANs that its port group has or is about to get
 * @extack: says why not
 *
 * Context: lock of the namespace held.
 * Return: 0, -EINVAL for a bad address, -EEXIST for another port's
 */
int vsw_port_check_initial(const struct vsw_port_config *config,
			   const struct vsw_port *self,
			   const struct vsw_vlan *vlan,
			   struct netlink_ext_ack *extack)
{
	struct vsw_claim *claim;
	struct rhlist_head *pos;
	int err = 0;

	if (!config->has_initial)
		return 0;
	if (!is_valid_ether_addr(config->initial)) {
		NL_SET_ERR_MSG(extack, "the initial MAC address must be a unicast address and not zero");
		return -EINVAL;
	}
	rcu_read_lock();
	rhl_for_each_entry_rcu(claim, pos,
			       vsw_fdb_find(config->pg->sw, config->initial),
			       node) {
		const struct vsw_port_config *other = &claim->port->config;

		if (claim->port != self &&
		    ether_addr_equal(other->initial, config->initial) &&
		    (other->pg == config->pg ||
		     vsw_vlan_overlap(other->pg->config.vlan, vlan)))
			err = -EEXIST;
	}
	rcu_read_unlock();
	if (err)
		NL_SET_ERR_MSG(extack, "another port of the VLAN has the same initial MAC address");
	return err;
}

/**
 * vsw_port_config_check() - may a port be like that?
 * @config: what it is to be like
 * @self: the port, or NULL for a new one
 * @extack: says why not
 *
 * Context: lock of the namespace held.
 * Return: 0, -EINVAL for a bad name or address, -EEXIST for a name or an
 * initial MAC address that another port has
 */
int vsw_port_config_check(const struct vsw_port_config *config,
			  const struct vsw_port *self,
			  struct netlink_ext_ack *extack)
{
	struct vsw_port *other;

	if (!vsw_port_name_valid(config->name)) {
		NL_SET_ERR_MSG(extack, "client names are 1 to 63 printable characters without spaces, not beginning with 0x");
		return -EINVAL;
	}
	other = vsw_port_find_name(config->pg->sw, config->name);
	if (other && other != self) {
		NL_SET_ERR_MSG(extack, "the switch has a port of that client name");
		return -EEXIST;
	}
	return vsw_port_check_initial(config, self, config->pg->config.vlan,
				      extack);
}

/*
 * A reader that stands on the port would follow it into the list of the other
 * group and never meet the head it waits for.
 */
static void vsw_port_move(struct vsw_port *port, struct vsw_portgroup *pg)
{
	struct vsw_portgroup *old = port->config.pg;

	list_del_rcu(&port->pg_node);
	synchronize_net();
	list_add_tail_rcu(&port->pg_node, &pg->ports);
	old->n_ports--;
	pg->n_ports++;
}

/* What a port has learned, and what others have learned of its addresses. */
void vsw_port_forget_learned(struct vsw_port *port)
{
	int i;

	vsw_learn_flush(port);
	for (i = 0; i < VSW_CLAIMS; i++)
		if (port->claim[i])
			vsw_learn_forget(port, port->claim[i]->addr);
}

/* Which source tells the effective MAC address: the named one, or by device. */
u8 vsw_port_mac_source(const struct vsw_port *port)
{
	if (port->config.mac_source != VSW_MAC_SOURCE_AUTO)
		return port->config.mac_source;
	return port->peer ? VSW_MAC_SOURCE_PEER : VSW_MAC_SOURCE_AGENT;
}

/* Mode of SpoofGuard in force. */
u8 vsw_port_spoofguard(const struct vsw_port *port)
{
	return port->config.spoofguard ?: port->config.pg->config.spoofguard;
}

/* Until the guest has told, it uses the initial address; a peer always tells. */
static void vsw_port_forget_told(struct vsw_port *port)
{
	port->told = false;
	if (port->config.has_initial)
		ether_addr_copy(port->effective, port->config.initial);
	if (port->peer && vsw_port_mac_source(port) == VSW_MAC_SOURCE_PEER) {
		port->told = true;
		ether_addr_copy(port->effective, port->peer->dev_addr);
	}
}

/**
 * vsw_port_config_commit() - change what an administrator says of a port
 * @port: the port, RTNL and the lock of the namespace held
 * @config: checked with vsw_port_config_check(); its lists are taken over
 */
void vsw_port_config_commit(struct vsw_port *port,
			    const struct vsw_port_config *config)
{
	struct vsw_port_config old = port->config;

	lockdep_assert_held(&port->sw->vn->lock);
	if (config->pg != old.pg)
		vsw_port_move(port, config->pg);
	port->config = *config;
	if (config->mac_source != old.mac_source || !port->told)
		vsw_port_forget_told(port);
	vsw_port_update(port);
	/* Now that no new reader can come by the old. */
	vsw_security_drop(&old.security, &config->security);
	if (config->pg != old.pg)
		vsw_port_forget_learned(port);
}

enum vsw_port_state vsw_port_state(const struct vsw_port *port)
{
	if (!port->dev)
		return VSW_PORT_STATE_DISCONNECTED;
	if (port->reasons & ~VSW_BLOCK_REASON_LINK)
		return VSW_PORT_STATE_BLOCKED;
	return port->reasons ? VSW_PORT_STATE_DOWN : VSW_PORT_STATE_UP;
}

/*
 * Does the effective address belong to somebody who does not share? A port
 * with its own initial address is never the one that is wrong. Who claims an
 * address without owning it was accepted by a policy that shares.
 */
static bool vsw_port_duplicate(const struct vsw_port *port)
{
	const struct vsw_vlan *vlan = port->config.pg->config.vlan;
	const u8 *mac = port->effective;
	struct vsw_claim *claim;
	struct rhlist_head *pos;
	bool duplicate = false;

	rcu_read_lock();
	rhl_for_each_entry_rcu(claim, pos, vsw_fdb_find(port->sw, mac), node) {
		struct vsw_port *other = claim->port;

		if (other != port &&
		    vsw_vlan_overlap(vlan, other->config.pg->config.vlan) &&
		    !vsw_policy_accepts(&other->in_force.policy[VSW_MAC_CHANGES],
					mac))
			duplicate = true;
	}
	rcu_read_unlock();
	return duplicate;
}

static u32 vsw_port_reasons(const struct vsw_port *port)
{
	const struct vsw_port_config *config = &port->config;
	u32 reasons = 0;

	if (!port->dev)
		return 0;
	if (!netif_running(port->dev) || !netif_carrier_ok(port->dev))
		reasons |= VSW_BLOCK_REASON_LINK;
	if (port->uplink)
		return reasons;

	if (config->admin_blocked)
		reasons |= VSW_BLOCK_REASON_ADMIN;
	if (config->isolated)
		reasons |= VSW_BLOCK_REASON_QUARANTINE;
	if (port->bpdu_seen)
		reasons |= VSW_BLOCK_REASON_BPDU;
	if (!config->has_initial)
		return reasons | VSW_BLOCK_REASON_NO_INITIAL_MAC;
	if (ether_addr_equal(port->effective, config->initial))
		return reasons;
	if (!vsw_policy_accepts(&port->in_force.policy[VSW_MAC_CHANGES],
				port->effective))
		reasons |= VSW_BLOCK_REASON_MAC_CHANGE;
	else if (vsw_port_duplicate(port))
		reasons |= VSW_BLOCK_REASON_DUPLICATE_MAC;
	return reasons;
}

/* Originating port id: every port has one uplink among those that work. */
static struct vsw_port *vsw_port_pick_uplink(const struct vsw_port *port)
{
	struct vsw_port *uplink;
	unsigned int n = 0, i;

	list_for_each_entry(uplink, &port->sw->uplinks, pg_node)
		n += uplink->dev && !uplink->reasons;
	if (!n)
		return NULL;
	i = port->id % n;
	list_for_each_entry(uplink, &port->sw->uplinks, pg_node)
		if (uplink->dev && !uplink->reasons && !i--)
			return uplink;
	return NULL;
}

static struct vsw_view *vsw_port_make_view(const struct vsw_port *port,
					   u32 reasons)
{
	const struct vsw_portgroup *pg = port->config.pg;
	struct vsw_view *view;

	view = kzalloc(sizeof(*view), GFP_KERNEL);
	if (!view)
		return NULL;
	view->reasons = reasons;
	view->dev = port->dev;
	if (port->uplink)
		return view;

	ether_addr_copy(view->mac, port->effective);
	view->peer = port->peer;
	view->observe = vsw_port_mac_source(port) == VSW_MAC_SOURCE_OBSERVE ||
			(pg->config.adopt && !port->config.has_initial);
	view->learning = pg->config.learning.enabled;
	view->learn = pg->config.learning;
	view->flood = view->learning && pg->config.learning.flood;
	view->guard = pg->config.guard;
	view->guarded = vsw_guard_out_set(&view->guard);
	view->limited = vsw_guard_in_set(&view->guard);
	view->promiscuous = port->in_promisc;
	view->promisc_requested = port->promisc_told;
	view->promisc_peer = vsw_port_mac_source(port) == VSW_MAC_SOURCE_PEER &&
			     port->peer;
	view->promisc_scope = pg->config.promisc_scope;
	view->spoofguard = vsw_port_spoofguard(port);
	view->discovery = pg->config.discovery;
	view->vlan = pg->config.vlan;
	view->uplink = vsw_port_pick_uplink(port);
	view->pg = port->config.pg;
	view->forged = port->in_force.policy[VSW_FORGED_TRANSMITS];
	return view;
}

/* Show frames a new view, or none at all: without one the port is closed. */
static int vsw_port_publish(struct vsw_port *port, u32 reasons)
{
	struct vsw_view *view = NULL, *old;

	if (port->dev)
		view = vsw_port_make_view(port, reasons);
	old = rcu_replace_pointer(port->view, view,
				  lockdep_is_held(&port->sw->vn->lock));
	if (old)
		kfree_rcu(old, rcu);
	return port->dev && !view ? -ENOMEM : 0;
}

/* The effective address is claimed once policy accepts it, see fdb.h. */
static int vsw_port_claim(struct vsw_port *port, u32 reasons)
{
	const struct vsw_port_config *config = &port->config;
	bool other;
	int err;

	if (port->uplink || !config->has_initial)
		return 0;
	other = port->dev && !(reasons & VSW_MAC_REFUSED) &&
		!ether_addr_equal(port->effective, config->initial);
	err = vsw_fdb_claim(port, VSW_CLAIM_INITIAL, config->initial, other);
	if (err)
		return err;
	if (other)
		return vsw_fdb_claim(port, VSW_CLAIM_EFFECTIVE, port->effective,
				     false);
	vsw_fdb_release(port, VSW_CLAIM_EFFECTIVE);
	return 0;
}

static void vsw_port_list_promisc(struct vsw_port *port)
{
	bool on = port->dev && !port->uplink &&
		  port->in_force.policy[VSW_PROMISCUOUS].mode ==
			  VSW_POLICY_MODE_ACCEPT;

	if (on == port->in_promisc)
		return;
	port->in_promisc = on;
	if (on) {
		/* A reader that still stands on it would begin again. */
		cond_synchronize_rcu(port->promisc_left);
		list_add_rcu(&port->promisc_node, &port->sw->promiscuous);
	} else {
		list_del_rcu(&port->promisc_node);
		port->promisc_left = get_state_synchronize_rcu();
	}
}

/* Ports with an address other than their initial one may be duplicates. */
static void vsw_port_count_changed(struct vsw_port *port)
{
	bool changed = port->dev && !port->uplink && port->config.has_initial &&
		       !ether_addr_equal(port->effective, port->config.initial);

	if (changed == port->changed)
		return;
	port->changed = changed;
	if (changed)
		port->sw->n_changed++;
	else
		port->sw->n_changed--;
}

static bool vsw_port_blocks_bpdu(const struct vsw_port *port)
{
	return !port->uplink &&
	       port->config.pg->config.guard.bpdu == VSW_BPDU_FILTER_BLOCK;
}

static void vsw_port_report_denied(struct vsw_port *port, u32 reasons)
{
	if (!(reasons & VSW_BLOCK_REASON_MAC_CHANGE)) {
		eth_zero_addr(port->denied);
		return;
	}
	if (ether_addr_equal(port->denied, port->effective))
		return;
	ether_addr_copy(port->denied, port->effective);
	vsw_port_log(port, "requested mac address change to %pM on port 0x%x, disallowed by vswitch policy",
		     port->effective, port->id);
	vsw_event(port, VSW_EVENT_TYPE_MAC_CHANGE_DENIED, port->effective);
}

static void vsw_port_report_state(struct vsw_port *port, u32 before)
{
	u32 was = before & ~VSW_BLOCK_REASON_LINK;
	u32 is = port->reasons & ~VSW_BLOCK_REASON_LINK;

	if (!port->dev || !was == !is)
		return;
	if (!is) {
		vsw_port_log(port, "has no policy violations on port 0x%x. Port is unblocked",
			     port->id);
		vsw_event(port, VSW_EVENT_TYPE_PORT_UNBLOCKED, NULL);
		return;
	}
	if (is & VSW_VIOLATIONS)
		vsw_port_log(port, "has policy violations on port 0x%x. Port is blocked",
			     port->id);
	else if (is & VSW_BLOCK_REASON_NO_INITIAL_MAC)
		vsw_port_log(port, "has no initial mac address on port 0x%x. Port is blocked",
			     port->id);
	else
		vsw_port_log(port, "on port 0x%x: Port is blocked", port->id);
	vsw_event(port, VSW_EVENT_TYPE_PORT_BLOCKED, NULL);
}

/*
 * A port that closes is closed before its claim changes, and one that opens
 * has its claim before: no frame goes to or from an address that policy has
 * not accepted.
 */
static void vsw_port_apply(struct vsw_port *port)
{
	u32 before = port->reasons, reasons;
	int err = 0;

	lockdep_assert_held(&port->sw->vn->lock);
	if (!port->uplink) {
		vsw_security_resolve(&port->in_force, &port->sw->security,
				     &port->config.pg->config.security,
				     &port->config.security);
		vsw_port_ops->update(port);
	}
	if (!vsw_port_blocks_bpdu(port))
		port->bpdu_seen = false;
	vsw_port_list_promisc(port);
	vsw_port_count_changed(port);
	reasons = vsw_port_reasons(port);
	if (reasons)
		err = vsw_port_publish(port, reasons);
	if (!err && !port->uplink)
		err = vsw_port_ops->identify(port, reasons);
	if (!err)
		err = vsw_port_claim(port, reasons);
	if (!err && !reasons)
		err = vsw_port_publish(port, 0);
	if (err) {
		vsw_port_release(port);
		reasons |= VSW_BLOCK_REASON_NO_MEMORY;
		vsw_port_publish(port, reasons);
		set_bit(VSW_PENDING_RETRY, &port->pending);
		vsw_net_pending(port->sw->vn);
	}

	port->reasons = reasons;
	vsw_port_report_denied(port, reasons);
	vsw_port_report_state(port, before);
}

static const struct vsw_port *vsw_port_uplink(const struct vsw_port *port)
{
	const struct vsw_view *view =
		rcu_dereference_protected(port->view,
					  lockdep_is_held(&port->sw->vn->lock));

	return view ? view->uplink : NULL;
}

/* The same for a port that nobody named: whoever listens hears of it. */
static void vsw_port_reapply(struct vsw_port *port)
{
	const struct vsw_port *uplink = vsw_port_uplink(port);
	u32 before = port->reasons;

	vsw_port_apply(port);
	if (before != port->reasons || uplink != vsw_port_uplink(port))
		vsw_event_port(port, VSW_CHANGE_SET);
}

/* An address that came or went may settle who else may have it. */
static void vsw_ports_recheck(struct vsw_switch *sw)
{
	const u32 duplicate = VSW_BLOCK_REASON_DUPLICATE_MAC;
	struct vsw_port *port;

	if (!sw->n_changed)
		return;
	list_for_each_entry(port, &sw->port_list, node)
		if (port->changed &&
		    (vsw_port_reasons(port) ^ port->reasons) & duplicate)
			vsw_port_reapply(port);
}

/**
 * vsw_port_update() - decide anew what becomes of a port
 * @port: a port or an uplink of which something has changed
 *
 * Context: RTNL and the lock of the namespace held. Cannot fail: without
 * memory the port is closed and tried again.
 */
void vsw_port_update(struct vsw_port *port)
{
	vsw_port_apply(port);
	/* Every port chooses its uplink again. */
	if (port->uplink)
		vsw_ports_update(port->sw);
	else
		vsw_ports_recheck(port->sw);
}

/**
 * vsw_ports_update() - decide anew what becomes of all ports but the uplinks
 * @sw: a switch of which something has changed
 *
 * Context: RTNL and the lock of the namespace held.
 */
void vsw_ports_update(struct vsw_switch *sw)
{
	struct vsw_port *port;

	list_for_each_entry(port, &sw->port_list, node)
		if (!port->uplink)
			vsw_port_reapply(port);
	vsw_ports_recheck(sw);
}

/**
 * vsw_port_delete() - destroy a port and settle who may have its address now
 * @port: the port, without a device; RTNL and the lock of the namespace held
 */
void vsw_port_delete(struct vsw_port *port)
{
	struct vsw_switch *sw = port->sw;

	vsw_port_destroy(port);
	vsw_ports_recheck(sw);
}

/**
 * vsw_port_plugged() - a port has got a device
 * @port: the port or uplink, RTNL and the lock of the namespace held
 * @dev: the device; a reference goes with the port
 * @peer: the guest's end of it, or NULL; likewise
 *
 * The initial MAC address is in the configuration by now if it is known.
 */
void vsw_port_plugged(struct vsw_port *port, struct net_device *dev,
		      struct net_device *peer)
{
	port->dev = dev;
	netdev_hold(dev, &port->dev_tracker, GFP_KERNEL);
	port->peer = peer;
	if (peer)
		netdev_hold(peer, &port->peer_tracker, GFP_KERNEL);
	strscpy(port->dev_name, dev->name, sizeof(port->dev_name));
	port->last_ifindex = dev->ifindex;

	vsw_port_forget_told(port);
	port->promisc_told = false;
	vsw_event(port, VSW_EVENT_TYPE_PORT_CONNECTED, NULL);
	vsw_port_update(port);
	vsw_event_port(port, VSW_CHANGE_SET);
}

/**
 * vsw_port_unplugged() - a port is about to lose its device
 * @port: the port or uplink, RTNL and the lock of the namespace held
 *
 * Afterwards no frame begins to use the device. The caller waits for those
 * under way before it lets go of the references that the port had.
 */
void vsw_port_unplugged(struct vsw_port *port)
{
	struct net_device *dev = port->dev;

	vsw_event(port, VSW_EVENT_TYPE_PORT_DISCONNECTED, NULL);
	port->dev = NULL;
	/* The next guest has not told anything yet. */
	port->told = false;
	port->promisc_told = false;
	if (port->config.has_initial)
		ether_addr_copy(port->effective, port->config.initial);
	vsw_port_update(port);
	vsw_learn_flush(port);
	strscpy(port->dev_name, dev->name, sizeof(port->dev_name));
	vsw_event_port(port, VSW_CHANGE_SET);
}

/**
 * vsw_port_quiet() - no frame of the last device is under way any more
 * @port: an unplugged port, after a grace period
 *
 * What the last guest's frames have left behind is none of the next one's.
 */
void vsw_port_quiet(struct vsw_port *port)
{
	atomic64_set(&port->observed, 0);
	WRITE_ONCE(port->promisc_seen, false);
	clear_bit(VSW_PENDING_PROMISC, &port->pending);
	clear_bit(VSW_PENDING_FILTER, &port->pending);
	clear_bit(VSW_PENDING_BPDU, &port->pending);
}

/**
 * vsw_port_told() - the guest uses an address
 * @port: the port, RTNL and the lock of the namespace held
 * @mac: the address, as its source says
 */
void vsw_port_told(struct vsw_port *port, const u8 *mac)
{
	bool changed = !ether_addr_equal(port->effective, mac);

	port->told = true;
	if (!changed)
		return;
	ether_addr_copy(port->effective, mac);
	vsw_port_update(port);
	if (!(port->reasons & VSW_MAC_REFUSED))
		vsw_event(port, VSW_EVENT_TYPE_MAC_CHANGED, mac);
	vsw_event_port(port, VSW_CHANGE_SET);
}

static void vsw_port_report_promisc(struct vsw_port *port)
{
	if (port->in_force.policy[VSW_PROMISCUOUS].mode ==
	    VSW_POLICY_MODE_ACCEPT)
		return;
	port->promisc_denied++;
	vsw_event(port, VSW_EVENT_TYPE_PROMISCUOUS_DENIED, NULL);
}

/**
 * vsw_port_told_promisc() - the agent says whether the guest is promiscuous
 * @port: the port, RTNL and the lock of the namespace held
 * @on: the guest asks for promiscuous mode
 */
void vsw_port_told_promisc(struct vsw_port *port, bool on)
{
	if (port->promisc_told == on)
		return;
	port->promisc_told = on;
	vsw_port_update(port);
	if (on)
		vsw_port_report_promisc(port);
	vsw_event_port(port, VSW_CHANGE_SET);
}

static void vsw_port_block_bpdu(struct vsw_port *port)
{
	if (!port->dev || port->bpdu_seen || !vsw_port_blocks_bpdu(port))
		return;
	port->bpdu_seen = true;
	vsw_port_log(port, "sent a BPDU on port 0x%x, disallowed by vswitch policy",
		     port->id);
	vsw_port_update(port);
	vsw_event_port(port, VSW_CHANGE_SET);
}

/**
 * vsw_port_forgive_bpdu() - the administrator unblocks a port after a BPDU
 * @port: the port, RTNL and the lock of the namespace held
 */
void vsw_port_forgive_bpdu(struct vsw_port *port)
{
	if (!port->bpdu_seen)
		return;
	port->bpdu_seen = false;
	vsw_port_update(port);
	vsw_event_port(port, VSW_CHANGE_SET);
}

/*
 * Is the address spoken for? Not only by who claims it: also by who may change
 * to it, such as the nodes of a cluster, and by who was learned with it.
 */
static bool vsw_port_spoken_for(const struct vsw_port *port, const u8 *mac)
{
	const struct vsw_vlan *vlan = port->config.pg->config.vlan;
	struct vsw_port *other;
	bool learned = false;
	unsigned int vid;

	list_for_each_entry(other, &port->sw->port_list, node) {
		const struct vsw_policy *policy =
			&other->in_force.policy[VSW_MAC_CHANGES];

		if (other == port || other->uplink ||
		    !vsw_vlan_overlap(vlan, other->config.pg->config.vlan))
			continue;
		if ((other->dev && ether_addr_equal(other->effective, mac)) ||
		    (policy->mode == VSW_POLICY_MODE_LIST &&
		     vsw_policy_accepts(policy, mac)))
			return true;
	}

	rcu_read_lock();
	for_each_set_bit(vid, vlan->member, VLAN_N_VID)
		if (vsw_learn_find(port->sw, mac, vid))
			learned = true;
	rcu_read_unlock();
	return learned;
}

/* The first source address seen becomes the initial one, once. */
static void vsw_port_adopt(struct vsw_port *port, const u8 *mac)
{
	struct vsw_port_config config = port->config;

	ether_addr_copy(config.initial, mac);
	config.has_initial = true;
	config.initial_given = true;
	if (vsw_port_spoken_for(port, mac) ||
	    vsw_port_config_check(&config, port, NULL)) {
		vsw_port_log(port, "on port 0x%x may not adopt mac address %pM, which is another port's",
			     port->id, mac);
		return;
	}
	vsw_port_config_commit(port, &config);
	vsw_event(port, VSW_EVENT_TYPE_INITIAL_MAC_ADOPTED, mac);
	vsw_event_port(port, VSW_CHANGE_SET);
}

/* The filter's counters tell the rest. */
static void vsw_port_report_filter(struct vsw_port *port)
{
	if (time_before(jiffies, port->filter_told + VSW_FILTER_INTERVAL))
		return;
	port->filter_told = jiffies;
	vsw_event(port, vsw_port_ops->fails_open(port) ?
		  VSW_EVENT_TYPE_FILTER_FAILED_OPEN :
		  VSW_EVENT_TYPE_FILTER_FAILED_CLOSED, NULL);
}

/**
 * vsw_port_pending() - act upon what frames have noticed
 * @port: the port, RTNL and the lock of the namespace held
 */
void vsw_port_pending(struct vsw_port *port)
{
	u64 observed = atomic64_xchg(&port->observed, 0);
	u8 mac[ETH_ALEN];

	if (test_and_clear_bit(VSW_PENDING_RETRY, &port->pending)) {
		vsw_port_update(port);
		vsw_event_port(port, VSW_CHANGE_SET);
	}
	if (test_and_clear_bit(VSW_PENDING_PROMISC, &port->pending) &&
	    READ_ONCE(port->promisc_seen))
		vsw_port_report_promisc(port);
	if (test_and_clear_bit(VSW_PENDING_FILTER, &port->pending))
		vsw_port_report_filter(port);
	if (test_and_clear_bit(VSW_PENDING_BPDU, &port->pending))
		vsw_port_block_bpdu(port);
	if (!observed || !port->dev)
		return;

	u64_to_ether_addr(observed, mac);
	if (!port->config.has_initial && port->config.pg->config.adopt)
		vsw_port_adopt(port, mac);
	else if (vsw_port_mac_source(port) == VSW_MAC_SOURCE_OBSERVE)
		vsw_port_told(port, mac);
}

/**
 * vsw_port_notice_promisc() - a frame saw the guest's wish change
 * @port: the port
 * @on: the guest asks for promiscuous mode
 *
 * Context: any.
 */
void vsw_port_notice_promisc(struct vsw_port *port, bool on)
{
	WRITE_ONCE(port->promisc_seen, on);
	if (on && !test_and_set_bit(VSW_PENDING_PROMISC, &port->pending))
		vsw_net_pending(port->sw->vn);
}

/**
 * vsw_port_notice_filter() - the filter could not keep a state
 * @port: the port
 *
 * Context: any.
 */
void vsw_port_notice_filter(struct vsw_port *port)
{
	if (!test_and_set_bit(VSW_PENDING_FILTER, &port->pending))
		vsw_net_pending(port->sw->vn);
}

/**
 * vsw_port_notice_bpdu() - a BPDU came for which the port is to be blocked
 * @port: the port
 *
 * Context: any.
 */
void vsw_port_notice_bpdu(struct vsw_port *port)
{
	if (!test_and_set_bit(VSW_PENDING_BPDU, &port->pending))
		vsw_net_pending(port->sw->vn);
}

/**
 * vsw_port_observe() - a frame came whose source address is of interest
 * @port: the port
 * @view: its view
 * @mac: the address. Until process context has looked, the last one counts
 *   for a port that follows its guest, and the first one for one that adopts.
 *
 * Context: any.
 */
void vsw_port_observe(struct vsw_port *port, const struct vsw_view *view,
		      const u8 *mac)
{
	bool adopt = view->reasons & VSW_BLOCK_REASON_NO_INITIAL_MAC;
	u64 seen = atomic64_read(&port->observed);
	u64 addr = ether_addr_to_u64(mac);

	if (seen == addr || (seen && adopt) || !is_valid_ether_addr(mac))
		return;
	atomic64_set(&port->observed, addr);
	vsw_net_pending(port->sw->vn);
}
