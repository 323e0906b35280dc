// SPDX-License-Identifier: GPL-2.0
/* IPv4 headers of all kinds, those that ICMP errors quote among them. */
#include <linux/in.h>
#include <linux/ip.h>
#include <net/ip.h>

#include "frame/parse.h"

#define VSW_IP4_HEADER_MAX	60

/* Addresses that no host sends from. 0.0.0.0 is where DHCP begins. */
static enum vsw_drop vsw_ip4_addresses(const struct vsw_cursor *cur)
{
	__be32 src = cur->src.ip4;

	if (ipv4_is_multicast(src) || ipv4_is_lbcast(src))
		return VSW_DROP_NORMALIZE;
	if (src == cur->dst.ip4 && !ipv4_is_loopback(src))
		return VSW_DROP_NORMALIZE;
	return VSW_PASS;
}

/* Follow the options (RFC 791, 3.1) as far as to see that they can be. */
static enum vsw_drop vsw_ip4_options(const u8 *opt, u32 len)
{
	while (len && *opt != IPOPT_END) {
		u32 size = 1;

		if (*opt == IPOPT_LSRR || *opt == IPOPT_SSRR)
			return VSW_DROP_IP_OPTION;
		if (*opt != IPOPT_NOOP) {
			if (len < 2 || opt[1] < 2 || opt[1] > len)
				return VSW_DROP_IP_OPTION;
			size = opt[1];
		}
		opt += size;
		len -= size;
	}
	return VSW_PASS;
}

/* Checksum and options of a header that is all there. */
static enum vsw_drop vsw_ip4_header(const struct vsw_cursor *cur, u32 len)
{
	u32 buf[VSW_IP4_HEADER_MAX / 4];
	const void *header = vsw_cursor_get(cur, len, buf);

	if (!header)
		return VSW_DROP_SHORT;
	if (ip_fast_csum(header, len / 4))
		return VSW_DROP_CHECKSUM;
	return vsw_ip4_options(header + sizeof(struct iphdr),
			       len - sizeof(struct iphdr));
}

static void vsw_ip4_fragment(struct vsw_cursor *cur, const struct iphdr *iph)
{
	u16 frag_off = ntohs(iph->frag_off);

	cur->fragmented = true;
	cur->frag_off = cur->off + iph->ihl * 4;
	cur->frag.id = ntohs(iph->id);
	cur->frag.offset = (frag_off & IP_OFFSET) * 8;
	cur->frag.more = frag_off & IP_MF;
}

/* Read the fixed header and what it says of itself. */
static enum vsw_drop vsw_ip4_read(struct vsw_cursor *cur, struct iphdr *iph)
{
	const struct iphdr *header = vsw_cursor_get(cur, sizeof(*iph), iph);

	if (!header)
		return VSW_DROP_SHORT;
	if (header != iph)
		*iph = *header;
	if (iph->version != 4)
		return VSW_DROP_NORMALIZE;
	if (iph->ihl * 4 < sizeof(*iph))
		return VSW_DROP_BAD_OFFSET;
	cur->proto = iph->protocol;
	cur->src.ip4 = iph->saddr;
	cur->dst.ip4 = iph->daddr;
	if (ip_is_fragment(iph))
		vsw_ip4_fragment(cur, iph);
	return VSW_PASS;
}

/*
 * The packet ends where its header says; the frame may be padded. What is to be
 * segmented yet has the length of the frame: above 64 KiB the header says 0.
 */
static enum vsw_drop vsw_ip4_length(struct vsw_cursor *cur,
				    const struct iphdr *iph)
{
	u32 len = cur->end - cur->off;

	if (!skb_is_gso(cur->skb)) {
		if (ntohs(iph->tot_len) > len)
			return VSW_DROP_SHORT;
		len = ntohs(iph->tot_len);
	}
	if (iph->ihl * 4 > len)
		return VSW_DROP_BAD_OFFSET;
	cur->end = cur->off + len;
	return VSW_PASS;
}

/**
 * vsw_ip4_parse() - read an IPv4 packet
 * @pkt: VLAN, ethertype and @pkt->l3 are filled in already
 * @cur: at the header
 */
enum vsw_drop vsw_ip4_parse(struct vsw_packet *pkt, struct vsw_cursor *cur)
{
	enum vsw_drop drop;
	struct iphdr iph;

	pkt->tuple.family = AF_INET;
	drop = vsw_ip4_read(cur, &iph);
	if (drop)
		return drop;
	drop = vsw_ip4_length(cur, &iph);
	if (drop)
		return drop;
	drop = vsw_ip4_header(cur, iph.ihl * 4);
	if (drop)
		return drop;
	drop = vsw_ip4_addresses(cur);
	if (drop)
		return drop;
	cur->off += iph.ihl * 4;
	if (cur->fragmented && !cur->beyond)
		return vsw_fragment_parse(pkt, cur, iph.ihl * 4);
	return vsw_transport_parse(pkt, cur);
}

/**
 * vsw_ip4_embedded() - read the header that an ICMP error quotes
 * @cur: at the quoted header; at what it carries afterwards
 *
 * Only the beginning of the packet is quoted, and routers have changed it
 * before: neither length nor checksum mean anything.
 */
enum vsw_drop vsw_ip4_embedded(struct vsw_cursor *cur)
{
	enum vsw_drop drop;
	struct iphdr iph;

	drop = vsw_ip4_read(cur, &iph);
	if (drop)
		return drop;
	if (iph.ihl * 4 > cur->end - cur->off)
		return VSW_DROP_SHORT;
	cur->off += iph.ihl * 4;
	return vsw_ip4_addresses(cur);
}
