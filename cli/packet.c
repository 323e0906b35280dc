// SPDX-License-Identifier: GPL-2.0
/* Packets in words. */
#include "packet.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <inttypes.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "format.h"

#define NSEC_PER_SEC 1000000000ULL

/* Names of services by port; reading /etc/services once is enough. */
static char *services[2][UINT16_MAX + 1];

static void read_services(void)
{
	static bool done;
	struct servent *entry;

	if (done)
		return;
	done = true;
	setservent(1);
	while ((entry = getservent())) {
		bool udp = !strcmp(entry->s_proto, "udp");
		char **name = &services[udp][ntohs(entry->s_port)];

		if (!*name && (udp || !strcmp(entry->s_proto, "tcp")))
			*name = strdup(entry->s_name);
	}
	endservent();
}

const char *service_name(unsigned int protocol, unsigned int port)
{
	read_services();
	if (protocol != IPPROTO_TCP && protocol != IPPROTO_UDP)
		return NULL;
	return services[protocol == IPPROTO_UDP][port & UINT16_MAX];
}

void put_protocol(FILE *out, unsigned int protocol)
{
	const char *name = vsw_protocol_name(protocol);

	if (!name)
		fprintf(out, "PROTO %u", protocol);
	for (; name && *name; name++)
		putc(toupper((unsigned char)*name), out);
}

void put_tcp_flags(FILE *out, unsigned int flags)
{
	static const char letters[] = "FSRPAUEW";
	unsigned int i;

	for (i = 0; letters[i]; i++)
		if (flags & 1U << i)
			putc(letters[i], out);
}

void put_clean(FILE *out, const char *text)
{
	for (; *text; text++)
		putc(isprint((unsigned char)*text) ? *text : '.', out);
}

void put_ip(FILE *out, const struct vsw_obj *obj, unsigned int attr,
	    bool brackets)
{
	char text[IP_TEXT_LEN];
	size_t len;
	const void *ip = vsw_obj_ip(obj, attr, &len);

	format_ip(text, ip, len);
	fprintf(out, brackets && len == 16 ? "[%s]" : "%s", text);
}

void put_time(FILE *out, uint64_t ns)
{
	time_t seconds = ns / NSEC_PER_SEC;
	char text[32];
	struct tm tm;

	gmtime_r(&seconds, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm);
	fprintf(out, "%s.%06" PRIu64 "Z", text, (uint64_t)(ns % NSEC_PER_SEC / 1000));
}

static bool is_ip(const struct vsw_obj *packet)
{
	return vsw_obj_has(packet, VSW_A_PACKET_SOURCE) ||
	       vsw_obj_has(packet, VSW_A_PACKET_DESTINATION);
}

const char *packet_layer(const struct vsw_obj *packet)
{
	size_t len;

	if (!is_ip(packet))
		return "ETHER";
	/* An ICMP error is known by who it is for. */
	vsw_obj_ip(packet, VSW_A_PACKET_DESTINATION, &len);
	return len == 16 ? "INET6" : "INET";
}

static void put_mac(FILE *out, const struct vsw_obj *packet, unsigned int attr)
{
	const uint8_t *mac = vsw_obj_mac(packet, attr);
	char text[MAC_TEXT_LEN];

	fputs(mac ? format_mac(text, mac) : "?", out);
}

static void put_end(FILE *out, const struct vsw_obj *packet, unsigned int ip,
		    unsigned int port)
{
	put_ip(out, packet, ip, false);
	if (vsw_obj_has(packet, port))
		fprintf(out, "/%" PRIu64, vsw_obj_uint(packet, port));
}

void put_ends(FILE *out, const struct vsw_obj *packet)
{
	if (!is_ip(packet)) {
		put_mac(out, packet, VSW_A_PACKET_SOURCE_MAC);
		fputs("->", out);
		put_mac(out, packet, VSW_A_PACKET_DESTINATION_MAC);
		return;
	}
	put_end(out, packet, VSW_A_PACKET_SOURCE, VSW_A_PACKET_SOURCE_PORT);
	fputs("->", out);
	put_end(out, packet, VSW_A_PACKET_DESTINATION,
		VSW_A_PACKET_DESTINATION_PORT);
}

void put_flags(FILE *out, const struct vsw_obj *packet)
{
	unsigned int flags = vsw_obj_uint(packet, VSW_A_PACKET_TCP_FLAGS);

	if (flags) {
		putc(' ', out);
		put_tcp_flags(out, flags);
	}
	if (vsw_obj_has(packet, VSW_A_PACKET_ICMP_TYPE))
		fprintf(out, " %" PRIu64 "/%" PRIu64,
			vsw_obj_uint(packet, VSW_A_PACKET_ICMP_TYPE),
			vsw_obj_uint(packet, VSW_A_PACKET_ICMP_CODE));
}

void put_packet_protocol(FILE *out, const struct vsw_obj *packet)
{
	unsigned int ethertype = vsw_obj_uint(packet, VSW_A_PACKET_ETHERTYPE);
	const char *name = vsw_ethertype_name(ethertype);

	if (is_ip(packet)) {
		put_protocol(out, vsw_obj_uint(packet, VSW_A_PACKET_PROTOCOL));
		return;
	}
	if (!name)
		fprintf(out, "0x%04x", ethertype);
	for (; name && *name; name++)
		putc(toupper((unsigned char)*name), out);
}
