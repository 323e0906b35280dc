// SPDX-License-Identifier: GPL-2.0
/* Configurations in canonical form, and reading one from the kernel. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

static const unsigned int switch_attrs[] = {
	VSW_A_SWITCH_NAME, VSW_A_SWITCH_SECURITY, 0,
};

static const unsigned int portgroup_attrs[] = {
	VSW_A_PORTGROUP_SWITCH, VSW_A_PORTGROUP_NAME, VSW_A_PORTGROUP_SECURITY,
	VSW_A_PORTGROUP_VLAN, VSW_A_PORTGROUP_LEARNING, VSW_A_PORTGROUP_ADOPT,
	VSW_A_PORTGROUP_PROMISCUOUS_SCOPE, VSW_A_PORTGROUP_GUARD,
	VSW_A_PORTGROUP_DISCOVERY, VSW_A_PORTGROUP_SPOOFGUARD, 0,
};

static const unsigned int port_attrs[] = {
	VSW_A_PORT_SWITCH, VSW_A_PORT_NAME, VSW_A_PORT_PORTGROUP,
	VSW_A_PORT_IFINDEX, VSW_A_PORT_DEV, VSW_A_PORT_INITIAL_MAC,
	VSW_A_PORT_MAC_SOURCE, VSW_A_PORT_MAC_SOURCE_AUTO,
	VSW_A_PORT_ADMIN_BLOCKED, VSW_A_PORT_SECURITY, VSW_A_PORT_TAG,
	VSW_A_PORT_ISOLATED, VSW_A_PORT_SPOOFGUARD, 0,
};

static const unsigned int uplink_attrs[] = {
	VSW_A_UPLINK_SWITCH, VSW_A_UPLINK_DEV, 0,
};

static const unsigned int filter_attrs[] = {
	VSW_A_FILTER_SWITCH, VSW_A_FILTER_PORT, VSW_A_FILTER_FAILURE_POLICY,
	VSW_A_FILTER_TIMEOUTS, VSW_A_FILTER_LIMITS, 0,
};

static const unsigned int group_attrs[] = {
	VSW_A_GROUP_NAME, VSW_A_GROUP_STEP, VSW_A_GROUP_ADDRESS,
	VSW_A_GROUP_MAC, 0,
};

static const unsigned int binding_attrs[] = {
	VSW_A_BINDING_SWITCH, VSW_A_BINDING_PORT, VSW_A_BINDING_ADDRESS,
	VSW_A_BINDING_VLAN, VSW_A_BINDING_MAC, VSW_A_BINDING_SOURCES,
	VSW_A_BINDING_APPROVED, 0,
};

/* As the kernel begins, by attribute. */
static const uint32_t default_timeouts[VSW_A_TIMEOUTS_MAX + 1] = {
	[VSW_A_TIMEOUTS_TCP_FIRST] = 120,
	[VSW_A_TIMEOUTS_TCP_OPENING] = 30,
	[VSW_A_TIMEOUTS_TCP_ESTABLISHED] = 43200,
	[VSW_A_TIMEOUTS_TCP_CLOSING] = 120,
	[VSW_A_TIMEOUTS_TCP_FIN_WAIT] = 45,
	[VSW_A_TIMEOUTS_TCP_CLOSED] = 20,
	[VSW_A_TIMEOUTS_UDP_FIRST] = 60,
	[VSW_A_TIMEOUTS_UDP_SINGLE] = 30,
	[VSW_A_TIMEOUTS_UDP_MULTIPLE] = 60,
	[VSW_A_TIMEOUTS_ICMP_FIRST] = 20,
	[VSW_A_TIMEOUTS_ICMP_ERROR] = 10,
	[VSW_A_TIMEOUTS_OTHER] = 60,
};

static const uint32_t default_limits[VSW_A_LIMITS_MAX + 1] = {
	[VSW_A_LIMITS_TOTAL] = 65536,
	[VSW_A_LIMITS_HALF_OPEN] = 16384,
	[VSW_A_LIMITS_UDP] = 32768,
	[VSW_A_LIMITS_ICMP] = 4096,
	[VSW_A_LIMITS_OTHER] = 4096,
};

const unsigned int *config_attrs(enum vsw_kind kind)
{
	switch (kind) {
	case VSW_KIND_SWITCH:
		return switch_attrs;
	case VSW_KIND_PORTGROUP:
		return portgroup_attrs;
	case VSW_KIND_PORT:
		return port_attrs;
	case VSW_KIND_FILTER:
		return filter_attrs;
	case VSW_KIND_GROUP:
		return group_attrs;
	case VSW_KIND_BINDING:
		return binding_attrs;
	default:
		return uplink_attrs;
	}
}

void config_free(struct config *config)
{
	list_free(&config->switches);
	list_free(&config->portgroups);
	list_free(&config->uplinks);
	list_free(&config->ports);
	list_free(&config->filters);
	list_free(&config->groups);
	list_free(&config->bindings);
}

const char *config_switch(const struct vsw_obj *obj)
{
	unsigned int attr = vsw_attr_find(vsw_obj_kind(obj), "switch");

	return attr ? vsw_obj_str(obj, attr) : NULL;
}

const char *config_name(const struct vsw_obj *obj)
{
	if (vsw_obj_kind(obj) == VSW_KIND_UPLINK)
		return vsw_obj_str(obj, VSW_A_UPLINK_DEV);
	if (vsw_obj_kind(obj) == VSW_KIND_FILTER)
		return vsw_obj_str(obj, VSW_A_FILTER_PORT);
	if (vsw_obj_kind(obj) == VSW_KIND_BINDING)
		return vsw_obj_str(obj, VSW_A_BINDING_PORT);
	return vsw_obj_str(obj, vsw_attr_find(vsw_obj_kind(obj), "name"));
}

struct vsw_obj *config_find(const struct list *list, const char *sw,
			    const char *name)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		struct vsw_obj *obj = list->objs[i];

		if (sw && strcmp(config_switch(obj), sw))
			continue;
		if (!strcmp(config_name(obj), name))
			return obj;
	}
	return NULL;
}

static bool same_address(const struct vsw_obj *a, const struct vsw_obj *b)
{
	size_t len_a, len_b;
	const void *ip_a = vsw_obj_ip(a, VSW_A_BINDING_ADDRESS, &len_a);
	const void *ip_b = vsw_obj_ip(b, VSW_A_BINDING_ADDRESS, &len_b);

	return len_a == len_b && len_a && !memcmp(ip_a, ip_b, len_a) &&
	       vsw_obj_has(a, VSW_A_BINDING_VLAN) ==
		       vsw_obj_has(b, VSW_A_BINDING_VLAN) &&
	       vsw_obj_uint(a, VSW_A_BINDING_VLAN) ==
		       vsw_obj_uint(b, VSW_A_BINDING_VLAN);
}

struct vsw_obj *config_find_binding(const struct list *bindings,
				    const struct vsw_obj *like)
{
	size_t i;

	for (i = 0; i < bindings->count; i++) {
		struct vsw_obj *obj = bindings->objs[i];

		if (!strcmp(config_switch(obj), config_switch(like)) &&
		    !strcmp(config_name(obj), config_name(like)) &&
		    same_address(obj, like))
			return obj;
	}
	return NULL;
}

/* Canonical form ----------------------------------------------------------- */

static void copy_policy(struct vsw_obj *to, const struct vsw_obj *from,
			unsigned int attr)
{
	const struct vsw_obj *policy = vsw_obj_get(from, attr);
	uint64_t mode = vsw_obj_uint(policy, VSW_A_POLICY_MODE);
	struct vsw_obj *copy;
	unsigned int i;

	if (mode == VSW_POLICY_MODE_INHERIT)
		return;
	copy = vsw_obj_nest(to, attr);
	vsw_obj_set_uint(copy, VSW_A_POLICY_MODE, mode);
	for (i = 0; i < vsw_obj_count(policy, VSW_A_POLICY_ADDRESS); i++)
		vsw_obj_add_mac(copy, VSW_A_POLICY_ADDRESS,
				vsw_obj_mac_at(policy, VSW_A_POLICY_ADDRESS,
					       i));
}

static void copy_security(struct vsw_obj *to, const struct vsw_obj *from,
			  unsigned int attr)
{
	struct vsw_obj *copy = vsw_obj_nest(to, attr);
	const struct vsw_obj *security = vsw_obj_get(from, attr);

	copy_policy(copy, security, VSW_A_SECURITY_PROMISCUOUS);
	copy_policy(copy, security, VSW_A_SECURITY_MAC_CHANGES);
	copy_policy(copy, security, VSW_A_SECURITY_FORGED_TRANSMITS);
}

static void copy_vlan(struct vsw_obj *to, const struct vsw_obj *from,
		      unsigned int attr)
{
	const struct vsw_obj *vlan = vsw_obj_get(from, attr);
	struct vsw_obj *copy = vsw_obj_nest(to, attr);
	unsigned int i;

	config_copy(copy, vlan, VSW_A_VLAN_MODE);
	switch (vsw_obj_uint(vlan, VSW_A_VLAN_MODE)) {
	case VSW_VLAN_MODE_NONE:
		vsw_obj_set_uint(copy, VSW_A_VLAN_TRANSPARENT,
				 vsw_obj_uint(vlan, VSW_A_VLAN_TRANSPARENT));
		break;
	case VSW_VLAN_MODE_ACCESS:
		config_copy(copy, vlan, VSW_A_VLAN_ID);
		break;
	case VSW_VLAN_MODE_TRUNK:
		for (i = 0; i < vsw_obj_count(vlan, VSW_A_VLAN_RANGE); i++) {
			const struct vsw_obj *range;
			struct vsw_obj *nest;

			range = vsw_obj_at(vlan, VSW_A_VLAN_RANGE, i);
			nest = vsw_obj_add_nest(copy, VSW_A_VLAN_RANGE);
			config_copy(nest, range, VSW_A_VLAN_RANGE_FIRST);
			config_copy(nest, range, VSW_A_VLAN_RANGE_LAST);
		}
		config_copy(copy, vlan, VSW_A_VLAN_NATIVE);
		break;
	}
}

static void copy_strings(struct vsw_obj *to, const struct vsw_obj *from,
			 unsigned int attr)
{
	unsigned int i;

	for (i = 0; i < vsw_obj_count(from, attr); i++)
		vsw_obj_add_str(to, attr, vsw_obj_str_at(from, attr, i));
}

static void copy_macs(struct vsw_obj *to, const struct vsw_obj *from,
		      unsigned int attr)
{
	unsigned int i;

	for (i = 0; i < vsw_obj_count(from, attr); i++)
		vsw_obj_add_mac(to, attr, vsw_obj_mac_at(from, attr, i));
}

static void copy_steps(struct vsw_obj *to, const struct vsw_obj *from,
		       unsigned int attr)
{
	struct vsw_obj *copy;
	unsigned int i;

	for (i = 0; i < vsw_obj_count(from, attr); i++) {
		copy = vsw_obj_add_nest(to, attr);
		config_copy(copy, vsw_obj_at(from, attr, i),
			    VSW_A_GROUP_STEP_OP);
		config_copy(copy, vsw_obj_at(from, attr, i),
			    VSW_A_GROUP_STEP_PATTERN);
	}
}

/* By way of the text, which has one form for each. */
static void copy_addresses(struct vsw_obj *to, const struct vsw_obj *from,
			   unsigned int attr)
{
	char text[VSW_ADDRESS_TEXT_LEN];
	const char *known, *why;
	unsigned int i;

	for (i = 0; i < vsw_obj_count(from, attr); i++) {
		known = vsw_address_text(vsw_obj_at(from, attr, i), text);
		if (known)
			vsw_address_parse(vsw_obj_add_nest(to, attr), known,
					  &why);
	}
}

/* A nest of which everything counts. */
static void copy_nest(struct vsw_obj *to, const struct vsw_obj *from,
		      unsigned int attr)
{
	const struct vsw_obj *nest = vsw_obj_get(from, attr);
	struct vsw_obj *copy = vsw_obj_nest(to, attr);
	unsigned int i;

	for (i = 1; i <= vsw_attr_max(vsw_obj_kind(nest)); i++)
		config_copy(copy, nest, i);
}

void config_copy(struct vsw_obj *to, const struct vsw_obj *from,
		 unsigned int attr)
{
	const void *ip;
	size_t len;

	if (!vsw_obj_has(from, attr))
		return;
	switch (vsw_attr_type(vsw_obj_kind(from), attr)) {
	case VSW_TYPE_NONE:
		return;
	case VSW_TYPE_STRING:
		if (vsw_attr_is_list(vsw_obj_kind(from), attr))
			copy_strings(to, from, attr);
		else
			vsw_obj_set_str(to, attr, vsw_obj_str(from, attr));
		return;
	case VSW_TYPE_MAC:
		if (vsw_attr_is_list(vsw_obj_kind(from), attr))
			copy_macs(to, from, attr);
		else
			vsw_obj_set_mac(to, attr, vsw_obj_mac(from, attr));
		return;
	case VSW_TYPE_IP:
		ip = vsw_obj_ip(from, attr, &len);
		vsw_obj_set_ip(to, attr, ip, len);
		return;
	case VSW_TYPE_NEST:
		break;
	default:
		vsw_obj_set_uint(to, attr, vsw_obj_uint(from, attr));
		return;
	}
	switch (vsw_attr_nest(vsw_obj_kind(from), attr)) {
	case VSW_KIND_SECURITY:
		copy_security(to, from, attr);
		return;
	case VSW_KIND_VLAN:
		copy_vlan(to, from, attr);
		return;
	case VSW_KIND_GROUP_STEP:
		copy_steps(to, from, attr);
		return;
	case VSW_KIND_ADDRESS:
		copy_addresses(to, from, attr);
		return;
	case VSW_KIND_LEARNING:
	case VSW_KIND_DISCOVERY:
	case VSW_KIND_TIMEOUTS:
	case VSW_KIND_LIMITS:
	case VSW_KIND_GUARD:
	case VSW_KIND_MAC_LIST:
		copy_nest(to, from, attr);
		return;
	default:
		return;
	}
}

/* Defaults ----------------------------------------------------------------- */

static void default_uint(struct vsw_obj *obj, unsigned int attr, uint64_t value)
{
	if (!vsw_obj_has(obj, attr))
		vsw_obj_set_uint(obj, attr, value);
}

static void default_reject(struct vsw_obj *security, unsigned int attr)
{
	default_uint(vsw_obj_nest(security, attr), VSW_A_POLICY_MODE,
		     VSW_POLICY_MODE_REJECT);
}

static void default_switch(struct vsw_obj *sw)
{
	struct vsw_obj *security = vsw_obj_nest(sw, VSW_A_SWITCH_SECURITY);

	default_reject(security, VSW_A_SECURITY_PROMISCUOUS);
	default_reject(security, VSW_A_SECURITY_MAC_CHANGES);
	default_reject(security, VSW_A_SECURITY_FORGED_TRANSMITS);
}

static void default_guard(struct vsw_obj *guard)
{
	unsigned int attr;

	for (attr = 1; attr <= vsw_attr_max(VSW_KIND_GUARD); attr++)
		if (vsw_attr_type(VSW_KIND_GUARD, attr) == VSW_TYPE_NEST)
			vsw_obj_nest(guard, attr);
		else
			default_uint(guard, attr, 0);
}

/* What is discovered if nothing is said. */
static void default_discovery(struct vsw_obj *discovery)
{
	default_uint(discovery, VSW_A_DISCOVERY_ARP, 1);
	default_uint(discovery, VSW_A_DISCOVERY_ND, 1);
	default_uint(discovery, VSW_A_DISCOVERY_DHCP, 0);
	default_uint(discovery, VSW_A_DISCOVERY_LIMIT_IPV4, 256);
	default_uint(discovery, VSW_A_DISCOVERY_LIMIT_IPV6, 256);
	default_uint(discovery, VSW_A_DISCOVERY_AGEING, 600);
	default_uint(discovery, VSW_A_DISCOVERY_TRUST_ON_FIRST_USE, 0);
}

static void default_portgroup(struct vsw_obj *pg)
{
	struct vsw_obj *learning = vsw_obj_nest(pg, VSW_A_PORTGROUP_LEARNING);
	struct vsw_obj *vlan = vsw_obj_nest(pg, VSW_A_PORTGROUP_VLAN);

	vsw_obj_nest(pg, VSW_A_PORTGROUP_SECURITY);
	default_uint(vlan, VSW_A_VLAN_MODE, VSW_VLAN_MODE_NONE);
	if (vsw_obj_uint(vlan, VSW_A_VLAN_MODE) == VSW_VLAN_MODE_NONE)
		default_uint(vlan, VSW_A_VLAN_TRANSPARENT, 0);
	default_uint(learning, VSW_A_LEARNING_ENABLED, 0);
	default_uint(learning, VSW_A_LEARNING_LIMIT, 4096);
	default_uint(learning, VSW_A_LEARNING_AGEING, 600);
	default_uint(learning, VSW_A_LEARNING_LIMIT_ACTION,
		     VSW_LIMIT_ACTION_DROP);
	default_uint(learning, VSW_A_LEARNING_FLOOD, 0);
	default_uint(pg, VSW_A_PORTGROUP_ADOPT, 0);
	default_uint(pg, VSW_A_PORTGROUP_PROMISCUOUS_SCOPE,
		     VSW_PROMISCUOUS_SCOPE_VLAN);
	default_guard(vsw_obj_nest(pg, VSW_A_PORTGROUP_GUARD));
	default_discovery(vsw_obj_nest(pg, VSW_A_PORTGROUP_DISCOVERY));
	default_uint(pg, VSW_A_PORTGROUP_SPOOFGUARD, VSW_SPOOFGUARD_MODE_OFF);
}

static void default_port(struct vsw_obj *port)
{
	vsw_obj_nest(port, VSW_A_PORT_SECURITY);
	default_uint(port, VSW_A_PORT_ADMIN_BLOCKED, 0);
	default_uint(port, VSW_A_PORT_ISOLATED, 0);
	default_uint(port, VSW_A_PORT_SPOOFGUARD, VSW_SPOOFGUARD_MODE_INHERIT);
	if (!vsw_obj_has(port, VSW_A_PORT_PORTGROUP))
		vsw_obj_set_str(port, VSW_A_PORT_PORTGROUP, CONFIG_DEFAULT_PG);
}

static void default_numbers(struct vsw_obj *nest, const uint32_t *values)
{
	unsigned int attr;

	for (attr = 1; attr <= vsw_attr_max(vsw_obj_kind(nest)); attr++)
		default_uint(nest, attr, values[attr]);
}

static void default_filter(struct vsw_obj *filter)
{
	default_uint(filter, VSW_A_FILTER_FAILURE_POLICY,
		     VSW_FAILURE_POLICY_FAIL_CLOSED);
	default_numbers(vsw_obj_nest(filter, VSW_A_FILTER_TIMEOUTS),
			default_timeouts);
	default_numbers(vsw_obj_nest(filter, VSW_A_FILTER_LIMITS),
			default_limits);
}

void config_defaults(struct vsw_obj *obj)
{
	switch (vsw_obj_kind(obj)) {
	case VSW_KIND_SWITCH:
		default_switch(obj);
		break;
	case VSW_KIND_PORTGROUP:
		default_portgroup(obj);
		break;
	case VSW_KIND_PORT:
		default_port(obj);
		break;
	case VSW_KIND_FILTER:
		default_filter(obj);
		break;
	case VSW_KIND_BINDING:
		default_uint(obj, VSW_A_BINDING_SOURCES, 0);
		default_uint(obj, VSW_A_BINDING_APPROVED, 0);
		break;
	default:
		break;
	}
}

struct vsw_obj *config_new(enum vsw_kind kind)
{
	struct vsw_obj *obj = vsw_obj_new(kind);

	config_defaults(obj);
	return obj;
}

static void keep_changes(struct vsw_obj *to, const struct vsw_obj *filter,
			 unsigned int attr, const uint32_t *values)
{
	const struct vsw_obj *nest = vsw_obj_get(filter, attr);
	unsigned int i;

	for (i = 1; i <= vsw_attr_max(vsw_obj_kind(nest)); i++)
		if (vsw_obj_uint(nest, i) != values[i])
			vsw_obj_set_uint(vsw_obj_nest(to, attr), i,
					 vsw_obj_uint(nest, i));
}

struct vsw_obj *config_filter_changes(const struct vsw_obj *filter)
{
	struct vsw_obj *changes = vsw_obj_new(VSW_KIND_FILTER);

	if (vsw_obj_uint(filter, VSW_A_FILTER_FAILURE_POLICY) !=
	    VSW_FAILURE_POLICY_FAIL_CLOSED)
		config_copy(changes, filter, VSW_A_FILTER_FAILURE_POLICY);
	keep_changes(changes, filter, VSW_A_FILTER_TIMEOUTS, default_timeouts);
	keep_changes(changes, filter, VSW_A_FILTER_LIMITS, default_limits);
	if (vsw_obj_has(changes, VSW_A_FILTER_FAILURE_POLICY) ||
	    vsw_obj_has(changes, VSW_A_FILTER_TIMEOUTS) ||
	    vsw_obj_has(changes, VSW_A_FILTER_LIMITS))
		return changes;
	vsw_obj_free(changes);
	return NULL;
}

/* The kernel's ------------------------------------------------------------- */

/*
 * A disconnected port waits for a device of the name it had, which is written
 * as an ifindex of 0.
 */
static void trim_port(struct vsw_obj *obj, const struct vsw_obj *from)
{
	vsw_obj_unset(obj, VSW_A_PORT_IFINDEX);
	if (vsw_obj_uint(from, VSW_A_PORT_STATE) != VSW_PORT_STATE_DISCONNECTED)
		return;
	if (vsw_obj_has(obj, VSW_A_PORT_DEV))
		vsw_obj_set_uint(obj, VSW_A_PORT_IFINDEX, 0);
}

static struct vsw_obj *trimmed(const struct vsw_obj *from)
{
	struct vsw_obj *obj = vsw_obj_new(vsw_obj_kind(from));
	const unsigned int *attr = config_attrs(vsw_obj_kind(from));

	for (; *attr; attr++)
		config_copy(obj, from, *attr);
	if (vsw_obj_kind(from) == VSW_KIND_PORT)
		trim_port(obj, from);
	config_defaults(obj);
	return obj;
}

/* SpoofGuard's filter has nothing of its own to configure. */
static bool is_configurable(const struct vsw_obj *obj)
{
	return vsw_obj_kind(obj) != VSW_KIND_FILTER ||
	       vsw_obj_has(obj, VSW_A_FILTER_LIMITS);
}

static int read_list(struct ctx *ctx, struct list *list, enum vsw_kind kind,
		     unsigned int name)
{
	struct list all = {};
	int code;
	size_t i;

	code = list_dump(ctx, &all, kind, NULL);
	for (i = 0; !code && i < all.count; i++)
		if (is_configurable(all.objs[i]))
			list_add(list, trimmed(all.objs[i]));
	list_free(&all);
	list_sort(list, name);
	return code;
}

/* The VLAN is not said where it is that of the port's untagged frames. */
static void trim_vlan(struct vsw_obj *binding, const struct config *config)
{
	const struct vsw_obj *port, *pg, *vlan;

	port = config_find(&config->ports, config_switch(binding),
			   config_name(binding));
	pg = port ? config_find(&config->portgroups, config_switch(binding),
				vsw_obj_str(port, VSW_A_PORT_PORTGROUP)) : NULL;
	vlan = vsw_obj_get(pg, VSW_A_PORTGROUP_VLAN);
	if (vsw_obj_uint(vlan, VSW_A_VLAN_MODE) != VSW_VLAN_MODE_TRUNK ||
	    (vsw_obj_has(vlan, VSW_A_VLAN_NATIVE) &&
	     vsw_obj_uint(vlan, VSW_A_VLAN_NATIVE) ==
		     vsw_obj_uint(binding, VSW_A_BINDING_VLAN)))
		vsw_obj_unset(binding, VSW_A_BINDING_VLAN);
}

static int compare_bindings(const void *a, const void *b)
{
	const struct vsw_obj *left = *(struct vsw_obj *const *)a;
	const struct vsw_obj *right = *(struct vsw_obj *const *)b;
	size_t len_left, len_right;
	const void *ip_left, *ip_right;
	int order;

	order = strcmp(config_switch(left), config_switch(right));
	if (!order)
		order = strcmp(config_name(left), config_name(right));
	if (order)
		return order;
	ip_left = vsw_obj_ip(left, VSW_A_BINDING_ADDRESS, &len_left);
	ip_right = vsw_obj_ip(right, VSW_A_BINDING_ADDRESS, &len_right);
	if (len_left != len_right)
		return len_left < len_right ? -1 : 1;
	order = memcmp(ip_left, ip_right, len_left);
	return order ? order : (int)vsw_obj_uint(left, VSW_A_BINDING_VLAN) -
			       (int)vsw_obj_uint(right, VSW_A_BINDING_VLAN);
}

/* What an administrator has said; what was discovered is no configuration. */
static int read_bindings(struct ctx *ctx, struct config *config)
{
	struct list all = {};
	int code;
	size_t i;

	code = list_dump(ctx, &all, VSW_KIND_BINDING, NULL);
	for (i = 0; !code && i < all.count; i++) {
		uint64_t sources = vsw_obj_uint(all.objs[i],
						VSW_A_BINDING_SOURCES);
		struct vsw_obj *obj;

		sources &= VSW_BINDING_SOURCE_STATIC;
		if (!sources &&
		    !vsw_obj_uint(all.objs[i], VSW_A_BINDING_APPROVED))
			continue;
		obj = trimmed(all.objs[i]);
		vsw_obj_set_uint(obj, VSW_A_BINDING_SOURCES, sources);
		if (!sources)
			vsw_obj_unset(obj, VSW_A_BINDING_MAC);
		trim_vlan(obj, config);
		list_add(&config->bindings, obj);
	}
	list_free(&all);
	if (config->bindings.count)
		qsort(config->bindings.objs, config->bindings.count,
		      sizeof(*config->bindings.objs), compare_bindings);
	return code;
}

int config_read(struct ctx *ctx, struct config *config)
{
	int code;

	memset(config, 0, sizeof(*config));
	code = read_list(ctx, &config->switches, VSW_KIND_SWITCH,
			 VSW_A_SWITCH_NAME);
	if (!code)
		code = read_list(ctx, &config->portgroups, VSW_KIND_PORTGROUP,
				 VSW_A_PORTGROUP_NAME);
	if (!code)
		code = read_list(ctx, &config->uplinks, VSW_KIND_UPLINK,
				 VSW_A_UPLINK_DEV);
	if (!code)
		code = read_list(ctx, &config->ports, VSW_KIND_PORT,
				 VSW_A_PORT_NAME);
	if (!code)
		code = read_list(ctx, &config->filters, VSW_KIND_FILTER,
				 VSW_A_FILTER_PORT);
	if (!code)
		code = read_list(ctx, &config->groups, VSW_KIND_GROUP,
				 VSW_A_GROUP_NAME);
	config->has_groups = true;
	if (!code)
		code = read_bindings(ctx, config);
	if (code)
		config_free(config);
	return code;
}
