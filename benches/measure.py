"""What the measurements share: the program that is measured, invented exports for it, and what one run takes."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
# Where `cargo` builds.
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
# Rows of benefits for a case of one person in `outflow sample`; a couple has twice as many.
ROWS_PER_PERSON = 1.247


class Taken(NamedTuple):
    """What one run took."""

    wall: float  # seconds
    cpu: float  # seconds, user and system
    memory: float  # largest resident MiB


def note(text: str) -> None:
    """Progress, on standard error: standard output is the table."""
    print(f"{Path(sys.argv[0]).stem}: {text}", file=sys.stderr, flush=True)


def build(source: Path = ROOT, target: Path = TARGET) -> Path:
    """The release binary of a source tree."""
    note(f"cargo build --release in {source}")
    command = ["cargo", "build", "--release", "--locked", "--bin", "outflow", "--target-dir", target]
    subprocess.run(command, cwd=source, check=True)
    return target / "release" / "outflow"


def sample(outflow: Path, folder: Path, rows: int, options: list[str]) -> None:
    """Writes invented exports with about so many benefit rows; `options` as `outflow sample` takes them."""
    couples = int(options[options.index("--couples") + 1]) if "--couples" in options else 15
    cases = round(rows / ROWS_PER_PERSON / (1 + couples / 100))
    note(f"writing about {rows:,} benefit rows to {folder}")
    command = [outflow, "sample", folder, "--cases", str(max(cases, 1)), "--municipalities", "300", "--force"]
    subprocess.run(command + options, check=True, stderr=subprocess.DEVNULL)


def timed(command: list) -> Taken:
    """Runs a command, its output thrown away; stops where it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            said.seek(0)
            sys.stderr.buffer.write(said.read())
            sys.exit(f"{command[0]} ended with status {child.returncode}")
    return Taken(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def machine() -> str:
    """The processor, how many of it there are, how busy they are, and the day."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores{load}, {date.today().isoformat()}"
