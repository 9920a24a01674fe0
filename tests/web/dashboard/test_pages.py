"""The dashboard answers questions with figures that can be trusted: ranged, guarded, opened, never of too few."""

import io
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import polars as pl
import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from binome.measures.answers import Answer
from binome.measures.catalogue import CATALOGUE
from binome.web.dashboard import looking
from binome.web.dashboard.doctors import _beside
from binome.web.dashboard.questions import HEADLINES
from binome.web.figures import Difference
from binome.web.store.measured_months import month_before
from binome.web.store.measured_notes import annotations, baseline, improvements
from binome.web.store.models import DayRow, EventRow, MeasuredMonthRow
from tests.web.board.small import Small
from tests.web.dashboard.conftest import A_DAY, HOME, over, page, some_days

MOST_QUERIES = 20


def post(small: Small, path: str, member: str = "m1", **form: object) -> int:
    return int(small.signed_in(member).post(f"{HOME}{path}", form).status_code)


def value(html: str, code: str) -> str:
    """What the card of that figure says."""
    card = re.search(rf'<article[^>]*><h3><a href="[^"]*figure/{code}/.*?</article>', html, re.DOTALL)
    assert card, code
    found = re.search(r'measure-value"><b class="num">([^<]*)<', card[0])
    assert found
    return found[1]


@pytest.mark.parametrize("member", ["m1", "m3", "m4", "m5"])
def test_every_role_finds_the_questions_and_their_figures(small: Small, member: str) -> None:
    html = page(small, member=member)
    for asked in ("Are we easier to reach?", "Where does the time go?", "Can we trust the figures?"):
        assert asked in html
    assert value(html, "medical_min_per_visit") == "12.0"


def test_each_role_asks_in_its_own_order(small: Small) -> None:
    """The secretary first whether one is easier to reach, the doctor where the time goes."""
    for member, first in {"m1": "q-time", "m4": "q-access"}.items():
        assert re.findall(r'id="(q-[a-z]+)"', page(small, member=member))[0] == first


def test_every_headline_is_a_figure_of_the_catalogue() -> None:
    """A figure that changed its name would go from the first page without a word."""
    assert [code for codes in HEADLINES.values() for code in codes if code not in CATALOGUE] == []


PAGES = (
    "", "time/", "access/", "patients/", "figure/wait_min/", "figure/active_patients/", "figure/wait_min/doctors",
    "figure/wait_min/behind", "months/", "tries/",
)  # fmt: skip


def test_a_page_asks_the_database_few_questions(small: Small) -> None:
    """However many figures it shows, and months it reads."""
    client = small.signed_in("m1")
    for path in PAGES:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(HOME + path).status_code == 200
        assert 0 < len(asked) <= MOST_QUERIES, path


def test_a_page_never_reads_the_journal(small: Small) -> None:
    """It reads what was counted of it: three years of lines are behind a page that comes at once."""
    client = small.signed_in("m1")
    for path in ("", "time/", "figure/wait_min/", "figure/continuity_upc/"):
        with CaptureQueriesContext(connection) as asked:
            client.get(HOME + path)
        assert not any("store_eventrow" in query["sql"] for query in asked)


def test_a_clear_difference_is_said_and_an_unclear_one_is_not(small: Small) -> None:
    """The later month waited eight minutes longer: worse, and nothing else is."""
    html = page(small, "figure/wait_min/", kind="month", on=over(small))
    assert "tone-worse" in html
    assert "no clear difference" in page(small, "figure/medical_min_per_visit/", kind="month", on=over(small))


def test_a_difference_is_taken_apart_without_naming_anybody(small: Small) -> None:
    """Both doctors' patients waited eight minutes longer, and each saw as many as before: all of it is that."""
    html = page(small, "figure/wait_min/", kind="month", on=over(small))
    found = re.search(r'<p class="quiet figure-explained">([^<]*)<', html)
    assert found
    assert found[1] == (
        "From 6.00 to 14.0 min: +8.00 from what changed with each doctor, 0 from their share of the whole. "
        "This is an account, no cause."
    )
    for path, asked in (("wait_min", {"against": "nothing"}), ("visits_per_week", {})):
        assert "figure-explained" not in page(small, f"figure/{path}/", kind="month", on=over(small), **asked)


def test_a_quantity_stands_with_its_guardrails(small: Small) -> None:
    """On the first page, on its question's and on its own."""
    for path in ("", "patients/", "figure/visits_per_week/"):
        html = page(small, path, on=over(small))
        for code in CATALOGUE["visits_per_week"].guardrails:
            assert f"/figure/{code}/" in html, (path, code)


def test_too_few_are_shown_nowhere(small: Small) -> None:
    """Neither on the page, nor in its table, nor in a file: one visit is not a figure."""
    EventRow.objects.all().delete()
    MeasuredMonthRow.objects.all().delete()
    from tests.web.dashboard.conftest import _visit, count

    lines, _row = _visit(small, some_days(small)[-1], 0)
    EventRow.objects.bulk_create(lines)
    count(small)
    html = page(small, "figure/wait_min/", on=over(small))
    assert "Fewer than 10: not shown" in html
    table = exported(small, "parquet", code="wait_min", on=over(small))
    assert set(table["hidden"]) <= {"too_few", "no_data", "not_counted"}
    assert table.select("value", "above", "below").null_count().row(0) == (table.height,) * 3


def exported(small: Small, ending: str, **asked: object) -> pl.DataFrame:
    answer = small.signed_in("m1").get(f"{HOME}measures.{ending}?{urlencode(asked)}")
    assert answer.status_code == 200
    read = pl.read_csv if ending == "csv" else pl.read_parquet
    return read(io.BytesIO(answer.content))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_files_say_what_the_page_says(small: Small, ending: str) -> None:
    """CSV and Parquet alike, numerators and denominators with them."""
    found = exported(small, ending, on=over(small), kind="month", against="nothing")
    row = found.filter(pl.col("code") == "medical_min_per_visit")
    assert row["value"].item() == pytest.approx(12.0)
    assert row["below"].item() == 12 * A_DAY
    assert {"visits_per_week", "active_patients"} <= set(found["code"])


@pytest.mark.parametrize(
    ("member", "path"),
    [("m3", "figure/wait_min/doctors"), ("m4", "figure/wait_min/doctors"), ("m5", "figure/wait_min/behind"),
     ("m5", "measures.csv"), ("m5", "tries/new")],
)  # fmt: skip
def test_who_may_not_sees_it_neither_offered_nor_given(small: Small, member: str, path: str) -> None:
    assert f"/measures/{path}" not in page(small, "figure/wait_min/", member).replace("&amp;", "&").split("?")[0]
    page(small, path, member, status=403)


def test_doctors_are_bands_in_the_order_of_the_team(small: Small) -> None:
    """No number of one's own that could be ranked."""
    html = page(small, "figure/wait_min/doctors", on=over(small))
    assert re.findall(r'<th scope="row">([^<]*)<', html) == ["The practice", "Dr Le Goff", "Dr Morvan"]
    bands = re.findall(r'<td class="n num">([^<]*)</td>', html)
    assert all(re.fullmatch(r"[0-9.]+ to [0-9.]+", band) for band in bands)


def test_two_bands_that_overlap_are_not_told_apart(small: Small) -> None:
    """The word beside a band says what the page says above it."""
    html = page(small, "figure/wait_min/doctors", on=over(small))
    bands = [tuple(map(float, it.split(" to "))) for it in re.findall(r'<td class="n num">([^<]*)</td>', html)]
    words = re.findall(r"<td>([^<]*practice)</td>", html)
    ours = bands[0]
    for (low, high), word in zip(bands[1:], words, strict=True):
        assert (word == "as the practice") == (low <= ours[1] and high >= ours[0])
    far = _beside(Answer("wait_min", 9.0, 8.0, 10.0, 9.0, 1.0, 20), Answer("wait_min", 5.0, 4.0, 6.0, 5.0, 1.0, 20))
    near = _beside(Answer("wait_min", 6.9, 5.9, 7.9, 9.0, 1.0, 20), Answer("wait_min", 5.0, 4.0, 6.0, 5.0, 1.0, 20))
    assert (str(far), str(near)) == (_("above the practice"), _("as the practice"))


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("wait_min", "wait_min"),
        ("medical_time_freed_min_per_week", "medical_min_per_visit"),
        ("active_patients", ""),
    ],
)
def test_a_list_is_offered_where_there_is_one(small: Small, code: str, listed: str) -> None:
    """Of medical time freed, the visits and minutes it is made of; of twelve months of patients, none."""
    doors = re.findall(r"figure/(\w+)/behind", page(small, f"figure/{code}/", on=over(small)))
    assert doors == ([listed] if listed else [])
    for it in doors:
        page(small, f"figure/{it}/behind", on=over(small))


def test_a_figure_without_a_value_draws_nothing(small: Small) -> None:
    """An empty drawing with a legend looks like a fault of the page."""
    html = page(small, "figure/active_patients/", on=over(small))
    assert "Nothing to draw" in html
    assert "<figure" not in html


def test_an_arrow_says_which_way_a_figure_went_and_a_word_whether_that_is_good() -> None:
    worse = render_to_string("dashboard/moved.html", {"against": Difference("worse", 3.0, "+3.0 min")})
    better = render_to_string("dashboard/moved.html", {"against": Difference("better", -3.0, "−3.0 min")})
    assert "▲" in worse
    assert _("worse") in worse
    assert "▼" in better
    assert _("better") in better


def test_what_is_sent_twice_is_kept_once(small: Small) -> None:
    day = over(small)
    loop = {"code": "wait_min", "target": "4,5", "action": "Call  earlier", "who": "m3", "begins": day,
            "meeting": day + timedelta(weeks=6)}  # fmt: skip
    for _twice in range(2):
        assert post(small, "notes", "m4", day=day, words="A new assistant") == 302
        assert post(small, "tries/begin", "m4", **loop) == 302
    assert len(annotations(small.house)) == 1
    assert len(improvements(small.house)) == 1
    assert post(small, "tries/begin", "m4", **loop | {"target": "5"}) == 302
    assert len(improvements(small.house)) == 2


def test_what_is_still_to_come_has_not_happened(small: Small) -> None:
    """A note of a later day would stand on no chart, and nobody could take it away."""
    assert post(small, "notes", day=small.today + timedelta(days=1), words="A new assistant") == 409
    assert annotations(small.house) == []


def test_what_happened_is_noted_shown_numbered_and_taken_away(small: Small) -> None:
    day = over(small) + timedelta(days=9)
    assert post(small, "notes", "m4", day=day, words="  A new   assistant ") == 302
    assert [(it.words, it.by) for it in annotations(small.house)] == [("A new assistant", "m4")]
    html = page(small, "figure/wait_min/", on=over(small))
    assert "A new assistant" in html
    assert "key-mark" in html
    assert post(small, f"notes/{annotations(small.house)[0].id}/take-away", "m3") == 302
    assert "A new assistant" not in page(small, "figure/wait_min/", on=over(small))


def test_before_and_after_a_day_is_said_with_what_to_be_careful_of(small: Small) -> None:
    """Too few weeks here: that is the verdict, and it is no accusation."""
    html = page(small, "figure/wait_min/", on=over(small), change=over(small))
    assert "Too few weeks" in html
    assert "Before and after are compared here without any draw" in html


def test_time_freed_is_counted_from_the_baseline_a_doctor_declares(small: Small) -> None:
    """Before, the page says what it needs; a secretary does not decide it."""
    first = some_days(small)[0].replace(day=1)
    assert "Needs a baseline" in page(small, "figure/medical_time_freed_min_per_week/", on=over(small))
    last = over(small) - timedelta(days=1)
    assert post(small, "baseline", "m4", since=first, last=last) == 403
    assert post(small, "baseline", since=first, last=last) == 302
    found = baseline(small.house)
    assert found
    assert (found.since, found.until, found.by) == (first, over(small), "m1")
    assert "0 <" not in page(small, "figure/medical_time_freed_min_per_week/", on=over(small))
    assert "Needs a baseline" not in page(small, "figure/medical_time_freed_min_per_week/", on=over(small))


def test_a_baseline_that_is_not_over_is_refused(small: Small) -> None:
    assert post(small, "baseline", since=small.today, last=small.today + timedelta(days=3)) == 409


def test_a_loop_goes_from_a_figure_to_the_next_meeting(small: Small) -> None:
    """Where it stood is counted here, what came of it too, and both stay."""
    begins = over(small)
    form = {"code": "wait_min", "target": "4,5", "action": "Call earlier", "who": "m3", "begins": begins,
            "meeting": begins + timedelta(weeks=6)}  # fmt: skip
    assert post(small, "tries/begin", "m4", **form) == 302
    loop = improvements(small.house)[0]
    assert (loop.target, loop.who, loop.by) == (4.5, "m3", "m4")
    assert loop.start == pytest.approx(6.0, abs=0.2)
    html = page(small, f"tries/{loop.id}/")
    assert "Call earlier" in html
    assert "further away than before" in html
    assert post(small, f"tries/{loop.id}/close", lesson="Rooms were the matter") == 302
    closed = improvements(small.house)[0]
    assert closed.result["value"] == pytest.approx(14.0, abs=0.2)
    assert "Rooms were the matter" in page(small, "tries/")
    again = small.signed_in("m4").post(f"{HOME}tries/{loop.id}/close", {"lesson": "Mornings <b>too</b>"})
    assert again.status_code == 409
    assert "Mornings &lt;b&gt;too&lt;/b&gt;" in again.content.decode()
    assert improvements(small.house)[0].lesson == "Rooms were the matter"


@pytest.mark.parametrize(
    "wrong", [{"target": "many"}, {"action": " "}, {"meeting": "2020-01-01"}, {"who": "m99"}, {"begins": ""}]
)
def test_a_loop_without_what_it_needs_is_refused_in_words(small: Small, wrong: dict[str, str]) -> None:
    """And nothing is kept."""
    form = {
        "code": "wait_min",
        "target": "7",
        "action": "Call earlier",
        "who": "m3",
        "begins": "2026-03-02",
        "meeting": "2026-05-02",
    }
    assert post(small, "tries/begin", **{**form, **wrong}) == 409
    assert improvements(small.house) == []


def test_a_frozen_month_is_opened_by_a_doctor_with_a_reason(small: Small) -> None:
    month = MeasuredMonthRow.objects.exclude(frozen_at=None).order_by("month").first()
    assert month
    where = f"months/{month.month}"
    assert post(small, where, "m4", what="reopened", reason="x") == 403
    assert post(small, where, what="reopened", reason=" ") == 409
    assert post(small, where, what="reopened", reason="A day was missing") == 302
    html = page(small, "months/")
    assert "opened again" in html
    assert "A day was missing" in html
    assert post(small, where, what="frozen", reason="It is complete") == 302
    month.refresh_from_db()
    assert month.frozen_at


def test_the_page_says_how_fresh_it_is(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """And, before anything was counted, that nothing is yet, or that it is being counted."""
    assert "up to date at" in page(small)
    MeasuredMonthRow.objects.all().delete()
    assert "No figure is counted yet" in page(small)
    with monkeypatch.context() as counting:
        counting.setattr(looking, "under_way", lambda practice: (0, 4))
        assert "counted for the first time" in page(small)
    client = small.signed_in("m1")
    assert client.get(f"{HOME}state").json() == {"done": 0, "of": 0, "at": ""}


ODD_DAYS: list[dict[str, str]] = [
    {"kind": "week"},
    {"kind": "quarter"},
    {"kind": "year", "against": "year_ago"},
    {"kind": "any", "since": "2026-01-05", "last": "2026-02-11"},
    {"kind": "any", "since": "2026-02-05", "last": "2026-01-11"},
    {"kind": "odd", "on": "never", "against": "odd"},
    {"against": "baseline"},
    {"against": "nothing"},
    {"on": "1850-01-01"},
]


def test_any_days_may_be_looked_at(small: Small) -> None:
    """And what makes no sense shows the last month."""
    for asked in ODD_DAYS:
        page(small, "data/", **asked)
    page(small, "figure/wait_min/", **ODD_DAYS[3])


def test_a_figure_nobody_knows_is_not_found(small: Small) -> None:
    for path in (
        "figure/nothing/",
        "nothing/",
        "figure/nothing/behind",
        "measures.pdf",
        "figure/active_patients/behind",
    ):
        page(small, path, status=404)


def test_what_is_counted_is_of_now(small: Small) -> None:
    """The moment shown is the one at which the months were counted."""
    assert MeasuredMonthRow.objects.order_by("-measured_at").first().measured_at <= datetime.now(UTC)


def test_a_month_that_is_not_counted_yet_is_not_said_to_be_empty(small: Small) -> None:
    """Nor is what is counted of it taken for the whole."""
    MeasuredMonthRow.objects.filter(month=over(small)).delete()
    html = page(small, "figure/wait_min/", on=over(small), kind="month", against="nothing")
    assert "still being counted" in html
    for kind in ("month", "quarter", "year"):
        found = exported(small, "parquet", on=over(small), kind=kind, against="nothing")
        hidden = dict(found.select("code", "hidden").iter_rows())
        assert {hidden[code] for code in ("wait_min", "visits_per_week", "active_patients")} == {"not_counted"}, kind
    before = exported(small, "parquet", on=month_before(over(small)), kind="month", against="nothing")
    assert before.filter(pl.col("code") == "wait_min")["hidden"].item() is None


def test_a_week_counts_no_day_before_the_first_visit_nor_any_that_is_not_over(small: Small) -> None:
    """Asked for a year round them, the visits are those of the days from the first visit to yesterday; and today's,
    once it is closed."""
    first = some_days(small)[0]
    days = {"kind": "any", "since": first - timedelta(days=90), "last": small.today + timedelta(days=90)}
    weeks = pl.col("code") == "visits_per_week"
    found = exported(small, "parquet", against="nothing", **days)
    assert found.filter(weeks)["below"].item() == pytest.approx((small.today - first).days / 7)
    DayRow.objects.update_or_create(practice_id=small.house.id, day=small.today, defaults={"closed": True})
    closed = exported(small, "parquet", against="nothing", **days)
    assert closed.filter(weeks)["below"].item() == pytest.approx(((small.today - first).days + 1) / 7)
    young = found.filter(pl.col("code") == "active_patients")
    assert young["hidden"].item() == "younger_than_a_year"
