// SPDX-License-Identifier: GPL-2.0
/*
 * Bit vectors over the rules: bit n is rule n.
 *
 * A vector has a part for each 4096 rules, and a part has a word of summary,
 * whose bit n says that word n is not zero. The words themselves are kept from
 * the first to the last that is not zero:
 *
 *   vector   part 0: summary ...00110010   part 1: summary 0
 *                    words  ------.
 *                                 v
 *   run               (not there) w1  0   0  w4  w5 (not there)
 *
 * part.words points where word 0 would be, so a reader that goes by the summary
 * finds word n at words[n] and never reads what is not there.
 *
 * Equal vectors are one vector, and equal runs are one run, wherever they stand:
 * most addresses and ports have one or two rules of their own beside the rules
 * that are for everybody, so a part is mostly one of few runs, and a vector
 * costs some sixteen bytes for each 4096 rules.
 *
 * Vectors are made in a draft, which knows for each part the run that it came
 * from, and opens only those parts that change. The draft does not hold
 * references: what was loaded into it, and the last vector that came out, must
 * live until it is loaded anew.
 */
#include <linux/bitops.h>
#include <linux/hash.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/rhashtable.h>
#include <linux/slab.h>

#include "filter/vector.h"

/* What a run or a vector is looked for by. */
struct vsw_vector_key {
	const void *data;
	u32 len;
	u32 hash;
};

static u32 vsw_vector_key_hash(const void *data, u32 len, u32 seed)
{
	const struct vsw_vector_key *key = data;

	return key->hash;
}

static u32 vsw_vector_hash(const void *obj, u32 len, u32 seed)
{
	const struct vsw_vector *vector = obj;

	return vector->hash;
}

static int vsw_vector_cmp(struct rhashtable_compare_arg *arg, const void *obj)
{
	const struct vsw_vector_key *key = arg->key;
	const struct vsw_vector *vector = obj;

	return memcmp(vector->part, key->data, key->len);
}

static const struct rhashtable_params vsw_vector_params = {
	.head_offset = offsetof(struct vsw_vector, node),
	.hashfn = vsw_vector_key_hash,
	.obj_hashfn = vsw_vector_hash,
	.obj_cmpfn = vsw_vector_cmp,
	.automatic_shrinking = true,
};

static u32 vsw_run_hash(const void *obj, u32 len, u32 seed)
{
	const struct vsw_run *run = obj;

	return run->hash;
}

static int vsw_run_cmp(struct rhashtable_compare_arg *arg, const void *obj)
{
	const struct vsw_vector_key *key = arg->key;
	const struct vsw_run *run = obj;

	return run->n * sizeof(u64) != key->len ||
	       memcmp(run->word, key->data, key->len);
}

static const struct rhashtable_params vsw_run_params = {
	.head_offset = offsetof(struct vsw_run, node),
	.hashfn = vsw_vector_key_hash,
	.obj_hashfn = vsw_run_hash,
	.obj_cmpfn = vsw_run_cmp,
	.automatic_shrinking = true,
};

static void vsw_vector_key_init(struct vsw_vector_key *key, const void *data,
				u32 len, u32 seed)
{
	const u64 *word = data;
	u64 hash = seed;
	u32 i;

	for (i = 0; i < len / sizeof(*word); i++) {
		hash = (hash ^ word[i]) * GOLDEN_RATIO_64;
		hash ^= hash >> 32;
	}
	/* Tables go by the low bits, where the last word's high ones are not. */
	hash *= GOLDEN_RATIO_64;
	key->data = data;
	key->len = len;
	key->hash = hash >> 32;
}

/**
 * vsw_vectors_init() - make room for vectors
 * @all: the room
 * @n_rules: how many rules the vectors are over
 * @n_vectors: how many there may be; a guess, so that the table need not grow
 */
int vsw_vectors_init(struct vsw_vectors *all, u32 n_rules, u32 n_vectors)
{
	struct rhashtable_params params = vsw_vector_params;
	int ret;

	memset(all, 0, sizeof(*all));
	all->seed = get_random_u32();
	all->n_parts = DIV_ROUND_UP(n_rules, 1 << VSW_PART_SHIFT);
	all->word = kvmalloc_array(all->n_parts, VSW_PART_WORDS * sizeof(u64),
				   GFP_KERNEL_ACCOUNT);
	if (all->n_parts && !all->word)
		return -ENOMEM;
	params.nelem_hint = min_t(u32, n_vectors, U16_MAX);
	ret = rhashtable_init(&all->vectors, &params);
	if (ret)
		goto err_word;
	ret = rhashtable_init(&all->runs, &vsw_run_params);
	if (ret)
		goto err_vectors;
	return 0;

err_vectors:
	rhashtable_destroy(&all->vectors);
err_word:
	kvfree(all->word);
	return ret;
}

static void vsw_vectors_kfree(void *obj, void *arg)
{
	kfree(obj);
}

/* Called when no frame can read any of them; frees all, whatever the counts. */
void vsw_vectors_exit(struct vsw_vectors *all)
{
	rhashtable_free_and_destroy(&all->vectors, vsw_vectors_kfree, NULL);
	rhashtable_free_and_destroy(&all->runs, vsw_vectors_kfree, NULL);
	kvfree(all->word);
}

static struct vsw_run *vsw_part_run(const struct vsw_part *part)
{
	const u64 *first = part->words + __ffs64(part->summary);

	return (void *)first - offsetof(struct vsw_run, word);
}

static void vsw_run_put(struct vsw_vectors *all, struct vsw_run *run)
{
	if (--run->refs)
		return;
	rhashtable_remove_fast(&all->runs, &run->node, vsw_run_params);
	kfree_rcu(run, rcu);
}

static struct vsw_run *vsw_run_create(struct vsw_vectors *all,
				      const struct vsw_vector_key *key)
{
	struct vsw_run *run;
	int ret;

	run = kmalloc(sizeof(*run) + key->len, GFP_KERNEL_ACCOUNT);
	if (!run)
		return ERR_PTR(-ENOMEM);
	run->hash = key->hash;
	run->refs = 0;
	run->n = key->len / sizeof(u64);
	memcpy(run->word, key->data, key->len);
	ret = rhashtable_insert_fast(&all->runs, &run->node, vsw_run_params);
	if (ret) {
		kfree(run);
		return ERR_PTR(ret);
	}
	return run;
}

/* The run of a part of the draft, with a reference. */
static struct vsw_run *vsw_draft_run(struct vsw_vectors *all, u32 n)
{
	u64 *word = all->word + n * VSW_PART_WORDS;
	u64 summary = all->part[n].summary;
	struct vsw_vector_key key;
	struct vsw_run *run;
	u32 first, last, i;

	first = __ffs64(summary);
	last = fls64(summary) - 1;
	for (i = first; i < last; i++)
		if (!(summary & BIT_ULL(i)))
			word[i] = 0;
	vsw_vector_key_init(&key, word + first,
			    (last - first + 1) * sizeof(*word), all->seed);
	run = rhashtable_lookup_fast(&all->runs, &key, vsw_run_params);
	if (!run)
		run = vsw_run_create(all, &key);
	if (!IS_ERR(run))
		run->refs++;
	return run;
}

struct vsw_vector *vsw_vector_get(struct vsw_vector *vector)
{
	vector->refs++;
	return vector;
}

/* Frees it after a grace period if nobody else has it. NULL is no vector. */
void vsw_vector_put(struct vsw_vectors *all, struct vsw_vector *vector)
{
	u32 i;

	if (!vector || --vector->refs)
		return;
	rhashtable_remove_fast(&all->vectors, &vector->node,
			       vsw_vector_params);
	for (i = 0; i < all->n_parts; i++)
		if (vector->part[i].summary)
			vsw_run_put(all, vsw_part_run(&vector->part[i]));
	kfree_rcu(vector, rcu);
}

/**
 * vsw_draft_load() - begin a draft
 * @all: the draft
 * @vector: what it is to begin with, NULL for no rule
 */
void vsw_draft_load(struct vsw_vectors *all, struct vsw_vector *vector)
{
	size_t len = all->n_parts * sizeof(all->part[0]);

	all->same = vector;
	all->changed = 0;
	all->open = 0;
	if (vector)
		memcpy(all->part, vector->part, len);
	else
		memset(all->part, 0, len);
}

static noinline void vsw_draft_fill(struct vsw_vectors *all, u32 n, u64 *word)
{
	const struct vsw_part *part = &all->part[n];

	if (part->summary) {
		u32 first = __ffs64(part->summary);
		u32 last = fls64(part->summary) - 1;

		memcpy(word + first, part->words + first,
		       (last - first + 1) * sizeof(*word));
	}
	all->open |= BIT(n);
}

/* Lets words of a part be changed. */
static u64 *vsw_draft_open(struct vsw_vectors *all, u32 n)
{
	u64 *word = all->word + n * VSW_PART_WORDS;

	if (likely(all->open & all->changed & BIT(n)))
		return word;
	if (!(all->open & BIT(n)))
		vsw_draft_fill(all, n, word);
	all->changed |= BIT(n);
	all->same = NULL;
	return word;
}

void vsw_draft_set(struct vsw_vectors *all, u32 rule)
{
	u32 n = rule >> VSW_PART_SHIFT;
	u32 i = rule / 64 % VSW_PART_WORDS;
	u64 *word = vsw_draft_open(all, n);
	struct vsw_part *part = &all->part[n];

	if (!(part->summary & BIT_ULL(i))) {
		part->summary |= BIT_ULL(i);
		word[i] = 0;
	}
	word[i] |= BIT_ULL(rule % 64);
}

void vsw_draft_clear(struct vsw_vectors *all, u32 rule)
{
	u32 n = rule >> VSW_PART_SHIFT;
	u32 i = rule / 64 % VSW_PART_WORDS;
	u64 *word;

	if (!(all->part[n].summary & BIT_ULL(i)))
		return;
	word = vsw_draft_open(all, n);
	word[i] &= ~BIT_ULL(rule % 64);
	if (!word[i])
		all->part[n].summary &= ~BIT_ULL(i);
}

static void vsw_draft_or_part(struct vsw_vectors *all, u32 n,
			      const struct vsw_part *from)
{
	struct vsw_part *part = &all->part[n];
	u64 *word = vsw_draft_open(all, n);
	u64 left;

	for (left = from->summary; left; left &= left - 1) {
		u32 i = __ffs64(left);

		if (part->summary & BIT_ULL(i))
			word[i] |= from->words[i];
		else
			word[i] = from->words[i];
	}
	part->summary |= from->summary;
}

/* Add the rules of another vector. */
void vsw_draft_or(struct vsw_vectors *all, const struct vsw_vector *vector)
{
	u32 n;

	for (n = 0; n < all->n_parts; n++) {
		const struct vsw_part *from = &vector->part[n];
		struct vsw_part *part = &all->part[n];

		if (!from->summary)
			continue;
		if (part->summary) {
			vsw_draft_or_part(all, n, from);
			continue;
		}
		/* Nothing to keep: the run can be shared as it is. */
		*part = *from;
		all->open &= ~BIT(n);
		all->changed &= ~BIT(n);
		all->same = NULL;
	}
}

static void vsw_draft_andnot_part(struct vsw_vectors *all, u32 n,
				  const struct vsw_part *from)
{
	struct vsw_part *part = &all->part[n];
	u64 *word = vsw_draft_open(all, n);
	u64 left;

	for (left = part->summary & from->summary; left; left &= left - 1) {
		u32 i = __ffs64(left);

		word[i] &= ~from->words[i];
		if (!word[i])
			part->summary &= ~BIT_ULL(i);
	}
}

/* Take the rules of another vector out. */
void vsw_draft_andnot(struct vsw_vectors *all, const struct vsw_vector *vector)
{
	u32 n;

	for (n = 0; n < all->n_parts; n++)
		if (all->part[n].summary & vector->part[n].summary)
			vsw_draft_andnot_part(all, n, &vector->part[n]);
}

/* Puts references to the runs of the parts in the mask, taken by the draft. */
static void vsw_draft_put_runs(struct vsw_vectors *all, u32 mask)
{
	u32 n;

	for (n = 0; n < all->n_parts; n++)
		if (mask & BIT(n))
			vsw_run_put(all, vsw_part_run(&all->part[n]));
}

/* References to the runs of all parts, those of changed ones found or made. */
static int vsw_draft_get_runs(struct vsw_vectors *all, u32 *taken)
{
	u32 n;

	*taken = 0;
	for (n = 0; n < all->n_parts; n++) {
		struct vsw_part *part = &all->part[n];
		struct vsw_run *run;

		if (!part->summary) {
			part->words = NULL;
			continue;
		}
		if (all->changed & BIT(n)) {
			run = vsw_draft_run(all, n);
			if (IS_ERR(run))
				return PTR_ERR(run);
			part->words = run->word - __ffs64(part->summary);
		} else {
			vsw_part_run(part)->refs++;
		}
		*taken |= BIT(n);
	}
	all->changed = 0;
	return 0;
}

/* Owns the references to the runs if all goes well. */
static struct vsw_vector *vsw_vector_create(struct vsw_vectors *all,
					    const struct vsw_vector_key *key)
{
	struct vsw_vector *vector;
	int ret;

	vector = kmalloc(sizeof(*vector) + key->len, GFP_KERNEL_ACCOUNT);
	if (!vector)
		return ERR_PTR(-ENOMEM);
	vector->hash = key->hash;
	vector->refs = 1;
	memcpy(vector->part, key->data, key->len);
	ret = rhashtable_insert_fast(&all->vectors, &vector->node,
				     vsw_vector_params);
	if (ret) {
		kfree(vector);
		return ERR_PTR(ret);
	}
	return vector;
}

/**
 * vsw_draft_done() - the vector that the draft has become
 * @all: the draft, which may be changed further
 *
 * Context: may sleep.
 * Return: the vector with a reference for the caller, or an ERR_PTR(), and then
 *   the draft must be loaded anew.
 */
struct vsw_vector *vsw_draft_done(struct vsw_vectors *all)
{
	struct vsw_vector_key key;
	struct vsw_vector *vector;
	u32 taken;
	int ret;

	if (all->same)
		return vsw_vector_get(all->same);
	ret = vsw_draft_get_runs(all, &taken);
	if (ret) {
		vsw_draft_put_runs(all, taken);
		return ERR_PTR(ret);
	}
	vsw_vector_key_init(&key, all->part,
			    all->n_parts * sizeof(all->part[0]), all->seed);
	vector = rhashtable_lookup_fast(&all->vectors, &key,
					vsw_vector_params);
	if (!vector) {
		vector = vsw_vector_create(all, &key);
		if (!IS_ERR(vector)) {
			all->same = vector;
			return vector;
		}
	} else {
		all->same = vsw_vector_get(vector);
	}
	vsw_draft_put_runs(all, taken);
	return vector;
}
