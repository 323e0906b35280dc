// SPDX-License-Identifier: GPL-2.0
/*
 * A packet meets its state.
 *
 * The state's own lock is all that most packets take. The first answer of the
 * other end takes the table's, too: the state leaves the list of those that may
 * be evicted. Whoever comes too late, because another CPU has just taken the
 * state out of the table, finds it dead and changes nothing.
 */
#include "ct/proto.h"
#include "ct/table.h"
#include "ct/window.h"

/*
 * One write a second, not one a packet; never back to an earlier one, in which
 * this packet was read while another CPU has had a later one here. With
 * flow->lock held.
 */
static void vsw_flow_prolong(struct vsw_flow *flow,
			     const struct vsw_packet *pkt)
{
	if ((s32)(pkt->now - flow->seen) > 0)
		WRITE_ONCE(flow->seen, pkt->now);
}

/*
 * A packet has passed that found the state as @state. A closed connection lives
 * no longer for it, nor does one in which a SYN or RST has changed nothing.
 */
static void vsw_flow_passed(struct vsw_flow *flow, const struct vsw_packet *pkt,
			    u8 state)
{
	bool idle = state == VSW_FLOW_STATE_TCP_CLOSED ||
		    (flow->proto == IPPROTO_TCP &&
		     state != VSW_FLOW_STATE_TCP_FIRST &&
		     state != VSW_FLOW_STATE_TCP_OPENING &&
		     (pkt->tcp.flags & (VSW_TCP_SYN | VSW_TCP_RST)));

	if (!idle || flow->state != state)
		vsw_flow_prolong(flow, pkt);
}

/* What the protocol says of a packet. With flow->lock held. */
static enum vsw_drop vsw_flow_judged(struct vsw_flow *flow,
				     const struct vsw_packet *pkt, bool answer)
{
	switch (flow->proto) {
	case IPPROTO_TCP:
		return vsw_tcp_update(flow, &pkt->tcp, answer);
	case IPPROTO_UDP:
		vsw_udp_update(flow, answer);
		return VSW_PASS;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return vsw_icmp_update(flow, pkt, answer);
	default:
		return VSW_PASS;
	}
}

static noinline enum vsw_drop vsw_flow_update(struct vsw_flow *flow,
					      const struct vsw_packet *pkt,
					      bool answer)
{
	u8 state = flow->state;
	enum vsw_drop drop;

	if (flow->flags & VSW_FLOW_DEAD)
		return VSW_DROP_STATE_MISMATCH;
	drop = vsw_flow_judged(flow, pkt, answer);
	if (!drop)
		vsw_flow_passed(flow, pkt, state);
	return drop;
}

/* Is there nothing to it, as with nearly all? With flow->lock held. */
static bool vsw_flow_plain(struct vsw_flow *flow, const struct vsw_packet *pkt,
			   bool answer)
{
	if (flow->flags & VSW_FLOW_DEAD)
		return false;
	if (flow->state == VSW_FLOW_STATE_UDP_MULTIPLE)
		return true;
	return flow->state == VSW_FLOW_STATE_TCP_ESTABLISHED &&
	       vsw_tcp_plain(flow, &pkt->tcp, answer);
}

/* The first answer of the other end. With both locks held. */
static enum vsw_drop vsw_flow_answer(struct vsw_ct *ct, struct vsw_flow *flow,
				     const struct vsw_packet *pkt)
{
	struct vsw_ct_peer peer;
	enum vsw_drop drop;

	if (flow->flags & (VSW_FLOW_DEAD | VSW_FLOW_REPLIED))
		return vsw_flow_update(flow, pkt, true);
	if (flow->proto != IPPROTO_TCP) {
		drop = vsw_flow_update(flow, pkt, true);
		if (!drop)
			vsw_flow_answered(ct, flow);
		return drop;
	}
	drop = vsw_tcp_answer(flow, &pkt->tcp, &peer);
	if (!drop && peer.state) {
		vsw_flow_answered(ct, flow);
		flow->peer[1] = peer;
		vsw_flow_prolong(flow, pkt);
	}
	return drop;
}

static noinline enum vsw_drop vsw_ct_answer(struct vsw_ct *ct,
					    struct vsw_flow *flow,
					    const struct vsw_packet *pkt,
					    enum vsw_dir dir, unsigned int len)
{
	enum vsw_drop drop;

	spin_lock(&ct->lock);
	spin_lock(&flow->lock);
	drop = vsw_flow_answer(ct, flow, pkt);
	if (!drop)
		vsw_flow_count(flow, pkt, dir, len);
	spin_unlock(&flow->lock);
	spin_unlock(&ct->lock);
	return drop;
}

/* There is more to it. With flow->lock held, which is given back. */
static noinline enum vsw_drop vsw_ct_update_more(struct vsw_ct *ct,
						 struct vsw_flow *flow,
						 const struct vsw_packet *pkt,
						 enum vsw_dir dir,
						 unsigned int len)
	__releases(&flow->lock)
{
	enum vsw_drop drop;

	drop = vsw_flow_update(flow, pkt, pkt->source != flow->source);
	if (!drop)
		vsw_flow_count(flow, pkt, dir, len);
	spin_unlock(&flow->lock);
	if (flow->proto == IPPROTO_TCP &&
	    (pkt->tcp.flags & (VSW_TCP_SYN | VSW_TCP_RST)))
		vsw_ct_restart(ct, flow, pkt, dir, !drop);
	return drop;
}

/**
 * vsw_ct_update() - judge a packet by its state, and count it
 * @ct: the table
 * @flow: from vsw_ct_find() with @pkt
 * @pkt: the packet, checked as far as it is to be
 * @dir: its direction
 * @len: its bytes with network header
 *
 * A packet that is refused changes nothing.
 *
 * Context: RCU read lock, bottom halves off.
 * Return: %VSW_PASS or %VSW_DROP_STATE_MISMATCH
 */
enum vsw_drop vsw_ct_update(struct vsw_ct *ct, struct vsw_flow *flow,
			    const struct vsw_packet *pkt, enum vsw_dir dir,
			    unsigned int len)
{
	bool answer = pkt->source != flow->source;
	bool back = dir != flow->dir;

	/* Both ends on one side of the vNIC: somebody plays the other end. */
	if (unlikely(answer != back))
		return VSW_DROP_STATE_MISMATCH;
	if (answer && unlikely(!(READ_ONCE(flow->flags) & VSW_FLOW_REPLIED)))
		return vsw_ct_answer(ct, flow, pkt, dir, len);

	spin_lock(&flow->lock);
	if (unlikely(!vsw_flow_plain(flow, pkt, answer)))
		return vsw_ct_update_more(ct, flow, pkt, dir, len);
	vsw_flow_prolong(flow, pkt);
	vsw_flow_count(flow, pkt, dir, len);
	spin_unlock(&flow->lock);
	return VSW_PASS;
}

/* Has the end that is told of an error sent anything that it could be about? */
static enum vsw_drop vsw_flow_error(struct vsw_flow *flow,
				    const struct vsw_packet *pkt, bool answer)
{
	if ((flow->flags & VSW_FLOW_DEAD) ||
	    (answer && !(flow->flags & VSW_FLOW_REPLIED)))
		return VSW_DROP_STATE_MISMATCH;
	if (flow->proto == IPPROTO_TCP)
		return vsw_tcp_error(flow, &pkt->tcp, answer);
	return VSW_PASS;
}

/**
 * vsw_ct_error() - judge an ICMP error by the state that it is about
 * @ct: the table
 * @flow: from vsw_ct_find() with @pkt
 * @pkt: the error; its tuple is that of the packet inside
 * @dir: direction of the error
 * @len: its bytes with network header
 *
 * It passes if the packet inside may really have been sent (RFC 5927, 4.1). It
 * changes no state but that of a query, and makes none live longer.
 *
 * Context: RCU read lock, bottom halves off.
 * Return: %VSW_PASS or %VSW_DROP_STATE_MISMATCH
 */
enum vsw_drop vsw_ct_error(struct vsw_ct *ct, struct vsw_flow *flow,
			   const struct vsw_packet *pkt, enum vsw_dir dir,
			   unsigned int len)
{
	bool answer = pkt->source != flow->source;
	bool back = dir != flow->dir;
	enum vsw_drop drop;

	/* It comes the other way than the packet that it is about. */
	if (unlikely(answer == back))
		return VSW_DROP_STATE_MISMATCH;
	spin_lock(&flow->lock);
	drop = vsw_flow_error(flow, pkt, answer);
	if (!drop) {
		vsw_flow_count(flow, pkt, dir, len);
		if (flow->state == VSW_FLOW_STATE_ICMP_FIRST)
			flow->state = VSW_FLOW_STATE_ICMP_ERROR;
	}
	spin_unlock(&flow->lock);
	return drop;
}

/**
 * vsw_ct_rejudged() - a state was judged again and may live
 * @flow: the state
 * @judged: what was said; @judged->dir is ignored
 */
void vsw_ct_rejudged(struct vsw_flow *flow, const struct vsw_judged *judged)
{
	spin_lock_bh(&flow->lock);
	/* A frame with older rules may come later than one with newer ones. */
	if (!(flow->flags & VSW_FLOW_DEAD) &&
	    (s32)(judged->generation - flow->generation) >= 0)
		vsw_flow_judge(flow, judged);
	spin_unlock_bh(&flow->lock);
}
