/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fragments wait until their datagram is whole, is judged as one, and go on as
 * they came. Each vNIC and direction has a waiting room of its own, so that a
 * guest that sends fragments without end spends its own room only: that is
 * what the kernel's ip_defrag(), with one limit for a whole network namespace
 * and no way back to the original sizes, could not give.
 */
#ifndef VSW_FRAME_FRAG_H
#define VSW_FRAME_FRAG_H

#include <linux/list.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#include "frame/key.h"

#define VSW_FRAG_DATAGRAMS	64		/* waiting at a time */
#define VSW_FRAG_BYTES		(256 * 1024)	/* their frames' truesize */
#define VSW_FRAG_PIECES		128		/* 64 KiB in frames of 576 bytes */
#define VSW_FRAG_TIMEOUT	30		/* seconds, RFC 791 and RFC 8200 */

/**
 * struct vsw_frag_cb - what a frame that waits carries in skb->cb
 * @owner: the caller's; set before vsw_frags_add() and still there when the frame
 *   comes out or is dropped
 * @from: offset from skb->data of what the fragment carries
 * @offset: where that belongs in the datagram
 * @len: bytes of it
 */
struct vsw_frag_cb {
	u64 owner;
	u16 from;
	u16 offset;
	u16 len;
};

#define VSW_FRAG_CB(skb)	((struct vsw_frag_cb *)(skb)->cb)

struct vsw_frags;

/*
 * Called for a frame that is given up, which it frees and counts: under the
 * lock of the waiting room, bottom halves off, in any context.
 */
typedef void (*vsw_frags_drop_t)(struct vsw_frags *frags, struct sk_buff *skb,
				 enum vsw_drop reason);

/**
 * struct vsw_frags - the waiting room of one vNIC and direction
 * @lock: all of it; taken in softirq
 * @datagrams: struct vsw_datagram, the oldest first
 * @n: how many
 * @bytes: truesize of all frames that wait
 * @closed: nothing is taken any more
 * @gc: drops what has waited too long
 * @drop: for each frame that is given up
 */
struct vsw_frags {
	spinlock_t lock;
	struct list_head datagrams;
	unsigned int n;
	unsigned int bytes;
	bool closed;
	struct delayed_work gc;
	vsw_frags_drop_t drop;
};

void vsw_frags_init(struct vsw_frags *frags, vsw_frags_drop_t drop);
void vsw_frags_flush(struct vsw_frags *frags);
void vsw_frags_exit(struct vsw_frags *frags);
enum vsw_drop vsw_frags_add(struct vsw_frags *frags,
			    const struct vsw_packet *fragment,
			    struct sk_buff *skb, struct vsw_packet *whole,
			    struct sk_buff_head *out);

#endif
