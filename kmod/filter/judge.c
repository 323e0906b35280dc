// SPDX-License-Identifier: GPL-2.0
/*
 * How the filter of a vNIC judges a packet:
 *
 *   rules of layer 2 -> state of the connection -> rules -> default rule
 *
 * A packet of a connection that has a state is never asked of the rules, unless
 * these have changed since the state was judged. Then the connection is judged
 * again as it was begun, and its state dies if it would not be allowed now.
 */
#include <linux/etherdevice.h>

#include "filter/judge.h"

static noinline enum vsw_drop vsw_filter_refuse(struct vsw_filter *filter,
						const struct vsw_active *active,
						const struct vsw_said *said,
						const struct vsw_packet *pkt,
						enum vsw_dir dir,
						struct vsw_verdict *verdict)
{
	verdict->layer = said->rule ? VSW_VERDICT_LAYER_RULE :
				      VSW_VERDICT_LAYER_DEFAULT;
	verdict->action = said->action;
	verdict->rule = said->index;
	verdict->rule_id = said->rule ? said->rule->id : 0;
	verdict->ruleset = vsw_filter_ruleset(active, said);
	vsw_rule_count(active, vsw_filter_counter(active, said), dir,
		       pkt->segs, vsw_packet_len(pkt));
	if (said->log)
		vsw_filter_tell(filter, active, said, pkt, dir);
	return said->action == VSW_ACTION_REJECT ? VSW_DROP_REJECT :
						   VSW_DROP_MATCH;
}

/* No rule said so: @layer did. */
static enum vsw_drop vsw_filter_mismatch(struct vsw_verdict *verdict,
					 enum vsw_verdict_layer layer,
					 enum vsw_drop drop)
{
	verdict->layer = layer;
	verdict->action = VSW_ACTION_DROP;
	verdict->rule = VSW_NO_RULE;
	verdict->rule_id = 0;
	verdict->ruleset = NULL;
	return drop;
}

/* Rules of layer 2 are few, and where they cannot drop anything not asked. */
static noinline enum vsw_drop
vsw_filter_judge_l2(struct vsw_filter *filter, const struct vsw_active *active,
		    const struct vsw_packet *pkt, const struct ethhdr *eth,
		    enum vsw_dir dir, struct vsw_verdict *verdict)
{
	enum vsw_drop drop;
	u32 counter;

	drop = vsw_filter_ask_l2(filter, active, eth, pkt->ethertype, dir,
				 verdict);
	counter = verdict->rule == VSW_NO_RULE ?
		  vsw_counter_l2_default(active) :
		  vsw_counter_l2(active, verdict->rule);
	vsw_rule_count(active, counter, dir, pkt->segs, vsw_packet_len(pkt));
	vsw_filter_tell_l2(filter, active, verdict, eth, pkt, dir);
	return drop;
}

static enum vsw_drop vsw_filter_checksum(struct vsw_packet *pkt,
					 struct sk_buff *skb,
					 struct vsw_verdict *verdict)
{
	enum vsw_drop drop;

	if (likely(pkt->checked || skb->ip_summed == CHECKSUM_UNNECESSARY))
		return VSW_PASS;
	drop = vsw_key_checksum(pkt, skb);
	if (likely(!drop))
		return VSW_PASS;
	return vsw_filter_mismatch(verdict, VSW_VERDICT_LAYER_PARSE, drop);
}

/* The rules have changed since the connection was judged. */
static noinline enum vsw_drop
vsw_filter_judge_again(struct vsw_filter *filter,
		       const struct vsw_active *active, struct vsw_flow *flow,
		       const struct vsw_packet *pkt, enum vsw_dir dir,
		       struct vsw_verdict *verdict)
{
	struct vsw_judged judged;
	struct vsw_said said;

	vsw_filter_ask_again(filter, active, flow, &said);
	if (likely(said.action == VSW_ACTION_ACCEPT)) {
		vsw_filter_judged(active, &said, flow->dir, &judged);
		if (flow->flags & VSW_FLOW_EXPECTED) {
			judged.flags |= flow->flags & VSW_FLOW_JUDGED;
			judged.alg = VSW_ALG_NONE;
		}
		vsw_ct_rejudged(flow, &judged);
		return VSW_PASS;
	}
	vsw_ct_kill(&filter->ct, flow, VSW_FLOW_END_RULES);
	return vsw_filter_refuse(filter, active, &said, pkt, dir, verdict);
}

static enum vsw_drop vsw_filter_judge_flow(struct vsw_filter *filter,
					   const struct vsw_active *active,
					   struct vsw_flow *flow,
					   struct vsw_packet *pkt,
					   struct sk_buff *skb,
					   enum vsw_dir dir,
					   struct vsw_verdict *verdict)
{
	enum vsw_drop drop;

	if (unlikely(vsw_filter_outdated(active, flow))) {
		drop = vsw_filter_judge_again(filter, active, flow, pkt, dir,
					      verdict);
		if (drop)
			return drop;
	}
	if (pkt->l4_proto == IPPROTO_TCP) {
		drop = vsw_filter_checksum(pkt, skb, verdict);
		if (unlikely(drop))
			return drop;
	}
	drop = vsw_ct_update(&filter->ct, flow, pkt, dir, vsw_packet_len(pkt));
	if (unlikely(drop))
		return vsw_filter_mismatch(verdict, VSW_VERDICT_LAYER_STATE,
					   drop);
	if (unlikely(flow->alg))
		vsw_ct_alg(&filter->ct, flow, pkt, skb);
	return VSW_PASS;
}

/* No room for another connection: then none of its packets has a state. */
static bool vsw_filter_full(const struct vsw_ct *ct)
{
	return READ_ONCE(ct->n[VSW_LIMIT_TOTAL]) >=
	       READ_ONCE(ct->limit[VSW_LIMIT_TOTAL]) ||
	       READ_ONCE(ct->n[VSW_LIMIT_HALF_OPEN]) >=
	       READ_ONCE(ct->limit[VSW_LIMIT_HALF_OPEN]);
}

/* A state could not be kept: may the packet pass without? */
static noinline enum vsw_drop vsw_filter_failed(struct vsw_filter *filter,
						struct vsw_verdict *verdict,
						enum vsw_drop drop)
{
	vsw_filter_mismatch(verdict, VSW_VERDICT_LAYER_STATE, drop);
	if (drop == VSW_DROP_STATE_MISMATCH && !vsw_filter_full(&filter->ct))
		return drop;
	verdict->failed = true;
	if (READ_ONCE(filter->failure_policy) == VSW_FAILURE_POLICY_FAIL_CLOSED)
		return drop;
	atomic64_inc(&filter->failed_open);
	return VSW_PASS;
}

/* TFTP says all there is to say in its first packet. */
static noinline void vsw_filter_watch(struct vsw_filter *filter,
				      const struct vsw_packet *pkt,
				      const struct sk_buff *skb)
{
	struct vsw_flow *flow = vsw_ct_find(&filter->ct, pkt);

	if (flow)
		vsw_ct_alg(&filter->ct, flow, pkt, skb);
}

static noinline enum vsw_drop
vsw_filter_judge_new(struct vsw_filter *filter, const struct vsw_active *active,
		     struct vsw_packet *pkt, struct sk_buff *skb,
		     enum vsw_dir dir, struct vsw_verdict *verdict)
{
	struct vsw_judged judged;
	struct vsw_said said;
	enum vsw_drop drop;

	drop = vsw_filter_checksum(pkt, skb, verdict);
	if (unlikely(drop))
		return drop;
	if (unlikely(READ_ONCE(filter->ct.n_expected)) &&
	    vsw_ct_expected(&filter->ct, pkt, &judged) && judged.dir == dir &&
	    (s32)(judged.generation - READ_ONCE(active->judge_from)) >= 0) {
		drop = vsw_ct_create(&filter->ct, pkt, &judged);
		return drop ? vsw_filter_failed(filter, verdict, drop) :
			      VSW_PASS;
	}

	vsw_filter_ask(filter, active, pkt, dir, &said);
	if (said.action != VSW_ACTION_ACCEPT)
		return vsw_filter_refuse(filter, active, &said, pkt, dir,
					 verdict);
	if (pkt->track == VSW_TRACK_STATE &&
	    !(said.rule && said.rule->stateless)) {
		vsw_filter_judged(active, &said, dir, &judged);
		drop = vsw_ct_create(&filter->ct, pkt, &judged);
		if (unlikely(drop))
			return vsw_filter_failed(filter, verdict, drop);
		if (unlikely(judged.alg))
			vsw_filter_watch(filter, pkt, skb);
		/* What passes is counted when the state ends. */
		vsw_rule_count(active, vsw_filter_counter(active, &said), dir,
			       0, 0);
	} else {
		vsw_rule_count(active, vsw_filter_counter(active, &said), dir,
			       pkt->segs, vsw_packet_len(pkt));
	}
	if (unlikely(said.log))
		vsw_filter_tell(filter, active, &said, pkt, dir);
	return VSW_PASS;
}

/* An ICMP error is part of the connection that it is about, or of none. */
static noinline enum vsw_drop
vsw_filter_judge_error(struct vsw_filter *filter,
		       const struct vsw_active *active, struct vsw_packet *pkt,
		       struct sk_buff *skb, enum vsw_dir dir,
		       struct vsw_verdict *verdict)
{
	struct vsw_flow *flow;
	enum vsw_drop drop;

	drop = vsw_filter_checksum(pkt, skb, verdict);
	if (drop)
		return drop;
	flow = vsw_ct_find(&filter->ct, pkt);
	if (!flow)
		return vsw_filter_mismatch(verdict, VSW_VERDICT_LAYER_STATE,
					   VSW_DROP_STATE_MISMATCH);
	if (vsw_filter_outdated(active, flow)) {
		drop = vsw_filter_judge_again(filter, active, flow, pkt, dir,
					      verdict);
		if (drop)
			return drop;
	}
	drop = vsw_ct_error(&filter->ct, flow, pkt, dir, vsw_packet_len(pkt));
	if (drop)
		vsw_filter_mismatch(verdict, VSW_VERDICT_LAYER_STATE, drop);
	return drop;
}

/**
 * vsw_filter_judge() - judge a packet
 * @filter: filter of the vNIC that it comes from or is for
 * @active: rules in force, with at least one ruleset
 * @pkt: the packet, not a fragment
 * @skb: its frame, or of a datagram the first one
 * @dir: direction
 * @verdict: by what it was judged
 *
 * Context: softirq, RCU read lock.
 * Return: VSW_PASS, or the reason to drop it, which is that for out
 */
enum vsw_drop vsw_filter_judge(struct vsw_filter *filter,
			       const struct vsw_active *active,
			       struct vsw_packet *pkt, struct sk_buff *skb,
			       enum vsw_dir dir, struct vsw_verdict *verdict)
{
	struct vsw_flow *flow;
	enum vsw_drop drop;

	if (unlikely(!active->l2_pass)) {
		drop = vsw_filter_judge_l2(filter, active, pkt, eth_hdr(skb),
					   dir, verdict);
		if (drop)
			return drop;
	}
	if (likely(pkt->track == VSW_TRACK_STATE)) {
		/* A SYN may end a closed state, so it has to be a real one. */
		if (pkt->l4_proto == IPPROTO_TCP &&
		    unlikely(pkt->tcp.flags & VSW_TCP_SYN)) {
			drop = vsw_filter_checksum(pkt, skb, verdict);
			if (drop)
				return drop;
		}
		flow = vsw_ct_find(&filter->ct, pkt);
		if (likely(flow))
			return vsw_filter_judge_flow(filter, active, flow, pkt,
						     skb, dir, verdict);
	} else if (pkt->track == VSW_TRACK_NONE) {
		return VSW_PASS;
	} else if (pkt->track == VSW_TRACK_ERROR) {
		return vsw_filter_judge_error(filter, active, pkt, skb, dir,
					      verdict);
	}
	return vsw_filter_judge_new(filter, active, pkt, skb, dir, verdict);
}
