"""What is typed into the grid is kept once, with its entry in the audit trail, or refused in a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import ChangedSince, NotAllowed
from ipsdesk.rules.periods import DAY, free_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours_typing import HoursRefused, TypedHours
from ipsdesk.services.records import Records
from ipsdesk.services.roles import Role
from tests.services.hours_books import (
    ANN,
    CAL,
    HEADS,
    MONDAY,
    SUNDAY,
    a_unit_at_work,
    days_kept,
    hours_of,
    key_of,
    line,
    next_undo,
    pay,
    person,
    space_of,
    trail,
    week_to,
    work,
)
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

TUESDAY = MONDAY + DAY


@pytest.fixture
def at_work(desk: Desk, tmp_path: Path) -> Desk:
    """A desk at a unit with three people at work and no hours yet."""
    a_unit_at_work(desk, tmp_path)
    return desk


def whole(desk: Desk) -> list[tuple[object, ...]]:
    """Every row of hours, removed ones too, and how long the trail is."""
    return rows_of(desk, "SELECT id, seconds, pence, version, removed_at IS NULL FROM hours ORDER BY id") + (
        rows_of(desk, "SELECT max(id) FROM audit_entries")
    )


def test_setting_changing_and_clearing_a_day_leave_an_entry_each(at_work: Desk) -> None:
    job = key_of(at_work, "A1")
    added = at_work.hours.record(job, TUESDAY, 27_000)
    changed = at_work.hours.record(job, TUESDAY, 0)
    cleared = at_work.hours.record(job, TUESDAY, None)
    again = at_work.hours.record(job, TUESDAY, 3_600)
    assert [one.words for one in (added, changed, cleared)] == [
        "7 h 30 on Tuesday 14 April for Annis Fold",
        "0 h on Tuesday 14 April for Annis Fold",
        "clearing Tuesday 14 April for Annis Fold",
    ]
    assert [one.days[0].version for one in (added, changed, cleared, again)] == [1, 2, 0, 4]
    full = {"activity_id": job, "on_date": "2026-04-14", "pence": None}
    entries = trail(at_work)
    assert [(entry["action"], entry["before"], entry["after"]) for entry in entries] == [
        ("added", None, full | {"seconds": 27_000}),
        ("changed", {"seconds": 27_000}, {"seconds": 0}),
        ("removed", full | {"seconds": 0}, None),
        ("brought back", None, full | {"seconds": 3_600}),
    ]
    ((id_, uuid, version),) = rows_of(at_work, "SELECT id, uuid, version FROM hours")
    assert {(entry["record"], entry["uuid"], entry["account"]) for entry in entries} == {(id_, uuid, 1)}
    assert [entry["version"] for entry in entries] == [1, 2, 3, 4]
    assert version == 4
    assert all(check.ok for check in at_work.checks())


def test_a_typed_0_is_a_record_and_a_blank_is_not(at_work: Desk) -> None:
    work(at_work, "A1", {0: 0})
    cells = line(at_work, ANN).days
    assert [(cell.seconds, cell.version) for cell in cells[:2]] == [(0, 1), (None, 0)]
    assert week_to(at_work, ANN).is_recorded
    work(at_work, "A1", {0: None})
    assert line(at_work, ANN).days[0].seconds is None
    assert not week_to(at_work, ANN).is_recorded


def test_the_same_again_writes_nothing(at_work: Desk) -> None:
    work(at_work, "A1", {0: 4})
    pay(at_work, "A1", 50)
    before = whole(at_work)
    heard: list[frozenset[str]] = []
    at_work.changes.listen(heard.append)
    saved = at_work.hours.record(key_of(at_work, "A1"), MONDAY, 4 * 3600)
    pay(at_work, "A1", 50)
    work(at_work, "A1", {3: None})
    assert (saved.is_changed, saved.days, heard, whole(at_work)) == (False, (), [], before)


def test_a_change_is_announced_after_it_is_kept(at_work: Desk) -> None:
    heard: list[tuple[frozenset[str], int]] = []
    at_work.changes.listen(lambda kinds: heard.append((kinds, len(days_kept(at_work, "A1")))))
    work(at_work, "A1", {0: 4})
    assert heard == [(frozenset({"hours"}), 1)]


REFUSALS = {
    "before the job": ("A1", date(2026, 1, 4), 3600, "This job began on 5 January 2026, after that day."),
    "after the job": ("A4", date(2026, 4, 16), 3600, "This job ended on 15 April 2026, before that day."),
    "more than a day": ("A1", MONDAY, 86_401, "A day has no more than 24 hours."),
    "less than nothing": ("A1", MONDAY, -1, "Hours can't be less than 0."),
}


@pytest.mark.parametrize(("job", "day", "seconds", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_what_cannot_be_is_refused_in_a_sentence(
    at_work: Desk, job: str, day: date, seconds: int, sentence: str
) -> None:
    before = whole(at_work)
    with pytest.raises(HoursRefused, match=sentence) as refusal:
        at_work.hours.record(key_of(at_work, job), day, seconds)
    assert str(refusal.value).endswith("was not changed.")
    assert whole(at_work) == before


def test_the_ends_of_a_day_and_of_a_job_are_within(at_work: Desk) -> None:
    at_work.hours.record(key_of(at_work, "A4"), date(2026, 4, 15), 86_400)
    at_work.hours.record(key_of(at_work, "A4"), date(2026, 1, 5), 60)
    assert [cell.is_editable for cell in line(at_work, CAL).days] == [True] * 3 + [False] * 4


def test_a_job_or_person_removed_since_is_refused(at_work: Desk) -> None:
    jobs = [key_of(at_work, reference) for reference in ("A1", "A2")]
    with at_work.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE activities SET removed_at = 'x' WHERE reference = 'A1'")
        connection.exec_driver_sql("UPDATE clients SET removed_at = 'x' WHERE reference = 'C2'")
    for job in (*jobs, 999):
        with pytest.raises(HoursRefused, match="This job was removed"):
            at_work.hours.record(job, MONDAY, 3600)
    assert [one.name for one in at_work.hours.week(MONDAY).people] == [CAL]


def test_a_day_changed_since_it_was_shown_is_not_overwritten(at_work: Desk) -> None:
    job = key_of(at_work, "A1")
    shown = line(at_work, ANN).days[0]
    at_work.hours.record(job, MONDAY, 4 * 3600, seen=shown.version)
    with pytest.raises(ChangedSince, match="Monday 13 April was changed since it was shown: it now has 4 h"):
        at_work.hours.record(job, MONDAY, 5 * 3600, seen=shown.version)
    at_work.hours.record(job, MONDAY, 5 * 3600, seen=line(at_work, ANN).days[0].version)
    seen_pay = line(at_work, ANN).pay
    at_work.hours.record_pay(job, SUNDAY, 5_000, seen=seen_pay)
    with pytest.raises(ChangedSince, match=r"it now is £50\.00"):
        at_work.hours.record_pay(job, SUNDAY, 6_000, seen=seen_pay)
    assert days_kept(at_work, "A1") == [("2026-04-13", 5 * 3600, 5_000)]


def test_pay_known_by_the_week_stands_on_the_last_worked_day(at_work: Desk) -> None:
    work(at_work, "A1", {0: 4, 2: 5, 4: 0})
    pay(at_work, "A1", 90)
    assert [(day[-2:], pence) for day, _, pence in days_kept(at_work, "A1")] == [
        ("13", None),
        ("15", 9_000),
        ("17", None),
    ]
    work(at_work, "A1", {4: 3})
    pay(at_work, "A1", 120)
    assert [pence for *_, pence in days_kept(at_work, "A1")] == [None, None, 12_000]
    assert [entry["after"] for entry in trail(at_work)[-2:]] == [{"pence": None}, {"pence": 12_000}]
    pay(at_work, "A1", None)
    assert [pence for *_, pence in days_kept(at_work, "A1")] == [None, None, None]
    with pytest.raises(HoursRefused, match=r"Pay can't be less than £0\.00"):
        pay(at_work, "A1", -1)


def test_pay_on_a_day_that_is_cleared_moves_or_keeps_the_day(at_work: Desk) -> None:
    work(at_work, "A1", {0: 4, 2: 5})
    pay(at_work, "A1", 90)
    work(at_work, "A1", {2: None})
    assert days_kept(at_work, "A1") == [("2026-04-13", 4 * 3600, 9_000)]
    with pytest.raises(HoursRefused, match=r"£90\.00 of pay stands on Monday 13 April, the only day"):
        work(at_work, "A1", {0: None})
    pay(at_work, "A1", 0)
    work(at_work, "A1", {0: None})
    assert days_kept(at_work, "A1") == []


def test_pay_does_not_move_into_another_benefit_week(at_work: Desk) -> None:
    work(at_work, "A2", {1: 4, 4: 5})  # Tuesday | Friday, in the week to the next Thursday
    pay(at_work, "A2", 60, MONDAY + 10 * DAY)
    with pytest.raises(HoursRefused, match="the only day recorded in the week to Thursday 23 April"):
        work(at_work, "A2", {4: None})


def test_a_block_is_kept_whole_or_not_at_all(at_work: Desk) -> None:
    one, other = key_of(at_work, "A1"), key_of(at_work, "A4")
    cells = [TypedHours(job, MONDAY + n * DAY, 3600) for job in (one, other) for n in range(3)]
    saved = at_work.hours.record_block(cells)
    assert (saved.words, len(saved.days)) == ("hours on 6 days", 6)
    assert len({entry["change"] for entry in trail(at_work)}) == 1
    before = whole(at_work)
    with pytest.raises(HoursRefused, match="This job ended"):
        at_work.hours.record_block([TypedHours(one, MONDAY, 7200), TypedHours(other, SUNDAY, 7200)])
    assert whole(at_work) == before
    assert not at_work.hours.record_block([]).is_changed


def test_a_block_that_moves_a_worked_day_takes_its_pay_along(at_work: Desk) -> None:
    job = key_of(at_work, "A1")
    work(at_work, "A1", {0: 4})
    pay(at_work, "A1", 50)
    at_work.hours.record_block([TypedHours(job, MONDAY, None), TypedHours(job, TUESDAY, 4 * 3600)])
    assert days_kept(at_work, "A1") == [("2026-04-14", 4 * 3600, 5_000)]


def test_the_figures_follow_every_edit(at_work: Desk) -> None:
    def figures() -> tuple[float, float]:
        card = at_work.figures.scorecard(free_period(MONDAY, SUNDAY))
        return float(card["permitted.hours"].value or 0), float(card["permitted.earnings"].value or 0)

    work(at_work, "A1", {0: 7.98, 2: 8})
    work(at_work, "A3", {0: 3})  # no permitted work
    pay(at_work, "A1", 203.5)
    assert figures() == (15.98, 203.5)
    work(at_work, "A1", {2: None})
    assert figures() == (7.98, 203.5)
    at_work.records.undo_last()
    assert figures() == (15.98, 203.5)
    pay(at_work, "A1", None)
    assert figures() == (15.98, 0)


def test_an_auditor_reads_and_writes_nothing(at_work: Desk) -> None:
    auditor = hours_of(at_work, 1, Role.AUDITOR)
    assert len(auditor.week(MONDAY).people) == 3
    assert auditor.history(key_of(at_work, "C1", "clients"), SUNDAY).over == 0
    with pytest.raises(NotAllowed):
        auditor.record(key_of(at_work, "A1"), MONDAY, 0)
    with pytest.raises(NotAllowed):
        auditor.copy_last_week(MONDAY)
    with pytest.raises(NotAllowed):
        Records(space_of(at_work, 1, Role.AUDITOR)).undo_last()


def test_hours_saved_here_are_a_conflict_for_a_workbook_exported_before(
    at_work: Desk, tmp_path: Path
) -> None:
    hours = [HEADS["Hours"], ("A1", MONDAY, "7:30", None)]
    bring_in(at_work, write_book(tmp_path / "hours.xlsx", {"Hours": hours}))
    assert line(at_work, ANN).days[0].version == 1
    work(at_work, "A1", {0: 8})
    bring_in(at_work, write_book(tmp_path / "again.xlsx", {"Hours": hours}))
    with pytest.raises(ChangedSince, match="It was changed again since"):
        at_work.records.undo_last()
    assert line(at_work, ANN).days[0].seconds == 27_000


def test_what_was_saved_is_there_when_the_unit_is_opened_again(empty_unit: Path, tmp_path: Path) -> None:
    unit = copy_unit(empty_unit, tmp_path / "Again.ipsdesk")
    with sit_down(unit) as desk:
        a_unit_at_work(desk, tmp_path)
        work(desk, "A1", {0: 7.98, 1: 8})
        pay(desk, "A1", 100)
        before = person(desk, ANN)
    with sit_down(unit) as desk:
        assert person(desk, ANN) == before
        assert next_undo(desk) == "£100.00 of pay for the week to Sun 19 Apr for Annis Fold"
