// SPDX-License-Identifier: GPL-2.0
/* Per-CPU counters of a port. */
#include <linux/percpu.h>

#include "frame/stats.h"

const struct vsw_drop_info vsw_drop_info[VSW_DROP_MAX] = {
#define RX false
#define TX true
#define X(symbol, text, side, reason) \
	[VSW_DROP_##symbol] = { text, side, SKB_DROP_REASON_##reason },
	VSW_DROP_REASONS(X)
#undef X
#undef TX
#undef RX
};

/**
 * vsw_stats_promisc() - count a copy that only promiscuous mode asked for
 * @stats: counters of the receiving port
 */
void vsw_stats_promisc(struct vsw_stats __percpu *stats)
{
	struct vsw_stats *s = this_cpu_ptr(stats);

	u64_stats_update_begin(&s->syncp);
	u64_stats_inc(&s->counter[VSW_PROMISC_COPIES]);
	u64_stats_update_end(&s->syncp);
}

/**
 * vsw_stats_drop() - count a dropped frame
 * @stats: counters of the port that the frame came from or was for, as the
 *   reason's side says
 * @reason: why
 */
void vsw_stats_drop(struct vsw_stats __percpu *stats, enum vsw_drop reason)
{
	struct vsw_stats *s = this_cpu_ptr(stats);

	u64_stats_update_begin(&s->syncp);
	u64_stats_inc(&s->drop[reason]);
	u64_stats_update_end(&s->syncp);
}

/**
 * vsw_stats_sum() - add up what the CPUs have counted
 * @stats: counters of a port
 * @sum: the sums, overwritten
 */
void vsw_stats_sum(const struct vsw_stats __percpu *stats,
		   struct vsw_stats_sum *sum)
{
	struct vsw_stats copy;
	unsigned int start;
	int cpu, i;

	memset(sum, 0, sizeof(*sum));
	for_each_possible_cpu(cpu) {
		const struct vsw_stats *s = per_cpu_ptr(stats, cpu);

		do {
			start = u64_stats_fetch_begin(&s->syncp);
			memcpy(&copy, s, offsetof(struct vsw_stats, syncp));
		} while (u64_stats_fetch_retry(&s->syncp, start));

		for (i = 0; i < VSW_COUNTERS; i++)
			sum->counter[i] += u64_stats_read(&copy.counter[i]);
		for (i = 1; i < VSW_DROP_MAX; i++)
			sum->drop[i] += u64_stats_read(&copy.drop[i]);
	}

	for (i = 1; i < VSW_DROP_MAX; i++) {
		if (vsw_drop_info[i].tx)
			sum->tx_dropped += sum->drop[i];
		else
			sum->rx_dropped += sum->drop[i];
	}
}
