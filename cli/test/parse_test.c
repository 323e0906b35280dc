// SPDX-License-Identifier: GPL-2.0
/* Tests of parse.c from tables. Prints TAP. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../parse.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

static int count, failed;

static void ok(bool good, const char *what, const char *text)
{
	count++;
	if (!good)
		failed++;
	printf("%sok %d %s '", good ? "" : "not ", count, what);
	for (; *text; text++)
		putchar((unsigned char)*text < ' ' ? '.' : *text);
	printf("'\n");
}

static void test_mac(void)
{
	static const struct {
		const char *text;
		const char *want; /* NULL: refused */
	} tests[] = {
		{ "02:00:00:00:00:01", "\x02\x00\x00\x00\x00\x01" },
		{ "aA:Bb:cC:Dd:eE:fF", "\xaa\xbb\xcc\xdd\xee\xff" },
		{ "00-11-22-33-44-55", "\x00\x11\x22\x33\x44\x55" },
		{ "", NULL },
		{ "0", NULL },
		{ "02:00:00:00:00", NULL },
		{ "02:00:00:00:00:", NULL },
		{ "02:00:00:00:00:1", NULL },
		{ "02:00:00:00:00:01:", NULL },
		{ "02:00:00:00:00:01:02", NULL },
		{ "02:00:00-00:00:01", NULL },
		{ "02-00:00-00:00:01", NULL },
		{ "020000000001", NULL },
		{ "2:0:0:0:0:1", NULL },
		{ "0g:00:00:00:00:01", NULL },
		{ " 02:00:00:00:00:01", NULL },
		{ "02:00:00:00:00:01 ", NULL },
		{ "+2:00:00:00:00:01", NULL },
	};
	uint8_t mac[VSW_MAC_LEN];
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(tests); i++) {
		err = parse_mac(tests[i].text, mac);
		ok(tests[i].want ? !err && !memcmp(mac, tests[i].want, 6) :
				   err == -EINVAL, "mac", tests[i].text);
	}
}

static void test_uint(void)
{
	static const struct {
		const char *text;
		uint64_t min, max;
		int64_t want; /* -1: refused */
	} tests[] = {
		{ "0", 0, 10, 0 },
		{ "10", 0, 10, 10 },
		{ "11", 0, 10, -1 },
		{ "1", 2, 10, -1 },
		{ "0x1f", 0, 100, 31 },
		{ "0X1F", 0, 100, 31 },
		{ "0x", 0, 100, -1 },
		{ "", 0, 100, -1 },
		{ "-1", 0, 100, -1 },
		{ "+1", 0, 100, -1 },
		{ " 1", 0, 100, -1 },
		{ "1 ", 0, 100, -1 },
		{ "1a", 0, 100, -1 },
		{ "9", 0, 5, -1 },
		{ "010", 0, 100, 10 },
		{ "4294967295", 0, UINT32_MAX, UINT32_MAX },
		{ "4294967296", 0, UINT32_MAX, -1 },
		{ "18446744073709551616", 0, UINT64_MAX, -1 },
		{ "99999999999999999999999", 0, UINT64_MAX, -1 },
	};
	uint64_t value;
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(tests); i++) {
		err = parse_uint(tests[i].text, tests[i].min, tests[i].max,
				 &value);
		ok(tests[i].want >= 0 ?
		   !err && value == (uint64_t)tests[i].want : err == -EINVAL,
		   "uint", tests[i].text);
	}
	ok(!parse_uint("18446744073709551615", 0, UINT64_MAX, &value) &&
	   value == UINT64_MAX, "uint", "18446744073709551615");
}

static void test_bool(void)
{
	static const struct {
		const char *text;
		int want;
	} tests[] = {
		{ "on", 1 }, { "off", 0 }, { "", -1 }, { "yes", -1 },
		{ "1", -1 }, { "On", -1 }, { "onn", -1 },
	};
	unsigned int i;
	bool value;
	int err;

	for (i = 0; i < ARRAY_SIZE(tests); i++) {
		err = parse_bool(tests[i].text, &value);
		ok(tests[i].want >= 0 ? !err && value == !!tests[i].want : !!err,
		   "bool", tests[i].text);
	}
}

static void test_port_id(void)
{
	static const struct {
		const char *text;
		uint32_t want; /* 0: refused */
	} tests[] = {
		{ "0x1", 1 }, { "0x1000001", 0x1000001 },
		{ "0xffffffff", 0xffffffff }, { "0x100000000", 0 },
		{ "0x0", 0 }, { "0x", 0 }, { "1", 0 }, { "0xg", 0 },
		{ "0X1", 0 }, { "web-01.eth0", 0 }, { "0x1.eth0", 0 },
	};
	unsigned int i;
	uint32_t id;
	int err;

	for (i = 0; i < ARRAY_SIZE(tests); i++) {
		err = parse_port_id(tests[i].text, &id);
		ok(tests[i].want ? !err && id == tests[i].want : !!err,
		   "port id", tests[i].text);
	}
}

static void test_ranges(void)
{
	static const struct {
		const char *text;
		const char *want; /* NULL: refused */
	} tests[] = {
		{ "0", "0-0 " },
		{ "0-4094", "0-4094 " },
		{ "0,10-20,100", "0-0 10-20 100-100 " },
		{ "100,10-20,0", "0-0 10-20 100-100 " },
		{ "10-20,15", "10-20 " },
		{ "10-20,15-30", "10-30 " },
		{ "10-20,21-30", "10-30 " },
		{ "1,2,3,5", "1-3 5-5 " },
		{ "7,7", "7-7 " },
		{ "0x10-0x20", "16-32 " },
		{ "", NULL },
		{ ",", NULL },
		{ "1,", NULL },
		{ ",1", NULL },
		{ "1,,2", NULL },
		{ "20-10", NULL },
		{ "4095", NULL },
		{ "1-4095", NULL },
		{ "1-", NULL },
		{ "-1", NULL },
		{ "1-2-3", NULL },
		{ "1 2", NULL },
		{ "one", NULL },
	};
	struct vlan_ranges ranges;
	char got[256];
	unsigned int i, j;
	size_t len;
	int err;

	for (i = 0; i < ARRAY_SIZE(tests); i++) {
		err = parse_ranges(tests[i].text, &ranges);
		if (err) {
			ok(!tests[i].want, "ranges", tests[i].text);
			continue;
		}
		got[0] = '\0';
		for (j = 0; j < ranges.count; j++) {
			len = strlen(got);
			snprintf(got + len, sizeof(got) - len, "%d-%d ",
				 ranges.range[j].first, ranges.range[j].last);
		}
		free(ranges.range);
		ok(tests[i].want && !strcmp(got, tests[i].want), "ranges",
		   tests[i].text);
	}
}

static void test_policy(void)
{
	static const struct {
		const char *text;
		int mode; /* -1: refused */
		unsigned int count;
	} tests[] = {
		{ "accept", VSW_POLICY_MODE_ACCEPT, 0 },
		{ "reject", VSW_POLICY_MODE_REJECT, 0 },
		{ "inherit", VSW_POLICY_MODE_INHERIT, 0 },
		{ "accept=02:00:00:00:00:01", VSW_POLICY_MODE_LIST, 1 },
		{ "accept=02:00:00:00:00:01,02:00:00:00:00:02",
		  VSW_POLICY_MODE_LIST, 2 },
		{ "accept=", -1, 0 },
		{ "accept=,", -1, 0 },
		{ "accept=02:00:00:00:00:01,", -1, 0 },
		{ "accept=02:00:00:00:00", -1, 0 },
		{ "reject=02:00:00:00:00:01", -1, 0 },
		{ "Accept", -1, 0 },
		{ "deny", -1, 0 },
		{ "", -1, 0 },
	};
	char many[(VSW_POLICY_MAX_ADDRESSES + 1) * 18 + 8] = "accept=";
	struct policy policy;
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(tests); i++) {
		err = parse_policy(tests[i].text, &policy);
		if (err) {
			ok(tests[i].mode < 0, "policy", tests[i].text);
			continue;
		}
		ok((int)policy.mode == tests[i].mode &&
		   policy.list.count == tests[i].count, "policy", tests[i].text);
		free(policy.list.mac);
	}
	for (i = 0; i < VSW_POLICY_MAX_ADDRESSES; i++)
		strcat(many, i ? ",02:00:00:00:00:01" : "02:00:00:00:00:01");
	memset(&policy, 0, sizeof(policy));
	err = parse_policy(many, &policy);
	ok(!err && policy.list.count == VSW_POLICY_MAX_ADDRESSES, "policy",
	   "as many addresses as there may be");
	free(policy.list.mac);
	strcat(many, ",02:00:00:00:00:01");
	ok(parse_policy(many, &policy) == -EINVAL, "policy",
	   "one address too many");
}

static void test_words(void)
{
	static const struct {
		const char *text;
		const char *want; /* each word in <>; NULL: refused */
	} tests[] = {
		{ "", "" },
		{ "  \t\n", "" },
		{ "# comment", "" },
		{ "a b c", "<a><b><c>" },
		{ "  a  b \040\n", "<a><b>" },
		{ "a # b", "<a>" },
		{ "a#b", "<a#b>" },
		{ "'a b' c", "<a b><c>" },
		{ "\"a b\" c", "<a b><c>" },
		{ "x'a b'y", "<xa by>" },
		{ "a\\ b", "<a b>" },
		{ "\"a\\\"b\"", "<a\"b>" },
		{ "'a\\b'", "<a\\b>" },
		{ "''", "<>" },
		{ "a '' b", "<a><><b>" },
		{ "'#' a", "<#><a>" },
		{ "'a", NULL },
		{ "\"a", NULL },
		{ "a\\", NULL },
		{ "'a'\"'\"'b'", "<a'b>" },
	};
	char line[64], got[256];
	unsigned int i;
	char **words;
	size_t len;
	int n, j;

	for (i = 0; i < ARRAY_SIZE(tests); i++) {
		snprintf(line, sizeof(line), "%s", tests[i].text);
		n = parse_words(line, &words);
		if (n < 0) {
			ok(!tests[i].want, "words", tests[i].text);
			continue;
		}
		got[0] = '\0';
		for (j = 0; j < n; j++) {
			len = strlen(got);
			snprintf(got + len, sizeof(got) - len, "<%s>",
				 words[j]);
		}
		ok(tests[i].want && !strcmp(got, tests[i].want) && !words[n],
		   "words", tests[i].text);
		free(words);
	}
}

/* Any text is refused or accepted, within its own bytes. */
static void test_garbage(void)
{
	static const char alphabet[] = "0123456789abcdefx:-,=' \"\\#accept=";
	struct vlan_ranges ranges;
	unsigned int round, i;
	struct policy policy;
	uint8_t mac[VSW_MAC_LEN];
	uint64_t value;
	char **words;
	char *text;
	size_t len;

	srandom(1);
	for (round = 0; round < 50000; round++) {
		len = random() % 24;
		text = malloc(len + 1);
		for (i = 0; i < len; i++)
			text[i] = alphabet[random() % (sizeof(alphabet) - 1)];
		text[len] = '\0';
		parse_mac(text, mac);
		parse_uint(text, 0, UINT64_MAX, &value);
		if (!parse_ranges(text, &ranges))
			free(ranges.range);
		if (!parse_policy(text, &policy))
			free(policy.list.mac);
		if (parse_words(text, &words) >= 0)
			free(words);
		free(text);
	}
	ok(true, "garbage", "50000 texts");
}

int main(void)
{
	printf("TAP version 13\n");
	test_mac();
	test_uint();
	test_bool();
	test_port_id();
	test_ranges();
	test_policy();
	test_words();
	test_garbage();
	printf("1..%d\n", count);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
