"""The practice and the names behind its pseudonyms: the one place where a person has a name."""

from django.db import models

from binome.practice.rooms import ROOM_KINDS


class PracticeRow(models.Model):
    """`revision` rises at every change, so that no process ever works from an old picture.

    `settings`: opening hours, thresholds, conditions that hold, narrowed delegations, trainings, signed protocols,
    modes, overlap level; store.practice reads them.
    """

    code = models.SlugField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=64, default="Europe/Paris")
    revision = models.PositiveIntegerField(default=1)
    settings = models.JSONField(default=dict)
    is_demo = models.BooleanField(default=False)


class MemberRow(models.Model):
    """A person of the team. `posts`: [{"role": …, "hours": [[weekday, "08:00", "12:30"], …], "taken": day}, …].

    `lets`: the actions opened to this person by name, whatever their roles (practice.rights.lettable).
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="members")
    code = models.SlugField(max_length=32)
    name = models.CharField(max_length=120)
    posts = models.JSONField(default=list)
    holds = models.JSONField(default=list)
    lets = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["practice", "code"], name="one_member_per_code")]


class RoomRow(models.Model):
    """A room. `doctor` and `twin` are codes."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="rooms")
    code = models.SlugField(max_length=32)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in ROOM_KINDS])
    doctor = models.CharField(max_length=32, blank=True)
    twin = models.CharField(max_length=32, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["practice", "code"], name="one_room_per_code")]


class AbsenceRow(models.Model):
    """Away from `since` to `until` (not included); `weekly` = [weekday, "13:00", "19:00"] for a recurring one."""

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="absences")
    member = models.CharField(max_length=32)
    since = models.DateField()
    until = models.DateField()
    weekly = models.JSONField(null=True, blank=True)


class PatientRow(models.Model):
    """Who a pseudonym is. Deleting this row is forgetting the person: the journal keeps the code alone.

    `traits`: what a file brought beyond these (INS number, its authority, status, place of birth…).
    `sought` is the name without accents or case, for searching. `hidden`: never on a wall screen, even by ticket.
    """

    practice = models.ForeignKey(PracticeRow, models.CASCADE, related_name="patients")
    code = models.CharField(max_length=32, unique=True)
    family = models.CharField(max_length=120)
    used = models.CharField(max_length=120, blank=True)
    given = models.CharField(max_length=120, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=16, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    traits = models.JSONField(default=dict)
    sought = models.CharField(max_length=250, db_index=True)
    alias = models.CharField(max_length=20, blank=True)
    hidden = models.BooleanField(default=False)
