/* SPDX-License-Identifier: GPL-2.0 */
/* Objects as JSON, with the names of the specification as keys. */
#ifndef VSWCTL_JSON_H
#define VSWCTL_JSON_H

#include <json-c/json.h>

#include "vswctl.h"

/* All that is present in @obj. Exits when out of memory. */
struct json_object *json_of(const struct vsw_obj *obj);

/* Print a value and free it; @lines: on one line. */
void json_print(struct json_object *value, bool line);

/**
 * struct json_where - where in a file we are, for error messages
 * @ctx: for printing them
 * @file: name of the file
 * @path: such as ".switches[0].ports[3].vlan"
 */
struct json_where {
	struct ctx *ctx;
	const char *file;
	char path[256];
};

/* "FILE: PATH: expected EXPECTED, not VALUE"; returns EXIT_USAGE. */
int json_expected(const struct json_where *where, const char *expected,
		  struct json_object *value);

/* Append ".key" or "[index]"; returns the length before, to go back with. */
size_t json_enter(struct json_where *where, const char *key, size_t index);
void json_leave(struct json_where *where, size_t len);

/*
 * Set what @attr of @obj is from @value; the inverse of json_of(). Prints what
 * is wrong. An exit code.
 */
int json_take(struct json_where *where, struct vsw_obj *obj, unsigned int attr,
	      struct json_object *value);

#endif /* VSWCTL_JSON_H */
