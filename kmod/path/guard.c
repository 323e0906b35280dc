// SPDX-License-Identifier: GPL-2.0
/*
 * A frame before the guards of a port group: those of the vNIC it comes from, and
 * the rate limits of each vNIC that it is flooded to.
 */
#include <linux/etherdevice.h>

#include "l2/guard.h"
#include "path/path.h"

static enum vsw_drop vsw_guard_out_bpdu(const struct vsw_frame *frame)
{
	const struct vsw_guard *guard = &frame->view->guard;
	enum vsw_drop drop = vsw_guard_bpdu(guard, frame->skb);

	if (drop && guard->bpdu == VSW_BPDU_FILTER_BLOCK)
		vsw_port_notice_bpdu(frame->port);
	return drop;
}

/**
 * vsw_guard_out() - have the guards of its sender judge a frame
 * @frame: a frame from a vNIC whose port group has guards
 *
 * What is dropped for what it is does not count for the rate.
 */
enum vsw_drop vsw_guard_out(struct vsw_frame *frame)
{
	const struct vsw_guard *guard = &frame->view->guard;
	enum vsw_drop drop, malformed;

	drop = vsw_guard_out_bpdu(frame);
	if (!drop && vsw_guard_reads(guard)) {
		malformed = vsw_frame_parse(frame, frame->skb);
		drop = vsw_guard_packet(guard, &frame->pkt, malformed,
					frame->skb);
	}
	if (drop)
		return drop;
	return vsw_guard_rate(guard, VSW_OUT, frame->port->due[VSW_OUT],
			      frame->skb);
}

/**
 * vsw_guard_refused() - a frame is refused before the guards have seen it
 * @frame: a frame from a vNIC whose port group has guards
 * @drop: why it is refused
 *
 * Bridges send BPDUs without a tag whatever their VLANs, and from addresses of
 * their own: a BPDU is one even so.
 *
 * Return: the reason to drop it
 */
enum vsw_drop vsw_guard_refused(const struct vsw_frame *frame,
				enum vsw_drop drop)
{
	return vsw_guard_out_bpdu(frame) ?: drop;
}

/**
 * vsw_guard_in() - may a vNIC get one more frame to a group?
 * @port: the receiver
 * @view: its view, which has limits
 * @skb: the frame
 *
 * Return: VSW_PASS or the reason, as for a receiver
 */
enum vsw_drop vsw_guard_in(struct vsw_port *port, const struct vsw_view *view,
			   const struct sk_buff *skb)
{
	return vsw_drop_dir(vsw_guard_rate(&view->guard, VSW_IN,
					   port->due[VSW_IN], skb), true);
}
