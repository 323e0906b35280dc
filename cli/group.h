/* SPDX-License-Identifier: GPL-2.0 */
/* Groups as other commands need them. */
#ifndef VSWCTL_GROUP_H
#define VSWCTL_GROUP_H

#include "list.h"

/* The members of a group. A negative errno, nothing printed. */
int group_read_members(struct ctx *ctx, const struct vsw_obj *group,
		       struct list *members);

/* The addresses that a group states, "A,B,C"; empty without any. */
void put_group_ips(FILE *out, const struct vsw_obj *group);
void put_group_macs(FILE *out, const struct vsw_obj *group);

/* Take "A,B,C" or "none" in place of them. 0 or -EINVAL. */
int set_group_ips(struct vsw_obj *group, const char *text);
int set_group_macs(struct vsw_obj *group, const char *text);

#endif /* VSWCTL_GROUP_H */
