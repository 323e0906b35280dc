// SPDX-License-Identifier: GPL-2.0
/* Port groups in messages. */
#include <linux/slab.h>

#include "nl/family.h"

static int vsw_nl_vlan_fill(struct sk_buff *skb, const struct vsw_vlan *vlan)
{
	unsigned int first, end;
	struct nlattr *outer, *nest;

	outer = nla_nest_start(skb, VSW_A_PORTGROUP_VLAN);
	if (!outer || nla_put_u8(skb, VSW_A_VLAN_MODE, vlan->mode))
		return -EMSGSIZE;

	switch (vlan->mode) {
	case VSW_VLAN_MODE_NONE:
		if (nla_put_u8(skb, VSW_A_VLAN_TRANSPARENT, vlan->transparent))
			return -EMSGSIZE;
		break;
	case VSW_VLAN_MODE_ACCESS:
		if (nla_put_u16(skb, VSW_A_VLAN_ID, vlan->id))
			return -EMSGSIZE;
		break;
	case VSW_VLAN_MODE_TRUNK:
		if (vlan->id != VSW_VLAN_NO_NATIVE &&
		    nla_put_u16(skb, VSW_A_VLAN_NATIVE, vlan->id))
			return -EMSGSIZE;
		for_each_set_bitrange(first, end, vlan->member, VLAN_N_VID) {
			nest = nla_nest_start(skb, VSW_A_VLAN_RANGE);
			if (!nest ||
			    nla_put_u16(skb, VSW_A_VLAN_RANGE_FIRST, first) ||
			    nla_put_u16(skb, VSW_A_VLAN_RANGE_LAST, end - 1))
				return -EMSGSIZE;
			nla_nest_end(skb, nest);
		}
		break;
	}
	nla_nest_end(skb, outer);
	return 0;
}

static int vsw_nl_learning_fill(struct sk_buff *skb,
				const struct vsw_learning *learning)
{
	struct nlattr *nest = nla_nest_start(skb, VSW_A_PORTGROUP_LEARNING);

	if (!nest ||
	    nla_put_u8(skb, VSW_A_LEARNING_ENABLED, learning->enabled) ||
	    nla_put_u32(skb, VSW_A_LEARNING_LIMIT, learning->limit) ||
	    nla_put_u32(skb, VSW_A_LEARNING_AGEING, learning->ageing) ||
	    nla_put_u8(skb, VSW_A_LEARNING_LIMIT_ACTION,
		       learning->forward ? VSW_LIMIT_ACTION_FORWARD :
					   VSW_LIMIT_ACTION_DROP) ||
	    nla_put_u8(skb, VSW_A_LEARNING_FLOOD, learning->flood))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int vsw_nl_discovery_fill(struct sk_buff *skb,
				 const struct vsw_discovery *discovery)
{
	struct nlattr *nest = nla_nest_start(skb, VSW_A_PORTGROUP_DISCOVERY);

	if (!nest ||
	    nla_put_u8(skb, VSW_A_DISCOVERY_ARP, discovery->arp) ||
	    nla_put_u8(skb, VSW_A_DISCOVERY_ND, discovery->nd) ||
	    nla_put_u8(skb, VSW_A_DISCOVERY_DHCP, discovery->dhcp) ||
	    nla_put_u32(skb, VSW_A_DISCOVERY_LIMIT_IPV4, discovery->limit4) ||
	    nla_put_u32(skb, VSW_A_DISCOVERY_LIMIT_IPV6, discovery->limit6) ||
	    nla_put_u32(skb, VSW_A_DISCOVERY_AGEING, discovery->ageing) ||
	    nla_put_u8(skb, VSW_A_DISCOVERY_TRUST_ON_FIRST_USE,
		       discovery->tofu))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

int vsw_nl_portgroup_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_portgroup *pg = object;
	const struct vsw_portgroup_config *config = &pg->config;
	struct vsw_security effective;

	vsw_security_resolve(&effective, &pg->sw->security, &config->security,
			     NULL);
	if (nla_put_string(skb, VSW_A_PORTGROUP_SWITCH, pg->sw->dev->name) ||
	    nla_put_string(skb, VSW_A_PORTGROUP_NAME, config->name) ||
	    nla_put_u32(skb, VSW_A_PORTGROUP_ID, pg->id) ||
	    vsw_nl_security_fill(skb, VSW_A_PORTGROUP_SECURITY,
				 &config->security, false) ||
	    vsw_nl_security_fill(skb, VSW_A_PORTGROUP_SECURITY_EFFECTIVE,
				 &effective, true) ||
	    vsw_nl_vlan_fill(skb, config->vlan) ||
	    vsw_nl_learning_fill(skb, &config->learning) ||
	    nla_put_u8(skb, VSW_A_PORTGROUP_ADOPT, config->adopt) ||
	    nla_put_u8(skb, VSW_A_PORTGROUP_PROMISCUOUS_SCOPE,
		       config->promisc_scope) ||
	    (pg == vsw_portgroup_default(pg->sw) &&
	     nla_put_flag(skb, VSW_A_PORTGROUP_DEFAULT)) ||
	    nla_put_u32(skb, VSW_A_PORTGROUP_PORTS, pg->n_ports) ||
	    vsw_nl_guard_fill(skb, VSW_A_PORTGROUP_GUARD, &config->guard) ||
	    vsw_nl_discovery_fill(skb, &config->discovery) ||
	    nla_put_u8(skb, VSW_A_PORTGROUP_SPOOFGUARD, config->spoofguard))
		return -EMSGSIZE;
	return 0;
}

static int vsw_nl_trunk_parse(const struct nlattr *attr, struct vsw_vlan *vlan,
			      struct nlattr *native,
			      struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_VLAN_RANGE_MAX + 1];
	const struct nlattr *pos;
	u16 first, last;
	unsigned int start, end, ranges = 0;
	int rem, err;

	nla_for_each_nested(pos, attr, rem) {
		if (nla_type(pos) != VSW_A_VLAN_RANGE)
			continue;
		err = nla_parse_nested(tb, VSW_A_VLAN_RANGE_MAX, pos,
				       vsw_vlan_range_nl_policy, extack);
		if (err)
			return err;
		if (!tb[VSW_A_VLAN_RANGE_FIRST] || !tb[VSW_A_VLAN_RANGE_LAST]) {
			NL_SET_ERR_MSG_ATTR(extack, pos,
					    "a range needs first and last");
			return -EINVAL;
		}
		first = nla_get_u16(tb[VSW_A_VLAN_RANGE_FIRST]);
		last = nla_get_u16(tb[VSW_A_VLAN_RANGE_LAST]);
		if (first > last) {
			NL_SET_ERR_MSG_ATTR(extack, pos,
					    "a range ends before it begins");
			return -EINVAL;
		}
		bitmap_set(vlan->member, first, last - first + 1);
	}
	if (bitmap_empty(vlan->member, VLAN_N_VID)) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "a trunk needs a range");
		return -EINVAL;
	}

	for_each_set_bitrange(start, end, vlan->member, VLAN_N_VID)
		ranges++;
	if (ranges > VSW_VLAN_MAX_RANGES) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "a trunk takes at most 64 ranges");
		return -ERANGE;
	}

	/* VLAN 0 is that of untagged frames, so whoever names it means them. */
	vlan->id = test_bit(0, vlan->member) ? 0 : VSW_VLAN_NO_NATIVE;
	if (native)
		vlan->id = nla_get_u16(native);
	if (native && !test_bit(vlan->id, vlan->member)) {
		NL_SET_ERR_MSG_ATTR(extack, native,
				    "the native VLAN is in none of the ranges");
		return -EINVAL;
	}
	return 0;
}

/* Which attributes of a VLAN go with which mode. */
static int vsw_nl_vlan_check(struct nlattr **tb, u8 mode,
			     struct netlink_ext_ack *extack)
{
	static const u8 goes_with[VSW_A_VLAN_MAX + 1] = {
		[VSW_A_VLAN_MODE] = 0xff,
		[VSW_A_VLAN_ID] = BIT(VSW_VLAN_MODE_ACCESS),
		[VSW_A_VLAN_RANGE] = BIT(VSW_VLAN_MODE_TRUNK),
		[VSW_A_VLAN_NATIVE] = BIT(VSW_VLAN_MODE_TRUNK),
		[VSW_A_VLAN_TRANSPARENT] = BIT(VSW_VLAN_MODE_NONE),
	};
	int i;

	for (i = 1; i <= VSW_A_VLAN_MAX; i++)
		if (tb[i] && !(goes_with[i] & BIT(mode))) {
			NL_SET_ERR_MSG_ATTR(extack, tb[i],
					    "does not go with this VLAN mode");
			return -EINVAL;
		}
	return 0;
}

static int vsw_nl_vlan_parse(const struct nlattr *attr, struct vsw_vlan *vlan,
			     struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_VLAN_MAX + 1];
	int err;

	err = nla_parse_nested(tb, VSW_A_VLAN_MAX, attr, vsw_vlan_nl_policy,
			       extack);
	if (err)
		return err;
	if (!tb[VSW_A_VLAN_MODE]) {
		NL_SET_ERR_MSG_ATTR(extack, attr, "the VLAN lacks a mode");
		return -EINVAL;
	}
	vlan->mode = nla_get_u8(tb[VSW_A_VLAN_MODE]);
	err = vsw_nl_vlan_check(tb, vlan->mode, extack);
	if (err)
		return err;

	switch (vlan->mode) {
	case VSW_VLAN_MODE_TRUNK:
		return vsw_nl_trunk_parse(attr, vlan, tb[VSW_A_VLAN_NATIVE],
					  extack);
	case VSW_VLAN_MODE_ACCESS:
		if (!tb[VSW_A_VLAN_ID]) {
			NL_SET_ERR_MSG_ATTR(extack, attr,
					    "mode access needs an id");
			return -EINVAL;
		}
		vlan->id = nla_get_u16(tb[VSW_A_VLAN_ID]);
		break;
	default:
		if (tb[VSW_A_VLAN_TRANSPARENT])
			vlan->transparent =
				nla_get_u8(tb[VSW_A_VLAN_TRANSPARENT]);
	}
	__set_bit(vlan->id, vlan->member);
	return 0;
}

/* Ranges that nla_policy of 6.1 cannot express without a warning. */
static int vsw_nl_learning_check(const struct nlattr *attr, u32 max,
				 struct netlink_ext_ack *extack)
{
	if (!attr || nla_get_u32(attr) <= max)
		return 0;
	NL_SET_ERR_MSG_ATTR(extack, attr, "larger than allowed");
	return -ERANGE;
}

static int vsw_nl_learning_parse(const struct nlattr *attr,
				 struct vsw_learning *learning,
				 struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_LEARNING_MAX + 1];
	int err;

	err = nla_parse_nested(tb, VSW_A_LEARNING_MAX, attr,
			       vsw_learning_nl_policy, extack) ?:
	      vsw_nl_learning_check(tb[VSW_A_LEARNING_LIMIT], VSW_LEARNING_MAX,
				    extack) ?:
	      vsw_nl_learning_check(tb[VSW_A_LEARNING_AGEING], VSW_AGEING_MAX,
				    extack);
	if (err)
		return err;
	if (tb[VSW_A_LEARNING_ENABLED])
		learning->enabled = nla_get_u8(tb[VSW_A_LEARNING_ENABLED]);
	if (tb[VSW_A_LEARNING_LIMIT])
		learning->limit = nla_get_u32(tb[VSW_A_LEARNING_LIMIT]);
	if (tb[VSW_A_LEARNING_AGEING])
		learning->ageing = nla_get_u32(tb[VSW_A_LEARNING_AGEING]);
	if (tb[VSW_A_LEARNING_LIMIT_ACTION])
		learning->forward =
			nla_get_u8(tb[VSW_A_LEARNING_LIMIT_ACTION]) ==
			VSW_LIMIT_ACTION_FORWARD;
	if (tb[VSW_A_LEARNING_FLOOD])
		learning->flood = nla_get_u8(tb[VSW_A_LEARNING_FLOOD]);
	return 0;
}

static int vsw_nl_discovery_parse(const struct nlattr *attr,
				  struct vsw_discovery *discovery,
				  struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_DISCOVERY_MAX + 1];
	int err;

	err = nla_parse_nested(tb, VSW_A_DISCOVERY_MAX, attr,
			       vsw_discovery_nl_policy, extack) ?:
	      vsw_nl_learning_check(tb[VSW_A_DISCOVERY_LIMIT_IPV4],
				    VSW_DISCOVERY_MAX, extack) ?:
	      vsw_nl_learning_check(tb[VSW_A_DISCOVERY_LIMIT_IPV6],
				    VSW_DISCOVERY_MAX, extack) ?:
	      vsw_nl_learning_check(tb[VSW_A_DISCOVERY_AGEING],
				    VSW_AGEING_MAX, extack);
	if (err)
		return err;
	if (tb[VSW_A_DISCOVERY_ARP])
		discovery->arp = nla_get_u8(tb[VSW_A_DISCOVERY_ARP]);
	if (tb[VSW_A_DISCOVERY_ND])
		discovery->nd = nla_get_u8(tb[VSW_A_DISCOVERY_ND]);
	if (tb[VSW_A_DISCOVERY_DHCP])
		discovery->dhcp = nla_get_u8(tb[VSW_A_DISCOVERY_DHCP]);
	if (tb[VSW_A_DISCOVERY_LIMIT_IPV4])
		discovery->limit4 =
			nla_get_u32(tb[VSW_A_DISCOVERY_LIMIT_IPV4]);
	if (tb[VSW_A_DISCOVERY_LIMIT_IPV6])
		discovery->limit6 =
			nla_get_u32(tb[VSW_A_DISCOVERY_LIMIT_IPV6]);
	if (tb[VSW_A_DISCOVERY_AGEING])
		discovery->ageing = nla_get_u32(tb[VSW_A_DISCOVERY_AGEING]);
	if (tb[VSW_A_DISCOVERY_TRUST_ON_FIRST_USE])
		discovery->tofu =
			nla_get_u8(tb[VSW_A_DISCOVERY_TRUST_ON_FIRST_USE]);
	return 0;
}

/* Give back what vsw_nl_portgroup_parse() took and nobody has taken over. */
static void vsw_nl_portgroup_drop(const struct vsw_portgroup_config *config,
				  const struct vsw_portgroup_config *old)
{
	vsw_security_drop(&config->security, &old->security);
	vsw_guard_drop(&config->guard, &old->guard);
	if (config->vlan != old->vlan)
		kfree(config->vlan);
}

/* What is learned has a VLAN, which a tag passed through does not tell. */
static int vsw_nl_portgroup_check(struct genl_info *info,
				  const struct vsw_portgroup_config *config)
{
	struct nlattr *attr = info->attrs[VSW_A_PORTGROUP_VLAN] ?:
			      info->attrs[VSW_A_PORTGROUP_LEARNING];

	if (!config->vlan->transparent || !config->learning.enabled)
		return 0;
	NL_SET_ERR_MSG_ATTR(info->extack, attr,
			    "a group that passes tags through cannot learn");
	return -EINVAL;
}

/*
 * What the port group is to be like: @old, changed by what the request says.
 * Nothing to give back on error.
 */
static int vsw_nl_portgroup_parse(struct genl_info *info,
				  const struct vsw_portgroup_config *old,
				  struct vsw_portgroup_config *config)
{
	struct nlattr **attrs = info->attrs;
	int err;

	*config = *old;
	if (attrs[VSW_A_PORTGROUP_NEW_NAME])
		nla_strscpy(config->name, attrs[VSW_A_PORTGROUP_NEW_NAME],
			    sizeof(config->name));
	if (attrs[VSW_A_PORTGROUP_ADOPT])
		config->adopt = nla_get_u8(attrs[VSW_A_PORTGROUP_ADOPT]);
	if (attrs[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE])
		config->promisc_scope =
			nla_get_u8(attrs[VSW_A_PORTGROUP_PROMISCUOUS_SCOPE]);
	if (attrs[VSW_A_PORTGROUP_LEARNING]) {
		err = vsw_nl_learning_parse(attrs[VSW_A_PORTGROUP_LEARNING],
					    &config->learning, info->extack);
		if (err)
			return err;
	}

	if (attrs[VSW_A_PORTGROUP_SPOOFGUARD])
		config->spoofguard =
			nla_get_u8(attrs[VSW_A_PORTGROUP_SPOOFGUARD]);
	if (attrs[VSW_A_PORTGROUP_DISCOVERY]) {
		err = vsw_nl_discovery_parse(attrs[VSW_A_PORTGROUP_DISCOVERY],
					     &config->discovery, info->extack);
		if (err)
			return err;
	}

	err = vsw_nl_security_parse(attrs[VSW_A_PORTGROUP_SECURITY],
				    &old->security, &config->security, true,
				    info->extack);
	if (err)
		return err;
	err = vsw_nl_guard_parse(attrs[VSW_A_PORTGROUP_GUARD], &old->guard,
				 &config->guard, info->extack);
	if (!err && attrs[VSW_A_PORTGROUP_VLAN]) {
		config->vlan = kzalloc(sizeof(*config->vlan),
				       GFP_KERNEL_ACCOUNT);
		err = config->vlan ?
		      vsw_nl_vlan_parse(attrs[VSW_A_PORTGROUP_VLAN],
					config->vlan, info->extack) : -ENOMEM;
	}
	if (!err)
		err = vsw_nl_portgroup_check(info, config);
	if (err)
		vsw_nl_portgroup_drop(config, old);
	return err;
}

static struct vsw_portgroup *vsw_nl_portgroup_key(struct vsw_net *vn,
						  struct genl_info *info)
{
	struct vsw_switch *sw = vsw_nl_switch(vn, info, VSW_A_PORTGROUP_SWITCH);

	if (IS_ERR(sw))
		return ERR_CAST(sw);
	if (!info->attrs[VSW_A_PORTGROUP_NAME])
		return ERR_PTR(vsw_nl_missing(info, VSW_A_PORTGROUP_NAME,
					      "name of the port group is missing"));
	return vsw_nl_portgroup(vn, sw, info, VSW_A_PORTGROUP_NAME);
}

static int vsw_nl_portgroup_new(struct vsw_net *vn, struct genl_info *info)
{
	struct nlattr *name = info->attrs[VSW_A_PORTGROUP_NAME];
	struct vsw_switch *sw = vsw_nl_switch(vn, info, VSW_A_PORTGROUP_SWITCH);
	struct vsw_portgroup_config base, config;
	struct vsw_portgroup *pg;
	int err;

	if (IS_ERR(sw))
		return PTR_ERR(sw);
	if (!sw)
		return vsw_nl_missing(info, VSW_A_PORTGROUP_SWITCH,
				      "switch of the port group is missing");
	if (!name)
		return vsw_nl_missing(info, VSW_A_PORTGROUP_NAME,
				      "name of the port group is missing");
	if (info->attrs[VSW_A_PORTGROUP_NEW_NAME]) {
		NL_SET_ERR_MSG_ATTR(info->extack,
				    info->attrs[VSW_A_PORTGROUP_NEW_NAME],
				    "a new port group has no other name");
		return -EINVAL;
	}
	err = vsw_portgroup_config_init(&base, nla_data(name));
	if (err)
		return err;
	err = vsw_nl_portgroup_parse(info, &base, &config);
	if (err)
		goto out;
	pg = vsw_portgroup_create(sw, &config, info->extack);
	if (IS_ERR(pg)) {
		vsw_nl_portgroup_drop(&config, &base);
		err = PTR_ERR(pg);
	} else if (config.vlan == base.vlan) {
		return 0;
	}
out:
	kfree(base.vlan);
	return err;
}

int vsw_nl_portgroup_new_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_nl_lock(info);
	int err;

	err = vsw_nl_portgroup_new(vn, info);
	vsw_nl_unlock(vn);
	return err;
}

int vsw_nl_portgroup_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_nl_lock(info);
	struct vsw_portgroup_config config, old;
	struct vsw_portgroup *pg;
	int err;

	pg = vsw_nl_portgroup_key(vn, info);
	err = PTR_ERR_OR_ZERO(pg);
	if (err)
		goto out;
	old = pg->config;
	err = vsw_nl_portgroup_parse(info, &old, &config);
	if (err)
		goto out;
	err = vsw_portgroup_set(pg, &config, info->extack);
	if (err)
		vsw_nl_portgroup_drop(&config, &old);
out:
	vsw_nl_unlock(vn);
	return err;
}

int vsw_nl_portgroup_del_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_nl_lock(info);
	struct vsw_portgroup *pg;
	int err;

	pg = vsw_nl_portgroup_key(vn, info);
	err = PTR_ERR_OR_ZERO(pg);
	if (!err)
		err = vsw_portgroup_destroy(pg, info->extack);
	vsw_nl_unlock(vn);
	return err;
}

int vsw_nl_portgroup_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_portgroup *pg;
	int err;

	mutex_lock(&vn->lock);
	pg = vsw_nl_portgroup_key(vn, info);
	err = PTR_ERR_OR_ZERO(pg);
	if (!err)
		err = vsw_nl_reply(info, VSW_CMD_PORTGROUP_GET,
				   vsw_nl_portgroup_fill, pg);
	mutex_unlock(&vn->lock);
	return err;
}

static int vsw_nl_dump_portgroups(struct sk_buff *skb,
				  struct netlink_callback *cb,
				  struct vsw_switch *sw)
{
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	struct vsw_portgroup *pg;
	int err;

	/* Listed by id, since each new one has a higher id and goes last. */
	list_for_each_entry(pg, &sw->portgroups, node) {
		if (pg->id < walk->id)
			continue;
		err = vsw_nl_dump_one(skb, cb, VSW_CMD_PORTGROUP_GET,
				      vsw_nl_portgroup_fill, pg);
		if (err)
			return err;
		walk->id = pg->id + 1;
	}
	return 0;
}

int vsw_nl_portgroup_get_dumpit(struct sk_buff *skb,
				struct netlink_callback *cb)
{
	return vsw_nl_dump(skb, cb, VSW_A_PORTGROUP_SWITCH,
			   vsw_nl_dump_portgroups);
}
