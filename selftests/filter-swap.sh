#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Rules are replaced, and ports and the switch go, while packets are under way.
#
#    .- netns a -.   .- netns b -.
#    | 10.0.0.1  |   | 10.0.0.2  |
#    '-----|-----'   '-----|-----'
#         v-a             v-b
#    .-----+---------------+------.
#    |  a.eth0   vs0    b.eth0    |
#    '----------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b

vswctl switch add $SW
guest a $A
guest b $B
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n b addr add 10.0.0.2/24 dev eth0
for i in a b; do state $i up; done

# mixable FILE OUT IN: 2,000 rules, of which those for a packet of UDP from a to b
# say OUT to the sender's filter and IN to the receiver's
mixable()
{
	local i

	{
		echo "ruleset one {"
		for ((i = 1; i <= 2000; i++)); do
			echo "rule $i at $i inout protocol tcp from ip 10.$((i / 250)).$((i % 250)).1 to any port $i accept;"
		done
		echo "rule 5001 at 5001 out protocol udp from any to any $2 stateless;"
		echo "rule 5002 at 5002 in protocol udp from any to any $3 stateless;"
		echo "}"
	} >"$1"
}

t "no frame meets a mix of two rulesets, each of which would stop it"
mixable "$tmp/x" accept drop
mixable "$tmp/y" drop accept
sed '/ tcp /d' "$tmp/x" >"$tmp/x.small"
sed '/ tcp /d' "$tmp/y" >"$tmp/y.small"
works vswctl rules load "$tmp/x"
for ((i = 0; i < 250; i++)); do
	echo "rules load $tmp/y.small"
	echo "rules load $tmp/x.small kill"
	[ $((i % 100)) != 0 ] || echo "rules load $tmp/y keep"
done >"$tmp/swaps"
drain b
vswctl --batch "$tmp/swaps" >"$tmp/said" 2>&1 &
swaps=$!
n=0
while kill -0 $swaps 2>/dev/null; do
	send a dst=$B ip=10.0.0.1,10.0.0.2 udp=1000,5000 vary=sport n=500
	n=$((n + 500))
done
wait $swaps || bad "loading: $(<"$tmp/said")"
snap
out=$((${NOW[a:match-out]-0} - ${BASE[a:match-out]-0}))
in=$((${NOW[b:match-in]-0} - ${BASE[b:match-in]-0}))
echo "# $n frames, $out stopped out, $in in, during 503 loads"
is "stopped" $((out + in)) $n
if [ "$out" = 0 ] || [ "$in" = 0 ]; then bad "only one of them was met"; fi
F recv b 0 0
is "frames at b" "$(grep -c udp <<<"$REPLY")" 0

t "a connection lives through loads that allow it"
{
	sed '/ udp /d; /^}/d' "$tmp/x"
	echo "rule 9 at 9000 inout protocol tcp from ip 10.0.0.1 to any accept; default drop; }"
} >"$tmp/live"
works vswctl rules load "$tmp/live" kill
for ((i = 0; i < 10; i++)); do echo "rules load $tmp/live"; done >"$tmp/swaps"
run b iperf3 -s
soon listens b t 5201 || bad "no server"
mark
vswctl --batch "$tmp/swaps" >"$tmp/said" 2>&1 &
swaps=$!
works ns a iperf3 -c 10.0.0.2 -t 2
wait $swaps || bad "loading: $(<"$tmp/said")"
done_with
snap
for i in match state-mismatch; do
	for k in a:$i-out a:$i-in b:$i-out b:$i-in; do
		is "$k" $((${NOW[$k]-0} - ${BASE[$k]-0})) 0
	done
done

t "ports, devices and the switch go under traffic, states and all"
rules kill <<END
ruleset all {
  rule 1 at 1 inout protocol any from any to any accept;
}
END
run b iperf3 -s
soon listens b t 5201 || bad "no server"
run a iperf3 -c 10.0.0.2 -t 30
run a ping -q -f -s 3000 10.0.0.2
send a dst=$B ip=10.0.0.1,10.0.0.2 udp=1000,5000 vary=sport n=2000
works vswctl port del b.eth0
works ip link set v-b master $SW
works vswctl port detach a.eth0
works vswctl port attach a.eth0 dev v-a
nap 0.5
works vswctl switch del $SW
done_with

finish
