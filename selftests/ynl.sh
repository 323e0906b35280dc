#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The kernel's own client, with nothing but our YAML: what it cannot say or
# read, the specification does not say right.
#
#     .- netns a -.
#     |   eth0    |
#     '-----|-----'
#          v-a
#     .-----+----- vs0 ------- u-up
#
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

spec=$selftests/../Documentation/netlink/specs/vsw.yaml
source=${VSW_KERNEL_SOURCE:-}
[ -n "$source" ] || source=$("$selftests/vm/source" 2>/dev/null)
ynl=$source/tools/net/ynl/cli.py
[ -e "$ynl" ] || ynl=$source/tools/net/ynl/pyynl/cli.py
[ -e "$ynl" ] || skip_all "no kernel source with tools/net/ynl"
python3 -c 'import yaml, jsonschema' 2>/dev/null ||
	skip_all "no python3-yaml or python3-jsonschema"

# One program for all requests: python takes seconds to start on slow machines.
# A request a line, "call NAME JSON" or "dump NAME JSON" or "listen" or "news";
# the answer is a line of JSON, or {"error": ERRNO, "message": ...}.
cat >"$tmp/ynl.py" <<'END'
import json, os, pathlib, sys
cli = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, cli.parent.as_posix())
if (cli.parent.parent / 'pyynl').exists():
    sys.path.insert(0, cli.parent.parent.as_posix())
    from pyynl.lib import YnlFamily, NlError
else:
    from lib import YnlFamily, NlError

def plain(value):
    return value.hex(':') if isinstance(value, bytes) else \
        sorted(value) if isinstance(value, set) else str(value)

# The schema belongs to another tree; generating code has checked it.
# Not every version knows attributes of type pad, which some machines get; all
# else that it does not know is a fault of the specification.
def family():
    return YnlFamily(sys.argv[2], schema='', process_unknown=True)

def known(value):
    if isinstance(value, list):
        return [known(item) for item in value]
    if not isinstance(value, dict):
        return value
    for key in value:
        if not isinstance(key, str) or key.startswith('Unknown'):
            raise ValueError(f'not in the specification: {key}')
    return {key: known(item) for key, item in value.items() if key != 'pad'}

# News arriving among answers confuse the client, so each group has its own.
ynl = family()
ears = []

def news(ear):
    ear.check_ntf()
    queue = ear.async_msg_queue
    while queue if isinstance(queue, list) else not queue.empty():
        yield queue.pop(0) if isinstance(queue, list) else queue.get()

print('ready', flush=True)
for line in sys.stdin:
    what, *rest = line.split(None, 2)
    try:
        if what == 'listen':
            ears.append(family())
            ears[-1].ntf_subscribe(rest[0])
            answer = 'listening'
        elif what == 'news':
            answer = [item for ear in ears for item in news(ear)]
            answer = known(answer)
        else:
            attrs = json.loads(rest[1]) if len(rest) > 1 else {}
            answer = (ynl.dump if what == 'dump' else ynl.do)(rest[0], attrs)
            answer = known(answer)
    except NlError as e:
        answer = {'error': os.strerror(e.error),
                  'message': (e.nl_msg.extack or {}).get('msg', '')}
    except Exception as e:
        answer = {'broken': repr(e)}
    print(json.dumps(answer, default=plain, sort_keys=True), flush=True)
END
mkfifo "$tmp/in" "$tmp/out"
python3 "$tmp/ynl.py" "$ynl" "$spec" <"$tmp/in" >"$tmp/out" 2>"$tmp/err" &
exec {in}>"$tmp/in" {out}<"$tmp/out"
read -r -t 120 REPLY <&"$out" || true
t "the kernel's client reads the specification"
is "it says" "$REPLY" ready
[ ! -s "$tmp/err" ] || bad "$(tail -n 3 "$tmp/err")"

# y WORDS...: ask; REPLY is the answer
y()
{
	REPLY='no answer'
	echo "$*" >&"$in"
	read -r -t 60 REPLY <&"$out" || bad "$*: no answer"
}

# says PATTERN WORDS...: ask; the answer is like that
says()
{
	local pattern=$1

	shift
	y "$@"
	like "$*" "$REPLY" "$pattern"
}

mac=02:00:00:00:00:0a
hex() { echo "${1//:/}"; }

t "it listens"
says '"listening"' listen config
says '"listening"' listen event

t "switches: new, set, get, dump"
says null call switch-new '{"name": "vs0", "security": {"promiscuous": {"mode": "accept"}}}'
says null call switch-set '{"name": "vs0", "security": {"forged-transmits": {"mode": "accept"}}}'
says '*"ifindex": *"name": "vs0", "portgroups": 1, "ports": 0, "security": {"forged-transmits": {"mode": "accept"}, "mac-changes": {"mode": "reject"}, "promiscuous": {"mode": "accept"}}, "uplinks": 0}' \
	call switch-get '{"name": "vs0"}'
says '\[{*"name": "vs0"*}\]' dump switch-get '{}'
like "vswctl" "$(vswctl switch show vs0)" "*Promiscuous: accept*MAC Changes: reject*Forged Transmits: accept*"

t "port groups: new, set, get, dump"
says null call portgroup-new '{"switch": "vs0", "name": "pg", "vlan": {"mode": "access", "id": 7}, "learning": {"enabled": 1}}'
says null call portgroup-set '{"switch": "vs0", "name": "pg", "new-name": "pg1", "vlan": {"mode": "trunk", "range": [{"first": 5, "last": 9}, {"first": 20, "last": 20}], "native": 6}, "promiscuous-scope": "portgroup"}'
says '*"learning": {"ageing": 600, "enabled": 1, "flood": 0, "limit": 4096, "limit-action": "drop"}, "name": "pg1", *"promiscuous-scope": "portgroup"*"source": "switch"*"switch": "vs0", "vlan": {"mode": "trunk", "native": 6, "range": \[{"first": 5, "last": 9}, {"first": 20, "last": 20}\]}}' \
	call portgroup-get '{"switch": "vs0", "name": "pg1"}'
says '\[{*"default": true*"name": "default"*"name": "pg1"*}\]' dump portgroup-get '{"switch": "vs0"}'
says null call portgroup-set '{"switch": "vs0", "name": "pg1", "vlan": {"mode": "none"}, "guard": {"ra-guard": 1, "bpdu-filter": "block", "bpdu-allow": {"address": ["0180c200000e", "01000ccccccd"]}, "multicast-limit-in": 100}}'
says '*"guard": {"bpdu-allow": {"address": \["01:80:c2:00:00:0e", "01:00:0c:cc:cc:cd"\]}, "bpdu-filter": "block", "broadcast-limit-in": 0, "broadcast-limit-out": 0, "dhcp-client-block": 0, "dhcp-server-block": 0, "multicast-limit-in": 100, "multicast-limit-out": 0, "non-ip-block": 0, "ra-guard": 1}*' \
	call portgroup-get '{"switch": "vs0", "name": "pg1"}'
says null call portgroup-set '{"switch": "vs0", "name": "pg1", "guard": {"bpdu-allow": {}, "bpdu-filter": "off"}}'
says '*"guard": {"bpdu-allow": {}, "bpdu-filter": "off"*' call portgroup-get '{"switch": "vs0", "name": "pg1"}'
like "vswctl" "$(vswctl portgroup show vs0 pg1)" "pg1*"

t "ports: new, set, get, dump"
ip netns add a
ip link add v-a type veth peer name eth0 address $mac netns a
ip link set v-a up
says null call port-new '{"switch": "vs0", "name": "a.eth0", "dev": "v-a", "portgroup": "pg1"}'
says null call port-set '{"name": "a.eth0", "mac-source": "agent", "admin-blocked": 1, "bpdu-blocked": 0}'
says null call port-set '{"name": "a.eth0", "admin-blocked": 0, "security": {"mac-changes": {"mode": "accept"}}}'
says "*\"dev\": \"v-a\"*\"effective-mac\": \"$mac\"*\"initial-mac\": \"$mac\"*\"mac-source\": \"agent\", \"name\": \"a.eth0\", \"portgroup\": \"pg1\"*\"reasons\": \[\"link\"\]*\"mac-changes\": {\"mode\": \"accept\", \"source\": \"port\"}*\"state\": \"down\"*\"rx-packets\": 0*" \
	call port-get '{"name": "a.eth0"}'
says '\[{*"name": "a.eth0"*}\]' dump port-get '{}'
like "vswctl" "$(vswctl port show a.eth0)" "*Device: v-a*Reason: link*MAC Changes: accept (port)*"
like "ip" "$(ip link show v-a)" "*master vs0*"

t "addresses: get, dump, flush"
says "{\"address\": \"$mac\", \"kind\": \"effective\", \"port\": \"a.eth0\", \"port-id\": *, \"switch\": \"vs0\"}" \
	call fdb-get "{\"switch\": \"vs0\", \"address\": \"$(hex $mac)\"}"
says "\[{\"address\": \"$mac\"*}\]" dump fdb-get '{"switch": "vs0"}'
says null call fdb-flush '{"switch": "vs0"}'

t "rules: begin, add, commit, get, dump"
says null call load-begin '{}'
says null call load-add '{"ruleset": [{"name": "web", "category": "application", "default-action": "drop", "default-log": true}], "addrset": [{"name": "srv", "address": [{"ip": "0a000001"}, {"ip": "0a000100", "prefix-len": 24}, {"ip": "fd000000000000000000000000000001"}]}], "rule": [{"ruleset": "web", "id": 1006, "position": 1, "direction": "in", "family": "any", "protocol": 6, "from": {"set": ["srv"]}, "to": {"negated": true, "address": [{"ip": "0a020001", "last": "0a020009"}]}, "destination-port": [{"first": 22}, {"first": 80, "last": 90}], "action": "accept", "log": true, "tag": "x", "applied-to": ["a.eth0"]}]}'
says '{"generation": 1}' call load-commit '{"transition": "keep"}'
says '{"generation": 1, "loaded": 1, "require-ruleset": 0}' call load-get '{}'
says null call load-set '{"require-ruleset": 0}'
says '\[{"generation": 1, "ruleset": \[{"category": "application", "default-action": "drop", "default-log": true, "default-stats": {*"hits": 0*}, "name": "web", "rules": 1, "strictness": "strict"}\]}\]' \
	dump ruleset-get '{}'
says '{"generation": 1, "ruleset": \[{*"name": "web"*}\]}' call ruleset-get '{"name": "web"}'
says '\[{"generation": 1, "rule": \[{"action": "accept", "alg": "none", "applied-to": \["a.eth0"\], "destination-port": \[{"first": 22}, {"first": 80, "last": 90}\], "direction": "in", "family": "any", "from": {"set": \["srv"\]}, "id": 1006, "log": true, "position": 1, "protocol": 6, "ruleset": "web", "stats": {*"connections": 0*}, "strictness": "inherit", "tag": "x", "to": {"address": \[{"ip": "10.2.0.1", "last": "10.2.0.9"}\], "negated": true}}\]}\]' \
	dump rule-get '{}'
says '{"generation": 1, "rule": \[{*"position": 1*}\]}' call rule-get '{"rule": [{"ruleset": "web", "position": 1}]}'
says null call addrset-add '{"addrset": [{"name": "srv", "address": [{"ip": "0a000002"}]}]}'
says null call addrset-del '{"addrset": [{"name": "srv", "address": [{"ip": "0a000001"}]}]}'
says '{"addrset": \[{"count": 3, "name": "srv", "users": 1}\], "generation": 3}' call addrset-get '{"name": "srv"}'
says '\[{"addrset": \[{"address": \[{"ip": "10.0.1.0", "prefix-len": 24}, {"ip": "fd00::1"}, {"ip": "10.0.0.2"}\], "count": 3, "name": "srv", "users": 1}\], "generation": 3}\]' \
	dump addrset-get '{"name": "srv"}'

t "filters: set, get, dump; states, drops, a packet to judge"
says null call filter-set '{"port": "a.eth0", "failure-policy": "fail-open", "timeouts": {"udp-first": 100}, "limits": {"total": 5}}'
says '{"agent": "vsw-sfw", "evicted": 0, "failed-open": 0, "failure-policy": "fail-open", "limits": {*"total": 5*}, "name": "nic-*-eth0-vsw-sfw.2", "port": "a.eth0", "port-id": *, "rules": 1, "slot": 2, "source": "Dynamic Filter Creation", "state": "attached", "states": {*"total": 0*}, "switch": "vs0", "timeouts": {*"udp-first": 100*}}' \
	call filter-get '{"port": "a.eth0"}'
says '\[{*"port": "a.eth0"*}\]' dump filter-get '{"switch": "vs0"}'
says '\[\]' dump flow-get '{"port": "a.eth0"}'
says null call flow-flush '{}'
says '\[\]' dump why-get '{"switch": "vs0"}'
says '{"error": "No data available", "message": "nothing was dropped*"}' call why-get '{"port": "a.eth0"}'
says '{"action": "accept", "direction": "in", "generation": 3, "layer": "rule", "port": "a.eth0", "port-id": *, "position": 1, "rule-id": 1006, "ruleset": "web"}' \
	call simulate '{"port": "a.eth0", "direction": "in", "packet": {"source": "0a000002", "destination": "0a030001", "protocol": 6, "destination-port": 22}}'
says '{"action": "drop", "direction": "out", "generation": 3, "layer": "default", "port": "a.eth0", "port-id": *, "reason": "match-out", "ruleset": "web"}' \
	call simulate '{"port": "a.eth0", "direction": "out", "packet": {"source": "0a000002", "destination": "0a030001", "protocol": 17, "destination-port": 53}}'

t "addresses: new, set, get, dump, del, flush"
says null call binding-new '{"port": "a.eth0", "address": "0a000009"}'
says null call binding-set '{"port": "a.eth0", "address": "0a000009", "approved": 1}'
says '{"address": "10.0.0.9", "approved": 1, "port": "a.eth0", "port-id": *, "sources": \[*"static"*\], "state": "realized", "switch": "vs0", "vlan": *}' \
	call binding-get '{"port": "a.eth0", "address": "0a000009"}'
says '\[{"address": "10.0.0.9"*}\]' dump binding-get '{"switch": "vs0"}'
says null call binding-del '{"port": "a.eth0", "address": "0a000009"}'
says null call binding-flush '{}'
says '\[\]' dump binding-get '{}'

t "tags and groups: new, set, get, dump, del"
says null call tag-add '{"port": "a.eth0", "tag": ["tier=web", "x=y"]}'
says null call tag-del '{"port": "a.eth0", "tag": ["x"]}'
says null call group-new '{"name": "g", "step": [{"op": "tag", "pattern": "tier=*"}], "address": [{"ip": "0a000001"}]}'
says null call group-set '{"name": "g", "step": [{"op": "tag", "pattern": "tier=*"}, {"op": "not"}, {"op": "not"}]}'
says '{"members": 1, "name": "g", "step": \[{"op": "tag", "pattern": "tier=\*"}, {"op": "not"}, {"op": "not"}\], "users": 0}' \
	call group-get '{"name": "g"}'
says '\[{*"name": "g"*}\]' dump group-get '{}'
says '{"group": "g", "mac": \[*\], "matched": 5, "port": "a.eth0", "port-id": *, "switch": "vs0"}' \
	call group-member-get '{"group": "g", "port": "a.eth0"}'
says '\[{"group": "g"*}\]' dump group-member-get '{"group": "g"}'
says null call group-del '{"name": "g"}'

t "uplinks: new, get, dump, del"
ip link add u-up type veth peer name n-up
ip link set u-up up
ip link set n-up up
says null call uplink-new '{"switch": "vs0", "dev": "u-up"}'
says '*"dev": "u-up"*"ports": *"state": "up"*"switch": "vs0"}' call uplink-get '{"dev": "u-up"}'
says '\[{*"dev": "u-up"*}\]' dump uplink-get '{}'
says null call uplink-del '{"switch": "vs0", "dev": "u-up"}'
says '\[\]' dump uplink-get '{}'

t "refusals, with words"
says '{"error": "No such device", "message": "no such switch"}' call switch-get '{"name": "nn"}'
says '{"error": "Invalid argument", "message": "switch of the port is missing"}' call port-new '{"name": "x"}'
says '{"error": "File exists", "message": "*client name*"}' call port-new '{"switch": "vs0", "name": "a.eth0"}'
says '{"error": "Device or resource busy", "message": "the port group has ports"}' call portgroup-del '{"switch": "vs0", "name": "pg1"}'

t "del"
says null call port-del '{"name": "a.eth0"}'
says null call portgroup-del '{"switch": "vs0", "name": "pg1"}'
says null call switch-del '{"name": "vs0"}'
says '\[\]' dump switch-get '{}'

t "all of that was news"
y news
for i in switch-ntf switch-del-ntf portgroup-ntf portgroup-del-ntf port-ntf \
	port-del-ntf uplink-ntf uplink-del-ntf load-ntf group-ntf \
	group-del-ntf binding-ntf; do
	like "news" "$REPLY" "*\"name\": \"$i\"*"
done
for i in port-connected port-disconnected port-blocked port-unblocked; do
	like "events" "$REPLY" "*\"type\": \"$i\"*"
done

exec {in}>&-
finish
