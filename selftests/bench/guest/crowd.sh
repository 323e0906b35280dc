# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# What depends on the number of ports, for switches that have a WHO_crowd.

# broadcasts WHO: a frame to 10 and to 100 ports; 1 sends, 2… are the first
broadcasts()
{
	local who=$1 n i to more attached=0

	wanted broadcast-10 broadcast-100 || return 0
	for n in 10 100; do
		more=$((n - P + 1))
		crowd $more
		"${who}_crowd" $((attached + 1)) $more >/dev/null
		attached=$more
		to=()
		for ((i = 2; i <= P; i++)); do to+=("v$i"); done
		for ((i = 1; i <= attached; i++)); do to+=("c$i"); done
		sink $(seq 2 $P)
		# So few that all are known when those frames are counted.
		udp4 1 2 8
		FLOW+=("dst_mac ff:ff:ff:ff:ff:ff" "dst_min 10.0.255.255" "dst_max 10.0.255.255")
		N=$((N / n)) frames "$who" "broadcast-$n" "${to[@]}"
		unsink $(seq 2 $P)
	done
}

# attaching WHO: a port when there is none, 100, 1,000. A program's start is not
# to count: ten ports more in one go, divided by ten. Nor is what the kernel does
# about devices that came before, so that has time. Then what a frame costs among
# so many; a bridge has no more than 1,024 ports.
attaching()
{
	local who=$1 n=0 next run one more=$((12 * RUNS + 1))

	wanted l2-1000 attach-1 attach-100 attach-1000 || return 0
	crowd 1000
	"${who}_empty"
	for next in 1 100 1000; do
		if [ $next != 1 ]; then
			"${who}_crowd" $((n + 1)) $((next - more)) >/dev/null
			n=$((next - more))
		fi
		"${who}_crowd" $((n + 1)) $((n + 1)) >/dev/null
		n=$((n + 1))
		for ((run = 1; run <= RUNS; run++)); do
			sleep 3
			COST_LABEL=''
			elapsed "${who}_crowd" $((n + 1)) $((n + 1))
			one=$ELAPSED
			COST_LABEL="$who attach-$next 11"
			wanted attach-$next || COST_LABEL=
			elapsed "${who}_crowd" $((n + 2)) $((n + 12))
			n=$((n + 12))
			result "$who" "attach-$next" $(((ELAPSED - one) / 10)) insn/port 1 1
		done
	done
	"${who}_guests"
	sink 2
	udp4 1 2 "$FLOWS"
	frames "$who" l2-1000
	unsink 2
	"${who}_down"
}
