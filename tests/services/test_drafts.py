"""Drafts belong to their writer alone, and nothing of what is in them goes into the audit trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from ipsdesk.errors import NoSpace
from ipsdesk.models import Account
from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import DraftNote, Drafts, discard_drafts_of
from ipsdesk.services.roles import Role
from tests.services.hours_books import a_unit_at_work, key_of
from tests.units import rows_of

SAID = "He told me about the quarrel with his brother"
NOTE = DraftNote("a form", None, "a note", {"text": SAID, "typed": {"day": "31/2"}})


@pytest.fixture
def another(desk: Desk) -> Drafts:
    """The drafts of a second account at the same file."""
    with desk.workspace.transactions.begin() as connection:
        connection.execute(
            insert(Account).values(id=2, name="Tom Ellery", role="practitioner", created_at="2026-01-01")
        )
    actor = replace(desk.workspace.actor, account=2, name="Tom Ellery", role=Role.PRACTITIONER)
    return Drafts(replace(desk.workspace, actor=actor))


def trail(desk: Desk) -> list[tuple[str, str]]:
    """What was done and noted of it."""
    noted = rows_of(desk, "SELECT action, details FROM audit_entries ORDER BY id")
    return [(action, details) for action, details in noted]


def test_a_draft_comes_back_as_it_was_with_the_name_of_its_client(desk: Desk, tmp_path: Path) -> None:
    a_unit_at_work(desk, tmp_path)
    desk.drafts.keep([replace(NOTE, about=key_of(desk, "C1", "clients")), NOTE])
    first, second = desk.drafts.mine()
    assert first.note.content == NOTE.content
    assert (first.name, second.name) == ("Annis Fold", "")


def test_only_its_writer_sees_changes_or_discards_it(desk: Desk, another: Drafts) -> None:
    (number,) = desk.drafts.keep([NOTE])
    assert another.mine() == []
    another.discard(number)
    another.keep([], replaces=[number])
    assert [draft.id for draft in desk.drafts.mine()] == [number]
    desk.drafts.discard(number)
    desk.drafts.discard(number)
    assert rows_of(desk, "SELECT count(*) FROM drafts") == [(0,)]


def test_the_newer_takes_the_place_of_the_older(desk: Desk) -> None:
    first = desk.drafts.keep([NOTE], while_open=True)
    kept = desk.drafts.keep([replace(NOTE, words="a longer note"), NOTE], replaces=first, while_open=True)
    assert [draft.note.words for draft in desk.drafts.mine()] == ["a longer note", "a note"]
    assert desk.drafts.keep([], replaces=kept) == ()
    assert desk.drafts.mine() == []


def test_the_trail_notes_that_and_not_what(desk: Desk) -> None:
    before = len(trail(desk))
    numbers = desk.drafts.keep([NOTE], while_open=True)
    assert len(trail(desk)) == before
    (number,) = desk.drafts.keep([NOTE], replaces=numbers)
    desk.drafts.discard(number)
    added = trail(desk)[before:]
    assert [action for action, _ in added] == ["kept drafts", "discarded a draft"]
    assert not any("quarrel" in details or "a note" in details for _, details in added)


def test_a_full_disk_keeps_none_of_them_and_those_of_before(
    desk: Desk, fill_disk: Callable[[Desk], None]
) -> None:
    kept = desk.drafts.keep([NOTE])
    fill_disk(desk)
    with pytest.raises(NoSpace):
        desk.drafts.keep([replace(NOTE, content={"text": "x" * 3_000_000})], replaces=kept)
    assert [draft.note for draft in desk.drafts.mine()] == [NOTE]


@pytest.fixture
def fill_disk() -> Callable[[Desk], None]:
    """The file may not grow any more."""

    def fill(desk: Desk) -> None:
        with desk.workspace.transactions.read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    return fill


def test_who_leaves_takes_their_drafts_along(desk: Desk, another: Drafts) -> None:
    another.keep([NOTE])
    (mine,) = desk.drafts.keep([NOTE])
    with desk.workspace.transactions.begin() as connection:
        discard_drafts_of(connection, 2)
    assert rows_of(desk, "SELECT id FROM drafts") == [(mine,)]
