"""What is said of a change: each verdict on figures made for it, both languages, and never a cause."""

import re
from dataclasses import replace
from datetime import date

import pytest

from binome.measures.change.did import Contrast, Side
from binome.measures.change.explain import ratio_explained, total_explained
from binome.measures.change.its import Interruption, Placebo, Trended
from binome.measures.change.telling import LANGUAGES, day, number, tell, unit, words
from binome.measures.change.values import Effect, Sentence
from binome.measures.change.verdicts import Counted, account, cautions, contrast_cautions, contrast_verdict, verdict
from binome.measures.change.weekly import weekly
from tests.measures.change.drawn import weeks

ON = date(2026, 3, 2)
NOTHING, UP, DOWN = Effect(0.1, -1.0, 1.2, 0.8), Effect(2.0, 1.0, 3.0, 0.001), Effect(-2.0, -3.0, -1.0, 0.001)
BY_LUCK = tuple(Placebo(ON, it) for it in (NOTHING, NOTHING, UP, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING))
EVERYWHERE = tuple(Placebo(ON, it) for it in (UP, NOTHING, DOWN, NOTHING))


def told(
    difference: Effect | None = NOTHING,
    average: Effect | None = NOTHING,
    before: Effect = NOTHING,
    placebos: tuple[Placebo, ...] = BY_LUCK,
) -> Interruption:
    trended = Trended(NOTHING, NOTHING, average, before) if average else None
    after = 12.0 + (difference or NOTHING).value
    return Interruption(ON, 26, 26, 12.0, after, difference, trended, 0.3, False, placebos, 0, ())


ALL, DIFFERENCES, NONE = Counted(True, True, 12), Counted(False, True, 12), Counted(False, False, 12)


@pytest.mark.parametrize(
    ("it", "counted", "code"),
    [
        (told(UP, UP), ALL, "shifted_up"),
        (told(DOWN, DOWN), ALL, "shifted_down"),
        (told(DOWN, DOWN), DIFFERENCES, "differs_down"),
        (told(UP, UP), NONE, "one_of_many"),
        (told(NOTHING, UP), DIFFERENCES, "one_of_many"),
        (told(UP, UP, placebos=EVERYWHERE), ALL, "placebos_too"),
        (told(UP, NOTHING), ALL, "differs_up"),
        (told(DOWN, NOTHING), ALL, "differs_down"),
        (told(UP, NOTHING), NONE, "one_of_many"),
        (told(UP, NOTHING, before=UP), ALL, "under_way"),
        (told(UP, NOTHING, before=DOWN), ALL, "differs_up"),
        (told(NOTHING, NOTHING), ALL, "not_settled"),
        (replace(told(UP, NOTHING), after=12.2), ALL, "averages_disagree"),
        (told(UP, None), ALL, "too_few_for_slopes"),
        (told(None, None), ALL, "too_few"),
    ],
)
def test_each_verdict_stands_on_what_was_found(it: Interruption, counted: Counted, code: str) -> None:
    """Doubt first: few weeks, luck among many figures, days when nothing was changed, what was under way."""
    said = verdict(it, "min", counted)
    assert said.code == code
    for language in LANGUAGES:
        assert "{" not in tell(language, said)


def test_a_verdict_in_plain_words() -> None:
    """With the sign, the decimal comma, and points for a difference of per cents."""
    assert tell("fr", verdict(told(UP, Effect(2.04, 1.0, 30.0, 0.0)), "%")).startswith(
        "Plus haut, depuis cette date, que ce que les semaines d’avant laissaient attendre\N{NO-BREAK SPACE}: "
        "+2,04 points en moyenne, entre +1,00 et +30,0."
    )
    assert "−2.00 min on average" in tell("en", verdict(told(DOWN, DOWN), "min"))


BECAUSE = re.compile(
    r"grâce|à cause|parce que le changement|dû au|due to|because of|thanks to|caused|a permis|effet du", re.I
)


def test_no_sentence_says_why() -> None:
    """In no language; and those of a settled effect say that they do not."""
    for code, it in words().items():
        assert not any(BECAUSE.search(it[language]) for language in LANGUAGES), code
    for code in ("shifted_up", "shifted_down", "did_up", "did_down"):
        assert "pas pourquoi" in words()[code]["fr"]
        assert "not say why" in words()[code]["en"]


def test_both_languages_tell_the_same_facts() -> None:
    """Every sentence has its two sides, filled with the same names."""
    for code, it in words().items():
        assert set(it) == set(LANGUAGES), code
        fields = [sorted(set(re.findall(r"{(\w+)}", it[language]))) for language in LANGUAGES]
        assert fields[0] == fields[1], code


def test_how_far_an_answer_can_be_leaned_on_is_said() -> None:
    """Gaps, no year before, few weeks, weeks alike, placebo dates."""
    holed = weekly([weeks(9)[0], *weeks(9)[2:]], [1.0] * 8)
    it = replace(told(), n_after=9, memory=0.8, left_out=(ON,), too_far=3)
    found = [one.code for one in cautions(it, holed)]
    assert found == ["weeks_too_far", "weeks_left_out", "gaps", "season_unknown", "short", "strong_memory", "placebos"]
    assert [one.code for one in cautions(replace(it, placebos=(), season=True), holed)][-1] == "no_placebo"
    assert [one.code for one in cautions(told(None, None), weekly(weeks(8), [1.0] * 8))] == []


def contrast(effect: Effect | None, placebo: Effect | None = NOTHING) -> Contrast:
    sides = tuple(Side(f"{it}", it < 3, 1.0, 2.0) for it in range(9))
    earlier = Contrast(ON, 0.0, 0.0, 0.0, placebo, "did_permutation", 0.01, sides, None)
    return Contrast(ON, 1.0, 0.5, 0.5, effect, "did_permutation", 0.1, sides, earlier if placebo else None)


@pytest.mark.parametrize(
    ("it", "code"),
    [
        (contrast(UP), "did_up"),
        (contrast(DOWN), "did_down"),
        (contrast(NOTHING), "did_not_settled"),
        (contrast(UP, UP), "did_not_alike"),
        (contrast(UP, None), "did_up"),
        (contrast(None), "did_too_few"),
    ],
)
def test_side_by_side_is_told_as_carefully(it: Contrast, code: str) -> None:
    """Who moved apart before the day already proves nothing after it."""
    said = contrast_verdict(it, "min")
    assert said.code == code
    assert "3" in tell("fr", said) or code == "did_not_alike"
    assert {one.code for one in contrast_cautions(it)} == {"did_few"} | (set() if it.placebo else {"did_no_placebo"})


def test_an_account_is_no_cause() -> None:
    """Parts with their sign."""
    sums = {"a": (600.0, 60.0), "b": (800.0, 40.0)}, {"a": (400.0, 40.0), "b": (1320.0, 60.0)}
    assert tell("fr", account(ratio_explained(*sums), "min")).startswith("De 14,0 à 17,2 min\N{NO-BREAK SPACE}: +1,00 ")
    assert "from how many there were" in tell("en", account(total_explained(*sums), "min", total=True))
    assert "chez chaque médecin" in tell("fr", account(ratio_explained(*sums), "min", "doctor"))
    assert "on each pathway" in tell("en", account(ratio_explained(*sums), "min", "pathway"))


def test_the_parts_of_a_difference_add_up_as_they_are_read() -> None:
    """A hundredth that nobody reads in the two values is in no part either."""
    told = ratio_explained({"a": (172.3, 10), "b": (171.8, 10)}, {"a": (202.4, 10), "b": (201.8, 10.1)})
    assert tell("en", account(told, "min")).startswith("From 17.2 to 20.1 min: +2.90 from")
    assert ", 0 from" in tell("en", account(told, "min"))


@pytest.mark.parametrize(
    ("value", "signed", "fr", "en"),
    [
        (1234.5, False, "1234", "1234"),
        (12.345, True, "+12,3", "+12.3"),
        (-0.5, False, "−0,50", "−0.50"),
        (0.04, False, "0,040", "0.040"),
        (-0.0001, True, "0,000", "0.000"),
        (0.0, True, "0", "0"),
    ],
)
def test_numbers_have_as_many_digits_as_they_deserve(value: float, signed: bool, fr: str, en: str) -> None:
    assert (number("fr", value, signed=signed), number("en", value, signed=signed)) == (fr, en)


def test_days_and_units_in_words() -> None:
    """A unit that has no words stands as it is."""
    assert (day("fr", date(2026, 3, 1)), day("en", ON)) == ("1er mars 2026", "2 March 2026")
    assert (unit("fr", "%", difference=True), unit("fr", "min"), unit("fr", "pints")) == ("points", "min", "pints")
    assert (
        tell("fr", Sentence("unit_unknown", {"units": ["a"], "known": ["b", "c"]}))
        == "Inconnu ici\N{NO-BREAK SPACE}: a\N{NARROW NO-BREAK SPACE}; il y a\N{NO-BREAK SPACE}: b, c."
    )
