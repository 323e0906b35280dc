/* SPDX-License-Identifier: GPL-2.0 */
/* Which interval does an address lie in? */
#ifndef VSW_FILTER_INTERVAL_H
#define VSW_FILTER_INTERVAL_H

#include <linux/types.h>

struct vsw_vector;

/**
 * struct vsw_interval - addresses from a bound up to the next one
 * @vector: rules that match them
 * @low: IPv6: first in vsw_intervals.low of those with the same high half
 * @n_low: how many; if not 0, @vector is not used
 */
struct vsw_interval {
	struct vsw_vector *vector;
	u32 low;
	u32 n_low;
};

/* IPv6: addresses of one high half from a low half up to the next one. */
struct vsw_low_interval {
	u64 bound;
	struct vsw_vector *vector;
};

/**
 * struct vsw_bucket - values with the same high bits
 * @base: the first bound in the bucket behind its beginning
 * @first: the interval that the bucket begins in
 * @slot: first of its places in vsw_intervals.slot
 * @last: number of its last place
 * @shift: width of a place, as a power of two
 * @empty: there is no bound in the bucket behind its beginning
 */
struct vsw_bucket {
	u64 base;
	u32 first;
	u32 slot;
	u32 last;
	u8 shift;
	bool empty;
};

/**
 * struct vsw_intervals - all addresses of a family, for one side of rules
 * @shift: of a value that leaves the number of its bucket
 * @bucket: by the high bits of the value
 * @slot: by place, the interval that the place begins in; one more for each
 *   bucket says where its last place ends
 * @bound: by interval, the value that it begins with, the first one 0
 * @interval: the intervals
 * @low: IPv6, intervals within high halves
 * @n: how many intervals there are
 * @n_low: length of @low
 * @max: room for intervals, and in @low for IPv6
 *
 * A value is an IPv4 address or the high half of an IPv6 address. Made once,
 * never changed.
 */
struct vsw_intervals {
	u32 shift;
	struct vsw_bucket *bucket;
	u32 *slot;
	u64 *bound;
	struct vsw_interval *interval;
	struct vsw_low_interval *low;
	u32 n;
	u32 n_low;
	u32 max;
};

static inline struct vsw_vector *
vsw_low_interval_find(const struct vsw_low_interval *low, u32 n, u64 value)
{
	while (n > 1) {
		u32 half = n / 2;

		if (low[half].bound <= value) {
			low += half;
			n -= half;
		} else {
			n = half;
		}
	}
	return low->vector;
}

/* The interval that a value lies in. */
static inline const struct vsw_interval *
vsw_interval_find(const struct vsw_intervals *all, u64 value)
{
	const struct vsw_bucket *bucket = &all->bucket[value >> all->shift];
	u32 first, n;
	u64 place;

	if (bucket->empty || value < bucket->base)
		return &all->interval[bucket->first];
	place = (value - bucket->base) >> bucket->shift;
	if (place > bucket->last)
		place = bucket->last;
	first = all->slot[bucket->slot + place];
	n = all->slot[bucket->slot + place + 1] - first;
	while (n) {
		u32 half = (n + 1) / 2;

		if (all->bound[first + half] <= value) {
			first += half;
			n -= half;
		} else {
			n = half - 1;
		}
	}
	return &all->interval[first];
}

static inline struct vsw_vector *
vsw_intervals_find(const struct vsw_intervals *all, u64 hi, u64 lo)
{
	const struct vsw_interval *interval = vsw_interval_find(all, hi);

	if (likely(!interval->n_low))
		return interval->vector;
	return vsw_low_interval_find(all->low + interval->low, interval->n_low,
				     lo);
}

int vsw_intervals_init(struct vsw_intervals *all, u32 max_bounds, bool ip6);
void vsw_intervals_exit(struct vsw_intervals *all);
void vsw_intervals_add(struct vsw_intervals *all, u64 hi, u64 lo,
		       struct vsw_vector *vector);
int vsw_intervals_finish(struct vsw_intervals *all, u32 bits);

#endif
