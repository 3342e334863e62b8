"""What the list of employers says in its cells, and aloud."""

from __future__ import annotations

from datetime import date

from ipsdesk.services.caseload_flags import Due
from ipsdesk.services.caseload_words import counted, days_ago, short_day
from ipsdesk.services.employers_list import EmployerList, EmployerRow
from ipsdesk.ui.caseload.list_words import DUE_STYLE
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import TextStyle

SPARED = "Do not contact"
CONFIDENT = {
    "none": "Not Disability Confident",
    "committed": "Disability Confident committed",
    "employer": "Disability Confident employer",
    "leader": "Disability Confident leader",
}
CLOSES_SOON = 7
"""Days before a closing date from which the list warns."""


def about(row: EmployerRow) -> str:
    """The sector and the towns."""
    own = ["Own service"] if row.own_service else []
    return " · ".join([*own, *([row.sector] if row.sector else []), *row.towns[:1]])


def contact_day(row: EmployerRow, today: date) -> str:
    """The day of the last contact."""
    return short_day(row.last_contact_on, today) if row.last_contact_on else ""


def contact_ago(row: EmployerRow, today: date) -> str:
    """How long ago that was."""
    return days_ago((today - row.last_contact_on).days) if row.last_contact_on else "none yet"


def next_words(row: EmployerRow) -> str:
    """What is to be done next."""
    return row.next_action or ("Next action" if row.next_on else "")


def next_day(row: EmployerRow, today: date) -> str:
    """By when."""
    if row.next_on is None:
        return ""
    if row.next_on == today:
        return "due today"
    return f"{'overdue, ' if row.next_on < today else ''}{short_day(row.next_on, today)}"


def next_style(row: EmployerRow, today: date) -> TextStyle | None:
    """Strong where it is due."""
    if row.next_on is None or row.next_on > today:
        return None
    return DUE_STYLE[Due.TODAY if row.next_on == today else Due.OVERDUE]


def lead_words(row: EmployerRow) -> str:
    """That nobody should contact them, else how many leads there are."""
    return SPARED if row.do_not_contact else counted(row.leads, "lead") if row.leads else ""


def lead_note(row: EmployerRow, today: date) -> str:
    """When the first of them closes, else who of ours works there."""
    if row.leads and row.closes_on is not None and not row.do_not_contact:
        return f"closes {short_day(row.closes_on, today)}"
    return f"{counted(row.jobs_now, 'job')} here" if row.jobs_now else ""


def lead_mark(row: EmployerRow, today: date) -> Mark | None:
    """What should be looked at."""
    if row.do_not_contact:
        return Mark.OFF_TARGET
    soon = row.closes_on is not None and (row.closes_on - today).days <= CLOSES_SOON
    return Mark.DAY_COMING if soon else None


def known_words(row: EmployerRow) -> str:
    """Who of us knows them, who had most contacts first."""
    first, *others = row.known_by or ("",)
    return f"{first} and {counted(len(others), 'other')}" if others else first


def said(row: EmployerRow, today: date) -> str:
    """The whole row in one sentence."""
    parts = [row.name, about(row), SPARED if row.do_not_contact else ""]
    day = contact_day(row, today)
    parts.append(f"last contact {day}" if day else "no contact yet")
    if row.next_on is not None:
        parts.append(f"next action {row.next_action} {next_day(row, today)}")
    parts.append(counted(row.leads, "open lead") if row.leads else "")
    parts.append(f"known by {known_words(row)}" if row.known_by else "")
    return ", ".join(part for part in parts if part)


def context_words(found: EmployerList) -> str:
    """``42 employers · 17 met in the last 30 days``."""
    recent = sum(row.last_contact_on is not None and (found.today - row.last_contact_on).days <= 30
                 for row in found.employers)  # fmt: skip
    return f"{counted(len(found.employers), 'employer')} · {recent:,} met in the last 30 days"
