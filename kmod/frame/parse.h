/* SPDX-License-Identifier: GPL-2.0 */
/* What the parsers of the layers hand on to each other. */
#ifndef VSW_FRAME_PARSE_H
#define VSW_FRAME_PARSE_H

#include <linux/tcp.h>

#include "frame/key.h"

/**
 * struct vsw_cursor - how far a packet has been parsed
 * @skb: the frame
 * @off: offset from skb->data of the header that comes next
 * @end: offset of the first byte that no longer belongs to the packet; never
 *   more than the frame has
 * @beyond: bytes of the datagram that are in later fragments, if a datagram is
 *   parsed as a whole from its first one; else 0
 * @proto: IPPROTO_* of the header at @off
 * @fragmented: the packet is a fragment, @frag and @frag_off are filled
 * @frag_off: offset of what the fragment carries
 * @frag: the fragment
 * @src: sender by the network header
 * @dst: receiver by the network header
 */
struct vsw_cursor {
	const struct sk_buff *skb;
	u32 off;
	u32 end;
	u32 beyond;
	u8 proto;
	bool fragmented;
	u32 frag_off;
	struct vsw_fragment frag;
	union vsw_addr src;
	union vsw_addr dst;
};

/**
 * vsw_cursor_get() - look at what comes next
 * @cur: the cursor, which stays where it is
 * @len: bytes wanted
 * @buf: room for @len bytes
 *
 * Return: the bytes, in @buf if they are not in one piece in the frame; NULL if
 *   the packet does not have as many
 */
static inline const void *vsw_cursor_get(const struct vsw_cursor *cur, u32 len,
					 void *buf)
{
	if (unlikely(len > cur->end - cur->off))
		return NULL;
	return skb_header_pointer(cur->skb, cur->off, len, buf);
}

static inline u8 vsw_tcp_flags(const struct tcphdr *th)
{
	return ((const u8 *)th)[13];
}

/**
 * vsw_tcp_set() - fill in what states need of a TCP header
 * @pkt: the packet
 * @th: the header; its length was checked
 * @payload: bytes behind it
 */
static inline void vsw_tcp_set(struct vsw_packet *pkt, const struct tcphdr *th,
			       u32 payload)
{
	u8 flags = vsw_tcp_flags(th);

	pkt->tcp.seq = ntohl(th->seq);
	pkt->tcp.ack = ntohl(th->ack_seq);
	pkt->tcp.len = payload + !!(flags & VSW_TCP_SYN) +
		       !!(flags & VSW_TCP_FIN);
	pkt->tcp.win = ntohs(th->window);
	pkt->tcp.flags = flags;
	pkt->tcp.scale = VSW_TCP_NO_SCALE;
}

enum vsw_drop vsw_ip4_parse(struct vsw_packet *pkt, struct vsw_cursor *cur);
enum vsw_drop vsw_ip4_embedded(struct vsw_cursor *cur);
enum vsw_drop vsw_ip6_parse(struct vsw_packet *pkt, struct vsw_cursor *cur);
enum vsw_drop vsw_ip6_embedded(struct vsw_cursor *cur);
enum vsw_drop vsw_fragment_parse(struct vsw_packet *pkt,
				 const struct vsw_cursor *cur, u32 before);
enum vsw_drop vsw_transport_parse(struct vsw_packet *pkt,
				  struct vsw_cursor *cur);
enum vsw_drop vsw_icmp_parse(struct vsw_packet *pkt, struct vsw_cursor *cur);

#endif
