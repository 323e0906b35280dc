// SPDX-License-Identifier: GPL-2.0
/*
 * Single addresses: those of sets, which come and go, and those that rules state
 * themselves. Each has its vectors ready, so a frame finds all about an address
 * with one look, and a change is a change of one entry:
 *
 *   vector = (base | plus of its sets | rules that state it) & ~minus of its sets
 *
 * with base the vector of the interval that the address lies in. An address that
 * no set has and no rule states any more leaves the table, and frames find the
 * interval.
 *
 * Frames read an address's two vectors one by one: each is either the old or the
 * new one. Of one packet, an address is read for one side.
 */
#include <linux/hash.h>
#include <linux/mm.h>
#include <linux/sched.h>

#include "filter/address.h"
#include "filter/compile.h"

/* The draft becomes the vector of an address for one side. */
static void vsw_single_draft(struct vsw_classifier *cls,
			     const struct vsw_address *address,
			     enum vsw_side side, struct vsw_vector *base)
{
	enum vsw_ip ip = vsw_family_ip(address->family);
	const struct vsw_stated *stated;
	const struct vsw_member *member;

	vsw_draft_load(&cls->all, base);
	hlist_for_each_entry(member, &address->members, address_node) {
		const struct vsw_set_vectors *set = &cls->set[member->set->index];

		if (set->plus[side][ip])
			vsw_draft_or(&cls->all, set->plus[side][ip]);
		if (set->minus[side])
			vsw_draft_andnot(&cls->all, set->minus[side]);
	}
	for (stated = address->stated; stated; stated = stated->next) {
		u8 flags = cls->flags[stated->rule];

		if (stated->side != side || !(flags & vsw_rule_need(side, ip)))
			continue;
		if (flags & VSW_RULE_NEGATED(side))
			vsw_draft_clear(&cls->all, stated->rule);
		else
			vsw_draft_set(&cls->all, stated->rule);
	}
}

/* Do two addresses belong to the same sets, in the same order? */
static bool vsw_single_alike(const struct vsw_address *a,
			     const struct vsw_address *b)
{
	const struct hlist_node *x = a->members.first;
	const struct hlist_node *y = b->members.first;

	if (a->family != b->family || a->n_members != b->n_members ||
	    a->stated || b->stated)
		return false;
	for (; x; x = x->next, y = y->next)
		if (hlist_entry(x, struct vsw_member, address_node)->set !=
		    hlist_entry(y, struct vsw_member, address_node)->set)
			return false;
	return true;
}

/*
 * Addresses of the same sets in the same intervals have the same vectors, and
 * mostly come one after the other.
 */
static struct vsw_signature *
vsw_single_signature(struct vsw_classifier *cls,
		     const struct vsw_address *address)
{
	const struct vsw_member *member;
	u64 hash = 0;

	hlist_for_each_entry(member, &address->members, address_node)
		hash = hash * 31 + member->set->index;
	return &cls->signature[hash_64(hash, ilog2(VSW_SIGNATURES))];
}

static bool vsw_single_known(const struct vsw_signature *signature,
			     const struct vsw_address *address,
			     struct vsw_vector *const base[VSW_SIDES])
{
	return signature->address && signature->address != address &&
	       signature->base[VSW_FROM] == base[VSW_FROM] &&
	       signature->base[VSW_TO] == base[VSW_TO] &&
	       vsw_single_alike(signature->address, address);
}

static void vsw_single_forget(struct vsw_classifier *cls,
			      const struct vsw_address *address)
{
	u32 i;

	for (i = 0; i < VSW_SIGNATURES; i++)
		if (cls->signature[i].address == address)
			cls->signature[i].address = NULL;
}

static int vsw_single_compute(struct vsw_classifier *cls,
			      const struct vsw_address *address,
			      struct vsw_vector *const base[VSW_SIDES],
			      struct vsw_vector *vector[VSW_SIDES])
{
	enum vsw_side side;

	for (side = 0; side < VSW_SIDES; side++) {
		vsw_single_draft(cls, address, side, base[side]);
		vector[side] = vsw_draft_done(&cls->all);
		if (IS_ERR(vector[side])) {
			if (side == VSW_TO)
				vsw_vector_put(&cls->all, vector[VSW_FROM]);
			return PTR_ERR(vector[side]);
		}
	}
	return 0;
}

static struct vsw_vector *vsw_single_vector(const struct vsw_address *address,
					    enum vsw_side side)
{
	return rcu_dereference_protected(address->vector[side], true);
}

/* The vectors of an address, with references. */
static int vsw_single_vectors(struct vsw_classifier *cls,
			      const struct vsw_address *address,
			      struct vsw_vector *vector[VSW_SIDES])
{
	enum vsw_ip ip = vsw_family_ip(address->family);
	struct vsw_signature *signature;
	struct vsw_vector *base[VSW_SIDES];
	enum vsw_side side;
	int ret;

	for (side = 0; side < VSW_SIDES; side++)
		base[side] = vsw_classifier_base(cls, side, ip, &address->addr);
	/* One that a rule states is like no other. */
	if (address->stated)
		return vsw_single_compute(cls, address, base, vector);
	signature = vsw_single_signature(cls, address);
	if (vsw_single_known(signature, address, base)) {
		for (side = 0; side < VSW_SIDES; side++) {
			vector[side] = vsw_single_vector(signature->address,
							 side);
			vsw_vector_get(vector[side]);
		}
		return 0;
	}
	ret = vsw_single_compute(cls, address, base, vector);
	if (ret)
		return ret;
	signature->address = address;
	for (side = 0; side < VSW_SIDES; side++)
		signature->base[side] = base[side];
	return 0;
}

/* For the first time: no frame can find the address. */
static int vsw_single_build(struct vsw_classifier *cls,
			    struct vsw_address *address)
{
	struct vsw_vector *vector[VSW_SIDES];
	int ret;

	ret = vsw_single_vectors(cls, address, vector);
	if (ret)
		return ret;
	RCU_INIT_POINTER(address->vector[VSW_FROM], vector[VSW_FROM]);
	RCU_INIT_POINTER(address->vector[VSW_TO], vector[VSW_TO]);
	return 0;
}

/* Frames may find the address. */
static int vsw_single_update(struct vsw_classifier *cls,
			     struct vsw_address *address)
{
	struct vsw_vector *vector[VSW_SIDES];
	enum vsw_side side;
	int ret;

	ret = vsw_single_vectors(cls, address, vector);
	if (ret)
		return ret;
	for (side = 0; side < VSW_SIDES; side++) {
		struct vsw_vector *old = vsw_single_vector(address, side);

		rcu_assign_pointer(address->vector[side], vector[side]);
		vsw_vector_put(&cls->all, old);
	}
	return 0;
}

static u32 vsw_match_n_singles(const struct vsw_match *match)
{
	u32 i, n = 0;

	for (i = 0; i < match->n_ranges; i++)
		n += vsw_range_single(&match->ranges[i]);
	return n;
}

static int vsw_state_single(struct vsw_classifier *cls,
			    const struct vsw_range *range, u32 rule,
			    enum vsw_side side)
{
	struct vsw_stated *stated = &cls->stated[cls->n_stated];
	struct vsw_address *address = vsw_address_find(cls->rules, range);

	if (!address)
		address = vsw_address_create(cls->rules, range, NULL, NULL);
	if (IS_ERR(address))
		return PTR_ERR(address);
	stated->address = address;
	stated->rule = rule;
	stated->side = side;
	stated->next = address->stated;
	address->stated = stated;
	cls->n_stated++;
	return 0;
}

static int vsw_state_rule(struct vsw_classifier *cls, u32 rule,
			  enum vsw_side side)
{
	const struct vsw_match *match = vsw_rule_match(cls->rule[rule], side);
	u32 i;
	int ret;

	for (i = 0; i < match->n_ranges; i++) {
		if (!vsw_range_single(&match->ranges[i]))
			continue;
		ret = vsw_state_single(cls, &match->ranges[i], rule, side);
		if (ret)
			return ret;
	}
	return 0;
}

static int vsw_state_rules(struct vsw_classifier *cls)
{
	u32 i, n = 0;
	int ret;

	for (i = 0; i < cls->n_rules; i++)
		n += vsw_match_n_singles(&cls->rule[i]->from) +
		     vsw_match_n_singles(&cls->rule[i]->to);
	cls->stated = kvmalloc_array(n, sizeof(*cls->stated),
				     GFP_KERNEL_ACCOUNT);
	if (n && !cls->stated)
		return -ENOMEM;
	for (i = 0; i < cls->n_rules; i++) {
		ret = vsw_state_rule(cls, i, VSW_FROM) ?:
		      vsw_state_rule(cls, i, VSW_TO);
		if (ret)
			return ret;
		cond_resched();
	}
	return 0;
}

/* An address is in the lists of several sets; it is the turn of one of them. */
static int vsw_build_set(struct vsw_classifier *cls, struct vsw_addrset *set)
{
	struct vsw_member *member;
	int ret;

	list_for_each_entry(member, &set->singles, node) {
		if (member->address->members.first != &member->address_node)
			continue;
		ret = vsw_single_build(cls, member->address);
		if (ret)
			return ret;
		cond_resched();
	}
	return 0;
}

/* Draws up the vectors of all single addresses. */
int vsw_classifier_build_singles(struct vsw_classifier *cls)
{
	struct vsw_addrset *set;
	int ret;
	u32 i;

	ret = vsw_state_rules(cls);
	if (ret)
		return ret;
	list_for_each_entry(set, &cls->rules->sets, node) {
		ret = vsw_build_set(cls, set);
		if (ret)
			return ret;
	}
	for (i = 0; i < cls->n_stated; i++) {
		struct vsw_address *address = cls->stated[i].address;

		if (address->n_members || address->stated != &cls->stated[i])
			continue;
		ret = vsw_single_build(cls, address);
		if (ret)
			return ret;
		cond_resched();
	}
	return 0;
}

/* The table is then as it was before the classifier was built. */
void vsw_classifier_free_singles(struct vsw_classifier *cls)
{
	u32 i;

	for (i = 0; i < cls->n_stated; i++) {
		struct vsw_address *address = cls->stated[i].address;

		if (address->stated != &cls->stated[i])
			continue;
		address->stated = NULL;
		vsw_address_prune(cls->rules, address);
		cond_resched();
	}
	kvfree(cls->stated);
}

/* An address that is new to the table changes nothing for frames yet. */
static struct vsw_address *vsw_single_enter(struct vsw_classifier *cls,
					    const struct vsw_range *range)
{
	enum vsw_ip ip = vsw_family_ip(range->family);
	struct vsw_address *address;
	struct vsw_vector *from, *to;

	from = vsw_classifier_base(cls, VSW_FROM, ip, &range->first);
	to = vsw_classifier_base(cls, VSW_TO, ip, &range->first);
	address = vsw_address_create(cls->rules, range, from, to);
	if (IS_ERR(address))
		return address;
	vsw_vector_get(from);
	vsw_vector_get(to);
	return address;
}

/* Frames that have found the address may still read its vectors. */
static void vsw_single_leave(struct vsw_classifier *cls,
			     struct vsw_address *address)
{
	struct vsw_vector *from = vsw_single_vector(address, VSW_FROM);
	struct vsw_vector *to = vsw_single_vector(address, VSW_TO);

	if (!vsw_address_prune(cls->rules, address))
		return;
	vsw_single_forget(cls, address);
	vsw_vector_put(&cls->all, from);
	vsw_vector_put(&cls->all, to);
}

/**
 * vsw_classifier_add() - add a single address to a set, in force at once
 * @cls: the classifier
 * @set: a set of its rules
 * @range: the address
 *
 * Context: lock of the control path held; may sleep.
 * Return: 0; -EXDEV for a prefix or range, which takes other rules and another
 *   classifier; -EEXIST if the set has the address; -E2BIG, -ENOMEM. Nothing
 *   has changed after an error.
 */
int vsw_classifier_add(struct vsw_classifier *cls, struct vsw_addrset *set,
		       const struct vsw_range *range)
{
	struct vsw_address *address;
	struct vsw_member *member;
	int ret;

	if (!vsw_range_single(range))
		return -EXDEV;
	address = vsw_address_find(cls->rules, range);
	if (address && vsw_member_find(address, set))
		return -EEXIST;
	ret = vsw_addrset_room(cls->rules, set, NULL);
	if (ret)
		return ret;
	if (!address)
		address = vsw_single_enter(cls, range);
	if (IS_ERR(address))
		return PTR_ERR(address);
	member = vsw_member_add(set, address);
	ret = member ? vsw_single_update(cls, address) : -ENOMEM;
	if (ret) {
		if (member)
			vsw_member_del(member);
		vsw_single_leave(cls, address);
		return ret;
	}
	vsw_addrset_count(cls->rules, set, 1);
	return 0;
}

/**
 * vsw_classifier_del() - take a single address out of a set, in force at once
 * @cls: the classifier
 * @set: a set of its rules
 * @range: the address
 *
 * Context: lock of the control path held; may sleep.
 * Return: 0; -EXDEV as in vsw_classifier_add(); -ENOENT if the set does not have
 *   the address; -ENOMEM. Nothing has changed after an error.
 */
int vsw_classifier_del(struct vsw_classifier *cls, struct vsw_addrset *set,
		       const struct vsw_range *range)
{
	struct vsw_address *address;
	struct vsw_member *member;
	int ret;

	if (!vsw_range_single(range))
		return -EXDEV;
	address = vsw_address_find(cls->rules, range);
	member = address ? vsw_member_find(address, set) : NULL;
	if (!member)
		return -ENOENT;
	if (address->n_members > 1 || address->stated) {
		hlist_del(&member->address_node);
		address->n_members--;
		ret = vsw_single_update(cls, address);
		hlist_add_head(&member->address_node, &address->members);
		address->n_members++;
		if (ret)
			return ret;
	}
	vsw_member_del(member);
	vsw_single_leave(cls, address);
	vsw_addrset_count(cls->rules, set, -1);
	return 0;
}

/* Do frames find a set by its addresses, or is it a scope only? */
bool vsw_classifier_matches(const struct vsw_classifier *cls,
			    const struct vsw_addrset *set)
{
	const struct vsw_set_vectors *vectors = &cls->set[set->index];
	enum vsw_side side;

	for (side = 0; side < VSW_SIDES; side++)
		if (vectors->plus[side][VSW_IP4] ||
		    vectors->plus[side][VSW_IP6] || vectors->minus[side])
			return true;
	return false;
}
