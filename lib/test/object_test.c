// SPDX-License-Identifier: LGPL-2.1-or-later
/* Objects and their wire format, without a kernel. Prints TAP. */
#include <errno.h>
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

static const uint8_t mac1[] = { 2, 0, 0, 0, 0, 1 };
static const uint8_t mac2[] = { 2, 0, 0, 0, 0, 2 };

static struct vsw_obj *sample(void)
{
	struct vsw_obj *pg = vsw_obj_new(VSW_KIND_PORTGROUP);
	struct vsw_obj *security, *policy, *vlan, *range;
	unsigned int i;

	vsw_obj_set_str(pg, VSW_A_PORTGROUP_SWITCH, "vs0");
	vsw_obj_set_str(pg, VSW_A_PORTGROUP_NAME, "");
	vsw_obj_set_uint(pg, VSW_A_PORTGROUP_ID, 0xfffffffe);
	vsw_obj_set_uint(pg, VSW_A_PORTGROUP_DEFAULT, 1);
	security = vsw_obj_nest(pg, VSW_A_PORTGROUP_SECURITY);
	policy = vsw_obj_nest(security, VSW_A_SECURITY_MAC_CHANGES);
	vsw_obj_set_uint(policy, VSW_A_POLICY_MODE, VSW_POLICY_MODE_LIST);
	vsw_obj_add_mac(policy, VSW_A_POLICY_ADDRESS, mac1);
	vsw_obj_add_mac(policy, VSW_A_POLICY_ADDRESS, mac2);
	vlan = vsw_obj_nest(pg, VSW_A_PORTGROUP_VLAN);
	for (i = 0; i < 3; i++) {
		range = vsw_obj_add_nest(vlan, VSW_A_VLAN_RANGE);
		vsw_obj_set_uint(range, VSW_A_VLAN_RANGE_FIRST, i * 10);
		vsw_obj_set_uint(range, VSW_A_VLAN_RANGE_LAST, i * 10 + 5);
	}
	return pg;
}

static int encode(const struct vsw_obj *obj)
{
	static char buf[65536] __attribute__((aligned(8)));

	return vsw_obj_encode(obj, mnl_nlmsg_put_header(buf), sizeof(buf));
}

static void test_setters(void)
{
	struct vsw_obj *port = vsw_obj_new(VSW_KIND_PORT);

	ok(!vsw_obj_has(port, VSW_A_PORT_NAME), "new object is empty");
	ok(!vsw_obj_set_str(port, VSW_A_PORT_NAME, "a") &&
	   !vsw_obj_set_str(port, VSW_A_PORT_NAME, "b") &&
	   !strcmp(vsw_obj_str(port, VSW_A_PORT_NAME), "b"), "string");
	ok(!vsw_obj_set_mac(port, VSW_A_PORT_INITIAL_MAC, mac1) &&
	   !vsw_obj_set_mac(port, VSW_A_PORT_INITIAL_MAC, mac2) &&
	   !memcmp(vsw_obj_mac(port, VSW_A_PORT_INITIAL_MAC), mac2, 6), "mac");
	ok(!port->err, "no error so far");
	ok(vsw_obj_set_uint(port, VSW_A_PORT_MAC_SOURCE, 256) == -ERANGE,
	   "256 does not fit in u8");
	ok(vsw_obj_set_uint(port, VSW_A_PORT_NAME, 1) == -EINVAL,
	   "number into a string");
	ok(vsw_obj_set_ip(port, VSW_A_PORT_INITIAL_MAC, "abcd", 4) == -EINVAL &&
	   vsw_obj_add_str(port, VSW_A_PORT_NAME, "c") == -EINVAL,
	   "address into a MAC, string as a list");
	ok(vsw_obj_set_uint(port, 10000, 1) == -EINVAL, "no such attribute");
	ok(port->err == -ERANGE, "first error is remembered");
	vsw_obj_unset(port, VSW_A_PORT_NAME);
	ok(!vsw_obj_has(port, VSW_A_PORT_NAME) &&
	   !vsw_obj_str(port, VSW_A_PORT_NAME), "unset");
	ok(!vsw_obj_has(NULL, 1) && !vsw_obj_str(NULL, 1) &&
	   !vsw_obj_uint(NULL, 1) && !vsw_obj_get(NULL, 1) &&
	   !vsw_obj_nest(NULL, 1) && vsw_obj_set_uint(NULL, 1, 1) == -ENOMEM,
	   "NULL is an object without attributes");
	vsw_obj_free(port);

	port = vsw_obj_new(VSW_KIND_PORT);
	vsw_obj_set_uint(vsw_obj_nest(port, VSW_A_PORT_SECURITY), 1, 1);
	ok(encode(port) == -EINVAL, "error of an inner object");
	vsw_obj_free(port);
	ok(!vsw_obj_new(0) && !vsw_obj_new(1000), "no such kind");
}

static struct vsw_obj *sample_rule(unsigned int n)
{
	static const uint8_t ip6[16] = { 0x20, 1, 0xd, 0xb8 };
	struct vsw_obj *rule = vsw_obj_new(VSW_KIND_RULE), *from, *address;
	char name[16];
	unsigned int i;

	from = vsw_obj_nest(rule, VSW_A_RULE_FROM);
	for (i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "set%u", i);
		vsw_obj_add_str(from, VSW_A_MATCH_SET, name);
		vsw_obj_add_mac(from, VSW_A_MATCH_MAC, i % 2 ? mac1 : mac2);
		address = vsw_obj_add_nest(from, VSW_A_MATCH_ADDRESS);
		vsw_obj_set_ip(address, VSW_A_ADDRESS_IP, ip6, i % 2 ? 4 : 16);
	}
	return rule;
}

/* Lists of all lengths up to where their arrays have grown several times. */
static void test_lists(void)
{
	struct vsw_obj *rule, *copy, *other;
	const struct vsw_obj *from, *address;
	bool good = true;
	unsigned int n;
	size_t len;

	for (n = 1; n < 20; n++) {
		char name[16];

		rule = sample_rule(n);
		copy = vsw_obj_clone(rule);
		other = sample_rule(n - 1);
		from = vsw_obj_get(copy, VSW_A_RULE_FROM);
		snprintf(name, sizeof(name), "set%u", n - 1);
		address = vsw_obj_at(from, VSW_A_MATCH_ADDRESS, n - 1);
		good &= vsw_obj_count(from, VSW_A_MATCH_SET) == n &&
			!strcmp(vsw_obj_str_at(from, VSW_A_MATCH_SET, n - 1),
				name) &&
			!vsw_obj_str_at(from, VSW_A_MATCH_SET, n) &&
			vsw_obj_ip(address, VSW_A_ADDRESS_IP, &len) &&
			len == (n % 2 ? 16 : 4) &&
			vsw_obj_equal(rule, copy) &&
			!vsw_obj_equal(rule, other);
		vsw_obj_free(rule);
		vsw_obj_free(copy);
		vsw_obj_free(other);
	}
	ok(good, "lists of 1 to 19 items");
	address = vsw_obj_new(VSW_KIND_ADDRESS);
	ok(vsw_obj_set_ip((struct vsw_obj *)address, VSW_A_ADDRESS_IP, "", 5) ==
	   -ERANGE && !vsw_obj_ip(address, VSW_A_ADDRESS_IP, &len) && !len,
	   "an address of 5 bytes");
	vsw_obj_free((struct vsw_obj *)address);
}

static void test_names(void)
{
	uint64_t value;

	ok(!strcmp(vsw_attr_name(VSW_KIND_PORT, VSW_A_PORT_INITIAL_MAC),
		   "initial-mac"), "name of an attribute");
	ok(vsw_attr_find(VSW_KIND_PORT, "initial-mac") ==
	   VSW_A_PORT_INITIAL_MAC, "attribute of a name");
	ok(!vsw_attr_find(VSW_KIND_PORT, "pad"), "padding has no name");
	ok(vsw_attr_type(VSW_KIND_PORT, VSW_A_PORT_REASONS) == VSW_TYPE_BITS,
	   "type of bits");
	ok(!strcmp(vsw_value_name(VSW_KIND_PORT, VSW_A_PORT_REASONS,
				  VSW_BLOCK_REASON_LINK), "link"),
	   "name of a bit");
	ok(!vsw_value_name(VSW_KIND_PORT, VSW_A_PORT_STATE, 200),
	   "unknown value has no name");
	ok(!vsw_value_find(VSW_KIND_PORT, VSW_A_PORT_REASONS, "link", &value) &&
	   value == VSW_BLOCK_REASON_LINK, "bit of a name");
	ok(!strcmp(vsw_cmd_name(VSW_CMD_PORT_NTF), "port-ntf") &&
	   !vsw_cmd_name(200), "name of a command");
}

static void test_wire_of(struct vsw_obj *obj, const char *what)
{
	static char buf[65536] __attribute__((aligned(8)));
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
	struct vsw_obj *back, *copy;
	size_t len;

	ok(!vsw_obj_encode(obj, nlh, sizeof(buf)), what);
	len = mnl_nlmsg_get_payload_len(nlh);
	back = vsw_obj_new(vsw_obj_kind(obj));
	ok(!vsw_obj_decode(back, mnl_nlmsg_get_payload(nlh), len), "decode");
	ok(vsw_obj_equal(obj, back), "what was encoded is decoded");
	copy = vsw_obj_clone(obj);
	ok(vsw_obj_equal(obj, copy), "clone is equal");
	vsw_obj_free(copy);
	vsw_obj_free(back);

	nlh = mnl_nlmsg_put_header(buf);
	ok(vsw_obj_encode(obj, nlh, 100) == -EMSGSIZE, "no room");
	vsw_obj_free(obj);
}

static void test_wire(void)
{
	struct vsw_obj *pg = sample(), *copy = vsw_obj_clone(pg);

	vsw_obj_unset(copy, VSW_A_PORTGROUP_DEFAULT);
	ok(!vsw_obj_equal(pg, copy), "a clone that was changed differs");
	vsw_obj_free(copy);
	test_wire_of(pg, "encode a port group");
	test_wire_of(sample_rule(5), "encode a rule");
}

/* Whatever comes, decoding stays inside of the message and leaks nothing. */
static void test_garbage(bool rule)
{
	static char buf[65536] __attribute__((aligned(8)));
	struct vsw_obj *obj = rule ? sample_rule(7) : sample(), *back;
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
	unsigned int round, i;
	char *data;
	size_t len;

	vsw_obj_encode(obj, nlh, sizeof(buf));
	vsw_obj_free(obj);
	len = mnl_nlmsg_get_payload_len(nlh);
	srandom(1);
	for (round = 0; round < 20000; round++) {
		size_t cut = random() % (len + 1);

		data = malloc(cut ? cut : 1);
		memcpy(data, mnl_nlmsg_get_payload(nlh), cut);
		for (i = 0; cut && i < round % 8; i++)
			data[random() % cut] = random();
		back = vsw_obj_new(1 + round % VSW_KIND_LOG);
		vsw_obj_decode(back, (const void *)data, cut);
		vsw_obj_free(back);
		free(data);
	}
	ok(true, "20000 damaged messages");
}

int main(void)
{
	printf("TAP version 13\n");
	test_setters();
	test_lists();
	test_names();
	test_wire();
	test_garbage(false);
	test_garbage(true);
	printf("1..%d\n", count);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
