// SPDX-License-Identifier: GPL-2.0
/*
 * A first look at a frame: has it to do with IP addresses, and with which?
 *
 * IPv4 and IPv6 whose next header says it all are read here. Tags that are still
 * in the frame, extension headers and fragments of IPv6, and IP in other clothes
 * take the long way through the parser of the filters.
 */
#include <linux/icmpv6.h>
#include <linux/if_arp.h>
#include <linux/if_vlan.h>
#include <linux/igmp.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/udp.h>
#include <net/ip.h>
#include <net/ipv6.h>
#include <net/ndisc.h>

#include "frame/dhcp.h"
#include "swsec/swsec.h"

/* May a host have it as its own, for others to know? */
bool vsw_addr_usable(u8 family, const union vsw_addr *addr)
{
	if (family == AF_INET)
		return !ipv4_is_zeronet(addr->ip4) &&
		       !ipv4_is_loopback(addr->ip4) &&
		       !ipv4_is_multicast(addr->ip4) &&
		       !ipv4_is_lbcast(addr->ip4);
	return !ipv6_addr_any(&addr->ip6) && !ipv6_addr_loopback(&addr->ip6) &&
	       !ipv6_addr_is_multicast(&addr->ip6) &&
	       !ipv6_addr_v4mapped(&addr->ip6);
}

/* Is UDP at the cursor between these ports, of a server and of its clients? */
static bool vsw_look_udp(struct vsw_look *look, u16 server, u16 client)
{
	const struct udphdr *uh;
	struct udphdr buf;
	u16 source, dest;

	uh = vsw_cursor_get(&look->cur, sizeof(buf), &buf);
	if (!uh)
		return false;
	source = ntohs(uh->source);
	dest = ntohs(uh->dest);
	if (source == client && dest == server)
		look->client = true;
	else if (source != server || dest != client)
		return false;
	look->cur.off += sizeof(*uh);
	return true;
}

/* The packet ends where it says; a frame that is shorter nobody takes. */
static bool vsw_look_length(struct vsw_cursor *cur, u32 len)
{
	if (skb_is_gso(cur->skb))
		return true;
	if (len > cur->end - cur->off)
		return false;
	cur->end = cur->off + len;
	return true;
}

static void vsw_look_ip4(struct vsw_look *look)
{
	struct vsw_cursor *cur = &look->cur;
	const struct iphdr *iph;
	struct iphdr buf;

	look->kind = VSW_LOOK_HIDDEN;
	look->family = AF_INET;
	iph = vsw_cursor_get(cur, sizeof(buf), &buf);
	if (!iph || iph->version != 4 || iph->ihl < sizeof(*iph) / 4 ||
	    !vsw_look_length(cur, ntohs(iph->tot_len)))
		return;
	look->src.ip4 = iph->saddr;
	look->kind = VSW_LOOK_IP4;
	if (iph->protocol == IPPROTO_IGMP)
		look->kind = VSW_LOOK_IGMP;
	if (iph->protocol != IPPROTO_UDP || ip_is_fragment(iph))
		return;
	if (iph->ihl * 4 > cur->end - cur->off)
		return;
	cur->off += iph->ihl * 4;
	if (vsw_look_udp(look, VSW_DHCP_SERVER, VSW_DHCP_CLIENT))
		look->kind = VSW_LOOK_DHCP4;
}

/* The cursor is at the transport header, of a whole packet. */
static void vsw_look_transport6(struct vsw_look *look, u8 proto)
{
	const u8 *type;
	u8 buf;

	if (proto == IPPROTO_UDP &&
	    vsw_look_udp(look, VSW_DHCP6_SERVER, VSW_DHCP6_CLIENT))
		look->kind = VSW_LOOK_DHCP6;
	if (proto != IPPROTO_ICMPV6)
		return;
	type = vsw_cursor_get(&look->cur, sizeof(buf), &buf);
	if (!type) {
		look->kind = VSW_LOOK_HIDDEN;
		return;
	}
	look->type = *type;
	if (*type >= NDISC_ROUTER_SOLICITATION &&
	    *type <= NDISC_NEIGHBOUR_ADVERTISEMENT)
		look->kind = VSW_LOOK_ND;
	else if (*type == ICMPV6_MGM_REPORT || *type == ICMPV6_MGM_REDUCTION ||
		 *type == ICMPV6_MLD2_REPORT)
		look->kind = VSW_LOOK_MLD;
}

static bool vsw_look_plain6(u8 proto)
{
	return proto == IPPROTO_TCP || proto == IPPROTO_UDP ||
	       proto == IPPROTO_ICMPV6 || proto == IPPROTO_SCTP;
}

/* Neighbour discovery must not be in fragments (RFC 6980). */
static void vsw_look_fragment6(struct vsw_look *look,
			       const struct vsw_packet *pkt)
{
	struct vsw_packet whole;

	if (pkt->frag.offset)
		return;
	/* What the fragment begins with may be another extension header. */
	if (vsw_key_whole(&whole, look->cur.skb, 0, VSW_KEY_BEYOND)) {
		look->kind = VSW_LOOK_HIDDEN;
		return;
	}
	look->cur.off = whole.l4;
	if (whole.l4_proto == IPPROTO_ICMPV6)
		vsw_look_transport6(look, IPPROTO_ICMPV6);
	if (look->kind == VSW_LOOK_ND)
		look->kind = VSW_LOOK_HIDDEN;
}

/* Behind extension headers. */
static noinline void vsw_look_long6(struct vsw_look *look)
{
	struct vsw_packet pkt;

	if (vsw_key_parse(&pkt, look->cur.skb, 0)) {
		look->kind = VSW_LOOK_HIDDEN;
		return;
	}
	if (pkt.track == VSW_TRACK_FRAGMENT) {
		vsw_look_fragment6(look, &pkt);
		return;
	}
	look->cur.off = pkt.l4;
	vsw_look_transport6(look, pkt.l4_proto);
}

static void vsw_look_ip6(struct vsw_look *look)
{
	struct vsw_cursor *cur = &look->cur;
	const struct ipv6hdr *ip6h;
	struct ipv6hdr buf;

	look->kind = VSW_LOOK_HIDDEN;
	look->family = AF_INET6;
	ip6h = vsw_cursor_get(cur, sizeof(buf), &buf);
	if (!ip6h || ip6h->version != 6 ||
	    !vsw_look_length(cur, sizeof(*ip6h) + ntohs(ip6h->payload_len)))
		return;
	look->src.ip6 = ip6h->saddr;
	look->kind = VSW_LOOK_IP6;
	if (!vsw_look_plain6(ip6h->nexthdr)) {
		vsw_look_long6(look);
		return;
	}
	cur->off += sizeof(*ip6h);
	vsw_look_transport6(look, ip6h->nexthdr);
}

static void vsw_look_l3(struct vsw_look *look, __be16 ethertype)
{
	switch (ethertype) {
	case htons(ETH_P_IP):
		vsw_look_ip4(look);
		break;
	case htons(ETH_P_IPV6):
		vsw_look_ip6(look);
		break;
	case htons(ETH_P_ARP):
		look->kind = VSW_LOOK_ARP;
		break;
	}
}

/* Behind tags, or no Ethernet II frame at all. */
static noinline void vsw_look_long(struct vsw_look *look)
{
	struct vsw_packet pkt;
	enum vsw_drop drop;

	drop = vsw_key_parse(&pkt, look->cur.skb, 0);
	if (drop && pkt.ethertype != htons(ETH_P_IP) &&
	    pkt.ethertype != htons(ETH_P_IPV6)) {
		look->kind = VSW_LOOK_HIDDEN;
		return;
	}
	look->cur.off = pkt.l3;
	vsw_look_l3(look, pkt.ethertype);
}

/**
 * vsw_look() - look at a frame
 * @look: what is seen; the address of the frame's data is kept
 * @skb: the frame; skb->data is behind the Ethernet header
 * @vid: vsw_binding.vid for its VLAN
 * @effective: effective address of the vNIC
 *
 * Context: any. The frame is only read.
 */
void vsw_look(struct vsw_look *look, const struct sk_buff *skb, u16 vid,
	      const u8 *effective)
{
	memset(look, 0, sizeof(*look));
	look->cur.skb = skb;
	look->cur.end = skb->len;
	look->vid = vid;
	look->source = ether_addr_to_u64(eth_hdr(skb)->h_source);
	look->effective = ether_addr_to_u64(effective);
	if (unlikely(eth_type_vlan(skb->protocol) ||
		     skb->protocol == htons(ETH_P_802_2) ||
		     !eth_proto_is_802_3(skb->protocol)))
		vsw_look_long(look);
	else
		vsw_look_l3(look, skb->protocol);
}

/**
 * vsw_snoop_out() - what a frame from a vNIC tells of its addresses
 * @look: the frame
 * @discovery: what is to be believed
 * @bindings: of the vNIC
 * @sighting: room for VSW_SIGHTINGS
 *
 * Return: how many there are
 */
unsigned int vsw_snoop_out(const struct vsw_look *look,
			   const struct vsw_discovery *discovery,
			   struct vsw_bindings *bindings,
			   struct vsw_sighting *sighting)
{
	switch (look->kind) {
	case VSW_LOOK_ARP:
		return discovery->arp ? vsw_snoop_arp(look, sighting) : 0;
	case VSW_LOOK_ND:
		return discovery->nd ? vsw_snoop_nd(look, sighting) : 0;
	case VSW_LOOK_DHCP4:
		return discovery->dhcp && look->client ?
		       vsw_snoop_dhcp4(look, bindings, sighting) : 0;
	case VSW_LOOK_DHCP6:
		return discovery->dhcp && look->client ?
		       vsw_snoop_dhcp6(look, bindings, sighting) : 0;
	}
	return 0;
}

/**
 * vsw_snoop_in() - what a frame for a vNIC tells of the addresses that it gets
 * @look: the frame
 * @bindings: of the vNIC
 * @sighting: room for VSW_SIGHTINGS
 *
 * Return: how many there are
 */
unsigned int vsw_snoop_in(const struct vsw_look *look,
			  struct vsw_bindings *bindings,
			  struct vsw_sighting *sighting)
{
	if (look->kind == VSW_LOOK_DHCP4 && !look->client)
		return vsw_snoop_dhcp4(look, bindings, sighting);
	if (look->kind == VSW_LOOK_DHCP6 && !look->client)
		return vsw_snoop_dhcp6(look, bindings, sighting);
	return 0;
}
