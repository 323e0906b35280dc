// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests for ports. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "export.h"
#include "handle.h"

VSW_EXPORT int vsw_port_new(struct vsw *vsw, const struct vsw_obj *port)
{
	return vsw_do(vsw, VSW_CMD_PORT_NEW, VSW_KIND_PORT, port);
}

VSW_EXPORT int vsw_port_set(struct vsw *vsw, const struct vsw_obj *port)
{
	return vsw_do(vsw, VSW_CMD_PORT_SET, VSW_KIND_PORT, port);
}

VSW_EXPORT int vsw_port_del(struct vsw *vsw, const struct vsw_obj *key)
{
	return vsw_do(vsw, VSW_CMD_PORT_DEL, VSW_KIND_PORT, key);
}

VSW_EXPORT int vsw_port_get(struct vsw *vsw, const struct vsw_obj *key,
			    struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_PORT_GET, VSW_KIND_PORT, key, reply);
}

VSW_EXPORT int vsw_port_dump(struct vsw *vsw, const struct vsw_obj *filter,
			     vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_PORT_GET, VSW_KIND_PORT, filter, fn,
			   data);
}

/* Get a port by @key, which is freed. */
static int get_by(struct vsw *vsw, struct vsw_obj *key, struct vsw_obj **reply)
{
	int err;

	*reply = NULL;
	if (!key)
		return vsw_fail(vsw, -ENOMEM, NULL);
	err = vsw_port_get(vsw, key, reply);
	vsw_obj_free(key);
	return err;
}

VSW_EXPORT int vsw_port_get_id(struct vsw *vsw, uint32_t id,
			       struct vsw_obj **reply)
{
	struct vsw_obj *key = vsw_obj_new(VSW_KIND_PORT);

	vsw_obj_set_uint(key, VSW_A_PORT_ID, id);
	return get_by(vsw, key, reply);
}

VSW_EXPORT int vsw_port_get_dev(struct vsw *vsw, const char *dev,
				struct vsw_obj **reply)
{
	struct vsw_obj *key = vsw_obj_new(VSW_KIND_PORT);

	vsw_obj_set_str(key, VSW_A_PORT_DEV, dev);
	return get_by(vsw, key, reply);
}

/* 0 when @name does not look like "0x1000001". */
static uint32_t parse_id(const char *name)
{
	const char *digits = name + 2;

	if (strncmp(name, "0x", 2) || !*digits || strlen(digits) > 8 ||
	    digits[strspn(digits, "0123456789abcdefABCDEF")])
		return 0;
	return strtoul(digits, NULL, 16);
}

VSW_EXPORT int vsw_port_find(struct vsw *vsw, const char *sw, const char *name,
			     struct vsw_obj **reply)
{
	uint32_t id = parse_id(name);
	struct vsw_obj *key;

	key = vsw_obj_new(VSW_KIND_PORT);
	if (sw)
		vsw_obj_set_str(key, VSW_A_PORT_SWITCH, sw);
	if (id)
		vsw_obj_set_uint(key, VSW_A_PORT_ID, id);
	else
		vsw_obj_set_str(key, VSW_A_PORT_NAME, name);
	return get_by(vsw, key, reply);
}
