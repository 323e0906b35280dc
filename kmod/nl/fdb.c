// SPDX-License-Identifier: GPL-2.0
/* Addresses that a switch forwards to, in messages. */
#include <linux/etherdevice.h>
#include <linux/jiffies.h>

#include "l2/fdb.h"
#include "l2/learn.h"
#include "l2/port.h"
#include "nl/family.h"

/**
 * struct vsw_nl_fdb - an entry, whichever table it stands in
 * @port: who has the address
 * @addr: the address
 * @learned: VLAN and age are told, too
 * @vid: VLAN that it was learned in
 * @seen: jiffies when it was last seen
 */
struct vsw_nl_fdb {
	const struct vsw_port *port;
	const u8 *addr;
	bool learned;
	u16 vid;
	unsigned long seen;
};

static u8 vsw_nl_fdb_kind(const struct vsw_nl_fdb *fdb)
{
	if (fdb->learned)
		return VSW_FDB_KIND_LEARNED;
	return fdb->port->dev &&
	       ether_addr_equal(fdb->addr, fdb->port->effective) ?
	       VSW_FDB_KIND_EFFECTIVE : VSW_FDB_KIND_INITIAL;
}

static int vsw_nl_fdb_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_fdb *fdb = object;

	if (nla_put_string(skb, VSW_A_FDB_SWITCH, fdb->port->sw->dev->name) ||
	    nla_put(skb, VSW_A_FDB_ADDRESS, ETH_ALEN, fdb->addr) ||
	    nla_put_u8(skb, VSW_A_FDB_KIND, vsw_nl_fdb_kind(fdb)) ||
	    nla_put_u32(skb, VSW_A_FDB_PORT_ID, fdb->port->id) ||
	    nla_put_string(skb, VSW_A_FDB_PORT, fdb->port->config.name))
		return -EMSGSIZE;
	if (fdb->learned &&
	    (nla_put_u16(skb, VSW_A_FDB_VLAN, fdb->vid) ||
	     nla_put_u32(skb, VSW_A_FDB_AGE, (jiffies - fdb->seen) / HZ)))
		return -EMSGSIZE;
	return 0;
}

/* Who gets the frames now comes before who only holds the address. */
static const struct vsw_claim *vsw_nl_fdb_claim(struct vsw_switch *sw,
						const u8 *addr)
{
	const struct vsw_claim *claim, *found = NULL;
	struct vsw_port *port;
	int i;

	list_for_each_entry(port, &sw->port_list, node)
		for (i = 0; i < VSW_CLAIMS; i++) {
			claim = port->claim[i];
			if (!claim || !ether_addr_equal(claim->addr, addr))
				continue;
			if (!found || (port->dev && !claim->idle))
				found = claim;
		}
	return found;
}

static int vsw_nl_fdb_find(struct vsw_switch *sw, struct genl_info *info,
			   const u8 *addr)
{
	struct nlattr *vlan = info->attrs[VSW_A_FDB_VLAN];
	struct vsw_nl_fdb fdb = { .addr = addr };
	const struct vsw_learned *entry;
	const struct vsw_claim *claim;

	claim = vsw_nl_fdb_claim(sw, addr);
	if (claim) {
		fdb.port = claim->port;
		return vsw_nl_reply(info, VSW_CMD_FDB_GET, vsw_nl_fdb_fill,
				    &fdb);
	}

	fdb.learned = true;
	fdb.vid = vlan ? nla_get_u16(vlan) : 0;
	rcu_read_lock();
	entry = vsw_learn_find(sw, addr, fdb.vid);
	if (entry) {
		/* Ports stay while the lock of the namespace is held. */
		fdb.port = READ_ONCE(entry->port);
		fdb.seen = READ_ONCE(entry->seen);
	}
	rcu_read_unlock();
	if (fdb.port)
		return vsw_nl_reply(info, VSW_CMD_FDB_GET, vsw_nl_fdb_fill,
				    &fdb);
	NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[VSW_A_FDB_ADDRESS],
			    "nobody has the address");
	return -ENOENT;
}

static struct vsw_switch *vsw_nl_fdb_switch(struct vsw_net *vn,
					    struct genl_info *info)
{
	struct vsw_switch *sw = vsw_nl_switch(vn, info, VSW_A_FDB_SWITCH);

	return sw ?: ERR_PTR(vsw_nl_missing(info, VSW_A_FDB_SWITCH,
					    "switch is missing"));
}

int vsw_nl_fdb_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct nlattr *addr = info->attrs[VSW_A_FDB_ADDRESS];
	struct vsw_switch *sw;
	int err;

	if (!addr)
		return vsw_nl_missing(info, VSW_A_FDB_ADDRESS,
				      "address is missing");
	mutex_lock(&vn->lock);
	sw = vsw_nl_fdb_switch(vn, info);
	err = IS_ERR(sw) ? PTR_ERR(sw) :
			   vsw_nl_fdb_find(sw, info, nla_data(addr));
	mutex_unlock(&vn->lock);
	return err;
}

struct vsw_nl_fdb_dump {
	struct sk_buff *skb;
	struct netlink_callback *cb;
};

static int vsw_nl_fdb_dump_learned(const struct vsw_learned *entry, void *arg)
{
	const struct vsw_nl_fdb fdb = {
		.port = READ_ONCE(entry->port),
		.addr = entry->key.addr,
		.learned = true,
		.vid = entry->key.vid,
		.seen = READ_ONCE(entry->seen),
	};
	struct vsw_nl_fdb_dump *dump = arg;
	struct vsw_nl_walk *walk = (void *)dump->cb->ctx;
	int err;

	/* Its port pays for it, but frames for it leave. */
	if (entry->upstream) {
		walk->off++;
		return 0;
	}
	err = vsw_nl_dump_one(dump->skb, dump->cb, VSW_CMD_FDB_GET,
			      vsw_nl_fdb_fill, &fdb);
	if (!err)
		walk->off++;
	return err;
}

/* All claims of a port or, when the message is full, none of them. */
static int vsw_nl_dump_claims(struct sk_buff *skb, struct netlink_callback *cb,
			      const struct vsw_port *port)
{
	unsigned int len = skb->len;
	int i, err;

	for (i = 0; i < VSW_CLAIMS; i++) {
		struct vsw_nl_fdb fdb = { .port = port };

		if (!port->claim[i])
			continue;
		fdb.addr = port->claim[i]->addr;
		err = vsw_nl_dump_one(skb, cb, VSW_CMD_FDB_GET,
				      vsw_nl_fdb_fill, &fdb);
		if (err) {
			nlmsg_trim(skb, skb->data + len);
			return err;
		}
	}
	return 0;
}

/*
 * Port by port, what it claims and then what it has learned. The latter comes
 * and goes while it is listed, which is no inconsistency.
 */
static int vsw_nl_dump_fdb(struct sk_buff *skb, struct netlink_callback *cb,
			   struct vsw_switch *sw)
{
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	struct vsw_nl_fdb_dump dump = { skb, cb };
	int id = walk->id, err;
	struct vsw_port *port;

	idr_for_each_entry_continue(&sw->ports, port, id) {
		if (walk->id != id) {
			walk->id = id;
			walk->off = 0;
		}
		if (!walk->off) {
			err = vsw_nl_dump_claims(skb, cb, port);
			if (err)
				return err;
			walk->off = 1;
		}
		err = vsw_learn_walk(port, walk->off - 1,
				     vsw_nl_fdb_dump_learned, &dump);
		if (err)
			return err;
		walk->id = id + 1;
		walk->off = 0;
	}
	return 0;
}

int vsw_nl_fdb_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_dump(skb, cb, VSW_A_FDB_SWITCH, vsw_nl_dump_fdb);
}

int vsw_nl_fdb_flush_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct nlattr *id = info->attrs[VSW_A_FDB_PORT_ID];
	struct vsw_port *port = NULL, *each;
	struct vsw_switch *sw;
	int err;

	mutex_lock(&vn->lock);
	sw = vsw_nl_fdb_switch(vn, info);
	err = PTR_ERR_OR_ZERO(sw);
	if (!err && id) {
		port = vsw_port_find_id(vn, nla_get_u32(id));
		if (!port || port->sw != sw) {
			NL_SET_ERR_MSG_ATTR(info->extack, id, "no such port");
			err = -ENOENT;
		}
	}
	if (!err && port)
		vsw_learn_flush(port);
	else if (!err)
		list_for_each_entry(each, &sw->port_list, node)
			vsw_learn_flush(each);
	mutex_unlock(&vn->lock);
	return err;
}
