/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The QEMU Machine Protocol, as far as the receive filter of a NIC needs it.
 *
 * Pure logic: bytes that came from a monitor go in, calls of struct qmp_ops and
 * bytes to be sent come out. Sockets, clocks and retries are the caller's.
 *
 *      monitor                      us
 *        | greeting                  |   QMP_GREETING
 *        |-------------------------->|
 *        |          qmp_capabilities |   QMP_NEGOTIATING
 *        |<--------------------------|
 *        | return                    |
 *        |-------------------------->|   QMP_READY, ops->ready()
 *        |           query-rx-filter |   qmp_query()
 *        |<--------------------------|
 *        | event … event, return     |   ops->event() …, ops->filter()
 *        |-------------------------->|
 */
#ifndef VSWCTL_QMP_H
#define VSWCTL_QMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <linux/vsw.h>

struct json_tokener;

/*
 * The answer for one NIC is 25 kB long when its driver is not up yet, for QEMU
 * then lists all 4096 VLANs. Twenty such NICs fit.
 */
#define QMP_MESSAGE_MAX	(512 * 1024)

/* QEMU's own limit for the id of a device is below that. */
#define QMP_NIC_MAX	128

/* No message that we care for is nested deeper than 5. */
#define QMP_DEPTH_MAX	16

enum qmp_state {
	QMP_GREETING,
	QMP_NEGOTIATING,
	QMP_READY,
};

enum qmp_event {
	/* The guest changed the filter of a NIC; told once per query. */
	QMP_RX_FILTER_CHANGED,
	/* Any NIC may have another filter, or be a new one. */
	QMP_CHANGED_ANY,
	/* The same, and no driver has any of them now. */
	QMP_RESET,
};

/**
 * struct qmp_filter - what a guest lets its NIC receive
 * @mac: the address of the NIC
 * @promiscuous: the NIC lets everything through
 * @unicast_all: it lets every unicast address through
 * @unicast_overflow: the guest gave more addresses than the NIC has room for,
 *                    which lets every unicast address through
 * @unicast: number of unicast addresses besides @mac
 * @vlan_all: there is no driver, or one that never limits the VLANs
 */
struct qmp_filter {
	uint8_t mac[VSW_MAC_LEN];
	bool promiscuous;
	bool unicast_all;
	bool unicast_overflow;
	unsigned int unicast;
	bool vlan_all;
};

/**
 * struct qmp_ops - what a monitor tells
 * @ready: the handshake is done, qmp_query() may be called
 * @filter: the answer to qmp_query()
 * @refused: the other answer: the monitor's text, or what is wrong with the NIC
 * @event: something changed. With QMP_RX_FILTER_CHANGED, @nic is the name of the
 *         NIC, or NULL for a NIC that has none; else it is NULL
 */
struct qmp_ops {
	void (*ready)(void *data);
	void (*filter)(const struct qmp_filter *filter, void *data);
	void (*refused)(const char *text, void *data);
	void (*event)(enum qmp_event event, const char *nic, void *data);
};

/**
 * struct qmp - one conversation with a monitor
 * @state: how far the handshake is
 * @busy: a query has no answer yet
 * @out: bytes to be sent
 * @out_len: number of them
 * @error: why qmp_input() failed, one line
 *
 * The rest is private.
 */
struct qmp {
	enum qmp_state state;
	bool busy;
	char out[512];
	size_t out_len;
	char error[160];

	struct json_tokener *tokener;
	size_t length;
	int64_t id;
	char nic[QMP_NIC_MAX];
};

/**
 * qmp_init - begin a conversation
 * @qmp: to be ended with qmp_free()
 *
 * Return: 0 or -ENOMEM
 */
int qmp_init(struct qmp *qmp);

/**
 * qmp_free - end a conversation
 * @qmp: the conversation; zeroed is fine
 */
void qmp_free(struct qmp *qmp);

/**
 * qmp_input - take bytes from the monitor
 * @qmp: the conversation
 * @buf: the bytes, cut anywhere
 * @len: number of them
 * @ops: called for each message
 * @data: passed to @ops
 *
 * After an error the conversation is out of step and must be ended.
 *
 * Return: 0; -EPROTO for a message that is not what it should be; -EMSGSIZE for
 * one that is too long; -ENOMEM
 */
int qmp_input(struct qmp *qmp, const char *buf, size_t len,
	      const struct qmp_ops *ops, void *data);

/**
 * qmp_query - ask for the filter of a NIC
 * @qmp: a conversation in QMP_READY that is not busy
 * @nic: the name of the NIC, see qmp_nic_valid(), or NULL for the only one
 *
 * Return: 0; -EBUSY when it is not the time to ask; -EINVAL for a bad name
 */
int qmp_query(struct qmp *qmp, const char *nic);

/**
 * qmp_sent - tell that bytes of @qmp->out were sent
 * @qmp: the conversation
 * @len: number of them
 */
void qmp_sent(struct qmp *qmp, size_t len);

/**
 * qmp_nic_name - name of the NIC of a device
 * @path: id of the device, or its path, "/machine/peripheral/net0/virtio-backend"
 * @name: where to store it
 *
 * The NIC of a device that was given an id has that name. One without an id
 * has a path, /machine/peripheral-anon/…, that no query takes.
 *
 * Return: 0 or -EINVAL
 */
int qmp_nic_name(const char *path, char name[QMP_NIC_MAX]);

#endif /* VSWCTL_QMP_H */
