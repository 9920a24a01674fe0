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
