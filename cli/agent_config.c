// SPDX-License-Identifier: GPL-2.0
/*
 * Which guests the agent serves, from its command line or from files.
 *
 * A line of a file names one NIC:
 *
 *	# socket of the monitor      port          NIC, needed if there are more
 *	/run/vsw/qmp/web-01          web-01.eth0   net0
 *	/run/vsw/qmp/web-01          web-01.eth1   net1
 *	/run/vsw/qmp/db-01           vs0/db-01.eth0
 *
 * Words and comments are those of a batch file of vswctl.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "agent.h"
#include "parse.h"

static void nic_free(struct agent_nic *nic)
{
	free(nic->sw);
	free(nic->port);
	free(nic->name);
	free(nic);
}

static void guest_free(struct agent_guest *guest)
{
	struct agent_nic *nic;

	while ((nic = guest->nics)) {
		guest->nics = nic->next;
		nic_free(nic);
	}
	free(guest->socket);
	free(guest);
}

void agent_config_free(struct agent_guest *guests)
{
	struct agent_guest *guest;

	while ((guest = guests)) {
		guests = guest->next;
		guest_free(guest);
	}
}

/* PORT or SWITCH/PORT; the name of a switch has no slash. */
static int port_split(struct agent_nic *nic, const char *port)
{
	const char *slash = strchr(port, '/');

	if (slash) {
		nic->sw = strndup(port, slash - port);
		if (!nic->sw)
			return -ENOMEM;
		port = slash + 1;
	}
	nic->port = strdup(port);
	return nic->port ? 0 : -ENOMEM;
}

static struct agent_nic *nic_new(const char *port, const char *name)
{
	struct agent_nic *nic = calloc(1, sizeof(*nic));

	if (!nic)
		return NULL;
	if (port_split(nic, port))
		goto err_free_nic;
	if (name) {
		nic->name = strdup(name);
		if (!nic->name)
			goto err_free_nic;
	}
	return nic;

err_free_nic:
	nic_free(nic);
	return NULL;
}

/* The guest of a socket; a new one goes to the end of the list. */
static struct agent_guest *guest_of(struct agent_guest **guests,
				    const char *socket)
{
	struct agent_guest *guest;

	for (; *guests; guests = &(*guests)->next)
		if (!strcmp((*guests)->socket, socket))
			return *guests;

	guest = calloc(1, sizeof(*guest));
	if (!guest)
		return NULL;
	guest->fd = -1;
	guest->socket = strdup(socket);
	if (!guest->socket) {
		free(guest);
		return NULL;
	}
	*guests = guest;
	return guest;
}

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static const struct agent_nic *find_port(const struct agent_guest *guests,
					 const struct agent_nic *key)
{
	const struct agent_nic *nic;

	for (; guests; guests = guests->next)
		for (nic = guests->nics; nic; nic = nic->next)
			if (same(nic->sw, key->sw) &&
			    same(nic->port, key->port))
				return nic;
	return NULL;
}

static int check_words(const char *socket, const char *port, const char *nic,
		       char name[QMP_NIC_MAX], char *error, size_t size)
{
	const char *slash = strchr(port, '/');

	if (!*socket ||
	    strlen(socket) >= sizeof(((struct sockaddr_un *)0)->sun_path)) {
		snprintf(error, size, "bad socket \"%s\": expected a path of up to 107 bytes",
			 socket);
		return -EINVAL;
	}
	if (!*port || slash == port || (slash && !slash[1])) {
		snprintf(error, size, "bad port \"%s\": expected [SWITCH/]PORT",
			 port);
		return -EINVAL;
	}
	if (nic && qmp_nic_name(nic, name)) {
		snprintf(error, size, "bad NIC \"%s\": expected the id of a device or its path",
			 nic);
		return -EINVAL;
	}
	return 0;
}

int agent_config_add(struct agent_guest **guests, const char *socket,
		     const char *port, const char *nic, char *error,
		     size_t size)
{
	struct agent_nic *new, **end;
	struct agent_guest *guest;
	char name[QMP_NIC_MAX];
	int err;

	err = check_words(socket, port, nic, name, error, size);
	if (err)
		return err;

	snprintf(error, size, "out of memory");
	new = nic_new(port, nic ? name : NULL);
	if (!new)
		return -ENOMEM;

	err = -EEXIST;
	if (find_port(*guests, new)) {
		snprintf(error, size, "port \"%s\" is there twice", port);
		goto err_free_nic;
	}
	guest = guest_of(guests, socket);
	if (!guest) {
		err = -ENOMEM;
		goto err_free_nic;
	}
	for (end = &guest->nics; *end; end = &(*end)->next) {
		if (!nic || !(*end)->name) {
			snprintf(error, size, "\"%s\" has more than one NIC: name each of them",
				 socket);
			goto err_free_nic;
		}
		if (!strcmp((*end)->name, name)) {
			snprintf(error, size, "NIC \"%s\" of \"%s\" is there twice",
				 name, socket);
			goto err_free_nic;
		}
	}
	new->guest = guest;
	*end = new;
	return 0;

err_free_nic:
	nic_free(new);
	return err;
}

int agent_config_add_arg(struct agent_guest **guests, const char *socket,
			 char *port, char *error, size_t size)
{
	char *colon = strrchr(port, ':');

	if (colon)
		*colon++ = '\0';
	return agent_config_add(guests, socket, port, colon, error, size);
}

static int read_line(struct agent_guest **guests, char *line, char *error,
		     size_t size)
{
	char **words;
	int n, err = 0;

	n = parse_words(line, &words);
	if (n < 0) {
		snprintf(error, size, n == -EINVAL ? "missing end of quotes" :
						     "out of memory");
		return n;
	}
	if (n == 2 || n == 3) {
		err = agent_config_add(guests, words[0], words[1], words[2],
				       error, size);
	} else if (n) {
		snprintf(error, size, "expected SOCKET PORT [NIC]");
		err = -EINVAL;
	}
	free(words);
	return err;
}

static int read_file(struct agent_guest **guests, const char *path)
{
	char *line = NULL, error[256];
	unsigned int number = 0;
	size_t size = 0;
	int err = 0;
	FILE *file;

	file = fopen(path, "re");
	if (!file) {
		err = -errno;
		agent_log(LOG_ERR, "%s: %s", path, strerror(-err));
		return err;
	}
	while (!err && getline(&line, &size, file) >= 0) {
		number++;
		err = read_line(guests, line, error, sizeof(error));
		if (err)
			agent_log(LOG_ERR, "%s:%u: %s", path, number, error);
	}
	if (!err && ferror(file)) {
		err = -EIO;
		agent_log(LOG_ERR, "%s: cannot be read", path);
	}
	free(line);
	fclose(file);
	return err;
}

static int not_hidden(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && entry->d_name[len - 1] != '~';
}

static int read_entry(struct agent_guest **guests, const char *folder,
		      const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return read_file(guests, path);
}

static int read_folder(struct agent_guest **guests, const char *path)
{
	struct dirent **names;
	int i, n, err = 0;

	n = scandir(path, &names, not_hidden, alphasort);
	if (n < 0) {
		err = -errno;
		agent_log(LOG_ERR, "%s: %s", path, strerror(-err));
		return err;
	}
	for (i = 0; i < n; i++) {
		if (!err)
			err = read_entry(guests, path, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return err;
}

int agent_config_read(struct agent_guest **guests, const char *path)
{
	struct stat st;
	int err;

	if (stat(path, &st)) {
		err = -errno;
		agent_log(LOG_ERR, "%s: %s", path, strerror(-err));
		return err;
	}
	return S_ISDIR(st.st_mode) ? read_folder(guests, path) :
				     read_file(guests, path);
}
