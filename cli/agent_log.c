// SPDX-License-Identifier: GPL-2.0
/*
 * The log of the agent is its standard error. Under systemd each line begins
 * with its level as sd-daemon(3) has it, so that the journal knows.
 *
 * A guest can bring about lines without end by changing its address in a loop,
 * or by starting over, so those about one port and one guest are bounded.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "agent.h"

/* A burst of ten lines for each thing, then six a minute. */
#define BUCKET_LINES	10
#define BUCKET_FILL_MS	10000

int agent_log_level = LOG_INFO;

uint64_t agent_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* One write for each line: others may share the file. */
static void log_line(int priority, const char *what, const char *format,
		     va_list args)
{
	char line[512], *c;
	int len = 0;

	if (priority > agent_log_level)
		return;
	if (getenv("JOURNAL_STREAM"))
		len = snprintf(line, sizeof(line), "<%d>", priority);
	len += snprintf(line + len, sizeof(line) - len, "%s", what);
	vsnprintf(line + len, sizeof(line) - len, format, args);
	/* Some of it is what a monitor said, which may be more than a line. */
	for (c = line; *c; c++)
		if (iscntrl((unsigned char)*c))
			*c = '?';
	fprintf(stderr, "%s\n", line);
}

void agent_log(int priority, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_line(priority, "", format, args);
	va_end(args);
}

static bool bucket_take(struct agent_bucket *bucket, uint64_t now)
{
	uint64_t fill = (now - bucket->filled) / BUCKET_FILL_MS;

	if (!bucket->filled || fill >= BUCKET_LINES - bucket->left) {
		bucket->left = BUCKET_LINES;
		bucket->filled = now;
	} else {
		bucket->left += fill;
		bucket->filled += fill * BUCKET_FILL_MS;
	}
	if (!bucket->left) {
		bucket->muted++;
		return false;
	}
	bucket->left--;
	return true;
}

void agent_log_some(struct agent_bucket *bucket, const char *thing,
		    int priority, const char *format, ...)
{
	char what[160];
	va_list args;

	if (priority > agent_log_level || !bucket_take(bucket, agent_now()))
		return;
	if (bucket->muted)
		agent_log(LOG_NOTICE, "%s: left out %u lines", thing,
			  bucket->muted);
	bucket->muted = 0;

	snprintf(what, sizeof(what), "%s: ", thing);
	va_start(args, format);
	log_line(priority, what, format, args);
	va_end(args);
}
