"""The improvement plan of each year, written with the people who use the service."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from ipsdesk.rules.periods import financial_year_start
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.involvement import Aim
from ipsdesk.ui.involvement.meeting_words import together
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marks import Mark


class PlanView(DetailView):
    """The newest year first."""

    title: ClassVar[str] = "Improvement plan"
    kind: ClassVar[str] = "improvement"
    adds: ClassVar[str] = "Add aim"
    finds: ClassVar[str] = "an aim by its words or who wrote it"
    nouns: ClassVar[tuple[str, str]] = ("aim", "aims")
    nothing: ClassVar[str] = "Choose an aim to read what is done about it"

    def listing(self, today: Callable[[], date]) -> Listing[Aim]:
        columns = (
            Column[Aim]("Aim", lambda one: " ".join(one.aim.split()), width=300, second=_written, name=True),
            Column[Aim]("Year", lambda one: one.year, _year, width=90),
            Column[Aim]("Due", lambda one: one.due_on, lambda one: _due(one, today())[0], width=160,
                        mark=lambda one: _due(one, today())[1]),
            Column[Aim]("Owner", lambda one: one.owner, width=150, gives_way=1),
        )  # fmt: skip
        filters = [
            Filter[Aim]("This year", lambda one: one.year == financial_year_start(today()).year),
            Filter[Aim]("To do", lambda one: one.done_on is None),
            Filter[Aim]("All", everything),
        ]
        nothing = "No aim yet: write the plan of the year together"
        return Listing(
            "Improvement plan", columns, nothing, lambda one: one.id, filters, Height.CASELOAD_ROW, fits=_fits
        )

    def read(self) -> Sequence[Aim]:
        return self._at.desk.involvement.improvements()

    def rows_of(self, read: Sequence[Aim]) -> Sequence[Aim]:
        return read

    def words_of(self, read: Sequence[Aim]) -> str:
        year = financial_year_start(self._at.desk.workspace.today()).year
        own = [one for one in read if one.year == year]
        return f"{counted(len(own), 'aim')} this year, {sum(one.done_on is not None for one in own)} reached"

    def details(self, row: Aim) -> tuple[str, str, Details]:
        fields = [
            ("Aim", row.aim),
            ("Action", row.action),
            ("Written with", ", ".join(row.together)),
            ("Owner", row.owner),
            ("Due", shown_day(row.due_on) if row.due_on else ""),
            ("Done", shown_day(row.done_on) if row.done_on else ""),
            ("Note", row.note),
        ]
        return f"Plan of {_year(row)}", together(row.owner), fields

    def known(self) -> Mapping[str, Plain]:
        return {"year": financial_year_start(self._at.desk.workspace.today()).year}


def _year(row: Aim) -> str:
    return f"{row.year}-{(row.year + 1) % 100:02}"


def _written(row: Aim) -> str:
    return f"with {', '.join(row.together)}" if row.together else ""


def _due(row: Aim, today: date) -> tuple[str, Mark | None]:
    if row.done_on is not None:
        return f"Done {short_day(row.done_on, today)}", Mark.DONE
    if row.due_on is None:
        return "", None
    return short_day(row.due_on, today), Mark.OVERDUE if row.due_on < today else Mark.WAITING


def _fits(row: Aim, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.aim, row.action, row.owner, row.note, *row.together)))
    return all(plain(part) in text for part in typed)
