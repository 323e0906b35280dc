// SPDX-License-Identifier: GPL-2.0
/*
 * ICMP and ICMPv6: queries have states of their own, errors belong to the state
 * of the packet that they quote, and the rest is for the rules.
 */
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/in.h>

#include "frame/parse.h"

#define VSW_ICMP_RULES_MIN	4	/* type, code and checksum */

/**
 * struct vsw_icmp - a message
 * @type: ICMP type
 * @code: ICMP code
 * @track: enum vsw_track
 * @query: enum vsw_query with VSW_TRACK_STATE
 * @id: identifier with VSW_TRACK_STATE
 */
struct vsw_icmp {
	u8 type;
	u8 code;
	u8 track;
	u8 query;
	__be16 id;
};

static void vsw_icmp_query(struct vsw_icmp *icmp, enum vsw_query query)
{
	icmp->track = VSW_TRACK_STATE;
	icmp->query = query;
}

static void vsw_icmp4_kind(struct vsw_icmp *icmp)
{
	switch (icmp->type) {
	case ICMP_ECHO:
	case ICMP_ECHOREPLY:
		vsw_icmp_query(icmp, VSW_QUERY_ECHO);
		break;
	case ICMP_TIMESTAMP:
	case ICMP_TIMESTAMPREPLY:
		vsw_icmp_query(icmp, VSW_QUERY_TIMESTAMP);
		break;
	case ICMP_INFO_REQUEST:
	case ICMP_INFO_REPLY:
		vsw_icmp_query(icmp, VSW_QUERY_INFO);
		break;
	case ICMP_ADDRESS:
	case ICMP_ADDRESSREPLY:
		vsw_icmp_query(icmp, VSW_QUERY_MASK);
		break;
	case ICMP_DEST_UNREACH:
	case ICMP_SOURCE_QUENCH:
	case ICMP_TIME_EXCEEDED:
	case ICMP_PARAMETERPROB:
		icmp->track = VSW_TRACK_ERROR;
		break;
	}
}

static void vsw_icmp6_kind(struct vsw_icmp *icmp)
{
	switch (icmp->type) {
	case ICMPV6_ECHO_REQUEST:
	case ICMPV6_ECHO_REPLY:
		vsw_icmp_query(icmp, VSW_QUERY_ECHO);
		break;
	case ICMPV6_DEST_UNREACH:
	case ICMPV6_PKT_TOOBIG:
	case ICMPV6_TIME_EXCEED:
	case ICMPV6_PARAMPROB:
		icmp->track = VSW_TRACK_ERROR;
		break;
	}
}

/* Read the header and tell what kind of message it is. */
static enum vsw_drop vsw_icmp_read(const struct vsw_cursor *cur, u8 family,
				   struct vsw_icmp *icmp)
{
	struct icmphdr buf = {};
	const struct icmphdr *header;

	header = vsw_cursor_get(cur, VSW_ICMP_RULES_MIN, &buf);
	if (!header)
		return VSW_DROP_SHORT;
	icmp->type = header->type;
	icmp->code = header->code;
	icmp->track = VSW_TRACK_RULES;
	if (family == AF_INET)
		vsw_icmp4_kind(icmp);
	else
		vsw_icmp6_kind(icmp);
	if (icmp->track == VSW_TRACK_RULES)
		return VSW_PASS;

	header = vsw_cursor_get(cur, sizeof(buf), &buf);
	if (!header)
		return VSW_DROP_SHORT;
	icmp->id = header->un.echo.id;
	return VSW_PASS;
}

static bool vsw_icmp_asks(const struct vsw_packet *pkt,
			  const struct vsw_icmp *icmp)
{
	if (pkt->tuple.family == AF_INET6)
		return icmp->type == ICMPV6_ECHO_REQUEST;
	return icmp->type == ICMP_ECHO || icmp->type == ICMP_TIMESTAMP ||
	       icmp->type == ICMP_INFO_REQUEST || icmp->type == ICMP_ADDRESS;
}

/*
 * The identifier is the port of the end that asks: two that ask each other may
 * use the same one, and some systems always do.
 */
static void vsw_icmp_set(struct vsw_packet *pkt, const struct vsw_cursor *cur,
			 const struct vsw_icmp *icmp)
{
	bool asks = vsw_icmp_asks(pkt, icmp);

	pkt->tuple.vid |= icmp->query << VSW_TUPLE_QUERY_SHIFT;
	vsw_tuple_set(pkt, &cur->src, &cur->dst, asks ? icmp->id : 0,
		      asks ? 0 : icmp->id);
}

/* Nobody answers an error with an error (RFC 1122, 3.2.2 and RFC 4443, 2.4). */
static enum vsw_drop vsw_icmp_embedded_query(struct vsw_packet *pkt,
					     const struct vsw_cursor *cur)
{
	struct vsw_icmp icmp = {};
	enum vsw_drop drop;

	drop = vsw_icmp_read(cur, pkt->tuple.family, &icmp);
	if (drop)
		return drop;
	if (icmp.track != VSW_TRACK_STATE)
		return VSW_DROP_NORMALIZE;
	vsw_icmp_set(pkt, cur, &icmp);
	return VSW_PASS;
}

/* Eight bytes of the transport header are quoted at least. */
static enum vsw_drop vsw_icmp_embedded_ports(struct vsw_packet *pkt,
					     const struct vsw_cursor *cur)
{
	const struct {
		__be16 sport;
		__be16 dport;
		__be32 seq;
	} *header;
	u64 buf;

	header = vsw_cursor_get(cur, sizeof(buf), &buf);
	if (!header)
		return VSW_DROP_SHORT;
	if (cur->proto == IPPROTO_TCP)
		pkt->tcp.seq = ntohl(header->seq);
	vsw_tuple_set(pkt, &cur->src, &cur->dst, header->sport, header->dport);
	return VSW_PASS;
}

static enum vsw_drop vsw_icmp_embedded(struct vsw_packet *pkt,
				       struct vsw_cursor *cur)
{
	pkt->tuple.proto = cur->proto;
	switch (cur->proto) {
	case IPPROTO_TCP:
	case IPPROTO_UDP:
	case IPPROTO_UDPLITE:
	case IPPROTO_SCTP:
	case IPPROTO_DCCP:
		return vsw_icmp_embedded_ports(pkt, cur);
	case IPPROTO_ICMP:
		if (pkt->tuple.family == AF_INET)
			return vsw_icmp_embedded_query(pkt, cur);
		break;
	case IPPROTO_ICMPV6:
		if (pkt->tuple.family == AF_INET6)
			return vsw_icmp_embedded_query(pkt, cur);
		break;
	}
	vsw_tuple_set(pkt, &cur->src, &cur->dst, 0, 0);
	return VSW_PASS;
}

/*
 * An error goes back to who sent the packet that it quotes. The packet becomes
 * the key. Of its fragments only the first says what connection it is of.
 */
static enum vsw_drop vsw_icmp_error(struct vsw_packet *pkt,
				    struct vsw_cursor *cur)
{
	union vsw_addr dst = cur->dst;
	enum vsw_drop drop;

	cur->off += sizeof(struct icmphdr);
	cur->fragmented = false;
	cur->frag_off = 0;
	memset(&cur->frag, 0, sizeof(cur->frag));
	if (pkt->tuple.family == AF_INET)
		drop = vsw_ip4_embedded(cur);
	else
		drop = vsw_ip6_embedded(cur);
	if (drop)
		return drop;
	if (memcmp(&dst, &cur->src, sizeof(dst)) || cur->frag.offset)
		return VSW_DROP_NORMALIZE;
	pkt->track = VSW_TRACK_ERROR;
	return vsw_icmp_embedded(pkt, cur);
}

/**
 * vsw_icmp_parse() - read an ICMP or ICMPv6 message
 * @pkt: all but what the message says is filled in already
 * @cur: at the message
 */
enum vsw_drop vsw_icmp_parse(struct vsw_packet *pkt, struct vsw_cursor *cur)
{
	struct vsw_icmp icmp = {};
	enum vsw_drop drop;

	drop = vsw_icmp_read(cur, pkt->tuple.family, &icmp);
	if (drop)
		return drop;
	pkt->track = icmp.track;
	pkt->type = icmp.type;
	pkt->code = icmp.code;
	if (icmp.track == VSW_TRACK_ERROR)
		return vsw_icmp_error(pkt, cur);
	vsw_icmp_set(pkt, cur, &icmp);
	return VSW_PASS;
}
