// SPDX-License-Identifier: GPL-2.0
/*
 * TCP connections, one after the other: connect, a byte there, a byte back,
 * close. "crr server PORT" answers; "crr connect ADDRESS PORT N" prints the
 * nanoseconds that one of N takes, after some that warm up.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define WARM_UP 100

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static int tcp_socket(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0)
		die("socket");
	return fd;
}

static long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void server(struct sockaddr_in *addr)
{
	int fd = tcp_socket(), one = 1;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fd, (struct sockaddr *)addr, sizeof(*addr)) || listen(fd, 128))
		die("listen");
	for (;;) {
		int conn = accept(fd, NULL, NULL);
		char byte;

		if (conn < 0)
			die("accept");
		if (read(conn, &byte, 1) == 1 && write(conn, &byte, 1) == 1)
			read(conn, &byte, 1);
		close(conn);
	}
}

static void exchange(struct sockaddr_in *addr)
{
	int fd = tcp_socket(), retries = 1;
	char byte = 'x';

	setsockopt(fd, IPPROTO_TCP, TCP_SYNCNT, &retries, sizeof(retries));
	if (connect(fd, (struct sockaddr *)addr, sizeof(*addr)))
		die("connect");
	if (write(fd, &byte, 1) != 1 || read(fd, &byte, 1) != 1)
		die("exchange");
	close(fd);
}

int main(int argc, char **argv)
{
	struct sockaddr_in addr = { .sin_family = AF_INET };
	long start;
	int i, n;

	if (argc == 3 && !strcmp(argv[1], "server")) {
		addr.sin_port = htons(atoi(argv[2]));
		server(&addr);
	}
	if (argc != 5 || strcmp(argv[1], "connect") ||
	    inet_pton(AF_INET, argv[2], &addr.sin_addr) != 1) {
		fprintf(stderr, "usage: crr server PORT | crr connect ADDRESS PORT N\n");
		return 2;
	}
	addr.sin_port = htons(atoi(argv[3]));
	n = atoi(argv[4]);
	for (i = 0; i < WARM_UP; i++)
		exchange(&addr);
	start = now();
	for (i = 0; i < n; i++)
		exchange(&addr);
	printf("%ld\n", (now() - start) / n);
	return 0;
}
