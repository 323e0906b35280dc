/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Rules, rulesets and address sets as they are loaded. Nothing of it changes
 * after that, but for the single addresses of sets.
 */
#ifndef VSW_FILTER_RULE_H
#define VSW_FILTER_RULE_H

#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/list.h>
#include <linux/rhashtable-types.h>
#include <uapi/linux/vsw.h>

#include "frame/key.h"

#define VSW_PROTO_ANY	(-1)
#define VSW_ICMP_ANY	(-1)

/* Families as indexes. */
enum vsw_ip {
	VSW_IP4,
	VSW_IP6,
	VSW_IPS
};

/* The two sides of a rule, and of a packet. */
enum vsw_side {
	VSW_FROM,
	VSW_TO,
	VSW_SIDES
};

struct vsw_group;
struct vsw_groups;
struct vsw_vector;

/**
 * struct vsw_range - addresses of one family from @first to @last
 * @family: AF_INET or AF_INET6
 * @first: first address, network order
 * @last: last one, @first for a single address
 */
struct vsw_range {
	u8 family;
	union vsw_addr first;
	union vsw_addr last;
};

/* Ports from @first to @last, host order. */
struct vsw_port_range {
	u16 first;
	u16 last;
};

/**
 * struct vsw_match - one side of a rule: who
 * @negated: everybody else
 * @n_ranges: addresses stated in the rule itself
 * @n_sets: address sets, and groups; on layer 2 groups for their MAC addresses
 * @n_macs: layer 2 only
 * @ranges: owned
 * @sets: owned array of borrowed sets of the same configuration
 * @macs: owned
 *
 * With no address, no set and no MAC address it is anybody.
 */
struct vsw_match {
	bool negated;
	u32 n_ranges;
	u32 n_sets;
	u32 n_macs;
	struct vsw_range *ranges;
	struct vsw_addrset **sets;
	u8 (*macs)[ETH_ALEN];
};

/**
 * struct vsw_rule - a rule
 * @ruleset: where it stands
 * @id: label, not unique
 * @position: unique in its ruleset, the order
 * @dirs: directions it is for: bit VSW_OUT, bit VSW_IN
 * @family: AF_INET, AF_INET6, or 0 for both
 * @proto: IPPROTO_* or VSW_PROTO_ANY
 * @icmp_type: with IPPROTO_ICMP or IPPROTO_ICMPV6, or VSW_ICMP_ANY
 * @icmp_code: likewise, with @icmp_type
 * @ethertype: layer 2 only, host order; 0 for any
 * @action: enum vsw_action
 * @log: tell of packets and sessions
 * @stateless: makes and wants no states
 * @strict: enum vsw_strictness: TCP must begin with a SYN
 * @disabled: matches nothing
 * @alg: enum vsw_alg
 * @from: sender
 * @to: receiver
 * @n_sports: source ports; any if 0
 * @n_dports: destination ports; any if 0
 * @sports: owned
 * @dports: owned
 * @tag: text for the log, owned, or NULL
 * @n_applied: ports it is applied to
 * @n_applied_groups: groups whose members it is applied to; with none of both it
 *   is for all ports
 * @applied: owned array of owned client names
 * @applied_groups: owned array of borrowed sets of the same configuration
 * @taken: bytes of @room that arrays have
 * @room: for short arrays, which most are: to VSW_RULE_SIZE
 */
struct vsw_rule {
	struct vsw_ruleset *ruleset;
	u32 id;
	u32 position;
	u8 dirs;
	u8 family;
	s16 proto;
	s16 icmp_type;
	s16 icmp_code;
	u16 ethertype;
	u8 action;
	bool log;
	bool stateless;
	u8 strict;
	bool disabled;
	u8 alg;
	struct vsw_match from;
	struct vsw_match to;
	u32 n_sports;
	u32 n_dports;
	struct vsw_port_range *sports;
	struct vsw_port_range *dports;
	char *tag;
	u32 n_applied;
	u32 n_applied_groups;
	char **applied;
	struct vsw_addrset **applied_groups;
	u32 taken;
	u64 room[];
};

/* Bytes that a rule takes, all in all if its arrays are short. */
#define VSW_RULE_SIZE	256
#define VSW_RULE_ROOM	(VSW_RULE_SIZE - sizeof(struct vsw_rule))

/**
 * struct vsw_ruleset - rules of one category
 * @node: in vsw_rules.rulesets, in the order of judgement
 * @name_node: in vsw_rules.ruleset_names
 * @name: unique
 * @layer2: rules of layer 2, stateless
 * @category: enum vsw_category
 * @strict: TCP must begin with a SYN, unless a rule says otherwise
 * @has_default: @default_action is said here, for all rulesets of the layer
 * @default_action: enum vsw_action, for what no rule matches
 * @default_log: tell of it
 * @sorted: the rules came by position so far
 * @n_rules: how many
 * @max_rules: places in @rules
 * @rules: owned array of owned rules, by position after vsw_rules_finish()
 */
struct vsw_ruleset {
	struct list_head node;
	struct rhash_head name_node;
	char name[VSW_NAME_LEN];
	bool layer2;
	u8 category;
	bool strict;
	bool has_default;
	u8 default_action;
	bool default_log;
	bool sorted;
	u32 n_rules;
	u32 max_rules;
	struct vsw_rule **rules;
};

/**
 * struct vsw_address - a single address that a set has or a rule states
 * @node: in vsw_rules.addresses of its family
 * @addr: the key
 * @vector: rules that match packets from and to it, by enum vsw_side; owned by
 *   the classifier, NULL before there is one
 * @members: struct vsw_member, one for each set that has it
 * @stated: rules that state it themselves, owned by the classifier
 * @rcu: frees it once no frame can still read it, when it is in no list
 * @n_members: length of @members
 * @family: AF_INET or AF_INET6
 */
struct vsw_address {
	struct rhash_head node;
	union vsw_addr addr;
	struct vsw_vector __rcu *vector[VSW_SIDES];
	union {
		struct {
			struct hlist_head members;
			struct vsw_stated *stated;
		};
		struct rcu_head rcu;
	};
	u32 n_members;
	u8 family;
};

/**
 * struct vsw_member - a single address in a set
 * @node: in vsw_addrset.singles, in the order of coming
 * @address_node: in vsw_address.members
 * @set: the set
 * @address: the address
 * @n: of a group, how many times it has the address: once for each vNIC, and for
 *   itself
 * @wanted: the same, as a pass over all that the group is to have counts it
 */
struct vsw_member {
	struct list_head node;
	struct hlist_node address_node;
	struct vsw_addrset *set;
	struct vsw_address *address;
	u32 n;
	u32 wanted;
};

/**
 * struct vsw_addrset - a named set of addresses, or those of a group
 * @node: in vsw_rules.sets, in the order of coming
 * @name_node: in vsw_rules.set_names
 * @group_node: in vsw_rules.group_sets if it is a group's
 * @group: the group, with a reference, or NULL
 * @name: unique among the sets, or that of the group
 * @index: number among the sets, from 0
 * @n_ranges: prefixes and ranges of more than one address
 * @max_ranges: places in @ranges
 * @ranges: owned, sorted after vsw_rules_finish()
 * @n_singles: single addresses, which come and go without a rebuild
 * @singles: struct vsw_member
 * @n_users: rules that name it
 * @last_user: the last of them
 */
struct vsw_addrset {
	struct list_head node;
	struct rhash_head name_node;
	struct list_head group_node;
	struct vsw_group *group;
	char name[VSW_NAME_LEN];
	u32 index;
	u32 n_ranges;
	u32 max_ranges;
	struct vsw_range *ranges;
	u32 n_singles;
	struct list_head singles;
	u32 n_users;
	const struct vsw_rule *last_user;
};

/**
 * struct vsw_rules - all that is loaded in a namespace, or about to be
 * @rulesets: struct vsw_ruleset
 * @sets: struct vsw_addrset
 * @group_sets: those of groups among them
 * @groups: groups that rules may name; NULL for none
 * @n_rulesets: length of @rulesets
 * @n_sets: length of @sets
 * @n_rules: rules of layer 3, all rulesets together
 * @n_l2_rules: rules of layer 2
 * @n_addresses: addresses, prefixes and ranges, of sets and of rules
 * @n_group_addresses: those of groups, once for each that has one
 * @n_details: ports, names of sets, MAC addresses and names of ports in rules
 * @has_default: a ruleset has said the default, by layer: 0 for layer 3
 * @ruleset_names: struct vsw_ruleset by name
 * @set_names: struct vsw_addrset by name
 * @addresses: struct vsw_address by enum vsw_ip; frames look into it
 */
struct vsw_rules {
	struct list_head rulesets;
	struct list_head sets;
	struct list_head group_sets;
	struct vsw_groups *groups;
	u32 n_rulesets;
	u32 n_sets;
	u32 n_rules;
	u32 n_l2_rules;
	u32 n_addresses;
	u32 n_group_addresses;
	u32 n_details;
	bool has_default[2];
	struct rhashtable ruleset_names;
	struct rhashtable set_names;
	struct rhashtable addresses[VSW_IPS];
};

static inline enum vsw_ip vsw_family_ip(u8 family)
{
	return family == AF_INET6 ? VSW_IP6 : VSW_IP4;
}

static inline bool vsw_range_single(const struct vsw_range *range)
{
	const __be32 *first = range->first.word, *last = range->last.word;

	return first[0] == last[0] && first[1] == last[1] &&
	       first[2] == last[2] && first[3] == last[3];
}

/* Is it applied to all ports? */
static inline bool vsw_rule_for_all(const struct vsw_rule *rule)
{
	return !rule->n_applied && !rule->n_applied_groups;
}

static inline bool vsw_match_any(const struct vsw_match *match)
{
	return !match->n_ranges && !match->n_sets && !match->n_macs;
}

#endif
