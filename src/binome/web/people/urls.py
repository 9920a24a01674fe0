"""What belongs to a person rather than to a practice."""

from django.urls import path

from binome.web.people import account, invited, session

urlpatterns = [
    path("", account.home, name="home"),
    path("account/", account.mine, name="account"),
    path("account/second-factor/", account.second_factor, name="second_factor"),
    path("account/screen/", account.taste, name="account_taste"),
    path("account/session/", session.left, name="session_left"),
    path("account/session/stay/", session.stay, name="session_stay"),
    path("account/welcome/<str:secret>/", invited.welcome, name="invited"),
    path("health", session.health, name="health"),
]
