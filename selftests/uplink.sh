#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Uplinks: what goes out, what comes in, and what must not.
#
#          up1        up2           the network outside is the script
#         n-up1      n-up2
#           |          |
#    .----u-up1------u-up2---------------.
#    |               vs0                 |
#    '-v-a-------v-b-------v-c-------t-d-'
#       |         |         |         |
#       a         b         c         d
#
# Each port leaves through one of the two, by its id.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c D=02:00:00:00:00:0d
OUT=02:00:00:00:01:00 N=02:00:00:00:00:99

vswctl switch add $SW
guest a $A
guest b $B
guest c $C
tapguest d $D
uplink up1
F addr up1 $OUT
for i in a b c d; do state $i up; done

# 1. One uplink --------------------------------------------------------------------

t "every port leaves through the one uplink"
for i in a b c d; do field $i "Team Uplink" u-up1; done
like "uplink show" "$(vswctl uplink show u-up1)" "*State: up*"

t "unknown unicast from a vNIC goes to its uplink only"
send a dst=$OUT id=one
send d dst=$N id=two
count a:rx=1 d:rx=1 up1:tx=2
got up1 "$A>$OUT 88b5 len=60 id=one" "$D>$N*id=two"
for i in a b c d; do got $i; done

t "local unicast does not leave"
send a dst=$B id=one
count a:rx=1 b:tx=1
got up1
drain b

t "a forged frame does not leave either"
send a src=$N dst=$OUT id=one
count a:forged=1
got up1

t "from the uplink: to a local port"
send up1 dst=$A id=one
send up1 dst=$D id=two
count up1:rx=2 a:tx=1 d:tx=1
got a "$OUT>$A 88b5*id=one"
got d id=two

t "from the uplink: unknown unicast is dropped"
send up1 dst=$N id=one n=2
count up1:unknown-unicast=2
for i in a b c d; do got $i; done
got up1

t "broadcast from a vNIC goes out once and to the others"
send a dst=bcast id=one
count a:rx=1 up1:tx=1 b:tx=1 c:tx=1 d:tx=1
got up1 id=one
got a
for i in b c d; do got $i id=one; done

t "broadcast from the uplink comes in and does not go back"
send up1 dst=bcast id=one
send up1 dst=01:00:5e:00:00:05 id=two
count up1:rx=2 a:tx=2 b:tx=2 c:tx=2 d:tx=2
got up1
for i in a b c d; do got $i id=one id=two; done

t "what is for the other end of the wire passes neither way"
send up1 dst=01:80:c2:00:00:00 id=one
send up1 dst=01:80:c2:00:00:0e id=two
send a dst=01:80:c2:00:00:01 id=three
count up1:reserved-multicast=2 a:reserved-multicast=1
got up1
for i in a b c d; do got $i; done

t "own echo: a local port's source from the uplink is dropped"
send up1 src=$A dst=$B id=one
send up1 src=$A dst=bcast id=two
send up1 src=$D dst=$A id=three
send up1 src=$A dst=$N id=four
count up1:echo=4
for i in a b c d; do got $i; done
send b dst=$A id=five
count b:rx=1 a:tx=1
got a id=five

t "own echo: by VLAN, another VLAN's station may have the address"
works vswctl portgroup add $SW ten vlan 10
works vswctl port set b.eth0 portgroup ten
send up1 src=$A dst=$B tag=10 id=one
send up1 src=$B dst=$A id=two
send up1 src=$B dst=bcast tag=10 id=three
count up1:rx=2 b:tx=1 a:tx=1 up1:echo=1
got b id=one
got a id=two
works vswctl port set b.eth0 portgroup default

t "own echo: a blocked port's address is still its own"
F mac a $N
state a blocked mac-change
send up1 src=$A dst=$B id=one
send up1 src=$N dst=$B id=two
count up1:echo=1 up1:rx=1 b:tx=1
got b id=two
F mac a $A
state a up

t "own echo: the address of a guest that went elsewhere is welcome"
works vswctl port detach c.eth0
send up1 src=$C dst=$A id=one
send a dst=$C id=two
count up1:rx=1 a:tx=1 a:rx=1 up1:tx=1
got a id=one
got up1 id=two
works vswctl port attach c.eth0 dev v-c
state c up

t "from the uplink: a source that is no address is dropped"
send up1 src=00:00:00:00:00:00 dst=$A id=one
send up1 src=01:00:00:00:00:01 dst=$A id=two
send up1 src=bcast dst=bcast id=three
count up1:bad-source=3
got a

t "a refused address is not served from the uplink"
F mac a $N
state a blocked mac-change
send up1 dst=$N id=one
send up1 dst=$A id=two
send up1 dst=bcast id=three
count up1:unknown-unicast=1 up1:rx=2 a:blocked-tx=2 b:tx=1 c:tx=1 d:tx=1
got a
drain b c d
F mac a $A
state a up

t "promiscuous ports see what the uplink brings, in their VLAN"
works vswctl port set d.eth0 promiscuous accept promiscuous-requested on
send up1 dst=$A id=one
send up1 dst=$A tag=10 id=two
send up1 dst=$N id=three
send b dst=$OUT id=four
count up1:rx=2 a:tx=1 d:tx=3 d:copies=3 up1:unknown-unicast=1 b:rx=1 up1:tx=1
got d id=one id=three id=four
drain a up1
works vswctl port set d.eth0 promiscuous inherit promiscuous-requested off
count d:denied=0

# 2. Two uplinks ---------------------------------------------------------------------

t "with a second uplink each port has one of the two"
uplink up2
F addr up2 $OUT
declare -A team
for i in a b c d; do
	port_field $i.eth0 "Team Uplink"
	team[$i]=${FIELD#u-}
done
is "both are used" "$(printf '%s\n' "${team[@]}" | sort -u | tr '\n' ' ')" "up1 up2 "
for i in a b c d; do
	send $i dst=$OUT id=$i
	count $i:rx=1 "${team[$i]}:tx=1"
	got "${team[$i]}" id=$i
done
got up1
got up2

t "broadcast leaves through the port's own uplink only"
send a dst=bcast id=one
count a:rx=1 "${team[a]}:tx=1" b:tx=1 c:tx=1 d:tx=1
got "${team[a]}" id=one
drain b c d up1 up2

t "broadcast that comes in is for the ports of that uplink"
for u in up1 up2; do
	receivers=()
	for i in a b c d; do [ "${team[$i]}" != $u ] || receivers+=("$i:tx=1"); done
	send $u dst=bcast id=$u
	count $u:rx=1 "${receivers[@]}"
	for i in a b c d; do
		if [ "${team[$i]}" = $u ]; then got $i id=$u; else got $i; fi
	done
done

t "unicast comes in through either"
send up1 dst=$A id=one
send up2 dst=$A id=two
count up1:rx=1 up2:rx=1 a:tx=2
got a id=one id=two

t "never from uplink to uplink"
send up1 dst=$N id=one
send up2 dst=$OUT id=two
send up1 dst=01:00:5e:00:00:05 id=three
receivers=()
for i in a b c d; do [ "${team[$i]}" != up1 ] || receivers+=("$i:tx=1"); done
count up1:unknown-unicast=1 up2:unknown-unicast=1 up1:rx=1 "${receivers[@]}"
got up1
got up2
drain a b c d

t "own echo: through the other uplink too"
send up1 src=$A dst=bcast id=one
send up2 src=$A dst=bcast id=two
count up1:echo=1 up2:echo=1
got b

t "an uplink without carrier is left, and come back to"
F set up2 -up
like "uplink show" "$(vswctl uplink show u-up2)" "*State: down*"
for i in a b c d; do field $i "Team Uplink" u-up1; done
send a dst=$OUT id=one
send b dst=$OUT id=two
count a:rx=1 b:rx=1 up1:tx=2
got up1 id=one id=two
F set up2 up
for i in a b c d; do field $i "Team Uplink" "u-${team[$i]}"; done

t "no uplink works: unknown unicast is dropped, broadcast stays inside"
F set up1 -up
F set up2 -up
for i in a b c d; do field $i "Team Uplink" void; done
send a dst=$OUT id=one
send a dst=bcast id=two
count a:unknown-unicast=1 a:rx=1 b:tx=1 c:tx=1 d:tx=1
drain b c d
F set up1 up
F set up2 up
for i in a b c d; do field $i "Team Uplink" "u-${team[$i]}"; done

t "an uplink that is deleted is no longer one"
works vswctl uplink del u-up2
for i in a b c d; do field $i "Team Uplink" u-up1; done
send up2 dst=$A id=one
send a dst=bcast id=two
count a:rx=1 up1:tx=1 b:tx=1 c:tx=1 d:tx=1
got a
got up2
drain up1 b c d

t "an uplink whose device goes is kept and taken up again"
ip link del n-up1
F close up1
like "uplink show" "$(vswctl uplink show u-up1)" "*State: disconnected*"
for i in a b c d; do field $i "Team Uplink" void; done
send a dst=$OUT id=one
count a:unknown-unicast=1
uplink up1
F addr up1 $OUT
for i in a b c d; do field $i "Team Uplink" u-up1; done
snap
mark
send a dst=$OUT id=two
count a:rx=1 up1:tx=1
got up1 id=two

t "what cannot be an uplink is refused"
refused "no such device" vswctl uplink add $SW nodev
refused "attached to a port already" vswctl uplink add $SW v-a
refused "not an Ethernet device" vswctl uplink add $SW lo
refused "a switch cannot be a port" vswctl uplink add $SW $SW
refused "an uplink of the switch already" vswctl uplink add $SW u-up1
refused "no such uplink" vswctl uplink del v-a
send a dst=$OUT id=one
count a:rx=1 up1:tx=1
got up1 id=one

finish
