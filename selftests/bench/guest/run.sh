# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# run.sh [NAME=VALUE | GROUP]...: measure, group by group
for file in lib crowd floor bridge nft tc ovs vsw; do
	# shellcheck source=/dev/null
	. ./$file.sh
done

# Frames and runs of a figure, flows they belong to, guests.
N=10000 N_FIRST=4000 N_CONNECT=200 RUNS=3 FLOWS=1024 P=4
SHORT=''
for word; do
	case $word in *=*) declare "$word" ;; esac
done

# Only for the plugin to see.
[ -n "${PROFILE-}" ] || mark() { :; }
modprobe -a veth pktgen
ports 1 $P
sleep 1
for word; do
	case $word in *=*) continue ;; esac
	now
	start=$NOW
	"group_$word"
	now
	info "$word took $((NOW - start)) us"
done
# Of modules too, so they stay loaded.
[ -z "${PROFILE-}" ] || awk '{ print "S", $1, $3, $4 }' /proc/kallsyms
dmesg | grep -E 'WARNING|BUG|Oops|table full' && info "the kernel complained"
exit 0
