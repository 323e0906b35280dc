// SPDX-License-Identifier: GPL-2.0
/*
 * vswctl apply: from the configuration that is there to the one in a file. Each
 * difference becomes a command, as it would be typed; it is printed, and run.
 */
#include <errno.h>
#include <inttypes.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "config.h"
#include "format.h"
#include "group.h"
#include "guard.h"
#include "json.h"

/**
 * struct words - a command that grows
 * @word: owned array of owned strings, ending with NULL
 * @count: how many
 */
struct words {
	char **word;
	size_t count;
};

/**
 * struct apply - what is done
 * @ctx: context
 * @now: what is there
 * @want: what the file says
 * @dry_run: print only
 * @prune: delete what the file doesn't have
 */
struct apply {
	struct ctx *ctx;
	struct config now;
	struct config want;
	bool dry_run;
	bool prune;
};

/* Commands ------------------------------------------------------------------ */

/* Takes over @text. */
static void add_text(struct words *words, char *text)
{
	words->word = reallocarray(words->word, words->count + 2,
				   sizeof(*words->word));
	if (!text || !words->word) {
		fprintf(stderr, "vswctl: out of memory\n");
		exit(EXIT_REFUSED);
	}
	words->word[words->count++] = text;
	words->word[words->count] = NULL;
}

static void add(struct words *words, const char *word)
{
	add_text(words, strdup(word));
}

static void PRINTF(2, 3) addf(struct words *words, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		text = NULL;
	va_end(ap);
	add_text(words, text);
}

static void begin(struct words *words, const char *object, const char *command)
{
	memset(words, 0, sizeof(*words));
	add(words, object);
	add(words, command);
}

static void print_words(const struct ctx *ctx, const struct words *words)
{
	struct json_object *out, *list, *word;
	size_t i;

	if (ctx->json) {
		out = json_object_new_object();
		list = json_object_new_array();
		for (i = 0; i < words->count; i++) {
			word = json_object_new_string(words->word[i]);
			json_object_array_add(list, word);
		}
		json_object_object_add(out, "change", list);
		json_print(out, true);
		return;
	}
	printf("vswctl");
	for (i = 0; i < words->count; i++) {
		putchar(' ');
		put_word(stdout, words->word[i]);
	}
	putchar('\n');
}

static void discard(struct words *words)
{
	while (words->count)
		free(words->word[--words->count]);
	free(words->word);
	words->word = NULL;
}

/* Print and run the command, and free its words. */
static int finish(struct apply *apply, struct words *words)
{
	int code = EXIT_OK;

	print_words(apply->ctx, words);
	if (!apply->dry_run)
		code = run_words(apply->ctx, words->word);
	discard(words);
	return code;
}

/* The same for a change of something that may need none. */
static int finish_if(struct apply *apply, struct words *words, bool needed)
{
	if (needed)
		return finish(apply, words);
	discard(words);
	return EXIT_OK;
}

/* Differences --------------------------------------------------------------- */

/* Attribute @attr of both objects is the same, or absent from @want. */
static bool same(const struct vsw_obj *now, const struct vsw_obj *want,
		 unsigned int attr)
{
	const uint8_t *a, *b;

	switch (vsw_attr_type(vsw_obj_kind(want), attr)) {
	case VSW_TYPE_NEST:
		return vsw_obj_equal(vsw_obj_get(now, attr),
				     vsw_obj_get(want, attr));
	case VSW_TYPE_STRING:
		if (!vsw_obj_has(want, attr))
			return true;
		return vsw_obj_has(now, attr) &&
		       !strcmp(vsw_obj_str(now, attr), vsw_obj_str(want, attr));
	case VSW_TYPE_MAC:
		a = vsw_obj_mac(now, attr);
		b = vsw_obj_mac(want, attr);
		return !b || (a && !memcmp(a, b, VSW_MAC_LEN));
	default:
		if (!vsw_obj_has(want, attr))
			return true;
		return vsw_obj_has(now, attr) &&
		       vsw_obj_uint(now, attr) == vsw_obj_uint(want, attr);
	}
}

static bool same_strings(const struct vsw_obj *now, const struct vsw_obj *want,
			 unsigned int attr)
{
	unsigned int i, n = vsw_obj_count(want, attr);

	if (vsw_obj_count(now, attr) != n)
		return false;
	for (i = 0; i < n; i++)
		if (strcmp(vsw_obj_str_at(now, attr, i),
			   vsw_obj_str_at(want, attr, i)))
			return false;
	return true;
}

static void diff_uint(struct words *words, const char *keyword,
		      const struct vsw_obj *now, const struct vsw_obj *want,
		      unsigned int attr)
{
	if (same(now, want, attr))
		return;
	add(words, keyword);
	if (vsw_attr_type(vsw_obj_kind(want), attr) == VSW_TYPE_BOOL)
		add(words, vsw_obj_uint(want, attr) ? "on" : "off");
	else if (vsw_attr_type(vsw_obj_kind(want), attr) == VSW_TYPE_ENUM)
		add(words, value_text(want, attr));
	else
		addf(words, "%" PRIu64, vsw_obj_uint(want, attr));
}

static void diff_security(struct words *words, const struct vsw_obj *now,
			  const struct vsw_obj *want)
{
	unsigned int attr;

	for (attr = 1; attr <= vsw_attr_max(VSW_KIND_SECURITY); attr++) {
		if (same(now, want, attr))
			continue;
		add(words, vsw_attr_name(VSW_KIND_SECURITY, attr));
		add_text(words, text_of(put_policy, vsw_obj_get(want, attr)));
	}
}

static void diff_vlan(struct words *words, const struct vsw_obj *now,
		      const struct vsw_obj *want)
{
	if (vsw_obj_equal(now, want))
		return;
	add(words, "vlan");
	if (vsw_obj_uint(want, VSW_A_VLAN_MODE) == VSW_VLAN_MODE_TRUNK) {
		add(words, "trunk");
		add_text(words, text_of(put_ranges, want));
	} else {
		add_text(words, text_of(put_vlan, want));
	}
	if (vsw_obj_has(want, VSW_A_VLAN_NATIVE)) {
		add(words, "native");
		addf(words, "%" PRIu64, vsw_obj_uint(want, VSW_A_VLAN_NATIVE));
	}
	if (vsw_obj_uint(want, VSW_A_VLAN_TRANSPARENT)) {
		add(words, "transparent");
		add(words, "on");
	}
}

static void diff_guard(struct words *words, const struct vsw_obj *now,
		       const struct vsw_obj *want)
{
	unsigned int attr;

	for (attr = 1; attr <= vsw_attr_max(VSW_KIND_GUARD); attr++) {
		char *value = guard_change(now, want, attr);

		if (!value)
			continue;
		add(words, vsw_attr_name(VSW_KIND_GUARD, attr));
		add_text(words, value);
	}
}

static void diff_discovery(struct words *words, const struct vsw_obj *now,
			   const struct vsw_obj *want)
{
	static const struct {
		const char *keyword;
		unsigned int attr;
	} keywords[] = {
		{ "discovery-arp", VSW_A_DISCOVERY_ARP },
		{ "discovery-nd", VSW_A_DISCOVERY_ND },
		{ "discovery-dhcp", VSW_A_DISCOVERY_DHCP },
		{ "discovery-limit-ipv4", VSW_A_DISCOVERY_LIMIT_IPV4 },
		{ "discovery-limit-ipv6", VSW_A_DISCOVERY_LIMIT_IPV6 },
		{ "discovery-ageing", VSW_A_DISCOVERY_AGEING },
		{ "trust-on-first-use", VSW_A_DISCOVERY_TRUST_ON_FIRST_USE },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(keywords); i++)
		diff_uint(words, keywords[i].keyword, now, want,
			  keywords[i].attr);
}

static void diff_portgroup(struct words *words, const struct vsw_obj *now,
			   const struct vsw_obj *want)
{
	const struct vsw_obj *old = vsw_obj_get(now, VSW_A_PORTGROUP_LEARNING);
	const struct vsw_obj *new = vsw_obj_get(want, VSW_A_PORTGROUP_LEARNING);

	diff_vlan(words, vsw_obj_get(now, VSW_A_PORTGROUP_VLAN),
		  vsw_obj_get(want, VSW_A_PORTGROUP_VLAN));
	diff_security(words, vsw_obj_get(now, VSW_A_PORTGROUP_SECURITY),
		      vsw_obj_get(want, VSW_A_PORTGROUP_SECURITY));
	diff_uint(words, "promiscuous-scope", now, want,
		  VSW_A_PORTGROUP_PROMISCUOUS_SCOPE);
	diff_uint(words, "learning", old, new, VSW_A_LEARNING_ENABLED);
	diff_uint(words, "learning-limit", old, new, VSW_A_LEARNING_LIMIT);
	diff_uint(words, "learning-ageing", old, new, VSW_A_LEARNING_AGEING);
	diff_uint(words, "learning-limit-action", old, new,
		  VSW_A_LEARNING_LIMIT_ACTION);
	diff_uint(words, "learning-flood", old, new, VSW_A_LEARNING_FLOOD);
	diff_uint(words, "adopt", now, want, VSW_A_PORTGROUP_ADOPT);
	diff_guard(words, vsw_obj_get(now, VSW_A_PORTGROUP_GUARD),
		   vsw_obj_get(want, VSW_A_PORTGROUP_GUARD));
	diff_discovery(words, vsw_obj_get(now, VSW_A_PORTGROUP_DISCOVERY),
		       vsw_obj_get(want, VSW_A_PORTGROUP_DISCOVERY));
	diff_uint(words, "spoofguard", now, want, VSW_A_PORTGROUP_SPOOFGUARD);
}

/* A device that is not there yet is for later, when its guest runs. */
static bool device_exists(struct ctx *ctx, const char *name)
{
	struct ifreq ifreq = {};

	snprintf(ifreq.ifr_name, sizeof(ifreq.ifr_name), "%s", name);
	/* On the handle's socket, since that is in the right namespace. */
	return !ioctl(vsw_fd(ctx->vsw), SIOCGIFINDEX, &ifreq);
}

static bool is_attached(const struct vsw_obj *port)
{
	return vsw_obj_has(port, VSW_A_PORT_DEV) &&
	       !vsw_obj_has(port, VSW_A_PORT_IFINDEX);
}

/*
 * A file that was saved while a guest was off must not unplug it, so a device
 * that is only waited for changes nothing on a port that has one.
 */
static void diff_device(struct apply *apply, struct words *words,
			const struct vsw_obj *now, const struct vsw_obj *want)
{
	const char *dev = vsw_obj_str(want, VSW_A_PORT_DEV);
	bool exists;

	if (!dev)
		return;
	if (is_attached(now) &&
	    (!is_attached(want) || same(now, want, VSW_A_PORT_DEV)))
		return;
	exists = is_attached(want) && device_exists(apply->ctx, dev);
	if (is_attached(want) && !exists)
		warn(apply->ctx, "there is no device '%s', port '%s' waits for it",
		     dev, config_name(want));
	if (!exists && same(now, want, VSW_A_PORT_DEV))
		return;
	add(words, exists ? "dev" : "expect");
	add(words, dev);
}

static void diff_tags(struct words *words, const struct vsw_obj *now,
		      const struct vsw_obj *want)
{
	unsigned int i, n = vsw_obj_count(want, VSW_A_PORT_TAG);

	if (same_strings(now, want, VSW_A_PORT_TAG))
		return;
	for (i = 0; i < n; i++) {
		add(words, "tag");
		add(words, vsw_obj_str_at(want, VSW_A_PORT_TAG, i));
	}
	if (!n) {
		add(words, "tag");
		add(words, "none");
	}
}

static void diff_port(struct apply *apply, struct words *words,
		      const struct vsw_obj *now, const struct vsw_obj *want)
{
	char text[MAC_TEXT_LEN];
	const uint8_t *mac;

	if (!same(now, want, VSW_A_PORT_PORTGROUP)) {
		add(words, "portgroup");
		add(words, vsw_obj_str(want, VSW_A_PORT_PORTGROUP));
	}
	if (!same(now, want, VSW_A_PORT_INITIAL_MAC)) {
		mac = vsw_obj_mac(want, VSW_A_PORT_INITIAL_MAC);
		add(words, "mac");
		add(words, format_mac(text, mac));
	}
	diff_uint(words, "mac-source", now, want, VSW_A_PORT_MAC_SOURCE);
	diff_uint(words, "block", now, want, VSW_A_PORT_ADMIN_BLOCKED);
	diff_uint(words, "isolate", now, want, VSW_A_PORT_ISOLATED);
	diff_tags(words, now, want);
	diff_security(words, vsw_obj_get(now, VSW_A_PORT_SECURITY),
		      vsw_obj_get(want, VSW_A_PORT_SECURITY));
	diff_uint(words, "spoofguard", now, want, VSW_A_PORT_SPOOFGUARD);
	diff_device(apply, words, now, want);
}

/* Objects ------------------------------------------------------------------- */

static int apply_switch(struct apply *apply, const struct vsw_obj *want)
{
	const char *name = config_name(want);
	struct vsw_obj *fresh = config_new(VSW_KIND_SWITCH);
	const struct vsw_obj *now;
	struct words words;
	size_t empty;
	int code;

	now = config_find(&apply->now.switches, NULL, name);
	begin(&words, "switch", now ? "set" : "add");
	add(&words, name);
	empty = words.count;
	diff_security(&words,
		      vsw_obj_get(now ? now : fresh, VSW_A_SWITCH_SECURITY),
		      vsw_obj_get(want, VSW_A_SWITCH_SECURITY));
	code = finish_if(apply, &words, !now || words.count > empty);
	/* A new switch brings its default port group. */
	if (!code && !now) {
		struct vsw_obj *pg = config_new(VSW_KIND_PORTGROUP);

		vsw_obj_set_str(pg, VSW_A_PORTGROUP_SWITCH, name);
		vsw_obj_set_str(pg, VSW_A_PORTGROUP_NAME, CONFIG_DEFAULT_PG);
		list_add(&apply->now.portgroups, pg);
	}
	vsw_obj_free(fresh);
	return code;
}

static int apply_portgroup(struct apply *apply, const struct vsw_obj *want)
{
	const char *sw = config_switch(want), *name = config_name(want);
	struct vsw_obj *fresh = config_new(VSW_KIND_PORTGROUP);
	const struct vsw_obj *now;
	struct words words;
	size_t empty;
	int code;

	now = config_find(&apply->now.portgroups, sw, name);
	begin(&words, "portgroup", now ? "set" : "add");
	add(&words, sw);
	add(&words, name);
	empty = words.count;
	diff_portgroup(&words, now ? now : fresh, want);
	code = finish_if(apply, &words, !now || words.count > empty);
	vsw_obj_free(fresh);
	return code;
}

static int apply_uplink(struct apply *apply, const struct vsw_obj *want)
{
	const char *sw = config_switch(want), *dev = config_name(want);
	const struct vsw_obj *now;
	struct words words;
	int code = EXIT_OK;

	now = config_find(&apply->now.uplinks, NULL, dev);
	if (now && !strcmp(config_switch(now), sw))
		return EXIT_OK;
	if (now) {
		begin(&words, "uplink", "del");
		add(&words, dev);
		code = finish(apply, &words);
	} else if (!device_exists(apply->ctx, dev)) {
		warn(apply->ctx, "there is no device '%s', %s stays without this uplink",
		     dev, sw);
		return EXIT_OK;
	}
	if (code)
		return code;
	begin(&words, "uplink", "add");
	add(&words, sw);
	add(&words, dev);
	return finish(apply, &words);
}

/*
 * A port has one device at a time, and a device one port, so that what is to
 * change its place is taken off before anything is attached.
 */
static int unplug_port(struct apply *apply, const struct vsw_obj *want)
{
	const struct vsw_obj *now;
	struct words words;

	now = config_find(&apply->now.ports, config_switch(want),
			  config_name(want));
	if (!now || !is_attached(now) || !is_attached(want) ||
	    same(now, want, VSW_A_PORT_DEV))
		return EXIT_OK;
	begin(&words, "port", "detach");
	add(&words, config_name(want));
	add(&words, "switch");
	add(&words, config_switch(want));
	return finish(apply, &words);
}

static int apply_port(struct apply *apply, const struct vsw_obj *want)
{
	const char *sw = config_switch(want), *name = config_name(want);
	struct vsw_obj *fresh = config_new(VSW_KIND_PORT);
	const struct vsw_obj *now;
	struct words words;
	size_t empty;
	int code;

	now = config_find(&apply->now.ports, sw, name);
	begin(&words, "port", now ? "set" : "add");
	if (now) {
		add(&words, name);
		add(&words, "switch");
		add(&words, sw);
	} else {
		add(&words, sw);
		add(&words, name);
	}
	empty = words.count;
	diff_port(apply, &words, now ? now : fresh, want);
	code = finish_if(apply, &words, !now || words.count > empty);
	vsw_obj_free(fresh);
	return code;
}

static void diff_numbers(struct words *words, const char *keyword,
			 const struct vsw_obj *now, const struct vsw_obj *want)
{
	enum vsw_kind kind = vsw_obj_kind(want);
	unsigned int attr;

	for (attr = 1; attr <= vsw_attr_max(kind); attr++) {
		if (same(now, want, attr))
			continue;
		add(words, keyword);
		add(words, vsw_attr_name(kind, attr));
		addf(words, "%" PRIu64, vsw_obj_uint(want, attr));
	}
}

static int apply_filter(struct apply *apply, const struct vsw_obj *want)
{
	const char *sw = config_switch(want), *name = config_name(want);
	struct vsw_obj *fresh = config_new(VSW_KIND_FILTER);
	const struct vsw_obj *now;
	struct words words;
	size_t empty;
	int code;

	now = config_find(&apply->now.filters, sw, name);
	if (!now)
		now = fresh;
	begin(&words, "filter", "set");
	add(&words, name);
	add(&words, "switch");
	add(&words, sw);
	empty = words.count;
	diff_uint(&words, "failure-policy", now, want,
		  VSW_A_FILTER_FAILURE_POLICY);
	diff_numbers(&words, "timeout",
		     vsw_obj_get(now, VSW_A_FILTER_TIMEOUTS),
		     vsw_obj_get(want, VSW_A_FILTER_TIMEOUTS));
	diff_numbers(&words, "limit", vsw_obj_get(now, VSW_A_FILTER_LIMITS),
		     vsw_obj_get(want, VSW_A_FILTER_LIMITS));
	code = finish_if(apply, &words, words.count > empty);
	vsw_obj_free(fresh);
	return code;
}

static void diff_text(struct words *words, const char *keyword, char *now,
		      char *want)
{
	if (strcmp(now ? now : "", want ? want : "")) {
		add(words, keyword);
		add(words, want && *want ? want : "none");
	}
	free(now);
	free(want);
}

/* All that differs in one command, so that nothing is in force by halves. */
static int apply_group(struct apply *apply, const struct vsw_obj *want)
{
	const char *name = config_name(want);
	const struct vsw_obj *now;
	struct vsw_obj *fresh;
	struct words words;
	size_t empty;
	int code;

	fresh = vsw_obj_new(VSW_KIND_GROUP);
	now = config_find(&apply->now.groups, NULL, name);
	begin(&words, "group", now ? "set" : "add");
	add(&words, name);
	empty = words.count;
	diff_text(&words, "match", vsw_group_criteria(now ? now : fresh),
		  vsw_group_criteria(want));
	diff_text(&words, "ip", text_of(put_group_ips, now ? now : fresh),
		  text_of(put_group_ips, want));
	diff_text(&words, "mac", text_of(put_group_macs, now ? now : fresh),
		  text_of(put_group_macs, want));
	code = finish_if(apply, &words, !now || words.count > empty);
	vsw_obj_free(fresh);
	return code;
}

/* "OBJECT COMMAND PORT switch SWITCH ADDRESS [vlan ID]" */
static void begin_binding(struct words *words, const char *object,
			  const char *command, const struct vsw_obj *binding)
{
	char text[IP_TEXT_LEN];
	const void *ip;
	size_t len;

	ip = vsw_obj_ip(binding, VSW_A_BINDING_ADDRESS, &len);
	begin(words, object, command);
	add(words, config_name(binding));
	add(words, "switch");
	add(words, config_switch(binding));
	add(words, format_ip(text, ip, len));
	if (!vsw_obj_has(binding, VSW_A_BINDING_VLAN))
		return;
	add(words, "vlan");
	addf(words, "%" PRIu64, vsw_obj_uint(binding, VSW_A_BINDING_VLAN));
}

static bool is_static(const struct vsw_obj *binding)
{
	return vsw_obj_uint(binding, VSW_A_BINDING_SOURCES) &
	       VSW_BINDING_SOURCE_STATIC;
}

static bool same_mac(const struct vsw_obj *a, const struct vsw_obj *b)
{
	return vsw_obj_has(a, VSW_A_BINDING_MAC) ==
		       vsw_obj_has(b, VSW_A_BINDING_MAC) &&
	       same(a, b, VSW_A_BINDING_MAC);
}

static int approve(struct apply *apply, const struct vsw_obj *binding)
{
	struct words words;

	begin_binding(&words, "spoofguard", "approve", binding);
	return finish(apply, &words);
}

/* @now becomes NULL when all of it is deleted. */
static int apply_static(struct apply *apply, const struct vsw_obj **now,
			const struct vsw_obj *want)
{
	char text[MAC_TEXT_LEN];
	struct words words;
	int code = EXIT_OK;

	if (!is_static(want) || (is_static(*now) && same_mac(*now, want)))
		return EXIT_OK;
	if (is_static(*now)) {
		begin_binding(&words, "binding", "del", want);
		code = finish(apply, &words);
		*now = NULL;
	}
	if (code)
		return code;
	begin_binding(&words, "binding", "add", want);
	if (vsw_obj_has(want, VSW_A_BINDING_MAC)) {
		add(&words, "mac");
		add(&words, format_mac(text, vsw_obj_mac(want,
							 VSW_A_BINDING_MAC)));
	}
	return finish(apply, &words);
}

static int apply_binding(struct apply *apply, const struct vsw_obj *want)
{
	const struct vsw_obj *now;
	int code;

	now = config_find_binding(&apply->now.bindings, want);
	code = apply_static(apply, &now, want);
	if (code || !vsw_obj_uint(want, VSW_A_BINDING_APPROVED) ||
	    vsw_obj_uint(now, VSW_A_BINDING_APPROVED))
		return code;
	return approve(apply, want);
}

static int apply_list(struct apply *apply, const struct list *want,
		      int (*fn)(struct apply *, const struct vsw_obj *))
{
	int code = EXIT_OK;
	size_t i;

	for (i = 0; !code && i < want->count; i++)
		code = fn(apply, want->objs[i]);
	return code;
}

/* What is not in the file --------------------------------------------------- */

static int prune_one(struct apply *apply, const struct vsw_obj *obj)
{
	const char *sw = config_switch(obj), *name = config_name(obj);
	struct words words;

	switch (vsw_obj_kind(obj)) {
	case VSW_KIND_SWITCH:
		begin(&words, "switch", "del");
		add(&words, name);
		break;
	case VSW_KIND_PORTGROUP:
		begin(&words, "portgroup", "del");
		add(&words, sw);
		add(&words, name);
		break;
	case VSW_KIND_GROUP:
		begin(&words, "group", "del");
		add(&words, name);
		break;
	case VSW_KIND_UPLINK:
		begin(&words, "uplink", "del");
		add(&words, name);
		break;
	default:
		begin(&words, "port", "del");
		add(&words, name);
		add(&words, "switch");
		add(&words, sw);
	}
	return finish(apply, &words);
}

static int prune(struct apply *apply, const struct list *now,
		 const struct list *want)
{
	int code = EXIT_OK;
	size_t i;

	for (i = 0; apply->prune && !code && i < now->count; i++) {
		const struct vsw_obj *obj = now->objs[i];
		const char *sw = config_switch(obj);

		if (config_find(want, sw, config_name(obj)))
			continue;
		/* It went with its switch. */
		if (sw && !config_find(&apply->want.switches, NULL, sw))
			continue;
		if (vsw_obj_kind(obj) == VSW_KIND_PORTGROUP &&
		    !strcmp(config_name(obj), CONFIG_DEFAULT_PG))
			continue;
		/* It is moved later. */
		if (vsw_obj_kind(obj) == VSW_KIND_UPLINK &&
		    config_find(want, NULL, config_name(obj)))
			continue;
		code = prune_one(apply, obj);
	}
	return code;
}

/* Of ports that are in the file: what of their addresses is not. */
static int prune_bindings(struct apply *apply)
{
	int code = EXIT_OK;
	size_t i;

	for (i = 0; apply->prune && !code && i < apply->now.bindings.count;
	     i++) {
		const struct vsw_obj *now = apply->now.bindings.objs[i];
		const struct vsw_obj *want;
		struct words words;

		if (!config_find(&apply->want.ports, config_switch(now),
				 config_name(now)))
			continue;
		want = config_find_binding(&apply->want.bindings, now);
		if (is_static(now) && !is_static(want)) {
			begin_binding(&words, "binding", "del", now);
			code = finish(apply, &words);
			/* That went with it. */
			if (!code && vsw_obj_uint(now, VSW_A_BINDING_APPROVED) &&
			    vsw_obj_uint(want, VSW_A_BINDING_APPROVED))
				code = approve(apply, want);
		} else if (vsw_obj_uint(now, VSW_A_BINDING_APPROVED) &&
			   !vsw_obj_uint(want, VSW_A_BINDING_APPROVED)) {
			begin_binding(&words, "spoofguard", "revoke", now);
			code = finish(apply, &words);
		}
	}
	return code;
}

static int check_portgroups(const struct apply *apply, const char *file)
{
	size_t i;

	for (i = 0; i < apply->want.ports.count; i++) {
		const struct vsw_obj *port = apply->want.ports.objs[i];
		const char *pg = vsw_obj_str(port, VSW_A_PORT_PORTGROUP);
		const char *sw = config_switch(port);

		if (config_find(&apply->want.portgroups, sw, pg) ||
		    !strcmp(pg, CONFIG_DEFAULT_PG) ||
		    (!apply->prune &&
		     config_find(&apply->now.portgroups, sw, pg)))
			continue;
		return usage_error(apply->ctx,
				   "%s: port '%s' of switch '%s': there is no port group '%s'",
				   file, config_name(port), sw, pg);
	}
	return EXIT_OK;
}

static int apply_all(struct apply *apply)
{
	int code;

	code = prune(apply, &apply->now.ports, &apply->want.ports);
	if (!code)
		code = prune_bindings(apply);
	if (!code)
		code = prune(apply, &apply->now.uplinks, &apply->want.uplinks);
	if (!code)
		code = prune(apply, &apply->now.switches,
			     &apply->want.switches);
	/* A port that comes is in its groups at once. */
	if (!code)
		code = apply_list(apply, &apply->want.groups, apply_group);
	if (!code && apply->want.has_groups)
		code = prune(apply, &apply->now.groups, &apply->want.groups);
	if (!code)
		code = apply_list(apply, &apply->want.switches, apply_switch);
	if (!code)
		code = apply_list(apply, &apply->want.portgroups,
				  apply_portgroup);
	if (!code)
		code = apply_list(apply, &apply->want.ports, unplug_port);
	if (!code)
		code = apply_list(apply, &apply->want.uplinks, apply_uplink);
	if (!code)
		code = apply_list(apply, &apply->want.ports, apply_port);
	if (!code)
		code = apply_list(apply, &apply->want.filters, apply_filter);
	if (!code)
		code = apply_list(apply, &apply->want.bindings, apply_binding);
	/* The ports have left them by now. */
	if (!code)
		code = prune(apply, &apply->now.portgroups,
			     &apply->want.portgroups);
	return code;
}

int run_apply(struct ctx *ctx, struct args *args)
{
	struct apply apply = { .ctx = ctx };
	const char *file = NULL;
	char *word;
	int code;

	while ((word = args_next(args))) {
		if (!strcmp(word, "--dry-run"))
			apply.dry_run = true;
		else if (!strcmp(word, "--prune"))
			apply.prune = true;
		else if (!file && (word[0] != '-' || !word[1]))
			file = word;
		else
			return usage_error(ctx, "expected FILE, --dry-run and --prune, not '%s'",
					   word);
	}
	if (!file)
		return usage_error(ctx, "the file is missing (- for standard input)");
	code = config_load(ctx, &apply.want, file);
	if (!code)
		code = config_read(ctx, &apply.now);
	if (!code)
		code = check_portgroups(&apply, file);
	if (!code)
		code = apply_all(&apply);
	config_free(&apply.want);
	config_free(&apply.now);
	return code;
}
