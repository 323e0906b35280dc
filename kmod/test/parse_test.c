// SPDX-License-Identifier: GPL-2.0
/* Unit tests of network headers: what is read of them, and what is refused. */
#include "packet.h"

/* @bytes: behind the fixed header */
static const struct ip4_case {
	const char *name;
	struct ip4 ip4;
	const u8 *bytes;
	u32 len;
	enum vsw_drop drop;
	u8 track;
	u16 sport;
	u16 dport;
} ip4_cases[] = {
	{ "tcp", { IPPROTO_TCP }, BYTES(TCP(ACK, 5)), PASS, STATE, 12345, 80 },
	{ "udp", { IPPROTO_UDP }, BYTES(UDP(8)), PASS, STATE, 12345, 53 },
	{ "udp, long enough for the short way", { IPPROTO_UDP },
	  BYTES(UDP(24), ZEROS16), PASS, STATE, 12345, 53 },
	{ "other", { IPPROTO_GRE }, BYTES(0), PASS, STATE },
	{ "other, empty", { IPPROTO_GRE }, NULL, 0, PASS, STATE },
	{ "icmpv6 is no protocol here", { IPPROTO_ICMPV6 }, BYTES(1), PASS,
	  STATE },
	{ "sctp", { IPPROTO_SCTP }, BYTES(0, 1, 0, 2, ZEROS8), PASS, STATE, 1,
	  2 },
	{ "dccp", { IPPROTO_DCCP }, BYTES(0, 3, 0, 4, ZEROS8), PASS, STATE, 3,
	  4 },
	{ "igmp", { IPPROTO_IGMP }, BYTES(0x16, 0, ZEROS4, 0, 0), PASS, RULES },

	{ "no header", { IPPROTO_TCP, .more = -20 }, NULL, 0, OFFSET },
	{ "version", { IPPROTO_TCP, .version = 5 }, BYTES(TCP(ACK, 5)),
	  NORMAL },
	{ "header too short", { IPPROTO_TCP, .ihl = 4 }, BYTES(TCP(ACK, 5)),
	  OFFSET },
	{ "header longer than packet", { IPPROTO_TCP, .ihl = 15, .more = -4 },
	  BYTES(ZEROS16, ZEROS16, ZEROS8), OFFSET },
	{ "length beyond frame", { IPPROTO_TCP, .more = 1 },
	  BYTES(TCP(ACK, 5)), SHORT },
	{ "length below header", { IPPROTO_TCP, .more = -21 },
	  BYTES(TCP(ACK, 5)), OFFSET },
	{ "padding", { IPPROTO_UDP, .more = -16 }, BYTES(UDP(8), ZEROS16),
	  PASS, STATE, 12345, 53 },
	{ "checksum", { IPPROTO_TCP, .bad = true }, BYTES(TCP(ACK, 5)), CSUM },

	{ "options", { IPPROTO_UDP, 7 }, BYTES(1, 148, 4, 0, 0, 0, 0, 0, UDP(8)),
	  PASS, STATE, 12345, 53 },
	{ "record route", { IPPROTO_UDP, 7 },
	  BYTES(7, 7, 4, ZEROS4, 0, UDP(8)), PASS, STATE, 12345, 53 },
	{ "loose source route", { IPPROTO_UDP, 7 },
	  BYTES(131, 7, 4, ZEROS4, 0, UDP(8)), OPTION },
	{ "strict source route", { IPPROTO_UDP, 7 },
	  BYTES(1, 137, 7, 4, ZEROS4, UDP(8)), OPTION },
	{ "source route behind the end", { IPPROTO_UDP, 7 },
	  BYTES(0, 137, 7, 4, ZEROS4, UDP(8)), PASS, STATE, 12345, 53 },
	{ "option without length", { IPPROTO_UDP, 6 }, BYTES(1, 1, 1, 7, UDP(8)),
	  OPTION },
	{ "option of length 1", { IPPROTO_UDP, 6 }, BYTES(7, 1, 0, 0, UDP(8)),
	  OPTION },
	{ "option too long", { IPPROTO_UDP, 6 }, BYTES(7, 5, 0, 0, UDP(8)),
	  OPTION },

	{ "from a group", { IPPROTO_UDP, .src = 0xe0000001 }, BYTES(UDP(8)),
	  NORMAL },
	{ "from broadcast", { IPPROTO_UDP, .src = 0xffffffff }, BYTES(UDP(8)),
	  NORMAL },
	{ "from class E", { IPPROTO_UDP, .src = 0xf0000001 }, BYTES(UDP(8)),
	  PASS, STATE, 12345, 53 },
	{ "from itself", { IPPROTO_UDP, .src = DST4 }, BYTES(UDP(8)), NORMAL },
	{ "from itself, loopback",
	  { IPPROTO_UDP, .src = 0x7f000001, .dst = 0x7f000001 }, BYTES(UDP(8)),
	  PASS, STATE, 12345, 53 },
	{ "dhcp", { IPPROTO_UDP, .src = ANY, .dst = 0xffffffff },
	  BYTES(UDP(8)), PASS, STATE, 12345, 53 },

	{ "first fragment", { IPPROTO_UDP, .frag_off = IP_MF },
	  BYTES(UDP(24)), PASS, FRAGMENT },
	{ "last fragment", { IPPROTO_UDP, .frag_off = 1 }, BYTES(0), PASS,
	  FRAGMENT },
	{ "first fragment, UDP cut", { IPPROTO_UDP, .frag_off = IP_MF }, NULL,
	  0, FRAG },
	{ "first fragment, TCP cut", { IPPROTO_TCP, .frag_off = IP_MF },
	  BYTES(ZEROS16), FRAG },
	{ "first fragment, TCP options cut",
	  { IPPROTO_TCP, .frag_off = IP_MF }, BYTES(TCP(SYN, 7), ZEROS4),
	  FRAG },
	{ "first fragment, TCP whole", { IPPROTO_TCP, .frag_off = IP_MF },
	  BYTES(TCP(SYN, 6), ZEROS4), PASS, FRAGMENT },
	{ "first fragment, SCTP cut", { IPPROTO_SCTP, .frag_off = IP_MF },
	  BYTES(ZEROS8), FRAG },
	{ "first fragment, other", { IPPROTO_GRE, .frag_off = IP_MF },
	  BYTES(ZEROS8), PASS, FRAGMENT },
	{ "length not a multiple of 8", { IPPROTO_UDP, .frag_off = IP_MF },
	  BYTES(UDP(24), 0), FRAG },
	{ "nothing in it", { IPPROTO_UDP, .frag_off = 100 }, NULL, 0, FRAG },
	{ "overwrites TCP flags", { IPPROTO_TCP, .frag_off = 1 },
	  BYTES(ZEROS16), FRAG },
	{ "beyond 65535", { IPPROTO_UDP, .frag_off = IP_OFFSET },
	  BYTES(ZEROS8), FRAG },
	{ "beyond 65535 with header", { IPPROTO_UDP, .frag_off = 8188 },
	  BYTES(ZEROS8, ZEROS4), FRAG },
	{ "up to 65535", { IPPROTO_UDP, .frag_off = 8188 },
	  BYTES(ZEROS8, 0, 0, 0), PASS, FRAGMENT },
};

static void ip4_test(struct kunit *test)
{
	u8 *buf = kunit_kzalloc(test, PACKET_MAX, GFP_KERNEL);
	struct vsw_packet pkt;
	u32 len;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	for (i = 0; i < ARRAY_SIZE(ip4_cases); i++) {
		const struct ip4_case *c = &ip4_cases[i];

		len = packet_ip4(buf, &c->ip4, c->bytes, c->len);
		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    packet_parse(test, &pkt, V4, buf, len), "%s",
				    c->name);
		if (c->drop)
			continue;
		KUNIT_EXPECT_EQ_MSG(test, c->track, pkt.track, "%s", c->name);
		KUNIT_EXPECT_EQ_MSG(test, c->sport,
				    ntohs(vsw_packet_sport(&pkt)), "%s",
				    c->name);
		KUNIT_EXPECT_EQ_MSG(test, c->dport,
				    ntohs(vsw_packet_dport(&pkt)), "%s",
				    c->name);
		KUNIT_EXPECT_EQ_MSG(test, c->ip4.proto, pkt.tuple.proto, "%s",
				    c->name);
		KUNIT_EXPECT_EQ(test, AF_INET, pkt.tuple.family);
		KUNIT_EXPECT_EQ(test, 10, pkt.tuple.vid);
	}
}

/* @proto: of the transport, if it passes */
static const struct ip6_case {
	const char *name;
	struct ip6 ip6;
	const u8 *bytes;
	u32 len;
	enum vsw_drop drop;
	u8 track;
	u8 proto;
	u16 sport;
	u16 dport;
} ip6_cases[] = {
	{ "tcp", { T }, BYTES(TCP(ACK, 5)), PASS, STATE, T, 12345, 80 },
	{ "udp", { U }, BYTES(UDP(8)), PASS, STATE, U, 12345, 53 },
	{ "no next header", { IPPROTO_NONE }, NULL, 0, PASS, STATE,
	  IPPROTO_NONE },
	{ "esp", { IPPROTO_ESP }, BYTES(ZEROS8), PASS, STATE, IPPROTO_ESP },
	{ "icmp is no protocol here", { IPPROTO_ICMP }, BYTES(ZEROS4), PASS,
	  STATE, IPPROTO_ICMP },
	{ "echo", { I }, BYTES(ICMP(128, 0)), PASS, STATE, I, 0x1234, 0 },
	{ "neighbour solicitation", { I }, BYTES(135, 0, ZEROS4, 0, 0), PASS,
	  RULES, I },
	{ "version", { U, .version = 4 }, BYTES(UDP(8)), NORMAL },
	{ "length beyond frame", { U, .more = 1 }, BYTES(UDP(8)), SHORT },
	{ "padding", { U, .more = -8 }, BYTES(UDP(8), ZEROS8), PASS, STATE, U,
	  12345, 53 },
	{ "from a group", { U, .src = { .s6_addr = { 0xff, 2 } } },
	  BYTES(UDP(8)), NORMAL },
	{ "from a mapped address",
	  { U, .src = { .s6_addr = { [10] = 0xff, 0xff, 10, 0, 0, 1 } } },
	  BYTES(UDP(8)), NORMAL },
	{ "from itself", { U, .src = DST6 }, BYTES(UDP(8)), NORMAL },
	{ "from itself, loopback",
	  { U, .src = IN6ADDR_LOOPBACK_INIT, .dst = IN6ADDR_LOOPBACK_INIT },
	  BYTES(UDP(8)), PASS, STATE, U, 12345, 53 },

	{ "all in order", { H },
	  BYTES(HOP(D), DST(R), ROUTE(A, 4, 0), AUTH(D), DST(U), UDP(8)), PASS,
	  STATE, U, 12345, 53 },
	{ "hop by hop not first", { D }, BYTES(DST(H), HOP(U), UDP(8)),
	  NORMAL },
	{ "hop by hop twice", { H }, BYTES(HOP(H), HOP(U), UDP(8)), NORMAL },
	{ "8 headers", { D },
	  BYTES(DST(D), DST(D), DST(D), DST(D), DST(D), DST(D), DST(D), DST(U),
		UDP(8)), PASS, STATE, U, 12345, 53 },
	{ "9 headers", { D },
	  BYTES(DST(D), DST(D), DST(D), DST(D), DST(D), DST(D), DST(D), DST(D),
		DST(U), UDP(8)), NORMAL },
	{ "header cut", { D }, BYTES(ZEROS4), SHORT },
	{ "header too long", { D }, BYTES(U, 2, ZEROS4, 0, 0, UDP(8)),
	  OFFSET },
	{ "source route, withdrawn", { R }, BYTES(ROUTE(U, 0, 0), UDP(8)),
	  OPTION },
	{ "source route, still to go", { R }, BYTES(ROUTE(U, 4, 1), UDP(8)),
	  OPTION },
	{ "jumbogram", { H, .more = -16 },
	  BYTES(U, 0, 0xc2, 4, 0, 1, 0, 0, UDP(8)), NORMAL },
	{ "jumbo option", { H }, BYTES(U, 0, 0xc2, 4, 0, 1, 0, 0, UDP(8)),
	  NORMAL },
	{ "router alert", { H }, BYTES(I, 0, 5, 2, 0, 0, 1, 0, 143, ZEROS4, 0, 0, 0),
	  PASS, RULES, I },
	{ "option cut", { H }, BYTES(U, 0, 1, 3, 0, 0, 0, 5, UDP(8)), OPTION },
	{ "option too long", { H }, BYTES(U, 0, 5, 5, ZEROS4, UDP(8)),
	  OPTION },
	{ "padding without end", { H },
	  BYTES(U, 1, ZEROS8, ZEROS4, 0, 0, UDP(8)), OPTION },
	{ "8 options", { H },
	  BYTES(U, 2, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 1, 4,
		ZEROS4, UDP(8)), PASS, STATE, U, 12345, 53 },
	{ "9 options", { H },
	  BYTES(U, 2, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 2, 0,
		0, 0, 0, UDP(8)), OPTION },

	{ "first fragment", { F }, BYTES(FRAGH(U, 0, 1), UDP(24)), PASS,
	  FRAGMENT, U },
	{ "last fragment", { F }, BYTES(FRAGH(U, 8, 0), 0), PASS, FRAGMENT,
	  U },
	{ "atomic", { F }, BYTES(FRAGH(U, 0, 0), UDP(8)), PASS, STATE, U,
	  12345, 53 },
	{ "atomic, then options", { F },
	  BYTES(FRAGH(D, 0, 0), DST(U), UDP(8)), PASS, STATE, U, 12345, 53 },
	{ "first fragment, then options", { F },
	  BYTES(FRAGH(D, 0, 1), DST(U), UDP(8)), PASS, FRAGMENT, U },
	{ "fragment of a fragment", { F },
	  BYTES(FRAGH(F, 0, 0), FRAGH(U, 0, 0), UDP(8)), NORMAL },
	{ "first fragment, transport cut", { F }, BYTES(FRAGH(T, 0, 1), ZEROS16),
	  FRAG },
	{ "first fragment, options cut", { F },
	  BYTES(FRAGH(D, 0, 1), U, 1, ZEROS4, 0, 0), FRAG },
	{ "first fragment, no options", { F }, BYTES(FRAGH(D, 0, 1)), FRAG },
	{ "overwrites TCP flags", { F }, BYTES(FRAGH(T, 8, 0), ZEROS8), FRAG },
	{ "length not a multiple of 8", { F }, BYTES(FRAGH(U, 8, 1), 0), FRAG },
	{ "nothing in it", { F }, BYTES(FRAGH(U, 8, 0)), FRAG },
	{ "beyond 65535", { F }, BYTES(FRAGH(U, 0xfff8, 0), ZEROS8), FRAG },
	{ "up to 65535", { F }, BYTES(FRAGH(U, 0xfff8, 0), ZEROS4, 0, 0, 0),
	  PASS, FRAGMENT, U },
	{ "beyond 65535 with options", { D },
	  BYTES(DST(F), FRAGH(U, 0xfff8, 0), 0), FRAG },
};

static void ip6_test(struct kunit *test)
{
	u8 *buf = kunit_kzalloc(test, PACKET_MAX, GFP_KERNEL);
	struct vsw_packet pkt;
	u32 len;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, buf);
	for (i = 0; i < ARRAY_SIZE(ip6_cases); i++) {
		const struct ip6_case *c = &ip6_cases[i];

		len = packet_ip6(buf, &c->ip6, c->bytes, c->len);
		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    packet_parse(test, &pkt, V6, buf, len), "%s",
				    c->name);
		if (c->drop)
			continue;
		KUNIT_EXPECT_EQ_MSG(test, c->track, pkt.track, "%s", c->name);
		KUNIT_EXPECT_EQ_MSG(test, c->proto, pkt.tuple.proto, "%s",
				    c->name);
		KUNIT_EXPECT_EQ_MSG(test, c->sport,
				    ntohs(vsw_packet_sport(&pkt)), "%s",
				    c->name);
		KUNIT_EXPECT_EQ_MSG(test, c->dport,
				    ntohs(vsw_packet_dport(&pkt)), "%s",
				    c->name);
		KUNIT_EXPECT_EQ(test, AF_INET6, pkt.tuple.family);
	}
}

static struct kunit_case parse_cases[] = {
	KUNIT_CASE(ip4_test),
	KUNIT_CASE(ip6_test),
	{}
};

static struct kunit_suite parse_suite = {
	.name = "vsw_parse",
	.test_cases = parse_cases,
};

kunit_test_suite(parse_suite);
