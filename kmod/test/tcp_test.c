// SPDX-License-Identifier: GPL-2.0
/*
 * Unit tests of ct/tcp.c: connections as scripts, one segment a line, and two
 * ends with a bad network between them.
 */
#include <kunit/test.h>

#include "../ct/tcp.c"
#include "ct_packet.h"

#define S	VSW_TCP_SYN
#define A	VSW_TCP_ACK
#define SA	(VSW_TCP_SYN | VSW_TCP_ACK)
#define F	(VSW_TCP_FIN | VSW_TCP_ACK)
#define R	VSW_TCP_RST
#define RA	(VSW_TCP_RST | VSW_TCP_ACK)

#define FIRST	VSW_FLOW_STATE_TCP_FIRST
#define OPENING	VSW_FLOW_STATE_TCP_OPENING
#define EST	VSW_FLOW_STATE_TCP_ESTABLISHED
#define CLOSING	VSW_FLOW_STATE_TCP_CLOSING
#define FINWAIT	VSW_FLOW_STATE_TCP_FIN_WAIT
#define CLOSED	VSW_FLOW_STATE_TCP_CLOSED
#define NONE	0xff

#define BAD	VSW_DROP_STATE_MISMATCH
#define NOSC	VSW_TCP_NO_SCALE

/*
 * One segment and what is to become of it. Numbers count from the first
 * sequence number of the end that they belong to: @seq of the sender, @ack of
 * the other one.
 */
struct segment {
	char from;		/* 'c' or 's' */
	u8 flags;
	u32 seq;
	u32 ack;
	u16 win;
	u32 len;		/* payload */
	u8 scale;		/* of a SYN */
	enum vsw_drop drop;
	u8 state;		/* after it; NONE: there is no state */
};

struct script {
	const char *name;
	bool loose;
	const struct segment *segments;
	size_t n;
};

#define SCRIPT(_name, _loose, ...)					\
	{								\
		.name = (_name),					\
		.loose = (_loose),					\
		.segments = (const struct segment[]){ __VA_ARGS__ },	\
		.n = sizeof((const struct segment[]){ __VA_ARGS__ }) /	\
		     sizeof(struct segment),				\
	}

/* Windows of 1000 << 7 from the client, 500 << 6 from the server. */
#define OPEN								\
	{ 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },			\
	{ 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, OPENING },		\
	{ 'c', A, 1, 1, 1000, 0, NOSC, VSW_PASS, EST }

/* The same without scaling: windows of 64000 and 32000. */
#define OPEN_UNSCALED							\
	{ 'c', S, 0, 0, 64000, 0, NOSC, VSW_PASS, FIRST },		\
	{ 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, OPENING },		\
	{ 'c', A, 1, 1, 64000, 0, NOSC, VSW_PASS, EST }

/* The client closes, then the server; 100 bytes each before. */
#define CLOSE								\
	{ 'c', A, 1, 1, 1000, 100, NOSC, VSW_PASS, EST },		\
	{ 's', A, 1, 101, 500, 100, NOSC, VSW_PASS, EST },		\
	{ 'c', F, 101, 101, 1000, 0, NOSC, VSW_PASS, CLOSING },		\
	{ 's', F, 101, 102, 500, 0, NOSC, VSW_PASS, FINWAIT },		\
	{ 'c', A, 102, 102, 1000, 0, NOSC, VSW_PASS, CLOSED }

#define PLAIN(from, seq, ack, win, len, drop, state)			\
	{ from, A, seq, ack, win, len, NOSC, drop, state }

static const struct script scripts[] = {
	SCRIPT("handshake and data", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('s', 1, 1401, 500, 1400, VSW_PASS, EST),
	       PLAIN('c', 1401, 1401, 1000, 1400, VSW_PASS, EST),
	       PLAIN('c', 2801, 1401, 1000, 1400, VSW_PASS, EST)),
	SCRIPT("sent again", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('c', 1401, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('s', 1, 2801, 500, 0, VSW_PASS, EST),
	       PLAIN('c', 1, 1, 1000, 2800, VSW_PASS, EST)),
	SCRIPT("overtaken acknowledgment", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('c', 1401, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('s', 1, 2801, 500, 0, VSW_PASS, EST),
	       PLAIN('s', 1, 1401, 500, 0, VSW_PASS, EST)),
	SCRIPT("scaled window, to the last byte", false, OPEN,
	       PLAIN('s', 1, 1, 500, 0, VSW_PASS, EST),
	       PLAIN('s', 1, 1, 500, 128000, VSW_PASS, EST),
	       PLAIN('c', 1, 128001, 1000, 32000, VSW_PASS, EST),
	       PLAIN('c', 32001, 128001, 1000, 1, BAD, EST)),
	SCRIPT("beyond a scaled window", false, OPEN,
	       PLAIN('s', 1, 1, 500, 128001, BAD, EST),
	       PLAIN('s', 128001, 1, 500, 1, BAD, EST)),
	SCRIPT("one end does not scale", false, OPEN_UNSCALED,
	       PLAIN('s', 1, 1, 32000, 64000, VSW_PASS, EST),
	       PLAIN('s', 64001, 1, 32000, 1, BAD, EST),
	       PLAIN('c', 1, 1, 64000, 32000, VSW_PASS, EST),
	       PLAIN('c', 32001, 1, 64000, 1, BAD, EST)),
	SCRIPT("windows of SYNs do not scale", false,
	       { 'c', S, 0, 0, 100, 0, 14, VSW_PASS, FIRST },
	       { 's', SA, 0, 1, 100, 0, 14, VSW_PASS, OPENING },
	       PLAIN('s', 1, 1, 1, 101, BAD, OPENING),
	       PLAIN('s', 1, 1, 1, 100, VSW_PASS, OPENING)),
	SCRIPT("window shrinks, what was offered holds", false, OPEN,
	       PLAIN('s', 1, 1, 500, 1000, VSW_PASS, EST),
	       PLAIN('c', 1, 1001, 1, 0, VSW_PASS, EST),
	       PLAIN('s', 1001, 1, 500, 127000, VSW_PASS, EST),
	       PLAIN('s', 128001, 1, 500, 1000, BAD, EST)),
	SCRIPT("acknowledges what was not sent", false, OPEN,
	       PLAIN('c', 1, 2, 1000, 100, BAD, EST),
	       PLAIN('s', 1, 2, 500, 100, BAD, EST),
	       PLAIN('c', 1, 1, 1000, 100, VSW_PASS, EST),
	       PLAIN('s', 1, 102, 500, 0, BAD, EST)),
	SCRIPT("acknowledges what is long gone", false, OPEN,
	       PLAIN('s', 1, 1, 500, 128000, VSW_PASS, EST),
	       PLAIN('c', 1, 128001, 1000, 0, VSW_PASS, EST),
	       PLAIN('s', 128001, 1, 500, 128000, VSW_PASS, EST),
	       PLAIN('c', 1, 128001, 1000, 0, VSW_PASS, EST),
	       PLAIN('c', 1, 256001, 1000, 0, VSW_PASS, EST),
	       PLAIN('c', 1, 128001, 1000, 0, VSW_PASS, EST),
	       PLAIN('c', 1, 128000, 1000, 0, BAD, EST)),
	SCRIPT("old data, a window back and no more", false, OPEN,
	       PLAIN('s', 1, 1, 500, 128000, VSW_PASS, EST),
	       PLAIN('c', 1, 128001, 1000, 0, VSW_PASS, EST),
	       PLAIN('s', 128001, 1, 500, 128000, VSW_PASS, EST),
	       PLAIN('c', 1, 256001, 1000, 0, VSW_PASS, EST),
	       PLAIN('s', 128000, 1, 500, 1000, VSW_PASS, EST),
	       PLAIN('s', 127999, 1, 500, 1000, BAD, EST)),
	SCRIPT("refused data moves nothing", false, OPEN,
	       PLAIN('c', 1 + 1000000, 1, 1000, 1400, BAD, EST),
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('s', 1, 1401, 500, 0, VSW_PASS, EST),
	       PLAIN('s', 1, 1402, 500, 0, BAD, EST)),
	SCRIPT("keepalive with and without its byte", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 100, VSW_PASS, EST),
	       PLAIN('s', 1, 101, 500, 0, VSW_PASS, EST),
	       PLAIN('c', 100, 1, 1000, 0, VSW_PASS, EST),
	       PLAIN('c', 100, 1, 1000, 1, VSW_PASS, EST),
	       PLAIN('s', 0, 101, 500, 0, VSW_PASS, EST)),
	SCRIPT("zero window and its probes", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 32000, VSW_PASS, EST),
	       PLAIN('s', 1, 32001, 0, 0, VSW_PASS, EST),
	       PLAIN('c', 32000, 1, 1000, 0, VSW_PASS, EST),
	       PLAIN('c', 32001, 1, 1000, 1, VSW_PASS, EST),
	       PLAIN('c', 32001, 1, 1000, 2, BAD, EST),
	       PLAIN('s', 1, 32001, 500, 0, VSW_PASS, EST),
	       PLAIN('c', 32001, 1, 1000, 1400, VSW_PASS, EST)),
	SCRIPT("no flags, no ACK, too many flags", false, OPEN,
	       { 'c', S | VSW_TCP_FIN, 1, 1, 1000, 0, 7, BAD, EST },
	       { 's', SA | VSW_TCP_FIN, 0, 1, 1000, 0, 7, BAD, EST },
	       { 'c', 0, 1, 0, 1000, 10, NOSC, BAD, EST },
	       { 'c', VSW_TCP_FIN, 1, 0, 1000, 0, NOSC, BAD, EST }),
	SCRIPT("both close", false, OPEN, CLOSE,
	       { 's', F, 101, 102, 500, 0, NOSC, VSW_PASS, CLOSED },
	       PLAIN('c', 102, 102, 1000, 0, VSW_PASS, CLOSED)),
	SCRIPT("half closed", false, OPEN,
	       { 'c', F, 1, 1, 1000, 10, NOSC, VSW_PASS, CLOSING },
	       PLAIN('s', 1, 12, 500, 1400, VSW_PASS, CLOSING),
	       PLAIN('c', 12, 1401, 1000, 0, VSW_PASS, CLOSING),
	       PLAIN('s', 1401, 12, 500, 200000, BAD, CLOSING),
	       { 's', F, 1401, 12, 500, 100, NOSC, VSW_PASS, FINWAIT },
	       PLAIN('c', 12, 1501, 1000, 0, VSW_PASS, FINWAIT),
	       PLAIN('c', 12, 1502, 1000, 0, VSW_PASS, CLOSED)),
	SCRIPT("both close at once", false, OPEN,
	       { 'c', F, 1, 1, 1000, 0, NOSC, VSW_PASS, CLOSING },
	       { 's', F, 1, 1, 500, 0, NOSC, VSW_PASS, FINWAIT },
	       PLAIN('c', 2, 2, 1000, 0, VSW_PASS, FINWAIT),
	       PLAIN('s', 2, 2, 500, 0, VSW_PASS, CLOSED)),
	SCRIPT("FIN into a closed window", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 32000, VSW_PASS, EST),
	       PLAIN('s', 1, 32001, 0, 0, VSW_PASS, EST),
	       { 'c', F, 32001, 1, 1000, 0, NOSC, VSW_PASS, CLOSING }),
	SCRIPT("FIN with the last of the handshake", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, OPENING },
	       { 'c', F, 1, 1, 1000, 5, NOSC, VSW_PASS, CLOSING },
	       { 's', F, 1, 7, 500, 0, NOSC, VSW_PASS, FINWAIT },
	       PLAIN('c', 7, 2, 1000, 0, VSW_PASS, CLOSED)),
	SCRIPT("FIN before data that was lost", false, OPEN,
	       { 'c', F, 101, 1, 1000, 0, NOSC, VSW_PASS, CLOSING },
	       { 's', F, 1, 1, 500, 0, NOSC, VSW_PASS, FINWAIT },
	       PLAIN('c', 102, 2, 1000, 0, VSW_PASS, FINWAIT),
	       PLAIN('c', 1, 2, 1000, 100, VSW_PASS, FINWAIT),
	       PLAIN('s', 2, 102, 500, 0, VSW_PASS, CLOSED)),

	SCRIPT("both open at once", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', S, 0, 0, 32000, 0, 6, VSW_PASS, OPENING },
	       { 'c', SA, 0, 1, 64000, 0, 7, VSW_PASS, OPENING },
	       { 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, EST },
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('s', 1, 1401, 500, 128000, VSW_PASS, EST)),
	SCRIPT("both open at once, ACKs bare", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', S, 0, 0, 32000, 0, 6, VSW_PASS, OPENING },
	       { 's', S, 0, 0, 32000, 0, 6, VSW_PASS, OPENING },
	       { 'c', SA, 0, 2, 64000, 0, 7, BAD, OPENING },
	       PLAIN('c', 1, 1, 1000, 0, VSW_PASS, OPENING),
	       PLAIN('s', 1, 1, 500, 0, VSW_PASS, EST)),
	SCRIPT("SYN sent again, and by a client that restarted", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 'c', S, 7000000, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', SA, 0, 1, 32000, 0, 6, BAD, FIRST },
	       { 's', SA, 0, 7000001, 32000, 0, 6, VSW_PASS, OPENING }),
	SCRIPT("SYN|ACK sent again, and by a server with cookies", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, OPENING },
	       { 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, OPENING },
	       { 's', SA, 5000000, 1, 32000, 0, 6, VSW_PASS, OPENING },
	       { 's', SA, 5000000, 2, 32000, 0, 6, BAD, OPENING },
	       PLAIN('c', 1, 1, 1000, 0, BAD, OPENING),
	       PLAIN('c', 1, 5000001, 1000, 0, VSW_PASS, EST),
	       { 's', SA, 5000000, 1, 32000, 0, 6, VSW_PASS, EST },
	       { 's', SA, 9000000, 1, 32000, 0, 6, BAD, EST }),
	SCRIPT("data with the SYN", false,
	       { 'c', S, 0, 0, 64000, 100, 7, VSW_PASS, FIRST },
	       { 's', SA, 0, 101, 32000, 0, 6, VSW_PASS, OPENING },
	       PLAIN('s', 1, 101, 500, 1000, VSW_PASS, OPENING),
	       PLAIN('c', 101, 1, 1000, 0, VSW_PASS, EST),
	       PLAIN('c', 101, 1001, 1000, 0, VSW_PASS, EST)),
	SCRIPT("SYN again without the data and offer of the first", false,
	       { 'c', S, 0, 0, 64000, 100, 7, VSW_PASS, FIRST },
	       { 'c', S, 0, 0, 64000, 0, NOSC, VSW_PASS, FIRST },
	       { 's', SA, 0, 101, 32000, 0, 6, VSW_PASS, OPENING },
	       PLAIN('c', 101, 1, 1000, 0, VSW_PASS, EST),
	       PLAIN('s', 1, 101, 500, 128000, VSW_PASS, EST)),
	SCRIPT("data with the SYN that the server did not take", false,
	       { 'c', S, 0, 0, 64000, 100, 7, VSW_PASS, FIRST },
	       { 's', SA, 0, 0, 32000, 0, 6, BAD, FIRST },
	       { 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, OPENING },
	       PLAIN('c', 1, 1, 1000, 100, VSW_PASS, EST)),
	SCRIPT("SYN|ACK for another SYN", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', SA, 0, 0, 32000, 0, 6, BAD, FIRST },
	       { 's', SA, 0, 2, 32000, 0, 6, BAD, FIRST }),
	SCRIPT("data before the handshake", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       PLAIN('c', 1, 1, 1000, 100, BAD, FIRST),
	       PLAIN('s', 1, 1, 1000, 100, BAD, FIRST),
	       PLAIN('s', 1, 1, 1000, 0, BAD, FIRST),
	       { 's', F, 0, 1, 1000, 0, NOSC, BAD, FIRST }),

	SCRIPT("connection refused", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', RA, 0, 2, 0, 0, NOSC, BAD, FIRST },
	       { 's', R, 0, 0, 0, 0, NOSC, BAD, FIRST },
	       { 's', RA, 0, 1, 0, 0, NOSC, VSW_PASS, CLOSED },
	       { 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, CLOSED },
	       { 's', SA, 0, 2, 32000, 0, 6, BAD, CLOSED }),
	SCRIPT("refused, then tried again", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', RA, 0, 1, 0, 0, NOSC, VSW_PASS, CLOSED },
	       { 'c', S, 900, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', RA, 0, 901, 0, 0, NOSC, VSW_PASS, CLOSED }),
	SCRIPT("client gives up", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 'c', R, 77, 0, 0, 0, NOSC, VSW_PASS, FIRST },
	       { 'c', R, 1, 0, 0, 0, NOSC, VSW_PASS, CLOSED },
	       { 's', SA, 0, 1, 32000, 0, 6, BAD, CLOSED },
	       PLAIN('c', 1, 1, 1000, 0, BAD, CLOSED)),
	SCRIPT("RST in the middle of opening", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, OPENING },
	       { 's', R, 1, 0, 0, 0, NOSC, VSW_PASS, CLOSED }),
	SCRIPT("RST where the receiver is", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       { 'c', R, 1401, 0, 0, 0, NOSC, VSW_PASS, CLOSED }),
	SCRIPT("RST where the receiver was seen last", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('s', 1, 1, 500, 0, VSW_PASS, EST),
	       { 'c', RA, 1, 1, 0, 0, NOSC, VSW_PASS, CLOSED }),
	SCRIPT("RST elsewhere in the window: a challenge follows", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       { 'c', R, 700, 0, 0, 0, NOSC, VSW_PASS, EST },
	       { 'c', R, 32000, 0, 0, 0, NOSC, VSW_PASS, EST },
	       PLAIN('s', 1, 1401, 500, 0, VSW_PASS, EST),
	       { 'c', R, 1402, 0, 0, 0, NOSC, VSW_PASS, EST },
	       { 'c', R, 1401, 0, 0, 0, NOSC, VSW_PASS, CLOSED }),
	SCRIPT("RST outside of the window", false, OPEN,
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       { 'c', R, 0, 0, 0, 0, NOSC, BAD, EST },
	       { 'c', R, 32002, 0, 0, 0, NOSC, BAD, EST },
	       { 'c', R, 0x80000000, 0, 0, 0, NOSC, BAD, EST },
	       { 's', R, 128002, 0, 0, 0, NOSC, BAD, EST },
	       PLAIN('s', 1, 1401, 500, 0, VSW_PASS, EST)),
	SCRIPT("what follows a RST", false, OPEN,
	       { 'c', R, 1, 0, 0, 0, NOSC, VSW_PASS, CLOSED },
	       PLAIN('s', 1, 1, 500, 1400, VSW_PASS, CLOSED),
	       { 'c', R, 1, 0, 0, 0, NOSC, VSW_PASS, CLOSED },
	       PLAIN('s', 0x80000000, 1, 500, 1400, BAD, CLOSED)),

	SCRIPT("client crashed: SYN, challenge, RST, new connection", false,
	       OPEN,
	       { 'c', S, 4000000, 0, 64000, 0, 7, VSW_PASS, EST },
	       PLAIN('s', 1, 1, 500, 0, VSW_PASS, EST),
	       { 'c', R, 1, 0, 0, 0, NOSC, VSW_PASS, CLOSED },
	       { 'c', S, 4000000, 0, 64000, 0, 7, VSW_PASS, FIRST }),
	SCRIPT("both crashed: the answer to the SYN ends the old one", false,
	       OPEN,
	       { 's', SA, 9000, 4000001, 32000, 0, 6, BAD, EST },
	       { 'c', S, 4000000, 0, 64000, 0, 7, VSW_PASS, EST },
	       { 's', SA, 9000, 4000002, 32000, 0, 6, BAD, EST },
	       { 's', A, 9000, 4000001, 32000, 0, 6, BAD, EST },
	       { 's', SA, 9000, 4000001, 32000, 0, 6, BAD, NONE },
	       { 'c', S, 4000000, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', SA, 9000, 4000001, 32000, 0, 6, VSW_PASS, OPENING }),
	SCRIPT("both crashed, and nobody listens", false, OPEN,
	       { 'c', S, 4000000, 0, 64000, 0, 7, VSW_PASS, EST },
	       { 's', RA, 0x90000000, 4000001, 0, 0, NOSC, BAD, NONE },
	       { 'c', S, 4000000, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', RA, 0x90000000, 4000001, 0, 0, NOSC, VSW_PASS, CLOSED }),
	SCRIPT("SYN of somebody else changes nothing", false, OPEN,
	       { 'c', S, 500, 0, 64000, 0, 7, VSW_PASS, EST },
	       { 'c', S, 4000000, 0, 64000, 0, 7, VSW_PASS, EST },
	       { 's', S, 500, 0, 64000, 0, 7, BAD, EST },
	       { 's', SA, 4000000, 1, 64000, 0, 7, BAD, EST },
	       PLAIN('c', 1, 1, 1000, 1400, VSW_PASS, EST),
	       PLAIN('s', 1, 1401, 500, 1400, VSW_PASS, EST)),
	SCRIPT("server has an old connection: ACK, RST, new try", false,
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       PLAIN('s', 3000000, 900000, 500, 0, VSW_PASS, FIRST),
	       { 'c', R, 900000, 0, 0, 0, NOSC, VSW_PASS, FIRST },
	       { 'c', S, 0, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', SA, 0, 1, 32000, 0, 6, VSW_PASS, OPENING }),
	SCRIPT("ports used again after both closed", false, OPEN, CLOSE,
	       { 'c', S, 60000, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 's', SA, 90000, 60001, 32000, 0, 6, VSW_PASS, OPENING },
	       PLAIN('c', 60001, 90001, 1000, 0, VSW_PASS, EST)),
	SCRIPT("ports used again, the last ACK was lost", false, OPEN,
	       { 'c', F, 1, 1, 1000, 0, NOSC, VSW_PASS, CLOSING },
	       { 's', F, 1, 2, 500, 0, NOSC, VSW_PASS, FINWAIT },
	       { 'c', S, 60000, 0, 64000, 0, 7, VSW_PASS, FIRST }),
	SCRIPT("ports used again by the other end", false, OPEN, CLOSE,
	       { 's', S, 60000, 0, 64000, 0, 7, VSW_PASS, FIRST },
	       { 'c', SA, 60000, 60001, 32000, 0, 6, VSW_PASS, OPENING },
	       PLAIN('s', 60001, 60001, 1000, 0, VSW_PASS, EST)),
	SCRIPT("no new connection without a SYN", false, OPEN, CLOSE,
	       { 'c', SA, 60000, 102, 64000, 0, 7, BAD, CLOSED },
	       PLAIN('c', 60000, 102, 1000, 10, BAD, CLOSED)),

	SCRIPT("strict: nothing but a SYN begins", false,
	       PLAIN('c', 1, 1, 1000, 100, BAD, NONE),
	       { 'c', SA, 0, 1, 1000, 0, 7, BAD, NONE },
	       { 'c', F, 1, 1, 1000, 0, NOSC, BAD, NONE },
	       { 'c', R, 1, 0, 0, 0, NOSC, BAD, NONE },
	       { 'c', S | VSW_TCP_FIN, 0, 0, 1000, 0, 7, BAD, NONE },
	       { 'c', 0, 0, 0, 1000, 0, NOSC, BAD, NONE }),
	SCRIPT("loose: neither SYN|ACK nor RST begins", true,
	       { 'c', SA, 0, 1, 1000, 0, 7, BAD, NONE },
	       { 'c', R, 1, 0, 0, 0, NOSC, BAD, NONE },
	       { 'c', RA, 1, 1, 0, 0, NOSC, BAD, NONE },
	       { 'c', 0, 0, 0, 1000, 0, NOSC, BAD, NONE }),
	SCRIPT("loose: a SYN is as always", true, OPEN,
	       PLAIN('s', 1, 1, 500, 128001, BAD, EST)),
	SCRIPT("loose: picked up in the middle", true,
	       PLAIN('c', 5000, 9000, 1000, 1400, VSW_PASS, FIRST),
	       PLAIN('c', 6400, 9000, 1000, 1400, VSW_PASS, FIRST),
	       PLAIN('s', 30000, 7800, 500, 1400, VSW_PASS, EST),
	       PLAIN('c', 7800, 31400, 1000, 0, VSW_PASS, EST),
	       PLAIN('c', 7800, 9000, 1000, 1400, VSW_PASS, EST),
	       { 's', F, 31400, 9200, 500, 0, NOSC, VSW_PASS, CLOSING },
	       { 'c', F, 9200, 31401, 1000, 0, NOSC, VSW_PASS, FINWAIT },
	       PLAIN('s', 31401, 9201, 500, 0, VSW_PASS, CLOSED)),
	SCRIPT("loose: what the other end had sent before", true,
	       PLAIN('c', 5000, 9000, 1000, 0, VSW_PASS, FIRST),
	       PLAIN('s', 9000, 5000, 500, 1400, VSW_PASS, EST),
	       PLAIN('c', 5000, 50000, 1000, 0, VSW_PASS, EST),
	       PLAIN('s', 50000, 5000, 500, 1400, VSW_PASS, EST)),
	SCRIPT("loose: not from anywhere", true,
	       PLAIN('c', 5000, 9000, 1000, 0, VSW_PASS, FIRST),
	       PLAIN('c', 5000 + 0x60000000, 9000, 1000, 10, BAD, FIRST),
	       PLAIN('s', 9000 + 0x60000000, 5000, 500, 10, BAD, FIRST),
	       PLAIN('s', 9000, 5001, 500, 10, BAD, FIRST),
	       { 's', R, 9001, 0, 0, 0, NOSC, VSW_PASS, FIRST },
	       { 's', R, 9000, 0, 0, 0, NOSC, VSW_PASS, CLOSED }),
};

static void tcp_ended(struct vsw_ct *ct, const struct vsw_flow *flow,
		      enum vsw_flow_end why)
{
}

static const struct vsw_ct_ops tcp_ops = { .ended = tcp_ended };
static const struct end client = { { 0, 0, 0, 0x0a000001 }, 40000 };
static const struct end server = { { 0, 0, 0, 0x0a000002 }, 80 };

struct tcp_test {
	struct vsw_ct ct;
	u8 flags;
};

/* What the filter does with a segment. Return: its verdict, @state after it */
static enum vsw_drop tcp_send(struct tcp_test *t, bool from_client,
			      const struct vsw_tcp *tcp, u8 *state)
{
	struct vsw_judged judged = { .flags = t->flags, .dir = !from_client };
	struct vsw_packet pkt;
	struct vsw_flow *flow;
	enum vsw_drop drop;

	make_packet(&pkt, IPPROTO_TCP, from_client ? &client : &server,
		    from_client ? &server : &client);
	pkt.tcp = *tcp;
	local_bh_disable();
	rcu_read_lock();
	flow = vsw_ct_find(&t->ct, &pkt);
	drop = flow ? vsw_ct_update(&t->ct, flow, &pkt, !from_client, 100) :
		      vsw_ct_create(&t->ct, &pkt, &judged);
	pkt.tcp.flags = VSW_TCP_ACK;
	flow = vsw_ct_find(&t->ct, &pkt);
	*state = flow ? flow->state : NONE;
	rcu_read_unlock();
	local_bh_enable();
	return drop;
}

static void tcp_run(struct kunit *test, const struct script *script, u32 isn_c,
		    u32 isn_s)
{
	struct tcp_test *t = test->priv;
	int i;

	t->flags = script->loose ? 0 : VSW_FLOW_STRICT;
	for (i = 0; i < script->n; i++) {
		const struct segment *seg = &script->segments[i];
		bool from_client = seg->from == 'c';
		struct vsw_tcp tcp = {
			.seq = seg->seq + (from_client ? isn_c : isn_s),
			.ack = seg->ack + (from_client ? isn_s : isn_c),
			.len = seg->len + !!(seg->flags & VSW_TCP_SYN) +
			       !!(seg->flags & VSW_TCP_FIN),
			.win = seg->win,
			.flags = seg->flags,
			.scale = seg->scale,
		};
		enum vsw_drop drop;
		u8 state;

		drop = tcp_send(t, from_client, &tcp, &state);
		KUNIT_EXPECT_EQ_MSG(test, seg->drop, drop,
				    "%s: segment %d from %u/%u", script->name,
				    i, isn_c, isn_s);
		KUNIT_EXPECT_EQ_MSG(test, seg->state, state,
				    "%s: segment %d from %u/%u", script->name,
				    i, isn_c, isn_s);
	}
	vsw_ct_flush(&t->ct, VSW_FLOW_END_FLUSHED);
}

/* Wherever sequence numbers begin, and wherever they wrap. */
static void tcp_script_test(struct kunit *test)
{
	static const u32 isns[] = {
		0, 100000, 0x7ffffff0, 0x80000000, 0xfffffff0, 0xffff0000,
		0xffffffff,
	};
	int i, c, s;

	for (i = 0; i < ARRAY_SIZE(scripts); i++)
		for (c = 0; c < ARRAY_SIZE(isns); c++) {
			s = (c + i) % ARRAY_SIZE(isns);
			tcp_run(test, &scripts[i], isns[c], isns[s]);
		}
}

/* An ICMP error about a packet of that end with that sequence number */
static enum vsw_drop tcp_error(struct tcp_test *t, bool from_client, u32 seq)
{
	enum vsw_drop drop = VSW_DROP_MAX;
	struct vsw_packet pkt;
	struct vsw_flow *flow;

	make_packet(&pkt, IPPROTO_TCP, from_client ? &client : &server,
		    from_client ? &server : &client);
	pkt.track = VSW_TRACK_ERROR;
	pkt.tcp.seq = seq;
	local_bh_disable();
	rcu_read_lock();
	flow = vsw_ct_find(&t->ct, &pkt);
	if (flow) {
		u8 state = flow->state;

		drop = vsw_ct_error(&t->ct, flow, &pkt, from_client, 56);
		if (flow->state != state)
			drop = VSW_DROP_MAX;
	}
	rcu_read_unlock();
	local_bh_enable();
	return drop;
}

/* SYN and answer from the same side are of somebody who makes them up. */
static void tcp_restart_test(struct kunit *test)
{
	static const struct segment open[] = { OPEN };
	struct tcp_test *t = test->priv;
	struct vsw_packet pkt;
	struct vsw_flow *flow;
	struct vsw_tcp tcp;
	u8 state;
	int i;

	t->flags = VSW_FLOW_STRICT;
	for (i = 0; i < ARRAY_SIZE(open); i++) {
		tcp = (struct vsw_tcp){
			.seq = open[i].seq, .ack = open[i].ack,
			.win = open[i].win, .flags = open[i].flags,
			.len = !!(open[i].flags & VSW_TCP_SYN),
			.scale = open[i].scale,
		};
		tcp_send(t, open[i].from == 'c', &tcp, &state);
	}
	KUNIT_ASSERT_EQ(test, EST, state);
	tcp = (struct vsw_tcp){ .seq = 4000000, .len = 1, .flags = S };
	KUNIT_EXPECT_EQ(test, VSW_PASS, tcp_send(t, true, &tcp, &state));

	make_packet(&pkt, IPPROTO_TCP, &server, &client);
	pkt.tcp.flags = SA;
	pkt.tcp.seq = 0x90000000;
	pkt.tcp.ack = 4000001;
	pkt.tcp.len = 1;
	local_bh_disable();
	rcu_read_lock();
	flow = vsw_ct_find(&t->ct, &pkt);
	if (flow)
		vsw_ct_update(&t->ct, flow, &pkt, VSW_OUT, 60);
	flow = vsw_ct_find(&t->ct, &pkt);
	rcu_read_unlock();
	local_bh_enable();
	KUNIT_EXPECT_NOT_NULL(test, flow);
}

static void tcp_error_test(struct kunit *test)
{
	static const struct segment open[] = {
		OPEN, PLAIN('c', 1, 1, 1000, 70000, BAD, EST),
		PLAIN('c', 1, 1, 1000, 30000, VSW_PASS, EST),
	};
	struct tcp_test *t = test->priv;
	struct vsw_tcp tcp = { .seq = 100, .len = 1, .win = 64000, .flags = S };
	u8 state;

	t->flags = VSW_FLOW_STRICT;
	KUNIT_EXPECT_EQ(test, VSW_DROP_MAX, tcp_error(t, true, 100));
	tcp_send(t, true, &tcp, &state);
	KUNIT_EXPECT_EQ(test, VSW_PASS, tcp_error(t, true, 100));
	KUNIT_EXPECT_EQ(test, BAD, tcp_error(t, true, 102));
	/* The other end has not sent anything yet. */
	KUNIT_EXPECT_EQ(test, BAD, tcp_error(t, false, 0));
	vsw_ct_flush(&t->ct, VSW_FLOW_END_FLUSHED);

	for (int i = 0; i < ARRAY_SIZE(open); i++) {
		const struct segment *seg = &open[i];

		tcp = (struct vsw_tcp){
			.seq = seg->seq, .ack = seg->ack, .win = seg->win,
			.len = seg->len + !!(seg->flags & VSW_TCP_SYN),
			.flags = seg->flags, .scale = seg->scale,
		};
		KUNIT_EXPECT_EQ(test, seg->drop,
				tcp_send(t, seg->from == 'c', &tcp, &state));
	}
	KUNIT_EXPECT_EQ(test, VSW_PASS, tcp_error(t, true, 1));
	KUNIT_EXPECT_EQ(test, VSW_PASS, tcp_error(t, true, 30001));
	KUNIT_EXPECT_EQ(test, BAD, tcp_error(t, true, 30002));
	KUNIT_EXPECT_EQ(test, VSW_PASS, tcp_error(t, true, 0));
	KUNIT_EXPECT_EQ(test, BAD, tcp_error(t, true, 1 - 32002));
	KUNIT_EXPECT_EQ(test, VSW_PASS, tcp_error(t, false, 0));
	KUNIT_EXPECT_EQ(test, BAD, tcp_error(t, false, 2));
	KUNIT_EXPECT_EQ(test, BAD, tcp_error(t, false, 0x80000000));
}

/*
 * Two ends that behave, with a network between them that loses, repeats and
 * reorders, before and behind the filter. Nothing that they send may be
 * refused, and when they are done the state must know.
 */
#define NET_DEPTH	12
#define NET_BYTES	150000
#define NET_STEPS	400000
#define MSS		1000

struct host {
	bool syn;		/* the other end's SYN has come */
	bool closed;		/* and its FIN */
	u32 isn;
	u32 una;		/* oldest that is not acknowledged */
	u32 nxt;		/* next new one to send */
	u32 end;		/* number of the FIN */
	u32 wnd;		/* first that the other end does not want */
	u32 rcv;		/* next expected */
	u32 edge;		/* first not wanted, as it was offered */
	u32 buffer;		/* largest window */
	u8 offer;		/* window scale that it would like */
	u8 scale;		/* in use, its own */
	u8 peer_scale;		/* and the other end's */
};

struct link {
	struct vsw_tcp seg[NET_DEPTH];
	int n;
};

static u32 tcp_random(u32 *seed, u32 below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

/* Take any of them, lose one of twenty, leave one of twenty to come again. */
static bool link_take(struct link *link, u32 *seed, struct vsw_tcp *tcp)
{
	int fate = tcp_random(seed, 20);
	int i;

	if (!link->n)
		return false;
	i = tcp_random(seed, link->n);
	*tcp = link->seg[i];
	if (fate != 1)
		link->seg[i] = link->seg[--link->n];
	return fate != 0;
}

/* A window of whatever size, but what was offered stays offered. */
static u16 host_window(struct host *h, u32 *seed)
{
	u32 room = tcp_random(seed, 4) ? h->buffer : tcp_random(seed, 3 * MSS);

	room = DIV_ROUND_UP(max(room, h->edge - h->rcv), 1U << h->scale);
	room = min_t(u32, room, U16_MAX);
	h->edge = h->rcv + (room << h->scale);
	return room;
}

/* A segment from @seq on: the SYN, or up to @len bytes of data and FIN */
static void host_send(struct host *h, struct link *link, u32 *seed, u32 seq,
		      u32 len)
{
	struct vsw_tcp tcp = { .seq = seq, .len = len, .scale = NOSC };

	if (seq == h->isn) {
		tcp.flags = VSW_TCP_SYN;
		tcp.scale = h->offer;
		tcp.len = 1;
		tcp.win = min_t(u32, h->buffer, U16_MAX);
	} else {
		tcp.win = host_window(h, seed);
		if (!vsw_seq_after(seq, h->end) &&
		    vsw_seq_after(seq + len, h->end)) {
			tcp.flags = VSW_TCP_FIN;
			tcp.len = h->end + 1 - seq;
		}
	}
	if (h->syn) {
		tcp.flags |= VSW_TCP_ACK;
		tcp.ack = h->rcv;
	}
	if (vsw_seq_after(seq + tcp.len, h->nxt))
		h->nxt = seq + tcp.len;
	if (link->n < NET_DEPTH)
		link->seg[link->n++] = tcp;
}

static void host_talk(struct host *h, struct link *link, u32 *seed, bool first)
{
	u32 room = vsw_seq_after(h->wnd, h->nxt) ? h->wnd - h->nxt : 0;

	if (!first && !h->syn)
		return;
	if (h->una == h->isn)
		host_send(h, link, seed, h->isn, 1);
	else if (h->una != h->nxt && !tcp_random(seed, 6))
		/* A timeout: the oldest again. */
		host_send(h, link, seed, h->una,
			  min(h->nxt - h->una, 1 + tcp_random(seed, 3 * MSS)));
	else if (!tcp_random(seed, 6))
		/* A keepalive, or a probe as Linux sends it. */
		host_send(h, link, seed, h->una - 1, 0);
	else if (h->nxt == h->end + 1)
		host_send(h, link, seed, h->nxt, 0);
	else if (room)
		host_send(h, link, seed, h->nxt,
			  min(room, tcp_random(seed, MSS)));
	else if (h->una == h->nxt)
		/* A probe of one byte. */
		host_send(h, link, seed, h->nxt, 1);
}

static void host_syn(struct host *h, const struct vsw_tcp *tcp)
{
	if (h->syn)
		return;
	h->syn = true;
	h->rcv = tcp->seq + 1;
	h->edge = h->rcv + min_t(u32, h->buffer, U16_MAX);
	if (tcp->scale == NOSC)
		h->offer = NOSC;
	if (h->offer != NOSC) {
		h->scale = h->offer;
		h->peer_scale = tcp->scale;
	}
}

static void host_listen(struct host *h, const struct vsw_tcp *tcp)
{
	u32 data = tcp->seq + tcp->len - (tcp->flags & VSW_TCP_FIN);
	bool syn = tcp->flags & VSW_TCP_SYN;
	u32 wnd;

	if (syn) {
		host_syn(h, tcp);
	} else if (!vsw_seq_after(tcp->seq, h->rcv) &&
		   !vsw_seq_after(h->rcv, data) &&
		   !vsw_seq_after(data, h->edge)) {
		h->rcv = data;
		if ((tcp->flags & VSW_TCP_FIN) && !h->closed) {
			h->closed = true;
			h->rcv++;
		}
	}
	if (!(tcp->flags & VSW_TCP_ACK))
		return;
	if (vsw_seq_after(tcp->ack, h->una) && !vsw_seq_after(tcp->ack, h->nxt))
		h->una = tcp->ack;
	wnd = tcp->ack + ((u32)tcp->win << (syn ? 0 : h->peer_scale));
	if (vsw_seq_after(wnd, h->wnd))
		h->wnd = wnd;
}

static void host_init(struct host *h, u32 *seed)
{
	memset(h, 0, sizeof(*h));
	h->isn = tcp_random(seed, 2) ? 0U - tcp_random(seed, NET_BYTES) :
				       tcp_random(seed, 0x1000000) << 8;
	h->una = h->isn;
	h->nxt = h->isn;
	h->wnd = h->isn + 1;
	h->end = h->isn + 1 + tcp_random(seed, NET_BYTES);
	h->buffer = 30000 + tcp_random(seed, 300000);
	h->offer = tcp_random(seed, 3) ? tcp_random(seed, 15) : NOSC;
}

static bool host_done(const struct host *h)
{
	return h->closed && h->una == h->end + 1;
}

/* Return: the state at the end, or NONE if something was refused */
static u8 tcp_talk(struct kunit *test, u32 seed)
{
	/* Of both ends: to the filter, and from there to the other one */
	struct link *near, *far;
	struct host hosts[2];
	struct vsw_tcp tcp;
	u8 state = NONE;
	int step, end;

	near = kunit_kcalloc(test, 2, sizeof(*near), GFP_KERNEL);
	far = kunit_kcalloc(test, 2, sizeof(*far), GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, near && far);
	host_init(&hosts[0], &seed);
	host_init(&hosts[1], &seed);

	for (step = 0; step < NET_STEPS; step++) {
		end = tcp_random(&seed, 2);
		switch (tcp_random(&seed, 3)) {
		case 0:
			host_talk(&hosts[end], &near[end], &seed, !end);
			break;
		case 1:
			if (!link_take(&near[end], &seed, &tcp))
				break;
			if (tcp_send(test->priv, !end, &tcp, &state)) {
				kunit_err(test, "step %d: end %d flags %x seq %u ack %u len %u win %u refused",
					  step, end, tcp.flags,
					  tcp.seq - hosts[end].isn,
					  tcp.ack - hosts[!end].isn, tcp.len,
					  tcp.win);
				return NONE;
			}
			if (far[end].n < NET_DEPTH)
				far[end].seg[far[end].n++] = tcp;
			break;
		case 2:
			if (link_take(&far[end], &seed, &tcp))
				host_listen(&hosts[!end], &tcp);
			break;
		}
		if (host_done(&hosts[0]) && host_done(&hosts[1]))
			return state;
	}
	kunit_err(test, "no end: %u of %u, %u of %u acknowledged",
		  hosts[0].una - hosts[0].isn, hosts[0].end - hosts[0].isn,
		  hosts[1].una - hosts[1].isn, hosts[1].end - hosts[1].isn);
	return NONE;
}

/* Whatever comes, what is refused changes nothing. */
static void tcp_random_test(struct kunit *test)
{
	static const u8 flags[] = { A, A, A, A, S, SA, F, R, RA, 0, 0xff };
	static const s32 near[] = {
		0, 0, 0, 1, -1, 1000, -1000, 70000, -70000, 0x7fffffff,
	};
	struct tcp_test *t = test->priv;
	u32 seed = 7, base[2];
	int i, end, refused = 0;

	for (i = 0; i < 100000; i++) {
		struct vsw_packet pkt = {};
		struct vsw_flow *flow, copy;
		struct vsw_tcp tcp = {};
		enum vsw_drop drop;
		bool changed;
		u8 state;

		if (i % 100 == 0) {
			vsw_ct_flush(&t->ct, VSW_FLOW_END_FLUSHED);
			base[0] = tcp_random(&seed, 0x1000000) << 8;
			base[1] = tcp_random(&seed, 0x1000000) << 8;
			t->flags = tcp_random(&seed, 2) ? VSW_FLOW_STRICT : 0;
		}
		end = tcp_random(&seed, 2);
		tcp.flags = flags[tcp_random(&seed, ARRAY_SIZE(flags))];
		/* The first ones in order, or there would be no connection. */
		if (i % 100 < 3) {
			static const u8 open[] = { S, SA, A };

			end = i % 100 == 1;
			tcp.flags = open[i % 100];
		}
		tcp.seq = base[end] + (i % 100 < 3 ? 0 :
			  near[tcp_random(&seed, ARRAY_SIZE(near))]);
		tcp.ack = base[!end] + (i % 100 < 3 ? 0 :
			  near[tcp_random(&seed, ARRAY_SIZE(near))]);
		tcp.win = tcp_random(&seed, 0x10000);
		tcp.scale = tcp.flags & S && tcp_random(&seed, 3) ?
			    tcp_random(&seed, 15) : NOSC;
		tcp.len = tcp_random(&seed, 3) ? 0 : tcp_random(&seed, 3000);
		tcp.len += !!(tcp.flags & S) + (tcp.flags & VSW_TCP_FIN);
		base[end] += tcp.flags & S ? 1 : 0;

		make_packet(&pkt, IPPROTO_TCP, &client, &server);
		rcu_read_lock();
		local_bh_disable();
		flow = vsw_ct_find(&t->ct, &pkt);
		if (flow)
			copy = *flow;
		drop = tcp_send(t, !end, &tcp, &state);
		changed = drop && flow && !(flow->flags & VSW_FLOW_DEAD) &&
			  memcmp(&copy.head, &flow->head,
				 sizeof(copy) - offsetof(struct vsw_flow, head));
		local_bh_enable();
		rcu_read_unlock();
		KUNIT_EXPECT_FALSE_MSG(test, changed, "segment %d", i);
		refused += !!drop;
	}
	KUNIT_EXPECT_GT(test, refused, 10000);
	KUNIT_EXPECT_LT(test, refused, 90000);
}

static void tcp_property_test(struct kunit *test)
{
	struct tcp_test *t = test->priv;
	u32 seed;

	for (seed = 1; seed <= 40; seed++) {
		t->flags = seed % 4 ? VSW_FLOW_STRICT : 0;
		KUNIT_EXPECT_EQ_MSG(test, CLOSED, tcp_talk(test, seed),
				    "seed %u", seed);
		vsw_ct_flush(&t->ct, VSW_FLOW_END_FLUSHED);
	}
}

static int tcp_init(struct kunit *test)
{
	struct tcp_test *t = kunit_kzalloc(test, sizeof(*t), GFP_KERNEL);

	if (!t)
		return -ENOMEM;
	test->priv = t;
	return vsw_ct_register() ?: vsw_ct_init(&t->ct, &tcp_ops);
}

static void tcp_exit(struct kunit *test)
{
	struct tcp_test *t = test->priv;

	vsw_ct_exit(&t->ct);
	vsw_ct_unregister();
}

static struct kunit_case tcp_cases[] = {
	KUNIT_CASE(tcp_script_test),
	KUNIT_CASE(tcp_restart_test),
	KUNIT_CASE(tcp_error_test),
	KUNIT_CASE(tcp_property_test),
	KUNIT_CASE(tcp_random_test),
	{}
};

static struct kunit_suite tcp_suite = {
	.name = "vsw_tcp",
	.init = tcp_init,
	.exit = tcp_exit,
	.test_cases = tcp_cases,
};

kunit_test_suite(tcp_suite);
