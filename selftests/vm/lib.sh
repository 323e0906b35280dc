# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# What the scripts of this folder share; sourced, never run.

vm=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$vm/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/vsw
export LC_ALL=C

note() { echo "${0##*/}: $*" >&2; }
die() { note "$*"; exit 1; }

# lock FILE: hold FILE until this shell ends; a second caller waits and finds
# the work done.
lock() {
	local fd

	mkdir -p "$(dirname "$1")"
	exec {fd}>"$1"
	flock -n "$fd" && return
	note "waiting for another run to finish with ${1##*/}"
	flock "$fd"
}

# quietly LOG COMMAND...: show the end of the output only on failure.
quietly() {
	local log=$1

	shift
	mkdir -p "$(dirname "$log")"
	"$@" >"$log" 2>&1 </dev/null && return
	tail -n 40 "$log" >&2
	note "failed: $* (log: $log)"
	return 1
}

# put_program NAME ROOT: a program with the libraries it needs.
put_program() {
	local file lib

	file=$(command -v "$1") || die "$1 is missing: run $vm/deps vm"
	install -D "$(readlink -f "$file")" "$2/bin/${1##*/}"
	# Both "name => /path" and the bare path of the loader; a static program
	# has none.
	{ ldd "$file" 2>/dev/null || true; } | grep -o '/[^ ]*' | while read -r lib; do
		install -D "$(readlink -f "$lib")" "$2$lib"
	done
}

# put_modules KERNEL DIR MODULE...: unpacked, numbered in the order of loading.
put_modules() {
	local kernel=$1 dir=$2 root release module file n=100

	shift 2
	root=$("$vm/kernel" --modroot "$kernel")
	release=$("$vm/kernel" --release "$kernel")
	for module; do
		modprobe -d "$root" -S "$release" --show-depends "$module" || true
	done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++' | while read -r file; do
		n=$((n + 1))
		case $file in
		*.xz) xz -dc "$file" ;;
		*.zst) zstd -dcq "$file" ;;
		*) cat "$file" ;;
		esac >"$dir/$n-$(basename "${file%%.ko*}").ko"
	done
}

# pack ROOT FILE: FILE is either whole or not there.
pack() {
	(cd "$1" && find . -print0 | sort -z | cpio --null -o -H newc --quiet) >"$2.new"
	mv "$2.new" "$2"
}
