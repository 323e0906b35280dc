/* SPDX-License-Identifier: GPL-2.0 */
/* Tracepoints: what perf, bpftrace and the like see of the switch. */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM vsw

#if !defined(VSW_FRAME_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define VSW_FRAME_TRACE_H

#include <linux/skbuff.h>
#include <linux/tracepoint.h>

#include "frame/drop.h"

#ifndef VSW_TRACE_NAME
#define VSW_TRACE_ENUM(symbol, name, side, core)			\
	TRACE_DEFINE_ENUM(VSW_DROP_##symbol);
#define VSW_TRACE_NAME(symbol, name, side, core)			\
	{ VSW_DROP_##symbol, name },
#endif

VSW_DROP_REASONS(VSW_TRACE_ENUM)

/* A frame was dropped, and counted by a port. */
TRACE_EVENT(vsw_drop,
	TP_PROTO(u32 port, const struct sk_buff *skb, u16 vid,
		 enum vsw_drop reason),
	TP_ARGS(port, skb, vid, reason),
	TP_STRUCT__entry(
		__field(u32, port)
		__field(const void *, skbaddr)
		__field(u32, len)
		__field(u16, protocol)
		__field(u16, vid)
		__field(u32, reason)
	),
	TP_fast_assign(
		__entry->port = port;
		__entry->skbaddr = skb;
		__entry->len = skb->len;
		__entry->protocol = ntohs(skb->protocol);
		__entry->vid = vid;
		__entry->reason = reason;
	),
	TP_printk("port=0x%x reason=%s skbaddr=%p protocol=0x%04x vid=%u len=%u",
		  __entry->port,
		  __print_symbolic(__entry->reason,
				   VSW_DROP_REASONS(VSW_TRACE_NAME)
				   { VSW_PASS, "pass" }),
		  __entry->skbaddr, __entry->protocol, __entry->vid,
		  __entry->len)
);

#endif

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH frame
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
