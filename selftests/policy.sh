#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The two addresses of a port and the three security policies.
#
#    .- netns a -.   .- netns b -.   .- netns c -.   .- the script -.
#    |   eth0    |   |   eth0    |   |   eth0    |   |      d       |
#    '-----|-----'   '-----|-----'   '-----|-----'   '------|-------'
#         v-a             v-b             v-c            tap t-d
#    .-----+---------------+---------------+----------------+-------.
#    |  a.eth0          b.eth0     vs0   c.eth0          d.eth0     |
#    '--------------------------------------------------------------'
#
# a is the guest that changes its mind.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c D=02:00:00:00:00:0d
N=02:00:00:00:00:99 V=00:00:5e:00:01:01
denied="requested mac address change to $N on port 0x1000001, disallowed by vswitch policy"

vswctl switch add $SW
guest a $A
guest b $B
guest c $C
tapguest d $D
for i in a b c d; do state $i up; done
events_start

# 1. The two addresses of a port -------------------------------------------------

t "the initial address of a veth is its peer's, the effective one equal"
field a "Port ID" 0x1000001
field a "Initial MAC" $A
field a "MAC Address" $A
field a "MAC Source" peer
field d "Initial MAC" $D
field d "MAC Address" $D
field d "MAC Source" agent

t "an address that is no unicast address is refused as the initial one"
refused "not a unicast address, or zero" vswctl port set b.eth0 mac 01:00:00:00:00:01
refused "not a unicast address, or zero" vswctl port set b.eth0 mac 00:00:00:00:00:00
field b "Initial MAC" $B

t "only the administrator changes the initial address"
F mac b $N
field b "MAC Address" $N
field b "Initial MAC" $B
F mac b $B
events "*requested*" "*blocked*" "*unblocked*" "*changed its mac address to $B*"
works vswctl port set b.eth0 mac $N
field b "Initial MAC" $N
state b blocked mac-change
works vswctl port set b.eth0 mac $B
state b up
events "*requested mac address change to $B*" "*blocked*" "*unblocked*"

# 2. MAC changes ------------------------------------------------------------------

t "MAC changes reject: another address blocks the port, logged once"
klog_mark
F mac a $N
state a blocked mac-change
field a "Initial MAC" $A
field a "MAC Address" $N
klog "client a.eth0 $denied" \
	"client a.eth0 has policy violations on port 0x1000001. Port is blocked"
events "client a.eth0 $denied" \
	"client a.eth0 has policy violations on port 0x1000001. Port is blocked (mac-change)"

t "the guest of a blocked port still sees its link up"
like "ip link" "$(ip -n a -o link show eth0)" "*LOWER_UP*"

t "blocked: no frame out, with neither address"
send a dst=$B id=one
send a src=$A dst=$B id=two
send a dst=bcast id=three
count a:blocked-rx=3
got b

t "blocked: no frame in, to the initial address or to all"
send b dst=$A id=one
send b dst=bcast id=two
count b:rx=2 a:blocked-tx=2 c:tx=1 d:tx=1
got a
got c id=two
got d id=two

t "blocked: nobody is found under the refused address"
send b dst=$N id=one
count b:unknown-unicast=1
got a

t "a second refused address is logged, the block is not logged again"
klog_mark
F mac a 02:00:00:00:00:98
field a "MAC Address" 02:00:00:00:00:98
klog "client a.eth0 requested mac address change to 02:00:00:00:00:98 on port 0x1000001, disallowed by vswitch policy"
events "*requested mac address change to 02:00:00:00:00:98*"

t "unblocked the moment the addresses agree again"
klog_mark
F mac a $A
state a up
field a Reason ""
klog "client a.eth0 *port 0x1000001*unblocked"
events "client a.eth0 *port 0x1000001. Port is unblocked" \
	"client a.eth0 changed its mac address to $A on port 0x1000001"
send a dst=$B id=one
send b dst=$A id=two
count a:rx=1 b:tx=1 b:rx=1 a:tx=1
got b id=one
got a id=two

t "unblocked the moment the administrator changes the initial address"
F mac a $N
state a blocked
works vswctl port set a.eth0 mac $N
state a up
send b dst=$N id=one
send b dst=$A id=two
count b:rx=1 a:tx=1 b:unknown-unicast=1
got a id=one
F mac a $A
state a blocked
works vswctl port set a.eth0 mac $A
state a up

t "MAC changes accept: unblocked at once, the new address served, the old not"
F mac c $N
state c blocked
klog_mark
works vswctl port set c.eth0 mac-changes accept
state c up
klog "client c.eth0 *unblocked"
send b dst=$N id=one
send b dst=$C id=two
send c dst=$B id=three
send c src=$C dst=$B id=four
count b:rx=1 c:tx=1 b:unknown-unicast=1 c:rx=1 b:tx=1 c:forged=1
got c id=one
got b id=three

t "MAC changes accept: a change is told by an event, not logged"
events_read
events_seen=${#EVENTS[@]}
klog_mark
F mac c 02:00:00:00:00:98
field c "MAC Address" 02:00:00:00:00:98
state c up
events "client c.eth0 changed its mac address to 02:00:00:00:00:98 on port 0x1000003"
klog

t "back to reject: blocked at once"
klog_mark
works vswctl port set c.eth0 mac-changes reject
state c blocked mac-change
klog "*requested mac address change to 02:00:00:00:00:98*" "*blocked"
F mac c $C
state c up
works vswctl port set c.eth0 mac-changes inherit

t "MAC changes for named addresses: these and no other"
works vswctl port set a.eth0 mac-changes accept=$V,$N
F mac a $V
state a up
send b dst=$V id=one
count b:rx=1 a:tx=1
got a id=one
F mac a 02:00:00:00:00:98
state a blocked mac-change
F mac a $N
state a up
F mac a $A
works vswctl port set a.eth0 mac-changes inherit
state a up

# 3. Forged transmits ---------------------------------------------------------------

t "forged transmits reject: dropped and counted, whatever the destination"
send a src=$N dst=$B id=one
send a src=$N dst=bcast id=two
send a src=$N dst=01:00:5e:00:00:01 id=three
send a src=$N dst=02:00:00:00:00:77 id=four
send a src=$N dst=$A id=five
send a src=00:00:00:00:00:00 dst=$B id=six
send a src=01:00:00:00:00:01 dst=$B id=seven
send d src=$N dst=$B id=eight
count a:forged=7 d:forged=1
got b
got c
state a up

t "forged transmits accept: passed, but answers find nobody"
works vswctl port set a.eth0 forged-transmits accept
send a src=$N dst=$B id=one
send b dst=$N id=two
send a dst=$B id=three
count a:rx=2 b:tx=2 b:unknown-unicast=1
got b "$N>$B*id=one" "$A>$B*id=three"
got a

t "forged transmits accept: a source that is no address stays outside"
send a src=00:00:00:00:00:00 dst=$B id=one
send a src=01:00:00:00:00:01 dst=$B id=two
send a src=bcast dst=$B id=three
count a:bad-source=3
got b

t "forged transmits for named addresses: these and no other"
works vswctl port set a.eth0 forged-transmits accept=$V
send a src=$V dst=$B id=one
send a src=$N dst=$B id=two
send a dst=$B id=three
count a:rx=2 b:tx=2 a:forged=1
got b "$V>$B*id=one" "$A>$B*id=three"
works vswctl port set a.eth0 forged-transmits inherit
send a src=$V dst=$B id=one
count a:forged=1

# 4. Promiscuous mode ------------------------------------------------------------------

t "promiscuous reject: the request is counted and has no effect"
F set c promisc
events_read
events_seen=${#EVENTS[@]}
send a dst=$B id=one
send a dst=bcast id=two
count a:rx=2 b:tx=2 c:tx=1 d:tx=1 c:denied=1
got b id=one id=two
got c id=two
drain d
events "client c.eth0 requested promiscuous mode on port 0x*, disallowed by vswitch policy"
like "port show" "$(vswctl port show c.eth0)" "*Promiscuous: reject (switch)*"

t "promiscuous reject: a request that lasts is counted once"
send a dst=$C id=one
send a dst=$C id=two
count a:rx=2 c:tx=2
drain c
F set c -promisc
send a dst=$C id=three
F set c promisc
send a dst=$C id=four
count a:rx=2 c:tx=2 c:denied=1
drain c

t "promiscuous accept: the guest that asks gets copies, the one that doesn't none"
works vswctl switch set $SW promiscuous accept
send a dst=$B id=one
send b dst=$A id=two
count a:rx=1 b:tx=1 b:rx=1 a:tx=1 c:tx=2 c:copies=2
got a id=two
got b id=one
got c "$A>$B*id=one" "$B>$A*id=two"
got d

t "promiscuous accept: one copy of what is the port's anyway, none of its own"
send a dst=$C id=one
send a dst=bcast id=two
send c dst=$A id=three
count a:rx=2 c:tx=2 b:tx=1 d:tx=1 c:rx=1 a:tx=1
got c id=one id=two
got a id=three
drain b d

t "promiscuous accept: unknown unicast is seen too"
send a dst=$N id=one
count a:rx=1 c:tx=1 c:copies=1
got c id=one

t "promiscuous mode ends with the guest's flag"
F set c -promisc
send a dst=$B id=one
count a:rx=1 b:tx=1
drain b

t "promiscuous mode of a tap is what the agent says"
works vswctl port set d.eth0 promiscuous-requested on
field d "Promiscuous Requested" yes
send a dst=$B id=one
count a:rx=1 b:tx=1 d:tx=1 d:copies=1
got d id=one
works vswctl port set d.eth0 promiscuous-requested off
send a dst=$B id=two
count a:rx=1 b:tx=1
got d
drain b
works vswctl switch set $SW promiscuous reject
works vswctl port set d.eth0 promiscuous-requested on
count d:denied=1
works vswctl port set d.eth0 promiscuous-requested off

t "the agent's word is refused where the peer or the frames tell"
refused "the mac-source of the port is not agent" vswctl port set a.eth0 promiscuous-requested on
refused "the mac-source of the port is not agent" vswctl port set a.eth0 effective-mac $N
field a "MAC Address" $A

t "a blocked port gets no copies"
works vswctl port set c.eth0 promiscuous accept block on
F set c promisc
send a dst=$B id=one
count a:rx=1 b:tx=1
got c
drain b
works vswctl port set c.eth0 block off

t "promiscuous mode sees its VLAN only"
works vswctl portgroup add $SW red vlan 10
works vswctl port set a.eth0 portgroup red
works vswctl port set b.eth0 portgroup red
send a dst=$B id=one
count a:rx=1 b:tx=1
got c
drain b
works vswctl port set c.eth0 portgroup red
send a dst=$B id=two
count a:rx=1 b:tx=1 c:tx=1 c:copies=1
got c id=two
drain b

t "scope vlan: ports of another group of the VLAN are seen"
works vswctl portgroup add $SW red2 vlan 10
works vswctl port set c.eth0 portgroup red2
send a dst=$B id=one
count a:rx=1 b:tx=1 c:tx=1 c:copies=1
got c id=one
drain b

t "scope portgroup: only frames from or to the own group"
works vswctl portgroup set $SW red2 promiscuous-scope portgroup
send a dst=$B id=one
count a:rx=1 b:tx=1
got c
works vswctl port set b.eth0 portgroup red2
send a dst=$B id=two
send b dst=$A id=three
count a:rx=1 b:tx=1 b:rx=1 a:tx=1 c:tx=2 c:copies=2
got c id=two id=three
drain a b
F set c -promisc
works vswctl port set c.eth0 promiscuous inherit
for i in a b c; do works vswctl port set $i.eth0 portgroup default; done

# 5. Inheritance ----------------------------------------------------------------------

t "a policy comes from the port, else its group, else the switch"
field a "Forged Transmits" "reject (switch)"
works vswctl switch set $SW forged-transmits accept
field a "Forged Transmits" "accept (switch)"
send a src=$N dst=$B id=one
works vswctl portgroup set $SW default forged-transmits reject
field a "Forged Transmits" "reject (portgroup)"
send a src=$N dst=$B id=two
works vswctl port set a.eth0 forged-transmits accept=$N
field a "Forged Transmits" "accept=$N (port)"
send a src=$N dst=$B id=three
count a:rx=2 b:tx=2 a:forged=1
got b id=one id=three
field b "Forged Transmits" "reject (portgroup)"
works vswctl port set a.eth0 forged-transmits inherit
field a "Forged Transmits" "reject (portgroup)"
works vswctl portgroup set $SW default forged-transmits inherit
works vswctl switch set $SW forged-transmits reject
field a "Forged Transmits" "reject (switch)"
send a src=$N dst=$B id=four
count a:forged=1

t "MAC changes and promiscuous mode are inherited alike"
works vswctl portgroup set $SW default mac-changes accept promiscuous accept
field a "MAC Changes" "accept (portgroup)"
field a Promiscuous "accept (portgroup)"
F mac a $N
state a up
works vswctl port set a.eth0 mac-changes reject
field a "MAC Changes" "reject (port)"
state a blocked mac-change
works vswctl port set a.eth0 mac-changes inherit
state a up
works vswctl portgroup set $SW default mac-changes inherit promiscuous inherit
state a blocked mac-change
works vswctl switch set $SW mac-changes accept
state a up
works vswctl switch set $SW mac-changes reject
state a blocked mac-change
F mac a $A
state a up

t "the standard switch's accept/accept is one line"
works vswctl switch set $SW mac-changes accept forged-transmits accept
field b "MAC Changes" "accept (switch)"
field b "Forged Transmits" "accept (switch)"
works vswctl switch set $SW mac-changes reject forged-transmits reject

# 6. agent and observe ------------------------------------------------------------------

t "agent: the effective address is the initial one until told, then what is told"
works vswctl port set d.eth0 effective-mac $N
state d blocked mac-change
field d "MAC Address" $N
field d "Initial MAC" $D
send d dst=$B id=one
count d:blocked-rx=1
works vswctl port set d.eth0 effective-mac $D
state d up
send d dst=$B id=two
count d:rx=1 b:tx=1
got b id=two

t "agent: an address that is no unicast address is refused"
refused "not a unicast address, or zero" vswctl port set d.eth0 effective-mac 01:00:00:00:00:01

t "agent on a veth: the peer's address no longer counts"
works vswctl port set a.eth0 mac-source agent
field a "MAC Source" agent
F mac a $N
field a "MAC Address" $A
state a up
send a dst=$B id=one
count a:forged=1
works vswctl port set a.eth0 mac-source peer
field a "MAC Address" $N
state a blocked mac-change
F mac a $A
state a up

t "observe: a source with reject blocks the port, the right one opens it"
works vswctl port set d.eth0 mac-source observe
field d "MAC Source" observe
F send d src=$N dst=$B id=one
count d:forged=1
state d blocked mac-change
field d "MAC Address" $N
send d dst=$B id=two
state d up
count d:blocked-rx=1
send d dst=$B id=three
count d:rx=1 b:tx=1
got b id=three

t "observe: of several sources it is the last that counts"
send d src=$N dst=$B id=one
state d blocked mac-change
nap 0.2
send d src=02:00:00:00:00:98 dst=$B id=two
nap 0.03
send d src=$N dst=$B id=three
send d dst=$B id=four
count d:forged=1 d:blocked-rx=3
state d up
works vswctl port set d.eth0 mac-source agent
works vswctl port set d.eth0 mac-source observe

t "observe: where MAC changes are accepted, the new source is served"
works vswctl port set d.eth0 mac-changes accept
send d src=$N dst=$B id=one
field d "MAC Address" $N
count d:forged=1
send d src=$N dst=$B id=two
send b dst=$N id=three
count d:rx=1 b:tx=1 b:rx=1 d:tx=1
got b id=two
got d id=three

t "observe is off by default: a forged source changes nothing"
works vswctl port set d.eth0 mac-source agent mac-changes inherit
field d "MAC Address" $D
send d src=$N dst=$B id=one
count d:forged=1
field d "MAC Address" $D
state d up

# 7. Shared addresses ----------------------------------------------------------------------

t "two equal initial addresses on one VLAN are refused"
refused "another port of the VLAN has the same initial MAC address" \
	vswctl port set d.eth0 mac $A
refused "another port of the VLAN has the same initial MAC address" \
	vswctl port add $SW twin mac $A
field d "Initial MAC" $D

t "equal initial addresses on two VLANs are not, until they meet"
works vswctl port add $SW twin portgroup red mac $A
refused "another port of the VLAN has the same initial MAC address" \
	vswctl port set twin portgroup default
refused "another port of the VLAN has the same initial MAC address" \
	vswctl portgroup set $SW red vlan none
works vswctl port del twin

t "a neighbour's address is a duplicate where only the taker may change"
works vswctl port set a.eth0 mac-changes accept
F mac a $B
state a blocked duplicate-mac
state b up
send c dst=$B id=one
send a dst=$C id=two
count c:rx=1 b:tx=1 a:blocked-rx=1
got b id=one
got a
F mac a $A
state a up

t "the neighbour's policy decides it, at once"
F mac a $B
state a blocked duplicate-mac
works vswctl port set b.eth0 mac-changes accept
state a up
works vswctl port set b.eth0 mac-changes reject
state a blocked duplicate-mac
F mac a $A
state a up

t "a cluster's address is shared where MAC changes are accepted for it"
works vswctl portgroup add $SW nlb mac-changes accept=$V
works vswctl port set a.eth0 portgroup nlb mac-changes inherit
works vswctl port set b.eth0 portgroup nlb mac-changes inherit
F mac a $V
F mac b $V
state a up
state b up
send c dst=$V id=one
count c:rx=1 a:tx=1 b:tx=1
got a id=one
got b id=one
send a dst=$V id=two
count a:rx=1 b:tx=1
got b id=two

t "one of the cluster leaves, the other is served"
F mac a $A
state a up
send c dst=$V id=one
send c dst=$A id=two
count c:rx=2 b:tx=1 a:tx=1
got b id=one
got a id=two
F mac b $B
works vswctl port set a.eth0 portgroup default
works vswctl port set b.eth0 portgroup default

# 8. Reasons -----------------------------------------------------------------------------------

t "admin: blocked and opened by hand, logged and told"
events_read
events_seen=${#EVENTS[@]}
klog_mark
works vswctl port block c.eth0
state c blocked admin
send c dst=$B id=one
send b dst=$C id=two
count c:blocked-rx=1 b:rx=1 c:blocked-tx=1
got c
got b
works vswctl port unblock c.eth0
state c up
klog "client c.eth0 *0x1000003*blocked" "client c.eth0 *0x1000003*unblocked"
events "*c.eth0*blocked (admin)" "*c.eth0*unblocked"

t "two reasons: open when both are gone"
F mac a $N
works vswctl port block a.eth0
state a blocked "*admin*"
field a Reason "*mac-change*"
works vswctl port unblock a.eth0
state a blocked mac-change
works vswctl port block a.eth0
F mac a $A
state a blocked admin
works vswctl port unblock a.eth0
state a up

t "link: a device that is down takes the port down, not blocked"
ip link set v-a down
state a down link
send b dst=$A id=one
send b dst=bcast id=two
count b:rx=2 a:link-down=2 c:tx=1 d:tx=1
drain c d
ip link set v-a up
state a up
send b dst=$A id=three
count b:rx=1 a:tx=1
got a id=three

t "link: the guest's end down is no carrier"
F set a -up
state a down link
F set a up
state a up

finish
