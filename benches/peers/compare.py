#!/usr/bin/env python3
"""Compares outflow with DuckDB and polars on the same yearly report over the same files.

Makes a virtual environment and invented data under target/peers, checks that all three give the same figures, times
them in turn and prints a table in Markdown. `--help` shows the options; README.md says what is compared.
"""

import argparse
import csv
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
YEAR = 2024
# Rows of benefits for a case of `outflow sample`.
CASES_PER_ROW = Decimal("0.7")
# Tables that only outflow makes; see README.md.
OWN_TABLES = {"target_groups", "profile", "savings"}

Key = tuple[str, str, str, str, str]


def note(text: str) -> None:
    """Progress, on standard error: standard output is the table."""
    print(f"peers: {text}", file=sys.stderr, flush=True)


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


def program(given: str | None) -> Path:
    """The release binary; built where none is given."""
    if given:
        return Path(given).resolve()
    note("cargo build --release")
    subprocess.run(["cargo", "build", "--release", "--locked", "--bin", "outflow"], cwd=ROOT, check=True)
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "outflow"


def sample(outflow: Path, folder: Path, rows: int) -> Path:
    """Invented exports with about so many benefit rows; made once."""
    if not folder.exists():
        note(f"writing {rows} benefit rows to {folder}")
        cases = str(int(rows * CASES_PER_ROW))
        unfinished = folder.with_suffix(".unfinished")
        sample_options = ["--cases", cases, "--municipalities", "300", "--force"]
        subprocess.run([outflow, "sample", unfinished, *sample_options], check=True)
        unfinished.rename(folder)
    return folder


# --------------------------------------------------------------------------------------------------------- checking


def figures_of_outflow(text: str) -> dict[Key, Decimal]:
    """Both periods of the long CSV."""
    figures = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["table"] in OWN_TABLES:
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


def timed(command: list) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak MiB of one run of a command."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} ended with status {child.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(commands: dict[str, list], runs: int) -> dict[str, list[tuple[float, float, float]]]:
    """Runs the commands in turn, so that what the machine does besides hits all of them."""
    taken = {name: [] for name in commands}
    for run in range(runs):
        for name, command in commands.items():
            taken[name].append(timed(command))
            note(f"run {run + 1} of {runs}: {name} {taken[name][-1][0]:.2f} s")
    return taken


def table(taken: dict[str, list[tuple[float, float, float]]]) -> str:
    """The medians side by side, as Markdown."""
    medians = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in taken.items()}
    ours = medians["outflow"]
    # A child counts the memory of this script as its own until it starts its program.
    least = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        "| | wall (s) | × outflow | fastest–slowest (s) | CPU (s) | × outflow | peak memory (MiB) | × outflow |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, (wall, cpu, memory) in medians.items():
        walls = [run[0] for run in taken[name]]
        peak = f"{memory:.0f} | {memory / ours[2]:.2f}" if memory > least else f"under {least:.0f} | "
        lines.append(
            f"| {name} | {wall:.2f} | {wall / ours[0]:.2f} | {min(walls):.2f}–{max(walls):.2f} "
            f"| {cpu:.2f} | {cpu / ours[1]:.2f} | {peak} |"
        )
    return "\n".join(lines)


def options() -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000, help="benefit rows (default: 10000000)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, in turn (default: 3)")
    parser.add_argument("--threads", type=int, default=2, help="threads of each (default: 2)")
    parser.add_argument("--outflow", metavar="FILE", help="a release binary (default: build it)")
    parser.add_argument("--data", metavar="DIR", help="a folder made by `outflow sample` (default: make it)")
    parser.add_argument("--check-only", action="store_true", help="compare the figures, measure nothing")
    return parser.parse_args()


def main() -> None:
    """Prepares, checks, measures, prints."""
    wanted = options()
    folder = ROOT / "target" / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    python = environment(folder / "environment")
    outflow = program(wanted.outflow)
    data = Path(wanted.data) if wanted.data else sample(outflow, folder / "data" / str(wanted.rows), wanted.rows)
    threads = str(wanted.threads)
    os.environ["POLARS_MAX_THREADS"] = threads
    report = ["report", "--data", data, "--year", str(YEAR), "--format", "csv", "--threads", threads]
    commands = {
        "outflow": [outflow, *report],
        "DuckDB": [python, HERE / "report_duckdb.py", data, str(YEAR), threads],
        "polars": [python, HERE / "report_polars.py", data, str(YEAR)],
    }
    files = [data / f"{name}.csv" for name in ("benefits", "placements", "programmes")]
    note(f"all three give the same {check(commands)} figures")
    if wanted.check_only:
        return
    taken = measure(commands | {"`wc -l` (the floor)": ["wc", "-l", *files]}, wanted.runs)
    size = sum(file.stat().st_size for file in files)
    with open(files[0], "rb") as lines:
        rows = sum(1 for _ in lines) - 1
    pins = ", ".join((HERE / "requirements.txt").read_text().split())
    print(f"Yearly report over {rows:,} benefit rows ({size / 1e6:,.0f} MB in three files), {threads} threads; "
          f"median of {wanted.runs} runs in turn; {pins}.\n")
    print(table(taken))


if __name__ == "__main__":
    main()
