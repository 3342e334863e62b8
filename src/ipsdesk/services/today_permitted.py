"""What permitted work asks for on Today beside a missing PW1: telling DWP again, and rates not yet known."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Select, and_, case, func, or_, select

from ipsdesk.measures.permitted import is_job
from ipsdesk.measures.sqlite import Expression, plus_days
from ipsdesk.measures.terms import A, Condition, job_fact, live, open_on, there_is
from ipsdesk.measures.window import LAST
from ipsdesk.models import Change, Employer, PermittedWorkEvent
from ipsdesk.rules.permitted_trail import AHEAD, MORE_ASKED, TrailStep
from ipsdesk.rules.permitted_work import HIGHER, SUPPORTED
from ipsdesk.rules.rates import MissingRate, missing_rates
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.permitted_reading import LABELS
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.today_asked import job_words, lines_of
from ipsdesk.services.today_lines import TodayKind

CHANGES, EMPLOYERS, EVENTS = Change.__table__, Employer.__table__, PermittedWorkEvent.__table__
HOURS_OR_PAY, ASKED_FOR_MORE = "hours, pay or circumstances changed", "DWP asked for more"


def _newest(step: TrailStep) -> Expression:
    """The last day on which a step of the job's notice was taken."""
    return (
        select(func.max(EVENTS.c.on_date, type_=Date))
        .where(live(EVENTS), EVENTS.c.activity_id == A.c.id, EVENTS.c.event == step, EVENTS.c.on_date <= LAST)
        .correlate(A)
        .scalar_subquery()
    )


class _Sent:
    """The current jobs of which DWP was told, with the day of that and what has happened since."""

    def __init__(self) -> None:
        self.jobs = (
            select(
                *(A.c.id, A.c.client_id, A.c.pw1_sent_on),
                job_words().label("words"),
                _newest(TrailStep.SENT_AGAIN).label("again_on"),
            )
            .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
            .where(
                is_job(),
                open_on(LAST, A.c.started_on, A.c.ended_on),
                A.c.pw1_sent_on <= LAST,
                job_fact(LAST, "permitted_work", A).in_((HIGHER, SUPPORTED)),
            )
            .subquery("sent")
        )
        self.is_again = self.jobs.c.again_on >= self.jobs.c.pw1_sent_on
        self.last_on = case((self.is_again, self.jobs.c.again_on), else_=self.jobs.c.pw1_sent_on)

    def changed_on(self) -> Expression:
        """The last day from which hours, pay or category are others; what was told just before, left out."""
        told = case(
            (self.is_again, plus_days(self.jobs.c.again_on, AHEAD.days)), else_=self.jobs.c.pw1_sent_on
        )
        return self._newest_of(
            CHANGES.c.from_on,
            live(CHANGES),
            CHANGES.c.activity_id == self.jobs.c.id,
            CHANGES.c.fact.in_(LABELS.values()),
            CHANGES.c.from_on > told,
            CHANGES.c.from_on <= LAST,
        )

    def happened_on(self) -> Expression:
        """The last day on which circumstances changed."""
        return self._newest_of(EVENTS.c.on_date, self._since(), EVENTS.c.event == TrailStep.CHANGED)

    def asked_on(self) -> Expression:
        """The day on which DWP asked for more, where that is its last word since."""
        later = EVENTS.alias("later_decisions")
        overtaken = there_is(
            later,
            live(later),
            later.c.activity_id == EVENTS.c.activity_id,
            later.c.event == TrailStep.DECISION,
            later.c.on_date <= LAST,
            or_(
                later.c.on_date > EVENTS.c.on_date,
                and_(later.c.on_date == EVENTS.c.on_date, later.c.id > EVENTS.c.id),
            ),
        )
        return self._newest_of(
            EVENTS.c.on_date,
            self._since(),
            EVENTS.c.event == TrailStep.DECISION,
            EVENTS.c.decision == MORE_ASKED,
            ~overtaken,
        )

    def _newest_of(self, day: Expression, *conditions: Condition) -> Expression:
        newest = select(func.max(day, type_=Date)).where(*conditions)
        return newest.correlate(self.jobs).scalar_subquery()

    def _since(self) -> Condition:
        """An event of the job after the notice was sent last; of one day, sending again comes last."""
        same_day = and_(self.is_again.is_not(True), EVENTS.c.on_date == self.last_on)
        return and_(
            live(EVENTS),
            EVENTS.c.activity_id == self.jobs.c.id,
            EVENTS.c.on_date <= LAST,
            or_(EVENTS.c.on_date > self.last_on, same_day),
        )


def _again() -> Select[Any]:
    """As `trail_of` has it: something is other since DWP was told, or DWP asked for more."""
    sent = _Sent()
    days = {"changed_on": sent.changed_on(), "happened_on": sent.happened_on(), "asked_on": sent.asked_on()}
    found = select(sent.jobs, *(day.label(name) for name, day in days.items())).subquery("told_again")
    known = [found.c[name] for name in days]
    due = func.max(*(func.coalesce(day, "") for day in known), type_=Date)
    is_other = or_(found.c.changed_on.is_not(None), found.c.happened_on.is_not(None))
    words = case((is_other, HOURS_OR_PAY), else_=ASKED_FOR_MORE)
    return lines_of(found.c.client_id, found.c.id, due, found.c.words, more=words).where(
        or_(*(day.is_not(None) for day in known))
    )


PERMITTED_ASKED = {TodayKind.PW1_AGAIN: Packed(_again, "last")}


def rates_missing(connection: Connection, today: date) -> list[MissingRate]:
    """The dated figures that are not known from the 1 April that comes, or has come."""
    return missing_rates(rates_of(connection), today)
