// SPDX-License-Identifier: GPL-2.0
/*
 * What DHCP says of a client's addresses (RFC 2131, RFC 8415).
 *
 * From a server an address comes with its lease; only to a question that the
 * guest has asked within the last minute, by its number: so nobody gives a guest
 * an address that did not ask for one. Whether the server may answer is not for
 * here but for the guard against servers.
 *
 * From the client comes what it asks, and what it gives back.
 */
#include "swsec/swsec.h"

#define VSW_DHCP4_COOKIE	0x63825363
#define VSW_DHCP4_OPTIONS	64	/* in a message */
#define VSW_DHCP4_ETHERNET	1	/* htype */

/* RFC 2132, 9 */
#define VSW_DHCP4_PAD		0
#define VSW_DHCP4_REQUESTED	50
#define VSW_DHCP4_LEASE		51
#define VSW_DHCP4_TYPE		53
#define VSW_DHCP4_END		255

enum {
	VSW_DHCP4_DISCOVER = 1,
	VSW_DHCP4_REQUEST = 3,
	VSW_DHCP4_DECLINE = 4,
	VSW_DHCP4_ACK = 5,
	VSW_DHCP4_RELEASE = 7,
};

/* RFC 2131, 2 */
struct vsw_dhcp4 {
	u8 op;
	u8 htype;
	u8 hlen;
	u8 hops;
	__be32 xid;
	__be16 secs;
	__be16 flags;
	__be32 ciaddr;
	__be32 yiaddr;
	__be32 siaddr;
	__be32 giaddr;
	u8 chaddr[16];
	u8 sname[64];
	u8 file[128];
	__be32 cookie;
} __packed;

/**
 * struct vsw_dhcp4_options - what matters of the options of a message
 * @type: of the message, 0 if it does not say
 * @has_lease: @lease was said
 * @lease: seconds
 * @requested: address that is asked for or declined
 */
struct vsw_dhcp4_options {
	u8 type;
	bool has_lease;
	u32 lease;
	__be32 requested;
};

static void vsw_dhcp4_option(struct vsw_dhcp4_options *options, u8 code, u8 len,
			     const u8 *value)
{
	__be32 lease;

	if (code == VSW_DHCP4_TYPE && len == 1) {
		options->type = *value;
	} else if (code == VSW_DHCP4_LEASE && len == sizeof(u32)) {
		memcpy(&lease, value, sizeof(lease));
		options->has_lease = true;
		options->lease = ntohl(lease);
	} else if (code == VSW_DHCP4_REQUESTED && len == sizeof(__be32)) {
		memcpy(&options->requested, value, sizeof(__be32));
	}
}

/* The cursor is behind the fixed part. */
static void vsw_dhcp4_options(struct vsw_cursor *cur,
			      struct vsw_dhcp4_options *options)
{
	u32 left, len;
	const u8 *opt;
	u8 buf[6];
	int n;

	memset(options, 0, sizeof(*options));
	for (n = 0; n < VSW_DHCP4_OPTIONS; n++) {
		left = min_t(u32, cur->end - cur->off, sizeof(buf));
		opt = left ? vsw_cursor_get(cur, left, buf) : NULL;
		if (!opt || *opt == VSW_DHCP4_END)
			return;
		if (*opt == VSW_DHCP4_PAD) {
			cur->off++;
			continue;
		}
		if (left < 2)
			return;
		len = opt[1] + 2;
		if (len > cur->end - cur->off)
			return;
		if (len <= left)
			vsw_dhcp4_option(options, opt[0], opt[1], opt + 2);
		cur->off += len;
	}
}

/* The fixed part as far as the address of the client's hardware. */
static const struct vsw_dhcp4 *vsw_dhcp4_get(const struct vsw_cursor *cur,
					     u32 len, struct vsw_dhcp4 *buf)
{
	const struct vsw_dhcp4 *dhcp = vsw_cursor_get(cur, len, buf);

	if (!dhcp || dhcp->htype != VSW_DHCP4_ETHERNET ||
	    dhcp->hlen != ETH_ALEN)
		return NULL;
	return dhcp;
}

/**
 * vsw_dhcp4_chaddr() - the hardware address that a DHCP client says it has
 * @look: a frame of kind VSW_LOOK_DHCP4 from a client
 * @chaddr: the address, as a number
 *
 * Return: false if it says none of Ethernet
 */
bool vsw_dhcp4_chaddr(const struct vsw_look *look, u64 *chaddr)
{
	const struct vsw_dhcp4 *dhcp;
	struct vsw_dhcp4 buf;

	dhcp = vsw_dhcp4_get(&look->cur, offsetof(struct vsw_dhcp4, sname),
			     &buf);
	if (!dhcp)
		return false;
	*chaddr = ether_addr_to_u64(dhcp->chaddr);
	return true;
}

static bool vsw_dhcp_sight(struct vsw_sighting *sighting, u8 family,
			   u64 mac, u32 lease, bool gone)
{
	sighting->family = family;
	sighting->source = VSW_BINDING_SOURCE_DHCP;
	sighting->mac = mac;
	sighting->lease = lease;
	sighting->gone = gone;
	return vsw_addr_usable(family, &sighting->addr);
}

static unsigned int vsw_dhcp4_client(const struct vsw_dhcp4 *dhcp,
				     const struct vsw_dhcp4_options *options,
				     u64 mac, struct vsw_bindings *bindings,
				     struct vsw_sighting *sighting)
{
	switch (options->type) {
	case VSW_DHCP4_DISCOVER:
	case VSW_DHCP4_REQUEST:
		vsw_bindings_asked(bindings, AF_INET, ntohl(dhcp->xid));
		return 0;
	case VSW_DHCP4_RELEASE:
		sighting->addr.ip4 = dhcp->ciaddr;
		break;
	case VSW_DHCP4_DECLINE:
		sighting->addr.ip4 = options->requested;
		break;
	default:
		return 0;
	}
	return vsw_dhcp_sight(sighting, AF_INET, mac, 0, true);
}

/**
 * vsw_snoop_dhcp4() - the address that DHCP gives to a vNIC, or it gives back
 * @look: a frame of kind VSW_LOOK_DHCP4
 * @bindings: of the vNIC
 * @sighting: filled in
 *
 * Return: 1 or 0
 */
unsigned int vsw_snoop_dhcp4(const struct vsw_look *look,
			     struct vsw_bindings *bindings,
			     struct vsw_sighting *sighting)
{
	struct vsw_cursor cur = look->cur;
	struct vsw_dhcp4_options options;
	const struct vsw_dhcp4 *dhcp;
	struct vsw_dhcp4 buf;
	u64 mac;

	dhcp = vsw_dhcp4_get(&cur, sizeof(buf), &buf);
	if (!dhcp || dhcp->cookie != htonl(VSW_DHCP4_COOKIE))
		return 0;
	mac = ether_addr_to_u64(dhcp->chaddr);
	if (mac != (look->client ? look->source : look->effective))
		return 0;
	cur.off += sizeof(*dhcp);
	vsw_dhcp4_options(&cur, &options);
	memset(sighting, 0, sizeof(*sighting));
	if (look->client)
		return vsw_dhcp4_client(dhcp, &options, mac, bindings,
					sighting);
	if (options.type != VSW_DHCP4_ACK || !options.has_lease ||
	    !options.lease ||
	    !vsw_bindings_has_asked(bindings, AF_INET, ntohl(dhcp->xid)))
		return 0;
	sighting->addr.ip4 = dhcp->yiaddr;
	return vsw_dhcp_sight(sighting, AF_INET, mac, options.lease, false);
}

#define VSW_DHCP6_OPTIONS	32	/* in a message, and in an association */

/* RFC 8415, 7.3 and 21 */
enum {
	VSW_DHCP6_SOLICIT = 1,
	VSW_DHCP6_REQUEST = 3,
	VSW_DHCP6_CONFIRM = 4,
	VSW_DHCP6_RENEW = 5,
	VSW_DHCP6_REBIND = 6,
	VSW_DHCP6_REPLY = 7,
	VSW_DHCP6_RELEASE = 8,
	VSW_DHCP6_DECLINE = 9,
};

#define VSW_DHCP6_IA_NA		3
#define VSW_DHCP6_IA_TA		4
#define VSW_DHCP6_IAADDR	5
#define VSW_DHCP6_IA_NA_HEAD	12
#define VSW_DHCP6_IA_TA_HEAD	4

struct vsw_dhcp6_option {
	__be16 code;
	__be16 len;
};

/* RFC 8415, 21.6 */
struct vsw_dhcp6_iaaddr {
	struct in6_addr addr;
	__be32 preferred;
	__be32 valid;
};

/**
 * struct vsw_dhcp6_walk - the addresses of a message
 * @look: the frame
 * @gone: the client gives them back
 * @sighting: filled in
 * @n: how many
 */
struct vsw_dhcp6_walk {
	const struct vsw_look *look;
	bool gone;
	struct vsw_sighting *sighting;
	unsigned int n;
};

static void vsw_dhcp6_address(struct vsw_dhcp6_walk *walk,
			      const struct vsw_cursor *cur)
{
	const struct vsw_look *look = walk->look;
	const struct vsw_dhcp6_iaaddr *ia;
	struct vsw_sighting *sighting;
	struct vsw_dhcp6_iaaddr buf;

	ia = vsw_cursor_get(cur, sizeof(buf), &buf);
	if (!ia || walk->n == VSW_SIGHTINGS || (!walk->gone && !ia->valid))
		return;
	sighting = &walk->sighting[walk->n];
	memset(sighting, 0, sizeof(*sighting));
	sighting->addr.ip6 = ia->addr;
	walk->n += vsw_dhcp_sight(sighting, AF_INET6,
				  walk->gone ? look->source : look->effective,
				  ntohl(ia->valid), walk->gone);
}

/*
 * Options from the cursor to its end. @inside: of an association, where the
 * addresses are.
 */
static void vsw_dhcp6_options(struct vsw_dhcp6_walk *walk,
			      const struct vsw_cursor *from, bool inside)
{
	const struct vsw_dhcp6_option *opt;
	struct vsw_cursor cur = *from, in;
	struct vsw_dhcp6_option buf;
	u32 len, head;
	u16 code;
	int n;

	for (n = 0; n < VSW_DHCP6_OPTIONS; n++) {
		opt = vsw_cursor_get(&cur, sizeof(buf), &buf);
		if (!opt)
			return;
		cur.off += sizeof(*opt);
		code = ntohs(opt->code);
		len = ntohs(opt->len);
		if (len > cur.end - cur.off)
			return;
		in = cur;
		in.end = cur.off + len;
		head = code == VSW_DHCP6_IA_NA ? VSW_DHCP6_IA_NA_HEAD :
						 VSW_DHCP6_IA_TA_HEAD;
		if (inside && code == VSW_DHCP6_IAADDR) {
			vsw_dhcp6_address(walk, &in);
		} else if (!inside && len >= head &&
			   (code == VSW_DHCP6_IA_NA ||
			    code == VSW_DHCP6_IA_TA)) {
			in.off += head;
			vsw_dhcp6_options(walk, &in, true);
		}
		cur.off += len;
	}
}

/**
 * vsw_snoop_dhcp6() - the addresses that DHCPv6 gives, or a vNIC gives back
 * @look: a frame of kind VSW_LOOK_DHCP6
 * @bindings: of the vNIC
 * @sighting: filled in
 *
 * Return: how many
 */
unsigned int vsw_snoop_dhcp6(const struct vsw_look *look,
			     struct vsw_bindings *bindings,
			     struct vsw_sighting *sighting)
{
	struct vsw_dhcp6_walk walk = { .look = look, .sighting = sighting };
	struct vsw_cursor cur = look->cur;
	const u8 *head;
	u8 buf[4];
	u32 xid;

	head = vsw_cursor_get(&cur, sizeof(buf), buf);
	if (!head)
		return 0;
	xid = head[1] << 16 | head[2] << 8 | head[3];
	switch (head[0]) {
	case VSW_DHCP6_SOLICIT:
	case VSW_DHCP6_REQUEST:
	case VSW_DHCP6_CONFIRM:
	case VSW_DHCP6_RENEW:
	case VSW_DHCP6_REBIND:
		if (look->client)
			vsw_bindings_asked(bindings, AF_INET6, xid);
		return 0;
	case VSW_DHCP6_RELEASE:
	case VSW_DHCP6_DECLINE:
		if (!look->client)
			return 0;
		walk.gone = true;
		break;
	case VSW_DHCP6_REPLY:
		if (look->client ||
		    !vsw_bindings_has_asked(bindings, AF_INET6, xid))
			return 0;
		break;
	default:
		return 0;
	}
	cur.off += sizeof(buf);
	vsw_dhcp6_options(&walk, &cur, false);
	return walk.n;
}
