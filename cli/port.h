/* SPDX-License-Identifier: GPL-2.0 */
/* Ports as the commands for them share it. */
#ifndef VSWCTL_PORT_H
#define VSWCTL_PORT_H

#include "list.h"
#include "vswctl.h"

/**
 * struct port_ref - a port as it was typed
 * @name: client name or id, or NULL
 * @dev: its device, or NULL
 * @sw: switch, or NULL
 */
struct port_ref {
	const char *name;
	const char *dev;
	const char *sw;
};

#define PORT_USAGE "PORT|dev DEV [switch SWITCH]"

/* Take the words of PORT_USAGE. An exit code. */
int port_take_ref(struct ctx *ctx, struct args *args, struct port_ref *ref);

/* Get that port; a negative errno, nothing printed. Opens no handle. */
int port_lookup(struct ctx *ctx, const struct port_ref *ref,
		struct vsw_obj **port);

/* Open the handle, get that port, or print why not. An exit code. */
int port_find(struct ctx *ctx, const struct port_ref *ref,
	      struct vsw_obj **port);

/*
 * Take the words of PORT_USAGE, find that port, and make an object of @kind
 * with its id in the attribute port-id. Prints errors. An exit code.
 */
int port_take_key(struct ctx *ctx, struct args *args, enum vsw_kind kind,
		  struct vsw_obj **key);

/*
 * The same for "[PORT|dev DEV [switch SWITCH] | switch SWITCH]": without words
 * the object is empty, and @all is false when it is one port.
 */
int port_take_scope(struct ctx *ctx, struct args *args, enum vsw_kind kind,
		    struct vsw_obj **key, bool *all);

/* port_tag.c */
int port_tag(struct ctx *ctx, struct args *args);

/* port_show.c */
/*
 * Read the ports that "[PORT|dev DEV [switch SWITCH] | switch SWITCH]" names, all
 * without words, which must be the last ones. An exit code.
 */
int port_take_list(struct ctx *ctx, struct args *args, struct list *list);
int port_show(struct ctx *ctx, struct args *args);
int port_list(struct ctx *ctx, struct args *args);

#endif /* VSWCTL_PORT_H */
