"""A unit out of a backup where none is open: where the backup lies, which it is, and where the unit goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.errors import CannotRun
from ipsdesk.fields import Field, Kind
from ipsdesk.glance import SUFFIX, BackupSeen, backups_seen
from ipsdesk.services.backups import Restored, Secret
from ipsdesk.ui.accounts.task_dialog import SaidStep, TaskDialog
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.backups.into_step import IntoStep
from ipsdesk.ui.sign_in.folder_field import WHOLE_PATH, FolderField
from ipsdesk.ui.sign_in.foot import moment_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.file_dialog import documents
from ipsdesk.ui.widgets.task import Task
from ipsdesk.ui.widgets.typed_values import Complaint

TITLE, SIGN_IN = "Restore a backup", "Sign in to it"
WHERE = Field(
    "Folder of the backup",
    required=True,
    help="The folder that backups lie in, such as “backups” on a stick, or one backup's own folder.",
)
WHICH = Field("Backup", Kind.REFERENCE, required=True, help="The newest first.")
NO_BACKUP = (
    "There is no backup in {folder}. Nothing was changed. A backup is a folder with manifest.json in it: "
    "choose that folder, or the one it lies in."
)
WIDTH, HEIGHT = 600, 640


class FindBackup(Task):
    """Where the backup lies."""

    button, doing = "Next", "Looking for backups…"

    def __init__(self, theme: Theme, where: Path | None = None) -> None:
        super().__init__(
            theme, TITLE, "A unit is made of a backup, in a folder of its own. Nothing else is touched."
        )
        self._where = FolderField(theme, WHERE)
        self._where.show_value(str(where or ""))
        self._where.found.connect(self._found)
        self._add("where", self._where)

    def _found(self, folder: Path) -> None:
        self._where.show_value(str(folder))

    def problems(self) -> dict[str, str]:
        """What is missing, and a path from nowhere."""
        nowhere = {} if self._where.folder.is_absolute() else {"where": WHOLE_PATH}
        return super().problems() or nowhere

    @property
    def where(self) -> Path:
        """What is typed."""
        return self._where.folder


class MakeUnit(IntoStep):
    """Which backup, where the unit goes, and what opens the backup."""

    def __init__(self, theme: Theme, seen: Sequence[BackupSeen], beside: Path | None) -> None:
        super().__init__(theme, TITLE, "It is read from end to end before a unit is made of it.")
        self._which = ChoiceField(theme, WHICH, _options(seen))
        self._which.show_value(str(seen[0].folder))
        self._add("which", self._which)
        self._add_place((beside.parent if beside else documents()) / f"{seen[0].unit_name}{SUFFIX}")

    def problems(self) -> dict[str, str]:
        """What is missing, and words that are none of the backups."""
        try:
            return super().problems()
        except Complaint as complaint:
            return {"which": f"Backup: {complaint}"}

    @property
    def given(self) -> tuple[Path, Path, Secret]:
        """The backup, the new folder, and what opens the backup."""
        return Path(str(self._which.value())), self.folder, self.secret


class RestoreUnit(TaskDialog):
    """``restored`` carries the folder of the new unit; ``beside`` is a unit known here, if any."""

    restored = Signal(object)

    def __init__(
        self,
        theme: Theme,
        run: RunInBackground,
        restore: Callable[[Path, Path, Secret], Restored],
        beside: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, run, TITLE, parent)
        self._restore, self._beside = restore, beside
        self._made: Path | None = None
        self.inside.addWidget(self.area)
        self.lay_out()
        self.fit(WIDTH, HEIGHT)
        self._where: Path | None = None
        self.next.clicked.connect(self._go_on)
        self.back.clicked.connect(self._find)
        self._find()

    def _find(self) -> None:
        self.back.hide()
        self.show_page(FindBackup(self._theme, self._where), FindBackup.button)

    def _go_on(self) -> None:
        page = self.page
        if isinstance(page, FindBackup) and page.is_sound():
            self._where = page.where
            self.carry_out(partial(_look, page.where), self._seen, page.doing)
        elif isinstance(page, MakeUnit) and page.is_sound():
            given = page.given
            self.carry_out(lambda: self._restore(*given), self._done, page.doing)
        elif self._made is not None:
            self.accept()
            self.restored.emit(self._made)

    def _seen(self, seen: list[BackupSeen]) -> None:
        self.show_page(MakeUnit(self._theme, seen, self._beside), MakeUnit.button)
        self.back.show()

    def _done(self, restored: Restored) -> None:
        self._made = restored.folder
        self.back.hide()
        self.show_page(
            SaidStep(self._theme, "The unit is there", breakable("\n".join(restored.sentences))), SIGN_IN
        )


def _look(where: Path) -> list[BackupSeen]:
    seen = backups_seen(where)
    if not seen:
        raise CannotRun(NO_BACKUP.format(folder=where))
    return seen


def _options(seen: Sequence[BackupSeen]) -> list[Option]:
    """Each with words of its own, though two were made in one minute."""
    times: Counter[str] = Counter()
    options = []
    for one in seen:
        words = f"{one.unit_name}, {moment_words(one.at, datetime.now(UTC))}, {one.reason}"
        times[words] += 1
        options.append(Option(str(one.folder), words if times[words] == 1 else f"{words} ({times[words]})"))
    return options
