// SPDX-License-Identifier: GPL-2.0
/* What would become of a packet. */
#include "filter/judge.h"

/**
 * vsw_filter_simulate() - judge a packet that there is not
 * @filter: the filter
 * @active: rules in force, or NULL
 * @pkt: the packet
 * @eth: its Ethernet header
 * @dir: direction
 * @verdict: by what it is judged; filled in completely
 *
 * Asks the same rules and states, and changes and counts nothing. Context: RCU
 * read lock, bottom halves off.
 *
 * Return: as vsw_filter_judge() would
 */
enum vsw_drop vsw_filter_simulate(struct vsw_filter *filter,
				  const struct vsw_active *active,
				  const struct vsw_packet *pkt,
				  const struct ethhdr *eth, enum vsw_dir dir,
				  struct vsw_verdict *verdict)
{
	const struct vsw_flow *flow = NULL;
	struct vsw_said said;

	memset(verdict, 0, sizeof(*verdict));
	verdict->layer = VSW_VERDICT_LAYER_NONE;
	verdict->action = VSW_ACTION_ACCEPT;
	verdict->rule = VSW_NO_RULE;
	if (!active || active->empty) {
		if (!READ_ONCE(filter->fn->require_ruleset))
			return VSW_PASS;
		verdict->action = VSW_ACTION_DROP;
		return VSW_DROP_NO_RULESET;
	}
	if (vsw_filter_ask_l2(filter, active, eth, pkt->ethertype, dir,
			      verdict))
		return VSW_DROP_L2_MATCH;
	if (pkt->track == VSW_TRACK_NONE)
		return VSW_PASS;

	if (pkt->track == VSW_TRACK_STATE)
		flow = vsw_ct_peek(&filter->ct, pkt);
	if (flow && !vsw_filter_outdated(active, flow)) {
		verdict->layer = VSW_VERDICT_LAYER_STATE;
		verdict->rule = vsw_flow_rule(flow);
		verdict->rule_id = flow->rule_id;
		verdict->ruleset = NULL;
		verdict->action = VSW_ACTION_ACCEPT;
		return VSW_PASS;
	}
	if (flow)
		vsw_filter_ask_again(filter, active, flow, &said);
	else
		vsw_filter_ask(filter, active, pkt, dir, &said);
	verdict->layer = said.rule ? VSW_VERDICT_LAYER_RULE :
				     VSW_VERDICT_LAYER_DEFAULT;
	verdict->action = said.action;
	verdict->rule = said.index;
	verdict->rule_id = said.rule ? said.rule->id : 0;
	verdict->ruleset = vsw_filter_ruleset(active, &said);
	if (said.action == VSW_ACTION_REJECT)
		return VSW_DROP_REJECT;
	if (said.action == VSW_ACTION_DROP)
		return VSW_DROP_MATCH;
	/* A connection that is under way needs the state that it has not. */
	if (pkt->l4_proto == IPPROTO_TCP && !flow &&
	    !(said.rule && said.rule->stateless) &&
	    vsw_filter_strict(active, said.rule) &&
	    (pkt->tcp.flags & (VSW_TCP_SYN | VSW_TCP_ACK)) != VSW_TCP_SYN)
		return VSW_DROP_STATE_MISMATCH;
	return VSW_PASS;
}
