#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# VLANs of port groups. Frames are tagged in two ways that must not differ: in
# the frame, as the script writes them, and by the device ("accelerated"), as
# VLAN devices inside the guests do.
#
#      a: 10      b: 10     c: 20     t: trunk 10,20-30     up
#    eth0|eth0.V   eth0      eth0     eth0|eth0.V           n-up
#    .----+---------+---------+---------+---------------------+----.
#    |   v-a       v-b       v-c       v-t       vs0         u-up  |
#    '-------------------------------------------------------------'
#
# x and y are taps, in the group that a test says.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c T=02:00:00:00:00:0e
X=02:00:00:00:00:01 Y=02:00:00:00:00:02 OUT=02:00:00:00:01:00

vswctl switch add $SW
vswctl -b - <<-END
	portgroup add $SW ten vlan 10
	portgroup add $SW twenty vlan 20
	portgroup add $SW trunk vlan trunk 10,20-30
	portgroup add $SW none vlan none
	portgroup add $SW clear vlan none transparent on
END
guest a $A portgroup ten
guest b $B portgroup ten
guest c $C portgroup twenty
guest t $T portgroup trunk
tapguest x $X portgroup none
tapguest y $Y portgroup none
uplink up
F addr up $OUT

# accel NAME VID [PROTOCOL]: what NAME.VID sends is tagged by its device
accel()
{
	ip -n "$1" link add link eth0 name "eth0.$2" type vlan id "$2" \
		${3:+protocol $3}
	ip -n "$1" link set "eth0.$2" up
	F open "$1.$2" "$1" "eth0.$2"
}

for i in a b c t x y; do state $i up; done
accel a 10
accel a 20
accel t 10
accel t 20
accel t 40
accel a 99 802.1ad

# 1. access ----------------------------------------------------------------------

t "access: untagged inside, within the VLAN"
send a dst=$B id=one
count a:rx=1 b:tx=1
got b "$A>$B 88b5 len=60 id=one"

t "access: tagged on the uplink only, priority 0"
send a dst=bcast id=one
send a dst=$OUT id=two
count a:rx=2 b:tx=1 t:tx=1 up:tx=2
got b "$A>* 88b5*id=one"
got t "tag=10.0 88b5*id=one"
got up "tag=10.0 88b5*id=one" "tag=10.0 88b5*id=two"

t "access: nobody in another VLAN is found"
send a dst=$C id=one
count a:rx=1 up:tx=1
got c
got up "tag=10.0*id=one"
send c dst=bcast id=two
count c:rx=1 t:tx=1 up:tx=1
got a
got t "tag=20.0*id=two"
drain up b

t "access: what the guest tags is dropped, in its own VLAN too"
send a dst=$B id=one tag=10
send a dst=$B id=two tag=20
send a dst=bcast id=three tag=10
send a dst=$B id=four tag=4095
send a.10 dst=$B id=five
send a.20 dst=$C id=six
count a:vlan-tagged=6
got b
got c
got up

t "access: a priority tag of VLAN 0 is accepted, the priority kept outside"
send a dst=$B id=one tag=0.5
send a dst=$OUT id=two tag=0.5
count a:rx=2 b:tx=1 up:tx=1
got b "$A>$B 88b5*id=one"
got up "tag=10.5 88b5*id=two"

t "access: an 802.1ad tag is dropped"
send a dst=$B id=one tag=10:88a8
send a dst=$B id=two tag=0:88a8
send a.99 dst=$B id=three
count a:vlan-tagged=3
got b

t "access: two tags, the double-tag hop, are dropped"
send a dst=$C id=one tag=10 tag=20
send a dst=$C id=two tag=0 tag=20
send a dst=$C id=three tag=0.3 tag=0 tag=20
send a dst=$C id=four tag=10:88a8 tag=20
send a dst=$OUT id=five tag=0 tag=20
send a dst=$C id=six tag=0 tag=20:88a8
send a.10 dst=$C id=seven tag=20
send a.99 dst=$C id=eight tag=20
count a:vlan-tagged=4 a:vlan-double=4
for i in b c t up; do got $i; done

t "access: from the uplink, its VLAN only and untagged inside"
send up dst=$A tag=10 id=one
send up dst=$A tag=20 id=two
send up dst=$A id=three
send up dst=$A tag=0 id=four
count up:rx=1 a:tx=1 up:unknown-unicast=3
got a "$OUT>$A 88b5 len=56 id=one"

t "from the uplink: a double tag does not hop either"
send up dst=$C tag=10 tag=20 id=one
send up dst=$A tag=10 tag=20 id=two
send up dst=$A tag=0 tag=10 id=three
send up dst=$A tag=10:88a8 id=four
send up dst=$A tag=4095 id=five
count up:unknown-unicast=2 up:rx=1 a:vlan-inner=1 up:vlan-double=1 up:vlan-denied=1
got a
got c

t "from the uplink: broadcast reaches its VLAN"
send up dst=bcast tag=20 id=one
count up:rx=1 c:tx=1 t:tx=1
got a
got c "* 88b5*id=one"
got t "tag=20.0*id=one"
send up dst=bcast tag=999 id=two
send up dst=bcast tag=10 tag=20 id=three
count up:no-receiver=1 up:rx=1 a:vlan-inner=1 b:vlan-inner=1 t:tx=1
got t "tag=10.0 tag=20.0*id=three"

# 2. trunk -------------------------------------------------------------------------

t "trunk: the guest's tag is its VLAN, in band and accelerated"
send t dst=$A tag=10 id=one
send t.10 dst=$A id=two
send t dst=$C tag=20.6 id=three
send t.20 dst=$C id=four
count t:rx=4 a:tx=2 c:tx=2
got a "$T>$A 88b5*id=one" "$T>$A 88b5*id=two"
got c "$T>$C 88b5*id=three" "$T>$C 88b5*id=four"

t "trunk: the VLAN decides who is found"
send t dst=$A tag=20 id=one
send t.10 dst=$C id=two
count t:rx=2 up:tx=2
got a
got c
got up "tag=20.0*id=one" "tag=10.0*id=two"

t "trunk: frames to the guest are tagged"
send a dst=$T id=one
send c dst=$T id=two tag=0.4
send up dst=$T tag=25.2 id=three
count a:rx=1 c:rx=1 up:rx=1 t:tx=3
got t "tag=10.0 88b5*id=one" "tag=20.4 88b5*id=two" "tag=25.2*id=three"
drain t.10 t.20

t "trunk: priority and drop-eligible bits are kept where both ends are tagged"
send t dst=$OUT tag=10.3d id=one
send up dst=$T tag=10.7d id=two
send up dst=$A tag=10.7d id=three
count t:rx=1 up:tx=1 up:rx=2 t:tx=1 a:tx=1
got up "tag=10.3d 88b5*id=one"
got t "tag=10.7d 88b5*id=two"
got a "$OUT>$A 88b5*id=three"
drain t.10

t "trunk: what is outside of the ranges is dropped"
send t dst=$A tag=11 id=one
send t.40 dst=bcast id=two
send t dst=$A tag=4095 id=three
send up dst=$T tag=11 id=four
count t:vlan-denied=3 up:unknown-unicast=1
got a
got t

t "trunk: untagged and priority-tagged is dropped without a native VLAN"
send t dst=$A id=one
send t dst=bcast id=two
send t dst=$A tag=0.3 id=three
count t:vlan-untagged=3
got a

t "trunk: untagged is the native VLAN where one is named"
works vswctl portgroup set $SW trunk native 10
send t dst=$A id=one
send t dst=$A tag=0.3 id=two
send t dst=$OUT tag=0.3 id=three
send t dst=$A tag=10 id=four
send a dst=$T id=five
send c dst=$T id=six
count t:rx=4 a:tx=3 up:tx=1 a:rx=1 c:rx=1 t:tx=2
got a id=one id=two id=four
got up "tag=10.3 88b5*id=three"
got t "$A>$T 88b5*id=five" "$C>$T tag=20.0 88b5*id=six"
drain t.10 t.20

t "trunk: a native VLAN does not let a second tag hop"
send t dst=$C tag=0 tag=20 id=one
send t dst=$C tag=10 tag=20 id=two
send t.10 dst=$A tag=20 id=three
send t dst=$OUT tag=10 tag=20 id=four
count t:vlan-double=1 t:rx=3 up:tx=2 a:vlan-inner=1
got a
got c
got up "tag=10.0 tag=20.0 88b5*id=two" "tag=10.0 tag=20.0 88b5*id=four"
works vswctl portgroup set $SW trunk native none

t "trunk: a second tag stays inside where the VLAN is tagged"
send t dst=$OUT tag=20 tag=77 id=one
send t dst=$OUT tag=20 tag=77:88a8 id=two
send t dst=$A tag=20:88a8 tag=10 id=three
count t:rx=2 up:tx=2 t:vlan-tagged=1
got up "tag=20.0 tag=77.0 88b5*id=one" "tag=20.0 tag=77.0:88a8 88b5*id=two"

t "trunk: refused without ranges, with a native VLAN outside, above 4094"
refused "" vswctl portgroup set $SW trunk vlan trunk 10-20 native 30
refused "" vswctl portgroup set $SW trunk vlan trunk 10-4095
refused "" vswctl portgroup set $SW trunk vlan 4096
refused "" vswctl portgroup set $SW trunk vlan trunk 30-20
send t dst=$A tag=10 id=one
count t:rx=1 a:tx=1
drain a

t "4095 is trunk 0-4094"
works vswctl portgroup set $SW trunk vlan 4095
like show "$(vswctl portgroup show $SW trunk)" "*trunk 0-4094*"
send t dst=$A tag=10 id=one
send t dst=$OUT tag=4094 id=two
send t dst=$OUT tag=4095 id=three
count t:rx=2 a:tx=1 up:tx=1 t:vlan-denied=1
got a id=one
got up "tag=4094.0*id=two"

t "4095: untagged frames too, in VLAN 0"
works vswctl portgroup set $SW trunk native 0
send t dst=$X id=one
send x dst=$T id=two
send t dst=$OUT id=three
count t:rx=2 x:tx=1 x:rx=1 t:tx=1 up:tx=1
got x id=one
got t "$X>$T 88b5*id=two"
got up "$T>$OUT 88b5*id=three"
works vswctl portgroup set $SW trunk native none vlan trunk 10,20-30

# 3. none and transparent ----------------------------------------------------------------

t "none: untagged inside and out"
send x dst=$Y id=one
send x dst=$OUT id=two
send up dst=$X id=three
send x dst=$A id=four
count x:rx=3 y:tx=1 up:tx=2 up:rx=1 x:tx=1
got y "$X>$Y 88b5 len=60 id=one"
got up "$X>$OUT 88b5*id=two" "$X>$A 88b5*id=four"
got x "$OUT>$X 88b5*id=three"

t "none: tags are dropped, a priority tag is not"
send x dst=$Y tag=10 id=one
send x dst=$A tag=10 id=two
send x dst=bcast tag=10 id=three
send x dst=$Y tag=0.7 id=four
send x dst=$Y tag=0 tag=10 id=five
count x:vlan-tagged=3 x:rx=1 y:tx=1 x:vlan-double=1
got y "$X>$Y 88b5*id=four"
got a

t "none: tagged frames from the uplink are not for the group"
send up dst=$X tag=10 id=one
count up:unknown-unicast=1
send up dst=bcast tag=30 id=two
send up dst=$X tag=10:88a8 id=three
count up:rx=2 t:tx=1 x:vlan-inner=1
got x
drain t

t "transparent: tags pass untouched between the group's ports and the uplink"
works vswctl port set x.eth0 portgroup clear
works vswctl port set y.eth0 portgroup clear
send x dst=$Y tag=10.3 id=one
send x dst=$Y tag=10:88a8 tag=20 id=two
send x dst=$OUT tag=77 tag=20 id=three
send x dst=$Y id=four
send x dst=$Y tag=0.3 id=five
count x:rx=5 y:tx=4 up:tx=1
got y "tag=10.3 88b5*id=one" "tag=10.0:88a8 tag=20.0 88b5*id=two" \
	"$X>$Y 88b5*id=four" "$X>$Y tag=0.3 88b5*id=five"
got up "tag=77.0 tag=20.0 88b5*id=three"

t "transparent: tagged frames from the uplink reach the guest as they are"
send up dst=$X tag=10 id=one
send up dst=$X tag=20.5d tag=30 id=two
send up dst=$X tag=20.2d:88a8 tag=30 id=three
count up:rx=3 x:tx=3
got x "tag=10.0 88b5*id=one" "tag=20.5d tag=30.0 88b5*id=two" \
	"tag=20.2d:88a8 tag=30.0 88b5*id=three"

t "transparent: no way into a neighbour's VLAN"
send x dst=$A tag=10 id=one
send x dst=$T tag=10 id=two
send x dst=bcast tag=10 id=three
count x:rx=3 up:tx=3 y:tx=1
got a
got t
got y "tag=10.0*id=three"
drain up

t "transparent: nor out of it"
send a dst=$X id=one
send t dst=$X tag=10 id=two
send a dst=bcast id=three
count a:rx=2 up:tx=3 t:rx=1 b:tx=1 t:tx=1
got x
got y
drain up b t

# 4. Changes ------------------------------------------------------------------------------

t "a group's VLAN changes under its ports"
works vswctl portgroup set $SW ten vlan 20
send a dst=$C id=one
send c dst=bcast id=two
count a:rx=1 c:tx=1 c:rx=1 a:tx=1 b:tx=1 t:tx=1 up:tx=1
got c id=one
got a id=two
drain b t up
works vswctl portgroup set $SW ten vlan 10
send a dst=$C id=three
count a:rx=1 up:tx=1
got c

finish
