#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Everything that a guest may try to get at its neighbour's traffic, with the
# policies that are in force when nobody says anything. After each attempt, and
# during it, frames to the neighbour go to the neighbour and to nobody else.
#
#                             g, the gateway
#                                  |
#    .----------------------------u-g-------.
#    |              vs0                     |
#    '---v-a---------v-b---------v-m---t-n--'
#         |           |           |     |
#    a: talks    b: the      m, n: the adversaries, a veth and a tap
#    to b, g     neighbour
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b M=02:00:00:00:00:66 T=02:00:00:00:00:67
G=02:00:00:00:01:00 N=02:00:00:00:00:99

vswctl switch add $SW
guest a $A
guest b $B
guest m $M
tapguest n $T
uplink g
F addr g $G
for i in a b m n; do state $i up; done

# What the adversaries and the switch have counted since t is $*; the
# neighbours' frames all arrive, once and where they belong.
unharmed()
{
	send a dst=$B id=ab
	send g dst=$B id=gb
	send b dst=$A id=ba
	send b dst=$G id=bg
	send a dst=$G id=ag
	send g dst=$A id=ga
	count "$@" a:rx=2 b:rx=2 g:rx=2 a:tx=2 b:tx=2 g:tx=2
	got b id=ab id=gb
	got a id=ba id=ga
	got g id=bg id=ag
	got m
	got n
}

t "left alone they talk"
unharmed

# 1. Its address ---------------------------------------------------------------------

t "changing to the neighbour's address while up: blocked"
klog_mark
F mac m $B
state m blocked mac-change
klog "client m.eth0 requested mac address change to $B*" "client m.eth0 *blocked"
send m dst=$A id=one
send m dst=bcast id=two
unharmed m:blocked-rx=2

t "with both addresses back and forth, again and again: not one frame strays"
for ((i = 0; i < 20; i++)); do
	F mac m $M
	send a dst=$B id=one
	F mac m $B
	send a dst=$B id=two
done
count a:rx=40 b:tx=40
F recv b 40 "$WAIT_MS"
is "frames at b" "${REPLY%% *}" 40
unharmed
F mac m $M
state m up

t "a guest that changes in a loop cannot fill the kernel log"
klog_read
[ ${#KLOG[@]} -le 12 ] || bad "${#KLOG[@]} lines"

t "changing it while its own link is down: blocked when it comes up"
ip link set v-m down
F mac m $B
ip link set v-m up
state m blocked mac-change
send m dst=bcast id=one
unharmed m:blocked-rx=1
F mac m $M
state m up

t "telling the agent of the neighbour's address: blocked"
works vswctl port set n.eth0 effective-mac $B
state n blocked mac-change
send n dst=$A id=one
unharmed n:blocked-rx=1
works vswctl port set n.eth0 effective-mac $T
state n up

t "the gateway's address: blocked"
F mac m $G
state m blocked mac-change
send m dst=$A id=one
send m dst=bcast id=two
unharmed m:blocked-rx=2
F mac m $M
state m up

t "a new port with the neighbour's address: refused"
ip link add d0 type veth peer name d1 address $B
refused "same initial MAC" ip link set d0 master $SW
refused "same initial MAC" vswctl port add $SW d.eth0 dev d0
refused "same initial MAC" vswctl port set n.eth0 mac $B
ip link del d0
unharmed

t "a port that adopts its address from the neighbour's: not opened"
works vswctl portgroup add $SW adopting adopt on
F tap p t-p
F set p up
works vswctl port add $SW p.eth0 dev t-p portgroup adopting
mark
send p src=$B dst=$A id=one
unharmed p:blocked-rx=1 p:blocked-tx=0
state p blocked no-initial-mac
got p
works vswctl port del p.eth0
F close p

# 2. Forged sources ---------------------------------------------------------------------

t "forging the neighbour's source, to whomever"
for i in m n; do
	send $i src=$B dst=$A id=one
	send $i src=$B dst=$B id=two
	send $i src=$B dst=$G id=three
	send $i src=$B dst=bcast id=four
	send $i src=$B dst=$M id=five
done
unharmed m:forged=5 n:forged=5

t "gratuitous ARP and neighbour advertisements from the neighbour's address"
send m src=$B dst=bcast arp=reply,10.0.0.2,10.0.0.2
send m src=$B dst=bcast arp=request,10.0.0.2,10.0.0.2
send m src=$B dst=33:33:00:00:00:01 na=fe80::2
send n src=$B dst=$A arp=reply,10.0.0.2,10.0.0.1
send n src=$B dst=33:33:00:00:00:01 na=fe80::2
unharmed m:forged=3 n:forged=2

t "ARP from the own address that names the neighbour's: moves nothing"
send m dst=$A arp=reply,10.0.0.2,10.0.0.1 sha=$B
count m:rx=1 a:tx=1
drain a
unharmed

t "forging the gateway's source"
send m src=$G dst=$A id=one
send m src=$G dst=bcast arp=reply,10.0.0.254,10.0.0.254
unharmed m:forged=2

t "someone outside forges the neighbour's source: its own echo, dropped"
send g src=$B dst=$A id=one
send g src=$B dst=bcast arp=request,10.0.0.2,10.0.0.2
send g src=$B dst=$N id=three
unharmed g:echo=3

t "asking for promiscuous mode"
F set m promisc
works vswctl port set n.eth0 promiscuous-requested on
unharmed n:denied=1
send a dst=$M id=one
count a:rx=1 m:tx=1 m:denied=1
drain m
unharmed
F set m -promisc
works vswctl port set n.eth0 promiscuous-requested off

# 3. Tags ---------------------------------------------------------------------------------

t "tags, one or two, into the neighbour's VLAN"
works vswctl portgroup add $SW ten vlan 10
works vswctl portgroup add $SW twenty vlan 20
for i in a b; do works vswctl port set $i.eth0 portgroup ten; done
works vswctl port set n.eth0 portgroup twenty
for i in m n; do
	send $i dst=$B tag=10 id=one
	send $i dst=$B tag=0 tag=10 id=two
	send $i dst=$B tag=20 tag=10 id=three
	send $i dst=$B tag=20:88a8 tag=10 id=four
	send $i dst=$B tag=0 tag=0 tag=10 id=five
	send $i dst=bcast tag=10 id=six
	send $i src=$B dst=$A tag=0 id=seven
done
count m:vlan-tagged=4 n:vlan-tagged=4 m:vlan-double=2 n:vlan-double=2 m:forged=1 n:forged=1
got a
got b
got g
send a dst=$B id=eight
send b dst=$A id=nine
send g dst=$B tag=10 id=ten
send g dst=$B tag=20 tag=10 id=eleven
count a:rx=1 b:tx=2 b:rx=1 a:tx=1 g:rx=1 g:unknown-unicast=1
got b id=eight id=ten
got a id=nine
got m
got n

t "the neighbour's address in another VLAN is another address: both are served"
works vswctl port set m.eth0 portgroup twenty mac $B
F mac m $B
state m up
send a dst=$B id=one
send n dst=$B id=two
send g dst=$B tag=10 id=three
send g dst=$B tag=20 id=four
count a:rx=1 b:tx=2 n:rx=1 m:tx=2 g:rx=2
got b id=one id=three
got m id=two id=four
F mac m $M
works vswctl port set m.eth0 portgroup default mac $M
for i in a b n; do works vswctl port set $i.eth0 portgroup default; done
for i in a b m n; do state $i up; done

# 4. Floods -------------------------------------------------------------------------------------

t "100,000 random sources: all forged, the neighbours' traffic goes on"
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a neigh replace 10.0.0.2 lladdr $B dev eth0 nud permanent
ip -n b neigh replace 10.0.0.1 lladdr $A dev eth0 nud permanent
is "fdb before" "$(vswctl fdb show $SW | wc -l)" 5
ip netns exec a ping -q -i 0.05 10.0.0.2 >"$tmp/ping" 2>&1 &
ping=$!
soon test -s "$tmp/ping"
flood m n=100000 dst=$B
kill -INT $ping
wait $ping
count m:forged=100000 a:rx=any a:tx=any b:rx=any b:tx=any
like "ping" "$(<"$tmp/ping")" "* 0% packet loss*"
is "fdb after" "$(vswctl fdb show $SW | wc -l)" 5
got m
drain a b
unharmed

t "10,000 unknown destinations: to the uplink only"
send m dst=$N n=10000
count m:rx=10000 g:tx=10000
got n
drain g
unharmed

# 5. What an administrator has allowed the adversary ----------------------------------------------

t "MAC changes accepted for the adversary: a duplicate, blocked"
works vswctl port set m.eth0 mac-changes accept
F mac m $B
state m blocked duplicate-mac
send m dst=$A id=one
unharmed m:blocked-rx=1

t "the neighbour goes away: its address is not free to take"
works vswctl port detach b.eth0
state m blocked duplicate-mac
send a dst=$B id=one
send g dst=$B id=two
send m dst=$A id=three
count a:rx=1 g:tx=1 g:unknown-unicast=1 m:blocked-rx=1
got g id=one
got m
works vswctl port attach b.eth0 dev v-b
state b up
state m blocked duplicate-mac
unharmed
F mac m $M
state m up
works vswctl port set m.eth0 mac-changes inherit

t "observing the adversary: the forged source blocks it"
works vswctl port set n.eth0 mac-source observe
send n src=$B dst=$A id=one
state n blocked mac-change
send n src=$B dst=$A id=two
unharmed n:forged=1 n:blocked-rx=1
nap 0.2
send n dst=$A id=three
state n up
count n:blocked-rx=1

t "observing it with MAC changes accepted: a duplicate, blocked"
works vswctl port set n.eth0 mac-changes accept
send n src=$B dst=$A id=one
state n blocked duplicate-mac
send n src=$B dst=bcast id=two
unharmed n:forged=1 n:blocked-rx=1
nap 0.2
send n dst=$A id=three
state n up
count n:blocked-rx=1
works vswctl port set n.eth0 mac-changes inherit mac-source agent

t "forged transmits accepted: frames pass, no answer strays"
works vswctl port set m.eth0 forged-transmits accept
send m src=$B dst=$A id=one
send m src=$B dst=$G id=two
count m:rx=2 a:tx=1 g:tx=1
drain a g
unharmed
works vswctl port set m.eth0 forged-transmits inherit

t "a port that learns: the neighbour's source is not learned"
works vswctl portgroup add $SW nested learning on forged-transmits accept
works vswctl port set m.eth0 portgroup nested
send m src=$B dst=$A id=one
send m src=$B dst=bcast arp=request,10.0.0.2,10.0.0.2
count m:rx=2 a:tx=2 b:tx=1 n:tx=1 g:tx=1
drain a b n g
field m "Learned Addresses" 0
unharmed

t "a port that learns: the gateway's next frame takes its address back for good"
send m src=$G dst=$N id=one
send g dst=$A id=two
send m src=$G dst=$N id=three n=3
count m:rx=4 g:tx=4 g:rx=1 a:tx=1
drain a g
unharmed
works vswctl fdb flush $SW

t "a port that learns: 20,000 sources cost nobody but itself"
works vswctl portgroup set $SW nested learning-limit 64
flood m n=20000 dst=$N
count m:rx=64 g:tx=64 m:learning-limit=19936
drain g
field m "Learned Addresses" 64
unharmed
works vswctl fdb flush $SW

t "a port that learns: nor that of a neighbour who is away"
works vswctl port detach b.eth0
send m src=$B dst=$A id=one
count m:rx=1 a:tx=1
field m "Learned Addresses" 0
drain a
send a dst=$B id=two
count a:rx=1 g:tx=1
got g id=two
got m
works vswctl port attach b.eth0 dev v-b
state b up
unharmed

finish
