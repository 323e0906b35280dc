/* SPDX-License-Identifier: GPL-2.0 */
/*
 * vswctl agent: tells the switch what the NICs of QEMU guests receive.
 *
 *   agent.c         command line, event loop, signals
 *   agent_config.c  which guests there are
 *   agent_guest.c   the connection with the monitor of one guest
 *   agent_port.c    the port of one NIC
 *   agent_log.c     the log
 *   qmp.c           the language of the monitor
 *
 * One guest is one monitor, which takes one connection at a time, so all NICs
 * of a guest share it. Nothing here blocks but requests to the kernel.
 *
 * Times are in milliseconds of CLOCK_MONOTONIC; AGENT_NEVER is later than all.
 */
#ifndef VSWCTL_AGENT_H
#define VSWCTL_AGENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <syslog.h>

#include "qmp.h"
#include "vswctl.h"

struct vsw;

#define AGENT_NEVER	UINT64_MAX

/**
 * struct agent - the process
 * @vsw: handle, subscribed to the group "config"; not ours
 * @epoll: file descriptor that everything is waited for with
 * @guests: list
 * @once: end when every NIC is done
 * @broken: negative errno when there is no sense in going on
 */
struct agent {
	struct vsw *vsw;
	int epoll;
	struct agent_guest *guests;
	bool once;
	int broken;
};

/**
 * struct agent_bucket - how many lines about one thing may still be logged
 * @left: lines
 * @filled: when @left was last raised
 * @muted: lines not logged since the last that was
 */
struct agent_bucket {
	unsigned int left;
	uint64_t filled;
	unsigned int muted;
};

/**
 * enum agent_driver - whether a driver runs a NIC
 * @AGENT_DRIVER_UNKNOWN: we came when the guest was running already
 * @AGENT_DRIVER_NONE: the guest started under our eyes and set no filter yet
 * @AGENT_DRIVER_STARTING: it began to set it
 * @AGENT_DRIVER_UP: what the filter says is the driver's doing
 *
 * Until a driver sets its filter a virtio NIC is promiscuous, which must not be
 * taken for a wish of the guest.
 */
enum agent_driver {
	AGENT_DRIVER_UNKNOWN,
	AGENT_DRIVER_NONE,
	AGENT_DRIVER_STARTING,
	AGENT_DRIVER_UP,
};

/**
 * struct agent_nic - a NIC of a guest and the port that it is plugged into
 * @next: of the same guest
 * @guest: whose it is
 * @sw: name of the switch, or NULL when the port needs none to be found
 * @port: client name, or id as 0x…
 * @name: what QEMU calls the NIC, or NULL when it is the only one
 * @driver: see enum agent_driver
 * @started_at: when it became AGENT_DRIVER_STARTING
 * @ask: the filter may have changed
 * @ask_at: when to query it, if @ask
 * @asked_at: when it was last queried
 * @ask_wait: the least time from one query to the next
 * @known: @mac and what follows it were told by the guest that is connected
 * @mac: address that the guest uses
 * @promiscuous: it asks for frames that are for others
 * @promiscuous_known: @promiscuous is more than a guess
 * @tell: the switch may know otherwise
 * @tell_at: when to look, if @tell
 * @told_at: when we last looked
 * @tell_wait: how long to wait after the next failure
 * @done: told, or found to be impossible
 * @problem: the failure that was last logged, "" when there is none
 * @bucket: bounds what a guest can make us log
 */
struct agent_nic {
	struct agent_nic *next;
	struct agent_guest *guest;
	char *sw;
	char *port;
	char *name;

	enum agent_driver driver;
	uint64_t started_at;
	bool ask;
	uint64_t ask_at;
	uint64_t asked_at;
	unsigned int ask_wait;

	bool known;
	uint8_t mac[VSW_MAC_LEN];
	bool promiscuous;
	bool promiscuous_known;

	bool tell;
	uint64_t tell_at;
	uint64_t told_at;
	unsigned int tell_wait;
	bool done;

	char problem[160];
	struct agent_bucket bucket;
};

/**
 * struct agent_guest - a guest and the connection with its monitor
 * @next: in the list of the agent
 * @agent: the process
 * @socket: path of the monitor's socket
 * @nics: list, never empty
 * @fd: the connection, or -1
 * @events: what epoll waits for on @fd
 * @qmp: the conversation, while @fd is open
 * @asking: the NIC that the query in flight is about, or NULL
 * @deadline: when the monitor must have answered
 * @gone: the monitor hung up or was not there: the next is another guest
 * @connect_at: when to connect, while @fd is -1
 * @connect_wait: how long to wait after the next failure
 * @reason: why there is no connection, as last logged, "" for none
 * @bucket: bounds what a guest can make us log
 * @window: start of the current second of input
 * @received: bytes in that second
 */
struct agent_guest {
	struct agent_guest *next;
	struct agent *agent;
	char *socket;
	struct agent_nic *nics;

	int fd;
	uint32_t events;
	struct qmp qmp;
	struct agent_nic *asking;
	uint64_t deadline;
	bool gone;

	uint64_t connect_at;
	unsigned int connect_wait;
	char reason[160];
	struct agent_bucket bucket;

	uint64_t window;
	size_t received;
};

/* agent_config.c ----------------------------------------------------------- */

/**
 * agent_config_add - add a NIC
 * @guests: list that it is added to
 * @socket: path of the monitor's socket
 * @port: [SWITCH/]PORT
 * @nic: name of the NIC or path of its device; NULL for the only NIC
 * @error: where to say what is wrong, one line
 * @size: room in @error
 *
 * Return: 0 or a negative errno, with @error set
 */
int agent_config_add(struct agent_guest **guests, const char *socket,
		     const char *port, const char *nic, char *error,
		     size_t size);

/**
 * agent_config_add_arg - add a NIC as it stands on the command line
 * @guests: list that it is added to
 * @socket: path of the monitor's socket
 * @port: [SWITCH/]PORT[:NIC]; is cut at the colon
 * @error: where to say what is wrong, one line
 * @size: room in @error
 *
 * Return: 0 or a negative errno, with @error set
 */
int agent_config_add_arg(struct agent_guest **guests, const char *socket,
			 char *port, char *error, size_t size);

/**
 * agent_config_read - read guests from a file, or all files of a folder
 * @guests: list that they are added to
 * @path: of the file or folder
 *
 * Return: 0 or a negative errno, after having logged why
 */
int agent_config_read(struct agent_guest **guests, const char *path);

/* Free a list of guests. Those in it must not be connected. */
void agent_config_free(struct agent_guest *guests);

/* agent_guest.c ------------------------------------------------------------ */

/**
 * agent_guest_run - do what is due for a guest
 * @guest: the guest
 * @now: the time
 *
 * Return: when there will be something to do again
 */
uint64_t agent_guest_run(struct agent_guest *guest, uint64_t now);

/* Its socket is ready, in the words of epoll. */
void agent_guest_ready(struct agent_guest *guest, uint32_t events,
		       uint64_t now);

/* End the connection, if there is one, without a word. */
void agent_guest_close(struct agent_guest *guest);

/* agent_port.c ------------------------------------------------------------- */

/* The guest told a filter; tell the switch. */
void agent_port_learn(struct agent_nic *nic, const struct qmp_filter *filter,
		      uint64_t now);

/* Tell the switch what is to be told, if it is time. Returns as _guest_run(). */
uint64_t agent_port_run(struct agent_nic *nic, uint64_t now);

/* Log what is wrong with the NIC or its port, once; "" when nothing is. */
void agent_port_problem(struct agent_nic *nic, const char *problem);

/* Take the notifications that wait. */
void agent_port_notified(struct agent *agent);

/* agent_log.c -------------------------------------------------------------- */

/* The highest priority, in the words of syslog.h, that is logged. */
extern int agent_log_level;

uint64_t agent_now(void);

/* Log a line. */
void agent_log(int priority, const char *format, ...) PRINTF(2, 3);

/* Log a line about a thing, but no more than a few a minute about each. */
void agent_log_some(struct agent_bucket *bucket, const char *thing,
		    int priority, const char *format, ...) PRINTF(4, 5);

#endif /* VSWCTL_AGENT_H */
