#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Real guests on the switch: QEMU with a stock kernel and a virtio NIC, whose
# address and receive filter the agent follows. The guests' image is made
# outside of the test kernel:
#
#	selftests/vm/guest/image && selftests/vm/run -m 2G -- selftests/guest.sh
#
#    .------- g1 -------.   .------- g2 -------.   .---- netns n3 ----.
#    | eth0 10.0.0.1    |   | eth0 10.0.0.2    |   | eth0 10.0.0.3    |
#    '---- QEMU tap1 ---'   '---- QEMU tap2 ---'   '------ v-n3 ------'
#              |                      |                     |
#    .---------+----------------------+---------------------+---------.
#    | g1.eth0                g2.eth0         vs0           n3.eth0   |
#    '----------------------------------------------------------------'
#
# g1 is the one that misbehaves.

# shellcheck source=selftests/lib.sh
. "$(dirname "$0")/lib.sh"

# QEMU interprets its guests, on kernels that may be slow themselves.
WAIT_MS=20000
run=$selftests/vm/guest
mac1=52:54:00:00:00:01 mac2=52:54:00:00:00:02 mac3=52:54:00:00:00:03
other=52:54:00:00:00:99
hex1=${mac1//:/} hex2=${mac2//:/} hex3=${mac3//:/} hexo=${other//:/}
agent='' liars='' since=0 start=0

# Called by cleanup in lib.sh.
# shellcheck disable=SC2317
cleanup_script()
{
	local pid

	"$run/stop"
	for pid in $agent $liars; do
		kill -KILL "$pid" 2>/dev/null
	done
}

# in_guest NAME COMMAND: run it there, with its output and status
in_guest()
{
	"$run/exec" "$@"
}

# boot NAME TAP MAC: begin to; in_guest waits for the end of it
boot()
{
	works "$run/start" -n "$1" "$2" "$3" "$tmp/$1.qmp"
	soon ip link set "$2" up 2>"$tmp/said" || bad "QEMU makes no $2"
}

# booted NAME ADDRESS
booted()
{
	works in_guest "$1" "ip addr add $2/24 dev eth0"
}

# set_mac NAME MAC: by the guest itself
set_mac()
{
	works in_guest "$1" "ip link set eth0 address $2"
	now_ms since
}

# reaches NAME ADDRESS
reaches()
{
	works in_guest "$1" "ping -c 2 -i 0.2 -W 2 -q $2"
}

# reaches_not NAME ADDRESS
reaches_not()
{
	! in_guest "$1" "ping -c 2 -i 0.2 -W 1 -q $2" >/dev/null ||
		bad "$1 reaches $2"
}

ping_n3()
{
	works ns n3 ping -c 3 -i 0.2 -W 2 -q "$1"
}

# took WHAT: since set_mac, or since
took()
{
	local now

	now_ms now
	echo "# $*: $((now - since)) ms"
}

# listen NAME: from now on, to all that comes
listen()
{
	in_guest "$1" "killall frame 2>/dev/null
		frame recv eth0 1000 100000 >/tmp/frames 2>/dev/null & sleep 0.5"
}

# heard NAME HEX: a frame that begins with this pattern has come. What was sent
# before one that was heard has come as well, or never will.
heard()
{
	in_guest "$1" "grep -q '^$2' /tmp/frames"
}

counter()
{
	snap
	echo "${NOW[$1]-0}"
}

more_than()
{
	[ "$(counter "$1")" -gt "$2" ]
}

# said TEXT: in the kernel log
said()
{
	dmesg | grep -qF "$1" || bad "not in the kernel log: $1"
}

# reread COUNT: the agent has, so many times
# shellcheck disable=SC2317 # called by soon
reread()
{
	[ "$(grep -c reread "$tmp/agent.log")" = "$1" ]
}

# A process that nobody has waited for has no command line.
# shellcheck disable=SC2317 # called by soon
killed_is_gone()
{
	! grep -aqs qemu "/proc/$killed/cmdline"
}

cpu_ticks()
{
	local stat

	read -r -a stat <"/proc/$agent/stat"
	echo $((stat[13] + stat[14]))
}

[ -c /dev/net/tun ] || skip_all "no /dev/net/tun"
"$run/image" >/dev/null || skip_all "no image of a guest"
vswctl help | grep -q "vswctl agent" || skip_all "vswctl without agent"

# lib.sh tells the time from the second second of a kernel on.
nap 1
vswctl switch add $SW
ip link set $SW up
guest n3 $mac3
ip -n n3 addr add 10.0.0.3/24 dev eth0

t "guests boot, the agent is there before their ports"
cat >"$tmp/agent.conf" <<-END
	# socket	port		NIC
	$tmp/g1.qmp	g1.eth0		nic
	$tmp/g2.qmp	$SW/g2.eth0	# the only one
END
# Not the function of lib.sh, which would be a shell between us and its signals.
"$(type -P vswctl)" agent qmp --config "$tmp/agent.conf" 2>"$tmp/agent.log" &
agent=$!
now_ms since
boot g1 tap1 $mac1
boot g2 tap2 $mac2
works vswctl port add $SW g1.eth0 dev tap1 mac $mac1
works vswctl port add $SW g2.eth0 dev tap2 mac $mac2
booted g1 10.0.0.1
booted g2 10.0.0.2
took "two guests up"
port_field g1.eth0 "Port ID"
id=$FIELD

t "they reach each other"
reaches g1 10.0.0.2
reaches g2 10.0.0.1
ping_n3 10.0.0.1

t "to boot is no request for promiscuous mode"
is denied "$(counter g1:denied)" 0

t "monitors that lie are noticed and harm nobody"
# One floods with events, one with a message that has no end, one with garbage,
# one is mute and one hangs up. They are served during all tests that follow.
cat >"$tmp/liars.py" <<'END'
import os, socket, sys, time

def serve(how, path):
    s = socket.socket(socket.AF_UNIX)
    s.bind(path)
    s.listen(1)
    while True:
        c = s.accept()[0]
        try:
            while how == "garbage":
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
    pid = os.fork()
    if not pid:
        os.close(1)
        serve(how, sys.argv[1] + "/" + how)
    os.write(1, b"%d\n" % pid)
END
liars=$(python3 "$tmp/liars.py" "$tmp" events endless garbage mute quit 2>/dev/null)
for how in events endless garbage mute quit; do
	soon test -S "$tmp/$how" || bad "no $how"
	echo "$tmp/$how $how.eth0" >>"$tmp/agent.conf"
done
kill -HUP $agent
soon reread 1 || bad "not reread"
soon grep -q "garbage: no message of a monitor" "$tmp/agent.log" || bad garbage
soon grep -q "endless: a message that is too long" "$tmp/agent.log" || bad endless

t "a guest that changes its address is blocked"
set_mac g1 $other
state g1 blocked mac-change
took "address changed to port blocked"
field g1 "MAC Address" $other
said "client g1.eth0 requested mac address change to $other on port $id, disallowed by vswitch policy"
said "client g1.eth0 has policy violations on port $id. Port is blocked"
before=$(counter g1:blocked-rx)
reaches_not g1 10.0.0.2
soon more_than g1:blocked-rx "$before" || bad "what it sends is not counted"
reaches_not g2 10.0.0.1
is carrier "$(in_guest g1 "cat /sys/class/net/eth0/carrier")" 1

t "... until it takes its first address again"
set_mac g1 $mac1
state g1 up
took "address restored to port up"
reaches g2 10.0.0.1
like log "$(dmesg | grep "client g1.eth0" | tail -n 1)" "*nblocked*"

t "a guest cannot take a neighbour's address"
set_mac g1 $mac2
state g1 blocked
ping_n3 10.0.0.2
set_mac g1 $mac1
state g1 up

t "a guest uses an IP address that is not its own while SpoofGuard is off"
works in_guest g1 "ip addr add 10.0.0.77/24 dev eth0"
works in_guest g1 "ping -c 2 -i 0.2 -W 2 -q -I 10.0.0.77 10.0.0.2"

t "... and not while it is on"
works vswctl binding add g1.eth0 10.0.0.1
works vswctl port set g1.eth0 spoofguard manual
before=$(counter g1:spoofguard-ipv4)
! in_guest g1 "ping -c 2 -i 0.2 -W 1 -q -I 10.0.0.77 10.0.0.2" >/dev/null ||
	bad "g1 is heard from 10.0.0.77"
soon more_than g1:spoofguard-ipv4 $((before + 1)) || bad "not counted"
reaches g1 10.0.0.2
works vswctl port set g1.eth0 spoofguard inherit
works vswctl binding del g1.eth0 10.0.0.1
works in_guest g1 "ip addr del 10.0.0.77/24 dev eth0"

t "where the policy accepts it, the new address is served"
works vswctl port set g1.eth0 mac-changes accept
set_mac g1 $other
field g1 "MAC Address" $other
took "address changed to address served"
state g1 up
in_guest g2 "ip neigh flush dev eth0" >/dev/null
reaches g2 10.0.0.1
set_mac g1 $mac1
field g1 "MAC Address" $mac1
in_guest g2 "ip neigh flush dev eth0" >/dev/null
works vswctl port set g1.eth0 mac-changes inherit

t "forged frames are counted and not delivered"
listen g2
before=$(counter g1:forged)
works in_guest g1 "frame send eth0 $hex2${hexo}88b5 5"
works in_guest g1 "frame send eth0 ffffffffffff${hex3}88b5 5"
soon more_than g1:forged $((before + 9)) || bad "not counted"
is forged "$(counter g1:forged)" $((before + 10))
works in_guest g1 "frame send eth0 $hex2${hex1}88b5 1"
soon heard g2 "$hex2${hex1}88b5" || bad "an honest frame is lost"
! heard g2 "............${hexo}88b5" || bad "a forged frame is delivered"
! heard g2 "............${hex3}88b5" || bad "a frame in n3's name is delivered"

t "promiscuous mode is denied"
before=$(counter g1:denied)
works in_guest g1 "ip link set eth0 promisc on"
now_ms since
field g1 "Promiscuous Requested" yes
took "promiscuous mode on to port told"
is denied "$(counter g1:denied)" $((before + 1))
listen g1
ping_n3 10.0.0.2
ping_n3 10.0.0.1
soon heard g1 "$hex1$hex3" || bad "what goes to g1 is lost"
! heard g1 "$hex2$hex3" || bad "a frame for g2 is delivered to g1"
is copies "$(counter g1:copies)" 0

t "... or granted, as the policy says"
works vswctl port set g1.eth0 promiscuous accept
listen g1
ping_n3 10.0.0.2
soon heard g1 "$hex2$hex3" || bad "no copy of what goes to g2"
soon heard g1 "$hex3$hex2" || bad "no copy of what g2 sends"
more_than g1:copies 5 || bad "copies are not counted"
works in_guest g1 "ip link set eth0 promisc off"
field g1 "Promiscuous Requested" no
before=$(counter g1:copies)
ping_n3 10.0.0.2
is copies "$(counter g1:copies)" "$before"
works vswctl port set g1.eth0 promiscuous inherit

t "a guest that changes its address in a loop holds nobody up"
works in_guest g1 "(i=0; while [ ! -e /tmp/stop ]; do i=\$((i + 1))
	ip link set eth0 address 52:54:00:00:01:\$(printf %02x \$((i % 256)))
	done; echo \$i >/tmp/count) >/dev/null 2>&1 &
	sleep 1"
ticks=$(cpu_ticks)
now_ms start
set_mac g2 $other
field g2 "MAC Address" $other
took "another guest's change under the flood"
set_mac g2 $mac2
field g2 "MAC Address" $mac2
nap 3
ticks=$(($(cpu_ticks) - ticks))
now_ms since
elapsed=$(((since - start) / 10))
[ $((2 * ticks)) -lt $elapsed ] || bad "the agent is busy"
works in_guest g1 "touch /tmp/stop; sleep 0.3; ip link set eth0 address $mac1"
now_ms since
field g1 "MAC Address" $mac1
took "end of the flood to the last address"
state g1 up
echo "# the guest changed it $(in_guest g1 "cat /tmp/count") times, the agent used $ticks of $elapsed ticks"

t "a guest that is killed leaves its port as it was"
set_mac g1 $other
state g1 blocked
killed=$(cat /run/vsw-guests/g1/pid)
kill -KILL "$killed"
state g1 disconnected
field g1 "Initial MAC" $mac1

t "... and takes it up again by the name of its device"
ports=$(vswctl port list | wc -l)
soon killed_is_gone
now_ms since
boot g1 tap1 $mac1
works ip link set tap1 master $SW
booted g1 10.0.0.1
took "a guest up again"
is ports "$(vswctl port list | wc -l)" "$ports"
field g1 "Port ID" "$id"
field g1 "MAC Address" $mac1
state g1 up
reaches g1 10.0.0.2
set_mac g1 $other
state g1 blocked
took "address changed to port blocked, after the restart"

t "the agent drops a guest that is no longer in its file"
echo "$tmp/g2.qmp $SW/g2.eth0" >"$tmp/agent.conf"
kill -HUP $agent
soon reread 2 || bad "not reread"
set_mac g1 $mac1
nap 1
field g1 "MAC Address" $other

t "--once tells a port and ends"
works vswctl agent qmp --once "$tmp/g1.qmp" g1.eth0:nic
state g1 up
refused "time ran out" vswctl agent qmp --once --timeout 1 "$tmp/none" g1.eth0
refused "no such port" vswctl agent qmp --once --timeout 1 "$tmp/g1.qmp" g9.eth0
works vswctl port set n3.eth0 mac-source peer
refused "not agent" vswctl agent qmp --once "$tmp/g1.qmp" n3.eth0

t "the agent ends in peace"
kill -TERM $agent
works wait $agent
agent=

t "the hook for libvirt puts devices on the ports of their domains"
if command -v xmllint >/dev/null; then
	mkdir "$tmp/bin"
	printf '#!/bin/sh\necho "$@" >>%s\n' "$tmp/systemctl" >"$tmp/bin/systemctl"
	chmod +x "$tmp/bin/systemctl"
	# domain NAME MAC: its start, with a device that libvirt calls vnet0
	domain()
	{
		ip tuntap add vnet0 mode tap
		ip link set vnet0 up master $SW
		works env PATH="$tmp/bin:$PATH" VSW_RUN="$tmp/run" \
			"$selftests/../Documentation/examples/libvirt-hook" \
			"$1" start begin - <<-END
			<domain xmlns:qemu="http://libvirt.org/schemas/domain/qemu/1.0">
			<devices><interface type="bridge"><mac address="$2"/>
			<source bridge="$SW"/><target dev="vnet0"/>
			<alias name="net0"/></interface></devices>
			<qemu:commandline><qemu:arg value="-qmp"/>
			<qemu:arg value="unix:$tmp/run/qmp/$1,server=on,wait=off"/>
			</qemu:commandline></domain>
		END
	}
	domain web 52:54:00:00:02:01
	field web "Initial MAC" 52:54:00:00:02:01
	field web Device vnet0
	is file "$(<"$tmp/run/agent.d/web")" "$tmp/run/qmp/web $SW/web.eth0 net0"
	port_field web.eth0 "Port ID"
	web=$FIELD
	ip link del vnet0
	# The name of the device goes to another domain, and comes back.
	domain db 52:54:00:00:02:02
	field db Device vnet0
	field web State disconnected
	field web "Initial MAC" 52:54:00:00:02:01
	ip link del vnet0
	domain web 52:54:00:00:02:01
	field web Device vnet0
	field web "Port ID" "$web"
	refused "no such port" vswctl port show vnet0
	ip link del vnet0
else
	skip "no xmllint"
fi

sed "s|$tmp/||; s/^/# agent: /" "$tmp/agent.log"
finish
