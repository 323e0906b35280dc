# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# Packages of any Debian suite, without touching the machine's own apt
# configuration or its installed packages; sourced after lib.sh.
# The mirror is the one that the machine itself uses.

# apt_site LABEL: where the machine gets the archive with this label from.
apt_site() {
	# shellcheck disable=SC2016 # apt expands it
	apt-get indextargets --format '$(SITE)' 'Created-By: Packages' \
		'Origin: Debian' "Label: $1" 2>/dev/null | sort -u | head -n 1
}

# apt_use SUITE: prepare apt for SUITE; sets apt_dir and apt_opts.
# Status is empty: what is installed here says nothing about another suite.
apt_use() {
	local suite=$1 site key=/usr/share/keyrings/debian-archive-keyring.gpg

	apt_dir=$cache/apt/$suite
	apt_opts=(
		-o Dir::Etc::SourceList="$apt_dir/sources.list"
		-o Dir::Etc::SourceParts=/dev/null
		-o Dir::Etc::PreferencesParts=/dev/null
		-o Dir::State::Lists="$apt_dir/lists"
		-o Dir::State::Status=/dev/null
		-o Dir::Cache="$apt_dir/cache"
		-o Dir::Cache::Pkgcache= -o Dir::Cache::Srcpkgcache=
		-o APT::Sandbox::User= -o Acquire::Languages=none
		-o Acquire::Retries=3 -o Debug::NoLocking=1
		-o APT::Update::Post-Invoke-Success::=true
	)
	[ -s "$apt_dir/sources.list" ] && return
	site=$(apt_site Debian)
	if [ -z "$site" ] && [ "$(id -u)" = 0 ]; then
		apt-get -qq update || note "apt-get update failed"
		site=$(apt_site Debian)
	fi
	[ -n "$site" ] || die "apt has no Debian archive: run apt-get update as root"
	mkdir -p "$apt_dir"/{lists,cache/archives}/partial
	{
		echo "deb [signed-by=$key] $site $suite main"
		[ "$suite" = sid ] || echo "deb [signed-by=$key] $site $suite-updates main"
		site=$(apt_site Debian-Security)
		[ "$suite" = sid ] || [ -z "$site" ] ||
			echo "deb [signed-by=$key] $site $suite-security main"
	} >"$apt_dir/sources.list.new"
	mv "$apt_dir/sources.list.new" "$apt_dir/sources.list"
}

# apt_update: fetch the lists of the suite in use, at most once an hour.
apt_update() {
	[ -z "$(find "$apt_dir/updated" -mmin -60 2>/dev/null)" ] || return 0
	lock "$apt_dir/lock"
	quietly "$apt_dir/update.log" apt-get "${apt_opts[@]}" -q update ||
		die "cannot fetch package lists of ${apt_dir##*/}: is the network up?"
	touch "$apt_dir/updated"
}

# apt_version PACKAGE: the newest version of PACKAGE.
apt_version() {
	apt-cache "${apt_opts[@]}" show --no-all-versions "$1" |
		sed -n 's/^Version: //p'
}

# apt_closure PACKAGE...: NAME=VERSION of PACKAGEs and all they depend on.
apt_closure() {
	apt-get "${apt_opts[@]}" -s --no-install-recommends install "$@" |
		sed -n 's/^Inst \([^ ]*\) (\([^ ]*\) .*/\1=\2/p'
}

# apt_fetch DIR NAME=VERSION...: download packages into DIR.
apt_fetch() {
	local dir=$1

	shift
	mkdir -p "$dir"
	(cd "$dir" && quietly "$apt_dir/fetch.log" \
		apt-get "${apt_opts[@]}" -q download "$@")
}

# apt_unpack ROOT NAME=VERSION...: download packages and unpack them in ROOT;
# nothing of them is run. base-files makes the links from /bin to /usr/bin and has
# to come first.
apt_unpack() {
	local root=$1 file

	shift
	apt_fetch "$root.deb" "$@" || return
	mkdir -p "$root"
	for file in "$root.deb"/base-files_*.deb "$root.deb"/*.deb; do
		[ ! -e "$file" ] ||
			dpkg --fsys-tarfile "$file" | tar -x -C "$root" --keep-directory-symlink
	done
	rm -rf "$root.deb"
}
