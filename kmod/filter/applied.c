// SPDX-License-Identifier: GPL-2.0
/*
 * The last field of the classifier: which rules are for a port and a direction.
 *
 * Most rules are for all ports, and most ports are named by no rule: these share
 * one vector for each direction. The names of ports in rules are sorted by hash,
 * so what a port takes goes with the number of rules that name it.
 */
#include <linux/jhash.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sort.h>

#include "filter/compile.h"

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
		    cls->rule[i]->dirs & BIT(dir) && !cls->rule[i]->n_applied)
			vsw_draft_set(&cls->all, i);
	vector = vsw_draft_done(&cls->all);
	if (IS_ERR(vector))
		return PTR_ERR(vector);
	cls->applied_all[dir] = vector;
	return 0;
}

/* Draws up cls->applied and cls->applied_all. */
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
	       vsw_applied_all_build(cls, VSW_IN);
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
 *
 * Enabled rules for the direction, that are applied to all ports or to this one.
 *
 * Context: lock of the control path held; may sleep.
 * Return: the vector, for vsw_classifier_put(), or an ERR_PTR().
 */
struct vsw_vector *vsw_classifier_applied(struct vsw_classifier *cls,
					  enum vsw_dir dir, const char *client)
{
	u32 hash = vsw_applied_hash(cls, client);
	u32 i;

	vsw_draft_load(&cls->all, cls->applied_all[dir]);
	for (i = vsw_applied_search(cls, hash);
	     i < cls->n_applied && cls->applied[i].hash == hash; i++)
		if (cls->rule[cls->applied[i].rule]->dirs & BIT(dir) &&
		    !strcmp(cls->applied[i].client, client))
			vsw_draft_set(&cls->all, cls->applied[i].rule);
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
