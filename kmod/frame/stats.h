/* SPDX-License-Identifier: GPL-2.0 */
/* Per-CPU counters of a port. */
#ifndef VSW_FRAME_STATS_H
#define VSW_FRAME_STATS_H

#include <linux/u64_stats_sync.h>
#include "frame/drop.h"

/**
 * enum vsw_counter - what is counted beside drops
 * @VSW_RX_PACKETS: frames accepted from the port
 * @VSW_RX_BYTES: their bytes with the Ethernet header, without tag and FCS
 * @VSW_TX_PACKETS: frames handed to the device of the port
 * @VSW_TX_BYTES: their bytes
 * @VSW_PROMISC_COPIES: frames delivered because of promiscuous mode only
 * @VSW_COUNTERS: number of counters
 */
enum vsw_counter {
	VSW_RX_PACKETS,
	VSW_RX_BYTES,
	VSW_TX_PACKETS,
	VSW_TX_BYTES,
	VSW_PROMISC_COPIES,
	VSW_COUNTERS
};

struct vsw_stats {
	u64_stats_t counter[VSW_COUNTERS];
	u64_stats_t drop[VSW_DROP_MAX];
	struct u64_stats_sync syncp;
};

/**
 * struct vsw_stats_sum - the same, added up over all CPUs
 * @counter: by enum vsw_counter
 * @drop: by enum vsw_drop
 * @rx_dropped: sum of the drops on the rx side
 * @tx_dropped: sum of the drops on the tx side
 */
struct vsw_stats_sum {
	u64 counter[VSW_COUNTERS];
	u64 drop[VSW_DROP_MAX];
	u64 rx_dropped;
	u64 tx_dropped;
};

/* The counting functions want bottom halves off, as on the frame's way. */

static inline void vsw_stats_frame(struct vsw_stats __percpu *stats,
				   enum vsw_counter packets, unsigned int len)
{
	struct vsw_stats *s = this_cpu_ptr(stats);

	u64_stats_update_begin(&s->syncp);
	u64_stats_inc(&s->counter[packets]);
	u64_stats_add(&s->counter[packets + 1], len);
	u64_stats_update_end(&s->syncp);
}

void vsw_stats_promisc(struct vsw_stats __percpu *stats);
void vsw_stats_drop(struct vsw_stats __percpu *stats, enum vsw_drop reason);
void vsw_stats_sum(const struct vsw_stats __percpu *stats,
		   struct vsw_stats_sum *sum);

#endif
