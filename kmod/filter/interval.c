// SPDX-License-Identifier: GPL-2.0
/*
 * Which interval does an address lie in? A sorted array of bounds, and in front
 * of it what makes the search short for many bounds as for few:
 *
 *   high bits    bucket: where its bounds begin, how wide a place is
 *     |            |
 *     v            v                 place = (value - base) >> shift
 *   [ 0 ] [ 1 ] [ 2 ] [ 3 ]             |
 *                  |                    v
 *                  '----------> slot [ 7 | 8 | 8 | 10 | 11 ]   two for a bound
 *                                          |
 *                                          v
 *                               bound [ ... 7 8 9 10 11 ... ]
 *
 * Buckets divide all values, places divide what the bounds of one bucket span.
 * Where rules are for the subnets of one network, their bounds are in few
 * buckets, but evenly spread in these, so most places have one bound or none.
 * The rest is a binary search, and that bounds the time for any bounds at all.
 * Memory goes with the number of bounds.
 *
 * Values are IPv4 addresses or high halves of IPv6 addresses. An IPv6 bound
 * within a high half makes an interval of just that half, with a sorted array of
 * low halves.
 */
#include <linux/bitops.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "filter/interval.h"

#define VSW_BUCKET_BITS_MAX	12

/**
 * vsw_intervals_init() - make room for intervals
 * @all: the intervals
 * @max_bounds: how many times vsw_intervals_add() will be called
 * @ip6: for IPv6
 */
int vsw_intervals_init(struct vsw_intervals *all, u32 max_bounds, bool ip6)
{
	memset(all, 0, sizeof(*all));
	/* A high half with intervals of its own has an end that needs one. */
	all->max = ip6 ? 2 * max_bounds : max_bounds;
	all->bound = kvmalloc_array(all->max, sizeof(*all->bound),
				    GFP_KERNEL_ACCOUNT);
	all->interval = kvmalloc_array(all->max, sizeof(*all->interval),
				       GFP_KERNEL_ACCOUNT);
	if (ip6)
		all->low = kvmalloc_array(all->max, sizeof(*all->low),
					  GFP_KERNEL_ACCOUNT);
	if (all->bound && all->interval && (!ip6 || all->low))
		return 0;
	vsw_intervals_exit(all);
	return -ENOMEM;
}

void vsw_intervals_exit(struct vsw_intervals *all)
{
	kvfree(all->bucket);
	kvfree(all->slot);
	kvfree(all->bound);
	kvfree(all->interval);
	kvfree(all->low);
	memset(all, 0, sizeof(*all));
}

static void vsw_intervals_append(struct vsw_intervals *all, u64 value,
				 struct vsw_vector *vector)
{
	all->bound[all->n] = value;
	all->interval[all->n].vector = vector;
	all->interval[all->n].low = 0;
	all->interval[all->n].n_low = 0;
	all->n++;
}

static void vsw_intervals_append_low(struct vsw_intervals *all, u64 value,
				     struct vsw_vector *vector)
{
	struct vsw_interval *interval = &all->interval[all->n - 1];

	if (!interval->n_low)
		interval->low = all->n_low;
	interval->n_low++;
	all->low[all->n_low].bound = value;
	all->low[all->n_low].vector = vector;
	all->n_low++;
}

/* What is behind a high half that has intervals of its own. */
static void vsw_intervals_close(struct vsw_intervals *all)
{
	u32 last = all->n - 1;

	if (!all->interval[last].n_low || all->bound[last] == U64_MAX)
		return;
	vsw_intervals_append(all, all->bound[last] + 1,
			     all->low[all->n_low - 1].vector);
}

/**
 * vsw_intervals_add() - add the next interval
 * @all: the intervals
 * @hi: value that it begins with, 0 for the first one
 * @lo: low half of an IPv6 address, 0 for IPv4
 * @vector: rules that match; lives as long as the intervals
 */
void vsw_intervals_add(struct vsw_intervals *all, u64 hi, u64 lo,
		       struct vsw_vector *vector)
{
	struct vsw_interval *last;

	if (all->n && all->bound[all->n - 1] != hi)
		vsw_intervals_close(all);
	last = all->n ? &all->interval[all->n - 1] : NULL;
	if (!lo) {
		if (last && all->bound[all->n - 1] == hi)
			last->vector = vector;
		else
			vsw_intervals_append(all, hi, vector);
		return;
	}
	if (all->bound[all->n - 1] != hi) {
		vsw_intervals_append(all, hi, last->vector);
		last++;
	}
	if (!last->n_low)
		vsw_intervals_append_low(all, 0, last->vector);
	vsw_intervals_append_low(all, lo, vector);
}

/* Fills the bucket that begins with @start; @first is its first interval. */
static void vsw_bucket_fill(struct vsw_intervals *all,
			    struct vsw_bucket *bucket, u32 first, u32 last,
			    u32 *n_slots)
{
	u32 n = last - first;
	u32 at = first;
	u64 place;

	bucket->first = first;
	bucket->empty = !n;
	if (!n)
		return;
	bucket->base = all->bound[first + 1];
	/* At most twice as many places as bounds. */
	bucket->shift = max(fls64(all->bound[last] - bucket->base) -
			    (ilog2(n) + 1), 0);
	bucket->last = (all->bound[last] - bucket->base) >> bucket->shift;
	bucket->slot = *n_slots;
	for (place = 0; place <= bucket->last; place++) {
		u64 begin = bucket->base + (place << bucket->shift);

		while (at < last && all->bound[at + 1] <= begin)
			at++;
		all->slot[(*n_slots)++] = at;
	}
	all->slot[(*n_slots)++] = last;
}

/**
 * vsw_intervals_finish() - make what finds an interval
 * @all: the intervals, at least one
 * @bits: width of a value
 */
int vsw_intervals_finish(struct vsw_intervals *all, u32 bits)
{
	u32 bucket_bits, n_buckets, n_slots = 0, first = 0, last, i;

	vsw_intervals_close(all);
	bucket_bits = clamp(ilog2(all->n), 1, VSW_BUCKET_BITS_MAX);
	n_buckets = 1 << bucket_bits;
	all->shift = bits - bucket_bits;
	all->bucket = kvcalloc(n_buckets, sizeof(*all->bucket),
			       GFP_KERNEL_ACCOUNT);
	all->slot = kvmalloc_array(2 * all->n + 2 * n_buckets,
				   sizeof(*all->slot), GFP_KERNEL_ACCOUNT);
	if (!all->bucket || !all->slot)
		return -ENOMEM;
	for (i = 0; i < n_buckets; i++) {
		u64 begin = (u64)i << all->shift;
		u64 end = begin + (BIT_ULL(all->shift) - 1);

		if (first + 1 < all->n && all->bound[first + 1] == begin)
			first++;
		last = first;
		while (last + 1 < all->n && all->bound[last + 1] <= end)
			last++;
		vsw_bucket_fill(all, &all->bucket[i], first, last, &n_slots);
		first = last;
	}
	return 0;
}
