/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Grammar of the rule language, vswctl-rules(8).
 *
 * Rules of layer 2 and rules of layer 3 do not mix in a ruleset. What a grammar
 * cannot say, of numbers, names and addresses, the functions check that are
 * called as soon as there is enough for them.
 */
%code requires {
#include "parser.h"
}

%code {
#include <errno.h>
#include <stdio.h>

#define DO(_call) do {							\
		parser->err = _call;					\
		if (parser->err)					\
			YYABORT;					\
	} while (0)

int vsw_yylex(struct vsw_token *token, void *scanner);

static void vsw_yyerror(struct vsw_parser *parser, void *scanner,
			const char *text);
}

%define api.prefix {vsw_yy}
%define api.token.prefix {T_}
%define api.token.raw
%define api.pure full
%define api.value.type {struct vsw_token}
%define parse.error custom
%define lr.default-reduction consistent
%parse-param {struct vsw_parser *parser} {void *scanner}
%lex-param {void *scanner}
%expect 0

%token YYEOF 0 "the end of the file"

/* Errors name what was expected in this order. */
%token COMMA "','"
%token RIGHT "'}'"
%token SEMICOLON "';'"
%token ANY "'any'"
%token NOT "'not'"
%token LEFT "'{'"
%token ADDRSET "'addrset'"
%token GROUP "'group'"
%token RULESET "'ruleset'"
%token IP "'ip'"
%token MAC "'mac'"
%token ADDRESS "an address"
%token MAC_ADDRESS "a MAC address"
%token CATEGORY "'category'"
%token RULE "'rule'"
%token DEFAULT "'default'"
%token AT "'at'"
%token IN "'in'"
%token OUT "'out'"
%token INOUT "'inout'"
%token ETHERTYPE "'ethertype'"
%token FAMILY "'family'"
%token PROTOCOL "'protocol'"
%token ICMPTYPE "'icmptype'"
%token ICMPCODE "'icmpcode'"
%token FROM "'from'"
%token PORT "'port'"
%token TO "'to'"
%token ACCEPT "'accept'"
%token DROP "'drop'"
%token REJECT "'reject'"
%token STATELESS "'stateless'"
%token STRICT "'strict'"
%token LOOSE "'loose'"
%token ALG "'alg'"
%token TAG "'tag'"
%token WITH "'with'"
%token APPLIED_TO "'applied-to'"
%token DISABLED "'disabled'"
%token LOG "'log'"
%token NUMBER "a number"
%token RANGE "a range"
%token WORD "a name"
%token STRING "a text in quotes"

/* These have no place anywhere. */
%token UNCLOSED "a quote that is not closed"
%token BAD "a character outside of quotes"

%%

file:
	%empty
|	file addrset
|	file ruleset
;

/* Address sets ------------------------------------------------------------- */

addrset:
	addrset_head LEFT RIGHT
|	addrset_head LEFT addresses RIGHT
|	addrset_head LEFT addresses COMMA RIGHT
;

addrset_head:
	ADDRSET name		{ DO(vsw_build_addrset_begin(parser, &$2)); }
;

addresses:
	address
|	addresses COMMA address
;

address:
	ADDRESS			{ DO(vsw_build_addrset_add(parser, &$1)); }
|	IP ADDRESS		{ DO(vsw_build_addrset_add(parser, &$2)); }
;

/* Rulesets ----------------------------------------------------------------- */

ruleset:
	ruleset_head LEFT ruleset_body RIGHT
				{ DO(vsw_build_ruleset_end(parser)); }
;

ruleset_head:
	RULESET name		{ DO(vsw_build_ruleset_begin(parser, &$2)); }
|	ruleset_head CATEGORY name
				{ DO(vsw_build_ruleset_category(parser, &$3)); }
|	ruleset_head strictness	{ DO(vsw_build_ruleset_strictness(parser, &$2)); }
;

ruleset_body:
	%empty
|	default
|	rules2
|	rules2 default
|	rules3
|	rules3 default
;

default:
	DEFAULT action3 SEMICOLON
				{ DO(vsw_build_ruleset_default(parser, &$2, false)); }
|	DEFAULT action3 WITH LOG SEMICOLON
				{ DO(vsw_build_ruleset_default(parser, &$2, true)); }
;

action3:
	ACCEPT | DROP | REJECT
;

strictness:
	STRICT | LOOSE
;

/*
 * Rules --------------------------------------------------------------------
 *
 * Each production that is taken costs time, so that there are more and longer
 * ones than it would need.
 */

rules2:
	rule2 SEMICOLON
|	rules2 rule2 SEMICOLON
;

rule2:
	ends2 ACCEPT		{ DO(vsw_build_rule_action(parser, &$2)); }
|	ends2 DROP		{ DO(vsw_build_rule_action(parser, &$2)); }
|	rule2 option
;

ends2:
	head ethertype from2 TO match2
;

rules3:
	rule3 SEMICOLON
|	rules3 rule3 SEMICOLON
;

rule3:
	ends3 ACCEPT		{ DO(vsw_build_rule_action(parser, &$2)); }
|	ends3 DROP		{ DO(vsw_build_rule_action(parser, &$2)); }
|	ends3 REJECT		{ DO(vsw_build_rule_action(parser, &$2)); }
|	rule3 option
|	rule3 option3
;

ends3:
	head protocol from3 TO match3
|	head protocol from3 TO match3 ports
|	head icmp from3 TO match3
|	head icmp from3 TO match3 ports
;

head:
	RULE NUMBER AT NUMBER IN
				{ DO(vsw_build_rule_begin(parser, &$2, &$4, &$5)); }
|	RULE NUMBER AT NUMBER OUT
				{ DO(vsw_build_rule_begin(parser, &$2, &$4, &$5)); }
|	RULE NUMBER AT NUMBER INOUT
				{ DO(vsw_build_rule_begin(parser, &$2, &$4, &$5)); }
;

/* What they match ---------------------------------------------------------- */

ethertype:
	ETHERTYPE ANY		{ DO(vsw_build_rule_layer(parser, &$1, 2)); }
|	ETHERTYPE WORD		{ DO(vsw_build_rule_layer(parser, &$1, 2) ?:
				     vsw_build_rule_ethertype(parser, &$2)); }
;

family:
	FAMILY name		{ DO(vsw_build_rule_layer(parser, &$1, 3) ?:
				     vsw_build_rule_family(parser, &$2)); }
;

protocol:
	PROTOCOL ANY		{ DO(vsw_build_rule_layer(parser, &$1, 3)); }
|	PROTOCOL WORD		{ DO(vsw_build_rule_layer(parser, &$1, 3) ?:
				     vsw_build_rule_protocol(parser, &$2)); }
|	PROTOCOL NUMBER		{ DO(vsw_build_rule_layer(parser, &$1, 3) ?:
				     vsw_build_rule_protocol_number(parser, &$2)); }
|	family PROTOCOL ANY
|	family PROTOCOL WORD	{ DO(vsw_build_rule_protocol(parser, &$3)); }
|	family PROTOCOL NUMBER	{ DO(vsw_build_rule_protocol_number(parser, &$3)); }
;

icmp:
	icmptype
|	icmptype ICMPCODE NUMBER
				{ DO(vsw_build_rule_icmp_code(parser, &$3)); }
;

icmptype:
	protocol ICMPTYPE NUMBER
				{ DO(vsw_build_rule_icmp_type(parser, &$2, &$3)); }
;

from2:
	FROM match2		{ vsw_build_rule_turn(parser); }
;

from3:
	FROM match3		{ vsw_build_rule_turn(parser); }
|	FROM match3 ports	{ vsw_build_rule_turn(parser); }
;

not:
	NOT			{ DO(vsw_build_match_negate(parser)); }
;

match2:
	ANY
|	item2
|	list2
|	not item2
|	not list2
;

list2:
	LEFT items2 RIGHT
|	LEFT items2 COMMA RIGHT
;

items2:
	item2
|	items2 COMMA item2
;

item2:
	MAC_ADDRESS		{ DO(vsw_build_match_mac(parser, &$1)); }
|	MAC MAC_ADDRESS		{ DO(vsw_build_match_mac(parser, &$2)); }
|	GROUP name		{ DO(vsw_build_match_group(parser, &$2)); }
;

/* Those that are negated may be of the other family. */
match3:
	ANY
|	item3			{ DO(vsw_build_match_families(parser, &$1)); }
|	list3			{ DO(vsw_build_match_families(parser, &$1)); }
|	not item3
|	not list3
;

list3:
	LEFT items3 RIGHT
|	LEFT items3 COMMA RIGHT
;

items3:
	item3
|	items3 COMMA item3
;

item3:
	ADDRSET name		{ DO(vsw_build_match_set(parser, &$2)); }
|	GROUP name		{ DO(vsw_build_match_group(parser, &$2)); }
|	ADDRESS			{ DO(vsw_build_match_ip(parser, &$1)); }
|	IP ADDRESS		{ DO(vsw_build_match_ip(parser, &$2)); }
;

ports:
	PORT NUMBER		{ DO(vsw_build_match_ports(parser, &$1) ?:
				     vsw_build_match_port(parser, &$2)); }
|	PORT RANGE		{ DO(vsw_build_match_ports(parser, &$1) ?:
				     vsw_build_match_port(parser, &$2)); }
|	PORT WORD		{ DO(vsw_build_match_ports(parser, &$1) ?:
				     vsw_build_match_service(parser, &$2)); }
|	several_ports port_list RIGHT
|	several_ports port_list COMMA RIGHT
;

several_ports:
	PORT LEFT		{ DO(vsw_build_match_ports(parser, &$1)); }
;

port_list:
	port
|	port_list COMMA port
;

port:
	NUMBER			{ DO(vsw_build_match_port(parser, &$1)); }
|	RANGE			{ DO(vsw_build_match_port(parser, &$1)); }
|	WORD			{ DO(vsw_build_match_service(parser, &$1)); }
;

/* What stands behind the action -------------------------------------------- */

option3:
	STATELESS		{ DO(vsw_build_rule_stateless(parser, &$1)); }
|	strictness		{ DO(vsw_build_rule_strictness(parser, &$1)); }
|	ALG name		{ DO(vsw_build_rule_alg(parser, &$1, &$2)); }
|	TAG name		{ DO(vsw_build_rule_tag(parser, &$1, &$2)); }
;

option:
	applied_to
|	DISABLED		{ DO(vsw_build_rule_once(parser, &$1,
							 VSW_A_RULE_DISABLED, 1)); }
|	WITH LOG		{ DO(vsw_build_rule_once(parser, &$1,
							 VSW_A_RULE_LOG, 1)); }
;

applied_to:
	APPLIED_TO client	{ DO(vsw_build_rule_applied(parser, &$1) ?:
				     vsw_build_rule_apply(parser, &$2)); }
|	APPLIED_TO GROUP name	{ DO(vsw_build_rule_applied(parser, &$1) ?:
				     vsw_build_rule_apply_group(parser, &$3)); }
|	applied_to COMMA client	{ DO(vsw_build_rule_apply(parser, &$3)); }
|	applied_to COMMA GROUP name
				{ DO(vsw_build_rule_apply_group(parser, &$4)); }
;

/*
 * Where a name is expected, the words of the language are names too. A client
 * called group stands in quotes.
 */
name:
	client | GROUP
;

client:
	ANY | NOT | ADDRSET | RULESET | IP | MAC | ADDRESS | MAC_ADDRESS |
	CATEGORY | RULE | DEFAULT | AT | IN | OUT | INOUT | ETHERTYPE |
	FAMILY | PROTOCOL | ICMPTYPE | ICMPCODE | FROM | PORT | TO | ACCEPT |
	DROP | REJECT | STATELESS | STRICT | LOOSE | ALG | TAG | WITH |
	APPLIED_TO | DISABLED | LOG | NUMBER | RANGE | WORD | STRING
;

%%

/* Not of what is wrong in the text, but when the parser's stack cannot grow. */
static void vsw_yyerror(struct vsw_parser *parser, void *scanner,
			const char *text)
{
	(void)scanner;
	(void)text;
	parser->err = -ENOMEM;
}

static bool is_in(const yysymbol_kind_t *list, int n, yysymbol_kind_t kind)
{
	int i;

	for (i = 0; i < n; i++)
		if (list[i] == kind)
			return true;
	return false;
}

/* "A, B or C" */
static void list_expected(const yypcontext_t *context, char *out, size_t size)
{
	yysymbol_kind_t list[YYNTOKENS];
	const char *separator = "";
	size_t len = 0;
	int i, n;

	n = yypcontext_expected_tokens(context, list, YYNTOKENS);
	/* Where a text in quotes may be, any word may, for a name. */
	if (is_in(list, n, YYSYMBOL_STRING)) {
		list[0] = YYSYMBOL_WORD;
		n = 1;
	}
	/* Who wrote something else did not want to end here. */
	i = n > 1 && list[0] == YYSYMBOL_YYEOF;
	for (; i < n && len < size; i++) {
		len += snprintf(out + len, size - len, "%s%s", separator,
				yysymbol_name(list[i]));
		separator = i + 2 < n ? ", " : " or ";
	}
}

static int yyreport_syntax_error(const yypcontext_t *context,
				 struct vsw_parser *parser, void *scanner)
{
	struct vsw_token token = { .text = parser->end };
	char list[640] = "";

	if (yypcontext_token(context) != YYSYMBOL_YYEOF)
		vsw_scanner_last(scanner, &token);
	if (yypcontext_token(context) == YYSYMBOL_UNCLOSED) {
		parser->err = vsw_parser_error(parser, &token,
					       "expected a closing quote on the same line, and no control characters before it");
		return 0;
	}
	list_expected(context, list, sizeof(list));
	parser->err = vsw_parser_not(parser, &token, list);
	return 0;
}
