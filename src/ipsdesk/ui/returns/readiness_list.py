"""What the records lack for a return: how complete they are, whose it is, and each gap with its form."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.services.editing import SavedRecord
from ipsdesk.services.readiness import OpenItem, Readiness
from ipsdesk.services.roles import STAFF
from ipsdesk.services.today_lines import OpenForm, OpenHours, OpenPerson
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted
from ipsdesk.ui.returns.readiness_listing import LISTING, OwnerButton, filled_words, percent
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.words import Words

TABLE_HEIGHT = 250
KINDS_SAID = 3
READING_ONLY = "This account may read the records, not change them."


class FilledBar(QWidget):
    """How much is filled in, as a slim bar; the words above it say the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._share = theme, 0.0
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(6))
        self.update()

    def show_share(self, share: float) -> None:
        """Fill so much of it."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        paint.box(box, Token.TRACK, radius=3)
        if self._share:
            paint.box(QRectF(0, 0, box.width() * self._share, box.height()), Token.BAR, radius=3)
        painter.end()


class ReadinessList(QWidget):
    """``changed`` says that a record was saved here, with the moment; the others lead out of the dialog."""

    changed = Signal(object)
    hours_wanted = Signal(int, object)
    person_wanted = Signal(int)
    told = Signal(str)

    def __init__(self, at: AtDesk, dialog: QWidget) -> None:
        super().__init__()
        self._at = replace(at, page=dialog)
        self._may_change = at.desk.workspace.actor.role in STAFF
        self.found: Readiness | None = None
        self.filled, self.kinds = (
            Words(at.theme, style=NAME, wraps=True),
            Words(at.theme, style=SECOND, wraps=True),
        )
        self.bar, self.owners = FilledBar(at.theme), OwnerButton(at.theme)
        self.panel = TablePanel(at.theme, LISTING, at.settings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        for one in (self.filled, self.bar, self.kinds):
            layout.addWidget(one)
        line = QHBoxLayout()
        line.addWidget(self.owners)
        line.addStretch()
        layout.addLayout(line)
        layout.addWidget(self.panel, 1)
        self.owners.narrowed.connect(self._narrow)
        self.panel.opened.connect(self.open)
        self.panel.cleared.connect(self._widen)
        at.theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._at.theme.px(TABLE_HEIGHT))

    def show_readiness(self, found: Readiness) -> None:
        """Show how ready the records are."""
        self.found = found
        self.filled.setText(filled_words(found))
        self.bar.show_share(percent(found) / 100 if found.wanted else 0)
        self.kinds.setText(most_missing(found))
        self.kinds.setVisible(bool(self.kinds.text()))
        self.owners.setVisible(bool(found.items))
        self.owners.offer(found.items)
        self.panel.set_rows(found.items)
        self._narrow(self.owners.owner)

    def _widen(self) -> None:
        self.owners.narrow(None)

    def _narrow(self, owner: int | None) -> None:
        self.panel.narrow(None if owner is None else lambda item: item.owner == owner)

    def focus(self) -> None:
        """The keyboard into the list, at its first line."""
        view = self.panel.view
        if self.panel.model.shown and self.panel.current_row() is None:
            view.setCurrentIndex(self.panel.model.index(0, 0))
        if self.panel.model.shown:
            view.setFocus()
        elif self.owners.isVisible():
            self.owners.setFocus()

    def open(self, item: OpenItem) -> None:
        """The form that fills the gap; hours and people are shown by the tabs that have them."""
        target = item.opens
        if isinstance(target, OpenHours):
            self.hours_wanted.emit(target.client, target.day)
        elif isinstance(target, OpenPerson):
            self.person_wanted.emit(target.client)
        elif isinstance(target, OpenForm) and self._may_change:
            given = {name: list(value) if isinstance(value, tuple) else value for name, value in target.given}
            dialog = RecordDialog(self._at, Wanted(target.kind, target.id, given))
            dialog.saved.connect(self._saved)
            self._at.open(dialog)
        else:
            self.told.emit(READING_ONLY)

    def _saved(self, saved: SavedRecord) -> None:
        self.changed.emit(saved.done.at)


def most_missing(found: Readiness) -> str:
    """What is missing most, such as ``Most missing: religion 7 of 31, mode 4 of 231``."""
    lacking = sorted((kind for kind in found.kinds if kind.missing), key=lambda kind: -kind.missing)
    if not lacking:
        return ""
    said = [f"{kind.title[:1].lower()}{kind.title[1:]} {kind.missing:,} of {kind.of:,}" for kind in lacking]
    more = f", and {len(said) - KINDS_SAID} more kinds" if len(said) > KINDS_SAID + 1 else ""
    shown = said[:KINDS_SAID] if more else said
    return f"Most missing: {', '.join(shown)}{more}."
