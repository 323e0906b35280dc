// SPDX-License-Identifier: GPL-2.0
/*
 * What loading a file would change. Both sides are printed in the one form that
 * rules have, block by block, and compared by line: rules by their position,
 * addresses by their text, whatever order they stand in.
 */
#include "rules.h"

#include <stdlib.h>
#include <string.h>

/**
 * struct block - an address set or a ruleset as text
 * @head: its first line
 * @key: how much of that names it
 * @lines: between the first and the last
 * @n_lines: how many
 */
struct block {
	char *head;
	size_t key;
	char **lines;
	size_t n_lines;
};

/**
 * struct blocks - a text of rules
 * @text: the text, lines terminated
 * @lines: all lines of all blocks
 * @block: the blocks
 * @n: how many
 */
struct blocks {
	char *text;
	char **lines;
	struct block *block;
	size_t n;
};

static void *must(void *memory)
{
	if (!memory) {
		fprintf(stderr, "vswctl: out of memory\n");
		exit(EXIT_REFUSED);
	}
	return memory;
}

/* "ruleset NAME", and names have no spaces. */
static size_t key_of(const char *head)
{
	size_t len = strcspn(head, " ");

	return len + 1 + strcspn(head + len + 1, " ");
}

static void cut_blocks(struct blocks *blocks, const char *text)
{
	struct block *block = NULL;
	size_t n_lines = 0;
	char *rest, *line;

	blocks->text = must(strdup(text));
	for (line = blocks->text; *line; line++)
		n_lines += *line == '\n';
	blocks->lines = must(calloc(n_lines + 1, sizeof(char *)));
	blocks->block = must(calloc(n_lines + 1, sizeof(*blocks->block)));
	blocks->n = 0;
	n_lines = 0;
	rest = blocks->text;
	while ((line = strsep(&rest, "\n"))) {
		const char *inner = line + strspn(line, " ");

		if (!*inner || *inner == '#')
			continue;
		if (!strcmp(line, "}")) {
			block = NULL;
		} else if (!block) {
			block = &blocks->block[blocks->n++];
			block->head = line;
			block->key = key_of(line);
			block->lines = &blocks->lines[n_lines];
		} else {
			block->lines[block->n_lines++] = line;
			n_lines++;
		}
	}
}

static void free_blocks(struct blocks *blocks)
{
	free(blocks->text);
	free(blocks->lines);
	free(blocks->block);
}

/* Position of a rule; its default comes last; addresses have none. */
static unsigned long position_of(const char *line)
{
	const char *at = strstr(line, " at ");

	if (strncmp(line, "  rule ", 7))
		return line[0] == ' ' ? -1UL : 0;
	return at ? strtoul(at + 4, NULL, 10) : 0;
}

static int compare_lines(const void *a, const void *b)
{
	const char *left = *(char *const *)a, *right = *(char *const *)b;
	unsigned long i = position_of(left), j = position_of(right);

	if (i != j)
		return i < j ? -1 : 1;
	return strcmp(left, right);
}

/* What comes first of two lines that differ, one that goes or one that comes? */
static bool goes_first(const char *old, const char *new)
{
	unsigned long i = position_of(old), j = position_of(new);

	return i != j ? i < j : i || strcmp(old, new) < 0;
}

static const struct block none = { .head = NULL };

static void put_head(FILE *out, const struct block *old,
		     const struct block *new, size_t *n)
{
	if (old->head && new->head && !strcmp(old->head, new->head)) {
		fprintf(out, " %s\n", old->head);
		return;
	}
	if (old->head)
		fprintf(out, "-%s\n", old->head);
	if (new->head)
		fprintf(out, "+%s\n", new->head);
	++*n;
}

static void put_end(FILE *out, const struct block *old,
		    const struct block *new)
{
	fprintf(out, "%c}\n", !old->head ? '+' : !new->head ? '-' : ' ');
}

/* Compare two blocks of the same name; the head is printed when it is needed. */
static size_t diff_block(FILE *out, const struct block *old,
			 const struct block *new)
{
	bool same = old->head && new->head && !strcmp(old->head, new->head);
	size_t i = 0, j = 0, n = 0;

	if (!same)
		put_head(out, old, new, &n);
	while (i < old->n_lines || j < new->n_lines) {
		const char *from = i < old->n_lines ? old->lines[i] : NULL;
		const char *to = j < new->n_lines ? new->lines[j] : NULL;

		if (from && to && !strcmp(from, to)) {
			i++;
			j++;
			continue;
		}
		if (same && !n)
			put_head(out, old, new, &n);
		n++;
		if (from && (!to || goes_first(from, to)))
			fprintf(out, "-%s\n", old->lines[i++]);
		else
			fprintf(out, "+%s\n", new->lines[j++]);
	}
	if (n)
		put_end(out, old, new);
	return n;
}

static int compare_blocks(const void *a, const void *b)
{
	const struct block *left = *(struct block *const *)a;
	const struct block *right = *(struct block *const *)b;
	int order = strncmp(left->head, right->head,
			    left->key < right->key ? left->key : right->key);

	if (order)
		return order;
	return left->key < right->key ? -1 : left->key > right->key;
}

/* Pointers to the blocks by name, their lines in order. */
static struct block **sort_blocks(struct blocks *blocks)
{
	struct block **sorted = must(calloc(blocks->n + 1, sizeof(*sorted)));
	size_t i;

	for (i = 0; i < blocks->n; i++) {
		struct block *block = &blocks->block[i];

		qsort(block->lines, block->n_lines, sizeof(char *),
		      compare_lines);
		sorted[i] = block;
	}
	qsort(sorted, blocks->n, sizeof(*sorted), compare_blocks);
	return sorted;
}

/* Rulesets that are in both must also be judged in the same order. */
static bool same_order(const struct blocks *old, const struct blocks *new,
		       struct block **sorted)
{
	struct block *const *found;
	size_t i, last = 0;

	for (i = 0; i < new->n; i++) {
		const struct block *block = &new->block[i];

		if (strncmp(block->head, "ruleset ", 8))
			continue;
		found = bsearch(&block, sorted, old->n, sizeof(*sorted),
				compare_blocks);
		if (!found)
			continue;
		if ((size_t)(*found - old->block) < last)
			return false;
		last = *found - old->block;
	}
	return true;
}

size_t rules_print_diff(FILE *out, const char *old_text, const char *new_text)
{
	struct block **old_sorted, **new_sorted;
	struct blocks old, new;
	size_t i = 0, j = 0, n = 0;

	cut_blocks(&old, old_text);
	cut_blocks(&new, new_text);
	old_sorted = sort_blocks(&old);
	new_sorted = sort_blocks(&new);
	while (i < old.n || j < new.n) {
		int order;

		if (i == old.n || j == new.n)
			order = i == old.n ? 1 : -1;
		else
			order = compare_blocks(&old_sorted[i], &new_sorted[j]);
		n += diff_block(out, order <= 0 ? old_sorted[i] : &none,
				order >= 0 ? new_sorted[j] : &none);
		i += order <= 0;
		j += order >= 0;
	}
	if (!same_order(&old, &new, old_sorted)) {
		fprintf(out, "# rulesets change their order\n");
		n++;
	}
	free(old_sorted);
	free(new_sorted);
	free_blocks(&old);
	free_blocks(&new);
	return n;
}

static int diff_with(struct ctx *ctx, const struct vsw_obj *rules)
{
	char *old_text, *new_text;
	struct vsw_obj *loaded;
	size_t n;
	int err;

	err = vsw_rules_get(ctx->vsw, NULL, &loaded);
	if (err)
		return request_error(ctx, err);
	old_text = rules_to_text(loaded);
	new_text = rules_to_text(rules);
	n = rules_print_diff(stdout, old_text, new_text);
	free(old_text);
	free(new_text);
	vsw_obj_free(loaded);
	return n ? EXIT_NO : EXIT_OK;
}

int rules_diff(struct ctx *ctx, struct args *args)
{
	const char *file = args_need(ctx, args, "the file of rules");
	struct vsw_obj *rules;
	int code;

	if (!file)
		return EXIT_USAGE;
	code = args_end(ctx, args);
	if (!code)
		code = rules_read(ctx, file, &rules);
	if (code)
		return code;
	code = ctx_open(ctx);
	if (!code)
		code = diff_with(ctx, rules);
	vsw_obj_free(rules);
	return code;
}
