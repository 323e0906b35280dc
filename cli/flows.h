/* SPDX-License-Identifier: GPL-2.0 */
#ifndef VSWCTL_FLOWS_H
#define VSWCTL_FLOWS_H

#include "vswctl.h"

/* A line of "vswctl flows", with its newline. */
void put_flow(FILE *out, const struct vsw_obj *flow);

#endif /* VSWCTL_FLOWS_H */
