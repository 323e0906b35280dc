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
	crowd 1000
	vsw_empty promiscuous accept mac-changes accept forged-transmits accept
	vsw_crowd 1 1000 >/dev/null
	vsw_guests
	sink 2
	frames vsw l2-accept-1000
	unsink 2
	vsw_down
}

# vsw_rules N: what is let in by address and port, N rules of which do not match
# standing before those that do, as in nft.sh
vsw_rules()
{
	echo "ruleset fw {"
	awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++)
		printf "rule %d at %d inout protocol udp from ip 10.%d.%d.%d to any port %d accept;\n",
			i, i, 100 + int(i / 60000), int(i / 250) % 240, i % 250, 6000 + i % 1000 }'
	cat <<-END
		rule 90001 at 90001 inout protocol udp from ip 10.0.0.0/16 to any port 5000 accept;
		rule 90002 at 90002 inout protocol udp from ip fd00::/64 to any port 5000 accept;
		rule 90003 at 90003 inout protocol tcp from ip 10.0.0.0/16 to any port 5201 accept;
		default drop;
		}
	END
}

vsw_load()
{
	vsw_rules "$1" >/tmp/rules
	vswctl rules load /tmp/rules >/dev/null
}

# As many states as the runs make, and no time limit that ends in them.
vsw_limits()
{
	local i

	for ((i = 1; i <= P; i++)); do
		echo "filter set g$i.eth0 limit total 2000000 limit udp 2000000" \
			"timeout udp-first 3000 timeout udp-multiple 3000"
	done >/tmp/limits
	vswctl --batch /tmp/limits >/dev/null
}

vsw_filter_up()
{
	vsw_up
	vsw_limits
	vsw_load "$1"
}

# Frames of $FLOWS flows judged at both ends, whatever the number of rules.
vsw_established()
{
	vsw_filter_up 0
	sink 2
	established vsw established
	if [ -z "$SHORT" ]; then
		udp6 1 2 "$FLOWS"
		frames vsw established-ipv6
		first vsw first-0
		first vsw first-0-ipv6 "$N_FIRST" udp6
	fi
	unsink 2
	tcp vsw-filter
	[ -n "$SHORT" ] || broadcasts vsw-filter
	vsw_down
}

vsw-filter_crowd()
{
	vsw_crowd "$@"
}

# One that asks for everything, and gets a copy, which its filter judges.
vsw_filter_promiscuous()
{
	wanted l2-promiscuous || return 0
	vsw_up promiscuous accept
	vsw_limits
	vsw_load 0
	sink 2 3
	udp4 1 2 "$FLOWS"
	ip -n n3 link set p3 promisc on
	frames vsw-filter l2-promiscuous v2 v3
	ip -n n3 link set p3 promisc off
	unsink 2 3
	vsw_down
}

# Connections that 2 has let in.
vsw_flows()
{
	vswctl --json filter show g2.eth0 | tr -d ' \n' |
		sed -n 's/.*"states":{[^}]*"total":\([0-9]*\).*/\1/p'
}

# All at once: connections that grow until there are a million states, two of
# each, then a thousand ports and four thousand rules beside them.
vsw_scale()
{
	wanted flows-{10000,100000,500000} {established,first}-scale || return 0
	vsw_filter_up 0
	sink 2
	RUNS=0 established vsw -
	growing vsw
	if wanted {established,first}-scale; then
		wanted flows-500000 || ONLY=flows-500000 RUNS=0 growing vsw
		crowd 1000
		vsw_crowd 1 1000 >/dev/null
		vsw_load 4000
		udp4 1 2 "$FLOWS"
		frames vsw established-scale
		info "$(vsw_flows) connections, $(vswctl port list | wc -l) ports"
		first vsw first-scale
	fi
	unsink 2
	vsw_down
}

vsw_first()
{
	local n list="10 10000"

	[ -n "$SHORT" ] || list="10 100 1000 10000"
	for n in $list; do
		wanted "first-$n" "load-$n" || continue
		vsw_filter_up 0
		vsw_rules "$n" >/tmp/rules
		command_cost vsw "load-$n" vswctl rules load /tmp/rules
		sink 2
		first vsw "first-$n"
		unsink 2
		vsw_down
	done
}

# One address in or out of a set of N.
vsw_addresses()
{
	local n

	wanted add-address delete-address add-address-100000 || return 0
	for n in 10000 100000; do
		[ $n = 10000 ] || [ -z "$SHORT" ] || break
		{
			echo "addrset many {"
			awk -v n=$n 'BEGIN { for (i = 1; i <= n; i++)
				printf "ip 10.%d.%d.%d,\n", 100 + int(i / 60000),
					int(i / 250) % 240, i % 250 }'
			echo "}"
			echo "ruleset fw { rule 1 at 1 inout protocol any from addrset many to any accept; }"
		} >/tmp/rules
		vsw_up
		vswctl rules load /tmp/rules >/dev/null
		case $n in 10000) CASE= ;; *) CASE=-$n ;; esac
		command_cost vsw "add-address$CASE" vswctl addrset add many 10.250.0.1
		command_cost vsw "delete-address$CASE" vswctl addrset del many 10.250.0.1
		vsw_down
	done
}

# What the caches of states grow by for a state: a connection has two.
vsw_memory()
{
	local before after n=50000

	wanted state-bytes || return 0
	vsw_filter_up 0
	sink 2
	sleep 0.5
	nft_slabs >/tmp/slabs
	before=$(vsw_states)
	udp4 1 2 60000 2000
	pg n1 p1 $n "${FLOW[@]}"
	after=$(vsw_states)
	n=$((after - before))
	result vsw state-bytes "$(nft_slabs | awk -v n=$n '
		NR == FNR { before[$1] = $2; next }
		$1 ~ /^vsw/ { grown += $2 - before[$1] }
		END { printf "%.1f", grown / n }' /tmp/slabs -)" bytes 100000 $n
	unsink 2
	vsw_down
}

# States of all ports.
vsw_states()
{
	vswctl flows | sed -n '1s/.* active(L3,L4)=\([0-9]*\).*/\1/p'
}

group_vsw-filter()
{
	vsw_established
	vsw_first
	vsw_addresses
	vsw_memory
	[ -n "$SHORT" ] || vsw_filter_promiscuous
	[ -n "$SHORT" ] || vsw_scale
}
