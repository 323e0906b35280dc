// SPDX-License-Identifier: GPL-2.0
/* What each vNIC's port has: a stateful filter, and IP addresses. */
#include "path/path.h"

static int vsw_vnic_init(struct vsw_port *port)
{
	int err;

	err = vsw_judge_init(port);
	if (err)
		return err;
	err = vsw_secure_init(port);
	if (err)
		vsw_judge_exit(port);
	return err;
}

static void vsw_vnic_exit(struct vsw_port *port)
{
	vsw_secure_exit(port);
	vsw_judge_exit(port);
}

static const struct vsw_port_ops vsw_vnic_ops = {
	.init = vsw_vnic_init,
	.exit = vsw_vnic_exit,
	.update = vsw_secure_update,
	.identify = vsw_judge_identify,
	.fails_open = vsw_judge_fails_open,
};

/* From now on each vNIC's port has them. */
void vsw_vnic_register(void)
{
	vsw_port_ops_register(&vsw_vnic_ops);
}
