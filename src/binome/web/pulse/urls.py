"""The pulse of the team."""

from django.urls import path

from binome.web.pulse import asking, choosing, reading

urlpatterns = [
    path("", reading.pulse, name="pulse"),
    path("pulse.csv", reading.pulse_csv, name="pulse_csv"),
    path("help", reading.help_page, name="pulse_help"),
    path("answer/<slug:instrument>", asking.answer_page, name="pulse_answer"),
    path("about/<slug:instrument>", reading.about, name="pulse_about"),
    path("choose/", choosing.choose, name="pulse_choose"),
    path("choose/<slug:form>/sentences", choosing.sentences, name="pulse_sentences"),
]
