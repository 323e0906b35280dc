/* SPDX-License-Identifier: GPL-2.0 */
/* Rules, rulesets and address sets in messages. */
#ifndef VSW_NL_RULES_H
#define VSW_NL_RULES_H

#include <net/genetlink.h>

#include "filter/filter.h"

/*
 * Bytes of a rule in load-add. What the kernel answers has the defaults and the
 * counters in it, too, and must fit into the 16 KB of a message that every
 * client can be expected to have room for.
 */
#define VSW_NL_RULE_MAX		16000
#define VSW_NL_RULE_MSG		16384

/* The rules in force, or NULL. */
static inline struct vsw_active *vsw_nl_active(struct vsw_filter_net *fn)
{
	return rcu_dereference_protected(fn->active,
					 lockdep_is_held(&fn->lock));
}

/* For netlink_callback.seq; never 0. */
static inline u32 vsw_nl_rules_seq(const struct vsw_filter_net *fn)
{
	return fn->generation << 1 | 1;
}

/* For what has set a message only: say what it is about. */
static inline void vsw_nl_blame(struct netlink_ext_ack *extack,
				const struct nlattr *attr)
{
	if (extack && !extack->bad_attr)
		NL_SET_BAD_ATTR(extack, attr);
}

/* A name that must be there, in a buffer of VSW_NAME_LEN. */
int vsw_nl_name_parse(char *name, const struct nlattr *attr,
		      const struct nlattr *nest,
		      struct netlink_ext_ack *extack);

/**
 * struct vsw_nl_loaded - what holds for all filters of a namespace
 * @generation: of the rules in force
 * @require_ruleset: no vNIC passes a frame before the first load
 * @loaded: there are rules
 */
struct vsw_nl_loaded {
	u32 generation;
	bool require_ruleset;
	bool loaded;
};

/* load.c */
void *vsw_nl_batch_begin(struct sk_buff *skb, struct netlink_callback *cb,
			 u8 cmd, u32 generation);
int vsw_nl_load_register(void);
void vsw_nl_load_unregister(void);
void vsw_nl_loaded_read(struct vsw_filter_net *fn, struct vsw_nl_loaded *loaded);
int vsw_nl_loaded_fill(struct sk_buff *skb, const void *loaded);

/* address.c */
int vsw_nl_address_parse(const struct nlattr *attr, struct vsw_range *range,
			 struct netlink_ext_ack *extack);
int vsw_nl_address_fill(struct sk_buff *skb, int attr,
			const struct vsw_range *range);
int vsw_nl_addr_parse(const struct nlattr *attr, u8 *family,
		      union vsw_addr *addr, struct netlink_ext_ack *extack);
int vsw_nl_addr_fill(struct sk_buff *skb, int attr, u8 family,
		     const union vsw_addr *addr);

/* match.c */
struct vsw_addrset *vsw_nl_group_set(struct vsw_rules *rules,
				     const struct nlattr *attr,
				     struct netlink_ext_ack *extack);
int vsw_nl_match_parse(struct vsw_rules *rules, const struct nlattr *attr,
		       struct vsw_rule *rule, struct vsw_match *match,
		       struct netlink_ext_ack *extack);
int vsw_nl_match_fill(struct sk_buff *skb, int attr,
		      const struct vsw_match *match);

/* rule.c */
int vsw_nl_rule_add(struct vsw_rules *rules, const struct nlattr *attr,
		    struct netlink_ext_ack *extack);
int vsw_nl_rule_fill(struct sk_buff *skb, const struct vsw_rule *rule,
		     const struct vsw_rule_sum *sum);
int vsw_nl_rule_stats_fill(struct sk_buff *skb, int attr,
			   const struct vsw_rule_sum *sum);

/* ruleset.c */
int vsw_nl_ruleset_add(struct vsw_rules *rules, const struct nlattr *attr,
		       struct netlink_ext_ack *extack);
int vsw_nl_ruleset_fill(struct sk_buff *skb, const struct vsw_active *active,
			const struct vsw_ruleset *ruleset,
			const struct vsw_rule_sum *sums);
u32 vsw_nl_counter(const struct vsw_active *active,
		   const struct vsw_ruleset *ruleset, const u32 *before);
struct vsw_ruleset *vsw_nl_ruleset(struct vsw_active *active,
				   const struct nlattr *name, u32 *counter,
				   struct netlink_ext_ack *extack);

/* rules_dump.c */
int vsw_nl_rules_start(struct netlink_callback *cb);
int vsw_nl_rules_done(struct netlink_callback *cb);

/* addrset.c */
int vsw_nl_addrset_load(struct vsw_rules *rules, const struct nlattr *attr,
			struct netlink_ext_ack *extack);

#endif
