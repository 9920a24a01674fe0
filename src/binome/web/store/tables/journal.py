"""The journal, and the picture of each day drawn from it in the same transaction."""

from typing import Any

from django.db import models

from binome.web.store.tables.practice import PatientRow, PracticeRow

_CODE: dict[str, Any] = {"max_length": 40}


class EventRow(models.Model):
    """One line of the journal. Written once, never changed. `key` is the form that wrote it, against double clicks."""

    practice = models.ForeignKey(PracticeRow, models.PROTECT)
    story = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    moment = models.CharField(**_CODE)
    at = models.DateTimeField()
    by = models.CharField(**_CODE)
    role = models.CharField(**_CODE)
    step = models.CharField(null=True, **_CODE)
    activity = models.CharField(null=True, **_CODE)
    room = models.CharField(null=True, **_CODE)
    delegation = models.CharField(max_length=120, null=True)
    to_sign = models.BooleanField(default=False)
    reason = models.CharField(null=True, **_CODE)
    to = models.CharField(null=True, **_CODE)
    to_role = models.CharField(null=True, **_CODE)
    withdraws = models.PositiveIntegerField(null=True)
    due = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    pathway = models.CharField(null=True, **_CODE)
    patient = models.CharField(null=True, **_CODE)
    kind = models.CharField(null=True, **_CODE)
    level = models.CharField(null=True, **_CODE)
    origin = models.CharField(**_CODE)
    key = models.CharField(max_length=64, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="one_event_per_number")]
        indexes = [models.Index(fields=["practice", "at"])]


class DayRow(models.Model):
    """A practice's day. `version` rises with every write: screens ask for what came after theirs.

    `gone`: [version, story] of the visits that left the day (moved to another, or never booked after all), so that a
    screen that still shows one takes it away.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    day = models.DateField()
    version = models.PositiveIntegerField(default=0)
    closed = models.BooleanField(default=False)
    gone = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "day"], name="one_row_per_day")]


class VisitRow(models.Model):
    """Where a visit stands: a copy of what its story says, for speed. `binome check` rebuilds it and compares.

    `version` is the day's version when this line last changed; `progress` maps a step to
    [status, by, role, since, to_sign].
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64, unique=True)
    day = models.DateField()
    version = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    patient = models.ForeignKey(
        PatientRow, models.SET_NULL, null=True, to_field="code", related_name="visits", db_constraint=False
    )
    doctor = models.CharField(**_CODE)
    due = models.DateTimeField()
    until = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    pathway = models.CharField(**_CODE)
    urgent = models.BooleanField(default=False)
    state = models.CharField(**_CODE)
    room = models.CharField(null=True, **_CODE)
    holder = models.CharField(null=True, **_CODE)
    under_way = models.CharField(null=True, **_CODE)
    awaits = models.CharField(null=True, **_CODE)
    to_sign = models.BooleanField(default=False)
    owner = models.CharField(null=True, **_CODE)
    arrived_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)
    standing = models.PositiveIntegerField(default=0)
    progress = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["practice", "day", "version"])]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "day", "room"], condition=models.Q(room__isnull=False), name="one_visit_per_room"
            ),
            models.UniqueConstraint(
                fields=["practice", "day", "holder"],
                condition=models.Q(holder__isnull=False),
                name="one_visit_per_person",
            ),
        ]
