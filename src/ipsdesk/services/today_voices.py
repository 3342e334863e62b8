"""What waits of surveys, stories, the plan of the year, and joint training."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, literal, null, or_, select

from ipsdesk.measures.quality import joint_training
from ipsdesk.measures.sqlite import plus_days, plus_months
from ipsdesk.measures.terms import live, there_is
from ipsdesk.measures.window import LAST
from ipsdesk.models import Improvement, JointTraining, Story, StoryUse, SurveyRound
from ipsdesk.rules.surveys import HALF_YEARLY, forms
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.today_asked import UNTIL, Found, lines_of
from ipsdesk.services.today_lines import OpenForm, OpenTab, Section, TodayKind, shortened
from ipsdesk.services.today_worded import Worded, key_of

AIMS, ROUNDS, STORIES, TRAININGS, USES = (
    Improvement.__table__,
    SurveyRound.__table__,
    Story.__table__,
    JointTraining.__table__,
    StoryUse.__table__,
)
TAB, AT_SURVEYS, AT_STORIES, AT_COVERAGE = "Involvement", "Surveys", "Stories", "Who has been"
GIVE_BACK_DAYS = 28
"""Days after a round's close by which people are given back what came of it."""


def _rounds() -> Select[Any]:
    """Rounds whose days are over and that are not closed, or that were closed and not given back."""
    own = ROUNDS.c
    due = func.iif(own.closed_on.is_(None), own.closes_on, plus_days(own.closed_on, GIVE_BACK_DAYS))
    waits = or_(
        and_(own.closed_on.is_(None), own.closes_on < LAST),
        and_(own.closed_on.is_not(None), own.given_back_on.is_(None)),
    )
    return lines_of(null(), own.id, due, own.kind, more=own.closed_on.is_not(None)).where(live(ROUNDS), waits)


def _next_round() -> Select[Any]:
    """The half-yearly survey, six months after its last round began, while no other is planned."""
    own = ROUNDS.c
    due = plus_months(func.max(own.opens_on), forms()[HALF_YEARLY].months)
    return (
        lines_of(null(), func.max(own.id), due)
        .where(live(ROUNDS), own.kind == HALF_YEARLY)
        .having(due <= UNTIL)
    )


def _stories() -> Select[Any]:
    """Consent to a story to be talked about again, and withdrawn stories that are still somewhere."""
    own = STORIES.c
    is_out = there_is(USES, live(USES), USES.c.story_id == own.id, USES.c.asked_back_on.is_(None))
    withdrawn = own.withdrawn_on.is_not(None)
    waits = or_(and_(withdrawn, is_out), and_(~withdrawn, own.review_on <= UNTIL))
    due = func.iif(withdrawn, own.withdrawn_on, own.review_on)
    return lines_of(own.client_id, own.id, due, own.title, more=withdrawn).where(live(STORIES), waits)


def _aims() -> Select[Any]:
    """Aims of the improvement plan that are due."""
    own = AIMS.c
    return lines_of(null(), own.id, own.due_on, own.aim, staff=own.owner_id).where(
        live(AIMS), own.done_on.is_(None), own.due_on <= UNTIL
    )


def _untrained() -> Select[Any]:
    """How many here now have not been to a joint training, once one was held (``training.joint``)."""
    cases = joint_training.cases.subquery("here_now")
    still = select(func.count().label("n")).select_from(cases).where(cases.c.amount == 0).subquery("still")
    begun = there_is(TRAININGS, live(TRAININGS), TRAININGS.c.on_date <= LAST)
    return lines_of(null(), literal(1), null(), more=still.c.n).where(still.c.n > 0, begun)


VOICES_ASKED: Mapping[TodayKind, Packed] = {
    TodayKind.SURVEY: Packed(_rounds, "last"),
    TodayKind.SURVEY_DUE: Packed(_next_round, "until"),
    TodayKind.STORY: Packed(_stories, "until"),
    TodayKind.AIM: Packed(_aims, "until"),
    TodayKind.UNTRAINED: Packed(_untrained, "last"),
}


def _round(found: Found, _today: date) -> Worded:
    kind, what = TodayKind.SURVEY, "Give the results back" if found.more else "Close the round"
    title = forms()[found.text or HALF_YEARLY].title
    return Worded(
        key_of(kind, found.record), kind, None, None, found.due_on, f"{what}: {title}", "",
        OpenTab(TAB, AT_SURVEYS, found.record),
    )  # fmt: skip


def _due_round(found: Found, _today: date) -> Worded:
    kind = TodayKind.SURVEY_DUE
    return Worded(
        key_of(kind, found.record), kind, None, None, found.due_on, "The half-yearly survey is due", "",
        OpenForm("survey round", None, (("kind", HALF_YEARLY),)),
    )  # fmt: skip


def _story(found: Found, _today: date) -> Worded:
    kind = TodayKind.STORY
    what = "Ask a withdrawn story back" if found.more else "Talk again about consent to a story"
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on, what,
        shortened(found.text or ""), OpenTab(TAB, AT_STORIES, found.record),
    )  # fmt: skip


def _aim(found: Found, _today: date) -> Worded:
    kind = TodayKind.AIM
    return Worded(
        key_of(kind, found.record), kind, None, found.staff, found.due_on, shortened(found.text or ""),
        "improvement plan", OpenForm("improvement", found.record), can_be_done=True,
    )  # fmt: skip


def _training(found: Found, _today: date) -> Worded:
    kind, many = TodayKind.UNTRAINED, int(found.more)
    people = "1 person" if many == 1 else f"{many:,} people"
    words = f"Joint risk training: {people} still to come"
    return Worded(
        key_of(kind, "all"), kind, None, None, None, words, "", OpenTab(TAB, AT_COVERAGE, 0),
        usual=Section.LATER,
    )  # fmt: skip


VOICES_WORDED: Mapping[TodayKind, Callable[[Found, date], Worded]] = {
    TodayKind.SURVEY: _round,
    TodayKind.SURVEY_DUE: _due_round,
    TodayKind.STORY: _story,
    TodayKind.AIM: _aim,
    TodayKind.UNTRAINED: _training,
}
