// SPDX-License-Identifier: GPL-2.0
/* Names of the attributes of rules, filters, states and groups, as in the YAML. */
#include <linux/vsw.h>

#include "names.h"

static const struct attr_name address[] = {
	[VSW_A_ADDRESS_IP] = { "ip", IP },
	[VSW_A_ADDRESS_PREFIX_LEN] = { "prefix-len", U8 },
	[VSW_A_ADDRESS_LAST] = { "last", IP },
};

SET(address);

static const struct attr_name port_range[] = {
	[VSW_A_PORT_RANGE_FIRST] = { "first", U16 },
	[VSW_A_PORT_RANGE_LAST] = { "last", U16 },
};

SET(port_range);

static const struct attr_name match[] = {
	[VSW_A_MATCH_NEGATED] = { "negated", FLAG },
	[VSW_A_MATCH_ADDRESS] = { "address", NEST, &address_set },
	[VSW_A_MATCH_SET] = { "set", STRING },
	[VSW_A_MATCH_MAC] = { "mac", MAC },
	[VSW_A_MATCH_GROUP] = { "group", STRING },
};

SET(match);

static const struct attr_name rule_stats[] = {
	[VSW_A_RULE_STATS_PAD] = { "pad", FLAG },
	[VSW_A_RULE_STATS_EVALUATIONS] = { "evaluations", U64 },
	[VSW_A_RULE_STATS_HITS] = { "hits", U64 },
	[VSW_A_RULE_STATS_PACKETS_OUT] = { "packets-out", U64 },
	[VSW_A_RULE_STATS_PACKETS_IN] = { "packets-in", U64 },
	[VSW_A_RULE_STATS_BYTES_OUT] = { "bytes-out", U64 },
	[VSW_A_RULE_STATS_BYTES_IN] = { "bytes-in", U64 },
	[VSW_A_RULE_STATS_CONNECTIONS] = { "connections", U64 },
};

SET(rule_stats);

static const struct attr_name rule[] = {
	[VSW_A_RULE_RULESET] = { "ruleset", STRING },
	[VSW_A_RULE_ID] = { "id", U32 },
	[VSW_A_RULE_POSITION] = { "position", U32 },
	[VSW_A_RULE_DIRECTION] = { "direction", U8 },
	[VSW_A_RULE_FAMILY] = { "family", U8 },
	[VSW_A_RULE_PROTOCOL] = { "protocol", U8 },
	[VSW_A_RULE_FROM] = { "from", NEST, &match_set },
	[VSW_A_RULE_TO] = { "to", NEST, &match_set },
	[VSW_A_RULE_SOURCE_PORT] = { "source-port", NEST, &port_range_set },
	[VSW_A_RULE_DESTINATION_PORT] = { "destination-port", NEST,
					  &port_range_set },
	[VSW_A_RULE_ICMP_TYPE] = { "icmp-type", U8 },
	[VSW_A_RULE_ICMP_CODE] = { "icmp-code", U8 },
	[VSW_A_RULE_ETHERTYPE] = { "ethertype", U16 },
	[VSW_A_RULE_ACTION] = { "action", U8 },
	[VSW_A_RULE_LOG] = { "log", FLAG },
	[VSW_A_RULE_STATELESS] = { "stateless", FLAG },
	[VSW_A_RULE_STRICTNESS] = { "strictness", U8 },
	[VSW_A_RULE_DISABLED] = { "disabled", FLAG },
	[VSW_A_RULE_ALG] = { "alg", U8 },
	[VSW_A_RULE_TAG] = { "tag", STRING },
	[VSW_A_RULE_APPLIED_TO] = { "applied-to", STRING },
	[VSW_A_RULE_STATS] = { "stats", NEST, &rule_stats_set },
	[VSW_A_RULE_APPLIED_GROUP] = { "applied-group", STRING },
};

SET(rule);

static const struct attr_name ruleset[] = {
	[VSW_A_RULESET_NAME] = { "name", STRING },
	[VSW_A_RULESET_CATEGORY] = { "category", U8 },
	[VSW_A_RULESET_STRICTNESS] = { "strictness", U8 },
	[VSW_A_RULESET_DEFAULT_ACTION] = { "default-action", U8 },
	[VSW_A_RULESET_DEFAULT_LOG] = { "default-log", FLAG },
	[VSW_A_RULESET_RULES] = { "rules", U32 },
	[VSW_A_RULESET_DEFAULT_STATS] = { "default-stats", NEST,
					  &rule_stats_set },
};

SET(ruleset);

static const struct attr_name addrset[] = {
	[VSW_A_ADDRSET_NAME] = { "name", STRING },
	[VSW_A_ADDRSET_ADDRESS] = { "address", NEST, &address_set },
	[VSW_A_ADDRSET_COUNT] = { "count", U32 },
	[VSW_A_ADDRSET_USERS] = { "users", U32 },
};

SET(addrset);

static const struct attr_name rules[] = {
	[VSW_A_RULES_GENERATION] = { "generation", U32 },
	[VSW_A_RULES_NAME] = { "name", STRING },
	[VSW_A_RULES_TRANSITION] = { "transition", U8 },
	[VSW_A_RULES_RULESET] = { "ruleset", NEST, &ruleset_set },
	[VSW_A_RULES_ADDRSET] = { "addrset", NEST, &addrset_set },
	[VSW_A_RULES_RULE] = { "rule", NEST, &rule_set },
	[VSW_A_RULES_REQUIRE_RULESET] = { "require-ruleset", U8 },
	[VSW_A_RULES_LOADED] = { "loaded", U8 },
	[VSW_A_RULES_SEQ] = { "seq", U32 },
};

SHARED_SET(rules);

static const struct attr_name timeouts[] = {
	[VSW_A_TIMEOUTS_TCP_FIRST] = { "tcp-first", U32 },
	[VSW_A_TIMEOUTS_TCP_OPENING] = { "tcp-opening", U32 },
	[VSW_A_TIMEOUTS_TCP_ESTABLISHED] = { "tcp-established", U32 },
	[VSW_A_TIMEOUTS_TCP_CLOSING] = { "tcp-closing", U32 },
	[VSW_A_TIMEOUTS_TCP_FIN_WAIT] = { "tcp-fin-wait", U32 },
	[VSW_A_TIMEOUTS_TCP_CLOSED] = { "tcp-closed", U32 },
	[VSW_A_TIMEOUTS_UDP_FIRST] = { "udp-first", U32 },
	[VSW_A_TIMEOUTS_UDP_SINGLE] = { "udp-single", U32 },
	[VSW_A_TIMEOUTS_UDP_MULTIPLE] = { "udp-multiple", U32 },
	[VSW_A_TIMEOUTS_ICMP_FIRST] = { "icmp-first", U32 },
	[VSW_A_TIMEOUTS_ICMP_ERROR] = { "icmp-error", U32 },
	[VSW_A_TIMEOUTS_OTHER] = { "other", U32 },
};

SET(timeouts);

static const struct attr_name limits[] = {
	[VSW_A_LIMITS_TOTAL] = { "total", U32 },
	[VSW_A_LIMITS_HALF_OPEN] = { "half-open", U32 },
	[VSW_A_LIMITS_UDP] = { "udp", U32 },
	[VSW_A_LIMITS_ICMP] = { "icmp", U32 },
	[VSW_A_LIMITS_OTHER] = { "other", U32 },
};

SET(limits);

static const struct attr_name filter[] = {
	[VSW_A_FILTER_PAD] = { "pad", FLAG },
	[VSW_A_FILTER_SWITCH] = { "switch", STRING },
	[VSW_A_FILTER_PORT_ID] = { "port-id", U32 },
	[VSW_A_FILTER_PORT] = { "port", STRING },
	[VSW_A_FILTER_SLOT] = { "slot", U8 },
	[VSW_A_FILTER_NAME] = { "name", STRING },
	[VSW_A_FILTER_AGENT] = { "agent", STRING },
	[VSW_A_FILTER_STATE] = { "state", U8 },
	[VSW_A_FILTER_FAILURE_POLICY] = { "failure-policy", U8 },
	[VSW_A_FILTER_SOURCE] = { "source", STRING },
	[VSW_A_FILTER_TIMEOUTS] = { "timeouts", NEST, &timeouts_set },
	[VSW_A_FILTER_LIMITS] = { "limits", NEST, &limits_set },
	[VSW_A_FILTER_STATES] = { "states", NEST, &limits_set },
	[VSW_A_FILTER_EVICTED] = { "evicted", U64 },
	[VSW_A_FILTER_FAILED_OPEN] = { "failed-open", U64 },
	[VSW_A_FILTER_RULES] = { "rules", U32 },
	[VSW_A_FILTER_SPOOFGUARD] = { "spoofguard", U8 },
};

SHARED_SET(filter);

static const struct attr_name flow[] = {
	[VSW_A_FLOW_PAD] = { "pad", FLAG },
	[VSW_A_FLOW_SWITCH] = { "switch", STRING },
	[VSW_A_FLOW_PORT_ID] = { "port-id", U32 },
	[VSW_A_FLOW_PORT] = { "port", STRING },
	[VSW_A_FLOW_ID] = { "id", U64 },
	[VSW_A_FLOW_STATE] = { "state", U8 },
	[VSW_A_FLOW_PROTOCOL] = { "protocol", U8 },
	[VSW_A_FLOW_ETHERTYPE] = { "ethertype", U16 },
	[VSW_A_FLOW_VLAN] = { "vlan", U16 },
	[VSW_A_FLOW_DIRECTION] = { "direction", U8 },
	[VSW_A_FLOW_RULE_ID] = { "rule-id", U32 },
	[VSW_A_FLOW_SOURCE] = { "source", IP },
	[VSW_A_FLOW_DESTINATION] = { "destination", IP },
	[VSW_A_FLOW_SOURCE_PORT] = { "source-port", U16 },
	[VSW_A_FLOW_DESTINATION_PORT] = { "destination-port", U16 },
	[VSW_A_FLOW_ICMP_TYPE] = { "icmp-type", U8 },
	[VSW_A_FLOW_ALG] = { "alg", U8 },
	[VSW_A_FLOW_EXPECTED] = { "expected", FLAG },
	[VSW_A_FLOW_PACKETS_OUT] = { "packets-out", U64 },
	[VSW_A_FLOW_PACKETS_IN] = { "packets-in", U64 },
	[VSW_A_FLOW_BYTES_OUT] = { "bytes-out", U64 },
	[VSW_A_FLOW_BYTES_IN] = { "bytes-in", U64 },
	[VSW_A_FLOW_SECONDS_LEFT] = { "seconds-left", U32 },
	[VSW_A_FLOW_GENERATION] = { "generation", U32 },
};

SHARED_SET(flow);

static const struct attr_name packet[] = {
	[VSW_A_PACKET_SOURCE_MAC] = { "source-mac", MAC },
	[VSW_A_PACKET_DESTINATION_MAC] = { "destination-mac", MAC },
	[VSW_A_PACKET_ETHERTYPE] = { "ethertype", U16 },
	[VSW_A_PACKET_VLAN] = { "vlan", U16 },
	[VSW_A_PACKET_SOURCE] = { "source", IP },
	[VSW_A_PACKET_DESTINATION] = { "destination", IP },
	[VSW_A_PACKET_PROTOCOL] = { "protocol", U8 },
	[VSW_A_PACKET_SOURCE_PORT] = { "source-port", U16 },
	[VSW_A_PACKET_DESTINATION_PORT] = { "destination-port", U16 },
	[VSW_A_PACKET_ICMP_TYPE] = { "icmp-type", U8 },
	[VSW_A_PACKET_ICMP_CODE] = { "icmp-code", U8 },
	[VSW_A_PACKET_ICMP_ID] = { "icmp-id", U16 },
	[VSW_A_PACKET_TCP_FLAGS] = { "tcp-flags", U8 },
	[VSW_A_PACKET_LENGTH] = { "length", U32 },
};

SET(packet);

static const struct attr_name simulate[] = {
	[VSW_A_SIMULATE_SWITCH] = { "switch", STRING },
	[VSW_A_SIMULATE_PORT_ID] = { "port-id", U32 },
	[VSW_A_SIMULATE_PORT] = { "port", STRING },
	[VSW_A_SIMULATE_DIRECTION] = { "direction", U8 },
	[VSW_A_SIMULATE_PACKET] = { "packet", NEST, &packet_set },
	[VSW_A_SIMULATE_ACTION] = { "action", U8 },
	[VSW_A_SIMULATE_REASON] = { "reason", STRING },
	[VSW_A_SIMULATE_LAYER] = { "layer", U8 },
	[VSW_A_SIMULATE_RULESET] = { "ruleset", STRING },
	[VSW_A_SIMULATE_RULE_ID] = { "rule-id", U32 },
	[VSW_A_SIMULATE_POSITION] = { "position", U32 },
	[VSW_A_SIMULATE_GENERATION] = { "generation", U32 },
};

SHARED_SET(simulate);

static const struct attr_name why[] = {
	[VSW_A_WHY_PAD] = { "pad", FLAG },
	[VSW_A_WHY_SWITCH] = { "switch", STRING },
	[VSW_A_WHY_PORT_ID] = { "port-id", U32 },
	[VSW_A_WHY_PORT] = { "port", STRING },
	[VSW_A_WHY_TIME] = { "time", U64 },
	[VSW_A_WHY_REASON] = { "reason", STRING },
	[VSW_A_WHY_RULESET] = { "ruleset", STRING },
	[VSW_A_WHY_RULE_ID] = { "rule-id", U32 },
	[VSW_A_WHY_PACKET] = { "packet", NEST, &packet_set },
};

SHARED_SET(why);

static const struct attr_name log[] = {
	[VSW_A_LOG_PAD] = { "pad", FLAG },
	[VSW_A_LOG_SEQ] = { "seq", U32 },
	[VSW_A_LOG_LOST] = { "lost", U32 },
	[VSW_A_LOG_TIME] = { "time", U64 },
	[VSW_A_LOG_KIND] = { "kind", U8 },
	[VSW_A_LOG_PORT_ID] = { "port-id", U32 },
	[VSW_A_LOG_PORT] = { "port", STRING },
	[VSW_A_LOG_DIRECTION] = { "direction", U8 },
	[VSW_A_LOG_ACTION] = { "action", U8 },
	[VSW_A_LOG_RULESET] = { "ruleset", STRING },
	[VSW_A_LOG_RULE_ID] = { "rule-id", U32 },
	[VSW_A_LOG_TAG] = { "tag", STRING },
	[VSW_A_LOG_PACKET] = { "packet", NEST, &packet_set },
	[VSW_A_LOG_END] = { "end", U8 },
	[VSW_A_LOG_PACKETS_OUT] = { "packets-out", U64 },
	[VSW_A_LOG_PACKETS_IN] = { "packets-in", U64 },
	[VSW_A_LOG_BYTES_OUT] = { "bytes-out", U64 },
	[VSW_A_LOG_BYTES_IN] = { "bytes-in", U64 },
};

SHARED_SET(log);

static const struct attr_name tag[] = {
	[VSW_A_TAG_SWITCH] = { "switch", STRING },
	[VSW_A_TAG_PORT_ID] = { "port-id", U32 },
	[VSW_A_TAG_PORT] = { "port", STRING },
	[VSW_A_TAG_TAG] = { "tag", STRING },
};

SHARED_SET(tag);

static const struct attr_name group_step[] = {
	[VSW_A_GROUP_STEP_OP] = { "op", U8 },
	[VSW_A_GROUP_STEP_PATTERN] = { "pattern", STRING },
};

SET(group_step);

static const struct attr_name group[] = {
	[VSW_A_GROUP_NAME] = { "name", STRING },
	[VSW_A_GROUP_STEP] = { "step", NEST, &group_step_set },
	[VSW_A_GROUP_ADDRESS] = { "address", NEST, &address_set },
	[VSW_A_GROUP_MAC] = { "mac", MAC },
	[VSW_A_GROUP_MEMBERS] = { "members", U32 },
	[VSW_A_GROUP_USERS] = { "users", U32 },
	[VSW_A_GROUP_SEQ] = { "seq", U32 },
};

SHARED_SET(group);

static const struct attr_name group_member[] = {
	[VSW_A_GROUP_MEMBER_PAD] = { "pad", FLAG },
	[VSW_A_GROUP_MEMBER_GROUP] = { "group", STRING },
	[VSW_A_GROUP_MEMBER_SWITCH] = { "switch", STRING },
	[VSW_A_GROUP_MEMBER_PORT_ID] = { "port-id", U32 },
	[VSW_A_GROUP_MEMBER_PORT] = { "port", STRING },
	[VSW_A_GROUP_MEMBER_MATCHED] = { "matched", U64 },
	[VSW_A_GROUP_MEMBER_MAC] = { "mac", MAC },
	[VSW_A_GROUP_MEMBER_IP] = { "ip", IP },
};

SHARED_SET(group_member);
