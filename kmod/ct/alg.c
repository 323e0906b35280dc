// SPDX-License-Identifier: GPL-2.0
/*
 * Protocols that agree on further connections inside of the first one: FTP
 * (RFC 959, RFC 2428) and TFTP (RFC 1350).
 *
 * The first connection, the parent, is watched only if the rule that allowed it
 * says so by name, never because of its port: a helper that acts by itself is
 * what an attacker needs to open a port of a victim, by having the victim's
 * browser send what looks like FTP ("NAT slipstreaming").
 *
 * Where the rule asks for it, this is what either end can reach:
 *
 * - Only the two addresses of the parent. What FTP says of an address must be
 *   the address of the end that says it, and the connection must come from the
 *   other end. A third host cannot be named ("FTP bounce").
 * - Only from and to the ends in their roles: a PORT from the end that began the
 *   parent, a 227 from the other one.
 * - Only ports from 1024 on, so none of the services that matter.
 * - Only a line that is all of one segment. Data of another protocol of which a
 *   part looks like a command does not count.
 * - Once, within half a minute, and as long as the parent lives: what is
 *   foreseen goes with it.
 *
 * So a server that a guest has connected to by such a rule may be able to reach
 * one high port of that guest, and no more.
 *
 * What is foreseen is a connection from one address to another address and
 * port, its source port being unknown. A vNIC has 64 of these at most, in a
 * list; the oldest gives way.
 */
#include <linux/ctype.h>
#include <linux/inet.h>
#include <linux/slab.h>
#include <linux/tcp.h>
#include <linux/udp.h>

#include "ct/table.h"

/* A line of FTP that names a port; longer ones are not looked at. */
#define VSW_FTP_LINE_MIN	8
#define VSW_FTP_LINE_MAX	160

/* RFC 1350 */
#define VSW_TFTP_RRQ		1
#define VSW_TFTP_WRQ		2

#define VSW_EXPECTED_SECONDS	30
#define VSW_EXPECTED_PORT_MIN	1024

/**
 * struct vsw_expected - a connection that is foreseen
 * @list: in vsw_ct.expected
 * @parent: the connection that it was agreed on by; lives as long as this does
 * @until: seconds since boot
 * @port: port that it will go to
 * @begun: it will come from the end that began the parent, else from the other
 *
 * Addresses, VLAN and protocol are those of the parent.
 */
struct vsw_expected {
	struct list_head list;
	const struct vsw_flow *parent;
	u32 until;
	__be16 port;
	bool begun;
};

static void vsw_expected_free(struct vsw_ct *ct, struct vsw_expected *expected)
{
	lockdep_assert_held(&ct->lock);
	list_del(&expected->list);
	WRITE_ONCE(ct->n_expected, ct->n_expected - 1);
	kfree(expected);
}

/**
 * vsw_ct_forget() - a state has ended, and with it what it foresaw
 * @ct: its table; the lock is held
 * @parent: the state
 */
void vsw_ct_forget(struct vsw_ct *ct, const struct vsw_flow *parent)
{
	struct vsw_expected *expected, *next;

	list_for_each_entry_safe(expected, next, &ct->expected, list)
		if (expected->parent == parent)
			vsw_expected_free(ct, expected);
}

static void vsw_expect_locked(struct vsw_ct *ct, struct vsw_expected *new)
{
	struct vsw_expected *expected, *next;

	list_for_each_entry_safe(expected, next, &ct->expected, list)
		if (expected->parent == new->parent &&
		    expected->port == new->port &&
		    expected->begun == new->begun)
			vsw_expected_free(ct, expected);
	if (ct->n_expected == VSW_EXPECTED_MAX)
		vsw_expected_free(ct, list_first_entry(&ct->expected,
						       struct vsw_expected,
						       list));
	list_add_tail(&new->list, &ct->expected);
	WRITE_ONCE(ct->n_expected, ct->n_expected + 1);
}

/* A connection to @port, from the end that began the parent, or to it. */
static void vsw_expect(struct vsw_ct *ct, const struct vsw_flow *parent,
		       bool begun, __be16 port)
{
	struct vsw_expected *new;

	if (ntohs(port) < VSW_EXPECTED_PORT_MIN)
		return;
	new = kmalloc(sizeof(*new), GFP_ATOMIC | __GFP_NOWARN);
	if (!new)
		return;
	new->parent = parent;
	new->begun = begun;
	new->port = port;
	new->until = vsw_now() + VSW_EXPECTED_SECONDS;
	spin_lock(&ct->lock);
	if (READ_ONCE(parent->flags) & VSW_FLOW_DEAD)
		kfree(new);
	else
		vsw_expect_locked(ct, new);
	spin_unlock(&ct->lock);
}

static bool vsw_expected_match(const struct vsw_expected *expected,
			       const struct vsw_packet *pkt)
{
	const struct vsw_flow *parent = expected->parent;
	/* Same addresses, so the same one stands first. */
	u8 source = expected->begun ? parent->source : !parent->source;
	size_t words = parent->family == AF_INET ? 1 : 4;

	return pkt->source == source &&
	       pkt->tuple.port[!source] == expected->port &&
	       pkt->tuple.family == parent->family &&
	       pkt->tuple.proto == parent->proto &&
	       pkt->tuple.vid == parent->vid &&
	       !memcmp(pkt->tuple.addr[0].word, parent->addr, words * 4) &&
	       !memcmp(pkt->tuple.addr[1].word, parent->addr + words,
		       words * 4) &&
	       (s32)(pkt->now - expected->until) <= 0;
}

static bool vsw_packet_begins(const struct vsw_packet *pkt)
{
	if (pkt->track != VSW_TRACK_STATE)
		return false;
	return pkt->tuple.proto != IPPROTO_TCP ||
	       (pkt->tcp.flags & (VSW_TCP_SYN | VSW_TCP_ACK | VSW_TCP_RST |
				  VSW_TCP_FIN)) == VSW_TCP_SYN;
}

/**
 * vsw_ct_expected() - was a connection foreseen?
 * @ct: the table
 * @pkt: first packet of a connection that has no state
 * @judged: filled in with what was said of the parent
 *
 * Context: bottom halves off.
 * Return: whether it was. It is not any more.
 */
bool vsw_ct_expected(struct vsw_ct *ct, const struct vsw_packet *pkt,
		     struct vsw_judged *judged)
{
	struct vsw_expected *expected;
	const struct vsw_flow *parent;
	bool found = false;

	if (likely(!READ_ONCE(ct->n_expected)) || !vsw_packet_begins(pkt))
		return false;

	spin_lock(&ct->lock);
	list_for_each_entry(expected, &ct->expected, list) {
		if (!vsw_expected_match(expected, pkt))
			continue;
		parent = expected->parent;
		judged->generation = READ_ONCE(parent->generation);
		judged->rule = vsw_flow_rule(parent);
		judged->rule_id = parent->rule_id;
		judged->flags = (parent->flags & VSW_FLOW_LOG) |
				VSW_FLOW_STRICT | VSW_FLOW_EXPECTED |
				(expected->begun ? 0 : VSW_FLOW_AGAINST);
		judged->alg = VSW_ALG_NONE;
		judged->dir = expected->begun ? parent->dir : !parent->dir;
		found = parent->alg != VSW_ALG_NONE;
		vsw_expected_free(ct, expected);
		break;
	}
	spin_unlock(&ct->lock);
	return found;
}

/* A decimal number of at most @max at @p, which is moved behind it. */
static bool vsw_number(const char **p, const char *end, u32 max, u32 *number)
{
	const char *begin = *p;

	*number = 0;
	while (*p < end && isdigit(**p) && *number <= max)
		*number = *number * 10 + *(*p)++ - '0';
	return *p > begin && *number <= max;
}

/* Six numbers, h1,h2,h3,h4,p1,p2 (RFC 959, 4.1.2). */
static bool vsw_ftp_host_port(const char *p, const char *end,
			      union vsw_addr *addr, u32 *port)
{
	u32 number[6];
	int i;

	for (i = 0; i < ARRAY_SIZE(number); i++) {
		if (i && (p == end || *p++ != ','))
			return false;
		if (!vsw_number(&p, end, 255, &number[i]))
			return false;
	}
	addr->ip4 = htonl(number[0] << 24 | number[1] << 16 | number[2] << 8 |
			  number[3]);
	*port = number[4] << 8 | number[5];
	return true;
}

/* Port and what closes it. */
static bool vsw_ftp_port(const char *p, const char *end, u32 *port)
{
	return vsw_number(&p, end, U16_MAX, port) && p < end && *p == '|';
}

/* |1|132.235.1.2|6275| or |2|1080::8:800:200C:417A|5282| (RFC 2428, 2) */
static bool vsw_ftp_eprt(const char *p, const char *end, u8 family,
			 union vsw_addr *addr, u32 *port)
{
	char kind = family == AF_INET ? '1' : '2';
	int ok;

	if (end - p < 3 || p[0] != '|' || p[1] != kind || p[2] != '|')
		return false;
	p += 3;
	if (family == AF_INET)
		ok = in4_pton(p, end - p, (u8 *)&addr->ip4, '|', &p);
	else
		ok = in6_pton(p, end - p, addr->ip6.s6_addr, '|', &p);
	return ok && p < end && *p == '|' && vsw_ftp_port(p + 1, end, port);
}

/* The text, then (|||6446|) (RFC 2428, 3) */
static bool vsw_ftp_epsv(const char *p, const char *end, u32 *port)
{
	p = memchr(p, '(', end - p);
	return p && end - p > 4 && !memcmp(p, "(|||", 4) &&
	       vsw_ftp_port(p + 4, end, port);
}

/* The text, then six numbers from the first digit on (RFC 1123, 4.1.2.6) */
static bool vsw_ftp_pasv(const char *p, const char *end, union vsw_addr *addr,
			 u32 *port)
{
	while (p < end && !isdigit(*p))
		p++;
	return vsw_ftp_host_port(p, end, addr, port);
}

/*
 * A line of the end that began the connection, a command, or of the other one,
 * a reply. Return: whether it names a port; @addr is unchanged if it is
 * understood to be the sender's.
 */
static bool vsw_ftp_line(const char *line, const char *end, bool command,
			 u8 family, union vsw_addr *addr, u32 *port)
{
	const char *p = line + 5;

	if (command && !strncasecmp(line, "EPRT ", 5))
		return vsw_ftp_eprt(p, end, family, addr, port);
	if (!command && !memcmp(line, "229 ", 4))
		return vsw_ftp_epsv(p - 1, end, port);
	if (family != AF_INET)
		return false;
	if (command && !strncasecmp(line, "PORT ", 5))
		return vsw_ftp_host_port(p, end, addr, port);
	return !command && !memcmp(line, "227 ", 4) &&
	       vsw_ftp_pasv(p - 1, end, addr, port);
}

/* The payload, if it is one line. Return: its length without the end, or 0 */
static unsigned int vsw_ftp_payload(const struct vsw_packet *pkt,
				    const struct sk_buff *skb, char *line)
{
	const struct tcphdr *th;
	struct tcphdr buffer;
	unsigned int len, i;

	th = skb_header_pointer(skb, pkt->l4, sizeof(buffer), &buffer);
	if (!th || pkt->l4_len < __tcp_hdrlen(th))
		return 0;
	len = pkt->l4_len - __tcp_hdrlen(th);
	if (len < VSW_FTP_LINE_MIN || len > VSW_FTP_LINE_MAX ||
	    skb_copy_bits(skb, pkt->l4 + __tcp_hdrlen(th), line, len))
		return 0;
	for (i = 0; i < len; i++)
		if (line[i] == '\r' || line[i] == '\n')
			break;
	return i == len - 2 && line[i] == '\r' && line[i + 1] == '\n' ? i : 0;
}

static void vsw_ct_ftp(struct vsw_ct *ct, struct vsw_flow *flow,
		       const struct vsw_packet *pkt, const struct sk_buff *skb)
{
	bool command = pkt->source == flow->source;
	union vsw_addr addr = *vsw_packet_src(pkt);
	char line[VSW_FTP_LINE_MAX];
	unsigned int len;
	u32 port;

	if (flow->proto != IPPROTO_TCP ||
	    flow->state != VSW_FLOW_STATE_TCP_ESTABLISHED ||
	    (pkt->tcp.flags & (VSW_TCP_SYN | VSW_TCP_RST)))
		return;
	len = vsw_ftp_payload(pkt, skb, line);
	if (len && vsw_ftp_line(line, line + len, command, flow->family, &addr,
				&port) &&
	    !memcmp(&addr, vsw_packet_src(pkt), sizeof(addr)))
		vsw_expect(ct, flow, !command, htons(port));
}

/* The server answers a request from a port of its own choice (RFC 1350, 4). */
static void vsw_ct_tftp(struct vsw_ct *ct, struct vsw_flow *flow,
			const struct vsw_packet *pkt, const struct sk_buff *skb)
{
	const __be16 *opcode;
	__be16 buffer;

	if (flow->proto != IPPROTO_UDP || pkt->source != flow->source ||
	    pkt->l4_len < sizeof(struct udphdr) + sizeof(buffer))
		return;
	opcode = skb_header_pointer(skb, pkt->l4 + sizeof(struct udphdr),
				    sizeof(buffer), &buffer);
	if (opcode && (*opcode == htons(VSW_TFTP_RRQ) ||
		       *opcode == htons(VSW_TFTP_WRQ)))
		vsw_expect(ct, flow, false, vsw_packet_sport(pkt));
}

/**
 * vsw_ct_alg() - read what a packet says of further connections
 * @ct: the table
 * @flow: its state, which a rule with an ALG has allowed
 * @pkt: the packet, which has passed
 * @skb: likewise, not changed
 *
 * Context: RCU read lock, bottom halves off.
 */
void vsw_ct_alg(struct vsw_ct *ct, struct vsw_flow *flow,
		const struct vsw_packet *pkt, const struct sk_buff *skb)
{
	switch (flow->alg) {
	case VSW_ALG_FTP:
		vsw_ct_ftp(ct, flow, pkt, skb);
		break;
	case VSW_ALG_TFTP:
		vsw_ct_tftp(ct, flow, pkt, skb);
		break;
	}
}
