// SPDX-License-Identifier: ((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause)
/* Do not edit directly, auto-generated from: */
/*	Documentation/netlink/specs/vsw.yaml */
/* YNL-GEN kernel source */

#include <net/netlink.h>
#include <net/genetlink.h>

#include "spec.h"

#include <uapi/linux/vsw.h>

/* Common nested types */
const struct nla_policy vsw_learning_nl_policy[VSW_A_LEARNING_FLOOD + 1] = {
	[VSW_A_LEARNING_ENABLED] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_LEARNING_LIMIT] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_LEARNING_AGEING] = NLA_POLICY_MIN(NLA_U32, 10),
	[VSW_A_LEARNING_LIMIT_ACTION] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_LEARNING_FLOOD] = NLA_POLICY_MAX(NLA_U8, 1),
};

const struct nla_policy vsw_policy_nl_policy[VSW_A_POLICY_SOURCE + 1] = {
	[VSW_A_POLICY_MODE] = NLA_POLICY_MAX(NLA_U8, 3),
	[VSW_A_POLICY_ADDRESS] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_POLICY_SOURCE] = NLA_POLICY_MAX(NLA_U8, 2),
};

const struct nla_policy vsw_security_nl_policy[VSW_A_SECURITY_FORGED_TRANSMITS + 1] = {
	[VSW_A_SECURITY_PROMISCUOUS] = NLA_POLICY_NESTED(vsw_policy_nl_policy),
	[VSW_A_SECURITY_MAC_CHANGES] = NLA_POLICY_NESTED(vsw_policy_nl_policy),
	[VSW_A_SECURITY_FORGED_TRANSMITS] = NLA_POLICY_NESTED(vsw_policy_nl_policy),
};

const struct nla_policy vsw_vlan_nl_policy[VSW_A_VLAN_TRANSPARENT + 1] = {
	[VSW_A_VLAN_MODE] = NLA_POLICY_MAX(NLA_U8, 2),
	[VSW_A_VLAN_ID] = NLA_POLICY_RANGE(NLA_U16, 1, 4094),
	[VSW_A_VLAN_RANGE] = NLA_POLICY_NESTED(vsw_vlan_range_nl_policy),
	[VSW_A_VLAN_NATIVE] = NLA_POLICY_MAX(NLA_U16, 4094),
	[VSW_A_VLAN_TRANSPARENT] = NLA_POLICY_MAX(NLA_U8, 1),
};

const struct nla_policy vsw_vlan_range_nl_policy[VSW_A_VLAN_RANGE_LAST + 1] = {
	[VSW_A_VLAN_RANGE_FIRST] = NLA_POLICY_MAX(NLA_U16, 4094),
	[VSW_A_VLAN_RANGE_LAST] = NLA_POLICY_MAX(NLA_U16, 4094),
};

/* VSW_CMD_SWITCH_NEW - do */
const struct nla_policy vsw_switch_new_nl_policy[VSW_A_SWITCH_SECURITY + 1] = {
	[VSW_A_SWITCH_NAME] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_SWITCH_IFINDEX] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_SWITCH_SECURITY] = NLA_POLICY_NESTED(vsw_security_nl_policy),
};

/* VSW_CMD_SWITCH_SET - do */
const struct nla_policy vsw_switch_set_nl_policy[VSW_A_SWITCH_SECURITY + 1] = {
	[VSW_A_SWITCH_NAME] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_SWITCH_IFINDEX] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_SWITCH_SECURITY] = NLA_POLICY_NESTED(vsw_security_nl_policy),
};

/* VSW_CMD_SWITCH_DEL - do */
const struct nla_policy vsw_switch_del_nl_policy[VSW_A_SWITCH_NAME + 1] = {
	[VSW_A_SWITCH_NAME] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_SWITCH_IFINDEX] = NLA_POLICY_MIN(NLA_U32, 1),
};

/* VSW_CMD_SWITCH_GET - do */
const struct nla_policy vsw_switch_get_nl_policy[VSW_A_SWITCH_NAME + 1] = {
	[VSW_A_SWITCH_NAME] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_SWITCH_IFINDEX] = NLA_POLICY_MIN(NLA_U32, 1),
};

/* VSW_CMD_PORTGROUP_NEW - do */
const struct nla_policy vsw_portgroup_new_nl_policy[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE + 1] = {
	[VSW_A_PORTGROUP_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORTGROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORTGROUP_NEW_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORTGROUP_SECURITY] = NLA_POLICY_NESTED(vsw_security_nl_policy),
	[VSW_A_PORTGROUP_VLAN] = NLA_POLICY_NESTED(vsw_vlan_nl_policy),
	[VSW_A_PORTGROUP_LEARNING] = NLA_POLICY_NESTED(vsw_learning_nl_policy),
	[VSW_A_PORTGROUP_ADOPT] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE] = NLA_POLICY_MAX(NLA_U8, 1),
};

/* VSW_CMD_PORTGROUP_SET - do */
const struct nla_policy vsw_portgroup_set_nl_policy[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE + 1] = {
	[VSW_A_PORTGROUP_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORTGROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORTGROUP_NEW_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORTGROUP_SECURITY] = NLA_POLICY_NESTED(vsw_security_nl_policy),
	[VSW_A_PORTGROUP_VLAN] = NLA_POLICY_NESTED(vsw_vlan_nl_policy),
	[VSW_A_PORTGROUP_LEARNING] = NLA_POLICY_NESTED(vsw_learning_nl_policy),
	[VSW_A_PORTGROUP_ADOPT] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE] = NLA_POLICY_MAX(NLA_U8, 1),
};

/* VSW_CMD_PORTGROUP_DEL - do */
const struct nla_policy vsw_portgroup_del_nl_policy[VSW_A_PORTGROUP_NAME + 1] = {
	[VSW_A_PORTGROUP_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORTGROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_PORTGROUP_GET - do */
const struct nla_policy vsw_portgroup_get_nl_policy[VSW_A_PORTGROUP_NAME + 1] = {
	[VSW_A_PORTGROUP_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORTGROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_PORT_NEW - do */
const struct nla_policy vsw_port_new_nl_policy[VSW_A_PORT_SECURITY + 1] = {
	[VSW_A_PORT_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_PORT_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORT_NEW_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORT_PORTGROUP] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORT_IFINDEX] = { .type = NLA_U32, },
	[VSW_A_PORT_DEV] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORT_INITIAL_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_PORT_EFFECTIVE_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_PORT_MAC_SOURCE] = NLA_POLICY_MAX(NLA_U8, 3),
	[VSW_A_PORT_ADMIN_BLOCKED] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORT_PROMISCUOUS_REQUESTED] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORT_SECURITY] = NLA_POLICY_NESTED(vsw_security_nl_policy),
};

/* VSW_CMD_PORT_SET - do */
const struct nla_policy vsw_port_set_nl_policy[VSW_A_PORT_SECURITY + 1] = {
	[VSW_A_PORT_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_PORT_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORT_NEW_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORT_PORTGROUP] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORT_IFINDEX] = { .type = NLA_U32, },
	[VSW_A_PORT_DEV] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORT_INITIAL_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_PORT_EFFECTIVE_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_PORT_MAC_SOURCE] = NLA_POLICY_MAX(NLA_U8, 3),
	[VSW_A_PORT_ADMIN_BLOCKED] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORT_PROMISCUOUS_REQUESTED] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORT_SECURITY] = NLA_POLICY_NESTED(vsw_security_nl_policy),
};

/* VSW_CMD_PORT_DEL - do */
const struct nla_policy vsw_port_del_nl_policy[VSW_A_PORT_DEV + 1] = {
	[VSW_A_PORT_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_PORT_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORT_DEV] = { .type = NLA_NUL_STRING, .len = 15, },
};

/* VSW_CMD_PORT_GET - do */
const struct nla_policy vsw_port_get_nl_policy[VSW_A_PORT_DEV + 1] = {
	[VSW_A_PORT_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_PORT_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORT_DEV] = { .type = NLA_NUL_STRING, .len = 15, },
};

/* VSW_CMD_UPLINK_NEW - do */
const struct nla_policy vsw_uplink_new_nl_policy[VSW_A_UPLINK_DEV + 1] = {
	[VSW_A_UPLINK_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_UPLINK_DEV] = { .type = NLA_NUL_STRING, .len = 15, },
};

/* VSW_CMD_UPLINK_DEL - do */
const struct nla_policy vsw_uplink_del_nl_policy[VSW_A_UPLINK_DEV + 1] = {
	[VSW_A_UPLINK_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_UPLINK_DEV] = { .type = NLA_NUL_STRING, .len = 15, },
};

/* VSW_CMD_UPLINK_GET - do */
const struct nla_policy vsw_uplink_get_nl_policy[VSW_A_UPLINK_DEV + 1] = {
	[VSW_A_UPLINK_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_UPLINK_DEV] = { .type = NLA_NUL_STRING, .len = 15, },
};

/* VSW_CMD_FDB_GET - do */
const struct nla_policy vsw_fdb_get_nl_policy[VSW_A_FDB_VLAN + 1] = {
	[VSW_A_FDB_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_FDB_ADDRESS] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_FDB_VLAN] = NLA_POLICY_MAX(NLA_U16, 4094),
};

/* VSW_CMD_FDB_FLUSH - do */
const struct nla_policy vsw_fdb_flush_nl_policy[VSW_A_FDB_PORT_ID + 1] = {
	[VSW_A_FDB_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_FDB_PORT_ID] = { .type = NLA_U32, },
};

/* Ops table for vsw */
const struct genl_ops vsw_nl_ops[17] = {
	{
		.cmd		= VSW_CMD_SWITCH_NEW,
		.doit		= vsw_nl_switch_new_doit,
		.policy		= vsw_switch_new_nl_policy,
		.maxattr	= VSW_A_SWITCH_SECURITY,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_SWITCH_SET,
		.doit		= vsw_nl_switch_set_doit,
		.policy		= vsw_switch_set_nl_policy,
		.maxattr	= VSW_A_SWITCH_SECURITY,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_SWITCH_DEL,
		.doit		= vsw_nl_switch_del_doit,
		.policy		= vsw_switch_del_nl_policy,
		.maxattr	= VSW_A_SWITCH_NAME,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_SWITCH_GET,
		.doit		= vsw_nl_switch_get_doit,
		.dumpit		= vsw_nl_switch_get_dumpit,
		.policy		= vsw_switch_get_nl_policy,
		.maxattr	= VSW_A_SWITCH_NAME,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORTGROUP_NEW,
		.doit		= vsw_nl_portgroup_new_doit,
		.policy		= vsw_portgroup_new_nl_policy,
		.maxattr	= VSW_A_PORTGROUP_PROMISCUOUS_SCOPE,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORTGROUP_SET,
		.doit		= vsw_nl_portgroup_set_doit,
		.policy		= vsw_portgroup_set_nl_policy,
		.maxattr	= VSW_A_PORTGROUP_PROMISCUOUS_SCOPE,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORTGROUP_DEL,
		.doit		= vsw_nl_portgroup_del_doit,
		.policy		= vsw_portgroup_del_nl_policy,
		.maxattr	= VSW_A_PORTGROUP_NAME,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORTGROUP_GET,
		.doit		= vsw_nl_portgroup_get_doit,
		.dumpit		= vsw_nl_portgroup_get_dumpit,
		.policy		= vsw_portgroup_get_nl_policy,
		.maxattr	= VSW_A_PORTGROUP_NAME,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORT_NEW,
		.doit		= vsw_nl_port_new_doit,
		.policy		= vsw_port_new_nl_policy,
		.maxattr	= VSW_A_PORT_SECURITY,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORT_SET,
		.doit		= vsw_nl_port_set_doit,
		.policy		= vsw_port_set_nl_policy,
		.maxattr	= VSW_A_PORT_SECURITY,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORT_DEL,
		.doit		= vsw_nl_port_del_doit,
		.policy		= vsw_port_del_nl_policy,
		.maxattr	= VSW_A_PORT_DEV,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORT_GET,
		.doit		= vsw_nl_port_get_doit,
		.dumpit		= vsw_nl_port_get_dumpit,
		.policy		= vsw_port_get_nl_policy,
		.maxattr	= VSW_A_PORT_DEV,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_UPLINK_NEW,
		.doit		= vsw_nl_uplink_new_doit,
		.policy		= vsw_uplink_new_nl_policy,
		.maxattr	= VSW_A_UPLINK_DEV,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_UPLINK_DEL,
		.doit		= vsw_nl_uplink_del_doit,
		.policy		= vsw_uplink_del_nl_policy,
		.maxattr	= VSW_A_UPLINK_DEV,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_UPLINK_GET,
		.doit		= vsw_nl_uplink_get_doit,
		.dumpit		= vsw_nl_uplink_get_dumpit,
		.policy		= vsw_uplink_get_nl_policy,
		.maxattr	= VSW_A_UPLINK_DEV,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_FDB_GET,
		.doit		= vsw_nl_fdb_get_doit,
		.dumpit		= vsw_nl_fdb_get_dumpit,
		.policy		= vsw_fdb_get_nl_policy,
		.maxattr	= VSW_A_FDB_VLAN,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_FDB_FLUSH,
		.doit		= vsw_nl_fdb_flush_doit,
		.policy		= vsw_fdb_flush_nl_policy,
		.maxattr	= VSW_A_FDB_PORT_ID,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
};

static const struct genl_multicast_group vsw_nl_mcgrps[] = {
	[VSW_NLGRP_CONFIG] = { "config", },
	[VSW_NLGRP_EVENT] = { "event", },
	[VSW_NLGRP_LOG] = { "log", },
};
