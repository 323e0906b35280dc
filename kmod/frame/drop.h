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
	X(DEVICE, "device", TX, NOT_SPECIFIED)				\
	/* the packet ends within a header */				\
	VSW_FILTER_REASON(X, SHORT, "short", PKT_TOO_SMALL)		\
	/* a header says that it is longer than the packet, or too short */ \
	VSW_FILTER_REASON(X, BAD_OFFSET, "bad-offset", IP_INHDR)	\
	/* wrong checksum */						\
	VSW_FILTER_REASON(X, CHECKSUM, "checksum", IP_CSUM)		\
	/* a source route, or options that cannot be followed */	\
	VSW_FILTER_REASON(X, IP_OPTION, "ip-option", IP_INHDR)		\
	/* says what no host says: flags, lengths, addresses */		\
	VSW_FILTER_REASON(X, NORMALIZE, "normalize", IP_INHDR)		\
	/* fragments that overlap, are too small, or never complete */	\
	VSW_FILTER_REASON(X, FRAGMENT, "fragment", NETFILTER_DROP)	\
	/* no memory for a state or a fragment */			\
	VSW_FILTER_REASON(X, STATE_MEMORY, "state-memory", NOMEM)	\
	/* not what the connection's state allows, or of no connection */ \
	VSW_FILTER_REASON(X, STATE_MISMATCH, "state-mismatch", NETFILTER_DROP) \
	/* the state of a new connection could not be entered */	\
	VSW_FILTER_REASON(X, STATE_INSERT, "state-insert", NETFILTER_DROP) \
	/* the vNIC has as many states as it may */			\
	VSW_FILTER_REASON(X, STATE_LIMIT, "state-limit", NETFILTER_DROP) \
	/* a rule or the default says drop */				\
	VSW_FILTER_REASON(X, MATCH, "match", NETFILTER_DROP)		\
	/* a rule or the default says reject */				\
	VSW_FILTER_REASON(X, REJECT, "reject", NETFILTER_DROP)		\
	/* a rule of layer 2 says drop */				\
	VSW_FILTER_REASON(X, L2_MATCH, "l2-match", NETFILTER_DROP)	\
	/* no ruleset was loaded yet, and one is required */		\
	VSW_FILTER_REASON(X, NO_RULESET, "no-ruleset", NETFILTER_DROP)	\
	/* sent by a DHCP server, where the port group has none */	\
	X(DHCP_SERVER, "dhcp-server", RX, NOT_SPECIFIED)		\
	/* sent by a DHCP client, where the port group has none */	\
	X(DHCP_CLIENT, "dhcp-client", RX, NOT_SPECIFIED)		\
	/* a router advertisement or redirect, likewise */		\
	X(RA_GUARD, "ra-guard", RX, NOT_SPECIFIED)			\
	/* to an address of protocols between bridges, likewise */	\
	X(BPDU, "bpdu", RX, NOT_SPECIFIED)				\
	/* neither IPv4 nor IPv6 nor ARP, likewise */			\
	X(NON_IP, "non-ip", RX, NOT_SPECIFIED)				\
	/* more broadcast in a second than the port group allows */	\
	VSW_FILTER_REASON(X, BROADCAST_LIMIT, "broadcast-limit",	\
			  NOT_SPECIFIED)				\
	/* more multicast, likewise */					\
	VSW_FILTER_REASON(X, MULTICAST_LIMIT, "multicast-limit",	\
			  NOT_SPECIFIED)				\
	/* SpoofGuard: IPv4 from an address that is not the guest's */	\
	X(SPOOFGUARD_IPV4, "spoofguard-ipv4", RX, NETFILTER_DROP)	\
	/* SpoofGuard: IPv6 from an address that is not the guest's */	\
	X(SPOOFGUARD_IPV6, "spoofguard-ipv6", RX, NETFILTER_DROP)	\
	/* SpoofGuard: ARP that tells of an address that is not the guest's */ \
	X(SPOOFGUARD_ARP, "spoofguard-arp", RX, NETFILTER_DROP)		\
	/* SpoofGuard: likewise, neighbour discovery of IPv6 */		\
	X(SPOOFGUARD_ND, "spoofguard-nd", RX, NETFILTER_DROP)

/*
 * Filters and rate limits judge a frame twice: out of its sender, which counts
 * it on the rx side, and in to its receiver. vsw_drop_dir() makes the reason that
 * they give, always the one for out, into the one of the direction.
 */
#define VSW_FILTER_REASON(X, symbol, name, core)			\
	X(symbol, name "-out", RX, core)				\
	X(symbol##_IN, name "-in", TX, core)

/**
 * enum vsw_drop - verdict of a stage of the frame's way
 * @VSW_PASS: not dropped: the next stage may have the frame, or, from the last
 *   stage, the frame has found its receivers and is gone.
 * @VSW_HELD: not dropped: the stage keeps the frame, or has seen to the rest.
 *
 * Every other value names the reason for which the caller frees the frame.
 */
enum vsw_drop {
	VSW_PASS = 0,
#define X(symbol, name, side, core) VSW_DROP_##symbol,
	VSW_DROP_REASONS(X)
#undef X
	VSW_DROP_MAX,
	VSW_HELD = VSW_DROP_MAX
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

/* @in: the frame was on its way to a vNIC. @drop: a filter's, or VSW_PASS */
static inline enum vsw_drop vsw_drop_dir(enum vsw_drop drop, bool in)
{
	return drop ? drop + in : drop;
}

#endif
