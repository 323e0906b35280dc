// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Sockets in another network namespace. A socket stays where it was made, so a
 * thread that lives for nothing else enters the namespace and makes them; the
 * caller's thread never leaves its own, whatever fails.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/netlink.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "handle.h"

#define NETNS_DIR "/run/netns"

static int open_socket(struct mnl_socket **sock)
{
	int on = 1;

	*sock = mnl_socket_open2(NETLINK_GENERIC, SOCK_CLOEXEC);
	if (!*sock || mnl_socket_bind(*sock, 0, MNL_SOCKET_AUTOPID))
		return -errno;
	/* Older kernels lack these; the answers just say less then. */
	mnl_socket_setsockopt(*sock, NETLINK_EXT_ACK, &on, sizeof(on));
	mnl_socket_setsockopt(*sock, NETLINK_CAP_ACK, &on, sizeof(on));
	return 0;
}

static int open_sockets(struct vsw *vsw)
{
	int err = open_socket(&vsw->req);

	return err ? err : open_socket(&vsw->ntf);
}

static bool is_pid(const char *name)
{
	return *name && name[strspn(name, "0123456789")] == '\0';
}

static int open_netns(const char *name)
{
	char path[PATH_MAX];
	int fd;

	if (strchr(name, '/'))
		return open(name, O_RDONLY | O_CLOEXEC);
	if (!*name || !strcmp(name, ".") || !strcmp(name, "..")) {
		errno = ENOENT;
		return -1;
	}
	/* A name of digits only is a namespace before it is a process. */
	snprintf(path, sizeof(path), "%s/%s", NETNS_DIR, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 || errno != ENOENT || !is_pid(name))
		return fd;
	snprintf(path, sizeof(path), "/proc/%s/ns/net", name);
	return open(path, O_RDONLY | O_CLOEXEC);
}

struct visit {
	struct vsw *vsw;
	int fd;
	int err;
};

static void *visit_main(void *data)
{
	struct visit *visit = data;

	if (setns(visit->fd, CLONE_NEWNET))
		visit->err = -errno;
	else
		visit->err = open_sockets(visit->vsw);
	return NULL;
}

int vsw_netns_sockets(struct vsw *vsw, const char *netns)
{
	struct visit visit = { .vsw = vsw };
	sigset_t all, saved;
	pthread_t thread;

	if (!netns)
		return open_sockets(vsw);
	visit.fd = open_netns(netns);
	if (visit.fd < 0)
		return -errno;
	/* The thread must not run the caller's signal handlers. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &saved);
	visit.err = -pthread_create(&thread, NULL, visit_main, &visit);
	if (!visit.err)
		pthread_join(thread, NULL);
	pthread_sigmask(SIG_SETMASK, &saved, NULL);
	close(visit.fd);
	return visit.err;
}
