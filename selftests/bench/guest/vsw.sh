# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# The switch of this tree.

vswctl()
{
	/bench/lib/ld.so --library-path /bench/lib /bench/vswctl "$@"
}

# vsw_up [ARGUMENT...]: all guests on one switch; what it says about policies
vsw_up()
{
	vsw_empty "$@"
	vsw_guests
}

vsw_empty()
{
	[ -d /sys/module/vsw ] || insmod /bench/vsw.ko
	vswctl switch add vs0 "$@"
	ip link set vs0 up
}

vsw_guests()
{
	local i

	for ((i = 1; i <= P; i++)); do
		echo "port add vs0 g$i.eth0 dev v$i"
	done >/tmp/attach
	vswctl --batch /tmp/attach >/dev/null
}

vsw_down()
{
	ip link del vs0
}

# vsw_crowd FROM TO: attach these of the crowd
vsw_crowd()
{
	local i

	for ((i = $1; i <= $2; i++)); do
		echo "port add vs0 c$i.eth0 dev c$i"
	done >/tmp/attach
	vswctl --batch /tmp/attach
}

group_vsw()
{
	vsw_up
	sink 2
	udp4 1 2 "$FLOWS"
	frames vsw l2
	if [ -z "$SHORT" ]; then
		udp6 1 2 "$FLOWS"
		frames vsw l2-ipv6
	fi
	unsink 2
	tcp vsw
	[ -n "$SHORT" ] || broadcasts vsw
	vsw_down
	[ -z "$SHORT" ] || return 0

	sink 2 3
	udp4 1 2 "$FLOWS"
	vsw_up promiscuous accept mac-changes accept forged-transmits accept
	frames vsw l2-accept
	# One that asks for everything, and gets a copy.
	ip -n n3 link set p3 promisc on
	frames vsw l2-promiscuous v2 v3
	ip -n n3 link set p3 promisc off
	vsw_down
	unsink 2 3
	attaching vsw
	wanted l2-accept-1000 || return 0
	vsw_empty promiscuous accept mac-changes accept forged-transmits accept
	vsw_crowd 1 1000 >/dev/null
	vsw_guests
	sink 2
	frames vsw l2-accept-1000
	unsink 2
	vsw_down
}
