"""The trades, as the screen names them."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

ROLE_NAMES = {
    "physician": _("physician"),
    "trainee": _("trainee physician"),
    "assistant": _("medical assistant"),
    "secretary": _("medical secretary"),
    "health_nurse": _("health education nurse"),
    "advanced_nurse": _("advanced practice nurse"),
    "nurse": _("nurse"),
    "screen": _("wall screen"),
}


def role_names(roles: Iterable[str]) -> list[str]:
    """In the order of the list above, whatever order they come in; the wall screen is not somebody to ask."""
    asked = set(roles) - {"screen"}
    return [str(name) for role, name in ROLE_NAMES.items() if role in asked]
