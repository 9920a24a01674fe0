"""The model of docs/reasons/twin-model.md, written to be read: one file for each of its sections.

It is slow and allocates freely. Its one duty is to be right, so that the compiled kernel can be held against it.
"""

from binome.twin.reference.run import Day, run

__all__ = ["Day", "run"]
