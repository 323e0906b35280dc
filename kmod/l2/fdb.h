/* SPDX-License-Identifier: GPL-2.0 */
/* Whose is an address? */
#ifndef VSW_L2_FDB_H
#define VSW_L2_FDB_H

#include <linux/etherdevice.h>
#include <linux/hash.h>
#include <linux/rhashtable.h>
#include <linux/swab.h>

struct vsw_port;
struct vsw_switch;

/*
 * A port claims its initial MAC address for as long as it exists: blocked or
 * without a device it gets no frames, but nobody else learns its address. It
 * claims its effective one, where that differs, once policy has accepted it.
 */
enum vsw_claim_kind {
	VSW_CLAIM_INITIAL,
	VSW_CLAIM_EFFECTIVE,
	VSW_CLAIMS
};

/**
 * struct vsw_claim - a port's right to an address
 * @node: in vsw_switch.macs; several ports may share an address
 * @rcu: frees it once no frame can still read it
 * @port: the port
 * @addr: the address
 * @idle: the port uses another address now; it gets no frames for this one
 */
struct vsw_claim {
	struct rhlist_head node;
	struct rcu_head rcu;
	struct vsw_port *port;
	u8 addr[ETH_ALEN];
	bool idle;
};

/*
 * Multiplication with an odd number that nobody knows: of the product the upper
 * bits depend on all of the address, so they are made those that choose a bucket.
 * Cheap, because a port has two claims at most, whatever its guest does. Learned
 * addresses are another matter, see learn.c.
 */
static inline u32 vsw_mac_hash(const void *key, u32 len, u32 seed)
{
	const u8 *addr = key;
	u64 mac = get_unaligned((const u32 *)addr) |
		  (u64)get_unaligned((const u16 *)(addr + 4)) << 32;

	return swab32(mac * (GOLDEN_RATIO_64 * (2ULL * seed + 1)) >> 32);
}

int vsw_fdb_init(struct vsw_switch *sw);
void vsw_fdb_exit(struct vsw_switch *sw);
struct rhlist_head *vsw_fdb_find(struct vsw_switch *sw, const u8 *addr);
bool vsw_fdb_serves(struct vsw_switch *sw, const u8 *addr, u16 vid,
		    bool uplink);

int vsw_fdb_claim(struct vsw_port *port, enum vsw_claim_kind kind,
		  const u8 *addr, bool idle);
void vsw_fdb_release(struct vsw_port *port, enum vsw_claim_kind kind);

#endif
