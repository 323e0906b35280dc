// SPDX-License-Identifier: GPL-2.0
/*
 * A port: one vNIC, or one uplink. How it comes and goes, how it is found, and
 * what an administrator says of it. What becomes of it is in state.c, what its
 * guest tells in told.c.
 */
#include <linux/ctype.h>
#include <linux/slab.h>

#include "l2/event.h"
#include "l2/learn.h"
#include "l2/port.h"
#include "l2/state.h"
#include "l2/switch.h"

/* A guest that changes its address in a loop gets ten lines in five seconds. */
#define VSW_LOG_INTERVAL	(5 * HZ)
#define VSW_LOG_BURST		10

/* Set once before the first switch can exist, so readers need no lock. */
const struct vsw_port_ops *vsw_port_ops;

/**
 * vsw_port_ops_register() - say who keeps something with each port
 * @ops: functions to call; must stay for as long as there are switches
 */
void vsw_port_ops_register(const struct vsw_port_ops *ops)
{
	vsw_port_ops = ops;
}

static void vsw_port_free(struct vsw_port *port)
{
	free_percpu(port->stats);
	kfree(port->why);
	kfree(port);
}

static void vsw_port_free_rcu(struct rcu_head *rcu)
{
	struct vsw_port *port = container_of(rcu, struct vsw_port, rcu);

	vsw_port_free(port);
}

static struct vsw_port *vsw_port_alloc(struct vsw_switch *sw,
				       struct netlink_ext_ack *extack)
{
	struct vsw_port *port;
	int number, cpu;

	if (sw->n_ports + sw->n_uplinks >= VSW_PORTS_MAX) {
		NL_SET_ERR_MSG(extack, "the switch has 8192 ports already");
		return ERR_PTR(-ENOSPC);
	}
	port = kzalloc(sizeof(*port), GFP_KERNEL_ACCOUNT);
	if (!port)
		return ERR_PTR(-ENOMEM);
	port->stats = alloc_percpu_gfp(struct vsw_stats, GFP_KERNEL_ACCOUNT);
	port->why = vsw_why_alloc();
	if (!port->stats || !port->why) {
		vsw_port_free(port);
		return ERR_PTR(-ENOMEM);
	}
	for_each_possible_cpu(cpu)
		u64_stats_init(&per_cpu_ptr(port->stats, cpu)->syncp);

	/* Cyclic: an id is not soon given to another client. */
	number = idr_alloc_cyclic(&sw->ports, port, 1, VSW_PORT_NUMBER_MAX,
				  GFP_KERNEL);
	if (number < 0) {
		NL_SET_ERR_MSG(extack, "the switch has no port id left");
		vsw_port_free(port);
		return ERR_PTR(number);
	}
	port->sw = sw;
	list_add_tail(&port->node, &sw->port_list);
	INIT_LIST_HEAD(&port->learned);
	port->id = sw->number << VSW_PORT_ID_SHIFT | number;
	ratelimit_state_init(&port->log, VSW_LOG_INTERVAL, VSW_LOG_BURST);
	port->filter_told = jiffies - VSW_FILTER_INTERVAL;
	return port;
}

/* The inverse, for a port that nobody has seen. */
static void vsw_port_unalloc(struct vsw_port *port)
{
	list_del(&port->node);
	idr_remove(&port->sw->ports, port->id & VSW_PORT_NUMBER_MAX);
	vsw_port_free(port);
}

/**
 * vsw_port_create() - add a port to a switch
 * @sw: the switch, the lock of its namespace held
 * @config: what it is like; on success its lists belong to the port
 * @extack: says why not
 *
 * Return: the port, disconnected, or -EEXIST, -EINVAL, -ENOMEM
 */
struct vsw_port *vsw_port_create(struct vsw_switch *sw,
				 const struct vsw_port_config *config,
				 struct netlink_ext_ack *extack)
{
	struct vsw_port *port;
	int err;

	lockdep_assert_held(&sw->vn->lock);
	err = vsw_port_config_check(config, NULL, extack);
	if (err)
		return ERR_PTR(err);
	port = vsw_port_alloc(sw, extack);
	if (IS_ERR(port))
		return port;

	port->config = *config;
	err = vsw_port_ops->init(port);
	if (err) {
		vsw_port_unalloc(port);
		return ERR_PTR(err);
	}
	list_add_tail_rcu(&port->pg_node, &config->pg->ports);
	config->pg->n_ports++;
	sw->n_ports++;
	if (config->has_initial)
		ether_addr_copy(port->effective, config->initial);
	vsw_port_update(port);
	vsw_event_port(port, VSW_CHANGE_SET);
	return port;
}

/**
 * vsw_uplink_create() - add an uplink to a switch
 * @sw: the switch, the lock of its namespace held
 * @name: name of the device that is to be attached
 * @extack: says why not
 *
 * Return: the uplink, disconnected, or -ENOMEM
 */
struct vsw_port *vsw_uplink_create(struct vsw_switch *sw, const char *name,
				   struct netlink_ext_ack *extack)
{
	struct vsw_port *port;

	lockdep_assert_held(&sw->vn->lock);
	port = vsw_port_alloc(sw, extack);
	if (IS_ERR(port))
		return port;
	port->uplink = true;
	strscpy(port->config.name, name, sizeof(port->config.name));
	strscpy(port->dev_name, name, sizeof(port->dev_name));
	list_add_tail_rcu(&port->pg_node, &sw->uplinks);
	sw->n_uplinks++;
	vsw_event_port(port, VSW_CHANGE_SET);
	return port;
}

/* Nobody finds it by an address any more. */
void vsw_port_release(struct vsw_port *port)
{
	vsw_fdb_release(port, VSW_CLAIM_INITIAL);
	vsw_fdb_release(port, VSW_CLAIM_EFFECTIVE);
}

/**
 * vsw_port_destroy() - take a port or an uplink off its switch for good
 * @port: the port, without a device; RTNL and the lock of the namespace held
 *
 * Its view went with the device; its claims and its place in lists go now. A
 * frame that has found it there may use it until the RCU callback frees it.
 */
void vsw_port_destroy(struct vsw_port *port)
{
	struct vsw_switch *sw = port->sw;

	lockdep_assert_held(&sw->vn->lock);
	vsw_event_port(port, VSW_CHANGE_DEL);
	vsw_port_release(port);
	list_del_rcu(&port->pg_node);
	list_del(&port->node);
	idr_remove(&sw->ports, port->id & VSW_PORT_NUMBER_MAX);
	if (port->uplink) {
		sw->n_uplinks--;
	} else {
		port->config.pg->n_ports--;
		sw->n_ports--;
		vsw_security_drop(&port->config.security, NULL);
		vsw_port_ops->exit(port);
	}
	call_rcu(&port->rcu, vsw_port_free_rcu);
}

/**
 * vsw_port_delete() - destroy a port and settle who may have its address now
 * @port: the port, without a device; RTNL and the lock of the namespace held
 */
void vsw_port_delete(struct vsw_port *port)
{
	struct vsw_switch *sw = port->sw;

	vsw_port_destroy(port);
	vsw_ports_recheck(sw);
}

/**
 * vsw_port_find_id() - find a port or an uplink by its id
 * @vn: the namespace, its lock held
 * @id: port id
 */
struct vsw_port *vsw_port_find_id(struct vsw_net *vn, u32 id)
{
	struct vsw_switch *sw;

	lockdep_assert_held(&vn->lock);
	list_for_each_entry(sw, &vn->switches, node)
		if (sw->number == id >> VSW_PORT_ID_SHIFT)
			return idr_find(&sw->ports, id & VSW_PORT_NUMBER_MAX);
	return NULL;
}

/* Find a port, not an uplink, by client name. */
struct vsw_port *vsw_port_find_name(struct vsw_switch *sw, const char *name)
{
	struct vsw_port *port;

	lockdep_assert_held(&sw->vn->lock);
	list_for_each_entry(port, &sw->port_list, node)
		if (!port->uplink && !strcmp(port->config.name, name))
			return port;
	return NULL;
}

/**
 * vsw_port_find_dev() - find a port or an uplink by the name of its device
 * @sw: the switch, the lock of its namespace held
 * @name: name of the device
 * @attached: the device must be attached now, else must not be
 */
struct vsw_port *vsw_port_find_dev(struct vsw_switch *sw, const char *name,
				   bool attached)
{
	struct vsw_port *port;

	lockdep_assert_held(&sw->vn->lock);
	list_for_each_entry(port, &sw->port_list, node)
		if (!!port->dev == attached && !strcmp(port->dev_name, name))
			return port;
	return NULL;
}

/* What a port is like if nothing is said. */
void vsw_port_config_init(struct vsw_port_config *config, const char *name,
			  struct vsw_portgroup *pg)
{
	memset(config, 0, sizeof(*config));
	strscpy(config->name, name, sizeof(config->name));
	config->pg = pg;
	config->mac_source = VSW_MAC_SOURCE_AUTO;
}

/*
 * Client names end up in the kernel log, in tables and on command lines, and
 * "0x" is how port ids begin.
 */
static bool vsw_port_name_valid(const char *name)
{
	const char *c;

	if (!*name || strlen(name) >= VSW_NAME_LEN || !strncmp(name, "0x", 2))
		return false;
	for (c = name; *c; c++)
		if (!isascii(*c) || !isgraph(*c))
			return false;
	return true;
}

/**
 * vsw_port_check_initial() - may a port have its initial MAC address there?
 * @config: what the port is to be like
 * @self: the port, or NULL for a new one
 * @vlan: VLANs that its port group has or is about to get
 * @extack: says why not
 *
 * Context: lock of the namespace held.
 * Return: 0, -EINVAL for a bad address, -EEXIST for another port's
 */
int vsw_port_check_initial(const struct vsw_port_config *config,
			   const struct vsw_port *self,
			   const struct vsw_vlan *vlan,
			   struct netlink_ext_ack *extack)
{
	struct vsw_claim *claim;
	struct rhlist_head *pos;
	int err = 0;

	if (!config->has_initial)
		return 0;
	if (!is_valid_ether_addr(config->initial)) {
		NL_SET_ERR_MSG(extack, "the initial MAC address must be a unicast address and not zero");
		return -EINVAL;
	}
	rcu_read_lock();
	rhl_for_each_entry_rcu(claim, pos,
			       vsw_fdb_find(config->pg->sw, config->initial),
			       node) {
		const struct vsw_port_config *other = &claim->port->config;

		if (claim->port != self &&
		    ether_addr_equal(other->initial, config->initial) &&
		    (other->pg == config->pg ||
		     vsw_vlan_overlap(other->pg->config.vlan, vlan)))
			err = -EEXIST;
	}
	rcu_read_unlock();
	if (err)
		NL_SET_ERR_MSG(extack, "another port of the VLAN has the same initial MAC address");
	return err;
}

/**
 * vsw_port_config_check() - may a port be like that?
 * @config: what it is to be like
 * @self: the port, or NULL for a new one
 * @extack: says why not
 *
 * Context: lock of the namespace held.
 * Return: 0, -EINVAL for a bad name or address, -EEXIST for a name or an
 * initial MAC address that another port has
 */
int vsw_port_config_check(const struct vsw_port_config *config,
			  const struct vsw_port *self,
			  struct netlink_ext_ack *extack)
{
	struct vsw_port *other;

	if (!vsw_port_name_valid(config->name)) {
		NL_SET_ERR_MSG(extack, "client names are 1 to 63 printable characters without spaces, not beginning with 0x");
		return -EINVAL;
	}
	other = vsw_port_find_name(config->pg->sw, config->name);
	if (other && other != self) {
		NL_SET_ERR_MSG(extack, "the switch has a port of that client name");
		return -EEXIST;
	}
	return vsw_port_check_initial(config, self, config->pg->config.vlan,
				      extack);
}

/*
 * A reader that stands on the port would follow it into the list of the other
 * group and never meet the head it waits for.
 */
static void vsw_port_move(struct vsw_port *port, struct vsw_portgroup *pg)
{
	struct vsw_portgroup *old = port->config.pg;

	list_del_rcu(&port->pg_node);
	synchronize_net();
	list_add_tail_rcu(&port->pg_node, &pg->ports);
	old->n_ports--;
	pg->n_ports++;
}

/* What a port has learned, and what others have learned of its addresses. */
void vsw_port_forget_learned(struct vsw_port *port)
{
	int i;

	vsw_learn_flush(port);
	for (i = 0; i < VSW_CLAIMS; i++)
		if (port->claim[i])
			vsw_learn_forget(port, port->claim[i]->addr);
}

/* Which source tells the effective MAC address: the named one, or by device. */
u8 vsw_port_mac_source(const struct vsw_port *port)
{
	if (port->config.mac_source != VSW_MAC_SOURCE_AUTO)
		return port->config.mac_source;
	return port->peer ? VSW_MAC_SOURCE_PEER : VSW_MAC_SOURCE_AGENT;
}

/* Mode of SpoofGuard in force. */
u8 vsw_port_spoofguard(const struct vsw_port *port)
{
	return port->config.spoofguard ?: port->config.pg->config.spoofguard;
}

/**
 * vsw_port_config_commit() - change what an administrator says of a port
 * @port: the port, RTNL and the lock of the namespace held
 * @config: checked with vsw_port_config_check(); its lists are taken over
 */
void vsw_port_config_commit(struct vsw_port *port,
			    const struct vsw_port_config *config)
{
	struct vsw_port_config old = port->config;

	lockdep_assert_held(&port->sw->vn->lock);
	if (config->pg != old.pg)
		vsw_port_move(port, config->pg);
	port->config = *config;
	if (config->mac_source != old.mac_source || !port->told)
		vsw_port_forget_told(port);
	vsw_port_update(port);
	/* Now that no new reader can come by the old. */
	vsw_security_drop(&old.security, &config->security);
	if (config->pg != old.pg)
		vsw_port_forget_learned(port);
}
