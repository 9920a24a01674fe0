"""How the kernel is compiled: without counting who holds an array.

Nothing is made or freed in a compiled function, so the counting (an atomic addition each time an array is named, four
fifths of the time when it is done) guards nothing: whoever calls the kernel holds the arrays. The compiler refuses a
function that would make an array.
"""

from collections.abc import Callable
from typing import Any, TypeVar, overload

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


@overload
def njit(function: Function) -> Function: ...
@overload
def njit(
    *, forceinline: bool = False, nogil: bool = False, cache: bool = False, apart: bool = False
) -> Callable[[Function], Function]: ...
def njit(function: Any = None, *, apart: bool = False, **options: bool) -> Any:
    """As Numba's. `apart`: no two arguments share memory: what was read from one outlives a change in another.

    Numba also inlines whatever a function calls that is itself inlined; one that stands apart is not, nor is what it
    calls, so that its loop has the processor's registers to itself.
    """
    if function is None:
        return lambda it: njit(it, apart=apart, **options)  # type: ignore[call-overload]
    if apart:
        options["forceinline"] = False
    compiled = numba.njit(function, _nrt=False, **options)  # type: ignore[call-overload]
    if apart:
        compiled._compiler._customize_flags = _apart
    return compiled


def _apart(flags: Any) -> Any:
    """Numba knows the promise, but has no word for it among the options of `njit`. Without it: slower, not wrong."""
    flags.noalias = True
    return flags
