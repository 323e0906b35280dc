// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of the classifier: whatever the rules, the packet, and the changes
 * of sets between, it finds the rule that a linear search finds.
 */
#include <kunit/test.h>
#include <linux/ktime.h>

#include "../filter/vector.c"
#include "../filter/sweep.c"
#include "../filter/interval.c"
#include "../filter/portmap.c"
#include "../filter/side.c"
#include "../filter/proto.c"
#include "../filter/single.c"
#include "../filter/applied.c"
#include "../filter/classifier.c"
#include "world.h"

struct scene {
	struct world *w;
	struct vsw_classifier *cls;
	struct vsw_vector *applied[N_CLIENTS][VSW_DIRS];
};

static void scene_build(struct kunit *test, struct scene *scene)
{
	u32 i;

	scene->cls = vsw_classifier_build(scene->w->rules, NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(scene->cls));
	for (i = 0; i < N_CLIENTS * VSW_DIRS; i++) {
		struct vsw_vector *vector;

		vector = vsw_classifier_applied(scene->cls, i % VSW_DIRS,
						clients[i / VSW_DIRS],
						scene->w->member[i / VSW_DIRS]);
		KUNIT_ASSERT_FALSE(test, IS_ERR(vector));
		scene->applied[i / VSW_DIRS][i % VSW_DIRS] = vector;
	}
}

static void scene_create(struct kunit *test, struct scene *scene, u32 seed,
			 u32 n_rules, u32 any)
{
	scene->w = world_create(test, seed, n_rules, any);
	scene_build(test, scene);
}

static void scene_destroy(struct scene *scene)
{
	u32 i;

	for (i = 0; i < N_CLIENTS * VSW_DIRS; i++)
		vsw_classifier_put(scene->cls,
				   scene->applied[i / VSW_DIRS][i % VSW_DIRS]);
	vsw_classifier_free(scene->cls);
	world_destroy(scene->w);
}

static u32 scene_find(const struct scene *scene, u32 client, enum vsw_dir dir,
		      const struct vsw_packet *pkt)
{
	u32 rule;

	rcu_read_lock();
	rule = vsw_classifier_find(scene->cls, scene->applied[client][dir],
				   pkt);
	rcu_read_unlock();
	return rule;
}

/* Return: a rule matched. The first disagreement ends the test. */
static bool scene_check(struct kunit *test, struct scene *scene,
			const struct vsw_packet *pkt)
{
	u32 client = rnd(scene->w, N_CLIENTS);
	enum vsw_dir dir = rnd(scene->w, VSW_DIRS);
	u32 rule = scene_find(scene, client, dir, pkt);
	u32 expected = oracle(scene->w, dir, clients[client], pkt);

	KUNIT_ASSERT_EQ_MSG(test, expected, rule,
			    "%u rules, family %u, protocol %u, %16phN to %16phN, %u to %u, type %u, code %u, %s dir %u",
			    scene->w->n_rules, pkt->tuple.family,
			    pkt->tuple.proto, vsw_packet_src(pkt),
			    vsw_packet_dst(pkt), ntohs(vsw_packet_sport(pkt)),
			    ntohs(vsw_packet_dport(pkt)), pkt->type, pkt->code,
			    clients[client], dir);
	return rule != VSW_NO_RULE;
}

static u32 scene_check_random(struct kunit *test, struct scene *scene, u32 n)
{
	struct vsw_packet pkt;
	u32 i, found = 0;

	for (i = 0; i < n; i++) {
		random_packet(scene->w, &pkt);
		found += scene_check(test, scene, &pkt);
		cond_resched();
	}
	return found;
}

static const struct size {
	u32 n_rules;
	u32 any;
	u32 n_packets;
} sizes[] = {
	{ 0, 50, 100 },
	{ 1, 30, 1000 },
	{ 10, 20, 5000 },
	{ 64, 15, 5000 },
	{ 65, 15, 5000 },
	{ 1000, 5, 5000 },
	{ 1000, 40, 2000 },
	{ 5000, 3, 5000 },
};

static void random_test(struct kunit *test)
{
	struct scene scene;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		u32 found;

		scene_create(test, &scene, 1000 + i, sizes[i].n_rules,
			     sizes[i].any);
		found = scene_check_random(test, &scene, sizes[i].n_packets);
		kunit_info(test, "%u rules: %u of %u packets matched one, %d vectors, %d runs",
			   sizes[i].n_rules, found, sizes[i].n_packets,
			   atomic_read(&scene.cls->all.vectors.nelems),
			   atomic_read(&scene.cls->all.runs.nelems));
		if (sizes[i].n_rules >= 10)
			KUNIT_EXPECT_GT(test, found, sizes[i].n_packets / 20);
		scene_destroy(&scene);
	}
}

/* Many small sets of rules, so that many shapes of each table are met. */
static void random_small_test(struct kunit *test)
{
	struct scene scene;
	u32 i;

	for (i = 0; i < 100; i++) {
		scene_create(test, &scene, 2000 + i, 1 + i % 20, i % 60);
		scene_check_random(test, &scene, 200);
		scene_destroy(&scene);
	}
}

/* A packet from, to, or between addresses of which one is about to change. */
static void change_packet(struct scene *scene, const struct vsw_range *range,
			  struct vsw_packet *pkt)
{
	struct world *w = scene->w;

	random_packet(w, pkt);
	if (pkt->tuple.family == range->family)
		pkt->tuple.addr[rnd(w, 2)] = range->first;
}

static void change_set(struct kunit *test, struct scene *scene,
		       const struct vsw_range *range)
{
	u32 set = rnd(scene->w, N_SETS);
	struct world_set *s = &scene->w->set[set];
	u32 at = world_find_range(scene->w, set, range);

	if (at < s->n) {
		KUNIT_ASSERT_EQ(test, -EEXIST,
				vsw_classifier_add(scene->cls, s->set, range));
		KUNIT_ASSERT_EQ(test, 0,
				vsw_classifier_del(scene->cls, s->set, range));
		s->range[at] = s->range[--s->n];
	} else if (s->n < SET_MAX) {
		KUNIT_ASSERT_EQ(test, -ENOENT,
				vsw_classifier_del(scene->cls, s->set, range));
		KUNIT_ASSERT_EQ(test, 0,
				vsw_classifier_add(scene->cls, s->set, range));
		world_add_range(scene->w, set, range);
	}
}

static void change_many(struct kunit *test, struct scene *scene, u32 n)
{
	struct vsw_packet pkt;
	u32 i, j;

	for (i = 0; i < n; i++) {
		struct vsw_range range = random_range(scene->w, 100);

		change_set(test, scene, &range);
		for (j = 0; j < 4; j++) {
			change_packet(scene, &range, &pkt);
			scene_check(test, scene, &pkt);
		}
		cond_resched();
	}
}

static void change_test(struct kunit *test)
{
	struct scene scene;
	u32 i;

	for (i = 1; i < ARRAY_SIZE(sizes); i++) {
		scene_create(test, &scene, 3000 + i, sizes[i].n_rules,
			     sizes[i].any);
		change_many(test, &scene, 600);
		scene_check_random(test, &scene, 500);
		scene_destroy(&scene);
	}
}

/* Ranges change in a copy, which gets a classifier of its own. */
static void change_range_test(struct kunit *test)
{
	struct vsw_range range = { .family = AF_INET };
	struct vsw_rules *copy;
	struct scene scene;
	u32 i;

	range.first.ip4 = htonl(0x0a000000);
	range.last.ip4 = htonl(0x0a0000ff);
	scene_create(test, &scene, 4000, 200, 10);
	change_many(test, &scene, 100);
	for (i = 0; i < 2 * N_SETS; i++) {
		struct world_set *s = &scene.w->set[i / 2];
		u32 at = world_find_range(scene.w, i / 2, &range);
		struct vsw_addrset *set;

		KUNIT_ASSERT_EQ(test, -EXDEV,
				vsw_classifier_add(scene.cls, s->set, &range));
		KUNIT_ASSERT_EQ(test, -EXDEV,
				vsw_classifier_del(scene.cls, s->set, &range));
		copy = vsw_rules_clone(scene.w->rules);
		KUNIT_ASSERT_NOT_NULL(test, copy);
		set = s->set->group ?
		      vsw_rules_find_group(copy, s->set->name) :
		      vsw_rules_find_set(copy, s->set->name);
		if (at == s->n) {
			KUNIT_ASSERT_EQ(test, 0,
					vsw_addrset_add(copy, set, &range,
							NULL));
			world_add_range(scene.w, i / 2, &range);
		} else {
			KUNIT_ASSERT_EQ(test, 0,
					vsw_addrset_del(copy, set, &range,
							NULL));
			s->range[at] = s->range[--s->n];
		}
		KUNIT_ASSERT_EQ(test, 0, vsw_rules_finish(copy, NULL));
		vsw_classifier_free(scene.cls);
		vsw_rules_free(scene.w->rules);
		scene.w->rules = copy;
		world_order(scene.w);
		list_for_each_entry(set, &copy->sets, node)
			scene.w->set[set->index].set = set;
		scene_build(test, &scene);
		scene_check_random(test, &scene, 100);
		change_many(test, &scene, 10);
	}
	scene_destroy(&scene);
}

/* What comes and goes leaves nothing behind. */
static void balance_test(struct kunit *test)
{
	struct vsw_range range = { .family = AF_INET };
	int vectors, runs, addresses;
	struct scene scene;
	u32 i, set;

	scene_create(test, &scene, 5000, 300, 10);
	vectors = atomic_read(&scene.cls->all.vectors.nelems);
	runs = atomic_read(&scene.cls->all.runs.nelems);
	addresses = atomic_read(&scene.cls->addresses[VSW_IP4]->nelems);
	for (set = 0; set < N_SETS; set++)
		for (i = 0; i < 500; i++) {
			range.first.ip4 = htonl(0x0a000400 + i);
			range.last = range.first;
			KUNIT_ASSERT_EQ(test, 0,
					vsw_classifier_add(scene.cls,
							   scene.w->set[set].set,
							   &range));
		}
	KUNIT_EXPECT_EQ(test, addresses + 500,
			atomic_read(&scene.cls->addresses[VSW_IP4]->nelems));
	KUNIT_EXPECT_GT(test, atomic_read(&scene.cls->all.vectors.nelems),
			vectors);
	for (set = N_SETS; set; set--)
		for (i = 0; i < 500; i++) {
			range.first.ip4 = htonl(0x0a000400 + i);
			range.last = range.first;
			KUNIT_ASSERT_EQ(test, 0,
					vsw_classifier_del(scene.cls,
							   scene.w->set[set - 1].set,
							   &range));
		}
	KUNIT_EXPECT_EQ(test, vectors,
			atomic_read(&scene.cls->all.vectors.nelems));
	KUNIT_EXPECT_EQ(test, runs, atomic_read(&scene.cls->all.runs.nelems));
	KUNIT_EXPECT_EQ(test, addresses,
			atomic_read(&scene.cls->addresses[VSW_IP4]->nelems));
	scene_check_random(test, &scene, 200);
	scene_destroy(&scene);
}

static struct kunit_case classifier_cases[] = {
	KUNIT_CASE(random_test),
	KUNIT_CASE(random_small_test),
	KUNIT_CASE(change_test),
	KUNIT_CASE(change_range_test),
	KUNIT_CASE(balance_test),
	{}
};

static struct kunit_suite classifier_suite = {
	.name = "vsw_classifier",
	.test_cases = classifier_cases,
};

kunit_test_suite(classifier_suite);
