#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Tags, groups and quarantine: who is a member, and that rules follow at once.
#
#    .- netns a -.   .- netns b -.   .- the script -.
#    | 10.0.0.1  |   | 10.0.0.2  |   |      c       |   the script, 10.0.0.9
#    '-----|-----'   '-----|-----'   '------|-------'         up
#         v-a             v-b            tap t-c               |
#    .-----+---------------+----------------+------------------+----.
#    |  a.eth0          b.eth0     vs0   c.eth0              u-up   |
#    '---------------------------------------------------------------'
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=selftests/filter.d/lib.sh
. "$(dirname "$0")/filter.d/lib.sh"

genl=$selftests/tools/genl

# members GROUP NAME...: these ports and no others are its members
members()
{
	local group=$1 have

	shift
	have=$(vswctl --json group show "$group" | jq -r '.[0].member[].port' | sort | xargs)
	is "members of $group" "$have" "$*"
	is "number of them" "$(vswctl --json group show "$group" | jq '.[0].members')" $#
}

t "criteria: patterns, and, or, not, brackets"
works vswctl portgroup add $SW web
works vswctl port tag a.eth0 add tier=web env=prod
works vswctl port tag b.eth0 add tier=db
works vswctl port set b.eth0 portgroup web
for line in \
	"tag tier=web:a.eth0" "tag tier=*:a.eth0 b.eth0" "tag *=prod:a.eth0" \
	"tag tier=[wx]eb:a.eth0" "tag tier=we?:a.eth0" "tag tier:" \
	"name *:a.eth0 b.eth0 c.eth0" "name ?.eth0:a.eth0 b.eth0 c.eth0" \
	"name c.eth0:c.eth0" "portgroup web:b.eth0" "portgroup we:" \
	"not portgroup web:a.eth0 c.eth0" "tag tier=* and not portgroup web:a.eth0" \
	"tag env=prod or portgroup web:a.eth0 b.eth0" \
	"name c* or tag tier=* and portgroup web:b.eth0 c.eth0" \
	"(name c* or tag tier=*) and portgroup web:b.eth0" \
	"not (name a* or name b*):c.eth0" "not not name a*:a.eth0" "none:"; do
	works vswctl --may-exist group add g match "${line%:*}"
	# shellcheck disable=SC2086 # words
	members g ${line##*:}
	[ "${line%:*}" = none ] ||
		is "criteria" "$(vswctl --json group show g | jq -r '.[0].match')" "${line%:*}"
done

t "members say what holds for them"
works vswctl group set g match "tag tier=* and (name a* or not portgroup 'web')"
like "why" "$(vswctl group show g)" "*Member: a.eth0 (0x*) $A; tag tier=\*, name a\**"
works vswctl group del g

t "criteria that are wrong are refused with their place"
refused "character 8: expected a pattern, found the end" vswctl group add g match "not tag"
refused "character 9: expected the end, 'and' or 'or'" vswctl group add g match "tag a=1 tag b=1"
refused "character 5: expected a pattern" vswctl group add g match "tag (a=1)"
refused "expected '(', 'not', 'tag', 'name' or 'portgroup', found 'host'" \
	vswctl group add g match "host a"
refused "found the end" vswctl group add g match "(tag a=1"
refused "at most 64 steps" vswctl group add g \
	match "name a$(printf ' or name %s' {1..40})"
refused "no such group" vswctl group show g

t "a group: add, set, del, and what is refused"
works vswctl group add g ip 10.0.0.1,10.1.0.0/16,fd00::1-fd00::9 mac $A
refused "" vswctl group add g
works vswctl --may-exist group add g ip 10.0.0.1
refused "twice" vswctl group set g ip 10.0.0.1,10.0.0.1
refused "expects" vswctl group set g ip 10.0.0.300
refused "expects" vswctl group set g mac 02:00
refused "names are" vswctl group add "g{"
works vswctl group set g mac none
is "what stays" "$(vswctl --json group show g | jq -c '[.[0].address[].ip, .[0].mac]')" \
	'["10.0.0.1",null]'
rules <<< "ruleset r { rule 1 at 1 inout protocol any from group g to any accept; }"
refused "a rule names the group" vswctl group del g
rules <<< "ruleset r { rule 1 at 1 inout protocol any from any to any accept applied-to group g; }"
refused "a rule names the group" vswctl group del g
rules </dev/null
works vswctl group del g
refused "no such group" vswctl group del g
works vswctl --if-exists group del g
refused "no such group" vswctl rules load - <<< \
	"ruleset r { rule 1 at 1 inout protocol any from group g to any accept; }"

t "tags: add, del, set, and what is refused"
works vswctl port tag a.eth0 set x=1 x=2 "y=some text"
is tags "$(vswctl port tag a.eth0 | xargs -d '\n' printf '<%s>')" "<x=1><x=2><y=some text>"
works vswctl port tag a.eth0 add x=1
works vswctl port tag a.eth0 del x
is tags "$(vswctl port tag a.eth0)" "y=some text"
refused "no such tag" vswctl port tag a.eth0 del x
refused "no such tag" vswctl port tag a.eth0 del "y=some text" x=1
is tags "$(vswctl port tag a.eth0)" "y=some text"
works vswctl --if-exists port tag a.eth0 del x=1 "y=some text"
is tags "$(vswctl port tag a.eth0)" ""
refused "a tag is scope=value" vswctl port tag a.eth0 add tier
refused "a tag is scope=value" vswctl port tag a.eth0 add =web
refused "at most 32 tags" vswctl port tag a.eth0 add "t="{1..33}
works vswctl port tag a.eth0 set "t="{1..32}
refused "at most 32 tags" vswctl port tag a.eth0 add t=33
works vswctl port set a.eth0 tag a=1 tag b=2
is tags "$(vswctl --json port show a.eth0 | jq -c '.[0].tag')" '["a=1","b=2"]'
works vswctl port set a.eth0 tag none
is tags "$(vswctl port tag a.eth0)" ""

t "rules for the members of a group: in force with the next frame"
works vswctl group add held match "tag held=*"
rules kill <<-END
	ruleset one {
	  rule 1 at 1 inout protocol any from any to any drop applied-to group held;
	  default accept;
	}
END
for i in 1 2 3; do
	out free$i udp=1000,1
	into back$i udp=1,1000
	count a:rx=1 up:tx=1 up:rx=1 a:tx=1
	drain up a
	works vswctl port tag a.eth0 add held=yes
	out held$i udp=1000,1
	into back$i udp=1,1000
	count a:match-out=1 up:rx=1 a:match-in=1
	got up
	got a
	works vswctl port tag a.eth0 del held
done
n_out=0 n_in=0 way=()

t "a name, a port group: membership follows"
works vswctl group set held match "name q* or portgroup web"
out one udp=1000,1
works vswctl port set a.eth0 name q.eth0
out two udp=1000,1
works vswctl port set q.eth0 name a.eth0
out three udp=1000,1
works vswctl port set a.eth0 portgroup web
out four udp=1000,1
works vswctl portgroup set $SW web name other
out five udp=1000,1
works vswctl portgroup set $SW other name web
works vswctl port set a.eth0 portgroup default
count a:rx=3 up:tx=3 a:match-out=2
got up "*id=one *" "*id=three *" "*id=five *"
n_out=0 way=()

t "a group defined anew while rules name it"
works vswctl group set held match "name a.*"
out one udp=1000,1
works vswctl group set held match "name b.*"
out two udp=1000,1
count a:rx=1 up:tx=1 a:match-out=1
got up "*id=two *"
works vswctl group set held match none
n_out=0 way=()

t "addresses of a group"
works vswctl group add far ip $u
rules kill <<-END
	ruleset one {
	  rule 1 at 1 inout protocol udp from any to group far accept;
	  rule 2 at 2 inout protocol icmp from not group far to any accept;
	  default drop;
	}
END
out one udp=1000,1
out two icmp=8,0,1,1
into three icmp=8,0,2,1
only one two
works vswctl group set far ip 10.0.0.0/29,fd00::/64
out one udp=1001,1
out two icmp=8,0,3,1
into three icmp=8,0,4,1
into four udp=1,1002
out five ip=$a6,$u6 udp=1000,1
count a:rx=1 up:tx=1 a:match-out=2 up:rx=2 a:tx=2
got up "*id=five *"
got a "*id=three *" "*id=four *"
way=() n_out=0 n_in=0
works vswctl group set far ip none
out one udp=1003,1
count a:match-out=1
n_out=0

t "addresses that are discovered are the group's before the frame goes on"
works vswctl group set far ip none match "name b.*"
rules kill <<-END
	ruleset one {
	  rule 1 at 1 inout protocol udp from any to group far accept;
	  default drop;
	}
END
out one udp=1000,1 dst=$B ip=$a,$b
count a:match-out=1
generation=$(vswctl --json rules status | jq .generation)
send b dst=bcast arp=request,$b,10.0.0.7
count b:rx=1 a:tx=1 c:tx=1 up:tx=1
# A guest does not make an operator's load fail.
is "generation" "$(vswctl --json rules status | jq .generation)" "$generation"
like "members" "$(vswctl group show far)" "*Member: b.eth0 (0x*) $B, $b; name b.\**"
out two udp=1000,1 dst=$B ip=$a,$b
count a:rx=1 b:tx=1
# One that is stated goes with the statement, a discovered one with the device.
works vswctl binding add a.eth0 $u
works vswctl group set far match "name b.* or name a.*"
out three udp=1000,1
count a:rx=1 up:tx=1
works vswctl binding del a.eth0 $u
out four udp=1000,1
count a:match-out=1
works vswctl binding flush b.eth0
out five udp=1001,1 dst=$B ip=$a,$b
count a:match-out=1
like "members" "$(vswctl group show far)" "*Member: b.eth0 (0x*) $B; name b.\**"
drain a b c up
n_out=0 way=()

t "an address that two members have leaves with the last of them"
works vswctl group set far match "name a.* or name b.*" ip 10.9.9.9
works vswctl portgroup add $SW ten vlan 10
works vswctl port set b.eth0 portgroup ten
works vswctl binding add a.eth0 10.9.9.8
works vswctl binding add b.eth0 10.9.9.8
works vswctl binding add b.eth0 10.9.9.9
out one udp=1000,1 ip=$a,10.9.9.8
count a:rx=1 up:tx=1
works vswctl binding del b.eth0 10.9.9.8
out two udp=1000,1 ip=$a,10.9.9.8
count a:rx=1 up:tx=1
works vswctl binding del a.eth0 10.9.9.8
out three udp=1000,1 ip=$a,10.9.9.8
count a:match-out=1
# The group's own stays, too.
works vswctl binding del b.eth0 10.9.9.9
out four udp=1000,1 ip=$a,10.9.9.9
count a:rx=1 up:tx=1
works vswctl port set b.eth0 portgroup web
drain up
n_out=0 way=()
works vswctl group set far ip none match none

t "MAC addresses of a group, in rules of layer 2"
works vswctl group add talk match "tag talk=*" mac $U
rules kill <<-END
	ruleset l2 category ethernet {
	  rule 1 at 1 inout ethertype any from group talk to any accept;
	  default drop;
	}
END
out one udp=1000,1
into two udp=1,1000
count a:l2-match-out=1 up:rx=1 a:tx=1
works vswctl port tag a.eth0 add talk=yes
out three udp=1000,1
count a:rx=1 up:tx=1
# The address that the guest uses counts, too.
works vswctl port set a.eth0 mac-changes accept
ns a ip link set eth0 address 02:00:00:00:00:aa
field a "MAC Address" 02:00:00:00:00:aa
F addr a 02:00:00:00:00:aa
out four udp=1000,1
count a:rx=1 up:tx=1
works vswctl port tag a.eth0 del talk
out five udp=1000,1
count a:l2-match-out=1
# One that policy refuses does not: a member cannot vouch for a neighbour.
works vswctl port tag a.eth0 add talk=yes
works vswctl port set a.eth0 mac-changes inherit
state a blocked mac-change
ns a ip link set eth0 address $B
like "members" "$(vswctl group show talk)" "*Member: a.eth0 (0x*) $A; *"
send b dst=$U ip=$b,$u udp=1,1
count b:l2-match-out=1
works vswctl port tag a.eth0 del talk
ns a ip link set eth0 address $A
field a "MAC Address" $A
F addr a $A
works vswctl port set a.eth0 mac-changes inherit
drain up a
n_out=0 n_in=0 way=()

t "a port is in its groups from its first frame on"
rules kill <<-END
	ruleset one {
	  rule 1 at 1 inout protocol any from any to any drop applied-to group held;
	  default accept;
	}
END
works vswctl group set held match "name new-* or tag new=*"
guest e 02:00:00:00:00:0e tag new=1
state e up
send e dst=$U ip=10.0.0.5,$u udp=1,1
count e:match-out=1
works vswctl port del e.eth0
works vswctl port add $SW new-1 dev v-e
state new-1 up
send e dst=$U ip=10.0.0.5,$u udp=1,1
count new-1:match-out=1
guest_del e
works vswctl port del new-1

t "200 ports in a burst: filtered, and listed, from the first on"
for i in {1..200}; do
	echo "port add $SW new-$i mac 02:00:00:01:00:$(printf %02x "$i") tag burst=$((i % 2))"
done >"$tmp/batch"
works vswctl --batch "$tmp/batch"
works vswctl group add odd match "tag burst=1"
is "members" "$(vswctl --json group list | jq -c 'map({(.name): .members}) | add | [.held, .odd]')" \
	"[200,100]"
# More addresses than a message has room for.
for i in {1..200}; do
	for k in {1..5}; do
		echo "binding add new-$i fd00::$i:$k"
	done
done >"$tmp/batch"
works vswctl --batch "$tmp/batch"
is "their addresses" "$(vswctl --json group show held | jq '[.[0].member[].ip[]] | length')" 1000
for i in {1..200}; do
	echo "port del new-$i"
done >"$tmp/batch"
works vswctl --batch "$tmp/batch"
members held
members odd
works vswctl group del odd

t "a request that is refused has told nobody of its tags"
events_start
ip link add br0 type bridge
ip link add d0 type dummy
ip link set d0 master br0
refused "belongs to a bridge" vswctl port add $SW tagged dev d0 tag quarantine=x
works vswctl port add $SW empty
like "answer" "$("$genl" port-set switch=$SW name=empty tag=quarantine=x dev=d0 2>&1)" "EBUSY*belongs to a bridge*"
ip link add link $SW name d1 type vlan id 5
like "answer" "$("$genl" port-set switch=$SW name=empty tag=quarantine=x dev=d1 2>&1)" "ELOOP*stands on the switch*"
ip link del d1
is tags "$(vswctl port tag empty)" ""
works vswctl port set empty tag quarantine=y
events "client empty on port 0x* is in quarantine (quarantine=y)"
works vswctl port del empty
ip link del d0
ip link del br0

t "quarantine ends connections, and its end lets new ones begin"
works vswctl group add quarantine match "tag quarantine=*"
rules kill <<-END
	ruleset emergency category emergency {
	  rule 9001 at 1 inout protocol any from any to any drop applied-to group quarantine;
	}
	ruleset rest { default accept; }
END
# The echo, in the script's network; netcat keeps the connection.
ip addr add $u/24 dev n-up
ns a ip addr add $a/24 dev eth0
run a socat -u TCP-LISTEN:22,fork OPEN:"$tmp/heard",creat,append
soon listens a t 22 || bad "nobody listens"
exec 7> >(socat -u - TCP:$a:22 2>"$tmp/err")
echo one >&7
heard() { [ "$(tail -n 1 "$tmp/heard" 2>/dev/null)" = "$1" ]; }
soon heard one || bad "no connection"
works vswctl quarantine set a.eth0 --reason "eicar found"
echo two >&7
nap 0.3
heard two && bad "the connection goes on"
is "states of it" "$(vswctl --json flows a.eth0 | jq '[.[] | select(.protocol == 6)] | length')" 0
like "listed" "$(vswctl quarantine list)" "*a.eth0*vs0*no*eicar found*"
works vswctl quarantine set a.eth0 --reason "worse"
is "one reason" "$(vswctl port tag a.eth0)" "quarantine=worse"
works vswctl quarantine clear a.eth0
works vswctl quarantine clear a.eth0
works socat -u - TCP:$a:22 <<<three
soon heard three || bad "no new connection"
exec 7>&-
done_with
events "client a.eth0 on port 0x* is in quarantine (quarantine=eicar found)" \
	"client a.eth0 on port 0x* is in quarantine (quarantine=worse)" \
	"client a.eth0 on port 0x* is out of quarantine (quarantine=worse)"
ip addr del $u/24 dev n-up
ns a ip addr del $a/24 dev eth0
drain up a b c

t "quarantine without rules says so, and can block the port by itself"
rules </dev/null
works vswctl quarantine set a.eth0 --reason test
like "warning" "$(<"$tmp/said")" "*no rule in force names a group of the tag quarantine*"
send a dst=$U ip=$a,$u udp=1,1
count a:rx=1 up:tx=1
works vswctl quarantine set a.eth0 --reason test --isolate
state a blocked quarantine
send a dst=$U ip=$a,$u udp=1,1
count a:blocked-rx=1
works vswctl quarantine clear a.eth0
state a up
refused "expected --reason" vswctl quarantine set a.eth0
events_stop
drain up

t "save and apply carry groups and tags"
works vswctl group add odd match "tag 'a=b c' or not name 'x y'" ip 10.0.0.1,10.2.0.0/16 mac $A
works vswctl port set a.eth0 tag one=1 tag "two=2 3" isolate on
works vswctl save "$tmp/saved"
works vswctl group del odd
works vswctl port set a.eth0 tag none isolate off
works vswctl apply "$tmp/saved"
is "changes" "$(vswctl apply --dry-run "$tmp/saved")" ""
works vswctl save "$tmp/again"
works cmp "$tmp/saved" "$tmp/again"
is tags "$(vswctl --json port show a.eth0 | jq -c '.[0].tag')" '["one=1","two=2 3"]'
works vswctl port set a.eth0 tag none isolate off
works vswctl group add extra
works vswctl apply --prune "$tmp/saved"
refused "no such group" vswctl group show extra
works vswctl port set a.eth0 tag none isolate off

t "unloaded with groups, tags and rules that name them"
rules <<< "ruleset r { rule 1 at 1 inout protocol any from group odd to group far accept applied-to group held; }"

finish
