"""The evidence pack: written by item under pseudonyms, its key kept in the unit, its deletion recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun
from ipsdesk.services.desk import Desk
from ipsdesk.services.fidelity_pack import PackLine
from ipsdesk.services.fidelity_pack_files import Pseudonyms
from ipsdesk.services.today import Scope
from ipsdesk.services.today_lines import TodayKind
from ipsdesk.services.trail import TrailFilter
from tests.services.fidelity_books import a_unit_at_the_borders
from tests.units import copy_unit, rows_of, sit_down

TODAY, SELF = date(2026, 6, 30), 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pack")


@pytest.fixture(scope="module")
def desk(empty_unit: Path, folder: Path) -> Iterator[Desk]:
    """A desk at a unit whose review says something of a person."""
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        a_unit_at_the_borders(desk, folder)
        desk.fidelity.say(SELF, 15, evidence="Person Number42 (C42) met the mill; Number1 did not.")
        yield desk


@pytest.fixture(scope="module")
def pack(desk: Desk, folder: Path) -> PackLine:
    return desk.fidelity_pack.make(SELF, folder)


def texts(pack: PackLine) -> dict[str, str]:
    assert pack.folder is not None
    return {
        str(path.relative_to(pack.folder)): path.read_text("utf-8-sig")
        for path in pack.folder.rglob("*")
        if path.is_file()
    }


def test_the_pack_is_a_folder_by_item_with_an_index(pack: PackLine) -> None:
    written = texts(pack)
    assert len(written) == pack.files == 1 + 25 + 10
    assert "15 Quick start of the job search/Rows.csv" in written["Index.txt"].replace("\\", "/")
    assert "Delete it, and every copy, by 14 July 2026." in written["Index.txt"]
    said = written["15 Quick start of the job search/What the records say.txt"]
    assert "Records propose 4. 31 / 1 = 31 days" in said


def test_nobody_is_named_and_the_key_stays_in_the_unit(desk: Desk, pack: PackLine) -> None:
    for place, words in texts(pack).items():
        assert "Number" not in words, place
        assert "C42" not in words, place
    key = {one.name: one.pseudonym for one in desk.fidelity_pack.key(pack.id)}
    met = texts(pack)["15 Quick start of the job search/What the records say.txt"]
    assert f"{key['Person Number42']} ({key['Person Number42']}) met the mill; [name] did not." in met
    rows = texts(pack)["15 Quick start of the job search/Rows.csv"].splitlines()
    assert rows[1].startswith(f"{key['Person Number42']},")
    assert rows_of(desk, "SELECT count(*) FROM evidence_pack_people")[0][0] == len(key)


def test_numbers_of_people_are_replaced_too(desk: Desk) -> None:
    with desk.workspace.transactions.read() as connection:
        pseudonyms = Pseudonyms(connection, ())
    words = pseudonyms.replaced("NHS 999 000 0018 and 9990000018, twelve of 1200.")
    assert words == "NHS [number] and [number], twelve of 1200."


def test_it_is_noted_and_its_deletion_waits_on_today(desk: Desk, pack: PackLine) -> None:
    (out,) = [
        one for one in desk.trail.entries(TrailFilter()).entries if one.did.lower().startswith("exported")
    ]
    assert "evidence pack of the fidelity review of 1 June 2026" in str(out)

    def waiting() -> list[str]:
        lines = desk.today.lines(Scope.EVERYONE).lines
        return [one.words for one in lines if one.kind is TodayKind.EVIDENCE_PACK]

    assert waiting() == [f"Delete evidence pack {pack.reference}"]
    with pytest.raises(CannotRun, match="made later, on 30 June 2026"):
        desk.fidelity_pack.deleted(pack.id, date(2026, 6, 29))
    desk.fidelity_pack.deleted(pack.id, TODAY)
    assert not waiting()
    assert desk.fidelity_pack.packs(SELF)[0].deleted_on == TODAY


def test_a_pack_that_cannot_be_written_leaves_nothing(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_of(desk, "SELECT count(*) FROM evidence_packs"), sorted(folder.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ipsdesk.services.fidelity_pack.write_whole", full)
    with pytest.raises(CannotRun, match="No space left"):
        desk.fidelity_pack.make(SELF, folder)
    assert (rows_of(desk, "SELECT count(*) FROM evidence_packs"), sorted(folder.iterdir())) == before
    with pytest.raises(CannotRun, match="There is no folder"):
        desk.fidelity_pack.make(SELF, folder / "nowhere")
