"""The caseload counts whom the measures count, on the demonstration and on random units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.exchange.demo.unit import demo_records
from ipsdesk.measures.measure import COUNTED, NOT_YET
from ipsdesk.rules.periods import DAY, free_period
from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.caseload_list import Filter, PersonRow
from ipsdesk.services.desk import Desk
from tests.recount.generator import generate_unit
from tests.services.test_caseload import kinds, service
from tests.units import TODAY, bring_in, rows_of


def references(desk: Desk, key: str, today: date, state: str = COUNTED) -> set[str]:
    """Whom a measure counts on a day: references of clients or referrals."""
    period = free_period(today - 400 * DAY, today)
    return {case.reference for case in desk.cases.of(key, period) if case.state == state}


def in_list(rows: Sequence[PersonRow]) -> set[str]:
    """The references of some rows."""
    return {row.reference for row in rows}


def check_against_measures(desk: Desk, today: date) -> None:
    """Whatever the list and the measures both count is the same people."""
    listed = service(desk, today).people()
    permitted = in_list(listed.only(Filter.PERMITTED))
    on_caseload = in_list([row for row in listed.people if row.is_on_caseload])
    assert permitted == references(desk, "caseload.permitted_work", today)
    assert on_caseload - permitted == references(desk, "caseload.working", today)
    assert len(on_caseload) == listed.on_caseload
    without_pw1 = in_list([row for row in listed.people if FlagKind.PW1 in kinds(row)])
    assert without_pw1 == references(desk, "permitted.not_notified", today) & in_list(listed.people)
    waiting = {FlagKind.DAY_COMING, FlagKind.NO_EMPLOYER}
    flagged = {row.reference for row in listed.people if waiting & set(kinds(row))}
    late = rows_of(
        desk,
        "SELECT clients.reference, episodes.reference FROM episodes JOIN clients ON clients.id = client_id "
        f"WHERE julianday('{today}') - julianday(started_on) >= 25",
    )
    not_yet = references(desk, "search.days_to_employer", today, NOT_YET)
    assert flagged == {client for client, one in late if one in not_yet and client in on_caseload}
    working = {
        case.reference
        for case in desk.cases.of("jobs.in_work", free_period(today, today))
        if case.state == COUNTED and case.amount
    }
    assert working <= in_list(listed.only(Filter.IN_WORK))  # a job that is not counted yet is one, too


def test_the_demonstration_is_counted_as_the_measures_count_it(desk: Desk) -> None:
    desk.intake.bring_in(demo_records(TODAY))
    for today in (TODAY, TODAY - 100 * DAY, date(2026, 2, 28)):
        check_against_measures(desk, today)


@pytest.mark.parametrize("seed", [2, 6, 9])
def test_random_units_are_counted_as_the_measures_count_them(desk: Desk, tmp_path: Path, seed: int) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    with desk.workspace.transactions.begin() as connection:  # flags wait from the first meeting, always
        connection.exec_driver_sql("UPDATE definition_choices SET removed_at = '2026-01-01'")
    for today in (TODAY, date(2026, 9, 30), date(2026, 4, 1)):
        check_against_measures(desk, today)
