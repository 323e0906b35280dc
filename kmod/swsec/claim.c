// SPDX-License-Identifier: GPL-2.0
/*
 * Whose an address is.
 *
 * All bindings of one address and VLAN on a switch are found by their claims: the
 * one that is entitled to it most, and of several the oldest, is realized. When it
 * goes, the next one becomes it. Entitled are
 *
 *   2  what an administrator has stated, or has approved and the guest uses
 *   1  what was discovered, unless SpoofGuard is in mode manual
 *   0  all other: never realized
 *
 * All is done in process context, under the lock of the namespace.
 */
#include <linux/bitmap.h>
#include <linux/if_vlan.h>

#include "swsec/binding.h"

static const struct rhashtable_params vsw_claim_params = {
	.key_len = sizeof(struct vsw_address_key),
	.key_offset = offsetof(struct vsw_binding, key),
	.head_offset = offsetof(struct vsw_binding, claim),
	.automatic_shrinking = true,
};

/* Claims of all vNICs; each set of them under the lock of its namespace. */
static struct rhltable vsw_claims;

int vsw_claims_init(void)
{
	return rhltable_init(&vsw_claims, &vsw_claim_params);
}

void vsw_claims_exit(void)
{
	rhltable_destroy(&vsw_claims);
}

/* VLAN that a binding is in now; the caller sees to it that there is one. */
static u16 vsw_binding_vid(const struct vsw_bindings_setup *setup, u16 vid)
{
	return vid == VSW_BINDING_OWN ? setup->own : vid;
}

bool vsw_binding_in_vlan(const struct vsw_bindings_setup *setup, u16 vid)
{
	vid = vsw_binding_vid(setup, vid);
	return vid < VLAN_N_VID && test_bit(vid, setup->member);
}

/* VLAN that a binding is in, or VSW_BINDING_OWN if there is none. */
u16 vsw_binding_vlan(const struct vsw_binding *binding)
{
	u16 vid = vsw_binding_vid(&binding->bindings->setup, binding->vid);

	return vid < VLAN_N_VID ? vid : VSW_BINDING_OWN;
}

static int vsw_binding_rank(const struct vsw_binding *binding)
{
	if (!binding->sources || !binding->claimed)
		return 0;
	if (vsw_binding_sanctioned(binding))
		return 2;
	return binding->bindings->setup.mode != VSW_SPOOFGUARD_MODE_MANUAL;
}

enum vsw_binding_state vsw_binding_state(const struct vsw_binding *binding)
{
	if (binding->realized)
		return VSW_BINDING_STATE_REALIZED;
	if (!binding->sources || !binding->claimed)
		return VSW_BINDING_STATE_EXPECTED;
	return vsw_binding_rank(binding) ? VSW_BINDING_STATE_DUPLICATE :
					   VSW_BINDING_STATE_UNAPPROVED;
}

static bool vsw_binding_better(const struct vsw_binding *a,
			       const struct vsw_binding *b)
{
	int rank_a = vsw_binding_rank(a), rank_b = vsw_binding_rank(b);

	if (rank_a != rank_b)
		return rank_a > rank_b;
	if (a->realized != b->realized)
		return a->realized;
	return a->since < b->since;
}

/* Frames may be from it only while all who go by it know whose it is. */
static void vsw_binding_realize(struct vsw_binding *binding, bool realized)
{
	if (!realized)
		WRITE_ONCE(binding->realized, false);
	vsw_swsec_ops->address(binding->bindings, binding, realized);
	if (realized)
		WRITE_ONCE(binding->realized, true);
	vsw_swsec_ops->changed(binding->bindings, binding, false);
}

/*
 * Who has an address now? Bindings come and go under the lock of the namespace
 * only, so what is found stays when the RCU read lock is given back.
 */
static void vsw_address_settle(const struct vsw_address_key *key)
{
	struct vsw_binding *binding, *now = NULL, *best = NULL;
	struct rhlist_head *pos;

	rcu_read_lock();
	rhl_for_each_entry_rcu(binding, pos,
			       rhltable_lookup(&vsw_claims, key,
					       vsw_claim_params), claim) {
		if (binding->realized)
			now = binding;
		if (vsw_binding_rank(binding) &&
		    (!best || vsw_binding_better(binding, best)))
			best = binding;
	}
	rcu_read_unlock();
	if (now == best)
		return;
	if (now)
		vsw_binding_realize(now, false);
	if (best)
		vsw_binding_realize(best, true);
}

/* Enter the claim where the VLAN is the vNIC's. */
int vsw_binding_claim(struct vsw_binding *binding)
{
	const struct vsw_bindings_setup *setup = &binding->bindings->setup;
	static atomic64_t since;
	int err;

	if (binding->claimed || !vsw_binding_in_vlan(setup, binding->vid))
		return 0;
	memset(&binding->key, 0, sizeof(binding->key));
	binding->key.scope = setup->scope;
	binding->key.vid = vsw_binding_vid(setup, binding->vid);
	binding->key.family = binding->family;
	binding->key.addr = binding->addr;
	err = rhltable_insert(&vsw_claims, &binding->claim, vsw_claim_params);
	if (err)
		return err;
	binding->since = atomic64_inc_return(&since);
	binding->claimed = true;
	return 0;
}

/* It claims nothing any more; the next one may have the address. */
void vsw_binding_disclaim(struct vsw_binding *binding)
{
	struct vsw_address_key key = binding->key;

	if (!binding->claimed)
		return;
	rhltable_remove(&vsw_claims, &binding->claim, vsw_claim_params);
	binding->claimed = false;
	if (!binding->realized)
		return;
	vsw_binding_realize(binding, false);
	vsw_address_settle(&key);
}

void vsw_binding_settle(struct vsw_binding *binding)
{
	if (binding->claimed)
		vsw_address_settle(&binding->key);
}

/* What @from has of the address both claim is @to's from now on. */
void vsw_binding_succeed(struct vsw_binding *from, struct vsw_binding *to)
{
	if (!from->claimed || !to->claimed)
		return;
	to->since = min(to->since, from->since);
	if (!from->realized)
		return;
	vsw_binding_realize(from, false);
	vsw_binding_realize(to, true);
}

/* Without memory it is tried again by vsw_bindings_age(). */
void vsw_binding_reclaim(struct vsw_binding *binding)
{
	if (!vsw_binding_claim(binding))
		vsw_binding_settle(binding);
}

/* Would it claim, with @setup, what it claims now? */
bool vsw_binding_same_vlan(const struct vsw_binding *binding,
			   const struct vsw_bindings_setup *setup)
{
	bool in = vsw_binding_in_vlan(setup, binding->vid);

	return in == binding->claimed &&
	       (!in || (binding->key.scope == setup->scope &&
			binding->key.vid ==
				vsw_binding_vid(setup, binding->vid)));
}

/* Two that are both stated for one address? */
bool vsw_binding_conflicts(const struct vsw_binding *binding)
{
	const struct vsw_binding *other;
	struct rhlist_head *pos;
	bool found = false;

	if (!binding->claimed)
		return false;
	rcu_read_lock();
	rhl_for_each_entry_rcu(other, pos,
			       rhltable_lookup(&vsw_claims, &binding->key,
					       vsw_claim_params), claim)
		if (other != binding &&
		    other->sources & VSW_BINDING_SOURCE_STATIC)
			found = true;
	rcu_read_unlock();
	return found;
}
