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
 *	len=N		length of the frame with its headers
 *	n=N		how often
 *	csum=1		a UDP datagram with a partial checksum
 *	gso=SIZE	a TCP segment to be cut into SIZE bytes, checksum partial
 *	arp=OP,SPA,TPA	request or reply; sha= if not the source address
 *	na=IPV6		unsolicited neighbour advertisement with target na
 *	hex=BYTES	all of the frame
 *   flood H n=N KEY=VALUE...	N frames, each from another random source
 *   recv H N MS	wait up to MS milliseconds for N frames; tell all that came
 *			since the last time:
 *			ok N | SRC>DST TYPE[ tag=...] len=N[ csum][ gso=N]
 *			[ badsum][ id=TEXT]
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

static uint32_t sum16(const uint8_t *data, size_t len, uint32_t sum)
{
	size_t i;

	for (i = 0; i + 1 < len; i += 2)
		sum += data[i] << 8 | data[i + 1];
	if (len & 1)
		sum += data[len - 1] << 8;
	return sum;
}

static uint16_t fold(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum;
}

static void set16(size_t at, uint16_t value)
{
	out.data[at] = value >> 8;
	out.data[at + 1] = value;
}

/* A TCP segment or UDP datagram between 10.9.0.1 and .2, to be finished. */
static void put_ip(size_t len, unsigned int gso, const char *id)
{
	uint8_t proto = gso ? IPPROTO_TCP : IPPROTO_UDP;
	uint8_t ip[20] = { 0x45, [8] = 64, [9] = proto, [12] = 10, 9, 0, 1,
			   10, 9, 0, 2 };
	static const uint8_t ports[4] = { 0x30, 0x39, 0x30, 0x39 };
	size_t l3 = out.len, l4 = l3 + sizeof(ip), l4_len = gso ? 20 : 8;
	uint8_t zero[64] = {};

	put(ip, sizeof(ip));
	put(ports, sizeof(ports));
	put(zero, l4_len - sizeof(ports));
	put(id, strlen(id) + 1);
	while (out.len < len)
		put(zero, len - out.len < sizeof(zero) ? len - out.len :
							 sizeof(zero));

	set16(l3 + 2, out.len - l3);
	set16(l3 + 10, ~fold(sum16(out.data + l3, sizeof(ip), 0)));
	if (gso) {
		out.data[l4 + 12] = l4_len << 2;
		out.data[l4 + 13] = 0x10;
	} else {
		set16(l4 + 4, out.len - l4);
	}
	out.vnet.flags = VIRTIO_NET_HDR_F_NEEDS_CSUM;
	out.vnet.csum_start = l4;
	out.vnet.csum_offset = gso ? 16 : 6;
	set16(l4 + out.vnet.csum_offset,
	      fold(sum16(out.data + l3 + 12, 8, proto + out.len - l4)));
	if (gso) {
		out.vnet.gso_type = VIRTIO_NET_HDR_GSO_TCPV4;
		out.vnet.gso_size = gso;
		out.vnet.hdr_len = l4 + l4_len;
	}
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
	set16(l3 + 42, ~fold(sum16(out.data + l3 + 8, 64,
				   IPPROTO_ICMPV6 + 32)));
	return true;
}

static bool put_hex(const char *text)
{
	unsigned int byte;
	uint8_t value;

	for (; *text; text += 2) {
		if (sscanf(text, "%2x", &byte) != 1 || !text[1])
			return false;
		value = byte;
		put(&value, 1);
	}
	return true;
}

static bool build(struct handle *h, char **word)
{
	unsigned int vid, prio, dei, tpid, type = 0, gso = 0, csum = 0;
	const char *id = "", *arp = NULL, *na = NULL, *hex = NULL;
	uint16_t tags[8][2];
	unsigned int n_tags = 0, i;
	uint8_t src[6], dst[6], sha[6];
	bool has_src = false, has_dst = false, has_sha = false;
	size_t len = 60;

	out.len = 0;
	out.n = 1;
	memset(&out.vnet, 0, sizeof(out.vnet));
	for (; *word; word++) {
		char *value = strchr(*word, '=');

		if (!value)
			return fail("no value: %s", *word);
		*value++ = 0;
		if (!strcmp(*word, "src")) {
			has_src = parse_mac(value, src);
			if (!has_src)
				return fail("bad address %s", value);
		} else if (!strcmp(*word, "dst")) {
			has_dst = parse_mac(value, dst);
		} else if (!strcmp(*word, "sha")) {
			has_sha = parse_mac(value, sha);
		} else if (!strcmp(*word, "tag")) {
			char *sep;

			prio = 0;
			dei = 0;
			tpid = ETHERTYPE_VLAN;
			sep = strchr(value, ':');
			if (sep)
				tpid = strtoul(sep + 1, NULL, 16);
			sep = strchr(value, '.');
			if (sep) {
				prio = strtoul(sep + 1, &sep, 10);
				dei = *sep == 'd';
			}
			vid = strtoul(value, NULL, 10);
			if (n_tags == 8)
				return fail("too many tags");
			tags[n_tags][0] = tpid;
			tags[n_tags++][1] = prio << 13 | dei << 12 | vid;
		} else if (!strcmp(*word, "type")) {
			type = strtoul(value, NULL, 16);
		} else if (!strcmp(*word, "id")) {
			id = value;
		} else if (!strcmp(*word, "len")) {
			len = strtoul(value, NULL, 10);
		} else if (!strcmp(*word, "n")) {
			out.n = strtoul(value, NULL, 10);
		} else if (!strcmp(*word, "gso")) {
			gso = strtoul(value, NULL, 10);
		} else if (!strcmp(*word, "csum")) {
			csum = strtoul(value, NULL, 10);
		} else if (!strcmp(*word, "arp")) {
			arp = value;
		} else if (!strcmp(*word, "na")) {
			na = value;
		} else if (!strcmp(*word, "hex")) {
			hex = value;
		} else {
			return fail("what is %s?", *word);
		}
	}
	if (hex)
		return put_hex(hex) || fail("bad bytes %s", hex);
	if (!has_dst)
		return fail("no or bad dst");
	if (!has_src && !get_addr(h, src))
		return fail("no src");
	if (!type)
		type = arp ? ETHERTYPE_ARP : na ? ETHERTYPE_IPV6 :
		       gso || csum ? ETHERTYPE_IP : TYPE_TEST;

	put(dst, 6);
	put(src, 6);
	for (i = 0; i < n_tags; i++) {
		put16(tags[i][0]);
		put16(tags[i][1]);
	}
	put16(type);
	if (arp && !put_arp(arp, has_sha ? sha : src))
		return fail("bad arp %s", arp);
	if (na && !put_na(na, has_sha ? sha : src))
		return fail("bad na %s", na);
	if (gso || csum)
		put_ip(len, gso, id);
	else
		put(id, strlen(id) + 1);
	while (out.len < len) {
		static const uint8_t zero[64];

		put(zero, len - out.len < sizeof(zero) ? len - out.len :
							 sizeof(zero));
	}
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

static bool do_send(struct handle *h, char **word)
{
	unsigned int i;

	if (!build(h, word))
		return false;
	for (i = 0; i < out.n; i++)
		if (transmit(h) < 0)
			return fail("%s: %s", h->dev, strerror(errno));
	return true;
}

static bool do_flood(struct handle *h, char **word)
{
	uint64_t state = 88172645463325252ull;
	unsigned int i;

	if (!build(h, word))
		return false;
	for (i = 0; i < out.n; i++) {
		/* xorshift64: the same on every run */
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		memcpy(out.data + 6, &state, 6);
		out.data[6] = 0x0a;
		if (transmit(h) < 0)
			return fail("%s: %s", h->dev, strerror(errno));
	}
	return true;
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
			*tag = aux->tp_vlan_tpid << 16 | aux->tp_vlan_tci;
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

/* IPv4 with TCP or UDP at @at, complete: is its checksum right? */
static bool sum_ok(size_t at)
{
	size_t len = in16(at + 2), l4 = at + 20;
	uint8_t proto = in.data[at + 9];

	if (at + len > in.len || len < 28 || in.data[at] != 0x45 ||
	    (proto != IPPROTO_TCP && proto != IPPROTO_UDP))
		return true;
	return fold(sum16(in.data + l4, len - 20,
			  sum16(in.data + at + 12, 8, proto + len - 20))) ==
	       0xffff;
}

static void print_payload(char *text, size_t at, unsigned int type)
{
	if (type == ETHERTYPE_IP && in.len > at + 40)
		at += in.data[at + 9] == IPPROTO_TCP ? 40 : 28;
	else if (type != TYPE_TEST)
		return;
	if (in.len > at && in.data[at] > ' ' && in.data[at] < 0x7f)
		sprintf(text, " id=%.*s", 40, (char *)in.data + at);
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
	if (type == ETHERTYPE_IP &&
	    !(in.vnet.flags & VIRTIO_NET_HDR_F_NEEDS_CSUM) && !sum_ok(at + 2))
		text += sprintf(text, " badsum");
	print_payload(text, at + 2, type);
	return text + strlen(text);
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
			if (at < text + sizeof(text) - 512)
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
