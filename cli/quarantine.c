// SPDX-License-Identifier: GPL-2.0
/*
 * vswctl quarantine: a tag on a port, which the rules of group quarantine act
 * upon.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "format.h"
#include "json.h"
#include "port.h"

#define SCOPE "quarantine"

/* What stands behind the scope, or NULL if the tag is of another one. */
static const char *reason_in(const char *tag)
{
	size_t len = strlen(SCOPE "=");

	return strncmp(tag, SCOPE "=", len) ? NULL : tag + len;
}

/* Or NULL if the port is in no quarantine. */
static const char *reason_of(const struct vsw_obj *port)
{
	unsigned int i, n = vsw_obj_count(port, VSW_A_PORT_TAG);
	const char *reason = NULL;

	for (i = 0; i < n && !reason; i++)
		reason = reason_in(vsw_obj_str_at(port, VSW_A_PORT_TAG, i));
	return reason;
}

/* Does a rule in force name a group of the tag? */
static int find_effective(const struct vsw_obj *group, void *data)
{
	unsigned int i, n = vsw_obj_count(group, VSW_A_GROUP_STEP);
	bool *found = data;

	if (!vsw_obj_uint(group, VSW_A_GROUP_USERS))
		return 0;
	for (i = 0; i < n; i++) {
		const struct vsw_obj *step = vsw_obj_at(group, VSW_A_GROUP_STEP,
							i);

		if (vsw_obj_uint(step, VSW_A_GROUP_STEP_OP) ==
		    VSW_GROUP_OP_TAG &&
		    reason_in(vsw_obj_str(step, VSW_A_GROUP_STEP_PATTERN)))
			*found = true;
	}
	return 0;
}

/* Say so when the tag alone keeps nothing from the port. */
static void warn_if_open(struct ctx *ctx)
{
	bool found = false;

	if (vsw_group_dump(ctx->vsw, NULL, find_effective, &found) >= 0 &&
	    !found)
		warn(ctx, "no rule in force names a group of the tag %s: nothing is kept from the port yet, see vswctl-quarantine(8)",
		     SCOPE);
}

static int set_isolated(struct ctx *ctx, uint64_t id, bool isolated)
{
	struct vsw_obj *port = vsw_obj_new(VSW_KIND_PORT);
	int err;

	vsw_obj_set_uint(port, VSW_A_PORT_ID, id);
	vsw_obj_set_uint(port, VSW_A_PORT_ISOLATED, isolated);
	err = vsw_port_set(ctx->vsw, port);
	vsw_obj_free(port);
	return err;
}

/*
 * The port has as many tags as it may: the one that goes makes room. It is in
 * quarantine all the while, for all are set at once.
 */
static int replace_reason(struct ctx *ctx, const struct vsw_obj *port,
			  struct vsw_obj *tags)
{
	unsigned int i, n = vsw_obj_count(port, VSW_A_PORT_TAG);
	struct vsw_obj *set = vsw_obj_new(VSW_KIND_PORT);
	int err;

	vsw_obj_set_uint(set, VSW_A_PORT_ID,
			 vsw_obj_uint(port, VSW_A_PORT_ID));
	for (i = 0; i < n; i++) {
		const char *tag = vsw_obj_str_at(port, VSW_A_PORT_TAG, i);

		if (!reason_in(tag))
			vsw_obj_add_str(set, VSW_A_PORT_TAG, tag);
	}
	vsw_obj_add_str(set, VSW_A_PORT_TAG,
			vsw_obj_str_at(tags, VSW_A_TAG_TAG, 0));
	err = vsw_port_set(ctx->vsw, set);
	vsw_obj_free(set);
	vsw_obj_free(tags);
	return err;
}

/* One tag of the scope at a time: a new reason takes the place of the old. */
static int set_reason(struct ctx *ctx, const struct vsw_obj *port,
		      const char *reason)
{
	unsigned int i, n = vsw_obj_count(port, VSW_A_PORT_TAG);
	struct vsw_obj *tags = vsw_obj_new(VSW_KIND_TAG);
	char tag[VSW_NAME_LEN];
	int err;

	snprintf(tag, sizeof(tag), SCOPE "=%s", reason);
	vsw_obj_set_uint(tags, VSW_A_TAG_PORT_ID,
			 vsw_obj_uint(port, VSW_A_PORT_ID));
	vsw_obj_add_str(tags, VSW_A_TAG_TAG, tag);
	err = vsw_tag_add(ctx->vsw, tags);
	if (err == -E2BIG && reason_of(port))
		return replace_reason(ctx, port, tags);
	vsw_obj_unset(tags, VSW_A_TAG_TAG);
	for (i = 0; i < n; i++) {
		const char *old = vsw_obj_str_at(port, VSW_A_PORT_TAG, i);

		if (reason_in(old) && strcmp(old, tag))
			vsw_obj_add_str(tags, VSW_A_TAG_TAG, old);
	}
	if (!err && vsw_obj_has(tags, VSW_A_TAG_TAG))
		err = vsw_tag_del(ctx->vsw, tags);
	vsw_obj_free(tags);
	return err;
}

static int quarantine_set(struct ctx *ctx, struct args *args)
{
	const char *reason = NULL;
	bool isolate = false;
	struct port_ref ref;
	struct vsw_obj *port;
	int code, err;

	code = port_take_ref(ctx, args, &ref);
	while (!code && *args->word) {
		if (args_take(args, "--isolate")) {
			isolate = true;
		} else if (args_take(args, "--reason")) {
			reason = args_need(ctx, args, "the reason");
			if (!reason)
				return EXIT_USAGE;
		} else {
			return args_end(ctx, args);
		}
	}
	if (code)
		return code;
	if (!reason || !*reason)
		return usage_error(ctx, "expected --reason TEXT");
	if (strlen(reason) >= VSW_NAME_LEN - strlen(SCOPE "="))
		return usage_error(ctx, "a reason has at most %zu characters",
				   VSW_NAME_LEN - strlen(SCOPE "=") - 1);
	code = port_find(ctx, &ref, &port);
	if (code)
		return code;
	/* What shuts it in comes first. */
	err = isolate ? set_isolated(ctx, vsw_obj_uint(port, VSW_A_PORT_ID),
				     true) : 0;
	if (!err)
		err = set_reason(ctx, port, reason);
	vsw_obj_free(port);
	if (err)
		return request_error(ctx, err);
	if (!isolate)
		warn_if_open(ctx);
	return EXIT_OK;
}

static int quarantine_clear(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *port, *tags;
	struct port_ref ref;
	int code, err = 0;

	code = port_take_ref(ctx, args, &ref);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = port_find(ctx, &ref, &port);
	if (code)
		return code;
	/* Clearing what is clear does no harm. */
	if (reason_of(port)) {
		tags = vsw_obj_new(VSW_KIND_TAG);
		vsw_obj_set_uint(tags, VSW_A_TAG_PORT_ID,
				 vsw_obj_uint(port, VSW_A_PORT_ID));
		vsw_obj_add_str(tags, VSW_A_TAG_TAG, SCOPE);
		err = vsw_tag_del(ctx->vsw, tags);
		vsw_obj_free(tags);
	}
	if (!err && vsw_obj_uint(port, VSW_A_PORT_ISOLATED))
		err = set_isolated(ctx, vsw_obj_uint(port, VSW_A_PORT_ID),
				   false);
	vsw_obj_free(port);
	return err ? request_error(ctx, err) : EXIT_OK;
}

static const char *const heads[] = {
	"Port ID", "Client", "vSwitch", "Isolated", "Reason",
};

static void add_row(struct table *table, const struct vsw_obj *port)
{
	bool isolated = vsw_obj_uint(port, VSW_A_PORT_ISOLATED);
	const char *reason = reason_of(port);

	table_cell(table, "0x%" PRIx64, vsw_obj_uint(port, VSW_A_PORT_ID));
	table_cell(table, "%s", vsw_obj_str(port, VSW_A_PORT_NAME));
	table_cell(table, "%s", vsw_obj_str(port, VSW_A_PORT_SWITCH));
	table_cell(table, "%s", isolated ? "yes" : "no");
	table_cell(table, "%s", reason ? reason : "-");
}

static int quarantine_list(struct ctx *ctx, struct args *args)
{
	struct table table = { .heads = heads, .n_cols = ARRAY_SIZE(heads) };
	struct list ports = {}, held = {};
	int code;
	size_t i;

	code = args_end(ctx, args);
	if (!code)
		code = list_dump(ctx, &ports, VSW_KIND_PORT, NULL);
	for (i = 0; !code && i < ports.count; i++)
		if (reason_of(ports.objs[i]) ||
		    vsw_obj_uint(ports.objs[i], VSW_A_PORT_ISOLATED))
			list_add_clone(ports.objs[i], &held);
	if (!code)
		list_table(ctx, &held, &table, add_row);
	list_free(&held);
	list_free(&ports);
	return code;
}

const struct command quarantine_commands[] = {
	{ "set", quarantine_set, PORT_USAGE " --reason TEXT [--isolate]" },
	{ "clear", quarantine_clear, PORT_USAGE },
	{ "list", quarantine_list, "" },
	{ NULL, NULL, NULL },
};
