// SPDX-License-Identifier: GPL-2.0
/* Unit tests of l2/policy.c. */
#include <kunit/test.h>

#include "../l2/policy.c"

static const u8 listed[ETH_ALEN] = { 0x00, 0x00, 0x5e, 0x00, 0x01, 0x01 };
static const u8 last[ETH_ALEN] = { 0x02, 0xbf, 0x0a, 0x00, 0x00, 0x01 };
static const u8 other[ETH_ALEN] = { 0x00, 0x00, 0x5e, 0x00, 0x01, 0x02 };

static struct vsw_mac_list *make_list(struct kunit *test)
{
	struct vsw_mac_list *list;

	list = kunit_kzalloc(test, struct_size(list, addr, 2), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, list);
	list->n = 2;
	ether_addr_copy(list->addr[0], listed);
	ether_addr_copy(list->addr[1], last);
	return list;
}

static void policy_accepts_test(struct kunit *test)
{
	struct vsw_policy policy = { .mode = VSW_POLICY_MODE_REJECT };

	KUNIT_EXPECT_FALSE(test, vsw_policy_accepts(&policy, listed));
	policy.mode = VSW_POLICY_MODE_ACCEPT;
	KUNIT_EXPECT_TRUE(test, vsw_policy_accepts(&policy, listed));
	policy.mode = VSW_POLICY_MODE_LIST;
	policy.list = make_list(test);
	KUNIT_EXPECT_TRUE(test, vsw_policy_accepts(&policy, listed));
	KUNIT_EXPECT_TRUE(test, vsw_policy_accepts(&policy, last));
	KUNIT_EXPECT_FALSE(test, vsw_policy_accepts(&policy, other));
}

/* Each policy for itself: port before port group before switch. */
static void policy_resolve_test(struct kunit *test)
{
	struct vsw_security sw = vsw_security_default, pg = {}, port = {}, out;

	vsw_security_resolve(&out, &sw, &pg, &port);
	KUNIT_EXPECT_EQ(test, VSW_POLICY_MODE_REJECT,
			out.policy[VSW_MAC_CHANGES].mode);
	KUNIT_EXPECT_EQ(test, VSW_POLICY_SOURCE_SWITCH,
			out.policy[VSW_MAC_CHANGES].source);

	pg.policy[VSW_MAC_CHANGES].mode = VSW_POLICY_MODE_ACCEPT;
	vsw_security_resolve(&out, &sw, &pg, &port);
	KUNIT_EXPECT_EQ(test, VSW_POLICY_MODE_ACCEPT,
			out.policy[VSW_MAC_CHANGES].mode);
	KUNIT_EXPECT_EQ(test, VSW_POLICY_SOURCE_PORTGROUP,
			out.policy[VSW_MAC_CHANGES].source);
	KUNIT_EXPECT_EQ(test, VSW_POLICY_SOURCE_SWITCH,
			out.policy[VSW_FORGED_TRANSMITS].source);

	port.policy[VSW_MAC_CHANGES].mode = VSW_POLICY_MODE_LIST;
	port.policy[VSW_MAC_CHANGES].list = make_list(test);
	vsw_security_resolve(&out, &sw, &pg, &port);
	KUNIT_EXPECT_EQ(test, VSW_POLICY_SOURCE_PORT,
			out.policy[VSW_MAC_CHANGES].source);
	KUNIT_EXPECT_PTR_EQ(test, port.policy[VSW_MAC_CHANGES].list,
			    out.policy[VSW_MAC_CHANGES].list);

	/* A port group without a port, as its own listing shows it. */
	vsw_security_resolve(&out, &sw, &pg, NULL);
	KUNIT_EXPECT_EQ(test, VSW_POLICY_SOURCE_PORTGROUP,
			out.policy[VSW_MAC_CHANGES].source);
}

static void policy_default_test(struct kunit *test)
{
	int i;

	for (i = 0; i < VSW_POLICIES; i++)
		KUNIT_EXPECT_EQ(test, VSW_POLICY_MODE_REJECT,
				vsw_security_default.policy[i].mode);
}

static struct kunit_case policy_cases[] = {
	KUNIT_CASE(policy_accepts_test),
	KUNIT_CASE(policy_resolve_test),
	KUNIT_CASE(policy_default_test),
	{}
};

static struct kunit_suite policy_suite = {
	.name = "vsw_policy",
	.test_cases = policy_cases,
};

kunit_test_suite(policy_suite);
