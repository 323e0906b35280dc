/* SPDX-License-Identifier: GPL-2.0 */
/* Rules as files, for the commands that take them. */
#ifndef VSWCTL_RULES_H
#define VSWCTL_RULES_H

#include "vswctl.h"

/* Read and parse a file, "-" is standard input. Prints errors. An exit code. */
int rules_read(struct ctx *ctx, const char *file, struct vsw_obj **rules);

/* The text of rules, to be freed; exits when out of memory. */
char *rules_to_text(const struct vsw_obj *rules);

/* rules_diff.c */
int rules_diff(struct ctx *ctx, struct args *args);
/*
 * What makes the text @new of @old: the lines of each block that are in one of
 * them only. Prints to @out; returns how many there are.
 */
size_t rules_print_diff(FILE *out, const char *old, const char *new);

#endif /* VSWCTL_RULES_H */
