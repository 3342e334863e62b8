"""What records say of the fidelity items for which they propose no score: counts, in short sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Select, String, and_, cast, func, select

from ipsdesk.measures.sqlite import Expression
from ipsdesk.measures.terms import (
    CC,
    C,
    Condition,
    E,
    as_number,
    is_specialist,
    jobs,
    live,
    posts,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import BenefitsAdvice, InformationTalk, Supervision, TeamMeeting
from ipsdesk.models.staff import WTE_SCALE
from ipsdesk.models.together import team_meeting_staff
from ipsdesk.rules.codes import FACE_TO_FACE, MEETING_KINDS, SUPERVISION_KINDS
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.fidelity_proposing import Reading

MEETINGS, SUPERVISIONS, ADVICE, TALKS = (
    TeamMeeting.__table__,
    Supervision.__table__,
    BenefitsAdvice.__table__,
    InformationTalk.__table__,
)
UNIT_MEETING = MEETING_KINDS[2]
ONE_TO_ONE, MENTORING, GROUP = SUPERVISION_KINDS[:3]
VOCATIONAL_UNIT, NOT_READY = 7, "not ready"
FEWEST_SPECIALISTS = 2
MONTHS = 6


def evidence_of(read: Reading, number: int) -> tuple[str, ...]:
    """What the records of the window say of an item; nothing where they say nothing."""
    return tuple(SAYS[number](read)) if number in SAYS else ()


def reach_of(read: Reading, number: int) -> str:
    """What a unit of one specialist can't reach."""
    if number != VOCATIONAL_UNIT:
        return ""
    there, full = read.number(_in_post()), read.number(_in_post(full_time=True))
    if there < FEWEST_SPECIALISTS:
        who = "one specialist" if there else "no specialist"
        return f"Scores 4 and 5 ask for two specialists or more. A unit with {who} in post cannot reach them."
    if full < FEWEST_SPECIALISTS:
        who = "One specialist" if full else "No specialist"
        return f"Score 5 asks for two full-time specialists. {who} in post is full time."
    return ""


def _in_post(*, full_time: bool = False) -> Select[Any]:
    post = posts()
    on = [within(LAST, post.c.first, post.c.last), *([post.c.wte >= WTE_SCALE] if full_time else [])]
    return select(func.count()).select_from(post).where(*on)


def _contacts(*conditions: Condition) -> Condition:
    return and_(live(C), C.c.attended.is_(True), within(C.c.on_date, FIRST, LAST), *conditions)


def _month(day: Expression) -> Expression:
    return func.substr(cast(day, String), 1, 7)


# ---- item by item -----------------------------------------------------------------------------------


def _team_meetings(read: Reading) -> Iterator[str]:
    held = and_(live(MEETINGS), within(MEETINGS.c.on_date, FIRST, LAST), MEETINGS.c.kind != UNIT_MEETING)
    with_us = there_is(
        team_meeting_staff,
        team_meeting_staff.c.meeting_id == MEETINGS.c.id,
        is_specialist(team_meeting_staff.c.staff_id, MEETINGS.c.on_date, posts()),
    )
    all_ = read.number(select(func.count()).select_from(MEETINGS).where(held))
    ours = read.number(select(func.count()).select_from(MEETINGS).where(held, with_us))
    if all_:
        yield f"{counted(all_, 'meeting')} with clinical teams recorded, {ours} with a specialist there."


def _partners(read: Reading) -> Iterator[str]:
    met = _contacts(C.c.kind == "partner agency")
    contacts = read.number(select(func.count()).where(met))
    months = read.number(select(func.count(_month(C.c.on_date).distinct())).where(met))
    in_person = read.number(select(func.count()).where(met, C.c.mode == FACE_TO_FACE))
    if contacts:
        words = counted(contacts, "contact")
        yield f"{words} with Jobcentre Plus or partner agencies, in {counted(months, 'calendar month')}."
        yield f"{in_person} of them face to face."


def _vocational_unit(read: Reading) -> Iterator[str]:
    full = read.number(_in_post(full_time=True))
    yield f"{counted(read.number(_in_post()), 'specialist')} in post on the day, {full} full time."
    unit = (live(MEETINGS), within(MEETINGS.c.on_date, FIRST, LAST), MEETINGS.c.kind == UNIT_MEETING)
    meetings = read.number(select(func.count()).select_from(MEETINGS).where(*unit))
    groups = read.number(_supervised(GROUP))
    if meetings or groups:
        held = f"{counted(meetings, 'meeting')} of the vocational unit"
        yield f"{held}, {counted(groups, 'group supervision')}."


def _supervised(kind: str) -> Select[Any]:
    held = (live(SUPERVISIONS), within(SUPERVISIONS.c.on_date, FIRST, LAST), SUPERVISIONS.c.kind == kind)
    return select(func.count()).select_from(SUPERVISIONS).where(*held)


def _supervision(read: Reading) -> Iterator[str]:
    single, mentoring, group = (read.number(_supervised(kind)) for kind in (ONE_TO_ONE, MENTORING, GROUP))
    if single or mentoring or group:
        yield f"Supervision recorded: {single} one to one, {mentoring} field mentoring, {group} in a group."


def _turned_away(read: Reading) -> Iterator[str]:
    declined = (live(E), within(E.c.declined_on, FIRST, LAST))
    all_ = read.number(select(func.count()).where(*declined))
    not_ready = read.number(select(func.count()).where(*declined, E.c.decline_reason == NOT_READY))
    if all_:
        yield f"{counted(all_, 'referral')} declined, {not_ready} of them as not ready."


def _advice(read: Reading) -> Iterator[str]:
    job = jobs()
    begun = (job.c.reason.is_(None), within(job.c.counted_on, FIRST, LAST))
    before = there_is(
        ADVICE, live(ADVICE), ADVICE.c.client_id == job.c.client_id, ADVICE.c.on_date < job.c.started_on
    )
    all_ = read.number(select(func.count()).select_from(job).where(*begun))
    advised = read.number(select(func.count()).select_from(job).where(*begun, before))
    if all_:
        yield f"{counted(all_, 'job start')}, {advised} with benefits advice recorded before the first day."


def _talks(read: Reading) -> Iterator[str]:
    each = (
        select(TALKS.c.client_id, func.count().label("talks"))
        .where(live(TALKS), TALKS.c.on_date <= LAST)
        .group_by(TALKS.c.client_id)
        .having(func.max(as_number(within(TALKS.c.on_date, FIRST, LAST))) == 1)
        .subquery("talks_of_each")
    )
    people = read.number(select(func.count()).select_from(each))
    often = read.number(select(func.count()).select_from(each).where(each.c.talks > 1))
    if people:
        with_ = f"{people} {'person' if people == 1 else 'people'}"
        yield f"Talks about personal information with {with_}, with {often} of them more than once by now."


def _follow_along(read: Reading) -> Iterator[str]:
    met = _contacts(C.c.kind == "in-work support", C.c.mode == FACE_TO_FACE)
    contacts = read.number(select(func.count()).where(met))
    people = read.number(
        select(func.count(CC.c.client_id.distinct()))
        .select_from(CC.join(C, C.c.id == CC.c.contact_id))
        .where(met)
    )
    if contacts:
        who = f"{people} {'person' if people == 1 else 'people'}"
        yield f"{counted(contacts, 'contact')} of in-work support face to face, with {who}."


def _outreach(read: Reading) -> Iterator[str]:
    tried = (live(C), within(C.c.on_date, FIRST, LAST), C.c.outreach.is_(True))
    attempts = read.number(select(func.count()).where(*tried))
    people = read.number(
        select(func.count(CC.c.client_id.distinct()))
        .select_from(CC.join(C, C.c.id == CC.c.contact_id))
        .where(*tried)
    )
    if attempts:
        whom = f"{people} {'person' if people == 1 else 'people'}"
        yield f"{counted(attempts, 'attempt')} to reach {whom} who stayed away."


SAYS: Mapping[int, Callable[[Reading], Iterator[str]]] = {
    5: _team_meetings,
    6: _partners,
    VOCATIONAL_UNIT: _vocational_unit,
    8: _supervision,
    9: _turned_away,
    12: _advice,
    13: _talks,
    23: _follow_along,
    25: _outreach,
}
"""By item: what is counted of it."""
