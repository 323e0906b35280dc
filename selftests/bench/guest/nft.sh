# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# The bridge with nftables and connection tracking: what comes from whitelisted
# addresses to port 5000 may begin. A frame is judged once.

nft_limits()
{
	modprobe -a nf_conntrack nf_conntrack_netlink
	sysctl -qw net.netfilter.nf_conntrack_max=4000000 \
		net.netfilter.nf_conntrack_udp_timeout=3000 \
		net.netfilter.nf_conntrack_udp_timeout_stream=3000
	echo 65536 >/sys/module/nf_conntrack/parameters/hashsize
}

# nft_table [SET] [RULES]: rules that do not match stand before those that do
nft_table()
{
	cat <<-END
		table bridge fw {
			${1-}
			chain forw {
				type filter hook forward priority 0; policy drop;
				ether type arp accept
				ct state established,related accept
				ct state invalid drop
				${2-}
				ip saddr 10.0.0.0/16 udp dport 5000 accept
				ip saddr 10.0.0.0/16 tcp dport 5201 accept
				ip6 saddr fd00::/64 udp dport 5000 accept
			}
		}
	END
}

# nft_linear N, nft_hash N, nft_pipapo N: N rules, in three ways
nft_linear()
{
	nft_table "" "$(awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++)
		printf "ip saddr 10.%d.%d.%d udp dport %d accept\n", 100 + int(i / 60000),
			int(i / 250) % 240, i % 250, 6000 + i % 1000 }')"
}

nft_hash()
{
	nft_table "set s { type ipv4_addr . inet_service; elements = { $(
		awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++)
			printf "%s10.%d.%d.%d . %d", (i > 1 ? ", " : ""), 100 + int(i / 60000),
				int(i / 250) % 240, i % 250, 6000 + i % 1000 }'
	) } }" "ip saddr . udp dport @s accept"
}

nft_pipapo()
{
	nft_table "set s { type ipv4_addr . inet_service; flags interval; elements = { $(
		awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++)
			printf "%s10.%d.%d.%d/31 . %d-%d", (i > 1 ? ", " : ""),
				100 + int(i / 30000), int(i / 120) % 240, i % 120 * 2,
				6000 + i % 1000, 6005 + i % 1000 }'
	) } }" "ip saddr . udp dport @s accept"
}

group_nft()
{
	nft_limits
	bridge_up
	sink 2
	nft 'table bridge fw { chain forw { type filter hook forward priority 0; policy accept; }; }'
	udp4 1 2 "$FLOWS"
	frames nft l2
	nft flush ruleset
	nft -f - <<<"$(nft_table)"
	established nft established
	udp6 1 2 "$FLOWS"
	frames nft established-ipv6
	first nft first-0
	first nft first-0-ipv6 "$N_FIRST" udp6
	nft_growing nft
	unsink 2
	tcp nft
	nft flush ruleset
	nft_memory
	bridge_down
}

group_nft-rules()
{
	local kind n count

	wanted first-{10,100,1000,10000} load-{10,100,1000,10000} || return 0
	nft_limits
	bridge_up
	sink 2
	for kind in linear hash pipapo; do
		for n in 10 100 1000 10000; do
			wanted first-$n load-$n || continue
			# A walk takes as long as it takes, and repeats.
			case $kind$n in
			linear10000) count=200 ;;
			linear1000) count=1000 ;;
			*) count=$N_FIRST ;;
			esac
			nft_$kind $n >/tmp/rules
			command_cost nft-$kind load-$n nft -f /tmp/rules
			first nft-$kind first-$n $count
			if [ $n = 10000 ] && [ $kind != linear ]; then
				command_cost nft-$kind add-address \
					nft add element bridge fw s "{ 10.200.0.1 . 7777 }"
				command_cost nft-$kind delete-address \
					nft delete element bridge fw s "{ 10.200.0.1 . 7777 }"
			fi
			nft flush ruleset
		done
	done
	unsink 2
	bridge_down
}

# nft_growing WHO [LIMIT]: ever more connections, in a table made for them
nft_growing()
{
	wanted flows-10000 flows-100000 flows-500000 || return 0
	echo 1048576 >/sys/module/nf_conntrack/parameters/hashsize
	RUNS=0 established "$1" -
	growing "$@"
	conntrack -F >/dev/null 2>&1
	echo 65536 >/sys/module/nf_conntrack/parameters/hashsize
}

nft_flows()
{
	cat /proc/sys/net/netfilter/nf_conntrack_count
}

# What slabs grow by for a state.
nft_slabs()
{
	awk 'NR > 2 { print $1, $3 * $4 }' /proc/slabinfo
}

nft_memory()
{
	local before after n=50000

	wanted state-bytes || return 0
	sink 2
	conntrack -F >/dev/null 2>&1
	sleep 0.5
	nft -f - <<<"$(nft_table)"
	nft_slabs >/tmp/slabs
	read -r before </proc/sys/net/netfilter/nf_conntrack_count
	udp4 1 2 60000 2000
	pg n1 p1 $n "${FLOW[@]}"
	read -r after </proc/sys/net/netfilter/nf_conntrack_count
	n=$((after - before))
	result nft state-bytes "$(nft_slabs | awk -v n=$n '
		NR == FNR { before[$1] = $2; next }
		$2 - before[$1] > n { grown += $2 - before[$1] }
		END { printf "%.1f", grown / n }' /tmp/slabs -)" bytes 50000 $n
	nft flush ruleset
	conntrack -F >/dev/null 2>&1
	unsink 2
}
