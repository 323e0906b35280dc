// SPDX-License-Identifier: GPL-2.0
/*
 * SpoofGuard: may a vNIC send what it sends from the addresses that it says?
 *
 *   what                          passes if
 *   ARP                           the sender's MAC address is that of the frame,
 *                                 and its IP address is the vNIC's, or 0.0.0.0
 *                                 (a probe)
 *   IPv4                          the source is the vNIC's
 *   IPv4 from 0.0.0.0             it is for a DHCP server, or IGMP
 *   DHCP from a client            likewise, and the client's hardware address is
 *                                 that of the frame
 *   IPv6                          the source is the vNIC's
 *   IPv6 from ::                  it is a solicitation without a link-layer
 *                                 option, or a multicast listener's report
 *   multicast listener's report   the source is only for the link
 *   neighbour discovery           all link-layer options have the MAC address of
 *                                 the frame; an advertised target is the vNIC's
 *   anything else that is not IP  always
 *
 * What cannot be read does not pass. The MAC address of the frame must be the one
 * that goes with the address.
 */
#include <linux/ipv6.h>
#include <net/ipv6.h>
#include <net/ndisc.h>

#include "swsec/swsec.h"

static bool vsw_spoofguard_has(const struct vsw_look *look,
			       struct vsw_bindings *bindings,
			       const union vsw_addr *addr)
{
	return vsw_binding_allows(bindings, look->vid, look->family, addr,
				  look->source, look->effective);
}

static bool vsw_spoofguard_arp(const struct vsw_look *look,
			       struct vsw_bindings *bindings)
{
	union vsw_addr addr;
	struct vsw_arp arp;

	if (!vsw_arp_read(look, &arp) ||
	    ether_addr_to_u64(arp.sha) != look->source)
		return false;
	/* A probe asks. */
	if (!arp.spa)
		return arp.op == htons(ARPOP_REQUEST);
	addr.ip4 = arp.spa;
	return vsw_binding_allows(bindings, look->vid, AF_INET, &addr,
				  look->source, look->effective);
}

static bool vsw_spoofguard_ip4(const struct vsw_look *look,
			       struct vsw_bindings *bindings)
{
	u64 chaddr;

	if (look->kind == VSW_LOOK_DHCP4 && look->client &&
	    (!vsw_dhcp4_chaddr(look, &chaddr) || chaddr != look->source))
		return false;
	if (!look->src.ip4)
		return (look->kind == VSW_LOOK_DHCP4 && look->client) ||
		       look->kind == VSW_LOOK_IGMP;
	return vsw_spoofguard_has(look, bindings, &look->src);
}

static bool vsw_spoofguard_nd(const struct vsw_look *look,
			      struct vsw_bindings *bindings)
{
	union vsw_addr target;
	struct vsw_nd nd;

	if (!vsw_nd_read(look, &nd) ||
	    (nd.has_mac && nd.mac != look->source))
		return false;
	if (nd.has_target) {
		target.ip6 = nd.target;
		if (!vsw_spoofguard_has(look, bindings, &target))
			return false;
	}
	if (ipv6_addr_any(&look->src.ip6))
		return !nd.has_mac &&
		       (look->type == NDISC_NEIGHBOUR_SOLICITATION ||
			look->type == NDISC_ROUTER_SOLICITATION);
	return vsw_spoofguard_has(look, bindings, &look->src);
}

static bool vsw_spoofguard_ip6(const struct vsw_look *look,
			       struct vsw_bindings *bindings)
{
	if (look->kind == VSW_LOOK_MLD &&
	    (ipv6_addr_any(&look->src.ip6) ||
	     ipv6_addr_type(&look->src.ip6) & IPV6_ADDR_LINKLOCAL))
		return true;
	return vsw_spoofguard_has(look, bindings, &look->src);
}

/**
 * vsw_spoofguard() - may a vNIC send a frame?
 * @look: the frame
 * @bindings: of the vNIC
 *
 * Context: RCU read lock. Return: VSW_PASS or the reason to drop it
 */
enum vsw_drop vsw_spoofguard(const struct vsw_look *look,
			     struct vsw_bindings *bindings)
{
	switch (look->kind) {
	case VSW_LOOK_OTHER:
		return VSW_PASS;
	case VSW_LOOK_ARP:
		return vsw_spoofguard_arp(look, bindings) ?
		       VSW_PASS : VSW_DROP_SPOOFGUARD_ARP;
	case VSW_LOOK_IP4:
	case VSW_LOOK_IGMP:
	case VSW_LOOK_DHCP4:
		return vsw_spoofguard_ip4(look, bindings) ?
		       VSW_PASS : VSW_DROP_SPOOFGUARD_IPV4;
	case VSW_LOOK_ND:
		return vsw_spoofguard_nd(look, bindings) ?
		       VSW_PASS : VSW_DROP_SPOOFGUARD_ND;
	case VSW_LOOK_HIDDEN:
		return look->family == AF_INET6 ? VSW_DROP_SPOOFGUARD_IPV6 :
						  VSW_DROP_SPOOFGUARD_IPV4;
	}
	return vsw_spoofguard_ip6(look, bindings) ? VSW_PASS :
						    VSW_DROP_SPOOFGUARD_IPV6;
}
