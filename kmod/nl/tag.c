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

/* Return: how many tags it is, or a negative errno. */
static int vsw_nl_tag_parse(const struct nlattr *attr, char *tag,
			    enum vsw_tag_change change,
			    struct netlink_ext_ack *extack)
{
	int err = 0;

	if (nla_strscpy(tag, attr, VSW_NAME_LEN) <= 0) {
		if (change == VSW_TAG_SET)
			return 0;
		NL_SET_ERR_MSG_ATTR(extack, attr, "the tag is empty");
		return -EINVAL;
	}
	if (change != VSW_TAG_DEL || strchr(tag, '='))
		err = vsw_tag_check(tag, extack);
	if (!err)
		return 1;
	NL_SET_BAD_ATTR(extack, attr);
	return err;
}

/**
 * vsw_nl_tags_parse() - the tags that a request names
 * @info: the request
 * @attr_type: attribute that has one
 * @change: what is to become of them; for VSW_TAG_SET an empty tag is none
 *
 * Return: the tags, to be freed with kfree(); or an ERR_PTR()
 */
struct vsw_tags *vsw_nl_tags_parse(struct genl_info *info, int attr_type,
				   enum vsw_tag_change change)
{
	struct vsw_tags *tags;
	struct nlattr *attr;
	int rem, err;
	u32 n = 0;

	nlmsg_for_each_attr(attr, info->nlhdr, GENL_HDRLEN, rem)
		n += nla_type(attr) == attr_type;
	if (n > VSW_TAGS_MAX) {
		NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[attr_type],
				    "a port has at most 32 tags");
		return ERR_PTR(-E2BIG);
	}
	tags = vsw_tags_alloc(n);
	if (!tags)
		return ERR_PTR(-ENOMEM);
	nlmsg_for_each_attr(attr, info->nlhdr, GENL_HDRLEN, rem) {
		if (nla_type(attr) != attr_type)
			continue;
		err = vsw_nl_tag_parse(attr, tags->tag[tags->n], change,
				       info->extack);
		if (err < 0) {
			kfree(tags);
			return ERR_PTR(err);
		}
		tags->n += err;
	}
	return tags;
}

/* Tell whoever listens that a port went into quarantine or came out of it. */
static void vsw_nl_tags_report(struct vsw_port *port, const char *before)
{
	const char *now = vsw_tags_find_scope(port->filter->id.tags,
					      VSW_QUARANTINE);

	if (now && strcmp(now, before))
		vsw_event_tag(port, VSW_EVENT_TYPE_QUARANTINED, now);
	else if (!now && *before)
		vsw_event_tag(port, VSW_EVENT_TYPE_QUARANTINE_CLEARED, before);
}

/**
 * vsw_nl_tags_change() - change the tags of a port
 * @port: the port, RTNL and the lock of the namespace held
 * @named: tags that are named, checked
 * @change: what is to become of them
 * @extack: says why not
 */
int vsw_nl_tags_change(struct vsw_port *port, const struct vsw_tags *named,
		       enum vsw_tag_change change,
		       struct netlink_ext_ack *extack)
{
	char before[VSW_NAME_LEN] = "";
	const char *tag;
	int err;

	tag = vsw_tags_find_scope(port->filter->id.tags, VSW_QUARANTINE);
	if (tag)
		strscpy(before, tag, sizeof(before));
	err = vsw_filter_tag(port->filter, named, change, extack);
	if (!err)
		vsw_nl_tags_report(port, before);
	return err;
}

static int vsw_nl_tag_change(struct genl_info *info, enum vsw_tag_change change)
{
	struct vsw_tags *named;
	struct vsw_port *port;
	struct vsw_net *vn;
	int err;

	if (!info->attrs[VSW_A_TAG_TAG])
		return vsw_nl_missing(info, VSW_A_TAG_TAG, "tag is missing");
	named = vsw_nl_tags_parse(info, VSW_A_TAG_TAG, change);
	if (IS_ERR(named))
		return PTR_ERR(named);
	vn = vsw_nl_lock(info);
	port = vsw_nl_port(vn, info, &vsw_nl_tag_key);
	err = PTR_ERR_OR_ZERO(port);
	if (!err)
		err = vsw_nl_tags_change(port, named, change, info->extack);
	if (!err)
		vsw_event_port(port, VSW_CHANGE_SET);
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
