"""How the window looks and how large its text is, chosen by seeing it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import LARGEST_TEXT, SMALLEST_TEXT, Theme
from ipsdesk.ui.tokens import Shade, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.words import Words

STEP = 25
SIZES = tuple(range(SMALLEST_TEXT, LARGEST_TEXT + 1, STEP))
LOOKS: tuple[tuple[str, Shade | None], ...] = (
    ("As the system is", None),
    *((shade.value.capitalize(), shade) for shade in Shade),
)
WIDTH = 460
Remember = Callable[[Shade | None, int], None]


class Appearance(QDialog):
    """Both choices show at once; Cancel puts back what was."""

    def __init__(self, theme: Theme, remember: Remember, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._remember = theme, remember
        self._before = theme.chosen, theme.text_size
        self.setWindowTitle("Appearance")
        self.looks = ChipRow(theme, "Colours", [words for words, _ in LOOKS])
        self.sizes = ChipRow(theme, "Text size", [f"{size} %" for size in SIZES])
        self.looks.choose([shade for _, shade in LOOKS].index(theme.chosen))
        self.sizes.choose(SIZES.index(nearest(theme.text_size)))
        for row, name in ((self.looks, "Colours"), (self.sizes, "Text size")):
            for chip in row.chips:
                chip.setAccessibleName(f"{name}: {chip.text()}")
            row.chosen.connect(self._try)
        self._build()
        self.looks.chips[self.looks.place].setFocus()
        self._fit()
        theme.changed.connect(self._fit)

    def _build(self) -> None:
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.SNUG)
        for words, row in (("Colours", self.looks), ("Text size", self.sizes)):
            layout.addWidget(Words(self._theme, words, NAME))
            layout.addWidget(row)
            layout.addSpacing(Space.SNUG)
        note = "Shown at once. A larger text size of the system counts as well."
        layout.addWidget(Words(self._theme, note, SECOND, wraps=True))
        layout.addStretch()
        line = QHBoxLayout()
        line.setSpacing(Space.SNUG)
        line.addStretch()
        cancel, keep = Button(self._theme, "Cancel"), Button(self._theme, "Keep", Rank.PRIMARY)
        cancel.clicked.connect(self.reject)
        keep.clicked.connect(self.accept)
        line.addWidget(cancel)
        line.addWidget(keep)
        layout.addLayout(line)

    def _fit(self) -> None:
        wide = self._theme.px(WIDTH)
        self.setFixedSize(wide, self._layout.totalHeightForWidth(wide))

    def _try(self) -> None:
        self._theme.choose(LOOKS[self.looks.place][1], SIZES[self.sizes.place])

    def accept(self) -> None:
        """Look so from now on."""
        self._remember(self._theme.chosen, self._theme.text_size)
        super().accept()

    def reject(self) -> None:
        """Look as before."""
        self._theme.choose(*self._before)
        super().reject()


def nearest(size: int) -> int:
    """The step a text size is closest to."""
    return min(SIZES, key=lambda step: abs(step - size))


def step_text(theme: Theme, steps: int, remember: Remember) -> None:
    """Make all text so many steps larger, or smaller, as far as it goes."""
    size = min(max(nearest(theme.text_size) + steps * STEP, SMALLEST_TEXT), LARGEST_TEXT)
    if size != theme.text_size:
        theme.choose(theme.chosen, size)
        remember(theme.chosen, size)
