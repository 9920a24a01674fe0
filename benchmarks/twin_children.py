"""What a person feels who types a command: fresh processes, how long they last and how much memory they take."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.twin_engine import SCENARIOS

BINOME = Path(sys.executable).with_name("binome")


class Life(NamedTuple):
    seconds: float
    peak_mb: float


def life_of(scenario: Path, replications: int) -> Life:
    """`binome twin run`, from its start to its end."""
    command = [BINOME, "twin", "run", scenario, "--replications", str(replications), "--seed", "1", "--json"]
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return Life(time.perf_counter() - start, used.ru_maxrss / 1024)


def cold_start(times: int = 5) -> dict[str, float]:
    """A small scenario, after one run that does not count."""
    lives = [life_of(SCENARIOS / "r1.toml", 20) for _ in range(times + 1)]
    return {"cold_start_s": round(median(it.seconds for it in lives[1:]), 3)}


def memory(least: int = 10, most: int = 10_000) -> dict[str, float]:
    """Few and many replications of the same scenario."""
    few, many = (life_of(SCENARIOS / "r2.toml", number).peak_mb for number in (least, most))
    return {f"peak_mb_{least}": round(few, 1), f"peak_mb_{most}": round(many, 1), "ratio": round(many / few, 3)}
