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

	if (!obj)
		return NULL;
	spec = vsw_attr_spec(obj->kind, attr);
	if (!spec || spec->type != type)
		return NULL;
	return (struct vsw_val *)&obj->val[attr];
}

static bool is_number(enum vsw_type type)
{
	return type == VSW_TYPE_UINT || type == VSW_TYPE_BOOL ||
	       type == VSW_TYPE_FLAG || type == VSW_TYPE_ENUM ||
	       type == VSW_TYPE_BITS;
}

VSW_EXPORT struct vsw_obj *vsw_obj_new(enum vsw_kind kind)
{
	const struct vsw_set_spec *set = vsw_set_spec(kind);
	struct vsw_obj *obj;

	if (!set) {
		errno = EINVAL;
		return NULL;
	}
	obj = calloc(1, sizeof(*obj) + (set->max + 1) * sizeof(obj->val[0]));
	if (!obj)
		return NULL;
	obj->kind = kind;
	obj->set = set;
	return obj;
}

VSW_EXPORT void vsw_obj_free(struct vsw_obj *obj)
{
	unsigned int attr;

	if (!obj)
		return;
	for (attr = 1; attr <= obj->set->max; attr++)
		vsw_obj_unset(obj, attr);
	free(obj);
}

VSW_EXPORT enum vsw_kind vsw_obj_kind(const struct vsw_obj *obj)
{
	return obj->kind;
}

VSW_EXPORT void vsw_obj_unset(struct vsw_obj *obj, unsigned int attr)
{
	const struct vsw_attr_spec *spec;
	struct vsw_val *val;
	unsigned int i;

	spec = obj ? vsw_attr_spec(obj->kind, attr) : NULL;
	if (!spec)
		return;
	val = &obj->val[attr];
	if (spec->type == VSW_TYPE_STRING)
		free(val->str);
	if (spec->type == VSW_TYPE_MAC)
		free(val->macs);
	if (spec->type == VSW_TYPE_NEST) {
		for (i = 0; i < val->count; i++)
			vsw_obj_free(val->nests[i]);
		free(val->nests);
	}
	memset(val, 0, sizeof(*val));
}

int vsw_obj_err(const struct vsw_obj *obj)
{
	unsigned int attr, i;
	int err = obj->err;

	for (attr = 1; !err && attr <= obj->set->max; attr++) {
		const struct vsw_val *val = val_of(obj, attr, VSW_TYPE_NEST);

		for (i = 0; val && !err && i < val->count; i++)
			err = vsw_obj_err(val->nests[i]);
	}
	return err;
}

/* Setters ------------------------------------------------------------------ */

VSW_EXPORT int vsw_obj_set_uint(struct vsw_obj *obj, unsigned int attr,
				uint64_t value)
{
	const struct vsw_attr_spec *spec;

	if (!obj)
		return -ENOMEM;
	spec = vsw_attr_spec(obj->kind, attr);
	if (!spec || !is_number(spec->type))
		return fail(obj, -EINVAL);
	if (spec->type == VSW_TYPE_FLAG && !value) {
		vsw_obj_unset(obj, attr);
		return 0;
	}
	if (spec->width && spec->width < 8 && value >> (spec->width * 8))
		return fail(obj, -ERANGE);
	obj->val[attr].count = 1;
	obj->val[attr].num = value;
	return 0;
}

VSW_EXPORT int vsw_obj_set_str(struct vsw_obj *obj, unsigned int attr,
			       const char *value)
{
	struct vsw_val *val;
	char *copy;

	if (!obj)
		return -ENOMEM;
	val = val_of(obj, attr, VSW_TYPE_STRING);
	if (!val || !value)
		return fail(obj, -EINVAL);
	copy = strdup(value);
	if (!copy)
		return fail(obj, -ENOMEM);
	free(val->str);
	val->str = copy;
	val->count = 1;
	return 0;
}

static int append_mac(struct vsw_obj *obj, struct vsw_val *val,
		      const uint8_t mac[VSW_MAC_LEN])
{
	uint8_t (*macs)[VSW_MAC_LEN];

	macs = realloc(val->macs, (val->count + 1) * sizeof(*macs));
	if (!macs)
		return fail(obj, -ENOMEM);
	memcpy(macs[val->count], mac, VSW_MAC_LEN);
	val->macs = macs;
	val->count++;
	return 0;
}

VSW_EXPORT int vsw_obj_set_mac(struct vsw_obj *obj, unsigned int attr,
			       const uint8_t mac[VSW_MAC_LEN])
{
	struct vsw_val *val;

	if (!obj)
		return -ENOMEM;
	val = val_of(obj, attr, VSW_TYPE_MAC);
	if (!val || vsw_attr_is_list(obj->kind, attr))
		return fail(obj, -EINVAL);
	val->count = 0;
	return append_mac(obj, val, mac);
}

VSW_EXPORT int vsw_obj_add_mac(struct vsw_obj *obj, unsigned int attr,
			       const uint8_t mac[VSW_MAC_LEN])
{
	struct vsw_val *val;

	if (!obj)
		return -ENOMEM;
	val = val_of(obj, attr, VSW_TYPE_MAC);
	if (!val || !vsw_attr_is_list(obj->kind, attr))
		return fail(obj, -EINVAL);
	return append_mac(obj, val, mac);
}

/* Takes over @nest, also when it fails. */
static struct vsw_obj *append_nest(struct vsw_obj *obj, struct vsw_val *val,
				   struct vsw_obj *nest)
{
	struct vsw_obj **nests;

	nests = nest ? realloc(val->nests, (val->count + 1) * sizeof(*nests)) :
		       NULL;
	if (!nests) {
		vsw_obj_free(nest);
		fail(obj, -ENOMEM);
		return NULL;
	}
	val->nests = nests;
	nests[val->count++] = nest;
	return nest;
}

VSW_EXPORT struct vsw_obj *vsw_obj_nest(struct vsw_obj *obj, unsigned int attr)
{
	struct vsw_val *val = val_of(obj, attr, VSW_TYPE_NEST);

	if (!obj)
		return NULL;
	if (!val || vsw_attr_is_list(obj->kind, attr)) {
		fail(obj, -EINVAL);
		return NULL;
	}
	if (val->count)
		return val->nests[0];
	return append_nest(obj, val,
			   vsw_obj_new(vsw_attr_nest(obj->kind, attr)));
}

VSW_EXPORT struct vsw_obj *vsw_obj_add_nest(struct vsw_obj *obj,
					    unsigned int attr)
{
	struct vsw_val *val = val_of(obj, attr, VSW_TYPE_NEST);

	if (!obj)
		return NULL;
	if (!val || !vsw_attr_is_list(obj->kind, attr)) {
		fail(obj, -EINVAL);
		return NULL;
	}
	return append_nest(obj, val,
			   vsw_obj_new(vsw_attr_nest(obj->kind, attr)));
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

	spec = obj ? vsw_attr_spec(obj->kind, attr) : NULL;
	if (!spec || !is_number(spec->type))
		return 0;
	return obj->val[attr].num;
}

VSW_EXPORT const char *vsw_obj_str(const struct vsw_obj *obj, unsigned int attr)
{
	const struct vsw_val *val = val_of(obj, attr, VSW_TYPE_STRING);

	return val ? val->str : NULL;
}

VSW_EXPORT const uint8_t *vsw_obj_mac(const struct vsw_obj *obj,
				      unsigned int attr)
{
	return vsw_obj_mac_at(obj, attr, 0);
}

VSW_EXPORT const struct vsw_obj *vsw_obj_get(const struct vsw_obj *obj,
					     unsigned int attr)
{
	return vsw_obj_at(obj, attr, 0);
}

VSW_EXPORT const uint8_t *vsw_obj_mac_at(const struct vsw_obj *obj,
					 unsigned int attr, unsigned int index)
{
	const struct vsw_val *val = val_of(obj, attr, VSW_TYPE_MAC);

	return val && index < val->count ? val->macs[index] : NULL;
}

VSW_EXPORT const struct vsw_obj *vsw_obj_at(const struct vsw_obj *obj,
					    unsigned int attr,
					    unsigned int index)
{
	const struct vsw_val *val = val_of(obj, attr, VSW_TYPE_NEST);

	return val && index < val->count ? val->nests[index] : NULL;
}

/* Whole objects ------------------------------------------------------------ */

static bool val_equal(const struct vsw_val *a, const struct vsw_val *b,
		      enum vsw_type type)
{
	unsigned int i;

	if (a->count != b->count)
		return false;
	if (!a->count)
		return true;
	if (type == VSW_TYPE_STRING)
		return !strcmp(a->str, b->str);
	if (type == VSW_TYPE_MAC)
		return !memcmp(a->macs, b->macs, a->count * VSW_MAC_LEN);
	if (type != VSW_TYPE_NEST)
		return a->num == b->num;
	for (i = 0; i < a->count; i++)
		if (!vsw_obj_equal(a->nests[i], b->nests[i]))
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
			       vsw_attr_type(a->kind, attr)))
			return false;
	return true;
}

static void copy_val(struct vsw_obj *to, const struct vsw_obj *from,
		     unsigned int attr, enum vsw_type type)
{
	const struct vsw_val *val = &from->val[attr];
	unsigned int i;

	for (i = 0; i < val->count; i++) {
		if (type == VSW_TYPE_STRING)
			vsw_obj_set_str(to, attr, val->str);
		else if (type == VSW_TYPE_MAC)
			append_mac(to, &to->val[attr], val->macs[i]);
		else if (type == VSW_TYPE_NEST)
			append_nest(to, &to->val[attr],
				    vsw_obj_clone(val->nests[i]));
		else
			vsw_obj_set_uint(to, attr, val->num);
	}
}

VSW_EXPORT struct vsw_obj *vsw_obj_clone(const struct vsw_obj *obj)
{
	struct vsw_obj *copy = obj ? vsw_obj_new(obj->kind) : NULL;
	unsigned int attr;

	if (!copy)
		return NULL;
	for (attr = 1; attr <= obj->set->max; attr++)
		copy_val(copy, obj, attr, vsw_attr_type(obj->kind, attr));
	if (copy->err) {
		vsw_obj_free(copy);
		errno = ENOMEM;
		return NULL;
	}
	copy->err = obj->err;
	return copy;
}
