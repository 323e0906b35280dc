// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests for groups, their members, and the tags of ports. */
#include "export.h"
#include "handle.h"

VSW_EXPORT int vsw_group_new(struct vsw *vsw, const struct vsw_obj *group)
{
	return vsw_do(vsw, VSW_CMD_GROUP_NEW, VSW_KIND_GROUP, group);
}

VSW_EXPORT int vsw_group_set(struct vsw *vsw, const struct vsw_obj *group)
{
	return vsw_do(vsw, VSW_CMD_GROUP_SET, VSW_KIND_GROUP, group);
}

VSW_EXPORT int vsw_group_del(struct vsw *vsw, const struct vsw_obj *key)
{
	return vsw_do(vsw, VSW_CMD_GROUP_DEL, VSW_KIND_GROUP, key);
}

VSW_EXPORT int vsw_group_get(struct vsw *vsw, const struct vsw_obj *key,
			     struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_GROUP_GET, VSW_KIND_GROUP, key, reply);
}

VSW_EXPORT int vsw_group_dump(struct vsw *vsw, const struct vsw_obj *filter,
			      vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_GROUP_GET, VSW_KIND_GROUP, filter, fn,
			   data);
}

VSW_EXPORT int vsw_group_member_get(struct vsw *vsw, const struct vsw_obj *key,
				    struct vsw_obj **reply)
{
	return vsw_do_get(vsw, VSW_CMD_GROUP_MEMBER_GET, VSW_KIND_GROUP_MEMBER,
			  key, reply);
}

VSW_EXPORT int vsw_group_member_dump(struct vsw *vsw,
				     const struct vsw_obj *filter,
				     vsw_obj_fn fn, void *data)
{
	return vsw_do_dump(vsw, VSW_CMD_GROUP_MEMBER_GET,
			   VSW_KIND_GROUP_MEMBER, filter, fn, data);
}

VSW_EXPORT int vsw_tag_add(struct vsw *vsw, const struct vsw_obj *tags)
{
	return vsw_do(vsw, VSW_CMD_TAG_ADD, VSW_KIND_TAG, tags);
}

VSW_EXPORT int vsw_tag_del(struct vsw *vsw, const struct vsw_obj *tags)
{
	return vsw_do(vsw, VSW_CMD_TAG_DEL, VSW_KIND_TAG, tags);
}
