// SPDX-License-Identifier: GPL-2.0
/*
 * Names of the commands and attributes of the family vsw, as in its YAML.
 *
 * Written by hand from the YAML and the header: this client is to notice when
 * our own library and the kernel agree on something that neither should do.
 */
#include <linux/vsw.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"

static const struct attr_name policy[] = {
	[VSW_A_POLICY_MODE] = { "mode", U8 },
	[VSW_A_POLICY_ADDRESS] = { "address", MAC },
	[VSW_A_POLICY_SOURCE] = { "source", U8 },
};

SET(policy);

static const struct attr_name security[] = {
	[VSW_A_SECURITY_PROMISCUOUS] = { "promiscuous", NEST, &policy_set },
	[VSW_A_SECURITY_MAC_CHANGES] = { "mac-changes", NEST, &policy_set },
	[VSW_A_SECURITY_FORGED_TRANSMITS] = { "forged-transmits", NEST,
					      &policy_set },
};

SET(security);

static const struct attr_name vlan_range[] = {
	[VSW_A_VLAN_RANGE_FIRST] = { "first", U16 },
	[VSW_A_VLAN_RANGE_LAST] = { "last", U16 },
};

SET(vlan_range);

static const struct attr_name vlan[] = {
	[VSW_A_VLAN_MODE] = { "mode", U8 },
	[VSW_A_VLAN_ID] = { "id", U16 },
	[VSW_A_VLAN_RANGE] = { "range", NEST, &vlan_range_set },
	[VSW_A_VLAN_NATIVE] = { "native", U16 },
	[VSW_A_VLAN_TRANSPARENT] = { "transparent", U8 },
};

SET(vlan);

static const struct attr_name learning[] = {
	[VSW_A_LEARNING_ENABLED] = { "enabled", U8 },
	[VSW_A_LEARNING_LIMIT] = { "limit", U32 },
	[VSW_A_LEARNING_AGEING] = { "ageing", U32 },
	[VSW_A_LEARNING_LIMIT_ACTION] = { "limit-action", U8 },
	[VSW_A_LEARNING_FLOOD] = { "flood", U8 },
};

SET(learning);

static const struct attr_name mac_list[] = {
	[VSW_A_MAC_LIST_ADDRESS] = { "address", MAC },
};

SET(mac_list);

static const struct attr_name guard[] = {
	[VSW_A_GUARD_DHCP_SERVER_BLOCK] = { "dhcp-server-block", U8 },
	[VSW_A_GUARD_DHCP_CLIENT_BLOCK] = { "dhcp-client-block", U8 },
	[VSW_A_GUARD_RA_GUARD] = { "ra-guard", U8 },
	[VSW_A_GUARD_BPDU_FILTER] = { "bpdu-filter", U8 },
	[VSW_A_GUARD_BPDU_ALLOW] = { "bpdu-allow", NEST, &mac_list_set },
	[VSW_A_GUARD_NON_IP_BLOCK] = { "non-ip-block", U8 },
	[VSW_A_GUARD_BROADCAST_LIMIT_OUT] = { "broadcast-limit-out", U32 },
	[VSW_A_GUARD_BROADCAST_LIMIT_IN] = { "broadcast-limit-in", U32 },
	[VSW_A_GUARD_MULTICAST_LIMIT_OUT] = { "multicast-limit-out", U32 },
	[VSW_A_GUARD_MULTICAST_LIMIT_IN] = { "multicast-limit-in", U32 },
};

SET(guard);
static const struct attr_name discovery[] = {
	[VSW_A_DISCOVERY_ARP] = { "arp", U8 },
	[VSW_A_DISCOVERY_ND] = { "nd", U8 },
	[VSW_A_DISCOVERY_DHCP] = { "dhcp", U8 },
	[VSW_A_DISCOVERY_LIMIT_IPV4] = { "limit-ipv4", U32 },
	[VSW_A_DISCOVERY_LIMIT_IPV6] = { "limit-ipv6", U32 },
	[VSW_A_DISCOVERY_AGEING] = { "ageing", U32 },
	[VSW_A_DISCOVERY_TRUST_ON_FIRST_USE] = { "trust-on-first-use", U8 },
};

SET(discovery);

static const struct attr_name stats[] = {
	[VSW_A_STATS_PAD] = { "pad", FLAG },
	[VSW_A_STATS_RX_PACKETS] = { "rx-packets", U64 },
	[VSW_A_STATS_RX_BYTES] = { "rx-bytes", U64 },
	[VSW_A_STATS_TX_PACKETS] = { "tx-packets", U64 },
	[VSW_A_STATS_TX_BYTES] = { "tx-bytes", U64 },
	[VSW_A_STATS_RX_DROPPED] = { "rx-dropped", U64 },
	[VSW_A_STATS_TX_DROPPED] = { "tx-dropped", U64 },
	[VSW_A_STATS_PROMISCUOUS_COPIES] = { "promiscuous-copies", U64 },
	[VSW_A_STATS_PROMISCUOUS_DENIED] = { "promiscuous-denied", U64 },
};

SET(stats);

static const struct attr_name drop[] = {
	[VSW_A_DROP_PAD] = { "pad", FLAG },
	[VSW_A_DROP_REASON] = { "reason", STRING },
	[VSW_A_DROP_PACKETS] = { "packets", U64 },
};

SET(drop);

static const struct attr_name sw[] = {
	[VSW_A_SWITCH_IFINDEX] = { "ifindex", U32 },
	[VSW_A_SWITCH_NAME] = { "name", STRING },
	[VSW_A_SWITCH_SECURITY] = { "security", NEST, &security_set },
	[VSW_A_SWITCH_PORTGROUPS] = { "portgroups", U32 },
	[VSW_A_SWITCH_PORTS] = { "ports", U32 },
	[VSW_A_SWITCH_UPLINKS] = { "uplinks", U32 },
	[VSW_A_SWITCH_SEQ] = { "seq", U32 },
};

SET(sw);

static const struct attr_name portgroup[] = {
	[VSW_A_PORTGROUP_SWITCH] = { "switch", STRING },
	[VSW_A_PORTGROUP_NAME] = { "name", STRING },
	[VSW_A_PORTGROUP_NEW_NAME] = { "new-name", STRING },
	[VSW_A_PORTGROUP_ID] = { "id", U32 },
	[VSW_A_PORTGROUP_SECURITY] = { "security", NEST, &security_set },
	[VSW_A_PORTGROUP_SECURITY_EFFECTIVE] = { "security-effective", NEST,
						 &security_set },
	[VSW_A_PORTGROUP_VLAN] = { "vlan", NEST, &vlan_set },
	[VSW_A_PORTGROUP_LEARNING] = { "learning", NEST, &learning_set },
	[VSW_A_PORTGROUP_ADOPT] = { "adopt", U8 },
	[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE] = { "promiscuous-scope", U8 },
	[VSW_A_PORTGROUP_DEFAULT] = { "default", FLAG },
	[VSW_A_PORTGROUP_PORTS] = { "ports", U32 },
	[VSW_A_PORTGROUP_SEQ] = { "seq", U32 },
	[VSW_A_PORTGROUP_GUARD] = { "guard", NEST, &guard_set },
	[VSW_A_PORTGROUP_DISCOVERY] = { "discovery", NEST, &discovery_set },
	[VSW_A_PORTGROUP_SPOOFGUARD] = { "spoofguard", U8 },
};

SET(portgroup);

static const struct attr_name port[] = {
	[VSW_A_PORT_SWITCH] = { "switch", STRING },
	[VSW_A_PORT_ID] = { "id", U32 },
	[VSW_A_PORT_NAME] = { "name", STRING },
	[VSW_A_PORT_NEW_NAME] = { "new-name", STRING },
	[VSW_A_PORT_PORTGROUP] = { "portgroup", STRING },
	[VSW_A_PORT_IFINDEX] = { "ifindex", U32 },
	[VSW_A_PORT_DEV] = { "dev", STRING },
	[VSW_A_PORT_INITIAL_MAC] = { "initial-mac", MAC },
	[VSW_A_PORT_EFFECTIVE_MAC] = { "effective-mac", MAC },
	[VSW_A_PORT_MAC_SOURCE] = { "mac-source", U8 },
	[VSW_A_PORT_MAC_SOURCE_AUTO] = { "mac-source-auto", FLAG },
	[VSW_A_PORT_ADMIN_BLOCKED] = { "admin-blocked", U8 },
	[VSW_A_PORT_STATE] = { "state", U8 },
	[VSW_A_PORT_REASONS] = { "reasons", U32 },
	[VSW_A_PORT_PROMISCUOUS_REQUESTED] = { "promiscuous-requested", U8 },
	[VSW_A_PORT_SECURITY] = { "security", NEST, &security_set },
	[VSW_A_PORT_SECURITY_EFFECTIVE] = { "security-effective", NEST,
					    &security_set },
	[VSW_A_PORT_UPLINK] = { "uplink", STRING },
	[VSW_A_PORT_UPLINK_ID] = { "uplink-id", U32 },
	[VSW_A_PORT_LEARNED] = { "learned", U32 },
	[VSW_A_PORT_STATS] = { "stats", NEST, &stats_set },
	[VSW_A_PORT_DROP] = { "drop", NEST, &drop_set },
	[VSW_A_PORT_SEQ] = { "seq", U32 },
	[VSW_A_PORT_BPDU_BLOCKED] = { "bpdu-blocked", U8 },
	[VSW_A_PORT_SPOOFGUARD] = { "spoofguard", U8 },
	[VSW_A_PORT_SPOOFGUARD_EFFECTIVE] = { "spoofguard-effective", U8 },
	[VSW_A_PORT_IP_ADDRESS] = { "ip-address", IP },
	[VSW_A_PORT_BINDINGS] = { "bindings", U32 },
	[VSW_A_PORT_BINDINGS_REFUSED] = { "bindings-refused", U64 },
	[VSW_A_PORT_PAD] = { "pad", FLAG },
	[VSW_A_PORT_TAG] = { "tag", STRING },
	[VSW_A_PORT_ISOLATED] = { "isolated", U8 },
};

SET(port);

static const struct attr_name uplink[] = {
	[VSW_A_UPLINK_SWITCH] = { "switch", STRING },
	[VSW_A_UPLINK_ID] = { "id", U32 },
	[VSW_A_UPLINK_DEV] = { "dev", STRING },
	[VSW_A_UPLINK_IFINDEX] = { "ifindex", U32 },
	[VSW_A_UPLINK_STATE] = { "state", U8 },
	[VSW_A_UPLINK_REASONS] = { "reasons", U32 },
	[VSW_A_UPLINK_PORTS] = { "ports", U32 },
	[VSW_A_UPLINK_STATS] = { "stats", NEST, &stats_set },
	[VSW_A_UPLINK_DROP] = { "drop", NEST, &drop_set },
	[VSW_A_UPLINK_SEQ] = { "seq", U32 },
};

SET(uplink);

static const struct attr_name fdb[] = {
	[VSW_A_FDB_SWITCH] = { "switch", STRING },
	[VSW_A_FDB_ADDRESS] = { "address", MAC },
	[VSW_A_FDB_VLAN] = { "vlan", U16 },
	[VSW_A_FDB_KIND] = { "kind", U8 },
	[VSW_A_FDB_PORT_ID] = { "port-id", U32 },
	[VSW_A_FDB_PORT] = { "port", STRING },
	[VSW_A_FDB_AGE] = { "age", U32 },
};

SET(fdb);

static const struct attr_name event[] = {
	[VSW_A_EVENT_PAD] = { "pad", FLAG },
	[VSW_A_EVENT_TYPE] = { "type", U8 },
	[VSW_A_EVENT_SEQ] = { "seq", U32 },
	[VSW_A_EVENT_TIME] = { "time", U64 },
	[VSW_A_EVENT_SWITCH] = { "switch", STRING },
	[VSW_A_EVENT_PORT_ID] = { "port-id", U32 },
	[VSW_A_EVENT_PORT] = { "port", STRING },
	[VSW_A_EVENT_DEV] = { "dev", STRING },
	[VSW_A_EVENT_MAC] = { "mac", MAC },
	[VSW_A_EVENT_REASONS] = { "reasons", U32 },
	[VSW_A_EVENT_TAG] = { "tag", STRING },
	[VSW_A_EVENT_ADDRESS] = { "address", IP },
	[VSW_A_EVENT_VLAN] = { "vlan", U16 },
	[VSW_A_EVENT_DROP_REASON] = { "drop-reason", STRING },
	[VSW_A_EVENT_LOST] = { "lost", U32 },
};

SET(event);

static const struct attr_name binding[] = {
	[VSW_A_BINDING_SWITCH] = { "switch", STRING },
	[VSW_A_BINDING_PORT_ID] = { "port-id", U32 },
	[VSW_A_BINDING_PORT] = { "port", STRING },
	[VSW_A_BINDING_ADDRESS] = { "address", IP },
	[VSW_A_BINDING_VLAN] = { "vlan", U16 },
	[VSW_A_BINDING_MAC] = { "mac", MAC },
	[VSW_A_BINDING_SOURCES] = { "sources", U32 },
	[VSW_A_BINDING_STATE] = { "state", U8 },
	[VSW_A_BINDING_APPROVED] = { "approved", U8 },
	[VSW_A_BINDING_AGE] = { "age", U32 },
	[VSW_A_BINDING_EXPIRES] = { "expires", U32 },
	[VSW_A_BINDING_SEQ] = { "seq", U32 },
};

SET(binding);

const struct command_name command_names[COMMANDS] = {
	[VSW_CMD_SWITCH_NEW] = { "switch-new", &sw_set },
	[VSW_CMD_SWITCH_SET] = { "switch-set", &sw_set },
	[VSW_CMD_SWITCH_DEL] = { "switch-del", &sw_set },
	[VSW_CMD_SWITCH_GET] = { "switch-get", &sw_set },
	[VSW_CMD_SWITCH_NTF] = { "switch-ntf", &sw_set },
	[VSW_CMD_SWITCH_DEL_NTF] = { "switch-del-ntf", &sw_set },
	[VSW_CMD_PORTGROUP_NEW] = { "portgroup-new", &portgroup_set },
	[VSW_CMD_PORTGROUP_SET] = { "portgroup-set", &portgroup_set },
	[VSW_CMD_PORTGROUP_DEL] = { "portgroup-del", &portgroup_set },
	[VSW_CMD_PORTGROUP_GET] = { "portgroup-get", &portgroup_set },
	[VSW_CMD_PORTGROUP_NTF] = { "portgroup-ntf", &portgroup_set },
	[VSW_CMD_PORTGROUP_DEL_NTF] = { "portgroup-del-ntf", &portgroup_set },
	[VSW_CMD_PORT_NEW] = { "port-new", &port_set },
	[VSW_CMD_PORT_SET] = { "port-set", &port_set },
	[VSW_CMD_PORT_DEL] = { "port-del", &port_set },
	[VSW_CMD_PORT_GET] = { "port-get", &port_set },
	[VSW_CMD_PORT_NTF] = { "port-ntf", &port_set },
	[VSW_CMD_PORT_DEL_NTF] = { "port-del-ntf", &port_set },
	[VSW_CMD_UPLINK_NEW] = { "uplink-new", &uplink_set },
	[VSW_CMD_UPLINK_DEL] = { "uplink-del", &uplink_set },
	[VSW_CMD_UPLINK_GET] = { "uplink-get", &uplink_set },
	[VSW_CMD_UPLINK_NTF] = { "uplink-ntf", &uplink_set },
	[VSW_CMD_UPLINK_DEL_NTF] = { "uplink-del-ntf", &uplink_set },
	[VSW_CMD_FDB_GET] = { "fdb-get", &fdb_set },
	[VSW_CMD_FDB_FLUSH] = { "fdb-flush", &fdb_set },
	[VSW_CMD_EVENT] = { "event", &event_set },
	[VSW_CMD_LOAD_BEGIN] = { "load-begin", &rules_set },
	[VSW_CMD_LOAD_ADD] = { "load-add", &rules_set },
	[VSW_CMD_LOAD_COMMIT] = { "load-commit", &rules_set },
	[VSW_CMD_LOAD_SET] = { "load-set", &rules_set },
	[VSW_CMD_LOAD_GET] = { "load-get", &rules_set },
	[VSW_CMD_LOAD_NTF] = { "load-ntf", &rules_set },
	[VSW_CMD_RULESET_GET] = { "ruleset-get", &rules_set },
	[VSW_CMD_RULE_GET] = { "rule-get", &rules_set },
	[VSW_CMD_ADDRSET_ADD] = { "addrset-add", &rules_set },
	[VSW_CMD_ADDRSET_DEL] = { "addrset-del", &rules_set },
	[VSW_CMD_ADDRSET_GET] = { "addrset-get", &rules_set },
	[VSW_CMD_FILTER_SET] = { "filter-set", &filter_set },
	[VSW_CMD_FILTER_GET] = { "filter-get", &filter_set },
	[VSW_CMD_FLOW_GET] = { "flow-get", &flow_set },
	[VSW_CMD_FLOW_FLUSH] = { "flow-flush", &flow_set },
	[VSW_CMD_SIMULATE] = { "simulate", &simulate_set },
	[VSW_CMD_WHY_GET] = { "why-get", &why_set },
	[VSW_CMD_LOG] = { "log", &log_set },
	[VSW_CMD_BINDING_NEW] = { "binding-new", &binding_set },
	[VSW_CMD_BINDING_SET] = { "binding-set", &binding_set },
	[VSW_CMD_BINDING_DEL] = { "binding-del", &binding_set },
	[VSW_CMD_BINDING_GET] = { "binding-get", &binding_set },
	[VSW_CMD_BINDING_NTF] = { "binding-ntf", &binding_set },
	[VSW_CMD_BINDING_DEL_NTF] = { "binding-del-ntf", &binding_set },
	[VSW_CMD_BINDING_FLUSH] = { "binding-flush", &binding_set },
	[VSW_CMD_TAG_ADD] = { "tag-add", &tag_set },
	[VSW_CMD_TAG_DEL] = { "tag-del", &tag_set },
	[VSW_CMD_GROUP_NEW] = { "group-new", &group_set },
	[VSW_CMD_GROUP_SET] = { "group-set", &group_set },
	[VSW_CMD_GROUP_DEL] = { "group-del", &group_set },
	[VSW_CMD_GROUP_GET] = { "group-get", &group_set },
	[VSW_CMD_GROUP_NTF] = { "group-ntf", &group_set },
	[VSW_CMD_GROUP_DEL_NTF] = { "group-del-ntf", &group_set },
	[VSW_CMD_GROUP_MEMBER_GET] = { "group-member-get", &group_member_set },
};

/* NULL if the set has no attribute of that number. */
const struct attr_name *attr_by_number(const struct attr_set *set,
				       unsigned int number)
{
	if (!set || number > set->max || !set->attrs[number].name)
		return NULL;
	return &set->attrs[number];
}

/* A number in place of a name is taken as it is; -1 for anything else. */
int attr_by_name(const struct attr_set *set, const char *name)
{
	unsigned int i;
	char *end;

	for (i = 1; set && i <= set->max; i++)
		if (set->attrs[i].name && !strcmp(set->attrs[i].name, name))
			return i;
	i = strtoul(name, &end, 0);
	return *end || end == name ? -1 : (int)i;
}

int command_by_name(const char *name)
{
	unsigned int i;
	char *end;

	for (i = 1; i < COMMANDS; i++)
		if (command_names[i].name &&
		    !strcmp(command_names[i].name, name))
			return i;
	i = strtoul(name, &end, 0);
	return *end || end == name || i > 255 ? -1 : (int)i;
}
