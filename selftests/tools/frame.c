// SPDX-License-Identifier: GPL-2.0
/*
 * frame - send and capture raw frames for the test scripts
 *
 * Reads commands from standard input, a line each, and answers each with a line
 * that begins with "ok" or "err". One process serves a whole script: starting a
 * program for each frame would take most of the time on an emulated machine.
 *
 *   open H NETNS DEV	H is a device (NETNS - is the own), seen from its guest
 *   tap H DEV [plain]	H is a new tap device; what is sent comes out of it.
 *			plain: without offloads
 *   close H		a tap device goes with it
 *   addr H MAC		source address of what H sends; MAC of the device if none
 *   mac H MAC		set the address of the device
 *   set H [-]FLAG...	up and promisc of the device
 *   send H KEY=VALUE...
 *	src= dst=	addresses, bcast for the broadcast address
 *	tag=VID[.PRIO[d]][:TPID]	a tag in the frame, d: drop eligible; again for
 *			the next inner one
 *	type=HEX	Ethernet type, 88b5 if not given
 *	id=TEXT		payload, to know the frame by
 *	len=N		length of the frame with its headers, 60 if not given
 *	cut=N		of that only so many bytes
 *	n=N		how often
 *	ip=... and others	an IP packet, see packet.c
 *	csum=1		checksum left to the device, of a UDP datagram if nothing
 *			else is said
 *	gso=SIZE	a TCP segment to be cut into SIZE bytes, checksum likewise
 *	arp=OP,SPA,TPA	request or reply; sha= if not the source address
 *	na=IPV6		unsolicited neighbour advertisement with target na
 *	hex=BYTES	all of the frame
 *   flood H n=N KEY=VALUE...	N frames, each from another random source
 *   fuzz H SEED N DST IP4 IP6	N packets that are nearly right, see fuzz.c, to
 *			a MAC address, between two addresses (SRC,DST) each: ok N,
 *			those that the device took
 *   recv H N MS	wait up to MS milliseconds for N frames; tell all that came
 *			since the last time:
 *			ok N | SRC>DST TYPE[ tag=...] len=N[ csum][ gso=N]
 *			[ badsum][ id=TEXT][ PACKET, see packet_print.c]
 *   drain H		forget what came: ok N
 *
 * Frames stand in the answer as the guest sees them: the outermost tag as the
 * device took it off or as it stands in the frame, both the same here.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <linux/virtio_net.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <poll.h>
#include <sched.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"
#include "packet.h"

#define MAX_HANDLES	64
#define MAX_WORDS	64
#define FRAME_MAX	(70 * 1024)
#define TYPE_TEST	0x88b5	/* IEEE 802, local experiments */

struct handle {
	char name[32];
	char dev[IFNAMSIZ];
	int fd;
	int ctl;		/* for ioctls, in the device's namespace */
	bool tap;
	bool has_addr;
	uint8_t addr[6];
};

struct frame {
	struct virtio_net_hdr vnet;
	uint8_t data[FRAME_MAX];
	size_t len;
	unsigned int n;
};

static struct handle handles[MAX_HANDLES];
static struct frame out, in;
static int own_netns;

static bool fail(const char *fmt, ...)
{
	va_list ap;

	printf("err ");
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	return false;
}

static struct handle *find(const char *name)
{
	int i;

	for (i = 0; i < MAX_HANDLES; i++)
		if (*handles[i].name && !strcmp(handles[i].name, name))
			return &handles[i];
	return NULL;
}

static struct handle *take(const char *name)
{
	int i;

	if (find(name))
		return NULL;
	for (i = 0; i < MAX_HANDLES; i++) {
		if (*handles[i].name)
			continue;
		memset(&handles[i], 0, sizeof(handles[i]));
		snprintf(handles[i].name, sizeof(handles[i].name), "%s", name);
		return &handles[i];
	}
	return NULL;
}

static bool parse_mac(const char *text, uint8_t *mac)
{
	char end;

	if (!strcmp(text, "bcast")) {
		memset(mac, 0xff, 6);
		return true;
	}
	return sscanf(text, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx%c", &mac[0], &mac[1],
		      &mac[2], &mac[3], &mac[4], &mac[5], &end) == 6;
}

static uint64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000ull + ts.tv_nsec / 1000000;
}

/* Devices ------------------------------------------------------------------ */

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd >= 0) {
		if (write(fd, text, strlen(text)) < 0)
			perror(path);
		close(fd);
	}
}

/* Nothing but the frames of the test is to be on the wire. */
static void silence(void)
{
	write_file("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
	write_file("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
}

static bool enter(const char *netns)
{
	char path[256];
	int fd, err;

	if (!strcmp(netns, "-"))
		return true;
	snprintf(path, sizeof(path), "/run/netns/%s", netns);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	err = setns(fd, CLONE_NEWNET);
	close(fd);
	if (!err)
		silence();
	return !err;
}

static int open_packet(const char *dev)
{
	struct sockaddr_ll addr = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = if_nametoindex(dev),
	};
	int size = 16 << 20, one = 1, err;
	socklen_t len = sizeof(err);
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	err = !addr.sll_ifindex ||
	      setsockopt(fd, SOL_PACKET, PACKET_VNET_HDR, &one, sizeof(one)) ||
	      setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, &one, sizeof(one)) ||
	      setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one,
			 sizeof(one)) ||
	      setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)) ||
	      bind(fd, (struct sockaddr *)&addr, sizeof(addr));
	if (err) {
		close(fd);
		return -1;
	}
	/* A device that is down yet is no error. */
	getsockopt(fd, SOL_SOCKET, SO_ERROR, &err, &len);
	return fd;
}

static bool do_open(struct handle *h, const char *netns, const char *dev)
{
	snprintf(h->dev, sizeof(h->dev), "%s", dev);
	if (!enter(netns))
		return fail("netns %s: %s", netns, strerror(errno));
	h->fd = open_packet(dev);
	h->ctl = h->fd;
	if (setns(own_netns, CLONE_NEWNET))
		return fail("netns: %s", strerror(errno));
	if (h->fd < 0)
		return fail("%s: %s", dev, strerror(errno));
	return true;
}

static bool do_tap(struct handle *h, const char *dev, bool plain)
{
	struct ifreq ifr = { .ifr_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR };

	snprintf(h->dev, sizeof(h->dev), "%s", dev);
	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", dev);
	h->tap = true;
	h->fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (h->fd < 0)
		return fail("/dev/net/tun: %s", strerror(errno));
	h->ctl = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (ioctl(h->fd, TUNSETIFF, &ifr) ||
	    (!plain && ioctl(h->fd, TUNSETOFFLOAD,
			     TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6))) {
		fail("%s: %s", dev, strerror(errno));
		close(h->fd);
		close(h->ctl);
		return false;
	}
	return true;
}

static void do_close(struct handle *h)
{
	if (h->ctl != h->fd)
		close(h->ctl);
	close(h->fd);
	*h->name = 0;
}

static bool get_addr(struct handle *h, uint8_t *addr)
{
	struct ifreq ifr = {};

	if (h->has_addr) {
		memcpy(addr, h->addr, 6);
		return true;
	}
	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", h->dev);
	if (ioctl(h->ctl, SIOCGIFHWADDR, &ifr))
		return false;
	memcpy(addr, ifr.ifr_hwaddr.sa_data, 6);
	return true;
}

static bool do_mac(struct handle *h, const char *text)
{
	struct ifreq ifr = { .ifr_hwaddr.sa_family = ARPHRD_ETHER };
	uint8_t mac[6];

	if (!parse_mac(text, mac))
		return fail("bad address %s", text);
	memcpy(ifr.ifr_hwaddr.sa_data, mac, sizeof(mac));
	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", h->dev);
	if (ioctl(h->ctl, SIOCSIFHWADDR, &ifr))
		return fail("%s: %s", h->dev, strerror(errno));
	return true;
}

static bool do_addr(struct handle *h, const char *text)
{
	h->has_addr = parse_mac(text, h->addr);
	return h->has_addr;
}

static bool do_set(struct handle *h, char **word)
{
	struct ifreq ifr = {};
	short flag;

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", h->dev);
	if (ioctl(h->ctl, SIOCGIFFLAGS, &ifr))
		return fail("%s: %s", h->dev, strerror(errno));
	for (; *word; word++) {
		const char *name = *word + (**word == '-');

		if (!strcmp(name, "up"))
			flag = IFF_UP;
		else if (!strcmp(name, "promisc"))
			flag = IFF_PROMISC;
		else
			return fail("flag %s", name);
		if (**word == '-')
			ifr.ifr_flags &= ~flag;
		else
			ifr.ifr_flags |= flag;
	}
	if (ioctl(h->ctl, SIOCSIFFLAGS, &ifr))
		return fail("%s: %s", h->dev, strerror(errno));
	return true;
}

/* Making frames ------------------------------------------------------------ */

/* What the frames of a command are made of. */
struct request {
	uint8_t src[6];
	uint8_t dst[6];
	uint8_t sha[6];
	bool has_src;
	bool has_dst;
	bool has_sha;
	uint16_t tags[8][2];
	unsigned int n_tags;
	unsigned int type;
	const char *arp;
	const char *na;
	const char *hex;
	size_t len;
	size_t cut;
	unsigned int n;
	struct packet packet;
	struct packet inner;
};

static struct request req;
static struct packet_bytes whole, fragment;

static void put(const void *data, size_t len)
{
	if (out.len + len > sizeof(out.data))
		len = sizeof(out.data) - out.len;
	memcpy(out.data + out.len, data, len);
	out.len += len;
}

static void put16(uint16_t value)
{
	value = htons(value);
	put(&value, sizeof(value));
}

static void set16(size_t at, uint16_t value)
{
	out.data[at] = value >> 8;
	out.data[at + 1] = value;
}

static void pad(size_t len)
{
	static const uint8_t zero[64];

	while (out.len < len && out.len < sizeof(out.data))
		put(zero, len - out.len < sizeof(zero) ? len - out.len :
							 sizeof(zero));
}

/* arp=reply,10.0.0.1,10.0.0.2 */
static bool put_arp(const char *text, const uint8_t *sha)
{
	char op[16], spa[32], tpa[32];
	struct in_addr addr;
	uint8_t zero[6] = {};

	if (sscanf(text, "%15[^,],%31[^,],%31s", op, spa, tpa) != 3)
		return false;
	put16(1);
	put16(ETHERTYPE_IP);
	put16(6 << 8 | 4);
	put16(strcmp(op, "reply") ? 1 : 2);
	put(sha, 6);
	if (!inet_aton(spa, &addr))
		return false;
	put(&addr, 4);
	put(strcmp(op, "reply") ? zero : sha, 6);
	if (!inet_aton(tpa, &addr))
		return false;
	put(&addr, 4);
	return true;
}

static bool put_na(const char *target, const uint8_t *lladdr)
{
	static const uint8_t head[8] = { 0x60, [5] = 32, IPPROTO_ICMPV6, 255 };
	static const uint8_t all[16] = { 0xff, 0x02, [15] = 1 };
	static const uint8_t na[8] = { 136, [4] = 0x20 };
	static const uint8_t option[2] = { 2, 1 };
	size_t l3 = out.len;
	uint8_t addr[16];

	if (inet_pton(AF_INET6, target, addr) != 1)
		return false;
	put(head, sizeof(head));
	put(addr, sizeof(addr));
	put(all, sizeof(all));
	put(na, sizeof(na));
	put(addr, sizeof(addr));
	put(option, sizeof(option));
	put(lladdr, 6);
	set16(l3 + 42, ~packet_fold(packet_sum(out.data + l3 + 8, 64,
					       IPPROTO_ICMPV6 + 32)));
	return true;
}

/* tag=VID[.PRIO[d]][:TPID] */
static bool key_mac(const char *value, uint8_t *mac, bool *has)
{
	*has = parse_mac(value, mac);
	return *has;
}

static bool key_tag(const char *value)
{
	unsigned int vid, prio = 0, dei = 0, tpid = ETHERTYPE_VLAN;
	char *sep;

	sep = strchr(value, ':');
	if (sep)
		tpid = strtoul(sep + 1, NULL, 16);
	sep = strchr(value, '.');
	if (sep) {
		prio = strtoul(sep + 1, &sep, 10);
		dei = *sep == 'd';
	}
	vid = strtoul(value, NULL, 10);
	if (req.n_tags == 8)
		return false;
	req.tags[req.n_tags][0] = tpid;
	req.tags[req.n_tags++][1] = prio << 13 | dei << 12 | vid;
	return true;
}

/* Keywords of the frame itself; 1 if it is one of them, -1 if it is wrong. */
static int key_frame(const char *key, char *value)
{
	bool ok = true;

	if (!strcmp(key, "src"))
		ok = key_mac(value, req.src, &req.has_src);
	else if (!strcmp(key, "dst"))
		ok = key_mac(value, req.dst, &req.has_dst);
	else if (!strcmp(key, "sha"))
		ok = key_mac(value, req.sha, &req.has_sha);
	else if (!strcmp(key, "tag"))
		ok = key_tag(value);
	else if (!strcmp(key, "type"))
		req.type = strtoul(value, NULL, 16);
	else if (!strcmp(key, "len"))
		req.len = strtoul(value, NULL, 10);
	else if (!strcmp(key, "cut"))
		req.cut = strtoul(value, NULL, 10);
	else if (!strcmp(key, "n"))
		req.n = strtoul(value, NULL, 10);
	else if (!strcmp(key, "gso"))
		req.packet.gso = strtoul(value, NULL, 10);
	else if (!strcmp(key, "csum"))
		req.packet.partial = strtoul(value, NULL, 10);
	else if (!strcmp(key, "arp"))
		req.arp = value;
	else if (!strcmp(key, "na"))
		req.na = value;
	else if (!strcmp(key, "hex"))
		req.hex = value;
	else
		return 0;
	return ok ? 1 : -1;
}

/* gso= or csum= alone: a packet between 10.9.0.1 and 10.9.0.2 */
static void default_packet(void)
{
	char ip[] = "10.9.0.1,10.9.0.2", ports[] = "12345,12345";

	packet_key(&req.packet, "ip", ip);
	packet_key(&req.packet, req.packet.gso ? "tcp" : "udp", ports);
	req.packet.flags = 0x10;
}

static bool parse(struct handle *h, char **word)
{
	struct packet *packet = &req.packet;
	int ok;

	memset(&req, 0, sizeof(req));
	packet_init(&req.packet);
	packet_init(&req.inner);
	req.n = 1;
	for (; *word; word++) {
		char *value = strchr(*word, '=');

		if (!value)
			return fail("no value: %s", *word);
		*value++ = 0;
		if (!strcmp(*word, "inner")) {
			req.packet.has_inner = true;
			req.packet.quote = strtoul(value, NULL, 10);
			packet = &req.inner;
			continue;
		}
		ok = key_frame(*word, value) ?: packet_key(packet, *word, value);
		if (!ok)
			return fail("what is %s?", *word);
		if (ok < 0)
			return fail("bad %s", *word);
	}
	if (req.hex)
		return true;
	if (!req.has_dst)
		return fail("no dst");
	if (!req.has_src && !get_addr(h, req.src))
		return fail("no src");
	req.packet.partial |= !!req.packet.gso;
	if (req.packet.partial && !req.packet.family)
		default_packet();
	return true;
}

static unsigned int request_type(void)
{
	if (req.type)
		return req.type;
	if (req.arp)
		return ETHERTYPE_ARP;
	if (req.na || req.packet.family == AF_INET6)
		return ETHERTYPE_IPV6;
	return req.packet.family ? ETHERTYPE_IP : TYPE_TEST;
}

static void put_header(void)
{
	unsigned int i;

	out.len = 0;
	memset(&out.vnet, 0, sizeof(out.vnet));
	put(req.dst, 6);
	put(req.src, 6);
	for (i = 0; i < req.n_tags; i++) {
		put16(req.tags[i][0]);
		put16(req.tags[i][1]);
	}
	put16(request_type());
}

/* What a device has to do for the packet that is put next. */
static void offload(const struct packet *pkt)
{
	if (!pkt->partial)
		return;
	out.vnet.flags = VIRTIO_NET_HDR_F_NEEDS_CSUM;
	out.vnet.csum_start = out.len + whole.l4;
	out.vnet.csum_offset = whole.sum_at - whole.l4;
	if (!pkt->gso)
		return;
	out.vnet.gso_type = pkt->family == AF_INET6 ?
			    VIRTIO_NET_HDR_GSO_TCPV6 : VIRTIO_NET_HDR_GSO_TCPV4;
	out.vnet.gso_size = pkt->gso;
	out.vnet.hdr_len = out.len + whole.l4 + whole.l4_head;
}

static void end_frame(void)
{
	pad(req.len ? req.len : 60);
	if (req.cut && req.cut < out.len)
		out.len = req.cut;
}

/* A frame that is no IP packet. */
static bool build_plain(void)
{
	const uint8_t *sha = req.has_sha ? req.sha : req.src;

	if (req.hex) {
		memset(&out.vnet, 0, sizeof(out.vnet));
		whole.len = 0;
		if (!packet_put_hex(&whole, req.hex))
			return fail("bad bytes %s", req.hex);
		out.len = 0;
		put(whole.data, whole.len);
		return true;
	}
	put_header();
	if (req.arp && !put_arp(req.arp, sha))
		return fail("bad arp %s", req.arp);
	if (req.na && !put_na(req.na, sha))
		return fail("bad na %s", req.na);
	if (req.packet.id)
		put(req.packet.id, strlen(req.packet.id) + 1);
	end_frame();
	return true;
}

static ssize_t transmit(struct handle *h)
{
	struct iovec iov[2] = {
		{ &out.vnet, sizeof(out.vnet) }, { out.data, out.len },
	};
	struct pollfd pollfd = { .fd = h->fd, .events = POLLOUT };
	unsigned int tries = 0;
	ssize_t ret;

	do {
		ret = writev(h->fd, iov, 2);
	} while (ret < 0 && (errno == EAGAIN || errno == ENOBUFS ||
			     (errno == ENETDOWN && !tries++)) &&
		 poll(&pollfd, 1, 100) >= 0);
	return ret;
}

static bool send_frame(struct handle *h)
{
	return transmit(h) >= 0 || fail("%s: %s", h->dev, strerror(errno));
}

/* The @n-th packet of the request: one frame, or its fragments. */
static bool send_packet(struct handle *h, unsigned int n)
{
	const struct packet_bytes *bytes = &whole;
	struct packet pkt = req.packet;
	unsigned int k, count;

	packet_turn(&pkt, n);
	put_header();
	if (!packet_build(&pkt, &req.inner, req.len ? req.len - out.len : 0,
			  &whole))
		return fail("bad bytes");
	count = packet_fragments(&pkt, &whole);
	for (k = 0; k < count; k++) {
		put_header();
		if (pkt.slice || pkt.is_frag) {
			packet_fragment(&pkt, &whole, k, &fragment);
			bytes = &fragment;
		} else {
			offload(&pkt);
		}
		put(bytes->data, bytes->len);
		end_frame();
		if (!send_frame(h))
			return false;
	}
	return true;
}

static bool do_send(struct handle *h, char **word)
{
	unsigned int i;

	if (!parse(h, word))
		return false;
	if (req.packet.family && !req.hex) {
		for (i = 0; i < req.n; i++)
			if (!send_packet(h, i))
				return false;
		return true;
	}
	if (!build_plain())
		return false;
	for (i = 0; i < req.n; i++)
		if (!send_frame(h))
			return false;
	return true;
}

static bool do_flood(struct handle *h, char **word)
{
	uint64_t state = 88172645463325252ull;
	unsigned int i;

	if (!parse(h, word) || !build_plain())
		return false;
	for (i = 0; i < req.n; i++) {
		/* xorshift64: the same on every run */
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		memcpy(out.data + 6, &state, 6);
		out.data[6] = 0x0a;
		if (!send_frame(h))
			return false;
	}
	return true;
}

/* Now and then a device is asked for what does not go with the frame. */
static void fuzz_vnet(void)
{
	if (fuzz_below(16))
		return;
	out.vnet.flags ^= fuzz_below(2);
	out.vnet.gso_type = fuzz_below(6);
	out.vnet.gso_size = fuzz_below(2000);
	out.vnet.hdr_len = fuzz_below(128);
	out.vnet.csum_start = fuzz_below(128);
	out.vnet.csum_offset = fuzz_below(32);
}

/* All frames of the request, changed; returns how many the device took. */
static unsigned int fuzz_packet(struct handle *h)
{
	const struct packet *pkt = &req.packet;
	const struct packet_bytes *bytes = &whole;
	unsigned int k, count, taken = 0;

	if (!packet_build(pkt, &req.inner, 0, &whole))
		return 0;
	count = packet_fragments(pkt, &whole);
	for (k = 0; k < count; k++) {
		put_header();
		if (pkt->slice || pkt->is_frag) {
			packet_fragment(pkt, &whole, k, &fragment);
			bytes = &fragment;
		} else {
			offload(pkt);
		}
		put(bytes->data, bytes->len);
		fuzz_frame(out.data, &out.len, sizeof(out.data));
		memcpy(out.data, req.dst, 6);
		memcpy(out.data + 6, req.src, 6);
		fuzz_vnet();
		taken += transmit(h) >= 0;
	}
	return taken;
}

static void do_fuzz(struct handle *h, char **word)
{
	unsigned int i, n = atoi(word[1]), taken = 0;
	char text[512], dst[32], *words[MAX_WORDS + 1];
	char *token;
	int k;

	fuzz_seed(strtoull(word[0], NULL, 10));
	for (i = 0; i < n; i++) {
		snprintf(dst, sizeof(dst), "dst=%s", word[2]);
		fuzz_sample(text, sizeof(text), word[3], word[4]);
		words[0] = dst;
		k = 1;
		for (token = strtok(text, " "); token && k < MAX_WORDS;
		     token = strtok(NULL, " "))
			words[k++] = token;
		words[k] = NULL;
		if (!parse(h, words))
			return;
		taken += fuzz_packet(h);
	}
	printf("ok %u\n", taken);
}

/* Capturing ---------------------------------------------------------------- */

/* Where a device took a tag off, its TPID and tag are in *@tag. */
static ssize_t receive(struct handle *h, int *tag)
{
	char control[CMSG_SPACE(sizeof(struct tpacket_auxdata))];
	struct iovec iov[2] = {
		{ &in.vnet, sizeof(in.vnet) }, { in.data, sizeof(in.data) },
	};
	struct msghdr msg = {
		.msg_iov = iov,
		.msg_iovlen = 2,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg;
	ssize_t ret;

	*tag = -1;
	if (h->tap)
		ret = readv(h->fd, iov, 2);
	else
		ret = recvmsg(h->fd, &msg, MSG_DONTWAIT);
	if (ret < (ssize_t)sizeof(in.vnet))
		return -1;
	in.len = ret - sizeof(in.vnet);
	if (h->tap)
		return in.len;
	for (cmsg = CMSG_FIRSTHDR(&msg); cmsg; cmsg = CMSG_NXTHDR(&msg, cmsg)) {
		struct tpacket_auxdata *aux = (void *)CMSG_DATA(cmsg);

		if (cmsg->cmsg_level == SOL_PACKET &&
		    cmsg->cmsg_type == PACKET_AUXDATA &&
		    aux->tp_status & TP_STATUS_VLAN_VALID)
			*tag = (uint32_t)aux->tp_vlan_tpid << 16 |
			       aux->tp_vlan_tci;
	}
	return in.len;
}

static uint16_t in16(size_t at)
{
	return in.data[at] << 8 | in.data[at + 1];
}

static int print_tag(char *text, unsigned int tpid, unsigned int tci)
{
	int len = sprintf(text, " tag=%u.%u%s", tci & 0xfff, tci >> 13,
			  tci & 0x1000 ? "d" : "");

	if (tpid != ETHERTYPE_VLAN)
		len += sprintf(text + len, ":%x", tpid);
	return len;
}

static int print_mac(char *text, const uint8_t *mac)
{
	return sprintf(text, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1],
		       mac[2], mac[3], mac[4], mac[5]);
}

static int print_id(char *text, size_t at)
{
	size_t n = 0;

	while (n < 40 && at + n < in.len && in.data[at + n] >= ' ' &&
	       in.data[at + n] < 0x7f)
		n++;
	if (!n || in.data[at] == ' ')
		return 0;
	return sprintf(text, " id=%.*s", (int)n, (char *)in.data + at);
}

static int print_payload(char *text, size_t at, unsigned int type)
{
	bool partial = in.vnet.flags & VIRTIO_NET_HDR_F_NEEDS_CSUM;
	const uint8_t *packet = in.data + at;
	size_t len = in.len - at, id;
	char *start = text;

	if (type == TYPE_TEST)
		return print_id(text, at);
	if ((type != ETHERTYPE_IP && type != ETHERTYPE_IPV6) || in.len < at)
		return 0;
	if (!packet_sum_ok(packet, len, partial))
		text += sprintf(text, " badsum");
	id = packet_payload(packet, len);
	if (id)
		text += print_id(text, at + id);
	*text++ = ' ';
	text += packet_print(text, packet, len);
	return text - start;
}

/* | SRC>DST TYPE ... */
static char *print_frame(char *text, int tag)
{
	unsigned int type;
	size_t at = 12;

	if (in.len < 14)
		return text + sprintf(text, " | short len=%zu", in.len);
	in.data[in.len < FRAME_MAX ? in.len : FRAME_MAX - 1] = 0;
	text += sprintf(text, " | ");
	text += print_mac(text, in.data + 6);
	*text++ = '>';
	text += print_mac(text, in.data);
	if (tag != -1)
		text += print_tag(text, (unsigned int)tag >> 16, tag & 0xffff);
	for (type = in16(at); (type == 0x8100 || type == 0x88a8) &&
	     in.len >= at + 6; type = in16(at)) {
		text += print_tag(text, type, in16(at + 2));
		at += 4;
	}
	text += sprintf(text, " %04x len=%zu", type, in.len);
	if (in.vnet.flags & VIRTIO_NET_HDR_F_NEEDS_CSUM)
		text += sprintf(text, " csum");
	if (in.vnet.gso_type)
		text += sprintf(text, " gso=%u", in.vnet.gso_size);
	return text + print_payload(text, at + 2, type);
}

static void do_recv(struct handle *h, unsigned int want, unsigned int ms)
{
	static char text[1 << 20];
	uint64_t end = now_ms() + ms, now;
	struct pollfd pollfd = { .fd = h->fd, .events = POLLIN };
	unsigned int n = 0;
	char *at = text;
	int tag;

	*text = 0;
	for (;;) {
		while (receive(h, &tag) >= 0) {
			n++;
			if (at < text + sizeof(text) - PACKET_TEXT - 512)
				at = print_frame(at, tag);
		}
		now = now_ms();
		if (n >= want || now >= end)
			break;
		poll(&pollfd, 1, end - now);
	}
	printf("ok %u%s\n", n, text);
}

static void do_drain(struct handle *h)
{
	unsigned int n = 0;
	int tag;

	while (receive(h, &tag) >= 0)
		n++;
	printf("ok %u\n", n);
}

/* Commands ----------------------------------------------------------------- */

static void make(char **word, int n)
{
	struct handle *h = take(word[1]);
	bool ok;

	if (!h) {
		fail("handle %s is taken, or there are too many", word[1]);
		return;
	}
	if (!strcmp(word[0], "open"))
		ok = n == 4 ? do_open(h, word[2], word[3]) :
			      fail("open H NETNS DEV");
	else
		ok = do_tap(h, word[2], n > 3);
	if (ok)
		puts("ok");
	else
		*h->name = 0;
}

static void run(char **word, int n)
{
	struct handle *h;
	bool ok = true;

	if (n < 2) {
		fail("what?");
		return;
	}
	if (n > 2 && (!strcmp(word[0], "open") || !strcmp(word[0], "tap"))) {
		make(word, n);
		return;
	}
	h = find(word[1]);
	if (!h) {
		fail("no handle %s", word[1]);
		return;
	}
	if (!strcmp(word[0], "recv") && n == 4) {
		do_recv(h, atoi(word[2]), atoi(word[3]));
		return;
	}
	if (!strcmp(word[0], "fuzz") && n == 7) {
		do_fuzz(h, word + 2);
		return;
	}
	if (!strcmp(word[0], "drain")) {
		do_drain(h);
		return;
	}
	if (!strcmp(word[0], "send"))
		ok = do_send(h, word + 2);
	else if (!strcmp(word[0], "flood"))
		ok = do_flood(h, word + 2);
	else if (!strcmp(word[0], "set"))
		ok = do_set(h, word + 2);
	else if (!strcmp(word[0], "mac") && n == 3)
		ok = do_mac(h, word[2]);
	else if (!strcmp(word[0], "addr") && n == 3)
		ok = do_addr(h, word[2]);
	else if (!strcmp(word[0], "close"))
		do_close(h);
	else
		ok = fail("what is %s?", word[0]);
	if (ok)
		puts("ok");
}

int main(void)
{
	char *line = NULL, *word[MAX_WORDS + 1];
	size_t size = 0;

	own_netns = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	if (own_netns < 0) {
		perror("/proc/self/ns/net");
		return 1;
	}
	silence();
	setvbuf(stdout, NULL, _IOLBF, 1 << 16);
	while (getline(&line, &size, stdin) > 0) {
		int n = 0;
		char *token;

		for (token = strtok(line, "\n "); token && n < MAX_WORDS;
		     token = strtok(NULL, "\n "))
			word[n++] = token;
		word[n] = NULL;
		run(word, n);
	}
	free(line);
	return 0;
}
