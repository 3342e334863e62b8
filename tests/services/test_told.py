"""What may be told of a person in a real unit: to whom, on whose word, and what Today asks for again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, ReasonNeeded
from ipsdesk.rules.consent import ConsentState
from ipsdesk.services.desk import Desk
from ipsdesk.services.today_lines import OpenForm, Scope, TodayKind
from tests.units import Sheets, bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 4, 13)
STARTED = date(2026, 1, 12)
BOOK: Sheets = {
    "Employers": (["Employer ID", "Name"], ["E1", "Mill Lane"], ["E2", "Harbour Laundry"]),
    "Clients": (["Client ID", "Name"], ["C1", "Ash Rowan"], ["C2", "Bay Laurel"]),
    "Referrals": (
        ["Referral ID", "Client ID", "Received", "Accepted", "Started"],
        *([f"R{n}", f"C{n}", date(2026, 1, 5), date(2026, 1, 6), STARTED] for n in (1, 2)),
    ),
    "Personal information": (
        ["Client ID", "Date", "Employer ID", "Decision", "Agreed wording", "Never told", "Review on"],
        ["C1", date(2026, 2, 1), "E1", "adjustments only", "Mornings suit me.", "The hospital.", None],
        ["C1", date(2026, 2, 2), None, "nothing", None, None, date(2026, 4, 20)],
        ["C1", date(2026, 1, 20), None, "later", None, None, date(2026, 4, 1)],
    ),
    "Criminal record": (
        ["Client ID", "Date", "Permission", "May be told", "Never told"],
        ["C1", date(2026, 2, 1), "given", "That there is one.", "What it was."],
    ),
    "Consents": (
        ["Client ID", "Scope", "Answer", "Date", "Expires"],
        ["C1", "employers", "refused", date(2026, 1, 15), None],
        ["C1", "employers", "given", date(2026, 2, 1), date(2026, 4, 24)],
        ["C1", "family", "refused", date(2026, 2, 1), None],
        ["C2", "story", "given", date(2025, 2, 1), date(2026, 2, 1)],
    ),
    "Appointments": (
        ["Client ID", "Date", "From", "To", "Kind", "What"],
        ["C1", date(2026, 4, 16), "10:00", "11:00", "interview", "Interview at the mill"],
        ["C1", date(2026, 4, 17), "10:00", "11:00", "therapy", "Group"],
    ),
    "Contacts": (
        ["Date", "Kind", "Attended", "Client IDs", "Employer ID", "Next action", "Next action due",
         "Reason without consent"],
        ["2026-04-01", "employer", "Yes", "C1", "E1", "ring about the rota", date(2026, 4, 20), None],
        ["2026-01-14", "employer", "Yes", "C1", "E1", None, None, None],
    ),
}  # fmt: skip
ASH, BAY, MILL, LAUNDRY = 1, 2, 1, 2


@pytest.fixture
def desk(empty_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "told.xlsx", BOOK)).problems == ()
        yield desk


def told(desk: Desk, kind: TodayKind) -> list[tuple[str, str, str]]:
    lines = desk.today.lines(Scope.EVERYONE).lines
    return [(one.name, one.words, one.second) for one in lines if one.kind is kind]


def viewed(desk: Desk) -> int:
    asked = "SELECT count(*) FROM audit_entries WHERE action = 'viewed' AND kind LIKE 'criminal%'"
    return int(rows_of(desk, asked)[0][0])


def test_each_employer_has_its_own_latest_decision_and_others_the_usual_one(desk: Desk) -> None:
    page = desk.told.page(ASH)
    assert [(one.called, one.decided and one.decided.decision) for one in page.said] == [
        ("Mill Lane", "adjustments only"), ("any other employer", "nothing"),
    ]  # fmt: skip
    later = page.said[0].later
    assert later is not None
    assert later.decision == "nothing"
    assert [one.said.decided for one in desk.told.before_contact([BAY], MILL, TODAY) if one.said] == [None]


def test_every_scope_has_one_line_and_the_latest_answer_counts(desk: Desk) -> None:
    page = desk.told.page(ASH)
    states = {one.scope: one.state for one in page.scopes}
    assert len(states) == 8
    assert (states["employers"], states["family"]) == (ConsentState.IN_FORCE, ConsentState.REFUSED)
    assert states["records"] is ConsentState.NEVER
    assert {one.state for one in desk.told.page(BAY).scopes} == {ConsentState.NEVER, ConsentState.EXPIRED}


def test_a_withdrawal_says_what_lies_ahead_and_holds_from_its_day_on(desk: Desk) -> None:
    consent = desk.told.page(ASH).with_employers.latest
    assert consent is not None
    ahead = [(one.on.day, one.words) for one in desk.told.ahead_of(consent.answer.id)]
    assert ahead == [(16, "Interview at the mill"), (20, "Mill Lane: ring about the rota")]
    with pytest.raises(CannotRun, match="before the consent was given"):
        desk.told.withdraw(consent.answer.id, date(2026, 1, 31))
    done = desk.told.withdraw(consent.answer.id, TODAY)
    assert done.words == "consent of Ash Rowan, employers: withdrawn on 13 April 2026"
    states = [
        desk.told.before_contact([ASH], MILL, day)[0].state
        for day in (date(2026, 1, 10), date(2026, 1, 20), date(2026, 4, 12), TODAY)
    ]
    assert states == [
        ConsentState.NEVER, ConsentState.REFUSED, ConsentState.IN_FORCE, ConsentState.WITHDRAWN,
    ]  # fmt: skip
    with pytest.raises(CannotRun, match="not in force"):
        desk.told.withdraw(consent.answer.id, TODAY)
    assert told(desk, TodayKind.CONSENT) == []
    desk.records.undo_last()
    assert desk.told.page(ASH).with_employers.state is ConsentState.IN_FORCE


def test_the_criminal_record_is_read_apart_and_that_is_noted_once(desk: Desk) -> None:
    page = desk.told.page(ASH)
    assert (page.criminal_records, page.criminal_newest, viewed(desk)) == (1, date(2026, 2, 1), 0)
    assert "What it was" not in repr(page)
    assert [one.never_told for one in desk.told.criminal_record(ASH)] == ["What it was."]
    desk.told.criminal_record(ASH)
    assert viewed(desk) == 1
    assert desk.told.page(BAY).criminal_newest is None


def test_today_asks_again_before_a_consent_ends_and_when_a_review_is_due(desk: Desk) -> None:
    assert told(desk, TodayKind.CONSENT) == [
        ("Ash Rowan", "Consent expires: employers", "Fri 24 Apr · ask again")
    ]
    assert told(desk, TodayKind.TOLD_REVIEW) == [
        ("Ash Rowan", "What may be told to any employer: look again", "Mon 20 Apr · now: nothing")
    ]
    (line,) = [one for one in desk.today.lines(Scope.EVERYONE).lines if one.kind is TodayKind.CONSENT]
    assert isinstance(line.opens, OpenForm)
    assert dict(line.opens.given)["scope"] == "employers"


def test_a_restricted_record_tells_nothing_without_a_reason(desk: Desk) -> None:
    desk.restricted.restrict(ASH, "On the news")
    with pytest.raises(ReasonNeeded):
        desk.told.page(ASH)
    with pytest.raises(ReasonNeeded):
        desk.told.criminal_record(ASH)
    (before,) = desk.told.before_contact([ASH], MILL, TODAY)
    assert (before.is_kept, before.said) == (True, None)
