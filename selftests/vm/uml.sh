# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# User Mode Linux from Debian's kernel source; sourced by kernel.

# To be raised when a change below makes another kernel or another tree.
uml_recipe=1

# What neither our configurations nor the tools we use from the tree need is
# not unpacked: three quarters of it. Kconfig files must all be there.
uml_skip=(
	'*/Documentation/*.rst' '*/Documentation/devicetree/*'
	'*/drivers/gpu/*.[ch]' '*/drivers/media/*.[ch]'
	'*/drivers/net/ethernet/*.[ch]' '*/drivers/net/wireless/*.[ch]'
	'*/drivers/infiniband/*.[ch]' '*/drivers/scsi/*.[ch]'
	'*/drivers/staging/*.[ch]' '*/drivers/clk/*.[ch]'
	'*/drivers/iio/*.[ch]' '*/drivers/usb/*.[ch]' '*/sound/*.[ch]'
	'*/arch/[!ux]*/*.[chS]' '*/arch/*.dts' '*/arch/*.dtsi'
	'*/tools/perf/*' '*/tools/testing/selftests/bpf/*'
)

# uml_source PACKAGE: unpack the newest PACKAGE once; sets src.
uml_source() {
	local pkg=$1 version

	# linux-source only depends on the package with the version in its name
	[ "$pkg" != linux-source ] ||
		pkg=$(apt-cache "${apt_opts[@]}" show --no-all-versions linux-source |
			sed -n 's/^Depends: \(linux-source-[^ ,]*\).*/\1/p')
	version=$(apt_version "$pkg")
	src=$cache/src/${pkg}_${version}_$uml_recipe
	[ ! -d "$src" ] || return 0
	lock "$src.lock"
	[ ! -d "$src" ] || return 0
	rm -rf "$src.tmp"
	apt_fetch "$src.tmp/deb" "$pkg=$version"
	mkdir "$src.tmp/tree"
	dpkg --fsys-tarfile "$src.tmp/deb/"*.deb |
		tar -xO "./usr/src/$pkg.tar.xz" | xz -dc -T0 |
		tar -x -C "$src.tmp/tree" --strip-components=1 "${uml_skip[@]/#/--exclude=}"
	mv "$src.tmp/tree" "$src"
	rm -rf "$src.tmp"
}

# uml_config DIR: configure; an option that did not take is an error, else
# tests would run without a checker they count on.
uml_config() {
	local dir=$1 want name bad=0

	make -s -C "$src" ARCH=um O="$dir" KCONFIG_ALLCONFIG="$dir/wanted.config" allnoconfig || return
	while read -r want; do
		case $want in
		'# CONFIG_'*' is not set')
			name=${want#\# }
			name=${name%% *}
			! grep -q "^$name=" "$dir/.config"
			;;
		CONFIG_*) grep -qxF "$want" "$dir/.config" ;;
		*) true ;;
		esac || {
			echo "this source does not take: $want"
			bad=1
		}
	done <"$dir/wanted.config"
	return $bad
}

# uml_make NAME DIR PACKAGE CONFIG...: build in DIR, print its info.
uml_make() {
	local name=$1 dir=$2 frag src

	uml_source "$3"
	shift 3
	for frag; do cat "$vm/config/$frag.config"; done >"$dir/wanted.config"
	quietly "$dir/config.log" uml_config "$dir" || return
	quietly "$dir/build.log" nice make -s -C "$src" ARCH=um O="$dir" -j"$(nproc)" || return
	# Only modules are built against it from now on, never the kernel again.
	find "$dir" -name '*.o' -not -path '*/scripts/*' -delete
	rm -f "$dir"/vmlinux* "$dir"/.tmp_*
	cat <<-EOF
		kind=uml
		kdir=$dir
		arch=um
		image=$dir/linux
		release=$(cat "$dir/include/config/kernel.release")
		src=$src
	EOF
}
