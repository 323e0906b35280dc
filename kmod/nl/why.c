// SPDX-License-Identifier: GPL-2.0
/* The last drops of ports in messages. */
#include "frame/why.h"
#include "l2/port.h"
#include "nl/family.h"
#include "nl/packet.h"

static int vsw_nl_why_dump_port(struct sk_buff *skb,
				struct netlink_callback *cb,
				struct vsw_port *port);

static const struct vsw_nl_ports vsw_nl_why_ports = {
	.key = {
		.sw = VSW_A_WHY_SWITCH,
		.id = VSW_A_WHY_PORT_ID,
		.name = VSW_A_WHY_PORT,
		.uplinks = true,
		.missing = "port-id or port is missing",
	},
	.each = vsw_nl_why_dump_port,
};

/**
 * struct vsw_nl_why - a drop
 * @port: where
 * @note: what was noted of it
 */
struct vsw_nl_why {
	const struct vsw_port *port;
	struct vsw_note note;
};

static int vsw_nl_why_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_why *why = object;
	const struct vsw_note *note = &why->note;
	const struct vsw_nl_packet packet = {
		.eth = &note->eth,
		.ethertype = ntohs(note->ethertype),
		.vid = note->vid,
		.len = note->len,
		.pkt = note->parsed ? &note->pkt : NULL,
	};

	if (vsw_nl_key_fill(skb, &vsw_nl_why_ports.key, why->port) ||
	    nla_put_u64_64bit(skb, VSW_A_WHY_TIME, note->time, VSW_A_WHY_PAD) ||
	    nla_put_string(skb, VSW_A_WHY_REASON,
			   vsw_drop_info[note->reason].name) ||
	    (note->ruleset[0] &&
	     nla_put_string(skb, VSW_A_WHY_RULESET, note->ruleset)) ||
	    (note->has_rule &&
	     nla_put_u32(skb, VSW_A_WHY_RULE_ID, note->rule_id)))
		return -EMSGSIZE;
	return vsw_nl_packet_fill(skb, VSW_A_WHY_PACKET, &packet);
}

int vsw_nl_why_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_nl_why why;
	struct vsw_port *port;
	int err;

	mutex_lock(&vn->lock);
	port = vsw_nl_port(vn, info, &vsw_nl_why_ports.key);
	err = PTR_ERR_OR_ZERO(port);
	if (!err && !vsw_why_read(port->why, 0, &why.note)) {
		NL_SET_ERR_MSG(info->extack,
			       "nothing was dropped at the port yet");
		err = -ENODATA;
	}
	if (!err) {
		why.port = port;
		err = vsw_nl_reply(info, VSW_CMD_WHY_GET, vsw_nl_why_fill,
				   &why);
	}
	mutex_unlock(&vn->lock);
	return err;
}

/*
 * The newest first. A drop that comes while a dump is between two messages
 * makes the others older: one may then be told of twice.
 */
static int vsw_nl_why_dump_port(struct sk_buff *skb,
				struct netlink_callback *cb,
				struct vsw_port *port)
{
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	struct vsw_nl_why why = { .port = port };
	int err;

	while (vsw_why_read(port->why, walk->off, &why.note)) {
		err = vsw_nl_dump_one(skb, cb, VSW_CMD_WHY_GET, vsw_nl_why_fill,
				      &why);
		if (err)
			return err;
		walk->off++;
	}
	return 0;
}

int vsw_nl_why_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_dump_ports(skb, cb, &vsw_nl_why_ports);
}
