#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The guards of a port group against the programs that attackers use, with a victim
# that believes all it is told. Each attack is seen to work with the guard off.
#
#    .- netns v ---.   .- netns m ---.   .- netns s ------.
#    | the victim, |   | the         |   | the DHCP       |
#    | all kernel  |   | attacker    |   | server,        |
#    |             |   |             |   | 10.5.0.254     |
#    '------|------'   '------|------'   '-------|--------'
#          v-v               v-m                v-s
#    .------+-----------------+------------------+-----.
#    |   v.eth0          m.eth0, group edge    s.eth0  |
#    '------------------------vs0----------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

for i in atk6-fake_router26 dnsmasq yersinia udhcpc; do
	command -v $i >/dev/null || skip_all "no $i: selftests/vm/deps test"
done

V=02:00:00:00:00:0a M=02:00:00:00:00:66 S=02:00:00:00:00:05

vswctl switch add $SW
vswctl portgroup add $SW edge
guest v $V
guest m $M portgroup edge
guest s $S
for i in v m s; do state $i up; done

# A gullible host: it takes router advertisements, in fragments, too.
gullible="disable_ipv6=0 accept_ra=2 suppress_frag_ndisc=0 accept_redirects=1 router_solicitations=0"
for i in $gullible; do ns v sysctl -qw "net.ipv6.conf.eth0.$i"; done
ns m sysctl -qw net.ipv6.conf.eth0.disable_ipv6=0 net.ipv6.conf.eth0.accept_ra=0
ns m sysctl -qw net.ipv6.conf.eth0.router_solicitations=0
ip -n v addr add fe80::a/64 dev eth0 nodad
ip -n m addr add fe80::66/64 dev eth0 nodad

edge()
{
	works vswctl portgroup set $SW edge "$@"
}

# moved NAME:COUNTER: how far has it, since mark? In $REPLY
moved()
{
	snap
	REPLY=$((${NOW[$1]-0} - ${BASE[$1]-0}))
}

# lost REASON: has m sent anything since mark that was dropped for that?
lost()
{
	moved "m:$1"
	[ "$REPLY" -gt 0 ]
}

# gets NAME N: has that port got so many frames since mark?
gets()
{
	moved "$1:tx"
	[ "$REPLY" -ge "$2" ]
}

# during CONDITION COMMAND...: run a program of the attacker's until the condition
# is true. Some want a key pressed, some have children that do not end with them.
during()
{
	local condition=$1 pid rc
	# Some are long in starting, on slow machines.
	local WAIT_MS=$((WAIT_MS * 6))

	shift
	ip netns exec m setsid "$@" <&"$nap_fd" >"$tmp/tool" 2>&1 &
	pid=$!
	pids+=("$pid")
	soon eval "$condition"
	rc=$?
	kill -KILL -- "-$pid" "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	unset 'pids[-1]'
	return $rc
}

# works_with CONDITION COMMAND...: it does, while the guards are off
works_with()
{
	mark
	during "$@" || bad "does not work: $(head -c 500 "$tmp/tool")"
}

# fails_with REASON COMMAND...: the guard drops it
fails_with()
{
	mark
	during "lost $1" "${@:2}" || bad "nothing dropped: $(head -c 500 "$tmp/tool")"
}

# 1. Router advertisements: thc-ipv6 ----------------------------------------------------

# Has the victim taken the attacker for a router, or got an address from it?
fooled()
{
	[ -n "$(ip -n v -6 route show default; ip -n v -6 addr show scope global)" ]
}

sober()
{
	ip -n v -6 route flush default 2>/dev/null
	ip -n v -6 addr flush scope global dev eth0
	! fooled || bad "the victim cannot be sobered up"
}

# The evasions with D, F and O are for other systems than the victim's.
for evasion in "" "-E H" "-E 111" "-E D" "-E F" "-E O"; do
	t "a router advertisement, fake_router26 $evasion"
	# shellcheck disable=SC2206
	attack=(atk6-fake_router26 $evasion -A 2001:db8:66::/64 -i 1 eth0)
	case $evasion in
	-E\ [DFO]) works_with "gets v 1" "${attack[@]}" ;;
	*) works_with fooled "${attack[@]}" ;;
	esac
	sober
	edge ra-guard on
	fails_with ra-guard "${attack[@]}"
	! fooled || bad "the victim is fooled"
	edge ra-guard off
done

# They make up their source addresses.
edge forged-transmits accept
for evasion in "" -F; do
	t "a flood of them, flood_router26 $evasion"
	attack=(atk6-flood_router26 ${evasion:+"$evasion"} eth0)
	[ -z "$evasion" ] && seen=fooled || seen="gets v 1"
	works_with "$seen" "${attack[@]}"
	sober
	edge ra-guard on
	fails_with ra-guard "${attack[@]}"
	! fooled || bad "the victim is fooled"
	edge ra-guard off
done

for evasion in "" -D; do
	t "redirects, flood_redir6 $evasion"
	attack=(atk6-flood_redir6 ${evasion:+"$evasion"} eth0 fe80::a)
	works_with "gets v 1" "${attack[@]}"
	edge ra-guard on
	fails_with ra-guard "${attack[@]}"
	edge ra-guard off
done
edge forged-transmits inherit

# 2. DHCP ---------------------------------------------------------------------------------

t "a rogue DHCPv6 server, fake_dhcps6"
run m atk6-fake_dhcps6 eth0 2001:db8:66::/64 2001:db8:66::1
# A solicit with a client identifier and an IA_NA (RFC 8415, 16.2)
solicit="dst=33:33:00:01:00:02 ip=fe80::a,ff02::1:2 udp=546,547 body=01123456"
solicit+="0001000a00030001${V//:/}0003000c000000010000000000000000"
answered()
{
	# shellcheck disable=SC2086
	send v $solicit
	nap 0.2
	F recv v 1 100
	[[ $REPLY == *"UDP fe80::66/"*">fe80::a/546"* ]]
}
drain v
# From a port of its own, not from that of servers.
soon answered || bad "no answer with the guard off: ${REPLY:0:500}"
edge dhcp-server-block on
drain v
mark
! answered || bad "answered: ${REPLY:0:500}"
soon lost dhcp-server || bad "nothing dropped"
edge dhcp-server-block off
done_with
for i in v m; do ns $i sysctl -qw net.ipv6.conf.eth0.disable_ipv6=1; done
drain v m s

# serve NETNS NET: a DHCP server there, with addresses NET.10 and NET.11
serve()
{
	local i=$1 net=$2

	ip -n "$i" addr replace "$net.254/24" dev eth0
	rm -f "$tmp/leases.$i"
	run "$i" dnsmasq -k -C /dev/null --port=0 --interface=eth0 --user=root \
		--dhcp-authoritative --dhcp-range="$net.10,$net.11,1h" --no-ping \
		--dhcp-leasefile="$tmp/leases.$i" --pid-file
	soon listens "$i" u 67 || bad "no DHCP server in $i: $(<"$tmp/run")"
}

cat >"$tmp/leased" <<'END'
#!/bin/sh
[ "$1" != bound ] || echo "$ip" >"$LEASED"
END
chmod +x "$tmp/leased"

# lease [NETNS [OPTION...]]: what address does the victim, or another, get? In $REPLY,
# empty if none
lease()
{
	rm -f "$tmp/address"
	LEASED=$tmp/address ns "${1-v}" udhcpc -i eth0 -s "$tmp/leased" -n -q -f \
		-t 2 -T 1 -A 1 "${@:2}" >"$tmp/client" 2>&1
	REPLY=
	[ ! -e "$tmp/address" ] || read -r REPLY <"$tmp/address"
}

t "a rogue DHCP server: dnsmasq, which a real client believes"
serve m 10.66.0
lease
like "address with the guard off" "$REPLY" "10.66.0.*"
edge dhcp-server-block on
mark
lease
is "address with the guard on" "$REPLY" ""
soon lost dhcp-server || bad "nothing dropped"

t "beside the real one: the client gets an address of the real one"
serve s 10.5.0
for ((i = 0; i < 3; i++)); do
	lease
	like address "$REPLY" "10.5.0.*"
done
soon lost dhcp-server || bad "nothing dropped"

t "the rogue one can be a client itself"
F drain m
lease m
like address "$REPLY" "10.5.0.*"
edge dhcp-server-block off
done_with

# starve: ask for one address after the other, as somebody else each time
starve()
{
	local i

	for i in 10 11; do lease m -x "0x3d:0102030405$i"; done
}

t "all addresses of the DHCP server taken, by a client that is many"
serve s 10.5.0
edge dhcp-client-block off
starve
lease
is "address left for the victim" "$REPLY" ""
done_with
edge dhcp-client-block on
serve s 10.5.0
mark
lease m
is "address of the attacker" "$REPLY" ""
soon lost dhcp-client || bad "nothing dropped"
lease
like "address of the victim" "$REPLY" "10.5.0.*"

done_with
edge dhcp-client-block off
for i in m s; do ip -n $i addr flush dev eth0; done
drain v m s

# 3. BPDUs, and floods of requests: yersinia ----------------------------------------------

# User mode Linux falls over its threads.
if ! grep -q "User Mode Linux" /proc/cpuinfo; then

t "a flood of DHCP requests, from addresses that it makes up"
edge forged-transmits accept
attack=(yersinia -l "$tmp/log" dhcp -attack 1 -interface eth0)
works_with "gets s 10" "${attack[@]}"
edge dhcp-client-block on
fails_with dhcp-client "${attack[@]}"
moved s:tx
is "requests at the server" "$REPLY" 0
edge dhcp-client-block off

# one frame, a flood of configurations, and of topology changes
for i in 0 2 3; do
	t "BPDUs, attack $i"
	attack=(yersinia -l "$tmp/log" stp -attack "$i" -interface eth0)
	edge bpdu-filter off
	works_with "lost reserved-multicast" "${attack[@]}"
	edge bpdu-filter drop
	fails_with bpdu "${attack[@]}"
done
edge forged-transmits inherit

fi

t "a guest that makes a bridge of its vNIC is blocked"
edge bpdu-filter block
klog_mark
ip -b - -n m <<-END
	link add br0 address $M type bridge stp_state 1 forward_delay 200 hello_time 100
	link set eth0 master br0
	link set br0 up
END
state m blocked bpdu
klog "client m.eth0 sent a BPDU on port 0x*" "client m.eth0 *blocked"
ip -n m link del br0
works vswctl port unblock m.eth0
state m up

# 4. Storms --------------------------------------------------------------------------------

t "a flood of advertisements, within the limit"
ns m sysctl -qw net.ipv6.conf.eth0.disable_ipv6=0
ip -n m addr replace fe80::66/64 dev eth0 nodad
edge bpdu-filter off forged-transmits accept multicast-limit-out 100
mark
now_ms start
fails_with multicast-limit-out atk6-flood_advertise6 eth0
now_ms end
moved v:tx
[ "$REPLY" -le $(((end - start) / 10 + 30)) ] ||
	bad "$REPLY frames at the victim in $((end - start)) ms"
edge multicast-limit-out none

finish
