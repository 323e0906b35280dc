// SPDX-License-Identifier: GPL-2.0
/*
 * vswctl filter. What it prints has the form of ESXi's summarize-dvfilter, with
 * the same words where there are some.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "json.h"
#include "list.h"
#include "parse.h"
#include "port.h"

static const char *str(const struct vsw_obj *obj, unsigned int attr)
{
	const char *text = vsw_obj_str(obj, attr);

	return text ? text : "";
}

static const char *failure_policy(const struct vsw_obj *filter)
{
	return vsw_obj_uint(filter, VSW_A_FILTER_FAILURE_POLICY) ==
	       VSW_FAILURE_POLICY_FAIL_OPEN ? "failOpen" : "failClosed";
}

static void print_filter(const struct vsw_obj *filter)
{
	printf("port 0x%" PRIx64 " %s\n",
	       vsw_obj_uint(filter, VSW_A_FILTER_PORT_ID),
	       str(filter, VSW_A_FILTER_PORT));
	printf(" vNic slot %" PRIu64 "\n",
	       vsw_obj_uint(filter, VSW_A_FILTER_SLOT));
	printf("  name: %s\n", str(filter, VSW_A_FILTER_NAME));
	printf("  agentName: %s\n", str(filter, VSW_A_FILTER_AGENT));
	printf("  state: %s\n", value_text(filter, VSW_A_FILTER_STATE));
	printf("  failurePolicy: %s\n", failure_policy(filter));
	printf("  filter source: %s\n", str(filter, VSW_A_FILTER_SOURCE));
	if (vsw_obj_has(filter, VSW_A_FILTER_SPOOFGUARD))
		printf("  spoofguard: %s\n",
		       value_text(filter, VSW_A_FILTER_SPOOFGUARD));
}

/* "NAME N, NAME N" of all numbers in a nest; with @of, "NAME N/OF". */
static void print_numbers(const char *key, const struct vsw_obj *nest,
			  const struct vsw_obj *of)
{
	enum vsw_kind kind;
	unsigned int attr;
	bool first = true;

	if (!nest)
		return;
	kind = vsw_obj_kind(nest);
	printf("  %s: ", key);
	for (attr = 1; attr <= vsw_attr_max(kind); attr++) {
		if (!vsw_obj_has(nest, attr))
			continue;
		printf("%s%s %" PRIu64, first ? "" : ", ",
		       vsw_attr_name(kind, attr), vsw_obj_uint(nest, attr));
		if (vsw_obj_has(of, attr))
			printf("/%" PRIu64, vsw_obj_uint(of, attr));
		first = false;
	}
	putchar('\n');
}

static void print_details(const struct vsw_obj *filter)
{
	print_filter(filter);
	if (!vsw_obj_has(filter, VSW_A_FILTER_LIMITS))
		return;
	printf("  rules: %" PRIu64 "\n",
	       vsw_obj_uint(filter, VSW_A_FILTER_RULES));
	print_numbers("states", vsw_obj_get(filter, VSW_A_FILTER_STATES),
		      vsw_obj_get(filter, VSW_A_FILTER_LIMITS));
	print_numbers("timeouts", vsw_obj_get(filter, VSW_A_FILTER_TIMEOUTS),
		      NULL);
	printf("  evicted: %" PRIu64 "\n",
	       vsw_obj_uint(filter, VSW_A_FILTER_EVICTED));
	printf("  failed open: %" PRIu64 "\n",
	       vsw_obj_uint(filter, VSW_A_FILTER_FAILED_OPEN));
}

static int filter_list(struct ctx *ctx, struct args *args)
{
	struct list list = {};
	const char *sw;
	int code;

	code = args_take_switch(ctx, args, &sw);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = list_dump(ctx, &list, VSW_KIND_FILTER, sw);
	if (!code)
		list_print(ctx, &list, print_filter);
	list_free(&list);
	return code;
}

static int filter_show(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *key;
	struct list list = {};
	int code, err;

	code = port_take_key(ctx, args, VSW_KIND_FILTER, &key);
	if (!code)
		code = args_end(ctx, args);
	if (!code) {
		err = vsw_filter_dump(ctx->vsw, key, list_add_clone, &list);
		if (err < 0)
			code = request_error(ctx, err);
	}
	if (!code)
		list_print(ctx, &list, print_details);
	list_free(&list);
	vsw_obj_free(key);
	return code;
}

/* As ESXi spells them, too. */
static int set_failure_policy(const struct keyword *kw, struct vsw_obj *obj,
			      const char *text, struct args *args)
{
	if (!strcmp(text, "failClosed"))
		text = "fail-closed";
	else if (!strcmp(text, "failOpen"))
		text = "fail-open";
	return set_enum(kw, obj, text, args);
}

/* "NAME N", a number in the nest @kw->attr. */
static int set_member(const struct keyword *kw, struct vsw_obj *obj,
		      const char *text, struct args *args)
{
	enum vsw_kind kind = vsw_attr_nest(vsw_obj_kind(obj), kw->attr);
	unsigned int attr = vsw_attr_find(kind, text);
	const char *number;
	uint64_t value;

	if (!attr)
		return -EINVAL;
	number = args_next(args);
	if (!number || parse_uint(number, kw->min, kw->max, &value))
		return -EINVAL;
	return vsw_obj_set_uint(vsw_obj_nest(obj, kw->attr), attr, value);
}

static const struct keyword keywords[] = {
	{ "failure-policy", set_failure_policy, "fail-closed or fail-open",
	  0, VSW_A_FILTER_FAILURE_POLICY, 0, 0 },
	{ "timeout", set_member,
	  "tcp-first, tcp-opening, tcp-established, tcp-closing, tcp-fin-wait, tcp-closed, udp-first, udp-single, udp-multiple, icmp-first, icmp-error or other, and seconds from 10 to 4320000",
	  0, VSW_A_FILTER_TIMEOUTS, 10, 4320000 },
	{ "limit", set_member,
	  "total, half-open, udp, icmp or other, and a number",
	  0, VSW_A_FILTER_LIMITS, 0, UINT32_MAX },
	{ NULL, NULL, NULL, 0, 0, 0, 0 },
};

static int filter_set(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *filter;
	int code, err;

	code = port_take_key(ctx, args, VSW_KIND_FILTER, &filter);
	if (!code)
		code = args_keywords(ctx, args, filter, keywords);
	if (!code) {
		err = vsw_filter_set(ctx->vsw, filter);
		if (err)
			code = request_error(ctx, err);
	}
	vsw_obj_free(filter);
	return code;
}

const struct command filter_commands[] = {
	{ "list", filter_list, "[switch SWITCH]" },
	{ "show", filter_show, PORT_USAGE },
	{ "set", filter_set,
	  PORT_USAGE " [failure-policy fail-closed|fail-open]\n"
	  "      [timeout NAME SECONDS]... [limit NAME N]..." },
	{ NULL, NULL, NULL },
};
