#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Attack tools of Debian against SpoofGuard: each works while it is off, and fails,
# counted, while it is on.
#
#    m: the attacker       v: the victim        g: the gateway
#    eth0 10.0.0.1         eth0 10.0.0.2        eth0 10.0.0.254
#         fd00::1               fd00::2              fd00::254
#    .---+---------------------+--------------------+---.
#    |  v-m                   v-v       vs0        v-g  |
#    '--------------------------------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=selftests/swsec.d/lib.sh
. "$(dirname "$0")/swsec.d/lib.sh"

M=02:00:00:00:00:01 V=02:00:00:00:00:02 G=02:00:00:00:00:fe

vswctl switch add $SW
guest m $M
guest v $V
guest g $G
for i in m v g; do state $i up; done
n=1
for i in m v g; do
	[ $i != g ] || n=254
	ip -n $i link set lo up
	ns $i sysctl -qw net.ipv6.conf.all.disable_ipv6=0 \
		net.ipv6.conf.eth0.disable_ipv6=0 net.ipv6.conf.eth0.accept_ra=0
	ip -n $i addr add 10.0.0.$n/24 dev eth0
	ip -n $i addr add fd00::$n/64 dev eth0 nodad
	n=$((n + 1))
done

# needs PROGRAM...: else the test at hand is skipped
needs()
{
	command -v "$1" >/dev/null && return
	skip "no $1: selftests/vm/deps test"
	return 1
}

# protection off|discovered: everybody is known, and nobody poisoned
protection()
{
	local i

	vswctl portgroup set $SW default spoofguard "$1"
	vswctl binding flush
	for i in m v g; do ip -n $i neigh flush all; done
	# Each has an address before others may claim it.
	for i in g v m; do
		ns $i arping -q -c 1 -U -I eth0 "$(addr4 $i)"
		ns $i ping -6 -q -c 1 -W 2 "$(peer6 $i)" >/dev/null
	done
	bindings_of m 10.0.0.1 fd00::1
	bindings_of v 10.0.0.2 fd00::2
	bindings_of g 10.0.0.254 fd00::254
	works ns v ping -q -c 1 -W 2 10.0.0.254
	mark
}

addr4()
{
	case $1 in m) echo 10.0.0.1 ;; v) echo 10.0.0.2 ;; g) echo 10.0.0.254 ;; esac
}

peer6()
{
	case $1 in v) echo fd00::254 ;; *) echo fd00::2 ;; esac
}

bindings_has()
{
	bindings_read "$1"
	[[ ${BINDINGS[*]} == *"$2 0 "*realized* && ${BINDINGS[*]} == *"$3 0 "*realized* ]]
}

bindings_of()
{
	soon bindings_has "$@" || bad "addresses of $1: ${BINDINGS[*]}"
}

# neigh_is ADDRESS MAC: what the victim believes
neigh_is()
{
	[[ $(ip -n v neigh show "$1") == *"lladdr $2"* ]]
}

# counted NAME:COUNTER MIN: has moved by that at least
counted()
{
	snap
	[ $((${NOW[$1]-0} - ${BASE[$1]-0})) -ge "$2" ]
}

# attack COMMAND...: from the attacker, in the background, until "end"
attack()
{
	ip netns exec m "$@" >"$tmp/attack" 2>&1 &
	pids+=($!)
}

end()
{
	kill -KILL "${pids[@]}" 2>/dev/null
	wait "${pids[@]}" 2>/dev/null
	pids=()
}

# User Mode Linux corrupts the memory of what forks with a ring of packets mapped.
not_uml()
{
	! grep -q "User Mode Linux" /proc/cpuinfo && return
	skip "not in User Mode Linux"
	return 1
}

t "arpspoof makes itself the gateway while SpoofGuard is off"
if needs arpspoof; then
	protection off
	attack arpspoof -i eth0 -t 10.0.0.2 10.0.0.254
	soon neigh_is 10.0.0.254 $M || bad "not poisoned: $(ip -n v neigh) $(<"$tmp/attack")"
	end
fi

t "and does not while it is on"
if needs arpspoof; then
	protection discovered
	attack arpspoof -i eth0 -t 10.0.0.2 10.0.0.254
	soon counted m:spoofguard-arp 2 || bad "not counted: $(<"$tmp/attack")"
	neigh_is 10.0.0.254 $G || bad "poisoned: $(ip -n v neigh)"
	end
	works ns v ping -q -c 1 -W 2 10.0.0.254
fi

t "atk6-parasite6 answers for everybody while SpoofGuard is off"
if needs atk6-parasite6 && not_uml; then
	protection off
	attack atk6-parasite6 eth0
	nap 0.5
	poisoned6()
	{
		ip -n v neigh flush all
		ns v ping -6 -q -c 1 -W 1 fd00::254 >/dev/null
		neigh_is fd00::254 "$M"
	}
	soon poisoned6 || bad "not poisoned: $(ip -n v neigh) $(<"$tmp/attack")"
	end
fi

t "and for nobody while it is on"
if needs atk6-parasite6 && not_uml; then
	protection discovered
	attack atk6-parasite6 eth0
	nap 0.5
	parasite_counted()
	{
		ip -n v neigh flush all
		ns v ping -6 -q -c 1 -W 1 fd00::254 >/dev/null
		counted m:spoofguard-nd 1
	}
	soon parasite_counted || bad "not counted: $(<"$tmp/attack")"
	neigh_is fd00::254 $G || bad "poisoned: $(ip -n v neigh)"
	end
	works ns v ping -6 -q -c 1 -W 2 fd00::254
fi

t "atk6-fake_advertise6 moves the gateway's address while SpoofGuard is off"
if needs atk6-fake_advertise6; then
	protection off
	attack atk6-fake_advertise6 eth0 fd00::254 fd00::2
	soon neigh_is fd00::254 $M || bad "not poisoned: $(ip -n v neigh) $(<"$tmp/attack")"
	end
fi

t "and does not while it is on"
if needs atk6-fake_advertise6; then
	protection discovered
	attack atk6-fake_advertise6 eth0 fd00::254 fd00::2
	soon counted m:spoofguard-nd 1 || bad "not counted: $(<"$tmp/attack")"
	neigh_is fd00::254 $G || bad "poisoned: $(ip -n v neigh)"
	end
fi

t "hping3 sends from addresses of others while SpoofGuard is off"
if needs hping3; then
	protection off
	ns m hping3 -q -c 3 -i u1000 -S -p 80 -a 10.0.0.254 10.0.0.2 >/dev/null 2>&1
	soon counted v:tx 3 || bad "did not arrive"
	counted m:spoofguard-ipv4 1 && bad "dropped"
fi

t "and does not while it is on; from its own it does"
if needs hping3; then
	protection discovered
	ns m hping3 -q -c 3 -i u1000 -S -p 80 -a 10.0.0.254 10.0.0.2 >/dev/null 2>&1
	ns m hping3 -q -c 3 -i u1000 -S -p 80 -a 198.51.100.7 10.0.0.2 >/dev/null 2>&1
	soon counted m:spoofguard-ipv4 6 || bad "not counted"
	works ns m hping3 -q -c 1 -S -p 80 10.0.0.2
fi

t "nmap hides behind decoys while SpoofGuard is off"
if needs nmap; then
	protection off
	ns m nmap -n -Pn -sS -p 80 --max-retries 0 -D 10.0.0.254,10.0.0.77,ME 10.0.0.2 >"$tmp/nmap" 2>&1
	counted m:spoofguard-ipv4 1 && bad "dropped"
	like nmap "$(<"$tmp/nmap")" "*80/tcp closed*"
fi

t "and is alone while it is on"
if needs nmap; then
	protection discovered
	ns m nmap -n -Pn -sS -p 80 --max-retries 0 -D 10.0.0.254,10.0.0.77,ME 10.0.0.2 >"$tmp/nmap" 2>&1
	soon counted m:spoofguard-ipv4 2 || bad "not counted"
	like nmap "$(<"$tmp/nmap")" "*80/tcp closed*"
fi

t "macof floods from random addresses where forging is allowed and SpoofGuard off"
if needs macof; then
	vswctl port set m.eth0 forged-transmits accept
	protection off
	ns m macof -i eth0 -e $V -n 50 >/dev/null 2>&1
	soon counted v:tx 5 || bad "did not arrive"
fi

t "and gets none of it through while it is on"
if needs macof; then
	protection discovered
	ns m macof -i eth0 -e $V -n 50 >/dev/null 2>&1
	soon counted m:spoofguard-ipv4 5 || bad "not counted"
	counted v:tx 5 && bad "arrived"
	vswctl port set m.eth0 forged-transmits inherit
fi

finish
