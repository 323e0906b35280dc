#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Everything is changed by everybody at once while frames are under way, for
# STRESS_SECONDS (10). Commands may fail, being refused what another has just
# changed; nothing may break, and all is in order once it is calm again.
#
#    .- netns a -.   .- netns b -.   .- netns c -.
#    | 10.0.0.1  |   | 10.0.0.2  |   | 10.0.0.3  |   the script, 10.0.0.9
#    '-----|-----'   '-----|-----'   '-----|-----'        n-up
#         v-a             v-b             v-c              |
#    .-----+---------------+---------------+---------------+u-up-.
#    |                          vs0                              |
#    '-----------------------------------------------------------'
#
# a changes its address and its mind about promiscuous mode in a loop, while its
# port group changes and the devices of a and c come and go.
#
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

genl=$selftests/tools/genl
[ -x "$genl" ] || skip_all "no tools/genl: make -C selftests"
seconds=${STRESS_SECONDS:-10}
A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c N=02:00:00:00:00:99

vswctl -b - <<END
switch add vs0
portgroup add vs0 pg vlan 10 mac-changes accept promiscuous accept
portgroup add vs0 learn learning on forged-transmits accept learning-limit 64 learning-flood on
END
# Given, so that it stays whatever address a has when it is attached again.
guest a $A mac $A
guest b $B mac $B
guest c $C mac $C portgroup learn
uplink up
ip addr add 10.0.0.9/24 dev n-up
for i in a:1 b:2 c:3; do ip -n ${i%:*} addr add 10.0.0.${i#*:}/24 dev eth0; done

# forever COMMAND...: until the end of time is there
forever()
{
	while [ ! -e "$tmp/end" ]; do "$@" >/dev/null 2>&1; done
}

# shellcheck disable=SC2317 # all of these are called by forever
a_flips()
{
	ip -n a -force -b - <<-END
		link set eth0 address $N
		link set eth0 promisc on
		link set eth0 address $A
		link set eth0 address $B
		link set eth0 promisc off
		link set eth0 address $A
	END
}

# shellcheck disable=SC2317
groups_change()
{
	printf '%s\n' 'port-set name=a.eth0 portgroup=pg' \
		"port-set name=a.eth0 security{ forged-transmits{ mode=3 address=$N } }" \
		'port-set name=b.eth0 portgroup=learn' \
		'portgroup-set switch=vs0 name=pg vlan{ mode=2 range{ first=0 last=9 } native=0 }' \
		'portgroup-set switch=vs0 name=pg security{ mac-changes{ mode=1 } }' \
		'portgroup-set switch=vs0 name=pg guard{ bpdu-filter=2 bpdu-allow{ address=01:80:c2:00:00:0e } multicast-limit-in=9 }' \
		'portgroup-set switch=vs0 name=learn guard{ ra-guard=1 broadcast-limit-out=99 broadcast-limit-in=99 }' \
		"switch-set name=vs0 security{ mac-changes{ mode=3 address=$N address=$B } }" \
		'port-set name=a.eth0 portgroup=learn' \
		'port-set name=a.eth0 security{ forged-transmits{ mode=0 } }' \
		'port-set name=b.eth0 portgroup=default' \
		'portgroup-set switch=vs0 name=pg vlan{ mode=1 id=10 }' \
		'switch-set name=vs0 security{ mac-changes{ mode=1 } }' \
		'portgroup-set switch=vs0 name=pg guard{ bpdu-filter=0 bpdu-allow{ } multicast-limit-in=0 }' \
		'portgroup-set switch=vs0 name=learn guard{ ra-guard=0 broadcast-limit-out=0 broadcast-limit-in=0 }' \
		'port-set name=a.eth0 bpdu-blocked=0' \
		'port-set name=a.eth0 portgroup=default admin-blocked=1' \
		'port-set name=a.eth0 mac-source=2' \
		'fdb-flush switch=vs0' \
		'port-set name=a.eth0 mac-source=0 admin-blocked=0' |
		"$genl" -b
}

# shellcheck disable=SC2317
devices_come_and_go()
{
	ip -force -b - <<-END
		link set v-a nomaster
		link set v-c down
		link set v-a master vs0
		link set v-c up
		link set v-c nomaster
		link set v-c master vs0
	END
	printf '%s\n' 'uplink-del dev=u-up' 'port-set name=a.eth0 ifindex=0' \
		'port-set name=a.eth0 dev=v-a' 'uplink-new switch=vs0 dev=u-up' |
		"$genl" -b
}

# shellcheck disable=SC2317
switches_come_and_go()
{
	ip -force -b - <<-END
		link add v-x type veth peer name w-x
		link set v-x up
		link set w-x up
		link add vs1 type vsw
		link set v-x master vs1
		link set v-x master vs0
		link del w-x
		link del vs1
	END
	vswctl -b - <<-END
		port del v-x switch vs0
	END
	ip netns add x
	vswctl -n x switch add vs0
	ip netns del x
}

cat >"$tmp/rules.1" <<END
addrset some {
ip 10.0.0.1,
ip 10.0.0.8/29,
}
ruleset one loose {
  rule 1 at 1 inout protocol icmp from addrset some to any accept;
  rule 2 at 2 inout protocol any from any to ip 10.0.0.2 accept applied-to a.eth0, b.eth0, c.eth0;
  rule 3 at 3 inout protocol icmp from ip 10.0.0.3 to any reject with log;
}
ruleset one_L2 {
  rule 4 at 1 inout ethertype 0x88b5 from any to mac $B drop with log;
}
END
cat >"$tmp/rules.2" <<END
addrset some {
ip 10.0.0.9,
}
ruleset two {
  rule 1 at 1 inout protocol icmp from addrset some to any reject with log;
  rule 2 at 2 inout protocol any from any to any accept stateless applied-to c.eth0;
  default accept with log;
}
END

# shellcheck disable=SC2317
rules_change()
{
	vswctl rules load "$tmp/rules.1"
	vswctl addrset add some 10.0.0.2
	vswctl filter set a.eth0 limit icmp 1 failure-policy fail-open
	vswctl rules load "$tmp/rules.2" keep
	vswctl addrset add some 10.0.0.0/30
	vswctl flows flush
	vswctl filter set a.eth0 limit icmp 100 failure-policy fail-closed timeout icmp-first 10
	vswctl addrset del some 10.0.0.9
	vswctl rules load "$tmp/rules.1" kill
	vswctl rules load /dev/null
	vswctl port set c.eth0 name d.eth0
	vswctl rules load "$tmp/rules.2"
	vswctl port set d.eth0 name c.eth0
}

# shellcheck disable=SC2317
addresses_change()
{
	printf '%s\n' 'portgroup-set switch=vs0 name=default spoofguard=2 discovery{ ageing=1 dhcp=1 }' \
		'binding-new port=a.eth0 address=10.0.0.1' \
		'binding-set port=b.eth0 address=10.0.0.2 approved=1' \
		'portgroup-set switch=vs0 name=learn spoofguard=3 discovery{ trust-on-first-use=1 limit-ipv4=2 }' \
		'binding-flush' \
		'binding-del port=a.eth0 address=10.0.0.1' \
		'portgroup-set switch=vs0 name=default spoofguard=3' \
		'binding-flush port=a.eth0' \
		'portgroup-set switch=vs0 name=learn spoofguard=2 discovery{ trust-on-first-use=0 limit-ipv4=256 }' \
		'binding-set port=b.eth0 address=10.0.0.2 approved=0' \
		'portgroup-set switch=vs0 name=default spoofguard=1 discovery{ arp=0 }' \
		'portgroup-set switch=vs0 name=default discovery{ arp=1 }' \
		'portgroup-set switch=vs0 name=learn spoofguard=1' |
		"$genl" -b
}

# shellcheck disable=SC2317
readers()
{
	local i

	for i in switch portgroup port uplink fdb binding; do "$genl" "$i-get" @dump; done
	for i in "rules show" "rules stats" "addrset show" "filter list" flows "why a.eth0" \
		"simulate b.eth0 in protocol icmp from 10.0.0.1 to 10.0.0.2"; do
		# shellcheck disable=SC2086
		vswctl $i
	done
	"$genl" port-get name=a.eth0
	vswctl save
}

# shellcheck disable=SC2317
listeners()
{
	"$genl" -l config,event -x "sleep 0.2"
	timeout 0.2 vswctl log
}

t "everybody changes everything under traffic for $seconds s"
jobs=(a_flips groups_change devices_come_and_go switches_come_and_go rules_change addresses_change readers listeners)
pids=() traffic=()
for i in "${jobs[@]}"; do
	forever "$i" &
	pids+=($!)
done
end=$((seconds + 5))
for i in "a 10.0.0.2 56" "a 10.0.0.9 1400" "b 10.0.0.3 56" "c 10.0.0.1 1000"; do
	read -r ns dst size <<<"$i"
	ip netns exec "$ns" ping -q -f -w $end -s "$size" "$dst" >/dev/null 2>&1 &
	traffic+=($!)
done
ping -q -b -i 0.01 -w $end 10.0.0.255 >/dev/null 2>&1 &
traffic+=($!)
start=0
now_ms start
now=$start n=0
while [ $((now - start)) -lt $((seconds * 1000)) ]; do
	# Sources that nobody has, to be learned, forgotten and refused.
	flood a n=50 dst=ff:ff:ff:ff:ff:ff
	flood c n=50 dst=$B
	flood up n=50 dst=$A
	# Addresses that several claim, and that none has had yet.
	for i in a b c; do
		n=$((n + 1))
		for k in 10.0.0.1 10.0.0.2 10.1.$((n / 250 % 250)).$((n % 250 + 1)); do
			send $i dst=ff:ff:ff:ff:ff:ff arp=request,$k,10.0.0.7
		done
		send $i dst=33:33:00:00:00:01 na=fd00::$((n % 9))
	done
	nap 0.05
	now_ms now
done
touch "$tmp/end"
wait "${pids[@]}"
kill "${traffic[@]}" 2>/dev/null
wait "${traffic[@]}" 2>/dev/null

t "calm again, all is in order"
for i in a b c; do ip link set v-$i up; done
vswctl port set d.eth0 name c.eth0 2>/dev/null
works vswctl rules load /dev/null
ip -n a link set eth0 promisc off
ip -n a link set eth0 address $A
"$genl" port-set name=a.eth0 dev=v-a >/dev/null
"$genl" port-set name=c.eth0 dev=v-c >/dev/null
"$genl" uplink-new switch=vs0 dev=u-up >/dev/null
ip link del vs1 2>/dev/null
ip link del v-x 2>/dev/null
ip netns del x 2>/dev/null
vswctl --if-exists port del v-x switch vs0
"$genl" -b >"$tmp/answers" <<END
switch-set name=vs0 security{ mac-changes{ mode=1 } }
portgroup-set switch=vs0 name=pg vlan{ mode=1 id=10 }
portgroup-set switch=vs0 name=default spoofguard=1 discovery{ arp=1 }
portgroup-set switch=vs0 name=learn spoofguard=1
binding-flush
port-set name=a.eth0 portgroup=default mac-source=0 admin-blocked=0 security{ forged-transmits{ mode=0 } }
port-set name=b.eth0 portgroup=default
port-set name=c.eth0 portgroup=default
portgroup-set switch=vs0 name=pg guard{ bpdu-filter=0 bpdu-allow{ } multicast-limit-in=0 }
portgroup-set switch=vs0 name=learn guard{ ra-guard=0 broadcast-limit-out=0 broadcast-limit-in=0 }
fdb-flush switch=vs0
END
is "answers" "$(sort "$tmp/answers" | uniq -c | tr -s ' ')" " 11 ok"
for i in a b c; do state $i up; done
is "ports" "$("$genl" port-get @dump | wc -l)" 3
is "uplinks" "$("$genl" uplink-get @dump | grep -c ' state=0 ')" 1
is "switches" "$("$genl" switch-get @dump | wc -l)" 1
is "port groups" "$("$genl" portgroup-get @dump | sed 's/.* name=\([^ ]*\) .* ports=\([0-9]*\).*/\1:\2/' | tr '\n' ' ')" \
	"default:3 pg:0 learn:0 "
is "addresses" "$("$genl" fdb-get @dump | sed 's/.* address=\([^ ]*\) kind=\(.\) .* port=\(.*\)/\1 \2 \3/' | sort | tr '\n' ' ')" \
	"$A 1 a.eth0 $B 1 b.eth0 $C 1 c.eth0 "
is "learned" "$("$genl" port-get @dump | grep -c ' learned=0 ')" 3

t "each address has one owner at most"
is "owners" "$("$genl" binding-get @dump | grep ' state=0 ' | sed 's/.* address=\([^ ]*\).*/\1/' | sort | uniq -d)" ""

t "frames find their way"
drain a b c up
for i in "a $A b $B" "b $B a $A" "c $C a $A"; do
	read -r from src to dst <<<"$i"
	send "$from" src="$src" dst="$dst" id="$from-$to"
	got "$to" "*id=$from-$to*"
done
send a src=$A dst=02:00:00:00:00:77 id=out
got up "*id=out*"

t "what a guest does in a loop does not fill the kernel log"
# 10 lines in 5 s for each port, by the kernel's own clock, and as many at the
# start of an interval that is cut off at either end.
n=$(dmesg | grep -c "vsw: client a.eth0")
ms=$(dmesg | sed -n 's/^\[ *\([0-9]*\)\.\([0-9]\{3\}\).*vsw: client a.eth0.*/\1\2/p' |
	sed -n '1p;$p' | tr '\n' ' ')
read -r first last <<<"$ms"
seconds=$(((last - first) / 1000))
echo "# $n lines in $seconds s"
[ "$n" -le $((seconds * 2 + 20)) ] || bad "$n lines in $seconds s"

t "the switch goes"
works vswctl switch del vs0
is "devices with master" "$(ip link show | grep -c ' master ')" 0
is "promiscuous devices" "$(ip -d link show | grep -c 'promiscuity [^0]')" 0

finish
