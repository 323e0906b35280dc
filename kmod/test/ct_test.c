// SPDX-License-Identifier: GPL-2.0
/* Unit tests of the state table: ct/table.c and what belongs to it. */
#include <kunit/test.h>

#include "../ct/create.c"
#include "../ct/flow.c"
#include "../ct/gc.c"
#include "../ct/proto.c"
#include "../ct/restart.c"
#include "../ct/table.c"
#include "../ct/update.c"
#include "../ct/walk.c"
#include "ct_packet.h"

#define BAD	VSW_DROP_STATE_MISMATCH

/* What the owner of the table was told. */
struct ct_test {
	struct vsw_ct ct;
	unsigned int ended;
	enum vsw_flow_end why;
	__be16 port;		/* of the end that began */
	struct vsw_ct_counts counts[VSW_DIRS];
};

static void ct_ended(struct vsw_ct *ct, const struct vsw_flow *flow,
		     enum vsw_flow_end why)
{
	struct ct_test *t = container_of(ct, struct ct_test, ct);

	t->ended++;
	t->why = why;
	t->port = flow->port[flow->source];
	memcpy(t->counts, flow->counts, sizeof(t->counts));
}

static const struct vsw_ct_ops ct_ops = { .ended = ct_ended };
static const struct vsw_judged ct_judged = {
	.generation = 5,
	.rule = 7,
	.rule_id = 1006,
	.flags = VSW_FLOW_STRICT | VSW_FLOW_LOG,
	.dir = VSW_OUT,
};

static const struct end guest = { { 0, 0, 0, 0x0a000001 }, 40000 };
static const struct end other = { { 0, 0, 0, 0x0a000002 }, 53 };
static const struct end guest6 = { { 0xfd000000, 0, 0, 2 }, 40000 };
static const struct end other6 = { { 0xfd000000, 0, 0, 1 }, 53 };

/* A packet of the guest's from a port, or the answer to it */
static void ct_packet(struct vsw_packet *pkt, u8 proto, u16 port, bool answer)
{
	struct end from = guest;

	from.port = port;
	make_packet(pkt, proto, answer ? &other : &from,
		    answer ? &from : &other);
	if (proto == IPPROTO_TCP) {
		pkt->tcp.flags = answer ? VSW_TCP_SYN | VSW_TCP_ACK :
					  VSW_TCP_SYN;
		pkt->tcp.seq = answer ? 5000 : 100;
		pkt->tcp.ack = answer ? 101 : 0;
		pkt->tcp.len = 1;
		pkt->tcp.win = 1000;
	}
	if (proto == IPPROTO_ICMP) {
		pkt->tuple.port[0] = htons(port);
		pkt->tuple.port[1] = htons(port);
		pkt->type = answer ? ICMP_ECHOREPLY : ICMP_ECHO;
		pkt->hash = jhash(&pkt->tuple, sizeof(pkt->tuple), 0);
	}
}

/* What the filter does with a packet. */
static enum vsw_drop ct_send(struct vsw_ct *ct, const struct vsw_packet *pkt,
			     enum vsw_dir dir)
{
	struct vsw_judged judged = ct_judged;
	struct vsw_flow *flow;
	enum vsw_drop drop;

	judged.dir = dir;
	local_bh_disable();
	rcu_read_lock();
	flow = vsw_ct_find(ct, pkt);
	drop = flow ? vsw_ct_update(ct, flow, pkt, dir, 100) :
		      vsw_ct_create(ct, pkt, &judged);
	rcu_read_unlock();
	local_bh_enable();
	return drop;
}

static enum vsw_drop ct_out(struct vsw_ct *ct, u8 proto, u16 port)
{
	struct vsw_packet pkt;

	ct_packet(&pkt, proto, port, false);
	return ct_send(ct, &pkt, VSW_OUT);
}

static enum vsw_drop ct_in(struct vsw_ct *ct, u8 proto, u16 port)
{
	struct vsw_packet pkt;

	ct_packet(&pkt, proto, port, true);
	return ct_send(ct, &pkt, VSW_IN);
}

/* The state of a packet, for as long as nobody ends it. */
static struct vsw_flow *ct_get(struct vsw_ct *ct, const struct vsw_packet *pkt)
{
	struct vsw_flow *flow;

	local_bh_disable();
	rcu_read_lock();
	flow = vsw_ct_find(ct, pkt);
	rcu_read_unlock();
	local_bh_enable();
	return flow;
}

static struct vsw_flow *ct_state(struct vsw_ct *ct, u8 proto, u16 port)
{
	struct vsw_packet pkt;

	ct_packet(&pkt, proto, port, false);
	return ct_get(ct, &pkt);
}

static void ct_find_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_packet out, in, elsewhere;
	struct vsw_flow *flow;

	ct_packet(&out, IPPROTO_UDP, 1000, false);
	ct_packet(&in, IPPROTO_UDP, 1000, true);
	KUNIT_EXPECT_NULL(test, ct_get(&t->ct, &out));
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &out, VSW_OUT));
	flow = ct_get(&t->ct, &out);
	KUNIT_ASSERT_NOT_NULL(test, flow);
	KUNIT_EXPECT_PTR_EQ(test, flow, ct_get(&t->ct, &in));
	KUNIT_EXPECT_EQ(test, out.source, (u8)flow->source);
	KUNIT_EXPECT_EQ(test, VSW_OUT, (u8)flow->dir);
	KUNIT_EXPECT_EQ(test, 5, flow->generation);
	KUNIT_EXPECT_EQ(test, 7, vsw_flow_rule(flow));
	KUNIT_EXPECT_EQ(test, 1006, flow->rule_id);
	KUNIT_EXPECT_EQ(test, 1, t->ct.n[VSW_LIMIT_UDP]);
	KUNIT_EXPECT_EQ(test, 1, t->ct.n[VSW_LIMIT_TOTAL]);

	/* Everything of the key counts, whatever the hash says. */
	elsewhere = out;
	elsewhere.tuple.vid = 7;
	KUNIT_EXPECT_NULL(test, ct_get(&t->ct, &elsewhere));
	elsewhere = out;
	elsewhere.tuple.proto = IPPROTO_TCP;
	KUNIT_EXPECT_NULL(test, ct_get(&t->ct, &elsewhere));
	elsewhere = out;
	elsewhere.tuple.port[1] ^= htons(1);
	KUNIT_EXPECT_NULL(test, ct_get(&t->ct, &elsewhere));
	elsewhere = out;
	elsewhere.tuple.addr[0].ip4 ^= htonl(1);
	KUNIT_EXPECT_NULL(test, ct_get(&t->ct, &elsewhere));
	elsewhere = out;
	elsewhere.tuple.addr[1].ip4 ^= htonl(1);
	KUNIT_EXPECT_NULL(test, ct_get(&t->ct, &elsewhere));
}

static void ct_ip6_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_packet out, in, elsewhere, begun;
	struct vsw_tuple tuple;
	struct vsw_flow *flow;
	int i;

	make_packet(&out, IPPROTO_UDP, &guest6, &other6);
	make_packet(&in, IPPROTO_UDP, &other6, &guest6);
	KUNIT_EXPECT_EQ(test, 1, out.source);
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &out, VSW_OUT));
	flow = ct_get(&t->ct, &in);
	KUNIT_ASSERT_NOT_NULL(test, flow);
	for (i = 0; i < 8; i++) {
		elsewhere = out;
		elsewhere.tuple.addr[i / 4].word[i % 4] ^= htonl(1);
		KUNIT_EXPECT_NULL(test, ct_get(&t->ct, &elsewhere));
	}
	vsw_flow_tuple(flow, &tuple);
	KUNIT_EXPECT_MEMEQ(test, &out.tuple, &tuple, sizeof(tuple));
	vsw_flow_as_begun(flow, &begun);
	KUNIT_EXPECT_MEMEQ(test, &out.tuple, &begun.tuple, sizeof(tuple));
	KUNIT_EXPECT_EQ(test, out.source, begun.source);
	KUNIT_EXPECT_EQ(test, ETH_P_IPV6, ntohs(begun.ethertype));
}

static void ct_as_begun_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_packet query, begun;
	struct vsw_flow *flow;

	ct_packet(&query, IPPROTO_ICMP, 9, false);
	query.tuple.vid = VSW_QUERY_TIMESTAMP << VSW_TUPLE_QUERY_SHIFT | 5;
	query.type = ICMP_TIMESTAMP;
	query.code = 3;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &query, VSW_OUT));
	flow = ct_get(&t->ct, &query);
	KUNIT_ASSERT_NOT_NULL(test, flow);
	/* The answer takes the place of nothing that is still needed. */
	query.source = !query.source;
	query.type = ICMP_TIMESTAMPREPLY;
	query.code = 0;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &query, VSW_IN));
	vsw_flow_as_begun(flow, &begun);
	KUNIT_EXPECT_EQ(test, ICMP_TIMESTAMP, begun.type);
	KUNIT_EXPECT_EQ(test, 3, begun.code);
	KUNIT_EXPECT_EQ(test, !query.source, begun.source);
	KUNIT_EXPECT_EQ(test, VSW_TRACK_STATE, begun.track);
	KUNIT_EXPECT_EQ(test, IPPROTO_ICMP, begun.l4_proto);
	KUNIT_EXPECT_MEMEQ(test, &query.tuple, &begun.tuple,
			   sizeof(query.tuple));
}

static void ct_counts_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_packet pkt;

	ct_packet(&pkt, IPPROTO_UDP, 1, false);
	pkt.segs = 3;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &pkt, VSW_OUT));
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &pkt, VSW_OUT));
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_in(&t->ct, IPPROTO_UDP, 1));
	vsw_ct_flush(&t->ct, VSW_FLOW_END_RULES);
	KUNIT_EXPECT_EQ(test, 1, t->ended);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_END_RULES, t->why);
	KUNIT_EXPECT_EQ(test, 200, t->counts[VSW_OUT].bytes);
	KUNIT_EXPECT_EQ(test, 6, t->counts[VSW_OUT].packets);
	KUNIT_EXPECT_EQ(test, 100, t->counts[VSW_IN].bytes);
	KUNIT_EXPECT_EQ(test, 1, t->counts[VSW_IN].packets);
}

static void ct_udp_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_flow *flow;

	ct_out(&t->ct, IPPROTO_UDP, 1);
	flow = ct_state(&t->ct, IPPROTO_UDP, 1);
	KUNIT_ASSERT_NOT_NULL(test, flow);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STATE_UDP_FIRST, (u8)flow->state);
	KUNIT_EXPECT_EQ(test, 60, vsw_flow_seconds_left(&t->ct, flow));
	ct_out(&t->ct, IPPROTO_UDP, 1);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STATE_UDP_SINGLE, (u8)flow->state);
	KUNIT_EXPECT_EQ(test, 30, vsw_flow_seconds_left(&t->ct, flow));
	KUNIT_EXPECT_FALSE(test, flow->flags & VSW_FLOW_REPLIED);
	ct_in(&t->ct, IPPROTO_UDP, 1);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STATE_UDP_MULTIPLE, (u8)flow->state);
	KUNIT_EXPECT_TRUE(test, flow->flags & VSW_FLOW_REPLIED);
	KUNIT_EXPECT_TRUE(test,
			  list_empty(&t->ct.embryonic[VSW_LIMIT_UDP]));
	ct_out(&t->ct, IPPROTO_UDP, 1);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STATE_UDP_MULTIPLE, (u8)flow->state);
}

/* Who is on one side of the vNIC cannot play both ends. */
static void ct_sides_test(struct kunit *test)
{
	static const u8 protos[] = { IPPROTO_UDP, IPPROTO_TCP, IPPROTO_ICMP };
	struct ct_test *t = test->priv;
	struct vsw_packet there, back;
	struct vsw_flow *flow;
	int i;

	for (i = 0; i < ARRAY_SIZE(protos); i++) {
		ct_packet(&there, protos[i], 1, false);
		ct_packet(&back, protos[i], 1, true);
		KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &there, VSW_IN));
		KUNIT_EXPECT_EQ(test, BAD, ct_send(&t->ct, &back, VSW_IN));
		KUNIT_EXPECT_EQ(test, BAD, ct_send(&t->ct, &there, VSW_OUT));
		flow = ct_get(&t->ct, &there);
		KUNIT_ASSERT_NOT_NULL(test, flow);
		KUNIT_EXPECT_FALSE(test, flow->flags & VSW_FLOW_REPLIED);
		there.track = VSW_TRACK_ERROR;
		local_bh_disable();
		KUNIT_EXPECT_EQ(test, BAD,
				vsw_ct_error(&t->ct, flow, &there, VSW_IN, 56));
		local_bh_enable();
	}
}

static void ct_icmp_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_packet query, reply;
	struct vsw_flow *flow;

	ct_packet(&query, IPPROTO_ICMP, 1, false);
	ct_packet(&reply, IPPROTO_ICMP, 1, true);
	KUNIT_EXPECT_EQ(test, BAD, ct_send(&t->ct, &reply, VSW_IN));
	KUNIT_EXPECT_EQ(test, 0, t->ct.n[VSW_LIMIT_TOTAL]);
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &query, VSW_OUT));
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &query, VSW_OUT));
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &reply, VSW_IN));
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(&t->ct, &query, VSW_OUT));
	/* Neither the one nor the other the wrong way. */
	reply.type = ICMP_ECHO;
	KUNIT_EXPECT_EQ(test, BAD, ct_send(&t->ct, &reply, VSW_IN));
	query.type = ICMP_ECHOREPLY;
	KUNIT_EXPECT_EQ(test, BAD, ct_send(&t->ct, &query, VSW_OUT));

	flow = ct_get(&t->ct, &query);
	KUNIT_ASSERT_NOT_NULL(test, flow);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STATE_ICMP_FIRST, (u8)flow->state);
	query.track = VSW_TRACK_ERROR;
	local_bh_disable();
	KUNIT_EXPECT_EQ(test, VSW_PASS,
			vsw_ct_error(&t->ct, flow, &query, VSW_IN, 56));
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STATE_ICMP_ERROR, (u8)flow->state);
	KUNIT_EXPECT_EQ(test, 156, flow->counts[VSW_IN].bytes);
}

/* An error about what was never sent. */
static void ct_error_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_packet pkt;
	struct vsw_flow *flow;

	ct_out(&t->ct, IPPROTO_UDP, 1);
	flow = ct_state(&t->ct, IPPROTO_UDP, 1);
	KUNIT_ASSERT_NOT_NULL(test, flow);
	flow->seen -= 20;
	local_bh_disable();
	ct_packet(&pkt, IPPROTO_UDP, 1, true);
	KUNIT_EXPECT_EQ(test, BAD,
			vsw_ct_error(&t->ct, flow, &pkt, VSW_OUT, 56));
	ct_packet(&pkt, IPPROTO_UDP, 1, false);
	KUNIT_EXPECT_EQ(test, VSW_PASS,
			vsw_ct_error(&t->ct, flow, &pkt, VSW_IN, 56));
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, 40, vsw_flow_seconds_left(&t->ct, flow));
	KUNIT_EXPECT_FALSE(test, flow->flags & VSW_FLOW_REPLIED);
	KUNIT_EXPECT_EQ(test, 56, flow->counts[VSW_IN].bytes);
}

static const struct {
	u8 proto;
	enum vsw_limit limit;
} ct_classes[] = {
	{ IPPROTO_TCP, VSW_LIMIT_HALF_OPEN },
	{ IPPROTO_UDP, VSW_LIMIT_UDP },
	{ IPPROTO_ICMP, VSW_LIMIT_ICMP },
	{ IPPROTO_SCTP, VSW_LIMIT_OTHER },
};

/* The oldest that was not answered gives way, and the others stay. */
static void ct_evict_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	int i, port;

	for (i = 0; i < ARRAY_SIZE(ct_classes); i++) {
		u8 proto = ct_classes[i].proto;
		enum vsw_limit limit = ct_classes[i].limit;

		t->ended = 0;
		ct->evicted = 0;
		ct->limit[limit] = 4;
		for (port = 1; port <= 4; port++)
			KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, proto, port));
		KUNIT_EXPECT_EQ(test, 4, ct->n[limit]);
		KUNIT_EXPECT_EQ(test, VSW_PASS, ct_in(ct, proto, 1));
		KUNIT_EXPECT_EQ(test, proto == IPPROTO_TCP ? 3 : 4,
				ct->n[limit]);
		/* Coming again does not make it younger. */
		KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, proto, 2));
		if (proto == IPPROTO_TCP)
			KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, proto, 5));
		KUNIT_EXPECT_EQ(test, 0, t->ended);

		KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, proto, 6));
		KUNIT_EXPECT_EQ(test, 4, ct->n[limit]);
		KUNIT_EXPECT_EQ(test, 1, t->ended);
		KUNIT_EXPECT_EQ(test, 2, ntohs(t->port));
		KUNIT_EXPECT_EQ(test, VSW_FLOW_END_EVICTED, t->why);
		KUNIT_EXPECT_EQ(test, 1, ct->evicted);
		KUNIT_EXPECT_NULL(test, ct_state(ct, proto, 2));
		KUNIT_EXPECT_NOT_NULL(test, ct_state(ct, proto, 1));

		KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, proto, 7));
		KUNIT_EXPECT_EQ(test, 3, ntohs(t->port));
		vsw_ct_flush(ct, VSW_FLOW_END_FLUSHED);
		KUNIT_EXPECT_EQ(test, 0, ct->n[limit]);
		KUNIT_EXPECT_EQ(test, 0, ct->n[VSW_LIMIT_TOTAL]);
	}
}

/* Nobody to give way: all have been answered. */
static void ct_limit_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	int port;

	ct->limit[VSW_LIMIT_UDP] = 3;
	for (port = 1; port <= 3; port++) {
		KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, IPPROTO_UDP, port));
		KUNIT_EXPECT_EQ(test, VSW_PASS, ct_in(ct, IPPROTO_UDP, port));
	}
	KUNIT_EXPECT_EQ(test, VSW_DROP_STATE_LIMIT,
			ct_out(ct, IPPROTO_UDP, 4));
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, IPPROTO_TCP, 4));
	KUNIT_EXPECT_EQ(test, 0, t->ended);

	/* The whole: TCP's only half-open one, then nobody. */
	ct->limit[VSW_LIMIT_TOTAL] = 4;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, IPPROTO_TCP, 5));
	KUNIT_EXPECT_EQ(test, 1, t->ended);
	KUNIT_EXPECT_EQ(test, 4, ntohs(t->port));
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_in(ct, IPPROTO_TCP, 5));
	KUNIT_EXPECT_EQ(test, VSW_DROP_STATE_LIMIT,
			ct_out(ct, IPPROTO_TCP, 6));
	KUNIT_EXPECT_EQ(test, 4, ct->n[VSW_LIMIT_TOTAL]);
	KUNIT_EXPECT_EQ(test, 0, ct->n[VSW_LIMIT_HALF_OPEN]);
}

/* For the limit of the whole the one gives way that was silent longest. */
static void ct_total_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;

	ct_out(ct, IPPROTO_UDP, 1);
	ct_out(ct, IPPROTO_TCP, 2);
	ct_out(ct, IPPROTO_SCTP, 3);
	ct_state(ct, IPPROTO_UDP, 1)->seen -= 5;
	ct_state(ct, IPPROTO_TCP, 2)->seen -= 9;
	ct->limit[VSW_LIMIT_TOTAL] = 3;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, IPPROTO_UDP, 4));
	KUNIT_EXPECT_EQ(test, 2, ntohs(t->port));
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, IPPROTO_UDP, 5));
	KUNIT_EXPECT_EQ(test, 1, ntohs(t->port));
	KUNIT_EXPECT_EQ(test, 2, t->ended);

	/* In the same second that of the larger class, here the flood. */
	vsw_ct_flush(ct, VSW_FLOW_END_FLUSHED);
	ct->limit[VSW_LIMIT_TOTAL] = 4;
	ct_out(ct, IPPROTO_TCP, 10);
	ct_out(ct, IPPROTO_UDP, 11);
	ct_out(ct, IPPROTO_UDP, 12);
	ct_out(ct, IPPROTO_UDP, 13);
	ct_state(ct, IPPROTO_TCP, 10)->seen =
		ct_state(ct, IPPROTO_UDP, 11)->seen;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, IPPROTO_UDP, 14));
	KUNIT_EXPECT_EQ(test, 11, ntohs(t->port));

	/* A limit that was lowered is reached by and by. */
	t->ended = 0;
	ct->evicted = 0;
	ct->limit[VSW_LIMIT_TOTAL] = 1;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, IPPROTO_TCP, 6));
	KUNIT_EXPECT_EQ(test, 1, ct->n[VSW_LIMIT_TOTAL]);
	KUNIT_EXPECT_EQ(test, 4, t->ended);
	KUNIT_EXPECT_EQ(test, 4, ct->evicted);
}

static void ct_expiry_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	struct vsw_packet pkt;
	struct vsw_flow *flow;
	u32 seen;

	ct_out(ct, IPPROTO_UDP, 1);
	flow = ct_state(ct, IPPROTO_UDP, 1);
	KUNIT_ASSERT_NOT_NULL(test, flow);
	flow->seen -= 60;
	KUNIT_EXPECT_PTR_EQ(test, flow, ct_state(ct, IPPROTO_UDP, 1));
	KUNIT_EXPECT_EQ(test, 0, vsw_flow_seconds_left(ct, flow));
	flow->seen -= 10;
	KUNIT_EXPECT_EQ(test, 0, vsw_flow_seconds_left(ct, flow));
	KUNIT_EXPECT_NULL(test, ct_state(ct, IPPROTO_UDP, 1));
	KUNIT_EXPECT_EQ(test, 1, t->ended);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_END_TIMEOUT, t->why);
	KUNIT_EXPECT_EQ(test, 0, ct->n[VSW_LIMIT_TOTAL]);

	/* Of another CPU that is a second ahead. */
	ct_out(ct, IPPROTO_UDP, 2);
	flow = ct_state(ct, IPPROTO_UDP, 2);
	flow->seen += 1;
	KUNIT_EXPECT_PTR_EQ(test, flow, ct_state(ct, IPPROTO_UDP, 2));
	/* A packet makes it live longer. */
	flow->seen -= 50;
	ct_in(ct, IPPROTO_UDP, 2);
	KUNIT_EXPECT_EQ(test, 60, vsw_flow_seconds_left(ct, flow));
	/* And so does the control path, or shorter. */
	ct->timeout[VSW_FLOW_STATE_UDP_MULTIPLE] = 100;
	KUNIT_EXPECT_EQ(test, 100, vsw_flow_seconds_left(ct, flow));
	/* A packet that was read before, and comes late, does not shorten it. */
	ct_packet(&pkt, IPPROTO_UDP, 2, true);
	seen = flow->seen;
	pkt.now = seen - 20;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(ct, &pkt, VSW_IN));
	KUNIT_EXPECT_EQ(test, seen, flow->seen);
}

/* A closed connection ends by what closed it, and nothing prolongs it. */
static void ct_closed_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	struct vsw_packet pkt;
	struct vsw_flow *flow;

	ct_out(ct, IPPROTO_TCP, 1);
	ct_packet(&pkt, IPPROTO_TCP, 1, true);
	pkt.tcp.flags = VSW_TCP_RST | VSW_TCP_ACK;
	pkt.tcp.len = 0;
	flow = ct_get(ct, &pkt);
	flow->seen -= 100;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(ct, &pkt, VSW_IN));
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STATE_TCP_CLOSED, (u8)flow->state);
	KUNIT_EXPECT_EQ(test, 20, vsw_flow_seconds_left(ct, flow));
	flow->seen -= 15;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(ct, &pkt, VSW_IN));
	KUNIT_EXPECT_EQ(test, 5, vsw_flow_seconds_left(ct, flow));
	flow->seen -= 10;
	KUNIT_EXPECT_NULL(test, ct_get(ct, &pkt));
	KUNIT_EXPECT_EQ(test, VSW_FLOW_END_RST, t->why);
}

/* A SYN that passes and changes nothing does not keep a connection. */
static void ct_idle_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	struct vsw_packet pkt;
	struct vsw_flow *flow;

	ct_out(ct, IPPROTO_TCP, 1);
	ct_in(ct, IPPROTO_TCP, 1);
	ct_packet(&pkt, IPPROTO_TCP, 1, false);
	flow = ct_get(ct, &pkt);
	pkt.tcp.flags = VSW_TCP_ACK;
	pkt.tcp.seq = 101;
	pkt.tcp.ack = 5001;
	pkt.tcp.len = 0;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(ct, &pkt, VSW_OUT));
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STATE_TCP_ESTABLISHED, (u8)flow->state);
	flow->seen -= 1000;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, IPPROTO_TCP, 1));
	pkt.tcp.flags = VSW_TCP_RST;
	pkt.tcp.seq = 105;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(ct, &pkt, VSW_OUT));
	KUNIT_EXPECT_EQ(test, 43200 - 1000, vsw_flow_seconds_left(ct, flow));
	pkt.tcp.flags = VSW_TCP_ACK;
	pkt.tcp.seq = 101;
	KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(ct, &pkt, VSW_OUT));
	KUNIT_EXPECT_EQ(test, 43200, vsw_flow_seconds_left(ct, flow));
}

static void ct_kill_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	struct vsw_packet pkt;
	struct vsw_flow *flow;

	ct_out(ct, IPPROTO_UDP, 1);
	ct_packet(&pkt, IPPROTO_UDP, 1, false);
	rcu_read_lock();
	flow = ct_get(ct, &pkt);
	vsw_ct_kill(ct, flow, VSW_FLOW_END_RULES);
	vsw_ct_kill(ct, flow, VSW_FLOW_END_FLUSHED);
	KUNIT_EXPECT_EQ(test, 1, t->ended);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_END_RULES, t->why);
	KUNIT_EXPECT_EQ(test, 100, flow->counts[VSW_OUT].bytes);

	/* A frame that has found it before does no harm. */
	local_bh_disable();
	KUNIT_EXPECT_EQ(test, BAD, vsw_ct_update(ct, flow, &pkt, VSW_OUT, 100));
	KUNIT_EXPECT_EQ(test, BAD, vsw_ct_error(ct, flow, &pkt, VSW_IN, 100));
	ct_packet(&pkt, IPPROTO_UDP, 1, true);
	KUNIT_EXPECT_EQ(test, BAD, vsw_ct_update(ct, flow, &pkt, VSW_IN, 100));
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, 100, flow->counts[VSW_OUT].bytes);
	KUNIT_EXPECT_EQ(test, 0, ct->n[VSW_LIMIT_UDP]);
	rcu_read_unlock();
}

/* Rules may be asked of a connection that has just ended on another CPU. */
static void ct_dead_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_packet pkt, begun;
	struct vsw_flow *flow;

	ct_packet(&pkt, IPPROTO_ICMP, 1, false);
	pkt.code = 5;
	KUNIT_ASSERT_EQ(test, VSW_PASS, ct_send(&t->ct, &pkt, VSW_OUT));
	rcu_read_lock();
	flow = ct_get(&t->ct, &pkt);
	vsw_ct_kill(&t->ct, flow, VSW_FLOW_END_RULES);
	vsw_flow_as_begun(flow, &begun);
	KUNIT_EXPECT_EQ(test, ICMP_ECHO, begun.type);
	KUNIT_EXPECT_EQ(test, 5, begun.code);
	rcu_read_unlock();
}

/* Two CPUs make the same state: the second one finds that of the first. */
static void ct_race_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_judged judged = ct_judged;
	struct vsw_ct *ct = &t->ct;
	struct vsw_packet out, in;
	struct vsw_flow *flow;

	ct_packet(&out, IPPROTO_UDP, 1, false);
	ct_packet(&in, IPPROTO_UDP, 1, true);
	ct_send(ct, &out, VSW_OUT);
	flow = ct_get(ct, &out);
	judged.dir = VSW_IN;
	local_bh_disable();
	rcu_read_lock();
	KUNIT_EXPECT_EQ(test, VSW_PASS, vsw_ct_create(ct, &out, &ct_judged));
	KUNIT_EXPECT_EQ(test, VSW_PASS, vsw_ct_create(ct, &in, &judged));
	rcu_read_unlock();
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, 1, ct->n[VSW_LIMIT_TOTAL]);
	KUNIT_EXPECT_EQ(test, 2, flow->counts[VSW_OUT].packets);
	KUNIT_EXPECT_EQ(test, 1, flow->counts[VSW_IN].packets);
	KUNIT_EXPECT_EQ(test, 0, t->ended);
}

static void ct_rejudged_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	const struct vsw_judged judged = {
		.generation = 6,
		.rule = U32_MAX,
		.flags = VSW_FLOW_STRICT,
		.alg = VSW_ALG_FTP,
		.dir = VSW_IN,
	};
	struct vsw_flow *flow;

	ct_out(&t->ct, IPPROTO_UDP, 1);
	ct_in(&t->ct, IPPROTO_UDP, 1);
	flow = ct_state(&t->ct, IPPROTO_UDP, 1);
	vsw_ct_rejudged(flow, &judged);
	KUNIT_EXPECT_EQ(test, 6, flow->generation);
	KUNIT_EXPECT_EQ(test, U32_MAX, vsw_flow_rule(flow));
	KUNIT_EXPECT_EQ(test, 0, flow->rule_id);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STRICT | VSW_FLOW_REPLIED, flow->flags);
	KUNIT_EXPECT_EQ(test, VSW_ALG_FTP, (u8)flow->alg);
	KUNIT_EXPECT_EQ(test, VSW_OUT, (u8)flow->dir);
}

static int ct_see(const struct vsw_flow *flow, void *arg)
{
	u8 *seen = arg;

	seen[ntohs(flow->port[flow->source])]++;
	return 0;
}

struct ct_page {
	u8 *seen;
	int room;
};

static int ct_see_page(const struct vsw_flow *flow, void *arg)
{
	struct ct_page *page = arg;

	if (!page->room)
		return -EMSGSIZE;
	page->room--;
	return ct_see(flow, page->seen);
}

static unsigned int ct_size(struct vsw_ct *ct)
{
	unsigned int size;

	rcu_read_lock();
	size = vsw_ct_size(ct);
	rcu_read_unlock();
	return size;
}

#define CT_MANY	8000

static void ct_walk_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	struct ct_page page;
	unsigned int size;
	u64 from = 0;
	int port, n;
	u8 *seen;

	seen = kunit_kzalloc(test, CT_MANY, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, seen);
	KUNIT_EXPECT_EQ(test, 0, vsw_ct_walk(ct, &from, ct_see, seen));
	KUNIT_EXPECT_EQ(test, VSW_CT_WALK_END, from);

	/* All of them once, while the table grows. */
	for (port = 1; port < CT_MANY; port++)
		KUNIT_EXPECT_EQ(test, VSW_PASS, ct_out(ct, IPPROTO_UDP, port));
	from = 0;
	KUNIT_EXPECT_EQ(test, 0, vsw_ct_walk(ct, &from, ct_see, seen));
	for (port = 1, n = 0; port < CT_MANY; port++)
		n += seen[port] == 1;
	KUNIT_EXPECT_EQ(test, CT_MANY - 1, n);

	/*
	 * By the page. Meanwhile all of two thirds go, so that the table
	 * shrinks; those that stay are met once.
	 */
	memset(seen, 0, CT_MANY);
	page.seen = seen;
	port = 1;
	from = 0;
	size = ct_size(ct);
	do {
		page.room = 37;
		n = vsw_ct_walk(ct, &from, ct_see_page, &page);
		for (; port % 128 && port < CT_MANY; port++) {
			struct vsw_flow *flow;

			if (port % 3 == 0)
				continue;
			flow = ct_state(ct, IPPROTO_UDP, port);
			vsw_ct_kill(ct, flow, VSW_FLOW_END_RULES);
		}
		port++;
		if (!(port % 2048))
			msleep(20);
	} while (n == -EMSGSIZE);
	KUNIT_EXPECT_EQ(test, 0, n);
	KUNIT_EXPECT_EQ(test, VSW_CT_WALK_END, from);
	KUNIT_EXPECT_LT(test, ct_size(ct), size);
	for (port = 3, n = 0; port < CT_MANY; port += 3)
		n += seen[port] != 1;
	KUNIT_EXPECT_EQ(test, 0, n);
}

/* States with the same hash are told apart. */
static void ct_collision_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	struct vsw_packet pkt;
	u8 seen[16] = {};
	u64 from = 0;
	int port;

	for (port = 1; port < 10; port++) {
		ct_packet(&pkt, IPPROTO_UDP, port, false);
		pkt.hash = 0x12345678;
		KUNIT_EXPECT_EQ(test, VSW_PASS, ct_send(ct, &pkt, VSW_OUT));
	}
	KUNIT_EXPECT_EQ(test, 9, ct->n[VSW_LIMIT_TOTAL]);
	KUNIT_EXPECT_EQ(test, 0, vsw_ct_walk(ct, &from, ct_see, seen));
	for (port = 1; port < 10; port++)
		KUNIT_EXPECT_EQ(test, 1, seen[port]);
	/*
	 * A flood of them is refused, and nothing is forgotten. The worker that
	 * tries to spread them gets no turn in between, as in a real flood.
	 */
	preempt_disable();
	for (; port < 100; port++) {
		ct_packet(&pkt, IPPROTO_UDP, port, false);
		pkt.hash = 0x12345678;
		if (ct_send(ct, &pkt, VSW_OUT) == VSW_DROP_STATE_INSERT)
			break;
	}
	preempt_enable();
	KUNIT_EXPECT_LT(test, port, 100);
	KUNIT_EXPECT_EQ(test, port - 1, ct->n[VSW_LIMIT_TOTAL]);
	vsw_ct_flush(ct, VSW_FLOW_END_FLUSHED);
	KUNIT_EXPECT_EQ(test, port - 1, t->ended);
	KUNIT_EXPECT_EQ(test, 0, ct->n[VSW_LIMIT_TOTAL]);
}

/* The sweep ends what has timed out and nothing else, then stops. */
static void ct_gc_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	int port, i;

	KUNIT_EXPECT_FALSE(test, delayed_work_pending(&ct->gc));
	for (port = 1; port <= 1000; port++)
		ct_out(ct, IPPROTO_UDP, port);
	KUNIT_EXPECT_TRUE(test, delayed_work_pending(&ct->gc));
	for (port = 1; port <= 900; port++)
		ct_state(ct, IPPROTO_UDP, port)->seen -= 100;
	for (i = 0; i < 16; i++) {
		mod_delayed_work(system_power_efficient_wq, &ct->gc, 0);
		flush_work(&ct->gc.work);
	}
	KUNIT_EXPECT_EQ(test, 900, t->ended);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_END_TIMEOUT, t->why);
	KUNIT_EXPECT_EQ(test, 100, ct->n[VSW_LIMIT_TOTAL]);
	KUNIT_EXPECT_TRUE(test, delayed_work_pending(&ct->gc));

	vsw_ct_flush(ct, VSW_FLOW_END_FLUSHED);
	mod_delayed_work(system_power_efficient_wq, &ct->gc, 0);
	flush_work(&ct->gc.work);
	KUNIT_EXPECT_FALSE(test, delayed_work_pending(&ct->gc));
	ct_out(ct, IPPROTO_UDP, 1);
	KUNIT_EXPECT_TRUE(test, delayed_work_pending(&ct->gc));
}

/* A table that ends takes its states with it, and no new ones. */
static void ct_exit_test(struct kunit *test)
{
	struct ct_test *t = test->priv;
	struct vsw_ct *ct = &t->ct;
	int port;

	for (port = 1; port <= 300; port++) {
		ct_out(ct, IPPROTO_UDP, port);
		ct_out(ct, IPPROTO_TCP, port);
		if (port % 2)
			ct_in(ct, IPPROTO_TCP, port);
	}
	spin_lock_bh(&ct->lock);
	ct->closed = true;
	spin_unlock_bh(&ct->lock);
	KUNIT_EXPECT_EQ(test, VSW_DROP_STATE_INSERT,
			ct_out(ct, IPPROTO_UDP, 301));
	vsw_ct_exit(ct);
	KUNIT_EXPECT_EQ(test, 600, t->ended);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_END_FLUSHED, t->why);
	KUNIT_EXPECT_FALSE(test, delayed_work_pending(&ct->gc));
	/* For ct_test_exit() */
	KUNIT_ASSERT_EQ(test, 0, vsw_ct_init(ct, &ct_ops));
}

static int ct_test_init(struct kunit *test)
{
	struct ct_test *t = kunit_kzalloc(test, sizeof(*t), GFP_KERNEL);

	if (!t)
		return -ENOMEM;
	test->priv = t;
	return vsw_ct_register() ?: vsw_ct_init(&t->ct, &ct_ops);
}

static void ct_test_exit(struct kunit *test)
{
	struct ct_test *t = test->priv;

	vsw_ct_exit(&t->ct);
	vsw_ct_unregister();
}

static struct kunit_case ct_cases[] = {
	KUNIT_CASE(ct_find_test),
	KUNIT_CASE(ct_ip6_test),
	KUNIT_CASE(ct_as_begun_test),
	KUNIT_CASE(ct_counts_test),
	KUNIT_CASE(ct_udp_test),
	KUNIT_CASE(ct_sides_test),
	KUNIT_CASE(ct_icmp_test),
	KUNIT_CASE(ct_error_test),
	KUNIT_CASE(ct_evict_test),
	KUNIT_CASE(ct_limit_test),
	KUNIT_CASE(ct_total_test),
	KUNIT_CASE(ct_expiry_test),
	KUNIT_CASE(ct_closed_test),
	KUNIT_CASE(ct_idle_test),
	KUNIT_CASE(ct_kill_test),
	KUNIT_CASE(ct_dead_test),
	KUNIT_CASE(ct_race_test),
	KUNIT_CASE(ct_rejudged_test),
	KUNIT_CASE(ct_walk_test),
	KUNIT_CASE(ct_collision_test),
	KUNIT_CASE(ct_gc_test),
	KUNIT_CASE(ct_exit_test),
	{}
};

static struct kunit_suite ct_suite = {
	.name = "vsw_ct",
	.init = ct_test_init,
	.exit = ct_test_exit,
	.test_cases = ct_cases,
};

kunit_test_suite(ct_suite);
