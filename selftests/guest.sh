#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Real guests on the switch: QEMU with a stock kernel and a virtio NIC, whose
# address and filter the agent follows. To be run in a test kernel:
#
#	selftests/vm/guest/image && selftests/vm/run -m 2G -- selftests/guest.sh
#
#    .------- g1 -------.   .------- g2 -------.   .---- netns n3 ----.
#    | eth0 10.0.0.1    |   | eth0 10.0.0.2    |   | eth0 10.0.0.3    |
#    '---- QEMU tap1 ---'   '---- QEMU tap2 ---'   '------ veth3 -----'
#              |                      |                     |
#    .---------+----------------------+---------------------+---------.
#    | g1.eth0                g2.eth0         vs0           n3.eth0   |
#    '----------------------------------------------------------------'
#
# g1 is the guest that misbehaves. Times are those of a slow machine: QEMU
# interprets the guests.
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
PATH=$top/cli:$PATH
tmp=$(mktemp -d)
mac1=52:54:00:00:00:01 mac2=52:54:00:00:00:02 mac3=52:54:00:00:00:03
other=52:54:00:00:00:99
declare -A pid in out
tests=0 failed=0 token=0 agent=

cleanup()
{
	local p

	for p in $agent "${pid[@]}" $(pgrep -f "$tmp/liars.py"); do
		kill -KILL "$p" 2>/dev/null
	done
	ip netns del n3 2>/dev/null
	vswctl switch del vs0 2>/dev/null
	rm -rf "$tmp"
}
trap cleanup EXIT

skip()
{
	echo "1..0 # SKIP $*"
	exit 4
}

bail_out()
{
	echo "Bail out! $*"
	exit 1
}

# ok TITLE COMMAND...: one test
ok()
{
	local title=$1

	shift
	tests=$((tests + 1))
	if "$@" >"$tmp/said" 2>&1; then
		echo "ok $tests $title"
		return 0
	fi
	echo "# failed: $*"
	sed 's/^/# /' "$tmp/said"
	echo "not ok $tests $title"
	failed=$((failed + 1))
	return 1
}

# fails COMMAND...: the opposite
fails()
{
	! "$@"
}

now()
{
	echo $((${EPOCHREALTIME/./} / 1000))
}

# soon COMMAND...: within 10 seconds; $took says how many milliseconds it was
soon()
{
	local start

	start=$(now)
	while ! "$@"; do
		took=$(($(now) - start))
		[ "$took" -lt 10000 ] || return 1
		sleep 0.05
	done
	took=$(($(now) - start))
}

took()
{
	echo "# $*: $took ms"
}

# Guests -----------------------------------------------------------------------

# Begin to boot; wait_ready waits for the end of it.
start_guest()
{
	local name=$1 tap=$2 mac=$3 dir=$tmp/$1 fd

	mkdir -p "$dir"
	rm -f "$dir"/con.*
	mkfifo "$dir/con.in" "$dir/con.out"
	# Reading and writing, so that neither side waits for the other.
	exec {fd}<>"$dir/con.in"
	in[$name]=$fd
	exec {fd}<>"$dir/con.out"
	out[$name]=$fd
	qemu-system-x86_64 -accel tcg -cpu max -m 256M -nodefaults -no-reboot \
		-display none -no-user-config \
		-kernel "$image/vmlinuz" -initrd "$image/initrd" \
		-append "console=ttyS0 quiet" -serial "file:$dir/log" \
		-chardev "pipe,id=con,path=$dir/con" -serial chardev:con \
		-netdev "tap,id=n0,ifname=$tap,script=no,downscript=no" \
		-device "virtio-net-pci,netdev=n0,id=net0,mac=$mac,romfile=" \
		-qmp "unix:$dir/qmp,server=on,wait=off" \
		</dev/null >"$dir/qemu" 2>&1 &
	pid[$name]=$!
	disown
	soon test -e "/sys/class/net/$tap" || { cat "$dir/qemu"; return 1; }
	ip link set "$tap" up
}

wait_ready()
{
	local line=

	until [ "${line%$'\r'}" = ready ]; do
		read -r -t 60 line <&"${out[$1]}" || return 1
	done
	guest "$1" "ip addr add $2/24 dev eth0"
}

# guest NAME COMMAND: run it in the guest, with its output and status
guest()
{
	local line mark

	token=$((token + 1))
	mark=t$token
	echo "$mark $(echo "$2" | base64 -w 0)" >&"${in[$1]}"
	while read -r -t 60 line <&"${out[$1]}"; do
		line=${line%$'\r'}
		case $line in
		"$mark begin") ;;
		"$mark end "*) return "${line##* }" ;;
		"") ;;
		*) echo "$line" ;;
		esac
	done
	echo "guest $1 does not answer"
	return 1
}

kill_guest()
{
	local fd

	kill -KILL "${pid[$1]}"
	fd=${in[$1]}
	exec {fd}>&-
	fd=${out[$1]}
	exec {fd}>&-
	unset "pid[$1]"
}

# The switch -------------------------------------------------------------------

# field PORT KEY: its value, without quotes
field()
{
	vswctl --json port show "$1" | tr -d ' \n' |
		sed -n "s/.*\"$2\":\[*\"*\([^]\",}]*\).*/\1/p"
}

# drops PORT REASON
drops()
{
	vswctl --json port show "$1" | tr -d ' \n' |
		sed -n "s/.*{\"reason\":\"$2\",\"packets\":\([0-9]*\)}.*/\1/p"
}

is()
{
	[ "$(field "$1" "$2")" = "$3" ] && return
	echo "$1 $2 is $(field "$1" "$2")"
	return 1
}

logged()
{
	dmesg | grep -qF "$1" && return
	dmesg | grep client
	return 1
}

ping_from()
{
	guest "$1" "ping -c 2 -i 0.2 -W 1 -q $2"
}

# What the guest's filter may be changed to and how the port has to follow.
set_mac()
{
	guest "$1" "ip link set eth0 address $2"
}

# frames_at GUEST SECONDS: listen in the background, see heard
frames_at()
{
	guest "$1" "frame recv eth0 $2 1000 >/tmp/frames 2>/dev/null & sleep 0.2"
}

# reread COUNT: so many times
reread()
{
	[ "$(grep -c reread "$tmp/agent.log")" = "$1" ]
}

# heard GUEST HEX: a frame that begins so has come
heard()
{
	guest "$1" "grep -q '^$2' /tmp/frames"
}

# Set up -----------------------------------------------------------------------

[ -c /dev/net/tun ] || skip "no /dev/net/tun"
command -v qemu-system-x86_64 >/dev/null || skip "no QEMU"
image=$("$top/selftests/vm/guest/image") || skip "no image of a guest"
lsmod | grep -q '^vsw ' || insmod "${VSW_MODULE?}" || exit 1

echo "TAP version 13"
set -e
vswctl switch add vs0
ip link set vs0 up
ip netns add n3
ip link add veth3 type veth peer name eth0 address $mac3 netns n3
ip link set veth3 up
ip -n n3 link set eth0 up
ip -n n3 addr add 10.0.0.3/24 dev eth0
vswctl port add vs0 n3.eth0 dev veth3
vswctl port add vs0 g1.eth0 mac $mac1 mac-source agent
vswctl port add vs0 g2.eth0 mac $mac2 mac-source agent
cat >"$tmp/agent.conf" <<END
# both guests
$tmp/g1/qmp g1.eth0 net0
$tmp/g2/qmp g2.eth0 # its only NIC
END
set +e

# The agent comes first: guests and devices may come later.
vswctl agent qmp --config "$tmp/agent.conf" 2>"$tmp/agent.log" &
agent=$!

took=0 start=$(now)
ok "guests start" eval "start_guest g1 tap1 $mac1 && start_guest g2 tap2 $mac2" ||
	bail_out "no QEMU"
ok "tap devices are attached to ports of their own" eval \
	"vswctl port attach g1.eth0 dev tap1 && vswctl port attach g2.eth0 dev tap2"
ok "guests boot" eval "wait_ready g1 10.0.0.1 && wait_ready g2 10.0.0.2" ||
	bail_out "no guests"
took=$(($(now) - start))
took "two guests up"

# Monitors that lie ------------------------------------------------------------

# One floods with events, one with a message that has no end, one with garbage,
# one says nothing and one hangs up. The agent serves them from here on, and
# the tests below are to pass all the same.
cat >"$tmp/liars.py" <<'END'
import os, socket, sys, time

def serve(how, path):
    s = socket.socket(socket.AF_UNIX)
    s.bind(path)
    s.listen(1)
    while True:
        c = s.accept()[0]
        try:
            if how == "garbage":
                while True:
                    c.sendall(b"\xffgarbage" * 1000)
            if how == "mute":
                time.sleep(1000)
            if how == "quit":
                continue
            c.sendall(b'{"QMP": {}}')
            c.recv(4096)
            c.sendall(b'{"return": {}}')
            if how == "endless":
                c.sendall(b'{"event": "')
            while True:
                c.sendall(b"x" * 4096 if how == "endless" else
                          b'{"event": "NIC_RX_FILTER_CHANGED", "data": {}}' * 64)
        except OSError:
            pass
        finally:
            c.close()

for how in sys.argv[2:]:
    if not os.fork():
        serve(how, sys.argv[1] + "/" + how)
END
python3 "$tmp/liars.py" "$tmp" events endless garbage mute quit
for liar in events endless garbage mute quit; do
	soon test -S "$tmp/$liar"
	echo "$tmp/$liar $liar.eth0" >>"$tmp/agent.conf"
done
ok "guests are added" eval "kill -HUP $agent; soon reread 1"
ok "garbage is noticed" soon grep -q "garbage: no message" "$tmp/agent.log"
ok "a message without end is noticed" soon grep -q "endless: .* too long" "$tmp/agent.log"

# Traffic ----------------------------------------------------------------------

ok "g1 reaches g2" ping_from g1 10.0.0.2
ok "g2 reaches g1" ping_from g2 10.0.0.1
ok "the host's own namespace reaches g1" \
	ip netns exec n3 ping -c 1 -W 2 -q 10.0.0.1
ok "booting is no request for promiscuous mode" is g1.eth0 promiscuous-denied 0

# A changed address ------------------------------------------------------------

set_mac g1 $other
ok "a changed address blocks the port" soon is g1.eth0 state blocked
took "address changed to port blocked"
ok "... for that reason" is g1.eth0 reasons mac-change
ok "... with the address the guest uses" is g1.eth0 effective-mac $other
id=$(printf '0x%x' "$(field g1.eth0 id)")
ok "... as the kernel log says" logged \
	"client g1.eth0 requested mac address change to $other on port $id, disallowed by vswitch policy"
ok "... and says once more" logged \
	"client g1.eth0 has policy violations on port $id. Port is blocked"
before=$(drops g1.eth0 blocked-rx)
ok "the guest reaches nobody" fails ping_from g1 10.0.0.2
ok "... and still sees its link" guest g1 "grep -q 1 /sys/class/net/eth0/carrier"
ok "... what it sends is counted" test "$(drops g1.eth0 blocked-rx)" -gt "$before"
ok "nobody reaches the guest" fails ping_from g2 10.0.0.1

set_mac g1 $mac1
ok "the first address unblocks it" soon is g1.eth0 state up
took "address restored to port up"
ok "... and g2 reaches it" ping_from g2 10.0.0.1
ok "... and the kernel log says so" eval \
	"dmesg | grep 'client g1.eth0' | tail -n 1 | grep -iF unblocked"

# A neighbour's address --------------------------------------------------------

set_mac g1 $mac2
ok "the address of a neighbour blocks the port" soon is g1.eth0 state blocked
ok "... and the neighbour keeps it" \
	ip netns exec n3 ping -c 1 -W 2 -q 10.0.0.2
set_mac g1 $mac1
ok "... until it is given up" soon is g1.eth0 state up

# Address changes accepted -----------------------------------------------------

vswctl port set g1.eth0 mac-changes accept
set_mac g1 $other
ok "an accepted change is followed" soon is g1.eth0 effective-mac $other
took "address changed to address served"
guest g2 "ip neigh flush dev eth0" >/dev/null
ok "... and the guest is reached by it" ping_from g2 10.0.0.1
set_mac g1 $mac1
ok "... and back" soon is g1.eth0 effective-mac $mac1
guest g2 "ip neigh flush dev eth0" >/dev/null
vswctl port set g1.eth0 mac-changes inherit

# Forged transmits -------------------------------------------------------------

hex1=${mac1//:/} hex2=${mac2//:/} hex3=${mac3//:/} hexo=${other//:/}
frames_at g2 3
before=$(drops g1.eth0 forged)
ok "g1 sends with another source" guest g1 "frame send eth0 $hex2${hexo}88b5 5"
ok "... and with a neighbour's" guest g1 "frame send eth0 ffffffffffff${hex3}88b5 5"
ok "... which is counted ten times" soon eval "[ \$((\$(drops g1.eth0 forged) - $before)) = 10 ]"
ok "its own frames pass" guest g1 "frame send eth0 $hex2${hex1}88b5 1"
sleep 3
ok "... and arrive" heard g2 "$hex2${hex1}88b5"
ok "forged ones do not" fails heard g2 "............${hexo}88b5"
ok "... nor those in a neighbour's name" fails heard g2 "............${hex3}88b5"

# Promiscuous mode -------------------------------------------------------------

to_g2="frames for g2"
ping_g2()
{
	ip netns exec n3 ping -c 3 -i 0.2 -W 1 -q 10.0.0.2
}

before=$(field g1.eth0 promiscuous-denied)
guest g1 "ip link set eth0 promisc on"
ok "promiscuous mode is seen" soon is g1.eth0 promiscuous-requested true
took "promiscuous mode on to port told"
ok "... and denied" eval "[ $(field g1.eth0 promiscuous-denied) -gt $before ]"
frames_at g1 2
ok "n3 pings g2" ping_g2
sleep 2
ok "g1 gets no copies" fails heard g1 "$hex2$hex3"
ok "... and none are counted" is g1.eth0 promiscuous-copies 0
vswctl port set g1.eth0 promiscuous accept
frames_at g1 2
ok "n3 pings g2 where the policy accepts" ping_g2
sleep 2
ok "g1 gets $to_g2" heard g1 "$hex2$hex3"
ok "... and from it" heard g1 "$hex3$hex2"
ok "... and they are counted" fails is g1.eth0 promiscuous-copies 0
guest g1 "ip link set eth0 promisc off"
ok "promiscuous mode is given up" soon is g1.eth0 promiscuous-requested false
before=$(field g1.eth0 promiscuous-copies)
ok "n3 pings g2 once more" ping_g2
ok "g1 gets no copies any more" is g1.eth0 promiscuous-copies "$before"
vswctl port set g1.eth0 promiscuous inherit

# A guest that changes its address in a loop -----------------------------------

guest g1 "(i=0; while [ ! -e /tmp/stop ]; do i=\$((i + 1))
	ip link set eth0 address 52:54:00:00:01:\$(printf %02x \$((i % 256)))
	done; echo \$i >/tmp/count) & sleep 1"
ticks=$(cut -d ' ' -f 14-15 "/proc/$agent/stat" | tr ' ' +)
set_mac g2 $other
ok "g2 is followed while g1 floods" soon is g2.eth0 effective-mac $other
took "g2's change under g1's flood"
set_mac g2 $mac2
ok "... and back" soon is g2.eth0 effective-mac $mac2
sleep 3
ticks=$(($(cut -d ' ' -f 14-15 "/proc/$agent/stat" | tr ' ' +) - (ticks)))
guest g1 "touch /tmp/stop; sleep 0.3; ip link set eth0 address $mac1"
ok "the last address wins" soon is g1.eth0 effective-mac $mac1
took "end of the flood to the last address"
echo "# the guest changed it $(guest g1 'cat /tmp/count') times, the agent used $ticks ticks of 10 ms"
ok "the agent was idle most of the time" test "$ticks" -lt 100

# The guest ends and comes back ------------------------------------------------

set_mac g1 $other
ok "a changed address blocks the port again" soon is g1.eth0 state blocked
kill_guest g1
ok "a killed guest leaves its port disconnected" soon is g1.eth0 state disconnected
ok "... with its initial address" is g1.eth0 initial-mac $mac1
ok "the guest starts again" start_guest g1 tap1 $mac1
ok "... and a bare \"master vs0\" finds its port" ip link set tap1 master vs0
start=$(now)
ok "... with the same id" is g1.eth0 id $((id))
ok "... and policies" is g1.eth0 mac-source agent
ok "... and no ports are added" eval "[ \$(vswctl port list | grep -c '^0x') = 3 ]"
ok "the guest boots" wait_ready g1 10.0.0.1
took=$(($(now) - start))
took "a guest up again"
ok "... with the first address" is g1.eth0 effective-mac $mac1
ok "... and is not blocked" is g1.eth0 state up
ok "... and reaches g2" ping_from g1 10.0.0.2
set_mac g1 $other
ok "... and the agent is back" soon is g1.eth0 state blocked

# The agent alone --------------------------------------------------------------

ok "the agent rereads its file" eval "echo '$tmp/g2/qmp g2.eth0 net0' \
	>$tmp/agent.conf; kill -HUP $agent; soon reread 2"
set_mac g1 $mac1
sleep 1
ok "... and left g1 alone" is g1.eth0 effective-mac $other
ok "--once tells the port and ends" \
	vswctl agent qmp --once "$tmp/g1/qmp" g1.eth0:net0
ok "... which is unblocked" is g1.eth0 state up
ok "--once fails for a guest that is not there" fails \
	vswctl agent qmp --once --timeout 1 "$tmp/none" g1.eth0
ok "--once fails for a port that is not there" fails \
	vswctl agent qmp --once --timeout 1 "$tmp/g1/qmp" g9.eth0
ok "the agent ends in peace" eval "kill -TERM $agent; wait $agent"
agent=

sed "s|$tmp/||; s/^/# agent: /" "$tmp/agent.log"
echo "1..$tests"
[ "$failed" = 0 ]
