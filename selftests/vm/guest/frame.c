// SPDX-License-Identifier: GPL-2.0
/*
 * Send any frame, or print those that arrive: what a guest that lies about
 * its addresses needs, and busybox lacks.
 *
 *	frame send DEV HEX [COUNT [MICROSECONDS]]
 *	frame recv DEV [SECONDS [COUNT]]
 *
 * recv prints one frame per line in hex, those sent by the guest itself left
 * out, and fails when there was none. It does not turn promiscuous by itself.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define FRAME_MAX 65536

static unsigned char frame[FRAME_MAX];

static int fail(const char *what)
{
	fprintf(stderr, "frame: %s: %s\n", what, strerror(errno));
	return 1;
}

/* Blanks and colons may stand between bytes. Returns the length, 0 if bad. */
static size_t parse(const char *hex)
{
	size_t n = 0;

	while (*hex) {
		char byte[3] = { hex[0], hex[1], 0 };

		if (*hex == ':' || isspace((unsigned char)*hex)) {
			hex++;
			continue;
		}
		if (!isxdigit((unsigned char)hex[0]) ||
		    !isxdigit((unsigned char)hex[1]) || n == sizeof(frame))
			return 0;
		frame[n++] = strtoul(byte, NULL, 16);
		hex += 2;
	}
	return n < ETH_HLEN ? 0 : n;
}

static int send_frames(int fd, const char *hex, long count, long gap_us)
{
	size_t len = parse(hex);

	if (!len) {
		fprintf(stderr, "frame: not a frame in hex: %s\n", hex);
		return 2;
	}
	while (count-- > 0) {
		if (send(fd, frame, len, 0) != (ssize_t)len)
			return fail("send");
		if (gap_us)
			usleep(gap_us);
	}
	return 0;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int recv_frames(int fd, long seconds, long count)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	long end = now_ms() + seconds * 1000;
	long got = 0;

	while (got < count) {
		struct sockaddr_ll from;
		socklen_t from_len = sizeof(from);
		long left = end - now_ms();
		ssize_t i, n;

		if (left <= 0 || poll(&p, 1, left) <= 0)
			break;
		n = recvfrom(fd, frame, sizeof(frame), 0,
			     (struct sockaddr *)&from, &from_len);
		if (n < 0)
			return fail("recv");
		if (from.sll_pkttype == PACKET_OUTGOING)
			continue;
		for (i = 0; i < n; i++)
			printf("%02x", frame[i]);
		putchar('\n');
		fflush(stdout);
		got++;
	}
	return got ? 0 : 1;
}

static long number(char **argv, int argc, int i, long otherwise)
{
	return i < argc ? strtol(argv[i], NULL, 0) : otherwise;
}

int main(int argc, char **argv)
{
	struct sockaddr_ll ll = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
	};
	int sends = argc >= 4 && !strcmp(argv[1], "send");
	int fd;

	if (!sends && (argc < 3 || strcmp(argv[1], "recv"))) {
		fprintf(stderr, "usage: frame send DEV HEX [COUNT [MICROSECONDS]]\n"
				"       frame recv DEV [SECONDS [COUNT]]\n");
		return 2;
	}
	/* Bound before a protocol is set, else frames of other devices come. */
	fd = socket(AF_PACKET, SOCK_RAW, 0);
	if (fd < 0)
		return fail("socket");
	ll.sll_ifindex = if_nametoindex(argv[2]);
	if (!ll.sll_ifindex)
		return fail(argv[2]);
	if (sends)
		ll.sll_protocol = 0;
	if (bind(fd, (struct sockaddr *)&ll, sizeof(ll)))
		return fail("bind");
	if (sends)
		return send_frames(fd, argv[3], number(argv, argc, 4, 1),
				   number(argv, argc, 5, 0));
	return recv_frames(fd, number(argv, argc, 3, 5),
			   number(argv, argc, 4, 1));
}
