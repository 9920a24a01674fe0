"""What is prepared for a visit: words and measurements, which a person may ask to have forgotten."""

from django.db import models

from binome.web.store.tables.practice import PracticeRow


class SheetRow(models.Model):
    """The preparation sheet of a visit. `reason_words`: why the patient comes, in the patient's own words.

    `key` is the form that opened the visit, so that the same form sent twice opens one.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64, unique=True)
    reason_words = models.CharField(max_length=500, blank=True)
    key = models.CharField(max_length=64, null=True, unique=True)


class EntryRow(models.Model):
    """One thing written on a sheet. Corrected by a later one; the sheet's story says by whom and under which text.

    `kind`: measure | identity | note. `code` is the measurement's or the identity check's; `value` a number in `unit`
    (UCUM) for a measure, words otherwise. `patient` is the pseudonym, so that history and forgetting can find it.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64)
    patient = models.CharField(max_length=40, null=True, db_index=True)
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=40)
    value = models.CharField(max_length=1000)
    unit = models.CharField(max_length=16, blank=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["practice", "story"])]
