// SPDX-License-Identifier: GPL-2.0
/* vswctl simulate: what the filter of a port would do with a packet. */
#include <errno.h>
#include <inttypes.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "json.h"
#include "packet.h"
#include "parse.h"
#include "port.h"

#define TCP_SYN 0x02

static int set_ip(const struct keyword *kw, struct vsw_obj *packet,
		  const char *text, struct args *args)
{
	uint8_t ip[16];
	size_t len;

	(void)args;
	if (parse_ip(text, ip, &len))
		return -EINVAL;
	if (!vsw_obj_has(packet, VSW_A_PACKET_ETHERTYPE))
		vsw_obj_set_uint(packet, VSW_A_PACKET_ETHERTYPE,
				 len == 4 ? 0x0800 : 0x86dd);
	return vsw_obj_set_ip(packet, kw->attr, ip, len);
}

static int set_protocol(const struct keyword *kw, struct vsw_obj *packet,
			const char *text, struct args *args)
{
	uint64_t number;
	int found;

	(void)args;
	found = vsw_protocol_find(text);
	if (found >= 0)
		number = found;
	else if (parse_uint(text, 0, 255, &number))
		return -EINVAL;
	return vsw_obj_set_uint(packet, kw->attr, number);
}

static int set_ethertype(const struct keyword *kw, struct vsw_obj *packet,
			 const char *text, struct args *args)
{
	uint64_t number;
	int found;

	(void)args;
	found = vsw_ethertype_find(text);
	if (found >= 0)
		number = found;
	else if (parse_uint(text, 0, UINT16_MAX, &number))
		return -EINVAL;
	return vsw_obj_set_uint(packet, kw->attr, number);
}

/* Of the side that was named last, like in a rule. */
static int set_port(const struct keyword *kw, struct vsw_obj *packet,
		    const char *text, struct args *args)
{
	bool udp = vsw_obj_uint(packet, VSW_A_PACKET_PROTOCOL) == IPPROTO_UDP;
	bool to = vsw_obj_has(packet, VSW_A_PACKET_DESTINATION) ||
		  !vsw_obj_has(packet, VSW_A_PACKET_SOURCE);
	struct servent *service;
	uint64_t port;

	(void)args;
	if (parse_uint(text, kw->min, kw->max, &port)) {
		service = getservbyname(text, udp ? "udp" : "tcp");
		if (!service)
			return -EINVAL;
		port = ntohs(service->s_port);
	}
	return vsw_obj_set_uint(packet, to ? VSW_A_PACKET_DESTINATION_PORT :
				VSW_A_PACKET_SOURCE_PORT, port);
}

static int set_flags(const struct keyword *kw, struct vsw_obj *packet,
		     const char *text, struct args *args)
{
	static const char letters[] = "FSRPAUEW";
	unsigned int flags = 0;

	(void)args;
	if (!strcmp(text, "none"))
		text = "";
	for (; *text; text++) {
		const char *letter = strchr(letters, *text);

		if (!letter)
			return -EINVAL;
		flags |= 1U << (letter - letters);
	}
	return vsw_obj_set_uint(packet, kw->attr, flags);
}

static const struct keyword keywords[] = {
	{ "protocol", set_protocol, "a protocol",
	  0, VSW_A_PACKET_PROTOCOL, 0, 0 },
	{ "from", set_ip, "an address", 0, VSW_A_PACKET_SOURCE, 0, 0 },
	{ "to", set_ip, "an address", 0, VSW_A_PACKET_DESTINATION, 0, 0 },
	{ "port", set_port, "a port or a service", 0, 0, 0, UINT16_MAX },
	{ "icmptype", set_uint, "a number up to 255",
	  0, VSW_A_PACKET_ICMP_TYPE, 0, 255 },
	{ "icmpcode", set_uint, "a number up to 255",
	  0, VSW_A_PACKET_ICMP_CODE, 0, 255 },
	{ "icmpid", set_uint, "a number up to 65535",
	  0, VSW_A_PACKET_ICMP_ID, 0, UINT16_MAX },
	{ "flags", set_flags, "none, or some of the letters FSRPAUEW",
	  0, VSW_A_PACKET_TCP_FLAGS, 0, 0 },
	{ "ethertype", set_ethertype, "an ethertype",
	  0, VSW_A_PACKET_ETHERTYPE, 0, 0 },
	{ "from-mac", set_mac, "an address such as 02:00:00:00:00:01",
	  0, VSW_A_PACKET_SOURCE_MAC, 0, 0 },
	{ "to-mac", set_mac, "an address such as 02:00:00:00:00:01",
	  0, VSW_A_PACKET_DESTINATION_MAC, 0, 0 },
	{ "vlan", set_uint, "a VLAN up to 4094",
	  0, VSW_A_PACKET_VLAN, 0, 4094 },
	{ "length", set_uint, "a number of bytes",
	  0, VSW_A_PACKET_LENGTH, 0, UINT32_MAX },
	{ NULL, NULL, NULL, 0, 0, 0, 0 },
};

static int take_packet(struct ctx *ctx, struct args *args,
		       struct vsw_obj *request)
{
	struct vsw_obj *packet;
	uint64_t direction;
	const char *word;
	int code;

	word = args_need(ctx, args, "the direction, out or in");
	if (!word)
		return EXIT_USAGE;
	if (vsw_value_find(VSW_KIND_SIMULATE, VSW_A_SIMULATE_DIRECTION, word,
			   &direction) || direction > VSW_DIRECTION_IN)
		return usage_error(ctx, "expected out or in, not '%s'", word);
	vsw_obj_set_uint(request, VSW_A_SIMULATE_DIRECTION, direction);
	packet = vsw_obj_nest(request, VSW_A_SIMULATE_PACKET);
	code = args_keywords(ctx, args, packet, keywords);
	/* A connection is to be begun, unless something else is said. */
	if (vsw_obj_uint(packet, VSW_A_PACKET_PROTOCOL) == IPPROTO_TCP &&
	    !vsw_obj_has(packet, VSW_A_PACKET_TCP_FLAGS))
		vsw_obj_set_uint(packet, VSW_A_PACKET_TCP_FLAGS, TCP_SYN);
	return code;
}

static bool passes(const struct vsw_obj *reply)
{
	return !vsw_obj_has(reply, VSW_A_SIMULATE_REASON) &&
	       vsw_obj_uint(reply, VSW_A_SIMULATE_ACTION) == VSW_ACTION_ACCEPT;
}

static void print_rule(const struct vsw_obj *reply)
{
	const char *ruleset = vsw_obj_str(reply, VSW_A_SIMULATE_RULESET);

	if (!ruleset || !*ruleset)
		return;
	printf("   Rule: %s/", ruleset);
	if (vsw_obj_has(reply, VSW_A_SIMULATE_RULE_ID))
		printf("%" PRIu64 " at %" PRIu64 "\n",
		       vsw_obj_uint(reply, VSW_A_SIMULATE_RULE_ID),
		       vsw_obj_uint(reply, VSW_A_SIMULATE_POSITION));
	else
		printf("default\n");
}

static void print_reply(const struct vsw_obj *reply)
{
	block_begin(vsw_obj_str(reply, VSW_A_SIMULATE_PORT));
	block_line("Action", "%s", value_text(reply, VSW_A_SIMULATE_ACTION));
	if (vsw_obj_has(reply, VSW_A_SIMULATE_REASON))
		block_line("Reason", "%s",
			   vsw_obj_str(reply, VSW_A_SIMULATE_REASON));
	block_line("Layer", "%s", value_text(reply, VSW_A_SIMULATE_LAYER));
	print_rule(reply);
	block_line("Generation", "%" PRIu64,
		   vsw_obj_uint(reply, VSW_A_SIMULATE_GENERATION));
}

int run_simulate(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *request, *reply;
	int code, err;

	code = port_take_key(ctx, args, VSW_KIND_SIMULATE, &request);
	if (!code)
		code = take_packet(ctx, args, request);
	if (code) {
		vsw_obj_free(request);
		return code;
	}
	err = vsw_simulate(ctx->vsw, request, &reply);
	vsw_obj_free(request);
	if (err)
		return request_error(ctx, err);
	if (ctx->json)
		json_print(json_of(reply), false);
	else
		print_reply(reply);
	code = passes(reply) ? EXIT_OK : EXIT_NO;
	vsw_obj_free(reply);
	return code;
}
