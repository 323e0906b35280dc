// SPDX-License-Identifier: LGPL-2.1-or-later
/* Objects: attributes with their presence, in memory. codec.c has the wire. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "export.h"
#include "object.h"

static int fail(struct vsw_obj *obj, int err)
{
	if (!obj->err)
		obj->err = err;
	return err;
}

/* The value of @attr if the object has such an attribute of type @type. */
static struct vsw_val *val_of(const struct vsw_obj *obj, unsigned int attr,
			      enum vsw_type type)
{
	const struct vsw_attr_spec *spec;

	spec = obj ? vsw_obj_spec(obj, attr) : NULL;
	if (!spec || spec->type != type)
		return NULL;
	return (struct vsw_val *)&obj->val[attr];
}

/* Likewise, but also NULL unless it is a list, or is none. */
static struct vsw_val *val_of_list(const struct vsw_obj *obj, unsigned int attr,
				   enum vsw_type type, bool list)
{
	struct vsw_val *val = val_of(obj, attr, type);

	return val && obj->set->attr[attr].list == list ? val : NULL;
}

static void *alloc(struct vsw_arena *arena, size_t size)
{
	return arena ? vsw_arena_alloc(arena, size) : calloc(1, size);
}

static struct vsw_obj *make(enum vsw_kind kind, struct vsw_arena *arena)
{
	const struct vsw_set_spec *set = vsw_set_spec(kind);
	struct vsw_obj *obj;

	if (!set) {
		errno = EINVAL;
		return NULL;
	}
	obj = alloc(arena, sizeof(*obj) + (set->max + 1) * sizeof(obj->val[0]));
	if (!obj)
		return NULL;
	obj->kind = kind;
	obj->set = set;
	obj->arena = arena;
	return obj;
}

VSW_EXPORT struct vsw_obj *vsw_obj_new(enum vsw_kind kind)
{
	return make(kind, NULL);
}

struct vsw_obj *vsw_obj_new_large(enum vsw_kind kind)
{
	struct vsw_arena *arena = vsw_arena_new();
	struct vsw_obj *obj = arena ? make(kind, arena) : NULL;

	if (obj)
		obj->outermost = true;
	else if (arena)
		vsw_arena_free(arena);
	return obj;
}

VSW_EXPORT void vsw_obj_free(struct vsw_obj *obj)
{
	if (!obj)
		return;
	if (obj->arena) {
		if (obj->outermost)
			vsw_arena_free(obj->arena);
		return;
	}
	while (obj->present)
		vsw_obj_unset(obj, __builtin_ctzll(obj->present));
	free(obj);
}

VSW_EXPORT enum vsw_kind vsw_obj_kind(const struct vsw_obj *obj)
{
	return obj->kind;
}

static void free_item(struct vsw_obj *obj, void *item, enum vsw_type type)
{
	if (obj->arena)
		return;
	if (type == VSW_TYPE_NEST)
		vsw_obj_free(item);
	else
		free(item);
}

static void free_array(struct vsw_obj *obj, struct vsw_val *val)
{
	if (!obj->arena && val->count > 1)
		free(val->many);
}

VSW_EXPORT void vsw_obj_unset(struct vsw_obj *obj, unsigned int attr)
{
	const struct vsw_attr_spec *spec;
	struct vsw_val *val;
	unsigned int i;

	spec = obj ? vsw_obj_spec(obj, attr) : NULL;
	if (!spec)
		return;
	val = &obj->val[attr];
	for (i = 0; i < val->count && !vsw_type_is_number(spec->type); i++)
		free_item(obj, vsw_val_items(val)[i], spec->type);
	vsw_obj_release(obj, attr);
}

/* Items -------------------------------------------------------------------- */

/*
 * Make room for one more item. The array of a list has as many places as the
 * next power of two, and there is none for a single item.
 */
static int grow(struct vsw_obj *obj, struct vsw_val *val)
{
	unsigned int count = val->count;
	void **many;

	if (count & (count - 1))
		return 0;
	many = alloc(obj->arena, 2 * count * sizeof(*many));
	if (!many)
		return -ENOMEM;
	memcpy(many, vsw_val_items(val), count * sizeof(*many));
	free_array(obj, val);
	val->many = many;
	return 0;
}

int vsw_obj_append(struct vsw_obj *obj, unsigned int attr, void *item)
{
	struct vsw_val *val = &obj->val[attr];

	if (!item)
		return fail(obj, -ENOMEM);
	if (val->count && grow(obj, val)) {
		free_item(obj, item, obj->set->attr[attr].type);
		return fail(obj, -ENOMEM);
	}
	if (val->count)
		val->many[val->count] = item;
	else
		val->one = item;
	val->count++;
	obj->present |= 1ULL << attr;
	return 0;
}

void vsw_obj_release(struct vsw_obj *obj, unsigned int attr)
{
	if (!vsw_type_is_number(obj->set->attr[attr].type))
		free_array(obj, &obj->val[attr]);
	memset(&obj->val[attr], 0, sizeof(obj->val[attr]));
	obj->present &= ~(1ULL << attr);
}

/* Put @item, which is taken over, in the place of what is there. */
static int replace(struct vsw_obj *obj, unsigned int attr, void *item)
{
	if (!item)
		return fail(obj, -ENOMEM);
	if (obj->val[attr].count)
		vsw_obj_unset(obj, attr);
	return vsw_obj_append(obj, attr, item);
}

static void *copy_of(struct vsw_obj *obj, const void *data, size_t size)
{
	void *copy = alloc(obj->arena, size);

	if (copy)
		memcpy(copy, data, size);
	return copy;
}

static void *copy_of_string(struct vsw_obj *obj, const char *text)
{
	return copy_of(obj, text, strlen(text) + 1);
}

static void *ip_of(struct vsw_obj *obj, const void *addr, size_t len)
{
	struct vsw_ip *ip = alloc(obj->arena, sizeof(*ip));

	if (ip) {
		ip->len = len;
		memcpy(ip->addr, addr, len);
	}
	return ip;
}

void vsw_obj_move(struct vsw_obj *to, struct vsw_obj *from, unsigned int attr)
{
	struct vsw_val *val = &from->val[attr];
	unsigned int i;

	for (i = 0; i < val->count; i++)
		vsw_obj_append(to, attr, vsw_val_items(val)[i]);
	vsw_obj_release(from, attr);
}

/* Setters ------------------------------------------------------------------ */

VSW_EXPORT int vsw_obj_set_uint(struct vsw_obj *obj, unsigned int attr,
				uint64_t value)
{
	const struct vsw_attr_spec *spec;

	if (!obj)
		return -ENOMEM;
	spec = vsw_obj_spec(obj, attr);
	if (!spec || !vsw_type_is_number(spec->type))
		return fail(obj, -EINVAL);
	if (spec->type == VSW_TYPE_FLAG && !value) {
		vsw_obj_unset(obj, attr);
		return 0;
	}
	if (spec->width && spec->width < 8 && value >> (spec->width * 8))
		return fail(obj, -ERANGE);
	obj->val[attr].count = 1;
	obj->val[attr].num = value;
	obj->present |= 1ULL << attr;
	return 0;
}

VSW_EXPORT int vsw_obj_set_str(struct vsw_obj *obj, unsigned int attr,
			       const char *value)
{
	if (!obj)
		return -ENOMEM;
	if (!val_of_list(obj, attr, VSW_TYPE_STRING, false) || !value)
		return fail(obj, -EINVAL);
	return replace(obj, attr, copy_of_string(obj, value));
}

VSW_EXPORT int vsw_obj_add_str(struct vsw_obj *obj, unsigned int attr,
			       const char *value)
{
	if (!obj)
		return -ENOMEM;
	if (!val_of_list(obj, attr, VSW_TYPE_STRING, true) || !value)
		return fail(obj, -EINVAL);
	return vsw_obj_append(obj, attr, copy_of_string(obj, value));
}

VSW_EXPORT int vsw_obj_set_mac(struct vsw_obj *obj, unsigned int attr,
			       const uint8_t mac[VSW_MAC_LEN])
{
	if (!obj)
		return -ENOMEM;
	if (!val_of_list(obj, attr, VSW_TYPE_MAC, false))
		return fail(obj, -EINVAL);
	return replace(obj, attr, copy_of(obj, mac, VSW_MAC_LEN));
}

VSW_EXPORT int vsw_obj_add_mac(struct vsw_obj *obj, unsigned int attr,
			       const uint8_t mac[VSW_MAC_LEN])
{
	if (!obj)
		return -ENOMEM;
	if (!val_of_list(obj, attr, VSW_TYPE_MAC, true))
		return fail(obj, -EINVAL);
	return vsw_obj_append(obj, attr, copy_of(obj, mac, VSW_MAC_LEN));
}

VSW_EXPORT int vsw_obj_set_ip(struct vsw_obj *obj, unsigned int attr,
			      const void *ip, size_t len)
{
	if (!obj)
		return -ENOMEM;
	if (!val_of_list(obj, attr, VSW_TYPE_IP, false))
		return fail(obj, -EINVAL);
	if (len != 4 && len != 16)
		return fail(obj, -ERANGE);
	return replace(obj, attr, ip_of(obj, ip, len));
}

VSW_EXPORT int vsw_obj_add_ip(struct vsw_obj *obj, unsigned int attr,
			      const void *ip, size_t len)
{
	if (!obj)
		return -ENOMEM;
	if (!val_of_list(obj, attr, VSW_TYPE_IP, true))
		return fail(obj, -EINVAL);
	if (len != 4 && len != 16)
		return fail(obj, -ERANGE);
	return vsw_obj_append(obj, attr, ip_of(obj, ip, len));
}

static struct vsw_obj *append_nest(struct vsw_obj *obj, unsigned int attr)
{
	struct vsw_obj *nest = make(obj->set->attr[attr].nest, obj->arena);

	return vsw_obj_append(obj, attr, nest) ? NULL : nest;
}

VSW_EXPORT struct vsw_obj *vsw_obj_nest(struct vsw_obj *obj, unsigned int attr)
{
	if (!obj)
		return NULL;
	if (!val_of_list(obj, attr, VSW_TYPE_NEST, false)) {
		fail(obj, -EINVAL);
		return NULL;
	}
	if (obj->val[attr].count)
		return obj->val[attr].one;
	return append_nest(obj, attr);
}

VSW_EXPORT struct vsw_obj *vsw_obj_add_nest(struct vsw_obj *obj,
					    unsigned int attr)
{
	if (!obj)
		return NULL;
	if (!val_of_list(obj, attr, VSW_TYPE_NEST, true)) {
		fail(obj, -EINVAL);
		return NULL;
	}
	return append_nest(obj, attr);
}

/* Getters ------------------------------------------------------------------ */

VSW_EXPORT bool vsw_obj_has(const struct vsw_obj *obj, unsigned int attr)
{
	return vsw_obj_count(obj, attr) > 0;
}

VSW_EXPORT unsigned int vsw_obj_count(const struct vsw_obj *obj,
				      unsigned int attr)
{
	if (!obj || attr > obj->set->max)
		return 0;
	return obj->val[attr].count;
}

VSW_EXPORT uint64_t vsw_obj_uint(const struct vsw_obj *obj, unsigned int attr)
{
	const struct vsw_attr_spec *spec;

	spec = obj ? vsw_obj_spec(obj, attr) : NULL;
	if (!spec || !vsw_type_is_number(spec->type))
		return 0;
	return obj->val[attr].num;
}

static void *item_at(const struct vsw_obj *obj, unsigned int attr,
		     enum vsw_type type, unsigned int index)
{
	const struct vsw_val *val = val_of(obj, attr, type);

	return val && index < val->count ? vsw_val_items(val)[index] : NULL;
}

VSW_EXPORT const char *vsw_obj_str(const struct vsw_obj *obj, unsigned int attr)
{
	return item_at(obj, attr, VSW_TYPE_STRING, 0);
}

VSW_EXPORT const uint8_t *vsw_obj_mac(const struct vsw_obj *obj,
				      unsigned int attr)
{
	return item_at(obj, attr, VSW_TYPE_MAC, 0);
}

VSW_EXPORT const void *vsw_obj_ip(const struct vsw_obj *obj, unsigned int attr,
				  size_t *len)
{
	return vsw_obj_ip_at(obj, attr, 0, len);
}

VSW_EXPORT const struct vsw_obj *vsw_obj_get(const struct vsw_obj *obj,
					     unsigned int attr)
{
	return item_at(obj, attr, VSW_TYPE_NEST, 0);
}

VSW_EXPORT const char *vsw_obj_str_at(const struct vsw_obj *obj,
				      unsigned int attr, unsigned int index)
{
	return item_at(obj, attr, VSW_TYPE_STRING, index);
}

VSW_EXPORT const uint8_t *vsw_obj_mac_at(const struct vsw_obj *obj,
					 unsigned int attr, unsigned int index)
{
	return item_at(obj, attr, VSW_TYPE_MAC, index);
}

VSW_EXPORT const void *vsw_obj_ip_at(const struct vsw_obj *obj,
				     unsigned int attr, unsigned int index,
				     size_t *len)
{
	const struct vsw_ip *ip = item_at(obj, attr, VSW_TYPE_IP, index);

	*len = ip ? ip->len : 0;
	return ip ? ip->addr : NULL;
}

VSW_EXPORT const struct vsw_obj *vsw_obj_at(const struct vsw_obj *obj,
					    unsigned int attr,
					    unsigned int index)
{
	return item_at(obj, attr, VSW_TYPE_NEST, index);
}

/* Whole objects ------------------------------------------------------------ */

static bool item_equal(const void *a, const void *b, enum vsw_type type)
{
	switch (type) {
	case VSW_TYPE_STRING:
		return !strcmp(a, b);
	case VSW_TYPE_MAC:
		return !memcmp(a, b, VSW_MAC_LEN);
	case VSW_TYPE_IP:
		return !memcmp(a, b, sizeof(struct vsw_ip));
	default:
		return vsw_obj_equal(a, b);
	}
}

static bool val_equal(const struct vsw_val *a, const struct vsw_val *b,
		      enum vsw_type type)
{
	unsigned int i;

	if (a->count != b->count)
		return false;
	if (!a->count)
		return true;
	if (vsw_type_is_number(type))
		return a->num == b->num;
	for (i = 0; i < a->count; i++)
		if (!item_equal(vsw_val_items(a)[i], vsw_val_items(b)[i], type))
			return false;
	return true;
}

VSW_EXPORT bool vsw_obj_equal(const struct vsw_obj *a, const struct vsw_obj *b)
{
	unsigned int attr;

	if (!a || !b)
		return a == b;
	if (a->kind != b->kind)
		return false;
	for (attr = 1; attr <= a->set->max; attr++)
		if (!val_equal(&a->val[attr], &b->val[attr],
			       a->set->attr[attr].type))
			return false;
	return true;
}

static void *copy_item(struct vsw_obj *to, const void *item, enum vsw_type type)
{
	switch (type) {
	case VSW_TYPE_STRING:
		return copy_of_string(to, item);
	case VSW_TYPE_MAC:
		return copy_of(to, item, VSW_MAC_LEN);
	case VSW_TYPE_IP:
		return copy_of(to, item, sizeof(struct vsw_ip));
	default:
		return vsw_obj_clone(item);
	}
}

static void copy_val(struct vsw_obj *to, const struct vsw_obj *from,
		     unsigned int attr, enum vsw_type type)
{
	const struct vsw_val *val = &from->val[attr];
	unsigned int i;

	if (val->count && vsw_type_is_number(type)) {
		to->val[attr] = *val;
		to->present |= 1ULL << attr;
		return;
	}
	for (i = 0; i < val->count; i++)
		vsw_obj_append(to, attr,
			       copy_item(to, vsw_val_items(val)[i], type));
}

VSW_EXPORT struct vsw_obj *vsw_obj_clone(const struct vsw_obj *obj)
{
	struct vsw_obj *copy = obj ? vsw_obj_new(obj->kind) : NULL;
	unsigned int attr;

	if (!copy)
		return NULL;
	for (attr = 1; attr <= obj->set->max; attr++)
		copy_val(copy, obj, attr, obj->set->attr[attr].type);
	if (copy->err) {
		vsw_obj_free(copy);
		errno = ENOMEM;
		return NULL;
	}
	copy->err = obj->err;
	return copy;
}
