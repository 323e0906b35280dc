#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# TCP: what belongs to a connection and what does not. The topology is in
# ct.d/lib.sh.
# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=selftests/ct.d/lib.sh
. "$selftests/ct.d/lib.sh"

# 1. TCP -------------------------------------------------------------------------

t "a connection from SYN to FIN"
begin
conn 1001
o S 100 0
flow 1001 "tcp-first out 1 1 0"
i SA 500 101
flow 1001 "tcp-opening out 1 1 1"
o A 101 501
flow 1001 "tcp-established out 1 2 1"
i PA 501 101 data=10
o A 101 511
o PA 101 511 data=1000
i A 511 1101
flow 1001 "tcp-established out 1 4 3"
o FA 1101 511
flow 1001 tcp-closing
i A 511 1102
i PA 511 1102 data=10
o A 1102 521
flow 1001 tcp-closing
i FA 521 1102
flow 1001 tcp-fin-wait
o A 1102 522
flow 1001 "tcp-closed out 1 7 6"
so

t "closed by the other end, and by both at once"
opened 1002
i FA 501 101
flow 1002 tcp-closing
o FA 101 502
flow 1002 tcp-fin-wait
i A 502 102
flow 1002 tcp-closed
opened 1003
o FA 101 501
i FA 501 101
flow 1003 tcp-fin-wait
o A 102 502
i A 502 102
flow 1003 tcp-closed
so

t "nothing but a SYN begins one"
conn 1004
for i in A SA FA PA RA R; do ox $i 100 500; done
no_flow a "*/1004>*"
so

t "nor from outside, even where a rule allows connections"
for i in A SA FA PA RA R; do send up dst=$A ip=$u,$a tcp=4000,8080 flags=$i seq=100 ack=500; done
for i in A SA FA PA RA R S; do send up dst=$A ip=$u,$a tcp=4000,8081 flags=$i seq=100 ack=500; done
send up dst=$A ip=$u,$a tcp=4001,8080 flags=S seq=100
n_ix=6 n_i=1
so a:match-in=7
flow 4001 "tcp-first in 2 0 1"

t "a connection from outside"
send a dst=$U ip=$a,$u tcp=8080,4001 flags=SA seq=500 ack=101
send up dst=$A ip=$u,$a tcp=4001,8080 flags=A seq=101 ack=501
count a:rx=1 up:tx=1 up:rx=1 a:tx=1
drain a up
flow 4001 "tcp-established in 2 1 2"

t "an answer to a SYN acknowledges it"
conn 1005
o S 100 0
ix SA 500 100
ix SA 500 102
ix SA 500 0
ix A 500 101
ix PA 500 101 data=10
ix RA 0 102
ix R 101 0
ix FA 500 101
flow 1005 tcp-first
i SA 500 101
so

t "refused by the other end: closed"
conn 1006
o S 100 0
i RA 0 101
flow 1006 tcp-closed
o S 7777 0
flow 1006 "tcp-first out 1 1 0"
so

t "sent again: SYN, SYN and ACK, data, FIN"
conn 1007
o S 100 0
o S 100 0
i SA 500 101
i SA 500 101
o S 100 0
i SA 500 101
o A 101 501
i SA 500 101
o A 101 501
o PA 101 501 data=100
o PA 101 501 data=100
i A 501 201
o FA 201 501
o FA 201 501
flow 1007 tcp-closing
i FA 501 202
i FA 501 202
o A 202 502
flow 1007 tcp-closed
o A 202 502
so

t "a SYN with data (fast open)"
conn 1008
o S 100 0 data=50
i SA 500 101
o PA 101 501 data=50
i A 501 151
flow 1008 tcp-established
conn 1009
o S 100 0 data=50
i SA 500 151
o A 151 501
flow 1009 tcp-established
so

t "data within the window passes, beyond it does not"
conn 1010
o S 100 0 win=1000
i SA 500 101 win=2000
o A 101 501 win=1000
i PA 501 101 data=1000 win=2000
ix PA 1501 101 data=1 win=2000
ix PA 1400 101 data=102 win=2000
o PA 101 501 data=1000 win=1000
o PA 1101 501 data=1000 win=1000
ox PA 2101 501 data=1 win=1000
ox PA 4294960000 501 data=1
so

t "behind it: what is sent again passes, what was long ago does not"
i PA 501 2101 data=1000 win=2000
o A 2101 1501 win=1000
i A 500 2101 win=2000
ix PA 499 2101 data=1 win=2000
ix PA 100 2101 data=10 win=2000
ox PA 99 1501 data=1
so

t "acknowledgments: of what was sent, and not of long ago"
ox A 2101 1502
ox A 2101 2000
ox A 2101 2147485149
ix A 1501 2102
o A 2101 1000
so

t "a keepalive"
opened 1011
o A 100 501
i A 500 101
so

t "a window of zero, probes of it, and a window again"
conn 1017
o S 100 0
i SA 500 101 win=0
o A 101 501
o PA 101 501 data=1
ox PA 102 501 data=1
ox PA 101 501 data=100
i A 501 101 win=0
o PA 101 501 data=1
i A 501 102 win=1000
o PA 102 501 data=1000
ox PA 1102 501 data=1
so

t "window scaling, if both ends offer it"
conn 1012
o S 100 0 win=1000 wscale=7
i SA 500 101 win=1000 wscale=3
o A 101 501 win=1000
i PA 127501 101 data=1000 win=1000
ix PA 128501 101 data=1 win=1000
o PA 7101 501 data=1000 win=1000
ox PA 8101 501 data=1 win=1000
so

t "window scaling: not if one end does not, and not in the SYN"
conn 1013
o S 100 0 win=1000 wscale=7
i SA 500 101 win=1000
o A 101 501 win=1000
ix PA 1501 101 data=1
i PA 501 101 data=1000
conn 1014
o S 100 0 win=1000 wscale=7
i SA 500 101 win=1000 wscale=7
ix PA 1501 101 data=1
i PA 501 101 data=1000
conn 1015
o S 100 0 win=1000 wscale=15
i SA 500 101 win=1000 wscale=200
o A 101 501 win=2
i PA 33000 101 data=100 win=1
ix PA 33300 101 data=100 win=1
so

t "sequence numbers wrap around"
conn 1016
o S 4294967200 0
i SA 4294967290 4294967201
o A 4294967201 4294967291
o PA 4294967201 4294967291 data=1000
i PA 4294967291 905 data=100
o A 905 95
i A 95 905
o FA 905 95
i FA 95 906
o A 906 96
flow 1016 tcp-closed
so

# 2. Resets and SYNs out of place ----------------------------------------------------

t "a reset with the number that is expected ends it"
opened 1020
i R 501 0
flow 1020 tcp-closed
opened 1021
o R 101 0
flow 1021 tcp-closed
opened 1022
i RA 501 101
flow 1022 tcp-closed
so

t "a reset elsewhere in the window changes nothing: it is for its receiver to challenge"
opened 1023
i R 502 0
i R 20000 0
o R 30000 0
o A 101 501
i A 501 101
flow 1023 tcp-established
so

t "a reset outside of the window is refused"
ix R 500 0
ix R 99 0
ix R 66037 0
ix R 2147484149 0
ox R 100 0
ox R 70000 0
flow 1023 tcp-established
so

t "a blind attacker's resets in steps of the window: none ends it"
n=0
for ((seq = 0; seq < 4294967296; seq += 67108864)); do ix R $seq 0; done
flow 1023 tcp-established
so

t "a SYN on a live connection, from its beginner: passes and changes nothing"
opened 1024
o S 7777 0
i A 501 101
flow 1024 tcp-established
o PA 101 501 data=10
so

t "and from the other end: refused"
ix S 7777 0
ix S 501 0
flow 1024 tcp-established
so

t "a connection left over at the other end is reset by the beginner"
conn 1025
o S 100 0
i A 9999 7777
o R 7777 0
flow 1025 tcp-first
o S 100 0
i SA 500 101
flow 1025 tcp-opening
so

t "both ends begin at once"
conn 1026
o S 100 0
i S 500 0
o SA 100 501
i SA 500 101
flow 1026 tcp-established
o PA 101 501 data=10
i PA 501 111 data=10
so

t "the ports of a closed connection are used again at once"
opened 1027
o FA 101 501
i FA 501 102
o A 102 502
flow 1027 tcp-closed
o S 9000100 0
i SA 9000500 9000101
o A 9000101 9000501
flow 1027 "tcp-established out 1 2 1"
so

t "but not by the other end, if no rule allows that"
i R 9000501 0
flow 1027 tcp-closed
send up dst=$A ip=$u,$a tcp=80,1027 flags=S seq=1
so a:match-in=1

t "connections under way are taken up where a ruleset is loose"
begin loose
conn 1030
o PA 1000 5000 data=10
flow 1030 "tcp-first out 1 1 0"
i A 5000 1010
flow 1030 tcp-established
i PA 5000 1010 data=1000
o A 1010 6000
ix PA 2000000000 1010 data=10
ix R 2000000000 0
i FA 6000 1010
o FA 1010 6001
i A 6001 1011
flow 1030 tcp-closed
conn 1031
ox SA 1 1
ox R 1 1
ox RA 1 1
so
no_flow a "*/1031>*"


finish
