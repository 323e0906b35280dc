// SPDX-License-Identifier: GPL-2.0
/* A port group: what its ports have in common. */
#include <linux/ctype.h>
#include <linux/slab.h>

#include "l2/event.h"
#include "l2/port.h"
#include "l2/portgroup.h"
#include "l2/switch.h"

/* The names of port groups, which no log line carries, may have spaces inside. */
static bool vsw_portgroup_name_valid(const char *name)
{
	size_t len = strlen(name);
	const char *c;

	if (!len || len >= VSW_NAME_LEN || *name == ' ' || name[len - 1] == ' ')
		return false;
	for (c = name; *c; c++)
		if (!isascii(*c) || !isprint(*c))
			return false;
	return true;
}

static int vsw_portgroup_check_name(const char *name,
				    struct netlink_ext_ack *extack)
{
	if (vsw_portgroup_name_valid(name))
		return 0;
	NL_SET_ERR_MSG(extack, "port group names are 1 to 63 printable characters, spaces inside only");
	return -EINVAL;
}

/**
 * vsw_portgroup_config_init() - what a port group is like if nothing is said
 * @config: filled in
 * @name: name, checked by the caller
 *
 * Return: 0 or -ENOMEM; @config->vlan is the caller's to free until
 * vsw_portgroup_create() or vsw_portgroup_set() takes it over.
 */
int vsw_portgroup_config_init(struct vsw_portgroup_config *config,
			      const char *name)
{
	memset(config, 0, sizeof(*config));
	strscpy(config->name, name, sizeof(config->name));
	config->learning.limit = VSW_LEARNING_LIMIT_DEFAULT;
	config->learning.ageing = VSW_LEARNING_AGEING_DEFAULT;
	config->spoofguard = VSW_SPOOFGUARD_MODE_OFF;
	config->discovery.arp = true;
	config->discovery.nd = true;
	config->discovery.limit4 = VSW_DISCOVERY_LIMIT_DEFAULT;
	config->discovery.limit6 = VSW_DISCOVERY_LIMIT_DEFAULT;
	config->discovery.ageing = VSW_DISCOVERY_AGEING_DEFAULT;
	config->vlan = kzalloc(sizeof(*config->vlan), GFP_KERNEL_ACCOUNT);
	if (!config->vlan)
		return -ENOMEM;
	__set_bit(0, config->vlan->member);
	return 0;
}

/**
 * vsw_portgroup_create() - add a port group to a switch
 * @sw: the switch, the lock of its namespace held
 * @config: what it is like; on success its pointers belong to the port group
 * @extack: says why not
 *
 * Return: the port group, or -EEXIST, -EINVAL, -ENOMEM
 */
struct vsw_portgroup *
vsw_portgroup_create(struct vsw_switch *sw,
		     struct vsw_portgroup_config *config,
		     struct netlink_ext_ack *extack)
{
	struct vsw_portgroup *pg;

	lockdep_assert_held(&sw->vn->lock);
	if (vsw_portgroup_check_name(config->name, extack))
		return ERR_PTR(-EINVAL);
	if (vsw_portgroup_find(sw, config->name)) {
		NL_SET_ERR_MSG(extack, "the switch has a port group of that name");
		return ERR_PTR(-EEXIST);
	}

	pg = kzalloc(sizeof(*pg), GFP_KERNEL_ACCOUNT);
	if (!pg)
		return ERR_PTR(-ENOMEM);
	pg->sw = sw;
	pg->id = ++sw->portgroup_ids;
	pg->config = *config;
	INIT_LIST_HEAD(&pg->ports);
	rcu_assign_pointer(pg->vlan, config->vlan);
	list_add_tail_rcu(&pg->node, &sw->portgroups);
	vsw_event_portgroup(pg, VSW_CHANGE_SET);
	return pg;
}

/* Would the ports of a group have a neighbour's address in new VLANs? */
static int vsw_portgroup_check_vlan(struct vsw_portgroup *pg,
				    const struct vsw_vlan *vlan,
				    struct netlink_ext_ack *extack)
{
	struct vsw_port *port;
	int err;

	list_for_each_entry(port, &pg->ports, pg_node) {
		err = vsw_port_check_initial(&port->config, port, vlan, extack);
		if (err)
			return err;
	}
	return 0;
}

/**
 * vsw_portgroup_set() - change a port group
 * @pg: the port group, RTNL and the lock of the namespace held
 * @config: what it is like from now on, made from what it was; on success its
 *   pointers belong to the port group
 * @extack: says why not
 *
 * Return: 0, or -EEXIST, -EINVAL, -EBUSY with nothing changed
 */
int vsw_portgroup_set(struct vsw_portgroup *pg,
		      struct vsw_portgroup_config *config,
		      struct netlink_ext_ack *extack)
{
	struct vsw_portgroup_config old = pg->config;
	struct vsw_portgroup *other;
	struct vsw_port *port;
	int err;

	lockdep_assert_held(&pg->sw->vn->lock);
	if (vsw_portgroup_check_name(config->name, extack))
		return -EINVAL;
	other = vsw_portgroup_find(pg->sw, config->name);
	if (other && other != pg) {
		NL_SET_ERR_MSG(extack, "the switch has a port group of that name");
		return -EEXIST;
	}
	if (pg == vsw_portgroup_default(pg->sw) &&
	    strcmp(config->name, old.name)) {
		NL_SET_ERR_MSG(extack, "the default port group keeps its name");
		return -EBUSY;
	}
	if (config->vlan != old.vlan) {
		err = vsw_portgroup_check_vlan(pg, config->vlan, extack);
		if (err)
			return err;
	}

	pg->config = *config;
	rcu_assign_pointer(pg->vlan, config->vlan);
	vsw_ports_update(pg->sw);
	list_for_each_entry(port, &pg->ports, pg_node)
		if (config->vlan != old.vlan || !config->learning.enabled)
			vsw_port_forget_learned(port);
	vsw_security_drop(&old.security, &config->security);
	vsw_guard_drop(&old.guard, &config->guard);
	if (config->vlan != old.vlan)
		kfree_rcu(old.vlan, rcu);
	vsw_event_portgroup(pg, VSW_CHANGE_SET);
	return 0;
}

/**
 * vsw_portgroup_destroy() - take a port group off its switch
 * @pg: the port group, the lock of the namespace held
 * @extack: says why not, or NULL while the switch itself goes
 *
 * Return: 0 or -EBUSY
 */
int vsw_portgroup_destroy(struct vsw_portgroup *pg,
			  struct netlink_ext_ack *extack)
{
	lockdep_assert_held(&pg->sw->vn->lock);
	if (pg->n_ports) {
		NL_SET_ERR_MSG(extack, "the port group has ports");
		return -EBUSY;
	}
	if (extack && pg == vsw_portgroup_default(pg->sw)) {
		NL_SET_ERR_MSG(extack, "the default port group goes with its switch only");
		return -EBUSY;
	}

	vsw_event_portgroup(pg, VSW_CHANGE_DEL);
	list_del_rcu(&pg->node);
	vsw_security_drop(&pg->config.security, NULL);
	vsw_guard_drop(&pg->config.guard, NULL);
	kfree_rcu(pg->config.vlan, rcu);
	kfree_rcu(pg, rcu);
	return 0;
}

struct vsw_portgroup *vsw_portgroup_find(struct vsw_switch *sw,
					 const char *name)
{
	struct vsw_portgroup *pg;

	lockdep_assert_held(&sw->vn->lock);
	list_for_each_entry(pg, &sw->portgroups, node)
		if (!strcmp(pg->config.name, name))
			return pg;
	return NULL;
}

struct vsw_portgroup *vsw_portgroup_default(struct vsw_switch *sw)
{
	return list_first_entry(&sw->portgroups, struct vsw_portgroup, node);
}
