// SPDX-License-Identifier: GPL-2.0
/*
 * What neighbour discovery tells of its sender's addresses (RFC 4861).
 *
 *   133 router solicitation      source, with a link-layer option
 *   134 router advertisement     likewise
 *   135 neighbour solicitation   likewise; the target is what is asked for
 *   136 neighbour advertisement  source and target, likewise
 *
 * Duplicate address detection has no source and tells nothing: the address is not
 * the sender's yet.
 */
#include <linux/icmpv6.h>
#include <linux/ipv6.h>
#include <net/ipv6.h>
#include <net/ndisc.h>

#include "swsec/swsec.h"

#define VSW_ND_OPTIONS	16	/* more than any message has */
#define VSW_ND_UNIT	8	/* bytes that options are counted in */

/* All link-layer addresses must be the same. */
static bool vsw_nd_mac(struct vsw_nd *nd, const u8 *option)
{
	u64 mac;

	if (option[1] != 1)
		return false;
	mac = ether_addr_to_u64(option + 2);
	if (nd->has_mac && nd->mac != mac)
		return false;
	nd->has_mac = true;
	nd->mac = mac;
	return true;
}

static bool vsw_nd_options(struct vsw_cursor *cur, struct vsw_nd *nd)
{
	const u8 *option;
	u8 buf[VSW_ND_UNIT];
	int n;

	for (n = 0; cur->off < cur->end; n++) {
		option = vsw_cursor_get(cur, sizeof(buf), buf);
		if (!option || n == VSW_ND_OPTIONS || !option[1] ||
		    option[1] * VSW_ND_UNIT > cur->end - cur->off)
			return false;
		if ((option[0] == ND_OPT_SOURCE_LL_ADDR ||
		     option[0] == ND_OPT_TARGET_LL_ADDR) &&
		    !vsw_nd_mac(nd, option))
			return false;
		cur->off += option[1] * VSW_ND_UNIT;
	}
	return true;
}

/* Bytes in front of the options. */
static u32 vsw_nd_head(u8 type)
{
	switch (type) {
	case NDISC_ROUTER_SOLICITATION:
		return sizeof(struct icmp6hdr);
	case NDISC_ROUTER_ADVERTISEMENT:
		return sizeof(struct ra_msg);
	}
	return offsetof(struct nd_msg, opt);
}

/**
 * vsw_nd_read() - read a message of neighbour discovery
 * @look: a frame of kind VSW_LOOK_ND
 * @nd: filled in
 *
 * Return: false if it is not whole, or its link-layer options are not of
 * Ethernet or say different things
 */
bool vsw_nd_read(const struct vsw_look *look, struct vsw_nd *nd)
{
	struct vsw_cursor cur = look->cur;
	u32 len = vsw_nd_head(look->type);
	const struct nd_msg *msg;
	struct nd_msg buf;

	memset(nd, 0, sizeof(*nd));
	msg = vsw_cursor_get(&cur, len, &buf);
	if (!msg || msg->icmph.icmp6_code)
		return false;
	if (look->type == NDISC_NEIGHBOUR_ADVERTISEMENT) {
		nd->has_target = true;
		nd->target = msg->target;
	}
	cur.off += len;
	return vsw_nd_options(&cur, nd);
}

static bool vsw_nd_sight(const struct vsw_look *look,
			 const struct in6_addr *addr,
			 struct vsw_sighting *sighting)
{
	memset(sighting, 0, sizeof(*sighting));
	sighting->family = AF_INET6;
	sighting->source = VSW_BINDING_SOURCE_ND;
	sighting->mac = look->source;
	sighting->addr.ip6 = *addr;
	return vsw_addr_usable(AF_INET6, &sighting->addr);
}

/**
 * vsw_snoop_nd() - the addresses that the sender of neighbour discovery has
 * @look: a frame of kind VSW_LOOK_ND
 * @sighting: filled in
 *
 * Return: 0 to 2
 */
unsigned int vsw_snoop_nd(const struct vsw_look *look,
			  struct vsw_sighting *sighting)
{
	unsigned int n = 0;
	struct vsw_nd nd;

	if (!vsw_nd_read(look, &nd) || !nd.has_mac || nd.mac != look->source)
		return 0;
	n += vsw_nd_sight(look, &look->src.ip6, &sighting[n]);
	if (nd.has_target && !ipv6_addr_equal(&nd.target, &look->src.ip6))
		n += vsw_nd_sight(look, &nd.target, &sighting[n]);
	return n;
}
