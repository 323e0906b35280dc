/* SPDX-License-Identifier: GPL-2.0 */
/* The last drops of a port, for whoever asks why. */
#ifndef VSW_FRAME_WHY_H
#define VSW_FRAME_WHY_H

#include <linux/spinlock.h>
#include <uapi/linux/vsw.h>

#include "frame/key.h"

#define VSW_WHY_NOTES	16

/**
 * struct vsw_note - a frame that was dropped, and why
 * @time: nanoseconds since 1970
 * @reason: enum vsw_drop
 * @has_rule: @rule_id is that of the rule that decided
 * @rule_id: see there
 * @ruleset: name of its ruleset, or ""
 * @eth: Ethernet header
 * @ethertype: network order, behind all tags
 * @vid: VLAN, 0 for none
 * @len: bytes with network header
 * @parsed: @pkt is filled in
 * @pkt: the packet
 */
struct vsw_note {
	u64 time;
	u16 reason;
	bool has_rule;
	bool parsed;
	u32 rule_id;
	char ruleset[VSW_NAME_LEN];
	struct ethhdr eth;
	__be16 ethertype;
	u16 vid;
	u32 len;
	struct vsw_packet pkt;
};

/**
 * struct vsw_why - the last drops of a port
 * @lock: all of it; taken in softirq, innermost
 * @n: drops noted so far
 * @tick: jiffies of the last one
 * @n_tick: drops noted since @tick began
 * @note: the last ones, by number modulo VSW_WHY_NOTES
 */
struct vsw_why {
	spinlock_t lock;
	u64 n;
	unsigned long tick;
	unsigned int n_tick;
	struct vsw_note note[VSW_WHY_NOTES];
};

struct vsw_why *vsw_why_alloc(void);
bool vsw_why_room(struct vsw_why *why);
void vsw_why_note(struct vsw_why *why, const struct vsw_note *note);
bool vsw_why_read(struct vsw_why *why, unsigned int age, struct vsw_note *note);

#endif
