// SPDX-License-Identifier: GPL-2.0
/* The end of a frame's way: out through the device of one port. */
#include <linux/etherdevice.h>
#include <linux/skbuff.h>

#include "compat.h"
#include "path/path.h"

/*
 * The receiver is the guest where its end can be seen. Both lengths are those
 * behind the Ethernet header; a second tag is extra.
 */
static bool vsw_tx_fits(const struct sk_buff *skb, const struct vsw_view *view)
{
	unsigned int mtu = READ_ONCE(view->dev->mtu);

	if (view->peer)
		mtu = min(mtu, READ_ONCE(view->peer->mtu));
	if (eth_type_vlan(skb->protocol))
		mtu += VLAN_HLEN;
	if (likely(skb->len <= mtu))
		return true;
	return skb_is_gso(skb) && skb_gso_validate_network_len(skb, mtu);
}

/**
 * vsw_tx_end() - a frame does not get to a port
 * @frame: the frame
 * @port: the port, which counts it
 * @skb: the frame itself or a copy, given away
 * @drop: why
 */
void vsw_tx_end(struct vsw_frame *frame, struct vsw_port *port,
		struct sk_buff *skb, enum vsw_drop drop)
{
	vsw_stats_drop(port->stats, drop);
	vsw_note_drop(frame, port, skb, drop);
	kfree_skb_reason(skb, vsw_drop_info[drop].core);
}

static enum vsw_drop vsw_tx_xmit(const struct vsw_view *view,
				 struct sk_buff *skb)
{
	int err;

	skb_push(skb, ETH_HLEN);
	skb->dev = view->dev;
	skb_forward_csum(skb);
	skb_clear_tstamp(skb);
	err = dev_queue_xmit(skb);
	return likely(!err) || err == NET_XMIT_CN ? VSW_PASS : VSW_DROP_DEVICE;
}

/**
 * vsw_tx() - deliver a frame to one port
 * @frame: the frame
 * @port: an open port or uplink
 * @view: its view
 * @skb: the frame itself or a copy, given away
 * @judged: the filter of the port has judged it already, or is not to
 *
 * Context: RCU read lock, bottom halves off.
 */
void vsw_tx(struct vsw_frame *frame, struct vsw_port *port,
	    const struct vsw_view *view, struct sk_buff *skb, bool judged)
{
	unsigned int len = skb->len + ETH_HLEN;
	enum vsw_drop drop = VSW_PASS;

	if (view->promisc_peer &&
	    unlikely(vsw_port_wants_all(view) != READ_ONCE(port->promisc_seen)))
		vsw_port_notice_promisc(port, !port->promisc_seen);

	if (unlikely(!vsw_tx_fits(skb, view)) ||
	    unlikely(skb_warn_if_lro(skb)))
		drop = VSW_DROP_MTU;
	else if (vsw_filter_judging() && port->filter && !judged)
		drop = vsw_judge_in(frame, port, view, skb);
	if (READ_ONCE(port->watch) & VSW_WATCH_DHCP && !drop && !judged &&
	    vsw_maybe_dhcp(skb, VSW_DHCP_FROM_SERVER))
		drop = vsw_secure_in(frame, port, view, skb);
	if (likely(!drop))
		drop = vsw_vlan_out(view->vlan, skb, frame->tag);
	if (unlikely(drop)) {
		if (drop != VSW_HELD)
			vsw_tx_end(frame, port, skb, drop);
		return;
	}

	drop = vsw_tx_xmit(view, skb);
	if (likely(!drop))
		vsw_stats_frame(port->stats, VSW_TX_PACKETS, len);
	else
		vsw_stats_drop(port->stats, drop);
}
