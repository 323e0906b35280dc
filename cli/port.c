// SPDX-License-Identifier: GPL-2.0
/* vswctl port, but for what shows them. */
#include "port.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "format.h"

#define KEYWORDS "[dev DEV | expect DEV] [portgroup PORTGROUP] [mac MAC]\n" \
	"      [mac-source auto|peer|agent|observe] [block on|off] [isolate on|off]\n" \
	"      [tag TAG|none]... [promiscuous MODE] [mac-changes MODE]\n" \
	"      [forged-transmits MODE] [spoofguard inherit|off|discovered|manual]"

/* One of several; "none" is one that is empty. */
static int set_tag(const struct keyword *kw, struct vsw_obj *obj,
		   const char *text, struct args *args)
{
	(void)args;
	if (strcmp(text, "none") && !strchr(text, '='))
		return -EINVAL;
	return vsw_obj_add_str(obj, kw->attr, strcmp(text, "none") ? text : "");
}

static const struct keyword keywords[] = {
	{ "dev", set_string, DEV_EXPECTS,
	  0, VSW_A_PORT_DEV, 1, VSW_IFNAME_LEN - 1 },
	{ "expect", set_expect, DEV_EXPECTS,
	  0, VSW_A_PORT_DEV, 1, VSW_IFNAME_LEN - 1 },
	{ "portgroup", set_string, NAME_EXPECTS,
	  0, VSW_A_PORT_PORTGROUP, 1, VSW_NAME_LEN - 1 },
	{ "mac", set_mac, "an address such as 02:00:00:00:00:01",
	  0, VSW_A_PORT_INITIAL_MAC, 0, 0 },
	{ "mac-source", set_enum, "auto, peer, agent or observe",
	  0, VSW_A_PORT_MAC_SOURCE, 0, 0 },
	{ "block", set_bool, "on or off", 0, VSW_A_PORT_ADMIN_BLOCKED, 0, 0 },
	{ "isolate", set_bool, "on or off", 0, VSW_A_PORT_ISOLATED, 0, 0 },
	{ "tag", set_tag, "none or a tag (scope=value)",
	  0, VSW_A_PORT_TAG, 0, 0 },
	POLICY_KEYWORDS(VSW_A_PORT_SECURITY),
	{ "spoofguard", set_enum, "inherit, off, discovered or manual",
	  0, VSW_A_PORT_SPOOFGUARD, 0, 0 },
	{ "effective-mac", set_mac, "an address such as 02:00:00:00:00:01",
	  0, VSW_A_PORT_EFFECTIVE_MAC, 0, 0 },
	{ "promiscuous-requested", set_bool, "on or off",
	  0, VSW_A_PORT_PROMISCUOUS_REQUESTED, 0, 0 },
	{ "name", set_string, NAME_EXPECTS,
	  0, VSW_A_PORT_NEW_NAME, 1, VSW_NAME_LEN - 1 },
	{ NULL, NULL, NULL, 0, 0, 0, 0 },
};

int port_take_ref(struct ctx *ctx, struct args *args, struct port_ref *ref)
{
	const char *word;

	memset(ref, 0, sizeof(*ref));
	if (args_take(args, "dev")) {
		word = args_need(ctx, args, "the name of the device");
		ref->dev = word;
	} else {
		word = args_need(ctx, args, "the port (client name, 0x id, or dev DEV)");
		ref->name = word;
	}
	if (word && args_take(args, "switch")) {
		word = args_need(ctx, args, "the name of the switch");
		ref->sw = word;
	}
	return word ? EXIT_OK : EXIT_USAGE;
}

int port_lookup(struct ctx *ctx, const struct port_ref *ref,
		struct vsw_obj **port)
{
	struct vsw_obj *key;
	int err;

	if (ref->name)
		return vsw_port_find(ctx->vsw, ref->sw, ref->name, port);
	key = vsw_obj_new(VSW_KIND_PORT);
	vsw_obj_set_str(key, VSW_A_PORT_DEV, ref->dev);
	if (ref->sw)
		vsw_obj_set_str(key, VSW_A_PORT_SWITCH, ref->sw);
	err = vsw_port_get(ctx->vsw, key, port);
	vsw_obj_free(key);
	return err;
}

int port_find(struct ctx *ctx, const struct port_ref *ref,
	      struct vsw_obj **port)
{
	int code, err;

	*port = NULL;
	code = ctx_open(ctx);
	if (code)
		return code;
	err = port_lookup(ctx, ref, port);
	return err ? request_error(ctx, err) : EXIT_OK;
}

int port_take_key(struct ctx *ctx, struct args *args, enum vsw_kind kind,
		  struct vsw_obj **key)
{
	struct port_ref ref;
	struct vsw_obj *port;
	int code;

	*key = NULL;
	code = port_take_ref(ctx, args, &ref);
	if (!code)
		code = port_find(ctx, &ref, &port);
	if (code)
		return code;
	*key = vsw_obj_new(kind);
	vsw_obj_set_uint(*key, vsw_attr_find(kind, "port-id"),
			 vsw_obj_uint(port, VSW_A_PORT_ID));
	vsw_obj_free(port);
	return EXIT_OK;
}

int port_take_scope(struct ctx *ctx, struct args *args, enum vsw_kind kind,
		    struct vsw_obj **key, bool *all)
{
	const char *sw;
	int code;

	*key = NULL;
	*all = !*args->word || !strcmp(*args->word, "switch");
	if (!*all)
		return port_take_key(ctx, args, kind, key);
	code = args_take_switch(ctx, args, &sw);
	if (code)
		return code;
	*key = vsw_obj_new(kind);
	if (sw)
		vsw_obj_set_str(*key, vsw_attr_find(kind, "switch"), sw);
	return EXIT_OK;
}

/* An object with nothing but the id of @port. */
static struct vsw_obj *key_of(const struct vsw_obj *port)
{
	struct vsw_obj *key = vsw_obj_new(VSW_KIND_PORT);

	vsw_obj_set_uint(key, VSW_A_PORT_ID, vsw_obj_uint(port, VSW_A_PORT_ID));
	return key;
}

/* The port is there: make it what @port says, and leave its device if it is. */
static int set_existing(struct ctx *ctx, struct vsw_obj *port)
{
	const char *dev = vsw_obj_str(port, VSW_A_PORT_DEV);
	struct port_ref ref = {
		.name = vsw_obj_str(port, VSW_A_PORT_NAME),
		.sw = vsw_obj_str(port, VSW_A_PORT_SWITCH),
	};
	struct vsw_obj *now;
	const char *now_dev;
	int err;

	err = port_lookup(ctx, &ref, &now);
	if (err)
		return err;
	now_dev = vsw_obj_str(now, VSW_A_PORT_DEV);
	if (dev && now_dev && !strcmp(dev, now_dev) &&
	    vsw_obj_uint(now, VSW_A_PORT_STATE) != VSW_PORT_STATE_DISCONNECTED)
		vsw_obj_unset(port, VSW_A_PORT_DEV);
	vsw_obj_free(now);
	return vsw_port_set(ctx->vsw, port);
}

static int port_add(struct ctx *ctx, struct args *args)
{
	const char *sw, *name;
	struct vsw_obj *port;
	int code, err;

	sw = args_need(ctx, args, "the name of the switch");
	name = sw ? args_need(ctx, args, "the client name") : NULL;
	if (!name)
		return EXIT_USAGE;
	port = vsw_obj_new(VSW_KIND_PORT);
	vsw_obj_set_str(port, VSW_A_PORT_SWITCH, sw);
	vsw_obj_set_str(port, VSW_A_PORT_NAME, name);
	code = args_keywords(ctx, args, port, keywords);
	if (!code && vsw_obj_has(port, VSW_A_PORT_NEW_NAME))
		code = usage_error(ctx, "'name' is for set only");
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_port_new(ctx->vsw, port);
		if (err == -EEXIST && ctx->may_exist)
			err = set_existing(ctx, port);
		if (err)
			code = request_error(ctx, err);
	}
	vsw_obj_free(port);
	return code;
}

/* Send @port, which is to have the id of the port that @ref names. */
static int set_by_ref(struct ctx *ctx, const struct port_ref *ref,
		      struct vsw_obj *port)
{
	struct vsw_obj *now;
	int code, err;

	code = port_find(ctx, ref, &now);
	if (code)
		return code;
	vsw_obj_set_uint(port, VSW_A_PORT_ID,
			 vsw_obj_uint(now, VSW_A_PORT_ID));
	vsw_obj_free(now);
	err = vsw_port_set(ctx->vsw, port);
	return err ? request_error(ctx, err) : EXIT_OK;
}

static int port_set(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *port;
	struct port_ref ref;
	int code;

	code = port_take_ref(ctx, args, &ref);
	if (code)
		return code;
	port = vsw_obj_new(VSW_KIND_PORT);
	code = args_keywords(ctx, args, port, keywords);
	if (!code)
		code = set_by_ref(ctx, &ref, port);
	vsw_obj_free(port);
	return code;
}

static int port_attach(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *port;
	struct port_ref ref;
	int code;

	code = port_take_ref(ctx, args, &ref);
	if (code)
		return code;
	if (!*args->word || strcmp(*args->word, "dev"))
		return usage_error(ctx, "expected dev DEV after the port");
	port = vsw_obj_new(VSW_KIND_PORT);
	code = args_keywords(ctx, args, port, keywords);
	if (!code)
		code = set_by_ref(ctx, &ref, port);
	vsw_obj_free(port);
	return code;
}

static int port_detach(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *port;
	struct port_ref ref;
	int code;

	code = port_take_ref(ctx, args, &ref);
	if (!code)
		code = args_end(ctx, args);
	if (code)
		return code;
	port = vsw_obj_new(VSW_KIND_PORT);
	vsw_obj_set_str(port, VSW_A_PORT_DEV, "");
	code = set_by_ref(ctx, &ref, port);
	vsw_obj_free(port);
	return code;
}

static int set_blocked(struct ctx *ctx, struct args *args, bool blocked)
{
	struct vsw_obj *port;
	struct port_ref ref;
	int code;

	code = port_take_ref(ctx, args, &ref);
	if (!code)
		code = args_end(ctx, args);
	if (code)
		return code;
	port = vsw_obj_new(VSW_KIND_PORT);
	vsw_obj_set_uint(port, VSW_A_PORT_ADMIN_BLOCKED, blocked);
	if (!blocked)
		vsw_obj_set_uint(port, VSW_A_PORT_BPDU_BLOCKED, 0);
	code = set_by_ref(ctx, &ref, port);
	vsw_obj_free(port);
	return code;
}

static int port_block(struct ctx *ctx, struct args *args)
{
	return set_blocked(ctx, args, true);
}

static int port_unblock(struct ctx *ctx, struct args *args)
{
	return set_blocked(ctx, args, false);
}

static int port_del(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *port, *key;
	struct port_ref ref;
	int code, err;

	code = port_take_ref(ctx, args, &ref);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (code)
		return code;
	err = port_lookup(ctx, &ref, &port);
	if (!err) {
		key = key_of(port);
		err = vsw_port_del(ctx->vsw, key);
		vsw_obj_free(key);
		vsw_obj_free(port);
	}
	if (err && !(is_not_found(err) && ctx->if_exists))
		return request_error(ctx, err);
	return EXIT_OK;
}

static void print_pruned(const struct vsw_obj *port)
{
	printf("deleted port 0x%" PRIx64 " %s of %s\n",
	       vsw_obj_uint(port, VSW_A_PORT_ID),
	       vsw_obj_str(port, VSW_A_PORT_NAME),
	       vsw_obj_str(port, VSW_A_PORT_SWITCH));
}

static int prune_one(struct ctx *ctx, const struct vsw_obj *port,
		     struct list *gone)
{
	struct vsw_obj *key;
	int err;

	if (vsw_obj_uint(port, VSW_A_PORT_STATE) != VSW_PORT_STATE_DISCONNECTED)
		return EXIT_OK;
	key = key_of(port);
	err = vsw_port_del(ctx->vsw, key);
	vsw_obj_free(key);
	if (is_not_found(err))
		return EXIT_OK;
	if (err)
		return request_error(ctx, err);
	list_add(gone, vsw_obj_clone(port));
	return EXIT_OK;
}

static int port_prune(struct ctx *ctx, struct args *args)
{
	struct list ports = {}, gone = {};
	const char *sw;
	int code;
	size_t i;

	code = args_take_switch(ctx, args, &sw);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = list_dump(ctx, &ports, VSW_KIND_PORT, sw);
	for (i = 0; !code && i < ports.count; i++)
		code = prune_one(ctx, ports.objs[i], &gone);
	/* Also after a failure: these are gone. */
	if (gone.count || (ctx->json && !code))
		list_print(ctx, &gone, print_pruned);
	list_free(&gone);
	list_free(&ports);
	return code;
}

const struct command port_commands[] = {
	{ "add", port_add, "SWITCH NAME " KEYWORDS },
	{ "set", port_set, PORT_USAGE " " KEYWORDS "\n"
	  "      [effective-mac MAC] [promiscuous-requested on|off] [name NEW]" },
	{ "attach", port_attach, PORT_USAGE " dev DEV" },
	{ "detach", port_detach, PORT_USAGE },
	{ "block", port_block, PORT_USAGE },
	{ "unblock", port_unblock, PORT_USAGE },
	{ "del", port_del, PORT_USAGE },
	{ "tag", port_tag, PORT_USAGE " [add|set TAG...]\n"
	  "      [del TAG|SCOPE...]" },
	{ "prune", port_prune, "[switch SWITCH]" },
	{ "show", port_show, "[" PORT_USAGE " | switch SWITCH]" },
	{ "list", port_list, "[switch SWITCH]" },
	{ NULL, NULL, NULL },
};
