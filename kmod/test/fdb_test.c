// SPDX-License-Identifier: GPL-2.0
/* Unit tests of l2/fdb.h: addresses as they are handed out fill buckets evenly. */
#include <kunit/test.h>

#include "l2/fdb.h"

#define BUCKETS	1024
#define SEEDS	64

/* Longest chain of as many addresses as buckets; by chance it is 6 or 7. */
static u32 longest(struct kunit *test, unsigned int byte, u32 seed)
{
	u8 addr[ETH_ALEN] = { 0x02, 0x42, 0xac, 0x11, 0x00, 0x02 };
	u8 *n = kunit_kzalloc(test, BUCKETS, GFP_KERNEL);
	u32 i, most = 0;

	KUNIT_ASSERT_NOT_NULL(test, n);
	for (i = 0; i < BUCKETS; i++) {
		u32 bucket;

		addr[byte] = i;
		addr[byte - 1] = i >> 8 << 2;
		bucket = vsw_mac_hash(addr, ETH_ALEN, seed) & (BUCKETS - 1);
		most = max_t(u32, most, ++n[bucket]);
	}
	kunit_kfree(test, n);
	return most;
}

/* Chains of more than 16 make rhashtable hash all of the table anew. */
static void mac_hash_test(struct kunit *test)
{
	unsigned int byte, bad = 0;
	u32 seed;

	for (seed = 0; seed < SEEDS; seed++)
		for (byte = 1; byte < ETH_ALEN; byte++)
			bad += longest(test, byte, seed * GOLDEN_RATIO_32) > 16;
	KUNIT_EXPECT_LE(test, bad, 3);
}

static struct kunit_case fdb_cases[] = {
	KUNIT_CASE(mac_hash_test),
	{}
};

static struct kunit_suite fdb_suite = {
	.name = "vsw_fdb",
	.test_cases = fdb_cases,
};

kunit_test_suite(fdb_suite);
