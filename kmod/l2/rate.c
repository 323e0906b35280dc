// SPDX-License-Identifier: GPL-2.0
/*
 * A token bucket in one word, without a lock: the time at which the bucket will
 * be full again (the generic cell rate algorithm, ITU-T I.371). A frame moves it
 * on by the time that a token takes to come. Where that would lead further ahead
 * of now than a full bucket is worth, there is no token.
 *
 * The word is never more than a second ahead, whatever the limit, so it needs no
 * reset when the limit changes.
 */
#include <linux/minmax.h>
#include <linux/time64.h>

#include "l2/rate.h"

/*
 * Guests send a few such frames at once when they start: ARP, neighbour
 * discovery, DHCP. More at a time than a tenth of a second's worth is a storm.
 */
#define VSW_RATE_BURST_MIN	10
#define VSW_RATE_BURST_PART	10

static u32 vsw_rate_burst(u32 limit)
{
	return min_t(u32, limit, max_t(u32, limit / VSW_RATE_BURST_PART,
				       VSW_RATE_BURST_MIN));
}

/**
 * vsw_rate_take() - may more frames pass?
 * @due: the bucket, 0 at first
 * @limit: frames per second, 1 to VSW_RATE_MAX
 * @n: how many frames at once; more than a full bucket holds count as that
 * @now: nanoseconds, as of ktime_get_ns()
 *
 * In any t seconds @limit * t frames pass, and a tenth of @limit in addition,
 * but at least as many as the smaller of ten and @limit.
 *
 * Context: any.
 */
bool vsw_rate_take(atomic64_t *due, u32 limit, u32 n, u64 now)
{
	u64 gap = (u32)NSEC_PER_SEC / limit;
	u32 burst = vsw_rate_burst(limit);
	u64 worth = min(n, burst) * gap;
	u64 latest = now + burst * gap - worth;
	s64 old = atomic64_read(due);

	do {
		if ((u64)old > latest)
			return false;
	} while (!atomic64_try_cmpxchg(due, &old, max_t(u64, old, now) + worth));
	return true;
}
