// SPDX-License-Identifier: GPL-2.0
/* vswctl portgroup */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "format.h"
#include "guard.h"
#include "list.h"
#include "vswctl.h"

#define KEYWORDS "[vlan none|ID|4095|trunk RANGES] [native ID|none]\n"	\
	"      [transparent on|off] [promiscuous MODE] [mac-changes MODE]\n" \
	"      [forged-transmits MODE] [promiscuous-scope vlan|portgroup]\n" \
	"      [learning on|off] [learning-limit N] [learning-ageing SECONDS]\n" \
	"      [learning-limit-action drop|forward] [learning-flood on|off]\n" \
	"      [adopt on|off] [discovery-arp on|off] [discovery-nd on|off]\n"	\
	"      [discovery-dhcp on|off] [discovery-limit-ipv4 N]\n"		\
	"      [discovery-limit-ipv6 N] [discovery-ageing SECONDS]\n"		\
	"      [trust-on-first-use on|off] [spoofguard off|discovered|manual]\n"	\
	"      " GUARD_USAGE

/* A mode of SpoofGuard; a port group has nothing to inherit it from. */
static int set_mode(const struct keyword *kw, struct vsw_obj *obj,
		    const char *text, struct args *args)
{
	return strcmp(text, "inherit") ? set_enum(kw, obj, text, args) :
					 -EINVAL;
}

static const struct keyword keywords[] = {
	{ "vlan", set_vlan, "none, 1-4094, 4095 or trunk RANGES",
	  0, VSW_A_PORTGROUP_VLAN, 0, 0 },
	{ "native", set_native, "none or 0-4094",
	  VSW_A_PORTGROUP_VLAN, VSW_A_VLAN_NATIVE, 0, 4094 },
	{ "transparent", set_bool, "on or off",
	  VSW_A_PORTGROUP_VLAN, VSW_A_VLAN_TRANSPARENT, 0, 0 },
	POLICY_KEYWORDS(VSW_A_PORTGROUP_SECURITY),
	{ "promiscuous-scope", set_enum, "vlan or portgroup",
	  0, VSW_A_PORTGROUP_PROMISCUOUS_SCOPE, 0, 0 },
	{ "learning", set_bool, "on or off",
	  VSW_A_PORTGROUP_LEARNING, VSW_A_LEARNING_ENABLED, 0, 0 },
	{ "learning-limit", set_uint, "1-65536",
	  VSW_A_PORTGROUP_LEARNING, VSW_A_LEARNING_LIMIT, 1,
	  VSW_LEARNING_MAX },
	{ "learning-ageing", set_uint, "10-1000000 (seconds)",
	  VSW_A_PORTGROUP_LEARNING, VSW_A_LEARNING_AGEING, 10, 1000000 },
	{ "learning-limit-action", set_enum, "drop or forward",
	  VSW_A_PORTGROUP_LEARNING, VSW_A_LEARNING_LIMIT_ACTION, 0, 0 },
	{ "learning-flood", set_bool, "on or off",
	  VSW_A_PORTGROUP_LEARNING, VSW_A_LEARNING_FLOOD, 0, 0 },
	{ "adopt", set_bool, "on or off",
	  0, VSW_A_PORTGROUP_ADOPT, 0, 0 },
	GUARD_KEYWORDS,
	{ "discovery-arp", set_bool, "on or off",
	  VSW_A_PORTGROUP_DISCOVERY, VSW_A_DISCOVERY_ARP, 0, 0 },
	{ "discovery-nd", set_bool, "on or off",
	  VSW_A_PORTGROUP_DISCOVERY, VSW_A_DISCOVERY_ND, 0, 0 },
	{ "discovery-dhcp", set_bool, "on or off",
	  VSW_A_PORTGROUP_DISCOVERY, VSW_A_DISCOVERY_DHCP, 0, 0 },
	{ "discovery-limit-ipv4", set_uint, "1-4096",
	  VSW_A_PORTGROUP_DISCOVERY, VSW_A_DISCOVERY_LIMIT_IPV4, 1,
	  VSW_DISCOVERY_MAX },
	{ "discovery-limit-ipv6", set_uint, "1-4096",
	  VSW_A_PORTGROUP_DISCOVERY, VSW_A_DISCOVERY_LIMIT_IPV6, 1,
	  VSW_DISCOVERY_MAX },
	{ "discovery-ageing", set_uint, "1-1000000 (seconds)",
	  VSW_A_PORTGROUP_DISCOVERY, VSW_A_DISCOVERY_AGEING, 1, 1000000 },
	{ "trust-on-first-use", set_bool, "on or off",
	  VSW_A_PORTGROUP_DISCOVERY, VSW_A_DISCOVERY_TRUST_ON_FIRST_USE, 0, 0 },
	{ "spoofguard", set_mode, "off, discovered or manual",
	  0, VSW_A_PORTGROUP_SPOOFGUARD, 0, 0 },
	{ "name", set_string, NAME_EXPECTS,
	  0, VSW_A_PORTGROUP_NEW_NAME, 1, VSW_NAME_LEN - 1 },
	{ NULL, NULL, NULL, 0, 0, 0, 0 },
};

static int take_key(struct ctx *ctx, struct args *args, struct vsw_obj **pg)
{
	const char *sw, *name;

	*pg = NULL;
	sw = args_need(ctx, args, "the name of the switch");
	name = sw ? args_need(ctx, args, "the name of the port group") : NULL;
	if (!name)
		return EXIT_USAGE;
	*pg = vsw_obj_new(VSW_KIND_PORTGROUP);
	vsw_obj_set_str(*pg, VSW_A_PORTGROUP_SWITCH, sw);
	vsw_obj_set_str(*pg, VSW_A_PORTGROUP_NAME, name);
	return EXIT_OK;
}

/*
 * The kernel takes a VLAN policy as a whole, so what "native" and "transparent"
 * leave out, when no "vlan" comes with them, is what is there.
 */
static int complete_vlan(struct ctx *ctx, struct vsw_obj *pg, bool add,
			 bool no_native)
{
	struct vsw_obj *vlan, *key, *old;
	const struct vsw_obj *now;
	unsigned int i;
	int err;

	if (!vsw_obj_has(pg, VSW_A_PORTGROUP_VLAN))
		return EXIT_OK;
	vlan = vsw_obj_nest(pg, VSW_A_PORTGROUP_VLAN);
	if (vsw_obj_has(vlan, VSW_A_VLAN_MODE))
		return EXIT_OK;
	if (add) {
		vsw_obj_set_uint(vlan, VSW_A_VLAN_MODE, VSW_VLAN_MODE_NONE);
		return EXIT_OK;
	}
	key = vsw_obj_new(VSW_KIND_PORTGROUP);
	vsw_obj_set_str(key, VSW_A_PORTGROUP_SWITCH,
			vsw_obj_str(pg, VSW_A_PORTGROUP_SWITCH));
	vsw_obj_set_str(key, VSW_A_PORTGROUP_NAME,
			vsw_obj_str(pg, VSW_A_PORTGROUP_NAME));
	err = vsw_portgroup_get(ctx->vsw, key, &old);
	vsw_obj_free(key);
	if (err)
		return request_error(ctx, err);
	now = vsw_obj_get(old, VSW_A_PORTGROUP_VLAN);
	vsw_obj_set_uint(vlan, VSW_A_VLAN_MODE,
			 vsw_obj_uint(now, VSW_A_VLAN_MODE));
	if (vsw_obj_has(now, VSW_A_VLAN_ID))
		vsw_obj_set_uint(vlan, VSW_A_VLAN_ID,
				 vsw_obj_uint(now, VSW_A_VLAN_ID));
	for (i = 0; i < vsw_obj_count(now, VSW_A_VLAN_RANGE); i++) {
		const struct vsw_obj *from = vsw_obj_at(now, VSW_A_VLAN_RANGE,
							i);
		struct vsw_obj *to = vsw_obj_add_nest(vlan, VSW_A_VLAN_RANGE);

		vsw_obj_set_uint(to, VSW_A_VLAN_RANGE_FIRST,
				 vsw_obj_uint(from, VSW_A_VLAN_RANGE_FIRST));
		vsw_obj_set_uint(to, VSW_A_VLAN_RANGE_LAST,
				 vsw_obj_uint(from, VSW_A_VLAN_RANGE_LAST));
	}
	if (!no_native && !vsw_obj_has(vlan, VSW_A_VLAN_NATIVE) &&
	    vsw_obj_has(now, VSW_A_VLAN_NATIVE))
		vsw_obj_set_uint(vlan, VSW_A_VLAN_NATIVE,
				 vsw_obj_uint(now, VSW_A_VLAN_NATIVE));
	if (!vsw_obj_has(vlan, VSW_A_VLAN_TRANSPARENT) &&
	    vsw_obj_uint(now, VSW_A_VLAN_TRANSPARENT))
		vsw_obj_set_uint(vlan, VSW_A_VLAN_TRANSPARENT, 1);
	vsw_obj_free(old);
	return EXIT_OK;
}

/* Whether "native none" is among the words. */
static bool says_no_native(const struct args *args)
{
	char **word;

	for (word = args->word; word[0] && word[1]; word++)
		if (!strcmp(word[0], "native") && !strcmp(word[1], "none"))
			return true;
	return false;
}

static int portgroup_write(struct ctx *ctx, struct args *args, bool add)
{
	struct vsw_obj *pg;
	bool no_native;
	int code, err;

	code = take_key(ctx, args, &pg);
	no_native = says_no_native(args);
	if (!code)
		code = args_keywords(ctx, args, pg, keywords);
	if (!code && add && vsw_obj_has(pg, VSW_A_PORTGROUP_NEW_NAME))
		code = usage_error(ctx, "'name' is for set only");
	if (!code)
		code = ctx_open(ctx);
	if (!code)
		code = complete_vlan(ctx, pg, add, no_native);
	if (code)
		goto out;
	err = add ? vsw_portgroup_new(ctx->vsw, pg) :
		    vsw_portgroup_set(ctx->vsw, pg);
	if (add && err == -EEXIST && ctx->may_exist)
		err = vsw_portgroup_set(ctx->vsw, pg);
	if (err)
		code = request_error(ctx, err);
out:
	vsw_obj_free(pg);
	return code;
}

static int portgroup_add(struct ctx *ctx, struct args *args)
{
	return portgroup_write(ctx, args, true);
}

static int portgroup_set(struct ctx *ctx, struct args *args)
{
	return portgroup_write(ctx, args, false);
}

static int portgroup_del(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *pg;
	int code, err;

	code = take_key(ctx, args, &pg);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_portgroup_del(ctx->vsw, pg);
		if (err && !(is_not_found(err) && ctx->if_exists))
			code = request_error(ctx, err);
	}
	vsw_obj_free(pg);
	return code;
}

static void print_learning(const struct vsw_obj *learning)
{
	if (!vsw_obj_uint(learning, VSW_A_LEARNING_ENABLED)) {
		block_line("MAC Learning", "off");
		return;
	}
	block_line("MAC Learning",
		   "on (limit %" PRIu64 ", ageing %" PRIu64
		   " s, at the limit %s, flood %s)",
		   vsw_obj_uint(learning, VSW_A_LEARNING_LIMIT),
		   vsw_obj_uint(learning, VSW_A_LEARNING_AGEING),
		   value_text(learning, VSW_A_LEARNING_LIMIT_ACTION),
		   vsw_obj_uint(learning, VSW_A_LEARNING_FLOOD) ? "on" : "off");
}

static const char *on_off(const struct vsw_obj *obj, unsigned int attr)
{
	return vsw_obj_uint(obj, attr) ? "on" : "off";
}

static void print_discovery(const struct vsw_obj *discovery)
{
	block_line("IP Discovery", "arp %s, nd %s, dhcp %s",
		   on_off(discovery, VSW_A_DISCOVERY_ARP),
		   on_off(discovery, VSW_A_DISCOVERY_ND),
		   on_off(discovery, VSW_A_DISCOVERY_DHCP));
	block_line("Discovered Addresses",
		   "at most %" PRIu64 " IPv4, %" PRIu64 " IPv6, ageing %" PRIu64
		   " s",
		   vsw_obj_uint(discovery, VSW_A_DISCOVERY_LIMIT_IPV4),
		   vsw_obj_uint(discovery, VSW_A_DISCOVERY_LIMIT_IPV6),
		   vsw_obj_uint(discovery, VSW_A_DISCOVERY_AGEING));
	block_line("Trust on First Use", "%s",
		   on_off(discovery, VSW_A_DISCOVERY_TRUST_ON_FIRST_USE));
}

static void print_portgroup(const struct vsw_obj *pg)
{
	const struct vsw_obj *vlan = vsw_obj_get(pg, VSW_A_PORTGROUP_VLAN);

	block_begin(vsw_obj_str(pg, VSW_A_PORTGROUP_NAME));
	block_line("vSwitch", "%s", vsw_obj_str(pg, VSW_A_PORTGROUP_SWITCH));
	block_line("Default", "%s",
		   vsw_obj_has(pg, VSW_A_PORTGROUP_DEFAULT) ? "yes" : "no");
	block_line("Ports", "%" PRIu64,
		   vsw_obj_uint(pg, VSW_A_PORTGROUP_PORTS));
	put_vlan(line_begin("VLAN"), vlan);
	line_end();
	if (vsw_obj_has(vlan, VSW_A_VLAN_NATIVE))
		block_line("Native VLAN", "%" PRIu64,
			   vsw_obj_uint(vlan, VSW_A_VLAN_NATIVE));
	if (vsw_obj_uint(vlan, VSW_A_VLAN_TRANSPARENT))
		block_line("Transparent", "on");
	block_security(vsw_obj_get(pg, VSW_A_PORTGROUP_SECURITY_EFFECTIVE));
	block_line("Promiscuous Scope", "%s",
		   value_text(pg, VSW_A_PORTGROUP_PROMISCUOUS_SCOPE));
	print_learning(vsw_obj_get(pg, VSW_A_PORTGROUP_LEARNING));
	block_line("Adopt Initial MAC", "%s",
		   vsw_obj_uint(pg, VSW_A_PORTGROUP_ADOPT) ? "on" : "off");
	block_guard(vsw_obj_get(pg, VSW_A_PORTGROUP_GUARD));
	print_discovery(vsw_obj_get(pg, VSW_A_PORTGROUP_DISCOVERY));
	block_line("SpoofGuard", "%s",
		   value_text(pg, VSW_A_PORTGROUP_SPOOFGUARD));
}

static int get_one(struct ctx *ctx, struct args *args, struct list *list)
{
	struct vsw_obj *key, *pg;
	int code, err;

	code = take_key(ctx, args, &key);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_portgroup_get(ctx->vsw, key, &pg);
		if (err)
			code = request_error(ctx, err);
		else
			list_add(list, pg);
	}
	vsw_obj_free(key);
	return code;
}

static int portgroup_show(struct ctx *ctx, struct args *args)
{
	struct list list = {};
	int code;

	if (args->word[0] && args->word[1])
		code = get_one(ctx, args, &list);
	else
		code = list_dump(ctx, &list, VSW_KIND_PORTGROUP,
				 args_next(args));
	if (!code)
		list_print(ctx, &list, print_portgroup);
	list_free(&list);
	return code;
}

const struct command portgroup_commands[] = {
	{ "add", portgroup_add, "SWITCH NAME " KEYWORDS },
	{ "set", portgroup_set, "SWITCH NAME " KEYWORDS " [name NEW]" },
	{ "del", portgroup_del, "SWITCH NAME" },
	{ "show", portgroup_show, "[SWITCH [NAME]]" },
	{ NULL, NULL, NULL },
};
