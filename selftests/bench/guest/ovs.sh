# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# Open vSwitch with its kernel datapath: as a learning switch, with connection
# tracking in one zone, and with a zone for each vNIC, where a frame is judged
# twice: leaving the sender, entering the receiver. That is what OVN does.

ovs_up()
{
	local i uptime

	# Started earlier it counts no processors, has no threads for what the
	# datapath does not know, and loses that (3.1).
	while read -r uptime _ </proc/uptime && [ "${uptime%.*}" -lt 11 ]; do
		sleep 0.5
	done
	modprobe openvswitch
	mkdir -p /run/openvswitch /var/log/openvswitch
	ovsdb-tool create /tmp/conf.db /usr/share/openvswitch/vswitch.ovsschema
	ovsdb-server /tmp/conf.db --remote=punix:/run/openvswitch/db.sock \
		--pidfile=/run/openvswitch/ovsdb-server.pid --detach --no-chdir \
		--log-file=/tmp/ovsdb.log 2>/dev/null
	ovs-vsctl --no-wait -- init -- set Open_vSwitch . \
		other_config:n-handler-threads=1 other_config:n-revalidator-threads=1 \
		other_config:max-idle=600000 other_config:flow-limit=200000
	/usr/lib/openvswitch-switch/ovs-vswitchd --detach --no-chdir \
		--pidfile=/run/openvswitch/ovs-vswitchd.pid \
		--log-file=/tmp/ovs.log 2>/dev/null
	ovs-vsctl add-br ovs0
	for ((i = 1; i <= P; i++)); do
		ovs-vsctl add-port ovs0 v$i -- set interface v$i ofport_request=$i
	done
	sleep 1
}

# ovs_flows: from standard input; what the datapath has made of others goes
ovs_flows()
{
	ovs-ofctl del-flows ovs0
	ovs-ofctl add-flows ovs0 -
	ovs-appctl revalidator/purge
}

# Every guest is heard once, so that no address is unknown.
ovs_learn()
{
	local i

	for ((i = 1; i <= P; i++)); do
		udp4 $i $((i % P + 1)) 1
		pg n$i p$i 3 "${FLOW[@]}"
	done
	sleep 0.5
}

ovs_down()
{
	ovs-vsctl del-br ovs0
	sleep 1
	kill "$(cat /run/openvswitch/ovs-vswitchd.pid)" "$(cat /run/openvswitch/ovsdb-server.pid)"
	sleep 1
	modprobe -r openvswitch
	rm -f /tmp/conf.db* /tmp/.conf.db* /run/openvswitch/*
}

ovs_ct_zone()
{
	cat <<-END
		table=0,priority=10,arp,actions=NORMAL
		table=0,priority=5,ip,actions=ct(table=1,zone=1)
		table=1,priority=10,ct_state=+trk+est,actions=NORMAL
		table=1,priority=9,ct_state=+trk+new,udp,tp_dst=5000,actions=ct(commit,zone=1),NORMAL
		table=1,priority=9,ct_state=+trk+new,tcp,tp_dst=5201,actions=ct(commit,zone=1),NORMAL
		table=1,priority=1,actions=drop
	END
}

ovs_ct_vnic()
{
	local i

	echo "table=0,priority=10,arp,actions=NORMAL"
	for ((i = 1; i <= P; i++)); do
		cat <<-END
			table=0,priority=5,ip,in_port=$i,actions=load:$i->NXM_NX_REG0[0..15],ct(table=1,zone=NXM_NX_REG0[0..15])
			table=2,priority=5,ip,dl_dst=$(mac $i),actions=load:$i->NXM_NX_REG1[0..15],ct(table=3,zone=NXM_NX_REG1[0..15])
			table=4,priority=5,reg1=$i,actions=output:$i
		END
	done
	cat <<-END
		table=1,priority=10,ct_state=+trk+est,actions=resubmit(,2)
		table=1,priority=9,ct_state=+trk+new,ip,actions=ct(commit,zone=NXM_NX_REG0[0..15]),resubmit(,2)
		table=3,priority=10,ct_state=+trk+est,actions=resubmit(,4)
		table=3,priority=9,ct_state=+trk+new,udp,tp_dst=5000,actions=ct(commit,zone=NXM_NX_REG1[0..15]),resubmit(,4)
		table=3,priority=9,ct_state=+trk+new,tcp,tp_dst=5201,actions=ct(commit,zone=NXM_NX_REG1[0..15]),resubmit(,4)
	END
}

group_ovs()
{
	ovs_up
	sink 2
	ovs_flows <<<"actions=NORMAL"
	ovs_learn
	udp4 1 2 "$FLOWS"
	pg n1 p1 200 "${FLOW[@]}"
	sleep 0.2
	frames ovs l2
	unsink 2
	tcp ovs
	ovs_down
}

# ovs_ct WHO: the datapath meets each kind of frame before it is measured. The
# order in which it does is that of its masks, which moves figures by a tenth.
ovs_ct()
{
	sink 2
	conntrack -F >/dev/null 2>&1
	RUNS=0 established "$1" -
	sleep 0.5
	established "$1" established
	conntrack -F >/dev/null 2>&1
	udp4 1 2 1
	pg n1 p1 300 "${FLOW[@]}"
	sleep 0.5
	first "$1" first-0
	[ "$1" != ovs-ct ] || nft_growing "$1" 100000
	unsink 2
	tcp "$1"
}

ovs-ct_flows()
{
	nft_flows
}

group_ovs-ct()
{
	nft_limits
	ovs_up
	ovs_flows < <(ovs_ct_zone)
	ovs_learn
	ovs_ct ovs-ct
	ovs_flows < <(ovs_ct_vnic)
	ovs_ct ovs-ct-vnic
	ovs_down
}
