/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The hash of a connection: SipHash-1-3, as hsiphash() is on 64 bits, cut to 32.
 * It stands in line because a call costs a tenth of it, and it does without
 * hsiphash()'s last word, the length: the first word says the family, so no key
 * is the beginning of another.
 */
#ifndef VSW_FRAME_HASH_H
#define VSW_FRAME_HASH_H

#include <linux/siphash.h>

#include "frame/key.h"

/* Initial state with the key mixed in. */
extern u64 vsw_hash_state[4];

/**
 * struct vsw_hash - a hash that is being computed
 * @v0: state, as are the others
 */
struct vsw_hash {
	u64 v0;
	u64 v1;
	u64 v2;
	u64 v3;
};

static __always_inline void vsw_hash_begin(struct vsw_hash *hash)
{
	hash->v0 = vsw_hash_state[0];
	hash->v1 = vsw_hash_state[1];
	hash->v2 = vsw_hash_state[2];
	hash->v3 = vsw_hash_state[3];
}

static __always_inline void vsw_hash_round(struct vsw_hash *hash)
{
	SIPHASH_PERMUTATION(hash->v0, hash->v1, hash->v2, hash->v3);
}

static __always_inline void vsw_hash_word(struct vsw_hash *hash, u64 word)
{
	hash->v3 ^= word;
	vsw_hash_round(hash);
	hash->v0 ^= word;
}

static __always_inline u32 vsw_hash_end(struct vsw_hash *hash)
{
	hash->v2 ^= 0xff;
	vsw_hash_round(hash);
	vsw_hash_round(hash);
	vsw_hash_round(hash);
	return hash->v0 ^ hash->v1 ^ hash->v2 ^ hash->v3;
}

/* All of a tuple but the addresses, as it stands in memory. */
static __always_inline u64 vsw_tuple_head(u32 ports, u16 vid, u8 proto,
					  u8 family)
{
#ifdef __LITTLE_ENDIAN
	return ports | (u64)vid << 32 | (u64)proto << 48 | (u64)family << 56;
#else
	return (u64)ports << 32 | (u32)vid << 16 | proto << 8 | family;
#endif
}

/* Half an address, or both of IPv4. */
static __always_inline u64 vsw_hash_pair(__be32 first, __be32 second)
{
	return (__force u32)first | (u64)(__force u32)second << 32;
}

/**
 * vsw_hash4() - hash of an IPv4 connection
 * @low: address that stands first in the tuple
 * @high: the other address
 * @head: vsw_tuple.head
 */
static __always_inline u32 vsw_hash4(__be32 low, __be32 high, u64 head)
{
	struct vsw_hash hash;

	vsw_hash_begin(&hash);
	vsw_hash_word(&hash, head);
	vsw_hash_word(&hash, vsw_hash_pair(low, high));
	return vsw_hash_end(&hash);
}

/**
 * vsw_tuple_set4() - fill in the tuple of an IPv4 packet, and its hash
 * @pkt: the packet; all of the tuple is overwritten
 * @src: address of the sender
 * @dst: address of the receiver
 * @ports: that of the sender and that of the receiver, as they stand in memory
 * @vid: vsw_tuple.vid
 * @proto: vsw_tuple.proto
 * @swap: the receiver stands first
 */
static __always_inline void vsw_tuple_set4(struct vsw_packet *pkt, __be32 src,
					   __be32 dst, u32 ports, u16 vid,
					   u8 proto, bool swap)
{
	struct vsw_tuple *tuple = &pkt->tuple;
	__be32 high = swap ? src : dst;
	__be32 low = swap ? dst : src;
	u64 head;

	head = vsw_tuple_head(swap ? rol32(ports, 16) : ports, vid, proto,
			      AF_INET);
	tuple->head = head;
	tuple->addr[0] = (union vsw_addr){ .word = { low } };
	tuple->addr[1] = (union vsw_addr){ .word = { high } };
	pkt->source = swap;
	pkt->hash = vsw_hash4(low, high, head);
}

#endif
