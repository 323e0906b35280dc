/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Groups: ports that meet criteria, and addresses. A rule names a group for the
 * addresses of its members, or to be applied to its members.
 */
#ifndef VSW_FILTER_GROUP_H
#define VSW_FILTER_GROUP_H

#include <linux/idr.h>
#include <linux/refcount.h>

#include "filter/criteria.h"
#include "filter/rule.h"

#define VSW_GROUPS_MAX		1024

struct vsw_rules;

/**
 * struct vsw_macs - MAC addresses, in order
 * @rcu: frees it once no frame can still read it
 * @n: how many
 * @mac: the addresses; one that two members have stands there twice
 */
struct vsw_macs {
	struct rcu_head rcu;
	u32 n;
	u8 mac[][ETH_ALEN];
};

/**
 * struct vsw_group_def - what an administrator says of a group
 * @criteria: which ports are members; owned, NULL for none
 * @n_ranges: addresses that it has beside those of its members
 * @n_macs: likewise
 * @ranges: owned, in order, none twice
 * @macs: owned
 */
struct vsw_group_def {
	struct vsw_criteria *criteria;
	u32 n_ranges;
	u32 n_macs;
	struct vsw_range *ranges;
	u8 (*macs)[ETH_ALEN];
};

/**
 * struct vsw_group - a group
 * @node: in vsw_groups.list
 * @refs: the namespace's, as long as the group is there, and those of sets
 * @name: unique
 * @index: its bit in vsw_filter.groups
 * @dead: it is not there any more
 * @n_members: vNICs that are members
 * @def: what an administrator says
 * @macs: what rules of layer 2 match
 *
 * All but @macs, which frames read, is under vsw_filter_net.lock. @def changes
 * with vsw_filter_net.change_lock held, too.
 */
struct vsw_group {
	struct list_head node;
	refcount_t refs;
	char name[VSW_NAME_LEN];
	u32 index;
	bool dead;
	u32 n_members;
	struct vsw_group_def def;
	struct vsw_macs __rcu *macs;
};

/**
 * struct vsw_groups - the groups of a namespace
 * @list: struct vsw_group, in the order of coming
 * @indexes: which are taken
 * @n: length of @list
 * @changes: goes up when one comes, goes or is defined anew
 */
struct vsw_groups {
	struct list_head list;
	struct ida indexes;
	u32 n;
	u32 changes;
};

/* group.c */
void vsw_groups_init(struct vsw_groups *groups);
void vsw_groups_exit(struct vsw_groups *groups);
struct vsw_group *vsw_group_find(struct vsw_groups *groups, const char *name);
struct vsw_group *vsw_group_add(struct vsw_groups *groups, const char *name,
				struct netlink_ext_ack *extack);
void vsw_group_del(struct vsw_groups *groups, struct vsw_group *group);
void vsw_group_put(struct vsw_group *group);
void vsw_group_def_free(struct vsw_group_def *def);
int vsw_group_fill(struct vsw_rules *rules, struct vsw_addrset *set,
		   const struct vsw_group_def *def,
		   struct netlink_ext_ack *extack);
bool vsw_group_has_mac(const struct vsw_group *group, const u8 *mac);

/* macs.c */
struct vsw_macs *vsw_macs_alloc(u32 n);
void vsw_macs_add(struct vsw_macs *macs, const u8 *mac);
void vsw_macs_del(struct vsw_macs *macs, const u8 *mac);
bool vsw_macs_have(const struct vsw_macs *macs, const u8 *mac);

static inline struct vsw_group *vsw_group_get(struct vsw_group *group)
{
	refcount_inc(&group->refs);
	return group;
}

#endif
