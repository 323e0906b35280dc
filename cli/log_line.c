// SPDX-License-Identifier: GPL-2.0
/* A line of the packet log, in the form of dfwpktlogs.log. */
#include <inttypes.h>
#include <string.h>

#include "packet.h"

static const char *verdict(const struct vsw_obj *log)
{
	switch (vsw_obj_uint(log, VSW_A_LOG_ACTION)) {
	case VSW_ACTION_ACCEPT:
		return "PASS";
	case VSW_ACTION_DROP:
		return "DROP";
	default:
		return "REJECT";
	}
}

static const char *ending(const struct vsw_obj *log)
{
	switch (vsw_obj_uint(log, VSW_A_LOG_END)) {
	case VSW_FLOW_END_TIMEOUT:
		return "TIMEOUT";
	case VSW_FLOW_END_FIN:
		return "FIN";
	case VSW_FLOW_END_RST:
		return "RST";
	case VSW_FLOW_END_EVICTED:
		return "EVICTED";
	case VSW_FLOW_END_RULES:
		return "RULES";
	default:
		return "FLUSHED";
	}
}

static void put_rule(FILE *out, const struct vsw_obj *log)
{
	const char *ruleset = vsw_obj_str(log, VSW_A_LOG_RULESET);

	fprintf(out, " %s/", ruleset && *ruleset ? ruleset : "-");
	if (vsw_obj_has(log, VSW_A_LOG_RULE_ID))
		fprintf(out, "%" PRIu64, vsw_obj_uint(log, VSW_A_LOG_RULE_ID));
	else
		fputs("default", out);
	fputs(vsw_obj_uint(log, VSW_A_LOG_DIRECTION) == VSW_DIRECTION_IN ?
	      " IN " : " OUT ", out);
}

static void put_term(FILE *out, const struct vsw_obj *log,
		     const struct vsw_obj *packet)
{
	fprintf(out, "TERM");
	put_rule(out, log);
	put_packet_protocol(out, packet);
	fprintf(out, " %s ", ending(log));
	put_ends(out, packet);
	fprintf(out, " %" PRIu64 "/%" PRIu64 " %" PRIu64 "/%" PRIu64,
		vsw_obj_uint(log, VSW_A_LOG_PACKETS_OUT),
		vsw_obj_uint(log, VSW_A_LOG_PACKETS_IN),
		vsw_obj_uint(log, VSW_A_LOG_BYTES_OUT),
		vsw_obj_uint(log, VSW_A_LOG_BYTES_IN));
}

static void put_match(FILE *out, const struct vsw_obj *log,
		      const struct vsw_obj *packet)
{
	fprintf(out, "match %s", verdict(log));
	put_rule(out, log);
	fprintf(out, "%" PRIu64 " ",
		vsw_obj_uint(packet, VSW_A_PACKET_LENGTH));
	put_packet_protocol(out, packet);
	putc(' ', out);
	put_ends(out, packet);
	put_flags(out, packet);
}

void put_log_line(FILE *out, const struct vsw_obj *log)
{
	const struct vsw_obj *packet = vsw_obj_get(log, VSW_A_LOG_PACKET);
	const char *tag = vsw_obj_str(log, VSW_A_LOG_TAG);

	put_time(out, vsw_obj_uint(log, VSW_A_LOG_TIME));
	fprintf(out, " %" PRIx64 " %s ",
		vsw_obj_uint(log, VSW_A_LOG_PORT_ID), packet_layer(packet));
	if (vsw_obj_uint(log, VSW_A_LOG_KIND) == VSW_LOG_KIND_TERM)
		put_term(out, log, packet);
	else
		put_match(out, log, packet);
	if (tag && *tag) {
		putc(' ', out);
		put_clean(out, tag);
	}
}
