/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The criteria of groups as a text; for the parser and its scanner. */
#ifndef VSW_LIB_CRITERIA_H
#define VSW_LIB_CRITERIA_H

#include "object.h"

/**
 * struct vsw_criteria_word - a word of the text
 * @text: where it begins, behind a quote
 * @len: its length
 */
struct vsw_criteria_word {
	const char *text;
	unsigned int len;
};

/**
 * struct vsw_criteria - a parse
 * @text: what is parsed
 * @pos: where the scanner stands
 * @word: where the last word began
 * @group: gets the steps
 * @error: where to say what is wrong
 * @err: negative errno of what ended the parse, or 0
 */
struct vsw_criteria {
	const char *text;
	const char *pos;
	const char *word;
	struct vsw_obj *group;
	struct vsw_rules_error *error;
	int err;
};

/* All that returns int: 0, -EINVAL with the error said, or -ENOMEM. */

/* Append a step; @pattern is NULL for those that have none. */
int vsw_criteria_step(struct vsw_criteria *criteria, unsigned int op,
		      const struct vsw_criteria_word *pattern);
/* The last word is not what can stand there. */
int vsw_criteria_expected(struct vsw_criteria *criteria,
			  const char *const *names, int n);

#endif /* VSW_LIB_CRITERIA_H */
