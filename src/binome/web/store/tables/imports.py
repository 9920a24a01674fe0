"""What was brought from other software: who said what, and what was written because of it."""

from django.db import models

from binome.web.store.tables.practice import PracticeRow


class ImportRow(models.Model):
    """A file somebody brought. `state`: pending | accepted | refused | undone | expired | discarded.

    `data` is the file itself, kept only while the import waits for an answer: expired after a day, discarded when
    somebody is forgotten meanwhile. `choices`: the answers already given while it waits (`same`: by line, whom a
    doubtful person is); `told`: what was done, and what was not understood, with its line.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="imports")
    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    data = models.BinaryField(null=True)
    choices = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    state = models.CharField(max_length=16, default="pending")
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class ForeignRow(models.Model):
    """A visit as another agenda last spoke of it: how a second import knows it again. `said` is that snapshot."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    story = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=200)
    said = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["practice", "source"])]


class WroteRow(models.Model):
    """One line that an import wrote in a visit's story, and what was known of it before (None: it was born of it)."""

    imported = models.ForeignKey(ImportRow, models.CASCADE, related_name="wrote")
    story = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    before = models.JSONField(null=True)


class BroughtPatientRow(models.Model):
    """A person an import created (`before` None) or completed, with what stood before."""

    imported = models.ForeignKey(ImportRow, models.CASCADE, related_name="brought")
    patient = models.CharField(max_length=32)
    before = models.JSONField(null=True)


class HabitRow(models.Model):
    """What was corrected once, remembered: the columns of a heading, the member or the room behind a name.

    `kind`: columns | practitioner | place; `said` the heading's signature or the folded name; `meant` the answer.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE)
    kind = models.CharField(max_length=16)
    said = models.CharField(max_length=200)
    meant = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "kind", "said"], name="one_habit_per_name")]
