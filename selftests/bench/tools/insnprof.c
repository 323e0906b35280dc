// SPDX-License-Identifier: GPL-2.0
/*
 * QEMU plugin: how often each instruction of the guest is executed between two
 * marks, which pgstart.c makes.
 *
 * A translated block is a run of instructions that are executed one after the
 * other, so one counter for each block says how often each of them was. Output,
 * for the Nth pair of marks:
 *
 *	RUN N
 *	ADDRESS INSTRUCTIONS COUNT
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "qemu-plugin.h"

EXPORT int qemu_plugin_version = 1;

/* Blocks are never forgotten: translated anew, they count on. */
struct block {
	struct block *next;
	uint64_t address, insns;
	uint64_t count, before;
};

#define BUCKETS 65536

static struct block *blocks[BUCKETS];
static FILE *out;
static int run;

static struct block *block_get(uint64_t address, uint64_t insns)
{
	unsigned int hash = (address * 0x9e3779b97f4a7c15ull) >> 48;
	struct block *b;

	for (b = blocks[hash]; b; b = b->next)
		if (b->address == address && b->insns == insns)
			return b;
	b = calloc(1, sizeof(*b));
	if (!b)
		abort();
	b->address = address;
	b->insns = insns;
	b->next = blocks[hash];
	blocks[hash] = b;
	return b;
}

static void on_start(unsigned int cpu, void *data)
{
	struct block *b;
	int i;

	for (i = 0; i < BUCKETS; i++)
		for (b = blocks[i]; b; b = b->next)
			b->before = b->count;
}

static void on_stop(unsigned int cpu, void *data)
{
	struct block *b;
	int i;

	fprintf(out, "RUN %d\n", ++run);
	for (i = 0; i < BUCKETS; i++)
		for (b = blocks[i]; b; b = b->next)
			if (b->count != b->before)
				fprintf(out, "%lx %lu %lu\n", b->address,
					b->insns, b->count - b->before);
	fflush(out);
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	static const uint8_t mark[] = { 0x0f, 0x1f, 0x80 };
	static const uint8_t tail[] = { 0x00, 0x4b, 0x4d };
	size_t i, n = qemu_plugin_tb_n_insns(tb);
	struct block *b = block_get(qemu_plugin_tb_vaddr(tb), n);

	qemu_plugin_register_vcpu_tb_exec_inline(tb, 0, &b->count, 1);
	for (i = 0; i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		const uint8_t *code = qemu_plugin_insn_data(insn);

		if (qemu_plugin_insn_size(insn) != 7 || memcmp(code, mark, 3) ||
		    memcmp(code + 4, tail, 3))
			continue;
		qemu_plugin_register_vcpu_insn_exec_cb(insn, code[3] == 1 ?
						       on_start : on_stop,
						       0, NULL);
	}
}

EXPORT int qemu_plugin_install(qemu_plugin_id_t id,
			       const struct qemu_info *info, int argc,
			       char **argv)
{
	const char *path = "insnprof.out";
	int i;

	for (i = 0; i < argc; i++)
		if (!strncmp(argv[i], "out=", 4))
			path = argv[i] + 4;
	out = fopen(path, "w");
	if (!out)
		return -1;
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
	return 0;
}
