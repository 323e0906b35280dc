// SPDX-License-Identifier: GPL-2.0
/* The guards of a port group, on the command line and in what it prints. */
#include "guard.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "parse.h"

int set_rate(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args)
{
	return set_uint(kw, obj, strcmp(text, "none") ? text : "0", args);
}

int set_allow(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	      struct args *args)
{
	struct vsw_obj *list = vsw_obj_nest(vsw_obj_nest(obj, kw->nest),
					    kw->attr);
	struct mac_list macs = {};
	unsigned int i;
	int err = 0;

	(void)args;
	if (strcmp(text, "none"))
		err = parse_macs(text, &macs);
	if (err)
		return err;
	vsw_obj_unset(list, VSW_A_MAC_LIST_ADDRESS);
	for (i = 0; i < macs.count; i++)
		vsw_obj_add_mac(list, VSW_A_MAC_LIST_ADDRESS, macs.mac[i]);
	free(macs.mac);
	return 0;
}

static void put_macs(FILE *out, const struct vsw_obj *list)
{
	unsigned int i, count = vsw_obj_count(list, VSW_A_MAC_LIST_ADDRESS);
	char text[MAC_TEXT_LEN];

	if (!count)
		fputs("none", out);
	for (i = 0; i < count; i++)
		fprintf(out, "%s%s", i ? "," : "",
			format_mac(text, vsw_obj_mac_at(list,
							VSW_A_MAC_LIST_ADDRESS,
							i)));
}

static void put_value(FILE *out, const struct vsw_obj *guard, unsigned int attr)
{
	switch (vsw_attr_type(VSW_KIND_GUARD, attr)) {
	case VSW_TYPE_NEST:
		put_macs(out, vsw_obj_get(guard, attr));
		break;
	case VSW_TYPE_BOOL:
		fputs(vsw_obj_uint(guard, attr) ? "on" : "off", out);
		break;
	case VSW_TYPE_ENUM:
		fputs(value_text(guard, attr), out);
		break;
	default:
		if (vsw_obj_uint(guard, attr))
			fprintf(out, "%" PRIu64, vsw_obj_uint(guard, attr));
		else
			fputs("none", out);
	}
}

static char *value_of(const struct vsw_obj *guard, unsigned int attr)
{
	size_t size;
	char *text;
	FILE *out;

	out = open_memstream(&text, &size);
	if (!out) {
		fprintf(stderr, "vswctl: out of memory\n");
		exit(EXIT_REFUSED);
	}
	put_value(out, guard, attr);
	fclose(out);
	return text;
}

char *guard_change(const struct vsw_obj *now, const struct vsw_obj *want,
		   unsigned int attr)
{
	char *old = value_of(now, attr), *new = value_of(want, attr);
	bool same = !strcmp(old, new);

	free(old);
	if (!same)
		return new;
	free(new);
	return NULL;
}

void block_guard(const struct vsw_obj *guard)
{
	static const struct {
		const char *key;
		unsigned int attr;
	} lines[] = {
		{ "DHCP Server Block", VSW_A_GUARD_DHCP_SERVER_BLOCK },
		{ "DHCP Client Block", VSW_A_GUARD_DHCP_CLIENT_BLOCK },
		{ "RA Guard", VSW_A_GUARD_RA_GUARD },
		{ "Non-IP Block", VSW_A_GUARD_NON_IP_BLOCK },
		{ "BPDU Filter", VSW_A_GUARD_BPDU_FILTER },
		{ "BPDU Allow", VSW_A_GUARD_BPDU_ALLOW },
		{ "Broadcast Limit Out", VSW_A_GUARD_BROADCAST_LIMIT_OUT },
		{ "Broadcast Limit In", VSW_A_GUARD_BROADCAST_LIMIT_IN },
		{ "Multicast Limit Out", VSW_A_GUARD_MULTICAST_LIMIT_OUT },
		{ "Multicast Limit In", VSW_A_GUARD_MULTICAST_LIMIT_IN },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		put_value(line_begin(lines[i].key), guard, lines[i].attr);
		line_end();
	}
}
