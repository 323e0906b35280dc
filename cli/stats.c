// SPDX-License-Identifier: GPL-2.0
/*
 * vswctl stats: counters of ports and uplinks, from the switch's side, so rx is
 * what a guest sent or what came in through an uplink.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "json.h"
#include "port.h"

/* The attributes that ports and uplinks both have, under their own numbers. */
struct attrs {
	const char *type;
	unsigned int name;
	unsigned int id;
	unsigned int sw;
	unsigned int stats;
	unsigned int drop;
};

static const struct attrs *attrs_of(const struct vsw_obj *obj)
{
	static const struct attrs port = {
		"port", VSW_A_PORT_NAME, VSW_A_PORT_ID, VSW_A_PORT_SWITCH,
		VSW_A_PORT_STATS, VSW_A_PORT_DROP,
	};
	static const struct attrs uplink = {
		"uplink", VSW_A_UPLINK_DEV, VSW_A_UPLINK_ID,
		VSW_A_UPLINK_SWITCH, VSW_A_UPLINK_STATS, VSW_A_UPLINK_DROP,
	};

	return vsw_obj_kind(obj) == VSW_KIND_PORT ? &port : &uplink;
}

static struct json_object *json_stats(const struct vsw_obj *obj)
{
	static const char *const keys[] = {
		"switch", "id", "name", "dev", "stats", "drop",
	};
	struct json_object *out = json_object_new_object();
	struct json_object *all = json_of(obj);
	struct json_object *value;
	unsigned int i;

	json_object_object_add(out, "type",
			       json_object_new_string(attrs_of(obj)->type));
	for (i = 0; i < ARRAY_SIZE(keys); i++)
		if (json_object_object_get_ex(all, keys[i], &value))
			json_object_object_add(out, keys[i],
					       json_object_get(value));
	json_object_put(all);
	return out;
}

static void print_counters(const struct list *list)
{
	static const char *const heads[] = {
		"Port ID", "Client", ">RX Packets", ">RX Bytes", ">RX Dropped",
		">TX Packets", ">TX Bytes", ">TX Dropped", ">Promisc Copies",
		">Promisc Denied",
	};
	static const unsigned int counters[] = {
		VSW_A_STATS_RX_PACKETS, VSW_A_STATS_RX_BYTES,
		VSW_A_STATS_RX_DROPPED, VSW_A_STATS_TX_PACKETS,
		VSW_A_STATS_TX_BYTES, VSW_A_STATS_TX_DROPPED,
		VSW_A_STATS_PROMISCUOUS_COPIES, VSW_A_STATS_PROMISCUOUS_DENIED,
	};
	struct table table = { .heads = heads, .n_cols = ARRAY_SIZE(heads) };
	unsigned int c;
	size_t i;

	for (i = 0; i < list->count; i++) {
		const struct vsw_obj *obj = list->objs[i];
		const struct attrs *attrs = attrs_of(obj);

		table_cell(&table, "0x%" PRIx64, vsw_obj_uint(obj, attrs->id));
		table_cell(&table, "%s", vsw_obj_str(obj, attrs->name));
		for (c = 0; c < ARRAY_SIZE(counters); c++)
			table_cell(&table, "%" PRIu64,
				   vsw_obj_uint(vsw_obj_get(obj, attrs->stats),
						counters[c]));
	}
	table_print(&table);
}

/* Those that are not zero. */
static void print_drops(const struct list *list)
{
	static const char *const heads[] = {
		"Port ID", "Client", "Drop Reason", ">Packets",
	};
	struct table table = { .heads = heads, .n_cols = ARRAY_SIZE(heads) };
	unsigned int d;
	size_t i;

	for (i = 0; i < list->count; i++) {
		const struct vsw_obj *obj = list->objs[i];
		const struct attrs *attrs = attrs_of(obj);

		for (d = 0; d < vsw_obj_count(obj, attrs->drop); d++) {
			const struct vsw_obj *drop;

			drop = vsw_obj_at(obj, attrs->drop, d);
			if (!vsw_obj_uint(drop, VSW_A_DROP_PACKETS))
				continue;
			table_cell(&table, "0x%" PRIx64,
				   vsw_obj_uint(obj, attrs->id));
			table_cell(&table, "%s", vsw_obj_str(obj, attrs->name));
			table_cell(&table, "%s",
				   vsw_obj_str(drop, VSW_A_DROP_REASON));
			table_cell(&table, "%" PRIu64,
				   vsw_obj_uint(drop, VSW_A_DROP_PACKETS));
		}
	}
	table_print(&table);
}

static int take_uplink(struct ctx *ctx, struct args *args, struct list *list)
{
	const char *dev = args_need(ctx, args, "the name of the device");
	struct vsw_obj *key, *uplink;
	int code, err;

	if (!dev)
		return EXIT_USAGE;
	code = ctx_open(ctx);
	if (code)
		return code;
	key = vsw_obj_new(VSW_KIND_UPLINK);
	vsw_obj_set_str(key, VSW_A_UPLINK_DEV, dev);
	err = vsw_uplink_get(ctx->vsw, key, &uplink);
	vsw_obj_free(key);
	if (err)
		return request_error(ctx, err);
	list_add(list, uplink);
	return EXIT_OK;
}

static int take_port(struct ctx *ctx, struct args *args, struct list *list)
{
	struct port_ref ref;
	struct vsw_obj *port;
	int code;

	code = port_take_ref(ctx, args, &ref);
	if (!code)
		code = port_find(ctx, &ref, &port);
	if (!code)
		list_add(list, port);
	return code;
}

static int take_all(struct ctx *ctx, struct args *args, struct list *list)
{
	const char *sw;
	int code;

	code = args_take_switch(ctx, args, &sw);
	if (!code)
		code = list_dump(ctx, list, VSW_KIND_PORT, sw);
	if (!code)
		code = list_dump(ctx, list, VSW_KIND_UPLINK, sw);
	return code;
}

static int stats_show(struct ctx *ctx, struct args *args)
{
	bool all = !*args->word || !strcmp(*args->word, "drops") ||
		   !strcmp(*args->word, "switch");
	struct json_object *out;
	struct list list = {};
	bool drops;
	int code;
	size_t i;

	if (all)
		code = take_all(ctx, args, &list);
	else if (args_take(args, "uplink"))
		code = take_uplink(ctx, args, &list);
	else
		code = take_port(ctx, args, &list);
	if (code)
		goto out;
	drops = args_take(args, "drops");
	code = args_end(ctx, args);
	if (code)
		goto out;
	if (ctx->json) {
		out = json_object_new_array();
		for (i = 0; i < list.count; i++)
			json_object_array_add(out, json_stats(list.objs[i]));
		json_print(out, false);
		goto out;
	}
	if (!drops)
		print_counters(&list);
	if (!drops && !all)
		putchar('\n');
	if (drops || !all)
		print_drops(&list);
out:
	list_free(&list);
	return code;
}

const struct command stats_commands[] = {
	{ "show", stats_show,
	  "[" PORT_USAGE " | uplink DEV | switch SWITCH] [drops]" },
	{ NULL, NULL, NULL },
};
