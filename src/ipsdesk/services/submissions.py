"""A return's life: prepared, submitted under a number, approved by a second person, kept for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from ipsdesk.errors import CannotRun
from ipsdesk.measures import DEFINITIONS_VERSION, Figure
from ipsdesk.models.returns import Return, ReturnNarrative
from ipsdesk.models.returns import ReturnFile as KeptFile
from ipsdesk.rules.disclosure import DEFAULT_PROFILE, Profile
from ipsdesk.rules.periods import Period, is_provisional
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.practice import is_practice
from ipsdesk.services.release import Release
from ipsdesk.services.roles import Role, Service, allowed
from ipsdesk.services.submissions_counted import compared, keep_counted, mark_told, released, untold_of
from ipsdesk.services.submissions_kept import (
    Amendment,
    Comparison,
    Form,
    ReturnDraft,
    ReturnFile,
    State,
    Submission,
)
from ipsdesk.services.submissions_reading import (
    NARRATIVES,
    amendments_of,
    drafts_of,
    files_of,
    kind_of,
    numbered_row,
    return_row,
    submissions,
)
from ipsdesk.services.submissions_store import AMENDMENTS, RETURNS, figures_kept, scope_of

__all__ = [
    "Amendment",
    "Comparison",
    "Form",
    "ReturnDraft",
    "ReturnFile",
    "State",
    "Submission",
    "Submissions",
]

PREPARING = (Role.LEAD, Role.MANAGER)
READING = (*PREPARING, Role.AUDITOR)
TAKEN = "Another return was given the number {} meanwhile; make the files again."
SUBMITTED, APPROVED = "submitted a return", "approved a return"


class Submissions(Service):
    """The returns of the unit, drafts and submitted ones."""

    @allowed(*PREPARING)
    def begin(
        self,
        period: Period,
        kind: str = "",
        profile: Profile = DEFAULT_PROFILE,
        commissioner: int | None = None,
    ) -> int:
        """Begin a draft, prepared by this account; its own open draft of the same is gone on with.

        ``kind`` is quarter, half-year, year or other days, as the period is where it is left out.
        """
        with self.workspace.transactions.begin() as connection:
            scope_of(connection, commissioner)
            own = (
                RETURNS.c.state == State.DRAFT,
                RETURNS.c.prepared_by == self.workspace.actor.account,
                RETURNS.c.first_on == period.first,
                RETURNS.c.last_on == period.last,
                RETURNS.c.commissioner_id.is_not_distinct_from(commissioner),
            )
            if (open_one := connection.scalar(select(RETURNS.c.id).where(*own))) is not None:
                self._change(connection, open_one, profile=profile)
                return int(open_one)
            values = {"label": period.label, "first_on": period.first, "last_on": period.last}
            added = connection.execute(
                insert(Return).values(
                    **values,
                    kind=kind or kind_of(period),
                    profile=profile,
                    commissioner_id=commissioner,
                    definitions_version=DEFINITIONS_VERSION,
                    state=State.DRAFT,
                    prepared_by=self.workspace.actor.account,
                    prepared_at=self.workspace.now().isoformat(),
                )
            )
            (id_,) = added.inserted_primary_key or (0,)
            return int(id_)

    @allowed(*PREPARING)
    def draft(self, id_: int) -> ReturnDraft:
        """A return by its key, with its narratives; raises ``CannotRun`` where there is none."""
        with self.workspace.transactions.read() as connection:
            return_row(connection, id_)
            return drafts_of(connection, submissions(connection, RETURNS.c.id == id_))[0]

    @allowed(*PREPARING)
    def narrate(self, id_: int, section: str, text: str) -> None:
        """Keep what is said of a section in a draft; an empty text forgets it."""
        with self.workspace.transactions.begin() as connection:
            self._open(connection, id_)
            there = (NARRATIVES.c.return_id == id_, NARRATIVES.c.section == section)
            connection.execute(delete(ReturnNarrative).where(*there))
            if text.strip():
                row = {"return_id": id_, "section": section, "text": text.strip()}
                connection.execute(insert(ReturnNarrative).values(row))

    @allowed(*PREPARING)
    def choose(self, id_: int, profile: Profile) -> None:
        """Another disclosure profile for a draft."""
        with self.workspace.transactions.begin() as connection:
            self._open(connection, id_)
            self._change(connection, id_, profile=profile)

    @allowed(*PREPARING)
    def note_readiness(self, id_: int, readiness: Mapping[str, Any]) -> None:
        """Keep in a draft what was open when it was made: plain JSON."""
        with self.workspace.transactions.begin() as connection:
            self._open(connection, id_)
            self._change(connection, id_, readiness=dict(readiness))

    @allowed(*PREPARING)
    def discard(self, id_: int) -> None:
        """Throw a draft away; a submitted return stays for ever."""
        with self.workspace.transactions.begin() as connection:
            self._open(connection, id_)
            connection.execute(delete(ReturnNarrative).where(NARRATIVES.c.return_id == id_))
            connection.execute(delete(Return).where(RETURNS.c.id == id_))

    @allowed(*PREPARING)
    def next_number(self) -> int:
        """The number that the next submitted return is given, to be printed on its cover."""
        with self.workspace.transactions.read() as connection:
            return _next_number(connection)

    @allowed(*PREPARING)
    def refuse(self, period: Period) -> None:
        """Raise ``CannotRun`` with the sentence that says why a return of these days can't be submitted."""
        with self.workspace.transactions.read() as connection:
            self._refuse(connection, period)

    @allowed(*PREPARING)
    def submit(
        self,
        id_: int,
        files: Sequence[ReturnFile],
        on_cover: int | None = None,
        printed: Mapping[str, Any] | None = None,
    ) -> int:
        """Submit a draft with its files; gives its number. It supersedes the last one of the same period.

        ``on_cover`` is the number that the files have on their cover, where they have one; ``printed`` is
        what they print of counts (``kept_of``), against which later returns are held. Raises
        ``CannotRun`` for a practice unit, for a period that has not ended, without files, for another number
        than the one on the cover, or for a return that was submitted already; nothing was kept then.
        """
        with self.workspace.transactions.begin() as connection:
            row = self._open(connection, id_)
            self._refuse(connection, Period(row.first_on, row.last_on, row.label))
            if not files:
                raise CannotRun("There is no file to submit. Nothing was submitted.")
            number = _next_number(connection)
            if on_cover not in (None, number):
                raise CannotRun(f"{TAKEN.format(on_cover)} Nothing was submitted.")
            keep_counted(connection, row)
            connection.execute(insert(KeptFile), [_as_kept(id_, file) for file in files])
            self._change(
                connection,
                id_,
                number=number,
                state=State.SUBMITTED,
                supersedes_id=_superseded(connection, row),
                submitted_at=self.workspace.now().isoformat(),
                printed=printed,
            )
            mark_told(connection, row)
            sums = {file.name: file.sha256 for file in files}
            details = {"return": number, "period": row.label, "profile": row.profile, "sha256": sums}
            head = self.workspace.audit.head(connection)
            self.workspace.note(connection, SUBMITTED, details | {"head": head})
        self.workspace.changes.announce(frozenset({"return"}))
        return number

    @allowed(*PREPARING)
    def approve(self, number: int) -> Submission:
        """Approve a submitted return; raises ``CannotRun`` for whoever prepared it, or a second time."""
        with self.workspace.transactions.begin() as connection:
            row, account = numbered_row(connection, number), self.workspace.actor.account
            if row.approved_by is not None:
                raise CannotRun(f"Return {number} was approved already. Nothing was changed.")
            if row.prepared_by == account:
                raise CannotRun(
                    f"You prepared return {number}, so a second person approves it: a lead or a manager with "
                    "an account of their own. Nothing was changed."
                )
            self._change(
                connection, row.id, approved_by=account, approved_at=self.workspace.now().isoformat()
            )
            self.workspace.note(connection, APPROVED, {"return": number, "period": row.label})
            (approved,) = submissions(connection, RETURNS.c.id == row.id)
        self.workspace.changes.announce(frozenset({"return"}))
        return approved

    @allowed(*READING)
    def list(self) -> tuple[Submission, ...]:
        """Every return, drafts first, then the newest number first."""
        with self.workspace.transactions.read() as connection:
            return submissions(connection)

    @allowed(*READING)
    def last(self, kind: str, commissioner: int | None = None) -> ReturnDraft | None:
        """The submitted return in force of this kind with the latest last day, narratives and all."""
        with self.workspace.transactions.read() as connection:
            there = (RETURNS.c.kind == kind) & RETURNS.c.commissioner_id.is_not_distinct_from(commissioner)
            found = submissions(connection, there & (RETURNS.c.state == State.SUBMITTED))
            held = [one for one in found if one.superseded_by is None]
            latest = max(held, key=lambda one: one.period.last, default=None)
            return drafts_of(connection, [latest])[0] if latest else None

    @allowed(*READING)
    def files(self, number: int) -> tuple[ReturnFile, ...]:
        """The files of a submitted return, byte for byte; raises ``CannotRun`` where there is none."""
        with self.workspace.transactions.read() as connection:
            return files_of(connection, numbered_row(connection, number).id)

    @allowed(*READING)
    def file(self, number: int, form: Form) -> ReturnFile:
        """One file of a submitted return; raises ``CannotRun`` where there is none of this form."""
        with self.workspace.transactions.read() as connection:
            found = files_of(connection, numbered_row(connection, number).id)
        if of_form := [file for file in found if file.form is form]:
            return of_form[0]
        raise CannotRun(f"Return {number} was submitted without such a file ({form}). Nothing was written.")

    @allowed(*READING)
    def figures(self, number: int) -> dict[str, Figure]:
        """Every figure of a submitted return, exact, by measure."""
        with self.workspace.transactions.read() as connection:
            return figures_kept(connection, numbered_row(connection, number).id)

    @allowed(*READING)
    def release(self, number: int) -> Release:
        """The figures of a submitted return as its profile lets them be printed."""
        with self.workspace.transactions.read() as connection:
            return released(connection, numbered_row(connection, number))

    @allowed(*PREPARING)
    def compare(self, number: int) -> Comparison:
        """A submitted return beside the records as they stand today."""
        with self.workspace.transactions.read() as connection:
            return compared(connection, numbered_row(connection, number))

    @allowed(*READING)
    def amendments(self, number: int | None = None) -> tuple[Amendment, ...]:
        """The changes to one submitted return, or to all, newest first."""
        with self.workspace.transactions.read() as connection:
            if number is None:
                return amendments_of(connection)
            return amendments_of(connection, AMENDMENTS.c.return_id == numbered_row(connection, number).id)

    @allowed(*PREPARING)
    def untold(self, commissioner: int | None = None) -> tuple[Amendment, ...]:
        """The changes that the next return of this commissioner has to tell of, newest first."""
        with self.workspace.transactions.read() as connection:
            return amendments_of(connection, untold_of(commissioner))

    def _open(self, connection: Connection, id_: int) -> Any:
        """A draft, to be changed; raises ``CannotRun`` for a return that was submitted."""
        row = return_row(connection, id_)
        if row.state != State.DRAFT:
            raise CannotRun(
                f"Return {row.number} was submitted and stays as it is. Nothing was changed. Make the return "
                "of these days once more: both are kept."
            )
        return row

    def _change(self, connection: Connection, id_: int, **values: Any) -> None:
        connection.execute(update(Return).where(RETURNS.c.id == id_).values(**values))

    def _refuse(self, connection: Connection, period: Period) -> None:
        if is_practice(connection):
            raise CannotRun(
                "This is a practice unit: the people in it are fictional, so its returns are not submitted. "
                "Nothing was submitted."
            )
        if is_provisional(period, self.workspace.today()):
            raise CannotRun(
                f"The period {period.label} goes on until {shown_day(period.last)}: its figures are "
                "provisional, and its return can be submitted from the day after. Nothing was submitted."
            )


def _next_number(connection: Connection) -> int:
    return int(connection.scalar(select(func.max(RETURNS.c.number))) or 0) + 1


def _superseded(connection: Connection, row: Any) -> int | None:
    """The last return of the same days to the same commissioner."""
    same = (
        RETURNS.c.state == State.SUBMITTED,
        RETURNS.c.first_on == row.first_on,
        RETURNS.c.last_on == row.last_on,
        RETURNS.c.commissioner_id.is_not_distinct_from(row.commissioner_id),
    )
    found = connection.scalar(select(RETURNS.c.id).where(*same).order_by(RETURNS.c.number.desc()).limit(1))
    return None if found is None else int(found)


def _as_kept(return_id: int, file: ReturnFile) -> dict[str, Any]:
    return {
        "return_id": return_id,
        "name": file.name,
        "form": file.form,
        "sha256": file.sha256,
        "content": file.content,
    }
