// SPDX-License-Identifier: LGPL-2.1-or-later
/* Loading rules, and reading them back. */
#include <errno.h>
#include <linux/genetlink.h>
#include <stdio.h>
#include <string.h>

#include "export.h"
#include "handle.h"

/* How often it is tried to read rules that don't change meanwhile. */
#define READ_TRIES 32

VSW_EXPORT int vsw_load_begin(struct vsw *vsw, const struct vsw_obj *load)
{
	return vsw_do(vsw, VSW_CMD_LOAD_BEGIN, VSW_KIND_RULES, load);
}

VSW_EXPORT int vsw_load_add(struct vsw *vsw, const struct vsw_obj *load)
{
	return vsw_do(vsw, VSW_CMD_LOAD_ADD, VSW_KIND_RULES, load);
}

VSW_EXPORT int vsw_load_commit(struct vsw *vsw, const struct vsw_obj *load,
			       struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_LOAD_COMMIT, VSW_KIND_RULES, load,
			  reply);
}

VSW_EXPORT int vsw_load_set(struct vsw *vsw, const struct vsw_obj *load)
{
	return vsw_do(vsw, VSW_CMD_LOAD_SET, VSW_KIND_RULES, load);
}

VSW_EXPORT int vsw_load_get(struct vsw *vsw, const struct vsw_obj *key,
			    struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_LOAD_GET, VSW_KIND_RULES, key, reply);
}

VSW_EXPORT int vsw_ruleset_dump(struct vsw *vsw, vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_RULESET_GET, VSW_KIND_RULES, NULL, fn,
			   data);
}

VSW_EXPORT int vsw_ruleset_get(struct vsw *vsw, const struct vsw_obj *key,
			       struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_RULESET_GET, VSW_KIND_RULES, key, reply);
}

VSW_EXPORT int vsw_rule_dump(struct vsw *vsw, const struct vsw_obj *filter,
			     vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_RULE_GET, VSW_KIND_RULES, filter, fn,
			   data);
}

VSW_EXPORT int vsw_addrset_dump(struct vsw *vsw, const struct vsw_obj *filter,
				vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_ADDRSET_GET, VSW_KIND_RULES, filter,
			   fn, data);
}

VSW_EXPORT int vsw_addrset_get(struct vsw *vsw, const struct vsw_obj *key,
			       struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_ADDRSET_GET, VSW_KIND_RULES, key, reply);
}

/* Requests of many messages ------------------------------------------------ */

/**
 * struct batch - messages, each as full as it gets
 * @vsw: the handle
 * @cmd: command of each
 * @nlh: the one that is filled, or NULL
 */
struct batch {
	struct vsw *vsw;
	unsigned int cmd;
	struct nlmsghdr *nlh;
};

static struct nlmsghdr *batch_message(struct batch *batch)
{
	if (!batch->nlh)
		batch->nlh = vsw_begin(batch->vsw, batch->vsw->family,
				       VSW_GENL_VERSION, batch->cmd, NLM_F_ACK);
	return batch->nlh;
}

static bool batch_is_empty(const struct batch *batch)
{
	return mnl_nlmsg_get_payload_len(batch->nlh) ==
	       MNL_ALIGN(sizeof(struct genlmsghdr));
}

/* The part of the request that the kernel refused, as an object of @kind. */
static struct vsw_obj *refused(const struct vsw *vsw, unsigned int *attr)
{
	const char *target = vsw->out + vsw->erroff;
	const struct nlattr *nla;
	struct vsw_obj *obj;
	enum vsw_kind kind;

	if (!vsw->erroff)
		return NULL;
	mnl_attr_for_each(nla, (const struct nlmsghdr *)vsw->out,
			  sizeof(struct genlmsghdr)) {
		if (target >= (const char *)nla + MNL_ALIGN(nla->nla_len))
			continue;
		*attr = mnl_attr_get_type(nla);
		kind = vsw_attr_nest(VSW_KIND_RULES, *attr);
		obj = kind ? vsw_obj_new(kind) : NULL;
		if (obj && vsw_obj_decode(obj, mnl_attr_get_payload(nla),
					  mnl_attr_get_payload_len(nla))) {
			vsw_obj_free(obj);
			obj = NULL;
		}
		return obj;
	}
	return NULL;
}

static const char *text_of(const struct vsw_obj *obj, unsigned int attr)
{
	const char *text = vsw_obj_str(obj, attr);

	return text ? text : "?";
}

/* Put the name of what was refused, one of thousands, before the reason. */
static void name_refused(struct vsw *vsw)
{
	struct vsw_obj *obj;
	unsigned int attr;
	char why[sizeof(vsw->errmsg)];
	char text[192];

	obj = refused(vsw, &attr);
	if (!obj)
		return;
	strcpy(why, vsw->errmsg);
	if (attr == VSW_A_RULES_RULE)
		snprintf(text, sizeof(text), "rule %u at %u of ruleset %s",
			 (unsigned int)vsw_obj_uint(obj, VSW_A_RULE_ID),
			 (unsigned int)vsw_obj_uint(obj, VSW_A_RULE_POSITION),
			 text_of(obj, VSW_A_RULE_RULESET));
	else if (attr == VSW_A_RULES_RULESET)
		snprintf(text, sizeof(text), "ruleset %s",
			 text_of(obj, VSW_A_RULESET_NAME));
	else
		snprintf(text, sizeof(text), "addrset %s",
			 text_of(obj, VSW_A_ADDRSET_NAME));
	snprintf(vsw->errmsg, sizeof(vsw->errmsg), "%s: %.300s", text,
		 why);
	vsw_obj_free(obj);
}

static int batch_send(struct batch *batch)
{
	int err;

	if (!batch->nlh)
		return 0;
	err = vsw_talk(batch->vsw, VSW_KIND_RULES, NULL, NULL);
	if (err < 0)
		name_refused(batch->vsw);
	batch->nlh = NULL;
	return err < 0 ? err : 0;
}

/* Encode @obj as @attr; a message that lacks room for it stays as it is. */
static int put_object(struct nlmsghdr *nlh, unsigned int attr,
		      const struct vsw_obj *obj)
{
	uint32_t len = nlh->nlmsg_len;
	struct nlattr *nest;
	int err;

	nest = mnl_attr_nest_start_check(nlh, VSW_BUF_SIZE, attr);
	err = nest ? vsw_obj_encode(obj, nlh, VSW_BUF_SIZE) : -EMSGSIZE;
	if (err)
		nlh->nlmsg_len = len;
	else
		mnl_attr_nest_end(nlh, nest);
	return err;
}

static int batch_object(struct batch *batch, unsigned int attr,
			const struct vsw_obj *obj)
{
	int err;

	for (;;) {
		err = put_object(batch_message(batch), attr, obj);
		if (err != -EMSGSIZE)
			return err ? vsw_fail(batch->vsw, err, NULL) : 0;
		if (batch_is_empty(batch))
			return vsw_fail(batch->vsw, err,
					"too much for one request");
		err = batch_send(batch);
		if (err)
			return err;
	}
}

/*
 * Encode an address set with as many of its addresses, from *@i on, as there is
 * room for.
 */
static int put_addresses(struct nlmsghdr *nlh, const struct vsw_obj *set,
			 unsigned int *i)
{
	unsigned int n = vsw_obj_count(set, VSW_A_ADDRSET_ADDRESS), from = *i;
	uint32_t len = nlh->nlmsg_len;
	struct nlattr *nest;
	int err = 0;

	nest = mnl_attr_nest_start_check(nlh, VSW_BUF_SIZE,
					 VSW_A_RULES_ADDRSET);
	if (!nest ||
	    !mnl_attr_put_strz_check(nlh, VSW_BUF_SIZE, VSW_A_ADDRSET_NAME,
				     text_of(set, VSW_A_ADDRSET_NAME)))
		err = -EMSGSIZE;
	while (!err && *i < n) {
		err = put_object(nlh, VSW_A_ADDRSET_ADDRESS,
				 vsw_obj_at(set, VSW_A_ADDRSET_ADDRESS, *i));
		if (!err)
			++*i;
	}
	if (err && *i == from)
		nlh->nlmsg_len = len;
	else
		mnl_attr_nest_end(nlh, nest);
	return err;
}

static int batch_addresses(struct batch *batch, const struct vsw_obj *set)
{
	unsigned int i = 0;
	int err;

	for (;;) {
		err = put_addresses(batch_message(batch), set, &i);
		if (err != -EMSGSIZE)
			return err ? vsw_fail(batch->vsw, err, NULL) : 0;
		err = batch_send(batch);
		if (err)
			return err;
	}
}

static int change_set(struct vsw *vsw, unsigned int cmd,
		      const struct vsw_obj *set)
{
	struct batch batch = { .vsw = vsw, .cmd = cmd };
	int err;

	if (!set || vsw_obj_kind(set) != VSW_KIND_ADDRSET || set->err)
		return vsw_fail(vsw, set && set->err ? set->err : -EINVAL,
				NULL);
	err = batch_addresses(&batch, set);
	return err ? err : batch_send(&batch);
}

VSW_EXPORT int vsw_addrset_add(struct vsw *vsw, const struct vsw_obj *set)
{
	return change_set(vsw, VSW_CMD_ADDRSET_ADD, set);
}

VSW_EXPORT int vsw_addrset_del(struct vsw *vsw, const struct vsw_obj *set)
{
	return change_set(vsw, VSW_CMD_ADDRSET_DEL, set);
}

/* A whole configuration ---------------------------------------------------- */

static int add_all(struct vsw *vsw, const struct vsw_obj *rules)
{
	struct batch batch = { .vsw = vsw, .cmd = VSW_CMD_LOAD_ADD };
	unsigned int i, n;
	int err = 0;

	n = vsw_obj_count(rules, VSW_A_RULES_RULESET);
	for (i = 0; !err && i < n; i++)
		err = batch_object(&batch, VSW_A_RULES_RULESET,
				   vsw_obj_at(rules, VSW_A_RULES_RULESET, i));
	n = vsw_obj_count(rules, VSW_A_RULES_ADDRSET);
	for (i = 0; !err && i < n; i++)
		err = batch_addresses(&batch,
				      vsw_obj_at(rules, VSW_A_RULES_ADDRSET,
						 i));
	n = vsw_obj_count(rules, VSW_A_RULES_RULE);
	for (i = 0; !err && i < n; i++)
		err = batch_object(&batch, VSW_A_RULES_RULE,
				   vsw_obj_at(rules, VSW_A_RULES_RULE, i));
	return err ? err : batch_send(&batch);
}

VSW_EXPORT int vsw_rules_load(struct vsw *vsw, const struct vsw_obj *rules,
			      enum vsw_transition transition,
			      const uint32_t *expected, uint32_t *generation)
{
	struct vsw_obj *load = vsw_obj_new(VSW_KIND_RULES);
	struct vsw_obj *reply = NULL;
	int err;

	if (expected)
		vsw_obj_set_uint(load, VSW_A_RULES_GENERATION, *expected);
	err = load ? vsw_load_begin(vsw, load) : vsw_fail(vsw, -ENOMEM, NULL);
	if (!err)
		err = add_all(vsw, rules);
	if (!err) {
		vsw_obj_set_uint(load, VSW_A_RULES_TRANSITION, transition);
		err = vsw_load_commit(vsw, load, &reply);
	}
	if (!err && generation)
		*generation = vsw_obj_uint(reply, VSW_A_RULES_GENERATION);
	vsw_obj_free(reply);
	vsw_obj_free(load);
	return err;
}

/**
 * struct reading - rules as they are read
 * @rules: what was read so far
 * @changed: they changed while they were read
 */
struct reading {
	struct vsw_obj *rules;
	bool changed;
};

static struct vsw_obj *last_set(const struct vsw_obj *rules)
{
	const struct vsw_val *val = &rules->val[VSW_A_RULES_ADDRSET];

	return val->count ? vsw_val_items(val)[val->count - 1] : NULL;
}

/* A large address set comes in parts. */
static void take_sets(struct vsw_obj *rules, struct vsw_obj *part)
{
	const struct vsw_val *val = &part->val[VSW_A_RULES_ADDRSET];
	unsigned int i;

	for (i = 0; i < val->count; i++) {
		struct vsw_obj *set = vsw_val_items(val)[i];
		struct vsw_obj *last = last_set(rules);

		if (!last || strcmp(text_of(last, VSW_A_ADDRSET_NAME),
				    text_of(set, VSW_A_ADDRSET_NAME))) {
			vsw_obj_append(rules, VSW_A_RULES_ADDRSET, set);
			continue;
		}
		vsw_obj_move(last, set, VSW_A_ADDRSET_ADDRESS);
		vsw_obj_free(set);
		if (last->err)
			rules->err = last->err;
	}
	vsw_obj_release(part, VSW_A_RULES_ADDRSET);
}

static int take_part(const struct vsw_obj *obj, void *data)
{
	/* Freed after the call, so that it may be emptied. */
	struct vsw_obj *part = (struct vsw_obj *)obj;
	struct reading *reading = data;
	struct vsw_obj *rules = reading->rules;

	if (vsw_obj_uint(rules, VSW_A_RULES_GENERATION) !=
	    vsw_obj_uint(part, VSW_A_RULES_GENERATION))
		reading->changed = true;
	take_sets(rules, part);
	vsw_obj_move(rules, part, VSW_A_RULES_RULESET);
	vsw_obj_move(rules, part, VSW_A_RULES_RULE);
	return rules->err;
}

static int read_all(struct vsw *vsw, struct reading *reading)
{
	int err = vsw_addrset_dump(vsw, NULL, take_part, reading);

	if (!err)
		err = vsw_ruleset_dump(vsw, take_part, reading);
	if (!err)
		err = vsw_rule_dump(vsw, NULL, take_part, reading);
	return err;
}

static int read_ruleset(struct vsw *vsw, const char *name,
			struct reading *reading)
{
	struct vsw_obj *key = vsw_obj_new(VSW_KIND_RULES), *ruleset;
	int err;

	vsw_obj_set_str(key, VSW_A_RULES_NAME, name);
	err = key ? vsw_ruleset_get(vsw, key, &ruleset) :
		    vsw_fail(vsw, -ENOMEM, NULL);
	if (!err) {
		err = take_part(ruleset, reading);
		vsw_obj_free(ruleset);
	}
	if (!err)
		err = vsw_rule_dump(vsw, key, take_part, reading);
	vsw_obj_free(key);
	return err;
}

/* All that is read must be of one generation; else 1. */
static int read_once(struct vsw *vsw, const char *name, struct vsw_obj **rules)
{
	struct reading reading = {};
	int err;

	err = vsw_load_get(vsw, NULL, &reading.rules);
	if (err)
		return err;
	err = name ? read_ruleset(vsw, name, &reading) :
		     read_all(vsw, &reading);
	if (!err && reading.changed)
		err = 1;
	if (err)
		vsw_obj_free(reading.rules);
	else
		*rules = reading.rules;
	return err;
}

/* The dump of sets calls for the same, and is of one generation by itself. */
VSW_EXPORT int vsw_addrset_read(struct vsw *vsw, const char *name,
				struct vsw_obj **rules)
{
	struct vsw_obj *filter = name ? vsw_obj_new(VSW_KIND_RULES) : NULL;
	struct reading reading = {};
	int err;

	*rules = NULL;
	if (filter)
		vsw_obj_set_str(filter, VSW_A_RULES_NAME, name);
	err = vsw_load_get(vsw, NULL, &reading.rules);
	if (!err)
		err = vsw_addrset_dump(vsw, filter, take_part, &reading);
	vsw_obj_free(filter);
	if (err >= 0 && name &&
	    !vsw_obj_has(reading.rules, VSW_A_RULES_ADDRSET))
		err = vsw_fail(vsw, -ENOENT, "there is no such address set");
	if (err < 0)
		vsw_obj_free(reading.rules);
	else
		*rules = reading.rules;
	return err;
}

VSW_EXPORT int vsw_rules_get(struct vsw *vsw, const char *name,
			     struct vsw_obj **rules)
{
	int err, tries = 0;

	*rules = NULL;
	do
		err = read_once(vsw, name, rules);
	while (err > 0 && ++tries < READ_TRIES);
	if (err > 0)
		return vsw_fail(vsw, -EAGAIN, "the rules keep changing");
	return err;
}
