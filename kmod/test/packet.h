/* SPDX-License-Identifier: GPL-2.0 */
/* Packets for unit tests. */
#ifndef VSW_TEST_PACKET_H
#define VSW_TEST_PACKET_H

#include <kunit/test.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/skbuff.h>
#include <net/checksum.h>
#include <net/ip6_checksum.h>

#include "frame/key.h"

#define V4	ETH_P_IP
#define V6	ETH_P_IPV6
#define NONE	VSW_TRACK_NONE
#define RULES	VSW_TRACK_RULES
#define STATE	VSW_TRACK_STATE
#define ERROR	VSW_TRACK_ERROR
#define FRAGMENT	VSW_TRACK_FRAGMENT
#define SHORT	VSW_DROP_SHORT
#define OFFSET	VSW_DROP_BAD_OFFSET
#define OPTION	VSW_DROP_IP_OPTION
#define NORMAL	VSW_DROP_NORMALIZE
#define FRAG	VSW_DROP_FRAGMENT
#define CSUM	VSW_DROP_CHECKSUM
#define PASS	VSW_PASS

#define FIN	VSW_TCP_FIN
#define SYN	VSW_TCP_SYN
#define RST	VSW_TCP_RST
#define PSH	VSW_TCP_PSH
#define ACK	VSW_TCP_ACK
#define ZEROS4	0, 0, 0, 0
#define ZEROS8	ZEROS4, ZEROS4
#define ZEROS16	ZEROS8, ZEROS8

#define PACKET_MAX	2048

#define SRC4		0x0a000001	/* 10.0.0.1 */
#define DST4		0x0a000002
#define SRC6		{ .s6_addr = { 0xfd, [15] = 1 } }
#define DST6		{ .s6_addr = { 0xfd, [15] = 2 } }

#define BYTES(...)	(const u8 []){ __VA_ARGS__ }, sizeof((const u8 []){ __VA_ARGS__ })

/* From port 12345 to port 80, sequence 0x01020304, no payload */
#define TCP(flags, doff) \
	0x30, 0x39, 0x00, 0x50, 1, 2, 3, 4, 5, 6, 7, 8, (doff) << 4, flags, \
	0x10, 0x00, 0, 0, 0, 0
/* From port 12345 to port 53 */
#define UDP(len)	0x30, 0x39, 0x00, 0x35, (len) >> 8, (len) & 0xff, 0, 0
#define ICMP(type, code)	type, code, 0, 0, 0x12, 0x34, 0, 1
#define Q		ETH_P_8021Q
#define AD		ETH_P_8021AD
#define TAG(proto)	0, 5, (proto) >> 8, (proto) & 0xff

/* Extension headers: the next one, length, contents */
#define HOP(next)	next, 0, 1, 4, ZEROS4
#define DST(next)	next, 0, 1, 4, ZEROS4
#define ROUTE(next, type, left)	next, 0, type, left, ZEROS4
#define AUTH(next)	next, 2, ZEROS4, ZEROS4, ZEROS4, 0, 0
#define FRAGH(next, offset, more) \
	next, 0, (offset) >> 8, ((offset) & 0xf8) | (more), 0, 0, 0, 7
#define H	IPPROTO_HOPOPTS
#define D	IPPROTO_DSTOPTS
#define R	IPPROTO_ROUTING
#define F	IPPROTO_FRAGMENT
#define A	IPPROTO_AH
#define U	IPPROTO_UDP
#define T	IPPROTO_TCP
#define I	IPPROTO_ICMPV6

/**
 * struct ip4 - what an IPv4 header is to have
 * @proto: protocol
 * @ihl: header length in words, 0 for 5; options are the first of the bytes
 *   behind the header
 * @frag_off: flags and offset as they stand there, host order
 * @version: 0 for 4
 * @more: added to the right total length
 * @bad: the checksum is wrong
 * @src: 0 for SRC4; ANY for 0.0.0.0
 * @dst: 0 for DST4
 * @id: identification
 */
struct ip4 {
	u8 proto;
	u8 ihl;
	u16 frag_off;
	u8 version;
	s16 more;
	bool bad;
	u32 src;
	u32 dst;
	u16 id;
};

#define ANY	1

/* Write a packet. Return: its length */
static inline u32 packet_ip4(u8 *buf, const struct ip4 *ip4, const u8 *bytes,
			     u32 len)
{
	struct iphdr *iph = (struct iphdr *)buf;

	memset(iph, 0, sizeof(*iph));
	iph->version = ip4->version ?: 4;
	iph->ihl = ip4->ihl ?: 5;
	iph->tot_len = htons(sizeof(*iph) + len + ip4->more);
	iph->id = htons(ip4->id);
	iph->frag_off = htons(ip4->frag_off);
	iph->ttl = 64;
	iph->protocol = ip4->proto;
	iph->saddr = htonl(ip4->src == ANY ? 0 : ip4->src ?: SRC4);
	iph->daddr = htonl(ip4->dst ?: DST4);
	memcpy(iph + 1, bytes, len);
	if (iph->ihl >= 5)
		iph->check = ip_fast_csum(iph, iph->ihl);
	if (ip4->bad)
		iph->check = ~iph->check;
	return sizeof(*iph) + len;
}

/**
 * struct ip6 - what an IPv6 header is to have
 * @proto: next header
 * @version: 0 for 6
 * @more: added to the right payload length
 * @src: :: for SRC6
 * @dst: :: for DST6
 */
struct ip6 {
	u8 proto;
	u8 version;
	s16 more;
	struct in6_addr src;
	struct in6_addr dst;
};

static inline u32 packet_ip6(u8 *buf, const struct ip6 *ip6, const u8 *bytes,
			     u32 len)
{
	static const struct in6_addr src = SRC6, dst = DST6;
	struct ipv6hdr *ip6h = (struct ipv6hdr *)buf;

	memset(ip6h, 0, sizeof(*ip6h));
	ip6h->version = ip6->version ?: 6;
	ip6h->payload_len = htons(len + ip6->more);
	ip6h->nexthdr = ip6->proto;
	ip6h->hop_limit = 64;
	ip6h->saddr = ipv6_addr_any(&ip6->src) ? src : ip6->src;
	ip6h->daddr = ipv6_addr_any(&ip6->dst) ? dst : ip6->dst;
	memcpy(ip6h + 1, bytes, len);
	return sizeof(*ip6h) + len;
}

/* A frame with the first @linear bytes in its head and the others in a page */
static inline struct sk_buff *packet_skb(struct kunit *test, u16 ethertype,
					 const u8 *bytes, u32 len, u32 linear)
{
	struct sk_buff *skb = alloc_skb(PACKET_MAX, GFP_KERNEL);
	struct page *page;

	KUNIT_ASSERT_NOT_NULL(test, skb);
	KUNIT_ASSERT_LE(test, len, PACKET_MAX - 64);
	skb_reserve(skb, 64);
	linear = min(linear, len);
	skb_put_data(skb, bytes, linear);
	skb->protocol = htons(ethertype);
	skb_reset_network_header(skb);
	if (linear == len)
		return skb;

	page = alloc_page(GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, page);
	memcpy(page_address(page), bytes + linear, len - linear);
	skb_add_rx_frag(skb, 0, page, 0, len - linear, PAGE_SIZE);
	return skb;
}

/* Parse a packet as a frame of VLAN 10. */
static inline enum vsw_drop packet_parse(struct kunit *test,
					 struct vsw_packet *pkt, u16 ethertype,
					 const u8 *bytes, u32 len)
{
	struct sk_buff *skb = packet_skb(test, ethertype, bytes, len, len);
	enum vsw_drop drop = vsw_key_parse(pkt, skb, 10);

	kfree_skb(skb);
	return drop;
}

#endif
