// SPDX-License-Identifier: GPL-2.0
/*
 * IP packets as text
 *
 *   TCP 10.0.0.1/1000>10.0.0.2/22 SA seq=7 ack=8 win=100[ wscale=N][ data=N]
 *   UDP 10.0.0.1/1000>10.0.0.2/53[ data=N]
 *   ICMP 10.0.0.1>10.0.0.2 8,0,7,1[ data=N]
 *   ICMP 10.0.0.1>10.0.0.2 3,13,0,0 (UDP 10.0.0.2/53>10.0.0.1/1000)
 *   ICMPV6 ...
 *   PROTO-47 10.0.0.1>10.0.0.2[ data=N]
 *
 * behind it what is unusual: ttl=N, options=N (bytes), ext=TYPE,..., and for a
 * fragment frag=ID,OFFSET,LEN[,more], the first one of which has ports only.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "packet.h"

#define EXTS	8

/* A packet that is being read: @end is where it ends, which may be too early. */
struct view {
	const uint8_t *data;
	int family;
	uint8_t proto;
	uint8_t ttl;
	size_t src;
	size_t dst;
	size_t head;
	size_t l4;
	size_t end;
	bool frag;
	bool more;
	uint32_t frag_id;
	unsigned int frag_off;
	uint8_t ext[EXTS];
	unsigned int n_ext;
};

static uint16_t get16(const struct view *v, size_t at)
{
	return v->data[at] << 8 | v->data[at + 1];
}

static uint32_t get32(const struct view *v, size_t at)
{
	return (uint32_t)get16(v, at) << 16 | get16(v, at + 2);
}

static bool view_ip4(struct view *v, size_t len)
{
	uint16_t frag;

	if (len < 20)
		return false;
	v->family = AF_INET;
	v->src = 12;
	v->dst = 16;
	v->ttl = v->data[8];
	v->proto = v->data[9];
	v->head = (v->data[0] & 15) * 4u;
	v->l4 = v->head;
	v->end = get16(v, 2) < len ? get16(v, 2) : len;
	frag = get16(v, 6);
	v->more = frag & 0x2000;
	v->frag_off = (frag & 0x1fff) * 8;
	v->frag = v->more || v->frag_off;
	v->frag_id = get16(v, 4);
	return v->head >= 20 && v->head <= v->end;
}

static bool view_ext(struct view *v)
{
	size_t size;

	if (v->l4 + 8 > v->end || v->n_ext == EXTS)
		return false;
	v->ext[v->n_ext++] = v->proto;
	size = 8;
	if (v->proto == 44) {
		v->frag = true;
		v->frag_off = get16(v, v->l4 + 2) & ~7u;
		v->more = get16(v, v->l4 + 2) & 1;
		v->frag_id = get32(v, v->l4 + 4);
	} else {
		size += v->data[v->l4 + 1] * 8u;
	}
	if (v->l4 + size > v->end)
		return false;
	v->proto = v->data[v->l4];
	v->l4 += size;
	return true;
}

static bool view_ip6(struct view *v, size_t len)
{
	if (len < 40)
		return false;
	v->family = AF_INET6;
	v->src = 8;
	v->dst = 24;
	v->ttl = v->data[7];
	v->proto = v->data[6];
	v->head = 40;
	v->l4 = 40;
	v->end = get16(v, 4) + 40u < len ? get16(v, 4) + 40u : len;
	while (!(v->frag && v->frag_off) &&
	       (v->proto == 0 || v->proto == 43 || v->proto == 44 ||
		v->proto == 60))
		if (!view_ext(v))
			break;
	return true;
}

static bool view_set(struct view *v, const uint8_t *data, size_t len)
{
	memset(v, 0, sizeof(*v));
	v->data = data;
	if (!len)
		return false;
	return data[0] >> 4 == 6 ? view_ip6(v, len) : view_ip4(v, len);
}

static bool later(const struct view *v)
{
	return v->frag && v->frag_off;
}

static bool is_icmp(const struct view *v)
{
	return v->proto == (v->family == AF_INET ? IPPROTO_ICMP :
						   IPPROTO_ICMPV6);
}

/* Has it a transport header that we know? */
static bool has_l4(const struct view *v)
{
	return v->proto == IPPROTO_TCP || v->proto == IPPROTO_UDP || is_icmp(v);
}

/* Does it quote a packet? */
static bool is_error(const struct view *v)
{
	uint8_t type = v->data[v->l4];

	if (v->family == AF_INET6)
		return type < 128;
	return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}

/* Bytes of the transport header, 0 if it is not there or not known. */
static size_t l4_size(const struct view *v)
{
	size_t size = 0;

	if (later(v))
		return 0;
	if (v->proto == IPPROTO_TCP && v->l4 + 20 <= v->end)
		size = (v->data[v->l4 + 12] >> 4) * 4u;
	else if (v->proto == IPPROTO_UDP || is_icmp(v))
		size = 8;
	return v->l4 + size <= v->end ? size : 0;
}

/* Where the payload begins, or 0. */
size_t packet_payload(const uint8_t *data, size_t len)
{
	struct view v;
	size_t size;

	if (!view_set(&v, data, len))
		return 0;
	size = l4_size(&v);
	if (later(&v) || (!size && has_l4(&v)) ||
	    (size && is_icmp(&v) && is_error(&v)))
		return 0;
	return v.l4 + size < v.end ? v.l4 + size : 0;
}

/* What the sum of a transport header begins with. */
static uint32_t pseudo(const struct view *v)
{
	if (v->proto == IPPROTO_ICMP)
		return 0;
	return packet_sum(v->data + v->src, 2 * (v->dst - v->src),
			  v->proto + v->end - v->l4);
}

/*
 * Are its checksums right? @partial: that of the transport header is not
 * finished. What cannot be checked is no error.
 */
bool packet_sum_ok(const uint8_t *data, size_t len, bool partial)
{
	struct view v;

	if (!view_set(&v, data, len))
		return true;
	if (v.family == AF_INET &&
	    packet_fold(packet_sum(data, v.head, 0)) != 0xffff)
		return false;
	if (partial || v.frag || !l4_size(&v))
		return true;
	if (v.proto == IPPROTO_UDP && !get16(&v, v.l4 + 6))
		return v.family == AF_INET;
	return packet_fold(packet_sum(data + v.l4, v.end - v.l4, pseudo(&v))) ==
	       0xffff;
}

static size_t sum_offset(const struct view *v)
{
	if (v->proto == IPPROTO_TCP)
		return 16;
	return v->proto == IPPROTO_UDP ? 6 : 2;
}

/* Make the checksums right, as far as there are any. */
void packet_mend(uint8_t *data, size_t len)
{
	struct view v;
	uint16_t sum;
	size_t at;

	if (!view_set(&v, data, len))
		return;
	if (v.family == AF_INET) {
		data[10] = 0;
		data[11] = 0;
		sum = ~packet_fold(packet_sum(data, v.head, 0));
		data[10] = sum >> 8;
		data[11] = sum;
	}
	if (v.frag || !l4_size(&v))
		return;
	at = v.l4 + sum_offset(&v);
	data[at] = 0;
	data[at + 1] = 0;
	sum = ~packet_fold(packet_sum(data + v.l4, v.end - v.l4, pseudo(&v)));
	data[at] = sum >> 8;
	data[at + 1] = sum;
}

static int print_ends(char *text, const struct view *v, bool ports)
{
	char src[INET6_ADDRSTRLEN], dst[INET6_ADDRSTRLEN];

	inet_ntop(v->family, v->data + v->src, src, sizeof(src));
	inet_ntop(v->family, v->data + v->dst, dst, sizeof(dst));
	if (ports)
		return sprintf(text, " %s/%u>%s/%u", src, get16(v, v->l4), dst,
			       get16(v, v->l4 + 2));
	return sprintf(text, " %s>%s", src, dst);
}

static int print_scale(char *text, const struct view *v, size_t size)
{
	size_t at = v->l4 + 20, end = v->l4 + size;

	while (at + 2 < end && v->data[at]) {
		if (v->data[at] == 3)
			return sprintf(text, " wscale=%u", v->data[at + 2]);
		if (v->data[at] != 1 && v->data[at + 1] < 2)
			break;
		at += v->data[at] == 1 ? 1 : v->data[at + 1];
	}
	return 0;
}

static int print_tcp(char *text, const struct view *v, size_t size)
{
	static const char letters[] = "FSRPAUEW";
	uint8_t flags = v->data[v->l4 + 13];
	char *start = text;
	int i;

	*text++ = ' ';
	for (i = 0; i < 8; i++)
		if (flags & 1 << i)
			*text++ = letters[i];
	if (!flags)
		*text++ = '-';
	text += sprintf(text, " seq=%u ack=%u win=%u", get32(v, v->l4 + 4),
			get32(v, v->l4 + 8), get16(v, v->l4 + 14));
	text += print_scale(text, v, size);
	return text - start;
}

static int print_view(char *text, const struct view *v, bool inside);

static int print_icmp(char *text, const struct view *v, bool inside)
{
	struct view inner;
	char *start = text;

	text += sprintf(text, " %u,%u,%u,%u", v->data[v->l4],
			v->data[v->l4 + 1], get16(v, v->l4 + 4),
			get16(v, v->l4 + 6));
	if (inside || !is_error(v) ||
	    !view_set(&inner, v->data + v->l4 + 8, v->end - v->l4 - 8))
		return text - start;
	text += sprintf(text, " (");
	text += print_view(text, &inner, true);
	text += sprintf(text, ")");
	return text - start;
}

static int print_unusual(char *text, const struct view *v)
{
	char *start = text;
	unsigned int i;

	if (v->ttl != 64)
		text += sprintf(text, " ttl=%u", v->ttl);
	if (v->family == AF_INET && v->head > 20)
		text += sprintf(text, " options=%zu", v->head - 20);
	for (i = 0; i < v->n_ext; i++)
		text += sprintf(text, "%s%u", i ? "," : " ext=", v->ext[i]);
	if (v->frag)
		text += sprintf(text, " frag=%u,%u,%zu%s", v->frag_id,
				v->frag_off, v->end - v->l4,
				v->more ? ",more" : "");
	return text - start;
}

static int print_proto(char *text, const struct view *v)
{
	if (v->proto == IPPROTO_TCP)
		return sprintf(text, "TCP");
	if (v->proto == IPPROTO_UDP)
		return sprintf(text, "UDP");
	if (is_icmp(v))
		return sprintf(text, v->family == AF_INET ? "ICMP" : "ICMPV6");
	return sprintf(text, "PROTO-%u", v->proto);
}

static int print_view(char *text, const struct view *v, bool inside)
{
	bool ports = (v->proto == IPPROTO_TCP || v->proto == IPPROTO_UDP) &&
		     !later(v) && v->l4 + 4 <= v->end;
	size_t size = l4_size(v);
	char *start = text;

	text += print_proto(text, v);
	text += print_ends(text, v, ports);
	if (size && v->proto == IPPROTO_TCP)
		text += print_tcp(text, v, size);
	else if (ports && v->proto == IPPROTO_TCP && v->l4 + 8 <= v->end)
		text += sprintf(text, " seq=%u", get32(v, v->l4 + 4));
	else if (size && is_icmp(v))
		text += print_icmp(text, v, inside);
	if (!inside && v->l4 + size < v->end && !v->frag &&
	    !(is_icmp(v) && size && is_error(v)))
		text += sprintf(text, " data=%zu", v->end - v->l4 - size);
	text += print_unusual(text, v);
	return text - start;
}

/* Returns how much was written, less than PACKET_TEXT. */
int packet_print(char *text, const uint8_t *data, size_t len)
{
	struct view v;

	if (!view_set(&v, data, len))
		return sprintf(text, "bad packet");
	return print_view(text, &v, false);
}
