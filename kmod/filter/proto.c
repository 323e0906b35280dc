// SPDX-License-Identifier: GPL-2.0
/*
 * Two fields of the classifier: protocol with destination port or with ICMP type
 * and code, and source port.
 */
#include <linux/bitmap.h>
#include <linux/sched.h>

#include "filter/compile.h"

#define VSW_PORTS	65536

typedef u32 (*vsw_port_ranges)(const struct vsw_rule *rule,
			       struct vsw_port_range *icmp,
			       const struct vsw_port_range **ranges);

/* Values of the first field that a rule is for; 0 ranges are all values. */
static u32 vsw_rule_dports(const struct vsw_rule *rule,
			   struct vsw_port_range *icmp,
			   const struct vsw_port_range **ranges)
{
	if (rule->icmp_type == VSW_ICMP_ANY) {
		*ranges = rule->dports;
		return rule->n_dports;
	}
	icmp->first = rule->icmp_type << 8;
	icmp->last = icmp->first | 0xff;
	if (rule->icmp_code != VSW_ICMP_ANY) {
		icmp->first |= rule->icmp_code;
		icmp->last = icmp->first;
	}
	*ranges = icmp;
	return 1;
}

static u32 vsw_rule_sports(const struct vsw_rule *rule,
			   struct vsw_port_range *icmp,
			   const struct vsw_port_range **ranges)
{
	*ranges = rule->sports;
	return rule->n_sports;
}

static bool vsw_classifier_takes(const struct vsw_classifier *cls, u32 rule,
				 s16 proto)
{
	return cls->flags[rule] & VSW_RULE_IPS &&
	       (proto == VSW_PROTO_ANY || cls->rule[rule]->proto == proto);
}

/* How many ranges the rules of a protocol have. */
static u32 vsw_ports_count(const struct vsw_classifier *cls, s16 proto,
			   vsw_port_ranges ranges_of)
{
	const struct vsw_port_range *ranges;
	struct vsw_port_range icmp;
	u32 i, n = 0;

	for (i = 0; i < cls->n_rules; i++)
		if (vsw_classifier_takes(cls, i, proto))
			n += ranges_of(cls->rule[i], &icmp, &ranges);
	return n;
}

static void vsw_ports_add(struct vsw_classifier *cls, struct vsw_sweep *sweep,
			  s16 proto, vsw_port_ranges ranges_of)
{
	const struct vsw_port_range *ranges;
	struct vsw_port_range icmp;
	u32 i, j, n;

	for (i = 0; i < cls->n_rules; i++) {
		if (!vsw_classifier_takes(cls, i, proto))
			continue;
		n = ranges_of(cls->rule[i], &icmp, &ranges);
		if (!n)
			vsw_draft_set(&cls->all, i);
		for (j = 0; j < n; j++)
			vsw_sweep_add_ports(sweep, ranges[j].first,
					    ranges[j].last, i);
		cond_resched();
	}
}

static int vsw_ports_sweep(struct vsw_classifier *cls, struct vsw_sweep *sweep,
			   struct vsw_portmap *map)
{
	u64 first = 0, next = 0, lo;
	int ret = 0;

	vsw_sweep_sort(sweep);
	while (!ret && first < VSW_PORTS) {
		struct vsw_vector *vector = vsw_draft_done(&cls->all);

		if (IS_ERR(vector))
			return PTR_ERR(vector);
		if (!vsw_sweep_next(sweep, &next, &lo))
			next = VSW_PORTS;
		ret = vsw_portmap_fill(map, first, next, vector);
		first = next;
		cond_resched();
	}
	return ret;
}

/*
 * @draft: rules that match whatever the value; those of @proto without ranges
 * are added
 */
static struct vsw_portmap *vsw_ports_build(struct vsw_classifier *cls,
					   s16 proto, vsw_port_ranges ranges_of,
					   u32 n_ranges)
{
	struct vsw_sweep *sweep;
	struct vsw_portmap *map;
	int ret = -ENOMEM;

	map = vsw_portmap_alloc();
	sweep = kzalloc(sizeof(*sweep), GFP_KERNEL_ACCOUNT);
	if (!map || !sweep)
		goto out;
	sweep->all = &cls->all;
	sweep->flags = cls->flags;
	sweep->need = VSW_RULE_IPS;
	ret = vsw_sweep_init(sweep, n_ranges, cls->n_rules);
	if (ret)
		goto out;
	vsw_ports_add(cls, sweep, proto, ranges_of);
	ret = vsw_ports_sweep(cls, sweep, map);
	vsw_sweep_exit(sweep);
out:
	kfree(sweep);
	if (!ret)
		return map;
	vsw_portmap_free(map);
	return ERR_PTR(ret);
}

static int vsw_proto_build(struct vsw_classifier *cls, s16 proto,
			   struct vsw_vector *any)
{
	u32 n_ranges = vsw_ports_count(cls, proto, vsw_rule_dports);
	struct vsw_portmap *map;
	struct vsw_vector *vector;
	u32 i;

	vsw_draft_load(&cls->all, any);
	if (n_ranges) {
		map = vsw_ports_build(cls, proto, vsw_rule_dports, n_ranges);
		if (IS_ERR(map))
			return PTR_ERR(map);
		cls->proto[proto].map = map;
		return 0;
	}
	for (i = 0; i < cls->n_rules; i++)
		if (vsw_classifier_takes(cls, i, proto))
			vsw_draft_set(&cls->all, i);
	vector = vsw_draft_done(&cls->all);
	if (IS_ERR(vector))
		return PTR_ERR(vector);
	cls->proto[proto].any = vector;
	return 0;
}

/* Draws up cls->proto. */
int vsw_classifier_build_protos(struct vsw_classifier *cls)
{
	DECLARE_BITMAP(named, 256) = {};
	struct vsw_vector *any;
	u32 i, proto;
	int ret;

	vsw_draft_load(&cls->all, NULL);
	for (i = 0; i < cls->n_rules; i++) {
		if (!(cls->flags[i] & VSW_RULE_IPS))
			continue;
		if (cls->rule[i]->proto == VSW_PROTO_ANY)
			vsw_draft_set(&cls->all, i);
		else
			__set_bit(cls->rule[i]->proto, named);
	}
	any = vsw_draft_done(&cls->all);
	if (IS_ERR(any))
		return PTR_ERR(any);
	for (i = 0; i < ARRAY_SIZE(cls->proto); i++)
		cls->proto[i].any = any;
	for_each_set_bit(proto, named, ARRAY_SIZE(cls->proto)) {
		ret = vsw_proto_build(cls, proto, any);
		if (ret)
			return ret;
		cond_resched();
	}
	return 0;
}

/* Draws up cls->sports. That a protocol has ports is the other field's matter. */
int vsw_classifier_build_sports(struct vsw_classifier *cls)
{
	u32 n_ranges = vsw_ports_count(cls, VSW_PROTO_ANY, vsw_rule_sports);
	struct vsw_portmap *map;

	vsw_draft_load(&cls->all, NULL);
	map = vsw_ports_build(cls, VSW_PROTO_ANY, vsw_rule_sports, n_ranges);
	if (IS_ERR(map))
		return PTR_ERR(map);
	cls->sports = map;
	return 0;
}

void vsw_classifier_free_protos(struct vsw_classifier *cls)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cls->proto); i++)
		vsw_portmap_free(cls->proto[i].map);
	vsw_portmap_free(cls->sports);
}
