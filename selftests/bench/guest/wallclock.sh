# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# wallclock.sh ROUNDS BURSTS FRAMES SECONDS CONTENDER...: one after the other, and
# again. Each passes BURSTS times FRAMES frames of 60 bytes and, where there are to be
# SECONDS of it, a TCP stream and eight of them. The kernel has all that is needed but
# vsw built in. ../wallclock reads what this writes.
. ./lib.sh
for file in floor bridge nft ovs vsw; do
	# shellcheck source=/dev/null
	. ./$file.sh
done
modprobe() { :; }
mark() { :; }

rounds=$1 bursts=$2 frames=$3 seconds=$4
shift 4
P=4 FLOWS=1024 RUNS=0 N=100000
# Set up before and taken down after each turn: what the host does meanwhile is
# not to fall on one of them. Frames are of flows that have been answered.
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
ovs-ct_begin()
{
	ovs_up
	ovs_flows < <(ovs_ct_zone)
	ovs_learn
	established ovs-ct -
	sleep 0.5
	established ovs-ct -
}
ovs-ct_end() { ovs_down; }
vsw_begin() { vsw_up; }
vsw_end() { vsw_down; }
vsw-filter_begin()
{
	vsw_filter_up 0
	established vsw -
}
vsw-filter_end()
{
	vswctl rules load - </dev/null >/dev/null
	vsw_down
}

# bursts WHO: each short enough for some of them to fall between what else the
# machine does. Prints the nanoseconds of a frame in each.
bursts()
{
	local before

	udp4 1 2 "$FLOWS"
	pg n1 p1 "$frames" "${FLOW[@]}"
	arrived v2
	before=$ARRIVED
	cat >/tmp/bursts <<-END
		for ((i = 0; i < $bursts; i++)); do
			echo start >/proc/net/pktgen/pgctrl
			[[ \$(</proc/net/pktgen/p1) =~ "Result: OK: "([0-9]+) ]] || exit
			printf ' %d' \$((BASH_REMATCH[1] * 1000 / $frames))
		done
	END
	echo "B $1 frames$(ip netns exec n1 bash /tmp/bursts)"
	arrived v2
	result "$1" frames 0 ns/frame $((frames * bursts)) $((ARRIVED - before))
}

# streams WHO N: nanoseconds for a megabyte of N TCP streams, in each fifth of a second
streams()
{
	unsink 2
	ip netns exec n2 iperf3 -s -1 -D -p 5201 >/dev/null
	sleep 0.2
	ip netns exec n1 iperf3 -c 10.0.0.2 -p 5201 -P "$2" -O 1 -t "$seconds" \
		-i 0.2 -J >/tmp/iperf
	echo "B $1 tcp-$2$(awk '/"end":.*[{]/ { exit }
		/"sum":/ { f = 1 }
		f && /"seconds"/ { sub(/,/, ""); s = $2 }
		f && /"bytes"/ { sub(/,/, ""); b = $2 }
		f && /"omitted"/ { f = 0; if (/false/ && b) printf " %.0f", s * 1e15 / b }' \
		/tmp/iperf)"
	sink 2
}

nft_limits
ports 1 $P
sink 2
for ((round = 0; round < rounds; round++)); do
	for who; do
		"${who}_begin"
		bursts "$who"
		for n in 1 8; do
			[ "$seconds" = 0 ] || [ "$who" = floor ] || streams "$who" $n
		done
		"${who}_end"
	done
done
