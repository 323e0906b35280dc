// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests for uplinks. */
#include "export.h"
#include "handle.h"

VSW_EXPORT int vsw_uplink_new(struct vsw *vsw, const struct vsw_obj *uplink)
{
	return vsw_do(vsw, VSW_CMD_UPLINK_NEW, VSW_KIND_UPLINK, uplink);
}

VSW_EXPORT int vsw_uplink_del(struct vsw *vsw, const struct vsw_obj *key)
{
	return vsw_do(vsw, VSW_CMD_UPLINK_DEL, VSW_KIND_UPLINK, key);
}

VSW_EXPORT int vsw_uplink_get(struct vsw *vsw, const struct vsw_obj *key,
			      struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_UPLINK_GET, VSW_KIND_UPLINK, key, reply);
}

VSW_EXPORT int vsw_uplink_dump(struct vsw *vsw, const struct vsw_obj *filter,
			       vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_UPLINK_GET, VSW_KIND_UPLINK, filter, fn,
			   data);
}
