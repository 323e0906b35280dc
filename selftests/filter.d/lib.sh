# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# What the scripts about rules have in common, sourced after lib.sh: the topology
# that they draw, and packets between a, which has a filter, and up, which has none.

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c
U=02:00:00:00:01:00
a=10.0.0.1 b=10.0.0.2 u=10.0.0.9
a6=fd00::1 u6=fd00::9

vswctl switch add $SW
guest a $A
guest b $B
tapguest c $C
uplink up
F addr up $U
for i in a b c; do state $i up; done

# rule TEXT: this rule alone, all else is dropped
rule()
{
	rules kill <<-END
		ruleset one {
		  rule 7 at 1 $*;
		  default drop;
		}
	END
}

declare -A way=()
n_out=0 n_in=0

# out ID KEY=VALUE...: a packet that a sends to up
out()
{
	way[$1]=out n_out=$((n_out + 1))
	send a dst=$U ip=$a,$u id="$*"
}

# into ID KEY=VALUE...: a packet that up sends to a
into()
{
	way[$1]=in n_in=$((n_in + 1))
	send up dst=$A ip=$u,$a id="$*"
}

# only ID...: of all these, only those have passed; the rules dropped the others
only()
{
	local id
	local -a sent=() taken=()

	for id; do
		if [ "${way[$id]}" = out ]; then sent+=("*id=$id *"); else taken+=("*id=$id *"); fi
	done
	count a:rx=${#sent[@]} up:tx=${#sent[@]} a:match-out=$((n_out - ${#sent[@]})) \
		up:rx=$n_in a:tx=${#taken[@]} a:match-in=$((n_in - ${#taken[@]}))
	got up "${sent[@]}"
	got a "${taken[@]}"
	way=() n_out=0 n_in=0
}
