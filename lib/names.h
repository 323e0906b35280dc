/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sets of names, for what must be unique or defined somewhere. */
#ifndef VSW_LIB_NAMES_H
#define VSW_LIB_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct vsw_name - a name that occurs
 * @text: owned
 * @hash: of it
 * @defined: it is more than used
 * @used: where it was first used, or NULL
 * @used_len: length of the word there
 */
struct vsw_name {
	char *text;
	uint32_t hash;
	bool defined;
	const char *used;
	unsigned int used_len;
};

/**
 * struct vsw_names - a set of names
 * @slots: open addressing; those without a text are free
 * @size: how many slots, a power of two, at most half of them taken; or 0
 * @count: how many names
 */
struct vsw_names {
	struct vsw_name *slots;
	size_t size;
	size_t count;
};

/* The name, which is made if there is none; NULL when out of memory. */
struct vsw_name *vsw_names_get(struct vsw_names *names, const char *text);
void vsw_names_free(struct vsw_names *names);

#endif /* VSW_LIB_NAMES_H */
