#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# MAC learning on a port group, for hypervisors inside of guests.
#
#         hyper: learns          hyper2: learns        a, b: do not
#    .------------------.    .------------------.
#    | V1 V2 V3 ... and |    |     W1 ...       |
#    | the guest's own  |    |                  |      eth0   eth0
#    '---------|--------'    '---------|--------'       |      |      n-up
#    .---------+-----------------------+----------------+------+-------+--.
#    |        v-h                     v-h2     vs0     v-a    v-b     u-up |
#    '---------------------------------------------------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b H=02:00:00:00:00:11 H2=02:00:00:00:00:12
V1=02:00:00:00:01:01 V2=02:00:00:00:01:02 V3=02:00:00:00:01:03 N=02:00:00:00:00:99
OUT=02:00:00:00:02:00

vswctl switch add $SW
vswctl portgroup add $SW nested learning on forged-transmits accept
guest h $H portgroup nested
guest h2 $H2 portgroup nested
guest a $A
guest b $B
uplink up
F addr up $OUT
for i in h h2 a b; do state $i up; done

learned()
{
	field "$1" "Learned Addresses" "$2"
}

# What is to come before anything is learned: from the uplink, dropped.
t "an address that nobody learned: from the uplink dropped, from a vNIC to the uplink"
send up dst=$V1 id=one
send a dst=$V1 id=two
count up:unknown-unicast=1 a:rx=1 up:tx=1
got h
got up id=two

t "a source that policy accepts is learned and served"
send h src=$V1 dst=$A id=one
count h:rx=1 a:tx=1
learned h 1
send a dst=$V1 id=two
send up dst=$V1 id=three
send a dst=$H id=four
count a:rx=2 up:rx=1 h:tx=3
got a "$V1>$A*id=one"
got h "$A>$V1*id=two" "$OUT>$V1*id=three" "$A>$H*id=four"
got h2
got up
like "fdb show" "$(vswctl fdb show $SW)" "*$V1*learned*"

t "a port that does not learn does not, even with forged transmits accepted"
works vswctl port set b.eth0 forged-transmits accept
send b src=$N dst=$A id=one
send a dst=$N id=two
count b:rx=1 a:tx=1 a:rx=1 up:tx=1
learned b 0
drain a up b
works vswctl port set b.eth0 forged-transmits inherit

t "a source that policy rejects is not learned"
works vswctl port set h.eth0 forged-transmits reject
send h src=$V2 dst=$A id=one
count h:forged=1
learned h 1
send a dst=$V2 id=two
count a:rx=1 up:tx=1
drain up
works vswctl port set h.eth0 forged-transmits inherit

t "a source that is no address is not learned"
send h src=01:00:00:00:00:05 dst=$A id=one
send h src=00:00:00:00:00:00 dst=$A id=two
count h:bad-source=2
learned h 1

t "a neighbour's address is never learned"
send h src=$A dst=$B id=one
count h:rx=1 b:tx=1
learned h 1
send b dst=$A id=two
send up dst=$A id=three
count b:rx=1 up:rx=1 a:tx=2
got a id=two id=three
got h
drain b

t "nor that of a neighbour who is blocked or whose link is down"
works vswctl port block a.eth0
send h src=$A dst=$B id=one
ip link set v-b down
state b down
send h src=$B dst=$H2 id=two
count h:rx=2 b:tx=1 h2:tx=1
learned h 1
works vswctl port unblock a.eth0
ip link set v-b up
state b up
drain b h2

t "nor that of a neighbour who is disconnected"
works vswctl port detach a.eth0
send h src=$A dst=$B id=one
count h:rx=1 b:tx=1
learned h 1
send b dst=$A id=two
count b:rx=1 up:tx=1
got h
works vswctl port attach a.eth0 dev v-a
state a up
drain b up

t "a port that comes takes its address from whoever had learned it"
send h src=$N dst=$B id=one
count h:rx=1 b:tx=1
learned h 2
guest n $N
state n up
send b dst=$N id=two
count b:rx=1 n:tx=1
got n id=two
got h
works vswctl port del n.eth0
guest_del n
drain b
snap
mark
works vswctl fdb flush $SW port h.eth0
learned h 0

t "another learning port's guest may move there"
send h src=$V1 dst=$A id=one
count h:rx=1 a:tx=1
send h2 src=$V1 dst=$A id=two
count h2:rx=1 a:tx=1
learned h 0
learned h2 1
send a dst=$V1 id=three
count a:rx=1 h2:tx=1
got h
got h2 id=three
drain a

t "own echo: a frame that a switch upstream sends back at once is dropped"
works vswctl fdb flush $SW
send h src=$V1 dst=bcast id=one
send up src=$V1 dst=bcast id=two
send up src=$V1 dst=$N id=three
count h:rx=1 a:tx=1 b:tx=1 h2:tx=1 up:tx=1 up:echo=2
learned h 1
drain a b h2 up
send a dst=$V1 id=four
count a:rx=1 h:tx=1
got h id=four
got up

t "upstream speaks to one of ours with a learned address: it lives there"
send up src=$V1 dst=$A id=one
send a dst=$V1 id=two
count up:rx=1 a:tx=1 a:rx=1 up:tx=1
got a id=one
got h
got up id=two

t "a guest that insists does not get it back while upstream uses it"
send up src=$V1 dst=$B id=zero
send h src=$V1 dst=$B id=one n=3
send a dst=$V1 id=two
count up:rx=1 h:rx=3 b:tx=4 a:rx=1 up:tx=1
got h
got up id=two
drain b

t "an address that was silent for two seconds may have moved upstream"
works vswctl fdb flush $SW
learned h 0
send h src=$V1 dst=$A id=one
nap 2.2
send up src=$V1 dst=bcast id=two
send a dst=$V1 id=three
count h:rx=1 a:tx=2 up:rx=1 b:tx=1 h:tx=1 h2:tx=1 a:rx=1 up:tx=1
got up id=three
drain a b h h2
works vswctl fdb flush $SW

t "at the limit: drop, counted, those known go on"
works vswctl portgroup set $SW nested learning-limit 2
for i in $V1 $V2 $V3; do send h src="$i" dst=$A id="$i"; done
count h:rx=2 a:tx=2 h:learning-limit=1
learned h 2
got a id=$V1 id=$V2
send h src=$V1 dst=$A id=one
send h dst=$A id=two
send a dst=$V3 id=three
count h:rx=2 a:tx=2 a:rx=1 up:tx=1
got h
drain a up

t "the limit is the port's own"
send h2 src=$V3 dst=$A id=one
count h2:rx=1 a:tx=1
learned h2 1
drain a

t "at the limit: forward passes the frame unlearned"
works vswctl portgroup set $SW nested learning-limit-action forward
send h src=$N dst=$A id=one
count h:rx=1 a:tx=1
learned h 2
send a dst=$N id=two
count a:rx=1 up:tx=1
got a id=one
got h
drain up

t "fdb flush makes room"
works vswctl fdb flush $SW port h.eth0
works vswctl portgroup set $SW nested learning-limit-action drop
learned h 0
send h src=$N dst=$A id=one
count h:rx=1 a:tx=1
learned h 1
learned h2 1
drain a

t "by VLAN: learned in one, unknown in the other"
works vswctl fdb flush $SW
works vswctl portgroup set $SW nested vlan trunk 10,20 learning-limit 4096
works vswctl portgroup add $SW ten vlan 10
works vswctl portgroup add $SW twenty vlan 20
works vswctl port set a.eth0 portgroup ten
works vswctl port set b.eth0 portgroup twenty
send h src=$V1 dst=bcast tag=10 id=one
count h:rx=1 a:tx=1 h2:tx=1 up:tx=1
learned h 1
send a dst=$V1 id=two
send b dst=$V1 id=three
count a:rx=1 b:rx=1 h:tx=1 up:tx=1
got h tag=10.0*id=two
drain a h2 up
works vswctl port set a.eth0 portgroup default
works vswctl port set b.eth0 portgroup default
works vswctl portgroup set $SW nested vlan none

t "flood off: unknown unicast does not reach a learning port"
send a dst=$N id=one
send up dst=$N id=two
count a:rx=1 up:tx=1 up:unknown-unicast=1
got h
drain up

t "flood on: it reaches those of the group, from vNIC and uplink, and no other"
works vswctl portgroup set $SW nested learning-flood on
send a dst=$N id=one
send up dst=$N id=two
count a:rx=1 up:tx=1 up:rx=1 h:tx=2 h2:tx=2
got h id=one id=two
got h2 id=one id=two
got b
got up id=one
send h dst=$N id=three
count h:rx=1 h2:tx=1 up:tx=1
got h
drain h2 up

t "flood on: what is known is not flooded"
send h src=$V1 dst=bcast id=one
count h:rx=1 a:tx=1 b:tx=1 h2:tx=1 up:tx=1
drain a b h2 up
send a dst=$V1 id=two
send a dst=$B id=three
count a:rx=2 h:tx=1 b:tx=1
got h2
drain h b
works vswctl portgroup set $SW nested learning-flood off

t "learning off: what was learned is forgotten"
learned h 1
works vswctl portgroup set $SW nested learning off
learned h 0
send a dst=$V1 id=one
count a:rx=1 up:tx=1
got h
drain up
works vswctl portgroup set $SW nested learning on

t "a port that is disconnected or moved forgets what it learned"
send h src=$V1 dst=$A id=one
send h2 src=$V2 dst=$A id=two
count h:rx=1 h2:rx=1 a:tx=2
works vswctl port detach h.eth0
works vswctl port set h2.eth0 portgroup default
learned h2 0
send a dst=$V1 id=three
send a dst=$V2 id=four
count a:rx=2 up:tx=2
works vswctl port attach h.eth0 dev v-h
works vswctl port set h2.eth0 portgroup nested
learned h 0
state h up
drain a up

t "an address that is not seen is forgotten after the ageing time"
works vswctl portgroup set $SW nested learning-ageing 10
send h src=$V1 dst=$A id=one
send h src=$V2 dst=$A id=two
count h:rx=2 a:tx=2
learned h 2
nap 6
send h src=$V2 dst=$A id=three
count h:rx=1 a:tx=1
WAIT_MS=15000 learned h 1
send a dst=$V1 id=four
send a dst=$V2 id=five
count a:rx=2 up:tx=1 h:tx=1
got up id=four
got h id=five
like "fdb show" "$(vswctl fdb show $SW)" "*$V2*learned*"

t "limits out of range are refused, nothing changes"
refused "" vswctl portgroup set $SW nested learning-limit 0
refused "" vswctl portgroup set $SW nested learning-limit 65537
refused "" vswctl portgroup set $SW nested learning-ageing 9
refused "" vswctl portgroup set $SW nested learning-ageing 1000001
like show "$(vswctl -j portgroup show $SW nested | tr -d ' \n')" '*"limit":4096,*"ageing":10,*'

finish
