"""The window of the help: its pages at the left, one of them at the right, words to find in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ipsdesk.ui.help.contents import PAGES, page_of, read_page
from ipsdesk.ui.help.page_list import PageList
from ipsdesk.ui.help.page_view import PageView
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, IconButton, Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

WIDTH, HEIGHT = 900, 660
NOTHING = "Not found"


class HelpWindow(QDialog):
    """Stays beside the work; nothing in it leads out of the program."""

    def __init__(self, theme: Theme, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._page, self._way_back = theme, "", list[str]()
        self._found = self._at = 0
        self.view, self.list, self.find_field = PageView(theme), PageList(theme), QLineEdit()
        self.back = Button(theme, "Back", Rank.PLAIN, "arrow-left")
        self.count = Words(theme, "", SECOND)
        self._previous = IconButton(theme, "Previous place (Shift+F3)", "chevron-up")
        self._next = IconButton(theme, "Next place (F3)", "chevron-down")
        self._build()
        self._wire()
        self._dress()
        self._open(page)
        self.resize(self._fitting())

    def _build(self) -> None:
        self.find_field.setPlaceholderText("Find in this page")
        self.find_field.setAccessibleName("Find in this page")
        self.find_field.setClearButtonEnabled(False)
        bar = QHBoxLayout()
        bar.setSpacing(Space.SNUG)
        bar.addWidget(self.back)
        bar.addStretch()
        for one in (self.count, self.find_field, self._previous, self._next):
            bar.addWidget(one)
        card = Card(self._theme)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        right = QVBoxLayout()
        right.setSpacing(Space.STEP)
        right.addLayout(bar)
        right.addWidget(card, 1)
        pages = Card(self._theme)
        listed = QVBoxLayout(pages)
        listed.setContentsMargins(1, Space.SNUG, 1, Space.SNUG)
        listed.addWidget(self.list)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, Space.FIELD, Space.FIELD, Space.FIELD)
        layout.setSpacing(Space.FIELD)
        layout.addWidget(pages)
        layout.addLayout(right, 1)

    def _wire(self) -> None:
        self.list.wanted.connect(self._turn_to)
        self.view.followed.connect(self._follow)
        self.back.clicked.connect(self.go_back)
        self.find_field.textChanged.connect(self._find)
        self.find_field.returnPressed.connect(self.find_next)
        self._next.clicked.connect(self.find_next)
        self._previous.clicked.connect(self.find_previous)
        for keys, does in (
            ("Ctrl+F", self._to_find),
            ("F3", self.find_next),
            ("Shift+F3", self.find_previous),
            ("Alt+Left", self.go_back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.find_field.setMinimumWidth(self._theme.px(150))
        if self.find_field.text():
            self._find(self.find_field.text())

    def _fitting(self) -> QSize:
        room = self.screen().availableSize() * 0.95
        return QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT)).boundedTo(room)

    # ---- pages --------------------------------------------------------------------------------------

    def show_page(self, page: str) -> None:
        """Show a page and come to the front."""
        self._turn_to(page)
        self.view.setFocus()
        self.show()
        self.raise_()
        self.activateWindow()

    def _turn_to(self, page: str) -> None:
        if page != self._page:
            self._way_back.append(self._page)
            self._open(page)

    def _open(self, page: str) -> None:
        self._page = page
        self.view.show_markdown(read_page(page))
        self.list.choose(page)
        self.setWindowTitle(f"{PAGES[page]} - IPS Desk help")
        self.back.setEnabled(bool(self._way_back))
        self.find_field.clear()
        announce(self, PAGES[page])

    def _follow(self, link: str) -> None:
        """Go where a link of the help leads; one that leads elsewhere is not followed."""
        target = page_of(link)
        if target is not None:
            page, part = target
            self._turn_to(page or self._page)
            self.view.show_part(part)

    def go_back(self) -> None:
        """To the page that was open before."""
        if self._way_back:
            self._open(self._way_back.pop())

    # ---- finding ------------------------------------------------------------------------------------

    def _to_find(self) -> None:
        self.find_field.setFocus()
        self.find_field.selectAll()

    def _find(self, words: str) -> None:
        self._found, self._at = self.view.find_all(words), 0
        self._show_found()

    def find_next(self) -> None:
        """To the next place where the words stand, from the last to the first."""
        self._step(1)

    def find_previous(self) -> None:
        """To the place before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._found:
            self._at = (self._at + by) % self._found
            self._show_found()

    def _show_found(self) -> None:
        if self._found:
            self.view.show_found(self._at)
        words = f"{self._at + 1} of {self._found}" if self._found else NOTHING
        self.count.setText(words if self.find_field.text() else "")
        self._next.setEnabled(self._found > 1)
        self._previous.setEnabled(self._found > 1)
        if self.count.text():
            announce(self.find_field, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up finding first, then closes."""
        if event.key() == Qt.Key.Key_Escape and self.find_field.text():
            self.find_field.clear()
            self.view.setFocus()
        else:
            super().keyPressEvent(event)
