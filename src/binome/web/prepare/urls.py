"""The preparation sheet: what the doctor opens in one key; the patient's topics; the closing step."""

from django.urls import path

from binome.web.prepare import closing, lists, patient_page, printed, topics, views, writing

urlpatterns = [
    path("lists/", lists.lists, name="checklists"),
    path("lists/<slug:code>", lists.saved, name="checklist_saved"),
    path("<slug:story>/", views.sheet, name="sheet"),
    path("<slug:story>/sheet.pdf", printed.sheet_pdf, name="sheet_pdf"),
    path("<slug:story>/words", writing.words, name="sheet_words"),
    path("<slug:story>/identity", writing.identity, name="sheet_identity"),
    path("<slug:story>/measures", writing.measures, name="sheet_measures"),
    path("<slug:story>/note", writing.note, name="sheet_note"),
    path("<slug:story>/tick", writing.tick_off, name="sheet_tick"),
    path("<slug:story>/lists", writing.lists, name="sheet_lists"),
    path("<slug:story>/known", writing.known, name="sheet_known"),
    path("<slug:story>/item", writing.item, name="sheet_item"),
    path("<slug:story>/drop-item", writing.drop_item, name="sheet_drop_item"),
    path("<slug:story>/consent", writing.consent, name="sheet_consent"),
    path("<slug:story>/deal", writing.deal, name="sheet_deal"),
    path("<slug:story>/topics", topics.topics, name="sheet_topics"),
    path("<slug:story>/closing/", closing.closing, name="closing"),
    path("<slug:story>/closing/decide", closing.decide, name="closing_decide"),
    path("<slug:story>/closing/drop", closing.drop, name="closing_drop"),
    path("<slug:story>/closing/say", closing.say, name="closing_say"),
    path("<slug:story>/closing/page.pdf", patient_page.page_pdf, name="patient_page"),
]
