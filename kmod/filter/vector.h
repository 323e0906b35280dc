/* SPDX-License-Identifier: GPL-2.0 */
/* Bit vectors over the rules, equal ones shared. */
#ifndef VSW_FILTER_VECTOR_H
#define VSW_FILTER_VECTOR_H

#include <linux/rhashtable-types.h>
#include <linux/types.h>

#define VSW_PART_SHIFT		12	/* a part is 64 words of 64 rules */
#define VSW_PART_WORDS		64
#define VSW_PARTS_MAX		16	/* for 65,536 rules */

/**
 * struct vsw_run - words of a part, equal ones shared
 * @node: in vsw_vectors.runs
 * @rcu: frees it once no frame can still read it
 * @hash: of the words
 * @refs: parts of vectors that have it
 * @n: length of @word; the first and the last one are not zero
 * @word: the words
 */
struct vsw_run {
	struct rhash_head node;
	struct rcu_head rcu;
	u32 hash;
	u32 refs;
	u32 n;
	u64 word[];
};

/**
 * struct vsw_part - 4096 rules of a vector
 * @summary: words that are not zero
 * @words: word 0; only those from the first to the last that are not zero are
 *   really there, in a struct vsw_run
 */
struct vsw_part {
	u64 summary;
	const u64 *words;
};

/**
 * struct vsw_vector - some of the rules
 * @node: in vsw_vectors.vectors
 * @rcu: frees it once no frame can still read it
 * @hash: of the parts
 * @refs: who has it
 * @part: all parts
 */
struct vsw_vector {
	struct rhash_head node;
	struct rcu_head rcu;
	u32 hash;
	u32 refs;
	struct vsw_part part[];
};

/**
 * struct vsw_vectors - all vectors over the same rules, and one being written
 * @vectors: struct vsw_vector by parts
 * @runs: struct vsw_run by words
 * @seed: of the hashes
 * @n_parts: length of each vector
 * @same: the vector that the draft still is, or NULL
 * @changed: the draft: parts that differ from the run they came from
 * @open: parts whose words are in @word
 * @part: the draft's parts
 * @word: the draft's words, valid where the summary says so
 *
 * All under the lock of the control path, as are references. Frames only read
 * vectors, under RCU.
 */
struct vsw_vectors {
	struct rhashtable vectors;
	struct rhashtable runs;
	u32 seed;
	u32 n_parts;
	struct vsw_vector *same;
	u32 changed;
	u32 open;
	struct vsw_part part[VSW_PARTS_MAX];
	u64 *word;
};

int vsw_vectors_init(struct vsw_vectors *all, u32 n_rules, u32 n_vectors);
void vsw_vectors_exit(struct vsw_vectors *all);

struct vsw_vector *vsw_vector_get(struct vsw_vector *vector);
void vsw_vector_put(struct vsw_vectors *all, struct vsw_vector *vector);

void vsw_draft_load(struct vsw_vectors *all, struct vsw_vector *vector);
void vsw_draft_set(struct vsw_vectors *all, u32 rule);
void vsw_draft_clear(struct vsw_vectors *all, u32 rule);
void vsw_draft_or(struct vsw_vectors *all, const struct vsw_vector *vector);
void vsw_draft_andnot(struct vsw_vectors *all, const struct vsw_vector *vector);
struct vsw_vector *vsw_draft_done(struct vsw_vectors *all);

#endif
