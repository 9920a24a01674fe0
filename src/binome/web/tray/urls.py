"""The tray: the lists, one document, preparing, batches, templates, what corrections teach."""

from django.urls import path

from binome.web.tray import acts, batches, lessons, preparing, printed, views, wordings

urlpatterns = [
    path("", views.tray_page, name="tray"),
    path("now", views.tray_now, name="tray_now"),
    path("new", preparing.new, name="draft_new"),
    path("together", batches.together, name="tray_together"),
    path("hand-over", batches.hand_over, name="tray_hand_over"),
    path("signed.pdf", printed.several_pdf, name="tray_pdf"),
    path("lessons", lessons.taught, name="tray_lessons"),
    path("templates", wordings.listed, name="tray_templates"),
    path("templates/<slug:code>", wordings.worded, name="tray_template"),
    path("templates/<slug:code>/retire", wordings.retired, name="tray_template_retire"),
    path("<slug:story>/document.pdf", printed.one_pdf, name="draft_pdf"),
    path("<slug:story>/again", preparing.again, name="draft_again"),
    path("<slug:story>/<slug:deed>", acts.act, name="draft_act"),
]
