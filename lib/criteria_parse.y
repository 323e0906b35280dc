/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Grammar of the criteria of groups, vswctl-group(8). What is read is written
 * down in postfix order, which is that of the grammar's actions.
 */
%code requires {
#include "criteria.h"
}

%code {
#include <errno.h>

#define STEP(_op, _pattern) do {					\
		criteria->err = vsw_criteria_step(criteria, _op, _pattern); \
		if (criteria->err)					\
			YYABORT;					\
	} while (0)

int vsw_cylex(struct vsw_criteria_word *word, struct vsw_criteria *criteria);

static void vsw_cyerror(struct vsw_criteria *criteria, const char *text);
}

%define api.prefix {vsw_cy}
%define api.token.prefix {C_}
%define api.pure full
%define api.value.type {struct vsw_criteria_word}
%define parse.error custom
%define lr.default-reduction consistent
%param {struct vsw_criteria *criteria}
%expect 0

%token YYEOF 0 "the end"
%token LEFT "'('"
%token RIGHT "')'"
%token AND "'and'"
%token OR "'or'"
%token NOT "'not'"
%token TAG "'tag'"
%token NAME "'name'"
%token PORTGROUP "'portgroup'"
%token WORD "a pattern"
/* These have no place anywhere. */
%token UNCLOSED "a quote that is not closed"

%left OR
%left AND
%precedence NOT

%%

criteria:
	expression
;

expression:
	TAG pattern		{ STEP(VSW_GROUP_OP_TAG, &$2); }
|	NAME pattern		{ STEP(VSW_GROUP_OP_NAME, &$2); }
|	PORTGROUP pattern	{ STEP(VSW_GROUP_OP_PORTGROUP, &$2); }
|	expression AND expression
				{ STEP(VSW_GROUP_OP_AND, NULL); }
|	expression OR expression
				{ STEP(VSW_GROUP_OP_OR, NULL); }
|	NOT expression		{ STEP(VSW_GROUP_OP_NOT, NULL); }
|	LEFT expression RIGHT
;

/* The words that join stand in quotes, or what they join would be missed. */
pattern:
	WORD | TAG | NAME | PORTGROUP
;

%%

/* Not of what is wrong in the text, but when the parser's stack cannot grow. */
static void vsw_cyerror(struct vsw_criteria *criteria, const char *text)
{
	(void)text;
	criteria->err = -ENOMEM;
}

static int yyreport_syntax_error(const yypcontext_t *context,
				 struct vsw_criteria *criteria)
{
	yysymbol_kind_t list[YYNTOKENS];
	const char *names[YYNTOKENS];
	int i, n;

	n = yypcontext_expected_tokens(context, list, YYNTOKENS);
	for (i = 0; i < n; i++) {
		/* Where a pattern may be, any word may. */
		if (list[i] == YYSYMBOL_WORD) {
			names[0] = yysymbol_name(list[i]);
			n = 1;
			break;
		}
		names[i] = yysymbol_name(list[i]);
	}
	criteria->err = vsw_criteria_expected(criteria, names, n);
	return 0;
}
