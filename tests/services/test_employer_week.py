"""The week of employer contacts against a plain recount, its mark, its sign-off, and whose clock stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import CannotRun, NotAllowed, NotSaved
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.employer_week import EmployerWeek
from ipsdesk.services.employer_week_reading import WeekOfContacts, weekly_mark
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.today import Scope, Today
from ipsdesk.services.today_lines import TodayKind, TodayLine
from tests.recount.days import Period
from tests.recount.generator import generate_unit
from tests.recount.search import first_employer_meeting
from tests.recount.terms import JOB_KINDS, Unit, current, is_job_seeker
from tests.recount.workbook import read_workbook as read_again
from tests.units import TODAY, bring_in, copy_unit, rows_of, sit_down, write_book

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MONDAYS = (date(2025, 6, 2), date(2026, 2, 9), date(2026, 3, 30), date(2026, 7, 13), date(2026, 9, 21))


# ---- recounted --------------------------------------------------------------------------------------


def made_by(unit: Unit, first: date) -> Counter[str | None]:
    """Contacts face to face with employers for somebody, by whom of us."""
    week = Period("week", first, first + 6 * DAY)
    return Counter(
        one["Staff ID"] or None
        for one in unit.contacts
        if one["Kind"] == "employer" and one["Mode"] == "face to face" and one["Client IDs"]
        if week.holds(one["Date"])
    )


def wanted_of(unit: Unit, staff: str, first: date) -> int:
    """Six a week, or two for each of one or two job seekers; days away left out."""
    days = [first + place * DAY for place in range(7)]
    at_work = [day for day in days if staff in unit.specialists(day) and not unit.absent(staff, day)]
    seekers = [
        client
        for client, episode in unit.caseload(days[-1]).items()
        if is_job_seeker(episode) and unit.named_staff(episode, days[-1]) == staff
        if not any(current(job, days[-1]) and job["Kind"] in JOB_KINDS for job in unit.jobs_of[client])
    ]
    mark = 2 * len(seekers) if len(seekers) in (1, 2) else 6
    return ceil(mark * len(at_work) / 7)


@pytest.mark.parametrize("seed", range(5))
def test_each_week_is_that_of_a_plain_recount(desk: Desk, seed: int, tmp_path: Path) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    assert not bring_in(desk, tmp_path / "unit.xlsx").problems
    unit = Unit(read_again(tmp_path / "unit.xlsx"))
    references = {**dict(rows_of(desk, "SELECT id, reference FROM staff")), 0: None}
    for first in MONDAYS:
        week = desk.employer_week.week(first)
        found = {references[one.staff]: one for one in week.lines}
        assert {who: one.made for who, one in found.items() if one.made} == made_by(unit, first)
        days = [first + place * DAY for place in range(7)]
        assert {who for who, one in found.items() if one.is_specialist} == {
            who for day in days for who in unit.specialists(day)
        }
        for who, one in found.items():
            if one.is_specialist:
                assert one.wanted == wanted_of(unit, who or "", first), (who, first)
        for one in week.lines:
            rows = desk.employer_week.contacts(one.staff, first)
            assert sum(not row.why_not for row in rows) == one.made


@pytest.mark.parametrize("seed", range(3))
def test_the_weeks_add_up_to_the_measure(desk: Desk, seed: int, tmp_path: Path) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    assert not bring_in(desk, tmp_path / "unit.xlsx").problems
    for first in MONDAYS:
        week = desk.employer_week.week(first)
        at_work = sum(one.days - one.away for one in week.lines)
        card = desk.figures.scorecard(parse_period(f"{first}..{week.last}"))
        (figure,) = [one for one in card.figures if one.key == "employers.per_week"]
        assert (figure.numerator or 0, (figure.denominator or 0) * 7) == (week.made, at_work)


@pytest.mark.parametrize("seed", range(3))
def test_the_clock_stops_where_the_recount_says_so(desk: Desk, seed: int, tmp_path: Path) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    assert not bring_in(desk, tmp_path / "unit.xlsx").problems
    unit = Unit(read_again(tmp_path / "unit.xlsx"))
    keys: dict[Any, Any] = {
        reference: key for key, reference in rows_of(desk, "SELECT id, reference FROM clients")
    }
    for day in MONDAYS:
        expected = {}
        for episode in filter(is_job_seeker, unit.records["Referrals"]):
            began, closed = episode["Started"], episode["Closed"]
            met = first_employer_meeting(unit, episode) if began else None
            if began and began <= day and (closed is None or day <= closed) and (met is None or met > day):
                expected[keys[episode["Client ID"]]] = (day - began).days
        known = desk.employer_week.before_contact(None, list(keys.values()), day)
        assert {one.client: one.day for one in known.clocks} == expected


# ---- the mark and the sign-off ----------------------------------------------------------------------


@pytest.mark.parametrize(("seekers", "mark"), [(0, 6), (1, 2), (2, 4), (3, 6), (20, 6)])
def test_the_mark_is_lower_where_few_look_for_work(seekers: int, mark: int) -> None:
    assert weekly_mark(seekers) == mark


@pytest.fixture
def small(empty_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    """Ann and Bea at work, Bea away for four days of last week; C1 began twelve days ago, C2 forty."""
    book = write_book(tmp_path / "book.xlsx", {
        "Staff": (("Staff ID", "Name", "Role", "Started", "Employment WTE"),
                  ("S1", "Ann Ash", "employment specialist", date(2024, 1, 1), 1),
                  ("S2", "Bea Birch", "employment specialist", date(2024, 1, 1), 1)),
        "Absences": (("Staff ID", "From", "To"), ("S2", TODAY - 12 * DAY, TODAY - 9 * DAY)),
        "Clients": (("Client ID", "Name"), ("C1", "Annis Fold"), ("C2", "Benet Larch")),
        "Referrals": (("Referral ID", "Client ID", "Received", "Started", "Staff ID", "Position at start"),
                      ("R1", "C1", TODAY - 20 * DAY, TODAY - 12 * DAY, "S1", "out of work"),
                      ("R2", "C2", TODAY - 50 * DAY, TODAY - 40 * DAY, "S1", "out of work")),
        "Employers": (("Employer ID", "Name"), ("E1", "Rowan Bakery"), ("E2", "Teasel Tiles")),
    })  # fmt: skip
    with sit_down(copy_unit(empty_unit, tmp_path / "Small.ipsdesk")) as desk:
        assert bring_in(desk, book).written
        yield desk


def contact(desk: Desk, *clients: int, **values: Any) -> str:
    """A contact face to face with the bakery; what saving it said."""
    usual: dict[str, Any] = {
        "on_date": TODAY,
        "kind": "employer",
        "mode": "face to face",
        "attended": True,
        "staff_id": "1",
        "employer_id": "1",
        "by": "specialist",
        "client_ids": [str(one) for one in clients],
    }
    return desk.editing.save(Typed("contact", None, 0, {**usual, **values})).done.words


def as_role(desk: Desk, role: Role) -> EmployerWeek:
    actor = desk.workspace.actor
    return EmployerWeek(replace(desk.workspace, actor=Actor(actor.account, actor.name, role)))


def line(week: WeekOfContacts, name: str) -> Any:
    return next(one for one in week.lines if one.name == name)


LAST_WEEK = TODAY - timedelta(days=TODAY.weekday()) - WEEK


def test_absence_is_left_out_and_a_contact_says_why_it_does_not_count(small: Desk) -> None:
    day = LAST_WEEK + DAY
    contact(small, 1, on_date=day)
    contact(small, on_date=day)
    contact(small, 1, on_date=day, mode="phone")
    contact(small, 2, on_date=day, attended=False)
    contact(small, 2, on_date=day, staff_id=None)
    week = small.employer_week.week(LAST_WEEK)
    ann, bea = line(week, "Ann Ash"), line(week, "Bea Birch")
    assert (ann.made, ann.wanted, ann.mark, ann.job_seekers) == (1, 4, 4, 2)
    assert (bea.made, bea.away, bea.wanted) == (0, 4, 3)  # 6 x 3 days of 7, no part of a contact
    assert line(week, "Not said who").made == 1
    assert [one.why_not for one in small.employer_week.contacts(ann.staff, LAST_WEEK)] == [
        "", "credited to nobody", "phone", "an attempt, nobody was met",
    ]  # fmt: skip


def test_a_lead_signs_a_week_off_once_with_the_day_and_undo_takes_it_back(small: Desk) -> None:
    lead = as_role(small, Role.LEAD)
    done = lead.sign_off(1, LAST_WEEK)
    assert done.words.startswith("Signed off: employer contacts of Ann Ash, week of ")
    assert line(lead.week(LAST_WEEK), "Ann Ash").reviewed_on == TODAY
    lead.sign_off(1, LAST_WEEK)
    assert rows_of(small, "SELECT count(*) FROM log_reviews") == [(1,)]
    for role in (Role.PRACTITIONER, Role.AUDITOR, Role.REPRESENTATIVE):
        with pytest.raises(NotAllowed):
            as_role(small, role).sign_off(1, LAST_WEEK)
    for wrong in (LAST_WEEK + DAY, LAST_WEEK + 2 * WEEK):
        with pytest.raises(CannotRun):
            lead.sign_off(1, wrong)
    with pytest.raises(CannotRun):
        lead.sign_off(99, LAST_WEEK)


def waiting(desk: Desk, role: Role) -> list[TodayLine]:
    actor = desk.workspace.actor
    today = Today(replace(desk.workspace, actor=Actor(actor.account, actor.name, role)))
    return [one for one in today.lines(Scope.MINE).lines if one.kind is TodayKind.SIGN_OFF]


def test_today_asks_the_lead_for_last_week_until_it_is_signed_off(small: Desk) -> None:
    assert waiting(small, Role.PRACTITIONER) == []
    lines = waiting(small, Role.LEAD)
    assert [one.words for one in lines] == [
        "Employer contacts to sign off: Ann Ash, 0 of 4",
        "Employer contacts to sign off: Bea Birch, 0 of 3",
    ]
    small.today.mark_done(lines[0].key)
    assert [one.key for one in waiting(small, Role.LEAD)] == [lines[1].key]
    actor = small.workspace.actor
    practitioner = replace(small.workspace, actor=Actor(actor.account, actor.name, Role.PRACTITIONER))
    with pytest.raises(CannotRun):
        Today(practitioner).mark_done(lines[1].key)


# ---- what a contact does ----------------------------------------------------------------------------


def test_the_first_contact_stops_the_clock_and_says_so_before_and_after(small: Desk) -> None:
    known = small.employer_week.before_contact(1, [1, 2], TODAY)
    expected = ["First employer contact for Annis Fold: day 12 of 30.",
                "First employer contact for Benet Larch: day 40, past the 30."]  # fmt: skip
    assert [one.words for one in known.clocks] == expected
    assert "First" not in contact(small, 1, mode="phone")
    assert contact(small, 1, 2).endswith(f". {' '.join(expected)}")
    assert small.employer_week.before_contact(1, [1, 2], TODAY).clocks == ()
    assert "First" not in contact(small, 1, 2)


def test_a_contact_that_is_corrected_to_face_to_face_stops_the_clock_then(small: Desk) -> None:
    contact(small, 1, mode="phone")
    form = small.editing.form("contact", 1)
    saved = small.editing.save(Typed("contact", 1, form.version, {"mode": "face to face"}))
    assert "First employer contact for Annis Fold" in saved.done.words
    saved = small.editing.save(Typed("contact", 1, saved.version, {"note": "A warm welcome"}))
    assert "First" not in saved.done.words


def test_an_employer_not_to_be_contacted_is_told_with_the_reason(small: Desk) -> None:
    form = small.editing.form("employer", 1)
    small.editing.save(
        Typed("employer", 1, form.version, {"do_not_contact": True, "do_not_contact_reason": "They moved"})
    )
    known = small.employer_week.before_contact(1, [], None)
    assert (known.spared, known.reason) == ("Rowan Bakery", "They moved")
    assert small.employer_week.before_contact(2, [], None).spared == ""


def test_somebody_restricted_is_not_named_beforehand(small: Desk) -> None:
    small.restricted.restrict(1, "Works for the unit")
    stranger = replace(small.workspace, actor=Actor(77, "Somebody Else", Role.LEAD))
    known = EmployerWeek(stranger).before_contact(1, [1, 2], TODAY)
    assert [one.name for one in known.clocks] == ["Benet Larch"]


def test_who_was_met_works_at_the_employer_that_is_named(small: Desk) -> None:
    blank = small.editing.blank("person at an employer").values
    person = {"reference": blank["reference"], "employer_id": "2", "name": "Ada Loom"}
    small.editing.save(Typed("person at an employer", None, 0, person))
    with pytest.raises(NotSaved) as refused:
        contact(small, 1, employer_person_id="1")
    assert list(refused.value.problems) == ["employer_person_id"]
    assert contact(small, 1, employer_id="2", employer_person_id="1")


# ---- the pictures -----------------------------------------------------------------------------------


def test_the_pictures_say_the_same_as_their_tables(small: Desk) -> None:
    contact(small, 1, on_date=LAST_WEEK)
    weeks, to_job, variety = small.employer_week.pictures()
    week = small.employer_week.week(LAST_WEEK)
    assert weeks.rows[-2][1:] == (f"{week.made}", f"{week.wanted}", "not reached")
    assert "reached in 0 of the last 12" in weeks.sentence
    assert to_job.is_empty
    assert to_job.sentence.startswith("No first job")
    assert variety.sentence.startswith("Nobody was in a counted job")


def test_the_days_from_contact_to_job_and_how_varied_the_jobs_are(small: Desk) -> None:
    contact(small, 1, on_date=TODAY - 10 * DAY)
    for client, kind, employer, began in (
        ("1", "retail", "1", TODAY - 4 * DAY),
        ("2", "retail", "2", TODAY - DAY),
    ):
        blank = small.editing.blank("activity", {"client_id": client}).values
        small.editing.save(Typed("activity", None, 0, {
            **{name: blank[name] for name in ("reference",)}, "client_id": client, "kind": "paid job",
            "title": "Assistant", "employer_id": employer, "job_type": kind, "started_on": began,
            "four_hours_on": began,
        }))  # fmt: skip
    _, to_job, variety = small.employer_week.pictures()
    assert {("up to 30 days", "1"), ("no contact before", "1")} <= set(to_job.rows)
    assert "half of those within 6 days" in to_job.sentence
    assert variety.rows == (("Jobs", "2", "", ""), ("Types of job", "1", "50%", "2 for item 19"),
                            ("Employers", "2", "100%", "5 for item 20"))  # fmt: skip
