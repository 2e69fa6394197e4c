"""The fewest cells that must be hidden in small tables, by trying every set of cells, smallest sets first.

    pip install numpy scipy
    python tests/optimum/optimum.py 30 > tests/optimum/optima.jsonl

Each line is a table of rows and columns with its margins: the counts of its cells (inner cells row by row, totals of the
rows, totals of the columns, the total of all) and the least number of hidden cells with which every hidden cell can have
at least four values (highest - lowest >= 3) for outsiders, and for insiders who know one person, in an inner cell or in
a hidden one. Bounds are by HiGHS. The counts are invented.
"""

import itertools
import json
import random
import sys

import numpy as np
from scipy.optimize import linprog

WIDTH = 3
THRESHOLD = 10
SHAPES = [(2, 3), (3, 3), (2, 4), (3, 4), (2, 5), (4, 4)]


def bound(inner, cells, freq, hidden, target, insider, sign):
    """The lowest (sign 1) or highest (sign -1) value of a hidden cell; None where there is none, and whether any is."""
    shown = [i for i in range(len(cells)) if i not in hidden]
    row = lambda members: np.bincount(members, minlength=inner).astype(float)
    least = None if insider is None else [-row(insider)]
    found = linprog(
        sign * row(cells[target]),
        A_ub=least,
        b_ub=None if insider is None else [-1],
        A_eq=np.array([row(cells[i]) for i in shown]) if shown else None,
        b_eq=[freq[i] for i in shown] if shown else None,
        bounds=[(0, None)] * inner,
        method="highs",
    )
    return found.status, None if found.status else sign * found.fun


def is_safe(inner, cells, freq, hidden):
    insiders = [None] + [[group] for group in range(inner)] + [cells[cell] for cell in hidden]
    for target, insider in itertools.product(hidden, insiders):
        status, low = bound(inner, cells, freq, hidden, target, insider, 1)
        if status == 2:  # nobody can know that
            continue
        status, high = bound(inner, cells, freq, hidden, target, insider, -1)
        if status == 0 and np.floor(high + 1e-6) - np.ceil(low - 1e-6) < WIDTH:
            return False
    return True


def optimum(inner, cells, freq):
    small = {cell for cell, count in enumerate(freq) if 1 <= count < THRESHOLD}
    others = [cell for cell in range(len(cells)) if cell not in small]
    for more in range(len(others) + 1):
        for extra in itertools.combinations(others, more):
            if is_safe(inner, cells, freq, sorted(small | set(extra))):
                return len(small) + more


def table(dice, rows, columns):
    def count():
        if dice.random() < 0.15:
            return dice.randint(1, 9)
        return dice.choice([0, dice.randint(10, 60), dice.randint(10, 200)])

    inner = rows * columns
    counts = [count() for _ in range(inner)]
    cells = [[i] for i in range(inner)]
    cells += [[row * columns + column for column in range(columns)] for row in range(rows)]
    cells += [[row * columns + column for row in range(rows)] for column in range(columns)]
    cells += [list(range(inner))]
    return inner, cells, [sum(counts[i] for i in cell) for cell in cells]


def main():
    dice = random.Random(7)
    for number in range(int(sys.argv[1])):
        shape = SHAPES[number % len(SHAPES)]
        inner, cells, freq = table(dice, *shape)
        if any(1 <= count < THRESHOLD for count in freq):
            best = optimum(inner, cells, freq)
            print(json.dumps({"shape": shape, "freq": freq, "optimum": best}), flush=True)


main()
