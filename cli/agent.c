// SPDX-License-Identifier: GPL-2.0
/*
 * vswctl agent qmp: serve QEMU guests until told to stop.
 *
 * One loop waits for the monitors, for notifications of the switch and for
 * signals, until the earliest time that anything is due. Each wakeup goes once
 * over all guests; a guest does at most one read and one query a turn.
 */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "agent.h"
#include "parse.h"

#define ONCE_SECONDS		5
#define ONCE_SECONDS_MAX	3600

/* Room for the notifications of a few thousand ports that change at once. */
#define RCVBUF_BYTES		(1024 * 1024)

/* What epoll gives for what is not a guest. */
static char signals_ready, switch_ready;

/**
 * struct options - the command line
 * @config: file or folder to read guests from, or NULL
 * @once: end when all is told
 * @seconds: how long to try, with @once
 */
struct options {
	const char *config;
	bool once;
	uint64_t seconds;
};

static bool same_nics(const struct agent_nic *a, const struct agent_nic *b)
{
	for (; a && b; a = a->next, b = b->next) {
		if (!!a->sw != !!b->sw || !!a->name != !!b->name ||
		    strcmp(a->port, b->port) ||
		    (a->sw && strcmp(a->sw, b->sw)) ||
		    (a->name && strcmp(a->name, b->name)))
			return false;
	}
	return !a && !b;
}

/* Take the guest that is just like @key off the list. */
static struct agent_guest *take_same(struct agent_guest **guests,
				     const struct agent_guest *key)
{
	struct agent_guest *guest;

	for (; (guest = *guests); guests = &guest->next) {
		if (strcmp(guest->socket, key->socket) ||
		    !same_nics(guest->nics, key->nics))
			continue;
		*guests = guest->next;
		guest->next = NULL;
		return guest;
	}
	return NULL;
}

static void drop_guests(struct agent_guest *guests)
{
	struct agent_guest *guest;

	for (guest = guests; guest; guest = guest->next)
		agent_guest_close(guest);
	agent_config_free(guests);
}

/* Serve those in @list from now on. Who is served already stays connected. */
static void serve(struct agent *agent, struct agent_guest *list)
{
	struct agent_guest **pos, *old;

	for (pos = &list; *pos; pos = &(*pos)->next) {
		(*pos)->agent = agent;
		old = take_same(&agent->guests, *pos);
		if (!old)
			continue;
		old->next = (*pos)->next;
		(*pos)->next = NULL;
		agent_config_free(*pos);
		*pos = old;
	}
	drop_guests(agent->guests);
	agent->guests = list;
}

static void reload(struct agent *agent, const char *config)
{
	struct agent_guest *list = NULL;

	if (!config) {
		agent_log(LOG_NOTICE, "no --config, nothing to reread");
		return;
	}
	if (agent_config_read(&list, config)) {
		agent_config_free(list);
		agent_log(LOG_ERR, "%s: not reread, the guests stay as they were",
			  config);
		return;
	}
	serve(agent, list);
	agent_log(LOG_INFO, "%s: reread", config);
}

static bool all_done(const struct agent *agent)
{
	const struct agent_guest *guest;
	const struct agent_nic *nic;

	for (guest = agent->guests; guest; guest = guest->next)
		for (nic = guest->nics; nic; nic = nic->next)
			if (!nic->done)
				return false;
	return true;
}

/* The exit code of --once; what is wrong was logged before. */
static int result(const struct agent *agent)
{
	const struct agent_guest *guest;
	const struct agent_nic *nic;
	int code = EXIT_OK;

	for (guest = agent->guests; guest; guest = guest->next) {
		for (nic = guest->nics; nic; nic = nic->next) {
			if (nic->done && !nic->problem[0])
				continue;
			code = EXIT_REFUSED;
			if (!nic->done)
				agent_log(LOG_ERR, "%s: not told, time ran out",
					  nic->port);
		}
	}
	return code;
}

static uint64_t run_guests(struct agent *agent, uint64_t next)
{
	struct agent_guest *guest;
	uint64_t due;

	for (guest = agent->guests; guest; guest = guest->next) {
		due = agent_guest_run(guest, agent_now());
		if (due < next)
			next = due;
	}
	return next;
}

static int timeout_of(uint64_t next)
{
	uint64_t now = agent_now();

	if (next == AGENT_NEVER)
		return -1;
	if (next <= now)
		return 0;
	return next - now < INT_MAX ? next - now : INT_MAX;
}

/* Return: false when it is time to end */
static bool take_signal(struct agent *agent, const struct options *options,
			int fd)
{
	struct signalfd_siginfo info;

	if (read(fd, &info, sizeof(info)) != sizeof(info))
		return true;
	if (info.ssi_signo != SIGHUP)
		return false;
	reload(agent, options->config);
	return true;
}

static int loop(struct agent *agent, const struct options *options,
		int signals)
{
	uint64_t end = AGENT_NEVER, next;
	struct epoll_event events[64];
	bool stop = false, signalled;
	int i, n;

	if (options->once)
		end = agent_now() + options->seconds * 1000;
	while (!stop && !agent->broken) {
		next = run_guests(agent, end);
		if (options->once && (agent_now() >= end || all_done(agent)))
			return result(agent);

		n = epoll_wait(agent->epoll, events, ARRAY_SIZE(events),
			       timeout_of(next));
		signalled = false;
		for (i = 0; i < n; i++) {
			if (events[i].data.ptr == &signals_ready)
				signalled = true;
			else if (events[i].data.ptr == &switch_ready)
				agent_port_notified(agent);
			else
				agent_guest_ready(events[i].data.ptr,
						  events[i].events,
						  agent_now());
		}
		/* Last, because it may free a guest that an event is for. */
		if (signalled)
			stop = !take_signal(agent, options, signals);
	}
	return EXIT_OK;
}

static int watch(struct agent *agent, int fd, void *what)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = what };

	if (epoll_ctl(agent->epoll, EPOLL_CTL_ADD, fd, &event))
		return -errno;
	return 0;
}

static int open_signals(void)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	if (sigprocmask(SIG_BLOCK, &set, NULL))
		return -errno;
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return fd < 0 ? -errno : fd;
}

static int run(struct ctx *ctx, struct agent *agent,
	       const struct options *options)
{
	int signals, err, code;

	signals = open_signals();
	if (signals < 0)
		return system_error(ctx, signals, "signals");
	agent->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (agent->epoll < 0) {
		code = system_error(ctx, -errno, "epoll");
		goto out_close_signals;
	}
	/* Best effort: when it overflows, all ports are looked at again. */
	vsw_set_rcvbuf(ctx->vsw, RCVBUF_BYTES);
	err = vsw_subscribe(ctx->vsw, VSW_MCGRP_CONFIG);
	if (err) {
		code = request_error(ctx, err);
		goto out_close_epoll;
	}
	err = watch(agent, signals, &signals_ready);
	if (!err)
		err = watch(agent, vsw_fd(ctx->vsw), &switch_ready);
	if (err) {
		code = system_error(ctx, err, "epoll");
		goto out_close_epoll;
	}
	code = loop(agent, options, signals);
	if (agent->broken)
		code = system_error(ctx, agent->broken, "the switch");

out_close_epoll:
	close(agent->epoll);
out_close_signals:
	close(signals);
	return code;
}

static int take_options(struct ctx *ctx, struct args *args,
			struct options *options)
{
	const char *text;

	for (;;) {
		if (args_take(args, "--once")) {
			options->once = true;
		} else if (args_take(args, "--verbose")) {
			agent_log_level = LOG_DEBUG;
		} else if (args_take(args, "--config")) {
			options->config = args_need(ctx, args, "--config");
			if (!options->config)
				return EXIT_USAGE;
		} else if (args_take(args, "--timeout")) {
			text = args_next(args);
			if (!text || parse_uint(text, 1, ONCE_SECONDS_MAX,
						&options->seconds))
				return expect_error(ctx, "--timeout",
						    "seconds from 1 to 3600",
						    text);
		} else {
			return EXIT_OK;
		}
	}
}

static int take_guests(struct ctx *ctx, struct args *args,
		       const struct options *options,
		       struct agent_guest **guests)
{
	char error[256], *socket, *port;

	if (options->config) {
		if (agent_config_read(guests, options->config))
			return EXIT_USAGE;
		return args_end(ctx, args);
	}
	do {
		socket = args_need(ctx, args, "SOCKET");
		port = socket ? args_need(ctx, args, "PORT[:NIC]") : NULL;
		if (!port)
			return EXIT_USAGE;
		if (agent_config_add_arg(guests, socket, port, error,
					 sizeof(error)))
			return usage_error(ctx, "%s", error);
	} while (*args->word);
	return EXIT_OK;
}

static int run_qmp(struct ctx *ctx, struct args *args)
{
	struct options options = { .seconds = ONCE_SECONDS };
	struct agent_guest *list = NULL;
	struct agent agent = { 0 };
	int code;

	if (ctx->quiet)
		agent_log_level = LOG_WARNING;
	code = take_options(ctx, args, &options);
	if (code == EXIT_OK)
		code = take_guests(ctx, args, &options, &list);
	if (code == EXIT_OK)
		code = ctx_open(ctx);
	if (code != EXIT_OK) {
		agent_config_free(list);
		return code;
	}
	agent.vsw = ctx->vsw;
	serve(&agent, list);
	code = run(ctx, &agent, &options);
	drop_guests(agent.guests);
	return code;
}

int run_agent(struct ctx *ctx, struct args *args)
{
	if (!args_take(args, "qmp"))
		return expect_error(ctx, "agent", "qmp", args_next(args));
	ctx->command = "qmp";
	return run_qmp(ctx, args);
}
