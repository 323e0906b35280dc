/* SPDX-License-Identifier: ((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause) */
/* Do not edit directly, auto-generated from: */
/*	Documentation/netlink/specs/vsw.yaml */
/* YNL-GEN uapi header */

#ifndef _UAPI_LINUX_VSW_H
#define _UAPI_LINUX_VSW_H

#define VSW_GENL_NAME		"vsw"
#define VSW_GENL_VERSION	1

#define VSW_NAME_LEN			64
#define VSW_IFNAME_LEN			16
#define VSW_MAC_LEN			6
#define VSW_POLICY_MAX_ADDRESSES	32
#define VSW_VLAN_MAX_RANGES		64
#define VSW_LEARNING_MAX		65536
#define VSW_AGEING_MAX			1000000

/**
 * enum vsw_policy_mode - What a security policy says.
 * @VSW_POLICY_MODE_INHERIT: As the level above says (port, port group, switch
 *   in this order).
 * @VSW_POLICY_MODE_LIST: Accept for the addresses that are listed, reject all
 *   others.
 */
enum vsw_policy_mode {
	VSW_POLICY_MODE_INHERIT,
	VSW_POLICY_MODE_REJECT,
	VSW_POLICY_MODE_ACCEPT,
	VSW_POLICY_MODE_LIST,
};

/**
 * enum vsw_policy_source - Which level a policy in force was taken from.
 */
enum vsw_policy_source {
	VSW_POLICY_SOURCE_SWITCH,
	VSW_POLICY_SOURCE_PORTGROUP,
	VSW_POLICY_SOURCE_PORT,
};

/**
 * enum vsw_mac_source - Who tells the effective MAC address of a port.
 * @VSW_MAC_SOURCE_PEER: The address of the peer device (veth, netkit),
 *   wherever it lives.
 * @VSW_MAC_SOURCE_AGENT: Whoever runs the VM, with port-set.
 * @VSW_MAC_SOURCE_OBSERVE: The source addresses of the frames that the guest
 *   sends. A forged frame and a changed address cannot be told apart.
 * @VSW_MAC_SOURCE_AUTO: Requests only. By device, peer where it has one and
 *   agent where not, which is also how a port begins.
 */
enum vsw_mac_source {
	VSW_MAC_SOURCE_PEER,
	VSW_MAC_SOURCE_AGENT,
	VSW_MAC_SOURCE_OBSERVE,
	VSW_MAC_SOURCE_AUTO,
};

/**
 * enum vsw_port_state
 * @VSW_PORT_STATE_BLOCKED: A policy or the administrator keeps the port from
 *   passing frames.
 * @VSW_PORT_STATE_DOWN: The device is down or has no carrier.
 * @VSW_PORT_STATE_DISCONNECTED: The port has no device; its configuration is
 *   kept.
 */
enum vsw_port_state {
	VSW_PORT_STATE_UP,
	VSW_PORT_STATE_BLOCKED,
	VSW_PORT_STATE_DOWN,
	VSW_PORT_STATE_DISCONNECTED,
};

/**
 * enum vsw_block_reason - Why a port passes no frames; a port is up only when
 *   none is set.
 * @VSW_BLOCK_REASON_ADMIN: The administrator blocked the port.
 * @VSW_BLOCK_REASON_NO_INITIAL_MAC: The port has a device but nobody has said
 *   its initial MAC address.
 * @VSW_BLOCK_REASON_MAC_CHANGE: The effective MAC address is not the initial
 *   one, and not accepted.
 * @VSW_BLOCK_REASON_DUPLICATE_MAC: The effective MAC address belongs to
 *   another port of the VLAN.
 * @VSW_BLOCK_REASON_BPDU: The guest sent a BPDU where the port group forbids
 *   it.
 * @VSW_BLOCK_REASON_FILTER_FAILED: The filter of the port could not be built.
 * @VSW_BLOCK_REASON_LINK: The device is down or has no carrier.
 * @VSW_BLOCK_REASON_NO_MEMORY: No memory for a change; it is tried again ten
 *   times a second.
 */
enum vsw_block_reason {
	VSW_BLOCK_REASON_ADMIN = 1,
	VSW_BLOCK_REASON_NO_INITIAL_MAC = 2,
	VSW_BLOCK_REASON_MAC_CHANGE = 4,
	VSW_BLOCK_REASON_DUPLICATE_MAC = 8,
	VSW_BLOCK_REASON_BPDU = 16,
	VSW_BLOCK_REASON_QUARANTINE = 32,
	VSW_BLOCK_REASON_FILTER_FAILED = 64,
	VSW_BLOCK_REASON_LINK = 128,
	VSW_BLOCK_REASON_NO_MEMORY = 256,
};

/**
 * enum vsw_vlan_mode
 * @VSW_VLAN_MODE_NONE: No VLAN; frames are untagged on vNICs and on uplinks.
 * @VSW_VLAN_MODE_ACCESS: One VLAN; tagged on uplinks, untagged on vNICs.
 * @VSW_VLAN_MODE_TRUNK: The guest tags its frames with one of the ranges.
 */
enum vsw_vlan_mode {
	VSW_VLAN_MODE_NONE,
	VSW_VLAN_MODE_ACCESS,
	VSW_VLAN_MODE_TRUNK,
};

/**
 * enum vsw_promiscuous_scope
 * @VSW_PROMISCUOUS_SCOPE_VLAN: All frames of the VLANs that the port group is
 *   in.
 * @VSW_PROMISCUOUS_SCOPE_PORTGROUP: Frames from or to ports of the same port
 *   group only.
 */
enum vsw_promiscuous_scope {
	VSW_PROMISCUOUS_SCOPE_VLAN,
	VSW_PROMISCUOUS_SCOPE_PORTGROUP,
};

/**
 * enum vsw_limit_action - What becomes of a frame whose source cannot be
 *   learned any more.
 */
enum vsw_limit_action {
	VSW_LIMIT_ACTION_DROP,
	VSW_LIMIT_ACTION_FORWARD,
};

/**
 * enum vsw_fdb_kind
 * @VSW_FDB_KIND_INITIAL: Held for a port that uses another address, is blocked
 *   or has no device.
 */
enum vsw_fdb_kind {
	VSW_FDB_KIND_INITIAL,
	VSW_FDB_KIND_EFFECTIVE,
	VSW_FDB_KIND_LEARNED,
};

/**
 * enum vsw_event_type
 * @VSW_EVENT_TYPE_PORT_CONNECTED: A device was attached to the port.
 * @VSW_EVENT_TYPE_PORT_DISCONNECTED: The port lost its device.
 * @VSW_EVENT_TYPE_MAC_CHANGE_DENIED: The guest asked for an address that the
 *   policy does not accept.
 * @VSW_EVENT_TYPE_MAC_CHANGED: The effective MAC address changed and is
 *   accepted.
 * @VSW_EVENT_TYPE_PROMISCUOUS_DENIED: The guest asked for promiscuous mode and
 *   does not get it.
 * @VSW_EVENT_TYPE_INITIAL_MAC_ADOPTED: The first source address seen became
 *   the initial MAC address.
 */
enum vsw_event_type {
	VSW_EVENT_TYPE_PORT_CONNECTED,
	VSW_EVENT_TYPE_PORT_DISCONNECTED,
	VSW_EVENT_TYPE_MAC_CHANGE_DENIED,
	VSW_EVENT_TYPE_MAC_CHANGED,
	VSW_EVENT_TYPE_PORT_BLOCKED,
	VSW_EVENT_TYPE_PORT_UNBLOCKED,
	VSW_EVENT_TYPE_PROMISCUOUS_DENIED,
	VSW_EVENT_TYPE_INITIAL_MAC_ADOPTED,
};

enum {
	VSW_A_POLICY_MODE = 1,
	VSW_A_POLICY_ADDRESS,
	VSW_A_POLICY_SOURCE,

	__VSW_A_POLICY_MAX,
	VSW_A_POLICY_MAX = (__VSW_A_POLICY_MAX - 1)
};

enum {
	VSW_A_SECURITY_PROMISCUOUS = 1,
	VSW_A_SECURITY_MAC_CHANGES,
	VSW_A_SECURITY_FORGED_TRANSMITS,

	__VSW_A_SECURITY_MAX,
	VSW_A_SECURITY_MAX = (__VSW_A_SECURITY_MAX - 1)
};

enum {
	VSW_A_VLAN_RANGE_FIRST = 1,
	VSW_A_VLAN_RANGE_LAST,

	__VSW_A_VLAN_RANGE_MAX,
	VSW_A_VLAN_RANGE_MAX = (__VSW_A_VLAN_RANGE_MAX - 1)
};

enum {
	VSW_A_VLAN_MODE = 1,
	VSW_A_VLAN_ID,
	VSW_A_VLAN_RANGE,
	VSW_A_VLAN_NATIVE,
	VSW_A_VLAN_TRANSPARENT,

	__VSW_A_VLAN_MAX,
	VSW_A_VLAN_MAX = (__VSW_A_VLAN_MAX - 1)
};

enum {
	VSW_A_LEARNING_ENABLED = 1,
	VSW_A_LEARNING_LIMIT,
	VSW_A_LEARNING_AGEING,
	VSW_A_LEARNING_LIMIT_ACTION,
	VSW_A_LEARNING_FLOOD,

	__VSW_A_LEARNING_MAX,
	VSW_A_LEARNING_MAX = (__VSW_A_LEARNING_MAX - 1)
};

enum {
	VSW_A_STATS_PAD = 1,
	VSW_A_STATS_RX_PACKETS,
	VSW_A_STATS_RX_BYTES,
	VSW_A_STATS_TX_PACKETS,
	VSW_A_STATS_TX_BYTES,
	VSW_A_STATS_RX_DROPPED,
	VSW_A_STATS_TX_DROPPED,
	VSW_A_STATS_PROMISCUOUS_COPIES,
	VSW_A_STATS_PROMISCUOUS_DENIED,

	__VSW_A_STATS_MAX,
	VSW_A_STATS_MAX = (__VSW_A_STATS_MAX - 1)
};

enum {
	VSW_A_DROP_PAD = 1,
	VSW_A_DROP_REASON,
	VSW_A_DROP_PACKETS,

	__VSW_A_DROP_MAX,
	VSW_A_DROP_MAX = (__VSW_A_DROP_MAX - 1)
};

enum {
	VSW_A_SWITCH_IFINDEX = 1,
	VSW_A_SWITCH_NAME,
	VSW_A_SWITCH_SECURITY,
	VSW_A_SWITCH_PORTGROUPS,
	VSW_A_SWITCH_PORTS,
	VSW_A_SWITCH_UPLINKS,
	VSW_A_SWITCH_SEQ,

	__VSW_A_SWITCH_MAX,
	VSW_A_SWITCH_MAX = (__VSW_A_SWITCH_MAX - 1)
};

enum {
	VSW_A_PORTGROUP_SWITCH = 1,
	VSW_A_PORTGROUP_NAME,
	VSW_A_PORTGROUP_NEW_NAME,
	VSW_A_PORTGROUP_ID,
	VSW_A_PORTGROUP_SECURITY,
	VSW_A_PORTGROUP_SECURITY_EFFECTIVE,
	VSW_A_PORTGROUP_VLAN,
	VSW_A_PORTGROUP_LEARNING,
	VSW_A_PORTGROUP_ADOPT,
	VSW_A_PORTGROUP_PROMISCUOUS_SCOPE,
	VSW_A_PORTGROUP_DEFAULT,
	VSW_A_PORTGROUP_PORTS,
	VSW_A_PORTGROUP_SEQ,

	__VSW_A_PORTGROUP_MAX,
	VSW_A_PORTGROUP_MAX = (__VSW_A_PORTGROUP_MAX - 1)
};

enum {
	VSW_A_PORT_SWITCH = 1,
	VSW_A_PORT_ID,
	VSW_A_PORT_NAME,
	VSW_A_PORT_NEW_NAME,
	VSW_A_PORT_PORTGROUP,
	VSW_A_PORT_IFINDEX,
	VSW_A_PORT_DEV,
	VSW_A_PORT_INITIAL_MAC,
	VSW_A_PORT_EFFECTIVE_MAC,
	VSW_A_PORT_MAC_SOURCE,
	VSW_A_PORT_ADMIN_BLOCKED,
	VSW_A_PORT_STATE,
	VSW_A_PORT_REASONS,
	VSW_A_PORT_PROMISCUOUS_REQUESTED,
	VSW_A_PORT_SECURITY,
	VSW_A_PORT_SECURITY_EFFECTIVE,
	VSW_A_PORT_UPLINK,
	VSW_A_PORT_UPLINK_ID,
	VSW_A_PORT_LEARNED,
	VSW_A_PORT_MAC_SOURCE_AUTO,
	VSW_A_PORT_STATS,
	VSW_A_PORT_DROP,
	VSW_A_PORT_SEQ,

	__VSW_A_PORT_MAX,
	VSW_A_PORT_MAX = (__VSW_A_PORT_MAX - 1)
};

enum {
	VSW_A_UPLINK_SWITCH = 1,
	VSW_A_UPLINK_ID,
	VSW_A_UPLINK_DEV,
	VSW_A_UPLINK_IFINDEX,
	VSW_A_UPLINK_STATE,
	VSW_A_UPLINK_REASONS,
	VSW_A_UPLINK_PORTS,
	VSW_A_UPLINK_STATS,
	VSW_A_UPLINK_DROP,
	VSW_A_UPLINK_SEQ,

	__VSW_A_UPLINK_MAX,
	VSW_A_UPLINK_MAX = (__VSW_A_UPLINK_MAX - 1)
};

enum {
	VSW_A_FDB_SWITCH = 1,
	VSW_A_FDB_ADDRESS,
	VSW_A_FDB_VLAN,
	VSW_A_FDB_KIND,
	VSW_A_FDB_PORT_ID,
	VSW_A_FDB_PORT,
	VSW_A_FDB_AGE,

	__VSW_A_FDB_MAX,
	VSW_A_FDB_MAX = (__VSW_A_FDB_MAX - 1)
};

enum {
	VSW_A_EVENT_PAD = 1,
	VSW_A_EVENT_TYPE,
	VSW_A_EVENT_SEQ,
	VSW_A_EVENT_TIME,
	VSW_A_EVENT_SWITCH,
	VSW_A_EVENT_PORT_ID,
	VSW_A_EVENT_PORT,
	VSW_A_EVENT_DEV,
	VSW_A_EVENT_MAC,
	VSW_A_EVENT_REASONS,

	__VSW_A_EVENT_MAX,
	VSW_A_EVENT_MAX = (__VSW_A_EVENT_MAX - 1)
};

enum {
	VSW_CMD_SWITCH_NEW = 1,
	VSW_CMD_SWITCH_SET,
	VSW_CMD_SWITCH_DEL,
	VSW_CMD_SWITCH_GET,
	VSW_CMD_SWITCH_NTF,
	VSW_CMD_SWITCH_DEL_NTF,
	VSW_CMD_PORTGROUP_NEW,
	VSW_CMD_PORTGROUP_SET,
	VSW_CMD_PORTGROUP_DEL,
	VSW_CMD_PORTGROUP_GET,
	VSW_CMD_PORTGROUP_NTF,
	VSW_CMD_PORTGROUP_DEL_NTF,
	VSW_CMD_PORT_NEW,
	VSW_CMD_PORT_SET,
	VSW_CMD_PORT_DEL,
	VSW_CMD_PORT_GET,
	VSW_CMD_PORT_NTF,
	VSW_CMD_PORT_DEL_NTF,
	VSW_CMD_UPLINK_NEW,
	VSW_CMD_UPLINK_DEL,
	VSW_CMD_UPLINK_GET,
	VSW_CMD_UPLINK_NTF,
	VSW_CMD_UPLINK_DEL_NTF,
	VSW_CMD_FDB_GET,
	VSW_CMD_FDB_FLUSH,
	VSW_CMD_EVENT,

	__VSW_CMD_MAX,
	VSW_CMD_MAX = (__VSW_CMD_MAX - 1)
};

#define VSW_MCGRP_CONFIG	"config"
#define VSW_MCGRP_EVENT		"event"
#define VSW_MCGRP_LOG		"log"

#endif /* _UAPI_LINUX_VSW_H */
