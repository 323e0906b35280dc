// SPDX-License-Identifier: GPL-2.0
/*
 * Both ends of a TCP connection have lost it, by crash or reset, and the state
 * is all that is left: it would refuse a new connection between the same ports
 * until it times out, half a day later.
 *
 * The SYN of the new connection passes and changes nothing, as always (tcp.c).
 * If the other end still had the old connection it would answer with a challenge
 * ACK. A SYN|ACK or RST that acknowledges just this SYN says that it has not. So
 * the last SYNs are remembered, and such an answer ends the old state. It is
 * refused itself: the SYN comes again a second later, finds no state, and is
 * judged as the new connection that it is.
 *
 * Nobody else can do that. SYN and answer must go in opposite directions, so one
 * of them is the guest's own: either it has sent a SYN on what would be its live
 * connection, or it has answered one so. Who can only send to the guest cannot
 * make it say that.
 *
 * Eight are remembered. If there are more at a time the oldest are forgotten,
 * and their connections have to wait for the next SYN, or another port.
 */
#include "ct/table.h"

static void vsw_restart_note(struct vsw_ct *ct, const struct vsw_flow *flow,
			     u32 ack, enum vsw_dir dir)
{
	struct vsw_restart *restart = ct->restart;
	int i;

	for (i = 0; i < VSW_RESTARTS; i++)
		if (restart[i].flow == flow)
			break;
	if (i == VSW_RESTARTS)
		i = ct->n_restart++ % VSW_RESTARTS;
	restart[i].flow = flow;
	restart[i].ack = ack;
	restart[i].dir = dir;
}

static bool vsw_restart_answers(const struct vsw_ct *ct,
				const struct vsw_flow *flow, u32 ack,
				enum vsw_dir dir)
{
	const struct vsw_restart *restart = ct->restart;
	int i;

	for (i = 0; i < VSW_RESTARTS; i++)
		if (restart[i].flow == flow && restart[i].ack == ack &&
		    restart[i].dir != dir)
			return true;
	return false;
}

/**
 * vsw_ct_restart() - a SYN, or a RST, on a connection that the other end has
 *   answered
 * @ct: the table
 * @flow: the state; its lock is not held
 * @pkt: the packet
 * @dir: its direction
 * @passed: the state machine let it pass
 *
 * Context: RCU read lock, bottom halves off.
 */
void vsw_ct_restart(struct vsw_ct *ct, struct vsw_flow *flow,
		    const struct vsw_packet *pkt, enum vsw_dir dir, bool passed)
{
	bool answer = pkt->source != flow->source;
	const struct vsw_tcp *tcp = &pkt->tcp;
	bool over = false;

	if (answer == passed)
		return;
	spin_lock(&ct->lock);
	if (passed && (tcp->flags & (VSW_TCP_SYN | VSW_TCP_ACK)) == VSW_TCP_SYN)
		vsw_restart_note(ct, flow, tcp->seq + tcp->len, dir);
	else if (!passed && (tcp->flags & VSW_TCP_ACK))
		over = vsw_restart_answers(ct, flow, tcp->ack, dir);
	spin_unlock(&ct->lock);
	if (over)
		vsw_ct_kill(ct, flow, VSW_FLOW_END_RST);
}
