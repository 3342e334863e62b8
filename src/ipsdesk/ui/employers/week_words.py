"""A week of employer contacts in words: how somebody stands against the mark, and each contact as a line."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.wording import counted
from ipsdesk.services.caseload_words import short_day
from ipsdesk.services.employer_week_reading import SpecialistWeek, WeekContact, WeekOfContacts
from ipsdesk.services.today_lines import day_of_week
from ipsdesk.ui.employers.lines import together
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

AWAY, NO_MARK, REACHED = "Away all week", "No mark", "Reached"


def title_of(week: WeekOfContacts) -> str:
    """``9 to 15 Nov``."""
    first, last = short_day(week.first, week.today), short_day(week.last, week.today)
    return f"{first} to {last}"


def standing(one: SpecialistWeek, *, is_over: bool) -> tuple[str, Mark]:
    """How somebody stands against the mark."""
    if not one.is_specialist:
        return NO_MARK, Mark.NOT_APPLICABLE
    if not one.wanted:
        return AWAY, Mark.NOT_APPLICABLE
    if one.is_met:
        return REACHED, Mark.DONE
    missing = one.wanted - one.made
    return (f"{missing} short", Mark.OFF_TARGET) if is_over else (f"{missing} to go", Mark.WAITING)


def made_words(one: SpecialistWeek) -> str:
    """``4 of 6``."""
    return f"{one.made} of {one.wanted}" if one.wanted else f"{one.made}"


def mark_words(one: SpecialistWeek) -> str:
    """Where the mark comes from."""
    if not one.is_specialist:
        return "not in post as a specialist"
    few = f"2 for each of {counted(one.job_seekers, 'job seeker')}" if one.mark != 6 else "6 a week"
    days = one.days - one.away
    return few if days == 7 else f"{few}, {counted(days, 'day')} of 7"


def away_words(one: SpecialistWeek) -> str:
    """Days absent, and days before or after being in post."""
    return counted(one.away, "day") if one.away else ""


def signed_words(one: SpecialistWeek, today: date) -> str:
    """Who signed the week off, and when."""
    if one.reviewed_on is None:
        return "Not yet" if one.is_specialist else ""
    return together(short_day(one.reviewed_on, today), one.reviewer, by=", ")


def made_in(week: WeekOfContacts) -> str:
    """What counts in the week, and what all of it is held against."""
    made = f"{counted(week.made, 'contact')} face to face for somebody"
    return f"{made}, {week.wanted} wanted" if week.wanted else made


def week_words(week: WeekOfContacts) -> str:
    """What the status bar says."""
    asked = [one for one in week.lines if one.wanted]
    signed = sum(one.reviewed_on is not None for one in asked)
    against = f" of {week.wanted}" if week.wanted else ""
    made = f"{title_of(week)}: {week.made}{against} contacts face to face"
    return f"{made} · {signed} of {len(asked)} signed off" if asked else made


def contact_line(contact: WeekContact, today: date) -> Line:
    """When, with whom, for whom, and whether it counts."""
    whom = f"For {', '.join(contact.people)}" if contact.people else "For nobody in particular"
    plan = {True: "matches the plan", False: "not as planned", None: ""}[contact.matches_plan]
    note = together(whom, together(contact.purpose, plan, by=", "), contact.outcome, by="\n")
    why_not = contact.why_not
    aside, mark = (f"Not counted: {why_not}", Mark.NOT_APPLICABLE) if why_not else ("Counted", Mark.DONE)
    title = together(day_of_week(contact.on, today), contact.employer or "no employer named")
    return Line(contact.id, title, note, aside, mark, quiet=bool(why_not), about=contact)
