// SPDX-License-Identifier: GPL-2.0
/* Unit tests of what may be loaded: rules, rulesets and address sets. */
#include <kunit/test.h>
#include <linux/etherdevice.h>

#include "../filter/rule.c"
#include "../filter/ruleset.c"
#include "../filter/address.c"
#include "../filter/addrset.c"

static struct vsw_rules *make_rules(struct kunit *test)
{
	struct vsw_rules *rules = vsw_rules_alloc();

	KUNIT_ASSERT_NOT_NULL(test, rules);
	return rules;
}

static struct vsw_ruleset *make_ruleset(struct kunit *test,
					struct vsw_rules *rules,
					const char *name, u8 category)
{
	struct vsw_ruleset template = {
		.category = category,
		.layer2 = category == VSW_CATEGORY_ETHERNET,
	};
	struct vsw_ruleset *ruleset;

	strscpy(template.name, name, sizeof(template.name));
	ruleset = vsw_rules_add_ruleset(rules, &template, NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(ruleset));
	return ruleset;
}

static struct vsw_rule *make_rule(struct kunit *test, u32 position)
{
	struct vsw_rule *rule = vsw_rule_alloc();

	KUNIT_ASSERT_NOT_NULL(test, rule);
	rule->position = position;
	return rule;
}

/* Adds a rule of a position; frees it if that is refused. */
static int add_rule(struct kunit *test, struct vsw_rules *rules,
		    struct vsw_ruleset *ruleset, u32 position, u32 id)
{
	struct vsw_rule *rule = make_rule(test, position);
	int ret;

	rule->id = id;
	ret = vsw_rules_add_rule(rules, ruleset, rule, NULL);
	if (ret)
		vsw_rule_free(rule);
	return ret;
}

static struct vsw_range range4(u32 first, u32 last)
{
	struct vsw_range range = { .family = AF_INET };

	range.first.ip4 = htonl(first);
	range.last.ip4 = htonl(last);
	return range;
}

static struct vsw_range range6(u32 first, u32 last)
{
	struct vsw_range range = { .family = AF_INET6 };

	range.first.word[0] = htonl(0x20010db8);
	range.first.word[3] = htonl(first);
	range.last.word[0] = htonl(0x20010db8);
	range.last.word[3] = htonl(last);
	return range;
}

static void names_test(struct kunit *test)
{
	static const char * const good[] = { "a", "domain-c25_L2", "ip.33:x" };
	static const char * const bad[] = { "", "a b", "a;", "{", "a,b", "#",
					    "\x7f", "\xc3\xa4" };
	struct vsw_rules *rules = make_rules(test);
	struct netlink_ext_ack extack = {};
	struct vsw_addrset *set;
	char longest[VSW_NAME_LEN + 1];
	int i;

	for (i = 0; i < ARRAY_SIZE(good); i++) {
		set = vsw_rules_add_set(rules, good[i], NULL);
		KUNIT_ASSERT_FALSE(test, IS_ERR(set));
		KUNIT_EXPECT_PTR_EQ(test, set,
				    vsw_rules_find_set(rules, good[i]));
		KUNIT_EXPECT_EQ(test, i, set->index);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		extack._msg = NULL;
		set = vsw_rules_add_set(rules, bad[i], &extack);
		KUNIT_EXPECT_EQ(test, -EINVAL, PTR_ERR(set));
		KUNIT_EXPECT_NOT_NULL(test, extack._msg);
	}
	memset(longest, 'x', sizeof(longest));
	longest[VSW_NAME_LEN] = 0;
	set = vsw_rules_add_set(rules, longest, NULL);
	KUNIT_EXPECT_EQ(test, -EINVAL, PTR_ERR(set));
	longest[VSW_NAME_LEN - 1] = 0;
	set = vsw_rules_add_set(rules, longest, NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(set));
	KUNIT_EXPECT_STREQ(test, longest, set->name);
	set = vsw_rules_add_set(rules, "a", NULL);
	KUNIT_EXPECT_EQ(test, -EEXIST, PTR_ERR(set));
	KUNIT_EXPECT_NULL(test, vsw_rules_find_set(rules, "nobody"));
	vsw_rules_free(rules);
}

static void ruleset_test(struct kunit *test)
{
	static const struct {
		const char *name;
		u8 category;
		bool layer2;
		bool has_default;
		u8 action;
		int ret;
	} cases[] = {
		{ "first", VSW_CATEGORY_APPLICATION, false, true, 1, 0 },
		{ "first", VSW_CATEGORY_APPLICATION, false, false, 0, -EEXIST },
		{ "again", VSW_CATEGORY_EMERGENCY, false, true, 0, -EEXIST },
		{ "layer2", VSW_CATEGORY_ETHERNET, true, true,
		  VSW_ACTION_REJECT, -EINVAL },
		{ "layer2", VSW_CATEGORY_ETHERNET, true, true, 1, 0 },
		{ "layer2b", VSW_CATEGORY_ETHERNET, true, true, 1, -EEXIST },
		{ "mixed", VSW_CATEGORY_ETHERNET, false, false, 0, -EINVAL },
		{ "mixed", VSW_CATEGORY_EMERGENCY, true, false, 0, -EINVAL },
		{ "none", 5, false, false, 0, -EINVAL },
		{ "a b", VSW_CATEGORY_EMERGENCY, false, false, 0, -EINVAL },
	};
	struct vsw_rules *rules = make_rules(test);
	int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct netlink_ext_ack extack = {};
		struct vsw_ruleset template = {
			.category = cases[i].category,
			.layer2 = cases[i].layer2,
			.has_default = cases[i].has_default,
			.default_action = cases[i].action,
		};
		struct vsw_ruleset *ruleset;

		strscpy(template.name, cases[i].name, sizeof(template.name));
		ruleset = vsw_rules_add_ruleset(rules, &template, &extack);
		KUNIT_EXPECT_EQ_MSG(test, cases[i].ret,
				    PTR_ERR_OR_ZERO(ruleset), "case %d", i);
		KUNIT_EXPECT_EQ_MSG(test, !cases[i].ret, !extack._msg,
				    "case %d", i);
	}
	vsw_rules_free(rules);
}

/* By category, then as they came; rules by position. */
static void order_test(struct kunit *test)
{
	static const char * const order[] = { "e1", "e2", "i1", "a1", "a2",
					      "l1" };
	struct vsw_rules *rules = make_rules(test);
	struct vsw_ruleset *ruleset;
	int i = 0;

	ruleset = make_ruleset(test, rules, "l1", VSW_CATEGORY_ETHERNET);
	make_ruleset(test, rules, "a1", VSW_CATEGORY_APPLICATION);
	make_ruleset(test, rules, "e1", VSW_CATEGORY_EMERGENCY);
	make_ruleset(test, rules, "a2", VSW_CATEGORY_APPLICATION);
	make_ruleset(test, rules, "i1", VSW_CATEGORY_INFRASTRUCTURE);
	make_ruleset(test, rules, "e2", VSW_CATEGORY_EMERGENCY);
	KUNIT_EXPECT_EQ(test, 0, add_rule(test, rules, ruleset, 7, 1));
	KUNIT_EXPECT_EQ(test, -EEXIST, add_rule(test, rules, ruleset, 7, 2));
	KUNIT_EXPECT_EQ(test, 0, add_rule(test, rules, ruleset, 3, 3));
	KUNIT_EXPECT_EQ(test, 0, add_rule(test, rules, ruleset, 5, 1));
	KUNIT_EXPECT_EQ(test, 0, vsw_rules_finish(rules, NULL));
	KUNIT_EXPECT_EQ(test, 3, rules->n_l2_rules);
	KUNIT_EXPECT_EQ(test, 0, rules->n_rules);
	KUNIT_EXPECT_EQ(test, 3, ruleset->rules[0]->position);
	KUNIT_EXPECT_EQ(test, 5, ruleset->rules[1]->position);
	KUNIT_EXPECT_EQ(test, 7, ruleset->rules[2]->position);
	list_for_each_entry(ruleset, &rules->rulesets, node)
		KUNIT_EXPECT_STREQ(test, order[i++], ruleset->name);
	vsw_rules_free(rules);
}

static void position_twice_test(struct kunit *test)
{
	struct vsw_rules *rules = make_rules(test);
	struct netlink_ext_ack extack = {};
	struct vsw_ruleset *ruleset;

	ruleset = make_ruleset(test, rules, "r", VSW_CATEGORY_APPLICATION);
	KUNIT_EXPECT_EQ(test, 0, add_rule(test, rules, ruleset, 7, 1));
	KUNIT_EXPECT_EQ(test, 0, add_rule(test, rules, ruleset, 3, 1));
	KUNIT_EXPECT_EQ(test, 0, add_rule(test, rules, ruleset, 7, 1));
	KUNIT_EXPECT_EQ(test, -EEXIST, vsw_rules_finish(rules, &extack));
	KUNIT_EXPECT_NOT_NULL(test, extack._msg);
	vsw_rules_free(rules);
}

static void limits_test(struct kunit *test)
{
	struct vsw_rules *rules = make_rules(test);
	struct vsw_ruleset *l2, *l3;
	u32 i;

	l2 = make_ruleset(test, rules, "l2", VSW_CATEGORY_ETHERNET);
	l3 = make_ruleset(test, rules, "l3", VSW_CATEGORY_APPLICATION);
	for (i = 1; i <= VSW_L2_RULES_MAX; i++)
		KUNIT_ASSERT_EQ(test, 0, add_rule(test, rules, l2, i, i));
	KUNIT_EXPECT_EQ(test, -E2BIG, add_rule(test, rules, l2, i, i));
	for (i = 1; i <= VSW_RULES_MAX; i++)
		KUNIT_ASSERT_EQ(test, 0, add_rule(test, rules, l3, i, i));
	KUNIT_EXPECT_EQ(test, -E2BIG, add_rule(test, rules, l3, i, i));
	vsw_rules_free(rules);
}

/* What a rule says beside what vsw_rule_alloc() does, and what that gives. */
static const struct rule_case {
	const char *name;
	int layer2, layer3;
	u8 family;
	s16 proto;
	s16 type, code;
	u16 ethertype;
	u16 sport, dport, dport_last;
	u8 action, strict, alg;
	bool stateless;
} rule_cases[] = {
#define ANY VSW_PROTO_ANY
#define NO VSW_ICMP_ANY
#define INVAL -EINVAL
	{ "plain", 0, 0, 0, ANY, NO, NO },
	{ "drop", 0, 0, 0, ANY, NO, NO, .action = VSW_ACTION_DROP },
	{ "reject", INVAL, 0, 0, ANY, NO, NO, .action = VSW_ACTION_REJECT },
	{ "action", INVAL, INVAL, 0, ANY, NO, NO, .action = 3 },
	{ "ethertype", 0, INVAL, 0, ANY, NO, NO, .ethertype = ETH_P_ARP },
	{ "family", INVAL, 0, AF_INET, ANY, NO, NO },
	{ "no family", INVAL, INVAL, AF_UNIX, ANY, NO, NO },
	{ "tcp", INVAL, 0, 0, IPPROTO_TCP, NO, NO },
	{ "protocol 0", INVAL, 0, 0, 0, NO, NO },
	{ "protocol 255", INVAL, 0, 0, 255, NO, NO },
	{ "protocol 256", INVAL, INVAL, 0, 256, NO, NO },
	{ "protocol -2", INVAL, INVAL, 0, -2, NO, NO },
	{ "tcp dport", INVAL, 0, 0, IPPROTO_TCP, NO, NO, .dport = 1 },
	{ "udp sport", INVAL, 0, 0, IPPROTO_UDP, NO, NO, .sport = 1 },
	{ "sctp port", INVAL, 0, 0, IPPROTO_SCTP, NO, NO, .dport = 1 },
	{ "any dport", INVAL, INVAL, 0, ANY, NO, NO, .dport = 1 },
	{ "gre sport", INVAL, INVAL, 0, 47, NO, NO, .sport = 1 },
	{ "ports", INVAL, 0, 0, IPPROTO_TCP, NO, NO, 0, 0, 5, 6 },
	{ "ports, down", INVAL, INVAL, 0, IPPROTO_TCP, NO, NO, 0, 0, 6, 5 },
	{ "icmp", INVAL, 0, 0, IPPROTO_ICMP, 8, NO },
	{ "icmp code", INVAL, 0, 0, IPPROTO_ICMP, 3, 255 },
	{ "icmp code 256", INVAL, INVAL, 0, IPPROTO_ICMP, 3, 256 },
	{ "icmp type 256", INVAL, INVAL, 0, IPPROTO_ICMP, 256, NO },
	{ "icmp code alone", INVAL, INVAL, 0, IPPROTO_ICMP, NO, 1 },
	{ "tcp type", INVAL, INVAL, 0, IPPROTO_TCP, 1, NO },
	{ "any type", INVAL, INVAL, 0, ANY, 1, NO },
	{ "icmp in IPv4", INVAL, 0, AF_INET, IPPROTO_ICMP, 8, NO },
	{ "icmp in IPv6", INVAL, INVAL, AF_INET6, IPPROTO_ICMP, 8, NO },
	{ "ipv6-icmp in IPv6", INVAL, 0, AF_INET6, IPPROTO_ICMPV6, 1, NO },
	{ "ipv6-icmp in IPv4", INVAL, INVAL, AF_INET, IPPROTO_ICMPV6, 1, NO },
	{ "ftp", INVAL, 0, 0, IPPROTO_TCP, NO, NO, .alg = VSW_ALG_FTP },
	{ "ftp, udp", INVAL, INVAL, 0, IPPROTO_UDP, NO, NO,
	  .alg = VSW_ALG_FTP },
	{ "ftp, any", INVAL, INVAL, 0, ANY, NO, NO, .alg = VSW_ALG_FTP },
	{ "tftp", INVAL, 0, 0, IPPROTO_UDP, NO, NO, .alg = VSW_ALG_TFTP },
	{ "tftp, tcp", INVAL, INVAL, 0, IPPROTO_TCP, NO, NO,
	  .alg = VSW_ALG_TFTP },
	{ "alg 3", INVAL, INVAL, 0, IPPROTO_TCP, NO, NO, .alg = 3 },
	{ "ftp, stateless", INVAL, INVAL, 0, IPPROTO_TCP, NO, NO,
	  .alg = VSW_ALG_FTP, .stateless = true },
	{ "strict", INVAL, 0, 0, IPPROTO_TCP, NO, NO, .strict = 1 },
	{ "loose", INVAL, 0, 0, ANY, NO, NO, .strict = 2 },
	{ "strict 3", INVAL, INVAL, 0, ANY, NO, NO, .strict = 3 },
	{ "strict, udp", INVAL, INVAL, 0, IPPROTO_UDP, NO, NO, .strict = 1 },
	{ "strict, stateless", INVAL, INVAL, 0, IPPROTO_TCP, NO, NO,
	  .strict = 1, .stateless = true },
};

static struct vsw_port_range *make_ports(struct kunit *test, u16 first,
					 u16 last)
{
	struct vsw_port_range *ports = kmalloc(sizeof(*ports), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, ports);
	ports->first = first;
	ports->last = last;
	return ports;
}

static struct vsw_rule *make_case(struct kunit *test, const struct rule_case *c)
{
	struct vsw_rule *rule = make_rule(test, 1);

	rule->family = c->family;
	rule->proto = c->proto;
	rule->icmp_type = c->type;
	rule->icmp_code = c->code;
	rule->ethertype = c->ethertype;
	if (c->sport) {
		rule->n_sports = 1;
		rule->sports = make_ports(test, c->sport, c->sport);
	}
	if (c->dport) {
		rule->n_dports = 1;
		rule->dports = make_ports(test, c->dport,
					  c->dport_last ?: c->dport);
	}
	rule->action = c->action;
	rule->strict = c->strict;
	rule->alg = c->alg;
	rule->stateless = c->stateless;
	return rule;
}

static void rule_test(struct kunit *test)
{
	struct vsw_ruleset l2 = { .layer2 = true }, l3 = {};
	int i;

	for (i = 0; i < ARRAY_SIZE(rule_cases); i++) {
		const struct rule_case *c = &rule_cases[i];
		struct vsw_rule *rule = make_case(test, c);
		struct netlink_ext_ack extack = {};

		rule->ruleset = &l2;
		KUNIT_EXPECT_EQ_MSG(test, c->layer2,
				    vsw_rule_check(rule, &extack),
				    "layer 2, %s", c->name);
		KUNIT_EXPECT_EQ_MSG(test, !c->layer2, !extack._msg,
				    "layer 2, %s", c->name);
		extack._msg = NULL;
		rule->ruleset = &l3;
		KUNIT_EXPECT_EQ_MSG(test, c->layer3,
				    vsw_rule_check(rule, &extack),
				    "layer 3, %s", c->name);
		KUNIT_EXPECT_EQ_MSG(test, !c->layer3, !extack._msg,
				    "layer 3, %s", c->name);
		vsw_rule_free(rule);
	}
}

/* Who may be in a rule: @from and @to are 4, 6 or 0 for any. */
static void rule_family_test(struct kunit *test)
{
	static const struct {
		u8 family, from, to;
		bool negated;
		int ret;
	} cases[] = {
		{ 0, 4, 0, false, 0 },
		{ 0, 4, 4, false, 0 },
		{ 0, 4, 6, false, -EINVAL },
		{ 0, 4, 6, true, 0 },
		{ AF_INET, 4, 0, false, 0 },
		{ AF_INET, 6, 0, false, -EINVAL },
		{ AF_INET, 6, 0, true, 0 },
		{ AF_INET6, 6, 6, false, 0 },
		{ AF_INET6, 0, 4, false, -EINVAL },
		{ AF_INET6, 0, 0, true, -EINVAL },
	};
	struct vsw_range v4 = range4(1, 1), v6 = range6(1, 1);
	const struct vsw_range *range[] = { [4] = &v4, [6] = &v6 };
	struct vsw_ruleset l3 = {};
	struct vsw_rule *rule;
	int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		rule = make_rule(test, 1);
		rule->ruleset = &l3;
		rule->family = cases[i].family;
		rule->from.negated = cases[i].negated;
		rule->from.n_ranges = !!cases[i].from;
		rule->from.ranges = kmemdup(range[cases[i].from ?: 6],
					    sizeof(v4), GFP_KERNEL);
		rule->to.n_ranges = !!cases[i].to;
		rule->to.ranges = kmemdup(range[cases[i].to ?: 6],
					  sizeof(v4), GFP_KERNEL);
		KUNIT_EXPECT_EQ_MSG(test, cases[i].ret,
				    vsw_rule_check(rule, NULL), "case %d", i);
		vsw_rule_free(rule);
	}
}

static void rule_odds_test(struct kunit *test)
{
	struct vsw_ruleset l3 = {};
	struct vsw_rule *rule = make_rule(test, 1);

	rule->ruleset = &l3;
	rule->position = 0;
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_rule_check(rule, NULL));
	rule->position = 1;
	rule->dirs = 0;
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_rule_check(rule, NULL));
	rule->dirs = 4;
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_rule_check(rule, NULL));
	rule->dirs = BIT(VSW_IN);
	rule->tag = kstrdup("a tag", GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, 0, vsw_rule_check(rule, NULL));
	rule->tag[1] = '\n';
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_rule_check(rule, NULL));
	rule->tag[1] = '\'';
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_rule_check(rule, NULL));
	vsw_rule_free(rule);
}

static void addrset_test(struct kunit *test)
{
	struct vsw_range one = range4(5, 5), net = range4(16, 31);
	struct vsw_range down = range4(6, 5), six = range6(5, 5);
	struct vsw_range odd = { .family = AF_UNIX }, dirty = one;
	struct vsw_rules *rules = make_rules(test);
	struct vsw_addrset *a, *b;

	a = vsw_rules_add_set(rules, "a", NULL);
	b = vsw_rules_add_set(rules, "b", NULL);
	dirty.first.word[2] = htonl(1);
	dirty.last.word[2] = htonl(1);
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_addrset_add(rules, a, &down, NULL));
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_addrset_add(rules, a, &odd, NULL));
	KUNIT_EXPECT_EQ(test, -EINVAL, vsw_addrset_add(rules, a, &dirty, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, a, &one, NULL));
	KUNIT_EXPECT_EQ(test, -EEXIST, vsw_addrset_add(rules, a, &one, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, b, &one, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, a, &six, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, a, &net, NULL));
	KUNIT_EXPECT_EQ(test, 4, rules->n_addresses);
	KUNIT_EXPECT_EQ(test, 2, a->n_singles);
	KUNIT_EXPECT_EQ(test, 1, a->n_ranges);
	KUNIT_EXPECT_EQ(test, 2, vsw_address_find(rules, &one)->n_members);

	KUNIT_EXPECT_EQ(test, -ENOENT, vsw_addrset_del(rules, b, &six, NULL));
	KUNIT_EXPECT_EQ(test, -ENOENT, vsw_addrset_del(rules, b, &net, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_del(rules, b, &one, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_del(rules, a, &one, NULL));
	KUNIT_EXPECT_NULL(test, vsw_address_find(rules, &one));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_del(rules, a, &net, NULL));
	KUNIT_EXPECT_EQ(test, 1, rules->n_addresses);
	KUNIT_EXPECT_EQ(test, 0, a->n_ranges);
	vsw_rules_free(rules);
}

static void addrset_twice_test(struct kunit *test)
{
	struct vsw_range low = range4(16, 31), high = range4(64, 127);
	struct vsw_rules *rules = make_rules(test);
	struct netlink_ext_ack extack = {};
	struct vsw_addrset *set;

	set = vsw_rules_add_set(rules, "a", NULL);
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, set, &high, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, set, &low, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_rules_finish(rules, &extack));
	KUNIT_EXPECT_EQ(test, 16, ntohl(set->ranges[0].first.ip4));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, set, &low, NULL));
	KUNIT_EXPECT_EQ(test, -EEXIST, vsw_rules_finish(rules, &extack));
	KUNIT_EXPECT_NOT_NULL(test, extack._msg);
	vsw_rules_free(rules);
}

static void clone_test(struct kunit *test)
{
	struct vsw_range one = range4(5, 5), net = range4(16, 31);
	struct vsw_rules *rules = make_rules(test);
	struct vsw_addrset *a, *b;
	struct vsw_ruleset *ruleset;
	struct vsw_rules *copy;
	struct vsw_rule *rule;

	ruleset = make_ruleset(test, rules, "r", VSW_CATEGORY_APPLICATION);
	ruleset->strict = true;
	a = vsw_rules_add_set(rules, "a", NULL);
	b = vsw_rules_add_set(rules, "b", NULL);
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, a, &one, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, b, &one, NULL));
	KUNIT_EXPECT_EQ(test, 0, vsw_addrset_add(rules, b, &net, NULL));
	rule = make_rule(test, 9);
	rule->proto = IPPROTO_TCP;
	rule->tag = kstrdup("text", GFP_KERNEL);
	rule->n_dports = 1;
	rule->dports = make_ports(test, 3, 4);
	rule->from.negated = true;
	rule->from.n_sets = 1;
	rule->from.sets = kmalloc(sizeof(*rule->from.sets), GFP_KERNEL);
	rule->from.sets[0] = b;
	rule->to.n_ranges = 1;
	rule->to.ranges = kmemdup(&one, sizeof(one), GFP_KERNEL);
	rule->n_applied = 1;
	rule->applied = kmalloc(sizeof(*rule->applied), GFP_KERNEL);
	rule->applied[0] = kstrdup("vm1.eth0", GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, 0,
			vsw_rules_add_rule(rules, ruleset, rule, NULL));
	KUNIT_EXPECT_EQ(test, 1, b->n_users);
	KUNIT_EXPECT_EQ(test, 0, vsw_rules_finish(rules, NULL));

	copy = vsw_rules_clone(rules);
	KUNIT_ASSERT_NOT_NULL(test, copy);
	KUNIT_EXPECT_EQ(test, rules->n_addresses, copy->n_addresses);
	KUNIT_EXPECT_EQ(test, rules->n_details, copy->n_details);
	vsw_rules_free(rules);

	ruleset = vsw_rules_find_ruleset(copy, "r");
	a = vsw_rules_find_set(copy, "a");
	b = vsw_rules_find_set(copy, "b");
	KUNIT_ASSERT_NOT_NULL(test, ruleset);
	KUNIT_ASSERT_NOT_NULL(test, a);
	KUNIT_ASSERT_NOT_NULL(test, b);
	KUNIT_EXPECT_TRUE(test, ruleset->strict);
	KUNIT_EXPECT_EQ(test, 1, a->n_singles);
	KUNIT_EXPECT_EQ(test, 1, b->n_singles);
	KUNIT_EXPECT_EQ(test, 1, b->n_ranges);
	KUNIT_EXPECT_EQ(test, 1, b->n_users);
	KUNIT_ASSERT_EQ(test, 1, ruleset->n_rules);
	rule = ruleset->rules[0];
	KUNIT_EXPECT_PTR_EQ(test, ruleset, rule->ruleset);
	KUNIT_EXPECT_PTR_EQ(test, b, rule->from.sets[0]);
	KUNIT_EXPECT_TRUE(test, rule->from.negated);
	KUNIT_EXPECT_EQ(test, 4, rule->dports[0].last);
	KUNIT_EXPECT_STREQ(test, "text", rule->tag);
	KUNIT_EXPECT_STREQ(test, "vm1.eth0", rule->applied[0]);
	KUNIT_EXPECT_EQ(test, 5, ntohl(rule->to.ranges[0].first.ip4));
	vsw_rules_free(copy);
}

static bool l2_matches(const struct vsw_rule *rule, const struct ethhdr *eth,
		       __be16 ethertype)
{
	bool matches;

	rcu_read_lock();
	matches = vsw_l2_rule_matches(rule, eth, ethertype);
	rcu_read_unlock();
	return matches;
}

static void layer2_test(struct kunit *test)
{
	DECLARE_BITMAP(groups, VSW_GROUPS_MAX) = {};
	struct ethhdr eth = { .h_source = { 2, 0, 0, 0, 0, 1 },
			      .h_dest = { 2, 0, 0, 0, 0, 2 } };
	__be16 arp = htons(ETH_P_ARP), ip = htons(ETH_P_IP);
	struct vsw_rule *rule = make_rule(test, 1);

#define MATCHES(type, dir, client)					\
	(vsw_rule_applies(rule, dir, client, groups) &&			\
	 l2_matches(rule, &eth, type))
	KUNIT_EXPECT_TRUE(test, MATCHES(arp, VSW_OUT, "a"));
	rule->ethertype = ETH_P_ARP;
	KUNIT_EXPECT_TRUE(test, MATCHES(arp, VSW_OUT, "a"));
	KUNIT_EXPECT_FALSE(test, MATCHES(ip, VSW_OUT, "a"));
	rule->dirs = BIT(VSW_IN);
	KUNIT_EXPECT_FALSE(test, MATCHES(arp, VSW_OUT, "a"));
	KUNIT_EXPECT_TRUE(test, MATCHES(arp, VSW_IN, "a"));
	rule->n_applied = 1;
	rule->applied = kmalloc(sizeof(*rule->applied), GFP_KERNEL);
	rule->applied[0] = kstrdup("b", GFP_KERNEL);
	KUNIT_EXPECT_FALSE(test, MATCHES(arp, VSW_IN, "a"));
	KUNIT_EXPECT_TRUE(test, MATCHES(arp, VSW_IN, "b"));
	rule->from.n_macs = 1;
	rule->from.macs = kmemdup(eth.h_source, ETH_ALEN, GFP_KERNEL);
	KUNIT_EXPECT_TRUE(test, MATCHES(arp, VSW_IN, "b"));
	rule->from.negated = true;
	KUNIT_EXPECT_FALSE(test, MATCHES(arp, VSW_IN, "b"));
	rule->to.n_macs = 1;
	rule->to.macs = kmemdup(eth.h_source, ETH_ALEN, GFP_KERNEL);
	rule->from.negated = false;
	KUNIT_EXPECT_FALSE(test, MATCHES(arp, VSW_IN, "b"));
	rule->to.negated = true;
	KUNIT_EXPECT_TRUE(test, MATCHES(arp, VSW_IN, "b"));
	rule->disabled = true;
	KUNIT_EXPECT_FALSE(test, MATCHES(arp, VSW_IN, "b"));
	vsw_rule_free(rule);
}

/* A group has addresses of both layers, and members to apply rules to. */
static void layer2_group_test(struct kunit *test)
{
	struct ethhdr eth = { .h_source = { 2, 0, 0, 0, 0, 1 } };
	struct vsw_rules *rules = make_rules(test);
	struct vsw_rule *rule = make_rule(test, 1);
	__be16 arp = htons(ETH_P_ARP);
	struct vsw_ruleset *ruleset;
	DECLARE_BITMAP(groups, VSW_GROUPS_MAX) = {};
	struct vsw_groups all = {};
	struct vsw_group *group;
	struct vsw_macs *macs;

	vsw_groups_init(&all);
	group = vsw_group_add(&all, "g", NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(group));
	ruleset = make_ruleset(test, rules, "l2", VSW_CATEGORY_ETHERNET);
	rule->from.n_sets = 1;
	rule->from.sets = kmalloc(sizeof(*rule->from.sets), GFP_KERNEL);
	rule->from.sets[0] = vsw_rules_add_set(rules, "g", NULL);
	KUNIT_EXPECT_EQ(test, -EINVAL,
			vsw_rules_add_rule(rules, ruleset, rule, NULL));
	rule->from.sets[0] = vsw_rules_add_group(rules, group, NULL);
	KUNIT_ASSERT_FALSE(test, IS_ERR(rule->from.sets[0]));
	KUNIT_EXPECT_PTR_NE(test, vsw_rules_find_set(rules, "g"),
			    vsw_rules_find_group(rules, "g"));
	KUNIT_EXPECT_EQ(test, 0,
			vsw_rules_add_rule(rules, ruleset, rule, NULL));

	KUNIT_EXPECT_FALSE(test, MATCHES(arp, VSW_OUT, "a"));
	macs = vsw_macs_alloc(1);
	KUNIT_ASSERT_NOT_NULL(test, macs);
	vsw_macs_add(macs, eth.h_source);
	rcu_assign_pointer(group->macs, macs);
	KUNIT_EXPECT_TRUE(test, MATCHES(arp, VSW_OUT, "a"));
	eth.h_source[5]++;
	KUNIT_EXPECT_FALSE(test, MATCHES(arp, VSW_OUT, "a"));
	rule->from.negated = true;
	KUNIT_EXPECT_TRUE(test, MATCHES(arp, VSW_OUT, "a"));
	rule->n_applied_groups = 1;
	rule->applied_groups = kmemdup(rule->from.sets,
				       sizeof(*rule->from.sets), GFP_KERNEL);
	KUNIT_EXPECT_FALSE(test, MATCHES(arp, VSW_OUT, "a"));
	__set_bit(group->index, groups);
	KUNIT_EXPECT_TRUE(test, MATCHES(arp, VSW_OUT, "a"));

	vsw_rules_free(rules);
	vsw_groups_exit(&all);
}

static struct kunit_case ruleset_cases[] = {
	KUNIT_CASE(names_test),
	KUNIT_CASE(ruleset_test),
	KUNIT_CASE(order_test),
	KUNIT_CASE(position_twice_test),
	KUNIT_CASE(limits_test),
	KUNIT_CASE(rule_test),
	KUNIT_CASE(rule_family_test),
	KUNIT_CASE(rule_odds_test),
	KUNIT_CASE(addrset_test),
	KUNIT_CASE(addrset_twice_test),
	KUNIT_CASE(clone_test),
	KUNIT_CASE(layer2_test),
	KUNIT_CASE(layer2_group_test),
	{}
};

static struct kunit_suite ruleset_suite = {
	.name = "vsw_ruleset",
	.test_cases = ruleset_cases,
};

kunit_test_suite(ruleset_suite);
