# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# How run boots each kind of kernel and judges what came of it; sourced by run,
# whose variables it uses.

# kernel_facts NAME: sets dir, kind, image, release and modroot, and qemu if that
# is what runs it.
kernel_facts() {
	local key value

	modroot=
	dir=$("$vm/kernel" "$1")
	while IFS='=' read -r key value; do
		case $key in kind | image | release | modroot) printf -v "$key" %s "$value" ;; esac
	done <"$dir/info"
	[ "$kind" != qemu ] || qemu=$("$vm/qemu")
}

# run_folder BASE: sets run to an empty results folder, BASE if no other run
# uses it, else BASE.2, BASE.3…
run_folder() {
	local n=1

	while :; do
		run=$1
		[ $n = 1 ] || run+=.$n
		mkdir -p "$run"
		exec {run_lock}>"$run/.lock"
		flock -n "$run_lock" && break
		exec {run_lock}>&-
		n=$((n + 1))
	done
	run=$(realpath "$run")
	[[ $run$top != *[[:space:],]* ]] || die "no blanks or commas in paths, please"
	find "$run" -mindepth 1 -not -name .lock -delete
	: >"$run/output.log"
	: >"$run/console.log"
}

# write_job COMMAND...: what init sources, and what it runs.
write_job() {
	local test_module=${VSW_MODULE%/*}/vsw_test.ko

	shares=("$run" "${writable[@]}")
	keep=("$top" "$cache")
	guest_tty=
	[ "$tty" = n ] || case $kind in uml) guest_tty=/dev/ttyS0 ;; qemu) guest_tty=/dev/ttyS1 ;; esac
	{
		declare -p top keep shares leaks modroot
		echo "tty=$guest_tty"
	} >"$run/setup"
	{
		[ -z "$guest_tty" ] || echo "stty sane $(stty size | sed 's/\(.*\) \(.*\)/rows \1 cols \2/')"
		[[ $PWD/ == "$top"/* ]] && printf 'cd %q\n' "$PWD" || printf 'cd %q\n' "$top"
		printf 'export %q\n' "TERM=${TERM:-dumb}" LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
			"PATH=$top/cli:/run/vsw/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
			"LD_LIBRARY_PATH=$top/lib" "VSW_TOP=$top" "VSW_KERNEL=$name" \
			"VSW_MODULE=$VSW_MODULE" "VSW_RUN=$run" "${vars[@]}"
		[ -z "$VSW_MODULE" ] || [ ! -e "$test_module" ] ||
			printf 'export VSW_TEST_MODULE=%q\n' "$test_module"
		echo "exec$(printf ' %q' "$@")"
	} >"$run/job"
}

# The kernel log goes to the run's console.log, through a console of its own,
# so that the command's output stays readable.
boot_uml() {
	local mode=() io=('con0=null,fd:1' ssl=null)

	# a system call costs a third of what it does with ptrace, since 6.16
	! grep -q seccomp= "$image" || mode=(seccomp=on)
	# What an object held in its former life, the allocator's own list
	# pointer above all, would pass for a reference to a leaked one.
	[ "$leaks" = n ] || mode+=(kmemleak=on init_on_alloc=1)
	# guest memory is a file there, deleted as soon as it is open
	TMPDIR=$run
	[ "$(df --output=avail -k /dev/shm | tail -n 1)" -lt 4000000 ] || TMPDIR=/dev/shm
	export TMPDIR
	exec {log}>>"$run/console.log"
	[ "$tty" = n ] || io=("con0=null,fd:$log" 'ssl0=fd:0,fd:1')
	exec setpriv --pdeathsig KILL "$image" mem="$mem" "${mode[@]}" \
		rootfstype=hostfs rootflags=/ ro init="$vm/init" vsw_run="$run" \
		con=null "${io[@]}" console=tty0 loglevel=7 panic=-1 oops=panic \
		umid=vm uml_dir="$run/" "${boot_args[@]}"
}

boot_qemu() {
	local initrd opts=() i

	initrd=$("$vm/initramfs" "$name")
	for i in "${!shares[@]}"; do
		opts+=(
			-fsdev "local,id=share$i,path=${shares[i]},security_model=none,multidevs=remap"
			-device "virtio-9p-pci,fsdev=share$i,mount_tag=share$i"
		)
	done
	[ "$tty" = n ] || opts+=(-chardev 'stdio,id=tty,signal=off' -serial chardev:tty)
	exec setpriv --pdeathsig KILL "$qemu" -nodefaults -no-user-config \
		-accel "$(accel)" -cpu max -smp "$cpus" -m "$mem" -display none -no-reboot \
		-kernel "$image" -initrd "$initrd" \
		-append "console=ttyS0 loglevel=7 panic=-1 oops=panic log_buf_len=4M mitigations=off vsw_init=$vm/init vsw_run=$run ${boot_args[*]}" \
		-chardev "file,id=log,path=$run/console.log,append=on" -serial chardev:log \
		-fsdev local,id=root,path=/,security_model=none,multidevs=remap,readonly=on \
		-device virtio-9p-pci,fsdev=root,mount_tag=root "${opts[@]}"
}

# accel: KVM where asked for; many machines have a /dev/kvm that cannot run a
# stock kernel, so it is not the default.
accel() {
	case ${VSW_ACCEL:-tcg} in
	kvm) echo kvm ;;
	*) echo tcg,thread=multi,tb-size=256 ;;
	esac
}

# watch: ends when the kernel waits for the same device for the second time: a
# reference that is never dropped blocks its task for ever.
watch() {
	local line device
	declare -A waited=()

	while read -r line; do
		[[ $line =~ 'unregister_netdevice: waiting for '([^ ]+) ]] || continue
		device=${BASH_REMATCH[1]}
		[ -z "${waited[$device]-}" ] || return 0
		waited[$device]=y
	done < <(tail -n +1 -s 0.5 --pid="$vm_pid" -f "$run/console.log")
}

# What the kernel prints about a fault of its own, or of a module.
# "ref_tracker: memory allocation failure" is none where allocations are made to
# fail.
reports='BUG:|BUG at |WARNING:|Oops|Kernel panic|cut here|KASAN|UBSAN|KFENCE'
reports+='|general protection fault|Unable to handle kernel|unable to handle'
reports+='|possible (recursive|circular) locking|possible deadlock|possible irq lock'
reports+='|inconsistent lock state|suspicious RCU usage|bad unlock balance|held lock freed'
reports+='|lock held when returning|locks held by|Invalid wait context|irq lock inversion'
reports+='|sleeping function called|scheduling while atomic|DEBUG_LOCKS_WARN'
reports+='|INFO: task .* blocked|INFO: rcu|rcu: INFO|detected stall|soft lockup|hard LOCKUP'
reports+='|unregister_netdevice: waiting|ref_tracker: [^m]|refcount_t:|ODEBUG|list_(add|del) corruption'
reports+='|Bad page state|Slab corruption|Redzone|Poison overwritten|Objects remaining'
reports+='|unreferenced object|segfault in kernel|Out of memory'

# judge: exits as the command did, unless the kernel had something to say.
judge() {
	local found taint rc=''

	found=$(grep -aE "$reports" "$run/console.log" | head -n 20) || true
	[ ! -s "$run/kmemleak" ] || found+=$'\n'"memory leaks, see kmemleak"
	# 5 bad page, 7 died, 9 warned, 14 soft lockup: whatever was printed
	taint=$(cat "$run/tainted" 2>/dev/null || echo 0)
	[ $((taint & (1 << 5 | 1 << 7 | 1 << 9 | 1 << 14))) = 0 ] || found+=$'\n'"kernel tainted: $taint"
	[ ! -e "$run/status" ] || rc=$(cat "$run/status")
	if [ -n "$found" ]; then
		{
			echo "--- kernel log of $name: reports"
			grep -aEn -B 2 -A 40 -m 3 "$reports" "$run/console.log" | head -n 200 || true
			[ ! -s "$run/kmemleak" ] || head -n 100 "$run/kmemleak"
			echo "--- $found"
			echo "--- all of it: $run/console.log"
		} >&2
		exit 99
	fi
	[ -z "${timed_out-}" ] || fail_with 124 "no end after $seconds s"
	[ -n "$rc" ] || fail_with 98 "the kernel ended before the command did, its machine with status $vm_status"
	exit "$rc"
}

fail_with() {
	{
		echo "--- kernel log of $name: last lines"
		tail -n 30 "$run/console.log"
		echo "--- $2; all of it: $run/console.log"
	} >&2
	exit "$1"
}
