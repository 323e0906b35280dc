#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Packets that are nearly right, in great numbers, through guards and filters with
# rules of all kinds that change meanwhile. The kernel must not complain, and neighbours
# must not notice.
#
# usage: fuzz.sh [SECONDS [SEED]]     3 seconds and another seed each time, if
#                                     they are not given
#
#    .- the script -.  .- netns b -.   .- netns c -.
#    |      x       |  | 10.0.0.2  |   | 10.0.0.3  |   the script, 10.0.0.9
#    |  10.0.0.1    |  |  fd00::2  |   |           |         up
#    '------|-------'  '-----|-----'   '-----|-----'          |
#        tap t-x            v-b             v-c               |
#    .------+----------------+---------------+----------------+----.
#    |   x.eth0           b.eth0    vs0   c.eth0            u-up   |
#    '-------------------------------------------------------------'
#
# From x to b both filters judge, from x to up x's out, from up to x x's in.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

seconds=${1:-3}
seed=${2:-$((RANDOM << 15 | RANDOM))}
X=02:00:00:00:00:01 B=02:00:00:00:00:0b C=02:00:00:00:00:0c U=02:00:00:00:01:00
echo "# seed $seed"

vswctl switch add $SW
tapguest x $X
guest b $B
guest c $C
uplink up
ip link set n-up address $U
for i in x b c; do state $i up; done
ip -n b addr add 10.0.0.2/24 dev eth0
ip -n c addr add 10.0.0.3/24 dev eth0
ip addr add 10.0.0.9/24 dev n-up
ip -n c neigh replace 10.0.0.9 lladdr $U dev eth0 nud permanent
ip neigh replace 10.0.0.3 lladdr $C dev n-up nud permanent

cat >"$tmp/rules.0" <<'END'
addrset net {
ip 10.0.0.0/24,
ip fd00::/64,
}
addrset one {
ip 10.0.0.1,
ip fd00::1,
}
ruleset first category emergency {
  rule 1 at 1 inout protocol icmp from ip 10.0.0.3 to any accept;
  rule 2 at 2 inout protocol icmp from ip 10.0.0.9 to any accept;
}
ruleset main loose {
  rule 3 at 1 inout protocol tcp from addrset net to any port 21 accept alg ftp with log;
  rule 4 at 2 inout protocol udp from addrset one to any port 69 accept alg tftp;
  rule 5 at 3 inout protocol tcp from any to any port 80-83 accept strict;
  rule 6 at 4 inout protocol tcp from any to any port 84 accept stateless;
  rule 7 at 5 inout protocol tcp from any to any port { 85, 86 } accept;
  rule 8 at 6 inout protocol tcp from any to any reject with log;
  rule 9 at 7 inout protocol icmp icmptype 8 from not addrset one to any drop;
  rule 10 at 8 inout protocol udp from any port 1000-1003 to any accept with log tag 'some text';
  rule 11 at 9 inout protocol udp from any port 1004 to any reject;
  rule 12 at 10 inout family ipv6 protocol 50 from any to any reject;
  default accept;
}
ruleset l2_L2 {
  rule 20 at 1 inout ethertype 0x0840 from any to any drop;
  rule 21 at 2 inout ethertype any from mac 02:00:00:00:00:0c to any accept;
}
END
sed 's/ loose / strict /; s/reject/drop/; s/with log//; s/default accept/default reject with log/' \
	"$tmp/rules.0" >"$tmp/rules.1"

# A neighbour's ping; the kernel's own answers at b are no business of ours.
pings()
{
	ns c ping -q -c 10 -i 0.05 -s "$1" 10.0.0.9 >"$tmp/ping" 2>&1
	like "ping of $1 bytes" "$(<"$tmp/ping")" "*10 received, 0% packet loss*"
}

# fuzz FROM MAC IP4 IP6
fuzz()
{
	F fuzz "$1" "$seed" 500 "$2" "$3" "$4"
	sent=$((sent + REPLY))
	seed=$((seed + 1))
	drain x b c up
}

# From the guest, to its neighbour, behind the uplink, and to all.
fuzz_guest()
{
	fuzz x $B 10.0.0.1,10.0.0.2 fd00::1,fd00::2
	fuzz x $U 10.0.0.1,10.0.0.9 fd00::1,fd00::9
	fuzz x ff:ff:ff:ff:ff:ff 10.0.0.1,10.0.0.255 fd00::1,ff02::1
}

# guards on|off
guards()
{
	vswctl portgroup set $SW default ra-guard "$1" dhcp-server-block "$1" \
		non-ip-block "$1"
}

t "filters and neighbours survive nearly anything"
works vswctl rules load "$tmp/rules.0"
for i in x b; do
	works vswctl filter set $i.eth0 limit total 200
	works vswctl filter set $i.eth0 limit half-open 50
done
pings 56
touch "$tmp/on"
(
	while [ -e "$tmp/on" ]; do
		for how in revalidate keep kill; do
			vswctl rules load "$tmp/rules.$((RANDOM % 2))" $how
			vswctl addrset add one 10.0.0.2
			guards on
			nap 0.05
			guards off
			vswctl addrset del one 10.0.0.2
			vswctl flows
			vswctl why x.eth0
		done
	done >"$tmp/loads" 2>&1
) &
loads=$!
(exec vswctl log) >"$tmp/log" 2>&1 &
log=$!
sent=0
now_ms start
now=$start
while [ $((now - start)) -lt $((seconds * 1000)) ]; do
	fuzz_guest
	fuzz up $X 10.0.0.2,10.0.0.1 fd00::2,fd00::1
	fuzz b $X 10.0.0.2,10.0.0.1 fd00::2,fd00::1
	now_ms now
done
rm "$tmp/on"
wait $loads
kill $log
# Where it was slow, guards were hardly ever on.
works guards on
fuzz_guest
works guards off
echo "# $sent frames, $(wc -l <"$tmp/log") lines of log"
[ "$sent" -gt 2000 ] || bad "only $sent frames"

t "all reasons were met, but for those that need no memory or no ruleset"
snap
for i in short bad-offset checksum ip-option normalize fragment state-mismatch match reject l2-match; do
	for j in out in; do
		[ "${NOW[x:$i-$j]-0}" != 0 ] || bad "no $i-$j in $sent frames"
	done
done

for i in ra-guard dhcp-server non-ip; do
	[ "${NOW[x:$i]-0}" != 0 ] || bad "no $i in $sent frames"
done

t "a neighbour's ping works, whole and in fragments"
works vswctl rules load "$tmp/rules.0"
pings 56
pings 4000

t "so does the guest's own, once its rules let it"
ip addr flush dev n-up
ip -n b addr flush dev eth0
rules kill <<END
ruleset all {
}
END
drain x up
mark
send x dst=$U ip=10.0.0.1,10.0.0.9 tcp=7000,80 seq=1 id=alive
send up dst=$X ip=10.0.0.9,10.0.0.1 tcp=80,7000 flags=SA seq=1 ack=8 id=answer
count x:rx=1 up:tx=1 up:rx=1 x:tx=1
got up "id=alive "
got x "id=answer "

t "and all of it goes away"
works vswctl switch del $SW
is "devices with master" "$(ip link show | grep -c ' master ')" 0

finish
