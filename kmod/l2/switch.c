// SPDX-License-Identifier: GPL-2.0
/* A switch, and what a network namespace keeps for all of its switches. */
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <net/netns/generic.h>

#include "l2/event.h"
#include "l2/fdb.h"
#include "l2/learn.h"
#include "l2/port.h"
#include "l2/switch.h"

/* Runs of vsw_net.pending are this far apart, whatever guests do. */
#define VSW_PENDING_INTERVAL	(HZ / 10)

static unsigned int vsw_net_id;

struct vsw_net *vsw_net(const struct net *net)
{
	return net_generic(net, vsw_net_id);
}

/* Carries what frames noticed to where RTNL may be taken. */
static void vsw_net_pending_work(struct work_struct *work)
{
	struct vsw_net *vn = container_of(to_delayed_work(work),
					  struct vsw_net, pending);
	struct vsw_switch *sw;
	struct vsw_port *port;

	rtnl_lock();
	mutex_lock(&vn->lock);
	WRITE_ONCE(vn->pending_last, jiffies);
	list_for_each_entry(sw, &vn->switches, node)
		list_for_each_entry(port, &sw->port_list, node)
			vsw_port_pending(port);
	mutex_unlock(&vn->lock);
	rtnl_unlock();
}

/**
 * vsw_net_pending() - have the ports of a namespace looked at soon
 * @vn: the namespace
 *
 * Context: any. A guest can make this run at most every tenth of a second.
 */
void vsw_net_pending(struct vsw_net *vn)
{
	unsigned long since = jiffies - READ_ONCE(vn->pending_last);

	schedule_delayed_work(&vn->pending, since < VSW_PENDING_INTERVAL ?
			      VSW_PENDING_INTERVAL - since : 0);
}

static int __net_init vsw_net_init(struct net *net)
{
	struct vsw_net *vn = vsw_net(net);

	mutex_init(&vn->lock);
	vn->net = net;
	INIT_LIST_HEAD(&vn->switches);
	ida_init(&vn->numbers);
	INIT_DELAYED_WORK(&vn->pending, vsw_net_pending_work);
	vn->pending_last = jiffies - VSW_PENDING_INTERVAL;
	return 0;
}

/*
 * The switches have gone with their devices before: the core deletes the
 * devices of a namespace in a pernet device operation, and this is a pernet
 * subsystem operation, which comes later.
 */
static void __net_exit vsw_net_exit(struct net *net)
{
	struct vsw_net *vn = vsw_net(net);

	WARN_ON(!list_empty(&vn->switches));
	cancel_delayed_work_sync(&vn->pending);
	ida_destroy(&vn->numbers);
	mutex_destroy(&vn->lock);
}

static struct pernet_operations vsw_net_ops = {
	.init = vsw_net_init,
	.exit = vsw_net_exit,
	.id = &vsw_net_id,
	.size = sizeof(struct vsw_net),
};

int vsw_net_register(void)
{
	return register_pernet_subsys(&vsw_net_ops);
}

void vsw_net_unregister(void)
{
	unregister_pernet_subsys(&vsw_net_ops);
}

static int vsw_switch_init_tables(struct vsw_switch *sw)
{
	int err;

	err = vsw_fdb_init(sw);
	if (err)
		return err;
	err = vsw_learn_init(sw);
	if (err)
		vsw_fdb_exit(sw);
	return err;
}

static int vsw_switch_init_default(struct vsw_switch *sw)
{
	struct vsw_portgroup_config config;
	struct vsw_portgroup *pg;
	int err;

	err = vsw_portgroup_config_init(&config, VSW_PORTGROUP_DEFAULT);
	if (err)
		return err;
	pg = vsw_portgroup_create(sw, &config, NULL);
	if (IS_ERR(pg)) {
		kfree(config.vlan);
		return PTR_ERR(pg);
	}
	return 0;
}

/* By number, which is what dumps go on by. */
static void vsw_switch_list(struct vsw_switch *sw)
{
	struct vsw_switch *next;

	list_for_each_entry(next, &sw->vn->switches, node)
		if (next->number > sw->number)
			break;
	list_add_tail(&sw->node, &next->node);
}

/**
 * vsw_switch_init() - make a switch out of a new network device
 * @sw: private data of the device, zeroed
 * @dev: the device
 *
 * Context: RTNL and the lock of the namespace held.
 */
int vsw_switch_init(struct vsw_switch *sw, struct net_device *dev)
{
	struct vsw_net *vn = vsw_net(dev_net(dev));
	int number, err;

	lockdep_assert_held(&vn->lock);
	sw->dev = dev;
	sw->vn = vn;
	sw->security = vsw_security_default;
	idr_init(&sw->ports);
	INIT_LIST_HEAD(&sw->port_list);
	INIT_LIST_HEAD(&sw->portgroups);
	INIT_LIST_HEAD(&sw->uplinks);
	INIT_LIST_HEAD(&sw->promiscuous);
	sw->promisc_idle = jiffies - 1;

	number = ida_alloc_range(&vn->numbers, 1, VSW_SWITCH_NUMBER_MAX,
				 GFP_KERNEL);
	if (number < 0)
		return number;
	sw->number = number;

	err = vsw_switch_init_tables(sw);
	if (err)
		goto err_number;
	err = vsw_switch_init_default(sw);
	if (err)
		goto err_tables;

	vsw_switch_list(sw);
	return 0;

err_tables:
	vsw_learn_exit(sw);
	vsw_fdb_exit(sw);
err_number:
	ida_free(&vn->numbers, sw->number);
	return err;
}

/**
 * vsw_switch_exit() - a switch leaves its namespace
 * @sw: the switch, whose ports have lost their devices already
 *
 * Context: RTNL and the lock of the namespace held. The memory goes with the
 * device, in vsw_switch_free(): frames under way may still read it.
 */
void vsw_switch_exit(struct vsw_switch *sw)
{
	struct vsw_portgroup *pg, *next_pg;
	struct vsw_port *port, *next;

	lockdep_assert_held(&sw->vn->lock);
	list_for_each_entry_safe(port, next, &sw->port_list, node)
		vsw_port_destroy(port);
	list_for_each_entry_safe(pg, next_pg, &sw->portgroups, node)
		vsw_portgroup_destroy(pg, NULL);
	vsw_event_switch(sw, VSW_CHANGE_DEL);
	vsw_security_drop(&sw->security, NULL);
	list_del(&sw->node);
	ida_free(&sw->vn->numbers, sw->number);
}

/**
 * vsw_switch_free() - free what frames could read of a switch
 * @sw: the switch
 *
 * Context: process, after a grace period since vsw_switch_exit().
 */
void vsw_switch_free(struct vsw_switch *sw)
{
	vsw_learn_exit(sw);
	vsw_fdb_exit(sw);
	idr_destroy(&sw->ports);
}

/**
 * vsw_switch_find() - find a switch by name or by the index of its device
 * @vn: the namespace, its lock held
 * @name: name, or NULL
 * @ifindex: index, or 0
 *
 * What is given must fit. Return: the switch or NULL.
 */
struct vsw_switch *vsw_switch_find(struct vsw_net *vn, const char *name,
				   int ifindex)
{
	struct vsw_switch *sw;

	lockdep_assert_held(&vn->lock);
	list_for_each_entry(sw, &vn->switches, node)
		if ((!name || !strcmp(sw->dev->name, name)) &&
		    (!ifindex || sw->dev->ifindex == ifindex))
			return sw;
	return NULL;
}

/**
 * vsw_switch_set_security() - change the policies of a switch
 * @sw: the switch
 * @security: policies, none of them INHERIT; their lists are taken over
 *
 * Context: RTNL and the lock of the namespace held.
 */
void vsw_switch_set_security(struct vsw_switch *sw,
			     const struct vsw_security *security)
{
	struct vsw_security old = sw->security;

	lockdep_assert_held(&sw->vn->lock);
	sw->security = *security;
	vsw_ports_update(sw);
	vsw_security_drop(&old, security);
	vsw_event_switch(sw, VSW_CHANGE_SET);
}
