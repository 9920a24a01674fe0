"""The sign-in library's pages, each with our decision on it (web/decisions.py)."""

from allauth import urls as library

from binome.web.decisions import decide

urlpatterns = library.urlpatterns
decide(urlpatterns)
