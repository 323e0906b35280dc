// SPDX-License-Identifier: GPL-2.0
/*
 * The port that a NIC is plugged into.
 *
 * What the guest told is compared with what the switch has, and the switch is
 * told what differs: after each answer of the guest, and after each
 * notification about the port. So it doesn't matter whether the port was there
 * first, was made anew, or was set by somebody else. While no guest is
 * connected nothing is told: the switch itself starts a device that is attached
 * with the initial address.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "format.h"
#include "parse.h"

/* The least time between two looks that notifications give rise to. */
#define TELL_MIN_MS	100

/*
 * In case a notification was lost that nobody knows of, and to notice that the
 * module was unloaded, even if it is back.
 */
#define RESYNC_MS	30000

/* After a failure, in case no notification comes. */
#define RETRY_MIN_MS	500
#define RETRY_MAX_MS	30000

static void tell(struct agent_nic *nic, uint64_t when)
{
	if (nic->tell && nic->tell_at <= when)
		return;
	nic->tell = true;
	nic->tell_at = when;
}

static void tell_soon(struct agent_nic *nic, uint64_t now)
{
	uint64_t quiet = nic->told_at + TELL_MIN_MS;

	tell(nic, now >= quiet ? now : quiet);
}

void agent_port_problem(struct agent_nic *nic, const char *problem)
{
	if (!strncmp(nic->problem, problem, sizeof(nic->problem) - 1))
		return;
	snprintf(nic->problem, sizeof(nic->problem), "%s", problem);
	if (*problem)
		agent_log_some(&nic->bucket, nic->port, LOG_WARNING, "%s",
			       problem);
}

static void retry(struct agent_nic *nic, uint64_t now)
{
	if (nic->tell_wait < RETRY_MIN_MS)
		nic->tell_wait = RETRY_MIN_MS;
	else if (nic->tell_wait < RETRY_MAX_MS)
		nic->tell_wait *= 2;
	tell(nic, now + nic->tell_wait);
}

void agent_port_learn(struct agent_nic *nic, const struct qmp_filter *filter,
		      uint64_t now)
{
	bool others = filter->unicast_all || filter->unicast_overflow ||
		      filter->unicast;

	memcpy(nic->mac, filter->mac, sizeof(nic->mac));
	nic->known = true;
	nic->promiscuous = filter->promiscuous || others;
	nic->promiscuous_known = true;

	/* Unless that is how the NIC was before there was a driver. */
	if (!others && nic->driver != AGENT_DRIVER_UP) {
		nic->promiscuous = false;
		if (nic->driver == AGENT_DRIVER_UNKNOWN) {
			nic->promiscuous = !filter->vlan_all;
			nic->promiscuous_known = nic->promiscuous;
		}
	}
	tell(nic, now);
}

static bool mac_valid(const uint8_t *mac)
{
	static const uint8_t zero[VSW_MAC_LEN];

	return !(mac[0] & 1) && memcmp(mac, zero, sizeof(zero));
}

static bool mac_differs(const struct agent_nic *nic, const struct vsw_obj *port)
{
	const uint8_t *mac = vsw_obj_mac(port, VSW_A_PORT_EFFECTIVE_MAC);

	return mac_valid(nic->mac) &&
	       (!mac || memcmp(mac, nic->mac, sizeof(nic->mac)));
}

static bool promiscuous_differs(const struct agent_nic *nic,
				const struct vsw_obj *port)
{
	return nic->promiscuous_known &&
	       nic->promiscuous !=
	       vsw_obj_uint(port, VSW_A_PORT_PROMISCUOUS_REQUESTED);
}

static void log_change(struct agent_nic *nic, bool mac, bool promiscuous)
{
	char text[MAC_TEXT_LEN];

	if (mac)
		agent_log_some(&nic->bucket, nic->port, LOG_INFO,
			       "the guest uses %s", format_mac(text, nic->mac));
	if (promiscuous)
		agent_log_some(&nic->bucket, nic->port, LOG_INFO,
			       "the guest %s frames that are for others",
			       nic->promiscuous ? "asks for" :
						  "no longer asks for");
}

/* Return: 0, or a negative errno with vsw_errmsg() */
static int set(struct agent_nic *nic, const struct vsw_obj *port)
{
	bool promiscuous = promiscuous_differs(nic, port);
	bool mac = mac_differs(nic, port);
	struct vsw_obj *req;
	int err;

	if (!mac && !promiscuous)
		return 0;
	req = vsw_obj_new(VSW_KIND_PORT);
	vsw_obj_set_uint(req, VSW_A_PORT_ID, vsw_obj_uint(port, VSW_A_PORT_ID));
	if (mac)
		vsw_obj_set_mac(req, VSW_A_PORT_EFFECTIVE_MAC, nic->mac);
	if (promiscuous)
		vsw_obj_set_uint(req, VSW_A_PORT_PROMISCUOUS_REQUESTED,
				 nic->promiscuous);
	err = vsw_port_set(nic->guest->agent->vsw, req);
	vsw_obj_free(req);
	if (!err)
		log_change(nic, mac, promiscuous);
	return err;
}

static void fail(struct agent_nic *nic, int err, uint64_t now)
{
	struct agent *agent = nic->guest->agent;

	/* Nothing will ever succeed: no module, no capability. */
	if (err == -ENODEV || err == -EPERM)
		agent->broken = err;
	agent_port_problem(nic, err == -ENOENT ? "there is no such port" :
			       vsw_errmsg(agent->vsw));
	retry(nic, now);
}

static void look(struct agent_nic *nic, uint64_t now)
{
	struct agent *agent = nic->guest->agent;
	struct vsw_obj *port;
	int err;

	nic->told_at = now;
	tell(nic, now + RESYNC_MS);
	err = vsw_port_find(agent->vsw, nic->sw, nic->port, &port);
	if (err) {
		fail(nic, err, now);
		return;
	}
	if (vsw_obj_uint(port, VSW_A_PORT_MAC_SOURCE) != VSW_MAC_SOURCE_AGENT) {
		agent_port_problem(nic, "not told: its MAC source is not agent");
		nic->done = true;
		goto out_free;
	}
	err = set(nic, port);
	if (err) {
		fail(nic, err, now);
		goto out_free;
	}
	nic->tell_wait = 0;
	nic->done = true;
	agent_port_problem(nic, mac_valid(nic->mac) ? "" :
			   "not told: the address of the guest is zero or a multicast one");
out_free:
	vsw_obj_free(port);
}

uint64_t agent_port_run(struct agent_nic *nic, uint64_t now)
{
	if (nic->tell && nic->tell_at <= now) {
		nic->tell = false;
		look(nic, now);
	}
	return nic->tell ? nic->tell_at : AGENT_NEVER;
}

static bool is_port_of(const struct vsw_obj *port, const struct agent_nic *nic)
{
	const char *name = vsw_obj_str(port, VSW_A_PORT_NAME);
	const char *sw = vsw_obj_str(port, VSW_A_PORT_SWITCH);
	uint32_t id;

	if (nic->sw && (!sw || strcmp(sw, nic->sw)))
		return false;
	if (name && !strcmp(name, nic->port))
		return true;
	return !parse_port_id(nic->port, &id) &&
	       id == vsw_obj_uint(port, VSW_A_PORT_ID);
}

/* The port changed, or is there now. */
static void notified(struct agent_nic *nic, const struct vsw_obj *port,
		     uint64_t now)
{
	struct agent_guest *guest = nic->guest;

	if (nic->known) {
		if (nic->problem[0] || mac_differs(nic, port) ||
		    promiscuous_differs(nic, port))
			tell_soon(nic, now);
		return;
	}
	/* A device was attached: its guest is about to start, or did. */
	if (guest->fd < 0 && vsw_obj_uint(port, VSW_A_PORT_STATE) !=
			     VSW_PORT_STATE_DISCONNECTED) {
		guest->connect_wait = 0;
		guest->connect_at = now;
	}
}

static int on_notification(int cmd, const struct vsw_obj *obj, uint32_t lost,
			   void *data)
{
	struct agent *agent = data;
	uint64_t now = agent_now();
	struct agent_guest *guest;
	struct agent_nic *nic;

	(void)lost;
	if (cmd != VSW_NTF_LOST && cmd != VSW_CMD_PORT_NTF)
		return 0;
	for (guest = agent->guests; guest; guest = guest->next) {
		for (nic = guest->nics; nic; nic = nic->next) {
			if (cmd == VSW_NTF_LOST) {
				if (nic->known)
					tell_soon(nic, now);
			} else if (is_port_of(obj, nic)) {
				notified(nic, obj, now);
			}
		}
	}
	return 0;
}

void agent_port_notified(struct agent *agent)
{
	int err = vsw_recv(agent->vsw, on_notification, agent);

	if (err < 0)
		agent->broken = err;
}
