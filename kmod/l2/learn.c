// SPDX-License-Identifier: GPL-2.0
/*
 * Addresses learned behind a port, for hypervisors inside of guests.
 *
 * Only a port group that asks for it learns, only after the forged transmits
 * policy has passed the frame, and never an address that is claimed by another
 * port. A flood of sources costs its own port: the limit is per port, and a
 * port at its limit takes no lock.
 *
 * Frames look up and refresh entries under RCU. Entries come, move and go
 * under vsw_switch.learned_lock; whoever unlinks an entry also settles the
 * count of its port.
 */
#include <linux/etherdevice.h>
#include <linux/jhash.h>
#include <linux/jiffies.h>
#include <linux/slab.h>

#include "l2/learn.h"
#include "l2/port.h"
#include "l2/switch.h"

#define VSW_LEARN_GC_INTERVAL	(5 * HZ)

static u32 vsw_learned_hash(const void *data, u32 len, u32 seed)
{
	const struct vsw_learned_key *key = data;

	return jhash_2words(get_unaligned((u32 *)key->addr),
			    get_unaligned((u16 *)(key->addr + 4)) |
			    (u32)key->vid << 16, seed);
}

static const struct rhashtable_params vsw_learned_params = {
	.head_offset = offsetof(struct vsw_learned, node),
	.key_offset = offsetof(struct vsw_learned, key),
	.key_len = sizeof(struct vsw_learned_key),
	.hashfn = vsw_learned_hash,
	.automatic_shrinking = true,
};

static void vsw_learned_unlink(struct vsw_switch *sw, struct vsw_learned *entry)
{
	lockdep_assert_held(&sw->learned_lock);
	if (rhashtable_remove_fast(&sw->learned, &entry->node,
				   vsw_learned_params))
		return;
	atomic_dec(&entry->port->n_learned);
	kfree_rcu(entry, rcu);
}

/* Unlinks what @gone says; walks without the lock, which it takes to unlink. */
static void vsw_learned_sweep(struct vsw_switch *sw,
			      bool (*gone)(const struct vsw_learned *entry,
					   const void *arg), const void *arg)
{
	struct rhashtable_iter iter;
	struct vsw_learned *entry;

	rhashtable_walk_enter(&sw->learned, &iter);
	rhashtable_walk_start(&iter);
	while ((entry = rhashtable_walk_next(&iter))) {
		if (IS_ERR(entry))
			continue;
		spin_lock_bh(&sw->learned_lock);
		if (gone(entry, arg))
			vsw_learned_unlink(sw, entry);
		spin_unlock_bh(&sw->learned_lock);
		if (need_resched()) {
			rhashtable_walk_stop(&iter);
			cond_resched();
			rhashtable_walk_start(&iter);
		}
	}
	rhashtable_walk_stop(&iter);
	rhashtable_walk_exit(&iter);
}

static bool vsw_learned_aged(const struct vsw_learned *entry, const void *arg)
{
	const struct vsw_view *view = rcu_dereference(entry->port->view);

	return !view || !view->learning ||
	       time_after(jiffies, READ_ONCE(entry->seen) +
				   view->learn.ageing * HZ);
}

static bool vsw_learned_of(const struct vsw_learned *entry, const void *port)
{
	return !port || entry->port == port;
}

static bool vsw_learned_is(const struct vsw_learned *entry, const void *addr)
{
	return ether_addr_equal(entry->key.addr, addr);
}

static void vsw_learn_gc(struct work_struct *work)
{
	struct vsw_switch *sw = container_of(to_delayed_work(work),
					     struct vsw_switch, learned_gc);

	vsw_learned_sweep(sw, vsw_learned_aged, NULL);
	if (atomic_read(&sw->learned.nelems))
		schedule_delayed_work(&sw->learned_gc, VSW_LEARN_GC_INTERVAL);
}

int vsw_learn_init(struct vsw_switch *sw)
{
	spin_lock_init(&sw->learned_lock);
	INIT_DELAYED_WORK(&sw->learned_gc, vsw_learn_gc);
	return rhashtable_init(&sw->learned, &vsw_learned_params);
}

/* Called when no frame can reach the switch any more. */
void vsw_learn_exit(struct vsw_switch *sw)
{
	cancel_delayed_work_sync(&sw->learned_gc);
	rhashtable_destroy(&sw->learned);
}

static struct vsw_learned *vsw_learned_lookup(struct vsw_switch *sw,
					      const u8 *addr, u16 vid)
{
	struct vsw_learned_key key = { .vid = vid };

	ether_addr_copy(key.addr, addr);
	return rhashtable_lookup_fast(&sw->learned, &key, vsw_learned_params);
}

/*
 * Under RCU: is the address claimed by a port of the VLAN other than @port? Of
 * a port without a device the VLANs are not at hand, so all of them count.
 */
static bool vsw_learn_claimed(struct vsw_port *port, const u8 *addr, u16 vid)
{
	struct vsw_claim *claim;
	struct rhlist_head *pos;

	rhl_for_each_entry_rcu(claim, pos, vsw_fdb_find(port->sw, addr), node) {
		struct vsw_view *view = rcu_dereference(claim->port->view);

		if (claim->port != port &&
		    (!view || vsw_vlan_member(view->vlan, vid, false)))
			return true;
	}
	return false;
}

static enum vsw_drop vsw_learn_new(struct vsw_port *port,
				   const struct vsw_view *view,
				   const u8 *addr, u16 vid)
{
	struct vsw_switch *sw = port->sw;
	struct vsw_learned *entry, *old;

	if (atomic_read(&port->n_learned) >= view->learn.limit)
		return view->learn.forward ? VSW_PASS : VSW_DROP_LEARNING_LIMIT;

	entry = kzalloc(sizeof(*entry), GFP_ATOMIC);
	if (!entry)
		return view->learn.forward ? VSW_PASS : VSW_DROP_LEARNING_LIMIT;
	ether_addr_copy(entry->key.addr, addr);
	entry->key.vid = vid;
	entry->port = port;
	entry->seen = jiffies;

	spin_lock(&sw->learned_lock);
	/*
	 * A port that lost its view is being flushed, and an address that got
	 * a claim is being forgotten: an entry linked now would outlive that.
	 */
	if (!rcu_access_pointer(port->view) ||
	    vsw_learn_claimed(port, addr, vid)) {
		spin_unlock(&sw->learned_lock);
		kfree(entry);
		return VSW_PASS;
	}
	old = rhashtable_lookup_get_insert_fast(&sw->learned, &entry->node,
						vsw_learned_params);
	if (!old)
		atomic_inc(&port->n_learned);
	spin_unlock(&sw->learned_lock);
	if (old)
		kfree(entry);
	else
		schedule_delayed_work(&sw->learned_gc, VSW_LEARN_GC_INTERVAL);
	return VSW_PASS;
}

static void vsw_learn_move(struct vsw_learned *entry, struct vsw_port *port,
			   const struct vsw_view *view)
{
	struct vsw_switch *sw = port->sw;

	spin_lock(&sw->learned_lock);
	if (entry->port != port && rcu_access_pointer(port->view) &&
	    atomic_read(&port->n_learned) < view->learn.limit &&
	    vsw_learned_lookup(sw, entry->key.addr, entry->key.vid) == entry) {
		atomic_dec(&entry->port->n_learned);
		atomic_inc(&port->n_learned);
		WRITE_ONCE(entry->port, port);
	}
	spin_unlock(&sw->learned_lock);
}

/**
 * vsw_learn() - learn the source of a frame that policy has accepted
 * @port: port that the frame came from
 * @view: its view
 * @addr: source address, not the effective MAC address of @port
 * @vid: VLAN of the frame
 *
 * Context: RCU read lock, bottom halves off.
 */
enum vsw_drop vsw_learn(struct vsw_port *port, const struct vsw_view *view,
			const u8 *addr, u16 vid)
{
	struct vsw_learned *entry = vsw_learned_lookup(port->sw, addr, vid);

	if (!entry)
		return vsw_learn_new(port, view, addr, vid);

	/* One write a second and entry, not one a frame. */
	if (time_after(jiffies, READ_ONCE(entry->seen) + HZ))
		WRITE_ONCE(entry->seen, jiffies);
	if (unlikely(READ_ONCE(entry->port) != port))
		vsw_learn_move(entry, port, view);
	return VSW_PASS;
}

/**
 * vsw_learn_find() - the port behind which an address was learned
 * @sw: the switch
 * @addr: destination of a frame
 * @vid: its VLAN
 *
 * Context: RCU read lock.
 */
struct vsw_port *vsw_learn_find(struct vsw_switch *sw, const u8 *addr, u16 vid)
{
	struct vsw_learned *entry;

	if (!atomic_read(&sw->learned.nelems))
		return NULL;
	entry = vsw_learned_lookup(sw, addr, vid);
	return entry ? READ_ONCE(entry->port) : NULL;
}

/**
 * vsw_learn_walk() - look at all learned addresses
 * @sw: the switch
 * @skip: how many to pass over first
 * @fn: called for each, under RCU; anything but 0 ends the walk
 * @arg: for @fn
 *
 * Return: what @fn returned last
 */
int vsw_learn_walk(struct vsw_switch *sw, unsigned int skip,
		   int (*fn)(const struct vsw_learned *entry, void *arg),
		   void *arg)
{
	struct rhashtable_iter iter;
	struct vsw_learned *entry;
	int ret = 0;

	rhashtable_walk_enter(&sw->learned, &iter);
	rhashtable_walk_start(&iter);
	while (!ret && (entry = rhashtable_walk_next(&iter))) {
		if (IS_ERR(entry))
			continue;
		if (skip)
			skip--;
		else
			ret = fn(entry, arg);
	}
	rhashtable_walk_stop(&iter);
	rhashtable_walk_exit(&iter);
	return ret;
}

/*
 * How many entries there may be to sweep. The lock orders the answer after an
 * insertion that is under way and has not seen why the sweep is made.
 */
static int vsw_learn_count(struct vsw_switch *sw, const struct vsw_port *port)
{
	int n;

	spin_lock_bh(&sw->learned_lock);
	n = port ? atomic_read(&port->n_learned) :
		   atomic_read(&sw->learned.nelems);
	spin_unlock_bh(&sw->learned_lock);
	return n;
}

/**
 * vsw_learn_flush() - forget learned addresses
 * @sw: the switch
 * @port: those of this port, or all for NULL
 *
 * Context: may sleep.
 */
void vsw_learn_flush(struct vsw_switch *sw, struct vsw_port *port)
{
	if (vsw_learn_count(sw, port))
		vsw_learned_sweep(sw, vsw_learned_of, port);
}

/**
 * vsw_learn_forget() - forget an address in every VLAN
 * @sw: the switch
 * @addr: the address, which somebody has a claim on now
 *
 * Context: may sleep.
 */
void vsw_learn_forget(struct vsw_switch *sw, const u8 *addr)
{
	if (vsw_learn_count(sw, NULL))
		vsw_learned_sweep(sw, vsw_learned_is, addr);
}
