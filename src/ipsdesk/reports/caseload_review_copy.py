"""A review of a caseload on paper, for whose caseload it is and for who reviewed it."""

from __future__ import annotations

from ipsdesk.reports.blocks import Block, Cell, Heading, Line, Paragraph, Table, Tone
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_reviews_reading import PersonReviewed, ReviewsPage
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.restricted_access import RESTRICTED_RECORD

HEADS = ("Person", "Stage and plan", "Last contact", "Next action", "Decision")
WIDTHS = (1.4, 1.7, 1.0, 1.6, 1.8)


def review_blocks(page: ReviewsPage) -> list[Block]:
    """Everybody as they stood, what was decided, and what was decided the time before."""
    review = page.chosen
    if review is None:
        return []
    by = f"Reviewed by {review.reviewer}. " if review.reviewer else ""
    state = f"Completed on {shown_day(review.completed_on)}" if review.completed_on else "Not complete yet"
    people = counted(len(page.people), "person").replace("persons", "people")
    blocks: list[Block] = [
        Heading(f"Caseload review of {review.staff}, {shown_day(review.on)}"),
        Paragraph(f"{by}{people}, {review.decided} decided. {state}."),
        *([Paragraph(review.note)] if review.note else []),
        Table(HEADS, [_row(one) for one in page.people], (), WIDTHS),
    ]
    if page.before and page.gone:
        since = shown_day(page.before.on)
        blocks.append(Paragraph(f"In the review of {since} and not in this one: {', '.join(page.gone)}."))
    return blocks


def _row(one: PersonReviewed) -> tuple[Cell, ...]:
    who = (Line(one.name, Tone.STRONG), Line(one.reference, Tone.QUIET))
    if one.is_withheld:
        return who, RESTRICTED_RECORD, "", "", sentence_case(one.decision)
    last = shown_day(one.last_contact_on) if one.last_contact_on else "None"
    stands = (Line(one.stage), Line(sentence_case(one.plan), Tone.QUIET))
    decided = [
        Line(sentence_case(one.decision) or "Not decided", Tone.STRONG if one.decision else Tone.QUIET)
    ]
    decided += [Line(one.note)] if one.note else []
    then = f"Last time: {one.before}" if one.before else "New since last time" if one.is_new else ""
    decided += [Line(then, Tone.QUIET)] if then else []
    return who, stands, last, one.next_action or "None", tuple(decided)
