// SPDX-License-Identifier: GPL-2.0
/* vswctl rules */
#include "rules.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "json.h"
#include "parse.h"

#define FILE_EXPECTS "the file of rules, or - for standard input"

/* All of a file, with room for a terminating zero. A negative errno. */
static int read_all(FILE *file, char **text, size_t *len)
{
	size_t size = 0;

	*text = NULL;
	*len = 0;
	do {
		char *grown;

		size = size ? size * 2 : 65536;
		grown = realloc(*text, size);
		if (!grown)
			return -ENOMEM;
		*text = grown;
		*len += fread(*text + *len, 1, size - *len, file);
	} while (*len == size);
	return ferror(file) ? -errno : 0;
}

int rules_read(struct ctx *ctx, const char *file, struct vsw_obj **rules)
{
	bool is_stdin = !strcmp(file, "-");
	struct vsw_rules_error error;
	int err, code = EXIT_OK;
	char *text = NULL;
	size_t len;
	FILE *in;

	*rules = NULL;
	in = is_stdin ? stdin : fopen(file, "re");
	if (!in)
		return usage_error(ctx, "%s: %s", file, strerror(errno));
	err = read_all(in, &text, &len);
	if (!is_stdin)
		fclose(in);
	if (err) {
		code = system_error(ctx, err, file);
	} else {
		err = vsw_rules_parse(text, len, is_stdin ? "<stdin>" : file,
				      rules, &error);
		if (err)
			code = fail_with(ctx, err == -ENOMEM ? EXIT_REFUSED :
					 EXIT_USAGE, "%s", error.text);
	}
	free(text);
	return code;
}

char *rules_to_text(const struct vsw_obj *rules)
{
	size_t size;
	char *text;
	FILE *out;

	out = open_memstream(&text, &size);
	if (out)
		vsw_rules_print(rules, out);
	if (!out || fclose(out)) {
		fprintf(stderr, "vswctl: out of memory\n");
		exit(EXIT_REFUSED);
	}
	return text;
}

/* Words behind the file: what becomes of states, and --if-generation N. */
static int take_load_words(struct ctx *ctx, struct args *args,
			   uint64_t *transition, uint64_t *generation,
			   bool *has_generation)
{
	const char *word, *text;

	*transition = VSW_TRANSITION_REVALIDATE;
	while ((word = args_next(args))) {
		if (!strcmp(word, "--if-generation")) {
			text = args_next(args);
			if (!text || parse_uint(text, 0, UINT32_MAX,
						generation))
				return expect_error(ctx, word, "a number",
						    text);
			*has_generation = true;
		} else if (vsw_value_find(VSW_KIND_RULES,
					  VSW_A_RULES_TRANSITION, word,
					  transition)) {
			return usage_error(ctx,
					   "expected revalidate, keep, kill or --if-generation, not '%s'",
					   word);
		}
	}
	return EXIT_OK;
}

static int rules_load(struct ctx *ctx, struct args *args)
{
	uint64_t transition, expected_value;
	uint32_t expected, generation;
	bool has_expected = false;
	struct vsw_obj *rules;
	const char *file;
	int code, err;

	file = args_need(ctx, args, FILE_EXPECTS);
	if (!file)
		return EXIT_USAGE;
	code = take_load_words(ctx, args, &transition, &expected_value,
			       &has_expected);
	if (!code)
		code = rules_read(ctx, file, &rules);
	if (code)
		return code;
	expected = has_expected ? expected_value : 0;
	code = ctx_open(ctx);
	if (!code) {
		err = vsw_rules_load(ctx->vsw, rules, transition,
				     has_expected ? &expected : NULL,
				     &generation);
		if (err)
			code = request_error(ctx, err);
		else if (ctx->json)
			printf("{\"generation\":%" PRIu32 "}\n", generation);
	}
	vsw_obj_free(rules);
	return code;
}

static int rules_check(struct ctx *ctx, struct args *args)
{
	const char *file = args_need(ctx, args, FILE_EXPECTS);
	struct vsw_obj *rules;
	int code;

	if (!file)
		return EXIT_USAGE;
	code = args_end(ctx, args);
	if (!code)
		code = rules_read(ctx, file, &rules);
	if (code)
		return code;
	if (ctx->json)
		json_print(json_of(rules), false);
	vsw_obj_free(rules);
	return EXIT_OK;
}

/* "[RULESET]" and nothing else: what is loaded, or that of it. */
static int take_loaded(struct ctx *ctx, struct args *args,
		       struct vsw_obj **rules)
{
	const char *name = args_next(args);
	int code, err;

	code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (code)
		return code;
	err = vsw_rules_get(ctx->vsw, name, rules);
	return err ? request_error(ctx, err) : EXIT_OK;
}

static int rules_show(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *rules;
	int code;

	code = take_loaded(ctx, args, &rules);
	if (code)
		return code;
	if (ctx->json)
		json_print(json_of(rules), false);
	else if (vsw_rules_print(rules, stdout) == -EINVAL)
		code = fail_with(ctx, EXIT_REFUSED,
				 "the kernel's rules are in no order");
	vsw_obj_free(rules);
	return code;
}

/* Counters ----------------------------------------------------------------- */

static const char *const stats_heads[] = {
	"Ruleset", ">Position", ">Rule", ">Evaluations", ">Hits",
	">Packets Out", ">Bytes Out", ">Packets In", ">Bytes In",
	">Connections",
};

static void add_counters(struct table *table, const struct vsw_obj *stats)
{
	static const unsigned int attrs[] = {
		VSW_A_RULE_STATS_EVALUATIONS, VSW_A_RULE_STATS_HITS,
		VSW_A_RULE_STATS_PACKETS_OUT, VSW_A_RULE_STATS_BYTES_OUT,
		VSW_A_RULE_STATS_PACKETS_IN, VSW_A_RULE_STATS_BYTES_IN,
		VSW_A_RULE_STATS_CONNECTIONS,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(attrs); i++)
		table_cell(table, "%" PRIu64, vsw_obj_uint(stats, attrs[i]));
}

static void add_rule(struct table *table, const struct vsw_obj *rule)
{
	table_cell(table, "%s", vsw_obj_str(rule, VSW_A_RULE_RULESET));
	table_cell(table, "%" PRIu64,
		   vsw_obj_uint(rule, VSW_A_RULE_POSITION));
	table_cell(table, "%" PRIu64, vsw_obj_uint(rule, VSW_A_RULE_ID));
	add_counters(table, vsw_obj_get(rule, VSW_A_RULE_STATS));
}

static void add_default(struct table *table, const struct vsw_obj *ruleset)
{
	if (!vsw_obj_has(ruleset, VSW_A_RULESET_DEFAULT_STATS))
		return;
	table_cell(table, "%s", vsw_obj_str(ruleset, VSW_A_RULESET_NAME));
	table_cell(table, "-");
	table_cell(table, "default");
	add_counters(table, vsw_obj_get(ruleset, VSW_A_RULESET_DEFAULT_STATS));
}

static struct json_object *json_rule_stats(const struct vsw_obj *rule)
{
	struct json_object *out = json_object_new_object();
	const struct vsw_obj *stats = vsw_obj_get(rule, VSW_A_RULE_STATS);
	struct json_object *value;

	value = json_object_new_string(vsw_obj_str(rule, VSW_A_RULE_RULESET));
	json_object_object_add(out, "ruleset", value);
	value = json_object_new_int64(vsw_obj_uint(rule, VSW_A_RULE_POSITION));
	json_object_object_add(out, "position", value);
	value = json_object_new_int64(vsw_obj_uint(rule, VSW_A_RULE_ID));
	json_object_object_add(out, "id", value);
	if (stats)
		json_object_object_add(out, "stats", json_of(stats));
	return out;
}

static struct json_object *json_default_stats(const struct vsw_obj *ruleset,
					      const struct vsw_obj *stats)
{
	struct json_object *out = json_object_new_object();
	struct json_object *value;

	value = json_object_new_string(vsw_obj_str(ruleset,
						   VSW_A_RULESET_NAME));
	json_object_object_add(out, "ruleset", value);
	json_object_object_add(out, "default", json_object_new_boolean(true));
	json_object_object_add(out, "stats", json_of(stats));
	return out;
}

static void print_json_stats(const struct vsw_obj *rules)
{
	struct json_object *list = json_object_new_array();
	const struct vsw_obj *obj, *stats;
	unsigned int i;

	for (i = 0; i < vsw_obj_count(rules, VSW_A_RULES_RULE); i++) {
		obj = vsw_obj_at(rules, VSW_A_RULES_RULE, i);
		json_object_array_add(list, json_rule_stats(obj));
	}
	for (i = 0; i < vsw_obj_count(rules, VSW_A_RULES_RULESET); i++) {
		obj = vsw_obj_at(rules, VSW_A_RULES_RULESET, i);
		stats = vsw_obj_get(obj, VSW_A_RULESET_DEFAULT_STATS);
		if (stats)
			json_object_array_add(list,
					      json_default_stats(obj, stats));
	}
	json_print(list, false);
}

static int rules_stats(struct ctx *ctx, struct args *args)
{
	struct table table = {
		.heads = stats_heads, .n_cols = ARRAY_SIZE(stats_heads),
	};
	struct vsw_obj *rules;
	unsigned int i;
	int code;

	code = take_loaded(ctx, args, &rules);
	if (code)
		return code;
	if (ctx->json) {
		print_json_stats(rules);
	} else {
		for (i = 0; i < vsw_obj_count(rules, VSW_A_RULES_RULE); i++)
			add_rule(&table, vsw_obj_at(rules, VSW_A_RULES_RULE,
						    i));
		for (i = 0; i < vsw_obj_count(rules, VSW_A_RULES_RULESET); i++)
			add_default(&table, vsw_obj_at(rules,
						       VSW_A_RULES_RULESET, i));
		table_print(&table);
	}
	vsw_obj_free(rules);
	return code;
}

/* For all filters ---------------------------------------------------------- */

static int rules_require(struct ctx *ctx, struct args *args)
{
	const char *text = args_need(ctx, args, "on or off");
	struct vsw_obj *load;
	int code, err;
	bool on;

	if (!text)
		return EXIT_USAGE;
	if (parse_bool(text, &on))
		return expect_error(ctx, "require", "on or off", text);
	code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (code)
		return code;
	load = vsw_obj_new(VSW_KIND_RULES);
	vsw_obj_set_uint(load, VSW_A_RULES_REQUIRE_RULESET, on);
	err = vsw_load_set(ctx->vsw, load);
	vsw_obj_free(load);
	return err ? request_error(ctx, err) : EXIT_OK;
}

static int rules_status(struct ctx *ctx, struct args *args)
{
	struct vsw_obj *load;
	int code, err;

	code = args_end(ctx, args);
	if (!code)
		code = ctx_open(ctx);
	if (code)
		return code;
	err = vsw_load_get(ctx->vsw, NULL, &load);
	if (err)
		return request_error(ctx, err);
	if (ctx->json) {
		json_print(json_of(load), false);
	} else {
		printf("Generation: %" PRIu64 "\n",
		       vsw_obj_uint(load, VSW_A_RULES_GENERATION));
		printf("Loaded: %s\n",
		       vsw_obj_uint(load, VSW_A_RULES_LOADED) ? "yes" : "no");
		printf("Require Ruleset: %s\n",
		       vsw_obj_uint(load, VSW_A_RULES_REQUIRE_RULESET) ?
		       "on" : "off");
	}
	vsw_obj_free(load);
	return EXIT_OK;
}

const struct command rules_commands[] = {
	{ "load", rules_load,
	  "FILE|- [revalidate|keep|kill] [--if-generation N]" },
	{ "show", rules_show, "[RULESET]" },
	{ "check", rules_check, "FILE|-" },
	{ "diff", rules_diff, "FILE|-" },
	{ "stats", rules_stats, "[RULESET]" },
	{ "require", rules_require, "on|off" },
	{ "status", rules_status, "" },
	{ NULL, NULL, NULL },
};
