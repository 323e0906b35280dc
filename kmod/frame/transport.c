// SPDX-License-Identifier: GPL-2.0
/* Transport headers, and the fragments that hide them. */
#include <linux/in.h>
#include <linux/udp.h>
#include <net/ip.h>
#include <net/tcp.h>

#include "frame/parse.h"

#define VSW_TCP_OPTIONS_MAX	40
#define VSW_TCP_SCALE_MAX	14	/* RFC 7323, 2.3 */

/* What ICMP and IGMP have in all messages of which something is kept. */
#define VSW_ICMP_HEADER		8

/* Packets that a frame counts as; a guest's own do not say how many. */
static u16 vsw_transport_segs(const struct sk_buff *skb, u32 payload)
{
	u32 n;

	if (!skb_is_gso(skb))
		return 1;
	n = skb_shinfo(skb)->gso_segs ?:
	    DIV_ROUND_UP(payload, skb_shinfo(skb)->gso_size);
	return clamp(n, 1U, (u32)U16_MAX);
}

static void vsw_transport_state(struct vsw_packet *pkt,
				const struct vsw_cursor *cur, __be16 sport,
				__be16 dport)
{
	pkt->track = VSW_TRACK_STATE;
	vsw_tuple_set(pkt, &cur->src, &cur->dst, sport, dport);
}

/* One of these flags begins, carries on or ends a connection. */
static bool vsw_tcp_flags_good(u8 flags)
{
	switch (flags & (VSW_TCP_FIN | VSW_TCP_SYN | VSW_TCP_RST |
			 VSW_TCP_ACK)) {
	case VSW_TCP_SYN:
	case VSW_TCP_SYN | VSW_TCP_ACK:
	case VSW_TCP_ACK:
	case VSW_TCP_FIN | VSW_TCP_ACK:
	case VSW_TCP_RST:
	case VSW_TCP_RST | VSW_TCP_ACK:
		return true;
	}
	return false;
}

/*
 * Window scale in the options of a SYN. They are read as hosts do: the last one
 * counts, and what cannot be followed ends the list.
 */
static u8 vsw_tcp_scale(const u8 *opt, u32 len)
{
	u8 scale = VSW_TCP_NO_SCALE;

	while (len && *opt != TCPOPT_EOL) {
		u32 size = 1;

		if (*opt != TCPOPT_NOP) {
			if (len < 2 || opt[1] < 2 || opt[1] > len)
				break;
			size = opt[1];
			if (*opt == TCPOPT_WINDOW && size == TCPOLEN_WINDOW)
				scale = min_t(u8, opt[2], VSW_TCP_SCALE_MAX);
		}
		opt += size;
		len -= size;
	}
	return scale;
}

static enum vsw_drop vsw_tcp_parse(struct vsw_packet *pkt,
				   struct vsw_cursor *cur)
{
	u8 buf[sizeof(struct tcphdr) + VSW_TCP_OPTIONS_MAX] __aligned(4);
	const struct tcphdr *th;
	u32 len;

	th = vsw_cursor_get(cur, sizeof(*th), buf);
	if (!th)
		return VSW_DROP_SHORT;
	len = th->doff * 4;
	if (len < sizeof(*th) || len > cur->end - cur->off)
		return VSW_DROP_BAD_OFFSET;
	th = vsw_cursor_get(cur, len, buf);
	if (!th)
		return VSW_DROP_SHORT;
	if (!vsw_tcp_flags_good(vsw_tcp_flags(th)))
		return VSW_DROP_NORMALIZE;

	vsw_tcp_set(pkt, th, pkt->l4_len - len);
	if (pkt->tcp.flags & VSW_TCP_SYN)
		pkt->tcp.scale = vsw_tcp_scale((const u8 *)(th + 1),
					       len - sizeof(*th));
	pkt->segs = vsw_transport_segs(cur->skb, pkt->l4_len - len);
	vsw_transport_state(pkt, cur, th->source, th->dest);
	return VSW_PASS;
}

/*
 * The length of UDP may be less than there is (RFC 9868); that of what is to be
 * segmented yet is not set. UDP-Lite has the coverage of its checksum there,
 * 0 for all (RFC 3828, 3.1).
 */
static bool vsw_udp_length_good(const struct vsw_packet *pkt,
				const struct vsw_cursor *cur, u32 len)
{
	if (skb_is_gso(cur->skb))
		return true;
	if (cur->proto == IPPROTO_UDPLITE && !len)
		return true;
	return len >= sizeof(struct udphdr) && len <= pkt->l4_len;
}

static enum vsw_drop vsw_udp_parse(struct vsw_packet *pkt,
				   struct vsw_cursor *cur)
{
	const struct udphdr *uh;
	struct udphdr buf;

	uh = vsw_cursor_get(cur, sizeof(buf), &buf);
	if (!uh)
		return VSW_DROP_SHORT;
	if (!vsw_udp_length_good(pkt, cur, ntohs(uh->len)))
		return VSW_DROP_BAD_OFFSET;
	pkt->segs = vsw_transport_segs(cur->skb, pkt->l4_len - sizeof(*uh));
	vsw_transport_state(pkt, cur, uh->source, uh->dest);
	return VSW_PASS;
}

/* Bytes that a transport header has at least. */
static u32 vsw_transport_min(u8 proto)
{
	switch (proto) {
	case IPPROTO_TCP:
		return sizeof(struct tcphdr);
	case IPPROTO_UDP:
	case IPPROTO_UDPLITE:
		return sizeof(struct udphdr);
	case IPPROTO_SCTP:
	case IPPROTO_DCCP:
		return 12;	/* RFC 9260, 3.1 and RFC 4340, 5.1 */
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return VSW_ICMP_HEADER;
	}
	return 0;
}

/* SCTP and DCCP begin with their ports, as TCP and UDP do. */
static enum vsw_drop vsw_ports_parse(struct vsw_packet *pkt,
				     struct vsw_cursor *cur)
{
	const __be16 *port;
	__be16 buf[6];

	port = vsw_cursor_get(cur, vsw_transport_min(cur->proto), buf);
	if (!port)
		return VSW_DROP_SHORT;
	pkt->segs = vsw_transport_segs(cur->skb, pkt->l4_len);
	vsw_transport_state(pkt, cur, port[0], port[1]);
	return VSW_PASS;
}

static enum vsw_drop vsw_igmp_parse(struct vsw_packet *pkt,
				    struct vsw_cursor *cur)
{
	const u8 *header;
	u8 buf[VSW_ICMP_HEADER];

	header = vsw_cursor_get(cur, sizeof(buf), buf);
	if (!header)
		return VSW_DROP_SHORT;
	pkt->track = VSW_TRACK_RULES;
	pkt->type = header[0];
	pkt->code = header[1];
	vsw_tuple_set(pkt, &cur->src, &cur->dst, 0, 0);
	return VSW_PASS;
}

/**
 * vsw_transport_parse() - read what an IP packet carries
 * @pkt: family and VLAN are filled in already
 * @cur: at the transport header
 */
enum vsw_drop vsw_transport_parse(struct vsw_packet *pkt,
				  struct vsw_cursor *cur)
{
	bool ip4 = pkt->tuple.family == AF_INET;

	pkt->tuple.proto = cur->proto;
	pkt->l4 = cur->off;
	pkt->l4_len = cur->end - cur->off + cur->beyond;
	pkt->l4_proto = cur->proto;
	switch (cur->proto) {
	case IPPROTO_TCP:
		return vsw_tcp_parse(pkt, cur);
	case IPPROTO_UDP:
	case IPPROTO_UDPLITE:
		return vsw_udp_parse(pkt, cur);
	case IPPROTO_SCTP:
	case IPPROTO_DCCP:
		return vsw_ports_parse(pkt, cur);
	case IPPROTO_ICMP:
		if (ip4)
			return vsw_icmp_parse(pkt, cur);
		break;
	case IPPROTO_IGMP:
		if (ip4)
			return vsw_igmp_parse(pkt, cur);
		break;
	case IPPROTO_ICMPV6:
		if (!ip4)
			return vsw_icmp_parse(pkt, cur);
		break;
	}
	pkt->segs = vsw_transport_segs(cur->skb, pkt->l4_len);
	vsw_transport_state(pkt, cur, 0, 0);
	return VSW_PASS;
}

/*
 * The first fragment has to show all that rules may ask for (RFC 1858, 3.2.1
 * and RFC 7112), else the next one could fill it in as it likes.
 */
static bool vsw_fragment_shows(const struct vsw_cursor *cur)
{
	u32 min = vsw_transport_min(cur->proto);
	const struct tcphdr *th;
	struct tcphdr buf;

	if (cur->end - cur->off < min)
		return false;
	if (cur->proto != IPPROTO_TCP)
		return true;
	th = vsw_cursor_get(cur, sizeof(buf), &buf);
	return th && th->doff * 4 <= cur->end - cur->off;
}

/**
 * vsw_fragment_parse() - read a fragment
 * @pkt: family, VLAN and @pkt->l3 are filled in already
 * @cur: behind all headers that the fragment shows; @cur->frag is filled in but
 *   for its length
 * @before: bytes of the network header that count for the datagram's length
 *
 * A host completes checksums before it fragments and segments before that. A
 * fragment at byte 8 of TCP could only replace the flags of another one (RFC
 * 1858, 4).
 */
enum vsw_drop vsw_fragment_parse(struct vsw_packet *pkt,
				 const struct vsw_cursor *cur, u32 before)
{
	const struct vsw_fragment *frag = &cur->frag;
	u32 len = cur->end - cur->frag_off;

	/* Extension headers in the fragment are not sure to stay. */
	if (cur->off == cur->frag_off)
		pkt->l4_proto = cur->proto;
	if (skb_is_gso(cur->skb) || cur->skb->ip_summed == CHECKSUM_PARTIAL)
		return VSW_DROP_NORMALIZE;
	if (!len || (frag->more && len % 8) ||
	    before + frag->offset + len > IP_MAX_MTU)
		return VSW_DROP_FRAGMENT;
	if (frag->offset == 8 && cur->proto == IPPROTO_TCP)
		return VSW_DROP_FRAGMENT;
	if (!frag->offset && !vsw_fragment_shows(cur))
		return VSW_DROP_FRAGMENT;

	pkt->track = VSW_TRACK_FRAGMENT;
	pkt->tuple.proto = cur->proto;
	pkt->l4 = cur->frag_off;
	pkt->l4_len = len;
	pkt->l4_proto = cur->proto;
	pkt->frag = *frag;
	pkt->frag.len = len;
	vsw_tuple_set(pkt, &cur->src, &cur->dst, 0, 0);
	return VSW_PASS;
}
