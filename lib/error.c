// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Why a request failed, in words: the text of the kernel's extended
 * acknowledgment, and the name of the attribute that it points at.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/genetlink.h>
#include <stdio.h>
#include <string.h>

#include "export.h"
#include "handle.h"

/**
 * struct ext_ack - what came with a refusal
 * @msg: text, or NULL
 * @offset: of the refused attribute from the start of the request, or 0
 * @miss_nest: offset of the nest that misses an attribute, or 0 for the top
 * @miss_type: the attribute missing, or 0
 */
struct ext_ack {
	const char *msg;
	uint32_t offset;
	uint32_t miss_nest;
	uint32_t miss_type;
};

VSW_EXPORT const char *vsw_errmsg(const struct vsw *vsw)
{
	return vsw->errmsg;
}

VSW_EXPORT const char *vsw_errattr(const struct vsw *vsw)
{
	return vsw->errattr[0] ? vsw->errattr : NULL;
}

int vsw_fail(struct vsw *vsw, int err, const char *text)
{
	vsw->errattr[0] = '\0';
	vsw->erroff = 0;
	snprintf(vsw->errmsg, sizeof(vsw->errmsg), "%s",
		 text ? text : strerror(-err));
	return err;
}

static void add_name(struct vsw *vsw, const char *name)
{
	size_t len = strlen(vsw->errattr);

	/* Cut when it is too long. */
	snprintf(vsw->errattr + len, sizeof(vsw->errattr) - len, "%s%s",
		 len ? "." : "", name);
}

/*
 * Write the names that lead to the attribute at @offset of our own request, and
 * return the kind of object in it when it is a nest.
 */
static enum vsw_kind name_attr(struct vsw *vsw, enum vsw_kind kind,
			       uint32_t offset)
{
	const char *start = vsw->out, *target = start + offset;
	const struct nlmsghdr *nlh = (const void *)vsw->out;
	const struct nlattr *attr;
	const char *pos, *end;

	pos = start + MNL_NLMSG_HDRLEN + MNL_ALIGN(sizeof(struct genlmsghdr));
	end = start + nlh->nlmsg_len;
	while (target >= pos && pos + sizeof(*attr) <= end) {
		const struct vsw_attr_spec *spec;

		attr = (const void *)pos;
		if (target >= pos + MNL_ALIGN(attr->nla_len)) {
			pos += MNL_ALIGN(attr->nla_len);
			continue;
		}
		spec = vsw_attr_spec(kind, mnl_attr_get_type(attr));
		if (!spec)
			return 0;
		add_name(vsw, spec->name);
		kind = spec->nest;
		if (target == pos || !kind)
			return kind;
		end = pos + attr->nla_len;
		pos += MNL_ATTR_HDRLEN;
	}
	return 0;
}

static void parse_tlvs(struct ext_ack *ack, const struct nlmsghdr *nlh,
		       size_t skip)
{
	const struct nlattr *attr;

	mnl_attr_for_each(attr, nlh, skip) {
		unsigned int type = mnl_attr_get_type(attr);
		uint32_t num = 0;

		if (type == NLMSGERR_ATTR_MSG) {
			if (mnl_attr_validate(attr, MNL_TYPE_NUL_STRING) >= 0)
				ack->msg = mnl_attr_get_str(attr);
			continue;
		}
		if (mnl_attr_get_payload_len(attr) == sizeof(num))
			num = mnl_attr_get_u32(attr);
		if (type == NLMSGERR_ATTR_OFFS)
			ack->offset = num;
		else if (type == NLMSGERR_ATTR_MISS_NEST)
			ack->miss_nest = num;
		else if (type == NLMSGERR_ATTR_MISS_TYPE)
			ack->miss_type = num;
	}
}

int vsw_fail_ack(struct vsw *vsw, int err, const struct nlmsghdr *nlh,
		 enum vsw_kind kind)
{
	size_t skip = sizeof(int);
	struct ext_ack ack = {};
	const char *miss = NULL;

	if (nlh->nlmsg_type == NLMSG_ERROR) {
		const struct nlmsgerr *answer = mnl_nlmsg_get_payload(nlh);

		skip = sizeof(*answer);
		if (!(nlh->nlmsg_flags & NLM_F_CAPPED))
			skip += answer->msg.nlmsg_len - sizeof(answer->msg);
	}
	if (nlh->nlmsg_flags & NLM_F_ACK_TLVS &&
	    mnl_nlmsg_get_payload_len(nlh) > MNL_ALIGN(skip))
		parse_tlvs(&ack, nlh, skip);

	vsw->errattr[0] = '\0';
	vsw->erroff = ack.miss_type ? ack.miss_nest : ack.offset;
	if (ack.miss_type) {
		if (ack.miss_nest)
			kind = name_attr(vsw, kind, ack.miss_nest);
		miss = vsw_attr_name(kind, ack.miss_type);
		if (miss)
			add_name(vsw, miss);
	} else if (ack.offset) {
		name_attr(vsw, kind, ack.offset);
	}
	if (!ack.msg)
		ack.msg = miss ? "missing attribute" : strerror(-err);
	if (vsw->errattr[0])
		snprintf(vsw->errmsg, sizeof(vsw->errmsg), "%s (attribute %s)",
			 ack.msg, vsw->errattr);
	else
		snprintf(vsw->errmsg, sizeof(vsw->errmsg), "%s", ack.msg);
	return err;
}
