// SPDX-License-Identifier: GPL-2.0
/*
 * What rules have done.
 *
 * A packet of a connection that has a state counts in the state only, which is
 * written anyway. What a state has counted is added to its rule when it ends,
 * and until then by who asks.
 */
#include <linux/slab.h>

#include "filter/judge.h"

/* Those of a counter that this CPU writes. */
static struct vsw_rule_counts *
vsw_rule_counts_here(const struct vsw_active *active, u32 counter)
{
	u32 shard = raw_smp_processor_id() % VSW_RULE_SHARDS;

	return &active->ruled->counts[shard * active->ruled->n + counter];
}

/**
 * vsw_rule_count() - a rule has decided
 * @active: rules in force
 * @counter: index of the rule, or vsw_counter_default() and the like
 * @dir: direction of the packet
 * @packets: packets to count
 * @bytes: their bytes with network headers
 */
void vsw_rule_count(const struct vsw_active *active, u32 counter,
		    enum vsw_dir dir, u32 packets, u32 bytes)
{
	struct vsw_rule_counts *counts = vsw_rule_counts_here(active, counter);

	atomic64_inc(&counts->hits);
	if (!packets)
		return;
	atomic64_add(packets, &counts->packets[dir]);
	atomic64_add(bytes, &counts->bytes[dir]);
}

static u32 vsw_flow_counter(const struct vsw_active *active,
			    const struct vsw_flow *flow)
{
	u32 rule = vsw_flow_rule(flow);

	/* Another load may be judging it right now: not beyond the end then. */
	return min(rule, vsw_counter_default(active));
}

/**
 * vsw_rule_count_flow() - a connection has ended
 * @active: rules in force, which it was judged by
 * @flow: its state
 */
void vsw_rule_count_flow(const struct vsw_active *active,
			 const struct vsw_flow *flow)
{
	struct vsw_rule_counts *counts;
	enum vsw_dir dir;

	counts = vsw_rule_counts_here(active, vsw_flow_counter(active, flow));
	for (dir = VSW_OUT; dir < VSW_DIRS; dir++) {
		atomic64_add(flow->counts[dir].packets, &counts->packets[dir]);
		atomic64_add(flow->counts[dir].bytes, &counts->bytes[dir]);
	}
}

/**
 * struct vsw_sums - sums being made
 * @active: rules in force
 * @sums: by counter
 */
struct vsw_sums {
	const struct vsw_active *active;
	struct vsw_rule_sum *sums;
};

static void vsw_sums_add_counts(struct vsw_sums *sums)
{
	const struct vsw_ruled *ruled = sums->active->ruled;
	enum vsw_dir dir;
	u32 shard, i;

	for (shard = 0; shard < VSW_RULE_SHARDS; shard++) {
		for (i = 0; i < ruled->n; i++) {
			const struct vsw_rule_counts *counts =
				&ruled->counts[shard * ruled->n + i];
			struct vsw_rule_sum *sum = &sums->sums[i];

			sum->hits += atomic64_read(&counts->hits);
			for (dir = VSW_OUT; dir < VSW_DIRS; dir++) {
				sum->packets[dir] +=
					atomic64_read(&counts->packets[dir]);
				sum->bytes[dir] +=
					atomic64_read(&counts->bytes[dir]);
			}
		}
		cond_resched();
	}
}

static int vsw_sums_add_flow(const struct vsw_flow *flow, void *arg)
{
	struct vsw_sums *sums = arg;
	const struct vsw_active *active = sums->active;
	struct vsw_rule_sum *sum;
	enum vsw_dir dir;

	if (!vsw_filter_of_load(active, flow))
		return 0;
	sum = &sums->sums[vsw_flow_counter(active, flow)];
	sum->connections++;
	for (dir = VSW_OUT; dir < VSW_DIRS; dir++) {
		sum->packets[dir] += READ_ONCE(flow->counts[dir].packets);
		sum->bytes[dir] += READ_ONCE(flow->counts[dir].bytes);
	}
	return 0;
}

/* Asked one by one, a rule is asked whatever those before it did not decide. */
static void vsw_sums_evaluate(struct vsw_rule_sum *sums, u32 n)
{
	u64 left = 0;
	u32 i;

	for (i = 0; i < n; i++)
		left += sums[i].hits;
	for (i = 0; i < n; i++) {
		sums[i].evaluations = left;
		left -= sums[i].hits;
	}
}

/**
 * vsw_rule_sums() - add up what all rules have done
 * @fn: the namespace, its lock held
 *
 * Return: the sums by counter, to be freed with kvfree(); NULL without memory
 * or without rules
 */
struct vsw_rule_sum *vsw_rule_sums(struct vsw_filter_net *fn)
{
	struct vsw_sums sums = {
		.active = rcu_dereference_protected(fn->active,
						    lockdep_is_held(&fn->lock)),
	};
	struct vsw_filter *filter;
	u32 n, n_rules;
	int slot;

	if (!sums.active)
		return NULL;
	n = sums.active->ruled->n;
	n_rules = sums.active->rules->n_rules;
	sums.sums = kvcalloc(n, sizeof(*sums.sums), GFP_KERNEL_ACCOUNT);
	if (!sums.sums)
		return NULL;
	vsw_sums_add_counts(&sums);
	idr_for_each_entry(&fn->slots, filter, slot) {
		u64 from = 0;

		vsw_ct_walk(&filter->ct, &from, vsw_sums_add_flow, &sums);
	}
	vsw_sums_evaluate(sums.sums, n_rules + 1);
	vsw_sums_evaluate(sums.sums + n_rules + 1, n - n_rules - 1);
	return sums.sums;
}
