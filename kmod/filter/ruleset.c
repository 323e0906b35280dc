// SPDX-License-Identifier: GPL-2.0
/*
 * Rulesets, and all that is loaded together: checked, counted and put in order.
 *
 * A load takes time in proportion to its length: names are hashed, rules are
 * appended and sorted by position once, if they did not come so.
 */
#include <linux/ctype.h>
#include <linux/jhash.h>
#include <linux/list_sort.h>
#include <linux/mm.h>
#include <linux/rhashtable.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "filter/ruleset.h"

#define VSW_ARRAY_MIN	4

static u32 vsw_ruleset_name_hash(const void *name, u32 len, u32 seed)
{
	return jhash(name, strlen(name), seed);
}

static u32 vsw_ruleset_hash(const void *obj, u32 len, u32 seed)
{
	const struct vsw_ruleset *ruleset = obj;

	return vsw_ruleset_name_hash(ruleset->name, len, seed);
}

static int vsw_ruleset_cmp(struct rhashtable_compare_arg *arg, const void *obj)
{
	const struct vsw_ruleset *ruleset = obj;

	return strcmp(arg->key, ruleset->name);
}

static const struct rhashtable_params vsw_ruleset_params = {
	.head_offset = offsetof(struct vsw_ruleset, name_node),
	.hashfn = vsw_ruleset_name_hash,
	.obj_hashfn = vsw_ruleset_hash,
	.obj_cmpfn = vsw_ruleset_cmp,
};

/**
 * vsw_array_grow() - make room for another element
 * @array: the array, NULL if it is empty
 * @n: elements in it
 * @max: places in it
 * @size: bytes of an element
 *
 * Return: the array or a longer one that replaces it; NULL if there is no
 *   memory, and then the array is as it was.
 */
void *vsw_array_grow(void *array, u32 n, u32 *max, size_t size)
{
	u32 more = max_t(u32, *max * 2, VSW_ARRAY_MIN);
	void *longer;

	if (n < *max)
		return array;
	longer = kvmalloc_array(more, size, GFP_KERNEL_ACCOUNT);
	if (!longer)
		return NULL;
	memcpy(longer, array, n * size);
	kvfree(array);
	*max = more;
	return longer;
}

/* Nothing loaded. Return: NULL if there is no memory. */
struct vsw_rules *vsw_rules_alloc(void)
{
	struct vsw_rules *rules = kzalloc(sizeof(*rules), GFP_KERNEL_ACCOUNT);

	if (!rules)
		return NULL;
	INIT_LIST_HEAD(&rules->rulesets);
	if (rhashtable_init(&rules->ruleset_names, &vsw_ruleset_params))
		goto err_rules;
	if (vsw_addrsets_init(rules))
		goto err_names;
	return rules;

err_names:
	rhashtable_destroy(&rules->ruleset_names);
err_rules:
	kfree(rules);
	return NULL;
}

static void vsw_ruleset_free(struct vsw_ruleset *ruleset)
{
	u32 i;

	for (i = 0; i < ruleset->n_rules; i++) {
		vsw_rule_free(ruleset->rules[i]);
		cond_resched();
	}
	kvfree(ruleset->rules);
	kfree(ruleset);
}

/**
 * vsw_rules_free() - free rules that no frame can read any more
 * @rules: all of them; NULL is none
 *
 * Their classifier went before. Context: may sleep.
 */
void vsw_rules_free(struct vsw_rules *rules)
{
	struct vsw_ruleset *ruleset, *next;

	if (!rules)
		return;
	list_for_each_entry_safe(ruleset, next, &rules->rulesets, node)
		vsw_ruleset_free(ruleset);
	vsw_addrsets_exit(rules);
	rhashtable_destroy(&rules->ruleset_names);
	kfree(rules);
}

/**
 * vsw_rules_check_name() - may a ruleset or an address set have that name?
 * @name: the name
 * @extack: says why not
 *
 * Names are words of the text that rules are written in.
 */
int vsw_rules_check_name(const char *name, struct netlink_ext_ack *extack)
{
	size_t len = strnlen(name, VSW_NAME_LEN);
	size_t i;

	if (!len || len == VSW_NAME_LEN)
		goto err;
	for (i = 0; i < len; i++)
		if (!isascii(name[i]) || !isgraph(name[i]) ||
		    strchr("{};,#'\"", name[i]))
			goto err;
	return 0;

err:
	NL_SET_ERR_MSG(extack, "names are 1 to 63 printable characters other than spaces and {};,#'\"");
	return -EINVAL;
}

static int vsw_ruleset_check(const struct vsw_rules *rules,
			     const struct vsw_ruleset *ruleset,
			     struct netlink_ext_ack *extack)
{
	bool ethernet = ruleset->category == VSW_CATEGORY_ETHERNET;

	if (ruleset->category > VSW_CATEGORY_ETHERNET ||
	    ruleset->layer2 != ethernet) {
		NL_SET_ERR_MSG(extack, "no such category");
		return -EINVAL;
	}
	if (!ruleset->has_default)
		return 0;
	if (rules->has_default[ruleset->layer2]) {
		NL_SET_ERR_MSG(extack, "another ruleset of the layer has said the default already");
		return -EEXIST;
	}
	if (ruleset->default_action > VSW_ACTION_REJECT) {
		NL_SET_ERR_MSG(extack, "no such action");
		return -EINVAL;
	}
	if (ruleset->layer2 && ruleset->default_action == VSW_ACTION_REJECT) {
		NL_SET_ERR_MSG(extack, "category ethernet cannot reject");
		return -EINVAL;
	}
	return 0;
}

/**
 * vsw_rules_find_ruleset() - ruleset of a name
 * @rules: what is loaded, or about to be
 * @name: the name
 *
 * Context: lock of the control path held.
 */
struct vsw_ruleset *vsw_rules_find_ruleset(struct vsw_rules *rules,
					   const char *name)
{
	return rhashtable_lookup_fast(&rules->ruleset_names, name,
				      vsw_ruleset_params);
}

/**
 * vsw_rules_add_ruleset() - add an empty ruleset
 * @rules: what is about to be loaded
 * @ruleset: all that it says, copied; its rules are not looked at
 * @extack: says why not
 *
 * Context: may sleep.
 * Return: the ruleset, or an ERR_PTR().
 */
struct vsw_ruleset *vsw_rules_add_ruleset(struct vsw_rules *rules,
					  const struct vsw_ruleset *ruleset,
					  struct netlink_ext_ack *extack)
{
	struct vsw_ruleset *new;
	int ret;

	ret = vsw_rules_check_name(ruleset->name, extack) ?:
	      vsw_ruleset_check(rules, ruleset, extack);
	if (ret)
		return ERR_PTR(ret);
	if (vsw_rules_find_ruleset(rules, ruleset->name)) {
		NL_SET_ERR_MSG(extack, "there is a ruleset of that name");
		return ERR_PTR(-EEXIST);
	}
	if (rules->n_rulesets >= VSW_RULESETS_MAX) {
		NL_SET_ERR_MSG(extack, "more than 65535 rulesets");
		return ERR_PTR(-E2BIG);
	}
	new = kmemdup(ruleset, sizeof(*ruleset), GFP_KERNEL_ACCOUNT);
	if (!new)
		return ERR_PTR(-ENOMEM);
	new->sorted = true;
	new->n_rules = 0;
	new->max_rules = 0;
	new->rules = NULL;
	ret = rhashtable_insert_fast(&rules->ruleset_names, &new->name_node,
				     vsw_ruleset_params);
	if (ret) {
		kfree(new);
		return ERR_PTR(ret);
	}
	list_add_tail(&new->node, &rules->rulesets);
	rules->n_rulesets++;
	rules->has_default[new->layer2] |= new->has_default;
	return new;
}

static u32 vsw_rule_n_addresses(const struct vsw_rule *rule)
{
	return rule->from.n_ranges + rule->to.n_ranges;
}

static u32 vsw_rule_n_details(const struct vsw_rule *rule)
{
	return rule->from.n_sets + rule->to.n_sets + rule->from.n_macs +
	       rule->to.n_macs + rule->n_sports + rule->n_dports +
	       rule->n_applied + rule->n_applied_groups;
}

static int vsw_rules_check_limits(const struct vsw_rules *rules,
				  const struct vsw_rule *rule,
				  struct netlink_ext_ack *extack)
{
	if (rule->ruleset->layer2 && rules->n_l2_rules >= VSW_L2_RULES_MAX) {
		NL_SET_ERR_MSG(extack,
			       "more than 256 rules of category ethernet");
		return -E2BIG;
	}
	if (!rule->ruleset->layer2 && rules->n_rules >= VSW_RULES_MAX) {
		NL_SET_ERR_MSG(extack, "more than 65535 rules");
		return -E2BIG;
	}
	if (vsw_rule_n_addresses(rule) >
	    VSW_ADDRESSES_MAX - rules->n_addresses) {
		NL_SET_ERR_MSG(extack, "more than 1048576 addresses");
		return -E2BIG;
	}
	if (vsw_rule_n_details(rule) > VSW_DETAILS_MAX - rules->n_details) {
		NL_SET_ERR_MSG(extack, "more than 1048576 ports and names in all rules together");
		return -E2BIG;
	}
	return 0;
}

static int vsw_ruleset_check_position(struct vsw_ruleset *ruleset,
				      const struct vsw_rule *rule,
				      struct netlink_ext_ack *extack)
{
	const struct vsw_rule *last;

	if (!ruleset->n_rules)
		return 0;
	last = ruleset->rules[ruleset->n_rules - 1];
	if (rule->position == last->position) {
		NL_SET_ERR_MSG(extack, "the ruleset has a rule at that position already");
		return -EEXIST;
	}
	if (rule->position < last->position)
		ruleset->sorted = false;
	return 0;
}

/* Once for each rule, however often it names the set. */
static void vsw_sets_count(struct vsw_addrset **sets, u32 n,
			   const struct vsw_rule *rule)
{
	u32 i;

	for (i = 0; i < n; i++) {
		sets[i]->n_users += sets[i]->last_user != rule;
		sets[i]->last_user = rule;
	}
}

/**
 * vsw_rules_add_rule() - add a rule to a ruleset
 * @rules: what is about to be loaded
 * @ruleset: one of its rulesets
 * @rule: the rule, the ruleset's if all is well and else still the caller's
 * @extack: says why not
 *
 * A position that is taken, but not by the rule before, is found by
 * vsw_rules_finish().
 *
 * Context: may sleep.
 */
int vsw_rules_add_rule(struct vsw_rules *rules, struct vsw_ruleset *ruleset,
		       struct vsw_rule *rule, struct netlink_ext_ack *extack)
{
	struct vsw_rule **longer;
	int ret;

	rule->ruleset = ruleset;
	ret = vsw_rule_check(rule, extack) ?:
	      vsw_rules_check_limits(rules, rule, extack) ?:
	      vsw_ruleset_check_position(ruleset, rule, extack);
	if (ret)
		return ret;
	longer = vsw_array_grow(ruleset->rules, ruleset->n_rules,
				&ruleset->max_rules, sizeof(*longer));
	if (!longer)
		return -ENOMEM;
	ruleset->rules = longer;
	ruleset->rules[ruleset->n_rules++] = rule;
	rules->n_rules += !ruleset->layer2;
	rules->n_l2_rules += ruleset->layer2;
	rules->n_addresses += vsw_rule_n_addresses(rule);
	rules->n_details += vsw_rule_n_details(rule);
	vsw_sets_count(rule->from.sets, rule->from.n_sets, rule);
	vsw_sets_count(rule->to.sets, rule->to.n_sets, rule);
	vsw_sets_count(rule->applied_groups, rule->n_applied_groups, rule);
	return 0;
}

static int vsw_rule_cmp(const void *a, const void *b)
{
	const struct vsw_rule *x = *(const struct vsw_rule **)a;
	const struct vsw_rule *y = *(const struct vsw_rule **)b;

	if (x->position == y->position)
		return 0;
	return x->position < y->position ? -1 : 1;
}

static int vsw_ruleset_finish(struct vsw_ruleset *ruleset,
			      struct netlink_ext_ack *extack)
{
	u32 i;

	if (ruleset->sorted)
		return 0;
	sort(ruleset->rules, ruleset->n_rules, sizeof(*ruleset->rules),
	     vsw_rule_cmp, NULL);
	ruleset->sorted = true;
	for (i = 1; i < ruleset->n_rules; i++)
		if (ruleset->rules[i - 1]->position ==
		    ruleset->rules[i]->position) {
			NL_SET_ERR_MSG(extack, "two rules of a ruleset have the same position");
			return -EEXIST;
		}
	return 0;
}

static int vsw_ruleset_order(void *priv, const struct list_head *a,
			     const struct list_head *b)
{
	return (int)list_entry(a, struct vsw_ruleset, node)->category -
	       (int)list_entry(b, struct vsw_ruleset, node)->category;
}

/**
 * vsw_rules_finish() - put what was loaded in order
 * @rules: the rules; nothing is added any more
 * @extack: says what is wrong
 *
 * Rulesets are judged by category, those of one category as they came.
 *
 * Context: may sleep.
 */
int vsw_rules_finish(struct vsw_rules *rules, struct netlink_ext_ack *extack)
{
	struct vsw_ruleset *ruleset;
	struct vsw_addrset *set;
	int ret;

	list_for_each_entry(ruleset, &rules->rulesets, node) {
		ret = vsw_ruleset_finish(ruleset, extack);
		if (ret)
			return ret;
		cond_resched();
	}
	list_for_each_entry(set, &rules->sets, node) {
		ret = vsw_addrset_finish(set, extack);
		if (ret)
			return ret;
		cond_resched();
	}
	list_sort(NULL, &rules->rulesets, vsw_ruleset_order);
	return 0;
}

static int vsw_ruleset_clone(struct vsw_rules *copy,
			     const struct vsw_ruleset *ruleset,
			     struct vsw_addrset **sets)
{
	struct vsw_ruleset *new = vsw_rules_add_ruleset(copy, ruleset, NULL);
	u32 i;

	if (IS_ERR(new))
		return PTR_ERR(new);
	for (i = 0; i < ruleset->n_rules; i++) {
		struct vsw_rule *rule = vsw_rule_clone(ruleset->rules[i], sets);
		int ret;

		if (!rule)
			return -ENOMEM;
		ret = vsw_rules_add_rule(copy, new, rule, NULL);
		if (ret) {
			vsw_rule_free(rule);
			return ret;
		}
		cond_resched();
	}
	return 0;
}

/**
 * vsw_rules_clone() - copy all rules and sets
 * @rules: what is loaded
 *
 * The copy is in order, and may be changed: it has no classifier yet.
 *
 * Context: lock of the control path held; may sleep.
 * Return: the copy, NULL if there is no memory.
 */
struct vsw_rules *vsw_rules_clone(struct vsw_rules *rules)
{
	struct vsw_rules *copy = vsw_rules_alloc();
	struct vsw_ruleset *ruleset;
	struct vsw_addrset **sets;
	int ret;

	if (!copy)
		return NULL;
	sets = kvmalloc_array(rules->n_sets, sizeof(*sets), GFP_KERNEL_ACCOUNT);
	ret = sets || !rules->n_sets ?
	      vsw_addrsets_clone(copy, rules, sets) : -ENOMEM;
	list_for_each_entry(ruleset, &rules->rulesets, node) {
		if (ret)
			break;
		ret = vsw_ruleset_clone(copy, ruleset, sets);
	}
	kvfree(sets);
	if (ret) {
		vsw_rules_free(copy);
		return NULL;
	}
	return copy;
}
