// SPDX-License-Identifier: GPL-2.0
/*
 * Addresses learned behind a port, for hypervisors inside of guests.
 *
 * Only a port group that asks for it learns, only after the forged transmits
 * policy has passed the frame, and never an address that is claimed by another
 * port. A flood of sources costs its own port: the limit is per port, and a
 * port at its limit takes no lock.
 *
 * Who has an address that a guest and somebody upstream both use? A frame from
 * an uplink with a learned source is the echo of the guest's own frame, which
 * a second uplink or a switch upstream sent back, unless it proves otherwise:
 * it is for a claimed address, whose frames never leave, or the guest has not
 * used the address for two seconds. Then the address is upstream, and the
 * guest gets it back only after upstream was silent for five seconds. So a
 * guest that forges the gateway's address loses it to the gateway's next
 * frame for anybody here.
 *
 * Frames look up and refresh entries under RCU. Entries come, move and go
 * under vsw_switch.learned_lock, which also keeps the list of each port: what
 * a port has learned is forgotten exactly, whatever happens to the table.
 */
#include <linux/etherdevice.h>
#include <linux/jhash.h>
#include <linux/jiffies.h>
#include <linux/slab.h>

#include "l2/learn.h"
#include "l2/port.h"
#include "l2/switch.h"

#define VSW_LEARN_GC_INTERVAL	(5 * HZ)
#define VSW_LEARN_ECHO		(2 * HZ)
#define VSW_LEARN_UPSTREAM	(5 * HZ)
/* Entries unlinked in one go, with bottom halves off. */
#define VSW_LEARN_BATCH		64

static u32 vsw_learned_hash(const void *data, u32 len, u32 seed)
{
	const struct vsw_learned_key *key = data;
	u32 high = get_unaligned((u32 *)key->addr);
	u32 low = get_unaligned((u16 *)(key->addr + 4));

	return jhash_2words(high, low | (u32)key->vid << 16, seed);
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
	rhashtable_remove_fast(&sw->learned, &entry->node, vsw_learned_params);
	list_del(&entry->port_node);
	atomic_dec(&entry->port->n_learned);
	kfree_rcu(entry, rcu);
}

static bool vsw_learned_aged(const struct vsw_learned *entry)
{
	const struct vsw_view *view = rcu_dereference(entry->port->view);

	return !view || !view->learning ||
	       time_after(jiffies, READ_ONCE(entry->seen) +
				   view->learn.ageing * HZ);
}

/*
 * A walk may pass over entries when it goes on after a pause; they are aged by
 * the next one.
 */
static void vsw_learn_gc(struct work_struct *work)
{
	struct vsw_switch *sw = container_of(to_delayed_work(work),
					     struct vsw_switch, learned_gc);
	struct rhashtable_iter iter;
	struct vsw_learned *entry;

	rhashtable_walk_enter(&sw->learned, &iter);
	rhashtable_walk_start(&iter);
	while ((entry = rhashtable_walk_next(&iter))) {
		if (IS_ERR(entry))
			continue;
		spin_lock_bh(&sw->learned_lock);
		/* It may have gone before the lock was taken. */
		if (vsw_learn_find(sw, entry->key.addr, entry->key.vid) ==
		    entry && vsw_learned_aged(entry))
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

/**
 * vsw_learn_find() - what was learned of an address
 * @sw: the switch
 * @addr: the address
 * @vid: the VLAN
 *
 * Context: RCU read lock.
 */
struct vsw_learned *vsw_learn_find(struct vsw_switch *sw, const u8 *addr,
				   u16 vid)
{
	struct vsw_learned_key key = { .vid = vid };

	if (!atomic_read(&sw->learned.nelems))
		return NULL;
	ether_addr_copy(key.addr, addr);
	return rhashtable_lookup(&sw->learned, &key, vsw_learned_params);
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

/*
 * May the port have another entry? Asked under the lock: a port whose view has
 * been replaced is being flushed or has changed its VLAN, and an address that
 * got a claim is being forgotten. What is linked now would outlive that.
 */
static bool vsw_learn_may(struct vsw_port *port, const struct vsw_view *view,
			  const u8 *addr, u16 vid)
{
	return rcu_access_pointer(port->view) == view &&
	       atomic_read(&port->n_learned) < view->learn.limit &&
	       !vsw_learn_claimed(port, addr, vid);
}

static enum vsw_drop vsw_learn_new(struct vsw_port *port,
				   const struct vsw_view *view,
				   const u8 *addr, u16 vid)
{
	enum vsw_drop full = view->learn.forward ? VSW_PASS :
						   VSW_DROP_LEARNING_LIMIT;
	struct vsw_switch *sw = port->sw;
	struct vsw_learned *entry;
	bool linked = false;

	if (vsw_learn_claimed(port, addr, vid))
		return VSW_PASS;
	if (atomic_read(&port->n_learned) >= view->learn.limit)
		return full;
	entry = kzalloc(sizeof(*entry), GFP_ATOMIC);
	if (!entry)
		return full;
	ether_addr_copy(entry->key.addr, addr);
	entry->key.vid = vid;
	entry->port = port;
	entry->seen = jiffies;

	spin_lock(&sw->learned_lock);
	if (vsw_learn_may(port, view, addr, vid) &&
	    !rhashtable_lookup_insert_fast(&sw->learned, &entry->node,
					   vsw_learned_params)) {
		list_add_tail(&entry->port_node, &port->learned);
		atomic_inc(&port->n_learned);
		linked = true;
	}
	spin_unlock(&sw->learned_lock);
	if (linked)
		schedule_delayed_work(&sw->learned_gc, VSW_LEARN_GC_INTERVAL);
	else
		kfree(entry);
	return VSW_PASS;
}

/* The address was last seen behind another port, or upstream. */
static void vsw_learn_move(struct vsw_learned *entry, struct vsw_port *port,
			   const struct vsw_view *view)
{
	struct vsw_switch *sw = port->sw;
	const u8 *addr = entry->key.addr;
	u16 vid = entry->key.vid;

	spin_lock(&sw->learned_lock);
	if (vsw_learn_find(sw, addr, vid) == entry &&
	    (entry->port == port || vsw_learn_may(port, view, addr, vid))) {
		atomic_dec(&entry->port->n_learned);
		atomic_inc(&port->n_learned);
		list_move_tail(&entry->port_node, &port->learned);
		WRITE_ONCE(entry->port, port);
		WRITE_ONCE(entry->upstream, false);
		WRITE_ONCE(entry->seen, jiffies);
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
	struct vsw_learned *entry = vsw_learn_find(port->sw, addr, vid);
	unsigned long seen;

	if (!entry)
		return vsw_learn_new(port, view, addr, vid);

	seen = READ_ONCE(entry->seen);
	if (unlikely(READ_ONCE(entry->upstream))) {
		if (time_after(jiffies, seen + VSW_LEARN_UPSTREAM))
			vsw_learn_move(entry, port, view);
		return VSW_PASS;
	}
	if (unlikely(READ_ONCE(entry->port) != port)) {
		vsw_learn_move(entry, port, view);
		return VSW_PASS;
	}
	/* One write a second and entry, not one a frame. */
	if (time_after(jiffies, seen + HZ))
		WRITE_ONCE(entry->seen, jiffies);
	return VSW_PASS;
}

/**
 * vsw_learn_echo() - is a frame from an uplink the echo of a guest's own?
 * @sw: the switch
 * @addr: its source address, claimed by no port
 * @vid: its VLAN
 * @proof: it cannot be, since it is for a claimed address
 *
 * Context: RCU read lock, bottom halves off.
 */
bool vsw_learn_echo(struct vsw_switch *sw, const u8 *addr, u16 vid, bool proof)
{
	struct vsw_learned *entry = vsw_learn_find(sw, addr, vid);
	unsigned long seen;

	if (likely(!entry))
		return false;
	seen = READ_ONCE(entry->seen);
	if (!READ_ONCE(entry->upstream)) {
		if (!proof && !time_after(jiffies, seen + VSW_LEARN_ECHO))
			return true;
		WRITE_ONCE(entry->upstream, true);
	}
	WRITE_ONCE(entry->seen, jiffies);
	return false;
}

/**
 * vsw_learn_walk() - look at what a port has learned
 * @port: the port, which stays
 * @skip: how many entries to pass over first
 * @fn: called for each, with a spinlock held; anything but 0 ends the walk
 * @arg: for @fn
 *
 * Return: what @fn returned last
 */
int vsw_learn_walk(struct vsw_port *port, unsigned int skip,
		   int (*fn)(const struct vsw_learned *entry, void *arg),
		   void *arg)
{
	struct vsw_learned *entry;
	int ret = 0;

	spin_lock_bh(&port->sw->learned_lock);
	list_for_each_entry(entry, &port->learned, port_node) {
		if (skip) {
			skip--;
			continue;
		}
		ret = fn(entry, arg);
		if (ret)
			break;
	}
	spin_unlock_bh(&port->sw->learned_lock);
	return ret;
}

/**
 * vsw_learn_flush() - forget what a port has learned
 * @port: the port
 *
 * Context: may sleep. Nothing is learned any more by a view that was replaced
 *   before the call.
 */
void vsw_learn_flush(struct vsw_port *port)
{
	struct vsw_switch *sw = port->sw;
	struct vsw_learned *entry;
	int n;

	do {
		n = 0;
		spin_lock_bh(&sw->learned_lock);
		while (n < VSW_LEARN_BATCH && !list_empty(&port->learned)) {
			entry = list_first_entry(&port->learned,
						 struct vsw_learned, port_node);
			vsw_learned_unlink(sw, entry);
			n++;
		}
		spin_unlock_bh(&sw->learned_lock);
		cond_resched();
	} while (n == VSW_LEARN_BATCH);
}

/**
 * vsw_learn_forget() - forget an address in the VLANs of a port
 * @port: a port that has a claim on the address
 * @addr: the address
 *
 * Context: lock of the namespace held; may sleep.
 */
void vsw_learn_forget(struct vsw_port *port, const u8 *addr)
{
	const struct vsw_vlan *vlan = port->config.pg->config.vlan;
	struct vsw_switch *sw = port->sw;
	struct vsw_learned *entry;
	unsigned int vid;

	for_each_set_bit(vid, vlan->member, VLAN_N_VID) {
		/* Taken each time, after an insertion that saw no claim yet. */
		spin_lock_bh(&sw->learned_lock);
		rcu_read_lock();
		entry = vsw_learn_find(sw, addr, vid);
		if (entry)
			vsw_learned_unlink(sw, entry);
		rcu_read_unlock();
		spin_unlock_bh(&sw->learned_lock);
	}
}
