"""The compiled days: arrays in, arrays out, no object, no chance but the addressed one.

The rest of the house reads `tables` and calls `run`; nothing else here is meant for it.
"""

from numba.core import config

from binome.twin.kernel import heard as heard
from binome.twin.kernel.compiled import folder

# Before anything is declared to be compiled: that is when Numba asks where to keep it.
config.CACHE_DIR = str(folder())  # type: ignore[attr-defined]
# Sums that stand side by side are added side by side; each stays the same to the last bit.
config.SLP_VECTORIZE = 1  # type: ignore[attr-defined]
