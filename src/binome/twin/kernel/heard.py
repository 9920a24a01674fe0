"""Hears from Numba that something is compiled, and passes it on (see `twin.compiling`)."""

from typing import Any

from numba.core import event

from binome.twin.compiling import is_compiling


class _Heard(event.Listener):
    def on_start(self, event: Any) -> None:
        is_compiling()

    def on_end(self, event: Any) -> None:
        """The wait is over; nobody asked."""


event.register("numba:compile", _Heard())
