// SPDX-License-Identifier: GPL-2.0
/* Text to values. */
#include "parse.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define VLAN_MAX 4094

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int parse_mac(const char *text, uint8_t mac[VSW_MAC_LEN])
{
	uint8_t result[VSW_MAC_LEN];
	char separator = ':';
	int i, high, low;

	for (i = 0; i < VSW_MAC_LEN; i++) {
		high = hex_digit(text[0]);
		low = high < 0 ? -1 : hex_digit(text[1]);
		if (low < 0)
			return -EINVAL;
		result[i] = high << 4 | low;
		text += 2;
		if (i == 0 && *text == '-')
			separator = '-';
		if (*text != (i == VSW_MAC_LEN - 1 ? '\0' : separator))
			return -EINVAL;
		text++;
	}
	memcpy(mac, result, sizeof(result));
	return 0;
}

int parse_ip(const char *text, uint8_t ip[16], size_t *len)
{
	if (inet_pton(AF_INET, text, ip) == 1)
		*len = 4;
	else if (inet_pton(AF_INET6, text, ip) == 1)
		*len = 16;
	else
		return -EINVAL;
	return 0;
}

/* A number at the start of @text; @end is set behind it. */
static int take_uint(const char *text, uint64_t max, const char **end,
		     uint64_t *value)
{
	unsigned int base = 10;
	uint64_t result = 0;
	int digit;

	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
		base = 16;
		text += 2;
	}
	digit = hex_digit(*text);
	if (digit < 0 || (unsigned int)digit >= base)
		return -EINVAL;
	while (digit >= 0 && (unsigned int)digit < base) {
		if (result > (max - digit) / base ||
		    (unsigned int)digit > max)
			return -EINVAL;
		result = result * base + digit;
		digit = hex_digit(*++text);
	}
	*end = text;
	*value = result;
	return 0;
}

int parse_uint(const char *text, uint64_t min, uint64_t max, uint64_t *value)
{
	const char *end;
	uint64_t result;

	if (take_uint(text, max, &end, &result) || *end || result < min)
		return -EINVAL;
	*value = result;
	return 0;
}

int parse_bool(const char *text, bool *value)
{
	if (strcmp(text, "on") && strcmp(text, "off"))
		return -EINVAL;
	*value = !strcmp(text, "on");
	return 0;
}

int parse_port_id(const char *text, uint32_t *id)
{
	uint64_t value;

	if (strncmp(text, "0x", 2) || parse_uint(text, 1, UINT32_MAX, &value))
		return -EINVAL;
	*id = value;
	return 0;
}

static int compare_ranges(const void *a, const void *b)
{
	const struct vlan_range *left = a, *right = b;

	return (int)left->first - (int)right->first;
}

/* Sort, and join those that touch. */
static void tidy_ranges(struct vlan_ranges *ranges)
{
	struct vlan_range *range = ranges->range;
	unsigned int i, last = 0;

	qsort(range, ranges->count, sizeof(*range), compare_ranges);
	for (i = 1; i < ranges->count; i++) {
		if (range[i].first > range[last].last + 1)
			range[++last] = range[i];
		else if (range[i].last > range[last].last)
			range[last].last = range[i].last;
	}
	ranges->count = last + 1;
}

static int take_range(const char *text, const char **end,
		      struct vlan_range *range)
{
	uint64_t first, last;

	if (take_uint(text, VLAN_MAX, &text, &first))
		return -EINVAL;
	last = first;
	if (*text == '-' && take_uint(text + 1, VLAN_MAX, &text, &last))
		return -EINVAL;
	if (last < first)
		return -EINVAL;
	range->first = first;
	range->last = last;
	*end = text;
	return 0;
}

int parse_ranges(const char *text, struct vlan_ranges *ranges)
{
	struct vlan_ranges result = {};
	const char *pos;

	result.count = 1;
	for (pos = text; *pos; pos++)
		result.count += *pos == ',';
	result.range = calloc(result.count, sizeof(*result.range));
	if (!result.range)
		return -ENOMEM;
	result.count = 0;
	for (;;) {
		if (take_range(text, &text, &result.range[result.count]))
			goto err_free;
		result.count++;
		if (!*text)
			break;
		if (*text++ != ',')
			goto err_free;
	}
	tidy_ranges(&result);
	*ranges = result;
	return 0;

err_free:
	free(result.range);
	return -EINVAL;
}

int parse_macs(const char *text, struct mac_list *list)
{
	char *copy = strdup(text), *rest = copy, *word;
	int err = copy ? 0 : -ENOMEM;
	struct mac_list result = {};
	void *macs;

	while (!err && (word = strsep(&rest, ","))) {
		macs = realloc(result.mac,
			       (result.count + 1) * sizeof(*result.mac));
		if (!macs) {
			err = -ENOMEM;
			break;
		}
		result.mac = macs;
		err = parse_mac(word, result.mac[result.count++]);
	}
	if (!err && result.count > VSW_POLICY_MAX_ADDRESSES)
		err = -EINVAL;
	free(copy);
	if (err)
		free(result.mac);
	else
		*list = result;
	return err;
}

int parse_policy(const char *text, struct policy *policy)
{
	struct policy result = {};
	int err;

	if (!strcmp(text, "accept")) {
		result.mode = VSW_POLICY_MODE_ACCEPT;
	} else if (!strcmp(text, "reject")) {
		result.mode = VSW_POLICY_MODE_REJECT;
	} else if (!strcmp(text, "inherit")) {
		result.mode = VSW_POLICY_MODE_INHERIT;
	} else if (!strncmp(text, "accept=", 7)) {
		result.mode = VSW_POLICY_MODE_LIST;
		err = parse_macs(text + 7, &result.list);
		if (err)
			return err;
	} else {
		return -EINVAL;
	}
	*policy = result;
	return 0;
}

/*
 * Take one word from @pos, written to @out without its quotes; @out never
 * overtakes @pos. Returns the place behind, or NULL when quotes are not closed.
 */
static char *take_word(char *pos, char **out)
{
	char quote = '\0';

	for (; *pos && (quote || !isspace((unsigned char)*pos)); pos++) {
		if (*pos == quote) {
			quote = '\0';
		} else if (!quote && (*pos == '\'' || *pos == '"')) {
			quote = *pos;
		} else if (*pos == '\\' && quote != '\'') {
			if (!*++pos)
				return NULL;
			*(*out)++ = *pos;
		} else {
			*(*out)++ = *pos;
		}
	}
	return quote ? NULL : pos;
}

int parse_words(char *line, char ***words)
{
	char *pos = line, *out = line;
	char **result = NULL;
	int count = 0;
	char **grown;
	bool last;

	for (;;) {
		grown = realloc(result, (count + 1) * sizeof(*result));
		if (!grown) {
			free(result);
			return -ENOMEM;
		}
		result = grown;
		result[count] = NULL;
		while (isspace((unsigned char)*pos))
			pos++;
		if (!*pos || *pos == '#')
			break;
		result[count++] = out;
		pos = take_word(pos, &out);
		if (!pos) {
			free(result);
			return -EINVAL;
		}
		last = !*pos;
		*out++ = '\0';
		if (!last)
			pos++;
	}
	*words = result;
	return count;
}
