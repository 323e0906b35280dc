# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# tc flower with act_ct, between 1 and 2: no switch, as offloaded set-ups have it.

tc_up()
{
	local i j to

	modprobe -a cls_flower cls_matchall act_ct act_mirred act_gact sch_ingress
	for i in 1 2; do
		j=$((3 - i))
		to="action mirred egress redirect dev v$j"
		tc -b - <<-END
			qdisc add dev v$i clsact
			filter add dev v$i ingress prio 1 chain 0 proto arp flower $to
			filter add dev v$i ingress prio 2 chain 0 proto ip flower ct_state -trk action ct zone 9 pipe action goto chain 1
			filter add dev v$i ingress prio 1 chain 1 proto ip flower dst_mac $(mac $j) ct_state +trk+est $to
			filter add dev v$i ingress prio 2 chain 1 proto ip flower dst_mac $(mac $j) ip_proto udp dst_port 5000 ct_state +trk+new action ct commit zone 9 pipe $to
			filter add dev v$i ingress prio 3 chain 1 proto ip flower dst_mac $(mac $j) ip_proto tcp dst_port 5201 ct_state +trk+new action ct commit zone 9 pipe $to
			filter add dev v$i ingress prio 9 chain 1 proto ip matchall action drop
		END
	done
}

group_tc()
{
	nft_limits
	tc_up
	sink 2
	established tc-ct established
	first tc-ct first-0
	unsink 2
	tcp tc-ct
	tc qdisc del dev v1 clsact
	tc qdisc del dev v2 clsact
}
