// SPDX-License-Identifier: GPL-2.0
/*
 * The first packet of a connection makes a state, if there may be another one.
 *
 * Each state counts for the whole and for its class; TCP only until the other
 * end has answered. States without an answer are in the list of their class in
 * the order in which they were made. Where a limit is reached the oldest of them
 * gives way: of the class, or, for the limit of the whole, that of all classes
 * which was silent for the longest, and of the largest class if that is the same
 * second. So a flood of one vNIC, in either direction, drives out what the flood
 * itself has made and never touches a connection that both ends take part in. If
 * there is nobody to give way the packet is refused.
 */
#include "ct/proto.h"
#include "ct/table.h"

/* States that one new one may drive out, after a limit was lowered. */
#define VSW_EVICT_MAX	8

/*
 * UDP leaves half of the whole to TCP. A quarter may be half open: that is 136
 * new connections a second which nobody answers, for the two minutes that they
 * live. ICMP queries and other protocols need few.
 */
const u32 vsw_ct_limit_default[VSW_CT_LIMITS] = {
	[VSW_LIMIT_TOTAL] = 65536,
	[VSW_LIMIT_HALF_OPEN] = 16384,
	[VSW_LIMIT_UDP] = 32768,
	[VSW_LIMIT_ICMP] = 4096,
	[VSW_LIMIT_OTHER] = 4096,
};

/* Would @a rather give way than @b, both being the oldest of their class? */
static bool vsw_flow_older(const struct vsw_ct *ct, const struct vsw_flow *a,
			   const struct vsw_flow *b)
{
	s32 age = READ_ONCE(b->seen) - READ_ONCE(a->seen);

	return age > 0 || (!age && ct->n[vsw_flow_class(a)] >
				   ct->n[vsw_flow_class(b)]);
}

/* The oldest state of a class, or of all, that waits for an answer. */
static struct vsw_flow *vsw_ct_oldest(struct vsw_ct *ct, enum vsw_limit limit)
{
	struct vsw_flow *oldest = NULL, *flow;
	int i;

	if (limit != VSW_LIMIT_TOTAL)
		return list_first_entry_or_null(&ct->embryonic[limit],
						struct vsw_flow, list);
	for (i = 0; i < VSW_CT_LIMITS; i++) {
		flow = list_first_entry_or_null(&ct->embryonic[i],
						struct vsw_flow, list);
		if (flow && (!oldest || vsw_flow_older(ct, flow, oldest)))
			oldest = flow;
	}
	return oldest;
}

/* Make room for one more. @dead gets what had to give way. */
static bool vsw_ct_room(struct vsw_ct *ct, enum vsw_limit limit,
			struct list_head *dead)
{
	struct vsw_flow *flow;
	int i;

	for (i = 0; i < VSW_EVICT_MAX; i++) {
		if (ct->n[limit] < READ_ONCE(ct->limit[limit]))
			return true;
		flow = vsw_ct_oldest(ct, limit);
		if (!flow)
			return false;
		vsw_ct_unlink(ct, flow);
		list_add_tail(&flow->list, dead);
		ct->evicted++;
	}
	return ct->n[limit] < READ_ONCE(ct->limit[limit]);
}

/*
 * Make room for a new state and enter it. Return: %VSW_PASS with @there NULL or
 * the state that another CPU has entered in between; or the reason
 */
static enum vsw_drop vsw_ct_enter(struct vsw_ct *ct,
				  const struct vsw_packet *pkt,
				  struct vsw_flow *flow, struct list_head *dead,
				  struct vsw_flow **there)
{
	lockdep_assert_held(&ct->lock);
	if (ct->closed)
		return VSW_DROP_STATE_INSERT;
	if (!vsw_ct_room(ct, vsw_flow_class(flow), dead) ||
	    !vsw_ct_room(ct, VSW_LIMIT_TOTAL, dead))
		return VSW_DROP_STATE_LIMIT;
	*there = vsw_ct_insert(ct, pkt, flow);
	if (*there == ERR_PTR(-ENOMEM))
		return VSW_DROP_STATE_MEMORY;
	return IS_ERR(*there) ? VSW_DROP_STATE_INSERT : VSW_PASS;
}

/**
 * vsw_flow_judge() - write down what was said of a state
 * @flow: the state; its lock is held, or it is not in a table yet
 * @judged: what was said
 */
void vsw_flow_judge(struct vsw_flow *flow, const struct vsw_judged *judged)
{
	flow->rule16 = min_t(u32, judged->rule, VSW_RULE16_NONE);
	flow->rule_id = judged->rule_id;
	flow->alg = judged->alg;
	WRITE_ONCE(flow->flags, (flow->flags & ~VSW_FLOW_JUDGED) |
				(judged->flags & VSW_FLOW_JUDGED));
	/* Who reads this generation reads no older rule. */
	smp_store_release(&flow->generation, judged->generation);
}

/* The first packet of each protocol. */
static enum vsw_drop vsw_flow_begin(struct vsw_flow *flow,
				    const struct vsw_packet *pkt)
{
	switch (flow->proto) {
	case IPPROTO_TCP:
		return vsw_tcp_first(flow, &pkt->tcp);
	case IPPROTO_UDP:
		flow->state = VSW_FLOW_STATE_UDP_FIRST;
		return VSW_PASS;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return vsw_icmp_first(flow, pkt);
	default:
		flow->state = VSW_FLOW_STATE_OTHER;
		return VSW_PASS;
	}
}

static enum vsw_drop vsw_flow_init(struct vsw_flow *flow,
				   const struct vsw_packet *pkt,
				   const struct vsw_judged *judged)
{
	const struct vsw_tuple *tuple = &pkt->tuple;

	memset(flow, 0, sizeof(*flow));
	flow->hash = pkt->hash;
	spin_lock_init(&flow->lock);
	flow->head = tuple->head;
	if (tuple->family == AF_INET) {
		flow->addr[0] = tuple->addr[0].ip4;
		flow->addr[1] = tuple->addr[1].ip4;
	} else {
		memcpy(flow->addr, tuple->addr, sizeof(tuple->addr));
	}
	flow->seen = pkt->now;
	flow->dir = judged->dir;
	flow->source = pkt->source;
	vsw_flow_judge(flow, judged);
	vsw_flow_count(flow, pkt, judged->dir, vsw_packet_len(pkt));
	return vsw_flow_begin(flow, pkt);
}

/**
 * vsw_ct_create() - make a state for the first packet of a connection
 * @ct: the table
 * @pkt: the packet, which vsw_ct_find() found no state for; it is counted
 * @judged: what the rules say of it; @judged->dir is its direction
 *
 * If another CPU has just made one, the packet is judged by that.
 *
 * Context: RCU read lock, bottom halves off.
 * Return: %VSW_PASS; %VSW_DROP_STATE_MISMATCH if nothing begins with such a
 *   packet; %VSW_DROP_STATE_LIMIT; %VSW_DROP_STATE_MEMORY;
 *   %VSW_DROP_STATE_INSERT
 */
enum vsw_drop vsw_ct_create(struct vsw_ct *ct, const struct vsw_packet *pkt,
			    const struct vsw_judged *judged)
{
	struct vsw_flow *there = NULL, *flow, *next;
	enum vsw_drop drop;
	LIST_HEAD(dead);

	flow = vsw_flow_alloc(pkt->tuple.family);
	if (!flow)
		return VSW_DROP_STATE_MEMORY;
	drop = vsw_flow_init(flow, pkt, judged);
	if (drop) {
		vsw_flow_free(flow);
		return drop;
	}

	spin_lock(&ct->lock);
	drop = vsw_ct_enter(ct, pkt, flow, &dead, &there);
	spin_unlock(&ct->lock);
	if (drop || there)
		vsw_flow_free(flow);
	list_for_each_entry_safe(flow, next, &dead, list)
		vsw_flow_bury(ct, flow, VSW_FLOW_END_EVICTED);
	if (drop || !there)
		return drop;
	return vsw_ct_update(ct, there, pkt, judged->dir, vsw_packet_len(pkt));
}
