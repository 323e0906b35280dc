// SPDX-License-Identifier: LGPL-2.1-or-later
/* The handle. */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "export.h"
#include "handle.h"

/* Notifications come in bursts, one for each port of a host. */
#define NTF_RCVBUF (1024 * 1024)

VSW_EXPORT struct vsw *vsw_open(const char *netns)
{
	struct vsw *vsw = calloc(1, sizeof(*vsw));
	int err;

	if (!vsw)
		return NULL;
	err = vsw_netns_sockets(vsw, netns);
	if (!err)
		err = vsw_family_resolve(vsw);
	if (err) {
		vsw_close(vsw);
		errno = -err;
		return NULL;
	}
	/* What could not be had is not needed until a burst comes. */
	vsw_set_rcvbuf(vsw, NTF_RCVBUF);
	return vsw;
}

VSW_EXPORT void vsw_close(struct vsw *vsw)
{
	int saved = errno;

	if (!vsw)
		return;
	if (vsw->req)
		mnl_socket_close(vsw->req);
	if (vsw->ntf)
		mnl_socket_close(vsw->ntf);
	free(vsw);
	errno = saved;
}

VSW_EXPORT int vsw_fd(const struct vsw *vsw)
{
	return mnl_socket_get_fd(vsw->ntf);
}

VSW_EXPORT int vsw_set_rcvbuf(struct vsw *vsw, size_t bytes)
{
	int fd = mnl_socket_get_fd(vsw->ntf);
	int value = bytes;

	if (!setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &value, sizeof(value)))
		return 0;
	if (!setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &value, sizeof(value)))
		return 0;
	return -errno;
}
