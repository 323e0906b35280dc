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
 * @port: an open port or uplink
 * @view: its view
 * @skb: the frame, given away
 * @tag: its VLAN
 *
 * Context: RCU read lock, bottom halves off.
 */
void vsw_tx(struct vsw_port *port, const struct vsw_view *view,
	    struct sk_buff *skb, struct vsw_tag tag)
{
	unsigned int len = skb->len + ETH_HLEN;
	enum vsw_drop drop;

	if (view->promisc_peer &&
	    unlikely(vsw_port_wants_all(view) != READ_ONCE(port->promisc_seen)))
		vsw_port_notice_promisc(port, !port->promisc_seen);

	if (unlikely(!vsw_tx_fits(skb, view)))
		drop = VSW_DROP_MTU;
	else if (unlikely(skb_warn_if_lro(skb)))
		drop = VSW_DROP_MTU;
	else
		drop = vsw_vlan_out(view->vlan, skb, tag);
	if (unlikely(drop)) {
		vsw_stats_drop(port->stats, drop);
		kfree_skb_reason(skb, vsw_drop_info[drop].core);
		return;
	}

	drop = vsw_tx_xmit(view, skb);
	if (likely(!drop))
		vsw_stats_frame(port->stats, VSW_TX_PACKETS, len);
	else
		vsw_stats_drop(port->stats, drop);
}
