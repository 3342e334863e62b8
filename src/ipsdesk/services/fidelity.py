"""Fidelity reviews: scored item by item, completed, reopened; their calendar, and their totals over time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import FidelityItem, FidelityReview, FidelityScore, FidelityStep, Record
from ipsdesk.rules.codes import FIDELITY_STEPS
from ipsdesk.rules.ips25 import HIGHEST, LOWEST, component_score, item, parts_met
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.fidelity_calendar import ReviewDue, ReviewStep, read_calendar, read_due
from ipsdesk.services.fidelity_completing import refuse_unfinished
from ipsdesk.services.fidelity_proposing import PROPOSED_FOR, proposed_now
from ipsdesk.services.fidelity_sealed import FROZEN
from ipsdesk.services.fidelity_sheet import (
    Compared,
    ComparedItem,
    OverTime,
    Point,
    ReviewerScore,
    ReviewLine,
    Sheet,
    SheetItem,
    live_review,
    over_time,
    read_compared,
    read_reviews,
    read_sheet,
    scores_of,
)
from ipsdesk.services.records import Done
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at, table_of

__all__ = [
    "Compared", "ComparedItem", "Fidelity", "OverTime", "Point", "ReviewDue", "ReviewLine", "ReviewStep",
    "ReviewerScore", "Sheet", "SheetItem",
]  # fmt: skip

SCORING = (Role.LEAD, Role.MANAGER)
"""Who scores and plans."""
NO_SCORE = "A score is a whole number from 1 to 5, not {score}. Nothing was changed."
NO_ITEM = "The scale has items 1 to 25, not {item}. Nothing was changed."
BY_PARTS = (
    "Item {item} is scored by its parts: {met} ticked makes {score}. Nothing was changed. Tick or clear parts"
    " instead."
)
NO_PARTS = "Item {item} has no part {part}. Nothing was changed."
NO_REVIEWER = "Say whose score it is. Nothing was changed."
NOT_COMPLETE = "This review is not complete, so there is nothing to reopen. Nothing was changed."
NO_REASON = "Say why the review is reopened. Nothing was changed."
AHEAD = "{day} lies ahead. Nothing was changed."
NO_STEP = "There is no step '{step}' in the calendar of a review. Nothing was changed."


class Fidelity(Service):
    """Each method that writes is one saved change; it raises ``CannotRun`` for a review that was removed,
    and, where scores or what stands behind them are concerned, for one that is complete."""

    # ---- reading ------------------------------------------------------------------------------------

    @allowed(*EVERYONE)
    def reviews(self) -> tuple[ReviewLine, ...]:
        """Every review, newest first; one of which the day lies ahead is planned."""
        with self.workspace.transactions.read() as connection:
            return read_reviews(connection, self.workspace.today())

    @allowed(*EVERYONE)
    def sheet(self, review: int) -> Sheet:
        """The score sheet of a review."""
        with self.workspace.transactions.read() as connection:
            return read_sheet(connection, review, self.workspace.today())

    @allowed(*EVERYONE)
    def compare(self, review: int, other: int) -> Compared:
        """Two reviews item by item."""
        with self.workspace.transactions.read() as connection:
            return read_compared(connection, review, other)

    @allowed(*EVERYONE)
    def over_time(self) -> OverTime:
        """The reviews up to today of which something is scored, oldest first."""
        with self.workspace.transactions.read() as connection:
            return over_time(read_reviews(connection, self.workspace.today()))

    @allowed(*EVERYONE)
    def calendar(self, review: int) -> tuple[ReviewStep, ...]:
        """The steps around a review with the days by which they are due."""
        with self.workspace.transactions.read() as connection:
            return read_calendar(connection, review)

    @allowed(*EVERYONE)
    def due(self) -> tuple[ReviewDue, ...]:
        """The first review, the target, the self-assessment of the year: when due, and whether met."""
        with self.workspace.transactions.read() as connection:
            return read_due(connection, self.workspace.today())

    # ---- scoring ------------------------------------------------------------------------------------

    @allowed(*SCORING)
    def score(self, review: int, number: int, score: int | None, reason: str | None = None) -> Done:
        """Give an item its agreed score (None takes it back), with why it differs from what records propose.

        ``reason`` None leaves what was said; it goes once the score is the proposed one. What the records
        propose now is kept beside the score. Raises ``CannotRun`` for a score outside 1 to 5, or another one
        than the ticked parts make.
        """
        _refuse_score(number, score)

        def write(saving: Saving, record: Values) -> str:
            behind = _behind(saving.connection, review, number)
            _refuse_by_hand(number, score, behind)
            self._agree(saving, record, number, score, {"reason": reason})
            return f"item {number}, {score if score else 'score taken back'}"

        return self._save(review, write)

    @allowed(*SCORING)
    def tick(self, review: int, number: int, parts: Iterable[int]) -> Done:
        """Say which parts of an item are met, which makes its score; raises ``CannotRun`` for other parts."""
        _refuse_score(number, None)
        met = sorted(set(parts))
        of_item = range(1, len(item(number).components) + 1)
        if strange := next((part for part in met if part not in of_item), None if of_item else 1):
            raise CannotRun(NO_PARTS.format(item=number, part=strange))

        def write(saving: Saving, record: Values) -> str:
            score = component_score(number, len(met))
            self._agree(saving, record, number, score, {"parts": [str(part) for part in met]})
            return f"item {number}, {len(met)} parts met, {score}"

        return self._save(review, write)

    @allowed(*SCORING)
    def reviewer_score(
        self, review: int, number: int, reviewer: str, score: int | None, note: str | None = None
    ) -> Done:
        """What one reviewer gives an item; None takes it back. The agreed score is given by itself."""
        _refuse_score(number, score)
        name = " ".join(reviewer.split())
        if not name:
            raise CannotRun(NO_REVIEWER)

        def write(saving: Saving, _record: Values) -> str:
            key = {"review_id": review, "item": number, "reviewer": name}
            there = _there(saving.connection, FidelityScore, key)
            if score is None:
                _remove(saving, FidelityScore, there)
            else:
                _put(saving, FidelityScore, key, there, {"score": score, **_said({"note": note})})
            return f"item {number}, {name} gives {score or 'no score'}"

        return self._save(review, write)

    @allowed(*SCORING)
    def say(
        self,
        review: int,
        number: int,
        *,
        comment: str | None = None,
        evidence: str | None = None,
        recommendation: str | None = None,
    ) -> Done:
        """What was seen and thought of an item; None leaves a text as it is, an empty one removes it."""
        _refuse_score(number, None)
        words = _said({"comment": comment, "evidence": evidence, "recommendation": recommendation})

        def write(saving: Saving, _record: Values) -> str:
            self._put_behind(saving, review, number, words)
            return f"item {number}, {' and '.join(words) or 'nothing'} written"

        return self._save(review, write)

    def _agree(
        self, saving: Saving, record: Values, number: int, score: int | None, given: Mapping[str, Any]
    ) -> None:
        """Write an agreed score, what records propose now, and what else is given."""
        proposed, arithmetic = None, None
        if score is not None and number in PROPOSED_FOR:
            proposed, arithmetic = proposed_now(saving.connection, number, record["on_date"])
        values = {"proposed": proposed, "arithmetic": arithmetic, **_said(given)}
        if score is None or score == proposed:
            values["reason"] = None
        if score is None:
            values["parts"] = None
        saving.alter(FidelityReview, record, {f"item_{number}": score})
        self._put_behind(saving, record["id"], number, values)

    def _put_behind(self, saving: Saving, review: int, number: int, values: Values) -> None:
        there = _behind(saving.connection, review, number)
        if there is not None or any(values.values()):
            _put(saving, FidelityItem, {"review_id": review, "item": number}, there, values)

    # ---- the whole review ---------------------------------------------------------------------------

    @allowed(*SCORING)
    def complete(self, review: int) -> Done:
        """Freeze the scores and what stands behind them.

        Raises ``CannotRun`` with the items that have no score yet, with those scored otherwise than proposed
        and nobody said why, and for a review whose day lies ahead.
        """

        def write(saving: Saving, record: Values) -> str:
            for number, (proposed, arithmetic) in self._unproposed(saving.connection, record).items():
                values = {"proposed": proposed, "arithmetic": arithmetic}
                self._put_behind(saving, review, number, values)
            sheet = read_sheet(saving.connection, review, self.workspace.today())
            refuse_unfinished(sheet, self.workspace.today())
            saving.alter(FidelityReview, record, {"completed_on": self.workspace.today()})
            return f"completed, {sheet.standing.words}"

        return self._save(review, write)

    def _unproposed(self, connection: Connection, record: Values) -> dict[int, tuple[int | None, str | None]]:
        """What records propose for items that were scored elsewhere, such as in a workbook."""
        found: dict[int, tuple[int | None, str | None]] = {}
        for number in scores_of(record).keys() & set(PROPOSED_FOR):
            behind = _behind(connection, record["id"], number)
            if behind is None or not (behind["proposed"] or behind["arithmetic"]):
                found[number] = proposed_now(connection, number, record["on_date"])
        return found

    @allowed(*SCORING)
    def reopen(self, review: int, reason: str) -> Done:
        """Let a complete review be changed again; the day and the reason are kept."""
        if not reason.strip():
            raise CannotRun(NO_REASON)

        def write(saving: Saving, record: Values) -> str:
            if record["completed_on"] is None:
                raise CannotRun(NOT_COMPLETE)
            reopened = {"reopened_on": self.workspace.today(), "reopened_reason": reason.strip()}
            saving.alter(FidelityReview, record, {"completed_on": None, **reopened}, reason=reason.strip())
            return f"reopened: {reason.strip()}"

        return self._save(review, write, of_complete=True)

    @allowed(*SCORING)
    def step_done(self, review: int, step: str, on: date | None, note: str | None = None) -> Done:
        """When a step of the calendar was done (None: not yet); raises ``CannotRun`` for a day ahead."""
        if step not in FIDELITY_STEPS:
            raise CannotRun(NO_STEP.format(step=step))
        if on is not None and on > self.workspace.today():
            raise CannotRun(AHEAD.format(day=shown_day(on)))

        def write(saving: Saving, _record: Values) -> str:
            key = {"review_id": review, "step": step}
            there = _there(saving.connection, FidelityStep, key)
            if on is None:
                _remove(saving, FidelityStep, there)
                return f"{step}: not done"
            _put(saving, FidelityStep, key, there, {"done_on": on, **_said({"note": note})})
            return f"{step}, {shown_day(on)}"

        return self._save(review, write, of_complete=True)

    def _save(
        self, review: int, write: Callable[[Saving, Values], str], *, of_complete: bool = False
    ) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            live_review(connection, review)
            record = record_at(connection, FidelityReview, review)
            if record["completed_on"] is not None and not of_complete:
                raise CannotRun(FROZEN)
            saving = Saving(space, connection, called(record))
            said = write(saving, record)
        kinds = frozenset(saving.kinds)
        if kinds:
            space.changes.announce(kinds)
        return Done(f"{called(record)}: {said}", saving.at, kinds)


def called(record: Values) -> str:
    """A review in a sentence: ``fidelity review of 10 May 2026``."""
    return f"fidelity review of {shown_day(record['on_date'])}"


def _refuse_score(number: int, score: object) -> None:
    try:
        item(number)
    except ValueError:
        raise CannotRun(NO_ITEM.format(item=number)) from None
    if score is not None and (type(score) is not int or not LOWEST <= score <= HIGHEST):
        raise CannotRun(NO_SCORE.format(score=score))


def _refuse_by_hand(number: int, score: int | None, behind: Values | None) -> None:
    """An item of which parts are ticked has the score they make."""
    met = len(parts_met(number, (behind or {}).get("parts") or ()))
    if met and score is not None and score != component_score(number, met):
        makes = component_score(number, met)
        raise CannotRun(BY_PARTS.format(item=number, met=met, score=makes))


def _said(words: Mapping[str, Any]) -> dict[str, Any]:
    """What is given; an empty text is kept as none."""
    given = {name: text.strip() if isinstance(text, str) else text for name, text in words.items()}
    return {name: text or None for name, text in given.items() if text is not None}


def _behind(connection: Connection, review: int, number: int) -> Values | None:
    return _there(connection, FidelityItem, {"review_id": review, "item": number})


def _there(connection: Connection, model: type[Record], key: Mapping[str, Any]) -> Values | None:
    """The record with this natural key, if there is one."""
    table = table_of(model)
    same = [table.c[name] == value for name, value in key.items()]
    id_ = connection.scalar(select(table.c.id).where(live(table), *same).limit(1))
    return None if id_ is None else record_at(connection, model, id_)


def _put(saving: Saving, model: type[Record], key: Values, there: Values | None, values: Values) -> None:
    """Add the record of this key, or change the one that is there."""
    if there is None:
        saving.add(model, {**key, **values})
    else:
        saving.alter(model, there, values)


def _remove(saving: Saving, model: type[Record], there: Values | None) -> None:
    if there is not None:
        saving.remove(model, there)
