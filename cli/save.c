// SPDX-License-Identifier: GPL-2.0
/* vswctl save */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config.h"
#include "format.h"
#include "group.h"
#include "json.h"

static void add_filter(struct json_object *port, const struct vsw_obj *filter)
{
	struct vsw_obj *changes = filter ? config_filter_changes(filter) : NULL;

	if (changes)
		json_object_object_add(port, "filter", json_of(changes));
	vsw_obj_free(changes);
}

/* The addresses of one port, without its name. */
static void add_bindings(struct json_object *port, const struct vsw_obj *owner,
			 const struct list *bindings)
{
	struct json_object *out = json_object_new_array();
	struct json_object *value;
	size_t i;

	for (i = 0; i < bindings->count; i++) {
		if (strcmp(config_switch(bindings->objs[i]),
			   config_switch(owner)) ||
		    strcmp(config_name(bindings->objs[i]), config_name(owner)))
			continue;
		value = json_of(bindings->objs[i]);
		json_object_object_del(value, "switch");
		json_object_object_del(value, "port");
		json_object_array_add(out, value);
	}
	if (json_object_array_length(out))
		json_object_object_add(port, "bindings", out);
	else
		json_object_put(out);
}

/* The objects of one switch, without its name; ports with what they have. */
static struct json_object *json_list(const struct list *list, const char *sw,
				     const struct config *ports)
{
	struct json_object *out = json_object_new_array();
	struct json_object *value;
	size_t i;

	for (i = 0; i < list->count; i++) {
		if (strcmp(config_switch(list->objs[i]), sw))
			continue;
		value = json_of(list->objs[i]);
		json_object_object_del(value, "switch");
		/* Chosen by device, as it is to be with the next one. */
		if (json_object_object_get_ex(value, "mac-source-auto", NULL)) {
			json_object_object_del(value, "mac-source-auto");
			json_object_object_del(value, "mac-source");
		}
		if (ports) {
			add_filter(value, config_find(&ports->filters, sw,
						      config_name(list->objs[i])));
			add_bindings(value, list->objs[i], &ports->bindings);
		}
		json_object_array_add(out, value);
	}
	return out;
}

static void add_text(struct json_object *out, const char *key, char *text)
{
	if (text && *text)
		json_object_object_add(out, key, json_object_new_string(text));
	free(text);
}

/* In the words of the command line. */
static struct json_object *json_group(const struct vsw_obj *group)
{
	struct json_object *out = json_object_new_object();

	json_object_object_add(out, "name",
			       json_object_new_string(config_name(group)));
	add_text(out, "match", vsw_group_criteria(group));
	add_text(out, "ip", text_of(put_group_ips, group));
	add_text(out, "mac", text_of(put_group_macs, group));
	return out;
}

static struct json_object *json_config(const struct config *config)
{
	struct json_object *out = json_object_new_object();
	struct json_object *switches = json_object_new_array();
	struct json_object *groups;
	size_t i;

	for (i = 0; i < config->switches.count; i++) {
		struct vsw_obj *sw = config->switches.objs[i];
		const char *name = config_name(sw);
		struct json_object *value = json_of(sw);

		json_object_object_add(value, "portgroups",
				       json_list(&config->portgroups, name,
						 NULL));
		json_object_object_add(value, "uplinks",
				       json_list(&config->uplinks, name,
						 NULL));
		json_object_object_add(value, "ports",
				       json_list(&config->ports, name,
						 config));
		json_object_array_add(switches, value);
	}
	json_object_object_add(out, "vsw", json_object_new_int(CONFIG_VERSION));
	json_object_object_add(out, "switches", switches);
	groups = json_object_new_array();
	for (i = 0; i < config->groups.count; i++)
		json_object_array_add(groups,
				      json_group(config->groups.objs[i]));
	json_object_object_add(out, "groups", groups);
	return out;
}

static int write_to(FILE *file, const char *text)
{
	int err = 0;

	if (!file)
		return -errno;
	if (fprintf(file, "%s\n", text) < 0 || fflush(file))
		err = -errno;
	/* Pipes can't be synced, and needn't be. */
	if (!err && fsync(fileno(file)) && errno != EINVAL && errno != EROFS)
		err = -errno;
	if (fclose(file) && !err)
		err = -errno;
	return err;
}

/* A file is replaced whole, so that there is never half of one. */
static int write_file(const char *name, const char *text)
{
	struct stat stat_buf;
	char *tmp;
	int err;

	if (!stat(name, &stat_buf) && !S_ISREG(stat_buf.st_mode))
		return write_to(fopen(name, "we"), text);
	if (asprintf(&tmp, "%s.tmp", name) < 0)
		return -ENOMEM;
	err = write_to(fopen(tmp, "we"), text);
	if (!err && rename(tmp, name))
		err = -errno;
	if (err)
		unlink(tmp);
	free(tmp);
	return err;
}

int run_save(struct ctx *ctx, struct args *args)
{
	const int flags = JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
			  JSON_C_TO_STRING_NOSLASHESCAPE;
	const char *name = args_next(args);
	struct json_object *out;
	struct config config;
	const char *text;
	int code, err;

	code = args_end(ctx, args);
	if (!code)
		code = config_read(ctx, &config);
	if (code)
		return code;
	out = json_config(&config);
	if (!name || !strcmp(name, "-")) {
		json_print(json_object_get(out), false);
	} else {
		text = json_object_to_json_string_ext(out, flags);
		err = write_file(name, text);
		if (err)
			code = fail_with(ctx, EXIT_REFUSED, "%s: %s", name,
					 strerror(-err));
	}
	json_object_put(out);
	config_free(&config);
	return code;
}
