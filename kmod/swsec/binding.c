// SPDX-License-Identifier: GPL-2.0
/*
 * The IP addresses of vNICs, and whose an address is.
 *
 * Each vNIC has its own table, which frames read. Beside it, all bindings of one
 * address and VLAN on a switch are found by their claims: the one that is
 * entitled to it most, and of several the oldest, is realized. When it goes, the
 * next one becomes it. Entitled are
 *
 *   2  what an administrator has stated, or has approved and the guest uses
 *   1  what was discovered, unless SpoofGuard is in mode manual
 *   0  all other: never realized
 *
 * All changes are made in process context, under the lock of the namespace.
 */
#include <linux/bitmap.h>
#include <linux/if_vlan.h>
#include <linux/jhash.h>
#include <linux/netlink.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <net/ipv6.h>

#include "swsec/binding.h"

/* A guest that moves an address from one MAC address to another and back. */
#define VSW_MOVE_INTERVAL	5	/* seconds */

static const struct rhashtable_params vsw_claim_params = {
	.key_len = sizeof(struct vsw_address_key),
	.key_offset = offsetof(struct vsw_binding, key),
	.head_offset = offsetof(struct vsw_binding, claim),
	.automatic_shrinking = true,
};

/* Claims of all vNICs; each set of them under the lock of its namespace. */
static struct rhltable vsw_claims;
static u32 vsw_binding_seed __read_mostly;
static const struct vsw_swsec_ops *vsw_swsec_ops;

/**
 * vsw_swsec_register() - begin
 * @ops: who acts upon addresses; must stay until vsw_swsec_unregister()
 */
int vsw_swsec_register(const struct vsw_swsec_ops *ops)
{
	vsw_swsec_ops = ops;
	vsw_binding_seed = get_random_u32();
	return rhltable_init(&vsw_claims, &vsw_claim_params);
}

/* All bindings are gone. */
void vsw_swsec_unregister(void)
{
	rhltable_destroy(&vsw_claims);
}

/* Frames have left something. */
void vsw_bindings_wake(struct vsw_bindings *bindings)
{
	vsw_swsec_ops->wake(bindings);
}

/* Finding ------------------------------------------------------------------ */

static u32 vsw_binding_hash(u16 vid, u8 family, const union vsw_addr *addr)
{
	u32 begin = vsw_binding_seed ^ vid;

	if (family == AF_INET)
		return jhash_1word((__force u32)addr->ip4, begin) %
		       VSW_BINDING_BUCKETS;
	return jhash2((__force u32 *)addr->word, ARRAY_SIZE(addr->word),
		      begin) % VSW_BINDING_BUCKETS;
}

static bool vsw_addr_equal(u8 family, const union vsw_addr *a,
			   const union vsw_addr *b)
{
	if (family == AF_INET)
		return a->ip4 == b->ip4;
	return ipv6_addr_equal(&a->ip6, &b->ip6);
}

/**
 * vsw_binding_find() - find an address of a vNIC
 * @bindings: of the vNIC
 * @vid: VLAN of a trunk, or VSW_BINDING_OWN
 * @family: AF_INET or AF_INET6
 * @addr: the address
 *
 * Context: RCU read lock, or the lock of the namespace.
 */
struct vsw_binding *vsw_binding_find(struct vsw_bindings *bindings, u16 vid,
				     u8 family, const union vsw_addr *addr)
{
	u32 bucket = vsw_binding_hash(vid, family, addr);
	struct vsw_binding *binding;

	hlist_for_each_entry_rcu(binding, &bindings->hash[bucket], node, true)
		if (binding->vid == vid && binding->family == family &&
		    vsw_addr_equal(family, &binding->addr, addr))
			return binding;
	return NULL;
}

/* One store in a second is enough, however many frames there are. */
static void vsw_binding_touch(struct vsw_binding *binding)
{
	u32 now = vsw_seconds();

	if (READ_ONCE(binding->seen) != now)
		WRITE_ONCE(binding->seen, now);
}

/**
 * vsw_binding_allows() - may a frame be from an address?
 * @bindings: of the vNIC that has sent it
 * @vid: see vsw_binding_find()
 * @family: AF_INET or AF_INET6
 * @addr: the address
 * @mac: source address of the frame
 * @effective: effective address of the vNIC
 *
 * Where it may, the address has been seen.
 *
 * Context: RCU read lock.
 */
bool vsw_binding_allows(struct vsw_bindings *bindings, u16 vid, u8 family,
			const union vsw_addr *addr, u64 mac, u64 effective)
{
	struct vsw_binding *binding;
	u64 bound;

	binding = vsw_binding_find(bindings, vid, family, addr);
	if (!binding || !READ_ONCE(binding->realized))
		return false;
	bound = atomic64_read(&binding->mac) ?: effective;
	if (bound != mac)
		return false;
	vsw_binding_touch(binding);
	return true;
}

static u32 vsw_bindings_limit(const struct vsw_bindings *bindings, u8 family)
{
	return family == AF_INET ? READ_ONCE(bindings->setup.discovery.limit4) :
				   READ_ONCE(bindings->setup.discovery.limit6);
}

static u32 *vsw_bindings_count(struct vsw_bindings *bindings, u8 family)
{
	return &bindings->n[family == AF_INET6];
}

static bool vsw_bindings_full(struct vsw_bindings *bindings, u8 family)
{
	return READ_ONCE(*vsw_bindings_count(bindings, family)) >=
	       vsw_bindings_limit(bindings, family);
}

/* Has an administrator said so, or said yes to it? */
static bool vsw_binding_sanctioned(const struct vsw_binding *binding)
{
	return READ_ONCE(binding->sources) & VSW_BINDING_SOURCE_STATIC ||
	       READ_ONCE(binding->approved);
}

/* Is its MAC address for the guest to change? */
static bool vsw_binding_pinned(const struct vsw_binding *binding)
{
	return vsw_binding_sanctioned(binding) ||
	       READ_ONCE(binding->bindings->setup.discovery.tofu);
}

static void vsw_bindings_notice_sighting(struct vsw_bindings *bindings, u16 vid,
					 const struct vsw_sighting *sighting,
					 enum vsw_event_type type)
{
	struct vsw_notice notice = {
		.type = type,
		.family = sighting->family,
		.vid = vid,
		.mac = sighting->mac,
		.addr = sighting->addr,
	};

	vsw_bindings_notice(bindings, &notice);
}

static void vsw_bindings_over_limit(struct vsw_bindings *bindings, u16 vid,
				    const struct vsw_sighting *sighting)
{
	atomic64_inc(&bindings->refused);
	vsw_bindings_notice_sighting(bindings, vid, sighting,
				     VSW_EVENT_TYPE_ADDRESS_LIMIT);
}

static bool vsw_binding_is_news(struct vsw_bindings *bindings, u16 vid,
				const struct vsw_sighting *sighting)
{
	struct vsw_binding *binding;
	u64 mac;

	binding = vsw_binding_find(bindings, vid, sighting->family,
				   &sighting->addr);
	if (sighting->gone)
		return binding &&
		       READ_ONCE(binding->sources) & sighting->source;
	if (!binding) {
		if (!vsw_bindings_full(bindings, sighting->family))
			return true;
		vsw_bindings_over_limit(bindings, vid, sighting);
		return false;
	}
	if (sighting->source == VSW_BINDING_SOURCE_DHCP)
		return true;
	mac = atomic64_read(&binding->mac);
	/* What nobody tells of any more is for the next guest to take up. */
	if (READ_ONCE(binding->sources) && mac && mac != sighting->mac)
		return !vsw_binding_pinned(binding) &&
		       (u32)vsw_seconds() - READ_ONCE(binding->moved) >=
		       VSW_MOVE_INTERVAL;
	/* Asking again for what is another's keeps no claim alive. */
	if (READ_ONCE(binding->realized))
		vsw_binding_touch(binding);
	return !(READ_ONCE(binding->sources) & sighting->source);
}

/**
 * vsw_bindings_news() - is there something to decide?
 * @bindings: of the vNIC
 * @vid: see vsw_binding_find()
 * @sighting: what a frame tells
 * @n: of how many addresses
 *
 * What is known was seen by this. A guest can make this true as often as its
 * limits let it have addresses, and then only as they are forgotten.
 *
 * Context: softirq, RCU read lock.
 */
bool vsw_bindings_news(struct vsw_bindings *bindings, u16 vid,
		       const struct vsw_sighting *sighting, unsigned int n)
{
	bool news = false;
	unsigned int i;

	for (i = 0; i < n; i++)
		if (vsw_binding_is_news(bindings, vid, &sighting[i]))
			news = true;
	return news;
}

/* Whose is it? ------------------------------------------------------------- */

/* VLAN that a binding is in now; the caller sees to it that there is one. */
static u16 vsw_binding_vid(const struct vsw_bindings_setup *setup, u16 vid)
{
	return vid == VSW_BINDING_OWN ? setup->own : vid;
}

static bool vsw_binding_in_vlan(const struct vsw_bindings_setup *setup, u16 vid)
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
static int vsw_binding_claim(struct vsw_binding *binding)
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
static void vsw_binding_disclaim(struct vsw_binding *binding)
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

static void vsw_binding_settle(struct vsw_binding *binding)
{
	if (binding->claimed)
		vsw_address_settle(&binding->key);
}

/* Coming and going ---------------------------------------------------------- */

static struct vsw_binding *vsw_binding_new(struct vsw_bindings *bindings,
					   u16 vid, u8 family,
					   const union vsw_addr *addr)
{
	struct vsw_binding *binding;

	binding = kzalloc(sizeof(*binding), GFP_KERNEL_ACCOUNT);
	if (!binding)
		return NULL;
	binding->bindings = bindings;
	binding->vid = vid;
	binding->family = family;
	if (family == AF_INET)
		binding->addr.ip4 = addr->ip4;
	else
		binding->addr = *addr;
	if (vsw_binding_claim(binding)) {
		kfree(binding);
		return NULL;
	}
	hlist_add_head_rcu(&binding->node,
			   &bindings->hash[vsw_binding_hash(vid, family, addr)]);
	list_add_tail(&binding->list, &bindings->list);
	binding->serial = ++bindings->n_made;
	bindings->total++;
	return binding;
}

/* Who tells of it? Discovered ones are counted. */
static void vsw_binding_set_sources(struct vsw_binding *binding, u8 sources)
{
	u32 *n = vsw_bindings_count(binding->bindings, binding->family);
	bool was = binding->sources & VSW_BINDING_DISCOVERED;
	bool is = sources & VSW_BINDING_DISCOVERED;

	WRITE_ONCE(binding->sources, sources);
	WRITE_ONCE(*n, *n + is - was);
}

/**
 * vsw_binding_forget() - an address is not the vNIC's any more
 * @binding: its binding
 */
void vsw_binding_forget(struct vsw_binding *binding)
{
	struct vsw_bindings *bindings = binding->bindings;

	vsw_binding_disclaim(binding);
	vsw_swsec_ops->changed(bindings, binding, true);
	vsw_binding_set_sources(binding, 0);
	hlist_del_rcu(&binding->node);
	list_del(&binding->list);
	bindings->total--;
	kfree_rcu(binding, rcu);
}

/* Sources fall silent. What an administrator has said stays. */
static void vsw_binding_drop_sources(struct vsw_binding *binding, u8 sources)
{
	if (!(binding->sources & sources))
		return;
	if (!(binding->sources & ~sources) && !binding->approved) {
		vsw_binding_forget(binding);
		return;
	}
	vsw_binding_set_sources(binding, binding->sources & ~sources);
	if (sources & VSW_BINDING_SOURCE_DHCP)
		binding->lease_end = 0;
	vsw_binding_settle(binding);
	vsw_swsec_ops->changed(binding->bindings, binding, false);
}

static void vsw_bindings_drop_sources(struct vsw_bindings *bindings, u8 sources)
{
	struct vsw_binding *binding, *next;

	list_for_each_entry_safe(binding, next, &bindings->list, list)
		vsw_binding_drop_sources(binding, sources);
}

/**
 * vsw_bindings_flush() - forget what was discovered
 * @bindings: of a vNIC
 */
void vsw_bindings_flush(struct vsw_bindings *bindings)
{
	vsw_bindings_drop_sources(bindings, VSW_BINDING_DISCOVERED);
}

/**
 * vsw_bindings_create() - a vNIC's addresses, none yet
 * @port: its port, which is for vsw_swsec_ops
 *
 * It takes nothing before vsw_bindings_configure(). Return: NULL without memory
 */
struct vsw_bindings *vsw_bindings_create(struct vsw_port *port)
{
	struct vsw_bindings *bindings;
	unsigned int i;

	bindings = kzalloc(sizeof(*bindings), GFP_KERNEL_ACCOUNT);
	if (!bindings)
		return NULL;
	for (i = 0; i < VSW_BINDING_BUCKETS; i++)
		INIT_HLIST_HEAD(&bindings->hash[i]);
	spin_lock_init(&bindings->lock);
	__skb_queue_head_init(&bindings->held);
	INIT_LIST_HEAD(&bindings->waiting);
	INIT_LIST_HEAD(&bindings->list);
	bindings->port = port;
	bindings->next = U64_MAX;
	return bindings;
}

/**
 * vsw_bindings_destroy() - the vNIC's port goes
 * @bindings: its addresses; no frame can find them, and none is held
 */
void vsw_bindings_destroy(struct vsw_bindings *bindings)
{
	struct vsw_binding *binding, *next;

	list_for_each_entry_safe(binding, next, &bindings->list, list)
		vsw_binding_forget(binding);
	WARN_ON(!skb_queue_empty(&bindings->held));
	kfree(bindings);
}

/* Without memory it is tried again by vsw_bindings_age(). */
static void vsw_binding_reclaim(struct vsw_binding *binding)
{
	if (!vsw_binding_claim(binding))
		vsw_binding_settle(binding);
}

/* The VLANs are others: what was seen was seen in the old ones. */
static void vsw_binding_move_vlan(struct vsw_binding *binding)
{
	bool stays = vsw_binding_sanctioned(binding);

	vsw_binding_disclaim(binding);
	vsw_binding_drop_sources(binding, VSW_BINDING_DISCOVERED);
	if (stays)
		vsw_binding_reclaim(binding);
}

/*
 * One more tells of it. Whoever listens hears of what is new once, by
 * vsw_binding_realize() where it becomes the vNIC's. Return: it is new
 */
static bool vsw_binding_add_source(struct vsw_binding *binding, u8 source)
{
	bool was = binding->realized;

	if (binding->sources & source)
		return false;
	vsw_binding_set_sources(binding, binding->sources | source);
	vsw_binding_settle(binding);
	if (was == binding->realized)
		vsw_swsec_ops->changed(binding->bindings, binding, false);
	return true;
}

static void vsw_binding_set_approved(struct vsw_binding *binding, bool approved)
{
	if (binding->approved == approved)
		return;
	binding->approved = approved;
	vsw_binding_settle(binding);
	vsw_swsec_ops->changed(binding->bindings, binding, false);
}

/* Is it known by a VLAN that has become that of the vNIC's untagged frames? */
static bool vsw_binding_outdated(const struct vsw_binding *binding)
{
	return binding->vid != VSW_BINDING_OWN &&
	       binding->vid == binding->bindings->setup.own;
}

/*
 * As one of the vNIC's own VLAN frames find it, and administrators. Without memory
 * it is tried again by vsw_bindings_age().
 */
static void vsw_binding_become_own(struct vsw_binding *binding)
{
	bool stated = binding->sources & VSW_BINDING_SOURCE_STATIC;
	struct vsw_bindings *bindings = binding->bindings;
	u64 mac = atomic64_read(&binding->mac);
	bool approved = binding->approved;
	struct vsw_binding *own = NULL;

	if (vsw_binding_sanctioned(binding)) {
		own = vsw_binding_find(bindings, VSW_BINDING_OWN,
				       binding->family, &binding->addr) ?:
		      vsw_binding_new(bindings, VSW_BINDING_OWN,
				      binding->family, &binding->addr);
		if (!own)
			return;
	}
	vsw_binding_forget(binding);
	if (stated && !(own->sources & VSW_BINDING_SOURCE_STATIC)) {
		atomic64_set(&own->mac, mac);
		vsw_binding_add_source(own, VSW_BINDING_SOURCE_STATIC);
	}
	if (approved)
		vsw_binding_set_approved(own, true);
}

static bool vsw_binding_same_vlan(const struct vsw_binding *binding,
				  const struct vsw_bindings_setup *setup)
{
	bool in = vsw_binding_in_vlan(setup, binding->vid);

	return in == binding->claimed &&
	       (!in || (binding->key.scope == setup->scope &&
			binding->key.vid ==
				vsw_binding_vid(setup, binding->vid)));
}

static u8 vsw_discovery_sources(const struct vsw_discovery *discovery)
{
	return (discovery->arp ? VSW_BINDING_SOURCE_ARP : 0) |
	       (discovery->nd ? VSW_BINDING_SOURCE_ND : 0) |
	       (discovery->dhcp ? VSW_BINDING_SOURCE_DHCP : 0);
}

/**
 * vsw_bindings_configure() - say what holds for a vNIC
 * @bindings: its addresses
 * @setup: what holds from now on, zero between its members
 *
 * Return: whether anything is different
 */
bool vsw_bindings_configure(struct vsw_bindings *bindings,
			    const struct vsw_bindings_setup *setup)
{
	u8 off = VSW_BINDING_DISCOVERED &
		 ~vsw_discovery_sources(&setup->discovery);
	struct vsw_binding *binding, *next;

	if (!memcmp(&bindings->setup, setup, sizeof(*setup)))
		return false;
	memcpy(&bindings->setup, setup, sizeof(*setup));
	vsw_bindings_drop_sources(bindings, off);
	list_for_each_entry_safe(binding, next, &bindings->list, list) {
		if (vsw_binding_outdated(binding))
			vsw_binding_become_own(binding);
		else if (vsw_binding_same_vlan(binding, setup))
			vsw_binding_settle(binding);
		else
			vsw_binding_move_vlan(binding);
	}
	/* Ages count differently now. */
	bindings->next = 0;
	return true;
}

/* Sightings ----------------------------------------------------------------- */

/* Return: it ends earlier than it would have */
static bool vsw_binding_lease(struct vsw_binding *binding, u32 lease)
{
	u64 old = binding->lease_end;

	binding->lease_end = lease == U32_MAX ? VSW_LEASE_FOREVER :
						vsw_seconds() + lease;
	return binding->lease_end < old;
}

/* Is there room for another discovered address? */
static bool vsw_bindings_room(struct vsw_bindings *bindings,
			      const struct vsw_binding *binding, u16 vid,
			      const struct vsw_sighting *sighting)
{
	if (binding)
		return true;
	if (!vsw_binding_in_vlan(&bindings->setup, vid))
		return false;
	if (!vsw_bindings_full(bindings, sighting->family))
		return true;
	local_bh_disable();
	vsw_bindings_over_limit(bindings, vid, sighting);
	local_bh_enable();
	return false;
}

/**
 * vsw_bindings_sight() - an address was seen
 * @bindings: of the vNIC that has, or gets it
 * @vid: see vsw_binding_find()
 * @sighting: what was seen
 */
void vsw_bindings_sight(struct vsw_bindings *bindings, u16 vid,
			const struct vsw_sighting *sighting)
{
	u8 off = ~vsw_discovery_sources(&bindings->setup.discovery);
	struct vsw_binding *binding;
	bool changed;
	u64 mac;

	binding = vsw_binding_find(bindings, vid, sighting->family,
				   &sighting->addr);
	if (sighting->gone) {
		if (binding)
			vsw_binding_drop_sources(binding, sighting->source);
		return;
	}
	if (sighting->source & off ||
	    !vsw_bindings_room(bindings, binding, vid, sighting))
		return;
	if (!binding)
		binding = vsw_binding_new(bindings, vid, sighting->family,
					  &sighting->addr);
	if (!binding) {
		atomic64_inc(&bindings->refused);
		return;
	}
	mac = atomic64_read(&binding->mac);
	if (binding->sources && mac && mac != sighting->mac &&
	    vsw_binding_pinned(binding))
		return;
	changed = mac != sighting->mac &&
		  !(binding->sources & VSW_BINDING_SOURCE_STATIC);
	if (changed) {
		atomic64_set(&binding->mac, sighting->mac);
		/* The first one is no move. */
		if (mac)
			WRITE_ONCE(binding->moved, vsw_seconds());
	}
	WRITE_ONCE(binding->seen, vsw_seconds());
	if (sighting->source == VSW_BINDING_SOURCE_DHCP &&
	    vsw_binding_lease(binding, sighting->lease)) {
		bindings->next = 0;
		changed = true;
	}
	if (!vsw_binding_add_source(binding, sighting->source)) {
		if (changed)
			vsw_swsec_ops->changed(bindings, binding, false);
		return;
	}
	if (vsw_binding_state(binding) == VSW_BINDING_STATE_DUPLICATE) {
		local_bh_disable();
		vsw_bindings_notice_sighting(bindings, vid, sighting,
					     VSW_EVENT_TYPE_ADDRESS_DUPLICATE);
		local_bh_enable();
	}
	/* Soon looked at, and then as it is due. */
	bindings->next = 0;
}

static void vsw_binding_age(struct vsw_binding *binding, u64 now)
{
	const u8 seen = VSW_BINDING_SOURCE_ARP | VSW_BINDING_SOURCE_ND;
	struct vsw_bindings *bindings = binding->bindings;
	u32 ageing = bindings->setup.discovery.ageing;
	u32 idle = (u32)now - READ_ONCE(binding->seen);
	u64 next = U64_MAX;
	u8 over = 0;

	if (vsw_binding_outdated(binding)) {
		bindings->next = min(bindings->next, now + 1);
		vsw_binding_become_own(binding);
		return;
	}
	if (binding->sources & VSW_BINDING_SOURCE_DHCP) {
		if (binding->lease_end <= now)
			over |= VSW_BINDING_SOURCE_DHCP;
		else
			next = binding->lease_end;
	}
	if (binding->sources & seen && !bindings->setup.discovery.tofu) {
		/* The clock of frames may be a second ahead. */
		if ((s32)idle >= (s32)ageing) {
			over |= seen;
		} else if ((s32)idle >= (s32)ageing / 2) {
			bindings->verify = true;
			next = min(next, now + ageing - idle);
		} else {
			next = min(next, now + max_t(s32, ageing / 2 - idle, 1));
		}
	}
	if (vsw_binding_in_vlan(&bindings->setup, binding->vid) &&
	    !binding->claimed) {
		vsw_binding_reclaim(binding);
		next = now + 1;
	}
	bindings->next = min(bindings->next, next);
	if (over)
		vsw_binding_drop_sources(binding, over);
}

/**
 * vsw_bindings_age() - forget what is over
 * @bindings: of a vNIC
 * @now: seconds since boot
 *
 * Says in vsw_bindings.next when to come again. Where an address has not been
 * seen for half of its time, frames have to look whether it is in use.
 */
void vsw_bindings_age(struct vsw_bindings *bindings, u64 now)
{
	struct vsw_binding *binding, *next;

	if (now < bindings->next)
		return;
	bindings->next = U64_MAX;
	bindings->verify = false;
	list_for_each_entry_safe(binding, next, &bindings->list, list)
		vsw_binding_age(binding, now);
}

/* The administrator ----------------------------------------------------------- */

/* Two that are both stated for one address? */
static bool vsw_binding_conflicts(const struct vsw_binding *binding)
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

/*
 * The binding that an administrator means, which is made if there is none; or an
 * ERR_PTR() of -ENOSPC, -ENOMEM.
 */
static struct vsw_binding *vsw_binding_named(struct vsw_bindings *bindings,
					     u16 vid, u8 family,
					     const union vsw_addr *addr,
					     struct netlink_ext_ack *extack)
{
	struct vsw_binding *binding;

	binding = vsw_binding_find(bindings, vid, family, addr);
	if (binding)
		return binding;
	if (bindings->total >= 2 * VSW_DISCOVERY_MAX) {
		NL_SET_ERR_MSG(extack, "the port has 8192 addresses already");
		return ERR_PTR(-ENOSPC);
	}
	return vsw_binding_new(bindings, vid, family, addr) ?: ERR_PTR(-ENOMEM);
}

/**
 * vsw_binding_state_address() - an administrator states an address of a vNIC
 * @bindings: of the vNIC
 * @vid: see vsw_binding_find()
 * @family: AF_INET or AF_INET6
 * @addr: the address
 * @mac: MAC address that goes with it, or 0 for the effective one
 * @extack: says why not
 *
 * Return: 0, -EEXIST if it is stated for this or another vNIC of the VLAN,
 * -ENOSPC, -ENOMEM
 */
int vsw_binding_state_address(struct vsw_bindings *bindings, u16 vid,
			      u8 family, const union vsw_addr *addr, u64 mac,
			      struct netlink_ext_ack *extack)
{
	struct vsw_binding *binding;

	binding = vsw_binding_named(bindings, vid, family, addr, extack);
	if (IS_ERR(binding))
		return PTR_ERR(binding);
	if (binding->sources & VSW_BINDING_SOURCE_STATIC) {
		NL_SET_ERR_MSG(extack, "the address was stated already");
		return -EEXIST;
	}
	if (vsw_binding_conflicts(binding)) {
		NL_SET_ERR_MSG(extack, "the address was stated for another port of the VLAN");
		if (!binding->sources && !binding->approved)
			vsw_binding_forget(binding);
		return -EEXIST;
	}
	atomic64_set(&binding->mac, mac);
	vsw_binding_add_source(binding, VSW_BINDING_SOURCE_STATIC);
	return 0;
}

/**
 * vsw_binding_approve() - an administrator approves of an address
 * @bindings: of the vNIC
 * @vid: see vsw_binding_find()
 * @family: AF_INET or AF_INET6
 * @addr: the address, which need not have been seen yet
 * @approve: approve it, or take that back
 * @extack: says why not
 *
 * Return: 0, -ENOENT if there is nothing to take back, -ENOSPC, -ENOMEM
 */
int vsw_binding_approve(struct vsw_bindings *bindings, u16 vid, u8 family,
			const union vsw_addr *addr, bool approve,
			struct netlink_ext_ack *extack)
{
	struct vsw_binding *binding;

	if (approve)
		binding = vsw_binding_named(bindings, vid, family, addr, extack);
	else
		binding = vsw_binding_find(bindings, vid, family, addr);
	if (IS_ERR(binding))
		return PTR_ERR(binding);
	if (!binding || (!approve && !binding->approved)) {
		NL_SET_ERR_MSG(extack, "the address is not approved");
		return -ENOENT;
	}
	if (binding->sources || approve)
		vsw_binding_set_approved(binding, approve);
	else
		vsw_binding_forget(binding);
	return 0;
}

/**
 * vsw_bindings_first() - the address to show where there is room for one
 * @bindings: of a vNIC
 *
 * Return: the oldest that is realized, of IPv4 if there is one, then one that is
 * not only for the link; or NULL
 */
const struct vsw_binding *
vsw_bindings_first(const struct vsw_bindings *bindings)
{
	const struct vsw_binding *binding, *first = NULL;

	list_for_each_entry(binding, &bindings->list, list) {
		if (!binding->realized)
			continue;
		if (binding->family == AF_INET)
			return binding;
		if (!first || ipv6_addr_type(&first->addr.ip6) &
			      IPV6_ADDR_LINKLOCAL)
			first = binding;
	}
	return first;
}
