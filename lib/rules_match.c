// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a rule matches. */
#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "parser.h"

/* The library's own names come first, so that they mean the same everywhere. */
static int find_protocol(const char *name)
{
	int number = vsw_protocol_find(name);
	struct protoent entry, *found;
	char buf[1024];

	if (number >= 0)
		return number;
	if (getprotobyname_r(name, &entry, buf, sizeof(buf), &found) || !found)
		return -1;
	return found->p_proto >= 0 && found->p_proto <= UINT8_MAX ?
	       found->p_proto : -1;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int vsw_build_rule_family(struct vsw_parser *parser,
			  const struct vsw_token *name)
{
	uint64_t family;
	int err;

	err = vsw_parser_value(parser, name, VSW_KIND_RULE, VSW_A_RULE_FAMILY,
			       1, &family);
	if (err)
		return err;
	parser->families = family == VSW_FAMILY_IPV4 ? VSW_IPV4 : VSW_IPV6;
	return vsw_obj_set_uint(parser->rule, VSW_A_RULE_FAMILY, family);
}

/* The two of ICMP are of one family each. */
static int set_protocol(struct vsw_parser *parser,
			const struct vsw_token *token, int protocol)
{
	if (protocol == IPPROTO_ICMP)
		parser->families &= VSW_IPV4;
	else if (protocol == IPPROTO_ICMPV6)
		parser->families &= VSW_IPV6;
	if (!parser->families)
		return vsw_parser_error(parser, token,
					"icmp is of IPv4, ipv6-icmp of IPv6");
	parser->protocol = protocol;
	return vsw_obj_set_uint(parser->rule, VSW_A_RULE_PROTOCOL, protocol);
}

int vsw_build_rule_protocol(struct vsw_parser *parser,
			    const struct vsw_token *word)
{
	int protocol = -1;
	char text[64];

	if (!vsw_token_text(word, text, sizeof(text)))
		protocol = find_protocol(text);
	if (protocol < 0)
		return vsw_parser_not(parser, word, "'any' or a protocol");
	return set_protocol(parser, word, protocol);
}

int vsw_build_rule_protocol_number(struct vsw_parser *parser,
				   const struct vsw_token *token)
{
	uint64_t number;
	int err = vsw_parser_number(parser, token, 0, UINT8_MAX, &number);

	return err ? err : set_protocol(parser, token, number);
}

static int set_number(struct vsw_parser *parser, const struct vsw_token *token,
		      unsigned int attr)
{
	uint64_t number;
	int err = vsw_parser_number(parser, token, 0, UINT8_MAX, &number);

	return err ? err : vsw_obj_set_uint(parser->rule, attr, number);
}

int vsw_build_rule_icmp_type(struct vsw_parser *parser,
			     const struct vsw_token *word,
			     const struct vsw_token *number)
{
	if (parser->protocol != IPPROTO_ICMP &&
	    parser->protocol != IPPROTO_ICMPV6)
		return vsw_parser_error(parser, word,
					"only protocol icmp and ipv6-icmp have icmptype");
	return set_number(parser, number, VSW_A_RULE_ICMP_TYPE);
}

int vsw_build_rule_icmp_code(struct vsw_parser *parser,
			     const struct vsw_token *number)
{
	return set_number(parser, number, VSW_A_RULE_ICMP_CODE);
}

/* "0x88cc"; -1 when it is none. */
static int parse_hex(const char *text)
{
	char *end;
	long value;

	if (text[0] != '0' || (text[1] != 'x' && text[1] != 'X') ||
	    strspn(text + 2, "0123456789abcdefABCDEF") != strlen(text + 2) ||
	    strlen(text) > strlen("0xffff"))
		return -1;
	value = strtol(text + 2, &end, 16);
	return end > text + 2 ? value : -1;
}

int vsw_build_rule_ethertype(struct vsw_parser *parser,
			     const struct vsw_token *word)
{
	int number = -1;
	char text[32];

	if (!vsw_token_text(word, text, sizeof(text))) {
		number = vsw_ethertype_find(text);
		if (number < 0)
			number = parse_hex(text);
	}
	if (number < 0)
		return vsw_parser_not(parser, word, "'any' or an ethertype");
	/* Less is a length, IEEE 802.3 section 3.2.6. */
	if (number < 0x600)
		return vsw_parser_error(parser, word,
					"an ethertype is 0x0600 or more");
	return vsw_obj_set_uint(parser->rule, VSW_A_RULE_ETHERTYPE, number);
}

/* Who ---------------------------------------------------------------------- */

/* It is made for the first thing that is said of it. */
static struct vsw_obj *match_of(struct vsw_parser *parser)
{
	return vsw_obj_nest(parser->rule, parser->end_attr);
}

int vsw_build_match_negate(struct vsw_parser *parser)
{
	return vsw_obj_set_uint(match_of(parser), VSW_A_MATCH_NEGATED, 1);
}

int vsw_build_match_set(struct vsw_parser *parser,
			const struct vsw_token *token)
{
	char text[VSW_NAME_LEN];
	struct vsw_name *name;
	int err;

	err = vsw_parser_name(parser, token, text);
	if (err)
		return err;
	name = vsw_names_get(&parser->sets, text);
	if (!name)
		return -ENOMEM;
	/* It may have addresses of either. */
	parser->named = VSW_IP_BOTH;
	if (!name->used) {
		name->used = token->text;
		name->used_len = token->len;
	}
	return vsw_obj_add_str(match_of(parser), VSW_A_MATCH_SET, text);
}

/* Groups are the kernel's: it says if there is none of the name. */
int vsw_build_match_group(struct vsw_parser *parser,
			  const struct vsw_token *token)
{
	char text[VSW_NAME_LEN];
	int err = vsw_parser_name(parser, token, text);

	parser->named = VSW_IP_BOTH;
	return err ? err : vsw_obj_add_str(match_of(parser), VSW_A_MATCH_GROUP,
					   text);
}

int vsw_build_match_ip(struct vsw_parser *parser, const struct vsw_token *token)
{
	struct vsw_obj *address;
	size_t len;
	int err;

	address = vsw_obj_add_nest(match_of(parser), VSW_A_MATCH_ADDRESS);
	err = vsw_parser_address(parser, token, address);
	if (err)
		return err;
	vsw_obj_ip(address, VSW_A_ADDRESS_IP, &len);
	parser->named |= len == 4 ? VSW_IPV4 : VSW_IPV6;
	return 0;
}

/* Of a hexadecimal digit. */
static unsigned int value_of(char c)
{
	return is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

int vsw_build_match_mac(struct vsw_parser *parser,
			const struct vsw_token *token)
{
	const char *text = token->text;
	uint8_t mac[VSW_MAC_LEN];
	unsigned int i;

	for (i = 0; i < VSW_MAC_LEN; i++, text += 3)
		mac[i] = value_of(text[0]) << 4 | value_of(text[1]);
	return vsw_obj_add_mac(match_of(parser), VSW_A_MATCH_MAC, mac);
}

int vsw_build_match_families(struct vsw_parser *parser,
			     const struct vsw_token *word)
{
	parser->families &= parser->named;
	if (!parser->families)
		return vsw_parser_error(parser, word,
					"no packet of the rule has such an address: IPv4 and IPv6 don't mix");
	return 0;
}

/* Ports -------------------------------------------------------------------- */

static bool has_ports(int protocol)
{
	return protocol == IPPROTO_TCP || protocol == IPPROTO_UDP ||
	       protocol == IPPROTO_SCTP;
}

static int ask_service(const char *name, int protocol)
{
	struct servent entry, *found;
	char buf[1024];

	if (getservbyname_r(name, vsw_protocol_name(protocol), &entry, buf,
			    sizeof(buf), &found) || !found)
		return -1;
	return ntohs(found->s_port);
}

/* Reading /etc/services costs more than parsing hundreds of rules. */
static int find_service(struct vsw_parser *parser, const char *name)
{
	unsigned int hash = parser->protocol;
	struct vsw_service *entry;
	const char *c;

	for (c = name; *c; c++)
		hash = hash * 31 + (unsigned char)*c;
	entry = &parser->services[hash % VSW_SERVICES];
	if (strcmp(entry->name, name) || entry->protocol != parser->protocol) {
		strcpy(entry->name, name);
		entry->protocol = parser->protocol;
		entry->port = ask_service(name, parser->protocol);
	}
	return entry->port;
}

int vsw_build_match_ports(struct vsw_parser *parser,
			  const struct vsw_token *word)
{
	if (!has_ports(parser->protocol))
		return vsw_parser_error(parser, word,
					"only protocol tcp, udp and sctp have ports");
	return 0;
}

static int add_ports(struct vsw_parser *parser, unsigned int first,
		     unsigned int last)
{
	struct vsw_obj *range;

	range = vsw_obj_add_nest(parser->rule, parser->port_attr);
	if (last != first)
		vsw_obj_set_uint(range, VSW_A_PORT_RANGE_LAST, last);
	return vsw_obj_set_uint(range, VSW_A_PORT_RANGE_FIRST, first);
}

/* Behind the number at @pos. One that is too large stays so. */
static const char *scan_port(const char *pos, const char *end,
			     unsigned int *port)
{
	for (*port = 0; pos < end && is_digit(*pos); pos++)
		if (*port <= UINT16_MAX)
			*port = *port * 10 + *pos - '0';
	return pos;
}

/* "22" or "1024-2047" */
int vsw_build_match_port(struct vsw_parser *parser,
			 const struct vsw_token *port)
{
	const char *end = port->text + port->len;
	unsigned int first, last;
	const char *pos;

	pos = scan_port(port->text, end, &first);
	last = first;
	if (pos < end)
		scan_port(pos + 1, end, &last);
	if (first > UINT16_MAX || last > UINT16_MAX)
		return vsw_parser_error(parser, port,
					"the number is not in the range of 0 to 65535");
	if (last < first)
		return vsw_parser_error(parser, port,
					"the range ends before it begins");
	return add_ports(parser, first, last);
}

int vsw_build_match_service(struct vsw_parser *parser,
			    const struct vsw_token *name)
{
	char text[sizeof(parser->services->name)];
	int port = -1;

	if (!vsw_token_text(name, text, sizeof(text)))
		port = find_service(parser, text);
	if (port < 0)
		return vsw_parser_not(parser, name, "a port");
	return add_ports(parser, port, port);
}
