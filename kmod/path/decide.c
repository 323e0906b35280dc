// SPDX-License-Identifier: GPL-2.0
/*
 * What process context does for IP discovery and SpoofGuard: decides whose an
 * address is that a held frame tells of, ages addresses, and sees to what follows
 * from them.
 *
 * A held frame names no device but that of the port that holds it, by skb->dev.
 * Frames are held only by those who have found an open view of the port. Detaching
 * the device withdraws the view, waits for a grace period, and then, under the
 * lock, drops what is held (vsw_secure_flush()), before it gives the device back.
 * So whoever takes held frames under the lock finds the device there. A port that
 * is destroyed has lost its device before, and leaves the list of those that wait
 * in vsw_secure_exit(), under both locks: the work has it not, nor will.
 */
#include <linux/etherdevice.h>
#include <net/netns/generic.h>

#include "l2/event.h"
#include "l2/switch.h"
#include "path/path.h"
#include "swsec/swsec.h"

/**
 * struct vsw_secure_net - what waits in a network namespace
 * @vn: the namespace
 * @lock: @waiting; taken in softirq, with nothing inside
 * @waiting: struct vsw_bindings for which there is something to decide
 * @decide: does that
 * @age: forgets addresses that are not used any more
 * @due: jiffies when it is to run
 */
struct vsw_secure_net {
	struct vsw_net *vn;
	spinlock_t lock;
	struct list_head waiting;
	struct work_struct decide;
	struct delayed_work age;
	unsigned long due;
};

static unsigned int vsw_secure_net_id;

static struct vsw_secure_net *vsw_secure_net(const struct vsw_net *vn)
{
	return net_generic(vn->net, vsw_secure_net_id);
}

/* Works ---------------------------------------------------------------------- */

static void vsw_secure_tell(struct vsw_port *port,
			    const struct vsw_notice *notice)
{
	const struct vsw_bindings *bindings = port->bindings;
	struct vsw_event_address address = {
		.family = notice->family,
		.vid = notice->vid == VSW_BINDING_OWN ? bindings->setup.own :
							notice->vid,
		.addr = &notice->addr,
	};
	u8 mac[ETH_ALEN];

	u64_to_ether_addr(notice->mac, mac);
	address.mac = mac;
	if (notice->drop) {
		address.reason = vsw_drop_info[notice->drop].name;
		address.lost = atomic_xchg(&port->bindings->untold, 0);
	}
	vsw_event_address(port, notice->type, &address);
}

static void vsw_secure_decide(struct vsw_port *port)
{
	struct vsw_notice notices[VSW_NOTICES];
	struct sk_buff_head frames;
	struct sk_buff *skb;
	int i;

	__skb_queue_head_init(&frames);
	vsw_bindings_take(port->bindings, &frames, notices);
	while ((skb = __skb_dequeue(&frames)))
		vsw_secure_decide_frame(port, skb);
	vsw_bindings_decided(port->bindings);
	for (i = 0; i < VSW_NOTICES; i++)
		if (notices[i].type)
			vsw_secure_tell(port, &notices[i]);
}

static struct vsw_port *vsw_secure_next(struct vsw_secure_net *sn)
{
	struct vsw_bindings *bindings;

	spin_lock_bh(&sn->lock);
	bindings = list_first_entry_or_null(&sn->waiting, struct vsw_bindings,
					    waiting);
	if (bindings)
		list_del_init(&bindings->waiting);
	spin_unlock_bh(&sn->lock);
	return bindings ? bindings->port : NULL;
}

/* At that time at the latest. */
static void vsw_secure_age_at(struct vsw_secure_net *sn, unsigned long due)
{
	lockdep_assert_held(&sn->vn->lock);
	if (delayed_work_pending(&sn->age) && time_before_eq(sn->due, due))
		return;
	sn->due = due;
	mod_delayed_work(system_wq, &sn->age, due - jiffies);
}

static void vsw_secure_age_soon(struct vsw_secure_net *sn)
{
	vsw_secure_age_at(sn, jiffies + HZ);
}

static void vsw_secure_decide_work(struct work_struct *work)
{
	struct vsw_secure_net *sn = container_of(work, struct vsw_secure_net,
						 decide);
	struct vsw_port *port;

	/* Each port in turn, and whoever waits for the lock in between. */
	do {
		mutex_lock(&sn->vn->lock);
		port = vsw_secure_next(sn);
		if (port)
			vsw_secure_decide(port);
		mutex_unlock(&sn->vn->lock);
	} while (port);
}

/*
 * Which frames of a vNIC are of interest. One that is under way while this changes
 * may go by either, as if it had come earlier or later.
 */
static void vsw_secure_watch(struct vsw_port *port)
{
	const struct vsw_portgroup_config *pg = &port->config.pg->config;
	const struct vsw_bindings_setup *setup = &port->bindings->setup;
	const struct vsw_discovery *discovery = &setup->discovery;
	bool guard = setup->mode != VSW_SPOOFGUARD_MODE_OFF;
	u8 watch = 0;

	if (guard || discovery->arp || discovery->nd || discovery->dhcp)
		watch |= VSW_WATCH_CLAIM;
	if (guard || port->bindings->verify)
		watch |= VSW_WATCH_IP;
	if (discovery->dhcp)
		watch |= VSW_WATCH_DHCP;
	if (vsw_guard_out_set(&pg->guard) || pg->learning.enabled)
		watch |= VSW_WATCH_EXTRA;
	WRITE_ONCE(port->watch, watch);
}

/* The vNIC's port with the next higher id, or NULL. */
static struct vsw_port *vsw_secure_port_after(struct vsw_net *vn, u32 id)
{
	struct vsw_port *port, *best = NULL;
	struct vsw_switch *sw;
	int number;

	list_for_each_entry(sw, &vn->switches, node) {
		u32 first = sw->number << VSW_PORT_ID_SHIFT;

		if (id >= first + VSW_PORT_NUMBER_MAX ||
		    (best && best->id < first))
			continue;
		number = id < first ? 0 : id - first + 1;
		idr_for_each_entry_continue(&sw->ports, port, number)
			if (port->bindings)
				break;
		if (port && (!best || port->id < best->id))
			best = port;
	}
	return best;
}

static void vsw_secure_age_work(struct work_struct *work)
{
	struct vsw_secure_net *sn = container_of(to_delayed_work(work),
						 struct vsw_secure_net, age);
	u64 now = vsw_seconds(), next = U64_MAX;
	struct vsw_port *port;
	u32 id = 0;

	/* Each port in turn, and whoever waits for the lock in between. */
	mutex_lock(&sn->vn->lock);
	while ((port = vsw_secure_port_after(sn->vn, id))) {
		id = port->id;
		vsw_bindings_age(port->bindings, now);
		vsw_secure_watch(port);
		next = min(next, port->bindings->next);
		mutex_unlock(&sn->vn->lock);
		cond_resched();
		mutex_lock(&sn->vn->lock);
	}
	if (next != U64_MAX)
		vsw_secure_age_at(sn, jiffies + HZ *
				  clamp_t(s64, next - now, 1, 3600));
	mutex_unlock(&sn->vn->lock);
}

/* What follows from addresses -------------------------------------------------- */

/*
 * An address became a vNIC's, or stops being it: the one place for what follows
 * from that, before any frame is judged that may depend on it.
 */
static void vsw_secure_address(struct vsw_bindings *bindings,
			       const struct vsw_binding *binding, bool realized)
{
	vsw_filter_address(bindings->port->filter, binding->family,
			   &binding->addr, realized);
}

static void vsw_secure_changed(struct vsw_bindings *bindings,
			       const struct vsw_binding *binding, bool gone)
{
	if (!gone)
		vsw_secure_age_soon(vsw_secure_net(bindings->port->sw->vn));
	vsw_event_binding(bindings->port, binding,
			  gone ? VSW_CHANGE_DEL : VSW_CHANGE_SET);
}

static void vsw_secure_wake(struct vsw_bindings *bindings)
{
	struct vsw_secure_net *sn = vsw_secure_net(bindings->port->sw->vn);

	spin_lock_bh(&sn->lock);
	if (list_empty(&bindings->waiting))
		list_add_tail(&bindings->waiting, &sn->waiting);
	spin_unlock_bh(&sn->lock);
	queue_work(system_highpri_wq, &sn->decide);
}

static const struct vsw_swsec_ops vsw_secure_ops = {
	.address = vsw_secure_address,
	.changed = vsw_secure_changed,
	.wake = vsw_secure_wake,
};

/* Ports ------------------------------------------------------------------------ */

/* What holds has changed: before frames see it. */
void vsw_secure_update(struct vsw_port *port)
{
	const struct vsw_portgroup_config *pg = &port->config.pg->config;
	struct vsw_bindings_setup setup;
	bool changed;

	memset(&setup, 0, sizeof(setup));
	setup.scope = (unsigned long)port->sw;
	setup.member = pg->vlan->member;
	setup.own = pg->vlan->id;
	setup.mode = vsw_port_spoofguard(port);
	setup.discovery = pg->discovery;
	changed = vsw_bindings_configure(port->bindings, &setup);
	vsw_secure_watch(port);
	if (changed && port->bindings->total)
		vsw_secure_age_soon(vsw_secure_net(port->sw->vn));
}

int vsw_secure_init(struct vsw_port *port)
{
	port->bindings = vsw_bindings_create(port);
	return port->bindings ? 0 : -ENOMEM;
}

void vsw_secure_exit(struct vsw_port *port)
{
	struct vsw_secure_net *sn = vsw_secure_net(port->sw->vn);

	lockdep_assert_held(&port->sw->vn->lock);
	spin_lock_bh(&sn->lock);
	list_del_init(&port->bindings->waiting);
	spin_unlock_bh(&sn->lock);
	vsw_bindings_destroy(port->bindings);
}

/**
 * vsw_secure_flush() - a port has lost its device
 * @port: the port of a vNIC, after a grace period; the lock of the namespace held
 *
 * What is held goes; what was discovered was the last guest's.
 */
void vsw_secure_flush(struct vsw_port *port)
{
	struct vsw_notice notices[VSW_NOTICES];
	struct sk_buff_head frames;
	struct sk_buff *skb;

	lockdep_assert_held(&port->sw->vn->lock);
	__skb_queue_head_init(&frames);
	vsw_bindings_take(port->bindings, &frames, notices);
	local_bh_disable();
	while ((skb = __skb_dequeue(&frames)))
		vsw_secure_drop_frame(port, skb);
	local_bh_enable();
	vsw_bindings_decided(port->bindings);
	vsw_bindings_quiet(port->bindings);
	vsw_bindings_flush(port->bindings);
}

/* Namespaces --------------------------------------------------------------------- */

static int __net_init vsw_secure_net_init(struct net *net)
{
	struct vsw_net *vn = vsw_net(net);
	struct vsw_secure_net *sn = vsw_secure_net(vn);

	sn->vn = vn;
	spin_lock_init(&sn->lock);
	INIT_LIST_HEAD(&sn->waiting);
	INIT_WORK(&sn->decide, vsw_secure_decide_work);
	INIT_DELAYED_WORK(&sn->age, vsw_secure_age_work);
	return 0;
}

/* No port is left, so nothing starts the works again. */
static void __net_exit vsw_secure_net_exit(struct net *net)
{
	struct vsw_secure_net *sn = vsw_secure_net(vsw_net(net));

	WARN_ON(!list_empty(&sn->waiting));
	cancel_work_sync(&sn->decide);
	cancel_delayed_work_sync(&sn->age);
}

static struct pernet_operations vsw_secure_net_ops = {
	.init = vsw_secure_net_init,
	.exit = vsw_secure_net_exit,
	.id = &vsw_secure_net_id,
	.size = sizeof(struct vsw_secure_net),
};

/* After the namespaces of l2/, which it stands on. */
int vsw_secure_register(void)
{
	int err;

	err = vsw_swsec_register(&vsw_secure_ops);
	if (err)
		return err;
	err = register_pernet_subsys(&vsw_secure_net_ops);
	if (err)
		vsw_swsec_unregister();
	return err;
}

void vsw_secure_unregister(void)
{
	unregister_pernet_subsys(&vsw_secure_net_ops);
	vsw_swsec_unregister();
}
