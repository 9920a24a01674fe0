"""The preparation sheet: what the doctor opens in one key."""

from django.urls import path

from binome.web.prepare import printed, views, writing

urlpatterns = [
    path("<slug:story>/", views.sheet, name="sheet"),
    path("<slug:story>/sheet.pdf", printed.sheet_pdf, name="sheet_pdf"),
    path("<slug:story>/words", writing.words, name="sheet_words"),
    path("<slug:story>/identity", writing.identity, name="sheet_identity"),
    path("<slug:story>/measures", writing.measures, name="sheet_measures"),
    path("<slug:story>/note", writing.note, name="sheet_note"),
    path("<slug:story>/tick", writing.tick_off, name="sheet_tick"),
]
