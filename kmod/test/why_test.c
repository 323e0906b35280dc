// SPDX-License-Identifier: GPL-2.0
/* Unit tests of frame/why.c. */
#include <kunit/test.h>

#include "../frame/why.c"

static void why_test(struct kunit *test)
{
	struct vsw_why *why = vsw_why_alloc();
	struct vsw_note note = {}, out;
	int i, age;

	KUNIT_ASSERT_NOT_NULL(test, why);
	KUNIT_EXPECT_FALSE(test, vsw_why_read(why, 0, &out));
	for (i = 1; i <= 2 * VSW_WHY_NOTES + 3; i++) {
		note.rule_id = i;
		vsw_why_note(why, &note);
		for (age = 0; age < min(i, VSW_WHY_NOTES); age++) {
			KUNIT_EXPECT_TRUE(test, vsw_why_read(why, age, &out));
			KUNIT_EXPECT_EQ(test, i - age, out.rule_id);
		}
		KUNIT_EXPECT_FALSE(test, vsw_why_read(why, age, &out));
	}
	kfree(why);
}

static struct kunit_case why_cases[] = {
	KUNIT_CASE(why_test),
	{}
};

static struct kunit_suite why_suite = {
	.name = "vsw_why",
	.test_cases = why_cases,
};

kunit_test_suite(why_suite);
