#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Print instructions per frame by function, from insnprof and a run's results.

The results hold the symbols ("S address name [module]") and, in the order of the
runs of pktgen, "P who case frames".
"""
import argparse
import bisect
import collections
import re
import subprocess


def symbols(lines):
    table = []
    for line in lines:
        if line.startswith('S '):
            _, address, name, *module = line.split()
            table.append((int(address, 16), name,
                          module[0].strip('[]') if module else ''))
    table.sort()
    return [s[0] for s in table], table


def runs(path):
    run = None
    for line in open(path):
        if line.startswith('RUN'):
            if run is not None:
                yield run
            run = []
        else:
            address, insns, count = line.split()
            run.append((int(address, 16), int(insns), int(count)))
    if run is not None:
        yield run


def profile(run, addresses, table):
    insns = collections.Counter()
    calls = collections.Counter()
    for address, n, count in run:
        if address < 1 << 63:
            key = ('(user space)', '')
        else:
            i = bisect.bisect_right(addresses, address) - 1
            start, *key = table[i]
            key = tuple(key)
            # Ftrace's nop may stand at the entry, never anything else.
            if address == start:
                calls[key] += count
        insns[key] += n * count
    return insns, calls


def show(title, insns, calls, frames, first):
    total = sum(insns.values())
    print(f'{title}: {total / frames:.1f} instructions each')
    modules = collections.Counter()
    for (_, module), n in insns.items():
        modules[module or 'kernel'] += n
    for module, n in modules.most_common():
        if n / frames >= 1:
            print(f'  {n / frames:9.1f}            {module}')
    # A frame takes thousands of instructions, a command millions.
    least = max(0.5, total / frames / 20000)
    ranked = sorted(insns.items(), key=lambda x: (x[0][1] != first, -x[1]))
    print('      insns    calls  function')
    for (name, module), n in ranked:
        if n / frames >= least:
            print(f'  {n / frames:9.1f} {calls[name, module] / frames:8.2f}  '
                  f'{name}{" [" + module + "]" if module else ""}')


def listing(path):
    """Functions of an object file: name -> [(offset, text, source line)]."""
    out = subprocess.run(['objdump', '-dlr', '--no-show-raw-insn', path],
                         check=True, capture_output=True, text=True).stdout
    functions = {}
    for line in out.splitlines():
        if m := re.match(r'([0-9a-f]+) <(.+)>:$', line):
            base, lines, where = int(m[1], 16), [], ''
            functions[m[2]] = lines
        elif m := re.match(r'\s+([0-9a-f]+):\t([^R].*)', line):
            lines.append([int(m[1], 16) - base, m[2].replace('\t', ' '), where])
        elif m := re.match(r'\s+[0-9a-f]+: R_\S+\s+(\S+?)(-0x4)?$', line):
            lines[-1][1] += f'    # {m[1]}'
        elif m := re.match(r'/.*?((?:include|kmod)/\S+:\d+)', line):
            where = m[1]
    return functions


def annotate(run, addresses, table, frames, module, path):
    """Each instruction of MODULE that was executed, with how often."""
    functions = listing(path)
    counts = collections.defaultdict(collections.Counter)
    for address, n, count in run:
        i = bisect.bisect_right(addresses, address) - 1
        start, name, owner = table[i]
        if owner != module or name not in functions:
            continue
        lines = functions[name]
        i = bisect.bisect_left(lines, address - start, key=lambda x: x[0])
        for offset, _, _ in lines[i:i + n]:
            counts[name][offset] += count
    for name, executed in sorted(counts.items(), key=lambda x: -sum(x[1].values())):
        print(f'\n{name}: {sum(executed.values()) / frames:.1f}')
        last = ''
        for offset, text, where in functions[name]:
            if executed[offset] / frames < 0.01:
                continue
            print(f'  {executed[offset] / frames:6.2f}  {offset:5x}  {text:58}',
                  where if where != last else '')
            last = where


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    args.add_argument('results')
    args.add_argument('counts')
    args.add_argument('-m', '--module', default='vsw',
                      help='the module whose functions are listed first')
    args.add_argument('-a', '--annotate', metavar='OBJECT',
                      help="list the module's instructions too")
    args = args.parse_args()

    lines = open(args.results, errors='replace').read().splitlines()
    addresses, table = symbols(lines)
    labels = [line.split()[1:] for line in lines if line.startswith('P ')]
    for (who, case, frames), run in zip(labels, runs(args.counts)):
        if who == '-':
            continue
        insns, calls = profile(run, addresses, table)
        show(f'{who} {case}', insns, calls, int(frames), args.module)
        if args.annotate:
            annotate(run, addresses, table, int(frames), args.module,
                     args.annotate)
        print()


if __name__ == '__main__':
    main()
