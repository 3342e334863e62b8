"""Opens the forms and dialogs about the person on screen, and tells what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from ipsdesk.errors import DeskError
from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.editing import Plain, SavedRecord
from ipsdesk.services.pathway import Standing, Step
from ipsdesk.services.profiles import GoalLine, ProfileVersion
from ipsdesk.services.records import Done, RecordRef
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.asked import Asked
from ipsdesk.ui.pathway.asked_again import ASKED_AGAIN
from ipsdesk.ui.pathway.comparing import CompareVersions
from ipsdesk.ui.pathway.goals import GIVEN_UP, REACHED, ask_given_up, ask_reached
from ipsdesk.ui.pathway.merging import MergeDialog
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.pathway.steps import ASKING
from ipsdesk.ui.pathway.taking import TakingDialog
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted

CLIENT = "client"


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A new version of a person's profile is wanted, because a job ended where ``after`` is one."""

    client: int
    after: int | None


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a draft of a step needs to be asked again."""

    note: DraftNote
    standing: Standing
    goals: tuple[GoalLine, ...]
    name: str


@dataclass(frozen=True, slots=True)
class _Again:
    """What is asked again, with what was typed."""

    asked: Asked
    typed: Mapping[str, Any]


class Doing(QObject):
    """``saved`` carries the moment, ``told`` words and whether they refuse, ``added`` somebody new."""

    saved = Signal(object)
    told = Signal(str, bool)
    added = Signal(int, str)

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at
        self._new_person: RecordDialog | None = None

    # ---- forms --------------------------------------------------------------------------------------

    def open_form(self, wanted: Wanted | NewVersion) -> None:
        """The form of a record."""
        if isinstance(wanted, NewVersion):
            work = partial(self._new_version, wanted)
            self._at.run(work, self._open_version, self._failed)
            return
        dialog = RecordDialog(self._at, wanted)
        dialog.saved.connect(self._record_saved)
        self._at.open(dialog)

    def _new_version(self, wanted: NewVersion, _progress: Progress) -> Mapping[str, Plain]:
        return self._at.desk.profiles.new_version(wanted.client, wanted.after)

    def _open_version(self, given: Mapping[str, Plain]) -> None:
        self.open_form(Wanted("vocational profile", None, given))

    def _record_saved(self, saved: SavedRecord) -> None:
        self._done(saved.done)

    def add_person(self) -> None:
        """The form of a new person; ``added`` once it is saved."""
        dialog = self._new_person = RecordDialog(self._at, Wanted(CLIENT))
        dialog.saved.connect(self._person_saved)
        self._at.open(dialog)

    def _person_saved(self, saved: SavedRecord) -> None:
        self._done(saved.done)
        form = self._new_person.form if self._new_person is not None else None
        self._new_person = None
        name = form.rows["name"].editor.typed() if form is not None else None
        self.added.emit(saved.id, str(name or "the person"))

    # ---- steps --------------------------------------------------------------------------------------

    def ask_step(self, step: Step, standing: Standing, name: str) -> None:
        """What a step takes; says why not where it can't be taken."""
        if why_not := standing.why_not(step):
            self.told.emit(why_not, True)  # noqa: FBT003 - a signal has no names
        else:
            self.ask(ASKING[step](standing, name, self._at.desk.workspace.today()))

    def ask(self, asked: Asked, draft: Mapping[str, Any] | None = None) -> None:
        """A small dialog."""
        dialog = StepDialog(self._at, asked, draft)
        dialog.taken.connect(self._done)
        self._at.open(dialog)

    def open(self, make: Callable[[AtDesk], QDialog]) -> None:
        """A dialog that a page makes; what was taken in a `TakingDialog` is told."""
        dialog = make(self._at)
        if isinstance(dialog, TakingDialog):
            dialog.taken.connect(self._done)
        self._at.open(dialog)

    def show(self, make: Callable[[AtDesk], object]) -> None:
        """What a page shows and changes nothing, such as a preview."""
        make(self._at)

    def tick(self, ref: RecordRef) -> None:
        """An action is done, or is not done after all."""
        self._at.run(partial(self._ticked, ref), self._done, self._failed)

    def _ticked(self, ref: RecordRef, _progress: Progress) -> Done:
        return self._at.desk.pathway.mark_done(ref)

    def do(self, work: Callable[[Desk], Done]) -> None:
        """What takes no asking."""
        self._at.run(lambda _progress: work(self._at.desk), self._done, self._failed)

    def merge(self, client: int, name: str) -> None:
        """Two records of one person."""
        dialog = MergeDialog(self._at, client, name)
        dialog.taken.connect(self._done)
        self._at.open(dialog)

    def compare(self, pair: tuple[ProfileVersion, ProfileVersion]) -> None:
        """Two versions of a profile."""
        self._at.open(CompareVersions(self._at, *pair))

    # ---- drafts -------------------------------------------------------------------------------------

    def reopen(self, note: DraftNote) -> None:
        """Ask again what was begun, as the referral or the goal stands by now."""
        self._at.run(partial(self._look_again, note), self._ask_again, self._failed)

    def _look_again(self, note: DraftNote, _progress: Progress) -> _Draft | _Again:
        desk, client, content = self._at.desk, note.about or 0, note.content
        if (ask := ASKED_AGAIN.get(content["kind"])) is not None:
            return _Again(ask(desk, client, content["about"]), content["typed"])
        standing = desk.pathway.standing(client)
        return _Draft(
            note, standing, desk.profiles.page(client).goals, desk.caseload.record(client).person.name
        )

    def _ask_again(self, draft: _Draft | _Again) -> None:
        if isinstance(draft, _Again):
            self.ask(draft.asked, draft.typed)
            return
        content, today = draft.note.content, self._at.desk.workspace.today()
        kind, about, typed = content["kind"], content["about"], content["typed"]
        goal = next((one for one in draft.goals if one.id == about), None)
        if kind in (REACHED, GIVEN_UP):
            ask = ask_reached if kind == REACHED else ask_given_up
            if goal is not None:
                self.ask(ask(draft.standing.client, goal, today), typed)
            return
        step = Step[kind]
        if why_not := draft.standing.why_not(step):
            self.told.emit(why_not, True)  # noqa: FBT003 - as above
        else:
            self.ask(ASKING[step](draft.standing, draft.name, today), typed)

    # ---- what became of it --------------------------------------------------------------------------

    def _done(self, done: Done) -> None:
        self.saved.emit(done.at)
        self.told.emit(done.words, False)  # noqa: FBT003 - as above

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.told.emit(str(error), True)  # noqa: FBT003 - as above
