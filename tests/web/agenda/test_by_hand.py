"""The agenda in a real browser, whose own clock is in Tokyo: by keyboard, by mouse, by finger, and without script."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from binome.web.store import waiting
from binome.web.store.agenda import entries, entry_of
from tests.web.agenda.building import NOW, Built, build, local

FAR = date(2035, 11, 20)
"""A Tuesday that is still to come."""

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PAGES = [
    f"agenda/day/{FAR}/",
    f"agenda/day/{FAR}/?by=rooms",
    f"agenda/week/{FAR}/",
    f"agenda/week/{FAR}/?who=m1",
    f"agenda/week/{FAR}/?by=rooms",
    f"agenda/book/?doctor=m1&day={FAR}&since=10:00",
    "agenda/free/?minutes=15",
    "agenda/waiting/",
    "agenda/absences/",
    "agenda/rules/",
    "patients/",
    "patients/p1/",
]
Enter = Callable[..., Page]


@pytest.fixture
def built(transactional_db: None) -> Built:
    return build()


@pytest.fixture
def enter(browser: Browser, live_server: Any, built: Built) -> Iterator[Enter]:
    """A tab in which somebody is signed in; whatever its scripts complain about fails the test."""
    complaints: list[str] = []
    contexts = []

    def tab(member: str = "m8", **more: Any) -> Page:
        client = Client()
        client.force_login(built.accounts[member])
        shape = {"viewport": {"width": 1440, "height": 900}, "timezone_id": "Asia/Tokyo", "locale": "fr-FR", **more}
        context = browser.new_context(base_url=live_server.url, **shape)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield tab
    for context in contexts:
        context.close()
    assert complaints == []


def opened(page: Page, built: Built, path: str = f"agenda/day/{FAR}/") -> Page:
    page.goto(built.at(path))
    if "agenda/day" in path or "agenda/week" in path:
        page.wait_for_selector("html[data-ready]", state="attached")
    return page


def said(page: Page) -> str:
    return page.locator("#agenda-said").text_content() or ""


def test_the_arrows_go_from_place_to_place_and_tab_leaves_the_grid(enter: Enter, built: Built) -> None:
    built.book("08:15", "m3", "p1", day=FAR)
    page = opened(enter(), built)
    page.locator('[data-doctor="m3"] .slot').first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile("Le Goff Jeanne, .*08:15.*08:30.*Tanguy"))
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_attribute("data-main", "08:15")
    assert page.locator('.week .slot[tabindex="0"]').count() == 1
    page.keyboard.press("Tab")
    assert page.locator(".week .slot:focus").count() == 0


def test_enter_books_where_the_focus_is(enter: Enter, built: Built) -> None:
    page = opened(enter(), built)
    page.locator('[data-doctor="m3"] .slot-free').nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_since")).to_have_value("08:30")
    expect(page.locator("#id_day")).to_have_value(FAR.isoformat())


def test_m_picks_up_arrows_carry_and_enter_puts_down_and_all_of_it_is_said(enter: Enter, built: Built) -> None:
    story = built.book("10:00", "m3", "p1", day=FAR)
    page = opened(enter(), built)
    page.locator(f'[data-story="{story}"]').focus()
    page.keyboard.press("m")
    assert "Le Goff" in said(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert "10:05" in said(page)
    assert "Abgrall" in said(page)
    page.keyboard.press("Enter")
    expect(page.locator(".agenda-done")).to_contain_text("10:05")
    expect(page.locator("#agenda-said")).to_contain_text("10:05")
    expect(page.locator(":focus")).to_have_attribute("data-story", story)
    entry = entry_of(built.house, story)
    assert (entry.due, entry.doctor) == (local("10:05", FAR), "m4")


def test_escape_leaves_it_where_it_was(enter: Enter, built: Built) -> None:
    story = built.book("10:00", "m3", "p1", day=FAR)
    page = opened(enter(), built)
    page.locator(f'[data-story="{story}"]').focus()
    for key in ("m", "PageDown", "Escape"):
        page.keyboard.press(key)
    assert page.locator(".drop-here").count() == 0
    expect(page.locator(":focus")).to_have_attribute("data-story", story)
    assert entry_of(built.house, story).number == 1


def test_a_place_that_is_taken_is_asked_about_with_the_name(enter: Enter, built: Built) -> None:
    built.book("10:00", "m4", "p2", day=FAR)
    story = built.book("10:00", "m3", "p1", day=FAR)
    page = opened(enter(), built)
    page.locator(f'[data-story="{story}"]').focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    assert "Hénaff" in said(page)
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_contain_text("Hénaff Loïc")
    page.locator("dialog[open] .btn-danger").click()
    expect(page.locator(".agenda-done")).to_be_visible()
    assert entry_of(built.house, story).doctor == "m4"
    page.keyboard.press("u")  # and the way back is one key
    expect(page.locator(".agenda-done")).to_have_count(0)
    assert entry_of(built.house, story).doctor == "m3"


def test_a_mouse_drags_it(enter: Enter, built: Built) -> None:
    story = built.book("10:00", "m3", "p1", day=FAR)
    page = opened(enter(), built)
    here, there = (
        page.locator(f'[data-story="{story}"]'),
        page.locator('[data-doctor="m5"] .slot-free[data-main="10:30"]'),
    )
    start, end = here.bounding_box(), there.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 10, start["y"] + 4)
    page.mouse.down()
    page.mouse.move(end["x"] + 10, end["y"] + 4, steps=6)
    expect(page.locator(".drop-here")).to_have_text("10:30")
    page.mouse.up()
    expect(page.locator(".agenda-done")).to_be_visible()
    entry = entry_of(built.house, story)
    assert (entry.due, entry.doctor) == (local("10:30", FAR), "m5")


def test_a_finger_that_stays_still_first_carries_it(enter: Enter, built: Built) -> None:
    """A finger that moves at once scrolls the page, as anywhere else."""
    story = built.book("10:00", "m3", "p1", day=FAR)
    page = opened(enter(has_touch=True), built)
    here, there = (
        page.locator(f'[data-story="{story}"]'),
        page.locator('[data-doctor="m3"] .slot-free[data-main="10:30"]'),
    )
    start, end = here.bounding_box(), there.bounding_box()
    assert start
    assert end
    touch = page.context.new_cdp_session(page)
    _touch(touch, "touchStart", start["x"] + 10, start["y"] + 4)
    page.wait_for_selector(".drop-here")
    _touch(touch, "touchMove", end["x"] + 10, end["y"] + 4)
    expect(page.locator(".drop-here")).to_have_text("10:30")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".agenda-done")).to_be_visible()
    assert entry_of(built.house, story).due == local("10:30", FAR)


def _touch(session: Any, kind: str, x: float, y: float) -> None:
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


def test_a_prepared_visit_is_carried_by_either_of_its_parts(enter: Enter, built: Built) -> None:
    story = built.book("09:50", "m1", "p1", day=FAR, pathway="twin_rooms")
    page = opened(enter(), built)
    page.locator(f'.slot-prep[data-area="prep"][data-story="{story}"]').focus()
    for key in ("m", "PageDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".agenda-done")).to_contain_text("11:00")
    assert entry_of(built.house, story).due == local("10:50", FAR)


WHOLE = "found => found.map(b => b.getBoundingClientRect().width > 0 && b.scrollWidth <= b.clientWidth)"


def test_on_a_tablet_names_are_whole_beside_their_preparation_and_beside_each_other(enter: Enter, built: Built) -> None:
    """Where there is no room for both, the name stays and the hour goes: the rows tell it, and so does the title."""
    for clock, patient in (("09:00", "p1"), ("10:00", "p3")):
        built.book(clock, "m1", patient, day=FAR, pathway="twin_rooms")
    for patient in ("p2", "p4"):
        built.book("11:00", "m2", patient, day=FAR, seen=True)
    page = opened(enter(viewport={"width": 1024, "height": 768}), built)

    assert page.locator(".slot-doc b").evaluate_all(WHOLE) == [True] * 4
    assert page.locator(".slot-doc[data-lanes='2'] time").evaluate_all("all => all.map(t => t.offsetWidth)") == [0, 0]


def test_what_a_colleague_books_appears_by_itself(enter: Enter, built: Built) -> None:
    page = opened(enter(), built)
    story = built.book("10:00", "m3", "p1", day=FAR)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(f'[data-story="{story}"]')).to_be_visible()


def test_people_are_found_while_their_name_is_typed(enter: Enter, built: Built) -> None:
    page = opened(enter(), built, f"agenda/book/?doctor=m1&day={FAR}&since=10:00")
    page.locator("#id_who").press_sequentially("HENAF")
    expect(page.locator("[data-found-people] label")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator('input[value="p2"]')).to_be_checked()
    expect(page.locator("[data-comes]")).to_contain_text("09:50")
    page.locator('[data-minutes="30"]').click()
    expect(page.locator("#id_until")).to_have_value("10:30")
    page.locator("form[data-booking] .btn-main").last.click()
    page.wait_for_url("**/agenda/day/**")
    (entry,) = entries(built.house, FAR, FAR)
    assert (entry.patient, entry.minutes, entry.due) == ("p2", 30, local("09:50", FAR))


def test_without_script_it_takes_one_more_click(enter: Enter, built: Built) -> None:
    page = enter(java_script_enabled=False)
    page.goto(built.at(f"agenda/book/?doctor=m3&day={FAR}&since=10:00"))
    page.locator("#id_who").fill("gueguen")
    page.locator("button[name=seek]").click()
    page.locator('input[value="p3"]').check()
    page.locator("form[data-booking] .btn-main").last.click()
    (entry,) = entries(built.house, FAR, FAR)
    assert entry.patient == "p3"
    page.goto(built.at(f"agenda/visits/{entry.story}/"))
    page.locator("#id_since").fill("11:00")
    page.locator("#id_until").fill("11:15")
    page.locator("form[action$=move] .btn-main").click()
    assert entry_of(built.house, entry.story).due == local("10:50", FAR)  # ten minutes of preparation come first


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_readable_by_all(enter: Enter, built: Built, theme: str) -> None:
    """No fault of WCAG 2.2 AA that a machine can find, and nothing to be scrolled sideways but the grid itself."""
    built.set(step_minutes={"twin_rooms": {"preparation": 10, "closing": 5}})
    story = built.book("09:50", "m1", "p1", day=FAR, pathway="twin_rooms")
    built.book("10:05", "m1", "p2", day=FAR, seen=True)
    built.book("10:05", "m3", "p3", day=FAR)
    waiting.ask(built.house, "p4", waiting.Asked("", FAR, FAR, 10), by="m8", at=NOW)
    page = enter("m1", color_scheme=theme)
    faults = []
    for path in [*PAGES, f"agenda/day/{FAR}/?done={story}", f"agenda/visits/{story}/"]:
        page.goto(built.at(path))
        found = Axe().run(page, options=RULES).response["violations"]
        faults += [f"{path} {one['id']}: {node['target']}" for one in found for node in one["nodes"]]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [f"{path} scrolls sideways by {wide}"] if wide > 0 else []
    assert faults == []
