"""One supervision on paper, for both who were in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ipsdesk.reports.blocks import Block, Heading, Paragraph, Table
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.supervision import SupervisionLine

TITLE = "{title}: {name}"
PRIVATE = "For {name}, the supervisor, and those who lead the unit. Keep it where nobody else reads it."
PARTS = {
    "figures": "The caseload when it began",
    "goals_reviewed": "Goals set last time",
    "minutes": "What was talked about",
    "goals": "Goals set",
    "wellbeing": "Wellbeing",
    "development": "Development",
    "feedback": "Feedback",
}
"""The texts of a supervision in the order they are read."""


def supervision_blocks(one: SupervisionLine, name: str) -> list[Block]:
    """What was said and agreed, with what is signed; of a supervision that is not shown, only that it was."""
    facts = [(what, said) for what, said in _facts(one) if said]
    return [
        Heading(TITLE.format(title=one.title, name=name)),
        Paragraph(PRIVATE.format(name=name)),
        Table(("", ""), facts, (), (1.0, 3.0)),
        *_texts(one),
        Heading("Signed", 2),
        Table(
            ("", "Name", "Signed", "Signature"),
            [
                ("Supervisor", one.supervisor, _day(one.supervisor_signed_on), "\n\n"),
                ("Member of staff", name, _day(one.staff_signed_on), "\n\n"),
            ],
            (),
            (1.0, 1.3, 1.0, 1.5),
        ),
    ]


def _facts(one: SupervisionLine) -> Iterator[tuple[str, str]]:
    yield "Date", shown_day(one.on)
    yield "Supervisor", one.supervisor
    yield "Attended", ", ".join(one.attended)
    yield "Where", ", ".join(part for part in (one.setting, one.how) if part)
    yield "The client agreed", "" if one.client_agreed is None else "yes" if one.client_agreed else "no"
    yield "Next", _day(one.next_on)


def _texts(one: SupervisionLine) -> Iterator[Block]:
    for name, title in PARTS.items():
        if one.texts and (text := one.texts[name]):
            yield Heading(title, 2)
            for line in text.splitlines():
                if line.strip():
                    yield Paragraph(line)


def _day(day: date | None) -> str:
    return shown_day(day) if day else ""
