// SPDX-License-Identifier: GPL-2.0
/*
 * Protocols that have no connections: UDP, ICMP queries, all others.
 *
 *	udp-first ------> udp-single      further packets of the one end
 *	    |                 |
 *	    +-------+---------+           a packet of the other end
 *	            v
 *	       udp-multiple
 *
 *	icmp-first ----> icmp-error       an ICMP error, see vsw_ct_error()
 *
 *	other                             stays so
 *
 * Who sends the query is the client: the query comes from the end that began
 * only, and the reply from the other one. A reply never makes a state.
 */
#include <linux/icmp.h>
#include <linux/icmpv6.h>

#include "ct/proto.h"

#define VSW_ICMP_INFO_REQUEST	15	/* RFC 792, obsolete */

/**
 * vsw_icmp_request() - type of the query that a state is about
 * @flow: a state of ICMP or ICMPv6
 */
u8 vsw_icmp_request(const struct vsw_flow *flow)
{
	if (flow->proto == IPPROTO_ICMPV6)
		return ICMPV6_ECHO_REQUEST;
	switch (flow->vid >> VSW_TUPLE_QUERY_SHIFT) {
	case VSW_QUERY_TIMESTAMP:
		return ICMP_TIMESTAMP;
	case VSW_QUERY_INFO:
		return VSW_ICMP_INFO_REQUEST;
	case VSW_QUERY_MASK:
		return ICMP_ADDRESS;
	default:
		return ICMP_ECHO;
	}
}

/**
 * vsw_icmp_first() - begin a state with a query
 * @flow: not in a table yet
 * @pkt: the packet
 *
 * Return: %VSW_PASS; %VSW_DROP_STATE_MISMATCH for a reply
 */
enum vsw_drop vsw_icmp_first(struct vsw_flow *flow,
			     const struct vsw_packet *pkt)
{
	if (pkt->type != vsw_icmp_request(flow))
		return VSW_DROP_STATE_MISMATCH;
	flow->state = VSW_FLOW_STATE_ICMP_FIRST;
	flow->code = pkt->code;
	return VSW_PASS;
}

/**
 * vsw_icmp_update() - does a query or reply go the way that it should?
 * @flow: its state
 * @pkt: the packet
 * @answer: it is from the end that did not begin
 */
enum vsw_drop vsw_icmp_update(const struct vsw_flow *flow,
			      const struct vsw_packet *pkt, bool answer)
{
	bool request = pkt->type == vsw_icmp_request(flow);

	return request == answer ? VSW_DROP_STATE_MISMATCH : VSW_PASS;
}

/**
 * vsw_udp_update() - a datagram after the first
 * @flow: its state
 * @answer: it is from the end that did not begin
 */
void vsw_udp_update(struct vsw_flow *flow, bool answer)
{
	if (answer)
		flow->state = VSW_FLOW_STATE_UDP_MULTIPLE;
	else if (flow->state == VSW_FLOW_STATE_UDP_FIRST)
		flow->state = VSW_FLOW_STATE_UDP_SINGLE;
}
