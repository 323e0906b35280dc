// SPDX-License-Identifier: GPL-2.0
/*
 * Unit test of the monitor protocol, speaks TAP.
 *
 * Each case is what a monitor sends and what must have come of it, written as
 * words: "ready", "filter MAC FLAGS", "refused TEXT", "changed NIC", "any", "reset",
 * "error TEXT". Every case is fed whole, byte by byte, and cut in two at every
 * place; the outcome must be the same.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../qmp.h"

#define GREETING "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, " \
	"\"minor\": 2, \"major\": 7}, \"package\": \"Debian\"}, " \
	"\"capabilities\": [\"oob\"]}}\r\n"
#define HELLO GREETING "{\"return\": {}}\r\n"
#define CAPA "{\"execute\":\"qmp_capabilities\"}\n"
#define QUERY(nic) CAPA "{\"execute\":\"query-rx-filter\",\"id\":1," \
	"\"arguments\":{\"name\":\"" nic "\"}}\n"
#define EVENT(name, data) "{\"timestamp\": {\"seconds\": 1}, " \
	"\"event\": \"" name "\"" data "}\r\n"
#define CHANGED(data) \
	EVENT("NIC_RX_FILTER_CHANGED", ", \"data\": {" data "}")
#define PATH(path) "\"path\": \"/machine/" path "/virtio-backend\""

#define INFO(name, mac, promisc, unicast, table, overflow, vlan) \
	"{\"promiscuous\": " promisc ", \"name\": \"" name "\", " \
	"\"main-mac\": \"" mac "\", \"unicast\": \"" unicast "\", " \
	"\"vlan\": \"" vlan "\", \"vlan-table\": [0, 5], " \
	"\"unicast-table\": [" table "], \"multicast\": \"normal\", " \
	"\"multicast-overflow\": false, \"unicast-overflow\": " overflow ", " \
	"\"multicast-table\": [\"33:33:00:00:00:01\"], " \
	"\"broadcast-allowed\": false}"
#define PLAIN(name) INFO(name, "52:54:00:aB:34:56", "false", "normal", "", \
			 "false", "normal")
#define RETURN(list) "{\"return\": [" list "], \"id\": 1}\r\n"

static const struct test {
	const char *name;
	const char *nic;	/* ask for it as soon as ready; "" asks for all */
	const char *input;
	const char *seen;
	const char *sent;
} tests[] = {
	{ "nothing", NULL, "", "", "" },
	{ "greeting", NULL, GREETING, "", CAPA },
	{ "handshake", NULL, HELLO, "ready", CAPA },
	{ "space between messages", NULL, " \t\r\n" GREETING "\n\n{\"return\":{}}",
	  "ready", CAPA },
	{ "pretty printed", NULL, GREETING "{\n    \"return\": {\n    }\n}\n",
	  "ready", CAPA },
	{ "event while negotiating", NULL,
	  GREETING EVENT("RESUME", "") "{\"return\": {}}\r\n",
	  "ready", CAPA },
	{ "filter of a named NIC", "net0", HELLO RETURN(PLAIN("net0")),
	  "ready filter 525400ab3456 -", QUERY("net0") },
	{ "filter of the only NIC", "", HELLO RETURN(PLAIN("n.0")),
	  "ready filter 525400ab3456 -",
	  CAPA "{\"execute\":\"query-rx-filter\",\"id\":1}\n" },
	{ "the named one of two", "net1",
	  HELLO RETURN(PLAIN("net0") ", " INFO("net1", "02:00:00:00:00:01",
		       "true", "normal", "", "false", "normal")),
	  "ready filter 020000000001 p", QUERY("net1") },
	{ "two NICs and no name", "",
	  HELLO RETURN(PLAIN("net0") ", " PLAIN("net1")),
	  "ready refused more than one NIC: say which",
	  CAPA "{\"execute\":\"query-rx-filter\",\"id\":1}\n" },
	{ "no NIC", "", HELLO RETURN(""),
	  "ready refused no NIC that tells of its filter",
	  CAPA "{\"execute\":\"query-rx-filter\",\"id\":1}\n" },
	{ "no NIC of that name", "net7",
	  HELLO "{\"id\": 1, \"error\": {\"desc\": \"invalid name: net7\"}}",
	  "ready refused invalid name: net7", QUERY("net7") },
	{ "driver not up", "net0",
	  HELLO RETURN(INFO("net0", "52:54:00:00:00:01", "true", "normal", "",
			    "false", "all")),
	  "ready filter 525400000001 pv", QUERY("net0") },
	{ "all unicast", "net0",
	  HELLO RETURN(INFO("net0", "52:54:00:00:00:01", "false", "all", "",
			    "false", "normal")),
	  "ready filter 525400000001 a", QUERY("net0") },
	{ "unicast table", "net0",
	  HELLO RETURN(INFO("net0", "52:54:00:00:00:01", "false", "normal",
			    "\"02:00:00:00:00:01\", \"02:00:00:00:00:02\"",
			    "false", "normal")),
	  "ready filter 525400000001 -2", QUERY("net0") },
	{ "unicast table overflow", "net0",
	  HELLO RETURN(INFO("net0", "52:54:00:00:00:01", "false", "normal", "",
			    "true", "normal")),
	  "ready filter 525400000001 o", QUERY("net0") },
	{ "multicast and zero are the switch's to judge", "net0",
	  HELLO RETURN(INFO("net0", "00:00:00:00:00:00", "false", "normal", "",
			    "false", "normal")),
	  "ready filter 000000000000 -", QUERY("net0") },
	{ "event by name", NULL,
	  HELLO CHANGED("\"name\": \"net0\", " PATH("peripheral/net0")),
	  "ready changed net0", CAPA },
	{ "event by path", NULL, HELLO CHANGED(PATH("peripheral/net1")),
	  "ready changed net1", CAPA },
	{ "event without name", NULL,
	  HELLO CHANGED(PATH("peripheral-anon/device[0]")),
	  "ready changed ?", CAPA },
	{ "event between query and answer", "net0",
	  HELLO CHANGED("\"name\": \"net0\"") RETURN(PLAIN("net0")),
	  "ready changed net0 filter 525400ab3456 -", QUERY("net0") },
	{ "reset, resume, hotplug", NULL,
	  HELLO EVENT("DEVICE_ADDED", ", \"data\": {}")
	  EVENT("RESET", ", \"data\": {\"guest\": true}") EVENT("RESUME", ""),
	  "ready any reset any", CAPA },
	{ "other events", NULL,
	  HELLO EVENT("RTC_CHANGE", ", \"data\": {\"offset\": 1}")
	  EVENT("STOP", ""), "ready", CAPA },

	{ "garbage", NULL, "SSH-2.0-OpenSSH\r\n",
	  "error no message of a monitor", "" },
	{ "an array", NULL, "[1]", "error no message of a monitor", "" },
	{ "greeting is none", NULL, "{\"return\": {}}",
	  "error no greeting of a monitor", "" },
	{ "greeting of a wrong type", NULL, "{\"QMP\": 1}",
	  "error no greeting of a monitor", "" },
	{ "capabilities refused", NULL, GREETING "{\"error\": {\"class\": \"x\"}}",
	  "error capabilities refused", CAPA },
	{ "broken JSON", NULL, HELLO "{\"return\": }",
	  "ready error unexpected character", CAPA },
	{ "single quotes", NULL, HELLO "{'event': 'RESUME'}",
	  "ready error unexpected character", CAPA },
	{ "bad UTF-8", NULL, HELLO "{\"event\": \"\xff\"}",
	  "ready error invalid utf-8 string", CAPA },
	{ "too deep", NULL, HELLO "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[",
	  "ready error nesting too deep", CAPA },
	{ "answer to nothing", NULL, HELLO "{\"return\": [], \"id\": 1}",
	  "ready error an answer that nobody asked for", CAPA },
	{ "answer to another query", "net0", HELLO "{\"return\": [], \"id\": 2}",
	  "ready error an answer that nobody asked for", QUERY("net0") },
	{ "answer without id", "net0", HELLO "{\"return\": []}",
	  "ready error an answer that nobody asked for", QUERY("net0") },
	{ "answer twice", "net0",
	  HELLO RETURN(PLAIN("net0")) RETURN(PLAIN("net0")),
	  "ready filter 525400ab3456 - error an answer that nobody asked for",
	  QUERY("net0") },
	{ "answer is no list", "net0", HELLO "{\"return\": {}, \"id\": 1}",
	  "ready error a malformed answer", QUERY("net0") },
	{ "error without text", "net0", HELLO "{\"error\": {}, \"id\": 1}",
	  "ready refused unknown error", QUERY("net0") },
	{ "NIC is no object", "net0", HELLO RETURN("1"),
	  "ready error a NIC without name", QUERY("net0") },
	{ "NIC with a zero in its name", "net0", HELLO RETURN(PLAIN("net0\\u0000")),
	  "ready error a NIC without name", QUERY("net0") },
	{ "address too short", "net0",
	  HELLO RETURN(INFO("net0", "52:54:00:00:00", "false", "normal", "",
			    "false", "normal")),
	  "ready error a malformed receive filter", QUERY("net0") },
	{ "address is none", "net0",
	  HELLO RETURN(INFO("net0", "52:54:00:00:00:0g", "false", "normal", "",
			    "false", "normal")),
	  "ready error a malformed receive filter", QUERY("net0") },
	{ "flag is no boolean", "net0",
	  HELLO RETURN(INFO("net0", "52:54:00:00:00:01", "1", "normal", "",
			    "false", "normal")),
	  "ready error a malformed receive filter", QUERY("net0") },
	{ "members missing", "net0", HELLO RETURN("{\"name\": \"net0\"}"),
	  "ready error a malformed receive filter", QUERY("net0") },
	{ "event without data", NULL,
	  HELLO "{\"event\": \"NIC_RX_FILTER_CHANGED\"}",
	  "ready error a malformed event", CAPA },
	{ .name = NULL }
};

/* What one run of a case saw, and the conversation itself. */
struct run {
	struct qmp qmp;
	const char *nic;
	char seen[512];
};

static int count, failed;

static void result(int ok, const char *name)
{
	printf("%sok %d %s\n", ok ? "" : "not ", ++count, name);
	failed += !ok;
}

static void note(struct run *run, const char *a, const char *b, const char *c)
{
	size_t len = strlen(run->seen);

	snprintf(run->seen + len, sizeof(run->seen) - len, "%s%s%s%s%s%s",
		 len ? " " : "", a, b ? " " : "", b ? b : "", c ? " " : "",
		 c ? c : "");
}

static void on_ready(void *data)
{
	struct run *run = data;

	note(run, "ready", NULL, NULL);
	if (run->nic && qmp_query(&run->qmp, *run->nic ? run->nic : NULL))
		note(run, "query failed", NULL, NULL);
}

static void on_filter(const struct qmp_filter *f, void *data)
{
	char mac[13], flags[32];

	snprintf(mac, sizeof(mac), "%02x%02x%02x%02x%02x%02x", f->mac[0],
		 f->mac[1], f->mac[2], f->mac[3], f->mac[4], f->mac[5]);
	snprintf(flags, sizeof(flags), "%s%s%s%s%s%.0u",
		 f->promiscuous ? "p" : "", f->unicast_all ? "a" : "",
		 f->unicast_overflow ? "o" : "", f->vlan_all ? "v" : "",
		 f->promiscuous || f->unicast_all || f->unicast_overflow ?
		 "" : "-", f->unicast);
	note(data, "filter", mac, flags);
}

static void on_refused(const char *text, void *data)
{
	note(data, "refused", text, NULL);
}

static void on_event(enum qmp_event event, const char *nic, void *data)
{
	if (event == QMP_RX_FILTER_CHANGED)
		note(data, "changed", nic ? nic : "?", NULL);
	else
		note(data, event == QMP_RESET ? "reset" : "any", NULL, NULL);
}

static const struct qmp_ops ops = {
	.ready = on_ready,
	.filter = on_filter,
	.refused = on_refused,
	.event = on_event,
};

/* From a copy of the exact size, so that the sanitizer sees a read behind it. */
static int feed(struct run *run, const char *buf, size_t len)
{
	char *copy = malloc(len ? len : 1);
	int err;

	if (!copy)
		abort();
	memcpy(copy, buf, len);
	err = qmp_input(&run->qmp, copy, len, &ops, run);
	free(copy);
	return err;
}

static int run_test(const struct test *t, size_t first, size_t step)
{
	size_t len = strlen(t->input), pos = 0, part = first;
	struct run run = { .nic = t->nic };
	int err = qmp_init(&run.qmp), ok;

	while (!err && pos < len) {
		if (part > len - pos)
			part = len - pos;
		err = feed(&run, t->input + pos, part);
		pos += part;
		part = step;
	}
	if (err)
		note(&run, "error", run.qmp.error, NULL);
	ok = !strcmp(run.seen, t->seen) &&
	     run.qmp.out_len == strlen(t->sent) &&
	     !memcmp(run.qmp.out, t->sent, run.qmp.out_len);
	if (!ok)
		printf("# first %zu step %zu: saw \"%s\", sent \"%.*s\"\n",
		       first, step, run.seen, (int)run.qmp.out_len,
		       run.qmp.out);
	qmp_free(&run.qmp);
	return ok;
}

static void test_tables(void)
{
	const struct test *t;
	size_t cut, len;
	int ok;

	for (t = tests; t->name; t++) {
		len = strlen(t->input);
		ok = run_test(t, len, len) && run_test(t, 1, 1);
		for (cut = 1; ok && cut < len; cut++)
			ok = run_test(t, cut, len);
		result(ok, t->name);
	}
}

static int hello(struct run *run)
{
	memset(run, 0, sizeof(*run));
	return qmp_init(&run->qmp) || feed(run, HELLO, strlen(HELLO));
}

/* A message that never ends, of many bytes or of few at a time. */
static void test_too_long(void)
{
	static const char head[] = "{\"a\": \"";
	char chunk[4096];
	size_t step, sent;
	struct run run;
	int err;

	memset(chunk, 'x', sizeof(chunk));
	for (step = 64; step <= sizeof(chunk); step *= 64) {
		err = hello(&run) || feed(&run, head, strlen(head));
		for (sent = 0; !err && sent < 2 * QMP_MESSAGE_MAX; sent += step)
			err = feed(&run, chunk, step);
		result(err == -EMSGSIZE && sent <= QMP_MESSAGE_MAX,
		       "endless string");
		qmp_free(&run.qmp);
	}

	memset(chunk, ' ', sizeof(chunk));
	err = hello(&run) || feed(&run, "{", 1);
	for (sent = 0; !err && sent < 2 * QMP_MESSAGE_MAX; sent += 4096)
		err = feed(&run, chunk, sizeof(chunk));
	result(err == -EMSGSIZE, "endless space inside a message");
	qmp_free(&run.qmp);
}

/* The limit is for one message, not for the conversation. */
static void test_long_talk(void)
{
	static const char event[] = "{\"event\": \"STOP\"}\r\n";
	struct run run;
	size_t sent;
	int err;

	err = hello(&run);
	for (sent = 0; !err && sent < 4 * QMP_MESSAGE_MAX; sent += strlen(event))
		err = feed(&run, event, strlen(event));
	result(!err, "any number of messages");
	qmp_free(&run.qmp);
}

static void test_zero_bytes(void)
{
	struct run run;

	result(!hello(&run) && feed(&run, "\0", 1) == -EPROTO,
	       "byte zero between messages");
	qmp_free(&run.qmp);
	result(!hello(&run) && feed(&run, "{\"a\"\0: 1}", 9) == -EPROTO,
	       "byte zero in a message");
	qmp_free(&run.qmp);
}

static void test_query(void)
{
	char nic[QMP_NIC_MAX + 1];
	struct run run = { .nic = NULL };

	result(!qmp_init(&run.qmp) && qmp_query(&run.qmp, NULL) == -EBUSY,
	       "no query before the handshake");
	qmp_free(&run.qmp);

	memset(nic, 'n', sizeof(nic) - 1);
	nic[sizeof(nic) - 1] = '\0';
	result(!hello(&run) && qmp_query(&run.qmp, "a\"b") == -EINVAL &&
	       qmp_query(&run.qmp, "") == -EINVAL &&
	       qmp_query(&run.qmp, nic) == -EINVAL, "names that need an escape");
	nic[sizeof(nic) - 2] = '\0';
	result(!qmp_query(&run.qmp, nic), "the longest name");
	result(qmp_query(&run.qmp, nic) == -EBUSY, "one query at a time");
	qmp_sent(&run.qmp, 10);
	result(!strncmp(run.qmp.out, &CAPA[10], strlen(CAPA) - 10),
	       "bytes sent in part");
	qmp_free(&run.qmp);
}

static void test_names(void)
{
	char name[QMP_NIC_MAX];

	result(!qmp_nic_name("net0", name) && !strcmp(name, "net0"), "id");
	result(!qmp_nic_name("/machine/peripheral/net0", name) &&
	       !strcmp(name, "net0"), "path of a device");
	result(!qmp_nic_name("/machine/peripheral/net0/virtio-backend", name) &&
	       !strcmp(name, "net0"), "path of its backend");
	result(qmp_nic_name("/machine/peripheral-anon/device[0]", name) &&
	       qmp_nic_name("/machine/peripheral/", name) &&
	       qmp_nic_name("", name) && qmp_nic_name("a b", name),
	       "paths that have no name");
}

/* Three bytes of good input changed: whatever comes of it, no crash. */
static void mutate(const struct test *t, uint64_t *seed)
{
	struct run run = { .nic = t->nic };
	size_t len = strlen(t->input);
	char *buf = strdup(t->input);
	int i;

	if (!buf || qmp_init(&run.qmp))
		abort();
	for (i = 0; len && i < 3; i++) {
		*seed = *seed * 6364136223846793005U + 1442695040888963407U;
		buf[(*seed >> 33) % len] = *seed >> 56;
	}
	feed(&run, buf, len);
	qmp_free(&run.qmp);
	free(buf);
}

static void test_mutations(void)
{
	const struct test *t;
	uint64_t seed = 1;
	int round;

	for (round = 0; round < 400; round++)
		for (t = tests; t->name; t++)
			mutate(t, &seed);
	result(1, "mutations");
}

int main(void)
{
	printf("TAP version 13\n");
	test_tables();
	test_too_long();
	test_long_talk();
	test_zero_bytes();
	test_query();
	test_names();
	test_mutations();
	printf("1..%d\n", count);
	return failed ? 1 : 0;
}
