/* SPDX-License-Identifier: GPL-2.0 */
/* Values of objects as text for people; the command line takes it back. */
#ifndef VSWCTL_FORMAT_H
#define VSWCTL_FORMAT_H

#include "vswctl.h"

/* "02:00:00:00:00:01" */
#define MAC_TEXT_LEN 18
const char *format_mac(char text[MAC_TEXT_LEN], const uint8_t *mac);

/* "192.0.2.1" or "2001:db8::1"; the address has @len bytes, 4 or 16. */
#define IP_TEXT_LEN 46
const char *format_ip(char text[IP_TEXT_LEN], const void *ip, size_t len);

/* "accept", "reject", "inherit", "accept=MAC,MAC"; NULL is "inherit". */
void put_policy(FILE *out, const struct vsw_obj *policy);

/* "none", "10", or "trunk 0,10-20"; NULL is "none". */
void put_vlan(FILE *out, const struct vsw_obj *vlan);

/* The ranges of a trunk alone, "0,10-20". */
void put_ranges(FILE *out, const struct vsw_obj *vlan);

/* Names of the bits set, "admin,link"; nothing when none is. */
void put_bits(FILE *out, const struct vsw_obj *obj, unsigned int attr);

/* Name of the value, or its number when it has none; "" when absent. */
const char *value_text(const struct vsw_obj *obj, unsigned int attr);

/* A word as a shell reads it back. */
void put_word(FILE *out, const char *word);

/* A string of what @put writes, to be freed; exits when out of memory. */
char *text_of(void (*put)(FILE *out, const struct vsw_obj *obj),
	      const struct vsw_obj *obj);

/*
 * Blocks, as esxcli prints them: a heading, then "   Key: value" lines. A line
 * is begun with line_begin(), which returns stdout.
 */
void block_begin(const char *name);
void block_line(const char *key, const char *fmt, ...) PRINTF(2, 3);
FILE *line_begin(const char *key);
void line_end(void);
/* The three policies; with where they come from when that is known. */
void block_security(const struct vsw_obj *security);

/**
 * struct table - text in columns
 * @heads: headings, a ">" before those of columns of numbers
 * @n_cols: how many
 * @cells: row by row
 * @n_cells: how many
 */
struct table {
	const char *const *heads;
	unsigned int n_cols;
	char **cells;
	unsigned int n_cells;
};

void table_cell(struct table *table, const char *fmt, ...) PRINTF(2, 3);
/* Takes over @text, which was malloced. */
void table_text(struct table *table, char *text);
/* Print it, and free the cells. */
void table_print(struct table *table);

#endif /* VSWCTL_FORMAT_H */
