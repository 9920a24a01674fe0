"""The patients: finding somebody, their appointments, forgetting them."""

from django.urls import path

from binome.web.agenda import patients

urlpatterns = [
    path("", patients.patients, name="patients"),
    path("found", patients.found, name="patients_found"),
    path("<slug:patient>/", patients.patient, name="patient"),
    path("<slug:patient>/forget", patients.forget_patient, name="patient_forget"),
]
