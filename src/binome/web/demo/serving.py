"""The demonstration's server: the product's own, with the day living beside it."""

from binome.web.demo.opening import living
from binome.web.live.launch import serve
from binome.web.wiring import wiring


def serve_and_live(host: str, port: int) -> int:
    """Serve until told to stop; answers the exit code."""
    with living():
        return serve(wiring, host, port)
