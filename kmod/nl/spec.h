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
extern const struct nla_policy vsw_learning_nl_policy[VSW_A_LEARNING_FLOOD + 1];
extern const struct nla_policy vsw_policy_nl_policy[VSW_A_POLICY_SOURCE + 1];
extern const struct nla_policy vsw_security_nl_policy[VSW_A_SECURITY_FORGED_TRANSMITS + 1];
extern const struct nla_policy vsw_vlan_nl_policy[VSW_A_VLAN_TRANSPARENT + 1];
extern const struct nla_policy vsw_vlan_range_nl_policy[VSW_A_VLAN_RANGE_LAST + 1];

extern const struct nla_policy vsw_switch_new_nl_policy[VSW_A_SWITCH_SECURITY + 1];

extern const struct nla_policy vsw_switch_set_nl_policy[VSW_A_SWITCH_SECURITY + 1];

extern const struct nla_policy vsw_switch_del_nl_policy[VSW_A_SWITCH_NAME + 1];

extern const struct nla_policy vsw_switch_get_nl_policy[VSW_A_SWITCH_NAME + 1];

extern const struct nla_policy vsw_portgroup_new_nl_policy[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE + 1];

extern const struct nla_policy vsw_portgroup_set_nl_policy[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE + 1];

extern const struct nla_policy vsw_portgroup_del_nl_policy[VSW_A_PORTGROUP_NAME + 1];

extern const struct nla_policy vsw_portgroup_get_nl_policy[VSW_A_PORTGROUP_NAME + 1];

extern const struct nla_policy vsw_port_new_nl_policy[VSW_A_PORT_SECURITY + 1];

extern const struct nla_policy vsw_port_set_nl_policy[VSW_A_PORT_SECURITY + 1];

extern const struct nla_policy vsw_port_del_nl_policy[VSW_A_PORT_DEV + 1];

extern const struct nla_policy vsw_port_get_nl_policy[VSW_A_PORT_DEV + 1];

extern const struct nla_policy vsw_uplink_new_nl_policy[VSW_A_UPLINK_DEV + 1];

extern const struct nla_policy vsw_uplink_del_nl_policy[VSW_A_UPLINK_DEV + 1];

extern const struct nla_policy vsw_uplink_get_nl_policy[VSW_A_UPLINK_DEV + 1];

extern const struct nla_policy vsw_fdb_get_nl_policy[VSW_A_FDB_VLAN + 1];

extern const struct nla_policy vsw_fdb_flush_nl_policy[VSW_A_FDB_PORT_ID + 1];

/* Ops table for vsw */
extern const struct genl_ops vsw_nl_ops[17];

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

enum {
	VSW_NLGRP_CONFIG,
	VSW_NLGRP_EVENT,
	VSW_NLGRP_LOG,
};

#endif /* _LINUX_VSW_GEN_H */
