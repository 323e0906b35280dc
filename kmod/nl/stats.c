// SPDX-License-Identifier: GPL-2.0
/* Counters in messages. */
#include "l2/port.h"
#include "nl/family.h"

static int vsw_nl_drops_fill(struct sk_buff *skb,
			     const struct vsw_stats_sum *sum, int attr)
{
	struct nlattr *nest;
	int i;

	for (i = 1; i < VSW_DROP_MAX; i++) {
		nest = nla_nest_start(skb, attr);
		if (!nest ||
		    nla_put_string(skb, VSW_A_DROP_REASON,
				   vsw_drop_info[i].name) ||
		    nla_put_u64_64bit(skb, VSW_A_DROP_PACKETS, sum->drop[i],
				      VSW_A_DROP_PAD))
			return -EMSGSIZE;
		nla_nest_end(skb, nest);
	}
	return 0;
}

/**
 * vsw_nl_stats_fill() - write the counters of a port or an uplink
 * @skb: message
 * @port: the port
 * @stats_attr: attribute to nest the counters in
 * @drop_attr: attribute to nest each drop reason in
 */
int vsw_nl_stats_fill(struct sk_buff *skb, const struct vsw_port *port,
		      int stats_attr, int drop_attr)
{
	struct vsw_stats_sum sum;
	struct nlattr *nest;

	vsw_stats_sum(port->stats, &sum);
	nest = nla_nest_start(skb, stats_attr);
	if (!nest)
		return -EMSGSIZE;
#define PUT(attr, value)						\
	nla_put_u64_64bit(skb, VSW_A_STATS_##attr, value, VSW_A_STATS_PAD)
	if (PUT(RX_PACKETS, sum.counter[VSW_RX_PACKETS]) ||
	    PUT(RX_BYTES, sum.counter[VSW_RX_BYTES]) ||
	    PUT(TX_PACKETS, sum.counter[VSW_TX_PACKETS]) ||
	    PUT(TX_BYTES, sum.counter[VSW_TX_BYTES]) ||
	    PUT(RX_DROPPED, sum.rx_dropped) ||
	    PUT(TX_DROPPED, sum.tx_dropped) ||
	    PUT(PROMISCUOUS_COPIES, sum.counter[VSW_PROMISC_COPIES]) ||
	    PUT(PROMISCUOUS_DENIED, port->promisc_denied))
		return -EMSGSIZE;
#undef PUT
	nla_nest_end(skb, nest);
	return vsw_nl_drops_fill(skb, &sum, drop_attr);
}
