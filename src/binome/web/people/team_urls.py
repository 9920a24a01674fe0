"""The team of a practice: who is in it, and how they come in."""

from django.urls import path

from binome.web.people import team

urlpatterns = [
    path("", team.page, name="team"),
    path("join/", team.join, name="team_join"),
    path("screen/", team.screen, name="team_screen"),
    path("screen/<int:seat>/close/", team.close_a_screen, name="team_screen_close"),
    path("<slug:member>/invite/", team.invite_member, name="team_invite"),
    path("<slug:member>/withdraw/", team.withdraw_link, name="team_withdraw"),
    path("<slug:member>/roles/", team.roles, name="team_roles"),
    path("<slug:member>/close/", team.close, name="team_close"),
    path("<slug:member>/leave/", team.leave, name="team_leave"),
]
