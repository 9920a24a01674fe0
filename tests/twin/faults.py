"""Kernels with a fault planted in them: a copy of the source with one line changed, compiled like the true one."""

import importlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import binome.twin.kernel

KERNEL_NAME = binome.twin.kernel.__name__
KERNEL = Path(binome.twin.kernel.__file__).parent


@dataclass(frozen=True)
class Fault:
    name: str
    shows: str  # the first fact in which it parts from the paper
    file: str
    line: str  # as it stands in the kernel, without its margin
    instead: str


def planted(fault: Fault, folder: Path) -> ModuleType:
    """The `run` of a kernel which has that fault and no other."""
    package = f"kernel_with_{fault.name}"
    copy = folder / package
    copy.mkdir()
    (copy / "__init__.py").touch()
    for path in KERNEL.glob("[!_]*.py"):
        text = path.read_text("utf-8").replace("cache=True", "cache=False")  # no fault is kept for later
        if path.name == fault.file:
            text = _changed(text, fault)
        (copy / path.name).write_text(text.replace(KERNEL_NAME, package), "utf-8")
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(f"{package}.run")
    finally:
        sys.path.remove(str(folder))


def _changed(text: str, fault: Fault) -> str:
    lines = re.findall(rf"^ *{re.escape(fault.line)}$", text, flags=re.MULTILINE)
    assert len(lines) == 1, f"{fault.file} says {len(lines)} times: {fault.line}"
    return text.replace(lines[0], lines[0].replace(fault.line, fault.instead))
