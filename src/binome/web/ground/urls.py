"""The practice's own ground: hours, rooms, thresholds."""

from django.urls import path

from binome.web.ground import views

urlpatterns = [
    path("", views.ground, name="ground"),
    path("settings", views.settings_saved, name="ground_settings"),
    path("rooms", views.room_saved, name="ground_rooms"),
    path("rooms/close", views.room_closed, name="ground_room_close"),
    path("hours/<slug:member>", views.hours_saved, name="ground_hours"),
]
