#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# What the rules of the stateful filter say, property by property.
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
# Uplinks have no filter: what goes from a to up is judged once, out by a, and
# what comes from up to a is judged in by a.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=selftests/filter.d/lib.sh
. "$(dirname "$0")/filter.d/lib.sh"

D=02:00:00:00:00:0d c=10.0.0.3

t "no ruleset: all passes, nothing is kept"
out one tcp=1000,22 flags=A
into two udp=53,1000
out three icmp=0,0,1,1
into four proto=47
only one two three four

t "direction: out"
rule out protocol udp from any to any accept
out one udp=1000,1
into two udp=1,2000
into answer udp=1,1000
only one answer

t "direction: in"
rule in protocol udp from any to any accept
out one udp=1000,1
into two udp=1,2000
out answer udp=2000,1
only two answer

t "direction: inout"
rule inout protocol udp from any to any accept
out one udp=1000,1
into two udp=1,2000
only one two

t "family"
rule inout family ipv4 protocol udp from any to any accept
out one udp=1000,1
out two ip=$a6,$u6 udp=1000,1
into three ip=$u6,$a6 udp=1,2000
only one
rule inout family ipv6 protocol udp from any to any accept
out one udp=1000,1
out two ip=$a6,$u6 udp=1000,1
into three ip=$u6,$a6 udp=1,2000
only two three

protocols()
{
	out tcp tcp=1000,1
	out udp udp=1000,1
	out icmp icmp=8,0,1,1
	out icmp6 ip=$a6,$u6 icmp=128,0,1,1
	out sctp proto=132 body=03e8000100000000000000000000000000000000
	out gre proto=47
}

t "protocol"
rule out protocol tcp from any to any accept
protocols
only tcp
rule out protocol udp from any to any accept
protocols
only udp
rule out protocol icmp from any to any accept
protocols
only icmp
rule out protocol ipv6-icmp from any to any accept
protocols
only icmp6
rule out protocol sctp from any to any accept
protocols
count a:rx=1 up:tx=1 a:match-out=5
got up "PROTO-132"
n_out=0
rule out protocol 47 from any to any accept
protocols
only gre
rule out protocol any from any to any accept
protocols
count a:rx=6 up:tx=6
drain up
n_out=0

sources()
{
	out one ip=10.0.0.1,$u udp=1,1
	out two ip=10.0.0.2,$u udp=1,1
	out eight ip=10.0.0.8,$u udp=1,1
	out far ip=10.0.1.1,$u udp=1,1
	out six ip=fd00::1,$u6 udp=1,1
	out sixtysix ip=fd00:0:0:1::1,$u6 udp=1,1
}

t "from: an address, a prefix, a range"
rule out protocol any from ip 10.0.0.2 to any accept
sources
only two
rule out protocol any from ip 10.0.0.0/29 to any accept
sources
only one two
rule out protocol any from ip 10.0.0.2-10.0.1.0 to any accept
sources
only two eight
rule out protocol any from ip fd00::1 to any accept
sources
only six
rule out protocol any from ip fd00::/48 to any accept
sources
only six sixtysix
rule out protocol any from ip fd00::2-fd00:0:0:1::1 to any accept
sources
only sixtysix

t "from: a list, and all others"
rule out protocol any from "{ ip 10.0.0.1, ip 10.0.1.0/24, ip fd00::1 }" to any accept
sources
only one far six
rule out protocol any from not ip 10.0.0.0/24 to any accept
sources
only far six sixtysix
rule out protocol any from not "{ ip 10.0.0.2, ip fd00::1-fd00::ff }" to any accept
sources
only one eight far sixtysix

t "from: address sets"
rules kill <<END
addrset some {
ip 10.0.0.2,
ip 10.0.1.0/24,
}
addrset six {
ip fd00::1,
}
addrset nobody {
}
ruleset one {
  rule 1 at 1 out protocol any from addrset some to any accept;
  rule 2 at 2 out protocol any from addrset nobody to any accept;
  default drop;
}
END
sources
only two far
rules kill <<END
addrset some {
ip 10.0.0.2,
ip 10.0.1.0/24,
}
addrset six {
ip fd00::1,
}
ruleset one {
  rule 1 at 1 out protocol any from not { addrset some, addrset six, ip 10.0.0.8 } to any accept;
  default drop;
}
END
sources
only one sixtysix

t "to: like from"
for match in "ip 10.0.0.2" "{ ip 10.0.0.2 }" "ip 10.0.0.2-10.0.0.7" "not { ip 10.0.0.0/31, ip 10.0.0.8-10.255.255.255 }"; do
	rule out protocol any from any to "$match" accept
	out one ip=$a,10.0.0.9 udp=1,1
	out two ip=$a,10.0.0.2 udp=1,1
	out three ip=10.0.0.2,10.0.0.9 udp=1,1
	only two
done

t "from and to: both have to match"
rule inout protocol any from ip $a to ip $u accept
out one udp=1,1
out two ip=$b,$u udp=2,1
out three ip=$a,$c udp=3,1
into four udp=4,1
only one

ports()
{
	out one tcp=1000,22
	out two tcp=1001,80
	out three udp=1000,8080
	out four tcp=80,9000
	out five icmp=8,0,22,22
}

t "ports of the receiver: one, a range, a service, a list"
rule out protocol tcp from any to any port 22 accept
ports
only one
rule out protocol udp from any to any port 8080-8081 accept
ports
only three
rule out protocol tcp from any to any port http accept
ports
only two
rule out protocol tcp from any to any port "{ 22, 8000-8999, 9000 }" accept
ports
only one four

t "ports of the sender, and both"
rule out protocol tcp from any port 1000 to any accept
ports
only one
rule out protocol tcp from any port 1000-1001 to any port 80 accept
ports
only two
rule out protocol tcp from any port "{ 80, 1001 }" to any accept
ports
only two four

t "a port of 0 and of 65535"
rule out protocol udp from any port 0 to any port 65535 accept
out one udp=0,65535
out two udp=0,65534
out three udp=65535,0
only one

t "type and code of ICMP"
rule inout protocol icmp icmptype 8 from any to any accept
out one icmp=8,0,1,1
out two icmp=13,0,1,1
into three icmp=8,3,2,1
only one three
rule out protocol icmp icmptype 8 icmpcode 0 from any to any accept
out one icmp=8,0,1,1
out two icmp=8,3,2,1
only one
rule out protocol ipv6-icmp icmptype 135 from any to any accept
out one ip=$a6,$u6 icmp=135,0 body=fd000000000000000000000000000009 ttl=255
out two ip=$a6,$u6 icmp=136,0 body=fd000000000000000000000000000009 ttl=255
out three icmp=135,0
count a:rx=1 up:tx=1 a:match-out=2
got up "ICMPV6 $a6>$u6 135,0,0,0*"
n_out=0

t "actions"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol udp from any to any port 1 accept;
  rule 2 at 2 out protocol udp from any to any port 2 drop;
  rule 3 at 3 out protocol udp from any to any port 3 reject;
}
END
for i in 1 2 3 4; do send a dst=$U ip=$a,$u udp=1000,$i id=$i; done
count a:rx=2 up:tx=2 a:match-out=1 a:reject-out=1 a:tx=1
got up "id=1 " "id=4 "
got a "ICMP $u>$a 3,13,0,0 (UDP $a/1000>$u/3)"

t "stateless: no state, so answers need a rule, too"
rule out protocol udp from any to any accept stateless
out one udp=1000,1
into two udp=1,1000
only one
no_flow a
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol tcp from any to any port 80 accept stateless;
  rule 2 at 2 in protocol tcp from any port 80 to any accept stateless;
  default drop;
}
END
out one tcp=1000,80 flags=A seq=77
into two tcp=80,1000 flags=PA seq=5
into three tcp=81,1000 flags=PA seq=5
only one two
no_flow a

t "strict and loose: may a connection begin in the middle?"
rules kill <<END
ruleset one strict {
  rule 1 at 1 out protocol tcp from any to any port 1 accept;
  rule 2 at 2 out protocol tcp from any to any port 2 accept loose;
  default drop;
}
ruleset two loose {
  rule 3 at 1 out protocol tcp from any to any port 3 accept;
  rule 4 at 2 out protocol tcp from any to any port 4 accept strict;
}
END
for i in 1 2 3 4; do out $i tcp=1000,$i flags=A seq=5 ack=6; done
count a:rx=2 up:tx=2 a:state-mismatch-out=2
got up "id=2 " "id=3 "
n_out=0

t "strict is what a ruleset is that says nothing, and the default rule"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol tcp from any to any port 1 accept;
}
END
for i in 1 2; do send a dst=$U ip=$a,$u tcp=1000,$i flags=A seq=5 ack=6; done
count a:state-mismatch-out=2

t "applied-to: for the named ports only"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol udp from any to any port 1 drop applied-to b.eth0;
  rule 2 at 2 out protocol udp from any to any port 2 drop applied-to a.eth0, c.eth0;
  rule 3 at 3 out protocol udp from any to any port 3 drop applied-to nobody.eth0;
}
END
for i in 1 2 3; do
	send a dst=$U ip=$a,$u udp=1000,$i id=a$i
	send b dst=$U ip=$b,$u udp=1000,$i id=b$i
done
count a:rx=2 a:match-out=1 b:rx=2 b:match-out=1 up:tx=4
got up "id=a1 " "id=b2 " "id=a3 " "id=b3 "

t "applied-to a port that comes later, or gets its name later"
tapguest d $D
state d up
works vswctl port set d.eth0 name nobody.eth0
send d dst=$U ip=$c,$u udp=1000,2 id=two
send d dst=$U ip=$c,$u udp=1000,3 id=three
count nobody:rx=1 nobody:match-out=1 up:tx=1
got up "id=two "
works vswctl port set nobody.eth0 name d.eth0
send d dst=$U ip=$c,$u udp=1001,2 id=two
send d dst=$U ip=$c,$u udp=1001,3 id=three
count d:rx=3 d:match-out=1 up:tx=2
got up "id=two " "id=three "
works vswctl port del d.eth0
F close d

t "disabled: as if it were not there"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol udp from any to any port 1 drop disabled;
  rule 2 at 2 out protocol udp from any to any port 2 drop;
}
END
out one udp=1000,1
out two udp=1000,2
only one

finish
