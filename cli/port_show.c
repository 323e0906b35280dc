// SPDX-License-Identifier: GPL-2.0
/*
 * vswctl port show and list. The first lines of a block are those of "esxcli
 * network vm port list", in its order and with its words for what is missing.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "port.h"

static bool is_connected(const struct vsw_obj *port)
{
	return vsw_obj_uint(port, VSW_A_PORT_STATE) !=
	       VSW_PORT_STATE_DISCONNECTED;
}

static const char *mac_text(char text[MAC_TEXT_LEN], const struct vsw_obj *port,
			    unsigned int attr, const char *missing)
{
	const uint8_t *mac = vsw_obj_mac(port, attr);

	return mac ? format_mac(text, mac) : missing;
}

static const char *ip_text(char text[IP_TEXT_LEN], const struct vsw_obj *port,
			   const char *missing)
{
	const void *ip;
	size_t len;

	ip = vsw_obj_ip(port, VSW_A_PORT_IP_ADDRESS, &len);
	return ip ? format_ip(text, ip, len) : missing;
}

/* The device that it has, or had. */
static void print_device(const struct vsw_obj *port)
{
	const char *dev = vsw_obj_str(port, VSW_A_PORT_DEV);

	if (!dev || !*dev)
		block_line("Device", "void");
	else if (is_connected(port))
		block_line("Device", "%s", dev);
	else
		block_line("Device", "void (last %s)", dev);
}

static void print_uplink(const struct vsw_obj *port)
{
	const char *uplink = vsw_obj_str(port, VSW_A_PORT_UPLINK);

	block_line("Team Uplink", "%s", uplink ? uplink : "void");
	if (vsw_obj_uint(port, VSW_A_PORT_UPLINK_ID))
		block_line("Uplink Port ID", "0x%" PRIx64,
			   vsw_obj_uint(port, VSW_A_PORT_UPLINK_ID));
	else
		block_line("Uplink Port ID", "0");
}

/* Filters of all ports that are shown. */
static struct list filters;

static void put_filters(FILE *out, const struct vsw_obj *port)
{
	const char *separator = "";
	size_t i;

	for (i = 0; i < filters.count; i++) {
		const struct vsw_obj *filter = filters.objs[i];
		const char *name = vsw_obj_str(filter, VSW_A_FILTER_NAME);

		if (!name || vsw_obj_uint(filter, VSW_A_FILTER_PORT_ID) !=
			     vsw_obj_uint(port, VSW_A_PORT_ID))
			continue;
		fprintf(out, "%s%s", separator, name);
		separator = ", ";
	}
}

static void put_reasons(FILE *out, const struct vsw_obj *port)
{
	put_bits(out, port, VSW_A_PORT_REASONS);
}

static void put_tags(FILE *out, const struct vsw_obj *port)
{
	unsigned int i, n = vsw_obj_count(port, VSW_A_PORT_TAG);

	for (i = 0; i < n; i++)
		fprintf(out, "%s%s", i ? ", " : "",
			vsw_obj_str_at(port, VSW_A_PORT_TAG, i));
}

static void print_port(const struct vsw_obj *port)
{
	char *tags = text_of(put_tags, port);
	char *reasons = text_of(put_reasons, port);
	char *names = text_of(put_filters, port);
	char text[MAC_TEXT_LEN], ip[IP_TEXT_LEN];

	block_begin(vsw_obj_str(port, VSW_A_PORT_NAME));
	block_line("Port ID", "0x%" PRIx64, vsw_obj_uint(port, VSW_A_PORT_ID));
	block_line("vSwitch", "%s", vsw_obj_str(port, VSW_A_PORT_SWITCH));
	block_line("Portgroup", "%s", vsw_obj_str(port, VSW_A_PORT_PORTGROUP));
	block_line("DVPort ID", "%s", "");
	block_line("MAC Address", "%s",
		   mac_text(text, port, VSW_A_PORT_EFFECTIVE_MAC,
			    "00:00:00:00:00:00"));
	block_line("IP Address", "%s", ip_text(ip, port, "0.0.0.0"));
	print_uplink(port);
	block_line("Active Filters", "%s", names);
	block_line("Initial MAC", "%s",
		   mac_text(text, port, VSW_A_PORT_INITIAL_MAC,
			    "00:00:00:00:00:00"));
	block_line("MAC Source", "%s", value_text(port, VSW_A_PORT_MAC_SOURCE));
	print_device(port);
	block_line("State", "%s", value_text(port, VSW_A_PORT_STATE));
	block_line("Reason", "%s", reasons);
	block_line("Tags", "%s", tags);
	block_security(vsw_obj_get(port, VSW_A_PORT_SECURITY_EFFECTIVE));
	block_line("Promiscuous Requested", "%s",
		   vsw_obj_uint(port, VSW_A_PORT_PROMISCUOUS_REQUESTED) ?
		   "yes" : "no");
	block_line("Learned Addresses", "%" PRIu64,
		   vsw_obj_uint(port, VSW_A_PORT_LEARNED));
	block_line("IP Addresses", "%" PRIu64 " (%" PRIu64 " refused)",
		   vsw_obj_uint(port, VSW_A_PORT_BINDINGS),
		   vsw_obj_uint(port, VSW_A_PORT_BINDINGS_REFUSED));
	block_line("SpoofGuard", "%s (%s)",
		   value_text(port, VSW_A_PORT_SPOOFGUARD_EFFECTIVE),
		   vsw_obj_uint(port, VSW_A_PORT_SPOOFGUARD) ?
		   "port" : "portgroup");
	free(tags);
	free(reasons);
	free(names);
}

/* "[switch SWITCH]" and nothing else. */
static int take_all(struct ctx *ctx, struct args *args, struct list *list)
{
	const char *sw;
	int code;

	code = args_take_switch(ctx, args, &sw);
	if (!code)
		code = args_end(ctx, args);
	return code ? code : list_dump(ctx, list, VSW_KIND_PORT, sw);
}

static int take_one(struct ctx *ctx, struct args *args, struct list *list)
{
	struct port_ref ref;
	struct vsw_obj *port;
	int code;

	code = port_take_ref(ctx, args, &ref);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = port_find(ctx, &ref, &port);
	if (!code)
		list_add(list, port);
	return code;
}

int port_take_list(struct ctx *ctx, struct args *args, struct list *list)
{
	if (!*args->word || !strcmp(*args->word, "switch"))
		return take_all(ctx, args, list);
	return take_one(ctx, args, list);
}

/* Without them, in a kernel that has none, the rest is worth showing. */
static void read_filters(struct ctx *ctx, const struct list *ports)
{
	struct vsw_obj *key = NULL;

	if (ports->count != 1) {
		vsw_filter_dump(ctx->vsw, NULL, list_add_clone, &filters);
		return;
	}
	key = vsw_obj_new(VSW_KIND_FILTER);
	vsw_obj_set_uint(key, VSW_A_FILTER_PORT_ID,
			 vsw_obj_uint(ports->objs[0], VSW_A_PORT_ID));
	vsw_filter_dump(ctx->vsw, key, list_add_clone, &filters);
	vsw_obj_free(key);
}

int port_show(struct ctx *ctx, struct args *args)
{
	struct list list = {};
	int code;

	code = port_take_list(ctx, args, &list);
	if (!code && !ctx->json)
		read_filters(ctx, &list);
	if (!code)
		list_print(ctx, &list, print_port);
	list_free(&filters);
	list_free(&list);
	return code;
}

static const char *const heads[] = {
	"Port ID", "Client", "Portgroup", "State", "Reason", "Initial MAC",
	"Effective MAC", "IP Address", "Dev",
};

static void add_row(struct table *table, const struct vsw_obj *port)
{
	const char *dev = vsw_obj_str(port, VSW_A_PORT_DEV);
	char text[MAC_TEXT_LEN], ip[IP_TEXT_LEN];

	table_cell(table, "0x%" PRIx64, vsw_obj_uint(port, VSW_A_PORT_ID));
	table_cell(table, "%s", vsw_obj_str(port, VSW_A_PORT_NAME));
	table_cell(table, "%s", vsw_obj_str(port, VSW_A_PORT_PORTGROUP));
	table_cell(table, "%s", value_text(port, VSW_A_PORT_STATE));
	if (vsw_obj_uint(port, VSW_A_PORT_REASONS))
		table_text(table, text_of(put_reasons, port));
	else
		table_cell(table, "-");
	table_cell(table, "%s",
		   mac_text(text, port, VSW_A_PORT_INITIAL_MAC, "-"));
	table_cell(table, "%s",
		   mac_text(text, port, VSW_A_PORT_EFFECTIVE_MAC, "-"));
	table_cell(table, "%s", ip_text(ip, port, "-"));
	table_cell(table, "%s", dev && is_connected(port) ? dev : "-");
}

int port_list(struct ctx *ctx, struct args *args)
{
	struct table table = { .heads = heads, .n_cols = ARRAY_SIZE(heads) };
	struct list list = {};
	int code;

	code = take_all(ctx, args, &list);
	if (!code)
		list_table(ctx, &list, &table, add_row);
	list_free(&list);
	return code;
}
