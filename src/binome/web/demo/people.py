"""Patients put together from lists of names."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from random import Random

from binome.web.demo.cast import read
from binome.web.store.seeding import NewPatient

AGES = ((0, 10, 14), (10, 25, 12), (25, 45, 20), (45, 65, 26), (65, 80, 20), (80, 98, 8))
"""(from, to, weight): who comes to a practice in the country."""

HIDDEN = 0.02


@lru_cache(maxsize=8)
def patients(practice: str, count: int, *, born_before: date, seed: int) -> tuple[NewPatient, ...]:
    """As many patients as asked, always the same for the same seed."""
    return tuple(_drawn(practice, count, born_before, seed))


def _drawn(practice: str, count: int, born_before: date, seed: int) -> Iterator[NewPatient]:
    dice = Random(f"{seed}/{practice}/patients")  # noqa: S311  a play, not a secret
    names = read("people.toml")
    aliases = [f"{thing} {colour}" for thing in names["alias_things"] for colour in names["alias_colours"]]
    for place in range(count):
        since, until, _ = dice.choices(AGES, [weight for _, _, weight in AGES])[0]
        age = dice.uniform(since, until)
        sex = dice.choice(("female", "male"))
        yield NewPatient(
            code=f"p{blake2b(f'{seed}/{practice}/{place}'.encode(), digest_size=8).hexdigest()}",
            family=dice.choice(names["families"]).upper(),
            given=dice.choice(names[f"{'women' if sex == 'female' else 'men'}_{_generation(age)}"]),
            birth_date=born_before - timedelta(days=int(age * 365.25)),
            sex=sex,
            alias=aliases[place % len(aliases)],
            hidden=dice.random() < HIDDEN,
        )


def _generation(age: float) -> str:
    return "young" if age < 35 else "adult" if age < 65 else "elder"
