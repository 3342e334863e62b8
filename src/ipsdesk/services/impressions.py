"""First impressions of people who have just come, and what they and others recommend and ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from ipsdesk.errors import NotSaved
from ipsdesk.measures.terms import live
from ipsdesk.models import Client, DecisionMeeting, FirstImpression, Recommendation
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.editing_checks import kept_of_form, problems_of_record
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.meetings_step import blank
from ipsdesk.services.outgoing import LONGEST
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import (
    RESTRICTED_RECORD,
    Access,
    access_of,
    refuse_without_reason,
)
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving

IMPRESSIONS, RECOMMENDATIONS, CLIENTS, MEETINGS = (
    FirstImpression.__table__,
    Recommendation.__table__,
    Client.__table__,
    DecisionMeeting.__table__,
)
QUESTIONS: Mapping[str, str] = {
    "welcomed": "Did somebody welcome you?",
    "shown_round": "Were you shown round?",
    "told_next": "Were you told what happens next?",
    "room_ready": "Was your room ready for you?",
    "felt_safe": "Did you feel safe?",
    "asked_work": "Were you asked about work?",
    "information": "Were you given information you could keep?",
}
"""The questions of the audit, as they are asked, by attribute."""
FROM_HERE = "first impressions"
TOO_LONG = f"One of the requests has {{:,}} characters; it can have {LONGEST:,}"


@dataclass(frozen=True, slots=True)
class ImpressionRow:
    """One audit: what was answered to each question, what was best, what would be even better."""

    id: int
    on: date
    name: str
    helped_by: str
    arrived_on: date | None
    answers: Mapping[str, str]
    best: str
    better: str
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation or request: whose, to which meeting it was taken, what was answered."""

    id: int
    on: date
    words: str
    source: str
    name: str
    meeting: str
    meeting_on: date | None
    answer: str
    answered_on: date | None
    outcome: str
    done_on: date | None
    is_withheld: bool

    @property
    def is_answered(self) -> bool:
        """Whether somebody answered it."""
        return self.answered_on is not None


@dataclass(frozen=True, slots=True)
class Impressions:
    """Newest first; ``yes`` counts by question how many of all who answered said yes, of ``asked``."""

    today: date
    audits: tuple[ImpressionRow, ...]

    def tally(self, question: str) -> tuple[int, int]:
        """How many said yes, of how many who answered."""
        given = [one.answers[question] for one in self.audits if one.answers.get(question)]
        return sum(answer == "yes" for answer in given), len(given)


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Those without answer first, the oldest of them before others; then the answered, newest first."""

    today: date
    lines: tuple[RecommendationRow, ...]

    @property
    def waiting(self) -> tuple[RecommendationRow, ...]:
        """Those that are on no agenda and have no answer."""
        return tuple(one for one in self.lines if not one.is_answered and not one.meeting)


class FirstImpressions(Service):
    """The audit of first impressions, and what is done with what people say in it."""

    @allowed(*EVERYONE)
    def audits(self) -> Impressions:
        """Every audit."""
        with self.workspace.transactions.read() as connection:
            access = access_of(connection, self.workspace)
            rows = connection.execute(
                select(IMPRESSIONS, CLIENTS.c.name)
                .outerjoin(CLIENTS, CLIENTS.c.id == IMPRESSIONS.c.client_id)
                .where(live(IMPRESSIONS))
                .order_by(IMPRESSIONS.c.on_date.desc(), IMPRESSIONS.c.id.desc())
            )
            return Impressions(self.workspace.today(), tuple(_impression(row, access) for row in rows))

    @allowed(*EVERYONE)
    def recommendations(self) -> Recommendations:
        """Every recommendation and request."""
        with self.workspace.transactions.read() as connection:
            access = access_of(connection, self.workspace)
            return Recommendations(self.workspace.today(), _recommendations(connection, access))

    @allowed(*STAFF)
    def record(self, audit: Mapping[str, Plain], recommendations: Sequence[str]) -> Done:
        """Save an audit, and each thing that was recommended or asked for in it, as one change.

        Raises ``NotSaved`` with what is wrong by field, ``ReasonNeeded`` for a restricted record.
        """
        space = self.workspace
        with space.transactions.begin() as connection:
            client = audit.get("client_id")
            if client is not None:
                refuse_without_reason(connection, space, int(str(client)))
            fields = {name for name, _ in FirstImpression.fields()}
            kept, problems = kept_of_form(
                connection, FirstImpression, {name: audit.get(name) for name in fields}
            )
            problems |= problems_of_record(connection, FirstImpression, None, kept, space.today())
            if (longest := max(map(len, recommendations), default=0)) > LONGEST:
                problems[""] = TOO_LONG.format(longest)
            if problems:
                raise NotSaved(problems)
            names = Names(connection)
            whose = f" of {names.person(('client', kept['client_id']))[1]}" if kept["client_id"] else ""
            saving = Saving(space, connection, f"first impressions{whose}")
            saving.add(FirstImpression, kept)
            for words in filter(None, map(str.strip, recommendations)):
                asked = {
                    "on_date": kept["on_date"],
                    "recommendation": words,
                    "source": FROM_HERE,
                    "client_id": kept["client_id"],
                }
                saving.add(Recommendation, blank(Recommendation) | asked)
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        also = [one for one in recommendations if one.strip()]
        more = f", with {counted(len(also), 'recommendation')}" if also else ""
        return Done(f"{sentence_case(saving.words)}{more}", saving.at, kinds)


def _impression(row: Any, access: Access) -> ImpressionRow:
    withheld = row.client_id in access.asked
    answers = {name: getattr(row, name) or "" for name in QUESTIONS}
    return ImpressionRow(
        row.id, row.on_date, RESTRICTED_RECORD if withheld else row.name or "", row.helped_by or "",
        row.arrived_on, answers, "" if withheld else row.best or "", "" if withheld else row.better or "",
        withheld,
    )  # fmt: skip


def _recommendations(connection: Connection, access: Access) -> tuple[RecommendationRow, ...]:
    own = RECOMMENDATIONS.c
    taken = and_(MEETINGS.c.id == own.meeting_id, live(MEETINGS))
    rows = connection.execute(
        select(
            RECOMMENDATIONS,
            CLIENTS.c.name.label("client"),
            MEETINGS.c.name.label("called"),
            MEETINGS.c.kind.label("meeting_kind"),
            MEETINGS.c.on_date.label("meeting_on"),
        )
        .outerjoin(CLIENTS, CLIENTS.c.id == own.client_id)
        .outerjoin(MEETINGS, taken)
        .where(live(RECOMMENDATIONS))
        .order_by(own.answered_on.is_not(None), own.answered_on.desc(), own.on_date, own.id)
    )
    return tuple(_recommendation(row, access) for row in rows)


def _recommendation(row: Any, access: Access) -> RecommendationRow:
    withheld = row.client_id in access.asked
    meeting = row.called or sentence_case(row.meeting_kind or "")
    return RecommendationRow(
        row.id, row.on_date, RESTRICTED_RECORD if withheld else row.recommendation, row.source,
        RESTRICTED_RECORD if withheld else row.client or "", meeting, row.meeting_on,
        "" if withheld else row.answer or "", row.answered_on, row.outcome or "", row.done_on, withheld,
    )  # fmt: skip
