#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Who gets a frame on a switch without uplinks.
#
#    .- netns a -.   .- netns b -.   .- netns c -.   .- the script -.
#    |   eth0    |   |   eth0    |   |   eth0    |   |      d       |
#    '-----|-----'   '-----|-----'   '-----|-----'   '------|-------'
#         v-a             v-b             v-c            tap t-d
#    .-----+---------------+---------------+----------------+-------.
#    |  a.eth0          b.eth0     vs0   c.eth0          d.eth0     |
#    '--------------------------------------------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c D=02:00:00:00:00:0d
N=02:00:00:00:00:99

vswctl switch add $SW
guest a $A
guest b $B
guest c $C
tapguest d $D
for i in a b c d; do state $i up; done

t "unicast goes to its port and to no other"
send a dst=$B id=one
send a dst=$D id=two
send d dst=$C id=three
count a:rx=2 b:tx=1 d:tx=1 d:rx=1 c:tx=1
got a
got b "$A>$B 88b5 len=60 id=one"
got c "$D>$C 88b5 len=60 id=three"
got d "$A>$D 88b5 len=60 id=two"

t "unknown unicast is not flooded"
send a dst=$N id=one n=3
send d dst=$N id=two
count a:unknown-unicast=3 d:unknown-unicast=1
got b
got c
got d

t "what was never sent from is not learned: no flood and learn"
send b src=$N dst=$A id=one
send a dst=$N id=two
count b:forged=1 a:unknown-unicast=1
got b

t "broadcast goes to all but the sender"
send a dst=bcast id=one
count a:rx=1 b:tx=1 c:tx=1 d:tx=1
got a
got b "$A>ff:ff:ff:ff:ff:ff*id=one"
got c id=one
got d id=one

t "so does multicast"
send d dst=01:00:5e:00:00:05 id=one
send d dst=33:33:00:00:00:01 id=two
count d:rx=2 a:tx=2 b:tx=2 c:tx=2
got d
for i in a b c; do got $i "*>01:00:5e:00:00:05*id=one" id=two; done

t "but not what is for the other end of the wire: PAUSE, LACP, LLDP, BPDUs"
for i in 00 01 02 03 0e 0f; do send a dst=01:80:c2:00:00:$i id=$i; done
send d dst=01:80:c2:00:00:00 id=one
send a dst=01:80:c2:00:00:10 id=two
count a:reserved-multicast=6 d:reserved-multicast=1 a:rx=1 b:tx=1 c:tx=1 d:tx=1
for i in b c d; do got $i id=two; done
got a

t "a frame to the sender's own address comes back to nobody"
send a dst=$A id=one
count a:hairpin=1
got a

t "bytes are counted with the Ethernet header, drops in the sums"
# SUMS[]: RX packets, bytes and drops of a, then TX likewise
sums()
{
	local -a f

	while read -r -a f; do
		[ "${f[1]-}" != a.eth0 ] || SUMS=("${f[@]:2:6}")
	done < <(vswctl stats show)
}
sums
before=("${SUMS[@]}")
send a dst=$B id=one len=100
send a dst=$N id=two len=100
send b dst=$A id=three len=200
count a:rx=1 b:tx=1 a:unknown-unicast=1 b:rx=1 a:tx=1
sums
sum_names=("rx packets" "rx bytes" "rx drops" "tx packets" "tx bytes" "tx drops")
sum_wants=(1 100 1 1 200 0)
for i in 0 1 2 3 4 5; do
	is "${sum_names[i]}" $((SUMS[i] - before[i])) "${sum_wants[i]}"
done
drain a b

t "a runt and a frame of no known type pass as they are"
send a hex=02000000000b02000000000a1234
send a hex=02000000000b02000000000a000542424203
count a:rx=2 b:tx=2
got b "$A>$B 1234 len=14" "$A>$B 0005 len=18"

t "a blocked port gets nothing"
works vswctl port block b.eth0
send a dst=$B id=one
send a dst=bcast id=two
count a:rx=2 b:blocked-tx=2 c:tx=1 d:tx=1
got b
drain c d
works vswctl port unblock b.eth0

t "a port that is down gets nothing"
ip link set v-b down
state b down link
send a dst=$B id=one
send a dst=bcast id=two
count a:rx=2 b:link-down=2 c:tx=1 d:tx=1
drain c d
ip link set v-b up
state b up
send a dst=$B id=three
count a:rx=1 b:tx=1
got b id=three

t "a detached port gets nothing and is found by nobody"
works vswctl port detach b.eth0
state b disconnected
send a dst=$B id=one
send a dst=bcast id=two
count a:unknown-unicast=1 a:rx=1 c:tx=1 d:tx=1
got b
drain c d
works vswctl port attach b.eth0 dev v-b
state b up
send a dst=$B id=three
count a:rx=1 b:tx=1
got b id=three

t "two switches are two worlds"
works vswctl switch add vs1
works vswctl port detach b.eth0
works vswctl port add vs1 b2.eth0 dev v-b
state b2 up
send a dst=$B id=one
send a dst=bcast id=two
send b dst=$A id=three
send b dst=bcast id=four
count a:unknown-unicast=1 a:rx=1 c:tx=1 d:tx=1 b2:unknown-unicast=1 b2:no-receiver=1
got a
got b
drain c d
works vswctl switch del vs1
works vswctl port attach b.eth0 dev v-b

t "the host itself is not on the switch"
ip link set $SW up
send a dst=bcast id=one
count a:rx=1 b:tx=1 c:tx=1 d:tx=1
drain b c d
F open host - $SW
send host dst=$A id=two
send host dst=bcast id=three
count
got a
F close host

t "guests talk IP"
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n b addr add 10.0.0.2/24 dev eth0
works ns a ping -q -c 3 -i 0.2 -W 5 10.0.0.2
works ns b ping -q -c 1 -s 1472 -M "do" -W 5 10.0.0.1

finish
