// SPDX-License-Identifier: GPL-2.0
/*
 * IP packets from keywords
 *
 *   ip=SRC,DST		addresses, of either family
 *   tcp=SPORT,DPORT	a segment; flags=SA... (of FSRPAUEW, S if not said),
 *			seq= ack= win=, wscale=N (option), doff=N (words)
 *   udp=SPORT,DPORT	a datagram; ulen=N (length in its header)
 *   icmp=TYPE,CODE[,N,N]	ICMP or ICMPv6; identifier and sequence number of
 *			a query, or what else the second word has
 *   proto=N		protocol, without a header; another number for those above
 *   id=TEXT data=N body=HEX	payload: a text, so many bytes, bytes
 *   inner=N		what follows is the packet that an ICMP error quotes,
 *			N bytes of it, 0 for all
 *   ttl=N		hop limit
 *   ipopt=HEX		options of IPv4
 *   ext=TYPE[:HEX],...	extension headers of IPv6: all of it but the first byte
 *   frag=ID,OFFSET[,more]	a fragment, all of the payload being its
 *   fragments=SIZE[,reverse|overlap|missing=K|only=K]	cut into fragments
 *   fragid=N		identification for fragments=
 *   badcsum=1 nocsum=1 badipcsum=1	wrong, zero; wrong one of IPv4
 *   totlen=N ipver=N ihl=N	what the network header says of itself
 *   vary=sport|dport|src|id|fragid	counts up with each of n= packets
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "packet.h"

#define V4_HEAD		20
#define V6_HEAD		40
#define NEXT_HOP	0
#define NEXT_ROUTING	43
#define NEXT_FRAGMENT	44
#define NEXT_ESP	50
#define NEXT_NONE	59

void packet_init(struct packet *pkt)
{
	memset(pkt, 0, sizeof(*pkt));
	pkt->proto = -1;
	pkt->ttl = 64;
	pkt->version = -1;
	pkt->ihl = -1;
	pkt->totlen = -1;
	pkt->wscale = -1;
	pkt->doff = -1;
	pkt->ulen = -1;
	pkt->win = 65535;
	pkt->flags = 0x02;
}

/* Keywords ----------------------------------------------------------------- */

static bool key_ip(struct packet *pkt, char *value)
{
	char *dst = strchr(value, ',');

	if (!dst)
		return false;
	*dst++ = 0;
	pkt->family = strchr(value, ':') ? AF_INET6 : AF_INET;
	return inet_pton(pkt->family, value, pkt->src) == 1 &&
	       inet_pton(pkt->family, dst, pkt->dst) == 1;
}

static bool key_ports(struct packet *pkt, const char *value, int proto)
{
	unsigned int sport, dport;
	char end;

	pkt->header = proto;
	if (sscanf(value, "%u,%u%c", &sport, &dport, &end) != 2)
		return false;
	pkt->sport = sport;
	pkt->dport = dport;
	return true;
}

static bool key_icmp(struct packet *pkt, const char *value)
{
	pkt->header = pkt->family == AF_INET6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
	return sscanf(value, "%d,%d,%d,%d", &pkt->icmp[0], &pkt->icmp[1],
		      &pkt->icmp[2], &pkt->icmp[3]) >= 2;
}

static bool key_flags(struct packet *pkt, const char *value)
{
	static const char letters[] = "FSRPAUEW";
	const char *letter;

	pkt->flags = 0;
	for (; *value && *value != '-'; value++) {
		letter = strchr(letters, *value);
		if (!letter)
			return false;
		pkt->flags |= 1 << (letter - letters);
	}
	return true;
}

static bool key_ext(struct packet *pkt, char *value)
{
	char *one, *hex;

	for (one = strtok(value, ","); one; one = strtok(NULL, ",")) {
		if (pkt->n_ext == PACKET_EXTS)
			return false;
		hex = strchr(one, ':');
		if (hex)
			*hex++ = 0;
		pkt->ext[pkt->n_ext].type = atoi(one);
		/* An option that pads. */
		pkt->ext[pkt->n_ext++].hex = hex ? hex : "00010400000000";
	}
	return true;
}

static bool key_frag(struct packet *pkt, const char *value)
{
	pkt->is_frag = true;
	pkt->frag_more = strstr(value, ",more");
	return sscanf(value, "%u,%u", &pkt->frag_id, &pkt->frag_off) == 2;
}

static bool key_fragments(struct packet *pkt, const char *value)
{
	const char *how = strchr(value, ',');

	pkt->slice = atoi(value);
	if (!pkt->slice || pkt->slice % 8)
		return false;
	if (!how)
		return true;
	how++;
	if (!strcmp(how, "reverse"))
		pkt->order = PACKET_REVERSE;
	else if (!strcmp(how, "overlap"))
		pkt->order = PACKET_OVERLAP;
	else if (sscanf(how, "missing=%u", &pkt->which) == 1)
		pkt->order = PACKET_MISSING;
	else if (sscanf(how, "only=%u", &pkt->which) == 1)
		pkt->order = PACKET_ONLY;
	else
		return false;
	return true;
}

static bool key_vary(struct packet *pkt, const char *value)
{
	static const char *const names[] = {
		[PACKET_SPORT] = "sport", [PACKET_DPORT] = "dport",
		[PACKET_SRC] = "src", [PACKET_ID] = "id",
		[PACKET_FRAGID] = "fragid",
	};
	unsigned int i;

	for (i = PACKET_SPORT; i <= PACKET_FRAGID; i++) {
		if (strcmp(value, names[i]))
			continue;
		pkt->vary = i;
		return true;
	}
	return false;
}

static bool key_text(struct packet *pkt, const char *key, const char *value)
{
	if (!strcmp(key, "id"))
		pkt->id = value;
	else if (!strcmp(key, "body"))
		pkt->body = value;
	else if (!strcmp(key, "ipopt"))
		pkt->options = value;
	else
		return false;
	return true;
}

static bool key_number(struct packet *pkt, const char *key, const char *value)
{
	unsigned long n = strtoul(value, NULL, 0);

	if (!strcmp(key, "proto"))
		pkt->proto = n;
	else if (!strcmp(key, "ttl"))
		pkt->ttl = n;
	else if (!strcmp(key, "seq"))
		pkt->seq = n;
	else if (!strcmp(key, "ack"))
		pkt->ack = n;
	else if (!strcmp(key, "win"))
		pkt->win = n;
	else if (!strcmp(key, "wscale"))
		pkt->wscale = n;
	else if (!strcmp(key, "doff"))
		pkt->doff = n;
	else if (!strcmp(key, "ulen"))
		pkt->ulen = n;
	else if (!strcmp(key, "data"))
		pkt->data = n;
	else if (!strcmp(key, "fragid"))
		pkt->frag_id = n;
	else if (!strcmp(key, "badcsum"))
		pkt->bad_sum = n;
	else if (!strcmp(key, "nocsum"))
		pkt->no_sum = n;
	else if (!strcmp(key, "badipcsum"))
		pkt->bad_ip_sum = n;
	else if (!strcmp(key, "totlen"))
		pkt->totlen = n;
	else if (!strcmp(key, "ipver"))
		pkt->version = n;
	else if (!strcmp(key, "ihl"))
		pkt->ihl = n;
	else
		return false;
	return true;
}

/*
 * Take a keyword and its value, which may be cut up and must stay. 1 if it was
 * one of ours, 0 if not, -1 if its value cannot be read.
 */
int packet_key(struct packet *pkt, const char *key, char *value)
{
	bool ok;

	if (key_text(pkt, key, value) || key_number(pkt, key, value))
		return 1;
	if (!strcmp(key, "ip"))
		ok = key_ip(pkt, value);
	else if (!strcmp(key, "tcp"))
		ok = key_ports(pkt, value, IPPROTO_TCP);
	else if (!strcmp(key, "udp"))
		ok = key_ports(pkt, value, IPPROTO_UDP);
	else if (!strcmp(key, "icmp"))
		ok = key_icmp(pkt, value);
	else if (!strcmp(key, "flags"))
		ok = key_flags(pkt, value);
	else if (!strcmp(key, "ext"))
		ok = key_ext(pkt, value);
	else if (!strcmp(key, "frag"))
		ok = key_frag(pkt, value);
	else if (!strcmp(key, "fragments"))
		ok = key_fragments(pkt, value);
	else if (!strcmp(key, "vary"))
		ok = key_vary(pkt, value);
	else
		return 0;
	return ok ? 1 : -1;
}

/* Make of the first one the @n-th of its kind, from 0 on. */
void packet_turn(struct packet *pkt, unsigned int n)
{
	uint8_t *low = pkt->src + (pkt->family == AF_INET6 ? 12 : 0);
	uint32_t addr;

	switch (pkt->vary) {
	case PACKET_SAME:
		break;
	case PACKET_SPORT:
		pkt->sport += n;
		break;
	case PACKET_DPORT:
		pkt->dport += n;
		break;
	case PACKET_SRC:
		memcpy(&addr, low, sizeof(addr));
		addr = htonl(ntohl(addr) + n);
		memcpy(low, &addr, sizeof(addr));
		break;
	case PACKET_ID:
		pkt->icmp[2] += n;
		break;
	case PACKET_FRAGID:
		pkt->frag_id += n;
		break;
	}
}

/* Bytes -------------------------------------------------------------------- */

static void put(struct packet_bytes *out, const void *data, size_t len)
{
	if (len > sizeof(out->data) - out->len)
		len = sizeof(out->data) - out->len;
	memcpy(out->data + out->len, data, len);
	out->len += len;
}

static void put8(struct packet_bytes *out, uint8_t value)
{
	put(out, &value, sizeof(value));
}

static void put16(struct packet_bytes *out, uint16_t value)
{
	put8(out, value >> 8);
	put8(out, value);
}

static void put32(struct packet_bytes *out, uint32_t value)
{
	put16(out, value >> 16);
	put16(out, value);
}

static void put_zeros(struct packet_bytes *out, size_t end)
{
	while (out->len < end && out->len < sizeof(out->data))
		put8(out, 0);
}

bool packet_put_hex(struct packet_bytes *out, const char *hex)
{
	unsigned int byte;

	for (; *hex; hex += 2) {
		if (!hex[1] || sscanf(hex, "%2x", &byte) != 1)
			return false;
		put8(out, byte);
	}
	return true;
}

static void set16(struct packet_bytes *out, size_t at, uint16_t value)
{
	out->data[at] = value >> 8;
	out->data[at + 1] = value;
}

uint32_t packet_sum(const uint8_t *data, size_t len, uint32_t sum)
{
	size_t i;

	for (i = 0; i + 1 < len; i += 2)
		sum += data[i] << 8 | data[i + 1];
	if (len & 1)
		sum += data[len - 1] << 8;
	return sum;
}

uint16_t packet_fold(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum;
}

/* Network headers ---------------------------------------------------------- */

static bool put_ip4(const struct packet *pkt, struct packet_bytes *out)
{
	put8(out, 0);
	put8(out, 0);
	put16(out, 0);
	put32(out, 0);
	put8(out, pkt->ttl);
	put8(out, pkt->proto);
	put16(out, 0);
	put(out, pkt->src, 4);
	put(out, pkt->dst, 4);
	if (pkt->options && !packet_put_hex(out, pkt->options))
		return false;
	put_zeros(out, (out->len + 3) & ~3u);
	out->head = out->len;
	out->next = 9;
	return true;
}

/* The headers of the first ones stand in each fragment (RFC 8200, 4.5). */
static bool put_ip6(const struct packet *pkt, struct packet_bytes *out)
{
	size_t next = 6;
	unsigned int i;

	put32(out, 0);
	put16(out, 0);
	put8(out, pkt->proto);
	put8(out, pkt->ttl);
	put(out, pkt->src, 16);
	put(out, pkt->dst, 16);
	out->head = out->len;
	out->next = next;
	for (i = 0; i < pkt->n_ext; i++) {
		out->data[next] = pkt->ext[i].type;
		next = out->len;
		put8(out, pkt->proto);
		if (!packet_put_hex(out, pkt->ext[i].hex))
			return false;
		if (pkt->ext[i].type != NEXT_HOP &&
		    pkt->ext[i].type != NEXT_ROUTING)
			continue;
		out->head = out->len;
		out->next = next;
	}
	return true;
}

/* Length and checksum, once the rest is there. @frag: fragment field of IPv4 */
static void finish_ip4(const struct packet *pkt, struct packet_bytes *out,
		       uint16_t frag)
{
	unsigned int version = pkt->version == -1 ? 4 : pkt->version;
	unsigned int ihl = pkt->ihl == -1 ? out->head / 4 : (size_t)pkt->ihl;

	out->data[0] = version << 4 | (ihl & 15);
	set16(out, 2, pkt->totlen == -1 ? out->len : (size_t)pkt->totlen);
	set16(out, 6, frag);
	set16(out, 10, 0);
	set16(out, 10, ~packet_fold(packet_sum(out->data, out->head, 0)));
	if (pkt->bad_ip_sum)
		out->data[10] ^= 0x55;
}

static void finish_ip6(const struct packet *pkt, struct packet_bytes *out)
{
	unsigned int version = pkt->version == -1 ? 6 : pkt->version;

	out->data[0] = version << 4;
	set16(out, 4, pkt->totlen == -1 ? out->len - V6_HEAD :
					  (size_t)pkt->totlen);
}

static void finish_ip(const struct packet *pkt, struct packet_bytes *out)
{
	if (pkt->family == AF_INET6)
		finish_ip6(pkt, out);
	else
		finish_ip4(pkt, out, 0);
}

/* Transport headers -------------------------------------------------------- */

static void put_tcp(const struct packet *pkt, struct packet_bytes *out)
{
	unsigned int words = pkt->wscale == -1 ? 5 : 6;

	put16(out, pkt->sport);
	put16(out, pkt->dport);
	put32(out, pkt->seq);
	put32(out, pkt->ack);
	put8(out, (pkt->doff == -1 ? words : (unsigned int)pkt->doff) << 4);
	put8(out, pkt->flags);
	put16(out, pkt->win);
	out->sum_at = out->len;
	put32(out, 0);
	if (pkt->wscale != -1)
		put32(out, 1 << 24 | 3 << 16 | 3 << 8 | pkt->wscale);
}

static void put_udp(const struct packet *pkt, struct packet_bytes *out)
{
	put16(out, pkt->sport);
	put16(out, pkt->dport);
	put16(out, 0);
	out->sum_at = out->len;
	put16(out, 0);
}

static void put_icmp(const struct packet *pkt, struct packet_bytes *out)
{
	put8(out, pkt->icmp[0]);
	put8(out, pkt->icmp[1]);
	out->sum_at = out->len;
	put16(out, 0);
	put16(out, pkt->icmp[2]);
	put16(out, pkt->icmp[3]);
}

static void put_l4(const struct packet *pkt, struct packet_bytes *out)
{
	out->l4 = out->len;
	out->sum_at = 0;
	if (pkt->header == IPPROTO_TCP)
		put_tcp(pkt, out);
	else if (pkt->header == IPPROTO_UDP)
		put_udp(pkt, out);
	else if (pkt->header)
		put_icmp(pkt, out);
	out->l4_head = out->len - out->l4;
}

static bool put_payload(const struct packet *pkt, const struct packet *inner,
			struct packet_bytes *out)
{
	static struct packet_bytes quoted;
	unsigned int i;

	if (pkt->has_inner) {
		if (!packet_build(inner, NULL, 0, &quoted))
			return false;
		if (pkt->quote && pkt->quote < quoted.len)
			quoted.len = pkt->quote;
		put(out, quoted.data, quoted.len);
	}
	if (pkt->id)
		put(out, pkt->id, strlen(pkt->id) + 1);
	if (pkt->body && !packet_put_hex(out, pkt->body))
		return false;
	for (i = 0; i < pkt->data; i++)
		put8(out, i);
	return true;
}

/* Both addresses, protocol and length: the same sum for both families. */
static uint32_t pseudo_sum(const struct packet *pkt, size_t len)
{
	size_t size = pkt->family == AF_INET6 ? 16 : 4;

	return packet_sum(pkt->src, size,
			  packet_sum(pkt->dst, size, pkt->proto + len));
}

static void finish_l4(const struct packet *pkt, struct packet_bytes *out)
{
	size_t len = out->len - out->l4;
	uint16_t sum;

	if (!out->sum_at)
		return;
	if (pkt->header == IPPROTO_UDP)
		set16(out, out->l4 + 4,
		      pkt->ulen == -1 ? len : (size_t)pkt->ulen);
	if (pkt->partial) {
		set16(out, out->sum_at, packet_fold(pseudo_sum(pkt, len)));
		return;
	}
	sum = ~packet_fold(packet_sum(out->data + out->l4, len,
				      pkt->proto == IPPROTO_ICMP ? 0 :
				      pseudo_sum(pkt, len)));
	if (!sum && pkt->header == IPPROTO_UDP)
		sum = 0xffff;
	if (pkt->bad_sum)
		sum ^= 0x5555;
	set16(out, out->sum_at, pkt->no_sum ? 0 : sum);
}

/*
 * Make the bytes of a packet, at least @len of them, payload being added. False
 * if a text is no hex.
 */
bool packet_build(const struct packet *pkt, const struct packet *inner,
		  size_t len, struct packet_bytes *out)
{
	struct packet numbered;

	if (pkt->proto == -1) {
		numbered = *pkt;
		numbered.proto = pkt->header ?: NEXT_NONE;
		pkt = &numbered;
	}
	out->len = 0;
	if (!(pkt->family == AF_INET6 ? put_ip6(pkt, out) : put_ip4(pkt, out)))
		return false;
	put_l4(pkt, out);
	if (!put_payload(pkt, inner, out))
		return false;
	put_zeros(out, len);
	finish_l4(pkt, out);
	finish_ip(pkt, out);
	return true;
}

/* Fragments ---------------------------------------------------------------- */

static unsigned int slices(const struct packet *pkt,
			   const struct packet_bytes *whole)
{
	return (whole->len - whole->head + pkt->slice - 1) / pkt->slice;
}

/* How many frames a packet takes. */
unsigned int packet_fragments(const struct packet *pkt,
			      const struct packet_bytes *whole)
{
	if (!pkt->slice || pkt->order == PACKET_ONLY)
		return 1;
	return slices(pkt, whole) - (pkt->order == PACKET_MISSING &&
				     pkt->which < slices(pkt, whole));
}

static void put_fragment(const struct packet *pkt,
			 const struct packet_bytes *whole, size_t from,
			 size_t len, size_t off, bool more,
			 struct packet_bytes *out)
{
	uint16_t field = pkt->family == AF_INET6 ? (off & ~7u) | more :
						   off / 8 | more << 13;

	out->len = 0;
	put(out, whole->data, whole->head);
	out->head = whole->head;
	if (pkt->family == AF_INET6) {
		put8(out, out->data[whole->next]);
		out->data[whole->next] = NEXT_FRAGMENT;
		put8(out, 0);
		put16(out, field);
		put32(out, pkt->frag_id);
		put(out, whole->data + from, len);
		finish_ip6(pkt, out);
	} else {
		set16(out, 4, pkt->frag_id);
		put(out, whole->data + from, len);
		finish_ip4(pkt, out, field);
	}
}

static unsigned int slice_of(const struct packet *pkt, unsigned int n,
			     unsigned int count)
{
	switch (pkt->order) {
	case PACKET_REVERSE:
		return count - 1 - n;
	case PACKET_MISSING:
		return n + (n >= pkt->which);
	case PACKET_ONLY:
		return pkt->which < count ? pkt->which : count - 1;
	default:
		return n;
	}
}

/* The @n-th frame of a packet that is a fragment, or cut into fragments. */
void packet_fragment(const struct packet *pkt, const struct packet_bytes *whole,
		     unsigned int n, struct packet_bytes *out)
{
	unsigned int count, k;
	size_t from, end;

	if (!pkt->slice) {
		put_fragment(pkt, whole, whole->head, whole->len - whole->head,
			     pkt->frag_off, pkt->frag_more, out);
		return;
	}
	count = slices(pkt, whole);
	k = slice_of(pkt, n, count);
	from = whole->head + (size_t)k * pkt->slice;
	end = from + pkt->slice < whole->len ? from + pkt->slice : whole->len;
	if (pkt->order == PACKET_OVERLAP && k == 1)
		from -= 8;
	put_fragment(pkt, whole, from, end - from, from - whole->head,
		     k + 1 < count, out);
}
