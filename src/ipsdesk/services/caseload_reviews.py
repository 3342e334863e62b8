"""The full review of a specialist's caseload: begun as it stands, decided person by person, completed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.measures.terms import live
from ipsdesk.models import CaseloadReview, CaseloadReviewLine
from ipsdesk.rules.codes import CASELOAD_DECISIONS
from ipsdesk.rules.wording import counted
from ipsdesk.services.caseload_reviews_reading import (
    CLIENTS,
    LINES,
    PEOPLE,
    REVIEWS,
    ReviewsPage,
    before_of,
    people_of,
    review_lines,
    specialists_of,
    standing_of,
)
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.editing_form import next_reference
from ipsdesk.services.meetings_closed import my_staff
from ipsdesk.services.meetings_step import blank
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import access_of, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Role, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at

LEADS = (Role.LEAD, Role.MANAGER)
GONE = "This review has been removed. Nothing was changed."
GONE_LINE = "This person is not in the review any more. Nothing was changed."
COMPLETE = "This review is complete, and its decisions stay. Reopen it to change them, with a reason."
NOT_COMPLETE = "This review is not complete, so it can be changed as it is. Nothing was changed."
NOT_YOURS = "Decisions are written by whose caseload it is, or by a lead or a manager. Nothing was changed."
NOBODY = "Nobody is on the caseload of {name} today, so there is nothing to review. Nothing was begun."
OPEN = "The review {reference} of this caseload is still open: complete it first. Nothing was begun."
UNDECIDED = "{left} still without a decision. Nothing was changed."
NO_REASON = "Say why. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Begun(Done):
    """What was begun; ``review`` is the key of the new review."""

    review: int


class CaseloadReviews(Service):
    """Raises ``CannotRun`` for what was removed or can't be, ``ReasonNeeded`` for a restricted record."""

    @allowed(*EVERYONE)
    def page(self, review: int | None = None) -> ReviewsPage:
        """Every review, and one with its people: this one, else the newest."""
        space = self.workspace
        with space.transactions.read() as connection:
            today, me, lines = space.today(), my_staff(connection, space), review_lines(connection)
            staff = specialists_of(connection, today)
            chosen = next((one for one in lines if one.id == review), lines[0] if lines else None)
            if chosen is None:
                return ReviewsPage(today, me, lines, staff)
            before = before_of(lines, chosen)
            people, gone = people_of(connection, chosen, before, access_of(connection, space))
            return ReviewsPage(today, me, lines, staff, chosen, before, people, gone)

    @allowed(*LEADS)
    def begin(self, staff: int, note: str = "") -> Begun:
        """Begin a review of somebody's caseload: a line for each person as they stand today."""
        space, today = self.workspace, self.workspace.today()
        with space.transactions.begin() as connection:
            own = REVIEWS.c
            still = select(own.reference).where(
                live(REVIEWS), own.staff_id == staff, own.completed_on.is_(None)
            )
            if (reference := connection.scalar(still.limit(1))) is not None:
                raise CannotRun(OPEN.format(reference=reference))
            name = connection.scalar(select(PEOPLE.c.name).where(PEOPLE.c.id == staff))
            people = list(standing_of(connection, staff, today))
            if not people:
                raise CannotRun(NOBODY.format(name=name))
            reference = next_reference(connection, CaseloadReview)
            saving = Saving(space, connection, f"caseload review {reference} of {name}")
            values = {
                "reference": reference,
                "on_date": today,
                "staff_id": staff,
                "note": note.strip() or None,
            }
            reviewer = {"reviewer_id": my_staff(connection, space)}
            review = saving.add(CaseloadReview, blank(CaseloadReview) | values | reviewer)
            for one in people:
                saving.add(CaseloadReviewLine, blank(CaseloadReviewLine) | {"review_id": review} | one)
        done = self._announced(saving, f"begun with {counted(len(people), 'person')}")
        return Begun(done.words.replace("persons", "people"), done.at, done.kinds, review)

    @allowed(*STAFF)
    def decide(self, line: int, decision: str | None) -> Done:
        """Decide what becomes of a person, or take the decision back; nothing else is done by it."""
        if decision not in (*CASELOAD_DECISIONS, None):
            raise ValueError(f"{decision} is no decision of a review")
        return self._save_line(line, {"decision": decision}, decision or "no decision yet")

    @allowed(*STAFF)
    def note(self, line: int, words: str) -> Done:
        """What there is to say of a person; empty takes it away."""
        return self._save_line(line, {"note": words.strip() or None}, "note")

    @allowed(*LEADS)
    def complete(self, review: int) -> Done:
        """Every person has a decision: they stay from now on."""

        def write(saving: Saving, record: Values) -> str:
            if record["completed_on"] is not None:
                raise CannotRun(COMPLETE)
            own = LINES.c
            open_lines = select(own.id).where(live(LINES), own.review_id == review, own.decision.is_(None))
            if left := len(saving.connection.execute(open_lines).all()):
                them = "1 person is" if left == 1 else f"{left} people are"
                raise CannotRun(UNDECIDED.format(left=them))
            saving.alter(CaseloadReview, record, {"completed_on": self.workspace.today()})
            return "completed"

        return self._save(review, write)

    @allowed(*LEADS)
    def reopen(self, review: int, reason: str) -> Done:
        """Let the decisions of a complete review be changed after all, with the reason."""
        why = reason.strip()
        if not why:
            raise CannotRun(NO_REASON)

        def write(saving: Saving, record: Values) -> str:
            if record["completed_on"] is None:
                raise CannotRun(NOT_COMPLETE)
            saving.alter(CaseloadReview, record, {"completed_on": None}, reason=why)
            return f"reopened: {why}"

        return self._save(review, write)

    # ---- writing --------------------------------------------------------------------------------------

    def _save(self, review: int, write: Callable[[Saving, Values], str]) -> Done:
        with self.workspace.transactions.begin() as connection:
            record = _kept(connection, review)
            saving = Saving(self.workspace, connection, f"caseload review {record['reference']}")
            said = write(saving, record)
        return self._announced(saving, said)

    def _save_line(self, line: int, values: dict[str, Any], said: str) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            there = connection.execute(
                select(LINES.c.review_id, CLIENTS.c.id, CLIENTS.c.name)
                .join(CLIENTS, CLIENTS.c.id == LINES.c.client_id)
                .where(live(LINES), LINES.c.id == line)
            ).first()
            if there is None:
                raise CannotRun(GONE_LINE)
            refuse_without_reason(connection, space, there.id)
            review = _kept(connection, there.review_id)
            if space.actor.role not in LEADS and review["staff_id"] != my_staff(connection, space):
                raise NotAllowed(NOT_YOURS)
            if review["completed_on"] is not None:
                raise CannotRun(COMPLETE)
            words = f"{there.name} in caseload review {review['reference']}"
            saving = Saving(space, connection, words)
            saving.alter(CaseloadReviewLine, record_at(connection, CaseloadReviewLine, line), values)
        return self._announced(saving, said)

    def _announced(self, saving: Saving, said: str) -> Done:
        kinds = frozenset(saving.kinds)
        if kinds:
            self.workspace.changes.announce(kinds)
        return Done(f"{sentence_case(saving.words)}: {said}", saving.at, kinds)


def _kept(connection: Connection, review: int) -> Values:
    there = select(REVIEWS.c.id).where(live(REVIEWS), REVIEWS.c.id == review)
    if connection.scalar(there) is None:
        raise CannotRun(GONE)
    return record_at(connection, CaseloadReview, review)
