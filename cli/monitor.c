// SPDX-License-Identifier: GPL-2.0
/*
 * vswctl monitor: a line for each notification. Events read like the lines that
 * the kernel logs for them.
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "format.h"
#include "json.h"
#include "list.h"
#include "packet.h"
#include "vswctl.h"

#define NSEC_PER_SEC 1000000000ULL

/* Reasons that the guest's behaviour gave. */
#define VIOLATIONS (VSW_BLOCK_REASON_MAC_CHANGE |	\
		    VSW_BLOCK_REASON_DUPLICATE_MAC |	\
		    VSW_BLOCK_REASON_BPDU)

/**
 * struct monitor - what is asked for
 * @ctx: context
 * @timestamps: print the time before each line
 * @config: the group is subscribed
 * @resync: messages were lost, print what there is
 */
struct monitor {
	struct ctx *ctx;
	bool timestamps;
	bool config;
	bool resync;
};

/* When it happened, or else now, as RFC 3339 has it, in UTC. */
static void put_when(FILE *out, const struct vsw_obj *obj)
{
	struct timespec now;

	if (obj && vsw_obj_kind(obj) == VSW_KIND_EVENT) {
		put_time(out, vsw_obj_uint(obj, VSW_A_EVENT_TIME));
		return;
	}
	clock_gettime(CLOCK_REALTIME, &now);
	put_time(out, now.tv_sec * NSEC_PER_SEC + now.tv_nsec);
}

static void begin_line(const struct monitor *monitor, const struct vsw_obj *obj)
{
	/* A line of the packet log begins with its own. */
	if (!monitor->timestamps || (obj && vsw_obj_kind(obj) == VSW_KIND_LOG))
		return;
	put_when(stdout, obj);
	putchar(' ');
}

static const char *str(const struct vsw_obj *obj, unsigned int attr)
{
	const char *text = vsw_obj_str(obj, attr);

	return text ? text : "?";
}

/* Events ------------------------------------------------------------------- */

/* What else is known of the address that an event is about. */
static void put_with(const struct vsw_obj *event, const char *mac)
{
	uint64_t vlan = vsw_obj_uint(event, VSW_A_EVENT_VLAN);

	printf(" with mac address %s", mac);
	if (vlan)
		printf(" in VLAN %" PRIu64, vlan);
}

static void put_event(const struct vsw_obj *event)
{
	const char *client = vsw_obj_str(event, VSW_A_EVENT_PORT);
	const char *sw = vsw_obj_str(event, VSW_A_EVENT_SWITCH);
	const char *dev = vsw_obj_str(event, VSW_A_EVENT_DEV);
	const uint8_t *mac = vsw_obj_mac(event, VSW_A_EVENT_MAC);
	uint32_t reasons = vsw_obj_uint(event, VSW_A_EVENT_REASONS);
	uint32_t id = vsw_obj_uint(event, VSW_A_EVENT_PORT_ID);
	char text[MAC_TEXT_LEN] = "", ip[IP_TEXT_LEN] = "?";
	const void *addr;
	size_t len;

	addr = vsw_obj_ip(event, VSW_A_EVENT_ADDRESS, &len);
	if (addr)
		format_ip(ip, addr, len);
	if (mac)
		format_mac(text, mac);
	printf("client %s ", client ? client : "?");
	switch (vsw_obj_uint(event, VSW_A_EVENT_TYPE)) {
	case VSW_EVENT_TYPE_PORT_CONNECTED:
		printf("connected to port 0x%x of %s, device %s", id,
		       sw ? sw : "?", dev ? dev : "?");
		break;
	case VSW_EVENT_TYPE_PORT_DISCONNECTED:
		printf("disconnected from port 0x%x of %s, device %s", id,
		       sw ? sw : "?", dev ? dev : "?");
		break;
	case VSW_EVENT_TYPE_MAC_CHANGE_DENIED:
		printf("requested mac address change to %s on port 0x%x, disallowed by vswitch policy",
		       text, id);
		break;
	case VSW_EVENT_TYPE_MAC_CHANGED:
		printf("changed its mac address to %s on port 0x%x", text, id);
		break;
	case VSW_EVENT_TYPE_PORT_BLOCKED:
		if (reasons & VIOLATIONS)
			printf("has policy violations on port 0x%x. Port is blocked (",
			       id);
		else if (reasons & VSW_BLOCK_REASON_NO_INITIAL_MAC)
			printf("has no initial mac address on port 0x%x. Port is blocked (",
			       id);
		else
			printf("on port 0x%x: Port is blocked (", id);
		put_bits(stdout, event, VSW_A_EVENT_REASONS);
		putchar(')');
		break;
	case VSW_EVENT_TYPE_PORT_UNBLOCKED:
		printf("has no policy violations on port 0x%x. Port is unblocked",
		       id);
		break;
	case VSW_EVENT_TYPE_PROMISCUOUS_DENIED:
		printf("requested promiscuous mode on port 0x%x, disallowed by vswitch policy",
		       id);
		break;
	case VSW_EVENT_TYPE_INITIAL_MAC_ADOPTED:
		printf("has the initial mac address %s on port 0x%x, adopted from its first frame",
		       text, id);
		break;
	case VSW_EVENT_TYPE_FILTER_FAILED_OPEN:
		printf("on port 0x%x: the filter can keep no more states, new connections pass without (failOpen)",
		       id);
		break;
	case VSW_EVENT_TYPE_FILTER_FAILED_CLOSED:
		printf("on port 0x%x: the filter can keep no more states, new connections are dropped (failClosed)",
		       id);
		break;
	case VSW_EVENT_TYPE_QUARANTINED:
		printf("on port 0x%x is in quarantine (%s)", id,
		       str(event, VSW_A_EVENT_TAG));
		break;
	case VSW_EVENT_TYPE_QUARANTINE_CLEARED:
		printf("on port 0x%x is out of quarantine (%s)", id,
		       str(event, VSW_A_EVENT_TAG));
		break;
	case VSW_EVENT_TYPE_ADDRESS_DUPLICATE:
		printf("on port 0x%x claims address %s", id, ip);
		put_with(event, text);
		printf(", which another port has");
		break;
	case VSW_EVENT_TYPE_ADDRESS_LIMIT:
		printf("on port 0x%x claims address %s", id, ip);
		put_with(event, text);
		printf(", more than the port may have");
		break;
	case VSW_EVENT_TYPE_SPOOFGUARD_VIOLATION:
		printf("on port 0x%x violates SpoofGuard with address %s", id,
		       ip);
		put_with(event, text);
		printf(" (%s, %" PRIu64 " more before)",
		       str(event, VSW_A_EVENT_DROP_REASON),
		       vsw_obj_uint(event, VSW_A_EVENT_LOST));
		break;
	default:
		printf("on port 0x%x: event %s", id,
		       value_text(event, VSW_A_EVENT_TYPE));
	}
}

/* Objects ------------------------------------------------------------------ */

static void put_switch(const struct vsw_obj *sw)
{
	const struct vsw_obj *security;

	security = vsw_obj_get(sw, VSW_A_SWITCH_SECURITY);
	printf(": promiscuous ");
	put_policy(stdout, vsw_obj_get(security, VSW_A_SECURITY_PROMISCUOUS));
	printf(" mac-changes ");
	put_policy(stdout, vsw_obj_get(security, VSW_A_SECURITY_MAC_CHANGES));
	printf(" forged-transmits ");
	put_policy(stdout, vsw_obj_get(security,
				       VSW_A_SECURITY_FORGED_TRANSMITS));
}

static void put_portgroup(const struct vsw_obj *pg)
{
	printf(": vlan ");
	put_vlan(stdout, vsw_obj_get(pg, VSW_A_PORTGROUP_VLAN));
}

static void put_port(const struct vsw_obj *port)
{
	const uint8_t *mac = vsw_obj_mac(port, VSW_A_PORT_EFFECTIVE_MAC);
	char text[MAC_TEXT_LEN];

	printf(": portgroup %s state %s", str(port, VSW_A_PORT_PORTGROUP),
	       value_text(port, VSW_A_PORT_STATE));
	if (vsw_obj_uint(port, VSW_A_PORT_REASONS)) {
		printf(" reason ");
		put_bits(stdout, port, VSW_A_PORT_REASONS);
	}
	if (mac)
		printf(" effective-mac %s", format_mac(text, mac));
	if (vsw_obj_has(port, VSW_A_PORT_DEV))
		printf(" dev %s", str(port, VSW_A_PORT_DEV));
}

static void put_uplink(const struct vsw_obj *uplink)
{
	printf(": state %s", value_text(uplink, VSW_A_UPLINK_STATE));
}

static void put_group(const struct vsw_obj *group)
{
	char *match = vsw_group_criteria(group);

	printf(": members %" PRIu64 " match %s",
	       vsw_obj_uint(group, VSW_A_GROUP_MEMBERS),
	       match && *match ? match : "none");
	free(match);
}

static void put_rules(const struct vsw_obj *rules)
{
	printf(": generation %" PRIu64 " loaded %s require-ruleset %s",
	       vsw_obj_uint(rules, VSW_A_RULES_GENERATION),
	       vsw_obj_uint(rules, VSW_A_RULES_LOADED) ? "yes" : "no",
	       vsw_obj_uint(rules, VSW_A_RULES_REQUIRE_RULESET) ? "on" : "off");
}

static void put_binding(const struct vsw_obj *binding, const char *what)
{
	const uint8_t *mac = vsw_obj_mac(binding, VSW_A_BINDING_MAC);
	uint64_t vlan = vsw_obj_uint(binding, VSW_A_BINDING_VLAN);
	char text[MAC_TEXT_LEN], ip[IP_TEXT_LEN];
	const void *addr;
	size_t len;

	addr = vsw_obj_ip(binding, VSW_A_BINDING_ADDRESS, &len);
	printf("binding %s %s %s", str(binding, VSW_A_BINDING_SWITCH),
	       str(binding, VSW_A_BINDING_PORT),
	       addr ? format_ip(ip, addr, len) : "?");
	if (vlan)
		printf(" vlan %" PRIu64, vlan);
	printf("%s", what);
	if (*what)
		return;
	printf(": state %s", value_text(binding, VSW_A_BINDING_STATE));
	if (mac)
		printf(" mac %s", format_mac(text, mac));
	printf(" sources ");
	put_bits(stdout, binding, VSW_A_BINDING_SOURCES);
	if (vsw_obj_uint(binding, VSW_A_BINDING_APPROVED))
		printf(" approved");
}

static void put_object(const struct vsw_obj *obj, bool deleted)
{
	const char *what = deleted ? " deleted" : "";

	switch (vsw_obj_kind(obj)) {
	case VSW_KIND_SWITCH:
		printf("switch %s%s", str(obj, VSW_A_SWITCH_NAME), what);
		if (!deleted)
			put_switch(obj);
		break;
	case VSW_KIND_PORTGROUP:
		printf("portgroup %s %s%s", str(obj, VSW_A_PORTGROUP_SWITCH),
		       str(obj, VSW_A_PORTGROUP_NAME), what);
		if (!deleted)
			put_portgroup(obj);
		break;
	case VSW_KIND_PORT:
		printf("port %s %s 0x%" PRIx64 "%s",
		       str(obj, VSW_A_PORT_SWITCH), str(obj, VSW_A_PORT_NAME),
		       vsw_obj_uint(obj, VSW_A_PORT_ID), what);
		if (!deleted)
			put_port(obj);
		break;
	case VSW_KIND_UPLINK:
		printf("uplink %s %s%s", str(obj, VSW_A_UPLINK_SWITCH),
		       str(obj, VSW_A_UPLINK_DEV), what);
		if (!deleted)
			put_uplink(obj);
		break;
	case VSW_KIND_GROUP:
		printf("group %s%s", str(obj, VSW_A_GROUP_NAME), what);
		if (!deleted)
			put_group(obj);
		break;
	case VSW_KIND_RULES:
		printf("rules");
		put_rules(obj);
		break;
	case VSW_KIND_BINDING:
		put_binding(obj, what);
		break;
	case VSW_KIND_LOG:
		put_log_line(stdout, obj);
		break;
	default:
		printf("something of an unknown kind%s", what);
	}
}

static void print_json(const struct monitor *monitor, const char *name,
		       struct json_object *msg, const struct vsw_obj *obj)
{
	struct json_object *out = json_object_new_object();
	size_t size;
	char *text;
	FILE *file;

	if (monitor->timestamps) {
		file = open_memstream(&text, &size);
		if (file) {
			put_when(file, obj);
			fclose(file);
			json_object_object_add(out, "time",
					       json_object_new_string(text));
			free(text);
		}
	}
	json_object_object_add(out, "name", json_object_new_string(name));
	json_object_object_add(out, "msg", msg);
	json_print(out, true);
}

static void print_ntf(const struct monitor *monitor, int cmd,
		      const struct vsw_obj *obj)
{
	const char *name = vsw_cmd_name(cmd);
	size_t len = strlen(name);

	if (monitor->ctx->json) {
		print_json(monitor, name, json_of(obj), obj);
		return;
	}
	begin_line(monitor, obj);
	if (vsw_obj_kind(obj) == VSW_KIND_EVENT)
		put_event(obj);
	else
		put_object(obj, len > 8 && !strcmp(name + len - 8, "-del-ntf"));
	putchar('\n');
}

/* Losses ------------------------------------------------------------------- */

static void print_lost(const struct monitor *monitor, uint32_t lost)
{
	struct json_object *msg;

	if (monitor->ctx->json) {
		msg = json_object_new_object();
		if (lost)
			json_object_object_add(msg, "count",
					       json_object_new_int64(lost));
		print_json(monitor, "lost", msg, NULL);
		return;
	}
	begin_line(monitor, NULL);
	if (lost)
		printf("lost %u messages\n", lost);
	else
		printf("lost messages\n");
}

static int on_ntf(int cmd, const struct vsw_obj *obj, uint32_t lost, void *data)
{
	struct monitor *monitor = data;

	if (cmd == VSW_NTF_LOST) {
		print_lost(monitor, lost);
		monitor->resync = true;
	} else {
		print_ntf(monitor, cmd, obj);
	}
	return ferror(stdout) ? -EPIPE : 0;
}

/* After a loss: all there is, as it is now. */
static int resync(struct monitor *monitor)
{
	static const struct {
		enum vsw_kind kind;
		int cmd;
	} kinds[] = {
		{ VSW_KIND_SWITCH, VSW_CMD_SWITCH_GET },
		{ VSW_KIND_PORTGROUP, VSW_CMD_PORTGROUP_GET },
		{ VSW_KIND_PORT, VSW_CMD_PORT_GET },
		{ VSW_KIND_UPLINK, VSW_CMD_UPLINK_GET },
		{ VSW_KIND_GROUP, VSW_CMD_GROUP_GET },
		{ VSW_KIND_BINDING, VSW_CMD_BINDING_GET },
	};
	struct list list = {};
	unsigned int k;
	size_t i;
	struct vsw_obj *rules;
	int code;

	monitor->resync = false;
	for (k = 0; monitor->config && k < ARRAY_SIZE(kinds); k++) {
		code = list_dump(monitor->ctx, &list, kinds[k].kind, NULL);
		if (code)
			return code;
		for (i = 0; i < list.count; i++)
			print_ntf(monitor, kinds[k].cmd, list.objs[i]);
		list_free(&list);
	}
	if (monitor->config && !vsw_load_get(monitor->ctx->vsw, NULL, &rules)) {
		print_ntf(monitor, VSW_CMD_LOAD_GET, rules);
		vsw_obj_free(rules);
	}
	return EXIT_OK;
}

static int watch(struct monitor *monitor)
{
	struct pollfd pollfds[] = {
		{ .fd = vsw_fd(monitor->ctx->vsw), .events = POLLIN },
		/* Nobody reads any more: POLLERR comes without being asked. */
		{ .fd = STDOUT_FILENO },
	};
	int code = EXIT_OK;
	int err;

	while (!code) {
		if (poll(pollfds, ARRAY_SIZE(pollfds), -1) < 0) {
			if (errno == EINTR)
				continue;
			return system_error(monitor->ctx, -errno, "poll");
		}
		if (pollfds[1].revents & (POLLERR | POLLHUP))
			return EXIT_OK;
		err = vsw_recv(monitor->ctx->vsw, on_ntf, monitor);
		if (err == -EPIPE)
			return EXIT_OK;
		if (err)
			return request_error(monitor->ctx, err);
		if (monitor->resync)
			code = resync(monitor);
		fflush(stdout);
	}
	return code;
}

static int take_args(struct monitor *monitor, struct args *args,
		     const char **group)
{
	char *word;

	while ((word = args_next(args))) {
		if (!strcmp(word, "--timestamps") || !strcmp(word, "-t"))
			monitor->timestamps = true;
		else if (!*group && (!strcmp(word, VSW_MCGRP_CONFIG) ||
				     !strcmp(word, VSW_MCGRP_EVENT) ||
				     !strcmp(word, VSW_MCGRP_LOG) ||
				     !strcmp(word, "all")))
			*group = word;
		else
			return usage_error(monitor->ctx,
					   "expected config, event, log or all, and --timestamps, not '%s'",
					   word);
	}
	return EXIT_OK;
}

int run_monitor(struct ctx *ctx, struct args *args)
{
	static const char *const groups[] = {
		VSW_MCGRP_CONFIG, VSW_MCGRP_EVENT, VSW_MCGRP_LOG,
	};
	struct monitor monitor = { .ctx = ctx };
	const char *only = NULL;
	unsigned int i;
	int code, err;
	bool all;

	code = take_args(&monitor, args, &only);
	if (!code)
		code = ctx_open(ctx);
	if (code)
		return code;
	all = !only || !strcmp(only, "all");
	for (i = 0; i < ARRAY_SIZE(groups); i++) {
		if (!all && strcmp(only, groups[i]))
			continue;
		err = vsw_subscribe(ctx->vsw, groups[i]);
		if (err)
			return request_error(ctx, err);
		if (!strcmp(groups[i], VSW_MCGRP_CONFIG))
			monitor.config = true;
	}
	return watch(&monitor);
}
