"""One attachment looked at inside the window: a picture or plain text, never handed to another program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from ipsdesk.services.attachments import OpenedAttachment
from ipsdesk.services.attachments_files import PLAIN_TEXT
from ipsdesk.services.unit_documents import OpenedDocument
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, IconButton
from ipsdesk.ui.widgets.painting import font_of
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

Opened = OpenedAttachment | OpenedDocument
WIDTH, HEIGHT, SCREEN_SHARE = 900, 700, 0.94
STEP, LEAST, MOST = 1.25, 0.05, 6.0
UNREADABLE = "This picture can't be shown here. Save a copy of it, and open that in another program."


class AttachmentViewer(QDialog):
    """Shows the picture or the text; ``copy_wanted`` asks for a copy outside the encryption."""

    copy_wanted = Signal()

    def __init__(self, theme: Theme, opened: Opened, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(opened.line.title)
        self.area: QWidget = (
            _text(theme, opened) if opened.line.media_type == PLAIN_TEXT else _Picture(theme, opened)
        )
        self.area.setAccessibleName(opened.line.title)
        self._build(opened)
        room = self.screen().availableSize() * SCREEN_SHARE
        self.resize(QSize(theme.px(WIDTH), theme.px(HEIGHT)).boundedTo(room))
        self.area.setFocus()

    def _build(self, opened: Opened) -> None:
        theme, top = self._theme, QWidget()
        copy, close = Button(theme, "Save a copy…", icon="download-outline"), Button(theme, "Close")
        line = ToolLine(top, Space.SNUG)
        line.addWidget(Words(theme, opened.line.title, PANEL, wraps=True))
        line.done_from = 1
        if isinstance(self.area, _Picture):
            for button, does, keys in self.area.buttons(theme):
                line.addWidget(button)
                button.clicked.connect(does)
                for key in keys:
                    QShortcut(QKeySequence(key), self).activated.connect(does)
        line.addWidget(copy)
        line.addWidget(close)
        copy.clicked.connect(self.copy_wanted)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, Space.STEP, Space.FIELD, Space.FIELD)
        layout.setSpacing(Space.STEP)
        layout.addWidget(top)
        layout.addWidget(self.area, 1)


def _text(theme: Theme, opened: Opened) -> QPlainTextEdit:
    try:
        words = opened.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = opened.content.decode("cp1252", "replace")
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setPlainText(words)
    text.setFont(font_of(theme, BODY))
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return text


class _Picture(QScrollArea):
    """The picture, as large as the window lets it be until somebody says otherwise."""

    def __init__(self, theme: Theme, opened: Opened) -> None:
        super().__init__()
        self._image = QImage.fromData(QByteArray(opened.content))
        self._zoom = 1.0
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidget(
            self._label if not self._image.isNull() else Words(theme, UNREADABLE, BODY, wraps=True)
        )

    def buttons(self, theme: Theme) -> list[tuple[IconButton, Callable[[], None], tuple[str, ...]]]:
        """Smaller and larger, with their keys."""
        smaller = IconButton(theme, "Smaller (Ctrl+-)", "magnify-minus-outline")
        larger = IconButton(theme, "Larger (Ctrl++)", "magnify-plus-outline")
        return [(smaller, self.smaller, ("Ctrl+-",)), (larger, self.larger, ("Ctrl++", "Ctrl+="))]

    def larger(self) -> None:
        """One step larger."""
        self._show_at(self._zoom * STEP)

    def smaller(self) -> None:
        """One step smaller."""
        self._show_at(self._zoom / STEP)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._image.isNull():
            room, size = self.viewport().size(), self._image.size()
            self._show_at(min(room.width() / size.width(), room.height() / size.height(), 1.0))

    def _show_at(self, zoom: float) -> None:
        if self._image.isNull():
            return
        self._zoom = min(max(zoom, LEAST), MOST)
        size = self._image.size() * self._zoom
        smooth = Qt.TransformationMode.SmoothTransformation
        kept = Qt.AspectRatioMode.KeepAspectRatio
        self._label.setPixmap(QPixmap.fromImage(self._image.scaled(size, kept, smooth)))
