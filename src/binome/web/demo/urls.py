"""The demonstration's own pages. Not part of the product elsewhere (web/urls.py)."""

from django.urls import path

from binome.web.demo import personas

urlpatterns = [
    path("", personas.page, name="demo"),
    path("personas/", personas.page, name="personas"),
    path("personas/<int:seat>/", personas.enter, name="persona"),
]
