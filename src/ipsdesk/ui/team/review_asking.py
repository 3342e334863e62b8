"""What the small dialogs of caseload reviews ask."""

from __future__ import annotations

from ipsdesk.errors import CannotRun
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reviews import GONE, GONE_LINE
from ipsdesk.services.caseload_reviews_reading import PersonReviewed, ReviewLine
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.ui.pathway.asked import Asked, Prepared, Values
from ipsdesk.ui.widgets.choice_field import Option

BEGIN, REOPEN, NOTE = (f"caseload review {what}" for what in ("begun", "reopened", "note"))
BEGINNING = "Everybody on the caseload today is listed as they stand, to be decided person by person."


def ask_begin(staff: int | None = None) -> Asked:
    """Whose caseload."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.caseload_reviews.begin(int(str(filled["staff"])), str(filled.get("note") or ""))

    def prepare(desk: Desk) -> Prepared:
        page = desk.caseload_reviews.page()
        return Prepared({"staff": [Option(str(key), name) for key, name in page.specialists]})

    fields = {
        "staff": Field("Whose caseload", Kind.REFERENCE, target="staff", required=True),
        "note": Field("Note", Kind.LONG_TEXT),
    }
    given: Values = {"staff": str(staff)} if staff is not None else {}
    return Asked(
        BEGIN, 0, None, "Begin a caseload review", BEGINNING, "Begin", fields, take, given, prepare=prepare
    )


def ask_reopen(review: ReviewLine) -> Asked:
    """Why decisions are changed after all."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.caseload_reviews.reopen(review.id, str(filled["reason"] or ""))

    words = f"The review of {review.staff} of {shown_day(review.on)} is complete. The reason is kept."
    fields = {"reason": Field("Reason", Kind.LONG_TEXT, required=True)}
    return Asked(REOPEN, review.id, None, "Reopen the review", words, "Reopen", fields, take)


def ask_note(person: PersonReviewed) -> Asked:
    """Words; empty takes them away."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.caseload_reviews.note(person.id, str(filled.get("note") or ""))

    return Asked(
        NOTE, person.id, person.client, f"Note: {person.name}", "It stands beside the decision.", "Save",
        {"note": Field("Note", Kind.LONG_TEXT)}, take, {"note": person.note or None},
    )  # fmt: skip


def ask_again(desk: Desk, kind: str, client: int, about: int) -> Asked:
    """Asked from a draft; raises ``CannotRun`` for a review or a person that is there no more."""
    if kind == BEGIN:
        return ask_begin()
    page = desk.caseload_reviews.page()
    if kind == REOPEN:
        found = next((one for one in page.reviews if one.id == about), None)
        if found is None:
            raise CannotRun(GONE)
        return ask_reopen(found)
    for review in page.reviews:
        people = desk.caseload_reviews.page(review.id).people
        if (person := next((one for one in people if one.id == about), None)) is not None:
            if person.is_withheld:
                desk.caseload.record(client)  # asks for the reason
            return ask_note(person)
    raise CannotRun(GONE_LINE)
