/* SPDX-License-Identifier: GPL-2.0 */
/* What groups go by of a vNIC. */
#ifndef VSW_FILTER_IDENTITY_H
#define VSW_FILTER_IDENTITY_H

#include <linux/if_ether.h>
#include <linux/netlink.h>
#include <uapi/linux/vsw.h>

/* Scope of the tags that put a port into quarantine. */
#define VSW_QUARANTINE	"quarantine"

/* The addresses of layer 2 that a vNIC has; the same one twice, mostly. */
enum {
	VSW_MAC_INITIAL,
	VSW_MAC_EFFECTIVE,
	VSW_MACS
};

/**
 * struct vsw_tags - the tags of a port, in the order of coming, none twice
 * @n: how many, VSW_TAGS_MAX at most
 * @tag: each of the form scope=value
 */
struct vsw_tags {
	u32 n;
	char tag[][VSW_NAME_LEN];
};

/**
 * struct vsw_identity - what groups go by of a vNIC
 * @client: client name of its port
 * @portgroup: name of its port group
 * @mac: addresses, zero while there is none
 * @tags: owned, NULL for none
 */
struct vsw_identity {
	char client[VSW_NAME_LEN];
	char portgroup[VSW_NAME_LEN];
	u8 mac[VSW_MACS][ETH_ALEN];
	struct vsw_tags *tags;
};

/* What becomes of tags that are named in a request. */
enum vsw_tag_change {
	VSW_TAG_ADD,
	VSW_TAG_DEL,
	VSW_TAG_SET,
};

struct vsw_tags *vsw_tags_alloc(u32 n);
int vsw_tag_check(const char *tag, struct netlink_ext_ack *extack);
bool vsw_tag_in_scope(const char *tag, const char *scope);
bool vsw_tags_have(const struct vsw_tags *tags, const char *tag);
const char *vsw_tags_find_scope(const struct vsw_tags *tags, const char *scope);
struct vsw_tags *vsw_tags_changed(const struct vsw_tags *old,
				  const struct vsw_tags *named,
				  enum vsw_tag_change change,
				  struct netlink_ext_ack *extack);

#endif
