"""Weekly hours: the grid of a week, what is typed into it, reasons for going over, usual shifts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from ipsdesk.errors import ChangedSince
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.hours_days import WrittenDay, for_whom, person_of, write_days, write_typed
from ipsdesk.services.hours_history import WEEKS_SHOWN, WorkHistory, history_of, history_span
from ipsdesk.services.hours_reading import people_at_work, read_people
from ipsdesk.services.hours_reasons import write_reason
from ipsdesk.services.hours_records import WEEK, Shift, recorded_pence
from ipsdesk.services.hours_shifts import write_shifts
from ipsdesk.services.hours_typing import HoursRefused, TypedHours, TypedPay, changed_by_pay
from ipsdesk.services.hours_week import HoursWeek, WeekPay, first_and_last, person_week
from ipsdesk.services.hours_words import spoken_day, week_words
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import access_of, refuse_without_reason
from ipsdesk.services.restricted_rows import bare_hours
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving

Written = list[WrittenDay]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a change did: its words (after "Undo: "), when, and how each day it wrote stands now.

    ``is_changed`` is False where everything was so already and nothing was written.
    """

    words: str
    at: datetime
    is_changed: bool
    days: tuple[WrittenDay, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekToExplain:
    """A benefit week over a limit for which no reason is recorded yet."""

    client: int
    reference: str
    name: str
    ends_on: date
    words: str


class Hours(Service):
    """The therapist's week: whose hours are in, what they come to, and what is still to be told."""

    @allowed(*EVERYONE)
    def week(self, monday: date) -> HoursWeek:
        """The unit's grid from Monday to Sunday: everyone with a job current on one of its days."""
        with self.workspace.transactions.read() as connection:
            return self._week(connection, monday)

    @allowed(*EVERYONE)
    def history(self, client: int, up_to: date, weeks: int = WEEKS_SHOWN) -> WorkHistory:
        """One person's benefit weeks up to the one that holds a day, each against the limit of its time.

        Raises ``ReasonNeeded`` for a restricted record, ``HoursRefused`` for somebody who was removed.
        """
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            people = read_people(connection, [client], *history_span(weeks, up_to))
        if not people:
            raise HoursRefused("This person is not in the unit's records any more. Nothing was changed.")
        return history_of(people[0], weeks, up_to, self.workspace.today())

    @allowed(*EVERYONE)
    def weeks_needing_reason(self, monday: date) -> list[WeekToExplain]:
        """The benefit weeks touched by a grid week that are over a limit without a reason."""
        return [
            WeekToExplain(person.client, person.reference, person.name, week.ends_on, week.words)
            for person, week in self.week(monday).needing_reason
        ]

    @allowed(*STAFF)
    def record(self, activity: int, day: date, seconds: int | None, *, seen: int | None = None) -> Saved:
        """Set, change or clear (None) the hours of one job on one day.

        ``seen`` is the version of the cell as it was shown. Pay on a cleared day moves to the last worked day
        left in its benefit week. Raises ``HoursRefused``, and ``ChangedSince`` if the day is another by now.
        """
        return self.record_block([TypedHours(activity, day, seconds, seen)])

    @allowed(*STAFF)
    def record_block(self, cells: Sequence[TypedHours]) -> Saved:
        """The same for any number of cells, as pasted: all of them or none, and undone as one."""

        def write(connection: Connection, saving: Saving) -> Written:
            saving.words += for_whom(connection, {cell.activity for cell in cells})
            return write_typed(connection, saving, cells)

        return self._save(_block_words(cells), write)

    @allowed(*STAFF)
    def record_pay(
        self, activity: int, week_ending: date, pence: int | None, *, seen: WeekPay | None = None
    ) -> Saved:
        """Set or clear (None) the pay of a job for the seven days that end on a day, a benefit or grid week.

        It stands on the last worked day of the seven; pay on their other days goes. Where a benefit week does
        not end on Sunday, give that week's end: pay of a grid week would fall into the later of its two.
        Raises ``HoursRefused`` (no hours to be paid for, below 0) and ``ChangedSince``.
        """

        def write(connection: Connection, saving: Saving) -> Written:
            job = person_of(connection, activity, week_ending, week_ending).job(activity)
            now = recorded_pence(job.within(week_ending).values())
            if seen is not None and seen.pence != now:
                raise ChangedSince(
                    f"The pay for the {week_words(week_ending)} was changed since it was shown: it now is "
                    f"{'empty' if now is None else shown_pounds(now)}. What was typed was not saved."
                )
            changed = changed_by_pay(job, TypedPay(activity, week_ending, pence))
            saving.words += for_whom(connection, {activity})
            return write_days(connection, saving, job, changed)

        return self._save(_pay_words(week_ending, pence), write)

    @allowed(*STAFF)
    def copy_last_week(self, monday: date, client: int | None = None) -> Saved:
        """Fill the blank days of everyone, or of one person, from the same weekday a week before.

        Only hours are copied, a typed 0 too, never pay; nothing is overwritten, and no day still to come is
        filled: those are planned by the usual shifts.
        """
        today = self.workspace.today()

        def write(connection: Connection, saving: Saving) -> Written:
            cells = [
                TypedHours(line.activity, cell.day, before.seconds, seen=0)
                for person in self._week(connection, monday, client).people
                for line in person.jobs
                for cell in line.days
                if cell.seconds is None and cell.is_editable and cell.day <= today
                for before in [person.records.job(line.activity).days.get(cell.day - WEEK)]
                if before is not None
            ]
            whose = for_whom(connection, {cell.activity for cell in cells})
            saving.words = f"last week's hours on {_days(len(cells))}{whose}"
            return write_typed(connection, saving, cells)

        return self._save("last week's hours", write)

    @allowed(*STAFF)
    def set_usual_shifts(self, activity: int, shifts: Sequence[Shift]) -> Saved:
        """Make these the usual shifts of a job; they plan its blank days and are never recorded as hours."""

        def write(connection: Connection, saving: Saving) -> Written:
            saving.words += for_whom(connection, {activity})
            write_shifts(connection, saving, activity, shifts)
            return []

        return self._save("the usual shifts", write)

    @allowed(*STAFF)
    def give_reason(
        self, client: int, week_ending: date, reason: str, follow_up_on: date | None = None
    ) -> Saved:
        """Say why a person's benefit week went over and when to come back to it; again replaces it."""

        def write(connection: Connection, saving: Saving) -> Written:
            refuse_without_reason(connection, self.workspace, client)
            saving.words += f" for {Names(connection).reference('client', client)}"
            write_reason(connection, saving, client, week_ending, reason, follow_up_on)
            return []

        return self._save(f"the reason for the {week_words(week_ending)}", write)

    # ---- in the caller's transaction ----------------------------------------------------------------

    def _week(self, connection: Connection, monday: date, client: int | None = None) -> HoursWeek:
        if monday.weekday():
            raise ValueError(f"{monday} is not a Monday")
        sunday, today = monday + 6 * DAY, self.workspace.today()
        clients = people_at_work(connection, monday, sunday)
        if client is not None:
            clients = [one for one in clients if one == client]
        withheld = access_of(connection, self.workspace).asked
        people = [
            bare_hours(person) if person.client in withheld else person
            for person in read_people(connection, clients, *first_and_last(monday))
        ]
        return HoursWeek(monday, today, tuple(person_week(person, sunday, today) for person in people))

    def _save(self, words: str, write: Callable[[Connection, Saving], Written]) -> Saved:
        """One transaction with its audit entries; changes are announced once it is committed."""
        with self.workspace.transactions.begin() as connection:
            saving = Saving(self.workspace, connection, words)
            days = write(connection, saving)
        if saving.kinds:
            self.workspace.changes.announce(frozenset(saving.kinds))
        return Saved(saving.words, saving.at, bool(saving.kinds), tuple(days))


def _block_words(cells: Sequence[TypedHours]) -> str:
    if len(cells) != 1:
        return f"hours on {_days(len(cells))}"
    (cell,) = cells
    day = spoken_day(cell.day)
    return f"clearing {day}" if cell.seconds is None else f"{spoken_hours(cell.seconds)} on {day}"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _pay_words(week_ending: date, pence: int | None) -> str:
    what = "clearing the pay" if pence is None else f"{shown_pounds(pence)} of pay"
    return f"{what} for the {week_words(week_ending)}"
