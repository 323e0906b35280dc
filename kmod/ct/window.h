/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The window of a TCP connection, as a bystander sees it.
 *
 * Of each end is known: next, the highest sequence number sent; limit, the
 * highest one that it may send, the largest sum of acknowledgment and window of
 * the other end; acked, the highest acknowledgment that it sent; window, the
 * largest that it offered. A segment of an end, the sender, from seq to end,
 * must
 *
 *	I    end <= sender.limit
 *	II   seq >= receiver.acked - receiver.window - 1
 *	III  ack <= receiver.next
 *	IV   ack >= sender.acked - sender.window
 *
 * These are van Rooij's ("Real Stateful TCP Packet Filtering in IP Filter"),
 * but that he does not keep acked, and has to take next and a window for it. I
 * and II are the receiver's window (RFC 9293, 3.10.7.4), and a window behind it
 * for what is sent again. The one byte more is the keepalive (RFC 9293, 3.8.4),
 * which sends the last byte again. A window of zero counts as one: that is the
 * byte of a zero window probe (3.8.6.1). A FIN needs no window. III and IV are
 * RFC 5961, 5.2: nobody acknowledges what was never sent, and an acknowledgment
 * that was overtaken is at most a window old. Selective acknowledgments need
 * nothing of their own, for they never go beyond limit. Windows are scaled if
 * both ends offered to in their SYN, never those in a SYN (RFC 7323, 2.2).
 *
 * All that most segments need is here, so that it can be where it is used.
 */
#ifndef VSW_CT_WINDOW_H
#define VSW_CT_WINDOW_H

#include "ct/ct.h"

/* vsw_ct_peer.state */
#define VSW_PEER_SYN	0x01	/* its first sequence number is known */
#define VSW_PEER_ACKED	0x02	/* the other end has acknowledged its SYN */
#define VSW_PEER_FIN	0x04	/* it has sent a FIN */
#define VSW_PEER_CLOSED	0x08	/* which the other end has acknowledged */
#define VSW_PEER_SCALED	0x10	/* scale is what is in use */
#define VSW_PEER_LOOSE	0x20	/* its begin was not seen */

#define VSW_TCP_KIND	(VSW_TCP_FIN | VSW_TCP_SYN | VSW_TCP_RST | VSW_TCP_ACK)

static inline bool vsw_seq_after(u32 a, u32 b)
{
	return (s32)(a - b) > 0;
}

static inline bool vsw_seq_within(u32 seq, u32 first, u32 last)
{
	return seq - first <= last - first;
}

/* The largest window that it offered; scaled once that is settled. */
static inline u32 vsw_tcp_window(const struct vsw_ct_peer *peer)
{
	return (u32)peer->window << peer->scale;
}

/* Rules I to IV. A FIN is one number, and stands in the lowest bit. */
static inline bool vsw_tcp_fits(const struct vsw_ct_peer *s,
				const struct vsw_ct_peer *r,
				const struct vsw_tcp *tcp)
{
	u32 end = tcp->seq + tcp->len - (tcp->flags & VSW_TCP_FIN);

	return !vsw_seq_after(end, s->limit) &&
	       !vsw_seq_after(r->acked - vsw_tcp_window(r) - 1, tcp->seq) &&
	       !vsw_seq_after(tcp->ack, r->next) &&
	       !vsw_seq_after(s->acked - vsw_tcp_window(s), tcp->ack);
}

/* A segment that fits has passed. */
static inline void vsw_tcp_advance(struct vsw_ct_peer *s,
				   struct vsw_ct_peer *r,
				   const struct vsw_tcp *tcp)
{
	u32 end = tcp->seq + tcp->len;
	u32 ack = tcp->ack;
	u16 win = tcp->win;
	u32 limit = ack + max((u32)win << s->scale, 1U);

	if (vsw_seq_after(end, s->next))
		s->next = end;
	if (vsw_seq_after(ack, s->acked))
		s->acked = ack;
	if (win > s->window)
		s->window = win;
	if (vsw_seq_after(limit, r->limit))
		r->limit = limit;
}

/*
 * A segment of a connection that is established, with nothing to it but data
 * and an acknowledgment. With vsw_flow.lock held. Return: whether it is that,
 * and has passed
 */
static inline bool vsw_tcp_plain(struct vsw_flow *flow,
				 const struct vsw_tcp *tcp, bool answer)
{
	struct vsw_ct_peer *s = &flow->peer[answer];
	struct vsw_ct_peer *r = &flow->peer[!answer];

	if ((tcp->flags & VSW_TCP_KIND) != VSW_TCP_ACK ||
	    !vsw_tcp_fits(s, r, tcp))
		return false;
	vsw_tcp_advance(s, r, tcp);
	return true;
}

#endif
