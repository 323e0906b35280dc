// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests for port groups. */
#include "export.h"
#include "handle.h"

VSW_EXPORT int vsw_portgroup_new(struct vsw *vsw, const struct vsw_obj *pg)
{
	return vsw_do(vsw, VSW_CMD_PORTGROUP_NEW, VSW_KIND_PORTGROUP, pg);
}

VSW_EXPORT int vsw_portgroup_set(struct vsw *vsw, const struct vsw_obj *pg)
{
	return vsw_do(vsw, VSW_CMD_PORTGROUP_SET, VSW_KIND_PORTGROUP, pg);
}

VSW_EXPORT int vsw_portgroup_del(struct vsw *vsw, const struct vsw_obj *key)
{
	return vsw_do(vsw, VSW_CMD_PORTGROUP_DEL, VSW_KIND_PORTGROUP, key);
}

VSW_EXPORT int vsw_portgroup_get(struct vsw *vsw, const struct vsw_obj *key,
				 struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_PORTGROUP_GET, VSW_KIND_PORTGROUP, key,
			  reply);
}

VSW_EXPORT int vsw_portgroup_dump(struct vsw *vsw, const struct vsw_obj *filter,
				  vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_PORTGROUP_GET, VSW_KIND_PORTGROUP,
			   filter, fn, data);
}
