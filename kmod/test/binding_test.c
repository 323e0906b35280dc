// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of swsec/: what frames tell of addresses, whole and cut anywhere, what
 * SpoofGuard makes of them, and whose an address is.
 */
#include <linux/etherdevice.h>

#include "packet.h"

#include "../swsec/binding.c"
#include "../swsec/claim.c"
#include "../swsec/sight.c"
#include "../swsec/held.c"
#include "../swsec/look.c"
#include "../swsec/snoop_arp.c"
#include "../swsec/snoop_nd.c"
#include "../swsec/snoop_dhcp.c"
#include "../swsec/spoofguard.c"

#define ARP	ETH_P_ARP
#define MAC_A	0x02, 0, 0, 0, 0, 0x0a
#define MAC_B	0x02, 0, 0, 0, 0, 0x0b
#define NUM_A	0x02000000000aULL
#define NUM_B	0x02000000000bULL
#define ADDR_1	10, 0, 0, 1
#define ADDR6_1	0xfd, 0, ZEROS8, ZEROS4, 0, 1
#define ADDR6_9	0xfd, 0, ZEROS8, ZEROS4, 0, 9
#define ARP_HEAD(op)	0, 1, 8, 0, 6, 4, 0, op
#define ND(type)	type, 0, 0, 0, 0, 0, 0, 0
#define SLLA(mac)	1, 1, mac
#define TLLA(mac)	2, 1, mac

static unsigned int n_realized, n_changed, n_seen;

static void count_address(struct vsw_bindings *bindings,
			  const struct vsw_binding *binding, bool realized)
{
	n_realized += realized ? 1 : -1;
	n_seen++;
}

static void count_changed(struct vsw_bindings *bindings,
			  const struct vsw_binding *binding, bool gone)
{
	n_changed++;
}

static void count_wake(struct vsw_bindings *bindings)
{
}

static const struct vsw_swsec_ops ops = {
	.address = count_address,
	.changed = count_changed,
	.wake = count_wake,
};

static DECLARE_BITMAP(vlans, VLAN_N_VID);

static const struct vsw_bindings_setup setup = {
	.scope = 1,
	.member = vlans,
	.mode = VSW_SPOOFGUARD_MODE_DISCOVERED,
	.discovery = {
		.arp = true, .nd = true, .dhcp = true,
		.limit4 = 4, .limit6 = 4, .ageing = 600,
	},
};

static struct vsw_bindings *make(struct kunit *test)
{
	struct vsw_bindings *bindings = vsw_bindings_create(NULL);

	KUNIT_ASSERT_NOT_NULL(test, bindings);
	vsw_bindings_configure(bindings, &setup);
	return bindings;
}

static int binding_init(struct kunit *test)
{
	bitmap_zero(vlans, VLAN_N_VID);
	__set_bit(0, vlans);
	n_realized = 0;
	n_changed = 0;
	return vsw_swsec_register(&ops);
}

static void binding_exit(struct kunit *test)
{
	vsw_swsec_unregister();
}

/* A frame from A with these bytes behind the Ethernet header. */
static struct sk_buff *frame(struct kunit *test, u16 ethertype, const u8 *bytes,
			     u32 len, u32 linear)
{
	static const u8 mac[] = { MAC_A };
	struct sk_buff *skb = packet_skb(test, ethertype, bytes, len, linear);
	struct ethhdr *eth;

	skb->mac_header = skb->data - skb->head - ETH_HLEN;
	eth = eth_hdr(skb);
	ether_addr_copy(eth->h_source, mac);
	return skb;
}

static unsigned int snoop(struct kunit *test, struct vsw_bindings *bindings,
			  u16 ethertype, const u8 *bytes, u32 len, u32 linear,
			  bool in, struct vsw_sighting *sighting)
{
	static const u8 mac[] = { MAC_A };
	struct vsw_look look;
	struct sk_buff *skb;
	unsigned int n;

	skb = frame(test, ethertype, bytes, len, linear);
	vsw_look(&look, skb, VSW_BINDING_OWN, mac);
	n = in ? vsw_snoop_in(&look, bindings, sighting) :
		 vsw_snoop_out(&look, &setup.discovery, bindings, sighting);
	kfree_skb(skb);
	return n;
}

/*
 * Whole it tells of @want addresses, however it lies in memory; cut anywhere it is
 * not read past its end, and tells of no more.
 */
static void check_snoop(struct kunit *test, struct vsw_bindings *bindings,
			u16 ethertype, const u8 *bytes, u32 len, bool in,
			unsigned int want)
{
	struct vsw_sighting sighting[VSW_SIGHTINGS];
	u32 i;

	for (i = 0; i <= len; i++)
		KUNIT_EXPECT_EQ(test, want,
				snoop(test, bindings, ethertype, bytes, len, i,
				      in, sighting));
	for (i = 0; i < len; i++)
		KUNIT_EXPECT_LE(test,
				snoop(test, bindings, ethertype, bytes, i,
				      i / 2, in, sighting), want);
}

static const struct arp_case {
	const char *name;
	const u8 *bytes;
	u32 len;
	unsigned int want;
	enum vsw_drop drop;	/* while 10.0.0.1 is A's */
} arp_cases[] = {
	{ "request", BYTES(ARP_HEAD(1), MAC_A, ADDR_1, MAC_B, 10, 0, 0, 2), 1,
	  PASS },
	{ "reply", BYTES(ARP_HEAD(2), MAC_A, ADDR_1, MAC_B, 10, 0, 0, 2), 1,
	  PASS },
	{ "probe", BYTES(ARP_HEAD(1), MAC_A, ZEROS4, MAC_B, ADDR_1), 0, PASS },
	{ "another's address",
	  BYTES(ARP_HEAD(2), MAC_A, 10, 0, 0, 2, MAC_B, ADDR_1), 1,
	  VSW_DROP_SPOOFGUARD_ARP },
	{ "another's mac", BYTES(ARP_HEAD(2), MAC_B, ADDR_1, MAC_B, ADDR_1), 0,
	  VSW_DROP_SPOOFGUARD_ARP },
	{ "another's mac in a probe",
	  BYTES(ARP_HEAD(1), MAC_B, ZEROS4, MAC_B, ADDR_1), 0,
	  VSW_DROP_SPOOFGUARD_ARP },
	{ "operation of RARP",
	  BYTES(ARP_HEAD(3), MAC_A, ADDR_1, MAC_B, ADDR_1), 0, PASS },
	{ "group address", BYTES(ARP_HEAD(2), MAC_A, 224, 0, 0, 1, MAC_B, ADDR_1),
	  0, VSW_DROP_SPOOFGUARD_ARP },
	{ "hardware IEEE 802",
	  BYTES(0, 6, 8, 0, 6, 4, 0, 2, MAC_A, ADDR_1, MAC_B, ADDR_1), 0,
	  VSW_DROP_SPOOFGUARD_ARP },
	{ "protocol IPv6",
	  BYTES(0, 1, 0x86, 0xdd, 6, 4, 0, 2, MAC_A, ADDR_1, MAC_B, ADDR_1), 0,
	  VSW_DROP_SPOOFGUARD_ARP },
	{ "long addresses",
	  BYTES(0, 1, 8, 0, 8, 16, 0, 2, MAC_A, ADDR_1, MAC_B, ADDR_1), 0,
	  VSW_DROP_SPOOFGUARD_ARP },
	{ "short", BYTES(ARP_HEAD(2), MAC_A, ADDR_1, MAC_B, 10, 0, 0), 0,
	  VSW_DROP_SPOOFGUARD_ARP },
	{ "nothing", BYTES(0), 0, VSW_DROP_SPOOFGUARD_ARP },
};

static enum vsw_drop spoofs(struct kunit *test, struct vsw_bindings *bindings,
			    u16 ethertype, const u8 *bytes, u32 len)
{
	static const u8 mac[] = { MAC_A };
	struct vsw_look look;
	struct sk_buff *skb;
	enum vsw_drop drop;

	skb = frame(test, ethertype, bytes, len, len / 2);
	rcu_read_lock();
	vsw_look(&look, skb, VSW_BINDING_OWN, mac);
	drop = vsw_spoofguard(&look, bindings);
	rcu_read_unlock();
	kfree_skb(skb);
	return drop;
}

static const union vsw_addr addr4 = { .ip4 = cpu_to_be32(SRC4) };
static const union vsw_addr addr6 = { .ip6 = SRC6 };

static void state_both(struct kunit *test, struct vsw_bindings *bindings)
{
	KUNIT_ASSERT_EQ(test, 0,
			vsw_binding_state_address(bindings, VSW_BINDING_OWN,
						  AF_INET, &addr4, NUM_A,
						  NULL));
	KUNIT_ASSERT_EQ(test, 0,
			vsw_binding_state_address(bindings, VSW_BINDING_OWN,
						  AF_INET6, &addr6, 0, NULL));
}

static void arp_test(struct kunit *test)
{
	struct vsw_bindings *bindings = make(test);
	unsigned int i;

	state_both(test, bindings);
	for (i = 0; i < ARRAY_SIZE(arp_cases); i++) {
		const struct arp_case *c = &arp_cases[i];

		check_snoop(test, bindings, ARP, c->bytes, c->len, false,
			    c->want);
		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    spoofs(test, bindings, ARP, c->bytes,
					   c->len), "%s", c->name);
	}
	vsw_bindings_destroy(bindings);
}

static const struct nd_case {
	const char *name;
	bool nobody;		/* source is :: */
	const u8 *bytes;
	u32 len;
	unsigned int want;
	enum vsw_drop drop;	/* while fd00::1, the source, is A's */
} nd_cases[] = {
	{ "NS", false, BYTES(ND(135), ADDR6_9, SLLA(MAC_A)), 1, PASS },
	{ "NS without option", false, BYTES(ND(135), ADDR6_9), 0, PASS },
	{ "NS, another's mac", false, BYTES(ND(135), ADDR6_9, SLLA(MAC_B)), 0,
	  VSW_DROP_SPOOFGUARD_ND },
	{ "NS, two macs", false,
	  BYTES(ND(135), ADDR6_9, SLLA(MAC_A), SLLA(MAC_B)), 0,
	  VSW_DROP_SPOOFGUARD_ND },
	{ "NA", false, BYTES(ND(136), ADDR6_1, TLLA(MAC_A)), 1, PASS },
	{ "NA, another's target", false, BYTES(ND(136), ADDR6_9, TLLA(MAC_A)),
	  2, VSW_DROP_SPOOFGUARD_ND },
	{ "RS", false, BYTES(ND(133), SLLA(MAC_A)), 1, PASS },
	{ "RA", false, BYTES(ND(134), ZEROS8, SLLA(MAC_A)), 1, PASS },
	{ "DAD", true, BYTES(ND(135), ADDR6_9), 0, PASS },
	{ "DAD with option", true, BYTES(ND(135), ADDR6_9, SLLA(MAC_A)), 0,
	  VSW_DROP_SPOOFGUARD_ND },
	{ "NA from nobody", true, BYTES(ND(136), ADDR6_1, TLLA(MAC_A)), 1,
	  VSW_DROP_SPOOFGUARD_ND },
	{ "option of length 0", false, BYTES(ND(135), ADDR6_9, 1, 0, MAC_A), 0,
	  VSW_DROP_SPOOFGUARD_ND },
	{ "option too long", false, BYTES(ND(135), ADDR6_9, 1, 2, MAC_A), 0,
	  VSW_DROP_SPOOFGUARD_ND },
	{ "mac of 14 bytes", false,
	  BYTES(ND(135), ADDR6_9, 1, 2, MAC_A, ZEROS8), 0,
	  VSW_DROP_SPOOFGUARD_ND },
	{ "half an option", false, BYTES(ND(135), ADDR6_9, 1, 1, 2, 0), 0,
	  VSW_DROP_SPOOFGUARD_ND },
	{ "code", false, BYTES(135, 1, 0, 0, ZEROS4, ADDR6_9, SLLA(MAC_A)), 0,
	  VSW_DROP_SPOOFGUARD_ND },
	{ "short", false, BYTES(ND(136), 0xfd), 0, VSW_DROP_SPOOFGUARD_ND },
	{ "report", false, BYTES(ND(143)), 0, PASS },
	{ "echo", false, BYTES(ND(128)), 0, PASS },
};

static void nd_test(struct kunit *test)
{
	struct vsw_bindings *bindings = make(test);
	static u8 buf[256];
	unsigned int i;
	u32 len;

	state_both(test, bindings);
	for (i = 0; i < ARRAY_SIZE(nd_cases); i++) {
		const struct nd_case *c = &nd_cases[i];
		struct ip6 ip6 = { .proto = IPPROTO_ICMPV6 };

		len = packet_ip6(buf, &ip6, c->bytes, c->len);
		if (c->nobody)
			memset(buf + 8, 0, 16);
		check_snoop(test, bindings, V6, buf, len, false, c->want);
		KUNIT_EXPECT_EQ_MSG(test, c->drop,
				    spoofs(test, bindings, V6, buf, len), "%s",
				    c->name);
	}
	vsw_bindings_destroy(bindings);
}

#define XID	0x12345678

static const struct dhcp4_case {
	const char *name;
	bool client;
	u8 hlen;
	u32 xid;
	const u8 *options;
	u32 len;
	unsigned int want;
} dhcp4_cases[] = {
	{ "ACK", false, 6, XID, BYTES(53, 1, 5, 51, 4, 0, 0, 1, 0, 255), 1 },
	{ "padded", false, 6, XID,
	  BYTES(0, 0, 53, 1, 5, 0, 51, 4, 0, 0, 1, 0, 255), 1 },
	{ "no end", false, 6, XID, BYTES(53, 1, 5, 51, 4, 0, 0, 1, 0), 1 },
	{ "long options", false, 6, XID,
	  BYTES(12, 8, ZEROS8, 53, 1, 5, 51, 4, 0, 0, 1, 0, 255), 1 },
	{ "not asked", false, 6, XID + 1,
	  BYTES(53, 1, 5, 51, 4, 0, 0, 1, 0, 255), 0 },
	{ "OFFER", false, 6, XID, BYTES(53, 1, 2, 51, 4, 0, 0, 1, 0, 255), 0 },
	{ "no lease", false, 6, XID, BYTES(53, 1, 5, 255), 0 },
	{ "lease of 0", false, 6, XID,
	  BYTES(53, 1, 5, 51, 4, 0, 0, 0, 0, 255), 0 },
	{ "lease of 3 bytes", false, 6, XID,
	  BYTES(53, 1, 5, 51, 3, 0, 0, 1, 255), 0 },
	{ "option beyond the end", false, 6, XID,
	  BYTES(53, 1, 5, 51, 200, 0, 0, 1, 0), 0 },
	{ "other hardware", false, 16, XID,
	  BYTES(53, 1, 5, 51, 4, 0, 0, 1, 0, 255), 0 },
	{ "RELEASE", true, 6, XID, BYTES(53, 1, 7, 255), 1 },
	{ "DECLINE", true, 6, XID, BYTES(53, 1, 4, 50, 4, ADDR_1, 255), 1 },
	{ "DECLINE of nothing", true, 6, XID, BYTES(53, 1, 4, 255), 0 },
	{ "ACK by a client", true, 6, XID,
	  BYTES(53, 1, 5, 51, 4, 0, 0, 1, 0, 255), 0 },
};

static u32 put_dhcp4(u8 *buf, const struct dhcp4_case *c)
{
	static const u8 mac[] = { MAC_A };
	struct ip4 ip4 = { .proto = IPPROTO_UDP };
	struct vsw_dhcp4 dhcp = {
		.op = c->client ? 1 : 2,
		.htype = 1,
		.hlen = c->hlen,
		.xid = htonl(c->xid),
		.ciaddr = htonl(SRC4),
		.yiaddr = htonl(SRC4),
		.cookie = htonl(VSW_DHCP4_COOKIE),
	};
	struct udphdr uh = {
		.source = htons(c->client ? 68 : 67),
		.dest = htons(c->client ? 67 : 68),
		.len = htons(sizeof(uh) + sizeof(dhcp) + c->len),
	};
	static u8 udp[512];

	memcpy(dhcp.chaddr, mac, sizeof(mac));
	memcpy(udp, &uh, sizeof(uh));
	memcpy(udp + sizeof(uh), &dhcp, sizeof(dhcp));
	memcpy(udp + sizeof(uh) + sizeof(dhcp), c->options, c->len);
	return packet_ip4(buf, &ip4, udp, sizeof(uh) + sizeof(dhcp) + c->len);
}

static void dhcp4_test(struct kunit *test)
{
	struct vsw_bindings *bindings = make(test);
	struct vsw_sighting sighting[VSW_SIGHTINGS];
	static u8 buf[1024];
	unsigned int i;
	u32 len;

	vsw_bindings_asked(bindings, AF_INET, XID);
	for (i = 0; i < ARRAY_SIZE(dhcp4_cases); i++) {
		const struct dhcp4_case *c = &dhcp4_cases[i];

		len = put_dhcp4(buf, c);
		KUNIT_EXPECT_EQ_MSG(test, c->want,
				    snoop(test, bindings, V4, buf, len, len,
					  !c->client, sighting), "%s", c->name);
		check_snoop(test, bindings, V4, buf, len, !c->client, c->want);
	}
	len = put_dhcp4(buf, &dhcp4_cases[0]);
	KUNIT_ASSERT_EQ(test, 1, snoop(test, bindings, V4, buf, len, len, true,
				       sighting));
	KUNIT_EXPECT_EQ(test, 256, sighting[0].lease);
	KUNIT_EXPECT_EQ(test, NUM_A, sighting[0].mac);
	KUNIT_EXPECT_EQ(test, SRC4, ntohl(sighting[0].addr.ip4));
	vsw_bindings_destroy(bindings);
}

#define IAADDR(address, lifetime)	0, 5, 0, 24, address, 0, 0, 0, 1, 0, 0, 0, lifetime
#define IA_NA(len)	0, 3, 0, len, ZEROS8, ZEROS4
#define IA_TA(len)	0, 4, 0, len, ZEROS4

static const struct dhcp6_case {
	const char *name;
	bool client;
	const u8 *bytes;
	u32 len;
	unsigned int want;
} dhcp6_cases[] = {
	{ "REPLY", false, BYTES(7, 1, 2, 3, IA_NA(40), IAADDR(ADDR6_1, 9)), 1 },
	{ "two addresses", false,
	  BYTES(7, 1, 2, 3, IA_NA(68), IAADDR(ADDR6_1, 9), IAADDR(ADDR6_9, 9)),
	  2 },
	{ "two kinds", false,
	  BYTES(7, 1, 2, 3, IA_NA(40), IAADDR(ADDR6_1, 9), IA_TA(32),
		IAADDR(ADDR6_9, 9)), 2 },
	{ "not asked", false,
	  BYTES(7, 1, 2, 4, IA_NA(40), IAADDR(ADDR6_1, 9)), 0 },
	{ "no lifetime", false,
	  BYTES(7, 1, 2, 3, IA_NA(40), IAADDR(ADDR6_1, 0)), 0 },
	{ "ADVERTISE", false,
	  BYTES(2, 1, 2, 3, IA_NA(40), IAADDR(ADDR6_1, 9)), 0 },
	{ "longer than the message", false,
	  BYTES(7, 1, 2, 3, IA_NA(41), IAADDR(ADDR6_1, 9)), 0 },
	{ "address longer than the association", false,
	  BYTES(7, 1, 2, 3, IA_NA(39), IAADDR(ADDR6_1, 9)), 0 },
	{ "association too short", false,
	  BYTES(7, 1, 2, 3, 0, 3, 0, 4, ZEROS4, IAADDR(ADDR6_1, 9)), 0 },
	{ "address outside", false, BYTES(7, 1, 2, 3, IAADDR(ADDR6_1, 9)), 0 },
	{ "RELEASE", true, BYTES(8, 1, 2, 3, IA_NA(40), IAADDR(ADDR6_1, 0)),
	  1 },
	{ "DECLINE", true, BYTES(9, 1, 2, 3, IA_NA(40), IAADDR(ADDR6_1, 0)),
	  1 },
	{ "REPLY by a client", true,
	  BYTES(7, 1, 2, 3, IA_NA(40), IAADDR(ADDR6_1, 9)), 0 },
};

static void dhcp6_test(struct kunit *test)
{
	struct vsw_bindings *bindings = make(test);
	static u8 buf[512], udp[256];
	unsigned int i;
	u32 len;

	vsw_bindings_asked(bindings, AF_INET6, 0x010203);
	for (i = 0; i < ARRAY_SIZE(dhcp6_cases); i++) {
		const struct dhcp6_case *c = &dhcp6_cases[i];
		struct ip6 ip6 = { .proto = IPPROTO_UDP };
		struct udphdr uh = {
			.source = htons(c->client ? 546 : 547),
			.dest = htons(c->client ? 547 : 546),
			.len = htons(sizeof(uh) + c->len),
		};
		struct vsw_sighting sighting[VSW_SIGHTINGS];

		memcpy(udp, &uh, sizeof(uh));
		memcpy(udp + sizeof(uh), c->bytes, c->len);
		len = packet_ip6(buf, &ip6, udp, sizeof(uh) + c->len);
		KUNIT_EXPECT_EQ_MSG(test, c->want,
				    snoop(test, bindings, V6, buf, len, len,
					  !c->client, sighting), "%s", c->name);
		check_snoop(test, bindings, V6, buf, len, !c->client, c->want);
	}
	vsw_bindings_destroy(bindings);
}

static struct vsw_sighting sighting4(u32 addr, u64 mac)
{
	struct vsw_sighting sighting = {
		.family = AF_INET,
		.source = VSW_BINDING_SOURCE_ARP,
		.mac = mac,
		.addr.ip4 = htonl(addr),
	};

	return sighting;
}

static enum vsw_binding_state state_of(struct vsw_bindings *bindings, u32 addr)
{
	union vsw_addr key = { .ip4 = htonl(addr) };
	struct vsw_binding *binding;

	binding = vsw_binding_find(bindings, VSW_BINDING_OWN, AF_INET, &key);
	return binding ? vsw_binding_state(binding) : -1;
}

static void sight(struct vsw_bindings *bindings, u32 addr, u64 mac)
{
	struct vsw_sighting sighting = sighting4(addr, mac);

	vsw_bindings_sight(bindings, VSW_BINDING_OWN, &sighting);
}

static void limit_test(struct kunit *test)
{
	struct vsw_bindings *bindings = make(test);
	struct vsw_sighting sighting;
	u32 i;

	for (i = 1; i <= 10; i++)
		sight(bindings, SRC4 + i, NUM_A);
	KUNIT_EXPECT_EQ(test, 4, bindings->total);
	KUNIT_EXPECT_EQ(test, 4, n_realized);
	KUNIT_EXPECT_EQ(test, 6, atomic64_read(&bindings->refused));
	/* At the limit a frame does not even wait. */
	sighting = sighting4(SRC4 + 11, NUM_A);
	local_bh_disable();
	KUNIT_EXPECT_FALSE(test, vsw_bindings_news(bindings, VSW_BINDING_OWN,
						   &sighting, 1));
	local_bh_enable();
	/* What an administrator says is not counted. */
	state_both(test, bindings);
	KUNIT_EXPECT_EQ(test, 6, bindings->total);
	vsw_bindings_flush(bindings);
	KUNIT_EXPECT_EQ(test, 2, bindings->total);
	KUNIT_EXPECT_EQ(test, 0, bindings->n[0]);
	vsw_bindings_destroy(bindings);
	KUNIT_EXPECT_EQ(test, 0, n_realized);
}

static void claim_test(struct kunit *test)
{
	struct vsw_bindings *a = make(test), *b = make(test), *c = make(test);
	struct vsw_bindings_setup manual = setup;

	sight(a, SRC4, NUM_A);
	sight(b, SRC4, NUM_B);
	sight(c, SRC4, NUM_B);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(a, SRC4));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_DUPLICATE, state_of(b, SRC4));
	KUNIT_EXPECT_EQ(test, 1, n_realized);
	vsw_bindings_flush(a);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(b, SRC4));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_DUPLICATE, state_of(c, SRC4));
	/* Stated beats discovered. */
	KUNIT_EXPECT_EQ(test, 0,
			vsw_binding_state_address(c, VSW_BINDING_OWN, AF_INET,
						  &addr4, 0, NULL));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(c, SRC4));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_DUPLICATE, state_of(b, SRC4));
	KUNIT_EXPECT_EQ(test, -EEXIST,
			vsw_binding_state_address(a, VSW_BINDING_OWN, AF_INET,
						  &addr4, 0, NULL));
	KUNIT_EXPECT_EQ(test, 0, a->total);
	vsw_bindings_destroy(c);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(b, SRC4));
	/* What is not approved keeps nobody from an address. */
	manual.mode = VSW_SPOOFGUARD_MODE_MANUAL;
	vsw_bindings_configure(b, &manual);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_UNAPPROVED, state_of(b, SRC4));
	sight(a, SRC4, NUM_A);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(a, SRC4));
	KUNIT_EXPECT_EQ(test, 0, vsw_binding_approve(b, VSW_BINDING_OWN, AF_INET,
						     &addr4, true, NULL));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(b, SRC4));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_DUPLICATE, state_of(a, SRC4));
	vsw_bindings_destroy(b);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(a, SRC4));
	vsw_bindings_destroy(a);
	KUNIT_EXPECT_EQ(test, 0, n_realized);
}

static void age_test(struct kunit *test)
{
	struct vsw_bindings *a = make(test), *b = make(test);
	u64 now = vsw_seconds();

	sight(a, SRC4, NUM_A);
	sight(b, SRC4, NUM_B);
	vsw_bindings_age(a, now);
	KUNIT_EXPECT_FALSE(test, a->verify);
	KUNIT_EXPECT_LE(test, now + 299, a->next);
	vsw_bindings_age(a, now + 301);
	KUNIT_EXPECT_TRUE(test, a->verify);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(a, SRC4));
	vsw_bindings_age(a, now + 602);
	KUNIT_EXPECT_EQ(test, 0, a->total);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(b, SRC4));
	vsw_bindings_destroy(a);
	vsw_bindings_destroy(b);
}

/* What a lease becomes is what counts, when it is shorter, too. */
static void lease_test(struct kunit *test)
{
	struct vsw_bindings *a = make(test);
	struct vsw_sighting sighting = sighting4(SRC4, NUM_A);
	u64 now = vsw_seconds();

	sighting.source = VSW_BINDING_SOURCE_DHCP;
	sighting.lease = U32_MAX;
	vsw_bindings_sight(a, VSW_BINDING_OWN, &sighting);
	vsw_bindings_age(a, now);
	vsw_bindings_age(a, now + 1000000);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(a, SRC4));
	n_changed = 0;
	sighting.lease = 600;
	vsw_bindings_sight(a, VSW_BINDING_OWN, &sighting);
	KUNIT_EXPECT_EQ(test, 1, n_changed);
	vsw_bindings_age(a, now);
	KUNIT_EXPECT_LE(test, a->next, now + 602);
	vsw_bindings_age(a, now + 602);
	KUNIT_EXPECT_EQ(test, 0, a->total);
	vsw_bindings_destroy(a);
}

/* What was approved is the next guest's, whatever its MAC address is. */
static void next_guest_test(struct kunit *test)
{
	struct vsw_bindings *a = make(test);
	struct vsw_sighting sighting = sighting4(SRC4, NUM_B);

	sight(a, SRC4, NUM_A);
	KUNIT_EXPECT_EQ(test, 0, vsw_binding_approve(a, VSW_BINDING_OWN, AF_INET,
						     &addr4, true, NULL));
	local_bh_disable();
	KUNIT_EXPECT_FALSE(test, vsw_bindings_news(a, VSW_BINDING_OWN,
						   &sighting, 1));
	local_bh_enable();
	vsw_bindings_flush(a);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_EXPECTED, state_of(a, SRC4));
	local_bh_disable();
	KUNIT_EXPECT_TRUE(test, vsw_bindings_news(a, VSW_BINDING_OWN,
						  &sighting, 1));
	local_bh_enable();
	sight(a, SRC4, NUM_B);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(a, SRC4));
	vsw_bindings_destroy(a);
}

/* A VLAN of a trunk becomes the native one. */
static void native_test(struct kunit *test)
{
	const union vsw_addr seen = { .ip4 = cpu_to_be32(SRC4 + 1) };
	struct vsw_sighting sighting = sighting4(SRC4 + 1, NUM_A);
	struct vsw_bindings *a = make(test);
	struct vsw_bindings_setup trunk = setup;

	__set_bit(10, vlans);
	__set_bit(20, vlans);
	trunk.own = 10;
	vsw_bindings_configure(a, &trunk);
	KUNIT_ASSERT_EQ(test, 0, vsw_binding_state_address(a, 20, AF_INET,
							   &addr4, NUM_B, NULL));
	KUNIT_ASSERT_EQ(test, 0, vsw_binding_approve(a, 20, AF_INET6, &addr6,
						     true, NULL));
	vsw_bindings_sight(a, 20, &sighting);
	KUNIT_EXPECT_EQ(test, 2, n_realized);
	trunk.own = 20;
	vsw_bindings_configure(a, &trunk);
	KUNIT_EXPECT_NULL(test, vsw_binding_find(a, 20, AF_INET, &addr4));
	KUNIT_EXPECT_NULL(test, vsw_binding_find(a, 20, AF_INET, &seen));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(a, SRC4));
	KUNIT_EXPECT_EQ(test, 2, a->total);
	KUNIT_EXPECT_EQ(test, 1, n_realized);
	KUNIT_EXPECT_EQ(test, 0, vsw_binding_approve(a, VSW_BINDING_OWN, AF_INET6,
						     &addr6, false, NULL));
	rcu_read_lock();
	KUNIT_EXPECT_TRUE(test, vsw_binding_allows(a, VSW_BINDING_OWN, AF_INET,
						   &addr4, NUM_B, NUM_A));
	rcu_read_unlock();
	vsw_bindings_sight(a, VSW_BINDING_OWN, &sighting);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(a, SRC4 + 1));
	vsw_bindings_destroy(a);
	KUNIT_EXPECT_EQ(test, 0, n_realized);
}

/* Nobody gets an address because its owner's VLAN becomes the native one. */
static void native_claim_test(struct kunit *test)
{
	struct vsw_bindings *a = make(test), *b = make(test), *c = make(test);
	struct vsw_bindings_setup trunk = setup, other = setup;

	__set_bit(10, vlans);
	__set_bit(20, vlans);
	trunk.own = 10;
	other.own = 20;
	vsw_bindings_configure(a, &trunk);
	vsw_bindings_configure(b, &other);
	vsw_bindings_configure(c, &trunk);
	/* B has had it before, and was approved after A had been stated to have it. */
	sight(b, SRC4, NUM_B);
	KUNIT_ASSERT_EQ(test, 0, vsw_binding_state_address(a, 20, AF_INET,
							   &addr4, NUM_A, NULL));
	KUNIT_ASSERT_EQ(test, 0, vsw_binding_approve(b, VSW_BINDING_OWN, AF_INET,
						     &addr4, true, NULL));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_DUPLICATE, state_of(b, SRC4));
	/* C has it in VLAN 10, and A waits for it there. */
	sight(c, SRC4, NUM_B);
	sight(a, SRC4, NUM_A);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(c, SRC4));
	n_seen = 0;
	trunk.own = 20;
	vsw_bindings_configure(a, &trunk);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(a, SRC4));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_DUPLICATE, state_of(b, SRC4));
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(c, SRC4));
	/* Only A's was taken and given, once each. */
	KUNIT_EXPECT_EQ(test, 2, n_seen);
	KUNIT_EXPECT_EQ(test, 1, a->total);
	KUNIT_EXPECT_EQ(test, 2, n_realized);
	vsw_bindings_destroy(a);
	KUNIT_EXPECT_EQ(test, VSW_BINDING_STATE_REALIZED, state_of(b, SRC4));
	vsw_bindings_destroy(b);
	vsw_bindings_destroy(c);
	KUNIT_EXPECT_EQ(test, 0, n_realized);
}

static struct kunit_case binding_cases[] = {
	KUNIT_CASE(arp_test),
	KUNIT_CASE(nd_test),
	KUNIT_CASE(dhcp4_test),
	KUNIT_CASE(dhcp6_test),
	KUNIT_CASE(limit_test),
	KUNIT_CASE(claim_test),
	KUNIT_CASE(age_test),
	KUNIT_CASE(lease_test),
	KUNIT_CASE(next_guest_test),
	KUNIT_CASE(native_test),
	KUNIT_CASE(native_claim_test),
	{}
};

static struct kunit_suite binding_suite = {
	.name = "vsw_binding",
	.init = binding_init,
	.exit = binding_exit,
	.test_cases = binding_cases,
};

kunit_test_suite(binding_suite);
