// SPDX-License-Identifier: GPL-2.0
/* Unit tests of l2/vlan.c: every kind of frame against every kind of group. */
#include <kunit/test.h>
#include <linux/etherdevice.h>

#include "../l2/vlan.c"

#define NONE	VSW_VLAN_MODE_NONE
#define ACCESS	VSW_VLAN_MODE_ACCESS
#define TRUNK	VSW_VLAN_MODE_TRUNK
#define UNTAGGED	0xffff

/* A port group: @id as in struct vsw_vlan, member VLANs from @first to @last */
struct group {
	u8 mode;
	bool transparent;
	u16 id;
	u16 first;
	u16 last;
};

static const struct group none = { NONE, false, 0, 0, 0 };
static const struct group transparent = { NONE, true, 0, 0, 0 };
static const struct group access10 = { ACCESS, false, 10, 10, 10 };
static const struct group trunk = { TRUNK, false, VSW_VLAN_NO_NATIVE, 10, 20 };
static const struct group native = { TRUNK, false, 10, 10, 20 };
static const struct group vgt = { TRUNK, false, VSW_VLAN_NO_NATIVE, 0, 4094 };

static struct vsw_vlan *make_vlan(struct kunit *test, const struct group *group)
{
	struct vsw_vlan *vlan = kunit_kzalloc(test, sizeof(*vlan), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, vlan);
	vlan->mode = group->mode;
	vlan->transparent = group->transparent;
	vlan->id = group->id;
	bitmap_set(vlan->member, group->first, group->last - group->first + 1);
	return vlan;
}

/* @tag: VLAN of the outer tag or UNTAGGED; @inner: EtherType behind it */
static struct sk_buff *make_frame(struct kunit *test, __be16 proto, u16 tag,
				  u16 inner)
{
	struct sk_buff *skb = alloc_skb(128, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, skb);
	skb->protocol = htons(inner);
	if (tag != UNTAGGED)
		__vlan_hwaccel_put_tag(skb, proto, tag);
	return skb;
}

static const struct in_case {
	const char *name;
	const struct group *group;
	u16 proto;
	u16 tag;
	u16 inner;
	enum vsw_drop drop;
	u16 vid;
} in_cases[] = {
#define Q ETH_P_8021Q
#define AD ETH_P_8021AD
#define IP ETH_P_IP
	{ "none, untagged", &none, Q, UNTAGGED, IP, VSW_PASS, 0 },
	{ "none, priority", &none, Q, 0, IP, VSW_PASS, 0 },
	{ "none, tagged", &none, Q, 10, IP, VSW_DROP_VLAN_TAGGED },
	{ "none, 802.1ad", &none, AD, 10, IP, VSW_DROP_VLAN_TAGGED },
	{ "none, 802.1ad priority", &none, AD, 0, IP, VSW_DROP_VLAN_TAGGED },
	{ "none, hidden tag", &none, Q, 0, Q, VSW_DROP_VLAN_DOUBLE },
	{ "none, hidden 802.1ad", &none, Q, 0, AD, VSW_DROP_VLAN_DOUBLE },
	{ "transparent, untagged", &transparent, Q, UNTAGGED, IP, VSW_PASS, 0 },
	{ "transparent, tagged", &transparent, Q, 10, IP, VSW_PASS, 0 },
	{ "transparent, double", &transparent, AD, 10, Q, VSW_PASS, 0 },
	{ "access, untagged", &access10, Q, UNTAGGED, IP, VSW_PASS, 10 },
	{ "access, priority", &access10, Q, 0, IP, VSW_PASS, 10 },
	{ "access, own tag", &access10, Q, 10, IP, VSW_DROP_VLAN_TAGGED },
	{ "access, other tag", &access10, Q, 20, IP, VSW_DROP_VLAN_TAGGED },
	{ "access, hidden tag", &access10, Q, 0, Q, VSW_DROP_VLAN_DOUBLE },
	{ "trunk, untagged", &trunk, Q, UNTAGGED, IP, VSW_DROP_VLAN_UNTAGGED },
	{ "trunk, priority", &trunk, Q, 0, IP, VSW_DROP_VLAN_UNTAGGED },
	{ "trunk, first", &trunk, Q, 10, IP, VSW_PASS, 10 },
	{ "trunk, last", &trunk, Q, 20, IP, VSW_PASS, 20 },
	{ "trunk, below", &trunk, Q, 9, IP, VSW_DROP_VLAN_DENIED },
	{ "trunk, above", &trunk, Q, 21, IP, VSW_DROP_VLAN_DENIED },
	{ "trunk, 4095", &trunk, Q, 4095, IP, VSW_DROP_VLAN_DENIED },
	{ "trunk, 802.1ad", &trunk, AD, 10, IP, VSW_DROP_VLAN_TAGGED },
	{ "trunk, double", &trunk, Q, 10, Q, VSW_PASS, 10 },
	{ "native, untagged", &native, Q, UNTAGGED, IP, VSW_PASS, 10 },
	{ "native, priority", &native, Q, 0, IP, VSW_PASS, 10 },
	{ "native, hidden tag", &native, Q, 0, Q, VSW_DROP_VLAN_DOUBLE },
	{ "native, tagged so", &native, Q, 10, IP, VSW_PASS, 10 },
	{ "all, tagged", &vgt, Q, 4094, IP, VSW_PASS, 4094 },
	{ "all, 4095", &vgt, Q, 4095, IP, VSW_DROP_VLAN_DENIED },
};

static void vlan_in_test(struct kunit *test)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(in_cases); i++) {
		const struct in_case *c = &in_cases[i];
		struct sk_buff *skb = make_frame(test, htons(c->proto), c->tag,
						 c->inner);
		struct vsw_tag tag = { .vid = 0xdead };

		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    vsw_vlan_in(make_vlan(test, c->group), skb,
						&tag), "%s", c->name);
		if (!c->drop) {
			KUNIT_EXPECT_EQ_MSG(test, c->vid, tag.vid, "%s",
					    c->name);
			KUNIT_EXPECT_EQ_MSG(test, c->group->transparent &&
					    c->tag != UNTAGGED,
					    !!skb_vlan_tag_present(skb), "%s",
					    c->name);
		}
		kfree_skb(skb);
	}
}

static void vlan_in_priority_test(struct kunit *test)
{
	struct sk_buff *skb = make_frame(test, htons(Q), 10 | 5 << 13, IP);
	struct vsw_tag tag;

	KUNIT_EXPECT_EQ(test, VSW_PASS,
			vsw_vlan_in(make_vlan(test, &trunk), skb, &tag));
	KUNIT_EXPECT_EQ(test, 10, tag.vid);
	KUNIT_EXPECT_EQ(test, 5 << 13, tag.prio);
	KUNIT_EXPECT_EQ(test, VSW_PASS, vsw_vlan_out(NULL, skb, tag));
	KUNIT_EXPECT_EQ(test, 10 | 5 << 13, skb_vlan_tag_get(skb));
	kfree_skb(skb);
}

static void vlan_in_uplink_test(struct kunit *test)
{
	static const struct {
		u16 proto, tag, inner;
		enum vsw_drop drop;
		u16 vid;
	} cases[] = {
		{ Q, UNTAGGED, IP, VSW_PASS, 0 },
		{ Q, 0, IP, VSW_PASS, 0 },
		{ Q, 10, IP, VSW_PASS, 10 },
		{ Q, 10, Q, VSW_PASS, 10 },
		{ Q, 0, Q, VSW_DROP_VLAN_DOUBLE },
		{ Q, 4095, IP, VSW_DROP_VLAN_DENIED },
		{ AD, 10, IP, VSW_PASS, 0 },
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct sk_buff *skb = make_frame(test, htons(cases[i].proto),
						 cases[i].tag, cases[i].inner);
		struct vsw_tag tag;

		KUNIT_EXPECT_EQ_MSG(test, cases[i].drop,
				    vsw_vlan_in_uplink(skb, &tag), "case %d",
				    i);
		if (!cases[i].drop)
			KUNIT_EXPECT_EQ_MSG(test, cases[i].vid, tag.vid,
					    "case %d", i);
		kfree_skb(skb);
	}
}

/* @seen: VLAN of the tag that the receiver sees, or UNTAGGED */
static const struct out_case {
	const char *name;
	const struct group *group;
	u16 vid;
	u16 inner;
	enum vsw_drop drop;
	u16 seen;
} out_cases[] = {
	{ "none", &none, 0, IP, VSW_PASS, UNTAGGED },
	{ "none, hidden tag", &none, 0, Q, VSW_DROP_VLAN_INNER },
	{ "access", &access10, 10, IP, VSW_PASS, UNTAGGED },
	{ "access, hidden tag", &access10, 10, Q, VSW_DROP_VLAN_INNER },
	{ "access, hidden 802.1ad", &access10, 10, AD, VSW_DROP_VLAN_INNER },
	{ "trunk", &trunk, 10, IP, VSW_PASS, 10 },
	{ "trunk, double", &trunk, 10, Q, VSW_PASS, 10 },
	{ "native", &native, 10, IP, VSW_PASS, UNTAGGED },
	{ "native, hidden tag", &native, 10, Q, VSW_DROP_VLAN_INNER },
	{ "native, other VLAN", &native, 11, IP, VSW_PASS, 11 },
	{ "uplink", NULL, 10, IP, VSW_PASS, 10 },
	{ "uplink, no VLAN", NULL, 0, IP, VSW_PASS, UNTAGGED },
	{ "uplink, no VLAN, hidden tag", NULL, 0, Q, VSW_DROP_VLAN_INNER },
	{ "transparent, from an uplink", &transparent, 10, IP, VSW_PASS, 10 },
};

static void vlan_out_test(struct kunit *test)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(out_cases); i++) {
		const struct out_case *c = &out_cases[i];
		struct sk_buff *skb = make_frame(test, htons(Q), UNTAGGED,
						 c->inner);
		struct vsw_vlan *vlan = c->group ? make_vlan(test, c->group) :
						   NULL;
		struct vsw_tag tag = { .vid = c->vid };

		KUNIT_EXPECT_EQ_MSG(test, c->drop, vsw_vlan_out(vlan, skb, tag),
				    "%s", c->name);
		if (!c->drop)
			KUNIT_EXPECT_EQ_MSG(test, c->seen,
					    skb_vlan_tag_present(skb) ?
					    skb_vlan_tag_get_id(skb) : UNTAGGED,
					    "%s", c->name);
		kfree_skb(skb);
	}
}

/* What a transparent group's guest tagged is seen by its like only. */
static void vlan_out_transparent_test(struct kunit *test)
{
	static const struct {
		const struct group *group;
		enum vsw_drop drop;
	} cases[] = {
		{ &transparent, VSW_PASS },
		{ NULL, VSW_PASS },
		{ &none, VSW_DROP_VLAN_INNER },
		{ &vgt, VSW_DROP_VLAN_INNER },
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct sk_buff *skb = make_frame(test, htons(Q), 10, IP);
		const struct group *group = cases[i].group;
		struct vsw_vlan *vlan = group ? make_vlan(test, group) : NULL;
		struct vsw_tag tag = {};

		KUNIT_EXPECT_EQ_MSG(test, cases[i].drop,
				    vsw_vlan_out(vlan, skb, tag), "case %d", i);
		kfree_skb(skb);
	}
}

static struct kunit_case vlan_cases[] = {
	KUNIT_CASE(vlan_in_test),
	KUNIT_CASE(vlan_in_priority_test),
	KUNIT_CASE(vlan_in_uplink_test),
	KUNIT_CASE(vlan_out_test),
	KUNIT_CASE(vlan_out_transparent_test),
	{}
};

static struct kunit_suite vlan_suite = {
	.name = "vsw_vlan",
	.test_cases = vlan_cases,
};

kunit_test_suite(vlan_suite);

MODULE_DESCRIPTION("Unit tests of vsw");
MODULE_LICENSE("GPL");
