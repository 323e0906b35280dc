// SPDX-License-Identifier: GPL-2.0
/*
 * The QEMU Machine Protocol, see qmp.h.
 *
 * QEMU may be under the control of its guest, so nothing it says is trusted:
 * the length and the depth of a message are bounded, and whatever is not as the
 * protocol has it ends the conversation.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <json-c/json.h>

#include "parse.h"
#include "qmp.h"

static const char capabilities[] = "{\"execute\":\"qmp_capabilities\"}\n";

static int fail(struct qmp *qmp, int err, const char *text)
{
	snprintf(qmp->error, sizeof(qmp->error), "%s", text);
	return err;
}

int qmp_init(struct qmp *qmp)
{
	memset(qmp, 0, sizeof(*qmp));
	qmp->tokener = json_tokener_new_ex(QMP_DEPTH_MAX);
	if (!qmp->tokener)
		return -ENOMEM;
	json_tokener_set_flags(qmp->tokener, JSON_TOKENER_STRICT |
			       JSON_TOKENER_ALLOW_TRAILING_CHARS |
			       JSON_TOKENER_VALIDATE_UTF8);
	return 0;
}

void qmp_free(struct qmp *qmp)
{
	if (qmp->tokener)
		json_tokener_free(qmp->tokener);
	memset(qmp, 0, sizeof(*qmp));
}

/* A member of an object, of one type; NULL when there is none of that type. */
static struct json_object *member(struct json_object *obj, const char *name,
				  enum json_type type)
{
	struct json_object *value;

	if (!json_object_is_type(obj, json_type_object) ||
	    !json_object_object_get_ex(obj, name, &value) ||
	    !json_object_is_type(value, type))
		return NULL;
	return value;
}

/* As member(), for text without bytes of zero in it. */
static const char *text(struct json_object *obj, const char *name)
{
	struct json_object *value = member(obj, name, json_type_string);

	if (!value || strlen(json_object_get_string(value)) !=
		      (size_t)json_object_get_string_len(value))
		return NULL;
	return json_object_get_string(value);
}

/* The name goes between quotes as it is, so it must need no escape. */
static bool nic_valid(const char *nic, size_t len)
{
	size_t i;

	if (!len || len >= QMP_NIC_MAX)
		return false;
	for (i = 0; i < len; i++)
		if (nic[i] <= ' ' || nic[i] > '~' || strchr("\"\\/", nic[i]))
			return false;
	return true;
}

int qmp_nic_name(const char *path, char name[QMP_NIC_MAX])
{
	static const char prefix[] = "/machine/peripheral/";
	size_t len;

	if (!strncmp(path, prefix, sizeof(prefix) - 1)) {
		path += sizeof(prefix) - 1;
		len = strcspn(path, "/");
	} else {
		len = strlen(path);
	}
	if (!nic_valid(path, len))
		return -EINVAL;
	memcpy(name, path, len);
	name[len] = '\0';
	return 0;
}

static int send_command(struct qmp *qmp, const char *command, size_t len)
{
	if (len > sizeof(qmp->out) - qmp->out_len)
		return fail(qmp, -ENOBUFS, "the monitor takes no commands");
	memcpy(qmp->out + qmp->out_len, command, len);
	qmp->out_len += len;
	return 0;
}

void qmp_sent(struct qmp *qmp, size_t len)
{
	qmp->out_len -= len;
	memmove(qmp->out, qmp->out + len, qmp->out_len);
}

int qmp_query(struct qmp *qmp, const char *nic)
{
	char command[QMP_NIC_MAX + 128];
	int len, err;

	if (qmp->state != QMP_READY || qmp->busy)
		return -EBUSY;
	if (nic && !nic_valid(nic, strlen(nic)))
		return -EINVAL;

	len = snprintf(command, sizeof(command),
		       "{\"execute\":\"query-rx-filter\",\"id\":%lld%s%s%s}\n",
		       (long long)qmp->id + 1,
		       nic ? ",\"arguments\":{\"name\":\"" : "",
		       nic ? nic : "", nic ? "\"}" : "");
	err = send_command(qmp, command, len);
	if (err)
		return err;
	qmp->id++;
	qmp->busy = true;
	snprintf(qmp->nic, sizeof(qmp->nic), "%s", nic ? nic : "");
	return 0;
}

/* One element of the answer, type RxFilterInfo in QEMU's qapi/net.json. */
static int filter_parse(struct json_object *info, struct qmp_filter *filter)
{
	struct json_object *promiscuous, *overflow, *table;
	const char *mac, *unicast, *vlan;

	promiscuous = member(info, "promiscuous", json_type_boolean);
	overflow = member(info, "unicast-overflow", json_type_boolean);
	table = member(info, "unicast-table", json_type_array);
	mac = text(info, "main-mac");
	unicast = text(info, "unicast");
	vlan = text(info, "vlan");
	if (!promiscuous || !overflow || !table || !mac || !unicast || !vlan)
		return -EPROTO;
	if (parse_mac(mac, filter->mac))
		return -EPROTO;

	filter->promiscuous = json_object_get_boolean(promiscuous);
	filter->unicast_overflow = json_object_get_boolean(overflow);
	filter->unicast_all = !strcmp(unicast, "all");
	filter->unicast = json_object_array_length(table);
	filter->vlan_all = !strcmp(vlan, "all");
	return 0;
}

static int handle_filter(struct qmp *qmp, struct json_object *list,
			 const struct qmp_ops *ops, void *data)
{
	struct json_object *info = NULL;
	struct qmp_filter filter;
	const char *name;
	size_t i, n;

	n = json_object_array_length(list);
	for (i = 0; i < n && !info; i++) {
		info = json_object_array_get_idx(list, i);
		name = text(info, "name");
		if (!name)
			return fail(qmp, -EPROTO, "a NIC without name");
		if (qmp->nic[0] && strcmp(name, qmp->nic))
			info = NULL;
	}
	if (!info) {
		ops->refused("no NIC that tells of its filter", data);
		return 0;
	}
	if (!qmp->nic[0] && n > 1) {
		ops->refused("more than one NIC: say which", data);
		return 0;
	}
	if (filter_parse(info, &filter))
		return fail(qmp, -EPROTO, "a malformed receive filter");
	ops->filter(&filter, data);
	return 0;
}

static int handle_reply(struct qmp *qmp, struct json_object *msg,
			const struct qmp_ops *ops, void *data)
{
	struct json_object *id, *value;
	const char *desc;

	id = member(msg, "id", json_type_int);
	if (!qmp->busy || !id || json_object_get_int64(id) != qmp->id)
		return fail(qmp, -EPROTO, "an answer that nobody asked for");
	qmp->busy = false;

	value = member(msg, "error", json_type_object);
	if (value) {
		desc = text(value, "desc");
		ops->refused(desc ? desc : "unknown error", data);
		return 0;
	}
	value = member(msg, "return", json_type_array);
	if (!value)
		return fail(qmp, -EPROTO, "a malformed answer");
	return handle_filter(qmp, value, ops, data);
}

/*
 * A reset gives a NIC its first address back without NIC_RX_FILTER_CHANGED, and
 * so does the arrival of a migrated guest, which ends with RESUME.
 */
static int handle_event(struct qmp *qmp, struct json_object *msg,
			const char *event, const struct qmp_ops *ops,
			void *data)
{
	struct json_object *info;
	char name[QMP_NIC_MAX];
	const char *nic = NULL;

	if (!strcmp(event, "RESET"))
		ops->event(QMP_RESET, NULL, data);
	if (!strcmp(event, "RESUME") || !strcmp(event, "DEVICE_ADDED"))
		ops->event(QMP_CHANGED_ANY, NULL, data);
	if (strcmp(event, "NIC_RX_FILTER_CHANGED"))
		return 0;

	info = member(msg, "data", json_type_object);
	if (!info)
		return fail(qmp, -EPROTO, "a malformed event");
	nic = text(info, "name");
	if (!nic && text(info, "path") &&
	    !qmp_nic_name(text(info, "path"), name))
		nic = name;
	ops->event(QMP_RX_FILTER_CHANGED, nic, data);
	return 0;
}

static int handle_message(struct qmp *qmp, struct json_object *msg,
			  const struct qmp_ops *ops, void *data)
{
	const char *event;

	switch (qmp->state) {
	case QMP_GREETING:
		if (!member(msg, "QMP", json_type_object))
			return fail(qmp, -EPROTO, "no greeting of a monitor");
		qmp->state = QMP_NEGOTIATING;
		return send_command(qmp, capabilities,
				    sizeof(capabilities) - 1);
	case QMP_NEGOTIATING:
		/* From here on there may be events; the first query knows. */
		if (text(msg, "event"))
			return 0;
		if (!member(msg, "return", json_type_object))
			return fail(qmp, -EPROTO, "capabilities refused");
		qmp->state = QMP_READY;
		ops->ready(data);
		return 0;
	case QMP_READY:
		event = text(msg, "event");
		if (event)
			return handle_event(qmp, msg, event, ops, data);
		return handle_reply(qmp, msg, ops, data);
	}
	return -EINVAL;
}

/*
 * Feed the tokener up to the end of one message.
 *
 * Return: the number of bytes used or a negative errno. *@msg is NULL when the
 * message is not complete.
 */
static int next_message(struct qmp *qmp, const char *buf, size_t len,
			struct json_object **msg)
{
	enum json_tokener_error error;
	size_t used;

	*msg = json_tokener_parse_ex(qmp->tokener, buf, len);
	error = json_tokener_get_error(qmp->tokener);
	if (error != json_tokener_success && error != json_tokener_continue)
		return fail(qmp, -EPROTO, json_tokener_error_desc(error));

	used = *msg ? json_tokener_get_parse_end(qmp->tokener) : len;
	qmp->length += used;
	if (qmp->length > QMP_MESSAGE_MAX)
		return fail(qmp, -EMSGSIZE, "a message that is too long");
	if (*msg)
		qmp->length = 0;
	return used;
}

int qmp_input(struct qmp *qmp, const char *buf, size_t len,
	      const struct qmp_ops *ops, void *data)
{
	struct json_object *msg;
	int used, err;

	while (len) {
		/* Between messages: the tokener takes more than objects. */
		if (!qmp->length && strchr("\r\n\t ", *buf) && *buf) {
			buf++;
			len--;
			continue;
		}
		if (!qmp->length && *buf != '{')
			return fail(qmp, -EPROTO, "no message of a monitor");

		used = next_message(qmp, buf, len, &msg);
		if (used < 0) {
			json_object_put(msg);
			return used;
		}
		buf += used;
		len -= used;
		if (!msg)
			continue;
		err = handle_message(qmp, msg, ops, data);
		json_object_put(msg);
		if (err)
			return err;
	}
	return 0;
}
