# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# No switch at all: tc hands on what comes from 1 to 2. What this costs is
# pktgen, two veth pairs and the drop at the end. For TCP, one veth pair.

floor_up()
{
	modprobe -a sch_ingress cls_matchall act_mirred
	tc qdisc add dev v1 clsact
	tc filter add dev v1 ingress matchall action mirred egress redirect dev v2
}

floor_down()
{
	tc qdisc del dev v1 clsact
}

group_floor()
{
	floor_up
	sink 2
	udp4 1 2 "$FLOWS"
	frames floor l2
	if [ -z "$SHORT" ]; then
		udp6 1 2 "$FLOWS"
		frames floor l2-ipv6
	fi
	unsink 2
	floor_down

	ip link add px netns n1 type veth peer name py netns n2
	ip -n n1 -b - <<-END
		addr add 10.9.0.1/24 dev px
		link set px up
	END
	ip -n n2 -b - <<-END
		addr add 10.9.0.2/24 dev py
		link set py up
	END
	tcp floor 10.9.0.2
	ip -n n1 link del px
}
