/* SPDX-License-Identifier: GPL-2.0 */
/* Packets in words, for flows, log and why. */
#ifndef VSWCTL_PACKET_H
#define VSWCTL_PACKET_H

#include "vswctl.h"

/* "ssh" for port 22 of TCP, NULL when it has no name. */
const char *service_name(unsigned int protocol, unsigned int port);

/* "TCP", "IPV6-ICMP", "PROTO 253". */
void put_protocol(FILE *out, unsigned int protocol);

/* Letters of the flags as pf has them, "SA", in the order of their bits. */
void put_tcp_flags(FILE *out, unsigned int flags);

/* A string that came from a guest or another host: no control characters. */
void put_clean(FILE *out, const char *text);

/* An address, in brackets when it is of IPv6 and a port follows. */
void put_ip(FILE *out, const struct vsw_obj *obj, unsigned int attr,
	    bool brackets);

/* "2015-03-10T03:20:31.274000Z" of nanoseconds since 1970. */
void put_time(FILE *out, uint64_t ns);

/*
 * "INET", "INET6" or "ETHER", by what a packet has; and its ends,
 * "192.0.2.1/1024->192.0.2.2/22".
 */
const char *packet_layer(const struct vsw_obj *packet);
void put_ends(FILE *out, const struct vsw_obj *packet);

/* The rest of a packet: flags, or type and code; with a blank before it. */
void put_flags(FILE *out, const struct vsw_obj *packet);

/* "TCP", or the ethertype of what is not IP. */
void put_packet_protocol(FILE *out, const struct vsw_obj *packet);

/* log_line.c: a line of the packet log, without newline. */
void put_log_line(FILE *out, const struct vsw_obj *log);

#endif /* VSWCTL_PACKET_H */
