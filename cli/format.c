// SPDX-License-Identifier: GPL-2.0
/* Values of objects as text for people. */
#include "format.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void out_of_memory(void)
{
	fprintf(stderr, "vswctl: out of memory\n");
	exit(EXIT_REFUSED);
}

const char *format_mac(char text[MAC_TEXT_LEN], const uint8_t *mac)
{
	snprintf(text, MAC_TEXT_LEN, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0],
		 mac[1], mac[2], mac[3], mac[4], mac[5]);
	return text;
}

const char *format_ip(char text[IP_TEXT_LEN], const void *ip, size_t len)
{
	if (!ip || !inet_ntop(len == 4 ? AF_INET : AF_INET6, ip, text,
			      IP_TEXT_LEN))
		strcpy(text, "?");
	return text;
}

void put_policy(FILE *out, const struct vsw_obj *policy)
{
	unsigned int i, count = vsw_obj_count(policy, VSW_A_POLICY_ADDRESS);
	char text[MAC_TEXT_LEN];

	if (vsw_obj_uint(policy, VSW_A_POLICY_MODE) != VSW_POLICY_MODE_LIST) {
		fputs(policy ? value_text(policy, VSW_A_POLICY_MODE) :
		      "inherit", out);
		return;
	}
	fputs("accept=", out);
	for (i = 0; i < count; i++)
		fprintf(out, "%s%s", i ? "," : "",
			format_mac(text, vsw_obj_mac_at(policy,
							VSW_A_POLICY_ADDRESS,
							i)));
}

void put_ranges(FILE *out, const struct vsw_obj *vlan)
{
	unsigned int i, count = vsw_obj_count(vlan, VSW_A_VLAN_RANGE);

	for (i = 0; i < count; i++) {
		const struct vsw_obj *range;
		unsigned int first, last;

		range = vsw_obj_at(vlan, VSW_A_VLAN_RANGE, i);
		first = vsw_obj_uint(range, VSW_A_VLAN_RANGE_FIRST);
		last = vsw_obj_uint(range, VSW_A_VLAN_RANGE_LAST);
		fprintf(out, "%s%u", i ? "," : "", first);
		if (last != first)
			fprintf(out, "-%u", last);
	}
}

void put_vlan(FILE *out, const struct vsw_obj *vlan)
{
	switch (vsw_obj_uint(vlan, VSW_A_VLAN_MODE)) {
	case VSW_VLAN_MODE_NONE:
		fputs("none", out);
		break;
	case VSW_VLAN_MODE_ACCESS:
		fprintf(out, "%" PRIu64, vsw_obj_uint(vlan, VSW_A_VLAN_ID));
		break;
	default:
		fputs("trunk ", out);
		put_ranges(out, vlan);
	}
}

void put_bits(FILE *out, const struct vsw_obj *obj, unsigned int attr)
{
	uint64_t rest = vsw_obj_uint(obj, attr);
	const char *separator = "";
	const char *name;
	uint64_t bit;

	for (bit = 1; rest; bit <<= 1) {
		if (!(rest & bit))
			continue;
		rest &= ~bit;
		name = vsw_value_name(vsw_obj_kind(obj), attr, bit);
		if (name)
			fprintf(out, "%s%s", separator, name);
		else
			fprintf(out, "%s0x%" PRIx64, separator, bit);
		separator = ",";
	}
}

const char *value_text(const struct vsw_obj *obj, unsigned int attr)
{
	static char number[24];
	const char *name;

	if (!vsw_obj_has(obj, attr))
		return "";
	name = vsw_value_name(vsw_obj_kind(obj), attr, vsw_obj_uint(obj, attr));
	if (name)
		return name;
	snprintf(number, sizeof(number), "%" PRIu64, vsw_obj_uint(obj, attr));
	return number;
}

void put_word(FILE *out, const char *word)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.,:/=@%+";

	if (*word && !word[strspn(word, plain)]) {
		fputs(word, out);
		return;
	}
	putc('\'', out);
	for (; *word; word++) {
		if (*word == '\'')
			fputs("'\\''", out);
		else
			putc(*word, out);
	}
	putc('\'', out);
}

char *text_of(void (*put)(FILE *out, const struct vsw_obj *obj),
	      const struct vsw_obj *obj)
{
	size_t size;
	char *text;
	FILE *out;

	out = open_memstream(&text, &size);
	if (!out)
		out_of_memory();
	put(out, obj);
	if (fclose(out))
		out_of_memory();
	return text;
}

/* Blocks ------------------------------------------------------------------- */

void block_begin(const char *name)
{
	printf("%s\n", name ? name : "");
}

FILE *line_begin(const char *key)
{
	printf("   %s: ", key);
	return stdout;
}

void line_end(void)
{
	putchar('\n');
}

void block_line(const char *key, const char *fmt, ...)
{
	char *text;
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vasprintf(&text, fmt, ap);
	va_end(ap);
	if (len < 0)
		out_of_memory();
	printf(len ? "   %s: %s\n" : "   %s:%s\n", key, text);
	free(text);
}

void block_security(const struct vsw_obj *security)
{
	static const struct {
		const char *key;
		unsigned int attr;
	} lines[] = {
		{ "Promiscuous", VSW_A_SECURITY_PROMISCUOUS },
		{ "MAC Changes", VSW_A_SECURITY_MAC_CHANGES },
		{ "Forged Transmits", VSW_A_SECURITY_FORGED_TRANSMITS },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		const struct vsw_obj *policy;

		policy = vsw_obj_get(security, lines[i].attr);
		put_policy(line_begin(lines[i].key), policy);
		if (vsw_obj_has(policy, VSW_A_POLICY_SOURCE))
			printf(" (%s)", value_text(policy,
						   VSW_A_POLICY_SOURCE));
		line_end();
	}
}

/* Tables ------------------------------------------------------------------- */

void table_text(struct table *table, char *text)
{
	table->cells = reallocarray(table->cells, table->n_cells + 1,
				    sizeof(*table->cells));
	if (!text || !table->cells)
		out_of_memory();
	table->cells[table->n_cells++] = text;
}

void table_cell(struct table *table, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		text = NULL;
	va_end(ap);
	table_text(table, text);
}

static void print_cell(const struct table *table, unsigned int col,
		       const char *text, int width)
{
	bool right = table->heads[col][0] == '>';

	if (right)
		printf("%*s", width, text);
	else if (col == table->n_cols - 1)
		printf("%s", text);
	else
		printf("%-*s", width, text);
	printf(col == table->n_cols - 1 ? "\n" : "  ");
}

void table_print(struct table *table)
{
	unsigned int i, col;
	int *width;

	width = calloc(table->n_cols, sizeof(*width));
	if (!width)
		out_of_memory();
	for (col = 0; col < table->n_cols; col++)
		width[col] = strlen(table->heads[col]) -
			     (table->heads[col][0] == '>');
	for (i = 0; i < table->n_cells; i++) {
		col = i % table->n_cols;
		if ((int)strlen(table->cells[i]) > width[col])
			width[col] = strlen(table->cells[i]);
	}
	for (col = 0; col < table->n_cols; col++)
		print_cell(table, col, table->heads[col] +
			   (table->heads[col][0] == '>'), width[col]);
	for (i = 0; i < table->n_cells; i++) {
		col = i % table->n_cols;
		print_cell(table, col, table->cells[i], width[col]);
		free(table->cells[i]);
	}
	free(table->cells);
	table->cells = NULL;
	table->n_cells = 0;
	free(width);
}
