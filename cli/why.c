// SPDX-License-Identifier: GPL-2.0
/* vswctl why: the last drops of a port. */
#include <inttypes.h>
#include <stdlib.h>

#include "format.h"
#include "list.h"
#include "packet.h"
#include "port.h"

static const char *const heads[] = {
	"Time", "Reason", "Rule", "Packet",
};

static void put_when(FILE *out, const struct vsw_obj *why)
{
	put_time(out, vsw_obj_uint(why, VSW_A_WHY_TIME));
}

static void put_rule(FILE *out, const struct vsw_obj *why)
{
	const char *ruleset = vsw_obj_str(why, VSW_A_WHY_RULESET);

	if (!ruleset || !*ruleset) {
		putc('-', out);
		return;
	}
	fprintf(out, "%s/", ruleset);
	if (vsw_obj_has(why, VSW_A_WHY_RULE_ID))
		fprintf(out, "%" PRIu64, vsw_obj_uint(why, VSW_A_WHY_RULE_ID));
	else
		fputs("default", out);
}

static void put_packet(FILE *out, const struct vsw_obj *why)
{
	const struct vsw_obj *packet = vsw_obj_get(why, VSW_A_WHY_PACKET);
	uint64_t vlan = vsw_obj_uint(packet, VSW_A_PACKET_VLAN);

	put_packet_protocol(out, packet);
	putc(' ', out);
	put_ends(out, packet);
	put_flags(out, packet);
	if (vlan)
		fprintf(out, ", VLAN %" PRIu64, vlan);
	if (vsw_obj_has(packet, VSW_A_PACKET_LENGTH))
		fprintf(out, ", %" PRIu64 " bytes",
			vsw_obj_uint(packet, VSW_A_PACKET_LENGTH));
}

static void add_row(struct table *table, const struct vsw_obj *why)
{
	const char *reason = vsw_obj_str(why, VSW_A_WHY_REASON);

	table_text(table, text_of(put_when, why));
	table_cell(table, "%s", reason ? reason : "?");
	table_text(table, text_of(put_rule, why));
	table_text(table, text_of(put_packet, why));
}

int run_why(struct ctx *ctx, struct args *args)
{
	struct table table = { .heads = heads, .n_cols = ARRAY_SIZE(heads) };
	struct list list = {};
	struct vsw_obj *key;
	int code, err;

	code = port_take_key(ctx, args, VSW_KIND_WHY, &key);
	if (!code)
		code = args_end(ctx, args);
	if (!code) {
		err = vsw_why_dump(ctx->vsw, key, list_add_clone, &list);
		if (err < 0)
			code = request_error(ctx, err);
	}
	if (!code)
		list_table(ctx, &list, &table, add_row);
	list_free(&list);
	vsw_obj_free(key);
	return code;
}
