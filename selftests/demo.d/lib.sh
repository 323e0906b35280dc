# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# How the story is told: each command is shown before its output, and what
# must hold after it is checked. Sourced by story.

tmp=$(mktemp -d /tmp/demo.XXXXXX)
# shellcheck disable=SC2154 # top is set by story
guest=$top/selftests/vm/guest
said=$tmp/said
checks=0
bold='' green='' red='' plain=''
if [ -n "${DEMO_COLOUR-}" ]; then
	bold=$'\e[1m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
fi

# chapter TITLE
chapter()
{
	printf '\n%s== %s%s\n\n' "$bold" "$*" "$plain"
}

# tell TEXT
tell()
{
	fmt -w 78 <<<"$*"
}

prompt()
{
	printf '%s%s# %s%s\n' "$bold" "$1" "$2" "$plain"
}

# host COMMAND: as an operator would type it; what it says is kept for "says"
host()
{
	prompt '' "$1"
	status=0
	eval "$1" >"$said" 2>&1 || status=$?
	cat "$said"
	[ "$status" = 0 ] || fail "exit status 0, not $status"
}

# hosts: a command on each line of stdin
hosts()
{
	local command

	while read -r command <&3; do
		host "$command"
	done 3<&0
}

# quietly_in GUEST COMMAND: run it inside of a guest, not shown
quietly_in()
{
	status=0
	"$guest/exec" "$1" "$2" >"$said" 2>&1 || status=$?
}

# in_guest GUEST COMMAND: the same, shown
in_guest()
{
	prompt "$1" "$2"
	quietly_in "$1" "$2"
	cat "$said"
	[ "$status" = 0 ] || fail "exit status 0, not $status"
}

# guests GUEST: a command on each line of stdin
guests()
{
	local command

	while read -r command <&3; do
		in_guest "$1" "$command"
	done 3<&0
}

# in_nested COMMAND: inside of the guest inside of web-01
in_nested()
{
	prompt nested "$1"
	quietly_in web-01 "nsenter -t \$(cat /tmp/nested) -n sh -c '$1'"
	cat "$said"
	[ "$status" = 0 ] || fail "exit status 0, not $status"
}

# says TEXT: was that in the last output?
says()
{
	grep -qF -e "$1" "$said"
}

# fails COMMAND...
fails()
{
	! "$@"
}

# holds TEXT COMMAND...: what must be so now
holds()
{
	local text=$1

	shift
	"$@" >/dev/null 2>&1 || fail "$text" "$@"
	checks=$((checks + 1))
	printf '   %sok%s: %s\n' "$green" "$plain" "$text"
}

# now: milliseconds
now()
{
	echo $((${EPOCHREALTIME/./} / 1000))
}

# becomes TEXT COMMAND...: what must be so within 20 seconds
becomes()
{
	local text=$1 start took=0

	shift
	start=$(now)
	until "$@" >/dev/null 2>&1; do
		took=$(($(now) - start))
		[ $took -lt 20000 ] || fail "$text" "$@"
		sleep 0.02
	done
	took=$(($(now) - start))
	checks=$((checks + 1))
	[ $took -lt 100 ] || text+=" (after $(printf '%d.%d' $((took / 1000)) $((took / 100 % 10))) s)"
	printf '   %sok%s: %s\n' "$green" "$plain" "$text"
}

# fail TEXT [COMMAND...]: the story ends here
fail()
{
	local text=$1

	shift
	printf '   %sNOT SO%s: %s\n' "$red" "$plain" "$text"
	{
		[ $# = 0 ] || echo "--- checked by: $*"
		echo "--- ports"
		vswctl port show
		vswctl stats show
		vswctl stats show drops
		vswctl fdb show
		echo "--- kernel log"
		dmesg | grep vsw: | tail -n 20
		echo "--- agent"
		tail -n 20 "$tmp/agent.log"
		echo "--- guests"
		tail -n 5 /run/vsw-guests/*/*.log
	} 2>&1
	exit 1
}

# port PORT FILTER: of the port's JSON
port()
{
	vswctl --json port show "$1" | jq -r ".[0] | $2"
}

# port_is PORT FILTER VALUE
port_is()
{
	[ "$(port "$1" "$2")" = "$3" ]
}

# drops PORT REASON: how many
drops()
{
	port "$1" ".drop[] | select(.reason == \"$2\").packets"
}

# drops_are PORT REASON COUNT
drops_are()
{
	[ "$(drops "$1" "$2")" = "$3" ]
}

# drops_exceed PORT REASON COUNT
drops_exceed()
{
	[ "$(drops "$1" "$2")" -gt "$3" ]
}

# logged LINE COUNT: is that how often it stands in the kernel log?
logged()
{
	[ "$(dmesg | grep -cF "$1")" = "$2" ]
}

# learned PORT MAC: does the table say so?
learned()
{
	vswctl --json fdb show vs0 |
		jq -e "any(.[]; .kind == \"learned\" and .port == \"$1\" and .address == \"$2\")"
}
