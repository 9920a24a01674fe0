"""What the team says to itself from one day to the next, and whom it wants everybody to be attentive to."""

from django.db import models

from binome.web.store.tables.practice import PatientRow, PracticeRow


class HandOverRow(models.Model):
    """A note of the evening for the next morning. `patient` is the pseudonym of whom it is about, if anybody."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    day = models.DateField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    words = models.TextField(max_length=1000)
    patient = models.CharField(max_length=40, null=True, db_index=True)
    key = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["practice", "day"])]


class AttentionRow(models.Model):
    """Everybody is to be attentive to this patient; `reason` is a code of practice/data/attention.toml."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    patient = models.ForeignKey(PatientRow, models.CASCADE, to_field="code", related_name="marks")
    reason = models.CharField(max_length=40)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "patient", "reason"], name="one_mark_per_reason")]
