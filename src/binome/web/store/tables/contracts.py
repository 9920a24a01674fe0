"""The aid contracts of a practice, and their notes: readings, money that came in, absences told to the fund."""

from typing import Any

from django.db import models

from binome.web.store.tables.practice import PracticeRow

_CODE: dict[str, Any] = {"max_length": 40}


class AidContractRow(models.Model):
    """One version of a contract, as somebody typed it: the last one stands, none is overwritten.

    `words` as store.contracts reads them. `simulated`: a demonstration's. `withdrawn`: this version takes it away.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="aid_contracts")
    code = models.CharField(**_CODE)
    version = models.PositiveIntegerField()
    words = models.JSONField()
    simulated = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    noted_by = models.CharField(**_CODE)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["practice", "code", "version"], name="one_row_per_aid_version")]


class AidNoteRow(models.Model):
    """A dated line beside a contract. `kind`: reading, paid or absence; what is taken away stays, with who."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="aid_notes")
    contract = models.CharField(**_CODE)
    kind = models.CharField(**_CODE)
    on = models.DateField()
    words = models.JSONField()
    noted_by = models.CharField(**_CODE)
    noted_at = models.DateTimeField()
    removed_by = models.CharField(blank=True, **_CODE)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["practice", "contract", "on"], name="aid_notes_by_contract")]
