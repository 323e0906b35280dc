// SPDX-License-Identifier: GPL-2.0
/* What is printed of objects that come from the kernel. Prints TAP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../flows.h"
#include "../packet.h"
#include "../rules.h"

static int count, failed;

static void is(const char *have, const char *want, const char *what)
{
	bool good = !strcmp(have, want);

	count++;
	if (!good)
		failed++;
	printf("%sok %d %s\n", good ? "" : "not ", count, what);
	if (!good)
		printf("# want: %s\n# have: %s\n", want, have);
}

/* The text that @put writes of @obj, which is freed. */
static void prints(void (*put)(FILE *out, const struct vsw_obj *obj),
		   struct vsw_obj *obj, const char *want, const char *what)
{
	size_t size;
	char *text;
	FILE *out = open_memstream(&text, &size);

	put(out, obj);
	fclose(out);
	is(text, want, what);
	free(text);
	vsw_obj_free(obj);
}

static const uint8_t ip1[] = { 192, 168, 4, 3 };
static const uint8_t ip2[] = { 192, 168, 4, 4 };
static const uint8_t ip6[16] = { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 };
static const uint8_t mac1[] = { 2, 0, 0, 0, 0, 1 };
static const uint8_t mac2[] = { 2, 0, 0, 0, 0, 2 };

/* The packet log ----------------------------------------------------------- */

static struct vsw_obj *sample_log(unsigned int action, unsigned int protocol)
{
	struct vsw_obj *log = vsw_obj_new(VSW_KIND_LOG);
	struct vsw_obj *packet = vsw_obj_nest(log, VSW_A_LOG_PACKET);

	vsw_obj_set_uint(log, VSW_A_LOG_TIME, 1425958831274000000ULL);
	vsw_obj_set_uint(log, VSW_A_LOG_KIND, VSW_LOG_KIND_MATCH);
	vsw_obj_set_uint(log, VSW_A_LOG_PORT_ID, 0x1000002);
	vsw_obj_set_uint(log, VSW_A_LOG_DIRECTION, VSW_DIRECTION_OUT);
	vsw_obj_set_uint(log, VSW_A_LOG_ACTION, action);
	vsw_obj_set_str(log, VSW_A_LOG_RULESET, "domain-c25");
	vsw_obj_set_uint(log, VSW_A_LOG_RULE_ID, 1002);
	vsw_obj_set_ip(packet, VSW_A_PACKET_SOURCE, ip1, 4);
	vsw_obj_set_ip(packet, VSW_A_PACKET_DESTINATION, ip2, 4);
	vsw_obj_set_uint(packet, VSW_A_PACKET_PROTOCOL, protocol);
	vsw_obj_set_uint(packet, VSW_A_PACKET_LENGTH, 52);
	return log;
}

static struct vsw_obj *packet_of(struct vsw_obj *log)
{
	return vsw_obj_nest(log, VSW_A_LOG_PACKET);
}

static void set_ports(struct vsw_obj *log)
{
	vsw_obj_set_uint(packet_of(log), VSW_A_PACKET_SOURCE_PORT, 49676);
	vsw_obj_set_uint(packet_of(log), VSW_A_PACKET_DESTINATION_PORT, 135);
}

static void test_match(void)
{
	struct vsw_obj *log = sample_log(VSW_ACTION_DROP, 6);

	set_ports(log);
	vsw_obj_set_uint(packet_of(log), VSW_A_PACKET_TCP_FLAGS, 0xc2);
	prints(put_log_line, log,
	       "2015-03-10T03:40:31.274000Z 1000002 INET match DROP domain-c25/1002 OUT 52 TCP 192.168.4.3/49676->192.168.4.4/135 SEW",
	       "log: TCP");

	log = sample_log(VSW_ACTION_ACCEPT, 17);
	set_ports(log);
	vsw_obj_set_ip(packet_of(log), VSW_A_PACKET_SOURCE, ip6, 16);
	vsw_obj_set_ip(packet_of(log), VSW_A_PACKET_DESTINATION, ip6, 16);
	vsw_obj_set_uint(log, VSW_A_LOG_DIRECTION, VSW_DIRECTION_IN);
	vsw_obj_unset(log, VSW_A_LOG_RULE_ID);
	vsw_obj_set_str(log, VSW_A_LOG_TAG, "a\033b");
	prints(put_log_line, log,
	       "2015-03-10T03:40:31.274000Z 1000002 INET6 match PASS domain-c25/default IN 52 UDP 2001:db8::1/49676->2001:db8::1/135 a.b",
	       "log: UDP over IPv6, default, tag");

	log = sample_log(VSW_ACTION_REJECT, 1);
	vsw_obj_set_uint(packet_of(log), VSW_A_PACKET_ICMP_TYPE, 8);
	vsw_obj_set_uint(packet_of(log), VSW_A_PACKET_ICMP_CODE, 0);
	vsw_obj_unset(log, VSW_A_LOG_RULESET);
	vsw_obj_unset(log, VSW_A_LOG_RULE_ID);
	prints(put_log_line, log,
	       "2015-03-10T03:40:31.274000Z 1000002 INET match REJECT -/default OUT 52 ICMP 192.168.4.3->192.168.4.4 8/0",
	       "log: ICMP, no ruleset");

	prints(put_log_line, sample_log(VSW_ACTION_DROP, 253),
	       "2015-03-10T03:40:31.274000Z 1000002 INET match DROP domain-c25/1002 OUT 52 PROTO 253 192.168.4.3->192.168.4.4",
	       "log: a protocol without a name");

	log = sample_log(VSW_ACTION_DROP, 0);
	vsw_obj_unset(log, VSW_A_LOG_PACKET);
	vsw_obj_set_mac(packet_of(log), VSW_A_PACKET_SOURCE_MAC, mac1);
	vsw_obj_set_mac(packet_of(log), VSW_A_PACKET_DESTINATION_MAC, mac2);
	vsw_obj_set_uint(packet_of(log), VSW_A_PACKET_ETHERTYPE, 0x0806);
	vsw_obj_set_uint(packet_of(log), VSW_A_PACKET_LENGTH, 28);
	prints(put_log_line, log,
	       "2015-03-10T03:40:31.274000Z 1000002 ETHER match DROP domain-c25/1002 OUT 28 ARP 02:00:00:00:00:01->02:00:00:00:00:02",
	       "log: ARP");
	prints(put_log_line, vsw_obj_new(VSW_KIND_LOG),
	       "1970-01-01T00:00:00.000000Z 0 ETHER match PASS -/default OUT 0 0x0000 ?->?",
	       "log: nothing is known");
}

static void test_term(void)
{
	static const char *const names[] = {
		"TIMEOUT", "FIN", "RST", "EVICTED", "RULES", "FLUSHED",
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		struct vsw_obj *log = sample_log(VSW_ACTION_ACCEPT, 6);
		char want[256];

		set_ports(log);
		vsw_obj_set_uint(log, VSW_A_LOG_KIND, VSW_LOG_KIND_TERM);
		vsw_obj_set_uint(log, VSW_A_LOG_END, i);
		vsw_obj_set_uint(log, VSW_A_LOG_PACKETS_OUT, 12);
		vsw_obj_set_uint(log, VSW_A_LOG_PACKETS_IN, 10);
		vsw_obj_set_uint(log, VSW_A_LOG_BYTES_OUT, 3400);
		vsw_obj_set_uint(log, VSW_A_LOG_BYTES_IN, 2900);
		snprintf(want, sizeof(want),
			 "2015-03-10T03:40:31.274000Z 1000002 INET TERM domain-c25/1002 OUT TCP %s 192.168.4.3/49676->192.168.4.4/135 12/10 3400/2900",
			 names[i]);
		prints(put_log_line, log, want, names[i]);
	}
}

/* Flows -------------------------------------------------------------------- */

static struct vsw_obj *sample_flow(unsigned int state, unsigned int protocol)
{
	struct vsw_obj *flow = vsw_obj_new(VSW_KIND_FLOW);

	vsw_obj_set_uint(flow, VSW_A_FLOW_ID, 0x558a796d00000000ULL);
	vsw_obj_set_uint(flow, VSW_A_FLOW_STATE, state);
	vsw_obj_set_uint(flow, VSW_A_FLOW_PROTOCOL, protocol);
	vsw_obj_set_uint(flow, VSW_A_FLOW_ETHERTYPE, 0x0800);
	vsw_obj_set_uint(flow, VSW_A_FLOW_DIRECTION, VSW_DIRECTION_IN);
	vsw_obj_set_uint(flow, VSW_A_FLOW_RULE_ID, 1006);
	vsw_obj_set_ip(flow, VSW_A_FLOW_SOURCE, ip1, 4);
	vsw_obj_set_ip(flow, VSW_A_FLOW_DESTINATION, ip2, 4);
	vsw_obj_set_uint(flow, VSW_A_FLOW_BYTES_IN, 3017);
	vsw_obj_set_uint(flow, VSW_A_FLOW_BYTES_OUT, 2957);
	vsw_obj_set_uint(flow, VSW_A_FLOW_PACKETS_IN, 19);
	vsw_obj_set_uint(flow, VSW_A_FLOW_PACKETS_OUT, 18);
	vsw_obj_set_uint(flow, VSW_A_FLOW_SECONDS_LEFT, 2413);
	return flow;
}

static void test_flows(void)
{
	struct vsw_obj *flow = sample_flow(VSW_FLOW_STATE_TCP_ESTABLISHED, 6);

	vsw_obj_set_uint(flow, VSW_A_FLOW_SOURCE_PORT, 44194);
	vsw_obj_set_uint(flow, VSW_A_FLOW_DESTINATION_PORT, 22);
	prints(put_flow, flow,
	       "558a796d00000000 Active tcp 0800 1 1006 0 0 192.168.4.3:Unknown(44194) 192.168.4.4:ssh(22) 2413 EST 3017 2957 19 18\n",
	       "flow: TCP");

	flow = sample_flow(VSW_FLOW_STATE_UDP_SINGLE, 17);
	vsw_obj_set_ip(flow, VSW_A_FLOW_SOURCE, ip6, 16);
	vsw_obj_set_ip(flow, VSW_A_FLOW_DESTINATION, ip6, 16);
	vsw_obj_set_uint(flow, VSW_A_FLOW_ETHERTYPE, 0x86dd);
	vsw_obj_set_uint(flow, VSW_A_FLOW_DIRECTION, VSW_DIRECTION_OUT);
	vsw_obj_set_uint(flow, VSW_A_FLOW_VLAN, 10);
	vsw_obj_set_uint(flow, VSW_A_FLOW_ALG, VSW_ALG_TFTP);
	vsw_obj_set_uint(flow, VSW_A_FLOW_SOURCE_PORT, 1);
	vsw_obj_set_uint(flow, VSW_A_FLOW_DESTINATION_PORT, 69);
	vsw_obj_unset(flow, VSW_A_FLOW_RULE_ID);
	prints(put_flow, flow,
	       "558a796d00000000 Active udp 86dd 2 default 10 tftp [2001:db8::1]:Unknown(1) [2001:db8::1]:tftp(69) 2413 SINGLE 3017 2957 19 18\n",
	       "flow: UDP over IPv6");

	flow = sample_flow(VSW_FLOW_STATE_ICMP_FIRST, 1);
	vsw_obj_set_uint(flow, VSW_A_FLOW_SOURCE_PORT, 77);
	vsw_obj_set_uint(flow, VSW_A_FLOW_ICMP_TYPE, 8);
	prints(put_flow, flow,
	       "558a796d00000000 Active icmp 0800 1 1006 0 0 192.168.4.3:id(77) 192.168.4.4:type(8) 2413 FIRST 3017 2957 19 18\n",
	       "flow: ICMP");

	prints(put_flow, sample_flow(VSW_FLOW_STATE_OTHER, 253),
	       "558a796d00000000 Active 253 0800 1 1006 0 0 192.168.4.3 192.168.4.4 2413 - 3017 2957 19 18\n",
	       "flow: a protocol without a name");
}

/* Differences -------------------------------------------------------------- */

static void differ(const char *old, const char *new, const char *want,
		   const char *what)
{
	size_t size;
	char *text;
	FILE *out = open_memstream(&text, &size);
	size_t n = rules_print_diff(out, old, new);

	fclose(out);
	is(text, want, what);
	is(n ? "changes" : "", *want ? "changes" : "", "... as many");
	free(text);
}

static void test_diff(void)
{
	static const char set[] = "addrset a {\nip 10.0.0.1,\nip 10.0.0.2,\n}\n";
	static const char rules[] =
		"ruleset r {\n"
		"  # Filter rules\n"
		"  rule 1 at 2 in protocol any from any to any drop;\n"
		"  rule 2 at 10 in protocol any from any to any drop;\n"
		"  default accept;\n"
		"}\n";

	differ("", "", "", "diff: nothing");
	differ(set, set, "", "diff: the same set");
	differ(rules, rules, "", "diff: the same rules");
	differ(set, "addrset a {\nip 10.0.0.2,\nip 10.0.0.1,\n}\n", "",
	       "diff: addresses in another order");
	differ(set, "addrset a {\nip 10.0.0.2,\nip 10.0.0.3,\n}\n",
	       " addrset a {\n-ip 10.0.0.1,\n+ip 10.0.0.3,\n }\n",
	       "diff: addresses");
	differ(set, "", "-addrset a {\n-ip 10.0.0.1,\n-ip 10.0.0.2,\n-}\n",
	       "diff: a set goes");
	differ("# generation 3\n", set,
	       "+addrset a {\n+ip 10.0.0.1,\n+ip 10.0.0.2,\n+}\n",
	       "diff: a set comes");
	differ(rules,
	       "ruleset r {\n  rule 1 at 2 in protocol any from any to any accept;\n  rule 3 at 3 in protocol any from any to any drop;\n  rule 2 at 10 in protocol any from any to any drop;\n  default drop;\n}\n",
	       " ruleset r {\n-  rule 1 at 2 in protocol any from any to any drop;\n+  rule 1 at 2 in protocol any from any to any accept;\n+  rule 3 at 3 in protocol any from any to any drop;\n-  default accept;\n+  default drop;\n }\n",
	       "diff: rules by position, and the default");
	differ("ruleset r {\n}\n", "ruleset r loose {\n}\n",
	       "-ruleset r {\n+ruleset r loose {\n }\n",
	       "diff: what a ruleset is");
	differ("ruleset a {\n}\nruleset b {\n}\n",
	       "ruleset b {\n}\nruleset c {\n}\nruleset a {\n}\n",
	       "+ruleset c {\n+}\n# rulesets change their order\n",
	       "diff: order of rulesets");
	differ("ruleset ab {\n}\n", "ruleset a {\n}\n",
	       "+ruleset a {\n+}\n-ruleset ab {\n-}\n",
	       "diff: a name that is the beginning of another");
}

int main(void)
{
	printf("TAP version 13\n");
	test_match();
	test_term();
	test_flows();
	test_diff();
	printf("1..%d\n", count);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
