"""What is typed into the grid: understood, judged at once, handed over to be saved, or kept as a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import CannotRun
from ipsdesk.rules.typed_hours import NotUnderstood, cell_hours, typed_hours, typed_pay
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.hours_days import WrittenDay
from ipsdesk.services.hours_records import Reason
from ipsdesk.services.hours_typing import HoursRefused, TypedHours, TypedPay
from ipsdesk.services.hours_week import DayCell, PersonWeek, WeekPay
from ipsdesk.services.hours_words import spoken_day
from ipsdesk.ui.hours.cell_words import job_words, week_spoken
from ipsdesk.ui.hours.grid_model import GridModel, Place, Problem, place_of
from ipsdesk.ui.hours.grid_pending import GivenReason, Standing, Typed

Entry = tuple[TypedHours, ...] | tuple[TypedPay, WeekPay]
"""What is saved as one: hours of a cell or a block, or the pay of a week with what was shown there."""


class Entries(QObject):
    """Takes what is typed in place by place; the model shows it at once."""

    typed = Signal(object)
    """An ``Entry`` that is to be saved."""
    problems_changed = Signal()
    said = Signal(str, bool)
    """Words to be read out, and whether at once."""

    def __init__(self, model: GridModel) -> None:
        super().__init__(model)
        self._model = model

    # ---- one cell -------------------------------------------------------------------------------------

    def take(self, place: Place, text: str) -> bool:
        """What was typed into a cell, for good; False if it can't be kept and stays as a problem."""
        standing = self._standing(place)
        if standing is None:
            return True
        standing.try_out(None)
        try:
            typed, problem = read(standing.now, place, text), self._model.problems.get(place)
            self._mend([place])
            if typed is not None:
                self._keep({standing.now.client: [typed]}, problem)
        except CannotRun as error:
            self._stand_wrong(standing.now, place, text, str(error))
            return False
        finally:
            self._model.update_person(standing.now.client)
        return True

    def try_out(self, place: Place, text: str) -> None:
        """Turn status and bars over while a cell is still being typed in."""
        standing = self._standing(place)
        if standing is None:
            return
        try:
            standing.try_out(read(standing.now, place, text))
        except NotUnderstood:
            standing.try_out(None)
        self._model.update_person(standing.now.client)

    def give_up(self, place: Place) -> None:
        """Back to what stood in the cell; a problem there is over."""
        standing = self._standing(place)
        self._mend([place])
        if standing is not None:
            standing.try_out(None)
            self._model.update_person(standing.now.client)

    def _tell_turned(self, before: PersonWeek, now: PersonWeek) -> None:
        """Read out each benefit week whose status turned over."""
        for was, week in zip(before.weeks, now.weeks, strict=True):
            if was.words != week.words:
                asks = " Tab leads to a line that asks why." if week.needs_reason else ""
                self.said.emit(f"{now.name}: {week_spoken(week)}.{asks}", False)  # noqa: FBT003 - a signal

    # ---- several cells --------------------------------------------------------------------------------

    def take_block(self, cells: Sequence[tuple[Place, str]], undone: str) -> str:
        """All of these or none; gives the sentence of the first that can't be, empty if all are taken.

        ``undone`` ends the sentence: ``Nothing was pasted.``
        """
        by_person: dict[int, list[Typed]] = {}
        for place, text in cells:
            standing = self._standing(place)
            if standing is None:
                continue
            try:
                typed = read(standing.now, place, text)
            except NotUnderstood as error:
                return f"{_where(standing.now, place)}: {error} {undone}"
            if typed is not None:
                by_person.setdefault(standing.now.client, []).append(typed)
        for client, typed_ones in by_person.items():
            typed_ones.sort(key=_filled_first)
            problem = _first_refused(self._model.standings[client].now, typed_ones)
            if problem:
                return f"{problem} {undone}"
        self._mend(place for place, _ in cells)
        self._keep(by_person)
        return ""

    def put_back(self, problems: Mapping[Place, Problem]) -> None:
        """Text of a draft, each in its cell, not saved yet."""
        self._model.problems.update(problems)
        for client in {one.client for one in problems.values()}:
            self._model.update_person(client)
        self.problems_changed.emit()

    def _keep(self, by_person: dict[int, list[Typed]], problem: Problem | None = None) -> None:
        """Judge them and hand them over; of a draft, with what stood there when it was typed."""
        draft = problem if problem and problem.is_draft else None
        hours: list[TypedHours] = []
        pays: list[tuple[TypedPay, WeekPay]] = []
        for client, typed_ones in by_person.items():
            standing = self._model.standings[client]
            for one in typed_ones:
                pay = _pay(standing.now, place_of(one))
                if isinstance(one, TypedHours):
                    hours.append(replace(one, seen=draft.seen) if draft else one)
                elif pay is not None:
                    pays.append((one, replace(pay, pence=draft.seen) if draft else pay))
            before = standing.now
            standing.type(*typed_ones)
            self._model.update_person(client)
            self._tell_turned(before, standing.now)
        if hours:
            self.typed.emit(tuple(hours))
        for entry in pays:
            self.typed.emit(entry)

    # ---- reasons --------------------------------------------------------------------------------------

    def explain(self, client: int, ends_on: date, text: str, follow_up_on: date | None) -> None:
        """A reason was given; it stands as recorded unless saving it is refused."""
        standing = self._model.standings.get(client)
        if standing is not None:
            standing.explain(GivenReason(ends_on, Reason(text, follow_up_on)))
            self._model.update_person(client)

    def refuse_reason(self, client: int, ends_on: date) -> None:
        """It was not saved."""
        standing = self._model.standings.get(client)
        if standing is not None:
            standing.refuse_reason(ends_on)
            self._model.update_person(client)

    def drop_homeless(self) -> None:
        """Text typed for a job that has left the week is not asked about any more."""
        self._mend([place for place in self._model.problems if self._model.is_homeless(place)])

    # ---- what became of it ----------------------------------------------------------------------------

    def settle(self, days: Sequence[WrittenDay], entry: Entry = ()) -> None:
        """Days as they were saved; what was refused first and saved all the same is no problem any more."""
        typed = [one for one in entry if isinstance(one, TypedHours | TypedPay)]
        problems = self._model.problems
        self._mend(
            place
            for one in typed
            if (place := place_of(one)) in problems and problems[place].text == _text_of(one)
        )
        jobs = {one.activity for one in days}
        for client, standing in self._model.standings.items():
            is_theirs = any(job.activity in jobs for job in standing.now.records.jobs)
            if is_theirs and standing.settle(days):
                self._model.update_person(client)

    def refuse(self, entry: Entry, sentence: str) -> None:
        """Saving failed: the person's rows go back, the text stays where it was typed."""
        refused: list[Typed] = [one for one in entry if isinstance(one, TypedHours | TypedPay)]
        for one in refused:
            place = place_of(one)
            standing = self._standing(place)
            if standing is None:
                continue
            text = _text_of(one)
            standing.refuse([one])
            self._stand_wrong(standing.now, place, text, sentence)
            self._model.update_person(standing.now.client)

    def _stand_wrong(self, person: PersonWeek, place: Place, text: str, sentence: str) -> None:
        where = _where(person, place)
        problem = Problem(person.client, where, text, sentence, _seen(person, place))
        if self._model.problems.get(place) != problem:
            self._model.problems[place] = problem
            self.said.emit(f"Not saved: {where}. {sentence}", True)  # noqa: FBT003 - a signal
            self.problems_changed.emit()

    def _mend(self, places: Iterable[Place]) -> None:
        mended = [place for place in places if self._model.problems.pop(place, None) is not None]
        if mended:
            self.problems_changed.emit()

    def _standing(self, place: Place) -> Standing | None:
        person = self._model.person_at(place)
        return self._model.standings[person.client] if person else None


def read(person: PersonWeek, place: Place, text: str) -> Typed | None:
    """What text means in a cell; None: what is recorded there already. Raises ``NotUnderstood``."""
    if place.is_pay:
        pence, pay = typed_pay(text), _pay(person, place)
        return None if pay and pay.pence == pence else TypedPay(place.activity, place.day, pence)
    seconds, cell = typed_hours(text), _day(person, place)
    if cell is not None and cell.seconds == seconds:
        return None
    return TypedHours(place.activity, place.day, seconds, cell.version if cell else None)


def _seen(person: PersonWeek, place: Place) -> int | None:
    """What is recorded there: the version of a day, the pence of a week's pay."""
    if place.is_pay:
        return pay.pence if (pay := _pay(person, place)) else None
    return cell.version if (cell := _day(person, place)) else None


def _pay(person: PersonWeek, place: Place) -> WeekPay | None:
    pays = (pay for job in person.jobs if job.activity == place.activity for pay in job.benefit_pay)
    return next((pay for pay in pays if place.is_pay and pay.ends_on == place.day), None)


def _day(person: PersonWeek, place: Place) -> DayCell | None:
    cells = (cell for job in person.jobs if job.activity == place.activity for cell in job.days)
    return next((cell for cell in cells if cell.day == place.day), None)


def _where(person: PersonWeek, place: Place) -> str:
    """A place in words: ``Callum Reid, Friday 8 May``, with the job where there are several."""
    job = next((job for job in person.jobs if job.activity == place.activity), None)
    who = f"{person.name}, {job_words(job)}" if job and len(person.jobs) > 1 else person.name
    day = spoken_day(place.day)
    return f"{who}, pay for the week to {day}" if place.is_pay else f"{who}, {day}"


def _text_of(typed: Typed) -> str:
    if isinstance(typed, TypedHours):
        return cell_hours(typed.seconds)
    return "" if typed.pence is None else shown_pounds(typed.pence)


def _filled_first(typed: Typed) -> tuple[bool, bool]:
    """The order of saving: hours before pay, days filled before others are cleared."""
    if isinstance(typed, TypedPay):
        return True, False
    return False, typed.seconds is None


def _first_refused(person: PersonWeek, typed: Sequence[Typed]) -> str:
    standing = Standing(person)
    for one in typed:
        try:
            standing.type(one)
        except HoursRefused as error:
            return f"{_where(person, place_of(one))}: {error}"
    return ""
