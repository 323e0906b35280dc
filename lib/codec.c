// SPDX-License-Identifier: LGPL-2.1-or-later
/* Objects on the wire. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "object.h"

static bool put_number(struct nlmsghdr *nlh, size_t size, unsigned int attr,
		       unsigned int width, uint64_t num)
{
	switch (width) {
	case 1:
		return mnl_attr_put_u8_check(nlh, size, attr, num);
	case 2:
		return mnl_attr_put_u16_check(nlh, size, attr, num);
	case 4:
		return mnl_attr_put_u32_check(nlh, size, attr, num);
	case 8:
		return mnl_attr_put_u64_check(nlh, size, attr, num);
	default:
		return mnl_attr_put_check(nlh, size, attr, 0, NULL);
	}
}

static bool put_nest(struct nlmsghdr *nlh, size_t size, unsigned int attr,
		     const struct vsw_obj *obj)
{
	struct nlattr *nest = mnl_attr_nest_start_check(nlh, size, attr);

	if (!nest || vsw_obj_encode(obj, nlh, size))
		return false;
	mnl_attr_nest_end(nlh, nest);
	return true;
}

static bool put_val(struct nlmsghdr *nlh, size_t size, unsigned int attr,
		    const struct vsw_attr_spec *spec, const struct vsw_val *val)
{
	unsigned int i;
	bool ok = true;

	for (i = 0; ok && i < val->count; i++) {
		if (spec->type == VSW_TYPE_STRING)
			ok = mnl_attr_put_strz_check(nlh, size, attr, val->str);
		else if (spec->type == VSW_TYPE_MAC)
			ok = mnl_attr_put_check(nlh, size, attr, VSW_MAC_LEN,
						val->macs[i]);
		else if (spec->type == VSW_TYPE_NEST)
			ok = put_nest(nlh, size, attr, val->nests[i]);
		else
			ok = put_number(nlh, size, attr, spec->width, val->num);
	}
	return ok;
}

int vsw_obj_encode(const struct vsw_obj *obj, struct nlmsghdr *nlh, size_t size)
{
	unsigned int attr;

	for (attr = 1; attr <= obj->set->max; attr++) {
		if (!obj->val[attr].count)
			continue;
		if (!put_val(nlh, size, attr, &obj->set->attr[attr],
			     &obj->val[attr]))
			return -EMSGSIZE;
	}
	return 0;
}

static int take_number(struct vsw_obj *obj, unsigned int attr,
		       unsigned int width, const struct nlattr *nla)
{
	const void *data = mnl_attr_get_payload(nla);
	uint64_t num64;
	uint32_t num32;
	uint16_t num16;

	if (mnl_attr_get_payload_len(nla) < width)
		return -EBADMSG;
	switch (width) {
	case 1:
		return vsw_obj_set_uint(obj, attr, *(const uint8_t *)data);
	case 2:
		memcpy(&num16, data, sizeof(num16));
		return vsw_obj_set_uint(obj, attr, num16);
	case 4:
		memcpy(&num32, data, sizeof(num32));
		return vsw_obj_set_uint(obj, attr, num32);
	case 8:
		memcpy(&num64, data, sizeof(num64));
		return vsw_obj_set_uint(obj, attr, num64);
	default:
		return vsw_obj_set_uint(obj, attr, 1);
	}
}

static int take_string(struct vsw_obj *obj, unsigned int attr,
		       const struct nlattr *nla)
{
	char *str;
	int err;

	str = strndup(mnl_attr_get_payload(nla), mnl_attr_get_payload_len(nla));
	if (!str)
		return -ENOMEM;
	err = vsw_obj_set_str(obj, attr, str);
	free(str);
	return err;
}

static int take(struct vsw_obj *obj, const struct nlattr *nla)
{
	unsigned int attr = mnl_attr_get_type(nla);
	size_t len = mnl_attr_get_payload_len(nla);
	const struct vsw_attr_spec *spec;
	struct vsw_obj *nest;

	spec = vsw_attr_spec(obj->kind, attr);
	if (!spec)
		return 0;
	switch (spec->type) {
	case VSW_TYPE_STRING:
		return take_string(obj, attr, nla);
	case VSW_TYPE_MAC:
		if (len < VSW_MAC_LEN)
			return -EBADMSG;
		if (spec->list)
			return vsw_obj_add_mac(obj, attr,
					       mnl_attr_get_payload(nla));
		return vsw_obj_set_mac(obj, attr, mnl_attr_get_payload(nla));
	case VSW_TYPE_NEST:
		nest = spec->list ? vsw_obj_add_nest(obj, attr) :
				    vsw_obj_nest(obj, attr);
		if (!nest)
			return -ENOMEM;
		return vsw_obj_decode(nest, mnl_attr_get_payload(nla), len);
	default:
		return take_number(obj, attr, spec->width, nla);
	}
}

int vsw_obj_decode(struct vsw_obj *obj, const struct nlattr *attr, size_t len)
{
	const struct nlattr *nla = attr;
	size_t step;
	int err;

	while (len >= sizeof(*nla) && nla->nla_len >= sizeof(*nla) &&
	       nla->nla_len <= len) {
		err = take(obj, nla);
		if (err)
			return err;
		step = MNL_ALIGN(nla->nla_len);
		if (step >= len)
			return 0;
		len -= step;
		nla = (const void *)((const char *)nla + step);
	}
	return len ? -EBADMSG : 0;
}
