// SPDX-License-Identifier: LGPL-2.1-or-later
/* Notifications. */
#include <errno.h>
#include <linux/genetlink.h>
#include <string.h>
#include <sys/socket.h>

#include "export.h"
#include "handle.h"

static struct vsw_group *group_of(struct vsw *vsw, const char *name)
{
	unsigned int i;

	for (i = 0; name && i < vsw->n_groups; i++)
		if (!strcmp(vsw->groups[i].name, name))
			return &vsw->groups[i];
	return NULL;
}

/* How many messages of the group are missing before this one. */
static uint32_t count_lost(struct vsw_group *group, const struct vsw_obj *obj)
{
	unsigned int attr = vsw_attr_find(obj->kind, "seq");
	uint32_t seq, lost = 0;

	if (!group || !vsw_obj_has(obj, attr))
		return 0;
	seq = vsw_obj_uint(obj, attr);
	if (group->seq_valid)
		lost = seq - group->seq - 1;
	group->seq = seq;
	group->seq_valid = true;
	return lost;
}

static int take_message(struct vsw *vsw, const struct nlmsghdr *nlh,
			vsw_ntf_fn fn, void *data)
{
	const struct genlmsghdr *genl = mnl_nlmsg_get_payload(nlh);
	size_t len = mnl_nlmsg_get_payload_len(nlh);
	const struct vsw_cmd_spec *spec;
	struct vsw_obj *obj;
	uint32_t lost;
	int err;

	if (nlh->nlmsg_type != vsw->family || len < sizeof(*genl))
		return 0;
	spec = vsw_cmd_spec(genl->cmd);
	if (!spec || !spec->group)
		return 0;
	obj = vsw_obj_new(spec->kind);
	if (!obj)
		return vsw_fail(vsw, -ENOMEM, NULL);
	err = vsw_obj_decode(obj,
			     mnl_nlmsg_get_payload_offset(nlh, sizeof(*genl)),
			     len - sizeof(*genl));
	if (err) {
		vsw_fail(vsw, err, NULL);
	} else {
		lost = count_lost(group_of(vsw, spec->group), obj);
		if (lost)
			err = fn(VSW_NTF_LOST, NULL, lost, data);
		if (!err)
			err = fn(genl->cmd, obj, 0, data);
	}
	vsw_obj_free(obj);
	return err;
}

VSW_EXPORT int vsw_recv(struct vsw *vsw, vsw_ntf_fn fn, void *data)
{
	/* Not the handle's, so that @fn can make requests. */
	char buf[16384] __attribute__((aligned(8)));
	const struct nlmsghdr *nlh;
	int fd = vsw_fd(vsw);
	ssize_t got;
	int err = 0;
	int left;

	while (!err) {
		got = recv(fd, buf, sizeof(buf), MSG_DONTWAIT | MSG_TRUNC);
		if (got < 0) {
			if (errno == EINTR)
				continue;
			if (errno == EAGAIN || errno == EWOULDBLOCK)
				return 0;
			if (errno != ENOBUFS)
				return vsw_fail(vsw, -errno, NULL);
			err = fn(VSW_NTF_LOST, NULL, 0, data);
			continue;
		}
		/* Seen as a gap by the message after it. */
		if ((size_t)got > sizeof(buf))
			continue;
		left = got;
		for (nlh = (const void *)buf; !err && mnl_nlmsg_ok(nlh, left);
		     nlh = mnl_nlmsg_next(nlh, &left))
			err = take_message(vsw, nlh, fn, data);
	}
	return err;
}
