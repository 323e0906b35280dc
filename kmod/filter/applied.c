// SPDX-License-Identifier: GPL-2.0
/*
 * The last field of the classifier: which rules are for a port and a direction.
 *
 * Most rules are for all ports, and most ports are named by no rule: these share
 * one vector for each direction. The names of ports in rules are sorted by hash,
 * so what a port takes goes with the number of rules that name it. A group that
 * rules are applied to has a vector for each direction, which its members get in
 * addition.
 */
#include <linux/jhash.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sort.h>

#include "filter/compile.h"
#include "filter/group.h"

static u32 vsw_applied_hash(const struct vsw_classifier *cls,
			    const char *client)
{
	return jhash(client, strlen(client), cls->all.seed);
}

static int vsw_applied_cmp(const void *a, const void *b)
{
	const struct vsw_applied *x = a;
	const struct vsw_applied *y = b;

	if (x->hash == y->hash)
		return 0;
	return x->hash < y->hash ? -1 : 1;
}

static int vsw_applied_all_build(struct vsw_classifier *cls, enum vsw_dir dir)
{
	struct vsw_vector *vector;
	u32 i;

	vsw_draft_load(&cls->all, NULL);
	for (i = 0; i < cls->n_rules; i++)
		if (cls->flags[i] & VSW_RULE_IPS &&
		    cls->rule[i]->dirs & BIT(dir) &&
		    vsw_rule_for_all(cls->rule[i]))
			vsw_draft_set(&cls->all, i);
	vector = vsw_draft_done(&cls->all);
	if (IS_ERR(vector))
		return PTR_ERR(vector);
	cls->applied_all[dir] = vector;
	return 0;
}

/* A rule that is applied to a group. */
struct vsw_applied_group {
	u32 set;
	u32 rule;
};

static int vsw_applied_group_cmp(const void *a, const void *b)
{
	const struct vsw_applied_group *x = a;
	const struct vsw_applied_group *y = b;

	if (x->set != y->set)
		return x->set < y->set ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

/* In the order of sets. */
static struct vsw_applied_group *
vsw_applied_groups_list(const struct vsw_classifier *cls, u32 *n)
{
	struct vsw_applied_group *list;
	u32 i, j, max = 0;

	*n = 0;
	for (i = 0; i < cls->n_rules; i++)
		max += cls->rule[i]->n_applied_groups;
	if (!max)
		return NULL;
	list = kvmalloc_array(max, sizeof(*list), GFP_KERNEL_ACCOUNT);
	if (!list)
		return ERR_PTR(-ENOMEM);
	for (i = 0; i < cls->n_rules; i++) {
		const struct vsw_rule *rule = cls->rule[i];

		if (!(cls->flags[i] & VSW_RULE_IPS))
			continue;
		for (j = 0; j < rule->n_applied_groups; j++) {
			list[*n].set = rule->applied_groups[j]->index;
			list[(*n)++].rule = i;
		}
	}
	sort(list, *n, sizeof(*list), vsw_applied_group_cmp, NULL);
	return list;
}

static int vsw_applied_group_build(struct vsw_classifier *cls,
				   const struct vsw_applied_group *list, u32 n)
{
	struct vsw_set_vectors *set = &cls->set[list->set];
	struct vsw_vector *vector;
	enum vsw_dir dir;
	u32 i;

	for (dir = VSW_OUT; dir < VSW_DIRS; dir++) {
		vsw_draft_load(&cls->all, NULL);
		for (i = 0; i < n; i++)
			if (cls->rule[list[i].rule]->dirs & BIT(dir))
				vsw_draft_set(&cls->all, list[i].rule);
		vector = vsw_draft_done(&cls->all);
		if (IS_ERR(vector))
			return PTR_ERR(vector);
		set->applied[dir] = vector;
	}
	return 0;
}

static int vsw_applied_groups_build(struct vsw_classifier *cls)
{
	struct vsw_applied_group *list;
	u32 n, i, first = 0;
	int ret = 0;

	list = vsw_applied_groups_list(cls, &n);
	if (IS_ERR(list))
		return PTR_ERR(list);
	for (i = 1; i <= n && !ret; i++) {
		if (i < n && list[i].set == list[first].set)
			continue;
		ret = vsw_applied_group_build(cls, list + first, i - first);
		first = i;
		cond_resched();
	}
	kvfree(list);
	return ret;
}

/* Draws up cls->applied, cls->applied_all and what members of groups get. */
int vsw_classifier_build_applied(struct vsw_classifier *cls)
{
	u32 i, j, n = 0;

	for (i = 0; i < cls->n_rules; i++)
		if (cls->flags[i] & VSW_RULE_IPS)
			n += cls->rule[i]->n_applied;
	cls->applied = kvmalloc_array(n, sizeof(*cls->applied),
				      GFP_KERNEL_ACCOUNT);
	if (n && !cls->applied)
		return -ENOMEM;
	for (i = 0; i < cls->n_rules; i++) {
		const struct vsw_rule *rule = cls->rule[i];

		if (!(cls->flags[i] & VSW_RULE_IPS))
			continue;
		for (j = 0; j < rule->n_applied; j++) {
			struct vsw_applied *applied =
				&cls->applied[cls->n_applied++];

			applied->client = rule->applied[j];
			applied->hash = vsw_applied_hash(cls, applied->client);
			applied->rule = i;
		}
		cond_resched();
	}
	sort(cls->applied, cls->n_applied, sizeof(*cls->applied),
	     vsw_applied_cmp, NULL);
	return vsw_applied_all_build(cls, VSW_OUT) ?:
	       vsw_applied_all_build(cls, VSW_IN) ?:
	       vsw_applied_groups_build(cls);
}

/* The first that has the hash or a higher one. */
static u32 vsw_applied_search(const struct vsw_classifier *cls, u32 hash)
{
	u32 first = 0, n = cls->n_applied;

	while (n) {
		u32 half = n / 2;

		if (cls->applied[first + half].hash < hash) {
			first += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return first;
}

/**
 * vsw_classifier_applied() - rules that apply to a port
 * @cls: the classifier
 * @dir: direction
 * @client: client name of the port
 * @groups: bits of the groups that it is in
 *
 * Enabled rules for the direction, that are applied to all ports, to this one or
 * to one of its groups.
 *
 * Context: lock of the control path held; may sleep.
 * Return: the vector, for vsw_classifier_put(), or an ERR_PTR().
 */
struct vsw_vector *vsw_classifier_applied(struct vsw_classifier *cls,
					  enum vsw_dir dir, const char *client,
					  const unsigned long *groups)
{
	u32 hash = vsw_applied_hash(cls, client);
	const struct vsw_addrset *set;
	u32 i;

	vsw_draft_load(&cls->all, cls->applied_all[dir]);
	for (i = vsw_applied_search(cls, hash);
	     i < cls->n_applied && cls->applied[i].hash == hash; i++)
		if (cls->rule[cls->applied[i].rule]->dirs & BIT(dir) &&
		    !strcmp(cls->applied[i].client, client))
			vsw_draft_set(&cls->all, cls->applied[i].rule);
	list_for_each_entry(set, &cls->rules->group_sets, group_node)
		if (cls->set[set->index].applied[dir] &&
		    test_bit(set->group->index, groups))
			vsw_draft_or(&cls->all,
				     cls->set[set->index].applied[dir]);
	return vsw_draft_done(&cls->all);
}

/**
 * vsw_classifier_put() - give a vector of vsw_classifier_applied() back
 * @cls: the classifier
 * @vector: the vector; NULL is none. Frames may still read it.
 *
 * Context: lock of the control path held.
 */
void vsw_classifier_put(struct vsw_classifier *cls, struct vsw_vector *vector)
{
	vsw_vector_put(&cls->all, vector);
}
