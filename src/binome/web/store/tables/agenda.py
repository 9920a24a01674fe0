"""Those who would come sooner if a place were freed."""

from django.db import models

from binome.web.store.tables.practice import PatientRow, PracticeRow


class WaitingRow(models.Model):
    """A patient waits for a freed place: with `doctor` ("" with anybody), from `earliest` to `latest`, both included.

    `note` is a code (mornings, afternoons…), never free text.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="waiting")
    patient = models.ForeignKey(PatientRow, models.CASCADE, to_field="code", related_name="waiting")
    doctor = models.CharField(max_length=32, blank=True)
    earliest = models.DateField()
    latest = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["practice", "asked_at"])]
