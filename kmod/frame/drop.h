/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why a frame was dropped: the one list that counters, kfree_skb() reasons and
 * netlink names are made from.
 */
#ifndef VSW_FRAME_DROP_H
#define VSW_FRAME_DROP_H

#include <linux/skbuff.h>

/*
 * X(symbol, name, side, core)
 *
 * @name stands in netlink messages and in what tools print, and stays.
 * @side is RX for frames that came from the counting port and TX for frames on
 * their way to it, always from the switch's side.
 * @core is the nearest reason that the kernel has for kfree_skb().
 */
#define VSW_DROP_REASONS(X)						\
	/* the port is blocked, the frame came from it */		\
	X(BLOCKED_RX, "blocked-rx", RX, NOT_SPECIFIED)			\
	/* the port is blocked, the frame was for it */			\
	X(BLOCKED_TX, "blocked-tx", TX, NOT_SPECIFIED)			\
	/* the device is down or has no carrier */			\
	X(LINK_DOWN, "link-down", TX, DEV_READY)			\
	/* source is not the effective MAC address */			\
	X(FORGED, "forged", RX, NOT_SPECIFIED)				\
	/* source is zero or a group address */				\
	X(BAD_SOURCE, "bad-source", RX, NOT_SPECIFIED)			\
	/* the guest tagged a frame where the switch tags */		\
	X(VLAN_TAGGED, "vlan-tagged", RX, NOT_SPECIFIED)		\
	/* untagged on a trunk without a native VLAN */			\
	X(VLAN_UNTAGGED, "vlan-untagged", RX, NOT_SPECIFIED)		\
	/* a VLAN that the trunk does not carry */			\
	X(VLAN_DENIED, "vlan-denied", RX, NOT_SPECIFIED)		\
	/* a tag behind a tag that the switch takes off */		\
	X(VLAN_DOUBLE, "vlan-double", RX, NOT_SPECIFIED)		\
	/* taking the tag off would show the receiver another one */	\
	X(VLAN_INNER, "vlan-inner", TX, NOT_SPECIFIED)			\
	/* to the reserved group addresses of 802.1D */			\
	X(RESERVED, "reserved-multicast", RX, NOT_SPECIFIED)		\
	/* the port has learned as many addresses as it may */		\
	X(LEARNING_LIMIT, "learning-limit", RX, NOT_SPECIFIED)		\
	/* nobody has the destination and there is no uplink for it */	\
	X(UNKNOWN_UNICAST, "unknown-unicast", RX, NOT_SPECIFIED)	\
	/* sent to the sender's own address */				\
	X(HAIRPIN, "hairpin", RX, NOT_SPECIFIED)			\
	/* came back through an uplink with a local source */		\
	X(ECHO, "echo", RX, NOT_SPECIFIED)				\
	/* a group frame that nobody else in the VLAN could get */	\
	X(NO_RECEIVER, "no-receiver", RX, NOT_SPECIFIED)		\
	/* longer than the receiver's MTU */				\
	X(MTU, "mtu", TX, PKT_TOO_BIG)					\
	/* no memory for a copy or a tag */				\
	X(MEMORY, "memory", TX, NOMEM)					\
	/* the device or its queue did not take the frame */		\
	X(DEVICE, "device", TX, NOT_SPECIFIED)

/**
 * enum vsw_drop - verdict of a stage of the frame's way
 * @VSW_PASS: not dropped: the next stage may have the frame, or, from the last
 *   stage, the frame has found its receivers and is gone.
 *
 * Every other value names the reason for which the caller frees the frame.
 */
enum vsw_drop {
	VSW_PASS = 0,
#define X(symbol, name, side, core) VSW_DROP_##symbol,
	VSW_DROP_REASONS(X)
#undef X
	VSW_DROP_MAX
};

/**
 * struct vsw_drop_info - what the list above says of one reason
 * @name: name for people and scripts
 * @tx: counted on the side of frames for the port
 * @core: reason for kfree_skb_reason()
 */
struct vsw_drop_info {
	const char *name;
	bool tx;
	enum skb_drop_reason core;
};

extern const struct vsw_drop_info vsw_drop_info[VSW_DROP_MAX];

#endif
