// SPDX-License-Identifier: GPL-2.0
/* Packets in messages: what was dropped or logged. */
#include <linux/in.h>
#include <net/netlink.h>

#include "nl/packet.h"
#include "nl/rules.h"

static int vsw_nl_packet_fill_tcp(struct sk_buff *skb,
				  const struct vsw_packet *pkt)
{
	return pkt->l4_proto == IPPROTO_TCP ?
	       nla_put_u8(skb, VSW_A_PACKET_TCP_FLAGS, pkt->tcp.flags) : 0;
}

static int vsw_nl_packet_fill_icmp(struct sk_buff *skb,
				   const struct vsw_packet *pkt)
{
	if (nla_put_u8(skb, VSW_A_PACKET_ICMP_TYPE, pkt->type) ||
	    nla_put_u8(skb, VSW_A_PACKET_ICMP_CODE, pkt->code))
		return -EMSGSIZE;
	if (pkt->track == VSW_TRACK_STATE &&
	    nla_put_u16(skb, VSW_A_PACKET_ICMP_ID,
			ntohs(vsw_packet_sport(pkt) |
			      vsw_packet_dport(pkt))))
		return -EMSGSIZE;
	return 0;
}

/* What stands behind the network header, as far as it was read. */
static int vsw_nl_packet_fill_transport(struct sk_buff *skb,
					const struct vsw_packet *pkt)
{
	switch (pkt->l4_proto) {
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return vsw_nl_packet_fill_icmp(skb, pkt);
	case IPPROTO_TCP:
	case IPPROTO_UDP:
	case IPPROTO_UDPLITE:
	case IPPROTO_SCTP:
	case IPPROTO_DCCP:
		if (nla_put_u16(skb, VSW_A_PACKET_SOURCE_PORT,
				ntohs(vsw_packet_sport(pkt))) ||
		    nla_put_u16(skb, VSW_A_PACKET_DESTINATION_PORT,
				ntohs(vsw_packet_dport(pkt))))
			return -EMSGSIZE;
		return vsw_nl_packet_fill_tcp(skb, pkt);
	}
	return 0;
}

/*
 * Of an ICMP error the tuple is that of the packet inside. It is on its way to
 * who sent that; who sent the error itself is not known.
 */
static int vsw_nl_packet_fill_ip(struct sk_buff *skb,
				 const struct vsw_packet *pkt)
{
	bool error = pkt->track == VSW_TRACK_ERROR;
	u8 family = pkt->tuple.family;

	if (!family)
		return 0;
	if (vsw_nl_addr_fill(skb, VSW_A_PACKET_DESTINATION, family,
			     error ? vsw_packet_src(pkt) :
				     vsw_packet_dst(pkt)) ||
	    (!error && vsw_nl_addr_fill(skb, VSW_A_PACKET_SOURCE, family,
					vsw_packet_src(pkt))) ||
	    nla_put_u8(skb, VSW_A_PACKET_PROTOCOL, pkt->l4_proto))
		return -EMSGSIZE;
	if (pkt->track == VSW_TRACK_FRAGMENT)
		return 0;
	return vsw_nl_packet_fill_transport(skb, pkt);
}

/**
 * vsw_nl_packet_fill() - write what is known of a packet
 * @skb: message
 * @attr: attribute to nest it in
 * @packet: the packet
 *
 * Context: any.
 */
int vsw_nl_packet_fill(struct sk_buff *skb, int attr,
		       const struct vsw_nl_packet *packet)
{
	struct nlattr *nest = nla_nest_start(skb, attr);

	if (!nest)
		return -EMSGSIZE;
	if (packet->eth &&
	    (nla_put(skb, VSW_A_PACKET_SOURCE_MAC, ETH_ALEN,
		     packet->eth->h_source) ||
	     nla_put(skb, VSW_A_PACKET_DESTINATION_MAC, ETH_ALEN,
		     packet->eth->h_dest)))
		return -EMSGSIZE;
	if (nla_put_u16(skb, VSW_A_PACKET_ETHERTYPE, packet->ethertype) ||
	    (packet->vid &&
	     nla_put_u16(skb, VSW_A_PACKET_VLAN, packet->vid)) ||
	    nla_put_u32(skb, VSW_A_PACKET_LENGTH, packet->len) ||
	    (packet->pkt && vsw_nl_packet_fill_ip(skb, packet->pkt)))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}
