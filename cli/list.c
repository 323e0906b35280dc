// SPDX-License-Identifier: GPL-2.0
/* Lists of objects, as a dump gives them. */
#include "list.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"

void list_add(struct list *list, struct vsw_obj *obj)
{
	list->objs = reallocarray(list->objs, list->count + 1,
				  sizeof(*list->objs));
	if (!obj || !list->objs) {
		fprintf(stderr, "vswctl: out of memory\n");
		exit(EXIT_REFUSED);
	}
	list->objs[list->count++] = obj;
}

void list_free(struct list *list)
{
	while (list->count)
		vsw_obj_free(list->objs[--list->count]);
	free(list->objs);
	list->objs = NULL;
}

static int compare_str(const struct vsw_obj *a, const struct vsw_obj *b,
		       unsigned int attr)
{
	const char *left = vsw_obj_str(a, attr), *right = vsw_obj_str(b, attr);

	return strcmp(left ? left : "", right ? right : "");
}

static int compare(const void *a, const void *b, void *data)
{
	const struct vsw_obj *left = *(struct vsw_obj *const *)a;
	const struct vsw_obj *right = *(struct vsw_obj *const *)b;
	unsigned int attr = *(unsigned int *)data;
	unsigned int sw;
	int order;

	sw = vsw_attr_find(vsw_obj_kind(left), "switch");
	order = sw ? compare_str(left, right, sw) : 0;
	return order ? order : compare_str(left, right, attr);
}

void list_sort(struct list *list, unsigned int attr)
{
	if (list->count)
		qsort_r(list->objs, list->count, sizeof(*list->objs), compare,
			&attr);
}

int list_add_clone(const struct vsw_obj *obj, void *list)
{
	list_add(list, vsw_obj_clone(obj));
	return 0;
}

int list_dump(struct ctx *ctx, struct list *list, enum vsw_kind kind,
	      const char *sw)
{
	struct vsw_obj *filter = NULL;
	int err, code;

	code = ctx_open(ctx);
	if (code)
		return code;
	if (sw) {
		filter = vsw_obj_new(kind);
		vsw_obj_set_str(filter, vsw_attr_find(kind, "switch"), sw);
	}
	switch (kind) {
	case VSW_KIND_SWITCH:
		err = vsw_switch_dump(ctx->vsw, list_add_clone, list);
		break;
	case VSW_KIND_PORTGROUP:
		err = vsw_portgroup_dump(ctx->vsw, filter, list_add_clone, list);
		break;
	case VSW_KIND_PORT:
		err = vsw_port_dump(ctx->vsw, filter, list_add_clone, list);
		break;
	case VSW_KIND_UPLINK:
		err = vsw_uplink_dump(ctx->vsw, filter, list_add_clone, list);
		break;
	case VSW_KIND_GROUP:
		err = vsw_group_dump(ctx->vsw, NULL, list_add_clone, list);
		break;
	case VSW_KIND_BINDING:
		err = vsw_binding_dump(ctx->vsw, filter, list_add_clone, list);
		break;
	case VSW_KIND_FILTER:
		err = vsw_filter_dump(ctx->vsw, filter, list_add_clone, list);
		break;
	default:
		err = vsw_fdb_dump(ctx->vsw, filter, list_add_clone, list);
	}
	vsw_obj_free(filter);
	if (err < 0) {
		list_free(list);
		return request_error(ctx, err);
	}
	if (err)
		warn(ctx, "the configuration kept changing, entries may be missing or double");
	return EXIT_OK;
}

void list_print(const struct ctx *ctx, const struct list *list,
		void (*text)(const struct vsw_obj *obj))
{
	struct json_object *out;
	size_t i;

	if (!ctx->json) {
		for (i = 0; i < list->count; i++)
			text(list->objs[i]);
		return;
	}
	out = json_object_new_array();
	for (i = 0; i < list->count; i++)
		json_object_array_add(out, json_of(list->objs[i]));
	json_print(out, false);
}

void list_table(const struct ctx *ctx, const struct list *list,
		struct table *table,
		void (*row)(struct table *table, const struct vsw_obj *obj))
{
	size_t i;

	if (ctx->json) {
		list_print(ctx, list, NULL);
		return;
	}
	for (i = 0; i < list->count; i++)
		row(table, list->objs[i]);
	table_print(table);
}
