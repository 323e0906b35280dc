// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of how frames are read: every beginning of packets of all kinds,
 * and every change of one byte, is read the same whatever memory looks like.
 */
#include "packet.h"

/* Packets, from the network header on */
#define IP4(proto, len) \
	0x45, 0, 0, len, 0, 0, 0, 0, 64, proto, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2
#define IP4_BACK(proto, len) \
	0x45, 0, 0, len, 0, 0, 0, 0, 64, proto, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1
#define IP4_PART(proto, len) \
	0x45, 0, 0, len, 0, 9, 0x20, 0, 64, proto, 0, 0, 10, 0, 0, 1, 10, 0, \
	0, 2
#define IP4_OPTIONS(proto, len) \
	0x47, 0, 0, len, 0, 0, 0, 0, 64, proto, 0, 0, 10, 0, 0, 1, 10, 0, 0, \
	2, 7, 7, 4, 0, 0, 0, 0, 1
#define IP6(proto, len) \
	0x60, 0, 0, 0, 0, len, proto, 64, 0xfd, ZEROS8, ZEROS4, 0, 0, 1, 0xfd, \
	ZEROS8, ZEROS4, 0, 0, 2
#define IP6_BACK(proto, len) \
	0x60, 0, 0, 0, 0, len, proto, 64, 0xfd, ZEROS8, ZEROS4, 0, 0, 2, 0xfd, \
	ZEROS8, ZEROS4, 0, 0, 1

static const struct sample {
	const char *name;
	u16 ethertype;
	const u8 *bytes;
	u32 len;
} samples[] = {
	{ "tcp", V4, BYTES(IP4(T, 44), TCP(ACK, 5), ZEROS4) },
	{ "syn", V4, BYTES(IP4(T, 48), TCP(SYN, 7), 2, 4, 5, 180, 1, 3, 3, 7) },
	{ "udp", V4, BYTES(IP4(U, 40), UDP(20), ZEROS8, ZEROS4) },
	{ "options", V4, BYTES(IP4_OPTIONS(U, 36), UDP(8)) },
	{ "fragment", V4, BYTES(IP4_PART(T, 44), TCP(SYN, 6), 1, 3, 3, 1) },
	{ "igmp", V4, BYTES(IP4(IPPROTO_IGMP, 28), 0x16, 0, ZEROS4, 0, 0) },
	{ "sctp", V4, BYTES(IP4(IPPROTO_SCTP, 32), 0, 1, 0, 2, ZEROS8) },
	{ "echo", V4, BYTES(IP4(IPPROTO_ICMP, 28), ICMP(8, 0)) },
	{ "error", V4, BYTES(IP4(IPPROTO_ICMP, 56), ICMP(3, 3),
			     IP4_BACK(U, 100), UDP(80)) },
	{ "tcp, v6", V6, BYTES(IP6(T, 28), TCP(SYN, 7), 1, 3, 3, 7, 1, 1, 1, 0) },
	{ "extensions, v6", V6,
	  BYTES(IP6(H, 64), HOP(D), DST(R), ROUTE(A, 4, 0), AUTH(F),
		FRAGH(D, 0, 0), DST(U), UDP(8)) },
	{ "fragment, v6", V6,
	  BYTES(IP6(D, 32), DST(F), FRAGH(D, 0, 1), DST(U), UDP(24)) },
	{ "solicitation, v6", V6, BYTES(IP6(I, 8), 135, 0, ZEROS4, 0, 0) },
	{ "error, v6", V6, BYTES(IP6(I, 72), ICMP(1, 0), IP6_BACK(H, 24),
				 HOP(F), FRAGH(T, 0, 1), 0, 1, 0, 2, ZEROS4) },
	{ "tags", ETH_P_8021AD,
	  BYTES(TAG(Q), TAG(ETH_P_IP), IP4(U, 28), UDP(8)) },
};

#define FUZZ_TAIL	128	/* bytes behind the packet that may not matter */
#define FUZZ_SPLIT	25

/**
 * struct fuzz - a packet in frames of different build, and what was read of it
 * @linear: all in one piece
 * @paged: all in a page
 * @split: the first FUZZ_SPLIT bytes in one piece
 * @ethertype: ethertype
 * @bytes: the packet
 * @len: bytes of it
 * @pkt: what was read, if it passed
 * @drop: why it did not
 */
struct fuzz {
	struct sk_buff *linear;
	struct sk_buff *paged;
	struct sk_buff *split;
	u16 ethertype;
	u8 bytes[256];
	u32 len;
	struct vsw_packet pkt;
	enum vsw_drop drop;
};

static void fuzz_init(struct kunit *test, struct fuzz *fuzz)
{
	memset(fuzz->bytes, 0, sizeof(fuzz->bytes));
	fuzz->linear = packet_skb(test, 0, fuzz->bytes, 256, 256);
	fuzz->paged = packet_skb(test, 0, fuzz->bytes, 256, 0);
	fuzz->split = packet_skb(test, 0, fuzz->bytes, 256, FUZZ_SPLIT);
}

static void fuzz_exit(struct fuzz *fuzz)
{
	kfree_skb(fuzz->linear);
	kfree_skb(fuzz->paged);
	kfree_skb(fuzz->split);
}

/* Make the packet that of the frame, with @tail behind it. */
static void fuzz_fill(const struct fuzz *fuzz, struct sk_buff *skb, u32 head,
		      u8 tail)
{
	u32 linear = min(fuzz->len, head);
	u8 *page;

	skb->protocol = htons(fuzz->ethertype);
	memcpy(skb->data, fuzz->bytes, linear);
	memset(skb->data + linear, tail, FUZZ_TAIL);
	skb->len = fuzz->len;
	skb->data_len = fuzz->len - linear;
	skb_set_tail_pointer(skb, linear);
	if (!skb_shinfo(skb)->nr_frags)
		return;
	page = skb_frag_address(&skb_shinfo(skb)->frags[0]);
	memcpy(page, fuzz->bytes + linear, fuzz->len - linear);
	memset(page + fuzz->len - linear, tail, FUZZ_TAIL);
	skb_frag_size_set(&skb_shinfo(skb)->frags[0], fuzz->len - linear);
}

/* Is the frame read as the first one was? */
static bool fuzz_same(const struct fuzz *fuzz, struct sk_buff *skb)
{
	struct vsw_packet pkt = {};
	enum vsw_drop drop;

	drop = vsw_key_parse(&pkt, skb, 10);
	pkt.now = fuzz->pkt.now;
	return drop == fuzz->drop &&
	       (drop || !memcmp(&pkt, &fuzz->pkt, sizeof(pkt)));
}

static u32 fuzz_header(const struct vsw_packet *pkt)
{
	switch (pkt->l4_proto) {
	case IPPROTO_TCP:
		return 20;
	case IPPROTO_UDP:
	case IPPROTO_UDPLITE:
		return 8;
	case IPPROTO_SCTP:
	case IPPROTO_DCCP:
		return 12;
	}
	return pkt->track == ERROR ? 8 : 0;
}

static bool fuzz_sane(const struct fuzz *fuzz)
{
	const struct vsw_packet *pkt = &fuzz->pkt;
	const struct vsw_tuple *tuple = &pkt->tuple;

	if (pkt->track == NONE)
		return !tuple->family && pkt->l3 <= fuzz->len;
	if (pkt->track == FRAGMENT) {
		if (pkt->frag.len != pkt->l4_len)
			return false;
	} else if (pkt->l4_len < fuzz_header(pkt)) {
		return false;
	}
	return pkt->l4 + pkt->l4_len <= fuzz->len && pkt->l3 < pkt->l4 &&
	       memcmp(&tuple->addr[0], &tuple->addr[1], 16) <= 0 &&
	       vsw_tuple_hash(tuple) == pkt->hash;
}

/*
 * In one piece or two, whatever is behind it, a packet is read the same. One that
 * is in a page goes the long way, one in one piece the short way if it may.
 */
static bool fuzz_good(struct fuzz *fuzz)
{
	memset(&fuzz->pkt, 0, sizeof(fuzz->pkt));
	fuzz_fill(fuzz, fuzz->paged, 0, 0);
	fuzz->drop = vsw_key_parse(&fuzz->pkt, fuzz->paged, 10);
	if (fuzz->drop >= VSW_DROP_MAX || (!fuzz->drop && !fuzz_sane(fuzz)))
		return false;
	fuzz_fill(fuzz, fuzz->paged, 0, 0xff);
	fuzz_fill(fuzz, fuzz->linear, 256, 0);
	fuzz_fill(fuzz, fuzz->split, FUZZ_SPLIT, 0xff);
	if (!fuzz_same(fuzz, fuzz->paged) || !fuzz_same(fuzz, fuzz->linear) ||
	    !fuzz_same(fuzz, fuzz->split))
		return false;
	fuzz_fill(fuzz, fuzz->linear, 256, 0xff);
	return fuzz_same(fuzz, fuzz->linear);
}

static void fuzz_set(struct fuzz *fuzz, const struct sample *sample)
{
	memset(fuzz->bytes, 0, sizeof(fuzz->bytes));
	fuzz->ethertype = sample->ethertype;
	fuzz->len = sample->len;
	memcpy(fuzz->bytes, sample->bytes, sample->len);
}

/* Else nothing behind a header that was changed would be looked at. */
static void fuzz_checksum(struct fuzz *fuzz)
{
	u32 off = fuzz->ethertype == ETH_P_8021AD ? 8 : 0;
	struct iphdr *iph = (struct iphdr *)(fuzz->bytes + off);

	if (fuzz->ethertype == V6 || iph->ihl < 5 ||
	    off + iph->ihl * 4 > fuzz->len)
		return;
	iph->check = 0;
	iph->check = ip_fast_csum(iph, iph->ihl);
}

/* Let the packet say that it has @len bytes. Return: it can */
static bool fuzz_length(struct fuzz *fuzz, u32 len)
{
	u32 off = fuzz->ethertype == ETH_P_8021AD ? 8 : 0;

	if (fuzz->ethertype == V6) {
		if (len < sizeof(struct ipv6hdr))
			return false;
		put_unaligned_be16(len - sizeof(struct ipv6hdr),
				   fuzz->bytes + 4);
		return true;
	}
	if (len < off + sizeof(struct iphdr))
		return false;
	put_unaligned_be16(len - off, fuzz->bytes + off + 2);
	fuzz_checksum(fuzz);
	return true;
}

/* Every length that a packet may say it has: what is behind does not matter. */
static void length_test(struct kunit *test)
{
	struct fuzz *fuzz = kunit_kzalloc(test, sizeof(*fuzz), GFP_KERNEL);
	int i, len;

	KUNIT_ASSERT_NOT_NULL(test, fuzz);
	fuzz_init(test, fuzz);
	for (i = 0; i < ARRAY_SIZE(samples); i++) {
		for (len = 0; len <= samples[i].len; len++) {
			fuzz_set(fuzz, &samples[i]);
			if (!fuzz_length(fuzz, len))
				continue;
			memset(fuzz->bytes + len, 0, 256 - len);
			fuzz->len = 200;
			KUNIT_EXPECT_TRUE_MSG(test, fuzz_good(fuzz),
					      "%s, %d bytes", samples[i].name,
					      len);
			memset(fuzz->bytes + len, 0xff, 200 - len);
			fuzz_fill(fuzz, fuzz->linear, 256, 0);
			KUNIT_EXPECT_TRUE_MSG(test,
					      fuzz_same(fuzz, fuzz->linear),
					      "%s, %d bytes", samples[i].name,
					      len);
		}
	}
	fuzz_exit(fuzz);
}

/* Every beginning of a packet */
static void prefix_test(struct kunit *test)
{
	struct fuzz *fuzz = kunit_kzalloc(test, sizeof(*fuzz), GFP_KERNEL);
	int i, len;

	KUNIT_ASSERT_NOT_NULL(test, fuzz);
	fuzz_init(test, fuzz);
	for (i = 0; i < ARRAY_SIZE(samples); i++) {
		fuzz_set(fuzz, &samples[i]);
		fuzz_checksum(fuzz);
		for (len = 0; len <= samples[i].len; len++) {
			fuzz->len = len;
			KUNIT_EXPECT_TRUE_MSG(test, fuzz_good(fuzz),
					      "%s, %d bytes", samples[i].name,
					      len);
			KUNIT_EXPECT_EQ_MSG(test, len == samples[i].len,
					    !fuzz->drop, "%s, %d bytes",
					    samples[i].name, len);
		}
	}
	fuzz_exit(fuzz);
}

/* Every value of every byte, with the header checksum made right or not */
static void mutation_test(struct kunit *test)
{
	struct fuzz *fuzz = kunit_kzalloc(test, sizeof(*fuzz), GFP_KERNEL);
	int i, off, value, n;
	bool good = true;

	KUNIT_ASSERT_NOT_NULL(test, fuzz);
	fuzz_init(test, fuzz);
	for (i = 0; i < ARRAY_SIZE(samples); i++) {
		for (n = 0; n < 512 * samples[i].len && good; n++) {
			off = n / 512;
			value = n / 2 % 256;
			fuzz_set(fuzz, &samples[i]);
			if (n % 2)
				fuzz_checksum(fuzz);
			fuzz->bytes[off] = value;
			if (n % 2)
				fuzz_checksum(fuzz);
			good = fuzz_good(fuzz);
			KUNIT_EXPECT_TRUE_MSG(test, good, "%s, byte %d is %d",
					      samples[i].name, off, value);
		}
		cond_resched();
	}
	fuzz_exit(fuzz);
}

static struct kunit_case fuzz_cases[] = {
	KUNIT_CASE(prefix_test),
	KUNIT_CASE(length_test),
	KUNIT_CASE(mutation_test),
	{}
};

static struct kunit_suite fuzz_suite = {
	.name = "vsw_fuzz",
	.test_cases = fuzz_cases,
};

kunit_test_suite(fuzz_suite);
