# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# Debian's own kernels, unpacked beside the machine's packages rather than
# installed among them: no initramfs is made, /boot is not touched; sourced by
# kernel.

# To be raised when a change below makes another result.
# shellcheck disable=SC2034 # read by kernel
stock_recipe=1

# stock_relocate ROOT: absolute links and includes lead into ROOT.
stock_relocate() {
	local root=$1 link

	find "$root/usr" "$root/lib" -type l -lname '/*' | while read -r link; do
		ln -sfn "$root$(readlink "$link")" "$link"
	done
	sed -i "s|^include /usr/src/|include $root/usr/src/|" "$root"/usr/src/linux-headers-*/Makefile
}

# stock_make NAME DIR IMAGE HEADERS: unpack into DIR/root, print its info.
stock_make() {
	local name=$1 dir=$2 root=$2/root release pkgs f chroot='' tools=()

	shift 2
	# Only the newest Debian needs that Debian's compiler.
	[ "$name" != sid ] || tools=(gcc make libc6-dev sparse perl-base)
	[ -z "${tools[*]}" ] || chroot=$root
	mapfile -t pkgs < <(
		apt_closure "$@" | grep -E '^linux-(image|binary|modules|base|headers|kbuild|compiler)-'
		[ -z "$chroot" ] || apt_closure "${tools[@]}"
	)
	mapfile -t pkgs < <(printf '%s\n' "${pkgs[@]}" | sort -u)
	apt_fetch "$dir/deb" "${pkgs[@]}" || return
	mkdir "$root"
	# base-files makes the links from /bin to /usr/bin and must come first
	for f in "$dir"/deb/base-files_*.deb "$dir"/deb/*.deb; do
		[ ! -e "$f" ] || dpkg --fsys-tarfile "$f" | tar -x -C "$root" --keep-directory-symlink
	done
	rm -rf "$dir/deb"

	for f in "$root"/lib/modules/*/ "$root"/usr/lib/modules/*/; do
		[ ! -d "$f" ] || release=$(basename "$f")
	done
	# depmod -b looks in lib/modules, newer packages fill usr/lib/modules
	[ -e "$root/lib" ] || ln -s usr/lib "$root/lib"
	depmod -b "$root" "$release"
	[ -n "$chroot" ] || stock_relocate "$root"
	cat <<-EOF
		kind=qemu
		kdir=$root/usr/src/linux-headers-$release
		arch=x86
		image=$root/boot/vmlinuz-$release
		release=$release
		modroot=$root
		chroot=$chroot
	EOF
}
