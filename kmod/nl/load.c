// SPDX-License-Identifier: GPL-2.0
/*
 * Loading rules. A load is a transaction of a socket: begun, filled message by
 * message, and put in force as a whole or forgotten. It goes with its socket,
 * or with the namespace, or with the module, whichever is first.
 */
#include <linux/netlink.h>
#include <linux/slab.h>

#include "l2/switch.h"
#include "nl/family.h"
#include "nl/rules.h"

/* Loads under way in a namespace; each may hold all that fits into one. */
#define VSW_LOADS_MAX	16

/**
 * struct vsw_load - rules that are about to be put in force
 * @node: in vsw_filter_net.loads, under its lock
 * @portid: the socket
 * @rules: what has come so far
 */
struct vsw_load {
	struct list_head node;
	u32 portid;
	struct vsw_rules *rules;
};

static struct vsw_load *vsw_load_alloc(struct vsw_filter_net *fn, u32 portid)
{
	struct vsw_load *load = kzalloc(sizeof(*load), GFP_KERNEL_ACCOUNT);

	if (!load)
		return NULL;
	load->portid = portid;
	load->rules = vsw_rules_alloc();
	if (!load->rules) {
		kfree(load);
		return NULL;
	}
	load->rules->groups = &fn->groups;
	return load;
}

/* Of a load that is in no list, or NULL. May take its time: hold no lock. */
static void vsw_load_free(struct vsw_load *load)
{
	if (!load)
		return;
	vsw_rules_free(load->rules);
	kfree(load);
}

/* The load of a socket, or NULL, and how many there are. */
static struct vsw_load *vsw_load_find(struct vsw_filter_net *fn, u32 portid,
				      unsigned int *n)
{
	struct vsw_load *load, *found = NULL;

	lockdep_assert_held(&fn->lock);
	*n = 0;
	list_for_each_entry(load, &fn->loads, node) {
		(*n)++;
		if (load->portid == portid)
			found = load;
	}
	return found;
}

/* Take the load of the request's socket out of the list. */
static struct vsw_load *vsw_load_take(struct vsw_filter_net *fn,
				      struct genl_info *info)
{
	struct vsw_load *load;
	unsigned int n;

	load = vsw_load_find(fn, info->snd_portid, &n);
	if (load) {
		list_del(&load->node);
		return load;
	}
	NL_SET_ERR_MSG(info->extack,
		       "no load is under way on this socket: begin one");
	return ERR_PTR(-ENOENT);
}

/* Are the rules in force still those that the request knows? */
static int vsw_nl_generation_check(struct vsw_filter_net *fn,
				   struct genl_info *info)
{
	struct nlattr *attr = info->attrs[VSW_A_RULES_GENERATION];

	if (!attr || nla_get_u32(attr) == fn->generation)
		return 0;
	NL_SET_ERR_MSG_ATTR(info->extack, attr,
			    "the rules in force are of another generation");
	return -ESTALE;
}

int vsw_nl_load_begin_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct vsw_load *load, *old;
	unsigned int n;
	int err;

	load = vsw_load_alloc(fn, info->snd_portid);
	if (!load)
		return -ENOMEM;
	mutex_lock(&fn->lock);
	err = vsw_nl_generation_check(fn, info);
	old = vsw_load_find(fn, info->snd_portid, &n);
	if (!err && !old && n >= VSW_LOADS_MAX) {
		NL_SET_ERR_MSG(info->extack,
			       "16 loads are under way already: end one");
		err = -EBUSY;
	}
	if (!err) {
		list_add_tail(&load->node, &fn->loads);
		if (old)
			list_del(&old->node);
	}
	mutex_unlock(&fn->lock);
	vsw_load_free(err ? load : old);
	return err;
}

/* Add all entries of one type. */
static int vsw_load_add_type(struct vsw_rules *rules, struct genl_info *info,
			     int type,
			     int (*add)(struct vsw_rules *rules,
					const struct nlattr *attr,
					struct netlink_ext_ack *extack))
{
	struct nlattr *attr;
	int rem, err;

	nlmsg_for_each_attr(attr, info->nlhdr, GENL_HDRLEN, rem) {
		if (nla_type(attr) != type)
			continue;
		err = add(rules, attr, info->extack);
		if (err)
			return err;
		cond_resched();
	}
	return 0;
}

/* What is in a nest is looked at when it is added, see vsw_nl_op_amend(). */
static int vsw_load_add(struct vsw_rules *rules, struct genl_info *info)
{
	if (!info->attrs[VSW_A_RULES_RULESET] &&
	    !info->attrs[VSW_A_RULES_ADDRSET] && !info->attrs[VSW_A_RULES_RULE])
		return vsw_nl_missing(info, VSW_A_RULES_RULE,
				      "neither ruleset, addrset nor rule is there to add");
	return vsw_load_add_type(rules, info, VSW_A_RULES_RULESET,
				 vsw_nl_ruleset_add) ?:
	       vsw_load_add_type(rules, info, VSW_A_RULES_ADDRSET,
				 vsw_nl_addrset_load) ?:
	       vsw_load_add_type(rules, info, VSW_A_RULES_RULE,
				 vsw_nl_rule_add);
}

/* While the message is added, the load is in nobody's reach but the lock's. */
int vsw_nl_load_add_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct vsw_load *load;
	int err;

	mutex_lock(&fn->lock);
	load = vsw_load_take(fn, info);
	if (IS_ERR(load)) {
		mutex_unlock(&fn->lock);
		return PTR_ERR(load);
	}
	err = vsw_load_add(load->rules, info);
	if (!err)
		list_add_tail(&load->node, &fn->loads);
	mutex_unlock(&fn->lock);
	if (err)
		vsw_load_free(load);
	return err;
}

static int vsw_load_commit(struct vsw_filter_net *fn, struct vsw_load *load,
			   struct genl_info *info, u32 *generation)
{
	struct nlattr *transition = info->attrs[VSW_A_RULES_TRANSITION];
	struct nlattr *attr = info->attrs[VSW_A_RULES_GENERATION];
	u8 how = VSW_TRANSITION_REVALIDATE;
	u32 expected;
	int err;

	if (transition)
		how = nla_get_u8(transition);
	if (attr)
		expected = nla_get_u32(attr);
	err = vsw_rules_finish(load->rules, info->extack);
	if (err)
		return err;
	err = vsw_filter_commit(fn, load->rules, attr ? &expected : NULL, how,
				generation, info->extack);
	if (!err)
		load->rules = NULL;
	return err;
}

/* The answer is made before, for nothing may fail once rules are in force. */
static struct sk_buff *vsw_load_answer(struct genl_info *info, void **hdr)
{
	struct sk_buff *skb;

	skb = genlmsg_new(nla_total_size(sizeof(u32)), GFP_KERNEL);
	if (!skb)
		return NULL;
	*hdr = genlmsg_put_reply(skb, info, &vsw_nl_family, 0,
				 VSW_CMD_LOAD_COMMIT);
	if (*hdr)
		return skb;
	nlmsg_free(skb);
	return NULL;
}

int vsw_nl_load_commit_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct sk_buff *answer;
	struct vsw_load *load;
	u32 generation;
	void *hdr;
	int err;

	mutex_lock(&fn->lock);
	load = vsw_load_take(fn, info);
	mutex_unlock(&fn->lock);
	if (IS_ERR(load))
		return PTR_ERR(load);
	answer = vsw_load_answer(info, &hdr);
	err = answer ? vsw_load_commit(fn, load, info, &generation) : -ENOMEM;
	vsw_load_free(load);
	if (err) {
		nlmsg_free(answer);
		return err;
	}
	vsw_nl_rules_changed(fn->net);
	if (nla_put_u32(answer, VSW_A_RULES_GENERATION, generation)) {
		nlmsg_free(answer);
		return -EMSGSIZE;
	}
	genlmsg_end(answer, hdr);
	return genlmsg_reply(answer, info);
}

int vsw_nl_load_set_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct nlattr *require = info->attrs[VSW_A_RULES_REQUIRE_RULESET];

	if (!require)
		return vsw_nl_missing(info, VSW_A_RULES_REQUIRE_RULESET,
				      "require-ruleset is missing");
	vsw_filter_require(fn, nla_get_u8(require));
	vsw_nl_rules_changed(fn->net);
	return 0;
}

/* What load-get and load-ntf tell; the lock of @fn is held. */
void vsw_nl_loaded_read(struct vsw_filter_net *fn, struct vsw_nl_loaded *loaded)
{
	const struct vsw_active *active = vsw_nl_active(fn);

	loaded->generation = fn->generation;
	loaded->require_ruleset = fn->require_ruleset;
	loaded->loaded = active && !active->empty;
}

int vsw_nl_loaded_fill(struct sk_buff *skb, const void *object)
{
	const struct vsw_nl_loaded *loaded = object;

	if (nla_put_u32(skb, VSW_A_RULES_GENERATION, loaded->generation) ||
	    nla_put_u8(skb, VSW_A_RULES_REQUIRE_RULESET,
		       loaded->require_ruleset) ||
	    nla_put_u8(skb, VSW_A_RULES_LOADED, loaded->loaded))
		return -EMSGSIZE;
	return 0;
}

int vsw_nl_load_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct vsw_filter_net *fn = vsw_filter_net(genl_info_net(info));
	struct vsw_nl_loaded loaded;
	int err;

	mutex_lock(&fn->lock);
	err = vsw_nl_generation_check(fn, info);
	vsw_nl_loaded_read(fn, &loaded);
	mutex_unlock(&fn->lock);
	return err ?: vsw_nl_reply(info, VSW_CMD_LOAD_GET, vsw_nl_loaded_fill,
				   &loaded);
}

/* A message of a dump that takes several entries; NULL if not even that fits */
void *vsw_nl_batch_begin(struct sk_buff *skb, struct netlink_callback *cb,
			 u8 cmd, u32 generation)
{
	void *hdr;

	hdr = genlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq,
			  &vsw_nl_family, NLM_F_MULTI, cmd);
	if (!hdr)
		return NULL;
	genl_dump_check_consistent(cb, hdr);
	if (!nla_put_u32(skb, VSW_A_RULES_GENERATION, generation))
		return hdr;
	genlmsg_cancel(skb, hdr);
	return NULL;
}

/*
 * A socket is closed. The chain of notifiers is a blocking one, and whoever
 * closes a socket may sleep.
 */
static int vsw_load_socket_closed(struct notifier_block *nb,
				  unsigned long event, void *data)
{
	const struct netlink_notify *notify = data;
	struct vsw_filter_net *fn;
	struct vsw_load *load;
	unsigned int n;

	if (event != NETLINK_URELEASE || notify->protocol != NETLINK_GENERIC)
		return NOTIFY_DONE;
	fn = vsw_filter_net(notify->net);
	/* A load of this socket would be there: nobody is sending on it. */
	if (list_empty(&fn->loads))
		return NOTIFY_DONE;
	mutex_lock(&fn->lock);
	load = vsw_load_find(fn, notify->portid, &n);
	if (load)
		list_del(&load->node);
	mutex_unlock(&fn->lock);
	vsw_load_free(load);
	return NOTIFY_DONE;
}

static struct notifier_block vsw_load_notifier = {
	.notifier_call = vsw_load_socket_closed,
};

/*
 * Loads that are left when the module goes. When it is the namespace that goes,
 * there are none: it outlives its sockets.
 */
static void __net_exit vsw_load_exit(struct net *net)
{
	struct vsw_filter_net *fn = vsw_filter_net(net);
	struct vsw_load *load, *next;

	list_for_each_entry_safe(load, next, &fn->loads, node) {
		list_del(&load->node);
		vsw_load_free(load);
	}
}

static struct pernet_operations vsw_load_net_ops = {
	.exit = vsw_load_exit,
};

int vsw_nl_load_register(void)
{
	int err;

	err = register_pernet_subsys(&vsw_load_net_ops);
	if (err)
		return err;
	err = netlink_register_notifier(&vsw_load_notifier);
	if (err)
		unregister_pernet_subsys(&vsw_load_net_ops);
	return err;
}

/* The family is gone, so no load can be begun any more. */
void vsw_nl_load_unregister(void)
{
	netlink_unregister_notifier(&vsw_load_notifier);
	unregister_pernet_subsys(&vsw_load_net_ops);
}
