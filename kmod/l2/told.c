// SPDX-License-Identifier: GPL-2.0
/*
 * What the guest of a port tells: its agent to process context, and frames, on
 * whose way nothing can be decided, by a note that process context acts upon.
 */
#include "l2/event.h"
#include "l2/learn.h"
#include "l2/port.h"
#include "l2/state.h"
#include "l2/switch.h"

/* Until the guest has told, it uses the initial address; a peer always tells. */
void vsw_port_forget_told(struct vsw_port *port)
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
