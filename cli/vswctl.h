/* SPDX-License-Identifier: GPL-2.0 */
/* What the files of vswctl share: context, arguments, errors, commands. */
#ifndef VSWCTL_H
#define VSWCTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <vsw/libvsw.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/* Exit codes, documented in vswctl(8). */
enum {
	EXIT_OK = 0,
	EXIT_USAGE = 1,		/* wrong arguments, wrong text in a file */
	EXIT_REFUSED = 2,	/* the kernel refused, or something else failed */
	EXIT_NOT_FOUND = 3,
	EXIT_EXISTS = 4,
	EXIT_PERMISSION = 5,
	EXIT_NO_MODULE = 6,
	EXIT_BUSY = 7,		/* still in use */
	EXIT_NO = 8,		/* asked, and the answer is no */
};

/**
 * struct ctx - options, and where we are
 * @vsw: the handle, opened by ctx_open()
 * @netns: option --netns, or NULL
 * @json: option --json
 * @quiet: option --quiet
 * @may_exist: option --may-exist
 * @if_exists: option --if-exists
 * @file: file of the batch, or NULL
 * @line: line in it
 * @object: name of the object of the command, or NULL
 * @command: name of the command, or NULL
 */
struct ctx {
	struct vsw *vsw;
	const char *netns;
	bool json;
	bool quiet;
	bool may_exist;
	bool if_exists;
	const char *file;
	unsigned int line;
	const char *object;
	const char *command;
};

/* Open the handle unless it is open. An exit code. */
int ctx_open(struct ctx *ctx);

/**
 * struct args - the words of a command that are not used up yet
 * @word: they, ending with NULL
 */
struct args {
	char **word;
};

/**
 * struct command - what can be done with an object
 * @name: as typed
 * @run: does it, with what follows the name; returns an exit code
 * @usage: what follows the name
 */
struct command {
	const char *name;
	int (*run)(struct ctx *ctx, struct args *args);
	const char *usage;
};

/**
 * struct object - a noun of the command line
 * @name: as typed
 * @commands: what can be done with it, or NULL; ends with an empty one
 * @run: does all that there is to do; only when @commands is NULL
 * @usage: what follows the name when @commands is NULL
 */
struct object {
	const char *name;
	const struct command *commands;
	int (*run)(struct ctx *ctx, struct args *args);
	const char *usage;
};

/* Run the command in @words, which end with NULL. An exit code. */
int run_words(struct ctx *ctx, char **words);

extern const struct command switch_commands[];
extern const struct command portgroup_commands[];
extern const struct command port_commands[];
extern const struct command uplink_commands[];
extern const struct command fdb_commands[];
extern const struct command stats_commands[];
extern const struct command rules_commands[];
extern const struct command addrset_commands[];
extern const struct command filter_commands[];
extern const struct command group_commands[];
extern const struct command quarantine_commands[];
extern const struct command binding_commands[];
extern const struct command spoofguard_commands[];
int run_flows(struct ctx *ctx, struct args *args);
int run_log(struct ctx *ctx, struct args *args);
int run_why(struct ctx *ctx, struct args *args);
int run_simulate(struct ctx *ctx, struct args *args);
int run_monitor(struct ctx *ctx, struct args *args);
int run_save(struct ctx *ctx, struct args *args);
int run_apply(struct ctx *ctx, struct args *args);
/* In agent.c, which may be left out. */
int run_agent(struct ctx *ctx, struct args *args);

/* error.c: print what is wrong and return an exit code. ------------------- */

/* Wrong arguments. */
int usage_error(const struct ctx *ctx, const char *fmt, ...) PRINTF(2, 3);
/* '@keyword' expects @expects, not '@got' (or: but there is nothing). */
int expect_error(const struct ctx *ctx, const char *keyword,
		 const char *expects, const char *got);
/* A request failed with @err; the text is that of the handle. */
int request_error(const struct ctx *ctx, int err);
/* Something else failed, @err is a negative errno. */
int system_error(const struct ctx *ctx, int err, const char *what);
/* Any text, any exit code. */
int fail_with(const struct ctx *ctx, int code, const char *fmt, ...)
	PRINTF(3, 4);
/* To be known, but no failure. */
void warn(const struct ctx *ctx, const char *fmt, ...) PRINTF(2, 3);
/* @err says that the object isn't there. */
bool is_not_found(int err);

/* args.c: words to attributes. -------------------------------------------- */

/* The next word, used up; NULL at the end. */
char *args_next(struct args *args);
/* Use up the next word when it is @word. */
bool args_take(struct args *args, const char *word);
/* The next word, which must be there; on NULL the error was printed. */
char *args_need(struct ctx *ctx, struct args *args, const char *what);
/* Take "[switch SWITCH]"; @sw is NULL without it. An exit code. */
int args_take_switch(struct ctx *ctx, struct args *args, const char **sw);
/* Complain when something is left. An exit code. */
int args_end(struct ctx *ctx, struct args *args);

/**
 * struct keyword - "keyword value" of a command, and the attribute it sets
 * @name: as typed
 * @set: takes the value @text; 0, -EINVAL, or another negative errno
 * @expects: for the error message
 * @nest: attribute of the object that holds @attr, or 0
 * @attr: the attribute
 * @min: lowest number
 * @max: highest number, or longest string
 */
struct keyword {
	const char *name;
	int (*set)(const struct keyword *kw, struct vsw_obj *obj,
		   const char *text, struct args *args);
	const char *expects;
	unsigned int nest;
	unsigned int attr;
	uint64_t min;
	uint64_t max;
};

int set_string(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	       struct args *args);
/* A device to wait for: its name, and an ifindex of 0. */
int set_expect(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	       struct args *args);
int set_mac(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	    struct args *args);
int set_uint(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args);
int set_bool(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args);
int set_enum(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args);
int set_vlan(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	     struct args *args);
int set_native(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	       struct args *args);
/* Policies, as far as each level has them: @max is a sum of these. */
int set_policy(const struct keyword *kw, struct vsw_obj *obj, const char *text,
	       struct args *args);
#define POLICY_INHERIT	1
#define POLICY_LIST	2

#define POLICY_EXPECTS_LIST "accept, reject or accept=MAC,MAC..."
#define POLICY_EXPECTS_ALL "accept, reject, inherit or accept=MAC,MAC..."

/* The three policies of a port group or a port; @_nest is their nest. */
#define POLICY_KEYWORDS(_nest)						\
	{ "promiscuous", set_policy, "accept, reject or inherit",	\
	  _nest, VSW_A_SECURITY_PROMISCUOUS, 0, POLICY_INHERIT },	\
	{ "mac-changes", set_policy, POLICY_EXPECTS_ALL,		\
	  _nest, VSW_A_SECURITY_MAC_CHANGES, 0,				\
	  POLICY_INHERIT | POLICY_LIST },				\
	{ "forged-transmits", set_policy, POLICY_EXPECTS_ALL,		\
	  _nest, VSW_A_SECURITY_FORGED_TRANSMITS, 0,			\
	  POLICY_INHERIT | POLICY_LIST }

/* Take "keyword value" pairs to the end. An exit code. */
int args_keywords(struct ctx *ctx, struct args *args, struct vsw_obj *obj,
		  const struct keyword *keywords);

/* What sort of name something may have, for errors and limits. */
#define DEV_EXPECTS "the name of a device (1-15 characters)"
#define NAME_EXPECTS "a name of 1-63 characters"

#endif /* VSWCTL_H */
