// SPDX-License-Identifier: GPL-2.0
/*
 * IPv6 headers and the extension headers behind them (RFC 8200, 4), in packets
 * and in what ICMPv6 errors quote.
 *
 * Every count is bounded, by what Linux takes for its own packets: a frame
 * costs no more to read than a few others.
 */
#include <linux/in6.h>
#include <linux/ipv6.h>
#include <net/ipv6.h>

#include "frame/parse.h"

#define VSW_IP6_HEADERS	8	/* extension headers, RFC 8200 names 7 */
#define VSW_IP6_OPTIONS	8	/* in a header, beside padding; RFC 8504, 5.3 */
#define VSW_IP6_PADDING	7	/* bytes in a row; RFC 8504, 5.3 */

/* Addresses that no host sends from, RFC 4291, 2.5.5.2 and 2.7. */
static enum vsw_drop vsw_ip6_addresses(const struct vsw_cursor *cur)
{
	const struct in6_addr *src = &cur->src.ip6;

	if (ipv6_addr_is_multicast(src) || ipv6_addr_v4mapped(src))
		return VSW_DROP_NORMALIZE;
	if (ipv6_addr_equal(src, &cur->dst.ip6) && !ipv6_addr_loopback(src))
		return VSW_DROP_NORMALIZE;
	return VSW_PASS;
}

/**
 * struct vsw_ip6_tlv - where a walk over options stands
 * @off: offset of the next option from skb->data
 * @end: offset behind the last one
 * @options: options seen
 * @padding: bytes of padding since the last one
 */
struct vsw_ip6_tlv {
	u32 off;
	u32 end;
	u32 options;
	u32 padding;
};

/* Step over one option. A jumbogram is what only the sender's own kernel sees. */
static enum vsw_drop vsw_ip6_option(const struct vsw_cursor *cur,
				    struct vsw_ip6_tlv *tlv)
{
	u32 left = tlv->end - tlv->off;
	u8 buf[2] = {};
	const u8 *opt;
	u32 len = 1;

	opt = skb_header_pointer(cur->skb, tlv->off, min(left, 2U), buf);
	if (!opt)
		return VSW_DROP_SHORT;
	if (*opt != IPV6_TLV_PAD1) {
		if (left < 2 || opt[1] + 2 > left)
			return VSW_DROP_IP_OPTION;
		len = opt[1] + 2;
	}
	if (*opt == IPV6_TLV_JUMBO && !skb_is_gso(cur->skb))
		return VSW_DROP_NORMALIZE;
	if (*opt == IPV6_TLV_PAD1 || *opt == IPV6_TLV_PADN) {
		tlv->padding += len;
	} else {
		tlv->padding = 0;
		tlv->options++;
	}
	tlv->off += len;
	if (tlv->options > VSW_IP6_OPTIONS || tlv->padding > VSW_IP6_PADDING)
		return VSW_DROP_IP_OPTION;
	return VSW_PASS;
}

static enum vsw_drop vsw_ip6_options(const struct vsw_cursor *cur, u32 len)
{
	struct vsw_ip6_tlv tlv = {
		.off = cur->off + sizeof(struct ipv6_opt_hdr),
		.end = cur->off + len,
	};
	enum vsw_drop drop;

	while (tlv.off < tlv.end) {
		drop = vsw_ip6_option(cur, &tlv);
		if (drop)
			return drop;
	}
	return VSW_PASS;
}

/*
 * A route that is behind the packet is history. One that is still to be gone
 * leads past the address that rules and states are asked for, as IPv4's source
 * routes do. Types 0 and 1 are withdrawn (RFC 5095, RFC 5871).
 */
static enum vsw_drop vsw_ip6_routing(const u8 *header)
{
	return header[2] < 2 || header[3] ? VSW_DROP_IP_OPTION : VSW_PASS;
}

/* An atomic fragment is a whole packet, RFC 6946. */
static enum vsw_drop vsw_ip6_fragment(struct vsw_cursor *cur, const u8 *header)
{
	const struct frag_hdr *fh = (const struct frag_hdr *)header;
	u16 frag_off = ntohs(fh->frag_off);

	if (cur->frag_off)
		return VSW_DROP_NORMALIZE;
	cur->frag_off = cur->off + sizeof(*fh);
	cur->frag.id = ntohl(fh->identification);
	cur->frag.offset = frag_off & IP6_OFFSET;
	cur->frag.more = frag_off & IP6_MF;
	cur->fragmented = cur->frag.offset || cur->frag.more;
	return VSW_PASS;
}

static bool vsw_ip6_extension(u8 proto)
{
	return proto == IPPROTO_HOPOPTS || proto == IPPROTO_DSTOPTS ||
	       proto == IPPROTO_ROUTING || proto == IPPROTO_FRAGMENT ||
	       proto == IPPROTO_AH;
}

static u32 vsw_ip6_extension_len(u8 proto, const u8 *header)
{
	if (proto == IPPROTO_FRAGMENT)
		return sizeof(struct frag_hdr);
	if (proto == IPPROTO_AH)
		return (header[1] + 2) * 4;
	return (header[1] + 1) * 8;
}

/* Step over one extension header; they all begin with eight fixed bytes. */
static enum vsw_drop vsw_ip6_step(struct vsw_cursor *cur)
{
	enum vsw_drop drop = VSW_PASS;
	const u8 *header;
	u8 buf[8];
	u32 len;

	header = vsw_cursor_get(cur, sizeof(buf), buf);
	if (!header)
		return VSW_DROP_SHORT;
	len = vsw_ip6_extension_len(cur->proto, header);
	if (len > cur->end - cur->off)
		return VSW_DROP_BAD_OFFSET;
	if (cur->proto == IPPROTO_FRAGMENT)
		drop = vsw_ip6_fragment(cur, header);
	else if (cur->proto == IPPROTO_ROUTING)
		drop = vsw_ip6_routing(header);
	else if (cur->proto != IPPROTO_AH)
		drop = vsw_ip6_options(cur, len);
	if (drop)
		return drop;
	cur->proto = header[0];
	cur->off += len;
	return VSW_PASS;
}

/*
 * Go on to the transport header, or to what a fragment other than the first
 * carries. Where the first fragment ends before, the others hide what they are.
 */
static enum vsw_drop vsw_ip6_walk(struct vsw_cursor *cur)
{
	enum vsw_drop drop;
	int n;

	for (n = 0; vsw_ip6_extension(cur->proto); n++) {
		if (n == VSW_IP6_HEADERS ||
		    (n && cur->proto == IPPROTO_HOPOPTS))
			return VSW_DROP_NORMALIZE;
		drop = vsw_ip6_step(cur);
		if (cur->fragmented &&
		    (drop == VSW_DROP_SHORT || drop == VSW_DROP_BAD_OFFSET))
			return VSW_DROP_FRAGMENT;
		if (drop)
			return drop;
		if (cur->frag.offset)
			break;
	}
	return VSW_PASS;
}

/* Read the fixed header. */
static enum vsw_drop vsw_ip6_read(struct vsw_cursor *cur, struct ipv6hdr *ip6h)
{
	const struct ipv6hdr *header = vsw_cursor_get(cur, sizeof(*ip6h), ip6h);

	if (!header)
		return VSW_DROP_SHORT;
	if (header != ip6h)
		*ip6h = *header;
	if (ip6h->version != 6)
		return VSW_DROP_NORMALIZE;
	cur->proto = ip6h->nexthdr;
	cur->src.ip6 = ip6h->saddr;
	cur->dst.ip6 = ip6h->daddr;
	cur->off += sizeof(*ip6h);
	return vsw_ip6_addresses(cur);
}

/* As for IPv4. A length of 0 before hop-by-hop options begins a jumbogram. */
static enum vsw_drop vsw_ip6_length(struct vsw_cursor *cur,
				    const struct ipv6hdr *ip6h)
{
	u32 len = ntohs(ip6h->payload_len);

	if (skb_is_gso(cur->skb))
		return VSW_PASS;
	if (!len && ip6h->nexthdr == IPPROTO_HOPOPTS)
		return VSW_DROP_NORMALIZE;
	if (len > cur->end - cur->off)
		return VSW_DROP_SHORT;
	cur->end = cur->off + len;
	return VSW_PASS;
}

/**
 * vsw_ip6_parse() - read an IPv6 packet
 * @pkt: VLAN, ethertype and @pkt->l3 are filled in already
 * @cur: at the header
 */
enum vsw_drop vsw_ip6_parse(struct vsw_packet *pkt, struct vsw_cursor *cur)
{
	struct ipv6hdr ip6h;
	enum vsw_drop drop;

	pkt->tuple.family = AF_INET6;
	drop = vsw_ip6_read(cur, &ip6h);
	if (drop)
		return drop;
	drop = vsw_ip6_length(cur, &ip6h);
	if (drop)
		return drop;
	drop = vsw_ip6_walk(cur);
	if (drop)
		return drop;
	/* What counts for the datagram is all but the fixed and this header. */
	if (cur->fragmented && !cur->beyond)
		return vsw_fragment_parse(pkt, cur, cur->frag_off - pkt->l3 -
					  sizeof(ip6h) -
					  sizeof(struct frag_hdr));
	return vsw_transport_parse(pkt, cur);
}

/**
 * vsw_ip6_embedded() - read the headers that an ICMPv6 error quotes
 * @cur: at the quoted header; at what it carries afterwards
 *
 * As vsw_ip4_embedded().
 */
enum vsw_drop vsw_ip6_embedded(struct vsw_cursor *cur)
{
	struct ipv6hdr ip6h;
	enum vsw_drop drop;

	drop = vsw_ip6_read(cur, &ip6h);
	if (drop)
		return drop;
	drop = vsw_ip6_walk(cur);
	/* Cut off by the error's length, not by its sender. */
	if (drop == VSW_DROP_BAD_OFFSET || drop == VSW_DROP_FRAGMENT)
		return VSW_DROP_SHORT;
	return drop;
}
