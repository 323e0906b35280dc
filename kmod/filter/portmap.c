// SPDX-License-Identifier: GPL-2.0
/*
 * From a port, or ICMP type and code, to the rules that match it: a table of
 * 256 pages of 256 vectors. Pages without a boundary in them are all alike and
 * shared, so a map costs a page for each 256 ports that rules tell apart.
 */
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "filter/portmap.h"

/* Return: NULL if there is no memory. */
struct vsw_portmap *vsw_portmap_alloc(void)
{
	return kvzalloc(sizeof(struct vsw_portmap), GFP_KERNEL_ACCOUNT);
}

/* NULL is no map. */
void vsw_portmap_free(struct vsw_portmap *map)
{
	u32 i;

	if (!map)
		return;
	for (i = 0; i < map->n_owned; i++)
		kfree(map->owned[i]);
	kvfree(map);
}

static struct vsw_vector **vsw_portmap_page(struct vsw_portmap *map)
{
	struct vsw_vector **page;

	page = kmalloc_array(VSW_PAGE_PORTS, sizeof(*page), GFP_KERNEL_ACCOUNT);
	if (page)
		map->owned[map->n_owned++] = page;
	return page;
}

static int vsw_portmap_fill_page(struct vsw_portmap *map, u32 n, u32 first,
				 u32 end, struct vsw_vector *vector)
{
	if (!map->page[n])
		map->page[n] = vsw_portmap_page(map);
	if (!map->page[n])
		return -ENOMEM;
	while (first < end)
		map->page[n][first++] = vector;
	return 0;
}

static int vsw_portmap_fill_uniform(struct vsw_portmap *map, u32 n,
				    struct vsw_vector *vector)
{
	int ret;

	if (map->uniform && *map->uniform == vector) {
		map->page[n] = map->uniform;
		return 0;
	}
	ret = vsw_portmap_fill_page(map, n, 0, VSW_PAGE_PORTS, vector);
	map->uniform = map->page[n];
	return ret;
}

/**
 * vsw_portmap_fill() - say what values have
 * @map: the map
 * @first: first value; all below were said before
 * @end: value behind the last one
 * @vector: what they have; lives as long as the map
 *
 * Context: may sleep.
 */
int vsw_portmap_fill(struct vsw_portmap *map, u32 first, u32 end,
		     struct vsw_vector *vector)
{
	int ret = 0;

	while (first < end && !ret) {
		u32 n = first / VSW_PAGE_PORTS;
		u32 begin = n * VSW_PAGE_PORTS;
		u32 stop = min(end, begin + VSW_PAGE_PORTS);

		if (stop - first == VSW_PAGE_PORTS)
			ret = vsw_portmap_fill_uniform(map, n, vector);
		else
			ret = vsw_portmap_fill_page(map, n, first - begin,
						    stop - begin, vector);
		first = stop;
	}
	return ret;
}
