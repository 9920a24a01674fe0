"""Which pages of the house nobody decided about."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Decision = Callable[[Callable[..., Any]], object]


def undecided(patterns: Iterable[Any], decision_of: Decision) -> list[str]:
    """The addresses whose view has no permission decision: neither who may, nor that everybody may."""
    return [f"{address} ({_name(view)})" for address, view in views(patterns) if decision_of(view) is None]


def views(patterns: Iterable[Any], before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every view of a URL configuration with its address, through all the includes."""
    for pattern in patterns:
        address = f"{before}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def _name(view: Callable[..., Any]) -> str:
    return f"{view.__module__}.{getattr(view, '__name__', type(view).__name__)}"
