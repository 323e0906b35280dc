// SPDX-License-Identifier: GPL-2.0
/*
 * The groups of a namespace, and what they are made of. Who is a member, and what
 * follows from it, is membership.c's.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "filter/group.h"
#include "filter/ruleset.h"

void vsw_groups_init(struct vsw_groups *groups)
{
	INIT_LIST_HEAD(&groups->list);
	ida_init(&groups->indexes);
}

/* Rules and filters of the namespace are gone. */
void vsw_groups_exit(struct vsw_groups *groups)
{
	struct vsw_group *group, *next;

	list_for_each_entry_safe(group, next, &groups->list, node)
		vsw_group_del(groups, group);
	ida_destroy(&groups->indexes);
}

/* Context: vsw_filter_net.lock held. */
struct vsw_group *vsw_group_find(struct vsw_groups *groups, const char *name)
{
	struct vsw_group *group;

	list_for_each_entry(group, &groups->list, node)
		if (!strcmp(group->name, name))
			return group;
	return NULL;
}

void vsw_group_def_free(struct vsw_group_def *def)
{
	kfree(def->criteria);
	kvfree(def->ranges);
	kvfree(def->macs);
}

/**
 * vsw_group_put() - give back a reference
 * @group: the group; no frame that met a set with it is under way any more
 */
void vsw_group_put(struct vsw_group *group)
{
	if (!refcount_dec_and_test(&group->refs))
		return;
	vsw_group_def_free(&group->def);
	kvfree(rcu_dereference_protected(group->macs, true));
	kfree(group);
}

/**
 * vsw_group_add() - make a group
 * @groups: groups of the namespace, vsw_filter_net.lock held
 * @name: its name
 * @extack: says why not
 *
 * Return: the group, without members and addresses; or an ERR_PTR() of -EEXIST,
 * -EINVAL, -E2BIG, -ENOMEM
 */
struct vsw_group *vsw_group_add(struct vsw_groups *groups, const char *name,
				struct netlink_ext_ack *extack)
{
	struct vsw_group *group;
	int err;

	err = vsw_rules_check_name(name, extack);
	if (err)
		return ERR_PTR(err);
	if (vsw_group_find(groups, name)) {
		NL_SET_ERR_MSG(extack, "there is a group of that name");
		return ERR_PTR(-EEXIST);
	}
	if (groups->n >= VSW_GROUPS_MAX) {
		NL_SET_ERR_MSG(extack, "there are 1024 groups already");
		return ERR_PTR(-E2BIG);
	}
	group = kzalloc(sizeof(*group), GFP_KERNEL_ACCOUNT);
	if (!group)
		return ERR_PTR(-ENOMEM);
	err = ida_alloc_max(&groups->indexes, VSW_GROUPS_MAX - 1, GFP_KERNEL);
	if (err < 0) {
		kfree(group);
		return ERR_PTR(err);
	}
	group->index = err;
	refcount_set(&group->refs, 1);
	strscpy(group->name, name, sizeof(group->name));
	list_add_tail(&group->node, &groups->list);
	groups->n++;
	groups->changes++;
	return group;
}

/*
 * It has no members any more. Loads under way may have it in a set, and will
 * find it dead.
 */
void vsw_group_del(struct vsw_groups *groups, struct vsw_group *group)
{
	list_del(&group->node);
	groups->n--;
	groups->changes++;
	ida_free(&groups->indexes, group->index);
	group->dead = true;
	vsw_group_put(group);
}

/**
 * vsw_group_fill() - put the addresses that a group itself states into its set
 * @rules: rules that no frame has seen
 * @set: the set of the group in them, empty
 * @def: what the group states
 * @extack: says why not
 */
int vsw_group_fill(struct vsw_rules *rules, struct vsw_addrset *set,
		   const struct vsw_group_def *def,
		   struct netlink_ext_ack *extack)
{
	int err;
	u32 i;

	for (i = 0; i < def->n_ranges; i++) {
		err = vsw_addrset_add(rules, set, &def->ranges[i], extack);
		if (err)
			return err;
	}
	return 0;
}

/* Context: RCU read lock. */
bool vsw_group_has_mac(const struct vsw_group *group, const u8 *mac)
{
	const struct vsw_macs *macs = rcu_dereference(group->macs);

	return macs && vsw_macs_have(macs, mac);
}
