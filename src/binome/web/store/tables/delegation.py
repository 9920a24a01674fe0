"""What the practice agreed on around the law: dated, signed by its author, never overwritten."""

from typing import Any

from django.db import models

from binome.web.store.tables.practice import PracticeRow

_CODE: dict[str, Any] = {"max_length": 40}


class AgreementRow(models.Model):
    """A training, a post taken, a protocol, a narrowing, a mode, a kind of structure, what is opened by name.

    What stands is copied into the practice's settings, so that reading it costs nothing more; this is the trace.
    `about` is the member it is about, or "". `words` as store.practice reads them. `until` is not included.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="agreements")
    kind = models.CharField(**_CODE)
    about = models.CharField(blank=True, **_CODE)
    words = models.JSONField(default=dict)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    noted_by = models.CharField(**_CODE)
    noted_at = models.DateTimeField()
    ended_by = models.CharField(blank=True, **_CODE)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["noted_at", "id"]
        indexes = [models.Index(fields=["practice", "kind", "-noted_at"], name="agreements_by_kind")]


class PatientOrderRow(models.Model):
    """A doctor's order for one patient, or a concertation about one (`activity` is then "").

    `patient` is the pseudonym; `code` is what an address may show. `until` and `revoked` are not included.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="orders")
    code = models.CharField(unique=True, **_CODE)
    patient = models.CharField(db_index=True, **_CODE)
    activity = models.CharField(blank=True, **_CODE)
    physician = models.CharField(**_CODE)
    since = models.DateField()
    until = models.DateField(null=True)
    revoked = models.DateField(null=True)
    noted_by = models.CharField(**_CODE)
    noted_at = models.DateTimeField()
    revoked_by = models.CharField(blank=True, **_CODE)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "id"]


class SignedPaperRow(models.Model):
    """A version that was signed: the delegation protocol (`member` is then ""), or a member's job description.

    `content` is what the paper said, as data: compared with what it would say today, and printed again as it was.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="signed_papers")
    member = models.CharField(blank=True, **_CODE)
    signed_on = models.DateField()
    content = models.JSONField()
    noted_by = models.CharField(**_CODE)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_on", "id"]
        indexes = [models.Index(fields=["practice", "member", "-signed_on"], name="papers_by_member")]
