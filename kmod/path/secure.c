// SPDX-License-Identifier: GPL-2.0
/*
 * A frame before IP discovery and SpoofGuard: those of the vNIC that has sent it,
 * and, for DHCP, of the one that gets it.
 *
 * Whose an address is is decided in process context, under the lock of the
 * namespace. A frame that tells of a new one waits for that, and then goes on from
 * where it stopped. What would fail only because of a frame that waits, waits
 * behind it. decide.c is what process context does.
 */
#include <linux/etherdevice.h>

#include "l2/switch.h"
#include "path/path.h"
#include "swsec/swsec.h"

/**
 * struct vsw_held - what a held frame carries in skb->cb
 * @tag: its VLAN
 * @in: it is on its way to the vNIC, not from it
 */
struct vsw_held {
	struct vsw_tag tag;
	bool in;
};

#define VSW_HELD_CB(skb)	((struct vsw_held *)(skb)->cb)

static void vsw_secure_look(struct vsw_look *look, const struct sk_buff *skb,
			    const struct vsw_view *view, u16 vid)
{
	vsw_look(look, skb, vid == view->vlan->id ? VSW_BINDING_OWN : vid,
		 view->mac);
}

static bool vsw_secure_hold(struct vsw_port *port, struct sk_buff *skb,
			    struct vsw_tag tag, bool in)
{
	VSW_HELD_CB(skb)->tag = tag;
	VSW_HELD_CB(skb)->in = in;
	return vsw_bindings_hold(port->bindings, skb);
}

/* A frame that tells of an address, of which otherwise no note is taken. */
static bool vsw_secure_hold_news(struct vsw_port *port, struct sk_buff *skb,
				 struct vsw_tag tag, bool in)
{
	if (vsw_secure_hold(port, skb, tag, in))
		return true;
	atomic64_inc(&port->bindings->refused);
	return false;
}

/* What has to be done beside dropping: whoever asks why sees the packet. */
static noinline void vsw_secure_violation(struct vsw_frame *frame,
					  const struct vsw_look *look,
					  enum vsw_drop drop)
{
	struct vsw_notice notice = {
		.type = VSW_EVENT_TYPE_SPOOFGUARD_VIOLATION,
		.drop = drop,
		.family = look->family,
		.vid = look->vid,
		.mac = look->source,
		.addr = look->src,
	};
	struct vsw_arp arp;

	if (look->kind == VSW_LOOK_ARP && vsw_arp_read(look, &arp)) {
		notice.family = AF_INET;
		notice.addr.ip4 = arp.spa;
	}
	vsw_bindings_notice(frame->port->bindings, &notice);
	frame->malformed = vsw_key_parse(&frame->pkt, frame->skb,
					 frame->tag.vid);
	frame->parsed = true;
}

static enum vsw_drop vsw_secure_check(struct vsw_port *port,
				      const struct vsw_view *view,
				      const struct vsw_look *look)
{
	if (view->spoofguard != VSW_SPOOFGUARD_MODE_OFF)
		return vsw_spoofguard(look, port->bindings);
	/* Is an address that was not heard of for long in use? */
	if (READ_ONCE(port->watch) & VSW_WATCH_IP && look->family)
		vsw_binding_allows(port->bindings, look->vid, look->family,
				   &look->src, look->source, look->effective);
	return VSW_PASS;
}

/**
 * vsw_secure_out() - discover from a frame, and guard against it
 * @frame: a frame from a vNIC
 *
 * Return: VSW_PASS, the reason to drop it, or VSW_HELD: it is kept until process
 * context has decided
 */
enum vsw_drop vsw_secure_out(struct vsw_frame *frame)
{
	struct vsw_sighting sighting[VSW_SIGHTINGS];
	const struct vsw_view *view = frame->view;
	struct vsw_port *port = frame->port;
	struct vsw_look look;
	enum vsw_drop drop;
	unsigned int n;

	vsw_secure_look(&look, frame->skb, view, frame->tag.vid);
	n = vsw_snoop_out(&look, &view->discovery, port->bindings, sighting);
	if (unlikely(n) &&
	    vsw_bindings_news(port->bindings, look.vid, sighting, n) &&
	    vsw_secure_hold_news(port, frame->skb, frame->tag, false))
		return VSW_HELD;
	drop = vsw_secure_check(port, view, &look);
	if (likely(!drop))
		return VSW_PASS;
	if (READ_ONCE(port->bindings->deciding) &&
	    vsw_secure_hold(port, frame->skb, frame->tag, false))
		return VSW_HELD;
	vsw_secure_violation(frame, &look, drop);
	return drop;
}

/**
 * vsw_secure_again() - guard against a frame that was held
 * @frame: a frame from a vNIC
 *
 * Return: VSW_PASS or the reason to drop it
 */
enum vsw_drop vsw_secure_again(struct vsw_frame *frame)
{
	struct vsw_look look;
	enum vsw_drop drop;

	vsw_secure_look(&look, frame->skb, frame->view, frame->tag.vid);
	drop = vsw_secure_check(frame->port, frame->view, &look);
	if (drop)
		vsw_secure_violation(frame, &look, drop);
	return drop;
}

/**
 * vsw_secure_in() - discover from DHCP that a vNIC is about to get
 * @frame: the frame
 * @port: the receiver, a vNIC
 * @view: its view
 * @skb: the frame itself or a copy of it
 *
 * Return: VSW_PASS, or VSW_HELD: it is kept until process context has decided
 */
enum vsw_drop vsw_secure_in(struct vsw_frame *frame, struct vsw_port *port,
			    const struct vsw_view *view, struct sk_buff *skb)
{
	struct vsw_sighting sighting[VSW_SIGHTINGS];
	struct vsw_look look;
	unsigned int n;

	vsw_secure_look(&look, skb, view, frame->tag.vid);
	n = vsw_snoop_in(&look, port->bindings, sighting);
	if (likely(!n) ||
	    !vsw_bindings_news(port->bindings, look.vid, sighting, n))
		return VSW_PASS;
	/* The sender's device may go before the frame does. */
	skb->dev = view->dev;
	return vsw_secure_hold_news(port, skb, frame->tag, true) ? VSW_HELD :
								   VSW_PASS;
}

/*
 * Addresses that come are the vNIC's before the frame is checked, those that it
 * gives back until it has been.
 */
static void vsw_secure_sight(struct vsw_port *port, u16 vid,
			     const struct vsw_sighting *sighting,
			     unsigned int n, bool gone)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		if (sighting[i].gone == gone)
			vsw_bindings_sight(port->bindings, vid, &sighting[i]);
}

/*
 * Would the port as it is now let the frame pass? It may have become another one
 * while the frame was held, and what it refuses tells of nothing.
 */
static bool vsw_secure_stands(const struct vsw_view *view,
			      const struct sk_buff *skb,
			      const struct vsw_held *held)
{
	const u8 *source = eth_hdr(skb)->h_source;

	if (!view || view->reasons ||
	    !vsw_vlan_member(view->vlan, held->tag.vid, held->in))
		return false;
	return held->in || ether_addr_equal(source, view->mac) ||
	       vsw_policy_accepts(&view->forged, source);
}

/* A frame for the vNIC goes on, if it may. Bottom halves are off. */
static void vsw_secure_resume_in(struct vsw_port *port, struct sk_buff *skb,
				 bool stands)
{
	struct vsw_frame frame;

	vsw_rx_begin(&frame, skb, port);
	frame.tag = VSW_HELD_CB(skb)->tag;
	if (stands)
		vsw_tx(&frame, port, frame.view, skb, true);
	else
		vsw_tx_end(&frame, port, skb, VSW_DROP_BLOCKED_TX);
}

/**
 * vsw_secure_decide_frame() - decide what a held frame tells, and send it on
 * @port: the port that holds it, with its device
 * @skb: the frame
 *
 * Context: process, the lock of the namespace held.
 */
void vsw_secure_decide_frame(struct vsw_port *port, struct sk_buff *skb)
{
	const struct vsw_held held = *VSW_HELD_CB(skb);
	struct vsw_sighting sighting[VSW_SIGHTINGS];
	const struct vsw_view *view;
	struct vsw_look look;
	unsigned int n = 0;
	bool stands;
	u16 vid = 0;

	/* The lock keeps it as it is until the frame has gone on. */
	view = rcu_dereference_protected(port->view,
					 lockdep_is_held(&port->sw->vn->lock));
	stands = vsw_secure_stands(view, skb, &held);
	if (stands) {
		vsw_secure_look(&look, skb, view, held.tag.vid);
		vid = look.vid;
		if (held.in)
			n = vsw_snoop_in(&look, port->bindings, sighting);
		else
			n = vsw_snoop_out(&look, &view->discovery,
					  port->bindings, sighting);
	}
	vsw_secure_sight(port, vid, sighting, n, false);
	local_bh_disable();
	rcu_read_lock();
	if (held.in)
		vsw_secure_resume_in(port, skb, stands);
	else
		vsw_rx_resume(port, skb, held.tag);
	rcu_read_unlock();
	local_bh_enable();
	vsw_secure_sight(port, vid, sighting, n, true);
}

/**
 * vsw_secure_drop_frame() - a held frame goes, since the port has lost its device
 * @port: the port that holds it
 * @skb: the frame
 *
 * Context: bottom halves off.
 */
void vsw_secure_drop_frame(struct vsw_port *port, struct sk_buff *skb)
{
	vsw_stats_drop(port->stats, VSW_HELD_CB(skb)->in ?
				    VSW_DROP_BLOCKED_TX : VSW_DROP_BLOCKED_RX);
	kfree_skb(skb);
}
