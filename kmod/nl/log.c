// SPDX-License-Identifier: GPL-2.0
/*
 * The packet log, sent to the multicast group log.
 *
 * Each line has a number, counted whether anybody listens or not, so that a
 * listener notices what it missed. That is all that a line costs when nobody
 * does.
 */
#include "filter/filter.h"
#include "nl/family.h"
#include "nl/packet.h"

static int vsw_nl_log_fill_term(struct sk_buff *skb, const struct vsw_log *log)
{
	if (nla_put_u8(skb, VSW_A_LOG_END, log->end))
		return -EMSGSIZE;
#define PUT(attr, value)						\
	nla_put_u64_64bit(skb, VSW_A_LOG_##attr, value, VSW_A_LOG_PAD)
	if (PUT(PACKETS_OUT, log->counts[VSW_OUT].packets) ||
	    PUT(PACKETS_IN, log->counts[VSW_IN].packets) ||
	    PUT(BYTES_OUT, log->counts[VSW_OUT].bytes) ||
	    PUT(BYTES_IN, log->counts[VSW_IN].bytes))
		return -EMSGSIZE;
#undef PUT
	return 0;
}

/* The client name may change under our eyes. */
static int vsw_nl_log_fill_port(struct sk_buff *skb,
				const struct vsw_filter *filter)
{
	char client[VSW_NAME_LEN];

	strscpy(client, filter->id.client, sizeof(client));
	if (nla_put_u32(skb, VSW_A_LOG_PORT_ID, filter->port_id) ||
	    nla_put_string(skb, VSW_A_LOG_PORT, client))
		return -EMSGSIZE;
	return 0;
}

static int vsw_nl_log_fill(struct sk_buff *skb, const struct vsw_log *log,
			   u32 seq)
{
	const struct vsw_nl_packet packet = {
		.eth = log->eth,
		.ethertype = ntohs(log->pkt->ethertype),
		.vid = log->pkt->tuple.vid & VSW_TUPLE_VID_MASK,
		.len = log->len,
		.pkt = log->pkt,
	};

	if (nla_put_u32(skb, VSW_A_LOG_SEQ, seq) ||
	    (log->lost && nla_put_u32(skb, VSW_A_LOG_LOST, log->lost)) ||
	    nla_put_u64_64bit(skb, VSW_A_LOG_TIME, ktime_get_real_ns(),
			      VSW_A_LOG_PAD) ||
	    nla_put_u8(skb, VSW_A_LOG_KIND, log->kind) ||
	    vsw_nl_log_fill_port(skb, log->filter) ||
	    nla_put_u8(skb, VSW_A_LOG_DIRECTION, log->dir) ||
	    nla_put_u8(skb, VSW_A_LOG_ACTION, log->action) ||
	    (log->ruleset &&
	     nla_put_string(skb, VSW_A_LOG_RULESET, log->ruleset)) ||
	    (log->has_rule &&
	     nla_put_u32(skb, VSW_A_LOG_RULE_ID, log->rule_id)) ||
	    (log->tag && nla_put_string(skb, VSW_A_LOG_TAG, log->tag)) ||
	    vsw_nl_packet_fill(skb, VSW_A_LOG_PACKET, &packet))
		return -EMSGSIZE;
	if (log->kind == VSW_LOG_KIND_TERM)
		return vsw_nl_log_fill_term(skb, log);
	return 0;
}

static void vsw_nl_log_send(struct net *net, const struct vsw_log *log, u32 seq)
{
	struct sk_buff *skb;
	void *hdr;

	skb = genlmsg_new(NLMSG_DEFAULT_SIZE, GFP_ATOMIC);
	if (!skb)
		return;
	hdr = genlmsg_put(skb, 0, 0, &vsw_nl_family, 0, VSW_CMD_LOG);
	if (!hdr || vsw_nl_log_fill(skb, log, seq)) {
		nlmsg_free(skb);
		return;
	}
	genlmsg_end(skb, hdr);
	genlmsg_multicast_netns(&vsw_nl_family, net, skb, 0, VSW_NLGRP_LOG,
				GFP_ATOMIC);
}

static void vsw_nl_log(const struct vsw_log *log)
{
	struct vsw_filter_net *fn = log->filter->fn;

	if (!genl_has_listeners(&vsw_nl_family, fn->net, VSW_NLGRP_LOG)) {
		atomic_inc(&fn->seq_log);
		return;
	}
	/* Numbers are to arrive in order. */
	spin_lock(&fn->log_lock);
	vsw_nl_log_send(fn->net, log, atomic_inc_return(&fn->seq_log));
	spin_unlock(&fn->log_lock);
}

static const struct vsw_filter_ops vsw_nl_filter_ops = {
	.log = vsw_nl_log,
};

void vsw_nl_log_register(void)
{
	vsw_filter_ops_register(&vsw_nl_filter_ops);
}

/* Returns when no line is under way any more. */
void vsw_nl_log_unregister(void)
{
	vsw_filter_ops_unregister();
}
