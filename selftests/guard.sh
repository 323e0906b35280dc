#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The guards of a port group, each off and on: what they are for is dropped and
# counted, in whatever it is wrapped, and nothing else is.
#
#                              u, the uplink
#    .--------------------------u-u---------------.
#    |                   vs0                      |
#    '---v-a---------v-t-----------v-b-----v-c----'
#         |           |             |       |
#    a: guarded   t: guarded    b: whom   c: a neighbour
#                 too, on a     they      like b
#                 trunk         are after
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c T=02:00:00:00:00:0d
a4=10.9.0.1 b4=10.9.0.2 a6=fe80::a b6=fe80::b
v4="ip=$a4,$b4" v6="ip=$a6,$b6"
# A frame from a to b with LLC and SNAP, up to the type
snap=${B//:/}${A//:/}0040aaaa03000000
stp=01:80:c2:00:00:00 lldp=01:80:c2:00:00:0e pvst=01:00:0c:cc:cc:cd

vswctl switch add $SW
vswctl portgroup add $SW guarded
vswctl portgroup add $SW trunk vlan trunk 0,10
guest a $A portgroup guarded
guest t $T portgroup trunk
guest b $B
guest c $C
uplink u
for i in a b c t; do state $i up; done

# set_guard KEYWORD VALUE...: on both groups
set_guard()
{
	works vswctl portgroup set $SW guarded "$@"
	works vswctl portgroup set $SW trunk "$@"
}

# guard REASON OFF -- ON: frames on stdin, a line each, "DROPPED PASSED NAME KEY=VALUE..."
# with how many of them the guard drops and how many pass it; without it all pass
guard()
{
	local reason=$1 off=() line f dropped=0 passed=0 n=0
	local -A sent=() lost=()

	shift
	while [ "$1" != -- ]; do off+=("$1"); shift; done
	shift
	mapfile -t lines
	for line in "${lines[@]}"; do
		read -ra f <<<"$line"
		[ ${#f[@]} -gt 0 ] || continue
		n=$((n + f[0] + f[1]))
		dropped=$((dropped + f[0])) passed=$((passed + f[1]))
		sent[${f[2]}]=$((${sent[${f[2]}]-0} + f[0] + f[1]))
		lost[${f[2]}]=$((${lost[${f[2]}]-0} + f[0]))
	done
	set_guard "${off[@]}"
	send_lines
	f=()
	for line in "${!sent[@]}"; do f+=("$line:rx=${sent[$line]}"); done
	count "${f[@]}" b:tx=$n
	drain b
	set_guard "$@"
	send_lines
	f=()
	for line in "${!sent[@]}"; do
		f+=("$line:$reason=${lost[$line]}" "$line:rx=$((${sent[$line]} - ${lost[$line]}))")
	done
	count "${f[@]}" b:tx=$passed
	F recv b $passed "$WAIT_MS"
	is "frames at b" "${REPLY%% *}" $passed
	set_guard "${off[@]}"
}

send_lines()
{
	local line f

	for line in "${lines[@]}"; do
		read -ra f <<<"$line"
		[ ${#f[@]} = 0 ] || send "${f[2]}" dst=$B "${f[@]:3}"
	done
}

# 1. DHCP ------------------------------------------------------------------------

t "DHCP servers: by either port, whatever stands around the ports"
guard dhcp-server dhcp-server-block off -- dhcp-server-block on <<-END
	1 0 a $v4 udp=67,68
	1 0 a $v4 udp=67,67
	1 0 a $v4 udp=67,1000
	1 0 a $v4 udp=1000,68
	1 0 a $v4 udp=67,68 ipopt=94040000
	1 0 a $v4 udp=67,68 csum=1
	1 0 a $v4 udp=67,68 len=400
	1 0 a $v4 udp=67,68 nocsum=1
	1 0 a $v6 udp=547,546
	1 0 a $v6 udp=547,547
	1 0 a $v6 udp=1000,546
	1 0 a $v6 udp=547,546 ext=0
	1 0 a $v6 udp=547,546 ext=60,60,60
	1 0 a $v6 udp=547,546 ext=0,43:00020000000000,60
	1 0 a $v6 udp=547,546 ext=44:00000000000009
	1 0 a $v6 udp=547,546 ext=51:0400000000000000000000000000000000000000000000
	1 0 t $v4 udp=67,68
	1 0 t $v6 udp=547,546
	0 1 a $v4 udp=68,67
	0 1 a $v6 udp=546,547
	0 1 a $v4 udp=547,546
	0 1 a $v6 udp=67,68
	0 1 a $v4 udp=1067,1068
	0 1 a $v4 tcp=67,68
	0 1 a $v4 icmp=8,0
	0 1 a type=88b5
	0 1 a arp=request,$a4,$b4
END

t "DHCP servers: headers that cannot be seen or followed"
guard dhcp-server dhcp-server-block off -- dhcp-server-block on <<-END
	1 0 a $v4 udp=67,68 badipcsum=1
	1 0 a $v4 udp=67,68 totlen=25
	1 0 a $v4 udp=67,68 ihl=4
	1 0 a $v4 udp=67,68 ulen=4
	1 0 a $v4 udp=67,68 ipopt=8307040a09000200
	1 0 a $v4 udp=67,68 ipopt=94000000
	1 0 a $v6 udp=547,546 ext=60,60,60,60,60,60,60,60,60
	1 0 a $v6 udp=547,546 ext=60,0
	1 0 a $v6 udp=547,546 ext=43:02000100000000000000000000000000000000000000
	1 0 a $v6 udp=547,546 ext=140
	1 0 a $v6 udp=547,546 ext=253
	1 0 a $v6 udp=547,546 ext=254
	1 0 a hex=${snap}0800
	0 1 a $v4 tcp=67,68 flags=SF
	0 1 a $v6 tcp=1,2 flags=SF
	0 1 a $v6 icmp=3,0 inner=48 ip=$b6,$a6 udp=1,2 frag=7,64,more
END

t "DHCP servers: fragments"
guard dhcp-server dhcp-server-block off -- dhcp-server-block on <<-END
	1 1 a $v4 udp=67,68 data=100 fragments=64
	1 1 a $v4 udp=67,68 data=100 fragments=64,reverse
	1 13 a $v4 udp=67,68 data=100 fragments=8
	1 1 a $v6 udp=547,546 data=100 fragments=64
	1 1 a $v6 udp=547,546 data=100 ext=0 fragments=64
	1 1 a $v6 udp=547,546 data=100 ext=60 fragments=64
	1 2 a $v6 udp=547,546 data=8 ext=60 fragments=8
	1 1 a $v6 udp=1,2 data=100 ext=60 fragments=64
	1 1 a $v6 tcp=1,2 data=100 ext=60 fragments=64
	1 0 a $v6 tcp=1,2 data=8 ext=60,60 fragments=24,only=0
	1 1 a $v4 udp=67,68 data=100 fragments=64,overlap
	1 0 a $v4 proto=17 frag=9,0,more body=0043
	0 1 a $v4 proto=17 frag=9,8,more body=00430044000c0000
	0 2 a $v4 udp=1,2 data=100 fragments=64
	0 2 a $v6 udp=1,2 data=100 fragments=64
	0 2 a $v6 udp=1,2 data=100 ext=0 fragments=64
	0 2 a $v4 tcp=1,2 data=100 fragments=64
	0 2 a $v4 icmp=8,0 data=100 fragments=64
END

t "DHCP clients"
guard dhcp-client dhcp-client-block off -- dhcp-client-block on <<-END
	1 0 a $v4 udp=68,67
	1 0 a $v4 udp=1000,67
	1 0 a $v4 udp=68,1000
	1 0 a $v4 udp=67,67
	1 0 a $v6 udp=546,547
	1 0 a $v6 udp=1000,547 ext=0,60
	1 1 a $v4 udp=68,67 data=100 fragments=64
	1 2 a $v6 udp=546,547 data=8 ext=60 fragments=8
	1 0 t $v4 udp=68,67
	0 1 a $v4 udp=67,68
	0 1 a $v6 udp=547,546
	0 1 a $v6 udp=68,67
	0 1 a $v4 udp=546,547
END

t "both: what both are for counts as the server's"
set_guard dhcp-server-block on dhcp-client-block on
send a dst=$B $v4 udp=67,67
send a dst=$B $v4 udp=68,67
send a dst=$B $v4 udp=67,68
count a:dhcp-server=2 a:dhcp-client=1
set_guard dhcp-server-block off dhcp-client-block off

# 2. Router advertisements ---------------------------------------------------------

t "router advertisements and redirects, whatever stands around them"
guard ra-guard ra-guard off -- ra-guard on <<-END
	1 0 a $v6 icmp=134,0 ttl=255
	1 0 a $v6 icmp=137,0 ttl=255
	1 0 a $v6 icmp=134,0 ttl=64
	1 0 a ip=$a6,ff02::1 icmp=134,0 ttl=255 data=8
	1 0 a $v6 icmp=134,0 ext=0
	1 0 a $v6 icmp=134,0 ext=60
	1 0 a $v6 icmp=134,0 ext=60,60,60,60,60,60,60,60
	1 0 a $v6 icmp=134,0 ext=60,60,60,60,60,60,60,60,60
	1 0 a $v6 icmp=134,0 ext=0,43:00020000000000,60
	1 0 a $v6 icmp=134,0 ext=43:02000100000000000000000000000000000000000000
	1 0 a $v6 icmp=134,0 ext=44:00000000000009
	1 0 a $v6 icmp=134,0 ext=44:00000000000009,44:00000000000008
	1 0 a $v6 icmp=134,0 ext=60,0
	1 0 a $v6 icmp=134,0 ext=60:ff010400000000
	1 0 a $v6 icmp=134,0 ext=140
	1 0 a $v6 icmp=134,0 badcsum=1
	1 0 a $v6 icmp=134,0 totlen=3
	1 0 a hex=${snap}86dd
	1 0 t $v6 icmp=134,0
	0 1 a $v6 icmp=133,0
	0 1 a $v6 icmp=135,0
	0 1 a $v6 icmp=136,0
	0 1 a $v6 icmp=128,0 ext=0,60
	0 1 a $v6 icmp=3,0 inner=0 ip=$b6,$a6 icmp=134,0
	0 1 a $v6 udp=134,134
	0 1 a $v4 udp=1,2 badipcsum=1
	0 1 a $v4 proto=58 body=8600000000000000
	0 1 a na=$a6
END

t "router advertisements in fragments (RFC 6980)"
guard ra-guard ra-guard off -- ra-guard on <<-END
	1 1 a $v6 icmp=134,0 data=100 fragments=64
	1 1 a $v6 icmp=134,0 data=100 fragments=64,reverse
	1 2 a $v6 icmp=134,0 data=8 ext=60 fragments=8
	1 1 a $v6 icmp=134,0 data=100 ext=60 fragments=64
	1 1 a $v6 icmp=128,0 data=100 ext=60 fragments=64
	1 3 a $v6 icmp=134,0 ext=60:02010c000000000000000000000000000000 fragments=8
	1 0 a $v6 proto=58 frag=9,0,more body=86000000
	0 1 a $v6 proto=58 frag=9,8,more body=8600000000000000
	0 2 a $v6 icmp=128,0 data=100 fragments=64
	0 2 a $v6 icmp=128,0 data=100 ext=0 fragments=64
END

t "behind tags: of the trunk, and a second one"
vswctl portgroup set $SW default vlan 10
guard ra-guard ra-guard off -- ra-guard on <<-END
	1 0 t tag=10 $v6 icmp=134,0
	1 0 t tag=10 $v6 icmp=134,0 ext=0,60
	1 0 t tag=10.5 $v6 icmp=134,0
END
guard dhcp-server dhcp-server-block off -- dhcp-server-block on <<-END
	1 0 t tag=10 $v4 udp=67,68
	0 1 t tag=10 $v4 udp=68,67
END
vswctl portgroup set $SW default vlan none
# Only another trunk sees a second tag.
vswctl portgroup set $SW default vlan trunk 0,10
guard ra-guard ra-guard off -- ra-guard on <<-END
	1 0 t tag=10 tag=20 $v6 icmp=134,0
	1 0 t tag=10 tag=20:88a8 tag=30 $v6 icmp=134,0
	1 0 t tag=10 tag=20 tag=30 tag=40 $v6 icmp=134,0
	0 1 t tag=10 tag=20 $v6 icmp=128,0
END
guard dhcp-server dhcp-server-block off -- dhcp-server-block on <<-END
	1 0 t tag=10 tag=20 $v4 udp=67,68
	1 0 t tag=10 tag=20 tag=30 tag=40 $v4 udp=67,68
END

# 3. Not IP ------------------------------------------------------------------------

t "what is not IP, behind all tags"
guard non-ip non-ip-block off -- non-ip-block on <<-END
	1 0 a type=88b5
	1 0 a type=8035
	1 0 a hex=${B//:/}${A//:/}0003424203
	1 0 a hex=${snap}0800
	1 0 a hex=${snap}2000
	1 0 t tag=10 type=88b5
	1 0 t tag=10 tag=20 type=88b5
	1 0 t tag=10 tag=20 tag=30 tag=40 $v4 udp=1,2
	0 1 t tag=10 tag=20 $v4 udp=1,2
	0 1 t tag=10 $v6 udp=1,2
	0 1 a $v4 udp=1,2
	0 1 a $v6 udp=1,2
	0 1 a $v4 udp=1,2 badipcsum=1
	0 1 a arp=request,$a4,$b4
END
vswctl portgroup set $SW default vlan none

t "BPDUs go by their own setting"
set_guard non-ip-block on
send a dst=$pvst id=one
count a:rx=1 b:tx=1 c:tx=1 t:tx=1 u:tx=1
set_guard non-ip-block off
drain b c t u

# 4. BPDU ----------------------------------------------------------------------------

# bpdus [REASON]: to an address of each kind
bpdus()
{
	local i

	for i in $stp 01:80:c2:00:00:02 01:80:c2:00:00:08 $lldp 01:80:c2:00:00:21 \
		 $pvst 01:00:0c:cc:cc:cc 01:00:0c:cd:cd:cd 01:00:0c:00:00:00 \
		 00:e0:2b:00:00:00 00:e0:2b:00:00:04 00:e0:2b:00:00:06; do
		send a dst="$i" type=0026
	done
}

t "BPDU filter off: the reserved group is dropped as ever, others are not"
bpdus
count a:rx=8 a:reserved-multicast=4 b:tx=5 c:tx=5 t:tx=5 u:tx=8
drain b c t u

t "BPDU filter drop: all are, and the port stays up"
set_guard bpdu-filter drop
bpdus
send t dst=$stp
send a dst=01:80:c2:00:00:10 id=one
send a dst=33:33:00:00:00:01 id=two
count a:rx=2 a:bpdu=12 t:bpdu=1 b:tx=2 c:tx=2 t:tx=2 u:tx=2
drain b c t u
state a up

t "a BPDU with another source, or without the tag of its trunk, is one, too"
works vswctl portgroup set $SW trunk vlan trunk 10
send t dst=$stp
send a src=02:00:00:00:00:99 dst=$stp
send t dst=$B
send a src=02:00:00:00:00:99 dst=$B
count t:bpdu=1 a:bpdu=1 t:vlan-untagged=1 a:forged=1
works vswctl portgroup set $SW trunk vlan trunk 0,10

t "an address that is allowed leaves, and reaches those who allow it"
set_guard bpdu-allow $lldp,$pvst
send a dst=$lldp type=88cc id=one
count a:rx=1 t:tx=1 u:tx=1
send a dst=$pvst id=two
count a:rx=1 b:tx=1 c:tx=1 t:tx=1 u:tx=1
bpdus
count a:bpdu=10 a:rx=2 b:tx=1 c:tx=1 t:tx=2 u:tx=2
drain b c t u
send u src=02:00:00:00:01:01 dst=$lldp type=88cc id=three
send u src=02:00:00:00:01:01 dst=$stp id=four
send b dst=$lldp type=88cc id=five
count u:rx=1 u:reserved-multicast=1 b:reserved-multicast=1 a:tx=1 t:tx=1
got a 88cc
got t 88cc

t "the list is of no use with the filter off, and PAUSE never passes"
set_guard bpdu-allow 01:80:c2:00:00:01,$lldp
send a dst=01:80:c2:00:00:01 type=8808
send u src=02:00:00:00:01:01 dst=01:80:c2:00:00:01 type=8808
count a:bpdu=1 u:reserved-multicast=1
set_guard bpdu-filter off
send a dst=$lldp type=88cc
count a:reserved-multicast=1
set_guard bpdu-allow none

t "BPDU filter block: the port is blocked, for the log and for who listens"
klog_mark
events_start
set_guard bpdu-filter block
send a dst=33:33:00:00:00:01 id=zero
count a:rx=1 b:tx=1 c:tx=1 t:tx=1 u:tx=1
send a dst=$stp type=0026
state a blocked bpdu
state t up
send a dst=$B id=one
send b dst=$A id=two
count a:bpdu=1 a:blocked-rx=1 a:blocked-tx=1 b:rx=1
events "client a.eth0 has policy violations*blocked (bpdu)"
klog "client a.eth0 sent a BPDU on port 0x*, disallowed by vswitch policy" \
	"client a.eth0 has policy violations on port 0x*. Port is blocked"
drain b c t u

t "it stays so: through new settings of others, without its device, without the guest"
works vswctl portgroup set $SW guarded ra-guard on
state a blocked bpdu
works vswctl port block a.eth0
state a blocked admin,bpdu
works vswctl port set a.eth0 block off
state a blocked bpdu
works vswctl port detach a.eth0
state a disconnected
works vswctl port attach a.eth0 dev v-a
state a blocked bpdu
works vswctl portgroup set $SW guarded ra-guard off
events "*a.eth0 disconnected*" "*a.eth0 connected*" "*a.eth0 *blocked (bpdu)"

t "until the administrator unblocks it"
klog_mark
works vswctl port unblock a.eth0
state a up
events "*a.eth0 *unblocked"
klog "client a.eth0 has no policy violations on port 0x*. Port is unblocked"
works vswctl port unblock a.eth0
send a dst=$B id=one
count a:rx=1 b:tx=1
got b id=one

t "or sets the filter to something else, or the port to another group"
send a dst=$stp
state a blocked bpdu
set_guard bpdu-filter drop
state a up
set_guard bpdu-filter block
state a up
send a dst=$stp
state a blocked bpdu
works vswctl port set a.eth0 portgroup trunk
state a blocked bpdu
works vswctl port set a.eth0 portgroup default
state a up
works vswctl port set a.eth0 portgroup guarded
state a up
count a:bpdu=2
events "*blocked (bpdu)" "*unblocked" "*blocked (bpdu)" "*unblocked"

t "an address that is allowed does not block"
set_guard bpdu-allow $lldp
send a dst=$lldp type=88cc id=one
count a:rx=1 t:tx=1 u:tx=1
nap 0.2
state a up
set_guard bpdu-filter off bpdu-allow none
events_stop
drain b c t u

# 5. Learning ------------------------------------------------------------------------

t "a guard that drops a frame keeps its source from being learned"
works vswctl portgroup set $SW guarded learning on forged-transmits accept dhcp-server-block on
send a src=02:00:00:00:00:77 dst=$B $v4 udp=67,68
count a:dhcp-server=1
is learned "$(vswctl -j fdb show | grep -c 02:00:00:00:00:77)" 0
send a src=02:00:00:00:00:77 dst=$B $v4 udp=68,67
count a:rx=1 b:tx=1
is learned "$(vswctl -j fdb show | grep -c 02:00:00:00:00:77)" 1
works vswctl portgroup set $SW guarded learning off forged-transmits inherit dhcp-server-block off
drain b

# 6. Rates -----------------------------------------------------------------------------

# all_counted PASSED DROPPED N: have the two counters moved by N together?
all_counted()
{
	snap
	passed=$((NOW[$1] - BASE[$1]))
	[ $((passed + NOW[$2] - BASE[$2])) = "$3" ]
}

# storm NAME N KEY=VALUE...: N frames at once; the time that takes in $took
storm()
{
	local start end

	now_ms start
	send "$1" n="$2" "${@:3}"
	now_ms end
	# The clock has steps of ten milliseconds.
	took=$((end - start + 20))
}

# rated NAME COUNTER LIMIT N: of the N frames of the storm it passed a burst, a
# tenth of a second's worth or 10, and LIMIT for each second, and dropped the rest;
# how many it passed is in $passed
rated()
{
	local burst=$(($3 / 10 > 10 ? $3 / 10 : 10)) most

	[ $burst -le "$3" ] || burst=$3
	soon all_counted "$1" "$2" "$4" || bad "$passed of $4 passed, $2 has not the rest"
	most=$((burst + $3 * took / 1000 + 1))
	if [ "$passed" -gt $most ] || [ "$passed" -lt "$burst" ]; then
		bad "$passed of $4 passed in $took ms, not $burst to $most"
	fi
}

t "broadcast that a guest sends: so many a second; its multicast and unicast go on"
works vswctl portgroup set $SW guarded broadcast-limit-out 50
storm a 1000 dst=bcast
rated a:rx a:broadcast-limit-out 50 1000
send c dst=bcast n=20
send a dst=33:33:00:00:00:01 n=20
send a dst=$B n=20
count a:rx=$((passed + 40)) a:broadcast-limit-out=$((1000 - passed)) c:rx=20 a:tx=20 \
	b:tx=$((passed + 60)) c:tx=$((passed + 20)) t:tx=$((passed + 40)) u:tx=$((passed + 40))
drain b c t u

t "multicast that a guest sends; what another guard drops does not count for it"
works vswctl portgroup set $SW guarded broadcast-limit-out none multicast-limit-out 1000 ra-guard on
send a dst=33:33:00:00:00:01 $v6 icmp=134,0 n=200
count a:ra-guard=200
storm a 2000 dst=33:33:00:00:00:01
rated a:rx a:multicast-limit-out 1000 2000
send a dst=bcast n=20
count a:rx=$((passed + 20)) a:multicast-limit-out=$((2000 - passed)) \
	b:tx=$((passed + 20)) c:tx=$((passed + 20)) t:tx=$((passed + 20)) u:tx=$((passed + 20))
works vswctl portgroup set $SW guarded multicast-limit-out none ra-guard off
drain b c t u

t "broadcast that a guest gets: the others get all of it"
works vswctl portgroup set $SW guarded broadcast-limit-in 50
storm b 1000 dst=bcast
rated a:tx a:broadcast-limit-in 50 1000
send b dst=33:33:00:00:00:01 n=20
send b dst=$A n=20
count b:rx=1040 a:tx=$((passed + 40)) a:broadcast-limit-in=$((1000 - passed)) \
	c:tx=1020 t:tx=1020 u:tx=1020
drain a c t u

t "multicast from the uplink, to two who have limits: each has its own"
set_guard broadcast-limit-in none multicast-limit-in 100
storm u 1000 src=02:00:00:00:01:01 dst=33:33:00:00:00:01
rated t:tx t:multicast-limit-in 100 1000
of_t=$passed
rated a:tx a:multicast-limit-in 100 1000
count u:rx=1000 b:tx=1000 c:tx=1000 a:tx="$passed" a:multicast-limit-in=$((1000 - passed)) \
	t:tx="$of_t" t:multicast-limit-in=$((1000 - of_t))
drain a b c t

t "nobody else gets it: the sender has sent it even so"
works vswctl port block b.eth0
works vswctl port block c.eth0
works vswctl port block t.eth0
works vswctl portgroup set $SW guarded multicast-limit-in 1
send u src=02:00:00:00:01:01 dst=33:33:00:00:00:01 n=2
count u:rx=2 a:tx=1 a:multicast-limit-in=1 b:blocked-tx=2 c:blocked-tx=2 t:blocked-tx=2
nap 1.1
send u src=02:00:00:00:01:01 dst=33:33:00:00:00:01 n=2
count u:rx=2 a:tx=1 a:multicast-limit-in=1 b:blocked-tx=2 c:blocked-tx=2 t:blocked-tx=2
for i in b c t; do works vswctl port unblock $i.eth0; done
set_guard multicast-limit-in none
drain a b c t

t "without a limit all pass"
send a dst=bcast n=300
send b dst=33:33:00:00:00:01 n=300
count a:rx=300 b:rx=300 a:tx=300 b:tx=300 c:tx=600 t:tx=600 u:tx=600
drain a b c t u

t "with a filter behind them: each counts what it drops, why tells of it"
rules <<-END
	ruleset r {
		rule 1 at 1 inout protocol any from any to any drop;
	}
END
set_guard dhcp-server-block on ra-guard on broadcast-limit-in 1
send a dst=$B $v4 udp=67,68
send a dst=$B $v4 udp=68,67
send a dst=$B $v6 icmp=134,0
count a:dhcp-server=1 a:match-out=1 a:ra-guard=1
like why "$(vswctl why a.eth0)" "*dhcp-server*"
rules <<<"ruleset r { rule 2 at 1 inout protocol any from any to any accept; }"
send b dst=bcast ip=$b4,255.255.255.255 udp=1,2 n=3
count b:rx=3 a:tx=1 a:broadcast-limit-in=2 t:tx=1 t:broadcast-limit-in=2 c:tx=3 u:tx=3
why=$(vswctl -j why a.eth0 | jq -c '.[] | select(.reason == "broadcast-limit-in") | has("rule-id")')
like "rules of what a limit dropped" "$why" "false*false"
send a dst=$B $v4 udp=1,2 data=100 fragments=64
count a:rx=2 b:tx=2
set_guard dhcp-server-block off ra-guard off broadcast-limit-in none
drain b c t u

finish
