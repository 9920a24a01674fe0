"""Who may sign: the questions that the criteria of a day ask, each with its answer not known, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binome.contract.agreement import COLLECTIVE, INDIVIDUAL, KINDS
from binome.contract.candidates import CHOICES, candidate_from
from binome.contract.eligibility import Candidate, asked_of, etp_cap
from binome.practice.words import Role
from binome.web.contract.entered import KIND_NAMES
from binome.web.contract.fields import Patients, Share, day_field
from binome.web.days import day_said
from binome.web.store.contracts import Kept
from binome.web.store.practice import House

UNKNOWN = ("", gettext_lazy("not known"))
YES_NO = (UNKNOWN, ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no")))
SECTORS = {
    "1": gettext_lazy("sector 1"),
    "2_optam": gettext_lazy("sector 2 with Optam or Optam-CO"),
    "2": gettext_lazy("sector 2 without it"),
}
SPECIALTIES = {
    "general_practice": gettext_lazy("general practice"),
    "surgery": gettext_lazy("surgery"),
    "ent": gettext_lazy("ear, nose and throat"),
    "gynaecology": gettext_lazy("gynaecology"),
    "radiology": gettext_lazy("radiology"),
    "radiotherapy": gettext_lazy("radiotherapy"),
    "stomatology": gettext_lazy("stomatology"),
    "anaesthesia": gettext_lazy("anaesthesia"),
    "pathology": gettext_lazy("pathology"),
    "nuclear_medicine": gettext_lazy("nuclear medicine"),
    "other": gettext_lazy("another specialty"),
}
ZONES = {"zip": "ZIP", "zac": "ZAC", "other": gettext_lazy("another zone")}
FORMS = {
    "SCP": "SCP",
    "SCM": "SCM",
    "SISA": "SISA",
    "SEL": "SEL",
    "other": gettext_lazy("another form, or none"),
}
EXCEPTIONS = {
    "new_installer": gettext_lazy("newly installed"),
    "rqth": gettext_lazy("recognised as a disabled worker (RQTH)"),
    "long_illness": gettext_lazy("long illness"),
    "young_list": gettext_lazy("more than 20 % of the list under 16"),
    "mixed_activity": gettext_lazy("mixed activity"),
    "exceptional_case": gettext_lazy("exceptional case, as the fund sees it"),
}
QUESTIONS = {
    "sector": gettext_lazy("Sector"),
    "specialty": gettext_lazy("Specialty"),
    "particular_practice": gettext_lazy("Particular practice (MEP)"),
    "in_tension": gettext_lazy("Specialty in tension in the department"),
    "registered": gettext_lazy("Registered patients, adults and children"),
    "registered_adults": gettext_lazy("Registered adult patients"),
    "at_or_above_p50": gettext_lazy("At the national median or above"),
    "clinical_percent": gettext_lazy("Clinical fees over twelve months (%), for surgery, ENT, gynaecology"),
    "doctors": gettext_lazy("Doctors in the practice"),
    "coordinated": gettext_lazy("Coordinated practice, or committed to it"),
    "zone": gettext_lazy("Zone"),
    "full_time_already": gettext_lazy("A full-time post already (to go beyond it)"),
    "contract_year": gettext_lazy("Year of the running contract (to go beyond a full time)"),
    "objectives_attained": gettext_lazy("Its objectives are attained (to go beyond a full time)"),
    "other_contract": gettext_lazy("Another aid contract still runs that day"),
    "left_a_collective": gettext_lazy("A collective contract was left"),
    "years_since_collective": gettext_lazy("Whole years since it ended"),
    "legal_form": gettext_lazy("Legal form of the group"),
    "mean_registered": gettext_lazy("Mean of the group's registered patients"),
}
"""In the order they are asked; the cap of posts is asked as what it is counted from."""
ONE_OF: Mapping[str, Mapping[str, Any]] = {
    "sector": SECTORS,
    "specialty": SPECIALTIES,
    "zone": ZONES,
    "legal_form": FORMS,
}
COUNTS = ("registered", "registered_adults", "mean_registered")
NUMBERS = {"clinical_percent": 100, "doctors": 500, "contract_year": 5, "years_since_collective": 50}


class Question(forms.Form):
    """As many fields as that kind of contract is asked that day; none has to be filled."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of contract"), choices=list(KIND_NAMES.items()))
    on = day_field(gettext_lazy("Signed on"))

    def __init__(self, house: House, kept: Iterable[Kept], today: date, said: Mapping[str, str]) -> None:
        kind = said.get("kind", INDIVIDUAL)
        self.asked_kind = kind if kind in KINDS else INDIVIDUAL
        self.asked_on = day_said(said.get("on", "")) or today
        start = {"kind": self.asked_kind, "on": today, "share": "1/2", **_known(house, kept, today)}
        super().__init__(said if said.get("kind") else None, initial=start)
        names, exceptions = asked_of(self.asked_kind, self.asked_on)
        for name in ("share", *(it for it in QUESTIONS if it in names)):
            self.fields[name] = _field(name)
        if "within_cap" in names:
            self.fields |= _group()
        if exceptions:
            listed = [(code, words) for code, words in EXCEPTIONS.items() if code in exceptions]
            self.fields["exceptions"] = forms.MultipleChoiceField(
                label=gettext_lazy("What may count"),
                choices=listed,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def plain(self) -> list[Any]:
        """Every field but the boxes."""
        return [self[name] for name in self.fields if name not in ("kind", "on", "exceptions")]

    @property
    def boxes(self) -> Any:
        return self["exceptions"] if "exceptions" in self.fields else None

    def candidate(self) -> Candidate:
        """What was answered; the rest is not known, and what is said to be of everybody is not taken for said."""
        said = self.cleaned_data
        told = [(name, str(said[name])) for name in QUESTIONS if said.get(name) not in (None, "")]
        told += [("exceptions", it) for it in said.get("exceptions", ())]
        silent: dict[str, Any] = dict.fromkeys(
            ("specialty", "particular_practice", "other_contract", "left_a_collective")
        )
        found = candidate_from([("kind", said["kind"]), *told])
        share = str(said["share"]) if said.get("share") and said["kind"] == INDIVIDUAL else None
        unsaid = {name: it for name, it in silent.items() if name in self.fields and not said.get(name)}
        return replace(found, share=share, within_cap=self._within_cap(), **unsaid)

    def clean_share(self) -> Fraction | None:
        part: Fraction | None = self.cleaned_data["share"]
        if part and self.cleaned_data.get("kind") == INDIVIDUAL and str(part) not in CHOICES["share"]:
            raise forms.ValidationError(_("An individual contract is for 1/3, 1/2, 1, 1,5 or 2 posts."))
        return part

    def _within_cap(self) -> bool | None:
        said = self.cleaned_data
        if not said.get("share") or said.get("adhering") is None or said["kind"] != COLLECTIVE:
            return None
        approved = said.get("structure_approved") == "yes"
        cap = etp_cap(said["adhering"], said.get("trainers") or 0, said["on"], structure_approved=approved)
        return bool(said["share"] <= cap)


def _field(name: str) -> forms.Field:
    if name == "share":
        words = _("As it would be signed: 1/2, 1… Collective: the number of posts (ETP).")
        return Share(label=gettext_lazy("Share of a full-time post"), required=False, help_text=words)
    label = QUESTIONS[name]
    if name in COUNTS:
        return Patients(label=label, required=False)
    if name in NUMBERS:
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=NUMBERS[name])
    choices = [UNKNOWN, *ONE_OF[name].items()] if name in ONE_OF else YES_NO
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _group() -> dict[str, forms.Field]:
    """What the cap of a group's posts is counted from."""
    return {
        "adhering": forms.IntegerField(
            label=gettext_lazy("Doctors who would adhere"), required=False, min_value=1, max_value=500
        ),
        "trainers": forms.IntegerField(
            label=gettext_lazy("Of them, trainers who host a docteur junior (PAMSU)"),
            required=False,
            min_value=0,
            max_value=500,
        ),
        "structure_approved": forms.ChoiceField(
            label=gettext_lazy("The structure itself is approved for that"), choices=YES_NO, required=False
        ),
    }


def _known(house: House, kept: Iterable[Kept], today: date) -> dict[str, Any]:
    """What the practice already told; whoever asks may change it."""
    doctors = sum(Role.PHYSICIAN in it.roles for it in house.practice.members.values())
    runs = any(it.words["starts_on"] <= today.isoformat() < (it.words.get("ends_on") or "9999") for it in kept)
    return {
        "specialty": "general_practice",
        "particular_practice": "no",
        "doctors": doctors,
        "adhering": doctors,
        "trainers": 0,
        "other_contract": "" if runs else "no",
        "left_a_collective": "no",
    }
