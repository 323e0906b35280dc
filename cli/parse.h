/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Text to values, and nothing else: no kernel, no output, so that it can be
 * tested alone. All return 0 or -EINVAL, and -ENOMEM where memory is had; on
 * error the result is untouched.
 */
#ifndef VSWCTL_PARSE_H
#define VSWCTL_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <linux/vsw.h>

/* "02:00:00:00:00:01", also with dashes. */
int parse_mac(const char *text, uint8_t mac[VSW_MAC_LEN]);

/* "192.0.2.1" or "2001:db8::1"; 4 or 16 bytes, as @len then says. */
int parse_ip(const char *text, uint8_t ip[16], size_t *len);

/* Decimal, or hexadecimal after 0x, from @min to @max. */
int parse_uint(const char *text, uint64_t min, uint64_t max, uint64_t *value);

/* "on" or "off". */
int parse_bool(const char *text, bool *value);

/* "0x1000001", not zero. */
int parse_port_id(const char *text, uint32_t *id);

/**
 * struct vlan_range - VLANs from @first to @last
 */
struct vlan_range {
	uint16_t first;
	uint16_t last;
};

/**
 * struct vlan_ranges - a list of VLANs
 * @range: in rising order, neither overlapping nor adjacent; to be freed
 * @count: how many
 */
struct vlan_ranges {
	struct vlan_range *range;
	unsigned int count;
};

/* "0,10-20,100" with VLANs from 0 to 4094, in any order. */
int parse_ranges(const char *text, struct vlan_ranges *ranges);

/**
 * struct mac_list - a list of addresses
 * @mac: the addresses, to be freed
 * @count: how many
 */
struct mac_list {
	uint8_t (*mac)[VSW_MAC_LEN];
	unsigned int count;
};

/* "MAC,MAC", as many as the kernel takes. */
int parse_macs(const char *text, struct mac_list *list);

/**
 * struct policy - a security policy
 * @mode: what it says
 * @list: the addresses of VSW_POLICY_MODE_LIST
 */
struct policy {
	enum vsw_policy_mode mode;
	struct mac_list list;
};

/* "accept", "reject", "inherit", or "accept=MAC,MAC". */
int parse_policy(const char *text, struct policy *policy);

/**
 * parse_words - cut a line into words
 * @line: the line, which is changed; the words point into it
 * @words: where to store the array of words, ending with NULL, to be freed
 *
 * Words stand between blanks. 'Single' and "double" quotes keep blanks, a
 * backslash keeps the character after it (not in single quotes), a # at the
 * beginning of a word begins a comment.
 *
 * Return: the number of words, -EINVAL on a missing end of quotes, or -ENOMEM
 */
int parse_words(char *line, char ***words);

#endif /* VSWCTL_PARSE_H */
