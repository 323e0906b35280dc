/* SPDX-License-Identifier: GPL-2.0 */
/* What the files of ports share: port.c, state.c and told.c. */
#ifndef VSW_L2_STATE_H
#define VSW_L2_STATE_H

#include <linux/ratelimit.h>

#include "l2/port.h"

/* A filter that cannot keep states is an event once in this time. */
#define VSW_FILTER_INTERVAL	(10 * HZ)

#define vsw_port_log(port, fmt, ...)					\
	do {								\
		if (__ratelimit(&(port)->log))				\
			pr_info("vsw: client %s " fmt "\n",		\
				(port)->config.name, ##__VA_ARGS__);	\
	} while (0)

/* port.c */
extern const struct vsw_port_ops *vsw_port_ops;
void vsw_port_release(struct vsw_port *port);

/* state.c */
bool vsw_port_blocks_bpdu(const struct vsw_port *port);
void vsw_ports_recheck(struct vsw_switch *sw);

/* told.c */
void vsw_port_forget_told(struct vsw_port *port);

#endif
