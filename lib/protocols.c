// SPDX-License-Identifier: LGPL-2.1-or-later
/* Names of protocols and ethertypes, the same on every host. */
#include <errno.h>
#include <string.h>

#include "export.h"
#include "spec.h"

struct named {
	uint16_t number;
	const char *name;
};

/* A number's first name is the one that is printed. */
static const struct named protocols[] = {
	{ 6, "tcp" }, { 17, "udp" }, { 1, "icmp" }, { 58, "ipv6-icmp" },
	{ 58, "icmpv6" }, { 132, "sctp" }, { 2, "igmp" }, { 4, "ipip" },
	{ 33, "dccp" }, { 41, "ipv6" }, { 47, "gre" }, { 50, "esp" },
	{ 51, "ah" }, { 88, "eigrp" }, { 89, "ospf" }, { 103, "pim" },
	{ 108, "ipcomp" }, { 112, "vrrp" }, { 115, "l2tp" },
	{ 136, "udplite" }, { 137, "mpls-in-ip" },
};

static const struct named ethertypes[] = {
	{ 0x0800, "ipv4" }, { 0x86dd, "ipv6" }, { 0x0806, "arp" },
	{ 0x0842, "wol" }, { 0x8035, "rarp" }, { 0x8847, "mpls" },
	{ 0x8848, "mpls-multicast" }, { 0x8863, "pppoe-discovery" },
	{ 0x8864, "pppoe-session" }, { 0x888e, "eapol" }, { 0x88a2, "aoe" },
	{ 0x88cc, "lldp" }, { 0x88e5, "macsec" }, { 0x88f7, "ptp" },
	{ 0x8906, "fcoe" }, { 0x8914, "fip" },
};

static const char *name_of(const struct named *list, size_t n, uint16_t number)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (list[i].number == number)
			return list[i].name;
	return NULL;
}

static int number_of(const struct named *list, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!strcmp(list[i].name, name))
			return list[i].number;
	return -ENOENT;
}

VSW_EXPORT const char *vsw_protocol_name(uint8_t number)
{
	return name_of(protocols, ARRAY_SIZE(protocols), number);
}

VSW_EXPORT int vsw_protocol_find(const char *name)
{
	return number_of(protocols, ARRAY_SIZE(protocols), name);
}

VSW_EXPORT const char *vsw_ethertype_name(uint16_t number)
{
	return name_of(ethertypes, ARRAY_SIZE(ethertypes), number);
}

VSW_EXPORT int vsw_ethertype_find(const char *name)
{
	return number_of(ethertypes, ARRAY_SIZE(ethertypes), name);
}
