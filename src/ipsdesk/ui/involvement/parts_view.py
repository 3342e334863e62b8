"""Who took part in planning, running and checking the service."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from ipsdesk.rules.codes import INVOLVEMENT_AREAS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.involvement import PartsTaken, PartTaken
from ipsdesk.ui.involvement.meeting_words import together
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything


class PartsView(DetailView):
    """The newest first."""

    title: ClassVar[str] = "Took part"
    kind: ClassVar[str] = "involvement"
    adds: ClassVar[str] = "Add involvement"
    finds: ClassVar[str] = "a part by who took it or what it was"
    nouns: ClassVar[tuple[str, str]] = ("part", "parts")
    nothing: ClassVar[str] = "Choose a line to read what somebody did"

    def listing(self, today: Callable[[], date]) -> Listing[PartTaken]:
        columns = (
            Column[PartTaken]("Who", lambda one: one.name, width=190, name=True),
            Column[PartTaken]("Date", lambda one: one.on, lambda one: short_day(one.on, today()), width=90),
            Column[PartTaken]("In", lambda one: sentence_case(one.area), width=110),
            Column[PartTaken]("By", lambda one: sentence_case(one.kind), width=150),
            Column[PartTaken]("What", lambda one: " ".join(one.what.split()), width=260, gives_way=1),
        )
        filters = [Filter[PartTaken]("All", everything), *map(_of_area, INVOLVEMENT_AREAS)]
        nothing = "Nothing yet: it is written when a meeting or a session is signed off, or added here"
        return Listing(
            "Took part", columns, nothing, lambda one: one.id, filters, Height.CASELOAD_ROW, fits=_fits
        )

    def read(self) -> PartsTaken:
        return self._at.desk.involvement.parts()

    def rows_of(self, read: PartsTaken) -> Sequence[PartTaken]:
        return read.parts

    def words_of(self, read: PartsTaken) -> str:
        people = "person" if read.people == 1 else "people"
        return f"{read.people} {people} took part in this financial year"

    def details(self, row: PartTaken) -> tuple[str, str, Details]:
        second = together(shown_day(row.on), sentence_case(row.area), sentence_case(row.kind))
        return row.name, second, [("What", row.what)]

    def known(self) -> Mapping[str, Plain]:
        return {"on_date": self._at.desk.workspace.today()}


def _of_area(area: str) -> Filter[PartTaken]:
    return Filter(sentence_case(area), lambda one: one.area == area)


def _fits(row: PartTaken, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.name, row.area, row.kind, row.what)))
    return all(plain(part) in text for part in typed)
