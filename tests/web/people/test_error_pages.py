"""Pages that say no wear the product's header and look, in the reader's language."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from binome.web.asked import Asked
from binome.web.rights import public
from binome.web.urls import urlpatterns as real_pages
from tests.web.people.building import Built, build

handler404 = "binome.web.refusals.not_found"
handler500 = "binome.web.refusals.our_fault"


@public("a test")
def broken(request: Asked) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [*real_pages, path("broken/", broken)]


def test_an_address_that_is_gone_keeps_the_practice_s_header(built: Built) -> None:
    """The way to the board and the agenda is there; in somebody else's practice, nothing shows that it exists."""
    build("other", "Cabinet voisin")
    doctor = built.client("m1")
    ours, theirs = doctor.get(built.at("nothing/here/")), doctor.get("/p/other/nothing/here/")
    nowhere = doctor.get("/p/nowhere/nothing/here/")

    assert {page.status_code for page in (ours, theirs, nowhere)} == {404}
    assert built.at("board/") in ours.text
    assert 'class="top"' in theirs.text
    assert "/board/" not in theirs.text
    assert "Cabinet voisin" not in theirs.text
    assert "Cette page n’existe pas." in ours.text


def test_a_stranger_s_wrong_address_has_the_header_too(built: Built) -> None:
    client = Client()
    client.cookies["binome_language"] = "en"
    page = client.get(built.at("nothing/here/"))
    assert page.status_code == 404
    assert 'class="brand"' in page.text
    assert "There is no such page." in page.text
    assert "/board/" not in page.text


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("language", "theme", "first"),
    [("fr", "dark", "Une erreur de notre part"), ("en", "light", "An error of ours"), ("<b>", '">', "Une erreur")],
)
def test_our_own_fault_is_said_in_the_product_s_look(built: Built, language: str, theme: str, first: str) -> None:
    """Both languages, one's own first; every file it names is there; what a cookie says is not written as it is."""
    client = Client(raise_request_exception=False)
    client.cookies["binome_language"], client.cookies["binome_theme"] = language, theme
    page = client.get("/broken/")

    assert page.status_code == 500
    assert page.text.split("<h1>")[1].startswith(first)
    assert page.text.count("<h1>") == 1
    assert 'class="brand"' in page.text
    assert "<b>" not in page.text
    assert ("data-theme" in page.text) is (theme in ("dark", "light"))
    files = re.findall(r'href="/static/([^"]+)"', page.text)
    assert len(files) == 2
    assert all(finders.find(file) for file in files)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "where", ["2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "password/change/", "password/set/"]
)
def test_the_second_factor_s_pages_wear_the_header_too(built: Built, where: str, language: str) -> None:
    """In the reader's language, with the way back to their account; labels stay while one types."""
    client = built.client("m1")
    client.cookies["binome_language"] = language
    answer = client.get(f"/account/{where}", follow=True)
    assert answer.status_code == 200
    assert 'class="top"' in answer.text
    assert f'<html lang="{language}"' in answer.text
    assert 'href="/account/"' in answer.text
    assert "placeholder=" not in answer.text
