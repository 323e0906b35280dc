// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What must hold for any text of rules, for libFuzzer (make fuzz) and for
 * rules_test.c: parsing it stays inside of it and leaks nothing; it is refused
 * with a place and a reason, or what it is printed as means the same.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vsw/libvsw.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good, const char *what, const char *text)
{
	if (good)
		return;
	fprintf(stderr, "%s\n%s\n", what, text);
	abort();
}

static char *print(const struct vsw_obj *rules)
{
	size_t size;
	char *text;
	FILE *out = open_memstream(&text, &size);

	must(!vsw_rules_print(rules, out), "not printed", "");
	must(!fclose(out), "no memory", "");
	return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Of just that size, for the sanitizer to see its end. */
	char *text = memcpy(malloc(size ? size : 1), data, size);
	struct vsw_rules_error error;
	struct vsw_obj *rules, *again;
	char *first, *second;
	int err;

	err = vsw_rules_parse(text, size, "f", &rules, &error);
	free(text);
	if (err) {
		must(!rules && error.line && error.column &&
		     !strncmp(error.text, "f:", 2), "bad error", error.text);
		return 0;
	}
	first = print(rules);
	err = vsw_rules_parse(first, strlen(first), "g", &again, &error);
	must(!err, error.text, first);
	second = print(again);
	must(!strcmp(first, second), "printed otherwise", first);
	must(vsw_obj_count(rules, VSW_A_RULES_RULE) ==
	     vsw_obj_count(again, VSW_A_RULES_RULE), "rules lost", first);
	free(first);
	free(second);
	vsw_obj_free(rules);
	vsw_obj_free(again);
	return 0;
}
