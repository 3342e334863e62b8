"""Today about the team: what is due for whom, who is told of it, and what ends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert

from ipsdesk.models import Account
from ipsdesk.rules.codes import STAFF_TOPICS
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from ipsdesk.services.today import Scope, Today
from ipsdesk.services.today_lines import OpenTab, TodayLine
from ipsdesk.services.today_lines import TodayKind as Kind
from tests.services.meeting_books import MADE, space_of
from tests.units import ACCOUNT, Sheets, bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 6, 22)
"""A Monday; the month ends on the 30th, within the days that are told ahead."""
ROS, KIT, NEW, AUDITOR = 21, 22, 23, 24
OF_TEAM = set(Kind) - {*Kind} | {
    *(Kind.SUPERVISION, Kind.CASELOAD_REVIEW, Kind.DBS, Kind.TRAINING, Kind.TRAINING_ACTION),
    *(Kind.FILE_AUDIT, Kind.FINDING, Kind.POLICY, Kind.HOST_TEAM, Kind.DOCUMENT),
}
LONG_AGO, RECENT = date(2020, 1, 1), date(2026, 6, 15)
SHEETS: Sheets = {
    "Teams": [("Team ID", "Name"), ("T1", "Elm Ward")],
    "Staff": [
        (*("Staff ID", "Name", "Role", "Started", "Employment WTE", "Line manager ID", "DBS seen on"),
         *("DBS recheck due", "Induction done on", "Probation ends")),
        ("S1", ACCOUNT, "team leader", LONG_AGO, 0, None, RECENT, None, None, None),
        ("S2", "Ros Aldous", "employment specialist", LONG_AGO, 1, "S1", date(2023, 8, 1), None, None, None),
        ("S3", "Kit Marlow", "employment specialist", LONG_AGO, 1, None, None, None, None, None),
        (*("S4", "New Comer", "employment specialist", date(2026, 6, 1), 1, "S1", RECENT),
         *(date(2026, 9, 1), None, date(2026, 7, 1))),
        ("S5", "Gone Since", "employment specialist", LONG_AGO, 1, "S1", None, None, None, None),
    ],
    "Supervision": [
        ("Date", "Staff ID", "Kind", "Supervisor ID"),
        (date(2026, 5, 20), "S2", "one to one", "S3"),
        (date(2026, 4, 1), "S2", "one to one", "S1"),
        (date(2026, 6, 20), "S3", "one to one", "S1"),
        (date(2026, 6, 10), "S4", "one to one", "S1"),
        (date(2026, 3, 2), "S2", "field mentoring", "S1"),
    ],
    "Caseload reviews": [
        ("Review ID", "Date", "Staff ID", "Reviewer ID"),
        ("R1", date(2026, 4, 30), "S2", "S1"),
        ("R2", date(2026, 6, 1), "S3", None),
    ],
    "Staff training": [
        ("Date", "Staff ID", "Topic"),
        *((RECENT, staff, topic) for staff in ("S1", "S2", "S4") for topic in STAFF_TOPICS),
        *((RECENT, "S3", topic) for topic in STAFF_TOPICS[2:]),
        (date(2025, 7, 1), "S3", STAFF_TOPICS[0]),
        (date(2025, 6, 2), "S3", STAFF_TOPICS[1]),
    ],
    "Training actions": [
        ("Action ID", "Topic", "What", "Due", "Owner ID", "Done on"),
        ("X1", "in-work benefits", "The limit changes", TODAY + 14 * DAY, None, None),
        ("X2", "in-work benefits", "Later", TODAY + 15 * DAY, None, None),
        ("X3", "other", "Was done", TODAY, None, TODAY),
    ],
    "Clients": [("Client ID", "Name"), ("C1", "Annis Fold")],
    "Referrals": [
        ("Referral ID", "Client ID", "Received", "Accepted", "Started", "Staff ID"),
        ("R1", "C1", LONG_AGO, LONG_AGO, LONG_AGO, "S2"),
    ],
    "File audits": [("Audit ID", "Date"), ("A1", date(2026, 5, 31))],
    "Audited files": [
        ("Audit ID", "Client ID", "Staff ID", "Finding", "Put right by", "Put right by ID"),
        ("A1", "C1", "S2", "The plan is a year old", TODAY - DAY, None),
    ],
    "Host agreements": [
        ("Team ID", "Agreed on", "Review on"),
        ("T1", date(2024, 6, 1), date(2025, 6, 1)),
        ("T1", date(2025, 7, 6), None),
    ],
    "Policies": [
        ("Policy ID", "Title", "Agreed on", "Checked on", "Check again by", "Owner ID", "Ended on"),
        ("P1", "Rights", date(2025, 7, 6), None, None, "S3", None),
        ("P2", "Safety", date(2025, 7, 7), None, None, None, None),
        ("P3", "Involvement", date(2024, 1, 1), date(2026, 6, 1), None, None, None),
        ("P4", "Old", date(2020, 1, 1), None, None, None, date(2026, 6, 22)),
        ("P5", "Draft", None, None, None, None, None),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("team")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        report = bring_in(desk, write_book(folder / "book.xlsx", SHEETS))
        assert report.written, report.problems
        with desk.workspace.transactions.begin() as connection:
            connection.exec_driver_sql("UPDATE staff SET left_on = '2026-06-21' WHERE reference = 'S5'")
            for account, name, staff in ((ROS, "Ros", "S2"), (KIT, "Kit", "S3"), (NEW, "New", "S4")):
                key = connection.exec_driver_sql(
                    "SELECT id FROM staff WHERE reference = ?", (staff,)
                ).scalar()
                row = {"id": account, "name": name, "role": Role.PRACTITIONER, "created_at": MADE}
                connection.execute(insert(Account).values(row | {"staff_id": key}))
        yield desk


def seen(
    desk: Desk,
    account: int | None = None,
    role: Role = Role.PRACTITIONER,
    scope: Scope = Scope.EVERYONE,
    day: date = TODAY,
) -> dict[str, TodayLine]:
    """The lines about the team by their key, as an account sees them; the manager's own without one."""
    space = desk.workspace if account is None else space_of(desk, account, role)
    lines = Today(replace(space, today=lambda: day)).lines(scope).lines
    return {line.key: line for line in lines if line.kind in OF_TEAM}


def staff(desk: Desk, reference: str) -> int:
    ((key,),) = rows_of(desk, f"SELECT id FROM staff WHERE reference = '{reference}'")
    return int(key)


def test_what_is_due_stands_in_words_with_who_sees_to_it(desk: Desk) -> None:
    said = {(line.words, line.second, line.owner) for line in seen(desk).values()}
    ros, kit, lead = "Ros Aldous", "Kit Marlow", ACCOUNT
    assert said == {
        # The supervisor of the last one sees to the next; else the line manager.
        ("One to one: Ros Aldous", "was due Sat 20 Jun · last 20 May", kit),
        ("Field mentoring: Ros Aldous", "was due Tue 2 Jun · last 2 Mar", lead),
        ("Field mentoring: Kit Marlow", "not yet", ""),
        ("Field mentoring: New Comer", "Wed 1 Jul · not yet", lead),
        ("End of probation: New Comer", "Wed 1 Jul · not yet", lead),
        ("Induction: New Comer", "Mon 29 Jun · not yet", lead),
        ("Caseload review: Ros Aldous", "was due Sun 31 May · last 30 Apr", lead),
        ("Caseload review: New Comer", "Tue 30 Jun · not yet", lead),
        ("DBS recheck: Ros Aldous", "Sat 1 Aug", ""),
        ("DBS recheck: Kit Marlow", "not seen yet", ""),
        ("Training: IPS, health and safety", "was due Tue 2 Jun · Kit Marlow", kit),
        ("The limit changes", "Mon 6 Jul · training: in-work benefits", ""),
        ("File audit of June 2026", "Tue 30 Jun", ""),
        ("Put right: The plan is a year old", "was due Sun 21 Jun · file audit", ros),
        ("Check the policy: Rights", "Mon 6 Jul", kit),
        ("Check the policy: Draft", "not agreed yet", ""),
        ("Go through the agreement with Elm Ward", "Mon 6 Jul", ""),
    }


def test_supervision_and_clearance_are_told_to_nobody_else(desk: Desk) -> None:
    own = {line.words for line in seen(desk, ROS).values() if line.kind in (Kind.SUPERVISION, Kind.DBS)}
    assert own == {"Your one to one", "Your field mentoring", "Your DBS recheck"}
    supervisor = {line.words for line in seen(desk, KIT).values() if line.kind is Kind.SUPERVISION}
    assert supervisor == {"One to one: Ros Aldous", "Your field mentoring"}
    for role in (Role.AUDITOR, Role.PRACTITIONER):
        other = seen(desk, AUDITOR, role)
        assert not [line for line in other.values() if line.kind in (Kind.SUPERVISION, Kind.DBS)]
        assert [line for line in other.values() if line.kind is Kind.CASELOAD_REVIEW]
    lead = seen(desk, AUDITOR, Role.LEAD)
    assert lead.keys() == seen(desk).keys()


def test_mine_holds_what_the_account_sees_to_and_what_is_about_it(desk: Desk) -> None:
    mine = {line.words for line in seen(desk, ROS, scope=Scope.MINE).values()}
    assert mine == {
        *("Your one to one", "Your field mentoring", "Your DBS recheck", "Your caseload review"),
        "Put right: The plan is a year old",
    }
    lead = {line.words for line in seen(desk, AUDITOR, Role.LEAD, Scope.MINE).values()}
    assert {"File audit of June 2026", "DBS recheck: Kit Marlow", "Check the policy: Draft"} <= lead
    assert "One to one: Ros Aldous" not in lead


def test_each_line_opens_its_part_of_the_team(desk: Desk) -> None:
    opens = {line.kind: line.opens for line in seen(desk).values()}
    assert all(isinstance(target, OpenTab) and target.tab == "Team" for target in opens.values())
    parts = {kind: target.part for kind, target in opens.items() if isinstance(target, OpenTab)}
    assert parts == {
        Kind.SUPERVISION: "Supervision",
        Kind.CASELOAD_REVIEW: "Caseload reviews",
        Kind.DBS: "Training and DBS",
        Kind.TRAINING: "Training and DBS",
        Kind.TRAINING_ACTION: "Training and DBS",
        Kind.FILE_AUDIT: "File audit",
        Kind.FINDING: "File audit",
        Kind.POLICY: "Policies and documents",
        Kind.HOST_TEAM: "Host teams",
    }


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2026, 6, 15), []),  # more than two weeks before the end of June
        (date(2026, 6, 16), ["June"]),
        (date(2026, 7, 14), ["June"]),
        (date(2026, 7, 15), []),
        (date(2026, 7, 31), ["July"]),
        (date(2026, 5, 25), []),  # May has its audit, and none was made before it
    ],
)
def test_a_month_without_a_file_audit_is_told_around_its_end(
    desk: Desk, day: date, months: list[str]
) -> None:
    told = [line.words for line in seen(desk, day=day).values() if line.kind is Kind.FILE_AUDIT]
    assert told == [f"File audit of {month} 2026" for month in months]


def test_a_unit_that_keeps_none_of_it_is_not_reminded(empty_unit: Path, tmp_path: Path) -> None:
    staff_alone = {"Staff": [row[:5] for row in SHEETS["Staff"]], "Teams": SHEETS["Teams"]}
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "book.xlsx", staff_alone)).written
        assert {line.words for line in seen(desk).values()} == {"Induction: New Comer"}
