// SPDX-License-Identifier: GPL-2.0
/* Criteria of groups: patterns for what is known of a port, and how they join. */
#include <linux/glob.h>

#include "filter/criteria.h"

static bool vsw_op_looks(u8 op)
{
	return op <= VSW_GROUP_OP_PORTGROUP;
}

/* What a step takes from the stack. */
static u32 vsw_op_takes(u8 op)
{
	if (vsw_op_looks(op))
		return 0;
	return op == VSW_GROUP_OP_NOT ? 1 : 2;
}

/**
 * vsw_criteria_check() - can criteria be followed to their end?
 * @criteria: steps with known operations, VSW_GROUP_MAX_STEPS at most
 * @extack: says why not
 */
int vsw_criteria_check(const struct vsw_criteria *criteria,
		       struct netlink_ext_ack *extack)
{
	u32 i, depth = 0;

	for (i = 0; i < criteria->n; i++) {
		const struct vsw_criterion *step = &criteria->step[i];

		if (vsw_op_looks(step->op) != !!*step->pattern) {
			NL_SET_ERR_MSG(extack, "tag, name and portgroup take a pattern, and no others");
			return -EINVAL;
		}
		if (depth < vsw_op_takes(step->op)) {
			NL_SET_ERR_MSG(extack, "and, or and not come behind what they join");
			return -EINVAL;
		}
		depth += 1 - vsw_op_takes(step->op);
	}
	if (depth == 1)
		return 0;
	NL_SET_ERR_MSG(extack, "criteria that nothing joins");
	return -EINVAL;
}

static bool vsw_criterion_tag(const char *pattern, const struct vsw_tags *tags)
{
	u32 i;

	for (i = 0; tags && i < tags->n; i++)
		if (glob_match(pattern, tags->tag[i]))
			return true;
	return false;
}

static bool vsw_criterion_look(const struct vsw_criterion *step,
			       const struct vsw_identity *id)
{
	switch (step->op) {
	case VSW_GROUP_OP_TAG:
		return vsw_criterion_tag(step->pattern, id->tags);
	case VSW_GROUP_OP_NAME:
		return glob_match(step->pattern, id->client);
	default:
		return glob_match(step->pattern, id->portgroup);
	}
}

/**
 * vsw_criteria_match() - does a port meet criteria?
 * @criteria: checked; NULL is met by none
 * @id: the port
 * @matched: gets the bits of the steps that hold, or NULL
 *
 * The stack is a word: there are no more findings than steps.
 */
bool vsw_criteria_match(const struct vsw_criteria *criteria,
			const struct vsw_identity *id, u64 *matched)
{
	u64 stack = 0, hold = 0;
	u32 i;

	for (i = 0; criteria && i < criteria->n; i++) {
		const struct vsw_criterion *step = &criteria->step[i];
		bool last = stack & 1, before = stack & 2;

		switch (step->op) {
		case VSW_GROUP_OP_AND:
			stack = stack >> 2 << 1 | (last && before);
			break;
		case VSW_GROUP_OP_OR:
			stack = stack >> 2 << 1 | (last || before);
			break;
		case VSW_GROUP_OP_NOT:
			stack ^= 1;
			break;
		default:
			stack = stack << 1 | vsw_criterion_look(step, id);
		}
		hold |= (stack & 1) << i;
	}
	if (matched)
		*matched = hold;
	return stack & 1;
}
