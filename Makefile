# SPDX-License-Identifier: GPL-2.0
#
# vsw: kernel module, library and command line.
#
#   make                 build all three, for the running kernel
#   make KDIR=...        the module against other headers
#   make install         DESTDIR, PREFIX and LIBDIR as usual
#   make check           all tests, in throwaway kernels
#   make demo            the story of the product, in a throwaway kernel
#   make help            the rest

VERSION := $(shell sed -n 's/^VSW_VERSION := //p' Kbuild)
KDIR ?= /lib/modules/$(shell uname -r)/build
PREFIX ?= /usr
export VERSION PREFIX

VM := selftests/vm

all: module lib cli

module:
	@test -e $(KDIR)/Makefile || { echo "no kernel headers in $(KDIR): install them (Debian: linux-headers-amd64) or name them with KDIR=" >&2; exit 1; }
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

lib:
	$(MAKE) -C lib

cli: lib
	$(MAKE) -C cli

install: install-user install-module

install-user: lib cli
	$(MAKE) -C lib install
	$(MAKE) -C cli install
	install -D -m 644 include/uapi/linux/vsw.h \
		$(DESTDIR)$(PREFIX)/include/linux/vsw.h
	install -d $(DESTDIR)$(PREFIX)/share/man/man8 $(DESTDIR)$(PREFIX)/share/man/man3
	install -m 644 Documentation/man/*.8 $(DESTDIR)$(PREFIX)/share/man/man8/
	install -m 644 Documentation/man/*.3 $(DESTDIR)$(PREFIX)/share/man/man3/
	install -D -m 644 cli/completion/vswctl \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/vswctl
	install -D -m 644 Documentation/netlink/specs/vsw.yaml \
		$(DESTDIR)$(PREFIX)/share/vsw/vsw.yaml

install-module: module
	$(MAKE) -C $(KDIR) M=$(CURDIR) INSTALL_MOD_PATH=$(DESTDIR) modules_install

# Does the kernel have what the module needs?
check-config:
	selftests/check-config $(KDIR)

# The generated files are committed; generating them again must not differ.
generate:
	Documentation/netlink/generate "$$($(VM)/source)"
	$(MAKE) -C lib generate

check:
	selftests/check

check-quick:
	selftests/check quick

check-full:
	selftests/check full

style:
	selftests/style

demo:
	selftests/demo

# KERNEL=6.1, BENCH="-q" (vsw only), BENCH="floor vsw N=50000"...
KERNEL ?= 6.12

bench: lib cli
	selftests/bench/bench -k $(KERNEL) $(BENCH)

bench-check: lib cli
	selftests/bench/bench -k $(KERNEL) -c $(BENCH)

bench-check-quick: lib cli
	selftests/bench/bench -k $(KERNEL) -f $(BENCH)

profile: lib cli
	selftests/bench/bench -k $(KERNEL) -p $(BENCH)

bench-wallclock: lib cli
	selftests/bench/wallclock $(BENCH)

clean:
	-$(MAKE) -C lib clean
	-$(MAKE) -C cli clean
	test ! -e $(KDIR)/Makefile || $(MAKE) -C $(KDIR) M=$(CURDIR) clean
	rm -rf build

help:
	@echo 'make [KDIR=...]      module, library and command line'
	@echo 'make module|lib|cli  one of them'
	@echo 'make install         all of them (DESTDIR, PREFIX, KDIR)'
	@echo 'make install-user    all but the module'
	@echo 'make check           every test, on the kernels that can tell, 50 minutes'
	@echo 'make check-full      every test on every kernel'
	@echo 'make check-quick     every functional test on one kernel'
	@echo 'make check-config    does the kernel of KDIR have what is needed?'
	@echo 'make style           checkpatch, sparse, shellcheck, man pages'
	@echo 'make demo            watch it work in a throwaway kernel'
	@echo 'make bench           what a frame costs, beside what others cost'
	@echo 'make bench-check     is what has a budget within it? A minute'
	@echo 'make bench-check-quick  the five figures of it that say most'
	@echo 'make profile         instructions by function (BENCH="-a": every one)'
	@echo 'make bench-wallclock time per frame, in turn with the bridge'
	@echo 'make generate        headers and policies from the YAML spec'
	@echo 'make clean'

.PHONY: all module lib cli install install-user install-module generate \
	check check-quick check-full check-config style demo bench bench-check \
	bench-check-quick profile bench-wallclock clean help
