// SPDX-License-Identifier: ((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause)
/* Do not edit directly, auto-generated from: */
/*	Documentation/netlink/specs/vsw.yaml */
/* YNL-GEN kernel source */

#include <net/netlink.h>
#include <net/genetlink.h>

#include "spec.h"

#include <uapi/linux/vsw.h>

/* Common nested types */
const struct nla_policy vsw_address_nl_policy[VSW_A_ADDRESS_LAST + 1] = {
	[VSW_A_ADDRESS_IP] = { .type = NLA_BINARY, },
	[VSW_A_ADDRESS_PREFIX_LEN] = NLA_POLICY_MAX(NLA_U8, 128),
	[VSW_A_ADDRESS_LAST] = { .type = NLA_BINARY, },
};

const struct nla_policy vsw_addrset_nl_policy[VSW_A_ADDRSET_USERS + 1] = {
	[VSW_A_ADDRSET_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_ADDRSET_ADDRESS] = NLA_POLICY_NESTED(vsw_address_nl_policy),
	[VSW_A_ADDRSET_COUNT] = { .type = NLA_U32, },
	[VSW_A_ADDRSET_USERS] = { .type = NLA_U32, },
};

const struct nla_policy vsw_discovery_nl_policy[VSW_A_DISCOVERY_TRUST_ON_FIRST_USE + 1] = {
	[VSW_A_DISCOVERY_ARP] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_DISCOVERY_ND] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_DISCOVERY_DHCP] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_DISCOVERY_LIMIT_IPV4] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_DISCOVERY_LIMIT_IPV6] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_DISCOVERY_AGEING] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_DISCOVERY_TRUST_ON_FIRST_USE] = NLA_POLICY_MAX(NLA_U8, 1),
};

const struct nla_policy vsw_group_step_nl_policy[VSW_A_GROUP_STEP_PATTERN + 1] = {
	[VSW_A_GROUP_STEP_OP] = NLA_POLICY_MAX(NLA_U8, 5),
	[VSW_A_GROUP_STEP_PATTERN] = { .type = NLA_NUL_STRING, .len = 63, },
};

const struct nla_policy vsw_guard_nl_policy[VSW_A_GUARD_MULTICAST_LIMIT_IN + 1] = {
	[VSW_A_GUARD_DHCP_SERVER_BLOCK] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_GUARD_DHCP_CLIENT_BLOCK] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_GUARD_RA_GUARD] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_GUARD_BPDU_FILTER] = NLA_POLICY_MAX(NLA_U8, 2),
	[VSW_A_GUARD_BPDU_ALLOW] = NLA_POLICY_NESTED(vsw_mac_list_nl_policy),
	[VSW_A_GUARD_NON_IP_BLOCK] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_GUARD_BROADCAST_LIMIT_OUT] = { .type = NLA_U32, },
	[VSW_A_GUARD_BROADCAST_LIMIT_IN] = { .type = NLA_U32, },
	[VSW_A_GUARD_MULTICAST_LIMIT_OUT] = { .type = NLA_U32, },
	[VSW_A_GUARD_MULTICAST_LIMIT_IN] = { .type = NLA_U32, },
};

const struct nla_policy vsw_learning_nl_policy[VSW_A_LEARNING_FLOOD + 1] = {
	[VSW_A_LEARNING_ENABLED] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_LEARNING_LIMIT] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_LEARNING_AGEING] = NLA_POLICY_MIN(NLA_U32, 10),
	[VSW_A_LEARNING_LIMIT_ACTION] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_LEARNING_FLOOD] = NLA_POLICY_MAX(NLA_U8, 1),
};

const struct nla_policy vsw_limits_nl_policy[VSW_A_LIMITS_OTHER + 1] = {
	[VSW_A_LIMITS_TOTAL] = { .type = NLA_U32, },
	[VSW_A_LIMITS_HALF_OPEN] = { .type = NLA_U32, },
	[VSW_A_LIMITS_UDP] = { .type = NLA_U32, },
	[VSW_A_LIMITS_ICMP] = { .type = NLA_U32, },
	[VSW_A_LIMITS_OTHER] = { .type = NLA_U32, },
};

const struct nla_policy vsw_mac_list_nl_policy[VSW_A_MAC_LIST_ADDRESS + 1] = {
	[VSW_A_MAC_LIST_ADDRESS] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
};

const struct nla_policy vsw_match_nl_policy[VSW_A_MATCH_GROUP + 1] = {
	[VSW_A_MATCH_NEGATED] = { .type = NLA_FLAG, },
	[VSW_A_MATCH_ADDRESS] = NLA_POLICY_NESTED(vsw_address_nl_policy),
	[VSW_A_MATCH_SET] = { .type = NLA_STRING, .len = 63, },
	[VSW_A_MATCH_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_MATCH_GROUP] = { .type = NLA_STRING, .len = 63, },
};

const struct nla_policy vsw_packet_nl_policy[VSW_A_PACKET_LENGTH + 1] = {
	[VSW_A_PACKET_SOURCE_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_PACKET_DESTINATION_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_PACKET_ETHERTYPE] = { .type = NLA_U16, },
	[VSW_A_PACKET_VLAN] = NLA_POLICY_MAX(NLA_U16, 4094),
	[VSW_A_PACKET_SOURCE] = { .type = NLA_BINARY, },
	[VSW_A_PACKET_DESTINATION] = { .type = NLA_BINARY, },
	[VSW_A_PACKET_PROTOCOL] = { .type = NLA_U8, },
	[VSW_A_PACKET_SOURCE_PORT] = { .type = NLA_U16, },
	[VSW_A_PACKET_DESTINATION_PORT] = { .type = NLA_U16, },
	[VSW_A_PACKET_ICMP_TYPE] = { .type = NLA_U8, },
	[VSW_A_PACKET_ICMP_CODE] = { .type = NLA_U8, },
	[VSW_A_PACKET_ICMP_ID] = { .type = NLA_U16, },
	[VSW_A_PACKET_TCP_FLAGS] = { .type = NLA_U8, },
	[VSW_A_PACKET_LENGTH] = { .type = NLA_U32, },
};

const struct nla_policy vsw_policy_nl_policy[VSW_A_POLICY_SOURCE + 1] = {
	[VSW_A_POLICY_MODE] = NLA_POLICY_MAX(NLA_U8, 3),
	[VSW_A_POLICY_ADDRESS] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
	[VSW_A_POLICY_SOURCE] = NLA_POLICY_MAX(NLA_U8, 2),
};

const struct nla_policy vsw_port_range_nl_policy[VSW_A_PORT_RANGE_LAST + 1] = {
	[VSW_A_PORT_RANGE_FIRST] = { .type = NLA_U16, },
	[VSW_A_PORT_RANGE_LAST] = { .type = NLA_U16, },
};

const struct nla_policy vsw_rule_nl_policy[VSW_A_RULE_APPLIED_GROUP + 1] = {
	[VSW_A_RULE_RULESET] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_RULE_ID] = { .type = NLA_U32, },
	[VSW_A_RULE_POSITION] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_RULE_DIRECTION] = NLA_POLICY_MAX(NLA_U8, 2),
	[VSW_A_RULE_FAMILY] = NLA_POLICY_MAX(NLA_U8, 2),
	[VSW_A_RULE_PROTOCOL] = { .type = NLA_U8, },
	[VSW_A_RULE_FROM] = NLA_POLICY_NESTED(vsw_match_nl_policy),
	[VSW_A_RULE_TO] = NLA_POLICY_NESTED(vsw_match_nl_policy),
	[VSW_A_RULE_SOURCE_PORT] = NLA_POLICY_NESTED(vsw_port_range_nl_policy),
	[VSW_A_RULE_DESTINATION_PORT] = NLA_POLICY_NESTED(vsw_port_range_nl_policy),
	[VSW_A_RULE_ICMP_TYPE] = { .type = NLA_U8, },
	[VSW_A_RULE_ICMP_CODE] = { .type = NLA_U8, },
	[VSW_A_RULE_ETHERTYPE] = { .type = NLA_U16, },
	[VSW_A_RULE_ACTION] = NLA_POLICY_MAX(NLA_U8, 2),
	[VSW_A_RULE_LOG] = { .type = NLA_FLAG, },
	[VSW_A_RULE_STATELESS] = { .type = NLA_FLAG, },
	[VSW_A_RULE_STRICTNESS] = NLA_POLICY_MAX(NLA_U8, 2),
	[VSW_A_RULE_DISABLED] = { .type = NLA_FLAG, },
	[VSW_A_RULE_ALG] = NLA_POLICY_MAX(NLA_U8, 2),
	[VSW_A_RULE_TAG] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_RULE_APPLIED_TO] = { .type = NLA_STRING, .len = 63, },
	[VSW_A_RULE_STATS] = NLA_POLICY_NESTED(vsw_rule_stats_nl_policy),
	[VSW_A_RULE_APPLIED_GROUP] = { .type = NLA_STRING, .len = 63, },
};

const struct nla_policy vsw_rule_stats_nl_policy[VSW_A_RULE_STATS_CONNECTIONS + 1] = {
	[VSW_A_RULE_STATS_EVALUATIONS] = { .type = NLA_U64, },
	[VSW_A_RULE_STATS_HITS] = { .type = NLA_U64, },
	[VSW_A_RULE_STATS_PACKETS_OUT] = { .type = NLA_U64, },
	[VSW_A_RULE_STATS_PACKETS_IN] = { .type = NLA_U64, },
	[VSW_A_RULE_STATS_BYTES_OUT] = { .type = NLA_U64, },
	[VSW_A_RULE_STATS_BYTES_IN] = { .type = NLA_U64, },
	[VSW_A_RULE_STATS_CONNECTIONS] = { .type = NLA_U64, },
};

const struct nla_policy vsw_ruleset_nl_policy[VSW_A_RULESET_DEFAULT_STATS + 1] = {
	[VSW_A_RULESET_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_RULESET_CATEGORY] = NLA_POLICY_MAX(NLA_U8, 4),
	[VSW_A_RULESET_STRICTNESS] = NLA_POLICY_MAX(NLA_U8, 2),
	[VSW_A_RULESET_DEFAULT_ACTION] = NLA_POLICY_MAX(NLA_U8, 2),
	[VSW_A_RULESET_DEFAULT_LOG] = { .type = NLA_FLAG, },
	[VSW_A_RULESET_RULES] = { .type = NLA_U32, },
	[VSW_A_RULESET_DEFAULT_STATS] = NLA_POLICY_NESTED(vsw_rule_stats_nl_policy),
};

const struct nla_policy vsw_security_nl_policy[VSW_A_SECURITY_FORGED_TRANSMITS + 1] = {
	[VSW_A_SECURITY_PROMISCUOUS] = NLA_POLICY_NESTED(vsw_policy_nl_policy),
	[VSW_A_SECURITY_MAC_CHANGES] = NLA_POLICY_NESTED(vsw_policy_nl_policy),
	[VSW_A_SECURITY_FORGED_TRANSMITS] = NLA_POLICY_NESTED(vsw_policy_nl_policy),
};

const struct nla_policy vsw_timeouts_nl_policy[VSW_A_TIMEOUTS_OTHER + 1] = {
	[VSW_A_TIMEOUTS_TCP_FIRST] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_TCP_OPENING] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_TCP_ESTABLISHED] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_TCP_CLOSING] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_TCP_FIN_WAIT] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_TCP_CLOSED] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_UDP_FIRST] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_UDP_SINGLE] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_UDP_MULTIPLE] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_ICMP_FIRST] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_ICMP_ERROR] = { .type = NLA_U32, },
	[VSW_A_TIMEOUTS_OTHER] = { .type = NLA_U32, },
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
const struct nla_policy vsw_portgroup_new_nl_policy[VSW_A_PORTGROUP_SPOOFGUARD + 1] = {
	[VSW_A_PORTGROUP_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORTGROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORTGROUP_NEW_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORTGROUP_SECURITY] = NLA_POLICY_NESTED(vsw_security_nl_policy),
	[VSW_A_PORTGROUP_VLAN] = NLA_POLICY_NESTED(vsw_vlan_nl_policy),
	[VSW_A_PORTGROUP_LEARNING] = NLA_POLICY_NESTED(vsw_learning_nl_policy),
	[VSW_A_PORTGROUP_ADOPT] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORTGROUP_GUARD] = NLA_POLICY_NESTED(vsw_guard_nl_policy),
	[VSW_A_PORTGROUP_DISCOVERY] = NLA_POLICY_NESTED(vsw_discovery_nl_policy),
	[VSW_A_PORTGROUP_SPOOFGUARD] = NLA_POLICY_RANGE(NLA_U8, 1, 3),
};

/* VSW_CMD_PORTGROUP_SET - do */
const struct nla_policy vsw_portgroup_set_nl_policy[VSW_A_PORTGROUP_SPOOFGUARD + 1] = {
	[VSW_A_PORTGROUP_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_PORTGROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORTGROUP_NEW_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_PORTGROUP_SECURITY] = NLA_POLICY_NESTED(vsw_security_nl_policy),
	[VSW_A_PORTGROUP_VLAN] = NLA_POLICY_NESTED(vsw_vlan_nl_policy),
	[VSW_A_PORTGROUP_LEARNING] = NLA_POLICY_NESTED(vsw_learning_nl_policy),
	[VSW_A_PORTGROUP_ADOPT] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORTGROUP_GUARD] = NLA_POLICY_NESTED(vsw_guard_nl_policy),
	[VSW_A_PORTGROUP_DISCOVERY] = NLA_POLICY_NESTED(vsw_discovery_nl_policy),
	[VSW_A_PORTGROUP_SPOOFGUARD] = NLA_POLICY_RANGE(NLA_U8, 1, 3),
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
const struct nla_policy vsw_port_new_nl_policy[VSW_A_PORT_SPOOFGUARD + 1] = {
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
	[VSW_A_PORT_TAG] = { .type = NLA_STRING, .len = 63, },
	[VSW_A_PORT_ISOLATED] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORT_BPDU_BLOCKED] = NLA_POLICY_MAX(NLA_U8, 0),
	[VSW_A_PORT_SPOOFGUARD] = NLA_POLICY_MAX(NLA_U8, 3),
};

/* VSW_CMD_PORT_SET - do */
const struct nla_policy vsw_port_set_nl_policy[VSW_A_PORT_SPOOFGUARD + 1] = {
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
	[VSW_A_PORT_TAG] = { .type = NLA_STRING, .len = 63, },
	[VSW_A_PORT_ISOLATED] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_PORT_BPDU_BLOCKED] = NLA_POLICY_MAX(NLA_U8, 0),
	[VSW_A_PORT_SPOOFGUARD] = NLA_POLICY_MAX(NLA_U8, 3),
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

/* VSW_CMD_LOAD_BEGIN - do */
const struct nla_policy vsw_load_begin_nl_policy[VSW_A_RULES_GENERATION + 1] = {
	[VSW_A_RULES_GENERATION] = { .type = NLA_U32, },
};

/* VSW_CMD_LOAD_ADD - do */
const struct nla_policy vsw_load_add_nl_policy[VSW_A_RULES_RULE + 1] = {
	[VSW_A_RULES_RULESET] = NLA_POLICY_NESTED(vsw_ruleset_nl_policy),
	[VSW_A_RULES_ADDRSET] = NLA_POLICY_NESTED(vsw_addrset_nl_policy),
	[VSW_A_RULES_RULE] = NLA_POLICY_NESTED(vsw_rule_nl_policy),
};

/* VSW_CMD_LOAD_COMMIT - do */
const struct nla_policy vsw_load_commit_nl_policy[VSW_A_RULES_TRANSITION + 1] = {
	[VSW_A_RULES_GENERATION] = { .type = NLA_U32, },
	[VSW_A_RULES_TRANSITION] = NLA_POLICY_MAX(NLA_U8, 2),
};

/* VSW_CMD_LOAD_SET - do */
const struct nla_policy vsw_load_set_nl_policy[VSW_A_RULES_REQUIRE_RULESET + 1] = {
	[VSW_A_RULES_REQUIRE_RULESET] = NLA_POLICY_MAX(NLA_U8, 1),
};

/* VSW_CMD_LOAD_GET - do */
const struct nla_policy vsw_load_get_nl_policy[VSW_A_RULES_GENERATION + 1] = {
	[VSW_A_RULES_GENERATION] = { .type = NLA_U32, },
};

/* VSW_CMD_RULESET_GET - do */
const struct nla_policy vsw_ruleset_get_nl_policy[VSW_A_RULES_NAME + 1] = {
	[VSW_A_RULES_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_RULE_GET - do */
const struct nla_policy vsw_rule_get_nl_policy[VSW_A_RULES_RULE + 1] = {
	[VSW_A_RULES_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_RULES_RULE] = NLA_POLICY_NESTED(vsw_rule_nl_policy),
};

/* VSW_CMD_ADDRSET_ADD - do */
const struct nla_policy vsw_addrset_add_nl_policy[VSW_A_RULES_ADDRSET + 1] = {
	[VSW_A_RULES_ADDRSET] = NLA_POLICY_NESTED(vsw_addrset_nl_policy),
};

/* VSW_CMD_ADDRSET_DEL - do */
const struct nla_policy vsw_addrset_del_nl_policy[VSW_A_RULES_ADDRSET + 1] = {
	[VSW_A_RULES_ADDRSET] = NLA_POLICY_NESTED(vsw_addrset_nl_policy),
};

/* VSW_CMD_ADDRSET_GET - do */
const struct nla_policy vsw_addrset_get_nl_policy[VSW_A_RULES_NAME + 1] = {
	[VSW_A_RULES_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_FILTER_SET - do */
const struct nla_policy vsw_filter_set_nl_policy[VSW_A_FILTER_LIMITS + 1] = {
	[VSW_A_FILTER_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_FILTER_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_FILTER_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_FILTER_FAILURE_POLICY] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_FILTER_TIMEOUTS] = NLA_POLICY_NESTED(vsw_timeouts_nl_policy),
	[VSW_A_FILTER_LIMITS] = NLA_POLICY_NESTED(vsw_limits_nl_policy),
};

/* VSW_CMD_FILTER_GET - do */
const struct nla_policy vsw_filter_get_nl_policy[VSW_A_FILTER_PORT + 1] = {
	[VSW_A_FILTER_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_FILTER_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_FILTER_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_FLOW_GET - do */
const struct nla_policy vsw_flow_get_nl_policy[VSW_A_FLOW_ID + 1] = {
	[VSW_A_FLOW_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_FLOW_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_FLOW_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_FLOW_ID] = { .type = NLA_U64, },
};

/* VSW_CMD_FLOW_FLUSH - do */
const struct nla_policy vsw_flow_flush_nl_policy[VSW_A_FLOW_PORT + 1] = {
	[VSW_A_FLOW_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_FLOW_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_FLOW_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_SIMULATE - do */
const struct nla_policy vsw_simulate_nl_policy[VSW_A_SIMULATE_PACKET + 1] = {
	[VSW_A_SIMULATE_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_SIMULATE_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_SIMULATE_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_SIMULATE_DIRECTION] = NLA_POLICY_MAX(NLA_U8, 1),
	[VSW_A_SIMULATE_PACKET] = NLA_POLICY_NESTED(vsw_packet_nl_policy),
};

/* VSW_CMD_WHY_GET - do */
const struct nla_policy vsw_why_get_nl_policy[VSW_A_WHY_PORT + 1] = {
	[VSW_A_WHY_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_WHY_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_WHY_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_BINDING_NEW - do */
const struct nla_policy vsw_binding_new_nl_policy[VSW_A_BINDING_MAC + 1] = {
	[VSW_A_BINDING_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_BINDING_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_BINDING_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_BINDING_ADDRESS] = { .type = NLA_BINARY, },
	[VSW_A_BINDING_VLAN] = NLA_POLICY_MAX(NLA_U16, 4094),
	[VSW_A_BINDING_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
};

/* VSW_CMD_BINDING_SET - do */
const struct nla_policy vsw_binding_set_nl_policy[VSW_A_BINDING_APPROVED + 1] = {
	[VSW_A_BINDING_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_BINDING_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_BINDING_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_BINDING_ADDRESS] = { .type = NLA_BINARY, },
	[VSW_A_BINDING_VLAN] = NLA_POLICY_MAX(NLA_U16, 4094),
	[VSW_A_BINDING_APPROVED] = NLA_POLICY_MAX(NLA_U8, 1),
};

/* VSW_CMD_BINDING_DEL - do */
const struct nla_policy vsw_binding_del_nl_policy[VSW_A_BINDING_VLAN + 1] = {
	[VSW_A_BINDING_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_BINDING_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_BINDING_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_BINDING_ADDRESS] = { .type = NLA_BINARY, },
	[VSW_A_BINDING_VLAN] = NLA_POLICY_MAX(NLA_U16, 4094),
};

/* VSW_CMD_BINDING_GET - do */
const struct nla_policy vsw_binding_get_nl_policy[VSW_A_BINDING_VLAN + 1] = {
	[VSW_A_BINDING_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_BINDING_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_BINDING_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_BINDING_ADDRESS] = { .type = NLA_BINARY, },
	[VSW_A_BINDING_VLAN] = NLA_POLICY_MAX(NLA_U16, 4094),
};

/* VSW_CMD_BINDING_FLUSH - do */
const struct nla_policy vsw_binding_flush_nl_policy[VSW_A_BINDING_PORT + 1] = {
	[VSW_A_BINDING_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_BINDING_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_BINDING_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_TAG_ADD - do */
const struct nla_policy vsw_tag_add_nl_policy[VSW_A_TAG_TAG + 1] = {
	[VSW_A_TAG_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_TAG_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_TAG_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_TAG_TAG] = { .type = NLA_STRING, .len = 63, },
};

/* VSW_CMD_TAG_DEL - do */
const struct nla_policy vsw_tag_del_nl_policy[VSW_A_TAG_TAG + 1] = {
	[VSW_A_TAG_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_TAG_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_TAG_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_TAG_TAG] = { .type = NLA_STRING, .len = 63, },
};

/* VSW_CMD_GROUP_NEW - do */
const struct nla_policy vsw_group_new_nl_policy[VSW_A_GROUP_MAC + 1] = {
	[VSW_A_GROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_GROUP_STEP] = NLA_POLICY_NESTED(vsw_group_step_nl_policy),
	[VSW_A_GROUP_ADDRESS] = NLA_POLICY_NESTED(vsw_address_nl_policy),
	[VSW_A_GROUP_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
};

/* VSW_CMD_GROUP_SET - do */
const struct nla_policy vsw_group_set_nl_policy[VSW_A_GROUP_MAC + 1] = {
	[VSW_A_GROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_GROUP_STEP] = NLA_POLICY_NESTED(vsw_group_step_nl_policy),
	[VSW_A_GROUP_ADDRESS] = NLA_POLICY_NESTED(vsw_address_nl_policy),
	[VSW_A_GROUP_MAC] = NLA_POLICY_EXACT_LEN(VSW_MAC_LEN),
};

/* VSW_CMD_GROUP_DEL - do */
const struct nla_policy vsw_group_del_nl_policy[VSW_A_GROUP_NAME + 1] = {
	[VSW_A_GROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_GROUP_GET - do */
const struct nla_policy vsw_group_get_nl_policy[VSW_A_GROUP_NAME + 1] = {
	[VSW_A_GROUP_NAME] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* VSW_CMD_GROUP_MEMBER_GET - do */
const struct nla_policy vsw_group_member_get_nl_policy[VSW_A_GROUP_MEMBER_PORT + 1] = {
	[VSW_A_GROUP_MEMBER_GROUP] = { .type = NLA_NUL_STRING, .len = 63, },
	[VSW_A_GROUP_MEMBER_SWITCH] = { .type = NLA_NUL_STRING, .len = 15, },
	[VSW_A_GROUP_MEMBER_PORT_ID] = NLA_POLICY_MIN(NLA_U32, 1),
	[VSW_A_GROUP_MEMBER_PORT] = { .type = NLA_NUL_STRING, .len = 63, },
};

/* Ops table for vsw */
const struct genl_ops vsw_nl_ops[45] = {
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
		.maxattr	= VSW_A_PORTGROUP_SPOOFGUARD,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORTGROUP_SET,
		.doit		= vsw_nl_portgroup_set_doit,
		.policy		= vsw_portgroup_set_nl_policy,
		.maxattr	= VSW_A_PORTGROUP_SPOOFGUARD,
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
		.maxattr	= VSW_A_PORT_SPOOFGUARD,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_PORT_SET,
		.doit		= vsw_nl_port_set_doit,
		.policy		= vsw_port_set_nl_policy,
		.maxattr	= VSW_A_PORT_SPOOFGUARD,
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
	{
		.cmd		= VSW_CMD_LOAD_BEGIN,
		.doit		= vsw_nl_load_begin_doit,
		.policy		= vsw_load_begin_nl_policy,
		.maxattr	= VSW_A_RULES_GENERATION,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_LOAD_ADD,
		.doit		= vsw_nl_load_add_doit,
		.policy		= vsw_load_add_nl_policy,
		.maxattr	= VSW_A_RULES_RULE,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_LOAD_COMMIT,
		.doit		= vsw_nl_load_commit_doit,
		.policy		= vsw_load_commit_nl_policy,
		.maxattr	= VSW_A_RULES_TRANSITION,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_LOAD_SET,
		.doit		= vsw_nl_load_set_doit,
		.policy		= vsw_load_set_nl_policy,
		.maxattr	= VSW_A_RULES_REQUIRE_RULESET,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_LOAD_GET,
		.doit		= vsw_nl_load_get_doit,
		.policy		= vsw_load_get_nl_policy,
		.maxattr	= VSW_A_RULES_GENERATION,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_RULESET_GET,
		.doit		= vsw_nl_ruleset_get_doit,
		.dumpit		= vsw_nl_ruleset_get_dumpit,
		.policy		= vsw_ruleset_get_nl_policy,
		.maxattr	= VSW_A_RULES_NAME,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_RULE_GET,
		.doit		= vsw_nl_rule_get_doit,
		.dumpit		= vsw_nl_rule_get_dumpit,
		.policy		= vsw_rule_get_nl_policy,
		.maxattr	= VSW_A_RULES_RULE,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_ADDRSET_ADD,
		.doit		= vsw_nl_addrset_add_doit,
		.policy		= vsw_addrset_add_nl_policy,
		.maxattr	= VSW_A_RULES_ADDRSET,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_ADDRSET_DEL,
		.doit		= vsw_nl_addrset_del_doit,
		.policy		= vsw_addrset_del_nl_policy,
		.maxattr	= VSW_A_RULES_ADDRSET,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_ADDRSET_GET,
		.doit		= vsw_nl_addrset_get_doit,
		.dumpit		= vsw_nl_addrset_get_dumpit,
		.policy		= vsw_addrset_get_nl_policy,
		.maxattr	= VSW_A_RULES_NAME,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_FILTER_SET,
		.doit		= vsw_nl_filter_set_doit,
		.policy		= vsw_filter_set_nl_policy,
		.maxattr	= VSW_A_FILTER_LIMITS,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_FILTER_GET,
		.doit		= vsw_nl_filter_get_doit,
		.dumpit		= vsw_nl_filter_get_dumpit,
		.policy		= vsw_filter_get_nl_policy,
		.maxattr	= VSW_A_FILTER_PORT,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_FLOW_GET,
		.doit		= vsw_nl_flow_get_doit,
		.dumpit		= vsw_nl_flow_get_dumpit,
		.policy		= vsw_flow_get_nl_policy,
		.maxattr	= VSW_A_FLOW_ID,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_FLOW_FLUSH,
		.doit		= vsw_nl_flow_flush_doit,
		.policy		= vsw_flow_flush_nl_policy,
		.maxattr	= VSW_A_FLOW_PORT,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_SIMULATE,
		.doit		= vsw_nl_simulate_doit,
		.policy		= vsw_simulate_nl_policy,
		.maxattr	= VSW_A_SIMULATE_PACKET,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_WHY_GET,
		.doit		= vsw_nl_why_get_doit,
		.dumpit		= vsw_nl_why_get_dumpit,
		.policy		= vsw_why_get_nl_policy,
		.maxattr	= VSW_A_WHY_PORT,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_BINDING_NEW,
		.doit		= vsw_nl_binding_new_doit,
		.policy		= vsw_binding_new_nl_policy,
		.maxattr	= VSW_A_BINDING_MAC,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_BINDING_SET,
		.doit		= vsw_nl_binding_set_doit,
		.policy		= vsw_binding_set_nl_policy,
		.maxattr	= VSW_A_BINDING_APPROVED,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_BINDING_DEL,
		.doit		= vsw_nl_binding_del_doit,
		.policy		= vsw_binding_del_nl_policy,
		.maxattr	= VSW_A_BINDING_VLAN,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_BINDING_GET,
		.doit		= vsw_nl_binding_get_doit,
		.dumpit		= vsw_nl_binding_get_dumpit,
		.policy		= vsw_binding_get_nl_policy,
		.maxattr	= VSW_A_BINDING_VLAN,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_BINDING_FLUSH,
		.doit		= vsw_nl_binding_flush_doit,
		.policy		= vsw_binding_flush_nl_policy,
		.maxattr	= VSW_A_BINDING_PORT,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_TAG_ADD,
		.doit		= vsw_nl_tag_add_doit,
		.policy		= vsw_tag_add_nl_policy,
		.maxattr	= VSW_A_TAG_TAG,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_TAG_DEL,
		.doit		= vsw_nl_tag_del_doit,
		.policy		= vsw_tag_del_nl_policy,
		.maxattr	= VSW_A_TAG_TAG,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_GROUP_NEW,
		.doit		= vsw_nl_group_new_doit,
		.policy		= vsw_group_new_nl_policy,
		.maxattr	= VSW_A_GROUP_MAC,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_GROUP_SET,
		.doit		= vsw_nl_group_set_doit,
		.policy		= vsw_group_set_nl_policy,
		.maxattr	= VSW_A_GROUP_MAC,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_GROUP_DEL,
		.doit		= vsw_nl_group_del_doit,
		.policy		= vsw_group_del_nl_policy,
		.maxattr	= VSW_A_GROUP_NAME,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_GROUP_GET,
		.doit		= vsw_nl_group_get_doit,
		.dumpit		= vsw_nl_group_get_dumpit,
		.policy		= vsw_group_get_nl_policy,
		.maxattr	= VSW_A_GROUP_NAME,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
	{
		.cmd		= VSW_CMD_GROUP_MEMBER_GET,
		.doit		= vsw_nl_group_member_get_doit,
		.dumpit		= vsw_nl_group_member_get_dumpit,
		.policy		= vsw_group_member_get_nl_policy,
		.maxattr	= VSW_A_GROUP_MEMBER_PORT,
		.flags		= GENL_UNS_ADMIN_PERM,
	},
};

static const struct genl_multicast_group vsw_nl_mcgrps[] = {
	[VSW_NLGRP_CONFIG] = { "config", },
	[VSW_NLGRP_EVENT] = { "event", },
	[VSW_NLGRP_LOG] = { "log", },
};
