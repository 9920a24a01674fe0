"""The small practice and its documents: everything its people can try on them, in any order."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from binome.desk import drafts
from binome.desk.draft_hall import Wording
from binome.desk.drafts import Paper
from binome.desk.hall import Deed
from binome.journal.replay import draft_from
from binome.practice.draft import DraftState
from binome.practice.refusal import Refused
from binome.practice.team import Member
from binome.practice.template import DOCTOR_SIGNS, template, templates
from binome.practice.words import Moment, Role
from tests.desk.drafts_hall import WITH_PROTOCOL, DraftsHall, filled
from tests.desk.laws import CLOCKS_DISAGREE
from tests.desk.small_practice import MEMBERS, at

members = st.sampled_from(MEMBERS)
codes = st.sampled_from(list(templates()))
doctors = st.sampled_from([None, "martin", "leroy", "bob"])
ticks = st.integers(-20, 600)
SIMPLE: tuple[Callable[..., object], ...] = (drafts.sign, drafts.issue)
WITH_A_REASON: tuple[Callable[..., object], ...] = (drafts.send_back, drafts.discard, drafts.withdraw)


class AnyDrafts(RuleBasedStateMachine):
    """After every deed, done or refused, the promises hold."""

    def __init__(self) -> None:
        super().__init__()
        self.hall = DraftsHall(WITH_PROTOCOL)
        self.now = self.latest = at("8:00")

    @invariant()
    def nothing_goes_out_without_a_signature_that_a_text_gives(self) -> None:
        for story, draft in self.hall.drafts.items():
            if draft.state not in (DraftState.SIGNED, DraftState.ISSUED):
                assert draft.signature is None
                continue
            signed = [event for event in self.hall.of_story(story) if event.moment is Moment.SIGNED][-1]
            assert draft.signature is not None
            assert draft.signature.by == signed.by
            assert signed.number > draft.wording
            allowed = {Role.PHYSICIAN}
            if template(draft.kind).signs != DOCTOR_SIGNS:
                allowed |= {Role.HEALTH_NURSE}
            assert signed.role in allowed

    @invariant()
    def who_only_prepares_never_signs(self) -> None:
        preparers = {member.code for member in MEMBERS if not {Role.PHYSICIAN, Role.HEALTH_NURSE} & set(member.roles)}
        for event in self.hall.told:
            if event.moment in (Moment.SIGNED, Moment.SENT_BACK):
                assert event.by not in preparers

    @invariant()
    def what_went_out_stays_out(self) -> None:
        for story in self.hall.born():
            told = self.hall.of_story(story)
            assert all(event.moment is not Moment.ISSUED for event in told[:-1])

    @invariant()
    def what_is_kept_is_what_the_journal_tells(self) -> None:
        for story, kept in self.hall.drafts.items():
            assert draft_from(story, self.hall.of_story(story)) == kept

    @invariant()
    def every_gesture_says_under_which_text_and_no_word_is_in_the_journal(self) -> None:
        for event in self.hall.told:
            assert event.delegation
            assert "vu" not in (event.reason, event.kind, event.to)

    @rule(code=codes, who=members, doctor=doctors, tick=ticks, also_sign=st.booleans())
    def prepare(self, code: str, who: Member, doctor: str | None, tick: int, also_sign: bool) -> None:
        deed = drafts.draft_and_sign if also_sign else drafts.draft
        story = f"draft-{len(self.hall.drafts) + 1}"
        self.do(deed, who, story, tick, paper=Paper(code, "p1", doctor), wording=filled(code))

    @rule(who=st.sampled_from(["martin", "bob", "elise"]), code=codes, tick=ticks)
    def prepare_as_usual(self, who: str, code: str, tick: int) -> None:
        self.prepare_one(WITH_PROTOCOL.member(who), code, tick)

    def prepare_one(self, who: Member, code: str, tick: int) -> None:
        story = f"draft-{len(self.hall.drafts) + 1}"
        self.do(drafts.draft, who, story, tick, paper=Paper(code, "p1"), wording=filled(code))

    @rule(data=st.data(), who=members, tick=ticks)
    def prepare_again(self, data: st.DataObject, who: Member, tick: int) -> None:
        story = self.any_story(data)
        kept = self.hall.drafts.get(story)
        code = kept.kind if kept and kept.kind else "renewal"
        self.do(drafts.draft, who, story, tick, paper=Paper(code, "p1"), wording=filled(code, "revu"))

    @rule(
        data=st.data(),
        who=members,
        tick=ticks,
        said=st.sampled_from(["vu", "bien vu"]),
        text=st.sampled_from(["", "Tout autre."]),
    )
    def correct(self, data: st.DataObject, who: Member, tick: int, said: str, text: str) -> None:
        story = self.any_story(data)
        kept = self.hall.drafts.get(story)
        values = filled(kept.kind, said) if kept and kept.kind else filled("renewal")
        self.do(drafts.correct, who, story, tick, wording=Wording(values.values, values.known, text))

    @rule(data=st.data(), who=members, tick=ticks, deed=st.sampled_from(SIMPLE))
    def act(self, data: st.DataObject, who: Member, tick: int, deed: Callable[..., object]) -> None:
        self.do(deed, who, self.any_story(data), tick)

    @rule(data=st.data(), tick=ticks, deed=st.sampled_from(SIMPLE))
    def a_doctor_acts(self, data: st.DataObject, tick: int, deed: Callable[..., object]) -> None:
        self.do(deed, WITH_PROTOCOL.member("martin"), self.any_story(data), tick)

    @rule(data=st.data(), who=members, tick=ticks, deed=st.sampled_from(WITH_A_REASON))
    def with_a_reason(self, data: st.DataObject, who: Member, tick: int, deed: Callable[..., object]) -> None:
        self.do(deed, who, self.any_story(data), tick, reason="facts_wrong")

    @rule(data=st.data(), tick=ticks)
    def it_goes_out_and_somebody_thinks_again(self, data: st.DataObject, tick: int) -> None:
        """A doctor signs and hands over in one go, then would rather not have."""
        story, doctor = self.any_story(data), WITH_PROTOCOL.member("martin")
        for deed in (drafts.sign, drafts.issue):
            self.do(deed, doctor, story, tick)
        self.do(drafts.withdraw, doctor, story, tick, reason="mistake")

    def do(self, deed: Callable[..., object], who: Member, story: str, tick: int, **words: object) -> None:
        """A deed is done or refused, nothing else; and a refusal leaves no trace."""
        self.now = max(self.now + timedelta(seconds=tick), self.latest - CLOCKS_DISAGREE)
        self.latest = max(self.latest, self.now)
        before = len(self.hall.told)
        try:
            deed(self.hall, Deed(who, self.now, story), **words)
        except Refused:
            if deed is not drafts.draft_and_sign:  # two acts: the store undoes the first with the second
                assert len(self.hall.told) == before

    def any_story(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.hall.drafts) or ["draft-1"]))
