/* SPDX-License-Identifier: GPL-2.0 */
/* The state table of one vNIC; table.c tells how it works. */
#ifndef VSW_CT_CT_H
#define VSW_CT_CT_H

#include <linux/rhashtable.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include <uapi/linux/vsw.h>

#include "frame/key.h"

/* Timeouts and limits are counted by these; they are part of the ABI. */
#define VSW_FLOW_STATES	(VSW_FLOW_STATE_OTHER + 1)
#define VSW_CT_LIMITS	(VSW_LIMIT_OTHER + 1)

/* Bits of vsw_judged.flags and vsw_flow.flags */
#define VSW_FLOW_LOG		0x01	/* the rule says to log the session */
#define VSW_FLOW_STRICT		0x02	/* TCP begins with a SYN only */
#define VSW_FLOW_EXPECTED	0x04	/* an ALG foresaw it; no rule was asked */
#define VSW_FLOW_AGAINST	0x08	/* ... against the direction of its parent */
#define VSW_FLOW_JUDGED		0x0f	/* those above */

/* Bits of vsw_flow.flags only */
#define VSW_FLOW_REPLIED	0x10	/* the other end has answered */
#define VSW_FLOW_DEAD		0x20	/* it has left the table */
#define VSW_FLOW_RESET		0x40	/* TCP, closed by a RST */

/**
 * struct vsw_judged - what a rule said of a connection, and when
 * @generation: generation of the rules
 * @rule: index of the rule among those of that generation, below 65535, or
 *   U32_MAX for the default
 * @rule_id: its id, for people
 * @flags: VSW_FLOW_*
 * @alg: enum vsw_alg, watches the connection
 * @dir: direction in which the connection was begun
 */
struct vsw_judged {
	u32 generation;
	u32 rule;
	u32 rule_id;
	u8 flags;
	u8 alg;
	u8 dir;
};

/**
 * struct vsw_ct_peer - how far one end of a TCP connection is, host order
 * @next: next sequence number it will send, as far as seen
 * @limit: first sequence number that it may not send: acknowledgment plus window
 *   of the other end. Before the other end has answered: the least that this
 *   may acknowledge
 * @acked: highest acknowledgment that it sent; before it sent one, the least
 *   that it may acknowledge
 * @window: largest window it has offered, not scaled
 * @scale: window scale it asked for, or VSW_TCP_NO_SCALE
 * @state: VSW_PEER_*, see tcp.c
 */
struct vsw_ct_peer {
	u32 next;
	u32 limit;
	u32 acked;
	u16 window;
	u8 scale;
	u8 state;
};

/**
 * struct vsw_ct_counts - what went in one direction
 * @bytes: bytes with network headers, without link header
 * @packets: packets, those of a GSO packet counted one by one
 */
struct vsw_ct_counts {
	u64 bytes;
	u64 packets;
};

/**
 * struct vsw_flow - a connection, or something like one, of one vNIC
 * @peer: TCP: the end that began it, and the other one
 * @first: peer[0] as long as there is no other
 * @code: ICMP: code of the query
 * @list: in vsw_ct.embryonic until the other end has answered, where that
 *   end's part of @peer will be; under vsw_ct.lock. Then, dead, in a list of
 *   those to be freed
 * @rcu: frees it
 * @counts: by enum vsw_dir
 * @node: in vsw_ct.table
 * @hash: hash of the tuple
 * @lock: what changes with packets; taken in softirq, inside of vsw_ct.lock
 * @head: begin of the key, as in struct vsw_tuple
 * @port: likewise
 * @vid: likewise
 * @proto: likewise
 * @family: likewise
 * @seen: vsw_now() when it last saw a packet
 * @generation: of the rules that it was last judged by
 * @rule_id: id of the rule
 * @rule16: index of the rule; read it with vsw_flow_rule()
 * @state: enum vsw_flow_state, which also says the timeout
 * @alg: enum vsw_alg
 * @dir: direction in which it was begun
 * @source: index in the tuple of the end that began it
 * @flags: VSW_FLOW_*. DEAD and REPLIED are set once, under both vsw_ct.lock and
 *   @lock, the others under @lock
 * @addr: addresses of the key: two words for IPv4, eight for IPv6
 *
 * What every packet needs stands together, from @counts on: with IPv4 two
 * cache lines.
 *
 * Freed a grace period after it left the table. Once it is dead nobody looks at
 * the other end's part of @peer any more; how it was begun can still be read.
 */
struct vsw_flow {
	union {
		struct vsw_ct_peer peer[2];
		struct {
			union {
				struct vsw_ct_peer first;
				u8 code;
			};
			union {
				struct list_head list;
				struct rcu_head rcu;
			};
		};
	};
	struct vsw_ct_counts counts[VSW_DIRS];
	struct rhash_head node;
	u32 hash;
	spinlock_t lock;
	union {
		struct {
			__be16 port[2];
			u16 vid;
			u8 proto;
			u8 family;
		};
		u64 head;
	};
	u32 seen;
	u32 generation;
	u32 rule_id;
	u16 rule16;
	u8 state : 4;
	u8 alg : 2;
	u8 dir : 1;
	u8 source : 1;
	u8 flags;
	__be32 addr[];
};

/* SYNs on live connections that a vNIC remembers. */
#define VSW_RESTARTS	8

/**
 * struct vsw_restart - a SYN on a connection that lives, see restart.c
 * @flow: the connection, for comparison only
 * @ack: what acknowledges the SYN
 * @dir: direction of the SYN
 */
struct vsw_restart {
	const struct vsw_flow *flow;
	u32 ack;
	u8 dir;
};

struct vsw_ct;

/**
 * struct vsw_ct_ops - what the owner of a table is told
 * @ended: a state has left the table, told once of each; it may be read, not
 *   kept. Bottom halves off, RCU read lock or not, vsw_ct.lock not held
 */
struct vsw_ct_ops {
	void (*ended)(struct vsw_ct *ct, const struct vsw_flow *flow,
		      enum vsw_flow_end why);
};

/**
 * struct vsw_ct - the states of one vNIC
 * @table: struct vsw_flow by tuple
 * @ops: its owner's
 * @timeout: seconds by enum vsw_flow_state; WRITE_ONCE() by the control path
 * @limit: most states by enum vsw_limit; likewise
 * @gc: bounded sweep for what has timed out
 * @swept: where the sweep stands, see vsw_ct_next()
 * @lock: all below, and insertion into and removal from @table; taken in
 *   softirq, innermost but for vsw_flow.lock
 * @n: states there are by enum vsw_limit; READ_ONCE() by others
 * @embryonic: states without an answer by enum vsw_limit (UDP, ICMP, other, and
 *   half-open for TCP), oldest first
 * @evicted: states that had to make room
 * @expected: what an ALG foresees, oldest first
 * @n_expected: how many, at most VSW_EXPECTED_MAX
 * @restart: the last SYNs on live connections
 * @n_restart: how many there were, modulo 256
 * @closed: nothing is entered any more
 */
struct vsw_ct {
	struct rhashtable table;
	const struct vsw_ct_ops *ops;
	u32 timeout[VSW_FLOW_STATES];
	u32 limit[VSW_CT_LIMITS];
	struct delayed_work gc;
	u64 swept;

	spinlock_t lock ____cacheline_aligned_in_smp;
	u32 n[VSW_CT_LIMITS];
	struct list_head embryonic[VSW_CT_LIMITS];
	u64 evicted;
	struct list_head expected;
	u32 n_expected;
	struct vsw_restart restart[VSW_RESTARTS];
	u8 n_restart;
	bool closed;
};

extern const u32 vsw_ct_timeout_default[VSW_FLOW_STATES];
extern const u32 vsw_ct_limit_default[VSW_CT_LIMITS];

/* table.c */
int vsw_ct_register(void);
void vsw_ct_unregister(void);

int vsw_ct_init(struct vsw_ct *ct, const struct vsw_ct_ops *ops);
void vsw_ct_exit(struct vsw_ct *ct);
void vsw_ct_flush(struct vsw_ct *ct, enum vsw_flow_end why);

struct vsw_flow *vsw_ct_find(struct vsw_ct *ct, const struct vsw_packet *pkt);
const struct vsw_flow *vsw_ct_peek(struct vsw_ct *ct,
				   const struct vsw_packet *pkt);
void vsw_ct_kill(struct vsw_ct *ct, struct vsw_flow *flow,
		 enum vsw_flow_end why);

/* create.c */
enum vsw_drop vsw_ct_create(struct vsw_ct *ct, const struct vsw_packet *pkt,
			    const struct vsw_judged *judged);

/* update.c */
enum vsw_drop vsw_ct_update(struct vsw_ct *ct, struct vsw_flow *flow,
			    const struct vsw_packet *pkt, enum vsw_dir dir,
			    unsigned int len);
enum vsw_drop vsw_ct_error(struct vsw_ct *ct, struct vsw_flow *flow,
			   const struct vsw_packet *pkt, enum vsw_dir dir,
			   unsigned int len);
void vsw_ct_rejudged(struct vsw_flow *flow, const struct vsw_judged *judged);

/* alg.c */
bool vsw_ct_expected(struct vsw_ct *ct, const struct vsw_packet *pkt,
		     struct vsw_judged *judged);
void vsw_ct_alg(struct vsw_ct *ct, struct vsw_flow *flow,
		const struct vsw_packet *pkt, const struct sk_buff *skb);

/* flow.c */
void vsw_flow_tuple(const struct vsw_flow *flow, struct vsw_tuple *tuple);
u64 vsw_flow_id(const struct vsw_flow *flow);
u32 vsw_flow_rule(const struct vsw_flow *flow);
u32 vsw_flow_seconds_left(const struct vsw_ct *ct, const struct vsw_flow *flow);
void vsw_flow_as_begun(const struct vsw_flow *flow, struct vsw_packet *pkt);

/* walk.c */
#define VSW_CT_WALK_END	BIT_ULL(63)

int vsw_ct_walk(struct vsw_ct *ct, u64 *from,
		int (*each)(const struct vsw_flow *flow, void *arg), void *arg);

#endif
