"""The contract as it was signed, on one form: what is typed becomes words of the store, and back."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from binome.contract.agreement import COLLECTIVE, INDIVIDUAL, SHARES
from binome.contract.regimes import regime_for
from binome.contract.rules import topics, whole
from binome.practice.qualification import years_after
from binome.practice.team import Member
from binome.practice.words import Role
from binome.web.contract.fields import Euros, Patients, Share, day_field
from binome.web.store.contracts import Kept, Words
from binome.web.store.practice import House
from binome.web.task_words import labelled

KIND_NAMES = {
    INDIVIDUAL: gettext_lazy("individual (one doctor)"),
    COLLECTIVE: gettext_lazy("collective (a group)"),
}
BAND_NAMES = {
    "standard": gettext_lazy("below the 90th percentile"),
    "p90_to_p95": gettext_lazy("from the 90th to the 95th percentile"),
    "p95_and_above": gettext_lazy("95th percentile and above"),
}
OF_A_GROUP = {
    "start_registered": gettext_lazy("Own registered patients at the start"),
    "start_active": gettext_lazy("Own active list at the start"),
    "gained_registered": gettext_lazy("Registered patients gained under a former contract"),
    "gained_active": gettext_lazy("Active list gained under a former contract"),
}
"""What a group's contract says of each doctor."""
NUMBERS = ("registered_start", "registered_target", "active_start", "active_target")


class Entry(forms.Form):
    """Short: the four numbers of the paper, its days, who signed, which assistants. Nothing is computed here."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of contract"), choices=list(KIND_NAMES.items()))
    starts_on = day_field(gettext_lazy("Begins on"))
    signed_on = day_field(
        gettext_lazy("Signed on"), required=False, help_text=gettext_lazy("Empty: the day it begins.")
    )
    share = Share(
        label=gettext_lazy("Share of a full-time post"),
        help_text=gettext_lazy("As signed: 1/2, 1… Collective: the number of posts (ETP)."),
    )
    band = forms.ChoiceField(
        label=gettext_lazy("National band of the doctor's list"),
        choices=list(BAND_NAMES.items()),
        help_text=gettext_lazy("It decides the amounts: the contract says it."),
    )
    doctors = forms.MultipleChoiceField(label=gettext_lazy("Doctors who signed"), widget=forms.CheckboxSelectMultiple)
    registered_start = Patients(label=gettext_lazy("Registered patients: start"))
    registered_target = Patients(label=gettext_lazy("Registered patients: target"))
    active_start = Patients(label=gettext_lazy("Active list: start"))
    active_target = Patients(label=gettext_lazy("Active list: target"))
    method = forms.ChoiceField(label=gettext_lazy("If the objective is partly attained, count the aid"))
    ends_on = day_field(
        gettext_lazy("Ends early on"),
        required=False,
        help_text=gettext_lazy("Only if it ends before its five years: the first day it holds no more."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name on these pages"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Empty: the doctors' names."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, house: House, on: date, *args: Any, kept: Kept | None = None, **named: Any) -> None:
        super().__init__(*args, **named)
        self.house, self.kept = house, kept
        self.fields["doctors"].choices = people(house, Role.PHYSICIAN, on, kept.doctors if kept else ())  # type: ignore[attr-defined]
        self.fields["method"].choices = [(way, labelled(words)) for way, words in topics()["method"].ways.items()]  # type: ignore[attr-defined]
        self.doctors_named = dict(self.fields["doctors"].choices)  # type: ignore[attr-defined]
        self.assistants = dict(people(house, Role.ASSISTANT, on, kept.assistants if kept else ()))
        for code in self.assistants:
            self.fields[f"etp-{code}"] = Share(required=False, label=pgettext_lazy("post", "Share of a post"))
            self.fields[f"cost-{code}"] = Euros(required=False, label=gettext_lazy("Cost a year, charges included"))
        for code in self.doctors_named:
            self.fields[f"joined-{code}"] = day_field(gettext_lazy("Came in on"), required=False)
            self.fields[f"left-{code}"] = day_field(gettext_lazy("Left on"), required=False)
            self.fields[f"trainer-{code}"] = forms.BooleanField(
                required=False, label=gettext_lazy("Trainer who hosts a docteur junior (PAMSU)")
            )
            for name, label in OF_A_GROUP.items():
                self.fields[f"{name}-{code}"] = Patients(required=False, label=label)

    # --- the parts of the page ---------------------------------------------------------------------

    @property
    def quantities(self) -> list[tuple[str, Any, Any]]:
        """Each with its start and its target."""
        return [
            (
                _("Registered patients (patientèle médecin traitant)"),
                self["registered_start"],
                self["registered_target"],
            ),
            (_("Active list (file active)"), self["active_start"], self["active_target"]),
        ]

    @property
    def posts(self) -> list[tuple[str, Any, Any]]:
        return [(who, self[f"etp-{code}"], self[f"cost-{code}"]) for code, who in self.assistants.items()]

    @property
    def comings(self) -> list[tuple[str, Any, Any]]:
        return [(who, self[f"joined-{code}"], self[f"left-{code}"]) for code, who in self.doctors_named.items()]

    @property
    def shares(self) -> list[tuple[str, Any, list[Any]]]:
        """Each doctor's part of a group's contract."""
        return [
            (who, self[f"trainer-{code}"], [self[f"{name}-{code}"] for name in OF_A_GROUP])
            for code, who in self.doctors_named.items()
        ]

    @property
    def shares_open(self) -> bool:
        """One of them was typed, or is wrong."""
        folded = [name for name in self.fields if name.partition("-")[0] in ("trainer", *OF_A_GROUP)]
        return any(name in self.errors or self[name].value() for name in folded)

    @property
    def more_open(self) -> bool:
        """Something under the fold was typed, or is wrong."""
        folded = [name for name in self.fields if name in ("ends_on", "name") or name.startswith(("joined-", "left-"))]
        return any(name in self.errors or self[name].value() for name in folded if name != "name")

    # --- what cannot be ----------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for quantity in ("registered", "active"):
            start, target = said.get(f"{quantity}_start"), said.get(f"{quantity}_target")
            if start and target and target < start:
                self.add_error(
                    f"{quantity}_target", _("A target is not below its start (%(start)s).") % {"start": start}
                )
        self._days(said)
        self._amendments(said)
        self._signers(said)
        if said.get("kind") == INDIVIDUAL and said.get("share") and said["share"] not in SHARES.values():
            self.add_error("share", _("An individual contract is for 1/3, 1/2, 1, 1,5 or 2 posts."))
        if said.get("kind") == COLLECTIVE and said.get("share") and (said["share"] * 2).denominator != 1:
            self.add_error("share", _("A collective contract counts whole and half posts."))
        return said

    def _days(self, said: dict[str, Any]) -> None:
        starts, signed, ends = (said.get(it) for it in ("starts_on", "signed_on", "ends_on"))
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("It ends after the day it begins."))
        if starts and said.get("kind") and regime_for(said["kind"], signed or starts) is None:
            self.add_error("signed_on" if signed else "starts_on", _no_regime(said["kind"]))
        for code in self.doctors_named:
            joined, left = said.get(f"joined-{code}"), said.get(f"left-{code}")
            if left and left <= (joined or starts or date.min):
                self.add_error(f"left-{code}", _("A doctor leaves after coming in."))

    def _amendments(self, said: dict[str, Any]) -> None:
        """They lie within the contract: its days are not moved past them unseen."""
        days = [date.fromisoformat(it["on"]) for it in self.kept.words.get("amendments", ())] if self.kept else []
        starts, ends = said.get("starts_on"), said.get("ends_on")
        if not days or not starts:
            return
        if starts >= min(days):
            self.add_error("starts_on", _("An amendment takes effect on %(day)s.") % {"day": f"{min(days):%d/%m/%Y}"})
        if max(days) >= min(ends or date.max, years_after(starts, whole("term_years"))):
            name = "ends_on" if ends else "starts_on"
            self.add_error(name, _("An amendment takes effect on %(day)s.") % {"day": f"{max(days):%d/%m/%Y}"})

    def _signers(self, said: dict[str, Any]) -> None:
        if said.get("kind") == INDIVIDUAL and len(said.get("doctors") or ()) > 1:
            self.add_error(
                "doctors",
                _("An individual contract has one doctor: enter one for each, or choose the collective kind."),
            )
        for code in self.assistants:
            if said.get(f"cost-{code}") and not said.get(f"etp-{code}") and f"etp-{code}" not in self.errors:
                self.add_error(f"etp-{code}", _("Say which share of a post this cost is for."))

    # --- to the store and back ---------------------------------------------------------------------

    def words(self) -> Words:
        said = self.cleaned_data
        return {
            "name": said["name"].strip() or ", ".join(self.doctors_named[it] for it in said["doctors"]),
            "kind": said["kind"],
            "share": str(said["share"]),
            "band": said["band"],
            **{name: _iso(said[name]) for name in ("starts_on", "signed_on", "ends_on")},
            "registered": [said["registered_start"], said["registered_target"]],
            "active": [said["active_start"], said["active_target"]],
            "signatories": [self._signatory(code) for code in said["doctors"]],
            "posts": [self._post(code) for code in self.assistants if said[f"etp-{code}"]],
            "choices": {**(self.kept.choices if self.kept else {}), "method": said["method"]},
        }

    def _signatory(self, code: str) -> Words:
        said = self.cleaned_data
        days = {name: _iso(said[f"{name}-{code}"]) for name in ("joined", "left")}
        counts = {name: count for name in OF_A_GROUP if (count := said[f"{name}-{code}"])}
        return {"code": code, **days, "trainer": said[f"trainer-{code}"], **counts}

    def _post(self, code: str) -> Words:
        cost = self.cleaned_data[f"cost-{code}"]
        return {
            "code": code,
            "etp": str(self.cleaned_data[f"etp-{code}"]),
            "cost_per_year": str(cost) if cost else None,
        }


def as_typed(kept: Kept) -> dict[str, Any]:
    """A contract as its form shows it."""
    said = kept.words
    numbers = dict(zip(NUMBERS, (*said["registered"], *said["active"]), strict=True))
    return {
        **{name: said.get(name) for name in ("name", "kind", "band", "starts_on", "signed_on", "ends_on")},
        **numbers,
        "share": typed(said["share"]),
        "doctors": list(kept.doctors),
        "method": kept.choices.get("method", topics()["method"].first),
        "version": kept.version,
        **dict(_rows(said)),
    }


def _rows(said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for post in said["posts"]:
        yield f"etp-{post['code']}", typed(post["etp"])
        yield f"cost-{post['code']}", post.get("cost_per_year") or ""
    for doctor in said["signatories"]:
        yield f"joined-{doctor['code']}", doctor.get("joined")
        yield f"left-{doctor['code']}", doctor.get("left")
        yield f"trainer-{doctor['code']}", bool(doctor.get("trainer"))
        for name in OF_A_GROUP:
            yield f"{name}-{doctor['code']}", doctor.get(name) or ""


def typed(share: str) -> str:
    """As a person would write it: halves and thirds as they are, the rest with a decimal."""
    value = Fraction(share)
    return share if value in (Fraction(1, 3), Fraction(1, 2)) or value.denominator == 1 else f"{float(value):g}"


def people(house: House, role: Role, on: date, also: tuple[str, ...]) -> list[tuple[str, str]]:
    """Those who hold that post and have not left, and those the contract already names."""
    wanted = (it.code for it in house.practice.members.values() if role in it.roles and not _gone(house, it, on))
    codes = list(dict.fromkeys((*wanted, *also)))
    return [(code, house.people.get(code, code)) for code in codes]


def _gone(house: House, member: Member, on: date) -> bool:
    away = house.practice.absences
    return any(it.member == member.code and it.until == date.max and it.since <= on for it in away)


def _no_regime(kind: str) -> str:
    first = next(it.datum.since for it in _regimes_of(kind))
    return _("There was no such contract on that day: the first could be signed on %(day)s.") % {
        "day": f"{first:%d/%m/%Y}" if first else ""
    }


def _regimes_of(kind: str) -> Iterator[Any]:
    from binome.contract.regimes import regimes

    return (it for it in regimes().values() if it.kind == kind)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
