// SPDX-License-Identifier: LGPL-2.1-or-later
/* A text of rules as a whole. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "export.h"
#include "parser.h"
#include "rules_parse.h"

/* The scanner has the length of a word in an int. */
#define TEXT_MAX	0x40000000

/* Sets may be defined after they are used, but not left out. */
static int check_sets(struct vsw_parser *parser)
{
	const struct vsw_name *name, *first = NULL;
	struct vsw_token token;
	size_t i;

	for (i = 0; i < parser->sets.size; i++) {
		name = &parser->sets.slots[i];
		if (name->text && !name->defined &&
		    (!first || name->used < first->used))
			first = name;
	}
	if (!first)
		return 0;
	token.text = first->used;
	token.len = first->used_len;
	return vsw_parser_error(parser, &token, "there is no address set %s",
				first->text);
}

static int parse(struct vsw_parser *parser, const char *text, size_t len,
		 struct vsw_obj **rules)
{
	int err = -ENOMEM;

	parser->rules = vsw_obj_new_large(VSW_KIND_RULES);
	parser->text = malloc(len + 2);
	if (parser->rules && parser->text) {
		memcpy(parser->text, text, len);
		memset(parser->text + len, 0, 2);
		parser->end = parser->text + len;
		vsw_yyparse(parser, vsw_parser_scan(parser));
		err = parser->err ? parser->err : check_sets(parser);
	}
	if (err)
		vsw_obj_free(parser->rules);
	else
		*rules = parser->rules;
	vsw_names_free(&parser->sets);
	vsw_names_free(&parser->rulesets);
	free(parser->places);
	free(parser->text);
	return err;
}

VSW_EXPORT int vsw_rules_parse(const char *text, size_t len, const char *file,
			       struct vsw_obj **rules,
			       struct vsw_rules_error *error)
{
	struct vsw_parser *parser;
	int err = -ENOMEM;

	*rules = NULL;
	memset(error, 0, sizeof(*error));
	if (len > TEXT_MAX) {
		snprintf(error->text, sizeof(error->text),
			 "%.200s: more than 1 GiB", file);
		return -EFBIG;
	}
	parser = calloc(1, sizeof(*parser));
	if (parser) {
		parser->file = file;
		parser->error = error;
		err = parse(parser, text, len, rules);
		free(parser);
	}
	if (err && !*error->text)
		snprintf(error->text, sizeof(error->text), "%.200s: %s", file,
			 strerror(-err));
	return err;
}
