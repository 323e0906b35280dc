/* SPDX-License-Identifier: GPL-2.0 */
/* The guards of a port group: what its guests may not send. */
#ifndef VSW_L2_GUARD_H
#define VSW_L2_GUARD_H

#include <linux/if_ether.h>
#include <uapi/linux/vsw.h>

#include "frame/key.h"
#include "l2/policy.h"
#include "l2/rate.h"

/**
 * struct vsw_guard - what an administrator says of the guards of a port group
 * @dhcp_server: drop what DHCP servers send
 * @dhcp_client: drop what DHCP clients send
 * @ra: drop router advertisements and redirects
 * @non_ip: drop all but IPv4, IPv6 and ARP
 * @bpdu: enum vsw_bpdu_filter
 * @allow: addresses that the BPDU filter passes, NULL for none. Owned by the
 *   port group; views borrow it.
 * @limit: frames per second, 0 for no limit
 */
struct vsw_guard {
	bool dhcp_server;
	bool dhcp_client;
	bool ra;
	bool non_ip;
	u8 bpdu;
	struct vsw_mac_list *allow;
	u32 limit[VSW_DIRS][VSW_RATES];
};

bool vsw_guard_out_set(const struct vsw_guard *guard);
bool vsw_guard_in_set(const struct vsw_guard *guard);
void vsw_guard_drop(const struct vsw_guard *old, const struct vsw_guard *new);

bool vsw_guard_bpdu_address(const u8 *addr);
bool vsw_guard_allows(const struct vsw_guard *guard, const struct sk_buff *skb);
enum vsw_drop vsw_guard_bpdu(const struct vsw_guard *guard,
			     const struct sk_buff *skb);

/**
 * vsw_guard_reads() - do the guards have to know what is in a frame?
 * @guard: guards of the sender
 */
static inline bool vsw_guard_reads(const struct vsw_guard *guard)
{
	return guard->dhcp_server || guard->dhcp_client || guard->ra ||
	       guard->non_ip;
}

enum vsw_drop vsw_guard_packet(const struct vsw_guard *guard,
			       const struct vsw_packet *pkt,
			       enum vsw_drop malformed,
			       const struct sk_buff *skb);
enum vsw_drop vsw_guard_rate(const struct vsw_guard *guard, enum vsw_dir dir,
			     atomic64_t *due, const struct sk_buff *skb);

#endif
