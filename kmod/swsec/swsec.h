/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IP discovery and SpoofGuard: which IP addresses a vNIC has, and which it may
 * send from.
 *
 * A frame tells of an address: the parsers make a struct vsw_sighting of it. If
 * there is news in it, the frame is held until process context has decided, so
 * that it meets everything that follows from the decision itself.
 *
 *   frame -> vsw_look() -> vsw_snoop_out(), vsw_snoop_in() -> vsw_bindings_news()
 *         -> vsw_bindings_hold() ... vsw_bindings_sight() -> on its way again
 */
#ifndef VSW_SWSEC_SWSEC_H
#define VSW_SWSEC_SWSEC_H

#include <linux/etherdevice.h>

#include "frame/parse.h"
#include "swsec/binding.h"

/**
 * enum vsw_look_kind - what a frame is, as far as IP addresses are concerned
 * @VSW_LOOK_OTHER: nothing with an IP address in it
 * @VSW_LOOK_ARP: ARP; the cursor is at it
 * @VSW_LOOK_IP4: any other IPv4
 * @VSW_LOOK_IGMP: IGMP
 * @VSW_LOOK_DHCP4: UDP between ports 67 and 68; the cursor is behind UDP
 * @VSW_LOOK_IP6: any other IPv6
 * @VSW_LOOK_ND: ICMPv6 133 to 136; the cursor is at ICMPv6
 * @VSW_LOOK_MLD: a multicast listener's report or done
 * @VSW_LOOK_DHCP6: UDP between ports 546 and 547; the cursor is behind UDP
 * @VSW_LOOK_HIDDEN: what it is cannot be seen
 */
enum vsw_look_kind {
	VSW_LOOK_OTHER,
	VSW_LOOK_ARP,
	VSW_LOOK_IP4,
	VSW_LOOK_IGMP,
	VSW_LOOK_DHCP4,
	VSW_LOOK_IP6,
	VSW_LOOK_ND,
	VSW_LOOK_MLD,
	VSW_LOOK_DHCP6,
	VSW_LOOK_HIDDEN,
};

/**
 * struct vsw_look - a frame that was looked at
 * @cur: reads the frame on
 * @kind: enum vsw_look_kind
 * @family: AF_INET or AF_INET6 of @src, 0 without
 * @type: ICMPv6 type of VSW_LOOK_ND
 * @client: DHCP only, it is from a client
 * @vid: vsw_binding.vid of addresses in it
 * @source: source address of the frame, as a number
 * @effective: effective address of the vNIC, likewise
 * @src: source address of IP
 */
struct vsw_look {
	struct vsw_cursor cur;
	u8 kind;
	u8 family;
	u8 type;
	bool client;
	u16 vid;
	u64 source;
	u64 effective;
	union vsw_addr src;
};

/* look.c */
void vsw_look(struct vsw_look *look, const struct sk_buff *skb, u16 vid,
	      const u8 *effective);

/**
 * struct vsw_arp - ARP for IPv4 on Ethernet (RFC 826)
 * @sha: MAC address of the sender
 * @spa: IP address of the sender
 */
struct vsw_arp {
	__be16 hrd;
	__be16 pro;
	u8 hln;
	u8 pln;
	__be16 op;
	u8 sha[ETH_ALEN];
	__be32 spa;
	u8 tha[ETH_ALEN];
	__be32 tpa;
} __packed;

/* snoop_arp.c */
bool vsw_arp_read(const struct vsw_look *look, struct vsw_arp *arp);
unsigned int vsw_snoop_arp(const struct vsw_look *look,
			   struct vsw_sighting *sighting);

/**
 * struct vsw_nd - a message of neighbour discovery (RFC 4861)
 * @has_target: @target is there, and is the sender's to announce
 * @has_mac: there is an option with a link-layer address
 * @mac: that of all of them, as a number
 * @target: see @has_target
 */
struct vsw_nd {
	bool has_target;
	bool has_mac;
	u64 mac;
	struct in6_addr target;
};

/* snoop_nd.c */
bool vsw_nd_read(const struct vsw_look *look, struct vsw_nd *nd);
unsigned int vsw_snoop_nd(const struct vsw_look *look,
			  struct vsw_sighting *sighting);

/* snoop_dhcp.c */
bool vsw_dhcp4_chaddr(const struct vsw_look *look, u64 *chaddr);
unsigned int vsw_snoop_dhcp4(const struct vsw_look *look,
			     struct vsw_bindings *bindings,
			     struct vsw_sighting *sighting);
unsigned int vsw_snoop_dhcp6(const struct vsw_look *look,
			     struct vsw_bindings *bindings,
			     struct vsw_sighting *sighting);

/* look.c: an address that a host may have */
bool vsw_addr_usable(u8 family, const union vsw_addr *addr);
unsigned int vsw_snoop_out(const struct vsw_look *look,
			   const struct vsw_discovery *discovery,
			   struct vsw_bindings *bindings,
			   struct vsw_sighting *sighting);
unsigned int vsw_snoop_in(const struct vsw_look *look,
			  struct vsw_bindings *bindings,
			  struct vsw_sighting *sighting);

/* spoofguard.c */
enum vsw_drop vsw_spoofguard(const struct vsw_look *look,
			     struct vsw_bindings *bindings);

#endif
