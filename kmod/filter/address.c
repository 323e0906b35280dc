// SPDX-License-Identifier: GPL-2.0
/*
 * Single addresses: a hash table for each family, with one entry for each
 * address that at least one set has or one rule states. Entries know the sets
 * that have them, sets know their addresses.
 *
 * Frames look entries up under RCU and read nothing but the vectors. All else
 * is the control path's, under its lock.
 */
#include <linux/slab.h>

#include "filter/address.h"

static void vsw_address_free(void *entry, void *arg)
{
	kfree(entry);
}

int vsw_addresses_init(struct vsw_rules *rules)
{
	int ret;

	ret = rhashtable_init(&rules->addresses[VSW_IP4], &vsw_address_params4);
	if (ret)
		return ret;
	ret = rhashtable_init(&rules->addresses[VSW_IP6], &vsw_address_params6);
	if (ret)
		rhashtable_destroy(&rules->addresses[VSW_IP4]);
	return ret;
}

/* Called when no frame can find the tables any more; may sleep. */
void vsw_addresses_exit(struct vsw_rules *rules)
{
	rhashtable_free_and_destroy(&rules->addresses[VSW_IP4],
				    vsw_address_free, NULL);
	rhashtable_free_and_destroy(&rules->addresses[VSW_IP6],
				    vsw_address_free, NULL);
}

/**
 * vsw_address_find() - entry of a single address
 * @rules: what is loaded
 * @range: the address
 *
 * Context: lock of the control path held.
 */
struct vsw_address *vsw_address_find(struct vsw_rules *rules,
				     const struct vsw_range *range)
{
	enum vsw_ip ip = vsw_family_ip(range->family);
	struct vsw_address *address;

	rcu_read_lock();
	address = vsw_address_lookup(&rules->addresses[ip], ip, &range->first);
	rcu_read_unlock();
	return address;
}

static int vsw_address_insert(struct vsw_rules *rules,
			      struct vsw_address *address)
{
	if (address->family == AF_INET)
		return rhashtable_insert_fast(&rules->addresses[VSW_IP4],
					      &address->node,
					      vsw_address_params4);
	return rhashtable_insert_fast(&rules->addresses[VSW_IP6],
				      &address->node, vsw_address_params6);
}

/**
 * vsw_address_create() - enter an address that is not there
 * @rules: what is loaded
 * @range: the address
 * @from: rules that match packets from it, NULL while no frame can look
 * @to: rules that match packets to it, likewise
 *
 * In no set and stated by no rule yet.
 *
 * Context: lock of the control path held; may sleep.
 * Return: the entry, or an ERR_PTR().
 */
struct vsw_address *vsw_address_create(struct vsw_rules *rules,
				       const struct vsw_range *range,
				       struct vsw_vector *from,
				       struct vsw_vector *to)
{
	struct vsw_address *address;
	int ret;

	address = kzalloc(sizeof(*address), GFP_KERNEL_ACCOUNT);
	if (!address)
		return ERR_PTR(-ENOMEM);
	address->addr = range->first;
	address->family = range->family;
	RCU_INIT_POINTER(address->vector[VSW_FROM], from);
	RCU_INIT_POINTER(address->vector[VSW_TO], to);
	ret = vsw_address_insert(rules, address);
	if (ret) {
		kfree(address);
		return ERR_PTR(ret);
	}
	return address;
}

/**
 * vsw_address_prune() - let an address go that nobody names
 * @rules: what is loaded
 * @address: the entry, freed after a grace period if it is in no set and stated
 *   by no rule; the caller has a use for its vectors, they are not put
 *
 * Context: lock of the control path held.
 * Return: it is gone.
 */
bool vsw_address_prune(struct vsw_rules *rules, struct vsw_address *address)
{
	if (address->n_members || address->stated)
		return false;
	if (address->family == AF_INET)
		rhashtable_remove_fast(&rules->addresses[VSW_IP4],
				       &address->node, vsw_address_params4);
	else
		rhashtable_remove_fast(&rules->addresses[VSW_IP6],
				       &address->node, vsw_address_params6);
	kfree_rcu(address, rcu);
	return true;
}

/**
 * vsw_member_find() - is an address in a set?
 * @address: the address
 * @set: the set
 *
 * Walks the shorter of the two lists: with a million memberships in all, no
 * address that is in many sets meets many sets that are long.
 */
struct vsw_member *vsw_member_find(const struct vsw_address *address,
				   const struct vsw_addrset *set)
{
	struct vsw_member *member;

	if (address->n_members < set->n_singles) {
		hlist_for_each_entry(member, &address->members, address_node)
			if (member->set == set)
				return member;
	} else {
		list_for_each_entry(member, &set->singles, node)
			if (member->address == address)
				return member;
	}
	return NULL;
}

/* Return: NULL if there is no memory. */
struct vsw_member *vsw_member_add(struct vsw_addrset *set,
				  struct vsw_address *address)
{
	struct vsw_member *member = kmalloc(sizeof(*member),
					    GFP_KERNEL_ACCOUNT);

	if (!member)
		return NULL;
	member->set = set;
	member->address = address;
	member->n = 1;
	member->wanted = 0;
	list_add_tail(&member->node, &set->singles);
	set->n_singles++;
	hlist_add_head(&member->address_node, &address->members);
	address->n_members++;
	return member;
}

void vsw_member_del(struct vsw_member *member)
{
	member->set->n_singles--;
	list_del(&member->node);
	member->address->n_members--;
	hlist_del(&member->address_node);
	kfree(member);
}
