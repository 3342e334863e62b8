"""Turns of representatives: offered in order, declined, taken, attended, and what goes with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, ReasonNeeded
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.records import RecordRef
from ipsdesk.services.roles import Role
from ipsdesk.services.rota import Rota
from ipsdesk.services.today import Scope
from tests.services.meeting_books import BOOK, TODAY, add, key_of, space_of
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

AHEAD = date(2026, 5, 6)


@pytest.fixture(scope="module")
def closed_rota(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rota")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        assert bring_in(desk, write_book(folder / "book.xlsx", BOOK)).written
        for reference, since in (("C1", date(2026, 1, 5)), ("C2", date(2026, 2, 2))):
            add(desk, "representative", client_id=key_of(desk, "clients", reference), from_on=since)
        add(
            desk, "representative", client_id=key_of(desk, "clients", "C3"), from_on=date(2026, 1, 5),
            meetings=["staff appointment panel"], needs="Large print",
        )  # fmt: skip
        add(desk, "decision meeting", kind="clinical governance", on_date=AHEAD, name="Governance")
    return folder / "Larkrise.ipsdesk"


@pytest.fixture
def desk(closed_rota: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(closed_rota, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        yield desk


def meeting(desk: Desk) -> int:
    return desk.rota.page().ahead[0].id


def turn(desk: Desk, name: str) -> int:
    return next(one.id for one in desk.rota.page().ahead[0].turns if one.name == name)


def attended(desk: Desk) -> tuple[str, ...]:
    return desk.meetings.directory().meetings[0].people


def test_a_turn_declined_and_taken(desk: Desk) -> None:
    page = desk.rota.page()
    assert [(one.name, one.place) for one in page.volunteers] == [
        ("Annis Fold", 1), ("Cass Lunn", 2), ("Benet Larch", 3),
    ]  # fmt: skip
    assert page.ahead[0].next_name == "Annis Fold"
    assert desk.rota.offer_next(meeting(desk)).words == (
        "Turn at Governance of 6 May 2026 offered to Annis Fold"
    )
    desk.rota.answer(turn(desk, "Annis Fold"), accepted=False)
    assert desk.rota.page().ahead[0].next_name == "Benet Larch"
    desk.rota.offer_next(meeting(desk))
    desk.rota.answer(turn(desk, "Benet Larch"), accepted=True)
    page = desk.rota.page()
    assert page.ahead[0].is_taken
    assert [(one.name, one.offered, one.accepted, one.declined) for one in page.volunteers] == [
        ("Cass Lunn", 0, 0, 0), ("Annis Fold", 1, 0, 1), ("Benet Larch", 1, 1, 0),
    ]  # fmt: skip
    with pytest.raises(CannotRun, match="The meeting is on 6 May 2026"):
        desk.rota.attend(turn(desk, "Benet Larch"), attended=True)
    with pytest.raises(CannotRun, match="Nobody volunteers"):
        desk.rota.offer_next(meeting(desk))
    with pytest.raises(CannotRun, match="already"):
        desk.rota.offer(meeting(desk), int(key_of(desk, "clients", "C2")))


def test_who_attended_is_named_by_the_meeting_and_signing_off_records_their_part(
    closed_rota: Path, tmp_path: Path
) -> None:
    with sit_down(copy_unit(closed_rota, tmp_path / "Held.ipsdesk"), AHEAD) as desk:
        desk.rota.offer_next(meeting(desk))
        desk.rota.attend(turn(desk, "Annis Fold"), attended=True)
        assert attended(desk) == ("Annis Fold",)
        desk.records.undo_last()
        assert attended(desk) == ()
        desk.rota.attend(turn(desk, "Annis Fold"), attended=True)
        ref = RecordRef("turn", turn(desk, "Annis Fold"))
        desk.records.remove(ref, "typed for another meeting")
        assert attended(desk) == ()
        desk.records.bring_back(desk.records.removed()[0].change)
        assert attended(desk) == ("Annis Fold",)
        desk.meetings.sign_off(meeting(desk), AHEAD)
        assert rows_of(desk, "SELECT kind, what FROM involvements") == [
            ("meeting", "Governance, as a full voting member")
        ]
        with pytest.raises(CannotRun, match="signed off"):
            desk.rota.attend(turn(desk, "Annis Fold"), attended=False)
        form = desk.editing.form("turn", turn(desk, "Annis Fold"))
        paid = {**form.values, "expenses": 450, "debrief_on": AHEAD, "debrief": "Liked being asked first"}
        desk.editing.save(Typed("turn", form.id, form.version, paid))


def test_attendance_in_the_form_of_a_turn_counts_too(closed_rota: Path, tmp_path: Path) -> None:
    with sit_down(copy_unit(closed_rota, tmp_path / "Held.ipsdesk"), AHEAD) as desk:
        desk.rota.offer_next(meeting(desk))
        form = desk.editing.form("turn", turn(desk, "Annis Fold"))
        desk.editing.save(Typed("turn", form.id, form.version, {**form.values, "attended": True}))
        assert attended(desk) == ("Annis Fold",)


def test_a_restricted_volunteer_is_not_named_and_asked_about_only_with_a_reason(desk: Desk) -> None:
    client = int(key_of(desk, "clients", "C1"))
    desk.restricted.restrict(client, "works for the unit")
    rota = Rota(space_of(desk, 77, Role.PRACTITIONER))
    assert "Annis" not in repr(rota.page())
    with pytest.raises(ReasonNeeded):
        rota.offer_next(meeting(desk))


def test_today_offers_the_turn_until_somebody_is_asked_and_again_after_a_decline(desk: Desk) -> None:
    def waits() -> bool:
        lines = desk.today.lines(Scope.EVERYONE).lines
        return any(one.words == "Offer the turn: Governance" for one in lines)

    assert waits()
    desk.rota.offer_next(meeting(desk))
    assert not waits()
    desk.rota.answer(turn(desk, "Annis Fold"), accepted=False)
    assert waits()
