#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Connections that are not TCP, errors of ICMP, IPv6, and how states are listed.
# The topology is in ct.d/lib.sh, and a tap t that is a trunk.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=selftests/ct.d/lib.sh
. "$selftests/ct.d/lib.sh"

T=02:00:00:00:00:0e t=10.0.0.3
vswctl portgroup add $SW trunk vlan trunk 10,20
tapguest t $T portgroup trunk
state t up

# 1. Others ----------------------------------------------------------------------------

t "UDP: one packet, more of them, answers"
begin
out udp=2001,53
flow 2001 "udp-first out 1 1 0"
out udp=2001,53
flow 2001 "udp-single out 1 2 0"
into udp=53,2001
flow 2001 "udp-multiple out 1 2 1"
out udp=2001,53
flow 2001 "udp-multiple out 1 3 1"
send up dst=$A ip=$u,$a udp=53,2002
send up dst=$A ip=$u,$a udp=54,2001
send up dst=$A ip=$r,$a udp=53,2001
so a:match-in=3

t "ICMP: answers to queries, by their number"
out icmp=8,0,3001,1
flow_find a "icmp *"
like "state" "$REPLY" "* icmp-first out 1 1 0 *"
into icmp=0,0,3001,1
into icmp=0,0,3001,2
out icmp=8,0,3001,2
into icmp=0,0,3001,2
out icmp=13,0,3002,1 data=12
into icmp=14,0,3002,1 data=12
so

t "ICMP: nothing else"
rules <<END
ruleset one {
  rule 1 at 1 inout protocol any from any to any accept;
}
END
intox icmp=0,0,3003,1
intox icmp=14,0,3001,1 data=12
outx icmp=0,0,3001,1
outx icmp=0,0,3004,1
# Two that ask each other may use the same number.
into icmp=8,0,3001,1
out icmp=0,0,3001,1
into icmp=8,0,3005,1
out icmp=0,0,3005,1
so
begin

t "other protocols: by their addresses"
out proto=47 data=10
into proto=47 data=10
send up dst=$A ip=$r,$a proto=47 data=10
out proto=132 body=0bb80050000000000000000000000000
into proto=132 body=00500bb8000000000000000000000000
send up dst=$A ip=$u,$a proto=132 body=00510bb8000000000000000000000000
so a:match-in=2
flow_find a "sctp *"
like "state" "$REPLY" "sctp $a/3000>$u/80 other out 1 1 1 *"
flow_find a "gre *"
like "state" "$REPLY" "gre $a/0>$u/0 other out 1 1 1 *"

t "VLANs of a trunk are apart"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol any from any to any accept;
  default drop;
}
END
send t dst=$U tag=10 ip=$t,$u udp=1000,53
send up dst=$T tag=20 ip=$u,$t udp=53,1000
send up dst=$T tag=10 ip=$u,$t udp=53,1000
send t dst=$U tag=20 ip=$t,$u tcp=1000,80 flags=S seq=100
send up dst=$T tag=10 ip=$u,$t tcp=80,1000 flags=SA seq=500 ack=101
send t dst=$U tag=10 ip=$t,$u tcp=1000,80 flags=A seq=101 ack=501
send up dst=$T tag=20 ip=$u,$t tcp=80,1000 flags=SA seq=500 ack=101
count t:rx=2 up:tx=2 up:rx=4 t:tx=2 t:match-in=2 t:state-mismatch-out=1
flows t
is "states" ${#FLOWS[@]} 2
drain t up
begin

# 2. ICMP errors -------------------------------------------------------------------------

# error KEY=VALUE... -- KEY=VALUE...: an error from a router, about what is behind
error()
{
	send up dst=$A ip=$r,$a "$@"
}

t "an error is of the connection that it quotes, whoever sends it"
out udp=4001,53
n_i=6
error icmp=3,1 inner=28 ip=$a,$u udp=4001,53
error icmp=11,0 inner=0 ip=$a,$u udp=4001,53 ttl=0
error icmp=3,4,0,1400 inner=28 ip=$a,$u udp=4001,53 data=1000
error icmp=12,0 inner=28 ip=$a,$u udp=4001,53
error icmp=4,0 inner=28 ip=$a,$u udp=4001,53
send up dst=$A ip=$u,$a icmp=3,3 inner=28 ip=$a,$u udp=4001,53
so
flow 4001 "udp-first out 1 1 6"

t "an error about anything else is of none, whatever the rules say"
rules <<END
ruleset one {
  rule 1 at 1 inout protocol any from any to any accept;
}
END
n_ix=6
error icmp=3,1 inner=28 ip=$a,$u udp=4001,54
error icmp=3,1 inner=28 ip=$a,$u udp=4002,53
error icmp=3,1 inner=28 ip=$a,$b udp=4001,53
error icmp=3,1 inner=28 ip=$a,$u tcp=4001,53
error icmp=3,1 inner=28 ip=$a,$u icmp=8,0,1,1
error icmp=3,1 inner=20 ip=$a,$u proto=50
flows a
is "states" ${#FLOWS[@]} 1
so

t "an error about what was never sent: the answer that did not come"
outx icmp=3,3 inner=28 ip=$u,$a udp=53,4001
into udp=53,4001
out icmp=3,3 inner=28 ip=$u,$a udp=53,4001
so

t "an error about TCP: its sequence number was sent, and not long ago"
begin
opened 4003
o PA 101 501 data=1000
n_i=$((n_i + 3)) n_ix=$((n_ix + 4))
error icmp=3,4,0,1400 inner=28 ip=$a,$u tcp=4003,80 seq=101
error icmp=3,4,0,1400 inner=28 ip=$a,$u tcp=4003,80 seq=1000
error icmp=3,13 inner=28 ip=$a,$u tcp=4003,80 seq=100
error icmp=3,4,0,68 inner=28 ip=$a,$u tcp=4003,80 seq=1200
error icmp=3,4,0,68 inner=28 ip=$a,$u tcp=4003,80 seq=4294867296
error icmp=3,13 inner=28 ip=$a,$u tcp=4003,80 seq=2147483748
error icmp=3,13 inner=28 ip=$a,$u tcp=4004,80 seq=101
flow 4003 tcp-established
so

t "an error ends nothing and begins nothing"
o PA 1101 501 data=10
i A 501 1111
so
flows a
is "states" ${#FLOWS[@]} 1

t "an error about a query"
out icmp=8,0,4004,1
n_i=1 n_ix=1
error icmp=11,0 inner=28 ip=$a,$u icmp=8,0,4004,1
error icmp=11,0 inner=28 ip=$a,$u icmp=8,0,4005,1
so
flow_find a "icmp *"
like "state" "$REPLY" "* icmp-error *"

t "redirects are no errors: the rules say"
send up dst=$A ip=$r,$a icmp=5,1,2560,1 inner=28 ip=$a,$u udp=4001,53
so a:match-in=1

# 3. IPv6 -----------------------------------------------------------------------------------

t "IPv6: TCP, UDP, ICMPv6, errors"
a4=$a u4=$u r4=$r
a=fd00::1 u=fd00::9 r=fd00::99
begin
opened 5001
i PA 501 101 data=100
ix PA 100000 101 data=10
i R 502 0
flow 5001 tcp-established
i R 501 0
flow 5001 tcp-closed
opened 5002
o FA 101 501
i FA 501 102
o A 102 502
flow 5002 tcp-closed
conn 5003
ox PA 1 1
out udp=5004,53
into udp=53,5004
flow 5004 "udp-multiple out 1 1 1"
out icmp=128,0,5005,1
into icmp=129,0,5005,1
send up dst=$A ip=$u,$a icmp=129,0,5006,1
n_i=$((n_i + 4))
error icmp=2,0,0,1280 inner=0 ip=$a,$u udp=5004,53
error icmp=1,4 inner=0 ip=$a,$u udp=5004,53
error icmp=3,0 inner=0 ip=$a,$u icmp=128,0,5005,1
error icmp=2,0,0,1280 inner=60 ip=$a,$u tcp=5002,80 seq=101 data=1000
n_ix=$((n_ix + 2))
error icmp=2,0,0,1280 inner=0 ip=$a,$u udp=5004,54
error icmp=1,4 inner=60 ip=$a,$u tcp=5002,80 seq=2000000000
so a:match-in=1
a=$a4 u=$u4 r=$r4

# 4. Foreseen ---------------------------------------------------------------------------

# hex TEXT: its bytes in hexadecimal, with the end of a line, in $REPLY
hex()
{
	local i

	REPLY=
	for ((i = 0; i < ${#1}; i++)); do
		printf -v REPLY '%s%02x' "$REPLY" "'${1:i:1}"
	done
	REPLY+=0d0a
}

watching()
{
	rules kill <<-END
		addrset friends {
		ip 10.9.9.9,
		}
		ruleset one {
		  rule 1 at 1 out protocol tcp from any to any port 21 accept alg ftp;
		  rule 2 at 2 out protocol udp from any to any port 69 accept alg tftp;
		  default drop;
		}
	END
}

# control PORT: a connection to FTP is open
control()
{
	send a dst=$U ip=$a,$u tcp="$1,21" seq=100
	send up dst=$A ip=$u,$a tcp="21,$1" flags=SA seq=500 ack=101
	send a dst=$U ip=$a,$u tcp="$1,21" flags=A seq=101 ack=501
	n_o=$((n_o + 2)) n_i=$((n_i + 1))
}

t "FTP: a connection that the client has asked for, and no other"
watching
control 6100
hex "PORT 10,0,0,1,8,1"
out tcp=6100,21 flags=PA seq=101 ack=501 body="$REPLY"
send up dst=$A ip=$u,$a tcp=20,2050
send up dst=$A ip=$r,$a tcp=20,2049
into tcp=20,2049 seq=900
send up dst=$A ip=$u,$a tcp=21,2049
so a:match-in=3
flow_find a "*/20>*"
like "state" "$REPLY" "tcp $u/20>$a/2049 tcp-first in 1 0 1 *"
out tcp=2049,20 flags=SA seq=700 ack=901
into tcp=20,2049 flags=A seq=901 ack=701
so

t "FTP: it goes on when addresses change, as the first one does"
works vswctl addrset add friends 10.9.9.8
out tcp=6100,21 flags=A seq=120 ack=501
into tcp=20,2049 flags=PA seq=901 ack=701 data=100
out tcp=2049,20 flags=A seq=701 ack=1001
so

t "FTP: it ends when rules forbid the first one"
rules <<END
ruleset two {
  default drop;
}
END
send up dst=$A ip=$u,$a tcp=20,2049 flags=PA seq=1001 ack=701 data=100
send a dst=$U ip=$a,$u tcp=2049,20 flags=A seq=701 ack=1001
so a:match-in=1 a:match-out=1

t "TFTP: the answer comes from another port, from nobody else, and once"
watching
out udp=6200,69 body=0001666f6f006f6374657400
send up dst=$A ip=$u,$a udp=7000,6201
send up dst=$A ip=$r,$a udp=7000,6200
into udp=7000,6200 body=0003000161
send up dst=$A ip=$u,$a udp=7001,6200
out udp=6200,7000 body=00040001
so a:match-in=3

# 5. What is counted, listed and forgotten ------------------------------------------------------

t "segments of a long packet count one by one"
begin
opened 6001
o PA 101 501 gso=1000 data=10000
so
flow 6001 "tcp-established out 1 12 1"

t "flows are listed with what they are, in the way of NSX"
text=$(vswctl flows a.eth0)
like "flows" "$text" "*Count retrieved*"
like "flows" "$text" "* Active tcp 0800 2 1 * $a:*[(]6001) $u:*[(]80) 4* EST 40 10120 1 12"

t "flows of a port, and of all"
send b dst=$U ip=$b,$u udp=6002,53
count b:rx=1 up:tx=1
drain up
like "all" "$(vswctl flows | tr '\n' ' ')" "*6001*6002*"
is "of a" "$(vswctl flows a.eth0 | grep -c 6002)" 0

t "flush: of a port, of all"
works vswctl flows flush a.eth0
no_flow a
flows b
is "states" ${#FLOWS[@]} 1
conn 6001
ox PA 10101 501 data=10
ix PA 501 10101 data=10
n_ix=0
so a:match-in=1
works vswctl flows flush
no_flow b

t "between two guests there is one state at each"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol tcp from any to any port 80 accept applied-to a.eth0;
  rule 2 at 2 in protocol tcp from any to any port 80 accept applied-to b.eth0;
  default drop;
}
END
send a dst=$B ip=$a,$b tcp=6003,80 flags=S seq=100
send b dst=$A ip=$b,$a tcp=80,6003 flags=SA seq=500 ack=101
send a dst=$B ip=$a,$b tcp=6003,80 flags=A seq=101 ack=501
send b dst=$A ip=$b,$a tcp=80,6003 flags=R seq=9999999
count a:rx=2 b:tx=2 b:rx=1 a:tx=1 b:state-mismatch-out=1
drain a b
flows a
like "state of a" "${FLOWS[*]}" "tcp $a/6003>$b/80 tcp-established out 1 2 1 *"
flows b
like "state of b" "${FLOWS[*]}" "tcp $a/6003>$b/80 tcp-established in 2 1 2 *"


finish
