"""Numbers as people type and read them here: shares of a post, euros, patients."""

from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _

NARROW = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
LONGEST = 20


def share_in(said: str) -> Fraction | None:
    """ "1/2", "0,5", "1.5" or "2"; None for anything else."""
    told = said.strip().replace(",", ".")
    if len(told) > LONGEST:
        return None
    try:
        found = Fraction(told)
    except (ValueError, ZeroDivisionError):
        return None
    return found if found > 0 else None


def share(value: Fraction) -> str:
    """A third, a half and whole posts as the texts write them, the rest with decimals."""
    if value in (Fraction(1, 3), Fraction(1, 2)):
        return f"{value.numerator}/{value.denominator}"
    return number_format(round(float(value), 2), 0 if value.denominator == 1 else None)


def whole(value: float | Decimal | None) -> str:
    if value is None:
        return "–"
    told = number_format(abs(round(value)), 0, force_grouping=True)
    return f"{MINUS}{told}" if round(value) < 0 else told


def signed(value: float | Decimal) -> str:
    told = whole(value)
    return f"+{told}" if round(value) > 0 else told


def euros(value: Decimal | float | None) -> str:
    return "–" if value is None else f"{whole(value)}{NARROW}€"


def signed_euros(value: Decimal | float | None) -> str:
    return "–" if value is None else f"{signed(value)}{NARROW}€"


def a_week(value: float | None) -> str:
    """A pace, with one decimal: patients come one by one."""
    if value is None:
        return "–"
    told = number_format(abs(round(value, 1)), 1)
    return f"{MINUS}{told}" if round(value, 1) < 0 else told


def percent(value: Fraction | float | None) -> str:
    return "–" if value is None else f"{number_format(round(float(value) * 100), 0)}{NARROW}%"


def between(low: str, high: str) -> str:
    """A range in words; one value when both ends are told alike."""
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
