/* SPDX-License-Identifier: GPL-2.0 */
/* Which ports are members of a group? */
#ifndef VSW_FILTER_CRITERIA_H
#define VSW_FILTER_CRITERIA_H

#include "filter/identity.h"

/**
 * struct vsw_criterion - one step
 * @op: enum vsw_group_op
 * @pattern: for those that look at the port, with the wildcards of glob(7)
 */
struct vsw_criterion {
	u8 op;
	char pattern[VSW_NAME_LEN];
};

/**
 * struct vsw_criteria - what is asked of a port, in postfix order
 * @n: length of @step, 1 to VSW_GROUP_MAX_STEPS
 * @step: steps
 *
 * A step that looks at the port leaves its finding on a stack; "and" and "or"
 * take two findings from it and leave one, "not" turns the last one round. What
 * is left at the end is the answer.
 */
struct vsw_criteria {
	u32 n;
	struct vsw_criterion step[];
};

int vsw_criteria_check(const struct vsw_criteria *criteria,
		       struct netlink_ext_ack *extack);
bool vsw_criteria_match(const struct vsw_criteria *criteria,
			const struct vsw_identity *id, u64 *matched);

#endif
