/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef VSW_LIB_HANDLE_H
#define VSW_LIB_HANDLE_H

#include <libmnl/libmnl.h>

#include "object.h"

/* Longest request and longest datagram of an answer. */
#define VSW_BUF_SIZE 65536

/* Multicast groups that sequence numbers are kept for. */
#define VSW_MAX_GROUPS 8

/**
 * struct vsw_group - a multicast group of the family
 * @name: as in the specification
 * @id: what the kernel calls it
 * @seq: sequence number of the last message
 * @seq_valid: there was one
 */
struct vsw_group {
	char name[16];
	uint32_t id;
	uint32_t seq;
	bool seq_valid;
};

/**
 * struct vsw - handle
 * @req: socket of requests
 * @ntf: socket of notifications
 * @family: number of the family
 * @seq: of the last request
 * @groups: of the family
 * @n_groups: how many
 * @errmsg: text of the last error
 * @errattr: name of the attribute refused, or ""
 * @erroff: its place in @out, or 0
 * @out: the request, kept until the next one to find the attribute refused
 * @in: room for the answer
 */
struct vsw {
	struct mnl_socket *req;
	struct mnl_socket *ntf;
	uint16_t family;
	uint32_t seq;
	struct vsw_group groups[VSW_MAX_GROUPS];
	unsigned int n_groups;
	char errmsg[512];
	char errattr[128];
	uint32_t erroff;
	char out[VSW_BUF_SIZE] __attribute__((aligned(8)));
	char in[VSW_BUF_SIZE] __attribute__((aligned(8)));
};

/* family.c: learn number and groups of the family. -EPROTONOSUPPORT. */
int vsw_family_resolve(struct vsw *vsw);

/* netns.c: open both sockets in @netns, or in the caller's when it is NULL. */
int vsw_netns_sockets(struct vsw *vsw, const char *netns);

/* error.c: set the text for a failed request. Both return @err. */
int vsw_fail(struct vsw *vsw, int err, const char *text);
int vsw_fail_ack(struct vsw *vsw, int err, const struct nlmsghdr *nlh,
		 enum vsw_kind kind);

/* request.c: one request of each sort, see libvsw.h. */
int vsw_do(struct vsw *vsw, unsigned int cmd, enum vsw_kind kind,
	   const struct vsw_obj *obj);
int vsw_do_get(struct vsw *vsw, unsigned int cmd, enum vsw_kind kind,
	       const struct vsw_obj *key, struct vsw_obj **reply);
int vsw_do_dump(struct vsw *vsw, unsigned int cmd, enum vsw_kind kind,
		const struct vsw_obj *filter, vsw_obj_fn fn, void *data);

/*
 * request.c: a dump whose answer is too large to keep, or whose objects come and
 * go too fast to ask again: each is handed to @fn as it comes, and @fn may make
 * no requests.
 */
int vsw_do_stream(struct vsw *vsw, unsigned int cmd, enum vsw_kind kind,
		  const struct vsw_obj *filter, vsw_obj_fn fn, void *data);

/* request.c: send what is in @vsw->out and hand each answer to @fn. */
int vsw_talk(struct vsw *vsw, enum vsw_kind kind,
	     int (*fn)(const struct nlmsghdr *nlh, void *data), void *data);

/* request.c: begin a message in @vsw->out. */
struct nlmsghdr *vsw_begin(struct vsw *vsw, uint16_t family, uint8_t version,
			   uint8_t cmd, uint16_t flags);

#endif /* VSW_LIB_HANDLE_H */
