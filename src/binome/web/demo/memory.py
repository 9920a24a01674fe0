"""The six months behind the demonstration, written and counted by a patient process of its own, beside its day.

    python -m binome.web.demo.memory

A process, because the server's own would be slower for it; one small transaction a day, so that nobody waits for it.
"""

import os
import subprocess
import sys

import django

POLITE = 10


def write_it_beside() -> subprocess.Popen[bytes]:
    """Start the process; it ends by itself, and loses nothing when it is ended before."""
    return subprocess.Popen([sys.executable, "-m", "binome.web.demo.memory"], stdin=subprocess.DEVNULL)


def main() -> None:
    os.nice(POLITE)
    django.setup()
    from binome.web.demo.making import CODE, the_house, write_all_round
    from binome.web.demo.measured import count_all
    from binome.web.store import clock

    write_all_round(the_house(CODE))
    count_all(the_house(CODE), clock.now())


if __name__ == "__main__":
    main()
