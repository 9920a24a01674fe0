"""What the team says of itself, and apart from it, who has spoken. Nothing in these tables leads from one to the other.

A sheet of answers is no row: it has no number, no hour, no author. The sheets of a round are one value, kept in an
order that the sheets alone decide, rewritten whole at each answer; so are the names. docs/reasons says why.
"""

from django.db import models

from binome.web.store.tables.practice import PracticeRow


class PulseRoundRow(models.Model):
    """A questionnaire from `since` to `until` (not included). `asked`: how many people the team was when it began.

    `outcome`: empty while nothing was decided; told, or why it is hidden, for ever.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="pulse")
    instrument = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField()
    asked = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=16, blank=True)
    simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["since", "instrument"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "instrument", "since", "until"], name="one_round_per_period"),
        ]


class PulseBoxRow(models.Model):
    """The sheets of a round, sorted by what is on them. Emptied when the round may not be told."""

    round = models.OneToOneField(PulseRoundRow, models.CASCADE, primary_key=True, related_name="box")
    sheets = models.JSONField(default=list)


class PulseWhoRow(models.Model):
    """Who answered, sorted by code: that they did, and nothing else. Emptied when the round may not be told."""

    round = models.OneToOneField(PulseRoundRow, models.CASCADE, primary_key=True, related_name="who")
    members = models.JSONField(default=list)
