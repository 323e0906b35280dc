#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Rulesets as a whole: order, layer 2, both ends, what the operator sees and does.
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

# 1. Order ----------------------------------------------------------------------------

t "the first match by position decides, wherever it stands"
rules kill <<END
ruleset one {
  rule 10 at 30 out protocol udp from any to any port 1-3 accept;
  rule 11 at 10 out protocol udp from any to any port 1 drop;
  rule 12 at 20 out protocol udp from any to any port 1-2 accept;
  rule 13 at 40 out protocol udp from any to any port 2-4 drop;
}
END
for i in 1 2 3 4; do out $i udp=1000,$i; done
only 2 3

t "rulesets by category, then as they stand in the file"
rules kill <<END
ruleset app1 {
  rule 1 at 1 out protocol udp from any to any port 5 accept;
  rule 2 at 2 out protocol udp from any to any port 1-5 drop;
}
ruleset app2 {
  rule 3 at 1 out protocol udp from any to any port 4-5 accept;
}
ruleset env category environment {
  rule 4 at 9 out protocol udp from any to any port 3 accept;
}
ruleset infra category infrastructure {
  rule 5 at 9 out protocol udp from any to any port 2-3 drop;
}
ruleset emergency category emergency {
  rule 6 at 9 out protocol udp from any to any port 1-2 accept;
}
END
for i in 1 2 3 4 5; do out $i udp=1000,$i; done
only 1 2 5
like "rules" "$(vswctl rules show | grep ruleset | tr -s ' ' | tr '\n' ' ')" \
	"ruleset emergency *ruleset infra *ruleset env *ruleset app1 *ruleset app2 *"

t "a rule that does not hold in this direction is no match"
rules kill <<END
ruleset one {
  rule 1 at 1 in protocol udp from any to any drop;
  rule 2 at 2 out protocol udp from any to any port 1 accept;
  default drop;
}
END
out one udp=1000,1
out two udp=1000,2
into three udp=1,1001
only one

t "the default: accept, drop and reject"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol udp from any to any port 1 drop;
  default accept;
}
END
out one udp=1000,1
out two udp=1000,2
only two
rules kill <<END
ruleset one {
  default reject;
}
END
send a dst=$U ip=$a,$u udp=1000,2
count a:reject-out=1 a:tx=1
got a "ICMP $u>$a 3,13*"

t "rules without number do not slow it down: 2,000 rules, the last one matches"
for ((i = 1; i <= 2000; i++)); do
	echo "rule $i at $i out protocol udp from ip 10.1.$((i / 250)).$((i % 250)) to ip 10.0.0.0/24 port $i drop;"
done | { echo "ruleset many {"; cat; echo "rule 9999 at 9999 out protocol udp from ip 10.0.0.0/24 to any port 1-2000 accept; default drop; }"; } >"$tmp/many"
works vswctl rules load "$tmp/many" kill
out one udp=1000,2000
out two udp=1000,2001
out three ip=10.1.4.0,$u udp=1000,1000
out four ip=10.1.4.0,$u udp=1000,999
out five udp=1000,1
only one five

# 2. Layer 2 ---------------------------------------------------------------------------

t "layer 2: by Ethernet type"
rules kill <<END
ruleset one_L2 {
  rule 1 at 1 inout ethertype arp from any to any accept;
  rule 2 at 2 out ethertype 0x88b5 from any to any drop;
  rule 3 at 3 in ethertype ipv4 from any to any drop;
}
END
send a dst=$U id=test
send a dst=$U arp=request,$a,$u
send a dst=$U ip=$a,$u udp=1,2 id=ip
send up dst=$A id=back
send up dst=$A ip=$u,$a udp=3,4
send up dst=$A ip=$u6,$a6 udp=3,4 id=six
count a:rx=2 a:l2-match-out=1 up:tx=2 up:rx=3 a:tx=2 a:l2-match-in=1
got up "0806" "id=ip "
got a "88b5*id=back" "id=six "

t "layer 2: by address, and its default"
rules kill <<END
ruleset one_L2 {
  rule 1 at 1 out ethertype any from mac $A to mac $U accept;
  rule 2 at 2 inout ethertype any from any to { mac ff:ff:ff:ff:ff:ff, mac $B } accept;
  rule 3 at 3 inout ethertype any from not { mac $U, mac $A } to mac $A accept;
  default drop;
}
END
send a dst=$U id=one
send a dst=$B id=two
send a dst=bcast id=three
send a dst=$C id=four
send up dst=$A id=five
send up src=02:00:00:00:01:01 dst=$A id=six
send b dst=$U id=seven
count a:rx=3 b:tx=2 c:tx=1 up:tx=2 a:l2-match-out=1 up:rx=2 a:tx=1 a:l2-match-in=1 b:l2-match-out=1
got up id=one id=three
got a id=six
drain b c

t "layer 2 comes first: what it accepts, the others judge"
rules kill <<END
ruleset one {
  rule 1 at 1 inout protocol udp from any to any port 1 accept;
  default drop;
}
ruleset one_L2 {
  rule 2 at 1 out ethertype ipv6 from any to any drop;
}
END
out one udp=1000,1
out two udp=1000,2
out three ip=$a6,$u6 udp=1000,1
out four ip=$a6,$u6 udp=1000,2
send a dst=$U arp=request,$a,$u
count a:rx=2 up:tx=2 a:match-out=1 a:l2-match-out=2
got up "id=one " "0806"
n_out=0

t "layer 2 holds for live connections, too"
rules kill <<END
ruleset one {
  rule 1 at 1 inout protocol udp from any to any accept;
}
END
out one udp=1000,1
into two udp=1,1000
only one two
rules <<END
ruleset one {
  rule 1 at 1 inout protocol udp from any to any accept;
}
ruleset one_L2 {
  rule 2 at 1 in ethertype ipv4 from any to any drop;
}
END
out one udp=1000,1
into two udp=1,1000
count a:rx=1 up:tx=1 up:rx=1 a:l2-match-in=1
got up "id=one "
n_out=0 n_in=0

# 3. Twice ---------------------------------------------------------------------------------

t "between two guests: out by the sender's filter, in by the receiver's"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol udp from any to any port 1 drop applied-to a.eth0;
  rule 2 at 2 in protocol udp from any to any port 2 drop applied-to b.eth0;
  rule 3 at 3 in protocol udp from any to any port 3 drop applied-to a.eth0;
  rule 4 at 4 out protocol udp from any to any port 4 drop applied-to b.eth0;
}
END
for i in 1 2 3 4; do send a dst=$B ip=$a,$b udp=1000,$i id=a$i; done
for i in 1 2 3 4; do send b dst=$A ip=$b,$a udp=1001,$i id=b$i; done
count a:rx=3 a:match-out=1 b:tx=2 b:match-in=1 b:rx=3 b:match-out=1 a:tx=2 a:match-in=1
got b "id=a3 " "id=a4 "
got a "id=b1 " "id=b2 "

t "a group frame: out once, in by each receiver"
rules kill <<END
ruleset one {
  rule 1 at 1 in protocol udp from any to any port 67 drop applied-to b.eth0;
}
END
send a dst=bcast ip=0.0.0.0,255.255.255.255 udp=68,67 id=discover
count a:rx=1 b:match-in=1 c:tx=1 up:tx=1
got c "id=discover "
got up "id=discover "
got b

t "an answer needs no rule at either end"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol udp from ip $a to any port 53 accept;
  rule 2 at 2 in protocol udp from any to ip $b port 53 accept;
  default drop;
}
END
send a dst=$B ip=$a,$b udp=1000,53 id=ask
send b dst=$A ip=$b,$a udp=53,1000 id=answer
send b dst=$A ip=$b,$a udp=53,1001 id=other
count a:rx=1 b:tx=1 b:rx=1 a:tx=1 b:match-out=1
got b "id=ask "
got a "id=answer "

# 4. The sample --------------------------------------------------------------------------------

cat >"$tmp/sample" <<'END'
ruleset domain-c25 {
  # Filter rules
  rule 1006 at 1 inout protocol tcp from addrset ip-vm-33 to addrset ip-vm-36 port 22 accept with log;
  rule 1005 at 2 inout protocol any from any to addrset ip-ipset-2 accept;
  rule 1004 at 3 inout protocol ipv6-icmp icmptype 135 from any to any accept;
  rule 1004 at 4 inout protocol ipv6-icmp icmptype 136 from any to any accept;
  rule 1003 at 5 inout protocol udp from any to any port 67 accept;
  rule 1003 at 6 inout protocol udp from any to any port 68 accept;
  rule 1002 at 7 inout protocol any from any to any reject with log;
}

ruleset domain-c25_L2 {
  # Filter rules
  rule 1001 at 1 inout ethertype any from any to any accept;
}
addrset ip-ipset-2 {
ip 192.168.110.10,
}
addrset ip-vm-33 {
ip 172.16.10.12,
}
addrset ip-vm-36 {
ip 172.16.10.11,
}
END

t "the sample of NSX loads"
works vswctl rules check "$tmp/sample"
works vswctl rules load "$tmp/sample" kill

t "it is listed as it was written, and what is listed loads again unchanged"
vswctl rules show >"$tmp/shown"
is "rules" "$(grep -E '^  rule|^ruleset' "$tmp/shown")" "$(grep -E '^  rule|^ruleset' "$tmp/sample")"
is "sets" "$(sed -n '/^addrset/,/^}/p' "$tmp/shown")" "$(sed -n '/^addrset/,/^}/p' "$tmp/sample")"
like "first line" "$(head -n 1 "$tmp/shown")" "# generation *"
works vswctl rules load "$tmp/shown"
is "the difference" "$(vswctl rules show | diff "$tmp/shown" - | grep -c '^[<>] [^#]')" 0
like "diff" "$(vswctl rules diff "$tmp/sample")" ""
is "one ruleset" "$(vswctl rules show domain-c25_L2 | grep -c '^  rule')" 1

t "it does what it says"
send a dst=$B ip=172.16.10.12,172.16.10.11 tcp=44194,22 id=ssh
send b dst=$A ip=172.16.10.11,172.16.10.12 tcp=22,44194 flags=SA ack=1 id=answer
send a dst=$B ip=172.16.10.12,192.168.110.10 udp=5,5 id=ipset
send a dst=bcast ip=0.0.0.0,255.255.255.255 udp=68,67 id=dhcp
send a dst=$B ip=$a6,fd00::2 icmp=135,0 ttl=255 body=fd000000000000000000000000000002
send a dst=$B ip=172.16.10.12,172.16.10.11 tcp=44195,23
send b dst=$A ip=172.16.10.11,172.16.10.12 udp=5,6
count a:rx=4 b:tx=5 b:rx=1 a:tx=2 c:tx=1 up:tx=1 a:reject-out=1 b:reject-out=1
got b "id=ssh " "id=ipset " "id=dhcp " "ICMPV6 * 135,0" "ICMP 172.16.10.12>172.16.10.11 3,13,0,0*"
got a "id=answer " "TCP 172.16.10.11/23>172.16.10.12/44195 RA seq=0 ack=1 *"
drain c up

# 5. What the operator sees -------------------------------------------------------------------------

t "counters of rules"
rules kill <<END
ruleset one {
  rule 11 at 1 out protocol udp from any to any port 1 accept;
  rule 12 at 2 out protocol udp from any to any port 2 drop;
  rule 13 at 3 in protocol udp from any to any port 3 accept stateless;
  default drop;
}
END
send a dst=$U ip=$a,$u udp=1000,1 data=72 n=3
send up dst=$A ip=$u,$a udp=1,1000 data=72 n=2
send a dst=$U ip=$a,$u udp=1000,2 data=72 n=4
send up dst=$A ip=$u,$a udp=1,3 data=72 n=5
send a dst=$U ip=$a,$u udp=1000,9 data=72
count a:rx=3 up:tx=3 up:rx=7 a:tx=7 a:match-out=5
drain a up
vswctl --json rules stats >"$tmp/stats" || bad "no statistics"
stat()
{
	jq -r ".[] | select(.id == $1) | .stats |
		[.evaluations, .hits, .\"packets-out\", .\"packets-in\", .\"bytes-out\", .\"bytes-in\", .connections] | join(\" \")" "$tmp/stats"
}
is "rule 11" "$(stat 11)" "11 1 3 2 300 200 1"
is "rule 12" "$(stat 12)" "10 4 4 0 400 0 0"
is "rule 13" "$(stat 13)" "6 5 0 5 0 500 0"

t "why: the last drops with the rule and the packet"
like "the last one" "$(vswctl why a.eth0 | head -n 3 | tr '\n' ' ')" "*match-out*"
rules kill <<END
ruleset one {
  rule 77 at 1 in protocol tcp from any to any port 22 drop;
}
END
send up dst=$A ip=$u,$a tcp=4444,22
count up:rx=1 a:match-in=1
why=$(vswctl why a.eth0 | tr '\n' ' ')
for i in match-in one/77 $u $a 4444 22; do like "why" "$why" "*$i*"; done
send a dst=$U ip=$a,$u tcp=22,4444 flags=SA
count a:state-mismatch-out=1
like "why" "$(vswctl why a.eth0 | tr '\n' ' ')" "*state-mismatch-out*match-in*"

t "simulate says what frames meet"
works vswctl rules load "$tmp/many" kill
says()
{
	like "simulate $1 $2" "$(vswctl simulate a.eth0 "$1" protocol udp from "$3" port 1000 to "$4" port "$5" 2>&1 | tr '\n' ' ')" "*$2*"
}
says out accept $a $u 2000
says out drop $a $u 2001
says out drop 10.1.4.0 $u 1000
says out many $a $u 2000
count
out one udp=1000,2000
out two udp=1000,2001
out three ip=10.1.4.0,$u udp=1000,1000
only one
flows a
is "states" ${#FLOWS[@]} 1

# 6. Changes ---------------------------------------------------------------------------------------------

t "an address that joins or leaves a set: from the next frame on"
rules kill <<END
addrset friends {
ip 10.0.0.77,
}
ruleset one {
  rule 1 at 1 out protocol udp from any to addrset friends accept;
  default drop;
}
END
for ((i = 1; i <= 5; i++)); do
	out no$i udp=$i,1
	works vswctl addrset add friends $u
	out yes$i udp=$i,1
	works vswctl addrset del friends $u
	out live$i udp=$i,1
done
only yes1 yes2 yes3 yes4 yes5
works vswctl addrset add friends 10.0.0.0/28 fd00::/64
out one udp=1,1
out two ip=$a6,$u6 udp=1,1
only one two
like "set" "$(vswctl addrset show friends | tr '\n' ' ')" "*10.0.0.0/28*10.0.0.77*"
works vswctl addrset del friends 10.0.0.0/28
out one udp=1,1
out three ip=$a,10.0.0.77 udp=1,1
out two ip=$a6,$u6 udp=1,1
only three two

t "an address that no set has, a set that nobody has: refused"
refused "" vswctl addrset del friends 10.9.9.9
refused "" vswctl addrset show enemies
refused "" vswctl addrset add friends 10.0.0.300

t "a load that is refused changes nothing"
vswctl rules show >"$tmp/before"
for bad in "rule 1 at 1 out protocol tcp from any to any accept" \
	"rule 1 at 1 out protocol tcp from any to any port 99999 accept;" \
	"rule 1 at 1 out protocol tcp from any to addrset nowhere accept;" \
	"rule 1 at 1 sideways protocol tcp from any to any accept;" \
	"rule 1 at 1 out protocol icmp from any to any port 22 accept;" \
	"rule 1 at 1 out protocol any from ip 10.0.0.0/33 to any accept;" \
	"rule 1 at 1 out protocol tcp from any to any accept; rule 2 at 1 out protocol tcp from any to any drop;"; do
	printf 'ruleset new {\n  %s\n}\n' "$bad" >"$tmp/bad"
	refused "" vswctl rules load "$tmp/bad"
	refused "" vswctl rules check "$tmp/bad"
done
printf 'ruleset new {\n  rule 1 at 1 out protocol tcp from any to any\n    wrong;\n}\n' >"$tmp/bad"
refused "$tmp/bad:3:5" vswctl rules load "$tmp/bad"
is "rules" "$(vswctl rules show)" "$(<"$tmp/before")"

t "require: without a ruleset nothing passes"
works vswctl rules require on
out three ip=$a,10.0.0.77 udp=2,1
only three
works vswctl rules load /dev/null
send a dst=$U id=one
send a dst=$U ip=$a,$u udp=1,1
send up dst=$A id=two
send a dst=$B id=three
count a:no-ruleset-out=3 up:rx=1 a:no-ruleset-in=1
like "filter" "$(vswctl filter show a.eth0)" "*[Ww]ait*"
rules <<END
ruleset one {
}
END
send a dst=$U id=one
count a:rx=1 up:tx=1
drain up
works vswctl rules load /dev/null
works vswctl rules require off
send a dst=$U id=one
count a:rx=1 up:tx=1
drain up

finish
