// SPDX-License-Identifier: GPL-2.0
/* What would become of a packet? */
#include "l2/port.h"
#include "l2/vlan.h"
#include "nl/family.h"
#include "nl/packet.h"
#include "nl/rules.h"

static const struct vsw_nl_key vsw_nl_simulate_key = {
	.sw = VSW_A_SIMULATE_SWITCH,
	.id = VSW_A_SIMULATE_PORT_ID,
	.name = VSW_A_SIMULATE_PORT,
	.missing = "port-id or port is missing",
};

/**
 * struct vsw_nl_simulation - a question and its answer
 * @port: whose filter is asked
 * @active: rules in force, or NULL
 * @generation: their generation
 * @dir: direction of the packet
 * @drop: what would become of it
 * @verdict: by what
 */
struct vsw_nl_simulation {
	const struct vsw_port *port;
	const struct vsw_active *active;
	u32 generation;
	enum vsw_dir dir;
	enum vsw_drop drop;
	struct vsw_verdict verdict;
};

static u8 vsw_nl_simulate_action(const struct vsw_nl_simulation *sim)
{
	if (!sim->drop)
		return VSW_ACTION_ACCEPT;
	return sim->drop == VSW_DROP_REJECT ? VSW_ACTION_REJECT :
					      VSW_ACTION_DROP;
}

/* The rule that decided; a state may be older than the rules in force. */
static const struct vsw_rule *
vsw_nl_simulate_rule(const struct vsw_nl_simulation *sim)
{
	u32 rule = sim->verdict.rule;

	if (rule == VSW_NO_RULE)
		return NULL;
	if (sim->verdict.layer == VSW_VERDICT_LAYER_RULE)
		return vsw_classifier_rule(sim->active->classifier, rule);
	if (sim->verdict.layer == VSW_VERDICT_LAYER_ETHERNET)
		return sim->active->l2_rules[rule];
	return NULL;
}

static int vsw_nl_simulate_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_simulation *sim = object;
	const struct vsw_verdict *verdict = &sim->verdict;
	const struct vsw_rule *rule = vsw_nl_simulate_rule(sim);
	enum vsw_drop drop = vsw_drop_dir(sim->drop, sim->dir == VSW_IN);

	if (nla_put_u32(skb, VSW_A_SIMULATE_PORT_ID, sim->port->id) ||
	    nla_put_string(skb, VSW_A_SIMULATE_PORT, sim->port->config.name) ||
	    nla_put_u8(skb, VSW_A_SIMULATE_DIRECTION, sim->dir) ||
	    nla_put_u8(skb, VSW_A_SIMULATE_ACTION,
		       vsw_nl_simulate_action(sim)) ||
	    (drop && nla_put_string(skb, VSW_A_SIMULATE_REASON,
				    vsw_drop_info[drop].name)) ||
	    nla_put_u8(skb, VSW_A_SIMULATE_LAYER, verdict->layer) ||
	    (verdict->ruleset && nla_put_string(skb, VSW_A_SIMULATE_RULESET,
						verdict->ruleset)) ||
	    (verdict->rule != VSW_NO_RULE &&
	     nla_put_u32(skb, VSW_A_SIMULATE_RULE_ID, verdict->rule_id)) ||
	    (rule && nla_put_u32(skb, VSW_A_SIMULATE_POSITION,
				 rule->position)) ||
	    nla_put_u32(skb, VSW_A_SIMULATE_GENERATION, sim->generation))
		return -EMSGSIZE;
	return 0;
}

/* The VLAN named, or that of the guest's untagged frames. */
static int vsw_nl_simulate_vid(const struct vsw_port *port,
			       const struct nlattr *packet,
			       struct netlink_ext_ack *extack)
{
	const struct vsw_vlan *vlan = port->config.pg->config.vlan;
	const struct nlattr *attr = nla_find_nested(packet, VSW_A_PACKET_VLAN);

	if (!attr)
		return vlan->id == VSW_VLAN_NO_NATIVE ? 0 : vlan->id;
	if (vsw_vlan_member(vlan, nla_get_u16(attr), true))
		return nla_get_u16(attr);
	NL_SET_ERR_MSG_ATTR(extack, attr, "the port is not in that VLAN");
	return -EINVAL;
}

/* Frames are not even parsed before there are rules. */
static void vsw_nl_simulate_judge(struct vsw_nl_simulation *sim,
				  struct sk_buff *skb, u16 vid)
{
	struct vsw_packet pkt = {};

	if (sim->active && !sim->active->empty) {
		sim->drop = vsw_key_parse(&pkt, skb, vid);
		if (sim->drop) {
			sim->verdict.layer = VSW_VERDICT_LAYER_PARSE;
			sim->verdict.rule = VSW_NO_RULE;
			return;
		}
		pkt.checked = true;
	}
	local_bh_disable();
	rcu_read_lock();
	sim->drop = vsw_filter_simulate(sim->port->filter, sim->active, &pkt,
					eth_hdr(skb), sim->dir, &sim->verdict);
	rcu_read_unlock();
	local_bh_enable();
}

static int vsw_nl_simulate_ask(struct vsw_nl_simulation *sim,
			       struct genl_info *info, const struct nlattr *packet)
{
	struct vsw_filter_net *fn = sim->port->filter->fn;
	static const u8 nobody[ETH_ALEN];
	const u8 *own = sim->port->effective;
	struct sk_buff *skb;
	int vid, err;

	vid = vsw_nl_simulate_vid(sim->port, packet, info->extack);
	if (vid < 0)
		return vid;
	skb = vsw_nl_packet_build(packet, sim->dir == VSW_OUT ? own : nobody,
				  sim->dir == VSW_OUT ? nobody : own,
				  info->extack);
	if (IS_ERR(skb))
		return PTR_ERR(skb);
	/* The rules stay while the answer is written. */
	mutex_lock(&fn->lock);
	sim->active = vsw_nl_active(fn);
	sim->generation = fn->generation;
	vsw_nl_simulate_judge(sim, skb, vid);
	err = vsw_nl_reply(info, VSW_CMD_SIMULATE, vsw_nl_simulate_fill, sim);
	mutex_unlock(&fn->lock);
	kfree_skb(skb);
	return err;
}

int vsw_nl_simulate_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *direction = info->attrs[VSW_A_SIMULATE_DIRECTION];
	struct nlattr *packet = info->attrs[VSW_A_SIMULATE_PACKET];
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_nl_simulation sim = {};
	struct vsw_port *port;
	int err;

	if (!direction)
		return vsw_nl_missing(info, VSW_A_SIMULATE_DIRECTION,
				      "direction of the packet is missing");
	if (!packet)
		return vsw_nl_missing(info, VSW_A_SIMULATE_PACKET,
				      "packet is missing");
	sim.dir = nla_get_u8(direction) == VSW_DIRECTION_IN ? VSW_IN : VSW_OUT;
	mutex_lock(&vn->lock);
	port = vsw_nl_port(vn, info, &vsw_nl_simulate_key);
	err = PTR_ERR_OR_ZERO(port);
	if (!err) {
		sim.port = port;
		err = vsw_nl_simulate_ask(&sim, info, packet);
	}
	mutex_unlock(&vn->lock);
	return err;
}
