/* SPDX-License-Identifier: GPL-2.0 */
/* Packets for the tests of ct/, made by hand: frame/key.c is not theirs. */
#ifndef VSW_TEST_CT_PACKET_H
#define VSW_TEST_CT_PACKET_H

#include <linux/jhash.h>

#include "ct/ct.h"

/* One end of a connection, host order. IPv4 if only the last word is set. */
struct end {
	u32 addr[4];
	u16 port;
};

static inline void end_addr(const struct end *end, union vsw_addr *addr,
			    bool ip4)
{
	int i;

	memset(addr, 0, sizeof(*addr));
	if (ip4)
		addr->ip4 = htonl(end->addr[3]);
	else
		for (i = 0; i < 4; i++)
			addr->word[i] = htonl(end->addr[i]);
}

/* @pkt: a packet of 100 bytes from one end to the other, without ports' host */
static inline void make_packet(struct vsw_packet *pkt, u8 proto,
			       const struct end *from, const struct end *to)
{
	bool ip4 = !from->addr[0] && !to->addr[0];
	struct vsw_tuple *tuple = &pkt->tuple;
	union vsw_addr src, dst;
	int order;

	memset(pkt, 0, sizeof(*pkt));
	end_addr(from, &src, ip4);
	end_addr(to, &dst, ip4);
	order = memcmp(&src, &dst, sizeof(src));
	if (!order)
		order = memcmp(&(__be16){ htons(from->port) },
			       &(__be16){ htons(to->port) }, 2);
	pkt->source = order > 0;
	tuple->addr[pkt->source] = src;
	tuple->addr[!pkt->source] = dst;
	tuple->port[pkt->source] = htons(from->port);
	tuple->port[!pkt->source] = htons(to->port);
	tuple->proto = proto;
	tuple->family = ip4 ? AF_INET : AF_INET6;
	pkt->hash = jhash(tuple, sizeof(*tuple), 0);
	pkt->now = vsw_now();
	pkt->track = VSW_TRACK_STATE;
	pkt->l3 = 14;
	pkt->l4 = 34;
	pkt->l4_len = 80;
	pkt->segs = 1;
	pkt->l4_proto = proto;
	pkt->tcp.scale = VSW_TCP_NO_SCALE;
}

#endif
