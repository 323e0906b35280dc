# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# wallclock.sh ROUNDS FRAMES CONTENDER...: one after the other, and again. The
# kernel has all that is needed but vsw built in. ../wallclock reads what this
# writes, and looks at the processor's time at each M.
. ./lib.sh
for file in floor bridge nft ovs vsw; do
	# shellcheck source=/dev/null
	. ./$file.sh
done
modprobe() { :; }
mark() { :; }

rounds=$1 count=$2
shift 2
P=4 FLOWS=1024 RUNS=0 N=100000
# Set up once: what the host does meanwhile is not to fall on one of them.
floor_begin() { floor_up; }
floor_end() { floor_down; }
bridge_begin() { bridge_up; }
bridge_end() { bridge_down; }
nft_begin()
{
	bridge_up
	nft -f - <<<"$(nft_table)"
	established nft -
}
nft_end()
{
	nft flush ruleset
	bridge_down
}
vsw_begin() { vsw_up; }
vsw_end() { vsw_down; }

nft_limits
ports 1 $P
sink 2
for ((round = 0; round <= rounds; round++)); do
	for who; do
		"${who}_begin"
		udp4 1 2 "$FLOWS"
		pg n1 p1 $N "${FLOW[@]}"
		if [ $round != 0 ]; then
			sleep 0.3
			echo "M begin $who"
			sleep 0.3
			measure "$who" wallclock "$count" v2
			sleep 0.3
			echo "M end $count"
			sleep 0.3
		fi
		"${who}_end"
	done
done
