"""The page follows the day without anybody touching it, whatever happens to the line."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.front.day import NOW, board, line
from tests.web.front.stage import Answer, Asked, Stage


def _opened(stage: Stage, screen: Page, **asked: object) -> Page:
    screen.goto(stage.show("/board", board(line("1"), line("3", order="11:00"), **asked)))
    expect(screen.locator("html")).to_have_attribute("data-ready", "")
    _until(lambda: stage.streams, screen)
    return screen


def _until(true: object, screen: Page) -> None:
    for _ in range(100):
        if true():
            return
        screen.wait_for_timeout(50)
    raise AssertionError("it did not happen within five seconds")


def test_a_changed_line_is_seen_and_nothing_else_moves(stage: Stage, screen: Page) -> None:
    """The rest of the table keeps its very elements."""
    _opened(stage, screen)
    screen.evaluate("document.getElementById('visit-3').kept = true")
    stage.tell(6, line("1", state="preparation", deed="Prêt"))
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "preparation")
    assert screen.evaluate("document.getElementById('visit-3').kept")


def test_a_new_line_takes_its_place_in_the_order_of_the_day(stage: Stage, screen: Page) -> None:
    """Told after a list item and a counter: a parser would drop a table row there."""
    _opened(stage, screen)
    before = '<b id="count-waiting">2</b><li id="room-9" data-into="nowhere">x</li>'
    stage.tell(6, before + line("2", order="10:45"))
    expect(screen.locator("#doctor-lg tr.line")).to_have_count(3)
    order = screen.eval_on_selector_all("#doctor-lg tr.line", "all => all.map(one => one.id)")
    assert order == ["visit-1", "visit-2", "visit-3"]
    expect(screen.locator("#count-waiting")).to_have_text("2")


def test_a_line_that_is_gone_leaves_the_page(stage: Stage, screen: Page) -> None:
    """An import undone takes its visits away."""
    _opened(stage, screen)
    stage.tell(6, '<tr id="visit-1" data-into="doctor-lg" data-gone></tr>')
    expect(screen.locator("#visit-1")).to_have_count(0)


def test_the_stream_starts_where_the_page_was_drawn(stage: Stage, screen: Page) -> None:
    """Nothing falls between the drawing of the page and the opening of the stream."""
    _opened(stage, screen, version=41)
    assert stage.requests("/live")[0].query["since"] == ["41"]


def test_typed_text_focus_and_open_menus_are_left_to_the_person(stage: Stage, screen: Page) -> None:
    """The same line is drawn again under the hands of somebody who writes in it."""
    note = '<input name="why" aria-label="Motif" value="">'
    screen.goto(stage.show("/board", board(line("1", extra=note))))
    _until(lambda: stage.streams, screen)
    field = screen.locator("#visit-1 [name=why]")
    screen.locator("#visit-1 summary").click()
    field.fill("essoufflée dans l’esc")
    field.evaluate("one => one.setSelectionRange(3, 8)")
    stage.tell(6, line("1", state="preparation", extra=note))
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "preparation")
    expect(field).to_have_value("essoufflée dans l’esc")
    expect(field).to_be_focused()
    assert field.evaluate("one => [one.selectionStart, one.selectionEnd]") == [3, 8]
    assert screen.locator("#visit-1 details").get_attribute("open") is not None


def test_a_field_that_was_left_keeps_its_text_too(stage: Stage, screen: Page) -> None:
    """Not only the one under the cursor."""
    note = '<input name="why" aria-label="Motif" value="">'
    screen.goto(stage.show("/board", board(line("1", extra=note))))
    _until(lambda: stage.streams, screen)
    screen.fill("#visit-1 [name=why]", "toux")
    screen.focus("[data-search]")
    stage.tell(6, line("1", state="preparation", extra=note))
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "preparation")
    expect(screen.locator("#visit-1 [name=why]")).to_have_value("toux")


def test_two_tabs_share_one_stream(stage: Stage, context: BrowserContext, screen: Page) -> None:
    """Six streams would block a browser; the second tab is told by the first."""
    _opened(stage, screen)
    other = context.new_page()
    other.goto(stage.address + "/board")
    other.wait_for_timeout(300)
    assert len(stage.streams) == 1
    stage.tell(6, line("1", state="ready"))
    for tab in (screen, other):
        expect(tab.locator("#visit-1")).to_have_attribute("data-state", "ready")


def test_the_other_tab_takes_over_when_the_first_is_closed(stage: Stage, context: BrowserContext, screen: Page) -> None:
    """And asks from the version it has."""
    first = context.new_page()
    first.goto(stage.show("/board", board(line("1"))))
    _until(lambda: stage.streams, screen)
    screen.goto(stage.address + "/board")
    screen.wait_for_timeout(200)
    stage.tell(8, line("1", state="ready"))
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "ready")
    first.close()
    _until(lambda: len(stage.requests("/live")) == 2, screen)
    assert stage.requests("/live")[-1].query["since"] == ["8"]


def test_a_tab_that_learns_late_of_a_version_fetches_what_it_missed(stage: Stage, screen: Page) -> None:
    """Two beats ahead of the page: something was lost on the way."""
    stage.answer("/changes", Answer(line("1", state="closing"), headers={"X-Version": "9"}))
    _opened(stage, screen)
    stage.beat(NOW, 9)
    stage.beat(NOW, 9)
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "closing")
    assert stage.requests("/changes")[0].query["since"] == ["5"]


def test_a_stream_that_beats_without_its_lines_is_not_said_to_be_live(stage: Stage, screen: Page) -> None:
    """Something was lost and cannot be fetched: amber, as when nothing is heard."""
    screen.clock.install()
    stage.answer("/version", Answer(status=500))
    stage.answer("/changes", Answer(status=500))
    _opened(stage, screen)
    for _ in range(10):
        stage.beat(NOW, 9)
        screen.clock.run_for(1000)
    _until(lambda: stage.requests("/changes"), screen)
    expect(screen.locator("#freshness")).to_have_attribute("data-fresh", "late")


def test_without_a_stream_the_page_asks_for_the_version_and_says_so(stage: Stage, screen: Page) -> None:
    """The server answers but does not stream: checked, not live; nothing new costs a 304."""
    screen.clock.install()
    stage.answer("/version", _version_of(lambda: 6))
    stage.answer("/changes", Answer(line("1", state="ready"), headers={"X-Version": "6"}))
    _opened(stage, screen)
    screen.clock.run_for(9000)
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "ready")
    expect(screen.locator("#freshness")).to_have_attribute("data-fresh", "checked")
    before = len(stage.requests("/version"))
    screen.clock.run_for(12000)
    _until(lambda: len(stage.requests("/version")) > before, screen)
    assert stage.requests("/version")[-1].headers.get("If-None-Match") == '"6"'


def test_a_day_whose_changes_did_not_come_is_not_said_to_be_fresh(stage: Stage, screen: Page) -> None:
    """The version is known and its lines are not: they are asked for again, and nothing is told fresh meanwhile."""
    screen.clock.install()
    stage.answer("/version", _version_of(lambda: 6))
    stage.answer("/changes", Answer(status=500))
    _opened(stage, screen)
    screen.clock.run_for(9000)
    _until(lambda: stage.requests("/changes"), screen)
    expect(screen.locator("#freshness")).not_to_have_attribute("data-fresh", "checked")

    stage.answer("/changes", Answer(line("1", state="ready"), headers={"X-Version": "6"}))
    for _ in range(20):
        screen.clock.run_for(3000)
        if screen.locator("#visit-1").get_attribute("data-state") == "ready":
            break
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "ready")
    expect(screen.locator("#freshness")).to_have_attribute("data-fresh", "checked")


def _version_of(number: object) -> object:
    def told(asked: Asked) -> Answer:
        etag = f'"{number()}"'
        same = asked.headers.get("If-None-Match") == etag
        return Answer("" if same else str(number()), 304 if same else 200, {"ETag": etag}, "text/plain")

    return told
