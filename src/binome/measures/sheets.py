"""The preparation sheets: the last word on each activity and on each item, done or left out."""

import narwhals as nw

from binome.measures.clock import Frame, days
from binome.measures.lines import STORY, of
from binome.practice.words import Moment

PREVENTION = (
    "check_vaccinations",
    "check_screenings",
    "hand_out_screening_kit",
    "prepare_vaccination",
    "inject_vaccine",
    "draft_prevention_proposal",
)
FOLLOW_UP = ("check_follow_up_tests", "examine_feet", "send_recall", "draft_test_request", "follow_health_pathway")
ONE_WORD = (*STORY, "activity", "item")


def noted(lines: Frame, zone: str) -> Frame:
    """practice, story, day, activity, item ("" when it is the activity as a whole), role, done."""
    said = lines.filter(of(Moment.NOTED, Moment.OMITTED), ~nw.col("activity").is_null())
    said = said.select(*STORY, "number", "at", "activity", "role", "moment", item=nw.col("kind").fill_null(""))
    last = said.group_by(*ONE_WORD).agg(nw.col("number").max())
    told = said.join(last, on=[*ONE_WORD, "number"], how="inner")
    return days(told.with_columns(done=nw.col("moment") == Moment.NOTED.value), zone, day="at").drop("moment", "number")
