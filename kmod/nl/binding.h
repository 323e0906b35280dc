/* SPDX-License-Identifier: GPL-2.0 */
/* IP addresses of ports in messages. */
#ifndef VSW_NL_BINDING_H
#define VSW_NL_BINDING_H

#include "swsec/swsec.h"

struct vsw_port;

int vsw_nl_binding_fill(struct sk_buff *skb, const void *binding);
int vsw_nl_port_fill_bindings(struct sk_buff *skb, const struct vsw_port *port);

#endif
