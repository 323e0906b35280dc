// SPDX-License-Identifier: GPL-2.0
/*
 * A frame becomes a key: the one place where what a guest sent is read for the
 * filters.
 *
 * Nearly all frames are plain: TCP in the middle of a connection or UDP, in an
 * IPv4 packet without options that stands in one piece. These are recognised
 * and read here, in few instructions. All others, and all that something is
 * wrong with, take the long way, which looks at the frame from the beginning:
 *
 *   vsw_key_parse() -> tags -> ip4.c, ip6.c -> transport.c -> icmp.c
 *
 * The long way reads through vsw_cursor_get() only, which knows where the
 * packet ends and never moves data, so a pointer stays good.
 */
#include <linux/if_vlan.h>
#include <linux/ip.h>
#include <linux/random.h>
#include <linux/udp.h>
#include <net/ip.h>

#include "frame/hash.h"
#include "frame/key.h"
#include "frame/parse.h"

#define VSW_KEY_TAGS	2	/* in the frame, beside the one taken off */
#define VSW_KEY_PLAIN	(sizeof(struct iphdr) + sizeof(struct tcphdr))

u64 vsw_hash_state[4] __read_mostly;

/**
 * vsw_key_init() - choose the key of the hash
 *
 * Called once, before any frame comes.
 */
void vsw_key_init(void)
{
	u64 key[2];

	get_random_bytes(key, sizeof(key));
	vsw_hash_state[0] = SIPHASH_CONST_0 ^ key[0];
	vsw_hash_state[1] = SIPHASH_CONST_1 ^ key[1];
	vsw_hash_state[2] = SIPHASH_CONST_2 ^ key[0];
	vsw_hash_state[3] = SIPHASH_CONST_3 ^ key[1];
	memzero_explicit(key, sizeof(key));
}

static u32 vsw_hash6(const struct vsw_tuple *tuple)
{
	struct vsw_hash hash;
	int i, j;

	vsw_hash_begin(&hash);
	vsw_hash_word(&hash, tuple->head);
	for (i = 0; i < 2; i++)
		for (j = 0; j < 4; j += 2)
			vsw_hash_word(&hash,
				      vsw_hash_pair(tuple->addr[i].word[j],
						    tuple->addr[i].word[j + 1]));
	return vsw_hash_end(&hash);
}

/**
 * vsw_tuple_hash() - hash of a connection
 * @tuple: the connection, lower end first
 *
 * Return: the same for both directions; high and low bits are equally good
 */
u32 vsw_tuple_hash(const struct vsw_tuple *tuple)
{
	if (tuple->family != AF_INET)
		return vsw_hash6(tuple);
	return vsw_hash4(tuple->addr[0].ip4, tuple->addr[1].ip4, tuple->head);
}

/**
 * vsw_tuple_set() - put the ends of a connection in order
 * @pkt: the packet; family, protocol and VLAN are in its tuple already. The rest
 *   of the tuple, the hash and the source are filled in.
 * @src: address of the sender, not within @pkt
 * @dst: address of the receiver, not within @pkt
 * @sport: port of the sender
 * @dport: port of the receiver
 */
void vsw_tuple_set(struct vsw_packet *pkt, const union vsw_addr *src,
		   const union vsw_addr *dst, __be16 sport, __be16 dport)
{
	struct vsw_tuple *tuple = &pkt->tuple;
	bool ip4 = tuple->family == AF_INET;
	int order;

	order = memcmp(src, dst, ip4 ? sizeof(src->ip4) : sizeof(*src));
	if (!order)
		order = ntohs(sport) - ntohs(dport);
	pkt->source = order > 0;
	memset(tuple->addr, 0, sizeof(tuple->addr));
	if (ip4) {
		tuple->addr[pkt->source].ip4 = src->ip4;
		tuple->addr[!pkt->source].ip4 = dst->ip4;
	} else {
		tuple->addr[pkt->source] = *src;
		tuple->addr[!pkt->source] = *dst;
	}
	tuple->port[pkt->source] = sport;
	tuple->port[!pkt->source] = dport;
	pkt->hash = vsw_tuple_hash(tuple);
}

/*
 * Tags that stand in the frame, behind the one that its VLAN is of. Nobody has
 * a use for more, and a filter that gave up there would let everything by.
 */
static enum vsw_drop vsw_key_tags(struct vsw_packet *pkt,
				  struct vsw_cursor *cur)
{
	const struct vlan_hdr *tag;
	struct vlan_hdr buf;
	int n;

	pkt->ethertype = cur->skb->protocol;
	for (n = 0; eth_type_vlan(pkt->ethertype); n++) {
		if (n == VSW_KEY_TAGS)
			return VSW_DROP_NORMALIZE;
		tag = vsw_cursor_get(cur, sizeof(buf), &buf);
		if (!tag)
			return VSW_DROP_SHORT;
		pkt->ethertype = tag->h_vlan_encapsulated_proto;
		cur->off += sizeof(*tag);
	}
	return VSW_PASS;
}

/*
 * IP behind LLC and SNAP (RFC 1042), which some hosts take like any other and
 * which would get by the rules for IP. Nobody sends it on Ethernet.
 */
static bool vsw_key_snap(const struct vsw_packet *pkt, struct vsw_cursor *cur)
{
	static const u8 rfc1042[] = { 0xaa, 0xaa, 0x03, 0x00, 0x00, 0x00 };
	static const u8 bridge[] = { 0xaa, 0xaa, 0x03, 0x00, 0x00, 0xf8 };
	const u8 *snap;
	u8 buf[8];

	if (pkt->ethertype != htons(ETH_P_802_2) &&
	    ntohs(pkt->ethertype) >= ETH_P_802_3_MIN)
		return false;
	snap = vsw_cursor_get(cur, sizeof(buf), buf);
	if (!snap || (memcmp(snap, rfc1042, sizeof(rfc1042)) &&
		      memcmp(snap, bridge, sizeof(bridge))))
		return false;
	switch (snap[6] << 8 | snap[7]) {
	case ETH_P_IP:
	case ETH_P_IPV6:
	case ETH_P_ARP:
	case ETH_P_8021Q:
	case ETH_P_8021AD:
		return true;
	}
	return false;
}

static noinline enum vsw_drop vsw_key_long(struct vsw_packet *pkt,
					   const struct sk_buff *skb, u16 vid,
					   u32 beyond)
{
	struct vsw_cursor cur = {
		.skb = skb,
		.end = skb->len,
		.beyond = beyond,
	};
	enum vsw_drop drop;

	memset(pkt, 0, sizeof(*pkt));
	pkt->now = vsw_now();
	pkt->tuple.vid = vid;
	pkt->segs = 1;
	drop = vsw_key_tags(pkt, &cur);
	if (drop)
		return drop;
	pkt->l3 = cur.off;
	pkt->l4 = cur.off;
	switch (pkt->ethertype) {
	case htons(ETH_P_IP):
		return vsw_ip4_parse(pkt, &cur);
	case htons(ETH_P_IPV6):
		return vsw_ip6_parse(pkt, &cur);
	}
	if (vsw_key_snap(pkt, &cur))
		return VSW_DROP_NORMALIZE;
	pkt->track = VSW_TRACK_NONE;
	return VSW_PASS;
}

/*
 * An IPv4 packet that has nothing to it. A length below that of the header
 * wraps around, and is more than the frame has, as well.
 */
static bool vsw_key_plain(const struct sk_buff *skb, const struct iphdr *iph)
{
	return *(const u8 *)iph == 0x45 &&
	       !ip_is_fragment(iph) &&
	       ntohs(iph->tot_len) - sizeof(*iph) <= skb->len - sizeof(*iph) &&
	       ntohl(iph->saddr) < INADDR_UNSPEC_GROUP &&
	       iph->saddr != iph->daddr &&
	       !skb_is_gso(skb) &&
	       !ip_fast_csum(iph, sizeof(*iph) / 4);
}

/* TCP that neither begins a connection nor has flags that do not go together */
static bool vsw_key_plain_tcp(struct vsw_packet *pkt, const struct tcphdr *th,
			      u32 len)
{
	static const u32 usual = BIT(VSW_TCP_ACK) |
				 BIT(VSW_TCP_FIN | VSW_TCP_ACK) |
				 BIT(VSW_TCP_RST) |
				 BIT(VSW_TCP_RST | VSW_TCP_ACK);
	u32 flags = vsw_tcp_flags(th) & (VSW_TCP_FIN | VSW_TCP_SYN |
					 VSW_TCP_RST | VSW_TCP_ACK);
	u32 header = th->doff * 4;

	if (unlikely(!(BIT(flags) & usual) || header < sizeof(*th) ||
		     header > len))
		return false;
	vsw_tcp_set(pkt, th, len - header);
	return true;
}

static bool vsw_key_plain_udp(const struct udphdr *uh, u32 len)
{
	u32 ulen = ntohs(uh->len);

	return ulen >= sizeof(*uh) && ulen <= len;
}

/**
 * vsw_key_parse() - read what the filters need of a frame
 * @pkt: filled in. On a drop @ethertype, @track, @l4_proto and the family of
 *   @tuple say how far it was read, each 0 if not so far; the rest means nothing.
 * @skb: the frame; skb->data is at the network header, or at a tag that is still
 *   in the frame, and skb->protocol says which
 * @vid: its VLAN, at most 4094; 0 for none
 *
 * Tags that are still in the frame are passed over, and do not tell connections
 * apart.
 *
 * Context: any. The frame may share its data with others: it is only read.
 * Return: VSW_PASS or why the frame is unfit, as for VSW_OUT
 */
enum vsw_drop vsw_key_parse(struct vsw_packet *pkt, const struct sk_buff *skb,
			    u16 vid)
{
	const struct iphdr *iph = (const struct iphdr *)skb->data;
	const void *l4 = iph + 1;
	__be32 src, dst;
	u32 ports, len;
	u8 proto;

	if (unlikely(skb->protocol != htons(ETH_P_IP) ||
		     skb_headlen(skb) < VSW_KEY_PLAIN ||
		     !vsw_key_plain(skb, iph)))
		return vsw_key_long(pkt, skb, vid, 0);

	/* Read all before a write that could, for the compiler, change it. */
	src = iph->saddr;
	dst = iph->daddr;
	proto = iph->protocol;
	ports = *(const u32 *)l4;
	len = ntohs(iph->tot_len) - sizeof(*iph);
	if (proto == IPPROTO_TCP) {
		if (!vsw_key_plain_tcp(pkt, l4, len))
			return vsw_key_long(pkt, skb, vid, 0);
	} else if (proto != IPPROTO_UDP || !vsw_key_plain_udp(l4, len)) {
		return vsw_key_long(pkt, skb, vid, 0);
	}

	pkt->track = VSW_TRACK_STATE;
	pkt->type = 0;
	pkt->code = 0;
	pkt->ethertype = htons(ETH_P_IP);
	pkt->l3 = 0;
	pkt->l4 = sizeof(*iph);
	pkt->segs = 1;
	pkt->l4_len = len;
	pkt->l4_proto = proto;
	pkt->checked = false;
	vsw_tuple_set4(pkt, src, dst, ports, vid, proto,
		       ntohl(src) > ntohl(dst));
	pkt->now = vsw_now();
	return VSW_PASS;
}

/**
 * vsw_key_whole() - read a datagram of which the first fragment is at hand
 * @pkt: filled in as by vsw_key_parse() for a packet that is no fragment, with
 *   the lengths of the datagram
 * @first: the first fragment, which vsw_key_parse() has passed
 * @vid: its VLAN
 * @beyond: bytes that are in the other fragments; not 0
 */
enum vsw_drop vsw_key_whole(struct vsw_packet *pkt, const struct sk_buff *first,
			    u16 vid, u32 beyond)
{
	return vsw_key_long(pkt, first, vid, beyond);
}
