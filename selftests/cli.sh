#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The command line: every command, JSON, exit codes, batches, saved files, the
# monitor, other namespaces.
#
#	v-a --- a.eth0 ---+
#	v-b --- b.eth0 ---+ vs0 --- up0 (a dummy)
#
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b

# code N COMMAND...: ends with that exit code; what it said is in $SAID
code()
{
	local expected=$1 rc=0

	shift
	SAID=$("$@" 2>&1) || rc=$?
	[ "$rc" = "$expected" ] || bad "exit code $rc, not $expected: $*: $SAID"
}

# says PATTERN COMMAND...: works, and the glob matches somewhere
says()
{
	local pattern=$1

	shift
	code 0 "$@"
	like "$*" "$SAID" "*$pattern*"
}

# json FILTER WANTED ARGUMENT...: what jq makes of the JSON of a command
json()
{
	local filter=$1 expected=$2 said

	shift 2
	said=$(vswctl --json "$@" | jq -c "$filter" 2>&1)
	is "$* | jq '$filter'" "$said" "$expected"
}

command -v jq >/dev/null || skip_all "no jq"
# The program itself, where lib.sh's function would only be in the way.
program=$(type -P vswctl)

t "version and help"
says "vswctl " vswctl version
says "vswctl " vswctl -V
json .abi 1 version
says "portgroup add SWITCH NAME" vswctl help
says "port attach" vswctl port help
code 1 vswctl
code 1 vswctl nosuch
like "no such object" "$SAID" "*there is no object 'nosuch'*"
code 1 vswctl po show
like "ambiguous" "$SAID" "*'po' may be portgroup or port*"

t "switch add, set, show"
works vswctl switch add vs0
code 4 vswctl switch add vs0
works vswctl --may-exist switch add vs0 mac-changes accept
says "MAC Changes: accept" vswctl switch show vs0
json '.[0].security."mac-changes".mode' '"accept"' switch show vs0
works vswctl sw set vs0 mac-changes reject forged-transmits accept=$A,$B
json '.[0].security."forged-transmits".address' "[\"$A\",\"$B\"]" switch show
works vswctl switch set vs0 forged-transmits reject
code 1 vswctl switch set vs0 promiscuous inherit
code 1 vswctl switch set vs0 promiscuous accept=$A
code 1 vswctl switch set vs0 mac-changes maybe
like "what was expected" "$SAID" \
	"vswctl: switch set: 'mac-changes' expects accept, reject or accept=MAC*, not 'maybe'"
code 3 vswctl switch show nosuch
code 3 vswctl switch del nosuch
works vswctl --if-exists switch del nosuch

t "portgroup add, set, show, del"
works vswctl portgroup add vs0 web vlan 10
json '.[0].vlan' '{"mode":"access","id":10}' portgroup show vs0 web
works vswctl portgroup set vs0 web vlan trunk 100,10-20,21 native 10
json '.[0].vlan' \
	'{"mode":"trunk","range":[{"first":10,"last":21},{"first":100,"last":100}],"native":10}' \
	portgroup show vs0 web
says "VLAN: trunk 10-21,100" vswctl portgroup show vs0 web
works vswctl portgroup set vs0 web native 100
json '.[0].vlan.native' 100 portgroup show vs0 web
works vswctl portgroup set vs0 web native none
json '.[0].vlan | has("native"), (.range | length)' $'false\n2' \
	portgroup show vs0 web
works vswctl portgroup set vs0 web vlan 4095
json '.[0].vlan.range' '[{"first":0,"last":4094}]' portgroup show vs0 web
works vswctl portgroup set vs0 web vlan none transparent on
json '.[0].vlan' '{"mode":"none","transparent":true}' portgroup show vs0 web
works vswctl portgroup set vs0 web vlan none learning on learning-limit 7 \
	learning-ageing 60 learning-limit-action forward learning-flood on
json '.[0].learning' \
	'{"enabled":true,"limit":7,"ageing":60,"limit-action":"forward","flood":true}' \
	portgroup show vs0 web
works vswctl portgroup set vs0 web adopt on promiscuous accept \
	promiscuous-scope portgroup mac-changes accept=$A
json '.[0] | [.adopt, ."promiscuous-scope", ."security-effective".promiscuous]' \
	'[true,"portgroup",{"mode":"accept","source":"portgroup"}]' \
	portgroup show vs0 web
works vswctl portgroup set vs0 web dhcp-server-block on bpdu-filter drop \
	bpdu-allow 01:80:c2:00:00:0e,01-00-0c-cc-cc-cd broadcast-limit-in 100 multicast-limit-out 0
json '.[0].guard' '{"dhcp-server-block":true,"dhcp-client-block":false,"ra-guard":false,"bpdu-filter":"drop","bpdu-allow":{"address":["01:80:c2:00:00:0e","01:00:0c:cc:cc:cd"]},"non-ip-block":false,"broadcast-limit-out":0,"broadcast-limit-in":100,"multicast-limit-out":0,"multicast-limit-in":0}' \
	portgroup show vs0 web
says "DHCP Server Block: on" vswctl portgroup show vs0 web
says "BPDU Filter: drop" vswctl portgroup show vs0 web
says "BPDU Allow: 01:80:c2:00:00:0e,01:00:0c:cc:cc:cd" vswctl portgroup show vs0 web
says "Broadcast Limit In: 100" vswctl portgroup show vs0 web
says "Multicast Limit Out: none" vswctl portgroup show vs0 web
works vswctl portgroup set vs0 web bpdu-allow none broadcast-limit-in none
json '.[0].guard | [."bpdu-allow", ."bpdu-filter", ."broadcast-limit-in"]' '[{},"drop",0]' \
	portgroup show vs0 web
refused "'bpdu-filter' expects off, drop or block, not 'on'" vswctl portgroup set vs0 web bpdu-filter on
refused "'bpdu-allow' expects none or MAC,MAC..., not 'x'" vswctl portgroup set vs0 web bpdu-allow x
refused "'broadcast-limit-out' expects none or 1-1000000 (frames per second), not '1000001'" \
	vswctl portgroup set vs0 web broadcast-limit-out 1000001
refused "not an address that the BPDU filter drops" vswctl portgroup set vs0 web bpdu-allow $A
works vswctl portgroup set vs0 web name www
json '[.[].name] | sort' '["default","www"]' portgroup show vs0
json 'length' 2 portgroup show
code 4 vswctl portgroup add vs0 www
works vswctl --may-exist portgroup add vs0 www vlan 3
json '.[0].vlan.id' 3 portgroup show vs0 www
works vswctl portgroup del vs0 www
code 3 vswctl portgroup del vs0 www
works vswctl --if-exists portgroup del vs0 www
for bad_vlan in 5000 -1 ten 'trunk 20-10' 'trunk 4095' trunk; do
	# shellcheck disable=SC2086
	code 1 vswctl portgroup add vs0 x vlan $bad_vlan
	like "vlan $bad_vlan" "$SAID" \
		"vswctl: portgroup add: 'vlan' expects none, 1-4094, 4095 or trunk RANGES, not '*'"
done

t "the kernel's words and the attribute"
refused "(attribute vlan.native)" vswctl portgroup add vs0 x vlan trunk 1-5 native 9
code 2 vswctl portgroup add vs0 x vlan trunk 1-5 native 9
SAID=$(vswctl -j portgroup add vs0 x vlan trunk 1-5 native 9 2>&1 |
	jq -c '[.object, .command, .attribute, ."exit-code", (.error | length > 0)]')
is "error as JSON" "$SAID" '["portgroup","add","vlan.native",2,true]'
refused "no such port group (attribute portgroup)" \
	vswctl port add vs0 x portgroup nosuch
code 3 vswctl port add vs0 x dev nosuch

t "port add, show, list"
guest a $A
guest b $B portgroup default block on
state a up
state b blocked admin
code 4 vswctl port add vs0 a.eth0
works vswctl --may-exist port add vs0 a.eth0 dev v-a
json '.[0] | [.switch, .portgroup, .dev, ."initial-mac", ."effective-mac", ."mac-source", .state, .reasons]' \
	"[\"vs0\",\"default\",\"v-a\",\"$A\",\"$A\",\"peer\",\"up\",[]]" \
	port show a.eth0
json '.[0].reasons' '["admin"]' port show b.eth0
id=$(vswctl -j port show a.eth0 | jq -r '.[0].id')
id=$(printf '0x%x' "$id")
json '.[0].name' '"a.eth0"' port show "$id"
json '.[0].name' '"a.eth0"' port show dev v-a
json '.[0].name' '"a.eth0"' port show a.eth0 switch vs0
json '[.[].name] | sort' '["a.eth0","b.eth0"]' port list switch vs0
mapfile -t lines < <(vswctl port show a.eth0)
block=("a.eth0" "   Port ID: $id" "   vSwitch: vs0" "   Portgroup: default"
	"   DVPort ID:" "   MAC Address: $A" "   IP Address: 0.0.0.0"
	"   Team Uplink: void" "   Uplink Port ID: 0"
	"   Active Filters: nic-$((id))-eth0-vsw-swsec.1, nic-$((id))-eth0-vsw-sfw.2"
	"   Initial MAC: $A" "   MAC Source: peer" "   Device: v-a"
	"   State: up" "   Reason:" "   Tags:" "   Promiscuous: reject (switch)"
	"   MAC Changes: reject (switch)" "   Forged Transmits: reject (switch)"
	"   Promiscuous Requested: no" "   Learned Addresses: 0"
	"   IP Addresses: 0 (0 refused)" "   SpoofGuard: off (portgroup)")
for ((i = 0; i < ${#block[@]}; i++)); do
	is "line $i" "${lines[i]-}" "${block[i]}"
done
is "number of lines" ${#lines[@]} ${#block[@]}
says "Port ID  *Client *Portgroup *State *Reason *Initial MAC *Effective MAC *IP Address *Dev" \
	vswctl port list
says "$id  a.eth0  default *up *- *$A  $A  - *v-a" vswctl port list
code 3 vswctl port show nosuch
code 3 vswctl port show 0x1
code 3 vswctl port show dev lo
code 3 vswctl port list switch nosuch

t "port set, block, unblock, attach, detach, del, prune"
works vswctl port unblock b.eth0
state b up
works vswctl port block dev v-b
state b blocked admin
works vswctl port unblock dev v-b switch vs0
works vswctl port set a.eth0 promiscuous accept mac-changes accept=$B
json '.[0]."security-effective" | [.promiscuous, ."mac-changes"]' \
	"[{\"mode\":\"accept\",\"source\":\"port\"},{\"mode\":\"list\",\"address\":[\"$B\"],\"source\":\"port\"}]" \
	port show a.eth0
works vswctl port set a.eth0 promiscuous inherit mac-changes inherit name aa
json '.[0]."security-effective".promiscuous.source' '"switch"' port show aa
works vswctl port set aa name a.eth0
code 2 vswctl port set a.eth0 effective-mac $B
like "not by an agent" "$SAID" "*attribute effective-mac*"
works vswctl port set a.eth0 mac-source agent effective-mac 02:00:00:00:00:99
state a blocked mac-change
works vswctl port set a.eth0 mac-source peer
state a up
works vswctl port detach a.eth0
state a disconnected
code 3 vswctl port show dev nosuch
says "Device: void (last v-a)" vswctl port show a.eth0
works vswctl port attach a.eth0 dev v-a
state a up
json '.[0].id' $((id)) port show a.eth0
code 1 vswctl port attach a.eth0
works vswctl port add vs0 gone expect tap99
works vswctl port add vs0 gone2
SAID=$(vswctl port prune)
like "prune" "$SAID" "deleted port 0x* gone of vs0"$'\n'"deleted port 0x* gone2 of vs0"
json . '[]' port prune switch vs0
works vswctl port add vs0 gone
works vswctl port del gone
code 3 vswctl port del gone
works vswctl --if-exists port del gone

tapguest c 02:00:00:00:00:0c
works vswctl port set c.eth0 promiscuous-requested on
json '.[0] | [."mac-source", ."promiscuous-requested"]' '["agent",true]' \
	port show c.eth0
works vswctl port del c.eth0

t "uplink"
ip link add up0 type dummy
ip link set up0 up
works vswctl uplink add vs0 up0
works vswctl --may-exist uplink add vs0 up0
json '.[0] | [.switch, .dev, .state]' '["vs0","up0","up"]' uplink show up0
says "vSwitch: vs0" vswctl uplink show switch vs0
says "Team Uplink: up0" vswctl port show a.eth0
code 2 vswctl uplink add vs0 lo
code 3 vswctl uplink show nosuch
code 3 vswctl uplink del nosuch
works vswctl --if-exists uplink del nosuch

t "fdb"
json '[.[] | select(.address == "'$A'") | [.kind, .port]]' \
	'[["effective","a.eth0"]]' fdb show vs0
json 'length' 1 fdb show vs0 address $B
json 'length' 0 fdb show address 02:00:00:00:00:77
says "$A *- *effective *$id *a.eth0" vswctl fdb show
works vswctl fdb flush vs0
works vswctl fdb flush vs0 port a.eth0
code 3 vswctl fdb flush vs0 port nosuch
code 3 vswctl fdb show nosuch
code 1 vswctl fdb show vs0 address nosuch

t "stats"
send a src=02:00:00:00:00:77 dst=$B id=forged
send a dst=$B id=one
count a:forged=1 a:rx=1 b:tx=1
json '.[0] | [.type, .name, .stats."rx-packets" > 0, (.drop[] | select(.reason == "forged") | .packets)]' \
	'["port","a.eth0",true,1]' stats show a.eth0
says "a.eth0 *forged *1" vswctl stats show drops
says "a.eth0 *forged *1" vswctl stats show a.eth0
json '[.[].type] | unique' '["port","uplink"]' stats show
json '.[0].dev' '"up0"' stats show uplink up0
drain a b

t "a batch stops at the first failure and says where"
cat >"$tmp/batch" <<-'END'
	# A comment, and words in quotes
	portgroup add vs0 'b1'
	vswctl portgroup add vs0 "b2"

	portgroup add vs0 b1
	portgroup add vs0 b3
END
code 4 vswctl -b "$tmp/batch"
like "file and line" "$SAID" "vswctl: $tmp/batch:5: portgroup add: *"
json '[.[].name] | sort' '["b1","b2","default"]' portgroup show vs0
code 0 vswctl --may-exist -b - <"$tmp/batch"
code 1 vswctl -b - <<<'port add "vs0'
like "line of standard input" "$SAID" "vswctl: <stdin>:1: *"
code 1 vswctl -b "$tmp/nosuch"
works vswctl -b - <<<$'portgroup del vs0 b1\nportgroup del vs0 b2\nportgroup del vs0 b3'

t "save, apply and save are the same"
works vswctl portgroup add vs0 web vlan trunk 10-20,30 native 10 \
	mac-changes accept=$A,$B learning on learning-limit 9 adopt on
works vswctl portgroup set vs0 default dhcp-server-block on dhcp-client-block on ra-guard on \
	non-ip-block on bpdu-filter block bpdu-allow 01:80:c2:00:00:0e,01:00:0c:cc:cc:cd \
	broadcast-limit-out 1 broadcast-limit-in 2 multicast-limit-out 3 multicast-limit-in 4
works vswctl portgroup set vs0 web ra-guard on multicast-limit-out 1000000
works vswctl port set b.eth0 portgroup web block on promiscuous accept
works vswctl port add vs0 tap.eth0 mac 02:00:00:00:00:0c mac-source observe \
	expect tap99
works vswctl save "$tmp/one"
is "format" "$(jq -c '[.vsw, (.switches | length)]' "$tmp/one")" '[1,1]'
is "nothing to do" "$(vswctl apply "$tmp/one" 2>&1)" ""
works vswctl switch del vs0
code 0 vswctl apply --dry-run "$tmp/one"
json . '[]' switch show
# What a dry run prints is a batch.
echo "$SAID" | grep -v warning >"$tmp/dry"
code 0 vswctl -b "$tmp/dry"
vswctl save "$tmp/two"
is "after a batch" "$(diff "$tmp/one" "$tmp/two")" ""
works vswctl switch del vs0
code 0 vswctl apply - <"$tmp/one"
vswctl save >"$tmp/two"
is "after an apply" "$(diff "$tmp/one" "$tmp/two")" ""
is "nothing to do again" "$(vswctl apply --prune "$tmp/one" 2>&1)" ""

t "apply changes what differs, and deletes with --prune only"
works vswctl portgroup set vs0 web vlan 12 adopt off
works vswctl portgroup set vs0 default non-ip-block off bpdu-allow none multicast-limit-in none
works vswctl portgroup set vs0 web ra-guard off broadcast-limit-in 7
works vswctl port set b.eth0 block off
works vswctl port add vs0 extra
works vswctl portgroup add vs0 extra
code 0 vswctl apply "$tmp/one"
is "commands" "$SAID" "vswctl portgroup set vs0 default bpdu-allow 01:80:c2:00:00:0e,01:00:0c:cc:cc:cd non-ip-block on multicast-limit-in 4
vswctl portgroup set vs0 web vlan trunk 10-20,30 native 10 adopt on ra-guard on broadcast-limit-in none
vswctl port set b.eth0 switch vs0 block on"
code 0 vswctl apply --prune "$tmp/one"
is "pruned" "$SAID" "vswctl port del extra switch vs0
vswctl portgroup del vs0 extra"
vswctl save >"$tmp/two"
is "after that" "$(diff "$tmp/one" "$tmp/two")" ""
json .change '["port","del","tap.eth0","switch","vs0"]' apply --dry-run --prune \
	<(jq 'del(.switches[0].ports[] | select(.name == "tap.eth0"))' "$tmp/one")

t "a device that is missing is waited for"
jq '.switches[0].ports |= map(if .name == "a.eth0" then .dev = "later" else . end)' \
	"$tmp/one" >"$tmp/later"
code 0 vswctl apply "$tmp/later"
like "warning" "$SAID" "*warning: there is no device 'later'*"
state a disconnected
code 0 vswctl apply "$tmp/one"
state a up

t "a file with an error changes nothing"
vswctl save >"$tmp/one"
while IFS='|' read -r filter place; do
	jq "$filter" "$tmp/one" >"$tmp/bad"
	code 1 vswctl apply "$tmp/bad"
	like "$filter" "$SAID" "vswctl: apply: $tmp/bad: $place*"
done <<'END'
.vsw = 2|.vsw: expected format version 1, not 2
.switches[0].nosuch = 1|.switches\[0\].nosuch: there is no such key
del(.switches[0].name)|.switches\[0\]: "name" is missing
.switches[0].portgroups[0].vlan = {mode: "access", id: 5000}|.switches\[0\].portgroups\[0\].vlan.id: expected 1-4094, not 5000
.switches[0].portgroups[0].guard["bpdu-filter"] = "x"|.switches\[0\].portgroups\[0\].guard.bpdu-filter: expected one of "off", "drop", "block"
.switches[0].portgroups[0].guard["broadcast-limit-in"] = 1000001|.switches\[0\].portgroups\[0\].guard.broadcast-limit-in: expected 0-1000000, not 1000001
.switches[0].portgroups[0].guard.nosuch = 1|.switches\[0\].portgroups\[0\].guard.nosuch: there is no such key
.switches[0].portgroups[0].guard["bpdu-allow"].address = ["x"]|.switches\[0\].portgroups\[0\].guard.bpdu-allow.address\[0\]: expected an address
.switches[0].portgroups[0].guard["bpdu-allow"].address = [limit(33; repeat("01:80:c2:00:00:0e"))]|.switches\[0\].portgroups\[0\].guard: expected at most 32 addresses, not 33
.switches[0].portgroups[0].vlan.mode = "x"|.switches\[0\].portgroups\[0\].vlan.mode: expected one of "none", "access", "trunk"
.switches[0].ports[0]["initial-mac"] = "x"|.switches\[0\].ports\[0\].initial-mac: expected an address
.switches[0].ports[0].portgroup = "nosuch"|port 'a.eth0' of switch 'vs0': there is no port group 'nosuch'
.switches[0].ports += [.switches[0].ports[0]]|.switches\[0\].ports\[*\]: 'a.eth0' is there twice
.switches[0].security.promiscuous.mode = "inherit"|.switches\[0\].security.promiscuous: a switch has nothing to inherit from
.switches[0].uplinks += [{dev: "v-a"}]|device 'v-a' is an uplink and on port 'a.eth0'
END
echo '{ "vsw": 1, ' >"$tmp/bad"
code 1 vswctl apply "$tmp/bad"
like "no JSON" "$SAID" "vswctl: apply: $tmp/bad:2:1: no JSON: *"
vswctl save >"$tmp/two"
is "unchanged" "$(diff "$tmp/one" "$tmp/two")" ""

t "monitor"
"$program" monitor --timestamps >"$tmp/text" &
text_pid=$!
"$program" --json monitor all >"$tmp/json" &
json_pid=$!
# They listen once a change comes through.
# shellcheck disable=SC2317
heard()
{
	vswctl portgroup set vs0 web adopt on
	[ -s "$tmp/text" ] && [ -s "$tmp/json" ]
}
soon heard || bad "nothing heard"
works vswctl port add vs0 m.eth0
works vswctl port block a.eth0
works vswctl port del m.eth0
# shellcheck disable=SC2317
told()
{
	grep -q "m.eth0.* deleted" "$tmp/text" &&
		grep -q '"port-del-ntf".*m.eth0' "$tmp/json"
}
soon told || bad "not told: $(<"$tmp/text")"
kill $text_pid $json_pid
grep -qE '^[0-9-]+T[0-9:.]+Z client a.eth0 on port 0x[0-9a-f]+: Port is blocked \(admin\)$' \
	"$tmp/text" || bad "no event: $(<"$tmp/text")"
is "JSON lines" "$(jq -r 'select(.msg.name == "m.eth0") | .name' "$tmp/json" |
	sort -u | xargs)" "port-del-ntf port-ntf"
is "event" "$(jq -c 'select(.name == "event") | [.msg.type, .msg.port, .msg.reasons]' \
	"$tmp/json" | tail -n1)" '["port-blocked","a.eth0",["admin"]]'
is "no losses" "$(grep -c lost "$tmp/text")" 0
code 1 vswctl monitor nosuch
works vswctl port unblock a.eth0

t "a monitor that is too slow says so and shows what there is"
mkfifo "$tmp/pipe"
"$program" monitor config >"$tmp/pipe" &
slow_pid=$!
exec {slow_fd}<"$tmp/pipe"
# shellcheck disable=SC2317
heard_slow()
{
	vswctl portgroup set vs0 web adopt on
	read -r -t 0.1 _ <&"$slow_fd"
}
soon heard_slow || bad "nothing heard"
kill -STOP $slow_pid
for ((i = 0; i < 1200; i++)); do
	printf 'portgroup set vs0 web adopt %s\n' on off on off on off on off
done >"$tmp/batch"
works vswctl -b "$tmp/batch"
kill -CONT $slow_pid
cat <&"$slow_fd" >"$tmp/slow" &
cat_pid=$!
# shellcheck disable=SC2317
resynced() { awk '/^lost / { l = 1 } l && /^switch vs0: / { f = 1 } END { exit !f }' "$tmp/slow"; }
for ((i = 0; i < 60; i++)); do
	! resynced || break
	sleep 0.5
done
grep -q '^lost [0-9]* *messages' "$tmp/slow" || bad "no loss was noticed"
resynced || bad "no resync after the loss: $(grep -n '^lost\|^switch' "$tmp/slow" | tail -n 3), $(wc -l <"$tmp/slow") lines"
kill $cat_pid
kill $slow_pid
exec {slow_fd}<&-

t "another namespace, by name, process and path"
ip netns add other
works vswctl -n other switch add vs9
json '.[].name' '"vs9"' -n other switch show
json '.[].name' '"vs0"' switch show
json '.[].name' '"vs9"' -n /run/netns/other switch show
ip netns exec other sleep 60 &
sleep_pid=$!
# shellcheck disable=SC2317
in_other()
{
	[ "$(readlink "/proc/$sleep_pid/ns/net")" != "$(readlink /proc/self/ns/net)" ]
}
soon in_other
json '.[].name' '"vs9"' -n $sleep_pid switch show
kill $sleep_pid
code 3 vswctl -n nosuch switch show
code 3 vswctl -n ../run switch show

t "without CAP_NET_ADMIN nothing can be read or changed"
for args in "switch show" "port list" "stats show" "save" "fdb show" \
	    "switch add x" "port del a.eth0" "apply -" "monitor"; do
	# shellcheck disable=SC2086
	code 5 timeout 10 setpriv --bounding-set -all --inh-caps -all --reuid 65534 \
		--clear-groups "$program" $args <"$tmp/one"
	like "$args" "$SAID" "*CAP_NET_ADMIN*"
done
finish
