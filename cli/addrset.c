// SPDX-License-Identifier: GPL-2.0
/* vswctl addrset */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

/* "NAME [ADDRESS]..." as an object. An exit code. */
static int take_set(struct ctx *ctx, struct args *args, struct vsw_obj **set)
{
	const char *name, *word, *why;
	struct vsw_obj *address;

	name = args_need(ctx, args, "the name of the address set");
	if (!name)
		return EXIT_USAGE;
	*set = vsw_obj_new(VSW_KIND_ADDRSET);
	vsw_obj_set_str(*set, VSW_A_ADDRSET_NAME, name);
	while ((word = args_next(args))) {
		address = vsw_obj_add_nest(*set, VSW_A_ADDRSET_ADDRESS);
		vsw_address_parse(address, word, &why);
		if (!why)
			continue;
		vsw_obj_free(*set);
		return usage_error(ctx, "%s: '%s'", why, word);
	}
	return EXIT_OK;
}

static int addrset_add(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *set;
	int code, err;

	code = take_set(ctx, args, &set);
	if (code)
		return code;
	if (!vsw_obj_has(set, VSW_A_ADDRSET_ADDRESS))
		code = usage_error(ctx, "the addresses are missing");
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_addrset_add(ctx->vsw, set);
		if (err)
			code = request_error(ctx, err);
	}
	vsw_obj_free(set);
	return code;
}

/* One after the other, so that one that is missing spares no other. */
static int del_each(struct ctx *ctx, char **words, const char *name)
{
	struct vsw_obj *set, *address;
	const char *why;
	int err = 0;

	for (; !err && *words; words++) {
		set = vsw_obj_new(VSW_KIND_ADDRSET);
		vsw_obj_set_str(set, VSW_A_ADDRSET_NAME, name);
		address = vsw_obj_add_nest(set, VSW_A_ADDRSET_ADDRESS);
		vsw_address_parse(address, *words, &why);
		err = vsw_addrset_del(ctx->vsw, set);
		if (err == -ENOENT)
			err = 0;
		vsw_obj_free(set);
	}
	return err;
}

static int addrset_del(struct ctx *ctx, struct args *args)
{
	char **words = args->word;
	struct vsw_obj *set;
	int code, err;

	code = take_set(ctx, args, &set);
	if (code)
		return code;
	code = ctx_open(ctx);
	if (!code) {
		err = vsw_addrset_del(ctx->vsw, set);
		if (err == -ENOENT && ctx->if_exists)
			err = del_each(ctx, words + 1, *words);
		if (err)
			code = request_error(ctx, err);
	}
	vsw_obj_free(set);
	return code;
}

static void print_json(const struct vsw_obj *rules)
{
	struct json_object *list = json_object_new_array();
	unsigned int i;

	for (i = 0; i < vsw_obj_count(rules, VSW_A_RULES_ADDRSET); i++)
		json_object_array_add(list,
				      json_of(vsw_obj_at(rules,
							 VSW_A_RULES_ADDRSET,
							 i)));
	json_print(list, false);
}

static int addrset_show(struct ctx *ctx, struct args *args)
{
	const char *name = args_next(args);
	struct vsw_obj *rules;
	int code, err;

	code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (code)
		return code;
	err = vsw_addrset_read(ctx->vsw, name, &rules);
	if (err < 0)
		return request_error(ctx, err);
	if (err)
		warn(ctx, "the sets kept changing, addresses may be missing or double");
	if (ctx->json)
		print_json(rules);
	else
		vsw_rules_print(rules, stdout);
	vsw_obj_free(rules);
	return EXIT_OK;
}

const struct command addrset_commands[] = {
	{ "add", addrset_add, "NAME ADDRESS[/LENGTH]|FIRST-LAST..." },
	{ "del", addrset_del, "NAME [ADDRESS[/LENGTH]|FIRST-LAST...]" },
	{ "show", addrset_show, "[NAME]" },
	{ NULL, NULL, NULL },
};
