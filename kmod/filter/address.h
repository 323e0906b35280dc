/* SPDX-License-Identifier: GPL-2.0 */
/* Single addresses, found by frames, and the sets that have them. */
#ifndef VSW_FILTER_ADDRESS_H
#define VSW_FILTER_ADDRESS_H

#include <linux/jhash.h>
#include <linux/rhashtable.h>

#include "filter/rule.h"

/*
 * The two tables differ in the length of the key only. What a frame does with
 * them is here, so that the compiler knows that length.
 */
static inline u32 vsw_address_hash4(const void *data, u32 len, u32 seed)
{
	const union vsw_addr *addr = data;

	return jhash_1word((__force u32)addr->ip4, seed);
}

static inline u32 vsw_address_hash6(const void *data, u32 len, u32 seed)
{
	const union vsw_addr *addr = data;

	return jhash2((__force const u32 *)addr->word, 4, seed);
}

static const struct rhashtable_params vsw_address_params4 = {
	.head_offset = offsetof(struct vsw_address, node),
	.key_offset = offsetof(struct vsw_address, addr),
	.key_len = sizeof_field(struct vsw_address, addr.ip4),
	.hashfn = vsw_address_hash4,
	.automatic_shrinking = true,
};

static const struct rhashtable_params vsw_address_params6 = {
	.head_offset = offsetof(struct vsw_address, node),
	.key_offset = offsetof(struct vsw_address, addr),
	.key_len = sizeof_field(struct vsw_address, addr.ip6),
	.hashfn = vsw_address_hash6,
	.automatic_shrinking = true,
};

/* Under RCU. @table: vsw_rules.addresses of @ip */
static inline struct vsw_address *
vsw_address_lookup(struct rhashtable *table, enum vsw_ip ip,
		   const union vsw_addr *addr)
{
	if (!atomic_read(&table->nelems))
		return NULL;
	if (ip == VSW_IP4)
		return rhashtable_lookup(table, addr, vsw_address_params4);
	return rhashtable_lookup(table, addr, vsw_address_params6);
}

int vsw_addresses_init(struct vsw_rules *rules);
void vsw_addresses_exit(struct vsw_rules *rules);
struct vsw_address *vsw_address_find(struct vsw_rules *rules,
				     const struct vsw_range *range);
struct vsw_address *vsw_address_create(struct vsw_rules *rules,
				       const struct vsw_range *range,
				       struct vsw_vector *from,
				       struct vsw_vector *to);
bool vsw_address_prune(struct vsw_rules *rules, struct vsw_address *address);
struct vsw_member *vsw_member_find(const struct vsw_address *address,
				   const struct vsw_addrset *set);
struct vsw_member *vsw_member_add(struct vsw_addrset *set,
				  struct vsw_address *address);
void vsw_member_del(struct vsw_member *member);

#endif
