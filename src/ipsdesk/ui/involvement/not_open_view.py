"""The meetings that are not open to representatives yet, why not, and the plan to open them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.meetings_list import NotOpenList, NotOpenRow
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marks import Mark


class NotOpenView(DetailView):
    """Those to be opened soonest first."""

    title: ClassVar[str] = "Not open yet"
    kind: ClassVar[str] = "meeting not open yet"
    adds: ClassVar[str] = "Add meeting to open"
    finds: ClassVar[str] = "a meeting by its name or the plan"
    nouns: ClassVar[tuple[str, str]] = ("meeting", "meetings")
    nothing: ClassVar[str] = "Choose a meeting to read the plan to open it"

    def listing(self, today: Callable[[], date]) -> Listing[NotOpenRow]:
        columns = (
            Column[NotOpenRow]("Meeting", lambda one: one.name, width=240, second=_why, name=True),
            Column[NotOpenRow]("Open by", lambda one: one.open_by_on,
                               lambda one: _when(one, today()), width=150,
                               mark=lambda one: _mark(one, today())),
            Column[NotOpenRow]("Owner", lambda one: one.owner, width=150, gives_way=1),
        )  # fmt: skip
        filters = [
            Filter[NotOpenRow]("To open", lambda one: one.opened_on is None),
            Filter[NotOpenRow]("Opened", lambda one: one.opened_on is not None),
            Filter[NotOpenRow]("All", everything),
        ]
        nothing = "No meeting is kept here. Add those that representatives do not attend yet."
        return Listing(
            "Meetings to open", columns, nothing, lambda one: one.id, filters, Height.CASELOAD_ROW, fits=_fits
        )

    def read(self) -> NotOpenList:
        return self._at.desk.meetings.not_open()

    def rows_of(self, read: NotOpenList) -> Sequence[NotOpenRow]:
        return read.meetings

    def words_of(self, read: NotOpenList) -> str:
        return f"{counted(sum(one.opened_on is None for one in read.meetings), 'meeting')} to open"

    def details(self, row: NotOpenRow) -> tuple[str, str, Details]:
        opened = f"Opened on {shown_day(row.opened_on)}" if row.opened_on else ""
        by = f"To be open by {shown_day(row.open_by_on)}" if row.open_by_on and not opened else ""
        return row.name, opened or by, [("Why not yet", row.why), ("Plan", row.plan), ("Owner", row.owner)]


def _why(row: NotOpenRow) -> str:
    return " ".join(row.why.split())


def _when(row: NotOpenRow, today: date) -> str:
    if row.opened_on:
        return f"Opened {short_day(row.opened_on, today)}"
    return short_day(row.open_by_on, today) if row.open_by_on else "No day yet"


def _mark(row: NotOpenRow, today: date) -> Mark:
    if row.opened_on:
        return Mark.DONE
    return Mark.OVERDUE if row.open_by_on and row.open_by_on < today else Mark.WAITING


def _fits(row: NotOpenRow, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.name, row.why, row.plan, row.owner)))
    return all(plain(part) in text for part in typed)
