// SPDX-License-Identifier: GPL-2.0
/* What a port remembers of its last drops, for whoever asks why. */
#include <linux/etherdevice.h>

#define CREATE_TRACE_POINTS
#include "frame/trace.h"
#include "path/path.h"

/*
 * Did a rule or a default say so? For any other reason the frame has no verdict,
 * or that of a filter that it has passed.
 */
static bool vsw_note_ruled(enum vsw_drop drop)
{
	return drop >= VSW_DROP_MATCH && drop <= VSW_DROP_L2_MATCH_IN;
}

/**
 * vsw_note_drop() - tell of a drop, and remember it
 * @frame: the frame
 * @port: port that counts it
 * @skb: the frame, or the copy of it that was dropped
 * @drop: why
 *
 * Context: softirq. A flood of drops costs little: beyond a few in a tick they
 * are only counted.
 */
void vsw_note_drop(const struct vsw_frame *frame, struct vsw_port *port,
		   const struct sk_buff *skb, enum vsw_drop drop)
{
	struct vsw_note note;

	trace_vsw_drop(port->id, skb, frame->tag.vid, drop);
	if (!vsw_why_room(port->why))
		return;
	memset(&note, 0, sizeof(note));
	note.time = ktime_get_real_ns();
	note.reason = drop;
	note.eth = *eth_hdr(skb);
	note.ethertype = skb->protocol;
	note.vid = frame->tag.vid;
	note.len = skb->len;
	note.parsed = frame->parsed && !frame->malformed;
	if (note.parsed)
		note.pkt = frame->pkt;
	if (vsw_note_ruled(drop) && frame->verdict.ruleset) {
		note.has_rule = frame->verdict.rule != VSW_NO_RULE;
		note.rule_id = frame->verdict.rule_id;
		strscpy(note.ruleset, frame->verdict.ruleset,
			sizeof(note.ruleset));
	}
	vsw_why_note(port->why, &note);
}
