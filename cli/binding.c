// SPDX-License-Identifier: GPL-2.0
/* vswctl binding: the IP addresses of ports. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "binding.h"
#include "format.h"
#include "list.h"
#include "parse.h"

static const char *const heads[] = {
	"Port ID", "Client", "IP Address", ">VLAN", "MAC Address", "Source",
	"State", ">Age", ">Expires",
};

static void put_sources(FILE *out, const struct vsw_obj *binding)
{
	bool approved = vsw_obj_uint(binding, VSW_A_BINDING_APPROVED);

	put_bits(out, binding, VSW_A_BINDING_SOURCES);
	if (approved && vsw_obj_uint(binding, VSW_A_BINDING_SOURCES))
		putc(',', out);
	if (approved)
		fputs("approved", out);
}

static void number_cell(struct table *table, const struct vsw_obj *obj,
			unsigned int attr)
{
	if (vsw_obj_has(obj, attr))
		table_cell(table, "%" PRIu64, vsw_obj_uint(obj, attr));
	else
		table_cell(table, "-");
}

static void add_row(struct table *table, const struct vsw_obj *binding)
{
	const uint8_t *mac = vsw_obj_mac(binding, VSW_A_BINDING_MAC);
	const char *client = vsw_obj_str(binding, VSW_A_BINDING_PORT);
	char text[MAC_TEXT_LEN], ip[IP_TEXT_LEN];
	const void *addr;
	size_t len;

	addr = vsw_obj_ip(binding, VSW_A_BINDING_ADDRESS, &len);
	table_cell(table, "0x%" PRIx64,
		   vsw_obj_uint(binding, VSW_A_BINDING_PORT_ID));
	table_cell(table, "%s", client ? client : "-");
	table_cell(table, "%s", addr ? format_ip(ip, addr, len) : "-");
	number_cell(table, binding, VSW_A_BINDING_VLAN);
	table_cell(table, "%s", mac ? format_mac(text, mac) : "-");
	table_text(table, text_of(put_sources, binding));
	table_cell(table, "%s", value_text(binding, VSW_A_BINDING_STATE));
	number_cell(table, binding, VSW_A_BINDING_AGE);
	number_cell(table, binding, VSW_A_BINDING_EXPIRES);
}

static int binding_show(struct ctx *ctx, struct args *args)
{
	struct table table = { .heads = heads, .n_cols = ARRAY_SIZE(heads) };
	struct list list = {};
	struct vsw_obj *key;
	int code, err;
	bool all;

	code = port_take_scope(ctx, args, VSW_KIND_BINDING, &key, &all);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_binding_dump(ctx->vsw, key, list_add_clone, &list);
		if (err < 0)
			code = request_error(ctx, err);
		else if (err)
			warn(ctx, "the addresses kept changing, entries may be missing or double");
	}
	if (!code)
		list_table(ctx, &list, &table, add_row);
	list_free(&list);
	vsw_obj_free(key);
	return code;
}

static const struct keyword keywords[] = {
	{ "mac", set_mac, "an address such as 02:00:00:00:00:01",
	  0, VSW_A_BINDING_MAC, 0, 0 },
	{ "vlan", set_uint, "0-4094", 0, VSW_A_BINDING_VLAN, 0, 4094 },
	{ NULL, NULL, NULL, 0, 0, 0, 0 },
};

static const struct keyword key_keywords[] = {
	{ "vlan", set_uint, "0-4094", 0, VSW_A_BINDING_VLAN, 0, 4094 },
	{ NULL, NULL, NULL, 0, 0, 0, 0 },
};

static int take(struct ctx *ctx, struct args *args,
		const struct keyword *allowed, struct vsw_obj **key)
{
	uint8_t ip[16];
	const char *text;
	size_t len;
	int code;

	code = port_take_key(ctx, args, VSW_KIND_BINDING, key);
	if (code)
		return code;
	text = args_next(args);
	if (!text || parse_ip(text, ip, &len))
		return expect_error(ctx, ctx->command,
				    "an IP address such as 192.0.2.1 or 2001:db8::1 after the port",
				    text);
	vsw_obj_set_ip(*key, VSW_A_BINDING_ADDRESS, ip, len);
	return args_keywords(ctx, args, *key, allowed);
}

int binding_take_key(struct ctx *ctx, struct args *args, struct vsw_obj **key)
{
	return take(ctx, args, key_keywords, key);
}

/* It is stated already: the same again is fine, another MAC address replaces. */
static int add_again(struct ctx *ctx, const struct vsw_obj *binding)
{
	struct vsw_obj *key = vsw_obj_clone(binding);
	int err;

	vsw_obj_unset(key, VSW_A_BINDING_MAC);
	err = vsw_binding_del(ctx->vsw, key);
	vsw_obj_free(key);
	return err && !is_not_found(err) ? err :
					   vsw_binding_new(ctx->vsw, binding);
}

static int binding_add(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *binding;
	int code, err;

	code = take(ctx, args, keywords, &binding);
	if (!code) {
		err = vsw_binding_new(ctx->vsw, binding);
		if (err == -EEXIST && ctx->may_exist)
			err = add_again(ctx, binding);
		if (err)
			code = request_error(ctx, err);
	}
	vsw_obj_free(binding);
	return code;
}

static int binding_del(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *key;
	int code, err;

	code = binding_take_key(ctx, args, &key);
	if (!code) {
		err = vsw_binding_del(ctx->vsw, key);
		if (err && !(is_not_found(err) && ctx->if_exists))
			code = request_error(ctx, err);
	}
	vsw_obj_free(key);
	return code;
}

static int binding_flush(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *key;
	int code, err;
	bool all;

	code = port_take_scope(ctx, args, VSW_KIND_BINDING, &key, &all);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_binding_flush(ctx->vsw, key);
		if (err)
			code = request_error(ctx, err);
	}
	vsw_obj_free(key);
	return code;
}

const struct command binding_commands[] = {
	{ "show", binding_show, "[" PORT_USAGE " | switch SWITCH]" },
	{ "add", binding_add, PORT_USAGE " ADDRESS [mac MAC] [vlan ID]" },
	{ "del", binding_del, PORT_USAGE " ADDRESS [vlan ID]" },
	{ "flush", binding_flush, "[" PORT_USAGE " | switch SWITCH]" },
	{ NULL, NULL, NULL },
};
