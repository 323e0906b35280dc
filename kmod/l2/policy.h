/* SPDX-License-Identifier: GPL-2.0 */
/* The three security policies and how a level inherits them from the next. */
#ifndef VSW_L2_POLICY_H
#define VSW_L2_POLICY_H

#include <linux/if_ether.h>
#include <linux/types.h>
#include <uapi/linux/vsw.h>

enum vsw_policy_kind {
	VSW_PROMISCUOUS,
	VSW_MAC_CHANGES,
	VSW_FORGED_TRANSMITS,
	VSW_POLICIES
};

/**
 * struct vsw_mac_list - addresses that a policy accepts, never changed
 * @rcu: frees it once no frame can still read it
 * @n: how many, at most VSW_POLICY_MAX_ADDRESSES
 * @addr: the addresses
 */
struct vsw_mac_list {
	struct rcu_head rcu;
	unsigned int n;
	u8 addr[][ETH_ALEN];
};

/**
 * struct vsw_policy - what one level says of one policy
 * @mode: enum vsw_policy_mode; never INHERIT on a switch or once resolved
 * @source: enum vsw_policy_source, once resolved
 * @list: with mode LIST the accepted addresses, else NULL. Owned by the level
 *   that says it; a resolved policy borrows it.
 */
struct vsw_policy {
	u8 mode;
	u8 source;
	struct vsw_mac_list *list;
};

struct vsw_security {
	struct vsw_policy policy[VSW_POLICIES];
};

extern const struct vsw_security vsw_security_default;

bool vsw_policy_accepts(const struct vsw_policy *policy, const u8 *addr);
void vsw_security_resolve(struct vsw_security *out,
			  const struct vsw_security *sw,
			  const struct vsw_security *pg,
			  const struct vsw_security *port);
void vsw_security_drop(const struct vsw_security *old,
		       const struct vsw_security *new);

#endif
