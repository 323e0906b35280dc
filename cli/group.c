// SPDX-License-Identifier: GPL-2.0
/* vswctl group */
#include "group.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "json.h"
#include "parse.h"

#define KEYWORDS "[match CRITERIA|none] [ip ADDRESS,...|none] [mac MAC,...|none]"

static int set_match(const struct keyword *kw, struct vsw_obj *obj,
		     const char *text, struct args *args)
{
	struct vsw_rules_error error;

	(void)kw;
	(void)args;
	vsw_obj_unset(obj, VSW_A_GROUP_STEP);
	if (!strcmp(text, "none"))
		return 0;
	return vsw_group_set_criteria(obj, text, &error);
}

/* Each of "A,B,C" with @add, which returns 0 or a negative errno. */
static int set_each(struct vsw_obj *obj, unsigned int attr, const char *text,
		    int (*add)(struct vsw_obj *obj, const char *word))
{
	char *copy = strdup(text), *rest = copy, *word;
	int err = copy ? 0 : -ENOMEM;

	vsw_obj_unset(obj, attr);
	if (!strcmp(text, "none"))
		rest = NULL;
	while (!err && (word = strsep(&rest, ",")))
		err = add(obj, word);
	free(copy);
	return err;
}

static int add_ip(struct vsw_obj *obj, const char *word)
{
	const char *why;

	vsw_address_parse(vsw_obj_add_nest(obj, VSW_A_GROUP_ADDRESS), word,
			  &why);
	return why ? -EINVAL : 0;
}

int set_group_ips(struct vsw_obj *group, const char *text)
{
	return set_each(group, VSW_A_GROUP_ADDRESS, text, add_ip);
}

static int set_ips(const struct keyword *kw, struct vsw_obj *obj,
		   const char *text, struct args *args)
{
	(void)kw;
	(void)args;
	return set_group_ips(obj, text);
}

static int add_mac(struct vsw_obj *obj, const char *word)
{
	uint8_t mac[VSW_MAC_LEN];

	if (parse_mac(word, mac))
		return -EINVAL;
	return vsw_obj_add_mac(obj, VSW_A_GROUP_MAC, mac);
}

int set_group_macs(struct vsw_obj *group, const char *text)
{
	return set_each(group, VSW_A_GROUP_MAC, text, add_mac);
}

static int set_macs(const struct keyword *kw, struct vsw_obj *obj,
		    const char *text, struct args *args)
{
	(void)kw;
	(void)args;
	return set_group_macs(obj, text);
}

static const struct keyword keywords[] = {
	{ "match", set_match,
	  "none or criteria such as 'tag tier=web and not name test-*'",
	  0, VSW_A_GROUP_STEP, 0, 0 },
	{ "ip", set_ips, "none or ADDRESS[/LENGTH],FIRST-LAST,...",
	  0, VSW_A_GROUP_ADDRESS, 0, 0 },
	{ "mac", set_macs, "none or MAC,MAC,...",
	  0, VSW_A_GROUP_MAC, 0, 0 },
	{ NULL, NULL, NULL, 0, 0, 0, 0 },
};

static int take_name(struct ctx *ctx, struct args *args, struct vsw_obj **group)
{
	const char *name = args_need(ctx, args, "the name of the group");

	*group = NULL;
	if (!name)
		return EXIT_USAGE;
	*group = vsw_obj_new(VSW_KIND_GROUP);
	vsw_obj_set_str(*group, VSW_A_GROUP_NAME, name);
	return EXIT_OK;
}

/* Says what is wrong with criteria in more words than a keyword can. */
static int check_match(struct ctx *ctx, const struct args *args)
{
	struct vsw_rules_error error;
	struct vsw_obj *scratch;
	char **word;
	int err = 0;

	for (word = args->word; word[0] && word[1]; word += 2) {
		if (strcmp(word[0], "match") || !strcmp(word[1], "none"))
			continue;
		scratch = vsw_obj_new(VSW_KIND_GROUP);
		err = vsw_group_set_criteria(scratch, word[1], &error);
		vsw_obj_free(scratch);
		if (err)
			return usage_error(ctx, "match: %s", error.text);
	}
	return EXIT_OK;
}

static int group_add(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *group;
	int code, err;

	code = take_name(ctx, args, &group);
	if (!code)
		code = check_match(ctx, args);
	if (!code && *args->word)
		code = args_keywords(ctx, args, group, keywords);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_group_new(ctx->vsw, group);
		if (err == -EEXIST && ctx->may_exist)
			err = vsw_group_set(ctx->vsw, group);
		if (err)
			code = request_error(ctx, err);
	}
	vsw_obj_free(group);
	return code;
}

/* The kernel takes the whole definition: what is not named stays as it is. */
static int group_set(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *key, *group = NULL;
	int code, err;

	code = take_name(ctx, args, &key);
	if (!code)
		code = check_match(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_group_get(ctx->vsw, key, &group);
		if (err)
			code = request_error(ctx, err);
	}
	if (!code) {
		vsw_obj_unset(group, VSW_A_GROUP_MEMBERS);
		vsw_obj_unset(group, VSW_A_GROUP_USERS);
		code = args_keywords(ctx, args, group, keywords);
	}
	if (!code) {
		err = vsw_group_set(ctx->vsw, group);
		if (err)
			code = request_error(ctx, err);
	}
	vsw_obj_free(group);
	vsw_obj_free(key);
	return code;
}

static int group_del(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *key;
	int code, err;

	code = take_name(ctx, args, &key);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_group_del(ctx->vsw, key);
		if (err && !(is_not_found(err) && ctx->if_exists))
			code = request_error(ctx, err);
	}
	vsw_obj_free(key);
	return code;
}

/* Showing ------------------------------------------------------------------- */

void put_group_ips(FILE *out, const struct vsw_obj *group)
{
	unsigned int i, n = vsw_obj_count(group, VSW_A_GROUP_ADDRESS);
	char text[VSW_ADDRESS_TEXT_LEN];
	const char *known;

	for (i = 0; i < n; i++) {
		known = vsw_address_text(vsw_obj_at(group, VSW_A_GROUP_ADDRESS,
						    i), text);
		fprintf(out, "%s%s", i ? "," : "", known ? known : "unknown");
	}
}

static void put_mac_list(FILE *out, const struct vsw_obj *obj,
			 unsigned int attr)
{
	unsigned int i, n = vsw_obj_count(obj, attr);
	char text[MAC_TEXT_LEN];

	for (i = 0; i < n; i++)
		fprintf(out, "%s%s", i ? "," : "",
			format_mac(text, vsw_obj_mac_at(obj, attr, i)));
}

void put_group_macs(FILE *out, const struct vsw_obj *group)
{
	put_mac_list(out, group, VSW_A_GROUP_MAC);
}

static void put_ips(FILE *out, const struct vsw_obj *member)
{
	unsigned int i, n = vsw_obj_count(member, VSW_A_GROUP_MEMBER_IP);
	char text[IP_TEXT_LEN];
	size_t len;

	for (i = 0; i < n; i++) {
		const void *ip = vsw_obj_ip_at(member, VSW_A_GROUP_MEMBER_IP, i,
					       &len);

		fprintf(out, ", %s", format_ip(text, ip, len));
	}
}

static void print_member(const struct vsw_obj *group,
			 const struct vsw_obj *member)
{
	uint64_t matched = vsw_obj_uint(member, VSW_A_GROUP_MEMBER_MATCHED);
	char *why = vsw_group_matched(group, matched);
	FILE *out = line_begin("Member");

	fprintf(out, "%s (0x%" PRIx64 ") ",
		vsw_obj_str(member, VSW_A_GROUP_MEMBER_PORT),
		vsw_obj_uint(member, VSW_A_GROUP_MEMBER_PORT_ID));
	put_mac_list(out, member, VSW_A_GROUP_MEMBER_MAC);
	put_ips(out, member);
	if (why && *why)
		fprintf(out, "; %s", why);
	line_end();
	free(why);
}

static void print_group(const struct vsw_obj *group, const struct list *members)
{
	char *match = vsw_group_criteria(group);
	char *ips = text_of(put_group_ips, group);
	char *macs = text_of(put_group_macs, group);
	size_t i;

	block_begin(vsw_obj_str(group, VSW_A_GROUP_NAME));
	block_line("Match", "%s", match && *match ? match : "none");
	block_line("IP Addresses", "%s", ips);
	block_line("MAC Addresses", "%s", macs);
	block_line("Rules", "%" PRIu64, vsw_obj_uint(group, VSW_A_GROUP_USERS));
	block_line("Members", "%" PRIu64,
		   vsw_obj_uint(group, VSW_A_GROUP_MEMBERS));
	for (i = 0; i < members->count; i++)
		print_member(group, members->objs[i]);
	free(macs);
	free(ips);
	free(match);
}

static struct json_object *json_group(const struct vsw_obj *group,
				      const struct list *members)
{
	struct json_object *out = json_of(group), *list;
	char *match = vsw_group_criteria(group);
	size_t i;

	json_object_object_add(out, "match",
			       json_object_new_string(match ? match : ""));
	list = json_object_new_array();
	for (i = 0; i < members->count; i++)
		json_object_array_add(list, json_of(members->objs[i]));
	json_object_object_add(out, "member", list);
	free(match);
	return out;
}

int group_read_members(struct ctx *ctx, const struct vsw_obj *group,
		       struct list *members)
{
	struct vsw_obj *key = vsw_obj_new(VSW_KIND_GROUP_MEMBER);
	int err;

	vsw_obj_set_str(key, VSW_A_GROUP_MEMBER_GROUP,
			vsw_obj_str(group, VSW_A_GROUP_NAME));
	err = vsw_group_member_dump(ctx->vsw, key, list_add_clone, members);
	vsw_obj_free(key);
	return err < 0 ? err : 0;
}

/* One, or all. */
static int read_groups(struct ctx *ctx, struct args *args, struct list *groups)
{
	struct vsw_obj *key, *group;
	int code, err;

	if (!*args->word)
		return list_dump(ctx, groups, VSW_KIND_GROUP, NULL);
	code = take_name(ctx, args, &key);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		err = vsw_group_get(ctx->vsw, key, &group);
		if (err)
			code = request_error(ctx, err);
		else
			list_add(groups, group);
	}
	vsw_obj_free(key);
	return code;
}

static int show_groups(struct ctx *ctx, const struct list *groups,
		       struct json_object *out)
{
	struct list members = {};
	size_t i;
	int err;

	for (i = 0; i < groups->count; i++) {
		err = group_read_members(ctx, groups->objs[i], &members);
		if (err == -ENOENT)
			continue;
		if (err)
			return request_error(ctx, err);
		if (ctx->json)
			json_object_array_add(out, json_group(groups->objs[i],
							      &members));
		else
			print_group(groups->objs[i], &members);
		list_free(&members);
	}
	return EXIT_OK;
}

static int group_show(struct ctx *ctx, struct args *args)
{
	struct json_object *out = json_object_new_array();
	struct list groups = {};
	int code;

	code = read_groups(ctx, args, &groups);
	if (!code)
		code = show_groups(ctx, &groups, out);
	if (!code && ctx->json)
		json_print(out, false);
	else
		json_object_put(out);
	list_free(&groups);
	return code;
}

static const char *const heads[] = { "Group", ">Members", ">Rules", "Match" };

static void add_row(struct table *table, const struct vsw_obj *group)
{
	table_cell(table, "%s", vsw_obj_str(group, VSW_A_GROUP_NAME));
	table_cell(table, "%" PRIu64, vsw_obj_uint(group, VSW_A_GROUP_MEMBERS));
	table_cell(table, "%" PRIu64, vsw_obj_uint(group, VSW_A_GROUP_USERS));
	table_text(table, vsw_group_criteria(group));
}

static int group_list(struct ctx *ctx, struct args *args)
{
	struct table table = { .heads = heads, .n_cols = ARRAY_SIZE(heads) };
	struct list groups = {};
	int code;

	code = args_end(ctx, args);
	if (!code)
		code = list_dump(ctx, &groups, VSW_KIND_GROUP, NULL);
	if (!code)
		list_table(ctx, &groups, &table, add_row);
	list_free(&groups);
	return code;
}

const struct command group_commands[] = {
	{ "add", group_add, "NAME " KEYWORDS },
	{ "set", group_set, "NAME " KEYWORDS },
	{ "del", group_del, "NAME" },
	{ "show", group_show, "[NAME]" },
	{ "list", group_list, "" },
	{ NULL, NULL, NULL },
};
