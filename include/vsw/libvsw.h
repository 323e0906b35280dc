/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * libvsw - typed access to the virtual switch vsw of the Linux kernel
 *
 * The library speaks the generic netlink family "vsw" and knows nothing that
 * the kernel does not tell it. It has three parts:
 *
 * - a handle, struct vsw, on the switches of one network namespace;
 * - objects, struct vsw_obj, that carry the attributes of a request, a reply
 *   or a notification. The attributes are those of <linux/vsw.h>, an object
 *   knows which of them are present;
 * - requests (new, set, del, get, dump) for each noun, and notifications.
 *
 * A handle and the objects may be used by one thread at a time; different
 * threads may use different handles. Nothing here changes signal handling, the
 * locale, or the network namespace of the caller.
 *
 * Functions that return int return 0 or a negative errno unless said
 * otherwise, and vsw_errmsg() has the text for the last one that failed.
 */
#ifndef LIBVSW_H
#define LIBVSW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <linux/vsw.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LIBVSW_VERSION "0.1"

/* The handle --------------------------------------------------------------- */

struct vsw;

/**
 * vsw_open - open a handle on the switches of a network namespace
 * @netns: NULL for the caller's own, the name of a namespace in /run/netns, a
 *         process id, or the path of a namespace file (has a slash)
 *
 * The caller stays in its own namespace. The handle stays on the namespace that
 * it was opened on and keeps it alive.
 *
 * Return: the handle, to be closed with vsw_close(), or NULL with errno:
 *   ENOENT           there is no such network namespace
 *   EPROTONOSUPPORT  the kernel has no family vsw: the module is not loaded
 *   EPERM, EACCES    the caller may not enter the namespace
 *   ENOMEM and whatever socket(2), setns(2) and bind(2) say
 *
 * Since: 0.1
 */
struct vsw *vsw_open(const char *netns);

/**
 * vsw_close - close a handle and free it
 * @vsw: the handle, or NULL
 *
 * errno stays as it is. Objects live on, they don't belong to the handle.
 *
 * Since: 0.1
 */
void vsw_close(struct vsw *vsw);

/**
 * vsw_errmsg - say why the last request on a handle failed
 * @vsw: the handle
 *
 * It is the text that the kernel gave with its refusal, with the name of the
 * attribute it did not like, or else the text of the errno.
 *
 * Return: the text, never NULL, without newline, valid until the next request
 * on the handle; "" when nothing failed yet.
 *
 * Since: 0.1
 */
const char *vsw_errmsg(const struct vsw *vsw);

/**
 * vsw_errattr - say which attribute the kernel refused or missed
 * @vsw: the handle
 *
 * Return: its name, with those of the nests around it, "vlan.range.first", or
 * NULL when the kernel named none; valid until the next request.
 *
 * Since: 0.1
 */
const char *vsw_errattr(const struct vsw *vsw);

/* Objects ------------------------------------------------------------------ */

struct vsw_obj;

/**
 * enum vsw_kind - what an object is; one for each attribute set of the ABI
 *
 * The attributes of kind VSW_KIND_PORT are the constants VSW_A_PORT_... of
 * <linux/vsw.h>, and so on.
 */
enum vsw_kind {
	VSW_KIND_POLICY = 1,
	VSW_KIND_SECURITY,
	VSW_KIND_VLAN_RANGE,
	VSW_KIND_VLAN,
	VSW_KIND_LEARNING,
	VSW_KIND_STATS,
	VSW_KIND_DROP,
	VSW_KIND_SWITCH,
	VSW_KIND_PORTGROUP,
	VSW_KIND_PORT,
	VSW_KIND_UPLINK,
	VSW_KIND_FDB,
	VSW_KIND_EVENT,
	VSW_KIND_ADDRESS,
	VSW_KIND_PORT_RANGE,
	VSW_KIND_MATCH,
	VSW_KIND_RULE_STATS,
	VSW_KIND_RULE,
	VSW_KIND_RULESET,
	VSW_KIND_ADDRSET,
	VSW_KIND_RULES,
	VSW_KIND_TIMEOUTS,
	VSW_KIND_LIMITS,
	VSW_KIND_FILTER,
	VSW_KIND_FLOW,
	VSW_KIND_PACKET,
	VSW_KIND_SIMULATE,
	VSW_KIND_WHY,
	VSW_KIND_LOG,
	VSW_KIND_TAG,
	VSW_KIND_GROUP_STEP,
	VSW_KIND_GROUP,
	VSW_KIND_GROUP_MEMBER,
	VSW_KIND_MAC_LIST,
	VSW_KIND_GUARD,
	VSW_KIND_DISCOVERY,
	VSW_KIND_BINDING,
};

/**
 * enum vsw_type - what the value of an attribute is
 * @VSW_TYPE_NONE: there is no such attribute (or padding)
 * @VSW_TYPE_UINT: number; vsw_obj_uint()
 * @VSW_TYPE_BOOL: 0 or 1; vsw_obj_uint()
 * @VSW_TYPE_FLAG: true when present; vsw_obj_has()
 * @VSW_TYPE_ENUM: one of several named values; vsw_obj_uint()
 * @VSW_TYPE_BITS: sum of named bits; vsw_obj_uint()
 * @VSW_TYPE_STRING: vsw_obj_str()
 * @VSW_TYPE_MAC: six bytes; vsw_obj_mac()
 * @VSW_TYPE_NEST: another object; vsw_obj_get()
 * @VSW_TYPE_IP: four or sixteen bytes; vsw_obj_ip()
 */
enum vsw_type {
	VSW_TYPE_NONE,
	VSW_TYPE_UINT,
	VSW_TYPE_BOOL,
	VSW_TYPE_FLAG,
	VSW_TYPE_ENUM,
	VSW_TYPE_BITS,
	VSW_TYPE_STRING,
	VSW_TYPE_MAC,
	VSW_TYPE_NEST,
	VSW_TYPE_IP,
};

/**
 * vsw_obj_new - make an empty object
 * @kind: what it is
 *
 * Return: the object, to be freed with vsw_obj_free(), or NULL with errno
 * ENOMEM, or EINVAL when there is no such kind.
 *
 * Since: 0.1
 */
struct vsw_obj *vsw_obj_new(enum vsw_kind kind);

/**
 * vsw_obj_clone - copy an object with all that is in it
 * @obj: the object, or NULL
 *
 * Return: the copy, to be freed with vsw_obj_free(); NULL with errno ENOMEM, or
 * when @obj is NULL.
 *
 * Since: 0.1
 */
struct vsw_obj *vsw_obj_clone(const struct vsw_obj *obj);

/**
 * vsw_obj_free - free an object with all that is in it
 * @obj: the object, not one inside of another; or NULL
 *
 * Since: 0.1
 */
void vsw_obj_free(struct vsw_obj *obj);

/* Since: 0.1. What the object was made as. */
enum vsw_kind vsw_obj_kind(const struct vsw_obj *obj);

/**
 * vsw_obj_equal - compare two objects
 * @a: object, or NULL
 * @b: object, or NULL
 *
 * Return: true when both have the same attributes with the same values (lists
 * in the same order), or both are NULL.
 *
 * Since: 0.1
 */
bool vsw_obj_equal(const struct vsw_obj *a, const struct vsw_obj *b);

/*
 * Setters copy the value. They return 0 or -EINVAL when the object has no such
 * attribute or it is of another type, -ERANGE when the number does not fit or
 * an address has not 4 or 16 bytes, -ENOMEM. An error is also remembered by the object, and every
 * request with it fails with that, so that callers need not check each one.
 * On a @obj of NULL they do nothing and return -ENOMEM, so that they can be
 * chained with vsw_obj_nest().
 *
 * A string of length zero is a value; vsw_obj_unset() takes an attribute away.
 *
 * Since: 0.1, all of them.
 */
int vsw_obj_set_uint(struct vsw_obj *obj, unsigned int attr, uint64_t value);
int vsw_obj_set_str(struct vsw_obj *obj, unsigned int attr, const char *value);
int vsw_obj_set_mac(struct vsw_obj *obj, unsigned int attr,
		    const uint8_t mac[VSW_MAC_LEN]);
/* An IP address in network order; @len is 4 or 16. */
int vsw_obj_set_ip(struct vsw_obj *obj, unsigned int attr, const void *ip,
		   size_t len);
/* Append to a list (VSW_A_MATCH_SET, VSW_A_POLICY_ADDRESS). */
int vsw_obj_add_str(struct vsw_obj *obj, unsigned int attr, const char *value);
int vsw_obj_add_mac(struct vsw_obj *obj, unsigned int attr,
		    const uint8_t mac[VSW_MAC_LEN]);
int vsw_obj_add_ip(struct vsw_obj *obj, unsigned int attr, const void *ip,
		   size_t len);
void vsw_obj_unset(struct vsw_obj *obj, unsigned int attr);

/**
 * vsw_obj_nest - get the object of a nest to write to it, made when missing
 * @obj: the outer object, or NULL
 * @attr: a nest that is no list
 *
 * Return: the inner object, which belongs to the outer one; NULL when @obj is
 * NULL or on error, which the outer object then remembers.
 *
 * Since: 0.1
 */
struct vsw_obj *vsw_obj_nest(struct vsw_obj *obj, unsigned int attr);

/**
 * vsw_obj_add_nest - append an empty object to a list of nests
 * @obj: the outer object, or NULL
 * @attr: a list of nests (VSW_A_VLAN_RANGE)
 *
 * Return: as vsw_obj_nest()
 *
 * Since: 0.1
 */
struct vsw_obj *vsw_obj_add_nest(struct vsw_obj *obj, unsigned int attr);

/*
 * Getters. An object of NULL has no attributes, so that they can be chained
 * with vsw_obj_get(). What they return belongs to the object and is valid until
 * it is changed or freed.
 *
 * vsw_obj_uint() is 0, vsw_obj_str(), vsw_obj_mac(), vsw_obj_ip() and
 * vsw_obj_get() are NULL when the attribute is absent or of another type. For
 * lists, vsw_obj_count() tells the length, and vsw_obj_str_at(),
 * vsw_obj_mac_at(), vsw_obj_ip_at() and vsw_obj_at() the elements. The length
 * of an IP address, 4 or 16, is stored in *@len; 0 with NULL.
 *
 * Since: 0.1, all of them.
 */
bool vsw_obj_has(const struct vsw_obj *obj, unsigned int attr);
uint64_t vsw_obj_uint(const struct vsw_obj *obj, unsigned int attr);
const char *vsw_obj_str(const struct vsw_obj *obj, unsigned int attr);
const uint8_t *vsw_obj_mac(const struct vsw_obj *obj, unsigned int attr);
const void *vsw_obj_ip(const struct vsw_obj *obj, unsigned int attr,
		       size_t *len);
const struct vsw_obj *vsw_obj_get(const struct vsw_obj *obj, unsigned int attr);
unsigned int vsw_obj_count(const struct vsw_obj *obj, unsigned int attr);
const char *vsw_obj_str_at(const struct vsw_obj *obj, unsigned int attr,
			   unsigned int index);
const uint8_t *vsw_obj_mac_at(const struct vsw_obj *obj, unsigned int attr,
			      unsigned int index);
const void *vsw_obj_ip_at(const struct vsw_obj *obj, unsigned int attr,
			  unsigned int index, size_t *len);
const struct vsw_obj *vsw_obj_at(const struct vsw_obj *obj, unsigned int attr,
				 unsigned int index);

/*
 * What the library knows of the attributes of a kind, to print or parse objects
 * without knowing each attribute. Attributes of a kind are numbered from 1 to
 * vsw_attr_max().
 *
 * vsw_attr_name() is the name in the specification, "initial-mac", NULL when
 * there is no such attribute. vsw_attr_find() is the way back, 0 when there is
 * none of that name. vsw_attr_nest() is the kind of object in a nest, 0 when
 * it is none. vsw_value_name() is the name of a value of type VSW_TYPE_ENUM, or
 * of one bit of VSW_TYPE_BITS, NULL for one that the library doesn't know
 * (a kernel may be newer); vsw_value_find() the way back, -ENOENT when there is
 * none of that name.
 *
 * Since: 0.1, all of them.
 */
unsigned int vsw_attr_max(enum vsw_kind kind);
const char *vsw_attr_name(enum vsw_kind kind, unsigned int attr);
unsigned int vsw_attr_find(enum vsw_kind kind, const char *name);
enum vsw_type vsw_attr_type(enum vsw_kind kind, unsigned int attr);
bool vsw_attr_is_list(enum vsw_kind kind, unsigned int attr);
enum vsw_kind vsw_attr_nest(enum vsw_kind kind, unsigned int attr);
const char *vsw_value_name(enum vsw_kind kind, unsigned int attr,
			   uint64_t value);
int vsw_value_find(enum vsw_kind kind, unsigned int attr, const char *name,
		   uint64_t *value);

/* Since: 0.1. "port-ntf" for VSW_CMD_PORT_NTF; NULL when it isn't known. */
const char *vsw_cmd_name(int cmd);

/* Requests ----------------------------------------------------------------- */

/**
 * typedef vsw_obj_fn - is called with each object of a dump
 * @obj: the object, belongs to the library and is freed after the call;
 *       vsw_obj_clone() what is to be kept
 * @data: as given to the dump
 *
 * Requests on the same handle may be made from here.
 *
 * Return: 0 to go on; anything else ends the dump, which returns it.
 */
typedef int (*vsw_obj_fn)(const struct vsw_obj *obj, void *data);

/*
 * For each noun:
 *
 * _new   creates. -EEXIST when there is one of that key.
 * _set   changes what is present in the object, the rest stays as it is.
 * _del   deletes.
 * _get   stores the object that @key names in *@reply, to be freed with
 *        vsw_obj_free(); on error *@reply is NULL.
 * _dump  calls @fn for all objects, or all of one switch when @filter has a
 *        switch; @filter may be NULL. The answer is first received whole: when
 *        the configuration changed meanwhile it is asked for again, and @fn
 *        sees no object twice. If it keeps changing, @fn gets the last answer
 *        and the dump returns 1: objects may be missing or double.
 *
 * Errors of all requests, besides those of the noun:
 *   -EPERM     the caller lacks CAP_NET_ADMIN in the user namespace that owns
 *              the network namespace
 *   -EINVAL    an attribute is missing or has no place here, or @obj is of the
 *              wrong kind
 *   -ERANGE    a value out of range
 *   -ENODEV    the family is gone: the module was unloaded
 *   -ENOMEM    memory, here or in the kernel
 *
 * Since: 0.1, all of them.
 */

/*
 * Switches. The key is name, or ifindex. Writes: security.
 * -ENODEV or -ENOENT when there is none.
 */
int vsw_switch_new(struct vsw *vsw, const struct vsw_obj *sw);
int vsw_switch_set(struct vsw *vsw, const struct vsw_obj *sw);
int vsw_switch_del(struct vsw *vsw, const struct vsw_obj *key);
int vsw_switch_get(struct vsw *vsw, const struct vsw_obj *key,
		   struct vsw_obj **reply);
int vsw_switch_dump(struct vsw *vsw, vsw_obj_fn fn, void *data);

/*
 * Port groups. The key is switch and name; without switch the name must be
 * unique in the namespace, else -ENOTUNIQ. Writes: new-name, security, vlan,
 * learning, adopt, promiscuous-scope, discovery, spoofguard. -EBUSY on deleting one that has ports.
 */
int vsw_portgroup_new(struct vsw *vsw, const struct vsw_obj *pg);
int vsw_portgroup_set(struct vsw *vsw, const struct vsw_obj *pg);
int vsw_portgroup_del(struct vsw *vsw, const struct vsw_obj *key);
int vsw_portgroup_get(struct vsw *vsw, const struct vsw_obj *key,
		      struct vsw_obj **reply);
int vsw_portgroup_dump(struct vsw *vsw, const struct vsw_obj *filter,
		       vsw_obj_fn fn, void *data);

/*
 * Ports. The key is id, or dev (the device that is attached), or name with or
 * without switch. A name that two switches use needs the switch, else
 * -ENOTUNIQ. Writes: new-name, portgroup, dev or ifindex, initial-mac,
 * effective-mac, mac-source, admin-blocked, promiscuous-requested, security,
 * spoofguard.
 *
 * With id or name as key, dev attaches that device, and takes the one that is
 * there off when it is "". With an ifindex of 0, dev is not attached: the port
 * loses its device and waits for one of that name.
 */
int vsw_port_new(struct vsw *vsw, const struct vsw_obj *port);
int vsw_port_set(struct vsw *vsw, const struct vsw_obj *port);
int vsw_port_del(struct vsw *vsw, const struct vsw_obj *key);
int vsw_port_get(struct vsw *vsw, const struct vsw_obj *key,
		 struct vsw_obj **reply);
int vsw_port_dump(struct vsw *vsw, const struct vsw_obj *filter, vsw_obj_fn fn,
		  void *data);

/**
 * vsw_port_find - get a port by what people call it
 * @vsw: the handle
 * @sw: name of the switch, or NULL when it doesn't matter
 * @name: client name, or port id as "0x1000001"; no client name begins so
 * @reply: where to store the port, to be freed with vsw_obj_free()
 *
 * Return: 0 or a negative errno: -ENOENT, -ENOTUNIQ, those of all requests
 *
 * Since: 0.1
 */
int vsw_port_find(struct vsw *vsw, const char *sw, const char *name,
		  struct vsw_obj **reply);

/* Since: 0.1. vsw_port_get() with nothing but the id or the device as key. */
int vsw_port_get_id(struct vsw *vsw, uint32_t id, struct vsw_obj **reply);
int vsw_port_get_dev(struct vsw *vsw, const char *dev, struct vsw_obj **reply);

/*
 * Uplinks. The key is dev. There is nothing to set yet.
 */
int vsw_uplink_new(struct vsw *vsw, const struct vsw_obj *uplink);
int vsw_uplink_del(struct vsw *vsw, const struct vsw_obj *key);
int vsw_uplink_get(struct vsw *vsw, const struct vsw_obj *key,
		   struct vsw_obj **reply);
int vsw_uplink_dump(struct vsw *vsw, const struct vsw_obj *filter,
		    vsw_obj_fn fn, void *data);

/*
 * Forwarding table. The key of a get is switch and address, with vlan for a
 * learned one. A flush forgets the learned addresses of a switch, or of one of
 * its ports when port-id is present.
 */
int vsw_fdb_get(struct vsw *vsw, const struct vsw_obj *key,
		struct vsw_obj **reply);
int vsw_fdb_dump(struct vsw *vsw, const struct vsw_obj *filter, vsw_obj_fn fn,
		 void *data);
int vsw_fdb_flush(struct vsw *vsw, const struct vsw_obj *key);

/*
 * What is loaded. A load replaces all rulesets and address sets of the network
 * namespace: begin one, add rulesets, address sets and rules in this order with
 * objects of kind VSW_KIND_RULES, and commit it. It belongs to the handle and is
 * forgotten when that is closed, when another one is begun, or when something
 * of it is refused. With a generation, begin and commit fail with -ESTALE when
 * it is not the one in force.
 *
 * vsw_load_get() tells generation, require-ruleset and loaded; with a generation
 * in @key it fails as a commit would. vsw_load_set() writes require-ruleset.
 *
 * vsw_rules_load() does all of it, and vsw_rules_get() the reverse; most callers
 * need nothing else.
 */
int vsw_load_begin(struct vsw *vsw, const struct vsw_obj *load);
int vsw_load_add(struct vsw *vsw, const struct vsw_obj *load);
int vsw_load_commit(struct vsw *vsw, const struct vsw_obj *load,
		    struct vsw_obj **reply);
int vsw_load_set(struct vsw *vsw, const struct vsw_obj *load);
int vsw_load_get(struct vsw *vsw, const struct vsw_obj *key,
		 struct vsw_obj **reply);

/**
 * vsw_rules_load - replace all rulesets and address sets
 * @vsw: the handle
 * @rules: object of kind VSW_KIND_RULES with ruleset, addrset and rule
 * @transition: what becomes of the states of connections
 * @expected: generation that is to be replaced, or NULL when any will do
 * @generation: where to store the generation of what was loaded, or NULL
 *
 * Takes as many messages as it needs. On error nothing has changed, and the text
 * of vsw_errmsg() begins with what was refused ("rule 7 at 3 of ruleset web: ").
 *
 * Return: 0 or a negative errno: -ESTALE when @expected is not in force, those
 * of all requests
 *
 * Since: 0.1
 */
int vsw_rules_load(struct vsw *vsw, const struct vsw_obj *rules,
		   enum vsw_transition transition, const uint32_t *expected,
		   uint32_t *generation);

/**
 * vsw_rules_get - read what is loaded
 * @vsw: the handle
 * @name: name of the ruleset to read with its rules, or NULL for all rulesets
 *	and address sets
 * @rules: where to store an object of kind VSW_KIND_RULES, to be freed with
 *	vsw_obj_free()
 *
 * All of it is of one generation, which the object tells.
 *
 * Return: 0 or a negative errno: -ENOENT, -EAGAIN when the rules change all the
 * time, those of all requests
 *
 * Since: 0.1
 */
int vsw_rules_get(struct vsw *vsw, const char *name, struct vsw_obj **rules);

/*
 * The parts of what is loaded, in objects of kind VSW_KIND_RULES with several
 * nests each. The key of a get is name, and so is the filter of a dump, which
 * may be NULL; a get of an address set tells count and users only.
 */
int vsw_ruleset_get(struct vsw *vsw, const struct vsw_obj *key,
		    struct vsw_obj **reply);
int vsw_ruleset_dump(struct vsw *vsw, vsw_obj_fn fn, void *data);
int vsw_rule_dump(struct vsw *vsw, const struct vsw_obj *filter, vsw_obj_fn fn,
		  void *data);
int vsw_addrset_get(struct vsw *vsw, const struct vsw_obj *key,
		    struct vsw_obj **reply);
int vsw_addrset_dump(struct vsw *vsw, const struct vsw_obj *filter,
		     vsw_obj_fn fn, void *data);

/**
 * vsw_addrset_read - read address sets, each as a whole
 * @vsw: the handle
 * @name: name of the set, or NULL for all of them
 * @rules: where to store an object of kind VSW_KIND_RULES with generation and
 *	addrset, to be freed with vsw_obj_free()
 *
 * Return: 0, 1 when they kept changing, or a negative errno: -ENOENT, those of
 * all requests
 *
 * Since: 0.1
 */
int vsw_addrset_read(struct vsw *vsw, const char *name, struct vsw_obj **rules);

/*
 * Add the addresses of @set, an object of kind VSW_KIND_ADDRSET, to the set of
 * that name, which is made if there is none; or take them out of it: -ENOENT if
 * one of them is not in it. Without addresses, vsw_addrset_del() deletes the
 * set; -EBUSY if a rule uses it. Some thousand addresses fit into one message,
 * which is done or refused as a whole.
 */
int vsw_addrset_add(struct vsw *vsw, const struct vsw_obj *set);
int vsw_addrset_del(struct vsw *vsw, const struct vsw_obj *set);

/*
 * Tags of a port, in an object of kind VSW_KIND_TAG: the key of the port is that
 * of its filter, see below; then tag, several times. vsw_tag_del() takes scopes
 * without a value, too. vsw_port_set() with tags replaces all that the port has.
 */
int vsw_tag_add(struct vsw *vsw, const struct vsw_obj *tags);
int vsw_tag_del(struct vsw *vsw, const struct vsw_obj *tags);

/*
 * Groups. The key is name. A set defines the group anew, as a whole: criteria
 * (step, see vsw_group_set_criteria()), address, mac.
 */
int vsw_group_new(struct vsw *vsw, const struct vsw_obj *group);
int vsw_group_set(struct vsw *vsw, const struct vsw_obj *group);
int vsw_group_del(struct vsw *vsw, const struct vsw_obj *key);
int vsw_group_get(struct vsw *vsw, const struct vsw_obj *key,
		  struct vsw_obj **reply);
int vsw_group_dump(struct vsw *vsw, const struct vsw_obj *filter, vsw_obj_fn fn,
		   void *data);

/*
 * The members of the group that @filter names, in objects of kind
 * VSW_KIND_GROUP_MEMBER, or that of them which @key names, too; -ENOENT when the
 * port is none.
 */
int vsw_group_member_get(struct vsw *vsw, const struct vsw_obj *key,
			 struct vsw_obj **reply);
int vsw_group_member_dump(struct vsw *vsw, const struct vsw_obj *filter,
			  vsw_obj_fn fn, void *data);

/*
 * Filters of ports. The key is port-id, or port (the client name) with or
 * without switch. Writes: failure-policy, timeouts, limits.
 */
int vsw_filter_set(struct vsw *vsw, const struct vsw_obj *filter);
int vsw_filter_get(struct vsw *vsw, const struct vsw_obj *key,
		   struct vsw_obj **reply);
int vsw_filter_dump(struct vsw *vsw, const struct vsw_obj *filter,
		    vsw_obj_fn fn, void *data);

/*
 * IP addresses of ports. The key is that of the port, as for filters, with
 * address, and vlan where it is not that of the port's untagged frames. _new
 * states an address (writes mac) and _set approves one (writes approved), or takes
 * that back. A flush forgets what was discovered on a port, a switch, or
 * everywhere. -EEXIST when it is stated for another port.
 */
int vsw_binding_new(struct vsw *vsw, const struct vsw_obj *binding);
int vsw_binding_set(struct vsw *vsw, const struct vsw_obj *binding);
int vsw_binding_del(struct vsw *vsw, const struct vsw_obj *key);
int vsw_binding_get(struct vsw *vsw, const struct vsw_obj *key,
		    struct vsw_obj **reply);
int vsw_binding_dump(struct vsw *vsw, const struct vsw_obj *filter,
		     vsw_obj_fn fn, void *data);
int vsw_binding_flush(struct vsw *vsw, const struct vsw_obj *key);

/*
 * Flows: the states of connections, of a port, of a switch, or all. They come
 * and go, and there may be a million of them, so that a dump, unlike others,
 * calls @fn with each as it comes; @fn may make no requests on the handle. It
 * returns 1 when the table changed its size meanwhile: flows may be missing or
 * double. The key of a get is that of the port, and id.
 */
int vsw_flow_get(struct vsw *vsw, const struct vsw_obj *key,
		 struct vsw_obj **reply);
int vsw_flow_dump(struct vsw *vsw, const struct vsw_obj *filter, vsw_obj_fn fn,
		  void *data);
int vsw_flow_flush(struct vsw *vsw, const struct vsw_obj *key);

/*
 * Ask the filter of a port what would become of a packet: key of the port,
 * direction and packet in, action and what decided out.
 */
int vsw_simulate(struct vsw *vsw, const struct vsw_obj *packet,
		 struct vsw_obj **reply);

/* The last drop of a port, or the last ones, newest first. */
int vsw_why_get(struct vsw *vsw, const struct vsw_obj *key,
		struct vsw_obj **reply);
int vsw_why_dump(struct vsw *vsw, const struct vsw_obj *filter, vsw_obj_fn fn,
		 void *data);

/* The rule language -------------------------------------------------------- */

/**
 * struct vsw_rules_error - what is wrong with a text of rules
 * @line: line of it, from 1; 0 when it is no single place
 * @column: character in the line, from 1
 * @text: "FILE:LINE:COLUMN: expected ..., found '...'"
 */
struct vsw_rules_error {
	unsigned int line;
	unsigned int column;
	char text[1024];
};

/**
 * vsw_group_set_criteria - say which ports are members of a group
 * @group: object of kind VSW_KIND_GROUP; its steps are replaced
 * @text: criteria, see vswctl-group(8)
 * @error: what is wrong, on error
 *
 * Needs no kernel.
 *
 * Return: 0, -EINVAL when the text is wrong, -ENOMEM
 *
 * Since: 0.1
 */
int vsw_group_set_criteria(struct vsw_obj *group, const char *text,
			   struct vsw_rules_error *error);

/**
 * vsw_group_criteria - the criteria of a group as a text
 * @group: object of kind VSW_KIND_GROUP
 *
 * Return: the text, to be freed with free(), empty without criteria; NULL
 * without memory
 *
 * Since: 0.1
 */
char *vsw_group_criteria(const struct vsw_obj *group);

/**
 * vsw_group_matched - why a port is a member of a group
 * @group: object of kind VSW_KIND_GROUP
 * @matched: attribute of the member
 *
 * Return: the patterns that hold, as a text like that of vsw_group_criteria()
 *
 * Since: 0.1
 */
char *vsw_group_matched(const struct vsw_obj *group, uint64_t matched);

/**
 * vsw_rules_parse - make an object of a text of rules, see vswctl-rules(8)
 * @text: the text; any bytes
 * @len: its length
 * @file: name of its file for error messages
 * @rules: where to store the object of kind VSW_KIND_RULES, to be freed with
 *	vsw_obj_free(); NULL on error
 * @error: what is wrong, on error
 *
 * Needs no kernel. The names of services are those of getservbyname(3).
 *
 * Return: 0, -EINVAL when the text is wrong, -EFBIG, -ENOMEM
 *
 * Since: 0.1
 */
int vsw_rules_parse(const char *text, size_t len, const char *file,
		    struct vsw_obj **rules, struct vsw_rules_error *error);

/**
 * vsw_rules_print - write rules as a text that vsw_rules_parse() reads
 * @rules: object of kind VSW_KIND_RULES; the rules of a ruleset follow each
 *	other, in the order of the rulesets, as vsw_rules_get() and
 *	vsw_rules_parse() have them
 * @out: where to write it
 *
 * Return: 0, -EINVAL when a rule is of no ruleset or in no order, -EIO when
 * @out has an error
 *
 * Since: 0.1
 */
int vsw_rules_print(const struct vsw_obj *rules, FILE *out);

/**
 * vsw_address_parse - take an address, a prefix or a range from text
 * @address: empty object of kind VSW_KIND_ADDRESS
 * @text: "192.0.2.1", "192.0.2.0/24", "192.0.2.1-192.0.2.9", or of IPv6
 * @why: where to store what is wrong, a constant; NULL otherwise
 *
 * Return: 0, -EINVAL when the text is wrong, -ENOMEM
 *
 * Since: 0.1
 */
int vsw_address_parse(struct vsw_obj *address, const char *text,
		      const char **why);

#define VSW_ADDRESS_TEXT_LEN 96

/* Since: 0.1. The reverse; returns @text, or NULL when there is no address. */
const char *vsw_address_text(const struct vsw_obj *address,
			     char text[VSW_ADDRESS_TEXT_LEN]);

/*
 * Names of IP protocols and ethertypes as rules have them, the same on every
 * host. NULL, or -ENOENT, when it has no name.
 *
 * Since: 0.1, all of them.
 */
const char *vsw_protocol_name(uint8_t number);
int vsw_protocol_find(const char *name);
const char *vsw_ethertype_name(uint16_t number);
int vsw_ethertype_find(const char *name);

/* Notifications ------------------------------------------------------------ */

/* Pseudo command of a notification: messages were lost. */
#define VSW_NTF_LOST	0

/**
 * typedef vsw_ntf_fn - is called with each notification
 * @cmd: VSW_CMD_EVENT with an object of kind event; VSW_CMD_SWITCH_NTF,
 *       VSW_CMD_SWITCH_DEL_NTF, … with a switch, port group, port or uplink;
 *       VSW_NTF_LOST without object
 * @obj: the object as it is now, or was last when it is deleted; belongs to the
 *       library and is freed after the call
 * @lost: with VSW_NTF_LOST, how many messages of a group were lost as told by
 *       their sequence numbers; 0 when the kernel ran out of room for this
 *       socket (ENOBUFS) and doesn't say how many. Either way what was learned
 *       from notifications is stale: dump anew. After a 0 the number may follow
 *       with the next message.
 * @data: as given to vsw_recv()
 *
 * Requests on the same handle may be made from here.
 *
 * Return: 0 to go on; anything else ends vsw_recv(), which returns it.
 */
typedef int (*vsw_ntf_fn)(int cmd, const struct vsw_obj *obj, uint32_t lost,
			  void *data);

/**
 * vsw_subscribe - ask for the notifications of a group
 * @vsw: the handle
 * @group: VSW_MCGRP_CONFIG (objects changed), VSW_MCGRP_EVENT (something
 *         happened to a port) or VSW_MCGRP_LOG
 *
 * To miss nothing, subscribe first and dump then.
 *
 * Return: 0 or a negative errno: -EPERM, -ENOENT when the kernel has no such
 * group
 *
 * Since: 0.1
 */
int vsw_subscribe(struct vsw *vsw, const char *group);

/**
 * vsw_fd - the file descriptor to poll for notifications
 * @vsw: the handle
 *
 * It is readable (POLLIN, or POLLERR after an overrun) when vsw_recv() has
 * something to do. Requests use another socket, so it never holds replies. It
 * belongs to the handle; do not read from it, nor close it.
 *
 * Since: 0.1
 */
int vsw_fd(const struct vsw *vsw);

/**
 * vsw_recv - take the notifications that are waiting
 * @vsw: the handle
 * @fn: called for each one
 * @data: passed to @fn
 *
 * Never blocks. Messages of commands that the library doesn't know are skipped.
 * When @fn stops early, messages that came in the same datagram are dropped and
 * seen as a gap by the next call.
 *
 * Return: 0 when none is left; what @fn returned if that is not 0; or a
 * negative errno when the socket is broken
 *
 * Since: 0.1
 */
int vsw_recv(struct vsw *vsw, vsw_ntf_fn fn, void *data);

/**
 * vsw_set_rcvbuf - size of the buffer for notifications
 * @vsw: the handle
 * @bytes: as for SO_RCVBUF; more than net.core.rmem_max with CAP_NET_ADMIN
 *
 * Return: 0 or a negative errno
 *
 * Since: 0.1
 */
int vsw_set_rcvbuf(struct vsw *vsw, size_t bytes);

#ifdef __cplusplus
}
#endif

#endif /* LIBVSW_H */
