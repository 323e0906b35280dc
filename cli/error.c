// SPDX-License-Identifier: GPL-2.0
/* What went wrong, in words, and the exit code for it. */
#include <errno.h>
#include <json-c/json.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "vswctl.h"

static void print_json(const struct ctx *ctx, const char *key,
		       const char *message, const char *attribute, int code)
{
	struct json_object *out = json_object_new_object();
	const char *text;

	json_object_object_add(out, key, json_object_new_string(message));
	if (ctx->object)
		json_object_object_add(out, "object",
				       json_object_new_string(ctx->object));
	if (ctx->command)
		json_object_object_add(out, "command",
				       json_object_new_string(ctx->command));
	if (attribute)
		json_object_object_add(out, "attribute",
				       json_object_new_string(attribute));
	if (ctx->file) {
		json_object_object_add(out, "file",
				       json_object_new_string(ctx->file));
		json_object_object_add(out, "line",
				       json_object_new_int(ctx->line));
	}
	if (code)
		json_object_object_add(out, "exit-code",
				       json_object_new_int(code));
	text = json_object_to_json_string_ext(out,
					      JSON_C_TO_STRING_NOSLASHESCAPE);
	fprintf(stderr, "%s\n", text);
	json_object_put(out);
}

static void print_text(const struct ctx *ctx, const char *prefix,
		       const char *message)
{
	fprintf(stderr, "vswctl: ");
	if (ctx->file)
		fprintf(stderr, "%s:%u: ", ctx->file, ctx->line);
	if (ctx->object)
		fprintf(stderr, "%s", ctx->object);
	if (ctx->command)
		fprintf(stderr, " %s", ctx->command);
	if (ctx->object)
		fprintf(stderr, ": ");
	fprintf(stderr, "%s%s\n", prefix, message);
}

static int vreport(const struct ctx *ctx, int code, const char *attribute,
		   const char *fmt, va_list ap)
{
	char *message;

	fflush(stdout);
	if (vasprintf(&message, fmt, ap) < 0)
		return code;
	if (ctx->json)
		print_json(ctx, code ? "error" : "warning", message, attribute,
			   code);
	else
		print_text(ctx, code ? "" : "warning: ", message);
	free(message);
	return code;
}

static int PRINTF(4, 5) report(const struct ctx *ctx, int code,
			       const char *attribute, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vreport(ctx, code, attribute, fmt, ap);
	va_end(ap);
	return code;
}

int usage_error(const struct ctx *ctx, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vreport(ctx, EXIT_USAGE, NULL, fmt, ap);
	va_end(ap);
	return EXIT_USAGE;
}

int fail_with(const struct ctx *ctx, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vreport(ctx, code, NULL, fmt, ap);
	va_end(ap);
	return code;
}

void warn(const struct ctx *ctx, const char *fmt, ...)
{
	va_list ap;

	if (ctx->quiet)
		return;
	va_start(ap, fmt);
	vreport(ctx, 0, NULL, fmt, ap);
	va_end(ap);
}

int expect_error(const struct ctx *ctx, const char *keyword,
		 const char *expects, const char *got)
{
	if (!got)
		return usage_error(ctx, "'%s' expects %s, but nothing follows",
				   keyword, expects);
	return usage_error(ctx, "'%s' expects %s, not '%s'", keyword, expects,
			   got);
}

bool is_not_found(int err)
{
	return err == -ENOENT || err == -ENODEV;
}

static int code_of(int err)
{
	switch (err) {
	case -ENOENT:
	case -ENODEV:
		return EXIT_NOT_FOUND;
	case -EEXIST:
		return EXIT_EXISTS;
	case -EPERM:
	case -EACCES:
		return EXIT_PERMISSION;
	case -EPROTONOSUPPORT:
		return EXIT_NO_MODULE;
	case -EBUSY:
		return EXIT_BUSY;
	default:
		return EXIT_REFUSED;
	}
}

int request_error(const struct ctx *ctx, int err)
{
	if (err == -EPERM && !vsw_errattr(ctx->vsw))
		return report(ctx, EXIT_PERMISSION, NULL,
			      "%s; CAP_NET_ADMIN is needed in the network namespace, try as root",
			      vsw_errmsg(ctx->vsw));
	return report(ctx, code_of(err), vsw_errattr(ctx->vsw), "%s",
		      vsw_errmsg(ctx->vsw));
}

int system_error(const struct ctx *ctx, int err, const char *what)
{
	if (what)
		return report(ctx, code_of(err), NULL, "%s: %s", what,
			      strerror(-err));
	return report(ctx, code_of(err), NULL, "%s", strerror(-err));
}

int ctx_open(struct ctx *ctx)
{
	if (ctx->vsw)
		return EXIT_OK;
	ctx->vsw = vsw_open(ctx->netns);
	if (ctx->vsw)
		return EXIT_OK;
	switch (errno) {
	case EPROTONOSUPPORT:
		return report(ctx, EXIT_NO_MODULE, NULL,
			      "the kernel module vsw is not loaded; try: modprobe vsw");
	case ENOENT:
		return report(ctx, EXIT_NOT_FOUND, NULL,
			      "there is no network namespace '%s'; see: ip netns list",
			      ctx->netns);
	case EPERM:
	case EACCES:
		return report(ctx, EXIT_PERMISSION, NULL,
			      "may not enter the network namespace '%s'; CAP_SYS_ADMIN is needed, try as root",
			      ctx->netns ? ctx->netns : "of the caller");
	default:
		return system_error(ctx, -errno, "cannot talk to the kernel");
	}
}
