#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Rules, address sets, filters and states by netlink, asked for by a client that
# is not ours (tools/genl.c) and says everything that it should not.
#
#     .- netns a -.   .- netns b -.
#     |   eth0    |   |   eth0    |
#     '-----|-----'   '-----|-----'
#          v-a             v-b
#     .-----+---------------+-----.
#     |  a.eth0   vs0    b.eth0   |     vs1: port twin
#     '-------------+-------------'
#                  u-up
#
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

genl=$selftests/tools/genl
[ -x "$genl" ] || skip_all "no tools/genl: make -C selftests"
A=02:00:00:00:00:0a B=02:00:00:00:00:0b
vswctl -b - <<END
switch add vs0
switch add vs1
port add vs1 twin
port add vs0 twin
END
guest a $A
guest b $B
uplink up

x16=aaaaaaaaaaaaaaaa
x64=$x16$x16$x16$x16

# ask REQUEST...: lines of requests, on one socket, all of which work
ask()
{
	local said

	said=$(printf '%s\n' "$@" | "$genl" -b 2>&1 | grep -v '^ok$')
	[ -z "$said" ] || bad "refused: $said"
}

# rules_state: all that is loaded, without what counts
rules_state()
{
	printf '%s\n' load-get "ruleset-get @dump" "rule-get @dump" \
		"addrset-get @dump" "filter-get @dump" | "$genl" -p -b
}

# counters: the same without counters
without_counters()
{
	sed 's/ \(default-\)\?stats{[^}]*}//g; s/ states{[^}]*}//'
}

# unchanged COMMAND...: whatever it does, rules and filters stay as they are
unchanged()
{
	local before after

	before=$(rules_state | without_counters)
	"$@"
	after=$(rules_state | without_counters)
	[ "$before" = "$after" ] || {
		bad "half applied"
		diff <(echo "$before") <(echo "$after") | sed 's/^/# /'
	}
}

# load_refused: lines "ATTR... : ANSWER" of load-add, each to be refused, which
# ends the load, so that nothing is left to commit
load_refused()
{
	local lines=() line

	while read -r line; do
		lines+=("load-begin : ok" "load-add $line" "load-commit : ENOENT*no load is under way*")
	done
	unchanged answers < <(printf '%s\n' "${lines[@]}")
}

generation()
{
	"$genl" load-get | sed 's/.* generation=\([0-9]*\) .*/\1/'
}

t "before the first load"
is "what holds" "$("$genl" load-get)" "load-get generation=0 require-ruleset=0 loaded=0"
for i in ruleset rule addrset flow; do
	is "$i-get @dump" "$("$genl" $i-get @dump)" ""
done
like "filter of a" "$("$genl" filter-get port=a.eth0)" \
	"filter-get switch=vs0 port-id=* port=a.eth0 slot=2 name=nic-*-eth0-vsw-sfw.2 agent=vsw-sfw state=1 rules=0 failure-policy=0 source=Dynamic Filter Creation timeouts{ tcp-first=120 tcp-opening=30 tcp-established=43200 tcp-closing=120 tcp-fin-wait=45 tcp-closed=20 udp-first=60 udp-single=30 udp-multiple=60 icmp-first=20 icmp-error=10 other=60 } limits{ total=65536 * } states{ total=0 half-open=0 udp=0 icmp=0 other=0 } evicted=0 failed-open=0"
is "filters" "$("$genl" filter-get @dump | wc -l)" 8
ask "load-set require-ruleset=1"
like "what holds" "$("$genl" load-get)" "* require-ruleset=1 loaded=0"
like "filter of a" "$("$genl" filter-get port=a.eth0)" "* state=2 *"
ask "load-set require-ruleset=0"

t "a load, read back"
ask "load-begin" \
	"load-add ruleset{ name=web category=3 default-action=1 default-log } addrset{ name=srv address{ ip=10.0.0.1 } address{ ip=10.0.1.0 prefix-len=24 } address{ ip=10.0.2.1 last=10.0.2.9 } address{ ip=fd00::1 } address{ ip=fd00:1:: prefix-len=32 } } rule{ ruleset=web id=1006 position=1 protocol=6 from{ set=srv address{ ip=192.168.0.0 prefix-len=16 } } to{ negated address{ ip=10.9.9.9 } } destination-port{ first=22 } destination-port{ first=80 last=90 } source-port{ first=1024 last=65535 } action=0 log tag=x.y strictness=2 applied-to=a.eth0 applied-to=b.eth0 }" \
	"load-add rule{ ruleset=web id=1006 position=7 direction=1 family=2 protocol=58 icmp-type=128 icmp-code=0 action=2 disabled stateless }" \
	"load-add ruleset{ name=l2 category=4 } ruleset{ name=top category=0 strictness=2 } rule{ ruleset=l2 id=9 position=1 direction=0 ethertype=2054 from{ mac=$A } action=1 } addrset{ name=empty }" \
	"load-commit"
is "what holds" "$("$genl" load-get)" "load-get generation=1 require-ruleset=0 loaded=1"
"$genl" ruleset-get @dump | without_counters >"$tmp/got"
is "rulesets" "$(<"$tmp/got")" "ruleset-get generation=1 ruleset{ name=top category=0 strictness=2 rules=0 } ruleset{ name=web category=3 strictness=1 default-action=1 default-log rules=2 } ruleset{ name=l2 category=4 strictness=1 rules=1 }"
"$genl" rule-get @dump | without_counters >"$tmp/got"
is "rules" "$(<"$tmp/got")" "rule-get generation=1 rule{ ruleset=web id=1006 position=1 direction=2 family=0 from{ address{ ip=192.168.0.0 prefix-len=16 } set=srv } to{ negated address{ ip=10.9.9.9 } } source-port{ first=1024 last=65535 } destination-port{ first=22 } destination-port{ first=80 last=90 } action=0 strictness=2 alg=0 protocol=6 log tag=x.y applied-to=a.eth0 applied-to=b.eth0 } rule{ ruleset=web id=1006 position=7 direction=1 family=2 from{ } to{ } action=2 strictness=0 alg=0 protocol=58 icmp-type=128 icmp-code=0 stateless disabled } rule{ ruleset=l2 id=9 position=1 direction=0 family=0 from{ mac=$A } to{ } action=1 strictness=0 alg=0 ethertype=2054 }"
is "counters of all rules" "$("$genl" rule-get @dump | grep -o 'stats{ evaluations=0 hits=0 packets-out=0 packets-in=0 bytes-out=0 bytes-in=0 connections=0 }' | wc -l)" 3
is "those of one ruleset" "$("$genl" rule-get name=l2 @dump | without_counters)" "rule-get generation=1 rule{ ruleset=l2 id=9 position=1 direction=0 family=0 from{ mac=$A } to{ } action=1 strictness=0 alg=0 ethertype=2054 }"
like "one rule" "$("$genl" rule-get 'rule{' ruleset=web position=7 '}')" "rule-get generation=1 rule{ ruleset=web id=1006 position=7 * stats{ * } }"
like "one ruleset" "$("$genl" ruleset-get name=web)" "ruleset-get generation=1 ruleset{ name=web * rules=2 default-stats{ evaluations=0 * } }"
is "one address set" "$("$genl" addrset-get name=srv)" "addrset-get generation=1 addrset{ name=srv count=5 users=1 }"
is "address sets" "$("$genl" addrset-get @dump)" "addrset-get generation=1 addrset{ name=srv count=5 users=1 address{ ip=10.0.1.0 prefix-len=24 } address{ ip=10.0.2.1 last=10.0.2.9 } address{ ip=fd00:1:: prefix-len=32 } address{ ip=10.0.0.1 } address{ ip=fd00::1 } } addrset{ name=empty count=0 users=0 }"
is "one with addresses" "$("$genl" addrset-get name=empty @dump)" "addrset-get generation=1 addrset{ name=empty count=0 users=0 }"
like "filter of a" "$("$genl" filter-get port=a.eth0)" "* state=0 rules=2 *"
like "filter of twin" "$("$genl" filter-get switch=vs1 port=twin)" "* state=0 rules=1 *"

# Malformed requests -----------------------------------------------------------

t "what every command misses"
unchanged answers <<END
load-add                  : ENOENT*no load is under way on this socket: begin one
load-commit               : ENOENT*no load is under way on this socket: begin one
load-set                  : EINVAL -require-ruleset require-ruleset is missing
ruleset-get               : EINVAL -name name of the ruleset is missing
rule-get                  : EINVAL -rule rule, with ruleset and position, is missing
rule-get name=web         : EINVAL -rule rule, with ruleset and position, is missing
rule-get rule{ }          : EINVAL rule ruleset or position of the rule is missing
rule-get rule{ ruleset=web } : EINVAL rule ruleset or position of the rule is missing
addrset-add               : EINVAL -addrset addrset is missing
addrset-add addrset{ }    : EINVAL addrset the name is missing
addrset-del               : EINVAL -addrset addrset is missing
addrset-del addrset{ address{ ip=10.0.0.1 } } : EINVAL addrset the name is missing
addrset-get               : EINVAL -name name of the address set is missing
filter-set failure-policy=1 : EINVAL -port port-id or port is missing
filter-get                : EINVAL -port port-id or port is missing
filter-get switch=vs0     : EINVAL -port port-id or port is missing
flow-get port=a.eth0      : EINVAL -id id of the state is missing
flow-get id=1             : EINVAL -port port-id or port is missing
simulate port=a.eth0      : EINVAL -direction direction of the packet is missing
simulate port=a.eth0 direction=0 : EINVAL -packet packet is missing
simulate direction=0 packet{ } : EINVAL -port port-id or port is missing
why-get                   : EINVAL -port port-id or port is missing
END

t "objects that there are not"
unchanged answers <<END
ruleset-get name=nn       : ENOENT name no such ruleset
ruleset-get name=         : ENOENT name no such ruleset
rule-get name=nn @dump    : ENOENT*no such ruleset
rule-get rule{ ruleset=nn position=1 } : ENOENT rule.ruleset no such ruleset
rule-get rule{ ruleset=web position=2 } : ENOENT rule.position the ruleset has no rule at that position
addrset-get name=nn       : ENOENT name no such address set
addrset-get name=nn @dump : ENOENT*no such address set
addrset-del addrset{ name=nn } : ENOENT addrset no such address set
addrset-del addrset{ name=nn address{ ip=10.0.0.1 } } : ENOENT addrset no such address set
addrset-del addrset{ name=srv address{ ip=10.0.0.2 } } : ENOENT addrset *
addrset-del addrset{ name=srv address{ ip=10.0.0.1 } address{ ip=10.0.0.2 } } : ENOENT addrset *
addrset-del addrset{ name=srv address{ ip=10.0.1.0 prefix-len=25 } } : ENOENT addrset *
addrset-del addrset{ name=srv } : EBUSY addrset *
filter-get port=nn        : ENOENT port no such port
filter-get port=twin      : ENOTUNIQ port several switches*
filter-get port-id=1      : ENOENT port-id no such port
filter-get port=u-up      : ENOENT port no such port
filter-get switch=nn port=twin : ENODEV switch no such switch
filter-get switch=nn @dump : ENODEV*no such switch
filter-set port=nn failure-policy=1 : ENOENT port no such port
flow-get port=nn id=1     : ENOENT port no such port
flow-get port=a.eth0 id=1 : ENOENT id the port has no such state
flow-get port=nn @dump    : ENOENT*no such port
flow-get port-id=1 @dump  : ENOENT*no such port
flow-flush port=nn        : ENOENT port no such port
flow-flush switch=nn      : ENODEV switch no such switch
simulate port=nn direction=0 packet{ ethertype=2054 } : ENOENT port no such port
why-get port=nn           : ENOENT port no such port
why-get port=twin @dump   : ENOTUNIQ*several switches*
why-get port=twin switch=vs1 : ENODATA*nothing was dropped at the port yet
why-get port=u-up         : ENODATA*nothing was dropped at the port yet
END

t "commands that there are not"
unchanged answers <<END
load-ntf                  : EOPNOTSUPP*
log                       : EOPNOTSUPP*
load-get @dump            : EOPNOTSUPP*
load-begin @dump          : EOPNOTSUPP*
load-commit @dump         : EOPNOTSUPP*
addrset-add addrset{ name=q } @dump : EOPNOTSUPP*
flow-flush @dump          : EOPNOTSUPP*
simulate @dump            : EOPNOTSUPP*
END

t "attributes that do not belong there, of a wrong length or value"
unchanged answers <<END
load-begin transition=0   : EINVAL transition Un*
load-begin generation=u8:1 : EINVAL generation *
load-get loaded=1         : EINVAL loaded Un*
load-set require-ruleset=2 : ERANGE require-ruleset integer out of range
load-set require-ruleset=u32:1 : EINVAL require-ruleset *
load-set require-ruleset=1 generation=1 : EINVAL generation Un*
ruleset-get name=$x64     : E* name *
ruleset-get name=web ruleset{ name=web } : EINVAL ruleset Un*
rule-get rule{ ruleset=web position=0 } : ERANGE rule.position integer out of range
rule-get rule!{ ruleset=web position=1 } : EINVAL rule NLA_F_NESTED is missing
rule-get rule=u32:1       : EINVAL rule *
addrset-add addrset{ name= } : EINVAL addrset.name the name is empty
addrset-add addrset{ name=x:612062:00 } : EINVAL addrset *
addrset-add addrset{ name=$x64 } : E* addrset.name *
addrset-add addrset{ name=q count=1 } : EINVAL addrset.count count and users stand in answers only
addrset-add addrset{ name=q users=1 } : EINVAL addrset.users count and users stand in answers only
addrset-add addrset{ name=q } rule{ } : EINVAL rule Un*
addrset-add addrset{ name=q address{ } } : EINVAL addrset.address *the address lacks ip
addrset-add addrset{ name=q address{ ip=x:0a0000 } } : EINVAL addrset.address.ip *four or sixteen bytes
addrset-add addrset{ name=q address{ ip=x:0a00000001 } } : EINVAL addrset.address.ip *four or sixteen bytes
addrset-add addrset{ name=q address{ ip=x:0a0000010a0000010a0000010a00000100 } } : EINVAL addrset.address.ip *four or sixteen bytes
addrset-add addrset{ name=q address{ ip } } : EINVAL addrset.address.ip *four or sixteen bytes
addrset-add addrset{ name=q address{ ip=10.0.0.0 prefix-len=33 } } : ERANGE addrset.address.prefix-len *longer than the address
addrset-add addrset{ name=q address{ ip=fd00:: prefix-len=129 } } : ERANGE addrset.address.prefix-len integer out of range
addrset-add addrset{ name=q address{ ip=10.0.0.1 prefix-len=24 } } : EINVAL addrset.address.prefix-len *bits set beyond the prefix
addrset-add addrset{ name=q address{ ip=fd00::1 prefix-len=127 } } : EINVAL addrset.address.prefix-len *bits set beyond the prefix
addrset-add addrset{ name=q address{ ip=10.0.0.2 last=10.0.0.1 } } : EINVAL addrset.address.last *ends before it begins
addrset-add addrset{ name=q address{ ip=10.0.0.2 last=fd00::1 } } : EINVAL addrset.address.last *of one family
addrset-add addrset{ name=q address{ ip=10.0.0.0 last=10.0.0.9 prefix-len=24 } } : EINVAL addrset.address.last *has no prefix-len
addrset-add addrset{ name=q address{ ip=10.0.0.1 } address{ ip=x:01 } } : EINVAL addrset.address.ip *four or sixteen bytes
filter-set port=a.eth0 failure-policy=2 : ERANGE failure-policy integer out of range
filter-set port=a.eth0 state=1 : EINVAL state Un*
filter-set port=a.eth0 slot=2 : EINVAL slot Un*
filter-set port=a.eth0 timeouts{ tcp-first=9 } : ERANGE timeouts.tcp-first timeouts are from*
filter-set port=a.eth0 timeouts{ tcp-established=119 } : ERANGE timeouts.tcp-established timeouts are from*
filter-set port=a.eth0 timeouts{ udp-first=20 other=4320001 } : ERANGE timeouts.other timeouts are from*
filter-set port=a.eth0 timeouts{ udp-first=u64:20 } : EINVAL timeouts.udp-first *
filter-set port=a.eth0 timeouts{ 13=u32:20 } : EINVAL timeouts.13 Unknown attribute type
filter-set port=a.eth0 timeouts!{ udp-first=20 } : EINVAL timeouts NLA_F_NESTED is missing
filter-set port=a.eth0 limits{ total=0 } : ERANGE limits.total limits are from*
filter-set port=a.eth0 failure-policy=1 timeouts{ other=20 } limits{ udp=16777217 } : ERANGE limits.udp limits are from*
filter-set port=a.eth0 states{ total=1 } : EINVAL states Un*
flow-get port=a.eth0 id=u32:1 : EINVAL id *
flow-flush port=a.eth0 id=1 : EINVAL id Un*
simulate port=a.eth0 direction=2 packet{ ethertype=2054 } : ERANGE direction integer out of range
why-get port=a.eth0 reason=short : EINVAL reason Un*
END

t "rules that cannot be: refused with words, and the load is over"
load_refused <<END
                          : EINVAL -rule neither ruleset, addrset nor rule is there to add
ruleset{ }                : EINVAL ruleset the name is missing
ruleset{ name= }          : EINVAL ruleset.name the name is empty
ruleset{ name=x:612f20:00 } : EINVAL ruleset *
ruleset{ name=$x64 }      : E* ruleset.name *
ruleset{ name=a rules=1 } : EINVAL ruleset.rules rules and default-stats stand in answers only
ruleset{ name=a strictness=0 } : EINVAL ruleset.strictness a ruleset has nothing to inherit from
ruleset{ name=a strictness=3 } : ERANGE ruleset.strictness integer out of range
ruleset{ name=a category=5 } : ERANGE ruleset.category integer out of range
ruleset{ name=a default-action=3 } : ERANGE ruleset.default-action integer out of range
ruleset{ name=a default-log } : EINVAL ruleset.default-log default-log goes with default-action
ruleset{ name=a } ruleset{ name=a } : EEXIST ruleset *
ruleset{ name=a default-action=1 } ruleset{ name=b default-action=1 } : EEXIST ruleset *
ruleset{ name=a category=4 default-action=2 } : EINVAL ruleset *
ruleset{ name=a category=u32:1 } : EINVAL ruleset.category *
ruleset{ name=a 9=u32:1 } : EINVAL ruleset.9 Unknown attribute type
ruleset{ name=a raw:00000000 } : EINVAL . bytes leftover*
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from!{ negated } } : EINVAL rule.from NLA_F_NESTED is missing
addrset{ name=s address{ ip=10.0.0.1 } address{ ip=10.0.0.1 } } : EEXIST addrset.address *
addrset{ name=s address{ ip=10.0.0.1 } } addrset{ name=s address{ ip=10.0.0.1 } } : EEXIST addrset.address *
rule{ }                   : EINVAL rule the rule lacks a ruleset
ruleset{ name=a } rule{ ruleset=a } : EINVAL rule the rule lacks an id
ruleset{ name=a } rule{ ruleset=a id=1 } : EINVAL rule the rule lacks a position
ruleset{ name=a } rule{ ruleset=a id=1 position=1 } : EINVAL rule the rule lacks an action
ruleset{ name=a } rule{ ruleset=a id=1 position=0 action=0 } : ERANGE rule.position integer out of range
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=3 } : ERANGE rule.action integer out of range
ruleset{ name=a } rule{ ruleset=b id=1 position=1 action=0 } : ENOENT rule.ruleset no such ruleset came before the rule
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 stats{ } } : EINVAL rule.stats stats stand in answers only
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 direction=3 } : ERANGE rule.direction integer out of range
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 family=3 } : ERANGE rule.family integer out of range
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 alg=3 } : ERANGE rule.alg integer out of range
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 log=u8:1 } : E* rule.log *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 tag=$x64 } : E* rule.tag *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 applied-to= } : EINVAL rule.applied-to *the name is empty
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 applied-to=$x64 } : E* rule.applied-to *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from{ set=s } } : ENOENT rule.from.set *no such address set came before the rule
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from{ set=z: } } : E* rule.from.set *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from{ negated } } : EINVAL rule.from *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 to{ address{ ip=10.0.0.1 prefix-len=8 } } } : EINVAL rule.to.address.prefix-len *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from{ address{ ip=10.0.0.1 } } to{ address{ ip=fd00::1 } } } : EINVAL rule *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from{ mac=$A } } : EINVAL rule *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from{ mac=x:0102 } } : E* rule.from.mac *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 ethertype=2048 } : EINVAL rule *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 protocol=6 destination-port{ } } : EINVAL rule.destination-port *the range lacks first
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 protocol=6 source-port{ first=9 last=8 } } : EINVAL rule.source-port *ends before it begins
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 protocol=1 destination-port{ first=9 } } : EINVAL rule *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 protocol=6 icmp-type=8 } : EINVAL rule *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 protocol=1 icmp-code=0 } : EINVAL rule *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 protocol=1 family=2 } : EINVAL rule *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 protocol=17 alg=1 } : EINVAL rule *
ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 } rule{ ruleset=a id=2 position=1 action=1 } : EEXIST rule *
ruleset{ name=e category=4 } rule{ ruleset=e id=1 position=1 action=2 } : EINVAL rule *
ruleset{ name=e category=4 } rule{ ruleset=e id=1 position=1 action=0 from{ address{ ip=10.0.0.1 } } } : EINVAL rule *
ruleset{ name=e category=4 } rule{ ruleset=e id=1 position=1 action=0 protocol=6 } : EINVAL rule *
END

t "what is no message of a load is refused, and the load as if it had not come"
answers <<END
load-begin                : ok
load-add ruleset{ name=a } : ok
load-add ruleset{ name=b } generation=1 : EINVAL generation Un*
load-add ruleset{ name=b } seq=1 : EINVAL seq Un*
load-add ruleset!{ name=b } : EINVAL ruleset NLA_F_NESTED is missing
load-add ruleset=u32:1    : EINVAL ruleset *
load-add ruleset{ name=b } raw:0b : EINVAL . bytes leftover*
load-add ruleset{ name=b } raw:ffff0500 : EINVAL*
load-add ruleset{ name=b } : ok
load-commit               : ok
END
is "rulesets" "$("$genl" ruleset-get @dump | grep -o 'name=[ab] ' | tr -d '\n')" "name=a name=b "

t "which of many was refused"
answers <<END
load-begin                : ok
load-add ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 } rule{ ruleset=a id=2 position=77 action=0 protocol=6 icmp-type=1 } : EINVAL rule *icmp type*
END
if [[ $(uname -r) != 6.1.* ]]; then
	answers <<-END
		load-begin : ok
		load-add ruleset{ name=a } rule{ ruleset=a id=2 position=77 action=0 protocol=6 icmp-type=1 } : EINVAL rule rule at 77: *icmp type*
		addrset-add addrset{ name=q address{ ip=10.0.0.1 } address{ ip=10.0.0.0 } address{ ip=x:00 } } : EINVAL addrset.address.ip address 3: an address has*
	END
fi

t "a rule takes 16000 bytes, and one that long is listed"
many=''
for ((i = 0; i < 1300; i++)); do many+=" address{ ip=10.$((i / 250)).$((i % 250)).1 }"; done
more=$many
for ((i = 0; i < 40; i++)); do more+=" address{ ip=11.0.$i.1 }"; done
unchanged answers <<END
load-begin                : ok
load-add ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from{ $more } } : E2BIG rule *use address sets
load-commit               : ENOENT*
END
ask "load-begin" "load-add ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from{ $many } } rule{ ruleset=a id=2 position=2 action=0 to{ $many } }" "load-commit"
"$genl" rule-get @dump >"$tmp/got" || bad "$(<"$tmp/got")"
is "addresses listed" "$(grep -o 'address{' "$tmp/got" | wc -l)" 2600
like "one of them" "$("$genl" rule-get 'rule{' ruleset=a position=2 '}')" "* id=2 *10.5.49.1 * stats{*"

# Loads ------------------------------------------------------------------------

t "a load belongs to its socket and goes with it"
unchanged ask "load-begin" "load-add ruleset{ name=gone }"
refused "no load is under way" "$genl" load-commit
# shellcheck disable=SC2317 # called by name
many_loads()
{
	local i

	for ((i = 0; i < 17; i++)); do
		"$genl" load-begin
	done
	ask "load-begin" "load-add ruleset{ name=gone } addrset{ name=g address{ ip=10.0.0.1 } }"
}
unchanged many_loads
# shellcheck disable=SC2317 # called by name
sixteen()
{
	local i fds=() pids=() fd

	for ((i = 0; i < 16; i++)); do
		mkfifo "$tmp/load$i" "$tmp/said$i"
		"$genl" -b <"$tmp/load$i" >"$tmp/said$i" 2>&1 &
		pids+=($!)
		exec {fd}>"$tmp/load$i"
		fds+=("$fd")
		exec {fd}<"$tmp/said$i"
		fds+=("$fd")
		echo "load-begin" >&"${fds[-2]}"
		read -r -t 20 REPLY <&"${fds[-1]}"
		is "load $i" "$REPLY" ok
	done
	is "one more" "$("$genl" load-begin 2>&1)" "EBUSY . 16 loads are under way already: end one"
	echo "load-begin" >&"${fds[0]}"
	read -r -t 20 REPLY <&"${fds[1]}"
	is "one of them anew" "$REPLY" ok
	for fd in "${fds[@]}"; do exec {fd}>&-; done
	wait "${pids[@]}"
}
sixteen
soon "$genl" load-begin >/dev/null || bad "loads of closed sockets are still there"

t "another load-begin forgets what came before"
ask "load-begin" "load-add ruleset{ name=old }" "load-begin" "load-add ruleset{ name=new }" "load-commit"
like "rulesets" "$("$genl" ruleset-get @dump)" "* ruleset{ name=new *"
[[ $("$genl" ruleset-get @dump) != *old* ]] || bad "still there"

t "who has an older generation in mind is refused"
g=$(generation)
unchanged answers <<END
load-get generation=$((g - 1)) : ESTALE generation the rules in force are of another generation
load-get generation=$g    : ok
load-begin generation=$((g + 1)) : ESTALE generation the rules in force are of another generation
load-begin generation=$g  : ok
load-add ruleset{ name=a } : ok
load-commit generation=$((g - 1)) : ESTALE*another generation*
load-commit generation=$g : ENOENT*
END
ask "load-begin generation=$g" "load-add ruleset{ name=a }" "load-commit generation=$g transition=2"
is "generation" "$(generation)" $((g + 1))
like "answer" "$(printf '%s\n' load-begin load-commit | "$genl" -b)" "ok"$'\n'"ok"
is "generation" "$(generation)" $((g + 2))
like "no ruleset at all" "$("$genl" load-get)" "* loaded=0"

t "address sets change by themselves"
ask "load-begin" "load-add ruleset{ name=a } addrset{ name=s address{ ip=10.0.0.1 } } rule{ ruleset=a id=1 position=1 action=0 from{ set=s } }" "load-commit"
g=$(generation)
ask "addrset-add addrset{ name=s address{ ip=10.0.0.2 } }" \
	"addrset-add addrset{ name=s address{ ip=10.0.0.2 } }" \
	"addrset-add addrset{ name=s address{ ip=10.0.0.3 } address{ ip=10.1.0.0 prefix-len=16 } address{ ip=fd00::7 } }" \
	"addrset-del addrset{ name=s address{ ip=10.0.0.1 } }" \
	"addrset-add addrset{ name=other }"
[ "$(generation)" -gt $((g + 3)) ] || bad "generation $(generation) after $g"
is "the set" "$("$genl" addrset-get name=s @dump | sed 's/generation=[0-9]* //')" "addrset-get addrset{ name=s count=4 users=1 address{ ip=10.1.0.0 prefix-len=16 } address{ ip=10.0.0.2 } address{ ip=10.0.0.3 } address{ ip=fd00::7 } }"
ask "addrset-del addrset{ name=s address{ ip=10.1.0.0 prefix-len=16 } address{ ip=fd00::7 } }" \
	"addrset-del addrset{ name=other }"
is "the sets" "$("$genl" addrset-get @dump | sed 's/generation=[0-9]* //')" "addrset-get addrset{ name=s count=2 users=1 address{ ip=10.0.0.2 } address{ ip=10.0.0.3 } }"

t "each change is told of, in one row of numbers with the others"
"$genl" -l config -x "printf '%s\n' load-begin 'load-add ruleset{ name=a }' load-commit 'load-set require-ruleset=1' 'port-set name=nn' 'addrset-add addrset{ name=q }' 'port-set name=a.eth0 admin-blocked=0' 'load-set require-ruleset=0' | $genl -b >/dev/null" >"$tmp/news"
is "messages" "$(cut -d' ' -f1 "$tmp/news" | tr '\n' ' ')" "load-ntf load-ntf load-ntf port-ntf load-ntf "
mapfile -t seqs < <(sed -n 's/.* seq=\([0-9]*\).*/\1/p' "$tmp/news")
for ((i = 1; i < ${#seqs[@]}; i++)); do
	is "number" "${seqs[i]}" $((seqs[i - 1] + 1))
done
like "words" "$(sed -n 2p "$tmp/news")" "load-ntf generation=* require-ruleset=1 loaded=1 seq=*"

t "a group said anew is news of the rules that name it"
ask "group-new name=gg" "load-begin" "load-add ruleset{ name=a } rule{ ruleset=a id=1 position=1 action=0 from{ group=gg } }" "load-commit"
g=$(generation)
"$genl" -l config -x "$genl group-set name=gg address{ ip=10.0.0.1 } >/dev/null" >"$tmp/news"
is "messages" "$(cut -d' ' -f1 "$tmp/news" | tr '\n' ' ')" "group-ntf load-ntf "
is "generation" "$(generation)" $((g + 1))
like "words" "$(tail -n 1 "$tmp/news")" "load-ntf generation=$((g + 1)) *"
ask "load-begin" "load-add ruleset{ name=a }" "load-commit"
"$genl" -l config -x "$genl group-set name=gg address{ ip=10.0.0.2 } >/dev/null" >"$tmp/news"
is "messages" "$(cut -d' ' -f1 "$tmp/news" | tr '\n' ' ')" "group-ntf "
ask "group-del name=gg"

# Dumps ------------------------------------------------------------------------

t "a dump of 8000 rules and one of 24000 addresses go on where they stopped"
{
	echo load-begin
	echo "load-add ruleset{ name=l2 category=4 } ruleset{ name=r0 } ruleset{ name=r1 } ruleset{ name=none } rule{ ruleset=l2 id=1 position=1 action=0 }"
	for ((i = 0; i < 16; i++)); do
		line=load-add
		for ((j = 1; j <= 500; j++)); do
			line+=" rule{ ruleset=r$((i / 8)) id=7 position=$((i * 500 + j)) protocol=6 destination-port{ first=$j } action=0 }"
		done
		echo "$line"
	done
	for ((i = 0; i < 15; i++)); do
		line="load-add addrset{ name=big"
		for ((j = 0; j < 1600; j++)); do line+=" address{ ip=10.$i.$((j / 250)).$((j % 250)) }"; done
		echo "$line } addrset{ name=s$i address{ ip=11.0.$i.0 prefix-len=24 } }"
	done
	echo load-commit
} >"$tmp/requests"
is "refusals" "$("$genl" -b <"$tmp/requests" | grep -vc '^ok$')" 0
"$genl" rule-get @dump >"$tmp/dump"
for ((i = 1; i <= 8000; i++)); do echo "position=$i"; done >"$tmp/all"
grep -o ' ruleset=r[01] id=7 position=[0-9]*' "$tmp/dump" | cut -d' ' -f4 | diff -q - "$tmp/all" >/dev/null ||
	bad "not each rule once and in order"
grep -q 'ruleset=l2 ' "$tmp/dump" || bad "the rule of layer 2 is missing"
[[ $(tail -n 1 "$tmp/dump") != *intr* ]] || bad "interrupted"
[ "$(wc -l <"$tmp/dump")" -gt 9 ] || bad "one message cannot be true"
"$genl" rule-get name=r1 @dump | grep -o ' position=[0-9]*' | wc -l >"$tmp/got"
is "rules of one ruleset" "$(<"$tmp/got")" 4000
"$genl" addrset-get @dump >"$tmp/dump"
is "addresses, each once" "$(grep -o ' ip=[0-9.]*' "$tmp/dump" | sort -u | wc -l)" 24015
is "addresses" "$(grep -o ' ip=[0-9.]*' "$tmp/dump" | wc -l)" 24015
is "of one set" "$("$genl" addrset-get name=big @dump | grep -o ' ip=[0-9.]*' | wc -l)" 24000
is "rulesets" "$("$genl" ruleset-get @dump | grep -o 'ruleset{ name=[a-z0-9]*' | tr '\n' ' ')" \
	"ruleset{ name=r0 ruleset{ name=r1 ruleset{ name=none ruleset{ name=l2 "

t "a change in the middle of a dump ends it, and it says so"
"$genl" -x "$genl addrset-add addrset{ name=big address{ ip=12.0.0.1 } }" rule-get @dump >"$tmp/dump"
is "rules, an address more" "$(tail -n 1 "$tmp/dump")" "ok intr"
"$genl" -x "$genl addrset-del addrset{ name=big address{ ip=12.0.0.1 } }" addrset-get @dump >"$tmp/dump"
is "addresses, one less" "$(tail -n 1 "$tmp/dump")" "ok intr"
for i in rule addrset; do
	"$genl" -b <"$tmp/requests" >/dev/null
	"$genl" -x "printf '%s\n' load-begin load-commit | $genl -b >/dev/null" $i-get @dump >"$tmp/dump"
	is "$i, all gone" "$(tail -n 1 "$tmp/dump")" "ok intr"
	is "what is left" "$("$genl" $i-get @dump)" ""
done

# Filters, states, drops ---------------------------------------------------------

t "a filter is changed as a whole or not at all"
ask "filter-set port=a.eth0 failure-policy=1 timeouts{ tcp-established=120 other=4320000 } limits{ total=1000 udp=1 icmp=16777216 }"
like "filter" "$("$genl" filter-get port=a.eth0)" "* failure-policy=1 * tcp-first=120 * tcp-established=120 * other=4320000 } limits{ total=1000 half-open=* udp=1 icmp=16777216 other=* } *"
like "another" "$("$genl" filter-get port=b.eth0)" "* failure-policy=0 * tcp-established=43200 * total=65536 *"
is "filters of a switch" "$("$genl" filter-get switch=vs1 @dump | wc -l)" 2
vswctl port add vs0 web-01.eth3
vswctl port add vs0 web-01.ether3
like "adapter" "$("$genl" filter-get port=web-01.eth3)" "* name=nic-*-eth3-vsw-sfw.2 *"
like "adapter" "$("$genl" filter-get port=web-01.ether3)" "* name=nic-*-eth0-vsw-sfw.2 *"

t "what a packet would meet"
ask "load-begin" \
	"load-add ruleset{ name=w default-action=1 } ruleset{ name=e category=4 } addrset{ name=s address{ ip=10.0.0.9 } } rule{ ruleset=w id=10 position=1 protocol=6 destination-port{ first=22 } action=0 } rule{ ruleset=w id=11 position=5 direction=1 from{ set=s } action=2 } rule{ ruleset=w id=12 position=6 protocol=1 icmp-type=8 action=0 } rule{ ruleset=e id=20 position=3 ethertype=2054 from{ mac=$A } action=1 }" \
	"load-commit"
g=$(generation)
# sim PACKET... : "action layer ruleset/rule@position reason" of a packet
sim()
{
	"$genl" simulate port=a.eth0 "$@" 2>&1
}
like "by a rule" "$(sim direction=0 'packet{' source=10.0.0.1 destination=10.0.0.2 protocol=6 destination-port=22 '}')" \
	"simulate port-id=* port=a.eth0 direction=0 action=0 layer=4 ruleset=w rule-id=10 position=1 generation=$g"
like "rejected" "$(sim direction=1 'packet{' source=10.0.0.9 destination=10.0.0.2 protocol=17 destination-port=53 '}')" \
	"* direction=1 action=2 reason=reject-in layer=4 ruleset=w rule-id=11 position=5 *"
like "by the default" "$(sim direction=0 'packet{' source=10.0.0.9 destination=10.0.0.2 protocol=17 destination-port=53 '}')" \
	"* action=1 reason=match-out layer=5 ruleset=w generation=*"
like "by its flags" "$(sim direction=0 'packet{' source=10.0.0.9 destination=10.0.0.2 protocol=6 destination-port=22 tcp-flags=3 '}')" \
	"* action=1 reason=normalize-out layer=1 generation=*"
like "no SYN" "$(sim direction=0 'packet{' source=10.0.0.9 destination=10.0.0.2 protocol=6 destination-port=22 tcp-flags=16 '}')" \
	"* action=1 reason=state-mismatch-out *"
like "a query" "$(sim direction=1 'packet{' source=fd00::1 destination=fd00::2 protocol=58 icmp-type=128 '}')" "* action=1 *layer=5 *"
like "a query" "$(sim direction=1 'packet{' source=10.0.0.1 destination=10.0.0.2 protocol=1 icmp-type=8 icmp-id=7 '}')" "* action=0 layer=4 * rule-id=12 *"
like "ARP from our own address" "$(sim direction=0 'packet{' ethertype=2054 '}')" \
	"* action=1 reason=l2-match-out layer=2 ruleset=e rule-id=20 position=3 *"
like "ARP from another" "$(sim direction=0 'packet{' ethertype=2054 source-mac=$B '}')" "* action=0 *"
unchanged answers <<END
simulate port=a.eth0 direction=0 packet{ } : EINVAL packet the packet has neither ethertype nor source
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 } : EINVAL packet.source an IP packet has source and destination
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 destination=fd00::1 protocol=6 } : EINVAL packet.destination not an address of the packet's family
simulate port=a.eth0 direction=0 packet{ source=x:0a destination=10.0.0.1 protocol=6 } : EINVAL packet.source not an address of the packet's family
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 destination=10.0.0.2 } : EINVAL packet the packet lacks a protocol
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 destination=10.0.0.2 protocol=6 } : EINVAL packet the packet lacks a destination-port
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 destination=10.0.0.2 protocol=47 destination-port=1 } : EINVAL packet.destination-port does not go with this protocol
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 destination=10.0.0.2 protocol=17 destination-port=1 tcp-flags=2 } : EINVAL packet.tcp-flags does not go with this protocol
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 destination=10.0.0.2 protocol=1 } : EINVAL packet the packet lacks an icmp-type
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 destination=10.0.0.2 protocol=1 icmp-type=3 } : EINVAL packet.icmp-type ICMP errors are judged*
simulate port=a.eth0 direction=0 packet{ source=fd00::1 destination=fd00::2 protocol=1 icmp-type=8 } : EINVAL packet.icmp-type does not go with this protocol
simulate port=a.eth0 direction=0 packet{ ethertype=2054 protocol=6 } : EINVAL packet.protocol does not go with this ethertype
simulate port=a.eth0 direction=0 packet{ ethertype=2048 source=fd00::1 destination=fd00::2 protocol=6 } : EINVAL packet.source not an address*
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 destination=10.0.0.2 protocol=6 destination-port=1 length=39 } : ERANGE packet.length *
simulate port=a.eth0 direction=0 packet{ ethertype=2054 length=65536 } : ERANGE packet.length *
simulate port=a.eth0 direction=0 packet{ ethertype=2054 vlan=7 } : EINVAL packet.vlan the port is not in that VLAN
simulate port=a.eth0 direction=0 packet{ ethertype=2054 vlan=4095 } : ERANGE packet.vlan integer out of range
simulate port=a.eth0 direction=0 packet{ source=10.0.0.1 destination=10.0.0.2 protocol=6 destination-port=1 length=65535 } : ok
simulate port=a.eth0 direction=0 packet{ ethertype=1 } : ok
END
is "states after all that" "$("$genl" flow-get @dump)" ""
is "hits after all that" "$("$genl" rule-get @dump | grep -o ' hits=[1-9]')" ""

t "states, one by one and all, and drops"
ask "load-begin" "load-add ruleset{ name=w default-action=1 } rule{ ruleset=w id=12 position=6 protocol=1 icmp-type=8 action=0 }" "load-commit"
ns a ip addr add 10.0.0.1/24 dev eth0
ns b ip addr add 10.0.0.2/24 dev eth0
ns a ip link set lo up
works ns a ping -c 1 -W 5 10.0.0.2
flow=$("$genl" flow-get port=a.eth0 @dump)
like "state of a" "$flow" "flow-get switch=vs0 port-id=* port=a.eth0 id=* state=9 direction=0 rule-id=12 alg=0 protocol=1 ethertype=2048 vlan=0 source=10.0.0.1 destination=10.0.0.2 source-port=* destination-port=* icmp-type=8 packets-out=1 packets-in=1 bytes-out=84 bytes-in=84 seconds-left=* generation=$(generation)"
id=${flow#* id=} id=${id%% *}
like "the same by its id" "$("$genl" flow-get port=a.eth0 id="$id")" "* id=$id *"
like "state of b" "$("$genl" flow-get port=b.eth0 @dump)" "* port=b.eth0 id=* direction=1 rule-id=12 *"
is "states of the switch" "$("$genl" flow-get switch=vs0 @dump | wc -l)" 2
is "states of the other" "$("$genl" flow-get switch=vs1 @dump | wc -l)" 0
like "counters" "$("$genl" rule-get 'rule{' ruleset=w position=6 '}')" "* stats{ evaluations=2 hits=2 packets-out=* connections=2 } }"
like "filter" "$("$genl" filter-get port=a.eth0)" "* states{ total=1 half-open=* udp=0 icmp=1 other=0 } *"
! ns a ping -c 1 -W 1 10.0.0.9 >/dev/null 2>&1 || bad "somebody answers"
ns a bash -c 'echo x >/dev/udp/10.0.0.2/53'
# shellcheck disable=SC2317 # called by soon
noted() { "$genl" why-get port=a.eth0 >"$tmp/got" 2>&1 && grep -q protocol=17 "$tmp/got"; }
soon noted || bad "no drop noted"
like "why" "$(<"$tmp/got")" "why-get switch=vs0 port-id=* port=a.eth0 time=* reason=match-out ruleset=w packet{ source-mac=$A destination-mac=$B ethertype=2048 length=30 destination=10.0.0.2 source=10.0.0.1 protocol=17 source-port=* destination-port=53 }"
like "all of them" "$("$genl" why-get port=a.eth0 @dump)" "why-get *reason=match-out*"
ask "flow-flush port=a.eth0"
is "states of a" "$("$genl" flow-get port=a.eth0 @dump)" ""
is "states of b" "$("$genl" flow-get port=b.eth0 @dump | wc -l)" 1
ask "flow-flush"
is "states" "$("$genl" flow-get @dump)" ""

t "the packet log is numbered and says what a rule with log decided"
ask "load-begin" "load-add ruleset{ name=w default-action=1 default-log } rule{ ruleset=w id=12 position=6 protocol=1 action=0 log tag=echo }" "load-commit"
"$genl" -l log -x "ip netns exec a ping -c 1 -W 5 10.0.0.2 >/dev/null; ip netns exec a bash -c 'echo x >/dev/udp/10.0.0.2/53'; $genl flow-flush" >"$tmp/news"
like "first" "$(sed -n 1p "$tmp/news")" "log seq=* time=* kind=0 port-id=* port=a.eth0 direction=0 action=0 ruleset=w rule-id=12 tag=echo packet{ ethertype=2048 length=84 destination=10.0.0.2 source=10.0.0.1 protocol=1 icmp-type=8 icmp-code=0 icmp-id=* }"
like "its other end" "$(sed -n 2p "$tmp/news")" "log seq=* port=b.eth0 direction=1 action=0 ruleset=w rule-id=12 *"
like "refused" "$(sed -n 3p "$tmp/news")" "log seq=* kind=0 * port=a.eth0 direction=0 action=1 ruleset=w packet{ * protocol=17 * destination-port=53 }"
like "the end" "$(sed -n 4p "$tmp/news")" "log seq=* kind=1 * rule-id=12 * end=5 packets-out=1 packets-in=1 bytes-out=84 bytes-in=84"
is "lines" "$(wc -l <"$tmp/news")" 5
mapfile -t seqs < <(sed -n 's/.* seq=\([0-9]*\).*/\1/p' "$tmp/news")
for ((i = 1; i < ${#seqs[@]}; i++)); do
	is "number" "${seqs[i]}" $((seqs[i - 1] + 1))
done

# Who may ask --------------------------------------------------------------------

commands="load-begin
load-add ruleset{ name=q }
load-commit
load-set require-ruleset=1
load-get
ruleset-get name=w
ruleset-get @dump
rule-get rule{ ruleset=w position=6 }
rule-get @dump
addrset-add addrset{ name=q }
addrset-del addrset{ name=q }
addrset-get name=q
addrset-get @dump
filter-set port=a.eth0 failure-policy=0
filter-get port=a.eth0
filter-get @dump
flow-get port=a.eth0 id=1
flow-get @dump
flow-flush
simulate port=a.eth0 direction=0 packet{ ethertype=2054 }
why-get port=a.eth0
why-get @dump"

t "who has no CAP_NET_ADMIN may do nothing, and read nothing"
# shellcheck disable=SC2317 # called by name
nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
before=$(rules_state)
mapfile -t got < <(nobody "$genl" -b <<<"$commands" 2>&1)
is "number of answers" "${#got[@]}" 22
for i in "${!got[@]}"; do
	[ "${got[i]}" = EPERM ] || bad "command $i: '${got[i]}', not EPERM"
done
[ "$before" = "$(rules_state)" ] || bad "something changed"

t "root of a namespace of its own has rules of its own"
if unshare --user --map-root-user true 2>/dev/null; then
	own=$(printf '%s\n' load-begin "load-add ruleset{ name=own }" load-commit |
		unshare --user --map-root-user --net "$genl" -b 2>&1)
	is "a load there" "$own" "ok"$'\n'"ok"$'\n'"ok"
	[[ $("$genl" ruleset-get @dump) != *name=own* ]] || bad "its rules are ours"
	is "our rules there" "$(unshare --user --map-root-user --net "$genl" ruleset-get @dump)" ""
else
	skip "no user namespaces"
fi

t "the module goes while loads are under way, and they with it"
if [ -n "${module_ours-}" ]; then
	mkfifo "$tmp/load" "$tmp/said.load"
	"$genl" -b <"$tmp/load" >"$tmp/said.load" 2>&1 &
	exec {in}>"$tmp/load" {out}<"$tmp/said.load"
	for i in "load-begin" "load-add ruleset{ name=a } addrset{ name=s address{ ip=10.0.0.1 } address{ ip=10.0.0.0 prefix-len=8 } } rule{ ruleset=a id=1 position=1 from{ set=s } action=0 tag=x }"; do
		echo "$i" >&"$in"
		read -r -t 20 REPLY <&"$out" || REPLY='no answer'
		is "$i" "$REPLY" ok
	done
	unload || bad "the module stays"
	load || bad "the module does not come back"
	echo "load-commit" >&"$in"
	read -r -t 20 REPLY <&"$out" || REPLY='no answer'
	like "load-commit" "$REPLY" "E*"
	exec {in}>&- {out}<&-
	is "what is there now" "$("$genl" load-get)" "load-get generation=0 require-ruleset=0 loaded=0"
else
	skip "the module is not ours to unload"
fi

finish
