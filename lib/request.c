// SPDX-License-Identifier: LGPL-2.1-or-later
/* Requests and their answers. */
#include <errno.h>
#include <linux/genetlink.h>
#include <stdlib.h>
#include <string.h>

#include "handle.h"

/* How often an interrupted dump is asked for again. */
#define DUMP_TRIES 32

struct nlmsghdr *vsw_begin(struct vsw *vsw, uint16_t family, uint8_t version,
			   uint8_t cmd, uint16_t flags)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(vsw->out);
	struct genlmsghdr *genl;

	nlh->nlmsg_type = family;
	nlh->nlmsg_flags = NLM_F_REQUEST | flags;
	nlh->nlmsg_seq = ++vsw->seq;
	genl = mnl_nlmsg_put_extra_header(nlh, sizeof(*genl));
	genl->cmd = cmd;
	genl->version = version;
	return nlh;
}

static ssize_t receive(struct vsw *vsw)
{
	ssize_t len;

	do
		len = mnl_socket_recvfrom(vsw->req, vsw->in, sizeof(vsw->in));
	while (len < 0 && errno == EINTR);
	return len < 0 ? -errno : len;
}

/* The error that ends an exchange; it may be 0. */
static int last_word(struct vsw *vsw, const struct nlmsghdr *nlh,
		     enum vsw_kind kind)
{
	int err = 0;

	if (mnl_nlmsg_get_payload_len(nlh) >= sizeof(err))
		memcpy(&err, mnl_nlmsg_get_payload(nlh), sizeof(err));
	if (err >= 0)
		return 0;
	return vsw_fail_ack(vsw, err, nlh, kind);
}

/*
 * The answer to one request: any number of messages, then an acknowledgment or
 * the end of a dump. All of it is taken even when @fn fails, so that the next
 * request starts clean. Returns 1 when the dump was interrupted.
 */
int vsw_talk(struct vsw *vsw, enum vsw_kind kind,
	     int (*fn)(const struct nlmsghdr *nlh, void *data), void *data)
{
	const struct nlmsghdr *request = (const void *)vsw->out;
	bool interrupted = false;
	const struct nlmsghdr *nlh;
	ssize_t got;
	int failed = 0;
	int left, err;

	if (mnl_socket_sendto(vsw->req, request, request->nlmsg_len) < 0)
		return vsw_fail(vsw, -errno, NULL);
	for (;;) {
		got = receive(vsw);
		if (got < 0)
			return vsw_fail(vsw, got, NULL);
		left = got;
		for (nlh = (const void *)vsw->in; mnl_nlmsg_ok(nlh, left);
		     nlh = mnl_nlmsg_next(nlh, &left)) {
			/* Left over from an exchange that broke off. */
			if (nlh->nlmsg_seq != request->nlmsg_seq)
				continue;
			if (nlh->nlmsg_flags & NLM_F_DUMP_INTR)
				interrupted = true;
			if (nlh->nlmsg_type == NLMSG_ERROR ||
			    nlh->nlmsg_type == NLMSG_DONE) {
				err = last_word(vsw, nlh, kind);
				if (!err && failed)
					return vsw_fail(vsw, failed, NULL);
				return err ? err : interrupted;
			}
			if (nlh->nlmsg_type < NLMSG_MIN_TYPE || !fn || failed)
				continue;
			failed = fn(nlh, data);
		}
	}
}

/*
 * Send @obj with @cmd. The number of a family changes when its module is loaded
 * again; a handle outlives that.
 */
static int exchange(struct vsw *vsw, unsigned int cmd, uint16_t flags,
		    enum vsw_kind kind, const struct vsw_obj *obj,
		    int (*fn)(const struct nlmsghdr *nlh, void *data),
		    void *data)
{
	uint16_t family = vsw->family;
	struct nlmsghdr *nlh;
	int err;

	if (obj && obj->kind != kind)
		return vsw_fail(vsw, -EINVAL,
				"object of the wrong kind for this request");
	for (;;) {
		nlh = vsw_begin(vsw, vsw->family, VSW_GENL_VERSION, cmd, flags);
		err = obj ? vsw_obj_encode(obj, nlh, sizeof(vsw->out)) : 0;
		if (err)
			return vsw_fail(vsw, err, err == -EMSGSIZE ?
					"too much for one request" : NULL);
		err = vsw_talk(vsw, kind, fn, data);
		if (err != -ENOENT || strcmp(vsw->errmsg, strerror(ENOENT)))
			return err;
		if (vsw_family_resolve(vsw))
			return vsw_fail(vsw, -ENODEV,
					"the kernel module vsw was unloaded");
		if (vsw->family == family)
			return vsw_fail(vsw, err, NULL);
		family = vsw->family;
	}
}

int vsw_do(struct vsw *vsw, unsigned int cmd, enum vsw_kind kind,
	   const struct vsw_obj *obj)
{
	return exchange(vsw, cmd, NLM_F_ACK, kind, obj, NULL, NULL);
}

/**
 * struct answer - objects received
 * @kind: what they are
 * @objs: owned array of owned objects
 * @count: how many
 */
struct answer {
	enum vsw_kind kind;
	struct vsw_obj **objs;
	size_t count;
};

static void drop_answer(struct answer *answer)
{
	while (answer->count)
		vsw_obj_free(answer->objs[--answer->count]);
	free(answer->objs);
	answer->objs = NULL;
}

static int decode(const struct nlmsghdr *nlh, enum vsw_kind kind,
		  struct vsw_obj **obj)
{
	void *attrs;
	size_t len;
	int err;

	if (mnl_nlmsg_get_payload_len(nlh) < sizeof(struct genlmsghdr))
		return -EBADMSG;
	*obj = vsw_obj_new(kind);
	if (!*obj)
		return -ENOMEM;
	len = mnl_nlmsg_get_payload_len(nlh) - sizeof(struct genlmsghdr);
	attrs = mnl_nlmsg_get_payload_offset(nlh, sizeof(struct genlmsghdr));
	err = vsw_obj_decode(*obj, attrs, len);
	if (err)
		vsw_obj_free(*obj);
	return err;
}

static int take_object(const struct nlmsghdr *nlh, void *data)
{
	struct answer *answer = data;
	struct vsw_obj **objs;
	int err;

	objs = realloc(answer->objs, (answer->count + 1) * sizeof(*objs));
	if (!objs)
		return -ENOMEM;
	answer->objs = objs;
	err = decode(nlh, answer->kind, &objs[answer->count]);
	if (!err)
		answer->count++;
	return err;
}

int vsw_do_get(struct vsw *vsw, unsigned int cmd, enum vsw_kind kind,
	       const struct vsw_obj *key, struct vsw_obj **reply)
{
	struct answer answer = { .kind = kind };
	int err;

	*reply = NULL;
	err = exchange(vsw, cmd, NLM_F_ACK, kind, key, take_object, &answer);
	if (!err && answer.count != 1)
		err = vsw_fail(vsw, -EBADMSG, "unexpected answer to a get");
	if (!err) {
		*reply = answer.objs[0];
		answer.count = 0;
	}
	drop_answer(&answer);
	return err;
}

int vsw_do_dump(struct vsw *vsw, unsigned int cmd, enum vsw_kind kind,
		const struct vsw_obj *filter, vsw_obj_fn fn, void *data)
{
	struct answer answer = { .kind = kind };
	int err, tries;
	size_t i;

	for (tries = 0; tries < DUMP_TRIES; tries++) {
		drop_answer(&answer);
		err = exchange(vsw, cmd, NLM_F_DUMP, kind, filter, take_object,
			       &answer);
		if (err <= 0)
			break;
	}
	for (i = 0; err >= 0 && i < answer.count; i++) {
		int stop = fn(answer.objs[i], data);

		if (stop) {
			err = stop;
			break;
		}
	}
	drop_answer(&answer);
	return err;
}

/**
 * struct stream - a dump on its way
 * @kind: what the objects are
 * @fn: the caller's
 * @data: for it
 * @stop: what it returned
 */
struct stream {
	enum vsw_kind kind;
	vsw_obj_fn fn;
	void *data;
	int stop;
};

static int pass_object(const struct nlmsghdr *nlh, void *data)
{
	struct stream *stream = data;
	struct vsw_obj *obj;
	int err;

	if (stream->stop)
		return 0;
	err = decode(nlh, stream->kind, &obj);
	if (err)
		return err;
	stream->stop = stream->fn(obj, stream->data);
	vsw_obj_free(obj);
	return 0;
}

int vsw_do_stream(struct vsw *vsw, unsigned int cmd, enum vsw_kind kind,
		  const struct vsw_obj *filter, vsw_obj_fn fn, void *data)
{
	struct stream stream = { .kind = kind, .fn = fn, .data = data };
	int err;

	err = exchange(vsw, cmd, NLM_F_DUMP, kind, filter, pass_object,
		       &stream);
	return err < 0 || !stream.stop ? err : stream.stop;
}
