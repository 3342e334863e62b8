"""What is asked when a lead becomes somebody's job: who starts, when, and on which terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from ipsdesk.errors import CannotRun
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.codes import CONTRACTS, NOT_PERMITTED_WORK, PERMITTED_WORK
from ipsdesk.rules.pay import PAY_SCALE
from ipsdesk.services.desk import Desk
from ipsdesk.services.employers_record import VacancyLine
from ipsdesk.services.records import Done
from ipsdesk.services.vacancies import JobStart
from ipsdesk.ui.pathway.asked import Asked, Prepared, Values
from ipsdesk.ui.widgets.choice_field import Option

BECAME_JOB = "became job"
OVER = "This vacancy is over. Nothing was changed."
WORDS = (
    "The job is added to the person’s record, and this lead says that it led to it. What else is known of "
    "the job is written on the page Work of the person’s record."
)
FIELDS = {
    "client": Field("Who starts", Kind.REFERENCE, target="client", required=True),
    "started_on": Field("Starts on", Kind.DATE, "The first day at work.", required=True),
    "contract": Field("Contract", Kind.CHOICE, choices=CONTRACTS),
    "weekly_seconds": Field("Weekly hours", Kind.HOURS, "As far as they are known.", least=0, most=168),
    "hourly_pay": Field("Hourly pay", Kind.DECIMAL, "In pounds, such as 12.71.", scale=PAY_SCALE, least=0),
    "permitted_work": Field("Permitted work", Kind.CHOICE, choices=PERMITTED_WORK, required=True),
}


def ask_became_job(vacancy: VacancyLine, employer: str, today: date) -> Asked:
    """Of whom the lead is for, the only one is named already."""

    def take(desk: Desk, filled: Values) -> Done:
        start = JobStart(
            int(str(filled["client"])),
            cast("date", filled["started_on"]),
            cast("str | None", filled["contract"]),
            cast("int | None", filled["weekly_seconds"]),
            cast("int | None", filled["hourly_pay"]),
            str(filled["permitted_work"]),
        )
        return desk.vacancies.became_job(vacancy.id, start)

    given = {
        "client": str(vacancy.clients[0]) if len(vacancy.clients) == 1 else None,
        "started_on": today,
        "weekly_seconds": vacancy.weekly_seconds,
        "hourly_pay": vacancy.hourly_pay,
        "permitted_work": NOT_PERMITTED_WORK,
    }
    title = f"{vacancy.title} at {employer} became a job"
    return Asked(BECAME_JOB, vacancy.id, None, title, WORDS, "Add the job", FIELDS, take, given,
                 prepare=_people(vacancy))  # fmt: skip


def _people(vacancy: VacancyLine) -> Callable[[Desk], Prepared]:
    """Those the lead is for come first."""

    def prepare(desk: Desk) -> Prepared:
        everyone = [Option(one.value, one.words) for one in desk.editing.choices("client")]
        everyone.sort(key=lambda one: int(one.value) not in vacancy.clients)
        return Prepared({"client": everyone})

    return prepare


def ask_again(desk: Desk, vacancy: int) -> Asked:
    """Asked from a draft; raises ``CannotRun`` where nothing can come of the vacancy any more."""
    employer = desk.editing.form("vacancy", vacancy).values["employer_id"]
    record = desk.employers.record(int(str(employer)))
    for one in record.vacancies:
        if one.id == vacancy and one.is_open:
            return ask_became_job(one, record.name, record.today)
    raise CannotRun(OVER)
