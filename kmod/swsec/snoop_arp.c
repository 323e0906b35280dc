// SPDX-License-Identifier: GPL-2.0
/* What ARP tells of its sender's address (RFC 826, RFC 5227). */
#include <linux/if_arp.h>

#include "swsec/swsec.h"

/**
 * vsw_arp_read() - read ARP
 * @look: a frame of kind VSW_LOOK_ARP
 * @arp: filled in
 *
 * Return: false unless it is whole, and for IPv4 on Ethernet. That it calls the
 * hardware IEEE 802 does not do, though hosts believe it: nobody sends that.
 */
bool vsw_arp_read(const struct vsw_look *look, struct vsw_arp *arp)
{
	const struct vsw_arp *read = vsw_cursor_get(&look->cur, sizeof(*arp),
						    arp);

	if (!read)
		return false;
	if (read != arp)
		*arp = *read;
	return arp->hrd == htons(ARPHRD_ETHER) && arp->pro == htons(ETH_P_IP) &&
	       arp->hln == ETH_ALEN && arp->pln == sizeof(arp->spa);
}

/**
 * vsw_snoop_arp() - the address that the sender of ARP has
 * @look: a frame of kind VSW_LOOK_ARP
 * @sighting: filled in
 *
 * A probe, whose sender has no address yet, tells nothing.
 *
 * Return: 1 or 0
 */
unsigned int vsw_snoop_arp(const struct vsw_look *look,
			   struct vsw_sighting *sighting)
{
	struct vsw_arp arp;

	if (!vsw_arp_read(look, &arp) ||
	    (arp.op != htons(ARPOP_REQUEST) && arp.op != htons(ARPOP_REPLY)))
		return 0;
	memset(sighting, 0, sizeof(*sighting));
	sighting->family = AF_INET;
	sighting->source = VSW_BINDING_SOURCE_ARP;
	sighting->mac = ether_addr_to_u64(arp.sha);
	sighting->addr.ip4 = arp.spa;
	return sighting->mac == look->source &&
	       vsw_addr_usable(AF_INET, &sighting->addr);
}
