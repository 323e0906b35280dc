/* SPDX-License-Identifier: GPL-2.0 */
/* What the files of ct/ share. */
#ifndef VSW_CT_TABLE_H
#define VSW_CT_TABLE_H

#include <linux/in.h>

#include "ct/ct.h"

/* Index of the default rule in vsw_flow.rule16. */
#define VSW_RULE16_NONE	0xffff

/* Expectations of a vNIC; a control connection has one or two at a time. */
#define VSW_EXPECTED_MAX	64

/*
 * Signed: another CPU may have seen a packet in the second that has begun since
 * @now was read.
 */
static inline bool vsw_flow_expired(const struct vsw_ct *ct,
				    const struct vsw_flow *flow, u32 now)
{
	return (s32)(now - READ_ONCE(flow->seen)) >
	       (s32)READ_ONCE(ct->timeout[flow->state]);
}

static inline enum vsw_limit vsw_flow_class(const struct vsw_flow *flow)
{
	switch (flow->proto) {
	case IPPROTO_TCP:
		return VSW_LIMIT_HALF_OPEN;
	case IPPROTO_UDP:
		return VSW_LIMIT_UDP;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return VSW_LIMIT_ICMP;
	default:
		return VSW_LIMIT_OTHER;
	}
}

static inline void vsw_flow_count(struct vsw_flow *flow,
				  const struct vsw_packet *pkt,
				  enum vsw_dir dir, unsigned int len)
{
	flow->counts[dir].bytes += len;
	flow->counts[dir].packets += pkt->segs;
}

/* table.c */
struct vsw_flow *vsw_flow_alloc(u8 family);
void vsw_flow_free(struct vsw_flow *flow);
void vsw_flow_answered(struct vsw_ct *ct, struct vsw_flow *flow);
void vsw_flow_bury(struct vsw_ct *ct, struct vsw_flow *flow,
		   enum vsw_flow_end why);
struct vsw_flow *vsw_ct_insert(struct vsw_ct *ct, const struct vsw_packet *pkt,
			       struct vsw_flow *flow);
bool vsw_ct_unlink(struct vsw_ct *ct, struct vsw_flow *flow);
void vsw_ct_end(struct vsw_ct *ct, struct vsw_flow *flow);

/* create.c */
void vsw_flow_judge(struct vsw_flow *flow, const struct vsw_judged *judged);

/*
 * walk.c: positions of states, see there. What is done under one RCU read lock
 * is the 512th part of a table.
 */
#define VSW_CT_STRIDE	(VSW_CT_WALK_END >> 9)

struct vsw_flow *vsw_ct_next(struct vsw_ct *ct, u64 *from, u64 to);

/* restart.c */
void vsw_ct_restart(struct vsw_ct *ct, struct vsw_flow *flow,
		    const struct vsw_packet *pkt, enum vsw_dir dir, bool passed);

/* gc.c */
void vsw_ct_gc_init(struct vsw_ct *ct);
void vsw_ct_gc_start(struct vsw_ct *ct);

/* alg.c */
void vsw_ct_forget(struct vsw_ct *ct, const struct vsw_flow *parent);

#endif
