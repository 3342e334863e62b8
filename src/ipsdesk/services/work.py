"""A person's work: jobs and steps as the page shows them, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ipsdesk.models import Activity, Record, UsualShift
from ipsdesk.rules.job_ends import OTHER
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving
from ipsdesk.services.work_doing import (
    AtWork,
    done,
    write_end,
    write_four_hours,
    write_milestone,
    write_terms,
)
from ipsdesk.services.work_lines import WorkPage
from ipsdesk.services.work_reading import read_work

__all__ = ["Work", "WorkPage"]


class Work(Service):
    """Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` for what was removed or done already,
    and ``NotSaved`` with what is wrong by field; nothing is changed then."""

    @allowed(*EVERYONE)
    def page(self, client: int) -> WorkPage:
        """Jobs and steps of a person, and all that belongs to them."""
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            return read_work(connection, client, self.workspace.today())

    @allowed(*STAFF)
    def change_terms(self, activity: int, from_on: date, terms: Mapping[str, Plain]) -> Done:
        """Hours a week, hours agreed, pay or contract from a day on, by attribute name."""
        return self._do(activity, lambda at: write_terms(at, from_on, terms))

    @allowed(*STAFF)
    def four_hours(self, activity: int, on: date) -> Done:
        """The day on which the fourth hour of paid work was done: from it on the job is counted."""
        return self._do(activity, lambda at: write_four_hours(at, on))

    @allowed(*STAFF)
    def end(
        self,
        activity: int,
        ended_on: date,
        reason: str,
        words: str = "",
        told: Mapping[str, Plain] | None = None,
    ) -> Done:
        """A job or step ends; ``words`` say which other reason it is.

        ``told`` is what was heard of it, by attribute name: ``heard_of_end_on``, ``view_of_end``,
        ``learned``, ``next_help_offered``.
        """
        kept = words.strip() if reason == OTHER else reason

        def write(at: AtWork) -> Saving:
            at.refuse({"words": "" if kept else "Say in a few words which reason"})
            return write_end(at, {"ended_on": ended_on, "end_reason": kept, **(told or {})})

        return self._do(activity, write)

    @allowed(*STAFF)
    def confirm(
        self,
        activity: int,
        milestone: str,
        *,
        still_in_work: bool = True,
        same_hours: bool | None = True,
        note: str = "",
    ) -> Done:
        """How a milestone stands, as confirmed today; 13 weeks and 3 months as one where both have come."""
        said = {"still_in_work": still_in_work, "same_hours": same_hours, "note": note.strip() or None}
        return self._do(activity, lambda at: write_milestone(at, milestone, said))

    @allowed(*STAFF)
    def travel(self, shift: int, minutes: int | None) -> Done:
        """How long the way to a usual shift is, each way."""

        def write(at: AtWork) -> Saving:
            saving = at.saving("Travel")
            saving.alter(UsualShift, at.record, {"travel_minutes": minutes})
            return saving

        return self._do(shift, write, UsualShift)

    def _do(self, id_: int, write: Callable[[AtWork], Saving], model: type[Record] = Activity) -> Done:
        with self.workspace.transactions.begin() as connection:
            saving = write(AtWork.at(self.workspace, connection, id_, model))
        did = done(saving)
        self.workspace.changes.announce(did.kinds)
        return did
