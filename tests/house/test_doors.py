"""No page without a permission decision: who may open it was decided for every address, by a person."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tests.house.doors import undecided, views


def test_every_page_has_a_permission_decision() -> None:
    """Each address of the product, those of the account pages included."""
    from binome.web import urls
    from binome.web.rights import decision_of

    assert undecided(urls.urlpatterns, decision_of) == []


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_a_page_nobody_decided_about_is_found() -> None:
    """However deep the include it hides in."""
    patterns = [path("a/", include([path("b/", page)])), path("c/", page)]
    assert [address for address, _ in views(patterns)] == ["a/b/", "c/"]
    assert undecided(patterns, lambda view: None) == [f"a/b/ ({__name__}.page)", f"c/ ({__name__}.page)"]
    assert undecided(patterns, lambda view: "everybody") == []
