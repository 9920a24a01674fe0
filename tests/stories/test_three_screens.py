"""Three people at three screens: one moves a visit, the others see it, and nobody moves it twice."""

from playwright.sync_api import Page, Route, expect

from tests.stories.conftest import Enter, Freeze

SOON = 15_000


def first(page: Page, state: str, doctor: str = "") -> str:
    """The id of the first visit of that column, in the order of the page; of that doctor's, when one is named."""
    whose = f"[data-doctor={doctor}]" if doctor else ""
    found = page.locator(f"tr.line[data-state={state}]{whose}").first.get_attribute("id")
    assert found
    return found


def state_of(page: Page, visit: str, state: str) -> None:
    expect(page.locator(f"#{visit}")).to_have_attribute("data-state", state, timeout=SOON)


def press_next(page: Page, visit: str) -> None:
    page.locator(f"#{visit} .line-do > form button[data-next]:visible").first.click()


def be_free(page: Page) -> None:
    """Whoever sits here ends what they hold, since nobody is in two rooms."""
    mine = page.locator(f"tr.line form[data-holder='{page.locator('body').get_attribute('data-member')}'] [data-next]")
    while mine.count():
        held = mine.first.locator("xpath=ancestor::tr").get_attribute("id")
        number = page.locator(f"#{held}").get_attribute("data-number")
        mine.first.click()
        expect(page.locator(f"#{held}")).not_to_have_attribute("data-number", number or "", timeout=SOON)


def make_room(page: Page, doctor: str) -> None:
    """Whoever sits in this doctor's rooms goes home, but for whom somebody consults: the day may have filled them."""
    seated = page.locator(f"tr.line[data-doctor={doctor}]:has(.room-chip)")
    stories = [(row.get_attribute("id") or "").removeprefix("visit-") for row in seated.all()]
    for story in stories:
        page.goto(f"/p/kermorwen/visits/{story}/")
        leave = page.locator("form[action$='/leave']")
        if leave.count():
            leave.locator("select").select_option(index=1)
            leave.locator("button").click()
            page.wait_for_url("**/board/**")
    page.goto("/p/kermorwen/board/")
    page.locator("#freshness[data-fresh=live]").wait_for()


def test_a_visit_goes_through_the_practice_before_three_pairs_of_eyes(enter: Enter) -> None:
    # Given a secretary, an assistant and a doctor, each at a screen of their own
    secretary, assistant, doctor = enter("Katell"), enter("Solenn"), enter("Dr Anne Kerbrat")
    make_room(doctor, "m1")
    be_free(doctor)
    be_free(assistant)
    visit = first(secretary, "expected", "m1")

    # When the secretary notes the arrival
    press_next(secretary, visit)
    # Then all three see somebody waiting, and it is the assistant's turn
    for screen in (secretary, assistant, doctor):
        state_of(screen, visit, "waiting")
    turn = visit.replace("visit-", "turn-")
    expect(assistant.locator(f"#{turn}")).to_be_visible()
    expect(secretary.locator(f"#{turn}")).to_be_hidden()

    # When the assistant settles the patient and has prepared everything
    press_next(assistant, visit)
    state_of(doctor, visit, "preparation")
    press_next(assistant, visit)
    # Then it is the doctor's turn
    state_of(doctor, visit, "ready")
    expect(doctor.locator(f"#{turn}")).to_be_visible()

    # When the doctor goes in and comes out, and the assistant closes
    press_next(doctor, visit)
    state_of(assistant, visit, "consultation")
    press_next(doctor, visit)
    state_of(assistant, visit, "closing")
    press_next(assistant, visit)
    press_next(assistant, visit)
    # Then the visit is done on every screen
    for screen in (secretary, assistant, doctor):
        state_of(screen, visit, "done")


def test_the_second_hand_is_told_who_was_first(enter: Enter) -> None:
    # Given two people looking at the same expected visit, one of whom has lost the stream
    secretary, assistant = enter("Katell"), enter("Solenn")
    visit = first(secretary, "expected")
    assistant.route("**/live/**", lambda route: route.abort())
    assistant.evaluate("window.stop()")
    number = assistant.locator(f"#{visit} input[name=number]").first.get_attribute("value")

    # When both press, the second with a page that is behind
    press_next(secretary, visit)
    state_of(secretary, visit, "waiting")
    answer = assistant.evaluate(
        """async ([action, number]) => {
            const token = document.querySelector("meta[name=csrf-token]").content;
            const body = new URLSearchParams({number, key: "mine", csrfmiddlewaretoken: token});
            const headers = {"X-In-Place": "1", "X-CSRFToken": token};
            const said = await fetch(action, {method: "POST", body, headers});
            return [said.status, decodeURIComponent(said.headers.get("X-Sentence"))];
        }""",
        [f"/p/kermorwen/visits/{visit.removeprefix('visit-')}/arrive", number],
    )

    # Then the second is told what happened, by whom
    assert answer[0] == 409
    assert "Katell Morvan" in answer[1]


def test_what_was_done_is_said_even_when_the_stream_redraws_the_button_first(enter: Enter) -> None:
    # Given an answer that comes after the stream, as it does on a busy server
    assistant = enter("Solenn")
    visit = first(assistant, "expected")

    def late(route: Route) -> None:
        answer = route.fetch()
        state_of(assistant, visit, "waiting")
        route.fulfill(response=answer)

    assistant.route("**/arrive", late)

    # When the assistant notes somebody's arrival
    press_next(assistant, visit)

    # Then the message names that gesture, and not the one the button offers now
    expect(assistant.locator("#toasts")).to_contain_text("Fait : Arrivé")


def test_undo_gives_the_visit_back(enter: Enter) -> None:
    secretary = enter("Katell")
    visit = first(secretary, "expected")
    press_next(secretary, visit)
    state_of(secretary, visit, "waiting")

    secretary.locator(f"#{visit}").focus()
    secretary.keyboard.press("u")

    state_of(secretary, visit, "expected")


def test_a_screen_that_hears_nothing_says_so_and_catches_up(enter: Enter, freeze: Freeze) -> None:
    doctor = enter("Dr Yann Le Guellec")

    # When the server answers nothing any more
    with freeze():
        # Then the light leaves "live" within seconds, and a sentence says what is missing
        expect(doctor.locator("#freshness")).not_to_have_attribute("data-fresh", "live", timeout=15_000)
        expect(doctor.locator("#freshness-why")).to_be_visible(timeout=30_000)

    # When it comes back, so does the light
    expect(doctor.locator("#freshness")).to_have_attribute("data-fresh", "live", timeout=20_000)
