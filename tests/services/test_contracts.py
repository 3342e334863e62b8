"""The contract of a unit: targets and definitions of its own, commissioners, and returns that fall due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import NotSaved
from ipsdesk.measures import DEFINITIONS_VERSION
from ipsdesk.rules.definitions import Subject
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.contracts import ContractPage, SourceLine, TargetLine, TargetTyped
from ipsdesk.services.contracts_reading import returns_due
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.records import RecordRef
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose
from ipsdesk.services.submissions_kept import Form, ReturnFile
from tests.units import Sheets, bring_in, copy_unit, rows_of, sit_down, write_book

Q1, Q2 = parse_period("2026-27 Q1"), parse_period("2026-27 Q2")
NORTH, SOUTH = "North Vale Health Board", "Southmere Council"
REFERRAL_HEADS = ["Referral ID", "Client ID", "Received", "Accepted", "Started", "Profile started", "Closed",
                  "Staff ID", "Commissioner ID"]  # fmt: skip
BOOK: Sheets = {
    "Contract": [["Unit name", "Contract starts"], ["Larkrise House", date(2025, 10, 1)]],
    "Commissioners": [["Commissioner ID", "Name"], ["K1", NORTH], ["K2", SOUTH]],
    "Staff": [["Staff ID", "Name", "Role", "Started", "Employment WTE"],
              ["S1", "Ottilie Pane", "employment specialist", date(2025, 1, 1), 1]],
    "Clients": [["Client ID", "Name"], ["C1", "Annis Fold"], ["C2", "Benet Larch"], ["C3", "Idwal Sands"],
                ["C4", "Una Crest"]],
    "Referrals": [
        REFERRAL_HEADS,
        ["R1", "C1", date(2026, 6, 1), date(2026, 6, 10), date(2026, 7, 6), date(2026, 7, 20), None, "S1",
         "K1"],
        ["R2", "C2", date(2026, 6, 25), date(2026, 7, 1), date(2026, 8, 3), None, None, "S1", "K1"],
        ["R3", "C3", date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 9), date(2026, 10, 5), None, "S1",
         "K2"],
        ["R4", "C4", date(2026, 7, 2), None, None, None, None, None, None],
    ],
    "Changes": [["Record", "ID", "Field", "From", "Value"],
                ["referral", "R2", "Commissioner ID", date(2026, 9, 1), "K2"]],
    "Employers": [["Employer ID", "Name"], ["E1", "Copse Bakery"]],
    "Contacts": [
        ["Date", "Kind", "Mode", "Employer ID", "Staff ID", "Client IDs"],
        [date(2026, 7, 8), "employer", "face to face", "E1", "S1", "C1"],
        [date(2026, 7, 28), "employer", "face to face", "E1", "S1", "C3"],
        [date(2026, 9, 2), "employer", "face to face", "E1", "S1", "C2"],
        [date(2026, 6, 20), "client", "phone", None, "S1", "C1"],
        [date(2026, 7, 3), "client", "video", None, "S1", "C3"],
        [date(2026, 7, 3), "client", "letter", None, "S1", "C4"],
    ],
    "Activities": [
        ["Activity ID", "Client ID", "Kind", "Started", "Ended", "Four hours worked on"],
        ["A1", "C1", "paid job", date(2026, 7, 10), date(2026, 8, 20), date(2026, 7, 11)],
        ["A2", "C1", "paid job", date(2026, 9, 1), None, date(2026, 9, 2)],
        ["A3", "C2", "paid job", date(2026, 9, 7), None, date(2026, 9, 8)],
        ["A4", "C3", "paid job", date(2026, 7, 13), None, date(2026, 7, 14)],
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def closed(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit of four people and two commissioners."""
    folder = tmp_path_factory.mktemp("payers")
    with sit_down(copy_unit(empty_unit, folder / "Payers.ipsdesk")) as desk:
        report = bring_in(desk, write_book(folder / "unit.xlsx", BOOK))
        assert report.written, report.problems
    return folder / "Payers.ipsdesk"


@pytest.fixture
def payers(closed: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(closed, tmp_path / "Payers.ipsdesk")) as desk:
        yield desk


def target(
    key: str, sense: str, least: int | None = None, most: int | None = None, **more: Any
) -> TargetTyped:
    usual = TargetTyped(key, date(2026, 7, 1), 0, sense, least, most, "the figure", None)
    return replace(usual, **more)


def source(page: ContractPage, subject: Subject) -> SourceLine:
    return next(line for line in page.sources if line.subject is subject)


def asked(page: ContractPage, key: str) -> TargetLine:
    return next(line for line in page.targets if line.key == key)


# ---- targets ----------------------------------------------------------------------------------------


def test_a_target_of_the_units_own_holds_from_its_day_everywhere(payers: Desk) -> None:
    typed = target("jobs.started", "at least", 40_000_000, per="specialist-year", source="Schedule 4")
    done = payers.contracts.set_target(typed)
    assert done.words == "Target of Job starts from 1 July 2026"
    year = payers.figures.scorecard(Q2)["jobs.started"].target
    assert year is not None
    assert year.bounds[0] == 40 * Q2.days / 365 or float(year.bounds[0]) == pytest.approx(40 * Q2.days / 365)
    before = payers.figures.scorecard(Q1)["jobs.started"].target
    assert before is not None
    assert float(before.bounds[0]) == pytest.approx(17 * Q1.days / 365)
    line = payers.scorecards.line("jobs.started", Q2)
    assert line.working == "40 × 1 WTE × 92/365"
    page = payers.contracts.page()
    told = asked(page, "jobs.started")
    assert told.default == "at least 17 in contract year 1, 22 from year 2, per specialist-year"
    assert (told.asked, told.since, told.source) == (
        "at least 40, per specialist-year", date(2026, 7, 1), "Schedule 4",
    )  # fmt: skip
    content = payers.returns.content(Q2, Profile.INTERNAL)
    goal = next(one.goal for one in content.measures if one.key == "jobs.started")
    assert goal is not None
    assert [float(bound) for bound in goal.bounds] == [40]


def test_the_same_day_again_corrects_a_target_and_undo_takes_it_back(payers: Desk) -> None:
    payers.contracts.set_target(target("kept.13_weeks", "at least", 600_000))
    payers.contracts.set_target(target("kept.13_weeks", "no target"))
    assert rows_of(payers, "SELECT sense, least FROM targets") == [("no target", None)]
    assert payers.figures.scorecard(Q2)["kept.13_weeks"].target is None
    payers.records.remove(RecordRef("target", 1), "typed by mistake")
    told = payers.figures.scorecard(Q2)["kept.13_weeks"].target
    assert told is not None
    assert float(told.bounds[0]) == 0.5


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (target("jobs.started", "at least"), "least"),
        (target("jobs.started", "between", 5_000_000, 4_000_000), "most"),
        (target("jobs.by_type", "at least", 1_000_000), "measure"),
        (target("jobs.of_old", "at least", 1_000_000), "measure"),
    ],
)
def test_a_target_that_can_not_be_held_against_a_figure_is_refused(
    payers: Desk, typed: TargetTyped, field: str
) -> None:
    with pytest.raises(NotSaved) as refused:
        payers.contracts.set_target(typed)
    assert list(refused.value.problems) == [field]
    assert rows_of(payers, "SELECT id FROM targets") == []


# ---- choices ----------------------------------------------------------------------------------------


def days(desk: Desk, key: str = "search.days_to_employer") -> list[tuple[str, str, int]]:
    return [(case.reference, case.state, int(case.amount or 0)) for case in desk.cases.of(key, Q2)]


def test_the_clock_starts_as_the_unit_chose_from_the_day_it_chose(payers: Desk) -> None:
    assert days(payers) == [("R1", "counted", 2), ("R2", "counted", 30), ("R3", "counted", 19)]
    payers.contracts.choose(
        Subject.CLOCK, "accepted", date(2026, 9, 30), "The contract counts from acceptance"
    )
    assert days(payers) == [("R1", "counted", 28), ("R2", "counted", 63), ("R3", "counted", 26)]
    payers.contracts.choose(Subject.CLOCK, "received", date(2026, 9, 30), "No: from the day received")
    received = [("R1", "counted", 37), ("R2", "counted", 69), ("R3", "counted", 27), ("R4", "not yet", 90)]
    assert days(payers) == received
    share = payers.figures.scorecard(Q2)["search.within_30_days"]
    assert share.numerator == 1
    assert share.denominator == 4
    assert payers.scorecards.drill("search.days_to_employer", Q2).definition.endswith(
        "This unit counts the days from the day the referral was received, not from the first meeting."
    )
    assert "This unit" not in payers.scorecards.drill("search.days_to_employer", Q1).definition


def test_access_is_counted_as_chosen(payers: Desk) -> None:
    def started() -> list[str]:
        return [case.reference for case in payers.cases.of("access.started", Q2)]

    assert started() == ["C1", "C2", "C3"]
    payers.contracts.choose(Subject.ACCESS, "profile started", date(2026, 7, 1), "IPS Grow")
    assert started() == ["C1"]
    payers.contracts.choose(Subject.ACCESS, "first attended direct contact", date(2026, 8, 1), "NHS England")
    assert started() == ["C3"]  # C1 was met before, C2 never, C4 only wrote a letter


def test_any_job_with_a_gap_is_sustained_if_the_unit_says_so(payers: Desk) -> None:
    period = parse_period("2026-10-01..2026-10-31")
    assert payers.figures.scorecard(period)["kept.3_months"].value == 0.5
    for days_between, kept in ((11, 1), (10, 0.5)):
        choice = f"any job, at most {days_between} days between"
        payers.contracts.choose(Subject.SUSTAINED, choice, date(2026, 10, 1), "Schedule 4")
        assert payers.figures.scorecard(period)["kept.3_months"].value == kept


def test_the_survey_counts_the_rounds_that_were_chosen(payers: Desk, tmp_path: Path) -> None:
    rounds: list[list[object]] = [["Round ID", "Kind", "Opens", "Closes"],
              ["H1", "half-yearly", date(2026, 7, 1), date(2026, 7, 31)],
              ["Y1", "yearly", date(2026, 8, 1), date(2026, 8, 31)]]  # fmt: skip
    answers: list[list[object]] = [[date(2026, 7, 31), "H1", 5]] * 6 + [[date(2026, 8, 31), "Y1", 1]] * 5
    sheets: Sheets = {"Survey rounds": rounds, "Survey": [["Date", "Round ID", "Overall"], *answers]}
    report = bring_in(payers, write_book(tmp_path / "survey.xlsx", sheets))
    assert report.written, report.problems

    def positive() -> tuple[object, object]:
        figure = payers.figures.scorecard(Q2)["survey.positive"]
        return figure.numerator, figure.denominator

    assert positive() == (6, 11)
    payers.contracts.choose(Subject.SURVEY, "half-yearly", date(2026, 7, 1), "Schedule 4")
    assert positive() == (6, 6)
    payers.contracts.choose(Subject.SURVEY, "yearly", date(2026, 7, 1), "Schedule 4")
    assert positive() == (0, 5)


def test_a_return_keeps_the_version_and_the_words_it_was_counted_by(payers: Desk) -> None:
    assert payers.returns.content(Q2).definitions_version == DEFINITIONS_VERSION
    payers.contracts.choose(Subject.JOB_HOURS, "8", date(2026, 7, 1), "Schedule 4")
    content = payers.returns.content(Q2)
    assert content.definitions_version == f"{DEFINITIONS_VERSION}; hours of a job start: 8"
    words = next(one.words for one in content.measures if one.key == "jobs.started")
    assert words.endswith("This unit counts a job from the day 8 hours of paid work were done in it.")
    assert content.now["jobs.started"].value == 0  # no hours are typed, and the fourth tells nothing of eight
    page = payers.contracts.page()
    line = source(page, Subject.JOB_HOURS)
    assert (line.reports, line.since, line.why) == ("8 hours of paid work", date(2026, 7, 1), "Schedule 4")
    assert page.version == content.definitions_version


def test_a_choice_needs_a_reason_and_a_form_that_can_be_counted_by(payers: Desk) -> None:
    for choice, why, field in (("whenever", "so", "choice"), ("accepted", "", "why")):
        with pytest.raises(NotSaved) as refused:
            payers.contracts.choose(Subject.CLOCK, choice, date(2026, 7, 1), why)
        assert list(refused.value.problems) == [field]
    assert source(payers.contracts.page(), Subject.CLOCK).reports.endswith("(usual)")


# ---- commissioners ----------------------------------------------------------------------------------


def scope(desk: Desk, name: str) -> Scope:
    return next(
        one for one in desk.scorecards.scopes() if one.whose is Whose.COMMISSIONER and one.name == name
    )


def test_each_record_belongs_to_who_pays_on_its_day(payers: Desk) -> None:
    def rows(key: str, name: str) -> list[str]:
        return [case.reference for case in payers.scorecards.drill(key, Q2, scope(payers, name)).rows]

    assert rows("access.started", NORTH) == ["C1", "C2"]
    assert rows("access.started", SOUTH) == ["C3"]
    assert rows("jobs.started", NORTH) == ["A1", "A2"]
    assert rows("jobs.started", SOUTH) == ["A3", "A4"]  # R2 changed hands on 1 September, before its job
    assert rows("search.days_to_employer", NORTH) == ["R1", "R2"]
    line = payers.scorecards.line("jobs.started", Q2, scope(payers, SOUTH))
    assert (line.shown, line.target) == ("2", "")
    assert payers.scorecards.line("team.meetings", Q2, scope(payers, SOUTH)).why.startswith("Not counted per")
    assert payers.scorecards.line("profile.age", Q2, scope(payers, NORTH)).bands


def test_a_return_is_for_one_commissioner_or_all(payers: Desk) -> None:
    whole = payers.returns.content(Q2, Profile.INTERNAL)
    north, south = (
        payers.returns.content(Q2, Profile.INTERNAL, scope(payers, one)) for one in (NORTH, SOUTH)
    )
    assert (whole.scope, north.scope.name) == (EVERYBODY, NORTH)
    for key, numbers in {
        "jobs.started": (4, 2, 2),
        "access.started": (3, 2, 1),
        "access.referrals": (2, 0, 1),
    }.items():
        assert [one.now[key].value for one in (whole, north, south)] == [Fraction(one) for one in numbers]
    assert (north.gaps, north.now["employers.per_week"].value) == ((), None)
    bands = {one.measure.key: one for one in north.national}
    assert (bands["national.open"].value, bands["national.source"].counts) == (2, (0, 0, 0, 0, 0))


def test_small_counts_of_the_national_bands_are_protected(payers: Desk) -> None:
    for profile in (Profile.COMMISSIONER, Profile.OPEN):
        shown = payers.returns.content(Q2, profile).national
        told = {count for one in shown for count in (one.value, *(one.counts or ())) if count is not None}
        assert told <= {0, "*", 5}
    exact = {one.measure.key: one for one in payers.returns.content(Q2, Profile.INTERNAL).national}
    assert exact["national.new"].value == 2
    assert exact["national.reached"].counts == (1, 1, 0, 2)
    assert exact["national.contacts"].counts == (0, 0, 1)


# ---- returns due ------------------------------------------------------------------------------------


def with_contract(desk: Desk, **values: Any) -> None:
    desk.editing.save(
        Typed(
            "contract with a commissioner", None, 0,
            {"reference": "V1", "commissioner_id": "1", "from_on": date(2026, 4, 1),
             "return_every": "quarter", "due_days": 30, "profile": "commissioner", **values},
        )
    )  # fmt: skip


def due(desk: Desk, today: date) -> list[tuple[str, date]]:
    with desk.workspace.transactions.read() as connection:
        return [(one.period.label, one.due_on) for one in returns_due(connection, today)]


def test_a_return_falls_due_as_its_contract_says(payers: Desk) -> None:
    with_contract(payers)
    assert due(payers, date(2026, 10, 15)) == [("2026-27 Q1", date(2026, 7, 30))]
    late = [("2026-27 Q1", date(2026, 7, 30)), ("2026-27 Q2", date(2026, 10, 30))]
    assert due(payers, date(2026, 10, 16)) == late
    assert due(payers, date(2026, 7, 15)) == []
    draft = payers.submissions.begin(Q1, "quarter", Profile.COMMISSIONER, 1)
    assert due(payers, date(2026, 10, 16)) == late
    payers.submissions.submit(draft, [ReturnFile("Return.xlsx", Form.WORKBOOK, b"PK")])
    assert due(payers, date(2026, 10, 16)) == late[1:]
    page = payers.contracts.page()
    (contract,) = page.contracts
    assert (contract.name, contract.due, contract.holds) == (NORTH, "2026-27 Q3, due 30 January 2027", True)
    assert [(one.name, one.referrals) for one in page.commissioners] == [(NORTH, 2), (SOUTH, 1)]


def test_today_tells_managers_of_a_return_that_is_due(payers: Desk) -> None:
    with_contract(payers, return_every="half-year", due_days=60)
    lines = [line for line in payers.today.lines().lines if line.words.startswith("Return of")]
    assert [(line.words, line.due_on) for line in lines] == [
        (f"Return of 2026-27 H1 for {NORTH}", date(2026, 11, 29))
    ]


def test_only_managers_write_the_contract(payers: Desk) -> None:
    kinds = {"commissioner", "contract with a commissioner", "target", "choice of a definition"}
    assert kinds <= payers.editing.kinds()
