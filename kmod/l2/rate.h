/* SPDX-License-Identifier: GPL-2.0 */
/* How many broadcast and multicast frames a port may send, or get, in a second. */
#ifndef VSW_L2_RATE_H
#define VSW_L2_RATE_H

#include <linux/atomic.h>
#include <linux/types.h>

/**
 * enum vsw_rate - what has a rate of its own
 * @VSW_RATE_BROADCAST: frames to ff:ff:ff:ff:ff:ff
 * @VSW_RATE_MULTICAST: frames to all other group addresses
 * @VSW_RATES: how many there are
 */
enum vsw_rate {
	VSW_RATE_BROADCAST,
	VSW_RATE_MULTICAST,
	VSW_RATES
};

bool vsw_rate_take(atomic64_t *due, u32 limit, u32 n, u64 now);

#endif
