/* SPDX-License-Identifier: GPL-2.0 */
/* What the parts of a judgement hand on to each other, within filter/. */
#ifndef VSW_FILTER_JUDGE_H
#define VSW_FILTER_JUDGE_H

#include "filter/filter.h"

/**
 * struct vsw_said - what the rules say of a packet
 * @rule: the rule, or NULL for the default
 * @index: its index, or VSW_NO_RULE
 * @generation: of the rules and addresses asked
 * @action: enum vsw_action
 * @log: tell of it
 */
struct vsw_said {
	const struct vsw_rule *rule;
	u32 index;
	u32 generation;
	u8 action;
	bool log;
};

static inline u32 vsw_filter_counter(const struct vsw_active *active,
				     const struct vsw_said *said)
{
	return said->rule ? said->index : vsw_counter_default(active);
}

/* Have the rules changed since a connection was judged? */
static inline bool vsw_filter_outdated(const struct vsw_active *active,
				       const struct vsw_flow *flow)
{
	return (s32)(READ_ONCE(flow->generation) -
		     READ_ONCE(active->judge_from)) < 0;
}

/* Was a connection judged by this load, so that its rule is one of these? */
static inline bool vsw_filter_of_load(const struct vsw_active *active,
				      const struct vsw_flow *flow)
{
	/* Pairs with vsw_flow_judge(): who sees the generation sees the rule. */
	u32 generation = smp_load_acquire(&flow->generation);

	return (s32)(generation - active->first_generation) >= 0;
}

/* ask.c */
void vsw_filter_ask(const struct vsw_filter *filter,
		    const struct vsw_active *active,
		    const struct vsw_packet *pkt, enum vsw_dir dir,
		    struct vsw_said *said);
void vsw_filter_ask_again(const struct vsw_filter *filter,
			  const struct vsw_active *active,
			  const struct vsw_flow *flow, struct vsw_said *said);
const char *vsw_filter_ruleset(const struct vsw_active *active,
			       const struct vsw_said *said);
bool vsw_filter_strict(const struct vsw_active *active,
		       const struct vsw_rule *rule);
void vsw_filter_judged(const struct vsw_active *active,
		       const struct vsw_said *said, enum vsw_dir dir,
		       struct vsw_judged *judged);
enum vsw_drop vsw_filter_ask_l2(const struct vsw_filter *filter,
				const struct vsw_active *active,
				const struct ethhdr *eth, __be16 ethertype,
				enum vsw_dir dir, struct vsw_verdict *verdict);

/* log.c */
void vsw_filter_tell(struct vsw_filter *filter, const struct vsw_active *active,
		     const struct vsw_said *said, const struct vsw_packet *pkt,
		     enum vsw_dir dir);
void vsw_filter_tell_l2(struct vsw_filter *filter,
			const struct vsw_active *active,
			const struct vsw_verdict *verdict,
			const struct ethhdr *eth, const struct vsw_packet *pkt,
			enum vsw_dir dir);

#endif
