// SPDX-License-Identifier: GPL-2.0
/*
 * Packets that are nearly right: samples of all kinds, with few ports and
 * identifications so that they meet each other's states and fragments, and then
 * a few changes to their bytes. Checksums are mended half of the time, for else
 * nothing would be looked at behind them. The same seed makes the same frames.
 */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "packet.h"

/* % stands for a digit, 4 and 6 at the beginning for the family. */
static const char *const samples[] = {
	"4 tcp=100%,8% flags=S seq=100%",
	"4 tcp=100%,8% flags=S seq=100% wscale=%",
	"4 tcp=100%,8% flags=SA seq=500% ack=100%",
	"4 tcp=100%,8% flags=A seq=100% ack=500%",
	"4 tcp=100%,8% flags=PA seq=100% ack=500% data=%00",
	"4 tcp=100%,8% flags=FA seq=100% ack=500%",
	"4 tcp=100%,8% flags=R seq=100%",
	"4 tcp=8%,100% flags=SA seq=500% ack=100%",
	"4 tcp=8%,100% flags=PA seq=500% ack=100% data=%0",
	"4 tcp=100%,8% flags=PA seq=100% ack=500% data=3%00 gso=1000",
	"4 tcp=100%,8% flags=A seq=100% ipopt=0101010%",
	/* PORT 10,0,0,1,8,0 and 227 (10,0,0,1,8,0) */
	"4 tcp=100%,21 flags=S seq=100%",
	"4 tcp=21,100% flags=SA seq=500% ack=100%",
	"4 tcp=100%,21 flags=PA seq=100% ack=500% body=504f52542031302c302c302c312c382c3%0d0a",
	"4 tcp=21,100% flags=PA seq=500% ack=100% body=32323720282031302c302c302c312c382c3%290d0a",
	"4 udp=100%,53 data=%%",
	"4 udp=53,100% data=%%",
	"4 udp=100%,69 body=0001666f6f00",
	"4 udp=200%,100% body=0003000%",
	"4 udp=100%,53 data=%00 fragments=64 fragid=%",
	"4 udp=100%,53 data=%00 fragments=64,reverse fragid=%",
	"4 udp=100%,53 data=%00 fragments=64,overlap fragid=%",
	"4 udp=100%,53 data=%00 fragments=64,missing=% fragid=%",
	"4 tcp=100%,8% data=%00 fragments=32,only=% fragid=%",
	"4 proto=17 data=%0 frag=%,%8,more",
	"4 icmp=8,0,%,1 data=%%",
	"4 icmp=0,0,%,1 data=%%",
	"4 icmp=13,0,%,1 data=12",
	"4 icmp=8,0,%,1 data=%000 fragments=480 fragid=%",
	"4 icmp=3,% inner=28 ip=10.0.0.1,10.0.0.2 udp=100%,53",
	"4 icmp=3,4 inner=% ip=10.0.0.1,10.0.0.2 tcp=100%,8% seq=100%",
	"4 icmp=11,0 inner=0 ip=10.0.0.1,10.0.0.2 icmp=8,0,%,1",
	"4 proto=47 data=%%",
	"4 udp=100%,53 type=0840",
	"4 udp=100%,53 type=0840",
	"4 proto=2 body=1600%%00e0000001",
	"4 proto=132 body=03e8005%00000000000000000%000000",
	"6 tcp=100%,8% flags=S seq=100%",
	"6 tcp=8%,100% flags=SA seq=500% ack=100%",
	"6 tcp=100%,8% flags=PA seq=100% ack=500% data=%00",
	"6 tcp=100%,8% flags=A seq=100% data=3%00 gso=1000",
	"6 tcp=100%,8% flags=R seq=100% ext=0,60",
	"6 udp=100%,53 data=%% ext=0,43:00020000000000,60",
	"6 udp=100%,53 data=%% ext=60,60,60,60",
	"6 udp=100%,53 data=%% ext=44:000%0900000000,60",
	"6 udp=100%,53 data=%00 fragments=64 fragid=%",
	"6 udp=100%,53 data=%00 fragments=64,missing=% fragid=% ext=0,60",
	"6 tcp=100%,8% data=%00 fragments=32,only=% fragid=%",
	"6 icmp=128,0,%,1 data=%%",
	"6 icmp=129,0,%,1 data=%%",
	"6 icmp=2,0,0,1280 inner=0 ip=fd00::1,fd00::2 tcp=100%,8% seq=100%",
	"6 icmp=1,% inner=%0 ip=fd00::1,fd00::2 udp=100%,53",
	"6 icmp=135,0 body=fd00000000000000000000000000000% ttl=255",
	"6 icmp=143,0 body=%000000000000000",
	"6 proto=50 data=%%",
	"6 proto=59",
};

static const uint16_t values[] = {
	0, 1, 4, 5, 7, 8, 9, 19, 20, 21, 28, 40, 44, 58, 60, 64, 255, 256, 1280,
	1500, 0x1fff, 0x2000, 0x3fff, 0x7fff, 0x8000, 0x8100, 0x86dd, 0xfff8,
	0xffff,
};

#define COUNT(_array) (sizeof(_array) / sizeof(*(_array)))

static uint64_t state = 1;

void fuzz_seed(uint64_t seed)
{
	state = seed * 0x9e3779b97f4a7c15ull + 1;
}

/* xorshift64* */
static uint32_t next(void)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (state * 0x2545f4914f6cdd1dull) >> 32;
}

/* From 0 to @n - 1. */
unsigned int fuzz_below(unsigned int n)
{
	return next() % n;
}

/* Keywords of a packet between the addresses of @ip4 or @ip6, "SRC,DST". */
void fuzz_sample(char *text, size_t size, const char *ip4, const char *ip6)
{
	const char *sample = samples[fuzz_below(COUNT(samples))];
	size_t n;

	n = snprintf(text, size, "ip=%s", *sample == '4' ? ip4 : ip6);
	for (sample++; *sample && n + 1 < size; sample++)
		text[n++] = *sample == '%' ? "01234567"[fuzz_below(8)] : *sample;
	text[n] = 0;
}

/* Headers are the more interesting the nearer they are to the beginning. */
static size_t place(size_t len)
{
	size_t limit = len < 64 || !fuzz_below(4) ? len : 64;

	return 12 + fuzz_below(limit - 12);
}

static void insert(uint8_t *data, size_t *len, size_t room, size_t at, size_t n)
{
	size_t i;

	if (*len + n > room)
		return;
	memmove(data + at + n, data + at, *len - at);
	*len += n;
	for (i = 0; i < n; i++)
		data[at + i] = next();
}

static void change(uint8_t *data, size_t *len, size_t room)
{
	static const uint8_t tag[4] = { 0x81, 0, 0, 5 };
	size_t at = place(*len), n;
	uint16_t value;

	switch (fuzz_below(8)) {
	case 0:
		data[at] ^= 1 << fuzz_below(8);
		break;
	case 1:
		data[at] = next();
		break;
	case 2:
	case 3:
		at &= ~(size_t)1;
		value = values[fuzz_below(COUNT(values))];
		if (at + 1 < *len) {
			data[at] = value >> 8;
			data[at + 1] = value;
		}
		break;
	case 4:
		*len = 14 + fuzz_below(*len - 13);
		break;
	case 5:
		insert(data, len, room, at, 1 + fuzz_below(64));
		break;
	case 6:
		n = fuzz_below(*len - at);
		memmove(data + at, data + at + n, *len - at - n);
		*len -= n;
		break;
	case 7:
		insert(data, len, room, 12, sizeof(tag));
		memcpy(data + 12, tag, sizeof(tag));
		break;
	}
}

/* Change a frame a little; it stays at least as long as its Ethernet header. */
void fuzz_frame(uint8_t *data, size_t *len, size_t room)
{
	unsigned int n = fuzz_below(4);

	while (n-- && *len > 14)
		change(data, len, room);
	if (*len > 14 && fuzz_below(2))
		packet_mend(data + 14, *len - 14);
}
