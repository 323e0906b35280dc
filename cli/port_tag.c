// SPDX-License-Identifier: GPL-2.0
/* vswctl port tag */
#include <errno.h>
#include <string.h>

#include "json.h"
#include "port.h"

static int print_tags(struct ctx *ctx, const struct vsw_obj *tags)
{
	struct json_object *list, *tag;
	struct vsw_obj *key, *port;
	unsigned int i, n;
	int err;

	key = vsw_obj_new(VSW_KIND_PORT);
	vsw_obj_set_uint(key, VSW_A_PORT_ID,
			 vsw_obj_uint(tags, VSW_A_TAG_PORT_ID));
	err = vsw_port_get(ctx->vsw, key, &port);
	vsw_obj_free(key);
	if (err)
		return request_error(ctx, err);
	list = json_object_new_array();
	n = vsw_obj_count(port, VSW_A_PORT_TAG);
	for (i = 0; i < n; i++) {
		tag = json_object_new_string(vsw_obj_str_at(port,
							    VSW_A_PORT_TAG, i));
		json_object_array_add(list, tag);
		if (!ctx->json)
			puts(vsw_obj_str_at(port, VSW_A_PORT_TAG, i));
	}
	if (ctx->json)
		json_print(list, false);
	else
		json_object_put(list);
	vsw_obj_free(port);
	return EXIT_OK;
}

/* One after the other, so that one that is missing spares no other. */
static int del_each(struct ctx *ctx, const struct vsw_obj *tags)
{
	unsigned int i, n = vsw_obj_count(tags, VSW_A_TAG_TAG);
	struct vsw_obj *one;
	int err = 0;

	for (i = 0; !err && i < n; i++) {
		one = vsw_obj_new(VSW_KIND_TAG);
		vsw_obj_set_uint(one, VSW_A_TAG_PORT_ID,
				 vsw_obj_uint(tags, VSW_A_TAG_PORT_ID));
		vsw_obj_add_str(one, VSW_A_TAG_TAG,
				vsw_obj_str_at(tags, VSW_A_TAG_TAG, i));
		err = vsw_tag_del(ctx->vsw, one);
		if (err == -ENOENT)
			err = 0;
		vsw_obj_free(one);
	}
	return err;
}

/* These and no others. */
static int set_tags(struct ctx *ctx, const struct vsw_obj *tags)
{
	unsigned int i, n = vsw_obj_count(tags, VSW_A_TAG_TAG);
	struct vsw_obj *port = vsw_obj_new(VSW_KIND_PORT);
	int err;

	vsw_obj_set_uint(port, VSW_A_PORT_ID,
			 vsw_obj_uint(tags, VSW_A_TAG_PORT_ID));
	for (i = 0; i < n; i++)
		vsw_obj_add_str(port, VSW_A_PORT_TAG,
				vsw_obj_str_at(tags, VSW_A_TAG_TAG, i));
	if (!n)
		vsw_obj_add_str(port, VSW_A_PORT_TAG, "");
	err = vsw_port_set(ctx->vsw, port);
	vsw_obj_free(port);
	return err;
}

static int change_tags(struct ctx *ctx, struct args *args, struct vsw_obj *tags)
{
	const char *what = args_next(args);
	const char *tag;
	int err;

	while ((tag = args_next(args)))
		vsw_obj_add_str(tags, VSW_A_TAG_TAG, tag);
	if (strcmp(what, "set") && !vsw_obj_has(tags, VSW_A_TAG_TAG))
		return usage_error(ctx, "expected a tag (scope=value) after %s",
				   what);
	if (!strcmp(what, "add")) {
		err = vsw_tag_add(ctx->vsw, tags);
	} else if (!strcmp(what, "set")) {
		err = set_tags(ctx, tags);
	} else if (!strcmp(what, "del")) {
		err = vsw_tag_del(ctx->vsw, tags);
		if (err == -ENOENT && ctx->if_exists)
			err = del_each(ctx, tags);
	} else {
		return usage_error(ctx, "expected add, del or set, not '%s'",
				   what);
	}
	return err ? request_error(ctx, err) : EXIT_OK;
}

int port_tag(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *tags;
	int code;

	code = port_take_key(ctx, args, VSW_KIND_TAG, &tags);
	if (code)
		return code;
	if (*args->word)
		code = change_tags(ctx, args, tags);
	else
		code = print_tags(ctx, tags);
	vsw_obj_free(tags);
	return code;
}
