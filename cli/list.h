/* SPDX-License-Identifier: GPL-2.0 */
/* Lists of objects, as a dump gives them. */
#ifndef VSWCTL_LIST_H
#define VSWCTL_LIST_H

#include "vswctl.h"

/**
 * struct list - objects
 * @objs: array of owned objects
 * @count: how many
 */
struct list {
	struct vsw_obj **objs;
	size_t count;
};

/* Takes over @obj; exits when out of memory. */
void list_add(struct list *list, struct vsw_obj *obj);
void list_free(struct list *list);

/* By switch, if the kind has that, and then by @attr, a string. */
void list_sort(struct list *list, unsigned int attr);

/*
 * All objects of a kind, of the switch @sw unless it is NULL, in the kernel's
 * order. Opens the handle, prints errors. An exit code.
 */
int list_dump(struct ctx *ctx, struct list *list, enum vsw_kind kind,
	      const char *sw);

/* Print all of it as one JSON list, or each with @text. */
void list_print(const struct ctx *ctx, const struct list *list,
		void (*text)(const struct vsw_obj *obj));

#endif /* VSWCTL_LIST_H */
