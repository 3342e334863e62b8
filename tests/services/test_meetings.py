"""A governance meeting from its agenda to shared minutes; what is closed is told to nobody else anywhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import CannotRun, NotAllowed, NotSaved
from ipsdesk.reports.minutes_copy import easy_minutes_blocks, minutes_blocks
from ipsdesk.reports.word import word_bytes
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Editing, Typed
from ipsdesk.services.meetings import Meetings
from ipsdesk.services.meetings_list import Standing
from ipsdesk.services.meetings_step import STANDING_ITEM
from ipsdesk.services.minutes import MeetingMinutes
from ipsdesk.services.records import RecordRef, Records
from ipsdesk.services.roles import Role, Workspace
from ipsdesk.services.today import Scope, Today
from ipsdesk.services.trail import Trail, TrailFilter
from tests.services.meeting_books import (
    AUDITOR,
    ELSEWHERE,
    HELD,
    RESIDENT,
    SECRET,
    THERE,
    TODAY,
    add,
    key_of,
    meeting_unit,
    space_of,
)
from tests.units import copy_unit, rows_of, sit_down

MEETING, ITEM, ACTION = "decision meeting", "agenda item", "action of a meeting"


@pytest.fixture(scope="module")
def closed_books(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("meetings")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        meeting_unit(desk, folder)
    return folder / "Larkrise.ipsdesk"


@pytest.fixture
def books(closed_books: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(closed_books, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        yield desk


def the_meeting(desk: Desk) -> int:
    ((key,),) = rows_of(desk, "SELECT id FROM decision_meetings")
    return int(key)


def items(desk: Desk, number: int) -> int:
    ((key,),) = rows_of(desk, f"SELECT id FROM agenda_items WHERE number = {number} AND removed_at IS NULL")
    return int(key)


def involved(desk: Desk) -> list[tuple[Any, ...]]:
    return rows_of(
        desk,
        "SELECT clients.name, involvements.kind, area, what, on_date FROM involvements "
        "JOIN clients ON clients.id = client_id WHERE involvements.removed_at IS NULL ORDER BY clients.name",
    )


def unpacked(content: bytes) -> str:
    """Everything in a Word file, as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


# ---- the agenda -------------------------------------------------------------------------------------


def test_every_new_meeting_begins_with_what_people_who_use_the_service_say(books: Desk) -> None:
    record = books.meetings.record(the_meeting(books))
    assert (record.items[0].number, record.items[0].title) == (1, STANDING_ITEM)
    assert record.next_number == 4
    assert books.meetings.directory().meetings[0].standing is Standing.HELD
    words = books.records.next_undo()
    assert words is not None
    assert SECRET not in words.words


def test_requests_are_taken_onto_an_agenda_in_their_own_words(books: Desk) -> None:
    done = books.impressions.record(
        {"on_date": TODAY, "client_id": key_of(books, "clients", "C2"), "felt_safe": "partly"},
        ["A lamp in each room", " ", "Somebody to ask at night"],
    )
    assert done.words == "First impressions of Benet Larch, with 2 recommendations"
    waiting = books.impressions.recommendations().waiting
    assert [one.words for one in waiting] == ["A lamp in each room", "Somebody to ask at night"]
    books.meetings.take_on(the_meeting(books), [one.id for one in waiting])
    taken = books.meetings.record(the_meeting(books)).items[3:]
    assert [(one.number, one.proposed_by, one.residents_view) for one in taken] == [
        (4, "first impressions", "A lamp in each room"),
        (5, "first impressions", "Somebody to ask at night"),
    ]
    assert books.impressions.recommendations().waiting == ()
    with pytest.raises(CannotRun, match="taken to a meeting meanwhile"):
        books.meetings.take_on(the_meeting(books), [waiting[0].id])
    books.records.undo_last()
    assert len(books.impressions.recommendations().waiting) == 2


# ---- signing off ------------------------------------------------------------------------------------


def test_signing_off_records_who_took_part_and_freezes_the_minutes(books: Desk) -> None:
    meeting = the_meeting(books)
    with pytest.raises(CannotRun, match="Sign the minutes off first"):
        books.meetings.share(meeting, TODAY, "by hand")
    with pytest.raises(NotSaved):
        books.meetings.sign_off(meeting, date(2026, 4, 19))
    assert books.meetings.sign_off(meeting, TODAY).words == (
        "Decision meeting Governance (D1) for Annis Fold: minutes signed off"
    )
    row = ("Annis Fold", "meeting", "monitoring", "Governance, as a full voting member", str(HELD))
    assert involved(books) == [row]
    for kind, key, values in (
        (ITEM, items(books, 3), {"part": "open"}),
        (ITEM, items(books, 2), {"decision": "Something else"}),
        (MEETING, meeting, {"client_ids": []}),
    ):
        form = books.editing.form(kind, key)
        with pytest.raises(CannotRun, match="signed off"):
            books.editing.save(Typed(kind, key, form.version, {**form.values, **values}))
    with pytest.raises(CannotRun, match="signed off"):
        books.records.remove(RecordRef(ITEM, items(books, 2)), "not wanted any more")
    with pytest.raises(CannotRun, match="signed off"):
        add(books, ITEM, meeting_id=str(meeting), number=9, title="One more")
    form = books.editing.form(MEETING, meeting)
    with pytest.raises(NotSaved):
        books.editing.save(Typed(MEETING, meeting, form.version, {**form.values, "signed_on": None}))


def test_a_closed_item_is_opened_in_a_new_version_that_is_signed_again(books: Desk) -> None:
    meeting = the_meeting(books)
    books.meetings.sign_off(meeting, TODAY)
    books.meetings.share(meeting, TODAY, "large print, by hand")
    with pytest.raises(NotSaved):
        books.meetings.new_version(meeting, "..")
    books.meetings.new_version(meeting, "the incident was made public")
    row = books.meetings.directory().meetings[0]
    assert (row.version, row.signed_on, row.shared_on) == (2, None, None)
    trail = books.trail.entries(TrailFilter(kinds=frozenset({MEETING})), limit=1)
    assert trail.entries[0].reason == "the incident was made public"
    form = books.editing.form(ITEM, items(books, 3))
    books.editing.save(Typed(ITEM, items(books, 3), form.version, {"part": "open"}))
    books.meetings.sign_off(meeting, TODAY)
    assert len(involved(books)) == 1
    assert SECRET in str(asdict(books.minutes.open_part(meeting)))


def test_undoing_the_signature_takes_the_involvement_back(books: Desk) -> None:
    books.meetings.sign_off(the_meeting(books), TODAY)
    books.records.undo_last()
    assert involved(books) == []
    assert books.meetings.directory().meetings[0].signed_on is None


def test_involvement_goes_and_comes_back_with_the_meeting(books: Desk) -> None:
    books.meetings.sign_off(the_meeting(books), TODAY)
    books.records.remove(RecordRef(MEETING, the_meeting(books)), "held by another unit")
    assert involved(books) == []
    books.records.bring_back(books.records.removed()[0].change)
    assert len(involved(books)) == 1
    assert books.meetings.directory().meetings[0].items == 3


# ---- what is closed ---------------------------------------------------------------------------------

LOOKS: tuple[Callable[[Workspace, Desk], object], ...] = (
    lambda space, desk: Meetings(space).record(the_meeting(desk)),
    lambda space, _desk: Meetings(space).directory(),
    lambda space, desk: MeetingMinutes(space).open_part(the_meeting(desk)),
    lambda space, desk: Records(space).history(RecordRef(MEETING, the_meeting(desk))),
    lambda space, _desk: Today(space).lines(Scope.EVERYONE),
    lambda space, desk: Records(space).history_of_client(int(key_of(desk, "clients", "C1"))),
)


@pytest.mark.parametrize(
    ("account", "role"),
    [(ELSEWHERE, Role.PRACTITIONER), (AUDITOR, Role.AUDITOR)],
    ids=["elsewhere", "auditor"],
)
def test_nothing_of_a_closed_item_reaches_who_is_not_entitled(books: Desk, account: int, role: Role) -> None:
    space = space_of(books, account, role)
    for look in LOOKS:
        assert SECRET not in repr(look(space, books))
    assert MeetingMinutes(space).open_part(the_meeting(books)).items[2].title == "Closed item"
    for refused in (
        lambda: MeetingMinutes(space).closed_part(the_meeting(books)),
        lambda: Records(space).history(RecordRef(ITEM, items(books, 3))),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_who_is_not_entitled_neither_opens_nor_writes_closed_items(books: Desk) -> None:
    meeting, editing = the_meeting(books), Editing(space_of(books, ELSEWHERE))
    with pytest.raises(NotAllowed, match="closed item"):
        editing.form(ITEM, items(books, 3))
    new = editing.blank(ITEM, {"meeting_id": str(meeting), "number": 7, "title": "Mine", "part": "closed"})
    with pytest.raises(NotSaved):
        editing.save(Typed(ITEM, None, 0, new.values))
    form = editing.form(MEETING, meeting)
    there = form.values["staff_ids"]
    assert isinstance(there, list)
    me = {"staff_ids": [*there, key_of(books, "staff", "S3")]}
    with pytest.raises(NotSaved):
        editing.save(Typed(MEETING, meeting, form.version, {**form.values, **me}))
    with pytest.raises(NotAllowed):
        Meetings(space_of(books, ELSEWHERE)).sign_off(meeting, TODAY)
    ((action,),) = rows_of(books, "SELECT id FROM meeting_actions WHERE number = 3")
    with pytest.raises(NotAllowed):
        Meetings(space_of(books, ELSEWHERE)).tick_action(action)


def test_actions_of_a_closed_item_stay_closed_with_it(books: Desk) -> None:
    meeting, key, later = the_meeting(books), items(books, 3), date(2026, 5, 5)
    form = books.editing.form(ITEM, key)
    books.editing.save(Typed(ITEM, key, form.version, {**form.values, "number": 7}))
    assert [one.action for one in books.meetings.record(meeting).items[2].actions] == [f"Book {SECRET}"]
    ((action,),) = rows_of(books, "SELECT id FROM meeting_actions WHERE number = 7")
    of_action = books.editing.form(ACTION, action)
    for number, words in ((2, "stays with it"), (99, "no item 99")):
        with pytest.raises(NotSaved, match=words):
            books.editing.save(Typed(ACTION, action, of_action.version, {"number": number}))
    for is_there in (True, False):
        if not is_there:
            assert books.records.goes_with(RecordRef(ITEM, key)) == (("action of a meeting", 1),)
            books.records.remove(RecordRef(ITEM, key), "wrong meeting")
        for account, role in ((ELSEWHERE, Role.PRACTITIONER), (AUDITOR, Role.AUDITOR)):
            space = replace(space_of(books, account, role), today=lambda: later)
            for look in LOOKS:
                assert SECRET not in repr(look(space, books))
        assert SECRET not in repr(Trail(space_of(books, AUDITOR, Role.AUDITOR)).entries(TrailFilter()))
    add(books, ITEM, meeting_id=str(meeting), number=7, title="Another")
    assert SECRET not in repr(books.minutes.open_part(meeting))


def test_nobody_lets_themselves_in_after_a_closed_item_was_removed(books: Desk) -> None:
    meeting, editing = the_meeting(books), Editing(space_of(books, ELSEWHERE))
    books.records.remove(RecordRef(ITEM, items(books, 3)), "wrong meeting")
    form = editing.form(MEETING, meeting)
    me = {"staff_ids": [key_of(books, "staff", "S3")]}
    with pytest.raises(NotSaved, match="closed items"):
        editing.save(Typed(MEETING, meeting, form.version, {**form.values, **me}))


def test_staff_who_were_there_and_managers_read_the_closed_part(books: Desk) -> None:
    for space in (books.workspace, space_of(books, THERE)):
        closed = MeetingMinutes(space).closed_part(the_meeting(books))
        assert [one.number for one in closed.items] == [3]
        assert SECRET in repr(minutes_blocks(closed))


def test_the_trail_and_removed_records_say_no_more_than_that_there_was_an_item(books: Desk) -> None:
    books.records.remove(RecordRef(ITEM, items(books, 3)), f"wrong meeting {SECRET}")
    auditor = Trail(space_of(books, AUDITOR, Role.AUDITOR)).entries(TrailFilter())
    assert SECRET not in repr(auditor)
    assert {"agenda item", "action of a meeting"} <= {one.what for one in auditor.entries}
    assert SECRET not in repr(Records(space_of(books, ELSEWHERE)).removed())
    assert SECRET in repr(books.trail.entries(TrailFilter()))


def test_an_item_that_was_closed_once_keeps_its_history_to_those_entitled(books: Desk) -> None:
    key = items(books, 3)
    form = books.editing.form(ITEM, key)
    plain = {"part": "open", "title": "Training", "discussion": None, "decision": None}
    books.editing.save(Typed(ITEM, key, form.version, {**form.values, **plain}))
    elsewhere = space_of(books, ELSEWHERE)
    assert Meetings(elsewhere).record(the_meeting(books)).items[2].title == "Training"
    with pytest.raises(NotAllowed):
        Records(elsewhere).history(RecordRef(ITEM, key))
    assert SECRET not in repr(Trail(space_of(books, AUDITOR, Role.AUDITOR)).entries(TrailFilter()))


# ---- minutes ----------------------------------------------------------------------------------------


def test_minutes_both_ways_unpacked_and_searched(books: Desk) -> None:
    meeting = the_meeting(books)
    open_part, closed = books.minutes.open_part(meeting), books.minutes.closed_part(meeting)
    for blocks in (minutes_blocks(open_part), easy_minutes_blocks(open_part)):
        text = unpacked(word_bytes(blocks, books.unit_name, "April"))
        assert SECRET not in text
        assert "Closed item" in text
        assert "Open until nine from May." in text
        assert text.index("It is light until nine.") < text.index("Staffing was looked at.")
        assert "Annis" in text
        assert "Annis Fold" not in text
    text = unpacked(word_bytes(minutes_blocks(closed), books.unit_name, "April"))
    assert SECRET in text
    assert "Open until nine" not in text


def test_a_representative_reads_signed_open_minutes_and_nothing_else(books: Desk) -> None:
    space, meeting = space_of(books, RESIDENT, Role.REPRESENTATIVE), the_meeting(books)
    assert MeetingMinutes(space).published() == ()
    with pytest.raises(CannotRun, match="no open minutes"):
        MeetingMinutes(space).open_part(meeting)
    books.meetings.sign_off(meeting, TODAY)
    assert [one.called for one in MeetingMinutes(space).published()] == ["Governance"]
    assert SECRET not in repr(MeetingMinutes(space).open_part(meeting))
    for refused in (Meetings(space).directory, lambda: MeetingMinutes(space).closed_part(meeting)):
        with pytest.raises(NotAllowed):
            refused()


def test_a_restricted_person_is_not_named_in_open_minutes(books: Desk) -> None:
    books.restricted.restrict(int(key_of(books, "clients", "C1")), "works for the unit")
    assert books.minutes.open_part(the_meeting(books)).residents == ("1 resident",)


# ---- figure and today -------------------------------------------------------------------------------


def test_decisions_together_counts_meetings_that_somebody_attended(books: Desk) -> None:
    period = parse_period("2026-27 Q1")
    add(books, MEETING, kind="other", on_date=date(2026, 4, 22))
    figure = next(
        one for one in books.figures.scorecard(period).figures if one.key == "involvement.decisions"
    )
    assert figure.numerator == 1
    assert figure.denominator == 2
    assert {one.reference: one.amount for one in books.cases.of("involvement.decisions", period)} == {
        "D1": 1, "D2": 0,
    }  # fmt: skip


def test_today_tells_of_minutes_until_they_are_shared(closed_books: Path, tmp_path: Path) -> None:
    later = date(2026, 5, 5)
    with sit_down(copy_unit(closed_books, tmp_path / "Later.ipsdesk"), later) as desk:

        def waits() -> list[str]:
            return [one.words for one in desk.today.lines(Scope.EVERYONE).lines if one.client is None]

        assert {
            "Sign the minutes off: Governance",
            "Change the evening shift",
            "Action of a closed item",
        } <= {*waits()}
        desk.meetings.sign_off(the_meeting(desk), later)
        assert "Share the open minutes: Governance" in waits()
        desk.meetings.share(the_meeting(desk), later, "")
        assert not any("minutes" in words for words in waits())
        action = next(one for one in desk.today.lines(Scope.EVERYONE).lines if "evening" in one.words)
        desk.today.mark_done(action.key)
        assert "Change the evening shift" not in waits()
