/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The way up for news: l2/ and path/ tell what happened, whoever registered
 * here tells the world. netlink does; nothing below it calls it.
 */
#ifndef VSW_L2_EVENT_H
#define VSW_L2_EVENT_H

#include <linux/types.h>
#include <uapi/linux/vsw.h>

#include "frame/key.h"

struct vsw_binding;
struct vsw_port;
struct vsw_portgroup;
struct vsw_switch;

/**
 * enum vsw_change - what became of an object's configuration
 * @VSW_CHANGE_SET: it was created or changed
 * @VSW_CHANGE_DEL: it is about to go
 */
enum vsw_change {
	VSW_CHANGE_SET,
	VSW_CHANGE_DEL,
};

/**
 * struct vsw_event_address - an IP address that an event is about
 * @family: AF_INET or AF_INET6
 * @vid: its VLAN, 0 for none
 * @addr: the address
 * @mac: MAC address that was used with it
 * @reason: name of a drop reason, or NULL
 * @lost: how often the same has happened untold
 */
struct vsw_event_address {
	u8 family;
	u16 vid;
	const union vsw_addr *addr;
	const u8 *mac;
	const char *reason;
	u32 lost;
};

/**
 * struct vsw_event_ops - who wants to know
 * @event: something happened to a port that an operator may want to act upon;
 *   @mac is the address that it is about, @tag the tag, or NULL
 * @address: the same, about an IP address
 * @binding: an IP address of a port changed
 * @port: a port or an uplink changed
 * @portgroup: a port group changed
 * @sw: a switch changed
 *
 * All are called with the lock of the namespace held and may sleep.
 */
struct vsw_event_ops {
	void (*event)(struct vsw_port *port, enum vsw_event_type type,
		      const u8 *mac, const char *tag);
	void (*address)(struct vsw_port *port, enum vsw_event_type type,
			const struct vsw_event_address *address);
	void (*binding)(struct vsw_port *port,
			const struct vsw_binding *binding,
			enum vsw_change change);
	void (*port)(struct vsw_port *port, enum vsw_change change);
	void (*portgroup)(struct vsw_portgroup *pg, enum vsw_change change);
	void (*sw)(struct vsw_switch *sw, enum vsw_change change);
};

void vsw_event_register(const struct vsw_event_ops *ops);

void vsw_event(struct vsw_port *port, enum vsw_event_type type, const u8 *mac);
void vsw_event_tag(struct vsw_port *port, enum vsw_event_type type,
		   const char *tag);
void vsw_event_address(struct vsw_port *port, enum vsw_event_type type,
		       const struct vsw_event_address *address);
void vsw_event_binding(struct vsw_port *port, const struct vsw_binding *binding,
		       enum vsw_change change);
void vsw_event_port(struct vsw_port *port, enum vsw_change change);
void vsw_event_portgroup(struct vsw_portgroup *pg, enum vsw_change change);
void vsw_event_switch(struct vsw_switch *sw, enum vsw_change change);

#endif
