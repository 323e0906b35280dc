// SPDX-License-Identifier: GPL-2.0
/* Words of the command line to attributes of objects. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "parse.h"
#include "vswctl.h"

char *args_next(struct args *args)
{
	return *args->word ? *args->word++ : NULL;
}

bool args_take(struct args *args, const char *word)
{
	if (!*args->word || strcmp(*args->word, word))
		return false;
	args->word++;
	return true;
}

char *args_need(struct ctx *ctx, struct args *args, const char *what)
{
	char *word = args_next(args);

	if (!word)
		usage_error(ctx, "%s is missing", what);
	else if (!*word)
		usage_error(ctx, "%s is empty", what);
	return word && *word ? word : NULL;
}

int args_take_switch(struct ctx *ctx, struct args *args, const char **sw)
{
	*sw = NULL;
	if (!args_take(args, "switch"))
		return EXIT_OK;
	*sw = args_need(ctx, args, "the name of the switch");
	return *sw ? EXIT_OK : EXIT_USAGE;
}

int args_end(struct ctx *ctx, struct args *args)
{
	if (!*args->word)
		return EXIT_OK;
	return usage_error(ctx, "'%s' is not expected here", *args->word);
}

static struct vsw_obj *target(const struct keyword *kw, struct vsw_obj *obj)
{
	return kw->nest ? vsw_obj_nest(obj, kw->nest) : obj;
}

int set_string(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	       struct args *args)
{
	(void)args;
	if (strlen(text) < kw->min || strlen(text) > kw->max)
		return -EINVAL;
	return vsw_obj_set_str(target(kw, obj), kw->attr, text);
}

int set_expect(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	       struct args *args)
{
	int err = set_string(kw, obj, text, args);

	return err ? err : vsw_obj_set_uint(obj, VSW_A_PORT_IFINDEX, 0);
}

int set_mac(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	    struct args *args)
{
	uint8_t mac[VSW_MAC_LEN];

	(void)args;
	if (parse_mac(text, mac))
		return -EINVAL;
	return vsw_obj_set_mac(target(kw, obj), kw->attr, mac);
}

int set_uint(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args)
{
	uint64_t value;

	(void)args;
	if (parse_uint(text, kw->min, kw->max, &value))
		return -EINVAL;
	return vsw_obj_set_uint(target(kw, obj), kw->attr, value);
}

int set_bool(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args)
{
	bool value;

	(void)args;
	if (parse_bool(text, &value))
		return -EINVAL;
	return vsw_obj_set_uint(target(kw, obj), kw->attr, value);
}

int set_enum(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args)
{
	struct vsw_obj *nest = target(kw, obj);
	uint64_t value;

	(void)args;
	if (!nest)
		return -ENOMEM;
	if (vsw_value_find(vsw_obj_kind(nest), kw->attr, text, &value))
		return -EINVAL;
	return vsw_obj_set_uint(nest, kw->attr, value);
}

int set_policy(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	       struct args *args)
{
	struct policy policy;
	struct vsw_obj *nest;
	unsigned int i;
	int err;

	(void)args;
	err = parse_policy(text, &policy);
	if (err)
		return err;
	if ((policy.mode == VSW_POLICY_MODE_INHERIT &&
	     !(kw->max & POLICY_INHERIT)) ||
	    (policy.mode == VSW_POLICY_MODE_LIST && !(kw->max & POLICY_LIST))) {
		free(policy.list.mac);
		return -EINVAL;
	}
	nest = vsw_obj_nest(target(kw, obj), kw->attr);
	vsw_obj_unset(nest, VSW_A_POLICY_ADDRESS);
	err = vsw_obj_set_uint(nest, VSW_A_POLICY_MODE, policy.mode);
	for (i = 0; i < policy.list.count; i++)
		vsw_obj_add_mac(nest, VSW_A_POLICY_ADDRESS, policy.list.mac[i]);
	free(policy.list.mac);
	return err;
}

static int set_trunk(struct vsw_obj *vlan, const char *text)
{
	struct vlan_ranges ranges;
	struct vsw_obj *range;
	unsigned int i;
	int err;

	err = parse_ranges(text, &ranges);
	if (err)
		return err;
	vsw_obj_set_uint(vlan, VSW_A_VLAN_MODE, VSW_VLAN_MODE_TRUNK);
	for (i = 0; i < ranges.count; i++) {
		range = vsw_obj_add_nest(vlan, VSW_A_VLAN_RANGE);
		vsw_obj_set_uint(range, VSW_A_VLAN_RANGE_FIRST,
				 ranges.range[i].first);
		vsw_obj_set_uint(range, VSW_A_VLAN_RANGE_LAST,
				 ranges.range[i].last);
	}
	free(ranges.range);
	return 0;
}

/* none, 1-4094, 4095, or trunk RANGES; native and transparent stay. */
int set_vlan(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args)
{
	struct vsw_obj *vlan = vsw_obj_nest(obj, kw->attr);
	uint64_t id;

	if (!vlan)
		return -ENOMEM;
	vsw_obj_unset(vlan, VSW_A_VLAN_ID);
	vsw_obj_unset(vlan, VSW_A_VLAN_RANGE);
	if (!strcmp(text, "none") || !strcmp(text, "0"))
		return vsw_obj_set_uint(vlan, VSW_A_VLAN_MODE,
					VSW_VLAN_MODE_NONE);
	if (!strcmp(text, "trunk")) {
		const char *ranges = args_next(args);

		return ranges ? set_trunk(vlan, ranges) : -EINVAL;
	}
	if (parse_uint(text, 1, 4095, &id))
		return -EINVAL;
	if (id == 4095)
		return set_trunk(vlan, "0-4094");
	vsw_obj_set_uint(vlan, VSW_A_VLAN_MODE, VSW_VLAN_MODE_ACCESS);
	return vsw_obj_set_uint(vlan, VSW_A_VLAN_ID, id);
}

int set_native(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	       struct args *args)
{
	struct vsw_obj *vlan = target(kw, obj);

	if (strcmp(text, "none"))
		return set_uint(kw, obj, text, args);
	vsw_obj_unset(vlan, kw->attr);
	return 0;
}

static const struct keyword *find_keyword(const struct keyword *keywords,
					  const char *name)
{
	for (; keywords->name; keywords++)
		if (!strcmp(keywords->name, name))
			return keywords;
	return NULL;
}

static int unknown_keyword(struct ctx *ctx, const struct keyword *keywords,
			   const char *word)
{
	size_t size;
	char *list;
	FILE *out;
	int code;

	out = open_memstream(&list, &size);
	if (!out)
		return system_error(ctx, -ENOMEM, NULL);
	for (; keywords->name; keywords++)
		fprintf(out, "%s%s", keywords->name,
			keywords[1].name ? ", " : "");
	fclose(out);
	code = usage_error(ctx, "'%s' is not one of %s", word, list);
	free(list);
	return code;
}

int args_keywords(struct ctx *ctx, struct args *args, struct vsw_obj *obj,
		  const struct keyword *keywords)
{
	const struct keyword *kw;
	char *word, *text;
	int err;

	while ((word = args_next(args))) {
		kw = find_keyword(keywords, word);
		if (!kw)
			return unknown_keyword(ctx, keywords, word);
		text = args_next(args);
		if (!text)
			return expect_error(ctx, word, kw->expects, NULL);
		err = kw->set(kw, obj, text, args);
		/* A value may be two words, "trunk 1-2". */
		if (err == -EINVAL)
			return expect_error(ctx, word, kw->expects,
					    args->word[-1]);
		if (err)
			return system_error(ctx, err, word);
	}
	return EXIT_OK;
}
