// SPDX-License-Identifier: GPL-2.0
/* Filters of ports in messages. */
#include <linux/bitmap.h>
#include <linux/ctype.h>

#include "l2/port.h"
#include "nl/family.h"
#include "nl/rules.h"

#define VSW_GUARD_SLOT		1
#define VSW_GUARD_AGENT		"vsw-swsec"
#define VSW_FILTER_SLOT		2
#define VSW_FILTER_AGENT	"vsw-sfw"
#define VSW_FILTER_SOURCE	"Dynamic Filter Creation"

#define VSW_TIMEOUT_MIN		10	/* seconds */
#define VSW_TIMEOUT_MIN_TCP	120	/* for established connections */
#define VSW_TIMEOUT_MAX		4320000
#define VSW_LIMIT_MAX		16777216

static int vsw_nl_filter_dump_port(struct sk_buff *skb,
				   struct netlink_callback *cb,
				   struct vsw_port *port);

static const struct vsw_nl_ports vsw_nl_filter_ports = {
	.key = {
		.sw = VSW_A_FILTER_SWITCH,
		.id = VSW_A_FILTER_PORT_ID,
		.name = VSW_A_FILTER_PORT,
		.missing = "port-id or port is missing",
	},
	.each = vsw_nl_filter_dump_port,
};

/* The adapter of the guest by the end of the client name: web-01.eth1 */
static const char *vsw_nl_filter_adapter(const char *client)
{
	const char *dot = strrchr(client, '.'), *end;

	if (!dot || strncmp(dot + 1, "eth", 3) || !isdigit(dot[4]))
		return "eth0";
	for (end = dot + 4; isdigit(*end); end++)
		;
	return *end ? "eth0" : dot + 1;
}

/* Such as nic-16777217-eth0-vsw-sfw.2 */
static int vsw_nl_filter_fill_name(struct sk_buff *skb,
				   const struct vsw_port *port,
				   const char *agent, unsigned int slot)
{
	char name[VSW_NAME_LEN + 40];

	snprintf(name, sizeof(name), "nic-%u-%s-%s.%u", port->id,
		 vsw_nl_filter_adapter(port->config.name), agent, slot);
	if (nla_put_u8(skb, VSW_A_FILTER_SLOT, slot) ||
	    nla_put_string(skb, VSW_A_FILTER_NAME, name) ||
	    nla_put_string(skb, VSW_A_FILTER_AGENT, agent))
		return -EMSGSIZE;
	return 0;
}

/* Timeouts and limits are numbered in messages as they are here, from 1. */
static int vsw_nl_numbers_fill(struct sk_buff *skb, int attr,
			       const u32 *number, unsigned int n)
{
	struct nlattr *nest = nla_nest_start(skb, attr);
	unsigned int i;

	if (!nest)
		return -EMSGSIZE;
	for (i = 0; i < n; i++)
		if (nla_put_u32(skb, i + 1, READ_ONCE(number[i])))
			return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int vsw_nl_filter_fill_ct(struct sk_buff *skb, struct vsw_ct *ct)
{
	u64 evicted;

	BUILD_BUG_ON(VSW_A_TIMEOUTS_TCP_FIRST - VSW_FLOW_STATE_TCP_FIRST - 1);
	BUILD_BUG_ON(VSW_A_TIMEOUTS_OTHER - VSW_FLOW_STATE_OTHER - 1);
	BUILD_BUG_ON(VSW_A_LIMITS_TOTAL - VSW_LIMIT_TOTAL - 1);
	BUILD_BUG_ON(VSW_A_LIMITS_OTHER - VSW_LIMIT_OTHER - 1);
	spin_lock_bh(&ct->lock);
	evicted = ct->evicted;
	spin_unlock_bh(&ct->lock);
	if (vsw_nl_numbers_fill(skb, VSW_A_FILTER_TIMEOUTS, ct->timeout,
				VSW_FLOW_STATES) ||
	    vsw_nl_numbers_fill(skb, VSW_A_FILTER_LIMITS, ct->limit,
				VSW_CT_LIMITS) ||
	    vsw_nl_numbers_fill(skb, VSW_A_FILTER_STATES, ct->n,
				VSW_CT_LIMITS) ||
	    nla_put_u64_64bit(skb, VSW_A_FILTER_EVICTED, evicted,
			      VSW_A_FILTER_PAD))
		return -EMSGSIZE;
	return 0;
}

static u32 vsw_nl_filter_rules(const struct vsw_filter *filter,
			       const struct vsw_active *active)
{
	const struct vsw_slot_rules *applied = &active->applied[filter->slot];
	DECLARE_BITMAP(l2, VSW_L2_RULES_MAX);

	bitmap_or(l2, applied->l2[VSW_OUT], applied->l2[VSW_IN],
		  VSW_L2_RULES_MAX);
	return bitmap_weight(l2, VSW_L2_RULES_MAX) +
	       vsw_classifier_count(active->classifier,
				    applied->rules[VSW_OUT],
				    applied->rules[VSW_IN]);
}

static int vsw_nl_filter_fill_state(struct sk_buff *skb,
				    const struct vsw_filter *filter)
{
	struct vsw_filter_net *fn = filter->fn;
	u8 state = VSW_FILTER_STATE_ATTACHED;
	const struct vsw_active *active;
	u32 rules = 0;

	mutex_lock(&fn->lock);
	active = vsw_nl_active(fn);
	if (active && !active->empty)
		rules = vsw_nl_filter_rules(filter, active);
	else
		state = fn->require_ruleset ? VSW_FILTER_STATE_WAITING :
					      VSW_FILTER_STATE_EMPTY;
	mutex_unlock(&fn->lock);
	if (nla_put_u8(skb, VSW_A_FILTER_STATE, state) ||
	    nla_put_u32(skb, VSW_A_FILTER_RULES, rules))
		return -EMSGSIZE;
	return 0;
}

static int vsw_nl_filter_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_port *port = object;
	struct vsw_filter *filter = port->filter;

	if (vsw_nl_key_fill(skb, &vsw_nl_filter_ports.key, port) ||
	    vsw_nl_filter_fill_name(skb, port, VSW_FILTER_AGENT,
				    VSW_FILTER_SLOT) ||
	    vsw_nl_filter_fill_state(skb, filter) ||
	    nla_put_u8(skb, VSW_A_FILTER_FAILURE_POLICY,
		       filter->failure_policy) ||
	    nla_put_string(skb, VSW_A_FILTER_SOURCE, VSW_FILTER_SOURCE) ||
	    vsw_nl_filter_fill_ct(skb, &filter->ct) ||
	    nla_put_u64_64bit(skb, VSW_A_FILTER_FAILED_OPEN,
			      atomic64_read(&filter->failed_open),
			      VSW_A_FILTER_PAD))
		return -EMSGSIZE;
	return 0;
}

/* Slot 1. Without memory for an address SpoofGuard lets nobody use it. */
static int vsw_nl_filter_fill_guard(struct sk_buff *skb, const void *object)
{
	const struct vsw_port *port = object;

	if (vsw_nl_key_fill(skb, &vsw_nl_filter_ports.key, port) ||
	    vsw_nl_filter_fill_name(skb, port, VSW_GUARD_AGENT,
				    VSW_GUARD_SLOT) ||
	    nla_put_u8(skb, VSW_A_FILTER_STATE, VSW_FILTER_STATE_ATTACHED) ||
	    nla_put_u8(skb, VSW_A_FILTER_FAILURE_POLICY,
		       VSW_FAILURE_POLICY_FAIL_CLOSED) ||
	    nla_put_string(skb, VSW_A_FILTER_SOURCE, VSW_FILTER_SOURCE) ||
	    nla_put_u8(skb, VSW_A_FILTER_SPOOFGUARD,
		       vsw_port_spoofguard(port)))
		return -EMSGSIZE;
	return 0;
}

int vsw_nl_filter_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	struct vsw_port *port;
	int err;

	mutex_lock(&vn->lock);
	port = vsw_nl_port(vn, info, &vsw_nl_filter_ports.key);
	err = PTR_ERR_OR_ZERO(port);
	if (!err)
		err = vsw_nl_reply(info, VSW_CMD_FILTER_GET,
				   vsw_nl_filter_fill, port);
	mutex_unlock(&vn->lock);
	return err;
}

static int vsw_nl_filter_dump_port(struct sk_buff *skb,
				   struct netlink_callback *cb,
				   struct vsw_port *port)
{
	struct vsw_nl_walk *walk = (void *)cb->ctx;
	int err;

	if (!walk->off) {
		err = vsw_nl_dump_one(skb, cb, VSW_CMD_FILTER_GET,
				      vsw_nl_filter_fill_guard, port);
		if (err)
			return err;
		walk->off = 1;
	}
	return vsw_nl_dump_one(skb, cb, VSW_CMD_FILTER_GET, vsw_nl_filter_fill,
			       port);
}

int vsw_nl_filter_get_dumpit(struct sk_buff *skb, struct netlink_callback *cb)
{
	return vsw_nl_dump_ports(skb, cb, &vsw_nl_filter_ports);
}

static int vsw_nl_timeouts_parse(const struct nlattr *attr, u32 *timeout,
				 struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_TIMEOUTS_MAX + 1];
	u32 seconds, min;
	int i, err;

	if (!attr)
		return 0;
	err = nla_parse_nested(tb, VSW_A_TIMEOUTS_MAX, attr,
			       vsw_timeouts_nl_policy, extack);
	if (err)
		return err;
	for (i = 0; i < VSW_FLOW_STATES; i++) {
		if (!tb[i + 1])
			continue;
		seconds = nla_get_u32(tb[i + 1]);
		min = i == VSW_FLOW_STATE_TCP_ESTABLISHED ?
		      VSW_TIMEOUT_MIN_TCP : VSW_TIMEOUT_MIN;
		if (seconds < min || seconds > VSW_TIMEOUT_MAX) {
			NL_SET_ERR_MSG_ATTR(extack, tb[i + 1],
					    "timeouts are from 10 (tcp-established: 120) to 4320000 seconds");
			return -ERANGE;
		}
		timeout[i] = seconds;
	}
	return 0;
}

static int vsw_nl_limits_parse(const struct nlattr *attr, u32 *limit,
			       struct netlink_ext_ack *extack)
{
	struct nlattr *tb[VSW_A_LIMITS_MAX + 1];
	int i, err;

	if (!attr)
		return 0;
	err = nla_parse_nested(tb, VSW_A_LIMITS_MAX, attr,
			       vsw_limits_nl_policy, extack);
	if (err)
		return err;
	for (i = 0; i < VSW_CT_LIMITS; i++) {
		if (!tb[i + 1])
			continue;
		limit[i] = nla_get_u32(tb[i + 1]);
		if (!limit[i] || limit[i] > VSW_LIMIT_MAX) {
			NL_SET_ERR_MSG_ATTR(extack, tb[i + 1],
					    "limits are from 1 to 16777216 states");
			return -ERANGE;
		}
	}
	return 0;
}

static int vsw_nl_filter_set(struct vsw_net *vn, struct genl_info *info)
{
	struct nlattr *policy = info->attrs[VSW_A_FILTER_FAILURE_POLICY];
	u32 timeout[VSW_FLOW_STATES], limit[VSW_CT_LIMITS];
	struct vsw_port *port;
	struct vsw_ct *ct;
	int i, err;

	port = vsw_nl_port(vn, info, &vsw_nl_filter_ports.key);
	if (IS_ERR(port))
		return PTR_ERR(port);
	ct = &port->filter->ct;
	memcpy(timeout, ct->timeout, sizeof(timeout));
	memcpy(limit, ct->limit, sizeof(limit));
	err = vsw_nl_timeouts_parse(info->attrs[VSW_A_FILTER_TIMEOUTS], timeout,
				    info->extack);
	if (!err)
		err = vsw_nl_limits_parse(info->attrs[VSW_A_FILTER_LIMITS],
					  limit, info->extack);
	if (err)
		return err;

	if (policy)
		WRITE_ONCE(port->filter->failure_policy, nla_get_u8(policy));
	for (i = 0; i < VSW_FLOW_STATES; i++)
		WRITE_ONCE(ct->timeout[i], timeout[i]);
	for (i = 0; i < VSW_CT_LIMITS; i++)
		WRITE_ONCE(ct->limit[i], limit[i]);
	vn->generation++;
	return 0;
}

int vsw_nl_filter_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_net *vn = vsw_net(genl_info_net(info));
	int err;

	mutex_lock(&vn->lock);
	err = vsw_nl_filter_set(vn, info);
	mutex_unlock(&vn->lock);
	return err;
}
