#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Rules and address sets that change while connections are open. The topology is in
# ct.d/lib.sh.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=selftests/ct.d/lib.sh
. "$selftests/ct.d/lib.sh"

# change [TRANSITION]: rules that allow no connection to port 80 any more
change()
{
	rules "$@" <<-END
		ruleset two {
		  rule 11 at 1 out protocol tcp from any to any port 80 drop;
		  rule 12 at 2 out protocol any from any to any accept;
		  default drop;
		}
	END
}

t "rules that forbid a live connection stop it with its next packet"
begin
opened 8001
conn 8001
o PA 101 501 data=10
out udp=8002,53
so
change
send up dst=$A ip=$u,$a tcp=80,8001 flags=PA seq=501 ack=111 data=10
into udp=53,8002
so a:match-in=1
no_flow a "*/8001>*"
flow 8002 "udp-multiple out 12"

t "from either end: the rules are asked for the connection as it was begun"
begin
opened 8003
so
change
send a dst=$U ip=$a,$u tcp=8003,80 flags=PA seq=101 ack=501 data=10
so a:match-out=1
no_flow a "*/8003>*"

t "rules that still allow it: it goes on, by its new rule"
begin
opened 8004
so
rules <<END
ruleset three {
  rule 21 at 1 out protocol tcp from any to any port 80 accept;
  default drop;
}
END
i PA 501 101 data=10
o PA 101 511 data=10
so
flow 8004 "tcp-established out 21 3 2"

t "keep: live connections go on, new ones do not begin"
begin
opened 8005
so
change keep
conn 8005
o PA 101 501 data=10
i PA 501 111 data=10
send a dst=$U ip=$a,$u tcp=8006,80
so a:match-out=1

t "kill: all states are gone at once, allowed or not"
begin
opened 8007
out udp=8008,53
so
change kill
no_flow a
send up dst=$A ip=$u,$a tcp=80,8007 flags=PA seq=501 ack=101
send up dst=$A ip=$u,$a udp=53,8008
so a:match-in=2

t "an address set that loses an address stops its connections: quarantine"
quarantine()
{
	rules kill <<-END
		addrset quarantine {
		ip 10.9.9.9,
		}
		ruleset quarantine category emergency {
		  rule 31 at 1 inout protocol any from addrset quarantine to any drop;
		  rule 32 at 2 inout protocol any from any to addrset quarantine drop;
		}
		ruleset one {
		  rule 1 at 1 out protocol any from any to any accept;
		  default drop;
		}
	END
}
quarantine
opened 8009
so
works vswctl addrset add quarantine $a
send up dst=$A ip=$u,$a tcp=80,8009 flags=PA seq=501 ack=101 data=10
send a dst=$U ip=$a,$u udp=8010,53
so a:match-in=1 a:match-out=1
works vswctl addrset del quarantine $a
conn 8009
ox PA 101 501 data=10
out udp=8010,53
so

t "an address set with prefixes, likewise"
opened 8011
so
works vswctl addrset add quarantine 10.0.0.8/29
send a dst=$U ip=$a,$u tcp=8011,80 flags=PA seq=101 ack=501 data=10
so a:match-out=1

t "a change that has nothing to do with it lets it live"
quarantine
opened 8012
so
for ((k = 1; k <= 5; k++)); do works vswctl addrset add quarantine 10.8.0.$k; done
conn 8012
o PA 101 501 data=10
i PA 501 111 data=10
so

t "ports are renamed: rules applied to the old name hold no longer"
rules kill <<END
ruleset one {
  rule 1 at 1 out protocol any from any to any accept applied-to b.eth0;
  default drop;
}
END
send b dst=$U ip=$b,$u udp=8020,53
count b:rx=1 up:tx=1
works vswctl port set b.eth0 name z.eth0
mark
send b dst=$U ip=$b,$u udp=8020,53
count z:match-out=1
works vswctl port set z.eth0 name b.eth0
drain up

t "the states of a guest go with its device"
begin
opened 8013
so
works vswctl port detach a.eth0
works vswctl port attach a.eth0 dev v-a
state a up
no_flow a
conn 8013
ox PA 101 501 data=10
send up dst=$A ip=$u,$a tcp=80,8013 flags=PA seq=501 ack=101
so a:match-in=1


finish
