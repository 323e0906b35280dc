/* SPDX-License-Identifier: GPL-2.0 */
/* The IP addresses of a vNIC. */
#ifndef VSW_SWSEC_BINDING_H
#define VSW_SWSEC_BINDING_H

#include <linux/etherdevice.h>
#include <linux/in6.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/rhashtable.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>
#include <uapi/linux/vsw.h>

#include "frame/discovery.h"
#include "frame/drop.h"
#include "frame/key.h"

#define VSW_SIGHTINGS		8	/* most addresses that a frame tells of */
#define VSW_BINDING_HELD	32	/* frames that wait for a decision */
#define VSW_BINDING_RATE	256	/* decisions in a second */
#define VSW_BINDING_BUCKETS	128
#define VSW_BINDING_ASKED	4	/* questions to DHCP that are remembered */

/* Kinds of struct vsw_notice, in the order of their event types. */
#define VSW_NOTICES		3
#define VSW_NOTICE_FIRST	VSW_EVENT_TYPE_ADDRESS_DUPLICATE

/* vsw_binding.vid for the VLAN of the port's untagged frames, whichever it is. */
#define VSW_BINDING_OWN		0xffff

/* vsw_binding.lease_end of a lease without end. */
#define VSW_LEASE_FOREVER	U64_MAX

#define VSW_BINDING_DISCOVERED	(VSW_BINDING_SOURCE_ARP |	\
				 VSW_BINDING_SOURCE_ND |	\
				 VSW_BINDING_SOURCE_DHCP)

struct netlink_ext_ack;
struct vsw_port;

/* Seconds since boot; never 0, which stands for never. */
static inline u64 vsw_seconds(void)
{
	return ktime_get_seconds() + 1;
}

/**
 * struct vsw_sighting - a frame tells of an address
 * @family: AF_INET or AF_INET6
 * @source: one bit of enum vsw_binding_source
 * @gone: it is given back
 * @lease: seconds that it may be used, of DHCP; U32_MAX for ever
 * @mac: MAC address that goes with it, as a number
 * @addr: the address
 */
struct vsw_sighting {
	u8 family;
	u8 source;
	bool gone;
	u32 lease;
	u64 mac;
	union vsw_addr addr;
};

/**
 * struct vsw_address_key - what the claims on an address are found by
 * @scope: vsw_bindings.setup.scope
 * @vid: VLAN
 * @family: AF_INET or AF_INET6
 * @addr: the address
 */
struct vsw_address_key {
	unsigned long scope;
	u16 vid;
	u16 family;
	union vsw_addr addr;
};

/**
 * struct vsw_binding - an IP address that is, or may become, a vNIC's
 * @node: in vsw_bindings.hash
 * @list: in vsw_bindings.list
 * @serial: its number in that order
 * @bindings: those of the vNIC
 * @vid: VLAN of a trunk, or VSW_BINDING_OWN
 * @family: AF_INET or AF_INET6
 * @sources: enum vsw_binding_source, who tells of it; 0 for what was only
 *   approved
 * @approved: by an administrator
 * @realized: it is the vNIC's; frames read it
 * @claimed: @claim is in the table
 * @addr: the address
 * @mac: MAC address that goes with it as a number, 0 for the effective one;
 *   frames read it
 * @seen: seconds since boot when it was last seen, 0 for never; frames write it
 * @moved: seconds since boot when @mac changed
 * @lease_end: seconds since boot, see VSW_LEASE_FOREVER
 * @since: number of the claim, the lower the older
 * @claim: in the table of claims, with those of other vNICs
 * @key: of @claim
 * @rcu: frees it once no frame can still read it
 */
struct vsw_binding {
	struct hlist_node node;
	struct list_head list;
	u64 serial;
	struct vsw_bindings *bindings;
	u16 vid;
	u8 family;
	u8 sources;
	bool approved;
	bool realized;
	bool claimed;
	union vsw_addr addr;
	atomic64_t mac;
	u32 seen;
	u32 moved;
	u64 lease_end;
	u64 since;
	struct rhlist_head claim;
	struct vsw_address_key key;
	struct rcu_head rcu;
};

/**
 * struct vsw_bindings_setup - what holds for the addresses of a vNIC
 * @scope: claims are compared within it, a switch
 * @member: VLANs of the vNIC
 * @own: the one of its untagged frames; none if not in @member
 * @mode: enum vsw_spoofguard_mode, not INHERIT
 * @discovery: what is believed
 */
struct vsw_bindings_setup {
	unsigned long scope;
	const unsigned long *member;
	u16 own;
	u8 mode;
	struct vsw_discovery discovery;
};

/**
 * struct vsw_notice - what a frame leaves for process context to tell of
 * @type: enum vsw_event_type, of three from VSW_NOTICE_FIRST on; 0 for nothing
 * @drop: why it was dropped, or VSW_PASS
 * @family: of @addr, or 0 for none
 * @vid: as in struct vsw_binding
 * @mac: source address of the frame, as a number
 * @addr: address that it is about
 */
struct vsw_notice {
	u8 type;
	u8 family;
	u16 vid;
	enum vsw_drop drop;
	u64 mac;
	union vsw_addr addr;
};

/**
 * struct vsw_asked - a question to DHCP
 * @family: AF_INET or AF_INET6, 0 for none
 * @xid: its number
 * @when: seconds since boot
 */
struct vsw_asked {
	u8 family;
	u32 xid;
	u32 when;
};

/**
 * struct vsw_bindings - the IP addresses of a vNIC
 * @hash: struct vsw_binding by VLAN and address, read by frames
 * @n: how many of IPv4 and of IPv6 are discovered; frames read it
 * @refused: times that an address was not taken note of
 * @untold: violations that no event has told of
 * @quiet: seconds since boot until which no such event is to come
 * @lock: what follows, to @asked; taken in softirq
 * @held: frames that wait for a decision
 * @deciding: there are such frames, or they are being decided on
 * @tick: seconds since boot of the last decision that was asked for
 * @n_tick: how many were in that second
 * @notice: what is to be told
 * @asked: the last questions to DHCP
 * @n_asked: how many there were
 * @waiting: the owner's, to remember that there is something to decide
 * @port: the port, for the owner
 * @list: all of @hash, the oldest first
 * @total: how many
 * @n_made: how many there have been
 * @verify: one of them is about to be forgotten: look whether it is in use
 * @next: seconds since boot when vsw_bindings_age() has something to do
 * @setup: what holds
 *
 * From @port on all is under the lock of the namespace, and so are changes of
 * @hash and @n.
 */
struct vsw_bindings {
	struct hlist_head hash[VSW_BINDING_BUCKETS];
	u32 n[2];
	atomic64_t refused;
	atomic_t untold;
	u32 quiet[VSW_NOTICES];

	spinlock_t lock;
	struct sk_buff_head held;
	bool deciding;
	u32 tick;
	u32 n_tick;
	struct vsw_notice notice[VSW_NOTICES];
	struct vsw_asked asked[VSW_BINDING_ASKED];
	u32 n_asked;
	struct list_head waiting;

	struct vsw_port *port;
	struct list_head list;
	u32 total;
	u64 n_made;
	bool verify;
	u64 next;
	struct vsw_bindings_setup setup;
};

/**
 * struct vsw_swsec_ops - who acts upon addresses
 * @address: an address became realized, or stops being it. In both cases the
 *   binding is still there.
 * @changed: a binding is new, has changed, or is about to go
 * @wake: there is something to decide; called by frames
 *
 * But for @wake they are called in process context, with the lock of the
 * namespace held.
 */
struct vsw_swsec_ops {
	void (*address)(struct vsw_bindings *bindings,
			const struct vsw_binding *binding, bool realized);
	void (*changed)(struct vsw_bindings *bindings,
			const struct vsw_binding *binding, bool gone);
	void (*wake)(struct vsw_bindings *bindings);
};

/* One store in a second is enough, however many frames there are. */
static inline void vsw_binding_touch(struct vsw_binding *binding)
{
	u32 now = vsw_seconds();

	if (READ_ONCE(binding->seen) != now)
		WRITE_ONCE(binding->seen, now);
}

static inline u32 *vsw_bindings_count(struct vsw_bindings *bindings, u8 family)
{
	return &bindings->n[family == AF_INET6];
}

/* Has an administrator said so, or said yes to it? */
static inline bool vsw_binding_sanctioned(const struct vsw_binding *binding)
{
	return READ_ONCE(binding->sources) & VSW_BINDING_SOURCE_STATIC ||
	       READ_ONCE(binding->approved);
}

static inline u8 vsw_discovery_sources(const struct vsw_discovery *discovery)
{
	return (discovery->arp ? VSW_BINDING_SOURCE_ARP : 0) |
	       (discovery->nd ? VSW_BINDING_SOURCE_ND : 0) |
	       (discovery->dhcp ? VSW_BINDING_SOURCE_DHCP : 0);
}

/* Who acts; binding.c */
extern const struct vsw_swsec_ops *vsw_swsec_ops;

int vsw_swsec_register(const struct vsw_swsec_ops *ops);
void vsw_swsec_unregister(void);

/* binding.c: for frames */
struct vsw_binding *vsw_binding_find(struct vsw_bindings *bindings, u16 vid,
				     u8 family, const union vsw_addr *addr);
bool vsw_binding_allows(struct vsw_bindings *bindings, u16 vid, u8 family,
			const union vsw_addr *addr, u64 mac, u64 effective);

/* binding.c: under the lock of the namespace */
struct vsw_bindings *vsw_bindings_create(struct vsw_port *port);
void vsw_bindings_destroy(struct vsw_bindings *bindings);
bool vsw_bindings_configure(struct vsw_bindings *bindings,
			    const struct vsw_bindings_setup *setup);
void vsw_bindings_flush(struct vsw_bindings *bindings);
int vsw_binding_state_address(struct vsw_bindings *bindings, u16 vid,
			      u8 family, const union vsw_addr *addr, u64 mac,
			      struct netlink_ext_ack *extack);
int vsw_binding_approve(struct vsw_bindings *bindings, u16 vid, u8 family,
			const union vsw_addr *addr, bool approve,
			struct netlink_ext_ack *extack);
void vsw_binding_forget(struct vsw_binding *binding);
const struct vsw_binding *
vsw_bindings_first(const struct vsw_bindings *bindings);

/* binding.c: for the rest of swsec/ */
void vsw_bindings_wake(struct vsw_bindings *bindings);
struct vsw_binding *vsw_binding_new(struct vsw_bindings *bindings, u16 vid,
				    u8 family, const union vsw_addr *addr);
bool vsw_binding_add_source(struct vsw_binding *binding, u8 source);
void vsw_binding_drop_sources(struct vsw_binding *binding, u8 sources);
bool vsw_binding_outdated(const struct vsw_binding *binding);
void vsw_binding_become_own(struct vsw_binding *binding);

/* claim.c: under the lock of the namespace */
int vsw_claims_init(void);
void vsw_claims_exit(void);
enum vsw_binding_state vsw_binding_state(const struct vsw_binding *binding);
u16 vsw_binding_vlan(const struct vsw_binding *binding);
bool vsw_binding_in_vlan(const struct vsw_bindings_setup *setup, u16 vid);
bool vsw_binding_same_vlan(const struct vsw_binding *binding,
			   const struct vsw_bindings_setup *setup);
int vsw_binding_claim(struct vsw_binding *binding);
void vsw_binding_reclaim(struct vsw_binding *binding);
void vsw_binding_disclaim(struct vsw_binding *binding);
void vsw_binding_settle(struct vsw_binding *binding);
void vsw_binding_succeed(struct vsw_binding *from, struct vsw_binding *to);
bool vsw_binding_conflicts(const struct vsw_binding *binding);

/* sight.c: for frames */
bool vsw_bindings_news(struct vsw_bindings *bindings, u16 vid,
		       const struct vsw_sighting *sighting, unsigned int n);

/* sight.c: under the lock of the namespace */
void vsw_bindings_sight(struct vsw_bindings *bindings, u16 vid,
			const struct vsw_sighting *sighting);
void vsw_bindings_age(struct vsw_bindings *bindings, u64 now);

/* held.c: what frames leave for process context */
bool vsw_bindings_hold(struct vsw_bindings *bindings, struct sk_buff *skb);
void vsw_bindings_take(struct vsw_bindings *bindings,
		       struct sk_buff_head *frames, struct vsw_notice *notices);
void vsw_bindings_decided(struct vsw_bindings *bindings);
void vsw_bindings_notice(struct vsw_bindings *bindings,
			 const struct vsw_notice *notice);
void vsw_bindings_quiet(struct vsw_bindings *bindings);
void vsw_bindings_asked(struct vsw_bindings *bindings, u8 family, u32 xid);
bool vsw_bindings_has_asked(struct vsw_bindings *bindings, u8 family, u32 xid);

#endif
