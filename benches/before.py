#!/usr/bin/env python3
"""Says whether the program has become slower than a commit before.

Builds that commit in a work tree of its own under target/before, runs both programs in turn over the same invented
exports with scattered rows, and prints the ratios with their spread. Instructions are counted where valgrind is
installed, CPU seconds always. Ends with status 1 where the program takes more than the limit allows.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import ROOT, TARGET, build, machine, note, sample, timed

# One thread: how work is shared out between threads differs from run to run.
COMMANDS = [
    ["report", "--year", "2024", "--format", "csv", "--threads", "1"],
    ["check", "--threads", "1"],
]
# How much more is too much, in percent. Instructions are nearly the same on a busy machine, CPU seconds are not.
LIMITS = {"instructions": 2.0, "CPU seconds": 10.0}
COUNTED_RUNS = 2


def git(*arguments: str) -> str:
    """What git prints."""
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def before(asked: str | None) -> str:
    """The commit to compare with: the last one where files have been changed since, else the one before it."""
    if not asked:
        asked = "HEAD" if git("status", "--porcelain", "--untracked-files=no") else "HEAD^"
    return git("rev-parse", "--verify", f"{asked}^{{commit}}")


def program_of(commit: str, folder: Path) -> Path:
    """The release binary of a commit, kept for the next time."""
    binary = folder / f"outflow-{commit}"
    if not binary.exists():
        tree = folder / "tree"
        git("worktree", "prune")
        git("worktree", "add", "--force", "--detach", str(tree), commit)
        try:
            built = build(tree, folder / "target")
            unfinished = binary.with_suffix(".unfinished")
            shutil.copy2(built, unfinished)
            unfinished.rename(binary)
        finally:
            git("worktree", "remove", "--force", str(tree))
    return binary


def instructions(command: list) -> float:
    """The instructions that a run of a command takes, in millions."""
    with tempfile.NamedTemporaryFile("r") as log:
        tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
        timed([*tool, f"--log-file={log.name}", *command])
        found = re.search(r"I\s+refs:\s+([\d,]+)", log.read())
    if not found:
        sys.exit("valgrind printed no count of instructions")
    return int(found[1].replace(",", "")) / 1e6


def in_turn(measured, commands: list[list], runs: int) -> list[list[float]]:
    """Measures the commands in turn, each pair in the other order, so that what else runs hits both."""
    taken = [[] for _ in commands]
    for run in range(runs):
        order = range(len(commands)) if run % 2 == 0 else reversed(range(len(commands)))
        for which in order:
            taken[which].append(measured(commands[which]))
    return taken


def compared(name: str, measure: str, taken: list[list[float]], limit: float) -> tuple[str, bool]:
    """A row of the table, and whether the program takes too much.

    Too much are a median and a least that are both over the limit: what else runs on a machine only ever adds.
    """
    earlier, now = taken
    ratios = [new / old for old, new in zip(earlier, now)]
    median, least = statistics.median(ratios), min(now) / min(earlier)
    is_slower = min(median, least) > 1 + limit / 100
    row = (f"| `{name}` | {measure} | {statistics.median(earlier):,.2f} | {statistics.median(now):,.2f} "
           f"| {median:.3f} | {min(ratios):.3f}–{max(ratios):.3f} | {least:.3f} | {'over' if is_slower else 'within'} "
           f"{limit:g}% |")
    return row, is_slower


def options() -> tuple[argparse.Namespace, list[list[str]]]:
    """The options, and the commands that are measured."""
    arguments = sys.argv[1:]
    end = arguments.index("--") if "--" in arguments else len(arguments)
    own, command = arguments[:end], arguments[end + 1:]
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0],
        epilog="A command of outflow after `--` is measured instead of a report and a check, its data put behind it.")
    parser.add_argument("commit", nargs="?", help="what to compare with (default: HEAD where files have been changed "
                                                  "since, else HEAD^)")
    parser.add_argument("--rows", type=int, default=1_000_000, help="benefit rows (default: 1000000)")
    parser.add_argument("--runs", type=int, default=7, help="timed runs of each, in turn (default: 7)")
    parser.add_argument("--measure", choices=["instructions", "cpu"],
                        help="only this (default: both, instructions where valgrind is installed)")
    parser.add_argument("--limit", type=float, metavar="PERCENT",
                        help="how much more is too much (default: 2 of instructions, 10 of CPU seconds)")
    wanted = parser.parse_args(own)
    return wanted, [command] if command else COMMANDS


def main() -> None:
    """Builds, makes the data, measures, prints, judges."""
    wanted, asked = options()
    counts = wanted.measure != "cpu" and shutil.which("valgrind") is not None
    if wanted.measure == "instructions" and not counts:
        sys.exit("instructions are counted by valgrind, which is not installed")
    folder = TARGET / "before"
    folder.mkdir(parents=True, exist_ok=True)
    commit = before(wanted.commit)
    programs = [program_of(commit, folder), build()]
    data = folder / "data"
    sample(programs[1], data, wanted.rows, [])
    measures = [("instructions", instructions, COUNTED_RUNS)] if counts else []
    if wanted.measure != "instructions":
        measures.append(("CPU seconds", lambda command: timed(command).cpu, wanted.runs))
    print(f"This tree and {commit[:12]} ({git('log', '-1', '--format=%s', commit)}), "
          f"{wanted.rows:,} scattered benefit rows; {machine()}.\n")
    print("| command | measure | before | now | median ratio | spread | ratio of the least | |")
    print("|---|---|--:|--:|--:|--:|--:|---|")
    slower = False
    for command in asked:
        both = [[program, *command, "--data", data] for program in programs]
        outputs = {subprocess.run(one, capture_output=True, check=False).stdout for one in both}
        if len(outputs) > 1:
            note(f"`outflow {' '.join(command)}` prints something else than before")
        for measure, measured, runs in measures:
            limit = LIMITS[measure] if wanted.limit is None else wanted.limit
            unit = "10⁶ instructions" if measure == "instructions" else measure
            row, is_slower = compared(command[0], unit, in_turn(measured, both, runs), limit)
            print(row, flush=True)
            slower |= is_slower
    sys.exit(1 if slower else 0)


if __name__ == "__main__":
    main()
