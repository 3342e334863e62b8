"""Talks and training for employers, teams and others: for whom, how many came, what they said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from ipsdesk.rules.codes import AUDIENCES
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.employers_market import EventLine, Events
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.painting import RIGHT


class AwarenessView(DetailView):
    """The newest first."""

    title: ClassVar[str] = "Awareness"
    kind: ClassVar[str] = "awareness event"
    adds: ClassVar[str] = "Add event"
    finds: ClassVar[str] = "a talk or training by its title or who of us held it"
    nouns: ClassVar[tuple[str, str]] = ("event", "events")
    nothing: ClassVar[str] = "Choose a talk or training to read what they said of it"

    def listing(self, today: Callable[[], date]) -> Listing[EventLine]:
        columns = (
            Column[EventLine]("Title", lambda one: one.title, width=260, second=_audience, name=True),
            Column[EventLine]("Date", lambda one: one.on, lambda one: short_day(one.on, today()), width=100),
            Column[EventLine]("People", lambda one: one.people, width=75, align=RIGHT),
            Column[EventLine]("Minutes", lambda one: one.minutes, width=80, align=RIGHT, gives_way=1),
            Column[EventLine]("Who of us", lambda one: ", ".join(one.staff), width=180, gives_way=2),
        )
        filters = [
            Filter("All", everything),
            *(Filter(sentence_case(one), partial(_for, one)) for one in AUDIENCES),
        ]
        return Listing(
            "Awareness", columns, "No talk or training yet: add the first one", lambda one: one.id, filters,
            Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def read(self) -> Events:
        return self._at.desk.employers.events()

    def rows_of(self, read: Events) -> Sequence[EventLine]:
        return read.lines

    def words_of(self, read: Events) -> str:
        people = f"{read.people_in_year:,} {'person' if read.people_in_year == 1 else 'people'}"
        return f"{counted(read.in_year, 'event')} in a year, {people} came"

    def details(self, row: EventLine) -> tuple[str, str, Details]:
        fields = [
            ("For", _audience(row)),
            ("People", f"{row.people:,}" if row.people is not None else ""),
            ("Minutes", f"{row.minutes:,}" if row.minutes is not None else ""),
            ("Who of us", ", ".join(row.staff)),
            ("Feedback", row.feedback),
        ]
        return row.title, shown_day(row.on), fields

    def known(self) -> Mapping[str, Plain]:
        me = self._at.desk.contacts.known(None).get("staff_id")
        return {"on_date": self._at.desk.workspace.today(), "staff_ids": [str(me)] if me else []}


def _audience(row: EventLine) -> str:
    return sentence_case(row.audience)


def _for(audience: str, row: EventLine) -> bool:
    return row.audience == audience


def _fits(row: EventLine, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.title, row.audience, row.feedback, *row.staff)))
    return all(plain(part) in text for part in typed)
