"""Today: which lines wait, for whom, until when, what ends them, and what is put off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, NotAllowed, ReasonNeeded
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.restricted import Restricted
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.today import Scope, Today
from ipsdesk.services.today_lines import OpenForm, OpenHours, OpenPerson, Section
from ipsdesk.services.today_lines import TodayKind as Kind
from tests.services.test_editing import add, change
from tests.services.today_books import (
    CALLUM,
    EBO,
    HARRY,
    ISLA,
    PRIYA,
    TODAY,
    a_unit_that_waits,
    every,
    keys,
    one,
)
from tests.units import copy_unit, rows_of, sit_down


@pytest.fixture
def desk(empty_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk on a Monday at a unit in which something of every kind waits."""
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        a_unit_that_waits(desk, tmp_path)
        yield desk


def at(
    desk: Desk, role: Role = Role.PRACTITIONER, name: str = PRIYA, account: int = 7, day: date = TODAY
) -> Today:
    """Today as another account sees it, or on another day."""
    actor = Actor(account, name, role)
    return Today(replace(desk.workspace, actor=actor, today=lambda: day, opened=set()))


def key_of(desk: Desk, name: str) -> int:
    return int(rows_of(desk, f"SELECT id FROM clients WHERE name = '{name}'")[0][0])


def test_every_line_stands_in_its_section_in_words(desk: Desk) -> None:
    said = [(line.section, line.name, line.words, line.second) for line in every(desk)]
    assert said == [
        (Section.OVERDUE, HARRY, "PW1 not sent, Northgate Packaging",
         "was due Thu 30 Apr · the job began then"),
        (Section.OVERDUE, HARRY, "No benefits advice before the job, Northgate Packaging",
         "was due Thu 30 Apr · the job began then"),
        (Section.OVERDUE, HARRY, "Care review: was it held?", "was due Tue 5 May"),
        (Section.OVERDUE, HARRY, "Review of the plan", "was due Fri 8 May"),
        (Section.TODAY, CALLUM, "Over the earnings limit, week to Sun 10 May: give the reason",
         "due today · 10 h, £209.72"),
        (Section.TODAY, HARRY, "Hours not in, week to Sun 10 May", "due today"),
        (Section.TODAY, ISLA, "Ring Holm Nursery about a first visit",
         "due today · by employment specialist"),
        (Section.TODAY, CALLUM, "13 weeks and 3 months: still in work, same hours?",
         "due today · Northgate Packaging"),
        (Section.THIS_WEEK, ISLA, "Send the letter", "Tue 12 May · and 1 other"),
        (Section.THIS_WEEK, HARRY, "Ask about the bus", "Thu 14 May · by clinician"),
        (Section.THIS_WEEK, EBO, "Day 26 of 30 without an employer contact", "Fri 15 May · is day 30"),
        (Section.THIS_WEEK, ISLA, "Review of the vocational profile", "Fri 15 May"),
        (Section.THIS_WEEK, HARRY, "No in-work support plan, Northgate Packaging",
         "the job began Thu 30 Apr"),
        (Section.THIS_WEEK, CALLUM, "No contact for 32 days", "last contact 32 days ago"),
        (Section.THIS_WEEK, CALLUM, "No next action with a day", ""),
        (Section.THIS_WEEK, "", "Employer contacts to sign off: Priya Nair, 1 of 2", "week of Mon 4 May"),
        (Section.THIS_WEEK, "", "Employer contacts to sign off: Owen Vale, 0 of 2", "week of Mon 4 May"),
        (Section.LATER, ISLA, "Care review: write our section", "Wed 20 May"),
        (Section.LATER, "Nobody’s yet", "4 gaps in the records", "return of 2026-27 Q1"),
        (Section.LATER, "Owen Vale", "5 gaps in the records of 1 person", "return of 2026-27 Q1"),
        (Section.LATER, PRIYA, "18 gaps in the records of 3 people", "return of 2026-27 Q1"),
    ]  # fmt: skip


def test_each_line_opens_what_ends_it(desk: Desk) -> None:
    callum, ebo = key_of(desk, CALLUM), key_of(desk, EBO)
    assert one(desk, Kind.REASON).opens == OpenHours(callum, date(2026, 5, 10))
    assert one(desk, Kind.MILESTONE, "13 weeks").opens == OpenPerson(callum, "Work")
    assert one(desk, Kind.QUIET).opens == OpenForm(
        "contact", None, (("kind", "client"), ("client_ids", (str(callum),)))
    )
    opens = one(desk, Kind.EMPLOYER).opens
    assert isinstance(opens, OpenForm)
    assert dict(opens.given) == {"kind": "employer", "mode": "face to face", "client_ids": (str(ebo),)}
    for kind in (
        Kind.ACTION,
        Kind.NEXT,
        Kind.PLAN_REVIEW,
        Kind.PROFILE_REVIEW,
        Kind.CARE_REVIEW,
    ):
        for line in every(desk):
            if line.kind is kind:
                assert isinstance(line.opens, OpenForm)
                assert line.opens.id is not None
                desk.editing.form(line.opens.kind, line.opens.id)


def test_what_a_line_asks_for_ends_it(desk: Desk) -> None:
    callum, ebo, harry = (str(key_of(desk, name)) for name in (CALLUM, EBO, HARRY))
    add(desk, "contact", on_date=TODAY, kind="client", client_ids=[callum], staff_id="1")
    add(desk, "plan action", client_id=callum, added_on=TODAY, action="Look again", due_on=date(2026, 9, 1))
    add(
        desk,
        "contact",
        on_date=TODAY,
        kind="employer",
        mode="face to face",
        client_ids=[ebo],
        employer_id="1",
    )
    add(desk, "benefits advice", client_id=harry, on_date=TODAY, about="PW1 help")
    add(desk, "in-work support plan", activity_id="2", agreed_on=TODAY)
    desk.hours.give_reason(int(callum), date(2026, 5, 10), "An extra shift", date(2026, 5, 18))
    desk.hours.record(2, date(2026, 5, 5), 0)
    changed: dict[Kind, dict[str, Plain]] = {
        Kind.PLAN_REVIEW: {"reviewed_on": TODAY},
        Kind.CARE_REVIEW: {"our_section": "Working well", "held": True},
    }
    for line in every(desk):
        if line.kind is Kind.SIGN_OFF:
            desk.today.mark_done(line.key)
        if isinstance(line.opens, OpenForm) and line.opens.id and line.kind in changed:
            change(desk, line.opens.kind, line.opens.id, None, **changed[line.kind])
    left = {line.kind for line in every(desk)}
    assert left == {
        *(Kind.PW1, Kind.ACTION, Kind.NEXT, Kind.MILESTONE, Kind.PROFILE_REVIEW, Kind.FOLLOW_UP),
        Kind.MISSING,
    }
    add(desk, "contact", on_date=date(2026, 5, 18), kind="client", client_ids=[callum], staff_id="1")
    a_week_on = at(desk, Role.MANAGER, day=date(2026, 5, 18)).lines(Scope.EVERYONE).lines
    assert Kind.FOLLOW_UP not in {line.kind for line in a_week_on}


def test_done_with_one_key_is_undone_as_any_change(desk: Desk) -> None:
    action, letter, pw1 = one(desk, Kind.ACTION, ISLA), one(desk, Kind.NEXT), one(desk, Kind.PW1)
    for line in (action, letter, pw1):
        assert line.can_be_done
        desk.today.mark_done(line.key)
    assert not {action.key, letter.key, pw1.key} & keys(desk)
    assert rows_of(desk, "SELECT pw1_sent_on FROM activities WHERE reference = 'A2'") == [(str(TODAY),)]
    done = [entry.words for entry in desk.today.lines().done]
    assert done[0] == "PW1 sent: activity Porter (A2) for Harry Lund"
    assert len(done) == 3
    desk.records.undo_last()
    assert pw1.key in keys(desk)
    assert len(desk.today.lines().done) == 2
    with pytest.raises(CannotRun, match="not on Today any more"):
        desk.today.mark_done(action.key)
    with pytest.raises(CannotRun, match="Open it instead"):
        desk.today.mark_done(one(desk, Kind.PLAN_REVIEW).key)


def test_an_action_of_days_to_come_is_not_done_before(desk: Desk) -> None:
    harry = str(key_of(desk, HARRY))
    action = add(
        desk, "plan action", client_id=harry, added_on=TODAY + DAY, action="Begin", due_on=TODAY + DAY
    )
    with pytest.raises(CannotRun, match="Nothing was changed"):
        desk.today.mark_done(f"action:{action.id}")


def test_mine_is_whom_one_works_with_and_what_names_one(desk: Desk) -> None:
    priya = at(desk).lines(Scope.MINE)
    assert priya.me == PRIYA
    assert {line.name for line in priya.lines} == {ISLA, HARRY, CALLUM, PRIYA}
    assert "Ask about the bus" not in [line.words for line in priya.lines]  # it names Owen
    assert priya.others == len(at(desk).lines(Scope.EVERYONE).lines) - len(priya.lines)
    owen = at(desk, name="Owen Vale").lines(Scope.MINE)
    assert [line.words for line in owen.lines] == [
        "Ask about the bus",
        "Day 26 of 30 without an employer contact",
        "5 gaps in the records of 1 person",
    ]
    assert {line.owner for line in owen.lines} == {"Owen Vale"}
    nobody = at(desk, name="Somebody Else").lines(Scope.MINE)
    told = len(priya.lines) + len(owen.lines) - 2  # what the return lacks is told to whom it waits for
    assert (nobody.me, nobody.lines, nobody.others) == ("", (), told)


def test_each_is_told_what_weakens_the_return_of_theirs_and_who_makes_it_of_everybody_s(desk: Desk) -> None:
    for role in (Role.PRACTITIONER, Role.AUDITOR, Role.LEAD, Role.MANAGER):
        found = at(desk, role).lines(Scope.EVERYONE)
        told = {line.owner for line in found.lines if line.kind is Kind.MISSING}
        assert told == {Role.PRACTITIONER: {PRIYA}, Role.AUDITOR: set()}.get(role, {PRIYA, "Owen Vale", ""})


def test_put_off_is_gone_for_one_account_until_its_day(desk: Desk) -> None:
    line = one(desk, Kind.MILESTONE, "13 weeks")
    heard: list[frozenset[str]] = []
    desk.changes.listen(heard.append)
    desk.today.snooze(line.key, TODAY + 2 * DAY)
    assert heard == [frozenset({"snooze"})]
    assert line.key not in keys(desk)
    assert desk.today.lines().put_off == 1
    other = add(desk, "staff", name="Third Person", role="manager", started_on=TODAY)
    assert other.id
    assert line.key in {one.key for one in at(desk).lines(Scope.EVERYONE).lines}
    later = Today(replace(desk.workspace, today=lambda: TODAY + 2 * DAY))
    assert line.key in {one.key for one in later.lines(Scope.EVERYONE).lines}
    noted = rows_of(desk, "SELECT details FROM audit_entries WHERE action = 'put off'")
    assert noted == [('{"line": "Milestone of a job, Callum Reid", "until": "2026-05-13"}',)]
    desk.today.bring_back()
    assert line.key in keys(desk)
    with pytest.raises(CannotRun, match="Nothing of yours"):
        desk.today.bring_back()


@pytest.mark.parametrize("days", [0, -1, 31])
def test_it_is_put_off_for_one_to_thirty_days(desk: Desk, days: int) -> None:
    with pytest.raises(CannotRun, match="12 May 2026 and 10 June 2026"):
        desk.today.snooze(one(desk, Kind.MILESTONE, "13 weeks").key, TODAY + days * DAY)
    with pytest.raises(CannotRun, match="not on Today any more"):
        desk.today.snooze("action:999", TODAY + DAY)


def test_of_a_restricted_record_only_that_is_told(desk: Desk) -> None:
    callum = key_of(desk, CALLUM)
    Restricted(desk.workspace).restrict(callum, "works for the unit")
    lines = [line for line in every(desk) if line.client == callum]
    assert [(line.kind, line.words, line.name, line.due_on) for line in lines] == [
        (Kind.RESTRICTED, "Restricted record", CALLUM, None)
    ]
    assert lines[0].opens == OpenPerson(callum)
    action = add_action_of(desk, callum)
    with pytest.raises(ReasonNeeded):
        desk.today.mark_done(action)


def add_action_of(desk: Desk, client: int) -> str:
    """An action as somebody else wrote it."""
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO plan_actions (uuid, version, client_id, added_on, action, due_on) "
            f"VALUES ('{'0' * 32}', 1, {client}, '{TODAY}', 'Kept to themselves', '{TODAY}')"
        )
    return f"action:{rows_of(desk, 'SELECT max(id) FROM plan_actions')[0][0]}"


def test_milestones_come_four_weeks_before_and_wait_until_the_next_ones_day(desk: Desk) -> None:
    def told(day: date) -> set[str]:
        found = at(desk, Role.MANAGER, day=day).lines(Scope.EVERYONE).lines
        return {
            line.words.split(":")[0] for line in found if line.kind is Kind.MILESTONE and line.name == CALLUM
        }

    thirteen, quarter = date(2026, 5, 11), date(2026, 5, 9)
    both = "13 weeks and 3 months"
    assert told(quarter - 29 * DAY) == set()
    assert told(quarter - 28 * DAY) == {"3 months"}
    assert told(thirteen) == {both}
    assert told(date(2026, 8, 8)) == {both, "6 months"}
    assert told(date(2026, 8, 12)) == {"6 months"}


def test_an_auditor_reads_and_changes_nothing(desk: Desk) -> None:
    auditor = at(desk, Role.AUDITOR)
    key = auditor.lines(Scope.EVERYONE).lines[0].key
    with pytest.raises(NotAllowed):
        auditor.mark_done(key)
    with pytest.raises(NotAllowed):
        auditor.snooze(key, TODAY + DAY)
    with pytest.raises(NotAllowed):
        auditor.bring_back()


def test_the_week_counts_contacts_with_employers_face_to_face(desk: Desk) -> None:
    def week() -> tuple[int, int] | None:
        found = at(desk).lines().week
        return (found.contacts, found.wanted) if found else None

    assert week() == (0, 6)
    isla = str(key_of(desk, ISLA))
    of_one: dict[str, Plain] = {"client_ids": [isla], "mode": "face to face"}
    for values in (of_one, {**of_one, "client_ids": []}, {**of_one, "mode": "phone"}):
        add(desk, "contact", on_date=TODAY, kind="employer", staff_id="1", **values)
    assert week() == (1, 6)
    assert at(desk, name="Somebody Else").lines().week is None
