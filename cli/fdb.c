// SPDX-License-Identifier: GPL-2.0
/* vswctl fdb */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "json.h"
#include "list.h"
#include "parse.h"
#include "port.h"

static const char *const heads[] = {
	"vSwitch", "MAC Address", ">VLAN", "Kind", "Port ID", "Client",
	">Age",
};

static void add_row(struct table *table, const struct vsw_obj *entry)
{
	const uint8_t *mac = vsw_obj_mac(entry, VSW_A_FDB_ADDRESS);
	const char *port = vsw_obj_str(entry, VSW_A_FDB_PORT);
	char text[MAC_TEXT_LEN];

	table_cell(table, "%s", vsw_obj_str(entry, VSW_A_FDB_SWITCH));
	table_cell(table, "%s", mac ? format_mac(text, mac) : "-");
	if (vsw_obj_has(entry, VSW_A_FDB_VLAN))
		table_cell(table, "%" PRIu64,
			   vsw_obj_uint(entry, VSW_A_FDB_VLAN));
	else
		table_cell(table, "-");
	table_cell(table, "%s", value_text(entry, VSW_A_FDB_KIND));
	table_cell(table, "0x%" PRIx64, vsw_obj_uint(entry, VSW_A_FDB_PORT_ID));
	table_cell(table, "%s", port ? port : "-");
	if (vsw_obj_has(entry, VSW_A_FDB_AGE))
		table_cell(table, "%" PRIu64,
			   vsw_obj_uint(entry, VSW_A_FDB_AGE));
	else
		table_cell(table, "-");
}

static bool matches(const struct vsw_obj *entry, const uint8_t *mac)
{
	const uint8_t *have = vsw_obj_mac(entry, VSW_A_FDB_ADDRESS);

	return !mac || (have && !memcmp(have, mac, VSW_MAC_LEN));
}

static void print_entries(const struct ctx *ctx, const struct list *list,
			  const uint8_t *mac)
{
	struct table table = { .heads = heads, .n_cols = ARRAY_SIZE(heads) };
	struct list some = {};
	size_t i;

	for (i = 0; i < list->count; i++)
		if (matches(list->objs[i], mac))
			list_add_clone(list->objs[i], &some);
	list_table(ctx, &some, &table, add_row);
	list_free(&some);
}

/*
 * An address may have several holders (a cluster's), and a get answers with
 * one, so "address" picks from the whole table.
 */
static int fdb_show(struct ctx *ctx, struct args *args)
{
	const uint8_t *wanted = NULL;
	uint8_t mac[VSW_MAC_LEN];
	struct list list = {};
	const char *sw = NULL;
	int code;

	if (*args->word && strcmp(*args->word, "address"))
		sw = args_next(args);
	if (args_take(args, "address")) {
		const char *text = args_next(args);

		if (!text || parse_mac(text, mac))
			return expect_error(ctx, "address",
					    "an address such as 02:00:00:00:00:01",
					    text);
		wanted = mac;
	}
	code = args_end(ctx, args);
	if (!code)
		code = list_dump(ctx, &list, VSW_KIND_FDB, sw);
	if (!code)
		print_entries(ctx, &list, wanted);
	list_free(&list);
	return code;
}

static int fdb_flush(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *key, *port = NULL;
	struct port_ref ref = {};
	int code, err;

	ref.sw = args_need(ctx, args, "the name of the switch");
	if (!ref.sw)
		return EXIT_USAGE;
	if (args_take(args, "port")) {
		ref.name = args_need(ctx, args,
				     "the port (client name or 0x id)");
		if (!ref.name)
			return EXIT_USAGE;
	}
	code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code && ref.name)
		code = port_find(ctx, &ref, &port);
	if (code)
		return code;
	key = vsw_obj_new(VSW_KIND_FDB);
	vsw_obj_set_str(key, VSW_A_FDB_SWITCH, ref.sw);
	if (port)
		vsw_obj_set_uint(key, VSW_A_FDB_PORT_ID,
				 vsw_obj_uint(port, VSW_A_PORT_ID));
	err = vsw_fdb_flush(ctx->vsw, key);
	if (err)
		code = request_error(ctx, err);
	vsw_obj_free(key);
	vsw_obj_free(port);
	return code;
}

const struct command fdb_commands[] = {
	{ "show", fdb_show, "[SWITCH] [address MAC]" },
	{ "flush", fdb_flush, "SWITCH [port PORT]" },
	{ NULL, NULL, NULL },
};
