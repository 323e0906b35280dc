// SPDX-License-Identifier: GPL-2.0
/* Objects to JSON and back. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "parse.h"

static struct json_object *json_bits(const struct vsw_obj *obj,
				     unsigned int attr)
{
	struct json_object *list = json_object_new_array();
	uint64_t rest = vsw_obj_uint(obj, attr);
	const char *name;
	uint64_t bit;

	for (bit = 1; rest; bit <<= 1) {
		if (!(rest & bit))
			continue;
		rest &= ~bit;
		name = vsw_value_name(vsw_obj_kind(obj), attr, bit);
		json_object_array_add(list, name ? json_object_new_string(name) :
				      json_object_new_int64(bit));
	}
	return list;
}

static struct json_object *json_value(const struct vsw_obj *obj,
				      unsigned int attr, unsigned int index)
{
	enum vsw_kind kind = vsw_obj_kind(obj);
	char text[IP_TEXT_LEN];
	const char *name;
	const void *ip;
	size_t len;

	switch (vsw_attr_type(kind, attr)) {
	case VSW_TYPE_NEST:
		return json_of(vsw_obj_at(obj, attr, index));
	case VSW_TYPE_MAC:
		format_mac(text, vsw_obj_mac_at(obj, attr, index));
		return json_object_new_string(text);
	case VSW_TYPE_IP:
		ip = vsw_obj_ip_at(obj, attr, index, &len);
		return json_object_new_string(format_ip(text, ip, len));
	case VSW_TYPE_STRING:
		return json_object_new_string(vsw_obj_str_at(obj, attr, index));
	case VSW_TYPE_FLAG:
		return json_object_new_boolean(true);
	case VSW_TYPE_BOOL:
		return json_object_new_boolean(vsw_obj_uint(obj, attr));
	case VSW_TYPE_BITS:
		return json_bits(obj, attr);
	case VSW_TYPE_ENUM:
		name = vsw_value_name(kind, attr, vsw_obj_uint(obj, attr));
		if (name)
			return json_object_new_string(name);
		break;
	default:
		break;
	}
	return json_object_new_uint64(vsw_obj_uint(obj, attr));
}

struct json_object *json_of(const struct vsw_obj *obj)
{
	struct json_object *out = json_object_new_object();
	enum vsw_kind kind = vsw_obj_kind(obj);
	unsigned int attr, i;

	for (attr = 1; attr <= vsw_attr_max(kind); attr++) {
		struct json_object *value;

		if (!vsw_obj_has(obj, attr))
			continue;
		if (!vsw_attr_is_list(kind, attr)) {
			value = json_value(obj, attr, 0);
		} else {
			value = json_object_new_array();
			for (i = 0; i < vsw_obj_count(obj, attr); i++)
				json_object_array_add(value,
						      json_value(obj, attr, i));
		}
		json_object_object_add(out, vsw_attr_name(kind, attr), value);
	}
	return out;
}

void json_print(struct json_object *value, bool line)
{
	int flags = JSON_C_TO_STRING_NOSLASHESCAPE;

	if (!line)
		flags |= JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED;
	printf("%s\n", json_object_to_json_string_ext(value, flags));
	json_object_put(value);
	if (line)
		fflush(stdout);
}

/* From JSON ---------------------------------------------------------------- */

int json_expected(const struct json_where *where, const char *expected,
		  struct json_object *value)
{
	const char *got;

	got = json_object_to_json_string_ext(value,
					     JSON_C_TO_STRING_NOSLASHESCAPE);
	return usage_error(where->ctx, "%s: %s: expected %s, not %.60s",
			   where->file, *where->path ? where->path : ".",
			   expected, got);
}

size_t json_enter(struct json_where *where, const char *key, size_t index)
{
	size_t len = strlen(where->path);

	if (key)
		snprintf(where->path + len, sizeof(where->path) - len, ".%s",
			 key);
	else
		snprintf(where->path + len, sizeof(where->path) - len, "[%zu]",
			 index);
	return len;
}

void json_leave(struct json_where *where, size_t len)
{
	where->path[len] = '\0';
}

/* "one of a, b, c" */
static int expect_names(struct json_where *where, const struct vsw_obj *obj,
			unsigned int attr, struct json_object *value)
{
	char text[256] = "one of ";
	const char *name;
	size_t len;
	int i;

	for (i = 0; i < 64; i++) {
		name = vsw_value_name(vsw_obj_kind(obj), attr, i);
		if (!name)
			break;
		len = strlen(text);
		snprintf(text + len, sizeof(text) - len, "%s\"%s\"",
			 i ? ", " : "", name);
	}
	return json_expected(where, text, value);
}

static int take_object(struct json_where *where, struct vsw_obj *obj,
		       struct json_object *value)
{
	enum vsw_kind kind = vsw_obj_kind(obj);
	unsigned int attr;
	int code = EXIT_OK;
	size_t len;

	if (!json_object_is_type(value, json_type_object))
		return json_expected(where, "an object", value);
	json_object_object_foreach(value, key, val) {
		len = json_enter(where, key, 0);
		attr = vsw_attr_find(kind, key);
		if (attr)
			code = json_take(where, obj, attr, val);
		else
			code = usage_error(where->ctx,
					   "%s: %s: there is no such key",
					   where->file, where->path);
		json_leave(where, len);
		if (code)
			break;
	}
	return code;
}

static int take_number(struct json_where *where, struct vsw_obj *obj,
		       unsigned int attr, struct json_object *value)
{
	int64_t number = json_object_get_int64(value);

	if (!json_object_is_type(value, json_type_int) || number < 0)
		return json_expected(where, "a number", value);
	if (vsw_obj_set_uint(obj, attr, number))
		return json_expected(where, "a smaller number", value);
	return EXIT_OK;
}

static int take_mac(struct json_where *where, struct vsw_obj *obj,
		    unsigned int attr, struct json_object *value)
{
	uint8_t mac[VSW_MAC_LEN];

	if (!json_object_is_type(value, json_type_string) ||
	    parse_mac(json_object_get_string(value), mac))
		return json_expected(where, "an address \"02:00:00:00:00:01\"",
				     value);
	if (vsw_attr_is_list(vsw_obj_kind(obj), attr))
		vsw_obj_add_mac(obj, attr, mac);
	else
		vsw_obj_set_mac(obj, attr, mac);
	return EXIT_OK;
}

static int take_ip(struct json_where *where, struct vsw_obj *obj,
		   unsigned int attr, struct json_object *value)
{
	uint8_t ip[16];
	size_t len;

	if (!json_object_is_type(value, json_type_string) ||
	    parse_ip(json_object_get_string(value), ip, &len))
		return json_expected(where, "an address \"192.0.2.1\"", value);
	if (vsw_attr_is_list(vsw_obj_kind(obj), attr))
		vsw_obj_add_ip(obj, attr, ip, len);
	else
		vsw_obj_set_ip(obj, attr, ip, len);
	return EXIT_OK;
}

static int take_string(struct json_where *where, struct vsw_obj *obj,
		       unsigned int attr, struct json_object *value)
{
	if (!json_object_is_type(value, json_type_string))
		return json_expected(where, "a string", value);
	if (vsw_attr_is_list(vsw_obj_kind(obj), attr))
		vsw_obj_add_str(obj, attr, json_object_get_string(value));
	else
		vsw_obj_set_str(obj, attr, json_object_get_string(value));
	return EXIT_OK;
}

static int take_one(struct json_where *where, struct vsw_obj *obj,
		    unsigned int attr, struct json_object *value)
{
	enum vsw_kind kind = vsw_obj_kind(obj);
	bool list = vsw_attr_is_list(kind, attr);
	bool is_string = json_object_is_type(value, json_type_string);
	const char *text = is_string ? json_object_get_string(value) : "";
	uint64_t number;

	switch (vsw_attr_type(kind, attr)) {
	case VSW_TYPE_NEST:
		obj = list ? vsw_obj_add_nest(obj, attr) :
			     vsw_obj_nest(obj, attr);
		return take_object(where, obj, value);
	case VSW_TYPE_MAC:
		return take_mac(where, obj, attr, value);
	case VSW_TYPE_IP:
		return take_ip(where, obj, attr, value);
	case VSW_TYPE_STRING:
		return take_string(where, obj, attr, value);
	case VSW_TYPE_FLAG:
	case VSW_TYPE_BOOL:
		if (!json_object_is_type(value, json_type_boolean))
			return json_expected(where, "true or false", value);
		vsw_obj_set_uint(obj, attr, json_object_get_boolean(value));
		return EXIT_OK;
	case VSW_TYPE_ENUM:
		if (!is_string || vsw_value_find(kind, attr, text, &number))
			return expect_names(where, obj, attr, value);
		vsw_obj_set_uint(obj, attr, number);
		return EXIT_OK;
	default:
		return take_number(where, obj, attr, value);
	}
}

/* A list of names. */
static int take_bits(struct json_where *where, struct vsw_obj *obj,
		     unsigned int attr, struct json_object *value)
{
	uint64_t bit, bits = 0;
	size_t i, len;

	if (!json_object_is_type(value, json_type_array))
		return json_expected(where, "a list", value);
	for (i = 0; i < json_object_array_length(value); i++) {
		struct json_object *name = json_object_array_get_idx(value, i);

		len = json_enter(where, NULL, i);
		if (!json_object_is_type(name, json_type_string) ||
		    vsw_value_find(vsw_obj_kind(obj), attr,
				   json_object_get_string(name), &bit))
			return json_expected(where, "a name that is known",
					     name);
		json_leave(where, len);
		bits |= bit;
	}
	vsw_obj_set_uint(obj, attr, bits);
	return EXIT_OK;
}

int json_take(struct json_where *where, struct vsw_obj *obj, unsigned int attr,
	      struct json_object *value)
{
	size_t i, len;
	int code;

	if (vsw_attr_type(vsw_obj_kind(obj), attr) == VSW_TYPE_BITS)
		return take_bits(where, obj, attr, value);
	if (!vsw_attr_is_list(vsw_obj_kind(obj), attr))
		return take_one(where, obj, attr, value);
	if (!json_object_is_type(value, json_type_array))
		return json_expected(where, "a list", value);
	for (i = 0; i < json_object_array_length(value); i++) {
		len = json_enter(where, NULL, i);
		code = take_one(where, obj, attr,
				json_object_array_get_idx(value, i));
		json_leave(where, len);
		if (code)
			return code;
	}
	return EXIT_OK;
}
