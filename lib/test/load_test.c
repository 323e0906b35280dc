// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * How loads are cut into messages, with a kernel that is played here: it keeps
 * what it gets, and refuses what it is told to. Prints TAP.
 */
#include <errno.h>
#include <linux/genetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../handle.h"

static int count, failed;

static void ok(bool good, const char *what)
{
	count++;
	if (!good)
		failed++;
	printf("%sok %d %s\n", good ? "" : "not ", count, what);
}

/**
 * struct fake - the kernel
 * @kept: all that came with load-add and addrset-add, as one object
 * @messages: how many
 * @longest: length of the longest
 * @refuse: position of a rule that is refused, or 0
 * @begun: load-begin came, and what was in it
 * @committed: load-commit came, and what was in it
 */
static struct fake {
	struct vsw_obj *kept;
	unsigned int messages;
	uint32_t longest;
	uint32_t refuse;
	struct vsw_obj *begun;
	struct vsw_obj *committed;
} fake;

static struct vsw vsw;

static void fake_reset(void)
{
	vsw_obj_free(fake.kept);
	vsw_obj_free(fake.begun);
	vsw_obj_free(fake.committed);
	memset(&fake, 0, sizeof(fake));
	fake.kept = vsw_obj_new(VSW_KIND_RULES);
}

struct nlmsghdr *vsw_begin(struct vsw *handle, uint16_t family, uint8_t version,
			   uint8_t cmd, uint16_t flags)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(handle->out);
	struct genlmsghdr *genl;

	genl = mnl_nlmsg_put_extra_header(nlh, sizeof(*genl));
	genl->cmd = cmd;
	genl->version = version;
	nlh->nlmsg_type = family;
	nlh->nlmsg_flags = NLM_F_REQUEST | flags;
	return nlh;
}

/* Where in the message the refused rule has its position, or 0. */
static uint32_t find_refused(const struct nlmsghdr *nlh)
{
	const struct nlattr *nla, *inner;

	mnl_attr_for_each(nla, nlh, sizeof(struct genlmsghdr)) {
		if (mnl_attr_get_type(nla) != VSW_A_RULES_RULE)
			continue;
		mnl_attr_for_each_nested(inner, nla)
			if (mnl_attr_get_type(inner) == VSW_A_RULE_POSITION &&
			    mnl_attr_get_u32(inner) == fake.refuse)
				return (const char *)inner - (const char *)nlh;
	}
	return 0;
}

int vsw_talk(struct vsw *handle, enum vsw_kind kind,
	     int (*fn)(const struct nlmsghdr *nlh, void *data), void *data)
{
	const struct nlmsghdr *nlh = (const void *)handle->out;
	struct vsw_obj *part = vsw_obj_new(VSW_KIND_RULES);
	uint32_t refused = fake.refuse ? find_refused(nlh) : 0;

	(void)kind;
	(void)fn;
	(void)data;
	fake.messages++;
	if (nlh->nlmsg_len > fake.longest)
		fake.longest = nlh->nlmsg_len;
	if (refused) {
		vsw_obj_free(part);
		vsw_fail(handle, -EINVAL, "no good");
		handle->erroff = refused;
		return -EINVAL;
	}
	if (vsw_obj_decode(part,
			   mnl_nlmsg_get_payload_offset(nlh, sizeof(struct genlmsghdr)),
			   mnl_nlmsg_get_payload_len(nlh) -
			   sizeof(struct genlmsghdr)))
		ok(false, "a message that can't be decoded");
	vsw_obj_move(fake.kept, part, VSW_A_RULES_RULESET);
	vsw_obj_move(fake.kept, part, VSW_A_RULES_ADDRSET);
	vsw_obj_move(fake.kept, part, VSW_A_RULES_RULE);
	vsw_obj_free(part);
	return 0;
}

int vsw_do(struct vsw *handle, unsigned int cmd, enum vsw_kind kind,
	   const struct vsw_obj *obj)
{
	(void)handle;
	(void)kind;
	if (cmd == VSW_CMD_LOAD_BEGIN)
		fake.begun = vsw_obj_clone(obj);
	return 0;
}

int vsw_do_get(struct vsw *handle, unsigned int cmd, enum vsw_kind kind,
	       const struct vsw_obj *key, struct vsw_obj **reply)
{
	(void)handle;
	*reply = vsw_obj_new(kind);
	vsw_obj_set_uint(*reply, VSW_A_RULES_GENERATION, 13);
	if (cmd == VSW_CMD_LOAD_COMMIT)
		fake.committed = vsw_obj_clone(key);
	return 0;
}

/* A set of 10,000 addresses in three parts, with another one between. */
static void dump_sets(vsw_obj_fn fn, void *data)
{
	static const char *const names[] = { "a", "a", "b", "a2" };
	struct vsw_obj *part, *set;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		uint8_t ip[4] = { 10, 0, 0, i };

		part = vsw_obj_new(VSW_KIND_RULES);
		vsw_obj_set_uint(part, VSW_A_RULES_GENERATION, 13);
		set = vsw_obj_add_nest(part, VSW_A_RULES_ADDRSET);
		vsw_obj_set_str(set, VSW_A_ADDRSET_NAME, names[i]);
		vsw_obj_set_ip(vsw_obj_add_nest(set, VSW_A_ADDRSET_ADDRESS),
			       VSW_A_ADDRESS_IP, ip, 4);
		fn(part, data);
		vsw_obj_free(part);
	}
}

/* The generation of the rules in a dump, which may change under way. */
static uint32_t dump_generation;

int vsw_do_dump(struct vsw *handle, unsigned int cmd, enum vsw_kind kind,
		const struct vsw_obj *filter, vsw_obj_fn fn, void *data)
{
	struct vsw_obj *part;
	int err = 0;

	(void)handle;
	(void)filter;
	if (cmd == VSW_CMD_ADDRSET_GET) {
		dump_sets(fn, data);
		return 0;
	}
	part = vsw_obj_new(kind);
	vsw_obj_set_uint(part, VSW_A_RULES_GENERATION, dump_generation);
	if (cmd == VSW_CMD_RULE_GET)
		vsw_obj_add_nest(part, VSW_A_RULES_RULE);
	else
		vsw_obj_add_nest(part, VSW_A_RULES_RULESET);
	err = fn(part, data);
	vsw_obj_free(part);
	return err;
}

/* What is to be loaded ----------------------------------------------------- */

static struct vsw_obj *parse(unsigned int n_rules, unsigned int n_addresses)
{
	struct vsw_rules_error error;
	struct vsw_obj *rules;
	unsigned int i;
	size_t size;
	char *text;
	FILE *out;

	out = open_memstream(&text, &size);
	fputs("addrset s {}\naddrset a {\n", out);
	for (i = 0; i < n_addresses; i++)
		fprintf(out, "%u.%u.%u.1-%u.%u.%u.2,\n", 10 + i / 65536,
			i / 256 % 256, i % 256, 10 + i / 65536, i / 256 % 256,
			i % 256);
	fputs("}\naddrset z { 10.0.0.1 }\nruleset r {\n", out);
	for (i = 1; i <= n_rules; i++)
		fprintf(out, "rule 7 at %u in protocol tcp from addrset a to addrset z port %u accept;\n",
			i, i % 65536);
	fputs("}\nruleset empty {}\n", out);
	fclose(out);
	if (vsw_rules_parse(text, size, "f", &rules, &error)) {
		printf("Bail out! %s\n", error.text);
		exit(EXIT_FAILURE);
	}
	free(text);
	return rules;
}

/* The sets as the kernel takes them: parts of one name are one. */
static struct vsw_obj *join_sets(void)
{
	struct vsw_obj *sets = vsw_obj_new(VSW_KIND_RULES), *last = NULL;
	struct vsw_val *val = &fake.kept->val[VSW_A_RULES_ADDRSET];
	unsigned int i;

	for (i = 0; i < val->count; i++) {
		struct vsw_obj *set = vsw_val_items(val)[i];

		if (last && !strcmp(vsw_obj_str(last, VSW_A_ADDRSET_NAME),
				    vsw_obj_str(set, VSW_A_ADDRSET_NAME))) {
			vsw_obj_move(last, set, VSW_A_ADDRSET_ADDRESS);
			continue;
		}
		last = vsw_obj_clone(set);
		vsw_obj_append(sets, VSW_A_RULES_ADDRSET, last);
	}
	vsw_obj_move(sets, fake.kept, VSW_A_RULES_RULESET);
	vsw_obj_move(sets, fake.kept, VSW_A_RULES_RULE);
	return sets;
}

static void test_load(unsigned int n_rules, unsigned int n_addresses)
{
	struct vsw_obj *rules = parse(n_rules, n_addresses), *got;
	uint32_t generation = 0;
	char what[80];

	fake_reset();
	snprintf(what, sizeof(what), "load %u rules, %u addresses", n_rules,
		 n_addresses);
	ok(!vsw_rules_load(&vsw, rules, VSW_TRANSITION_KILL, NULL,
			   &generation) && generation == 13, what);
	ok(fake.begun && !vsw_obj_has(fake.begun, VSW_A_RULES_GENERATION) &&
	   fake.committed &&
	   vsw_obj_uint(fake.committed, VSW_A_RULES_TRANSITION) ==
	   VSW_TRANSITION_KILL, "... begun and committed");
	got = join_sets();
	ok(vsw_obj_equal(rules, got), "... all of it, once, in order");
	ok(fake.longest <= VSW_BUF_SIZE &&
	   (fake.messages < 2 || fake.longest > VSW_BUF_SIZE / 2),
	   "... in messages of a good size");
	printf("# %u messages\n", fake.messages);
	vsw_obj_free(got);
	vsw_obj_free(rules);
}

static void test_expected(void)
{
	struct vsw_obj *rules = parse(1, 1);
	uint32_t expected = 12;

	fake_reset();
	ok(!vsw_rules_load(&vsw, rules, VSW_TRANSITION_KEEP, &expected, NULL) &&
	   vsw_obj_uint(fake.begun, VSW_A_RULES_GENERATION) == 12 &&
	   vsw_obj_uint(fake.committed, VSW_A_RULES_GENERATION) == 12,
	   "an expected generation is told twice");
	vsw_obj_free(rules);
}

static void test_refused(void)
{
	struct vsw_obj *rules = parse(5000, 1);

	fake_reset();
	fake.refuse = 4321;
	ok(vsw_rules_load(&vsw, rules, VSW_TRANSITION_KEEP, NULL, NULL) ==
	   -EINVAL && !fake.committed, "a refused rule ends the load");
	ok(!strcmp(vsw_errmsg(&vsw), "rule 7 at 4321 of ruleset r: no good"),
	   "... and is named");
	printf("# %s\n", vsw_errmsg(&vsw));
	vsw_obj_free(rules);
}

static void test_set(void)
{
	struct vsw_obj *rules = parse(1, 100000), *got;
	const struct vsw_obj *set;

	fake_reset();
	set = vsw_obj_at(rules, VSW_A_RULES_ADDRSET, 1);
	ok(!vsw_addrset_add(&vsw, set) && fake.messages > 1,
	   "add 100000 addresses to a set");
	got = join_sets();
	ok(vsw_obj_equal(vsw_obj_at(got, VSW_A_RULES_ADDRSET, 0), set),
	   "... all of them");
	vsw_obj_free(got);
	fake_reset();
	set = vsw_obj_at(rules, VSW_A_RULES_ADDRSET, 0);
	ok(!vsw_addrset_del(&vsw, set) && fake.messages == 1 &&
	   vsw_obj_equal(vsw_obj_at(fake.kept, VSW_A_RULES_ADDRSET, 0), set),
	   "delete a set");
	ok(vsw_addrset_del(&vsw, rules) == -EINVAL, "which must be one");
	vsw_obj_free(rules);
}

static void test_get(void)
{
	struct vsw_obj *rules;

	dump_generation = 13;
	ok(!vsw_rules_get(&vsw, NULL, &rules) &&
	   vsw_obj_count(rules, VSW_A_RULES_ADDRSET) == 3 &&
	   vsw_obj_count(vsw_obj_at(rules, VSW_A_RULES_ADDRSET, 0),
			 VSW_A_ADDRSET_ADDRESS) == 2 &&
	   vsw_obj_count(rules, VSW_A_RULES_RULESET) == 1 &&
	   vsw_obj_count(rules, VSW_A_RULES_RULE) == 1,
	   "read all, sets joined");
	vsw_obj_free(rules);
	ok(!vsw_addrset_read(&vsw, NULL, &rules) &&
	   vsw_obj_count(rules, VSW_A_RULES_ADDRSET) == 3, "read sets");
	vsw_obj_free(rules);
	dump_generation = 14;
	ok(vsw_rules_get(&vsw, NULL, &rules) == -EAGAIN && !rules,
	   "what is of two generations is not taken");
}

int main(void)
{
	printf("TAP version 13\n");
	test_load(0, 0);
	test_load(10, 10);
	test_load(10000, 100);
	test_load(1, 20000);
	test_expected();
	test_refused();
	test_set();
	test_get();
	fake_reset();
	vsw_obj_free(fake.kept);
	printf("1..%d\n", count);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
