"""Tasks: where each stands, and what is written beside it, which a person may ask to have forgotten."""

from typing import Any

from django.db import models

from binome.web.store.tables.practice import PatientRow, PracticeRow

_CODE: dict[str, Any] = {"max_length": 40}


class TaskRow(models.Model):
    """Where a task stands: a copy of what its story says, for speed. `binome check` rebuilds it and compares.

    `version` is that of the day `told_on` when this line last changed: today's channel carries what changed today.
    `declined`: [[by, reason, at], …]. `escalates_at`: when the clock looks at it again, as the opening hours then were.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64, unique=True)
    told_on = models.DateField()
    version = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(**_CODE)
    level = models.CharField(**_CODE)
    state = models.CharField(**_CODE)
    patient = models.ForeignKey(
        PatientRow, models.SET_NULL, null=True, to_field="code", related_name="tasks", db_constraint=False
    )
    role = models.CharField(**_CODE)
    person = models.CharField(null=True, **_CODE)
    holder = models.CharField(null=True, **_CODE)
    asked_by = models.CharField(**_CODE)
    asked_role = models.CharField(**_CODE)
    asked_at = models.DateTimeField()
    due = models.DateTimeField()
    repeats = models.CharField(blank=True, **_CODE)
    to_sign = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    declined = models.JSONField(default=list)
    escalated = models.JSONField(default=list)
    escalates_at = models.DateTimeField(null=True)
    ended_by = models.CharField(null=True, **_CODE)
    ended_as = models.CharField(null=True, **_CODE)
    since = models.DateTimeField()
    standing = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["practice", "state", "due"]),
            models.Index(fields=["practice", "told_on", "version"]),
            models.Index(fields=["practice", "escalates_at"]),
        ]


class TaskWordsRow(models.Model):
    """What a task says: `caller` and `phone` for a message taken by telephone. `patient` is the pseudonym."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64, unique=True)
    patient = models.CharField(max_length=40, null=True, db_index=True)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(max_length=4000, blank=True)
    caller = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)


class TaskNoteRow(models.Model):
    """What somebody wrote with a gesture: `number` is that of the story's line."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    patient = models.CharField(max_length=40, null=True, db_index=True)
    by = models.CharField(**_CODE)
    at = models.DateTimeField()
    words = models.TextField(max_length=4000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="one_note_per_line")]


class DocumentRow(models.Model):
    """A document that came, and the task it became. Its bytes are kept apart, so that lists stay light."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64, unique=True)
    patient = models.CharField(max_length=40, null=True, db_index=True)
    kind = models.CharField(**_CODE)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    received_by = models.CharField(**_CODE)
    received_at = models.DateTimeField()


class DocumentBytesRow(models.Model):
    """What a document holds, as it came."""

    document = models.OneToOneField(DocumentRow, models.CASCADE, related_name="content")
    written = models.BinaryField()
