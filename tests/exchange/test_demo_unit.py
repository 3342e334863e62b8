"""The demonstration unit passes the unit's own checks, moves every figure, and is the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from ipsdesk.exchange.cells import keep
from ipsdesk.exchange.demo import demo_records
from ipsdesk.fields import Field, Kind
from ipsdesk.measures import Figure
from ipsdesk.models import (
    FAMILIES,
    Activity,
    AuditedFile,
    Base,
    CaseloadReview,
    Change,
    Client,
    Contact,
    FidelityReview,
    FileAudit,
    Policy,
    Record,
    Staff,
    StaffTraining,
    Supervision,
)
from ipsdesk.rules.codes import STAFF_TOPICS
from ipsdesk.rules.periods import add_months, last_full_quarter
from ipsdesk.rules.targets import Status
from ipsdesk.services.figures import Figures
from ipsdesk.services.incoming import Incoming
from ipsdesk.services.intake import Intake
from ipsdesk.services.roles import Actor, Role, Workspace
from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.database import Transactions

DAYS = (date(2026, 11, 22), date(2028, 2, 29), date(2027, 4, 1))
MAY_BE_ZERO = {"access.not_ready"}


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    day: date = request.param
    return day


@pytest.fixture
def workspace(today: date) -> Iterator[Workspace]:
    """An empty unit in memory."""
    engine = create_engine(
        "sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(":memory:"), poolclass=StaticPool
    )
    Base.metadata.create_all(engine)
    actor = Actor(1, "Practice", Role.MANAGER)
    yield Workspace(Transactions(engine), AuditTrail(b"for tests only"), actor, lambda: today)
    engine.dispose()


def rows_of(incoming: Incoming, model: type[Record]) -> list[dict[str, Any]]:
    sheet = next(sheet for sheet in incoming.sheets if sheet.kind == model.family.kind)
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]


@cache
def demo(today: date) -> Incoming:
    return demo_records(today)


def test_comes_in_without_a_problem_and_the_second_time_changes_nothing(
    workspace: Workspace, today: date
) -> None:
    intake = Intake(workspace, lambda why: None)
    first = intake.bring_in(demo(today))
    assert first.problems == ()
    assert first.written
    assert all(tally.added for tally in first.tallies.values()), "no family is without records"
    again = intake.bring_in(demo(today))
    assert (again.problems, again.changes, again.written) == ((), 0, False)


def test_every_figure_of_the_last_full_quarter_has_a_value(workspace: Workspace, today: date) -> None:
    Intake(workspace, lambda why: None).bring_in(demo(today))
    figures = Figures(workspace).scorecard(last_full_quarter(today)).figures
    assert [figure.key for figure in figures if _size(figure) is None] == []
    assert {figure.key for figure in figures if not _size(figure)} <= MAY_BE_ZERO
    assert {Status.ON, Status.NEAR, Status.OFF} <= {figure.status for figure in figures}


def _size(figure: Figure) -> Fraction | int | None:
    """The value, or how many cases the bands hold; None where there is nothing to count."""
    return figure.value if figure.bands is None else sum(figure.bands.values()) or None


def test_every_status_of_permitted_work_occurs(workspace: Workspace, today: date) -> None:
    Intake(workspace, lambda why: None).bring_in(demo(today))
    weeks = Figures(workspace).scorecard(last_full_quarter(today))["permitted.weeks"].bands
    assert weeks
    assert [status for status, people in weeks.items() if not people] == []


def test_is_the_same_for_the_same_day_and_another_for_another(today: date) -> None:
    assert demo_records(today) == demo(today)
    assert demo(today).sha256 != demo_records(date(2026, 12, 24)).sha256


def test_values_stand_in_the_form_in_which_they_are_kept(today: date) -> None:
    incoming = demo(today)
    for model in FAMILIES:
        fields = {name: field for name, field in model.fields() if (model, name) != (Change, "value")}
        for row in rows_of(incoming, model):
            for name, field in fields.items():
                assert _is_kept(field, row[name]), (model.__name__, name, row[name])


def _is_kept(field: Field, value: Any) -> bool:
    if value is None:
        return not field.required
    match field.kind:
        case Kind.HOURS | Kind.MONEY | Kind.DECIMAL:
            return isinstance(value, int) and (field.least is None or value >= field.least)
        case Kind.CHOICES | Kind.TEXTS | Kind.REFERENCES:
            return isinstance(value, list) and keep("; ".join(value), field) == value
    return bool(keep(value, field) == value)


def test_everyone_is_invented(today: date) -> None:
    clients = rows_of(demo(today), Client)
    numbers = [client["nhs_number"] for client in clients]
    assert len({client["name"] for client in clients}) == len(set(numbers)) == len(clients)
    assert all(number.startswith("999") for number in numbers)


def test_contacts_are_made_on_working_days_and_none_in_the_future(today: date) -> None:
    days = {date.fromisoformat(contact["on_date"]) for contact in rows_of(demo(today), Contact)}
    assert max(days) <= today
    assert all(day.weekday() < 5 for day in days)


def test_fidelity_grows_from_review_to_review(today: date) -> None:
    reviews = rows_of(demo(today), FidelityReview)
    scores = [[review[f"item_{n}"] for n in range(1, 26)] for review in reviews]
    assert [sum(given) for given in scores if None not in given] == [81, 89, 92]


def test_the_kitchen_job_follows_the_work_experience(today: date) -> None:
    """Seed 000: unpaid work experience in the unit's own kitchen, then the job at weekends."""
    in_kitchen = [row for row in rows_of(demo(today), Activity) if row["employer_id"] == "E01"]
    job = next(row for row in in_kitchen if row["title"] == "Kitchen assistant")
    before = [row for row in in_kitchen if row["client_id"] == job["client_id"] and row is not job]
    assert [(row["kind"], row["ended_on"] < job["started_on"]) for row in before] == [
        ("work experience", True)
    ]
    assert (job["permitted_work"], job["open_to_anyone"], job["set_aside"]) == ("higher", True, False)


def test_what_waits_in_the_team_is_what_a_lead_would_find(today: date) -> None:
    month_ago = add_months(today, -1).isoformat()
    newest: dict[str, str] = {}
    for row in rows_of(demo(today), Supervision):
        if row["kind"] == "one to one":
            newest[row["staff_id"]] = max(newest.get(row["staff_id"], ""), row["on_date"])
    assert sorted(who for who, day in newest.items() if day < month_ago) == ["HO", "TB"]
    assert [row["completed_on"] is None for row in rows_of(demo(today), CaseloadReview)] == [False, True]
    assert sum(row["review_on"] < today.isoformat() for row in rows_of(demo(today), Policy)) == 1
    soon, due = add_months(today, 2).isoformat(), [row["dbs_due_on"] for row in rows_of(demo(today), Staff)]
    assert [today.isoformat() < day < soon for day in due].count(True) == 1
    assert min(due) > today.isoformat()


def test_files_are_audited_and_staff_trained_but_for_one_gap_each(today: date) -> None:
    months = {row["on_date"][:7] for row in rows_of(demo(today), FileAudit)}
    expected = {add_months(today.replace(day=1), -back).isoformat()[:7] for back in range(1, 6)}
    assert len(expected - months) == 1
    found = [row for row in rows_of(demo(today), AuditedFile) if row["finding"]]
    assert [row["put_right_on"] is None for row in found].count(True) == 1
    assert {row["result"] for row in found} == {"put right", None}
    year_ago = add_months(today, -12).isoformat()
    trained = {
        (row["staff_id"], row["topic"])
        for row in rows_of(demo(today), StaffTraining)
        if row["on_date"] > year_ago
    }
    everyone = {row["reference"] for row in rows_of(demo(today), Staff)}
    assert {(who, topic) for who in everyone for topic in STAFF_TOPICS} - trained == {
        ("TB", "working with employers")
    }
