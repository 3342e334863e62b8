"""Headings, sentences and symbols in large type, to be read together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.reports.blocks import Block, Heading, Paragraph, Symbol
from ipsdesk.ui.risk.large import BODY_LARGE, HEAD_LARGE, ICON_LARGE
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.icon import Icon
from ipsdesk.ui.widgets.words import Words


class LargeBlocks(QWidget):
    """Shows blocks below each other, and other blocks in their place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.STEP)
        self.said = ""
        """All of it, for the ear."""

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """These from now on."""
        while (item := self._column.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for block in blocks:
            self._column.addWidget(self._made(block))
        self.said = "\n".join(_words(block) for block in blocks)

    def _made(self, block: Block) -> QWidget:
        if isinstance(block, Symbol):
            return self._symbol(block)
        style = HEAD_LARGE if isinstance(block, Heading) else BODY_LARGE
        words = Words(self._theme, _words(block), style, wraps=True)
        if isinstance(block, Heading):
            words.setContentsMargins(0, Space.STEP, 0, 0)
        return words

    def _symbol(self, block: Symbol) -> QWidget:
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.STEP)
        icon = Icon(self._theme, block.icon, Token.ACCENT, ICON_LARGE)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        style = HEAD_LARGE if block.strong else BODY_LARGE
        line.addWidget(Words(self._theme, block.text, style, wraps=True), 1)
        return whole


def _words(block: Block) -> str:
    return block.text if isinstance(block, Heading | Paragraph | Symbol) else ""
