"""Vacancies and leads: moved on a stage, closed, and turned into somebody's job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.models import Activity, Client, Vacancy
from ipsdesk.rules.codes import NOT_PERMITTED_WORK, PAID_JOB, VACANCY_STAGES
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.editing_checks import problems_of_record, problems_of_unit
from ipsdesk.services.editing_form import next_reference
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import STAFF, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at

STARTED, CLOSED = VACANCY_STAGES[-2:]
NEXT_STAGE = dict(pairwise(VACANCY_STAGES[:-2]))
"""What each stage leads on to, up to an offer: what follows that is a job."""
OVER = "This vacancy is {stage} already. Nothing was changed."
AHEAD = "It was found on {day}, which lies ahead. Nothing was changed. Correct that day first."


@dataclass(frozen=True, slots=True)
class JobStart:
    """Who starts when, and on which terms as far as they are known."""

    client: int
    started_on: date
    contract: str | None = None
    weekly_seconds: int | None = None
    hourly_pay: int | None = None
    permitted_work: str = NOT_PERMITTED_WORK


class Vacancies(Service):
    """Each method is one saved change; raises ``CannotRun`` for a vacancy that is over or was removed, and
    ``ReasonNeeded`` where it is for somebody whose record is restricted."""

    @allowed(*STAFF)
    def move_on(self, vacancy: int) -> Done:
        """To the next stage, up to an offer."""

        def write(saving: Saving, record: Values) -> str:
            stage = NEXT_STAGE.get(record["stage"])
            if stage is None:
                raise CannotRun("After an offer comes a job: say that it became one. Nothing was changed.")
            saving.alter(Vacancy, record, {"stage": stage, "stage_on": self.workspace.today()})
            return f"moved on to {stage}"

        return self._save(vacancy, write)

    @allowed(*STAFF)
    def close(self, vacancy: int) -> Done:
        """Nothing comes of it any more."""

        def write(saving: Saving, record: Values) -> str:
            saving.alter(Vacancy, record, {"stage": CLOSED, "stage_on": self.workspace.today()})
            return "closed"

        return self._save(vacancy, write)

    @allowed(*STAFF)
    def became_job(self, vacancy: int, start: JobStart) -> Done:
        """Somebody starts: the job is recorded, and the vacancy says which it led to.

        Raises ``NotSaved`` with what is wrong by field.
        """

        def write(saving: Saving, record: Values) -> str:
            connection = saving.connection
            refuse_without_reason(connection, self.workspace, start.client)
            names = Names(connection)
            if not (row := names.row((Client.family.kind, start.client))) or row["removed_at"]:
                raise NotSaved({"client": "This person was removed: choose somebody else"})
            if start.started_on < record["found_on"]:
                found = shown_day(record["found_on"])
                raise NotSaved({"started_on": f"The vacancy was found later, on {found}"})
            job = self._job(connection, record, start)
            id_ = saving.add(Activity, job)
            if problems := problems_of_unit(connection, Activity, id_):
                raise NotSaved(problems)
            people = list(dict.fromkeys([*record["client_ids"], start.client]))
            saving.alter(
                Vacancy,
                record,
                {"stage": STARTED, "stage_on": start.started_on, "activity_id": id_, "client_ids": people},
            )
            return f"a job for {row['name']} from {shown_day(start.started_on)}"

        return self._save(vacancy, write)

    def _job(self, connection: Connection, vacancy: Values, start: JobStart) -> dict[str, Any]:
        blank = {name: declared.default for name, declared in Activity.fields()}
        job = blank | {
            "reference": next_reference(connection, Activity),
            "client_id": start.client,
            "kind": PAID_JOB,
            "employer_id": vacancy["employer_id"],
            "title": vacancy["title"],
            "job_type": vacancy["job_type"],
            "started_on": start.started_on,
            "contract": start.contract,
            "weekly_hours": start.weekly_seconds,
            "hourly_pay": start.hourly_pay,
            "permitted_work": start.permitted_work,
        }
        if problems := problems_of_record(connection, Activity, None, job, self.workspace.today()):
            raise NotSaved(problems)
        return job

    def _save(self, vacancy: int, write: Callable[[Saving, Values], str]) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            names, key = Names(connection), (Vacancy.family.kind, vacancy)
            record = self._open(connection, names, vacancy)
            words = names.which(key)
            saving = Saving(space, connection, f"vacancy {words}")
            said = write(saving, record)
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        return Done(f"{words}: {said}", saving.at, kinds)

    def _open(self, connection: Connection, names: Names, vacancy: int) -> Values:
        """The vacancy, if something may still come of it."""
        key = (Vacancy.family.kind, vacancy)
        for client in names.people(key):
            refuse_without_reason(connection, self.workspace, client)
        if not (row := names.row(key)) or row["removed_at"]:
            raise CannotRun("This vacancy has been removed. Nothing was changed.")
        record = record_at(connection, Vacancy, vacancy)
        if record["stage"] in (STARTED, CLOSED):
            raise CannotRun(OVER.format(stage=record["stage"]))
        if record["found_on"] > self.workspace.today():
            raise CannotRun(AHEAD.format(day=shown_day(record["found_on"])))
        return record
