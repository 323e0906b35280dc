/* SPDX-License-Identifier: GPL-2.0 */
/* The generic netlink family, and what its handlers share. */
#ifndef VSW_NL_FAMILY_H
#define VSW_NL_FAMILY_H

#include <net/genetlink.h>

#include "filter/identity.h"
#include "l2/policy.h"
#include "l2/switch.h"
#include "nl/spec.h"

struct vsw_guard;
struct vsw_port;
struct vsw_portgroup;

extern struct genl_family vsw_nl_family;

int vsw_nl_register(void);
void vsw_nl_unregister(void);

/* event.c */
void vsw_nl_send(struct vsw_net *vn, unsigned int group, u8 cmd, size_t size,
		 int (*fill)(struct sk_buff *skb, const void *object),
		 const void *object);
void vsw_nl_event_register(void);
void vsw_nl_event_live(bool live);
void vsw_nl_rules_changed(const struct net *net);

/* log.c */
void vsw_nl_log_register(void);
void vsw_nl_log_unregister(void);

/* family.c: locks and replies */
struct vsw_net *vsw_nl_lock(struct genl_info *info);
void vsw_nl_unlock(struct vsw_net *vn);
int vsw_nl_missing(struct genl_info *info, int attr, const char *what);

/*
 * Bytes that a switch, port group, port or uplink takes at most in a message.
 * Lists of addresses make them larger than NLMSG_GOODSIZE, which is what a dump
 * begins with.
 */
#define VSW_NL_OBJECT_SIZE	12288

int vsw_nl_reply(struct genl_info *info, u8 cmd,
		 int (*fill)(struct sk_buff *skb, const void *object),
		 const void *object);
int vsw_nl_reply_sized(struct genl_info *info, u8 cmd, size_t size,
		       int (*fill)(struct sk_buff *skb, const void *object),
		       const void *object);

struct vsw_nl_ports;

/**
 * struct vsw_nl_walk - where a dump stands, in netlink_callback.ctx
 * @sw: number of the switch to go on with
 * @id: object of that switch to go on with
 * @off: how much of that object has been sent, where it takes many messages
 * @pos: likewise, for states
 * @only: id of the one port that the dump is about, or 0
 * @ports: what is dumped of ports, by vsw_nl_dump_ports()
 */
struct vsw_nl_walk {
	u32 sw;
	u32 id;
	u32 off;
	u32 only;
	u64 pos;
	const struct vsw_nl_ports *ports;
};

int vsw_nl_dump_start(struct netlink_callback *cb);
int vsw_nl_dump(struct sk_buff *skb, struct netlink_callback *cb,
		int switch_attr,
		int (*each)(struct sk_buff *skb, struct netlink_callback *cb,
			    struct vsw_switch *sw));
int vsw_nl_dump_one(struct sk_buff *skb, struct netlink_callback *cb, u8 cmd,
		    int (*fill)(struct sk_buff *skb, const void *object),
		    const void *object);

/* family.c: objects named by attributes; the answer is an ERR_PTR() if none */
struct vsw_switch *vsw_nl_switch(struct vsw_net *vn, struct genl_info *info,
				 int attr);
struct vsw_portgroup *vsw_nl_portgroup(struct vsw_net *vn,
				       struct vsw_switch *sw,
				       struct genl_info *info, int attr);

/**
 * struct vsw_nl_key - attributes that name a port
 * @sw: the switch
 * @id: port id
 * @name: client name
 * @dev: device, or 0 if it cannot be named by that
 * @uplinks: the id of an uplink does, too, and its device as a name
 * @missing: words for a request without any of them
 */
struct vsw_nl_key {
	int sw;
	int id;
	int name;
	int dev;
	bool uplinks;
	const char *missing;
};

/**
 * struct vsw_nl_ports - a dump of what belongs to ports
 * @key: attributes that say of which, or of all
 * @each: writes what belongs to a port from struct vsw_nl_walk.off or .pos on,
 *   and keeps these up to date
 */
struct vsw_nl_ports {
	struct vsw_nl_key key;
	int (*each)(struct sk_buff *skb, struct netlink_callback *cb,
		    struct vsw_port *port);
};

/* ports.c */
struct vsw_port *vsw_nl_port(struct vsw_net *vn, struct genl_info *info,
			     const struct vsw_nl_key *key);
int vsw_nl_each_port(struct vsw_net *vn, struct genl_info *info,
		     const struct vsw_nl_key *key,
		     void (*each)(struct vsw_port *port));
int vsw_nl_dump_ports(struct sk_buff *skb, struct netlink_callback *cb,
		      const struct vsw_nl_ports *ports);
int vsw_nl_key_fill(struct sk_buff *skb, const struct vsw_nl_key *key,
		    const struct vsw_port *port);

/* security.c */
int vsw_nl_security_parse(const struct nlattr *attr,
			  const struct vsw_security *old,
			  struct vsw_security *new, bool inherit,
			  struct netlink_ext_ack *extack);
int vsw_nl_security_fill(struct sk_buff *skb, int attr,
			 const struct vsw_security *security, bool source);

/* tag.c */
struct vsw_tags *vsw_nl_tags_parse(struct genl_info *info, int attr_type,
				   enum vsw_tag_change change);
int vsw_nl_tags_change(struct vsw_port *port, const struct vsw_tags *named,
		       enum vsw_tag_change change,
		       struct netlink_ext_ack *extack);
int vsw_nl_tags_fill(struct sk_buff *skb, int attr, const struct vsw_tags *tags);

/* group.c */
void vsw_nl_group_changed(const struct net *net, const char *name, bool gone);
/* guard.c */
int vsw_nl_guard_parse(const struct nlattr *attr, const struct vsw_guard *old,
		       struct vsw_guard *new, struct netlink_ext_ack *extack);
int vsw_nl_guard_fill(struct sk_buff *skb, int attr,
		      const struct vsw_guard *guard);

/* stats.c */
int vsw_nl_stats_fill(struct sk_buff *skb, const struct vsw_port *port,
		      int stats_attr, int drop_attr);

/* fill functions of the objects, without header */
int vsw_nl_switch_fill(struct sk_buff *skb, const void *sw);
int vsw_nl_portgroup_fill(struct sk_buff *skb, const void *pg);
int vsw_nl_port_fill(struct sk_buff *skb, const void *port);
int vsw_nl_uplink_fill(struct sk_buff *skb, const void *uplink);

#endif
