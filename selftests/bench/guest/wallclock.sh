# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# wallclock.sh ROUNDS FRAMES MEGABYTES CONTENDER...: one after the other, and
# again. Each passes frames of 60 bytes and, with MEGABYTES, a TCP stream and
# eight of them. The kernel has all that is needed but vsw built in. ../wallclock
# reads what this writes, and looks at the processor's time at each M.
. ./lib.sh
for file in floor bridge nft ovs vsw; do
	# shellcheck source=/dev/null
	. ./$file.sh
done
modprobe() { :; }
mark() { :; }

rounds=$1 count=$2 megabytes=$3
shift 3
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
vsw-filter_end() { vsw_down; }

# turn WHO FIGURE COMMAND...: the processor's time is that of COMMAND, for $UNITS
turn()
{
	local who=$1 figure=$2

	shift 2
	sleep 0.3
	echo "M begin $who $figure"
	sleep 0.3
	"$@"
	sleep 0.3
	echo "M end $UNITS"
	sleep 0.3
}

turn_frames()
{
	UNITS=$count
	measure "$1" frames "$count" v2
}

# turn_streams WHO N: TCP, N connections that share $megabytes. What the sockets
# still hold at the end has not arrived, so UNITS is what has.
turn_streams()
{
	local ns bytes

	ip netns exec n1 iperf3 -c 10.0.0.2 -p 5201 -P "$2" \
		-n "${megabytes}M" -J >/tmp/iperf
	read -r ns bytes < <(awk '/"sum_received"/ { f = 1 }
		f && /"seconds"/ { sub(/,/, ""); s = $2 }
		f && /"bytes"/ { sub(/,/, ""); b = $2 }
		f && /"bits_per_second"/ { printf "%.0f %.0f\n", s * 1e9, b; exit }' /tmp/iperf)
	UNITS=$((${bytes:-0} / 1000000))
	if [ $UNITS -gt 0 ]; then
		result "$1" "tcp-$2" $((ns / UNITS)) ns/MB $UNITS $UNITS
	else
		result "$1" "tcp-$2" 0 ns/MB 1 0
	fi
}

nft_limits
ports 1 $P
sink 2
for ((round = 0; round <= rounds; round++)); do
	for who; do
		"${who}_begin"
		udp4 1 2 "$FLOWS"
		pg n1 p1 $N "${FLOW[@]}"
		# Three times, as setting up takes longer than that.
		for ((n = 0; round && n < 3; n++)); do
			turn "$who" frames turn_frames "$who"
		done
		for n in 1 8; do
			[ $round != 0 ] && [ "$megabytes" != 0 ] && [ "$who" != floor ] || continue
			unsink 2
			ip netns exec n2 iperf3 -s -1 -D -p 5201 >/dev/null
			turn "$who" tcp-$n turn_streams "$who" $n
			sink 2
		done
		"${who}_end"
	done
done
