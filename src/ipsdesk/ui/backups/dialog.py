"""The dialog about backups: the overview, and in its place the task somebody chose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QStackedLayout

from ipsdesk.errors import DeskError, ReasonNeeded
from ipsdesk.glance import places_of
from ipsdesk.rules.wording import counted
from ipsdesk.services.backups import (
    BackupLine,
    BackupState,
    Comparison,
    DrillResult,
    PersonThere,
    Restored,
    Secret,
)
from ipsdesk.services.roles import Role
from ipsdesk.ui.accounts.task_dialog import CLOSE, SaidStep, TaskDialog
from ipsdesk.ui.backups import details as way
from ipsdesk.ui.backups import overview as do
from ipsdesk.ui.backups.overview import Overview
from ipsdesk.ui.backups.person_steps import ChoosePerson, Found, WhatComesBack, WhyNeeded
from ipsdesk.ui.backups.places_step import PlacesStep
from ipsdesk.ui.backups.restore_steps import Chosen, ComparedStep, OlderKey, RestoreInto, RestoreOver
from ipsdesk.ui.frame.desk_page import DeskPage
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.widgets.file_dialog import ask_for_folder
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.task import Task

WIDTH, HEIGHT = 940, 690
ASKED_FOR, BACK = "asked for", "Back to the backups"
READING, BACKING_UP, COMPARING = (
    "Reading the backups…",
    "Backing up and checking…",
    "Comparing with the unit…",
)
COPYING, TRYING = "Copying, and reading the copies again…", "Restoring the newest backup aside…"
NOT_YET = "Not yet: {places} is not saved. Save it or give it up first; a restore leaves nothing half done."
STILL_SAVING = "Something is still being saved. Try again in a moment."
NOBODY, NOTHING = "Nobody is in this backup", "Nothing to bring back"
NOTHING_DIFFERS = "The unit has everything of {name} as it was in this backup."


class BackupsDialog(TaskDialog):
    """Over the page of an open unit, which hears when the unit's place is taken by a backup."""

    def __init__(self, at: AtDesk, page: DeskPage) -> None:
        super().__init__(at.theme, at.run, do.TITLE, page)
        self._at, self._desk, self._page = at, at.desk, page
        self._task: Task | None = None
        self._then: Callable[[Any], None] = self._compared
        self._secrets: dict[Path, Secret] = {}
        manages = at.desk.workspace.actor.role is Role.MANAGER
        self.overview, self._first = Overview(at.theme, at.settings, manages=manages), FocusScroll()
        self._first.setWidget(self.overview)
        self._pages = QStackedLayout()
        self.inside.addLayout(self._pages)
        for one in (self._first, self.area):
            self._pages.addWidget(one)
        self.lay_out()
        self._wire()
        self.fit(WIDTH, HEIGHT)
        self._show_first()
        self._read()

    def _wire(self) -> None:
        overview = self.overview
        overview.wanted.connect(self._do)
        overview.details.asked.connect(self._go_back_to)
        overview.place_chosen.connect(self._read)
        overview.other.clicked.connect(self._look_elsewhere)
        self.next.clicked.connect(self._go_on)

    # ---- the overview -------------------------------------------------------------------------------

    @property
    def _is_first(self) -> bool:
        return self._pages.currentWidget() is self._first

    def _show_first(self) -> None:
        self._task = None
        self._pages.setCurrentWidget(self._first)
        self.cancel.hide()
        self.next.setText(CLOSE)
        self.next.setDefault(True)

    def _read(self) -> None:
        self.carry_out(partial(self._look, self.overview.place), self._show, READING)

    def _look(self, place: Path | None) -> tuple[BackupState, tuple[BackupLine, ...]]:
        backups = self._desk.backups
        return backups.state(), backups.backups_at(place)

    def _show(self, found: tuple[BackupState, tuple[BackupLine, ...]]) -> None:
        self.overview.show_all(*found)
        focus = QApplication.focusWidget()
        if focus is None or not self.overview.isAncestorOf(focus):
            self.overview.begin()

    def _told(self, mark: Mark, words: str) -> None:
        """Back at the overview, with what became of it."""
        self._show_first()
        self._first.verticalScrollBar().setValue(0)
        self.overview.say(mark, words)
        self._read()

    def _look_elsewhere(self) -> None:
        start = self.overview.elsewhere or self._desk.folder.parent
        ask_for_folder(self, do.OTHER, start, self.look_in)

    def look_in(self, folder: str) -> None:
        """Show the backups that lie in this folder."""
        self.overview.look_in(Path(folder))

    # ---- what is done with the unit -----------------------------------------------------------------

    def _do(self, wanted: str) -> None:
        backups = self._desk.backups
        self.overview.said.say(Mark.DONE, "")
        if wanted == do.NOW:
            self.carry_out(partial(backups.back_up, ASKED_FOR), self._backed_up, BACKING_UP)
        elif wanted == do.COPY:
            self.carry_out(backups.copy_to_second_place, self._copied, COPYING)
        elif wanted == do.TRY:
            self.carry_out(backups.drill, self._tried, TRYING)
        else:
            self._begin_task(PlacesStep(self._theme, places_of(self._desk.folder)), self._placed)

    def _backed_up(self, line: BackupLine) -> None:
        self._told(Mark.DONE, f"Backed up and checked: {line.name}.")

    def _copied(self, names: tuple[str, ...]) -> None:
        made = f"{counted(len(names), 'backup')} copied, read again, and the same."
        self._told(Mark.DONE, made if names else "The second place has the newest backups already.")

    def _tried(self, result: DrillResult) -> None:
        works = "It works." if result.ok else "It failed."
        self._told(Mark.DONE if result.ok else Mark.OVER, "\n".join((works, *result.lines)))

    def _placed(self, risks: tuple[str, ...]) -> None:
        mark = Mark.NEAR_LIMITS if risks else Mark.DONE
        self._told(mark, "\n".join((PlacesStep.done_words, *risks)))

    # ---- the ways back to one backup ----------------------------------------------------------------

    def _go_back_to(self, wanted: str) -> None:
        line, backups = self.overview.panel.current_row(), self._desk.backups
        if line is None:
            return
        self.overview.said.say(Mark.DONE, "")
        if wanted == way.COMPARE:
            self._reach(line, partial(backups.compare, line.folder), self._compared)
        elif wanted == way.PERSON:
            self._reach(line, partial(backups.people_in, line.folder), self._choose_person)
        elif wanted == way.OVER:
            self._page.hand_over()
            self._reach(line, partial(backups.compare, line.folder), self._ask_to_restore)
        else:
            self._begin_task(RestoreInto(self._theme, line, self._desk), self._restored_into)

    def _reach(
        self, line: BackupLine, read: Callable[[Secret | None], object], then: Callable[[Any], None]
    ) -> None:
        """Read a backup; one with an older key asks first for what opens it."""
        self._line, secret = line, self._secrets.get(line.folder)
        if line.opens or secret is not None:
            self.carry_out(partial(read, secret), then, COMPARING)
        else:
            self._begin_task(OlderKey(self._theme, line, read), partial(self._opened_older, then))

    def _opened_older(self, then: Callable[[Any], None], result: tuple[Secret, object]) -> None:
        self._secrets[self._line.folder], found = result
        then(found)

    @property
    def _secret(self) -> Secret | None:
        return self._secrets.get(self._line.folder)

    def _compared(self, comparison: Comparison) -> None:
        chosen = Chosen(self._line, comparison, self._secret)
        self._say_step(ComparedStep(self._theme, self._at.settings, chosen))

    def _choose_person(self, people: tuple[PersonThere, ...]) -> None:
        if not people:
            self._say_step(SaidStep(self._theme, NOBODY, "It was made before any client was entered."))
            return
        where = self._line.folder, self._secret
        self._begin_task(ChoosePerson(self._theme, where, people), self._choose_records)

    def _choose_records(self, found: Found) -> None:
        person, records = found
        if not records:
            words = NOTHING_DIFFERS.format(name=person.name)
            self._say_step(SaidStep(self._theme, NOTHING, words))
            return
        where = self._line.folder, self._secret
        task = WhatComesBack(self._theme, self._at.settings, where, found)
        self._begin_task(task, lambda number: self._told(Mark.DONE, task.done(number)))

    def _restored_into(self, restored: Restored) -> None:
        self._told(Mark.DONE, RestoreInto.done_words.format(folder=restored.folder))

    def _ask_to_restore(self, comparison: Comparison) -> None:
        places = self._page.not_saved()
        if places or not self._page.is_settled():
            words = NOT_YET.format(places="; ".join(places)) if places else STILL_SAVING
            self._told(Mark.OVER, words)
            return
        chosen = Chosen(self._line, comparison, self._secret)
        self._begin_task(RestoreOver(self._theme, self._at.settings, self._desk, chosen), self._restored_over)
        # What Enter does before anything is read must not be the restore.
        self.next.setDefault(False)
        self.cancel.setFocus()

    def _restored_over(self, result: Restored | str) -> None:
        self._page.restored.emit(result if isinstance(result, str) else "\n".join(result.sentences))

    # ---- one task -----------------------------------------------------------------------------------

    def _begin_task(self, task: Task, then: Callable[[Any], None]) -> None:
        self._task, self._then = task, then
        self._pages.setCurrentWidget(self.area)
        self.next.setDefault(True)
        self.show_page(task, task.button)

    def _say_step(self, page: StepPage) -> None:
        self._task = None
        self._pages.setCurrentWidget(self.area)
        self.show_page(page, BACK)
        self.cancel.hide()

    def _go_on(self) -> None:
        task = self._task
        if self._is_first:
            self.accept()
        elif task is None:
            self._give_up()
        elif task.is_sound():
            if isinstance(task, RestoreOver):
                self._page.restoring.emit(True)  # noqa: FBT003 - a signal
            self.carry_out(partial(task.job(), self._desk), self._then, task.doing)

    def _failed(self, error: BaseException) -> None:
        if isinstance(self._task, RestoreOver):
            self._page.restoring.emit(False)  # noqa: FBT003 - a signal
        super()._failed(error)

    def refused(self, error: DeskError) -> None:
        """Said where the person is; a restricted record asks for a reason instead."""
        if self._is_first:
            self.overview.say(Mark.OVER, str(error))
        elif isinstance(error, ReasonNeeded) and isinstance(self._task, ChoosePerson):
            task = WhyNeeded(self._theme, error.client, self._task.job())
            self._begin_task(task, self._choose_records)
        else:
            super().refused(error)

    def reject(self) -> None:
        """Cancel and Esc give a task up; at the overview they close."""
        if self.is_working or self._is_first:
            super().reject()
        else:
            self._give_up()

    def _give_up(self) -> None:
        self._show_first()
        self.overview.begin()

    def done(self, result: int) -> None:
        """Whoever closes it: nothing is kept of what opens a backup."""
        self._secrets.clear()
        super().done(result)
