// SPDX-License-Identifier: GPL-2.0
/*
 * The packet log: what filters have to tell of packets and of connections that
 * end, limited for each of them.
 */
#include <linux/rcupdate.h>

#include "filter/judge.h"

static const struct vsw_filter_ops __rcu *vsw_filter_ops;

/**
 * vsw_filter_ops_register() - say who wants to know
 * @ops: functions to call
 */
void vsw_filter_ops_register(const struct vsw_filter_ops *ops)
{
	rcu_assign_pointer(vsw_filter_ops, ops);
}

/* Nothing of them runs any more when it returns. */
void vsw_filter_ops_unregister(void)
{
	RCU_INIT_POINTER(vsw_filter_ops, NULL);
	synchronize_rcu();
}

/**
 * vsw_filter_log() - tell of a packet or of the end of a connection
 * @filter: who tells
 * @log: what
 *
 * Context: RCU read lock, bottom halves off.
 */
void vsw_filter_log(struct vsw_filter *filter, struct vsw_log *log)
{
	const struct vsw_filter_ops *ops = rcu_dereference(vsw_filter_ops);

	if (!ops)
		return;
	if (!__ratelimit(&filter->log_limit)) {
		atomic_inc(&filter->log_lost);
		return;
	}
	log->lost = atomic_xchg(&filter->log_lost, 0);
	ops->log(log);
}

/* Rules have decided about a packet, and want it told. */
void vsw_filter_tell(struct vsw_filter *filter, const struct vsw_active *active,
		     const struct vsw_said *said, const struct vsw_packet *pkt,
		     enum vsw_dir dir)
{
	struct vsw_log log = {
		.filter = filter,
		.kind = VSW_LOG_KIND_MATCH,
		.dir = dir,
		.action = said->action,
		.ruleset = vsw_filter_ruleset(active, said),
		.has_rule = said->rule,
		.rule_id = said->rule ? said->rule->id : 0,
		.tag = said->rule ? said->rule->tag : NULL,
		.pkt = pkt,
		.len = vsw_packet_len(pkt),
	};

	vsw_filter_log(filter, &log);
}

/* Rules of layer 2 have decided about a frame: tell if they want that. */
void vsw_filter_tell_l2(struct vsw_filter *filter,
			const struct vsw_active *active,
			const struct vsw_verdict *verdict,
			const struct ethhdr *eth, const struct vsw_packet *pkt,
			enum vsw_dir dir)
{
	const struct vsw_rule *rule = verdict->rule == VSW_NO_RULE ? NULL :
				      active->l2_rules[verdict->rule];
	struct vsw_log log = {
		.filter = filter,
		.kind = VSW_LOG_KIND_MATCH,
		.dir = dir,
		.action = verdict->action,
		.ruleset = verdict->ruleset,
		.has_rule = rule,
		.rule_id = verdict->rule_id,
		.tag = rule ? rule->tag : NULL,
		.eth = eth,
		.pkt = pkt,
		.len = vsw_packet_len(pkt),
	};

	if (rule ? rule->log : active->l2_default_log)
		vsw_filter_log(filter, &log);
}

/* The end of a connection whose rule wants it told. */
static void vsw_filter_tell_end(struct vsw_filter *filter,
				const struct vsw_active *active,
				const struct vsw_flow *flow,
				enum vsw_flow_end why)
{
	u32 index = vsw_flow_rule(flow);
	const struct vsw_rule *rule;
	struct vsw_packet begun;
	struct vsw_log log = {
		.filter = filter,
		.kind = VSW_LOG_KIND_TERM,
		.dir = flow->dir,
		.action = VSW_ACTION_ACCEPT,
		.has_rule = index != VSW_NO_RULE,
		.rule_id = flow->rule_id,
		.pkt = &begun,
		.end = why,
		.counts = flow->counts,
	};

	if (active && index < active->rules->n_rules) {
		rule = vsw_classifier_rule(active->classifier, index);
		log.ruleset = rule->ruleset->name;
		log.tag = rule->tag;
	} else if (active) {
		log.ruleset = active->default_ruleset;
	}
	vsw_flow_as_begun(flow, &begun);
	vsw_filter_log(filter, &log);
}

/*
 * A state has left the table: what it has carried is its rule's. The rules may
 * have been replaced since it was judged: then nobody knows its rule any more.
 */
static void vsw_filter_ended(struct vsw_ct *ct, const struct vsw_flow *flow,
			     enum vsw_flow_end why)
{
	struct vsw_filter *filter = container_of(ct, struct vsw_filter, ct);
	const struct vsw_active *active;

	rcu_read_lock();
	active = rcu_dereference(filter->fn->active);
	if (active && !vsw_filter_of_load(active, flow))
		active = NULL;
	if (active)
		vsw_rule_count_flow(active, flow);
	if (flow->flags & VSW_FLOW_LOG)
		vsw_filter_tell_end(filter, active, flow, why);
	rcu_read_unlock();
}

const struct vsw_ct_ops vsw_filter_ct_ops = {
	.ended = vsw_filter_ended,
};
