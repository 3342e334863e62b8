"""What is looked at together names nobody else, is noted, and is kept from who may not open the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ipsdesk.errors import NotAllowed, ReasonNeeded, WrongPassphrase
from ipsdesk.reports.blocks import Heading, Paragraph, Symbol
from ipsdesk.reports.together_pages import (
    plan_together,
    progress_together,
    risk_together,
    week_together,
)
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.risk import OwnPart, StaffPart
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.together import Together, TogetherPage
from ipsdesk.services.trail_notes import ONLY_LOOKED
from tests.services.records_books import annis
from tests.units import PASSPHRASE, TODAY, rows_of


def add(desk: Desk, family: str, **values: Any) -> int:
    """A new record."""
    form = desk.editing.blank(family, values)
    return desk.editing.save(Typed(family, None, 0, form.values)).id


def all_said(page: TogetherPage) -> str:
    """Every word of every page."""
    newest = page.risk[0] if page.risk else None
    blocks = [*plan_together(page), *week_together(page), *progress_together(page), *risk_together(newest)]
    return "\n".join(one.text for one in blocks if isinstance(one, Heading | Paragraph | Symbol))


def a_full_record(desk: Desk) -> int:
    """A plan with a colleague's action, a rated goal, the week, and both parts of risk."""
    client = annis(desk).id
    key = str(client)
    add(desk, "plan", client_id=key, agreed_on=TODAY, goal="Work with bread",
        next_review_on=TODAY + timedelta(days=30))  # fmt: skip
    add(desk, "plan action", client_id=key, action="Ring the bakery", staff_id="1", added_on=TODAY)
    add(desk, "plan action", client_id=key, action="Try the bus", by_whom="the person", added_on=TODAY)
    goal = add(desk, "goal", client_id=key, goal="Four mornings a week", set_on=TODAY - timedelta(days=9))
    for days, rating in ((8, 3), (1, 6)):
        day = TODAY - timedelta(days=days)
        desk.editing.save(
            Typed("goal rating", None, 0, {"goal_id": str(goal), "on_date": day, "rating": rating})
        )
    week = {"day": "Monday", "from_time": "09:00", "to_time": "12:30", "kind": "work", "what": "Bakery"}
    desk.editing.save(Typed("timetable entry", None, 0, {"client_id": key, **week}))
    desk.risk.save_own(OwnPart(client, None, 0, {"strengths": "I am kind."}, closes=True))
    shown = desk.risk.staff_form(client)
    values = {"staff_id": "1", "staff_strengths": "Kind and exact.", "agreed_strengths": "partly"}
    desk.risk.save_staff(StaffPart(client, shown.id, shown.version, values))
    return client


def test_everything_is_told_and_nobody_else_is_named(two: Desk) -> None:
    said = all_said(two.together.page(a_full_record(two)))
    for words in (
        *("Work with bread", "Ring the bakery\nThe team does this.", "Try the bus\nI do this."),
        *("Monday", "9:00 to 12:30\nBakery", "Four mornings a week\nAt first 3, now 6 of 10."),
        *("I am kind.", "Staff say: Kind and exact.", "We agree partly."),
    ):
        assert words in said
    assert [name for name in ("Priya", "Meadows", "Benet", "First Manager") if name in said] == []


def test_an_empty_record_says_so_on_every_page(two: Desk) -> None:
    page = two.together.page(annis(two).id)
    assert [one.text for one in plan_together(page) if isinstance(one, Paragraph)] != []
    assert risk_together(None) == week_together(page)


def test_that_it_begins_and_ends_is_noted_and_changes_nothing(two: Desk) -> None:
    client = annis(two).id
    version = rows_of(two, f"SELECT version FROM clients WHERE id = {client}")
    two.together.begin(client)
    with pytest.raises(WrongPassphrase):
        two.accounts.check_my_passphrase("not the passphrase")
    two.accounts.check_my_passphrase(PASSPHRASE)
    two.together.end(client)
    noted = rows_of(two, "SELECT action, record_id FROM audit_entries WHERE action LIKE 'together%'")
    assert noted == [("together view begun", client), ("together view ended", client)]
    assert {action for action, _ in noted} <= set(ONLY_LOOKED)
    assert rows_of(two, f"SELECT version FROM clients WHERE id = {client}") == version


def test_it_is_refused_as_the_record_is(two: Desk) -> None:
    client = annis(two).id
    two.restricted.restrict(client, "works on this ward")
    other = replace(two.workspace, actor=Actor(2, "Other", Role.PRACTITIONER))
    with pytest.raises(ReasonNeeded):
        Together(other).begin(client)
    for role in (Role.AUDITOR, Role.REPRESENTATIVE):
        with pytest.raises(NotAllowed):
            Together(replace(two.workspace, actor=Actor(2, "Other", role))).page(client)
