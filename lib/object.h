/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef VSW_LIB_OBJECT_H
#define VSW_LIB_OBJECT_H

#include <libmnl/libmnl.h>

#include "arena.h"
#include "spec.h"

/**
 * struct vsw_ip - an IP address
 * @len: 4 or 16
 * @addr: the address, network order
 */
struct vsw_ip {
	uint8_t len;
	uint8_t addr[16];
};

/**
 * struct vsw_val - the value of one attribute
 * @count: 0 when absent, 1, or the length of a list
 * @num: integers, enumerations, bits, flags
 * @one: the owned item if there is only one: a string, VSW_MAC_LEN bytes, a
 *	struct vsw_ip, or a struct vsw_obj
 * @many: owned array of owned items if there are several
 */
struct vsw_val {
	unsigned int count;
	union {
		uint64_t num;
		void *one;
		void **many;
	};
};

/**
 * struct vsw_obj - attributes of a request, reply or notification
 * @kind: index of @set
 * @set: the attributes it may have
 * @err: negative errno of the first setter that failed, or 0
 * @outermost: it is not in another one, and @arena is its own
 * @arena: where its memory is from; NULL for malloc()
 * @present: bits of the attributes that have a value
 * @val: by attribute number, set->max + 1 of them
 */
struct vsw_obj {
	enum vsw_kind kind;
	const struct vsw_set_spec *set;
	int err;
	bool outermost;
	struct vsw_arena *arena;
	uint64_t present;
	struct vsw_val val[];
};

/* Values of these types are in vsw_val.num, all others are items. */
static inline bool vsw_type_is_number(enum vsw_type type)
{
	return type == VSW_TYPE_UINT || type == VSW_TYPE_BOOL ||
	       type == VSW_TYPE_FLAG || type == VSW_TYPE_ENUM ||
	       type == VSW_TYPE_BITS;
}

/* The items of a value that is no number. */
static inline void *const *vsw_val_items(const struct vsw_val *val)
{
	return val->count > 1 ? val->many : &val->one;
}

/* What holds for @attr of @obj; NULL when there is no such attribute. */
static inline const struct vsw_attr_spec *
vsw_obj_spec(const struct vsw_obj *obj, unsigned int attr)
{
	if (attr > obj->set->max || !obj->set->attr[attr].name)
		return NULL;
	return &obj->set->attr[attr];
}

/*
 * An object for thousands of others in it: they are made and freed at a fraction
 * of the cost, but what is unset or replaced gives no memory back before the
 * whole is freed.
 */
struct vsw_obj *vsw_obj_new_large(enum vsw_kind kind);

/*
 * Append @item, which is taken over; NULL says that there was no memory for it.
 * -ENOMEM, which @obj remembers.
 */
int vsw_obj_append(struct vsw_obj *obj, unsigned int attr, void *item);

/* Leave @attr without items: others own them now. */
void vsw_obj_release(struct vsw_obj *obj, unsigned int attr);

/*
 * Append the items of @attr of @from, of the same kind, and leave it none. @to
 * remembers when there was no memory.
 */
void vsw_obj_move(struct vsw_obj *to, struct vsw_obj *from, unsigned int attr);

/*
 * Append to the message that is built in @size bytes at @nlh. -EMSGSIZE, or the
 * first error of a setter.
 */
int vsw_obj_encode(const struct vsw_obj *obj, struct nlmsghdr *nlh,
		   size_t size);

/*
 * Fill the empty @obj from the @len bytes of attributes at @attr. What is not
 * known is skipped. -EBADMSG, -ENOMEM.
 */
int vsw_obj_decode(struct vsw_obj *obj, const struct nlattr *attr, size_t len);

#endif /* VSW_LIB_OBJECT_H */
