// SPDX-License-Identifier: GPL-2.0
/* The way up for news. */
#include "l2/event.h"
#include "l2/port.h"
#include "l2/switch.h"

/* Set once before the first switch can exist, so readers need no lock. */
static const struct vsw_event_ops *vsw_event_ops;

/**
 * vsw_event_register() - say who wants to know
 * @ops: functions to call; must stay for as long as there are switches
 */
void vsw_event_register(const struct vsw_event_ops *ops)
{
	vsw_event_ops = ops;
}

void vsw_event(struct vsw_port *port, enum vsw_event_type type, const u8 *mac)
{
	lockdep_assert_held(&port->sw->vn->lock);
	vsw_event_ops->event(port, type, mac, NULL);
}

void vsw_event_tag(struct vsw_port *port, enum vsw_event_type type,
		   const char *tag)
{
	lockdep_assert_held(&port->sw->vn->lock);
	vsw_event_ops->event(port, type, NULL, tag);
}

void vsw_event_address(struct vsw_port *port, enum vsw_event_type type,
		       const struct vsw_event_address *address)
{
	lockdep_assert_held(&port->sw->vn->lock);
	vsw_event_ops->address(port, type, address);
}

void vsw_event_binding(struct vsw_port *port, const struct vsw_binding *binding,
		       enum vsw_change change)
{
	lockdep_assert_held(&port->sw->vn->lock);
	/* Guests cause this: no dump of anything else is to notice. */
	vsw_event_ops->binding(port, binding, change);
}

void vsw_event_port(struct vsw_port *port, enum vsw_change change)
{
	lockdep_assert_held(&port->sw->vn->lock);
	port->sw->vn->generation++;
	vsw_event_ops->port(port, change);
}

void vsw_event_portgroup(struct vsw_portgroup *pg, enum vsw_change change)
{
	lockdep_assert_held(&pg->sw->vn->lock);
	pg->sw->vn->generation++;
	vsw_event_ops->portgroup(pg, change);
}

void vsw_event_switch(struct vsw_switch *sw, enum vsw_change change)
{
	lockdep_assert_held(&sw->vn->lock);
	sw->vn->generation++;
	vsw_event_ops->sw(sw, change);
}
