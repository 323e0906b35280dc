/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The ABI as a table: what the attributes of each set and the commands are
 * called and what they hold. Written by generate.py.
 */
#ifndef VSW_LIB_SPEC_H
#define VSW_LIB_SPEC_H

#include <vsw/libvsw.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/**
 * struct vsw_attr_spec - one attribute of a set
 * @name: as in the specification; NULL when there is no such attribute
 * @names: names of the values of an enumeration, or of the bits
 * @n_names: how many
 * @type: what it holds
 * @nest: kind of the objects in a nest
 * @width: bytes of an integer
 * @list: may come several times
 */
struct vsw_attr_spec {
	const char *name;
	const char *const *names;
	unsigned int n_names;
	enum vsw_type type;
	enum vsw_kind nest;
	unsigned char width;
	bool list;
};

/**
 * struct vsw_set_spec - the attributes of one kind of object
 * @attr: by number, @max + 1 of them
 * @max: highest number
 */
struct vsw_set_spec {
	const struct vsw_attr_spec *attr;
	unsigned int max;
};

/**
 * struct vsw_cmd_spec - one command or notification
 * @name: as in the specification
 * @kind: of the object it carries
 * @group: multicast group of a notification, else NULL
 */
struct vsw_cmd_spec {
	const char *name;
	enum vsw_kind kind;
	const char *group;
};

/* Both are NULL when there is none of that number. */
const struct vsw_set_spec *vsw_set_spec(unsigned int kind);
const struct vsw_cmd_spec *vsw_cmd_spec(unsigned int cmd);

/* NULL when @kind or @attr isn't known. */
const struct vsw_attr_spec *vsw_attr_spec(unsigned int kind, unsigned int attr);

#endif /* VSW_LIB_SPEC_H */
