# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# The kernel's bridge, knowing every address beforehand, as vsw does.

bridge_up()
{
	bridge_empty
	bridge_guests
}

bridge_empty()
{
	modprobe bridge
	ip link add br0 type bridge stp_state 0 mcast_snooping 0 ageing_time 0
	ip link set br0 up
}

bridge_guests()
{
	local i

	for ((i = 1; i <= P; i++)); do
		ip link set v$i master br0
		bridge fdb replace "$(mac $i)" dev v$i master static
	done
}

bridge_down()
{
	ip link del br0
}

# bridge_crowd FROM TO: attach these of the crowd
bridge_crowd()
{
	local i

	for ((i = $1; i <= $2; i++)); do
		echo "link set c$i master br0"
	done >/tmp/attach
	ip -b /tmp/attach
}

group_bridge()
{
	bridge_up
	sink 2
	udp4 1 2 "$FLOWS"
	frames bridge l2
	udp6 1 2 "$FLOWS"
	frames bridge l2-ipv6
	unsink 2
	tcp bridge
	broadcasts bridge
	bridge_down
	attaching bridge
}
