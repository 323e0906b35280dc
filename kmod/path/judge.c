// SPDX-License-Identifier: GPL-2.0
/*
 * A frame before the stateful filters: that of the vNIC it comes from, and that
 * of each vNIC it is for.
 *
 * It is parsed once, before the first filter that has rules if no guard had to.
 * The rules in force when the first filter judges it are those of every further
 * filter, too. Fragments wait in front of each filter until their datagram is
 * whole: then it is judged as one, and they go on as they came.
 */
#include <linux/etherdevice.h>

#include "l2/switch.h"
#include "path/path.h"

/* May frames pass a filter that has no rules yet? */
static enum vsw_drop vsw_judge_without(const struct vsw_filter *filter)
{
	return READ_ONCE(filter->fn->require_ruleset) ? VSW_DROP_NO_RULESET :
							VSW_PASS;
}

static bool vsw_judge_ready(struct vsw_frame *frame,
			    const struct vsw_filter *filter)
{
	if (!frame->active)
		frame->active = rcu_dereference(filter->fn->active);
	return frame->active && !frame->active->empty;
}

/*
 * A port may have come after the frame was judged by its sender's filter: the
 * rules of that moment, which stay the frame's, know nothing of it.
 */
static bool vsw_judge_known(const struct vsw_active *active,
			    const struct vsw_filter *filter)
{
	return filter->slot < active->n_applied &&
	       READ_ONCE(active->applied[filter->slot].rules[VSW_IN]);
}

/* What has to be done beside dropping when a filter refuses a packet. */
static noinline void vsw_judge_refused(struct vsw_frame *frame,
				       struct vsw_port *port,
				       const struct vsw_packet *pkt,
				       struct sk_buff *skb, enum vsw_dir dir,
				       enum vsw_drop drop)
{
	if (frame->verdict.failed)
		vsw_port_notice_filter(port);
	frame->verdict.failed = false;
	if (drop == VSW_DROP_REJECT)
		vsw_reject(frame, port, pkt, skb, dir);
}

static __always_inline enum vsw_drop
vsw_judge(struct vsw_frame *frame, struct vsw_port *port,
	  struct vsw_packet *pkt, struct sk_buff *skb, enum vsw_dir dir)
{
	enum vsw_drop drop;

	drop = vsw_filter_judge(port->filter, frame->active, pkt, skb, dir,
				&frame->verdict);
	if (unlikely(drop || frame->verdict.failed))
		vsw_judge_refused(frame, port, pkt, skb, dir, drop);
	return drop;
}

/*
 * Keep a fragment. With the last one that was missing, @whole has all of them
 * and the verdict is that on the datagram. VSW_HELD: there is more to come; any
 * other verdict while @whole is empty is on this fragment alone.
 */
static enum vsw_drop vsw_judge_fragment(struct vsw_frame *frame,
					struct vsw_port *port,
					struct sk_buff *skb, enum vsw_dir dir,
					struct sk_buff_head *whole)
{
	struct vsw_packet pkt;
	enum vsw_drop drop;

	__skb_queue_head_init(whole);
	drop = vsw_frags_add(&port->filter->frags[dir], &frame->pkt, skb, &pkt,
			     whole);
	if (drop)
		return drop;
	if (skb_queue_empty(whole))
		return VSW_HELD;
	return vsw_judge(frame, port, &pkt, skb_peek(whole), dir);
}

static noinline enum vsw_drop vsw_judge_fragment_out(struct vsw_frame *frame)
{
	struct sk_buff_head whole;
	struct sk_buff *skb;
	enum vsw_drop drop;

	drop = vsw_judge_fragment(frame, frame->port, frame->skb, VSW_OUT,
				  &whole);
	if (skb_queue_empty(&whole))
		return drop;
	while ((skb = __skb_dequeue(&whole))) {
		unsigned int len = skb->len + ETH_HLEN;

		frame->skb = skb;
		frame->parsed = false;
		vsw_rx_end(frame, len, drop ?: vsw_forward(frame));
	}
	return VSW_HELD;
}

/**
 * vsw_judge_out() - have the filter of its sender judge a frame
 * @frame: a frame from a vNIC
 *
 * Return: VSW_PASS, the reason to drop it, or VSW_HELD: the frame is kept until
 * the rest of its datagram has come, or has gone its way
 */
enum vsw_drop vsw_judge_out(struct vsw_frame *frame)
{
	struct vsw_filter *filter = frame->port->filter;
	enum vsw_drop drop;

	if (!vsw_judge_ready(frame, filter))
		return vsw_judge_without(filter);
	drop = vsw_frame_parse(frame, frame->skb);
	if (unlikely(drop))
		return drop;
	if (unlikely(frame->pkt.track == VSW_TRACK_FRAGMENT))
		return vsw_judge_fragment_out(frame);
	return vsw_judge(frame, frame->port, &frame->pkt, frame->skb, VSW_OUT);
}

static noinline enum vsw_drop vsw_judge_fragment_in(struct vsw_frame *frame,
						    struct vsw_port *port,
						    const struct vsw_view *view,
						    struct sk_buff *skb)
{
	struct sk_buff_head whole;
	enum vsw_drop drop;

	drop = vsw_judge_fragment(frame, port, skb, VSW_IN, &whole);
	if (skb_queue_empty(&whole))
		return drop == VSW_HELD ? drop : vsw_drop_dir(drop, true);
	while ((skb = __skb_dequeue(&whole))) {
		if (drop)
			vsw_tx_end(frame, port, skb, vsw_drop_dir(drop, true));
		else
			vsw_tx(frame, port, view, skb, true);
	}
	return VSW_HELD;
}

/**
 * vsw_judge_in() - have the filter of a receiver judge a frame
 * @frame: the frame
 * @port: the receiver, a vNIC
 * @view: its view
 * @skb: the frame itself or a copy of it
 *
 * Return: as vsw_judge_out(), the reasons being those of a receiver
 */
enum vsw_drop vsw_judge_in(struct vsw_frame *frame, struct vsw_port *port,
			   const struct vsw_view *view, struct sk_buff *skb)
{
	enum vsw_drop drop;

	if (!vsw_judge_ready(frame, port->filter))
		return vsw_drop_dir(vsw_judge_without(port->filter), true);
	if (unlikely(!vsw_judge_known(frame->active, port->filter)))
		return VSW_DROP_NO_RULESET_IN;
	drop = vsw_frame_parse(frame, skb);
	if (likely(!drop)) {
		if (unlikely(frame->pkt.track == VSW_TRACK_FRAGMENT))
			return vsw_judge_fragment_in(frame, port, view, skb);
		drop = vsw_judge(frame, port, &frame->pkt, skb, VSW_IN);
	}
	return vsw_drop_dir(drop, true);
}

/*
 * What groups go by; the tags are the filter's own. An address that policy has
 * refused is not the vNIC's.
 */
static void vsw_judge_describe(const struct vsw_port *port, u32 reasons,
			       struct vsw_identity *id)
{
	const struct vsw_port_config *config = &port->config;

	memset(id, 0, sizeof(*id));
	strscpy(id->client, config->name, sizeof(id->client));
	strscpy(id->portgroup, config->pg->config.name, sizeof(id->portgroup));
	if (config->has_initial)
		ether_addr_copy(id->mac[VSW_MAC_INITIAL], config->initial);
	if (config->has_initial && !(reasons & VSW_MAC_REFUSED))
		ether_addr_copy(id->mac[VSW_MAC_EFFECTIVE], port->effective);
}

/**
 * vsw_judge_init() - give a vNIC's port a filter
 * @port: the port, which is about to come
 */
int vsw_judge_init(struct vsw_port *port)
{
	struct vsw_filter *filter;
	struct vsw_identity id;

	vsw_judge_describe(port, VSW_MAC_REFUSED, &id);
	filter = vsw_filter_create(port->sw->vn->net, port->id, &id,
				   port->stats);
	if (IS_ERR(filter))
		return PTR_ERR(filter);
	port->filter = filter;
	return 0;
}

void vsw_judge_exit(struct vsw_port *port)
{
	vsw_filter_destroy(port->filter);
}

/**
 * vsw_judge_identify() - have the groups and rules of a vNIC follow its port
 * @port: the port, RTNL and the lock of the namespace held
 * @reasons: for which it is about to be blocked
 */
int vsw_judge_identify(struct vsw_port *port, u32 reasons)
{
	struct vsw_identity id;

	vsw_judge_describe(port, reasons, &id);
	return vsw_filter_identify(port->filter, &id);
}

bool vsw_judge_fails_open(const struct vsw_port *port)
{
	return port->filter->failure_policy == VSW_FAILURE_POLICY_FAIL_OPEN;
}
