// SPDX-License-Identifier: GPL-2.0
/* Asking the rules: of packets, of connections that live, of frames. */
#include "filter/judge.h"

/* Ports that an ALG's connection goes to, where its rule does not say. */
#define VSW_FTP_PORT		21
#define VSW_TFTP_PORT		69
#define VSW_FTP_CLIENT_PORT	49152

/**
 * vsw_filter_ask() - ask the rules of a packet
 * @filter: filter of the vNIC
 * @active: rules in force
 * @pkt: the packet
 * @dir: direction
 * @said: filled in
 */
void vsw_filter_ask(const struct vsw_filter *filter,
		    const struct vsw_active *active,
		    const struct vsw_packet *pkt, enum vsw_dir dir,
		    struct vsw_said *said)
{
	const struct vsw_vector *applied;

	/* Before the rules: what changes after it is not missed. */
	said->generation = smp_load_acquire(&active->generation);
	applied = READ_ONCE(active->applied[filter->slot].rules[dir]);
	said->index = vsw_classifier_find(active->classifier, applied, pkt);
	if (likely(said->index != VSW_NO_RULE)) {
		said->rule = vsw_classifier_rule(active->classifier,
						 said->index);
		said->action = said->rule->action;
		said->log = said->rule->log;
		return;
	}
	said->rule = NULL;
	said->action = active->default_action;
	said->log = active->default_log;
}

/* Name of the ruleset that said it; NULL for a default that none says. */
const char *vsw_filter_ruleset(const struct vsw_active *active,
			       const struct vsw_said *said)
{
	return said->rule ? said->rule->ruleset->name : active->default_ruleset;
}

/* Must TCP that a rule, or the default, accepts begin with a SYN? */
bool vsw_filter_strict(const struct vsw_active *active,
		       const struct vsw_rule *rule)
{
	if (!rule)
		return active->default_strict;
	if (rule->strict == VSW_STRICTNESS_INHERIT)
		return rule->ruleset->strict;
	return rule->strict == VSW_STRICTNESS_STRICT;
}

/* What a state is to remember. */
void vsw_filter_judged(const struct vsw_active *active,
		       const struct vsw_said *said, enum vsw_dir dir,
		       struct vsw_judged *judged)
{
	judged->generation = said->generation;
	judged->rule = said->index;
	judged->rule_id = said->rule ? said->rule->id : 0;
	judged->alg = said->rule ? said->rule->alg : VSW_ALG_NONE;
	judged->dir = dir;
	judged->flags = 0;
	if (said->log)
		judged->flags |= VSW_FLOW_LOG;
	if (vsw_filter_strict(active, said->rule))
		judged->flags |= VSW_FLOW_STRICT;
}

/*
 * An ALG foresaw the connection, so no rule knows it: it may go on if the rule
 * that its parent was allowed by would allow the parent now. What is left of
 * the parent is its rule, if it is one of this load, and the direction.
 */
static void vsw_filter_parent(const struct vsw_active *active,
			      const struct vsw_flow *flow,
			      struct vsw_packet *parent, enum vsw_dir *dir)
{
	const union vsw_addr src = *vsw_packet_src(parent);
	const union vsw_addr dst = *vsw_packet_dst(parent);
	bool tcp = parent->tuple.proto == IPPROTO_TCP;
	u16 sport = VSW_FTP_CLIENT_PORT, dport = tcp ? VSW_FTP_PORT : VSW_TFTP_PORT;
	u32 index = vsw_flow_rule(flow);
	const struct vsw_rule *rule;

	if (vsw_filter_of_load(active, flow) &&
	    index < active->rules->n_rules) {
		rule = vsw_classifier_rule(active->classifier, index);
		if (rule->n_dports)
			dport = rule->dports[0].first;
		if (rule->n_sports)
			sport = rule->sports[0].first;
	}
	if (flow->flags & VSW_FLOW_AGAINST) {
		*dir = !*dir;
		vsw_tuple_set(parent, &dst, &src, htons(sport), htons(dport));
	} else {
		vsw_tuple_set(parent, &src, &dst, htons(sport), htons(dport));
	}
}

/**
 * vsw_filter_ask_again() - ask the rules of a connection as it was begun
 * @filter: filter of the vNIC
 * @active: rules in force
 * @flow: its state
 * @said: filled in
 */
void vsw_filter_ask_again(const struct vsw_filter *filter,
			  const struct vsw_active *active,
			  const struct vsw_flow *flow, struct vsw_said *said)
{
	enum vsw_dir dir = flow->dir;
	struct vsw_packet begun;

	vsw_flow_as_begun(flow, &begun);
	if (likely(!(flow->flags & VSW_FLOW_EXPECTED))) {
		vsw_filter_ask(filter, active, &begun, dir, said);
		return;
	}
	vsw_filter_parent(active, flow, &begun, &dir);
	vsw_filter_ask(filter, active, &begun, dir, said);
	if (!said->rule || said->rule->alg == VSW_ALG_NONE)
		said->action = VSW_ACTION_DROP;
}

/**
 * vsw_filter_ask_l2() - ask the rules of layer 2 of a frame
 * @filter: filter of the vNIC
 * @active: rules in force
 * @eth: Ethernet header
 * @ethertype: network order, behind all tags
 * @dir: direction
 * @verdict: filled in; @verdict->rule is the index among these rules
 *
 * Return: VSW_PASS or VSW_DROP_L2_MATCH
 */
enum vsw_drop vsw_filter_ask_l2(const struct vsw_filter *filter,
				const struct vsw_active *active,
				const struct ethhdr *eth, __be16 ethertype,
				enum vsw_dir dir, struct vsw_verdict *verdict)
{
	const unsigned long *applied = active->applied[filter->slot].l2[dir];
	const struct vsw_rule *rule = NULL;
	u32 i;

	for_each_set_bit(i, applied, active->rules->n_l2_rules) {
		if (!vsw_l2_rule_matches(active->l2_rules[i], eth, ethertype))
			continue;
		rule = active->l2_rules[i];
		break;
	}
	verdict->layer = VSW_VERDICT_LAYER_ETHERNET;
	verdict->action = rule ? rule->action : active->l2_default_action;
	verdict->rule = rule ? i : VSW_NO_RULE;
	verdict->rule_id = rule ? rule->id : 0;
	verdict->ruleset = rule ? rule->ruleset->name :
				  active->l2_default_ruleset;
	return verdict->action == VSW_ACTION_ACCEPT ? VSW_PASS :
						      VSW_DROP_L2_MATCH;
}
