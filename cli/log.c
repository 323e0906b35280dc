// SPDX-License-Identifier: GPL-2.0
/* vswctl log: follows the packet log, to the terminal, a file, or syslog. */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "json.h"
#include "packet.h"
#include "port.h"

/**
 * struct follow - what to follow, and where to write it
 * @ctx: context
 * @port_id: of this port only, or 0
 * @name: of the file, or NULL
 * @out: where lines go
 * @syslog: lines go there
 * @failed: negative errno of writing
 */
struct follow {
	struct ctx *ctx;
	uint32_t port_id;
	const char *name;
	FILE *out;
	bool syslog;
	int failed;
};

static void write_line(struct follow *follow, const char *line)
{
	if (follow->syslog) {
		syslog(LOG_INFO, "%s", line);
		return;
	}
	if (fprintf(follow->out, "%s\n", line) < 0)
		follow->failed = -errno;
}

static void write_json(struct follow *follow, struct json_object *value)
{
	const char *text;

	text = json_object_to_json_string_ext(value,
					      JSON_C_TO_STRING_NOSLASHESCAPE);
	write_line(follow, text);
	json_object_put(value);
}

/* A line that @put writes. */
static void write_text(struct follow *follow,
		       void (*put)(FILE *out, const struct vsw_obj *log,
				   uint32_t lost),
		       const struct vsw_obj *log, uint32_t lost)
{
	size_t size;
	char *line;
	FILE *out;

	out = open_memstream(&line, &size);
	if (!out) {
		follow->failed = -errno;
		return;
	}
	put(out, log, lost);
	if (fclose(out)) {
		follow->failed = -errno;
		return;
	}
	write_line(follow, line);
	free(line);
}

static void put_record(FILE *out, const struct vsw_obj *log, uint32_t lost)
{
	(void)lost;
	put_log_line(out, log);
}

/* The kernel held lines of the port back. */
static void put_held_back(FILE *out, const struct vsw_obj *log, uint32_t lost)
{
	put_time(out, vsw_obj_uint(log, VSW_A_LOG_TIME));
	fprintf(out, " %" PRIx64 " %u lines lost",
		vsw_obj_uint(log, VSW_A_LOG_PORT_ID), lost);
}

/* They did not reach this program; 0 when nobody knows how many. */
static void put_overrun(FILE *out, const struct vsw_obj *log, uint32_t lost)
{
	struct timespec now;

	(void)log;
	clock_gettime(CLOCK_REALTIME, &now);
	put_time(out, now.tv_sec * 1000000000ULL + now.tv_nsec);
	if (lost)
		fprintf(out, " - %u lines lost", lost);
	else
		fputs(" - lines lost", out);
}

static void write_overrun(struct follow *follow, uint32_t lost)
{
	struct json_object *out;

	if (!follow->ctx->json) {
		write_text(follow, put_overrun, NULL, lost);
		return;
	}
	out = json_object_new_object();
	json_object_object_add(out, "lost", json_object_new_int64(lost));
	write_json(follow, out);
}

static int on_log(int cmd, const struct vsw_obj *obj, uint32_t lost, void *data)
{
	struct follow *follow = data;
	uint32_t held;

	if (cmd == VSW_NTF_LOST) {
		write_overrun(follow, lost);
		return follow->failed;
	}
	if (vsw_obj_kind(obj) != VSW_KIND_LOG ||
	    (follow->port_id &&
	     vsw_obj_uint(obj, VSW_A_LOG_PORT_ID) != follow->port_id))
		return 0;
	if (follow->ctx->json) {
		write_json(follow, json_of(obj));
		return follow->failed;
	}
	held = vsw_obj_uint(obj, VSW_A_LOG_LOST);
	if (held)
		write_text(follow, put_held_back, obj, held);
	write_text(follow, put_record, obj, 0);
	return follow->failed;
}

static int open_file(struct follow *follow)
{
	FILE *out = fopen(follow->name, "ae");

	if (!out)
		return fail_with(follow->ctx, EXIT_REFUSED, "%s: %s",
				 follow->name, strerror(errno));
	if (follow->out && follow->out != stdout)
		fclose(follow->out);
	follow->out = out;
	return EXIT_OK;
}

/* A signal came: to end, or to begin a new file. An exit code. */
static int take_signal(struct follow *follow, int fd, bool *end)
{
	struct signalfd_siginfo info;

	if (read(fd, &info, sizeof(info)) != sizeof(info))
		return EXIT_OK;
	if (info.ssi_signo != SIGHUP)
		*end = true;
	else if (follow->name)
		return open_file(follow);
	return EXIT_OK;
}

static int watch(struct follow *follow, int signals)
{
	struct pollfd pollfds[] = {
		{ .fd = vsw_fd(follow->ctx->vsw), .events = POLLIN },
		{ .fd = signals, .events = POLLIN },
		/* Nobody reads any more: POLLERR comes without being asked. */
		{ .fd = follow->out == stdout ? STDOUT_FILENO : -1 },
	};
	bool end = false;
	int code, err;

	while (!end) {
		if (poll(pollfds, ARRAY_SIZE(pollfds), -1) < 0) {
			if (errno == EINTR)
				continue;
			return system_error(follow->ctx, -errno, "poll");
		}
		if (pollfds[2].revents & (POLLERR | POLLHUP))
			return EXIT_OK;
		err = vsw_recv(follow->ctx->vsw, on_log, follow);
		if (err && err == follow->failed)
			return err == -EPIPE ? EXIT_OK :
			       system_error(follow->ctx, err, follow->name);
		if (err)
			return request_error(follow->ctx, err);
		fflush(follow->out);
		if (!(pollfds[1].revents & POLLIN))
			continue;
		code = take_signal(follow, signals, &end);
		if (code)
			return code;
	}
	return EXIT_OK;
}

/* "[PORT...] [--file FILE] [--syslog]" in any order. */
static int take_args(struct follow *follow, struct args *args)
{
	struct vsw_obj *key;
	int code;

	while (*args->word) {
		if (args_take(args, "--syslog")) {
			follow->syslog = true;
		} else if (args_take(args, "--file")) {
			follow->name = args_need(follow->ctx, args,
						 "the name of the file");
			if (!follow->name)
				return EXIT_USAGE;
		} else if (!follow->port_id && **args->word != '-') {
			code = port_take_key(follow->ctx, args, VSW_KIND_FILTER,
					     &key);
			if (code)
				return code;
			follow->port_id = vsw_obj_uint(key,
						       VSW_A_FILTER_PORT_ID);
			vsw_obj_free(key);
		} else {
			return args_end(follow->ctx, args);
		}
	}
	if (follow->syslog && follow->name)
		return usage_error(follow->ctx,
				   "either --file or --syslog, not both");
	return EXIT_OK;
}

int run_log(struct ctx *ctx, struct args *args)
{
	struct follow follow = { .ctx = ctx, .out = stdout };
	int code, err, signals;
	sigset_t set;

	code = take_args(&follow, args);
	if (!code)
		code = ctx_open(ctx);
	if (!code && follow.name)
		code = open_file(&follow);
	if (code)
		return code;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (signals < 0)
		return system_error(ctx, -errno, "signalfd");
	if (follow.syslog)
		openlog("vsw", 0, LOG_DAEMON);
	err = vsw_subscribe(ctx->vsw, VSW_MCGRP_LOG);
	code = err ? request_error(ctx, err) : watch(&follow, signals);
	close(signals);
	if (follow.out != stdout && fclose(follow.out) && !code)
		code = system_error(ctx, -errno, follow.name);
	return code;
}
