// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests for the IP addresses of ports. */
#include "export.h"
#include "handle.h"

VSW_EXPORT int vsw_binding_new(struct vsw *vsw, const struct vsw_obj *binding)
{
	return vsw_do(vsw, VSW_CMD_BINDING_NEW, VSW_KIND_BINDING, binding);
}

VSW_EXPORT int vsw_binding_set(struct vsw *vsw, const struct vsw_obj *binding)
{
	return vsw_do(vsw, VSW_CMD_BINDING_SET, VSW_KIND_BINDING, binding);
}

VSW_EXPORT int vsw_binding_del(struct vsw *vsw, const struct vsw_obj *key)
{
	return vsw_do(vsw, VSW_CMD_BINDING_DEL, VSW_KIND_BINDING, key);
}

VSW_EXPORT int vsw_binding_get(struct vsw *vsw, const struct vsw_obj *key,
			       struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_BINDING_GET, VSW_KIND_BINDING, key,
			  reply);
}

VSW_EXPORT int vsw_binding_dump(struct vsw *vsw, const struct vsw_obj *filter,
				vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_BINDING_GET, VSW_KIND_BINDING, filter,
			   fn, data);
}

VSW_EXPORT int vsw_binding_flush(struct vsw *vsw, const struct vsw_obj *key)
{
	return vsw_do(vsw, VSW_CMD_BINDING_FLUSH, VSW_KIND_BINDING, key);
}
