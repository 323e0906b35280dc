/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Memory that is had in small pieces and freed as a whole. */
#ifndef VSW_LIB_ARENA_H
#define VSW_LIB_ARENA_H

#include <stddef.h>

struct vsw_arena;

struct vsw_arena *vsw_arena_new(void);
void vsw_arena_free(struct vsw_arena *arena);

/* Zeroed, and aligned for a pointer; NULL when out of memory. */
void *vsw_arena_alloc(struct vsw_arena *arena, size_t size);

#endif /* VSW_LIB_ARENA_H */
