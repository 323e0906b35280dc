// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is known of the attributes of a kind of object, and of the commands. */
#include <errno.h>
#include <string.h>

#include "export.h"
#include "spec.h"

const struct vsw_attr_spec *vsw_attr_spec(unsigned int kind, unsigned int attr)
{
	const struct vsw_set_spec *set = vsw_set_spec(kind);

	if (!set || attr > set->max || !set->attr[attr].name)
		return NULL;
	return &set->attr[attr];
}

VSW_EXPORT unsigned int vsw_attr_max(enum vsw_kind kind)
{
	const struct vsw_set_spec *set = vsw_set_spec(kind);

	return set ? set->max : 0;
}

VSW_EXPORT const char *vsw_attr_name(enum vsw_kind kind, unsigned int attr)
{
	const struct vsw_attr_spec *spec = vsw_attr_spec(kind, attr);

	return spec ? spec->name : NULL;
}

VSW_EXPORT unsigned int vsw_attr_find(enum vsw_kind kind, const char *name)
{
	unsigned int attr;

	for (attr = 1; attr <= vsw_attr_max(kind); attr++) {
		const struct vsw_attr_spec *spec = vsw_attr_spec(kind, attr);

		if (spec && !strcmp(spec->name, name))
			return attr;
	}
	return 0;
}

VSW_EXPORT enum vsw_type vsw_attr_type(enum vsw_kind kind, unsigned int attr)
{
	const struct vsw_attr_spec *spec = vsw_attr_spec(kind, attr);

	return spec ? spec->type : VSW_TYPE_NONE;
}

VSW_EXPORT bool vsw_attr_is_list(enum vsw_kind kind, unsigned int attr)
{
	const struct vsw_attr_spec *spec = vsw_attr_spec(kind, attr);

	return spec && spec->list;
}

VSW_EXPORT enum vsw_kind vsw_attr_nest(enum vsw_kind kind, unsigned int attr)
{
	const struct vsw_attr_spec *spec = vsw_attr_spec(kind, attr);

	return spec ? spec->nest : 0;
}

VSW_EXPORT const char *vsw_value_name(enum vsw_kind kind, unsigned int attr,
				      uint64_t value)
{
	const struct vsw_attr_spec *spec = vsw_attr_spec(kind, attr);
	unsigned int bit;

	if (!spec)
		return NULL;
	if (spec->type == VSW_TYPE_ENUM)
		return value < spec->n_names ? spec->names[value] : NULL;
	if (spec->type != VSW_TYPE_BITS)
		return NULL;
	for (bit = 0; bit < spec->n_names; bit++)
		if (value == 1ULL << bit)
			return spec->names[bit];
	return NULL;
}

VSW_EXPORT int vsw_value_find(enum vsw_kind kind, unsigned int attr,
			      const char *name, uint64_t *value)
{
	const struct vsw_attr_spec *spec = vsw_attr_spec(kind, attr);
	unsigned int i;

	for (i = 0; spec && i < spec->n_names; i++) {
		if (strcmp(spec->names[i], name))
			continue;
		*value = spec->type == VSW_TYPE_BITS ? 1ULL << i : i;
		return 0;
	}
	return -ENOENT;
}

VSW_EXPORT const char *vsw_cmd_name(int cmd)
{
	const struct vsw_cmd_spec *spec = vsw_cmd_spec(cmd);

	return spec ? spec->name : NULL;
}
