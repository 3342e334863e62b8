"""People, sites, leads, jobs and contacts of an employer as lines of the record."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.codes import BEFORE_APPLYING, FACE_TO_FACE, JOB_KINDS, WEEKDAYS
from ipsdesk.rules.pay import PAY_SCALE
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.services.caseload_words import CONTACT_WORDS, counted, days_ago, sentence_case, short_day
from ipsdesk.services.employers_contacts import ContactThere
from ipsdesk.services.employers_record import JobThere, Knower, PersonThere, Site, VacancyLine
from ipsdesk.services.restricted_access import RESTRICTED_RECORD
from ipsdesk.ui.caseload.plan_lines import due_words
from ipsdesk.ui.employers.list_words import CLOSES_SOON
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

MADE = {"client": "made by the person", "both": "made together"}
PLAIN_KINDS = ("employer", "partner agency")
"""Kinds of contact that go without saying where they are listed."""
WEEK, MONTH = 7, 30.44


def together(*parts: str, by: str = " · ") -> str:
    """Those of them that say something."""
    return by.join(part for part in parts if part)


def person_line(person: PersonThere, today: date) -> Line:
    """Who it is, what they do, and how to reach them."""
    note = together(together(person.job_title, person.site), together(person.phone, person.email),
                    person.note, by="\n")  # fmt: skip
    left = f"Left {short_day(person.left_on, today)}" if person.left_on else ""
    return Line(person.id, person.name, note, left, Mark.NOT_APPLICABLE if left else None,
                quiet=bool(left), about=person)  # fmt: skip


def site_line(site: Site) -> Line:
    """Where it is."""
    return Line(site.id, site.name, together(together(site.address, site.town, by=", "), site.phone),
                about=site)  # fmt: skip


def knower_line(knower: Knower, today: date) -> Line:
    """Who of us, how often, and when last."""
    note = f"{counted(knower.contacts, 'contact')}, the last {days_ago((today - knower.last_on).days)}"
    left = "Has left" if knower.has_left else ""
    return Line(knower.name, knower.name, note, left, Mark.NOT_APPLICABLE if left else None,
                quiet=knower.has_left)  # fmt: skip


# ---- leads ------------------------------------------------------------------------------------------


def vacancy_line(vacancy: VacancyLine, today: date) -> Line:
    """What it is, for whom, and how far it has come."""
    hours = f"{spoken_hours(vacancy.weekly_seconds)} a week" if vacancy.weekly_seconds else ""
    terms = together(vacancy.job_type, hours, _pay(vacancy.hourly_pay))
    found = together(f"Found {short_day(vacancy.found_on, today)}", vacancy.found_by, vacancy.staff, by=", ")
    whom = f"For {', '.join(vacancy.people)}" if vacancy.people else "For nobody in particular yet"
    aside, mark = _stage(vacancy, today)
    return Line(vacancy.id, vacancy.title, together(whom, terms, found, vacancy.note, by="\n"), aside, mark,
                quiet=not vacancy.is_open, about=vacancy)  # fmt: skip


def _pay(hourly: int | None) -> str:
    return f"£{hourly / PAY_SCALE:,.2f} an hour" if hourly else ""


def _stage(vacancy: VacancyLine, today: date) -> tuple[str, Mark | None]:
    """The stage and since when; until it is applied for, by when that has to be."""
    since = f", {short_day(vacancy.stage_on, today)}" if vacancy.stage_on else ""
    stage = f"{sentence_case(vacancy.stage)}{since}"
    if not vacancy.is_open:
        return stage, Mark.DONE if vacancy.activity else Mark.NOT_APPLICABLE
    if (closes := vacancy.closes_on) is None or vacancy.stage not in BEFORE_APPLYING:
        return stage, Mark.WAITING
    if closes < today:
        return f"{sentence_case(vacancy.stage)}, closed {short_day(closes, today)}", Mark.OVERDUE
    soon = (closes - today).days <= CLOSES_SOON
    words = "today" if closes == today else short_day(closes, today)
    return f"{sentence_case(vacancy.stage)}, closes {words}", Mark.DAY_COMING if soon else Mark.WAITING


# ---- jobs -------------------------------------------------------------------------------------------


def job_line(job: JobThere, today: date) -> Line:
    """Who, as what, from when to when, and how long that lasted."""
    if job.client is None or job.started_on is None:
        return Line(job.id, RESTRICTED_RECORD, "Opened with a reason on the tab Caseload",
                    quiet=not job.is_now)  # fmt: skip
    kind = "" if job.kind in JOB_KINDS else sentence_case(job.kind)
    begun = short_day(job.started_on, today)
    span = f"{begun} to {short_day(job.ended_on, today)}" if job.ended_on else f"Since {begun}"
    note = together(together(kind, job.title), together(span, job.end_reason), by="\n")
    aside = lasted(job.days) if job.days is not None else f"From {begun}"
    return Line(job.id, job.name, note, aside, Mark.DONE if job.is_now else None, quiet=not job.is_now,
                about=job)  # fmt: skip


def lasted(days: int) -> str:
    """A length of time as people say it: days, weeks below a quarter, then months and years."""
    if days < 2 * WEEK:
        return counted(days, "day")
    if days < 13 * WEEK:
        return counted(days // WEEK, "week")
    months = int(days / MONTH)
    years, rest = divmod(months, 12)
    return counted(months, "month") if months < 24 else together(
        counted(years, "year"), counted(rest, "month") if rest else "", by=" "
    )  # fmt: skip


# ---- contacts ---------------------------------------------------------------------------------------


def contact_line(contact: ContactThere, today: date) -> Line:
    """Its day and how it was made, with whom, what was said, for whom, and what follows."""
    day = f"{WEEKDAYS[contact.on.weekday()][:3]} {short_day(contact.on, today)}"
    what = "" if contact.kind in PLAIN_KINDS else CONTACT_WORDS.get(contact.kind, contact.kind)
    how = contact.mode if contact.mode in ("", FACE_TO_FACE, "other") else f"by {contact.mode}"
    head = together(what, how, contact.purpose, MADE.get(contact.by, ""), by=", ") or "Contact"
    there = together(f"With {contact.person}" if contact.person else "",
                     f"about {contact.vacancy}" if contact.vacancy else "", by=", ")  # fmt: skip
    ours = together(contact.staff, f"for {', '.join(contact.people)}" if contact.people else "", by=" ")
    step = contact.next_step
    follows = f"Next: {step.words}" if step is not None and step.words else ""
    note = together(sentence_case(there), contact.note.strip(), contact.outcome.strip(), sentence_case(ours),
                    follows, by="\n")  # fmt: skip
    aside, mark = _contact_status(contact, today)
    return Line(contact.id, f"{day}: {head}", note, aside, mark, about=contact)


def _contact_status(contact: ContactThere, today: date) -> tuple[str, Mark | None]:
    step = contact.next_step
    if step is not None and step.done_on is not None:
        return f"Done {short_day(step.done_on, today)}", Mark.DONE
    if step is not None and step.due_on is not None:
        words, mark = due_words("", step.due_on, today)
        return sentence_case(words), mark
    if not contact.attended:
        return "Not attended", Mark.NOT_APPLICABLE
    return ("To be done", Mark.WAITING) if step is not None else ("", None)
