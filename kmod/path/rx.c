// SPDX-License-Identifier: GPL-2.0
/*
 * The way of one frame, from the device it came in on to the table that says
 * where it goes. Each stage passes the frame or names the reason to drop it;
 * here is the one place that frees and counts.
 *
 *   vNIC:    port state -> VLAN in -> forged transmits -> guards -> learning ->
 *            IP discovery, SpoofGuard -> stateful filter, out -> forward
 *   uplink:  port state -> VLAN in -> own echo -> forward
 *
 * forward.c finds the receivers, tx.c passes the frame through the receiver's
 * port state, MTU, stateful filter and VLAN out to its device.
 */
#include <linux/etherdevice.h>
#include <linux/ipv6.h>

#include "l2/fdb.h"
#include "l2/learn.h"
#include "l2/switch.h"
#include "path/path.h"

/* Anything but the effective MAC address needs the policy's consent. */
static __always_inline enum vsw_drop vsw_rx_source(const struct vsw_frame *frame)
{
	const u8 *source = eth_hdr(frame->skb)->h_source;
	const struct vsw_view *view = frame->view;

	if (likely(ether_addr_equal(source, view->mac)))
		return VSW_PASS;
	if (view->observe)
		vsw_port_observe(frame->port, view, source);
	if (!vsw_policy_accepts(&view->forged, source))
		return VSW_DROP_FORGED;
	return is_valid_ether_addr(source) ? VSW_PASS : VSW_DROP_BAD_SOURCE;
}

/* What few port groups ask for. An address is learned if the frame may pass. */
static enum vsw_drop vsw_rx_extra(struct vsw_frame *frame)
{
	const u8 *source = eth_hdr(frame->skb)->h_source;
	const struct vsw_view *view = frame->view;
	enum vsw_drop drop = VSW_PASS;

	if (view->guarded)
		drop = vsw_guard_out(frame);
	if (!drop && view->learning && !ether_addr_equal(source, view->mac))
		drop = vsw_learn(frame->port, view, source, frame->tag.vid);
	return drop;
}

/* An address or a tag is refused, but what is refused may be a BPDU. */
static noinline enum vsw_drop vsw_rx_refused(const struct vsw_frame *frame,
					     enum vsw_drop drop)
{
	return frame->view->guarded ? vsw_guard_refused(frame, drop) : drop;
}

/* Behind SpoofGuard. */
static __always_inline enum vsw_drop vsw_rx_secured(struct vsw_frame *frame)
{
	enum vsw_drop drop;

	if (vsw_filter_judging()) {
		drop = vsw_judge_out(frame);
		if (drop)
			return drop;
	}
	return vsw_forward(frame);
}

/* The same for what is not IPv4. Most IPv6 tells of nothing either. */
static bool vsw_rx_watched_other(const struct sk_buff *skb, u8 watch)
{
	const struct ipv6hdr *ip6h = (const struct ipv6hdr *)skb->data;

	if ((watch & ~VSW_WATCH_EXTRA) != VSW_WATCH_CLAIM ||
	    skb->protocol != htons(ETH_P_IPV6) ||
	    skb_headlen(skb) < sizeof(*ip6h))
		return true;
	return ip6h->nexthdr != IPPROTO_TCP && ip6h->nexthdr != IPPROTO_UDP;
}

/* May the frame tell of an IP address, or is it to be guarded against? */
static bool vsw_rx_watched(const struct vsw_frame *frame)
{
	u8 watch = READ_ONCE(frame->port->watch);

	if (frame->skb->protocol != htons(ETH_P_IP))
		return watch & ~VSW_WATCH_EXTRA &&
		       vsw_rx_watched_other(frame->skb, watch);
	if (likely(!(watch & (VSW_WATCH_IP | VSW_WATCH_DHCP))))
		return false;
	return watch & VSW_WATCH_IP ||
	       vsw_maybe_dhcp(frame->skb, VSW_DHCP_FROM_CLIENT);
}

/* IPv4 from a vNIC that nobody asks anything else of is most there is. */
static bool vsw_rx_plain(const struct vsw_frame *frame)
{
	return frame->skb->protocol == htons(ETH_P_IP) &&
	       !(READ_ONCE(frame->port->watch) & ~VSW_WATCH_CLAIM);
}

static noinline enum vsw_drop vsw_rx_special(struct vsw_frame *frame)
{
	enum vsw_drop drop;

	if (frame->view->guarded || frame->view->learning) {
		drop = vsw_rx_extra(frame);
		if (drop)
			return drop;
	}
	return vsw_rx_watched(frame) ? vsw_secure_out(frame) : VSW_PASS;
}

static enum vsw_drop vsw_rx_vnic(struct vsw_frame *frame)
{
	enum vsw_drop drop;

	drop = vsw_vlan_in(frame->view->vlan, frame->skb, &frame->tag);
	if (drop) {
		frame->tag.vid = 0;
		return vsw_rx_refused(frame, drop);
	}
	drop = vsw_rx_source(frame);
	if (drop)
		return vsw_rx_refused(frame, drop);
	if (unlikely(!vsw_rx_plain(frame))) {
		drop = vsw_rx_special(frame);
		if (drop)
			return drop;
	}
	return vsw_rx_secured(frame);
}

/* The port may have become another one while the frame was held. */
static enum vsw_drop vsw_rx_again(struct vsw_frame *frame)
{
	const struct vsw_view *view = frame->view;
	enum vsw_drop drop;

	if (!view || view->reasons)
		return VSW_DROP_BLOCKED_RX;
	if (!vsw_vlan_member(view->vlan, frame->tag.vid, false))
		return VSW_DROP_VLAN_DENIED;
	drop = vsw_rx_source(frame);
	if (drop)
		return drop;
	drop = vsw_secure_again(frame);
	return drop ?: vsw_rx_secured(frame);
}

/*
 * What a switch upstream sends back must not move a local address. Frames for
 * an address that is in use here never leave, so they cannot come back.
 */
static bool vsw_rx_echo(const struct vsw_frame *frame)
{
	const struct ethhdr *eth = eth_hdr(frame->skb);
	struct vsw_switch *sw = frame->port->sw;
	u16 vid = frame->tag.vid;

	if (vsw_fdb_serves(sw, eth->h_source, vid, true))
		return true;
	if (likely(!atomic_read(&sw->learned.nelems)))
		return false;
	return vsw_learn_echo(sw, eth->h_source, vid,
			      vsw_fdb_serves(sw, eth->h_dest, vid, false));
}

static enum vsw_drop vsw_rx_uplink(struct vsw_frame *frame)
{
	enum vsw_drop drop;

	drop = vsw_vlan_in_uplink(frame->skb, &frame->tag);
	if (drop)
		return drop;
	if (!is_valid_ether_addr(eth_hdr(frame->skb)->h_source))
		return VSW_DROP_BAD_SOURCE;
	if (vsw_rx_echo(frame))
		return VSW_DROP_ECHO;
	return vsw_forward(frame);
}

/* A blocked port's sources may be what unblocks it. */
static enum vsw_drop vsw_rx_blocked(struct vsw_frame *frame)
{
	const struct vsw_view *view = frame->view;

	frame->tag.vid = 0;
	if (view && view->observe)
		vsw_port_observe(frame->port, view,
				 eth_hdr(frame->skb)->h_source);
	return VSW_DROP_BLOCKED_RX;
}

/**
 * vsw_rx_end() - the end of a frame's way as far as its sender is concerned
 * @frame: the frame, gone if it was passed
 * @len: bytes it had with the Ethernet header
 * @drop: verdict of the last stage
 */
void vsw_rx_end(struct vsw_frame *frame, unsigned int len, enum vsw_drop drop)
{
	if (likely(!drop)) {
		vsw_stats_frame(frame->port->stats, VSW_RX_PACKETS, len);
		return;
	}
	if (drop == VSW_HELD)
		return;
	vsw_stats_drop(frame->port->stats, drop);
	vsw_note_drop(frame, frame->port, frame->skb, drop);
	kfree_skb_reason(frame->skb, vsw_drop_info[drop].core);
}

/**
 * vsw_rx_resume() - a held frame of a vNIC goes on
 * @port: port that it came from
 * @skb: the frame, given away
 * @tag: its VLAN
 *
 * Context: RCU read lock, bottom halves off.
 */
void vsw_rx_resume(struct vsw_port *port, struct sk_buff *skb,
		   struct vsw_tag tag)
{
	unsigned int len = skb->len + ETH_HLEN;
	struct vsw_frame frame;

	vsw_rx_begin(&frame, skb, port);
	frame.tag = tag;
	vsw_rx_end(&frame, len, vsw_rx_again(&frame));
}

/**
 * vsw_rx() - rx handler of every device that is a port or an uplink
 * @pskb: the frame
 *
 * Context: RCU read lock, bottom halves off.
 */
rx_handler_result_t vsw_rx(struct sk_buff **pskb)
{
	struct vsw_frame frame __uninitialized;
	enum vsw_drop drop;
	struct sk_buff *skb;
	unsigned int len;

	if (unlikely((*pskb)->pkt_type == PACKET_LOOPBACK))
		return RX_HANDLER_PASS;
	skb = skb_share_check(*pskb, GFP_ATOMIC);
	if (unlikely(!skb))
		return RX_HANDLER_CONSUMED;

	vsw_rx_begin(&frame, skb, rcu_dereference(skb->dev->rx_handler_data));
	len = skb->len + ETH_HLEN;

	if (unlikely(!frame.view || frame.view->reasons))
		drop = vsw_rx_blocked(&frame);
	else if (unlikely(frame.port->uplink))
		drop = vsw_rx_uplink(&frame);
	else
		drop = vsw_rx_vnic(&frame);

	if (likely(!drop))
		vsw_stats_frame(frame.port->stats, VSW_RX_PACKETS, len);
	else
		vsw_rx_end(&frame, len, drop);
	return RX_HANDLER_CONSUMED;
}
