/* SPDX-License-Identifier: GPL-2.0 */
/* Packets that are nearly right. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

void fuzz_seed(uint64_t seed);
unsigned int fuzz_below(unsigned int n);
void fuzz_sample(char *text, size_t size, const char *ip4, const char *ip6);
void fuzz_frame(uint8_t *data, size_t *len, size_t room);

#endif
