"""The columns and filters of the list of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_flags import ORDER
from ipsdesk.services.caseload_list import Filter, PersonRow
from ipsdesk.ui.caseload import list_words as words
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets import columns as table
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.painting import RIGHT

NAME = "Caseload"
NOBODY = "Nobody yet: bring people in with Import from Excel (Ctrl+I)"


def caseload_listing(today: Callable[[], date]) -> Listing[PersonRow]:
    """The list; ``today`` is what days are counted to."""
    return Listing(
        NAME,
        [*_columns(today), *_more_columns()],
        NOBODY,
        lambda person: person.client,
        [table.Filter(one.value, partial(_belongs, one)) for one in Filter],
        Height.CASELOAD_ROW,
        lambda person: words.said(person, today()),
        _fits,
    )


def _columns(today: Callable[[], date]) -> Sequence[Column[PersonRow]]:
    return (
        Column("Person", lambda one: one.name, width=152, second=words.stage_line, name=True),
        Column("Days", lambda one: one.days, width=55, align=RIGHT),
        Column(
            "Last contact",
            lambda one: one.last_contact_on,
            lambda one: words.contact_day(one, today()),
            width=97,
            second=lambda one: words.contact_ago(one, today()),
            gives_way=3,
        ),
        Column(
            "Next action",
            lambda one: one.next_action.on if one.next_action else None,
            words.next_words,
            width=120,
            second=lambda one: words.next_day(one, today()),
            second_style=words.next_style,
            gives_way=2,
        ),
        Column(
            "Flag, hours last week",
            lambda one: ORDER[one.flags[0].kind] if one.flags else None,
            words.flag_words,
            width=170,
            second=words.hours_or_flag,
            mark=words.flag_mark,
            bar=words.hours_bar,
            gives_way=1,
        ),
    )


def _more_columns() -> Sequence[Column[PersonRow]]:
    """Those that are there for whoever chooses them."""
    return (
        Column("Specialist", lambda one: one.specialist, width=140, at_first=False, gives_way=4),
        Column("Stage", lambda one: one.stage.value, width=110, at_first=False, gives_way=5),
        Column("Job", lambda one: one.job, width=200, at_first=False, gives_way=6),
        Column(
            "Hours last week",
            lambda one: one.last_week.seconds if one.last_week else None,
            words.hours_words,
            width=120,
            align=RIGHT,
            at_first=False,
            gives_way=7,
        ),
        Column("Reference", lambda one: one.reference, width=100, at_first=False, gives_way=8),
    )


def _belongs(to: Filter, person: PersonRow) -> bool:
    return to in person.filters


def _fits(person: PersonRow, typed: Sequence[str]) -> bool:
    """Any part of the name, the reference or the job, whatever the case and the accents."""
    text = plain(f"{person.name}\n{person.reference}\n{person.job}")
    return all(plain(part) in text for part in typed)


def found_in(people: Sequence[PersonRow], typed: str) -> Sequence[PersonRow]:
    """The people whose name or reference has all the words in it, names that begin with them first."""
    parts = [plain(part) for part in typed.split()]
    if not parts:
        return ()
    fitting = [
        (not name.startswith(parts[0]), place)
        for place, name, reference in (
            (place, plain(one.name), plain(one.reference)) for place, one in enumerate(people)
        )
        if all(part in name or part in reference for part in parts)
    ]
    return [people[place] for _, place in sorted(fitting)]
