"""The accounts of the unit: the list, what is known of one, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.services.accounts import Accounts
from ipsdesk.services.accounts_leaving import Left
from ipsdesk.services.accounts_list import AccountLine
from ipsdesk.services.desk import Desk
from ipsdesk.ui.accounts import account_details as can_be
from ipsdesk.ui.accounts.account_details import AccountDetails
from ipsdesk.ui.accounts.account_form import Choices
from ipsdesk.ui.accounts.account_listing import LISTING
from ipsdesk.ui.accounts.account_tasks import (
    AddAccount,
    ChangeAccount,
    DisableAccount,
    LetGo,
    NewPassphrase,
)
from ipsdesk.ui.accounts.left_step import LeftStep
from ipsdesk.ui.accounts.task_dialog import CLOSE, TaskDialog
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.task import Task
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.words import Words

TITLE, ADD, BACK = "Accounts", "Add an account…", "Back to the accounts"
WORDS = "Who may open this unit, and what they may do in it."
ENABLED = "{name} can sign in again."
WIDTH, HEIGHT, TABLE_HEIGHT, BESIDE = 900, 620, 260, 760

Read = tuple[tuple[AccountLine, ...], Choices]


class AccountsDialog(TaskDialog):
    """The list, and in its place the task somebody chose."""

    def __init__(
        self,
        theme: Theme,
        run: RunInBackground,
        desk: Desk,
        settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, run, TITLE, parent)
        self._accounts, self._choices = desk.accounts, Choices((), ())
        self._task: Task | None = None
        self.panel, self.details = TablePanel(theme, LISTING, settings), AccountDetails(theme)
        self.add, self.said = Button(theme, ADD, icon="plus"), MarkedWords(theme)
        self._list = FocusScroll()
        self._pages = QStackedLayout()
        self.inside.addLayout(self._pages)
        self._pages.addWidget(self._list)
        self._pages.addWidget(self.area)
        self._build()
        self.lay_out()
        self.add.clicked.connect(self._add)
        self.panel.chosen.connect(self._choose)
        self.panel.opened.connect(self._open)
        self.details.asked.connect(self._ask)
        self.next.clicked.connect(self._go_on)
        theme.changed.connect(self._measure)
        self.fit(WIDTH, HEIGHT)
        self._measure()
        self._show_list()
        self._read()

    def _build(self) -> None:
        page, line = QWidget(), QHBoxLayout()
        line.addWidget(Words(self._theme, WORDS, BODY, wraps=True), 1)
        line.addWidget(self.add)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(Space.FIELD)
        self._sides.addWidget(self.panel, 3)
        self._sides.addWidget(self.details, 2)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        layout.setSpacing(Space.STEP)
        layout.addWidget(Words(self._theme, TITLE, PANEL))
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addLayout(self._sides, 1)
        self._list.setWidget(page)

    def _measure(self) -> None:
        """Beside each other where there is room, else the account under the list."""
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))
        is_wide = self.width() >= self._theme.px(BESIDE)
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    # ---- the list -----------------------------------------------------------------------------------

    def _show_list(self) -> None:
        self._task = None
        self._pages.setCurrentWidget(self._list)
        self.cancel.hide()
        self.back.hide()
        self.next.setText(CLOSE)

    def _read(self) -> None:
        self.carry_out(self._look, self._show, "Reading the accounts")

    def _look(self) -> Read:
        accounts = self._accounts
        return accounts.accounts(), Choices(accounts.staff_choices(), accounts.client_choices())

    def _show(self, read: Read) -> None:
        lines, self._choices = read
        self.panel.set_rows(lines)
        if lines and self.panel.current_row() is None:
            self.panel.view.setCurrentIndex(self.panel.model.index(0, 0))
        self.details.show_account(self.panel.current_row())
        self.panel.view.setFocus()

    def _choose(self, line: AccountLine | None) -> None:
        self.details.show_account(line)

    def _open(self, _line: AccountLine) -> None:
        self.details.buttons[can_be.CHANGE].setFocus()

    # ---- one task -----------------------------------------------------------------------------------

    def _add(self) -> None:
        self._begin_task(AddAccount(self._theme, self._run, self._choices))

    def _ask(self, wanted: str) -> None:
        line, theme = self.panel.current_row(), self._theme
        if line is None:
            return
        if wanted == can_be.ENABLE:
            self._carry_out(lambda accounts: accounts.enable(line.number), ENABLED.format(name=line.name))
            return
        tasks: dict[str, Callable[[], Task]] = {
            can_be.CHANGE: lambda: ChangeAccount(theme, self._choices, line),
            can_be.PASSPHRASE: lambda: NewPassphrase(theme, self._run, line),
            can_be.DISABLE: lambda: DisableAccount(theme, line),
            can_be.LEAVER: lambda: LetGo(theme, line),
        }
        self._begin_task(tasks[wanted]())

    def _begin_task(self, task: Task) -> None:
        self._task = task
        self.said.say(Mark.DONE, "")
        self._pages.setCurrentWidget(self.area)
        self.show_page(task, task.button)

    def _go_on(self) -> None:
        if self._pages.currentWidget() is self._list:
            self.accept()
        elif self._task is None:
            self._show_list()
            self._read()
        elif self._task.is_sound():
            self._carry_out(self._task.job(), self._task.done_words, self._task.doing)

    def _carry_out(self, job: Callable[[Accounts], object], said: str, doing: str = Task.doing) -> None:
        self._said = said
        self.carry_out(lambda: job(self._accounts), self._done, doing)

    def _done(self, result: Any) -> None:
        if isinstance(result, Left):
            self._task = None
            self.show_page(LeftStep(self._theme, result), BACK)
            self.cancel.hide()
            return
        self._show_list()
        self.said.say(Mark.DONE, self._said)
        announce(self, self._said)
        self._read()

    def reject(self) -> None:
        """Cancel and Esc give a task up; at the list they close."""
        if self.is_working or self._pages.currentWidget() is self._list:
            super().reject()
        else:
            self._show_list()
            self._read()
