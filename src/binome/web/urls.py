"""Every address. Each face adds its own line under the practice."""

from django.urls import include, path

from binome.web.settings import BINOME_MODE

under_a_practice = [
    path("", include("binome.web.board.urls")),
    path("agenda/", include("binome.web.agenda.urls")),
    path("patients/", include("binome.web.agenda.patient_urls")),
    path("contract/", include("binome.web.contract.urls")),
    path("delegation/", include("binome.web.delegation.urls")),
    path("ground/", include("binome.web.ground.urls")),
    path("", include("binome.web.huddle.urls")),
    path("import/", include("binome.web.imports.urls")),
    path("measures/", include("binome.web.dashboard.urls")),
    path("prepare/", include("binome.web.prepare.urls")),
    path("pulse/", include("binome.web.pulse.urls")),
    path("reports/", include("binome.web.reports.urls")),
    path("tasks/", include("binome.web.tasks.urls")),
    path("team/", include("binome.web.people.team_urls")),
    path("tray/", include("binome.web.tray.urls")),
    path("trust/", include("binome.web.trust.urls")),
    path("whatif/", include("binome.web.whatif.urls")),
]

urlpatterns = [
    path("", include("binome.web.people.urls")),
    path("account/", include("binome.web.people.library_urls")),
    path("p/<slug:practice>/", include(under_a_practice)),
]

if BINOME_MODE == "demo":
    urlpatterns += [path("demo/", include("binome.web.demo.urls"))]

handler403 = "binome.web.refusals.not_allowed"
handler404 = "binome.web.refusals.not_found"
handler500 = "binome.web.refusals.our_fault"
