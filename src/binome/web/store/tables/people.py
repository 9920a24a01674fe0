"""Who may come in, and what they looked at. Names of the team live in tables.practice, not here."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q

LANGUAGES = [("fr", "Français"), ("en", "English")]
THEMES = [("auto", "auto"), ("light", "light"), ("dark", "dark")]


class Accounts(BaseUserManager["AccountRow"]):
    def create_user(self, login: str, password: str | None = None, **more: object) -> "AccountRow":
        """Without a password the account opens with a passkey or Pro Santé Connect only."""
        account = self.model(login=login.strip().lower(), **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class AccountRow(AbstractBaseUser):
    """Somebody who can sign in. What they may do is said by their seats, read again at every request."""

    login = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, choices=LANGUAGES, blank=True)
    theme = models.CharField(max_length=5, choices=THEMES, default="auto")

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Accounts()

    def __str__(self) -> str:
        return self.login


class SeatRow(models.Model):
    """An account sits at a practice as one of its members. Closed, never deleted: the past keeps its authors.

    Without a member it is a wall screen's.
    """

    account = models.ForeignKey(AccountRow, models.PROTECT, related_name="seats")
    practice = models.ForeignKey("store.PracticeRow", models.CASCADE, related_name="seats")
    member = models.ForeignKey("store.MemberRow", models.PROTECT, null=True, related_name="seats")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "practice"], condition=Q(closed_at=None), name="one_seat_per_account_and_practice"
            ),
            models.UniqueConstraint(fields=["member"], condition=Q(closed_at=None), name="one_account_per_member"),
        ]


class InvitationRow(models.Model):
    """A link that opens one door once. Only its digest is kept: the table does not let anybody in.

    For a member who already has an account it renews the means of signing in. Without a member it is
    for a wall screen.
    """

    practice = models.ForeignKey("store.PracticeRow", models.CASCADE, related_name="invitations")
    member = models.ForeignKey("store.MemberRow", models.CASCADE, null=True, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=32, blank=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class SessionRow(AbstractBaseSession):
    """Django's session, with its account beside it: one query says who asks, one statement ends them all."""

    account = models.ForeignKey(AccountRow, models.CASCADE, null=True, related_name="sessions")


class ReadRow(models.Model):
    """Somebody looked at a record. Written in one place, store.reads; pseudonyms only."""

    practice = models.ForeignKey("store.PracticeRow", models.CASCADE, related_name="reads")
    at = models.DateTimeField()
    by = models.CharField(max_length=32)
    account = models.ForeignKey(AccountRow, models.PROTECT, related_name="reads")
    kind = models.CharField(max_length=16)
    story = models.CharField(max_length=64, blank=True)
    patient = models.CharField(max_length=64, blank=True)
    about = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["practice", "-at"], name="reads_by_time"),
            models.Index(fields=["practice", "patient", "-at"], name="reads_by_patient"),
        ]
