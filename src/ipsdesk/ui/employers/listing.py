"""The columns and filters of the list of employers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.employers_list import EmployerFilter, EmployerRow
from ipsdesk.ui.employers import list_words as words
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets import columns as table
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.painting import RIGHT

NAME = "Employers"
NOBODY = "No employer yet: add the first one"


def employers_listing(today: Callable[[], date]) -> Listing[EmployerRow]:
    """The list; ``today`` is what days are counted to."""
    return Listing(
        NAME,
        [*_columns(today), *_more_columns(today)],
        NOBODY,
        _key,
        [table.Filter(one.value, partial(_belongs, one)) for one in EmployerFilter],
        Height.CASELOAD_ROW,
        lambda row: words.said(row, today()),
        fits,
    )


def _columns(today: Callable[[], date]) -> Sequence[Column[EmployerRow]]:
    return (
        Column("Employer", lambda one: one.name, width=182, second=words.about, name=True),
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
            lambda one: one.next_on,
            words.next_words,
            width=140,
            second=lambda one: words.next_day(one, today()),
            second_style=lambda one: words.next_style(one, today()),
            gives_way=2,
        ),
        Column(
            "Leads, jobs",
            lambda one: one.closes_on or (date.max if one.leads else None),
            words.lead_words,
            width=130,
            second=lambda one: words.lead_note(one, today()),
            mark=lambda one: words.lead_mark(one, today()),
            gives_way=1,
        ),
    )


def _more_columns(today: Callable[[], date]) -> Sequence[Column[EmployerRow]]:
    """Those that are there for whoever chooses them."""
    return (
        Column(
            "Known by", lambda one: one.known_by[0] if one.known_by else None, words.known_words, width=150,
            at_first=False, gives_way=4,
        ),
        Column("Sector", lambda one: one.sector, width=120, at_first=False, gives_way=5),
        Column("Town", lambda one: "; ".join(one.towns), width=120, at_first=False, gives_way=6),
        Column("Size", lambda one: one.size, width=100, at_first=False, gives_way=7),
        Column(
            "Disability Confident", lambda one: one.confident, width=130, at_first=False, gives_way=8
        ),
        Column("Contacts in a year", lambda one: one.contacts_in_year, width=80, align=RIGHT, at_first=False,
               gives_way=9),
        Column("Jobs now", lambda one: one.jobs_now, width=75, align=RIGHT, at_first=False, gives_way=10),
        Column("Jobs before", lambda one: one.jobs_before, width=85, align=RIGHT, at_first=False,
               gives_way=11),
        Column("Reference", lambda one: one.reference, width=90, at_first=False, gives_way=12),
    )  # fmt: skip


def _key(row: EmployerRow) -> int:
    return row.employer


def _belongs(to: EmployerFilter, row: EmployerRow) -> bool:
    return to in row.filters


def fits(row: EmployerRow, typed: Sequence[str]) -> bool:
    """Any part of the name, the sector, a town, or somebody there or of us, in any case, with any accents."""
    return all(plain(part) in row.searched for part in typed)
