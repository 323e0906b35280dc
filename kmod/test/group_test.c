// SPDX-License-Identifier: GPL-2.0
/* Unit tests of what groups are made of: criteria, tags, MAC addresses. */
#include <kunit/test.h>
#include <linux/prandom.h>
#include <linux/slab.h>

#include "../filter/criteria.c"
#include "../filter/group.c"
#include "../filter/macs.c"
#include "../filter/tags.c"

#define TAG		VSW_GROUP_OP_TAG
#define NAME		VSW_GROUP_OP_NAME
#define PORTGROUP	VSW_GROUP_OP_PORTGROUP
#define AND		VSW_GROUP_OP_AND
#define OR		VSW_GROUP_OP_OR
#define NOT		VSW_GROUP_OP_NOT

static struct vsw_criteria *make_criteria(struct kunit *test,
					  const struct vsw_criterion *step,
					  u32 n)
{
	struct vsw_criteria *criteria;

	criteria = kunit_kzalloc(test, struct_size(criteria, step, n),
				 GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, criteria);
	criteria->n = n;
	memcpy(criteria->step, step, n * sizeof(*step));
	return criteria;
}

static struct vsw_tags *make_tags(struct kunit *test, const char *a,
				  const char *b)
{
	struct vsw_tags *tags;

	tags = kunit_kzalloc(test, struct_size(tags, tag, 2), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, tags);
	strscpy(tags->tag[tags->n++], a, VSW_NAME_LEN);
	if (b)
		strscpy(tags->tag[tags->n++], b, VSW_NAME_LEN);
	return tags;
}

static void criteria_check_test(struct kunit *test)
{
	static const struct {
		struct vsw_criterion step[4];
		u32 n;
		int err;
	} cases[] = {
		{ { { TAG, "a=*" } }, 1, 0 },
		{ { { NAME, "a" }, { NOT } }, 2, 0 },
		{ { { NAME, "a" }, { TAG, "b=c" }, { AND } }, 3, 0 },
		{ { { NAME, "a" }, { TAG, "b=c" }, { NOT }, { OR } }, 4, 0 },
		{ { { AND } }, 1, -EINVAL },
		{ { { NOT } }, 1, -EINVAL },
		{ { { NAME, "a" }, { AND } }, 2, -EINVAL },
		{ { { NAME, "a" }, { NAME, "b" } }, 2, -EINVAL },
		{ { { NAME, "" } }, 1, -EINVAL },
		{ { { NAME, "a" }, { NOT, "b" } }, 2, -EINVAL },
		{ { { NAME, "a" }, { OR }, { NAME, "b" } }, 3, -EINVAL },
		{ {}, 0, -EINVAL },
	};
	struct vsw_criteria *criteria;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		criteria = make_criteria(test, cases[i].step, cases[i].n);
		KUNIT_EXPECT_EQ_MSG(test, cases[i].err,
				    vsw_criteria_check(criteria, NULL),
				    "case %u", i);
	}
}

static void criteria_look_test(struct kunit *test)
{
	struct vsw_identity id = { .client = "web-01.eth0",
				   .portgroup = "prod net" };
	static const struct {
		struct vsw_criterion step;
		bool is;
	} cases[] = {
		{ { NAME, "web-*" }, true },
		{ { NAME, "web-0?.eth[0-9]" }, true },
		{ { NAME, "web-" }, false },
		{ { NAME, "*" }, true },
		{ { PORTGROUP, "prod*" }, true },
		{ { PORTGROUP, "prod" }, false },
		{ { TAG, "tier=web" }, true },
		{ { TAG, "env=*" }, true },
		{ { TAG, "*=prod" }, true },
		{ { TAG, "tier=prod" }, false },
		{ { TAG, "tier" }, false },
	};
	struct vsw_criteria *criteria;
	u64 matched;
	u32 i;

	id.tags = make_tags(test, "tier=web", "env=prod");
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		criteria = make_criteria(test, &cases[i].step, 1);
		KUNIT_EXPECT_EQ_MSG(test, cases[i].is,
				    vsw_criteria_match(criteria, &id, &matched),
				    "case %u", i);
	}
	id.tags = NULL;
	criteria = make_criteria(test, &cases[6].step, 1);
	KUNIT_EXPECT_FALSE(test, vsw_criteria_match(criteria, &id, &matched));
	KUNIT_EXPECT_FALSE(test, vsw_criteria_match(NULL, &id, &matched));
}

/* What steps find, worked out with an array in place of a word. */
static bool oracle(const struct vsw_criteria *criteria,
		   const struct vsw_identity *id, u64 *matched)
{
	bool stack[VSW_GROUP_MAX_STEPS + 1];
	u32 i, n = 0;

	*matched = 0;
	for (i = 0; i < criteria->n; i++) {
		switch (criteria->step[i].op) {
		case AND:
			n--;
			stack[n - 1] = stack[n - 1] && stack[n];
			break;
		case OR:
			n--;
			stack[n - 1] = stack[n - 1] || stack[n];
			break;
		case NOT:
			stack[n - 1] = !stack[n - 1];
			break;
		default:
			stack[n++] = !strcmp(criteria->step[i].pattern,
					     id->client);
		}
		*matched |= (u64)stack[n - 1] << i;
	}
	return stack[0];
}

static void criteria_random_test(struct kunit *test)
{
	struct vsw_identity id = { .client = "a" };
	struct vsw_criteria *criteria;
	struct rnd_state state;
	u64 have, want;
	u32 i, depth;

	prandom_seed_state(&state, 7);
	criteria = kunit_kzalloc(test, struct_size(criteria, step,
						   VSW_GROUP_MAX_STEPS),
				 GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, criteria);
	for (i = 0; i < 2000; i++) {
		criteria->n = 0;
		depth = 0;
		while (criteria->n < VSW_GROUP_MAX_STEPS || depth != 1) {
			struct vsw_criterion *step;
			u32 left = VSW_GROUP_MAX_STEPS - criteria->n;
			u8 op = prandom_u32_state(&state) % 6;

			/* All there is must be joined by the end. */
			if (depth >= left)
				op = depth > 1 ? AND + prandom_u32_state(&state) % 2 :
						 NOT;
			else if (depth < 2)
				op = NAME;
			if (!left)
				break;
			step = &criteria->step[criteria->n++];
			memset(step, 0, sizeof(*step));
			step->op = op;
			if (op <= PORTGROUP) {
				step->op = NAME;
				strscpy(step->pattern,
					prandom_u32_state(&state) % 2 ? "a" : "b",
					sizeof(step->pattern));
			}
			depth += step->op == NAME;
			depth -= step->op == AND || step->op == OR;
		}
		KUNIT_ASSERT_EQ(test, 0, vsw_criteria_check(criteria, NULL));
		KUNIT_EXPECT_EQ(test, oracle(criteria, &id, &want),
				vsw_criteria_match(criteria, &id, &have));
		KUNIT_EXPECT_EQ(test, want, have);
	}
}

static void tag_check_test(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, 0, vsw_tag_check("a=b", NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_tag_check("a=", NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_tag_check("a=b c=d", NULL));
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_tag_check("a", NULL));
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_tag_check("=a", NULL));
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_tag_check("", NULL));
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_tag_check("a=\n", NULL));
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_tag_check("a=\xc3\xa4", NULL));
	KUNIT_EXPECT_TRUE(test, vsw_tag_in_scope("a=b", "a"));
	KUNIT_EXPECT_FALSE(test, vsw_tag_in_scope("ab=b", "a"));
	KUNIT_EXPECT_FALSE(test, vsw_tag_in_scope("a=b", "a="));
}

static void tags_changed_test(struct kunit *test)
{
	struct vsw_tags *old = make_tags(test, "a=1", "a=2");
	struct vsw_tags *named = make_tags(test, "a=2", "b=1");
	struct vsw_tags *many, *tags;
	u32 i;

	tags = vsw_tags_changed(old, named, VSW_TAG_ADD, NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(tags));
	KUNIT_EXPECT_EQ(test, 3, tags->n);
	KUNIT_EXPECT_STREQ(test, "b=1", tags->tag[2]);
	kfree(tags);
	tags = vsw_tags_changed(old, named, VSW_TAG_SET, NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(tags));
	KUNIT_EXPECT_EQ(test, 2, tags->n);
	KUNIT_EXPECT_FALSE(test, vsw_tags_have(tags, "a=1"));
	kfree(tags);
	KUNIT_EXPECT_EQ(test, -ENOENT,
			PTR_ERR(vsw_tags_changed(old, named, VSW_TAG_DEL,
						 NULL)));
	tags = vsw_tags_changed(old, make_tags(test, "a=2", NULL), VSW_TAG_DEL,
				NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(tags));
	KUNIT_EXPECT_EQ(test, 1, tags->n);
	KUNIT_EXPECT_STREQ(test, "a=1", tags->tag[0]);
	kfree(tags);
	tags = vsw_tags_changed(old, make_tags(test, "a", NULL), VSW_TAG_DEL,
				NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(tags));
	KUNIT_EXPECT_EQ(test, 0, tags->n);
	kfree(tags);
	KUNIT_EXPECT_EQ(test, -ENOENT,
			PTR_ERR(vsw_tags_changed(NULL, named, VSW_TAG_DEL,
						 NULL)));

	many = vsw_tags_alloc(VSW_TAGS_MAX);
	KUNIT_ASSERT_NOT_NULL(test, many);
	for (i = 0; i < VSW_TAGS_MAX; i++)
		snprintf(many->tag[many->n++], VSW_NAME_LEN, "t=%u", i);
	KUNIT_EXPECT_EQ(test, -E2BIG,
			PTR_ERR(vsw_tags_changed(many, named, VSW_TAG_ADD,
						 NULL)));
	tags = vsw_tags_changed(many, many, VSW_TAG_ADD, NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(tags));
	KUNIT_EXPECT_EQ(test, VSW_TAGS_MAX, tags->n);
	kfree(tags);
	kfree(many);
}

static void macs_test(struct kunit *test)
{
	struct vsw_macs *macs = vsw_macs_alloc(300);
	u8 mac[ETH_ALEN] = { 2 };
	u32 i;

	KUNIT_ASSERT_NOT_NULL(test, macs);
	KUNIT_EXPECT_FALSE(test, vsw_macs_have(macs, mac));
	for (i = 0; i < 256; i++) {
		mac[5] = i * 67;
		vsw_macs_add(macs, mac);
	}
	KUNIT_EXPECT_EQ(test, 256, macs->n);
	for (i = 1; i < macs->n; i++)
		KUNIT_EXPECT_LT(test, memcmp(macs->mac[i - 1], macs->mac[i],
					     ETH_ALEN), 0);
	/* Two may have the same one. */
	mac[5] = 9;
	vsw_macs_add(macs, mac);
	vsw_macs_del(macs, mac);
	KUNIT_EXPECT_TRUE(test, vsw_macs_have(macs, mac));
	vsw_macs_del(macs, mac);
	KUNIT_EXPECT_FALSE(test, vsw_macs_have(macs, mac));
	vsw_macs_del(macs, mac);
	KUNIT_EXPECT_EQ(test, 255, macs->n);
	mac[0] = 0;
	mac[5] = 0;
	vsw_macs_add(macs, mac);
	KUNIT_EXPECT_EQ(test, 255, macs->n);
	mac[0] = 0xfe;
	KUNIT_EXPECT_FALSE(test, vsw_macs_have(macs, mac));
	kvfree(macs);
}

static void groups_test(struct kunit *test)
{
	struct vsw_group *a, *b, *again;
	struct vsw_groups groups = {};

	vsw_groups_init(&groups);
	a = vsw_group_add(&groups, "a", NULL);
	b = vsw_group_add(&groups, "b", NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(a));
	KUNIT_ASSERT_FALSE(test, IS_ERR(b));
	KUNIT_EXPECT_NE(test, a->index, b->index);
	KUNIT_EXPECT_EQ(test, -EEXIST,
			PTR_ERR(vsw_group_add(&groups, "a", NULL)));
	KUNIT_EXPECT_EQ(test, -EINVAL,
			PTR_ERR(vsw_group_add(&groups, "a b", NULL)));
	/* Whoever has it may go on looking at it. */
	vsw_group_get(a);
	vsw_group_del(&groups, a);
	KUNIT_EXPECT_TRUE(test, a->dead);
	KUNIT_EXPECT_NULL(test, vsw_group_find(&groups, "a"));
	again = vsw_group_add(&groups, "a", NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(again));
	KUNIT_EXPECT_PTR_NE(test, a, again);
	vsw_group_put(a);
	vsw_groups_exit(&groups);
}

static struct kunit_case group_cases[] = {
	KUNIT_CASE(criteria_check_test),
	KUNIT_CASE(criteria_look_test),
	KUNIT_CASE(criteria_random_test),
	KUNIT_CASE(tag_check_test),
	KUNIT_CASE(tags_changed_test),
	KUNIT_CASE(macs_test),
	KUNIT_CASE(groups_test),
	{}
};

static struct kunit_suite group_suite = {
	.name = "vsw_group",
	.test_cases = group_cases,
};

kunit_test_suite(group_suite);
