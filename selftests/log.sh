#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The packet log, and the reasons for drops that the kernel's tracer sees.
#
#    .- netns a -.   .- netns b -.
#    | 10.0.0.1  |   | 10.0.0.2  |   the script, 10.0.0.9
#    |  fd00::1  |   |  fd00::2  |         up
#    '-----|-----'   '-----|-----'          |
#         v-a             v-b               |
#    .-----+---------------+----------------+----.
#    |  a.eth0          b.eth0     vs0    u-up   |
#    '-------------------------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

A=02:00:00:00:00:0a B=02:00:00:00:00:0b U=02:00:00:00:01:00
a=10.0.0.1 b=10.0.0.2 u=10.0.0.9 a6=fd00::1 u6=fd00::9

vswctl switch add $SW
guest a $A
guest b $B
uplink up
F addr up $U
for i in a b; do state $i up; done

log_pid=
cleanup_script()
{
	[ -z "$log_pid" ] || kill "$log_pid" 2>/dev/null
}

logged()
{
	mapfile -t LOG <"$tmp/log"
	[ "${#LOG[@]}" -ge "$1" ]
}

# log_start [ARGUMENT...]: collect what "vswctl log" says
log_start()
{
	: >"$tmp/log"
	(exec vswctl "${json[@]}" log "$@") >"$tmp/log" 2>&1 &
	log_pid=$!
	# It listens once something comes through.
	log_probe=1
	until [ -s "$tmp/log" ]; do
		send a dst=$U ip=$a,$u udp=$((60000 + log_probe)),9
		log_probe=$((log_probe + 1))
		nap 0.05
		[ $log_probe -lt 100 ] || break
	done
	nap 0.1
	logged 1
	log_seen=${#LOG[@]}
	mark
	drain a b up
}

log_stop()
{
	kill "$log_pid"
	wait "$log_pid" 2>/dev/null
	log_pid=
}

# lines [PATTERN...]: these lines, and no other since lines was called last
lines()
{
	local i

	soon logged $((log_seen + $#))
	if [ $((${#LOG[@]} - log_seen)) != $# ]; then
		bad "log: $# lines expected: $(printf '<%s> ' "${LOG[@]:log_seen}")"
	else
		for ((i = log_seen; i < ${#LOG[@]}; i++)); do
			like log "${LOG[i]}" "$1"
			shift
		done
	fi
	log_seen=${#LOG[@]}
}

json=()
rules <<END
ruleset one {
  rule 9 at 9 out protocol udp from any to any port 9 accept stateless with log;
  rule 1 at 10 out protocol tcp from any to any port 22 accept with log;
  rule 2 at 20 out protocol tcp from any to any port 135 drop with log tag 'no RPC';
  rule 3 at 30 inout protocol udp from any to any port 53 reject with log;
  rule 4 at 40 out protocol icmp from any to any accept with log;
  rule 5 at 50 out protocol udp from any to any port 5 accept;
  default drop with log;
}
ruleset one_L2 {
  rule 6 at 1 out ethertype 0x88b5 from any to any drop with log;
}
END
log_start
time="20??-??-??T??:??:??.*Z"

t "a drop, in the form of NSX"
send a dst=$U ip=192.168.4.3,192.168.4.4 tcp=49676,135 flags=SEW
count a:match-out=1
lines "$time 1000001 INET match DROP one/2 OUT 40 TCP 192.168.4.3/49676->192.168.4.4/135 SEW no RPC"

t "a reject, each way, IPv6, the default"
send a dst=$U ip=$a6,$u6 udp=1000,53 data=100
send up dst=$A ip=$u,$a udp=1000,53
send up dst=$A ip=$u,$a tcp=1000,54
count a:reject-out=1 a:tx=1 up:rx=2 a:reject-in=1 up:tx=1 a:match-in=1
lines "$time 1000001 INET6 match REJECT one/3 OUT 148 UDP $a6/1000->$u6/53" \
	"* INET match REJECT one/3 IN 28 UDP $u/1000->$a/53" \
	"* INET match DROP one/default IN 40 TCP $u/1000->$a/54 S"
drain a up

t "layer 2"
send a dst=$U id=x
count a:l2-match-out=1
lines "$time 1000001 ETHER match DROP one_L2/6 OUT * 0x88[Bb]5 $A->$U"

t "a rule without it is silent, and so is what has a state"
send a dst=$U ip=$a,$u udp=1000,5
send a dst=$U ip=$a,$u udp=1000,5
send a dst=$U ip=$a,$u icmp=8,0,7,1
send a dst=$U ip=$a,$u icmp=8,0,7,2
count a:rx=4 up:tx=4
lines "* INET match PASS one/4 OUT 28 ICMP $a->$u 8/0"
drain up

t "a session: its first packet, and its end by FIN"
send a dst=$U ip=$a,$u tcp=1000,22 flags=S seq=100
send up dst=$A ip=$u,$a tcp=22,1000 flags=SA seq=500 ack=101
send a dst=$U ip=$a,$u tcp=1000,22 flags=A seq=101 ack=501
send a dst=$U ip=$a,$u tcp=1000,22 flags=FA seq=101 ack=501 data=100
send up dst=$A ip=$u,$a tcp=22,1000 flags=FA seq=501 ack=202
send a dst=$U ip=$a,$u tcp=1000,22 flags=A seq=202 ack=502
count a:rx=4 up:tx=4 up:rx=2 a:tx=2
lines "* INET match PASS one/1 OUT 40 TCP $a/1000->$u/22 S"
# The same ports again: the old state ends now.
send a dst=$U ip=$a,$u tcp=1000,22 flags=S seq=90000100
count a:rx=1 up:tx=1
lines "* INET TERM one/1 OUT TCP FIN $a/1000->$u/22 4/2 260/80" \
	"* INET match PASS one/1 OUT 40 TCP $a/1000->$u/22 S"
drain a up

t "and by RST, by flush, by a change of rules"
send up dst=$A ip=$u,$a tcp=22,1000 flags=RA ack=90000101
send a dst=$U ip=$a,$u tcp=1000,22 flags=S seq=80000100
count up:rx=1 a:tx=1 a:rx=1 up:tx=1
lines "* INET TERM one/1 OUT TCP RST $a/1000->$u/22 1/1 40/40" \
	"* INET match PASS one/1 OUT 40 TCP $a/1000->$u/22 S"
works vswctl flows flush a.eth0
soon logged $((log_seen + 2))
like "log" "$(printf '%s\n' "${LOG[@]:log_seen}" | sort -k 6 | cut -d' ' -f 3-)" \
	"INET TERM one/4 OUT ICMP FLUSHED $a->$u 2/0 56/0*INET TERM one/1 OUT TCP FLUSHED $a/1000->$u/22 1/0 40/0"
log_seen=${#LOG[@]}
drain a up

t "a flood of drops: the log is limited, what is missing is said"
now_ms start
send a dst=$U ip=$a,$u tcp=1000,135 vary=sport n=5000
count a:match-out=5000
now_ms end
took=$((end - start))
nap 1.2
send a dst=$U ip=$a,$u tcp=1000,135
count a:match-out=1
if [ $took -gt 3000 ]; then
	skip "frames come hardly faster than the log may"
else
	soon grep -q "lines lost" "$tmp/log" || bad "nothing lost"
fi
nap 0.3
logged 0
n=$((${#LOG[@]} - log_seen))
lost=$(sed -n 's/.* \([0-9]*\) lines lost/\1/p' "$tmp/log" | paste -sd+)
said=$(printf '%s\n' "${LOG[@]:log_seen}" | grep -c 'DROP one/2')
echo "# $said lines, $((${lost:-0})) lost"
is "lines and those that are lost" $((said + ${lost:-0})) 5001
[ "$n" -le $((took + 2000)) ] || bad "$n lines in $took ms"
log_seen=${#LOG[@]}
log_stop

t "of one port only"
rules kill <<END
ruleset one {
  rule 9 at 9 out protocol udp from any to any port 9 accept stateless with log;
  rule 1 at 10 out protocol tcp from any to any port 22 drop with log;
}
END
nap 1.1
log_start a.eth0
send b dst=$U ip=$b,$u tcp=1000,22
send a dst=$U ip=$a,$u tcp=1000,22
count a:match-out=1 b:match-out=1
lines "* 1000001 INET match DROP one/1 OUT 40 TCP $a/1000->$u/22 S"
log_stop

t "JSON: an object a line"
json=(--json)
log_start
send a dst=$U ip=$a,$u tcp=1000,22
count a:match-out=1
lines "{*}"
is "log" "$(jq -r '[.kind, .action, .ruleset, ."rule-id", .direction, .packet.source, .packet."destination-port", .packet."tcp-flags"] | join(" ")' <<<"${LOG[log_seen - 1]}")" \
	"match drop one 1 out $a 22 2"
log_stop
json=()

t "into a file, that may be moved away"
(exec vswctl log --file "$tmp/file") &
log_pid=$!
n=0
until [ -s "$tmp/file" ] || [ $n = 50 ]; do
	send a dst=$U ip=$a,$u tcp=1000,22
	n=$((n + 1))
	nap 0.05
done
mv "$tmp/file" "$tmp/file.1"
kill -HUP $log_pid
soon test -e "$tmp/file" || bad "no new file"
send a dst=$U ip=$a,$u tcp=1001,22
soon grep -qs "$a/1001->$u/22" "$tmp/file" || bad "nothing in it"
log_stop

t "who may not configure may not read it"
if command -v setpriv >/dev/null; then
	refused "" setpriv --bounding-set=-all --inh-caps=-all vswctl log
else
	skip "no setpriv"
fi

t "the kernel's tracer sees the reason"
tracing=/sys/kernel/tracing
[ -d $tracing/events ] || mount -t tracefs none $tracing 2>/dev/null
event=$tracing/events/skb/kfree_skb
if [ -e $event/enable ] && grep -q reason $event/format; then
	mark
	echo >$tracing/trace
	echo 1 >$event/enable
	send a dst=$U ip=$a,$u tcp=1000,22
	send a dst=$U ip=$a,$u tcp=1000,80 badipcsum=1
	count a:match-out=1 a:checksum-out=1
	echo 0 >$event/enable
	# Older kernels print addresses where newer ones have names.
	trace=$(grep kfree_skb: $tracing/trace)
	like "trace" "$trace" "*NETFILTER_DROP*"
	like "trace" "$trace" "*IP_CSUM*"
else
	skip "no reasons in the tracer of this kernel"
fi

finish
