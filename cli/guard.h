/* SPDX-License-Identifier: GPL-2.0 */
/* The guards of a port group, on the command line and in what it prints. */
#ifndef VSWCTL_GUARD_H
#define VSWCTL_GUARD_H

#include "vswctl.h"

#define GUARD_USAGE							\
	"[dhcp-server-block on|off] [dhcp-client-block on|off]\n"	\
	"      [ra-guard on|off] [non-ip-block on|off]\n"		\
	"      [bpdu-filter off|drop|block] [bpdu-allow none|MAC,MAC...]\n" \
	"      [broadcast-limit-out none|N] [broadcast-limit-in none|N]\n" \
	"      [multicast-limit-out none|N] [multicast-limit-in none|N]"

/* none, or a number of frames per second, of which 0 is none, too. */
int set_rate(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args);
/* none, or addresses with commas between them. */
int set_allow(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	      struct args *args);

#define GUARD_SWITCH(_name, _attr)					\
	{ _name, set_bool, "on or off", VSW_A_PORTGROUP_GUARD,		\
	  VSW_A_GUARD_##_attr, 0, 0 }
#define GUARD_RATE(_name, _attr)					\
	{ _name, set_rate, "none or 1-1000000 (frames per second)",	\
	  VSW_A_PORTGROUP_GUARD, VSW_A_GUARD_##_attr, 0, VSW_RATE_MAX }
#define GUARD_KEYWORDS							\
	GUARD_SWITCH("dhcp-server-block", DHCP_SERVER_BLOCK),		\
	GUARD_SWITCH("dhcp-client-block", DHCP_CLIENT_BLOCK),		\
	GUARD_SWITCH("ra-guard", RA_GUARD),				\
	GUARD_SWITCH("non-ip-block", NON_IP_BLOCK),			\
	{ "bpdu-filter", set_enum, "off, drop or block",		\
	  VSW_A_PORTGROUP_GUARD, VSW_A_GUARD_BPDU_FILTER, 0, 0 },	\
	{ "bpdu-allow", set_allow, "none or MAC,MAC...",		\
	  VSW_A_PORTGROUP_GUARD, VSW_A_GUARD_BPDU_ALLOW, 0, 0 },	\
	GUARD_RATE("broadcast-limit-out", BROADCAST_LIMIT_OUT),		\
	GUARD_RATE("broadcast-limit-in", BROADCAST_LIMIT_IN),		\
	GUARD_RATE("multicast-limit-out", MULTICAST_LIMIT_OUT),		\
	GUARD_RATE("multicast-limit-in", MULTICAST_LIMIT_IN)

/*
 * What a keyword is to be followed by so that guards that are like @now become
 * like @want, to be freed; NULL when they are like that already.
 */
char *guard_change(const struct vsw_obj *now, const struct vsw_obj *want,
		   unsigned int attr);

/* The lines of a port group that tell of its guards. */
void block_guard(const struct vsw_obj *guard);

#endif /* VSWCTL_GUARD_H */
