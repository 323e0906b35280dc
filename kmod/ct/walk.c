// SPDX-License-Identifier: GPL-2.0
/*
 * One state after the other, from wherever the last walk stopped.
 *
 * A dump of a million states takes thousands of messages, and the table grows
 * and shrinks meanwhile. So a walk does not stand on a bucket or on a state, it
 * knows a position: a number that each state has for as long as it lives and
 * that says nothing of the size of the table. It is the hash with its bits in
 * reverse order, and some bits of the state's address, for two with the same
 * hash:
 *
 *	62                              31 30                          0
 *	+---------------------------------+----------------------------+
 *	| hash, lowest bit first          | address / 8                |
 *	+---------------------------------+----------------------------+
 *
 * A bucket is found by the lowest bits of the hash, so the states of one bucket
 * have positions that begin alike, whatever the size of the table: walking by
 * position is walking from bucket to bucket in one order, and a bucket that is
 * split in two is split in this order, too. For example, with four buckets they
 * are walked as 0, 2, 1, 3, and with eight as 0, 4, 2, 6, 1, 5, 3, 7. A state
 * that is there from begin to end of a walk is met once, no matter what the
 * table does. What comes or goes meanwhile is met or not.
 *
 * While a table is replaced by a larger or smaller one, states are in either.
 * The old one is looked at first: a state is linked into the new one before it
 * leaves the old one.
 */
#include <linux/bitrev.h>

#include "ct/table.h"

#define VSW_CT_LOW_BITS	31

static u64 vsw_flow_position(const struct vsw_flow *flow)
{
	u64 low = ((unsigned long)flow >> 3) & GENMASK(VSW_CT_LOW_BITS - 1, 0);

	return (u64)bitrev32(flow->hash) << VSW_CT_LOW_BITS | low;
}

/*
 * The bucket of @tbl for the position @from: the state with the lowest position
 * from there on and before @to, if it is before that of @best.
 */
static struct vsw_flow *vsw_ct_bucket(const struct bucket_table *tbl, u64 from,
				      u64 to, struct vsw_flow *best)
{
	unsigned int slot = bitrev32(from >> VSW_CT_LOW_BITS) & (tbl->size - 1);
	struct rhash_head *node;
	struct vsw_flow *flow;
	u64 position;

	rht_for_each_rcu_from(node, rht_ptr_rcu(rht_bucket(tbl, slot)), tbl,
			      slot) {
		flow = container_of(node, struct vsw_flow, node);
		position = vsw_flow_position(flow);
		if (position >= from && position < to &&
		    (!best || position < vsw_flow_position(best)))
			best = flow;
	}
	return best;
}

/* The size of the largest table that states may be in. */
static unsigned int vsw_ct_size(struct vsw_ct *ct)
{
	struct bucket_table *tbl = rht_dereference_rcu(ct->table.tbl,
						       &ct->table);
	unsigned int size = 0;

	for (; tbl; tbl = rht_dereference_rcu(tbl->future_tbl, &ct->table))
		size = max(size, tbl->size);
	return size;
}

/**
 * vsw_ct_next() - find the next state
 * @ct: the table
 * @from: position to begin at; is moved behind the state, or to @to
 * @to: position to stop at
 *
 * Context: RCU read lock.
 * Return: the state, which may have timed out or be dead; NULL if there is none
 */
struct vsw_flow *vsw_ct_next(struct vsw_ct *ct, u64 *from, u64 to)
{
	struct vsw_flow *found = NULL;
	struct bucket_table *tbl;
	unsigned int size;
	u64 end;

	while (*from < to) {
		size = vsw_ct_size(ct);
		end = (*from | (VSW_CT_WALK_END / size - 1)) + 1;
		end = min(end, to);
		tbl = rht_dereference_rcu(ct->table.tbl, &ct->table);
		for (found = NULL; tbl && tbl->size <= size;
		     tbl = rht_dereference_rcu(tbl->future_tbl, &ct->table)) {
			found = vsw_ct_bucket(tbl, *from, end, found);
			/* Pairs with rhashtable's own when it moves a state. */
			smp_rmb();
		}
		if (tbl)
			continue;
		*from = found ? vsw_flow_position(found) + 1 : end;
		if (found)
			break;
	}
	return found;
}

/**
 * vsw_ct_walk() - look at all states
 * @ct: the table, which stays
 * @from: where to begin: 0, or where the last walk stopped. Is moved to where
 *   this one stops: at the state that @each did not want, or %VSW_CT_WALK_END
 * @each: called for each state that lives, under RCU read lock; anything but 0
 *   ends the walk
 * @arg: for @each
 *
 * Finding the place to go on at costs nothing. See above for what is missed.
 *
 * Context: may sleep.
 * Return: what @each returned last, or 0
 */
int vsw_ct_walk(struct vsw_ct *ct, u64 *from,
		int (*each)(const struct vsw_flow *flow, void *arg), void *arg)
{
	struct vsw_flow *flow;
	int ret = 0;
	u64 to;

	while (*from < VSW_CT_WALK_END && !ret) {
		to = min(*from + VSW_CT_STRIDE, VSW_CT_WALK_END);
		rcu_read_lock();
		while (!ret && (flow = vsw_ct_next(ct, from, to))) {
			if ((READ_ONCE(flow->flags) & VSW_FLOW_DEAD) ||
			    vsw_flow_expired(ct, flow, vsw_now()))
				continue;
			ret = each(flow, arg);
			if (ret)
				*from = vsw_flow_position(flow);
		}
		rcu_read_unlock();
		cond_resched();
	}
	return ret;
}
