"""A job in our own service: its way, its safeguards by kind of work, its pay beside others', and Today."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ipsdesk.errors import CannotRun
from ipsdesk.rules import codes
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.in_service import InService, InServiceWork
from ipsdesk.services.in_service_safeguards import SAFEGUARDS, Group, needed
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.today import Scope
from ipsdesk.services.today_lines import TodayKind
from tests.services.in_service_books import PAID, PLACEMENT, TODAY
from tests.units import rows_of

DAY = timedelta(days=1)
CORIN, DARA = 1, 2


def works(desk: Desk) -> tuple[InServiceWork, ...]:
    (story,) = desk.in_service.page(CORIN).stories
    return story.works


def test_the_way_leads_from_the_placement_to_more_hours_after_discharge(kitchen: Desk) -> None:
    (story,) = kitchen.in_service.page(CORIN).stories
    assert story.employer == "Larkrise Kitchen"
    assert [(step.words, step.note) for step in story.way] == [
        ("Work experience", "Kitchen helper, 4 h a week"),
        ("Qualification", "NVQ level 2, catering"),
        ("Paid job", "Kitchen assistant, 4 h a week"),
        ("Discharged from Rowan step-down", "to Community north"),
        ("More hours", "12 h a week"),
    ]
    assert story.way[0].on == PLACEMENT
    job = story.works[1].activity
    advertised: dict[str, Any] = {"activity_id": str(job), "safeguard": "open vacancy"}
    advertised["done_on"] = PAID - 30 * DAY
    kitchen.editing.save(Typed("safeguard", None, 0, advertised))
    (story,) = kitchen.in_service.page(CORIN).stories
    assert [(step.words, step.on) for step in story.way][2] == ("Vacancy", PAID - 30 * DAY)
    kitchen.in_service.mark(job, "open vacancy")
    kitchen.in_service.mark(job, "open vacancy")
    (story,) = kitchen.in_service.page(CORIN).stories
    assert "Vacancy" not in [step.words for step in story.way]  # said long after: nobody knows when it was


def test_every_safeguard_of_the_list_has_its_meaning_and_unpaid_work_has_fewer() -> None:
    assert tuple(one.name for one in SAFEGUARDS) == codes.SAFEGUARDS
    assert {one.group for one in SAFEGUARDS} == set(Group)
    assert needed("paid job") == SAFEGUARDS
    left = {one.name for one in SAFEGUARDS} - {one.name for one in needed("work experience")}
    assert left == {"open vacancy", "fair recruitment", "same pay as others", "written contract"}


def test_a_safeguard_is_done_today_and_taken_back(kitchen: Desk) -> None:
    placement, job = works(kitchen)
    assert kitchen.in_service.mark(placement.activity, "induction").words.endswith("done on 11 May 2026")
    placement, job = works(kitchen)
    of_placement, of_job = (
        next(one for one in work.safeguards if one.safeguard == "induction") for work in (placement, job)
    )
    assert (of_placement.done_on, of_placement.earlier) == (TODAY, None)
    assert (of_job.done_on, of_job.earlier) == (None, TODAY)
    kitchen.in_service.mark(placement.activity, "induction")
    assert all(one.done_on is None for one in works(kitchen)[0].safeguards)
    assert len(rows_of(kitchen, "SELECT id FROM safeguards")) == 1
    kitchen.records.undo_last()
    assert any(one.done_on == TODAY for one in works(kitchen)[0].safeguards)


def test_a_safeguard_of_a_job_that_was_removed_is_refused(kitchen: Desk) -> None:
    with pytest.raises(CannotRun, match="has been removed"):
        kitchen.in_service.mark(999, "induction")


def test_pay_stands_beside_that_of_others_unless_their_record_is_kept_from_the_account(kitchen: Desk) -> None:
    pay = works(kitchen)[1].pay
    assert pay is not None
    assert (pay.own, pay.others) == (127_100, (127_100,))
    assert works(kitchen)[0].pay is None
    kitchen.restricted.restrict(DARA, "works in the kitchen")
    actor = Actor(2, "Account 2", Role.PRACTITIONER)
    other = InService(replace(kitchen.workspace, actor=actor, opened=set()))
    (story,) = other.page(CORIN).stories
    assert story.works[1].pay is not None
    assert story.works[1].pay.others == ()


def test_a_job_elsewhere_is_no_story(kitchen: Desk) -> None:
    with kitchen.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE employers SET own_service = 0")
    assert kitchen.in_service.page(CORIN).stories == ()


def test_today_tells_of_safeguards_missing_after_the_start(kitchen: Desk) -> None:
    def told() -> list[tuple[str, str]]:
        lines = kitchen.today.lines(Scope.EVERYONE).lines
        return [(one.name, one.words) for one in lines if one.kind is TodayKind.UNSAFE]

    missing = "14 safeguards missing, Larkrise Kitchen"
    assert sorted(told()) == [("Corin Ash", missing), ("Dara Wick", missing)]
    job = works(kitchen)[1].activity
    for one in SAFEGUARDS[1:]:
        kitchen.in_service.mark(job, one.name)
    assert ("Corin Ash", "1 safeguard missing, Larkrise Kitchen") in told()
    kitchen.in_service.mark(job, SAFEGUARDS[0].name)
    assert [name for name, _ in told()] == ["Dara Wick"]
    with kitchen.workspace.transactions.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE activities SET started_on = ? WHERE reference = 'A3'", (str(TODAY + DAY),)
        )
    assert told() == []
