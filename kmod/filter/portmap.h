/* SPDX-License-Identifier: GPL-2.0 */
/* From a port, or ICMP type and code, to the rules that match it. */
#ifndef VSW_FILTER_PORTMAP_H
#define VSW_FILTER_PORTMAP_H

#include <linux/types.h>

struct vsw_vector;

#define VSW_PAGE_PORTS	256
#define VSW_PORT_PAGES	256

/**
 * struct vsw_portmap - a vector for each value of 16 bits
 * @page: by the high byte of the value; vectors by the low byte
 * @uniform: the last page that has one vector for all of its values; shared
 * @n_owned: length of @owned
 * @owned: all pages, once
 */
struct vsw_portmap {
	struct vsw_vector **page[VSW_PORT_PAGES];
	struct vsw_vector **uniform;
	u32 n_owned;
	struct vsw_vector **owned[VSW_PORT_PAGES];
};

static inline struct vsw_vector *vsw_portmap_find(const struct vsw_portmap *map,
						  u16 value)
{
	return map->page[value >> 8][value & 0xff];
}

struct vsw_portmap *vsw_portmap_alloc(void);
void vsw_portmap_free(struct vsw_portmap *map);
int vsw_portmap_fill(struct vsw_portmap *map, u32 first, u32 end,
		     struct vsw_vector *vector);

#endif
