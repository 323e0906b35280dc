#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Make a table and JSON of what guest/run.sh has measured; check budgets.

A line of results is "R who figure value unit sent arrived". A figure is the
median of its runs; one run with fewer arrived than sent makes it void.
"""
import argparse
import collections
import json
import statistics
import sys

WHO = ['floor', 'bridge', 'nft', 'nft-linear', 'nft-hash', 'nft-pipapo', 'tc-ct',
       'ovs', 'ovs-ct', 'ovs-ct-vnic', 'vsw', 'vsw-filter']
# Those who track connections, to be set beside vsw with its filters.
STATEFUL = {'nft', 'nft-linear', 'nft-hash', 'nft-pipapo', 'tc-ct', 'ovs-ct',
            'ovs-ct-vnic'}
FIGURES = ['l2', 'l2-ipv6', 'l2-accept', 'l2-promiscuous',
           'l2-1000', 'l2-accept-1000', 'broadcast-10', 'broadcast-100',
           'established', 'established-ipv6', 'flows-10000', 'flows-100000',
           'flows-500000', 'established-scale', 'first-0', 'first-0-ipv6',
           'first-10', 'first-100', 'first-1000', 'first-10000', 'first-scale',
           'connect', 'stream', 'state-bytes', 'load-10', 'load-100',
           'load-1000', 'load-10000', 'add-address', 'delete-address',
           'add-address-100000', 'delete-address-100000', 'attach-1',
           'attach-100', 'attach-1000']
RATES = {'MB/Ginsn'}
# Runs of a figure that differ by more are worth a word.
SPREAD = 0.02


class Figure:
    def __init__(self, kept=False):
        self.runs = []
        self.unit = ''
        self.sent = self.arrived = 0
        self.void = False
        self.kept = kept

    def add(self, value, unit, sent, arrived):
        self.runs.append(value)
        self.unit = unit
        self.sent += sent
        self.arrived += arrived
        # What TCP still had on the way when the stream was over.
        allowed = 4 if unit in RATES else 0
        if arrived < sent - allowed or value <= 0:
            self.void = True

    @property
    def value(self):
        return statistics.median(self.runs)

    @property
    def spread(self):
        return (max(self.runs) - min(self.runs)) / self.value if self.value else 0

    def as_json(self):
        return {'value': self.value, 'unit': self.unit, 'runs': self.runs,
                'spread': round(self.spread, 5), 'sent': self.sent,
                'arrived': self.arrived, 'void': self.void, 'kept': self.kept}


def read(path, figures, kept=False):
    """Add the figures of a file; figures[figure][who]."""
    added = set()
    for line in open(path, errors='replace'):
        if not line.startswith('R '):
            continue
        try:
            who, figure, value, unit, sent, arrived = line.split()[1:]
        except ValueError:
            sys.exit(f'{path}: {line.strip()}')
        if (figure, who) not in added:
            if who in figures[figure]:
                if kept:
                    continue
                del figures[figure][who]
            figures[figure][who] = Figure(kept)
            added.add((figure, who))
        figures[figure][who].add(float(value), unit, int(sent), int(arrived))


def ordered(names, order):
    return sorted(names, key=lambda n: (order.index(n) if n in order else 99, n))


def number(value):
    if value >= 1e6:
        return f'{value / 1e6:.4g}M'
    return f'{value:,.0f}'


def cell(figure):
    if figure is None:
        return ''
    return 'void' if figure.void else number(figure.value) + '~' * figure.kept


def ratio(mine, other):
    """How many times what vsw needs the other does; rates the other way."""
    if not mine or not other or mine.void or other.void:
        return ''
    r = other.value / mine.value
    return f'x {1 / r if mine.unit in RATES else r:.2f}'


def mine(row, other):
    """The vsw to set beside @other."""
    if other in STATEFUL and 'vsw-filter' in row:
        return row['vsw-filter']
    return row.get('vsw')


def table(figures):
    who = ordered({w for f in figures.values() for w in f}, WHO)
    rows = [['', 'unit'] + who]
    for name in ordered(figures, FIGURES):
        row = figures[name]
        unit = next(iter(row.values())).unit
        rows.append([name, unit] + [cell(row.get(w)) for w in who])
        if ('vsw' in row or 'vsw-filter' in row) and len(row) > 1:
            ratios = ['' if w.startswith('vsw') else ratio(mine(row, w), row.get(w))
                      for w in who]
            if any(ratios):
                rows.append(['', ''] + ratios)
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), row[1].ljust(widths[1])]
        cells += [c.rjust(w) for c, w in zip(row[2:], widths[2:])]
        print('  '.join(cells).rstrip())
    print()
    print('Medians of the runs; a lower figure is better, but of MB/Ginsn (10^6 bytes')
    print('for 10^9 instructions). x N: that is N times as costly as vsw. void: not')
    print('everything arrived.' + (' ~: as measured in a run before.' if any(
        f.kept for row in figures.values() for f in row.values()) else ''))


def spreads(figures):
    wide = [(f.spread, name, who) for name, row in figures.items()
            for who, f in row.items() if f.spread > SPREAD and not f.kept]
    total = [f.spread for row in figures.values() for f in row.values()
             if len(f.runs) > 1 and not f.kept and not f.void]
    if total:
        print(f'\nSpread of the runs: median {statistics.median(total):.2%}.', end='')
    if wide:
        print(' Over 2 %: ' + ', '.join(f'{w} {n} {s:.1%}' for s, n, w in
                                        sorted(wide, reverse=True)), end='')
    print()


def budgets(path):
    for line in open(path):
        words = line.split('#')[0].split()
        if words:
            yield *words[:2], [None if w == '-' else float(w) for w in words[2:]]


def check(figures, path, only):
    """Print how far every budget is; how many are exceeded."""
    over = 0
    print(f'\n{"budget":16}{"vsw":>12}{"must":>12}{"aim":>12}')
    for name, who, (floor, must, aim) in budgets(path):
        row = figures.get(name, {})
        vsw = row.get(who)
        if only and name not in only:
            continue
        if vsw is None or vsw.kept:
            over += bool(only)
            print(f'{name:16}{"-":>12}{number(must):>12}{number(aim):>12}  not measured')
            continue
        here = row.get('floor') or (figures['l2'].get('floor')
                                    if vsw.unit == 'insn/frame' else None)
        rate = vsw.unit in RATES
        # Of another kernel's floor it is not known which part switches share;
        # of TCP nearly all is.
        if floor and here and not here.void and (rate or abs(here.value / floor - 1) < 0.03):
            # A rate is one over a cost.
            change = here.value / floor if rate else here.value - floor
            must, aim = (must * change, aim * change) if rate else (must + change, aim + change)
        if vsw.void:
            word = 'void: FAILED'
        elif (vsw.value < must) if rate else (vsw.value > must):
            word = f'{abs(vsw.value - must) / must:.1%} over budget: FAILED'
        elif (vsw.value < aim) if rate else (vsw.value > aim):
            word = f'ok, {abs(vsw.value - aim) / aim:.1%} from its aim'
        else:
            word = 'ok, as aimed'
        over += 'FAILED' in word
        print(f'{name:16}{number(vsw.value):>12}{number(must):>12}{number(aim):>12}  {word}')
    if 'vsw' in figures.get('attach-1000', {}) and not only:
        one, many = (figures[f'attach-{n}']['vsw'].value for n in (1, 1000))
        bad = many > 2 * one
        over += bad
        print(f'{"attach-1000":16}{number(many):>12}{number(2 * one):>12}{"":12}  '
              f'{"more than twice attach-1: FAILED" if bad else "ok"}')
    return over


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    args.add_argument('--kernel', default='')
    args.add_argument('--budgets', required=True)
    args.add_argument('--kept', help='results of a full run, for what this one leaves out')
    args.add_argument('--keep', action='store_true', help='these are the results to keep')
    args.add_argument('--check', action='store_true', help='fail on what is over budget')
    args.add_argument('--only', help='budgets to look at, with + between; all must be there')
    args.add_argument('--json', help='write everything there')
    args.add_argument('results')
    args = args.parse_args()

    figures = collections.defaultdict(dict)
    read(args.results, figures)
    if args.keep:
        with open(args.kept, 'w') as kept:
            kept.writelines(line for line in open(args.results, errors='replace')
                            if line.startswith('R '))
    elif args.kept and not args.check:
        try:
            read(args.kept, figures, kept=True)
        except FileNotFoundError:
            pass

    print(f'Instructions, kernel {args.kernel}\n')
    table(figures)
    spreads(figures)
    over = check(figures, args.budgets, args.only.split('+') if args.only else [])
    void = sum(f.void for row in figures.values() for f in row.values())
    if args.json:
        with open(args.json, 'w') as out:
            json.dump({'kernel': args.kernel,
                       'figures': {name: {who: f.as_json() for who, f in row.items()}
                                   for name, row in figures.items()}}, out, indent=1)
            out.write('\n')
    if void:
        print(f'\n{void} figures are void.')
    return 1 if void or (args.check and over) else 0


if __name__ == '__main__':
    sys.exit(main())
