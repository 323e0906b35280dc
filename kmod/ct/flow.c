// SPDX-License-Identifier: GPL-2.0
/* What others want to know of a state. */
#include <linux/once.h>
#include <linux/siphash.h>

#include "ct/proto.h"
#include "ct/table.h"

/**
 * vsw_flow_tuple() - the key of a state
 * @flow: the state
 * @tuple: filled in
 */
void vsw_flow_tuple(const struct vsw_flow *flow, struct vsw_tuple *tuple)
{
	memset(tuple, 0, sizeof(*tuple));
	tuple->head = flow->head;
	if (flow->family == AF_INET) {
		tuple->addr[0].ip4 = flow->addr[0];
		tuple->addr[1].ip4 = flow->addr[1];
	} else {
		memcpy(tuple->addr, flow->addr, sizeof(tuple->addr));
	}
}

/**
 * vsw_flow_id() - a number that tells a state apart from others
 * @flow: the state
 *
 * Made from where the state lies and from its hash, so it costs no room there,
 * with a key, so it tells nobody either of them.
 */
u64 vsw_flow_id(const struct vsw_flow *flow)
{
	static siphash_aligned_key_t key;

	get_random_once(&key, sizeof(key));
	return siphash_2u64((unsigned long)flow, flow->hash, &key);
}

/**
 * vsw_flow_rule() - index of the rule that a state was last judged by
 * @flow: the state
 *
 * Return: index among the rules of vsw_flow.generation, U32_MAX for the default
 */
u32 vsw_flow_rule(const struct vsw_flow *flow)
{
	u16 rule = READ_ONCE(flow->rule16);

	return rule == VSW_RULE16_NONE ? U32_MAX : rule;
}

/**
 * vsw_flow_seconds_left() - seconds until a state times out
 * @ct: its table
 * @flow: the state
 */
u32 vsw_flow_seconds_left(const struct vsw_ct *ct, const struct vsw_flow *flow)
{
	s32 timeout = READ_ONCE(ct->timeout[flow->state]);
	s32 age = vsw_now() - READ_ONCE(flow->seen);

	return clamp(timeout - age, 0, timeout);
}

/**
 * vsw_flow_as_begun() - make up the packet that began a connection
 * @flow: its state
 * @pkt: filled in, for rules to judge again; it belongs to no skb
 */
void vsw_flow_as_begun(const struct vsw_flow *flow, struct vsw_packet *pkt)
{
	memset(pkt, 0, sizeof(*pkt));
	vsw_flow_tuple(flow, &pkt->tuple);
	pkt->hash = flow->hash;
	pkt->source = flow->source;
	pkt->track = VSW_TRACK_STATE;
	pkt->ethertype = htons(flow->family == AF_INET ? ETH_P_IP : ETH_P_IPV6);
	pkt->segs = 1;
	pkt->l4_proto = flow->proto;
	pkt->checked = true;
	switch (flow->proto) {
	case IPPROTO_TCP:
		pkt->tcp.flags = VSW_TCP_SYN;
		pkt->tcp.scale = VSW_TCP_NO_SCALE;
		break;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		pkt->type = vsw_icmp_request(flow);
		pkt->code = flow->code;
		break;
	}
}
