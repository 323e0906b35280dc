# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# Debian's own kernels, unpacked beside the machine's packages rather than
# installed among them: no initramfs is made, /boot is not touched; sourced by
# kernel.

# To be raised when a change below makes another result.
stock_recipe=1

# stock_relocate ROOT: absolute links and includes lead into ROOT.
stock_relocate() {
	local root=$1 link

	find "$root/usr" "$root/lib" -type l -lname '/*' | while read -r link; do
		ln -sfn "$root$(readlink "$link")" "$link"
	done
	sed -i "s|^include /usr/src/|include $root/usr/src/|" "$root"/usr/src/linux-headers-*/Makefile
}

# stock_complete ROOT: what no package brings. The kernel's build asks a script
# whether sparse is new enough, which headers do not hold: that Debian's is.
stock_complete() {
	local scripts

	ln -sfn mawk "$1/usr/bin/awk"
	for scripts in "$1"/usr/src/linux-headers-*-common/scripts; do
		[ ! -e "$scripts/checker-valid.sh" ] || continue
		printf '#!/bin/sh\necho 1\n' >"$scripts/checker-valid.sh"
		chmod +x "$scripts/checker-valid.sh"
	done
}

# stock_make NAME DIR IMAGE HEADERS: unpack into DIR/root, print its info.
stock_make() {
	local name=$1 dir=$2 root=$2/root release image pkgs f chroot='' tools=()

	shift 2
	# Only the newest Debian needs that Debian's compiler.
	[ "$name" != sid ] || tools=(base-files bash coreutils dash diffutils findutils
		gcc grep libc6-dev make mawk perl-base sed sparse)
	[ -z "${tools[*]}" ] || chroot=$root
	mapfile -t pkgs < <(
		apt_closure "$@" | grep -E '^linux-(image|binary|modules|base|headers|kbuild|compiler)-'
		[ -z "$chroot" ] || apt_closure "$2" "${tools[@]}"
	)
	mapfile -t pkgs < <(printf '%s\n' "${pkgs[@]}" | sort -u)
	apt_unpack "$root" "${pkgs[@]}" || return

	for f in "$root"/lib/modules/*/ "$root"/usr/lib/modules/*/; do
		[ ! -d "$f" ] || release=$(basename "$f")
	done
	[ -z "$chroot" ] || stock_complete "$root"
	image=$root/boot/vmlinuz-$release
	[ -e "$image" ] || image=$(echo "$root"/usr/lib/modules/*/vmlinuz)
	# depmod -b looks in lib/modules, newer packages fill usr/lib/modules
	[ -e "$root/lib" ] || ln -s usr/lib "$root/lib"
	depmod -b "$root" "$release"
	[ -n "$chroot" ] || stock_relocate "$root"
	cat <<-EOF
		kind=qemu
		kdir=$root/usr/src/linux-headers-$release
		arch=x86
		image=$image
		release=$release
		modroot=$root
		chroot=$chroot
	EOF
}
