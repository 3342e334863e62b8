"""The list of the caseload on real units: stages, filters, flags on their border days, counts as measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload import Caseload
from ipsdesk.services.caseload_flags import Due, FlagKind
from ipsdesk.services.caseload_list import CaseloadList, Filter, PersonRow
from ipsdesk.services.caseload_stages import Stage
from ipsdesk.services.desk import Desk
from tests.units import TODAY, bring_in, write_book

HEADS = {
    "Staff": ("Staff ID", "Name", "Role", "Started", "Employment WTE"),
    "Clients": ("Client ID", "Name", "Benefits", "Benefit week ends", "Date of birth", "NHS number"),
    "Referrals": ("Referral ID", "Client ID", "Received", "Accepted", "Started", "Closed", "Staff ID",
                  "Position at start", "Declined"),
    "Plans": ("Client ID", "Agreed", "Reviewed", "Next review"),
    "Employers": ("Employer ID", "Name"),
    "Contacts": ("Date", "Kind", "Attended", "Mode", "Place", "Client IDs", "Employer ID", "Staff ID",
                 "Note"),
    "Activities": ("Activity ID", "Client ID", "Kind", "Title", "Employer ID", "Started", "Ended",
                   "Permitted work", "Hourly pay", "PW1 sent", "Four hours worked on"),
    "Hours": ("Activity ID", "Date", "Hours", "Earnings"),
    "Changes": ("Record", "ID", "Field", "From", "Value"),
    "Risk": ("Client ID", "Date", "Own view"),
}  # fmt: skip
STAFF = (("S1", "Priya Meadows", "employment specialist", date(2024, 1, 1), 1),)
ANNIS = ("C1", "Annis Fold", "ESA new style", None, date(2000, 2, 29), "9990000018")
LONG_AGO = date(2026, 3, 2)
SUNDAY = date(2026, 11, 15)
"""The end of the last full week before ``TODAY``, a Sunday."""

Rows = Sequence[Sequence[object]]


def a_unit(desk: Desk, folder: Path, **sheets: Rows) -> None:
    """One specialist, one client and whatever rows are given by sheet."""
    given: dict[str, Rows] = {"Staff": STAFF, "Clients": (ANNIS,)} | sheets
    book = {name: [HEADS[name], *rows] for name, rows in given.items()}
    report = bring_in(desk, write_book(folder / "caseload.xlsx", book))
    assert report.written, report.problems


def referral(
    started: date | None, *, client: str = "C1", closed: date | None = None, **more: Any
) -> tuple[Any, ...]:
    """A referral received two weeks before its start."""
    received = more.get("received") or (started or TODAY) - 14 * DAY
    return (
        more.get("reference", f"R-{client}"), client, received, more.get("accepted", started), started,
        closed,        more.get("staff", "S1"), more.get("position", "out of work"), more.get("declined"),
    )  # fmt: skip


def job(started: date = LONG_AGO, *, ended: date | None = None, **more: Any) -> tuple[Any, ...]:
    """A job of the client, PW1 sent when it began."""
    return (
        more.get("reference", "A1"), "C1", "paid job", more.get("title", "Packer"),
        more.get("employer", "E1"), started, ended,
        more.get("category", "higher"), 12.71, more.get("pw1", started), more.get("counted"),
    )  # fmt: skip


EMPLOYERS = (("E1", "Northgate Packaging"),)


def service(desk: Desk, today: date = TODAY, **actor: Any) -> Caseload:
    """The service as it is on a day, for whoever is at the desk."""
    space = replace(desk.workspace, today=lambda: today)
    return Caseload(replace(space, actor=replace(space.actor, **actor)) if actor else space)


def only(desk: Desk, today: date = TODAY) -> PersonRow:
    """The row of the only person."""
    (row,) = service(desk, today).people().people
    return row


def kinds(row: PersonRow) -> list[FlagKind]:
    """The kinds of a row's flags."""
    return [flag.kind for flag in row.flags]


# ---- who is in it ---------------------------------------------------------------------------------


def test_an_empty_unit_has_an_empty_list(desk: Desk) -> None:
    assert service(desk).people() == CaseloadList(TODAY, "", (), dict.fromkeys(Filter, 0))
    assert service(desk).find("anybody") == ()


def test_a_client_without_a_referral_is_listed_and_on_no_caseload(desk: Desk, tmp_path: Path) -> None:
    a_unit(desk, tmp_path)
    people = service(desk).people()
    assert [(one.name, one.stage, one.filters) for one in people.people] == [
        ("Annis Fold", Stage.NO_REFERRAL, frozenset({Filter.ALL}))
    ]
    assert people.on_caseload == 0
    (found,) = service(desk).find("annis")
    assert found.stage == Stage.NO_REFERRAL
    assert service(desk).record(found.client).way == ()


@pytest.mark.parametrize(
    ("dates", "stage", "filters"),
    [
        (referral(None), Stage.REFERRED, {Filter.ALL}),
        (referral(None, accepted=TODAY), Stage.ACCEPTED, {Filter.ALL}),
        (referral(TODAY), Stage.SEEKING, {Filter.ALL, Filter.SEEKING}),
        (referral(TODAY, position="in work, job at risk"), Stage.AT_RISK, {Filter.ALL}),
        (referral(TODAY - DAY, closed=TODAY), Stage.CLOSED, {Filter.CLOSED}),
        (referral(None, declined=TODAY), Stage.DECLINED, {Filter.CLOSED}),
    ],
    ids=["referred", "accepted", "seeking", "at risk", "closed", "declined"],
)
def test_stages_come_from_the_dates_of_the_referral(
    desk: Desk, tmp_path: Path, dates: tuple[Any, ...], stage: Stage, filters: set[Filter]
) -> None:
    a_unit(desk, tmp_path, Referrals=(dates,))
    row = only(desk)
    assert row.stage is stage
    assert row.filters == filters
    assert row.is_on_caseload is (stage in (Stage.SEEKING, Stage.AT_RISK))
    assert row.days == {Stage.SEEKING: 0, Stage.AT_RISK: 0, Stage.CLOSED: 1}.get(stage)


def test_long_and_right_to_left_names_are_left_as_they_are(desk: Desk, tmp_path: Path) -> None:
    names = ("ن" * 200, "שרה לוי", "Åsa Öberg")
    clients = [(f"C{n}", name, None, None, None, None) for n, name in enumerate(names, 1)]
    a_unit(desk, tmp_path, Clients=clients, Referrals=[referral(TODAY, client=f"C{n}") for n in (1, 2, 3)])
    assert {row.name for row in service(desk).people().people} == set(names)
    assert [one.name for one in service(desk).find("asa OBERG")] == ["Åsa Öberg"]
    assert [one.name for one in service(desk).find("לוי")] == ["שרה לוי"]
    assert [one.reference for one in service(desk).find("c2")] == ["C2"]


def test_somebody_closed_and_referred_again_is_told_by_the_referral_under_way(
    desk: Desk, tmp_path: Path
) -> None:
    earlier = referral(date(2025, 1, 6), closed=date(2025, 6, 2), reference="R-0", staff=None)
    a_unit(desk, tmp_path, Referrals=(earlier, referral(date(2026, 11, 2))))
    row = only(desk)
    assert (row.stage, row.days, row.specialist) == (Stage.SEEKING, 20, "Priya Meadows")
    assert only(desk, date(2025, 7, 1)).stage is Stage.REFERRED


def test_a_plan_agreed_in_an_earlier_referral_plans_nothing(desk: Desk, tmp_path: Path) -> None:
    earlier = referral(date(2025, 1, 6), closed=date(2025, 6, 2), reference="R-0")
    plans = (("C1", date(2025, 2, 3), None, date(2025, 5, 5)),)
    a_unit(desk, tmp_path, Referrals=(earlier, referral(date(2026, 11, 2))), Plans=plans)
    assert only(desk).next_action is None


def test_mine_are_the_people_of_the_staff_the_account_belongs_to(desk: Desk, tmp_path: Path) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(TODAY),))
    assert service(desk).people().me == ""
    by_name = service(desk, name="priya meadows").people()
    assert (by_name.me, by_name.counts[Filter.MINE]) == ("Priya Meadows", 1)
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET staff_id = (SELECT id FROM staff)")
    (row,) = service(desk).people().only(Filter.MINE)
    assert row.is_mine


def test_the_specialist_is_the_one_named_today(desk: Desk, tmp_path: Path) -> None:
    staff = (*STAFF, ("S2", "Tomos Bridge", "employment specialist", date(2024, 1, 1), 1))
    changes = (("referral", "R-C1", "Staff ID", TODAY, "S2"),)
    a_unit(desk, tmp_path, Staff=staff, Referrals=(referral(LONG_AGO),), Changes=changes)
    assert only(desk).specialist == "Tomos Bridge"
    assert only(desk, TODAY - DAY).specialist == "Priya Meadows"


# ---- flags on their border days -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words"),
    [(24, None), (25, "Day 25 of 30"), (30, "Day 30 of 30"), (31, "No employer in 31 days")],
)
def test_day_n_of_30(desk: Desk, tmp_path: Path, days: int, words: str | None) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(TODAY - days * DAY),))
    said = [
        flag.words for flag in only(desk).flags if flag.kind in (FlagKind.DAY_COMING, FlagKind.NO_EMPLOYER)
    ]
    assert said == ([words] if words else [])


@pytest.mark.parametrize(
    ("contact", "is_met"),
    [
        (("employer", "yes", "face to face"), True),
        (("employer", "no", "face to face"), False),
        (("employer", "yes", "phone"), False),
        (("client", "yes", "face to face"), False),
    ],
    ids=str,
)
def test_only_an_employer_met_face_to_face_ends_the_waiting(
    desk: Desk, tmp_path: Path, contact: tuple[str, str, str], is_met: bool
) -> None:
    row = (TODAY, *contact, None, "C1", None, "S1", None)
    a_unit(desk, tmp_path, Referrals=(referral(TODAY - 27 * DAY),), Contacts=(row,))
    assert (FlagKind.DAY_COMING in kinds(only(desk))) is not is_met


@pytest.mark.parametrize(("days", "is_quiet"), [(27, False), (28, True)])
@pytest.mark.parametrize("has_contact", [True, False])
def test_four_weeks_without_contact_are_quiet(
    desk: Desk, tmp_path: Path, days: int, is_quiet: bool, has_contact: bool
) -> None:
    day = TODAY - days * DAY
    met = ((day, "client", "yes", "phone", None, "C1", None, "S1", None),
           (TODAY, "client", "no", "phone", None, "C1", None, "S1", None),
           (TODAY, "employer", "yes", "phone", None, "C1", None, "S1", None))  # fmt: skip
    a_unit(
        desk,
        tmp_path,
        Referrals=(referral(LONG_AGO if has_contact else day),),
        Contacts=met[not has_contact :],
    )
    row = only(desk)
    assert (FlagKind.QUIET in kinds(row)) is (Filter.QUIET in row.filters) is is_quiet
    assert row.last_contact_on == (day if has_contact else None)


@pytest.mark.parametrize(
    ("days", "due", "is_flagged"), [(1, Due.AHEAD, False), (0, Due.TODAY, False), (-1, Due.OVERDUE, True)]
)
def test_a_plan_review_is_due_and_then_overdue(
    desk: Desk, tmp_path: Path, days: int, due: Due, is_flagged: bool
) -> None:
    plans = (("C1", LONG_AGO, None, TODAY + 9 * DAY), ("C1", LONG_AGO + DAY, LONG_AGO, TODAY + days * DAY))
    a_unit(desk, tmp_path, Referrals=(referral(LONG_AGO),), Plans=plans)
    row = only(desk)
    assert row.next_action is not None
    assert (row.next_action.on, row.next_action.due) == (TODAY + days * DAY, due)
    assert (FlagKind.OVERDUE in kinds(row)) is is_flagged


def test_a_review_that_was_done_is_not_overdue(desk: Desk, tmp_path: Path) -> None:
    plans = (("C1", LONG_AGO, TODAY - DAY, TODAY - DAY),)
    a_unit(desk, tmp_path, Referrals=(referral(LONG_AGO),), Plans=plans)
    assert (only(desk).next_action, FlagKind.OVERDUE in kinds(only(desk))) == (None, False)


@pytest.mark.parametrize(("sent", "is_flagged"), [(TODAY, False), (TODAY + DAY, True), (None, True)])
def test_a_pw1_is_missing_until_the_day_it_was_sent(
    desk: Desk, tmp_path: Path, sent: date | None, is_flagged: bool
) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS, Activities=(job(pw1=sent),))
    assert (FlagKind.PW1 in kinds(only(desk))) is is_flagged


WEEKS: dict[str, tuple[Rows, FlagKind | None, str]] = {
    "nothing": ((), FlagKind.NOT_IN, "Hours not in"),
    "a typed 0": ((("A1", SUNDAY, 0, None),), None, "Within the lower limit"),
    "no pay": ((("A1", SUNDAY, 4, None),), FlagKind.INCOMPLETE, "Incomplete: pay not in yet"),
    "just under near": ((("A1", SUNDAY, 14.39, 100),), None, "Within"),
    "near": ((("A1", SUNDAY, 14.4, 100),), FlagKind.NEAR, "Within, near limits"),
    "exactly the pay limit": ((("A1", SUNDAY, 4, 203.50),), FlagKind.NEAR, "Within, near limits"),
    "a penny over": ((("A1", SUNDAY, 4, 203.51),), FlagKind.OVER, "Over the earnings limit"),
    "exactly 16 hours": ((("A1", SUNDAY, 16, 100),), FlagKind.OVER, "Over 16 hours"),
}


@pytest.mark.parametrize(("hours", "flag", "words"), WEEKS.values(), ids=WEEKS)
def test_the_last_full_week_stands_as_the_rule_book_says(
    desk: Desk, tmp_path: Path, hours: Rows, flag: FlagKind | None, words: str
) -> None:
    this_week = (("A1", SUNDAY + DAY, 20, 500),)
    a_unit(
        desk, tmp_path, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS, Activities=(job(),),
        Hours=(*hours, *this_week), Contacts=((TODAY, "client", "yes", None, None, "C1", None, "S1", None),),
    )  # fmt: skip
    row = only(desk)
    assert row.last_week is not None
    assert (row.last_week.ends_on, row.last_week.words) == (SUNDAY, words)
    assert (row.last_week.seconds is None) is (not hours)
    week_flags = [one for one in kinds(row) if one is not FlagKind.NO_EMPLOYER]
    assert week_flags == ([flag] if flag else [])


def test_a_benefit_week_that_ends_on_thursday_is_over_on_friday(desk: Desk, tmp_path: Path) -> None:
    clients = ((*ANNIS[:3], "Thursday", *ANNIS[4:]),)
    a_unit(
        desk, tmp_path, Clients=clients, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS,
        Activities=(job(),), Hours=(("A1", date(2026, 11, 13), 4, 40), ("A1", date(2026, 11, 19), 5, 50)),
    )  # fmt: skip
    thursday = date(2026, 11, 19)
    weeks = {day: only(desk, day).last_week for day in (thursday, thursday + DAY)}
    assert [week.ends_on for week in weeks.values() if week] == [thursday - 7 * DAY, thursday]
    assert [week.seconds for week in weeks.values() if week] == [None, 9 * 3600]


def test_two_jobs_are_added_up(desk: Desk, tmp_path: Path) -> None:
    second = job(reference="A2", title="Cook", employer=None, category="none")
    a_unit(
        desk, tmp_path, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS, Activities=(job(), second),
        Hours=(("A1", SUNDAY, 8, 100), ("A2", SUNDAY, 8, 50)),
    )  # fmt: skip
    row = only(desk)
    assert (row.stage, row.about, row.job) == (Stage.IN_WORK, "2 jobs", "2 jobs")
    assert row.last_week is not None
    assert (row.last_week.hours_share, row.last_week.pence) == (1.0, 15_000)
    assert row.filters == {Filter.ALL, Filter.IN_WORK, Filter.PERMITTED, Filter.QUIET}


def test_a_job_ends_in_work_the_day_after_its_last(desk: Desk, tmp_path: Path) -> None:
    a_unit(
        desk, tmp_path, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS, Activities=(job(ended=TODAY),)
    )
    assert (only(desk).stage, only(desk).job) == (Stage.IN_WORK, "Packer, Northgate Packaging")
    assert (only(desk, TODAY + DAY).stage, only(desk, TODAY + DAY).job) == (Stage.SEEKING, "")
