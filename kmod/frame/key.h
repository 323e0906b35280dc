/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the filters read of a frame: parsed once, with bounds, into one
 * structure that rules and state tables of both ends use.
 */
#ifndef VSW_FRAME_KEY_H
#define VSW_FRAME_KEY_H

#include <linux/in6.h>
#include <linux/skbuff.h>
#include <linux/timekeeping.h>

#include "frame/drop.h"

/**
 * enum vsw_dir - a direction, always the guest's
 * @VSW_OUT: sent by the vNIC
 * @VSW_IN: delivered to the vNIC
 */
enum vsw_dir {
	VSW_OUT,
	VSW_IN,
	VSW_DIRS
};

/**
 * union vsw_addr - an address of either family, in network order
 * @ip4: IPv4 address; the words after it are zero
 * @ip6: IPv6 address
 * @word: both
 */
union vsw_addr {
	__be32 ip4;
	struct in6_addr ip6;
	__be32 word[4];
};

/**
 * enum vsw_query - kinds of ICMP queries, which have states of their own
 * @VSW_QUERY_ECHO: echo (ICMP 8 and 0, ICMPv6 128 and 129); also 0 for all that
 *   is not ICMP
 * @VSW_QUERY_TIMESTAMP: ICMP 13 and 14
 * @VSW_QUERY_INFO: ICMP 15 and 16
 * @VSW_QUERY_MASK: ICMP 17 and 18
 */
enum vsw_query {
	VSW_QUERY_ECHO,
	VSW_QUERY_TIMESTAMP,
	VSW_QUERY_INFO,
	VSW_QUERY_MASK,
};

/**
 * struct vsw_tuple - key of a connection, the same for both of its directions
 * @port: ports of the two ends, network order; the identifier of an ICMP query
 *   for the end that asks, 0 for the other; 0 for protocols without
 * @ports: both of them
 * @vid: VLAN in the low 12 bits, enum vsw_query above
 * @proto: IPPROTO_*
 * @family: AF_INET or AF_INET6; 0 if the frame is not IP
 * @addr: addresses of the two ends
 *
 * The lower end stands first: by address as a string of bytes, then by port as
 * a number in network order. Two equal ends stay as they are. vsw_tuple_head()
 * makes @head out of the rest.
 */
struct vsw_tuple {
	union {
		struct {
			union {
				__be16 port[2];
				u32 ports;
			};
			u16 vid;
			u8 proto;
			u8 family;
		};
		u64 head;
	};
	union vsw_addr addr[2];
};

#define VSW_TUPLE_VID_MASK	0x0fff
#define VSW_TUPLE_QUERY_SHIFT	12

/**
 * enum vsw_track - what the filters make of a frame
 * @VSW_TRACK_NONE: not IP: the rules of layer 2 are all that judges it
 * @VSW_TRACK_RULES: IP that has no state: the rules judge each one. Neighbour
 *   discovery, multicast listener reports, IGMP, ICMP that is neither query nor
 *   error
 * @VSW_TRACK_STATE: its connection may have a state
 * @VSW_TRACK_ERROR: an ICMP error; the tuple is that of the packet inside
 * @VSW_TRACK_FRAGMENT: a fragment: only addresses and protocol are known
 */
enum vsw_track {
	VSW_TRACK_NONE,
	VSW_TRACK_RULES,
	VSW_TRACK_STATE,
	VSW_TRACK_ERROR,
	VSW_TRACK_FRAGMENT,
};

/* Bits of vsw_tcp.flags, as they stand in the header (RFC 9293, 3.1). */
#define VSW_TCP_FIN	0x01
#define VSW_TCP_SYN	0x02
#define VSW_TCP_RST	0x04
#define VSW_TCP_PSH	0x08
#define VSW_TCP_ACK	0x10
#define VSW_TCP_URG	0x20
#define VSW_TCP_ECE	0x40
#define VSW_TCP_CWR	0x80

#define VSW_TCP_NO_SCALE	0xff

/**
 * struct vsw_tcp - what a state machine needs of a TCP header, host order
 * @seq: sequence number; of the packet inside for an ICMP error
 * @ack: acknowledgment number, valid with VSW_TCP_ACK
 * @len: bytes of sequence space: payload (all segments of a GSO packet), plus
 *   one for SYN and for FIN
 * @win: window as it stands there, not scaled
 * @flags: VSW_TCP_*
 * @scale: window scale of a SYN (RFC 7323, at most 14), VSW_TCP_NO_SCALE
 *   without the option or in other segments
 */
struct vsw_tcp {
	u32 seq;
	u32 ack;
	u32 len;
	u16 win;
	u8 flags;
	u8 scale;
};

/**
 * struct vsw_fragment - where a fragment belongs, host order
 * @id: identification
 * @offset: of its bytes in the datagram's payload
 * @len: how many bytes of payload it has
 * @more: not the last one
 */
struct vsw_fragment {
	u32 id;
	u16 offset;
	u16 len;
	bool more;
};

/**
 * struct vsw_packet - a frame as the filters see it
 * @tuple: its connection
 * @hash: of @tuple, keyed; high and low bits are equally good
 * @now: vsw_now() when it was read, which is asked once for all tables that it
 *   meets
 * @track: enum vsw_track
 * @type: ICMP type of a query or of VSW_TRACK_RULES; of the error itself for
 *   VSW_TRACK_ERROR
 * @code: ICMP code
 * @checked: its checksum was found right, or cannot be wrong
 * @ethertype: network order, behind all tags
 * @l3: offset of the network header from skb->data
 * @l4: offset of the transport header from skb->data; of what a fragment carries
 *   for VSW_TRACK_FRAGMENT
 * @l4_len: bytes of transport header and payload by the network header, all
 *   segments of a GSO packet
 * @segs: packets that it counts as, more than one with GSO
 * @l4_proto: IPPROTO_* of the transport header itself: with VSW_TRACK_ERROR
 *   that of ICMP, else as in @tuple; 0 for VSW_TRACK_NONE
 * @source: index in @tuple of the end that sent it; for an ICMP error, of the
 *   end that sent the packet inside, which the error is on its way back to
 * @tcp: for TCP only; of the packet inside for VSW_TRACK_ERROR
 * @frag: for VSW_TRACK_FRAGMENT only
 */
struct vsw_packet {
	struct vsw_tuple tuple;
	u32 hash;
	u32 now;
	u8 track;
	u8 type;
	u8 code;
	bool checked;
	__be16 ethertype;
	u16 l3;
	u16 l4;
	u16 segs;
	u32 l4_len;
	u8 l4_proto;
	u8 source;
	union {
		struct vsw_tcp tcp;
		struct vsw_fragment frag;
	};
};

/* The clock of packets and of states: seconds since boot. */
static inline u32 vsw_now(void)
{
	return (u32)ktime_get_seconds();
}

static inline const union vsw_addr *vsw_packet_src(const struct vsw_packet *pkt)
{
	return &pkt->tuple.addr[pkt->source];
}

static inline const union vsw_addr *vsw_packet_dst(const struct vsw_packet *pkt)
{
	return &pkt->tuple.addr[!pkt->source];
}

static inline __be16 vsw_packet_sport(const struct vsw_packet *pkt)
{
	return pkt->tuple.port[pkt->source];
}

static inline __be16 vsw_packet_dport(const struct vsw_packet *pkt)
{
	return pkt->tuple.port[!pkt->source];
}

/* Bytes of a packet with its network headers. */
static inline u32 vsw_packet_len(const struct vsw_packet *pkt)
{
	return pkt->l4 - pkt->l3 + pkt->l4_len;
}

/* As much as a datagram may have behind its first fragment. */
#define VSW_KEY_BEYOND		IP_MAX_MTU

void vsw_key_init(void);
u32 vsw_tuple_hash(const struct vsw_tuple *tuple);
void vsw_tuple_set(struct vsw_packet *pkt, const union vsw_addr *src,
		   const union vsw_addr *dst, __be16 sport, __be16 dport);
enum vsw_drop vsw_key_parse(struct vsw_packet *pkt, const struct sk_buff *skb,
			    u16 vid);
enum vsw_drop vsw_key_whole(struct vsw_packet *pkt, const struct sk_buff *first,
			    u16 vid, u32 beyond);

/* checksum.c */
enum vsw_drop vsw_key_checksum(struct vsw_packet *pkt, struct sk_buff *skb);
enum vsw_drop vsw_checksum_pieces(struct vsw_packet *pkt,
				  const struct sk_buff_head *pieces);

#endif
