// SPDX-License-Identifier: GPL-2.0
/*
 * Start pktgen and wait until it is done. On either side stands an instruction
 * that does nothing, which tells the plugin of insnprof.c what to count.
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* nopl 0x4d4b0000 + n(%rax) */
#define MARK(n) __asm__ volatile(".byte 0x0f,0x1f,0x80," #n ",0,0x4b,0x4d")

int main(void)
{
	int fd = open("/proc/net/pktgen/pgctrl", O_WRONLY);
	ssize_t ret;

	if (fd < 0) {
		perror("pgctrl");
		return 1;
	}
	MARK(1);
	ret = write(fd, "start\n", 6);
	MARK(2);
	return ret != 6;
}
