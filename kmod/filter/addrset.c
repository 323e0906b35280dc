// SPDX-License-Identifier: GPL-2.0
/*
 * Address sets: by name, with prefixes and ranges in an array and single
 * addresses in the tables of address.c. Loads of many sets and of many
 * addresses take time in proportion: names are hashed, ranges are appended and
 * sorted once, when the load is finished.
 */
#include <linux/jhash.h>
#include <linux/mm.h>
#include <linux/rhashtable.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "filter/address.h"
#include "filter/group.h"
#include "filter/ruleset.h"

/* Sets and groups may have the same names. */
struct vsw_set_key {
	const char *name;
	bool group;
};

static u32 vsw_set_key_hash(const void *data, u32 len, u32 seed)
{
	const struct vsw_set_key *key = data;

	return jhash(key->name, strlen(key->name), seed + key->group);
}

static u32 vsw_addrset_hash(const void *obj, u32 len, u32 seed)
{
	const struct vsw_addrset *set = obj;
	const struct vsw_set_key key = { set->name, set->group };

	return vsw_set_key_hash(&key, len, seed);
}

static int vsw_addrset_cmp(struct rhashtable_compare_arg *arg, const void *obj)
{
	const struct vsw_set_key *key = arg->key;
	const struct vsw_addrset *set = obj;

	return key->group != !!set->group || strcmp(key->name, set->name);
}

static const struct rhashtable_params vsw_addrset_params = {
	.head_offset = offsetof(struct vsw_addrset, name_node),
	.hashfn = vsw_set_key_hash,
	.obj_hashfn = vsw_addrset_hash,
	.obj_cmpfn = vsw_addrset_cmp,
};

static void vsw_addrset_free(struct vsw_addrset *set)
{
	struct vsw_member *member, *next;

	list_for_each_entry_safe(member, next, &set->singles, node) {
		kfree(member);
		cond_resched();
	}
	if (set->group)
		vsw_group_put(set->group);
	kvfree(set->ranges);
	kfree(set);
}

int vsw_addrsets_init(struct vsw_rules *rules)
{
	int ret;

	INIT_LIST_HEAD(&rules->sets);
	INIT_LIST_HEAD(&rules->group_sets);
	ret = rhashtable_init(&rules->set_names, &vsw_addrset_params);
	if (ret)
		return ret;
	ret = vsw_addresses_init(rules);
	if (ret)
		rhashtable_destroy(&rules->set_names);
	return ret;
}

void vsw_addrsets_exit(struct vsw_rules *rules)
{
	struct vsw_addrset *set, *next;

	list_for_each_entry_safe(set, next, &rules->sets, node)
		vsw_addrset_free(set);
	vsw_addresses_exit(rules);
	rhashtable_destroy(&rules->set_names);
}

/**
 * vsw_rules_find_set() - address set of a name
 * @rules: what is loaded, or about to be
 * @name: the name
 *
 * Context: lock of the control path held.
 */
struct vsw_addrset *vsw_rules_find_set(struct vsw_rules *rules,
				       const char *name)
{
	const struct vsw_set_key key = { name, false };

	return rhashtable_lookup_fast(&rules->set_names, &key,
				      vsw_addrset_params);
}

/**
 * vsw_rules_find_group() - addresses of a group
 * @rules: what is loaded, or about to be
 * @name: its name
 *
 * Context: lock of the control path held.
 * Return: the set, or NULL if no rule names the group
 */
struct vsw_addrset *vsw_rules_find_group(struct vsw_rules *rules,
					 const char *name)
{
	const struct vsw_set_key key = { name, true };

	return rhashtable_lookup_fast(&rules->set_names, &key,
				      vsw_addrset_params);
}

static struct vsw_addrset *vsw_rules_new_set(struct vsw_rules *rules,
					     const char *name,
					     struct vsw_group *group,
					     struct netlink_ext_ack *extack)
{
	struct vsw_addrset *set;
	int ret;

	if (rules->n_sets >= VSW_SETS_MAX) {
		NL_SET_ERR_MSG(extack, "more than 65535 address sets");
		return ERR_PTR(-E2BIG);
	}
	set = kzalloc(sizeof(*set), GFP_KERNEL_ACCOUNT);
	if (!set)
		return ERR_PTR(-ENOMEM);
	strscpy(set->name, name, sizeof(set->name));
	INIT_LIST_HEAD(&set->singles);
	set->index = rules->n_sets;
	set->group = group;
	ret = rhashtable_insert_fast(&rules->set_names, &set->name_node,
				     vsw_addrset_params);
	if (ret) {
		kfree(set);
		return ERR_PTR(ret);
	}
	list_add_tail(&set->node, &rules->sets);
	rules->n_sets++;
	if (group) {
		vsw_group_get(group);
		list_add_tail(&set->group_node, &rules->group_sets);
	}
	return set;
}

/**
 * vsw_rules_add_set() - add an empty address set
 * @rules: what is about to be loaded
 * @name: its name
 * @extack: says why not
 *
 * Context: may sleep.
 * Return: the set, or an ERR_PTR().
 */
struct vsw_addrset *vsw_rules_add_set(struct vsw_rules *rules, const char *name,
				      struct netlink_ext_ack *extack)
{
	int ret;

	ret = vsw_rules_check_name(name, extack);
	if (ret)
		return ERR_PTR(ret);
	if (vsw_rules_find_set(rules, name)) {
		NL_SET_ERR_MSG(extack, "there is an address set of that name");
		return ERR_PTR(-EEXIST);
	}
	return vsw_rules_new_set(rules, name, NULL, extack);
}

/**
 * vsw_rules_add_group() - have a set for the addresses of a group
 * @rules: what is about to be loaded
 * @group: the group; none of the rules has it yet
 * @extack: says why not
 *
 * Context: may sleep.
 * Return: the set, empty, or an ERR_PTR().
 */
struct vsw_addrset *vsw_rules_add_group(struct vsw_rules *rules,
					struct vsw_group *group,
					struct netlink_ext_ack *extack)
{
	return vsw_rules_new_set(rules, group->name, group, extack);
}

static bool vsw_addr_fits_ip4(const union vsw_addr *addr)
{
	return !(addr->word[1] | addr->word[2] | addr->word[3]);
}

/**
 * vsw_range_check() - is a range what it should be?
 * @range: the range
 * @extack: says why not
 */
int vsw_range_check(const struct vsw_range *range,
		    struct netlink_ext_ack *extack)
{
	if (range->family != AF_INET && range->family != AF_INET6) {
		NL_SET_ERR_MSG(extack, "neither an IPv4 nor an IPv6 address");
		return -EINVAL;
	}
	if (range->family == AF_INET &&
	    !(vsw_addr_fits_ip4(&range->first) &&
	      vsw_addr_fits_ip4(&range->last))) {
		NL_SET_ERR_MSG(extack, "an IPv4 address has four bytes");
		return -EINVAL;
	}
	if (!vsw_range_single(range) &&
	    memcmp(&range->first, &range->last, sizeof(range->first)) > 0) {
		NL_SET_ERR_MSG(extack,
			       "the first address of a range is behind the last");
		return -EINVAL;
	}
	return 0;
}

static int vsw_addrset_add_single(struct vsw_rules *rules,
				  struct vsw_addrset *set,
				  const struct vsw_range *range,
				  struct netlink_ext_ack *extack)
{
	struct vsw_address *address = vsw_address_find(rules, range);

	if (address && vsw_member_find(address, set)) {
		NL_SET_ERR_MSG(extack, "the set has that address already");
		return -EEXIST;
	}
	if (!address)
		address = vsw_address_create(rules, range, NULL, NULL);
	if (IS_ERR(address))
		return PTR_ERR(address);
	if (!vsw_member_add(set, address)) {
		vsw_address_prune(rules, address);
		return -ENOMEM;
	}
	return 0;
}

static int vsw_addrset_add_range(struct vsw_addrset *set,
				 const struct vsw_range *range)
{
	struct vsw_range *ranges;

	ranges = vsw_array_grow(set->ranges, set->n_ranges, &set->max_ranges,
				sizeof(*ranges));
	if (!ranges)
		return -ENOMEM;
	set->ranges = ranges;
	set->ranges[set->n_ranges++] = *range;
	return 0;
}

/**
 * vsw_addrset_count() - addresses have come to a set, or left it
 * @rules: has the set
 * @set: one of its sets
 * @n: how many, negative if they left
 *
 * Guests have a part in how many addresses groups have: these are counted apart,
 * and no reason to refuse an administrator's.
 */
void vsw_addrset_count(struct vsw_rules *rules, const struct vsw_addrset *set,
		       int n)
{
	if (set->group)
		rules->n_group_addresses += n;
	else
		rules->n_addresses += n;
}

/* May the set have one more, as far as all together are concerned? 0 or -E2BIG */
int vsw_addrset_room(const struct vsw_rules *rules,
		     const struct vsw_addrset *set,
		     struct netlink_ext_ack *extack)
{
	if (set->group) {
		if (rules->n_group_addresses < VSW_GROUP_ADDRESSES_MAX)
			return 0;
		NL_SET_ERR_MSG(extack, "groups have more than 4194304 addresses together");
		return -E2BIG;
	}
	if (rules->n_addresses < VSW_ADDRESSES_MAX)
		return 0;
	NL_SET_ERR_MSG(extack, "more than 1048576 addresses");
	return -E2BIG;
}

/**
 * vsw_addrset_add() - add an address, prefix or range to a set
 * @rules: what is about to be loaded; no frame has seen it
 * @set: one of its sets
 * @range: what to add
 * @extack: says why not
 *
 * A range that the set has already is found by vsw_rules_finish().
 *
 * Context: may sleep.
 */
int vsw_addrset_add(struct vsw_rules *rules, struct vsw_addrset *set,
		    const struct vsw_range *range,
		    struct netlink_ext_ack *extack)
{
	int ret;

	ret = vsw_range_check(range, extack);
	if (ret)
		return ret;
	ret = vsw_addrset_room(rules, set, extack);
	if (ret)
		return ret;
	if (vsw_range_single(range))
		ret = vsw_addrset_add_single(rules, set, range, extack);
	else
		ret = vsw_addrset_add_range(set, range);
	if (!ret)
		vsw_addrset_count(rules, set, 1);
	return ret;
}

/* Order of ranges, for sort(). */
int vsw_range_cmp(const void *a, const void *b)
{
	const struct vsw_range *x = a;
	const struct vsw_range *y = b;

	if (x->family != y->family)
		return x->family < y->family ? -1 : 1;
	return memcmp(&x->first, &y->first, sizeof(x->first)) ?:
	       memcmp(&x->last, &y->last, sizeof(x->last));
}

static int vsw_addrset_del_single(struct vsw_rules *rules,
				  struct vsw_addrset *set,
				  const struct vsw_range *range)
{
	struct vsw_address *address = vsw_address_find(rules, range);
	struct vsw_member *member = address ? vsw_member_find(address, set) :
					      NULL;

	if (!member)
		return -ENOENT;
	vsw_member_del(member);
	vsw_address_prune(rules, address);
	return 0;
}

/* Place of a prefix or range in a set, or its number of these. */
static u32 vsw_addrset_find_range(const struct vsw_addrset *set,
				  const struct vsw_range *range)
{
	u32 i;

	for (i = 0; i < set->n_ranges; i++) {
		if (!vsw_range_cmp(&set->ranges[i], range))
			break;
		if (!(i % 65536))
			cond_resched();
	}
	return i;
}

/**
 * vsw_addrset_has() - is an address, prefix or range in a set as such?
 * @rules: what is loaded, or about to be
 * @set: one of its sets
 * @range: the address
 *
 * Context: lock of the control path held.
 */
bool vsw_addrset_has(struct vsw_rules *rules, const struct vsw_addrset *set,
		     const struct vsw_range *range)
{
	struct vsw_address *address;

	if (!vsw_range_single(range))
		return vsw_addrset_find_range(set, range) < set->n_ranges;
	address = vsw_address_find(rules, range);
	return address && vsw_member_find(address, set);
}

static int vsw_addrset_del_range(struct vsw_addrset *set,
				 const struct vsw_range *range)
{
	u32 i = vsw_addrset_find_range(set, range);

	if (i == set->n_ranges)
		return -ENOENT;
	set->n_ranges--;
	memmove(set->ranges + i, set->ranges + i + 1,
		(set->n_ranges - i) * sizeof(*range));
	return 0;
}

/**
 * vsw_addrset_del() - take an address, prefix or range out of a set
 * @rules: what is about to be loaded; no frame has seen it
 * @set: one of its sets
 * @range: what was added, exactly
 * @extack: says why not
 *
 * Context: may sleep.
 */
int vsw_addrset_del(struct vsw_rules *rules, struct vsw_addrset *set,
		    const struct vsw_range *range,
		    struct netlink_ext_ack *extack)
{
	int ret;

	ret = vsw_range_check(range, extack);
	if (ret)
		return ret;
	if (vsw_range_single(range))
		ret = vsw_addrset_del_single(rules, set, range);
	else
		ret = vsw_addrset_del_range(set, range);
	if (ret)
		NL_SET_ERR_MSG(extack, "the set does not have that address");
	else
		vsw_addrset_count(rules, set, -1);
	return ret;
}

/* Sorts the ranges; none may be there twice. */
int vsw_addrset_finish(struct vsw_addrset *set, struct netlink_ext_ack *extack)
{
	u32 i;

	for (i = 1; i < set->n_ranges; i++)
		if (vsw_range_cmp(set->ranges + i - 1, set->ranges + i) >= 0)
			break;
	if (i >= set->n_ranges)
		return 0;
	sort(set->ranges, set->n_ranges, sizeof(*set->ranges), vsw_range_cmp,
	     NULL);
	for (i = 1; i < set->n_ranges; i++)
		if (!vsw_range_cmp(set->ranges + i - 1, set->ranges + i)) {
			NL_SET_ERR_MSG(extack,
				       "a set has a prefix or range twice");
			return -EEXIST;
		}
	return 0;
}

/**
 * vsw_addrset_clear() - take all addresses out of a set
 * @rules: what is about to be loaded; no frame has seen it
 * @set: one of its sets
 *
 * Context: may sleep.
 */
void vsw_addrset_clear(struct vsw_rules *rules, struct vsw_addrset *set)
{
	struct vsw_member *member, *next;
	struct vsw_address *address;

	vsw_addrset_count(rules, set, -(int)(set->n_ranges + set->n_singles));
	set->n_ranges = 0;
	list_for_each_entry_safe(member, next, &set->singles, node) {
		address = member->address;
		vsw_member_del(member);
		vsw_address_prune(rules, address);
		cond_resched();
	}
}

/**
 * vsw_rules_del_set() - delete an address set
 * @rules: what is about to be loaded; no frame has seen it
 * @set: one of its sets
 * @extack: says why not
 *
 * Context: may sleep.
 * Return: 0, or -EBUSY if a rule names it
 */
int vsw_rules_del_set(struct vsw_rules *rules, struct vsw_addrset *set,
		      struct netlink_ext_ack *extack)
{
	struct vsw_addrset *later = set;

	if (set->n_users) {
		NL_SET_ERR_MSG(extack, "a rule uses the address set");
		return -EBUSY;
	}
	vsw_addrset_clear(rules, set);
	list_for_each_entry_continue(later, &rules->sets, node)
		later->index--;
	list_del(&set->node);
	rules->n_sets--;
	rhashtable_remove_fast(&rules->set_names, &set->name_node,
			       vsw_addrset_params);
	vsw_addrset_free(set);
	return 0;
}

static int vsw_addrset_copy(struct vsw_rules *rules, struct vsw_addrset *copy,
			    const struct vsw_addrset *set)
{
	struct vsw_range single = {};
	struct vsw_member *member;
	int ret;

	if (set->n_ranges) {
		copy->ranges = kvmalloc_array(set->n_ranges,
					      sizeof(*set->ranges),
					      GFP_KERNEL_ACCOUNT);
		if (!copy->ranges)
			return -ENOMEM;
		memcpy(copy->ranges, set->ranges,
		       set->n_ranges * sizeof(*set->ranges));
		copy->n_ranges = set->n_ranges;
		copy->max_ranges = set->n_ranges;
		vsw_addrset_count(rules, copy, set->n_ranges);
	}
	list_for_each_entry(member, &set->singles, node) {
		single.family = member->address->family;
		single.first = member->address->addr;
		single.last = single.first;
		ret = vsw_addrset_add(rules, copy, &single, NULL);
		if (ret)
			return ret;
		cond_resched();
	}
	return 0;
}

/**
 * vsw_addrsets_clone() - copy all sets
 * @copy: gets the copies, without sets so far
 * @rules: has the sets
 * @sets: gets the copies by index
 *
 * Context: lock of the control path held; may sleep.
 * Return: 0, or an error; what was copied then belongs to @copy.
 */
int vsw_addrsets_clone(struct vsw_rules *copy, const struct vsw_rules *rules,
		       struct vsw_addrset **sets)
{
	struct vsw_addrset *set;
	int ret;

	list_for_each_entry(set, &rules->sets, node) {
		struct vsw_addrset *new =
			vsw_rules_new_set(copy, set->name, set->group, NULL);

		if (IS_ERR(new))
			return PTR_ERR(new);
		sets[set->index] = new;
		ret = vsw_addrset_copy(copy, new, set);
		if (ret)
			return ret;
	}
	return 0;
}
