"""Caseloads against their limits: the unit and every specialist today, and a year of the one chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.rules.targets import shown
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.team import LEADS
from ipsdesk.services.team_caseloads import UNIT, Against, Carried, CaseloadLine, Caseloads
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.team.caseload_pictures import PICTURES, against_words, chart_of, limit_words, mark_of
from ipsdesk.ui.team.handover_dialog import HandoverDialog
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.chart import ChartData
from ipsdesk.ui.widgets.chart_panel import ChartPanel
from ipsdesk.ui.widgets.columns import Bar, Column, Listing
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.painting import RIGHT

EMPTY = ChartData("", "", (), (), (), ())
HOW = (
    "People are counted with who is their named specialist on the day; those served in the year, with who "
    "was named when they started, as on the tab KPIs."
)


class CaseloadsView(DetailView):
    """The unit first, then everybody by name."""

    title: ClassVar[str] = "Caseloads"
    kind: ClassVar[str] = "staff"
    finds: ClassVar[str] = "a specialist"
    nouns: ClassVar[tuple[str, str]] = ("line", "lines")
    nothing: ClassVar[str] = "Choose a specialist, or the whole unit, to see the last twelve months"
    side_width: ClassVar[int] = 520

    def __init__(self, at: AtDesk) -> None:
        self.read_page: Caseloads | None = None
        super().__init__(at)
        self.may_change = at.desk.workspace.actor.role in LEADS
        for button in (self.card.change, self.card.remove):
            button.hide()
        self.over = Button(self._theme, "Hand over…", Rank.PLAIN)
        self.over.setAccessibleName("Hand over a caseload")
        self.card.add_tools({self.over: self.hand_over})
        self.charts = [ChartPanel(self._theme, EMPTY) for _ in PICTURES]
        self.pictures = QWidget()
        column = QVBoxLayout(self.pictures)
        column.setContentsMargins(EDGE, Space.STEP, EDGE, Space.STEP)
        column.setSpacing(Space.CARD)
        for chart in self.charts:
            column.addWidget(chart)
        self.pictures.hide()
        self.card.column.insertWidget(self.card.column.count() - 1, self.pictures)

    def listing(self, today: Callable[[], date]) -> Listing[CaseloadLine]:
        del today
        columns = (
            Column[CaseloadLine]("Specialist", lambda one: one.name, width=200, name=True),
            Column[CaseloadLine]("WTE", lambda one: one.carried.wte, lambda one: shown(one.carried.wte),
                                 width=60, align=RIGHT),
            _against("Working caseload", lambda one: one.working),
            _against("Permitted work", lambda one: one.permitted),
            _against("Served in the year", lambda one: one.served, gives_way=1),
        )  # fmt: skip
        return Listing(
            "Caseloads", columns, "No specialist is in post today", lambda one: one.staff, (),
            Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def read(self) -> Caseloads:
        return self._at.desk.team_caseloads.today()

    def rows_of(self, read: Caseloads) -> Sequence[CaseloadLine]:
        return read.lines

    def words_of(self, read: Caseloads) -> str:
        unit = read.lines[0].carried
        words = f"Working caseload {against_words(unit.working)}; "
        words += f"permitted work {against_words(unit.permitted)}"
        return f"{words}; {read.nobody_s} without a specialist in post" if read.nobody_s else words

    def details(self, row: CaseloadLine) -> tuple[str, str, Details]:
        one = row.carried
        fields = [
            ("Working caseload", against_words(one.working)),
            ("Permitted-work group", against_words(one.permitted)),
            ("Served in the year", against_words(one.served)),
            ("How it is counted", HOW if row.staff else ""),
        ]
        return row.name, f"{shown(one.wte)} WTE today", fields

    def show_row(self, row: CaseloadLine) -> None:
        super().show_row(row)
        has_people = bool(row.carried.working.people or row.carried.permitted.people)
        self.card.offer({self.over: self.may_change and row.staff != UNIT and has_people})
        self.reading.ask("months", partial(self._months, row), self._draw)

    def _months(self, row: CaseloadLine) -> tuple[CaseloadLine, Sequence[Carried]]:
        return row, self._at.desk.team_caseloads.months(row.staff)

    def _draw(self, read: tuple[CaseloadLine, Sequence[Carried]]) -> None:
        row, months = read
        if self.chosen is None or self.chosen.staff != row.staff:
            return
        for picture, chart in zip(PICTURES, self.charts, strict=True):
            chart.show_data(chart_of(picture, months, row.name))
        self.pictures.show()

    def change(self) -> None:
        """What is recorded of a specialist is changed on the part People."""

    def hand_over(self) -> None:
        """The caseload of the one chosen, or of whom is asked then."""
        if not self.may_change:
            return
        staff = self.chosen.staff if self.chosen is not None and self.chosen.staff != UNIT else None
        self.doing.open(partial(HandoverDialog, staff=staff))


def _against(head: str, of: Callable[[Carried], Against], gives_way: int = 0) -> Column[CaseloadLine]:
    return Column[CaseloadLine](
        head, lambda one: of(one.carried).people, width=165, mark=lambda one: mark_of(of(one.carried)),
        second=lambda one: limit_words(of(one.carried)).replace("at most", "of"),
        bar=lambda one: _bar(of(one.carried)), gives_way=gives_way,
    )  # fmt: skip


def _bar(one: Against) -> Bar | None:
    if not one.most or one.least is not None:
        return None
    return Bar(float(one.people / one.most), mark_of(one))


def _fits(row: CaseloadLine, typed: Sequence[str]) -> bool:
    return all(plain(part) in plain(row.name) for part in typed)
