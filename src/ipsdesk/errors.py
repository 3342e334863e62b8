"""The tree of errors written for the user: what happened, whether the data is safe, what to do.

DeskError
├── CannotRun            the command or screen can't go on; one sentence says why
│   ├── NoUnit           the folder is not a unit
│   ├── WrongPassphrase  the account and passphrase do not open this unit
│   ├── WaitFirst        too many wrong passphrases: the next may be tried after a while
│   ├── UnitInUse        another program has the unit open
│   ├── UnitDamaged      a file of the unit is empty, cut short or altered
│   ├── NewerUnit        a newer version of the program wrote this unit
│   ├── NoSpace          the disk is full
│   ├── ReadOnly         the folder can't be written to
│   ├── UnreadableFile   a file brought in can't be read
│   └── ChangedSince     someone changed the record since it was looked at
├── NotAllowed           this account's role may not do that
│   └── ReasonNeeded     the record is restricted, and no reason to open it was given
├── AmendmentReasonNeeded  the change touches a return that was submitted, and nobody said why
├── NotSaved             what was typed into a form can't be kept, each problem named by field
└── ProblemsFound        the data brought in has problems, each named by place
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class DeskError(Exception):
    """An error whose text is a sentence for the person at the desk."""

    exit_status = 2


class CannotRun(DeskError):
    """Nothing was done; the sentence says why and what to do."""


class NoUnit(CannotRun):
    """The folder is missing, or holds no unit."""


class WrongPassphrase(CannotRun):
    """Account name and passphrase do not open this unit (which of the two is never said)."""


class WaitFirst(CannotRun):
    """After several wrong passphrases the next may be tried in ``seconds``."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


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


class OpenElsewhere(CannotRun):
    """The file to be replaced is open in Excel or another program."""


class UnreadableFile(CannotRun):
    """A file brought in is not what it should be, or is not safe to read."""


class ChangedSince(CannotRun):
    """The record was changed by someone after it was last looked at."""


class NotAllowed(DeskError):
    """The role of the account may not do this (default deny)."""


class ReasonNeeded(NotAllowed):
    """The record of ``client`` (its key) is restricted, and this account has not said why it needs it."""

    def __init__(self, client: int) -> None:
        super().__init__(
            "This record is restricted. Nothing of it was read or changed. Choose the person in Caseload and "
            "say why you need the record."
        )
        self.client = client


class AmendmentReasonNeeded(DeskError):
    """Nothing was saved: it changes what a submitted return said, and no reason was given that can be kept.

    ``touches`` says what it would change, a line each; ``problem`` what is wrong with the reason given.
    """

    def __init__(self, touches: Sequence[str], problem: str = "") -> None:
        super().__init__(
            f"Not saved: it changes what a submitted return said. {problem or 'Say why it changes.'}"
        )
        self.touches, self.problem = tuple(touches), problem


class NotSaved(DeskError):
    """A form can't be saved as it was typed; ``problems`` says what is wrong by attribute ("": no field)."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(f"Not saved: {'; '.join(problems.values())}. What you typed is still here.")
        self.problems = dict(problems)


class ProblemsFound(DeskError):
    """The data brought in has problems; nothing was written."""

    exit_status = 1

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(
            f"{len(problems)} problem{'' if len(problems) == 1 else 's'} found; nothing was changed."
        )
        self.problems = tuple(problems)
