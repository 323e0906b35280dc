/* SPDX-License-Identifier: GPL-2.0 */
/* Whose is an address? */
#ifndef VSW_L2_FDB_H
#define VSW_L2_FDB_H

#include <linux/etherdevice.h>
#include <linux/jhash.h>
#include <linux/rhashtable.h>

struct vsw_port;
struct vsw_switch;

/**
 * struct vsw_claim - a port's right to the frames for an address
 * @node: in vsw_switch.macs; several ports may share an address
 * @rcu: frees it once no frame can still read it
 * @port: the port
 * @addr: the effective MAC address where policy accepts it, else the initial
 *   one: a blocked port gets nothing, and nobody else its frames
 */
struct vsw_claim {
	struct rhlist_head node;
	struct rcu_head rcu;
	struct vsw_port *port;
	u8 addr[ETH_ALEN];
};

static inline u32 vsw_mac_hash(const void *key, u32 len, u32 seed)
{
	const u8 *addr = key;

	return jhash_2words(get_unaligned((u32 *)addr),
			    get_unaligned((u16 *)(addr + 4)), seed);
}

static inline int vsw_claim_cmp(struct rhashtable_compare_arg *arg,
				const void *obj)
{
	const struct vsw_claim *claim = obj;

	return !ether_addr_equal(claim->addr, arg->key);
}

/* In the header so that the compiler folds the parameters into the lookup. */
static const struct rhashtable_params vsw_claim_params = {
	.head_offset = offsetof(struct vsw_claim, node),
	.key_offset = offsetof(struct vsw_claim, addr),
	.key_len = ETH_ALEN,
	.hashfn = vsw_mac_hash,
	.obj_cmpfn = vsw_claim_cmp,
	.automatic_shrinking = true,
};

/**
 * vsw_fdb_find() - who has a claim on an address?
 * @sw: the switch
 * @addr: the address
 *
 * Context: RCU read lock.
 * Return: list of struct vsw_claim, for rhl_for_each_entry_rcu()
 */
struct rhlist_head *vsw_fdb_find(struct vsw_switch *sw, const u8 *addr);

int vsw_fdb_claim(struct vsw_port *port, const u8 *addr);
void vsw_fdb_release(struct vsw_port *port);

#endif
