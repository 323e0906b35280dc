// SPDX-License-Identifier: GPL-2.0
/*
 * The fields of the classifier for the two ends of a packet: what it means to
 * lie in an interval of addresses, and to be a member of a set.
 *
 * The family of a rule is part of its source field. Its destination field is
 * drawn up as if it were for both families, and that does not matter: both
 * addresses of a packet are of one.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "filter/compile.h"

/*
 * Changes that the sweep over one field may make. Sets of many ranges, each
 * named by many rules, could keep a processor busy for minutes.
 */
#define VSW_CHANGES_MAX		BIT(26)

/**
 * struct vsw_users - which rules name a set, on one side
 * @first: by index of the set, first of its rules; one more than there are sets
 * @rule: indexes of rules
 */
struct vsw_users {
	u32 *first;
	u32 *rule;
};

static void vsw_users_exit(struct vsw_users *users)
{
	kvfree(users->first);
	kvfree(users->rule);
}

static int vsw_users_init(struct vsw_users *users,
			  const struct vsw_classifier *cls, enum vsw_side side)
{
	u32 n_sets = cls->rules->n_sets;
	u32 i, j, n = 0;

	/* Counted one place behind, then summed up, then filled from the end. */
	users->first = kvcalloc(n_sets + 1, sizeof(*users->first),
				GFP_KERNEL_ACCOUNT);
	users->rule = NULL;
	if (!users->first)
		return -ENOMEM;
	for (i = 0; i < cls->n_rules; i++) {
		const struct vsw_match *match = vsw_rule_match(cls->rule[i],
							       side);

		for (j = 0; j < match->n_sets; j++)
			users->first[match->sets[j]->index]++;
		n += match->n_sets;
	}
	users->rule = kvmalloc_array(n, sizeof(*users->rule),
				     GFP_KERNEL_ACCOUNT);
	if (n && !users->rule)
		return -ENOMEM;
	for (i = 1; i <= n_sets; i++)
		users->first[i] += users->first[i - 1];
	for (i = cls->n_rules; i; i--) {
		const struct vsw_match *match = vsw_rule_match(cls->rule[i - 1],
							       side);

		for (j = 0; j < match->n_sets; j++)
			users->rule[--users->first[match->sets[j]->index]] =
				i - 1;
	}
	return 0;
}

/* NULL if no rule with @flags, and with or without "not", names the set. */
static struct vsw_vector *vsw_set_vector(struct vsw_classifier *cls,
					 const struct vsw_users *users, u32 set,
					 u8 need, u8 negated, bool minus)
{
	bool found = false;
	u32 i;

	vsw_draft_load(&cls->all, NULL);
	for (i = users->first[set]; i < users->first[set + 1]; i++) {
		u32 rule = users->rule[i];

		if (!(cls->flags[rule] & need) ||
		    minus != !!(cls->flags[rule] & negated))
			continue;
		vsw_draft_set(&cls->all, rule);
		found = true;
	}
	return found ? vsw_draft_done(&cls->all) : NULL;
}

static int vsw_set_build(struct vsw_classifier *cls,
			 const struct vsw_users *users, enum vsw_side side,
			 u32 set)
{
	struct vsw_set_vectors *vectors = &cls->set[set];
	u8 negated = VSW_RULE_NEGATED(side);
	struct vsw_vector *vector;
	enum vsw_ip ip;

	if (users->first[set] == users->first[set + 1])
		return 0;
	for (ip = 0; ip < VSW_IPS; ip++) {
		vector = vsw_set_vector(cls, users, set,
					vsw_rule_need(side, ip), negated,
					false);
		if (IS_ERR(vector))
			return PTR_ERR(vector);
		vectors->plus[side][ip] = vector;
	}
	vector = vsw_set_vector(cls, users, set, VSW_RULE_IPS, negated, true);
	if (IS_ERR(vector))
		return PTR_ERR(vector);
	vectors->minus[side] = vector;
	return 0;
}

static int vsw_sets_build(struct vsw_classifier *cls,
			  const struct vsw_users *users, enum vsw_side side)
{
	u32 i;

	for (i = 0; i < cls->rules->n_sets; i++) {
		int ret = vsw_set_build(cls, users, side, i);

		if (ret)
			return ret;
		cond_resched();
	}
	return 0;
}

/* What the sweep begins with: rules that match addresses of no range. */
static void vsw_intervals_begin(struct vsw_classifier *cls, enum vsw_side side,
				u8 need)
{
	u32 i;

	vsw_draft_load(&cls->all, NULL);
	for (i = 0; i < cls->n_rules; i++) {
		const struct vsw_match *match = vsw_rule_match(cls->rule[i],
							       side);

		if (cls->flags[i] & need &&
		    (match->negated || vsw_match_any(match)))
			vsw_draft_set(&cls->all, i);
	}
}

static u32 vsw_add_ranges(struct vsw_sweep *sweep, u32 term, u8 family,
			  const struct vsw_range *ranges, u32 n)
{
	u32 i, added = 0;

	for (i = 0; i < n; i++) {
		if (ranges[i].family != family || vsw_range_single(&ranges[i]))
			continue;
		added++;
		if (sweep)
			vsw_sweep_add_range(sweep, &ranges[i], term);
	}
	return added;
}

/*
 * Ranges of one side and family go into the sweep.
 *
 * @sweep: NULL to count only
 * @changes: gets how many changes that makes for, in the worst case
 * Return: how many ranges
 */
static u32 vsw_side_ranges(struct vsw_classifier *cls,
			   const struct vsw_users *users,
			   struct vsw_sweep *sweep, enum vsw_side side,
			   u8 family, u64 *changes)
{
	const struct vsw_addrset *set;
	u32 i, n, sum = 0;

	*changes = 0;
	list_for_each_entry(set, &cls->rules->sets, node) {
		u32 n_users = users->first[set->index + 1] -
			      users->first[set->index];

		if (!n_users)
			continue;
		n = vsw_add_ranges(sweep, set->index, family, set->ranges,
				   set->n_ranges);
		sum += n;
		*changes += (u64)n * n_users;
		cond_resched();
	}
	for (i = 0; i < cls->n_rules; i++) {
		const struct vsw_match *match = vsw_rule_match(cls->rule[i],
							       side);

		if (match->n_ranges)
			sum += vsw_add_ranges(sweep, cls->rules->n_sets + i,
					      family, match->ranges,
					      match->n_ranges);
	}
	return sum;
}

static int vsw_intervals_sweep(struct vsw_classifier *cls,
			       struct vsw_sweep *sweep,
			       struct vsw_intervals *intervals)
{
	struct vsw_vector *vector, *last = NULL;
	u64 hi = 0, lo = 0;

	vsw_sweep_sort(sweep);
	do {
		vector = vsw_draft_done(&cls->all);
		if (IS_ERR(vector))
			return PTR_ERR(vector);
		if (vector != last)
			vsw_intervals_add(intervals, hi, lo, vector);
		last = vector;
		cond_resched();
	} while (vsw_sweep_next(sweep, &hi, &lo));
	return 0;
}

static int vsw_intervals_build(struct vsw_classifier *cls,
			       const struct vsw_users *users,
			       struct vsw_sweep *sweep, enum vsw_side side,
			       enum vsw_ip ip, struct netlink_ext_ack *extack)
{
	struct vsw_intervals *intervals = &cls->intervals[side][ip];
	u8 family = ip == VSW_IP4 ? AF_INET : AF_INET6;
	u64 changes;
	u32 n;
	int ret;

	n = vsw_side_ranges(cls, users, NULL, side, family, &changes);
	if (changes > VSW_CHANGES_MAX) {
		NL_SET_ERR_MSG(extack,
			       "sets of too many ranges in too many rules");
		return -E2BIG;
	}
	sweep->need = vsw_rule_need(side, ip);
	ret = vsw_sweep_init(sweep, n, cls->n_rules);
	if (ret)
		return ret;
	if (n)
		vsw_side_ranges(cls, users, sweep, side, family, &changes);
	vsw_intervals_begin(cls, side, sweep->need);
	ret = vsw_intervals_init(intervals, sweep->n_edges + 1, ip == VSW_IP6);
	if (!ret)
		ret = vsw_intervals_sweep(cls, sweep, intervals);
	if (!ret)
		ret = vsw_intervals_finish(intervals, ip == VSW_IP4 ? 32 : 64);
	vsw_sweep_exit(sweep);
	return ret;
}

static int vsw_side_build(struct vsw_classifier *cls,
			  const struct vsw_users *users, enum vsw_side side,
			  struct netlink_ext_ack *extack)
{
	struct vsw_sweep *sweep;
	int ret;

	sweep = kzalloc(sizeof(*sweep), GFP_KERNEL_ACCOUNT);
	if (!sweep)
		return -ENOMEM;
	sweep->all = &cls->all;
	sweep->n_sets = cls->rules->n_sets;
	sweep->first = users->first;
	sweep->rule = users->rule;
	sweep->flags = cls->flags;
	sweep->negated = VSW_RULE_NEGATED(side);
	ret = vsw_intervals_build(cls, users, sweep, side, VSW_IP4, extack) ?:
	      vsw_intervals_build(cls, users, sweep, side, VSW_IP6, extack) ?:
	      vsw_sets_build(cls, users, side);
	kfree(sweep);
	return ret;
}

/* Draws up cls->intervals and cls->set for a side. */
int vsw_classifier_build_side(struct vsw_classifier *cls, enum vsw_side side,
			      struct netlink_ext_ack *extack)
{
	struct vsw_users users;
	int ret;

	ret = vsw_users_init(&users, cls, side);
	if (!ret)
		ret = vsw_side_build(cls, &users, side, extack);
	vsw_users_exit(&users);
	return ret;
}
