#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# How many states there may be, for how long, and what becomes of the others. The
# topology is in ct.d/lib.sh.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=selftests/ct.d/lib.sh
. "$selftests/ct.d/lib.sh"

# What is to time out begins here, at b, and is looked at in the end.
begin
for i in tcp-first tcp-opening tcp-closing tcp-fin-wait tcp-closed udp-first udp-single \
	udp-multiple icmp-first icmp-error other; do
	set -- "$@" timeout $i 10
done
works vswctl filter set b.eth0 "$@" timeout tcp-established 120
send b dst=$U ip=$b,$u tcp=9001,80 seq=100
send b dst=$U ip=$b,$u tcp=9002,80 seq=100
send up dst=$B ip=$u,$b tcp=80,9002 flags=SA seq=500 ack=101
send b dst=$U ip=$b,$u tcp=9003,80 seq=100
send up dst=$B ip=$u,$b tcp=80,9003 flags=SA seq=500 ack=101
send b dst=$U ip=$b,$u tcp=9003,80 flags=A seq=101 ack=501
send b dst=$U ip=$b,$u udp=9004,53
send b dst=$U ip=$b,$u icmp=8,0,9006,1
now_ms start
drain b up

limits()
{
	vswctl --json filter show "$1.eth0" | jq -r '(if type == "array" then .[] else . end | select(.slot == 2)) |
		"\(.states.total) \(.states["half-open"]) \(.states.udp) \(.evicted)"'
}

t "a flood of SYNs drives out its own, no connection"
works vswctl filter set a.eth0 limit half-open 50
works vswctl filter set a.eth0 limit total 100
opened 7001
so
before=$(limits a)
send a dst=$U ip=$a,$u tcp=10000,81 flags=S vary=sport n=2000
count a:rx=2000 up:tx=2000
drain up
is "states" "$(limits a)" "51 50 0 $((${before##* } + 1950))"
conn 7001
o PA 101 501 data=10
i PA 501 111 data=10
so
flow 7001 tcp-established
# The last ones are there.
send up dst=$A ip=$u,$a tcp=81,11999 flags=SA seq=500 ack=1
send up dst=$A ip=$u,$a tcp=81,11900 flags=SA seq=500 ack=1
count up:rx=2 a:tx=1 a:match-in=1
drain a

t "one from outside, likewise"
send up dst=$A ip=$u,$a tcp=10000,8080 flags=S vary=sport n=2000
count up:rx=2000 a:tx=2000
drain a
conn 7001
o PA 111 511 data=10
i PA 511 121 data=10
so

t "a flood of datagrams drives out those without an answer"
works vswctl filter set a.eth0 limit udp 20
out udp=7002,53
into udp=53,7002
so
send a dst=$U ip=$a,$u udp=10000,81 vary=sport n=2000
count a:rx=2000 up:tx=2000
drain up
flow 7002 udp-multiple
read -r _ _ n _ <<<"$(limits a)"
is "states of UDP" "$n" 20
into udp=53,7002
so

t "a flood that fills one port's table costs a neighbour nothing"
send b dst=$U ip=$b,$u udp=7003,53
send a dst=$U ip=$a,$u udp=10000,82 vary=dport n=5000
send up dst=$B ip=$u,$b udp=53,7003
count b:rx=1 up:tx=5001 a:rx=5000 up:rx=1 b:tx=1
drain up b

t "nothing to give way: fail closed, with an event, and counted"
works vswctl flows flush a.eth0
events_start
for ((k = 0; k < 20; k++)); do
	out udp=$((7100 + k)),53
	into udp=53,$((7100 + k))
done
so
send a dst=$U ip=$a,$u udp=7200,53 n=3
count a:state-limit-out=3
send up dst=$A ip=$u,$a icmp=8,0,1,1
count up:rx=1 a:match-in=1
events "*a.eth0*failClosed*"
like "why" "$(vswctl why a.eth0 | tr '\n' ' ')" "*state-limit-out*"
into udp=53,7100
out udp=7119,53
so

t "nothing to give way: fail open, with an event, and counted"
works vswctl filter set b.eth0 limit other 2 failure-policy fail-open
for k in 1 2; do
	send b dst=$U ip=$b,10.0.1.$k proto=47
	send up dst=$B ip=10.0.1.$k,$b proto=47
done
send b dst=$U ip=$b,10.0.1.3 proto=47 n=3
send up dst=$B ip=10.0.1.3,$b proto=47
count b:rx=5 up:tx=5 up:rx=3 b:tx=2 b:match-in=1
drain b up
like "failed open" "$(vswctl --json filter show b.eth0 | tr -d ' \n')" '*"failed-open":3*'
events "*b.eth0*failOpen*"
works vswctl filter set b.eth0 limit other 4096 failure-policy fail-closed
events_stop

t "no memory for a state"
failslab=/sys/kernel/debug/failslab
cache=/sys/kernel/slab/vsw_flow4/failslab
works vswctl flows flush a.eth0
if [ -e $failslab ] && [ -e $cache ]; then
	echo 1 >$cache
	echo Y >$failslab/cache-filter
	echo N >$failslab/ignore-gfp-wait
	echo 0 >$failslab/verbose
	echo -1 >$failslab/times
	echo 100 >$failslab/probability
	send a dst=$U ip=$a,$u udp=7301,53 n=3
	count a:state-memory-out=3
	echo 0 >$failslab/probability
	echo N >$failslab/cache-filter
	echo 0 >$cache
	send a dst=$U ip=$a,$u udp=7301,53 n=3
	count a:rx=3 up:tx=3
	drain up
else
	skip "kernel without fault injection"
fi

t "limits and timeouts out of range are refused"
refused "" vswctl filter set a.eth0 timeout udp-first 9
refused "" vswctl filter set a.eth0 timeout tcp-established 119
refused "" vswctl filter set a.eth0 timeout other 4320001
refused "" vswctl filter set a.eth0 timeout never 60
refused "" vswctl filter set a.eth0 limit total 0
refused "" vswctl filter set a.eth0 limit everything 5
refused "" vswctl filter set nobody.eth0 limit total 5
works vswctl filter set a.eth0 limit total 65536
works vswctl filter set a.eth0 limit half-open 16384
works vswctl filter set a.eth0 limit udp 32768

t "what is silent for too long is gone"
now_ms now
[ $((now - start)) -gt 13000 ] || nap $(((13000 - now + start) / 1000 + 1))
send up dst=$B ip=$u,$b udp=53,9004
send up dst=$B ip=$u,$b icmp=0,0,9006,1
send up dst=$B ip=$u,$b tcp=80,9001 flags=SA seq=500 ack=101
send b dst=$U ip=$b,$u tcp=9003,80 flags=PA seq=101 ack=501 data=10 id=alive
count b:rx=1 up:tx=1 up:rx=3 b:match-in=3
got up "id=alive "
flow_find b "*/9003>*"
like "seconds left" "${REPLY##* }" "1[12]?"
for i in 9001 9002 9004 9006; do no_flow b "*/$i>*"; done

finish
