/* SPDX-License-Identifier: GPL-2.0 */
/* The way of one frame: what its stages hand on to each other. */
#ifndef VSW_PATH_PATH_H
#define VSW_PATH_PATH_H

#include <linux/netdevice.h>

#include "frame/drop.h"
#include "l2/port.h"
#include "l2/vlan.h"

/**
 * struct vsw_frame - a frame under way
 * @skb: the frame; skb->data is behind the Ethernet header
 * @port: port or uplink that it came from
 * @view: view of @port
 * @tag: its VLAN
 */
struct vsw_frame {
	struct sk_buff *skb;
	struct vsw_port *port;
	const struct vsw_view *view;
	struct vsw_tag tag;
};

rx_handler_result_t vsw_rx(struct sk_buff **pskb);
enum vsw_drop vsw_forward(struct vsw_frame *frame);
void vsw_tx(struct vsw_port *port, const struct vsw_view *view,
	    struct sk_buff *skb, struct vsw_tag tag);

#endif
