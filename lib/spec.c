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
