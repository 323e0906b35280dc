// SPDX-License-Identifier: GPL-2.0
/*
 * A client of the family vsw on libnl: sends what it is told to, right or
 * wrong, and prints what comes back.
 *
 *   genl COMMAND ATTR...        one request; see request.h for the words
 *   genl -x SHELL COMMAND @dump run SHELL after the dump's first chunk
 *   genl -b                     a request a line on stdin; an answer a line
 *   genl -p -b                  the same, with the objects in front
 *   genl -l GROUP... [-r BYTES] -x SHELL
 *                               listen to groups while SHELL runs, print what
 *                               came; BYTES: receive buffer
 *
 * An answer is "ok" or the name of an errno, then, if there is more to say,
 * the attribute that it is about (or "."), and the words of the kernel; for a
 * dump that was interrupted, "intr".
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/netlink.h>
#include <linux/vsw.h>
#include <netlink/genl/ctrl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "request.h"

#define WORDS_MAX 16384
/* After this many milliseconds of silence nothing more is to be expected. */
#define QUIET 300

static void print_answer(const struct answer *answer)
{
	printf("%s", errno_name(answer->error));
	if (answer->interrupted)
		printf(" intr");
	if (answer->message[0] || answer->attr[0])
		printf(" %s %s", answer->attr[0] ? answer->attr : ".",
		       answer->message);
	printf("\n");
	fflush(stdout);
}

static int batch(struct nl_sock *sk, int family, FILE *objects)
{
	static char *words[WORDS_MAX];
	struct answer answer;
	struct nl_msg *msg;
	char *line = NULL;
	size_t size = 0;
	int n;

	while (getline(&line, &size, stdin) >= 0) {
		n = request_words(line, words, WORDS_MAX);
		if (!n || *words[0] == '#')
			continue;
		msg = request_make(family, n, words);
		if (!msg)
			return 2;
		request_run(sk, msg, objects, NULL, &answer);
		print_answer(&answer);
		nlmsg_free(msg);
	}
	free(line);
	return 0;
}

static int join(struct nl_sock *sk, char *groups)
{
	char *name, *save;
	int group;

	for (name = strtok_r(groups, ",", &save); name;
	     name = strtok_r(NULL, ",", &save)) {
		group = genl_ctrl_resolve_grp(sk, VSW_GENL_NAME, name);
		if (group < 0) {
			fprintf(stderr, "no group %s\n", name);
			return 2;
		}
		if (setsockopt(nl_socket_get_fd(sk), SOL_NETLINK,
			       NETLINK_ADD_MEMBERSHIP, &group, sizeof(group))) {
			printf("%s %s\n", errno_name(errno), name);
			return 1;
		}
	}
	return 0;
}

static void print_news(int fd)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	static char buf[65536];
	struct nlmsghdr *nlh;
	int len;

	while (poll(&poll_fd, 1, QUIET) > 0) {
		len = recv(fd, buf, sizeof(buf), MSG_DONTWAIT);
		if (len < 0) {
			printf("%s\n", errno_name(errno));
			if (errno != ENOBUFS)
				return;
			continue;
		}
		for (nlh = (void *)buf; nlmsg_ok(nlh, len);
		     nlh = nlmsg_next(nlh, &len))
			request_print(stdout, nlh);
	}
}

static int listen_to(struct nl_sock *sk, char *groups, int rcvbuf,
		     const char *shell)
{
	int fd = nl_socket_get_fd(sk);

	if (join(sk, groups))
		return 1;
	/* Only now: what the groups are may be more than fits. */
	if (rcvbuf)
		setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &rcvbuf,
			   sizeof(rcvbuf));
	fflush(stdout);
	if (shell && system(shell))
		fprintf(stderr, "failed: %s\n", shell);
	print_news(fd);
	return 0;
}

static int one(struct nl_sock *sk, int family, const char *shell, int argc,
	       char **argv)
{
	struct nl_msg *msg = request_make(family, argc, argv);
	struct answer answer;

	if (!msg)
		return 2;
	request_run(sk, msg, stdout, shell, &answer);
	if (answer.error || answer.interrupted)
		print_answer(&answer);
	nlmsg_free(msg);
	return !!answer.error;
}

int main(int argc, char **argv)
{
	char *groups = NULL, *shell = NULL;
	int opt, rcvbuf = 0, family;
	bool lines = false, print = false;
	struct nl_sock *sk;

	while ((opt = getopt(argc, argv, "+bl:pr:x:")) != -1) {
		switch (opt) {
		case 'b':
			lines = true;
			break;
		case 'l':
			groups = optarg;
			break;
		case 'p':
			print = true;
			break;
		case 'r':
			rcvbuf = atoi(optarg);
			break;
		case 'x':
			shell = optarg;
			break;
		default:
			return 2;
		}
	}
	sk = request_socket();
	family = request_family(sk);
	if (groups)
		return listen_to(sk, groups, rcvbuf, shell);
	if (lines)
		return batch(sk, family, print ? stdout : NULL);
	return one(sk, family, shell, argc - optind, argv + optind);
}
