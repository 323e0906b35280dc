// SPDX-License-Identifier: GPL-2.0
/*
 * The answer to a packet that a rule rejects: a TCP reset, or an ICMP error.
 *
 * The kernel's own nf_reject_*() live in modules of netfilter, which the switch
 * does not need for anything else.
 *
 * The answer goes to the port that the packet came from. Refused on its way out
 * of that port, the packet has left no state there, and the answer goes to the
 * guest directly. Refused on its way in to another one, it has a state at its
 * sender, whose filter sees the answer and ends that.
 */
#include <linux/etherdevice.h>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/tcp.h>
#include <net/checksum.h>
#include <net/ip6_checksum.h>
#include <net/ipv6.h>

#include "path/path.h"

/* RFC 1812, 4.3.2.3: as much as fits. RFC 4443, 2.4 (c): the minimal MTU. */
#define VSW_REJECT_MAX4		576
#define VSW_REJECT_MAX6		IPV6_MIN_MTU

#define VSW_REJECT_TTL		64

/* A segment with ACK is answered with its number, others are acknowledged. */
static void vsw_reject_fill_rst(const struct vsw_packet *pkt, struct tcphdr *th)
{
	memset(th, 0, sizeof(*th));
	th->source = vsw_packet_dport(pkt);
	th->dest = vsw_packet_sport(pkt);
	th->doff = sizeof(*th) / 4;
	th->rst = 1;
	/* RFC 9293, 3.10.7.1 */
	if (pkt->tcp.flags & VSW_TCP_ACK) {
		th->seq = htonl(pkt->tcp.ack);
	} else {
		th->ack = 1;
		th->ack_seq = htonl(pkt->tcp.seq + pkt->tcp.len);
	}
}

static struct sk_buff *vsw_reject_alloc(const struct sk_buff *skb,
					unsigned int len)
{
	const struct ethhdr *eth = eth_hdr(skb);
	struct sk_buff *answer;
	struct ethhdr *header;

	answer = alloc_skb(LL_MAX_HEADER + ETH_HLEN + len, GFP_ATOMIC);
	if (!answer)
		return NULL;
	skb_reserve(answer, LL_MAX_HEADER);
	skb_reset_mac_header(answer);
	header = skb_put(answer, ETH_HLEN);
	ether_addr_copy(header->h_dest, eth->h_source);
	ether_addr_copy(header->h_source, eth->h_dest);
	header->h_proto = skb->protocol;
	skb_pull(answer, ETH_HLEN);
	skb_reset_network_header(answer);
	skb_reset_mac_len(answer);
	answer->protocol = skb->protocol;
	answer->dev = skb->dev;
	return answer;
}

static void vsw_reject_put_ip4(const struct vsw_packet *pkt,
			       struct sk_buff *answer, u8 proto,
			       unsigned int len)
{
	struct iphdr *iph = skb_put(answer, sizeof(*iph));

	memset(iph, 0, sizeof(*iph));
	iph->version = 4;
	iph->ihl = sizeof(*iph) / 4;
	iph->tot_len = htons(sizeof(*iph) + len);
	iph->frag_off = htons(IP_DF);
	iph->ttl = VSW_REJECT_TTL;
	iph->protocol = proto;
	iph->saddr = vsw_packet_dst(pkt)->ip4;
	iph->daddr = vsw_packet_src(pkt)->ip4;
	iph->check = ip_fast_csum(iph, iph->ihl);
	skb_set_transport_header(answer, sizeof(*iph));
}

static void vsw_reject_put_ip6(const struct vsw_packet *pkt,
			       struct sk_buff *answer, u8 proto,
			       unsigned int len)
{
	struct ipv6hdr *ip6h = skb_put(answer, sizeof(*ip6h));

	memset(ip6h, 0, sizeof(*ip6h));
	ip6h->version = 6;
	ip6h->payload_len = htons(len);
	ip6h->nexthdr = proto;
	ip6h->hop_limit = VSW_REJECT_TTL;
	ip6h->saddr = vsw_packet_dst(pkt)->ip6;
	ip6h->daddr = vsw_packet_src(pkt)->ip6;
	skb_set_transport_header(answer, sizeof(*ip6h));
}

static struct sk_buff *vsw_reject_rst4(const struct vsw_packet *pkt,
				       const struct sk_buff *skb)
{
	const unsigned int len = sizeof(struct tcphdr);
	struct sk_buff *answer;
	struct tcphdr *th;

	answer = vsw_reject_alloc(skb, sizeof(struct iphdr) + len);
	if (!answer)
		return NULL;
	vsw_reject_put_ip4(pkt, answer, IPPROTO_TCP, len);
	th = skb_put(answer, len);
	vsw_reject_fill_rst(pkt, th);
	th->check = csum_tcpudp_magic(vsw_packet_dst(pkt)->ip4,
				      vsw_packet_src(pkt)->ip4, len,
				      IPPROTO_TCP, csum_partial(th, len, 0));
	return answer;
}

static struct sk_buff *vsw_reject_rst6(const struct vsw_packet *pkt,
				       const struct sk_buff *skb)
{
	const unsigned int len = sizeof(struct tcphdr);
	struct sk_buff *answer;
	struct tcphdr *th;

	answer = vsw_reject_alloc(skb, sizeof(struct ipv6hdr) + len);
	if (!answer)
		return NULL;
	vsw_reject_put_ip6(pkt, answer, IPPROTO_TCP, len);
	th = skb_put(answer, len);
	vsw_reject_fill_rst(pkt, th);
	th->check = csum_ipv6_magic(&vsw_packet_dst(pkt)->ip6,
				    &vsw_packet_src(pkt)->ip6, len,
				    IPPROTO_TCP, csum_partial(th, len, 0));
	return answer;
}

/* Bytes of the packet that an error quotes. */
static unsigned int vsw_reject_quote(const struct vsw_packet *pkt,
				     const struct sk_buff *skb,
				     unsigned int max)
{
	return min3(vsw_packet_len(pkt), skb->len - pkt->l3, max);
}

/* 3/13, communication administratively prohibited (RFC 1812, 5.2.7.1) */
static struct sk_buff *vsw_reject_icmp4(const struct vsw_packet *pkt,
					const struct sk_buff *skb)
{
	unsigned int quote, len;
	struct sk_buff *answer;
	struct icmphdr *icmph;

	quote = vsw_reject_quote(pkt, skb, VSW_REJECT_MAX4 -
				 sizeof(struct iphdr) - sizeof(*icmph));
	len = sizeof(*icmph) + quote;
	answer = vsw_reject_alloc(skb, sizeof(struct iphdr) + len);
	if (!answer)
		return NULL;
	vsw_reject_put_ip4(pkt, answer, IPPROTO_ICMP, len);
	icmph = skb_put_zero(answer, sizeof(*icmph));
	icmph->type = ICMP_DEST_UNREACH;
	icmph->code = ICMP_PKT_FILTERED;
	if (skb_copy_bits(skb, pkt->l3, skb_put(answer, quote), quote)) {
		kfree_skb(answer);
		return NULL;
	}
	icmph->checksum = csum_fold(csum_partial(icmph, len, 0));
	return answer;
}

/* 1/1, communication administratively prohibited (RFC 4443, 3.1) */
static struct sk_buff *vsw_reject_icmp6(const struct vsw_packet *pkt,
					const struct sk_buff *skb)
{
	struct icmp6hdr *icmp6h;
	unsigned int quote, len;
	struct sk_buff *answer;

	quote = vsw_reject_quote(pkt, skb, VSW_REJECT_MAX6 -
				 sizeof(struct ipv6hdr) - sizeof(*icmp6h));
	len = sizeof(*icmp6h) + quote;
	answer = vsw_reject_alloc(skb, sizeof(struct ipv6hdr) + len);
	if (!answer)
		return NULL;
	vsw_reject_put_ip6(pkt, answer, IPPROTO_ICMPV6, len);
	icmp6h = skb_put_zero(answer, sizeof(*icmp6h));
	icmp6h->icmp6_type = ICMPV6_DEST_UNREACH;
	icmp6h->icmp6_code = ICMPV6_ADM_PROHIBITED;
	if (skb_copy_bits(skb, pkt->l3, skb_put(answer, quote), quote)) {
		kfree_skb(answer);
		return NULL;
	}
	icmp6h->icmp6_cksum = csum_ipv6_magic(&vsw_packet_dst(pkt)->ip6,
					      &vsw_packet_src(pkt)->ip6, len,
					      IPPROTO_ICMPV6,
					      csum_partial(icmp6h, len, 0));
	return answer;
}

/* Not to a group, not from nobody (RFC 1122, 3.2.2; RFC 4443, 2.4 (e)). */
static bool vsw_reject_addresses(const struct vsw_packet *pkt)
{
	const union vsw_addr *src = vsw_packet_src(pkt);
	const union vsw_addr *dst = vsw_packet_dst(pkt);

	if (pkt->tuple.family == AF_INET6)
		return !ipv6_addr_is_multicast(&dst->ip6) &&
		       !ipv6_addr_any(&src->ip6) &&
		       !ipv6_addr_is_multicast(&src->ip6);
	return !ipv4_is_multicast(dst->ip4) && !ipv4_is_lbcast(dst->ip4) &&
	       !ipv4_is_multicast(src->ip4) && !ipv4_is_lbcast(src->ip4) &&
	       !ipv4_is_zeronet(src->ip4);
}

/*
 * Connections and queries have an answer; errors, resets, and what is no
 * beginning of anything have none. A frame whose IP stands behind a tag of the
 * guest's own would need one built like it, and has none either.
 */
static bool vsw_reject_wanted(const struct vsw_packet *pkt,
			      const struct sk_buff *skb)
{
	if (pkt->track != VSW_TRACK_STATE || pkt->l3 ||
	    skb_vlan_tag_present(skb) ||
	    is_multicast_ether_addr(eth_hdr(skb)->h_dest) ||
	    is_multicast_ether_addr(eth_hdr(skb)->h_source))
		return false;
	if (pkt->l4_proto == IPPROTO_TCP && pkt->tcp.flags & VSW_TCP_RST)
		return false;
	return vsw_reject_addresses(pkt);
}

static bool vsw_reject_addressed(const struct vsw_port *port,
				 const struct sk_buff *skb)
{
	const struct vsw_view *view = rcu_dereference(port->view);

	return view && ether_addr_equal(eth_hdr(skb)->h_dest, view->mac);
}

static struct sk_buff *vsw_reject_build(const struct vsw_packet *pkt,
					const struct sk_buff *skb)
{
	bool tcp = pkt->l4_proto == IPPROTO_TCP;

	if (pkt->tuple.family == AF_INET6)
		return tcp ? vsw_reject_rst6(pkt, skb) :
			     vsw_reject_icmp6(pkt, skb);
	return tcp ? vsw_reject_rst4(pkt, skb) : vsw_reject_icmp4(pkt, skb);
}

/**
 * vsw_reject() - answer a packet that a rule rejects
 * @frame: the frame, which the caller drops
 * @judge: port whose filter rejects it
 * @pkt: the packet
 * @skb: the frame itself, a copy, or the first one of a datagram
 * @dir: direction in which it was judged
 *
 * Context: RCU read lock, bottom halves off.
 */
void vsw_reject(struct vsw_frame *frame, const struct vsw_port *judge,
		const struct vsw_packet *pkt, struct sk_buff *skb,
		enum vsw_dir dir)
{
	struct vsw_frame back = {
		.port = frame->port,
		.view = frame->view,
		.tag = frame->tag,
		.active = frame->active,
	};

	/* A copy, as for a port in promiscuous mode, is not its to answer. */
	if (dir == VSW_IN && !vsw_reject_addressed(judge, skb))
		return;
	if (!vsw_reject_wanted(pkt, skb) ||
	    !__ratelimit(&judge->filter->reject_limit))
		return;
	back.skb = vsw_reject_build(pkt, skb);
	if (!back.skb)
		return;
	vsw_tx(&back, frame->port, frame->view, back.skb, dir == VSW_OUT);
}
