// SPDX-License-Identifier: LGPL-2.1-or-later
/* Objects on the wire. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "object.h"

static void *tail_of(struct nlmsghdr *nlh)
{
	return (char *)nlh + MNL_ALIGN(nlh->nlmsg_len);
}

/*
 * Rules come by the ten thousand, so attributes are written here and not by a
 * call of libmnl for each. NULL when there is no room.
 */
static void *put_attr(struct nlmsghdr *nlh, size_t size, unsigned int attr,
		      size_t len)
{
	size_t room = MNL_ATTR_HDRLEN + MNL_ALIGN(len);
	struct nlattr *nla = tail_of(nlh);
	char *payload = (char *)nla + MNL_ATTR_HDRLEN;

	if (len > UINT16_MAX - MNL_ATTR_HDRLEN ||
	    nlh->nlmsg_len + room > size)
		return NULL;
	/* The padding, if there is any, is in the last four bytes. */
	if (len % MNL_ALIGNTO)
		memset(payload + MNL_ALIGN(len) - MNL_ALIGNTO, 0, MNL_ALIGNTO);
	nla->nla_type = attr;
	nla->nla_len = MNL_ATTR_HDRLEN + len;
	nlh->nlmsg_len += room;
	return payload;
}

static int put_bytes(struct nlmsghdr *nlh, size_t size, unsigned int attr,
		     const void *data, size_t len)
{
	void *payload = put_attr(nlh, size, attr, len);

	if (!payload)
		return -EMSGSIZE;
	memcpy(payload, data, len);
	return 0;
}

static int put_number(struct nlmsghdr *nlh, size_t size, unsigned int attr,
		      unsigned int width, uint64_t num)
{
	void *payload = put_attr(nlh, size, attr, width);
	uint32_t num32 = num;
	uint16_t num16 = num;

	if (!payload)
		return -EMSGSIZE;
	switch (width) {
	case 1:
		*(uint8_t *)payload = num;
		break;
	case 2:
		memcpy(payload, &num16, sizeof(num16));
		break;
	case 4:
		memcpy(payload, &num32, sizeof(num32));
		break;
	case 8:
		memcpy(payload, &num, sizeof(num));
		break;
	}
	return 0;
}

static int put_nest(struct nlmsghdr *nlh, size_t size, unsigned int attr,
		    const struct vsw_obj *obj)
{
	struct nlattr *nest = tail_of(nlh);
	int err;

	if (!put_attr(nlh, size, attr | NLA_F_NESTED, 0))
		return -EMSGSIZE;
	err = vsw_obj_encode(obj, nlh, size);
	nest->nla_len = (char *)tail_of(nlh) - (char *)nest;
	return err;
}

static int put_item(struct nlmsghdr *nlh, size_t size, unsigned int attr,
		    enum vsw_type type, const void *item)
{
	const struct vsw_ip *ip = item;

	switch (type) {
	case VSW_TYPE_NEST:
		return put_nest(nlh, size, attr, item);
	case VSW_TYPE_STRING:
		return put_bytes(nlh, size, attr, item, strlen(item) + 1);
	case VSW_TYPE_MAC:
		return put_bytes(nlh, size, attr, item, VSW_MAC_LEN);
	default:
		return put_bytes(nlh, size, attr, ip->addr, ip->len);
	}
}

static int put_val(struct nlmsghdr *nlh, size_t size, unsigned int attr,
		   const struct vsw_attr_spec *spec, const struct vsw_val *val)
{
	unsigned int i;
	int err = 0;

	if (vsw_type_is_number(spec->type))
		return put_number(nlh, size, attr, spec->width, val->num);
	for (i = 0; !err && i < val->count; i++)
		err = put_item(nlh, size, attr, spec->type,
			       vsw_val_items(val)[i]);
	return err;
}

int vsw_obj_encode(const struct vsw_obj *obj, struct nlmsghdr *nlh, size_t size)
{
	uint64_t left = obj->present;
	int err = obj->err;

	for (; !err && left; left &= left - 1) {
		unsigned int attr = __builtin_ctzll(left);

		err = put_val(nlh, size, attr, &obj->set->attr[attr],
			      &obj->val[attr]);
	}
	return err;
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

static int take_string(struct vsw_obj *obj, unsigned int attr, bool list,
		       const struct nlattr *nla)
{
	char *str;
	int err;

	str = strndup(mnl_attr_get_payload(nla), mnl_attr_get_payload_len(nla));
	if (!str)
		return -ENOMEM;
	err = list ? vsw_obj_add_str(obj, attr, str) :
		     vsw_obj_set_str(obj, attr, str);
	free(str);
	return err;
}

static int take(struct vsw_obj *obj, const struct nlattr *nla)
{
	unsigned int attr = mnl_attr_get_type(nla);
	size_t len = mnl_attr_get_payload_len(nla);
	const struct vsw_attr_spec *spec;
	struct vsw_obj *nest;

	spec = vsw_obj_spec(obj, attr);
	if (!spec)
		return 0;
	switch (spec->type) {
	case VSW_TYPE_STRING:
		return take_string(obj, attr, spec->list, nla);
	case VSW_TYPE_IP:
		if (len != 4 && len != 16)
			return -EBADMSG;
		if (spec->list)
			return vsw_obj_add_ip(obj, attr,
					      mnl_attr_get_payload(nla), len);
		return vsw_obj_set_ip(obj, attr, mnl_attr_get_payload(nla),
				      len);
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
