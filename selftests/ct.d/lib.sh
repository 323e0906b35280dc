# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# What the scripts about connections have in common, sourced after lib.sh.
#
#    .- netns a -.   .- netns b -.
#    | 10.0.0.1  |   | 10.0.0.2  |   the script, 10.0.0.9
#    |  fd00::1  |   |  fd00::2  |         up
#    '-----|-----'   '-----|-----'          |
#         v-a             v-b               |
#    .-----+---------------+----------------+----.
#    |  a.eth0          b.eth0     vs0    u-up   |
#    '-------------------------------------------'
#
# Connections are from a to up, which has no filter, so that a's is the only one
# that judges them; sequence numbers begin with 100 at a and with 500 at the other
# end.
#
# o and i send a segment that passes, out of a and in to it; ox and ix one that
# is a state-mismatch. out, into, outx and intox do so for what is not TCP. "so"
# checks that all that has become of them is so, and nothing else.

A=02:00:00:00:00:0a B=02:00:00:00:00:0b U=02:00:00:00:01:00
a=10.0.0.1 b=10.0.0.2 u=10.0.0.9 r=10.0.0.99

vswctl switch add $SW
guest a $A
guest b $B
uplink up
F addr up $U
for i in a b; do state $i up; done

# Connections begin at a, but for those to its port 8080.
begin()
{
	rules kill <<-END
		ruleset one ${1-strict} {
		  rule 1 at 1 out protocol any from any to any accept;
		  rule 2 at 2 in protocol tcp from any to any port 8080 accept;
		  default drop;
		}
	END
}

n_o=0 n_i=0 n_ox=0 n_ix=0

# conn PORT: the connection from this port to port 80 comes next
conn()
{
	port=$1
}

# o FLAGS SEQ ACK [KEY=VALUE...]: a segment that a sends, which passes; i: one
# that it is sent; ox, ix: one that is refused
o()
{
	n_o=$((n_o + 1))
	send a dst=$U ip=$a,$u tcp="$port,80" flags="$1" seq="$2" ack="$3" "${@:4}"
}

i()
{
	n_i=$((n_i + 1))
	send up dst=$A ip=$u,$a tcp="80,$port" flags="$1" seq="$2" ack="$3" "${@:4}"
}

ox()
{
	o "$@"
	n_o=$((n_o - 1)) n_ox=$((n_ox + 1))
}

ix()
{
	i "$@"
	n_i=$((n_i - 1)) n_ix=$((n_ix + 1))
}

# out KEY=VALUE..., in_..., likewise for what is not TCP
out()
{
	n_o=$((n_o + 1))
	send a dst=$U ip=$a,$u "$@"
}

into()
{
	n_i=$((n_i + 1))
	send up dst=$A ip=$u,$a "$@"
}

outx()
{
	n_ox=$((n_ox + 1))
	send a dst=$U ip=$a,$u "$@"
}

intox()
{
	n_ix=$((n_ix + 1))
	send up dst=$A ip=$u,$a "$@"
}

# so [NAME:COUNTER=N...]: all that was to pass has passed, the rest was a
# state-mismatch, and what else is named
so()
{
	count a:rx=$n_o up:tx=$n_o up:rx=any a:tx=$n_i a:state-mismatch-out=$n_ox \
		a:state-mismatch-in=$n_ix "$@"
	F drain up
	is "frames at up" "$REPLY" $n_o
	F drain a
	is "frames at a" "$REPLY" $n_i
	n_o=0 n_i=0 n_ox=0 n_ix=0
}

# flow PORT PATTERN: the state of the connection from this port is like that
flow()
{
	flow_find a "*/$1>*"
	like "state of $1" "$REPLY" "* $2 *"
}

# opened PORT: a connection is open
opened()
{
	conn "$1"
	o S 100 0
	i SA 500 101
	o A 101 501
}

