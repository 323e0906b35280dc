// SPDX-License-Identifier: GPL-2.0
/* Unit tests of frame/frag.c: datagrams in pieces of every kind. */
#include <linux/bottom_half.h>

#include "../frame/frag.c"
#include "packet.h"

#define PIECES	4
#define UNIT	16	/* bytes of a piece */
#define BODY	(PIECES * UNIT)

/**
 * struct room - a waiting room and what it gave up
 * @frags: the room
 * @dropped: frames
 * @reason: of the last one
 * @owner: sum of what they carried
 */
struct room {
	struct vsw_frags frags;
	u32 dropped;
	enum vsw_drop reason;
	u64 owner;
};

/* Frames that were taken from their socket */
static u32 orphaned;

static void room_orphan(struct sk_buff *skb)
{
	orphaned++;
}

static void room_drop(struct vsw_frags *frags, struct sk_buff *skb,
		      enum vsw_drop reason)
{
	struct room *room = container_of(frags, struct room, frags);

	room->dropped++;
	room->reason = reason;
	room->owner += VSW_FRAG_CB(skb)->owner;
	kfree_skb(skb);
}

static struct room *room_make(struct kunit *test)
{
	struct room *room = kunit_kzalloc(test, sizeof(*room), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, room);
	vsw_frags_init(&room->frags, room_drop);
	return room;
}

/**
 * struct piece - a fragment
 * @ip4: its header; @ip4.frag_off is filled in
 * @vid: VLAN
 * @offset: in the datagram
 * @len: bytes
 * @last: no more come
 * @owner: what it carries
 */
struct piece {
	struct ip4 ip4;
	u16 vid;
	u16 offset;
	u16 len;
	bool last;
	u32 owner;
};

/* The datagram that pieces are cut from: UDP with a checksum */
static void body_fill(u8 *body)
{
	static const u8 udp[] = { UDP(BODY) };
	int i;

	for (i = 0; i < BODY; i++)
		body[i] = i * 7;
	memcpy(body, udp, sizeof(udp));
	put_unaligned(csum_tcpudp_magic(htonl(SRC4), htonl(DST4), BODY, U,
					csum_partial(body, BODY, 0)),
		      (__sum16 *)(body + 6));
}

static enum vsw_drop room_add_body(struct kunit *test, struct room *room,
				   const struct piece *piece, const u8 *body,
				   struct vsw_packet *whole,
				   struct sk_buff_head *out)
{
	struct ip4 ip4 = piece->ip4;
	u8 buf[256] __aligned(4);
	struct vsw_packet pkt;
	struct sk_buff *skb;
	enum vsw_drop drop;
	u32 len;

	ip4.proto = ip4.proto ?: U;
	ip4.frag_off = piece->offset / 8 | (piece->last ? 0 : IP_MF);
	len = packet_ip4(buf, &ip4, body, piece->len);
	skb = packet_skb(test, V4, buf, len, len);
	skb->truesize = 1000;
	skb->destructor = room_orphan;
	VSW_FRAG_CB(skb)->owner = piece->owner;
	KUNIT_ASSERT_EQ(test, PASS, vsw_key_parse(&pkt, skb, piece->vid));
	KUNIT_ASSERT_EQ(test, FRAGMENT, pkt.track);

	__skb_queue_head_init(out);
	local_bh_disable();
	drop = vsw_frags_add(&room->frags, &pkt, skb, whole, out);
	local_bh_enable();
	if (drop) {
		KUNIT_EXPECT_TRUE(test, skb_queue_empty(out));
		KUNIT_EXPECT_EQ(test, piece->owner, VSW_FRAG_CB(skb)->owner);
		kfree_skb(skb);
	}
	return drop;
}

static enum vsw_drop room_add(struct kunit *test, struct room *room,
			      const struct piece *piece,
			      struct vsw_packet *whole,
			      struct sk_buff_head *out)
{
	u8 body[BODY];

	body_fill(body);
	return room_add_body(test, room, piece, body + piece->offset % BODY,
			     whole, out);
}

/* Add piece @i of PIECES, which does not make the datagram whole. */
static enum vsw_drop room_add_part(struct kunit *test, struct room *room, int i)
{
	struct piece piece = { .offset = i * UNIT, .len = UNIT,
			       .last = i == PIECES - 1, .owner = 1 << i };
	struct sk_buff_head out;
	struct vsw_packet whole;
	enum vsw_drop drop;

	drop = room_add(test, room, &piece, &whole, &out);
	KUNIT_EXPECT_TRUE(test, skb_queue_empty(&out));
	return drop;
}

/* Add piece @i, which does. */
static void room_add_final(struct kunit *test, struct room *room, int i)
{
	struct piece piece = { .offset = i * UNIT, .len = UNIT,
			       .last = i == PIECES - 1, .owner = 1 << i };
	struct sk_buff_head out;
	struct vsw_packet whole;
	struct sk_buff *skb;
	u8 body[BODY];
	int n = 0;

	body_fill(body);
	KUNIT_EXPECT_EQ(test, PASS, room_add(test, room, &piece, &whole, &out));
	KUNIT_EXPECT_EQ(test, PIECES, skb_queue_len(&out));
	KUNIT_EXPECT_EQ(test, STATE, whole.track);
	KUNIT_EXPECT_EQ(test, BODY, whole.l4_len);
	KUNIT_EXPECT_EQ(test, 12345, ntohs(vsw_packet_sport(&whole)));
	KUNIT_EXPECT_EQ(test, 53, ntohs(vsw_packet_dport(&whole)));
	KUNIT_EXPECT_TRUE(test, whole.checked);
	while ((skb = __skb_dequeue(&out))) {
		KUNIT_EXPECT_EQ(test, 1 << n, VSW_FRAG_CB(skb)->owner);
		KUNIT_EXPECT_EQ(test, 20 + UNIT, skb->len);
		KUNIT_EXPECT_EQ(test, 0, memcmp(skb->data + 20,
						body + n * UNIT, UNIT));
		n++;
		kfree_skb(skb);
	}
}

static void room_empty(struct kunit *test, struct room *room)
{
	KUNIT_EXPECT_EQ(test, 0, room->frags.n);
	KUNIT_EXPECT_EQ(test, 0, room->frags.bytes);
	KUNIT_EXPECT_TRUE(test, list_empty(&room->frags.datagrams));
}

/* Make an order out of a number below 256. Return: each piece is in it once */
static bool make_order(int n, int *order)
{
	unsigned long seen = 0;
	int i;

	for (i = 0; i < PIECES; i++) {
		order[i] = n >> 2 * i & 3;
		seen |= BIT(order[i]);
	}
	return seen == BIT(PIECES) - 1;
}

/* Whatever the order, and in spite of frames that come twice */
static void frag_order_test(struct kunit *test)
{
	struct room *room = room_make(test);
	int n, i, order[PIECES];

	orphaned = 0;
	for (n = 0; n < 256; n++) {
		if (!make_order(n, order))
			continue;
		for (i = 0; i < PIECES - 1; i++) {
			KUNIT_EXPECT_EQ(test, PASS,
					room_add_part(test, room, order[i]));
			KUNIT_EXPECT_EQ(test, FRAG,
					room_add_part(test, room, order[i]));
			KUNIT_EXPECT_EQ(test, FRAG,
					room_add_part(test, room, order[0]));
		}
		room_add_final(test, room, order[i]);
		room_empty(test, room);
	}
	KUNIT_EXPECT_EQ(test, 0, room->dropped);
	KUNIT_EXPECT_EQ(test, 24 * (PIECES + 2 * (PIECES - 1)), orphaned);
	vsw_frags_exit(&room->frags);
}

/* What contradicts the pieces before it, which are 0, 1 and 3 */
static const struct piece overlaps[] = {
	{ .offset = 8, .len = 16 },
	{ .offset = 24, .len = 16 },
	{ .offset = 0, .len = 64 },
	{ .offset = 32, .len = 24 },
	{ .offset = 16, .len = 8 },
	{ .offset = 24, .len = 8 },
	{ .offset = 48, .len = 16 },
	{ .offset = 48, .len = 15, .last = true },
	{ .offset = 32, .len = 16, .last = true },
	{ .offset = 64, .len = 8 },
	{ .offset = 64, .len = 8, .last = true },
	{ .offset = 16, .len = 16, .last = true },
};

static void frag_overlap_test(struct kunit *test)
{
	struct room *room = room_make(test);
	struct sk_buff_head out;
	struct vsw_packet whole;
	int i;

	for (i = 0; i < ARRAY_SIZE(overlaps); i++) {
		room->dropped = 0;
		room->owner = 0;
		KUNIT_EXPECT_EQ(test, PASS, room_add_part(test, room, 0));
		KUNIT_EXPECT_EQ(test, PASS, room_add_part(test, room, 1));
		KUNIT_EXPECT_EQ(test, PASS, room_add_part(test, room, 3));
		KUNIT_EXPECT_EQ_MSG(test, FRAG,
				    room_add(test, room, &overlaps[i], &whole,
					     &out), "case %d", i);
		KUNIT_EXPECT_EQ_MSG(test, 3, room->dropped, "case %d", i);
		KUNIT_EXPECT_EQ(test, FRAG, room->reason);
		KUNIT_EXPECT_EQ(test, 1 + 2 + 8, room->owner);
		KUNIT_EXPECT_EQ(test, 0, room->frags.bytes);

		/* Nor is what comes after it taken. */
		KUNIT_EXPECT_EQ(test, FRAG, room_add_part(test, room, 0));
		KUNIT_EXPECT_EQ(test, FRAG, room_add_part(test, room, 2));
		KUNIT_EXPECT_EQ(test, 1, room->frags.n);
		vsw_frags_flush(&room->frags);
		KUNIT_EXPECT_EQ(test, 3, room->dropped);
	}
	vsw_frags_exit(&room->frags);
}

/* Two last fragments, the second of them before what is there already */
static void frag_last_test(struct kunit *test)
{
	static const struct piece last = { .offset = 16, .len = 8,
					   .last = true };
	struct room *room = room_make(test);
	struct sk_buff_head out;
	struct vsw_packet whole;

	KUNIT_EXPECT_EQ(test, PASS, room_add_part(test, room, 2));
	KUNIT_EXPECT_EQ(test, FRAG, room_add(test, room, &last, &whole, &out));
	KUNIT_EXPECT_EQ(test, 1, room->dropped);
	vsw_frags_exit(&room->frags);
}

/* Fragments of different datagrams do not meet. */
static void frag_apart_test(struct kunit *test)
{
	static const struct piece others[] = {
		{ .ip4 = { .id = 1 } }, { .vid = 7 },
		{ .ip4 = { .proto = IPPROTO_UDPLITE } },
		{ .ip4 = { .src = SRC4 + 8 } }, { .ip4 = { .dst = DST4 + 8 } },
		{ .ip4 = { .src = DST4, .dst = SRC4 } },
	};
	struct room *room = room_make(test);
	struct sk_buff_head out;
	struct vsw_packet whole;
	int i;

	for (i = 0; i < PIECES - 1; i++)
		KUNIT_EXPECT_EQ(test, PASS, room_add_part(test, room, i));
	for (i = 0; i < ARRAY_SIZE(others); i++) {
		struct piece piece = others[i];

		piece.offset = 3 * UNIT;
		piece.len = UNIT;
		piece.last = true;
		KUNIT_EXPECT_EQ_MSG(test, PASS,
				    room_add(test, room, &piece, &whole, &out),
				    "case %d", i);
		KUNIT_EXPECT_TRUE(test, skb_queue_empty(&out));
		KUNIT_EXPECT_EQ(test, i + 2, room->frags.n);
	}
	room_add_final(test, room, 3);
	KUNIT_EXPECT_EQ(test, 0, room->dropped);
	vsw_frags_exit(&room->frags);
	KUNIT_EXPECT_EQ(test, ARRAY_SIZE(others), room->dropped);
}

/* Whole, but not fit to go on */
static void frag_unfit_test(struct kunit *test)
{
	static const struct {
		u8 at;
		enum vsw_drop drop;
	} unfit[] = {
		{ 7, CSUM }, { 20, CSUM }, { BODY - 1, CSUM },
		{ 4, OFFSET },
	};
	struct room *room = room_make(test);
	struct sk_buff_head out;
	struct vsw_packet whole;
	enum vsw_drop drop;
	u8 body[BODY];
	int i, n;

	for (n = 0; n < ARRAY_SIZE(unfit); n++) {
		room->dropped = 0;
		body_fill(body);
		body[unfit[n].at] ^= 1;
		for (i = 0; i < PIECES; i++) {
			struct piece piece = { .offset = i * UNIT, .len = UNIT,
					       .last = i == PIECES - 1 };

			drop = room_add_body(test, room, &piece,
					     body + piece.offset, &whole,
					     &out);
			KUNIT_EXPECT_EQ(test, piece.last ? unfit[n].drop : PASS,
					drop);
		}
		KUNIT_EXPECT_EQ(test, PIECES - 1, room->dropped);
		KUNIT_EXPECT_EQ(test, unfit[n].drop, room->reason);
		room_empty(test, room);
	}
	vsw_frags_exit(&room->frags);
}

/* Add an IPv6 fragment, of which most is in a page. */
static void room_add_ip6(struct kunit *test, struct room *room, const u8 *bytes,
			 u32 len, struct vsw_packet *whole,
			 struct sk_buff_head *out)
{
	static const struct ip6 ip6 = { F };
	u8 buf[128] __aligned(4);
	struct vsw_packet pkt;
	struct sk_buff *skb;

	len = packet_ip6(buf, &ip6, bytes, len);
	skb = packet_skb(test, V6, buf, len, 45);
	KUNIT_ASSERT_EQ(test, PASS, vsw_key_parse(&pkt, skb, 10));
	__skb_queue_head_init(out);
	local_bh_disable();
	KUNIT_EXPECT_EQ(test, PASS, vsw_frags_add(&room->frags, &pkt, skb,
						  whole, out));
	local_bh_enable();
}

/* Behind options in the fragments there is TCP; the second is not marked so. */
static void frag_ip6_test(struct kunit *test)
{
	static const u8 tcp[] = { TCP(ACK, 5), 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	u8 first[] = { FRAGH(D, 0, 1), DST(T), TCP(ACK, 5), 1, 2, 3, 4 };
	static const u8 second[] = { FRAGH(U, 32, 0), 5, 6, 7, 8, 9 };
	static const struct in6_addr src = SRC6, dst = DST6;
	struct room *room = room_make(test);
	struct sk_buff_head out;
	struct vsw_packet whole;

	put_unaligned(csum_ipv6_magic(&src, &dst, sizeof(tcp), T,
				      csum_partial(tcp, sizeof(tcp), 0)),
		      (__sum16 *)(first + 32));
	room_add_ip6(test, room, second, sizeof(second), &whole, &out);
	KUNIT_EXPECT_TRUE(test, skb_queue_empty(&out));
	room_add_ip6(test, room, first, sizeof(first), &whole, &out);
	KUNIT_EXPECT_EQ(test, 2, skb_queue_len(&out));
	KUNIT_EXPECT_EQ(test, STATE, whole.track);
	KUNIT_EXPECT_EQ(test, T, whole.tuple.proto);
	KUNIT_EXPECT_EQ(test, 9, whole.tcp.len);
	KUNIT_EXPECT_EQ(test, sizeof(tcp), whole.l4_len);
	KUNIT_EXPECT_TRUE(test, whole.checked);
	__skb_queue_purge(&out);
	vsw_frags_exit(&room->frags);
}

/* The oldest datagram makes way. */
static void frag_datagrams_test(struct kunit *test)
{
	struct room *room = room_make(test);
	struct sk_buff_head out;
	struct vsw_packet whole;
	int i;

	for (i = 0; i < VSW_FRAG_DATAGRAMS + 3; i++) {
		struct piece piece = { .ip4 = { .id = i + 1 }, .offset = UNIT,
				       .len = UNIT, .owner = i };

		KUNIT_EXPECT_EQ(test, PASS, room_add(test, room, &piece, &whole,
						     &out));
	}
	KUNIT_EXPECT_EQ(test, VSW_FRAG_DATAGRAMS, room->frags.n);
	KUNIT_EXPECT_EQ(test, 3, room->dropped);
	KUNIT_EXPECT_EQ(test, FRAG, room->reason);
	KUNIT_EXPECT_EQ(test, 0 + 1 + 2, room->owner);
	vsw_frags_exit(&room->frags);
	room_empty(test, room);
}

static void frag_bytes_test(struct kunit *test)
{
	static const struct piece late = { .ip4 = { .id = 2 }, .offset = 800,
					   .len = 8 };
	u32 fit = VSW_FRAG_BYTES / 1000;
	struct room *room = room_make(test);
	struct sk_buff_head out;
	struct vsw_packet whole;
	int i;

	/* Ten frames for each datagram, none whole */
	for (i = 0; i < fit; i++) {
		struct piece piece = { .ip4 = { .id = i / 10 + 1 },
				       .offset = i % 10 * 8 + 8, .len = 8 };

		KUNIT_EXPECT_EQ(test, PASS, room_add(test, room, &piece, &whole,
						     &out));
	}
	KUNIT_EXPECT_EQ(test, 0, room->dropped);
	KUNIT_EXPECT_EQ(test, fit * 1000, room->frags.bytes);
	KUNIT_EXPECT_EQ(test, PASS, room_add_part(test, room, 0));
	KUNIT_EXPECT_EQ(test, 10, room->dropped);
	KUNIT_EXPECT_EQ(test, (fit - 9) * 1000, room->frags.bytes);

	/* A datagram that is the oldest itself has to go, too. */
	for (i = 0; i < 9; i++) {
		struct piece piece = { .ip4 = { .id = 100 }, .offset = i * 8,
				       .len = 8 };

		KUNIT_EXPECT_EQ(test, PASS, room_add(test, room, &piece, &whole,
						     &out));
	}
	KUNIT_EXPECT_EQ(test, fit * 1000, room->frags.bytes);
	KUNIT_EXPECT_EQ(test, FRAG, room_add(test, room, &late, &whole, &out));
	KUNIT_EXPECT_EQ(test, 20, room->dropped);
	KUNIT_EXPECT_EQ(test, (fit - 10) * 1000, room->frags.bytes);
	vsw_frags_exit(&room->frags);
	room_empty(test, room);
}

static void frag_pieces_test(struct kunit *test)
{
	struct room *room = room_make(test);
	struct sk_buff_head out;
	struct vsw_packet whole;
	int i;

	for (i = 0; i <= VSW_FRAG_PIECES; i++) {
		struct piece piece = { .offset = i * 8, .len = 8 };

		KUNIT_EXPECT_EQ(test, i == VSW_FRAG_PIECES ? FRAG : PASS,
				room_add(test, room, &piece, &whole, &out));
	}
	KUNIT_EXPECT_EQ(test, VSW_FRAG_PIECES, room->dropped);
	vsw_frags_exit(&room->frags);
}

static void frag_timeout_test(struct kunit *test)
{
	struct room *room = room_make(test);
	struct vsw_datagram *datagram;
	struct sk_buff_head out;
	struct vsw_packet whole;
	int i;

	for (i = 0; i < 3; i++) {
		struct piece piece = { .ip4 = { .id = i + 1 }, .offset = UNIT,
				       .len = UNIT, .owner = 1 << i };

		KUNIT_EXPECT_EQ(test, PASS, room_add(test, room, &piece, &whole,
						     &out));
	}
	KUNIT_EXPECT_TRUE(test, delayed_work_pending(&room->frags.gc));
	cancel_delayed_work_sync(&room->frags.gc);

	/* None is late. */
	vsw_frags_gc(&room->frags.gc.work);
	KUNIT_EXPECT_EQ(test, 0, room->dropped);
	KUNIT_EXPECT_TRUE(test, delayed_work_pending(&room->frags.gc));

	/* Two are. */
	i = 0;
	list_for_each_entry(datagram, &room->frags.datagrams, node)
		if (i++ < 2)
			datagram->deadline = jiffies - 1;
	vsw_frags_gc(&room->frags.gc.work);
	KUNIT_EXPECT_EQ(test, 2, room->dropped);
	KUNIT_EXPECT_EQ(test, FRAG, room->reason);
	KUNIT_EXPECT_EQ(test, 1 + 2, room->owner);
	KUNIT_EXPECT_EQ(test, 1, room->frags.n);
	KUNIT_EXPECT_EQ(test, 1000, room->frags.bytes);

	list_first_entry(&room->frags.datagrams, struct vsw_datagram,
			 node)->deadline = jiffies;
	cancel_delayed_work_sync(&room->frags.gc);
	vsw_frags_gc(&room->frags.gc.work);
	KUNIT_EXPECT_EQ(test, 3, room->dropped);
	KUNIT_EXPECT_FALSE(test, delayed_work_pending(&room->frags.gc));
	room_empty(test, room);
	vsw_frags_exit(&room->frags);
}

static void frag_exit_test(struct kunit *test)
{
	struct room *room = room_make(test);

	KUNIT_EXPECT_EQ(test, PASS, room_add_part(test, room, 0));
	KUNIT_EXPECT_EQ(test, PASS, room_add_part(test, room, 1));
	vsw_frags_flush(&room->frags);
	KUNIT_EXPECT_EQ(test, 2, room->dropped);
	room_empty(test, room);

	KUNIT_EXPECT_EQ(test, PASS, room_add_part(test, room, 0));
	vsw_frags_exit(&room->frags);
	KUNIT_EXPECT_EQ(test, 3, room->dropped);
	room_empty(test, room);
	KUNIT_EXPECT_FALSE(test, delayed_work_pending(&room->frags.gc));

	/* Frames that were under way are refused, and nobody is told. */
	KUNIT_EXPECT_EQ(test, FRAG, room_add_part(test, room, 1));
	KUNIT_EXPECT_EQ(test, 3, room->dropped);
	KUNIT_EXPECT_FALSE(test, delayed_work_pending(&room->frags.gc));
}

static struct kunit_case frag_cases[] = {
	KUNIT_CASE(frag_order_test),
	KUNIT_CASE(frag_overlap_test),
	KUNIT_CASE(frag_last_test),
	KUNIT_CASE(frag_apart_test),
	KUNIT_CASE(frag_unfit_test),
	KUNIT_CASE(frag_ip6_test),
	KUNIT_CASE(frag_datagrams_test),
	KUNIT_CASE(frag_bytes_test),
	KUNIT_CASE(frag_pieces_test),
	KUNIT_CASE(frag_timeout_test),
	KUNIT_CASE(frag_exit_test),
	{}
};

static struct kunit_suite frag_suite = {
	.name = "vsw_frag",
	.test_cases = frag_cases,
};

kunit_test_suite(frag_suite);
