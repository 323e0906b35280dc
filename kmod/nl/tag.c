// SPDX-License-Identifier: GPL-2.0
/* Tags of ports in messages. */
#include <linux/slab.h>

#include "filter/filter.h"
#include "l2/event.h"
#include "l2/port.h"
#include "nl/family.h"

static const struct vsw_nl_key vsw_nl_tag_key = {
	.sw = VSW_A_TAG_SWITCH,
	.id = VSW_A_TAG_PORT_ID,
	.name = VSW_A_TAG_PORT,
	.missing = "port-id or port is missing",
};

int vsw_nl_tags_fill(struct sk_buff *skb, int attr, const struct vsw_tags *tags)
{
	u32 i;

	for (i = 0; tags && i < tags->n; i++)
		if (nla_put_string(skb, attr, tags->tag[i]))
			return -EMSGSIZE;
	return 0;
}

static int vsw_nl_tag_parse(const struct nlattr *attr, char *tag,
			    enum vsw_tag_change change,
			    struct netlink_ext_ack *extack)
{
	int err = 0;

	if (nla_strscpy(tag, attr, VSW_NAME_LEN) <= 0) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "the tag is empty");
		return -EINVAL;
	}
	if (change != VSW_TAG_DEL || strchr(tag, '='))
		err = vsw_tag_check(tag, extack);
	if (err)
		NL_SET_BAD_ATTR(extack, attr);
	return err;
}

/* The tags that a request names; NULL, or an ERR_PTR(). */
static struct vsw_tags *vsw_nl_tags_parse(struct genl_info *info,
					  enum vsw_tag_change change)
{
	struct vsw_tags *tags;
	struct nlattr *attr;
	int rem, err;
	u32 n = 0;

	nlmsg_for_each_attr(attr, info->nlhdr, GENL_HDRLEN, rem)
		n += nla_type(attr) == VSW_A_TAG_TAG;
	if (n > VSW_TAGS_MAX) {
		NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[VSW_A_TAG_TAG],
				    "a port has at most 32 tags");
		return ERR_PTR(-E2BIG);
	}
	if (!n && change != VSW_TAG_SET)
		return ERR_PTR(vsw_nl_missing(info, VSW_A_TAG_TAG,
					      "tag is missing"));
	tags = vsw_tags_alloc(n);
	if (!tags)
		return ERR_PTR(-ENOMEM);
	nlmsg_for_each_attr(attr, info->nlhdr, GENL_HDRLEN, rem) {
		if (nla_type(attr) != VSW_A_TAG_TAG)
			continue;
		err = vsw_nl_tag_parse(attr, tags->tag[tags->n], change,
				       info->extack);
		if (err) {
			kfree(tags);
			return ERR_PTR(err);
		}
		tags->n++;
	}
	return tags;
}

/* Tell whoever listens that a port went into quarantine or came out of it. */
static void vsw_nl_tag_report(struct vsw_port *port, const char *before)
{
	const char *now = vsw_tags_find_scope(port->filter->id.tags,
					      VSW_QUARANTINE);

	if (now && strcmp(now, before))
		vsw_event_tag(port, VSW_EVENT_TYPE_QUARANTINED, now);
	else if (!now && *before)
		vsw_event_tag(port, VSW_EVENT_TYPE_QUARANTINE_CLEARED, before);
}

static int vsw_nl_tag_port(struct vsw_net *vn, struct genl_info *info,
			   const struct vsw_tags *named,
			   enum vsw_tag_change change)
{
	char before[VSW_NAME_LEN] = "";
	struct vsw_port *port;
	const char *tag;
	int err;

	port = vsw_nl_port(vn, info, &vsw_nl_tag_key);
	if (IS_ERR(port))
		return PTR_ERR(port);
	tag = vsw_tags_find_scope(port->filter->id.tags, VSW_QUARANTINE);
	if (tag)
		strscpy(before, tag, sizeof(before));
	err = vsw_filter_tag(port->filter, named, change, info->extack);
	if (err)
		return err;
	vsw_nl_tag_report(port, before);
	vsw_event_port(port, VSW_CHANGE_SET);
	return 0;
}

static int vsw_nl_tag_change(struct genl_info *info, enum vsw_tag_change change)
{
	struct vsw_tags *named = vsw_nl_tags_parse(info, change);
	struct vsw_net *vn;
	int err;

	if (IS_ERR(named))
		return PTR_ERR(named);
	vn = vsw_nl_lock(info);
	err = vsw_nl_tag_port(vn, info, named, change);
	vsw_nl_unlock(vn);
	kfree(named);
	return err;
}

int vsw_nl_tag_add_doit(struct sk_buff *skb, struct genl_info *info)
{
	return vsw_nl_tag_change(info, VSW_TAG_ADD);
}

int vsw_nl_tag_del_doit(struct sk_buff *skb, struct genl_info *info)
{
	return vsw_nl_tag_change(info, VSW_TAG_DEL);
}

int vsw_nl_tag_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	return vsw_nl_tag_change(info, VSW_TAG_SET);
}
