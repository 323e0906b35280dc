// SPDX-License-Identifier: GPL-2.0
/* Unit tests of frame/key.c: tuples and their hash, tags, GSO, whole datagrams. */
#include "../frame/key.c"
#include "../frame/ip4.c"
#include "../frame/ip6.c"
#include "../frame/transport.c"
#include "../frame/icmp.c"
#include "packet.h"

static const struct tag_case {
	const char *name;
	u16 ethertype;
	const u8 *bytes;
	u32 len;
	enum vsw_drop drop;
	u8 track;
	u16 l3;
} tag_cases[] = {
	{ "arp", ETH_P_ARP, BYTES(ZEROS8), PASS, NONE, 0 },
	{ "empty", ETH_P_ARP, NULL, 0, PASS, NONE, 0 },
	{ "802.3", ETH_P_802_2, BYTES(0xaa), PASS, NONE, 0 },
	{ "SNAP", ETH_P_802_2, BYTES(0xaa, 0xaa, 3, 0, 0, 12, 32, 0), PASS, NONE, 0 },
	{ "SNAP, cut", ETH_P_802_2, BYTES(0xaa, 0xaa, 3, 0, 0, 0, 8), PASS, NONE, 0 },
	{ "IP in SNAP", ETH_P_802_2, BYTES(0xaa, 0xaa, 3, 0, 0, 0, 8, 0), NORMAL },
	{ "ARP, bridged", ETH_P_802_2, BYTES(0xaa, 0xaa, 3, 0, 0, 0xf8, 8, 6), NORMAL },
	{ "IPv6, behind a tag", Q,
	  BYTES(TAG(256), 0xaa, 0xaa, 3, 0, 0, 0, 0x86, 0xdd), NORMAL },
	{ "ip, empty", V4, NULL, 0, SHORT },
	{ "ipv6, empty", V6, NULL, 0, SHORT },
	{ "one tag", Q, BYTES(TAG(ETH_P_ARP)), PASS, NONE, 4 },
	{ "two tags", AD, BYTES(TAG(Q), TAG(ETH_P_ARP)), PASS, NONE, 8 },
	{ "three tags", AD, BYTES(TAG(Q), TAG(Q), TAG(ETH_P_ARP)), NORMAL },
	{ "tag cut", Q, BYTES(0, 5, 8), SHORT },
	{ "second tag cut", Q, BYTES(TAG(Q), 0, 5, 8), SHORT },
	{ "nothing behind", Q, BYTES(TAG(ETH_P_IP)), SHORT },
};

static void tag_test(struct kunit *test)
{
	static const u8 bytes[] = { TAG(Q), TAG(ETH_P_IP), 0x45, 0, 0, 20, 0,
				    0, 0, 0, 64, 47, 0x66, 0xb9, 10, 0, 0, 1,
				    10, 0, 0, 2 };
	struct vsw_packet pkt;
	int i;

	for (i = 0; i < ARRAY_SIZE(tag_cases); i++) {
		const struct tag_case *c = &tag_cases[i];

		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    packet_parse(test, &pkt, c->ethertype,
						 c->bytes, c->len), "%s",
				    c->name);
		if (c->drop)
			continue;
		KUNIT_EXPECT_EQ(test, c->track, pkt.track);
		KUNIT_EXPECT_EQ(test, c->l3, pkt.l3);
		KUNIT_EXPECT_EQ(test, 0, pkt.tuple.family);
	}
	KUNIT_EXPECT_EQ(test, PASS, packet_parse(test, &pkt, Q, bytes,
						 sizeof(bytes)));
	KUNIT_EXPECT_EQ(test, STATE, pkt.track);
	KUNIT_EXPECT_EQ(test, 47, pkt.tuple.proto);
	KUNIT_EXPECT_EQ(test, ETH_P_IP, ntohs(pkt.ethertype));
	KUNIT_EXPECT_EQ(test, 8, pkt.l3);
	KUNIT_EXPECT_EQ(test, 28, pkt.l4);
	KUNIT_EXPECT_EQ(test, 0, pkt.l4_len);
}

static void gso_make(struct sk_buff *skb, u16 size, u16 segs)
{
	skb_shinfo(skb)->gso_size = size;
	skb_shinfo(skb)->gso_segs = segs;
	skb_shinfo(skb)->gso_type = SKB_GSO_TCPV4;
}

/* All segments count; the length of the frame does, too. */
static void gso_test(struct kunit *test)
{
	static const struct ip4 ip4 = { IPPROTO_TCP }, big = { IPPROTO_TCP,
		.more = -1040 };
	static const struct ip4 part = { IPPROTO_UDP, .frag_off = IP_MF };
	static const struct ip6 jumbo = { H, .more = -28 - 8 };
	static const u8 hop[] = { T, 0, 0xc2, 4, 0, 1, 0, 0, TCP(ACK, 5),
				  ZEROS8 };
	u8 *bytes = kunit_kzalloc(test, 2 * PACKET_MAX, GFP_KERNEL);
	const u8 tcp[] = { TCP(ACK | FIN, 5) };
	u8 *buf = bytes + PACKET_MAX;
	struct vsw_packet pkt;
	struct sk_buff *skb;
	u32 len;

	KUNIT_ASSERT_NOT_NULL(test, bytes);
	memcpy(bytes, tcp, sizeof(tcp));
	len = packet_ip4(buf, &ip4, bytes, 1020);
	skb = packet_skb(test, V4, buf, len, 60);
	gso_make(skb, 300, 9);
	KUNIT_EXPECT_EQ(test, PASS, vsw_key_parse(&pkt, skb, 0));
	KUNIT_EXPECT_EQ(test, 9, pkt.segs);
	KUNIT_EXPECT_EQ(test, 1001, pkt.tcp.len);
	/* A guest's frame does not say how many. */
	gso_make(skb, 300, 0);
	KUNIT_EXPECT_EQ(test, PASS, vsw_key_parse(&pkt, skb, 0));
	KUNIT_EXPECT_EQ(test, 4, pkt.segs);
	kfree_skb(skb);

	/* Above 64 KiB the header says 0. */
	len = packet_ip4(buf, &big, bytes, 1020);
	skb = packet_skb(test, V4, buf, len, len);
	gso_make(skb, 300, 4);
	KUNIT_EXPECT_EQ(test, PASS, vsw_key_parse(&pkt, skb, 0));
	KUNIT_EXPECT_EQ(test, 1020, pkt.l4_len);
	gso_make(skb, 0, 0);
	KUNIT_EXPECT_EQ(test, OFFSET, vsw_key_parse(&pkt, skb, 0));
	kfree_skb(skb);

	len = packet_ip6(buf, &jumbo, hop, sizeof(hop));
	skb = packet_skb(test, V6, buf, len, len);
	gso_make(skb, 4, 0);
	KUNIT_EXPECT_EQ(test, PASS, vsw_key_parse(&pkt, skb, 0));
	KUNIT_EXPECT_EQ(test, 28, pkt.l4_len);
	KUNIT_EXPECT_EQ(test, 2, pkt.segs);
	kfree_skb(skb);

	/* Nobody cuts segments of a fragment. */
	len = packet_ip4(buf, &part, bytes, 1000);
	skb = packet_skb(test, V4, buf, len, len);
	KUNIT_EXPECT_EQ(test, PASS, vsw_key_parse(&pkt, skb, 0));
	gso_make(skb, 300, 0);
	KUNIT_EXPECT_EQ(test, NORMAL, vsw_key_parse(&pkt, skb, 0));
	gso_make(skb, 0, 0);
	skb->ip_summed = CHECKSUM_PARTIAL;
	KUNIT_EXPECT_EQ(test, NORMAL, vsw_key_parse(&pkt, skb, 0));
	kfree_skb(skb);
}

/* The first fragment is read as if the rest were there. */
static void whole_test(struct kunit *test)
{
	static const u8 udp4[] = { UDP(24) };
	static const u8 udp6[] = { FRAGH(D, 0, 1), DST(U), UDP(24) };
	static const u8 less[] = { UDP(25) };
	static const struct ip4 ip4 = { IPPROTO_UDP, .frag_off = IP_MF };
	static const struct ip6 ip6 = { F };
	u8 buf[128] __aligned(4);
	struct vsw_packet pkt;
	struct sk_buff *skb;
	u32 len;

	len = packet_ip4(buf, &ip4, udp4, sizeof(udp4));
	skb = packet_skb(test, V4, buf, len, len);
	KUNIT_EXPECT_EQ(test, PASS, vsw_key_whole(&pkt, skb, 10, 16));
	KUNIT_EXPECT_EQ(test, STATE, pkt.track);
	KUNIT_EXPECT_EQ(test, 24, pkt.l4_len);
	KUNIT_EXPECT_EQ(test, 53, ntohs(vsw_packet_dport(&pkt)));
	KUNIT_EXPECT_EQ(test, OFFSET, vsw_key_whole(&pkt, skb, 10, 15));
	kfree_skb(skb);

	len = packet_ip4(buf, &ip4, less, sizeof(less));
	skb = packet_skb(test, V4, buf, len, len);
	KUNIT_EXPECT_EQ(test, OFFSET, vsw_key_whole(&pkt, skb, 10, 16));
	kfree_skb(skb);

	len = packet_ip6(buf, &ip6, udp6, sizeof(udp6));
	skb = packet_skb(test, V6, buf, len, len);
	KUNIT_EXPECT_EQ(test, PASS, vsw_key_whole(&pkt, skb, 10, 16));
	KUNIT_EXPECT_EQ(test, STATE, pkt.track);
	KUNIT_EXPECT_EQ(test, 24, pkt.l4_len);
	KUNIT_EXPECT_EQ(test, 56, pkt.l4);
	KUNIT_EXPECT_EQ(test, 53, ntohs(vsw_packet_dport(&pkt)));
	kfree_skb(skb);
}

static void check_order(struct kunit *test, const struct vsw_packet *pkt)
{
	int order = memcmp(&pkt->tuple.addr[0], &pkt->tuple.addr[1],
			   sizeof(union vsw_addr));

	KUNIT_EXPECT_LE(test, order, 0);
	if (!order)
		KUNIT_EXPECT_LE(test, ntohs(pkt->tuple.port[0]),
				ntohs(pkt->tuple.port[1]));
	KUNIT_EXPECT_EQ(test, vsw_tuple_hash(&pkt->tuple), pkt->hash);
}

/* Both directions have one tuple and one hash, by the short way and the long */
static void tuple_test(struct kunit *test)
{
	static const struct {
		u8 family;
		u32 src, dst;
		u16 sport, dport;
	} ends[] = {
		{ AF_INET, 0x01000002, 0x02000001, 2, 1 },
		{ AF_INET, 0xff000000, 0x000000ff, 1, 2 },
		{ AF_INET, 5, 5, 0x0100, 0x0001 },
		{ AF_INET, 5, 5, 7, 7 },
		{ AF_INET6, 0x01000002, 0x02000001, 2, 1 },
		{ AF_INET6, 5, 5, 0x0100, 0x0001 },
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(ends); i++) {
		int word = ends[i].family == AF_INET ? 0 : 3;
		union vsw_addr src = {}, dst = {};
		struct vsw_packet there, back;

		memset(&there, 0xa5, sizeof(there));
		memset(&back, 0x5a, sizeof(back));
		src.word[word] = htonl(ends[i].src);
		dst.word[word] = htonl(ends[i].dst);
		there.tuple.vid = 3;
		there.tuple.proto = IPPROTO_UDP;
		there.tuple.family = ends[i].family;
		back.tuple.head = there.tuple.head;
		vsw_tuple_set(&there, &src, &dst, htons(ends[i].sport),
			      htons(ends[i].dport));
		vsw_tuple_set(&back, &dst, &src, htons(ends[i].dport),
			      htons(ends[i].sport));
		KUNIT_EXPECT_EQ(test, 0, memcmp(&there.tuple, &back.tuple,
						sizeof(back.tuple)));
		KUNIT_EXPECT_EQ(test, there.hash, back.hash);
		KUNIT_EXPECT_EQ(test, there.tuple.head,
				vsw_tuple_head(there.tuple.ports, 3,
					       IPPROTO_UDP, ends[i].family));
		KUNIT_EXPECT_EQ(test, 0, memcmp(vsw_packet_src(&there), &src,
						sizeof(src)));
		KUNIT_EXPECT_EQ(test, ends[i].sport,
				ntohs(vsw_packet_sport(&there)));
		KUNIT_EXPECT_EQ(test, ends[i].sport,
				ntohs(vsw_packet_dport(&back)));
		check_order(test, &there);
	}
}

/* Every part of a tuple counts in its hash. */
static void hash_test(struct kunit *test)
{
	static const u8 families[] = { AF_INET, AF_INET6 };
	struct vsw_tuple tuple = {};
	u8 *bytes = (u8 *)&tuple;
	int f, i;
	u32 hash;

	for (f = 0; f < ARRAY_SIZE(families); f++) {
		tuple.family = families[f];
		hash = vsw_tuple_hash(&tuple);
		for (i = 0; i < sizeof(tuple); i++) {
			if (&bytes[i] == &tuple.family)
				continue;
			/* The unused words of IPv4 are zero. */
			if (tuple.family == AF_INET && i >= 8 && (i - 8) % 16 >= 4)
				continue;
			bytes[i] ^= 0x40;
			KUNIT_EXPECT_NE_MSG(test, hash, vsw_tuple_hash(&tuple),
					    "byte %d", i);
			bytes[i] ^= 0x40;
		}
	}
}

static int key_suite_init(struct kunit_suite *suite)
{
	vsw_key_init();
	return 0;
}

static struct kunit_case key_cases[] = {
	KUNIT_CASE(tuple_test),
	KUNIT_CASE(hash_test),
	KUNIT_CASE(tag_test),
	KUNIT_CASE(gso_test),
	KUNIT_CASE(whole_test),
	{}
};

static struct kunit_suite key_suite = {
	.name = "vsw_key",
	.suite_init = key_suite_init,
	.test_cases = key_cases,
};

kunit_test_suite(key_suite);
