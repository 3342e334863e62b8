"""The tree of errors written for the user: what happened, whether the data is safe, what to do.

DeskError
├── CannotRun            the command or screen can't go on; one sentence says why
│   ├── NoUnit           the folder is not a unit
│   ├── WrongPassphrase  the account and passphrase do not open this unit
│   ├── UnitInUse        another program has the unit open
│   ├── UnitDamaged      a file of the unit is empty, cut short or altered
│   ├── NewerUnit        a newer version of the program wrote this unit
│   ├── NoSpace          the disk is full
│   ├── ReadOnly         the folder can't be written to
│   └── UnreadableFile   a file brought in can't be read
├── NotAllowed           this account's role may not do that
└── ProblemsFound        the data brought in has problems, each named by place
"""

from __future__ import annotations

from collections.abc import Sequence


class DeskError(Exception):
    """An error whose text is a sentence for the person at the desk."""

    exit_status = 2


class CannotRun(DeskError):
    """Nothing was done; the sentence says why and what to do."""


class NoUnit(CannotRun):
    """The folder is missing, or holds no unit."""


class WrongPassphrase(CannotRun):
    """Account name and passphrase do not open this unit (which of the two is never said)."""


class UnitInUse(CannotRun):
    """Another program holds the unit's lock."""


class UnitDamaged(CannotRun):
    """A file of the unit fails a check; nothing was changed."""


class NewerUnit(CannotRun):
    """The unit was written by a newer version; it is left as it is."""


class NoSpace(CannotRun):
    """The disk is full; what was being saved is not saved, all that was saved before is."""


class ReadOnly(CannotRun):
    """The folder or file can't be written to."""


class UnreadableFile(CannotRun):
    """A file brought in is not what it should be, or is not safe to read."""


class NotAllowed(DeskError):
    """The role of the account may not do this (default deny)."""


class ProblemsFound(DeskError):
    """The data brought in has problems; nothing was written."""

    exit_status = 1

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(
            f"{len(problems)} problem{'' if len(problems) == 1 else 's'} found; nothing was changed."
        )
        self.problems = tuple(problems)
