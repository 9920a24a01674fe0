"""The demonstration's own pages; they exist in BINOME_MODE=demo only."""

from django.urls import path

from binome.web.demo import pace, personas

urlpatterns = [
    path("", personas.page, name="personas"),
    path("enter/<int:seat>/", personas.enter, name="persona"),
    path("kermorwen.toml", personas.the_scenario, name="demo_scenario"),
    path("pace", pace.set_pace, name="demo_pace"),
]
