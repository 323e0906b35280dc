// SPDX-License-Identifier: GPL-2.0
/* The filter of one vNIC: it comes and goes with the port. */
#include <linux/slab.h>

#include "filter/filter.h"

/* A filter writes and answers this often in a second at most. */
#define VSW_LOG_BURST		1000
#define VSW_REJECT_BURST	1000

#define VSW_SLOTS_MIN		64

static void vsw_filter_drop(struct vsw_filter *filter, struct sk_buff *skb,
			    enum vsw_drop drop)
{
	vsw_stats_drop(filter->stats, drop);
	kfree_skb_reason(skb, vsw_drop_info[drop].core);
}

static void vsw_filter_drop_out(struct vsw_frags *frags, struct sk_buff *skb,
				enum vsw_drop reason)
{
	vsw_filter_drop(container_of(frags, struct vsw_filter, frags[VSW_OUT]),
			skb, reason);
}

static void vsw_filter_drop_in(struct vsw_frags *frags, struct sk_buff *skb,
			       enum vsw_drop reason)
{
	vsw_filter_drop(container_of(frags, struct vsw_filter, frags[VSW_IN]),
			skb, vsw_drop_dir(reason, true));
}

static void vsw_filter_limit(struct ratelimit_state *limit, int burst)
{
	ratelimit_state_init(limit, HZ, burst);
	/* What is held back is told where the rest is, not in the kernel log. */
	ratelimit_set_flags(limit, RATELIMIT_MSG_ON_RELEASE);
}

static struct vsw_filter *vsw_filter_alloc(struct vsw_filter_net *fn,
					   u32 port_id,
					   const struct vsw_identity *id,
					   struct vsw_stats __percpu *stats)
{
	struct vsw_filter *filter;
	int err;

	filter = kzalloc(sizeof(*filter), GFP_KERNEL_ACCOUNT);
	if (!filter)
		return ERR_PTR(-ENOMEM);
	err = vsw_ct_init(&filter->ct, &vsw_filter_ct_ops);
	if (err) {
		kfree(filter);
		return ERR_PTR(err);
	}
	filter->fn = fn;
	filter->port_id = port_id;
	filter->stats = stats;
	filter->id = *id;
	INIT_LIST_HEAD(&filter->addrs);
	vsw_frags_init(&filter->frags[VSW_OUT], vsw_filter_drop_out);
	vsw_frags_init(&filter->frags[VSW_IN], vsw_filter_drop_in);
	vsw_filter_limit(&filter->log_limit, VSW_LOG_BURST);
	vsw_filter_limit(&filter->reject_limit, VSW_REJECT_BURST);
	return filter;
}

static void vsw_filter_free(struct vsw_filter *filter)
{
	struct vsw_filter_addr *addr, *next;

	list_for_each_entry_safe(addr, next, &filter->addrs, node)
		kfree(addr);
	kfree(filter->id.tags);
	vsw_frags_exit(&filter->frags[VSW_OUT]);
	vsw_frags_exit(&filter->frags[VSW_IN]);
	vsw_ct_exit(&filter->ct);
	kfree(filter);
}

/* Have room for the rules of another vNIC, in what is in force, too. */
static int vsw_filter_grow(struct vsw_filter_net *fn)
{
	u32 slots = fn->n_slots ? 2 * fn->n_slots : VSW_SLOTS_MIN;
	struct vsw_active *active, *grown;

	active = rcu_dereference_protected(fn->active,
					   lockdep_is_held(&fn->lock));
	if (active) {
		grown = vsw_active_grow(active, slots);
		if (!grown)
			return -ENOMEM;
		rcu_assign_pointer(fn->active, grown);
		kvfree_rcu(active, rcu);
	}
	WRITE_ONCE(fn->n_slots, slots);
	return 0;
}

/* A place for the filter, its groups, and the rules that apply to it. */
static int vsw_filter_enter(struct vsw_filter *filter)
{
	struct vsw_filter_net *fn = filter->fn;
	struct vsw_active *active;
	int slot, err = 0;

	slot = idr_alloc(&fn->slots, filter, 0, 0, GFP_KERNEL);
	if (slot < 0)
		return slot;
	if (slot >= fn->n_slots)
		err = vsw_filter_grow(fn);
	if (!err)
		err = vsw_filter_join(filter);
	active = rcu_dereference_protected(fn->active,
					   lockdep_is_held(&fn->lock));
	if (!err && active)
		err = vsw_active_apply(active, filter->id.client,
				       filter->groups, &active->applied[slot]);
	if (err) {
		vsw_filter_leave(filter);
		idr_remove(&fn->slots, slot);
		return err;
	}
	filter->slot = slot;
	return 0;
}

/**
 * vsw_filter_create() - make the filter of a new port
 * @net: its network namespace
 * @port_id: its id
 * @id: what groups go by; tags belong to the filter on success
 * @stats: its counters
 *
 * The rules in force apply to it, and its groups have it, from its first frame on.
 *
 * Return: the filter, or ERR_PTR(-ENOMEM)
 */
struct vsw_filter *vsw_filter_create(struct net *net, u32 port_id,
				     const struct vsw_identity *id,
				     struct vsw_stats __percpu *stats)
{
	struct vsw_filter_net *fn = vsw_filter_net(net);
	struct vsw_filter *filter;
	int err;

	filter = vsw_filter_alloc(fn, port_id, id, stats);
	if (IS_ERR(filter))
		return filter;
	mutex_lock(&fn->lock);
	err = vsw_filter_enter(filter);
	mutex_unlock(&fn->lock);
	if (err) {
		filter->id.tags = NULL;
		vsw_filter_free(filter);
		return ERR_PTR(err);
	}
	return filter;
}

/**
 * vsw_filter_destroy() - the port of a filter goes
 * @filter: the filter, which no frame can find any more
 */
void vsw_filter_destroy(struct vsw_filter *filter)
{
	struct vsw_filter_net *fn = filter->fn;
	struct vsw_active *active;

	vsw_filter_flush(filter);
	mutex_lock(&fn->lock);
	active = rcu_dereference_protected(fn->active,
					   lockdep_is_held(&fn->lock));
	if (active)
		vsw_active_unapply(active, &active->applied[filter->slot]);
	vsw_filter_leave(filter);
	idr_remove(&fn->slots, filter->slot);
	mutex_unlock(&fn->lock);
	vsw_filter_free(filter);
}

/* Forget all connections and fragments: another guest comes, or none. */
void vsw_filter_flush(struct vsw_filter *filter)
{
	vsw_frags_flush(&filter->frags[VSW_OUT]);
	vsw_frags_flush(&filter->frags[VSW_IN]);
	vsw_ct_flush(&filter->ct, VSW_FLOW_END_FLUSHED);
}

/**
 * vsw_filter_find() - the filter of a port
 * @fn: the namespace, its lock held
 * @port_id: id of the port
 */
struct vsw_filter *vsw_filter_find(struct vsw_filter_net *fn, u32 port_id)
{
	struct vsw_filter *filter;
	int slot;

	lockdep_assert_held(&fn->lock);
	idr_for_each_entry(&fn->slots, filter, slot)
		if (filter->port_id == port_id)
			return filter;
	return NULL;
}
