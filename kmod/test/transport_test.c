// SPDX-License-Identifier: GPL-2.0
/* Unit tests of transport headers: what is read of them, and what is refused. */
#include "packet.h"

/* @scale and @seq_len as in struct vsw_tcp; checked if the segment passes */
static const struct tcp_case {
	const char *name;
	const u8 *bytes;
	u32 len;
	enum vsw_drop drop;
	u8 scale;
	u32 seq_len;
} tcp_cases[] = {
#define NOSCALE VSW_TCP_NO_SCALE
	{ "ack", BYTES(TCP(ACK, 5)), PASS, NOSCALE, 0 },
	{ "payload", BYTES(TCP(ACK | PSH, 5), ZEROS8), PASS, NOSCALE, 8 },
	{ "payload behind options", BYTES(TCP(ACK, 6), 1, 1, 1, 0, ZEROS8),
	  PASS, NOSCALE, 8 },
	{ "syn", BYTES(TCP(SYN, 5)), PASS, NOSCALE, 1 },
	{ "syn, ack", BYTES(TCP(SYN | ACK, 5)), PASS, NOSCALE, 1 },
	{ "syn with ecn", BYTES(TCP(SYN | VSW_TCP_ECE | VSW_TCP_CWR, 5)), PASS,
	  NOSCALE, 1 },
	{ "syn with data", BYTES(TCP(SYN, 5), ZEROS4), PASS, NOSCALE, 5 },
	{ "fin, ack", BYTES(TCP(FIN | ACK, 5)), PASS, NOSCALE, 1 },
	{ "rst", BYTES(TCP(RST, 5)), PASS, NOSCALE, 0 },
	{ "rst, ack", BYTES(TCP(RST | ACK, 5)), PASS, NOSCALE, 0 },
	{ "urg", BYTES(TCP(VSW_TCP_URG | ACK, 5)), PASS, NOSCALE, 0 },

	{ "no flags", BYTES(TCP(0, 5)), NORMAL },
	{ "psh only", BYTES(TCP(PSH, 5)), NORMAL },
	{ "fin only", BYTES(TCP(FIN, 5)), NORMAL },
	{ "syn, fin", BYTES(TCP(SYN | FIN, 5)), NORMAL },
	{ "syn, fin, ack", BYTES(TCP(SYN | FIN | ACK, 5)), NORMAL },
	{ "syn, rst", BYTES(TCP(SYN | RST, 5)), NORMAL },
	{ "fin, rst, ack", BYTES(TCP(FIN | RST | ACK, 5)), NORMAL },
	{ "all", BYTES(TCP(0xff, 5)), NORMAL },
	{ "header cut", BYTES(ZEROS16, 0, 0, 0), SHORT },
	{ "header too short", BYTES(TCP(ACK, 4)), OFFSET },
	{ "header beyond packet", BYTES(TCP(ACK, 6)), OFFSET },

	{ "scale", BYTES(TCP(SYN, 6), 1, 3, 3, 7), PASS, 7, 1 },
	{ "scale of syn, ack", BYTES(TCP(SYN | ACK, 6), 3, 3, 0, 0), PASS, 0,
	  1 },
	{ "scale too large", BYTES(TCP(SYN, 6), 1, 3, 3, 15), PASS, 14, 1 },
	{ "scale in the middle", BYTES(TCP(SYN, 6), 1, 3, 3, 7, 0), PASS, 7,
	  2 },
	{ "scale twice", BYTES(TCP(SYN, 7), 3, 3, 1, 1, 3, 3, 2, 0), PASS, 2,
	  1 },
	{ "scale behind others",
	  BYTES(TCP(SYN, 10), 2, 4, 5, 180, 4, 2, 8, 10, ZEROS8, 1, 3, 3, 9),
	  PASS, 9, 1 },
	{ "scale behind the end", BYTES(TCP(SYN, 6), 0, 3, 3, 7), PASS,
	  NOSCALE, 1 },
	{ "scale of the wrong length", BYTES(TCP(SYN, 6), 3, 4, 7, 0), PASS,
	  NOSCALE, 1 },
	{ "scale cut", BYTES(TCP(SYN, 6), 1, 1, 3, 3, 7), PASS, NOSCALE, 2 },
	{ "scale in no syn", BYTES(TCP(ACK, 6), 1, 3, 3, 7), PASS, NOSCALE, 0 },
	{ "option of length 0", BYTES(TCP(SYN, 7), 5, 0, 1, 1, 3, 3, 7, 0),
	  PASS, NOSCALE, 1 },
	{ "option without length", BYTES(TCP(SYN, 6), 1, 1, 1, 5), PASS,
	  NOSCALE, 1 },
};

static void tcp_test(struct kunit *test)
{
	static const struct ip4 ip4 = { IPPROTO_TCP };
	static const struct ip6 ip6 = { IPPROTO_TCP };
	u8 buf[128] __aligned(4);
	struct vsw_packet pkt;
	u32 len;
	int i;

	for (i = 0; i < 2 * ARRAY_SIZE(tcp_cases); i++) {
		const struct tcp_case *c = &tcp_cases[i / 2];

		len = i % 2 ? packet_ip6(buf, &ip6, c->bytes, c->len) :
			      packet_ip4(buf, &ip4, c->bytes, c->len);
		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    packet_parse(test, &pkt, i % 2 ? V6 : V4,
						 buf, len), "%s", c->name);
		if (c->drop)
			continue;
		KUNIT_EXPECT_EQ(test, STATE, pkt.track);
		KUNIT_EXPECT_EQ_MSG(test, c->scale, pkt.tcp.scale, "%s",
				    c->name);
		KUNIT_EXPECT_EQ_MSG(test, c->seq_len, pkt.tcp.len, "%s",
				    c->name);
		KUNIT_EXPECT_EQ(test, c->bytes[13], pkt.tcp.flags);
		KUNIT_EXPECT_EQ(test, 0x01020304, pkt.tcp.seq);
		KUNIT_EXPECT_EQ(test, 0x05060708, pkt.tcp.ack);
		KUNIT_EXPECT_EQ(test, 0x1000, pkt.tcp.win);
		KUNIT_EXPECT_EQ(test, c->len, pkt.l4_len);
		KUNIT_EXPECT_EQ(test, len - c->len, pkt.l4);
		KUNIT_EXPECT_EQ(test, 1, pkt.segs);
	}
}

static const struct udp_case {
	const char *name;
	u8 proto;
	const u8 *bytes;
	u32 len;
	enum vsw_drop drop;
} udp_cases[] = {
	{ "empty", IPPROTO_UDP, BYTES(UDP(8)), PASS },
	{ "header cut", IPPROTO_UDP, BYTES(ZEROS4, 0, 0, 0), SHORT },
	{ "length below header", IPPROTO_UDP, BYTES(UDP(7), 0), OFFSET },
	{ "length 0", IPPROTO_UDP, BYTES(UDP(0), 0), OFFSET },
	{ "length beyond packet", IPPROTO_UDP, BYTES(UDP(10), 0), OFFSET },
	{ "options behind", IPPROTO_UDP, BYTES(UDP(9), ZEROS4), PASS },
	{ "length below header, not cut", IPPROTO_UDP, BYTES(UDP(7), ZEROS16),
	  OFFSET },
	{ "length beyond packet, not cut", IPPROTO_UDP,
	  BYTES(UDP(25), ZEROS16), OFFSET },
	{ "lite, all covered", IPPROTO_UDPLITE, BYTES(UDP(0), 0), PASS },
	{ "lite, header covered", IPPROTO_UDPLITE, BYTES(UDP(8), 0), PASS },
	{ "lite, less covered", IPPROTO_UDPLITE, BYTES(UDP(7), 0), OFFSET },
	{ "lite, more covered", IPPROTO_UDPLITE, BYTES(UDP(10), 0), OFFSET },
	{ "sctp, cut", IPPROTO_SCTP, BYTES(ZEROS8, 0, 0, 0), SHORT },
	{ "dccp, cut", IPPROTO_DCCP, BYTES(ZEROS8, 0, 0, 0), SHORT },
	{ "igmp, cut", IPPROTO_IGMP, BYTES(ZEROS4, 0, 0, 0), SHORT },
	{ "icmp, cut", IPPROTO_ICMP, BYTES(9, 0, 0), SHORT },
	{ "icmp, query cut", IPPROTO_ICMP, BYTES(8, 0, ZEROS4, 0), SHORT },
};

static void udp_test(struct kunit *test)
{
	u8 buf[128] __aligned(4);
	struct vsw_packet pkt;
	u32 len;
	int i;

	for (i = 0; i < ARRAY_SIZE(udp_cases); i++) {
		const struct udp_case *c = &udp_cases[i];
		struct ip4 ip4 = { c->proto };

		len = packet_ip4(buf, &ip4, c->bytes, c->len);
		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    packet_parse(test, &pkt, V4, buf, len), "%s",
				    c->name);
	}
}

static struct kunit_case transport_kunit_cases[] = {
	KUNIT_CASE(tcp_test),
	KUNIT_CASE(udp_test),
	{}
};

static struct kunit_suite transport_suite = {
	.name = "vsw_transport",
	.test_cases = transport_kunit_cases,
};

kunit_test_suite(transport_suite);
