#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Long frames: MTU, segmentation and checksum offload.
#
#    .- netns a -.   .- netns b -.   .- netns t -.    .- the script -.
#    | MTU 9000  |   |           |   | eth0.10   |    |  x       y   |    up
#    '-----|-----'   '-----|-----'   '-----|-----'    '--|-------|---'     |
#         v-a             v-b             v-t           t-x     t-y        |
#    .-----+---------------+---------------+-------------+-------+---------+-.
#    |                           vs0                                     u-up|
#    '-----------------------------------------------------------------------'
#
# y is a tap whose guest takes no offloads.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b T=02:00:00:00:00:0e
X=02:00:00:00:00:01 Y=02:00:00:00:00:02 OUT=02:00:00:00:01:00

vswctl switch add $SW
vswctl portgroup add $SW trunk vlan trunk 10
vswctl portgroup add $SW ten vlan 10
guest a $A
guest b $B
guest t $T portgroup trunk
ip -n t link add link eth0 name eth0.10 type vlan id 10
ip -n t link set eth0.10 up
F open t.10 t eth0.10
tapguest x $X
F tap y t-y plain
F addr y $Y
F set y up
vswctl port add $SW y.eth0 dev t-y mac $Y >/dev/null
uplink up
F addr up $OUT
ip -n a link set eth0 mtu 9000
ip link set v-a mtu 9000
for i in a b t x y; do state $i up; done

# 1. MTU -------------------------------------------------------------------------

t "a frame of the receiver's MTU passes, a longer one does not"
send a dst=$B id=one len=1514
send a dst=$B id=two len=1515
send a dst=$X id=three len=1514
send a dst=$X id=four len=9014
count a:rx=4 b:tx=1 b:mtu=1 x:tx=1 x:mtu=1
got b "len=1514 id=one"
got x "len=1514 id=three"

t "it is the receiver's MTU that counts"
ip -n b link set eth0 mtu 9000
ip link set v-b mtu 9000
send a dst=$B id=one len=9014
send a dst=$B id=two len=1515
count a:rx=2 b:tx=2
got b "len=9014 id=one" "len=1515 id=two"
ip link set v-b mtu 1500
ip -n b link set eth0 mtu 1500

t "a guest that lowers its own MTU gets nothing longer either"
ip -n b link set eth0 mtu 1400
send a dst=$B id=one len=1414
send a dst=$B id=two len=1514
count a:rx=2 b:tx=1 b:mtu=1
got b id=one
ip -n b link set eth0 mtu 1500

t "broadcast: each receiver by its own MTU"
ip link set t-x mtu 3000
send a dst=bcast id=one len=2000
count a:rx=1 b:mtu=1 x:tx=1 y:mtu=1 up:mtu=1
got b
got x "len=2000 id=one"
ip link set t-x mtu 1500

t "the uplink's MTU counts, its tag does not"
works vswctl port set a.eth0 portgroup ten
send a dst=$OUT id=one len=1514
send a dst=$OUT id=two len=1515
count a:rx=2 up:tx=1 up:mtu=1
got up "tag=10.0 88b5 len=1514 id=one"
works vswctl port set a.eth0 portgroup default

t "a trunk's own tag does not count, in band and accelerated"
works vswctl port set b.eth0 portgroup ten
send t dst=$B tag=10 id=one len=1518
send t.10 dst=$B id=two len=1514
send b dst=$T id=three len=1514
count t:rx=2 b:tx=2 b:rx=1 t:tx=1
got b "len=1514 id=one" "len=1514 id=two"
got t "tag=10.0 88b5 len=1514 id=three"
drain t.10
works vswctl port set b.eth0 portgroup default

t "a GSO frame: its segments are what must fit"
send a dst=$B id=one len=20000 gso=1448
send a dst=$B id=two len=20000 gso=1460
send a dst=$B id=three len=20000 gso=1461
count a:rx=3 b:tx=2 b:mtu=1
got b "len=20000 csum gso=1448 id=one" "len=20000 csum gso=1460 id=two"

# 2. GSO on local paths --------------------------------------------------------------

t "a big GSO frame arrives whole: veth to veth"
send a dst=$B id=one len=64000 gso=1448
count a:rx=1 b:tx=1
got b "$A>$B 0800 len=64000 csum gso=1448 id=one"

t "tap to veth, veth to tap, tap to tap with offloads"
send x dst=$B id=one len=60000 gso=1448
send b dst=$X id=two len=60000 gso=1448
count x:rx=1 b:tx=1 b:rx=1 x:tx=1
got b "$X>$B 0800 len=60000 csum gso=1448 id=one"
got x "$B>$X 0800 len=60000 csum gso=1448 id=two"

t "a receiver without offloads gets segments with good checksums"
send b dst=$Y id=one len=4398 gso=1448
count b:rx=1 y:tx=1
got y "$B>$Y 0800 len=1502 id=one" "0800 len=1502" "0800 len=1502"

t "tagged to the uplink it is still whole"
works vswctl port set a.eth0 portgroup ten
send a dst=$OUT id=one len=60000 gso=1448
count a:rx=1 up:tx=1
got up "$A>$OUT tag=10.0 0800 len=60000 csum gso=1448 id=one"
send up dst=$A id=two tag=10 len=1400
count up:rx=1 a:tx=1
drain a

t "from an accelerated tag to an untagged port, and back"
send t.10 dst=$A id=one len=60000 gso=1448
send a dst=$T id=two len=60000 gso=1448
count t:rx=1 a:tx=1 a:rx=1 t:tx=1
got a "$T>$A 0800 len=60000 csum gso=1448 id=one"
got t "$A>$T tag=10.0 0800 len=60000 csum gso=1448 id=two"
drain t.10

t "from a tag in the frame, as a virtio guest without VLAN offload sends it"
works vswctl port set x.eth0 portgroup trunk
send x dst=$A tag=10 id=one len=60000 gso=1448
count x:rx=1 a:tx=1
got a "$X>$A 0800 len=59996 csum gso=1448 id=one"
works vswctl port set x.eth0 portgroup default
works vswctl port set a.eth0 portgroup default

t "broadcast and promiscuous copies are whole too"
works vswctl port set x.eth0 promiscuous accept promiscuous-requested on
send a dst=$B id=one len=60000 gso=1448
count a:rx=1 b:tx=1 x:tx=1 x:copies=1
got b "len=60000 csum gso=1448 id=one"
got x "len=60000 csum gso=1448 id=one"
send a dst=bcast id=two len=60000 gso=1448
count a:rx=1 b:tx=1 x:tx=1 up:tx=1 y:tx=1
got b "len=60000 csum gso=1448 id=two"
got x "len=60000 csum gso=1448 id=two"
got up "len=60000 csum gso=1448 id=two"
drain y
works vswctl port set x.eth0 promiscuous inherit promiscuous-requested off

# 3. Checksums --------------------------------------------------------------------------

t "a partial checksum survives to who takes it"
send a dst=$B id=one len=1000 csum=1
send b dst=$X id=two len=1000 csum=1
send x dst=$A id=three len=1000 csum=1
count a:rx=1 b:tx=1 b:rx=1 x:tx=1 x:rx=1 a:tx=1
got b "0800 len=1000 csum id=one"
got x "0800 len=1000 csum id=two"
got a "0800 len=1000 csum id=three"

t "who does not gets a full one"
send a dst=$Y id=one len=1000 csum=1
count a:rx=1 y:tx=1
got y "0800 len=1000 id=one"

t "through a tag taken off and one put on"
works vswctl port set b.eth0 portgroup ten
works vswctl port set y.eth0 portgroup ten
works vswctl port set x.eth0 portgroup trunk
send x dst=$B tag=10 id=one len=1000 csum=1
send x dst=$Y tag=10 id=two len=1000 csum=1
send b dst=$X id=three len=1000 csum=1
send y dst=$X id=four len=1000 csum=1
count x:rx=2 b:tx=1 y:tx=1 b:rx=1 y:rx=1 x:tx=2
got b "0800 len=996 csum id=one"
got y "0800 len=996 id=two"
got x "tag=10.0 0800 len=1004 csum id=three" "tag=10.0 0800 len=1004 csum id=four"

finish
