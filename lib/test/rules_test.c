// SPDX-License-Identifier: LGPL-2.1-or-later
/* The rule language, without a kernel. Prints TAP. */
#include "rules_fuzz.c"

#include <errno.h>

/* What may stand behind "from" and "to". */
#define WHO "'any', 'not', '{', 'addrset', 'group', 'ip' or an address"
#define WHO2 "'any', 'not', '{', 'group', 'mac' or a MAC address"

static int count, failed;

static void ok(bool good, const char *what)
{
	count++;
	if (!good)
		failed++;
	printf("%sok %d %s\n", good ? "" : "not ", count, what);
}

/* Parse and print, or the error; to be freed. */
static char *reprint_bytes(const char *text, size_t len, int *err)
{
	struct vsw_rules_error error;
	struct vsw_obj *rules;
	char *result;

	*err = vsw_rules_parse(text, len, "f", &rules, &error);
	if (*err)
		return strdup(error.text);
	result = print(rules);
	vsw_obj_free(rules);
	return result;
}

static char *reprint(const char *text, int *err)
{
	return reprint_bytes(text, strlen(text), err);
}

/* The text as it is printed, from which the printed text must follow again. */
static void test_good(void)
{
	/* text, and what is printed; NULL if that is the text */
	static const struct {
		const char *text;
		const char *want;
	} tests[] = {
		{ "", NULL },
		{ " \t\r\n# nothing\n#", "" },
		{ "addrset a {\n}\n", NULL },
		{ "addrset a{10.0.0.1}", "addrset a {\nip 10.0.0.1,\n}\n" },
		{ "addrset a{ip 10.0.0.1 , 10.0.0.2,}",
		  "addrset a {\nip 10.0.0.1,\nip 10.0.0.2,\n}\n" },
		{
		  "addrset ip-vm-33 {\nip 172.16.10.12,\nip 10.0.0.0/8,\nip 10.1.0.1-10.1.0.9,\nip 2001:db8::/32,\nip 2001:db8::1-2001:db8::9,\nip ::ffff:1.2.3.4,\nip 0.0.0.0/0,\nip ::/0,\n}\n",
		  NULL },
		/* Every form that means the same is printed as the shortest. */
		{
		  "addrset a {10.0.0.1/32,10.0.0.1-10.0.0.1,10.0.0.0-10.255.255.255,10.0.0.0-10.0.0.1,::/128,::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,10.0.0.1-10.0.0.2}",
		  "addrset a {\nip 10.0.0.1,\nip 10.0.0.1,\nip 10.0.0.0/8,\nip 10.0.0.0/31,\nip ::,\nip ::/0,\nip 10.0.0.1-10.0.0.2,\n}\n"
		},
		{ "ruleset r {\n}\n", NULL },
		{ "ruleset r category application strict {\n}\n",
		  "ruleset r {\n}\n" },
		{ "ruleset r loose category emergency {\n}\n",
		  "ruleset r category emergency loose {\n}\n" },
		{ "ruleset r category ethernet {\n}\n", NULL },
		{ "ruleset r category ethernet {\n  default drop;\n}\n", NULL },
		{ "ruleset r {\n  default reject with log;\n}\n", NULL },
		{
		  "ruleset a {\n  default drop;\n}\nruleset b category ethernet {\n  default accept;\n}\n",
		  NULL },
		/* Names may be words of the language, numbers, or quoted. */
		{
		  "ruleset ruleset {\n  # Filter rules\n  rule 0 at 4294967295 in protocol any from addrset any to addrset to drop applied-to with, log, disabled, 7 disabled with log;\n}\naddrset any{}addrset to{}",
		  "addrset any {\n}\naddrset to {\n}\nruleset ruleset {\n  # Filter rules\n  rule 0 at 4294967295 in protocol any from addrset any to addrset to drop applied-to with, log, disabled, 7 disabled with log;\n}\n"
		},
		{
		  "ruleset r{rule 1 at 1 in protocol any from any to any drop applied-to 'a;b',\"#x\",\"q\\\"\\\\\",x#;}",
		  "ruleset r {\n  # Filter rules\n  rule 1 at 1 in protocol any from any to any drop applied-to \"a;b\", \"#x\", \"q\\\"\\\\\", x#;\n}\n"
		},
		{ "addrset 'plain' {\n}\n", "addrset plain {\n}\n" },
		/* Rules are put in the order of their positions. */
		{
		  "ruleset r{rule 1 at 3 in protocol any from any to any drop;rule 2 at 1 out protocol any from any to any drop;rule 3 at 2 inout protocol any from any to any accept;}",
		  "ruleset r {\n  # Filter rules\n  rule 2 at 1 out protocol any from any to any drop;\n  rule 3 at 2 inout protocol any from any to any accept;\n  rule 1 at 3 in protocol any from any to any drop;\n}\n"
		},
		{
		  "ruleset r {\n  # Filter rules\n  rule 1 at 1 inout family ipv4 protocol tcp from not { ip 10.0.0.1, ip 10.1.0.0/16 } port { 1, 2-3 } to not ip 10.0.0.9 port 0-65535 reject stateless loose tag 'it \"is\" \\\\' applied-to web-01.eth0, \"a,b\" disabled with log;\n  rule 1 at 2 inout family ipv6 protocol ipv6-icmp icmptype 1 icmpcode 255 from { ip ::1, ip 10.0.0.1 } to any accept;\n  rule 1 at 3 inout protocol tcp from any to any port 21 accept alg ftp;\n  rule 1 at 4 inout protocol udp from any to any port 69 accept alg tftp;\n  rule 1 at 5 inout protocol 253 from any to any accept;\n  default accept;\n}\n",
		  NULL },
		/* Options in any order. */
		{
		  "ruleset r{rule 1 at 1 in protocol 6 from any to any port ssh accept with log disabled applied-to b tag text loose stateless;}",
		  "ruleset r {\n  # Filter rules\n  rule 1 at 1 in protocol tcp from any to any port 22 accept stateless loose tag 'text' applied-to b disabled with log;\n}\n"
		},
		{ "ruleset r{rule 1 at 1 in protocol icmpv6 from not 10.0.0.1 to {::1,} accept;}",
		  "ruleset r {\n  # Filter rules\n  rule 1 at 1 in protocol ipv6-icmp from not ip 10.0.0.1 to ip ::1 accept;\n}\n"
		},
		{
		  "ruleset l2 {\n  # Filter rules\n  rule 1001 at 1 inout ethertype any from any to any accept;\n  rule 1 at 2 in ethertype arp from mac 02:00:00:00:00:01 to not { mac 02:00:00:00:00:02, mac ff:ff:ff:ff:ff:ff } drop applied-to a disabled with log;\n  rule 1 at 3 in ethertype 0x9000 from any to any drop;\n  default drop with log;\n}\n",
		  NULL },
		{
		  "ruleset l2 category ethernet {rule 1 at 1 in ethertype 0x0800 from AA:bb:0c:D0:00:01 to any drop;}",
		  "ruleset l2 {\n  # Filter rules\n  rule 1 at 1 in ethertype ipv4 from mac aa:bb:0c:d0:00:01 to any drop;\n}\n"
		},
	};
	unsigned int i;
	int err;

	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		const char *want = tests[i].want ? tests[i].want :
						   tests[i].text;
		char *text = reprint(tests[i].text, &err), *again;
		char what[80];

		snprintf(what, sizeof(what), "good %u", i);
		ok(!err && !strcmp(text, want), what);
		if (err || strcmp(text, want))
			printf("# want: %s\n# have: %s\n", want, text);
		again = reprint(text, &err);
		ok(!err && !strcmp(text, again), "the same again");
		free(text);
		free(again);
	}
}

/* No word of the language is taken, and none that looks like something else. */
static void test_names(void)
{
	static const char *const names[] = {
		"accept", "addrset", "alg", "any", "applied-to", "at",
		"category", "default", "disabled", "drop", "ethertype",
		"family", "from", "icmpcode", "icmptype", "in", "inout", "ip",
		"log", "loose", "mac", "not", "out", "port", "protocol",
		"reject", "rule", "ruleset", "stateless", "strict", "tag",
		"to", "with", "emergency", "ftp", "ipv4", "tcp", "7", "1-2",
		"10.0.0.1", "::1", "02:00:00:00:00:01", "0x0800", "a:b", "1.x",
		"-", ":",
	};
	char text[512], what[80];
	unsigned int i, j;
	char *have;
	int err;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		for (j = 0; j < 2; j++) {
			const char *q = j ? "'" : "", *name = names[i];

			snprintf(text, sizeof(text),
				 "addrset %s%s%s { 10.0.0.1 } ruleset %s%s%s { rule 1 at 1 in protocol any from not addrset %s%s%s to { addrset %s%s%s } drop tag %s%s%s applied-to %s%s%s, %s%s%s with log; }",
				 q, name, q, q, name, q, q, name, q, q, name,
				 q, q, name, q, q, name, q, q, name, q);
			have = reprint(text, &err);
			snprintf(what, sizeof(what), "a name%s: %s",
				 j ? " in quotes" : "", name);
			ok(!err && strstr(have, "with log;"), what);
			if (err)
				printf("# %s\n", have);
			free(have);
		}
	}
}

/* "COLUMN: TEXT" of the error that a line gives. */
static void test_bad(void)
{
	static const struct {
		const char *text;
		const char *want;
	} tests[] = {
		{ "rulset",
		  "1: expected 'addrset' or 'ruleset', found 'rulset'" },
		{ "addrset",
		  "8: expected a name, found the end of the file" },
		{ "addrset a",
		  "10: expected '{', found the end of the file" },
		{ "addrset a {",
		  "12: expected '}', 'ip' or an address, found the end of the file" },
		{ "addrset a { ip",
		  "15: expected an address, found the end of the file" },
		{ "addrset a { ip }",
		  "16: expected an address, found '}'" },
		{ "addrset a { 10.0.0.1 10.0.0.2 }",
		  "22: expected ',' or '}', found '10.0.0.2'" },
		{ "addrset a { 10.0.0.1,, }",
		  "22: expected '}', 'ip' or an address, found ','" },
		{ "addrset a { 10.0.0.256 }",
		  "13: expected an address, found '10.0.0.256'" },
		{ "addrset a { 10.0.0.1/33 }",
		  "13: a prefix of IPv4 has at most 32 bits: '10.0.0.1/33'" },
		{ "addrset a { ::/129 }",
		  "13: a prefix of IPv6 has at most 128 bits: '::/129'" },
		{ "addrset a { 10.0.0.1/8 }",
		  "13: the address has bits set behind its prefix: '10.0.0.1/8'" },
		{ "addrset a { 10.0.0.0/ }",
		  "13: expected the length of a prefix behind '/': '10.0.0.0/'" },
		{ "addrset a { 10.0.0.0/8x }",
		  "13: expected the length of a prefix behind '/': '10.0.0.0/8x'" },
		{ "addrset a { 10.0.0.9-10.0.0.1 }",
		  "13: the range ends before it begins: '10.0.0.9-10.0.0.1'" },
		{ "addrset a { 10.0.0.9-::1 }",
		  "13: the two ends of a range are of different families: '10.0.0.9-::1'" },
		{ "addrset a { 10.0.0.9- }",
		  "13: expected an address behind '-': '10.0.0.9-'" },
		{ "addrset a { web }",
		  "13: expected '}', 'ip' or an address, found 'web'" },
		{ "addrset a { \"10.0.0.1\" }",
		  "13: expected '}', 'ip' or an address, found '\"10.0.0.1\"'" },
		{ "addrset a { ; }",
		  "13: expected '}', 'ip' or an address, found ';'" },
		{ "addrset a { } addrset b { } addrset a { }",
		  "37: there is an address set a already" },
		{ "addrset \"\" { }",
		  "9: the name is empty" },
		{ "addrset \"a b\" { }",
		  "9: a name has no spaces, and characters of ASCII only" },
		{ "addrset \"\303\251\" { }",
		  "9: a name has no spaces, and characters of ASCII only" },
		{ "addrset \303\251 { }",
		  "9: expected a name, found '\\xc3'" },
		{ "addrset aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa { }",
		  "9: a name has at most 63 characters" },
		{ "addrset \"a",
		  "9: expected a closing quote on the same line, and no control characters before it"
		},
		{ "addrset 'a { }",
		  "9: expected a closing quote on the same line, and no control characters before it"
		},
		{ "ruleset r { rule",
		  "17: expected a number, found the end of the file" },
		{ "ruleset r { rule x",
		  "18: expected a number, found 'x'" },
		{ "ruleset r { rule 4294967296 at 1 in",
		  "18: the number is not in the range of 0 to 4294967295" },
		{ "ruleset r { rule 1 on 1",
		  "20: expected 'at', found 'on'" },
		{ "ruleset r { rule 1 at 0 in",
		  "23: the number is not in the range of 1 to 4294967295" },
		{ "ruleset r { rule 1 at 1 inn",
		  "25: expected 'in', 'out' or 'inout', found 'inn'" },
		{ "ruleset r { rule 1 at 1 in from",
		  "28: expected 'ethertype', 'family' or 'protocol', found 'from'" },
		{ "ruleset r { rule 1 at 1 in family ipv5",
		  "35: expected 'ipv4' or 'ipv6', found 'ipv5'" },
		{ "ruleset r { rule 1 at 1 in family any",
		  "35: expected 'ipv4' or 'ipv6', found 'any'" },
		{ "ruleset r { rule 1 at 1 in family ipv4 ethertype",
		  "40: expected 'protocol', found 'ethertype'" },
		{ "ruleset r { rule 1 at 1 in protocol foo",
		  "37: expected 'any' or a protocol, found 'foo'" },
		{ "ruleset r { rule 1 at 1 in protocol 256",
		  "37: the number is not in the range of 0 to 255" },
		{ "ruleset r { rule 1 at 1 in protocol ;",
		  "37: expected 'any', a number or a name, found ';'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp icmptype 8",
		  "41: only protocol icmp and ipv6-icmp have icmptype" },
		{ "ruleset r { rule 1 at 1 in protocol icmp icmptype 256",
		  "51: the number is not in the range of 0 to 255" },
		{ "ruleset r { rule 1 at 1 in protocol icmp icmpcode 1",
		  "42: expected 'icmptype' or 'from', found 'icmpcode'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp form",
		  "41: expected 'icmptype' or 'from', found 'form'" },
		{ "ruleset r { rule 1 at 1 in protocol any from to",
		  "46: expected " WHO ", found 'to'" },
		{ "ruleset r { rule 1 at 1 in protocol any from not any",
		  "50: expected '{', 'addrset', 'group', 'ip' or an address, found 'any'" },
		{ "ruleset r { rule 1 at 1 in protocol any from { } to any",
		  "48: expected 'addrset', 'group', 'ip' or an address, found '}'" },
		{ "ruleset r { rule 1 at 1 in protocol any from { any } to any",
		  "48: expected 'addrset', 'group', 'ip' or an address, found 'any'" },
		{ "ruleset r { rule 1 at 1 in protocol any from { 10.0.0.1 to any",
		  "57: expected ',' or '}', found 'to'" },
		{ "ruleset r { rule 1 at 1 in protocol any from { 10.0.0.1, to any",
		  "58: expected '}', 'addrset', 'group', 'ip' or an address, found 'to'" },
		{ "ruleset r { rule 1 at 1 in protocol any from mac 02:00:00:00:00:01",
		  "46: expected " WHO ", found 'mac'" },
		{ "ruleset r { rule 1 at 1 in protocol any from 02:00:00:00:00:01",
		  "46: expected " WHO ", found '02:00:00:00:00:01'" },
		{ "ruleset r { rule 1 at 1 in protocol any from addrset",
		  "53: expected a name, found the end of the file" },
		{ "ruleset r { rule 1 at 1 in protocol any from addrset a to any accept; }",
		  "54: there is no address set a" },
		{ "ruleset r { rule 1 at 1 in protocol any from any port 22",
		  "50: only protocol tcp, udp and sctp have ports" },
		{ "ruleset r { rule 1 at 1 in protocol icmp from any to any port 22",
		  "58: only protocol tcp, udp and sctp have ports" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any port 65536",
		  "55: the number is not in the range of 0 to 65535" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any port 99999999999999999999999",
		  "55: the number is not in the range of 0 to 65535" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any port 9-1",
		  "55: the range ends before it begins" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any port 1-",
		  "55: expected a port, found '1-'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any port no-such-service",
		  "55: expected a port, found 'no-such-service'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any port to",
		  "55: expected '{', a number, a range or a name, found 'to'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any port { }",
		  "57: expected a number, a range or a name, found '}'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any port { 1 2 }",
		  "59: expected ',' or '}', found '2'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any { 1 }",
		  "50: expected 'port' or 'to', found '{'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any port 22 acept;",
		  "65: expected 'accept', 'drop' or 'reject', found 'acept'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept",
		  "63: expected ';', 'stateless', 'strict', 'loose', 'alg', 'tag', 'with', 'applied-to' or 'disabled', found the end of the file"
		},
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept with;",
		  "68: expected 'log', found ';'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept logged;",
		  "64: expected ';', 'stateless', 'strict', 'loose', 'alg', 'tag', 'with', 'applied-to' or 'disabled', found 'logged'"
		},
		{
		  "ruleset r { rule 1 at 1 in protocol tcp from any to any accept with log with log;",
		  "73: 'with' is said twice" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept strict loose;",
		  "71: 'loose' is said twice" },
		{
		  "ruleset r { rule 1 at 1 in protocol tcp from any to any accept stateless stateless;",
		  "74: 'stateless' is said twice" },
		{
		  "ruleset r { rule 1 at 1 in protocol tcp from any to any accept disabled disabled;",
		  "73: 'disabled' is said twice" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept tag a tag b;",
		  "70: 'tag' is said twice" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept tag ;",
		  "68: expected a name, found ';'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept tag '';",
		  "68: the tag is empty" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept tag '\303\251';",
		  "68: a tag has characters of ASCII only, and no '" },
		{
		  "ruleset r { rule 1 at 1 in protocol tcp from any to any accept tag 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';",
		  "68: a tag has at most 63 characters" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept alg sip;",
		  "68: expected 'ftp' or 'tftp', found 'sip'" },
		{ "ruleset r { rule 1 at 1 in protocol udp from any to any accept alg ftp;",
		  "68: ftp needs protocol tcp" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept alg tftp;",
		  "68: tftp needs protocol udp" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept alg ftp alg ftp;",
		  "72: 'alg' is said twice" },
		{
		  "ruleset r { rule 1 at 1 in protocol tcp from any to any accept alg ftp stateless;",
		  "72: a rule with 'alg' cannot be 'stateless'" },
		{
		  "ruleset r { rule 1 at 1 in protocol tcp from any to any accept applied-to a applied-to b;",
		  "77: 'applied-to' is said twice" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept applied-to a,;",
		  "77: expected a name, found ';'" },
		{ "ruleset r { rule 1 at 1 in protocol tcp from any to any accept applied-to;",
		  "74: expected a name, found ';'" },
		{ "ruleset r { rule 1 at 1 in family ipv4 protocol tcp from ::1 to any accept;",
		  "58: no packet of the rule has such an address: IPv4 and IPv6 don't mix" },
		{ "ruleset r { rule 1 at 1 in family ipv4 protocol ipv6-icmp from",
		  "49: icmp is of IPv4, ipv6-icmp of IPv6" },
		{ "ruleset r { rule 1 at 1 in protocol icmp from ::1 to any accept;",
		  "47: no packet of the rule has such an address: IPv4 and IPv6 don't mix" },
		{ "ruleset r { rule 1 at 1 in protocol any from ::1 to { 10.0.0.1 } accept;",
		  "53: no packet of the rule has such an address: IPv4 and IPv6 don't mix" },
		{ "ruleset r { rule 1 at 1 in protocol udp from any to any accept strict;",
		  "64: only protocol tcp and any may be 'strict'" },
		{ "ruleset r { rule 1 at 1 in protocol any from any to any accept strict stateless;",
		  "71: a rule that is 'strict' cannot be 'stateless'" },
		{ "ruleset r { rule 1 at 1 in protocol any from any to any accept tag 'a\\'b';",
		  "68: a tag has characters of ASCII only, and no '" },
		{ "ruleset \"a;b\" { }",
		  "9: the name of a ruleset or address set has none of {};,#'\"" },
		{ "addrset a# { }",
		  "9: the name of a ruleset or address set has none of {};,#'\"" },
		{
		  "ruleset r { rule 1 at 1 in protocol any from any to any accept; rule 2 at 1 in protocol any from any to any drop; }",
		  "75: another rule of this ruleset is at position 1" },
		{
		  "ruleset r { rule 1 at 1 in protocol any from any to any accept; rule 2 at 2 in ethertype any from any to any drop; }",
		  "80: expected 'family' or 'protocol', found 'ethertype'" },
		{
		  "ruleset r { rule 1 at 1 in ethertype any from any to any accept; rule 2 at 2 in protocol any from any to any drop; }",
		  "81: expected 'ethertype', found 'protocol'" },
		{ "ruleset r category ethernet { rule 1 at 1 in protocol any",
		  "46: expected 'ethertype', found 'protocol'" },
		{ "ruleset r category application { rule 1 at 1 in ethertype any",
		  "49: expected 'family' or 'protocol', found 'ethertype'" },
		{ "ruleset r { rule 1 at 1 in ethertype foo",
		  "38: expected 'any' or an ethertype, found 'foo'" },
		{ "ruleset r { rule 1 at 1 in ethertype ;",
		  "38: expected 'any' or a name, found ';'" },
		{ "ruleset r { rule 1 at 1 in ethertype 0x5ff",
		  "38: an ethertype is 0x0600 or more" },
		{ "ruleset r { rule 1 at 1 in ethertype 0x10000",
		  "38: expected 'any' or an ethertype, found '0x10000'" },
		{ "ruleset r { rule 1 at 1 in ethertype any from 10.0.0.1 to any",
		  "47: expected " WHO2 ", found '10.0.0.1'" },
		{ "ruleset r { rule 1 at 1 in ethertype any from addrset a to any",
		  "47: expected " WHO2 ", found 'addrset'" },
		{ "ruleset r { rule 1 at 1 in ethertype any from any to any reject;",
		  "58: expected 'accept' or 'drop', found 'reject'" },
		{ "ruleset r { rule 1 at 1 in ethertype any from any port 1 to any accept;",
		  "51: expected 'to', found 'port'" },
		{ "ruleset r { rule 1 at 1 in ethertype any from any to any accept stateless;",
		  "65: expected ';', 'with', 'applied-to' or 'disabled', found 'stateless'" },
		{ "ruleset r { } ruleset r { }",
		  "23: there is a ruleset r already" },
		{ "ruleset r category",
		  "19: expected a name, found the end of the file" },
		{ "ruleset r category any",
		  "20: expected 'emergency', 'infrastructure', 'environment', 'application' or 'ethernet', found 'any'"
		},
		{ "ruleset r category x",
		  "20: expected 'emergency', 'infrastructure', 'environment', 'application' or 'ethernet', found 'x'"
		},
		{ "ruleset r category emergency category application {",
		  "39: the category is said twice" },
		{ "ruleset r { default",
		  "20: expected 'accept', 'drop' or 'reject', found the end of the file" },
		{ "ruleset r { default accept",
		  "27: expected ';' or 'with', found the end of the file" },
		{ "ruleset r { default accept with log",
		  "36: expected ';', found the end of the file" },
		{ "ruleset r { default accept; rule",
		  "29: expected '}', found 'rule'" },
		{ "ruleset r { default accept; } ruleset s { default drop; }",
		  "51: another ruleset has the default of layer 3" },
		{ "ruleset r category ethernet { default reject; }",
		  "39: expected 'accept' or 'drop', found 'reject'" },
		{ "ruleset r { } }",
		  "15: expected 'addrset' or 'ruleset', found '}'" },
		{ "ruleset r }",
		  "11: expected '{', 'category', 'strict' or 'loose', found '}'" },
	};
	unsigned int i;
	int err;

	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		char *text = reprint(tests[i].text, &err);

		ok(err == -EINVAL && !strncmp(text, "f:1:", 4) &&
		   !strcmp(text + 4, tests[i].want), tests[i].text);
		if (strlen(text) < 4 || strcmp(text + 4, tests[i].want))
			printf("# want: f:1:%s\n# have: %s\n", tests[i].want,
			       text);
		free(text);
	}
}

/* Lines are counted, and columns in characters. */
static void test_places(void)
{
	static const struct {
		const char *text;
		size_t len;
		const char *want;
	} tests[] = {
		{ "\n\n  x", 0, "f:3:3: expected 'addrset' or 'ruleset', found 'x'" },
		{ "# \303\251\303\251\n# \303\251\naddrset a { }\t\"\303\251\" x", 0,
		  "f:3:15: expected 'addrset' or 'ruleset', found '\"\\xc3\\xa9\"'" },
		{ "addrset a {}\r\n\0", 15,
		  "f:2:1: expected 'addrset' or 'ruleset', found '\\x00'" },
		{ "addrset a\0b {}", 14, "f:1:10: expected '{', found '\\x00'" },
		{ "# a\0b\naddrset a {}", 18,
		  "f:1:4: expected 'addrset' or 'ruleset', found '\\x00'" },
		{ "addrset a {} \0", 14,
		  "f:1:14: expected 'addrset' or 'ruleset', found '\\x00'" },
		{ "addrset \"a\0b\" {}", 16,
		  "f:1:9: expected a closing quote on the same line, and no control characters before it"
		},
		{ "addrset \"a\\", 0,
		  "f:1:9: expected a closing quote on the same line, and no control characters before it"
		},
		{ "addrset \"a\\\nb\" {}", 0,
		  "f:1:9: expected a closing quote on the same line, and no control characters before it"
		},
		/* The first set that is not there, whatever is behind it. */
		{
		  "ruleset r {\nrule 1 at 1 in protocol any from addrset b to addrset a accept; rule 2 at 2 in protocol any from addrset c to any drop; }\naddrset b {}",
		  0,
		  "f:2:55: there is no address set a" },
		/* The rule that comes second, wherever it stands. */
		{
		  "ruleset r {\nrule 1 at 7 in protocol any from any to any drop;\nrule 1 at 9 in protocol any from any to any drop;\nrule 2 at 7 in protocol any from any to any drop; }",
		  0,
		  "f:4:11: another rule of this ruleset is at position 7" },
		{ "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 0,
		  "f:1:1: expected 'addrset' or 'ruleset', found 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'"
		},
	};
	unsigned int i;
	int err;

	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		size_t len = tests[i].len;
		char *text;

		text = reprint_bytes(tests[i].text,
				     len ? len : strlen(tests[i].text), &err);
		ok(err == -EINVAL && !strcmp(text, tests[i].want),
		   tests[i].want);
		if (strcmp(text, tests[i].want))
			printf("# have: %s\n", text);
		free(text);
	}
}

/* Random rules ------------------------------------------------------------- */

static unsigned int up_to(unsigned int n)
{
	return (unsigned int)random() % n;
}

static const char *one_of(const char *const *list, unsigned int n)
{
	return list[up_to(n)];
}

#define ONE_OF(...)							\
	one_of((const char *const []){ __VA_ARGS__ },			\
	       sizeof((const char *const []){ __VA_ARGS__ }) / sizeof(char *))

static void put_random_item(FILE *out, bool layer2)
{
	if (layer2)
		fprintf(out, "mac 02:00:00:00:%02x:%02x", up_to(256),
			up_to(256));
	else if (up_to(2))
		fprintf(out, "addrset set-%u", up_to(10));
	else if (up_to(2))
		fprintf(out, "ip 10.%u.0.0/%u", up_to(256), 16 + up_to(17));
	else if (up_to(2))
		fprintf(out, "ip 10.0.0.%u-10.0.1.%u", up_to(256), up_to(256));
	else
		fprintf(out, "2001:db8:%x::%s", up_to(65536),
			ONE_OF("", "/48", "1", ":/64"));
}

static void put_random_match(FILE *out, bool layer2)
{
	unsigned int i, n = up_to(4);

	if (!n) {
		fputs("any", out);
		return;
	}
	fputs(ONE_OF("", "not "), out);
	if (n == 1) {
		put_random_item(out, layer2);
		return;
	}
	fputs("{", out);
	for (i = 0; i < n; i++) {
		fputs(i ? "," : "", out);
		put_random_item(out, layer2);
	}
	fputs(ONE_OF("}", ",}"), out);
}

static void put_random_ports(FILE *out)
{
	unsigned int i, n = up_to(3);

	if (!n)
		return;
	fprintf(out, " port {");
	for (i = 0; i < n; i++) {
		unsigned int first = up_to(65536);

		fprintf(out, i ? ", %u-%u" : "%u-%u", first,
			first + up_to(65536 - first));
	}
	fputs("}", out);
}

static void put_random_rule(FILE *out, unsigned int position, bool layer2)
{
	bool ports = !layer2 && up_to(2);

	fprintf(out, "rule %u at %u %s ", up_to(10000), position,
		ONE_OF("in", "out", "inout"));
	if (layer2)
		fprintf(out, "ethertype %s", ONE_OF("any", "arp", "0x9100"));
	else if (ports)
		fprintf(out, "protocol %s", ONE_OF("tcp", "17", "sctp"));
	else
		fprintf(out, "protocol %s", ONE_OF("any", "icmp icmptype 3",
						   "gre", "253"));
	fputs(" from ", out);
	put_random_match(out, layer2);
	if (ports)
		put_random_ports(out);
	fputs(" to ", out);
	put_random_match(out, layer2);
	if (ports)
		put_random_ports(out);
	fprintf(out, " %s", ONE_OF("accept", "drop"));
	if (!layer2)
		fputs(ONE_OF("", " stateless", " tag 'a b'"), out);
	fputs(ONE_OF("", " applied-to a", " applied-to b, \"c;\""), out);
	fputs(ONE_OF("", " disabled"), out);
	fputs(ONE_OF(";\n", " with log;\n"), out);
}

static void put_random_file(FILE *out)
{
	unsigned int i, j, n = up_to(4);

	for (i = 0; i < n; i++) {
		bool layer2 = !up_to(3);

		fprintf(out, "ruleset r%u %s{\n", i, layer2 ? "" :
			ONE_OF("", "loose ", "category emergency "));
		for (j = up_to(20); j; j--)
			put_random_rule(out, j * 7, layer2);
		fputs("}\n", out);
	}
	for (i = 0; i < 10; i++)
		fprintf(out, "addrset set-%u { 10.0.0.%u, 10.1.%u.0/24 }\n", i,
			i, i);
}

/* What it was taken for, one generation later, is the same. */
static void test_random(void)
{
	struct vsw_obj *rules, *again;
	struct vsw_rules_error error;
	unsigned int i, good = 0;
	char *text, *first;
	size_t size;
	FILE *out;

	srandom(1);
	for (i = 0; i < 500; i++) {
		out = open_memstream(&text, &size);
		put_random_file(out);
		fclose(out);
		/* A prefix with bits behind it is refused, like a range. */
		if (vsw_rules_parse(text, size, "f", &rules, &error)) {
			free(text);
			continue;
		}
		first = print(rules);
		vsw_rules_parse(first, strlen(first), "f", &again, &error);
		if (again && vsw_obj_count(rules, VSW_A_RULES_RULE) ==
		    vsw_obj_count(again, VSW_A_RULES_RULE))
			good++;
		else
			printf("# %s", first);
		vsw_obj_free(rules);
		vsw_obj_free(again);
		free(first);
		free(text);
	}
	printf("# %u of 500 were right\n", good);
	ok(good > 100, "random rules are printed and parsed again");
}

/* Damage ------------------------------------------------------------------- */

static const char seed[] =
	"# generation 12\n"
	"addrset ip-vm-33 {\nip 172.16.10.12,\nip 10.0.0.0/8,\nip 10.1.0.1-10.1.0.9,\nip 2001:db8::/32,\n}\n"
	"addrset ip-vm-36 { 172.16.10.11 }\n"
	"ruleset domain-c25 category emergency strict {\n"
	"  rule 1006 at 1 inout protocol tcp from addrset ip-vm-33 to addrset ip-vm-36 port 22 accept with log;\n"
	"  rule 1004 at 3 inout family ipv6 protocol ipv6-icmp icmptype 135 icmpcode 0 from any to any accept;\n"
	"  rule 1003 at 5 inout protocol udp from not { 10.0.0.1, addrset ip-vm-33, } to any port { 67, 1-9 } accept tag 'x \\\\' stateless applied-to a, \"b\" disabled;\n"
	"  default reject with log;\n}\n"
	"ruleset l2 {\n"
	"  rule 1 at 1 out ethertype 0x88cc from mac 02:00:00:00:00:01 to { 02:00:00:00:00:02 } drop;\n"
	"}\n";

/* Cut off anywhere, it is another text or none. */
static void test_prefixes(void)
{
	size_t len;

	for (len = 0; len < sizeof(seed); len++)
		LLVMFuzzerTestOneInput((const uint8_t *)seed, len);
	ok(true, "every beginning of a text");
}

static void damage(char *text, size_t *len)
{
	static const char bytes[] = "{},;'\"\\#-/\n \0\377:.09afz";
	size_t at = up_to(*len), from = up_to(*len), n;

	switch (up_to(4)) {
	case 0:
		text[at] = bytes[up_to(sizeof(bytes))];
		break;
	case 1:
		text[at] = random();
		break;
	case 2:
		n = up_to(*len - at);
		memmove(text + at, text + at + n, *len - at - n);
		*len -= n;
		break;
	default:
		n = *len - (at > from ? at : from);
		memmove(text + at, text + from, n > 40 ? 40 : n);
	}
}

static void test_damage(void)
{
	char text[sizeof(seed)];
	unsigned int i, j;
	size_t len;

	srandom(2);
	for (i = 0; i < 20000; i++) {
		memcpy(text, seed, sizeof(seed));
		len = sizeof(seed) - 1;
		for (j = 0; len && j < 1 + i % 4; j++)
			damage(text, &len);
		LLVMFuzzerTestOneInput((const uint8_t *)text, len);
	}
	ok(true, "20000 damaged texts");
}

static void test_large(void)
{
	static const struct {
		char fill;
		const char *want;
	} tests[] = {
		{ 'x',
		  "f:1:1: expected 'addrset' or 'ruleset', found 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'"
		},
		{ '{', "f:1:1: expected 'addrset' or 'ruleset', found '{'" },
		{ '"', "f:1:1: expected 'addrset' or 'ruleset', found '\"\"'" },
		{ '\'', "f:1:1: expected 'addrset' or 'ruleset', found '\'\''" },
		{ '\n', "" },
		{ '#', "" },
		{ '\0', "f:1:1: expected 'addrset' or 'ruleset', found '\\x00'" },
		{ '\xff', "f:1:1: expected 'addrset' or 'ruleset', found '\\xff'" },
		{ ':',
		  "f:1:1: expected 'addrset' or 'ruleset', found '::::::::::::::::::::::::::::::::::::::::...'"
		},
	};
	const size_t len = 16 << 20;
	char *text = malloc(len), *have;
	unsigned int i;
	int err;

	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		memset(text, tests[i].fill, len);
		have = reprint_bytes(text, len, &err);
		ok(!strcmp(have, tests[i].want), "16 MiB of one byte");
		free(have);
	}
	free(text);
}

/* As many as a host has. */
static void test_many(void)
{
	struct vsw_obj *rules;
	struct vsw_rules_error error;
	unsigned int i;
	size_t size;
	char *text;
	FILE *out;

	out = open_memstream(&text, &size);
	fputs("ruleset r {\n", out);
	for (i = 20000; i; i--)
		fprintf(out,
			"rule 1 at %u in protocol tcp from addrset s%u to any port %u accept;\n",
			i, i, i);
	fputs("}\n", out);
	for (i = 1; i <= 20000; i++)
		fprintf(out, "addrset s%u { 10.0.%u.%u }\n", i, i / 256,
			i % 256);
	fclose(out);
	ok(!vsw_rules_parse(text, size, "f", &rules, &error) &&
	   vsw_obj_count(rules, VSW_A_RULES_RULE) == 20000 &&
	   vsw_obj_count(rules, VSW_A_RULES_ADDRSET) == 20000 &&
	   vsw_obj_uint(vsw_obj_at(rules, VSW_A_RULES_RULE, 4999),
			VSW_A_RULE_POSITION) == 5000,
	   "20000 rules in reverse, each with its own set");
	vsw_obj_free(rules);
	free(text);
}

int main(void)
{
	printf("TAP version 13\n");
	test_good();
	test_names();
	test_bad();
	test_places();
	test_random();
	test_prefixes();
	test_damage();
	test_large();
	test_many();
	printf("1..%d\n", count);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
