#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Every allocation of every command fails once: what was asked for is then done
# wholly or not at all, or a port is closed until there is memory again.
#
#                   va ── vb      guest, address 02:00:00:00:00:0b
#                    │
#                   vs0 ── ua ── ub    uplink
#                    │
#                   vc ── vd      guest, address 02:00:00:00:00:0d
#
# tools/fail_nth.c does the work and has the rules. Failing allocations that the
# system itself asks for are part of it: on a change of address or the end of a
# device there is nobody to tell of an error.

# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

debug=/sys/kernel/debug
[ -e $debug/failslab ] || skip_all "kernel without fault injection"
[ -x "$selftests/tools/fail_nth" ] || skip_all "no tools/fail_nth: make -C selftests"
for i in failslab fail_page_alloc; do
	echo 0 >$debug/$i/verbose
	echo N >$debug/$i/ignore-gfp-wait
done
echo 0 >$debug/fail_usercopy/verbose
echo 0 >$debug/fail_page_alloc/min-order

vb=02:00:00:00:00:0b vd=02:00:00:00:00:0d
ip -b - <<END
link add va type veth peer name vb address $vb
link add vc type veth peer name vd address $vd
link add vx type veth peer name vy address 02:00:00:00:00:0f
link add ua type veth peer name ub
link set va up
link set vb up
link set vc up
link set vd up
link set ua up
link set ub up
END
vswctl -b - <<END
switch add vs0
uplink add vs0 ua
portgroup add vs0 pg vlan 10 mac-changes accept learning on
port add vs0 a dev va portgroup pg
port add vs0 c dev vc portgroup pg
port add vs0 gone mac 02:00:00:00:00:11
END

any='address=02:00:00:00:00:21 address=02:00:00:00:00:22'
# A few rules of either layer, and others.
rules="load-begin | load-add ruleset{ name=r default-action=1 } ruleset{ name=e category=4 } addrset{ name=s address{ ip=10.0.0.1 } address{ ip=10.1.0.0 prefix-len=16 } address{ ip=fd00::1 } } addrset{ name=t } rule{ ruleset=r id=1 position=1 protocol=6 from{ set=s } to{ address{ ip=10.2.0.1 last=10.2.0.9 } } destination-port{ first=22 } action=0 log tag=x applied-to=a } rule{ ruleset=e id=2 position=1 from{ mac=$vb } action=0 } | load-commit"
others="load-begin | load-add ruleset{ name=o } addrset{ name=s address{ ip=10.0.0.2 } } rule{ ruleset=o id=3 position=9 protocol=17 to{ negated set=s } source-port{ first=1 last=9 } action=2 } | load-commit transition=2"
none='load-begin | load-commit'
grouped='load-begin | load-add ruleset{ name=r } rule{ ruleset=r id=1 position=1 from{ group=g } to{ negated group=g } action=0 applied-group=g } | load-commit'
"$selftests/tools/fail_nth" <<END
case switch-new
do switch-new name=vs1 security{ mac-changes{ mode=3 $any } }
undo switch-del name=vs1
case switch-del
before switch-new name=vs1
before portgroup-new switch=vs1 name=one
before port-new switch=vs1 name=x dev=vx portgroup=one
do switch-del name=vs1
undo switch-new name=vs1
undo portgroup-new switch=vs1 name=one
undo port-new switch=vs1 name=x dev=vx portgroup=one
case switch-set
before switch-del name=vs1
do switch-set name=vs0 security{ forged-transmits{ mode=3 $any } promiscuous{ mode=2 } }
undo switch-set name=vs0 security{ forged-transmits{ mode=1 } promiscuous{ mode=1 } }
case switch-get
do switch-get name=vs0
case switch-get, dump
do switch-get @dump
case portgroup-new
do portgroup-new switch=vs0 name=new vlan{ mode=2 range{ first=5 last=7 } } security{ mac-changes{ mode=3 $any } } guard{ bpdu-allow{ address=01:80:c2:00:00:0e } }
undo portgroup-del switch=vs0 name=new
case portgroup-set
do portgroup-set switch=vs0 name=pg new-name=pg2 vlan{ mode=1 id=20 } security{ mac-changes{ mode=3 $any } } learning{ enabled=0 }
undo portgroup-set switch=vs0 name=pg2 new-name=pg vlan{ mode=1 id=10 } security{ mac-changes{ mode=2 } } learning{ enabled=1 }
case portgroup-set, guards
do portgroup-set switch=vs0 name=pg guard{ ra-guard=1 bpdu-filter=1 bpdu-allow{ address=01:80:c2:00:00:0e } broadcast-limit-out=9 }
undo portgroup-set switch=vs0 name=pg guard{ ra-guard=0 bpdu-filter=0 bpdu-allow{ } broadcast-limit-out=0 }
case portgroup-del
before portgroup-new switch=vs0 name=last
do portgroup-del switch=vs0 name=last
undo portgroup-new switch=vs0 name=last
case portgroup-get
do portgroup-get switch=vs0 name=pg
case portgroup-get, dump
do portgroup-get @dump
case port-new with device
do port-new switch=vs0 name=x dev=vx portgroup=pg security{ forged-transmits{ mode=3 $any } }
undo port-del switch=vs0 name=x
case port-new without device
do port-new switch=vs0 name=x initial-mac=02:00:00:00:00:12
undo port-del switch=vs0 name=x
case port-set, policies and addresses
do port-set name=a initial-mac=02:00:00:00:00:13 security{ forged-transmits{ mode=3 $any } promiscuous{ mode=2 } } mac-source=1
undo port-set name=a initial-mac=$vb security{ forged-transmits{ mode=0 } promiscuous{ mode=0 } } mac-source=3
case port-set, another port group
do port-set name=a portgroup=default new-name=aa
undo port-set name=aa portgroup=pg new-name=a
case port-set, block
do port-set name=a admin-blocked=1
undo port-set name=a admin-blocked=0
case port-set, what an agent tells
before port-set name=a mac-source=1
do port-set name=a effective-mac=02:00:00:00:00:14 promiscuous-requested=1
undo port-set name=a effective-mac=$vb promiscuous-requested=0
case port-set, an address that another claims
before port-set name=c mac-source=1
before port-set name=c effective-mac=02:00:00:00:00:14
do port-set name=a effective-mac=02:00:00:00:00:14
undo port-set name=a effective-mac=$vb
case port-set, device off
before port-set name=c effective-mac=$vd
before port-set name=c mac-source=3
before port-set name=a mac-source=3
do port-set name=a ifindex=0
undo port-set name=a dev=va
case port-set, device on
before port-set name=a ifindex=0
do port-set name=a dev=va
undo port-set name=a ifindex=0
case port-del
before port-set name=a dev=va
before port-new switch=vs0 name=x dev=vx
do port-del name=x
undo port-new switch=vs0 name=x dev=vx
case port-get
before port-del name=x
do port-get name=a
case port-get, dump
do port-get switch=vs0 @dump
case uplink-new
before uplink-del dev=ua
do uplink-new switch=vs0 dev=ua
undo uplink-del dev=ua
case uplink-del
before uplink-new switch=vs0 dev=ua
do uplink-del dev=ua
undo uplink-new switch=vs0 dev=ua
case uplink-get
do uplink-get dev=ua
case uplink-get, dump
do uplink-get @dump
case fdb-get
do fdb-get switch=vs0 address=$vb
case fdb-get, dump
do fdb-get @dump
case fdb-flush
do fdb-flush switch=vs0
case a master by rtnetlink, new port
do link vx master=vs0
undo port-del name=vx
case a master by rtnetlink, port there already
before link vx master=vs0
before link vx nomaster
do link vx master=vs0
undo link vx nomaster
case no master by rtnetlink
before link vx master=vs0
do link vx nomaster
undo link vx master=vs0
case the guest changes its address, accepted
before port-del name=vx
do link vb mac=02:00:00:00:00:15
undo link vb mac=$vb
case the guest changes its address, refused
before portgroup-set switch=vs0 name=pg security{ mac-changes{ mode=1 } }
do link vb mac=02:00:00:00:00:15
undo link vb mac=$vb
case the device goes down
do link va down
undo link va up
case the device comes up
before link va down
do link va up
undo link va down
case the uplink goes down
before link va up
do link ua down
undo link ua up
case the device gets another name
do link va name=vn
undo link vn name=va
case the switch gets another name
do link vs0 name=vs9
undo link vs9 name=vs0
case load-begin
do load-begin
case a load that is not committed
do load-begin | load-add ruleset{ name=r } rule{ ruleset=r id=1 position=1 from{ address{ ip=10.0.0.1 } } action=0 }
case the first load
do $rules
undo $none
case a load in place of another
before $rules
do $others
undo $rules
case load-set
do load-set require-ruleset=1
undo load-set require-ruleset=0
case load-get
do load-get
case ruleset-get
do ruleset-get name=r
case ruleset-get, dump
do ruleset-get @dump
case rule-get
do rule-get rule{ ruleset=r position=1 }
case rule-get, dump
do rule-get @dump
case addrset-add, one address
do addrset-add addrset{ name=s address{ ip=10.0.0.9 } }
undo addrset-del addrset{ name=s address{ ip=10.0.0.9 } }
case addrset-add, several addresses
do addrset-add addrset{ name=s address{ ip=10.0.0.8 } address{ ip=10.3.0.0 prefix-len=16 } }
undo addrset-del addrset{ name=s address{ ip=10.0.0.8 } address{ ip=10.3.0.0 prefix-len=16 } }
case addrset-add, a new set
do addrset-add addrset{ name=new address{ ip=10.0.0.1 } }
undo $rules
case addrset-del, one address
do addrset-del addrset{ name=s address{ ip=fd00::1 } }
undo $rules
case addrset-del, several addresses
do addrset-del addrset{ name=s address{ ip=fd00::1 } address{ ip=10.1.0.0 prefix-len=16 } }
undo $rules
case addrset-del, a set
do addrset-del addrset{ name=t }
undo $rules
case addrset-get
do addrset-get name=s
case addrset-get, dump
do addrset-get @dump
case filter-set
do filter-set port=a failure-policy=1 timeouts{ other=100 } limits{ total=100 }
undo filter-set port=a failure-policy=0 timeouts{ other=60 } limits{ total=65536 }
case filter-get
do filter-get port=a
case filter-get, dump
do filter-get switch=vs0 @dump
case flow-get, dump
do flow-get @dump
case flow-flush
do flow-flush port=a
case simulate
do simulate port=a direction=0 packet{ source=10.0.0.1 destination=10.2.0.1 protocol=6 destination-port=22 }
case why-get, dump
do why-get @dump
case binding-new
do binding-new port=a address=10.0.0.9 mac=$vb
undo binding-del port=a address=10.0.0.9
case binding-set
do binding-set port=a address=10.0.0.9 approved=1
undo binding-set port=a address=10.0.0.9 approved=0
case binding-del
before binding-new port=a address=10.0.0.9
do binding-del port=a address=10.0.0.9
undo binding-new port=a address=10.0.0.9
case binding-get
do binding-get port=a address=10.0.0.9
case binding-get, dump
do binding-get @dump
case binding-flush
do binding-flush port=a
case portgroup-set, discovery and SpoofGuard
do portgroup-set switch=vs0 name=pg discovery{ dhcp=1 ageing=100 limit-ipv4=7 } spoofguard=2
undo portgroup-set switch=vs0 name=pg discovery{ dhcp=0 ageing=600 limit-ipv4=256 } spoofguard=1
case tag-add
do tag-add port=a tag=tier=web tag=env=prod
undo tag-del port=a tag=tier tag=env
case tag-del
before tag-add port=a tag=tier=web
do tag-del port=a tag=tier
undo tag-add port=a tag=tier=web
case port-set, tags and isolation
do port-set name=c tag=tier=web isolated=1
undo port-set name=c tag= isolated=0
case port-new with tags
do port-new switch=vs0 name=x dev=vx tag=tier=web
undo port-del name=x
case group-new
do group-new name=g step{ op=0 pattern=tier=* } step{ op=5 } address{ ip=10.0.0.1 } address{ ip=10.4.0.0 prefix-len=16 } mac=$vb
undo group-del name=g
case group-set
before group-new name=g step{ op=0 pattern=tier=* } address{ ip=10.0.0.1 }
do group-set name=g step{ op=1 pattern=c } address{ ip=10.0.0.2 }
undo group-set name=g step{ op=0 pattern=tier=* } address{ ip=10.0.0.1 }
case a load with a group
do $grouped
undo $rules
case group-set, while rules name it
before $grouped
do group-set name=g step{ op=1 pattern=c } address{ ip=10.0.0.2 } address{ ip=10.5.0.0 prefix-len=16 }
undo group-set name=g step{ op=0 pattern=tier=* } address{ ip=10.0.0.1 }
case tag-add, while rules name a group
do tag-add port=c tag=tier=db
undo tag-del port=c tag=tier
case binding-new, while rules name a group
do binding-new port=a address=10.0.0.8
undo binding-del port=a address=10.0.0.8
case group-get
do group-get name=g
case group-get, dump
do group-get @dump
case group-member-get
do group-member-get group=g port=a
case group-member-get, dump
do group-member-get group=g @dump
case group-del
before $rules
before tag-del port=a tag=tier
do group-del name=g
undo group-new name=g step{ op=0 pattern=tier=* } address{ ip=10.0.0.1 }
case port-new while there are rules
do port-new switch=vs0 name=x dev=vx portgroup=pg
undo port-del name=x
case port-set, a new name while there are rules
do port-set name=a new-name=aa
undo port-set name=aa new-name=a
END
rc=$?
tap_plan=y # by fail_nth
exit $rc
