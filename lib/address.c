// SPDX-License-Identifier: LGPL-2.1-or-later
/* Addresses, prefixes and ranges: text to attributes and back. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "export.h"
#include "parser.h"

/* Longest text: two IPv6 addresses with an IPv4 end, and what joins them. */
#define ADDRESS_TEXT_MAX	(2 * INET6_ADDRSTRLEN)

/**
 * struct range - addresses from @first to @last
 * @len: bytes of each, 4 or 16
 * @bits: of the prefix that the range is, or -1
 */
struct range {
	size_t len;
	int bits;
	uint8_t first[16];
	uint8_t last[16];
};

/* Rules come by the ten thousand: a third of what inet_pton() takes. */
bool vsw_ip4_scan(const char *text, size_t len, uint8_t ip[4])
{
	const char *pos = text, *end = text + len, *begin;
	unsigned int i, value;

	for (i = 0; i < 4; i++) {
		if (i && (pos == end || *pos++ != '.'))
			return false;
		begin = pos;
		value = 0;
		while (pos < end && *pos >= '0' && *pos <= '9' && value <= 255)
			value = value * 10 + *pos++ - '0';
		if (pos == begin || value > 255 ||
		    (*begin == '0' && pos > begin + 1))
			return false;
		ip[i] = value;
	}
	return pos == end;
}

/* 4 or 16, or 0 when it is no address. */
static size_t parse_ip(const char *text, uint8_t ip[16])
{
	if (vsw_ip4_scan(text, strlen(text), ip))
		return 4;
	return inet_pton(AF_INET6, text, ip) == 1 ? 16 : 0;
}

static int parse_bits(const char *text)
{
	int bits = 0;

	if (!*text || strlen(text) > 3 || text[strspn(text, "0123456789")])
		return -EINVAL;
	for (; *text; text++)
		bits = bits * 10 + *text - '0';
	return bits;
}

/* Set @last to @first with all bits behind the first @bits set. */
static void fill(uint8_t *last, const uint8_t *first, size_t len,
		 unsigned int bits)
{
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned int keep = bits > i * 8 ? bits - i * 8 : 0;

		last[i] = keep >= 8 ? first[i] : first[i] | 0xff >> keep;
	}
}

/* Are no bits of @ip set behind the first @bits? */
static bool is_network(const uint8_t *ip, size_t len, unsigned int bits)
{
	size_t i;

	for (i = bits / 8; i < len; i++)
		if (ip[i] & (i == bits / 8 ? 0xff >> bits % 8 : 0xff))
			return false;
	return true;
}

/* The prefix that the range is, in bits; -1 when it is none. */
static int prefix_of(const struct range *range)
{
	unsigned int bits = 0;
	uint8_t last[16];

	while (bits < range->len * 8 &&
	       !((range->first[bits / 8] ^ range->last[bits / 8]) &
		 0x80 >> bits % 8))
		bits++;
	if (!is_network(range->first, range->len, bits))
		return -1;
	fill(last, range->first, range->len, bits);
	return memcmp(last, range->last, range->len) ? -1 : (int)bits;
}

static const char *parse_prefix(struct range *range, const char *text)
{
	range->bits = parse_bits(text);
	if (range->bits < 0)
		return "expected the length of a prefix behind '/'";
	if ((size_t)range->bits > range->len * 8)
		return range->len == 4 ? "a prefix of IPv4 has at most 32 bits" :
					 "a prefix of IPv6 has at most 128 bits";
	if (!is_network(range->first, range->len, range->bits))
		return "the address has bits set behind its prefix";
	fill(range->last, range->first, range->len, range->bits);
	return NULL;
}

static const char *parse_last(struct range *range, const char *text)
{
	size_t len = parse_ip(text, range->last);

	if (!len)
		return "expected an address behind '-'";
	if (len != range->len)
		return "the two ends of a range are of different families";
	if (memcmp(range->last, range->first, len) < 0)
		return "the range ends before it begins";
	range->bits = prefix_of(range);
	return NULL;
}

static const char *parse_range(struct range *range, const char *text)
{
	char copy[ADDRESS_TEXT_MAX];
	size_t len = strlen(text);
	char *mark;

	if (len >= sizeof(copy))
		return VSW_NO_ADDRESS;
	memcpy(copy, text, len + 1);
	mark = strpbrk(copy, "/-");
	if (mark)
		*mark = '\0';
	range->len = parse_ip(copy, range->first);
	if (!range->len)
		return VSW_NO_ADDRESS;
	if (mark && text[mark - copy] == '/')
		return parse_prefix(range, mark + 1);
	if (mark)
		return parse_last(range, mark + 1);
	range->bits = range->len * 8;
	return NULL;
}

VSW_EXPORT int vsw_address_parse(struct vsw_obj *address, const char *text,
				 const char **why)
{
	struct range range;
	int err;

	*why = parse_range(&range, text);
	if (*why)
		return -EINVAL;
	err = vsw_obj_set_ip(address, VSW_A_ADDRESS_IP, range.first, range.len);
	if (!err && range.bits < 0)
		err = vsw_obj_set_ip(address, VSW_A_ADDRESS_LAST, range.last,
				     range.len);
	else if (!err && (size_t)range.bits < range.len * 8)
		err = vsw_obj_set_uint(address, VSW_A_ADDRESS_PREFIX_LEN,
				       range.bits);
	return err;
}

static int range_of(struct range *range, const struct vsw_obj *address)
{
	const void *ip, *last;
	size_t last_len;

	ip = vsw_obj_ip(address, VSW_A_ADDRESS_IP, &range->len);
	if (!ip)
		return -EINVAL;
	memcpy(range->first, ip, range->len);
	range->bits = range->len * 8;
	last = vsw_obj_ip(address, VSW_A_ADDRESS_LAST, &last_len);
	if (last && last_len == range->len) {
		memcpy(range->last, last, last_len);
		range->bits = prefix_of(range);
	} else if (vsw_obj_has(address, VSW_A_ADDRESS_PREFIX_LEN)) {
		range->bits = vsw_obj_uint(address, VSW_A_ADDRESS_PREFIX_LEN);
	}
	return 0;
}

VSW_EXPORT const char *vsw_address_text(const struct vsw_obj *address,
					char text[VSW_ADDRESS_TEXT_LEN])
{
	struct range range;
	size_t len;
	int af;

	if (range_of(&range, address))
		return NULL;
	af = range.len == 4 ? AF_INET : AF_INET6;
	inet_ntop(af, range.first, text, INET6_ADDRSTRLEN);
	len = strlen(text);
	if (range.bits < 0) {
		text[len] = '-';
		inet_ntop(af, range.last, text + len + 1, INET6_ADDRSTRLEN);
	} else if ((size_t)range.bits < range.len * 8) {
		snprintf(text + len, VSW_ADDRESS_TEXT_LEN - len, "/%d",
			 range.bits);
	}
	return text;
}
