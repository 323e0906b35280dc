# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# What every measured kernel has, whoever switches:
#
#	n1        n2        nP		namespaces, the guests
#	p1        p2   ...  pP		10.0.0.I, fd00::I, 02:00:00:00:II:II
#	|         |         |
#	v1        v2   ...  vP		namespace of the host
#	+---- contender ----+
#
# pktgen sends on p1, and what arrives on p2 is dropped at once by tc. All times
# are the guest's: under the instruction clock one nanosecond is one instruction.

# result WHO CASE VALUE UNIT SENT ARRIVED: of one run
result()
{
	echo "R $*"
}

# wanted FIGURE...: is any of them to be measured?
wanted()
{
	local figure

	[ -n "${ONLY-}" ] || return 0
	for figure; do
		[[ +$ONLY+ == *+$figure+* ]] && return 0
	done
	return 1
}

info()
{
	echo "# $*"
}

now()
{
	NOW=${EPOCHREALTIME/./}
}

# mac I
mac()
{
	printf '02:00:00:00:%02x:%02x' $(($1 >> 8)) $(($1 & 255))
}

# ports FROM TO: guests and their devices
ports()
{
	local i j

	{
		for ((i = $1; i <= $2; i++)); do
			echo "netns add n$i"
			echo "link add v$i type veth peer name p$i address $(mac "$i") netns n$i"
			echo "link set v$i up"
		done
	} >/tmp/ports
	ip -b /tmp/ports
	for ((i = $1; i <= $2; i++)); do
		for ((j = 1; j <= $2; j++)); do
			[ $i = $j ] || echo "neigh replace 10.0.0.$j lladdr $(mac $j) dev p$i nud permanent"
		done >/tmp/neigh
		ip -n n$i -b - <<-END
			link set lo up
			link set p$i up
			addr add 10.0.0.$i/16 dev p$i
			$(cat /tmp/neigh)
		END
	done
}

# crowd N: devices c1 to cN of N more guests, which all live in namespace nc and
# drop what they get
crowd()
{
	local i

	[ "$1" -gt "${CROWD-0}" ] || return
	[ -e /run/netns/nc ] || ip netns add nc
	for ((i = ${CROWD-0} + 1; i <= $1; i++)); do
		echo "link add c$i type veth peer name d$i address $(mac $((i + 256))) netns nc"
		echo "link set c$i up"
		echo "link set d$i up" >&3
		echo "qdisc add dev d$i clsact" >&4
		echo "filter add dev d$i ingress matchall action drop" >&4
	done >/tmp/crowd 3>/tmp/crowd.up 4>/tmp/crowd.tc
	ip -b /tmp/crowd
	ip -n nc -b /tmp/crowd.up
	tc -n nc -b /tmp/crowd.tc
	CROWD=$1
}

# sink I...: what arrives there ends there
sink()
{
	local i

	for i; do
		tc -n "n$i" qdisc add dev "p$i" clsact
		tc -n "n$i" filter add dev "p$i" ingress matchall action drop
	done
}

unsink()
{
	local i

	for i; do tc -n "n$i" qdisc del dev "p$i" clsact; done
}

# arrived DEVICE...: ARRIVED, frames that these have given to their guests
arrived()
{
	local dev n

	ARRIVED=0
	for dev; do
		read -r n <"/sys/class/net/$dev/statistics/tx_packets"
		ARRIVED=$((ARRIVED + n))
	done
}

# pg NAMESPACE DEVICE COUNT LINE...: have pktgen send; PG is the cost of a frame
pg()
{
	local ns=$1 dev=$2 count=$3 line

	shift 3
	cat >/tmp/pg <<-END
		P=/proc/net/pktgen
		echo rem_device_all >\$P/kpktgend_0
		echo add_device $dev >\$P/kpktgend_0
		c() { echo "\$*" >\$P/$dev || echo "BAD \$*"; }
		c count $count
		c delay 0
		c clone_skb 0
	END
	for line; do echo "c $line"; done >>/tmp/pg
	echo "pgstart; cat \$P/$dev" >>/tmp/pg
	ip netns exec "$ns" bash /tmp/pg >/tmp/pg.out
	# For profile.py: what this run was.
	[ -z "${PROFILE-}" ] || echo "P ${PG_LABEL:-- -} $count"
	PG=$(awk -v n="$count" '/^Result: OK:/ { sub(/\(.*/, "", $3); t = $3 }
		/BAD|errors: [1-9]/ { print > "/dev/stderr" }
		END { printf "%.2f", t * 1000 / n }' /tmp/pg.out)
}

# udp4 I J FLOWS [FIRST-PORT]: FLOW[], pktgen's words for frames of 60 bytes
# from I to J; source ports in turn, so that many flows
udp4()
{
	FLOW=("pkt_size 60" "src_mac $(mac "$1")" "dst_mac $(mac "$2")"
		"src_min 10.0.0.$1" "src_max 10.0.0.$1"
		"dst_min 10.0.0.$2" "dst_max 10.0.0.$2"
		"udp_src_min ${4-1000}" "udp_src_max $((${4-1000} + $3))"
		"udp_dst_min 5000" "udp_dst_max 5000")
}

# udp6 I J FLOWS [FIRST-PORT]: the smallest that pktgen makes
udp6()
{
	FLOW=("pkt_size 78" "src_mac $(mac "$1")" "dst_mac $(mac "$2")"
		"src6 fd00::$1" "dst6 fd00::$2"
		"udp_src_min ${4-1000}" "udp_src_max $((${4-1000} + $3))"
		"udp_dst_min 5000" "udp_dst_max 5000")
}

# measure WHO CASE COUNT DEVICE...: a run; each frame is to arrive at every one
# of the devices. A figure of a run with a loss is void: the report sees to that.
measure()
{
	local who=$1 case=$2 n=$3 before

	shift 3
	arrived "$@"
	before=$ARRIVED
	PG_LABEL="$who $case" pg n1 p1 "$n" "${FLOW[@]}"
	arrived "$@"
	result "$who" "$case" "$PG" insn/frame $((n * $#)) $((ARRIVED - before))
}

# frames WHO CASE [DEVICE...]: send $N frames of FLOW[] from 1, $RUNS times, after
# some that warm up
frames()
{
	local who=$1 case=$2 run

	wanted "$case" || return 0
	shift 2
	pg n1 p1 $((N / 10)) "${FLOW[@]}"
	for ((run = 1; run <= RUNS; run++)); do
		measure "$who" "$case" "$N" "${@:-v2}"
	done
}

# established WHO CASE: frames of $FLOWS flows that have been answered
established()
{
	wanted "$2" || return 0
	udp4 1 2 "$FLOWS"
	pg n1 p1 "$FLOWS" "${FLOW[@]}"
	sink 1
	udp4 2 1 1 5000
	FLOW+=("udp_src_max 5000" "udp_dst_min 1000" "udp_dst_max $((1000 + FLOWS))")
	pg n2 p2 "$FLOWS" "${FLOW[@]}"
	unsink 1
	udp4 1 2 "$FLOWS"
	frames "$1" "$2"
}

# first WHO CASE [COUNT [MAKER]]: frames of which each begins a flow
first()
{
	local n=${3-$N_FIRST} maker=${4-udp4} run

	wanted "$2" || return 0
	for ((run = 1; run <= RUNS; run++)); do
		conntrack -F >/dev/null 2>&1
		sleep 0.2
		# Not all connection tracking is forgotten by this: other ports.
		"$maker" 1 2 "$n" $((2000 + (run - 1) * n))
		measure "$1" "$2" "$n" v2
	done
	conntrack -F >/dev/null 2>&1
}

# growing WHO [LIMIT]: what frames of $FLOWS established flows cost among ever more
# connections. Ports and addresses of those who begin them change in turn, and
# meet again after more than a million. WHO_flows says how many there are.
growing()
{
	local who=$1 limit=${2-500000} n held

	wanted flows-10000 flows-100000 flows-500000 || return 0
	for n in 10000 100000 500000; do
		[ $n -le "$limit" ] || break
		udp4 1 2 59999 1001
		FLOW+=("src_min 10.0.1.1" "src_max 10.0.1.17")
		pg n1 p1 $n "${FLOW[@]}"
		held=$("${who}_flows")
		[ "$held" -ge $n ] || info "FAILED: $who has $held flows of $n"
		[ "$held" -ge $n ] || break
		udp4 1 2 "$FLOWS"
		frames "$who" flows-$n
	done
}

# tcp WHO [ADDRESS]: a stream, and connections with a byte each way. What comes
# out of the switch has to be what went in. Not so where 1 and 2 are directly
# connected.
tcp()
{
	local who=$1 addr=${2-10.0.0.2} run server value

	wanted connect stream || return 0
	for ((run = 0; run <= RUNS; run++)); do
		wanted connect || break
		tcp_before
		ip netns exec n2 crr server 5201 &
		server=$!
		sleep 0.2
		value=$(ip netns exec n1 crr connect "$addr" 5201 "$N_CONNECT")
		kill $server
		wait $server 2>/dev/null
		if [ -z "$value" ]; then
			result "$who" connect 0 insn/connection 1 0
			result "$who" stream 0 MB/Ginsn 1 0
			return
		fi
		# What has to be looked up for the first time, has been.
		[ $run = 0 ] || tcp_result "$who" connect "$value" insn/connection
	done
	for ((run = 1; run <= RUNS; run++)); do
		wanted stream || break
		tcp_before
		ip netns exec n2 iperf3 -s -1 -D -p 5201 >/dev/null
		sleep 0.2
		ip netns exec n1 iperf3 -c "$addr" -p 5201 -t 1 -O 0.3 -J >/tmp/iperf
		value=$(awk '/"sum_received"/ { f = 1 }
			f && /"bits_per_second"/ { sub(/,/, ""); printf "%.2f", $2 / 8e6; exit }' \
			/tmp/iperf)
		tcp_result "$who" stream "$value" MB/Ginsn
	done
}

tcp_count()
{
	local v1rx v1tx v2rx v2tx

	read -r v1rx </sys/class/net/v1/statistics/rx_packets
	read -r v1tx </sys/class/net/v1/statistics/tx_packets
	read -r v2rx </sys/class/net/v2/statistics/rx_packets
	read -r v2tx </sys/class/net/v2/statistics/tx_packets
	TCP_IN=$((v1rx + v2rx)) TCP_OUT=$((v1tx + v2tx))
}

tcp_before()
{
	tcp_count
	TCP_BEFORE=($TCP_IN $TCP_OUT)
}

# The machine must not have been waiting for anything either.
tcp_result()
{
	tcp_count
	result "$1" "$2" "${3:-0}" "$4" $((TCP_IN - TCP_BEFORE[0])) $((TCP_OUT - TCP_BEFORE[1]))
}

# elapsed COMMAND...: ELAPSED, the time that it takes in nanoseconds
elapsed()
{
	local start

	[ -z "${PROFILE-}" ] || echo "P ${COST_LABEL:-- - 1}"
	mark 1
	now
	start=$NOW
	"$@" >/tmp/elapsed 2>&1 || info "FAILED: $*: $(head -n 1 /tmp/elapsed)"
	now
	mark 2
	ELAPSED=$(((NOW - start) * 1000))
}

# command_cost WHO CASE COMMAND...: of a command, with its program's start
command_cost()
{
	local who=$1 case=$2

	shift 2
	COST_LABEL="$who $case 1"
	wanted "$case" || COST_LABEL=
	elapsed "$@"
	result "$who" "$case" "$ELAPSED" insn 1 1
}
