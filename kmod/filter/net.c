// SPDX-License-Identifier: GPL-2.0
/* What a network namespace keeps for all of its filters. */
#include <linux/module.h>
#include <linux/slab.h>
#include <net/netns/generic.h>

#include "filter/filter.h"

static unsigned int vsw_filter_net_id;

/* Namespaces that have rules, or want some: without, frames pay nothing. */
DEFINE_STATIC_KEY_FALSE(vsw_filter_key);

static bool require_ruleset;
module_param(require_ruleset, bool, 0644);
MODULE_PARM_DESC(require_ruleset,
		 "no vNIC of a new network namespace passes a frame before the first ruleset is loaded");

struct vsw_filter_net *vsw_filter_net(const struct net *net)
{
	return net_generic(net, vsw_filter_net_id);
}

/* Count a namespace in vsw_filter_key or not; its lock is held. */
void vsw_filter_net_judging(struct vsw_filter_net *fn)
{
	const struct vsw_active *active =
		rcu_dereference_protected(fn->active,
					  lockdep_is_held(&fn->lock));
	bool judging = fn->require_ruleset || (active && !active->empty);

	if (judging == fn->judging)
		return;
	fn->judging = judging;
	if (judging)
		static_branch_inc(&vsw_filter_key);
	else
		static_branch_dec(&vsw_filter_key);
}

/**
 * vsw_filter_require() - say what becomes of frames while there is no ruleset
 * @fn: the namespace
 * @on: none passes
 */
void vsw_filter_require(struct vsw_filter_net *fn, bool on)
{
	mutex_lock(&fn->lock);
	WRITE_ONCE(fn->require_ruleset, on);
	vsw_filter_net_judging(fn);
	mutex_unlock(&fn->lock);
}

static int __net_init vsw_filter_net_init(struct net *net)
{
	struct vsw_filter_net *fn = vsw_filter_net(net);

	fn->net = net;
	mutex_init(&fn->change_lock);
	mutex_init(&fn->lock);
	idr_init(&fn->slots);
	vsw_groups_init(&fn->groups);
	INIT_DELAYED_WORK(&fn->late, vsw_groups_late);
	INIT_LIST_HEAD(&fn->loads);
	spin_lock_init(&fn->log_lock);
	vsw_filter_require(fn, require_ruleset);
	return 0;
}

/*
 * The ports, and their filters with them, went before: l2/'s pernet operations
 * were registered later and so end earlier. Loads go with their sockets, which
 * keep a namespace.
 */
static void __net_exit vsw_filter_net_exit(struct net *net)
{
	struct vsw_filter_net *fn = vsw_filter_net(net);

	WARN_ON(!idr_is_empty(&fn->slots));
	cancel_delayed_work_sync(&fn->late);
	mutex_lock(&fn->lock);
	vsw_active_free(rcu_replace_pointer(fn->active, NULL, true));
	fn->require_ruleset = false;
	vsw_filter_net_judging(fn);
	vsw_groups_exit(&fn->groups);
	mutex_unlock(&fn->lock);
	idr_destroy(&fn->slots);
	mutex_destroy(&fn->lock);
	mutex_destroy(&fn->change_lock);
}

static struct pernet_operations vsw_filter_net_ops = {
	.init = vsw_filter_net_init,
	.exit = vsw_filter_net_exit,
	.id = &vsw_filter_net_id,
	.size = sizeof(struct vsw_filter_net),
};

int vsw_filter_register(void)
{
	int err;

	vsw_key_init();
	err = vsw_ct_register();
	if (err)
		return err;
	err = vsw_active_register();
	if (err)
		goto err_ct;
	err = register_pernet_subsys(&vsw_filter_net_ops);
	if (err)
		goto err_active;
	return 0;

err_active:
	vsw_active_unregister();
err_ct:
	vsw_ct_unregister();
	return err;
}

/* Waits for all RCU callbacks of the module. */
void vsw_filter_unregister(void)
{
	unregister_pernet_subsys(&vsw_filter_net_ops);
	rcu_barrier();
	vsw_active_unregister();
	vsw_ct_unregister();
}
