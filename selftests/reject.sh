#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The answers of rules that reject.
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
# c is a trunk with VLAN 10. Checksums are right where nothing says "badsum".
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c D=02:00:00:00:00:0d
U=02:00:00:00:01:00
a=10.0.0.1 b=10.0.0.2 c=10.0.0.3 u=10.0.0.9
a6=fd00::1 b6=fd00::2 u6=fd00::9

vswctl switch add $SW
vswctl portgroup add $SW ten vlan 10
vswctl portgroup add $SW trunk vlan trunk 10
guest a $A
guest b $B
tapguest c $C portgroup trunk
uplink up
F addr up $U
for i in a b c; do state $i up; done

# answered KEY=VALUE... -- PATTERN: what a sends to up is rejected with this
answered()
{
	local -a keys=()

	while [ "$1" != -- ]; do
		keys+=("$1")
		shift
	done
	send a dst=$U ip=$a,$u "${keys[@]}"
	count a:reject-out=1 a:tx=1
	got a "$2"
}

# unanswered KEY=VALUE...: it is rejected without an answer
unanswered()
{
	send a dst=$U ip=$a,$u "$@"
	count a:reject-out=1
	got a
}

# 1. Out ---------------------------------------------------------------------------

t "a SYN: reset, acknowledging all of it"
rules kill <<END
ruleset one {
  default reject;
}
END
answered tcp=1000,22 seq=5000 -- "$U>$A 0800 len=54 TCP $u/22>$a/1000 RA seq=0 ack=5001 win=0"
answered tcp=1000,22 seq=4294967295 -- "TCP $u/22>$a/1000 RA seq=0 ack=0 win=0"
answered tcp=1000,22 flags=SEW seq=7 data=100 -- "RA seq=0 ack=108 win=0"

t "a segment with ACK: reset with the number that it acknowledges"
rules kill <<END
ruleset one loose {
  default reject;
}
END
answered tcp=1000,22 flags=A seq=5000 ack=77 -- "TCP $u/22>$a/1000 R seq=77 ack=0 win=0"
answered tcp=1000,22 flags=SA seq=5000 ack=4294967295 -- "R seq=4294967295 ack=0"
answered tcp=1000,22 flags=FA seq=5000 ack=78 data=10 -- "R seq=78 ack=0"
answered tcp=1000,22 flags=PA seq=5000 ack=79 data=1000 -- "R seq=79 ack=0"

t "a reset: none"
unanswered tcp=1000,22 flags=R seq=5000
unanswered tcp=1000,22 flags=RA seq=5000 ack=1

t "UDP: administratively prohibited, with as much of it as fits into 576 bytes"
answered udp=1000,53 id=question -- "$U>$A 0800 len=79 ICMP $u>$a 3,13,0,0 (UDP $a/1000>$u/53)"
answered udp=1000,53 data=1400 -- "0800 len=590 ICMP $u>$a 3,13,0,0 (UDP $a/1000>$u/53)"

t "a query of ICMP and other protocols: likewise"
answered icmp=8,0,77,1 -- "ICMP $u>$a 3,13,0,0 (ICMP $a>$u 8,0,77,1)"
answered proto=47 data=10 -- "ICMP $u>$a 3,13,0,0 (PROTO-47 $a>$u)"

t "IPv6: reset, administratively prohibited within 1280 bytes"
answered ip=$a6,$u6 tcp=1000,22 seq=5000 -- "$U>$A 86dd len=74 TCP $u6/22>$a6/1000 RA seq=0 ack=5001 win=0"
answered ip=$a6,$u6 tcp=1000,22 flags=A seq=5000 ack=9 -- "TCP $u6/22>$a6/1000 R seq=9 ack=0"
unanswered ip=$a6,$u6 tcp=1000,22 flags=R seq=5000
answered ip=$a6,$u6 udp=1000,53 -- "86dd len=110 ICMPV6 $u6>$a6 1,1,0,0 (UDP $a6/1000>$u6/53)"
answered ip=$a6,$u6 udp=1000,53 data=1400 -- "86dd len=1294 ICMPV6 $u6>$a6 1,1,0,0 (UDP $a6/1000>$u6/53)"
answered ip=$a6,$u6 icmp=128,0,77,1 -- "ICMPV6 $u6>$a6 1,1,0,0 (ICMPV6 $a6>$u6 128,0,77,1)"

t "options and extension headers: the answer has none, the quote has them"
answered tcp=1000,22 seq=5 ipopt=01010101 -- "len=54 TCP $u/22>$a/1000 RA seq=0 ack=6 win=0"
answered udp=1000,53 ipopt=01010101 -- "ICMP $u>$a 3,13,0,0 (UDP $a/1000>$u/53 options=4)"
answered ip=$a6,$u6 tcp=1000,22 seq=5 ext=0,60 -- "len=74 TCP $u6/22>$a6/1000 RA seq=0 ack=6 win=0"
answered ip=$a6,$u6 udp=1000,53 ext=0,60 -- "ICMPV6 $u6>$a6 1,1,0,0 (UDP $a6/1000>$u6/53 ext=0,60)"

t "to groups: none"
for i in udp=1000,5353 tcp=1000,22 icmp=8,0,1,1; do
	unanswered dst=bcast ip=$a,10.0.0.255 $i
	unanswered dst=bcast ip=$a,255.255.255.255 $i
	unanswered dst=01:00:5e:00:00:fb ip=$a,224.0.0.251 $i
	unanswered dst=$U ip=$a,224.0.0.251 $i
done
unanswered dst=33:33:00:00:00:fb ip=$a6,ff02::fb udp=1000,5353
unanswered dst=$U ip=$a6,ff02::fb udp=1000,5353

t "from nobody: none"
unanswered ip=0.0.0.0,$u udp=68,67
unanswered ip=::,$u6 udp=1000,53

t "what has no state: neighbour discovery, IGMP: none"
unanswered ip=$a6,$u6 icmp=135,0 ttl=255 body=fd000000000000000000000000000009
unanswered proto=2 body=1600000000000000 ttl=1

t "errors of ICMP: none"
send a dst=$U ip=$a,$u icmp=3,3 inner=0 ip=$u,$a udp=5,6
send a dst=$U ip=$a6,$u6 icmp=1,4 inner=0 ip=$u6,$a6 udp=5,6
count a:state-mismatch-out=2
got a

t "fragments: one answer for the datagram, none for a fragment"
send a dst=$U ip=$a,$u udp=1000,53 data=1000 fragments=496 fragid=5
count a:reject-out=3 a:tx=1
got a "0800 len=558 ICMP $u>$a 3,13,0,0 (UDP $a/1000>$u/53 frag=5,0,*,more)"
send a dst=$U ip=$a,$u udp=1001,53 data=1000 fragments=496,reverse fragid=6
count a:reject-out=3 a:tx=1
got a "3,13,0,0 (UDP $a/1001>$u/53 frag=6,0,*,more)"

t "a flood: 1,000 answers a second at most"
now_ms start
send a dst=$U ip=$a,$u udp=1000,1 vary=dport n=6000
count a:reject-out=6000 a:tx=any
now_ms now
F drain a
echo "# $REPLY answers in $((now - start)) ms"
# A few of the second were given before.
[ "$REPLY" -ge 900 ] || bad "only $REPLY answers"
[ "$REPLY" -le $((1000 * ((now - start) / 1000 + 2))) ] || bad "$REPLY answers"

# 2. In ------------------------------------------------------------------------------

t "rejected by a neighbour's filter: the answer ends the state at the sender"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol any from any to any accept;
  rule 2 at 2 in protocol any from any to any reject;
}
END
send a dst=$B ip=$a,$b tcp=1000,22 seq=5000
count a:rx=1 b:reject-in=1 a:tx=1
got b
got a "$B>$A 0800 len=54 TCP $b/22>$a/1000 RA seq=0 ack=5001 win=0"
flows a
like "state" "${FLOWS[*]}" "* tcp-closed *"
send a dst=$B ip=$a6,$b6 tcp=1000,22 seq=5000
count a:rx=1 b:reject-in=1 a:tx=1
got a "TCP $b6/22>$a6/1000 RA seq=0 ack=5001"
no_flow b

t "UDP, likewise: the error is of the sender's state"
send a dst=$B ip=$a,$b udp=1000,22
send a dst=$B ip=$a6,$b6 udp=1000,22
count a:rx=2 b:reject-in=2 a:tx=2
got a "$B>$A 0800 * ICMP $b>$a 3,13,0,0 (UDP $a/1000>$b/22)" \
	"$B>$A 86dd * ICMPV6 $b6>$a6 1,1,0,0 (UDP $a6/1000>$b6/22)"

t "the sender's filter judges the answer, too"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol udp from any to any accept stateless;
  rule 2 at 2 in protocol any from any to any reject;
}
END
send a dst=$B ip=$a,$b udp=1000,22
count a:rx=1 b:reject-in=1 a:state-mismatch-in=1
got a

t "a copy in promiscuous mode is not its receiver's to answer"
guest d $D promiscuous accept
state d up
F set d promisc
rules kill <<END
ruleset one {
  rule 1 at 1 inout protocol any from any to any accept applied-to a.eth0, b.eth0;
  default reject;
}
END
mark
send a dst=$B ip=$a,$b tcp=1000,22 seq=5000
count a:rx=1 b:tx=1 d:copies=1 d:reject-in=1
got b "TCP $a/1000>$b/22 S"
got a
guest_del d
vswctl port del d.eth0

t "through an uplink: the answer goes back there"
rules kill <<END
ruleset one {
  rule 2 at 2 in protocol any from any to any reject;
}
END
send up dst=$A ip=$u,$a tcp=1000,22 seq=5000
send up dst=$A ip=$u6,$a6 udp=1000,22
count up:rx=2 a:reject-in=2 up:tx=2
got a
got up "$A>$U 0800 len=54 TCP $a/22>$u/1000 RA seq=0 ack=5001 win=0" \
	"$A>$U 86dd len=110 ICMPV6 $a6>$u6 1,1,0,0 (UDP $u6/1000>$a6/22)"

t "through an uplink, in a VLAN: with its tag"
works vswctl port set a.eth0 portgroup ten
send up dst=$A tag=10 ip=$u,$a tcp=1000,22 seq=5000
count up:rx=1 a:reject-in=1 up:tx=1
got up "$A>$U tag=10.0 0800 len=* TCP $a/22>$u/1000 RA seq=0 ack=5001 win=0"

t "from a trunk: with the tag that the guest had used"
send c dst=$A tag=10 ip=$c,$a tcp=1000,22 seq=5000
count c:rx=1 a:reject-in=1 c:tx=1
got c "$A>$C tag=10.0 0800 len=* TCP $a/22>$c/1000 RA seq=0 ack=5001 win=0"
rules kill <<END
ruleset one {
  default reject;
}
END
send c dst=$A tag=10.3 ip=$c,$a udp=1000,22
count c:reject-out=1 c:tx=1
got c "$A>$C tag=10.* 0800 * ICMP $a>$c 3,13,0,0 (UDP $c/1000>$a/22)"
works vswctl port set a.eth0 portgroup default

# 3. Connections -----------------------------------------------------------------------

t "rules that reject a live connection reset it"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol tcp from any to any accept;
  default drop;
}
END
send a dst=$U ip=$a,$u tcp=1000,22 flags=S seq=100
send up dst=$A ip=$u,$a tcp=22,1000 flags=SA seq=500 ack=101
send a dst=$U ip=$a,$u tcp=1000,22 flags=A seq=101 ack=501
count a:rx=2 up:tx=2 up:rx=1 a:tx=1
drain a up
rules <<END
ruleset one {
  default reject;
}
END
send a dst=$U ip=$a,$u tcp=1000,22 flags=PA seq=101 ack=501 data=10
count a:reject-out=1 a:tx=1
got a "TCP $u/22>$a/1000 R seq=501 ack=0"
no_flow a

t "programs are told at once"
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a neigh replace 10.0.0.2 lladdr $B dev eth0 nud permanent
ip -n b neigh replace 10.0.0.1 lladdr $A dev eth0 nud permanent
rules kill <<END
ruleset one {
  rule 1 at 1 in protocol tcp from any to any port 22 reject applied-to b.eth0;
  rule 2 at 2 in protocol icmp from any to any reject applied-to b.eth0;
}
END
refused "refused" ns a timeout 5 bash -c '</dev/tcp/10.0.0.2/22'
refused "filtered" ns a ping -c 1 -W 5 10.0.0.2

finish
