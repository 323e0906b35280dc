// SPDX-License-Identifier: GPL-2.0
/*
 * Is a transport checksum right? What a device or the sender's kernel answers
 * for is taken at its word; all else is added up, once.
 */
#include <linux/icmp.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <net/checksum.h>
#include <net/ip6_checksum.h>

#include "frame/frag.h"
#include "frame/key.h"

/**
 * struct vsw_checksum - what the checksum of a packet is over
 * @field: offset of the checksum in the transport header
 * @len: bytes that are covered, from the transport header on; 0 for none
 * @pseudo: length that the pseudo header has
 */
struct vsw_checksum {
	u32 field;
	u32 len;
	u32 pseudo;
};

/*
 * A UDP datagram without one is as good over IPv6 (RFC 6936, 5). UDP-Lite has
 * the bytes covered where UDP has its length, 0 for all (RFC 3828, 3.1).
 */
static bool vsw_checksum_udp(const struct vsw_packet *pkt,
			     const struct sk_buff *skb,
			     struct vsw_checksum *sum)
{
	const struct udphdr *uh;
	struct udphdr buf;

	uh = skb_header_pointer(skb, pkt->l4, sizeof(buf), &buf);
	if (!uh)
		return false;
	sum->field = offsetof(struct udphdr, check);
	sum->len = ntohs(uh->len);
	sum->pseudo = sum->len;
	if (pkt->l4_proto == IPPROTO_UDPLITE) {
		sum->len = sum->len ?: pkt->l4_len;
		sum->pseudo = pkt->l4_len;
	} else if (!uh->check) {
		sum->len = 0;
	}
	return sum->len <= pkt->l4_len;
}

/* What is to be checked? Return: false if the header contradicts itself */
static bool vsw_checksum_get(const struct vsw_packet *pkt,
			     const struct sk_buff *skb,
			     struct vsw_checksum *sum)
{
	u8 icmp = pkt->tuple.family == AF_INET ? IPPROTO_ICMP : IPPROTO_ICMPV6;

	sum->field = 0;
	sum->len = pkt->l4_len;
	sum->pseudo = pkt->l4_len;
	switch (pkt->l4_proto) {
	case IPPROTO_TCP:
		sum->field = offsetof(struct tcphdr, check);
		return true;
	case IPPROTO_UDP:
	case IPPROTO_UDPLITE:
		return vsw_checksum_udp(pkt, skb, sum);
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		if (pkt->l4_proto != icmp)
			break;
		sum->field = offsetof(struct icmphdr, checksum);
		return true;
	}
	sum->len = 0;
	return true;
}

/*
 * Add the pseudo header and fold. The addresses are those of the frame: the
 * tuple of an ICMP error has others.
 */
static bool vsw_checksum_good(const struct vsw_packet *pkt,
			      const struct sk_buff *skb,
			      const struct vsw_checksum *sum, __wsum bytes)
{
	const struct ipv6hdr *ip6h;
	const struct iphdr *iph;
	struct ipv6hdr buf6;
	struct iphdr buf4;

	if (pkt->tuple.family == AF_INET6) {
		ip6h = skb_header_pointer(skb, pkt->l3, sizeof(buf6), &buf6);
		return ip6h && !csum_ipv6_magic(&ip6h->saddr, &ip6h->daddr,
						sum->pseudo, pkt->l4_proto,
						bytes);
	}
	if (pkt->l4_proto == IPPROTO_ICMP)
		return !csum_fold(bytes);
	iph = skb_header_pointer(skb, pkt->l3, sizeof(buf4), &buf4);
	return iph && !csum_tcpudp_magic(iph->saddr, iph->daddr, sum->pseudo,
					 pkt->l4_proto, bytes);
}

/*
 * The sender's kernel leaves a checksum to the device: this one, or that of a
 * packet inside of a tunnel. Then the bytes of that packet will add up to the
 * complement of what stands in its checksum field now, whatever they are.
 */
static bool vsw_checksum_partial(const struct vsw_packet *pkt,
				 const struct sk_buff *skb,
				 const struct vsw_checksum *sum)
{
	int start = skb_checksum_start_offset(skb) - pkt->l4;
	__wsum bytes;
	__sum16 inner;

	if (!start)
		return skb->csum_offset == sum->field;
	if (start < 0 || start + skb->csum_offset + sizeof(inner) > sum->len ||
	    pkt->l4 + sum->len != skb->len ||
	    skb_copy_bits(skb, pkt->l4 + start + skb->csum_offset, &inner,
			  sizeof(inner)))
		return false;
	bytes = skb_checksum(skb, pkt->l4, start, 0);
	bytes = csum_block_add(bytes, ~csum_unfold(inner), start);
	return vsw_checksum_good(pkt, skb, sum, bytes);
}

/* A device has added up the whole frame. If it seems wrong, it may be, too. */
static bool vsw_checksum_complete(const struct vsw_packet *pkt,
				  const struct sk_buff *skb,
				  const struct vsw_checksum *sum)
{
	__wsum head;

	if (skb->ip_summed != CHECKSUM_COMPLETE ||
	    pkt->l4 + sum->len != skb->len)
		return false;
	head = skb_checksum(skb, 0, pkt->l4, 0);
	return vsw_checksum_good(pkt, skb, sum, csum_sub(skb->csum, head));
}

static bool vsw_checksum_computed(const struct vsw_packet *pkt,
				  struct sk_buff *skb,
				  const struct vsw_checksum *sum)
{
	__wsum bytes = skb_checksum(skb, pkt->l4, sum->len, 0);

	if (!vsw_checksum_good(pkt, skb, sum, bytes))
		return false;
	/* So that the receiver need not do it again. */
	if (skb->ip_summed == CHECKSUM_NONE &&
	    (pkt->l4_proto == IPPROTO_TCP || pkt->l4_proto == IPPROTO_UDP)) {
		skb->ip_summed = CHECKSUM_UNNECESSARY;
		skb->csum_level = 0;
	}
	return true;
}

/*
 * The usual: found right by a device, left to whoever cuts the segments, or to
 * the device by a sender nearby.
 */
static bool vsw_checksum_trusted(const struct vsw_packet *pkt,
				 const struct sk_buff *skb)
{
	if (skb->ip_summed == CHECKSUM_UNNECESSARY || skb_is_gso(skb))
		return true;
	return skb->ip_summed == CHECKSUM_PARTIAL &&
	       pkt->l4_proto == IPPROTO_TCP &&
	       skb->csum_offset == offsetof(struct tcphdr, check) &&
	       skb_checksum_start_offset(skb) == pkt->l4;
}

static noinline bool vsw_checksum_right(const struct vsw_packet *pkt,
					struct sk_buff *skb)
{
	struct vsw_checksum sum;

	if (!vsw_checksum_get(pkt, skb, &sum))
		return false;
	if (!sum.len)
		return true;
	if (skb->ip_summed == CHECKSUM_PARTIAL)
		return vsw_checksum_partial(pkt, skb, &sum);
	return vsw_checksum_complete(pkt, skb, &sum) ||
	       vsw_checksum_computed(pkt, skb, &sum);
}

/**
 * vsw_key_checksum() - is the transport checksum of a packet right?
 * @pkt: the packet, of vsw_key_parse(); marked if it is
 * @skb: the frame; its data is only read
 *
 * TCP, UDP, UDP-Lite, ICMP and ICMPv6 are checked. Of a fragment nothing can be
 * said; vsw_checksum_pieces() does when all are there.
 *
 * Return: VSW_PASS or VSW_DROP_CHECKSUM
 */
enum vsw_drop vsw_key_checksum(struct vsw_packet *pkt, struct sk_buff *skb)
{
	if (pkt->checked || pkt->track == VSW_TRACK_NONE ||
	    pkt->track == VSW_TRACK_FRAGMENT)
		return VSW_PASS;
	if (!vsw_checksum_trusted(pkt, skb) && !vsw_checksum_right(pkt, skb))
		return VSW_DROP_CHECKSUM;
	pkt->checked = true;
	return VSW_PASS;
}

/**
 * vsw_checksum_pieces() - is the transport checksum of a datagram right?
 * @pkt: the datagram, of vsw_key_whole(); marked if it is
 * @pieces: all of its fragments in order, each with struct vsw_frag_cb
 *
 * Return: VSW_PASS or VSW_DROP_CHECKSUM
 */
enum vsw_drop vsw_checksum_pieces(struct vsw_packet *pkt,
				  const struct sk_buff_head *pieces)
{
	const struct sk_buff *first = skb_peek(pieces);
	const struct sk_buff *skb;
	struct vsw_checksum sum;
	__wsum bytes = 0;
	u32 left;

	if (!vsw_checksum_get(pkt, first, &sum))
		return VSW_DROP_CHECKSUM;
	/* The first begins with what the datagram has before its transport. */
	left = sum.len;
	skb_queue_walk(pieces, skb) {
		const struct vsw_frag_cb *cb = VSW_FRAG_CB(skb);
		u32 from = skb == first ? pkt->l4 : cb->from;
		u32 len = min(left, cb->from + cb->len - from);

		if (!len)
			break;
		bytes = csum_add(bytes, skb_checksum(skb, from, len, 0));
		left -= len;
	}
	if (sum.len && !vsw_checksum_good(pkt, first, &sum, bytes))
		return VSW_DROP_CHECKSUM;
	pkt->checked = true;
	return VSW_PASS;
}
