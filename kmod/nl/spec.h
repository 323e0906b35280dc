/* SPDX-License-Identifier: ((GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause) */
/* Do not edit directly, auto-generated from: */
/*	Documentation/netlink/specs/vsw.yaml */
/* YNL-GEN kernel header */

#ifndef _LINUX_VSW_GEN_H
#define _LINUX_VSW_GEN_H

#include <net/netlink.h>
#include <net/genetlink.h>

#include <uapi/linux/vsw.h>

/* Common nested types */
extern const struct nla_policy vsw_address_nl_policy[VSW_A_ADDRESS_LAST + 1];
extern const struct nla_policy vsw_addrset_nl_policy[VSW_A_ADDRSET_USERS + 1];
extern const struct nla_policy vsw_discovery_nl_policy[VSW_A_DISCOVERY_TRUST_ON_FIRST_USE + 1];
extern const struct nla_policy vsw_group_step_nl_policy[VSW_A_GROUP_STEP_PATTERN + 1];
extern const struct nla_policy vsw_guard_nl_policy[VSW_A_GUARD_MULTICAST_LIMIT_IN + 1];
extern const struct nla_policy vsw_learning_nl_policy[VSW_A_LEARNING_FLOOD + 1];
extern const struct nla_policy vsw_limits_nl_policy[VSW_A_LIMITS_OTHER + 1];
extern const struct nla_policy vsw_mac_list_nl_policy[VSW_A_MAC_LIST_ADDRESS + 1];
extern const struct nla_policy vsw_match_nl_policy[VSW_A_MATCH_GROUP + 1];
extern const struct nla_policy vsw_packet_nl_policy[VSW_A_PACKET_LENGTH + 1];
extern const struct nla_policy vsw_policy_nl_policy[VSW_A_POLICY_SOURCE + 1];
extern const struct nla_policy vsw_port_range_nl_policy[VSW_A_PORT_RANGE_LAST + 1];
extern const struct nla_policy vsw_rule_nl_policy[VSW_A_RULE_APPLIED_GROUP + 1];
extern const struct nla_policy vsw_rule_stats_nl_policy[VSW_A_RULE_STATS_CONNECTIONS + 1];
extern const struct nla_policy vsw_ruleset_nl_policy[VSW_A_RULESET_DEFAULT_STATS + 1];
extern const struct nla_policy vsw_security_nl_policy[VSW_A_SECURITY_FORGED_TRANSMITS + 1];
extern const struct nla_policy vsw_timeouts_nl_policy[VSW_A_TIMEOUTS_OTHER + 1];
extern const struct nla_policy vsw_vlan_nl_policy[VSW_A_VLAN_TRANSPARENT + 1];
extern const struct nla_policy vsw_vlan_range_nl_policy[VSW_A_VLAN_RANGE_LAST + 1];

extern const struct nla_policy vsw_switch_new_nl_policy[VSW_A_SWITCH_SECURITY + 1];

extern const struct nla_policy vsw_switch_set_nl_policy[VSW_A_SWITCH_SECURITY + 1];

extern const struct nla_policy vsw_switch_del_nl_policy[VSW_A_SWITCH_NAME + 1];

extern const struct nla_policy vsw_switch_get_nl_policy[VSW_A_SWITCH_NAME + 1];

extern const struct nla_policy vsw_portgroup_new_nl_policy[VSW_A_PORTGROUP_SPOOFGUARD + 1];

extern const struct nla_policy vsw_portgroup_set_nl_policy[VSW_A_PORTGROUP_SPOOFGUARD + 1];

extern const struct nla_policy vsw_portgroup_del_nl_policy[VSW_A_PORTGROUP_NAME + 1];

extern const struct nla_policy vsw_portgroup_get_nl_policy[VSW_A_PORTGROUP_NAME + 1];

extern const struct nla_policy vsw_port_new_nl_policy[VSW_A_PORT_SPOOFGUARD + 1];

extern const struct nla_policy vsw_port_set_nl_policy[VSW_A_PORT_SPOOFGUARD + 1];

extern const struct nla_policy vsw_port_del_nl_policy[VSW_A_PORT_DEV + 1];

extern const struct nla_policy vsw_port_get_nl_policy[VSW_A_PORT_DEV + 1];

extern const struct nla_policy vsw_uplink_new_nl_policy[VSW_A_UPLINK_DEV + 1];

extern const struct nla_policy vsw_uplink_del_nl_policy[VSW_A_UPLINK_DEV + 1];

extern const struct nla_policy vsw_uplink_get_nl_policy[VSW_A_UPLINK_DEV + 1];

extern const struct nla_policy vsw_fdb_get_nl_policy[VSW_A_FDB_VLAN + 1];

extern const struct nla_policy vsw_fdb_flush_nl_policy[VSW_A_FDB_PORT_ID + 1];

extern const struct nla_policy vsw_load_begin_nl_policy[VSW_A_RULES_GENERATION + 1];

extern const struct nla_policy vsw_load_add_nl_policy[VSW_A_RULES_RULE + 1];

extern const struct nla_policy vsw_load_commit_nl_policy[VSW_A_RULES_TRANSITION + 1];

extern const struct nla_policy vsw_load_set_nl_policy[VSW_A_RULES_REQUIRE_RULESET + 1];

extern const struct nla_policy vsw_load_get_nl_policy[VSW_A_RULES_GENERATION + 1];

extern const struct nla_policy vsw_ruleset_get_nl_policy[VSW_A_RULES_NAME + 1];

extern const struct nla_policy vsw_rule_get_nl_policy[VSW_A_RULES_RULE + 1];

extern const struct nla_policy vsw_addrset_add_nl_policy[VSW_A_RULES_ADDRSET + 1];

extern const struct nla_policy vsw_addrset_del_nl_policy[VSW_A_RULES_ADDRSET + 1];

extern const struct nla_policy vsw_addrset_get_nl_policy[VSW_A_RULES_NAME + 1];

extern const struct nla_policy vsw_filter_set_nl_policy[VSW_A_FILTER_LIMITS + 1];

extern const struct nla_policy vsw_filter_get_nl_policy[VSW_A_FILTER_PORT + 1];

extern const struct nla_policy vsw_flow_get_nl_policy[VSW_A_FLOW_ID + 1];

extern const struct nla_policy vsw_flow_flush_nl_policy[VSW_A_FLOW_PORT + 1];

extern const struct nla_policy vsw_simulate_nl_policy[VSW_A_SIMULATE_PACKET + 1];

extern const struct nla_policy vsw_why_get_nl_policy[VSW_A_WHY_PORT + 1];

extern const struct nla_policy vsw_binding_new_nl_policy[VSW_A_BINDING_MAC + 1];

extern const struct nla_policy vsw_binding_set_nl_policy[VSW_A_BINDING_APPROVED + 1];

extern const struct nla_policy vsw_binding_del_nl_policy[VSW_A_BINDING_VLAN + 1];

extern const struct nla_policy vsw_binding_get_nl_policy[VSW_A_BINDING_VLAN + 1];

extern const struct nla_policy vsw_binding_flush_nl_policy[VSW_A_BINDING_PORT + 1];

extern const struct nla_policy vsw_tag_add_nl_policy[VSW_A_TAG_TAG + 1];

extern const struct nla_policy vsw_tag_del_nl_policy[VSW_A_TAG_TAG + 1];

extern const struct nla_policy vsw_group_new_nl_policy[VSW_A_GROUP_MAC + 1];

extern const struct nla_policy vsw_group_set_nl_policy[VSW_A_GROUP_MAC + 1];

extern const struct nla_policy vsw_group_del_nl_policy[VSW_A_GROUP_NAME + 1];

extern const struct nla_policy vsw_group_get_nl_policy[VSW_A_GROUP_NAME + 1];

extern const struct nla_policy vsw_group_member_get_nl_policy[VSW_A_GROUP_MEMBER_PORT + 1];

/* Ops table for vsw */
extern const struct genl_ops vsw_nl_ops[45];

int vsw_nl_switch_new_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_switch_set_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_switch_del_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_switch_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_switch_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_portgroup_new_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_portgroup_set_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_portgroup_del_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_portgroup_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_portgroup_get_dumpit(struct sk_buff *skb,
				struct netlink_callback *cb);
int vsw_nl_port_new_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_port_set_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_port_del_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_port_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_port_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_uplink_new_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_uplink_del_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_uplink_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_uplink_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_fdb_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_fdb_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_fdb_flush_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_load_begin_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_load_add_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_load_commit_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_load_set_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_load_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_ruleset_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_ruleset_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_rule_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_rule_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_addrset_add_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_addrset_del_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_addrset_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_addrset_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_filter_set_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_filter_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_filter_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_flow_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_flow_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_flow_flush_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_simulate_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_why_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_why_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_binding_new_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_binding_set_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_binding_del_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_binding_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_binding_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_binding_flush_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_tag_add_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_tag_del_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_group_new_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_group_set_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_group_del_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_group_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_group_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb);
int vsw_nl_group_member_get_doit(struct sk_buff *skb, struct genl_info *info);
int vsw_nl_group_member_get_dumpit(struct sk_buff *skb,
				   struct netlink_callback *cb);

enum {
	VSW_NLGRP_CONFIG,
	VSW_NLGRP_EVENT,
	VSW_NLGRP_LOG,
};

#endif /* _LINUX_VSW_GEN_H */
