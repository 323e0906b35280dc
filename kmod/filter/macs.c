// SPDX-License-Identifier: GPL-2.0
/*
 * MAC addresses in order: what rules of layer 2 ask of a group. A list that
 * frames can see is replaced as a whole.
 */
#include <linux/etherdevice.h>
#include <linux/mm.h>
#include <linux/overflow.h>

#include "filter/group.h"

/* Room for @n addresses, none of which is there yet; NULL without memory. */
struct vsw_macs *vsw_macs_alloc(u32 n)
{
	struct vsw_macs *macs;

	return kvzalloc(struct_size(macs, mac, n), GFP_KERNEL_ACCOUNT);
}

/* How many of the addresses are lower than @mac? */
static u32 vsw_macs_lower(const struct vsw_macs *macs, const u8 *mac)
{
	u32 first = 0, n = macs->n;

	while (n) {
		u32 half = n / 2;

		if (memcmp(macs->mac[first + half], mac, ETH_ALEN) < 0) {
			first += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return first;
}

bool vsw_macs_have(const struct vsw_macs *macs, const u8 *mac)
{
	u32 i = vsw_macs_lower(macs, mac);

	return i < macs->n && !memcmp(macs->mac[i], mac, ETH_ALEN);
}

/* Add one for which there is room; zero is none. No frame can see the list. */
void vsw_macs_add(struct vsw_macs *macs, const u8 *mac)
{
	u32 i = vsw_macs_lower(macs, mac);

	if (is_zero_ether_addr(mac))
		return;
	memmove(macs->mac + i + 1, macs->mac + i, (macs->n - i) * ETH_ALEN);
	memcpy(macs->mac[i], mac, ETH_ALEN);
	macs->n++;
}

/* Take out one of those, if it is there. No frame can see the list. */
void vsw_macs_del(struct vsw_macs *macs, const u8 *mac)
{
	u32 i = vsw_macs_lower(macs, mac);

	if (i == macs->n || memcmp(macs->mac[i], mac, ETH_ALEN))
		return;
	macs->n--;
	memmove(macs->mac + i, macs->mac + i + 1, (macs->n - i) * ETH_ALEN);
}
