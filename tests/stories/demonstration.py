"""A demonstration of one's own: `binome demo`, on a free port, in a folder that goes away."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgresql import free_port

OURS = ("BINOME_MODE", "BINOME_DATA", "BINOME_DATABASE_URL")


@contextmanager
def demonstration(*, pace: int) -> Iterator[str]:
    """Its address, once it answers."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="binome-demonstration-") as folder:
        binome = Path(sys.executable).parent / "binome"
        command = [binome, "demo", "--port", str(port), "--data", folder, "--pace", str(pace)]
        around = {name: value for name, value in os.environ.items() if name not in OURS}
        server = subprocess.Popen(command, env=around)
        try:
            _wait_for(f"http://127.0.0.1:{port}/demo/", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(1200):
        try:
            urllib.request.urlopen(address, timeout=30).close()
            return
        except (urllib.error.URLError, ConnectionError):
            if server.poll() is not None:
                raise RuntimeError(f"the demonstration stopped with exit code {server.returncode}") from None
            time.sleep(0.1)
    raise RuntimeError("the demonstration did not open within two minutes")
