/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random rules, sets and packets for the tests of the classifier, and the plain
 * linear search that it must agree with. The sets are kept a second time, in
 * arrays, for the search.
 */
#ifndef VSW_TEST_WORLD_H
#define VSW_TEST_WORLD_H

#include <kunit/test.h>
#include <linux/prandom.h>

#include "filter/group.h"
#include "filter/ruleset.h"

#define N_SETS		24
#define N_GROUPS	4	/* the last ones of the sets */
#define N_CLIENTS	4
#define SET_MAX		256
#define N_NETS		12

static const char * const clients[N_CLIENTS] = { "a", "b.eth0", "c", "d" };

struct world_set {
	struct vsw_addrset *set;
	u32 n;
	struct vsw_range range[SET_MAX];
};

struct world {
	struct kunit *test;
	struct rnd_state rnd;
	struct vsw_groups groups;
	unsigned long member[N_CLIENTS][BITS_TO_LONGS(VSW_GROUPS_MAX)];
	struct vsw_rules *rules;
	u32 n_rules;
	u32 any;
	const struct vsw_rule **rule;
	struct world_set set[N_SETS];
};

static u32 rnd(struct world *w, u32 n)
{
	return prandom_u32_state(&w->rnd) % n;
}

static bool chance(struct world *w, u32 percent)
{
	return rnd(w, 100) < percent;
}

/* Addresses are in few networks, some of them within others. */
static void random_addr(struct world *w, u8 family, union vsw_addr *addr)
{
	static const u32 net[N_NETS] = {
		0x0a000000, 0x0a000000, 0x0a000100, 0x0a010000, 0x0a0100f0,
		0xac100000, 0xc0a80000, 0xc0a80100, 0, 0xffffff00, 0xe0000000,
		0x7fffff00,
	};
	u32 low = net[rnd(w, N_NETS)] + rnd(w, chance(w, 50) ? 16 : 512);

	memset(addr, 0, sizeof(*addr));
	if (family == AF_INET) {
		addr->ip4 = htonl(low);
	} else {
		u32 kind = rnd(w, 4);

		addr->word[0] = htonl(kind == 3 ? rnd(w, 2) - 1 : 0x20010db8);
		addr->word[1] = htonl(kind & 1 ? low : rnd(w, 3) - 1);
		addr->word[2] = htonl(rnd(w, 3) - 1);
		addr->word[3] = htonl(kind & 2 ? low : rnd(w, 3) - 1);
	}
}

static void fill_bits(u8 family, union vsw_addr *addr, u32 from, bool value)
{
	u32 i, bits = family == AF_INET ? 32 : 128;
	u8 *byte = (u8 *)addr;

	for (i = from; i < bits; i++)
		if (value)
			byte[i / 8] |= 0x80 >> i % 8;
		else
			byte[i / 8] &= ~(0x80 >> i % 8);
}

static struct vsw_range random_range(struct world *w, u32 single)
{
	struct vsw_range range = {};
	u32 len;

	range.family = chance(w, 60) ? AF_INET : AF_INET6;
	random_addr(w, range.family, &range.first);
	range.last = range.first;
	if (chance(w, single))
		return range;
	if (chance(w, 50)) {
		len = rnd(w, range.family == AF_INET ? 33 : 129);
		fill_bits(range.family, &range.first, len, false);
		fill_bits(range.family, &range.last, len, true);
	} else {
		random_addr(w, range.family, &range.last);
		if (memcmp(&range.first, &range.last, sizeof(range.first)) > 0)
			swap(range.first, range.last);
	}
	return range;
}

/* One up or down, around. */
static void step_addr(u8 family, union vsw_addr *addr, bool up)
{
	int i = family == AF_INET ? 3 : 15;
	u8 *byte = (u8 *)addr;

	for (; i >= 0; i--)
		if (up ? ++byte[i] : byte[i]--)
			break;
}

static bool range_has(const struct vsw_range *range, u8 family,
		      const union vsw_addr *addr)
{
	return range->family == family &&
	       memcmp(addr, &range->first, sizeof(*addr)) >= 0 &&
	       memcmp(addr, &range->last, sizeof(*addr)) <= 0;
}

static bool in_set(const struct world_set *set, u8 family,
		   const union vsw_addr *addr)
{
	u32 i;

	for (i = 0; i < set->n; i++)
		if (range_has(&set->range[i], family, addr))
			return true;
	return false;
}

static bool oracle_who(const struct world *w, const struct vsw_match *match,
		       u8 family, const union vsw_addr *addr)
{
	u32 i;

	if (!match->n_ranges && !match->n_sets)
		return true;
	for (i = 0; i < match->n_ranges; i++)
		if (range_has(&match->ranges[i], family, addr))
			return !match->negated;
	for (i = 0; i < match->n_sets; i++)
		if (in_set(&w->set[match->sets[i]->index], family, addr))
			return !match->negated;
	return match->negated;
}

static bool oracle_port(const struct vsw_port_range *ports, u32 n, u16 port)
{
	u32 i;

	for (i = 0; i < n; i++)
		if (ports[i].first <= port && port <= ports[i].last)
			return true;
	return !n;
}

static bool oracle_applied(const struct world *w, const struct vsw_rule *rule,
			   const char *client)
{
	u32 i, who = 0;

	while (strcmp(clients[who], client))
		who++;
	for (i = 0; i < rule->n_applied; i++)
		if (!strcmp(rule->applied[i], client))
			return true;
	for (i = 0; i < rule->n_applied_groups; i++)
		if (test_bit(rule->applied_groups[i]->group->index,
			     w->member[who]))
			return true;
	return !rule->n_applied && !rule->n_applied_groups;
}

static bool oracle_matches(const struct world *w, const struct vsw_rule *rule,
			   enum vsw_dir dir, const char *client,
			   const struct vsw_packet *pkt)
{
	u8 family = rule->family;

	if (rule->proto == IPPROTO_ICMP)
		family = AF_INET;
	if (rule->proto == IPPROTO_ICMPV6)
		family = AF_INET6;
	if (rule->disabled || !(rule->dirs & BIT(dir)) ||
	    (family && family != pkt->tuple.family) ||
	    (rule->proto >= 0 && rule->proto != pkt->tuple.proto))
		return false;
	if ((rule->icmp_type >= 0 && rule->icmp_type != pkt->type) ||
	    (rule->icmp_code >= 0 && rule->icmp_code != pkt->code))
		return false;
	return oracle_port(rule->sports, rule->n_sports,
			   ntohs(vsw_packet_sport(pkt))) &&
	       oracle_port(rule->dports, rule->n_dports,
			   ntohs(vsw_packet_dport(pkt))) &&
	       oracle_applied(w, rule, client) &&
	       oracle_who(w, &rule->from, pkt->tuple.family,
			  vsw_packet_src(pkt)) &&
	       oracle_who(w, &rule->to, pkt->tuple.family,
			  vsw_packet_dst(pkt));
}

static u32 oracle(const struct world *w, enum vsw_dir dir, const char *client,
		  const struct vsw_packet *pkt)
{
	u32 i;

	for (i = 0; i < w->n_rules; i++)
		if (oracle_matches(w, w->rule[i], dir, client, pkt))
			return i;
	return U32_MAX;
}

static void world_add_range(struct world *w, u32 set,
			    const struct vsw_range *range)
{
	struct world_set *s = &w->set[set];

	KUNIT_ASSERT_LT(w->test, s->n, SET_MAX);
	s->range[s->n++] = *range;
}

/* Where a range stands in a set, or its length if it does not. */
static u32 world_find_range(const struct world *w, u32 set,
			    const struct vsw_range *range)
{
	const struct world_set *s = &w->set[set];
	u32 i;

	for (i = 0; i < s->n; i++)
		if (!memcmp(&s->range[i], range, sizeof(*range)))
			break;
	return i;
}

/* Half of the clients are its members. */
static struct vsw_addrset *random_group(struct world *w, const char *name)
{
	struct vsw_group *group = vsw_group_add(&w->groups, name, NULL);
	u32 i;

	KUNIT_ASSERT_FALSE(w->test, IS_ERR(group));
	for (i = 0; i < N_CLIENTS; i++)
		if (chance(w, 50))
			__set_bit(group->index, w->member[i]);
	return vsw_rules_add_group(w->rules, group, NULL);
}

/* Sets 0 and 1 stay empty, odd ones have single addresses only. */
static void random_sets(struct world *w)
{
	u32 i, j, n;

	for (i = 0; i < N_SETS; i++) {
		char name[8];

		snprintf(name, sizeof(name), "set%u", i);
		w->set[i].set = i < N_SETS - N_GROUPS ?
				vsw_rules_add_set(w->rules, name, NULL) :
				random_group(w, name);
		KUNIT_ASSERT_FALSE(w->test, IS_ERR(w->set[i].set));
		n = i < 2 ? 0 : rnd(w, 20);
		for (j = 0; j < n; j++) {
			struct vsw_range range =
				random_range(w, i % 2 ? 100 : 60);

			if (world_find_range(w, i, &range) < w->set[i].n)
				continue;
			KUNIT_ASSERT_EQ(w->test, 0,
					vsw_addrset_add(w->rules, w->set[i].set,
							&range, NULL));
			world_add_range(w, i, &range);
		}
	}
}

static void random_match(struct world *w, struct vsw_match *match)
{
	u32 i;

	if (chance(w, w->any))
		return;
	match->negated = chance(w, w->any / 2);
	match->n_ranges = rnd(w, 4);
	match->n_sets = rnd(w, 3);
	if (!match->n_ranges && !match->n_sets)
		match->n_ranges = 1;
	match->ranges = kcalloc(match->n_ranges, sizeof(*match->ranges),
				GFP_KERNEL);
	match->sets = kcalloc(match->n_sets, sizeof(*match->sets), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(w->test, match->ranges);
	KUNIT_ASSERT_NOT_NULL(w->test, match->sets);
	for (i = 0; i < match->n_ranges; i++)
		match->ranges[i] = random_range(w, 100 - w->any);
	for (i = 0; i < match->n_sets; i++)
		match->sets[i] = w->set[rnd(w, N_SETS)].set;
}

static u16 random_port(struct world *w)
{
	static const u16 edge[] = { 0, 1, 53, 255, 256, 443, 511, 512, 1023,
				    1024, 65279, 65280, 65534, 65535 };

	return chance(w, 70) ? edge[rnd(w, ARRAY_SIZE(edge))] : rnd(w, 65536);
}

static struct vsw_port_range *random_ports(struct world *w, u32 *n)
{
	struct vsw_port_range *ports;
	u32 i;

	*n = rnd(w, 4);
	ports = kcalloc(*n, sizeof(*ports), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(w->test, ports);
	for (i = 0; i < *n; i++) {
		ports[i].first = random_port(w);
		ports[i].last = chance(w, 60) ? ports[i].first : random_port(w);
		if (ports[i].first > ports[i].last)
			swap(ports[i].first, ports[i].last);
	}
	return ports;
}

static void random_proto(struct world *w, struct vsw_rule *rule)
{
	static const s16 proto[] = { VSW_PROTO_ANY, IPPROTO_TCP, IPPROTO_TCP,
				     IPPROTO_UDP, IPPROTO_UDP, IPPROTO_SCTP,
				     IPPROTO_ICMP, IPPROTO_ICMPV6, 47, 0, 255 };

	rule->family = chance(w, 80) ? 0 : chance(w, 50) ? AF_INET : AF_INET6;
	rule->proto = proto[rnd(w, ARRAY_SIZE(proto))];
	switch (rule->proto) {
	case IPPROTO_TCP:
	case IPPROTO_UDP:
	case IPPROTO_SCTP:
		rule->dports = random_ports(w, &rule->n_dports);
		if (chance(w, 20))
			rule->sports = random_ports(w, &rule->n_sports);
		break;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		if (chance(w, 30))
			break;
		rule->icmp_type = chance(w, 50) ? rnd(w, 4) : rnd(w, 256);
		if (chance(w, 50))
			rule->icmp_code = rnd(w, 3);
		break;
	}
}

static void random_applied_groups(struct world *w, struct vsw_rule *rule)
{
	u32 i;

	rule->n_applied_groups = 1 + rnd(w, 2);
	rule->applied_groups = kcalloc(rule->n_applied_groups,
				       sizeof(*rule->applied_groups),
				       GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(w->test, rule->applied_groups);
	for (i = 0; i < rule->n_applied_groups; i++)
		rule->applied_groups[i] =
			w->set[N_SETS - 1 - rnd(w, N_GROUPS)].set;
}

static void random_applied(struct world *w, struct vsw_rule *rule)
{
	u32 i;

	if (chance(w, 20))
		random_applied_groups(w, rule);
	if (chance(w, 80))
		return;
	rule->n_applied = 1 + rnd(w, 2);
	rule->applied = kcalloc(rule->n_applied, sizeof(*rule->applied),
				GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(w->test, rule->applied);
	for (i = 0; i < rule->n_applied; i++)
		rule->applied[i] = kstrdup(clients[rnd(w, N_CLIENTS)],
					   GFP_KERNEL);
}

static struct vsw_rule *random_rule(struct world *w, u32 position)
{
	struct vsw_rule *rule = vsw_rule_alloc();

	KUNIT_ASSERT_NOT_NULL(w->test, rule);
	rule->position = position;
	rule->dirs = 1 + rnd(w, 3);
	rule->disabled = chance(w, 5);
	random_proto(w, rule);
	random_match(w, &rule->from);
	random_match(w, &rule->to);
	random_applied(w, rule);
	return rule;
}

/* Three rulesets, in the order of judgement. */
static void random_rulesets(struct world *w, struct vsw_ruleset **ruleset)
{
	struct vsw_ruleset template = {};
	u32 i;

	for (i = 0; i < 3; i++) {
		template.category = i;
		snprintf(template.name, sizeof(template.name), "r%u", i);
		ruleset[i] = vsw_rules_add_ruleset(w->rules, &template, NULL);
		KUNIT_ASSERT_FALSE(w->test, IS_ERR(ruleset[i]));
	}
}

static void world_order(struct world *w)
{
	const struct vsw_ruleset *ruleset;
	u32 i, n = 0;

	list_for_each_entry(ruleset, &w->rules->rulesets, node)
		for (i = 0; i < ruleset->n_rules; i++)
			w->rule[n++] = ruleset->rules[i];
	KUNIT_ASSERT_EQ(w->test, n, w->n_rules);
}

/* @any: percentage of fields without a condition */
static struct world *world_create(struct kunit *test, u32 seed, u32 n_rules,
				  u32 any)
{
	struct vsw_ruleset *ruleset[3];
	struct world *w;
	u32 n = 0;

	w = kvzalloc(sizeof(*w), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, w);
	w->test = test;
	w->n_rules = n_rules;
	w->any = any;
	prandom_seed_state(&w->rnd, seed);
	w->rule = kvcalloc(n_rules, sizeof(*w->rule), GFP_KERNEL);
	vsw_groups_init(&w->groups);
	w->rules = vsw_rules_alloc();
	KUNIT_ASSERT_NOT_NULL(test, w->rules);
	random_sets(w);
	random_rulesets(w, ruleset);
	while (n < n_rules) {
		struct vsw_rule *rule = random_rule(w, n_rules - n);

		/* Families may contradict each other. */
		if (vsw_rules_add_rule(w->rules, ruleset[rnd(w, 3)], rule,
				       NULL))
			vsw_rule_free(rule);
		else
			n++;
	}
	KUNIT_ASSERT_EQ(test, 0, vsw_rules_finish(w->rules, NULL));
	world_order(w);
	return w;
}

static void world_destroy(struct world *w)
{
	vsw_rules_free(w->rules);
	vsw_groups_exit(&w->groups);
	kvfree(w->rule);
	kvfree(w);
}

/* An address that the side of a rule may be about, or one beside it. */
static void packet_addr(struct world *w, const struct vsw_match *match,
			u8 family, union vsw_addr *addr)
{
	const struct vsw_range *range = NULL;
	const struct world_set *set;

	random_addr(w, family, addr);
	if (match->n_ranges && chance(w, 50)) {
		range = &match->ranges[rnd(w, match->n_ranges)];
	} else if (match->n_sets) {
		set = &w->set[match->sets[rnd(w, match->n_sets)]->index];
		if (set->n)
			range = &set->range[rnd(w, set->n)];
	}
	if (!range || range->family != family || chance(w, 10))
		return;
	*addr = chance(w, 50) ? range->first : range->last;
	if (chance(w, 30))
		step_addr(family, addr, chance(w, 50));
}

static __be16 packet_port(struct world *w, const struct vsw_port_range *ports,
			  u32 n)
{
	const struct vsw_port_range *range;

	if (!n || chance(w, 20))
		return htons(random_port(w));
	range = &ports[rnd(w, n)];
	return htons((chance(w, 50) ? range->first : range->last) +
		     (chance(w, 30) ? rnd(w, 3) - 1 : 0));
}

static void random_packet(struct world *w, struct vsw_packet *pkt)
{
	static const u8 proto[] = { IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMP, 47 };
	static const struct vsw_rule nothing = { .proto = VSW_PROTO_ANY };
	const struct vsw_rule *rule = &nothing;
	u32 from = rnd(w, 2);

	if (w->n_rules && chance(w, 90))
		rule = w->rule[rnd(w, w->n_rules)];
	memset(pkt, 0, sizeof(*pkt));
	pkt->source = from;
	pkt->tuple.family = vsw_rule_family(rule);
	if (!pkt->tuple.family)
		pkt->tuple.family = chance(w, 60) ? AF_INET : AF_INET6;
	pkt->tuple.proto = rule->proto >= 0 ? rule->proto :
					      proto[rnd(w, ARRAY_SIZE(proto))];
	packet_addr(w, &rule->from, pkt->tuple.family, &pkt->tuple.addr[from]);
	packet_addr(w, &rule->to, pkt->tuple.family, &pkt->tuple.addr[!from]);
	if (pkt->tuple.proto == IPPROTO_ICMP ||
	    pkt->tuple.proto == IPPROTO_ICMPV6) {
		pkt->type = rule->icmp_type > 0 && chance(w, 80) ?
			    rule->icmp_type : rnd(w, 5);
		pkt->code = rnd(w, 3);
		pkt->tuple.port[0] = htons(random_port(w));
		pkt->tuple.port[1] = pkt->tuple.port[0];
	} else {
		pkt->tuple.port[from] = packet_port(w, rule->sports,
						    rule->n_sports);
		pkt->tuple.port[!from] = packet_port(w, rule->dports,
						     rule->n_dports);
	}
}

#endif
