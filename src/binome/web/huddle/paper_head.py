"""What every printed page of this face begins with."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binome.web.store import clock
from binome.web.store.practice import House


def paper_head(house: House, words: Mapping[str, str]) -> dict[str, Any]:
    """The practice, the language, when it was printed; and the words of the page."""
    return {
        "practice": house.name,
        "demo": house.is_demo,
        "printed": timezone.localtime(clock.now()).strftime("%d/%m/%Y %H:%M"),
        "language": get_language(),
        "words": {**words, "printed": _("Printed"), "demo": _("DEMONSTRATION – simulated data")},
    }
