"""Euros to the cent, computed without a rounding on the way."""

from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


def cents(euros: Fraction) -> Decimal:
    """To the nearest cent, half a cent away from zero. No text says how a prorated aid is rounded."""
    whole = abs(euros) * 100 + Fraction(1, 2)
    found = (Decimal(whole.numerator // whole.denominator) / 100).quantize(CENT)
    return -found if euros < 0 and found else found


def times(amount: Decimal, share: Fraction) -> Decimal:
    """That share of an amount."""
    return cents(Fraction(amount) * share)
