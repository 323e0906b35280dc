// SPDX-License-Identifier: GPL-2.0
/*
 * Allocation failure: sends a request with the first, the second, the third...
 * allocation of its handler failing, until none is left to fail, and looks at
 * what became of the switches each time.
 *
 * stdin, a line each:
 *
 *   case TITLE         a test begins
 *   before REQUEST     not tested: makes what the test needs
 *   do REQUEST         what is tested
 *   undo REQUEST       brings back what was before (several, in order)
 *
 * A REQUEST is one of request.h, or several on one socket with " | " between
 * them, of which the first that fails is the last; or for rtnetlink "link DEV
 * WORD...", with master=DEV, nomaster, mac=MAC, name=NAME, up, down, or "linkdel
 * DEV".
 *
 * Each time one of these must hold:
 *   - the request failed and nothing has changed
 *   - it succeeded and all has changed, at once or within a few seconds
 *     without help; meanwhile ports may be closed for want of memory
 *   - its answer was lost, and either of the above is true of the state
 *
 * stdout is TAP.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netlink/attr.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "request.h"

#define WORDS_MAX 256
#define LINES_MAX 16
#define NTH_MAX 3000
/* A port without memory tries again ten times a second. */
#define RECOVERY_MS 5000

struct test {
	char *title;
	char *before[LINES_MAX], *undo[LINES_MAX];
	int n_before, n_undo;
	char *action;
	bool bad;
};

static int family, nth_fd, tests, failed;

static int link_attrs(struct nl_msg *msg, struct ifinfomsg *info, char *word)
{
	unsigned char mac[6];

	if (!strcmp(word, "up") || !strcmp(word, "down")) {
		info->ifi_change = IFF_UP;
		info->ifi_flags = strcmp(word, "up") ? 0 : IFF_UP;
		return 0;
	}
	if (!strcmp(word, "nomaster"))
		return nla_put_u32(msg, IFLA_MASTER, 0);
	if (!strncmp(word, "master=", 7))
		return nla_put_u32(msg, IFLA_MASTER, if_nametoindex(word + 7));
	if (!strncmp(word, "name=", 5))
		return nla_put_string(msg, IFLA_IFNAME, word + 5);
	if (sscanf(word, "mac=%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", mac, mac + 1,
		   mac + 2, mac + 3, mac + 4, mac + 5) == 6)
		return nla_put(msg, IFLA_ADDRESS, sizeof(mac), mac);
	return -1;
}

static struct nl_msg *link_make(int argc, char **argv)
{
	struct ifinfomsg info = { .ifi_family = AF_UNSPEC };
	bool del = !strcmp(argv[0], "linkdel");
	struct nl_msg *msg;
	int i;

	info.ifi_index = argc > 1 ? if_nametoindex(argv[1]) : 0;
	msg = nlmsg_alloc_simple(del ? RTM_DELLINK : RTM_SETLINK, 0);
	nlmsg_append(msg, &info, sizeof(info), NLMSG_ALIGNTO);
	for (i = 2; i < argc; i++)
		if (link_attrs(msg, &info, argv[i]) < 0) {
			fprintf(stderr, "link: cannot make %s\n", argv[i]);
			exit(2);
		}
	memcpy(nlmsg_data(nlmsg_hdr(msg)), &info, sizeof(info));
	return msg;
}

/*
 * A failure that is still to come may hit the system call that calls it off:
 * copies from and to user space fail as well. Then it has come.
 */
static void set_nth(int nth)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%d", nth);
	int i;

	for (i = 0; i < 2; i++)
		if (pwrite(nth_fd, text, len, 0) == len)
			return;
	perror("fail-nth");
	exit(2);
}

/* Is the failure that was asked for still to come? Ask no more for it. */
static bool nth_left(void)
{
	char text[16] = "";
	bool left = true;

	if (pread(nth_fd, text, sizeof(text) - 1, 0) > 0)
		left = atoi(text) > 0;
	set_nth(0);
	return left;
}

/* The messages of a line, made before anything is to fail. */
static int make(char *line, struct nl_msg **msgs)
{
	char *words[WORDS_MAX], *request = line, *next;
	int argc, n = 0;

	for (; request; request = next) {
		next = strstr(request, " | ");
		if (next) {
			*next = 0;
			next += 3;
		}
		argc = request_words(request, words, WORDS_MAX);
		if (!argc || n == LINES_MAX)
			exit(2);
		msgs[n] = strncmp(words[0], "link", 4) ?
			  request_make(family, argc, words) :
			  link_make(argc, words);
		if (!msgs[n++])
			exit(2);
	}
	return n;
}

static struct nl_sock *open_socket(const char *line)
{
	struct nl_sock *sk;

	if (strncmp(line, "link", 4))
		return request_socket();
	sk = nl_socket_alloc();
	nl_connect(sk, NETLINK_ROUTE);
	return sk;
}

/* Returns true if there was an allocation to fail; nth 0: let all succeed. */
static bool run(const char *line, int nth, struct answer *answer)
{
	struct nl_sock *sk = open_socket(line);
	struct nl_msg *msgs[LINES_MAX];
	char *copy = strdup(line);
	int i, n = make(copy, msgs);
	bool hit = false;

	if (nth)
		set_nth(nth);
	for (i = 0; i < n && (!i || !answer->error); i++)
		request_run(sk, msgs[i], NULL, NULL, answer);
	if (nth)
		hit = !nth_left();
	for (i = 0; i < n; i++)
		nlmsg_free(msgs[i]);
	nl_socket_free(sk);
	free(copy);
	return hit;
}

/* Numbers that are never given twice, and counters, are no part of the state. */
static void strip(char *text)
{
	static const char * const patterns[] = {
		" (id|port-id|uplink-id|age|ifindex|generation)=[0-9]+",
		" (default-)?stats[{][^}]*[}]", " drop[{][^}]*[}]",
		" name=nic-[0-9]+",
	};
	static regex_t regex[4];
	static bool compiled;
	regmatch_t match;
	unsigned int i;

	for (i = 0; i < 4; i++) {
		if (!compiled)
			regcomp(&regex[i], patterns[i], REG_EXTENDED);
		while (!regexec(&regex[i], text, 1, &match, 0))
			memmove(text + match.rm_so, text + match.rm_eo,
				strlen(text + match.rm_eo) + 1);
	}
	compiled = true;
}

/* All that netlink tells about switches, rules and groups in this namespace. */
static char *state(void)
{
	static const char * const requests[] = {
		"switch-get @dump", "portgroup-get @dump", "port-get @dump",
		"uplink-get @dump", "fdb-get @dump", "load-get",
		"ruleset-get @dump", "rule-get @dump", "addrset-get @dump",
		"filter-get @dump", "group-get @dump",
		"group-member-get group=g @dump",
	};
	struct nl_sock *sk = request_socket();
	struct answer answer;
	struct nl_msg *msg;
	size_t size;
	char *text;
	FILE *out;
	unsigned int i;

	out = open_memstream(&text, &size);
	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
		char line[40], *words[3];

		strcpy(line, requests[i]);
		msg = request_make(family, request_words(line, words, 3),
				   words);
		request_run(sk, msg, out, NULL, &answer);
		if (answer.error)
			fprintf(out, "%s: %s\n", requests[i],
				errno_name(answer.error));
		nlmsg_free(msg);
	}
	fclose(out);
	nl_socket_free(sk);
	strip(text);
	return text;
}

enum outcome { BEFORE, AFTER, NEITHER };

/* What has become of the state, once it is one of the two that are wanted. */
static enum outcome settle(const char *before, const char *after)
{
	enum outcome outcome;
	int waited = 0;
	char *now;

	for (;;) {
		now = state();
		if (before && !strcmp(now, before))
			outcome = BEFORE;
		else
			outcome = after && !strcmp(now, after) ? AFTER : NEITHER;
		free(now);
		if (outcome != NEITHER || waited >= RECOVERY_MS)
			return outcome;
		usleep(50000);
		waited += 50;
	}
}

static void complain(struct test *test, int nth, const struct answer *answer,
		     const char *what, const char *wanted)
{
	char *now = state();

	printf("# %s: failure %d: %s%s: %s\n# --- now\n", test->title, nth,
	       errno_name(answer->error), answer->lost ? " (lost)" : "", what);
	printf("%s# --- wanted\n%s", now, wanted);
	test->bad = true;
	free(now);
}

static void run_all(char **lines, int n, struct test *test)
{
	struct answer answer;
	int i;

	for (i = 0; i < n; i++) {
		run(lines[i], 0, &answer);
		if (!answer.error)
			continue;
		printf("# %s: %s: %s %s\n", test->title, lines[i],
		       errno_name(answer.error), answer.message);
		test->bad = true;
	}
}

/* Returns true if there may be one more allocation to fail. */
static bool run_nth(struct test *test, int nth, const char *before,
		    const char *after)
{
	struct answer answer;
	enum outcome outcome;
	bool hit;

	hit = run(test->action, nth, &answer);
	if (answer.lost)
		outcome = settle(before, after);
	else if (answer.error)
		outcome = settle(before, NULL);
	else
		outcome = settle(NULL, after);

	if (outcome == NEITHER)
		complain(test, nth, &answer, "by halves",
			 answer.error && !answer.lost ? before : after);
	if (outcome == AFTER) {
		run_all(test->undo, test->n_undo, test);
		if (settle(before, NULL) == NEITHER)
			complain(test, nth, &answer, "not undone", before);
	}
	return hit && !test->bad;
}

static void run_test(struct test *test)
{
	char *before, *after;
	struct answer answer;
	int nth = 0;

	run_all(test->before, test->n_before, test);
	before = state();
	run(test->action, 0, &answer);
	if (answer.error) {
		printf("# %s: %s %s\n", test->action,
		       errno_name(answer.error), answer.message);
		test->bad = true;
	}
	after = state();
	run_all(test->undo, test->n_undo, test);
	if (settle(before, NULL) == NEITHER) {
		complain(test, 0, &answer, "undo does not undo", before);
	} else if (!test->bad) {
		while (nth < NTH_MAX && run_nth(test, ++nth, before, after))
			;
	}
	if (nth < 2 || nth == NTH_MAX)
		test->bad = true;
	printf("%s %d - %s, %d failures\n", test->bad ? "not ok" : "ok", ++tests,
	       test->title, nth - 1);
	fflush(stdout);
	failed += test->bad;
	free(before);
	free(after);
}

static void add(char **lines, int *n, const char *line)
{
	if (*n == LINES_MAX)
		exit(2);
	lines[(*n)++] = strdup(line);
}

int main(void)
{
	struct test test = {};
	struct nl_sock *sk = request_socket();
	char *line = NULL, *rest;
	size_t size = 0;

	family = request_family(sk);
	nl_socket_free(sk);
	nth_fd = open("/proc/thread-self/fail-nth", O_RDWR);
	if (nth_fd < 0) {
		printf("1..0 # SKIP kernel without fail-nth\n");
		return 4;
	}
	while (getline(&line, &size, stdin) >= 0) {
		line[strcspn(line, "\n")] = 0;
		rest = line + strcspn(line, " ");
		if (*rest)
			*rest++ = 0;
		if (!strcmp(line, "case")) {
			if (test.title)
				run_test(&test);
			memset(&test, 0, sizeof(test));
			test.title = strdup(rest);
		} else if (!strcmp(line, "before")) {
			add(test.before, &test.n_before, rest);
		} else if (!strcmp(line, "undo")) {
			add(test.undo, &test.n_undo, rest);
		} else if (!strcmp(line, "do")) {
			test.action = strdup(rest);
		}
	}
	if (test.title)
		run_test(&test);
	printf("1..%d\n", tests);
	return failed ? 1 : 0;
}
