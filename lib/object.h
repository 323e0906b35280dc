/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef VSW_LIB_OBJECT_H
#define VSW_LIB_OBJECT_H

#include <libmnl/libmnl.h>

#include "spec.h"

/**
 * struct vsw_val - the value of one attribute
 * @count: 0 when absent, 1, or the length of a list
 * @num: integers, enumerations, bits, flags
 * @str: owned string
 * @macs: owned array of @count addresses
 * @nests: owned array of @count owned objects
 */
struct vsw_val {
	unsigned int count;
	union {
		uint64_t num;
		char *str;
		uint8_t (*macs)[VSW_MAC_LEN];
		struct vsw_obj **nests;
	};
};

/**
 * struct vsw_obj - attributes of a request, reply or notification
 * @kind: index of @set
 * @set: the attributes it may have
 * @err: negative errno of the first setter that failed, or 0
 * @val: by attribute number, set->max + 1 of them
 */
struct vsw_obj {
	enum vsw_kind kind;
	const struct vsw_set_spec *set;
	int err;
	struct vsw_val val[];
};

/* The first error that a setter of @obj, or of an object in it, ran into. */
int vsw_obj_err(const struct vsw_obj *obj);

/* Append to the message that is built in @size bytes at @nlh. -EMSGSIZE. */
int vsw_obj_encode(const struct vsw_obj *obj, struct nlmsghdr *nlh,
		   size_t size);

/*
 * Fill the empty @obj from the @len bytes of attributes at @attr. What is not
 * known is skipped. -EBADMSG, -ENOMEM.
 */
int vsw_obj_decode(struct vsw_obj *obj, const struct nlattr *attr, size_t len);

#endif /* VSW_LIB_OBJECT_H */
