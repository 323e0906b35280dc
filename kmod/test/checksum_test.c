// SPDX-License-Identifier: GPL-2.0
/* Unit tests of frame/checksum.c; the sums were worked out elsewhere. */
#include "../frame/checksum.c"
#include "packet.h"

static const struct sum_case {
	const char *name;
	u16 ethertype;
	u8 proto;
	u8 field;
	const u8 *bytes;
	u32 len;
	u16 sum;
} sum_cases[] = {
	{ "tcp", V4, T, 16, BYTES(TCP(ACK, 5), 'o', 'd', 'd'), 0x77cd },
	{ "tcp, v6", V6, T, 16, BYTES(TCP(ACK, 5), 'o', 'd', 'd'), 0x91cb },
	{ "udp", V4, U, 6, BYTES(UDP(13), 'h', 'e', 'l', 'l', 'o'), 0x7791 },
	{ "udp, v6", V6, U, 6, BYTES(UDP(13), 'h', 'e', 'l', 'l', 'o'),
	  0x918f },
	{ "icmp", V4, IPPROTO_ICMP, 2, BYTES(ICMP(8, 0), 'p', 'i', 'n', 'g'),
	  0x06fa },
	{ "icmp, v6", V6, I, 2, BYTES(ICMP(128, 0), 'p', 'i', 'n', 'g'),
	  0x94ae },
	{ "udp-lite", V4, IPPROTO_UDPLITE, 6,
	  BYTES(UDP(8), 'h', 'e', 'l', 'l', 'o'), 0xbaf1 },
};

/**
 * struct sum - a packet whose checksum is asked for
 * @skb: the frame
 * @pkt: what was read of it
 * @l4: transport header
 */
struct sum {
	struct sk_buff *skb;
	struct vsw_packet pkt;
	u8 *l4;
};

/* @padding: bytes behind the packet */
static void sum_make(struct kunit *test, struct sum *sum, u16 ethertype,
		     u8 proto, const u8 *bytes, u32 len, s16 padding)
{
	struct ip4 ip4 = { proto, .more = -padding };
	struct ip6 ip6 = { proto, .more = -padding };
	u8 buf[192] __aligned(4);

	len = ethertype == V4 ? packet_ip4(buf, &ip4, bytes, len) :
				packet_ip6(buf, &ip6, bytes, len);
	sum->skb = packet_skb(test, ethertype, buf, len, len);
	KUNIT_ASSERT_EQ(test, PASS, vsw_key_parse(&sum->pkt, sum->skb, 10));
	sum->l4 = sum->skb->data + sum->pkt.l4;
}

static void sum_make_case(struct kunit *test, struct sum *sum,
			  const struct sum_case *c)
{
	sum_make(test, sum, c->ethertype, c->proto, c->bytes, c->len, 0);
	put_unaligned_be16(c->sum, sum->l4 + c->field);
}

static enum vsw_drop sum_check(struct sum *sum)
{
	sum->pkt.checked = false;
	return vsw_key_checksum(&sum->pkt, sum->skb);
}

static int sum_summed(const struct sum *sum)
{
	return sum->skb->ip_summed;
}

static void sum_known_test(struct kunit *test)
{
	struct sum sum;
	int i;

	for (i = 0; i < ARRAY_SIZE(sum_cases); i++) {
		const struct sum_case *c = &sum_cases[i];
		bool told = c->proto == T || c->proto == U;

		sum_make_case(test, &sum, c);
		KUNIT_EXPECT_EQ_MSG(test, PASS, sum_check(&sum), "%s", c->name);
		KUNIT_EXPECT_TRUE(test, sum.pkt.checked);
		KUNIT_EXPECT_EQ(test, told ? CHECKSUM_UNNECESSARY :
					     CHECKSUM_NONE,
				sum_summed(&sum));

		sum.skb->ip_summed = CHECKSUM_NONE;
		sum.l4[0] ^= 1;
		KUNIT_EXPECT_EQ_MSG(test, CSUM, sum_check(&sum), "%s", c->name);
		KUNIT_EXPECT_FALSE(test, sum.pkt.checked);
		KUNIT_EXPECT_EQ(test, CHECKSUM_NONE, sum_summed(&sum));
		sum.l4[0] ^= 1;

		/* All but UDP-Lite cover the last byte. */
		sum.l4[c->len - 1] ^= 1;
		KUNIT_EXPECT_EQ_MSG(test, c->proto == IPPROTO_UDPLITE ? PASS :
				    CSUM, sum_check(&sum), "%s", c->name);
		sum.l4[c->len - 1] ^= 1;

		/* The addresses count, but for ICMP. */
		sum.skb->data[c->ethertype == V4 ? 19 : 39] ^= 1;
		KUNIT_EXPECT_EQ_MSG(test, c->proto == IPPROTO_ICMP ? PASS :
				    CSUM, sum_check(&sum), "%s", c->name);

		/* What was found right is not looked at again. */
		sum.pkt.checked = true;
		KUNIT_EXPECT_EQ(test, PASS,
				vsw_key_checksum(&sum.pkt, sum.skb));
		kfree_skb(sum.skb);
	}
}

static void sum_paged_test(struct kunit *test)
{
	struct sk_buff *paged;
	struct sum sum;
	int i;

	for (i = 0; i < ARRAY_SIZE(sum_cases); i++) {
		sum_make_case(test, &sum, &sum_cases[i]);
		paged = packet_skb(test, sum_cases[i].ethertype, sum.skb->data,
				   sum.skb->len, sum.pkt.l4 - 3);
		KUNIT_EXPECT_EQ_MSG(test, PASS,
				    vsw_key_checksum(&sum.pkt, paged), "%s",
				    sum_cases[i].name);
		kfree_skb(paged);
		kfree_skb(sum.skb);
	}
}

/* Protocols and packets that have none */
static const struct none_case {
	u16 ethertype;
	u8 proto;
	const u8 *bytes;
	u32 len;
} none_cases[] = {
	{ V4, U, BYTES(UDP(9), 1) },
	{ V6, U, BYTES(UDP(9), 1) },
	{ V4, IPPROTO_GRE, BYTES(ZEROS4) },
	{ V4, I, BYTES(ICMP(128, 0)) },
	{ V6, IPPROTO_ICMP, BYTES(ICMP(8, 0)) },
};

static void sum_none_test(struct kunit *test)
{
	struct sum sum;
	int i;

	for (i = 0; i < ARRAY_SIZE(none_cases); i++) {
		sum_make(test, &sum, none_cases[i].ethertype,
			 none_cases[i].proto, none_cases[i].bytes,
			 none_cases[i].len, 0);
		KUNIT_EXPECT_EQ_MSG(test, PASS, sum_check(&sum), "case %d", i);
		KUNIT_EXPECT_TRUE(test, sum.pkt.checked);
		KUNIT_EXPECT_EQ(test, CHECKSUM_NONE, sum_summed(&sum));
		kfree_skb(sum.skb);
	}
}

/* Padding is not covered, nor what UDP leaves over. */
static void sum_padding_test(struct kunit *test)
{
	static const u8 tcp[] = { TCP(ACK, 5), 'o', 'd', 'd', 1, 2, 3 };
	static const u8 udp[] = { UDP(13), 'h', 'e', 'l', 'l', 'o', 1, 2, 3 };
	struct sum sum;

	sum_make(test, &sum, V4, T, tcp, sizeof(tcp), 3);
	put_unaligned_be16(0x77cd, sum.l4 + 16);
	KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
	sum.skb->ip_summed = CHECKSUM_COMPLETE;
	sum.skb->csum = csum_partial(sum.skb->data, sum.skb->len, 0);
	KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
	kfree_skb(sum.skb);

	sum_make(test, &sum, V4, U, udp, sizeof(udp), 0);
	put_unaligned_be16(0x7791, sum.l4 + 6);
	KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
	kfree_skb(sum.skb);
}

static void sum_offload_test(struct kunit *test)
{
	const struct sum_case *c = &sum_cases[0];
	struct sum sum;
	u32 start;

	sum_make_case(test, &sum, c);
	start = skb_headroom(sum.skb) + sum.pkt.l4;
	sum.l4[20] ^= 1;
	KUNIT_EXPECT_EQ(test, CSUM, sum_check(&sum));
	sum.skb->ip_summed = CHECKSUM_UNNECESSARY;
	KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));

	sum.skb->ip_summed = CHECKSUM_PARTIAL;
	sum.skb->csum_start = start;
	sum.skb->csum_offset = c->field;
	KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
	sum.skb->csum_offset = c->field - 2;
	KUNIT_EXPECT_EQ(test, CSUM, sum_check(&sum));
	sum.skb->csum_offset = c->field;
	sum.skb->csum_start = start - 4;
	KUNIT_EXPECT_EQ(test, CSUM, sum_check(&sum));
	sum.skb->csum_start = start + 6;
	KUNIT_EXPECT_EQ(test, CSUM, sum_check(&sum));
	sum.skb->csum_start = start;
	skb_shinfo(sum.skb)->gso_size = 1;
	sum.skb->ip_summed = CHECKSUM_NONE;
	KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
	kfree_skb(sum.skb);
}

/* A sum by the device is trusted where it says that all is well. */
static void sum_complete_test(struct kunit *test)
{
	struct sum sum;
	int i;

	for (i = 0; i < ARRAY_SIZE(sum_cases); i++) {
		const struct sum_case *c = &sum_cases[i];

		sum_make_case(test, &sum, c);
		sum.skb->ip_summed = CHECKSUM_COMPLETE;
		sum.skb->csum = csum_partial(sum.skb->data, sum.skb->len, 0);
		KUNIT_EXPECT_EQ_MSG(test, PASS, sum_check(&sum), "%s", c->name);
		KUNIT_EXPECT_EQ(test, CHECKSUM_COMPLETE, sum_summed(&sum));

		sum.skb->csum = csum_add(sum.skb->csum, (__force __wsum)1);
		KUNIT_EXPECT_EQ_MSG(test, PASS, sum_check(&sum), "%s", c->name);

		sum.l4[0] ^= 1;
		sum.skb->csum = csum_partial(sum.skb->data, sum.skb->len, 0);
		KUNIT_EXPECT_EQ_MSG(test, CSUM, sum_check(&sum), "%s", c->name);
		kfree_skb(sum.skb);
	}
	/* The packet is not even read if the sum fits. */
	sum_make_case(test, &sum, &sum_cases[0]);
	sum.skb->ip_summed = CHECKSUM_COMPLETE;
	sum.skb->csum = csum_partial(sum.skb->data, sum.skb->len, 0);
	sum.l4[20] ^= 1;
	KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
	kfree_skb(sum.skb);
}

/* A tunnel, whose inner checksum is left to the device: any payload fits. */
static void sum_tunnel_test(struct kunit *test)
{
	static const u8 bytes[] = { UDP(33), ZEROS8, 1, UDP(16), ZEROS8 };
	__sum16 inner = (__force __sum16)0x1234;
	struct sum sum;
	u8 *check;
	int start;

	/* At an even offset, and at an odd one */
	for (start = 16; start < 18; start++) {
		sum_make(test, &sum, V4, U, bytes, sizeof(bytes), 0);
		check = sum.l4 + start + 6;
		put_unaligned(inner, (__sum16 *)check);
		put_unaligned(csum_fold(csum_partial(sum.l4 + start,
						     sizeof(bytes) - start, 0)),
			      (__sum16 *)check);
		put_unaligned(csum_tcpudp_magic(htonl(SRC4), htonl(DST4),
						sizeof(bytes), U,
						csum_partial(sum.l4,
							     sizeof(bytes),
							     0)),
			      (__sum16 *)(sum.l4 + 6));
		KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));

		put_unaligned(inner, (__sum16 *)check);
		sum.skb->ip_summed = CHECKSUM_PARTIAL;
		sum.skb->csum_start = skb_headroom(sum.skb) + sum.pkt.l4 +
				      start;
		sum.skb->csum_offset = 6;
		KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
		sum.l4[sizeof(bytes) - 1] ^= 1;
		KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
		sum.l4[10] ^= 1;
		KUNIT_EXPECT_EQ(test, CSUM, sum_check(&sum));
		sum.l4[10] ^= 1;
		check[0] ^= 1;
		KUNIT_EXPECT_EQ(test, CSUM, sum_check(&sum));
		kfree_skb(sum.skb);
	}
}

/* The sum of an error is over the addresses of the error, not of the packet. */
static void sum_error_test(struct kunit *test)
{
	static const struct ip6 quoted = { U, .src = DST6, .dst = SRC6 };
	static const struct in6_addr router = { .s6_addr = { 0xfd, 9 } };
	static const struct in6_addr dst = DST6;
	static const u8 udp[] = { UDP(8) };
	struct ip6 ip6 = { I, .src = router };
	u8 inner[64] __aligned(4) = { 1 };
	u8 buf[128] __aligned(4);
	struct sum sum;
	u32 len;

	len = 8 + packet_ip6(inner + 8, &quoted, udp, sizeof(udp));
	put_unaligned(csum_ipv6_magic(&router, &dst, len, I,
				      csum_partial(inner, len, 0)),
		      (__sum16 *)(inner + 2));
	len = packet_ip6(buf, &ip6, inner, len);
	sum.skb = packet_skb(test, V6, buf, len, len);
	KUNIT_ASSERT_EQ(test, PASS, vsw_key_parse(&sum.pkt, sum.skb, 10));
	KUNIT_EXPECT_EQ(test, ERROR, sum.pkt.track);
	KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
	sum.skb->data[9] ^= 1;
	KUNIT_EXPECT_EQ(test, CSUM, sum_check(&sum));
	kfree_skb(sum.skb);
}

/* Of a fragment nothing can be said. */
static void sum_fragment_test(struct kunit *test)
{
	static const struct ip4 ip4 = { U, .frag_off = IP_MF };
	static const u8 bytes[] = { UDP(24), ZEROS8 };
	u8 buf[64] __aligned(4);
	struct sum sum;
	u32 len;

	len = packet_ip4(buf, &ip4, bytes, sizeof(bytes));
	sum.skb = packet_skb(test, V4, buf, len, len);
	KUNIT_ASSERT_EQ(test, PASS, vsw_key_parse(&sum.pkt, sum.skb, 10));
	sum.skb->data[27] = 1;
	KUNIT_EXPECT_EQ(test, PASS, sum_check(&sum));
	KUNIT_EXPECT_FALSE(test, sum.pkt.checked);
	kfree_skb(sum.skb);
}

static struct kunit_case sum_kunit_cases[] = {
	KUNIT_CASE(sum_known_test),
	KUNIT_CASE(sum_paged_test),
	KUNIT_CASE(sum_none_test),
	KUNIT_CASE(sum_padding_test),
	KUNIT_CASE(sum_offload_test),
	KUNIT_CASE(sum_complete_test),
	KUNIT_CASE(sum_tunnel_test),
	KUNIT_CASE(sum_error_test),
	KUNIT_CASE(sum_fragment_test),
	{}
};

static struct kunit_suite sum_suite = {
	.name = "vsw_checksum",
	.test_cases = sum_kunit_cases,
};

kunit_test_suite(sum_suite);
