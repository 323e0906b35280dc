// SPDX-License-Identifier: GPL-2.0
/*
 * The connection with the monitor of one guest.
 *
 * QEMU tells a change of a filter once and then not again before it was asked
 * for the filter. So after each connection, and after each event, we ask; and
 * by waiting before we ask, we say how often we want to hear. A guest that
 * changes its filter in a loop is asked after 0.1, 0.2, 0.4, 0.8 and then every
 * 1 s: what it left is known to the switch a second later, and the neighbours
 * are served meanwhile. A guest that is quiet for as long as the last wait is
 * asked at once.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "agent.h"

/* QEMU answers at once unless it is stopped, swapped out, or in other hands. */
#define ANSWER_MS		10000

#define ASK_MIN_MS		100
#define ASK_MAX_MS		1000

/* From the first command of a driver to its last, on a slow guest. */
#define START_MS		1000

/* A NIC that the guest does not have: it may be plugged in some day. */
#define ASK_REFUSED_MS		10000

/* A guest that is not there: a try is one system call. */
#define ABSENT_MIN_MS		100
#define ABSENT_MAX_MS		2000

/* A monitor that is there and makes no sense. */
#define BROKEN_MIN_MS		1000
#define BROKEN_MAX_MS		30000

/*
 * Five times what a guest with eight NICs makes of it when it changes all of
 * them in a loop: an answer of 25 kB for each NIC and second.
 */
#define INPUT_PER_SECOND	(1024 * 1024)

static unsigned int grow(unsigned int wait, unsigned int min, unsigned int max)
{
	if (wait < min)
		return min;
	return wait > max / 2 ? max : 2 * wait;
}

static void ask(struct agent_nic *nic, uint64_t when)
{
	if (nic->ask && nic->ask_at <= when)
		return;
	nic->ask = true;
	nic->ask_at = when;
}

static void ask_soon(struct agent_nic *nic, uint64_t now)
{
	uint64_t quiet = nic->asked_at + nic->ask_wait;

	if (nic->ask && nic->ask_at <= quiet)
		return;
	if (now >= quiet) {
		nic->ask_wait = ASK_MIN_MS;
		ask(nic, now);
	} else {
		nic->ask_wait = grow(nic->ask_wait, ASK_MIN_MS, ASK_MAX_MS);
		ask(nic, quiet);
	}
}

void agent_guest_close(struct agent_guest *guest)
{
	struct agent_nic *nic;

	if (guest->fd < 0)
		return;
	close(guest->fd);
	guest->fd = -1;
	guest->asking = NULL;
	qmp_free(&guest->qmp);

	/* What it told is not true for the next one. */
	for (nic = guest->nics; nic; nic = nic->next) {
		nic->ask = false;
		nic->known = false;
		nic->tell = false;
	}
}

static void say_reason(struct agent_guest *guest, int priority,
		       const char *reason)
{
	if (!strncmp(guest->reason, reason, sizeof(guest->reason) - 1))
		return;
	snprintf(guest->reason, sizeof(guest->reason), "%s", reason);
	agent_log_some(&guest->bucket, guest->socket, priority, "%s", reason);
}

/*
 * There is no connection any more, or none yet. Either there is no guest, or
 * there is one that we have fallen out with.
 */
static void lose(struct agent_guest *guest, uint64_t now, bool absent,
		 const char *reason)
{
	say_reason(guest, absent ? LOG_INFO : LOG_WARNING, reason);
	agent_guest_close(guest);
	guest->gone = guest->gone || absent;
	guest->connect_wait = absent ?
		grow(guest->connect_wait, ABSENT_MIN_MS, ABSENT_MAX_MS) :
		grow(guest->connect_wait, BROKEN_MIN_MS, BROKEN_MAX_MS);
	guest->connect_at = now + guest->connect_wait;
}

static void wait_for(struct agent_guest *guest, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.ptr = guest };

	if (events == guest->events)
		return;
	guest->events = events;
	epoll_ctl(guest->agent->epoll, EPOLL_CTL_MOD, guest->fd, &event);
}

static int watch(struct agent_guest *guest)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = guest };

	guest->events = event.events;
	return epoll_ctl(guest->agent->epoll, EPOLL_CTL_ADD, guest->fd, &event);
}

static int open_socket(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd, err;

	snprintf(addr.sun_path, sizeof(addr.sun_path), "%s", path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -errno;
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr))) {
		err = -errno;
		close(fd);
		return err;
	}
	return fd;
}

static void go_online(struct agent_guest *guest, uint64_t now)
{
	struct agent_nic *nic;
	int fd;

	fd = open_socket(guest->socket);
	if (fd < 0) {
		/* Its backlog is full: somebody else has the connection. */
		lose(guest, now, fd != -EAGAIN, strerror(-fd));
		return;
	}
	guest->fd = fd;
	if (qmp_init(&guest->qmp) || watch(guest)) {
		lose(guest, now, false, strerror(ENOMEM));
		return;
	}
	guest->deadline = now + ANSWER_MS;
	guest->window = now;
	guest->received = 0;
	for (nic = guest->nics; nic; nic = nic->next) {
		nic->driver = guest->gone ? AGENT_DRIVER_NONE :
					    AGENT_DRIVER_UNKNOWN;
		nic->ask_wait = 0;
	}
}

static void on_ready(void *data)
{
	struct agent_guest *guest = data;
	uint64_t now = agent_now();
	struct agent_nic *nic;

	agent_log_some(&guest->bucket, guest->socket, LOG_INFO, "connected");
	guest->gone = false;
	guest->reason[0] = '\0';
	for (nic = guest->nics; nic; nic = nic->next)
		ask(nic, now);
}

/* A NIC that is not promiscuous has a driver that said so. */
static void driver_seen(struct agent_nic *nic, const struct qmp_filter *filter,
			uint64_t now)
{
	uint64_t settled = nic->started_at + START_MS;

	if (!filter->promiscuous)
		nic->driver = AGENT_DRIVER_UP;
	if (nic->driver != AGENT_DRIVER_STARTING)
		return;
	if (now >= settled)
		nic->driver = AGENT_DRIVER_UP;
	else
		ask(nic, settled);
}

static void driver_heard(struct agent_nic *nic, uint64_t now)
{
	if (nic->driver == AGENT_DRIVER_UP ||
	    nic->driver == AGENT_DRIVER_STARTING)
		return;
	nic->driver = AGENT_DRIVER_STARTING;
	nic->started_at = now;
}

static void on_filter(const struct qmp_filter *filter, void *data)
{
	struct agent_guest *guest = data;
	struct agent_nic *nic = guest->asking;
	uint64_t now = agent_now();

	guest->asking = NULL;
	guest->connect_wait = 0;
	driver_seen(nic, filter, now);
	agent_port_learn(nic, filter, now);
}

static void on_refused(const char *text, void *data)
{
	struct agent_guest *guest = data;
	struct agent_nic *nic = guest->asking;

	guest->asking = NULL;
	guest->connect_wait = 0;
	nic->known = false;
	agent_port_problem(nic, text);
	ask(nic, agent_now() + ASK_REFUSED_MS);
}

static void on_event(enum qmp_event event, const char *name, void *data)
{
	struct agent_guest *guest = data;
	uint64_t now = agent_now();
	struct agent_nic *nic;

	for (nic = guest->nics; nic; nic = nic->next) {
		if (event == QMP_RESET) {
			nic->driver = AGENT_DRIVER_NONE;
		} else if (event == QMP_RX_FILTER_CHANGED) {
			if (name && nic->name && strcmp(name, nic->name))
				continue;
			driver_heard(nic, now);
		}
		ask_soon(nic, now);
	}
}

static const struct qmp_ops ops = {
	.ready = on_ready,
	.filter = on_filter,
	.refused = on_refused,
	.event = on_event,
};

static void flush(struct agent_guest *guest, uint64_t now)
{
	ssize_t n;

	if (guest->qmp.out_len) {
		n = send(guest->fd, guest->qmp.out, guest->qmp.out_len,
			 MSG_NOSIGNAL);
		if (n < 0 && errno != EAGAIN && errno != EINTR) {
			lose(guest, now, true, strerror(errno));
			return;
		}
		if (n > 0)
			qmp_sent(&guest->qmp, n);
	}
	wait_for(guest, (guest->received < INPUT_PER_SECOND ? EPOLLIN : 0) |
			(guest->qmp.out_len ? EPOLLOUT : 0));
}

static void input(struct agent_guest *guest, uint64_t now)
{
	static char buf[65536];
	ssize_t n;

	n = recv(guest->fd, buf, sizeof(buf), 0);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		lose(guest, now, true, n ? strerror(errno) : "the guest is gone");
		return;
	}
	guest->received += n;
	if (qmp_input(&guest->qmp, buf, n, &ops, guest)) {
		lose(guest, now, false, guest->qmp.error);
		return;
	}
	if (guest->qmp.state == QMP_READY && !guest->qmp.busy)
		guest->deadline = AGENT_NEVER;
}

void agent_guest_ready(struct agent_guest *guest, uint32_t events, uint64_t now)
{
	if (guest->fd < 0)
		return;
	/* One read: the other guests want their turn. */
	if (events & EPOLLIN)
		input(guest, now);
	else if (events & (EPOLLHUP | EPOLLERR))
		lose(guest, now, true, "the guest is gone");
	if (guest->fd >= 0)
		flush(guest, now);
}

/* Ask about the NIC whose turn it is: the one that has waited longest. */
static uint64_t run_queries(struct agent_guest *guest, uint64_t now)
{
	struct agent_nic *nic, *first = NULL;
	int err;

	if (guest->qmp.state != QMP_READY || guest->qmp.busy)
		return AGENT_NEVER;
	for (nic = guest->nics; nic; nic = nic->next)
		if (nic->ask && (!first || nic->ask_at < first->ask_at))
			first = nic;
	if (!first)
		return AGENT_NEVER;
	if (first->ask_at > now)
		return first->ask_at;

	err = qmp_query(&guest->qmp, first->name);
	if (err) {
		lose(guest, now, false, strerror(-err));
		return guest->connect_at;
	}
	first->ask = false;
	first->asked_at = now;
	guest->asking = first;
	guest->deadline = now + ANSWER_MS;
	flush(guest, now);
	return guest->deadline;
}

static uint64_t min(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* More than a second's share of input was taken: let it wait for the next. */
static uint64_t run_input(struct agent_guest *guest, uint64_t now)
{
	bool full = guest->received >= INPUT_PER_SECOND;

	if (now >= guest->window + 1000) {
		guest->window = now;
		guest->received = 0;
		if (full)
			flush(guest, now);
		return AGENT_NEVER;
	}
	return full ? guest->window + 1000 : AGENT_NEVER;
}

uint64_t agent_guest_run(struct agent_guest *guest, uint64_t now)
{
	struct agent_nic *nic;
	uint64_t next;

	if (guest->fd < 0 && now >= guest->connect_at)
		go_online(guest, now);
	if (guest->fd >= 0 && now >= guest->deadline)
		lose(guest, now, false, "the monitor does not answer");
	if (guest->fd < 0)
		return guest->connect_at;

	next = run_input(guest, now);
	if (guest->fd >= 0)
		next = min(next, run_queries(guest, now));
	if (guest->fd < 0)
		return guest->connect_at;
	next = min(next, guest->deadline);
	for (nic = guest->nics; nic; nic = nic->next)
		next = min(next, agent_port_run(nic, now));
	return next;
}
