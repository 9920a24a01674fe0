"""Every page passes axe (WCAG 2.2 AA) in light and dark, in French and English; none needs sideways scrolling."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.stories.conftest import Enter

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PAGES = [
    "/p/kermorwen/board/",
    "/p/kermorwen/board/{day}/walk-in",
    "/p/kermorwen/board/{day}/round",
    "/p/kermorwen/huddle/",
    "/p/kermorwen/measures/",
    "/p/kermorwen/measures/time/",
    "/p/kermorwen/measures/figure/wait_min/",
    "/p/kermorwen/measures/months/",
    "/p/kermorwen/measures/tries/new",
    "/p/kermorwen/who-does-what/",
    "/p/kermorwen/hours/",
    "/p/kermorwen/board/{day}/replay",
    "/p/kermorwen/replay/",
    "/p/kermorwen/visits/{story}/",
    "/p/kermorwen/prepare/{story}/",
    "/p/kermorwen/agenda/",
    "/p/kermorwen/tasks/?whose=all",
    "/p/kermorwen/tasks/new",
    "/p/kermorwen/tasks/call",
    "/p/kermorwen/tray/",
    "/p/kermorwen/pulse/",
    "/p/kermorwen/pulse/answer/rtlx",
    "/p/kermorwen/pulse/answer/cbi",
    "/p/kermorwen/pulse/choose/",
    "/p/kermorwen/reports/",
    "/p/kermorwen/import/",
    "/p/kermorwen/team/",
    "/p/kermorwen/trust/",
    "/p/kermorwen/wall/",
    "/p/kermorwen/keys/",
    "/account/",
    "/demo/",
]


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def address(page: Page, path: str) -> str:
    """The path with a real day and a real visit of the board the page shows."""
    story = page.locator("tr.line").first.get_attribute("id") or ""
    day = (page.locator("#board").get_attribute("data-stream") or "").rpartition("/")[2]
    return path.format(day=day, story=story.removeprefix("visit-"))


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request: pytest.FixtureRequest, at_once: Enter) -> Page:
    """A doctor, signed in once per theme: the pages are what is tried here, not the door."""
    return at_once("Dr Anne Kerbrat", color_scheme=request.param)


@pytest.fixture(scope="module")
def zoomed(at_once: Enter) -> Page:
    return at_once("Dr Anne Kerbrat", viewport={"width": 640, "height": 512})  # 1280 px wide, zoomed twice


@pytest.fixture(scope="module")
def english(at_once: Enter) -> Page:
    page = at_once("Dr Maïwenn Tanguy")  # the language is the account's: the others keep their French
    page.locator("button[name=language][value=en]").click()
    page.wait_for_load_state()
    return page


def opened(page: Page, path: str) -> None:
    page.goto("/p/kermorwen/board/")
    answer = page.goto(address(page, path))
    assert answer is not None
    assert answer.status == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_readable(reader: Page, path: str) -> None:
    opened(reader, path)

    assert faults(reader) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_at_200_percent_does_not_scroll_sideways(zoomed: Page, path: str) -> None:
    opened(zoomed, path)

    wider = zoomed.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert wider <= 1


@pytest.mark.parametrize(
    "path",
    [
        "/p/kermorwen/board/",
        "/p/kermorwen/board/{day}/replay",
        "/p/kermorwen/board/{day}/round",
        "/p/kermorwen/huddle/",
        "/p/kermorwen/who-does-what/",
        "/p/kermorwen/hours/",
        "/p/kermorwen/agenda/",
        "/p/kermorwen/pulse/",
        "/p/kermorwen/import/",
        "/p/kermorwen/contract/",
    ],
)
def test_a_page_is_readable_in_english(english: Page, path: str) -> None:
    opened(english, path)

    assert english.locator("html").get_attribute("lang") == "en"
    assert faults(english) == []
