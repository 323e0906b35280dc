// SPDX-License-Identifier: GPL-2.0
/*
 * Who gets a frame.
 *
 *   destination            from a vNIC                from an uplink
 *   address of a port      that port                  that port
 *   learned address        that port                  that port
 *   unknown unicast        the port's uplink and      ports that learn and
 *                          ports that learn and flood flood
 *   group                  ports of the VLAN, the     ports of the VLAN whose
 *                          port's uplink              uplink it is
 *   reserved group         as a group, but only from and to ports whose guards
 *                          allow it
 *   any                    ports in promiscuous mode, as policy allows
 *
 * Never the sender, and never from one uplink to another. The reserved group,
 * 01:80:c2:00:00:00 to :0f, is for the other end of the wire only (802.1Q,
 * table 8-1): PAUSE, LACP, LLDP or BPDUs of a guest would act upon the uplink
 * that all share.
 */
#include <linux/etherdevice.h>

#include "l2/fdb.h"
#include "l2/learn.h"
#include "l2/portgroup.h"
#include "l2/switch.h"
#include "path/path.h"

/**
 * struct vsw_out - receivers of a frame
 * @port: the last one found, which gets the frame itself when no other comes;
 *   the ones before have got copies
 * @view: its view
 * @found: somebody has the destination, even if it may not get the frame
 * @closed: somebody would have got the frame but for a port that is closed or
 *   over its limit, and has counted it
 * @flooded: ports that take unknown unicast have got it
 */
struct vsw_out {
	struct vsw_port *port;
	const struct vsw_view *view;
	bool found;
	bool closed;
	bool flooded;
};

/**
 * enum vsw_flood - what is for more than one port
 * @VSW_FLOOD_UNKNOWN: unknown unicast, for ports that take it
 * @VSW_FLOOD_GROUP: broadcast and multicast, for all ports of the VLAN
 * @VSW_FLOOD_RESERVED: the reserved group, for those whose guards allow it
 */
enum vsw_flood {
	VSW_FLOOD_UNKNOWN,
	VSW_FLOOD_GROUP,
	VSW_FLOOD_RESERVED,
};

static noinline void vsw_out_flush(struct vsw_out *out, struct vsw_frame *frame)
{
	struct sk_buff *copy = skb_clone(frame->skb, GFP_ATOMIC);

	if (likely(copy))
		vsw_tx(frame, out->port, out->view, copy, false);
	else
		vsw_stats_drop(out->port->stats, VSW_DROP_MEMORY);
}

/* A port counts what it would have got, were it not closed or over its limit. */
static noinline void vsw_out_refused(struct vsw_out *out,
				     const struct vsw_frame *frame,
				     struct vsw_port *port, enum vsw_drop drop)
{
	out->closed = true;
	vsw_stats_drop(port->stats, drop);
	vsw_note_drop(frame, port, frame->skb, drop);
}

/* Add a receiver. */
static void vsw_out_add(struct vsw_out *out, struct vsw_frame *frame,
			struct vsw_port *port, const struct vsw_view *view)
{
	out->found = true;
	if (unlikely(view->reasons)) {
		vsw_out_refused(out, frame, port,
				view->reasons == VSW_BLOCK_REASON_LINK ?
				VSW_DROP_LINK_DOWN : VSW_DROP_BLOCKED_TX);
		return;
	}
	if (unlikely(out->port))
		vsw_out_flush(out, frame);
	out->port = port;
	out->view = view;
}

static void vsw_out_uplink(struct vsw_out *out, struct vsw_frame *frame)
{
	struct vsw_port *uplink = frame->view->uplink;
	const struct vsw_view *view;

	if (!uplink)
		return;
	view = rcu_dereference(uplink->view);
	if (view)
		vsw_out_add(out, frame, uplink, view);
}

/* Ports that have the destination, several if a cluster shares it. */
static void vsw_out_claims(struct vsw_out *out, struct vsw_frame *frame,
			   const u8 *dest)
{
	struct vsw_switch *sw = frame->port->sw;
	struct vsw_claim *claim;
	struct rhlist_head *pos;

	rhl_for_each_entry_rcu(claim, pos, vsw_fdb_find(sw, dest), node) {
		const struct vsw_view *view =
			rcu_dereference(claim->port->view);

		if (unlikely(!view || READ_ONCE(claim->idle)) ||
		    !vsw_vlan_member(view->vlan, frame->tag.vid,
				     frame->port->uplink))
			continue;
		if (unlikely(claim->port == frame->port))
			out->found = true;
		else
			vsw_out_add(out, frame, claim->port, view);
	}
}

static void vsw_out_learned(struct vsw_out *out, struct vsw_frame *frame,
			    const u8 *dest)
{
	struct vsw_learned *entry = vsw_learn_find(frame->port->sw, dest,
						   frame->tag.vid);
	const struct vsw_view *view;
	struct vsw_port *port;

	if (likely(!entry) || READ_ONCE(entry->upstream))
		return;
	port = READ_ONCE(entry->port);
	view = rcu_dereference(port->view);
	if (!view || !vsw_vlan_member(view->vlan, frame->tag.vid, false))
		return;
	if (port == frame->port)
		out->found = true;
	else
		vsw_out_add(out, frame, port, view);
}

static bool vsw_out_takes(const struct vsw_view *view,
			  const struct vsw_frame *frame, enum vsw_flood flood)
{
	if (likely(flood == VSW_FLOOD_GROUP))
		return true;
	return flood == VSW_FLOOD_UNKNOWN ?
	       view->flood : vsw_guard_allows(&view->guard, frame->skb);
}

/* Add a receiver of a flood, unless it has had enough of these. */
static void vsw_out_add_flood(struct vsw_out *out, struct vsw_frame *frame,
			      struct vsw_port *port,
			      const struct vsw_view *view)
{
	enum vsw_drop drop = VSW_PASS;

	if (unlikely(view->limited) && !view->reasons)
		drop = vsw_guard_in(port, view, frame->skb);
	if (unlikely(drop))
		vsw_out_refused(out, frame, port, drop);
	else
		vsw_out_add(out, frame, port, view);
}

/*
 * All ports of the VLAN that take such a flood. What comes in on an uplink is for
 * the ports that use that uplink: the others get their copy through theirs.
 */
static void vsw_out_flood(struct vsw_out *out, struct vsw_frame *frame,
			  enum vsw_flood flood)
{
	bool from_uplink = frame->port->uplink;
	struct vsw_portgroup *pg;
	struct vsw_port *port;

	list_for_each_entry_rcu(pg, &frame->port->sw->portgroups, node) {
		if (!vsw_vlan_member(rcu_dereference(pg->vlan), frame->tag.vid,
				     from_uplink))
			continue;
		list_for_each_entry_rcu(port, &pg->ports, pg_node) {
			const struct vsw_view *view =
				rcu_dereference(port->view);

			if (!view || port == frame->port ||
			    !vsw_out_takes(view, frame, flood) ||
			    (from_uplink && view->uplink != frame->port))
				continue;
			vsw_out_add_flood(out, frame, port, view);
		}
	}
}

static bool vsw_out_in_scope(const struct vsw_out *out,
			     const struct vsw_frame *frame,
			     const struct vsw_view *view)
{
	if (view->promisc_scope == VSW_PROMISCUOUS_SCOPE_VLAN)
		return true;
	return frame->view->pg == view->pg ||
	       (out->view && out->view->pg == view->pg);
}

/* Ports whose guest asks for everything, and whose policy lets it have it. */
static void vsw_out_promisc(struct vsw_out *out, struct vsw_frame *frame,
			    const u8 *dest)
{
	struct vsw_switch *sw = frame->port->sw;
	const struct vsw_out receiver = *out;
	struct vsw_port *port;
	bool idle = true;

	/*
	 * A pass over all who may, to find that none of them wants to, is for
	 * the first frame of a tick.
	 */
	if (!(jiffies - READ_ONCE(sw->promisc_idle)))
		return;

	list_for_each_entry_rcu(port, &sw->promiscuous, promisc_node) {
		const struct vsw_view *view = rcu_dereference(port->view);

		if (!view || view->reasons || !view->promiscuous ||
		    !vsw_port_wants_all(view))
			continue;
		idle = false;
		if (port == frame->port ||
		    !vsw_vlan_member(view->vlan, frame->tag.vid,
				     frame->port->uplink) ||
		    !vsw_out_in_scope(&receiver, frame, view))
			continue;
		/* Not a second copy to who has got the frame anyway. */
		if (port == receiver.port || ether_addr_equal(view->mac, dest) ||
		    (receiver.flooded && view->flood))
			continue;
		vsw_stats_promisc(port->stats);
		vsw_out_add(out, frame, port, view);
	}
	if (idle)
		WRITE_ONCE(sw->promisc_idle, jiffies);
}

/* A frame to a group. Return: VSW_PASS or why it is not for anybody */
static enum vsw_drop vsw_out_group(struct vsw_out *out,
				   struct vsw_frame *frame, const u8 *dest)
{
	enum vsw_flood flood = VSW_FLOOD_GROUP;
	bool from_uplink = frame->port->uplink;

	if (unlikely(is_link_local_ether_addr(dest))) {
		flood = VSW_FLOOD_RESERVED;
		if (!from_uplink &&
		    !vsw_guard_allows(&frame->view->guard, frame->skb))
			return VSW_DROP_RESERVED;
	}
	vsw_out_flood(out, frame, flood);
	if (!from_uplink)
		vsw_out_uplink(out, frame);
	else if (flood == VSW_FLOOD_RESERVED && !out->port && !out->closed)
		return VSW_DROP_RESERVED;
	return VSW_PASS;
}

/**
 * vsw_forward() - hand a frame to everybody who is to get it
 * @frame: the frame, accepted from its port
 *
 * Return: VSW_PASS, the frame is gone; or why nobody gets it
 */
enum vsw_drop vsw_forward(struct vsw_frame *frame)
{
	const u8 *dest = eth_hdr(frame->skb)->h_dest;
	struct vsw_out out = {};
	enum vsw_drop drop;

	if (unlikely(is_multicast_ether_addr(dest))) {
		drop = vsw_out_group(&out, frame, dest);
		if (drop)
			return drop;
	} else {
		vsw_out_claims(&out, frame, dest);
		if (unlikely(!out.found))
			vsw_out_learned(&out, frame, dest);
		if (unlikely(!out.found)) {
			vsw_out_flood(&out, frame, VSW_FLOOD_UNKNOWN);
			out.flooded = true;
			if (!frame->port->uplink)
				vsw_out_uplink(&out, frame);
		}
		if (unlikely(!list_empty(&frame->port->sw->promiscuous)))
			vsw_out_promisc(&out, frame, dest);
	}

	if (likely(out.port)) {
		vsw_tx(frame, out.port, out.view, frame->skb, false);
		return VSW_PASS;
	}
	if (out.closed) {
		kfree_skb(frame->skb);
		return VSW_PASS;
	}
	if (is_multicast_ether_addr(dest))
		return VSW_DROP_NO_RECEIVER;
	return out.found ? VSW_DROP_HAIRPIN : VSW_DROP_UNKNOWN_UNICAST;
}
