"""How the practice books: overlaps, lengths, and what stands round the doctor's time."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binome.desk.bookings import Overlap
from binome.desk.stretches import main_step
from binome.practice.pathway import Pathway, pathways
from binome.web.agenda.words import pathway_label
from binome.web.asked import Asked
from binome.web.event_words import step_name
from binome.web.rights import allow
from binome.web.store.booking_rules import BookingRules, booking_rules, holders, keep_booking_rules
from binome.web.store.practice import House, house_of

LEVELS = [
    (Overlap.SILENT, gettext_lazy("Say nothing: overlaps are frequent here, and wanted")),
    (Overlap.WARN, gettext_lazy("Warn, with the names, and let those who may book all the same")),
    (Overlap.FORBID, gettext_lazy("Forbid: never two visits on the same time")),
]


class Rules(forms.Form):
    """One field per person for the length of a place, one per step for what is taken round the doctor's time."""

    overlap = forms.ChoiceField(
        label=gettext_lazy("When a booking runs into another"), choices=LEVELS, widget=forms.RadioSelect
    )
    slot_min = forms.IntegerField(label=gettext_lazy("Length of a place, in minutes"), min_value=5, max_value=120)
    pathway = forms.ChoiceField(label=gettext_lazy("Usual kind of visit"))

    def __init__(self, house: House, rules: BookingRules, *args: object) -> None:
        super().__init__(*args, initial=_as_typed(house, rules))  # type: ignore[arg-type, misc]
        self.fields["pathway"].choices = [(code, pathway_label(code)) for code in pathways()]  # type: ignore[attr-defined]
        for code in holders(house):
            self.fields[f"slot-{code}"] = _minutes(house.people[code], low=5)
        for way in pathways().values():
            for step in _around(way):
                self.fields[f"step-{way.code}-{step}"] = _minutes(step_name(step).capitalize(), low=0)

    def by_member(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("slot-")]

    def by_pathway(self) -> list[tuple[str, list[Any]]]:
        """The pathways that have something round the doctor's time, with the fields of their steps."""
        ways = [(way, _around(way)) for way in pathways().values()]
        return [(pathway_label(w.code), [self[f"step-{w.code}-{s}"] for s in steps]) for w, steps in ways if steps]

    def rules(self, before: BookingRules) -> BookingRules:
        said = self.cleaned_data
        steps: dict[str, dict[str, int]] = {}
        for way in pathways().values():
            for step in _around(way):
                if said[f"step-{way.code}-{step}"]:
                    steps.setdefault(way.code, {})[step] = said[f"step-{way.code}-{step}"]
        lengths = {name.removeprefix("slot-"): n for name, n in said.items() if name.startswith("slot-") and n}
        return BookingRules(
            Overlap(said["overlap"]), said["slot_min"], said["pathway"], lengths, before.pathways, steps
        )


@allow("manage_practice")
def rules(request: Asked, practice: str) -> HttpResponse:
    """What the practice has chosen. It counts from the next booking on; what is booked stays."""
    house = house_of(request.seat)
    now = booking_rules(house)
    form = Rules(house, now, request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_booking_rules(house, form.rules(now))
        messages.success(request, _("Kept: it counts from the next booking on."))
        return HttpResponseRedirect(f"/p/{practice}/agenda/rules/")
    return render(request, "agenda/rules.html", {"p": practice, "form": form}, status=422 if form.errors else 200)


def _minutes(label: str, *, low: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=low, max_value=120)


def _around(way: Pathway) -> list[str]:
    return [str(planned.step) for planned in way.steps if planned.step is not main_step(way.code)]


def _as_typed(house: House, rules: BookingRules) -> dict[str, object]:
    steps = {f"step-{way}-{step}": n for way, listed in rules.step_minutes.items() for step, n in listed.items()}
    lengths = {f"slot-{code}": n for code, n in rules.slot_minutes.items()}
    return {"overlap": rules.overlap, "slot_min": rules.slot_min, "pathway": rules.pathway, **steps, **lengths}
