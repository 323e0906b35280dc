// SPDX-License-Identifier: GPL-2.0
/*
 * Reading a saved configuration. All of it is checked before anything is done,
 * so what the kernel would refuse for the text's sake is refused here, with its
 * place in the file.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "group.h"
#include "json.h"

static int wrong(struct json_where *where, const char *what)
{
	return usage_error(where->ctx, "%s: %s: %s", where->file, where->path,
			   what);
}

/* Checks of what the kinds of JSON values don't say ------------------------- */

static int check_range(struct json_where *where, const struct vsw_obj *obj,
		       unsigned int attr, uint64_t min, uint64_t max)
{
	uint64_t value = vsw_obj_uint(obj, attr);
	size_t len;
	int code;

	if (!vsw_obj_has(obj, attr) || (value >= min && value <= max))
		return EXIT_OK;
	len = json_enter(where, vsw_attr_name(vsw_obj_kind(obj), attr), 0);
	code = usage_error(where->ctx, "%s: %s: expected %llu-%llu, not %llu",
			   where->file, where->path, (unsigned long long)min,
			   (unsigned long long)max, (unsigned long long)value);
	json_leave(where, len);
	return code;
}

static bool in_ranges(const struct vsw_obj *vlan, uint64_t id)
{
	unsigned int i;

	for (i = 0; i < vsw_obj_count(vlan, VSW_A_VLAN_RANGE); i++) {
		const struct vsw_obj *range;

		range = vsw_obj_at(vlan, VSW_A_VLAN_RANGE, i);
		if (id >= vsw_obj_uint(range, VSW_A_VLAN_RANGE_FIRST) &&
		    id <= vsw_obj_uint(range, VSW_A_VLAN_RANGE_LAST))
			return true;
	}
	return false;
}

/* @next is the lowest VLAN that the range may begin with, and is moved on. */
static int check_trunk_range(struct json_where *where,
			     const struct vsw_obj *range, uint64_t *next)
{
	uint64_t first = vsw_obj_uint(range, VSW_A_VLAN_RANGE_FIRST);
	int code;

	if (!vsw_obj_has(range, VSW_A_VLAN_RANGE_FIRST) ||
	    !vsw_obj_has(range, VSW_A_VLAN_RANGE_LAST))
		return wrong(where, "a range needs \"first\" and \"last\"");
	code = check_range(where, range, VSW_A_VLAN_RANGE_FIRST, 0, 4094);
	if (!code)
		code = check_range(where, range, VSW_A_VLAN_RANGE_LAST, first,
				   4094);
	if (!code && first < *next)
		code = wrong(where, "ranges must rise and not overlap");
	*next = vsw_obj_uint(range, VSW_A_VLAN_RANGE_LAST) + 1;
	return code;
}

static int check_trunk(struct json_where *where, const struct vsw_obj *vlan)
{
	unsigned int i, count = vsw_obj_count(vlan, VSW_A_VLAN_RANGE);
	uint64_t next = 0;
	size_t outer, len;
	int code;

	if (!count)
		return wrong(where, "a trunk needs \"range\"");
	outer = json_enter(where, "range", 0);
	for (i = 0; i < count; i++) {
		len = json_enter(where, NULL, i);
		code = check_trunk_range(where,
					 vsw_obj_at(vlan, VSW_A_VLAN_RANGE, i),
					 &next);
		if (code)
			return code;
		json_leave(where, len);
	}
	json_leave(where, outer);
	if (vsw_obj_has(vlan, VSW_A_VLAN_NATIVE) &&
	    !in_ranges(vlan, vsw_obj_uint(vlan, VSW_A_VLAN_NATIVE)))
		return wrong(where, "\"native\" is in none of the ranges");
	return EXIT_OK;
}

static int check_vlan(struct json_where *where, const struct vsw_obj *vlan)
{
	uint64_t mode = vsw_obj_uint(vlan, VSW_A_VLAN_MODE);
	bool access = mode == VSW_VLAN_MODE_ACCESS;
	int code;

	if (vsw_obj_has(vlan, VSW_A_VLAN_ID) != access)
		return wrong(where, "\"id\" belongs to mode \"access\"");
	if (vsw_obj_has(vlan, VSW_A_VLAN_RANGE) &&
	    mode != VSW_VLAN_MODE_TRUNK)
		return wrong(where, "\"range\" belongs to mode \"trunk\"");
	if (vsw_obj_has(vlan, VSW_A_VLAN_NATIVE) && mode != VSW_VLAN_MODE_TRUNK)
		return wrong(where, "\"native\" belongs to mode \"trunk\"");
	if (vsw_obj_uint(vlan, VSW_A_VLAN_TRANSPARENT) &&
	    mode != VSW_VLAN_MODE_NONE)
		return wrong(where, "\"transparent\" belongs to mode \"none\"");
	if (mode == VSW_VLAN_MODE_TRUNK)
		return check_trunk(where, vlan);
	code = check_range(where, vlan, VSW_A_VLAN_ID, 1, 4094);
	return code;
}

static int check_learning(struct json_where *where,
			  const struct vsw_obj *learning)
{
	int code;

	code = check_range(where, learning, VSW_A_LEARNING_LIMIT, 1,
			   VSW_LEARNING_MAX);
	if (!code)
		code = check_range(where, learning, VSW_A_LEARNING_AGEING, 10,
				   1000000);
	return code;
}

/* The kernel has the last word on what may be allowed. */
static int check_guard(struct json_where *where, const struct vsw_obj *guard)
{
	const struct vsw_obj *allow = vsw_obj_get(guard,
						  VSW_A_GUARD_BPDU_ALLOW);
	unsigned int attr, count = vsw_obj_count(allow, VSW_A_MAC_LIST_ADDRESS);
	int code = EXIT_OK;

	for (attr = VSW_A_GUARD_BROADCAST_LIMIT_OUT;
	     !code && attr <= VSW_A_GUARD_MULTICAST_LIMIT_IN; attr++)
		code = check_range(where, guard, attr, 0, VSW_RATE_MAX);
	if (!code && count > VSW_POLICY_MAX_ADDRESSES)
		code = usage_error(where->ctx,
				   "%s: %s: expected at most %d addresses, not %u",
				   where->file, where->path,
				   VSW_POLICY_MAX_ADDRESSES, count);
	return code;
}

static int check_discovery(struct json_where *where,
			   const struct vsw_obj *discovery)
{
	int code;

	code = check_range(where, discovery, VSW_A_DISCOVERY_LIMIT_IPV4, 1,
			   VSW_DISCOVERY_MAX);
	if (!code)
		code = check_range(where, discovery,
				   VSW_A_DISCOVERY_LIMIT_IPV6, 1,
				   VSW_DISCOVERY_MAX);
	if (!code)
		code = check_range(where, discovery, VSW_A_DISCOVERY_AGEING, 1,
				   1000000);
	return code;
}

/* The kernel has the last word on limits, which may be any number. */
static int check_timeouts(struct json_where *where,
			  const struct vsw_obj *timeouts)
{
	unsigned int attr;
	int code = EXIT_OK;

	for (attr = 1; !code && attr <= vsw_attr_max(VSW_KIND_TIMEOUTS); attr++)
		code = check_range(where, timeouts, attr,
				   attr == VSW_A_TIMEOUTS_TCP_ESTABLISHED ?
				   120 : 10, 4320000);
	return code;
}

static int check_policy(struct json_where *where, enum vsw_kind owner,
			unsigned int attr, const struct vsw_obj *policy)
{
	unsigned int count = vsw_obj_count(policy, VSW_A_POLICY_ADDRESS);
	uint64_t mode = vsw_obj_uint(policy, VSW_A_POLICY_MODE);
	bool list = mode == VSW_POLICY_MODE_LIST;
	bool has_addresses = count > 0;

	if (!vsw_obj_has(policy, VSW_A_POLICY_MODE))
		return wrong(where, "\"mode\" is missing");
	if (vsw_obj_has(policy, VSW_A_POLICY_SOURCE))
		return wrong(where, "\"source\" is not configuration");
	if (mode == VSW_POLICY_MODE_INHERIT && owner == VSW_KIND_SWITCH)
		return wrong(where, "a switch has nothing to inherit from");
	if (list && attr == VSW_A_SECURITY_PROMISCUOUS)
		return wrong(where, "mode \"list\" is not for promiscuous");
	if (list != has_addresses)
		return wrong(where, "\"address\" goes with mode \"list\", which needs one");
	if (count > VSW_POLICY_MAX_ADDRESSES)
		return usage_error(where->ctx,
				   "%s: %s: expected at most %d addresses, not %u",
				   where->file, where->path,
				   VSW_POLICY_MAX_ADDRESSES, count);
	return EXIT_OK;
}

static int check_security(struct json_where *where, enum vsw_kind owner,
			  const struct vsw_obj *security)
{
	unsigned int attr;
	int code = EXIT_OK;
	size_t len;

	for (attr = 1; !code && attr <= vsw_attr_max(VSW_KIND_SECURITY);
	     attr++) {
		if (!vsw_obj_has(security, attr))
			continue;
		len = json_enter(where, vsw_attr_name(VSW_KIND_SECURITY, attr),
				 0);
		code = check_policy(where, owner, attr,
				    vsw_obj_get(security, attr));
		json_leave(where, len);
	}
	return code;
}

static int check_nest(struct json_where *where, const struct vsw_obj *obj,
		      unsigned int attr)
{
	enum vsw_kind kind = vsw_obj_kind(obj);
	const struct vsw_obj *nest = vsw_obj_get(obj, attr);

	if (!nest)
		return EXIT_OK;
	switch (vsw_attr_nest(kind, attr)) {
	case VSW_KIND_SECURITY:
		return check_security(where, kind, nest);
	case VSW_KIND_VLAN:
		return check_vlan(where, nest);
	case VSW_KIND_LEARNING:
		return check_learning(where, nest);
	case VSW_KIND_GUARD:
		return check_guard(where, nest);
	case VSW_KIND_DISCOVERY:
		return check_discovery(where, nest);
	case VSW_KIND_TIMEOUTS:
		return check_timeouts(where, nest);
	default:
		return EXIT_OK;
	}
}

static int check_mac(struct json_where *where, const uint8_t *mac)
{
	static const uint8_t zero[VSW_MAC_LEN];

	if (mac && (mac[0] & 1 || !memcmp(mac, zero, VSW_MAC_LEN)))
		return wrong(where, "neither multicast nor zero can be the address of a port");
	return EXIT_OK;
}

static int check_length(struct json_where *where, const char *text, size_t max)
{
	if (text && (!*text || strlen(text) > max))
		return usage_error(where->ctx,
				   "%s: %s: expected 1-%zu characters",
				   where->file, where->path, max);
	return EXIT_OK;
}

static int check_attr(struct json_where *where, const struct vsw_obj *obj,
		      unsigned int attr)
{
	enum vsw_kind kind = vsw_obj_kind(obj);
	const char *name = vsw_attr_name(kind, attr);
	bool is_dev = kind == VSW_KIND_SWITCH || !strcmp(name, "dev");

	switch (vsw_attr_type(kind, attr)) {
	case VSW_TYPE_NEST:
		return check_nest(where, obj, attr);
	case VSW_TYPE_MAC:
		return check_mac(where, vsw_obj_mac(obj, attr));
	case VSW_TYPE_STRING:
		return check_length(where, vsw_obj_str(obj, attr),
				    is_dev ? VSW_IFNAME_LEN - 1 :
					     VSW_NAME_LEN - 1);
	default:
		return EXIT_OK;
	}
}

/* From JSON to objects ------------------------------------------------------ */

static bool is_config(enum vsw_kind kind, unsigned int attr)
{
	const unsigned int *known = config_attrs(kind);

	while (*known && *known != attr)
		known++;
	/* Switch, and port of a filter, are told by the place in the file. */
	if ((kind == VSW_KIND_FILTER && attr == VSW_A_FILTER_PORT) ||
	    (kind == VSW_KIND_BINDING && attr == VSW_A_BINDING_PORT))
		return false;
	return *known && strcmp(vsw_attr_name(kind, attr), "switch");
}

/* Take one object; the keys in @skip are for others. */
static int take_object(struct json_where *where, struct vsw_obj *obj,
		       struct json_object *value, const char *const *skip)
{
	enum vsw_kind kind = vsw_obj_kind(obj);
	int code = EXIT_OK;
	unsigned int attr;
	size_t len;
	int i;

	if (!json_object_is_type(value, json_type_object))
		return json_expected(where, "an object", value);
	json_object_object_foreach(value, key, val) {
		for (i = 0; skip && skip[i]; i++)
			if (!strcmp(skip[i], key))
				break;
		if (skip && skip[i])
			continue;
		len = json_enter(where, key, 0);
		attr = vsw_attr_find(kind, key);
		if (!attr || !is_config(kind, attr))
			code = wrong(where, "there is no such key");
		if (!code)
			code = json_take(where, obj, attr, val);
		if (!code)
			code = check_attr(where, obj, attr);
		json_leave(where, len);
		if (code)
			return code;
	}
	if (!config_name(obj))
		return wrong(where, kind == VSW_KIND_UPLINK ?
			     "\"dev\" is missing" : "\"name\" is missing");
	if (kind == VSW_KIND_PORT && vsw_obj_has(obj, VSW_A_PORT_IFINDEX) &&
	    (vsw_obj_uint(obj, VSW_A_PORT_IFINDEX) ||
	     !vsw_obj_has(obj, VSW_A_PORT_DEV)))
		return wrong(where, "\"ifindex\" can only be 0, beside the \"dev\" to wait for");
	return EXIT_OK;
}

/* The filter of a port, which is as by default when nothing is said. */
static int take_filter(struct json_where *where, struct json_object *value,
		       const struct vsw_obj *port, struct list *filters)
{
	struct vsw_obj *filter = vsw_obj_new(VSW_KIND_FILTER);
	struct json_object *inner;
	int code = EXIT_OK;
	size_t len;

	vsw_obj_set_str(filter, VSW_A_FILTER_SWITCH, config_switch(port));
	vsw_obj_set_str(filter, VSW_A_FILTER_PORT, config_name(port));
	if (json_object_object_get_ex(value, "filter", &inner)) {
		len = json_enter(where, "filter", 0);
		code = take_object(where, filter, inner, NULL);
		json_leave(where, len);
	}
	config_defaults(filter);
	list_add(filters, filter);
	return code;
}

/* An address must be stated, or approved, or both. */
static int check_binding(struct json_where *where,
			 const struct vsw_obj *binding)
{
	if (!vsw_obj_has(binding, VSW_A_BINDING_ADDRESS))
		return wrong(where, "\"address\" is missing");
	if (vsw_obj_uint(binding, VSW_A_BINDING_SOURCES) &
	    ~(uint64_t)VSW_BINDING_SOURCE_STATIC)
		return wrong(where, "\"sources\" can only be static: what is discovered is no configuration");
	if (!vsw_obj_uint(binding, VSW_A_BINDING_SOURCES) &&
	    !vsw_obj_uint(binding, VSW_A_BINDING_APPROVED))
		return wrong(where, "expected \"sources\" static or \"approved\" or both");
	return EXIT_OK;
}

static int take_binding(struct json_where *where, struct json_object *value,
			const struct vsw_obj *port, struct list *bindings)
{
	struct vsw_obj *binding = vsw_obj_new(VSW_KIND_BINDING);
	int code;

	vsw_obj_set_str(binding, VSW_A_BINDING_SWITCH, config_switch(port));
	vsw_obj_set_str(binding, VSW_A_BINDING_PORT, config_name(port));
	code = take_object(where, binding, value, NULL);
	config_defaults(binding);
	if (!code)
		code = check_binding(where, binding);
	if (!code && config_find_binding(bindings, binding))
		code = wrong(where, "the address is there twice");
	list_add(bindings, binding);
	return code;
}

static int take_bindings(struct json_where *where, struct json_object *value,
			 const struct vsw_obj *port, struct list *bindings)
{
	struct json_object *values;
	size_t i, len, outer;
	int code = EXIT_OK;

	if (!json_object_object_get_ex(value, "bindings", &values))
		return EXIT_OK;
	outer = json_enter(where, "bindings", 0);
	if (!json_object_is_type(values, json_type_array))
		code = json_expected(where, "a list", values);
	for (i = 0; !code && i < json_object_array_length(values); i++) {
		len = json_enter(where, NULL, i);
		code = take_binding(where,
				    json_object_array_get_idx(values, i), port,
				    bindings);
		json_leave(where, len);
	}
	json_leave(where, outer);
	return code;
}

/* @ports is for what ports have, else NULL. */
static int take_list(struct json_where *where, struct json_object *parent,
		     const char *key, enum vsw_kind kind, const char *sw,
		     struct list *list, struct config *ports)
{
	static const char *const inner[] = { "filter", "bindings", NULL };
	struct json_object *values, *value;
	int code = EXIT_OK;
	size_t i, len, outer;
	struct vsw_obj *obj;

	if (!json_object_object_get_ex(parent, key, &values))
		return EXIT_OK;
	outer = json_enter(where, key, 0);
	if (!json_object_is_type(values, json_type_array))
		code = json_expected(where, "a list", values);
	for (i = 0; !code && i < json_object_array_length(values); i++) {
		len = json_enter(where, NULL, i);
		value = json_object_array_get_idx(values, i);
		obj = vsw_obj_new(kind);
		vsw_obj_set_str(obj, vsw_attr_find(kind, "switch"), sw);
		code = take_object(where, obj, value, ports ? inner : NULL);
		if (!code && ports)
			code = take_filter(where, value, obj, &ports->filters);
		if (!code && ports)
			code = take_bindings(where, value, obj,
					     &ports->bindings);
		if (!code && config_find(list, sw, config_name(obj)))
			code = usage_error(where->ctx, "%s: %s: '%s' is there twice",
					   where->file, where->path,
					   config_name(obj));
		config_defaults(obj);
		list_add(list, obj);
		json_leave(where, len);
	}
	json_leave(where, outer);
	return code;
}

static int take_switch(struct json_where *where, struct json_object *value,
		       struct config *config)
{
	static const char *const inner[] = {
		"portgroups", "uplinks", "ports", NULL,
	};
	struct vsw_obj *sw = vsw_obj_new(VSW_KIND_SWITCH);
	const char *name;
	int code;

	code = take_object(where, sw, value, inner);
	name = config_name(sw);
	if (!code && config_find(&config->switches, NULL, name))
		code = usage_error(where->ctx, "%s: %s: '%s' is there twice",
				   where->file, where->path, name);
	config_defaults(sw);
	list_add(&config->switches, sw);
	if (!code)
		code = take_list(where, value, "portgroups", VSW_KIND_PORTGROUP,
				 name, &config->portgroups, NULL);
	if (!code)
		code = take_list(where, value, "uplinks", VSW_KIND_UPLINK, name,
				 &config->uplinks, NULL);
	if (!code)
		code = take_list(where, value, "ports", VSW_KIND_PORT, name,
				 &config->ports, config);
	return code;
}

/* Groups are in the words of the command line. */
static int take_group_key(struct json_where *where, struct vsw_obj *group,
			  const char *key, const char *text)
{
	struct vsw_rules_error error;

	if (!strcmp(key, "match")) {
		if (vsw_group_set_criteria(group, text, &error))
			return wrong(where, error.text);
	} else if (!strcmp(key, "ip")) {
		if (set_group_ips(group, text))
			return wrong(where, "expected ADDRESS[/LENGTH],FIRST-LAST,...");
	} else if (!strcmp(key, "mac")) {
		if (set_group_macs(group, text))
			return wrong(where, "expected MAC,MAC,...");
	} else if (!strcmp(key, "name")) {
		vsw_obj_set_str(group, VSW_A_GROUP_NAME, text);
		return check_length(where, text, VSW_NAME_LEN - 1);
	} else {
		return wrong(where, "there is no such key");
	}
	return EXIT_OK;
}

static int take_group(struct json_where *where, struct json_object *value,
		      struct vsw_obj *group)
{
	int code = EXIT_OK;
	size_t len;

	if (!json_object_is_type(value, json_type_object))
		return json_expected(where, "an object", value);
	json_object_object_foreach(value, key, val) {
		len = json_enter(where, key, 0);
		if (json_object_is_type(val, json_type_string))
			code = take_group_key(where, group, key,
					      json_object_get_string(val));
		else
			code = json_expected(where, "a text", val);
		json_leave(where, len);
		if (code)
			return code;
	}
	if (!vsw_obj_has(group, VSW_A_GROUP_NAME))
		return wrong(where, "\"name\" is missing");
	return EXIT_OK;
}

static int take_groups(struct json_where *where, struct json_object *root,
		       struct config *config)
{
	struct json_object *values;
	struct vsw_obj *group;
	int code = EXIT_OK;
	size_t i, len, outer;

	if (!json_object_object_get_ex(root, "groups", &values))
		return EXIT_OK;
	config->has_groups = true;
	outer = json_enter(where, "groups", 0);
	if (!json_object_is_type(values, json_type_array))
		return json_expected(where, "a list", values);
	for (i = 0; !code && i < json_object_array_length(values); i++) {
		len = json_enter(where, NULL, i);
		group = vsw_obj_new(VSW_KIND_GROUP);
		code = take_group(where, json_object_array_get_idx(values, i),
				  group);
		if (!code && config_find(&config->groups, NULL,
					 config_name(group)))
			code = usage_error(where->ctx, "%s: %s: '%s' is there twice",
					   where->file, where->path,
					   config_name(group));
		list_add(&config->groups, group);
		json_leave(where, len);
	}
	json_leave(where, outer);
	return code;
}

/* A device has one place. */
static int check_devices(struct json_where *where, const struct config *config)
{
	size_t i, j;

	for (i = 0; i < config->uplinks.count; i++) {
		const char *dev = config_name(config->uplinks.objs[i]);

		for (j = 0; j < i; j++)
			if (!strcmp(dev, config_name(config->uplinks.objs[j])))
				return usage_error(where->ctx,
						   "%s: device '%s' is an uplink of two switches",
						   where->file, dev);
	}
	for (i = 0; i < config->ports.count; i++) {
		const struct vsw_obj *port = config->ports.objs[i];
		const char *dev = vsw_obj_str(port, VSW_A_PORT_DEV);

		if (!dev)
			continue;
		if (config_find(&config->uplinks, NULL, dev))
			return usage_error(where->ctx,
					   "%s: device '%s' is an uplink and on port '%s'",
					   where->file, dev, config_name(port));
		for (j = 0; j < i; j++) {
			const struct vsw_obj *other = config->ports.objs[j];
			const char *taken = vsw_obj_str(other, VSW_A_PORT_DEV);

			if (taken && !strcmp(dev, taken))
				return usage_error(where->ctx,
						   "%s: device '%s' is on the ports '%s' and '%s'",
						   where->file, dev,
						   config_name(other),
						   config_name(port));
		}
	}
	return EXIT_OK;
}

static int take_config(struct json_where *where, struct json_object *root,
		       struct config *config)
{
	struct json_object *version, *switches;
	int code = EXIT_OK;
	size_t i, len, outer;

	if (!json_object_is_type(root, json_type_object) ||
	    !json_object_object_get_ex(root, "vsw", &version))
		return json_expected(where, "an object with \"vsw\" and \"switches\"",
				     root);
	if (json_object_get_int64(version) != CONFIG_VERSION ||
	    !json_object_is_type(version, json_type_int)) {
		json_enter(where, "vsw", 0);
		return json_expected(where, "format version 1", version);
	}
	json_object_object_foreach(root, key, val) {
		(void)val;
		if (!strcmp(key, "vsw") || !strcmp(key, "switches") ||
		    !strcmp(key, "groups"))
			continue;
		json_enter(where, key, 0);
		return wrong(where, "there is no such key");
	}
	outer = json_enter(where, "switches", 0);
	if (!json_object_object_get_ex(root, "switches", &switches))
		return wrong(where, "is missing");
	if (!json_object_is_type(switches, json_type_array))
		return json_expected(where, "a list", switches);
	for (i = 0; !code && i < json_object_array_length(switches); i++) {
		len = json_enter(where, NULL, i);
		code = take_switch(where,
				   json_object_array_get_idx(switches, i),
				   config);
		json_leave(where, len);
	}
	json_leave(where, outer);
	if (!code)
		code = take_groups(where, root, config);
	return code ? code : check_devices(where, config);
}

static char *read_all(FILE *file)
{
	size_t size, got;
	char buf[4096];
	char *text;
	FILE *out;

	out = open_memstream(&text, &size);
	if (!out)
		return NULL;
	while ((got = fread(buf, 1, sizeof(buf), file)) > 0)
		fwrite(buf, 1, got, out);
	if (fclose(out))
		return NULL;
	if (ferror(file)) {
		free(text);
		errno = EIO;
		return NULL;
	}
	return text;
}

static struct json_object *parse(struct json_where *where, const char *text)
{
	struct json_tokener *tokener = json_tokener_new();
	enum json_tokener_error error;
	unsigned int line = 1, column = 1;
	struct json_object *root;
	size_t end, i;

	if (!tokener) {
		system_error(where->ctx, -ENOMEM, NULL);
		return NULL;
	}
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	root = json_tokener_parse_ex(tokener, text, strlen(text) + 1);
	error = json_tokener_get_error(tokener);
	end = json_tokener_get_parse_end(tokener);
	json_tokener_free(tokener);
	if (error == json_tokener_success) {
		if (!root)
			json_expected(where, "an object", NULL);
		return root;
	}
	for (i = 0; i < end && text[i]; i++) {
		column++;
		if (text[i] == '\n') {
			line++;
			column = 1;
		}
	}
	usage_error(where->ctx, "%s:%u:%u: no JSON: %s", where->file, line,
		    column, json_tokener_error_desc(error));
	return NULL;
}

int config_load(struct ctx *ctx, struct config *config, const char *name)
{
	bool is_stdin = !strcmp(name, "-");
	struct json_where where = {
		.ctx = ctx, .file = is_stdin ? "<stdin>" : name,
	};
	FILE *file = is_stdin ? stdin : fopen(name, "re");
	struct json_object *root;
	int code = EXIT_USAGE;
	char *text = NULL;

	memset(config, 0, sizeof(*config));
	if (file)
		text = read_all(file);
	if (!text)
		usage_error(ctx, "%s: %s", where.file, strerror(errno));
	if (file && !is_stdin)
		fclose(file);
	if (!text)
		return EXIT_USAGE;
	root = parse(&where, text);
	free(text);
	if (!root)
		return EXIT_USAGE;
	code = take_config(&where, root, config);
	json_object_put(root);
	if (code)
		config_free(config);
	return code;
}
