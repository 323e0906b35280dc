// SPDX-License-Identifier: GPL-2.0
/* vswctl spoofguard: which addresses guests may send from. */
#include <inttypes.h>
#include <string.h>

#include "binding.h"
#include "format.h"
#include "list.h"

static const char *const heads[] = {
	"Port ID", "Client", "Portgroup", "Mode", ">Addresses", ">IPv4",
	">IPv6", ">ARP", ">ND",
};

/* Drops of SpoofGuard for what @what says. */
static uint64_t violations(const struct vsw_obj *port, const char *what)
{
	unsigned int i;

	for (i = 0; i < vsw_obj_count(port, VSW_A_PORT_DROP); i++) {
		const struct vsw_obj *drop = vsw_obj_at(port, VSW_A_PORT_DROP,
							i);
		const char *reason = vsw_obj_str(drop, VSW_A_DROP_REASON);

		if (reason && !strcmp(reason, what))
			return vsw_obj_uint(drop, VSW_A_DROP_PACKETS);
	}
	return 0;
}

static void add_row(struct table *table, const struct vsw_obj *port)
{
	static const char *const reasons[] = {
		"spoofguard-ipv4", "spoofguard-ipv6", "spoofguard-arp",
		"spoofguard-nd",
	};
	bool inherits = vsw_obj_uint(port, VSW_A_PORT_SPOOFGUARD) ==
			VSW_SPOOFGUARD_MODE_INHERIT;
	unsigned int i;

	table_cell(table, "0x%" PRIx64, vsw_obj_uint(port, VSW_A_PORT_ID));
	table_cell(table, "%s", vsw_obj_str(port, VSW_A_PORT_NAME));
	table_cell(table, "%s", vsw_obj_str(port, VSW_A_PORT_PORTGROUP));
	table_cell(table, "%s (%s)",
		   value_text(port, VSW_A_PORT_SPOOFGUARD_EFFECTIVE),
		   inherits ? "portgroup" : "port");
	table_cell(table, "%" PRIu64, vsw_obj_uint(port, VSW_A_PORT_BINDINGS));
	for (i = 0; i < ARRAY_SIZE(reasons); i++)
		table_cell(table, "%" PRIu64, violations(port, reasons[i]));
}

/* What of a port is about SpoofGuard. */
static struct vsw_obj *excerpt(const struct vsw_obj *port)
{
	struct vsw_obj *obj = vsw_obj_new(VSW_KIND_PORT);
	unsigned int i;

	vsw_obj_set_str(obj, VSW_A_PORT_SWITCH,
			vsw_obj_str(port, VSW_A_PORT_SWITCH));
	vsw_obj_set_uint(obj, VSW_A_PORT_ID, vsw_obj_uint(port, VSW_A_PORT_ID));
	vsw_obj_set_str(obj, VSW_A_PORT_NAME,
			vsw_obj_str(port, VSW_A_PORT_NAME));
	vsw_obj_set_str(obj, VSW_A_PORT_PORTGROUP,
			vsw_obj_str(port, VSW_A_PORT_PORTGROUP));
	vsw_obj_set_uint(obj, VSW_A_PORT_SPOOFGUARD,
			 vsw_obj_uint(port, VSW_A_PORT_SPOOFGUARD));
	vsw_obj_set_uint(obj, VSW_A_PORT_SPOOFGUARD_EFFECTIVE,
			 vsw_obj_uint(port, VSW_A_PORT_SPOOFGUARD_EFFECTIVE));
	vsw_obj_set_uint(obj, VSW_A_PORT_BINDINGS,
			 vsw_obj_uint(port, VSW_A_PORT_BINDINGS));
	vsw_obj_set_uint(obj, VSW_A_PORT_BINDINGS_REFUSED,
			 vsw_obj_uint(port, VSW_A_PORT_BINDINGS_REFUSED));
	for (i = 0; i < vsw_obj_count(port, VSW_A_PORT_DROP); i++) {
		const struct vsw_obj *drop = vsw_obj_at(port, VSW_A_PORT_DROP,
							i);
		const char *reason = vsw_obj_str(drop, VSW_A_DROP_REASON);
		struct vsw_obj *copy;

		if (!reason || strncmp(reason, "spoofguard-", 11))
			continue;
		copy = vsw_obj_add_nest(obj, VSW_A_PORT_DROP);
		vsw_obj_set_str(copy, VSW_A_DROP_REASON, reason);
		vsw_obj_set_uint(copy, VSW_A_DROP_PACKETS,
				 vsw_obj_uint(drop, VSW_A_DROP_PACKETS));
	}
	return obj;
}

static void print_ports(const struct ctx *ctx, const struct list *ports)
{
	struct table table = { .heads = heads, .n_cols = ARRAY_SIZE(heads) };
	struct list list = {};
	size_t i;

	for (i = 0; i < ports->count; i++)
		list_add(&list, excerpt(ports->objs[i]));
	list_table(ctx, &list, &table, add_row);
	list_free(&list);
}

static int spoofguard_show(struct ctx *ctx, struct args *args)
{
	struct list ports = {};
	int code;

	code = port_take_list(ctx, args, &ports);
	if (!code)
		print_ports(ctx, &ports);
	list_free(&ports);
	return code;
}

static int approve(struct ctx *ctx, struct args *args, bool approved)
{
	struct vsw_obj *binding;
	int code, err;

	code = binding_take_key(ctx, args, &binding);
	if (!code) {
		vsw_obj_set_uint(binding, VSW_A_BINDING_APPROVED, approved);
		err = vsw_binding_set(ctx->vsw, binding);
		if (err && !(is_not_found(err) && ctx->if_exists))
			code = request_error(ctx, err);
	}
	vsw_obj_free(binding);
	return code;
}

static int spoofguard_approve(struct ctx *ctx, struct args *args)
{
	return approve(ctx, args, true);
}

static int spoofguard_revoke(struct ctx *ctx, struct args *args)
{
	return approve(ctx, args, false);
}

const struct command spoofguard_commands[] = {
	{ "show", spoofguard_show, "[" PORT_USAGE " | switch SWITCH]" },
	{ "approve", spoofguard_approve, PORT_USAGE " ADDRESS [vlan ID]" },
	{ "revoke", spoofguard_revoke, PORT_USAGE " ADDRESS [vlan ID]" },
	{ NULL, NULL, NULL },
};
