/* SPDX-License-Identifier: GPL-2.0 */
/* What frames are watched for, as a port group says it. */
#ifndef VSW_FRAME_DISCOVERY_H
#define VSW_FRAME_DISCOVERY_H

#include <linux/types.h>

/**
 * struct vsw_discovery - from what the IP addresses of guests are discovered
 * @arp: ARP that guests send
 * @nd: neighbour discovery of IPv6 that guests send
 * @dhcp: answers of DHCP servers to guests
 * @tofu: what ARP and neighbour discovery told stays, and is not aged
 * @limit4: most IPv4 addresses discovered on a port
 * @limit6: most IPv6 addresses discovered on a port
 * @ageing: seconds after which an address from ARP or neighbour discovery that is
 *   not used is forgotten
 */
struct vsw_discovery {
	bool arp;
	bool nd;
	bool dhcp;
	bool tofu;
	u32 limit4;
	u32 limit6;
	u32 ageing;
};

#endif
