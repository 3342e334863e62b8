"""A list, and beside it all that is recorded of the line that is chosen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.services.editing import Plain
from ipsdesk.ui.caseload.exporting import ListExport
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.view import View
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.columns import Listing
from ipsdesk.ui.widgets.line_list import EDGE, Line, LineList
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.side_panel import SidePanel, lead_in
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import BODY, SECOND, TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

DETAIL, ROOM = 460, 976
Details = Sequence[tuple[str, str]]
NOTHING_MORE = Line("", "Nothing more is recorded.", plain=True)


class DetailCard(Card):
    """What is recorded of one line: its name, a quieter line, and each field that is filled in."""

    left = Signal()

    def __init__(self, theme: Theme, nothing: str) -> None:
        super().__init__(theme)
        self._theme = theme
        self.title, self.second = (
            Words(theme, style=TITLE, wraps=True),
            Words(theme, style=SECOND, wraps=True),
        )
        self.change = Button(theme, "Change…", Rank.PLAIN)
        self.remove = Button(theme, "Remove…", Rank.PLAIN)
        self.lines = LineList(theme, "What is recorded")
        self._message = Words(theme, nothing, BODY.coloured(Token.TEXT2), wraps=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(Space.CARD)
        whole, inside = QVBoxLayout(self), QWidget()
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(inside)
        self._stack = QStackedLayout(inside)
        self._stack.addWidget(self._message)
        self._stack.addWidget(self._record())
        self._last_tool: QWidget = self.remove
        lead_in(self, self.lines)

    def _record(self) -> QWidget:
        record, inner = QWidget(), QWidget()
        self.area = area = QScrollArea()
        self._whole = layout = QVBoxLayout(record)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(EDGE, Space.STEP, EDGE, Space.STEP)
        head.setSpacing(2)
        self.tools = QWidget()
        line = ToolLine(self.tools, Space.SNUG)
        for button in (self.change, self.remove):
            line.addWidget(button)
        for widget in (self.title, self.second):
            head.addWidget(widget)
        head.addSpacing(Space.SNUG)
        head.addWidget(self.tools)
        layout.addLayout(head)
        layout.addWidget(Rule(self._theme))
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.lines)
        self.column.addStretch()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)  # after it was put in, which turns this on
        layout.addWidget(area, 1)
        return record

    def add_above(self, widget: QWidget) -> None:
        """What stays in sight while the rest is scrolled."""
        self._whole.insertWidget(self._whole.count() - 1, widget)

    def add_section(self, section: Section) -> Section:
        """A part below the fields."""
        for widget in (Rule(self._theme), section):
            self.column.insertWidget(self.column.count() - 1, widget)
        return section

    def add_tools(self, tools: Mapping[Button, Callable[[], object]]) -> None:
        """More that can be done with a line, after what is there."""
        line = self.tools.layout()
        assert line is not None  # noqa: S101 - made with one
        for button, does in tools.items():
            line.addWidget(button)
            self.setTabOrder(self._last_tool, button)
            self._last_tool = button
            button.clicked.connect(does)

    def offer(self, tools: Mapping[Button, bool]) -> None:
        """Which of these can be used now; what goes away leaves the keyboard in the card."""
        keyboard = self.window().focusWidget()
        if any(button is keyboard and not is_offered for button, is_offered in tools.items()):
            self.lines.setFocus()
        for button, is_offered in tools.items():
            button.setVisible(is_offered)

    def show_details(self, title: str, second: str, details: Details) -> None:
        """Show this line's."""
        lines = [Line(label, label, words) for label, words in details if words]
        self.show_lines(title, second, lines or [NOTHING_MORE])

    def show_lines(self, title: str, second: str, lines: Sequence[Line]) -> None:
        """Show this line's, in lines that say more than a field does."""
        self.title.setText(title)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.lines.show_lines(lines)
        self._stack.setCurrentIndex(1)

    def forget(self) -> None:
        """Nothing is chosen any more."""
        self._stack.setCurrentIndex(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DetailView(View):
    """What it lists is said by each kind of it."""

    kind: ClassVar[str]
    nothing: ClassVar[str]
    """What the side says while no line is chosen."""
    side_width: ClassVar[int] = DETAIL

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.rows: Sequence[Any] = ()
        self.chosen: Any = None
        self._wanted: int | None = None
        today = at.desk.workspace.today
        self.export = ListExport(at.run, at.desk, at.page, self.nouns)
        self.list = self.panel = TablePanel(self._theme, self.listing(today), at.settings, self.export.ask)
        self.card = DetailCard(self._theme, self.nothing)
        lead_in(self.list, self.list.view)
        self.panes = SidePanel(
            self._theme, self.main(), self.card, "Details", side_width=self.side_width, room=ROOM
        )
        self._column.addWidget(self.list.chips)
        self._column.addWidget(self.panes, 1)
        self.card.tools.setVisible(self.may_change)
        self.panes.turned.connect(self._make_room)
        self.list.opened.connect(self._open)
        self.list.cleared.connect(self.cleared)
        self.list.view.selectionModel().selectionChanged.connect(self._choose)
        self.card.change.clicked.connect(self.change)
        self.card.remove.clicked.connect(self.remove)
        self.card.left.connect(self._leave)
        self.doing.saved_new.connect(self._added)

    # ---- what each kind says ------------------------------------------------------------------------

    def main(self) -> QWidget:
        """What stands at the left: the list."""
        return self.list

    @abstractmethod
    def listing(self, today: Callable[[], date]) -> Listing[Any]:
        """The list, the key of a row being its record's."""

    @abstractmethod
    def read(self) -> Any:
        """All of it; called in the background."""

    @abstractmethod
    def rows_of(self, read: Any) -> Sequence[Any]:
        """The rows of what was read."""

    @abstractmethod
    def words_of(self, read: Any) -> str:
        """What the status bar says of it."""

    @abstractmethod
    def details(self, row: Any) -> tuple[str, str, Details]:
        """A row's name, what is said below it, and its fields with what they say."""

    def known(self) -> Mapping[str, Plain]:
        """What is known of a new one."""
        return {}

    def show_row(self, row: Any) -> None:
        """A row was chosen, or read again."""
        self.card.show_details(*self.details(row))

    # ---- reading and choosing -----------------------------------------------------------------------

    def refresh(self) -> None:
        self.reading.ask("list", self.read, self._show)

    def _show(self, read: Any) -> None:
        self.rows = self.rows_of(read)
        self.list.set_rows(self.rows)
        self.say(self.words_of(read))
        wanted, self._wanted = self._wanted, None
        if wanted is not None and (place := self.list.model.place_of(wanted)) is not None:
            self.list.view.setCurrentIndex(self.list.model.index(place, self.list.columns.first_shown()))
        elif self.chosen is not None:
            key = self._key(self.chosen)
            self.chosen = next((row for row in self.rows if self._key(row) == key), None)
            if self.chosen is None:
                self.card.forget()
            else:
                self.show_row(self.chosen)

    def _key(self, row: Any) -> Any:
        return self.list.listing.identity(row)

    def _choose(self) -> None:
        view, row = self.list.view, self.list.current_row()
        if row is not None and view.selectionModel().isRowSelected(view.currentIndex().row()):
            self.chosen = row
            self.show_row(row)

    def _make_room(self) -> None:
        """What lies over the list has the room of its filters."""
        self.list.chips.setVisible(not (self.panes.is_drawer and self.panes.is_side_shown))

    def _open(self, row: Any) -> None:
        """Enter goes to all that is recorded of a line."""
        view = self.list.view
        view.setCurrentIndex(view.currentIndex())
        self.chosen = row
        self.show_row(row)
        self.panes.go_to_side()

    def _leave(self) -> None:
        if self.panes.is_drawer:
            self.panes.shut()
        else:
            self.panes.go_to_main()

    # ---- changing -----------------------------------------------------------------------------------

    def add(self) -> None:
        self.doing.add(self.kind, **self.known())

    def change(self) -> None:
        """The form of the line that is chosen."""
        if self.chosen is not None and self.may_change:
            self.doing.change(self.kind, self._key(self.chosen))

    def remove(self) -> None:
        """Ask why, and remove the line that is chosen."""
        if self.chosen is not None and self.may_change:
            title, _, _ = self.details(self.chosen)
            self.doing.remove(self.kind, self._key(self.chosen), title)

    def _added(self, kind: str, key: int) -> None:
        if kind == self.kind:
            self.show_record(key)

    def show_record(self, key: int) -> None:
        """Go to the line of a record once it is read."""
        self._wanted = key
        self.refresh()
