/* SPDX-License-Identifier: GPL-2.0 */
/* IP addresses of ports as the commands for them share it. */
#ifndef VSWCTL_BINDING_H
#define VSWCTL_BINDING_H

#include "port.h"

/* Take "PORT_USAGE ADDRESS [vlan ID]", as an object that names it. An exit code. */
int binding_take_key(struct ctx *ctx, struct args *args, struct vsw_obj **key);

#endif /* VSWCTL_BINDING_H */
