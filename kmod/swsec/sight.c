// SPDX-License-Identifier: GPL-2.0
/*
 * What frames tell of a vNIC's addresses becomes bindings, and is forgotten in
 * time.
 *
 * Frames ask whether there is news in what they tell (vsw_bindings_news()). The
 * rest is done in process context, under the lock of the namespace.
 */
#include "swsec/binding.h"

/* A guest that moves an address from one MAC address to another and back. */
#define VSW_MOVE_INTERVAL	5	/* seconds */

static u32 vsw_bindings_limit(const struct vsw_bindings *bindings, u8 family)
{
	return family == AF_INET ? READ_ONCE(bindings->setup.discovery.limit4) :
				   READ_ONCE(bindings->setup.discovery.limit6);
}

static bool vsw_bindings_full(struct vsw_bindings *bindings, u8 family)
{
	return READ_ONCE(*vsw_bindings_count(bindings, family)) >=
	       vsw_bindings_limit(bindings, family);
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
