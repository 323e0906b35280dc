/* SPDX-License-Identifier: GPL-2.0 */
/* Groups as other commands need them. */
#ifndef VSWCTL_GROUP_H
#define VSWCTL_GROUP_H

#include "list.h"

/* The members of a group. A negative errno, nothing printed. */
int group_read_members(struct ctx *ctx, const struct vsw_obj *group,
		       struct list *members);

#endif /* VSWCTL_GROUP_H */
