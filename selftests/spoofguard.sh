#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# SpoofGuard: what a guest may send from which address, in each mode.
#
#      a          b        t: trunk 10,20      up
#    eth0       eth0          (tap)           n-up
#    .--+----------+------------+---------------+----.
#    | v-a        v-b          t-t     vs0     u-up  |
#    '-----------------------------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=selftests/swsec.d/lib.sh
. "$(dirname "$0")/swsec.d/lib.sh"

T=02:00:00:00:00:0e

vswctl switch add $SW
vswctl -b - <<-END
	portgroup set $SW default discovery-dhcp on
	portgroup add $SW trunk vlan trunk 10,20 spoofguard discovered
END
guest a $A
guest b $B
tapguest t $T portgroup trunk
uplink up
F addr up $U
for i in a b t; do state $i up; done
events_start

mode()
{
	vswctl portgroup set $SW default spoofguard "$1"
	vswctl binding flush
	drain a b t up
	mark
}

# ip4 SRC [KEY=VALUE...], ip6 SRC ...: a datagram from a to b
ip4()
{
	send a dst=$B ip="$1",10.0.0.2 udp=1000,2000 "${@:2}"
}

ip6()
{
	send a dst=$B ip="$1",fd00::2 udp=1000,2000 "${@:2}"
}

# 1. off ---------------------------------------------------------------------------

t "off: a guest may send from any address"
mode off
ip4 10.0.0.1
ip4 10.0.0.99
ip6 fd00::99
send a dst=$B arp=reply,10.0.0.99,10.0.0.2
nd a 136 fd00::99 fd00::98 2 $B
count a:rx=5 b:tx=5 up:tx=1

# 2. discovered ----------------------------------------------------------------------

t "discovered: IPv4 from an address that was not seen is dropped, and told of"
mode discovered
events_skip
ip4 10.0.0.1
count a:spoofguard-ipv4=1
got b
events "client a.eth0 on port 0x* violates SpoofGuard with address 10.0.0.1 with mac address $A (spoofguard-ipv4, 0 more before)"
why=$(vswctl why a.eth0)
like "why" "$why" "*spoofguard-ipv4*10.0.0.1/1000->10.0.0.2/2000*"

t "the frame that tells of an address passes, and so do all from it"
claim a 10.0.0.1
ip4 10.0.0.1
count a:rx=2 b:tx=2 up:tx=1
got b "*0806*" "*10.0.0.1/1000>10.0.0.2/2000*"
bindings a "10.0.0.1 0 $A arp realized"

t "from no other"
ip4 10.0.0.3
ip4 10.0.0.1 src=02:00:00:00:00:77
count a:spoofguard-ipv4=1 a:forged=1

t "every fragment is checked"
ip4 10.0.0.1 data=2000 fragments=800
ip4 10.0.0.3 data=2000 fragments=800
count a:rx=3 b:tx=3 a:spoofguard-ipv4=3

t "IPv6 likewise"
ip6 fd00::1
count a:spoofguard-ipv6=1
claim a fd00::1
ip6 fd00::1
ip6 fd00::1 data=2000 fragments=800
ip6 fd00::1 ext=60
count a:rx=6 b:tx=6 up:tx=1
ip6 fd00::3
ip6 fd00::3 data=2000 fragments=800
ip6 fd00::3 ext=60
count a:spoofguard-ipv6=5
drain b up

t "what cannot be read is dropped"
send a hex=${B//:/}${A//:/}0800350000
send a hex=${B//:/}${A//:/}080045
send a hex=${B//:/}${A//:/}86dd40000000
send a hex=${B//:/}${A//:/}001caaaa030000000800450000140000000040110000000a0000010a000002
ip4 10.0.0.1 ipver=6
count a:spoofguard-ipv4=4 a:spoofguard-ipv6=1

t "what has nothing to do with IP passes"
send a dst=$B id=one
send a dst=$B type=8863 id=two
count a:rx=2 b:tx=2
drain b

t "ARP: the sender's addresses must be the guest's"
send a dst=$B arp=reply,10.0.0.1,10.0.0.2
send a dst=bcast arp=request,0.0.0.0,10.0.0.1
count a:rx=2 b:tx=2 up:tx=1
send a dst=$B arp=reply,10.0.0.1,10.0.0.2 sha=$B
send a dst=bcast arp=request,0.0.0.0,10.0.0.1 sha=$B
send a dst=$B arp=reply,0.0.0.0,10.0.0.2
send a hex=${B//:/}${A//:/}08060006080006040002${A//:/}0a000001${B//:/}0a000002
send a hex=${B//:/}${A//:/}08060001080006040002
count a:spoofguard-arp=5
drain b up

t "ARP: what another port has is not claimed by this one"
claim b 10.0.0.2
bindings b "10.0.0.2 0 $B arp realized"
claim a 10.0.0.2
send a dst=$B arp=reply,10.0.0.2,10.0.0.1
ip4 10.0.0.2
count b:rx=1 a:tx=1 up:tx=1 a:spoofguard-arp=2 a:spoofguard-ipv4=1
bindings a "10.0.0.1 *" "fd00::1 *" "10.0.0.2 0 $A arp duplicate"
vswctl binding del b.eth0 10.0.0.2
bindings a "10.0.0.1 *" "fd00::1 *" "10.0.0.2 0 $A arp realized"
ip4 10.0.0.2
count a:rx=1 b:tx=1
drain a b up

t "ND: source, target and link-layer option must be the guest's"
vswctl binding flush
vswctl portgroup set $SW default discovery-nd off discovery-limit-ipv6 256
vswctl binding add a.eth0 fe80::a mac $A
vswctl binding add a.eth0 fd00::1 mac $A
mark
nd a 136 fe80::a fd00::1 2 $A
nd a 135 fe80::a fd00::2 1 $A
nd a 133 fe80::a - 1 $A
nd a 135 fd00::1 fd00::2 0 $A
count a:rx=4 b:tx=4 up:tx=4
nd a 136 fe80::a fd00::9 2 $A
nd a 136 fe80::9 fd00::1 2 $A
nd a 136 fe80::a fd00::1 2 $B
nd a 135 fe80::9 fd00::2 1 $A
nd a 135 fe80::a fd00::2 1 $B
nd a 133 fe80::9 - 1 $A
nd a 134 fe80::9 - 0 $A body=0000000000000000
count a:spoofguard-nd=7

t "ND: not behind extension headers or in fragments"
hex6 fd00::9
target=$REPLY
send a dst=$ALL1 ip=fe80::a,ff02::1 icmp=136,0 ttl=255 ext=60 body="${target}0201${A//:/}"
send a dst=$ALL1 ip=fe80::a,ff02::1 icmp=136,0 ttl=255 body="${target}0201${A//:/}" fragments=16
send a dst=$ALL1 ip=fe80::a,ff02::1 icmp=136,0 ttl=255 ext=60 body="${target}0201${A//:/}" fragments=16
count a:spoofguard-nd=1 a:spoofguard-ipv6=2 a:rx=3 b:tx=3 up:tx=3
drain b up

t "IPv6 from nobody: duplicate address detection and listeners' reports"
nd a 135 :: fd00::9 0 $A
nd a 133 :: - 0 $A
send a dst=$ALL1 ip=::,ff02::16 icmp=143,0,0,0 ext=0:00050200000100 ttl=1
send a dst=$ALL1 ip=fe80::77,ff02::16 icmp=143,0,0,0 ext=0:00050200000100 ttl=1
count a:rx=4 b:tx=4 up:tx=4
nd a 135 :: fd00::9 1 $A
nd a 136 :: fd00::1 2 $A
send a dst=$ALL1 ip=::,ff02::1 udp=1000,2000
send a dst=$ALL1 ip=fd00::77,ff02::16 icmp=143,0,0,0 ext=0:00050200000100 ttl=1
count a:spoofguard-nd=2 a:spoofguard-ipv6=2
drain b up

t "IPv4 from nobody: DHCP with the guest's own hardware address, and IGMP"
dhcp4 a 1 0x3001 $A 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
send a dst=01:00:5e:00:00:16 ip=0.0.0.0,224.0.0.22 proto=2 data=16
count a:rx=2 b:tx=2 up:tx=2
dhcp4 a 1 0x3002 $C 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
send a dst=bcast ip=0.0.0.0,255.255.255.255 udp=68,68 data=300
send a dst=bcast ip=0.0.0.0,255.255.255.255 udp=1000,67 data=300
send a dst=bcast ip=0.0.0.0,255.255.255.255 udp=68,67 data=100
send a dst=$B ip=0.0.0.0,10.0.0.2 icmp=8,0,1,1
count a:spoofguard-ipv4=5
drain b up

t "an address from DHCP may be used at once"
dhcp4 a 3 0x3003 $A 0.0.0.0 0.0.0.0 - 0.0.0.0,255.255.255.255 bcast
dhcp4 up 5 0x3003 $A 0.0.0.0 10.0.0.60 3600 10.0.0.9,10.0.0.60 $A
bindings a "*" "*" "10.0.0.60 0 $A dhcp realized"
ip4 10.0.0.60
count a:rx=2 b:tx=2 up:tx=1 up:rx=1 a:tx=1
dhcp4 a 7 0x3004 $A 10.0.0.60 0.0.0.0 - 10.0.0.60,10.0.0.9 $U
bindings a "*" "*"
ip4 10.0.0.60
count a:rx=1 up:tx=1 a:spoofguard-ipv4=1
vswctl portgroup set $SW default discovery-nd on
vswctl binding del a.eth0 fe80::a
vswctl binding del a.eth0 fd00::1
drain a b up

t "a stated address follows the effective MAC address, or has its own"
mode discovered
vswctl binding add a.eth0 10.0.0.5
vswctl binding add a.eth0 10.0.0.6 mac 02:00:00:00:00:66
mark
ip4 10.0.0.5
ip4 10.0.0.6
count a:rx=1 b:tx=1 a:spoofguard-ipv4=1
vswctl port set a.eth0 forged-transmits accept
ip4 10.0.0.6 src=02:00:00:00:00:66
ip4 10.0.0.5 src=02:00:00:00:00:66
count a:rx=1 b:tx=1 a:spoofguard-ipv4=1
vswctl port set a.eth0 forged-transmits inherit
vswctl binding del a.eth0 10.0.0.5
vswctl binding del a.eth0 10.0.0.6
drain b

t "what follows a claim closely waits for it, in order"
mode discovered
for ((i = 1; i < 9; i++)); do
	claim a 10.0.1.$i
	ip4 10.0.1.$i
done
count a:rx=16 b:tx=16 up:tx=8
wanted=()
for ((i = 1; i < 9; i++)); do wanted+=("*0806*" "*10.0.1.$i/*"); done
got b "${wanted[@]}"
drain up

t "a trunk has its addresses by VLAN, and tags hide nothing"
claim t 10.0.0.1 tag=10
count t:rx=1 up:tx=1
send t dst=$U ip=10.0.0.1,10.0.0.9 udp=1,1 tag=10
count t:rx=1 up:tx=1
send t dst=$U ip=10.0.0.1,10.0.0.9 udp=1,1 tag=20
send t dst=$U ip=10.0.0.3,10.0.0.9 udp=1,1 tag=10 tag=30
send t dst=$U ip=10.0.0.1,10.0.0.9 udp=1,1 tag=10 tag=30 tag=30 tag=30
count t:spoofguard-ipv4=3
drain up

t "trust on first use keeps the first address, and drops what claims another"
mode discovered
vswctl portgroup set $SW default trust-on-first-use on discovery-limit-ipv4 1
claim a 10.0.0.1
claim a 10.0.0.254
ip4 10.0.0.254
ip4 10.0.0.1
count a:rx=2 b:tx=2 up:tx=1 a:spoofguard-arp=1 a:spoofguard-ipv4=1
bindings a "10.0.0.1 0 $A arp realized"
vswctl portgroup set $SW default trust-on-first-use off discovery-limit-ipv4 256
drain b up

# 3. manual ------------------------------------------------------------------------------

t "manual: what is discovered is not enough"
mode manual
claim a 10.0.0.1
ip4 10.0.0.1
count a:spoofguard-arp=1 a:spoofguard-ipv4=1
bindings a "10.0.0.1 0 $A arp unapproved"
field a "IP Address" 0.0.0.0

t "an address that is approved may be used, until that is taken back"
works vswctl spoofguard approve a.eth0 10.0.0.1
bindings a "10.0.0.1 0 $A arp,approved realized"
field a "IP Address" 10.0.0.1
ip4 10.0.0.1
count a:rx=1 b:tx=1
works vswctl spoofguard revoke a.eth0 10.0.0.1
ip4 10.0.0.1
count a:spoofguard-ipv4=1
refused "not approved" vswctl spoofguard revoke a.eth0 10.0.0.1
works vswctl --if-exists spoofguard revoke a.eth0 10.0.0.1

t "who claims first what is not approved does not keep it from who has it approved"
claim b 10.0.0.1
bindings b "10.0.0.1 0 $B arp unapproved"
works vswctl spoofguard approve b.eth0 10.0.0.1
bindings b "10.0.0.1 0 $B arp,approved realized"
works vswctl spoofguard revoke b.eth0 10.0.0.1
vswctl binding flush

t "an address may be approved before it is seen, and stays approved"
works vswctl spoofguard approve a.eth0 fd00::1
bindings a "fd00::1 0 - approved expected"
ip6 fd00::1
count a:spoofguard-ipv6=1 a:spoofguard-arp=any b:spoofguard-arp=any
claim a fd00::1
ip6 fd00::1
count a:rx=2 b:tx=2 up:tx=1
bindings a "fd00::1 0 $A nd,approved realized"
# The next guest has another MAC address.
vswctl port detach a.eth0
bindings a "fd00::1 0 $A approved expected"
works vswctl port set a.eth0 mac-changes accept
ns a ip link set eth0 address 02:00:00:00:00:aa
F addr a 02:00:00:00:00:aa
vswctl port attach a.eth0 dev v-a
state a up
field a "MAC Address" 02:00:00:00:00:aa
claim a fd00::1
bindings a "fd00::1 0 02:00:00:00:00:aa nd,approved realized"
ns a ip link set eth0 address $A
F addr a $A
vswctl port detach a.eth0
works vswctl port set a.eth0 mac-changes inherit
vswctl port attach a.eth0 dev v-a
state a up
works vswctl spoofguard revoke a.eth0 fd00::1
bindings a

t "a stated address needs no approval"
works vswctl binding add a.eth0 10.0.0.1
ip4 10.0.0.1
send a dst=$B arp=reply,10.0.0.1,10.0.0.2
count a:rx=2 b:tx=2
works vswctl binding del a.eth0 10.0.0.1
drain b up

# 4. levels --------------------------------------------------------------------------------

t "a port may have another mode than its group"
mode off
works vswctl port set a.eth0 spoofguard manual
ip4 10.0.0.1
send b dst=$A ip=10.0.0.2,10.0.0.1 udp=1,1
count a:spoofguard-ipv4=1 b:rx=1 a:tx=1
field a SpoofGuard "manual (port)"
field b SpoofGuard "off (portgroup)"
like "spoofguard show" "$(vswctl spoofguard show a.eth0)" "*manual (port)*"
like "filter list" "$(vswctl filter show a.eth0)" "*nic-*-eth0-vsw-swsec.1*spoofguard: manual*nic-*-eth0-vsw-sfw.2*"
works vswctl port set a.eth0 spoofguard inherit
ip4 10.0.0.1
count a:rx=1 b:tx=1
refused "expects off, discovered or manual" vswctl portgroup set $SW default spoofguard inherit
refused "expects inherit, off, discovered or manual" vswctl port set a.eth0 spoofguard on
drain a b

# 5. a real guest ----------------------------------------------------------------------------

t "a Linux guest starts and talks, with IPv4 and IPv6, and violates nothing"
mode discovered
for i in a b; do
	ns $i sysctl -qw net.ipv6.conf.all.disable_ipv6=0
	ip -n $i link set eth0 down
	ns $i sysctl -qw net.ipv6.conf.eth0.disable_ipv6=0 \
		net.ipv6.conf.eth0.addr_gen_mode=0 net.ipv6.conf.eth0.dad_transmits=1
	ip -n $i link set eth0 up
done
for i in a b; do state $i up; done
mark
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a addr add fd00::1/64 dev eth0
ip -n b addr add fd00::2/64 dev eth0
no_tentative() { [ -z "$(ip -n a -6 addr show tentative)$(ip -n b -6 addr show tentative)" ]; }
soon no_tentative || bad "duplicate address detection does not end"
works ns a ping -c 2 -i 0.1 -W 2 10.0.0.2
works ns a ping -6 -c 2 -i 0.1 -W 2 fd00::2
works ns a ping -6 -c 2 -i 0.1 -W 2 ff02::1%eth0
snap
for i in a b; do
	for k in ipv4 ipv6 arp nd; do
		is "$i:spoofguard-$k" $((${NOW[$i:spoofguard-$k]-0} - ${BASE[$i:spoofguard-$k]-0})) 0
	done
done

finish
