// SPDX-License-Identifier: GPL-2.0
/* Unit tests of ct/alg.c: what is foreseen by which line, and what is not. */
#include <kunit/test.h>

#include "../ct/alg.c"
#include "ct_packet.h"

#define L4	34

static const struct end client = { { 0, 0, 0, 0xc0a80105 }, 40000 };
static const struct end server = { { 0, 0, 0, 0xc0a80109 }, 21 };
static const struct end third = { { 0, 0, 0, 0xc0a80177 }, 21 };
static const struct end client6 = { { 0x20010db8, 0, 0, 5 }, 40000 };
static const struct end server6 = { { 0x20010db8, 0, 0, 9 }, 21 };

static void alg_ended(struct vsw_ct *ct, const struct vsw_flow *flow,
		      enum vsw_flow_end why)
{
}

static const struct vsw_ct_ops alg_ops = { .ended = alg_ended };

static enum vsw_drop alg_send(struct vsw_ct *ct, struct vsw_packet *pkt, u8 alg,
			      enum vsw_dir dir)
{
	struct vsw_judged judged = {
		.generation = 3,
		.rule = 4,
		.rule_id = 5,
		.flags = VSW_FLOW_STRICT | VSW_FLOW_LOG,
		.alg = alg,
		.dir = dir,
	};
	struct vsw_flow *flow;
	enum vsw_drop drop;

	local_bh_disable();
	rcu_read_lock();
	flow = vsw_ct_find(ct, pkt);
	drop = flow ? vsw_ct_update(ct, flow, pkt, dir, 100) :
		      vsw_ct_create(ct, pkt, &judged);
	rcu_read_unlock();
	local_bh_enable();
	return drop;
}

static void alg_tcp(struct kunit *test, u8 alg, bool ip6, bool command,
		    u8 flags, u32 seq, u32 ack)
{
	const struct end *c = ip6 ? &client6 : &client;
	const struct end *s = ip6 ? &server6 : &server;
	struct vsw_packet pkt;

	make_packet(&pkt, IPPROTO_TCP, command ? c : s, command ? s : c);
	pkt.tcp.flags = flags;
	pkt.tcp.seq = seq;
	pkt.tcp.ack = ack;
	pkt.tcp.len = !!(flags & VSW_TCP_SYN);
	pkt.tcp.win = 5000;
	KUNIT_EXPECT_EQ(test, VSW_PASS,
			alg_send(test->priv, &pkt, alg, !command));
}

/* A control connection, open. */
static void alg_open(struct kunit *test, u8 alg, bool ip6)
{
	alg_tcp(test, alg, ip6, true, VSW_TCP_SYN, 100, 0);
	alg_tcp(test, alg, ip6, false, VSW_TCP_SYN | VSW_TCP_ACK, 200, 101);
	alg_tcp(test, alg, ip6, true, VSW_TCP_ACK, 101, 201);
}

/* Have the ALG look at a packet with that payload. */
static void alg_look(struct kunit *test, struct vsw_packet *pkt,
		     const void *payload, size_t len)
{
	bool tcp = pkt->tuple.proto == IPPROTO_TCP;
	size_t header = tcp ? sizeof(struct tcphdr) : sizeof(struct udphdr);
	struct vsw_ct *ct = test->priv;
	struct vsw_flow *flow;
	struct sk_buff *skb;

	/* Not a byte more than there is. */
	skb = alloc_skb(L4 + header + len, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, skb);
	skb_put_zero(skb, L4 + header);
	if (tcp)
		((struct tcphdr *)(skb->data + L4))->doff = header / 4;
	skb_put_data(skb, payload, len);
	pkt->l4 = L4;
	pkt->l4_len = header + len;

	local_bh_disable();
	rcu_read_lock();
	flow = vsw_ct_find(ct, pkt);
	KUNIT_EXPECT_NOT_NULL(test, flow);
	if (flow)
		vsw_ct_alg(ct, flow, pkt, skb);
	rcu_read_unlock();
	local_bh_enable();
	kfree_skb(skb);
}

static void alg_line(struct kunit *test, bool ip6, bool command,
		     const char *line)
{
	const struct end *c = ip6 ? &client6 : &client;
	const struct end *s = ip6 ? &server6 : &server;
	struct vsw_packet pkt;

	make_packet(&pkt, IPPROTO_TCP, command ? c : s, command ? s : c);
	pkt.tcp.flags = VSW_TCP_ACK | VSW_TCP_PSH;
	alg_look(test, &pkt, line, strlen(line));
}

/* Was a connection from there to there foreseen? */
static bool alg_expected(struct vsw_ct *ct, u8 proto, const struct end *from,
			 u16 sport, const struct end *to, u16 dport,
			 struct vsw_judged *judged)
{
	struct end src = *from, dst = *to;
	struct vsw_packet pkt;
	bool expected;

	src.port = sport;
	dst.port = dport;
	make_packet(&pkt, proto, &src, &dst);
	pkt.tcp.flags = VSW_TCP_SYN;
	local_bh_disable();
	expected = vsw_ct_expected(ct, &pkt, judged);
	local_bh_enable();
	return expected;
}

/* @port: what is foreseen of the end that did not say it, 0 for nothing */
static const struct {
	const char *line;
	bool ip6;
	bool command;
	u16 port;
} lines[] = {
	{ "PORT 192,168,1,5,4,1\r\n", false, true, 1025 },
	{ "port 192,168,1,5,255,255\r\n", false, true, 65535 },
	{ "PORT 192,168,1,5,3,255\r\n", false, true, 0 },
	{ "PORT 192,168,1,9,4,1\r\n", false, true, 0 },
	{ "PORT 192,168,1,119,4,1\r\n", false, true, 0 },
	{ "PORT 192,168,1,5,4,256\r\n", false, true, 0 },
	{ "PORT 192,168,1,261,4,1\r\n", false, true, 0 },
	{ "PORT 192,168,1,4294967301,4,1\r\n", false, true, 0 },
	{ "PORT 192,168,1,5,4\r\n", false, true, 0 },
	{ "PORT 192,168,1,5,4,\r\n", false, true, 0 },
	{ "PORT 192,168,1,5,,1\r\n", false, true, 0 },
	{ "PORT \r\n", false, true, 0 },
	{ "PORT 192,168,1,5,4,1", false, true, 0 },
	{ "PORT 192,168,1,5,4,1\n", false, true, 0 },
	{ "PORT 192,168,1,5,4,1\r\nNOOP\r\n", false, true, 0 },
	{ "NOOP\r\nPORT 192,168,1,5,4,1\r\n", false, true, 0 },
	{ "\r\nPORT 192,168,1,5,4,1\r\n", false, true, 0 },
	{ "xPORT 192,168,1,5,4,1\r\n", false, true, 0 },
	{ "PORT 192,168,1,9,4,1\r\n", false, false, 0 },
	{ "EPRT |1|192.168.1.5|2000|\r\n", false, true, 2000 },
	{ "EPRT |1|192.168.1.5|2000\r\n", false, true, 0 },
	{ "EPRT |1|192.168.1.5|70000|\r\n", false, true, 0 },
	{ "EPRT |1|192.168.1.9|2000|\r\n", false, true, 0 },
	{ "EPRT |2|2001:db8::5|2000|\r\n", false, true, 0 },
	{ "EPRT |1|192.168.1.5\r\n", false, true, 0 },
	{ "EPRT |1|\r\n", false, true, 0 },
	{ "EPRT |1\r\n", false, true, 0 },
	{ "EPRT |2|2001:db8::5|2000|\r\n", true, true, 2000 },
	{ "EPRT |2|2001:db8::9|2000|\r\n", true, true, 0 },
	{ "EPRT |1|192.168.1.5|2000|\r\n", true, true, 0 },
	{ "PORT 192,168,1,5,4,1\r\n", true, true, 0 },
	{ "227 Entering Passive Mode (192,168,1,9,8,0).\r\n", false, false,
	  2048 },
	{ "227 192,168,1,9,8,0\r\n", false, false, 2048 },
	{ "227 Entering Passive Mode (192,168,1,5,8,0).\r\n", false, false, 0 },
	{ "227 Entering Passive Mode (192,168,1,119,8,0).\r\n", false, false,
	  0 },
	{ "227 Entering Passive Mode (192,168,1,9,0,22).\r\n", false, false,
	  0 },
	{ "227 Entering Passive Mode\r\n", false, false, 0 },
	{ "227 (192,168,1,9,8,0)\r\n", false, true, 0 },
	{ "226 (192,168,1,9,8,0)\r\n", false, false, 0 },
	{ "229 Entering Extended Passive Mode (|||6446|)\r\n", false, false,
	  6446 },
	{ "229 Entering Extended Passive Mode (|||6446|)\r\n", true, false,
	  6446 },
	{ "229 Entering Extended Passive Mode (|||22|)\r\n", true, false, 0 },
	{ "229 Entering Extended Passive Mode (|||6446)\r\n", true, false, 0 },
	{ "229 Entering Extended Passive Mode (|||\r\n", true, false, 0 },
	{ "229 Entering Extended Passive Mode (\r\n", true, false, 0 },
	{ "229 Entering Extended Passive Mode\r\n", true, false, 0 },
	{ "229 (|||6446|)\r\n", true, true, 0 },
};

static void alg_ftp_test(struct kunit *test)
{
	struct vsw_ct *ct = test->priv;
	struct vsw_judged judged;
	int i;

	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		const struct end *c = lines[i].ip6 ? &client6 : &client;
		const struct end *s = lines[i].ip6 ? &server6 : &server;
		const struct end *to = lines[i].command ? c : s;
		const struct end *from = lines[i].command ? s : c;
		u16 port = lines[i].port;

		alg_open(test, VSW_ALG_FTP, lines[i].ip6);
		alg_line(test, lines[i].ip6, lines[i].command, lines[i].line);
		KUNIT_EXPECT_EQ_MSG(test, !!port, ct->n_expected, "%s",
				    lines[i].line);
		if (port) {
			KUNIT_EXPECT_FALSE(test,
					   alg_expected(ct, IPPROTO_TCP, from,
							20, to, port + 1,
							&judged));
			KUNIT_EXPECT_FALSE(test,
					   alg_expected(ct, IPPROTO_TCP, to, 20,
							from, port, &judged));
			KUNIT_EXPECT_FALSE(test,
					   alg_expected(ct, IPPROTO_UDP, from,
							20, to, port, &judged));
			KUNIT_EXPECT_TRUE_MSG(test,
					      alg_expected(ct, IPPROTO_TCP,
							   from, 20, to, port,
							   &judged),
					      "%s", lines[i].line);
			KUNIT_EXPECT_EQ(test, lines[i].command ? VSW_IN :
								 VSW_OUT,
					judged.dir);
			/* Once. */
			KUNIT_EXPECT_FALSE(test,
					   alg_expected(ct, IPPROTO_TCP, from,
							20, to, port, &judged));
		}
		vsw_ct_flush(ct, VSW_FLOW_END_FLUSHED);
		KUNIT_EXPECT_EQ(test, 0, ct->n_expected);
	}
}

static void alg_judged_test(struct kunit *test)
{
	struct vsw_ct *ct = test->priv;
	struct vsw_judged judged;

	alg_open(test, VSW_ALG_FTP, false);
	alg_line(test, false, true, "PORT 192,168,1,5,4,1\r\n");
	KUNIT_EXPECT_FALSE(test, alg_expected(ct, IPPROTO_TCP, &third, 20,
					      &client, 1025, &judged));
	KUNIT_EXPECT_TRUE(test, alg_expected(ct, IPPROTO_TCP, &server, 7777,
					     &client, 1025, &judged));
	KUNIT_EXPECT_EQ(test, 3, judged.generation);
	KUNIT_EXPECT_EQ(test, 4, judged.rule);
	KUNIT_EXPECT_EQ(test, 5, judged.rule_id);
	KUNIT_EXPECT_EQ(test, VSW_ALG_NONE, judged.alg);
	KUNIT_EXPECT_EQ(test, VSW_IN, judged.dir);
	KUNIT_EXPECT_EQ(test, VSW_FLOW_STRICT | VSW_FLOW_LOG |
			      VSW_FLOW_EXPECTED | VSW_FLOW_AGAINST,
			judged.flags);
}

/* Whoever did not ask for it does not get it. */
static void alg_none_test(struct kunit *test)
{
	struct vsw_ct *ct = test->priv;

	alg_open(test, VSW_ALG_NONE, false);
	alg_line(test, false, true, "PORT 192,168,1,5,4,1\r\n");
	KUNIT_EXPECT_EQ(test, 0, ct->n_expected);
	vsw_ct_flush(ct, VSW_FLOW_END_FLUSHED);
	alg_open(test, VSW_ALG_TFTP, false);
	alg_line(test, false, true, "PORT 192,168,1,5,4,1\r\n");
	KUNIT_EXPECT_EQ(test, 0, ct->n_expected);
	vsw_ct_flush(ct, VSW_FLOW_END_FLUSHED);
	/* Not before it is open. */
	alg_tcp(test, VSW_ALG_FTP, false, true, VSW_TCP_SYN, 100, 0);
	alg_line(test, false, true, "PORT 192,168,1,5,4,1\r\n");
	KUNIT_EXPECT_EQ(test, 0, ct->n_expected);
}

static void alg_limit_test(struct kunit *test)
{
	struct vsw_ct *ct = test->priv;
	struct vsw_judged judged;
	char line[40];
	int i;

	alg_open(test, VSW_ALG_FTP, false);
	for (i = 0; i < 100; i++) {
		snprintf(line, sizeof(line), "PORT 192,168,1,5,8,%d\r\n", i);
		alg_line(test, false, true, line);
		alg_line(test, false, true, line);
		KUNIT_EXPECT_EQ(test, min(i + 1, VSW_EXPECTED_MAX),
				ct->n_expected);
	}
	KUNIT_EXPECT_FALSE(test, alg_expected(ct, IPPROTO_TCP, &server, 20,
					      &client, 2048 + 35, &judged));
	KUNIT_EXPECT_TRUE(test, alg_expected(ct, IPPROTO_TCP, &server, 20,
					     &client, 2048 + 36, &judged));
	KUNIT_EXPECT_EQ(test, VSW_EXPECTED_MAX - 1, ct->n_expected);
}

static void alg_timeout_test(struct kunit *test)
{
	struct vsw_ct *ct = test->priv;
	struct vsw_expected *expected;
	struct vsw_judged judged;

	alg_open(test, VSW_ALG_FTP, false);
	alg_line(test, false, true, "PORT 192,168,1,5,4,1\r\n");
	expected = list_first_entry(&ct->expected, struct vsw_expected, list);
	expected->until -= VSW_EXPECTED_SECONDS + 5;
	KUNIT_EXPECT_FALSE(test, alg_expected(ct, IPPROTO_TCP, &server, 20,
					      &client, 1025, &judged));
}

/* What a connection foresaw ends with it, and nothing else does. */
static void alg_parent_test(struct kunit *test)
{
	struct vsw_ct *ct = test->priv;
	struct vsw_judged judged;
	struct vsw_packet pkt;
	struct vsw_flow *flow;

	alg_open(test, VSW_ALG_FTP, false);
	alg_open(test, VSW_ALG_FTP, true);
	alg_line(test, false, true, "PORT 192,168,1,5,4,1\r\n");
	alg_line(test, false, true, "PORT 192,168,1,5,4,2\r\n");
	alg_line(test, true, false, "229 (|||6446|)\r\n");
	KUNIT_EXPECT_EQ(test, 3, ct->n_expected);
	make_packet(&pkt, IPPROTO_TCP, &client, &server);
	local_bh_disable();
	rcu_read_lock();
	flow = vsw_ct_find(ct, &pkt);
	if (flow)
		vsw_ct_kill(ct, flow, VSW_FLOW_END_RULES);
	rcu_read_unlock();
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, 1, ct->n_expected);
	KUNIT_EXPECT_FALSE(test, alg_expected(ct, IPPROTO_TCP, &server, 20,
					      &client, 1025, &judged));
	KUNIT_EXPECT_TRUE(test, alg_expected(ct, IPPROTO_TCP, &client6, 4000,
					     &server6, 6446, &judged));
}

/* No SYN, no connection. */
static void alg_begins_test(struct kunit *test)
{
	struct vsw_ct *ct = test->priv;
	struct end to = client, from = server;
	struct vsw_judged judged;
	struct vsw_packet pkt;

	alg_open(test, VSW_ALG_FTP, false);
	alg_line(test, false, true, "PORT 192,168,1,5,4,1\r\n");
	to.port = 1025;
	from.port = 20;
	make_packet(&pkt, IPPROTO_TCP, &from, &to);
	pkt.tcp.flags = VSW_TCP_ACK;
	local_bh_disable();
	KUNIT_EXPECT_FALSE(test, vsw_ct_expected(ct, &pkt, &judged));
	pkt.tcp.flags = VSW_TCP_SYN;
	pkt.track = VSW_TRACK_ERROR;
	KUNIT_EXPECT_FALSE(test, vsw_ct_expected(ct, &pkt, &judged));
	pkt.track = VSW_TRACK_STATE;
	pkt.tuple.vid = 5;
	KUNIT_EXPECT_FALSE(test, vsw_ct_expected(ct, &pkt, &judged));
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, 1, ct->n_expected);
}

static void alg_tftp_test(struct kunit *test)
{
	static const u8 rrq[] = "\0\1boot.img\0octet";
	static const u8 wrq[] = "\0\2boot.img\0octet";
	static const u8 ack[] = "\0\4\0\1";
	struct vsw_ct *ct = test->priv;
	struct vsw_judged judged;
	struct vsw_packet pkt;

	make_packet(&pkt, IPPROTO_UDP, &client, &server);
	KUNIT_EXPECT_EQ(test, VSW_PASS,
			alg_send(ct, &pkt, VSW_ALG_TFTP, VSW_OUT));
	alg_look(test, &pkt, ack, sizeof(ack));
	alg_look(test, &pkt, rrq, 1);
	alg_look(test, &pkt, rrq, 0);
	KUNIT_EXPECT_EQ(test, 0, ct->n_expected);
	alg_look(test, &pkt, rrq, sizeof(rrq));
	alg_look(test, &pkt, wrq, sizeof(wrq));
	KUNIT_EXPECT_EQ(test, 1, ct->n_expected);
	KUNIT_EXPECT_FALSE(test, alg_expected(ct, IPPROTO_UDP, &third, 3333,
					      &client, 40000, &judged));
	KUNIT_EXPECT_TRUE(test, alg_expected(ct, IPPROTO_UDP, &server, 3333,
					     &client, 40000, &judged));
	KUNIT_EXPECT_EQ(test, VSW_IN, judged.dir);

	/* The server asks for nothing. */
	make_packet(&pkt, IPPROTO_UDP, &server, &client);
	alg_look(test, &pkt, rrq, sizeof(rrq));
	KUNIT_EXPECT_EQ(test, 0, ct->n_expected);
}

static int alg_init(struct kunit *test)
{
	struct vsw_ct *ct = kunit_kzalloc(test, sizeof(*ct), GFP_KERNEL);

	if (!ct)
		return -ENOMEM;
	test->priv = ct;
	return vsw_ct_register() ?: vsw_ct_init(ct, &alg_ops);
}

static void alg_exit(struct kunit *test)
{
	vsw_ct_exit(test->priv);
	vsw_ct_unregister();
}

static struct kunit_case alg_cases[] = {
	KUNIT_CASE(alg_ftp_test),
	KUNIT_CASE(alg_judged_test),
	KUNIT_CASE(alg_none_test),
	KUNIT_CASE(alg_limit_test),
	KUNIT_CASE(alg_timeout_test),
	KUNIT_CASE(alg_parent_test),
	KUNIT_CASE(alg_begins_test),
	KUNIT_CASE(alg_tftp_test),
	{}
};

static struct kunit_suite alg_suite = {
	.name = "vsw_alg",
	.init = alg_init,
	.exit = alg_exit,
	.test_cases = alg_cases,
};

kunit_test_suite(alg_suite);
