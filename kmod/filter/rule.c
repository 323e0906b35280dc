// SPDX-License-Identifier: GPL-2.0
/*
 * One rule: what it may say, and, for layer 2, what it matches. Which rule of
 * layer 3 matches is the classifier's business.
 */
#include <linux/ctype.h>
#include <linux/etherdevice.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "filter/group.h"
#include "filter/ruleset.h"

#define VSW_BOTH_DIRS	(BIT(VSW_OUT) | BIT(VSW_IN))

/* A rule for both directions and any protocol; NULL if there is no memory. */
struct vsw_rule *vsw_rule_alloc(void)
{
	struct vsw_rule *rule = kzalloc(VSW_RULE_SIZE, GFP_KERNEL_ACCOUNT);

	/* An address on either side and a port, or more. */
	BUILD_BUG_ON(VSW_RULE_ROOM < 2 * sizeof(struct vsw_range) +
				     sizeof(struct vsw_port_range));
	if (!rule)
		return NULL;
	rule->dirs = VSW_BOTH_DIRS;
	rule->proto = VSW_PROTO_ANY;
	rule->icmp_type = VSW_ICMP_ANY;
	rule->icmp_code = VSW_ICMP_ANY;
	return rule;
}

/**
 * vsw_rule_array() - make room for what a rule says
 * @rule: the rule, with which it goes
 * @n: elements
 * @size: bytes of an element
 *
 * Rules come by the ten thousand, and an allocation costs more than the rest.
 *
 * Return: the array, zeroed; NULL if there is no memory.
 */
void *vsw_rule_array(struct vsw_rule *rule, u32 n, size_t size)
{
	void *array = (void *)rule->room + rule->taken;
	size_t len = size_mul(n, size);

	if (len > VSW_RULE_ROOM - rule->taken)
		return kvcalloc(n, size, GFP_KERNEL_ACCOUNT);
	rule->taken += round_up(len, sizeof(rule->room[0]));
	return array;
}

static void vsw_array_free(const struct vsw_rule *rule, const void *array)
{
	const void *room = rule->room;

	if (array < room || array >= room + VSW_RULE_ROOM)
		kvfree(array);
}

static void vsw_match_free(const struct vsw_rule *rule,
			   const struct vsw_match *match)
{
	vsw_array_free(rule, match->ranges);
	vsw_array_free(rule, match->sets);
	vsw_array_free(rule, match->macs);
}

/*
 * All arrays may come from vsw_rule_array(), kmalloc() or kvmalloc(), texts
 * from kmalloc().
 */
void vsw_rule_free(struct vsw_rule *rule)
{
	u32 i;

	if (!rule)
		return;
	vsw_match_free(rule, &rule->from);
	vsw_match_free(rule, &rule->to);
	vsw_array_free(rule, rule->sports);
	vsw_array_free(rule, rule->dports);
	kfree(rule->tag);
	for (i = 0; rule->applied && i < rule->n_applied; i++)
		kfree(rule->applied[i]);
	vsw_array_free(rule, rule->applied);
	vsw_array_free(rule, rule->applied_groups);
	kfree(rule);
}

static int vsw_array_clone(struct vsw_rule *rule, void *copy,
			   const void *array, u32 n, size_t size)
{
	void **to = copy;

	*to = NULL;
	if (!n)
		return 0;
	*to = vsw_rule_array(rule, n, size);
	if (!*to)
		return -ENOMEM;
	memcpy(*to, array, n * size);
	return 0;
}

static int vsw_sets_clone(struct vsw_rule *rule, struct vsw_addrset ***copy,
			  struct vsw_addrset *const *old, u32 n,
			  struct vsw_addrset **sets)
{
	u32 i;
	int ret;

	ret = vsw_array_clone(rule, copy, old, n, sizeof(*old));
	for (i = 0; !ret && i < n; i++)
		(*copy)[i] = sets[old[i]->index];
	return ret;
}

/* All members of @copy are set, whatever fails. */
static int vsw_match_clone(struct vsw_rule *rule, struct vsw_match *copy,
			   const struct vsw_match *match,
			   struct vsw_addrset **sets)
{
	int ret = 0;

	*copy = *match;
	ret |= vsw_array_clone(rule, &copy->ranges, match->ranges,
			       match->n_ranges, sizeof(*match->ranges));
	ret |= vsw_sets_clone(rule, &copy->sets, match->sets, match->n_sets,
			      sets);
	ret |= vsw_array_clone(rule, &copy->macs, match->macs, match->n_macs,
			       sizeof(*match->macs));
	return ret;
}

static int vsw_applied_clone(struct vsw_rule *copy, const struct vsw_rule *rule)
{
	u32 i;

	copy->applied = NULL;
	if (!rule->n_applied)
		return 0;
	copy->applied = vsw_rule_array(copy, rule->n_applied,
				       sizeof(*copy->applied));
	if (!copy->applied)
		return -ENOMEM;
	for (i = 0; i < rule->n_applied; i++) {
		copy->applied[i] = kstrdup(rule->applied[i],
					   GFP_KERNEL_ACCOUNT);
		if (!copy->applied[i])
			return -ENOMEM;
	}
	return 0;
}

/**
 * vsw_rule_clone() - copy a rule
 * @rule: the rule
 * @sets: by index, the sets that the copy is to use
 *
 * Context: may sleep.
 * Return: the copy, in no ruleset; NULL if there is no memory.
 */
struct vsw_rule *vsw_rule_clone(const struct vsw_rule *rule,
				struct vsw_addrset **sets)
{
	struct vsw_rule *copy;
	int ret = 0;

	copy = vsw_rule_alloc();
	if (!copy)
		return NULL;
	*copy = *rule;
	copy->ruleset = NULL;
	copy->taken = 0;
	copy->tag = kstrdup(rule->tag, GFP_KERNEL_ACCOUNT);
	if (rule->tag && !copy->tag)
		ret = -ENOMEM;
	ret |= vsw_match_clone(copy, &copy->from, &rule->from, sets);
	ret |= vsw_match_clone(copy, &copy->to, &rule->to, sets);
	ret |= vsw_array_clone(copy, &copy->sports, rule->sports,
			       rule->n_sports, sizeof(*rule->sports));
	ret |= vsw_array_clone(copy, &copy->dports, rule->dports,
			       rule->n_dports, sizeof(*rule->dports));
	ret |= vsw_applied_clone(copy, rule);
	ret |= vsw_sets_clone(copy, &copy->applied_groups, rule->applied_groups,
			      rule->n_applied_groups, sets);
	if (ret) {
		vsw_rule_free(copy);
		return NULL;
	}
	return copy;
}

static bool vsw_proto_has_ports(s16 proto)
{
	return proto == IPPROTO_TCP || proto == IPPROTO_UDP ||
	       proto == IPPROTO_SCTP;
}

static int vsw_rule_check_ports(const struct vsw_rule *rule,
				struct netlink_ext_ack *extack)
{
	u32 i;

	if ((rule->n_sports || rule->n_dports) &&
	    !vsw_proto_has_ports(rule->proto)) {
		NL_SET_ERR_MSG(extack, "ports are for tcp, udp and sctp");
		return -EINVAL;
	}
	for (i = 0; i < rule->n_sports + rule->n_dports; i++) {
		const struct vsw_port_range *range =
			i < rule->n_sports ? rule->sports + i :
					     rule->dports + i - rule->n_sports;

		if (range->first > range->last) {
			NL_SET_ERR_MSG(extack, "the first port of a range is above the last");
			return -EINVAL;
		}
	}
	return 0;
}

static int vsw_rule_check_icmp(const struct vsw_rule *rule,
			       struct netlink_ext_ack *extack)
{
	if (rule->icmp_type == VSW_ICMP_ANY) {
		if (rule->icmp_code == VSW_ICMP_ANY)
			return 0;
		NL_SET_ERR_MSG(extack, "an icmp code without an icmp type");
		return -EINVAL;
	}
	if (rule->proto != IPPROTO_ICMP && rule->proto != IPPROTO_ICMPV6) {
		NL_SET_ERR_MSG(extack,
			       "an icmp type is for icmp and ipv6-icmp");
		return -EINVAL;
	}
	if (rule->icmp_type < 0 || rule->icmp_type > U8_MAX ||
	    rule->icmp_code < VSW_ICMP_ANY || rule->icmp_code > U8_MAX) {
		NL_SET_ERR_MSG(extack,
			       "icmp types and codes are from 0 to 255");
		return -EINVAL;
	}
	return 0;
}

static int vsw_rule_check_state(const struct vsw_rule *rule,
				struct netlink_ext_ack *extack)
{
	if ((rule->alg == VSW_ALG_FTP && rule->proto != IPPROTO_TCP) ||
	    (rule->alg == VSW_ALG_TFTP && rule->proto != IPPROTO_UDP)) {
		NL_SET_ERR_MSG(extack, "ftp needs protocol tcp, tftp protocol udp");
		return -EINVAL;
	}
	if (rule->alg > VSW_ALG_TFTP) {
		NL_SET_ERR_MSG(extack, "no such alg");
		return -EINVAL;
	}
	if (rule->alg && rule->stateless) {
		NL_SET_ERR_MSG(extack, "an alg needs states");
		return -EINVAL;
	}
	if (rule->strict != VSW_STRICTNESS_INHERIT &&
	    rule->proto != IPPROTO_TCP && rule->proto != VSW_PROTO_ANY) {
		NL_SET_ERR_MSG(extack, "strict is a property of tcp");
		return -EINVAL;
	}
	if (rule->strict == VSW_STRICTNESS_STRICT && rule->stateless) {
		NL_SET_ERR_MSG(extack, "strict needs states");
		return -EINVAL;
	}
	return 0;
}

/*
 * Bits of enum vsw_ip: families that the addresses of one side leave. Whoever
 * is negated or in a set may be of either.
 */
static unsigned int vsw_match_ips(const struct vsw_match *match)
{
	unsigned int ips = 0;
	u32 i;

	if (match->negated || match->n_sets || !match->n_ranges)
		return BIT(VSW_IP4) | BIT(VSW_IP6);
	for (i = 0; i < match->n_ranges; i++)
		ips |= BIT(vsw_family_ip(match->ranges[i].family));
	return ips;
}

static int vsw_rule_check_family(const struct vsw_rule *rule,
				 struct netlink_ext_ack *extack)
{
	unsigned int ips = vsw_match_ips(&rule->from) &
			   vsw_match_ips(&rule->to);
	u8 family = vsw_rule_family(rule);

	if (rule->family && family != rule->family) {
		NL_SET_ERR_MSG(extack,
			       "icmp is IPv4's, ipv6-icmp is IPv6's");
		return -EINVAL;
	}
	if (family)
		ips &= BIT(vsw_family_ip(family));
	if (!ips) {
		NL_SET_ERR_MSG(extack,
			       "no packet has addresses of both families");
		return -EINVAL;
	}
	return 0;
}

static int vsw_match_check(const struct vsw_match *match,
			   struct netlink_ext_ack *extack)
{
	int ret;
	u32 i;

	if (match->negated && vsw_match_any(match)) {
		NL_SET_ERR_MSG(extack, "nobody is nobody: not any");
		return -EINVAL;
	}
	for (i = 0; i < match->n_ranges; i++) {
		ret = vsw_range_check(match->ranges + i, extack);
		if (ret)
			return ret;
	}
	return 0;
}

static int vsw_rule_check_layer3(const struct vsw_rule *rule,
				 struct netlink_ext_ack *extack)
{
	if (rule->ethertype || rule->from.n_macs || rule->to.n_macs) {
		NL_SET_ERR_MSG(extack, "EtherTypes and MAC addresses are for rulesets of category ethernet");
		return -EINVAL;
	}
	if (rule->family && rule->family != AF_INET &&
	    rule->family != AF_INET6) {
		NL_SET_ERR_MSG(extack, "no such family");
		return -EINVAL;
	}
	if (rule->proto < VSW_PROTO_ANY || rule->proto > U8_MAX) {
		NL_SET_ERR_MSG(extack, "protocols are from 0 to 255");
		return -EINVAL;
	}
	return vsw_rule_check_ports(rule, extack) ?:
	       vsw_rule_check_icmp(rule, extack) ?:
	       vsw_rule_check_state(rule, extack) ?:
	       vsw_rule_check_family(rule, extack);
}

/* Groups have addresses of both layers. */
static bool vsw_match_layer3(const struct vsw_match *match)
{
	u32 i;

	for (i = 0; i < match->n_sets; i++)
		if (!match->sets[i]->group)
			return true;
	return match->n_ranges;
}

static int vsw_rule_check_layer2(const struct vsw_rule *rule,
				 struct netlink_ext_ack *extack)
{
	if (rule->family || rule->proto != VSW_PROTO_ANY ||
	    rule->n_sports || rule->n_dports ||
	    rule->icmp_type != VSW_ICMP_ANY ||
	    rule->icmp_code != VSW_ICMP_ANY) {
		NL_SET_ERR_MSG(extack, "category ethernet knows neither families, protocols nor ports");
		return -EINVAL;
	}
	if (vsw_match_layer3(&rule->from) || vsw_match_layer3(&rule->to)) {
		NL_SET_ERR_MSG(extack,
			       "category ethernet knows no IP addresses");
		return -EINVAL;
	}
	if (rule->alg || rule->strict != VSW_STRICTNESS_INHERIT) {
		NL_SET_ERR_MSG(extack, "category ethernet knows no states");
		return -EINVAL;
	}
	if (rule->action == VSW_ACTION_REJECT) {
		NL_SET_ERR_MSG(extack, "category ethernet cannot reject");
		return -EINVAL;
	}
	return 0;
}

static int vsw_rule_check_text(const struct vsw_rule *rule,
			       struct netlink_ext_ack *extack)
{
	const char *c;

	for (c = rule->tag; c && *c; c++)
		if (!isprint(*c) || *c == '\'') {
			NL_SET_ERR_MSG(extack, "tags are printable characters without quotes");
			return -EINVAL;
		}
	return 0;
}

/**
 * vsw_rule_check() - may a rule stand in its ruleset?
 * @rule: the rule; its ruleset is known
 * @extack: says why not
 */
int vsw_rule_check(const struct vsw_rule *rule, struct netlink_ext_ack *extack)
{
	int ret;

	if (!rule->position) {
		NL_SET_ERR_MSG(extack, "positions begin at 1");
		return -EINVAL;
	}
	if (!rule->dirs || rule->dirs & ~VSW_BOTH_DIRS) {
		NL_SET_ERR_MSG(extack, "no such direction");
		return -EINVAL;
	}
	if (rule->action > VSW_ACTION_REJECT) {
		NL_SET_ERR_MSG(extack, "no such action");
		return -EINVAL;
	}
	if (rule->strict > VSW_STRICTNESS_LOOSE) {
		NL_SET_ERR_MSG(extack, "no such strictness");
		return -EINVAL;
	}
	ret = vsw_rule_check_text(rule, extack) ?:
	      vsw_match_check(&rule->from, extack) ?:
	      vsw_match_check(&rule->to, extack);
	if (ret)
		return ret;
	return rule->ruleset->layer2 ? vsw_rule_check_layer2(rule, extack) :
				       vsw_rule_check_layer3(rule, extack);
}

static bool vsw_match_mac(const struct vsw_match *match, const u8 *addr)
{
	u32 i;

	if (vsw_match_any(match))
		return true;
	for (i = 0; i < match->n_macs; i++)
		if (ether_addr_equal_unaligned(match->macs[i], addr))
			return !match->negated;
	for (i = 0; i < match->n_sets; i++)
		if (vsw_group_has_mac(match->sets[i]->group, addr))
			return !match->negated;
	return match->negated;
}

/**
 * vsw_rule_applies() - is a rule for a vNIC, in a direction?
 * @rule: the rule
 * @dir: the direction
 * @client: client name of the port
 * @groups: bits of the groups that it is in
 */
bool vsw_rule_applies(const struct vsw_rule *rule, enum vsw_dir dir,
		      const char *client, const unsigned long *groups)
{
	u32 i;

	if (rule->disabled || !(rule->dirs & BIT(dir)))
		return false;
	for (i = 0; i < rule->n_applied; i++)
		if (!strcmp(rule->applied[i], client))
			return true;
	for (i = 0; i < rule->n_applied_groups; i++)
		if (test_bit(rule->applied_groups[i]->group->index, groups))
			return true;
	return vsw_rule_for_all(rule);
}

/**
 * vsw_l2_rule_matches() - does a rule of layer 2 match a frame?
 * @rule: the rule
 * @eth: header of the frame
 * @ethertype: its EtherType behind all tags, network order
 *
 * Whether it applies, vsw_rule_applies() says.
 *
 * Context: RCU read lock.
 */
bool vsw_l2_rule_matches(const struct vsw_rule *rule, const struct ethhdr *eth,
			 __be16 ethertype)
{
	return (!rule->ethertype || rule->ethertype == ntohs(ethertype)) &&
	       vsw_match_mac(&rule->from, eth->h_source) &&
	       vsw_match_mac(&rule->to, eth->h_dest);
}
