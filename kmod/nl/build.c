// SPDX-License-Identifier: GPL-2.0
/*
 * A packet made from its description. What the filters think of it is found out
 * by the parser that frames go through, not by a copy of its logic.
 */
#include <linux/etherdevice.h>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/udp.h>
#include <net/netlink.h>
#include <net/tcp.h>

#include "nl/packet.h"
#include "nl/spec.h"

#define VSW_BUILD_PORT		49152	/* of a client: dynamic, RFC 6335 */
#define VSW_BUILD_TTL		255	/* neighbour discovery wants no less */
#define VSW_BUILD_MAX		65535	/* bytes, with the network header */
#define VSW_BUILD_PORTS_HEADER	12	/* RFC 9260, 3.1 and RFC 4340, 5.1 */

/* Which protocols an attribute goes with. */
#define VSW_BUILD_WITH_PORTS	BIT(0)
#define VSW_BUILD_WITH_TCP	BIT(1)
#define VSW_BUILD_WITH_ICMP	BIT(2)

static const u8 vsw_build_with[VSW_A_PACKET_MAX + 1] = {
	[VSW_A_PACKET_SOURCE_PORT] = VSW_BUILD_WITH_PORTS,
	[VSW_A_PACKET_DESTINATION_PORT] = VSW_BUILD_WITH_PORTS,
	[VSW_A_PACKET_ICMP_TYPE] = VSW_BUILD_WITH_ICMP,
	[VSW_A_PACKET_ICMP_CODE] = VSW_BUILD_WITH_ICMP,
	[VSW_A_PACKET_ICMP_ID] = VSW_BUILD_WITH_ICMP,
	[VSW_A_PACKET_TCP_FLAGS] = VSW_BUILD_WITH_TCP,
};

/**
 * struct vsw_build - a packet being made
 * @tb: its description
 * @nest: where that stands
 * @extack: says what is wrong
 * @ethertype: host order
 * @proto: protocol, for IP
 * @with: VSW_BUILD_WITH_* of @proto
 */
struct vsw_build {
	struct nlattr *tb[VSW_A_PACKET_MAX + 1];
	const struct nlattr *nest;
	struct netlink_ext_ack *extack;
	u16 ethertype;
	u8 proto;
	u8 with;
};

static u16 vsw_build_u16(const struct vsw_build *build, int attr, u16 otherwise)
{
	return build->tb[attr] ? nla_get_u16(build->tb[attr]) : otherwise;
}

static u8 vsw_build_u8(const struct vsw_build *build, int attr, u8 otherwise)
{
	return build->tb[attr] ? nla_get_u8(build->tb[attr]) : otherwise;
}

static bool vsw_build_is_ip(const struct vsw_build *build)
{
	return build->ethertype == ETH_P_IP || build->ethertype == ETH_P_IPV6;
}

static u8 vsw_build_proto_with(const struct vsw_build *build)
{
	switch (build->proto) {
	case IPPROTO_TCP:
		return VSW_BUILD_WITH_PORTS | VSW_BUILD_WITH_TCP;
	case IPPROTO_UDP:
	case IPPROTO_UDPLITE:
	case IPPROTO_SCTP:
	case IPPROTO_DCCP:
		return VSW_BUILD_WITH_PORTS;
	case IPPROTO_ICMP:
		return build->ethertype == ETH_P_IP ? VSW_BUILD_WITH_ICMP : 0;
	case IPPROTO_ICMPV6:
		return build->ethertype == ETH_P_IPV6 ? VSW_BUILD_WITH_ICMP : 0;
	}
	return 0;
}

static int vsw_build_refuse(const struct vsw_build *build,
			    const struct nlattr *attr, const char *words)
{
	if (build->extack) {
		NL_SET_BAD_ATTR(build->extack, attr);
		build->extack->_msg = words;
	}
	return -EINVAL;
}

/* Errors are judged by the packet that they quote. */
static bool vsw_build_is_error(const struct vsw_build *build)
{
	u8 type = nla_get_u8(build->tb[VSW_A_PACKET_ICMP_TYPE]);

	if (build->ethertype == ETH_P_IPV6)
		return !(type & ICMPV6_INFOMSG_MASK);
	return type == ICMP_DEST_UNREACH || type == ICMP_SOURCE_QUENCH ||
	       type == ICMP_REDIRECT || type == ICMP_TIME_EXCEEDED ||
	       type == ICMP_PARAMETERPROB;
}

/* Does the description fit the protocol, and is it whole? */
static int vsw_build_check_l4(struct vsw_build *build)
{
	struct nlattr **tb = build->tb;
	int i;

	for (i = 1; i <= VSW_A_PACKET_MAX; i++)
		if (tb[i] && vsw_build_with[i] &&
		    !(vsw_build_with[i] & build->with))
			return vsw_build_refuse(build, tb[i],
						"does not go with this protocol");
	if ((build->with & VSW_BUILD_WITH_PORTS) &&
	    !tb[VSW_A_PACKET_DESTINATION_PORT])
		return vsw_build_refuse(build, build->nest,
					"the packet lacks a destination-port");
	if (!(build->with & VSW_BUILD_WITH_ICMP))
		return 0;
	if (!tb[VSW_A_PACKET_ICMP_TYPE])
		return vsw_build_refuse(build, build->nest,
					"the packet lacks an icmp-type");
	if (vsw_build_is_error(build))
		return vsw_build_refuse(build, tb[VSW_A_PACKET_ICMP_TYPE],
					"ICMP errors are judged by the packet inside: ask about that");
	return 0;
}

static int vsw_build_check_ip(struct vsw_build *build)
{
	struct nlattr *src = build->tb[VSW_A_PACKET_SOURCE];
	struct nlattr *dst = build->tb[VSW_A_PACKET_DESTINATION];
	unsigned int len;

	if (!src || !dst)
		return vsw_build_refuse(build, src ?: dst ?: build->nest,
					"an IP packet has source and destination");
	len = build->ethertype == ETH_P_IP ? sizeof(struct in_addr) :
					     sizeof(struct in6_addr);
	if (nla_len(src) != len)
		return vsw_build_refuse(build, src,
					"not an address of the packet's family");
	if (nla_len(dst) != len)
		return vsw_build_refuse(build, dst,
					"not an address of the packet's family");
	if (!build->tb[VSW_A_PACKET_PROTOCOL])
		return vsw_build_refuse(build, build->nest,
					"the packet lacks a protocol");
	build->proto = nla_get_u8(build->tb[VSW_A_PACKET_PROTOCOL]);
	build->with = vsw_build_proto_with(build);
	return vsw_build_check_l4(build);
}

static int vsw_build_check_other(struct vsw_build *build)
{
	struct nlattr **tb = build->tb;
	struct nlattr *ip = tb[VSW_A_PACKET_SOURCE] ?:
			    tb[VSW_A_PACKET_DESTINATION] ?:
			    tb[VSW_A_PACKET_PROTOCOL];

	if (ip)
		return vsw_build_refuse(build, ip,
					"does not go with this ethertype");
	return vsw_build_check_l4(build);
}

/* What the packet is, by its ethertype or else its source. */
static int vsw_build_check(struct vsw_build *build)
{
	struct nlattr *type = build->tb[VSW_A_PACKET_ETHERTYPE];
	struct nlattr *src = build->tb[VSW_A_PACKET_SOURCE];

	if (type)
		build->ethertype = nla_get_u16(type);
	else if (src)
		build->ethertype = nla_len(src) == sizeof(struct in_addr) ?
				   ETH_P_IP : ETH_P_IPV6;
	else
		return vsw_build_refuse(build, build->nest,
					"the packet has neither ethertype nor source");
	return vsw_build_is_ip(build) ? vsw_build_check_ip(build) :
					vsw_build_check_other(build);
}

static unsigned int vsw_build_l3_len(const struct vsw_build *build)
{
	if (build->ethertype == ETH_P_IP)
		return sizeof(struct iphdr);
	return build->ethertype == ETH_P_IPV6 ? sizeof(struct ipv6hdr) : 0;
}

static unsigned int vsw_build_l4_len(const struct vsw_build *build)
{
	if (build->with & VSW_BUILD_WITH_TCP)
		return sizeof(struct tcphdr);
	if (build->with & VSW_BUILD_WITH_PORTS)
		return VSW_BUILD_PORTS_HEADER;
	return sizeof(struct icmphdr);
}

/* Bytes of the packet with the network header, or an error. */
static int vsw_build_len(const struct vsw_build *build)
{
	const struct nlattr *attr = build->tb[VSW_A_PACKET_LENGTH];
	unsigned int min = vsw_build_l3_len(build);

	if (vsw_build_is_ip(build))
		min += vsw_build_l4_len(build);
	if (!attr)
		return max_t(unsigned int, min, ETH_ZLEN - ETH_HLEN);
	if (nla_get_u32(attr) >= min && nla_get_u32(attr) <= VSW_BUILD_MAX)
		return nla_get_u32(attr);
	vsw_build_refuse(build, attr,
			 "less than the headers take, or more than 65535");
	return -ERANGE;
}

static void vsw_build_l3(const struct vsw_build *build, struct sk_buff *skb)
{
	const void *src = nla_data(build->tb[VSW_A_PACKET_SOURCE]);
	const void *dst = nla_data(build->tb[VSW_A_PACKET_DESTINATION]);
	struct ipv6hdr *ip6 = (void *)skb->data;
	struct iphdr *iph = (void *)skb->data;

	if (build->ethertype == ETH_P_IP) {
		iph->version = 4;
		iph->ihl = sizeof(*iph) / 4;
		iph->tot_len = htons(skb->len);
		iph->ttl = VSW_BUILD_TTL;
		iph->protocol = build->proto;
		memcpy(&iph->saddr, src, sizeof(iph->saddr));
		memcpy(&iph->daddr, dst, sizeof(iph->daddr));
		iph->check = ip_fast_csum(iph, iph->ihl);
		return;
	}
	ip6->version = 6;
	ip6->payload_len = htons(skb->len - sizeof(*ip6));
	ip6->nexthdr = build->proto;
	ip6->hop_limit = VSW_BUILD_TTL;
	memcpy(&ip6->saddr, src, sizeof(ip6->saddr));
	memcpy(&ip6->daddr, dst, sizeof(ip6->daddr));
}

static void vsw_build_icmp(const struct vsw_build *build, struct icmphdr *icmp)
{
	icmp->type = vsw_build_u8(build, VSW_A_PACKET_ICMP_TYPE, 0);
	icmp->code = vsw_build_u8(build, VSW_A_PACKET_ICMP_CODE, 0);
	icmp->un.echo.id = htons(vsw_build_u16(build, VSW_A_PACKET_ICMP_ID, 0));
}

/* All protocols with ports have them in the same place. */
static void vsw_build_l4(const struct vsw_build *build, struct sk_buff *skb)
{
	void *data = skb->data + vsw_build_l3_len(build);
	unsigned int len = skb->len - vsw_build_l3_len(build);
	struct tcphdr *th = data;
	struct udphdr *uh = data;

	if (build->with & VSW_BUILD_WITH_ICMP)
		vsw_build_icmp(build, data);
	if (!(build->with & VSW_BUILD_WITH_PORTS))
		return;
	uh->source = htons(vsw_build_u16(build, VSW_A_PACKET_SOURCE_PORT,
					 VSW_BUILD_PORT));
	uh->dest = htons(vsw_build_u16(build, VSW_A_PACKET_DESTINATION_PORT,
				       0));
	if (build->proto == IPPROTO_UDP || build->proto == IPPROTO_UDPLITE)
		uh->len = htons(len);
	if (build->with & VSW_BUILD_WITH_TCP) {
		th->doff = sizeof(*th) / 4;
		tcp_flag_byte(th) = vsw_build_u8(build, VSW_A_PACKET_TCP_FLAGS,
						 VSW_TCP_SYN);
	}
}

static void vsw_build_eth(const struct vsw_build *build, struct sk_buff *skb,
			  const u8 *source, const u8 *dest)
{
	struct nlattr *from = build->tb[VSW_A_PACKET_SOURCE_MAC];
	struct nlattr *to = build->tb[VSW_A_PACKET_DESTINATION_MAC];
	struct ethhdr *eth = eth_hdr(skb);

	ether_addr_copy(eth->h_source, from ? nla_data(from) : source);
	ether_addr_copy(eth->h_dest, to ? nla_data(to) : dest);
	eth->h_proto = htons(build->ethertype);
	skb->protocol = eth->h_proto;
}

/**
 * vsw_nl_packet_build() - make a packet from its description
 * @attr: nest of the set packet
 * @source: MAC address of the sender unless the description says another
 * @dest: MAC address of the receiver likewise
 * @extack: says what is wrong
 *
 * Return: a frame as filters get it, skb->data at the network header; or an
 *   ERR_PTR()
 */
struct sk_buff *vsw_nl_packet_build(const struct nlattr *attr, const u8 *source,
				    const u8 *dest,
				    struct netlink_ext_ack *extack)
{
	struct vsw_build build = { .nest = attr, .extack = extack };
	struct sk_buff *skb;
	int len, err;

	err = nla_parse_nested(build.tb, VSW_A_PACKET_MAX, attr,
			       vsw_packet_nl_policy, extack);
	if (!err)
		err = vsw_build_check(&build);
	if (err)
		return ERR_PTR(err);
	len = vsw_build_len(&build);
	if (len < 0)
		return ERR_PTR(len);

	skb = alloc_skb(ETH_HLEN + len, GFP_KERNEL);
	if (!skb)
		return ERR_PTR(-ENOMEM);
	skb_reset_mac_header(skb);
	skb_put_zero(skb, ETH_HLEN + len);
	skb_pull(skb, ETH_HLEN);
	skb_reset_network_header(skb);
	vsw_build_eth(&build, skb, source, dest);
	if (vsw_build_is_ip(&build)) {
		vsw_build_l3(&build, skb);
		vsw_build_l4(&build, skb);
	}
	return skb;
}
