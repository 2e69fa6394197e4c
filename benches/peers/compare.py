#!/usr/bin/env python3
"""Compares outflow with DuckDB and polars on the same yearly report over the same files.

Makes a virtual environment and invented data in several forms under target/peers, checks that all three give the same
figures, times them in turn and prints a table in Markdown. `--help` shows the options; README.md says what is compared.
"""

import argparse
import csv
import io
import os
import resource
import statistics
import subprocess
import sys
import venv
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from measure import TARGET, Taken, build, machine, note, sample, timed  # noqa: E402 (found by the line above)

YEAR = 2024
# The forms of the data, with the options of `outflow sample` that make them. Rows are in random order in all.
FORMS = {
    "scattered": [],
    "quoted": ["--quote", "always"],
    "couples": ["--couples", "50"],
}
# Reads the bytes and finds the line ends.
FLOOR = "`wc -l`"
# Tables and figures that only outflow makes; see README.md.
OWN_TABLES = {"target_groups", "profile", "savings", "budget", "duration", "income", "pension_by_scheme", "wage_value"}
OWN_FIGURES = {"inflow_rate", "outflow_rate_cbs", "running"}

Key = tuple[str, str, str, str, str]


# ------------------------------------------------------------------------------------------------------- preparing


def environment(folder: Path) -> Path:
    """The Python of the virtual environment with the pinned peers."""
    wanted = (HERE / "requirements.txt").read_text()
    python, mark = folder / "bin" / "python", folder / "installed.txt"
    if not mark.exists() or mark.read_text() != wanted:
        note("installing " + ", ".join(wanted.split()))
        venv.create(folder, with_pip=True, clear=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--requirement", HERE / "requirements.txt"]
        subprocess.run(pip, check=True)
        mark.write_text(wanted)
    return python


def data_of(outflow: Path, folder: Path, form: str, rows: int) -> Path:
    """The exports of a form; made once."""
    made = folder / f"{form}-{rows}"
    if not made.exists():
        unfinished = made.with_suffix(".unfinished")
        sample(outflow, unfinished, rows, FORMS[form])
        unfinished.rename(made)
    return made


def files(data: Path) -> list[Path]:
    """The exports of a sample."""
    return [data / f"{name}.csv" for name in ("benefits", "placements", "programmes")]


# --------------------------------------------------------------------------------------------------------- checking


def figures_of_outflow(text: str) -> dict[Key, Decimal]:
    """Both periods of the long CSV."""
    figures = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["table"] in OWN_TABLES or row["figure"] in OWN_FIGURES:
            continue
        for period, column in ((YEAR, "value"), (YEAR - 1, "previous")):
            key = (str(period), row["table"], row["figure"], row["group"], row["unit"])
            if not row[column]:
                sys.exit(f"outflow has no {column} for {key}")
            figures[key] = Decimal(row[column])
    return figures


def figures_of_peer(text: str) -> dict[Key, Decimal]:
    """The figures of a peer, which writes one figure of one period a row."""
    columns = ("period", "table", "figure", "group", "unit")
    rows = list(csv.DictReader(io.StringIO(text)))
    figures = {tuple(row[column] for column in columns): Decimal(row["value"]) for row in rows}
    if len(figures) != len(rows):
        sys.exit("a peer gives a figure twice")
    return figures


def differences(ours: dict[Key, Decimal], theirs: dict[Key, Decimal]) -> list[str]:
    """Every figure that is not the same; a group that one side does not print counts as zero."""
    found = []
    for key in sorted(ours.keys() | theirs.keys()):
        absent = Decimal(0) if key[3] else None
        mine, other = ours.get(key, absent), theirs.get(key, absent)
        if mine != other:
            found.append(f"{' / '.join(key)}: outflow {mine}, peer {other}")
    return found


def check(commands: dict[str, list]) -> int:
    """Stops where the three do not agree; else returns how many figures do."""
    texts = {name: subprocess.run(command, check=True, capture_output=True, text=True).stdout
             for name, command in commands.items()}
    ours = figures_of_outflow(texts.pop("outflow"))
    if len(ours) < 200:
        sys.exit(f"outflow gives {len(ours)} figures to compare: too few to be a yearly report")
    bad = {name: differences(ours, figures_of_peer(text)) for name, text in texts.items()}
    for name, found in bad.items():
        for line in found:
            print(f"{name}: {line}", file=sys.stderr)
    if any(bad.values()):
        sys.exit(f"the figures differ: {', '.join(f'{name} {len(found)}' for name, found in bad.items())}")
    return len(ours)


# ----------------------------------------------------------------------------------------------------------- timing


def measure(commands: dict[str, list], runs: int) -> dict[str, list[Taken]]:
    """Runs the commands in turn, so that what the machine does besides hits all of them."""
    taken = {name: [] for name in commands}
    for run in range(runs):
        for name, command in commands.items():
            taken[name].append(timed(command))
            note(f"run {run + 1} of {runs}: {name} {taken[name][-1].wall:.2f} s")
    return taken


def rows_of(form: str, taken: dict[str, list[Taken]]) -> list[str]:
    """The medians of one form side by side, as rows of a table in Markdown."""
    medians = {name: Taken(*map(statistics.median, zip(*runs))) for name, runs in taken.items()}
    ours = medians["outflow"]
    # A child counts the memory of this script as its own until it starts its program.
    least = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = []
    for name, (wall, cpu, memory) in medians.items():
        walls = [run.wall for run in taken[name]]
        peak = f"{memory:,.0f} | {memory / ours.memory:.2f}" if memory > least else f"under {least:.0f} | "
        lines.append(
            f"| {form} | {name} | {wall:.2f} | {wall / ours.wall:.2f} | {min(walls):.2f}–{max(walls):.2f} "
            f"| {cpu:.2f} | {cpu / ours.cpu:.2f} | {peak} |"
        )
    return lines


def options() -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000, help="benefit rows (default: 10000000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each, in turn (default: 5)")
    parser.add_argument("--threads", type=int, default=2, help="threads of each (default: 2)")
    parser.add_argument("--form", action="append", choices=FORMS, help="only this form; may be repeated")
    parser.add_argument("--outflow", metavar="FILE", help="a release binary (default: build it)")
    parser.add_argument("--check-only", action="store_true", help="compare the figures, measure nothing")
    return parser.parse_args()


def commands_of(outflow: Path, python: Path, data: Path, threads: str) -> dict[str, list]:
    """What makes the report over some data, for each program."""
    report = ["report", "--data", data, "--year", str(YEAR), "--format", "csv", "--threads", threads]
    return {
        "outflow": [outflow, *report],
        "DuckDB": [python, HERE / "report_duckdb.py", data, str(YEAR), threads],
        "polars": [python, HERE / "report_polars.py", data, str(YEAR)],
    }


def main() -> None:
    """Prepares, checks, measures, prints."""
    wanted = options()
    folder = TARGET / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    python = environment(folder / "environment")
    outflow = Path(wanted.outflow).resolve() if wanted.outflow else build()
    threads = str(wanted.threads)
    os.environ["POLARS_MAX_THREADS"] = threads
    forms = {form: data_of(outflow, folder / "data", form, wanted.rows) for form in wanted.form or FORMS}
    for form, data in forms.items():
        note(f"{form}: all three give the same {check(commands_of(outflow, python, data, threads))} figures")
    if wanted.check_only:
        return
    pins = ", ".join((HERE / "requirements.txt").read_text().split())
    print(f"Yearly report over about {wanted.rows:,} benefit rows, {threads} threads; median of {wanted.runs} runs in "
          f"turn; {pins}; {machine()}.\n")
    columns = ["wall (s)", "× outflow", "fastest–slowest (s)", "CPU (s)", "× outflow", "peak memory (MiB)", "× outflow"]
    print(f"| form | | {' | '.join(columns)} |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for form, data in forms.items():
        exports = files(data)
        size = sum(file.stat().st_size for file in exports)
        commands = commands_of(outflow, python, data, threads) | {FLOOR: ["wc", "-l", *exports]}
        print("\n".join(rows_of(f"{form}, {size / 1e6:,.0f} MB", measure(commands, wanted.runs))), flush=True)


if __name__ == "__main__":
    main()
