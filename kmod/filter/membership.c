// SPDX-License-Identifier: GPL-2.0
/*
 * Who is a member of which group, and what follows from it. A vNIC that joins or
 * leaves a group
 *
 *   - gets or loses the rules that are applied to the group;
 *   - brings its IP addresses into the group's set in the rules in force, or
 *     takes them along;
 *   - brings its MAC addresses into the group's list, or takes them along.
 *
 * All of it is done in place, by whoever makes the change, before the change is
 * reported as made: the next frame meets it, on every vNIC. Then states are
 * outdated, so that connections are judged again.
 *
 * Without memory a change is not made where it can still be refused. Where it
 * cannot, or where there are too many addresses, what is missing is made up for as
 * soon as there is room.
 */
#include <linux/etherdevice.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "filter/filter.h"

#define VSW_LATE	(HZ / 10)	/* for want of memory */
#define VSW_LATER	(60 * HZ)	/* there are too many addresses */

/* Something of a change is missing for want of memory, or of room. */
static void vsw_groups_missed(struct vsw_filter_net *fn)
{
	pr_warn_ratelimited("vsw: no room for a change of groups, which will be late\n");
	schedule_delayed_work(&fn->late, VSW_LATE);
}

static bool vsw_range_same(const struct vsw_range *a, const struct vsw_range *b)
{
	return a->family == b->family &&
	       !memcmp(&a->first, &b->first, sizeof(a->first)) &&
	       !memcmp(&a->last, &b->last, sizeof(a->last));
}

static struct vsw_filter_addr *vsw_filter_find_addr(struct vsw_filter *filter,
						    const struct vsw_range *range)
{
	struct vsw_filter_addr *addr;

	list_for_each_entry(addr, &filter->addrs, node)
		if (vsw_range_same(&addr->range, range))
			return addr;
	return NULL;
}

/* MAC addresses -------------------------------------------------------------- */

static void vsw_macs_add_id(struct vsw_macs *macs, const struct vsw_identity *id)
{
	vsw_macs_add(macs, id->mac[VSW_MAC_INITIAL]);
	if (!ether_addr_equal_unaligned(id->mac[VSW_MAC_INITIAL],
					id->mac[VSW_MAC_EFFECTIVE]))
		vsw_macs_add(macs, id->mac[VSW_MAC_EFFECTIVE]);
}

static void vsw_macs_del_id(struct vsw_macs *macs, const struct vsw_identity *id)
{
	vsw_macs_del(macs, id->mac[VSW_MAC_INITIAL]);
	if (!ether_addr_equal_unaligned(id->mac[VSW_MAC_INITIAL],
					id->mac[VSW_MAC_EFFECTIVE]))
		vsw_macs_del(macs, id->mac[VSW_MAC_EFFECTIVE]);
}

static void vsw_group_publish_macs(struct vsw_filter_net *fn,
				   struct vsw_group *group,
				   struct vsw_macs *macs)
{
	struct vsw_macs *old;

	old = rcu_replace_pointer(group->macs, macs, lockdep_is_held(&fn->lock));
	if (old)
		kvfree_rcu(old, rcu);
}

/* Addresses of @old go, those of @new come; NULL is nobody. */
static int vsw_group_change_macs(struct vsw_filter_net *fn,
				 struct vsw_group *group,
				 const struct vsw_identity *old,
				 const struct vsw_identity *new)
{
	const struct vsw_macs *now =
		rcu_dereference_protected(group->macs,
					  lockdep_is_held(&fn->lock));
	u32 n = now ? now->n : 0;
	struct vsw_macs *macs;

	macs = vsw_macs_alloc(n + VSW_MACS);
	if (!macs)
		return -ENOMEM;
	macs->n = n;
	if (n)
		memcpy(macs->mac, now->mac, n * ETH_ALEN);
	if (old)
		vsw_macs_del_id(macs, old);
	if (new)
		vsw_macs_add_id(macs, new);
	vsw_group_publish_macs(fn, group, macs);
	return 0;
}

/* From nothing. */
static int vsw_group_build_macs(struct vsw_filter_net *fn,
				struct vsw_group *group)
{
	struct vsw_filter *filter;
	struct vsw_macs *macs;
	int slot;
	u32 i;

	macs = vsw_macs_alloc(group->def.n_macs + group->n_members * VSW_MACS);
	if (!macs)
		return -ENOMEM;
	for (i = 0; i < group->def.n_macs; i++)
		vsw_macs_add(macs, group->def.macs[i]);
	idr_for_each_entry(&fn->slots, filter, slot)
		if (test_bit(group->index, filter->groups))
			vsw_macs_add_id(macs, &filter->id);
	vsw_group_publish_macs(fn, group, macs);
	return 0;
}

/* A vNIC --------------------------------------------------------------------- */

/* Bits of the groups whose criteria are met. */
static void vsw_groups_of(struct vsw_filter_net *fn,
			  const struct vsw_identity *id, unsigned long *groups)
{
	struct vsw_group *group;

	bitmap_zero(groups, VSW_GROUPS_MAX);
	list_for_each_entry(group, &fn->groups.list, node)
		if (vsw_criteria_match(group->def.criteria, id, NULL))
			__set_bit(group->index, groups);
}

/**
 * vsw_filter_join() - a new vNIC joins its groups
 * @filter: its filter, which has a slot, and no addresses yet; the lock of the
 *   filters is held
 *
 * Return: 0 or -ENOMEM; vsw_filter_leave() takes back what was done
 */
int vsw_filter_join(struct vsw_filter *filter)
{
	struct vsw_filter_net *fn = filter->fn;
	struct vsw_group *group;
	DECLARE_BITMAP(groups, VSW_GROUPS_MAX);
	int err;

	vsw_groups_of(fn, &filter->id, groups);
	list_for_each_entry(group, &fn->groups.list, node) {
		if (!test_bit(group->index, groups))
			continue;
		err = vsw_group_change_macs(fn, group, NULL, &filter->id);
		if (err)
			return err;
		__set_bit(group->index, filter->groups);
		group->n_members++;
	}
	return 0;
}

/**
 * vsw_filter_leave() - a vNIC that goes leaves its groups
 * @filter: its filter; the lock of the filters is held, and the slot is given
 *   back before it is released
 */
void vsw_filter_leave(struct vsw_filter *filter)
{
	struct vsw_filter_net *fn = filter->fn;
	struct vsw_group *group;
	bool changed = false;
	int err = 0;

	list_for_each_entry(group, &fn->groups.list, node) {
		if (!test_bit(group->index, filter->groups))
			continue;
		err = vsw_group_count_addrs(fn, group, filter, false,
					    &changed) ?: err;
		err = vsw_group_change_macs(fn, group, &filter->id, NULL) ?: err;
		group->n_members--;
	}
	if (err)
		vsw_groups_missed(fn);
	if (changed)
		vsw_active_outdate(fn, vsw_groups_active(fn));
	bitmap_zero(filter->groups, VSW_GROUPS_MAX);
}

/* What a vNIC is to a group changes, or its MAC addresses do. */
static int vsw_group_move(struct vsw_filter_net *fn, struct vsw_group *group,
			  const struct vsw_filter *filter,
			  const struct vsw_identity *id, bool is)
{
	bool was = test_bit(group->index, filter->groups);
	bool changed = false;
	int err = 0;

	if (!was && !is)
		return 0;
	/* Who moves outdates states in any case. */
	if (was != is)
		err = vsw_group_count_addrs(fn, group, filter, is, &changed);
	group->n_members += is - was;
	if (was && is && !memcmp(filter->id.mac, id->mac, sizeof(id->mac)))
		return err;
	return vsw_group_change_macs(fn, group, was ? &filter->id : NULL,
				     is ? id : NULL) ?: err;
}

/* Frames read what applies while it changes, pointer by pointer. */
static void vsw_filter_swap(struct vsw_slot_rules *in_force,
			    struct vsw_slot_rules *other)
{
	struct vsw_slot_rules old = *in_force;
	enum vsw_dir dir;
	int i;

	for (dir = VSW_OUT; dir < VSW_DIRS; dir++) {
		/* Vectors may be new: frames see what they are made of. */
		smp_store_release(&in_force->rules[dir], other->rules[dir]);
		/* No frame is to meet neither what went nor what came. */
		for (i = 0; i < ARRAY_SIZE(in_force->l2[dir]); i++)
			WRITE_ONCE(in_force->l2[dir][i],
				   old.l2[dir][i] | other->l2[dir][i]);
		smp_wmb(); /* A frame that is told by the second sees the first. */
		for (i = 0; i < ARRAY_SIZE(in_force->l2[dir]); i++)
			WRITE_ONCE(in_force->l2[dir][i], other->l2[dir][i]);
	}
	*other = old;
}

/* Rules that apply to what the vNIC is about to be: -ENOMEM changes nothing. */
static int vsw_filter_reapply(struct vsw_filter *filter, const char *client,
			      const unsigned long *groups)
{
	struct vsw_active *active = vsw_groups_active(filter->fn);
	struct vsw_slot_rules *applied;
	int err;

	if (!active)
		return 0;
	applied = kzalloc(sizeof(*applied), GFP_KERNEL);
	if (!applied)
		return -ENOMEM;
	err = vsw_active_apply(active, client, groups, applied);
	if (!err) {
		vsw_filter_swap(&active->applied[filter->slot], applied);
		vsw_active_unapply(active, applied);
	}
	kfree(applied);
	return err;
}

/* On success the tags of @id are the filter's. */
static int vsw_filter_become(struct vsw_filter *filter,
			     const struct vsw_identity *id)
{
	struct vsw_filter_net *fn = filter->fn;
	struct vsw_active *active = vsw_groups_active(fn);
	struct vsw_group *group;
	DECLARE_BITMAP(groups, VSW_GROUPS_MAX);
	bool moved;
	int err;

	lockdep_assert_held(&fn->lock);
	vsw_groups_of(fn, id, groups);
	moved = !bitmap_equal(groups, filter->groups, VSW_GROUPS_MAX) ||
		strcmp(id->client, filter->id.client);
	if (moved) {
		err = vsw_filter_reapply(filter, id->client, groups);
		if (err)
			return err;
	}
	err = 0;
	list_for_each_entry(group, &fn->groups.list, node)
		err = vsw_group_move(fn, group, filter, id,
				     test_bit(group->index, groups)) ?: err;
	bitmap_copy(filter->groups, groups, VSW_GROUPS_MAX);
	filter->id = *id;
	if (err)
		vsw_groups_missed(fn);
	if (moved && active)
		vsw_active_outdate(fn, active);
	return 0;
}

/**
 * vsw_filter_identify() - the port of a vNIC changes
 * @filter: the filter
 * @id: what it is from now on; the tags stay
 *
 * Return: 0 or -ENOMEM with nothing changed
 */
int vsw_filter_identify(struct vsw_filter *filter,
			const struct vsw_identity *id)
{
	struct vsw_filter_net *fn = filter->fn;
	struct vsw_identity new = *id;
	int err = 0;

	mutex_lock(&fn->lock);
	new.tags = filter->id.tags;
	if (strcmp(new.client, filter->id.client) ||
	    strcmp(new.portgroup, filter->id.portgroup) ||
	    memcmp(new.mac, filter->id.mac, sizeof(new.mac)))
		err = vsw_filter_become(filter, &new);
	mutex_unlock(&fn->lock);
	return err;
}

/**
 * vsw_filter_tag() - the tags of a vNIC's port change
 * @filter: the filter
 * @named: tags that are named, checked
 * @change: what is to become of them
 * @extack: says why not
 *
 * Return: 0 or an error with nothing changed
 */
int vsw_filter_tag(struct vsw_filter *filter, const struct vsw_tags *named,
		   enum vsw_tag_change change, struct netlink_ext_ack *extack)
{
	struct vsw_filter_net *fn = filter->fn;
	struct vsw_tags *tags;
	struct vsw_identity id;
	int err;

	mutex_lock(&fn->lock);
	id = filter->id;
	tags = vsw_tags_changed(id.tags, named, change, extack);
	err = PTR_ERR_OR_ZERO(tags);
	if (!err) {
		swap(tags, id.tags);
		err = vsw_filter_become(filter, &id);
		kfree(err ? id.tags : tags);
	}
	mutex_unlock(&fn->lock);
	return err;
}

/*
 * Return: the vNIC has not had the address before. Nobody could be told that there
 * is no memory for it, and there are as many as the port may have.
 */
static bool vsw_filter_add_addr(struct vsw_filter *filter,
				const struct vsw_range *range)
{
	struct vsw_filter_addr *addr = vsw_filter_find_addr(filter, range);

	if (addr) {
		addr->n++;
		return false;
	}
	addr = kzalloc(sizeof(*addr), GFP_KERNEL_ACCOUNT | __GFP_NOFAIL);
	addr->range = *range;
	addr->n = 1;
	list_add_tail(&addr->node, &filter->addrs);
	return true;
}

/* Return: the vNIC does not have the address any more. */
static bool vsw_filter_del_addr(struct vsw_filter *filter,
				const struct vsw_range *range)
{
	struct vsw_filter_addr *addr = vsw_filter_find_addr(filter, range);

	if (!addr || --addr->n)
		return false;
	list_del(&addr->node);
	kfree(addr);
	return true;
}

/* Return: what frames find in the rules in force has changed. */
static bool vsw_filter_change_addr(struct vsw_filter *filter,
				   const struct vsw_range *range, bool add)
{
	struct vsw_filter_net *fn = filter->fn;
	struct vsw_group *group;
	bool changed = false;
	int err = 0;

	list_for_each_entry(group, &fn->groups.list, node)
		if (test_bit(group->index, filter->groups))
			err = vsw_group_count_addr(fn, group, range, add,
						   &changed) ?: err;
	if (err)
		vsw_groups_missed(fn);
	return changed;
}

/**
 * vsw_filter_address() - a vNIC gets or loses an IP address
 * @filter: the filter
 * @family: AF_INET or AF_INET6
 * @addr: the address
 * @add: it gets it
 *
 * The groups that it is in have the address or not when this returns.
 *
 * Context: process.
 */
void vsw_filter_address(struct vsw_filter *filter, u8 family,
			const union vsw_addr *addr, bool add)
{
	const struct vsw_range range = { family, *addr, *addr };
	struct vsw_filter_net *fn = filter->fn;
	bool changed;

	mutex_lock(&fn->lock);
	changed = add ? vsw_filter_add_addr(filter, &range) :
			vsw_filter_del_addr(filter, &range);
	if (changed && vsw_filter_change_addr(filter, &range, add))
		vsw_active_outdate(fn, vsw_groups_active(fn));
	mutex_unlock(&fn->lock);
}

/* Groups that change ---------------------------------------------------------- */

/* Make up for what there was no memory for. */
void vsw_groups_late(struct work_struct *work)
{
	struct vsw_filter_net *fn = container_of(to_delayed_work(work),
						 struct vsw_filter_net, late);
	struct vsw_active *active;
	struct vsw_group *group;
	int err = 0;

	mutex_lock(&fn->lock);
	active = vsw_groups_active(fn);
	list_for_each_entry(group, &fn->groups.list, node)
		err = vsw_group_build_macs(fn, group) ?: err;
	if (active) {
		err = vsw_groups_sync_sets(fn, active) ?: err;
		vsw_active_outdate(fn, active);
	}
	mutex_unlock(&fn->lock);
	if (err)
		schedule_delayed_work(&fn->late,
				      err == -ENOMEM ? VSW_LATE : VSW_LATER);
}

/**
 * vsw_group_redefine() - say something else of a group
 * @fn: the namespace, both of its locks held
 * @group: the group
 * @def: what is said from now on; gets what was said until now
 *
 * The rules in force, if they name the group, are then to be replaced.
 */
void vsw_group_redefine(struct vsw_filter_net *fn, struct vsw_group *group,
			struct vsw_group_def *def)
{
	struct vsw_filter *filter;
	int slot;

	lockdep_assert_held(&fn->lock);
	swap(group->def, *def);
	fn->groups.changes++;
	group->n_members = 0;
	idr_for_each_entry(&fn->slots, filter, slot) {
		bool is = vsw_criteria_match(group->def.criteria, &filter->id,
					     NULL);

		__assign_bit(group->index, filter->groups, is);
		group->n_members += is;
	}
	if (vsw_group_build_macs(fn, group))
		vsw_groups_missed(fn);
}
