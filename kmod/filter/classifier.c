// SPDX-License-Identifier: GPL-2.0
/*
 * Which rule is the first to match a packet? For ten rules and for ten thousand
 * in the same time.
 *
 * Theory of operation
 *
 * The rules have numbers in the order of judgement. A set of rules is a vector:
 * bit n is rule n. A rule says something of each of five fields, and the rules
 * that a packet matches are those that match it in all five:
 *
 *   1. source address, with the family
 *   2. destination address
 *   3. protocol, with destination port or with ICMP type and code
 *   4. source port
 *   5. the vNIC and the direction: rules that are applied to it
 *
 * For each field there is a table that gives, for any value, the vector of the
 * rules that match it there. It is drawn up when the rules are loaded. What is
 * left for a packet is to find five vectors, none of which takes a time that
 * goes with the number of rules, and to find the lowest bit that all five have.
 *
 * An example of four rules:
 *
 *   0  protocol tcp from 10.0.0.0/8 to addrset web port 443     accept
 *   1  protocol tcp from any to addrset web                     drop
 *   2  protocol udp from not 10.0.0.0/8 to any port 53          reject
 *   3  from 10.9.9.9 to any                                     accept
 *
 *   addrset web { ip 10.1.1.1, ip 10.1.1.2 }
 *
 * gives these tables (rules 0 to 3 from left to right):
 *
 *   source, intervals       destination, intervals   protocol and port
 *     0.0.0.0     .11.        0.0.0.0     ..11         tcp 0      .1.1
 *     10.0.0.0    11..                                 tcp 443    11.1
 *     11.0.0.0    .11.      destination, single        tcp 444    .1.1
 *                             10.1.1.1    1111         udp 0      ...1
 *   source, single            10.1.1.2    1111         udp 53     ..11
 *     10.1.1.1    11..        10.9.9.9    ..11         udp 54     ...1
 *     10.1.1.2    11..                                 other      ...1
 *     10.9.9.9    11.1
 *                           source port: 1111 for all
 *
 * TCP from 10.2.3.4 to 10.1.1.2, port 443, out of a vNIC with all rules:
 *
 *     11..   source: in the interval 10.0.0.0
 *   & 1111   destination: a single address
 *   & 11.1   TCP, port 443
 *   & 1111   source port
 *   & 1111   vNIC
 *   = 11..   and the first is rule 0
 *
 * Long vectors
 *
 * Ten thousand bits are 157 words, and most of them are zero in at least one of
 * the five vectors. So each vector has a summary: bit n says that word n is not
 * zero. The summaries are combined first, 64 words at a time, and words are read
 * where all five have something. Rules that are about few addresses or few ports
 * are the ones that make rulesets long, and they leave few such words; rules
 * about anybody are few. At worst, where every word has a bit in all five
 * vectors and no two bits meet, a packet reads all of them, which are 157 for
 * ten thousand rules, 16 or so instructions for each.
 *
 * Equal vectors are kept once (vector.c). So memory goes with the number of
 * different vectors, and with what is different in them.
 *
 * Tables
 *
 * Prefixes and ranges of addresses make intervals (interval.c), which are drawn
 * up by a sweep over their edges (sweep.c, side.c). Single addresses, stated by
 * a rule or in a set, have entries of their own in a hash table that is asked
 * first (single.c): what is the most frequent change, one address in or out of a
 * set, replaces two pointers of one entry. Only where a set gets or loses a
 * prefix or range, the rules are copied and drawn up anew. Ports have a table
 * of all values with shared pages (portmap.c, proto.c).
 *
 * A rule without addresses is in the vectors of all intervals; one with "not" in
 * those of all others. So is a rule with a family, but in the source's table of
 * its family only. Disabled rules are in no vector of a vNIC.
 *
 * Frames read all this under RCU. Vectors that nobody has any more are freed a
 * grace period later.
 */
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "filter/address.h"
#include "filter/classifier.h"
#include "filter/compile.h"

/* Vector of one end of a packet. */
static const struct vsw_vector *
vsw_classifier_side(const struct vsw_classifier *cls, enum vsw_side side,
		    enum vsw_ip ip, const union vsw_addr *addr)
{
	const struct vsw_address *address;

	address = vsw_address_lookup(cls->addresses[ip], ip, addr);
	if (address)
		return rcu_dereference(address->vector[side]);
	return vsw_classifier_base(cls, side, ip, addr);
}

/* Vector of protocol and destination port, or ICMP type and code. */
static const struct vsw_vector *
vsw_classifier_proto(const struct vsw_classifier *cls,
		     const struct vsw_packet *pkt)
{
	const struct vsw_proto *proto = &cls->proto[pkt->tuple.proto];
	u16 value;

	if (!proto->map)
		return proto->any;
	if (pkt->tuple.proto == IPPROTO_ICMP ||
	    pkt->tuple.proto == IPPROTO_ICMPV6)
		value = pkt->type << 8 | pkt->code;
	else
		value = ntohs(vsw_packet_dport(pkt));
	return vsw_portmap_find(proto->map, value);
}

/**
 * vsw_classifier_find() - the first rule that matches a packet
 * @cls: the classifier
 * @applied: rules that apply to the vNIC in the direction of the packet
 * @pkt: an IP packet, but no ICMP error and no fragment
 *
 * Context: RCU read lock.
 * Return: index of the rule, VSW_NO_RULE if none matches.
 */
u32 vsw_classifier_find(const struct vsw_classifier *cls,
			const struct vsw_vector *applied,
			const struct vsw_packet *pkt)
{
	enum vsw_ip ip = vsw_family_ip(pkt->tuple.family);
	const struct vsw_vector *from, *to, *proto, *sport;
	u32 i;

	from = vsw_classifier_side(cls, VSW_FROM, ip, vsw_packet_src(pkt));
	to = vsw_classifier_side(cls, VSW_TO, ip, vsw_packet_dst(pkt));
	proto = vsw_classifier_proto(cls, pkt);
	sport = vsw_portmap_find(cls->sports, ntohs(vsw_packet_sport(pkt)));
	for (i = 0; i < cls->n_parts; i++) {
		u64 left = from->part[i].summary & to->part[i].summary;

		if (!left)
			continue;
		left &= proto->part[i].summary & sport->part[i].summary &
			applied->part[i].summary;
		for (; left; left &= left - 1) {
			u32 n = __ffs64(left);
			u64 word = from->part[i].words[n] &
				   to->part[i].words[n] &
				   proto->part[i].words[n] &
				   sport->part[i].words[n] &
				   applied->part[i].words[n];

			if (word)
				return i << VSW_PART_SHIFT | n << 6 |
				       __ffs64(word);
		}
	}
	return VSW_NO_RULE;
}

/**
 * vsw_classifier_count() - rules that apply to a vNIC in either direction
 * @cls: the classifier
 * @out: vector of vsw_classifier_applied() for VSW_OUT
 * @in: the same for VSW_IN
 */
u32 vsw_classifier_count(const struct vsw_classifier *cls,
			 const struct vsw_vector *out,
			 const struct vsw_vector *in)
{
	u32 i, n, count = 0;
	u64 left, word;

	for (i = 0; i < cls->n_parts; i++) {
		left = out->part[i].summary | in->part[i].summary;
		for (; left; left &= left - 1) {
			n = __ffs64(left);
			word = 0;
			if (out->part[i].summary & BIT_ULL(n))
				word |= out->part[i].words[n];
			if (in->part[i].summary & BIT_ULL(n))
				word |= in->part[i].words[n];
			count += hweight64(word);
		}
	}
	return count;
}

/**
 * vsw_classifier_rule() - rule of an index
 * @cls: the classifier
 * @index: index that vsw_classifier_find() has returned, or any other up to the
 *   number of rules of layer 3
 */
const struct vsw_rule *vsw_classifier_rule(const struct vsw_classifier *cls,
					   u32 index)
{
	return cls->rule[index];
}

static u8 vsw_rule_flags(const struct vsw_rule *rule)
{
	u8 family = vsw_rule_family(rule);
	u8 flags = 0;

	if (rule->disabled)
		return 0;
	if (family != AF_INET6)
		flags |= VSW_RULE_IP(VSW_IP4);
	if (family != AF_INET)
		flags |= VSW_RULE_IP(VSW_IP6);
	if (rule->from.negated)
		flags |= VSW_RULE_NEGATED(VSW_FROM);
	if (rule->to.negated)
		flags |= VSW_RULE_NEGATED(VSW_TO);
	return flags;
}

static int vsw_classifier_build_rules(struct vsw_classifier *cls)
{
	const struct vsw_ruleset *ruleset;
	u32 i;

	cls->rule = kvmalloc_array(cls->rules->n_rules, sizeof(*cls->rule),
				   GFP_KERNEL_ACCOUNT);
	cls->flags = kvmalloc(cls->rules->n_rules, GFP_KERNEL_ACCOUNT);
	cls->set = kvcalloc(cls->rules->n_sets, sizeof(*cls->set),
			    GFP_KERNEL_ACCOUNT);
	if ((cls->rules->n_rules && (!cls->rule || !cls->flags)) ||
	    (cls->rules->n_sets && !cls->set))
		return -ENOMEM;
	list_for_each_entry(ruleset, &cls->rules->rulesets, node) {
		if (ruleset->layer2)
			continue;
		for (i = 0; i < ruleset->n_rules; i++) {
			struct vsw_rule *rule = ruleset->rules[i];

			cls->flags[cls->n_rules] = vsw_rule_flags(rule);
			cls->rule[cls->n_rules++] = rule;
		}
	}
	return 0;
}

/**
 * vsw_classifier_build() - draw up a classifier
 * @rules: rules in order; they outlive it and have no other one
 * @extack: says why not
 *
 * Context: lock of the control path held; may sleep.
 * Return: the classifier, or an ERR_PTR().
 */
struct vsw_classifier *vsw_classifier_build(struct vsw_rules *rules,
					    struct netlink_ext_ack *extack)
{
	struct vsw_classifier *cls;
	int ret;

	cls = kvzalloc(sizeof(*cls), GFP_KERNEL_ACCOUNT);
	if (!cls)
		return ERR_PTR(-ENOMEM);
	cls->rules = rules;
	cls->addresses[VSW_IP4] = &rules->addresses[VSW_IP4];
	cls->addresses[VSW_IP6] = &rules->addresses[VSW_IP6];
	/* Mostly one for each address that a rule states. */
	ret = vsw_vectors_init(&cls->all, rules->n_rules,
			       min(rules->n_rules, rules->n_addresses));
	if (ret) {
		kvfree(cls);
		return ERR_PTR(ret);
	}
	cls->n_parts = cls->all.n_parts;
	ret = vsw_classifier_build_rules(cls) ?:
	      vsw_classifier_build_side(cls, VSW_FROM, extack) ?:
	      vsw_classifier_build_side(cls, VSW_TO, extack) ?:
	      vsw_classifier_build_protos(cls) ?:
	      vsw_classifier_build_sports(cls) ?:
	      vsw_classifier_build_applied(cls) ?:
	      vsw_classifier_build_singles(cls);
	if (ret) {
		vsw_classifier_free(cls);
		return ERR_PTR(ret);
	}
	return cls;
}

/**
 * vsw_classifier_free() - free a classifier that no frame can read any more
 * @cls: the classifier; its rules are still there
 *
 * All its vectors go with it, those of vsw_classifier_applied(), too.
 *
 * Context: lock of the control path held, or nobody else has the rules; may
 *   sleep.
 */
void vsw_classifier_free(struct vsw_classifier *cls)
{
	enum vsw_side side;
	enum vsw_ip ip;

	vsw_classifier_free_singles(cls);
	kvfree(cls->applied);
	vsw_classifier_free_protos(cls);
	for (side = 0; side < VSW_SIDES; side++)
		for (ip = 0; ip < VSW_IPS; ip++)
			vsw_intervals_exit(&cls->intervals[side][ip]);
	vsw_vectors_exit(&cls->all);
	kvfree(cls->set);
	kvfree(cls->flags);
	kvfree(cls->rule);
	kvfree(cls);
}
