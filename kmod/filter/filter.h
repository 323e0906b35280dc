/* SPDX-License-Identifier: GPL-2.0 */
/* The stateful filter in front of one vNIC, and the rules of a namespace. */
#ifndef VSW_FILTER_FILTER_H
#define VSW_FILTER_FILTER_H

#include <linux/jump_label.h>
#include <linux/ratelimit.h>
#include <linux/refcount.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>

#include "ct/ct.h"
#include "filter/classifier.h"
#include "filter/group.h"
#include "filter/ruleset.h"
#include "frame/frag.h"
#include "frame/stats.h"

struct vsw_filter;

/* Rule counters are kept several times over, so that CPUs seldom meet. */
#define VSW_RULE_SHARDS		8

/**
 * struct vsw_rule_counts - what a rule has done, but for states that still live
 * @hits: connections, and packets without one, that it decided
 * @packets: by enum vsw_dir
 * @bytes: likewise
 */
struct vsw_rule_counts {
	atomic64_t hits;
	atomic64_t packets[VSW_DIRS];
	atomic64_t bytes[VSW_DIRS];
};

/**
 * struct vsw_ruled - what stays while the rules do, though addresses change
 * @refs: struct vsw_active that use it
 * @n: number of counters in a shard: one for each rule, then the default of
 *   layer 3, the rules of layer 2 and their default
 * @shard: the counters, shard by shard
 */
struct vsw_ruled {
	refcount_t refs;
	u32 n;
	struct vsw_rule_counts counts[];
};

/**
 * struct vsw_slot_rules - what applies to one vNIC, by direction
 * @rules: rules of layer 3
 * @l2: rules of layer 2, by index
 */
struct vsw_slot_rules {
	struct vsw_vector *rules[VSW_DIRS];
	unsigned long l2[VSW_DIRS][BITS_TO_LONGS(VSW_L2_RULES_MAX)];
};

/**
 * struct vsw_active - the rules in force, replaced as a whole
 * @rcu: frees it alone, its copy having taken all it had
 * @retire: frees it with all that belongs to it, likewise
 * @rules: the rules
 * @classifier: finds the first that matches
 * @ruled: counters of the rules
 * @empty: there is no ruleset: filters stand open
 * @l2_pass: no rule of layer 2 can drop anything
 * @default_action: enum vsw_action, when no rule matches
 * @default_log: tell of it
 * @default_strict: TCP that it accepts must begin with a SYN
 * @default_ruleset: name of the ruleset that says it, or NULL
 * @l2_default_action: the same for layer 2
 * @l2_default_log: the same for layer 2
 * @l2_default_ruleset: the same for layer 2
 * @l2_rules: rules of layer 2 in the order of judgement, owned
 * @generation: goes up with each change of rules or addresses, after the change
 *   has been published
 * @first_generation: that of the load of @rules
 * @judge_from: states judged by an older generation are judged again
 * @n_applied: length of @applied
 * @applied: rules that apply to a vNIC, by slot
 *
 * A frame reads the pointer to it once, for all filters that it meets: no frame
 * is judged by a mix of two loads.
 */
struct vsw_active {
	struct rcu_head rcu;
	struct rcu_work retire;
	struct vsw_rules *rules;
	struct vsw_classifier *classifier;
	struct vsw_ruled *ruled;
	bool empty;
	bool l2_pass;
	u8 default_action;
	bool default_log;
	bool default_strict;
	u8 l2_default_action;
	bool l2_default_log;
	const char *default_ruleset;
	const char *l2_default_ruleset;
	const struct vsw_rule **l2_rules;
	u32 generation;
	u32 first_generation;
	u32 judge_from;
	u32 n_applied;
	struct vsw_slot_rules applied[];
};

/**
 * struct vsw_filter_net - the filters of a network namespace
 * @net: the namespace
 * @change_lock: who changes rules; outside of @lock, which ports wait for
 * @lock: changes to all of it; taken inside of vsw_net.lock
 * @active: rules in force; NULL before the first load
 * @require_ruleset: no vNIC passes a frame while there is no ruleset
 * @judging: counted in vsw_filter_key
 * @generation: of the last change by an administrator, the one that clients see
 * @epoch: goes up with each change of what rules match, also by what guests do;
 *   vsw_active.generation is of these
 * @slots: struct vsw_filter by slot
 * @n_slots: slots that there is room for in @active
 * @groups: groups
 * @late: makes up for changes of groups that there was no memory for
 * @loads: transactions under way, which nl/ keeps
 * @changes: goes up with each change of rules or addresses, never the same
 *   twice: a dump stands on what it was at
 * @seq_log: messages sent to the multicast group log so far
 * @log_lock: who sends them does so one after the other; innermost, taken with
 *   bottom halves off
 */
struct vsw_filter_net {
	struct net *net;
	struct mutex change_lock;
	struct mutex lock;
	struct vsw_active __rcu *active;
	bool require_ruleset;
	bool judging;
	u32 generation;
	u32 epoch;
	struct idr slots;
	u32 n_slots;
	struct vsw_groups groups;
	struct delayed_work late;
	struct list_head loads;
	u64 changes;
	atomic_t seq_log;
	spinlock_t log_lock;
};

/**
 * struct vsw_filter_addr - an IP address that a vNIC has
 * @node: in vsw_filter.addrs
 * @range: the address
 * @n: how many times, as in several VLANs
 */
struct vsw_filter_addr {
	struct list_head node;
	struct vsw_range range;
	u32 n;
};

/**
 * struct vsw_filter - the filter of one vNIC
 * @ct: its states
 * @fn: its namespace
 * @slot: index in vsw_active.applied
 * @port_id: id of the port
 * @failure_policy: enum vsw_failure_policy
 * @id: what groups go by
 * @groups: bits of the groups that it is in
 * @addrs: struct vsw_filter_addr, what is realized of its addresses
 * @stats: counters of the port
 * @frags: fragments that wait for the rest
 * @log_limit: keeps a guest from flooding the log
 * @log_lost: packets that were not logged for it
 * @reject_limit: keeps a guest from having us answer without end
 * @failed_open: packets passed without a state by failure policy
 */
struct vsw_filter {
	struct vsw_ct ct;
	struct vsw_filter_net *fn;
	u32 slot;
	u32 port_id;
	u8 failure_policy;
	struct vsw_identity id;
	DECLARE_BITMAP(groups, VSW_GROUPS_MAX);
	struct list_head addrs;
	struct vsw_stats __percpu *stats;
	struct vsw_frags frags[VSW_DIRS];
	struct ratelimit_state log_limit;
	atomic_t log_lost;
	struct ratelimit_state reject_limit;
	atomic64_t failed_open;
};

/**
 * struct vsw_verdict - by what a filter judged a packet
 * @layer: enum vsw_verdict_layer: what decided
 * @action: enum vsw_action that it said
 * @failed: no state could be kept; set whatever became of the packet
 * @rule: index of the rule, VSW_NO_RULE for the default or none
 * @rule_id: its id
 * @ruleset: name of its ruleset, or of the one with the default, or NULL;
 *   valid for as long as the caller reads under RCU
 *
 * All but @failed is valid for a packet that was refused only.
 */
struct vsw_verdict {
	u8 layer;
	u8 action;
	bool failed;
	u32 rule;
	u32 rule_id;
	const char *ruleset;
};

/**
 * struct vsw_log - one line of the packet log
 * @filter: whose
 * @kind: enum vsw_log_kind
 * @dir: direction
 * @action: enum vsw_action
 * @ruleset: name, or NULL
 * @has_rule: a rule decided, not the default
 * @rule_id: its id
 * @tag: text of the rule, or NULL
 * @eth: Ethernet header, if a rule of layer 2 decided, else NULL
 * @pkt: the packet, or the first one of the connection
 * @len: its bytes with network header
 * @end: with VSW_LOG_KIND_TERM, enum vsw_flow_end
 * @counts: with VSW_LOG_KIND_TERM, by enum vsw_dir
 * @lost: lines that this filter did not write since the last one
 */
struct vsw_log {
	const struct vsw_filter *filter;
	u8 kind;
	u8 dir;
	u8 action;
	const char *ruleset;
	bool has_rule;
	u32 rule_id;
	const char *tag;
	const struct ethhdr *eth;
	const struct vsw_packet *pkt;
	u32 len;
	u8 end;
	const struct vsw_ct_counts *counts;
	u32 lost;
};

/**
 * struct vsw_filter_ops - the way up for what filters have to tell
 * @log: softirq; must not sleep
 */
struct vsw_filter_ops {
	void (*log)(const struct vsw_log *log);
};

/* filter.c */
struct vsw_filter *vsw_filter_create(struct net *net, u32 port_id,
				     const struct vsw_identity *id,
				     struct vsw_stats __percpu *stats);
void vsw_filter_destroy(struct vsw_filter *filter);
void vsw_filter_flush(struct vsw_filter *filter);
struct vsw_filter *vsw_filter_find(struct vsw_filter_net *fn, u32 port_id);

/* membership.c */
int vsw_filter_join(struct vsw_filter *filter);
void vsw_filter_leave(struct vsw_filter *filter);
int vsw_filter_identify(struct vsw_filter *filter,
			const struct vsw_identity *id);
int vsw_filter_tag(struct vsw_filter *filter, const struct vsw_tags *named,
		   enum vsw_tag_change change, struct netlink_ext_ack *extack);
void vsw_filter_address(struct vsw_filter *filter, u8 family,
			const union vsw_addr *addr, bool add);
void vsw_group_redefine(struct vsw_filter_net *fn, struct vsw_group *group,
			struct vsw_group_def *def);
void vsw_groups_late(struct work_struct *work);

/* groupset.c */
int vsw_group_count_addr(struct vsw_filter_net *fn,
			 const struct vsw_group *group,
			 const struct vsw_range *range, bool add,
			 bool *changed);
int vsw_group_count_addrs(struct vsw_filter_net *fn,
			  const struct vsw_group *group,
			  const struct vsw_filter *filter, bool add,
			  bool *changed);
int vsw_groups_fill(struct vsw_filter_net *fn, struct vsw_rules *rules,
		    struct netlink_ext_ack *extack);
int vsw_groups_sync_sets(struct vsw_filter_net *fn, struct vsw_active *active);

/* The rules in force, or NULL. With vsw_filter_net.lock held. */
static inline struct vsw_active *
vsw_groups_active(struct vsw_filter_net *fn)
{
	return rcu_dereference_protected(fn->active,
					 lockdep_is_held(&fn->lock));
}

/* judge.c */
enum vsw_drop vsw_filter_judge(struct vsw_filter *filter,
			       const struct vsw_active *active,
			       struct vsw_packet *pkt, struct sk_buff *skb,
			       enum vsw_dir dir, struct vsw_verdict *verdict);
enum vsw_drop vsw_filter_simulate(struct vsw_filter *filter,
				  const struct vsw_active *active,
				  const struct vsw_packet *pkt,
				  const struct ethhdr *eth, enum vsw_dir dir,
				  struct vsw_verdict *verdict);
extern const struct vsw_ct_ops vsw_filter_ct_ops;

/* log.c */
void vsw_filter_log(struct vsw_filter *filter, struct vsw_log *log);
void vsw_filter_ops_register(const struct vsw_filter_ops *ops);
void vsw_filter_ops_unregister(void);

/* active.c */
struct vsw_active *vsw_active_build(struct vsw_rules *rules, u32 slots,
				    struct vsw_ruled *ruled,
				    struct netlink_ext_ack *extack);
void vsw_active_free(struct vsw_active *active);
void vsw_active_retire(struct vsw_active *active);
int vsw_active_register(void);
void vsw_active_unregister(void);
struct vsw_active *vsw_active_grow(const struct vsw_active *active, u32 slots);
int vsw_active_apply_all(struct vsw_active *active, struct vsw_filter_net *fn);
int vsw_active_apply(struct vsw_active *active, const char *client,
		     const unsigned long *groups,
		     struct vsw_slot_rules *applied);
void vsw_active_unapply(struct vsw_active *active,
			struct vsw_slot_rules *applied);

/* load.c */
void vsw_active_outdate(struct vsw_filter_net *fn, struct vsw_active *active);
int vsw_filter_commit(struct vsw_filter_net *fn, struct vsw_rules *rules,
		      const u32 *expected, enum vsw_transition transition,
		      u32 *generation, struct netlink_ext_ack *extack);
int vsw_filter_set_change(struct vsw_filter_net *fn, const char *name,
			  const struct vsw_range *ranges, u32 n, bool add,
			  struct netlink_ext_ack *extack);
int vsw_filter_set_delete(struct vsw_filter_net *fn, const char *name,
			  struct netlink_ext_ack *extack);
int vsw_filter_group_new(struct vsw_filter_net *fn, const char *name,
			 struct vsw_group_def *def,
			 struct netlink_ext_ack *extack);
int vsw_filter_group_set(struct vsw_filter_net *fn, const char *name,
			 struct vsw_group_def *def,
			 struct netlink_ext_ack *extack);
int vsw_filter_group_del(struct vsw_filter_net *fn, const char *name,
			 struct netlink_ext_ack *extack);

/* net.c */
int vsw_filter_register(void);
void vsw_filter_unregister(void);
struct vsw_filter_net *vsw_filter_net(const struct net *net);
void vsw_filter_net_judging(struct vsw_filter_net *fn);
void vsw_filter_require(struct vsw_filter_net *fn, bool on);

DECLARE_STATIC_KEY_FALSE(vsw_filter_key);

/* Is there any namespace in which a filter may refuse a frame? */
static inline bool vsw_filter_judging(void)
{
	return static_branch_unlikely(&vsw_filter_key);
}

/* stats.c */

/**
 * struct vsw_rule_sum - what a rule has done, with the states that live
 * @evaluations: times it was asked, had the rules been asked one by one
 * @hits: connections, and packets without one, that it decided
 * @packets: by enum vsw_dir
 * @bytes: likewise, with network headers
 * @connections: states that live
 */
struct vsw_rule_sum {
	u64 evaluations;
	u64 hits;
	u64 packets[VSW_DIRS];
	u64 bytes[VSW_DIRS];
	u64 connections;
};

void vsw_rule_count(const struct vsw_active *active, u32 counter,
		    enum vsw_dir dir, u32 packets, u32 bytes);
void vsw_rule_count_flow(const struct vsw_active *active,
			 const struct vsw_flow *flow);
struct vsw_rule_sum *vsw_rule_sums(struct vsw_filter_net *fn);

/* Counters beside those of the rules of layer 3, which come first. */
static inline u32 vsw_counter_default(const struct vsw_active *active)
{
	return active->rules->n_rules;
}

static inline u32 vsw_counter_l2(const struct vsw_active *active, u32 index)
{
	return active->rules->n_rules + 1 + index;
}

static inline u32 vsw_counter_l2_default(const struct vsw_active *active)
{
	return vsw_counter_l2(active, active->rules->n_l2_rules);
}

#endif
