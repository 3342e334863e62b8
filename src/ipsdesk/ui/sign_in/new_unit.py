"""Making a unit in three steps: its place, its first account, its recovery key on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.rules.wording import shown_day
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.sign_in.account_step import AccountStep
from ipsdesk.ui.sign_in.key_step import KeyStep
from ipsdesk.ui.sign_in.passphrase_step import new_offer
from ipsdesk.ui.sign_in.place_step import PlaceStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.busy_bar import BusyBar
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.painting import Way
from ipsdesk.ui.widgets.step_page import RING_ROOM, StepPage
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.way_line import Step, WayLine
from ipsdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from ipsdesk.services.desk import Made

TITLE, MAKING = "New unit", "Making the unit and its keys…"
STEPS = ("The unit", "First account", "Recovery key")
PLACE, ACCOUNT, KEY, LEAVING = range(4)
NEXT = ("Next", "Make the unit", "Finish", "Back to the key")
CANCEL, GO_WITHOUT = "Cancel", "Go without it"
LEAVE_TITLE = "Go without the recovery key?"
LEAVE = (
    "The unit is made. Its recovery key can't be shown again: if the passphrase is forgotten and there is no "
    "sheet with the key, nobody can open the records any more."
)
WIDTH, ROUND_SCREEN, MARGIN = 560, 80, Space.CARD - RING_ROOM


class NewUnit(QDialog):
    """``made`` carries the folder and the account of the new unit, once the dialog is done with."""

    made = Signal(object, str)

    def __init__(
        self,
        theme: Theme,
        run: RunInBackground,
        make_unit: Callable[[Path, str, str, str], Made],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._run, self._make_unit = theme, run, make_unit
        self._making = False
        self.place, self.account, self.key = PlaceStep(theme), AccountStep(theme), KeyStep(theme)
        self._pages = (self.place, self.account, self.key, StepPage(theme, LEAVE_TITLE, LEAVE))
        self.setWindowTitle(TITLE)
        self._build()
        self._wire()
        self._show(PLACE)

    def _build(self) -> None:
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, Space.CARD, MARGIN, Space.CARD)
        layout.setSpacing(Space.FIELD)
        self._way: WayLine | None = None
        self._scroll = FocusScroll()
        layout.addWidget(self._scroll)
        self._bar = BusyBar(self._theme)
        self._back, self._cancel = Button(self._theme, "Back"), Button(self._theme, CANCEL)
        self._next = Button(self._theme, NEXT[0], Rank.PRIMARY)
        self._next.setDefault(True)
        self._doing = Words(self._theme, style=SECOND)
        foot, buttons = QVBoxLayout(), QHBoxLayout()
        foot.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        foot.setSpacing(Space.STEP)
        buttons.setSpacing(Space.SNUG)
        buttons.addWidget(self._back)
        buttons.addWidget(self._doing)
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._next)
        foot.addWidget(self._bar)
        foot.addLayout(buttons)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self._next.clicked.connect(self._go_on)
        self._back.clicked.connect(self._go_back)
        self._cancel.clicked.connect(self._give_up)
        self.account.other_wanted.connect(self._ask_for_offer)
        self.key.print_wanted.connect(self._print)
        self.key.right.connect(self._key_typed)
        self._theme.changed.connect(self._fit)

    # ---- from step to step ----

    def _show(self, at: int) -> None:
        self._at = at
        self._scroll.takeWidget()
        page = self._pages[at]
        self._scroll.setWidget(page)
        page.show()
        self._show_way(min(at, KEY))
        self._back.setVisible(at == ACCOUNT)
        self._cancel.setText(GO_WITHOUT if at == LEAVING else CANCEL)
        self._cancel.setVisible(at != KEY)
        self._next.setText(NEXT[at])
        self._next.setEnabled(at != KEY or self.key.is_right())
        self._fit()
        page.begin() if at != LEAVING else self._next.setFocus()
        self._scroll.show_focus()
        announce(self, f"{page.title}. Step {min(at, KEY) + 1} of {len(STEPS)}")

    def _show_way(self, here: int) -> None:
        ways = [Way.DONE if at < here else Way.HERE if at == here else Way.AHEAD for at in range(len(STEPS))]
        way = WayLine(self._theme, "Steps", [Step(*one) for one in zip(STEPS, ways, strict=True)])
        if self._way is None:
            self._layout.insertWidget(0, way)
        else:
            self._layout.replaceWidget(self._way, way)
            self._way.deleteLater()
            self._way.hide()
        way.show()  # or the layout would count it as hidden until the next turn of the event loop
        self._way = way

    def _go_on(self) -> None:
        if self._at == LEAVING:
            self._show(KEY)
        elif self._at == KEY:
            self._finish()
        elif self._is_sound():
            if self._at == ACCOUNT:
                self._make()
            else:
                self._show(ACCOUNT)
                if not self.account.offered.text():
                    self._ask_for_offer()

    def _go_back(self) -> None:
        self._show(PLACE)

    def _is_sound(self) -> bool:
        page = self._pages[self._at]
        problems = page.problems()
        page.show_problems(problems)
        self._fit()
        return not problems

    def _key_typed(self, right: bool) -> None:  # noqa: FBT001 - the signal's own shape
        self._next.setEnabled(right)
        self._fit()

    # ---- making ----

    def _ask_for_offer(self) -> None:
        self._run(new_offer, self._offered, self._refused)

    def _offered(self, passphrase: str) -> None:
        self.account.offer(passphrase)
        self._fit()

    def _make(self) -> None:
        make = self._make_unit
        what = (self.place.folder, self.place.unit, self.account.account, self.account.passphrase)
        self._set_making(making=True)
        self._run(lambda _: make(*what), self._is_made, self._refused)

    def _is_made(self, made: Made) -> None:
        self._set_making(making=False)
        self.account.forget()
        self.key.show_key(made.recovery_key, made.warnings)
        self._show(KEY)

    def _refused(self, error: BaseException) -> None:
        self._set_making(making=False)
        if not isinstance(error, DeskError):
            raise error
        self.account.show_problems({"": breakable(str(error))})
        self._fit()
        self.account.rows["passphrase"].editor.setFocus()
        self._scroll.verticalScrollBar().setValue(0)

    def _set_making(self, *, making: bool) -> None:
        self._making = making
        self._bar.set_moving(making)
        self._doing.setText(MAKING if making else "")
        for widget in (self._next, self._back, self._cancel, self.account):
            widget.setEnabled(not making)
        if making:
            announce(self, MAKING)

    def _print(self) -> None:
        from ipsdesk.reports.recovery_key import recovery_key_blocks  # noqa: PLC0415 - only when it is used
        from ipsdesk.ui.printing import Footing, print_blocks  # noqa: PLC0415 - likewise

        today, unit = date.today(), self.place.unit
        blocks = recovery_key_blocks(unit, self.account.account, self.key.key, today)
        print_blocks(self._theme, blocks, Footing(unit, shown_day(today), practice=False), self, None)

    # ---- leaving ----

    def reject(self) -> None:
        """Esc and the window's cross: asks once where the key would be lost, waits while the unit is made."""
        if self._making:
            return
        if self._at in (KEY, LEAVING):
            self._show(LEAVING if self._at == KEY else KEY)
        else:
            super().reject()

    def _give_up(self) -> None:
        if self._at == LEAVING:
            self._finish()
        else:
            self.reject()

    def _finish(self) -> None:
        self.key.forget()
        self.accept()
        self.made.emit(self.place.folder, self.account.account)

    def _fit(self) -> None:
        """As high as the step needs, as far as the screen allows; beyond that the step scrolls."""
        room = self.screen().availableSize()
        wide = min(self._theme.px(WIDTH), room.width() - ROUND_SCREEN)
        page = self._pages[self._at]
        needed = page.heightForWidth(wide - 2 * MARGIN)
        self._scroll.setFixedHeight(needed)
        whole = self._layout.totalHeightForWidth(wide)
        over = max(whole - (room.height() - ROUND_SCREEN), 0)
        self._scroll.setFixedHeight(needed - over)
        self.setFixedSize(wide, whole - over)
