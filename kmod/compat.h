/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernels, the only place for them. VSW_HAVE_* come from
 * Kbuild, which looks into the headers at hand: distributions port features
 * back, so version numbers would lie.
 */
#ifndef VSW_COMPAT_H
#define VSW_COMPAT_H

#include <linux/netdevice.h>
#include <net/genetlink.h>
#include <net/rtnetlink.h>

/* 6.1.68 and 6.7: before, the flag of an operation did for groups, too. */
#ifndef GENL_MCAST_CAP_NET_ADMIN
#define GENL_MCAST_CAP_NET_ADMIN	GENL_UNS_ADMIN_PERM
#endif

/* 6.5: GSO got a header of its own. */
#ifdef VSW_HAVE_GSO_HEADER
#include <net/gso.h>
#endif

/* 6.15: rtnl_link_ops.newlink takes its arguments in a structure. */
#ifdef VSW_HAVE_NEWLINK_PARAMS
#define VSW_COMPAT_NEWLINK_ARGS						\
	struct net_device *dev, struct rtnl_newlink_params *params,	\
	struct netlink_ext_ack *extack
#else
#define VSW_COMPAT_NEWLINK_ARGS						\
	struct net *src_net, struct net_device *dev, struct nlattr *tb[],	\
	struct nlattr *data[], struct netlink_ext_ack *extack
#endif

/* 6.12: what NETIF_F_NETNS_LOCAL said became a member of the device. */
static inline void vsw_compat_netns_immutable(struct net_device *dev)
{
#if defined(VSW_HAVE_NETNS_IMMUTABLE)
	dev->netns_immutable = true;
#elif defined(VSW_HAVE_NETNS_LOCAL)
	dev->netns_local = true;
#else
	dev->features |= NETIF_F_NETNS_LOCAL;
#endif
}

/* 6.6: a dump has a genl_info of its own. */
static inline struct nlattr **vsw_compat_dump_attrs(struct netlink_callback *cb)
{
#ifdef VSW_HAVE_INFO_DUMP
	return genl_info_dump(cb)->attrs;
#else
	return genl_dumpit_info(cb)->attrs;
#endif
}

/*
 * 6.3: the words of an answer may have numbers in them. Say which entry @n of a
 * list the words are about; the offset of the attribute says it everywhere.
 */
static inline void vsw_compat_err_entry(struct netlink_ext_ack *extack,
					const char *what, u32 n)
{
#ifdef NL_SET_ERR_MSG_FMT
	if (extack && extack->_msg && extack->_msg != extack->_msg_buf)
		NL_SET_ERR_MSG_FMT(extack, "%s %u: %.59s", what, n,
				   extack->_msg);
#endif
}

#endif
