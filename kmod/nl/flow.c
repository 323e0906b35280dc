// SPDX-License-Identifier: GPL-2.0
/* States of connections in messages. */
#include "filter/filter.h"
#include "l2/port.h"
#include "nl/family.h"
#include "nl/rules.h"

static int vsw_nl_flow_dump_port(struct sk_buff *skb,
				 struct netlink_callback *cb,
				 struct vsw_port *port);

static const struct vsw_nl_ports vsw_nl_flow_ports = {
	.key = {
		.sw = VSW_A_FLOW_SWITCH,
		.id = VSW_A_FLOW_PORT_ID,
		.name = VSW_A_FLOW_PORT,
		.missing = "port-id or port is missing",
	},
	.each = vsw_nl_flow_dump_port,
};

/**
 * struct vsw_nl_flow - a state
 * @port: whose
 * @flow: the state
 */
struct vsw_nl_flow {
	const struct vsw_port *port;
	const struct vsw_flow *flow;
};

/* Who began it, with whom; ports and type as the first packet had them. */
static int vsw_nl_flow_fill_tuple(struct sk_buff *skb,
				  const struct vsw_flow *flow)
{
	struct vsw_packet pkt = {};
	u8 family, proto;

	vsw_flow_as_begun(flow, &pkt);
	family = pkt.tuple.family;
	proto = pkt.tuple.proto;
	if (nla_put_u8(skb, VSW_A_FLOW_PROTOCOL, proto) ||
	    nla_put_u16(skb, VSW_A_FLOW_ETHERTYPE,
			family == AF_INET ? ETH_P_IP : ETH_P_IPV6) ||
	    nla_put_u16(skb, VSW_A_FLOW_VLAN,
			pkt.tuple.vid & VSW_TUPLE_VID_MASK) ||
	    vsw_nl_addr_fill(skb, VSW_A_FLOW_SOURCE, family,
			     vsw_packet_src(&pkt)) ||
	    vsw_nl_addr_fill(skb, VSW_A_FLOW_DESTINATION, family,
			     vsw_packet_dst(&pkt)) ||
	    nla_put_u16(skb, VSW_A_FLOW_SOURCE_PORT,
			ntohs(vsw_packet_sport(&pkt))) ||
	    nla_put_u16(skb, VSW_A_FLOW_DESTINATION_PORT,
			ntohs(vsw_packet_dport(&pkt))))
		return -EMSGSIZE;
	if ((proto == IPPROTO_ICMP || proto == IPPROTO_ICMPV6) &&
	    nla_put_u8(skb, VSW_A_FLOW_ICMP_TYPE, pkt.type))
		return -EMSGSIZE;
	return 0;
}

static int vsw_nl_flow_fill_counts(struct sk_buff *skb,
				   const struct vsw_flow *flow)
{
	const struct vsw_ct_counts *out = &flow->counts[VSW_OUT];
	const struct vsw_ct_counts *in = &flow->counts[VSW_IN];

#define PUT(attr, value)						\
	nla_put_u64_64bit(skb, VSW_A_FLOW_##attr, READ_ONCE(value),	\
			  VSW_A_FLOW_PAD)
	if (PUT(PACKETS_OUT, out->packets) || PUT(PACKETS_IN, in->packets) ||
	    PUT(BYTES_OUT, out->bytes) || PUT(BYTES_IN, in->bytes))
		return -EMSGSIZE;
#undef PUT
	return 0;
}

static int vsw_nl_flow_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_flow *one = object;
	const struct vsw_flow *flow = one->flow;
	bool ruled = vsw_flow_rule(flow) != VSW_NO_RULE;
	u32 left;

	left = vsw_flow_seconds_left(&one->port->filter->ct, flow);
	if (vsw_nl_key_fill(skb, &vsw_nl_flow_ports.key, one->port) ||
	    nla_put_u64_64bit(skb, VSW_A_FLOW_ID, vsw_flow_id(flow),
			      VSW_A_FLOW_PAD) ||
	    nla_put_u8(skb, VSW_A_FLOW_STATE, flow->state) ||
	    nla_put_u8(skb, VSW_A_FLOW_DIRECTION, flow->dir) ||
	    (ruled && nla_put_u32(skb, VSW_A_FLOW_RULE_ID, flow->rule_id)) ||
	    nla_put_u8(skb, VSW_A_FLOW_ALG, flow->alg) ||
	    ((flow->flags & VSW_FLOW_EXPECTED) &&
	     nla_put_flag(skb, VSW_A_FLOW_EXPECTED)) ||
	    vsw_nl_flow_fill_tuple(skb, flow) ||
	    vsw_nl_flow_fill_counts(skb, flow) ||
	    nla_put_u32(skb, VSW_A_FLOW_SECONDS_LEFT, left) ||
	    nla_put_u32(skb, VSW_A_FLOW_GENERATION,
			READ_ONCE(flow->generation)))
		return -EMSGSIZE;
	return 0;
}

/**
 * struct vsw_nl_flow_search - the answer to a request for one state
 * @port: whose
 * @id: its id
 * @skb: the answer
 */
struct vsw_nl_flow_search {
	const struct vsw_port *port;
	u64 id;
	struct sk_buff *skb;
};

/* Return: 0 to look further, 1 if it was that one, or a negative errno */
static int vsw_nl_flow_try(const struct vsw_flow *flow, void *arg)
{
	struct vsw_nl_flow_search *search = arg;
	const struct vsw_nl_flow one = {
		.port = search->port,
		.flow = flow,
	};

	if (vsw_flow_id(flow) != search->id)
		return 0;
	return vsw_nl_flow_fill(search->skb, &one) ?: 1;
}

/* A state may be looked at during the walk only, so that is done in here. */
static int vsw_nl_flow_search_fill(struct sk_buff *skb, const void *object)
{
	struct vsw_nl_flow_search search = *(const struct vsw_nl_flow_search *)object;
	u64 from = 0;
	int ret;

	search.skb = skb;
	ret = vsw_ct_walk(&search.port->filter->ct, &from, vsw_nl_flow_try,
			  &search);
	if (ret < 0)
		return ret;
	return ret ? 0 : -ENOENT;
}

int vsw_nl_flow_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct nlattr *id = info->attrs[VSW_A_FLOW_ID];
	struct vsw_nl_flow_search search = {};
	struct vsw_port *port;
	int err;

	if (!id)
		return vsw_nl_missing(info, VSW_A_FLOW_ID,
				      "id of the state is missing");
	mutex_lock(&vn->lock);
	port = vsw_nl_port(vn, info, &vsw_nl_flow_ports.key);
	err = PTR_ERR_OR_ZERO(port);
	if (!err) {
		search.port = port;
		search.id = nla_get_u64(id);
		err = vsw_nl_reply(info, VSW_CMD_FLOW_GET,
				   vsw_nl_flow_search_fill, &search);
		if (err == -ENOENT)
			NL_SET_ERR_MSG_ATTR(info->extack, id,
					    "the port has no such state");
	}
	mutex_unlock(&vn->lock);
	return err;
}

/**
 * struct vsw_nl_flow_dump - a message being filled with states of a port
 * @skb: the message
 * @cb: the dump
 * @port: the port
 */
struct vsw_nl_flow_dump {
	struct sk_buff *skb;
	struct netlink_callback *cb;
	const struct vsw_port *port;
};

static int vsw_nl_flow_dump_one(const struct vsw_flow *flow, void *arg)
{
	const struct vsw_nl_flow_dump *dump = arg;
	const struct vsw_nl_flow one = {
		.port = dump->port,
		.flow = flow,
	};

	return vsw_nl_dump_one(dump->skb, dump->cb, VSW_CMD_FLOW_GET,
			       vsw_nl_flow_fill, &one);
}

/* States come and go while they are listed, which is no inconsistency. */
static int vsw_nl_flow_dump_port(struct sk_buff *skb,
				 struct netlink_callback *cb,
				 struct vsw_port *port)
{
	struct vsw_nl_flow_dump dump = { .skb = skb, .cb = cb, .port = port };
	struct vsw_nl_walk *walk = (void *)cb->ctx;

	return vsw_ct_walk(&port->filter->ct, &walk->pos, vsw_nl_flow_dump_one,
			   &dump);
}

int vsw_nl_flow_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_dump_ports(skb, cb, &vsw_nl_flow_ports);
}

static void vsw_nl_flow_flush(struct vsw_port *port)
{
	vsw_ct_flush(&port->filter->ct, VSW_FLOW_END_FLUSHED);
}

int vsw_nl_flow_flush_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	int err;

	mutex_lock(&vn->lock);
	err = vsw_nl_each_port(vn, info, &vsw_nl_flow_ports.key,
			       vsw_nl_flow_flush);
	mutex_unlock(&vn->lock);
	return err;
}
