// SPDX-License-Identifier: GPL-2.0
/* vswctl uplink */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "list.h"
#include "vswctl.h"

/* Whether @uplink is there already, on the switch where it is wanted. */
static bool is_there(struct ctx *ctx, const struct vsw_obj *uplink)
{
	struct vsw_obj *key = vsw_obj_new(VSW_KIND_UPLINK);
	struct vsw_obj *now;
	bool there;
	int err;

	vsw_obj_set_str(key, VSW_A_UPLINK_DEV,
			vsw_obj_str(uplink, VSW_A_UPLINK_DEV));
	err = vsw_uplink_get(ctx->vsw, key, &now);
	vsw_obj_free(key);
	if (err)
		return false;
	there = !strcmp(vsw_obj_str(now, VSW_A_UPLINK_SWITCH),
			vsw_obj_str(uplink, VSW_A_UPLINK_SWITCH));
	vsw_obj_free(now);
	return there;
}

static int uplink_add(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *uplink;
	const char *sw, *dev;
	int code, err;

	sw = args_need(ctx, args, "the name of the switch");
	dev = sw ? args_need(ctx, args, "the name of the device") : NULL;
	if (!dev)
		return EXIT_USAGE;
	code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (code)
		return code;
	uplink = vsw_obj_new(VSW_KIND_UPLINK);
	vsw_obj_set_str(uplink, VSW_A_UPLINK_SWITCH, sw);
	vsw_obj_set_str(uplink, VSW_A_UPLINK_DEV, dev);
	if (!ctx->may_exist || !is_there(ctx, uplink)) {
		err = vsw_uplink_new(ctx->vsw, uplink);
		if (err)
			code = request_error(ctx, err);
	}
	vsw_obj_free(uplink);
	return code;
}

static int take_key(struct ctx *ctx, struct args *args, struct vsw_obj **key)
{
	const char *dev = args_need(ctx, args, "the name of the device");

	*key = NULL;
	if (!dev || args_end(ctx, args))
		return EXIT_USAGE;
	*key = vsw_obj_new(VSW_KIND_UPLINK);
	vsw_obj_set_str(*key, VSW_A_UPLINK_DEV, dev);
	return ctx_open(ctx);
}

static int uplink_del(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *key;
	int code, err;

	code = take_key(ctx, args, &key);
	if (!code) {
		err = vsw_uplink_del(ctx->vsw, key);
		if (err && !(is_not_found(err) && ctx->if_exists))
			code = request_error(ctx, err);
	}
	vsw_obj_free(key);
	return code;
}

static void put_reasons(FILE *out, const struct vsw_obj *uplink)
{
	put_bits(out, uplink, VSW_A_UPLINK_REASONS);
}

static void print_uplink(const struct vsw_obj *uplink)
{
	char *reasons = text_of(put_reasons, uplink);

	block_begin(vsw_obj_str(uplink, VSW_A_UPLINK_DEV));
	block_line("Uplink Port ID", "0x%" PRIx64,
		   vsw_obj_uint(uplink, VSW_A_UPLINK_ID));
	block_line("vSwitch", "%s", vsw_obj_str(uplink, VSW_A_UPLINK_SWITCH));
	block_line("State", "%s", value_text(uplink, VSW_A_UPLINK_STATE));
	block_line("Reason", "%s", reasons);
	block_line("Ports", "%" PRIu64,
		   vsw_obj_uint(uplink, VSW_A_UPLINK_PORTS));
	free(reasons);
}

static int get_one(struct ctx *ctx, struct args *args, struct list *list)
{
	struct vsw_obj *key, *uplink;
	int code, err;

	code = take_key(ctx, args, &key);
	if (!code) {
		err = vsw_uplink_get(ctx->vsw, key, &uplink);
		if (err)
			code = request_error(ctx, err);
		else
			list_add(list, uplink);
	}
	vsw_obj_free(key);
	return code;
}

static int uplink_show(struct ctx *ctx, struct args *args)
{
	struct list list = {};
	const char *sw;
	int code;

	code = args_take_switch(ctx, args, &sw);
	if (!code && sw)
		code = args_end(ctx, args);
	if (!code)
		code = *args->word ? get_one(ctx, args, &list) :
				     list_dump(ctx, &list, VSW_KIND_UPLINK, sw);
	if (!code)
		list_print(ctx, &list, print_uplink);
	list_free(&list);
	return code;
}

const struct command uplink_commands[] = {
	{ "add", uplink_add, "SWITCH DEV" },
	{ "del", uplink_del, "DEV" },
	{ "show", uplink_show, "[DEV | switch SWITCH]" },
	{ NULL, NULL, NULL },
};
