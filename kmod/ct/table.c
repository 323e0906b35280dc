// SPDX-License-Identifier: GPL-2.0
/*
 * The state table of one vNIC: which connections there are.
 *
 * One hash table for each vNIC, with one node for each connection: the key is
 * the same for both directions (struct vsw_tuple), and a bit says which end
 * began. The hash comes with the packet, keyed and computed once for all tables
 * that it meets, so the hash table's own seed is not used.
 *
 * Frames find a state under RCU and change it under its own lock, see update.c.
 * The table's lock is for those that add or remove: the first packet of a
 * connection, its first answer, its end. A state that leaves the table is
 * marked dead under both locks, told of once, and freed a grace period later.
 *
 * How many there may be: create.c. A state that has timed out is gone for all
 * that look for it; what is not looked for is swept, see gc.c.
 */
#include <linux/slab.h>

#include "ct/table.h"

/* The same for all ports unless they are set, in seconds. */
const u32 vsw_ct_timeout_default[VSW_FLOW_STATES] = {
	[VSW_FLOW_STATE_TCP_FIRST] = 120,
	[VSW_FLOW_STATE_TCP_OPENING] = 30,
	[VSW_FLOW_STATE_TCP_ESTABLISHED] = 43200,
	[VSW_FLOW_STATE_TCP_CLOSING] = 120,
	[VSW_FLOW_STATE_TCP_FIN_WAIT] = 45,
	[VSW_FLOW_STATE_TCP_CLOSED] = 20,
	[VSW_FLOW_STATE_UDP_FIRST] = 60,
	[VSW_FLOW_STATE_UDP_SINGLE] = 30,
	[VSW_FLOW_STATE_UDP_MULTIPLE] = 60,
	[VSW_FLOW_STATE_ICMP_FIRST] = 20,
	[VSW_FLOW_STATE_ICMP_ERROR] = 10,
	[VSW_FLOW_STATE_OTHER] = 60,
};

static struct kmem_cache *vsw_flow4_cache;
static struct kmem_cache *vsw_flow6_cache;

/*
 * The three functions of the hash table are called for every frame: inlined
 * into the lookup, which is why vsw_ct_find() is __flatten, they are a handful
 * of instructions.
 */
static __always_inline u32 vsw_packet_hash(const void *key, u32 len, u32 seed)
{
	return ((const struct vsw_packet *)key)->hash;
}

static __always_inline u32 vsw_flow_hash(const void *obj, u32 len, u32 seed)
{
	return ((const struct vsw_flow *)obj)->hash;
}

static __always_inline int
vsw_flow_compare(struct rhashtable_compare_arg *arg, const void *obj)
{
	const struct vsw_packet *pkt = arg->key;
	const struct vsw_tuple *tuple = &pkt->tuple;
	const struct vsw_flow *flow = obj;

	if (flow->head != tuple->head)
		return 1;
	if (tuple->family == AF_INET)
		return flow->addr[0] != tuple->addr[0].ip4 ||
		       flow->addr[1] != tuple->addr[1].ip4;
	return memcmp(flow->addr, tuple->addr, sizeof(tuple->addr));
}

static const struct rhashtable_params vsw_ct_params = {
	.head_offset = offsetof(struct vsw_flow, node),
	.key_len = sizeof(struct vsw_tuple),
	.hashfn = vsw_packet_hash,
	.obj_hashfn = vsw_flow_hash,
	.obj_cmpfn = vsw_flow_compare,
	.automatic_shrinking = true,
};

static struct kmem_cache *vsw_flow_cache(u8 family)
{
	return family == AF_INET ? vsw_flow4_cache : vsw_flow6_cache;
}

/**
 * vsw_flow_alloc() - room for a state
 * @family: AF_INET or AF_INET6
 *
 * Return: the state, not initialized but for its family, or NULL
 */
struct vsw_flow *vsw_flow_alloc(u8 family)
{
	struct vsw_flow *flow = kmem_cache_alloc(vsw_flow_cache(family),
						 GFP_ATOMIC | __GFP_NOWARN);

	if (flow)
		flow->family = family;
	return flow;
}

/**
 * vsw_flow_free() - give up a state that was never in a table
 * @flow: the state
 */
void vsw_flow_free(struct vsw_flow *flow)
{
	kmem_cache_free(vsw_flow_cache(flow->family), flow);
}

static void vsw_flow_free_rcu(struct rcu_head *rcu)
{
	vsw_flow_free(container_of(rcu, struct vsw_flow, rcu));
}

/* Why did a state end that has timed out, or makes room for its successor? */
static enum vsw_flow_end vsw_flow_end(const struct vsw_flow *flow)
{
	if (flow->flags & VSW_FLOW_RESET)
		return VSW_FLOW_END_RST;
	if (flow->state == VSW_FLOW_STATE_TCP_FIN_WAIT ||
	    flow->state == VSW_FLOW_STATE_TCP_CLOSED)
		return VSW_FLOW_END_FIN;
	return VSW_FLOW_END_TIMEOUT;
}

/**
 * vsw_flow_bury() - tell of a state that has left the table, and free it
 * @ct: the table; its lock is not held
 * @flow: the state
 * @why: enum vsw_flow_end
 *
 * Context: bottom halves off.
 */
void vsw_flow_bury(struct vsw_ct *ct, struct vsw_flow *flow,
		   enum vsw_flow_end why)
{
	ct->ops->ended(ct, flow, why);
	call_rcu(&flow->rcu, vsw_flow_free_rcu);
}

/* It waits for no answer any more. */
static void vsw_flow_unlist(struct vsw_ct *ct, struct vsw_flow *flow)
{
	list_del(&flow->list);
	if (flow->proto == IPPROTO_TCP)
		ct->n[VSW_LIMIT_HALF_OPEN]--;
}

/**
 * vsw_flow_answered() - the other end has answered for the first time
 * @ct: the table
 * @flow: a state that lives; its lock and that of the table are held
 */
void vsw_flow_answered(struct vsw_ct *ct, struct vsw_flow *flow)
{
	lockdep_assert_held(&ct->lock);
	lockdep_assert_held(&flow->lock);
	vsw_flow_unlist(ct, flow);
	flow->flags |= VSW_FLOW_REPLIED;
}

/**
 * vsw_ct_insert() - enter a state that waits for an answer
 * @ct: the table; its lock is held
 * @pkt: the packet that it was made for
 * @flow: the state
 *
 * Return: NULL; the state of the same key that is there already; or ERR_PTR()
 *   of what the hash table says
 */
struct vsw_flow *vsw_ct_insert(struct vsw_ct *ct, const struct vsw_packet *pkt,
			       struct vsw_flow *flow)
{
	enum vsw_limit class = vsw_flow_class(flow);
	struct vsw_flow *there;

	lockdep_assert_held(&ct->lock);
	there = rhashtable_lookup_get_insert_key(&ct->table, pkt, &flow->node,
						 vsw_ct_params);
	if (there)
		return there;
	list_add_tail(&flow->list, &ct->embryonic[class]);
	ct->n[class]++;
	ct->n[VSW_LIMIT_TOTAL]++;
	vsw_ct_gc_start(ct);
	return NULL;
}

/**
 * vsw_ct_unlink() - take a state out of the table
 * @ct: the table; its lock is held
 * @flow: the state
 *
 * Return: whether it was there, and is the caller's to bury
 */
bool vsw_ct_unlink(struct vsw_ct *ct, struct vsw_flow *flow)
{
	lockdep_assert_held(&ct->lock);
	if (flow->flags & VSW_FLOW_DEAD)
		return false;
	rhashtable_remove_fast(&ct->table, &flow->node, vsw_ct_params);
	if (!(flow->flags & VSW_FLOW_REPLIED))
		vsw_flow_unlist(ct, flow);
	if (flow->proto != IPPROTO_TCP)
		ct->n[vsw_flow_class(flow)]--;
	ct->n[VSW_LIMIT_TOTAL]--;
	vsw_ct_forget(ct, flow);

	spin_lock(&flow->lock);
	flow->flags |= VSW_FLOW_DEAD;
	spin_unlock(&flow->lock);
	return true;
}

/**
 * vsw_ct_kill() - end a state
 * @ct: the table
 * @flow: the state; may have ended already
 * @why: enum vsw_flow_end
 *
 * Context: RCU read lock; any context but hardirq.
 */
void vsw_ct_kill(struct vsw_ct *ct, struct vsw_flow *flow,
		 enum vsw_flow_end why)
{
	bool was;

	local_bh_disable();
	spin_lock(&ct->lock);
	was = vsw_ct_unlink(ct, flow);
	spin_unlock(&ct->lock);
	if (was)
		vsw_flow_bury(ct, flow, why);
	local_bh_enable();
}

/**
 * vsw_ct_end() - end a state whose time is over
 * @ct: the table
 * @flow: the state; may have ended already
 *
 * Not a part of vsw_ct_find(), which is to be short.
 */
noinline void vsw_ct_end(struct vsw_ct *ct, struct vsw_flow *flow)
{
	vsw_ct_kill(ct, flow, vsw_flow_end(flow));
}

/* A SYN on a connection that both ends have closed begins another one. */
static bool vsw_flow_reopened(const struct vsw_flow *flow,
			      const struct vsw_packet *pkt)
{
	return (flow->state == VSW_FLOW_STATE_TCP_FIN_WAIT ||
		flow->state == VSW_FLOW_STATE_TCP_CLOSED) &&
	       pkt->track == VSW_TRACK_STATE &&
	       (pkt->tcp.flags & (VSW_TCP_SYN | VSW_TCP_ACK | VSW_TCP_RST |
				  VSW_TCP_FIN)) == VSW_TCP_SYN;
}

/**
 * vsw_ct_find() - find the state of a packet
 * @ct: the table
 * @pkt: the packet
 *
 * Context: RCU read lock, bottom halves off.
 * Return: the state; NULL if there is none, it has timed out, or it is that of
 *   a closed connection whose ports are used again, which is to be judged anew
 */
__flatten struct vsw_flow *vsw_ct_find(struct vsw_ct *ct,
				       const struct vsw_packet *pkt)
{
	struct vsw_flow *flow;

	flow = rhashtable_lookup(&ct->table, pkt, vsw_ct_params);
	if (!flow)
		return NULL;
	if (unlikely(vsw_flow_expired(ct, flow, pkt->now) ||
		     vsw_flow_reopened(flow, pkt))) {
		vsw_ct_end(ct, flow);
		return NULL;
	}
	return flow;
}

/**
 * vsw_ct_peek() - find the state of a packet that there is not
 * @ct: the table
 * @pkt: the packet
 *
 * Context: RCU read lock. Return: as vsw_ct_find(), which it is without effects
 */
const struct vsw_flow *vsw_ct_peek(struct vsw_ct *ct,
				   const struct vsw_packet *pkt)
{
	const struct vsw_flow *flow;

	flow = rhashtable_lookup(&ct->table, pkt, vsw_ct_params);
	if (!flow || vsw_flow_expired(ct, flow, pkt->now) ||
	    vsw_flow_reopened(flow, pkt))
		return NULL;
	return flow;
}

/**
 * vsw_ct_flush() - end all states
 * @ct: the table
 * @why: enum vsw_flow_end
 *
 * Context: may sleep. What is made meanwhile may stay.
 */
void vsw_ct_flush(struct vsw_ct *ct, enum vsw_flow_end why)
{
	struct vsw_flow *flow;
	u64 from = 0, to;

	while (from != VSW_CT_WALK_END) {
		to = min(from + VSW_CT_STRIDE, VSW_CT_WALK_END);
		rcu_read_lock();
		while ((flow = vsw_ct_next(ct, &from, to)))
			vsw_ct_kill(ct, flow, why);
		rcu_read_unlock();
		cond_resched();
	}
}

/**
 * vsw_ct_init() - make an empty table
 * @ct: the table
 * @ops: its owner's
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM
 */
int vsw_ct_init(struct vsw_ct *ct, const struct vsw_ct_ops *ops)
{
	int i;

	memset(ct, 0, sizeof(*ct));
	ct->ops = ops;
	memcpy(ct->timeout, vsw_ct_timeout_default, sizeof(ct->timeout));
	memcpy(ct->limit, vsw_ct_limit_default, sizeof(ct->limit));
	spin_lock_init(&ct->lock);
	for (i = 0; i < VSW_CT_LIMITS; i++)
		INIT_LIST_HEAD(&ct->embryonic[i]);
	INIT_LIST_HEAD(&ct->expected);
	vsw_ct_gc_init(ct);
	return rhashtable_init(&ct->table, &vsw_ct_params);
}

/**
 * vsw_ct_exit() - end a table
 * @ct: the table, which no frame can find since a grace period
 *
 * Ends all states that there are. When it returns nothing of the table runs.
 * The memory of its states is on its way back, which does not touch @ct any
 * more; vsw_ct_unregister() waits for it.
 *
 * Context: may sleep.
 */
void vsw_ct_exit(struct vsw_ct *ct)
{
	spin_lock_bh(&ct->lock);
	ct->closed = true;
	spin_unlock_bh(&ct->lock);

	cancel_delayed_work_sync(&ct->gc);
	vsw_ct_flush(ct, VSW_FLOW_END_FLUSHED);
	WARN_ON_ONCE(ct->n[VSW_LIMIT_TOTAL] || ct->n_expected);
	rhashtable_destroy(&ct->table);
}

/**
 * vsw_ct_register() - get ready for tables
 *
 * Return: 0 or -ENOMEM
 */
int vsw_ct_register(void)
{
	const size_t size4 = offsetof(struct vsw_flow, addr[2]);
	const size_t size6 = offsetof(struct vsw_flow, addr[8]);

	/* Lock debugging makes locks larger. */
	BUILD_BUG_ON(sizeof(spinlock_t) == sizeof(u32) && size4 > 112);
	BUILD_BUG_ON(sizeof(spinlock_t) == sizeof(u32) && size6 > 136);
	BUILD_BUG_ON(VSW_FLOW_STATES > 16 || VSW_ALG_TFTP > 3);

	vsw_flow4_cache = kmem_cache_create("vsw_flow4", size4, 0, 0, NULL);
	if (!vsw_flow4_cache)
		return -ENOMEM;
	vsw_flow6_cache = kmem_cache_create("vsw_flow6", size6, 0, 0, NULL);
	if (!vsw_flow6_cache) {
		kmem_cache_destroy(vsw_flow4_cache);
		return -ENOMEM;
	}
	return 0;
}

/**
 * vsw_ct_unregister() - the end, when there are no tables any more
 *
 * Context: may sleep; waits for states that are being freed.
 */
void vsw_ct_unregister(void)
{
	rcu_barrier();
	kmem_cache_destroy(vsw_flow6_cache);
	kmem_cache_destroy(vsw_flow4_cache);
}
