// SPDX-License-Identifier: GPL-2.0
/*
 * From ranges with rules to intervals with vectors.
 *
 * Every range has an edge where it begins and one behind its end. The edges are
 * sorted, and a pass over them keeps in the draft the vector of the value where
 * it stands. What it costs goes with the number of edges, and of rules that
 * name a set, but not with the number of rules for each edge:
 *
 *   rule 0  from 10.0.0.0/8          |------------------------|
 *   rule 1  from 10.1.0.0/16             |-------|
 *   rule 2  from not 10.1.0.0/16  ---|---|       |------------|-----
 *
 *   vector by interval             2 |2 0|  1 0  |    2 0     |  2
 *
 * A rule with several ranges, or with sets whose ranges overlap, matches where
 * at least one of them is, so they are counted. Ranges that begin come before
 * ranges that end in the same place, and so no count drops to zero between two
 * adjacent ranges.
 *
 * The sort is by radix: it takes a pass over the edges for each byte in which
 * they differ.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "filter/sweep.h"

/* Digits of an edge from the least significant: end, 8 of lo, 8 of hi. */
#define VSW_EDGE_DIGITS	17

/**
 * vsw_sweep_init() - make room for edges
 * @sweep: zeroed, but for what says who takes part
 * @max_ranges: how many ranges will be added
 * @n_rules: how many rules there are
 */
int vsw_sweep_init(struct vsw_sweep *sweep, u32 max_ranges, u32 n_rules)
{
	sweep->n_edges = 0;
	sweep->next = 0;
	sweep->max_edges = 2 * max_ranges;
	sweep->edge = NULL;
	sweep->spare = NULL;
	sweep->term_count = NULL;
	sweep->rule_count = NULL;
	if (!max_ranges)
		return 0;
	sweep->edge = kvmalloc_array(sweep->max_edges, sizeof(*sweep->edge),
				     GFP_KERNEL_ACCOUNT);
	sweep->spare = kvmalloc_array(sweep->max_edges, sizeof(*sweep->edge),
				      GFP_KERNEL_ACCOUNT);
	sweep->term_count = kvcalloc(sweep->n_sets + n_rules,
				     sizeof(*sweep->term_count),
				     GFP_KERNEL_ACCOUNT);
	sweep->rule_count = kvcalloc(n_rules, sizeof(*sweep->rule_count),
				     GFP_KERNEL_ACCOUNT);
	if (sweep->edge && sweep->spare && sweep->term_count &&
	    sweep->rule_count)
		return 0;
	vsw_sweep_exit(sweep);
	return -ENOMEM;
}

void vsw_sweep_exit(struct vsw_sweep *sweep)
{
	kvfree(sweep->edge);
	kvfree(sweep->spare);
	kvfree(sweep->term_count);
	kvfree(sweep->rule_count);
}

static void vsw_sweep_add(struct vsw_sweep *sweep, u64 hi, u64 lo, u32 term,
			  bool end)
{
	struct vsw_edge *edge = &sweep->edge[sweep->n_edges++];

	edge->hi = hi;
	edge->lo = lo;
	edge->term = term;
	edge->end = end;
}

/* Nothing is behind the last value, so a range that has it has no end. */
void vsw_sweep_add_ports(struct vsw_sweep *sweep, u32 first, u32 last, u32 rule)
{
	vsw_sweep_add(sweep, first, 0, sweep->n_sets + rule, false);
	if (last < U16_MAX)
		vsw_sweep_add(sweep, last + 1, 0, sweep->n_sets + rule, true);
}

static void vsw_sweep_add_range6(struct vsw_sweep *sweep,
				 const struct vsw_range *range, u32 term)
{
	const __be32 *first = range->first.word;
	const __be32 *last = range->last.word;
	u64 hi = (u64)ntohl(last[0]) << 32 | ntohl(last[1]);
	u64 lo = (u64)ntohl(last[2]) << 32 | ntohl(last[3]);

	vsw_sweep_add(sweep, (u64)ntohl(first[0]) << 32 | ntohl(first[1]),
		      (u64)ntohl(first[2]) << 32 | ntohl(first[3]), term,
		      false);
	hi += !++lo;
	if (hi || lo)
		vsw_sweep_add(sweep, hi, lo, term, true);
}

/* All ranges of a sweep are of one family. */
void vsw_sweep_add_range(struct vsw_sweep *sweep, const struct vsw_range *range,
			 u32 term)
{
	u32 last = ntohl(range->last.ip4);

	if (range->family == AF_INET6) {
		vsw_sweep_add_range6(sweep, range, term);
		return;
	}
	vsw_sweep_add(sweep, ntohl(range->first.ip4), 0, term, false);
	if (last < U32_MAX)
		vsw_sweep_add(sweep, (u64)last + 1, 0, term, true);
}

static u8 vsw_edge_digit(const struct vsw_edge *edge, u32 digit)
{
	if (!digit)
		return edge->end;
	if (digit <= 8)
		return edge->lo >> (8 * (digit - 1));
	return edge->hi >> (8 * (digit - 9));
}

static void vsw_sweep_sort_digit(struct vsw_sweep *sweep, u32 digit)
{
	u32 i, sum = 0;

	memset(sweep->place, 0, sizeof(sweep->place));
	for (i = 0; i < sweep->n_edges; i++)
		sweep->place[vsw_edge_digit(&sweep->edge[i], digit)]++;
	for (i = 0; i < ARRAY_SIZE(sweep->place); i++) {
		u32 n = sweep->place[i];

		sweep->place[i] = sum;
		sum += n;
	}
	for (i = 0; i < sweep->n_edges; i++) {
		const struct vsw_edge *edge = &sweep->edge[i];

		sweep->spare[sweep->place[vsw_edge_digit(edge, digit)]++] =
			*edge;
	}
	swap(sweep->edge, sweep->spare);
}

/* Puts the edges in order; the sweep stands before the first one. */
void vsw_sweep_sort(struct vsw_sweep *sweep)
{
	struct vsw_edge differ = {};
	u32 i;

	for (i = 1; i < sweep->n_edges; i++) {
		differ.hi |= sweep->edge[i].hi ^ sweep->edge[0].hi;
		differ.lo |= sweep->edge[i].lo ^ sweep->edge[0].lo;
		differ.end |= sweep->edge[i].end ^ sweep->edge[0].end;
	}
	for (i = 0; i < VSW_EDGE_DIGITS; i++) {
		if (vsw_edge_digit(&differ, i))
			vsw_sweep_sort_digit(sweep, i);
		cond_resched();
	}
	sweep->next = 0;
}

static void vsw_sweep_flip(struct vsw_sweep *sweep, u32 rule, bool match)
{
	if (match != !!(sweep->flags[rule] & sweep->negated))
		vsw_draft_set(sweep->all, rule);
	else
		vsw_draft_clear(sweep->all, rule);
}

static void vsw_sweep_rule(struct vsw_sweep *sweep, u32 rule, bool end)
{
	if (!(sweep->flags[rule] & sweep->need))
		return;
	if (end && !--sweep->rule_count[rule])
		vsw_sweep_flip(sweep, rule, false);
	else if (!end && !sweep->rule_count[rule]++)
		vsw_sweep_flip(sweep, rule, true);
}

static void vsw_sweep_term(struct vsw_sweep *sweep, u32 term, bool end)
{
	u32 i;

	if (term >= sweep->n_sets) {
		vsw_sweep_rule(sweep, term - sweep->n_sets, end);
		return;
	}
	for (i = sweep->first[term]; i < sweep->first[term + 1]; i++)
		vsw_sweep_rule(sweep, sweep->rule[i], end);
}

static void vsw_sweep_edge(struct vsw_sweep *sweep, const struct vsw_edge *edge)
{
	u32 *count = &sweep->term_count[edge->term];

	if (edge->end ? !--*count : !(*count)++)
		vsw_sweep_term(sweep, edge->term, edge->end);
}

/**
 * vsw_sweep_next() - go on to the next place where something may change
 * @sweep: the pass
 * @hi: gets the place
 * @lo: gets the place
 *
 * Context: may sleep.
 * Return: false behind the last one.
 */
bool vsw_sweep_next(struct vsw_sweep *sweep, u64 *hi, u64 *lo)
{
	const struct vsw_edge *edge = &sweep->edge[sweep->next];

	if (sweep->next >= sweep->n_edges)
		return false;
	*hi = edge->hi;
	*lo = edge->lo;
	while (sweep->next < sweep->n_edges && edge->hi == *hi &&
	       edge->lo == *lo) {
		vsw_sweep_edge(sweep, edge);
		edge++;
		sweep->next++;
		cond_resched();
	}
	return true;
}
