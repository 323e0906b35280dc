// SPDX-License-Identifier: LGPL-2.1-or-later
/* Do not edit: written by lib/generate.py from vsw.yaml. */

#include "spec.h"

static const char *const policy_mode_names[] = {
	"inherit",
	"reject",
	"accept",
	"list",
};

static const char *const policy_source_names[] = {
	"switch",
	"portgroup",
	"port",
};

static const char *const mac_source_names[] = {
	"peer",
	"agent",
	"observe",
	"auto",
};

static const char *const port_state_names[] = {
	"up",
	"blocked",
	"down",
	"disconnected",
};

static const char *const block_reason_names[] = {
	"admin",
	"no-initial-mac",
	"mac-change",
	"duplicate-mac",
	"bpdu",
	"quarantine",
	"filter-failed",
	"link",
	"no-memory",
};

static const char *const vlan_mode_names[] = {
	"none",
	"access",
	"trunk",
};

static const char *const promiscuous_scope_names[] = {
	"vlan",
	"portgroup",
};

static const char *const bpdu_filter_names[] = {
	"off",
	"drop",
	"block",
};

static const char *const limit_action_names[] = {
	"drop",
	"forward",
};

static const char *const fdb_kind_names[] = {
	"initial",
	"effective",
	"learned",
};

static const char *const event_type_names[] = {
	"port-connected",
	"port-disconnected",
	"mac-change-denied",
	"mac-changed",
	"port-blocked",
	"port-unblocked",
	"promiscuous-denied",
	"initial-mac-adopted",
	"filter-failed-open",
	"filter-failed-closed",
	"quarantined",
	"quarantine-cleared",
	"address-duplicate",
	"address-limit",
	"spoofguard-violation",
};

static const char *const direction_names[] = {
	"out",
	"in",
	"inout",
};

static const char *const group_op_names[] = {
	"tag",
	"name",
	"portgroup",
	"and",
	"or",
	"not",
};

static const char *const action_names[] = {
	"accept",
	"drop",
	"reject",
};

static const char *const family_names[] = {
	"any",
	"ipv4",
	"ipv6",
};

static const char *const strictness_names[] = {
	"inherit",
	"strict",
	"loose",
};

static const char *const alg_names[] = {
	"none",
	"ftp",
	"tftp",
};

static const char *const category_names[] = {
	"emergency",
	"infrastructure",
	"environment",
	"application",
	"ethernet",
};

static const char *const transition_names[] = {
	"revalidate",
	"keep",
	"kill",
};

static const char *const failure_policy_names[] = {
	"fail-closed",
	"fail-open",
};

static const char *const filter_state_names[] = {
	"attached",
	"empty",
	"waiting",
};

static const char *const flow_state_names[] = {
	"tcp-first",
	"tcp-opening",
	"tcp-established",
	"tcp-closing",
	"tcp-fin-wait",
	"tcp-closed",
	"udp-first",
	"udp-single",
	"udp-multiple",
	"icmp-first",
	"icmp-error",
	"other",
};

static const char *const log_kind_names[] = {
	"match",
	"term",
};

static const char *const flow_end_names[] = {
	"timeout",
	"fin",
	"rst",
	"evicted",
	"rules",
	"flushed",
};

static const char *const verdict_layer_names[] = {
	"none",
	"parse",
	"ethernet",
	"state",
	"rule",
	"default",
};

static const char *const spoofguard_mode_names[] = {
	"inherit",
	"off",
	"discovered",
	"manual",
};

static const char *const binding_source_names[] = {
	"arp",
	"nd",
	"dhcp",
	"static",
};

static const char *const binding_state_names[] = {
	"realized",
	"duplicate",
	"unapproved",
	"expected",
};

static const struct vsw_attr_spec policy_attrs[VSW_A_POLICY_MAX + 1] = {
	[VSW_A_POLICY_MODE] = {
		.name = "mode",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = policy_mode_names,
		.n_names = ARRAY_SIZE(policy_mode_names),
	},
	[VSW_A_POLICY_ADDRESS] = {
		.name = "address",
		.type = VSW_TYPE_MAC,
		.width = 6,
		.list = true,
	},
	[VSW_A_POLICY_SOURCE] = {
		.name = "source",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = policy_source_names,
		.n_names = ARRAY_SIZE(policy_source_names),
	},
};

static const struct vsw_attr_spec security_attrs[VSW_A_SECURITY_MAX + 1] = {
	[VSW_A_SECURITY_PROMISCUOUS] = {
		.name = "promiscuous",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_POLICY,
	},
	[VSW_A_SECURITY_MAC_CHANGES] = {
		.name = "mac-changes",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_POLICY,
	},
	[VSW_A_SECURITY_FORGED_TRANSMITS] = {
		.name = "forged-transmits",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_POLICY,
	},
};

static const struct vsw_attr_spec vlan_range_attrs[VSW_A_VLAN_RANGE_MAX + 1] = {
	[VSW_A_VLAN_RANGE_FIRST] = {
		.name = "first",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_VLAN_RANGE_LAST] = {
		.name = "last",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
};

static const struct vsw_attr_spec vlan_attrs[VSW_A_VLAN_MAX + 1] = {
	[VSW_A_VLAN_MODE] = {
		.name = "mode",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = vlan_mode_names,
		.n_names = ARRAY_SIZE(vlan_mode_names),
	},
	[VSW_A_VLAN_ID] = {
		.name = "id",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_VLAN_RANGE] = {
		.name = "range",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_VLAN_RANGE,
	},
	[VSW_A_VLAN_NATIVE] = {
		.name = "native",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_VLAN_TRANSPARENT] = {
		.name = "transparent",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
};

static const struct vsw_attr_spec learning_attrs[VSW_A_LEARNING_MAX + 1] = {
	[VSW_A_LEARNING_ENABLED] = {
		.name = "enabled",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_LEARNING_LIMIT] = {
		.name = "limit",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LEARNING_AGEING] = {
		.name = "ageing",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LEARNING_LIMIT_ACTION] = {
		.name = "limit-action",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = limit_action_names,
		.n_names = ARRAY_SIZE(limit_action_names),
	},
	[VSW_A_LEARNING_FLOOD] = {
		.name = "flood",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
};

static const struct vsw_attr_spec mac_list_attrs[VSW_A_MAC_LIST_MAX + 1] = {
	[VSW_A_MAC_LIST_ADDRESS] = {
		.name = "address",
		.type = VSW_TYPE_MAC,
		.width = 6,
		.list = true,
	},
};

static const struct vsw_attr_spec guard_attrs[VSW_A_GUARD_MAX + 1] = {
	[VSW_A_GUARD_DHCP_SERVER_BLOCK] = {
		.name = "dhcp-server-block",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_GUARD_DHCP_CLIENT_BLOCK] = {
		.name = "dhcp-client-block",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_GUARD_RA_GUARD] = {
		.name = "ra-guard",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_GUARD_BPDU_FILTER] = {
		.name = "bpdu-filter",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = bpdu_filter_names,
		.n_names = ARRAY_SIZE(bpdu_filter_names),
	},
	[VSW_A_GUARD_BPDU_ALLOW] = {
		.name = "bpdu-allow",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_MAC_LIST,
	},
	[VSW_A_GUARD_NON_IP_BLOCK] = {
		.name = "non-ip-block",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_GUARD_BROADCAST_LIMIT_OUT] = {
		.name = "broadcast-limit-out",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_GUARD_BROADCAST_LIMIT_IN] = {
		.name = "broadcast-limit-in",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_GUARD_MULTICAST_LIMIT_OUT] = {
		.name = "multicast-limit-out",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_GUARD_MULTICAST_LIMIT_IN] = {
		.name = "multicast-limit-in",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec discovery_attrs[VSW_A_DISCOVERY_MAX + 1] = {
	[VSW_A_DISCOVERY_ARP] = {
		.name = "arp",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_DISCOVERY_ND] = {
		.name = "nd",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_DISCOVERY_DHCP] = {
		.name = "dhcp",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_DISCOVERY_LIMIT_IPV4] = {
		.name = "limit-ipv4",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_DISCOVERY_LIMIT_IPV6] = {
		.name = "limit-ipv6",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_DISCOVERY_AGEING] = {
		.name = "ageing",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_DISCOVERY_TRUST_ON_FIRST_USE] = {
		.name = "trust-on-first-use",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
};

static const struct vsw_attr_spec stats_attrs[VSW_A_STATS_MAX + 1] = {
	[VSW_A_STATS_RX_PACKETS] = {
		.name = "rx-packets",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_STATS_RX_BYTES] = {
		.name = "rx-bytes",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_STATS_TX_PACKETS] = {
		.name = "tx-packets",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_STATS_TX_BYTES] = {
		.name = "tx-bytes",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_STATS_RX_DROPPED] = {
		.name = "rx-dropped",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_STATS_TX_DROPPED] = {
		.name = "tx-dropped",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_STATS_PROMISCUOUS_COPIES] = {
		.name = "promiscuous-copies",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_STATS_PROMISCUOUS_DENIED] = {
		.name = "promiscuous-denied",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
};

static const struct vsw_attr_spec drop_attrs[VSW_A_DROP_MAX + 1] = {
	[VSW_A_DROP_REASON] = {
		.name = "reason",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_DROP_PACKETS] = {
		.name = "packets",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
};

static const struct vsw_attr_spec switch_attrs[VSW_A_SWITCH_MAX + 1] = {
	[VSW_A_SWITCH_IFINDEX] = {
		.name = "ifindex",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_SWITCH_NAME] = {
		.name = "name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_SWITCH_SECURITY] = {
		.name = "security",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_SECURITY,
	},
	[VSW_A_SWITCH_PORTGROUPS] = {
		.name = "portgroups",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_SWITCH_PORTS] = {
		.name = "ports",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_SWITCH_UPLINKS] = {
		.name = "uplinks",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_SWITCH_SEQ] = {
		.name = "seq",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec portgroup_attrs[VSW_A_PORTGROUP_MAX + 1] = {
	[VSW_A_PORTGROUP_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_PORTGROUP_NAME] = {
		.name = "name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_PORTGROUP_NEW_NAME] = {
		.name = "new-name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_PORTGROUP_ID] = {
		.name = "id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_PORTGROUP_SECURITY] = {
		.name = "security",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_SECURITY,
	},
	[VSW_A_PORTGROUP_SECURITY_EFFECTIVE] = {
		.name = "security-effective",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_SECURITY,
	},
	[VSW_A_PORTGROUP_VLAN] = {
		.name = "vlan",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_VLAN,
	},
	[VSW_A_PORTGROUP_LEARNING] = {
		.name = "learning",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_LEARNING,
	},
	[VSW_A_PORTGROUP_ADOPT] = {
		.name = "adopt",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE] = {
		.name = "promiscuous-scope",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = promiscuous_scope_names,
		.n_names = ARRAY_SIZE(promiscuous_scope_names),
	},
	[VSW_A_PORTGROUP_DEFAULT] = {
		.name = "default",
		.type = VSW_TYPE_FLAG,
	},
	[VSW_A_PORTGROUP_PORTS] = {
		.name = "ports",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_PORTGROUP_SEQ] = {
		.name = "seq",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_PORTGROUP_GUARD] = {
		.name = "guard",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_GUARD,
	},
	[VSW_A_PORTGROUP_DISCOVERY] = {
		.name = "discovery",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_DISCOVERY,
	},
	[VSW_A_PORTGROUP_SPOOFGUARD] = {
		.name = "spoofguard",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = spoofguard_mode_names,
		.n_names = ARRAY_SIZE(spoofguard_mode_names),
	},
};

static const struct vsw_attr_spec port_attrs[VSW_A_PORT_MAX + 1] = {
	[VSW_A_PORT_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_PORT_ID] = {
		.name = "id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_PORT_NAME] = {
		.name = "name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_PORT_NEW_NAME] = {
		.name = "new-name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_PORT_PORTGROUP] = {
		.name = "portgroup",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_PORT_IFINDEX] = {
		.name = "ifindex",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_PORT_DEV] = {
		.name = "dev",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_PORT_INITIAL_MAC] = {
		.name = "initial-mac",
		.type = VSW_TYPE_MAC,
		.width = 6,
	},
	[VSW_A_PORT_EFFECTIVE_MAC] = {
		.name = "effective-mac",
		.type = VSW_TYPE_MAC,
		.width = 6,
	},
	[VSW_A_PORT_MAC_SOURCE] = {
		.name = "mac-source",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = mac_source_names,
		.n_names = ARRAY_SIZE(mac_source_names),
	},
	[VSW_A_PORT_ADMIN_BLOCKED] = {
		.name = "admin-blocked",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_PORT_STATE] = {
		.name = "state",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = port_state_names,
		.n_names = ARRAY_SIZE(port_state_names),
	},
	[VSW_A_PORT_REASONS] = {
		.name = "reasons",
		.type = VSW_TYPE_BITS,
		.width = 4,
		.names = block_reason_names,
		.n_names = ARRAY_SIZE(block_reason_names),
	},
	[VSW_A_PORT_PROMISCUOUS_REQUESTED] = {
		.name = "promiscuous-requested",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_PORT_SECURITY] = {
		.name = "security",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_SECURITY,
	},
	[VSW_A_PORT_SECURITY_EFFECTIVE] = {
		.name = "security-effective",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_SECURITY,
	},
	[VSW_A_PORT_UPLINK] = {
		.name = "uplink",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_PORT_UPLINK_ID] = {
		.name = "uplink-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_PORT_LEARNED] = {
		.name = "learned",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_PORT_MAC_SOURCE_AUTO] = {
		.name = "mac-source-auto",
		.type = VSW_TYPE_FLAG,
	},
	[VSW_A_PORT_STATS] = {
		.name = "stats",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_STATS,
	},
	[VSW_A_PORT_DROP] = {
		.name = "drop",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_DROP,
	},
	[VSW_A_PORT_SEQ] = {
		.name = "seq",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_PORT_TAG] = {
		.name = "tag",
		.type = VSW_TYPE_STRING,
		.list = true,
	},
	[VSW_A_PORT_ISOLATED] = {
		.name = "isolated",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_PORT_BPDU_BLOCKED] = {
		.name = "bpdu-blocked",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_PORT_SPOOFGUARD] = {
		.name = "spoofguard",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = spoofguard_mode_names,
		.n_names = ARRAY_SIZE(spoofguard_mode_names),
	},
	[VSW_A_PORT_SPOOFGUARD_EFFECTIVE] = {
		.name = "spoofguard-effective",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = spoofguard_mode_names,
		.n_names = ARRAY_SIZE(spoofguard_mode_names),
	},
	[VSW_A_PORT_IP_ADDRESS] = {
		.name = "ip-address",
		.type = VSW_TYPE_IP,
	},
	[VSW_A_PORT_BINDINGS] = {
		.name = "bindings",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_PORT_BINDINGS_REFUSED] = {
		.name = "bindings-refused",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
};

static const struct vsw_attr_spec uplink_attrs[VSW_A_UPLINK_MAX + 1] = {
	[VSW_A_UPLINK_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_UPLINK_ID] = {
		.name = "id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_UPLINK_DEV] = {
		.name = "dev",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_UPLINK_IFINDEX] = {
		.name = "ifindex",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_UPLINK_STATE] = {
		.name = "state",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = port_state_names,
		.n_names = ARRAY_SIZE(port_state_names),
	},
	[VSW_A_UPLINK_REASONS] = {
		.name = "reasons",
		.type = VSW_TYPE_BITS,
		.width = 4,
		.names = block_reason_names,
		.n_names = ARRAY_SIZE(block_reason_names),
	},
	[VSW_A_UPLINK_PORTS] = {
		.name = "ports",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_UPLINK_STATS] = {
		.name = "stats",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_STATS,
	},
	[VSW_A_UPLINK_DROP] = {
		.name = "drop",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_DROP,
	},
	[VSW_A_UPLINK_SEQ] = {
		.name = "seq",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec fdb_attrs[VSW_A_FDB_MAX + 1] = {
	[VSW_A_FDB_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_FDB_ADDRESS] = {
		.name = "address",
		.type = VSW_TYPE_MAC,
		.width = 6,
	},
	[VSW_A_FDB_VLAN] = {
		.name = "vlan",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_FDB_KIND] = {
		.name = "kind",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = fdb_kind_names,
		.n_names = ARRAY_SIZE(fdb_kind_names),
	},
	[VSW_A_FDB_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_FDB_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_FDB_AGE] = {
		.name = "age",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec event_attrs[VSW_A_EVENT_MAX + 1] = {
	[VSW_A_EVENT_TYPE] = {
		.name = "type",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = event_type_names,
		.n_names = ARRAY_SIZE(event_type_names),
	},
	[VSW_A_EVENT_SEQ] = {
		.name = "seq",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_EVENT_TIME] = {
		.name = "time",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_EVENT_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_EVENT_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_EVENT_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_EVENT_DEV] = {
		.name = "dev",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_EVENT_MAC] = {
		.name = "mac",
		.type = VSW_TYPE_MAC,
		.width = 6,
	},
	[VSW_A_EVENT_REASONS] = {
		.name = "reasons",
		.type = VSW_TYPE_BITS,
		.width = 4,
		.names = block_reason_names,
		.n_names = ARRAY_SIZE(block_reason_names),
	},
	[VSW_A_EVENT_TAG] = {
		.name = "tag",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_EVENT_ADDRESS] = {
		.name = "address",
		.type = VSW_TYPE_IP,
	},
	[VSW_A_EVENT_VLAN] = {
		.name = "vlan",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_EVENT_DROP_REASON] = {
		.name = "drop-reason",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_EVENT_LOST] = {
		.name = "lost",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec address_attrs[VSW_A_ADDRESS_MAX + 1] = {
	[VSW_A_ADDRESS_IP] = {
		.name = "ip",
		.type = VSW_TYPE_IP,
	},
	[VSW_A_ADDRESS_PREFIX_LEN] = {
		.name = "prefix-len",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_ADDRESS_LAST] = {
		.name = "last",
		.type = VSW_TYPE_IP,
	},
};

static const struct vsw_attr_spec port_range_attrs[VSW_A_PORT_RANGE_MAX + 1] = {
	[VSW_A_PORT_RANGE_FIRST] = {
		.name = "first",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_PORT_RANGE_LAST] = {
		.name = "last",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
};

static const struct vsw_attr_spec match_attrs[VSW_A_MATCH_MAX + 1] = {
	[VSW_A_MATCH_NEGATED] = {
		.name = "negated",
		.type = VSW_TYPE_FLAG,
	},
	[VSW_A_MATCH_ADDRESS] = {
		.name = "address",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_ADDRESS,
	},
	[VSW_A_MATCH_SET] = {
		.name = "set",
		.type = VSW_TYPE_STRING,
		.list = true,
	},
	[VSW_A_MATCH_MAC] = {
		.name = "mac",
		.type = VSW_TYPE_MAC,
		.width = 6,
		.list = true,
	},
	[VSW_A_MATCH_GROUP] = {
		.name = "group",
		.type = VSW_TYPE_STRING,
		.list = true,
	},
};

static const struct vsw_attr_spec rule_stats_attrs[VSW_A_RULE_STATS_MAX + 1] = {
	[VSW_A_RULE_STATS_EVALUATIONS] = {
		.name = "evaluations",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_RULE_STATS_HITS] = {
		.name = "hits",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_RULE_STATS_PACKETS_OUT] = {
		.name = "packets-out",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_RULE_STATS_PACKETS_IN] = {
		.name = "packets-in",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_RULE_STATS_BYTES_OUT] = {
		.name = "bytes-out",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_RULE_STATS_BYTES_IN] = {
		.name = "bytes-in",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_RULE_STATS_CONNECTIONS] = {
		.name = "connections",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
};

static const struct vsw_attr_spec rule_attrs[VSW_A_RULE_MAX + 1] = {
	[VSW_A_RULE_RULESET] = {
		.name = "ruleset",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_RULE_ID] = {
		.name = "id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_RULE_POSITION] = {
		.name = "position",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_RULE_DIRECTION] = {
		.name = "direction",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = direction_names,
		.n_names = ARRAY_SIZE(direction_names),
	},
	[VSW_A_RULE_FAMILY] = {
		.name = "family",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = family_names,
		.n_names = ARRAY_SIZE(family_names),
	},
	[VSW_A_RULE_PROTOCOL] = {
		.name = "protocol",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_RULE_FROM] = {
		.name = "from",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_MATCH,
	},
	[VSW_A_RULE_TO] = {
		.name = "to",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_MATCH,
	},
	[VSW_A_RULE_SOURCE_PORT] = {
		.name = "source-port",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_PORT_RANGE,
	},
	[VSW_A_RULE_DESTINATION_PORT] = {
		.name = "destination-port",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_PORT_RANGE,
	},
	[VSW_A_RULE_ICMP_TYPE] = {
		.name = "icmp-type",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_RULE_ICMP_CODE] = {
		.name = "icmp-code",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_RULE_ETHERTYPE] = {
		.name = "ethertype",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_RULE_ACTION] = {
		.name = "action",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = action_names,
		.n_names = ARRAY_SIZE(action_names),
	},
	[VSW_A_RULE_LOG] = {
		.name = "log",
		.type = VSW_TYPE_FLAG,
	},
	[VSW_A_RULE_STATELESS] = {
		.name = "stateless",
		.type = VSW_TYPE_FLAG,
	},
	[VSW_A_RULE_STRICTNESS] = {
		.name = "strictness",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = strictness_names,
		.n_names = ARRAY_SIZE(strictness_names),
	},
	[VSW_A_RULE_DISABLED] = {
		.name = "disabled",
		.type = VSW_TYPE_FLAG,
	},
	[VSW_A_RULE_ALG] = {
		.name = "alg",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = alg_names,
		.n_names = ARRAY_SIZE(alg_names),
	},
	[VSW_A_RULE_TAG] = {
		.name = "tag",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_RULE_APPLIED_TO] = {
		.name = "applied-to",
		.type = VSW_TYPE_STRING,
		.list = true,
	},
	[VSW_A_RULE_STATS] = {
		.name = "stats",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_RULE_STATS,
	},
	[VSW_A_RULE_APPLIED_GROUP] = {
		.name = "applied-group",
		.type = VSW_TYPE_STRING,
		.list = true,
	},
};

static const struct vsw_attr_spec ruleset_attrs[VSW_A_RULESET_MAX + 1] = {
	[VSW_A_RULESET_NAME] = {
		.name = "name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_RULESET_CATEGORY] = {
		.name = "category",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = category_names,
		.n_names = ARRAY_SIZE(category_names),
	},
	[VSW_A_RULESET_STRICTNESS] = {
		.name = "strictness",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = strictness_names,
		.n_names = ARRAY_SIZE(strictness_names),
	},
	[VSW_A_RULESET_DEFAULT_ACTION] = {
		.name = "default-action",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = action_names,
		.n_names = ARRAY_SIZE(action_names),
	},
	[VSW_A_RULESET_DEFAULT_LOG] = {
		.name = "default-log",
		.type = VSW_TYPE_FLAG,
	},
	[VSW_A_RULESET_RULES] = {
		.name = "rules",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_RULESET_DEFAULT_STATS] = {
		.name = "default-stats",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_RULE_STATS,
	},
};

static const struct vsw_attr_spec addrset_attrs[VSW_A_ADDRSET_MAX + 1] = {
	[VSW_A_ADDRSET_NAME] = {
		.name = "name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_ADDRSET_ADDRESS] = {
		.name = "address",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_ADDRESS,
	},
	[VSW_A_ADDRSET_COUNT] = {
		.name = "count",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_ADDRSET_USERS] = {
		.name = "users",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec rules_attrs[VSW_A_RULES_MAX + 1] = {
	[VSW_A_RULES_GENERATION] = {
		.name = "generation",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_RULES_NAME] = {
		.name = "name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_RULES_TRANSITION] = {
		.name = "transition",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = transition_names,
		.n_names = ARRAY_SIZE(transition_names),
	},
	[VSW_A_RULES_RULESET] = {
		.name = "ruleset",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_RULESET,
	},
	[VSW_A_RULES_ADDRSET] = {
		.name = "addrset",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_ADDRSET,
	},
	[VSW_A_RULES_RULE] = {
		.name = "rule",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_RULE,
	},
	[VSW_A_RULES_REQUIRE_RULESET] = {
		.name = "require-ruleset",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_RULES_LOADED] = {
		.name = "loaded",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_RULES_SEQ] = {
		.name = "seq",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec timeouts_attrs[VSW_A_TIMEOUTS_MAX + 1] = {
	[VSW_A_TIMEOUTS_TCP_FIRST] = {
		.name = "tcp-first",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_TCP_OPENING] = {
		.name = "tcp-opening",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_TCP_ESTABLISHED] = {
		.name = "tcp-established",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_TCP_CLOSING] = {
		.name = "tcp-closing",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_TCP_FIN_WAIT] = {
		.name = "tcp-fin-wait",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_TCP_CLOSED] = {
		.name = "tcp-closed",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_UDP_FIRST] = {
		.name = "udp-first",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_UDP_SINGLE] = {
		.name = "udp-single",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_UDP_MULTIPLE] = {
		.name = "udp-multiple",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_ICMP_FIRST] = {
		.name = "icmp-first",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_ICMP_ERROR] = {
		.name = "icmp-error",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TIMEOUTS_OTHER] = {
		.name = "other",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec limits_attrs[VSW_A_LIMITS_MAX + 1] = {
	[VSW_A_LIMITS_TOTAL] = {
		.name = "total",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LIMITS_HALF_OPEN] = {
		.name = "half-open",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LIMITS_UDP] = {
		.name = "udp",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LIMITS_ICMP] = {
		.name = "icmp",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LIMITS_OTHER] = {
		.name = "other",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec filter_attrs[VSW_A_FILTER_MAX + 1] = {
	[VSW_A_FILTER_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_FILTER_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_FILTER_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_FILTER_SLOT] = {
		.name = "slot",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_FILTER_NAME] = {
		.name = "name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_FILTER_AGENT] = {
		.name = "agent",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_FILTER_STATE] = {
		.name = "state",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = filter_state_names,
		.n_names = ARRAY_SIZE(filter_state_names),
	},
	[VSW_A_FILTER_FAILURE_POLICY] = {
		.name = "failure-policy",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = failure_policy_names,
		.n_names = ARRAY_SIZE(failure_policy_names),
	},
	[VSW_A_FILTER_SOURCE] = {
		.name = "source",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_FILTER_TIMEOUTS] = {
		.name = "timeouts",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_TIMEOUTS,
	},
	[VSW_A_FILTER_LIMITS] = {
		.name = "limits",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_LIMITS,
	},
	[VSW_A_FILTER_STATES] = {
		.name = "states",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_LIMITS,
	},
	[VSW_A_FILTER_EVICTED] = {
		.name = "evicted",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_FILTER_FAILED_OPEN] = {
		.name = "failed-open",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_FILTER_RULES] = {
		.name = "rules",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_FILTER_SPOOFGUARD] = {
		.name = "spoofguard",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = spoofguard_mode_names,
		.n_names = ARRAY_SIZE(spoofguard_mode_names),
	},
};

static const struct vsw_attr_spec flow_attrs[VSW_A_FLOW_MAX + 1] = {
	[VSW_A_FLOW_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_FLOW_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_FLOW_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_FLOW_ID] = {
		.name = "id",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_FLOW_STATE] = {
		.name = "state",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = flow_state_names,
		.n_names = ARRAY_SIZE(flow_state_names),
	},
	[VSW_A_FLOW_PROTOCOL] = {
		.name = "protocol",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_FLOW_ETHERTYPE] = {
		.name = "ethertype",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_FLOW_VLAN] = {
		.name = "vlan",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_FLOW_DIRECTION] = {
		.name = "direction",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = direction_names,
		.n_names = ARRAY_SIZE(direction_names),
	},
	[VSW_A_FLOW_RULE_ID] = {
		.name = "rule-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_FLOW_SOURCE] = {
		.name = "source",
		.type = VSW_TYPE_IP,
	},
	[VSW_A_FLOW_DESTINATION] = {
		.name = "destination",
		.type = VSW_TYPE_IP,
	},
	[VSW_A_FLOW_SOURCE_PORT] = {
		.name = "source-port",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_FLOW_DESTINATION_PORT] = {
		.name = "destination-port",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_FLOW_ICMP_TYPE] = {
		.name = "icmp-type",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_FLOW_ALG] = {
		.name = "alg",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = alg_names,
		.n_names = ARRAY_SIZE(alg_names),
	},
	[VSW_A_FLOW_EXPECTED] = {
		.name = "expected",
		.type = VSW_TYPE_FLAG,
	},
	[VSW_A_FLOW_PACKETS_OUT] = {
		.name = "packets-out",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_FLOW_PACKETS_IN] = {
		.name = "packets-in",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_FLOW_BYTES_OUT] = {
		.name = "bytes-out",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_FLOW_BYTES_IN] = {
		.name = "bytes-in",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_FLOW_SECONDS_LEFT] = {
		.name = "seconds-left",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_FLOW_GENERATION] = {
		.name = "generation",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec packet_attrs[VSW_A_PACKET_MAX + 1] = {
	[VSW_A_PACKET_SOURCE_MAC] = {
		.name = "source-mac",
		.type = VSW_TYPE_MAC,
		.width = 6,
	},
	[VSW_A_PACKET_DESTINATION_MAC] = {
		.name = "destination-mac",
		.type = VSW_TYPE_MAC,
		.width = 6,
	},
	[VSW_A_PACKET_ETHERTYPE] = {
		.name = "ethertype",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_PACKET_VLAN] = {
		.name = "vlan",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_PACKET_SOURCE] = {
		.name = "source",
		.type = VSW_TYPE_IP,
	},
	[VSW_A_PACKET_DESTINATION] = {
		.name = "destination",
		.type = VSW_TYPE_IP,
	},
	[VSW_A_PACKET_PROTOCOL] = {
		.name = "protocol",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_PACKET_SOURCE_PORT] = {
		.name = "source-port",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_PACKET_DESTINATION_PORT] = {
		.name = "destination-port",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_PACKET_ICMP_TYPE] = {
		.name = "icmp-type",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_PACKET_ICMP_CODE] = {
		.name = "icmp-code",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_PACKET_ICMP_ID] = {
		.name = "icmp-id",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_PACKET_TCP_FLAGS] = {
		.name = "tcp-flags",
		.type = VSW_TYPE_UINT,
		.width = 1,
	},
	[VSW_A_PACKET_LENGTH] = {
		.name = "length",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec simulate_attrs[VSW_A_SIMULATE_MAX + 1] = {
	[VSW_A_SIMULATE_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_SIMULATE_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_SIMULATE_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_SIMULATE_DIRECTION] = {
		.name = "direction",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = direction_names,
		.n_names = ARRAY_SIZE(direction_names),
	},
	[VSW_A_SIMULATE_PACKET] = {
		.name = "packet",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_PACKET,
	},
	[VSW_A_SIMULATE_ACTION] = {
		.name = "action",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = action_names,
		.n_names = ARRAY_SIZE(action_names),
	},
	[VSW_A_SIMULATE_REASON] = {
		.name = "reason",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_SIMULATE_LAYER] = {
		.name = "layer",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = verdict_layer_names,
		.n_names = ARRAY_SIZE(verdict_layer_names),
	},
	[VSW_A_SIMULATE_RULESET] = {
		.name = "ruleset",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_SIMULATE_RULE_ID] = {
		.name = "rule-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_SIMULATE_POSITION] = {
		.name = "position",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_SIMULATE_GENERATION] = {
		.name = "generation",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec why_attrs[VSW_A_WHY_MAX + 1] = {
	[VSW_A_WHY_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_WHY_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_WHY_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_WHY_TIME] = {
		.name = "time",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_WHY_REASON] = {
		.name = "reason",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_WHY_RULESET] = {
		.name = "ruleset",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_WHY_RULE_ID] = {
		.name = "rule-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_WHY_PACKET] = {
		.name = "packet",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_PACKET,
	},
};

static const struct vsw_attr_spec log_attrs[VSW_A_LOG_MAX + 1] = {
	[VSW_A_LOG_SEQ] = {
		.name = "seq",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LOG_LOST] = {
		.name = "lost",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LOG_TIME] = {
		.name = "time",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_LOG_KIND] = {
		.name = "kind",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = log_kind_names,
		.n_names = ARRAY_SIZE(log_kind_names),
	},
	[VSW_A_LOG_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LOG_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_LOG_DIRECTION] = {
		.name = "direction",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = direction_names,
		.n_names = ARRAY_SIZE(direction_names),
	},
	[VSW_A_LOG_ACTION] = {
		.name = "action",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = action_names,
		.n_names = ARRAY_SIZE(action_names),
	},
	[VSW_A_LOG_RULESET] = {
		.name = "ruleset",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_LOG_RULE_ID] = {
		.name = "rule-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_LOG_TAG] = {
		.name = "tag",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_LOG_PACKET] = {
		.name = "packet",
		.type = VSW_TYPE_NEST,
		.nest = VSW_KIND_PACKET,
	},
	[VSW_A_LOG_END] = {
		.name = "end",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = flow_end_names,
		.n_names = ARRAY_SIZE(flow_end_names),
	},
	[VSW_A_LOG_PACKETS_OUT] = {
		.name = "packets-out",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_LOG_PACKETS_IN] = {
		.name = "packets-in",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_LOG_BYTES_OUT] = {
		.name = "bytes-out",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_LOG_BYTES_IN] = {
		.name = "bytes-in",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
};

static const struct vsw_attr_spec binding_attrs[VSW_A_BINDING_MAX + 1] = {
	[VSW_A_BINDING_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_BINDING_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_BINDING_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_BINDING_ADDRESS] = {
		.name = "address",
		.type = VSW_TYPE_IP,
	},
	[VSW_A_BINDING_VLAN] = {
		.name = "vlan",
		.type = VSW_TYPE_UINT,
		.width = 2,
	},
	[VSW_A_BINDING_MAC] = {
		.name = "mac",
		.type = VSW_TYPE_MAC,
		.width = 6,
	},
	[VSW_A_BINDING_SOURCES] = {
		.name = "sources",
		.type = VSW_TYPE_BITS,
		.width = 4,
		.names = binding_source_names,
		.n_names = ARRAY_SIZE(binding_source_names),
	},
	[VSW_A_BINDING_STATE] = {
		.name = "state",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = binding_state_names,
		.n_names = ARRAY_SIZE(binding_state_names),
	},
	[VSW_A_BINDING_APPROVED] = {
		.name = "approved",
		.type = VSW_TYPE_BOOL,
		.width = 1,
	},
	[VSW_A_BINDING_AGE] = {
		.name = "age",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_BINDING_EXPIRES] = {
		.name = "expires",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_BINDING_SEQ] = {
		.name = "seq",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec tag_attrs[VSW_A_TAG_MAX + 1] = {
	[VSW_A_TAG_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_TAG_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_TAG_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_TAG_TAG] = {
		.name = "tag",
		.type = VSW_TYPE_STRING,
		.list = true,
	},
};

static const struct vsw_attr_spec group_step_attrs[VSW_A_GROUP_STEP_MAX + 1] = {
	[VSW_A_GROUP_STEP_OP] = {
		.name = "op",
		.type = VSW_TYPE_ENUM,
		.width = 1,
		.names = group_op_names,
		.n_names = ARRAY_SIZE(group_op_names),
	},
	[VSW_A_GROUP_STEP_PATTERN] = {
		.name = "pattern",
		.type = VSW_TYPE_STRING,
	},
};

static const struct vsw_attr_spec group_attrs[VSW_A_GROUP_MAX + 1] = {
	[VSW_A_GROUP_NAME] = {
		.name = "name",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_GROUP_STEP] = {
		.name = "step",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_GROUP_STEP,
	},
	[VSW_A_GROUP_ADDRESS] = {
		.name = "address",
		.type = VSW_TYPE_NEST,
		.list = true,
		.nest = VSW_KIND_ADDRESS,
	},
	[VSW_A_GROUP_MAC] = {
		.name = "mac",
		.type = VSW_TYPE_MAC,
		.width = 6,
		.list = true,
	},
	[VSW_A_GROUP_MEMBERS] = {
		.name = "members",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_GROUP_USERS] = {
		.name = "users",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_GROUP_SEQ] = {
		.name = "seq",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
};

static const struct vsw_attr_spec group_member_attrs[VSW_A_GROUP_MEMBER_MAX + 1] = {
	[VSW_A_GROUP_MEMBER_GROUP] = {
		.name = "group",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_GROUP_MEMBER_SWITCH] = {
		.name = "switch",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_GROUP_MEMBER_PORT_ID] = {
		.name = "port-id",
		.type = VSW_TYPE_UINT,
		.width = 4,
	},
	[VSW_A_GROUP_MEMBER_PORT] = {
		.name = "port",
		.type = VSW_TYPE_STRING,
	},
	[VSW_A_GROUP_MEMBER_MATCHED] = {
		.name = "matched",
		.type = VSW_TYPE_UINT,
		.width = 8,
	},
	[VSW_A_GROUP_MEMBER_MAC] = {
		.name = "mac",
		.type = VSW_TYPE_MAC,
		.width = 6,
		.list = true,
	},
	[VSW_A_GROUP_MEMBER_IP] = {
		.name = "ip",
		.type = VSW_TYPE_IP,
		.list = true,
	},
};

static const struct vsw_set_spec sets[] = {
	[VSW_KIND_POLICY] = {
		.max = VSW_A_POLICY_MAX,
		.attr = policy_attrs,
	},
	[VSW_KIND_SECURITY] = {
		.max = VSW_A_SECURITY_MAX,
		.attr = security_attrs,
	},
	[VSW_KIND_VLAN_RANGE] = {
		.max = VSW_A_VLAN_RANGE_MAX,
		.attr = vlan_range_attrs,
	},
	[VSW_KIND_VLAN] = {
		.max = VSW_A_VLAN_MAX,
		.attr = vlan_attrs,
	},
	[VSW_KIND_LEARNING] = {
		.max = VSW_A_LEARNING_MAX,
		.attr = learning_attrs,
	},
	[VSW_KIND_MAC_LIST] = {
		.max = VSW_A_MAC_LIST_MAX,
		.attr = mac_list_attrs,
	},
	[VSW_KIND_GUARD] = {
		.max = VSW_A_GUARD_MAX,
		.attr = guard_attrs,
	},
	[VSW_KIND_DISCOVERY] = {
		.max = VSW_A_DISCOVERY_MAX,
		.attr = discovery_attrs,
	},
	[VSW_KIND_STATS] = {
		.max = VSW_A_STATS_MAX,
		.attr = stats_attrs,
	},
	[VSW_KIND_DROP] = {
		.max = VSW_A_DROP_MAX,
		.attr = drop_attrs,
	},
	[VSW_KIND_SWITCH] = {
		.max = VSW_A_SWITCH_MAX,
		.attr = switch_attrs,
	},
	[VSW_KIND_PORTGROUP] = {
		.max = VSW_A_PORTGROUP_MAX,
		.attr = portgroup_attrs,
	},
	[VSW_KIND_PORT] = {
		.max = VSW_A_PORT_MAX,
		.attr = port_attrs,
	},
	[VSW_KIND_UPLINK] = {
		.max = VSW_A_UPLINK_MAX,
		.attr = uplink_attrs,
	},
	[VSW_KIND_FDB] = {
		.max = VSW_A_FDB_MAX,
		.attr = fdb_attrs,
	},
	[VSW_KIND_EVENT] = {
		.max = VSW_A_EVENT_MAX,
		.attr = event_attrs,
	},
	[VSW_KIND_ADDRESS] = {
		.max = VSW_A_ADDRESS_MAX,
		.attr = address_attrs,
	},
	[VSW_KIND_PORT_RANGE] = {
		.max = VSW_A_PORT_RANGE_MAX,
		.attr = port_range_attrs,
	},
	[VSW_KIND_MATCH] = {
		.max = VSW_A_MATCH_MAX,
		.attr = match_attrs,
	},
	[VSW_KIND_RULE_STATS] = {
		.max = VSW_A_RULE_STATS_MAX,
		.attr = rule_stats_attrs,
	},
	[VSW_KIND_RULE] = {
		.max = VSW_A_RULE_MAX,
		.attr = rule_attrs,
	},
	[VSW_KIND_RULESET] = {
		.max = VSW_A_RULESET_MAX,
		.attr = ruleset_attrs,
	},
	[VSW_KIND_ADDRSET] = {
		.max = VSW_A_ADDRSET_MAX,
		.attr = addrset_attrs,
	},
	[VSW_KIND_RULES] = {
		.max = VSW_A_RULES_MAX,
		.attr = rules_attrs,
	},
	[VSW_KIND_TIMEOUTS] = {
		.max = VSW_A_TIMEOUTS_MAX,
		.attr = timeouts_attrs,
	},
	[VSW_KIND_LIMITS] = {
		.max = VSW_A_LIMITS_MAX,
		.attr = limits_attrs,
	},
	[VSW_KIND_FILTER] = {
		.max = VSW_A_FILTER_MAX,
		.attr = filter_attrs,
	},
	[VSW_KIND_FLOW] = {
		.max = VSW_A_FLOW_MAX,
		.attr = flow_attrs,
	},
	[VSW_KIND_PACKET] = {
		.max = VSW_A_PACKET_MAX,
		.attr = packet_attrs,
	},
	[VSW_KIND_SIMULATE] = {
		.max = VSW_A_SIMULATE_MAX,
		.attr = simulate_attrs,
	},
	[VSW_KIND_WHY] = {
		.max = VSW_A_WHY_MAX,
		.attr = why_attrs,
	},
	[VSW_KIND_LOG] = {
		.max = VSW_A_LOG_MAX,
		.attr = log_attrs,
	},
	[VSW_KIND_BINDING] = {
		.max = VSW_A_BINDING_MAX,
		.attr = binding_attrs,
	},
	[VSW_KIND_TAG] = {
		.max = VSW_A_TAG_MAX,
		.attr = tag_attrs,
	},
	[VSW_KIND_GROUP_STEP] = {
		.max = VSW_A_GROUP_STEP_MAX,
		.attr = group_step_attrs,
	},
	[VSW_KIND_GROUP] = {
		.max = VSW_A_GROUP_MAX,
		.attr = group_attrs,
	},
	[VSW_KIND_GROUP_MEMBER] = {
		.max = VSW_A_GROUP_MEMBER_MAX,
		.attr = group_member_attrs,
	},
};

static const struct vsw_cmd_spec cmds[] = {
	[VSW_CMD_SWITCH_NEW] = {
		.name = "switch-new",
		.kind = VSW_KIND_SWITCH,
	},
	[VSW_CMD_SWITCH_SET] = {
		.name = "switch-set",
		.kind = VSW_KIND_SWITCH,
	},
	[VSW_CMD_SWITCH_DEL] = {
		.name = "switch-del",
		.kind = VSW_KIND_SWITCH,
	},
	[VSW_CMD_SWITCH_GET] = {
		.name = "switch-get",
		.kind = VSW_KIND_SWITCH,
	},
	[VSW_CMD_SWITCH_NTF] = {
		.name = "switch-ntf",
		.kind = VSW_KIND_SWITCH,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_SWITCH_DEL_NTF] = {
		.name = "switch-del-ntf",
		.kind = VSW_KIND_SWITCH,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_PORTGROUP_NEW] = {
		.name = "portgroup-new",
		.kind = VSW_KIND_PORTGROUP,
	},
	[VSW_CMD_PORTGROUP_SET] = {
		.name = "portgroup-set",
		.kind = VSW_KIND_PORTGROUP,
	},
	[VSW_CMD_PORTGROUP_DEL] = {
		.name = "portgroup-del",
		.kind = VSW_KIND_PORTGROUP,
	},
	[VSW_CMD_PORTGROUP_GET] = {
		.name = "portgroup-get",
		.kind = VSW_KIND_PORTGROUP,
	},
	[VSW_CMD_PORTGROUP_NTF] = {
		.name = "portgroup-ntf",
		.kind = VSW_KIND_PORTGROUP,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_PORTGROUP_DEL_NTF] = {
		.name = "portgroup-del-ntf",
		.kind = VSW_KIND_PORTGROUP,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_PORT_NEW] = {
		.name = "port-new",
		.kind = VSW_KIND_PORT,
	},
	[VSW_CMD_PORT_SET] = {
		.name = "port-set",
		.kind = VSW_KIND_PORT,
	},
	[VSW_CMD_PORT_DEL] = {
		.name = "port-del",
		.kind = VSW_KIND_PORT,
	},
	[VSW_CMD_PORT_GET] = {
		.name = "port-get",
		.kind = VSW_KIND_PORT,
	},
	[VSW_CMD_PORT_NTF] = {
		.name = "port-ntf",
		.kind = VSW_KIND_PORT,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_PORT_DEL_NTF] = {
		.name = "port-del-ntf",
		.kind = VSW_KIND_PORT,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_UPLINK_NEW] = {
		.name = "uplink-new",
		.kind = VSW_KIND_UPLINK,
	},
	[VSW_CMD_UPLINK_DEL] = {
		.name = "uplink-del",
		.kind = VSW_KIND_UPLINK,
	},
	[VSW_CMD_UPLINK_GET] = {
		.name = "uplink-get",
		.kind = VSW_KIND_UPLINK,
	},
	[VSW_CMD_UPLINK_NTF] = {
		.name = "uplink-ntf",
		.kind = VSW_KIND_UPLINK,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_UPLINK_DEL_NTF] = {
		.name = "uplink-del-ntf",
		.kind = VSW_KIND_UPLINK,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_FDB_GET] = {
		.name = "fdb-get",
		.kind = VSW_KIND_FDB,
	},
	[VSW_CMD_FDB_FLUSH] = {
		.name = "fdb-flush",
		.kind = VSW_KIND_FDB,
	},
	[VSW_CMD_EVENT] = {
		.name = "event",
		.kind = VSW_KIND_EVENT,
		.group = VSW_MCGRP_EVENT,
	},
	[VSW_CMD_LOAD_BEGIN] = {
		.name = "load-begin",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_LOAD_ADD] = {
		.name = "load-add",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_LOAD_COMMIT] = {
		.name = "load-commit",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_LOAD_SET] = {
		.name = "load-set",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_LOAD_GET] = {
		.name = "load-get",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_LOAD_NTF] = {
		.name = "load-ntf",
		.kind = VSW_KIND_RULES,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_RULESET_GET] = {
		.name = "ruleset-get",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_RULE_GET] = {
		.name = "rule-get",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_ADDRSET_ADD] = {
		.name = "addrset-add",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_ADDRSET_DEL] = {
		.name = "addrset-del",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_ADDRSET_GET] = {
		.name = "addrset-get",
		.kind = VSW_KIND_RULES,
	},
	[VSW_CMD_FILTER_SET] = {
		.name = "filter-set",
		.kind = VSW_KIND_FILTER,
	},
	[VSW_CMD_FILTER_GET] = {
		.name = "filter-get",
		.kind = VSW_KIND_FILTER,
	},
	[VSW_CMD_FLOW_GET] = {
		.name = "flow-get",
		.kind = VSW_KIND_FLOW,
	},
	[VSW_CMD_FLOW_FLUSH] = {
		.name = "flow-flush",
		.kind = VSW_KIND_FLOW,
	},
	[VSW_CMD_SIMULATE] = {
		.name = "simulate",
		.kind = VSW_KIND_SIMULATE,
	},
	[VSW_CMD_WHY_GET] = {
		.name = "why-get",
		.kind = VSW_KIND_WHY,
	},
	[VSW_CMD_LOG] = {
		.name = "log",
		.kind = VSW_KIND_LOG,
		.group = VSW_MCGRP_LOG,
	},
	[VSW_CMD_BINDING_NEW] = {
		.name = "binding-new",
		.kind = VSW_KIND_BINDING,
	},
	[VSW_CMD_BINDING_SET] = {
		.name = "binding-set",
		.kind = VSW_KIND_BINDING,
	},
	[VSW_CMD_BINDING_DEL] = {
		.name = "binding-del",
		.kind = VSW_KIND_BINDING,
	},
	[VSW_CMD_BINDING_GET] = {
		.name = "binding-get",
		.kind = VSW_KIND_BINDING,
	},
	[VSW_CMD_BINDING_NTF] = {
		.name = "binding-ntf",
		.kind = VSW_KIND_BINDING,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_BINDING_DEL_NTF] = {
		.name = "binding-del-ntf",
		.kind = VSW_KIND_BINDING,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_BINDING_FLUSH] = {
		.name = "binding-flush",
		.kind = VSW_KIND_BINDING,
	},
	[VSW_CMD_TAG_ADD] = {
		.name = "tag-add",
		.kind = VSW_KIND_TAG,
	},
	[VSW_CMD_TAG_DEL] = {
		.name = "tag-del",
		.kind = VSW_KIND_TAG,
	},
	[VSW_CMD_GROUP_NEW] = {
		.name = "group-new",
		.kind = VSW_KIND_GROUP,
	},
	[VSW_CMD_GROUP_SET] = {
		.name = "group-set",
		.kind = VSW_KIND_GROUP,
	},
	[VSW_CMD_GROUP_DEL] = {
		.name = "group-del",
		.kind = VSW_KIND_GROUP,
	},
	[VSW_CMD_GROUP_GET] = {
		.name = "group-get",
		.kind = VSW_KIND_GROUP,
	},
	[VSW_CMD_GROUP_NTF] = {
		.name = "group-ntf",
		.kind = VSW_KIND_GROUP,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_GROUP_DEL_NTF] = {
		.name = "group-del-ntf",
		.kind = VSW_KIND_GROUP,
		.group = VSW_MCGRP_CONFIG,
	},
	[VSW_CMD_GROUP_MEMBER_GET] = {
		.name = "group-member-get",
		.kind = VSW_KIND_GROUP_MEMBER,
	},
};

const struct vsw_set_spec *vsw_set_spec(unsigned int kind)
{
	if (kind >= ARRAY_SIZE(sets) || !sets[kind].attr)
		return NULL;
	return &sets[kind];
}

const struct vsw_cmd_spec *vsw_cmd_spec(unsigned int cmd)
{
	if (cmd >= ARRAY_SIZE(cmds) || !cmds[cmd].name)
		return NULL;
	return &cmds[cmd];
}
