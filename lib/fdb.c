// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests for the forwarding table. */
#include "export.h"
#include "handle.h"

VSW_EXPORT int vsw_fdb_get(struct vsw *vsw, const struct vsw_obj *key,
			   struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_FDB_GET, VSW_KIND_FDB, key, reply);
}

VSW_EXPORT int vsw_fdb_dump(struct vsw *vsw, const struct vsw_obj *filter,
			    vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_FDB_GET, VSW_KIND_FDB, filter, fn,
			   data);
}

VSW_EXPORT int vsw_fdb_flush(struct vsw *vsw, const struct vsw_obj *key)
{
	return vsw_do(vsw, VSW_CMD_FDB_FLUSH, VSW_KIND_FDB, key);
}
