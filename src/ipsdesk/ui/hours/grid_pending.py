"""One person's rows while they are typed in: what is recorded, and what was typed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ipsdesk.services.hours_days import WrittenDay
from ipsdesk.services.hours_records import PersonRecords, Reason
from ipsdesk.services.hours_typing import HoursRefused, TypedHours, TypedPay, typed_into
from ipsdesk.services.hours_week import PersonWeek, judge_live, person_week, settled


@dataclass(frozen=True, slots=True)
class GivenReason:
    """A reason for one of the person's benefit weeks."""

    ends_on: date
    reason: Reason


Typed = TypedHours | TypedPay
Waiting = Typed | GivenReason


class Standing:
    """Rows as they stand with all that was typed, saved or not.

    What was typed waits until the records say the same. ``now`` is the person with it, ``live`` with what
    stands in an open editor too.
    """

    def __init__(self, recorded: PersonWeek) -> None:
        self.now = self.live = self._recorded = recorded
        self._waiting: list[Waiting] = []
        self._trial: Typed | None = None

    def type(self, *typed: Typed) -> None:
        """Take what was typed; raises ``HoursRefused`` and keeps all as it was."""
        self.now = judge_live(self.now, *typed)
        self._waiting += typed
        self.try_out(None)

    def explain(self, given: GivenReason) -> None:
        """Take a reason."""
        self._waiting.append(given)
        self._judge()

    def try_out(self, typed: Typed | None) -> None:
        """Show what is being typed, None: nothing; what can't be is passed over."""
        self._trial = typed
        try:
            self.live = judge_live(self.now, typed) if typed else self.now
        except HoursRefused:
            self.live = self.now

    def settle(self, days: Sequence[WrittenDay]) -> bool:
        """Take over days as they were saved; False if none of them is this person's."""
        recorded = settled(self._recorded, days)
        if recorded is self._recorded:
            return False
        self.read(recorded)
        return True

    def read(self, recorded: PersonWeek) -> None:
        """Take over the person as read again; what waits still stands over it."""
        self._recorded = recorded
        self._judge()

    def refuse(self, refused: Iterable[Waiting]) -> None:
        """Go back to what stood there before these, which could not be saved."""
        for one in refused:
            if one in self._waiting:
                self._waiting.remove(one)
        self._judge()

    def refuse_reason(self, ends_on: date) -> None:
        """Go back to the reason that is recorded."""
        self.refuse([one for one in self._waiting if isinstance(one, GivenReason) and one.ends_on == ends_on])

    def _judge(self) -> None:
        records, kept = self._recorded.records, []
        for one in self._waiting:
            try:
                after = _into(records, one)
            except HoursRefused:
                continue  # saving it is refused as well, and that is told
            if after != records:
                records = after
                kept.append(one)
        self._waiting = kept
        recorded = self._recorded
        self.now = person_week(records, recorded.sunday, recorded.today) if kept else recorded
        self.try_out(self._trial)


def _into(records: PersonRecords, one: Waiting) -> PersonRecords:
    if isinstance(one, GivenReason):
        return replace(records, reasons={**records.reasons, one.ends_on: one.reason})
    return typed_into(records, one)
