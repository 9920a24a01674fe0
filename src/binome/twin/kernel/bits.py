"""Sets of small numbers as the bits of an unsigned 64-bit integer, in the machine's own instructions."""

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from binome.twin.kernel.native import njit

ONE = np.uint64(1)
NONE = np.uint64(0)


def _lowest(_typing: Any, bits: Any) -> tuple[Any, Callable[..., Any]]:
    """The smallest member; meaningless for the empty set."""

    def generated(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), generated


def _how_many(_typing: Any, bits: Any) -> tuple[Any, Callable[..., Any]]:
    """The number of members."""

    def generated(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), generated


def _order_of(_typing: Any, time: Any) -> tuple[Any, Callable[..., Any]]:
    """A time that is not negative as a whole number, of the same order: quicker to compare."""

    def generated(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), generated


def _time_of(_typing: Any, order: Any) -> tuple[Any, Callable[..., Any]]:
    """And back."""

    def generated(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), generated


time_of: Any = intrinsic(_time_of)
order_of: Any = intrinsic(_order_of)
lowest: Any = intrinsic(_lowest)
how_many: Any = intrinsic(_how_many)


@njit(forceinline=True)
def only(member: Any) -> np.uint64:
    """The set of that member alone."""
    return ONE << np.uint64(member)
