"""Takes the pictures of the README from a running demonstration, so that they show what is there today.

./run pictures
"""

import base64
import re
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.conftest import QUIET_BROWSER, chromium
from tests.stories.demonstration import demonstration

ROOT = Path(__file__).parent.parent.parent
FULL_HOUSE = """() => ['waiting', 'ready', 'consultation']
    .every(state => document.querySelector(`tr[data-state=${state}]`))"""
DESKTOP, TABLET = (1280, 800), (1024, 768)
BEGIN = "form:has([name=base][value=practice]) button"
COUNTED = ".measures-fresh:not([data-counting])"
PATIENCE_MS = 180_000
"""The first estimate of a server loads what is compiled, and a what-if lives some hundreds of days."""

TO_WEBP = """async png => {
    const image = await createImageBitmap(await (await fetch(png)).blob());
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.85);
}"""
"""A third of the bytes, without another program: the browser knows how."""


@dataclass(frozen=True)
class Picture:
    """Who looks at what, on which screen. `open_by` finds the link to a page that has no fixed address, `press` the
    button that makes it; `shows` is what must be there before the picture is taken."""

    name: str
    person: str
    place: str = "board/"
    open_by: str = ""
    press: str = ""
    shows: str = "main"
    screen: tuple[int, int] = DESKTOP
    scheme: str = "light"


PICTURES = [
    Picture("board", "Dr", shows=".foreseen:visible"),
    Picture("board-dark", "Dr", shows=".foreseen:visible", scheme="dark"),
    Picture("your-turn-tablet", "assistant médical", screen=TABLET),
    Picture("preparation", "Dr", open_by="tr[data-state=ready] [data-prepare]"),
    Picture("agenda", "secrétaire médicale", place="agenda/"),
    Picture("wall", "Dr", place="wall/"),
    Picture("whatif", "Dr", place="whatif/", press=BEGIN, shows="#found[data-moving=no] .gains"),
    Picture("contract", "Dr", place="contract/"),
    Picture("measures", "Dr", place="measures/", shows=COUNTED),
]


def take_all(folder: Path, wanted: set[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with demonstration(pace=20) as base, sync_playwright() as driver, closing(_browser(driver)) as browser:
        _wait_for_a_full_house(browser, base)
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                _take(browser, base, picture, folder / f"{picture.name}.webp")


def _browser(driver: Playwright) -> Browser:
    return driver.chromium.launch(executable_path=chromium(), args=QUIET_BROWSER)


def _wait_for_a_full_house(browser: Browser, base: str) -> None:
    """Let the day go on, fast, until each state that a picture opens has somebody in it; then hold it."""
    page = browser.new_page(base_url=base)
    _enter(page, "Dr")
    page.wait_for_function(FULL_HOUSE, timeout=PATIENCE_MS)
    page.locator(".ribbon button[value='0']").click()
    page.close()


def _enter(page: Page, person: str) -> None:
    page.goto("/demo/")
    page.get_by_role("button").filter(has_text=person).first.click()
    page.wait_for_url("**/board/**")


def _take(browser: Browser, base: str, picture: Picture, out: Path) -> None:
    width, height = picture.screen
    context = browser.new_context(
        base_url=base,
        viewport={"width": width, "height": height},
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        locale="fr-FR",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )
    page = context.new_page()
    _enter(page, picture.person)
    _go(page, picture)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)  # the first beat of the stream says that the page is live
    out.write_bytes(_as_webp(browser, page.screenshot()))
    context.close()
    sys.stderr.write(f"{out.relative_to(ROOT)}\n")


def _go(page: Page, picture: Picture) -> None:
    address = page.url.partition("/board/")[0] + "/" + picture.place
    if picture.open_by:
        address = page.locator(picture.open_by).first.get_attribute("href") or ""
    answer = page.goto(address)
    if answer is None or not answer.ok:
        raise RuntimeError(f"{address} answered {answer and answer.status}: no picture of that")
    if picture.press:
        page.locator(picture.press).click()
    page.locator(picture.shows).first.wait_for(timeout=PATIENCE_MS)


def _as_webp(browser: Browser, png: bytes) -> bytes:
    page = browser.new_page()
    found = page.evaluate(TO_WEBP, f"data:image/png;base64,{base64.b64encode(png).decode()}")
    page.close()
    return base64.b64decode(re.sub("^data:image/webp;base64,", "", found))


if __name__ == "__main__":
    take_all(ROOT / "docs/pictures", set(sys.argv[1:]))
