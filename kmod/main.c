// SPDX-License-Identifier: GPL-2.0
/*
 * vsw: a virtual switch with the security policies of vSphere.
 *
 * Start and end of the module. Going down, netlink falls silent before the
 * switches go, and the switches go before what they stand on.
 */
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <net/rtnetlink.h>

#include "l2/switch.h"
#include "filter/filter.h"
#include "nl/family.h"
#include "path/attach.h"
#include "path/link.h"
#include "path/path.h"

static int __init vsw_init(void)
{
	int err;

	err = vsw_filter_register();
	if (err)
		return err;
	err = vsw_net_register();
	if (err)
		goto err_filter;
	err = vsw_secure_register();
	if (err)
		goto err_net;
	vsw_vnic_register();
	err = vsw_notify_register();
	if (err)
		goto err_secure;
	vsw_nl_event_register();
	err = vsw_link_register();
	if (err)
		goto err_notify;
	err = vsw_nl_register();
	if (err)
		goto err_link;

	pr_info("vsw: loaded\n");
	return 0;

err_link:
	vsw_link_unregister();
err_notify:
	vsw_notify_unregister();
err_secure:
	vsw_secure_unregister();
err_net:
	vsw_net_unregister();
err_filter:
	vsw_filter_unregister();
	return err;
}

static void __exit vsw_exit(void)
{
	vsw_nl_unregister();
	vsw_link_unregister();
	vsw_notify_unregister();
	vsw_secure_unregister();
	vsw_net_unregister();
	vsw_filter_unregister();
	pr_info("vsw: unloaded\n");
}

module_init(vsw_init);
module_exit(vsw_exit);

MODULE_DESCRIPTION("Virtual switch with per-vNIC security policies");
MODULE_AUTHOR("The vsw developers");
MODULE_LICENSE("GPL");
MODULE_VERSION(VSW_VERSION);
MODULE_ALIAS_RTNL_LINK("vsw");
MODULE_ALIAS_GENL_FAMILY("vsw");
