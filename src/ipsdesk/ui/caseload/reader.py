"""Reads the list, records and timelines away from the interface thread; only the newest answer is shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import DeskError, ReasonNeeded
from ipsdesk.services.caseload_entries import EntryKind
from ipsdesk.services.caseload_list import get_ready
from ipsdesk.services.caseload_record import ClientRecord
from ipsdesk.services.caseload_timeline import Timeline
from ipsdesk.services.desk import Desk
from ipsdesk.services.pathway import Standing
from ipsdesk.ui.background import Progress, RunInBackground

get_ready()  # now, while a passphrase is typed

LIST, RECORD, PAGE, VIEWED = "list", "record", "page", "viewed"


@dataclass(frozen=True, slots=True)
class RecordRead:
    """A person's record, with the first page of the timeline, of one kind or (None) of all.

    ``standing`` is how the referral stands, which says what can be done with it.
    """

    record: ClientRecord
    timeline: Timeline
    kind: EntryKind | None
    standing: Standing

    @property
    def client(self) -> int:
        """Whose it is."""
        return self.record.person.client


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page of a person's timeline; ``before`` is the day it goes back from, None: it is the first."""

    client: int
    kind: EntryKind | None
    before: date | None
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    what: str


class CaseloadReader(QObject):
    """One line of readings, first come first served."""

    list_read = Signal(object)
    """A ``CaseloadList``."""
    record_read = Signal(object)
    """The newest ``RecordRead`` that was asked for."""
    page_read = Signal(object)
    """The newest ``PageRead`` that was asked for."""
    refused = Signal(str)
    """Why a record can't be shown, or why the look at it could not be noted."""
    reason_needed = Signal(int)
    """The client whose record is opened only with a reason."""
    settled = Signal()
    """No note is on its way to the file."""

    def __init__(self, run: RunInBackground, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run, self._caseload, self._pathway = run, desk.caseload, desk.pathway
        self._line: deque[_Job] = deque()
        self._newest: dict[str, int] = {}
        self._count = 0
        self._reads, self._is_ahead = True, False

    def is_settled(self) -> bool:
        """Whether every look is noted."""
        return all(job.what != VIEWED for job in self._line)

    def read_ahead(self) -> None:
        """Begin with the list before it is asked for: `read_list` then waits for this reading."""
        if not self._is_ahead:
            self._is_ahead = True
            self._read(LIST, self._caseload.people)

    def read_list(self) -> None:
        """Everyone, as they stand now."""
        if not self._is_ahead:
            self._read(LIST, self._caseload.people)
        self._is_ahead = False

    def read_record(self, client: int, kind: EntryKind | None) -> None:
        """A person's record; a page of somebody else's timeline is not waited for any more."""

        def read() -> RecordRead:
            timeline = self._caseload.timeline(client, _kinds(kind))
            record, standing = self._caseload.record(client), self._pathway.standing(client)
            return RecordRead(record, timeline, kind, standing)

        self._newest.pop(PAGE, None)
        self._read(RECORD, read)

    def read_page(self, client: int, kind: EntryKind | None, before: date | None) -> None:
        """A page of a timeline."""

        def read() -> PageRead:
            timeline = self._caseload.timeline(client, _kinds(kind), before=before)
            return PageRead(client, kind, before, timeline)

        self._read(PAGE, read)

    def note_viewed(self, client: int) -> None:
        """Note that the record was looked at."""
        self._start(VIEWED, lambda _: self._caseload.note_viewed(client))

    def stop(self) -> None:
        """The unit is about to be closed: nothing is read any more."""
        self._reads = False
        self._newest.clear()

    def _read(self, what: str, read: Callable[[], object]) -> None:
        if not self._reads:
            return
        number = self._newest[what] = self._count + 1

        def work(_progress: Progress) -> object:
            return read() if self._newest.get(what) == number else None  # else nobody waits for it

        self._start(what, work)

    def _start(self, what: str, work: Callable[[Progress], object]) -> None:
        self._count += 1
        self._line.append(_Job(self._count, what))
        self._run(work, self._done, self._failed)

    def _done(self, result: object) -> None:
        job = self._next()
        if job.what == VIEWED:
            self._say_if_settled()
        elif self._newest.get(job.what) == job.number:
            signal = {LIST: self.list_read, RECORD: self.record_read, PAGE: self.page_read}[job.what]
            signal.emit(result)

    def _failed(self, error: BaseException) -> None:
        job = self._next()
        if job.what == VIEWED:
            self._say_if_settled()
        elif self._newest.get(job.what) != job.number:
            return
        if job.what == LIST or not isinstance(error, DeskError):
            raise error
        if isinstance(error, ReasonNeeded):
            self.reason_needed.emit(error.client)
        else:
            self.refused.emit(str(error))

    def _next(self) -> _Job:
        """The reading that is over; once it is, nobody can wait for it any more."""
        job = self._line.popleft()
        self._is_ahead = self._is_ahead and job.what != LIST
        return job

    def _say_if_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()


def _kinds(kind: EntryKind | None) -> set[EntryKind] | None:
    return None if kind is None else {kind}
