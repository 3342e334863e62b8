"""One line of saves and readings of the weekly hours, carried out in order away from the interface thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import AmendmentReasonNeeded, DeskError
from ipsdesk.services.amending import because
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours import Saved
from ipsdesk.services.hours_days import WrittenDay
from ipsdesk.services.hours_records import Shift
from ipsdesk.services.hours_typing import TypedHours, TypedPay
from ipsdesk.services.hours_week import WeekPay
from ipsdesk.ui.amending.asking import AskingWhy
from ipsdesk.ui.background import Progress, RunInBackground

FAULT = (
    "The program met a fault, so this was not saved. Everything saved before is safe."
    " Type it again; if that fails too, close the program and open it again."
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A reason for one person's benefit week."""

    client: int
    ends_on: date
    reason: str
    follow_up_on: date | None


@dataclass(frozen=True, slots=True)
class NewShifts:
    """The usual shifts of a job, as they are to be."""

    activity: int
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class CopiedWeek:
    """Last week's hours for everyone's blank days, or for one person's."""

    monday: date
    client: int | None


@dataclass(slots=True)
class _Chain:
    """What is known of a job's days while saves of it are on their way.

    A cell typed again before its first save came back carries what the grid showed then; the file by then has
    what that save made of it. Written by the worker alone.
    """

    waiting: int = 0
    versions: dict[date, int] = field(default_factory=dict)
    pay: dict[date, int | None] = field(default_factory=dict)

    def seen(self, cell: TypedHours) -> TypedHours:
        if cell.seen is None:
            return cell
        return replace(cell, seen=self.versions.setdefault(cell.day, cell.seen))

    def seen_pay(self, shown: WeekPay) -> WeekPay:
        return replace(shown, pence=self.pay.setdefault(shown.ends_on, shown.pence))


@dataclass(frozen=True, slots=True)
class _Job:
    """One of the line; ``entry`` is what is saved, or what is read (the Monday of a week, a client)."""

    number: int
    entry: object
    reading: str = ""
    activities: frozenset[int] = frozenset()
    save: Callable[[], Saved] | None = None


class HoursSaver(QObject):
    """Saves and reads, first come first served; nothing here touches the file on the interface thread.

    What is handed over comes back as ``saved`` or ``refused`` with the same entry: cells as they were given,
    ``(TypedPay, WeekPay)``, or one of the classes above.
    """

    saved = Signal(object, object)
    """The entry and its ``Saved``, once it is committed."""
    refused = Signal(object, str)
    """The entry and the sentence that says why it is not saved."""
    week_read = Signal(object)
    """An ``HoursWeek``: the newest that was asked for, with every save in it."""
    history_read = Signal(object)
    """The newest ``WorkHistory`` that was asked for."""
    unread = Signal(str)
    """The sentence that says why what was asked for could not be read."""
    settled = Signal()
    """Every save is in the file, or refused."""

    def __init__(self, run: RunInBackground, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._why = run if isinstance(run, AskingWhy) else None
        self._run: RunInBackground = self._why.run if self._why else run
        self._hours = desk.hours
        self._line: deque[_Job] = deque()
        self._chains: dict[int, _Chain] = {}
        self._newest: dict[str, int] = {}
        self._count = self._last_save = 0
        self._saving_thread: int | None = None
        self._reads = True
        self.others_changed = 0
        """How many changes others (an import, another page) have announced."""
        desk.changes.listen(self._heard, first=True)  # noted before the window is told to read again

    def is_settled(self) -> bool:
        """Whether no save is on its way."""
        return all(job.reading for job in self._line)

    # ---- saving -------------------------------------------------------------------------------------

    def record(self, cells: Sequence[TypedHours]) -> None:
        """Hours of one cell, or of a block that is saved as one."""
        given = tuple(cells)
        chains = self._chained(cell.activity for cell in given)

        def work() -> Saved:
            saved = self._hours.record_block([chains[cell.activity].seen(cell) for cell in given])
            return _learn(chains, saved)

        self._save(given, work, frozenset(chains))

    def record_pay(self, typed: TypedPay, shown: WeekPay) -> None:
        """Pay of a job for a benefit week; ``shown`` is what stood there when it was typed."""
        chains = self._chained([typed.activity])

        def work() -> Saved:
            chain = chains[typed.activity]
            seen = chain.seen_pay(shown)
            saved = self._hours.record_pay(typed.activity, typed.week_ending, typed.pence, seen=seen)
            chain.pay[typed.week_ending] = typed.pence
            return _learn(chains, saved)

        self._save((typed, shown), work, frozenset(chains))

    def explain(self, client: int, ends_on: date, reason: str, follow_up_on: date | None) -> None:
        """Why a benefit week went over."""
        given = Explained(client, ends_on, reason, follow_up_on)
        self._save(given, lambda: self._hours.give_reason(client, ends_on, reason, follow_up_on))

    def set_shifts(self, activity: int, shifts: Sequence[Shift]) -> None:
        """When a person usually works in a job."""
        given = NewShifts(activity, tuple(shifts))
        self._save(given, lambda: self._hours.set_usual_shifts(activity, given.shifts))

    def copy_last_week(self, monday: date, client: int | None = None) -> None:
        """Last week's hours into blank days."""
        self._save(CopiedWeek(monday, client), lambda: self._hours.copy_last_week(monday, client))

    def _chained(self, activities: Iterable[int]) -> dict[int, _Chain]:
        return {one: self._chains.setdefault(one, _Chain()) for one in activities}

    def _save(
        self, entry: object, save: Callable[[], Saved], activities: frozenset[int] = frozenset()
    ) -> None:
        def work(_progress: Progress) -> Saved:
            self._saving_thread = threading.get_ident()
            try:
                return save()
            finally:
                self._saving_thread = None

        for chain in self._chained(activities).values():
            chain.waiting += 1
        job = replace(self._next(entry, activities=activities), save=save)
        self._last_save = job.number
        self._start(job, work)

    # ---- reading ------------------------------------------------------------------------------------

    def read_week(self, monday: date) -> None:
        """Read a week again, after all that waits to be saved."""

        self._read("week", monday, lambda: self._hours.week(monday))

    def read_history(self, client: int, up_to: date) -> None:
        """Read one person's last weeks."""
        self._read("history", client, lambda: self._hours.history(client, up_to))

    def stop_reading(self) -> None:
        """The unit is about to be closed: what is still to be saved goes on, nobody looks at it any more."""
        self._reads = False

    def _read(self, reading: str, what: object, read: Callable[[], object]) -> None:
        if not self._reads:
            return
        job = self._next(what, reading=reading)
        self._newest[reading] = job.number

        def work(_progress: Progress) -> object:
            return read() if self._newest[reading] == job.number else None  # else nobody waits for it

        self._start(job, work)

    # ---- the line -----------------------------------------------------------------------------------

    def _next(self, entry: object, reading: str = "", activities: frozenset[int] = frozenset()) -> _Job:
        self._count += 1
        return _Job(self._count, entry, reading, activities)

    def _start(self, job: _Job, work: Callable[[Progress], object]) -> None:
        self._line.append(job)
        self._run(work, self._done, self._failed)

    def _done(self, result: object) -> None:
        job = self._finish()
        if not job.reading:
            self.saved.emit(job.entry, result)
            self._say_if_settled()
        elif self._newest[job.reading] == job.number:
            self._hand_over(job, result)

    def _hand_over(self, job: _Job, result: object) -> None:
        if job.reading == "history":
            self.history_read.emit(result)
        elif self._last_save > job.number and isinstance(job.entry, date):
            self.read_week(job.entry)  # something was typed meanwhile, which is not in what was read
        else:
            self.week_read.emit(result)

    def _failed(self, error: BaseException) -> None:
        job = self._finish()
        if not job.reading:
            self.refused.emit(job.entry, str(error) if isinstance(error, DeskError) else FAULT)
            self._say_if_settled()
            if self._why is not None and isinstance(error, AmendmentReasonNeeded):
                self._why.ask(self, error, partial(self._save_because, job))
        elif isinstance(error, DeskError):
            self.unread.emit(str(error))
        if not isinstance(error, DeskError):
            raise error

    def _save_because(self, job: _Job, reason: str) -> None:
        """The same once more, with the reason that was asked for."""
        if job.save is not None:
            self._save(job.entry, partial(_because, reason, job.save), job.activities)

    def _finish(self) -> _Job:
        job = self._line.popleft()
        for activity in job.activities:
            chain = self._chains[activity]
            chain.waiting -= 1
            if not chain.waiting:
                del self._chains[activity]
        return job

    def _say_if_settled(self) -> None:
        if self.is_settled():
            self.settled.emit()

    def _heard(self, _kinds: frozenset[str]) -> None:
        """Called on the thread that changed something; what this line saves itself is known here already."""
        if self._saving_thread != threading.get_ident():
            self.others_changed += 1


def _learn(chains: dict[int, _Chain], saved: Saved) -> Saved:
    day: WrittenDay
    for day in saved.days:
        chains[day.activity].versions[day.day] = day.version
    return saved


def _because(reason: str, save: Callable[[], Saved]) -> Saved:
    with because(reason):
        return save()
