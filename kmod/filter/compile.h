/* SPDX-License-Identifier: GPL-2.0 */
/* What the files that make up the classifier share; for nobody else. */
#ifndef VSW_FILTER_COMPILE_H
#define VSW_FILTER_COMPILE_H

#include "filter/classifier.h"
#include "filter/interval.h"
#include "filter/portmap.h"
#include "filter/ruleset.h"
#include "filter/sweep.h"
#include "filter/vector.h"

/* Bits of vsw_classifier.flags. A rule of no family never matches. */
#define VSW_RULE_IP(ip)		BIT(ip)
#define VSW_RULE_IPS		(VSW_RULE_IP(VSW_IP4) | VSW_RULE_IP(VSW_IP6))
#define VSW_RULE_NEGATED(side)	BIT(VSW_IPS + (side))

#define VSW_SIGNATURES		256

/**
 * struct vsw_stated - a rule that states a single address itself
 * @next: the next one of the same address
 * @address: the address
 * @rule: index of the rule
 * @side: enum vsw_side
 */
struct vsw_stated {
	struct vsw_stated *next;
	struct vsw_address *address;
	u32 rule;
	u8 side;
};

/**
 * struct vsw_set_vectors - what it means to be in a set
 * @plus: rules that match a member then, by side and family
 * @minus: rules with "not" that do not match it any more, by side
 * @applied: of a group, rules that are applied to its members, by direction
 *
 * NULL is no rule.
 */
struct vsw_set_vectors {
	struct vsw_vector *plus[VSW_SIDES][VSW_IPS];
	struct vsw_vector *minus[VSW_SIDES];
	struct vsw_vector *applied[VSW_DIRS];
};

/**
 * struct vsw_proto - rules that match a protocol
 * @any: if @map is NULL
 * @map: by destination port, or ICMP type and code
 */
struct vsw_proto {
	struct vsw_vector *any;
	struct vsw_portmap *map;
};

/**
 * struct vsw_signature - an address whose vectors other addresses may have, too
 * @address: the address
 * @base: vectors of the interval that it lies in
 */
struct vsw_signature {
	const struct vsw_address *address;
	const struct vsw_vector *base[VSW_SIDES];
};

/**
 * struct vsw_applied - a rule that is applied to a port
 * @hash: of @client
 * @rule: index of the rule
 * @client: client name of the port, borrowed from the rule
 */
struct vsw_applied {
	u32 hash;
	u32 rule;
	const char *client;
};

/**
 * struct vsw_classifier - finds the first rule that matches
 * @n_parts: length of the vectors
 * @rules: the rules; outlive the classifier
 * @addresses: tables of single addresses
 * @sports: by source port
 * @intervals: all other addresses, by side and family
 * @proto: by protocol
 * @n_rules: length of @rule
 * @rule: rules by index, in the order of judgement
 * @flags: VSW_RULE_* by index
 * @all: all vectors
 * @set: by index of the set
 * @n_stated: length of @stated
 * @stated: single addresses that rules state
 * @n_applied: length of @applied
 * @applied: sorted by hash, rules that are not applied to all ports
 * @applied_all: rules that are, by direction
 * @signature: by hash
 *
 * What frames read comes first, and does not change; beside it they look up
 * single addresses. The rest is the control path's, under its lock.
 */
struct vsw_classifier {
	u32 n_parts;
	struct vsw_rules *rules;
	struct rhashtable *addresses[VSW_IPS];
	struct vsw_portmap *sports;
	struct vsw_intervals intervals[VSW_SIDES][VSW_IPS];
	struct vsw_proto proto[256];
	u32 n_rules;
	struct vsw_rule **rule;
	u8 *flags;
	struct vsw_vectors all;
	struct vsw_set_vectors *set;
	u32 n_stated;
	struct vsw_stated *stated;
	u32 n_applied;
	struct vsw_applied *applied;
	struct vsw_vector *applied_all[VSW_DIRS];
	struct vsw_signature signature[VSW_SIGNATURES];
};

static inline const struct vsw_match *
vsw_rule_match(const struct vsw_rule *rule, enum vsw_side side)
{
	return side == VSW_FROM ? &rule->from : &rule->to;
}

/* Flags that a rule must have one of to take part for a side and a family. */
static inline u8 vsw_rule_need(enum vsw_side side, enum vsw_ip ip)
{
	return side == VSW_FROM ? VSW_RULE_IP(ip) : VSW_RULE_IPS;
}

/* The rules that match an address because of the interval that it lies in. */
static inline struct vsw_vector *
vsw_classifier_base(const struct vsw_classifier *cls, enum vsw_side side,
		    enum vsw_ip ip, const union vsw_addr *addr)
{
	const struct vsw_intervals *all = &cls->intervals[side][ip];
	u64 hi = (u64)ntohl(addr->word[0]) << 32 | ntohl(addr->word[1]);
	u64 lo = (u64)ntohl(addr->word[2]) << 32 | ntohl(addr->word[3]);

	if (ip == VSW_IP4)
		return vsw_intervals_find(all, ntohl(addr->ip4), 0);
	return vsw_intervals_find(all, hi, lo);
}

/* side.c */
int vsw_classifier_build_side(struct vsw_classifier *cls, enum vsw_side side,
			      struct netlink_ext_ack *extack);

/* proto.c */
int vsw_classifier_build_protos(struct vsw_classifier *cls);
int vsw_classifier_build_sports(struct vsw_classifier *cls);
void vsw_classifier_free_protos(struct vsw_classifier *cls);

/* single.c */
int vsw_classifier_build_singles(struct vsw_classifier *cls);
void vsw_classifier_free_singles(struct vsw_classifier *cls);

/* applied.c */
int vsw_classifier_build_applied(struct vsw_classifier *cls);

#endif
