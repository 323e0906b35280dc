// SPDX-License-Identifier: GPL-2.0
/*
 * Dumps of rulesets and rules.
 *
 * A dump holds the lock of the rules for one message at a time. Between two it
 * stands on a ruleset of the rules in force; any change of these ends it, which
 * the client sees by NLM_F_DUMP_INTR. The counters of all rules are summed up
 * once, for the first message, for that is a pass over all states.
 */
#include <linux/mm.h>
#include <net/sock.h>

#include "compat.h"
#include "nl/family.h"
#include "nl/rules.h"

/**
 * struct vsw_nl_rules_walk - where such a dump stands, in netlink_callback.ctx
 * @changes: vsw_filter_net.changes when it began
 * @sums: what all rules had done then, by counter
 * @ruleset: ruleset to go on with, NULL at the end
 * @rule: rule of that to go on with
 * @counter: counter of its first rule
 * @before: rules in the rulesets before it, by layer
 * @begun: the first message is behind
 * @only: this ruleset is all that is asked for
 */
struct vsw_nl_rules_walk {
	u64 changes;
	struct vsw_rule_sum *sums;
	struct vsw_ruleset *ruleset;
	u32 rule;
	u32 counter;
	u32 before[2];
	bool begun;
	bool only;
};

/* The first message finds the ruleset that the dump begins with. */
static int vsw_nl_rules_begin(struct vsw_filter_net *fn,
			      struct netlink_callback *cb)
{
	struct nlattr **attrs = vsw_compat_dump_attrs(cb);
	struct vsw_nl_rules_walk *walk = (void *)cb->ctx;
	struct vsw_active *active = vsw_nl_active(fn);
	struct vsw_ruleset *ruleset = NULL;

	BUILD_BUG_ON(sizeof(*walk) > sizeof(cb->ctx));
	walk->begun = true;
	walk->changes = fn->changes;
	if (attrs[VSW_A_RULES_NAME]) {
		ruleset = vsw_nl_ruleset(active, attrs[VSW_A_RULES_NAME],
					 &walk->counter, cb->extack);
		walk->only = true;
	} else if (active) {
		ruleset = list_first_entry_or_null(&active->rules->rulesets,
						   struct vsw_ruleset, node);
		if (ruleset)
			walk->counter = vsw_nl_counter(active, ruleset,
						       walk->before);
	}
	if (IS_ERR_OR_NULL(ruleset))
		return PTR_ERR(ruleset);
	walk->ruleset = ruleset;
	walk->sums = vsw_rule_sums(fn);
	return walk->sums ? 0 : -ENOMEM;
}

/* Have messages that any rule fits into. */
int vsw_nl_rules_start(struct netlink_callback *cb)
{
	cb->min_dump_alloc = VSW_NL_RULE_MSG;
	return 0;
}

int vsw_nl_rules_done(struct netlink_callback *cb)
{
	struct vsw_nl_rules_walk *walk = (void *)cb->ctx;

	kvfree(walk->sums);
	return 0;
}

static void vsw_nl_rules_next(struct vsw_active *active,
			      struct vsw_nl_rules_walk *walk)
{
	struct vsw_ruleset *ruleset = walk->ruleset;

	walk->ruleset = NULL;
	if (walk->only ||
	    list_is_last(&ruleset->node, &active->rules->rulesets))
		return;
	walk->before[ruleset->layer2] += ruleset->n_rules;
	walk->ruleset = list_next_entry(ruleset, node);
	walk->counter = vsw_nl_counter(active, walk->ruleset, walk->before);
	walk->rule = 0;
}

/* Rulesets as far as they go. */
static int vsw_nl_rulesets_put(struct sk_buff *skb, struct vsw_active *active,
			       struct vsw_nl_rules_walk *walk)
{
	unsigned int len;

	while (walk->ruleset) {
		len = skb->len;
		if (vsw_nl_ruleset_fill(skb, active, walk->ruleset,
					walk->sums)) {
			nlmsg_trim(skb, skb->data + len);
			return -EMSGSIZE;
		}
		vsw_nl_rules_next(active, walk);
	}
	return 0;
}

static int vsw_nl_rule_put(struct sk_buff *skb,
			   const struct vsw_nl_rules_walk *walk)
{
	const struct vsw_ruleset *ruleset = walk->ruleset;
	unsigned int len = skb->len;

	if (!vsw_nl_rule_fill(skb, ruleset->rules[walk->rule],
			      &walk->sums[walk->counter + walk->rule]))
		return 0;
	nlmsg_trim(skb, skb->data + len);
	return -EMSGSIZE;
}

/* Rules as far as they go. */
static int vsw_nl_rules_put(struct sk_buff *skb, struct vsw_active *active,
			    struct vsw_nl_rules_walk *walk)
{
	while (walk->ruleset) {
		for (; walk->rule < walk->ruleset->n_rules; walk->rule++)
			if (vsw_nl_rule_put(skb, walk))
				return -EMSGSIZE;
		vsw_nl_rules_next(active, walk);
	}
	return 0;
}

/* One message with as many of them as it takes. */
static int vsw_nl_rules_message(struct sk_buff *skb,
				struct netlink_callback *cb, u8 cmd,
				struct vsw_filter_net *fn,
				int (*put)(struct sk_buff *skb,
					   struct vsw_active *active,
					   struct vsw_nl_rules_walk *walk))
{
	struct vsw_nl_rules_walk *walk = (void *)cb->ctx;
	unsigned int empty;
	void *hdr;
	int err;

	hdr = vsw_nl_batch_begin(skb, cb, cmd, fn->generation);
	if (!hdr)
		return -EMSGSIZE;
	empty = skb->len;
	err = put(skb, vsw_nl_active(fn), walk);
	if (skb->len == empty) {
		genlmsg_cancel(skb, hdr);
		return err;
	}
	genlmsg_end(skb, hdr);
	return skb->len;
}

static int vsw_nl_rules_dump(struct sk_buff *skb, struct netlink_callback *cb,
			     u8 cmd,
			     int (*put)(struct sk_buff *skb,
					struct vsw_active *active,
					struct vsw_nl_rules_walk *walk))
{
	struct vsw_filter_net *fn = vsw_filter_net(sock_net(skb->sk));
	struct vsw_nl_rules_walk *walk = (void *)cb->ctx;
	int err = 0;

	mutex_lock(&fn->lock);
	cb->seq = vsw_nl_rules_seq(fn);
	if (!walk->begun)
		err = vsw_nl_rules_begin(fn, cb);
	if (walk->changes != fn->changes)
		walk->ruleset = NULL;
	if (!err && walk->ruleset)
		err = vsw_nl_rules_message(skb, cb, cmd, fn, put);
	mutex_unlock(&fn->lock);
	return err;
}

int vsw_nl_ruleset_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_rules_dump(skb, cb, VSW_CMD_RULESET_GET,
				 vsw_nl_rulesets_put);
}

int vsw_nl_rule_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_rules_dump(skb, cb, VSW_CMD_RULE_GET, vsw_nl_rules_put);
}
