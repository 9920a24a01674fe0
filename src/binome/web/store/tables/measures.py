"""What is measured of a practice, month by month; what its team notes beside the figures, and what it tries."""

from typing import Any

from django.db import models

from binome.web.store.tables.practice import PracticeRow

_CODE: dict[str, Any] = {"max_length": 40}


class MeasuredMonthRow(models.Model):
    """The figures of one month, as two Parquet files: the sums of its days, and who came to whom.

    `lines` and `last` are the mark of the journal they were counted from: how many lines that month bore, and the
    highest number of their rows. `version` is the product's; `edition` is drawn at each counting, and names it. While
    `frozen_at` is empty they are counted again whenever the journal has moved; afterwards they stay.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="measured")
    month = models.DateField()
    sums = models.BinaryField()
    attendance = models.BinaryField()
    lines = models.PositiveIntegerField()
    last = models.BigIntegerField()
    version = models.CharField(max_length=32)
    edition = models.CharField(max_length=16)
    measured_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "month"], name="one_row_per_month")]


class MonthDecisionRow(models.Model):
    """A month was frozen or opened again. `by` is empty when time alone froze it. Written once."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    month = models.DateField()
    what = models.CharField(**_CODE)
    at = models.DateTimeField()
    by = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-id"]


class AnnotationRow(models.Model):
    """What happened on a day that the figures may tell of: an assistant arrived. What is taken away stays, with who."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    day = models.DateField()
    words = models.CharField(max_length=120)
    at = models.DateTimeField()
    by = models.CharField(max_length=32)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["day", "id"]


class ImprovementRow(models.Model):
    """A loop: a figure, where it stood, where the team wants it, what it does, who by when; what came of it.

    `start` is the value over `since` to `until` (not included) when the loop was opened; `result` is what was found
    on the day it was closed: value, low, high, since, until.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    code = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField()
    start = models.FloatField(null=True)
    target = models.FloatField()
    action = models.CharField(max_length=300)
    who = models.CharField(max_length=32)
    begins = models.DateField()
    meeting = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=32)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=32, blank=True)
    result = models.JSONField(null=True)
    lesson = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
