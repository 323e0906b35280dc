/* SPDX-License-Identifier: GPL-2.0 */
/* Packets in messages. */
#ifndef VSW_NL_PACKET_H
#define VSW_NL_PACKET_H

#include <linux/if_ether.h>
#include <linux/netlink.h>

#include "frame/key.h"

/**
 * struct vsw_nl_packet - what is known of a packet
 * @eth: its Ethernet header, or NULL
 * @ethertype: host order, behind all tags
 * @vid: VLAN, 0 for none
 * @len: bytes with the network header
 * @pkt: what the filters read of it, or NULL
 */
struct vsw_nl_packet {
	const struct ethhdr *eth;
	u16 ethertype;
	u16 vid;
	u32 len;
	const struct vsw_packet *pkt;
};

int vsw_nl_packet_fill(struct sk_buff *skb, int attr,
		       const struct vsw_nl_packet *packet);

/* build.c */
struct sk_buff *vsw_nl_packet_build(const struct nlattr *attr, const u8 *source,
				    const u8 *dest,
				    struct netlink_ext_ack *extack);

#endif
