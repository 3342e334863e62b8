"""The steps back to a whole backup: what is in it, an older key, over the present unit, into a new folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSettings

from ipsdesk.errors import DeskError
from ipsdesk.fields import Field
from ipsdesk.services.backups import BackupLine, Comparison, Restored, Secret
from ipsdesk.services.desk import Desk
from ipsdesk.ui.accounts.task_dialog import SaidStep
from ipsdesk.ui.backups.compared_view import ComparedView
from ipsdesk.ui.backups.details import OLDER
from ipsdesk.ui.backups.into_step import AS_THEN, IntoStep
from ipsdesk.ui.backups.listings import when_words
from ipsdesk.ui.backups.secret_step import SecretStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.hint import Hint

SECOND = Field(
    "Who agrees",
    help="It takes two: you, and a second person with an account of their own, here at the keyboard. The "
    "printed recovery key stands for the second person.",
)
ASIDE = (
    "The unit as it is now is backed up first, then kept aside, whole, in {folder}: its name gets “set "
    "aside” and the time. Nothing is deleted; what is being written and not saved stays in it.\n"
    "Afterwards everybody signs in with the account and passphrase they had then. Somebody who left since "
    "can sign in again: disable that account at once."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A backup, how it differs from now, and what opened it (None: the unit's present key)."""

    line: BackupLine
    compared: Comparison
    secret: Secret | None


class ComparedStep(SaidStep):
    """What is in a backup, beside the unit as it is now."""

    def __init__(self, theme: Theme, settings: QSettings, chosen: Chosen) -> None:
        super().__init__(
            theme,
            f"What is in the backup of {when_words(chosen.line)}",
            f"It holds {chosen.line.rows or 'no clients yet'}. If the unit went back to it:",
        )
        self._layout.addWidget(ComparedView(theme, settings, chosen.compared))


class OlderKey(SecretStep):
    """A backup that the unit's present key does not open; its job gives what opened it, and what was read."""

    button, doing = "Open the backup", "Opening the backup…"

    def __init__(self, theme: Theme, line: BackupLine, read: Callable[[Secret], object]) -> None:
        super().__init__(theme, f"The backup of {when_words(line)} has an older key", OLDER)
        self._read = read
        self._add_secret(AS_THEN)

    def job(self) -> Callable[[Desk], tuple[Secret, object]]:
        read, secret = self._read, self.secret
        return lambda _desk: (secret, read(secret))


class RestoreOver(SecretStep):
    """What would be lost and come back, where the present unit is kept, and who answers for it."""

    button, doing = "Restore", "Backing up, reading the backup, putting it in place…"

    def __init__(self, theme: Theme, settings: QSettings, desk: Desk, chosen: Chosen) -> None:
        super().__init__(
            theme,
            f"Restore the backup of {when_words(chosen.line)}?",
            "The unit becomes what it was then. Compared with now:",
        )
        self._chosen = chosen
        self._layout.addWidget(ComparedView(theme, settings, chosen.compared))
        hint = Hint(theme)
        self._layout.addWidget(hint)
        hint.say(breakable(ASIDE.format(folder=desk.folder.parent)))
        self._add_secret(SECOND, "Account of the second person")

    def job(self) -> Callable[[Desk], Restored | str]:
        backup, second, older = self._chosen.line.folder, self.secret, self._chosen.secret

        def restore(desk: Desk) -> Restored | str:
            """What kept it from being done is only said, not raised, where the unit is closed by then."""
            try:
                restored: Restored | str = desk.backups.restore_over(backup, second, older)
            except DeskError as error:
                if not desk.workspace.transactions.is_closed:
                    raise
                restored = str(error)
            desk.close()
            return restored

        return restore


class RestoreInto(IntoStep):
    """A unit of its own out of a backup."""

    done_words = (
        "A unit was made of the backup: {folder}. Sign in to it with File, Open unit… It and this one are "
        "the same unit to IPS Desk: work in one of them only."
    )

    def __init__(self, theme: Theme, line: BackupLine, desk: Desk) -> None:
        super().__init__(
            theme,
            f"Restore the backup of {when_words(line)} into a new folder",
            "The unit you are in stays as it is. The backup is read from end to end first.",
        )
        self._backup = line.folder
        self._add_place(desk.folder)

    def job(self) -> Callable[[Desk], Restored]:
        backup, folder, secret = self._backup, self.folder, self.secret
        return lambda desk: desk.backups.restore_to(backup, folder, secret)
