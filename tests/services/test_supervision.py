"""Supervision of staff on real units: what is due, who reads it, signatures, and opening it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert

from ipsdesk.errors import CannotRun, NotAllowed, NotSaved
from ipsdesk.models import Account
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Editing, Plain, Typed
from ipsdesk.services.records import RecordRef, Records
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.supervision import TEXTS, SupervisedPerson, Supervisions
from ipsdesk.services.team import TeamPeople
from ipsdesk.services.today import Scope, Today
from ipsdesk.services.trail import Trail, TrailFilter
from ipsdesk.services.training import StaffTrainings
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 11, 22)
LEAD, ROS, KIT, AUDITOR = 41, 42, 43, 44
SECRET = "Sleeps badly since the move"
BOOK: dict[str, list[tuple[object, ...]]] = {
    "Staff": [
        ("Staff ID", "Name", "Role", "Started", "Employment WTE", "Line manager ID", "Probation ends"),
        ("S1", "Ros Aldous", "employment specialist", date(2026, 1, 5), 1, "S3", date(2026, 7, 5)),
        ("S2", "Kit Marlow", "employment specialist", date(2024, 1, 8), 1, "S3", None),
        ("S3", "Sam Lee", "team leader", date(2024, 1, 8), 0, None, None),
    ],
    "Clients": [("Client ID", "Name"), ("C1", "Annis Fold"), ("C2", "Bram Hale")],
    "Referrals": [
        ("Referral ID", "Client ID", "Received", "Accepted", "Started", "Staff ID"),
        ("R1", "C1", date(2026, 8, 1), date(2026, 8, 2), date(2026, 8, 3), "S1"),
        ("R2", "C2", date(2026, 8, 1), date(2026, 8, 2), date(2026, 10, 3), "S1"),
    ],
    "Supervision": [
        ("Date", "Staff ID", "Kind", "Supervisor ID", "Goals set", "Wellbeing"),
        (date(2026, 10, 12), "S1", "one to one", "S3", "Meet four employers", SECRET),
        (date(2026, 9, 30), "S2", "one to one", "S3", "Finish two profiles", None),
    ],
}


@pytest.fixture(scope="module")
def closed(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("supervision")
    unit = copy_unit(empty_unit, folder / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        report = bring_in(desk, write_book(folder / "book.xlsx", BOOK))
        assert report.written, report.problems
        with desk.workspace.transactions.begin() as connection:
            for account, staff in ((LEAD, 3), (ROS, 1), (KIT, 2), (AUDITOR, None)):
                made = "2026-01-01T09:00:00+00:00"
                row = {"id": account, "name": f"Account {account}", "role": "lead", "created_at": made}
                connection.execute(insert(Account).values({**row, "staff_id": staff}))
    return unit


@pytest.fixture
def desk(closed: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(closed, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        yield desk


def of(desk: Desk, account: int, role: Role) -> Supervisions:
    """Supervision as another account has it."""
    return Supervisions(replace(desk.workspace, actor=Actor(account, f"Account {account}", role)))


def ros(supervisions: Supervisions) -> SupervisedPerson:
    return next(one for one in supervisions.page().people if one.name == "Ros Aldous")


def change(desk: Desk, supervision: int, **values: Plain) -> None:
    form = desk.editing.form("supervision", supervision)
    desk.editing.save(Typed("supervision", supervision, form.version, values))


def test_what_is_due_follows_from_what_was_held(desk: Desk) -> None:
    page = desk.supervisions.page()
    assert [(one.name, [due.what for due in one.overdue]) for one in page.people] == [
        ("Kit Marlow", ["one to one", "clinical", "field mentoring", "observation", "appraisal"]),
        ("Ros Aldous", ["one to one", "clinical", "field mentoring", "probation"]),
        ("Sam Lee", ["appraisal"]),
    ]
    due = ros(desk.supervisions).due("one to one")
    assert due is not None
    assert (due.last_on, due.due.day) == (date(2026, 10, 12), date(2026, 11, 12))


def test_a_one_to_one_begins_with_figures_and_the_goals_of_last_time(desk: Desk) -> None:
    given = of(desk, LEAD, Role.LEAD).begun(1)
    assert (given["supervisor_id"], given["goals_reviewed"]) == ("3", "Meet four employers")
    lines = str(given["figures"]).splitlines()
    assert "Working caseload: 2 (at most 25)" in lines
    assert "No employer contact after 30 days: 2" in lines
    assert "No employer contact after 60 days: 1" in lines
    assert "No employer contact after 90 days: 1" in lines
    assert "Without a next action: 2" in lines


def test_what_came_of_it_is_of_this_month_alone(desk: Desk, tmp_path: Path) -> None:
    book: dict[str, list[tuple[object, ...]]] = {
        "Employers": [("Employer ID", "Name"), ("E1", "Northgate Packaging"), ("E2", "Quayside Cafe")],
        "Contacts": [
            ("Date", "Kind", "Attended", "Channel", "Staff ID", "Employer ID"),
            (date(2026, 11, 3), "employer", "yes", "phone", "S1", "E1"),
            (date(2026, 10, 20), "employer", "yes", "phone", "S1", "E2"),
        ],
        "Activities": [
            ("Activity ID", "Client ID", "Kind", "Title", "Started", "Four hours worked on"),
            ("J1", "C1", "paid job", "Packer", date(2026, 10, 19), date(2026, 10, 19)),
            ("J2", "C2", "paid job", "Cook", date(2026, 11, 9), date(2026, 11, 9)),
        ],
    }
    report = bring_in(desk, write_book(tmp_path / "month.xlsx", book))
    assert report.written, report.problems
    lines = str(of(desk, LEAD, Role.LEAD).begun(1)["figures"]).splitlines()
    assert "Employers contacted this month: 1" in lines
    assert "Job starts this month: 1" in lines


@pytest.mark.parametrize(
    ("account", "role", "is_told"),
    [
        (LEAD, Role.LEAD, True),
        (ROS, Role.PRACTITIONER, True),
        (KIT, Role.PRACTITIONER, False),
        (AUDITOR, Role.AUDITOR, False),
    ],
)
def test_what_was_said_is_for_who_was_there_and_who_leads(
    desk: Desk, account: int, role: Role, is_told: bool
) -> None:
    (line,) = ros(of(desk, account, role)).log
    assert (line.title, line.on, line.supervisor) == ("One to one", date(2026, 10, 12), "Sam Lee")
    assert (line.texts is not None) is is_told
    assert (SECRET in repr(of(desk, account, role).page())) is is_told


def test_both_sign_each_for_themselves_and_what_is_signed_stays(desk: Desk) -> None:
    for other, role in ((KIT, Role.PRACTITIONER), (AUDITOR, Role.MANAGER)):
        with pytest.raises(NotAllowed, match="signed by the supervisor"):
            of(desk, other, role).sign(1)
    of(desk, ROS, Role.PRACTITIONER).sign(1)
    with pytest.raises(CannotRun, match="signed this supervision already"):
        of(desk, ROS, Role.PRACTITIONER).sign(1)
    of(desk, LEAD, Role.LEAD).sign(1)
    signed = "SELECT supervisor_signed_on, staff_signed_on FROM supervisions WHERE id = 1"
    assert rows_of(desk, signed) == [("2026-11-22", "2026-11-22")]
    with pytest.raises(CannotRun, match="This supervision is signed"):
        change(desk, 1, minutes="Another story")
    with pytest.raises(NotSaved) as refused:
        change(desk, 2, staff_signed_on=TODAY)
    assert refused.value.problems.keys() == {"staff_signed_on"}
    with pytest.raises(NotSaved):
        desk.supervisions.open_again(1, " - ")
    desk.supervisions.open_again(1, "The goal named the wrong month")
    change(desk, 1, minutes="Another story")
    assert rows_of(desk, signed) == [(None, None)]


@pytest.mark.parametrize(("account", "role"), [(KIT, Role.PRACTITIONER), (AUDITOR, Role.AUDITOR)])
def test_no_other_door_tells_a_colleague_what_was_said(desk: Desk, account: int, role: Role) -> None:
    texts = {name: f"{SECRET} {name}" for name in TEXTS}
    change(desk, 1, **texts)
    space = replace(desk.workspace, actor=Actor(account, f"Account {account}", role))
    records, trail, editing = Records(space), Trail(space), Editing(space)
    with pytest.raises(NotAllowed):
        records.history(RecordRef("supervision", 1))
    with pytest.raises(NotAllowed):
        editing.form("supervision", 1)
    desk.records.remove(RecordRef("supervision", 1), "Written twice")
    told = [repr(Supervisions(space).page()), repr(Today(space).lines(Scope.EVERYONE))]
    if role is Role.AUDITOR:
        told.append(repr(trail.entries(TrailFilter())))
        assert "supervision" in told[-1]
    else:
        assert records.removed() == ()
        removal = desk.records.removed()[0].change
        with pytest.raises(NotAllowed):
            records.bring_back(removal)
        with pytest.raises(CannotRun):
            records.undo_last()
    assert SECRET not in "".join(told)
    assert SECRET in repr(desk.trail.entries(TrailFilter()))


@pytest.mark.parametrize(("account", "role"), [(KIT, Role.PRACTITIONER), (AUDITOR, Role.AUDITOR)])
def test_no_door_tells_a_colleague_of_clearance(desk: Desk, account: int, role: Role) -> None:
    seen = date(2019, 7, 13)
    form = desk.editing.form("staff", 1)
    desk.editing.save(Typed("staff", 1, form.version, {**form.values, "dbs_seen_on": seen}, TODAY))
    space = replace(desk.workspace, actor=Actor(account, f"Account {account}", role))
    told: list[object] = [Records(space).history(RecordRef("staff", 1)), TeamPeople(space).members()]
    told += [StaffTrainings(space).page(), Today(space).lines(Scope.EVERYONE)]
    told += [Trail(space).entries(TrailFilter())] if role is Role.AUDITOR else []
    with pytest.raises(NotAllowed):
        Editing(space).form("staff", 1)
    for words in (repr(seen), "13 July 2019", "2019-07-13"):
        assert words not in repr(told)
    assert "13 July 2019" in repr(desk.records.history(RecordRef("staff", 1)))


def test_an_import_does_not_change_what_is_signed(desk: Desk, tmp_path: Path) -> None:
    of(desk, ROS, Role.PRACTITIONER).sign(1)
    (uuid,) = (row[0] for row in rows_of(desk, "SELECT uuid FROM supervisions WHERE id = 1"))
    sheet: list[tuple[object, ...]] = [
        ("Record ID", "Date", "Staff ID", "Kind", "Supervisor ID", "Minutes"),
        (uuid, date(2026, 10, 12), "S1", "one to one", "S3", "Another story"),
    ]
    report = bring_in(desk, write_book(tmp_path / "again.xlsx", {"Supervision": sheet}))
    assert any("this supervision is signed" in str(one) for one in report.problems)


def test_nobody_signs_what_is_still_to_come(desk: Desk) -> None:
    change(desk, 1, on_date=date(2026, 12, 1))
    with pytest.raises(CannotRun, match="1 December 2026"):
        of(desk, ROS, Role.PRACTITIONER).sign(1)
