// SPDX-License-Identifier: GPL-2.0
/* The rules in force: what is made of a load before frames see it. */
#include <linux/bitmap.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "filter/filter.h"

/* Rules that were replaced end here. */
static struct workqueue_struct *vsw_active_wq;

static struct vsw_active *vsw_active_alloc(u32 n_applied)
{
	struct vsw_active *active;

	active = kvzalloc(struct_size(active, applied, n_applied),
			  GFP_KERNEL_ACCOUNT);
	if (active)
		active->n_applied = n_applied;
	return active;
}

static struct vsw_ruled *vsw_ruled_alloc(const struct vsw_rules *rules)
{
	u32 n = rules->n_rules + 1 + rules->n_l2_rules + 1;
	struct vsw_ruled *ruled;

	ruled = kvzalloc(struct_size(ruled, counts, (size_t)n * VSW_RULE_SHARDS),
			 GFP_KERNEL_ACCOUNT);
	if (!ruled)
		return NULL;
	ruled->n = n;
	refcount_set(&ruled->refs, 1);
	return ruled;
}

static void vsw_active_apply_l2(const struct vsw_active *active,
				const char *client, const unsigned long *groups,
				struct vsw_slot_rules *applied)
{
	enum vsw_dir dir;
	u32 i;

	for (dir = VSW_OUT; dir < VSW_DIRS; dir++) {
		bitmap_zero(applied->l2[dir], VSW_L2_RULES_MAX);
		for (i = 0; i < active->rules->n_l2_rules; i++)
			if (vsw_rule_applies(active->l2_rules[i], dir, client,
					     groups))
				__set_bit(i, applied->l2[dir]);
	}
}

/**
 * vsw_active_apply() - find the rules that apply to a vNIC
 * @active: rules
 * @client: client name of its port
 * @groups: bits of the groups that it is in
 * @applied: filled in; to be given back with vsw_active_unapply()
 *
 * Context: vsw_filter_net.lock held, or @active not published. Return: 0 or
 * -ENOMEM with nothing to give back
 */
int vsw_active_apply(struct vsw_active *active, const char *client,
		     const unsigned long *groups,
		     struct vsw_slot_rules *applied)
{
	enum vsw_dir dir;

	memset(applied, 0, sizeof(*applied));
	for (dir = VSW_OUT; dir < VSW_DIRS; dir++) {
		struct vsw_vector *vector;

		vector = vsw_classifier_applied(active->classifier, dir,
						client, groups);
		if (IS_ERR(vector)) {
			vsw_active_unapply(active, applied);
			return PTR_ERR(vector);
		}
		applied->rules[dir] = vector;
	}
	vsw_active_apply_l2(active, client, groups, applied);
	return 0;
}

/* No frame may use @applied any more. */
void vsw_active_unapply(struct vsw_active *active, struct vsw_slot_rules *applied)
{
	enum vsw_dir dir;

	for (dir = VSW_OUT; dir < VSW_DIRS; dir++) {
		if (applied->rules[dir])
			vsw_classifier_put(active->classifier,
					   applied->rules[dir]);
		applied->rules[dir] = NULL;
	}
}

static int vsw_active_take_l2(struct vsw_active *active)
{
	const struct vsw_rules *rules = active->rules;
	const struct vsw_ruleset *ruleset;
	u32 i, n = 0;

	active->l2_rules = kvcalloc(rules->n_l2_rules + 1,
				    sizeof(*active->l2_rules),
				    GFP_KERNEL_ACCOUNT);
	if (!active->l2_rules)
		return -ENOMEM;
	active->l2_pass = active->l2_default_action == VSW_ACTION_ACCEPT;
	list_for_each_entry(ruleset, &rules->rulesets, node) {
		for (i = 0; ruleset->layer2 && i < ruleset->n_rules; i++) {
			const struct vsw_rule *rule = ruleset->rules[i];

			active->l2_rules[n++] = rule;
			if (!rule->disabled &&
			    (rule->action != VSW_ACTION_ACCEPT || rule->log))
				active->l2_pass = false;
		}
	}
	return 0;
}

/* What is said of packets that no rule matches; accept if nobody says. */
static void vsw_active_take_defaults(struct vsw_active *active)
{
	const struct vsw_ruleset *ruleset;

	active->default_action = VSW_ACTION_ACCEPT;
	active->default_strict = true;
	active->l2_default_action = VSW_ACTION_ACCEPT;
	list_for_each_entry(ruleset, &active->rules->rulesets, node) {
		if (!ruleset->has_default)
			continue;
		if (ruleset->layer2) {
			active->l2_default_action = ruleset->default_action;
			active->l2_default_log = ruleset->default_log;
			active->l2_default_ruleset = ruleset->name;
		} else {
			active->default_action = ruleset->default_action;
			active->default_log = ruleset->default_log;
			active->default_strict = ruleset->strict;
			active->default_ruleset = ruleset->name;
		}
	}
}

/**
 * vsw_active_apply_all() - find the rules that apply to every vNIC
 * @active: rules, not published, with room for all
 * @fn: the namespace, its lock held
 *
 * Return: 0 or -ENOMEM
 */
int vsw_active_apply_all(struct vsw_active *active, struct vsw_filter_net *fn)
{
	struct vsw_filter *filter;
	int slot, err;

	idr_for_each_entry(&fn->slots, filter, slot) {
		err = vsw_active_apply(active, filter->id.client,
				       filter->groups, &active->applied[slot]);
		if (err)
			return err;
		cond_resched();
	}
	return 0;
}

/**
 * vsw_active_build() - make of rules what frames can use
 * @rules: the rules, finished; they belong to the result
 * @slots: vNICs to have room for
 * @ruled: counters that go on counting, or NULL for new ones
 * @extack: says why not
 *
 * Takes its time, and needs no lock that a port would wait for.
 *
 * Return: the rules, to be applied and published, without generations; or
 * ERR_PTR() and @rules is still the caller's
 */
struct vsw_active *vsw_active_build(struct vsw_rules *rules, u32 slots,
				    struct vsw_ruled *ruled,
				    struct netlink_ext_ack *extack)
{
	struct vsw_active *active;
	int err;

	active = vsw_active_alloc(slots);
	if (!active)
		return ERR_PTR(-ENOMEM);
	active->classifier = vsw_classifier_build(rules, extack);
	if (IS_ERR(active->classifier)) {
		err = PTR_ERR(active->classifier);
		goto err_active;
	}
	active->rules = rules;
	active->empty = list_empty(&rules->rulesets);
	vsw_active_take_defaults(active);
	err = vsw_active_take_l2(active);
	if (err)
		goto err_classifier;
	if (ruled)
		refcount_inc(&ruled->refs);
	active->ruled = ruled ?: vsw_ruled_alloc(rules);
	if (active->ruled)
		return active;

	err = -ENOMEM;
	kvfree(active->l2_rules);
err_classifier:
	vsw_classifier_free(active->classifier);
err_active:
	kvfree(active);
	return ERR_PTR(err);
}

/**
 * vsw_active_free() - free rules with all that belongs to them
 * @active: rules that no frame can use, or NULL
 *
 * What applies to vNICs goes with the classifier. Context: process.
 */
void vsw_active_free(struct vsw_active *active)
{
	if (!active)
		return;
	vsw_classifier_free(active->classifier);
	vsw_rules_free(active->rules);
	if (refcount_dec_and_test(&active->ruled->refs))
		kvfree(active->ruled);
	kvfree(active->l2_rules);
	kvfree(active);
}

static void vsw_active_retire_work(struct work_struct *work)
{
	vsw_active_free(container_of(to_rcu_work(work), struct vsw_active,
				     retire));
}

/**
 * vsw_active_retire() - free rules as soon as no frame can use them any more
 * @active: rules that were in force, or NULL
 *
 * Who loads rules need not wait for that: it takes a load's time again.
 */
void vsw_active_retire(struct vsw_active *active)
{
	if (!active)
		return;
	INIT_RCU_WORK(&active->retire, vsw_active_retire_work);
	queue_rcu_work(vsw_active_wq, &active->retire);
}

int vsw_active_register(void)
{
	vsw_active_wq = alloc_workqueue("vsw_rules", WQ_UNBOUND, 0);
	return vsw_active_wq ? 0 : -ENOMEM;
}

/* Nobody has rules any more, and all RCU callbacks are done. */
void vsw_active_unregister(void)
{
	destroy_workqueue(vsw_active_wq);
}

/**
 * vsw_active_grow() - the same rules with room for more vNICs
 * @active: rules
 * @slots: vNICs to have room for
 *
 * Return: a copy, to be published in place of @active, which then is to be
 * freed alone, with kvfree_rcu(); or NULL
 */
struct vsw_active *vsw_active_grow(const struct vsw_active *active, u32 slots)
{
	struct vsw_active *grown = vsw_active_alloc(slots);

	if (!grown)
		return NULL;
	memcpy(grown, active,
	       struct_size(active, applied, active->n_applied));
	grown->n_applied = slots;
	return grown;
}
