"""One person's record on real units: five facts, the way with its milestones, and the timeline by pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.exchange.demo.unit import demo_records
from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload import Caseload
from ipsdesk.services.caseload_entries import EntryIcon, EntryKind, TimelineEntry
from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.caseload_record import ClientRecord
from ipsdesk.services.caseload_way import Reached
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from tests.services.test_caseload import EMPLOYERS, LONG_AGO, SUNDAY, a_unit, job, only, referral, service
from tests.units import TODAY, rows_of

LEAP_DAY = date(2024, 2, 29)


def met(day: date, **more: Any) -> tuple[Any, ...]:
    """A visit to the employer for the client."""
    return (day, "employer", "yes", "face to face", "workplace", "C1", "E1", "S1", more.get("note"))


def record(desk: Desk, today: date = TODAY) -> ClientRecord:
    """The record of the only person."""
    return service(desk, today).record(only(desk, today).client)


def way(desk: Desk, today: date = TODAY) -> list[tuple[str, str, date | None, int | None]]:
    """The steps of the way."""
    return [(step.words, step.reached.value, step.day, step.days) for step in record(desk, today).way]


def facts(desk: Desk, today: date = TODAY) -> dict[str, tuple[str, str]]:
    """The summary strip by label."""
    return {fact.label: (fact.value, fact.note) for fact in record(desk, today).facts}


# ---- head and five facts --------------------------------------------------------------------------


def test_the_head_says_who_it_is(desk: Desk, tmp_path: Path) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(LONG_AGO),))
    one = record(desk, date(2026, 2, 28))
    assert (one.person.name, one.age, one.nhs_number, one.team) == ("Annis Fold", 25, "999 000 0018", "")
    assert record(desk, date(2026, 3, 1)).age == 26


def test_five_facts_of_somebody_at_work(desk: Desk, tmp_path: Path) -> None:
    changes = (
        ("client", "C1", "Legal status", LONG_AGO, "03"),
        ("client", "C1", "Legal status", TODAY, "98"),
    )
    contacts = (
        (TODAY - 4 * DAY, "in-work support", "yes", "face to face", "workplace", "C1", None, "S1", None),
    )
    a_unit(
        desk, tmp_path, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS, Contacts=contacts,
        Activities=(job(LONG_AGO + DAY),), Hours=(("A1", SUNDAY, 16.5, 209.72),), Changes=changes,
    )  # fmt: skip
    assert facts(desk) == {
        "Stage": ("In work", "since 3 Mar"),
        "Specialist": ("Priya Meadows", "since 16 Feb"),
        "Last contact": ("18 Nov", "at work"),
        "Legal status": ("Not detained", "since 22 Nov"),
        "Last week": ("16 h 30, £209.72", "Over hours and earnings"),
    }
    assert record(desk).facts[-1].flag is FlagKind.OVER
    assert facts(desk, TODAY - DAY)["Legal status"] == ("Section 3", "since 2 Mar")


def test_five_facts_of_somebody_of_whom_nothing_is_known(desk: Desk, tmp_path: Path) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(None, staff=None),))
    assert facts(desk) == {
        "Stage": ("Referred", "since 8 Nov"),
        "Specialist": ("–", "nobody named"),
        "Last contact": ("–", "no contact yet"),
        "Legal status": ("–", "not recorded"),
        "Last week": ("–", "no job"),
    }


# ---- the way --------------------------------------------------------------------------------------


def test_the_way_from_29_february(desk: Desk, tmp_path: Path) -> None:
    a_unit(
        desk, tmp_path, Referrals=(referral(date(2024, 1, 29)),), Employers=EMPLOYERS,
        Contacts=(met(date(2024, 2, 28)),), Activities=(job(LEAP_DAY),),
    )  # fmt: skip
    assert way(desk, date(2025, 2, 27)) == [
        ("Referral", "done", date(2024, 1, 15), None),
        ("Start", "done", date(2024, 1, 29), 14),
        ("First employer contact", "done", date(2024, 2, 28), 30),
        ("Job", "done", LEAP_DAY, 1),
        ("3 months", "done", date(2024, 5, 29), 90),
        ("13 weeks", "done", date(2024, 5, 30), 91),
        ("6 months", "done", date(2024, 8, 29), 182),
        ("9 months", "done", date(2024, 11, 29), 274),
        ("12 months", "here", date(2025, 2, 28), 365),
    ]
    today = record(desk, date(2025, 2, 28)).way[-1]
    assert (today.reached, today.note) == (Reached.HERE, "today")
    assert record(desk, date(2025, 3, 1)).way[-1].reached is Reached.DONE
    assert record(desk, TODAY).days_since_referral == (TODAY - date(2024, 1, 15)).days


@pytest.mark.parametrize(("days", "note"), [(30, "day 30 of 30"), (31, "31 days so far")])
def test_waiting_for_the_first_employer_is_counted_by_day(
    desk: Desk, tmp_path: Path, days: int, note: str
) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(TODAY - days * DAY),))
    step = next(step for step in record(desk).way if step.reached is Reached.HERE)
    assert (step.words, step.note) == ("First employer contact", note)


def test_a_job_that_ended_keeps_its_milestones_and_leads_to_the_next(desk: Desk, tmp_path: Path) -> None:
    ended = LONG_AGO + 91 * DAY
    a_unit(
        desk, tmp_path, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS, Activities=(job(ended=ended),)
    )
    steps = record(desk).way
    assert [step.words for step in steps] == ["Referral", "Start", "Job", "13 weeks", "Next job"]
    assert steps[2].note == "Packer, no employer contact before"
    assert (steps[-1].reached, steps[-1].note) == (Reached.HERE, "since 1 Jun")


def test_a_job_from_before_the_referral_is_not_its_outcome(desk: Desk, tmp_path: Path) -> None:
    at_risk = referral(LONG_AGO, position="in work, job at risk")
    a_unit(desk, tmp_path, Referrals=(at_risk,), Employers=EMPLOYERS, Activities=(job(date(2020, 1, 6)),))
    assert [step[0] for step in way(desk)] == ["Referral", "Start", "Outcome"]
    assert facts(desk)["Stage"] == ("In work", "since 6 Jan 2020")


def test_a_closed_referral_ends_where_it_was_closed(desk: Desk, tmp_path: Path) -> None:
    closed = LONG_AGO + 95 * DAY
    a_unit(
        desk,
        tmp_path,
        Referrals=(referral(LONG_AGO, closed=closed),),
        Employers=EMPLOYERS,
        Activities=(job(),),
    )
    assert [step[0] for step in way(desk)] == ["Referral", "Start", "Job", "13 weeks", "3 months", "Closed"]
    assert record(desk).days_since_referral == 14 + 95


def test_a_declined_referral_ends_at_once(desk: Desk, tmp_path: Path) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(None, declined=TODAY),))
    assert [step[0] for step in way(desk)] == ["Referral", "Declined"]


# ---- the timeline ---------------------------------------------------------------------------------


def everything(desk: Desk, client: int, limit: int, *kinds: EntryKind) -> list[TimelineEntry]:
    """All pages of a timeline, one after the other."""
    found: list[TimelineEntry] = []
    before: date | None = None
    while True:
        page = service(desk).timeline(client, kinds or None, before=before, limit=limit)
        found += page.entries
        if page.earlier is None:
            return found
        assert len(page.entries) >= limit
        before = page.earlier


def test_pages_add_up_to_the_whole_whatever_their_length(desk: Desk) -> None:
    desk.intake.bring_in(demo_records(TODAY))
    client = next(row.client for row in service(desk).people().people if row.name == "Callum Heron")
    whole = everything(desk, client, 100_000)
    assert [entry.day for entry in whole] == sorted((entry.day for entry in whole), reverse=True)
    for limit in (1, 7, 50):
        assert everything(desk, client, limit) == whole
        employers = everything(desk, client, limit, EntryKind.EMPLOYER)
        assert employers == [entry for entry in whole if entry.kind is EntryKind.EMPLOYER]
    counts = service(desk).timeline(client, [EntryKind.RISK], limit=1).counts
    assert counts == {kind: sum(entry.kind is kind for entry in whole) for kind in EntryKind}
    assert all(counts[kind] for kind in EntryKind)
    contacts = "SELECT count(*) FROM contact_clients WHERE client_id = "
    ((credited,),) = rows_of(desk, f"{contacts}{client}")
    assert counts[EntryKind.CONTACT] + counts[EntryKind.EMPLOYER] == credited


def test_what_an_entry_says(desk: Desk, tmp_path: Path) -> None:
    missed = (TODAY, "client", "no", "phone", None, "C1", None, "S1", "Rang.")
    a_unit(
        desk, tmp_path, Referrals=(referral(LONG_AGO),), Employers=EMPLOYERS, Activities=(job(),),
        Contacts=(missed, met(LONG_AGO)), Hours=(("A1", SUNDAY, 16.5, 209.72),),
        Changes=(("activity", "A1", "Weekly hours", SUNDAY - DAY, 7.5),),
        Risk=(("C1", SUNDAY - 2 * DAY, "Ask me first."),),
    )  # fmt: skip
    client = only(desk).client
    said = [
        (one.day, one.icon, one.title, one.note, one.by) for one in service(desk).timeline(client).entries
    ]
    assert said[:4] == [
        (TODAY, EntryIcon.MISSED, "Meeting, by phone, not attended", "Rang.", "Priya Meadows"),
        (
            SUNDAY,
            EntryIcon.OVER,
            "Over hours and earnings, week to Sun 15 Nov",
            "16 h 30 · £209.72 of £203.50",
            "",
        ),
        (SUNDAY - DAY, EntryIcon.CHANGE, "Weekly hours: 7 h 30", "Packer, Northgate Packaging", ""),
        (SUNDAY - 2 * DAY, EntryIcon.RISK, "Risk seen together", "Ask me first.", ""),
    ]
    titles = {title for _, _, title, _, _ in said}
    assert "Employer contact, face to face: Northgate Packaging" in titles
    assert {"Job began: Packer, Northgate Packaging", "PW1 sent", "Started: first meeting"} <= titles


def test_an_auditor_does_not_read_what_was_said_of_risk(desk: Desk, tmp_path: Path) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(LONG_AGO),), Risk=(("C1", TODAY, "Ask me first."),))
    actor = replace(desk.workspace.actor, role=Role.AUDITOR)
    auditor = Caseload(replace(desk.workspace, actor=actor))
    (entry,) = auditor.timeline(only(desk).client, [EntryKind.RISK]).entries
    assert (entry.title, entry.note) == ("Risk seen together", "")


def test_a_client_of_whom_nothing_is_recorded_has_an_empty_timeline(desk: Desk, tmp_path: Path) -> None:
    a_unit(desk, tmp_path)
    (found,) = service(desk).find("annis")
    assert (service(desk).timeline(found.client).entries, service(desk).timeline(found.client).earlier) == (
        (),
        None,
    )
