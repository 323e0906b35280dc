/* SPDX-License-Identifier: GPL-2.0 */
/* Putting together what is to be loaded: rulesets, rules, address sets. */
#ifndef VSW_FILTER_RULESET_H
#define VSW_FILTER_RULESET_H

#include <linux/netlink.h>

#include "filter/rule.h"

#define VSW_RULES_MAX		65535	/* rules of layer 3 in a namespace */
#define VSW_L2_RULES_MAX	256	/* rules of layer 2: these are walked */
#define VSW_RULESETS_MAX	65535
#define VSW_SETS_MAX		65535
#define VSW_ADDRESSES_MAX	1048576	/* addresses in sets and rules together */
#define VSW_GROUP_ADDRESSES_MAX	4194304	/* addresses of groups together */
#define VSW_DETAILS_MAX		1048576	/* what else rules list, all together */

/* ruleset.c */
struct vsw_rules *vsw_rules_alloc(void);
void vsw_rules_free(struct vsw_rules *rules);
struct vsw_ruleset *vsw_rules_add_ruleset(struct vsw_rules *rules,
					  const struct vsw_ruleset *ruleset,
					  struct netlink_ext_ack *extack);
struct vsw_ruleset *vsw_rules_find_ruleset(struct vsw_rules *rules,
					   const char *name);
int vsw_rules_add_rule(struct vsw_rules *rules, struct vsw_ruleset *ruleset,
		       struct vsw_rule *rule, struct netlink_ext_ack *extack);
int vsw_rules_finish(struct vsw_rules *rules, struct netlink_ext_ack *extack);
struct vsw_rules *vsw_rules_clone(struct vsw_rules *rules);
int vsw_rules_check_name(const char *name, struct netlink_ext_ack *extack);
void *vsw_array_grow(void *array, u32 n, u32 *max, size_t size);

/* addrset.c */
struct vsw_addrset *vsw_rules_add_set(struct vsw_rules *rules, const char *name,
				      struct netlink_ext_ack *extack);
struct vsw_addrset *vsw_rules_find_set(struct vsw_rules *rules,
				       const char *name);
struct vsw_addrset *vsw_rules_add_group(struct vsw_rules *rules,
					struct vsw_group *group,
					struct netlink_ext_ack *extack);
struct vsw_addrset *vsw_rules_find_group(struct vsw_rules *rules,
					 const char *name);
int vsw_addrset_room(const struct vsw_rules *rules,
		     const struct vsw_addrset *set,
		     struct netlink_ext_ack *extack);
void vsw_addrset_count(struct vsw_rules *rules, const struct vsw_addrset *set,
		       int n);
int vsw_addrset_add(struct vsw_rules *rules, struct vsw_addrset *set,
		    const struct vsw_range *range,
		    struct netlink_ext_ack *extack);
int vsw_addrset_del(struct vsw_rules *rules, struct vsw_addrset *set,
		    const struct vsw_range *range,
		    struct netlink_ext_ack *extack);
bool vsw_addrset_has(struct vsw_rules *rules, const struct vsw_addrset *set,
		     const struct vsw_range *range);
void vsw_addrset_clear(struct vsw_rules *rules, struct vsw_addrset *set);
int vsw_rules_del_set(struct vsw_rules *rules, struct vsw_addrset *set,
		      struct netlink_ext_ack *extack);
int vsw_addrset_finish(struct vsw_addrset *set, struct netlink_ext_ack *extack);
int vsw_addrsets_init(struct vsw_rules *rules);
void vsw_addrsets_exit(struct vsw_rules *rules);
int vsw_addrsets_clone(struct vsw_rules *copy, const struct vsw_rules *rules,
		       struct vsw_addrset **sets);
int vsw_range_cmp(const void *a, const void *b);
int vsw_range_check(const struct vsw_range *range,
		    struct netlink_ext_ack *extack);

/* rule.c */
struct vsw_rule *vsw_rule_alloc(void);
void *vsw_rule_array(struct vsw_rule *rule, u32 n, size_t size);
void vsw_rule_free(struct vsw_rule *rule);
int vsw_rule_check(const struct vsw_rule *rule, struct netlink_ext_ack *extack);
struct vsw_rule *vsw_rule_clone(const struct vsw_rule *rule,
				struct vsw_addrset **sets);
bool vsw_rule_applies(const struct vsw_rule *rule, enum vsw_dir dir,
		      const char *client, const unsigned long *groups);
bool vsw_l2_rule_matches(const struct vsw_rule *rule, const struct ethhdr *eth,
			 __be16 ethertype);

/* Family of the packets that a rule is for: that of ICMP goes without saying. */
static inline u8 vsw_rule_family(const struct vsw_rule *rule)
{
	if (rule->proto == IPPROTO_ICMP)
		return AF_INET;
	if (rule->proto == IPPROTO_ICMPV6)
		return AF_INET6;
	return rule->family;
}

#endif
