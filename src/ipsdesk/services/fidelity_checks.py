"""What contradicts itself in records of fidelity, in forms and in workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from ipsdesk.fields import Kind
from ipsdesk.measures.terms import live
from ipsdesk.models import FidelityAction, FidelityReview, Record
from ipsdesk.rules.ips25 import HIGHEST
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.fidelity_completing import in_words
from ipsdesk.services.fidelity_sealed import BEHIND, IN_REVIEW
from ipsdesk.services.fidelity_sheet import NUMBERS, REVIEWS, scores_of
from ipsdesk.services.saving import table_of

if TYPE_CHECKING:
    from ipsdesk.services.intake_checks import Outcomes

BY_LEADS = ("fidelity review", "fidelity action")
"""Written in forms, by leads and managers alone."""
BY_SERVICE = (
    "fidelity item",
    "reviewer's score",
    "note on a fidelity action",
    "step of a review",
    "evidence pack",
)
"""Written by the score sheet, the plan, the calendar and the pack."""
OF_FIDELITY = (*BY_LEADS, *BY_SERVICE)
EARLY = "{title} {day} is before its review of {review}"
UNSCORED = "completed, but {items} {have} no score"
NO_GAIN = "Target score {target} is not above the current score, {current}"
LATE = "Start {start} is after the day it is due, {due}"
OUT_OF_RANGE = "{title} is a whole number from {least} to {most}, not {number}"


def fidelity_problems(
    connection: Connection, model: type[Record], id_: int | None, record: Mapping[str, Any]
) -> dict[str, str]:
    """An action due before its review, whichever of the two is written; numbers the scale does not have."""
    if model not in (FidelityReview, FidelityAction):
        return {}
    if strange := dict(_out_of_range(model, record)):
        return strange
    if model is FidelityReview:
        return {} if id_ is None else _due_earlier(connection, id_, record["on_date"])
    review = connection.scalar(select(REVIEWS.c.on_date).where(REVIEWS.c.id == record.get("review_id")))
    titles = {name: declared.title for name, declared in model.fields()}
    found = {
        name: EARLY.format(title=titles[name], day=shown_day(day), review=shown_day(review))
        for name in ("due_on", "revised_due_on")
        if (day := record.get(name)) and review and day < review
    }
    current, target = record.get("current_score"), record.get("target_score")
    if current and target and target <= current < HIGHEST:
        found["target_score"] = NO_GAIN.format(target=target, current=current)
    due = record.get("revised_due_on") or record.get("due_on")
    if (start := record.get("start_on")) and due and start > due:
        found["start_on"] = LATE.format(start=shown_day(start), due=shown_day(due))
    return found


def _out_of_range(model: type[Record], record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, declared in model.fields():
        number, least, most = record.get(name), declared.least, declared.most
        if declared.kind is not Kind.WHOLE or number is None or least is None or most is None:
            continue
        if type(number) is not int or not least <= number <= most:
            title = declared.title
            yield name, OUT_OF_RANGE.format(title=title, least=least, most=most, number=number)


def _due_earlier(connection: Connection, review: int, day: date) -> dict[str, str]:
    own = FidelityAction.__table__.c
    early = select(own.due_on).where(
        live(FidelityAction.__table__), own.review_id == review, own.due_on < day
    )
    due = connection.scalar(early.order_by(own.due_on).limit(1))
    return {"on_date": f"An action of this review is due earlier, on {shown_day(due)}"} if due else {}


# ---- workbooks --------------------------------------------------------------------------------------


def check_fidelity(connection: Connection, outcomes: Outcomes) -> None:
    """Complain of rows that change a complete review, and of reviews completed with items missing."""
    if FidelityReview.family.kind in outcomes:
        _check_reviews(connection, outcomes)
    complete = _complete_before(connection, outcomes)
    for model in BEHIND:
        if model.family.kind in outcomes:
            _check_behind(connection, outcomes, model, complete)


def _check_reviews(connection: Connection, outcomes: Outcomes) -> None:
    intake, outcome = outcomes[FidelityReview.family.kind]
    changed = {update.id: update.after for update in outcome.updates}
    for id_, after in changed.items():
        if intake.existing[id_].get("completed_on") is not None:
            intake.complain(outcome.places[id_], next(iter(after)), IN_REVIEW)
    wanted = changed.keys() | (outcome.places.keys() - intake.existing.keys())
    complete = select(REVIEWS).where(live(REVIEWS), REVIEWS.c.completed_on.is_not(None))
    for row in connection.execute(complete):
        missing = [n for n in NUMBERS if n not in scores_of(dict(row._mapping))]
        if row.id in wanted and missing:
            have = "has" if len(missing) == 1 else "have"
            words = UNSCORED.format(items=in_words(missing), have=have)
            intake.complain(outcome.places[row.id], "completed_on", words)


def _complete_before(connection: Connection, outcomes: Outcomes) -> set[int]:
    """The reviews that were complete before this workbook."""
    if FidelityReview.family.kind in outcomes:
        existing = outcomes[FidelityReview.family.kind][0].existing
        return {id_ for id_, record in existing.items() if record.get("completed_on") is not None}
    complete = select(REVIEWS.c.id).where(live(REVIEWS), REVIEWS.c.completed_on.is_not(None))
    return set(connection.scalars(complete))


def _check_behind(
    connection: Connection, outcomes: Outcomes, model: type[Record], complete: set[int]
) -> None:
    intake, outcome = outcomes[model.family.kind]
    changed = {update.id for update in outcome.updates} | (outcome.places.keys() - intake.existing.keys())
    table = table_of(model)
    for id_, review in connection.execute(select(table.c.id, table.c.review_id)):
        before = intake.existing.get(id_, {}).get("review_id")
        if id_ in changed and {review, before} & complete:
            intake.complain(outcome.places[id_], "review_id", IN_REVIEW)
