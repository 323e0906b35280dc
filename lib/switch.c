// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests for switches. */
#include "export.h"
#include "handle.h"

VSW_EXPORT int vsw_switch_new(struct vsw *vsw, const struct vsw_obj *sw)
{
	return vsw_do(vsw, VSW_CMD_SWITCH_NEW, VSW_KIND_SWITCH, sw);
}

VSW_EXPORT int vsw_switch_set(struct vsw *vsw, const struct vsw_obj *sw)
{
	return vsw_do(vsw, VSW_CMD_SWITCH_SET, VSW_KIND_SWITCH, sw);
}

VSW_EXPORT int vsw_switch_del(struct vsw *vsw, const struct vsw_obj *key)
{
	return vsw_do(vsw, VSW_CMD_SWITCH_DEL, VSW_KIND_SWITCH, key);
}

VSW_EXPORT int vsw_switch_get(struct vsw *vsw, const struct vsw_obj *key,
			      struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_SWITCH_GET, VSW_KIND_SWITCH, key, reply);
}

VSW_EXPORT int vsw_switch_dump(struct vsw *vsw, vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_SWITCH_GET, VSW_KIND_SWITCH, NULL, fn,
			   data);
}
