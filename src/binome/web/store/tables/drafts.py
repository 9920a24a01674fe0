"""Documents prepared for a signature: where each stands, and their words, which a person may ask to have forgotten."""

from typing import Any

from django.db import models

from binome.web.store.tables.practice import PatientRow, PracticeRow

_CODE: dict[str, Any] = {"max_length": 40}


class DraftRow(models.Model):
    """Where a draft stands: a copy of what its story says, for speed. `binome check` rebuilds it and compares.

    `version` is that of the day `told_on` when this line last changed. `wording` is the number of the line whose words
    it bears.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64, unique=True)
    told_on = models.DateField()
    version = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(**_CODE)
    state = models.CharField(**_CODE)
    patient = models.ForeignKey(
        PatientRow, models.SET_NULL, null=True, to_field="code", related_name="drafts", db_constraint=False
    )
    doctor = models.CharField(null=True, **_CODE)
    drafted_by = models.CharField(**_CODE)
    drafted_role = models.CharField(**_CODE)
    drafted_at = models.DateTimeField()
    wording = models.PositiveIntegerField()
    corrections = models.PositiveSmallIntegerField(default=0)
    returned = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(null=True, **_CODE)
    signed_by = models.CharField(null=True, **_CODE)
    signed_role = models.CharField(null=True, **_CODE)
    signed_at = models.DateTimeField(null=True)
    signed_under = models.CharField(null=True, max_length=120)
    issued_by = models.CharField(null=True, **_CODE)
    issued_at = models.DateTimeField(null=True)
    since = models.DateTimeField()
    standing = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["practice", "state", "drafted_at"]),
            models.Index(fields=["practice", "told_on", "version"]),
        ]


class DraftWordsRow(models.Model):
    """The words of a document as one line of its story wrote them. `number` is that line's; `patient` the pseudonym.

    `edition` is that of the template; `changed` names what a correction touched, `by` whom.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    patient = models.CharField(max_length=40, null=True, db_index=True)
    visit = models.CharField(max_length=64, blank=True)
    template = models.CharField(**_CODE)
    edition = models.PositiveSmallIntegerField(default=0)
    values = models.JSONField(default=dict)
    text = models.TextField(max_length=20000)
    changed = models.JSONField(default=list)
    rewritten = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="one_wording_per_line")]


class TemplateRow(models.Model):
    """A template as the practice words it: one row per edition, none is ever changed. `said` is as in templates.toml.

    `retired`: the practice does not use that template any more.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    code = models.SlugField(**_CODE)
    edition = models.PositiveSmallIntegerField()
    said = models.JSONField(default=dict)
    retired = models.BooleanField(default=False)
    by = models.CharField(**_CODE)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "code", "edition"], name="one_text_per_edition")]
