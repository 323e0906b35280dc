// SPDX-License-Identifier: GPL-2.0
/*
 * What becomes of a port.
 *
 * What an administrator says (struct vsw_port_config), what the guest tells
 * (the effective MAC address, promiscuous mode) and what the device does (link)
 * come together in vsw_port_update(), which alone decides whether the port is
 * blocked and makes the view that frames read. Everything that changes
 * something says so and calls it; nothing is decided anywhere else.
 */
#include "l2/event.h"
#include "l2/learn.h"
#include "l2/port.h"
#include "l2/state.h"
#include "l2/switch.h"

/* Reasons that the guest's behaviour gave, for the words of the log. */
#define VSW_VIOLATIONS	(VSW_MAC_REFUSED | VSW_BLOCK_REASON_BPDU)

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

bool vsw_port_blocks_bpdu(const struct vsw_port *port)
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
void vsw_ports_recheck(struct vsw_switch *sw)
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
