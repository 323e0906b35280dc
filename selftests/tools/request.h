/* SPDX-License-Identifier: GPL-2.0 */
/* Requests of the family vsw, well formed or not, and what comes back. */
#ifndef REQUEST_H
#define REQUEST_H

#include <netlink/msg.h>
#include <netlink/netlink.h>
#include <stdbool.h>
#include <stdio.h>

/**
 * struct answer - what came back for a request
 * @error: 0 or a positive errno: the kernel's, or that of the socket
 * @lost: @error is the socket's own, so nobody knows what became of the request
 * @interrupted: the dump says that something changed in its middle
 * @message: extended acknowledgment, or empty
 * @attr: path of the attribute that it is about, as in security.mac-changes,
 *   with a "-" in front if that attribute is missing; or empty
 * @objects: number of messages with objects
 */
struct answer {
	int error;
	bool lost;
	bool interrupted;
	char message[256];
	char attr[256];
	unsigned int objects;
};

struct nl_sock *request_socket(void);
int request_family(struct nl_sock *sk);

/*
 * Make a message of words, which are changed:
 *
 *   COMMAND ATTR...      names as in the YAML, or numbers
 *   ATTR: NAME=VALUE     value in the form that suits the attribute
 *         NAME=TYPE:VALUE  in another form: u8 u16 u32 u64, z (string without
 *                        its final zero), x (bytes in hexadecimal)
 *         NAME=ADDRESS   of IPv4 or IPv6, for an attribute that is one
 *         NAME           a flag
 *         NAME{ ATTR... }  a nest; NAME!{ is one that does not say so
 *         raw:BYTES      bytes where an attribute should be
 *         @FLAGS         more flags of the netlink header; @dump for a dump
 *
 * Returns NULL and says why on stderr if the words make no sense.
 */
struct nl_msg *request_make(int family, int argc, char **argv);

/*
 * Send and wait for the end of the answer; objects are written to out, a line
 * each, unless out is NULL. between, if not NULL, is run as a shell command
 * after the first chunk of a dump.
 */
void request_run(struct nl_sock *sk, struct nl_msg *msg, FILE *out,
		 const char *between, struct answer *answer);

/* Write one message of the family as COMMAND ATTR... */
void request_print(FILE *out, struct nlmsghdr *nlh);

int request_words(char *line, char **argv, int max);
const char *errno_name(int error);

#endif
