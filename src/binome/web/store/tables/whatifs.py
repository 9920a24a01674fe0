"""What-ifs: two scenarios side by side, and what their simulated days have said so far."""

from django.db import models

from binome.web.store.tables.practice import PracticeRow


class WhatIfRow(models.Model):
    """`before` and `after` are scenario files. `run` rises whenever the days are asked for anew.

    `learned` is what the practice's own days taught the scenario it began from; null while nobody has looked yet.
    `found` is what the pages show; `lived_before` and `lived_after` are what a stopped run is taken up from.
    `beat` is the worker's sign of life, by the machine's own clock, which a demonstration never stops.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="whatifs")
    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=80, blank=True)
    kept = models.BooleanField(default=False)
    base = models.CharField(max_length=32)
    before = models.TextField()
    after = models.TextField()
    dials = models.JSONField(default=dict)
    learned = models.JSONField(null=True, blank=True)
    seed = models.PositiveIntegerField(default=1)
    wanted = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    run = models.PositiveIntegerField(default=1)
    lived = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    beat = models.FloatField(default=0.0)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=32)
    found = models.JSONField(null=True, blank=True)
    day = models.JSONField(null=True, blank=True)
    lived_before = models.BinaryField(null=True)
    lived_after = models.BinaryField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["state", "id"], name="whatif_by_state")]


class LearnedRow(models.Model):
    """A scenario that has learned from the practice's own days, as of one of them. `visits`: how many there were."""

    practice = models.OneToOneField(PracticeRow, models.CASCADE, related_name="learned", primary_key=True)
    day = models.DateField()
    revision = models.PositiveIntegerField()
    version = models.CharField(max_length=64)
    visits = models.PositiveIntegerField()
    scenario = models.TextField()
    told = models.JSONField(default=dict)
