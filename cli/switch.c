// SPDX-License-Identifier: GPL-2.0
/* vswctl switch */
#include <errno.h>

#include "format.h"
#include "list.h"
#include "vswctl.h"

#define KEYWORDS "[promiscuous accept|reject] [mac-changes MODE] [forged-transmits MODE]"

static const struct keyword keywords[] = {
	{ "promiscuous", set_policy, "accept or reject",
	  VSW_A_SWITCH_SECURITY, VSW_A_SECURITY_PROMISCUOUS, 0, 0 },
	{ "mac-changes", set_policy, POLICY_EXPECTS_LIST,
	  VSW_A_SWITCH_SECURITY, VSW_A_SECURITY_MAC_CHANGES, 0, POLICY_LIST },
	{ "forged-transmits", set_policy, POLICY_EXPECTS_LIST,
	  VSW_A_SWITCH_SECURITY, VSW_A_SECURITY_FORGED_TRANSMITS, 0,
	  POLICY_LIST },
	{ NULL, NULL, NULL, 0, 0, 0, 0 },
};

static int take_key(struct ctx *ctx, struct args *args, struct vsw_obj **sw)
{
	const char *name = args_need(ctx, args, "the name of the switch");

	*sw = NULL;
	if (!name)
		return EXIT_USAGE;
	*sw = vsw_obj_new(VSW_KIND_SWITCH);
	vsw_obj_set_str(*sw, VSW_A_SWITCH_NAME, name);
	return EXIT_OK;
}

static int switch_write(struct ctx *ctx, struct args *args, bool add)
{
	struct vsw_obj *sw;
	int code, err;

	code = take_key(ctx, args, &sw);
	if (!code)
		code = args_keywords(ctx, args, sw, keywords);
	if (!code)
		code = ctx_open(ctx);
	if (code)
		goto out;
	err = add ? vsw_switch_new(ctx->vsw, sw) : vsw_switch_set(ctx->vsw, sw);
	if (add && err == -EEXIST && ctx->may_exist)
		err = vsw_switch_set(ctx->vsw, sw);
	if (err)
		code = request_error(ctx, err);
out:
	vsw_obj_free(sw);
	return code;
}

static int switch_add(struct ctx *ctx, struct args *args)
{
	return switch_write(ctx, args, true);
}

static int switch_set(struct ctx *ctx, struct args *args)
{
	return switch_write(ctx, args, false);
}

static int switch_del(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *sw;
	int code, err;

	code = take_key(ctx, args, &sw);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_switch_del(ctx->vsw, sw);
		if (err && !(is_not_found(err) && ctx->if_exists))
			code = request_error(ctx, err);
	}
	vsw_obj_free(sw);
	return code;
}

static void print_switch(const struct vsw_obj *sw)
{
	block_begin(vsw_obj_str(sw, VSW_A_SWITCH_NAME));
	block_line("Portgroups", "%u",
		   (unsigned int)vsw_obj_uint(sw, VSW_A_SWITCH_PORTGROUPS));
	block_line("Ports", "%u",
		   (unsigned int)vsw_obj_uint(sw, VSW_A_SWITCH_PORTS));
	block_line("Uplinks", "%u",
		   (unsigned int)vsw_obj_uint(sw, VSW_A_SWITCH_UPLINKS));
	block_security(vsw_obj_get(sw, VSW_A_SWITCH_SECURITY));
}

static int switch_show(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *key, *sw;
	struct list list = {};
	int code, err;

	if (!*args->word) {
		code = list_dump(ctx, &list, VSW_KIND_SWITCH, NULL);
	} else {
		code = take_key(ctx, args, &key);
		if (!code)
			code = args_end(ctx, args);
		if (!code)
			code = ctx_open(ctx);
		if (!code) {
			err = vsw_switch_get(ctx->vsw, key, &sw);
			if (err)
				code = request_error(ctx, err);
			else
				list_add(&list, sw);
		}
		vsw_obj_free(key);
	}
	if (!code)
		list_print(ctx, &list, print_switch);
	list_free(&list);
	return code;
}

const struct command switch_commands[] = {
	{ "add", switch_add, "NAME " KEYWORDS },
	{ "set", switch_set, "NAME " KEYWORDS },
	{ "del", switch_del, "NAME" },
	{ "show", switch_show, "[NAME]" },
	{ NULL, NULL, NULL },
};
