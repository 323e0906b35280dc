// SPDX-License-Identifier: GPL-2.0
/*
 * Changes of rules and addresses.
 *
 * All that frames read of rules hangs on one pointer, vsw_filter_net.active. A
 * load, or a change of prefixes, is built beside it, published in its place,
 * and the old rules are freed a grace period later. Single addresses change in
 * place, in the classifier.
 *
 * The generation goes up after a change is published: a connection that was
 * judged meanwhile bears the old one, and is judged again.
 */
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "filter/filter.h"

static struct vsw_active *vsw_load_active(struct vsw_filter_net *fn)
{
	return rcu_dereference_protected(fn->active,
					 lockdep_is_held(&fn->lock));
}

/**
 * vsw_active_outdate() - states judged up to now are to be judged again
 * @fn: the namespace, its lock held
 * @active: rules in force, whose change has been published
 */
void vsw_active_outdate(struct vsw_filter_net *fn, struct vsw_active *active)
{
	lockdep_assert_held(&fn->lock);
	fn->epoch++;
	/* Pairs with vsw_filter_ask(): who sees it sees the change. */
	smp_store_release(&active->generation, fn->epoch);
	WRITE_ONCE(active->judge_from, fn->epoch);
}

static void vsw_load_kill(struct vsw_filter_net *fn)
{
	struct vsw_filter *filter;
	int slot;

	idr_for_each_entry(&fn->slots, filter, slot)
		vsw_ct_flush(&filter->ct, VSW_FLOW_END_RULES);
}

/*
 * @active takes the place of the rules in force, which are returned: a grace
 * period later no frame has them any more.
 */
static struct vsw_active *vsw_load_publish(struct vsw_filter_net *fn,
					   struct vsw_active *active)
{
	struct vsw_active *old = vsw_load_active(fn);

	rcu_assign_pointer(fn->active, active);
	/* Who reads the rules bit by bit must not go on with the old ones. */
	fn->changes++;
	vsw_filter_net_judging(fn);
	return old;
}

/* Apply to all vNICs, and have in groups what is in them, by now. */
static int vsw_load_apply(struct vsw_filter_net *fn, struct vsw_active **active)
{
	struct vsw_active *grown;

	if ((*active)->n_applied < fn->n_slots) {
		grown = vsw_active_grow(*active, fn->n_slots);
		if (!grown)
			return -ENOMEM;
		kvfree(*active);
		*active = grown;
	}
	return vsw_active_apply_all(*active, fn) ?:
	       vsw_groups_sync_sets(fn, *active);
}

/* With the lock held: put rules that are built in force. */
static int vsw_load_enforce(struct vsw_filter_net *fn,
			    struct vsw_active **active, const u32 *expected,
			    enum vsw_transition transition,
			    struct netlink_ext_ack *extack)
{
	struct vsw_active *old = vsw_load_active(fn);
	int err;

	if (expected && *expected != fn->generation) {
		NL_SET_ERR_MSG(extack, "rules or addresses have changed: another generation is in force");
		return -ESTALE;
	}
	err = vsw_load_apply(fn, active);
	if (err)
		return err;
	fn->generation++;
	fn->epoch++;
	(*active)->generation = fn->epoch;
	(*active)->first_generation = fn->epoch;
	(*active)->judge_from = transition == VSW_TRANSITION_KEEP && old ?
				old->judge_from : fn->epoch;
	*active = vsw_load_publish(fn, *active);
	if (transition == VSW_TRANSITION_KILL)
		vsw_load_kill(fn);
	return 0;
}

static struct vsw_active *vsw_load_build(struct vsw_filter_net *fn,
					 struct vsw_rules *rules,
					 struct netlink_ext_ack *extack)
{
	int err;

	mutex_lock(&fn->lock);
	err = vsw_groups_fill(fn, rules, extack);
	mutex_unlock(&fn->lock);
	if (err)
		return ERR_PTR(err);
	return vsw_active_build(rules, READ_ONCE(fn->n_slots), NULL, extack);
}

/**
 * vsw_filter_commit() - put rules in force
 * @fn: the namespace
 * @rules: the rules, finished; on success they are taken over
 * @expected: generation that must be in force, or NULL
 * @transition: what becomes of the connections there are
 * @generation: set to the new generation
 * @extack: says why not
 *
 * What takes time is done without the lock that ports wait for.
 *
 * Return: 0, -ESTALE, -ENOENT if a group has gone, -ENOMEM or what
 * vsw_classifier_build() says
 */
int vsw_filter_commit(struct vsw_filter_net *fn, struct vsw_rules *rules,
		      const u32 *expected, enum vsw_transition transition,
		      u32 *generation, struct netlink_ext_ack *extack)
{
	struct vsw_active *active;
	int err;

	mutex_lock(&fn->change_lock);
	active = vsw_load_build(fn, rules, extack);
	if (IS_ERR(active)) {
		mutex_unlock(&fn->change_lock);
		return PTR_ERR(active);
	}
	mutex_lock(&fn->lock);
	err = vsw_load_enforce(fn, &active, expected, transition, extack);
	*generation = fn->generation;
	mutex_unlock(&fn->lock);
	mutex_unlock(&fn->change_lock);
	if (!err) {
		vsw_active_retire(active);
		return 0;
	}
	active->rules = NULL;
	vsw_active_free(active);
	return err;
}

/**
 * struct vsw_set_change - what is to become of an address set
 * @name: its name
 * @ranges: addresses
 * @n: how many
 * @add: add them, else take them out
 * @delete: delete the set
 * @group: the set is that of this group, which is redefined, or NULL
 * @def: what is said of the group from now on
 */
struct vsw_set_change {
	const char *name;
	const struct vsw_range *ranges;
	u32 n;
	bool add;
	bool delete;
	struct vsw_group *group;
	struct vsw_group_def *def;
};

/* Members' addresses come when the rules are put in force. */
static int vsw_set_change_group(const struct vsw_set_change *change,
				struct vsw_rules *rules,
				struct netlink_ext_ack *extack)
{
	struct vsw_addrset *set = vsw_rules_find_group(rules,
						       change->group->name);

	vsw_addrset_clear(rules, set);
	return vsw_group_fill(rules, set, change->def, extack);
}

static int vsw_set_change_make(const struct vsw_set_change *change,
			       struct vsw_rules *rules,
			       struct netlink_ext_ack *extack)
{
	struct vsw_addrset *set;
	int err = 0;
	u32 i;

	if (change->group)
		return vsw_set_change_group(change, rules, extack);
	set = vsw_rules_find_set(rules, change->name);
	if (!set && change->add)
		set = vsw_rules_add_set(rules, change->name, extack);
	if (IS_ERR(set))
		return PTR_ERR(set);
	if (!set) {
		NL_SET_ERR_MSG(extack, "no such address set");
		return -ENOENT;
	}
	if (change->delete)
		return vsw_rules_del_set(rules, set, extack);
	for (i = 0; i < change->n && !err; i++) {
		const struct vsw_range *range = &change->ranges[i];

		if (!change->add)
			err = vsw_addrset_del(rules, set, range, extack);
		else if (!vsw_addrset_has(rules, set, range))
			err = vsw_addrset_add(rules, set, range, extack);
		cond_resched();
	}
	return err;
}

/* A copy of the rules in force, with the change made to it; or ERR_PTR() */
static struct vsw_rules *vsw_load_changed(struct vsw_active *old,
					  const struct vsw_set_change *change,
					  struct netlink_ext_ack *extack)
{
	struct vsw_rules *rules;
	int err;

	rules = old ? vsw_rules_clone(old->rules) : vsw_rules_alloc();
	if (IS_ERR_OR_NULL(rules))
		return ERR_PTR(-ENOMEM);
	err = vsw_set_change_make(change, rules, extack);
	if (!err)
		err = vsw_rules_finish(rules, extack);
	if (!err)
		return rules;
	vsw_rules_free(rules);
	return ERR_PTR(err);
}

/* The same rules of the same load: what they count goes on. */
static int vsw_load_replace(struct vsw_filter_net *fn,
			    const struct vsw_set_change *change,
			    struct vsw_active **active)
{
	struct vsw_active *old;
	int err;

	mutex_lock(&fn->lock);
	old = vsw_load_active(fn);
	if (change->group)
		vsw_group_redefine(fn, change->group, change->def);
	err = vsw_load_apply(fn, active);
	if (err && change->group)
		vsw_group_redefine(fn, change->group, change->def);
	if (!err) {
		fn->generation++;
		fn->epoch++;
		(*active)->generation = fn->epoch;
		(*active)->first_generation = old ? old->first_generation :
						    fn->epoch;
		(*active)->judge_from = fn->epoch;
		*active = vsw_load_publish(fn, *active);
	}
	mutex_unlock(&fn->lock);
	return err;
}

/*
 * The rules anew. Copying them needs the lock that ports wait for, building
 * what frames use, which takes longer, does not: nobody else can change rules
 * with the lock for changes held.
 */
static int vsw_load_rebuild(struct vsw_filter_net *fn,
			    const struct vsw_set_change *change,
			    struct netlink_ext_ack *extack)
{
	struct vsw_active *active, *old;
	struct vsw_ruled *ruled;
	struct vsw_rules *rules;
	int err;

	mutex_lock(&fn->lock);
	old = vsw_load_active(fn);
	ruled = old ? old->ruled : NULL;
	rules = vsw_load_changed(old, change, extack);
	mutex_unlock(&fn->lock);
	if (IS_ERR(rules))
		return PTR_ERR(rules);
	active = vsw_active_build(rules, READ_ONCE(fn->n_slots), ruled, extack);
	if (IS_ERR(active)) {
		vsw_rules_free(rules);
		return PTR_ERR(active);
	}
	err = vsw_load_replace(fn, change, &active);
	if (!err)
		vsw_active_retire(active);
	else
		vsw_active_free(active);
	return err;
}

/* A single address, which needs no new rules: -EXDEV if it is none. */
static int vsw_load_in_place(struct vsw_filter_net *fn,
			     const struct vsw_set_change *change)
{
	struct vsw_active *active = vsw_load_active(fn);
	struct vsw_addrset *set = NULL;
	int err;

	if (active && change->n == 1 && !change->group)
		set = vsw_rules_find_set(active->rules, change->name);
	if (!set)
		return -EXDEV;
	if (change->add)
		err = vsw_classifier_add(active->classifier, set,
					 change->ranges);
	else
		err = vsw_classifier_del(active->classifier, set,
					 change->ranges);
	if (!err) {
		fn->generation++;
		fn->changes++;
		vsw_active_outdate(fn, active);
	}
	return err == -EEXIST ? 0 : err;
}

static int vsw_load_change(struct vsw_filter_net *fn,
			   const struct vsw_set_change *change,
			   struct netlink_ext_ack *extack)
{
	int err;

	mutex_lock(&fn->change_lock);
	mutex_lock(&fn->lock);
	err = vsw_load_in_place(fn, change);
	mutex_unlock(&fn->lock);
	if (err == -EXDEV)
		err = vsw_load_rebuild(fn, change, extack);
	else if (err == -ENOENT)
		NL_SET_ERR_MSG(extack, "the address is not in the set");
	else if (err == -E2BIG)
		NL_SET_ERR_MSG(extack, "more than 1048576 addresses");
	mutex_unlock(&fn->change_lock);
	return err;
}

/**
 * vsw_filter_set_change() - add addresses to a set or take them out
 * @fn: the namespace
 * @name: name of the set; made if there is none to add to
 * @ranges: addresses, prefixes, ranges
 * @n: how many, at least one
 * @add: add, else take out
 * @extack: says why not
 *
 * All or nothing, for frames, too. A single address takes as long whatever
 * else there is; anything more builds the rules anew.
 *
 * Return: 0, -ENOENT, -ENOMEM or what vsw_addrset_add() says
 */
int vsw_filter_set_change(struct vsw_filter_net *fn, const char *name,
			  const struct vsw_range *ranges, u32 n, bool add,
			  struct netlink_ext_ack *extack)
{
	const struct vsw_set_change change = {
		.name = name,
		.ranges = ranges,
		.n = n,
		.add = add,
	};

	return vsw_load_change(fn, &change, extack);
}

/**
 * vsw_filter_set_delete() - delete an address set
 * @fn: the namespace
 * @name: name of the set
 * @extack: says why not
 *
 * Return: 0, -ENOENT, -EBUSY if a rule uses it, -ENOMEM
 */
int vsw_filter_set_delete(struct vsw_filter_net *fn, const char *name,
			  struct netlink_ext_ack *extack)
{
	const struct vsw_set_change change = {
		.name = name,
		.delete = true,
	};

	return vsw_load_change(fn, &change, extack);
}

/* Is a group named by the rules in force? */
static bool vsw_load_has_group(struct vsw_filter_net *fn, const char *name)
{
	struct vsw_active *active = vsw_load_active(fn);

	return active && vsw_rules_find_group(active->rules, name);
}

/**
 * vsw_filter_group_new() - make a group
 * @fn: the namespace
 * @name: its name
 * @def: what is said of it; taken over on success
 * @extack: says why not
 *
 * Return: 0, -EEXIST, -EINVAL, -E2BIG, -ENOMEM
 */
int vsw_filter_group_new(struct vsw_filter_net *fn, const char *name,
			 struct vsw_group_def *def,
			 struct netlink_ext_ack *extack)
{
	struct vsw_group *group;

	mutex_lock(&fn->change_lock);
	mutex_lock(&fn->lock);
	group = vsw_group_add(&fn->groups, name, extack);
	if (!IS_ERR(group))
		vsw_group_redefine(fn, group, def);
	mutex_unlock(&fn->lock);
	mutex_unlock(&fn->change_lock);
	return PTR_ERR_OR_ZERO(group);
}

/* The group of a name and whether rules in force have it; lock held. */
static struct vsw_group *vsw_load_find_group(struct vsw_filter_net *fn,
					     const char *name, bool *used,
					     struct netlink_ext_ack *extack)
{
	struct vsw_group *group = vsw_group_find(&fn->groups, name);

	if (!group) {
		NL_SET_ERR_MSG(extack, "no such group");
		return ERR_PTR(-ENOENT);
	}
	*used = vsw_load_has_group(fn, name);
	return group;
}

/**
 * vsw_filter_group_set() - say something else of a group
 * @fn: the namespace
 * @name: its name
 * @def: what is said from now on; gets what was said until now on success
 * @extack: says why not
 *
 * Rules in force that name it are built anew.
 *
 * Return: 1 if there are such rules, else 0; -ENOENT, -ENOMEM or what
 * vsw_classifier_build() says
 */
int vsw_filter_group_set(struct vsw_filter_net *fn, const char *name,
			 struct vsw_group_def *def,
			 struct netlink_ext_ack *extack)
{
	struct vsw_set_change change = { .def = def };
	bool used;
	int err;

	mutex_lock(&fn->change_lock);
	mutex_lock(&fn->lock);
	change.group = vsw_load_find_group(fn, name, &used, extack);
	err = PTR_ERR_OR_ZERO(change.group);
	if (!err && !used)
		vsw_group_redefine(fn, change.group, def);
	mutex_unlock(&fn->lock);
	if (!err && used)
		err = vsw_load_rebuild(fn, &change, extack) ?: 1;
	mutex_unlock(&fn->change_lock);
	return err;
}

/**
 * vsw_filter_group_del() - delete a group
 * @fn: the namespace
 * @name: its name
 * @extack: says why not
 *
 * Return: 0, -ENOENT, -EBUSY if a rule in force names it
 */
int vsw_filter_group_del(struct vsw_filter_net *fn, const char *name,
			 struct netlink_ext_ack *extack)
{
	struct vsw_group_def nobody = {};
	struct vsw_group *group;
	bool used;
	int err;

	mutex_lock(&fn->change_lock);
	mutex_lock(&fn->lock);
	group = vsw_load_find_group(fn, name, &used, extack);
	err = PTR_ERR_OR_ZERO(group);
	if (!err && used) {
		NL_SET_ERR_MSG(extack, "a rule names the group");
		err = -EBUSY;
	}
	if (!err) {
		vsw_group_redefine(fn, group, &nobody);
		vsw_group_del(&fn->groups, group);
	}
	mutex_unlock(&fn->lock);
	mutex_unlock(&fn->change_lock);
	vsw_group_def_free(&nobody);
	return err;
}
