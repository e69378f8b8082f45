"""Cost of the main job, as ratios measured side by side in one run: `python benchmarks/end_to_end.py CHANNEL LIBRARY TOPIC`.

Every step is the real command in a process of its own, with a state folder of its own that is deleted afterwards. Wall
time and peak memory are those of the command; the database server runs beside it and is not counted. Prints a table and,
with `--json`, the numbers.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

LECTERN = Path(sys.executable).parent / "lectern"


@dataclass(frozen=True)
class Cost:
    """Wall time in seconds and peak resident memory in MiB of one command."""

    wall_s: float
    peak_mib: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("channel", type=Path, help="folder of transcripts")
    arguments.add_argument("library", type=Path, help="folder of sources")
    arguments.add_argument("topic")
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="lectern-bench-") as folder:
        figures = measure(given.channel, given.library, given.topic, Path(folder))
    print(json.dumps(figures, indent=2) if given.json else table(figures))


def measure(channel: Path, library: Path, topic: str, folder: Path) -> dict[str, float]:
    """Run every step and return the figures."""
    os.environ["LECTERN_STATE_DIR"] = str(folder / "state")
    files = sorted(path for path in channel.iterdir() if path.is_file())
    growing = folder / "channel"
    growing.mkdir()
    lectern("channel", "list")  # starts the database, so that no step pays for it
    try:
        first = add(channel, "whole")
        again = min((add(channel, "whole") for _ in range(3)), key=lambda cost: cost.wall_s)
        newest = max(files, key=lambda path: path.name)
        for path in files:
            if path != newest:
                shutil.copy(path, growing)
        add(growing, "growing")
        shutil.copy(newest, growing)
        one_more = add(growing, "growing")
        fixed = fixed_cost(folder, newest)
        lectern("project", "new", "--channel", "whole", "--topic", topic, "--library", str(library), "--minutes", "8")
        key = json.loads(output("project", "list", "--json"))[0]["key"]
        cold, warm = lectern("run", key), lectern("run", key)
    finally:
        subprocess.run([LECTERN, "down"], check=True, capture_output=True)
    share = first.wall_s / len(files)
    size_share = newest.stat().st_size / sum(path.stat().st_size for path in files)
    return {
        "videos": len(files),
        "a first ingest, s": first.wall_s,
        "a peak, MiB": first.peak_mib,
        "b unchanged, s": again.wall_s,
        "b / a": again.wall_s / first.wall_s,
        "c one new video, s": one_more.wall_s,
        "c / (a / videos)": one_more.wall_s / share,
        "c newest video's share of the bytes": size_share,
        "c fixed cost of any run, s": fixed.wall_s,
        "c beyond the fixed cost / the same share of a beyond it": max(one_more.wall_s - fixed.wall_s, 0.0)
        / ((first.wall_s - fixed.wall_s) * size_share),
        "d project cold, s": cold.wall_s,
        "d cold peak, MiB": cold.peak_mib,
        "d project warm, s": warm.wall_s,
        "d warm / cold": warm.wall_s / cold.wall_s,
    }


def fixed_cost(folder: Path, video: Path) -> Cost:
    """What a run costs before it does anything that grows: the median of three ingests of ten sentences."""
    costs = []
    for number in range(3):
        tiny = folder / f"tiny{number}"
        tiny.mkdir()
        (tiny / "one.txt").write_text(" ".join(f"This is sentence {count} of talk {number}." for count in range(10)))
        costs.append(add(tiny, f"tiny{number}"))
    return Cost(statistics.median(cost.wall_s for cost in costs), max(cost.peak_mib for cost in costs))


def add(source: Path, name: str) -> Cost:
    return lectern("channel", "add", str(source), "--name", name)


def lectern(*arguments: str) -> Cost:
    """Run one command to its end and return what it cost.

    Raises:
        SystemExit: the command failed.
    """
    begin = time.perf_counter()
    process = subprocess.Popen([str(LECTERN), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"lectern {' '.join(arguments)} failed:\n{errors[-2000:]}")
    return Cost(time.perf_counter() - begin, usage.ru_maxrss / 1024)


def output(*arguments: str) -> str:
    return subprocess.run([str(LECTERN), *arguments], check=True, capture_output=True, text=True).stdout


def table(figures: dict[str, float]) -> str:
    width = max(map(len, figures))
    return "\n".join(f"{name:<{width}}  {value:10.3f}" for name, value in figures.items())


if __name__ == "__main__":
    main()
