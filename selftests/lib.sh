# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# What the test scripts have in common. A script begins with
#
#	. "$(dirname "$0")/lib.sh"
#
# which begins anew in a network namespace of its own (so that nothing is left
# behind and no name can clash), loads the module if nobody has, and undoes it
# all on exit. The script then says, test by test,
#
#	t "a forged source is dropped"		# a test begins, the last one ends
#	send a src="$x" dst="$b" id=one		# a frame, see tools/frame.c
#	count a:forged=1			# what has been counted since t
#	got b					# what has arrived: nothing
#
# and ends with "finish". count names every counter of every port that may have
# moved: any other that did fails the test. A test that fails says where.
#
# Guests: "guest NAME [MAC [PORT-ARGUMENT...]]" is a network namespace with a
# veth pair into the switch, "tapguest" a tap device whose guest is the script.
# The client name of both is NAME.eth0, counters go by NAME. Nothing sends but
# the script: there is no IPv6, and IPv4 addresses only where a script sets them.
#
# VSW_TEST_TIMES=1 tells how long each test took.

if [ -z "${VSW_TEST_NETNS-}" ]; then
	[ "$(id -u)" = 0 ] || { echo "1..0 # SKIP not root"; exit 4; }
	# Namespaces of guests have names, which are everybody's: take our own.
	export VSW_TEST_NETNS=$$
	exec unshare --net --mount --propagation private -- "$BASH" "$0" "$@"
fi

selftests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
FRAME_TOOL=${FRAME_TOOL:-$selftests/tools/frame}
[ -x "$FRAME_TOOL" ] || FRAME_TOOL=$selftests/frame
# Within this time whatever is to happen has happened, on slow machines too.
WAIT_MS=${WAIT_MS:-5000}
SW=vs0
tmp=$(mktemp -d /tmp/vsw-test.XXXXXX)
mkdir -p /run/netns
mount -t tmpfs none /run/netns

# TAP ----------------------------------------------------------------------

tap_n=0 tap_start=0 tap_failed=0 tap_skipped=0 tap_title='' tap_bad='' tap_skip=''
echo "TAP version 13"

# The last test is over.
tap_end()
{
	local now

	[ -n "$tap_title" ] || return 0
	tap_n=$((tap_n + 1))
	if [ -n "${VSW_TEST_TIMES-}" ]; then
		now_ms now
		echo "# $((now - tap_start)) ms"
	fi
	if [ -n "$tap_bad" ]; then
		echo "not ok $tap_n - $tap_title"
		tap_failed=$((tap_failed + 1))
	elif [ -n "$tap_skip" ]; then
		echo "ok $tap_n - $tap_title # SKIP $tap_skip"
		tap_skipped=$((tap_skipped + 1))
	else
		echo "ok $tap_n - $tap_title"
	fi
	tap_title='' tap_bad='' tap_skip=''
}

# t TITLE: a test begins
t()
{
	tap_end
	now_ms tap_start
	tap_title=$*
	mark
}

# The test at hand fails, for that reason, at the line of the script.
bad()
{
	local i

	for ((i = 1; i < ${#BASH_SOURCE[@]}; i++)); do
		[ "${BASH_SOURCE[i]}" = "${BASH_SOURCE[0]}" ] || break
	done
	echo "# ${0##*/}:${BASH_LINENO[i - 1]}: $*"
	tap_bad=y
	return 1
}

# skip REASON: the test at hand cannot be done here
skip()
{
	tap_skip=$*
}

# Nothing of this script can be done here.
skip_all()
{
	echo "1..0 # SKIP $*"
	exit 4
}

# The script ends.
finish()
{
	tap_end
	tap_plan=y
	echo "1..$tap_n"
	[ "$tap_failed" = 0 ] || exit 1
	[ "$tap_skipped" = 0 ] || [ "$tap_skipped" != "$tap_n" ] || exit 4
	exit 0
}

cleanup()
{
	local rc=$? name

	trap - EXIT
	tap_end
	[ -n "${tap_plan-}" ] || echo "# ended early with status $rc"
	if declare -F cleanup_script >/dev/null; then cleanup_script; fi
	[ -z "${events_pid-}" ] || kill "$events_pid" 2>/dev/null
	[ ${#pids[@]} = 0 ] || kill "${pids[@]}" 2>/dev/null
	if [ -n "${FRAME_PID-}" ]; then
		kill "$FRAME_PID" 2>/dev/null
		wait "$FRAME_PID" 2>/dev/null
	fi
	for name in /run/netns/*; do
		[ ! -e "$name" ] || ip netns del "${name##*/}"
	done
	if [ -n "${module_ours-}" ]; then unload || rc=1; fi
	umount /run/netns
	rm -rf "$tmp"
	[ -n "${tap_plan-}" ] || [ "$rc" != 0 ] || rc=1
	exit "$rc"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Checks -------------------------------------------------------------------

# is WHAT IS WANTED: equal?
is()
{
	[ "$2" = "$3" ] || bad "$1: '$2', not '$3'"
}

# like WHAT IS PATTERN: does the glob match?
like()
{
	# shellcheck disable=SC2053
	[[ $2 == $3 ]] || bad "$1: '$2', not like '$3'"
}

# works COMMAND...: must not fail
works()
{
	"$@" >"$tmp/said" 2>&1 || bad "failed: $*: $(<"$tmp/said")"
}

# refused PATTERN COMMAND...: must fail and say so; the glob matches somewhere
refused()
{
	local pattern=$1

	shift
	if "$@" >"$tmp/said" 2>&1; then
		bad "not refused: $*"
	else
		like "$*" "$(<"$tmp/said")" "*$pattern*"
	fi
}

# now_ms VARIABLE: time since boot
now_ms()
{
	local up

	read -r up _ </proc/uptime
	printf -v "$1" %d "$((10#${up/./}0))"
}

# nap SECONDS: without a process
nap()
{
	read -r -t "$1" _ <&"$nap_fd" || true
}
exec {nap_fd}<> <(:)

# soon COMMAND...: true within WAIT_MS?
soon()
{
	local end now

	now_ms end
	end=$((end + WAIT_MS))
	until "$@"; do
		now_ms now
		[ "$now" -lt "$end" ] || return 1
		nap 0.02
	done
}

# The module -----------------------------------------------------------------

load()
{
	[ ! -d /sys/module/vsw ] || return 0
	if [ -n "${VSW_MODULE-}" ]; then
		insmod "$VSW_MODULE" || return 1
	else
		modprobe vsw 2>/dev/null || return 1
	fi
	module_ours=y
}

unload()
{
	# Namespaces that were deleted go a little later.
	if ! soon rmmod vsw 2>"$tmp/said"; then
		echo "# rmmod: $(<"$tmp/said")"
		return 1
	fi
	module_ours=
}

# The kernel log ---------------------------------------------------------------

klog_n=0

# klog_mark: forget what is in the log
klog_mark()
{
	klog_n=$((klog_n + 1))
	echo "vsw-test $$ $klog_n" >/dev/kmsg
}

# KLOG[]: lines of the module since klog_mark, without "vsw: "
klog_read()
{
	local line on=

	KLOG=()
	while read -r line; do
		if [[ $line == *"vsw-test $$ $klog_n" ]]; then
			on=y
		elif [ -n "$on" ] && [[ $line == *vsw:\ * ]]; then
			KLOG+=("${line#*vsw: }")
		fi
	done < <(dmesg)
}

# klog [LINE...]: these lines, patterns, and no other since klog_mark
klog()
{
	local i

	klog_read
	if [ "${#KLOG[@]}" != $# ]; then
		bad "kernel log: $# lines expected: $(printf '<%s> ' "${KLOG[@]}")"
		return
	fi
	for ((i = 0; i < ${#KLOG[@]}; i++)); do
		like "kernel log" "${KLOG[i]}" "$1"
		shift
	done
}

# klog_pairs PATTERN PATTERN: as many lines of the one as of the other, ever
klog_pairs()
{
	local one two

	one=$(dmesg | grep -c -e "vsw: .*$1")
	two=$(dmesg | grep -c -e "vsw: .*$2")
	is "'$1' for '$2' in the kernel log" "$one" "$two"
}

# Events -----------------------------------------------------------------------

# events_start: collect what vswctl monitor says
events_start()
{
	: >"$tmp/events"
	vswctl monitor event >"$tmp/events" 2>&1 &
	events_pid=$!
	events_seen=0
	# It listens once a notification that we cause comes through.
	vswctl port add $SW events.probe >/dev/null
	soon events_probe || bad "vswctl monitor does not listen"
	vswctl port del events.probe
	events_read
	events_seen=${#EVENTS[@]}
}

events_probe()
{
	vswctl port set events.probe mac-source agent block off \
		effective-mac 02:ff:00:00:00:01 mac 02:ff:00:00:00:01
	vswctl port set events.probe effective-mac 02:ff:00:00:00:02
	vswctl port set events.probe effective-mac 02:ff:00:00:00:01
	[ -s "$tmp/events" ]
}

events_stop()
{
	kill "$events_pid"
	wait "$events_pid" 2>/dev/null
	events_pid=
}

events_read()
{
	mapfile -t EVENTS <"$tmp/events"
}

events_many()
{
	events_read
	[ $((${#EVENTS[@]} - events_seen)) -ge "$1" ]
}

# events [LINE...]: these, patterns, and no other since events was called last
events()
{
	local i

	soon events_many $#
	events_read
	set -- "$@"
	if [ $((${#EVENTS[@]} - events_seen)) != $# ]; then
		bad "events: $# lines expected: $(printf '<%s> ' "${EVENTS[@]:events_seen}")"
	else
		for ((i = events_seen; i < ${#EVENTS[@]}; i++)); do
			like event "${EVENTS[i]}" "$1"
			shift
		done
	fi
	events_seen=${#EVENTS[@]}
}

# Programs ---------------------------------------------------------------------

pids=()

# run NETNS COMMAND...: in the background, until the end or "done_with" it
run()
{
	ip netns exec "$@" >"$tmp/run" 2>&1 &
	pids+=($!)
}

done_with()
{
	kill "${pids[@]}" 2>/dev/null
	wait "${pids[@]}" 2>/dev/null
	pids=()
}

# listens NETNS t|u PORT: does a program there wait for TCP or UDP?
listens()
{
	[ -n "$(ns "$1" ss -Hnl"$2" "sport = :$3")" ]
}

# Counters ---------------------------------------------------------------------

declare -A NOW BASE

# NOW[NAME:COUNTER]: all counters of the switch, in one call. NAME is the client
# name without .eth0 (of an uplink, the device without u-); COUNTER one of rx, tx, copies
# and denied (of promiscuous mode), or the name of a drop reason.
snap()
{
	local -a f
	local in=

	NOW=()
	while read -r -a f; do
		case ${f[0]-}:${f[2]-}:${f[3]-} in
		Port:*:RX) in=counters ;;
		Port:*:Drop) in=drops ;;
		0x*)
			f[1]=${f[1]%.eth0} f[1]=${f[1]#u-}
			if [ $in = drops ]; then
				NOW[${f[1]}:${f[2]}]=${f[3]}
			else
				NOW[${f[1]}:rx]=${f[2]}
				NOW[${f[1]}:tx]=${f[5]}
				NOW[${f[1]}:copies]=${f[8]}
				NOW[${f[1]}:denied]=${f[9]}
			fi ;;
		esac
	done < <(vswctl --batch - <<<$'stats show\nstats show drops' 2>&1)
}

# mark: count from here
mark()
{
	local key

	snap
	BASE=()
	for key in "${!NOW[@]}"; do BASE[$key]=${NOW[$key]}; done
}

# Differences from what is wanted, in $count_diff.
count_same()
{
	local key delta

	snap
	count_diff=
	for key in "${!NOW[@]}" "${!want[@]}"; do
		delta=$((${NOW[$key]-0} - ${BASE[$key]-0}))
		[ $delta = "${want[$key]-0}" ] || [ "${want[$key]-}" = any ] ||
			[[ " $count_diff" == *" $key="* ]] ||
			count_diff+="$key=$delta (not ${want[$key]-0}) "
	done
	[ -z "$count_diff" ]
}

# count [NAME:COUNTER=N...]: these counters have moved by N since the beginning
# of the test, or count, and no other has; N may be "any"
count()
{
	local -A want
	local arg

	for arg; do want[${arg%=*}]=${arg##*=}; done
	soon count_same || bad "counters: $count_diff"
	BASE=()
	for arg in "${!NOW[@]}"; do BASE[$arg]=${NOW[$arg]}; done
}

# Frames -----------------------------------------------------------------------

# F COMMAND...: have tools/frame do it; REPLY is its answer without "ok"
F()
{
	echo "$*" >&"${FRAME[1]}"
	read -r REPLY <&"${FRAME[0]}" || REPLY="err tools/frame has ended"
	case $REPLY in
	ok*) REPLY=${REPLY#ok} REPLY=${REPLY# } ;;
	*) bad "frame $*: $REPLY" ;;
	esac
}

# send NAME KEY=VALUE...: a frame from a guest
send()
{
	F send "$@"
}

# flood NAME n=N KEY=VALUE...: from random sources
flood()
{
	F flood "$@"
}

# got NAME [PATTERN...]: these frames have arrived, in this order, and no other.
# A pattern is a glob for part of "SRC>DST TYPE ... id=TEXT".
# Where nothing is to arrive, count has to come first: it waits for the switch.
got()
{
	local name=$1 n i

	shift
	F recv "$name" $# "$WAIT_MS"
	n=${REPLY%% *}
	REPLY=${REPLY#* }
	if [ "$n" != $# ]; then
		bad "$name got $n frames, not $#: $REPLY"
		return
	fi
	for ((i = 0; i < n; i++)); do
		REPLY=${REPLY#'| '}
		like "$name got" "${REPLY%% | *}" "*$1*"
		REPLY=${REPLY#*' | '}
		shift
	done
}

# drain NAME...: forget what has arrived
drain()
{
	local name

	for name; do F drain "$name"; done
}

# Netlink ---------------------------------------------------------------------

# answers: "REQUEST : ANSWER" a line on stdin; the answer is a pattern
answers()
{
	local requests=() wanted=() got=() line i

	while read -r line; do
		[ -n "$line" ] || continue
		requests+=("${line%% : *}")
		line=${line#* : }
		wanted+=("${line#"${line%%[! ]*}"}")
	done
	mapfile -t got < <(printf '%s\n' "${requests[@]}" | "$selftests/tools/genl" -b 2>&1)
	is "number of answers" "${#got[@]}" "${#requests[@]}"
	for i in "${!requests[@]}"; do
		# shellcheck disable=SC2053
		[[ ${got[i]-} == ${wanted[i]} ]] ||
			bad "${requests[i]:0:120}: '${got[i]-}', not like '${wanted[i]}'"
	done
}

# The switch and its guests --------------------------------------------------

vswctl()
{
	command vswctl "$@"
}

# ns NAME COMMAND...: in the namespace of a guest
ns()
{
	ip netns exec "$@"
}

# guest NAME [MAC [PORT-ARGUMENT...]]: device v-NAME, in the guest eth0
guest()
{
	local name=$1 mac=${2-}

	ip -b - <<-END || return
		netns add $name
		link add v-$name type veth peer name eth0 ${mac:+address $mac} netns $name
		link set v-$name up
	END
	F open "$name" "$name" eth0
	F set "$name" up
	vswctl port add $SW "$name.eth0" dev "v-$name" "${@:3}"
}

# tapguest NAME MAC [PORT-ARGUMENT...]: device t-NAME, MAC may be empty
tapguest()
{
	local name=$1 mac=$2

	F tap "$name" "t-$name"
	[ -z "$mac" ] || F addr "$name" "$mac"
	F set "$name" up
	vswctl port add $SW "$name.eth0" dev "t-$name" \
		${mac:+mac "$mac"} "${@:3}"
}

# uplink NAME: device u-NAME; the script is the network behind it, as NAME
uplink()
{
	ip -b - <<-END || return
		link add u-$1 type veth peer name n-$1
		link set u-$1 up
		link set n-$1 up
	END
	F open "$1" - "n-$1"
	vswctl uplink add $SW "u-$1"
}

# guest_del NAME: the guest is gone, its port stays
guest_del()
{
	F close "$1"
	if [ -e "/run/netns/$1" ]; then
		ip link del "v-$1"
		ip netns del "$1"
	fi
}

# port_field NAME FIELD: the line of "vswctl port show" in $FIELD
port_field()
{
	local line

	FIELD=
	while read -r line; do
		[[ $line != "$2: "* ]] || FIELD=${line#*: }
	done < <(vswctl port show "$1" 2>&1)
}

# field NAME FIELD PATTERN: a line of "vswctl port show" is soon like that. NAME
# is short for NAME.eth0 unless there is a dot or dash in it.
field_is()
{
	case $1 in
	*[.-]*) port_field "$1" "$2" ;;
	*) port_field "$1.eth0" "$2" ;;
	esac
	# shellcheck disable=SC2053
	[[ $FIELD == $3 ]]
}

field()
{
	soon field_is "$@" || bad "$1: $2 is '$FIELD', not like '$3'"
}

# state NAME STATE [REASON]: state and reason of a port, soon
state()
{
	field "$1" State "$2"
	[ -z "${3-}" ] || field "$1" Reason "$3"
}

# The stateful filter -----------------------------------------------------------

# rules [TRANSITION]: load them from standard input
rules()
{
	works vswctl rules load - "$@"
}

declare -A flow_states=(
	[SYN]=tcp-first [OPENING]=tcp-opening [EST]=tcp-established
	[CLOSING]=tcp-closing [FINWAIT]=tcp-fin-wait [CLOSED]=tcp-closed
	[udpFIRST]=udp-first [SINGLE]=udp-single [MULTIPLE]=udp-multiple
	[icmpFIRST]=icmp-first [ipv6-icmpFIRST]=icmp-first [ERROR]=icmp-error
	[-]=other
)

# flow_end TEXT: "10.0.0.1:ssh(22)" as 10.0.0.1/22 in $REPLY, 0 where none is
flow_end()
{
	case $1 in
	*\)) REPLY=${1##*\(} REPLY=${1%:*}/${REPLY%\)} ;;
	*) REPLY=$1/0 ;;
	esac
	REPLY=${REPLY/\[/} REPLY=${REPLY/\]/}
}

# flows NAME: the states of its filter in FLOWS[], a line each:
# PROTOCOL SRC/PORT>DST/PORT STATE DIRECTION RULE PACKETS-OUT PACKETS-IN LEFT
flows()
{
	local -a f
	local src dir

	FLOWS=()
	while read -r -a f; do
		[ "${f[1]}" = Active ] || continue
		flow_end "${f[8]}"
		src=$REPLY
		flow_end "${f[9]}"
		[ "${f[4]}" = 1 ] && dir=in || dir=out
		FLOWS+=("${f[2]} $src>$REPLY ${flow_states[${f[11]}]-${flow_states[${f[2]}${f[11]}]-?}} $dir ${f[5]} ${f[15]} ${f[14]} ${f[10]}")
	done < <(vswctl flows "$1.eth0" 2>&1)
}

# flow_find NAME PATTERN: the state that is like that in $REPLY, or nothing
flow_find()
{
	local line

	flows "$1"
	REPLY=
	for line in "${FLOWS[@]}"; do
		# shellcheck disable=SC2053
		[[ $line != $2 ]] || REPLY=$line
	done
}

# no_flow NAME [PATTERN]: its filter has no state, or none like that
no_flow()
{
	flow_find "$1" "${2-*}"
	is "state of $1" "$REPLY" ""
}

load || skip_all "no module vsw for this kernel"
command -v vswctl >/dev/null || skip_all "no vswctl in PATH"
[ -x "$FRAME_TOOL" ] || skip_all "no $FRAME_TOOL: make -C selftests"
[ -e /dev/net/tun ] || modprobe tun 2>/dev/null
ip link set lo up
coproc FRAME { exec "$FRAME_TOOL"; }
