# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# Where a running guest's files are; sourced by start, exec and stop after
# vm/lib.sh.

# guest_folder NAME: sets guest.
guest_folder() {
	[[ $1 =~ ^[A-Za-z0-9_.-]+$ ]] || die "no name for a guest: $1"
	guest=${VSW_GUESTS:-/run/vsw-guests}/$1
}

# guest_alive: whether the guest's QEMU runs; a recycled pid is not it.
guest_alive() {
	local pid

	pid=$(cat "$guest/pid" 2>/dev/null) || return 1
	grep -aqs qemu "/proc/$pid/cmdline"
}
