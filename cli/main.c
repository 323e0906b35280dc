// SPDX-License-Identifier: GPL-2.0
/* vswctl: options, finding the command, batches. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "parse.h"
#include "port.h"

static int run_help(struct ctx *ctx, struct args *args);
static int run_version(struct ctx *ctx, struct args *args);

static const struct object objects[] = {
	{ "switch", switch_commands, NULL, NULL },
	{ "portgroup", portgroup_commands, NULL, NULL },
	{ "port", port_commands, NULL, NULL },
	{ "uplink", uplink_commands, NULL, NULL },
	{ "fdb", fdb_commands, NULL, NULL },
	{ "stats", stats_commands, NULL, NULL },
	{ "rules", rules_commands, NULL, NULL },
	{ "addrset", addrset_commands, NULL, NULL },
	{ "group", group_commands, NULL, NULL },
	{ "quarantine", quarantine_commands, NULL, NULL },
	{ "binding", binding_commands, NULL, NULL },
	{ "spoofguard", spoofguard_commands, NULL, NULL },
	{ "filter", filter_commands, NULL, NULL },
	{ "flows", NULL, run_flows,
	  "[flush] [" PORT_USAGE " | switch SWITCH]" },
	{ "why", NULL, run_why, PORT_USAGE },
	{ "simulate", NULL, run_simulate,
	  PORT_USAGE " out|in [protocol PROTOCOL]\n"
	  "      [from ADDRESS] [port PORT] [to ADDRESS] [port PORT] ..." },
	{ "log", NULL, run_log,
	  "[" PORT_USAGE "] [--file FILE] [--syslog]" },
	{ "monitor", NULL, run_monitor,
	  "[config | event | log | all] [--timestamps]" },
	{ "save", NULL, run_save, "[FILE]" },
	{ "apply", NULL, run_apply, "FILE|- [--dry-run] [--prune]" },
#ifdef HAVE_AGENT
	{ "agent", NULL, run_agent, "... (see vswctl-agent(8))" },
#endif
	{ "version", NULL, run_version, "" },
	{ "help", NULL, run_help, "[OBJECT]" },
	{ NULL, NULL, NULL, NULL },
};

static void print_object(FILE *out, const struct object *object)
{
	const struct command *command = object->commands;

	if (!command) {
		fprintf(out, "  vswctl %s%s%s\n", object->name,
			*object->usage ? " " : "", object->usage);
		return;
	}
	for (; command->name; command++)
		fprintf(out, "  vswctl %s %s%s%s\n", object->name,
			command->name, *command->usage ? " " : "",
			command->usage);
}

static void print_help(FILE *out, const struct object *only)
{
	const struct object *object;

	fputs("Usage: vswctl [OPTION]... OBJECT COMMAND ...\n\n", out);
	for (object = objects; object->name; object++)
		if (!only || object == only)
			print_object(out, object);
	if (only) {
		fprintf(out, "\nSee vswctl-%s(8).\n", only->name);
		return;
	}
	fputs("\nOptions:\n"
	      "  -j, --json          print JSON\n"
	      "  -n, --netns NETNS   switches of that network namespace (name or process id)\n"
	      "  -b, --batch FILE|-  run commands from a file, stop at the first failure\n"
	      "      --may-exist     add: what is there already is set instead\n"
	      "      --if-exists     del: what is not there is no failure\n"
	      "  -q, --quiet         no warnings\n"
	      "  -V, --version       print the version\n"
	      "  -h, --help          print this\n"
	      "\nObjects and commands may be abbreviated. See vswctl(8).\n", out);
}

/* 0 when @name is no beginning, 2 when it is all of @full. */
static int match(const char *full, const char *name)
{
	if (!strcmp(full, name))
		return 2;
	return !strncmp(full, name, strlen(name));
}

static const struct object *find_object(struct ctx *ctx, const char *name)
{
	const struct object *object, *found = NULL;

	for (object = objects; object->name; object++) {
		switch (match(object->name, name)) {
		case 2:
			return object;
		case 1:
			if (found) {
				usage_error(ctx, "'%s' may be %s or %s", name,
					    found->name, object->name);
				return NULL;
			}
			found = object;
		}
	}
	if (!found)
		usage_error(ctx,
			    "there is no object '%s'; see: vswctl help", name);
	return found;
}

static const struct command *find_command(struct ctx *ctx,
					  const struct object *object,
					  const char *name)
{
	const struct command *command, *found = NULL;

	for (command = object->commands; command->name; command++) {
		switch (match(command->name, name)) {
		case 2:
			return command;
		case 1:
			if (found) {
				usage_error(ctx, "'%s' may be %s or %s", name,
					    found->name, command->name);
				return NULL;
			}
			found = command;
		}
	}
	if (!found)
		usage_error(ctx, "there is no command '%s'; see: vswctl %s help",
			    name, object->name);
	return found;
}

static int run_object(struct ctx *ctx, const struct object *object,
		      struct args *args)
{
	const struct command *command;
	const char *name;

	ctx->object = object->name;
	name = *args->word;
	if (name && !strcmp(name, "help")) {
		print_help(stdout, object);
		return EXIT_OK;
	}
	if (!object->commands)
		return object->run(ctx, args);
	if (!name)
		return usage_error(ctx, "a command is missing; see: vswctl %s help",
				   object->name);
	args->word++;
	command = find_command(ctx, object, name);
	if (!command)
		return EXIT_USAGE;
	ctx->command = command->name;
	return command->run(ctx, args);
}

int run_words(struct ctx *ctx, char **words)
{
	const struct object *object;
	struct args args = { words };
	const char *outer_object = ctx->object;
	const char *outer_command = ctx->command;
	int code = EXIT_USAGE;

	ctx->object = NULL;
	ctx->command = NULL;
	object = find_object(ctx, args_next(&args));
	if (object)
		code = run_object(ctx, object, &args);
	ctx->object = outer_object;
	ctx->command = outer_command;
	return code;
}

static int run_help(struct ctx *ctx, struct args *args)
{
	const struct object *object = NULL;
	const char *name = args_next(args);

	if (name) {
		object = find_object(ctx, name);
		if (!object)
			return EXIT_USAGE;
	}
	print_help(stdout, object);
	return args_end(ctx, args);
}

static int run_version(struct ctx *ctx, struct args *args)
{
	int code = args_end(ctx, args);

	if (code)
		return code;
	if (ctx->json)
		printf("{\"version\":\"" LIBVSW_VERSION "\",\"abi\":%d}\n",
		       VSW_GENL_VERSION);
	else
		printf("vswctl " LIBVSW_VERSION "\n");
	return EXIT_OK;
}

static int run_line(struct ctx *ctx, char *line)
{
	char **words, **start;
	int count, code;

	count = parse_words(line, &words);
	if (count == -EINVAL)
		return usage_error(ctx,
				   "expected the end of a quoted text before the end of the line");
	if (count < 0)
		return system_error(ctx, count, NULL);
	/* Lines may be what "apply --dry-run" prints. */
	start = words;
	if (count && !strcmp(words[0], "vswctl"))
		start++;
	code = *start ? run_words(ctx, start) : EXIT_OK;
	free(words);
	return code;
}

static int run_batch(struct ctx *ctx, const char *name)
{
	bool is_stdin = !strcmp(name, "-");
	FILE *file = is_stdin ? stdin : fopen(name, "re");
	char *line = NULL;
	int code = EXIT_OK;
	size_t size = 0;

	if (!file) {
		fail_with(ctx, EXIT_USAGE, "%s: %s", name, strerror(errno));
		return EXIT_USAGE;
	}
	ctx->file = is_stdin ? "<stdin>" : name;
	while (!code && getline(&line, &size, file) >= 0) {
		ctx->line++;
		code = run_line(ctx, line);
	}
	if (!code && ferror(file))
		code = fail_with(ctx, EXIT_REFUSED, "%s", strerror(errno));
	free(line);
	if (!is_stdin)
		fclose(file);
	return code;
}

enum {
	OPT_MAY_EXIST = 256,
	OPT_IF_EXISTS,
};

static const struct option options[] = {
	{ "json", no_argument, NULL, 'j' },
	{ "netns", required_argument, NULL, 'n' },
	{ "batch", required_argument, NULL, 'b' },
	{ "may-exist", no_argument, NULL, OPT_MAY_EXIST },
	{ "if-exists", no_argument, NULL, OPT_IF_EXISTS },
	{ "quiet", no_argument, NULL, 'q' },
	{ "version", no_argument, NULL, 'V' },
	{ "help", no_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

static int run(struct ctx *ctx, int argc, char **argv)
{
	char word[] = "version";
	char *version[2] = { word, NULL };
	const char *batch = NULL;
	int opt;

	while ((opt = getopt_long(argc, argv, "+jn:b:qVh", options, NULL)) >= 0) {
		switch (opt) {
		case 'j':
			ctx->json = true;
			break;
		case 'n':
			ctx->netns = optarg;
			break;
		case 'b':
			batch = optarg;
			break;
		case OPT_MAY_EXIST:
			ctx->may_exist = true;
			break;
		case OPT_IF_EXISTS:
			ctx->if_exists = true;
			break;
		case 'q':
			ctx->quiet = true;
			break;
		case 'V':
			return run_words(ctx, version);
		case 'h':
			print_help(stdout, NULL);
			return EXIT_OK;
		default:
			return EXIT_USAGE;
		}
	}
	if (batch && argv[optind])
		return usage_error(ctx, "'%s' is not expected with --batch",
				   argv[optind]);
	if (batch)
		return run_batch(ctx, batch);
	if (!argv[optind]) {
		print_help(stderr, NULL);
		return EXIT_USAGE;
	}
	return run_words(ctx, argv + optind);
}

int main(int argc, char **argv)
{
	struct ctx ctx = {};
	int code;

	code = run(&ctx, argc, argv);
	vsw_close(ctx.vsw);
	/* A full disk must not look like success. */
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "vswctl: cannot write the output: %s\n",
			strerror(errno));
		if (!code)
			code = EXIT_REFUSED;
	}
	return code;
}
