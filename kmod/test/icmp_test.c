// SPDX-License-Identifier: GPL-2.0
/* Unit tests of ICMP messages and of the packets that errors quote. */
#include <linux/icmp.h>
#include <linux/igmp.h>

#include "packet.h"

/* Requests and replies of a query are one connection, and different kinds two */
static void icmp_query_test(struct kunit *test)
{
	static const u8 request[] = { ICMP_ECHO, ICMP_TIMESTAMP,
				      ICMP_INFO_REQUEST, ICMP_ADDRESS };
	static const u8 reply[] = { ICMP_ECHOREPLY, ICMP_TIMESTAMPREPLY,
				    ICMP_INFO_REPLY, ICMP_ADDRESSREPLY };
	static const struct ip4 there = { IPPROTO_ICMP };
	static const struct ip4 back = { IPPROTO_ICMP, .src = DST4,
					 .dst = SRC4 };
	struct vsw_packet pkt[4], answer;
	u8 buf[64] __aligned(4);
	u32 len;
	int i;

	for (i = 0; i < 4; i++) {
		const u8 ask[] = { ICMP(request[i], 0) };
		const u8 say[] = { ICMP(reply[i], 3) };

		len = packet_ip4(buf, &there, ask, sizeof(ask));
		KUNIT_EXPECT_EQ(test, PASS, packet_parse(test, &pkt[i], V4, buf, len));
		KUNIT_EXPECT_EQ(test, STATE, pkt[i].track);
		KUNIT_EXPECT_EQ(test, request[i], pkt[i].type);
		KUNIT_EXPECT_EQ(test, 0x1234, ntohs(vsw_packet_sport(&pkt[i])));
		KUNIT_EXPECT_EQ(test, 0, ntohs(vsw_packet_dport(&pkt[i])));
		KUNIT_EXPECT_EQ(test, 10 | i << VSW_TUPLE_QUERY_SHIFT,
				pkt[i].tuple.vid);

		len = packet_ip4(buf, &back, say, sizeof(say));
		KUNIT_EXPECT_EQ(test, PASS, packet_parse(test, &answer, V4, buf, len));
		KUNIT_EXPECT_EQ(test, reply[i], answer.type);
		KUNIT_EXPECT_EQ(test, 3, answer.code);
		KUNIT_EXPECT_EQ(test, pkt[i].hash, answer.hash);
		KUNIT_EXPECT_NE(test, pkt[i].source, answer.source);
		KUNIT_EXPECT_EQ(test, 0, memcmp(&pkt[i].tuple, &answer.tuple,
						sizeof(answer.tuple)));

		/* The other one asks by the same number. */
		len = packet_ip4(buf, &back, ask, sizeof(ask));
		KUNIT_EXPECT_EQ(test, PASS, packet_parse(test, &answer, V4, buf, len));
		KUNIT_EXPECT_NE(test, 0, memcmp(&pkt[i].tuple, &answer.tuple,
						sizeof(answer.tuple)));
	}
	for (i = 1; i < 4; i++)
		KUNIT_EXPECT_NE(test, pkt[0].hash, pkt[i].hash);
}

/* What is neither query nor error, with its type and code */
static void icmp_rules_test(struct kunit *test)
{
	static const struct {
		u16 ethertype;
		u8 proto, type;
	} cases[] = {
		{ V4, IPPROTO_ICMP, ICMP_REDIRECT },
		{ V4, IPPROTO_ICMP, 9 }, { V4, IPPROTO_ICMP, 10 },
		{ V4, IPPROTO_ICMP, 128 }, { V4, IPPROTO_ICMP, 255 },
		{ V4, IPPROTO_IGMP, IGMP_HOST_MEMBERSHIP_REPORT },
		{ V6, IPPROTO_ICMPV6, 130 }, { V6, IPPROTO_ICMPV6, 131 },
		{ V6, IPPROTO_ICMPV6, 132 }, { V6, IPPROTO_ICMPV6, 133 },
		{ V6, IPPROTO_ICMPV6, 134 }, { V6, IPPROTO_ICMPV6, 135 },
		{ V6, IPPROTO_ICMPV6, 136 }, { V6, IPPROTO_ICMPV6, 137 },
		{ V6, IPPROTO_ICMPV6, 143 }, { V6, IPPROTO_ICMPV6, 8 },
		{ V6, IPPROTO_ICMPV6, 0 }, { V6, IPPROTO_ICMPV6, 5 },
	};
	u8 buf[64] __aligned(4);
	struct vsw_packet pkt;
	int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const u8 bytes[] = { ICMP(cases[i].type, 5) };
		struct ip4 ip4 = { cases[i].proto };
		struct ip6 ip6 = { cases[i].proto };
		u32 len;

		if (cases[i].ethertype == V4)
			len = packet_ip4(buf, &ip4, bytes, sizeof(bytes));
		else
			len = packet_ip6(buf, &ip6, bytes, sizeof(bytes));
		KUNIT_EXPECT_EQ(test, PASS,
				packet_parse(test, &pkt, cases[i].ethertype,
					     buf, len));
		KUNIT_EXPECT_EQ_MSG(test, RULES, pkt.track, "case %d", i);
		KUNIT_EXPECT_EQ(test, cases[i].type, pkt.type);
		KUNIT_EXPECT_EQ(test, 5, pkt.code);
		KUNIT_EXPECT_EQ(test, 0, pkt.tuple.ports);
		KUNIT_EXPECT_EQ(test, 10, pkt.tuple.vid);
	}
}

/* Errors for packets from DST to SRC, sent by a router to DST */
#define ROUTER4	0x0a0000fe
#define QUOTED	28	/* bytes of an IPv4 packet that are quoted */

/* @inner: the packet, of which @quoted bytes are there, 0 for all */
static const struct error4_case {
	const char *name;
	u8 type;
	u32 dst;
	struct ip4 inner;
	const u8 *bytes;
	u32 len;
	u32 quoted;
	enum vsw_drop drop;
	u16 sport;
	u16 dport;
} error4_cases[] = {
#define INNER(proto, ...) { proto, .src = DST4, .dst = SRC4, ##__VA_ARGS__ }
	{ "udp", 3, DST4, INNER(IPPROTO_UDP), BYTES(UDP(8)), 0, PASS, 12345,
	  53 },
	{ "source quench", 4, DST4, INNER(IPPROTO_UDP), BYTES(UDP(8)), 0, PASS,
	  12345, 53 },
	{ "tcp, 8 bytes", 11, DST4, INNER(IPPROTO_TCP), BYTES(TCP(ACK, 5)),
	  QUOTED, PASS, 12345, 80 },
	{ "sctp, 8 bytes", 12, DST4, INNER(IPPROTO_SCTP),
	  BYTES(0, 1, 0, 2, ZEROS8), QUOTED, PASS, 1, 2 },
	{ "options", 3, DST4, INNER(IPPROTO_UDP, .ihl = 6), BYTES(1, 1, 1, 1, UDP(8)),
	  0, PASS, 12345, 53 },
	{ "query", 3, DST4, INNER(IPPROTO_ICMP), BYTES(ICMP(8, 0)), 0, PASS,
	  0x1234, 0 },
	{ "no ports", 3, DST4, INNER(IPPROTO_GRE), NULL, 0, 0, PASS },
	{ "first fragment", 3, DST4, INNER(IPPROTO_UDP, .frag_off = IP_MF),
	  BYTES(UDP(24)), 0, PASS, 12345, 53 },
	{ "wrong header checksum", 3, DST4, INNER(IPPROTO_UDP, .bad = true),
	  BYTES(UDP(8)), 0, PASS, 12345, 53 },
	{ "other fragment", 3, DST4, INNER(IPPROTO_UDP, .frag_off = 1),
	  BYTES(UDP(24)), 0, NORMAL },
	{ "for somebody else", 3, DST4 + 1, INNER(IPPROTO_UDP), BYTES(UDP(8)),
	  0, NORMAL },
	{ "from a group", 3, 0xe0000001,
	  { IPPROTO_UDP, .src = 0xe0000001, .dst = SRC4 }, BYTES(UDP(8)), 0,
	  NORMAL },
	{ "to itself", 3, DST4, { IPPROTO_UDP, .src = DST4, .dst = DST4 },
	  BYTES(UDP(8)), 0, NORMAL },
	{ "error for an error", 3, DST4, INNER(IPPROTO_ICMP),
	  BYTES(ICMP(3, 0)), 0, NORMAL },
	{ "error for a redirect", 3, DST4, INNER(IPPROTO_ICMP),
	  BYTES(ICMP(5, 0)), 0, NORMAL },
	{ "version", 3, DST4, INNER(IPPROTO_UDP, .version = 6), BYTES(UDP(8)),
	  0, NORMAL },
	{ "header too short", 3, DST4, INNER(IPPROTO_UDP, .ihl = 4), BYTES(UDP(8)), 0,
	  OFFSET },
	{ "header cut", 3, DST4, INNER(IPPROTO_UDP), BYTES(UDP(8)), 19, SHORT },
	{ "options cut", 3, DST4, INNER(IPPROTO_UDP, .ihl = 7), BYTES(ZEROS8), 27,
	  SHORT },
	{ "transport cut", 3, DST4, INNER(IPPROTO_UDP), BYTES(UDP(8)), 27,
	  SHORT },
	{ "query cut", 3, DST4, INNER(IPPROTO_ICMP), BYTES(ICMP(8, 0)), 27,
	  SHORT },
};

static void icmp_error4_test(struct kunit *test)
{
	u8 inner[128] __aligned(4), buf[192] __aligned(4);
	static const u8 icmp[8] = { [1] = 4 };
	struct vsw_packet pkt, same;
	u32 len;
	int i;

	for (i = 0; i < ARRAY_SIZE(error4_cases); i++) {
		const struct error4_case *c = &error4_cases[i];
		struct ip4 ip4 = { IPPROTO_ICMP, .src = ROUTER4,
				   .dst = c->dst };

		memcpy(inner, icmp, sizeof(icmp));
		inner[0] = c->type;
		len = packet_ip4(inner + 8, &c->inner, c->bytes, c->len);
		len = packet_ip4(buf, &ip4, inner, 8 + (c->quoted ?: len));
		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    packet_parse(test, &pkt, V4, buf, len), "%s",
				    c->name);
		if (c->drop)
			continue;
		KUNIT_EXPECT_EQ(test, ERROR, pkt.track);
		KUNIT_EXPECT_EQ(test, c->type, pkt.type);
		KUNIT_EXPECT_EQ(test, 4, pkt.code);
		KUNIT_EXPECT_EQ(test, IPPROTO_ICMP, pkt.l4_proto);
		KUNIT_EXPECT_EQ(test, c->inner.proto, pkt.tuple.proto);
		KUNIT_EXPECT_EQ(test, DST4, ntohl(vsw_packet_src(&pkt)->ip4));
		KUNIT_EXPECT_EQ_MSG(test, c->sport,
				    ntohs(vsw_packet_sport(&pkt)), "%s",
				    c->name);
		KUNIT_EXPECT_EQ_MSG(test, c->dport,
				    ntohs(vsw_packet_dport(&pkt)), "%s",
				    c->name);
		if (c->inner.proto == IPPROTO_TCP)
			KUNIT_EXPECT_EQ(test, 0x01020304, pkt.tcp.seq);

		/* The key is that of the packet itself. */
		if (c->inner.bad || c->inner.frag_off)
			continue;
		len = packet_ip4(buf, &c->inner, c->bytes, c->len);
		KUNIT_EXPECT_EQ(test, PASS, packet_parse(test, &same, V4, buf, len));
		KUNIT_EXPECT_EQ(test, same.hash, pkt.hash);
		KUNIT_EXPECT_EQ(test, same.source, pkt.source);
		KUNIT_EXPECT_EQ(test, 0, memcmp(&same.tuple, &pkt.tuple,
						sizeof(pkt.tuple)));
	}
}

static const struct error6_case {
	const char *name;
	u8 type;
	u8 proto;
	const u8 *bytes;
	u32 len;
	enum vsw_drop drop;
	u8 inner;
	u16 dport;
} error6_cases[] = {
	{ "unreachable", 1, U, BYTES(UDP(8)), PASS, U, 53 },
	{ "too big", 2, U, BYTES(UDP(8)), PASS, U, 53 },
	{ "time exceeded", 3, T, BYTES(TCP(ACK, 5)), PASS, T, 80 },
	{ "parameter problem", 4, I, BYTES(ICMP(128, 0)), PASS, I, 0 },
	{ "options", 1, H, BYTES(HOP(D), DST(U), UDP(8)), PASS, U, 53 },
	{ "first fragment", 1, F, BYTES(FRAGH(U, 0, 1), UDP(24)), PASS, U, 53 },
	{ "atomic", 1, F, BYTES(FRAGH(U, 0, 0), UDP(8)), PASS, U, 53 },
	{ "no ports", 1, IPPROTO_NONE, NULL, 0, PASS, IPPROTO_NONE },
	{ "other fragment", 1, F, BYTES(FRAGH(U, 8, 0), UDP(8)), NORMAL },
	{ "error for an error", 1, I, BYTES(ICMP(1, 0)), NORMAL },
	{ "error for a solicitation", 1, I, BYTES(ICMP(135, 0)), NORMAL },
	{ "options cut", 1, D, BYTES(U, 1, 1, 4, ZEROS4, 0, 0), SHORT },
	{ "options cut in a fragment", 1, F, BYTES(FRAGH(D, 0, 1), U, 1, 1, 4),
	  SHORT },
	{ "transport cut", 1, U, BYTES(ZEROS4, 0, 0, 0), SHORT },
};

static void icmp_error6_test(struct kunit *test)
{
	static const struct ip6 ip6 = { I, .src = { .s6_addr = { 0xfd, 9 } },
					.dst = DST6 };
	u8 inner[128] __aligned(4), buf[192] __aligned(4);
	struct vsw_packet pkt;
	u32 len;
	int i;

	for (i = 0; i < ARRAY_SIZE(error6_cases); i++) {
		const struct error6_case *c = &error6_cases[i];
		struct ip6 from = { c->proto, .src = DST6, .dst = SRC6 };

		memset(inner, 0, 8);
		inner[0] = c->type;
		len = packet_ip6(inner + 8, &from, c->bytes, c->len);
		len = packet_ip6(buf, &ip6, inner, 8 + len);
		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    packet_parse(test, &pkt, V6, buf, len), "%s",
				    c->name);
		if (c->drop)
			continue;
		KUNIT_EXPECT_EQ(test, ERROR, pkt.track);
		KUNIT_EXPECT_EQ(test, c->type, pkt.type);
		KUNIT_EXPECT_EQ(test, I, pkt.l4_proto);
		KUNIT_EXPECT_EQ_MSG(test, c->inner, pkt.tuple.proto, "%s",
				    c->name);
		KUNIT_EXPECT_EQ_MSG(test, c->dport,
				    ntohs(vsw_packet_dport(&pkt)), "%s",
				    c->name);
		KUNIT_EXPECT_EQ(test, 0, memcmp(vsw_packet_src(&pkt),
						&from.src, 16));
	}
}

static struct kunit_case icmp_kunit_cases[] = {
	KUNIT_CASE(icmp_query_test),
	KUNIT_CASE(icmp_rules_test),
	KUNIT_CASE(icmp_error4_test),
	KUNIT_CASE(icmp_error6_test),
	{}
};

static struct kunit_suite icmp_suite = {
	.name = "vsw_icmp",
	.test_cases = icmp_kunit_cases,
};

kunit_test_suite(icmp_suite);
