"""Read before Django's settings are: in test mode, with a folder of files that goes away."""

import atexit
import os
import shutil
import tempfile

os.environ["BINOME_MODE"] = "test"  # whatever the developer's own shell says
# Playwright's synchronous driver runs an event loop in the test's own thread; Django would take it for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

if "BINOME_DATA" not in os.environ:
    # Parallel workers are children of this process and share the folder.
    os.environ["BINOME_DATA"] = tempfile.mkdtemp(prefix="binome-tests-")
    atexit.register(shutil.rmtree, os.environ["BINOME_DATA"], ignore_errors=True)
