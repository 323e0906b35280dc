// SPDX-License-Identifier: GPL-2.0
/*
 * Whose is an address?
 *
 * There is no flood-and-learn: the table is filled from the effective MAC
 * addresses of the ports, by the control path, once policy has accepted them.
 * It is keyed by address alone and the VLAN is asked of the receiver, so that
 * a trunk port needs one entry instead of one for each of its VLANs. Ports in
 * different VLANs, and the nodes of a cluster, may share an address.
 */
#include <linux/etherdevice.h>
#include <linux/slab.h>

#include "l2/fdb.h"
#include "l2/learn.h"
#include "l2/port.h"
#include "l2/switch.h"

static int vsw_claim_cmp(struct rhashtable_compare_arg *arg, const void *obj)
{
	const struct vsw_claim *claim = obj;

	return !ether_addr_equal(claim->addr, arg->key);
}

static const struct rhashtable_params vsw_claim_params = {
	.head_offset = offsetof(struct vsw_claim, node),
	.key_offset = offsetof(struct vsw_claim, addr),
	.key_len = ETH_ALEN,
	.hashfn = vsw_mac_hash,
	.obj_cmpfn = vsw_claim_cmp,
	.automatic_shrinking = true,
};

int vsw_fdb_init(struct vsw_switch *sw)
{
	return rhltable_init(&sw->macs, &vsw_claim_params);
}

/* Called when no port is left. */
void vsw_fdb_exit(struct vsw_switch *sw)
{
	rhltable_destroy(&sw->macs);
}

/**
 * vsw_fdb_find() - who has a claim on an address?
 * @sw: the switch
 * @addr: the address
 *
 * Context: RCU read lock.
 * Return: list of struct vsw_claim, for rhl_for_each_entry_rcu()
 */
__flatten struct rhlist_head *vsw_fdb_find(struct vsw_switch *sw,
					   const u8 *addr)
{
	return rhltable_lookup(&sw->macs, addr, vsw_claim_params);
}

/**
 * vsw_fdb_serves() - does a connected port use an address?
 * @sw: the switch
 * @addr: the address
 * @vid: VLAN in which it does
 * @uplink: seen from an uplink, see vsw_vlan_member()
 *
 * Context: RCU read lock.
 */
bool vsw_fdb_serves(struct vsw_switch *sw, const u8 *addr, u16 vid,
		    bool uplink)
{
	struct vsw_claim *claim;
	struct rhlist_head *pos;

	rhl_for_each_entry_rcu(claim, pos, vsw_fdb_find(sw, addr), node) {
		const struct vsw_view *view =
			rcu_dereference(claim->port->view);

		if (view && !READ_ONCE(claim->idle) &&
		    vsw_vlan_member(view->vlan, vid, uplink))
			return true;
	}
	return false;
}

/**
 * vsw_fdb_claim() - give a port the right to an address
 * @port: the port; a claim of that kind on another address ends
 * @kind: enum vsw_claim_kind
 * @addr: the address
 * @idle: without getting its frames
 *
 * Context: lock of the namespace held; may sleep.
 * Return: 0 or -ENOMEM; the port has no claim of that kind then
 */
int vsw_fdb_claim(struct vsw_port *port, enum vsw_claim_kind kind,
		  const u8 *addr, bool idle)
{
	struct vsw_claim *claim = port->claim[kind];

	lockdep_assert_held(&port->sw->vn->lock);
	if (claim && ether_addr_equal(claim->addr, addr)) {
		WRITE_ONCE(claim->idle, idle);
		return 0;
	}

	vsw_fdb_release(port, kind);
	claim = kzalloc(sizeof(*claim), GFP_KERNEL);
	if (!claim)
		return -ENOMEM;
	claim->port = port;
	claim->idle = idle;
	ether_addr_copy(claim->addr, addr);
	if (rhltable_insert(&port->sw->macs, &claim->node, vsw_claim_params)) {
		kfree(claim);
		return -ENOMEM;
	}
	port->claim[kind] = claim;
	/* Whoever learned the address before has it no longer. */
	vsw_learn_forget(port, addr);
	return 0;
}

/**
 * vsw_fdb_release() - take the right to an address from a port
 * @port: the port
 * @kind: enum vsw_claim_kind
 *
 * Context: lock of the namespace held. Frames that have found the claim may
 *   still use it and the port until a grace period has passed.
 */
void vsw_fdb_release(struct vsw_port *port, enum vsw_claim_kind kind)
{
	struct vsw_claim *claim = port->claim[kind];

	lockdep_assert_held(&port->sw->vn->lock);
	if (!claim)
		return;
	rhltable_remove(&port->sw->macs, &claim->node, vsw_claim_params);
	kfree_rcu(claim, rcu);
	port->claim[kind] = NULL;
}
