"""Every piece of the window with made-up people in it, for the pictures and for the tests."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.actions import ActionRow, Actions
from ipsdesk.ui.faults import DESK_TITLE, TITLE, WORDS
from ipsdesk.ui.frame.header import Header
from ipsdesk.ui.frame.practice_frame import WIDTH, PracticeFrame
from ipsdesk.ui.notice import Notice
from ipsdesk.ui.shortcut_sheet import ShortcutSheet
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets import columns
from ipsdesk.ui.widgets.buttons import Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.chart import Bar, ChartData, Limit
from ipsdesk.ui.widgets.chart_panel import ChartPanel
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.columns import Column, Filter, Listing
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.line_fields import Line, LineField, PassphraseField
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import RIGHT
from ipsdesk.ui.widgets.side_panel import SidePanel
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import PANEL, SECOND
from ipsdesk.ui.widgets.words import Words
from script.sample_paintings import (
    buttons,
    chips,
    colours,
    small_pieces,
    sparkline,
    strokes,
    tabs,
    text,
    toolbar,
    way,
    wrapped,
)

TODAY = date(2026, 5, 11)
Person = tuple[str, str, int, date | None, str, Mark | None, str]


PEOPLE: list[Person] = [
    (
        "Callum Reid",
        "In work · Northgate Packaging",
        175,
        date(2026, 5, 7),
        "16 h 30",
        Mark.OVER,
        "Over the earnings limit",
    ),
    ("Aidan Marsh", "In work · Millbrook Café", 301, date(2026, 5, 8), "11 h 30", Mark.DONE, "Within"),
    ("Dilys Pugh", "In work · Ashby Library", 96, date(2026, 5, 5), "8 h", Mark.INCOMPLETE, "Pay not in yet"),
    ("Frances Doyle", "Job seeking · retail", 25, date(2026, 5, 1), "", Mark.DAY_COMING, "Day 25 of 30"),
    ("George Tan", "Job seeking · warehouse", 61, None, "", Mark.GONE_QUIET, "Gone quiet"),
]
SHARES = {"16 h 30": 1.03, "11 h 30": 0.72, "8 h": 0.5}
LISTING = Listing[Person](
    "People",
    (
        Column("Person", lambda one: one[0], second=lambda one: one[1], width=206, name=True),
        Column("Days", lambda one: one[2], width=58, align=RIGHT),
        Column("Last contact", lambda one: one[3], width=120, gives_way=1),
        Column(
            "Flag, hours last week",
            lambda one: one[6],
            width=190,
            second=lambda one: one[4],
            mark=lambda one: one[5],
            bar=lambda one: columns.Bar(SHARES[one[4]], one[5]) if one[4] else None,
        ),
    ),
    "Nobody yet: add the first person",
    lambda one: one[0],
    (
        Filter("All", lambda _: True),
        Filter("In work", lambda one: one[1].startswith("In work")),
        Filter("Closed", lambda _: False),
    ),
    Height.CASELOAD_ROW,
    fits=lambda one, words: all(word.casefold() in f"{one[0]} {one[1]}".casefold() for word in words),
)


def export(_shown: object) -> None:
    """Stands for what would write a file."""


def _table(theme: Theme, rows: list[Person], chosen: int = 0) -> TablePanel:
    settings = QSettings(str(Path(tempfile.mkdtemp()) / "window.ini"), QSettings.Format.IniFormat)
    panel = TablePanel(theme, LISTING, settings, export)
    panel.set_rows(rows)
    panel.chips.choose(chosen)
    panel.setFixedSize(660, (390 if rows and not chosen else 180) * (1 if theme.scale < 2 else 2))
    return panel


def table(theme: Theme) -> QWidget:
    """A table with a chosen row, sorted."""
    panel = _table(theme, PEOPLE)
    panel.columns.sort_by("Days", descending=True)
    panel.view.setCurrentIndex(panel.model.index(1, 1))
    panel.view.setFocus()
    return panel


def table_narrow(theme: Theme) -> QWidget:
    """A searched table, too narrow for every column."""
    panel = _table(theme, PEOPLE)
    panel.setFixedSize(theme.px(480), theme.px(330))
    panel.search("in work")
    return panel


def table_nobody(theme: Theme) -> QWidget:
    """A table with nothing in it at all."""
    return _table(theme, [])


def table_no_match(theme: Theme) -> QWidget:
    """A table whose filter leaves nothing."""
    return _table(theme, PEOPLE, 2)


FIELDS = {
    "employer": Field("Employer", Kind.REFERENCE, required=True),
    "start": Field("Start", Kind.DATE, required=True),
    "hours": Field("Usual hours a week", Kind.HOURS, help="As agreed with the employer, breaks not counted"),
    "pay": Field("Pay for a week", Kind.MONEY),
    "days": Field("Days worked", Kind.CHOICES, choices=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
    "told": Field("May the employer be told of support?", Kind.YES_NO),
    "note": Field("Note", Kind.LONG_TEXT),
}


def form(theme: Theme) -> Form:
    """A form in use."""
    options = {"employer": [Option("1", "Northgate Packaging"), Option("2", "Penny Lane Books")]}
    made = Form(theme, FIELDS, Around(lambda: TODAY, options))
    made.show_values(
        {
            "employer": "1",
            "start": date(2026, 5, 15),
            "hours": 45_000,
            "pay": 15_888,
            "days": ["Mon", "Fri"],
            "told": True,
        }
    )
    made.setFixedWidth(460 if theme.scale < 2 else 620)
    made.rows["hours"].editor.setFocus()
    return made


def form_problems(theme: Theme) -> Form:
    """The same after Save was pressed too early."""
    made = form(theme)
    made.rows["employer"].editor.show_value(None)
    made.rows["start"].editor.control.setProperty("text", "31/2")
    made.values()
    return made


def _hours() -> ChartData:
    figures = [None] * 11 + [8, 10, 10, None, 12, 12, 11, 13.5, 12, 12, 12, 12, 14, 15, 16.5]
    bars = [
        Bar(
            f"week {place + 1}", figure, "not recorded" if figure is None else f"{figure:g} h", due=place > 10
        )
        for place, figure in enumerate(figures)
    ]
    bars[-2] = Bar("week to 3 May", 15, "15 h", estimated=True)
    bars[-1] = Bar("week to 10 May", 16.5, "16 h 30", over=Mark.OVER)
    return ChartData(
        "Hours a week",
        "11 to 14 hours in most weeks since February; over 16 hours once, in the week to 10 May.",
        bars,
        (Limit(0, 15, "under 15 to 5 April"), Limit(21, 16, "under 16")),
        ((0, "0"), (8, "8"), (16, "16")),
        ((2, "Dec"), (7, "Jan"), (11, "Feb"), (15, "Mar"), (20, "Apr"), (24, "May")),
        ((11, "job started 9 Feb"),),
    )


class FirstAccount(StepPage):
    """A step with a name and a passphrase."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Make the first account", "Its passphrase opens the unit.")
        name, passphrase = Field("Name of the account", required=True), Field("Passphrase", required=True)
        self._add("account", LineField(theme, name, Line(theme, Height.CONTROL)))
        self._add("passphrase", PassphraseField(theme, passphrase, Height.CONTROL))


def step(theme: Theme) -> QWidget:
    """A step of a dialog after Next was pressed too early."""
    page = FirstAccount(theme)
    page.rows["passphrase"].editor.show_value("a harbour in the morning")
    page.show_problems(page.problems())
    page.setFixedWidth(460 if theme.scale < 2 else 620)
    page.begin()
    return page


def chart(theme: Theme) -> ChartPanel:
    """Half a year of weeks against a limit that changed."""
    panel = ChartPanel(theme, _hours(), "26 weeks")
    panel.setFixedSize(308 if theme.scale < 2 else 584, theme.px(250))
    return panel


def chart_table(theme: Theme) -> QWidget:
    """The same as a table."""
    panel = chart(theme)
    panel.setFixedWidth(theme.px(400))
    panel.turn()
    return panel


def notice(theme: Theme) -> QWidget:
    """A sentence for the person at the desk."""
    words = (
        "The disk is full. What you just typed is not saved; everything saved before is. "
        "Free some space, then save again."
    )
    return Notice(theme, DESK_TITLE, words)


def fault(theme: Theme) -> QWidget:
    """A fault of the program."""
    return Notice(
        theme, TITLE, WORDS, "IPS Desk, Python 3.11, Qt for Python 6.11, Linux\nKeyError\n  week.py:41 total"
    )


ACTIONS = (
    ActionRow("add", "&File", "&Add…", "Add a person, contact, job or employer", "Ctrl+N", "plus"),
    ActionRow("save", "&File", "&Save", "Save what is in this form", "Ctrl+S", "content-save-outline"),
    ActionRow(
        "lock",
        "&File",
        "&Lock",
        "Close the records and go back to sign-in",
        "Ctrl+L",
        "lock-outline",
        new_group=True,
    ),
    ActionRow("find", "&Edit", "&Find in this page", "Find words in what is shown", "Ctrl+F", "magnify"),
    ActionRow("panes", "&View", "Next &pane", "Move between the list and what lies beside it", "F6"),
)


def shortcuts(theme: Theme) -> QWidget:
    """Every shortcut, from the table of actions."""
    return ShortcutSheet(theme, ACTIONS)


def actions(theme: Theme) -> QWidget:
    """Buttons of a toolbar, from the same table."""
    row = QWidget()
    made = Actions(theme, ACTIONS, {one.key: row.update for one in ACTIONS}, row)
    line = QHBoxLayout(row)
    for key in ("lock", "save"):
        line.addWidget(made.button(key))
    line.addWidget(made.button("add", Rank.PRIMARY))
    return row


def header(theme: Theme) -> QWidget:
    """The first line of the window of a practice copy, and its tabs, in the frame of one."""
    window = QWidget()
    made = Actions(theme, ACTIONS, {one.key: window.update for one in ACTIONS}, window)
    line = Header(theme, "Harbour IPS", "Rosa Lind", made.button("lock"), lambda _: (), practice=True)
    made.fill(line.menu_bar)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(WIDTH, WIDTH, WIDTH, WIDTH)
    layout.setSpacing(0)
    layout.addWidget(line)
    below = QHBoxLayout()
    below.setContentsMargins(Space.FIELD, 0, Space.FIELD, 0)
    below.addWidget(tabs(theme))
    layout.addLayout(below)
    window.setFixedSize(1000, window.sizeHint().height())
    PracticeFrame(theme, window).cover(window.size())
    return window


def _pane(theme: Theme, *lines: str) -> QWidget:
    card = Card(theme)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(Space.CARD, Space.FIELD, Space.CARD, Space.FIELD)
    layout.addWidget(Words(theme, lines[0], PANEL, wraps=True))
    for line in lines[1:]:
        layout.addWidget(Words(theme, line, SECOND, wraps=True))
    layout.addStretch()
    return card


def side_panel(theme: Theme) -> QWidget:
    """A page with its side as a drawer that has been opened."""
    main = _pane(theme, "Weekly hours", "Aidan Marsh", "Bernadette Okoye", "Callum Reid")
    side = _pane(theme, "Callum Reid", "16 h 30 in the week to 10 May", "15 h in the week to 3 May")
    panel = SidePanel(theme, main, side, "The last 26 weeks", side_width=220)
    panel.setFixedSize(theme.px(620), theme.px(210))
    panel.go_to_side()
    return panel


PIECES: tuple[Callable[[Theme], QWidget], ...] = (
    *(colours, text, strokes, sparkline, wrapped, small_pieces, buttons, toolbar, chips),
    *(table, table_narrow, table_nobody, table_no_match, form, form_problems, step),
    *(chart, chart_table, way, notice, fault, shortcuts, actions, tabs, header, side_panel),
)
