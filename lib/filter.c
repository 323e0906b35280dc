// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests for the filters of ports, and what they know. */
#include "export.h"
#include "handle.h"

VSW_EXPORT int vsw_filter_set(struct vsw *vsw, const struct vsw_obj *filter)
{
	return vsw_do(vsw, VSW_CMD_FILTER_SET, VSW_KIND_FILTER, filter);
}

VSW_EXPORT int vsw_filter_get(struct vsw *vsw, const struct vsw_obj *key,
			      struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_FILTER_GET, VSW_KIND_FILTER, key, reply);
}

VSW_EXPORT int vsw_filter_dump(struct vsw *vsw, const struct vsw_obj *filter,
			       vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_FILTER_GET, VSW_KIND_FILTER, filter,
			   fn, data);
}

VSW_EXPORT int vsw_flow_get(struct vsw *vsw, const struct vsw_obj *key,
			    struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_FLOW_GET, VSW_KIND_FLOW, key, reply);
}

VSW_EXPORT int vsw_flow_dump(struct vsw *vsw, const struct vsw_obj *filter,
			     vsw_obj_fn fn, void *data)
{
	return vsw_do_stream(vsw, VSW_CMD_FLOW_GET, VSW_KIND_FLOW, filter, fn,
			     data);
}

VSW_EXPORT int vsw_flow_flush(struct vsw *vsw, const struct vsw_obj *key)
{
	return vsw_do(vsw, VSW_CMD_FLOW_FLUSH, VSW_KIND_FLOW, key);
}

VSW_EXPORT int vsw_simulate(struct vsw *vsw, const struct vsw_obj *packet,
			    struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_SIMULATE, VSW_KIND_SIMULATE, packet,
			  reply);
}

VSW_EXPORT int vsw_why_get(struct vsw *vsw, const struct vsw_obj *key,
			   struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_WHY_GET, VSW_KIND_WHY, key, reply);
}

VSW_EXPORT int vsw_why_dump(struct vsw *vsw, const struct vsw_obj *filter,
			    vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_WHY_GET, VSW_KIND_WHY, filter, fn,
			   data);
}
