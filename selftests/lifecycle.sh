#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Devices, namespaces, switches and the module come and go while frames are
# under way; ports keep what they are by their client names.
#
#    .- netns a --.   .- netns b --.
#    | 10.0.0.1   |   | 10.0.0.2   |     the script
#    |   eth0     |   |   eth0     |     10.0.0.9
#    '----|-------'   '----|-------'      n-up
#        v-a              v-b              |
#    .----+----------------+------.        |
#    |  a.eth0   vs0    b.eth0    +-u-up---'
#    '----------------------------'
#
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

genl=$selftests/tools/genl
[ -x "$genl" ] || skip_all "no tools/genl: make -C selftests"
A=02:00:00:00:00:0a B=02:00:00:00:00:0b U=02:00:00:00:00:09

# With a state for each ping.
stateful='ruleset life {
  rule 1 at 1 inout protocol icmp from any to any accept applied-to a.eth0, b.eth0;
  rule 2 at 2 inout protocol any from ip 10.0.0.0/8 to any accept;
}'

setup()
{
	vswctl switch add vs0
	vswctl portgroup add vs0 pg
	guest a $A portgroup pg
	guest b $B
	uplink up
	# Its neighbours remember it when it comes again.
	ip link set n-up address $U
	ip -n a addr add 10.0.0.1/24 dev eth0
	ip -n b addr add 10.0.0.2/24 dev eth0
	ip addr add 10.0.0.9/24 dev n-up
	rules <<<"$stateful"
}

teardown()
{
	vswctl --if-exists switch del vs0
	guest_del a
	guest_del b
	F close up
	ip link del u-up
}

# traffic: every guest floods the others until calm, with what processor time is
# left; addresses may vanish
traffic()
{
	nice -n 19 ip netns exec a ping -q -f -w 600 10.0.0.2 >/dev/null 2>&1 &
	pids=($!)
	nice -n 19 ip netns exec b ping -q -f -w 600 -s 1400 10.0.0.9 >/dev/null 2>&1 &
	pids+=($!)
	nice -n 19 ping -q -f -w 600 10.0.0.1 >/dev/null 2>&1 &
	pids+=($!)
	nice -n 19 ping -q -b -i 0.01 -w 600 10.0.0.255 >/dev/null 2>&1 &
	pids+=($!)
}

calm()
{
	kill "${pids[@]}" 2>/dev/null
	wait "${pids[@]}" 2>/dev/null
	pids=()
}

# shellcheck disable=SC2317 # called by lib.sh
cleanup_script()
{
	[ -z "${pids[*]-}" ] || calm
	no_device vs9 || ip link del vs9
}

# A raw socket would drown in the answers that are for the floods.
# shellcheck disable=SC2317 # called by soon
reaches()
{
	ip netns exec a sh -c 'echo 0 0 >/proc/sys/net/ipv4/ping_group_range'
	ip netns exec a ping -q -n -c 1 -W 1 10.0.0.2 >/dev/null 2>&1 &&
		ip netns exec a ping -q -n -c 1 -W 1 10.0.0.9 >/dev/null 2>&1
}

# shellcheck disable=SC2317 # called by soon
no_device() { ! ip link show "$1" >/dev/null 2>&1; }

# frames find their way again
alive() { soon reaches || bad "no answer from b or from the uplink"; }

# the port of a, by client name, without counters and what goes by itself
port_a()
{
	"$genl" port-get name=a.eth0 |
		sed 's/ \(ifindex\|dev\|uplink\|uplink-id\|state\|reasons\|effective-mac\|mac-source\)=[^ ]*//g; s/ learned=.*//; s/ mac-source-auto//'
}

setup
traffic
alive
before=$(port_a)

t "ports detached and attached under traffic, each event has its counterpart"
"$genl" -l event -r 4000000 -x 'for i in 1 2 3 4 5 6 7 8 9 10; do
	echo port detach a.eth0
	echo port attach a.eth0 dev v-a
	echo uplink del u-up
	echo uplink add vs0 u-up
	echo port detach b.eth0
	echo port attach b.eth0 dev v-b
done | vswctl -b -' >"$tmp/events"
is "connected" "$(grep -c 'type=0 .*port=[ab].eth0' "$tmp/events")" 20
is "disconnected" "$(grep -c 'type=1 .*port=[ab].eth0' "$tmp/events")" 20
is "lost" "$(grep -c ENOBUFS "$tmp/events")" 0
is "the port" "$(port_a)" "$before"
alive

t "ports by rtnetlink under traffic"
for ((i = 0; i < 10; i++)); do
	echo "link set v-a nomaster"
	echo "link set v-a master vs0"
	echo "link set v-b down"
	echo "link set v-b up"
done >"$tmp/batch"
works ip -b "$tmp/batch"
is "the port" "$(port_a)" "$before"
alive

t "port groups moved under traffic"
vswctl portgroup add vs0 other vlan 10
for ((i = 0; i < 15; i++)); do
	echo "port set a.eth0 portgroup other"
	echo "port set b.eth0 portgroup other"
	echo "portgroup set vs0 other vlan trunk 5-9,20-4000"
	echo "port set a.eth0 portgroup pg"
	echo "portgroup set vs0 other vlan $((i + 11))"
	echo "port set b.eth0 portgroup default"
done >"$tmp/batch"
works vswctl -b "$tmp/batch"
works vswctl portgroup del vs0 other
is "the port" "$(port_a)" "$before"
alive

t "a port's device gets another name"
ip link set v-a down
works ip link set v-a name v-new
ip link set v-new up
like "its port" "$("$genl" port-get dev=v-new)" "* name=a.eth0 *"
refused "no such port" "$genl" port-get dev=v-a
alive
# The port goes by the name that its device had last.
works ip link set v-new nomaster
works ip link set v-new master vs0
is "the port" "$(port_a)" "$before"
like "its device" "$("$genl" port-get name=a.eth0)" "* dev=v-new *"
ip link set v-new down
works ip link set v-new name v-a
ip link set v-a up
alive

t "the switch gets another name"
ip link set vs0 down
"$genl" -l config -x "ip link set vs0 name vs9" >"$tmp/news"
ip link set vs9 up
like "news" "$(<"$tmp/news")" "switch-ntf *name=vs9 *"
refused "no such switch" vswctl switch show vs0
like "the port" "$("$genl" port-get name=a.eth0)" "port-get switch=vs9 *"
like "the port group" "$("$genl" portgroup-get switch=vs9 name=pg)" "portgroup-get switch=vs9 name=pg *"
alive
ip link set vs9 down
works ip link set vs9 name vs0
ip link set vs0 up
is "the port" "$(port_a)" "$before"

t "a device moved to another namespace leaves its port, and comes back"
vswctl port set a.eth0 forged-transmits accept
before=$(port_a)
for i in 1 2; do
	works ip link set v-a netns b
	state a disconnected
	is "the port" "$(port_a)" "$before"
	works ip -n b link set v-a netns $$
	works ip link set v-a up
	works vswctl port attach a.eth0 dev v-a
	is "the port" "$(port_a)" "$before"
done
alive

t "the guest's end moved to another namespace stays the guest's end"
klog_mark
works ip netns add far
works ip -n a link set eth0 netns far
ip -n far link set eth0 up
like "address" "$("$genl" port-get name=a.eth0)" "* effective-mac=$A *"
works ip -n far link set eth0 address 02:00:00:00:00:77
state a blocked mac-change
works ip -n far link set eth0 address $A
works ip -n far link set eth0 netns a
works ip netns del far
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n a link set eth0 up
state a up
klog "client a.eth0 requested*" "client a.eth0*Port is blocked" "client a.eth0*Port is unblocked"
alive

t "the namespace of a guest is deleted under traffic, its port stays"
F close a
# All but the guest's own, which would keep its namespace.
kill "${pids[0]}"
works ip netns del a
soon no_device v-a || bad "the device is still there"
state a disconnected
is "the port" "$(port_a)" "$before"
ip -b - <<-END
	netns add a
	link add v-a type veth peer name eth0 address $A netns a
	link set v-a up
	link set v-a master vs0
END
F open a a eth0
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n a link set eth0 up
is "the port" "$(port_a)" "$before"
state a up
alive

t "a guest killed with its tap device, its port stays"
vm()
{
	# Open for writing, too, so that it does not end before it is told.
	"$FRAME_TOOL" <>"$tmp/vm.in" >"$tmp/vm.out" &
	vm=$!
	echo "tap vm tap0" >"$tmp/vm.in"
	soon test -s "$tmp/vm.out"
	like "frame tool" "$(<"$tmp/vm.out")" "ok*"
}
mkfifo "$tmp/vm.in"
vm
works ip link set tap0 up
works vswctl port add vs0 vm.eth0 dev tap0 mac 02:00:00:00:00:0c portgroup pg
id=$("$genl" port-get name=vm.eth0 | sed 's/.* id=\([0-9]*\) .*/\1/')
kill -KILL "$vm"
wait "$vm" 2>/dev/null
soon no_device tap0 || bad "the device is still there"
state vm disconnected
vm
ip link set tap0 up
works ip link set tap0 master vs0
like "the port" "$("$genl" port-get dev=tap0)" "* id=$id name=vm.eth0 portgroup=pg * initial-mac=02:00:00:00:00:0c *"
kill -KILL "$vm"
wait "$vm" 2>/dev/null
soon no_device tap0 || bad "the device is still there"
works vswctl port del vm.eth0

t "an uplink's device is deleted under traffic and comes back"
F close up
works ip link del u-up
like "the uplink" "$("$genl" uplink-get dev=u-up)" "* dev=u-up state=3 *"
is "ports without uplink" "$("$genl" port-get @dump | grep -c ' uplink=')" 0
ip -b - <<-END
	link add u-up type veth peer name n-up address $U
	link set u-up up
	link set n-up up
END
ip addr add 10.0.0.9/24 dev n-up
works vswctl uplink add vs0 u-up
F open up - n-up
is "uplinks" "$("$genl" uplink-get @dump | wc -l)" 1
alive

t "devices that no switch takes are refused with a reason"
ip -b - <<-END
	link add br0 type bridge
	link add d0 type dummy
	link add d1 type dummy
	link add mv0 link d1 type macvlan
	link set d0 master br0
	link add vs1 type vsw
END
ip tuntap add tun0 mode tun
refused "not an Ethernet device" ip link set lo master vs0
refused "not an Ethernet device" ip link set tun0 master vs0
refused "a switch cannot be a port" ip link set vs1 master vs0
refused "" ip link set vs0 master vs0
refused "belongs to a bridge, a bond or the like" ip link set d1 master vs0
refused "belongs to a bridge, a bond or the like" vswctl port add vs0 d0 dev d0
refused "belongs to a bridge, a bond or the like" vswctl uplink add vs0 d0
refused "attached to a port already" vswctl port add vs1 a dev v-a
refused "no such device" vswctl port add vs0 q dev eth0
ip link set vs1 master br0
refused "" ip link set br0 master vs1
is "ports" "$("$genl" port-get @dump | wc -l)" 2
like "d0" "$(ip link show d0)" "* master br0 *"
# ip takes a device from its master before it gives it to another.
works ip link set d0 master vs0
like "d0" "$("$genl" port-get dev=d0)" "* switch=vs0 *"
works ip link set d0 master vs1
like "d0" "$("$genl" port-get dev=d0)" "* switch=vs1 *"
works ip link set d0 master br0
refused "no such port" "$genl" port-get dev=d0
refused "" ip link set vs0 netns a
works vswctl port del d0 switch vs0
for i in mv0 d0 d1 br0 vs1 tun0; do works ip link del $i; done
is "switches" "$("$genl" switch-get @dump | wc -l)" 1
alive

t "a switch deleted under traffic lets go of all"
"$genl" -l config,event -r 4000000 -x "vswctl switch del vs0" >"$tmp/news"
is "ports disconnected" "$(grep -c '^event type=1 .*port=[ab].eth0' "$tmp/news")" 2
is "ports deleted" "$(grep -c '^port-del-ntf ' "$tmp/news")" 2
is "uplinks deleted" "$(grep -c '^uplink-del-ntf ' "$tmp/news")" 1
is "port groups deleted" "$(grep -c '^portgroup-del-ntf ' "$tmp/news")" 2
is "switches deleted" "$(grep -c '^switch-del-ntf ' "$tmp/news")" 1
is "devices with master" "$(ip link show | grep -c ' master ')" 0
is "promiscuous devices" "$(ip -d link show | grep -c 'promiscuity [^0]')" 0
calm
teardown

t "a namespace with its switch deleted under traffic"
for i in 1 2; do
	ip -b - <<-END
		netns add host
		netns add a
		netns add b
		link add v-a netns host type veth peer name eth0 address $A netns a
		link add v-b netns host type veth peer name eth0 address $B netns b
		link add u-up netns host type veth peer name n-up
		link set n-up up
		addr add 10.0.0.9/24 dev n-up
	END
	ip -n a addr add 10.0.0.1/24 dev eth0
	ip -n b addr add 10.0.0.2/24 dev eth0
	for j in a b; do
		ip -n $j link set eth0 up
		ip -n host link set v-$j up
	done
	ip -n host link set u-up up
	vswctl -n host -b - <<-END
		switch add vs0
		switch add vs1
		port add vs0 a dev v-a
		port add vs0 b dev v-b
		uplink add vs0 u-up
		port add vs1 kept mac $A
	END
	vswctl -n host rules load - <<<"$stateful"
	traffic
	alive
	works ip netns del host
	soon no_device n-up || bad "the namespace is still there"
	calm
	works ip netns del a
	works ip netns del b
done

t "the module unloaded under traffic, switches in several namespaces"
[ -n "${module_ours-}" ] || skip "the module was here before"
for ((i = 0; i < 2 && ${#module_ours} > 0; i++)); do
	setup
	for j in c d; do
		ip -b - <<-END
			netns add $j
			link add v-$j netns $j type veth peer name w-$j netns a
		END
		ip -n $j link set v-$j up
		ip -n a link set w-$j up
		vswctl -n $j -b - <<-END
			switch add vs0
			switch add vs1
			portgroup add vs0 pg learning on forged-transmits accept
			port add vs0 p dev v-$j portgroup pg
			port add vs1 gone mac $A
		END
		vswctl -n $j rules load - <<<"$stateful"
	done
	traffic
	alive
	unload || bad "$(<"$tmp/said")"
	is "devices with master" "$(ip link show | grep -c ' master ')" 0
	calm
	works ip netns del c
	works ip netns del d
	works load
	is "switches" "$("$genl" switch-get @dump | wc -l)" 0
	teardown
done

t "the module loaded and unloaded again and again"
if [ -n "${module_ours-}" ]; then
	for i in 1 2 3 4 5; do
		unload || bad "$(<"$tmp/said")"
		works load
		ip link add vs0 type vsw
	done
	ip link del vs0
else
	skip "the module was here before"
fi

t "the kernel never waits for a device"
is "waiting" "$(dmesg | grep -c 'unregister_netdevice: waiting')" 0

finish
