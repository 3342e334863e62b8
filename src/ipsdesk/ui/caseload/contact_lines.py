"""A contact as a line of the record."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.pathway_contacts import ContactLine
from ipsdesk.ui.caseload.plan_lines import due_words
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark


def contact_line(contact: ContactLine, today: date) -> Line:
    """Its day and what it was, what was said, who was there, and what follows."""
    entry, step = contact.entry, contact.next_step
    day = f"{WEEKDAYS[entry.day.weekday()][:3]} {short_day(entry.day, today)}"
    people = [entry.by] if entry.by else []
    people += [f"with {contact.others_present}"] if contact.others_present else []
    notes = [entry.note, contact.outcome, ", ".join(people)]
    notes += [f"Next: {step.words}"] if step is not None and step.words else []
    aside, mark = _status(contact, today)
    note = "\n".join(part.strip() for part in notes if part.strip())
    return Line(entry.key, f"{day}: {entry.title}", note, aside, mark, about=contact)


def _status(contact: ContactLine, today: date) -> tuple[str, Mark | None]:
    """What follows by when, else that the person did not come."""
    step = contact.next_step
    if step is not None and step.done_on is not None:
        return f"Done {short_day(step.done_on, today)}", Mark.DONE
    if step is not None and step.due_on is not None:
        words, mark = due_words("", step.due_on, today)
        return sentence_case(words), mark
    if not contact.attended:
        return ("Outreach" if contact.outreach else "Not attended"), Mark.NOT_APPLICABLE
    return ("To be done", Mark.WAITING) if step is not None else ("", None)
