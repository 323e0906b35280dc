// SPDX-License-Identifier: GPL-2.0
/*
 * The guards of a port group judge what a guest sends by what it is, whoever it
 * is for. They look for a few headers, and a packet in which such a header may be
 * but cannot be seen is dropped by the guard that looks for it:
 *
 *   headers that cannot be followed    no parse, or a next header that may have
 *                                      another one behind it
 *   the first fragment does not show   no parse: RFC 7112; a fragment shorter
 *   the header                         than the header is no parse either
 *   extension headers in the part of   a later fragment that overlaps them could
 *   a packet that is fragmented        put the header where it was not seen
 *
 * Other fragments than the first pass: the headers looked for begin with what is
 * looked at (ports, type), in the first eight bytes of the datagram, which no
 * fragment at another offset can replace. Without their first fragment they are
 * of no use to anybody.
 *
 * What a tunnel carries is not looked at: it is for whoever opens it.
 */
#include <linux/etherdevice.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>
#include <net/ip.h>
#include <net/ndisc.h>

#include "frame/dhcp.h"
#include "l2/guard.h"

/* What a header has behind it is up to these: Shim6, and experiments (RFC 3692). */
#define VSW_NEXT_SHIM6		140
#define VSW_NEXT_EXPERIMENT1	253
#define VSW_NEXT_EXPERIMENT2	254

/**
 * vsw_guard_out_set() - is there anything to judge of what a guest sends?
 * @guard: guards of its port group
 */
bool vsw_guard_out_set(const struct vsw_guard *guard)
{
	return vsw_guard_reads(guard) || guard->bpdu != VSW_BPDU_FILTER_OFF ||
	       guard->limit[VSW_OUT][VSW_RATE_BROADCAST] ||
	       guard->limit[VSW_OUT][VSW_RATE_MULTICAST];
}

/**
 * vsw_guard_in_set() - is there a limit to what a guest gets?
 * @guard: guards of its port group
 */
bool vsw_guard_in_set(const struct vsw_guard *guard)
{
	return guard->limit[VSW_IN][VSW_RATE_BROADCAST] ||
	       guard->limit[VSW_IN][VSW_RATE_MULTICAST];
}

/**
 * vsw_guard_drop() - free the list of what a port group said before
 * @old: what it said
 * @new: what it says now, or NULL; a list that both have stays
 *
 * Frames may still read the list until a grace period has passed.
 */
void vsw_guard_drop(const struct vsw_guard *old, const struct vsw_guard *new)
{
	if (old->allow && (!new || new->allow != old->allow))
		kfree_rcu(old->allow, rcu);
}

/* BPDU ------------------------------------------------------------------------ */

/**
 * vsw_guard_bpdu_address() - is it an address of protocols between bridges?
 * @addr: destination of a frame
 *
 * 802.1Q, tables 8-1 and 10-1 (spanning tree, PAUSE, LACP, LLDP, MVRP, ...);
 * Cisco's ISL, CDP and others of 01:00:0c:cc:cc:cc, PVST+, uplink fast; Extreme's
 * EDP, EAPS and ESRP.
 */
bool vsw_guard_bpdu_address(const u8 *addr)
{
	switch (ether_addr_to_u64(addr)) {
	case 0x0180c2000000 ... 0x0180c200000f:
	case 0x0180c2000020 ... 0x0180c200002f:
	case 0x01000c000000:
	case 0x01000ccccccc ... 0x01000ccccccd:
	case 0x01000ccdcdcd:
	case 0x00e02b000000:
	case 0x00e02b000004:
	case 0x00e02b000006:
		return true;
	}
	return false;
}

/**
 * vsw_guard_allows() - does the BPDU filter let a frame pass, by its list?
 * @guard: guards of the port that sends or gets it
 * @skb: the frame
 *
 * PAUSE stops whoever is at the other end of a wire, so it never passes.
 */
bool vsw_guard_allows(const struct vsw_guard *guard, const struct sk_buff *skb)
{
	const struct vsw_mac_list *list = guard->allow;
	unsigned int i;

	if (guard->bpdu == VSW_BPDU_FILTER_OFF || !list ||
	    skb->protocol == htons(ETH_P_PAUSE))
		return false;
	for (i = 0; i < list->n; i++)
		if (ether_addr_equal(list->addr[i], eth_hdr(skb)->h_dest))
			return true;
	return false;
}

/**
 * vsw_guard_bpdu() - have the BPDU filter judge a frame
 * @guard: guards of its sender
 * @skb: the frame
 */
enum vsw_drop vsw_guard_bpdu(const struct vsw_guard *guard,
			     const struct sk_buff *skb)
{
	if (guard->bpdu == VSW_BPDU_FILTER_OFF ||
	    !vsw_guard_bpdu_address(eth_hdr(skb)->h_dest) ||
	    vsw_guard_allows(guard, skb))
		return VSW_PASS;
	return VSW_DROP_BPDU;
}

/* What is in a frame ------------------------------------------------------------ */

static bool vsw_guard_ip(__be16 ethertype)
{
	return ethertype == htons(ETH_P_IP) || ethertype == htons(ETH_P_IPV6) ||
	       ethertype == htons(ETH_P_ARP);
}

/*
 * @proto of a header that could not be read, 0 if not even that is known. A
 * frame in which no network header was reached may be of either family.
 */
static enum vsw_drop vsw_guard_unseen(const struct vsw_guard *guard, u8 family,
				      u8 proto)
{
	if (guard->ra && family != AF_INET &&
	    (!proto || proto == IPPROTO_ICMPV6))
		return VSW_DROP_RA_GUARD;
	if (proto && proto != IPPROTO_UDP)
		return VSW_PASS;
	if (guard->dhcp_server)
		return VSW_DROP_DHCP_SERVER;
	return guard->dhcp_client ? VSW_DROP_DHCP_CLIENT : VSW_PASS;
}

/*
 * Servers answer to the port of clients, clients ask at that of servers: who
 * listens does not care for the port at the other end, which may be any.
 */
static enum vsw_drop vsw_guard_dhcp(const struct vsw_guard *guard,
				    const struct vsw_packet *pkt)
{
	bool ip4 = pkt->tuple.family == AF_INET;
	__be16 server = htons(ip4 ? VSW_DHCP_SERVER : VSW_DHCP6_SERVER);
	__be16 client = htons(ip4 ? VSW_DHCP_CLIENT : VSW_DHCP6_CLIENT);
	__be16 sport = vsw_packet_sport(pkt), dport = vsw_packet_dport(pkt);

	if (guard->dhcp_server && (sport == server || dport == client))
		return VSW_DROP_DHCP_SERVER;
	if (guard->dhcp_client && (sport == client || dport == server))
		return VSW_DROP_DHCP_CLIENT;
	return VSW_PASS;
}

static bool vsw_guard_opaque(const struct vsw_packet *pkt)
{
	return pkt->tuple.family == AF_INET6 &&
	       (pkt->l4_proto == VSW_NEXT_SHIM6 ||
		pkt->l4_proto == VSW_NEXT_EXPERIMENT1 ||
		pkt->l4_proto == VSW_NEXT_EXPERIMENT2);
}

/* A packet that could be read, or the first fragment of a datagram. */
static enum vsw_drop vsw_guard_seen(const struct vsw_guard *guard,
				    const struct vsw_packet *pkt)
{
	if (vsw_guard_opaque(pkt))
		return vsw_guard_unseen(guard, pkt->tuple.family, 0);
	if (pkt->l4_proto == IPPROTO_UDP)
		return vsw_guard_dhcp(guard, pkt);
	if (guard->ra && pkt->l4_proto == IPPROTO_ICMPV6 &&
	    (pkt->type == NDISC_ROUTER_ADVERTISEMENT ||
	     pkt->type == NDISC_REDIRECT))
		return VSW_DROP_RA_GUARD;
	return VSW_PASS;
}

static noinline enum vsw_drop vsw_guard_fragment(const struct vsw_guard *guard,
						 const struct vsw_packet *pkt,
						 const struct sk_buff *skb)
{
	struct vsw_packet whole;
	enum vsw_drop malformed;

	if (pkt->frag.offset)
		return VSW_PASS;
	malformed = vsw_key_whole(&whole, skb, 0, VSW_KEY_BEYOND);
	if (malformed)
		return vsw_guard_unseen(guard, pkt->tuple.family,
					pkt->l4_proto);
	if (whole.l4 != pkt->l4)
		return vsw_guard_unseen(guard, pkt->tuple.family, 0);
	return vsw_guard_seen(guard, &whole);
}

/**
 * vsw_guard_packet() - have the guards judge what is in a frame
 * @guard: guards of its sender
 * @pkt: what vsw_key_parse() read of it
 * @malformed: what that returned
 * @skb: the frame
 */
enum vsw_drop vsw_guard_packet(const struct vsw_guard *guard,
			       const struct vsw_packet *pkt,
			       enum vsw_drop malformed,
			       const struct sk_buff *skb)
{
	if (guard->non_ip && !vsw_guard_ip(pkt->ethertype) &&
	    !vsw_guard_bpdu_address(eth_hdr(skb)->h_dest))
		return VSW_DROP_NON_IP;
	/* The error itself was read; what it quotes is not what it is. */
	if (malformed && pkt->track == VSW_TRACK_ERROR)
		return VSW_PASS;
	if (malformed)
		return vsw_guard_unseen(guard, pkt->tuple.family,
					pkt->l4_proto);
	if (pkt->track == VSW_TRACK_FRAGMENT)
		return vsw_guard_fragment(guard, pkt, skb);
	return vsw_guard_seen(guard, pkt);
}

/* Frames that become of one. The guest says how many, or does not. */
static u32 vsw_guard_segments(const struct sk_buff *skb)
{
	if (!skb_is_gso(skb))
		return 1;
	return max_t(u32, 1, DIV_ROUND_UP(skb->len,
					  skb_shinfo(skb)->gso_size));
}

/**
 * vsw_guard_rate() - have the rate limits judge a frame
 * @guard: guards of the port that sends it or is to get it
 * @dir: which of these
 * @due: buckets of that port and direction, by enum vsw_rate
 * @skb: the frame; with GSO, its segments count
 *
 * Return: VSW_PASS or the reason, as for VSW_OUT
 */
enum vsw_drop vsw_guard_rate(const struct vsw_guard *guard, enum vsw_dir dir,
			     atomic64_t *due, const struct sk_buff *skb)
{
	const u8 *dest = eth_hdr(skb)->h_dest;
	enum vsw_rate rate = is_broadcast_ether_addr(dest) ?
			     VSW_RATE_BROADCAST : VSW_RATE_MULTICAST;
	u32 limit = guard->limit[dir][rate];

	if (!is_multicast_ether_addr(dest) || !limit ||
	    vsw_rate_take(&due[rate], limit, vsw_guard_segments(skb),
			  ktime_get_ns()))
		return VSW_PASS;
	return rate == VSW_RATE_BROADCAST ? VSW_DROP_BROADCAST_LIMIT :
					    VSW_DROP_MULTICAST_LIMIT;
}
