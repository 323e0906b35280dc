// SPDX-License-Identifier: GPL-2.0
/* Unit tests of l2/guard.c and l2/rate.c. */
#include "../l2/guard.c"
#include "../l2/rate.c"
#include "packet.h"

#define SERVER	VSW_DROP_DHCP_SERVER
#define CLIENT	VSW_DROP_DHCP_CLIENT
#define RA	VSW_DROP_RA_GUARD

#define PORTS(sport, dport) \
	(sport) >> 8, (sport) & 0xff, (dport) >> 8, (dport) & 0xff
#define DGRAM(sport, dport)	PORTS(sport, dport), 0, 8, 0, 0
#define ND(type)		type, 0, 0, 0, ZEROS4

static const struct vsw_guard all = {
	.dhcp_server = true,
	.dhcp_client = true,
	.ra = true,
};

/* What @guard says of a frame to @dest. */
static enum vsw_drop judge(struct kunit *test, const struct vsw_guard *guard,
			   const u8 *dest, u16 ethertype, const u8 *bytes,
			   u32 len, u32 linear)
{
	struct sk_buff *skb = packet_skb(test, ethertype, bytes, len, linear);
	enum vsw_drop drop, malformed;
	struct vsw_packet pkt;

	skb_set_mac_header(skb, -ETH_HLEN);
	ether_addr_copy(eth_hdr(skb)->h_dest, dest);
	malformed = vsw_key_parse(&pkt, skb, 0);
	drop = vsw_guard_packet(guard, &pkt, malformed, skb);
	kfree_skb(skb);
	return drop;
}

static const u8 unicast[ETH_ALEN] = { 2, 0, 0, 0, 0, 1 };

static const struct case4 {
	const char *name;
	struct ip4 ip4;
	const u8 *bytes;
	u32 len;
	enum vsw_drop drop;
} cases4[] = {
	{ "server", { U }, BYTES(DGRAM(67, 68)), SERVER },
	{ "server to relay", { U }, BYTES(DGRAM(67, 67)), SERVER },
	{ "from anywhere", { U }, BYTES(DGRAM(1000, 68)), SERVER },
	{ "to anywhere", { U }, BYTES(DGRAM(67, 1000)), SERVER },
	{ "client", { U }, BYTES(DGRAM(68, 67)), CLIENT },
	{ "from anywhere", { U }, BYTES(DGRAM(1000, 67)), CLIENT },
	{ "of the other family", { U }, BYTES(DGRAM(547, 546)), PASS },
	{ "others", { U }, BYTES(DGRAM(1, 2)), PASS },
	{ "TCP", { T }, BYTES(PORTS(67, 68), ZEROS8, 5 << 4, ACK, 0, 0, ZEROS4), PASS },
	{ "bad TCP", { T }, BYTES(PORTS(67, 68), ZEROS8, 0, ACK, 0, 0, ZEROS4), PASS },
	{ "options", { U, .ihl = 6 }, BYTES(1, 1, 1, 0, DGRAM(67, 68)), SERVER },
	{ "source route", { U, .ihl = 7 },
	  BYTES(131, 7, 4, ZEROS4, 0, DGRAM(1, 2)), SERVER },
	{ "bad checksum", { U, .bad = true }, BYTES(DGRAM(1, 2)), SERVER },
	{ "short UDP", { U }, BYTES(PORTS(1, 2), 0), SERVER },
	{ "UDP of no length", { U }, BYTES(PORTS(1, 2), 0, 0, 0, 0), SERVER },
	{ "first", { U, .frag_off = IP_MF }, BYTES(DGRAM(67, 68)), SERVER },
	{ "first of others", { U, .frag_off = IP_MF }, BYTES(DGRAM(1, 2)), PASS },
	{ "first, longer", { U, .frag_off = IP_MF },
	  BYTES(PORTS(68, 67), 1, 0, 0, 0, ZEROS8), CLIENT },
	{ "first, cut", { U, .frag_off = IP_MF }, BYTES(PORTS(1, 2)), SERVER },
	{ "second", { U, .frag_off = 1 | IP_MF }, BYTES(DGRAM(67, 68)), PASS },
	{ "last", { U, .frag_off = 1 }, BYTES(DGRAM(67, 68)), PASS },
	{ "first of TCP, cut", { T, .frag_off = IP_MF }, BYTES(ZEROS8), PASS },
	{ "ICMPv6", { I }, BYTES(ND(134)), PASS },
	{ "quotes what it cannot", { IPPROTO_ICMP }, BYTES(3, 0, ZEROS4, 0, 0, 0x45),
	  PASS },
};

static const struct case6 {
	const char *name;
	struct ip6 ip6;
	const u8 *bytes;
	u32 len;
	enum vsw_drop drop;
} cases6[] = {
	{ "RA", { I }, BYTES(ND(134)), RA },
	{ "redirect", { I }, BYTES(ND(137)), RA },
	{ "solicitation", { I }, BYTES(ND(133)), PASS },
	{ "neighbour", { I }, BYTES(ND(135)), PASS },
	{ "echo", { I }, BYTES(ICMP(128, 0)), PASS },
	{ "no ICMPv6", { I }, BYTES(134, 0, 0), RA },
	{ "quotes what it cannot", { I }, BYTES(1, 0, ZEROS4, 0, 0, 0x60), PASS },
	{ "server", { U }, BYTES(DGRAM(547, 546)), SERVER },
	{ "client", { U }, BYTES(DGRAM(546, 547)), CLIENT },
	{ "of the other family", { U }, BYTES(DGRAM(67, 68)), PASS },
	{ "hop-by-hop", { H }, BYTES(HOP(I), ND(134)), RA },
	{ "many", { H }, BYTES(HOP(R), ROUTE(D, 2, 0), DST(A), AUTH(D), DST(I),
			       ND(134)), RA },
	{ "a route to go", { R }, BYTES(ROUTE(I, 2, 1), ND(128)), RA },
	{ "too many", { D }, BYTES(DST(D), DST(D), DST(D), DST(D), DST(D), DST(D),
				   DST(D), DST(D), DST(T), ZEROS16, ZEROS4), RA },
	{ "out of order", { D }, BYTES(DST(H), HOP(T), ZEROS16), RA },
	{ "cut", { D }, BYTES(D, 1, ZEROS4, 0, 0), RA },
	{ "Shim6", { VSW_NEXT_SHIM6 }, BYTES(I, 0, 0x80, 0, ZEROS4, ND(134)), RA },
	{ "experiment", { VSW_NEXT_EXPERIMENT1 }, BYTES(I, 0, 0, 0, ZEROS4), RA },
	{ "nothing behind", { IPPROTO_NONE }, BYTES(ND(134)), PASS },
	{ "ESP", { IPPROTO_ESP }, BYTES(ND(134)), PASS },
	{ "atomic", { F }, BYTES(FRAGH(I, 0, 0), ND(134)), RA },
	{ "atomic, server", { F }, BYTES(FRAGH(U, 0, 0), DGRAM(547, 546)), SERVER },
	{ "first", { F }, BYTES(FRAGH(I, 0, 1), ND(134)), RA },
	{ "first of echo", { F }, BYTES(FRAGH(I, 0, 1), ICMP(128, 0)), PASS },
	{ "first, server", { F }, BYTES(FRAGH(U, 0, 1), DGRAM(547, 546)), SERVER },
	{ "first, longer", { F }, BYTES(FRAGH(U, 0, 1), PORTS(1, 2), 9, 9, 0, 0),
	  PASS },
	{ "first, cut", { F }, BYTES(FRAGH(I, 0, 1), 134, 0, 0, 0), RA },
	{ "first, all cut", { F }, BYTES(FRAGH(D, 0, 1), DST(I)), RA },
	{ "headers in the fragment", { F }, BYTES(FRAGH(D, 0, 1), DST(I),
						  ICMP(128, 0)), RA },
	{ "and TCP, cut", { F }, BYTES(FRAGH(D, 0, 1), DST(T), ZEROS8), RA },
	{ "TCP, cut", { F }, BYTES(FRAGH(T, 0, 1), ZEROS8), PASS },
	{ "headers before it", { H }, BYTES(HOP(F), FRAGH(I, 0, 1), ICMP(128, 0)),
	  PASS },
	{ "second", { F }, BYTES(FRAGH(I, 8, 1), ND(134)), PASS },
	{ "last", { F }, BYTES(FRAGH(I, 8, 0), ND(134)), PASS },
};

/* Each packet in one piece, and in pieces at every byte. */
static void guard_packet_test(struct kunit *test)
{
	u8 buf[256];
	u32 len, cut;
	int i;

	for (i = 0; i < ARRAY_SIZE(cases4); i++) {
		const struct case4 *c = &cases4[i];

		len = packet_ip4(buf, &c->ip4, c->bytes, c->len);
		for (cut = 1; cut <= len; cut++)
			KUNIT_EXPECT_EQ_MSG(test, judge(test, &all, unicast, V4,
							buf, len, cut),
					    c->drop, "IPv4, %s, %u", c->name,
					    cut);
	}
	for (i = 0; i < ARRAY_SIZE(cases6); i++) {
		const struct case6 *c = &cases6[i];

		len = packet_ip6(buf, &c->ip6, c->bytes, c->len);
		for (cut = 1; cut <= len; cut++)
			KUNIT_EXPECT_EQ_MSG(test, judge(test, &all, unicast, V6,
							buf, len, cut),
					    c->drop, "IPv6, %s, %u", c->name,
					    cut);
	}
}

static const struct one_case {
	struct ip6 ip6;
	const u8 *bytes;
	u32 len;
	enum vsw_drop server, client, ra;
} one_cases[] = {
	{ { U }, BYTES(DGRAM(547, 546)), SERVER, PASS, PASS },
	{ { U }, BYTES(DGRAM(546, 547)), PASS, CLIENT, PASS },
	{ { U }, BYTES(DGRAM(547, 547)), SERVER, CLIENT, PASS },
	{ { I }, BYTES(ND(134)), PASS, PASS, RA },
	{ { U }, BYTES(0), SERVER, CLIENT, PASS },
	{ { I }, BYTES(0), PASS, PASS, RA },
	{ { D }, BYTES(0), SERVER, CLIENT, RA },
	{ { VSW_NEXT_EXPERIMENT2 }, BYTES(0), SERVER, CLIENT, RA },
};

/* Each guard minds its own business. */
static void guard_one_test(struct kunit *test)
{
	static const struct vsw_guard none, server = { .dhcp_server = true },
				      client = { .dhcp_client = true },
				      ra = { .ra = true };
	u8 buf[256];
	u32 len;
	int i;

	for (i = 0; i < ARRAY_SIZE(one_cases); i++) {
		len = packet_ip6(buf, &one_cases[i].ip6, one_cases[i].bytes,
				 one_cases[i].len);
#define JUDGE(guard) judge(test, guard, unicast, V6, buf, len, len)
		KUNIT_EXPECT_EQ_MSG(test, JUDGE(&none), PASS, "%d", i);
		KUNIT_EXPECT_EQ_MSG(test, JUDGE(&server), one_cases[i].server, "%d", i);
		KUNIT_EXPECT_EQ_MSG(test, JUDGE(&client), one_cases[i].client, "%d", i);
		KUNIT_EXPECT_EQ_MSG(test, JUDGE(&ra), one_cases[i].ra, "%d", i);
#undef JUDGE
	}
}

static const u8 pvst[ETH_ALEN] = { 0x01, 0x00, 0x0c, 0xcc, 0xcc, 0xcd };

static const struct non_ip_case {
	u16 ethertype;
	const u8 *bytes;
	u32 len;
	enum vsw_drop non_ip, all;
} non_ip_cases[] = {
	{ ETH_P_ARP, NULL, 0, PASS, PASS },
	{ V4, NULL, 0, PASS, SERVER },
	{ V6, NULL, 0, PASS, RA },
	{ 0x88b5, NULL, 0, VSW_DROP_NON_IP, PASS },
	{ ETH_P_RARP, NULL, 0, VSW_DROP_NON_IP, PASS },
	{ ETH_P_802_2, BYTES(0x42, 0x42, 3), VSW_DROP_NON_IP, PASS },
	{ ETH_P_802_2, BYTES(0xaa, 0xaa, 3, 0, 0, 0, 8, 0),
	  VSW_DROP_NON_IP, RA },
	{ ETH_P_802_2, BYTES(0xaa, 0xaa, 3, 0, 0, 0, 0x86, 0xdd),
	  VSW_DROP_NON_IP, RA },
	{ Q, BYTES(TAG(0x88b5)), VSW_DROP_NON_IP, PASS },
	{ Q, BYTES(TAG(ETH_P_ARP)), PASS, PASS },
	{ AD, BYTES(TAG(Q), TAG(ETH_P_ARP)), PASS, PASS },
	{ AD, BYTES(TAG(Q), TAG(Q), TAG(ETH_P_ARP)), VSW_DROP_NON_IP, RA },
	{ Q, NULL, 0, VSW_DROP_NON_IP, RA },
};

static void guard_non_ip_test(struct kunit *test)
{
	static const struct vsw_guard guard = { .non_ip = true };
	int i;

	for (i = 0; i < ARRAY_SIZE(non_ip_cases); i++) {
#define JUDGE(guard, dest) judge(test, guard, dest, non_ip_cases[i].ethertype,	\
				 non_ip_cases[i].bytes, non_ip_cases[i].len, non_ip_cases[i].len)
		KUNIT_EXPECT_EQ_MSG(test, JUDGE(&guard, unicast),
				    non_ip_cases[i].non_ip, "%d", i);
		KUNIT_EXPECT_EQ_MSG(test, JUDGE(&guard, pvst), PASS, "%d", i);
		KUNIT_EXPECT_EQ_MSG(test, JUDGE(&all, unicast), non_ip_cases[i].all,
				    "%d", i);
#undef JUDGE
	}
}

static void guard_bpdu_test(struct kunit *test)
{
	struct vsw_guard guard = { .bpdu = VSW_BPDU_FILTER_DROP };
	static const struct {
		u8 addr[ETH_ALEN];
		bool bpdu;
	} cases[] = {
		{ { 0x01, 0x80, 0xc2, 0, 0, 0x00 }, true },
		{ { 0x01, 0x80, 0xc2, 0, 0, 0x08 }, true },
		{ { 0x01, 0x80, 0xc2, 0, 0, 0x0f }, true },
		{ { 0x01, 0x80, 0xc2, 0, 0, 0x10 }, false },
		{ { 0x01, 0x80, 0xc2, 0, 0, 0x21 }, true },
		{ { 0x01, 0x80, 0xc2, 0, 0, 0x30 }, false },
		{ { 0x01, 0x00, 0x0c, 0xcc, 0xcc, 0xcc }, true },
		{ { 0x01, 0x00, 0x0c, 0xcc, 0xcc, 0xcd }, true },
		{ { 0x01, 0x00, 0x0c, 0xcc, 0xcc, 0xce }, false },
		{ { 0x00, 0xe0, 0x2b, 0x00, 0x00, 0x04 }, true },
		{ { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, false },
		{ { 0x02, 0x80, 0xc2, 0, 0, 0x00 }, false },
	};
	struct sk_buff *skb = packet_skb(test, ETH_P_802_2, NULL, 0, 0);
	struct vsw_mac_list *list;
	int i;

	list = kunit_kzalloc(test, struct_size(list, addr, 1), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, list);
	list->n = 1;
	skb_set_mac_header(skb, -ETH_HLEN);
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const u8 *addr = cases[i].addr;
		bool bpdu = cases[i].bpdu;
		enum vsw_drop drop = bpdu ? VSW_DROP_BPDU : PASS;

		KUNIT_EXPECT_EQ_MSG(test, vsw_guard_bpdu_address(addr),
				    bpdu, "%pM", addr);
		ether_addr_copy(eth_hdr(skb)->h_dest, addr);
		guard.allow = NULL;
		KUNIT_EXPECT_EQ_MSG(test, vsw_guard_bpdu(&guard, skb), drop,
				    "%pM", addr);
		ether_addr_copy(list->addr[0], addr);
		guard.allow = list;
		KUNIT_EXPECT_EQ_MSG(test, vsw_guard_bpdu(&guard, skb), PASS,
				    "%pM", addr);
	}

	ether_addr_copy(list->addr[0], cases[0].addr);
	ether_addr_copy(eth_hdr(skb)->h_dest, cases[0].addr);
	skb->protocol = htons(ETH_P_PAUSE);
	KUNIT_EXPECT_EQ(test, vsw_guard_bpdu(&guard, skb), VSW_DROP_BPDU);
	guard.bpdu = VSW_BPDU_FILTER_OFF;
	KUNIT_EXPECT_EQ(test, vsw_guard_bpdu(&guard, skb), PASS);
	KUNIT_EXPECT_FALSE(test, vsw_guard_allows(&guard, skb));
	kfree_skb(skb);
}

static void guard_set_test(struct kunit *test)
{
	struct vsw_guard guard = {};

	KUNIT_EXPECT_FALSE(test, vsw_guard_out_set(&guard));
	KUNIT_EXPECT_FALSE(test, vsw_guard_in_set(&guard));
	guard.limit[VSW_IN][VSW_RATE_MULTICAST] = 1;
	KUNIT_EXPECT_FALSE(test, vsw_guard_out_set(&guard));
	KUNIT_EXPECT_TRUE(test, vsw_guard_in_set(&guard));
	guard.limit[VSW_OUT][VSW_RATE_BROADCAST] = 1;
	KUNIT_EXPECT_TRUE(test, vsw_guard_out_set(&guard));
	guard.limit[VSW_OUT][VSW_RATE_BROADCAST] = 0;
	guard.bpdu = VSW_BPDU_FILTER_BLOCK;
	KUNIT_EXPECT_TRUE(test, vsw_guard_out_set(&guard));
}

/* How many of @n frames, one each @gap nanoseconds from *@now on, pass? */
static u32 rate_run(atomic64_t *due, u32 limit, u64 *now, u64 gap, u32 n)
{
	u32 passed = 0;

	for (; n; n--, *now += gap)
		passed += vsw_rate_take(due, limit, 1, *now);
	return passed;
}

static void rate_test(struct kunit *test)
{
	static const u32 limits[] = { 1, 2, 9, 10, 11, 100, 1000, 999999,
				      VSW_RATE_MAX };
	int i;

	for (i = 0; i < ARRAY_SIZE(limits); i++) {
		u32 limit = limits[i], burst = min(limit, max(limit / 10, 10U));
		u64 now = 5 * NSEC_PER_SEC, step = NSEC_PER_SEC / limit;
		atomic64_t due = ATOMIC64_INIT(0);

		/* The first ones at once, as many as a burst has. */
		KUNIT_EXPECT_EQ(test, rate_run(&due, limit, &now, 0, burst + 9),
				burst);
		/* Then one after the other, neither more nor less. */
		KUNIT_EXPECT_EQ(test, rate_run(&due, limit, &now, step - 1, 1), 0);
		KUNIT_EXPECT_EQ(test, rate_run(&due, limit, &now, 1, 1), 0);
		KUNIT_EXPECT_EQ(test, rate_run(&due, limit, &now, 0, 2), 1);
		now += step;
		KUNIT_EXPECT_EQ(test, rate_run(&due, limit, &now, step, 1000),
				1000);
		/* Never owed more than a second, even if the limit changes. */
		KUNIT_EXPECT_LE(test, atomic64_read(&due), now + NSEC_PER_SEC);
		now += NSEC_PER_SEC;
		KUNIT_EXPECT_EQ(test, rate_run(&due, 10, &now, 0, 20), 10);
		now += 10 * (u64)NSEC_PER_SEC;
		KUNIT_EXPECT_EQ(test, rate_run(&due, limit, &now, 0, burst + 9),
				burst);
	}
}

/* Four times as many as may pass, evenly, for ten seconds. */
static void rate_second_test(struct kunit *test)
{
	atomic64_t due = ATOMIC64_INIT(0);
	u64 now = NSEC_PER_SEC;

	KUNIT_EXPECT_EQ(test, rate_run(&due, 100, &now, NSEC_PER_SEC / 400, 4000),
			1009);
}

/* What becomes several frames takes as many tokens. */
static void rate_segments_test(struct kunit *test)
{
	u64 now = 5 * NSEC_PER_SEC;
	atomic64_t due = ATOMIC64_INIT(0);
	u32 i;

	/* A burst of 100, 40 and 60 at once. */
	KUNIT_EXPECT_TRUE(test, vsw_rate_take(&due, 1000, 40, now));
	KUNIT_EXPECT_FALSE(test, vsw_rate_take(&due, 1000, 61, now));
	KUNIT_EXPECT_TRUE(test, vsw_rate_take(&due, 1000, 60, now));
	KUNIT_EXPECT_FALSE(test, vsw_rate_take(&due, 1000, 1, now));
	now += NSEC_PER_SEC / 1000;
	KUNIT_EXPECT_TRUE(test, vsw_rate_take(&due, 1000, 1, now));
	/* More than a full bucket empties it, and needs it full. */
	KUNIT_EXPECT_FALSE(test, vsw_rate_take(&due, 1000, 5000, now));
	now += NSEC_PER_SEC;
	KUNIT_EXPECT_TRUE(test, vsw_rate_take(&due, 1000, 5000, now));
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_FALSE(test, vsw_rate_take(&due, 1000, 1, now));
}

static struct kunit_case guard_cases[] = {
	KUNIT_CASE(guard_packet_test),
	KUNIT_CASE(guard_one_test),
	KUNIT_CASE(guard_non_ip_test),
	KUNIT_CASE(guard_bpdu_test),
	KUNIT_CASE(guard_set_test),
	KUNIT_CASE(rate_test),
	KUNIT_CASE(rate_second_test),
	KUNIT_CASE(rate_segments_test),
	{}
};

static struct kunit_suite guard_suite = {
	.name = "vsw_guard",
	.test_cases = guard_cases,
};

kunit_test_suite(guard_suite);
