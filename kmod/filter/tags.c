// SPDX-License-Identifier: GPL-2.0
/* Tags of a port: a scope and a value, which groups are made of. */
#include <linux/ctype.h>
#include <linux/overflow.h>
#include <linux/slab.h>

#include "filter/identity.h"

/* Room for @n tags, none of which is there yet; NULL without memory. */
struct vsw_tags *vsw_tags_alloc(u32 n)
{
	struct vsw_tags *tags;

	return kzalloc(struct_size(tags, tag, n), GFP_KERNEL_ACCOUNT);
}

/**
 * vsw_tag_check() - is that a tag?
 * @tag: text
 * @extack: says why not
 */
int vsw_tag_check(const char *tag, struct netlink_ext_ack *extack)
{
	const char *c;

	if (*tag == '=' || !strchr(tag, '='))
		goto err;
	for (c = tag; *c; c++)
		if (!isascii(*c) || !isprint(*c))
			goto err;
	return 0;

err:
	NL_SET_ERR_MSG(extack, "a tag is scope=value, of printable characters");
	return -EINVAL;
}

bool vsw_tag_in_scope(const char *tag, const char *scope)
{
	size_t len = strlen(scope);

	return !strncmp(tag, scope, len) && tag[len] == '=';
}

bool vsw_tags_have(const struct vsw_tags *tags, const char *tag)
{
	u32 i;

	for (i = 0; tags && i < tags->n; i++)
		if (!strcmp(tags->tag[i], tag))
			return true;
	return false;
}

/* The first tag of a scope, or NULL. */
const char *vsw_tags_find_scope(const struct vsw_tags *tags, const char *scope)
{
	u32 i;

	for (i = 0; tags && i < tags->n; i++)
		if (vsw_tag_in_scope(tags->tag[i], scope))
			return tags->tag[i];
	return NULL;
}

/* Does a request to delete @name mean @tag? A scope means all of its tags. */
static bool vsw_tag_meant(const char *tag, const char *name)
{
	return strchr(name, '=') ? !strcmp(tag, name) :
				   vsw_tag_in_scope(tag, name);
}

static bool vsw_tags_mean(const struct vsw_tags *named, const char *tag)
{
	u32 i;

	for (i = 0; i < named->n; i++)
		if (vsw_tag_meant(tag, named->tag[i]))
			return true;
	return false;
}

static int vsw_tags_check_del(const struct vsw_tags *old,
			      const struct vsw_tags *named,
			      struct netlink_ext_ack *extack)
{
	u32 i, j;

	for (i = 0; i < named->n; i++) {
		for (j = 0; old && j < old->n; j++)
			if (vsw_tag_meant(old->tag[j], named->tag[i]))
				break;
		if (!old || j == old->n) {
			NL_SET_ERR_MSG(extack, "the port has no such tag");
			return -ENOENT;
		}
	}
	return 0;
}

static void vsw_tags_add(struct vsw_tags *tags, const char *tag)
{
	if (!vsw_tags_have(tags, tag))
		strscpy(tags->tag[tags->n++], tag, VSW_NAME_LEN);
}

/**
 * vsw_tags_changed() - the tags that a port is to have
 * @old: tags that it has, or NULL
 * @named: tags of the request, checked; for VSW_TAG_DEL scopes, too
 * @change: what is to become of them
 * @extack: says why not
 *
 * Return: the tags, or an ERR_PTR() of -ENOENT, -E2BIG, -ENOMEM
 */
struct vsw_tags *vsw_tags_changed(const struct vsw_tags *old,
				  const struct vsw_tags *named,
				  enum vsw_tag_change change,
				  struct netlink_ext_ack *extack)
{
	u32 i, n_old = old && change != VSW_TAG_SET ? old->n : 0;
	struct vsw_tags *tags;
	int err;

	if (change == VSW_TAG_DEL) {
		err = vsw_tags_check_del(old, named, extack);
		if (err)
			return ERR_PTR(err);
	}
	tags = vsw_tags_alloc(n_old + named->n);
	if (!tags)
		return ERR_PTR(-ENOMEM);
	for (i = 0; i < n_old; i++)
		if (change == VSW_TAG_ADD || !vsw_tags_mean(named, old->tag[i]))
			vsw_tags_add(tags, old->tag[i]);
	for (i = 0; change != VSW_TAG_DEL && i < named->n; i++)
		vsw_tags_add(tags, named->tag[i]);
	if (tags->n <= VSW_TAGS_MAX)
		return tags;
	NL_SET_ERR_MSG(extack, "a port has at most 32 tags");
	kfree(tags);
	return ERR_PTR(-E2BIG);
}
