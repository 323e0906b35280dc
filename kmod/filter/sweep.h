/* SPDX-License-Identifier: GPL-2.0 */
/* From ranges with rules to intervals with vectors. */
#ifndef VSW_FILTER_SWEEP_H
#define VSW_FILTER_SWEEP_H

#include "filter/rule.h"
#include "filter/vector.h"

/**
 * struct vsw_edge - a place where a range begins or has ended
 * @hi: high 64 bits of the place; all of an IPv4 address or a port
 * @lo: low 64 bits of an IPv6 address
 * @term: whose range: a set by its index, or a rule by its own behind the sets
 * @end: the range ended before
 */
struct vsw_edge {
	u64 hi;
	u64 lo;
	u32 term;
	bool end;
};

/**
 * struct vsw_sweep - a pass over all values of a field, from low to high
 * @all: its draft is the vector of the value where the pass stands
 * @n_sets: terms that are sets
 * @first: by set, first of its rules in @rule, one more than there are sets
 * @rule: rules that name the sets
 * @flags: by rule, VSW_RULE_*
 * @need: of @flags, the rule takes part
 * @negated: of @flags, the rule matches where it has no range
 * @n_edges: length of @edge
 * @max_edges: room in @edge and in @spare
 * @next: where the pass stands
 * @edge: the edges
 * @spare: for sorting
 * @term_count: by term, ranges that cover the value
 * @rule_count: by rule, terms that do
 * @place: for sorting
 */
struct vsw_sweep {
	struct vsw_vectors *all;
	u32 n_sets;
	const u32 *first;
	const u32 *rule;
	const u8 *flags;
	u8 need;
	u8 negated;
	u32 n_edges;
	u32 max_edges;
	u32 next;
	struct vsw_edge *edge;
	struct vsw_edge *spare;
	u32 *term_count;
	u32 *rule_count;
	u32 place[256];
};

int vsw_sweep_init(struct vsw_sweep *sweep, u32 max_ranges, u32 n_rules);
void vsw_sweep_exit(struct vsw_sweep *sweep);
void vsw_sweep_add_ports(struct vsw_sweep *sweep, u32 first, u32 last,
			 u32 rule);
void vsw_sweep_add_range(struct vsw_sweep *sweep, const struct vsw_range *range,
			 u32 term);
void vsw_sweep_sort(struct vsw_sweep *sweep);
bool vsw_sweep_next(struct vsw_sweep *sweep, u64 *hi, u64 *lo);

#endif
