/* SPDX-License-Identifier: GPL-2.0 */
/* IP packets from keywords, and back to text. */
#ifndef PACKET_H
#define PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PACKET_MAX	(66 * 1024)
#define PACKET_EXTS	12
#define PACKET_TEXT	1024	/* room that packet_print() wants */

/* A header behind that of IPv6; @hex is all of it but the first byte. */
struct packet_ext {
	uint8_t type;
	const char *hex;
};

/* What becomes of the fragments that a packet is cut into. */
enum packet_order {
	PACKET_IN_ORDER,
	PACKET_REVERSE,
	PACKET_OVERLAP,		/* the second begins 8 bytes too early */
	PACKET_MISSING,		/* all but one */
	PACKET_ONLY,		/* that one only */
};

/* What changes from one packet to the next. */
enum packet_vary {
	PACKET_SAME,
	PACKET_SPORT,
	PACKET_DPORT,
	PACKET_SRC,
	PACKET_ID,		/* of a query */
	PACKET_FRAGID,
};

/*
 * What a packet is made of. Texts belong to the caller and stay until it is
 * built. Numbers that are -1 were not said.
 */
struct packet {
	int family;		/* AF_INET, AF_INET6, or 0: there is none */
	uint8_t src[16];
	uint8_t dst[16];
	int header;		/* IPPROTO_* of the transport header to make */
	int proto;
	int ttl;
	const char *options;	/* of IPv4, in hex */
	struct packet_ext ext[PACKET_EXTS];
	unsigned int n_ext;
	int version;
	int ihl;
	int totlen;
	bool bad_ip_sum;

	uint16_t sport;
	uint16_t dport;
	uint8_t flags;
	uint32_t seq;
	uint32_t ack;
	uint16_t win;
	int wscale;
	int doff;
	int ulen;
	int icmp[4];		/* type, code, both halves of the rest */
	bool bad_sum;
	bool no_sum;
	bool partial;		/* the device is to finish the checksum */
	unsigned int gso;

	const char *id;
	const char *body;	/* in hex */
	unsigned int data;
	bool has_inner;
	unsigned int quote;	/* bytes of the packet inside, 0 for all */

	bool is_frag;
	uint32_t frag_id;
	unsigned int frag_off;
	bool frag_more;
	unsigned int slice;	/* cut into fragments of that many bytes */
	enum packet_order order;
	unsigned int which;
	enum packet_vary vary;
};

/*
 * A packet as bytes. @head: bytes that stand in each fragment; @next: where in
 * these the protocol is said; @l4: where the transport header begins.
 */
struct packet_bytes {
	uint8_t data[PACKET_MAX];
	size_t len;
	size_t head;
	size_t next;
	size_t l4;
	size_t l4_head;
	size_t sum_at;		/* of the checksum in the transport header */
};

void packet_init(struct packet *pkt);
int packet_key(struct packet *pkt, const char *key, char *value);
void packet_turn(struct packet *pkt, unsigned int n);
bool packet_build(const struct packet *pkt, const struct packet *inner,
		  size_t len, struct packet_bytes *out);
unsigned int packet_fragments(const struct packet *pkt,
			      const struct packet_bytes *whole);
void packet_fragment(const struct packet *pkt, const struct packet_bytes *whole,
		     unsigned int n, struct packet_bytes *out);
bool packet_put_hex(struct packet_bytes *out, const char *hex);

uint32_t packet_sum(const uint8_t *data, size_t len, uint32_t sum);
uint16_t packet_fold(uint32_t sum);

size_t packet_payload(const uint8_t *data, size_t len);
bool packet_sum_ok(const uint8_t *data, size_t len, bool partial);
void packet_mend(uint8_t *data, size_t len);
int packet_print(char *text, const uint8_t *data, size_t len);

#endif
