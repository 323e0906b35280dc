#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# IP discovery: which addresses a guest has, by what it and its DHCP servers send.
#
#      a          b          c        t: trunk 10,20      up
#    eth0       eth0        (tap)      (tap)             n-up
#    .--+----------+----------+----------+-----------------+----.
#    | v-a        v-b        t-c        t-t      vs0      u-up  |
#    '----------------------------------------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=selftests/swsec.d/lib.sh
. "$(dirname "$0")/swsec.d/lib.sh"

T=02:00:00:00:00:0e
ALL_ON="discovery-arp on discovery-nd on discovery-dhcp on"

vswctl switch add $SW
# shellcheck disable=SC2086
vswctl -b - <<-END
	portgroup set $SW default $ALL_ON
	portgroup add $SW trunk vlan trunk 10,20 $ALL_ON
	portgroup add $SW ten vlan 10 $ALL_ON
END
guest a $A
guest b $B
tapguest c $C
tapguest t $T portgroup trunk
uplink up
F addr up $U
for i in a b c t; do state $i up; done
events_start

# fresh: nobody has an address, and nothing is under way
fresh()
{
	vswctl binding flush
	drain a b c t up
	mark
}

# 1. ARP -------------------------------------------------------------------------

t "an ARP request tells of its sender's address"
send a dst=bcast arp=request,10.0.0.1,10.0.0.2
bindings a "10.0.0.1 0 $A arp realized"
count a:rx=1 b:tx=1 c:tx=1 up:tx=1
got b "$A>* 0806*"
field a "IP Address" 10.0.0.1

t "so does a reply, and a second address of the same guest"
send a dst=$B arp=reply,10.0.0.7,10.0.0.2
bindings a "10.0.0.1 *" "10.0.0.7 0 $A arp realized"
count a:rx=1 b:tx=1
field a "IP Address" 10.0.0.1
drain b c up

t "a probe tells nothing, nor what is no host's address"
fresh
for i in 0.0.0.0 255.255.255.255 224.0.0.1 127.0.0.1; do
	send a dst=bcast arp=request,$i,10.0.0.1
done
count a:rx=4 b:tx=4 c:tx=4 up:tx=4
bindings a
drain b c up

t "ARP with another MAC address than the frame's tells nothing"
send a dst=bcast arp=request,10.0.0.1,10.0.0.1 sha=$C
count a:rx=1 b:tx=1 c:tx=1 up:tx=1
bindings a
drain b c up

t "ARP that is cut, of another hardware or protocol, tells nothing"
for i in 0001080006040001 0006080006040001 000186dd06040001 0001080006100001 \
	0001080008040001; do
	send a hex=ffffffffffff${A//:/}0806$i
	send a hex=ffffffffffff${A//:/}0806$i${A//:/}0a0000
done
send a hex=ffffffffffff${A//:/}08060006080006040001${A//:/}0a0000010000000000000a000001
count a:rx=11 b:tx=11 c:tx=11 up:tx=11
bindings a
drain b c up

t "with ARP off nothing is discovered from it, and what was is forgotten"
fresh
claim a 10.0.0.1
bindings a "10.0.0.1 *"
vswctl portgroup set $SW default discovery-arp off
bindings a
claim a 10.0.0.1
bindings a
vswctl portgroup set $SW default discovery-arp on
drain b c up

# 2. neighbour discovery ------------------------------------------------------------

t "an unsolicited advertisement tells of its target"
fresh
claim a fe80::a
bindings a "fe80::a 0 $A nd realized"
count a:rx=1 b:tx=1 c:tx=1 up:tx=1
field a "IP Address" fe80::a

t "a solicitation tells of its source, not of its target"
nd a 135 fd00::1 fd00::2 1 $A
bindings a "fe80::a *" "fd00::1 0 $A nd realized"
field a "IP Address" fd00::1

t "an advertisement tells of target and source"
fresh
nd a 136 fe80::a fd00::1 2 $A
bindings a "fe80::a 0 $A nd realized" "fd00::1 0 $A nd realized"

t "a router solicitation, and an advertisement, tell of their source"
fresh
nd a 133 fe80::a - 1 $A
bindings a "fe80::a 0 $A nd realized"
fresh
nd a 134 fe80::b - 1 $A body=00000000000000000101${A//:/}
bindings a "fe80::b 0 $A nd realized"

t "duplicate address detection tells nothing, nor does what is no host's address"
fresh
nd a 135 :: fd00::1 0 $A
nd a 136 fd00::1 ff02::5 2 $B
nd a 136 ff02::1 ff02::5 2 $A
nd a 136 ::1 ::1 2 $A
count a:rx=4 b:tx=4 c:tx=4 up:tx=4
bindings a

t "without a link-layer option, or with another address in it, nothing is told"
nd a 135 fd00::1 fd00::2 0 $A
nd a 135 fd00::1 fd00::2 1 $B
nd a 136 fd00::1 fd00::1 0 $A
nd a 136 fd00::1 fd00::1 2 $B
bindings a

t "options that end nowhere, and more than anybody sends, tell nothing"
hex6 fd00::2
target=$REPLY many=
for ((i = 0; i < 17; i++)); do many+=0e01000000000000; done
for i in 0100${A//:/} 0105${A//:/} 01 0102${A//:/} "${many}0101${A//:/}" \
	"0101${A//:/}0101${B//:/}"; do
	send a dst=$ALL1 ip=fd00::1,ff02::1 icmp=135,0 ttl=255 body="$target$i"
done
send a dst=$ALL1 ip=fd00::1,ff02::1 icmp=135,0 ttl=255 body="${target:0:16}"
bindings a
drain b c up

t "neighbour discovery behind an extension header is read, too"
send a dst=$ALL1 ip=fd00::1,ff02::1 icmp=135,0 ttl=255 ext=60 \
	body="${target}0101${A//:/}"
bindings a "fd00::1 0 $A nd realized"

t "with ND off nothing is discovered from it"
vswctl portgroup set $SW default discovery-nd off
bindings a
claim a fd00::1
nd a 135 fd00::1 fd00::2 1 $A
bindings a
vswctl portgroup set $SW default discovery-nd on

# 3. DHCP ------------------------------------------------------------------------------

t "an address that DHCP gives is known before the guest has the answer"
fresh
dhcp4 a 3 0x1001 $A 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
dhcp4 up 5 0x1001 $A 0.0.0.0 10.0.0.50 3600 10.0.0.9,10.0.0.50 $A
bindings a "10.0.0.50 0 $A dhcp realized"
like "seconds left" "${EXPIRES[0]}" "3[56]??"
drain b c up
got a "* UDP*" || got a "*"

t "an answer to what was not asked tells nothing"
fresh
dhcp4 up 5 0x1002 $A 0.0.0.0 10.0.0.51 3600 10.0.0.9,10.0.0.51 $A
# asked by b
dhcp4 b 3 0x1003 $B 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
dhcp4 up 5 0x1003 $A 0.0.0.0 10.0.0.51 3600 10.0.0.9,10.0.0.51 $A
bindings a
drain a b c up

t "nor does one for another MAC address, without a lease, or that is no ACK"
dhcp4 a 3 0x1004 $A 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
dhcp4 up 5 0x1004 $B 0.0.0.0 10.0.0.51 3600 10.0.0.9,255.255.255.255 $A
dhcp4 up 5 0x1004 $A 0.0.0.0 10.0.0.51 - 10.0.0.9,255.255.255.255 $A
dhcp4 up 5 0x1004 $A 0.0.0.0 10.0.0.51 0 10.0.0.9,255.255.255.255 $A
dhcp4 up 5 0x1004 $A 0.0.0.0 0.0.0.0 3600 10.0.0.9,255.255.255.255 $A
dhcp4 up 2 0x1004 $A 0.0.0.0 10.0.0.51 3600 10.0.0.9,255.255.255.255 $A
dhcp4 up 6 0x1004 $A 0.0.0.0 10.0.0.51 3600 10.0.0.9,255.255.255.255 $A
bindings a
drain a b c up

t "a broadcast answer counts for the one that it is for"
dhcp4 up 5 0x1004 $A 0.0.0.0 10.0.0.51 3600 10.0.0.9,255.255.255.255 bcast
bindings a "10.0.0.51 0 $A dhcp realized"
bindings b

t "a new lease of the same address begins anew"
dhcp4 a 3 0x1005 $A 10.0.0.51 0.0.0.0 - 10.0.0.51,10.0.0.9 $U
dhcp4 up 5 0x1005 $A 10.0.0.51 10.0.0.51 7200 10.0.0.9,10.0.0.51 $A
leased() { bindings_read a && [ "${EXPIRES[0]}" -gt 7000 ]; }
soon leased || bad "lease: ${EXPIRES[*]}"

t "what the guest releases is not its any more"
dhcp4 a 7 0x1006 $A 10.0.0.51 0.0.0.0 - 10.0.0.51,10.0.0.9 $U
bindings a
dhcp4 a 3 0x1007 $A 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
dhcp4 up 5 0x1007 $A 0.0.0.0 10.0.0.52 3600 10.0.0.9,10.0.0.52 $A
bindings a "10.0.0.52 0 $A dhcp realized"

t "what it declines, too; nobody releases what is another's"
dhcp4 b 7 0x1008 $B 10.0.0.52 0.0.0.0 - 10.0.0.52,10.0.0.9 $U
bindings a "10.0.0.52 0 $A dhcp realized"
dhcp4 a 4 0x1009 $A 0.0.0.0 10.0.0.52 - 0.0.0.0,255.255.255.255 bcast
bindings a
drain a b c up

t "DHCPv6: a reply to what was asked, with its lifetime"
dhcp6 a 3 0x2001 - - fe80::a,ff02::1:2 33:33:00:01:00:02
dhcp6 up 7 0x2001 fd00::50 1800 fe80::9,fe80::a $A
bindings a "fd00::50 0 $A dhcp realized"
like "seconds left" "${EXPIRES[0]}" "1[78]??"
dhcp6 up 7 0x2002 fd00::51 1800 fe80::9,fe80::a $A
bindings a "fd00::50 0 $A dhcp realized"
dhcp6 a 8 0x2003 fd00::50 0 fe80::a,ff02::1:2 33:33:00:01:00:02
bindings a
drain a b c up

t "messages that are cut or lie about their lengths tell nothing"
dhcp6 a 3 0x2004 - - fe80::a,ff02::1:2 33:33:00:01:00:02
for i in 07 07002004 0700200400 0700200400030028 07002004000300ff \
	070020040003000c$(printf '%024x' 0)0005ffff \
	0700200400030028$(printf '%024x' 0)00050017$(printf '%046x' 1); do
	send up dst=$A ip=fe80::9,fe80::a udp=547,546 body="$i"
done
dhcp4 a 3 0x2005 $A 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
for i in 02 02010600 "$(printf '%0478x' 1)6382"; do
	send up dst=$A ip=10.0.0.9,10.0.0.50 udp=67,68 body="$i"
done
bindings a
count a:rx=any b:tx=any c:tx=any up:rx=any up:tx=any a:tx=any
drain a b c up

t "a lease ends"
dhcp4 a 3 0x2006 $A 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
dhcp4 up 5 0x2006 $A 0.0.0.0 10.0.0.53 1 10.0.0.9,10.0.0.53 $A
bindings a "10.0.0.53 0 $A dhcp realized"
bindings a

t "with DHCP off nothing is discovered from it"
vswctl portgroup set $SW default discovery-dhcp off
dhcp4 a 3 0x2007 $A 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
dhcp4 up 5 0x2007 $A 0.0.0.0 10.0.0.50 3600 10.0.0.9,10.0.0.50 $A
bindings a
vswctl portgroup set $SW default discovery-dhcp on
drain a b c up

# 4. whose it is ----------------------------------------------------------------------------

t "of two that claim an address the first has it, and the other waits"
fresh
events_skip
claim a 10.0.0.1
bindings a "10.0.0.1 0 $A arp realized"
claim b 10.0.0.1
bindings b "10.0.0.1 0 $B arp duplicate"
bindings a "10.0.0.1 0 $A arp realized"
events "client b.eth0 on port 0x* claims address 10.0.0.1 with mac address $B, which another port has"

t "it has it when the first one goes"
vswctl binding del a.eth0 10.0.0.1
bindings b "10.0.0.1 0 $B arp realized"
bindings a

t "of several that wait it is the oldest, whatever made the first one go"
claim c 10.0.0.1
bindings c "10.0.0.1 0 $C arp duplicate"
claim a 10.0.0.1
bindings a "10.0.0.1 0 $A arp duplicate"
vswctl port detach b.eth0
bindings b
bindings c "10.0.0.1 0 $C arp realized"
bindings a "10.0.0.1 0 $A arp duplicate"
vswctl port del c.eth0
bindings a "10.0.0.1 0 $A arp realized"
vswctl port attach b.eth0 dev v-b
vswctl port add $SW c.eth0 dev t-c mac $C
state b up
state c up

t "it is another address in another VLAN"
fresh
claim t 10.0.0.1 tag=10
claim t 10.0.0.1 tag=20
bindings t "10.0.0.1 10 $T arp realized" "10.0.0.1 20 $T arp realized"
claim a 10.0.0.1
bindings a "10.0.0.1 0 $A arp realized"
vswctl port set b.eth0 portgroup ten
claim b 10.0.0.1
bindings b "10.0.0.1 10 $B arp duplicate"
vswctl binding flush t.eth0
bindings b "10.0.0.1 10 $B arp realized"

t "a port that changes its VLAN begins anew there"
claim t 10.0.0.1 tag=10
bindings t "10.0.0.1 10 $T arp duplicate"
vswctl port set b.eth0 portgroup default
bindings b
bindings t "10.0.0.1 10 $T arp realized"
vswctl binding flush

# 5. limits and ageing -------------------------------------------------------------------------

t "no more addresses than the limit, each family for itself"
fresh
vswctl portgroup set $SW default discovery-limit-ipv4 2 discovery-limit-ipv6 1
events_skip
for i in 1 2 3 4; do claim a 10.0.0.$i; done
for i in 1 2 3; do claim a fd00::$i; done
count a:rx=7 b:tx=7 c:tx=7 up:tx=7
bindings a "10.0.0.1 *" "10.0.0.2 *" "fd00::1 *"
refused_are a 4 || bad "$FIELD"
events "client a.eth0 on port 0x* claims address 10.0.0.3 with mac address $A, more than the port may have"
vswctl portgroup set $SW default discovery-limit-ipv4 256 discovery-limit-ipv6 256

t "a flood of claims takes what the limit allows, and passes on"
fresh
# As many decisions as a second has, and no test has used any of them.
nap 1
for ((i = 0; i < 8; i++)); do
	for ((k = 1; k < 65; k++)); do claim a 10.1.$i.$k; done
done
full_is() { bindings_read a && [ ${#BINDINGS[@]} = 256 ]; }
soon full_is || bad "${#BINDINGS[@]} addresses"
count a:rx=512 b:tx=512 c:tx=512 up:tx=512
claim b 10.0.0.2
bindings b "10.0.0.2 0 $B arp realized"
fresh

t "an address that is not used any more is forgotten"
# The flood has had its decisions of that second.
nap 1
vswctl portgroup set $SW default discovery-ageing 4
claim a 10.0.0.1
claim a fd00::1
bindings a "10.0.0.1 *" "fd00::1 *"
like "seconds left" "${EXPIRES[0]}" "[1-4]"
bindings a

t "one that is used stays, by packets of any kind"
# A machine that is busy may send nothing for seconds.
vswctl portgroup set $SW default discovery-ageing 6
claim a 10.0.0.1
claim a fd00::1
bindings a "10.0.0.1 *" "fd00::1 *"
for ((i = 0; i < 30; i++)); do
	nap 0.25
	send a dst=$B ip=10.0.0.1,10.0.0.2 udp=1000,1000
	send a dst=$B ip=fd00::1,fd00::2 udp=1000,1000
done
bindings_are a "10.0.0.1 *" "fd00::1 *" || bad "gone: ${BINDINGS[*]}"
vswctl portgroup set $SW default discovery-ageing 4
bindings a
drain b

t "a duplicate is realized when the first one's is over"
claim a 10.0.0.1
claim b 10.0.0.1
bindings b "10.0.0.1 0 $B arp duplicate"
for ((i = 0; i < 20; i++)); do
	nap 0.25
	claim b 10.0.0.1
done
bindings b "10.0.0.1 0 $B arp realized"
vswctl portgroup set $SW default discovery-ageing 600

t "trust on first use: the first ones up to the limit stay, and no others come"
fresh
vswctl portgroup set $SW default trust-on-first-use on discovery-ageing 1 \
	discovery-limit-ipv4 1 discovery-limit-ipv6 2
claim a 10.0.0.1
claim a 10.0.0.2
for i in fe80::a fd00::1 fd00::2; do claim a $i; done
bindings a "10.0.0.1 *" "fe80::a *" "fd00::1 *"
is "expiry" "${EXPIRES[*]}" "- - -"
nap 2.2
bindings_are a "10.0.0.1 *" "fe80::a *" "fd00::1 *" || bad "gone: ${BINDINGS[*]}"
vswctl port detach a.eth0
bindings a
vswctl port attach a.eth0 dev v-a
state a up
claim a 10.0.0.2
bindings a "10.0.0.2 *"
vswctl portgroup set $SW default trust-on-first-use off discovery-ageing 600 \
	discovery-limit-ipv4 256 discovery-limit-ipv6 256
fresh

# 6. what an administrator states ------------------------------------------------------------------

t "a stated address is realized at once, and stays when the device goes"
works vswctl binding add a.eth0 10.0.0.1
works vswctl binding add a.eth0 fd00::1 mac $A
bindings a "10.0.0.1 0 - static realized" "fd00::1 0 $A static realized"
claim a 10.0.0.1
bindings a "10.0.0.1 0 - arp,static realized" "fd00::1 *"
vswctl port detach a.eth0
bindings a "10.0.0.1 0 - static realized" "fd00::1 0 $A static realized"
vswctl port attach a.eth0 dev v-a
state a up

t "it is taken from whoever discovered it"
claim b 10.0.0.5
bindings b "10.0.0.5 0 $B arp realized"
works vswctl binding add a.eth0 10.0.0.5
bindings a "10.0.0.1 *" "fd00::1 *" "10.0.0.5 0 - static realized"
bindings b "10.0.0.5 0 $B arp duplicate"
works vswctl binding del a.eth0 10.0.0.5
bindings b "10.0.0.5 0 $B arp realized"

t "what is refused"
refused "stated already" vswctl binding add a.eth0 10.0.0.1
works vswctl --may-exist binding add a.eth0 10.0.0.1
refused "stated for another port" vswctl binding add b.eth0 10.0.0.1
refused "no such address" vswctl binding del b.eth0 10.0.0.77
works vswctl --if-exists binding del b.eth0 10.0.0.77
refused "not an address that a host may have" vswctl binding add b.eth0 224.0.0.1
refused "not an address that a host may have" vswctl binding add b.eth0 ::1
refused "not in this VLAN" vswctl binding add b.eth0 10.0.0.8 vlan 10
refused "name the vlan" vswctl binding add t.eth0 10.0.0.8
refused "not in this VLAN" vswctl binding add t.eth0 10.0.0.8 vlan 30
refused "expects an IP address" vswctl binding add b.eth0 10.0.0
refused "expects 0-4094" vswctl binding add b.eth0 10.0.0.8 vlan 5000
refused "no such port" vswctl binding add nobody 10.0.0.8
bindings b "10.0.0.5 *"

t "a stated address follows its port into another VLAN; on a trunk it has one"
works vswctl binding add t.eth0 10.0.0.8 vlan 20
bindings t "10.0.0.8 20 - static realized"
vswctl port set a.eth0 portgroup ten
bindings a "fd00::1 10 $A static realized" "10.0.0.1 10 - static realized"
vswctl port set a.eth0 portgroup default
bindings a "fd00::1 0 $A static realized" "10.0.0.1 0 - static realized"
vswctl port set t.eth0 portgroup default
bindings t "10.0.0.8 20 - static expected"
vswctl port set t.eth0 portgroup trunk
bindings t "10.0.0.8 20 - static realized"

t "save and apply"
works vswctl spoofguard approve b.eth0 10.0.0.66
works vswctl portgroup set $SW ten spoofguard manual discovery-limit-ipv4 7
works vswctl port set b.eth0 spoofguard discovered
works vswctl save "$tmp/saved"
is "apply changes" "$(vswctl apply "$tmp/saved" --dry-run 2>&1)" ""
works vswctl binding del a.eth0 10.0.0.1
works vswctl spoofguard revoke b.eth0 10.0.0.66
works vswctl portgroup set $SW ten spoofguard off discovery-limit-ipv4 256
works vswctl port set b.eth0 spoofguard inherit
is "apply" "$(vswctl apply "$tmp/saved" 2>&1)" "\
vswctl portgroup set vs0 ten discovery-limit-ipv4 7 spoofguard manual
vswctl port set b.eth0 switch vs0 spoofguard discovered
vswctl binding add a.eth0 switch vs0 10.0.0.1
vswctl spoofguard approve b.eth0 switch vs0 10.0.0.66"
works vswctl save "$tmp/again"
is "saved again" "$(<"$tmp/again")" "$(<"$tmp/saved")"
works vswctl binding add b.eth0 10.0.0.67
is "prune" "$(vswctl apply "$tmp/saved" --prune 2>&1)" \
	"vswctl binding del b.eth0 switch vs0 10.0.0.67"
works vswctl portgroup set $SW ten spoofguard off discovery-limit-ipv4 256
works vswctl port set b.eth0 spoofguard inherit
works vswctl binding del a.eth0 10.0.0.1
works vswctl binding del a.eth0 fd00::1
works vswctl binding del t.eth0 10.0.0.8 vlan 20
works vswctl spoofguard revoke b.eth0 10.0.0.66

# 7. real programs -------------------------------------------------------------------------------------

t "a real DHCP server and client: lease, address, release"
fresh
if ! command -v dnsmasq >/dev/null || ! busybox udhcpc --help >/dev/null 2>&1; then
	skip "no dnsmasq, or no udhcpc in busybox"
else
	cat >"$tmp/udhcpc" <<-'END'
		#!/bin/bash
		case $1 in
		bound | renew) ip addr replace "$ip/24" dev eth0 ;;
		deconfig) ip addr flush dev eth0 scope global ;;
		esac
	END
	chmod +x "$tmp/udhcpc"
	ip -n b addr add 10.7.0.1/24 dev eth0
	run b dnsmasq -d -C /dev/null -i eth0 -p 0 --dhcp-range=10.7.0.50,10.7.0.60,2m \
		--dhcp-leasefile="$tmp/leases" --dhcp-authoritative -u root --no-ping
	dnsmasq_runs() { listens b u 67; }
	soon dnsmasq_runs || bad "no dnsmasq: $(<"$tmp/run")"
	works ns a busybox udhcpc -f -q -n -i eth0 -s "$tmp/udhcpc" -t 5 -T 1
	bindings a "10.7.0.5? 0 $A *dhcp realized"
	works ns a ping -c 1 -W 2 10.7.0.1
	bindings b "10.7.0.1 0 $B arp realized"
	: >"$tmp/udhcpc.log"
	# It lets the address go when it is told so.
	ip netns exec a busybox udhcpc -f -R -i eth0 -s "$tmp/udhcpc" -t 5 -T 1 \
		>"$tmp/udhcpc.log" 2>&1 &
	pids+=($!)
	leased() { [[ $(<"$tmp/udhcpc.log") == *obtained* ]]; }
	soon leased || bad "$(<"$tmp/udhcpc.log")"
	vswctl binding flush a.eth0
	kill -USR1 "${pids[-1]}"
	bindings a "10.7.0.5? 0 $A *dhcp realized"
	kill -TERM "${pids[-1]}"
	dhcp_gone() { bindings_read a; [[ ${BINDINGS[*]} != *dhcp* ]]; }
	soon dhcp_gone || bad "still there: ${BINDINGS[*]}"
	done_with
	ip -n a addr flush dev eth0
	ip -n b addr flush dev eth0
fi

t "real guests are found by their own ARP and neighbour discovery"
fresh
ns a sysctl -qw net.ipv6.conf.eth0.disable_ipv6=0 net.ipv6.conf.all.disable_ipv6=0 \
	net.ipv6.conf.eth0.addr_gen_mode=0
ip -n a addr add 10.7.0.3/24 dev eth0
ip -n a addr add fd07::3/64 dev eth0 nodad
ip -n b addr add 10.7.0.4/24 dev eth0
works ns a ping -c 1 -W 2 10.7.0.4
ns a ping -6 -c 1 -W 0.2 fd07::4 >/dev/null 2>&1
found() { bindings_read a; [[ ${BINDINGS[*]} == *"10.7.0.3 0 $A arp realized"* &&
	${BINDINGS[*]} == *"fd07::3 0 $A nd realized"* ]]; }
soon found || bad "found: ${BINDINGS[*]}"
bindings b "10.7.0.4 0 $B arp realized"

finish
