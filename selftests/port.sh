#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The life of a port: it is attached, loses its device in one of many ways, and
# comes back with the same id and configuration; initial addresses of taps.
#
#         a (veth)        b (veth)        taps that come and go
#           |               |               |    |
#    .-----v-a-------------v-b-------------t-c--t-d-.
#    |                     vs0                      |
#    '----------------------------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c D=02:00:00:00:00:0d
N=02:00:00:00:00:99

vswctl switch add $SW
vswctl portgroup add $SW red vlan 10 forged-transmits accept=$N
guest a $A
guest b $B
state a up
state b up
events_start

# id_of NAME: id of a port, in $FIELD
id_of()
{
	port_field "$1" "Port ID"
}

# same NAME ID: the port still has it
same()
{
	id_of "$1"
	is "id of $1" "$FIELD" "$2"
}

# skip_events: those so far are not of interest
skip_events()
{
	nap 0.05
	events_read
	events_seen=${#EVENTS[@]}
}

# 1. Names -------------------------------------------------------------------------

t "ids are shown in hexadecimal and are a port's own"
id_of a.eth0; ida=$FIELD
id_of b.eth0; idb=$FIELD
is "id of a" "$ida" 0x1000001
is "id of b" "$idb" 0x1000002
like "by id" "$(vswctl port show 0x1000001)" "a.eth0*Port ID: 0x1000001*"
like "by dev" "$(vswctl port show dev v-a)" "a.eth0*"

t "a client name is unique on its switch, and another port's is refused"
refused "the switch has a port of that client name" vswctl port add $SW a.eth0
refused "the switch has a port of that client name" vswctl port set b.eth0 name a.eth0
refused "client names are" vswctl port add $SW 0x12
refused "no such port" vswctl port show nobody.eth0
same b.eth0 "$idb"

t "a port is renamed and keeps its id"
works vswctl port set b.eth0 name web-01.eth0
same web-01.eth0 "$idb"
refused "no such port" vswctl port show b.eth0
klog_mark
F mac b $N
state web-01.eth0 blocked mac-change
klog "client web-01.eth0 requested mac address change to $N on port $idb, disallowed by vswitch policy" \
	"client web-01.eth0 has policy violations on port $idb. Port is blocked"
F mac b $B
state web-01.eth0 up
works vswctl port set web-01.eth0 name b.eth0

t "what cannot be a port is refused"
refused "no such device" vswctl port add $SW x dev nodev
refused "not an Ethernet device" vswctl port add $SW x dev lo
refused "a switch cannot be a port" vswctl port add $SW x dev $SW
refused "attached to a port already" vswctl port add $SW x dev v-a
refused "the port has another device" vswctl port set a.eth0 dev lo
ip link add br0 type bridge 2>/dev/null && {
	ip link add d0 type veth peer name d1
	ip link set d0 master br0
	refused "belongs to a bridge" vswctl port add $SW x dev d0
	ip link del d0
	ip link del br0
}
refused "no such port" vswctl port show x
send a dst=$B id=one
count a:rx=1 b:tx=1
got b id=one

# 2. Attached by ip link -------------------------------------------------------------

t "ip link set master: a veth becomes a port of the default group"
works vswctl port del b.eth0
skip_events
works ip link set v-b master $SW
state v-b up
field v-b Portgroup default
field v-b "Initial MAC" $B
id_of v-b; idv=$FIELD
like "another id" "$idv" "0x100000[!12]"
events "client v-b connected to port $idv of vs0, device v-b"
mark
send a dst=$B id=one
count a:rx=1 v-b:tx=1
got b id=one

t "ip link set nomaster and master again: the same port"
works vswctl port set v-b portgroup red
works ip link set v-b nomaster
field v-b State disconnected
events "client v-b disconnected from port $idv of vs0, device v-b"
works ip link set v-b master $SW
same v-b "$idv"
field v-b Portgroup red
skip_events

t "the guest of a device attached again does not get another initial address"
guest again 02:00:00:00:00:51
ns again ip link set eth0 address 02:00:00:00:00:52
state again.eth0 blocked mac-change
works ip link set v-again nomaster
works ip link set v-again master $SW
field again.eth0 "Initial MAC" 02:00:00:00:00:51
state again.eth0 blocked mac-change
ns again ip link set eth0 address 02:00:00:00:00:51
state again.eth0 up
guest_del again
works vswctl port del again.eth0 switch $SW
skip_events

t "a veth with a local port's address is refused"
ip link add d0 type veth peer name d1 address $A
refused "another port of the VLAN has the same initial MAC address" ip link set d0 master $SW
refused "another port of the VLAN has the same initial MAC address" vswctl port add $SW d.eth0 dev d0
refused "no such port" vswctl port show d0
like "no master" "$(ip link show d0)" "*state*"
ip link del d0

t "a given initial address is not the peer's: blocked at once"
ip link add d0 type veth peer name d1 address $D
works vswctl port add $SW d.eth0 dev d0 mac $N
ip link set d0 up
ip link set d1 up
state d blocked mac-change
works vswctl port set d.eth0 mac $D
state d up
ip link del d0
state d disconnected
works vswctl port del d.eth0
skip_events

# 3. Taps without an initial address ------------------------------------------------------

t "a tap enslaved without an initial address is blocked: no-initial-mac"
klog_mark
F tap c t-c
F addr c $C
F set c up
works ip link set t-c master $SW
state t-c blocked no-initial-mac
id_of t-c; idc=$FIELD
klog "client t-c has no initial mac address on port $idc. Port is blocked"
events "client t-c connected to port $idc*" "client t-c *$idc*blocked (*no-initial-mac*)"
mark
send c dst=$A id=one
send a dst=$C id=two
send a dst=bcast id=three
count t-c:blocked-rx=1 a:unknown-unicast=1 a:rx=1 t-c:blocked-tx=1
got a
got c

t "until it is set"
klog_mark
works vswctl port set t-c mac $C
state t-c up
klog "client t-c *$idc*unblocked"
send c dst=$A id=one
send a dst=$C id=two
count t-c:rx=1 a:tx=1 a:rx=1 t-c:tx=1
got a id=one
got c id=two
skip_events

t "a VM is killed: its tap goes, its port stays and comes back as it was"
works vswctl port set t-c forged-transmits accept=$N
F close c
state t-c disconnected
send a dst=$C id=one
count a:unknown-unicast=1
F tap c t-c
F addr c $C
F set c up
works ip link set t-c master $SW
state t-c up
same t-c "$idc"
field t-c "Forged Transmits" "accept=$N (port)"
mark
send c src=$N dst=$A id=two
count t-c:rx=1 a:tx=1
got a id=two
skip_events

t "what the agent told of the last guest is not true of the next"
works vswctl port set t-c mac-changes accept effective-mac $N promiscuous-requested on
field t-c "MAC Address" $N
F close c
F tap c t-c
F addr c $C
F set c up
works ip link set t-c master $SW
field t-c "MAC Address" $C
field t-c "Promiscuous Requested" no
same t-c "$idc"
state t-c up

t "the same VM on another tap, by client name"
works vswctl port set t-c name vm.eth0
F close c
F tap c t-new
F addr c $C
F set c up
works vswctl port attach vm.eth0 dev t-new
same vm.eth0 "$idc"
state vm up
mark
send c dst=$A id=one
count vm:rx=1 a:tx=1
got a id=one
F close c
works vswctl port del vm.eth0
skip_events

t "adopt: the first source becomes the initial address, once"
works vswctl portgroup set $SW default adopt on
klog_mark
F tap c t-c
F set c up
works ip link set t-c master $SW
state t-c blocked no-initial-mac
id_of t-c; idc=$FIELD
mark
send c src=$C dst=$A id=one
count t-c:blocked-rx=1
state t-c up
field t-c "Initial MAC" $C
klog "client t-c has no initial*" "client t-c *unblocked"
events "*connected*" "*blocked*" "*unblocked*" "client t-c has the initial mac address $C on port $idc, adopted*"
send c src=$C dst=$A id=two
send c src=$N dst=$A id=three
count t-c:rx=1 a:tx=1 t-c:forged=1
got a id=two
field t-c "Initial MAC" $C

t "adopt: kept when the device comes back"
F close c
F tap c t-c
F set c up
works ip link set t-c master $SW
same t-c "$idc"
state t-c up
mark
send c src=$N dst=$A id=one
count t-c:forged=1
field t-c "Initial MAC" $C

t "adopt: never a neighbour's address, nor a group address"
F tap d t-d
F set d up
works ip link set t-d master $SW
mark
send d src=$A dst=$C id=one
send d src=01:00:00:00:00:01 dst=$C id=two
count t-d:blocked-rx=2
nap 0.3
state t-d blocked no-initial-mac
send d src=$D dst=$C id=three
state t-d up
count t-d:blocked-rx=1
field t-d "Initial MAC" $D
got c
F close c
F close d
works vswctl portgroup set $SW default adopt off
skip_events

# 4. The many ways to leave ------------------------------------------------------------------

t "a device that is deleted"
works vswctl port set a.eth0 portgroup red promiscuous accept
ip -n a link del eth0
state a disconnected
field a Device "void (last v-a)"
field a Reason ""
field a "Initial MAC" $A
events "client a.eth0 disconnected from port $ida of vs0, device v-a"
F close a
ip netns del a

t "and one of the same name, by ip link: the same port"
ip -b - <<-END
	netns add a
	link add v-a type veth peer name eth0 address $A netns a
	link set v-a up
	link set v-a master $SW
END
F open a a eth0
F set a up
state a up
same a.eth0 "$ida"
field a Portgroup red
field a Promiscuous "accept (port)"
mark
send a src=$N dst=$B id=one
count a:rx=1 v-b:tx=1
got b id=one
skip_events

t "a device that moves to another namespace"
ip link set v-a netns a
state a disconnected
send b dst=$A id=one
count v-b:unknown-unicast=1
events "client a.eth0 disconnected from port $ida of vs0, device v-a"

t "and comes back"
ip -n a link set v-a netns $$
ip link set v-a up
works ip link set v-a master $SW
state a up
same a.eth0 "$ida"
mark
send b dst=$A id=one
count v-b:rx=1 a:tx=1
got a id=one

t "the guest's end moves to another namespace: nothing changes, it is still followed"
ip netns add a2
ip -n a link set eth0 netns a2
F close a
F open a a2 eth0
F set a up
state a up
F mac a $N
state a blocked mac-change
F mac a $A
state a up
mark
send a dst=$B id=one
count a:rx=1 v-b:tx=1
got b id=one
skip_events

t "a device is renamed: the port goes on under the new name"
ip link set v-a down
ip link set v-a name v-other
ip link set v-other up
state a up
field a Device v-other
same a.eth0 "$ida"
mark
send a dst=$B id=one
count a:rx=1 v-b:tx=1
got b id=one
works ip link set v-other nomaster
works ip link set v-other master $SW
same a.eth0 "$ida"
state a up
skip_events

t "the namespace of the guest is deleted, with its end of the pair"
F close a
ip netns del a2
state a disconnected
same a.eth0 "$ida"
field a Portgroup red
events "client a.eth0 disconnected from port $ida of vs0, device v-other"

t "by hand: detached and attached, another device by the same client name"
ip netns del a
ip -b - <<-END
	netns add a
	link add v-a type veth peer name eth0 address $A netns a
	link set v-a up
END
F open a a eth0
F set a up
works vswctl port attach a.eth0 dev v-a
state a up
same a.eth0 "$ida"
works vswctl port detach a.eth0
state a disconnected
works ip link set v-a master $SW
same a.eth0 "$ida"
state a up
mark
send a src=$N dst=$B id=one
count a:rx=1 v-b:tx=1
got b id=one

t "changes while disconnected hold when the device comes"
works vswctl port detach a.eth0
works vswctl port set a.eth0 forged-transmits reject block on
works vswctl port attach a.eth0 dev v-a
state a blocked admin
works vswctl port set a.eth0 block off
state a up
mark
send a src=$N dst=$B id=one
count a:forged=1

# 5. For good ---------------------------------------------------------------------------------------

t "a port that is deleted is gone, its device free, its id not used again"
works vswctl port del a.eth0
refused "no such port" vswctl port show a.eth0
refused "no such port" vswctl port show "$ida"
mark
send a dst=$B id=one
count
got b
works ip link set v-a master $SW
id_of v-a
like "id" "$FIELD" "0x1*"
[ "$FIELD" != "$ida" ] || bad "id $ida was used again"
field v-a Portgroup default
field v-a Promiscuous "reject (switch)"

t "prune deletes disconnected ports and no other"
works vswctl port add $SW gone.eth0
works vswctl port prune
refused "no such port" vswctl port show gone.eth0
state v-a up
state v-b up

t "a port group with ports stays, and so does the default one"
refused "the port group has ports" vswctl portgroup del $SW red
works vswctl port set v-b portgroup default
works vswctl portgroup del $SW red
works vswctl switch add vs1
refused "the default port group goes with its switch only" vswctl portgroup del vs1 default
works vswctl switch del vs1
refused "the default port group keeps its name" vswctl portgroup set $SW default name x

t "a switch that is deleted lets go of its devices"
works ip link del $SW
refused "no such switch" vswctl switch show $SW
is "ports left" "$(vswctl -j port show | tr -d '\n')" "[]"
like "no master" "$(ip link show v-a)" "*UP*"
ip link show v-a | grep -q master && bad "v-a has a master"
works vswctl switch add $SW
works ip link set v-a master $SW
state v-a up

finish
