// SPDX-License-Identifier: GPL-2.0
/*
 * vswctl flows: connections, as "vsipioctl getflows" lists them. There may be a
 * million, so that they are printed as they come: the text is kept until their
 * count, which stands above it, is known.
 */
#include "flows.h"

#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "json.h"
#include "packet.h"
#include "port.h"

/**
 * struct flows - flows on their way to the terminal
 * @out: where text goes
 * @json: print JSON instead
 * @names: begin each line with the client name
 * @count: how many so far
 */
struct flows {
	FILE *out;
	bool json;
	bool names;
	size_t count;
};

static const char *state_text(const struct vsw_obj *flow)
{
	switch (vsw_obj_uint(flow, VSW_A_FLOW_STATE)) {
	case VSW_FLOW_STATE_TCP_FIRST:
		return "SYN";
	case VSW_FLOW_STATE_TCP_OPENING:
		return "OPENING";
	case VSW_FLOW_STATE_TCP_ESTABLISHED:
		return "EST";
	case VSW_FLOW_STATE_TCP_CLOSING:
		return "CLOSING";
	case VSW_FLOW_STATE_TCP_FIN_WAIT:
		return "FINWAIT";
	case VSW_FLOW_STATE_TCP_CLOSED:
		return "CLOSED";
	case VSW_FLOW_STATE_UDP_FIRST:
	case VSW_FLOW_STATE_ICMP_FIRST:
		return "FIRST";
	case VSW_FLOW_STATE_UDP_SINGLE:
		return "SINGLE";
	case VSW_FLOW_STATE_UDP_MULTIPLE:
		return "MULTIPLE";
	case VSW_FLOW_STATE_ICMP_ERROR:
		return "ERROR";
	default:
		return "-";
	}
}

static bool is_icmp(unsigned int protocol)
{
	return protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6;
}

/* "10.0.0.1:ssh(22)", for ICMP "10.0.0.1:id(77)" and "10.0.0.2:type(8)". */
static void put_end(FILE *out, const struct vsw_obj *flow, bool source)
{
	unsigned int protocol = vsw_obj_uint(flow, VSW_A_FLOW_PROTOCOL);
	unsigned int port = source ? VSW_A_FLOW_SOURCE_PORT :
				     VSW_A_FLOW_DESTINATION_PORT;
	const char *name;

	if (is_icmp(protocol) && !source)
		port = VSW_A_FLOW_ICMP_TYPE;
	put_ip(out, flow, source ? VSW_A_FLOW_SOURCE : VSW_A_FLOW_DESTINATION,
	       vsw_obj_has(flow, port));
	if (!vsw_obj_has(flow, port))
		return;
	if (is_icmp(protocol))
		name = source ? "id" : "type";
	else
		name = service_name(protocol, vsw_obj_uint(flow, port));
	fprintf(out, ":%s(%" PRIu64 ")", name ? name : "Unknown",
		vsw_obj_uint(flow, port));
}

static void put_protocol_name(FILE *out, const struct vsw_obj *flow)
{
	unsigned int protocol = vsw_obj_uint(flow, VSW_A_FLOW_PROTOCOL);
	const char *name = vsw_protocol_name(protocol);

	if (name)
		fputs(name, out);
	else
		fprintf(out, "%u", protocol);
}

void put_flow(FILE *out, const struct vsw_obj *flow)
{
	bool in = vsw_obj_uint(flow, VSW_A_FLOW_DIRECTION) == VSW_DIRECTION_IN;

	fprintf(out, "%016" PRIx64 " Active ",
		vsw_obj_uint(flow, VSW_A_FLOW_ID));
	put_protocol_name(out, flow);
	fprintf(out, " %04" PRIx64 " %d ",
		vsw_obj_uint(flow, VSW_A_FLOW_ETHERTYPE), in ? 1 : 2);
	if (vsw_obj_has(flow, VSW_A_FLOW_RULE_ID))
		fprintf(out, "%" PRIu64,
			vsw_obj_uint(flow, VSW_A_FLOW_RULE_ID));
	else
		fputs("default", out);
	fprintf(out, " %" PRIu64 " %s ", vsw_obj_uint(flow, VSW_A_FLOW_VLAN),
		vsw_obj_uint(flow, VSW_A_FLOW_ALG) ?
		value_text(flow, VSW_A_FLOW_ALG) : "0");
	put_end(out, flow, true);
	putc(' ', out);
	put_end(out, flow, false);
	fprintf(out, " %" PRIu64 " %s %" PRIu64 " %" PRIu64 " %" PRIu64 " %"
		PRIu64 "\n", vsw_obj_uint(flow, VSW_A_FLOW_SECONDS_LEFT),
		state_text(flow), vsw_obj_uint(flow, VSW_A_FLOW_BYTES_IN),
		vsw_obj_uint(flow, VSW_A_FLOW_BYTES_OUT),
		vsw_obj_uint(flow, VSW_A_FLOW_PACKETS_IN),
		vsw_obj_uint(flow, VSW_A_FLOW_PACKETS_OUT));
}

static void put_json(FILE *out, const struct vsw_obj *flow)
{
	struct json_object *value = json_of(flow);
	const char *text;

	text = json_object_to_json_string_ext(value,
					      JSON_C_TO_STRING_NOSLASHESCAPE);
	fputs(text, out);
	json_object_put(value);
}

static int on_flow(const struct vsw_obj *flow, void *data)
{
	const char *client = vsw_obj_str(flow, VSW_A_FLOW_PORT);
	struct flows *flows = data;

	if (flows->json) {
		fputs(flows->count ? ",\n  " : "\n  ", flows->out);
		put_json(flows->out, flow);
	} else {
		if (flows->names)
			fprintf(flows->out, "%s ", client ? client : "?");
		put_flow(flows->out, flow);
	}
	flows->count++;
	return ferror(flows->out) ? -EIO : 0;
}

static int print_json(struct ctx *ctx, const struct vsw_obj *key)
{
	struct flows flows = { .out = stdout, .json = true };
	int err;

	putchar('[');
	err = vsw_flow_dump(ctx->vsw, key, on_flow, &flows);
	printf("%s]\n", flows.count ? "\n" : "");
	return err;
}

static int print_text(struct ctx *ctx, const struct vsw_obj *key, bool names)
{
	struct flows flows = { .names = names };
	size_t size;
	char *text;
	int err;

	flows.out = open_memstream(&text, &size);
	if (!flows.out)
		return -ENOMEM;
	err = vsw_flow_dump(ctx->vsw, key, on_flow, &flows);
	if (fclose(flows.out))
		err = -ENOMEM;
	if (err >= 0) {
		printf("Count retrieved from kernel active(L3,L4)=%zu, active(L2)+inactive(L3,L4)=0, drop(L2,L3,L4)=0\n",
		       flows.count);
		fwrite(text, 1, size, stdout);
	}
	free(text);
	return err;
}

int run_flows(struct ctx *ctx, struct args *args)
{
	bool flush = args_take(args, "flush");
	struct vsw_obj *key;
	int code, err;
	bool all;

	code = port_take_scope(ctx, args, VSW_KIND_FLOW, &key, &all);
	if (!code)
		code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code) {
		if (flush)
			err = vsw_flow_flush(ctx->vsw, key);
		else if (ctx->json)
			err = print_json(ctx, key);
		else
			err = print_text(ctx, key, all);
		if (err < 0)
			code = request_error(ctx, err);
		else if (err)
			warn(ctx, "the table changed its size, flows may be missing or double");
	}
	vsw_obj_free(key);
	return code;
}
