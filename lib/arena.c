// SPDX-License-Identifier: LGPL-2.1-or-later
/* Memory that is had in small pieces and freed as a whole. */
#include <stdlib.h>

#include "arena.h"

/*
 * Chunks of these sizes come from mmap(), whose pages are zero already. A large
 * one has whole huge pages in it: the kernel gives 512 pages at a time for one
 * fault, where it may.
 */
#define CHUNK_FIRST	(256 * 1024)
#define CHUNK_NEXT	(16 * 1024 * 1024)

struct chunk {
	struct chunk *next;
	char room[];
};

/**
 * struct vsw_arena - memory of one owner
 * @chunks: all of them
 * @pos: free part of one of them
 * @left: bytes of it
 */
struct vsw_arena {
	struct chunk *chunks;
	char *pos;
	size_t left;
};

struct vsw_arena *vsw_arena_new(void)
{
	return calloc(1, sizeof(struct vsw_arena));
}

void vsw_arena_free(struct vsw_arena *arena)
{
	struct chunk *chunk;

	while ((chunk = arena->chunks)) {
		arena->chunks = chunk->next;
		free(chunk);
	}
	free(arena);
}

static struct chunk *add_chunk(struct vsw_arena *arena, size_t room)
{
	struct chunk *chunk = calloc(1, sizeof(*chunk) + room);

	if (chunk) {
		chunk->next = arena->chunks;
		arena->chunks = chunk;
	}
	return chunk;
}

void *vsw_arena_alloc(struct vsw_arena *arena, size_t size)
{
	size_t room = (arena->chunks ? CHUNK_NEXT : CHUNK_FIRST) -
		      sizeof(struct chunk);
	struct chunk *chunk;
	void *result;

	size = (size + sizeof(void *) - 1) & ~(sizeof(void *) - 1);
	if (size <= arena->left) {
		result = arena->pos;
		arena->pos += size;
		arena->left -= size;
		return result;
	}
	chunk = add_chunk(arena, size > room ? size : room);
	if (!chunk)
		return NULL;
	/* What is larger than a chunk has one of its own. */
	if (size <= room) {
		arena->pos = chunk->room + size;
		arena->left = room - size;
	}
	return chunk->room;
}
