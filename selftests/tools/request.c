// SPDX-License-Identifier: GPL-2.0
/*
 * Requests of the family vsw, well formed or not, and what comes back: a client
 * that shares nothing with libvsw but the kernel's header.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <linux/vsw.h>
#include <netlink/attr.h>
#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "names.h"
#include "request.h"

#define MESSAGE_MAX 65536
#define DEPTH_MAX 8

const char *errno_name(int error)
{
	return error ? strerrorname_np(error) : "ok";
}

/* A socket that tells all, and does not wait for ever. */
struct nl_sock *request_socket(void)
{
	struct timeval timeout = { .tv_sec = 20 };
	struct nl_sock *sk = nl_socket_alloc();
	int on = 1, fd;

	if (!sk || genl_connect(sk) < 0) {
		fprintf(stderr, "no netlink socket\n");
		exit(2);
	}
	fd = nl_socket_get_fd(sk);
	setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof(on));
	setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &on, sizeof(on));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
	nl_socket_disable_msg_peek(sk);
	nl_socket_set_msg_buf_size(sk, MESSAGE_MAX);
	return sk;
}

int request_family(struct nl_sock *sk)
{
	int family = genl_ctrl_resolve(sk, VSW_GENL_NAME);

	if (family < 0) {
		fprintf(stderr, "no family vsw: %s\n", nl_geterror(family));
		exit(2);
	}
	return family;
}

int request_words(char *line, char **argv, int max)
{
	char *word, *save;
	int argc = 0;

	for (word = strtok_r(line, " \t\n", &save); word && argc < max;
	     word = strtok_r(NULL, " \t\n", &save))
		argv[argc++] = word;
	return argc;
}

static int parse_hex(const char *text, unsigned char *bytes, size_t max)
{
	size_t n = 0;

	while (*text && n < max) {
		if (*text == ':') {
			text++;
			continue;
		}
		if (!isxdigit(text[0]) || !isxdigit(text[1]))
			return -1;
		bytes[n++] = strtoul((char[]){ text[0], text[1], 0 }, NULL, 16);
		text += 2;
	}
	return *text ? -1 : (int)n;
}

static int put_hex(struct nl_msg *msg, int type, const char *text)
{
	unsigned char bytes[4096];
	int len = parse_hex(text, bytes, sizeof(bytes));

	return len < 0 ? -1 : nla_put(msg, type, len, bytes);
}

static int put_ip(struct nl_msg *msg, int type, const char *text)
{
	unsigned char bytes[16];

	if (inet_pton(AF_INET, text, bytes) == 1)
		return nla_put(msg, type, 4, bytes);
	if (inet_pton(AF_INET6, text, bytes) == 1)
		return nla_put(msg, type, 16, bytes);
	return -1;
}

static int put_value(struct nl_msg *msg, int type, enum kind kind,
		     const char *text)
{
	static const struct {
		const char *prefix;
		enum kind kind;
	} forms[] = {
		{ "u8:", U8 }, { "u16:", U16 }, { "u32:", U32 },
		{ "u64:", U64 }, { "x:", HEX },
	};
	unsigned long long value;
	unsigned int i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (!strncmp(text, forms[i].prefix, strlen(forms[i].prefix))) {
			text += strlen(forms[i].prefix);
			kind = forms[i].kind;
			break;
		}
	if (!strncmp(text, "z:", 2))
		return nla_put(msg, type, strlen(text + 2), text + 2);

	value = strtoull(text, NULL, 0);
	switch (kind) {
	case U8: return nla_put_u8(msg, type, value);
	case U16: return nla_put_u16(msg, type, value);
	case U32: return nla_put_u32(msg, type, value);
	case U64: return nla_put_u64(msg, type, value);
	case STRING: return nla_put_string(msg, type, text);
	case IP: return put_ip(msg, type, text);
	default: return put_hex(msg, type, text);
	}
}

static int put_raw(struct nl_msg *msg, const char *text)
{
	unsigned char bytes[4096];
	int len = parse_hex(text, bytes, sizeof(bytes));

	return len < 0 ? -1 : nlmsg_append(msg, bytes, len, 0);
}

/* Where the words have got to. */
struct maker {
	struct nl_msg *msg;
	const struct attr_set *set[DEPTH_MAX];
	struct nlattr *nest[DEPTH_MAX];
	int depth;
};

static int make_nest(struct maker *m, char *word)
{
	const struct attr_set *set = m->set[m->depth];
	const struct attr_name *attr;
	bool flag = true;
	int type;

	word[strlen(word) - 1] = 0;
	if (*word && word[strlen(word) - 1] == '!') {
		word[strlen(word) - 1] = 0;
		flag = false;
	}
	type = attr_by_name(set, word);
	if (type < 0 || ++m->depth == DEPTH_MAX)
		return -1;
	attr = attr_by_number(set, type);
	m->set[m->depth] = attr ? attr->nested : NULL;
	m->nest[m->depth] = nla_nest_start(m->msg, type);
	if (!m->nest[m->depth])
		return -1;
	m->nest[m->depth]->nla_type = type | (flag ? NLA_F_NESTED : 0);
	return 0;
}

static int make_attr(struct maker *m, char *word)
{
	const struct attr_set *set = m->set[m->depth];
	char *value = strchr(word, '=');
	const struct attr_name *attr;
	int type;

	if (value)
		*value++ = 0;
	type = attr_by_name(set, word);
	if (type < 0)
		return -1;
	if (!value)
		return nla_put(m->msg, type, 0, NULL);
	attr = attr_by_number(set, type);
	return put_value(m->msg, type, attr ? attr->kind : HEX, value);
}

static int make_word(struct maker *m, char *word)
{
	struct nlattr *nest;

	if (!strcmp(word, "}")) {
		if (!m->depth)
			return -1;
		nest = m->nest[m->depth--];
		/* nla_nest_end() takes an empty nest away. */
		nest->nla_len = (char *)nlmsg_tail(nlmsg_hdr(m->msg)) -
				(char *)nest;
		return 0;
	}
	if (!strncmp(word, "raw:", 4))
		return put_raw(m->msg, word + 4);
	if (*word == '@') {
		nlmsg_hdr(m->msg)->nlmsg_flags |=
			strcmp(word, "@dump") ? strtoul(word + 1, NULL, 0) :
						NLM_F_DUMP;
		return 0;
	}
	if (word[strlen(word) - 1] == '{')
		return make_nest(m, word);
	return make_attr(m, word);
}

struct nl_msg *request_make(int family, int argc, char **argv)
{
	struct maker m = { .msg = nlmsg_alloc_size(MESSAGE_MAX) };
	int i, command = argc ? command_by_name(argv[0]) : -1;

	if (command < 0 || !m.msg) {
		fprintf(stderr, "no command %s\n", argc ? argv[0] : "");
		goto bad;
	}
	m.set[0] = command < COMMANDS ? command_names[command].set : NULL;
	genlmsg_put(m.msg, NL_AUTO_PORT, NL_AUTO_SEQ, family, 0, 0, command,
		    VSW_GENL_VERSION);
	for (i = 1; i < argc; i++)
		if (make_word(&m, argv[i]) < 0) {
			fprintf(stderr, "%s: cannot make %s\n", argv[0],
				argv[i]);
			goto bad;
		}
	return m.msg;

bad:
	nlmsg_free(m.msg);
	return NULL;
}

static void print_attrs(FILE *out, struct nlattr *head, int len,
			const struct attr_set *set);

static void print_ip(FILE *out, struct nlattr *nla)
{
	int family = nla_len(nla) == 4 ? AF_INET : AF_INET6;
	char text[INET6_ADDRSTRLEN];

	if (nla_len(nla) != 4 && nla_len(nla) != 16)
		fprintf(out, "=?");
	else
		fprintf(out, "=%s", inet_ntop(family, nla_data(nla), text,
					      sizeof(text)));
}

static void print_attr(FILE *out, struct nlattr *nla,
		       const struct attr_set *set)
{
	const struct attr_name *attr = attr_by_number(set, nla_type(nla));
	unsigned char *data = nla_data(nla);
	int i;

	if (!attr) {
		fprintf(out, " %d=?", nla_type(nla));
		return;
	}
	if (attr->kind == FLAG && !strcmp(attr->name, "pad"))
		return;
	fprintf(out, " %s", attr->name);
	switch (attr->kind) {
	case FLAG:
		break;
	case U8:
		fprintf(out, "=%u", nla_get_u8(nla));
		break;
	case U16:
		fprintf(out, "=%u", nla_get_u16(nla));
		break;
	case U32:
		fprintf(out, "=%u", nla_get_u32(nla));
		break;
	case U64:
		fprintf(out, "=%llu", (unsigned long long)nla_get_u64(nla));
		break;
	case STRING:
		fprintf(out, "=%s", nla_get_string(nla));
		break;
	case IP:
		print_ip(out, nla);
		break;
	case NEST:
		fprintf(out, "{");
		print_attrs(out, nla_data(nla), nla_len(nla), attr->nested);
		fprintf(out, " }");
		break;
	default:
		for (i = 0; i < nla_len(nla); i++)
			fprintf(out, "%c%02x", i ? ':' : '=', data[i]);
	}
}

static void print_attrs(FILE *out, struct nlattr *head, int len,
			const struct attr_set *set)
{
	struct nlattr *nla;
	int rem;

	nla_for_each_attr(nla, head, len, rem)
		print_attr(out, nla, set);
}

void request_print(FILE *out, struct nlmsghdr *nlh)
{
	struct genlmsghdr *genl = nlmsg_data(nlh);
	const struct command_name *command;

	if (genl->cmd >= COMMANDS || !command_names[genl->cmd].name) {
		fprintf(out, "command %u\n", genl->cmd);
		return;
	}
	command = &command_names[genl->cmd];
	fprintf(out, "%s", command->name);
	print_attrs(out, genlmsg_attrdata(genl, 0), genlmsg_attrlen(genl, 0),
		    command->set);
	fprintf(out, "\n");
}

/* The attribute at an offset of the request; empty if there is none. */
static void path_of(struct nlattr *head, int len, const struct attr_set *set,
		    const char *at, char *path, size_t size)
{
	const struct attr_name *attr;
	struct nlattr *nla;
	int rem, n;

	nla_for_each_attr(nla, head, len, rem) {
		if (at < (char *)nla || at >= (char *)nla + nla->nla_len)
			continue;
		attr = attr_by_number(set, nla_type(nla));
		n = attr ? snprintf(path, size, "%s", attr->name) :
			   snprintf(path, size, "%d", nla_type(nla));
		if (at == (char *)nla || !attr || !attr->nested)
			return;
		path[n++] = '.';
		path_of(nla_data(nla), nla_len(nla), attr->nested, at, path + n,
			size - n);
		return;
	}
}

/* What stands behind an acknowledgment or at the end of a dump. */
static void read_tlvs(struct answer *answer, struct nlattr *head, int len,
		      struct nlmsghdr *request)
{
	struct genlmsghdr *genl = nlmsg_data(request);
	const struct attr_name *attr;
	const struct attr_set *set;
	struct nlattr *nla;
	int rem;

	set = genl->cmd < COMMANDS ? command_names[genl->cmd].set : NULL;
	nla_for_each_attr(nla, head, len, rem)
		switch (nla_type(nla)) {
		case NLMSGERR_ATTR_MSG:
			snprintf(answer->message, sizeof(answer->message), "%s",
				 nla_get_string(nla));
			break;
		case NLMSGERR_ATTR_OFFS:
			path_of(genlmsg_attrdata(genl, 0),
				genlmsg_attrlen(genl, 0), set,
				(char *)request + nla_get_u32(nla),
				answer->attr, sizeof(answer->attr));
			break;
		case NLMSGERR_ATTR_MISS_TYPE:
			attr = attr_by_number(set, nla_get_u32(nla));
			snprintf(answer->attr, sizeof(answer->attr), "-%s",
				 attr ? attr->name : "?");
			break;
		}
}

/* Returns true at the end of the answer. */
static bool read_error(struct answer *answer, struct nlmsghdr *nlh,
		       struct nlmsghdr *request)
{
	struct nlmsgerr *err = nlmsg_data(nlh);
	int skip = sizeof(*err);

	answer->error = -err->error;
	/* A refused request comes back whole in front of the attributes. */
	if (err->error && !(nlh->nlmsg_flags & NLM_F_CAPPED))
		skip += NLMSG_ALIGN(err->msg.nlmsg_len) - sizeof(err->msg);
	if (nlh->nlmsg_flags & NLM_F_ACK_TLVS && nlmsg_datalen(nlh) > skip)
		read_tlvs(answer, (struct nlattr *)((char *)err + skip),
			  nlmsg_datalen(nlh) - skip, request);
	return true;
}

static bool read_done(struct answer *answer, struct nlmsghdr *nlh,
		      struct nlmsghdr *request)
{
	int *error = nlmsg_data(nlh);
	int skip = sizeof(*error);

	if (nlmsg_datalen(nlh) >= skip && *error < 0)
		answer->error = -*error;
	if (nlh->nlmsg_flags & NLM_F_ACK_TLVS && nlmsg_datalen(nlh) > skip)
		read_tlvs(answer, (struct nlattr *)((char *)error + skip),
			  nlmsg_datalen(nlh) - skip, request);
	return true;
}

static bool read_message(struct answer *answer, struct nlmsghdr *nlh,
			 struct nlmsghdr *request, FILE *out)
{
	if (nlh->nlmsg_seq != request->nlmsg_seq)
		return false;
	if (nlh->nlmsg_flags & NLM_F_DUMP_INTR)
		answer->interrupted = true;
	if (nlh->nlmsg_type == NLMSG_ERROR)
		return read_error(answer, nlh, request);
	if (nlh->nlmsg_type == NLMSG_DONE)
		return read_done(answer, nlh, request);
	answer->objects++;
	if (out)
		request_print(out, nlh);
	return false;
}

void request_run(struct nl_sock *sk, struct nl_msg *msg, FILE *out,
		 const char *between, struct answer *answer)
{
	struct nlmsghdr *request = nlmsg_hdr(msg), *nlh;
	bool end = false;
	ssize_t len;
	char *buf;

	memset(answer, 0, sizeof(*answer));
	buf = malloc(MESSAGE_MAX);
	nl_complete_msg(sk, msg);
	request->nlmsg_flags |= NLM_F_ACK;
	len = send(nl_socket_get_fd(sk), request, request->nlmsg_len, 0);
	while (len >= 0 && !end) {
		int rem;

		len = recv(nl_socket_get_fd(sk), buf, MESSAGE_MAX, 0);
		rem = len;
		for (nlh = (void *)buf; len > 0 && !end && nlmsg_ok(nlh, rem);
		     nlh = nlmsg_next(nlh, &rem))
			end = read_message(answer, nlh, request, out);
		if (between && len > 0 && system(between))
			fprintf(stderr, "failed: %s\n", between);
		between = NULL;
	}
	if (len < 0) {
		answer->error = errno;
		answer->lost = true;
	}
	free(buf);
}
