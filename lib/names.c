// SPDX-License-Identifier: LGPL-2.1-or-later
/* Sets of names. */
#include <stdlib.h>
#include <string.h>

#include "names.h"

#define NAMES_MIN 64

/* FNV-1a */
static uint32_t hash_of(const char *text)
{
	uint32_t hash = 2166136261u;

	while (*text)
		hash = (hash ^ (unsigned char)*text++) * 16777619u;
	return hash;
}

static struct vsw_name *find_slot(struct vsw_name *slots, size_t size,
				  const char *text, uint32_t hash)
{
	size_t i = hash & (size - 1);

	while (slots[i].text &&
	       (slots[i].hash != hash || strcmp(slots[i].text, text)))
		i = (i + 1) & (size - 1);
	return &slots[i];
}

static bool grow(struct vsw_names *names)
{
	size_t i, size = names->size ? names->size * 2 : NAMES_MIN;
	struct vsw_name *slots = calloc(size, sizeof(*slots));

	if (!slots)
		return false;
	for (i = 0; i < names->size; i++) {
		struct vsw_name *old = &names->slots[i];

		if (old->text)
			*find_slot(slots, size, old->text, old->hash) = *old;
	}
	free(names->slots);
	names->slots = slots;
	names->size = size;
	return true;
}

struct vsw_name *vsw_names_get(struct vsw_names *names, const char *text)
{
	uint32_t hash = hash_of(text);
	struct vsw_name *slot;

	if (names->count * 2 >= names->size && !grow(names))
		return NULL;
	slot = find_slot(names->slots, names->size, text, hash);
	if (slot->text)
		return slot;
	slot->text = strdup(text);
	if (!slot->text)
		return NULL;
	slot->hash = hash;
	names->count++;
	return slot;
}

void vsw_names_free(struct vsw_names *names)
{
	size_t i;

	for (i = 0; i < names->size; i++)
		free(names->slots[i].text);
	free(names->slots);
	memset(names, 0, sizeof(*names));
}
