// SPDX-License-Identifier: GPL-2.0
/* "mark 1" begins and "mark 2" ends what the plugin of insnprof.c counts. */
#define MARK(n) __asm__ volatile(".byte 0x0f,0x1f,0x80," #n ",0,0x4b,0x4d")

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	if (argv[1][0] == '1')
		MARK(1);
	else
		MARK(2);
	return 0;
}
