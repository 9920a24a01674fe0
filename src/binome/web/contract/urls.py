"""The aid contracts of a practice."""

from django.urls import path

from binome.web.contract import amending, eligible, ending, entering, papers, views

urlpatterns = [
    path("", views.overview, name="contracts"),
    path("new", entering.begin, name="contract_new"),
    path("who-may-sign", eligible.eligible, name="contract_eligible"),
    path("let", views.let_somebody_in, name="contract_let"),
    path("shut", views.no_longer, name="contract_shut"),
    path("<slug:code>/", views.one, name="contract"),
    path("<slug:code>/change", entering.change, name="contract_change"),
    path("<slug:code>/amend", amending.amend, name="contract_amend"),
    path("<slug:code>/amend/away", amending.take_away, name="contract_amendment_away"),
    path("<slug:code>/ending", ending.ending, name="contract_ending"),
    path("<slug:code>/end", ending.end, name="contract_end"),
    path("<slug:code>/withdraw", entering.withdraw, name="contract_withdraw"),
    path("<slug:code>/read", views.read, name="contract_read"),
    path("<slug:code>/paid", views.paid, name="contract_paid"),
    path("<slug:code>/away", views.away, name="contract_away"),
    path("<slug:code>/choices", views.choose, name="contract_choices"),
    path("<slug:code>/remove", views.remove, name="contract_remove"),
    path("<slug:code>/letter/<slug:kind>.pdf", papers.letter, name="contract_letter"),
    path("<slug:code>/file.pdf", papers.proof, name="contract_file"),
]
