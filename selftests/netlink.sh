#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The netlink family, spoken to by a client that is not ours (tools/genl.c, on
# libnl) and says everything that it should not.
#
#     .- netns a -.   .- netns b -.
#     |   eth0    |   |   eth0    |
#     '-----|-----'   '-----|-----'
#          v-a             v-b
#     .-----+---------------+-------------------.
#     |  a.eth0   vs0    b.eth0     gone (none) |     vs1 (empty)
#     '-------------------+---------------------'
#                        u-up
#
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

genl=$selftests/tools/genl
[ -x "$genl" ] || skip_all "no tools/genl: make -C selftests"
A=02:00:00:00:00:0a B=02:00:00:00:00:0b
vswctl -b - <<END
switch add vs0
switch add vs1
portgroup add vs0 pg vlan 10 mac-changes accept
portgroup add vs0 free
portgroup add vs1 pg
port add vs0 gone mac 02:00:00:00:00:11
port add vs1 gone
END
guest a $A
guest b $B portgroup pg
uplink up

# Malformed requests ---------------------------------------------------------

# refusals: the same, and nothing may have changed by all of them
refusals()
{
	local before after

	before=$(vswctl save)
	answers
	after=$(vswctl save)
	[ "$before" = "$after" ] || {
		bad "half applied"
		diff <(echo "$before") <(echo "$after") | sed 's/^/# /'
	}
}

x16=aaaaaaaaaaaaaaaa
x64=$x16$x16$x16$x16
mac=02:00:00:00:00:33
a33=''
for ((i = 0; i < 33; i++)); do a33+=" address=$mac"; done

t "commands that there are not"
refusals <<END
77                        : EOPNOTSUPP*
0                         : EOPNOTSUPP*
255                       : EOPNOTSUPP*
switch-ntf name=vs0       : EOPNOTSUPP*
switch-del-ntf name=vs0   : EOPNOTSUPP*
port-ntf name=a.eth0      : EOPNOTSUPP*
event                     : EOPNOTSUPP*
switch-new name=q @dump   : EOPNOTSUPP*
port-del name=gone switch=vs0 @dump : EOPNOTSUPP*
fdb-flush switch=vs0 @dump : EOPNOTSUPP*
END

t "what every command misses"
refusals <<END
switch-new                : EINVAL -name name of the switch is missing
switch-set                : EINVAL -name name or ifindex of the switch is missing
switch-del                : EINVAL -name name or ifindex of the switch is missing
switch-get                : EINVAL -name name or ifindex of the switch is missing
portgroup-new             : EINVAL -switch switch of the port group is missing
portgroup-new switch=vs0  : EINVAL -name name of the port group is missing
portgroup-new name=x      : EINVAL -switch switch of the port group is missing
portgroup-set             : EINVAL -name name of the port group is missing
portgroup-set switch=vs0 adopt=1 : EINVAL -name name of the port group is missing
portgroup-del             : EINVAL -name name of the port group is missing
portgroup-get             : EINVAL -name name of the port group is missing
port-new                  : EINVAL -switch switch of the port is missing
port-new switch=vs0       : EINVAL -name name or dev of the port is missing
port-new name=x           : EINVAL -switch switch of the port is missing
port-set                  : EINVAL -name id, name or dev of the port is missing
port-set switch=vs0 admin-blocked=1 : EINVAL -name id, name or dev of the port is missing
port-del                  : EINVAL -name id, name or dev of the port is missing
port-get                  : EINVAL -name id, name or dev of the port is missing
uplink-new                : EINVAL -switch switch of the uplink is missing
uplink-new switch=vs0     : EINVAL -dev dev of the uplink is missing
uplink-del                : EINVAL -dev dev of the uplink is missing
uplink-get                : EINVAL -dev dev of the uplink is missing
fdb-get                   : EINVAL -address address is missing
fdb-get address=$A        : EINVAL -switch switch is missing
fdb-flush                 : EINVAL -switch switch is missing
binding-new               : EINVAL -port port-id or port is missing
binding-new port=a.eth0   : EINVAL -address address is missing
binding-set port=a.eth0 address=10.0.0.1 : EINVAL -approved approved is missing
binding-del               : EINVAL -port port-id or port is missing
binding-get port=a.eth0   : EINVAL -address address is missing
END

t "addresses that cannot be"
refusals <<END
binding-new port=nn address=10.0.0.1 : ENOENT port no such port
binding-new switch=nn port=a.eth0 address=10.0.0.1 : ENODEV switch no such switch
binding-new port=a.eth0 address=x:0a0000 : EINVAL address an address has four or sixteen bytes
binding-new port=a.eth0 address=x: : EINVAL address *
binding-new port=a.eth0 address=0.0.0.0 : EINVAL address not an address that a host may have
binding-new port=a.eth0 address=255.255.255.255 : EINVAL address not an address*
binding-new port=a.eth0 address=ff02::1 : EINVAL address not an address*
binding-new port=a.eth0 address=::ffff:10.0.0.1 : EINVAL address not an address*
binding-new port=a.eth0 address=10.0.0.1 mac=01:00:00:00:00:01 : EINVAL mac not a unicast address*
binding-new port=a.eth0 address=10.0.0.1 mac=x:01 : E* mac *
binding-new port=a.eth0 address=10.0.0.1 vlan=4095 : ERANGE vlan integer out of range
binding-new port=a.eth0 address=10.0.0.1 vlan=77 : EINVAL vlan the port is not in this VLAN
binding-new port=a.eth0 address=10.0.0.1 state=0 : EINVAL state Un*
binding-set port=a.eth0 address=10.0.0.1 approved=2 : ERANGE approved integer out of range
binding-set port=a.eth0 address=10.0.0.1 approved=0 : ENOENT* the address is not approved
binding-del port=a.eth0 address=10.0.0.1 : ENOENT address the port has no such address
binding-get port=a.eth0 address=10.0.0.1 : ENOENT address the port has no such address
binding-flush port=nn     : ENOENT port no such port
binding-flush switch=nn   : ENODEV switch no such switch
binding-flush address=10.0.0.1 : EINVAL address Un*
binding-ntf port=a.eth0   : EOPNOTSUPP*
portgroup-set switch=vs0 name=default spoofguard=0 : ERANGE spoofguard integer out of range
portgroup-set switch=vs0 name=default spoofguard=4 : ERANGE spoofguard integer out of range
portgroup-set switch=vs0 name=default discovery{ limit-ipv4=0 } : ERANGE discovery.limit-ipv4 integer out of range
portgroup-set switch=vs0 name=default discovery{ limit-ipv6=4097 } : ERANGE discovery.limit-ipv6 larger than allowed
portgroup-set switch=vs0 name=default discovery{ ageing=0 } : ERANGE discovery.ageing integer out of range
portgroup-set switch=vs0 name=default discovery{ ageing=1000001 } : ERANGE discovery.ageing larger than allowed
portgroup-set switch=vs0 name=default discovery{ arp=2 } : ERANGE discovery.arp integer out of range
port-set name=a.eth0 spoofguard=4 : ERANGE spoofguard integer out of range
END

t "objects that there are not"
refusals <<END
switch-set name=nn        : ENODEV name no such switch
switch-set name=          : ENODEV name no such switch
switch-del name=nn        : ENODEV name no such switch
switch-del name=lo        : ENODEV name no such switch
switch-get name=nn        : ENODEV name no such switch
switch-get ifindex=1      : ENODEV ifindex no such switch
switch-get name=vs0 ifindex=1 : ENODEV name no such switch
switch-del name=vs0 ifindex=1 : ENODEV name no such switch
portgroup-new switch=nn name=x : ENODEV switch no such switch
portgroup-set switch=nn name=pg : ENODEV switch no such switch
portgroup-set name=nn     : ENOENT name no such port group
portgroup-set name=pg     : ENOTUNIQ name several switches*
portgroup-del switch=vs0 name=nn : ENOENT name no such port group
portgroup-get name=       : ENOENT name no such port group
portgroup-get switch=nn @dump : ENODEV*no such switch
port-new switch=nn name=x : ENODEV switch no such switch
port-new switch=vs0 name=x portgroup=nn : ENOENT portgroup no such port group
port-new switch=vs0 name=x dev=nn : ENODEV dev no such device
port-new switch=vs0 name=x ifindex=99999 : ENODEV ifindex no such device
port-new switch=vs0 name=x ifindex=4294967295 : ENODEV ifindex no such device
port-new switch=vs0 name=x ifindex=1 dev=vs1 : ENODEV dev no such device
port-set name=nn          : ENOENT name no such port
port-set name=gone        : ENOTUNIQ name several switches*
port-set switch=nn name=gone : ENODEV switch no such switch
port-set name=a.eth0 portgroup=nn : ENOENT portgroup no such port group
port-set id=1             : ENOENT id no such port
port-set id=4294967295    : ENOENT id no such port
port-set switch=vs1 id=16777217 : ENOENT id no such port
port-set dev=u-up admin-blocked=1 : ENOENT dev no such port
port-set name=gone switch=vs0 dev=nn : ENODEV dev no such device
port-del name=nn          : ENOENT name no such port
port-del name=gone        : ENOTUNIQ name several switches*
port-get dev=lo           : ENOENT dev no such port
port-get switch=nn @dump  : ENODEV*no such switch
uplink-new switch=nn dev=lo : ENODEV switch no such switch
uplink-new switch=vs0 dev=nn : ENODEV dev no such device
uplink-del dev=nn         : ENOENT dev no such uplink
uplink-del dev=v-a        : ENOENT dev no such uplink
uplink-del switch=vs1 dev=u-up : ENOENT dev no such uplink
uplink-get switch=nn @dump : ENODEV*no such switch
fdb-get switch=nn address=$A : ENODEV switch no such switch
fdb-get switch=vs0 address=$mac : ENOENT address nobody has the address
fdb-get switch=nn @dump   : ENODEV*no such switch
fdb-flush switch=nn       : ENODEV switch no such switch
fdb-flush switch=vs0 port-id=1 : ENOENT port-id no such port
fdb-flush switch=vs1 port-id=16777217 : ENOENT port-id no such port
END

t "attributes too long, too short, of another type"
refusals <<END
switch-new name=$x16      : E* name *
switch-new name=x:766e    : EINVAL name *
switch-new name           : E* name *
switch-new name=x:        : E* name *
switch-set ifindex=u16:1  : EINVAL ifindex *
switch-set ifindex=u64:1  : EINVAL ifindex *
switch-set ifindex=0      : ERANGE ifindex integer out of range
switch-set name=vs0 security=u32:1 : EINVAL security *
switch-set name=vs0 security : EINVAL security *
portgroup-new switch=$x16 name=x : E* switch *
portgroup-new switch=vs0 name=$x64 : E* name *
portgroup-new switch=vs0 name=x:6162 : EINVAL name *
portgroup-set name=free new-name=$x64 : E* new-name *
portgroup-set name=free adopt=u32:1 : EINVAL adopt *
portgroup-set name=free adopt=x: : E* adopt *
portgroup-set name=free vlan=u16:5 : EINVAL vlan *
portgroup-set name=free learning=x:01 : EINVAL learning *
portgroup-set name=free guard=x:01 : EINVAL guard *
portgroup-set name=free guard{ ra-guard=u32:1 } : EINVAL guard.ra-guard *
portgroup-set name=free guard{ broadcast-limit-in=u8:1 } : E* guard.broadcast-limit-in *
portgroup-set name=free guard{ bpdu-allow{ address=x:0180c20000 } } : E* guard.bpdu-allow.address *
portgroup-set name=free guard{ bpdu-allow=x:01 } : EINVAL guard.bpdu-allow *
port-new switch=vs0 name=$x64 : E* name *
port-new switch=vs0 name=x initial-mac=0200000000 : E* initial-mac *
port-new switch=vs0 name=x initial-mac=02000000000102 : E* initial-mac *
port-new switch=vs0 name=x initial-mac : E* initial-mac *
port-new switch=vs0 name=x dev=$x16 : E* dev *
port-set name=a.eth0 id=u64:1 : EINVAL id *
port-set id=0             : ERANGE id integer out of range
port-set name=a.eth0 new-name=$x64 : E* new-name *
port-set name=a.eth0 portgroup=$x64 : E* portgroup *
port-set name=a.eth0 ifindex=u8:0 : EINVAL ifindex *
port-set name=a.eth0 dev=x:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00 : E* dev *
port-set name=a.eth0 effective-mac=x:02 : E* effective-mac *
port-set name=a.eth0 mac-source=u16:1 : EINVAL mac-source *
port-set name=a.eth0 admin-blocked=u64:1 : EINVAL admin-blocked *
port-set name=a.eth0 promiscuous-requested : E* promiscuous-requested *
uplink-new switch=vs0 dev=$x16 : E* dev *
uplink-del dev=x:75       : EINVAL dev *
fdb-get switch=vs0 address=x:01 : E* address *
fdb-get switch=vs0 address=$A vlan=u8:1 : EINVAL vlan *
fdb-flush switch=vs0 port-id=u8:1 : EINVAL port-id *
END

t "values out of range"
refusals <<END
portgroup-set name=free adopt=2 : ERANGE adopt integer out of range
portgroup-set name=free promiscuous-scope=2 : ERANGE promiscuous-scope integer out of range
portgroup-set name=free vlan{ mode=3 } : ERANGE vlan.mode integer out of range
portgroup-set name=free vlan{ mode=1 id=0 } : ERANGE vlan.id integer out of range
portgroup-set name=free vlan{ mode=1 id=4095 } : ERANGE vlan.id integer out of range
portgroup-set name=free vlan{ mode=2 range{ first=1 last=4095 } } : ERANGE vlan.range.last integer out of range
portgroup-set name=free vlan{ mode=2 range{ first=1 last=2 } native=4095 } : ERANGE vlan.native integer out of range
portgroup-set name=free vlan{ mode=0 transparent=2 } : ERANGE vlan.transparent integer out of range
portgroup-set name=free learning{ enabled=2 } : ERANGE learning.enabled integer out of range
portgroup-set name=free learning{ limit=0 } : ERANGE learning.limit integer out of range
portgroup-set name=free learning{ limit=65537 } : ERANGE learning.limit larger than allowed
portgroup-set name=free learning{ ageing=9 } : ERANGE learning.ageing integer out of range
portgroup-set name=free learning{ ageing=1000001 } : ERANGE learning.ageing larger than allowed
portgroup-set name=free learning{ limit-action=2 } : ERANGE learning.limit-action integer out of range
portgroup-set name=free learning{ flood=2 } : ERANGE learning.flood integer out of range
portgroup-set name=free guard{ dhcp-server-block=2 } : ERANGE guard.dhcp-server-block integer out of range
portgroup-set name=free guard{ dhcp-client-block=2 } : ERANGE guard.dhcp-client-block integer out of range
portgroup-set name=free guard{ ra-guard=2 } : ERANGE guard.ra-guard integer out of range
portgroup-set name=free guard{ non-ip-block=2 } : ERANGE guard.non-ip-block integer out of range
portgroup-set name=free guard{ bpdu-filter=3 } : ERANGE guard.bpdu-filter integer out of range
portgroup-set name=free guard{ broadcast-limit-out=1000001 } : ERANGE guard.broadcast-limit-out larger than allowed
portgroup-set name=free guard{ broadcast-limit-in=1000001 } : ERANGE guard.broadcast-limit-in larger than allowed
portgroup-set name=free guard{ multicast-limit-out=1000001 } : ERANGE guard.multicast-limit-out larger than allowed
portgroup-set name=free guard{ multicast-limit-in=4294967295 } : ERANGE guard.multicast-limit-in larger than allowed
portgroup-set name=free guard{ ra-guard=1 bpdu-allow{ address=01:80:c2:00:00:10 } } : EINVAL guard.bpdu-allow.address not an address that the BPDU filter drops
portgroup-set name=free guard{ bpdu-allow{ address=01:80:c2:00:00:00 address=ff:ff:ff:ff:ff:ff } } : EINVAL guard.bpdu-allow.address not an address that the BPDU filter drops
portgroup-new switch=vs0 name=none guard{ bpdu-allow{ $(printf 'address=01:80:c2:00:00:0e %.0s' {1..33}) } } : EINVAL guard.bpdu-allow the BPDU filter allows at most 32 addresses
port-set name=a.eth0 bpdu-blocked=1 : ERANGE bpdu-blocked integer out of range
port-set name=a.eth0 mac-source=4 : ERANGE mac-source integer out of range
port-set name=a.eth0 mac-source=255 : ERANGE mac-source integer out of range
port-set name=a.eth0 admin-blocked=2 : ERANGE admin-blocked integer out of range
port-set name=a.eth0 promiscuous-requested=2 : ERANGE promiscuous-requested integer out of range
port-set name=a.eth0 security{ mac-changes{ mode=4 } } : ERANGE security.mac-changes.mode integer out of range
fdb-get switch=vs0 address=$A vlan=4095 : ERANGE vlan integer out of range
END

t "attributes that do not belong there"
refusals <<END
switch-new name=q 99=u32:1 : EINVAL 99 Unknown attribute type
switch-new name=q ports=1 : EINVAL ports Un*
switch-new name=q ifindex=77 : EINVAL ifindex the kernel chooses the ifindex
switch-del name=vs1 security{ } : EINVAL security Un*
portgroup-new switch=vs0 name=q new-name=r : EINVAL new-name *
portgroup-new switch=vs0 name=q id=7 : EINVAL id Un*
portgroup-set name=free security-effective{ } : EINVAL security-effective Un*
portgroup-set name=free default : EINVAL default Un*
portgroup-set name=free ports=0 : EINVAL ports Un*
portgroup-get switch=vs0 name=free vlan{ mode=0 } : EINVAL vlan Un*
port-new switch=vs0 name=q id=16777300 : EINVAL id *
port-new switch=vs0 name=q new-name=r : EINVAL new-name *
port-set name=a.eth0 state=0 : EINVAL state Un*
port-set name=a.eth0 reasons=0 : EINVAL reasons Un*
port-set name=a.eth0 uplink=u-up : EINVAL uplink Un*
port-set name=a.eth0 stats{ } : EINVAL stats Un*
port-set name=a.eth0 seq=1 : EINVAL seq Un*
port-set name=a.eth0 64=u32:1 : EINVAL 64 Unknown attribute type
port-del name=gone switch=vs1 portgroup=pg : EINVAL portgroup Un*
port-get name=a.eth0 mac-source=1 : EINVAL mac-source Un*
uplink-new switch=vs0 dev=lo id=5 : EINVAL id Un*
uplink-del dev=u-up state=1 : EINVAL state Un*
fdb-get switch=vs0 address=$A kind=1 : EINVAL kind Un*
fdb-flush switch=vs0 vlan=1 : EINVAL vlan Un*
fdb-flush switch=vs0 address=$A : EINVAL address Un*
switch-set name=vs0 security{ 9=u8:1 } : EINVAL security.9 Unknown attribute type
switch-set name=vs0 security{ mac-changes{ mode=2 9=u8:1 } } : EINVAL security.mac-changes.9 Unknown attribute type
switch-set name=vs0 security{ mac-changes{ mode=2 source=0 } } : EINVAL security.mac-changes.source source stands in answers only
END

t "nests that are none, empty ones, bytes left over"
refusals <<END
switch-set name=vs0 security!{ mac-changes{ mode=2 } } : EINVAL security NLA_F_NESTED is missing
switch-set name=vs0 security{ mac-changes!{ mode=2 } } : EINVAL security.mac-changes NLA_F_NESTED is missing
switch-set name=vs0 security{ mac-changes=u8:2 } : EINVAL security.mac-changes *
switch-set name=vs0 security{ mac-changes{ } } : EINVAL security.mac-changes the policy lacks a mode
switch-set name=vs0 security{ mac-changes{ mode=0 } } : EINVAL security.mac-changes.mode a switch has nothing*
switch-set name=vs0 security{ promiscuous{ mode=2 } mac-changes{ } } : EINVAL security.mac-changes the policy lacks a mode
switch-set name=vs0 security{ mac-changes{ mode=2 address=$mac } } : EINVAL security.mac-changes.address addresses go with mode list only
switch-set name=vs0 security{ mac-changes{ mode=3 } } : EINVAL security.mac-changes mode list needs 1 to 32 addresses
switch-set name=vs0 security{ mac-changes{ mode=3$a33 } } : EINVAL security.mac-changes mode list needs 1 to 32 addresses
switch-set name=vs0 security{ mac-changes{ mode=3 address=01:00:00:00:00:01 } } : EINVAL security.mac-changes.address accepted addresses must be unicast*
switch-set name=vs0 security{ mac-changes{ mode=3 address=$mac } forged-transmits{ mode=3 address=00:00:00:00:00:00 } } : EINVAL security.forged-transmits.address accepted addresses must be unicast*
switch-set name=vs0 security{ promiscuous{ mode=3 address=$mac } } : EINVAL security.promiscuous.mode promiscuous mode is accepted or rejected*
portgroup-set name=free vlan!{ mode=1 id=7 } : EINVAL vlan NLA_F_NESTED is missing
portgroup-set name=free vlan{ } : EINVAL vlan the VLAN lacks a mode
portgroup-set name=free vlan{ mode=1 } : EINVAL vlan mode access needs an id
portgroup-set name=free vlan{ mode=2 } : EINVAL vlan a trunk needs a range
portgroup-set name=free vlan{ mode=2 range{ } } : EINVAL vlan.range a range needs first and last
portgroup-set name=free vlan{ mode=2 range{ first=7 } } : EINVAL vlan.range a range needs first and last
portgroup-set name=free vlan{ mode=2 range{ first=7 last=6 } } : EINVAL vlan.range a range ends before it begins
portgroup-set name=free vlan{ mode=2 range{ first=7 last=8 } native=9 } : EINVAL vlan.native the native VLAN is in none*
portgroup-set name=free vlan{ mode=0 id=7 } : EINVAL vlan.id does not go with this VLAN mode
portgroup-set name=free vlan{ mode=1 id=7 transparent=1 } : EINVAL vlan.transparent does not go with this VLAN mode
portgroup-set name=free vlan{ mode=1 id=7 range{ first=7 last=8 } } : EINVAL vlan.range does not go with this VLAN mode
portgroup-set name=free adopt=1 vlan{ mode=1 id=7 native=7 } : EINVAL vlan.native does not go with this VLAN mode
portgroup-set name=free adopt=1 learning{ enabled=1 } raw:01 : EINVAL . bytes leftover*
port-set name=a.eth0 admin-blocked=1 raw:0000 : EINVAL . bytes leftover*
port-set name=a.eth0 admin-blocked=1 raw:ffff0b00 : EINVAL*
port-set name=a.eth0 admin-blocked=1 raw:00000000 : EINVAL*
switch-new raw:05000200 : EINVAL*
portgroup-set name=free vlan{ mode=1 id=7 raw:0000 } : EINVAL*
END

t "names that nobody could type"
refusals <<END
switch-new name=          : EINVAL*not a valid device name
switch-new name=a/b       : EINVAL*not a valid device name
switch-new name=..        : EINVAL*not a valid device name
switch-new name=x:612062:00 : EINVAL*not a valid device name
switch-new name=lo        : EEXIST*a device of that name exists
switch-new name=vs0       : EEXIST*a device of that name exists
portgroup-new switch=vs0 name= : EINVAL*port group names are*
portgroup-new switch=vs0 name=x:2061:00 : EINVAL*port group names are*
portgroup-new switch=vs0 name=x:6120:00 : EINVAL*port group names are*
portgroup-new switch=vs0 name=x:c3a4:00 : EINVAL*port group names are*
portgroup-new switch=vs0 name=x:1b5b324a:00 : EINVAL*port group names are*
portgroup-new switch=vs0 name=x:61:0a:62:00 : EINVAL*port group names are*
portgroup-new switch=vs0 name=pg : EEXIST*port group of that name
portgroup-set switch=vs0 name=free new-name= : EINVAL*port group names are*
portgroup-set switch=vs0 name=free new-name=pg : EEXIST*port group of that name
portgroup-set switch=vs0 name=default new-name=other : EBUSY*keeps its name
portgroup-del switch=vs0 name=default : EBUSY*
portgroup-del switch=vs0 name=pg : EBUSY*the port group has ports
port-new switch=vs0 name= : EINVAL*client names are*
port-new switch=vs0 name=0x1000001 : EINVAL*client names are*
port-new switch=vs0 name=x:7f:00 : EINVAL*client names are*
port-new switch=vs0 name=gone : EEXIST*of that client name
port-set name=a.eth0 new-name= : EINVAL*client names are*
port-set name=a.eth0 new-name=b.eth0 : EEXIST*of that client name
port-set name=a.eth0 new-name=x:61:09:62:00 : EINVAL*client names are*
port-set name=gone switch=vs0 initial-mac=01:00:5e:00:00:01 : EINVAL initial-mac not a unicast address, or zero
port-set name=gone switch=vs0 initial-mac=00:00:00:00:00:00 : EINVAL initial-mac not a unicast address, or zero
port-set name=gone switch=vs0 initial-mac=ff:ff:ff:ff:ff:ff : EINVAL initial-mac not a unicast address, or zero
port-set name=gone switch=vs0 initial-mac=$A : EEXIST*same initial MAC address
port-set name=gone switch=vs0 effective-mac=01:00:00:00:00:01 : EINVAL effective-mac not a unicast address, or zero
END

t "what cannot be, all or nothing"
refusals <<END
port-set name=a.eth0 effective-mac=$mac : EINVAL effective-mac the mac-source of the port is not agent
port-set name=a.eth0 promiscuous-requested=1 : EINVAL promiscuous-requested the mac-source of the port is not agent
port-set name=a.eth0 admin-blocked=1 new-name=z effective-mac=$mac : EINVAL effective-mac the mac-source*
port-set name=a.eth0 admin-blocked=1 portgroup=pg initial-mac=$B : EEXIST*same initial MAC address
port-set name=a.eth0 admin-blocked=1 mac-source=1 new-name=b.eth0 : EEXIST*of that client name
port-set name=a.eth0 admin-blocked=1 new-name=z dev=v-b : EBUSY*
port-set name=gone switch=vs0 new-name=z dev=v-a : EBUSY*attached to a port already
port-set name=gone switch=vs0 new-name=z dev=vs1 : ELOOP*a switch cannot be a port
port-set name=gone switch=vs0 new-name=z dev=lo : EINVAL*not an Ethernet device
port-new switch=vs0 name=q dev=v-a : EBUSY*attached to a port already
port-new switch=vs0 name=q dev=u-up security{ mac-changes{ mode=3 address=$mac } } : EBUSY*attached to a port already
port-new switch=vs0 name=q dev=vs0 : ELOOP*a switch cannot be a port
uplink-new switch=vs0 dev=u-up : EEXIST dev the device is an uplink of the switch already
uplink-new switch=vs1 dev=u-up : EBUSY*attached to a port already
uplink-new switch=vs0 dev=lo : EINVAL*not an Ethernet device
uplink-new switch=vs0 dev=v-a : EBUSY*attached to a port already
uplink-new switch=vs0 dev=vs1 : ELOOP*a switch cannot be a port
END

t "an object that is larger than a page is dumped, even as the first one"
many=$(printf 'address=02:00:00:01:00:%02x ' {1..32})
bpdus=$(printf 'address=01:80:c2:00:00:0e %.0s' {1..32})
ranges=$(for ((i = 1; i < 65; i++)); do echo "range{ first=$((4 * i)) last=$((4 * i + 1)) }"; done)
policies="security{ mac-changes{ mode=3 $many } forged-transmits{ mode=3 $many } }"
answers <<END
switch-new name=vs2 $policies : ok
portgroup-new switch=vs2 name=${x64#a} ${policies} vlan{ mode=2 ${ranges//$'\n'/ } } guard{ bpdu-allow{ $bpdus } } : ok
port-new switch=vs2 name=${x64#a} portgroup=${x64#a} $policies : ok
END
mapfile -t got < <("$genl" port-get switch=vs2 @dump)
is "ports in the dump" "${#got[@]}" 1
is "addresses of it" "$(grep -o address= <<<"${got[0]}" | wc -l)" 128
is "reasons of it" "$(grep -o reason= <<<"${got[0]}" | wc -l)" \
	"$(vswctl -j stats show a.eth0 | jq '.[0].drop | length')"
like "the last reason" "${got[0]}" "*reason=multicast-limit-in*"
mapfile -t got < <("$genl" portgroup-get switch=vs2 @dump)
is "port groups in the dump" "${#got[@]}" 2
is "addresses and ranges" "$(grep -oE '(address|first)=' <<<"${got[1]}" | wc -l)" 224
# The more a socket has read the larger are the messages of its dumps: only one that
# has read nothing shows whether the first is large enough.
cat >"$tmp/first" <<'END'
import socket, struct

def answer(family, flags, cmd, attr, text):
    body = struct.pack("BBHHH", cmd, 1, 0, 5 + len(text), attr) + text + b"\0" * 4
    body = body[: 8 + (len(text) + 4) // 4 * 4]
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 16) as sock:
        sock.send(struct.pack("IHHII", 16 + len(body), family, flags, 1, 0) + body)
        return sock.recv(1 << 16)

# CTRL_CMD_GETFAMILY, CTRL_ATTR_FAMILY_NAME; CTRL_ATTR_FAMILY_ID in the answer
ctrl = answer(16, 0x1, 3, 2, b"vsw")
family = struct.unpack_from("H", ctrl, ctrl.index(struct.pack("HH", 6, 1)) + 4)[0]
# VSW_CMD_PORT_GET, NLM_F_REQUEST | NLM_F_DUMP, VSW_A_PORT_SWITCH
ports = answer(family, 0x301, 16, 1, b"vs2")
print(len(ports) > 3776, b"multicast-limit-in" in ports)
END
is "larger than NLMSG_GOODSIZE, and whole" "$(python3 "$tmp/first" 2>&1)" "True True"
works vswctl switch del vs2

t "the same with the right words is accepted"
answers <<END
portgroup-set name=free vlan{ mode=2 range{ first=7 last=9 } range{ first=20 last=20 } native=9 } learning{ limit=65536 ageing=1000000 } : ok
portgroup-set name=free vlan{ mode=1 id=4094 } learning{ limit=1 ageing=10 } adopt=0 : ok
portgroup-set name=free vlan{ mode=0 transparent=0 } learning{ limit=4096 ageing=600 } : ok
portgroup-set name=free guard{ bpdu-filter=2 bpdu-allow{ $(printf 'address=01:80:c2:00:00:0e %.0s' {1..32}) } broadcast-limit-in=1000000 } : ok
portgroup-set name=free guard{ bpdu-allow{ } } : ok
portgroup-set name=free guard{ } : ok
portgroup-set name=free guard{ bpdu-filter=0 broadcast-limit-in=0 } : ok
port-set name=a.eth0 bpdu-blocked=0 : ok
port-set name=a.eth0 security{ mac-changes{ mode=3 address=$mac address=$A } } : ok
port-set name=a.eth0 security{ mac-changes{ mode=0 } } : ok
port-set dev=v-a admin-blocked=0 : ok
portgroup-new switch=vs0 name=${x64#a} : ok
portgroup-set switch=vs0 name=${x64#a} new-name=n : ok
portgroup-del switch=vs0 name=n : ok
fdb-get switch=vs0 address=$A : ok
fdb-flush switch=vs0 : ok
uplink-get dev=u-up : ok
port-get @dump : ok
END

# Who may ask ------------------------------------------------------------------

# shellcheck disable=SC2317 # called by name
# Each a way to run a program without CAP_NET_ADMIN over this namespace.
nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
# shellcheck disable=SC2317
nocaps() { setpriv --inh-caps=-all --bounding-set=-all "$@"; }
# shellcheck disable=SC2317
stranger() { unshare --user --map-root-user "$@"; }

commands='switch-new name=q
switch-set name=vs0
switch-del name=vs1
switch-get name=vs0
switch-get @dump
portgroup-new switch=vs0 name=q
portgroup-set switch=vs0 name=free adopt=1
portgroup-del switch=vs0 name=free
portgroup-get switch=vs0 name=free
portgroup-get @dump
port-new switch=vs0 name=q
port-set name=a.eth0 admin-blocked=1
port-del name=a.eth0
port-get name=a.eth0
port-get @dump
uplink-new switch=vs0 dev=v-a
uplink-del dev=u-up
uplink-get dev=u-up
uplink-get @dump
fdb-get switch=vs0 address=02:00:00:00:00:0a
fdb-get @dump
fdb-flush switch=vs0'

for who in nobody nocaps stranger; do
	t "who has no CAP_NET_ADMIN may do nothing, and read nothing ($who)"
	if [ $who = stranger ] && ! stranger true 2>/dev/null; then
		skip "no user namespaces"
		continue
	fi
	before=$(vswctl save)
	mapfile -t got < <($who "$genl" -b <<<"$commands" 2>&1)
	is "number of answers" "${#got[@]}" 22
	for i in "${!got[@]}"; do
		[ "${got[i]}" = EPERM ] || bad "command $i: '${got[i]}', not EPERM"
	done
	[ "$before" = "$(vswctl save)" ] || bad "something changed"
	for i in config event log; do
		is "joining $i" "$($who "$genl" -l $i 2>&1)" "EPERM $i"
	done
	refused "not permitted" $who vswctl switch show
done

t "root of a namespace of its own has switches of its own"
if stranger true 2>/dev/null; then
	# shellcheck disable=SC2016
	own=$(stranger --net bash -c '
		ip link add vs0 type vsw && ip link add eth1 type dummy &&
		ip link set eth1 up && ip link set eth1 master vs0 &&
		vswctl port set eth1 mac 02:00:00:00:00:0a &&
		"$1" port-get @dump && "$1" -l config,event -x "vswctl switch add vs7" &&
		vswctl switch del vs0
	' bash "$genl" 2>&1)
	is "its ports" "$(grep -c '^port-get' <<<"$own")" 1
	like "its only port" "$own" "port-get switch=vs0 * name=eth1 * reasons=0 *"
	like "its news" "$own" "*portgroup-ntf switch=vs7*switch-ntf *name=vs7*"
	[[ $own != *a.eth0* ]] || bad "sees the ports of others"
	like "ours are untouched" "$("$genl" switch-get name=vs0)" "* name=vs0 * ports=3 *"
else
	skip "no user namespaces"
fi

# Dumps ------------------------------------------------------------------------

# names SWITCH: NAMES, sorted, of a dump of the ports on stdin
names()
{
	sed -n "s/^port-get switch=$1 .* name=\([^ ]*\) .*/\1/p" | sort
}

t "a dump of 1000 ports goes on where it stopped"
vswctl switch add vs2
for ((i = 1000; i < 2000; i++)); do
	echo "port-new switch=vs2 name=p$i"
done >"$tmp/requests"
is "refusals" "$("$genl" -b <"$tmp/requests" | grep -vc '^ok$')" 0
for ((i = 1000; i < 2000; i++)); do echo p$i; done >"$tmp/all"
"$genl" port-get switch=vs2 @dump >"$tmp/dump"
names vs2 <"$tmp/dump" | diff - "$tmp/all" >/dev/null || bad "not each of them once"
is "lines" "$(wc -l <"$tmp/dump")" 1000
"$genl" port-get @dump >"$tmp/dump"
names vs2 <"$tmp/dump" | diff - "$tmp/all" >/dev/null || bad "not each of them once, of all"
is "lines of all" "$(wc -l <"$tmp/dump")" 1004

t "a change in its middle is told, and costs no other port"
"$genl" -x "$genl port-set name=p1999 admin-blocked=1" port-get switch=vs2 @dump >"$tmp/dump"
is "its end" "$(tail -n 1 "$tmp/dump")" "ok intr"
names vs2 <"$tmp/dump" | diff - "$tmp/all" >/dev/null || bad "not each of them once"
# The first chunk is over when these go: some before, some behind it.
cat >"$tmp/requests" <<END
port-del switch=vs2 name=p1000
port-del switch=vs2 name=p1001
port-del switch=vs2 name=p1500
port-new switch=vs2 name=q
END
"$genl" -x "$genl -b <$tmp/requests >/dev/null" port-get switch=vs2 @dump >"$tmp/dump"
is "its end" "$(tail -n 1 "$tmp/dump")" "ok intr"
{ echo p1000; echo p1001; grep -vxE 'p1(000|001|500)' "$tmp/all"; echo q; } |
	diff <(names vs2 <"$tmp/dump") - >"$tmp/diff" || {
	bad "not each of them once"
	head -n 5 "$tmp/diff" | sed 's/^/# /'
}
"$genl" -x "vswctl switch del vs2" port-get @dump >"$tmp/dump"
is "its end, the switch gone" "$(tail -n 1 "$tmp/dump")" "ok intr"

t "an undisturbed dump does not say that it was interrupted"
for i in switch portgroup port uplink fdb; do
	"$genl" $i-get @dump >"$tmp/dump"
	[[ $(tail -n 1 "$tmp/dump") != *intr* ]] || bad "$i-get"
	[ -s "$tmp/dump" ] || bad "$i-get: nothing"
done

# News -------------------------------------------------------------------------

# seqs FILE: numbers of its messages in $SEQS
seqs()
{
	mapfile -t SEQS < <(sed -n 's/.* seq=\([0-9]*\).*/\1/p' "$1")
}

# consecutive FILE COUNT: that many messages, none missing
consecutive()
{
	local i

	seqs "$1"
	[ "${#SEQS[@]}" -ge "$2" ] || bad "${#SEQS[@]} messages, not $2 or more"
	for ((i = 1; i < ${#SEQS[@]}; i++)); do
		[ $((SEQS[i - 1] + 1)) = "${SEQS[i]}" ] ||
			bad "message ${SEQS[i]} follows ${SEQS[i - 1]}"
	done
}

t "messages are numbered without a gap, over objects and commands"
"$genl" -l config -x "vswctl -b - <<-END
	switch add vs3
	portgroup add vs3 x vlan 5
	port add vs3 x portgroup x
	uplink add vs3 n-up
	port set x block on
	port del x
	portgroup del vs3 x
	uplink del n-up
	switch set vs3 promiscuous accept
	switch del vs3
END" >"$tmp/news"
consecutive "$tmp/news" 12
for i in switch-ntf switch-del-ntf portgroup-ntf portgroup-del-ntf port-ntf \
	port-del-ntf uplink-ntf uplink-del-ntf; do
	grep -q "^$i " "$tmp/news" || bad "no $i"
done
"$genl" -l event -x "for i in 1 2 3 4 5; do
	ip -n a link set eth0 address 02:00:00:00:00:3\$i
	ip -n a link set eth0 address $A
done" >"$tmp/news"
consecutive "$tmp/news" 20

t "each request that changes something is told of, one that does not is not"
for i in "switch-get @dump" "port-get name=a.eth0" "port-set name=nn" "fdb-get switch=vs0 address=$A"; do
	"$genl" -l config,event -x "$genl $i >/dev/null || :" >"$tmp/news"
	[ ! -s "$tmp/news" ] || bad "$i: $(head -c 100 "$tmp/news")"
done

# A listener that does not keep up.
for ((i = 0; i < 500; i++)); do echo "port-set name=a.eth0 admin-blocked=0"; done >"$tmp/requests"

t "who does not keep up is told so, and hears what comes then"
"$genl" -l config -r 1 -x "$genl -b <$tmp/requests >/dev/null" >"$tmp/news"
grep -qx ENOBUFS "$tmp/news" || bad "no ENOBUFS"
seqs "$tmp/news"
[ "${#SEQS[@]}" -lt 500 ] || bad "nothing was lost"
[ "${#SEQS[@]}" -gt 0 ] || bad "nothing was left"

t "vswctl monitor says what it has lost"
command vswctl monitor config >"$tmp/news" 2>&1 &
pid=$!
# shellcheck disable=SC2317 # called by soon
said() { vswctl port set a.eth0 block off; [ -s "$tmp/news" ]; }
soon said || bad "vswctl monitor does not listen"
kill -STOP $pid
# libvsw asks for a buffer of 1 MB, which is some 900 messages.
for i in 1 2 3 4; do "$genl" -b <"$tmp/requests" >/dev/null; done
kill -CONT $pid
# shellcheck disable=SC2317
lost() { grep -q '^lost' "$tmp/news"; }
soon lost || bad "no line on lost messages"
kill $pid
wait $pid 2>/dev/null

# Views ------------------------------------------------------------------------

t "ip, vswctl and a client of its own say the same"
vswctl -j port show switch vs0 |
	jq -r '.[] | "\(.name) \(.id) \(.portgroup) \(.dev // "-") \(.ifindex // 0) \(.state) \(."effective-mac")"' |
	sort >"$tmp/vswctl"
states=(up blocked down disconnected)
"$genl" port-get switch=vs0 @dump | while read -r line; do
	declare -A f=([dev]=- [ifindex]=0)
	for i in $line; do [[ $i != *=* ]] || : "${f[${i%%=*}]=${i#*=}}"; done
	for i in $line; do
		case $i in dev=* | ifindex=*) f[${i%%=*}]=${i#*=} ;; esac
	done
	echo "${f[name]} ${f[id]} ${f[portgroup]} ${f[dev]} ${f[ifindex]} ${states[f[state]]} ${f[effective-mac]}"
	unset f
done | sort >"$tmp/genl"
diff "$tmp/vswctl" "$tmp/genl" | sed 's/^/# /' >"$tmp/diff"
[ ! -s "$tmp/diff" ] || bad "vswctl and genl differ: $(<"$tmp/diff")"
is "ports seen" "$(wc -l <"$tmp/genl")" 3
ip -j -d link show master vs0 | jq -r '.[] | "\(.ifname) \(.ifindex) \(.linkinfo.info_slave_kind)"' |
	sort >"$tmp/ip"
{
	"$genl" port-get switch=vs0 @dump
	"$genl" uplink-get switch=vs0 @dump
} | sed -n 's/.* ifindex=\([0-9]*\) .*/\1/p' | sort >"$tmp/genl"
is "devices of ip and genl" "$(cut -d' ' -f2 "$tmp/ip" | sort | tr '\n' ' ')" "$(tr '\n' ' ' <"$tmp/genl")"
is "kind of the slaves" "$(cut -d' ' -f3 "$tmp/ip" | uniq)" vsw
is "kind of the switch" "$(ip -j -d link show vs0 | jq -r '.[0].linkinfo.info_kind')" vsw

t "what ip does is what the others see"
ip link add tv type veth peer name tw address $mac
ip link set tv up
ip link set tv master vs0
like "the port" "$("$genl" port-get dev=tv)" "* name=tv portgroup=default * initial-mac=$mac *"
ip link set tv nomaster
refused "no such port" "$genl" port-get dev=tv
like "the port without device" "$("$genl" port-get name=tv)" "* name=tv * state=3 *"
works vswctl port attach tv dev tv
like "its master" "$(ip link show tv)" "*master vs0*"
works "$genl" port-del name=tv
[[ $(ip link show tv) != *master* ]] || bad "still enslaved"
works ip link add vs4 type vsw
like "the switch" "$(vswctl switch show vs4)" "vs4*"
works "$genl" switch-del name=vs4
! ip link show vs4 >/dev/null 2>&1 || bad "the switch is there"
works "$genl" switch-new name=vs4
works ip link del vs4
refused "no such switch" vswctl switch show vs4

finish
