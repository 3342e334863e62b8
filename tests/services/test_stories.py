"""Stories: told without names, where the consent goes, and nowhere once it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.errors import CannotRun
from ipsdesk.rules.nameless import nameless
from ipsdesk.services.desk import Desk
from tests.units import Sheets, bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 4, 8)
BOOK: Sheets = {
    "Teams": (["Team ID", "Name"], ["T1", "Larch ward"]),
    "Staff": (["Staff ID", "Name", "Role", "Started"], ["S1", "Mina Fenn", "manager", date(2025, 1, 1)]),
    "Employers": (["Employer ID", "Name"], ["E1", "Mill Lane Bakery"]),
    "Clients": (["Client ID", "Name"], ["C1", "Ash Rowan"], ["C2", "Petra Quill"]),
    "Activities": (
        ["Activity ID", "Client ID", "Kind", "Employer ID", "Started"],
        ["A1", "C1", "paid job", "E1", date(2026, 1, 5)],
    ),
    "Stories": (
        ["Story ID", "Client ID", "Date", "Title", "What was done", "What was excellent", "May be used",
         "Consent on"],
        ["X1", "C1", date(2026, 3, 1), "Ash finds the mill",
         "On 5 January Ash Rowan began at Mill Lane Bakery; Mina from Larch ward came along.",
         "Petra waited outside.", "in the unit; other services", date(2026, 3, 1)],
        ["X2", "C1", date(2026, 3, 1), "Untold", "", "", "", None],
    ),
}  # fmt: skip


@pytest.fixture
def desk(empty_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "unit.xlsx", BOOK)).written
        yield desk


def key_of(desk: Desk, reference: str) -> int:
    return int(rows_of(desk, f"SELECT id FROM stories WHERE reference = '{reference}'")[0][0])


def test_a_story_is_told_without_anybody_in_it(desk: Desk) -> None:
    told = desk.stories.plain(key_of(desk, "X1"), "other services")
    assert told.title == "[name] finds the mill"
    assert told.done == "On [day] [name] began at [employer]; [member of staff] from [team] came along."
    assert told.excellent == "[name] waited outside."


def test_a_withdrawn_story_says_where_it_went_and_goes_nowhere(desk: Desk) -> None:
    story = key_of(desk, "X1")
    desk.stories.use(story, "in the unit", "Notice board")
    desk.stories.use(story, "other services", "Open evening")
    desk.stories.withdraw(story, TODAY)
    for refused in (
        lambda: desk.stories.plain(story, "in the unit"),
        lambda: desk.stories.use(story, "in the unit", "x"),
    ):
        with pytest.raises(CannotRun, match="It went to 2 places: Open evening, Notice board"):
            refused()
    seen = next(one for one in desk.stories.directory() if one.id == story)
    assert [use.went_to for use in seen.to_ask_back] == ["Open evening", "Notice board"]
    desk.stories.ask_back(seen.to_ask_back[0].id)
    again = next(one for one in desk.stories.directory() if one.id == story)
    assert [use.went_to for use in again.to_ask_back] == ["Notice board"]


def test_consent_goes_as_far_as_it_goes(desk: Desk) -> None:
    with pytest.raises(CannotRun, match="does not go so far: commissioner's return"):
        desk.stories.plain(key_of(desk, "X1"), "commissioner's return")
    with pytest.raises(CannotRun, match="has not consented"):
        desk.stories.plain(key_of(desk, "X2"), "in the unit")
    assert rows_of(desk, "SELECT count(*) FROM story_uses") == [(0,)]


NAMES = {"Ash Rowan": "[name]", "Ash": "[name]", "Rowan": "[name]", "C1": "[number]"}


@given(st.lists(st.sampled_from(["Ash Rowan", "ash", "ROWAN", "C1", "went", "home", "Ashley", "5 Jan 2026"])))
def test_no_name_is_left_and_no_other_word_is_lost(words: list[str]) -> None:
    told = nameless(", ".join(words), NAMES)
    kept = ["[name]" if one.casefold() in {"ash rowan", "ash", "rowan"} else one for one in words]
    kept = ["[number]" if one == "C1" else "[day]" if one == "5 Jan 2026" else one for one in kept]
    assert told == ", ".join(kept)
