/* A Bison parser, made by GNU Bison 3.8.2.  */

/* Bison interface for Yacc-like parsers in C

   Copyright (C) 1984, 1989-1990, 2000-2015, 2018-2021 Free Software Foundation,
   Inc.

   This program is free software: you can redistribute it and/or modify
   it under the terms of the GNU General Public License as published by
   the Free Software Foundation, either version 3 of the License, or
   (at your option) any later version.

   This program is distributed in the hope that it will be useful,
   but WITHOUT ANY WARRANTY; without even the implied warranty of
   MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
   GNU General Public License for more details.

   You should have received a copy of the GNU General Public License
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

/* As a special exception, you may create a larger work that contains
   part or all of the Bison parser skeleton and distribute that work
   under terms of your choice, so long as that work isn't itself a
   parser generator using the skeleton or a modified version thereof
   as a parser skeleton.  Alternatively, if you modify or redistribute
   the parser skeleton itself, you may (at your option) remove this
   special exception, which will cause the skeleton and the resulting
   Bison output files to be licensed under the GNU General Public
   License without this special exception.

   This special exception was added by the Free Software Foundation in
   version 2.2 of Bison.  */

/* DO NOT RELY ON FEATURES THAT ARE NOT DOCUMENTED in the manual,
   especially those whose name start with YY_ or yy_.  They are
   private implementation details that can be changed or removed.  */

#ifndef YY_VSW_CY_CRITERIA_PARSE_H_INCLUDED
# define YY_VSW_CY_CRITERIA_PARSE_H_INCLUDED
/* Debug traces.  */
#ifndef VSW_CYDEBUG
# if defined YYDEBUG
#if YYDEBUG
#   define VSW_CYDEBUG 1
#  else
#   define VSW_CYDEBUG 0
#  endif
# else /* ! defined YYDEBUG */
#  define VSW_CYDEBUG 0
# endif /* ! defined YYDEBUG */
#endif  /* ! defined VSW_CYDEBUG */
#if VSW_CYDEBUG
extern int vsw_cydebug;
#endif
/* "%code requires" blocks.  */
#line 6 "criteria_parse.y"

#include "criteria.h"

#line 61 "criteria_parse.h"

/* Token kinds.  */
#ifndef VSW_CYTOKENTYPE
# define VSW_CYTOKENTYPE
  enum vsw_cytokentype
  {
    C_VSW_CYEMPTY = -2,
    C_YYEOF = 0,                   /* "the end"  */
    C_VSW_CYerror = 256,           /* error  */
    C_VSW_CYUNDEF = 257,           /* "invalid token"  */
    C_LEFT = 258,                  /* "'('"  */
    C_RIGHT = 259,                 /* "')'"  */
    C_AND = 260,                   /* "'and'"  */
    C_OR = 261,                    /* "'or'"  */
    C_NOT = 262,                   /* "'not'"  */
    C_TAG = 263,                   /* "'tag'"  */
    C_NAME = 264,                  /* "'name'"  */
    C_PORTGROUP = 265,             /* "'portgroup'"  */
    C_WORD = 266,                  /* "a pattern"  */
    C_UNCLOSED = 267               /* "a quote that is not closed"  */
  };
  typedef enum vsw_cytokentype vsw_cytoken_kind_t;
#endif

/* Value type.  */
#if ! defined VSW_CYSTYPE && ! defined VSW_CYSTYPE_IS_DECLARED
typedef struct vsw_criteria_word VSW_CYSTYPE;
# define VSW_CYSTYPE_IS_TRIVIAL 1
# define VSW_CYSTYPE_IS_DECLARED 1
#endif




int vsw_cyparse (struct vsw_criteria *criteria);


#endif /* !YY_VSW_CY_CRITERIA_PARSE_H_INCLUDED  */
