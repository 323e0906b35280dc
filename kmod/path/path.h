/* SPDX-License-Identifier: GPL-2.0 */
/* The way of one frame: what its stages hand on to each other. */
#ifndef VSW_PATH_PATH_H
#define VSW_PATH_PATH_H

#include <linux/if_vlan.h>
#include <linux/ip.h>
#include <linux/netdevice.h>

#include "filter/filter.h"
#include "frame/dhcp.h"
#include "frame/drop.h"
#include "l2/port.h"
#include "l2/vlan.h"

/**
 * struct vsw_frame - a frame under way
 * @skb: the frame; skb->data is behind the Ethernet header
 * @port: port or uplink that it came from
 * @view: view of @port
 * @tag: its VLAN
 * @parsed: @pkt and @malformed are filled in
 * @malformed: why guards and filters cannot read it, or VSW_PASS
 * @active: rules in force when the first filter judged it, which are those of
 *   all further ones; NULL before
 * @pkt: the frame as guards and filters see it
 * @verdict: of the filter that refused it; until then only that none has failed
 */
struct vsw_frame {
	struct sk_buff *skb;
	struct vsw_port *port;
	const struct vsw_view *view;
	struct vsw_tag tag;
	bool parsed;
	enum vsw_drop malformed;
	const struct vsw_active *active;
	struct vsw_packet pkt;
	struct vsw_verdict verdict;
};

/**
 * vsw_rx_begin() - the beginning of a frame's way
 * @frame: filled in, but for its VLAN
 * @skb: the frame
 * @port: port that it came from
 *
 * What is filled in before it is read is too much to be cleared for nothing.
 *
 * Context: RCU read lock.
 */
static inline void vsw_rx_begin(struct vsw_frame *frame, struct sk_buff *skb,
				struct vsw_port *port)
{
	frame->skb = skb;
	frame->port = port;
	frame->view = rcu_dereference(port->view);
	frame->parsed = false;
	frame->active = NULL;
	frame->verdict.failed = false;
}

/**
 * vsw_frame_parse() - read a frame for guards and filters, once
 * @frame: the frame
 * @skb: the frame itself or a copy of it
 *
 * Return: VSW_PASS or why it is unfit, as for VSW_OUT
 */
static inline enum vsw_drop vsw_frame_parse(struct vsw_frame *frame,
					    const struct sk_buff *skb)
{
	if (!frame->parsed) {
		frame->malformed = vsw_key_parse(&frame->pkt, skb,
						 frame->tag.vid);
		frame->parsed = true;
	}
	return frame->malformed;
}

/* Both ports of UDP between DHCP clients and servers, as they stand there. */
#define VSW_DHCP_FROM_CLIENT	htonl(VSW_DHCP_CLIENT << 16 | VSW_DHCP_SERVER)
#define VSW_DHCP_FROM_SERVER	htonl(VSW_DHCP_SERVER << 16 | VSW_DHCP_CLIENT)

/**
 * vsw_maybe_dhcp() - may a frame be DHCP?
 * @skb: the frame
 * @ports: in which direction
 *
 * Ports where those of UDP behind a bare IPv4 header are; who is told yes looks
 * closer. Nobody sends DHCP with options of IP.
 */
static inline bool vsw_maybe_dhcp(const struct sk_buff *skb, __be32 ports)
{
	const struct iphdr *iph = (const struct iphdr *)skb->data;

	if (unlikely(skb->protocol != htons(ETH_P_IP)))
		return skb->protocol == htons(ETH_P_IPV6) ||
		       eth_type_vlan(skb->protocol);
	if (unlikely(skb_headlen(skb) < sizeof(*iph) + sizeof(ports)))
		return true;
	return *(const __be32 *)(iph + 1) == ports;
}

/* rx.c */
rx_handler_result_t vsw_rx(struct sk_buff **pskb);
void vsw_rx_resume(struct vsw_port *port, struct sk_buff *skb,
		   struct vsw_tag tag);
void vsw_rx_end(struct vsw_frame *frame, unsigned int len, enum vsw_drop drop);

/* guard.c */
enum vsw_drop vsw_guard_out(struct vsw_frame *frame);
enum vsw_drop vsw_guard_refused(const struct vsw_frame *frame,
				enum vsw_drop drop);
enum vsw_drop vsw_guard_in(struct vsw_port *port, const struct vsw_view *view,
			   const struct sk_buff *skb);

/* judge.c */
enum vsw_drop vsw_judge_out(struct vsw_frame *frame);
enum vsw_drop vsw_judge_in(struct vsw_frame *frame, struct vsw_port *port,
			   const struct vsw_view *view, struct sk_buff *skb);
int vsw_judge_init(struct vsw_port *port);
void vsw_judge_exit(struct vsw_port *port);
int vsw_judge_identify(struct vsw_port *port, u32 reasons);
bool vsw_judge_fails_open(const struct vsw_port *port);

/* secure.c */
enum vsw_drop vsw_secure_out(struct vsw_frame *frame);
enum vsw_drop vsw_secure_again(struct vsw_frame *frame);
enum vsw_drop vsw_secure_in(struct vsw_frame *frame, struct vsw_port *port,
			    const struct vsw_view *view, struct sk_buff *skb);
void vsw_secure_decide_frame(struct vsw_port *port, struct sk_buff *skb);
void vsw_secure_drop_frame(struct vsw_port *port, struct sk_buff *skb);

/* decide.c */
int vsw_secure_init(struct vsw_port *port);
void vsw_secure_exit(struct vsw_port *port);
void vsw_secure_update(struct vsw_port *port);
void vsw_secure_flush(struct vsw_port *port);
int vsw_secure_register(void);
void vsw_secure_unregister(void);

/* vnic.c */
void vsw_vnic_register(void);

/* forward.c */
enum vsw_drop vsw_forward(struct vsw_frame *frame);

/* tx.c */
void vsw_tx(struct vsw_frame *frame, struct vsw_port *port,
	    const struct vsw_view *view, struct sk_buff *skb, bool judged);
void vsw_tx_end(struct vsw_frame *frame, struct vsw_port *port,
		struct sk_buff *skb, enum vsw_drop drop);

/* note.c */
void vsw_note_drop(const struct vsw_frame *frame, struct vsw_port *port,
		   const struct sk_buff *skb, enum vsw_drop drop);

/* reject.c */
void vsw_reject(struct vsw_frame *frame, const struct vsw_port *judge,
		const struct vsw_packet *pkt, struct sk_buff *skb,
		enum vsw_dir dir);

#endif
