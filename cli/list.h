/* SPDX-License-Identifier: GPL-2.0 */
/* Lists of objects, as a dump gives them. */
#ifndef VSWCTL_LIST_H
#define VSWCTL_LIST_H

#include "format.h"
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
/* For a dump: adds a copy of @obj to the struct list @list. Returns 0. */
int list_add_clone(const struct vsw_obj *obj, void *list);
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

/* Print all of it as one JSON list, or @table with what @row makes of each. */
void list_table(const struct ctx *ctx, const struct list *list,
		struct table *table,
		void (*row)(struct table *table, const struct vsw_obj *obj));

#endif /* VSWCTL_LIST_H */
