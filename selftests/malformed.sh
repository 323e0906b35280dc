#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# What no host sends, and fragments: every reason of the filters to drop a frame
# for, out and in, and what must pass all the same.
#
#    .- netns a -.   .- netns b -.   .- the script -.
#    | 10.0.0.1  |   | 10.0.0.2  |   |      c       |   the script, 10.0.0.9
#    |  fd00::1  |   |  fd00::2  |   |   10.0.0.3   |         up
#    '-----|-----'   '-----|-----'   '------|-------'          |
#         v-a             v-b            tap t-c               |
#    .-----+---------------+----------------+------------------+----.
#    |  a.eth0          b.eth0     vs0   c.eth0              u-up   |
#    '---------------------------------------------------------------'
#
# Each frame goes from a to up, which has no filter, and from up to a.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c U=02:00:00:00:01:00
a=10.0.0.1 b=10.0.0.2 c=10.0.0.3 u=10.0.0.9
a6=fd00::1 u6=fd00::9

vswctl switch add $SW
guest a $A
guest b $B
tapguest c $C
uplink up
ip link set n-up address $U
for i in a b c; do state $i up; done
all='ruleset one {
  rule 1 at 1 inout protocol any from any to any accept loose;
}'
rules kill <<<"$all"

declare -A tally=()
n_in=0

# tell NAME:COUNTER N
tell()
{
	tally[$1]=$((${tally[$1]-0} + $2))
}

# bad4 REASON KEY=VALUE..., bad6 likewise: dropped for that reason, both ways
bad4()
{
	send a dst=$U ip=$a,$u "${@:2}"
	send up dst=$A ip=$u,$a "${@:2}"
	tell "a:$1-out" 1
	tell "a:$1-in" 1
	n_in=$((n_in + 1))
}

bad6()
{
	send a dst=$U ip=$a6,$u6 "${@:2}"
	send up dst=$A ip=$u6,$a6 "${@:2}"
	tell "a:$1-out" 1
	tell "a:$1-in" 1
	n_in=$((n_in + 1))
}

# good4 KEY=VALUE..., good6: passes, both ways
good4()
{
	send a dst=$U ip=$a,$u "$@"
	send up dst=$A ip=$u,$a "$@"
	tell a:rx 1
	tell up:tx 1
	tell a:tx 1
	n_in=$((n_in + 1))
}

good6()
{
	send a dst=$U ip=$a6,$u6 "$@"
	send up dst=$A ip=$u6,$a6 "$@"
	tell a:rx 1
	tell up:tx 1
	tell a:tx 1
	n_in=$((n_in + 1))
}

# told: this, and nothing else has been counted; no bad frame has arrived
told()
{
	local key
	local -a counted=("up:rx=$n_in")

	for key in "${!tally[@]}"; do counted+=("$key=${tally[$key]}"); done
	count "${counted[@]}"
	F recv up "${tally[up:tx]-0}" 0
	is "frames at up" "${REPLY%% *}" "${tally[up:tx]-0}"
	F recv a "${tally[a:tx]-0}" 0
	is "frames at a" "${REPLY%% *}" "${tally[a:tx]-0}"
	tally=() n_in=0
}

# 1. Headers ---------------------------------------------------------------------

t "a packet that ends within a header is short"
for i in 14 15 20 33; do bad4 short tcp=1,2 cut=$i; done
for i in 34 35 40 53; do bad4 short tcp=1,2 totlen=40 cut=$i; done
for i in 20 28 39; do bad4 short tcp=1,2 totlen=$i; done
bad4 short tcp=1,2 data=100 cut=100
bad4 short udp=1,2 totlen=27
bad4 short udp=1,2 totlen=21
bad4 short udp=1,2 cut=41
bad4 short icmp=8,0 totlen=27
bad4 short icmp=8,0 totlen=23
bad4 short proto=132 body=0001
bad4 short proto=2 body=1600
bad4 short udp=1,2 totlen=65535
for i in 14 15 53; do bad6 short tcp=1,2 cut=$i; done
bad6 short tcp=1,2 totlen=19
bad6 short udp=1,2 totlen=7
bad6 short icmp=128,0 totlen=7
bad6 short udp=1,2 totlen=9
bad6 short udp=1,2 data=100 cut=80
bad6 short udp=1,2 ext=60 totlen=5
bad6 short tcp=1,2 ext=0,60 totlen=20
told

t "a header that is longer than the packet, or shorter than itself: bad-offset"
for i in 0 1 4; do bad4 bad-offset tcp=1,2 ihl=$i; done
bad4 bad-offset udp=1,2 ihl=15
bad4 bad-offset udp=1,2 totlen=19
bad4 bad-offset udp=1,2 totlen=0
bad4 bad-offset udp=1,2 ipopt=01010101 totlen=20
for i in 0 4 6 15; do bad4 bad-offset tcp=1,2 flags=A doff=$i; done
bad4 bad-offset tcp=1,2 doff=15 data=39
for i in 0 7 9 65535; do bad4 bad-offset udp=1,2 ulen=$i; done
for i in 0 4 15; do bad6 bad-offset tcp=1,2 flags=A doff=$i; done
for i in 0 7 9; do bad6 bad-offset udp=1,2 ulen=$i; done
bad6 bad-offset udp=1,2 ext=60:ff010400000000
bad6 bad-offset udp=1,2 ext=0:02010400000000
bad6 bad-offset udp=1,2 ext=43:02040000000000
bad6 bad-offset udp=1,2 ext=51:ff000000000000
told

t "checksums: of IPv4, TCP, UDP, ICMP, ICMPv6"
bad4 checksum tcp=1,2 badipcsum=1
bad4 checksum udp=1,2 badipcsum=1
bad4 checksum icmp=8,0 badipcsum=1
bad4 checksum tcp=1,2 badcsum=1
bad4 checksum tcp=1,2 badcsum=1 data=1001
bad4 checksum udp=1,2 badcsum=1 id=x
bad4 checksum icmp=8,0,5,5 badcsum=1
bad4 checksum tcp=1,2 nocsum=1
bad6 checksum tcp=1,2 badcsum=1
bad6 checksum udp=1,2 badcsum=1 id=x
bad6 checksum icmp=128,0,5,5 badcsum=1
told

t "a UDP datagram need not have one"
good4 udp=1,3 nocsum=1
good6 udp=1,3 nocsum=1
told

t "a wrong checksum does not touch a connection"
rules kill <<<"$all"
send a dst=$U ip=$a,$u tcp=1000,22 flags=S seq=100
send up dst=$A ip=$u,$a tcp=22,1000 flags=SA seq=500 ack=101
send a dst=$U ip=$a,$u tcp=1000,22 flags=A seq=101 ack=501
send a dst=$U ip=$a,$u tcp=1000,22 flags=R seq=101 badcsum=1
send up dst=$A ip=$u,$a tcp=22,1000 flags=R seq=501 badcsum=1
send a dst=$U ip=$a,$u tcp=1000,22 flags=FA seq=101 ack=501 badcsum=1
send a dst=$U ip=$a,$u tcp=1000,22 flags=PA seq=101 ack=501 data=10 badcsum=1
send a dst=$U ip=$a,$u tcp=1000,22 flags=PA seq=101 ack=501 data=10 id=live
count a:rx=3 up:tx=3 up:rx=2 a:tx=1 a:checksum-out=3 a:checksum-in=1
drain a
got up "TCP * S " "TCP * A " "TCP * PA seq=101 *"
flows a
like "state" "${FLOWS[*]}" "* tcp-established *"

t "source routes and options that cannot be followed: ip-option"
bad4 ip-option udp=1,2 ipopt=83070400000000
bad4 ip-option udp=1,2 ipopt=89070400000000
bad4 ip-option udp=1,2 ipopt=0189070400000000
bad4 ip-option udp=1,2 ipopt=0700
bad4 ip-option udp=1,2 ipopt=0701
bad4 ip-option udp=1,2 ipopt=07090000
bad4 ip-option udp=1,2 ipopt=01010107
bad6 ip-option udp=1,2 ext=0:00010500000000
bad6 ip-option udp=1,2 ext=60:00000000000005
bad6 ip-option udp=1,2 ext=60:01010c000000000000000000000000
bad6 ip-option udp=1,2 ext=43:00000100000000
bad6 ip-option udp=1,2 ext=43:02000100000000000000000000000000000000000000
bad6 ip-option udp=1,2 ext=43:00020100000000
told

t "options that can be: they pass"
good4 udp=1,4 ipopt=07070400000000
good4 udp=1,5 ipopt=00838383
good4 udp=1,6 ipopt=94040000
good6 udp=1,4 ext=0,43:00020000000000,60
good6 udp=1,5 ext=60:010104000000001e06000000000000
told

t "what no host says: normalize"
for i in 0 5 6 15; do bad4 normalize udp=1,2 ipver=$i; done
for i in 0 4 5 15; do bad6 normalize udp=1,2 ipver=$i; done
for i in SF SR - F P U FSRPAU SFA SRA FR FRA PU; do bad4 normalize tcp=1,2 flags=$i; done
for i in SF SR - F FSRPAU; do bad6 normalize tcp=1,2 flags=$i; done
bad4 normalize ip=224.0.0.1,$u udp=1,2
bad4 normalize ip=255.255.255.255,$u udp=1,2
bad4 normalize ip=10.0.0.1,10.0.0.1 tcp=7,7
bad4 normalize ip=10.0.0.1,10.0.0.1 udp=7,7
bad6 normalize ip=ff02::1,$u6 udp=1,2
bad6 normalize ip=::ffff:10.0.0.1,$u6 udp=1,2
bad6 normalize ip=fd00::1,fd00::1 tcp=7,7
bad6 normalize udp=1,2 ext=60,0
bad6 normalize udp=1,2 ext=60,60,60,60,60,60,60,60,60
bad6 normalize udp=1,2 ext=0:00c20400010000
bad6 normalize udp=1,2 ext=44:00000000000005,44:00000000000006
bad6 normalize udp=1,2 ext=0 totlen=0
told

t "errors of ICMP that quote what nobody can have sent: normalize and short"
bad4 normalize ip=$a,$u icmp=3,1 inner=0 ip=10.0.0.8,$a udp=1,2
bad6 normalize ip=$a6,$u6 icmp=1,1 inner=0 ip=fd00::8,$a6 udp=1,2
send a dst=$U ip=$a,$u icmp=3,1 inner=27 ip=$u,$a udp=1,2
send a dst=$U ip=$a,$u icmp=3,1 inner=19 ip=$u,$a udp=1,2
send a dst=$U ip=$a,$u icmp=3,1
send a dst=$U ip=$a,$u icmp=3,1 inner=0 ip=$u,$a icmp=3,1 inner=0 ip=$a,$u udp=1,2
send a dst=$U ip=$a,$u icmp=3,1 inner=0 ip=$u,$a udp=1,2 ipver=6
send a dst=$U ip=$a6,$u6 icmp=1,1 inner=47 ip=$u6,$a6 udp=1,2
send a dst=$U ip=$a6,$u6 icmp=1,1 inner=39 ip=$u6,$a6 udp=1,2
tell a:short-out 5
tell a:normalize-out 2
told

t "what is not IP is not looked at"
send a dst=$U type=88b5 cut=14
send a dst=$U type=0806 cut=20
count a:rx=2 up:tx=2
drain up

t "tags behind the VLAN's own do not hide a packet"
works vswctl portgroup set $SW default vlan 0 transparent on
bad4 short tag=5 tcp=1,2 cut=50
bad4 normalize tag=5 tcp=1,2 flags=SF
bad4 checksum tag=5:88a8 tag=6 tcp=1,2 badcsum=1
bad4 normalize tag=5 tag=6 tag=7 tag=8 udp=1,2
good4 tag=5 udp=1,7
good4 tag=5 tag=6 udp=1,8
told
works vswctl portgroup set $SW default vlan 0 transparent off

t "a hole in the stack of headers: any rule that follows is asked of what is there"
rules kill <<END
ruleset one {
  rule 1 at 1 inout protocol tcp from any to any drop;
  rule 2 at 2 inout protocol udp from any to any port 53 drop;
}
END
bad6 match tcp=1,2 ext=0,60
bad6 match tcp=1,2 ext=43:00020000000000,60
bad6 match udp=1,53 ext=60,60,60,60,60,60,60,60
bad6 match tcp=1,2 ext=44:00000000000009
bad6 match udp=1,53 ext=51:0400000000000000000000000000000000000000000000
good6 udp=1,54 ext=0,60
told

# 2. Verdicts -----------------------------------------------------------------------

t "every other reason, both ways"
rules kill <<END
ruleset one {
  rule 1 at 1 inout protocol udp from any to any port 1 drop;
  rule 2 at 2 inout protocol udp from any to any port 2 reject;
}
ruleset one_L2 {
  rule 3 at 1 inout ethertype 0x88b5 from any to any drop;
}
END
bad4 match udp=1000,1
bad4 state-mismatch tcp=1000,3 flags=A
bad4 state-mismatch icmp=0,0,99,1
send a dst=$U ip=$a,$u icmp=3,3 inner=0 ip=$u,$a udp=5,6
send up dst=$A ip=$u,$a icmp=3,3 inner=0 ip=$a,$u udp=5,6
tell a:state-mismatch-out 1
tell a:state-mismatch-in 1
send a dst=$U id=x
send up dst=$A id=x
tell a:l2-match-out 1
tell a:l2-match-in 1
n_in=$((n_in + 2))
told

# 3. Fragments ------------------------------------------------------------------------

rules kill <<<"$all"

t "fragments wait for the rest of their datagram and go on at their own sizes"
send a dst=$U ip=$a,$u udp=1000,53 data=1000 fragments=256 fragid=7 id=one
count a:rx=4 up:tx=4
got up "id=one UDP $a/1000>$u/53 frag=7,0,256,more" "UDP $a>$u frag=7,256,256,more" \
	"UDP $a>$u frag=7,512,256,more" "UDP $a>$u frag=7,768,*"
send up dst=$A ip=$u6,$a6 udp=53,1000 data=1000 fragments=256 fragid=70000 id=two
count up:rx=4 a:tx=4
got a "id=two UDP $u6/53>$a6/1000 ext=44 frag=70000,0,256,more" "ext=44 frag=70000,256,256,more" \
	"frag=70000,512,256,more" "frag=70000,768,*"

t "in reverse order: sent on in the right one"
send a dst=$U ip=$a,$u udp=1000,53 data=1000 fragments=256,reverse fragid=8
send a dst=$U ip=$a6,$u6 udp=1000,53 data=1000 fragments=256,reverse fragid=8
count a:rx=8 up:tx=8
got up "frag=8,0,256,more" "frag=8,256,256,more" "frag=8,512,256,more" "frag=8,768," \
	"frag=8,0,256,more" "frag=8,256,256,more" "frag=8,512,256,more" "frag=8,768,"

t "between two guests: they wait at either filter"
send a dst=$B ip=$a,$b icmp=8,0,5,1 data=3000 fragments=1480 fragid=9
count a:rx=3 b:tx=3
got b "ICMP $a>$b 8,0,5,1 frag=9,0,1480,more" "frag=9,1480,1480,more" "frag=9,2960,*"
send b dst=$A ip=$b,$a icmp=0,0,5,1 data=3000 fragments=1480 fragid=9
count b:rx=3 a:tx=3
drain a

t "broadcast in fragments"
send a dst=bcast ip=$a,10.0.0.255 udp=1000,53 data=100 fragments=56 fragid=10
count a:rx=2 b:tx=2 c:tx=2 up:tx=2
got b "frag=10,0,56,more" "frag=10,56,*"
drain c up

t "nothing of a datagram passes before all of it is there"
send a dst=$U ip=$a,$u udp=1000,53 data=1000 fragments=256,missing=2 fragid=11
send up dst=$A ip=$u6,$a6 udp=53,1000 data=1000 fragments=256,missing=0 fragid=11
count up:rx=any
got up
got a
send a dst=$U ip=$a,$u udp=1000,53 data=1000 fragments=256,only=2 fragid=11
send up dst=$A ip=$u6,$a6 udp=53,1000 data=1000 fragments=256,only=0 fragid=11
count a:rx=4 up:tx=4 up:rx=any a:tx=4
drain a up

t "datagrams mix: told apart by identification, protocol, addresses, VLAN"
for i in 0 1 2; do
	send a dst=$U ip=$a,$u udp=1000,53 data=100 fragments=48,only=$i fragid=12
	send a dst=$U ip=$a,$u udp=1001,53 data=100 fragments=48,only=$i fragid=13
	send a dst=$U ip=$a,10.0.0.8 udp=1002,53 data=100 fragments=48,only=$i fragid=12
	send a dst=$U ip=$a,$u icmp=8,0,12,1 data=100 fragments=48,only=$i fragid=12
done
count a:rx=12 up:tx=12
drain up

t "the rules judge the datagram, with ports, by its first fragment"
rules kill <<END
ruleset one {
  rule 1 at 1 inout protocol udp from any to any port 53 drop;
}
END
send a dst=$U ip=$a,$u udp=1000,53 data=100 fragments=56 fragid=14
send a dst=$U ip=$a,$u udp=1000,54 data=100 fragments=56,reverse fragid=15
send up dst=$A ip=$u6,$a6 udp=1000,53 data=100 fragments=56,reverse fragid=15
count a:match-out=2 a:rx=2 up:tx=2 up:rx=2 a:match-in=2
got up "frag=15,0,56,more" "frag=15,56,*"
got a
rules kill <<<"$all"

t "the checksum is that of the datagram"
send a dst=$U ip=$a,$u udp=1000,53 data=100 fragments=56 fragid=16 badcsum=1
send up dst=$A ip=$u6,$a6 udp=1000,53 data=100 fragments=56 fragid=16 badcsum=1
count a:checksum-out=2 up:rx=any a:checksum-in=2
got up
got a

t "overlaps: the whole datagram is dropped, and what comes of it later"
send a dst=$U ip=$a,$u udp=1000,53 data=200 fragments=64,overlap fragid=17
count a:fragment-out=4
send a dst=$U ip=$a,$u udp=1000,53 data=200 fragments=64 fragid=17
count a:fragment-out=4
send up dst=$A ip=$u6,$a6 udp=1000,53 data=200 fragments=64,overlap fragid=17
count up:rx=any a:fragment-in=4
got up
got a

t "overlaps that change what the rules have seen"
# The ports come a second time, in a fragment that a receiver might prefer.
send a dst=$U ip=$a,$u udp=1000,54 data=200 fragments=64,only=0 fragid=18
send a dst=$U ip=$a,$u proto=17 body=03e8003500d00000 frag=18,0,more
send a dst=$U ip=$a,$u proto=17 data=64 frag=18,32,more
send a dst=$U ip=$a,$u udp=1000,54 data=200 fragments=64,missing=0 fragid=18
count a:fragment-out=6
got up

t "a fragment twice: the second one is dropped, the datagram passes"
send a dst=$U ip=$a,$u udp=1000,53 data=200 fragments=64,only=0 fragid=19 n=3
send a dst=$U ip=$a,$u udp=1000,53 data=200 fragments=64,missing=0 fragid=19
count a:fragment-out=2 a:rx=4 up:tx=4
drain up

t "two ends, two lengths, holes past the end"
send a dst=$U ip=$a,$u udp=1000,53 data=200 fragments=64,only=3 fragid=20
send a dst=$U ip=$a,$u proto=17 data=64 frag=20,1024
send a dst=$U ip=$a,$u udp=1000,53 data=200 fragments=64,missing=3 fragid=20
count a:fragment-out=5
got up

t "tiny ones: the first must have the whole header"
send a dst=$U ip=$a,$u tcp=1000,22 fragments=8 fragid=21
send a dst=$U ip=$a,$u tcp=1000,22 fragments=16 fragid=22
send a dst=$U ip=$a,$u tcp=1000,22 wscale=2 data=100 frag=23,0,more totlen=40
send a dst=$U ip=$a6,$u6 tcp=1000,22 ext=60 fragments=8 fragid=24
send a dst=$U ip=$a6,$u6 udp=1000,22 ext=60 fragments=8 fragid=25
count a:fragment-out=any
n=$((${NOW[a:fragment-out]-0} - ${BASE[a:fragment-out]-0}))
F recv up 0 0
is "frames at up" "$REPLY" 0

t "a fragment at the flags of TCP"
send a dst=$U ip=$a,$u proto=6 data=8 frag=26,8,more
send up dst=$A ip=$u6,$a6 proto=6 data=8 frag=26,8
count a:fragment-out=1 up:rx=1 a:fragment-in=1

t "of no length, of a length that no other fits behind, past the end of all datagrams"
send a dst=$U ip=$a,$u proto=17 frag=27,64
send a dst=$U ip=$a,$u proto=17 data=65 frag=27,64,more
send a dst=$U ip=$a,$u proto=17 data=1000 frag=27,65000
send a dst=$U ip=$a6,$u6 proto=17 data=65 frag=27,64,more
send a dst=$U ip=$a6,$u6 proto=17 data=1000 frag=27,65000
count a:fragment-out=5
got up

t "an atomic fragment is a packet"
send a dst=$U ip=$a6,$u6 udp=1000,22 frag=28,0 id=one
count a:rx=1 up:tx=1
got up "id=one UDP $a6/1000>$u6/22 ext=44 *"

t "10,000 datagrams that are never complete: bounded memory"
kb()
{
	local what n

	while read -r what n _; do
		[ "$what" != "$1:" ] || REPLY=$n
	done </proc/meminfo
}
kb MemAvailable
before=$REPLY
send a dst=$U ip=$a,$u proto=17 data=1400 frag=1000,0,more vary=fragid n=10000 udp=1,2
kb MemAvailable
[ $((before - REPLY)) -lt 32768 ] || bad "$((before - REPLY)) KiB are gone"
count a:fragment-out=any
n=${NOW[a:fragment-out]-0}
[ "$n" -ge 9900 ] || bad "$n dropped"
got up

t "a neighbour's large ping in fragments works meanwhile"
ip -n b addr add 10.0.0.2/24 dev eth0
ip addr add 10.0.0.9/24 dev n-up
ip -n b neigh replace 10.0.0.9 lladdr $U dev eth0 nud permanent
ip neigh replace 10.0.0.2 lladdr $B dev n-up nud permanent
ns b ping -q -c 20 -i 0.05 -s 5000 10.0.0.9 >"$tmp/ping" 2>&1 &
ping=$!
send a dst=$U ip=$a,$u proto=17 data=1400 frag=20000,0,more vary=fragid n=5000 udp=1,2
send up dst=$A ip=$u,$a proto=17 data=1400 frag=20000,0,more vary=fragid n=5000 udp=1,2
wait $ping
like "ping" "$(<"$tmp/ping")" "*20 received, 0% packet loss*"
drain b up

t "and after it, the flooding guest's own do, too"
drain a
send a dst=$U ip=$a,$u udp=1000,53 data=1000 fragments=256 fragid=7
F recv up 4 "$WAIT_MS"
is "frames at up" "${REPLY%% *}" 4

t "what waits goes with the guest's device"
mark
for i in 1 2 3; do send a dst=$U ip=$a,$u udp=$i,2 data=100 fragments=48,missing=1; done
works vswctl port detach a.eth0
works vswctl port attach a.eth0 dev v-a
state a up
send a dst=$U ip=$a,$u udp=1,2 data=100 fragments=48,only=1
got up

t "what waits goes with its port and its switch"
send a dst=$U ip=$a,$u udp=1,2 data=100 fragments=48,missing=1
send b dst=$U ip=$b,$u udp=1,2 data=100 fragments=48,missing=1
send c dst=$U ip=$c,$u udp=1,2 data=100 fragments=48,missing=1
works vswctl port del b.eth0
works vswctl switch del $SW

finish
