/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state machines of the protocols. Each function judges one packet of a
 * flow: VSW_PASS, with the flow as it is after the packet, or
 * VSW_DROP_STATE_MISMATCH, with nothing changed. All but those for the first
 * packet are called with vsw_flow.lock held.
 */
#ifndef VSW_CT_PROTO_H
#define VSW_CT_PROTO_H

#include <linux/in.h>

#include "ct/ct.h"

/* tcp.c */
enum vsw_drop vsw_tcp_first(struct vsw_flow *flow, const struct vsw_tcp *tcp);
enum vsw_drop vsw_tcp_answer(struct vsw_flow *flow, const struct vsw_tcp *tcp,
			     struct vsw_ct_peer *peer);
enum vsw_drop vsw_tcp_update(struct vsw_flow *flow, const struct vsw_tcp *tcp,
			     bool answer);
enum vsw_drop vsw_tcp_error(const struct vsw_flow *flow,
			    const struct vsw_tcp *tcp, bool answer);

/* proto.c */
enum vsw_drop vsw_icmp_first(struct vsw_flow *flow,
			     const struct vsw_packet *pkt);
enum vsw_drop vsw_icmp_update(const struct vsw_flow *flow,
			      const struct vsw_packet *pkt, bool answer);
u8 vsw_icmp_request(const struct vsw_flow *flow);
void vsw_udp_update(struct vsw_flow *flow, bool answer);

#endif
