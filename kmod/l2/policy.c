// SPDX-License-Identifier: GPL-2.0
/* The three security policies and how a level inherits them from the next. */
#include <linux/etherdevice.h>
#include <linux/slab.h>

#include "l2/policy.h"

/* What a distributed switch of vSphere rejects when nobody has said anything. */
const struct vsw_security vsw_security_default = {
	.policy = {
		[VSW_PROMISCUOUS] = { .mode = VSW_POLICY_MODE_REJECT },
		[VSW_MAC_CHANGES] = { .mode = VSW_POLICY_MODE_REJECT },
		[VSW_FORGED_TRANSMITS] = { .mode = VSW_POLICY_MODE_REJECT },
	},
};

/**
 * vsw_policy_accepts() - does a resolved policy accept an address?
 * @policy: policy in force
 * @addr: the address that a guest changed to or sent from
 *
 * Context: RCU read lock or the lock of the namespace, whichever the policy is
 *   read under.
 */
bool vsw_policy_accepts(const struct vsw_policy *policy, const u8 *addr)
{
	unsigned int i;

	if (policy->mode != VSW_POLICY_MODE_LIST)
		return policy->mode == VSW_POLICY_MODE_ACCEPT;

	for (i = 0; i < policy->list->n; i++)
		if (ether_addr_equal(policy->list->addr[i], addr))
			return true;
	return false;
}

/**
 * vsw_security_resolve() - what is in force on a port, or for a port group
 * @out: the policies in force, with the level that each comes from
 * @sw: what the switch says
 * @pg: what the port group says
 * @port: what the port says, or NULL
 */
void vsw_security_resolve(struct vsw_security *out,
			  const struct vsw_security *sw,
			  const struct vsw_security *pg,
			  const struct vsw_security *port)
{
	int i;

	for (i = 0; i < VSW_POLICIES; i++) {
		struct vsw_policy *p = &out->policy[i];

		if (port && port->policy[i].mode != VSW_POLICY_MODE_INHERIT) {
			*p = port->policy[i];
			p->source = VSW_POLICY_SOURCE_PORT;
		} else if (pg->policy[i].mode != VSW_POLICY_MODE_INHERIT) {
			*p = pg->policy[i];
			p->source = VSW_POLICY_SOURCE_PORTGROUP;
		} else {
			*p = sw->policy[i];
			p->source = VSW_POLICY_SOURCE_SWITCH;
		}
	}
}

/**
 * vsw_security_drop() - free the lists of what a level said before
 * @old: what it said
 * @new: what it says now; lists that both have stay. NULL frees all of them.
 *
 * Frames may still read the lists until a grace period has passed.
 */
void vsw_security_drop(const struct vsw_security *old,
		       const struct vsw_security *new)
{
	int i;

	for (i = 0; i < VSW_POLICIES; i++) {
		struct vsw_mac_list *list = old->policy[i].list;

		if (list && (!new || new->policy[i].list != list))
			kfree_rcu(list, rcu);
	}
}
