/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A whole configuration: what "save" writes, "apply" reads, and both compare.
 *
 * Its objects hold configuration only, no state and no counters, in one
 * canonical form: what has a default is present, inherited policies are absent.
 */
#ifndef VSWCTL_CONFIG_H
#define VSWCTL_CONFIG_H

#include "list.h"

#define CONFIG_VERSION 1

/* The port group that every switch has, under this name. */
#define CONFIG_DEFAULT_PG "default"

/**
 * struct config - switches with what is on them
 * @switches: by name
 * @portgroups: by switch and name
 * @uplinks: by switch and device
 * @ports: by switch and name
 * @filters: one for each port, by switch and name of that
 * @bindings: addresses that an administrator has stated or approved, likewise
 * @groups: by name
 * @has_groups: @groups is said; without, groups are left alone
 */
struct config {
	struct list switches;
	struct list portgroups;
	struct list uplinks;
	struct list ports;
	struct list filters;
	struct list bindings;
	struct list groups;
	bool has_groups;
};

void config_free(struct config *config);

/* Read what is in the kernel. An exit code. */
int config_read(struct ctx *ctx, struct config *config);

/*
 * Read a file ("-" is standard input) and check all of it: what is wrong is
 * printed with the file's name and the place in it. An exit code.
 */
int config_load(struct ctx *ctx, struct config *config, const char *file);

/* The attributes of a kind that are configuration, ending with 0. */
const unsigned int *config_attrs(enum vsw_kind kind);

/* Fill in what has a default and is absent. */
void config_defaults(struct vsw_obj *obj);

/* An empty object with nothing but defaults. */
struct vsw_obj *config_new(enum vsw_kind kind);

/* What of a filter is not as by default, or NULL. */
struct vsw_obj *config_filter_changes(const struct vsw_obj *filter);

/* Copy one attribute, in canonical form. */
void config_copy(struct vsw_obj *to, const struct vsw_obj *from,
		 unsigned int attr);

/* The address of @bindings that is the same one of the same port, or NULL. */
struct vsw_obj *config_find_binding(const struct list *bindings,
				    const struct vsw_obj *like);

/* The object of that switch (NULL for switches) and name, or NULL. */
struct vsw_obj *config_find(const struct list *list, const char *sw,
			    const char *name);

/* Name of an object: client name, device, ... */
const char *config_name(const struct vsw_obj *obj);
/* Name of its switch; NULL for a switch. */
const char *config_switch(const struct vsw_obj *obj);

#endif /* VSWCTL_CONFIG_H */
