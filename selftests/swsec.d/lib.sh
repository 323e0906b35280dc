# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# What the scripts about IP addresses have in common, sourced after lib.sh:
# messages of ARP, neighbour discovery and DHCP, and what became of them.

A=02:00:00:00:00:0a B=02:00:00:00:00:0b C=02:00:00:00:00:0c
U=02:00:00:00:01:00
ALL1=33:33:00:00:00:01

# hex6 ADDRESS: the sixteen bytes of an IPv6 address in $REPLY
hex6()
{
	local left=${1%%::*} right='' words=() i

	[[ $1 != *::* ]] || right=${1##*::}
	read -ra words <<<"${left//:/ }"
	local tail=()
	read -ra tail <<<"${right//:/ }"
	for ((i = ${#words[@]} + ${#tail[@]}; i < 8; i++)); do words+=(0); done
	words+=("${tail[@]}")
	REPLY=
	for i in "${words[@]}"; do printf -v REPLY '%s%04x' "$REPLY" "0x$i"; done
}

# hex4 ADDRESS: the four bytes of an IPv4 address in $REPLY
hex4()
{
	local words

	IFS=. read -ra words <<<"$1"
	printf -v REPLY '%02x' "${words[@]}"
}

# claim NAME ADDRESS [KEY=VALUE...]: ARP for all to hear, or an advertisement
claim()
{
	case $2 in
	*:*) send "$1" dst=$ALL1 na="$2" "${@:3}" ;;
	*) send "$1" dst=bcast arp=request,"$2","$2" "${@:3}" ;;
	esac
}

# nd NAME TYPE SRC TARGET OPTION MAC [KEY=VALUE...]: neighbour discovery to all;
# TARGET - for none; OPTION 1 is the source's MAC address, 2 the target's, 0 none
nd()
{
	local body='' dst=ff02::1

	[ "$4" = - ] || { hex6 "$4"; body=$REPLY; }
	[ "$5" = 0 ] || body+=$(printf '%02x01%s' "$5" "${6//:/}")
	send "$1" dst=$ALL1 ip="$3,$dst" icmp="$2,0" ttl=255 \
		${body:+body="$body"} "${@:7}"
}

# dhcp4 NAME TYPE XID CHADDR CIADDR YIADDR SECONDS IP MAC [KEY=VALUE...]: a message
# of DHCP, from port 68 for types of clients; SECONDS - for no lease
dhcp4()
{
	local op=1 ports=68,67 body option

	case $2 in
	2 | 5 | 6) op=2 ports=67,68 ;;
	esac
	printf -v body '%02x010600%08x00000000' $op "$3"
	hex4 "$5"
	body+=$REPLY
	hex4 "$6"
	body+=$REPLY$(printf '%016x' 0)${4//:/}
	body+=$(printf '%0404x' 0)63825363
	printf -v option '3501%02x' "$2"
	[ "$7" = - ] || option+=$(printf '3304%08x' "$7")
	# What is declined is in option 50.
	[ "$2" != 4 ] || { hex4 "$6"; option+=3204$REPLY; }
	send "$1" dst="$9" ip="$8" udp=$ports body="$body${option}ff" "${@:10}"
}

# dhcp6 NAME TYPE XID ADDRESS SECONDS IP MAC [KEY=VALUE...]: a message of DHCPv6
# with one address in an IA_NA; - for none
dhcp6()
{
	local ports=546,547 body

	[ "$2" != 7 ] || ports=547,546
	printf -v body '%02x%06x' "$2" "$3"
	if [ "$4" != - ]; then
		hex6 "$4"
		body+=0003002800000001$(printf '%016x' 0)
		body+=00050018$REPLY$(printf '%08x%08x' "$5" "$5")
	fi
	send "$1" dst="$7" ip="$6" udp=$ports body="$body" "${@:8}"
}

# bindings_read NAME: the addresses of a port in BINDINGS[], a line each:
# ADDRESS VLAN MAC SOURCES STATE, and how long they live in EXPIRES[]
bindings_read()
{
	local -a f

	BINDINGS=() EXPIRES=()
	while read -r -a f; do
		[[ ${f[0]-} == 0x* ]] || continue
		BINDINGS+=("${f[2]} ${f[3]} ${f[4]} ${f[5]} ${f[6]}")
		EXPIRES+=("${f[8]}")
	done < <(vswctl binding show "$1.eth0" 2>&1)
}

bindings_are()
{
	local i

	bindings_read "$1"
	shift
	[ ${#BINDINGS[@]} = $# ] || return
	for ((i = 0; i < ${#BINDINGS[@]}; i++)); do
		# shellcheck disable=SC2053
		[[ ${BINDINGS[i]} == $1 ]] || return
		shift
	done
}

# bindings NAME [PATTERN...]: soon a port has these addresses and no others, the
# oldest first
bindings()
{
	soon bindings_are "$@" ||
		bad "addresses of $1: $(printf '<%s> ' "${BINDINGS[@]}")"
}

# refused_are NAME N: so many addresses were not taken note of
refused_are()
{
	port_field "$1.eth0" "IP Addresses"
	[[ $FIELD == *"($2 refused)" ]]
}

# events_skip: what has been told so far is of no interest
events_skip()
{
	nap 0.1
	events_read
	events_seen=${#EVENTS[@]}
}
