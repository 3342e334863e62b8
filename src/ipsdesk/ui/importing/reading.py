"""A first look at a file, away from the interface thread: its password, and what it seems to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ipsdesk.errors import DeskError, UnreadableFile
from ipsdesk.exchange.encrypted import WRONG_PASSWORD
from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.services.incoming import Incoming
from ipsdesk.services.intake import HEADING_ROWS
from ipsdesk.ui.background import Progress


class What(Enum):
    """What a file may be."""

    UNIT_WORKBOOK = 0
    TRACKER = 1


class PasswordWanted(DeskError):
    """The workbook is encrypted, and nobody has given its password yet."""

    def __init__(self) -> None:
        super().__init__("This workbook has a password. Type it to go on.")


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as a unit workbook, and what it seems to be."""

    incoming: Incoming
    what: What

    @property
    def sheets(self) -> list[str]:
        """The sheets of a unit workbook it has with anything in them."""
        return [sheet.sheet for sheet in self.incoming.sheets if sheet.rows]


def password_or(password: str) -> Callable[[], str]:
    """What the reader asks when a workbook is encrypted.

    The reader works on the one worker thread, which must not wait for a person: without a password it gives
    up with ``PasswordWanted``, and reads again once there is one.
    """

    def ask() -> str:
        if not password:
            raise PasswordWanted
        return password

    return ask


def is_about_password(error: DeskError) -> bool:
    """Whether the reader gave up for want of the right password."""
    wrong = isinstance(error, UnreadableFile) and str(error) == WRONG_PASSWORD
    return wrong or isinstance(error, PasswordWanted)


def teller(progress: Progress) -> Callable[[str], None]:
    """Passes on what is being done, and stops the work there if it is to stop."""

    def tell(doing: str) -> None:
        progress.report(0.0, doing)

    return tell


def look(path: Path, password: str, progress: Progress) -> Looked:
    """Read a file as a unit workbook and guess whether it is one."""
    incoming = read_workbook(path, password_or(password), teller(progress))
    return Looked(incoming, What.UNIT_WORKBOOK if _has_its_headings(incoming) else What.TRACKER)


def _has_its_headings(incoming: Incoming) -> bool:
    """Whether a sheet of the unit workbook is there as it should be: a tracker may have one of that name."""
    without = {problem.sheet for problem in incoming.problems if problem.row in HEADING_ROWS}
    return any(sheet.sheet not in without for sheet in incoming.sheets)
