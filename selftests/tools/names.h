/* SPDX-License-Identifier: GPL-2.0 */
/* Names of the commands and attributes of the family vsw, as in its YAML. */
#ifndef NAMES_H
#define NAMES_H

enum kind { HEX, FLAG, U8, U16, U32, U64, STRING, MAC, IP, NEST };

/**
 * struct attr_name - one attribute of a set
 * @name: as in the YAML
 * @kind: how its value is written and read
 * @nested: set of the attributes inside, for kind NEST
 */
struct attr_name {
	const char *name;
	enum kind kind;
	const struct attr_set *nested;
};

/* Attributes of a message or a nest, by number. */
struct attr_set {
	unsigned int max;
	const struct attr_name *attrs;
};

struct command_name {
	const char *name;
	const struct attr_set *set;
};

#define COMMANDS 64
extern const struct command_name command_names[COMMANDS];

#define SHARED_SET(name)						\
	const struct attr_set name##_set = {				\
		sizeof(name) / sizeof(name[0]) - 1, name,		\
	}
#define SET(name)	static SHARED_SET(name)

/* names_filter.c */
extern const struct attr_set rules_set, filter_set, flow_set, simulate_set,
	why_set, log_set, tag_set, group_set, group_member_set;

const struct attr_name *attr_by_number(const struct attr_set *set,
				       unsigned int number);
int attr_by_name(const struct attr_set *set, const char *name);
int command_by_name(const char *name);

#endif
