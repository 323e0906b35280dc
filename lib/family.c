// SPDX-License-Identifier: LGPL-2.1-or-later
/* Number and multicast groups of the family, asked of the controller. */
#include <errno.h>
#include <linux/genetlink.h>
#include <stdio.h>
#include <string.h>

#include "export.h"
#include "handle.h"

#define CTRL_VERSION 2

static void take_group(struct vsw *vsw, const struct nlattr *nest)
{
	struct vsw_group *group = &vsw->groups[vsw->n_groups];
	const struct nlattr *attr;

	if (vsw->n_groups == VSW_MAX_GROUPS)
		return;
	memset(group, 0, sizeof(*group));
	mnl_attr_for_each_nested(attr, nest) {
		switch (mnl_attr_get_type(attr)) {
		case CTRL_ATTR_MCAST_GRP_NAME:
			snprintf(group->name, sizeof(group->name), "%s",
				 mnl_attr_get_str(attr));
			break;
		case CTRL_ATTR_MCAST_GRP_ID:
			group->id = mnl_attr_get_u32(attr);
			break;
		}
	}
	vsw->n_groups++;
}

static int take_family(const struct nlmsghdr *nlh, void *data)
{
	const struct nlattr *attr, *nest;
	struct vsw *vsw = data;

	mnl_attr_for_each(attr, nlh, sizeof(struct genlmsghdr)) {
		switch (mnl_attr_get_type(attr)) {
		case CTRL_ATTR_FAMILY_ID:
			vsw->family = mnl_attr_get_u16(attr);
			break;
		case CTRL_ATTR_MCAST_GROUPS:
			vsw->n_groups = 0;
			mnl_attr_for_each_nested(nest, attr)
				take_group(vsw, nest);
			break;
		}
	}
	return 0;
}

int vsw_family_resolve(struct vsw *vsw)
{
	struct nlmsghdr *nlh;
	int err;

	nlh = vsw_begin(vsw, GENL_ID_CTRL, CTRL_VERSION, CTRL_CMD_GETFAMILY,
			NLM_F_ACK);
	mnl_attr_put_strz(nlh, CTRL_ATTR_FAMILY_NAME, VSW_GENL_NAME);
	err = vsw_talk(vsw, 0, take_family, vsw);
	if (err == -ENOENT)
		return vsw_fail(vsw, -EPROTONOSUPPORT,
				"the kernel module vsw is not loaded");
	return err;
}

VSW_EXPORT int vsw_subscribe(struct vsw *vsw, const char *group)
{
	unsigned int i;

	for (i = 0; i < vsw->n_groups; i++) {
		if (strcmp(vsw->groups[i].name, group))
			continue;
		if (mnl_socket_setsockopt(vsw->ntf, NETLINK_ADD_MEMBERSHIP,
					  &vsw->groups[i].id,
					  sizeof(vsw->groups[i].id)))
			return vsw_fail(vsw, -errno, NULL);
		return 0;
	}
	return vsw_fail(vsw, -ENOENT,
			"the kernel has no such group of notifications");
}
