// SPDX-License-Identifier: GPL-2.0
/*
 * TCP as a bystander sees it.
 *
 * States of a connection. c is the end that began it, s the other one; each
 * state has a timeout.
 *
 *	            c: SYN            s: SYN|ACK            c: ACK of it
 *	(no state) --------> tcp-first --------> tcp-opening --------> tcp-established
 *	            |           |  s: SYN           ^  SYN|ACK of both      |
 *	            |           +-------------------+  (simultaneous open)  |
 *	            |                                                       |
 *	            |  any segment but SYN, RST: loose pickup, judged       |
 *	            +-> without VSW_FLOW_STRICT; tcp-first until answered   |
 *	                                                                    |
 *	tcp-closed <------- tcp-fin-wait <------- tcp-closing <-------------+
 *	     ^   both FINs              FIN of the           FIN of one
 *	     |   acknowledged           other end            end
 *	     |
 *	     +-- RST that kills, in any state
 *
 *	tcp-fin-wait, tcp-closed: a SYN is a new connection, see vsw_ct_find()
 *
 * What a segment may say of data and acknowledgments: window.h.
 *
 * RST (RFC 5961, 3.2). It kills the connection only where the receiver must
 * believe it: its sequence number is the next that the receiver expects, as far
 * as can be told from here, sender.next or receiver.acked; or the receiver has
 * sent a SYN that it acknowledges. Anywhere else in the window it passes and
 * changes nothing: the receiver answers with a challenge. Outside of the window
 * it is refused.
 *
 * SYN on a connection that lives (RFC 5961, 4.2). From the end that began it:
 * it passes and changes nothing, whatever its sequence number. If that end has
 * lost the connection by a crash, the challenge ACK that it gets makes it send
 * a RST which ends the old connection at both ends and here; if both ends have
 * lost it, see restart.c. From the other end, which would be a client on its own
 * service's port, it is refused. A SYN|ACK in the window is one sent again.
 *
 * The other way round, a server that has a connection left over answers a SYN
 * with an ACK, to which the client says RST (RFC 9293, 3.5.1): such an ACK, and
 * the RST, pass in tcp-first and change nothing.
 *
 * Loose pickup. Nothing is known of the connection's window scale, so it is
 * taken as the largest there is, and what the other end has sent before is
 * believed within its window.
 */
#include "ct/proto.h"
#include "ct/window.h"

/* RFC 7323, 2.3 */
#define VSW_TCP_MAX_SCALE	14

/* What both SYNs said of scaling becomes what is in use. */
static void vsw_tcp_scale(struct vsw_ct_peer *a, struct vsw_ct_peer *b)
{
	if (a->state & VSW_PEER_SCALED)
		return;
	if (a->scale == VSW_TCP_NO_SCALE || b->scale == VSW_TCP_NO_SCALE) {
		a->scale = 0;
		b->scale = 0;
	}
	/* Windows offered so far stood in SYNs, which do not scale. */
	a->window = DIV_ROUND_UP((u32)a->window, 1U << a->scale);
	b->window = DIV_ROUND_UP((u32)b->window, 1U << b->scale);
	a->state |= VSW_PEER_SCALED;
	b->state |= VSW_PEER_SCALED;
}

static u8 vsw_tcp_state(const struct vsw_ct_peer *a,
			const struct vsw_ct_peer *b)
{
	u8 either = a->state | b->state;
	u8 both = a->state & b->state;

	if (both & VSW_PEER_CLOSED)
		return VSW_FLOW_STATE_TCP_CLOSED;
	if (both & VSW_PEER_FIN)
		return VSW_FLOW_STATE_TCP_FIN_WAIT;
	if (either & VSW_PEER_FIN)
		return VSW_FLOW_STATE_TCP_CLOSING;
	if (both & VSW_PEER_ACKED)
		return VSW_FLOW_STATE_TCP_ESTABLISHED;
	return VSW_FLOW_STATE_TCP_OPENING;
}

static void vsw_tcp_reset(struct vsw_flow *flow)
{
	flow->state = VSW_FLOW_STATE_TCP_CLOSED;
	flow->flags |= VSW_FLOW_RESET;
}

static void vsw_tcp_settle(struct vsw_flow *flow, const struct vsw_ct_peer *a,
			   const struct vsw_ct_peer *b)
{
	if (!(flow->flags & VSW_FLOW_RESET))
		flow->state = vsw_tcp_state(a, b);
}

/* A SYN is the first that is seen of an end. */
static void vsw_tcp_begin(struct vsw_ct_peer *peer, const struct vsw_tcp *tcp)
{
	peer->next = tcp->seq + tcp->len;
	peer->limit = tcp->seq + 1;
	peer->acked = 0;
	peer->window = tcp->win;
	peer->scale = tcp->scale;
	peer->state = VSW_PEER_SYN;
}

/* Any other segment is. */
static void vsw_tcp_pickup(struct vsw_ct_peer *peer, const struct vsw_tcp *tcp)
{
	peer->next = tcp->seq + tcp->len;
	peer->limit = peer->next;
	peer->acked = tcp->ack;
	peer->window = tcp->win;
	peer->scale = VSW_TCP_MAX_SCALE;
	peer->state = VSW_PEER_SYN | VSW_PEER_ACKED | VSW_PEER_SCALED |
		      VSW_PEER_LOOSE;
	if (tcp->flags & VSW_TCP_FIN)
		peer->state |= VSW_PEER_FIN;
}

/*
 * The SYN of @s, with or without an ACK, answers that of @r, or comes again
 * before @r has acknowledged it: a server without memory (SYN cookies) may have
 * another sequence number by then.
 */
static void vsw_tcp_join(struct vsw_ct_peer *s, struct vsw_ct_peer *r,
			 const struct vsw_tcp *tcp)
{
	bool acks = tcp->flags & VSW_TCP_ACK;
	u8 scaled = s->state & VSW_PEER_SCALED;
	u32 least = s->acked;
	u8 scale = s->scale;

	vsw_tcp_begin(s, tcp);
	if (scaled) {
		s->scale = scale;
		s->window = DIV_ROUND_UP((u32)s->window, 1U << scale);
		s->state |= VSW_PEER_SCALED;
		s->limit = s->next + max(vsw_tcp_window(r), 1U);
	} else {
		s->limit = s->next + max_t(u32, r->window, 1);
	}
	s->acked = acks ? tcp->ack : least;
	r->acked = tcp->seq + 1;
	r->limit = (acks ? tcp->ack : r->next) + max_t(u32, tcp->win, 1);
	if (acks)
		r->state |= VSW_PEER_ACKED;
}

static enum vsw_drop vsw_tcp_judge_syn(struct vsw_flow *flow,
				       const struct vsw_tcp *tcp,
				       struct vsw_ct_peer *s,
				       struct vsw_ct_peer *r, bool answer)
{
	bool acked = s->state & VSW_PEER_ACKED;

	if (tcp->flags & VSW_TCP_FIN)
		return VSW_DROP_STATE_MISMATCH;
	if (!(tcp->flags & VSW_TCP_ACK))
		return answer && acked ? VSW_DROP_STATE_MISMATCH : VSW_PASS;
	if (!acked) {
		if (!vsw_seq_within(tcp->ack, s->acked, r->next))
			return VSW_DROP_STATE_MISMATCH;
		vsw_tcp_join(s, r, tcp);
	} else {
		vsw_tcp_scale(s, r);
		if (!vsw_tcp_fits(s, r, tcp) ||
		    (!(r->state & VSW_PEER_ACKED) &&
		     vsw_seq_after(s->acked, tcp->ack)))
			return VSW_DROP_STATE_MISMATCH;
		r->state |= VSW_PEER_ACKED;
	}
	vsw_tcp_settle(flow, s, r);
	return VSW_PASS;
}

static enum vsw_drop vsw_tcp_judge_rst(struct vsw_flow *flow,
				       const struct vsw_tcp *tcp,
				       const struct vsw_ct_peer *s,
				       const struct vsw_ct_peer *r)
{
	if (tcp->seq == s->next || tcp->seq == r->acked ||
	    (!(s->state & VSW_PEER_ACKED) && (tcp->flags & VSW_TCP_ACK) &&
	     tcp->ack == r->next)) {
		vsw_tcp_reset(flow);
		return VSW_PASS;
	}
	return vsw_seq_within(tcp->seq, r->acked, s->limit) ?
	       VSW_PASS : VSW_DROP_STATE_MISMATCH;
}

/* What the end @s may have sent before anything of it was seen. */
static void vsw_tcp_believe(const struct vsw_ct_peer *s, struct vsw_ct_peer *r,
			    const struct vsw_tcp *tcp)
{
	if ((r->state & VSW_PEER_LOOSE) && vsw_seq_after(tcp->ack, r->next) &&
	    !vsw_seq_after(tcp->ack, r->limit))
		r->next = tcp->ack;
}

/*
 * The segment of @s to @r, which are copies: the caller keeps them if it
 * passes.
 */
static enum vsw_drop vsw_tcp_judge(struct vsw_flow *flow,
				   const struct vsw_tcp *tcp,
				   struct vsw_ct_peer *s, struct vsw_ct_peer *r,
				   bool answer)
{
	if (tcp->flags & VSW_TCP_RST)
		return vsw_tcp_judge_rst(flow, tcp, s, r);
	if (tcp->flags & VSW_TCP_SYN)
		return vsw_tcp_judge_syn(flow, tcp, s, r, answer);
	if (!(tcp->flags & VSW_TCP_ACK))
		return VSW_DROP_STATE_MISMATCH;

	vsw_tcp_scale(s, r);
	vsw_tcp_believe(s, r, tcp);
	if (!vsw_tcp_fits(s, r, tcp) ||
	    (!(r->state & VSW_PEER_ACKED) && vsw_seq_after(s->acked, tcp->ack)))
		return VSW_DROP_STATE_MISMATCH;
	vsw_tcp_advance(s, r, tcp);
	r->state |= VSW_PEER_ACKED;
	if (tcp->flags & VSW_TCP_FIN)
		s->state |= VSW_PEER_FIN;
	if ((r->state & VSW_PEER_FIN) && tcp->ack == r->next)
		r->state |= VSW_PEER_CLOSED;
	vsw_tcp_settle(flow, s, r);
	return VSW_PASS;
}

/**
 * vsw_tcp_first() - begin a connection
 * @flow: not in a table yet, with its flags
 * @tcp: its first segment
 *
 * Return: %VSW_PASS; %VSW_DROP_STATE_MISMATCH if no connection begins so
 */
enum vsw_drop vsw_tcp_first(struct vsw_flow *flow, const struct vsw_tcp *tcp)
{
	u8 kind = tcp->flags & VSW_TCP_KIND;

	if (kind == VSW_TCP_SYN)
		vsw_tcp_begin(&flow->first, tcp);
	else if (!(flow->flags & VSW_FLOW_STRICT) &&
		 (kind & ~VSW_TCP_FIN) == VSW_TCP_ACK)
		vsw_tcp_pickup(&flow->first, tcp);
	else
		return VSW_DROP_STATE_MISMATCH;
	flow->state = VSW_FLOW_STATE_TCP_FIRST;
	return VSW_PASS;
}

/*
 * A SYN again, or that of a client that was restarted. If it is the same, what
 * the first one said still holds: data, and an offer to scale, which are left
 * out after a while by those who blame them for the silence.
 */
static void vsw_tcp_begin_again(struct vsw_ct_peer *first,
				const struct vsw_tcp *tcp)
{
	bool same = !(first->state & VSW_PEER_LOOSE) &&
		    tcp->seq + 1 == first->limit;
	u32 next = first->next;
	u8 scale = first->scale;

	vsw_tcp_begin(first, tcp);
	if (!same)
		return;
	if (vsw_seq_after(next, first->next))
		first->next = next;
	if (first->scale == VSW_TCP_NO_SCALE)
		first->scale = scale;
}

/* The end that has begun goes on, before the other one has answered. */
static enum vsw_drop vsw_tcp_again(struct vsw_flow *flow,
				   const struct vsw_tcp *tcp)
{
	u32 reach = (u32)U16_MAX << VSW_TCP_MAX_SCALE;
	struct vsw_ct_peer *first = &flow->first;
	u8 kind = tcp->flags & VSW_TCP_KIND;
	struct vsw_ct_peer other = {};

	if (flow->state == VSW_FLOW_STATE_TCP_CLOSED)
		return VSW_DROP_STATE_MISMATCH;
	if (kind == VSW_TCP_SYN) {
		vsw_tcp_begin_again(first, tcp);
		return VSW_PASS;
	}
	if (kind & VSW_TCP_RST) {
		if (tcp->seq == first->next)
			vsw_tcp_reset(flow);
		return VSW_PASS;
	}
	if (!(first->state & VSW_PEER_LOOSE) ||
	    (kind & ~VSW_TCP_FIN) != VSW_TCP_ACK ||
	    !vsw_seq_within(tcp->seq, first->next - reach, first->next + reach) ||
	    !vsw_seq_within(tcp->ack, first->acked - reach,
			    first->acked + reach))
		return VSW_DROP_STATE_MISMATCH;
	vsw_tcp_advance(first, &other, tcp);
	if (kind & VSW_TCP_FIN)
		first->state |= VSW_PEER_FIN;
	return VSW_PASS;
}

/* The first answer on a connection whose begin was not seen. */
static enum vsw_drop vsw_tcp_answer_loose(struct vsw_flow *flow,
					  const struct vsw_tcp *tcp,
					  struct vsw_ct_peer *peer)
{
	struct vsw_ct_peer r = flow->first;
	enum vsw_drop drop;

	vsw_tcp_pickup(peer, tcp);
	peer->state &= ~VSW_PEER_FIN;
	peer->next = r.acked;
	peer->acked = r.next;
	peer->limit = r.acked + max(vsw_tcp_window(&r), 1U);
	drop = vsw_tcp_judge(flow, tcp, peer, &r, true);
	if (drop)
		return drop;
	flow->first = r;
	/* A RST that only provokes a challenge says nothing of its sender. */
	if ((tcp->flags & VSW_TCP_RST) && !(flow->flags & VSW_FLOW_RESET))
		peer->state = 0;
	return VSW_PASS;
}

/**
 * vsw_tcp_answer() - judge the first segment of the other end
 * @flow: the connection
 * @tcp: the segment
 * @peer: what is known of that end, for vsw_flow.peer[1], which is not there
 *   yet; with state 0 if it is no answer after all
 */
enum vsw_drop vsw_tcp_answer(struct vsw_flow *flow, const struct vsw_tcp *tcp,
			     struct vsw_ct_peer *peer)
{
	struct vsw_ct_peer *first = &flow->first;
	bool acks = (tcp->flags & VSW_TCP_ACK) &&
		    vsw_seq_within(tcp->ack, first->limit, first->next);

	memset(peer, 0, sizeof(*peer));
	if (flow->state == VSW_FLOW_STATE_TCP_CLOSED)
		return VSW_DROP_STATE_MISMATCH;
	if (first->state & VSW_PEER_LOOSE)
		return vsw_tcp_answer_loose(flow, tcp, peer);

	switch (tcp->flags & VSW_TCP_KIND) {
	case VSW_TCP_ACK:
		return acks || tcp->len ? VSW_DROP_STATE_MISMATCH : VSW_PASS;
	case VSW_TCP_SYN:
	case VSW_TCP_RST | VSW_TCP_ACK:
	case VSW_TCP_SYN | VSW_TCP_ACK:
		break;
	default:
		return VSW_DROP_STATE_MISMATCH;
	}
	if ((tcp->flags & VSW_TCP_ACK) && !acks)
		return VSW_DROP_STATE_MISMATCH;
	peer->acked = first->limit;
	vsw_tcp_join(peer, first, tcp);
	vsw_tcp_settle(flow, first, peer);
	if (tcp->flags & VSW_TCP_RST)
		vsw_tcp_reset(flow);
	return VSW_PASS;
}

/**
 * vsw_tcp_update() - judge a segment that is not plain, see window.h
 * @flow: its connection
 * @tcp: the segment
 * @answer: it is from the end that did not begin the connection, and not the
 *   first one from there
 */
enum vsw_drop vsw_tcp_update(struct vsw_flow *flow, const struct vsw_tcp *tcp,
			     bool answer)
{
	struct vsw_ct_peer s, r;
	enum vsw_drop drop;

	if (!(flow->flags & VSW_FLOW_REPLIED))
		return vsw_tcp_again(flow, tcp);
	s = flow->peer[answer];
	r = flow->peer[!answer];
	drop = vsw_tcp_judge(flow, tcp, &s, &r, answer);
	if (!drop) {
		flow->peer[answer] = s;
		flow->peer[!answer] = r;
	}
	return drop;
}

/**
 * vsw_tcp_error() - is an ICMP error about something that was sent?
 * @flow: the connection
 * @tcp: the packet inside, of which no more than ports and sequence number is
 *   known
 * @answer: that one is from the end that did not begin the connection
 */
enum vsw_drop vsw_tcp_error(const struct vsw_flow *flow,
			    const struct vsw_tcp *tcp, bool answer)
{
	const struct vsw_ct_peer *s = &flow->first, *r;
	u32 least = s->limit - 1;

	if (flow->flags & VSW_FLOW_REPLIED) {
		s = &flow->peer[answer];
		r = &flow->peer[!answer];
		least = r->acked - 1;
		if (r->state & VSW_PEER_SCALED)
			least -= vsw_tcp_window(r);
	}
	return vsw_seq_within(tcp->seq, least, s->next) ?
	       VSW_PASS : VSW_DROP_STATE_MISMATCH;
}
