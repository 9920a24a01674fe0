"""The demonstration's server: the product's own, with the day living beside it."""

from collections.abc import Callable

from binome.web.demo.opening import living


def serve_and_live(serve: Callable[[], int]) -> int:
    """Serve until told to stop, while the day goes on; answers the exit code."""
    with living():
        return serve()
