// SPDX-License-Identifier: LGPL-2.1-or-later
/* Criteria of groups: from text to steps and back. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "criteria.h"
#include "criteria_parse.h"
#include "export.h"

/* Ends of a word that is in no quotes. */
#define BREAKS " \t\r\n()'\""

/* Reading ------------------------------------------------------------------ */

static int complain(struct vsw_criteria *criteria, const char *what)
{
	struct vsw_rules_error *error = criteria->error;
	const char *c;

	error->line = 1;
	error->column = 1;
	for (c = criteria->text; c < criteria->word; c++)
		error->column += (*c & 0xc0) != 0x80;
	snprintf(error->text, sizeof(error->text), "character %u: %s",
		 error->column, what);
	return -EINVAL;
}

int vsw_criteria_expected(struct vsw_criteria *criteria,
			  const char *const *names, int n)
{
	size_t len = strcspn(criteria->word, BREAKS);
	char what[512] = "expected ";
	size_t used = strlen(what);
	int i;

	for (i = 0; i < n && used < sizeof(what); i++)
		used += snprintf(what + used, sizeof(what) - used, "%s%s",
				 i == 0 ? "" : i + 1 < n ? ", " : " or ",
				 names[i]);
	if (used < sizeof(what) && *criteria->word)
		snprintf(what + used, sizeof(what) - used, ", found '%.*s'",
			 len > 40 ? 40 : len ? (int)len : 1, criteria->word);
	else if (used < sizeof(what))
		snprintf(what + used, sizeof(what) - used, ", found the end");
	return complain(criteria, what);
}

int vsw_criteria_step(struct vsw_criteria *criteria, unsigned int op,
		      const struct vsw_criteria_word *pattern)
{
	struct vsw_obj *step;
	char text[VSW_NAME_LEN];

	if (pattern && (!pattern->len || pattern->len >= sizeof(text)))
		return complain(criteria, "a pattern has 1 to 63 characters");
	if (vsw_obj_count(criteria->group, VSW_A_GROUP_STEP) ==
	    VSW_GROUP_MAX_STEPS)
		return complain(criteria, "criteria have at most 64 steps");
	step = vsw_obj_add_nest(criteria->group, VSW_A_GROUP_STEP);
	if (!step)
		return -ENOMEM;
	if (pattern) {
		memcpy(text, pattern->text, pattern->len);
		text[pattern->len] = '\0';
		vsw_obj_set_str(step, VSW_A_GROUP_STEP_PATTERN, text);
	}
	return vsw_obj_set_uint(step, VSW_A_GROUP_STEP_OP, op);
}

static int word_token(const struct vsw_criteria_word *word)
{
	static const struct {
		const char *name;
		int token;
	} words[] = {
		{ "and", C_AND }, { "or", C_OR }, { "not", C_NOT },
		{ "tag", C_TAG }, { "name", C_NAME },
		{ "portgroup", C_PORTGROUP },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (strlen(words[i].name) == word->len &&
		    !memcmp(words[i].name, word->text, word->len))
			return words[i].token;
	return C_WORD;
}

int vsw_cylex(struct vsw_criteria_word *word, struct vsw_criteria *criteria);

/* The scanner of the parser. */
int vsw_cylex(struct vsw_criteria_word *word, struct vsw_criteria *criteria)
{
	const char *pos = criteria->pos + strspn(criteria->pos, " \t\r\n");
	const char *end;

	criteria->word = pos;
	word->text = pos;
	word->len = 1;
	criteria->pos = pos + 1;
	switch (*pos) {
	case '\0':
		criteria->pos = pos;
		return C_YYEOF;
	case '(':
		return C_LEFT;
	case ')':
		return C_RIGHT;
	case '\'':
	case '"':
		end = strchr(pos + 1, *pos);
		if (!end)
			return C_UNCLOSED;
		word->text = pos + 1;
		word->len = end - pos - 1;
		criteria->pos = end + 1;
		return C_WORD;
	}
	word->len = strcspn(pos, BREAKS);
	criteria->pos = pos + word->len;
	return word_token(word);
}

VSW_EXPORT int vsw_group_set_criteria(struct vsw_obj *group, const char *text,
				      struct vsw_rules_error *error)
{
	struct vsw_criteria criteria = {
		.text = text,
		.pos = text,
		.word = text,
		.group = group,
		.error = error,
	};

	memset(error, 0, sizeof(*error));
	vsw_obj_unset(group, VSW_A_GROUP_STEP);
	vsw_cyparse(&criteria);
	if (!criteria.err)
		return 0;
	vsw_obj_unset(group, VSW_A_GROUP_STEP);
	if (!*error->text)
		snprintf(error->text, sizeof(error->text), "%s",
			 strerror(-criteria.err));
	return criteria.err;
}

/* Writing ------------------------------------------------------------------ */

static unsigned int step_op(const struct vsw_obj *group, unsigned int i)
{
	return vsw_obj_uint(vsw_obj_at(group, VSW_A_GROUP_STEP, i),
			    VSW_A_GROUP_STEP_OP);
}

/* A word that as a pattern needs quotes. */
static bool joins(const char *pattern)
{
	return !strcmp(pattern, "and") || !strcmp(pattern, "or") ||
	       !strcmp(pattern, "not");
}

static void put_look(FILE *out, const struct vsw_obj *group, unsigned int i)
{
	const struct vsw_obj *step = vsw_obj_at(group, VSW_A_GROUP_STEP, i);
	const char *pattern = vsw_obj_str(step, VSW_A_GROUP_STEP_PATTERN);
	const char *quote = "";

	if (!pattern)
		pattern = "";
	if (!*pattern || pattern[strcspn(pattern, BREAKS)] ||
	    joins(pattern))
		quote = strchr(pattern, '\'') ? "\"" : "'";
	fprintf(out, "%s %s%s%s",
		vsw_value_name(VSW_KIND_GROUP_STEP, VSW_A_GROUP_STEP_OP,
			       step_op(group, i)),
		quote, pattern, quote);
}

static int op_binds(unsigned int op)
{
	switch (op) {
	case VSW_GROUP_OP_OR:
		return 1;
	case VSW_GROUP_OP_AND:
		return 2;
	default:
		return 3;
	}
}

/* Where the expression that ends with step @i begins. -1 when it has no begin. */
static int find_begin(const struct vsw_obj *group, int i)
{
	int open;

	for (open = 1; i >= 0; i--) {
		switch (step_op(group, i)) {
		case VSW_GROUP_OP_AND:
		case VSW_GROUP_OP_OR:
			open++;
			break;
		case VSW_GROUP_OP_NOT:
			break;
		default:
			if (!--open)
				return i;
		}
	}
	return -1;
}

/* The expression that ends with step @i, inside of one that binds so. */
static void put_expression(FILE *out, const struct vsw_obj *group, int i,
			   int inside)
{
	unsigned int op = step_op(group, i);
	int binds = op_binds(op), right;
	bool brackets = binds < inside;

	if (brackets)
		putc('(', out);
	switch (op) {
	case VSW_GROUP_OP_AND:
	case VSW_GROUP_OP_OR:
		right = find_begin(group, i - 1);
		if (right > 0)
			put_expression(out, group, right - 1, binds);
		fputs(op == VSW_GROUP_OP_AND ? " and " : " or ", out);
		if (i > 0)
			put_expression(out, group, i - 1, binds + 1);
		break;
	case VSW_GROUP_OP_NOT:
		fputs("not ", out);
		if (i > 0)
			put_expression(out, group, i - 1, binds);
		break;
	default:
		put_look(out, group, i);
	}
	if (brackets)
		putc(')', out);
}

/* A stream of memory, closed: the text, or NULL without memory. */
static char *finish(FILE *out, char **text)
{
	if (fclose(out)) {
		free(*text);
		return NULL;
	}
	return *text;
}

VSW_EXPORT char *vsw_group_criteria(const struct vsw_obj *group)
{
	unsigned int n = vsw_obj_count(group, VSW_A_GROUP_STEP);
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		return NULL;
	if (n)
		put_expression(out, group, n - 1, 0);
	return finish(out, &text);
}

VSW_EXPORT char *vsw_group_matched(const struct vsw_obj *group,
				   uint64_t matched)
{
	unsigned int i, n = vsw_obj_count(group, VSW_A_GROUP_STEP);
	const char *separator = "";
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		return NULL;
	for (i = 0; i < n && i < 64; i++) {
		if (!(matched >> i & 1) ||
		    step_op(group, i) > VSW_GROUP_OP_PORTGROUP)
			continue;
		fputs(separator, out);
		put_look(out, group, i);
		separator = ", ";
	}
	return finish(out, &text);
}
