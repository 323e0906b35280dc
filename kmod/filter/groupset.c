// SPDX-License-Identifier: GPL-2.0
/*
 * The addresses of groups in rules: each group that a rule names has a set there,
 * as if it were an address set, with what an administrator says of the group and
 * with what its members have. Addresses of members are counted, since two may have
 * the same one.
 */
#include "filter/address.h"
#include "filter/filter.h"

/* The set of a group in the rules in force; NULL if no rule names it. */
static struct vsw_addrset *vsw_group_set(struct vsw_filter_net *fn,
					 const struct vsw_group *group)
{
	struct vsw_active *active = vsw_groups_active(fn);

	return active ? vsw_rules_find_group(active->rules, group->name) : NULL;
}

static struct vsw_member *vsw_set_member(struct vsw_active *active,
					 const struct vsw_addrset *set,
					 const struct vsw_range *range)
{
	struct vsw_address *address = vsw_address_find(active->rules, range);

	return address ? vsw_member_find(address, set) : NULL;
}

/**
 * vsw_group_count_addr() - one more member brings an address, or one less
 * @fn: the namespace, its lock held
 * @group: the group
 * @range: the address
 * @add: one more
 * @changed: set if frames find something else in the rules in force
 *
 * Return: 0, or an error with the address missing, or still there
 */
int vsw_group_count_addr(struct vsw_filter_net *fn,
			 const struct vsw_group *group,
			 const struct vsw_range *range, bool add, bool *changed)
{
	struct vsw_active *active = vsw_groups_active(fn);
	struct vsw_addrset *set = vsw_group_set(fn, group);
	struct vsw_member *member;
	int err;

	if (!set)
		return 0;
	member = vsw_set_member(active, set, range);
	if (add && member) {
		member->n++;
		return 0;
	}
	if (!add && (!member || --member->n))
		return 0;
	if (add)
		err = vsw_classifier_add(active->classifier, set, range);
	else
		err = vsw_classifier_del(active->classifier, set, range);
	*changed |= !err && vsw_classifier_matches(active->classifier, set);
	return err;
}

/* The same for all that a member has. */
int vsw_group_count_addrs(struct vsw_filter_net *fn,
			  const struct vsw_group *group,
			  const struct vsw_filter *filter, bool add,
			  bool *changed)
{
	struct vsw_filter_addr *addr;
	int err = 0;

	list_for_each_entry(addr, &filter->addrs, node)
		err = vsw_group_count_addr(fn, group, &addr->range, add,
					   changed) ?: err;
	return err;
}

static int vsw_group_fill_set(struct vsw_filter_net *fn,
			      struct vsw_rules *rules, struct vsw_addrset *set,
			      struct netlink_ext_ack *extack)
{
	struct vsw_filter_addr *addr;
	struct vsw_filter *filter;
	int slot, err;

	err = vsw_group_fill(rules, set, &set->group->def, extack);
	if (err)
		return err;
	idr_for_each_entry(&fn->slots, filter, slot) {
		if (!test_bit(set->group->index, filter->groups))
			continue;
		list_for_each_entry(addr, &filter->addrs, node) {
			if (vsw_addrset_has(rules, set, &addr->range))
				continue;
			err = vsw_addrset_add(rules, set, &addr->range, extack);
			if (err)
				return err;
		}
		cond_resched();
	}
	return vsw_addrset_finish(set, NULL);
}

/**
 * vsw_groups_fill() - put the addresses of groups into rules
 * @fn: the namespace, both of its locks held
 * @rules: rules that no frame has seen
 * @extack: says why not
 *
 * What changes afterwards is vsw_groups_sync_sets()'s.
 */
int vsw_groups_fill(struct vsw_filter_net *fn, struct vsw_rules *rules,
		    struct netlink_ext_ack *extack)
{
	struct vsw_addrset *set;
	int err;

	list_for_each_entry(set, &rules->group_sets, group_node) {
		if (set->group->dead) {
			NL_SET_ERR_MSG(extack, "a group that a rule names was deleted");
			return -ENOENT;
		}
		err = vsw_group_fill_set(fn, rules, set, extack);
		if (err)
			return err;
	}
	return 0;
}

/* The set is to have an address, once more. */
static int vsw_set_want(struct vsw_active *active, struct vsw_addrset *set,
			const struct vsw_range *range)
{
	struct vsw_member *member;
	int err;

	if (!vsw_range_single(range))
		return 0;
	member = vsw_set_member(active, set, range);
	if (!member) {
		err = vsw_classifier_add(active->classifier, set, range);
		if (err)
			return err;
		member = vsw_set_member(active, set, range);
	}
	member->wanted++;
	return 0;
}

static int vsw_set_want_all(struct vsw_filter_net *fn, struct vsw_active *active,
			    struct vsw_addrset *set)
{
	const struct vsw_group *group = set->group;
	struct vsw_filter_addr *addr;
	struct vsw_filter *filter;
	int slot, err = 0;
	u32 i;

	for (i = 0; i < group->def.n_ranges; i++)
		err = vsw_set_want(active, set, &group->def.ranges[i]) ?: err;
	idr_for_each_entry(&fn->slots, filter, slot) {
		if (!test_bit(group->index, filter->groups))
			continue;
		list_for_each_entry(addr, &filter->addrs, node)
			err = vsw_set_want(active, set, &addr->range) ?: err;
		cond_resched();
	}
	return err;
}

/* What nobody wants leaves the set; what is counted, counts. */
static int vsw_set_sweep(struct vsw_active *active, struct vsw_addrset *set)
{
	struct vsw_member *member, *next;
	int err = 0;

	list_for_each_entry_safe(member, next, &set->singles, node) {
		const struct vsw_range range = {
			.family = member->address->family,
			.first = member->address->addr,
			.last = member->address->addr,
		};

		member->n = member->wanted;
		member->wanted = 0;
		if (!member->n)
			err = vsw_classifier_del(active->classifier, set,
						 &range) ?: err;
		cond_resched();
	}
	return err;
}

/**
 * vsw_groups_sync_sets() - give the sets of groups what they are to have
 * @fn: the namespace, its lock held
 * @active: rules, in force or not; prefixes and ranges are in their sets
 *
 * Return: 0, or an error with some addresses missing or too many
 */
int vsw_groups_sync_sets(struct vsw_filter_net *fn, struct vsw_active *active)
{
	struct vsw_addrset *set;
	int err = 0;

	lockdep_assert_held(&fn->lock);
	list_for_each_entry(set, &active->rules->group_sets, group_node) {
		err = vsw_set_want_all(fn, active, set) ?: err;
		err = vsw_set_sweep(active, set) ?: err;
	}
	return err;
}
