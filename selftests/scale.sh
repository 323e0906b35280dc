#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# A thousand ports on one switch.
#
#    .- netns a -.                            .- netns z -.
#    |   eth0    |                            |   eth0    |
#    '-----|-----'                            '-----|-----'
#         v-a      d1000  d1001 ... d1997          v-z
#    .-----+---------+------+---------+-------------+-----.
#    |                       vs0                          |
#    '----------------------------------------------------'
#
# a is attached first, z last; those between are dummy devices, which take what
# they get. Times are told, not judged: they differ by machine and kernel.
#
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

genl=$selftests/tools/genl
[ -x "$genl" ] || skip_all "no tools/genl: make -C selftests"
A=02:00:00:00:00:0a Z=02:00:00:00:00:1a
# Counting all counters before each test would take longer than the tests.
mark() { :; }
start=0 now=0

# microseconds NAME: now, in $NAME
microseconds() { printf -v "$1" %s "${EPOCHREALTIME/[.,]/}"; }

# median NUMBER...: in $MEDIAN
median()
{
	local sorted

	mapfile -t sorted < <(printf '%s\n' "$@" | sort -n)
	MEDIAN=${sorted[$# / 2]}
}

# tx_total: frames delivered to all ports, in $TX, and to how many, in $TX_PORTS
tx_total()
{
	read -r TX TX_PORTS < <("$genl" port-get switch=vs0 @dump |
		sed 's/.* tx-packets=\([0-9]*\) .*/\1/' |
		awk '{ sum += $1; n += $1 > 0 } END { print sum, n }')
}

vswctl switch add vs0
guest a $A
for ((i = 1000; i < 1998; i++)); do echo "link add d$i up type dummy"; done >"$tmp/links"
ip -b "$tmp/links" || skip_all "no dummy devices"

t "998 more devices are attached"
for ((i = 1000; i < 1998; i++)); do
	printf 'port-new switch=vs0 name=p%d dev=d%d initial-mac=02:00:00:01:%02x:%02x\n' \
		$i $i $((i >> 8)) $((i & 255))
done >"$tmp/requests"
took=() refusals=0
microseconds last
while read -r REPLY; do
	microseconds now
	took+=($((now - last)))
	last=$now
	[ "$REPLY" = ok ] || refusals=$((refusals + 1))
done < <("$genl" -b <"$tmp/requests")
is "attached" "${#took[@]}" 998
is "refused" $refusals 0
guest z $Z
median "${took[@]:1:50}"
first=$MEDIAN
median "${took[@]: -50}"
echo "# attach: $first us each at first, $MEDIAN us at last, $((MEDIAN * 100 / first)) %"

t "all of them are there, once, and up"
microseconds start
"$genl" port-get switch=vs0 @dump >"$tmp/dump"
microseconds now
echo "# dump: $(((now - start) / 1000)) ms"
is "ports" "$(wc -l <"$tmp/dump")" 1000
is "names" "$(sed 's/.* name=\([^ ]*\) .*/\1/' "$tmp/dump" | sort -u | wc -l)" 1000
is "ids" "$(sed 's/.* id=\([^ ]*\) .*/\1/' "$tmp/dump" | sort -u | wc -l)" 1000
is "ports up" "$(grep -c ' state=0 reasons=0 ' "$tmp/dump")" 1000
is "addresses" "$("$genl" fdb-get switch=vs0 @dump | grep -c kind=1)" 1000
like "the switch" "$("$genl" switch-get name=vs0)" "* ports=1000 *"
is "lines of vswctl" "$(vswctl -j port show | jq length)" 1000

t "a frame to one of them reaches that one only"
tx_total
before=$TX
drain a z
send a src=$A dst=$Z id=first-to-last
got z "*id=first-to-last*"
send z src=$Z dst=$A id=last-to-first
got a "*id=last-to-first*"
send a src=$A dst=02:00:00:01:05:dc id=to-1500
tx_total
is "delivered" $((TX - before)) 3
like "port 1500" "$("$genl" port-get name=p1500)" "* tx-packets=1 *"

t "a broadcast reaches all the others, once"
before=$TX
send a src=$A dst=ff:ff:ff:ff:ff:ff id=all
got z "*id=all*"
# shellcheck disable=SC2317 # called by soon
everybody() { tx_total; [ $((TX - before)) = 999 ]; }
soon everybody || bad "$((TX - before)) delivered, not 999"
is "ports that got anything" "$TX_PORTS" 1000
got a

t "an address that another of the thousand has is refused"
refused "same initial MAC address" "$genl" port-new switch=vs0 name=late initial-mac=02:00:00:01:05:dc
refused "of that client name" "$genl" port-new switch=vs0 name=p1997

t "policies of all of them change with their port group and switch"
microseconds start
"$genl" -b >"$tmp/answers" <<END
portgroup-set switch=vs0 name=default vlan{ mode=1 id=5 } security{ promiscuous{ mode=2 } }
switch-set name=vs0 security{ forged-transmits{ mode=2 } }
portgroup-set switch=vs0 name=default vlan{ mode=0 } security{ promiscuous{ mode=0 } }
END
microseconds now
echo "# three changes of 1000 ports: $(((now - start) / 1000)) ms"
is "answers" "$(sort -u "$tmp/answers")" ok
is "ports changed" "$("$genl" port-get switch=vs0 @dump |
	grep -c ' promiscuous{ mode=1 source=0 } .* forged-transmits{ mode=2 source=0 }')" 1000

t "one is detached and attached again"
works "$genl" port-set name=p1500 ifindex=0
like "p1500" "$("$genl" port-get name=p1500)" "* state=3 *"
works "$genl" port-set name=p1500 dev=d1500
like "p1500" "$("$genl" port-get name=p1500)" "* state=0 *"

t "the switch is deleted within a minute"
microseconds start
works vswctl switch del vs0
microseconds now
echo "# delete: $(((now - start) / 1000)) ms"
[ $((now - start)) -lt 60000000 ] || bad "$((now - start)) us"
is "devices with master" "$(ip link show | grep -c ' master ')" 0

finish
