// SPDX-License-Identifier: GPL-2.0
/*
 * The IP addresses of vNICs: a table for each, which frames read.
 *
 * claim.c says whose an address is, sight.c what becomes of what frames tell. All
 * changes are made in process context, under the lock of the namespace.
 */
#include <linux/jhash.h>
#include <linux/netlink.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <net/ipv6.h>

#include "swsec/binding.h"

static u32 vsw_binding_seed __read_mostly;
const struct vsw_swsec_ops *vsw_swsec_ops;

/**
 * vsw_swsec_register() - begin
 * @ops: who acts upon addresses; must stay until vsw_swsec_unregister()
 */
int vsw_swsec_register(const struct vsw_swsec_ops *ops)
{
	vsw_swsec_ops = ops;
	vsw_binding_seed = get_random_u32();
	return vsw_claims_init();
}

/* All bindings are gone. */
void vsw_swsec_unregister(void)
{
	vsw_claims_exit();
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

/* Coming and going ---------------------------------------------------------- */

/* One that nobody tells of yet, or NULL without memory. */
struct vsw_binding *vsw_binding_new(struct vsw_bindings *bindings, u16 vid,
				    u8 family, const union vsw_addr *addr)
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
void vsw_binding_drop_sources(struct vsw_binding *binding, u8 sources)
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
bool vsw_binding_add_source(struct vsw_binding *binding, u8 source)
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

/* Is it known by a VLAN that has become that of the vNIC's untagged frames? */
bool vsw_binding_outdated(const struct vsw_binding *binding)
{
	return binding->vid != VSW_BINDING_OWN &&
	       binding->vid == binding->bindings->setup.own;
}

/*
 * As one of the vNIC's own VLAN frames find it, and administrators. It keeps its
 * place among all that claim the address, so that nobody else has it in between.
 * Without memory it is tried again by vsw_bindings_age().
 */
void vsw_binding_become_own(struct vsw_binding *binding)
{
	struct vsw_bindings *bindings = binding->bindings;
	struct vsw_binding *own;

	if (!vsw_binding_sanctioned(binding)) {
		vsw_binding_forget(binding);
		return;
	}
	own = vsw_binding_find(bindings, VSW_BINDING_OWN, binding->family,
			       &binding->addr) ?:
	      vsw_binding_new(bindings, VSW_BINDING_OWN, binding->family,
			      &binding->addr);
	if (!own)
		return;
	if (binding->sources & ~own->sources & VSW_BINDING_SOURCE_STATIC) {
		atomic64_set(&own->mac, atomic64_read(&binding->mac));
		vsw_binding_set_sources(own, own->sources |
					     VSW_BINDING_SOURCE_STATIC);
	}
	own->approved = own->approved || binding->approved;
	vsw_binding_succeed(binding, own);
	vsw_binding_forget(binding);
	vsw_binding_settle(own);
	/* For listeners both are one, and the last they heard was that it goes. */
	vsw_swsec_ops->changed(bindings, own, false);
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
		if (vsw_binding_same_vlan(binding, setup))
			vsw_binding_settle(binding);
		else
			vsw_binding_move_vlan(binding);
	}
	/* Those of its own VLAN are there by now. */
	list_for_each_entry_safe(binding, next, &bindings->list, list)
		if (vsw_binding_outdated(binding))
			vsw_binding_become_own(binding);
	/* Ages count differently now. */
	bindings->next = 0;
	return true;
}

/* The administrator ----------------------------------------------------------- */

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
	if (binding->approved == approve)
		return 0;
	binding->approved = approve;
	if (!binding->sources && !approve) {
		vsw_binding_forget(binding);
		return 0;
	}
	vsw_binding_settle(binding);
	vsw_swsec_ops->changed(bindings, binding, false);
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
